"""Lists of the passages of a comparison, each of which leads to its place in the reading copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.anchors import anchor, link, of_article
from helpers.html.articles import shortened
from helpers.html.piece import Html, escape, missing, root
from helpers.html.tables import more_rows
from helpers.labels import label, spoken

if TYPE_CHECKING:
    from helpers.compare import Comparison

MOST = 500  # passages of a kind that are shown
_LONG = 110  # characters of a passage that a list shows


def passage_places(comparison: Comparison) -> Html:
    """Every passage by pair, article and kind, with how it begins; each leads to its place in the reading copy.

    What stands here has the ids that ``helpers.anchors`` tells of.
    """
    blocks = []
    frame = comparison.passages
    for (one, other, letter, kind), rows in frame.groupby(["one", "other", "article", "kind"], sort=False):
        with of_article(letter):
            columns = (rows[name].tolist() for name in ("line", "start", "end", "text", "words"))
            items = [_item(comparison, letter, *row) for row in zip(*columns, strict=True)][:MOST]
        if len(rows) > MOST:
            items.append(f"<li>{escape(more_rows(len(rows) - MOST))}</li>")
        beside = other if letter == one else one
        said = label("versions_list", article=letter, other=beside, kind=label(f"kind_{kind}"))
        count = label("versions_words", count=int(rows["words"].sum()))
        head = f"<h3>{escape(said)} <small>{escape(count)}</small></h3>"
        id = escape(anchor("passages", one, other, letter, kind))
        blocks.append(f'<section id="{id}">{head}<ol>{"".join(items)}</ol></section>')
    blocks += [_of_sections(comparison, row) for row in comparison.sections.itertuples() if row.common]
    return Html(f'<div class="{root("places")}">{"".join(blocks)}</div>', label("places_text", count=len(blocks)))


def _of_sections(comparison: Comparison, row: Any) -> str:
    """The passages of the first article's section that have words of the other's, with the number of these."""
    from helpers.compare.passages import runs

    side = comparison.aligned(row.one, row.other).sides[0]
    items = []
    for first, end, _ in runs(side):
        if side.body.sections[first] != row.one_section:
            continue
        there = [side.beside.sections[at] for at in side.to[first:end] if at >= 0]
        if count := there.count(row.other_section):
            with of_article(row.one):
                place = side.body.lines[first], *side.body.slice(first, end), count
                items.append(_item(comparison, row.one, *place))
    names = [label("lead") if missing(name) else str(name) for name in (row.one_heading, row.other_heading)]
    letters = zip((row.one, row.other), names, strict=True)
    one, other = (label("compare_letter", letter=letter, name=name) for letter, name in letters)
    said = label("places_pair", one=one, other=other)
    head = f"<h3>{escape(said)} <small>{escape(label('versions_words', count=int(row.common)))}</small></h3>"
    id = escape(anchor("sections", row.one, row.other, int(row.one_section), int(row.other_section)))
    return f'<section id="{id}">{head}<ol>{"".join(items)}</ol></section>'


def _item(comparison: Comparison, letter: str, line: int, start: int, end: int, text: str, words: int) -> str:
    article = comparison.articles[letter]
    shown = escape(shortened(article.repaired(text), _LONG))
    lang = f' lang="{escape(comparison.language)}"' if comparison.language else ""
    count = f'<small lang="{spoken()}">{escape(label("words", count=words))}</small>'
    return f'<li><a href="{link("at", start, end)}">{int(line)}</a> <span{lang}>{shown}</span> {count}</li>'


def passage_marks(comparison: Comparison, letter: str) -> pd.DataFrame:
    """What the reading copy of an article has to mark so that its passages and words of contrasts can be led to.

    Columns: start end (offsets into the source) kind label address, as in ``places.marks``; nothing of it is seen.
    """
    frame = comparison.passages
    own = frame[frame["article"].eq(letter)]
    rows = []
    columns = (own[name].tolist() for name in ("one", "other", "kind", "start", "end"))
    for one, other, kind, start, end in zip(*columns, strict=True):
        with of_article(""):
            rows.append((start, end, "word", "", link("passages", one, other, letter, kind)))
    words = comparison.contrasts
    for row in words[words["article"].eq(letter)].itertuples():
        with of_article(letter):
            address = link("wording", row.wording)
        rows += [(start, end, "word", "", address) for start, end in zip(row.starts, row.ends, strict=True)]
    return pd.DataFrame(rows, columns="start end kind label address".split())
