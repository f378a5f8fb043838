"""Drawings put into the page itself: their links work, their colours are the page's; nothing in them runs or loads."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from lxml import etree

from helpers.svg import HREF, OURS, SVG, declared

# An output may hold a drawing from anywhere: what is not named here is left out.
_TAGS = frozenset(
    "svg g a title desc defs path rect circle ellipse line polyline polygon text tspan use image clipPath mask pattern "
    "linearGradient radialGradient stop".split()
)
_ATTRIBUTES = frozenset(
    "viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points transform href id offset "
    "patternUnits patternContentUnits patternTransform clipPathUnits gradientUnits gradientTransform maskUnits "
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity clip-path clip-rule mask stop-color stop-opacity preserveAspectRatio "
    "font-family font-size font-weight font-style text-anchor textLength lengthAdjust dominant-baseline paint-order "
    "letter-spacing pointer-events".split()
)
_FUNCTION = r"(?:matrix|translate|scale|rotate|skewX|skewY|rgba?|hsla?)\([\d\s.,%e+-]*+\)"
_VALUE = re.compile(rf"""(?:{_FUNCTION}|[\w\s#.,%+'"-])*+""")
_WITHIN = re.compile(r"url\(\s*['\"]?#([^'\"()\s]+)['\"]?\s*\)")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[\w+/=\s]*")
_PARSER_OPTIONS: Any = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}

Element = Any  # of lxml, which types leave open here


class Drawing:
    """An SVG output as a part of the page; ``str(drawing)`` is its markup.

    Its ids begin with ``prefix``, which no other drawing of the page has.
    """

    def __init__(self, root: Element, prefix: str) -> None:
        self.prefix = prefix
        self.root = self._safe(root)
        if root.get("class") == OURS:
            self.root.set("class", OURS)

    def __str__(self) -> str:
        return str(etree.tostring(self.root, encoding="unicode"))

    def targets(self) -> set[str]:
        """The ids that its links lead to."""
        return {unquote(link.get("href")[1:]) for link in self.root.iter("a") if link.get("href")}

    @property
    def linked(self) -> bool:
        """Whether something in it is a link."""
        return self.root.find(".//a") is not None

    def finish(self, ids: Collection[str]) -> None:
        """Once all ids of the page are known: links to nowhere are unmade, repeated ones are no tab stops."""
        seen: set[str] = set()
        for link in list(self.root.iter("a")):
            href = link.get("href")
            if unquote(href[1:]) not in ids:
                link.tag = "g"
                del link.attrib["href"]
                continue
            if tip := link.findtext("title"):
                link.set("aria-label", tip)
            if href in seen:
                link.set("tabindex", "-1")
            seen.add(href)

    def name(self, alt: str) -> None:
        """Say in words what is drawn; the links stay within reach of a screen reader."""
        for part in self.root.findall("title") + self.root.findall("desc"):
            self.root.remove(part)  # the browser would show the title of the whole as a tooltip of every part
        self.root.set("role", "group" if self.linked else "img")
        self.root.set("aria-label", alt)

    def _safe(self, element: Element) -> Element:
        kind = str(element.tag).removeprefix(SVG)
        new = etree.Element(kind)
        for name, value in declared(element).items():
            name = "href" if name == HREF else name
            if name in _ATTRIBUTES and (kept := self._value(kind, name, value.strip())) is not None:
                new.set(name, kept)
        if kind == "a" and "href" not in new.attrib:
            new.tag = "g"
        if kind in ("text", "tspan", "title", "desc"):
            new.text = element.text
        if kind in ("title", "desc"):
            return new
        for child in element:
            if str(child.tag).removeprefix(SVG) in _TAGS - {"svg"}:
                new.append(self._safe(child))
                if kind in ("text", "tspan"):
                    new[-1].tail = child.tail
        return new

    def _value(self, kind: str, name: str, value: str) -> str | None:
        """The value as it may stand in the page; None if it may not."""
        if name == "id":
            return self.prefix + value
        if name == "href":
            if kind == "image":
                return value if _PICTURE.fullmatch(value) else None
            if not value.startswith("#"):
                return None
            return value if kind == "a" else f"#{self.prefix}{value[1:]}"
        if within := _WITHIN.fullmatch(value):
            return f"url(#{self.prefix}{within[1]})"
        return value if _VALUE.fullmatch(value) else None


def drawing(source: str, prefix: str) -> Drawing | None:
    """The drawing that an SVG output holds; None for what is no drawing, or none whose size is known."""
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), etree.XMLParser(**_PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or str(root.tag).removeprefix(SVG) != "svg" or not root.get("viewBox"):
        return None
    return Drawing(root, prefix)
