"""What the charts that draw SVG and the report that takes it in both know of it."""

from __future__ import annotations

from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
OURS = "relire"  # the class of our drawings, whose colours a page may change by its own

Element = Any  # of lxml, which types leave open here


def declared(element: Element) -> dict[str, str]:
    """The attributes of an element, those in its style among them."""
    found = {str(name): str(value) for name, value in element.attrib.items()}
    for part in found.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found
