"""The page of one cluster: its articles by date, what they share, whom they credit, and a few of them side by side."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import nbformat
import pandas as pd
from nbformat import NotebookNode

from helpers import html, readings
from helpers.anchors import anchor, link, of_article
from helpers.compare import MOST, Comparison
from helpers.errors import InputError
from helpers.html import Html
from helpers.labels import label, listing, number, some, spoken
from helpers.story.saying import title_of

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.story import Story

CLUSTERS = "clusters"  # the tag of the cell of a corpus's notebook that shows them in a table
PASSAGES = 200  # rows of the table
_LONG = 240  # characters of a passage that the table shows


def story_notebook(
    story: Story,
    row: Any,
    articles: pd.DataFrame,
    read: Mapping[str, Article | InputError],
) -> NotebookNode:
    """The page of a cluster as a notebook that was executed.

    ``row`` is the cluster's of ``cluster_table``, ``articles`` its rows of ``cluster_articles``; ``read`` has the first
    articles again in full (``first_of``), or why they cannot be read.
    """
    cells = [_prose("story", number=int(row.Index)), _output(_card(row, story))]
    cells.append(_output(html.sentence(first_and_last(row, articles))))
    facts = story.articles.loc[articles.index, ["words", "language"]]
    cells += [_prose("members"), _output(html.members_table(articles.join(facts), out=story.corpus.out))]
    compared, why = _comparison(read)
    letters = dict(zip(read, ascii_uppercase, strict=False)) if compared else {}
    cells += [_prose("credits"), *_credits(story, articles, letters)]
    cells += [_prose("shared"), *_passages(story, row, letters)]
    cells += [_prose("compared"), _output(html.sentence(why or _which(articles, letters)))]
    if compared:
        cells.append(_output(html.comparison_card(compared)))
        cells.append(_output(html.sentence(readings.read_overlaps(compared.overlaps))))
        cells += [_output(html.totals_table(compared)), _output(html.sentence(readings.read_totals(compared.totals)))]
        cells += [_prose("side"), _output(html.side_by_side(compared))]
        cells += [_prose("places"), _output(html.passage_places(compared))]
        cells += [_prose("copies"), _output(html.reading_copies(compared))]
    for n, cell in enumerate(cells):
        cell.id = f"cell-{n}"
    return nbformat.v4.new_notebook(cells=cells)


def first_of(story: Story, row: Any) -> list[str]:
    """The articles of a cluster that its page compares: the representative, then the others by date, six at most.

    Articles in another language than the representative's are left out: they cannot be compared.
    """
    languages = story.articles["language"]
    first = languages[row.representative]
    others = [name for name in row.ids if name != row.representative]
    same = [name for name in others if languages[name] == first or (pd.isna(languages[name]) and pd.isna(first))]
    return [row.representative, *same[: MOST - 1]]


def first_and_last(row: Any, articles: pd.DataFrame) -> str:
    """Which article is the earliest, and how sure that is.

    The day tells no more than a day: where several stand on the first one, none of them is known to be earlier.
    """
    dated = articles.dropna(subset="date")
    if dated.empty:
        return label("site_no_dates")
    days = articles["date"].str[:10]
    same = int(days.eq(days.dropna().min()).sum())
    without = len(articles) - len(dated)
    first = dated.iloc[0]
    said = [
        label("site_first", title=title_of(first["title"], first.name), outlet=_outlet(first["outlet"]))
        if same == 1
        else label("site_first_of", count=same)
    ]
    said += [label("site_lag", count=int(row.lag))] if not pd.isna(row.lag) and row.lag else []
    said += [label("site_undated", count=without)] if without else []
    return " ".join([*said, label("site_direction")])


def _outlet(outlet: object) -> str:
    return outlet if isinstance(outlet, str) else label("site_no_outlet")


def _card(row: Any, story: Story) -> Html:
    parts = [label(f"site_{kind}", count=int(getattr(row, kind))) for kind in ("copies", "edited", "truncated")]
    counts = [part for part, kind in zip(parts, ("copies", "edited", "truncated"), strict=True) if getattr(row, kind)]
    pairs: dict[str, object] = {
        label("site_card_articles"): number(int(row.size)),
        label("site_card_outlets"): some(row.outlets, 8) if row.outlets else None,
        label("site_card_kinds"): listing(counts) or None,
        label("site_card_agencies"): row.agencies,
    }
    made = html.card(pairs)
    language = story.articles.at[row.representative, "language"]
    about = {"spoken": spoken()} | ({"language": language} if isinstance(language, str) else {})
    about["title"] = title_of(row.title, row.representative)
    back = f"<p>{html.index_place(label('site_back'), anchor('cluster', int(row.Index)))}</p>"
    return Html(back + made.html, made.text, about)


def _comparison(read: Mapping[str, Article | InputError]) -> tuple[Comparison | None, str]:
    articles = [article for article in read.values() if not isinstance(article, InputError)]
    if len(articles) < len(read):
        return None, label("site_not_read")
    return (Comparison(articles), "") if len(articles) > 1 else (None, label("site_alone"))


def _which(articles: pd.DataFrame, letters: Mapping[str, str]) -> str:
    said = [label("site_compared", count=len(letters))]
    left = len(articles) - len(letters)
    return " ".join([*said, *([label("site_not_compared", count=left)] if left else [])])


def _credits(story: Story, articles: pd.DataFrame, letters: Mapping[str, str]) -> list[NotebookNode]:
    wire = story.corpus.wire
    found = wire[wire.index.isin(articles.index) & wire["agency"].notna()]
    if found.empty:
        return [_output(html.sentence(label("site_no_credits")))]
    placed = found["line"].notna()
    spans = _spans(found["start"], found["end"])
    frame = found.reset_index().assign(
        other_place=[at if is_in else None for at, is_in in zip(spans, placed, strict=True)]
    )
    leads = {"article": _member, "line": _line("article", "line", letters)}
    columns = {
        "article": "article",
        "agency": "agency",
        "credit": "credit",
        "line": "line_of",
        "other_place": "other_place",
    }
    table = html.table(frame, columns=columns, index=False, max_rows=PASSAGES, formats={"line": str}, links=leads)
    said = label("site_credits", count=len(found), all=len(articles), agencies=listing(_agencies(found)))
    return [_output(table), _output(html.sentence(said))]


def _agencies(found: pd.DataFrame) -> list[str]:
    names = [name for listed in found["agency"] for name in listed.split(", ")]
    return sorted(dict.fromkeys(names), key=lambda name: (-names.count(name), name))


def _passages(story: Story, row: Any, letters: Mapping[str, str]) -> list[NotebookNode]:
    found = story.corpus.passages(int(row.Index))
    frame = found.assign(
        article=found["other"],
        first_place=_spans(found["start"], found["end"]),
        other_place=_spans(found["other_start"], found["other_end"]),
        text=[text if len(text) <= _LONG else text[: _LONG - 1] + "…" for text in found["text"]],
    )
    columns = "article words line first_place other_line other_place text".split()
    language = story.articles.at[row.representative, "language"]
    leads = {"article": _member, "line": _line("one", "line", letters)}
    leads["other_line"] = _line("other", "other_line", letters)
    shown = html.table(
        frame,
        columns={name: {"line": "first_line_of", "other_line": "line_of"}.get(name, name) for name in columns},
        index=False,
        max_rows=PASSAGES,
        formats={"line": str, "other_line": str},
        links=leads,
        lang=language if isinstance(language, str) else None,
    )
    said = [label("site_shared", count=len(found), first=row.representative)]
    said += [label("site_left_out", count=int(found.attrs["left_out"]))] if found.attrs.get("left_out") else []
    boxed = Html(f'<div class="passages">{shown.html}</div>', repr(shown))
    return [_output(boxed), _output(html.sentence(" ".join(said)))]


def _spans(starts: pd.Series, ends: pd.Series) -> list[str]:
    return [f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]


def _member(row: Any) -> str:
    return link("article", row.article)


def _line(article: str, line: str, letters: Mapping[str, str]) -> Any:
    """From a row to its line in the reading copy of an article, where the page has one."""

    def to(row: Any) -> str:
        letter = letters.get(getattr(row, article))
        if letter is None or pd.isna(getattr(row, line)):
            return ""
        with of_article(letter):
            return link("line", int(getattr(row, line)))

    return to


def _prose(name: str, **values: object) -> NotebookNode:
    level = {"story": "#", "pages": "###"}.get(name, "##")
    head = f"{level} {label(f'site_head_{name}', **values)}"
    cell = nbformat.v4.new_markdown_cell(f"{head}\n\n{label(f'site_about_{name}')}")
    cell.id = f"prose-{name}"
    return cell


def _output(piece: Html) -> NotebookNode:
    data, metadata = Html._repr_mimebundle_(piece)
    shown = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    cell = nbformat.v4.new_code_cell("", outputs=[shown])
    cell.id = "output"
    return cell


def with_list(nb: NotebookNode, piece: Html) -> None:
    """Put a list of story pages into the executed notebook of a corpus, after its table of clusters."""
    at = next((n for n, cell in enumerate(nb.cells) if CLUSTERS in cell.metadata.get("tags", [])), len(nb.cells) - 1)
    nb.cells[at + 1 : at + 1] = [_prose("pages"), _output(piece)]
