"""The links between the pages of a site, filled in where there is a page to lead to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import quote, unquote

from helpers import html
from helpers.html.site import HOW
from helpers.labels import speaking
from helpers.site.files import INDEX, Files

_ID = re.compile(r'(?<![\w-])id="([^"]*)"')
_LANGUAGE = re.compile(r'<html lang="([^"]*)">')


def ids_of(page: str) -> set[str]:
    """The ids that a page can be opened at."""
    return {unquote(found) for found in _ID.findall(page)}


def relinked(files: Files, names: Iterable[str], ids: Collection[str] = ()) -> dict[str, str]:
    """Those of the pages whose links to reports and back are to be filled or emptied, in the order of ``names``."""
    pages = {name: files.page(name) for name in names}
    new = {name: linked_page(page, name, files, ids) for name, page in pages.items()}
    return {name: page for name, page in new.items() if page != pages[name]}


def linked_page(
    page: str, name: str, files: Files, ids: Collection[str] = (), kinds: Collection[str] = html.REPORTS
) -> str:
    """A page with its links to other pages filled in; ``ids`` are those of the index, ``kinds`` the places."""
    up = "../" if "/" in name else ""
    there = {Path(of["file"]).stem: of["file"] for of in files.reports.values()}

    def to(kind: str, which: str) -> str | None:
        if kind in {"report", "how"}:
            found = there.get(which)
            return f"{up}{found}" if found else f"#{HOW}" if kind == "how" else None
        if kind == "story":
            file = files.site["stories"].get(which)
            return f"{up}{file}" if file else None
        if which in ids:
            return f"{up}{INDEX}#{quote(which)}"
        if kind == "back":
            return f"{up}{INDEX}" if files.site.get("pages") else None
        return None if which.startswith("article-") else f"{up}{INDEX}"

    language = _LANGUAGE.search(page)
    with speaking(language and language[1]):
        return html.linked(page, to=to, kinds=kinds)
