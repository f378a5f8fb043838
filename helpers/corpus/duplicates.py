"""What is said again in a corpus: near-duplicates, agency copy, lines of menus and shared passages, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.corpus.near import SHINGLE, pairs_of
from helpers.corpus.recurring import recurring_lines
from helpers.corpus.reuse import reused
from helpers.corpus.shingles import Shingled, joined, mixed, shingled
from helpers.corpus.wire import possible, wire, wire_clusters
from helpers.errors import InputError
from helpers.lines import fold

if TYPE_CHECKING:
    from helpers.corpus.result import Corpus

BODY = ["article", "text", "role", "kept"]
CREDITS = ("article", "agency", "form", "credit", "line", "start", "end")
UNSURE = {"signature", "copyright"}  # forms of a credit that a menu has too
SILENT = {"title", "caption"}  # roles of lines that credit no agency for the text
MOST = 50  # articles of a cluster that are compared with the one that stands for it


class Body(NamedTuple):
    """The kept lines of an article's body as one text; of each line its number, and where it starts here and there."""

    text: str
    lines: list[int]
    begins: list[int]
    starts: list[int]

    def place(self, offset: int) -> tuple[int, int]:
        """The line in which an offset of this text lies, and its offset in the source."""
        at = int(np.searchsorted(self.begins, offset, side="right")) - 1
        return self.lines[at], self.starts[at] + offset - self.begins[at]


def find_pairs(corpus: Corpus) -> pd.DataFrame:
    """The near-duplicates of all articles, their outlets being the hosts; columns as of ``near_duplicates``.

    One part's texts are in memory at a time.
    """
    facts = corpus.frame("articles", ["article", "outlet"]).set_index("article")
    pairs = pairs_of(facts.index, _shingles(corpus), hosts=facts["outlet"])
    return pairs.astype({"one": "str", "other": "str", "kind": "str", "shared": "int64"})


def _shingles(corpus: Corpus) -> Shingled:
    """The shingles of the bodies of all articles, in their order."""
    parts = []
    for part, lines in zip(corpus.parts("articles", ["article"]), corpus.parts("lines", BODY), strict=True):
        kept = lines[lines["kept"] & (lines["role"] == "body")]
        texts = {name: "\n".join(group) for name, group in _grouped(kept["article"], kept["text"])}
        parts.append(shingled([texts.get(name, "") for name in part["article"].tolist()], SHINGLE))
    return joined(parts)


def find_wire(corpus: Corpus) -> pd.DataFrame:
    """Which articles credit an agency, or stand in a cluster of which one does (see ``Corpus.wire``)."""
    credits, clusters = find_credits(corpus), corpus.clusters
    agencies = wire_clusters(clusters, credits)["agencies"]
    marked = clusters[clusters["cluster"].isin(agencies.index)]
    first = credits.drop_duplicates("article").set_index("article").reindex(marked.index)
    own = credits.drop_duplicates(["article", "agency"]).groupby("article", sort=False)["agency"].agg(", ".join)
    frame = pd.DataFrame({"cluster": marked["cluster"]}, index=marked.index)
    frame["agency"] = own.reindex(marked.index).astype("str")
    frame["agencies"] = agencies.reindex(marked["cluster"]).to_numpy()
    frame = frame.join(first[["form", "credit", "line", "start", "end"]])
    texts = dict.fromkeys(("agency", "agencies", "form", "credit"), "str")
    return frame.astype(texts | dict.fromkeys(("line", "start", "end"), "Int64"))


def find_credits(corpus: Corpus) -> pd.DataFrame:
    """Each credit to a news agency: article agency form credit (its text) line start end (offsets into the source).

    Read are all lines but title, captions and copies; in what is boilerplate the name alone credits nobody. A credit
    that only the table of bylines has is without a line.
    """
    columns = ["article", "line", "start", "text", "role", "copy_of"]
    rows: list[tuple[Any, ...]] = []
    facts = corpus.parts("articles", ["article", "byline"])
    for part, lines in zip(facts, corpus.parts("lines", columns), strict=True):
        read = lines[~lines["role"].isin(SILENT) & lines["copy_of"].isna()]
        read = read[[possible(text) for text in read["text"]]]
        credited = set()
        for article, line, start, text, role in read[columns[:-1]].itertuples(index=False, name=None):
            for found in wire(None, text).itertuples():
                if role == "boilerplate" and found.form in UNSURE:
                    continue
                credited.add(article)
                place = (line, start + found.start, start + found.end)
                rows.append((article, found.agency, found.form, found.text, *place))
        for article, byline in zip(part["article"], part["byline"], strict=True):
            if article not in credited and isinstance(byline, str) and possible(byline):
                found = wire(byline, "")
                rows += [(article, c.agency, c.form, c.text, None, None, None) for c in found.itertuples()]
    frame = pd.DataFrame(rows, columns=list(CREDITS))
    return frame.astype(dict.fromkeys(CREDITS[:4], "str") | dict.fromkeys(CREDITS[4:], "Int64"))


