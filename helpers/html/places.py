"""Where everything is: each term and each actor that charts and tables count, with all its places in their context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import actors, terms
from helpers.anchors import anchor, link, pair
from helpers.html.copy import marked
from helpers.html.piece import Html, Span, escape, missing, root, styled
from helpers.labels import label, series
from helpers.places import contexts
from helpers.terms.searched import unaccented

MOST = 200  # places shown of one term or actor
_STYLE = """.relire.places ol{list-style:none;padding:0;margin:0 0 1em}.relire.places mark{color:inherit;\
font-weight:600;background:rgba(86,180,233,.25)}.relire.places h3{margin:1em 0 .2em;font-size:1em}"""


def term_places(
    article: Any,
    names: Iterable[str],
    *,
    pairs: pd.DataFrame | None = None,
    phrases: pd.DataFrame | None = None,
    notebook: str = "3_terms",
) -> Html:
    """Every occurrence of these terms and expressions in context, in alphabetical order.

    names: terms, as in the index of any table of terms; one that does not occur has no list
    pairs: rows of ``terms.cooccurrences``, for the sentences that two terms share
    phrases: rows of ``terms.repeated``, for the places of phrases that are said again
    notebook: the one whose charts lead here

    What stands here has the ids that ``helpers.anchors`` tells of, and leads on to the reading copy.
    """
    expressions = terms.expressions(article)
    forms = expressions["form"].to_dict() | terms.frequencies(article)["form"].to_dict()
    longer = terms.occurrences(article, list(expressions.index))
    found = dict(list(terms.occurrences(article, list(names)).groupby("term", sort=False)))
    blocks = []
    for name in sorted(found, key=lambda name: _alphabetical(str(forms.get(name, name)))):
        places = found[name][:MOST]
        items = _items(article, places, _within(places, longer) if name in expressions.index else ())
        blocks.append(_Block(anchor("term", name), str(forms.get(name, name)), items, len(found[name])))
    for row in _rows(pairs):
        shared = terms.collocate_places(article, row.source, row.target, window="sentence")
        columns = (shared[name].tolist() for name in ("sentence", "node_start", "node_end", "other_start", "other_end"))
        items = [_sentence(article, n, [(a, b), (c, d)]) for n, a, b, c, d in zip(*columns, strict=True)]
        blocks.append(
            _Block(
                anchor(*pair("pair", row.source, row.target)),
                _both(row.source_form, row.target_form),
                items,
                len(items),
            )
        )
    for row in _rows(phrases):
        places = terms.phrase_places(article, row.Index)
        items = _items(article, places[:MOST], at="sentence")
        blocks.append(_Block(anchor("phrase", row.Index), label("kwic_quoted", query=row.form), items, len(places)))
    return _whole(article, blocks, notebook)


def actor_places(
    article: Any,
    names: Iterable[str],
    *,
    ties: pd.DataFrame | None = None,
    candidates: pd.DataFrame | None = None,
    notebook: str = "4_actors",
) -> Html:
    """Every mention of these actors in context, in alphabetical order, and again by form and wording.

    ties: rows of ``actors.co_mentions``, for the sentences that two actors share
    candidates: rows of ``article.candidates``, for the places of phrases that may be actors
    notebook: the one whose charts lead here
    """
    blocks = []
    for name in sorted(dict.fromkeys(names), key=_alphabetical):
        found = actors.actor_places(article, name)
        items, wordings = _by_section(article, name, found), _wordings(article, name, found)
        blocks.append(_Block(anchor("actor", name), name, items, len(found), wordings))
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    columns = (article.mentions[name].tolist() for name in ("actor", "sentence", "start", "end"))
    for actor, number, start, end in zip(*columns, strict=True):
        spans.setdefault((actor, number), []).append((start, end))
    for row in _rows(ties):
        items = [_sentence(article, n, spans[row.source, n] + spans[row.target, n]) for n in row.sentences]
        blocks.append(
            _Block(anchor(*pair("tie", row.source, row.target)), _both(row.source, row.target), items, len(items))
        )
    for row in _rows(candidates):
        places = pd.DataFrame({"start": row.starts, "end": row.ends}, dtype="int64")
        items = _items(article, places[:MOST], at="line")
        blocks.append(_Block(anchor("candidate", row.text), label("kwic_quoted", query=row.text), items, len(places)))
    return _whole(article, blocks, notebook)


def context_block(article: Any, id: str, title: str, places: pd.DataFrame) -> str:
    """Places in their context under a heading, as HTML with this id; each leads to its mark in the reading copy.

    places: a frame with ``start`` and ``end``, offsets into the source
    """
    block = _Block(id, title, _items(article, places[:MOST]), len(places))
    return block.html("")


def _alphabetical(name: str) -> tuple[str, str]:
    """As a dictionary orders: accents and capitals decide between names that are equal without them."""
    return unaccented(name), name


def _rows(frame: pd.DataFrame | None) -> Iterator[Any]:
    return iter(()) if frame is None else frame.itertuples()


def _both(one: object, other: object) -> str:
    return label("places_pair", one=one, other=other)


def _within(places: pd.DataFrame, longer: pd.DataFrame) -> list[bool]:
    """Which places lie inside a longer expression."""
    spans = sorted(zip(longer["start"].tolist(), longer["end"].tolist(), strict=True))
    starts, most = [first for first, _ in spans], max((last - first for first, last in spans), default=0)

    def inside(start: int, end: int) -> bool:
        near = spans[bisect_left(starts, end - most) : bisect_right(starts, start)]
        return any(end <= last and last - first > end - start for first, last in near)

    return list(map(inside, places["start"].tolist(), places["end"].tolist()))


@dataclass(frozen=True)
class _Block:
    """A heading with the number of places, these as a list, and what is said below."""

    id: str
    title: str
    items: Sequence[str]
    count: int
    below: str = ""

    def html(self, up: str) -> str:
        """The block, with a link in its heading back to the charts."""
        said = label("kwic_count", count=self.count)
        head = f"<h3>{escape(self.title)} <small>{escape(said)} {up}</small></h3>"
        return f'<section id="{escape(self.id)}">{head}<ol>{"".join(self.items)}</ol>{self.below}</section>'


def _whole(article: Any, blocks: Sequence[_Block], notebook: str) -> Html:
    up = f'<a href="{notebook}.ipynb" aria-label="{escape(label("places_up"))}">↑</a>'
    inner = "".join(block.html(up) for block in blocks)
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    text = label("places_text", count=len(blocks))
    return Html(styled(_STYLE, f'<div class="{root("places")}"{lang}>{inner}</div>'), text)


def _items(article: Any, places: pd.DataFrame, within: Sequence[bool] = (), *, at: str = "at") -> list[str]:
    """A line of context for each place, which leads to its mark, or to its sentence or line where it has none."""
    spans = list(zip(places["start"].tolist(), places["end"].tolist(), strict=True))
    lines = [article.line_of(start) for start, _ in spans]
    if at == "at":
        addresses = [link("at", start, end) for start, end in spans]
    else:
        addresses = [link(at, number) for number in (places["sentence"].tolist() if at == "sentence" else lines)]
    sections = places["section"].tolist() if "section" in places else [None] * len(places)
    inside = within or [False] * len(places)
    columns = zip(addresses, lines, sections, inside, contexts(article, spans), strict=True)
    return [_item(address, line, section, within, *context) for address, line, section, within, context in columns]


def _item(address: str, line: int, section: Any, inside: bool, left: str, keyword: str, right: str) -> str:
    kind = ' class="within"' if inside else ""
    where = "" if missing(section) else f' data-section="{section}"'
    return (
        f'<li{kind}{where}><a href="{address}">{line}</a> <span>{escape(left)}</span><mark>{escape(keyword)}</mark>'
        f"<span>{escape(right)}</span></li>"
    )


def _sentence(article: Any, number: int, spans: Iterable[tuple[int, int]]) -> str:
    """A sentence with these spans of the source marked."""
    start, line, text = (article.sentences.at[number, name] for name in ("start", "line", "text"))
    found = [Span(first, last, "found") for first, last in spans]
    text = marked(text, int(start), found, broken=article.is_mojibake)
    return f'<li class="whole"><a href="{link("sentence", number)}">{int(line)}</a> {text}</li>'


def _by_section(article: Any, name: str, places: pd.DataFrame) -> list[str]:
    """The mentions of an actor, a list for each section, title and subtitle before them."""
    lists = []
    for section, rows in places.groupby(places["section"].fillna(-1), sort=True):
        part = "title" if section == -1 else int(section)
        items = _items(article, rows[:MOST])
        lists.append(f'<li><ol id="{escape(anchor("actor", name, "section", part))}">{"".join(items)}</ol></li>')
    return lists


def _wordings(article: Any, name: str, places: pd.DataFrame) -> str:
    """The forms of mention of an actor, their wordings, the most frequent first, and the places of each."""
    found = list(zip(*(places[column].tolist() for column in ("start", "end", "line")), strict=True))
    surfaces = actors.surfaces(article, places).items()
    forms: dict[str, list[str]] = {}
    for (_, form, _), (surface, rows) in sorted(surfaces, key=lambda item: -len(item[1][1])):
        spots = (found[row] for row in rows[:MOST])
        links = [f'<a href="{link("at", start, end)}">{line}</a>' for start, end, line in spots]
        id = escape(anchor("actor", name, "form", form, "words", surface))
        forms.setdefault(form, []).append(f'<span id="{id}"><q>{escape(surface)}</q> {", ".join(links)}</span>')
    items = []
    for form, wordings in forms.items():
        id = escape(anchor("actor", name, "form", form))
        said = label("places_form", form=escape(label(f"form_{form}")), words=series(wordings))
        items.append(f'<li id="{id}">{said}</li>')
    return f"<ul>{''.join(items)}</ul>"
