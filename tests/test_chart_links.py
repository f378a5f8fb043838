"""What the charts count leads to its passages: addresses, tooltips, and the small SVG that holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from test_charts import every_chart, no_warnings, squeezed  # noqa: F401 - a fixture

from helpers import actors, charts, lengths, load_article, terms
from helpers.anchors import link, pair
from helpers.charts import canvas
from helpers.charts.vector import compact

HOSTILE = [
    "</title><script>alert(1)</script>", "\"quotes\" & 'apostrophes'", "$x^2$ ]]> \\frac", "abc\u202edef\u2066",
    "🙂 日本", "\x00\x07 \ufffe", "<![CDATA[ &amp; &#60;", "url(#x); fill: red",
]  # fmt: skip
SAMPLE = load_article("otan-zelensky")
CHARTS: dict[str, Callable[..., Axes]] = dict(charts.all_charts(SAMPLE))


def svg(ax: Axes) -> Any:
    """The drawing that a notebook shows, parsed."""
    return etree.fromstring(charts.canvas.bundle(ax)[0]["image/svg+xml"])


def links(ax: Axes) -> dict[str, str]:
    """The tooltip of each address; every link has one, and always the same."""
    found: dict[str, set[str | None]] = {}
    for element in svg(ax).iterfind(".//{*}a"):
        found.setdefault(element.get("href"), set()).add(element.findtext("{*}title"))
    assert all(len(tips) == 1 and None not in tips for tips in found.values())
    return {href: str(*tips) for href, tips in found.items()}


def counts(found: dict[str, str], kind: str = "") -> dict[str, int]:
    """The last number in each tooltip, for the addresses that begin so."""
    return {href: int(re.findall(r"\d+", tip)[-1]) for href, tip in found.items() if href.startswith(f"#{kind}")}


def test_lines_lead_to_the_reading_copy() -> None:
    """Each line of the strip leads to itself and tells its length."""
    lines = SAMPLE.lines
    assert counts(links(CHARTS["strip"]())) == {
        link("line", line): int(end - start)
        for line, start, end in zip(lines.index, lines["start"], lines["end"], strict=True)
    }


@pytest.mark.parametrize("unit", ["words", "sentences", "characters"])
def test_bars_of_sections_lead_to_them(unit: str) -> None:
    """Each bar leads to its section and tells its length; that of a paragraph leads to its line."""
    found = counts(links(charts.section_lengths(SAMPLE.sections, unit=unit)))
    assert found == {link("section", at): int(value) for at, value in SAMPLE.sections[unit].items()}
    paragraphs = SAMPLE.sections.rename_axis("paragraph")
    assert set(links(charts.section_lengths(paragraphs))) == {link("line", line) for line in paragraphs["first_line"]}


@pytest.mark.parametrize("name", ["term_bars", "word_cloud", "keyness_bars"])
def test_terms_lead_to_their_occurrences(name: str) -> None:
    """Each term leads to its occurrences by its lemma, and tells how many there are."""
    table = terms.frequencies(SAMPLE)
    known = {link("term", term): int(count) for term, count in table["count"].items()}
    found = counts(links(CHARTS[name]()))
    assert len(found) >= 14
    assert found.items() <= known.items()


@pytest.mark.parametrize(("name", "top"), [("dispersion", 12), ("trend", 5)])
def test_ticks_lead_to_each_occurrence(name: str, top: int) -> None:
    """The name of a row leads to all occurrences of its term, each tick to its own."""
    table = terms.frequencies(SAMPLE).head(top)
    found = links(CHARTS[name]())
    assert counts(found, "term-") == {link("term", term): int(count) for term, count in table["count"].items()}
    places = terms.occurrences(SAMPLE, table.index)
    assert {href for href in found if href.startswith("#at-")} == {
        link("at", start, end) for start, end in zip(places["start"], places["end"], strict=True)
    }


def test_terms_that_meet_lead_to_where_they_do() -> None:
    """Nodes lead to the term, edges to the sentences that two terms share, with their number."""
    expressions = terms.expressions(SAMPLE)
    pairs = terms.cooccurrences(SAMPLE, terms=expressions.index)
    known = {
        link(*pair("pair", a, b)): int(n)
        for a, b, n in zip(pairs["source"], pairs["target"], pairs["together"], strict=True)
    }
    sizes = pd.concat([terms.frequencies(SAMPLE), expressions])["count"]
    found = links(CHARTS["collocation_graph"]())
    assert len(counts(found, "pair-")) == 30
    assert counts(found, "pair-").items() <= known.items()
    assert counts(found, "term-").items() <= {link("term", term): int(n) for term, n in sizes.items()}.items()


def test_bars_of_sentences_lead_to_them() -> None:
    """Each bar leads to its sentence and tells its words."""
    table = lengths.sentence_lengths(SAMPLE)
    assert counts(links(CHARTS["sentence_lengths"]())) == {
        link("sentence", at): int(words) for at, words in table["words"].items()
    }


def test_actors_lead_to_their_mentions() -> None:
    """Each piece of a bar leads to the mentions in its form, the name and the total to all of them."""
    table, found = SAMPLE.actors, counts(links(CHARTS["actor_bars"]()))
    forms = [form for form in actors.FORMS if form in table]
    assert found == {link("actor", actor): int(total) for actor, total in table["mentions"].items()} | {
        link("actor", actor, "form", form): int(table.loc[actor, form])
        for actor in table.index
        for form in forms
        if table.loc[actor, form]
    }


def test_cells_lead_to_the_mentions_in_a_section() -> None:
    """Each cell leads to the mentions of its actor in its section, the title's among them."""
    mentions = SAMPLE.mentions
    cells = Counter(
        link("actor", actor, "section", "title" if pd.isna(section) else int(section))
        for actor, section in zip(mentions["actor"], mentions["section"], strict=True)
    )
    totals = {link("actor", actor): int(n) for actor, n in mentions["actor"].value_counts().items()}
    assert counts(links(CHARTS["actor_sections"]())) == dict(cells) | totals


