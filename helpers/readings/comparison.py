"""How much two articles share, what one changed, who is in both, and which words each chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers.compare import ENOUGH, has_contrasts
from helpers.labels import label, language_name, listing, share, some
from helpers.readings.terms import read_keyness

if TYPE_CHECKING:
    from helpers.compare import Comparison

LITTLE = 20  # words of a body up to which a share of it says nothing


def read_overlaps(overlaps: pd.DataFrame) -> str:
    """How much of each two articles the other has too, and which is the earlier, as far as their dates say so.

    >>> row = {"one": ["A"], "other": ["B"], "common": [30], "moved": [0], "one_words": [40], "other_words": [60]}
    >>> row |= {"one_share": [0.75], "other_share": [0.5], "earlier": ["A"]}
    >>> read_overlaps(pd.DataFrame(row))
    'A and B share 30 words: 75% of A, 50% of B. By its date A is the earlier.'
    """
    said = []
    for row in overlaps.itertuples():
        if min(row.one_words, row.other_words) < LITTLE:
            said.append(label("reads_overlap_little", one=row.one, other=row.other, few=LITTLE))
            continue
        shares = {"one_share": share(row.one_share), "other_share": share(row.other_share)}
        said.append(label("reads_overlap", one=row.one, other=row.other, count=int(row.common), **shares))
        if row.moved:
            said.append(label("reads_overlap_moved", count=int(row.moved)))
        dated = not pd.isna(row.earlier)
        said.append(label("reads_overlap_earlier", earlier=row.earlier) if dated else label("reads_overlap_undated"))
    return " ".join(said)


def read_totals(totals: pd.DataFrame) -> str:
    """How many words of each later article are repeated, changed, moved or new, and how many of the first are gone."""
    said = []
    for (one, other), rows in totals.groupby(["one", "other"], sort=False):
        words = {side: of.set_index("kind")["words"].to_dict() for side, of in rows.groupby("side", sort=False)}
        ours, theirs = words.get("one", {}), words.get("other", {})
        kinds = [kind for kind in ("repeated", "changed", "moved", "new") if kind in theirs]
        if kinds:
            parts = listing([label(f"wordsof_{kind}", count=int(theirs[kind])) for kind in kinds])
            said.append(label("reads_totals", one=one, other=other, parts=parts))
        if "gone" in ours:
            said.append(label("reads_totals_gone", one=one, other=other, count=int(ours["gone"])))
    return " ".join(said) or label("reads_totals_none")


def read_sections_aligned(sections: pd.DataFrame) -> str:
    """How many sections of the first article stay as one, move, are split or merged, and which are gone or new."""
    said = []
    for (one, other), rows in sections.groupby(["one", "other"], sort=False):
        kinds = dict(list(rows.groupby("kind", sort=False)))
        parts = []
        for kind in ("same", "moved", "split", "merged", "regrouped"):
            if kind in kinds:
                count = int(kinds[kind]["one_section"].nunique())
                parts.append(label(f"fate_{kind}", count=count))
        for kind, side in (("gone", "one"), ("new", "other")):
            if kind in kinds:
                names = [
                    label("lead").strip("()") if pd.isna(name) else name for name in kinds[kind][f"{side}_heading"]
                ]
                parts.append(label(f"fate_{kind}", names=some(names), count=len(names)))
        said.append(label("reads_sections_aligned", one=one, other=other, parts=listing(parts)))
    return " ".join(said) or label("reads_sections_none")


def read_changes(changes: pd.DataFrame) -> str:
    """How much was replaced, removed and added inside passages, and which figures differ.

    >>> row = {"one": ["A"], "other": ["B"], "change": ["replaced"], "text": ["2029"], "other_text": ["2030"]}
    >>> read_changes(pd.DataFrame(row))
    'From A to B, inside passages: 1 replaced, 0 removed, 0 added. Figures in digits that differ: “2029” → “2030”.'
    """
    said = []
    for (one, other), rows in changes.groupby(["one", "other"], sort=False):
        counts = {kind: int(rows["change"].eq(kind).sum()) for kind in ("replaced", "removed", "added")}
        said.append(label("reads_changes", one=one, other=other, **counts))
        both = rows[rows["change"].eq("replaced")]
        pairs = zip(both["text"], both["other_text"], strict=True)
        figures = [label("reads_figure", one=a, other=b) for a, b in pairs if _has_digit(a) and _has_digit(b)]
        if figures:
            said.append(label("reads_figures", figures=some(figures)))
    return " ".join(said) or label("reads_changes_none")


def _has_digit(text: object) -> bool:
    return any(map(str.isdigit, str(text)))


def read_keyness_between(comparison: Comparison) -> str:
    """Which terms set each other article apart from the first, or that there is too little text to say so."""
    said = []
    for one, other in comparison.pairs:
        found = comparison.keyness(one, other)
        if not len(found):
            said.append(label("reads_keyness_few", one=one, other=other, enough=ENOUGH))
        else:
            reading = read_keyness(found, reference=comparison.articles[one])
            said.append(label("compare_letter", letter=other, name=reading))
    return " ".join(said)


def read_actors_compared(compared: pd.DataFrame) -> str:
    """How many actors all articles mention, whom one alone mentions, and where the difference is greatest.

    >>> rows = {"actor": ["OTAN", "OTAN", "ONU", "ONU"], "article": ["A", "B"] * 2, "mentions": [4, 2, 0, 1]}
    >>> read_actors_compared(pd.DataFrame(rows | {"per_1000": [8.0, 3.0, 0, 2.0], "articles": [2, 2, 1, 1]}))
    'All articles mention 1 of 2 actors. Only in A: none. Only in B: ONU.'
    """
    if not len(compared):
        return label("reads_no_actors")
    letters = compared["article"].unique()
    everywhere = int(compared[compared["articles"].eq(len(letters))]["actor"].nunique())
    said = [label("reads_compared", count=everywhere, actors=int(compared["actor"].nunique()))]
    alone = compared[compared["articles"].eq(1) & compared["mentions"].gt(0)]
    for letter in letters:
        names = alone[alone["article"].eq(letter)]["actor"].tolist()
        said.append(label("reads_compared_only", article=letter, actors=some(names) or label("reads_none")))
    return " ".join(said)


def read_namings(namings: pd.DataFrame) -> str:
    """How many of the actors that several articles mention are not mentioned by the same words everywhere, and who."""
    if not len(namings):
        return label("reads_namings_none")
    same = namings.groupby("actor", sort=False)["everywhere"].all()
    differing = [str(actor) for actor in same.index[~same]]
    counts = {"count": len(differing), "actors": len(same)}
    return label("reads_namings", names=some(differing) or label("reads_none"), **counts)


def read_contrasts(contrasts: pd.DataFrame, language: str | None) -> str:
    """Which articles choose other words for one thing, as far as the language's list knows such words.

    >>> read_contrasts(pd.DataFrame({"differs": []}), "ja")
    'There is no list of contrasting words for the language “Japanese”.'
    """
    if not has_contrasts(language):
        return label("reads_contrasts_no_list", language=language_name(language or "?"))
    differing = contrasts[contrasts["differs"].astype(bool) & contrasts["count"].gt(0)]
    if not len(differing):
        return label("reads_contrasts_same" if len(contrasts) else "reads_contrasts_none")
    parts = []
    for contrast, rows in differing.groupby("contrast", sort=False):
        used: Mapping[str, list[str]] = rows.groupby("article")["wording"].apply(list).to_dict()
        each = [label("reads_contrast_article", article=letter, words=listing(words)) for letter, words in used.items()]
        parts.append(label("reads_contrast", contrast=contrast, each=", ".join(each)))
    return label("reads_contrasts", contrasts=some(parts))
