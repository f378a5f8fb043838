"""Which news agency an article credits: in its byline, its dateline or a line that gives the source."""

from __future__ import annotations

import csv
import re
from collections.abc import Hashable, Iterator
from functools import cache

import pandas as pd

from helpers.errors import InputError
from helpers.lines import line_spans, repair
from helpers.paths import DATA

COLUMNS = ("agency", "where", "form", "start", "end", "text")
FORMS = ("byline", "dateline", "source", "copyright", "with", "signature")
_HIDDEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufb00-\ufb06\uff01-\uff5e]")  # what repair undoes
_LONG = 12  # words; a longer line is a sentence


def wire(byline: str | None, text: str) -> pd.DataFrame:
    """The credits to news agencies in an article's byline and text; a mention in a sentence is none.

    ``text`` is the article's, its lines as they stand. Columns: ``agency``, ``where`` (``byline`` or ``text``),
    ``form`` (``byline``; ``dateline``: PARIS (AFP) -; ``source``: Source : Reuters; ``copyright``: © AFP alone on a
    line, which may be a picture's; ``with``: Le Monde avec AFP; ``signature``: a line or a parenthesis at the end of
    one that holds the name alone), ``start``, ``end`` (characters of the byline or the text), ``text`` (that slice).
    Credits of pictures do not count; nor does a name in other words than those of ``data/wire/``.

    >>> wire("Le Monde avec AFP", "PARIS (AFP) - L'AFP a appris que…")[["agency", "where", "form", "text"]]
      agency   where      form text
    0    AFP  byline    byline  AFP
    1    AFP    text  dateline  AFP
    """
    rows = [(agency, "byline", "byline", *span, (byline or "")[slice(*span)]) for agency, span in _in_byline(byline)]
    for start, end in line_spans(text):
        for agency, form, span in _in_line(text[start:end], start):
            rows.append((agency, "text", form, *span, text[slice(*span)]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"start": "int64", "end": "int64"})


def possible(text: str) -> bool:
    """Whether the name of an agency stands in a text at all: most texts need no closer look.

    >>> possible("selon l'AFP"), possible("selon la radio")
    (True, False)
    """
    if not _HIDDEN.search(text) and not _beginnings().search(text):
        return False
    return _patterns()["name"].search(repair(text).text) is not None


def wire_clusters(clustered: pd.DataFrame, credits: pd.DataFrame) -> pd.DataFrame:
    """The clusters of which a member credits an agency: all their articles may be that agency's copy.

    ``clustered`` comes from ``clusters``; ``credits`` has the columns ``article`` and ``agency`` (``wire`` of each
    article). Index ``cluster``; columns: ``size`` (articles), ``agencies`` (names, separated by commas, the one that
    most articles credit first), ``crediting`` (articles that credit one), ``by`` (their ids, a list).

    Raises ``InputError`` where an article that credits is in no cluster.

    >>> clustered = pd.DataFrame({"cluster": [1, 1, 2], "size": [2, 2, 1]}, index=pd.Index(list("abc"), name="article"))
    >>> wire_clusters(clustered, pd.DataFrame({"article": ["b"], "agency": ["AFP"]}))
             size agencies  crediting   by
    cluster
    1           2      AFP          1  [b]
    """
    unknown = [name for name in credits["article"] if name not in clustered.index]
    if unknown:
        raise InputError(f"article {unknown[0]!r} credits an agency but is in no cluster: give all articles' clusters")
    place = {article: at for at, article in enumerate(clustered.index)}
    once = credits[["article", "agency"]].drop_duplicates()
    once = once.assign(cluster=clustered["cluster"].reindex(once["article"]).to_numpy())
    sizes = clustered["cluster"].value_counts()
    rows: dict[Hashable, tuple[int, str, int, list[Hashable]]] = {}
    for cluster, group in once.groupby("cluster"):
        times = group["agency"].value_counts()
        names = sorted(times.index, key=lambda name: (-times[name], name))
        by = sorted(dict.fromkeys(group["article"]), key=place.__getitem__)
        rows[cluster] = (int(sizes[cluster]), ", ".join(names), len(by), by)
    index = pd.Index(rows, name="cluster", dtype="int64")
    return pd.DataFrame(list(rows.values()), index=index, columns=["size", "agencies", "crediting", "by"])