def test_marks_lead_to_each_mention() -> None:
    """Each mark leads to its mention."""
    mentions, found = SAMPLE.mentions, links(CHARTS["actor_dispersion"]())
    assert {href for href in found if href.startswith("#at-")} == {
        link("at", start, end) for start, end in zip(mentions["start"], mentions["end"], strict=True)
    }
    assert counts(found, "actor-") == {link("actor", actor): int(n) for actor, n in SAMPLE.actors["mentions"].items()}


def test_actors_that_meet_lead_to_where_they_do() -> None:
    """Edges lead to the sentences that mention both, with their number; nodes to the actor."""
    pairs, found = actors.co_mentions(SAMPLE), links(CHARTS["co_mention_graph"]())
    assert counts(found, "tie-") == {
        link(*pair("tie", a, b)): int(n)
        for a, b, n in zip(pairs["source"], pairs["target"], pairs["together"], strict=True)
    }
    known = {link("actor", actor): int(n) for actor, n in SAMPLE.actors["mentions"].items()}
    assert counts(found, "actor-").items() <= known.items()


def test_wordings_lead_to_their_mentions() -> None:
    """Each bar leads to the mentions of its actor in these words and this form."""
    table = actors.variants(SAMPLE)
    columns = (table[name] for name in ("actor", "form", "surface", "count"))
    known = {
        link("actor", actor, "form", form, "words", words): int(n)
        for actor, form, words, n in zip(*columns, strict=True)
    }
    found = counts(links(CHARTS["variant_bars"]()))
    assert len(found) > 10
    assert found.items() <= known.items()


@pytest.mark.parametrize("name", ["actor_bars", "actor_sections", "actor_dispersion", "co_mention_graph"])
def test_a_count_of_some_forms_has_no_link_to_all(name: str) -> None:
    """Where some forms are left out, totals do not lead to the passages of all."""
    found = links(CHARTS[name](forms=["name", "role"]))
    assert not [href for href in found if not href.startswith("#at-") and "-form-" not in href]


def test_rows_that_nothing_names_have_no_link() -> None:
    """Frames without the index or the columns that say what a row is are drawn, without links."""
    table = pd.DataFrame({"form": ["OTAN", "aide", "paix"], "count": [9, 4, 2]}, index=["otan", "aide", "paix"])
    sections = pd.DataFrame({"heading": [None, "Suite"], "words": [60, 40]})
    sentences = pd.DataFrame({"words": [12, 30, 8, 20], "section": [0, 0, 1, 1]})
    for ax in (
        charts.term_bars(table),
        charts.word_cloud(table),
        charts.section_lengths(sections),
        charts.sentence_lengths(sentences),
        charts.strip(SAMPLE.lines.rename_axis(None)),
    ):
        assert links(ax) == {}
    places = pd.DataFrame({"term": ["otan", "otan", "aide"], "position": [4, 40, 112]})
    assert set(links(charts.dispersion(places))) == {link("term", "otan"), link("term", "aide")}


