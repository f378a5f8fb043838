"""A web page's HTML becomes the lines a reader would see, each with the element it stands in."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any, NamedTuple

Element = Any  # lxml ships no types

DEPTH = 2000  # the parser drops what is nested deeper than 2048: such a page is read flat
CELL = 300  # characters from which a table's cell holds prose: the table then lays out a page, and shows no data

_INLINE = set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q rb rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_UNSEEN = set(
    "audio canvas datalist head iframe noembed noframes noscript object script select style svg template title "
    "video".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_ROLES = {  # ARIA 1.2: roles that say what an element of another name is
    "navigation": "nav", "menu": "nav", "menubar": "nav", "contentinfo": "footer", "complementary": "aside",
    "dialog": "aside", "alertdialog": "aside", "search": "form", "form": "form", "banner": "banner",
    "button": "button", "listitem": "li", "article": "article", "main": "main",
}  # fmt: skip
_OUTER = {"nav", "footer", "aside", "form"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SPECIAL = {"figcaption", "blockquote", "button"}
_CELLS = {"td": "table", "th": "table", "caption": "table"}
_BLOCK = {"p": "p", "li": "li", "dt": "li", "dd": "li", "time": "time"} | _CELLS
_SECTIONING = {"article", "main", "section"}


class Line(NamedTuple):
    """A visible line and the most telling element around it."""

    text: str
    tag: str


class _Context(NamedTuple):
    """What the elements around a piece of text say, outermost to innermost."""

    outer: str = ""  # nav, footer, aside or form: what is inside belongs to it
    heading: str = ""
    banner: bool = False  # the page's own header, not an article's
    special: str = ""
    block: str = ""
    header: bool = False
    sectioned: bool = False
    pre: bool = False

    @property
    def tag(self) -> str:
        banner = "header" if self.banner else ""
        header = "header" if self.header else ""
        return self.outer or self.heading or banner or self.special or self.block or header or "other"


def visible_text(html: str) -> str:
    """The text of a page as select-all and copy would give it: one line for each block, or row of a table.

    >>> visible_text("<title>x</title><h1>Un <em>titre</em></h1><p>Un<br>mot<table><tr><td>a<td>b</table>")
    'Un titre\\nUn\\nmot\\na\\tb'
    """
    return "\n".join(line.text for line in read_page(html)[0])


def read_page(html: str, *, strict: bool = False) -> tuple[list[Line], Element | None]:
    """The lines that are seen, blank ones left out, and the page's tree, None if there is nothing in it.

    Where a page hides everything until its scripts run, all lines. ``strict`` reads it as XML first, as XHTML is meant.
    """
    tree = _parse(html, strict=strict)
    if tree is None:
        return [], None
    lines, deepest = _walk(tree)
    if deepest > DEPTH:
        tree = _parse(f"<body>{_flat(html)}")
        lines, _ = _walk(tree)
    return lines or _walk(tree, reveal=True)[0], tree


def _parse(html: str, *, strict: bool = False) -> Element | None:
    from lxml import etree
    from lxml.html import HTMLParser, XHTMLParser, document_fromstring

    raw = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    options = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "huge_tree": True}
    if strict:
        try:  # so that <script/> ends where it says
            tree = etree.fromstring(raw, XHTMLParser(resolve_entities=False, no_network=True, **options))
        except (etree.XMLSyntaxError, ValueError):
            tree = None
        if tree is not None:
            for element in tree.iter(etree.Element):
                element.tag = etree.QName(element).localname
            return tree
    try:
        return document_fromstring(raw, HTMLParser(collect_ids=False, **options))
    except (etree.LxmlError, ValueError, AssertionError):  # lxml says so of an empty document
        return None


def _walk(root: Element, *, reveal: bool = False) -> tuple[list[Line], int]:
    """The lines, and how deep the page is nested. No recursion: pages nest as deep as they like."""
    lines = _Lines()
    wrappers = _wrappers(root)
    stack = [(root, iter(root), _Context())]
    deepest = 0
    lines.add(root.text, stack[0][2])
    while stack:
        element, children, context = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            lines.edge(element.tag, closing=True)
            if stack:
                lines.add(element.tail, stack[-1][2])
        elif not isinstance(child.tag, str) or _is_unseen(child, reveal):
            lines.add(child.tail, context)
        else:
            inner = _inside(child, context, wrappers)
            lines.edge(child.tag)
            lines.add(child.text, inner)
            stack.append((child, iter(child), inner))
            deepest = max(deepest, len(stack))
    lines.end()
    return lines.done, deepest


class _Lines:
    """Pieces of text, collected into lines."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self._pieces: list[str] = []
        self._tags: Counter[str] = Counter()
        self._pre = False
        self._rows: list[tuple[int, list[int]]] = []  # of each open row: its first line, and that of each cell

    def add(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        if not context.pre:
            self._piece(re.sub(r"[ \t\n\r\f]+", " ", text), context)
            return
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text)):
            if number:
                self.end()
            self._pre = True
            self._piece(line, context)

    def _piece(self, text: str, context: _Context) -> None:
        self._pieces.append(text)
        self._tags[context.tag] += len(text.strip())

    def edge(self, tag: str, *, closing: bool = False) -> None:
        """The beginning or end of an element."""
        if tag in _INLINE or (tag == "br" and closing):
            return
        self.end()
        if tag == "tr":
            if closing and self._rows:
                self._join(*self._rows.pop())
            elif not closing:
                self._rows.append((len(self.done), []))
        elif tag in {"td", "th"} and self._rows and not closing:
            self._rows[-1][1].append(len(self.done))

    def end(self) -> None:
        """The end of a line."""
        text = "".join(self._pieces)
        text = text.rstrip() if self._pre else re.sub(" +", " ", text).strip()
        if text.strip():
            self.done.append(Line(text, self._tags.most_common(1)[0][0]))
        self._pieces, self._tags, self._pre = [], Counter(), False

    def _join(self, first: int, cells: list[int]) -> None:
        """A row of data becomes one line, a tab between its cells; a row that lays out the page keeps its lines."""
        found = [self.done[start:end] for start, end in pairwise([*cells, len(self.done)])]
        if len(found) < 2 or len(self.done) - first < 2 or cells[0] != first or max(map(len, found)) > 1:
            return
        lines = [line for cell in found for line in cell]
        if any(line.tag in _HEADINGS or len(line.text) > CELL for line in lines):
            return
        tag = lines[0].tag if lines[0].tag in _OUTER else "table"
        text = "\t".join(cell[0].text.strip() if cell else "" for cell in found).rstrip("\t")
        self.done[first:] = [Line(text, tag)]


