"""What the pages of a corpus's site show besides a notebook's: places for links between them, and lists of pages.

A link from one page to another is a *place* at first, a ``span`` with ``data-report``, ``data-story`` and the like,
empty or with its words. ``linked`` fills in those whose page is there, as often as reports come and go; elsewhere,
in JupyterLab or in a page that stands alone, a place shows its words or nothing.
"""

from __future__ import annotations

import html as _html
import re
import shlex
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.anchors import anchor
from helpers.html.piece import DASH, Html, escape, plain, root
from helpers.labels import day, label, listing, number, share
from helpers.page_names import page_name
from helpers.story.saying import title_of

MOST = 200  # articles of a cluster in its table
SHOWN = 5  # outlets of a cluster in a list
HOW = "make-report"  # the id of the sentence that says how a report is made
REPORTS = ("report", "how", "back")  # places that show nothing where there is no such page
PLACES = (*REPORTS, "story", "index")
_PLACE = re.compile(
    rf'<span class="to" data-({"|".join(PLACES)})="([^"]*)">(?:[^<]*<a href="[^"]*">)?([^<]*)(?:</a>)?</span>'
)


def report_place(identity: str, *, how: bool = False) -> str:
    """The place for a link to an article's report; with ``how``, while there is none, to the words that say how."""
    return f'<span class="to" data-{"how" if how else "report"}="{page_name(identity)}"></span>'


def story_place(cluster: int, text: str = "") -> str:
    """The place for a link to the page of a cluster."""
    return f'<span class="to" data-story="{cluster}">{escape(text)}</span>'


def index_place(text: str, fragment: str = "") -> str:
    """The place for a link from another page to the index, or to an id of it."""
    return f'<span class="to" data-index="{escape(fragment)}">{escape(text)}</span>'


def back_place(identity: str) -> str:
    """The place for a link from an article's report to its row in the index."""
    return f'<span class="to" data-back="{escape(anchor("article", identity))}"></span>'


def linked(page: str, *, to: Callable[[str, str], str | None], kinds: Collection[str] = PLACES) -> str:
    """A page with its places filled: ``to`` gives the address for a kind and a name, None where there is none.

    ``kinds`` are the places that are filled, or emptied again; others stay as they are.

    >>> linked(story_place(3, "Text"), to=lambda kind, name: f"stories/{name}.html")
    '<span class="to" data-story="3"><a href="stories/3.html">Text</a></span>'
    >>> linked('<span class="to" data-story="3"><a href="old.html">Text</a></span>', to=lambda kind, name: None)
    '<span class="to" data-story="3">Text</span>'
    """

    def fill(found: re.Match[str]) -> str:
        kind, name, text = found.groups()
        if kind not in kinds:
            return found[0]
        opened = f'<span class="to" data-{kind}="{name}">'
        address = to(kind, _html.unescape(name))
        if kind in REPORTS:
            if address is None:
                return f"{opened}</span>"
            name = "back" if kind == "back" else "how" if address == f"#{HOW}" else "report"
            before = "" if kind == "back" else " · "
            return f'{opened}{before}<a href="{escape(address)}">{escape(label(f"site_{name}"))}</a></span>'
        if address is None:
            return f"{opened}{text}</span>"
        before = " · " if not text or text == escape(label("site_story")) else ""
        text = text or escape(label("site_story"))
        return f'{opened}{before}<a href="{escape(address)}">{text}</a></span>'

    return _PLACE.sub(fill, page)


def how_to_report(out: Path) -> str:
    """How an article's report is made, for a site's reader; ``out`` is the corpus's folder."""
    typed = escape(f"relire corpus {shlex.quote(out.resolve().name)}")
    said = escape(label("site_make", command="{}"))
    return f'<p id="{HOW}">{said.replace("{}", f"<code>{typed}</code> <code>--report ID</code>", 1)}</p>'


def story_list(clusters: Iterable[Any], left: int) -> Html:
    """The pages of clusters, rows of ``cluster_table``, the largest first; and how many clusters have none."""
    items = []
    for row in clusters:
        facts = [label("story_articles", count=int(row.size)), listing(row.outlets[:SHOWN])]
        facts += [_days(row)] if isinstance(row.first, str) else []
        said = " · ".join(filter(None, facts))
        items.append(
            f"<li>{story_place(int(row.Index), title_of(row.title, row.representative))} · {escape(said)}</li>"
        )
    note = f"<p>{escape(label('site_left', count=left))}</p>" if left else ""
    text = label("site_stories_text", count=len(items))
    return Html(f'<div class="{root("stories")}"><ol>{"".join(items)}</ol>{note}</div>', text)


def _days(row: Any) -> str:
    return day(row.first) if row.first == row.last else label("site_days", first=day(row.first), last=day(row.last))


def members_table(articles: pd.DataFrame, *, out: Path) -> Html:
    """The articles of a cluster in the order given, with the place of each report.

    ``articles`` has the columns of ``cluster_articles``, and ``words`` and ``language``; of very many the first are
    shown, and how many more there are.
    """
    names = ("id", "date", "lag", "outlet", "title", "words", "relation", "shared")
    head = "".join(f'<th scope="col"{_n(name)}>{escape(label(f"head_{name}"))}</th>' for name in names)
    rows = [_member(row) for row in articles.head(MOST).itertuples()]
    if len(articles) > MOST:
        more = escape(label("story_more", count=len(articles) - MOST))
        rows.append(f'<tr><td colspan="{len(names)}">{more}</td></tr>')
    caption = escape(label("story_articles", count=len(articles)))
    table = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return Html(f'<div class="{root("members")}">{how_to_report(out)}{table}</div>', caption)


def _n(name: str) -> str:
    return ' class="n"' if name in {"lag", "words", "shared"} else ""


def _member(row: Any) -> str:
    kind = label(f"relation_{row.kind}") if isinstance(row.kind, str) else label("relation_linked")
    lang = f' lang="{escape(row.language)}"' if isinstance(row.language, str) else ""
    first = row.kind == "first"
    cells = [
        f'<th scope="row" id="{escape(anchor("article", row.Index))}">'
        f"{index_place(str(row.Index), anchor('article', row.Index))}{report_place(str(row.Index), how=True)}</th>",
        f"<td>{escape(day(row.date) if isinstance(row.date, str) else label('story_no_date'))}</td>",
        f'<td class="n">{escape(DASH if pd.isna(row.lag) else number(int(row.lag)))}</td>',
        f"<td>{escape(plain(row.outlet))}</td>",
        f"<td{lang}>{escape(title_of(row.title, row.Index))}</td>",
        f'<td class="n">{escape(number(int(row.words)))}</td>',
        f"<td>{escape(kind)}</td>",
        f'<td class="n">{escape(DASH if first or pd.isna(row.score) else share(float(row.score)))}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"