def test_empty_charts_have_no_links() -> None:
    """A chart that says why nothing is drawn is an SVG like the others, without links."""
    article = load_article(text="Rien.")
    for _, draw in charts.all_charts(article):
        ax = draw()
        if charts.alt_text(ax).startswith("Empty chart"):
            assert links(ax) == {}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    """A name with markup, controls or halves of characters is shown and told as text, and breaks no drawing."""
    table = pd.DataFrame({"form": [name, "b", "c"], "count": [9, 4, 3]}, index=pd.Index([name, "b", "c"], name="term"))
    pairs = pd.DataFrame({"source": [name, name], "target": ["b", "c"], "together": [3, 2], "rare": False})
    shown = name.replace("\ufffe", "\ufffd").translate({c: 0x2400 + c for c in range(32)})
    for ax in (charts.term_bars(table), charts.word_cloud(table), charts.collocation_graph(pairs, table)):
        drawn = svg(ax)
        assert {etree.QName(element).localname for element in drawn.iter()} <= {
            "svg", "g", "a", "title", "desc", "defs", "path", "use", "text", "clipPath", "rect"
        }  # fmt: skip
        assert f"{shown}: 9 occurrences" in [title.text for title in drawn.iterfind(".//{*}title")]
        assert squeezed(shown) in squeezed("".join(str(text.text) for text in drawn.iterfind(".//{*}text")))


@every_chart
def test_drawings_are_small_and_the_same_each_time(name: str) -> None:
    """The same frames give the same bytes, less than 25 kB, with texts as text and no curve of a letter."""
    first = canvas.bundle(CHARTS[name]())
    assert first == canvas.bundle(CHARTS[name]())
    text = first[0]["image/svg+xml"]
    assert len(text.encode()) < 25_000
    assert "<text" in text
    assert not re.search(r"\d\.\d{3}|style=|metadata|xlink", text)


@every_chart
def test_saved_drawings_lead_nowhere(name: str, tmp_path: Path) -> None:
    """A saved SVG stands alone: it has tooltips, a white ground, and no link."""
    charts.save(CHARTS[name](), tmp_path / "chart.svg")
    drawn = etree.parse(tmp_path / "chart.svg").getroot()
    assert drawn.find(".//{*}a") is None
    assert drawn.find("{*}path").get("fill") == "#fff"
    assert len({title.text for title in drawn.iterfind(".//{*}g/{*}title")}) >= 1


def test_two_charts_in_one_figure_keep_their_tooltips() -> None:
    """Charts on a caller's Axes side by side have their links as well."""
    left, right = Figure(figsize=(9, 4)).subplots(1, 2)
    CHARTS["term_bars"](ax=left)
    CHARTS["sentence_lengths"](ax=right)
    found = links(left)
    assert {href.split("-")[0] for href in found} == {"#term", "#sentence"}


def test_clip_paths_stay_where_something_is_cut_off() -> None:
    """What reaches beyond its Axes is still cut off; what does not needs no clip path."""
    for end, cut in ((5, True), (20, False)):
        ax = Figure().subplots()
        ax.barh([0], [10])
        ax.set_xlim(0, end)
        assert ("clipPath" in canvas.bundle(ax)[0]["image/svg+xml"]) == cut


def test_a_drawing_keeps_what_it_refers_to() -> None:
    """Marks and patterns that are used stay, under short names, and the others go."""
    marks = '<defs><path id="m1" d="M 0 0 L 1.23456 2"/><path id="m2" d="M 0 0 L 3 3"/></defs>'
    used = '<use xlink:href="#m2" x="3.14159" y="2" style="fill: #ff0000"/>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 72 36">'
    small = compact(f"{head}{marks}{used}</svg>", title="T")
    assert '<defs><path id="a" d="M0 0L3 3"/></defs><use href="#a" x="3.14" y="2" fill="#f00"/>' in small
    assert 'width="96" height="48"' in small


@pytest.mark.parametrize("draw", [charts.actor_dispersion, charts.dispersion, charts.trend])
def test_very_many_marks_are_one_picture(draw):
    """A chart of twenty thousand places stays small: nobody could point at one of them; each row's count is a link."""
    number = pd.RangeIndex(20_000)
    places = pd.DataFrame(
        {"term": "loi", "actor": "Paris", "form": "name", "position": number * 8, "start": number * 40}
    )
    svg = canvas.bundle(draw(places.assign(end=places["start"] + 5), length=160_000))[0][canvas.VECTOR]
    assert len(svg) < 50_000
    assert "<image" in svg
    assert 1 <= svg.count("<a ") <= 5
