"""A few articles side by side, as tables whose numbers lead to the articles they count in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.anchors import anchor, link, of_article
from helpers.html.copy import reading_copy
from helpers.html.passages import passage_marks
from helpers.html.piece import Html, escape, missing, root
from helpers.html.places import actor_places, context_block, term_places
from helpers.html.tables import table
from helpers.labels import day, label, spoken
from helpers.provenance import article_facts, source_facts

if TYPE_CHECKING:
    from helpers.compare import Comparison

_ADDRESS = Callable[[Any], str | list[str]]


def comparison_card(comparison: Comparison) -> Html:
    """Which articles are compared, and by which letter each is called: title, outlet's date, source, words.

    The notebook shows it once, so that the report knows what it is about.
    """
    rows = []
    for letter, article in comparison.articles.items():
        date = day(article.date) if article.date else None
        words = int(article.sections["words"].sum())
        rows.append((letter, article.title, date, article.byline, article.source.name, words))
    frame = pd.DataFrame(rows, columns=["article", "title", "date", "byline", "source", "words"])
    names = list(comparison.names.values())
    about = {"title": label("compare_page", names=" / ".join(names)), "source": ", ".join(names), "spoken": spoken()}
    first, *others = comparison.articles.values()
    known = [source_facts(other.source) | {"articles": other.articles} for other in others]
    run = article_facts(first) | {"others": known}
    return replace(table(frame, index=False, lang=comparison.language), article=about, run=run)


def _pairs(comparison: Comparison, draw: Callable[[str, str], Html]) -> Html:
    """A table for each pair, one under the other."""
    drawn = [draw(one, other) for one, other in comparison.pairs]
    return Html("".join(piece.html for piece in drawn), "\n".join(map(repr, drawn)))


def _of(frame: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    return frame[frame["one"].eq(one) & frame["other"].eq(other)]


def _at(letter: str, kind: str, *names: object) -> str:
    with of_article(letter):
        return link(kind, *names)


def _numbered(letter: str, kind: str, column: str) -> _ADDRESS:
    """From a row to the line or section of that article whose number stands in a column; nowhere if it is missing."""
    return lambda row: "" if missing(getattr(row, column)) else _at(letter, kind, int(getattr(row, column)))


def _lines(letters: Callable[[Any], str], column: str = "lines") -> _ADDRESS:
    return lambda row: [_at(letters(row), "line", line) for line in getattr(row, column)]


def _article(row: Any) -> str:
    return str(row.article)


def totals_table(comparison: Comparison) -> Html:
    """How many words of each article are repeated, changed, moved, gone or new, and in which lines."""

    def passages(row: Any) -> str:
        return link("passages", row.one, row.other, row.article, row.kind)

    def draw(one: str, other: str) -> Html:
        columns = ["article", "kind", "passages", "words", "common", "lines"]
        leads = {"passages": passages, "words": passages, "common": passages, "lines": _lines(_article)}
        caption = label("versions_caption", one=one, other=other)
        return table(_of(comparison.totals, one, other), columns=columns, index=False, links=leads, caption=caption)

    return _pairs(comparison, draw)


def sections_table(comparison: Comparison) -> Html:
    """Which section is which, with the words that both share; line numbers and words lead to the sections."""

    def draw(one: str, other: str) -> Html:
        frame = _of(comparison.sections, one, other).copy()
        for side in ("one", "other"):
            held = frame[f"{side}_section"].notna()
            frame[f"{side}_heading"] = frame[f"{side}_heading"].where(
                ~held | frame[f"{side}_heading"].notna(), label("lead")
            )
            frame[f"{side}_words"] = frame[f"{side}_words"].astype("Int64").where(held)
        leads = {"one_line": _numbered(one, "line", "one_line")}
        leads["other_line"] = _numbered(other, "line", "other_line")
        leads |= {
            "one_words": _numbered(one, "section", "one_section"),
            "other_words": _numbered(other, "section", "other_section"),
            "common": _both_sections,
        }
        columns = "kind one_line one_heading one_words other_line other_heading other_words common score".split()
        heads = _heads(columns, one, other)
        caption = label("versions_caption", one=one, other=other)
        return table(
            frame, columns=heads, index=False, links=leads, formats={"score": ".0%"}, caption=caption,
            lang=comparison.language,
        )  # fmt: skip

    return _pairs(comparison, draw)


def _both_sections(row: Any) -> str:
    if missing(row.one_section) or not row.common:
        return ""
    return link("sections", row.one, row.other, int(row.one_section), int(row.other_section))


def _heads(columns: Iterable[str], one: str, other: str) -> dict[str, str]:
    """The columns by their names, those of a side with its article's letter."""
    heads = {}
    for name in columns:
        side, _, rest = name.partition("_")
        letter = {"one": one, "other": other}.get(side)
        said = label(f"column_{rest}") if letter and rest else ""
        heads[name] = label("compare_column", letter=letter, column=said) if said else name
    return heads


