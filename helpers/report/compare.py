"""Where two pages first differ, in the words of a reader: under which heading, in which table, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from helpers.labels import label

LONGEST = 80  # characters of a value that are shown
_OWN_SHAPE = {"td", "th", "img", "svg", "figure", "a", "time"}


class Difference(NamedTuple):
    """A place in a page, and what stands there in the first and in the second."""

    place: str
    first: str
    second: str


@dataclass
class _Step:
    """One element or text of a page: what is compared, and where it stands."""

    value: str
    node: Any


def first_difference(first: str, second: str) -> Difference | None:
    """The first place where two pages differ, or None.

    >>> page = "<h2>Terms</h2><table><caption>Most</caption><tr><th>word</th><td>{}</td></tr></table>"
    >>> first_difference(page.format(3), page.format(4))
    Difference(place='under “Terms”, table “Most”, row “word”', first='3', second='4')
    >>> first_difference("same", "same") is None
    True
    """
    if first == second:
        return None
    pages = [BeautifulSoup(page, "html.parser") for page in (first, second)]
    for one, two in zip_longest(*map(_steps, pages)):
        if one is None or two is None or one.value != two.value:
            place = _place((one or two).node)
            return Difference(place, _shown(one), _shown(two))
    for number, (a, b) in enumerate(zip_longest(first.splitlines(), second.splitlines()), start=1):
        if a != b:  # the same elements, written otherwise
            return Difference(label("verify_markup", line=number), _cut(a), _cut(b))
    return None


def _steps(page: Any) -> Iterator[_Step]:
    for node in page.descendants:
        if isinstance(node, NavigableString):
            text = str(node) if isinstance(node, PreformattedString) else " ".join(str(node).split())
            if text:
                yield _Step(text, node)
        else:
            attributes = " ".join(f'{name}="{value}"' for name, value in sorted(node.attrs.items()))
            yield _Step(f"<{node.name}{' ' if attributes else ''}{attributes}>", node)


def _shown(step: _Step | None) -> str:
    return label("verify_nothing") if step is None else _cut(step.value)


def _cut(text: str | None) -> str:
    if text is None:
        return label("verify_nothing")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)})"


def _place(node: Any) -> str:
    own = node if getattr(node, "name", None) in _OWN_SHAPE else node.parent
    parts = []
    heading = own.find_previous(["h1", "h2", "h3", "h4", "h5", "h6"]) if own else None
    if own and own.find_parent("head"):
        return label("verify_head")
    if heading:
        parts.append(label("verify_under", heading=_cut(heading.get_text().strip())))
    cell = own if own and own.name in {"td", "th"} else own.find_parent(["td", "th"]) if own else None
    table = (cell or own).find_parent("table") if own else None
    if table:
        name = table.caption.get_text().strip() if table.caption else ""
        parts.append(label("verify_table", name=_cut(name)) if name else label("verify_a_table"))
    if cell:
        row = cell.find_parent("tr")
        cells = row.find_all(["td", "th"])
        if cells[0] is not cell:
            parts.append(label("verify_row", name=_cut(cells[0].get_text().strip())))
        head = table.find("thead") if table else None
        names = head.find_all(["td", "th"]) if head else []
        at = next(i for i, other in enumerate(cells) if other is cell)
        if at < len(names) and names[at].get_text().strip() and not cell.find_parent("thead"):
            parts.append(label("verify_column", name=_cut(names[at].get_text().strip())))
    return ", ".join(parts) or label("verify_page")
