"""A corpus on a page: what it is, and the articles behind each point, bar, row and count of its charts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.anchors import anchor, link, pair
from helpers.html.piece import Html, card, escape, root, styled
from helpers.html.site import how_to_report, report_place, story_place
from helpers.labels import day, label, language_name, listing, number, spoken
from helpers.provenance import corpus_facts
from helpers.story.saying import counting, period_anchor, period_name, title_of

if TYPE_CHECKING:
    from helpers.story import Story

MOST = 100  # articles listed of one actor, term, cluster, pair or day
ROWS = 1000  # articles in the table
_STYLE = """.relire.places ol,.relire.places ul{padding-left:1.2em;margin:0 0 .6em}.relire.places h3{margin:1em 0 .2em;\
font-size:1em}.relire.places td,.relire.places th{text-align:left!important;vertical-align:top}"""


def corpus_card(story: Story) -> Html:
    """What the corpus is: articles, days, outlets, languages, what was skipped, and how duplicates are counted."""
    articles = story.articles
    dates, outlets = articles["date"].dropna(), articles["outlet"].dropna()
    languages = articles["language"].dropna().value_counts()
    pairs: dict[str, str | None] = {"articles": number(len(articles))}
    if len(dates):
        pairs["dates"] = label("story_span", first=day(dates.min()), last=day(dates.max()), count=dates.nunique())
    without = len(articles) - len(dates)
    pairs |= {"undated": number(without)} if without else {}
    pairs["outlets"] = number(outlets.nunique())
    pairs["languages"] = listing([language_name(code) for code in languages.index[:5]]) or None
    pairs["skipped"] = number(story.corpus.skipped)
    pairs["duplicates"] = counting(story.about)
    short = int((~articles["judged"].astype(bool)).sum())
    pairs |= {"short": number(short)} if short else {}
    made = card({label(f"corpus_{key}"): value for key, value in pairs.items()})
    facts = corpus_facts(story.corpus)
    about = {"source": facts["source"]["name"], "spoken": spoken()}
    main = languages.index[0] if len(languages) else None
    return Html(made.html, made.text, about | ({"language": str(main)} if main else {}), facts)


def story_places(
    story: Story,
    *,
    actors: pd.DataFrame | None = None,
    terms: pd.DataFrame | None = None,
    ties: pd.DataFrame | None = None,
    keyness: pd.DataFrame | None = None,
    clusters: pd.DataFrame | None = None,
) -> Html:
    """The articles behind each figure, with the ids that charts and tables lead to (``helpers.anchors``), and all.

    Given are the frames that were drawn: ``actor_trends``, ``term_trends``, ``actor_network``, ``group_keyness`` and
    ``cluster_table``. Of each list the first 100 articles are named, of the table the first 1,000, those of the lists
    before others; what is left out is counted.
    """
    blocks = [*_periods(story), *_outlets(story)]
    of_ties = [] if ties is None else list(ties.itertuples())
    names = [] if actors is None else list(dict.fromkeys(actors["name"]))
    names += [name for row in of_ties for name in (row.source, row.target)]
    blocks += [_named(story, "actor", name, name) for name in dict.fromkeys(names)]
    for row in of_ties:
        both = label("places_pair", one=row.source, other=row.target)
        blocks.append(_Block(anchor(*pair("tie", row.source, row.target)), both, row.ids))
    blocks += _terms(story, terms, keyness)
    for row in [] if clusters is None else clusters.itertuples():
        name = label("story_cluster", number=int(row.Index), title=title_of(row.title, row.representative))
        page = story_place(int(row.Index)) if story.corpus.kept else ""
        blocks.append(_Block(anchor("cluster", row.Index), name, row.ids, more=page))
    known = _Known(story, blocks)
    inner = "".join(block.html(known) for block in blocks) + known.table()
    text = label("story_places_text", count=len(blocks))
    return Html(styled(_STYLE, f'<div class="{root("places")}">{inner}</div>'), text)


@dataclass(frozen=True)
class _Block:
    """A heading and articles, some of which stand in groups that have an id of their own."""

    id: str
    title: str
    ids: Sequence[str]
    groups: Sequence[tuple[str, str, Sequence[str]]] = field(default_factory=tuple)
    more: str = ""

    def html(self, known: _Known) -> str:
        count = label("story_articles", count=len(self.ids))
        up = f'<a class="back" href="6_corpus.ipynb" aria-label="{escape(label("places_up"))}">↑</a>'
        head = f"<h3>{escape(self.title)} <small>{escape(count)}{self.more} {up}</small></h3>"
        if self.groups:
            body = "".join(
                f'<li id="{escape(id)}">{escape(name)}<ul>{known.items(ids)}</ul></li>' for id, name, ids in self.groups
            )
            body = f"<ol>{body}</ol>"
        else:
            body = f"<ul>{known.items(self.ids)}</ul>"
        return f'<section id="{escape(self.id)}">{head}{body}</section>'


class _Known:
    """The facts of the articles, and which of them have a row in the table."""

    def __init__(self, story: Story, blocks: Iterable[_Block]) -> None:
        self.facts = dict(zip(story.articles.index, story.articles.itertuples(), strict=True))
        named = dict.fromkeys(name for block in blocks for name in [*block.ids[:MOST], *_grouped(block)])
        first = [*named, *(name for name in self.facts if name not in named)][:ROWS]
        self.shown = set(first)
        self.out = story.corpus.out if story.corpus.kept else None  # where reports may lie

    def items(self, ids: Sequence[str]) -> str:
        """The articles as items of a list."""
        items = [f"<li>{self._item(name)}</li>" for name in ids[:MOST]]
        if len(ids) > MOST:
            items.append(f"<li>{escape(label('story_more', count=len(ids) - MOST))}</li>")
        return "".join(items)

    def _item(self, name: str) -> str:
        row = self.facts[name]
        facts = [_day(row.date), row.outlet if isinstance(row.outlet, str) else ""]
        facts += [label("story_copy")] if row.copy else []
        title, lang = escape(title_of(row.title, name)), _lang(row)
        said = f'<a href="{escape(link("article", name))}">{title}</a>' if name in self.shown else title
        place = report_place(name) if self.out else ""
        return f"<span{lang}>{said}</span> · {escape(' · '.join(filter(None, [*facts, name])))}{place}"

    def table(self) -> str:
        """The articles in the order of the corpus, each with its id."""
        names = ("id", "date", "outlet", "title", "source", "cluster")
        head = "".join(f'<th scope="col">{escape(label(f"head_{name}"))}</th>' for name in names)
        rows = "".join(self._row(name, self.facts[name]) for name in self.facts if name in self.shown)
        left = len(self.facts) - len(self.shown)
        if left:
            rows += f'<tr><td colspan="{len(names)}">{escape(label("story_more", count=left))}</td></tr>'
        caption = f"<caption>{escape(label('story_articles', count=len(self.facts)))}</caption>"
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        how = how_to_report(self.out) if self.out else ""
        return f'<section id="articles">{how}{table}</section>'

    def _row(self, name: str, row: Any) -> str:
        source = row.source if pd.isna(row.row) else label("story_row", source=row.source, row=int(row.row))
        cells = [_day(row.date), row.outlet if isinstance(row.outlet, str) else "–"]
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        inner += f"<td{_lang(row)}>{escape(title_of(row.title, name))}</td><td>{escape(source)}</td>"
        cluster = escape(label("story_copy_of", first=row.representative) if row.copy else label("story_first"))
        to = f'<a href="{escape(link("cluster", row.cluster))}">{cluster}</a>' if row.size > 1 else "–"
        id = escape(anchor("article", name))
        place = report_place(name, how=True) if self.out else ""
        return f'<tr id="{id}"><th scope="row">{escape(name)}{place}</th>{inner}<td>{to}</td></tr>'


def _grouped(block: _Block) -> Iterator[str]:
    for _, _, ids in block.groups:
        yield from ids[:MOST]


def _day(date: object) -> str:
    return day(date) if isinstance(date, str) else label("story_no_date")


def _lang(row: Any) -> str:
    return f' lang="{escape(row.language)}"' if isinstance(row.language, str) else ""


def _periods(story: Story) -> Iterator[_Block]:
    dated = story.articles.dropna(subset="period")
    for key, group in dated.groupby("period", sort=True):
        name = period_name(str(key), story.period)
        yield _Block(period_anchor(str(key), story.period), name, group.index.tolist())
    without = story.articles.index[story.articles["period"].isna()].tolist()
    if without:
        yield _Block("undated", label("story_no_date"), without)


def _outlets(story: Story) -> Iterator[_Block]:
    wire = story.corpus.wire
    for outlet, group in story.articles.groupby("outlet", sort=True):
        ids = group.index.tolist()
        credited = [name for name in ids if name in wire.index and isinstance(wire.at[name, "agency"], str)]
        own = set(credited)
        copied = [name for name in ids if name in wire.index and name not in own]
        rest = [name for name in ids if name not in wire.index]
        groups = [
            (anchor("outlet", outlet, part), label(f"wire_{part}"), of)
            for part, of in (("credited", credited), ("copied", copied), ("other", rest))
            if of
        ]
        yield _Block(anchor("outlet", outlet), str(outlet), ids, groups)


def _named(story: Story, kind: str, name: str, title: str, keyed: Sequence[str] = ()) -> _Block:
    """The articles of an actor or a term, by period; of a term that is key to outlets, theirs too."""
    ids = (story.actors if kind == "actor" else story.terms).articles_of(name)
    found = story.counted.loc[ids]
    groups = [
        (period_anchor(str(key), story.period, kind, name), period_name(str(key), story.period), group.index.tolist())
        for key, group in found.groupby("period", sort=True)
    ]
    without = found.index[found["period"].isna()].tolist()
    groups += [(anchor(kind, name, "undated"), label("story_no_date"), without)] if without else []
    for outlet in keyed:
        inside = found.index[found["outlet"] == outlet].tolist()
        groups.append((anchor(kind, name, "outlet", outlet), outlet, inside))
    return _Block(anchor(kind, name), title, ids, groups)


def _terms(story: Story, terms: pd.DataFrame | None, keyness: pd.DataFrame | None) -> Iterator[_Block]:
    forms: dict[str, str] = {}
    keyed: dict[str, list[str]] = {}
    if terms is not None:
        forms |= dict(zip(terms["name"], terms["said"], strict=True))
    if keyness is not None:
        forms |= dict(zip(keyness["term"], keyness["form"], strict=True))
        if keyness.attrs.get("by") == "outlet":
            for term, group in zip(keyness["term"], keyness["group"], strict=True):
                keyed.setdefault(term, []).append(group)
    for term in sorted(forms):
        yield _named(story, "term", term, forms[term], keyed.get(term, ()))
