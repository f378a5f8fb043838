"""Pieces of HTML from cells made fit for one page: ids, links, heading levels, tables; nothing that runs or loads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup

from helpers.labels import label
from helpers.report.figures import Drawing

Soup = Any  # a parsed piece: bs4 types an attribute as text or list, which here it never is

# The page's content-security policy stops these anyway; taken out, they cannot even be tried.
BARRED = "script style link meta base iframe frame object embed applet form template".split()
LOADING = {"href", "src", "srcset", "action", "formaction", "xlink:href", "background", "poster", "data"}
UNWANTED = {"style", "tabindex", "autofocus", "border"}
SAFE_LINK = re.compile(r"(#|https?://|mailto:)", re.IGNORECASE)
NOTEBOOK = re.compile(r"(?:\./)?([^/#?]+)\.ipynb(#.*)?")
HEADING = re.compile("^h[1-6]$")
WIDE = 5  # from so many columns a table rather scrolls sideways on a small screen than become narrower


@dataclass
class Heading:
    """A heading of the prose, for the table of contents."""

    level: int
    id: str
    text: str
    below: list[Heading] = field(default_factory=list)


@dataclass
class Pages:
    """What the fragments of one page share: the ids taken, the headings, where each notebook begins."""

    shift: int = 0  # how many levels headings move down
    ids: set[str] = field(default_factory=set)
    headings: list[Heading] = field(default_factory=list)
    notebooks: dict[str, str] = field(default_factory=dict)
    figures: int = 0  # how many drawings stand in the page

    def prose(self, html: str, notebook: str | None = None) -> Soup:
        """A markdown cell; its headings enter the table of contents."""
        soup = self._soup(html)
        for tag in soup.find_all(HEADING):
            tag["id"] = self._free(slug(tag.get_text()))
            self.headings.append(Heading(int(tag.name[1]), tag["id"], tag.get_text().strip()))
            if notebook and notebook not in self.notebooks:
                self.notebooks[notebook] = tag["id"]
        self._take_ids(soup, but=HEADING)
        return soup

    def output(self, html: str) -> Soup:
        """An HTML output; its headings move down with the prose, and stay out of the table of contents.

        A table without a caption is named by the heading it stands under.
        """
        soup = self._soup(html)
        self._take_ids(soup)
        for table in soup.find_all("table"):
            _repair_table(table)
            box = soup.new_tag("div", attrs={"class": "scroll"})
            name = self._name(table)
            if not table.caption:
                table.attrs.update(name)
            row = table.find("tr")
            wide = row and len(row.find_all(["th", "td"])) >= WIDE
            if wide:
                box["class"] = "scroll wide"
            if wide or not table.find("a"):  # a link in it would do: where it takes the focus, arrow keys scroll
                box.attrs.update({"role": "group", "tabindex": "0"} | name)
            table.wrap(box)
        return soup

    def finish(self, soups: Iterable[Soup | Drawing]) -> None:
        """Once all ids are known: links to another notebook or to nowhere in this page are mended or unmade.

        Lists of places that nothing on the page leads to are left out.
        """
        parts = list(soups)
        self._leave_out_unwanted(parts)
        for soup in parts:
            if isinstance(soup, Drawing):
                soup.finish(self.ids)
                continue
            for link in soup.find_all("a", href=True):
                href = str(link["href"])
                other = NOTEBOOK.fullmatch(href)
                if other:
                    anchor = (other[2] or "#")[1:]
                    href = "#" + (anchor if anchor in self.ids else self.notebooks.get(other[1], ""))
                    link["href"] = href
                if href.startswith("#") and unquote(href[1:]) not in self.ids:
                    link.unwrap()
                elif not href.startswith("#"):
                    link["rel"] = "noreferrer"

    def _leave_out_unwanted(self, soups: list[Soup | Drawing]) -> None:
        wanted = set().union(*(soup.targets() for soup in soups if isinstance(soup, Drawing)))
        pages = [soup for soup in soups if not isinstance(soup, Drawing)]
        for soup in pages:
            links = [link for link in soup.find_all("a", href=True) if link.get("class") != ["back"]]
            wanted |= {unquote(str(link["href"])[1:]) for link in links}
        sections = [section for soup in pages for section in soup.find_all("section")]
        for place in [section for section in sections if "places" in section.parent.get("class", [])]:
            ids = {tag["id"] for tag in [place, *place.find_all(id=True)] if "id" in tag.attrs}
            if not ids & wanted:
                self.ids -= ids
                place.decompose()

    def contents(self) -> list[Heading]:
        """The two upper levels of headings, as a tree."""
        top: list[Heading] = []
        for heading in self.headings:
            if heading.level == 1 + self.shift or not top:
                top.append(heading)
            elif heading.level == 2 + self.shift:
                top[-1].below.append(heading)
        return top

    def _soup(self, html: str) -> Soup:
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all(BARRED):
            tag.decompose()
        for tag in soup.find_all(True):
            if tag.name == "img":
                tag["alt"] = tag.get("alt") or ""
            elif HEADING.fullmatch(tag.name):
                tag.name = f"h{min(6, int(tag.name[1]) + self.shift)}"
            for name in list(tag.attrs):
                value = str(tag[name]).strip()
                safe = SAFE_LINK.match(value) or NOTEBOOK.fullmatch(value)
                kept = safe if name == "href" else value.startswith("data:image/")
                if name.startswith("on") or name in UNWANTED or (name in LOADING and not kept):
                    del tag[name]
        return soup

    def _take_ids(self, soup: Soup, but: re.Pattern[str] | None = None) -> None:
        for tag in soup.find_all(id=True):
            if but and but.match(tag.name):
                continue
            if tag["id"] in self.ids:
                del tag["id"]  # the same line shown a second time: links lead to the first
            else:
                self.ids.add(tag["id"])

    def _name(self, table: Soup) -> dict[str, str]:
        if table.caption:
            return {"aria-label": table.caption.get_text().strip()}
        return {"aria-labelledby": self.headings[-1].id} if self.headings else {"aria-label": label("page_table")}

    def _free(self, wanted: str) -> str:
        name, n = wanted, 1
        while name in self.ids:
            n += 1
            name = f"{wanted}-{n}"
        self.ids.add(name)
        return name


def slug(text: str) -> str:
    """An id from a heading.

    >>> slug("Where's the text?")
    'where-s-the-text'
    """
    return re.sub(r"\W+", "-", text.lower()).strip("-") or "section"


def _repair_table(table: Soup) -> None:
    """Give a table that pandas drew what ours have: scopes, and no empty header cell."""
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
        elif not cell.get("scope"):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