def _in_byline(byline: str | None) -> Iterator[tuple[str, tuple[int, int]]]:
    """The agencies that are an item of their own in a byline: Jean Dupont, AFP; Le Monde avec AFP."""
    if not byline:
        return
    passage = repair(byline)
    for found in _patterns()["item"].finditer(passage.text):
        yield _agencies()[found["name"]], passage.span(*found.span("name"))


def _in_line(raw: str, offset: int) -> Iterator[tuple[str, str, tuple[int, int]]]:
    passage = repair(raw, offset)
    patterns = _patterns()
    short = len(passage.text.split()) <= _LONG
    if short and patterns["picture"].search(passage.text):
        return
    for form in ("dateline", "source", "copyright", "with", "signature"):
        found = patterns[form].search(passage.text)
        if not found or (form == "with" and not short and not found["open"]):
            continue
        if form == "dateline" and patterns["name"].search(found["place"] or ""):  # the agency is named: (AFP) explains
            continue
        begin = found.start("names")
        names = list(patterns["name"].finditer(found["names"]))
        if form == "signature" and all(name[0] in _ambiguous() for name in names):
            continue
        for name in names:
            yield _agencies()[name[0]], form, passage.span(begin + name.start(), begin + name.end())
        return


@cache
def _agencies() -> dict[str, str]:
    """Each name that credits an agency, and the agency."""
    return {name.rstrip("?"): row["agency"] for row in _table("agencies") for name in row["names"].split("|")}


@cache
def _beginnings() -> re.Pattern[str]:
    """How the names begin: what stands between their words is written in many ways."""
    first = sorted({re.escape(re.split(r"\W", name)[0]) for name in _agencies()}, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(first)})(?!\w)")


@cache
def _ambiguous() -> frozenset[str]:
    """The names that mean other things too: alone on a line they sign nothing."""
    names = (name for row in _table("agencies") for name in row["names"].split("|"))
    return frozenset(name.rstrip("?") for name in names if name.endswith("?"))


def _table(name: str) -> list[dict[str, str]]:
    lines = (DATA / "wire" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def _words() -> dict[str, str]:
    """Alternatives of a regular expression by kind, from ``data/wire/credits.tsv``."""
    return {row["kind"]: "|".join(map(re.escape, row["words"].split("|"))) for row in _table("credits")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What credits look like in repaired text: plain spaces, straight apostrophes."""
    words = _words()
    name = "|".join(map(re.escape, sorted(_agencies(), key=len, reverse=True)))
    also = f"(?: ?[/,;&+-] ?| (?:{words['and']}) )"
    names = rf"(?P<names>(?:{name})(?:{also}(?:{name}))*)(?!\w)"
    capital = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
    title = rf"(?:(?:(?:[A-ZÀ-ÖØ-Þ0-9][\w.'’&-]*|(?i:{words['desk']})),? ){{0,6}})"
    return {
        "name": re.compile(rf"(?<!\w)(?:{name})(?!\w)"),
        "picture": re.compile(rf"(?i)(?<!\w)(?:{words['picture']})(?!\w)"),
        "item": re.compile(
            rf"(?:^|[,/;&|(–—+] ?|- |(?<!\w)(?i:{words['and']}|{words['with']}|{words['by']}) )(?P<name>{name})"
            rf"(?= ?(?:$|[,/;&|)–—+.]| -)| (?:{words['and']}|{words['with']}) )"
        ),
        "dateline": re.compile(
            rf"^\W*(?P<place>{capital}(?:[ ,/-]+{capital}){{0,4}}(?:, ?[\w. ]{{1,20}})?[.,]? ?)?"
            rf"[(/]{names}(?:/\w{{2,4}})?[)/] ?(?:[-–—:]|\.(?!\w))"
        ),
        "source": re.compile(rf"^\W*(?i:{words['source']}) ?: ?{names}\W*$"),
        "copyright": re.compile(rf"^\W*(?:©|\([cC]\)|(?i:copyright)) ?©? ?(?:\d{{4}} ?)?{names}(?: ?\d{{4}})?\W*$"),
        "with": re.compile(
            rf"(?:^\W*(?:(?i:{words['by']}) )?{title}|(?P<open>[(\[])|^[^.!?]*, )(?i:{words['with']}) {names}[)\]]?\W*$"
        ),
        "signature": re.compile(rf"(?:^\W*(?:(?i:{words['by']}) )?|[.!?…»\"”] ?[(\[]){names}[)\]]?\W*$"),
    }
