"""Context lines as a table: what stands before, what was found, what stands after."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.html.piece import Html, escape, root, sentence, styled
from helpers.html.tables import more_rows
from helpers.labels import label, listing

RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}
_STYLE = """.relire.kwic th,.relire.kwic td{text-align:start!important;vertical-align:top}\
.relire.kwic .n,.relire.kwic .before{text-align:end!important}.relire.kwic mark{color:inherit;font-weight:600;\
background:rgba(86,180,233,.25);border-bottom:2px solid}.relire.kwic caption{text-align:start;font-weight:600}\
.relire.kwic td a{color:inherit}.relire.kwic .whole{white-space:nowrap}\
.relire.kwic .before,.relire.kwic .after{width:50%}"""
SHORT = 24  # characters of an occurrence that stay on one line
_PLAIN_WIDTH = 48  # characters of context in plain text


def concordance(
    rows: pd.DataFrame,
    *,
    query: str | None = None,
    near: Sequence[str] = (),
    lang: str | None = None,
    max_rows: int | None = 50,
    links: bool = True,
) -> Html:
    """The rows of ``terms.kwic`` as a table of context lines, or a sentence that says there are none.

    ``query`` is named in the caption; ``near`` are queries to propose when nothing was found (``terms.suggestions``);
    ``lang`` is the language of the text; ``max_rows`` cuts the table and says so; ``links`` leads from the line numbers
    to the reading copy of the same page. Columns: line before found after.

    >>> rows = pd.DataFrame({"line": [3], "left": ["la "], "keyword": ["<mer>"], "right": [" monte"]})
    >>> concordance(rows, query="mer")
    1 occurrence of “mer”
    3                                               la [<mer>] monte
    """
    if not len(rows):
        proposed = listing([label("kwic_quoted", query=other) for other in near], "or")
        hint = label("kwic_hint", near=proposed).rstrip(".") if near else ""
        text = label("kwic_none", query=query or "", hint=hint)
        return sentence(text.replace("?.", "?"))
    shown = rows if max_rows is None else rows.head(max_rows)
    caption = _caption(len(rows), query)
    language = f' lang="{escape(lang)}"' if lang else ""
    direction = ' dir="rtl"' if lang in RIGHT_TO_LEFT else ""
    names = {"n": "kwic_line", "before": "kwic_left", "found": "kwic_keyword", "after": "kwic_right"}
    head = "".join(f'<th scope="col" class="{kind}">{escape(label(key))}</th>' for kind, key in names.items())
    body = "".join(map(_row, shown["line"], shown["left"], shown["keyword"], shown["right"], [links] * len(shown)))
    left = len(rows) - len(shown)
    foot = f'<tfoot><tr><td colspan="4">{escape(more_rows(left))}</td></tr></tfoot>' if left else ""
    markup = (
        f'<table class="{root("kwic")}"{direction}><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
    )
    markup += f"<tbody{language}>{body}</tbody>{foot}</table>"
    return Html(styled(_STYLE, markup), lambda: _as_text(shown, caption, left))


def _caption(count: int, query: str | None) -> str:
    if query is None:
        return label("kwic_count", count=count)
    return label("kwic_found", count=count, query=query)


def _row(line: int, left: str, keyword: str, right: str, links: bool) -> str:
    # The space between context and keyword stays in the cell: on a narrow screen the cells run on as text.
    number = f'<a href="#line-{int(line)}">{int(line)}</a>' if links else str(int(line))
    cells = f'<td class="n">{number}</td><td class="before">{escape(left)}</td>'
    found = "found whole" if len(keyword) <= SHORT else "found"
    cells += f'<td class="{found}"><mark>{escape(keyword)}</mark></td><td class="after">{escape(right)}</td>'
    return f"<tr>{cells}</tr>"


def _as_text(rows: pd.DataFrame, caption: str, left: int) -> str:
    width = max((len(str(line)) for line in rows["line"]), default=1)
    lines = [
        f"{line:>{width}} {before[-_PLAIN_WIDTH:]:>{_PLAIN_WIDTH}}[{found}]{after[:_PLAIN_WIDTH]}".rstrip()
        for line, before, found, after in zip(rows["line"], rows["left"], rows["keyword"], rows["right"], strict=True)
    ]
    return "\n".join([caption, *lines, *([more_rows(left)] if left else [])])
