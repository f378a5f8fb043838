"""Two articles side by side, passage by passage, with what only one of them says marked word by word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from helpers.anchors import link, of_article
from helpers.copies import word_diff
from helpers.html.copy import marked
from helpers.html.piece import DASH, Html, Span, escape, root, styled
from helpers.html.tables import more_rows
from helpers.labels import label, spoken

if TYPE_CHECKING:
    from helpers.compare import Comparison
    from helpers.compare.bodies import Body, Side

MOST = 500  # rows of a pair that are shown
_CLOSING = re.compile(r"(?s).*[.,;:!?…»”)\]]|\s?[\"'’]")
_HIDDEN = "{content:attr(title) ': ';position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
_STYLE = (
    """.relire.versions{width:100%;table-layout:fixed;border-collapse:collapse}.relire.versions th,.relire.versions td\
{text-align:start!important;vertical-align:top;padding:.3em .6em;line-height:1.5;white-space:normal}.relire.versions\
 .what{width:6.5em;font-size:.85em;opacity:.75}.relire.versions del{text-decoration:line-through 2px}.relire.versions \
ins{text-decoration:underline 2px}.relire.versions .elsewhere{border-bottom:2px dotted}\
.relire.versions td>a:first-child{font-size:.8em;margin-right:.5em}.relire.versions caption{text-align:start;\
font-weight:600}"""
    + f".relire.versions del::before,.relire.versions ins::before{_HIDDEN}"
)


class _Run(NamedTuple):
    """A passage of one side: its first word, the one after its last, its kind."""

    first: int
    end: int
    kind: str


def side_by_side(comparison: Comparison) -> Html:
    """The first article beside each other one: a table per pair, a row per passage or per passages that correspond.

    What the right one lacks is struck out on the left, what the left one lacks is underlined on the right; a dotted
    line marks words that stand elsewhere in the other. Titles and headings stand in rows of their own.
    """
    tables, texts = [], []
    for one, other in comparison.pairs:
        sides = comparison.aligned(one, other).sides
        letters = (one, other)
        rows = [_titles(comparison, letters)]
        done = [-1, -1]
        pairs = list(_rows(*sides))
        for runs in pairs[:MOST]:
            rows += _headings(sides, letters, runs, done)
            cells = [_cell(side, letter, of) for side, letter, of in zip(sides, letters, runs, strict=True)]
            rows.append(_row(_kinds(runs, sides, letters), cells, letters))
        if len(pairs) > MOST:
            rows.append(_row("", [escape(more_rows(len(pairs) - MOST)), ""], letters))
        caption = label("versions_caption", one=one, other=other)
        names = [label("compare_letter", letter=of, name=comparison.names[of]) for of in letters]
        head = "".join(f'<th scope="col">{escape(text)}</th>' for text in names)
        what = f'<th scope="col" class="what">{escape(label("versions_what"))}</th>'
        lang = f' lang="{escape(comparison.language)}"' if comparison.language else ""
        opened = f'<table class="{root("versions")}"><caption>{escape(caption)}</caption>'
        tables.append(f"{opened}<thead><tr>{what}{head}</tr></thead><tbody{lang}>{''.join(rows)}</tbody></table>")
        texts.append(caption)
    return Html(styled(_STYLE, "".join(tables)), "\n".join(texts))


def _rows(one: Side, other: Side) -> Iterator[tuple[list[_Run], list[_Run]]]:
    """The passages of both that correspond in order, and between them those of one alone."""
    ours, theirs = _runs(one), _runs(other)
    starts = [[run.first for run in side] for side in (ours, theirs)]
    i = j = 0
    while i < len(ours) or j < len(theirs):
        if i < len(ours) and not (_in_order(one, ours[i])):
            yield [ours[i]], []
            i += 1
        elif j < len(theirs) and not (_in_order(other, theirs[j])):
            yield [], [theirs[j]]
            j += 1
        else:
            last, there = i + 1, j + 1
            while True:  # passages are taken in on both sides until what they share lies within
                far = max(at for run in ours[i:last] for at in _in_order(one, run))
                there = max(there, bisect_right(starts[1], far))
                near = max(at for run in theirs[j:there] for at in _in_order(other, run) or [0])
                if bisect_right(starts[0], near) <= last:
                    break
                last = bisect_right(starts[0], near)
            yield ours[i:last], theirs[j:there]
            i, j = last, there


def _runs(side: Side) -> list[_Run]:
    from helpers.compare.passages import runs

    return [_Run(*run) for run in runs(side)]


def _in_order(side: Side, run: _Run) -> list[int]:
    return [side.to[at] for at in range(run.first, run.end) if side.to[at] >= 0 and not side.moved[at]]


def _kinds(runs: tuple[list[_Run], list[_Run]], sides: tuple[Side, Side], letters: tuple[str, str]) -> str:
    """What the passages are; of one that has moved, where it stands in the other article."""
    kinds = {run.kind for side in runs for run in side}
    kind = "changed" if len(kinds) > 1 else kinds.pop()
    said = escape(label(f"kind_{kind}"))
    if kind != "moved":
        return said
    n = 0 if runs[0] else 1
    there = next(at for at in sides[n].to[runs[n][0].first : runs[n][0].end] if at >= 0)
    line = sides[n].beside.lines[there]
    with of_article(letters[1 - n]):
        return f'{said} <a href="{link("line", line)}">{letters[1 - n]}\u00a0{line}</a>'


def _row(kind: str, cells: Sequence[str], letters: Sequence[str]) -> str:
    what = f'<td class="what" lang="{spoken()}">{kind}</td>'
    both = [f'<td data-article="{letter}">{cell}</td>' for letter, cell in zip(letters, cells, strict=True)]
    return f"<tr>{what}{''.join(both)}</tr>"


def _cell(side: Side, letter: str, runs: Sequence[_Run]) -> str:
    """The passages of one side in a row, each with its line, and where it stands in the other if it moved."""
    article = side.body.article
    parts = []
    for run in runs:
        with of_article(letter):
            line = side.body.lines[run.first]
            number = f'<a href="{link("line", line)}">{line}</a>'
        spans = [Span(first, last, kind, title) for first, last, kind, title in _spans(side, run)]
        start, text = _with_marks(side.body, run)
        parts.append(f"{number} {marked(text, start, spans, broken=article.is_mojibake)}")
    return " ".join(parts)


def _with_marks(body: Body, run: _Run) -> tuple[int, str]:
    """Where a passage begins and its text, with the marks of punctuation around its words.

    Between two passages of a line, what follows the last closing mark belongs to the later one.
    """
    text, lines = body.article.source.text, body.article.lines
    start, end = body.starts[run.first], body.ends[run.end - 1]
    line, last = body.lines[run.first], body.lines[run.end - 1]
    if run.first and body.lines[run.first - 1] == line:
        begun = body.ends[run.first - 1]
        start = begun + _closed(text[begun:start])
    else:
        start = int(lines.at[line, "start"])
    if run.end < len(body) and body.lines[run.end] == last:
        end += _closed(text[end : body.starts[run.end]])
    else:
        end = int(lines.at[last, "end"])
    return start, text[start:end].rstrip() if start < end else ""


def _closed(between: str) -> int:
    """How much of what stands between two sentences belongs to the first."""
    found = _CLOSING.match(between)
    return found.end() if found else 0


def _spans(side: Side, run: _Run) -> Iterator[tuple[int, int, str, str]]:
    """Runs of words that the other lacks, or has elsewhere."""
    alone, said = ("del", label("versions_del")) if side.alone == "gone" else ("ins", label("versions_ins"))
    kinds = [_word(side, run, at, alone) for at in range(run.first, run.end)]
    begun = 0
    for n in range(1, len(kinds) + 1):
        if n == len(kinds) or kinds[n] != kinds[begun]:
            if kinds[begun]:
                start, end, _ = side.body.slice(run.first + begun, run.first + n)
                yield start, end, kinds[begun], said if kinds[begun] == alone else label("versions_elsewhere")
            begun = n


def _word(side: Side, run: _Run, at: int, alone: str) -> str:
    if side.to[at] < 0:
        return alone
    return "elsewhere" if side.moved[at] and run.kind != "moved" else ""


def _titles(comparison: Comparison, letters: tuple[str, str]) -> str:
    titles = [comparison.articles[letter].title or "" for letter in letters]
    cells = [f"<b>{text}</b>" if text else DASH for text in _differing(*titles)]
    return _row(escape(label("role_title")), cells, letters)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Two short texts with what each of them alone has marked."""
    cells = ["", ""]
    for where, words in word_diff(one, other):
        for side, name, tag in ((0, "first", "del"), (1, "second", "ins")):
            if where == name:
                cells[side] += f'<{tag} title="{escape(label(f"versions_{tag}"))}">{escape(words.strip())}</{tag}> '
            elif where == "both":
                cells[side] += escape(words.strip()) + " "
    return cells[0].strip(), cells[1].strip()


def _headings(
    sides: tuple[Side, Side], letters: tuple[str, str], runs: tuple[list[_Run], list[_Run]], done: list[int]
) -> Iterator[str]:
    """A row with the headings of the sections that begin with these passages."""
    texts = ["", ""]
    for n, (side, of) in enumerate(zip(sides, runs, strict=True)):
        section = side.body.sections[of[0].first] if of else done[n]
        if section > done[n]:
            done[n] = section
            heading = side.body.article.sections.at[section, "heading"]
            texts[n] = heading if isinstance(heading, str) else ""
    if any(texts):
        both = _differing(*texts) if all(texts) else tuple(escape(text) for text in texts)
        yield _row(escape(label("role_heading")), [f"<b>{text}</b>" if text else "" for text in both], letters)
