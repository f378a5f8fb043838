"""Why a unit has its role, in words: what a reader would see in it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.roles.units import Unit

SHORT = 6  # words of a menu's entry, at most
AROUND = 2  # units looked at on each side
_PHRASES = {"end": "opens what follows an article", "related": "announces related headlines"}
_PLACES = {"nav": "navigation", "header": "header", "footer": "footer", "aside": "side column", "form": "form"}


def reasons(units: Sequence[Unit]) -> list[str]:
    """The reason for each unit's role."""
    text = [i for i, unit in enumerate(units) if unit.role == "body"]
    first, last = (text[0], text[-1]) if text else (len(units), -1)
    return [
        _aside(units, i, first, last) if unit.role == "boilerplate" else _reason(unit) for i, unit in enumerate(units)
    ]


def _reason(unit: Unit) -> str:
    if unit.role == "body":
        return "reads like a paragraph" if unit.is_prose else "stands with the paragraphs of the article"
    if unit.role == "caption":
        return "an image credit" if unit.is_caption else "reads like the caption of an image"
    if unit.role == "byline":
        return "a date, a time or an author"
    return {
        "heading": "a short line above the text it names",
        "subtitle": "a sentence between the headline and the text",
        "title": "the headline",
    }[unit.role]


def _aside(units: Sequence[Unit], i: int, first: int, last: int) -> str:
    unit = units[i]
    if unit.is_noise:
        return "nothing to read: a separator, a number or a link"
    if unit.phrase:
        return _PHRASES.get(unit.phrase, "a fixed phrase of web pages")
    if unit.tag in _PLACES:
        return f"in the page's {_PLACES[unit.tag]}"
    beside = [*units[max(i - AROUND, 0) : i], *units[i + 1 : i + 1 + AROUND]]
    if unit.words <= SHORT and all(u.words <= SHORT and u.role == "boilerplate" for u in beside):
        return "one of many short lines, as in a menu"
    if last < 0:
        return "nothing that reads like an article"
    if i < first:
        return "stands before the article"
    return "stands after the article" if i > last else "unlike the article around it"
