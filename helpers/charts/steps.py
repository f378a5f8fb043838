"""The geometry of an SVG drawing: the steps of its paths, its patterns and what cuts it off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from helpers.svg import SVG, Element

REFERRED = re.compile(r"url\(#([^)]+)\)")
_LONG = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def short(value: str) -> str:
    """Its numbers with two decimals at most.

    >>> short("translate(12.3456 7.000001)")
    'translate(12.35 7)'
    """
    return _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)


def path(steps: str) -> str:
    """The steps of a path, shorter.

    >>> path("M 1.234567 2 L 7.5 2 L 7.5 9.999999 L 1.234567 10 z")
    'M1.23 2H7.5V10H1.23z'
    """
    out, x, y = [], "", ""
    for kind, numbers in _STEP.findall(steps):
        at = [short(part) for part in numbers.split()]
        if kind == "L" and len(at) == 2:
            if at != [x, y]:
                out.append(f"H{at[0]}" if at[1] == y else f"V{at[1]}" if at[0] == x else f"L{at[0]} {at[1]}")
        else:
            out.append(kind + " ".join(at))
        if len(at) >= 2:
            x, y = at[-2:]
    return "".join(out).replace(" -", "-")


def dotted(pattern: Element) -> Element:
    """The pattern; if it is one of dots, the few that repeat, instead of some thousand curves."""
    dots = pattern[-1]
    centres = []
    for dot in re.findall("M[^M]*", dots.get("d", "")):
        at = [float(part) for part in re.findall(r"-?[\d.]+", dot)]
        centres.append(((min(at[::2]) + max(at[::2])) / 2, (min(at[1::2]) + max(at[1::2])) / 2))
        if "C" not in dot:
            return pattern
    lefts = sorted({round(x, 1) for x, _ in centres})
    if len(lefts) < 2:
        return pattern
    # In every other row the dots stand half a step to the right.
    width = 2 * (lefts[1] - lefts[0])
    kept = [(x, y) for x, y in centres if x <= width + 0.1 and y <= 2 * width + 0.1]
    pattern.set("width", short(f"{width:.2f}"))
    pattern.set("height", short(f"{2 * width:.2f}"))
    dots.set("d", "".join(f"M{short(f'{x:.2f}')} {short(f'{y:.2f}')}h0" for x, y in kept))
    dots.set("stroke-width", "1.2")
    dots.set("stroke-linecap", "round")
    return pattern


def _points(shape: Element) -> list[tuple[float, float]]:
    """Places that a shape does not reach beyond, but for the width of its line; none if that is not known."""
    if shape.get("transform"):
        return []
    if shape.tag == f"{SVG}use":
        return [(float(shape.get("x", 0)), float(shape.get("y", 0)))]
    x, y, found = 0.0, 0.0, []
    for kind, numbers in _STEP.findall(shape.get("d", "")):
        at = [float(part) for part in re.findall(r"-?[\d.]+", numbers)]
        for step in range(0, len(at), 2 if kind not in "HV" else 1):
            x, y = (at[step], y) if kind == "H" else (x, at[step]) if kind == "V" else (at[step], at[step + 1])
            found.append((x, y))
    return found


def frame(clip: Element) -> tuple[float, ...] | None:
    """The edges of a clip path that is an upright rectangle: left, top, right, bottom."""
    if len(clip) != 1 or clip[0].tag != f"{SVG}rect":
        return None
    x, y, width, height = (float(clip[0].get(name, 0)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def unclipped(shape: Element, boxes: Mapping[str, Any]) -> Element:
    """The shape, without a clip path that it does not reach beyond."""
    clip = REFERRED.fullmatch(shape.get("clip-path", ""))
    frame, at = boxes.get(clip[1]) if clip else None, _points(shape)
    if frame and at:
        left, top, right, bottom = frame
        xs, ys = zip(*at, strict=True)
        if min(xs) >= left - 0.5 and max(xs) <= right + 0.5 and min(ys) >= top - 0.5 and max(ys) <= bottom + 0.5:
            del shape.attrib["clip-path"]
    return shape
