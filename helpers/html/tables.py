"""Frames as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.anchors import link
from helpers.errors import check_option
from helpers.frontend import can_type
from helpers.html.links import KINDS, To
from helpers.html.piece import DASH, Html, escape, missing, plain, root, styled
from helpers.labels import column, formatted, label, number, own_words, said

_TABLE_STYLE = """.relire tr>*{text-align:left!important;vertical-align:top}.relire .n{text-align:right!important;\
font-variant-numeric:tabular-nums}.relire caption{text-align:left;font-weight:600}.relire td a{color:inherit}"""

SORTING = Path(__file__).resolve().parent.parent / "template" / "sorting.html"


class Table(Html):
    """A table that can be sorted and filtered in JupyterLab, and is the plain table everywhere else.

    What does that is a small script, the same for all tables, that comes after the table and holds no text of it; the
    report's exporter drops all scripts.
    """

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_()
        if can_type():
            data["text/html"] += _sorting().replace("FILTER", escape(label("tables_filter")))
        return data, metadata


@cache
def _sorting() -> str:
    return SORTING.read_text(encoding="utf-8")


def table(
    frame: pd.DataFrame,
    *,
    caption: str | None = None,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    index: bool = True,
    formats: Mapping[str, str | Callable[[Any], str]] | None = None,
    max_rows: int | None = None,
    lines: Sequence[str] = (),
    links: str | Mapping[str, To] | None = None,
    lang: str | None = None,
) -> Table:
    """A frame as a table that a screen reader can read; in JupyterLab it can be sorted and filtered.

    ``columns`` chooses columns, a mapping renames them too (name the index by its own name); ``formats`` gives a
    column's format specification (``".1%"``) or function; ``max_rows`` cuts the table and says so; ``lines`` names
    columns (or the index) of line numbers, one or several in a cell, which then lead to the reading copy; ``links``
    says what is counted (``"terms"``, ``"actors"``…: ``helpers.html.links.KINDS``), so that counts lead to their
    places, or gives for each column a function from a row to the address that it leads to (a list of them for a
    list); ``lang`` is the language of the text cells. Missing values show as a dash.

    Numbers, names of columns and Relire's own words in them (roles, kinds, forms, reasons) are said in the language
    that is spoken, where the catalogue has them.

    >>> table(pd.DataFrame({"term": ["<b>"], "n": [2]}), index=False).html.count("&lt;b&gt;")
    1
    """
    chosen = list(columns) if columns is not None else list(frame.columns)
    shown = frame.loc[:, chosen] if columns is not None else frame
    shown = shown if max_rows is None else shown.head(max_rows)
    labels = columns if isinstance(columns, Mapping) else {}
    keys: list[tuple[str, str, pd.Series]] = []  # tag, name, values
    if index:
        for level, name in enumerate(shown.index.names):
            values = pd.Series(shown.index.get_level_values(level))
            keys.append(("th", label("html_row") if name is None else str(name), values))
    keys += [("td", _column(name), shown.iloc[:, i]) for i, name in enumerate(shown.columns)]
    head, body = [], []
    words = own_words([*frame.columns, *frame.index.names])
    leads = KINDS[check_option("links", links, list(KINDS))] if isinstance(links, str) else links or {}
    counted = list(frame.head(len(shown)).itertuples()) if links else []
    for tag, name, values in keys:
        numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        head.append(f'<th scope="col"{_class(numeric)}>{escape(column(labels.get(name, name)))}</th>')
        own = name in words and not numeric
        opening = tag + (' scope="row"' if tag == "th" else "") + _class(numeric)
        opening += f' lang="{escape(lang)}"' if lang and not numeric and not own else ""
        line = name in lines or labels.get(name) in lines
        show = said if own else _formatter(values, (formats or {}).get(name), line)
        if name in leads:
            to = leads[name]
            cells = [_counted(show(v), v, to(row)) for v, row in zip(values, counted, strict=True)]
        else:
            cells = [_linked(show(v), v, line) for v in values]
        body.append([f"<{opening}>{cell}</{tag}>" for cell in cells])
    rows = ["<tr>" + "".join(cells) + "</tr>" for cells in zip(*body, strict=True)]
    left = len(frame) - len(shown)
    if not rows or left > 0:
        note = more_rows(left) if left > 0 else label("html_no_rows")
        rows.append(f'<tr><td colspan="{len(keys)}">{escape(note)}</td></tr>')
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    markup = f'<table class="{root("")}">{title}<thead><tr>{"".join(head)}</tr></thead>'
    markup += f"<tbody>{''.join(rows)}</tbody></table>"
    return Table(styled(_TABLE_STYLE, markup), lambda: _as_text(shown, caption, index=index))


def _class(numeric: bool) -> str:
    return ' class="n"' if numeric else ""


def _column(name: object) -> str:
    return " · ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _formatter(values: pd.Series, given: str | Callable[[Any], str] | None, line: bool) -> Callable[[Any], str]:
    if given is None and pd.api.types.is_float_dtype(values):
        given = ".0f" if (values.dropna() % 1 == 0).all() else ".2f"
    if given is None and pd.api.types.is_integer_dtype(values) and not line:
        given = number
    if given is None:
        return plain
    show = partial(formatted, specification=given) if isinstance(given, str) else given
    return lambda value: DASH if missing(value) else show(value)


def _linked(shown: str, value: Any, line: bool) -> str:
    if not line or missing(value):
        return escape(shown)
    if isinstance(value, (list, tuple)):
        return ", ".join(_linked(str(number), number, line) for number in value)
    return f'<a href="{link("line", int(value))}">{escape(shown)}</a>'


def _counted(shown: str, value: Any, address: str | list[str]) -> str:
    """A count that leads to its places; none leads nowhere, and of a list each item leads to its own."""
    if isinstance(value, (list, tuple)):
        return ", ".join(_counted(plain(item), item, to) for item, to in zip(value, address, strict=True)) or DASH
    return (
        escape(shown)
        if missing(value) or not value or not address
        else f'<a href="{escape(address)}">{escape(shown)}</a>'
    )


def _as_text(frame: pd.DataFrame, caption: str | None, *, index: bool) -> str:
    return (f"{caption}\n" if caption else "") + frame.to_string(index=index, max_rows=20, na_rep=DASH)


def more_rows(left: int) -> str:
    """How many rows a table leaves out.

    >>> more_rows(1), more_rows(20)
    ('1 more row', '20 more rows')
    """
    return label("html_more_rows", count=left)
