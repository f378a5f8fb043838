"""The reading copy: the article as a newspaper would set it, what is counted marked, what was set aside on request."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.anchors import anchor
from helpers.html.articles import MOST, SHORT, compared, shortened, why_aside
from helpers.html.piece import DASH, Html, Span, about, escape, mark, missing, opening, plain, root, styled
from helpers.html.tables import more_rows
from helpers.labels import label, spoken
from helpers.lines import repair
from helpers.sections import FIRST, in_reading_order

KINDS = ("person", "organisation", "state", "collective", "term")  # of marks that a reader can see and switch off
_MOST_SENTENCES = 20_000  # that can be linked to
_STYLE = """.relire.copy{max-width:46em;padding-left:3.5em;line-height:1.55}.relire.copy [data-line]{position:relative}\
.relire.copy [data-line]::before{content:attr(data-line) / "";position:absolute;left:-3.5em;width:2.5em;\
text-align:right;font:400 11px/2.2 monospace;opacity:.6}.relire .caption{font-style:italic}.relire mark\
{color:inherit;background:rgba(86,180,233,.25);border-bottom:2px solid}.relire mark.organisation\
{background:rgba(230,159,0,.25);border-bottom-style:dashed}.relire mark.state{background:rgba(0,158,115,.2);\
border-bottom-style:dotted}.relire mark.collective{background:rgba(204,121,167,.25);border-bottom:3px double}\
.relire mark.term{background:none;border-bottom:1px dotted}.relire .legend label{margin-right:1em}\
.relire details.aside{opacity:.75;font-size:.9em}.relire .back{display:none}""" + "".join(
    f".relire.copy:has(.legend [name={kind}]:not(:checked)) [data-line] mark.{kind}{{background:none;border:0}}"
    for kind in KINDS
)


def reading_copy(article: Any, *, marks: pd.DataFrame | None = None, aside: bool = False) -> Html:
    """The article as kept, title first; paragraphs show their source lines' numbers.

    Lines, sentences, sections and marks have the ids that ``helpers.anchors`` tells of. ``marks`` is a frame with
    ``start`` and ``end`` (offsets into the source), ``kind``, and if wanted ``label`` (else ``actor``, else nothing)
    and ``address``, where a mark leads back to: ``places.marks(article)``, or mentions; ``attrs["unmarked"]``, how many
    places have no mark, is said beside the legend. ``aside`` adds what was set aside where it stands in the source,
    folded, with the reason, and what a copy changes.
    """
    order = in_reading_order(*(article.lines[name].tolist() for name in ("role", "section", "kept")))
    kept = article.lines.iloc[order]
    spans = _by_line(kept, [*_sentences(article), *_spans(marks)])
    folded = _aside(article, kept) if aside else {}
    parts = [folded.pop(0, "")]
    rows: Iterator[Any] = kept.itertuples()
    for section, of_section in groupby(rows, key=_section):
        paragraphs = []
        for (_, role), of_paragraph in groupby(of_section, key=lambda row: (row.paragraph, row.role)):
            lines = list(of_paragraph)
            paragraphs.append(_paragraph(article, str(role), lines, spans))
            paragraphs += [folded.pop(row.Index, "") for row in lines]
        inner = "".join(paragraphs)
        parts.append(inner if section is None else f'<section id="{anchor("section", section)}">{inner}</section>')
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    markup = f'<div class="{root("copy")}"{lang}>{_legend(marks)}{"".join(parts)}</div>'
    return Html(styled(_STYLE, markup), "\n".join(kept["text"]), about(article))


def _section(row: Any) -> int | None:
    return None if missing(row.section) or row.role in FIRST else int(row.section)


def _paragraph(article: Any, role: str, rows: Sequence[Any], spans: dict[int, list[Span]]) -> str:
    texts = [(row.Index, marked(row.text, row.start, spans[row.Index], broken=article.is_mojibake)) for row in rows]
    (first, inner), *others = texts
    inner += "".join(f' <span id="{anchor("line", line)}">{text}</span>' for line, text in others)
    numbers = f"{first}{DASH}{others[-1][0]}" if others else first
    tag = {"title": "h3", "heading": "h4"}.get(role, "p")
    name = "" if role == "body" else f' class="{role}"'
    return f'<{tag} id="{anchor("line", first)}" data-line="{numbers}"{name}>{inner}</{tag}>'


def marked(text: str, offset: int, spans: list[Span], *, broken: bool) -> str:
    """A line with its marks; the raw text, unless that is mojibake and nobody could read it."""
    if not broken:
        return mark(text, [span._replace(start=span.start - offset, end=span.end - offset) for span in spans])
    passage = repair(text, offset, broken=True)
    starts = list(passage.starts)
    placed = [span._replace(start=bisect_left(starts, span.start), end=bisect_left(starts, span.end)) for span in spans]
    return mark(passage.text, placed)


def _sentences(article: Any) -> Iterator[Span]:
    sentences = getattr(article, "sentences", None)
    if sentences is not None:
        shown = sentences[:_MOST_SENTENCES]
        for number, start, end in zip(shown.index, shown["start"], shown["end"], strict=True):
            yield Span(int(start), int(end), "sentence", id=anchor("sentence", number))


def _spans(marks: pd.DataFrame | None) -> Iterator[Span]:
    if marks is None:
        return
    column = next((name for name in ("label", "actor") if name in marks), None)
    labels = marks[column] if column else [""] * len(marks)
    backs = marks["address"] if "address" in marks else [""] * len(marks)
    for start, end, kind, text, back in zip(marks["start"], marks["end"], marks["kind"], labels, backs, strict=True):
        yield Span(int(start), int(end), str(kind), plain(text), anchor("at", start, end), back)


def _by_line(kept: pd.DataFrame, spans: Iterable[Span]) -> dict[int, list[Span]]:
    """The spans that reach into each kept line, sentences first."""
    ordered = kept.sort_values("start")
    lines, starts, ends = ordered.index.tolist(), ordered["start"].tolist(), ordered["end"].tolist()
    found: dict[int, list[Span]] = {line: [] for line in lines}
    for span in spans:
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(lines) and starts[at] < span.end:
            if ends[at] > span.start:
                found[lines[at]].append(span)
            at += 1
    return found


def _legend(marks: pd.DataFrame | None) -> str:
    """The kinds of marks, each with a box that switches it off; without a style sheet that can, all stay."""
    kinds = [] if marks is None else [kind for kind in dict.fromkeys(map(str, marks["kind"])) if kind != "word"]
    if not kinds:
        return ""
    kinds.sort(key=lambda kind: KINDS.index(kind) if kind in KINDS else len(KINDS))
    box = '<label><input type="checkbox" name="{}" checked>{}{}</mark></label>'
    boxes = [box.format(escape(kind), opening(kind), escape(_kind(kind))) for kind in kinds]
    legend = f'<p class="legend" lang="{spoken()}">{escape(label("html_marks"))} {" ".join(boxes)}</p>'
    left = marks.attrs.get("unmarked", 0) if marks is not None else 0
    return legend + (f'<p lang="{spoken()}">{escape(label("html_unmarked", count=left))}</p>' if left else "")


def _kind(kind: str) -> str:
    return label("html_marks_term") if kind == "term" else label(f"kind_{kind}") if kind in KINDS else kind


def _aside(article: Any, kept: pd.DataFrame) -> dict[int, str]:
    """What was set aside after each kept line of the source (0: before the first), folded."""
    lines = article.lines
    shown = set(kept.index)
    found: dict[int, str] = {}
    run: list[Any] = []
    after = 0
    for row in lines.itertuples():
        if row.Index in shown:
            if run:
                found[after] = _folded(article, run)
            after, run = row.Index, []
        elif row.role != "blank":
            run.append(row)
    if run:
        found[after] = _folded(article, run)
    return found


def _folded(article: Any, rows: Sequence[Any]) -> str:
    first, last = rows[0].Index, rows[-1].Index
    where = str(first) if first == last else f"{first}{DASH}{last}"
    said = label("html_aside", where=where, count=len(rows))
    items = []
    for row in rows[:MOST]:
        if not missing(row.copy_of) and row.similarity < 1:
            text = compared(article, int(row.copy_of), row.text)
        else:
            text = escape(shortened(article.repaired(row.text) if article.is_mojibake else row.text.strip(), 2 * SHORT))
        why = f'<i lang="{spoken()}">{escape(why_aside(article, row))}</i>'
        items.append(f'<li id="{anchor("line", row.Index)}" value="{row.Index}">{why} {text}</li>')
    left = len(rows) - len(items)
    more = f'<p lang="{spoken()}">{escape(more_rows(left))}</p>' if left else ""
    summary = f'<summary lang="{spoken()}">{escape(said)}</summary>'
    return f'<details class="aside">{summary}<ol>{"".join(items)}</ol>{more}</details>'
