"""The SVG of a figure made small: short numbers, nothing said twice, and each link with its tooltip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lxml import etree
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.charts.steps import REFERRED, dotted, frame, path, short, unclipped
from helpers.svg import HREF, OURS, SVG, declared
from helpers.unseen import in_xml

ALIGNED = {"aligned-right": "end", "aligned-center": "middle"}  # ids of texts of several lines, and their anchors
# Charts are laid out in the first, which is about the widest: no other makes two texts meet.
FONTS = "DejaVu Sans,Verdana,Geneva,Arial,sans-serif"
_SIZE = "9"  # of most texts

_DROPPED = {"metadata", "title", "style", "clipPath"}
_INHERITED = frozenset(
    "fill fill-opacity stroke stroke-width stroke-linejoin stroke-linecap stroke-dasharray stroke-opacity "
    "font-size font-weight text-anchor clip-path".split()
)
_DEFAULTS = {
    ("stroke-dashoffset", "0"), ("font-size", _SIZE), ("text-anchor", "start"), ("stroke-linejoin", "round"),
    ("stroke-linecap", "butt"), ("font-weight", "400"),
}  # fmt: skip
_TURNED = re.compile(r"rotate\(-?0(?:\.0*)?(?: [^)]*)?\)")
_MOVED = re.compile(r"translate\(([^ )]+)[ ,]([^)]+)\)")

Element = Any  # of lxml, which types leave open here
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def compact(
    drawn: str, *, title: str = "", alt: str = "", tips: Mapping[str, str] | None = None, links: bool = True
) -> str:
    """What matplotlib drew, a fraction of its size; it looks the same.

    title, alt: what the picture is called and what it shows; tips: the tooltip of each address that things link to
    links: whether things stay links; without them their tooltips stay
    """
    whole = etree.fromstring(in_xml(drawn).encode(), _PARSER)
    box = whole.get("viewBox")
    width, height = (short(str(float(part) * 4 / 3)) for part in box.split()[2:])  # pixels, of points
    root = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1]})
    for name, value in {"class": OURS, "viewBox": short(box), "width": width, "height": height}.items():
        root.set(name, value)
    root.set("font-family", FONTS)
    root.set("font-size", _SIZE)
    root.set("stroke-linejoin", "round")
    for name, text in (("title", title), ("desc", alt)):
        if text:
            etree.SubElement(root, f"{SVG}{name}").text = in_xml(text)
    frames = {str(clip.get("id")): clip for clip in whole.iter(f"{SVG}clipPath")}
    told = {url: in_xml(tip) for url, tip in (tips or {}).items()}
    known: dict[str, Element] = {}
    scene = _Scene(known, {name: frame(clip) for name, clip in frames.items()}, told, links)
    shapes = list(scene.shapes(whole))
    known |= {name: next(_copied(clip)) for name, clip in frames.items()}
    _define(root, shapes, known)
    root.extend(_hoisted(shapes))
    return str(etree.tostring(root, encoding="unicode"))


@dataclass(frozen=True)
class _Scene:
    """What is known while a drawing is gone through."""

    known: dict[str, Element]  # what can be referred to, by id
    boxes: Mapping[str, Any]  # the frames of clip paths, by id
    tips: Mapping[str, str]
    links: bool

    def shapes(self, element: Element, side: str = "") -> Iterator[Element]:
        """What is drawn in an element, without the groups that matplotlib puts around everything.

        ``side`` is where lines of text that stand in it are aligned.
        """
        for child in element:
            kind = str(child.tag).removeprefix(SVG)
            if kind in _DROPPED:
                continue
            if kind == "g":
                side = ALIGNED.get(str(child.get("id")), side if child.get("id") is None else "")
            inside = list(self.shapes(child, side)) if kind in ("g", "a", "defs") else []
            if kind == "defs":
                self.known.update((str(shape.get("id")), shape) for shape in inside)
            elif kind == "a":
                if inside:
                    yield self._linked(str(child.get(HREF, "")), inside)
            elif kind == "g":
                own = {name: value for name, value in declared(child).items() if name != "id"}
                if own and inside:
                    group = etree.Element(f"{SVG}g", own)
                    group.extend(inside)
                    yield unclipped(group, self.boxes)
                else:
                    yield from inside
            elif kind == "pattern":
                yield from _copied(dotted(child))
            else:
                for shape in _copied(child):
                    unseen = kind == "path" and shape.get("fill") == "none" and "stroke" not in shape.attrib
                    if unseen and str(element.tag) == f"{SVG}a":
                        shape.set("pointer-events", "all")
                    if side and kind == "text":
                        _align(shape, side)
                    if not unseen or "pointer-events" in shape.attrib:
                        yield unclipped(shape, self.boxes)

    def _linked(self, url: str, inside: list[Element]) -> Element:
        link = etree.Element(f"{SVG}a" if self.links else f"{SVG}g")
        if self.links:
            link.set("href", url)
        if tip := self.tips.get(url):
            etree.SubElement(link, f"{SVG}title").text = tip
        link.extend(inside)
        return link


def _align(line: Element, side: str) -> None:
    """Anchor one of several lines where it is aligned: matplotlib gives where it begins, in the font of the layout."""
    if line.get("text-anchor") or line.get("transform"):
        return
    font = FontProperties(
        family="DejaVu Sans", size=float(line.get("font-size", _SIZE)), weight=line.get("font-weight", "normal")
    )
    width = text_to_path.get_text_width_height_descent(line.text or "", font, False)[0]
    line.set("x", short(f"{float(line.get('x')) + width * (1 if side == 'end' else 0.5):.4f}"))
    line.set("text-anchor", side)


def _copied(element: Element) -> Iterator[Element]:
    """An element with short attributes, and what is in it; nothing if it draws nothing."""
    new = etree.Element(element.tag)
    new.text = element.text if element.tag == f"{SVG}text" else None
    attributes = declared(element)
    moved = _MOVED.match(attributes.get("transform", "")) if element.tag == f"{SVG}text" else None
    if moved:
        attributes |= {"x": moved[1], "y": moved[2]}
        angle = re.search(r"rotate\(([^ )]+)", attributes.pop("transform"))
        if angle and float(angle[1]):
            attributes["transform"] = f"rotate({angle[1]} {moved[1]} {moved[2]})"
    if element.tag == f"{SVG}path":
        attributes["d"] = path(attributes.get("d", ""))
        if not attributes["d"]:
            return
    for name, value in attributes.items():
        if name == "font-family" or (name == "transform" and _TURNED.fullmatch(value)):
            continue
        name = "href" if name == HREF else name
        if name not in ("d", "id", "href"):
            value = short(value).removesuffix("px")
            value = re.sub(r"^#(.)\1(.)\2(.)\3$", r"#\1\2\3", value)
        if (name, value) not in _DEFAULTS:
            new.set(name, value)
    for child in element:
        new.extend(_copied(child))
    yield new


def _define(root: Element, shapes: list[Element], known: Mapping[str, Element]) -> None:
    """Put what the shapes refer to at the head of the picture, under short names."""
    names: dict[str, str] = {}
    waiting = list(shapes)
    while waiting:
        for element in waiting.pop(0).iter():
            for attribute, value in element.attrib.items():
                old = _referred(element, attribute, value)
                if old in known and old not in names:
                    names[old] = _letters(len(names))
                    waiting.append(known[old])
    if not names:
        return
    for old in names:
        _freed(known[old], [use for shape in shapes for use in shape.iter(f"{SVG}use") if use.get("href") == f"#{old}"])
    defs = etree.SubElement(root, f"{SVG}defs")
    for old, name in names.items():
        known[old].set("id", name)
        defs.append(known[old])
    for shape in [*shapes, *defs]:
        for element in shape.iter():
            for attribute, value in element.attrib.items():
                old = _referred(element, attribute, value)
                if old in names:
                    element.set(attribute, f"#{names[old]}" if attribute == "href" else f"url(#{names[old]})")


def _freed(mark: Element, uses: list[Element]) -> None:
    """Let a mark take its looks from where it is used, so that a page can change them there."""
    for name, value in mark.attrib.items():
        if uses and name in _INHERITED and all(use.get(name) == value for use in uses):
            del mark.attrib[name]


def _referred(element: Element, attribute: str, value: str) -> str:
    """The id that an attribute refers to within the picture, or nothing."""
    if attribute == "href":
        return value[1:] if element.tag == f"{SVG}use" else ""
    found = REFERRED.fullmatch(value)
    return found[1] if found else ""


def _letters(number: int) -> str:
    """a, b, … z, ba, bb…"""
    return (_letters(number // 26) if number >= 26 else "") + chr(ord("a") + number % 26)


def _hoisted(shapes: Iterable[Element]) -> Iterator[Element]:
    """The shapes, with what neighbours have in common said once, around them."""
    shapes = list(shapes)
    for shape in shapes:
        inside = [child for child in shape if child.tag != f"{SVG}title"]
        if shape.tag in (f"{SVG}a", f"{SVG}g") and inside:
            for name, value in _common(inside):
                shape.set(name, value)
                for child in inside:
                    del child.attrib[name]
    for look, run in groupby(shapes, key=_inherited):
        same = list(run)
        if len(same) < 2 or not look:
            yield from same
            continue
        group = etree.Element(f"{SVG}g", dict(look))
        for shape in same:
            for name, _ in look:
                del shape.attrib[name]
        group.extend(same)
        yield group


def _inherited(shape: Element) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in shape.attrib.items() if name in _INHERITED))


def _common(shapes: list[Element]) -> list[tuple[str, str]]:
    return [look for look in _inherited(shapes[0]) if all(shape.get(look[0]) == look[1] for shape in shapes)]