def changes_table(comparison: Comparison, *, most: int | None = None) -> Html:
    """What was replaced, removed and added inside passages, word by word, with the lines of both articles."""

    def draw(one: str, other: str) -> Html:
        frame = _of(comparison.changes, one, other)
        frame = frame.rename(columns={"line": "one_line", "text": "one_text"})
        for side, letter in (("one", one), ("other", other)):
            article = comparison.articles[letter]
            texts = frame[f"{side}_text"]
            frame[f"{side}_text"] = [text if missing(text) else article.repaired(text) for text in texts]
        leads = {"one_line": _numbered(one, "line", "one_line")}
        leads["other_line"] = _numbered(other, "line", "other_line")
        heads = _heads(["change", "one_line", "one_text", "other_line", "other_text"], one, other)
        caption = label("versions_caption", one=one, other=other)
        options: dict[str, Any] = {"max_rows": most, "lang": comparison.language, "caption": caption}
        return table(frame, columns=heads, index=False, links=leads, **options)

    return _pairs(comparison, draw)


def actors_table(comparison: Comparison, *, most: int | None = None) -> Html:
    """How often each article mentions each actor; each count leads to the mentions in that article."""
    from helpers.compare import wide

    frame = wide(comparison.actors, comparison.articles)
    leads = {letter: partial(_actor, letter) for letter in comparison.articles}
    columns = ["actor", "kind", *comparison.articles, "articles"]
    options: dict[str, Any] = {"max_rows": most, "lang": comparison.language}
    return table(frame, columns=columns, index=False, links=leads, **options)


def _actor(letter: str, row: Any) -> str:
    name = getattr(row, f"name_{letter}")
    return "" if missing(name) else _at(letter, "actor", name)


def namings_table(comparison: Comparison, *, most: int | None = None) -> Html:
    """The wordings that not all articles have, with the lines in which they stand."""
    frame = comparison.namings
    frame = frame[~frame["everywhere"].astype(bool) & frame["count"].gt(0)]

    def wording(row: Any) -> str:
        return _at(row.article, "actor", row.name, "form", row.form, "words", row.written)

    columns = ["actor", "surface", "form", "article", "count", "lines"]
    options: dict[str, Any] = {"max_rows": most, "lang": comparison.language}
    return table(frame, columns=columns, index=False, links={"count": wording, "lines": _lines(_article)}, **options)


def contrasts_table(comparison: Comparison) -> Html:
    """The words of the lists of contrasts that the articles use, with the lines in which they stand."""
    frame = comparison.contrasts
    frame = frame[frame["count"].gt(0)]
    columns = ["contrast", "wording", "article", "count", "lines", "differs"]
    leads: dict[str, _ADDRESS] = {
        "count": lambda row: _at(row.article, "wording", row.wording),
        "lines": _lines(_article),
    }
    return table(frame, columns=columns, index=False, links=leads, lang=comparison.language)


def contrast_places(comparison: Comparison) -> Html:
    """Every word of a contrast in its context, by word and article."""
    blocks = []
    for row in comparison.contrasts.itertuples():
        if row.count:
            places = pd.DataFrame({"start": row.starts, "end": row.ends}, dtype="int64")
            with of_article(row.article):
                title = label("compare_letter", letter=row.article, name=row.wording)
                article = comparison.articles[row.article]
                blocks.append(context_block(article, anchor("wording", row.wording), title, places))
    lang = f' lang="{escape(comparison.language)}"' if comparison.language else ""
    return Html(f'<div class="{root("places")}"{lang}>{"".join(blocks)}</div>', label("places_text", count=len(blocks)))


def each_article(comparison: Comparison, draw: Callable[[str, Any], Html]) -> Html:
    """What ``draw`` makes of each letter and article, one under the other, the ids of each its own."""
    pieces = []
    for letter, article in comparison.articles.items():
        name = label("compare_letter", letter=letter, name=comparison.names[letter])
        with of_article(letter):
            pieces.append((f"<h3>{escape(name)}</h3>", draw(letter, article)))
    return Html("".join(head + piece.html for head, piece in pieces), "\n\n".join(repr(piece) for _, piece in pieces))


def compared_places(comparison: Comparison, *, terms: int = 15) -> Html:
    """For each article every mention of its actors in context, and every occurrence of the terms that are drawn.

    terms: how many terms of each pair, those of the highest rank
    """
    drawn: set[str] = set()
    for one, other in comparison.pairs:
        drawn |= set(comparison.keyness(one, other).index[: max(terms, 1)])

    def draw(_: str, article: Any) -> Html:
        shown = actor_places(article, article.actors.index, notebook="5_compare")
        words = term_places(article, sorted(drawn), notebook="5_compare")
        return Html(shown.html + words.html, f"{shown!r}\n{words!r}")

    return each_article(comparison, draw)


def reading_copies(comparison: Comparison, *, marks: Callable[[Any], pd.DataFrame] | None = None) -> Html:
    """The reading copies of all articles, one under the other: marks are what ``marks`` gives for each article."""

    def draw(letter: str, article: Any) -> Html:
        known: Sequence[pd.DataFrame] = [passage_marks(comparison, letter)]
        return reading_copy(article, marks=pd.concat([*([marks(article)] if marks else []), *known], ignore_index=True))

    return each_article(comparison, draw)