def _is_unseen(element: Element, reveal: bool) -> bool:
    if element.tag in _UNSEEN or (element.tag == "dialog" and "open" not in element.attrib):
        return True
    if reveal or element.tag == "body":  # a body that is hidden is shown by a script
        return False
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _inside(element: Element, context: _Context, wrappers: set[Element]) -> _Context:
    role = (element.get("role") or "").strip().lower()
    tag = _ROLES.get(role, element.tag)
    if role == "heading":
        level = element.get("aria-level") or "2"
        tag = f"h{level}" if level in "123456" else "h2"
    if tag in _OUTER:
        # a form around the article is the page's machinery; the outermost of the others says where a line belongs
        return context if context.outer or element in wrappers else context._replace(outer=tag)
    if tag in _HEADINGS:
        return context._replace(heading=tag)
    if tag == "banner" or (tag == "header" and not context.sectioned):
        return context._replace(banner=True)
    if tag == "header":
        return context._replace(header=True)
    if tag in _SECTIONING:
        return context._replace(sectioned=True)
    if tag in _SPECIAL:
        return context._replace(special=tag)
    if tag in _BLOCK:
        return context if tag == "p" and context.block == "li" else context._replace(block=_BLOCK[tag])
    return context._replace(pre=True) if tag in {"pre", "textarea", "listing", "xmp"} else context


def _wrappers(root: Element) -> set[Element]:
    """Forms that hold the page's headline or main part."""
    above: set[Element] = set()
    for part in root.iter("h1", "main", "article"):
        element = part.getparent()
        while element is not None and element not in above:
            above.add(element)
            element = element.getparent()
    return {element for element in above if element.tag == "form"}


def _flat(html: str) -> str:
    """A page without its nesting."""

    def mark(found: re.Match[str]) -> str:
        name = found[1].lower()
        return found[0] if name in _UNSEEN else "" if name in _INLINE else "<br>"

    return re.sub(r"</?([a-zA-Z][\w:-]*)[^<>]*>", mark, html)