def find_recurring(corpus: Corpus, *, least: int) -> pd.DataFrame:
    """What ``recurring_lines`` gives for all lines of the corpus, outlets being the hosts; and where they are kept.

    A first pass over the parts counts lines of the same words, a second one looks at those that come often enough.
    """
    of = corpus.frame("articles", ["article", "outlet"]).set_index("article")["outlet"]
    host = dict(zip(of.index, pd.factorize(of)[0].tolist(), strict=True))
    keys, once = [], []
    for lines in corpus.parts("lines", ["article", "text"]):
        codes = np.array([host[article] for article in lines["article"]], np.int64)
        found = shingled(lines["text"].tolist(), SHINGLE).whole ^ mixed(codes.astype(np.uint64))
        of_article = pd.DataFrame({"article": pd.factorize(lines["article"])[0], "key": found})[codes >= 0]
        keys.append(np.where(codes >= 0, found, 0))
        once.append(of_article.drop_duplicates()["key"].to_numpy())
    known, times = np.unique(np.concatenate(once) if once else np.zeros(0, np.uint64), return_counts=True)
    often = known[times >= least]
    again = [
        lines[np.isin(found, often)]
        for lines, found in zip(corpus.parts("lines", ["article", "text", "kept"]), keys, strict=True)
    ]
    frame = pd.concat(again) if again else pd.DataFrame({"article": [], "text": [], "kept": []})
    frame = frame.assign(host=of.reindex(frame["article"]).to_numpy())
    recurring = recurring_lines(frame, least=least)
    recurring["share"] = recurring["articles"] / of.value_counts().reindex(recurring["host"]).to_numpy()
    counted = frame[frame["kept"].astype(bool)].assign(key=lambda rows: rows["text"].map(fold))
    times_kept = counted.drop_duplicates(["article", "key"]).groupby(["host", "key"]).size().to_dict()
    both = zip(recurring["host"], recurring["text"], strict=True)
    recurring["kept"] = np.array([times_kept.get((host, fold(text)), 0) for host, text in both], "int64")
    return recurring.rename(columns={"host": "outlet"}).astype({"text": "str", "outlet": "str", "share": "float64"})


def passages(corpus: Corpus, cluster: int) -> pd.DataFrame:
    """The passages that the articles of a cluster share with its representative (see ``Corpus.passages``)."""
    clusters = corpus.clusters
    members = clusters[clusters["cluster"] == cluster]
    if members.empty:
        raise InputError(f"there is no cluster {cluster!r}; corpus.clusters has their numbers")
    first = members["representative"].iloc[0]
    others = [name for name in members.index if name != first][:MOST]
    bodies = read_bodies(corpus, {first, *others})
    dates = corpus.frame("articles", ["article", "date"]).set_index("article")["date"]
    pairs = pd.DataFrame({"one": [first] * len(others), "other": others})
    found = reused(pairs, {name: body.text for name, body in bodies.items()}, dates=dates.dropna())
    ends = ("one", "start", "end", "line"), ("other", "other_start", "other_end", "other_line")
    for which, start, end, line in ends:
        places = [bodies[name].place(at) for name, at in zip(found[which], found[start], strict=True)]
        last = [bodies[name].place(at - 1) for name, at in zip(found[which], found[end], strict=True)]
        found[line] = np.array([number for number, _ in places], "int64")
        found[start] = np.array([offset for _, offset in places], "int64")
        found[end] = np.array([offset + 1 for _, offset in last], "int64")
    found.attrs["left_out"] = len(members) - 1 - len(others)
    return found


def read_bodies(corpus: Corpus, wanted: set[str]) -> dict[str, Body]:
    """The bodies of some articles."""
    columns = ["article", "line", "start", "text", "role", "kept"]
    found = {name: Body("", [], [], []) for name in wanted}
    for lines in corpus.parts("lines", columns, of=wanted):
        kept = lines[lines["kept"] & (lines["role"] == "body") & lines["article"].isin(wanted)]
        for article, group in kept.groupby("article", sort=False):
            texts = group["text"].tolist()
            begins = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]).tolist()
            found[str(article)] = Body("\n".join(texts), group["line"].tolist(), begins, group["start"].tolist())
    return found


def _grouped(articles: pd.Series, values: pd.Series) -> Iterator[tuple[str, list[str]]]:
    """The values of each article, whose rows stand together."""
    rows = zip(articles.tolist(), values.tolist(), strict=True)
    for article, group in groupby(rows, key=lambda row: row[0]):
        yield article, [value for _, value in group]
