"""The charts, through their artists and their data."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import charts, load_article
from helpers.charts import canvas
from helpers.labels import LABELS, label

HEADINGS = [
    None,
    "Un partenariat de défense « durable » entre les États-Unis et l'Ukraine, malgré les réticences du Congrès",
    "La réponse\nde Moscou",
    "Ce que l'OTAN promet : 100 $ par jour et 5 $ \\hausse <b>gras</b>",
    "Washington temporise",
    "Anticonstitutionnellement" * 4,
    "الشرق الأوسط 日本の首相 🙂",
    "M" * 90,
]
WORDS = [62, 210, 95, 130, 12, 180, 44, 71]


@pytest.fixture
def sections() -> pd.DataFrame:
    """Eight sections with long and hostile headings."""
    frame = pd.DataFrame({"heading": HEADINGS, "words": WORDS, "sentences": range(1, 9), "characters": WORDS})
    return frame.rename_axis("section")


@pytest.fixture
def lines() -> pd.DataFrame:
    """Nine source lines: a menu, a body, the title, the body again, another article."""
    roles = ["boilerplate", "heading", "body", "title", "heading", "body", "blank", "heading", "body"]
    frame = pd.DataFrame({"start": range(0, 900, 100), "role": roles}, index=pd.RangeIndex(1, 10, name="line"))
    frame["end"] = frame["start"] + [10, 20, 90, 50, 20, 90, 0, 30, 80]
    frame["copy_of"] = pd.array([None, None, None, None, 2, 3, None, None, None], dtype="Int64")
    frame["article"] = [1, 1, 1, 1, 1, 1, 1, 2, 2]
    return frame


@pytest.fixture
def terms() -> pd.DataFrame:
    """Six terms, two of which are written alike."""
    forms = ["OTAN", "l'aide", "suis", "suis", "5 $ à 7 $", "once"]
    lemmas = ["otan", "aide", "être", "suivre", "argent", "une fois"]
    return pd.DataFrame({"form": forms, "count": [9, 6, 4, 3, 2, 1]}, index=pd.Index(lemmas, name="term"))


@pytest.fixture
def mentions() -> pd.DataFrame:
    """Mentions of three actors, the title's among them."""
    rows = [
        ("OTAN", "organisation", "name", None, 0),
        ("Ukraine", "state", "name", None, 0),
        ("OTAN", "organisation", "metonym", 1, 3),
        ("OTAN", "organisation", "name", 1, 4),
        ("les alliés de 5 $ <i>d'hier</i>", "collective", "role", 7, 9),
    ]
    frame = pd.DataFrame(rows, columns=["actor", "kind", "form", "section", "sentence"])
    return frame.astype({"section": "Int64"})


@pytest.fixture
def actors() -> pd.DataFrame:
    """The same actors, counted by form."""
    index = pd.Index(["OTAN", "Ukraine", "les alliés de 5 $ <i>d'hier</i>"], name="actor")
    columns = {"kind": ["organisation", "state", "collective"], "mentions": [3, 1, 1]}
    forms = {"name": [2, 1, 0], "role": [0, 0, 1], "metonym": [1, 0, 0], "demonym": [0, 0, 0]}
    return pd.DataFrame(columns | forms | {"pronominal-description": [0, 0, 0]}, index=index)


@pytest.fixture
def places() -> pd.DataFrame:
    """Where two terms occur."""
    return pd.DataFrame({"term": ["otan", "aide", "otan"], "position": [3, 70, 500], "section": [0, 1, 5]})


Draw = Callable[..., Axes]


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> Draw:
    """Draw a chart by its name, from the frames of this module, cut to ``rows`` rows if asked."""
    frames = {
        "strip": ["lines"],
        "section_lengths": ["sections"],
        "term_bars": ["terms"],
        "word_cloud": ["terms"],
        "dispersion": ["places", "sections"],
        "actor_bars": ["actors"],
        "actor_sections": ["mentions", "sections"],
        "first_mentions": ["mentions"],
    }

    def drawn(name: str, *, rows: int | None = None, **options: Any) -> Axes:
        given = [request.getfixturevalue(frame) for frame in frames[name]]
        return getattr(charts, name)(*(frame.head(rows) if rows is not None else frame for frame in given), **options)

    return drawn


CHARTS = [
    "strip",
    "section_lengths",
    "term_bars",
    "word_cloud",
    "dispersion",
    "actor_bars",
    "actor_sections",
    "first_mentions",
]
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """A warning in a chart would stand in the notebook: here it is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def rendered(ax: Axes) -> tuple[Figure, Any]:
    """The figure, laid out, and its renderer."""
    figure = canvas.figure(ax)
    agg = FigureCanvasAgg(figure)
    with canvas.style():
        agg.draw()
    return figure, agg.get_renderer()


def texts(ax: Axes) -> list[str]:
    """Every text in the figure, wrapped lines joined again."""
    found = rendered(ax)[0].findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [" ".join(artist.get_text().split()) for artist in found if artist.get_text()]


def squeezed(text: str) -> str:
    """A text without white space, to compare what was wrapped."""
    return "".join(text.split())


@every_chart
def test_chart_returns_the_axes_it_was_given(draw: Draw, name: str) -> None:
    """A caller's Axes is drawn on and returned, and its figure is not resized."""
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    assert draw(name, ax=ax) is ax
    assert ax.get_title(loc="left")
    assert tuple(figure.get_size_inches()) == (5, 4)
    assert charts.alt_text(ax)


@every_chart
def test_chart_changes_nothing_of_the_callers(draw: Draw, name: str, request: pytest.FixtureRequest) -> None:
    """Neither the frames nor matplotlib's settings differ after a chart was drawn."""
    import matplotlib as mpl

    before, settings = {}, dict(mpl.rcParams)
    for frame in ("lines", "sections", "terms", "places", "actors", "mentions"):
        before[frame] = request.getfixturevalue(frame).copy(deep=True)
    draw(name)
    for frame, copy in before.items():
        pd.testing.assert_frame_equal(request.getfixturevalue(frame), copy)
    assert dict(mpl.rcParams) == settings


@every_chart
@pytest.mark.parametrize("rows", [0, 1, None])
def test_nothing_is_cut_off(draw: Draw, name: str, rows: int | None) -> None:
    """Every text lies within the figure, however long or strange it is; an empty frame gives a note instead."""
    ax = draw(name, rows=rows)
    figure, renderer = rendered(ax)
    width, height = figure.canvas.get_width_height()
    unseen = set()
    for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
        places = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
        unseen |= {tick for place, tick in places if not low <= place <= high or not ax.axison}
    outside = []
    for artist in set(figure.findobj(lambda artist: isinstance(artist, Text) and bool(artist.get_text()))) - unseen:
        box = artist.get_window_extent(renderer)
        beyond = box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
        if artist.get_visible() and beyond:
            outside.append((artist.get_text(), box.bounds))
    assert outside == []
    if rows == 0:
        assert any(text.startswith("Nothing to draw") for text in texts(ax))
        assert charts.alt_text(ax).startswith("Empty chart")


@pytest.mark.parametrize("unit", ["words", "sentences", "characters"])
def test_section_lengths_are_the_frames(sections: pd.DataFrame, unit: str) -> None:
    """Each bar is as long as its section, and its count and share of the whole are written at its end."""
    ax = charts.section_lengths(sections, unit=unit)
    values = sections[unit].tolist()
    assert [bar.get_width() for bar in ax.patches] == values
    written = [text.get_text() for text in ax.texts]
    assert written == [f"{value} ({value / sum(values):.0%})" for value in values]
    assert ax.get_xlabel() == unit


def test_headings_are_written_whole(sections: pd.DataFrame) -> None:
    """A long heading is wrapped, not shortened; text before the first heading says that it is."""
    labels = [tick.get_text() for tick in charts.section_lengths(sections).get_yticklabels()]
    assert labels[0] == label("lead")
    assert [squeezed(text) for text in labels[1:]] == [
        squeezed(f"{number}. {heading}") for number, heading in enumerate(HEADINGS) if heading
    ]


def test_unknown_unit_is_refused(sections: pd.DataFrame) -> None:
    """A wrong unit is named with what is allowed and what comes near."""
    with pytest.raises(ValueError, match=r"unit must be 'words' or .*, not 'word'; did you mean 'words'\?"):
        charts.section_lengths(sections, unit="word")


def test_many_sections_stay_drawable() -> None:
    """Past forty sections each still has its bar, numbered, in a figure of bounded height."""
    frame = pd.DataFrame({"heading": [f"¶ {at}" for at in range(300)], "words": range(300)})
    ax = charts.section_lengths(frame)
    assert len(ax.patches) == 300
    assert canvas.figure(ax).get_size_inches()[1] <= 12


@pytest.mark.parametrize("count", [1, 9, 5000])
def test_strip_shows_every_line(count: int) -> None:
    """Each line has its column, as high as the line is long, in the colour of its role, in dumps of any length."""
    frame = pd.DataFrame({"start": range(0, 100 * count, 100)}, index=pd.RangeIndex(1, count + 1))
    frame["end"] = frame["start"] + 50
    frame["role"] = ["title" if line == count // 2 + 1 else "body" for line in frame.index]
    frame["copy_of"], frame["article"] = None, 1
    ax = charts.strip(frame)
    high = [
        box for shapes in ax.collections for box in shapes.get_paths() if box.vertices[:, 1].max() == pytest.approx(50)
    ]
    assert len(high) == count
    (title,) = [shapes for shapes in ax.collections if shapes.get_label() == "title" and shapes.get_paths()]
    width = title.get_paths()[0].get_extents().width
    left, right = ax.get_xlim()
    assert width / (right - left) > 1 / 400, "a single title must stay in sight"


def test_strip_tells_copies_from_first_occurrences(lines: pd.DataFrame) -> None:
    """Copies are hatched in the band, another article too, each counted in the legend and in words."""
    ax = charts.strip(lines)
    hatched = {patch.get_hatch(): patch for patch in ax.patches if patch.get_hatch()}
    assert {round(patch.get_x() + 0.5): round(patch.get_width()) for patch in hatched.values()} == {5: 2, 8: 2}
    assert {"copy of an earlier line (2)", "another article (2)", "title (1)", "heading (3)"} <= set(texts(ax))
    assert "Copies of earlier lines: 2 (5–6)." in charts.alt_text(ax)
    assert "Lines of another article: 2 (8–9)." in charts.alt_text(ax)


@pytest.mark.parametrize("top", [2, 20])
def test_term_bars_are_the_counts(terms: pd.DataFrame, top: int) -> None:
    """The most frequent terms come first, each with its count; a form that two lemmas share gives way to the lemmas."""
    ax = charts.term_bars(terms.iloc[::-1], top=top)
    assert [bar.get_width() for bar in ax.patches] == [9, 6, 4, 3, 2, 1][:top]
    assert [text.get_text() for text in ax.texts] == ["9", "6", "4", "3", "2", "1"][:top]
    names = ["OTAN", "l'aide", "être", "suivre", "5 $ à 7 $", "once"]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == names[:top]
    assert f"the {min(top, 6)} most frequent of 6 terms. Most frequent: OTAN (9)" in charts.alt_text(ax)


def test_word_cloud_comes_from_the_counts(terms: pd.DataFrame) -> None:
    """The cloud holds the terms that recur, larger where they are more frequent, the same each time."""
    first, second = charts.word_cloud(terms), charts.word_cloud(terms)
    words = {patch.get_label(): patch.get_path() for patch in first.patches}
    assert set(words) == {"OTAN", "l'aide", "être", "suivre", "5 $ à 7 $"}
    assert words["OTAN"].get_extents().height > words["suivre"].get_extents().height
    again = {patch.get_label(): patch.get_path() for patch in second.patches}
    assert all((words[word].vertices == again[word].vertices).all() for word in words)


def test_word_cloud_words_do_not_overlap() -> None:
    """No place in the cloud is inked by two words, and each word has the size that its count gives."""
    frame = pd.DataFrame({"form": [f"terme{at}" for at in range(40)], "count": range(60, 20, -1)})
    paths = [patch.get_path() for patch in charts.word_cloud(frame).patches]
    inked: set[tuple[int, int]] = set()
    for path in paths:
        box = path.get_extents()
        grid = [(x, y) for x in range(int(box.x0), int(box.x1)) for y in range(int(box.y0), int(box.y1)) if x % 2]
        mine = {place for place, inside in zip(grid, path.contains_points(grid), strict=True) if inside}
        assert not mine & inked
        inked |= mine
    heights = [path.get_extents().height for path in paths]
    assert len(paths) == 40
    assert heights == pytest.approx(sorted(heights, reverse=True), abs=2)


@pytest.mark.parametrize(("count", "drawn"), [(2, 0), (3, 3)])
def test_word_cloud_abstains_from_too_few(count: int, drawn: int) -> None:
    """Fewer than three terms give a note; a few that occur once are better than none."""
    frame = pd.DataFrame({"form": ["un", "deux", "trois"][:count], "count": [1] * count})
    ax = charts.word_cloud(frame)
    assert len(ax.patches) == drawn
    assert ("too few for a cloud" in " ".join(texts(ax))) == (drawn == 0)


def test_dispersion_places_every_occurrence(places: pd.DataFrame, sections: pd.DataFrame) -> None:
    """One row per term, one tick per occurrence at its word, section borders at the sections' first words."""
    ax = charts.dispersion(places, sections, names={"otan": "OTAN"})
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["OTAN", "aide"]
    ticks = [[path.vertices[0, 0] for path in row.get_paths()] for row in ax.collections]
    assert ticks == [[3.5, 500.5], [70.5]]
    borders = sorted({line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1})
    assert borders == [62, 272, 367, 497, 509, 689, 733]
    assert ax.get_xlim() == (0, sum(WORDS))
    assert "OTAN: 2, words 4 to 501; aide: once, word 71." in charts.alt_text(ax)


def test_actor_bars_stack_to_the_mentions(actors: pd.DataFrame) -> None:
    """The pieces of each bar are the counts by form, end to end, with the total after them and the kind by the name."""
    ax = charts.actor_bars(actors)
    pieces = [box for box in ax.containers if isinstance(box, BarContainer)]
    ends = [max(piece[row].get_x() + piece[row].get_width() for piece in pieces) for row in range(3)]
    assert ends == actors["mentions"].tolist()
    assert {piece.get_label() for piece in pieces} == {"name", "role", "metonym"}
    assert len({(piece[0].get_facecolor(), piece[0].get_hatch()) for piece in pieces}) == 3
    assert [text.get_text() for text in ax.texts] == ["3", "1", "1"]
    assert squeezed(ax.get_yticklabels()[0].get_text()) == "OTAN·organisation"
    assert "Most mentioned: OTAN (3)" in charts.alt_text(ax)


def test_actor_bars_take_the_actor_as_a_column(actors: pd.DataFrame) -> None:
    """The frame is read alike with actors as its index and as a column."""
    assert charts.alt_text(charts.actor_bars(actors.reset_index())) == charts.alt_text(charts.actor_bars(actors))


def test_actor_sections_counts_the_mentions(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Each cell is the number of mentions, the title's in a column of its own; no mention leaves the cell blank."""
    ax = charts.actor_sections(mentions, sections)
    grid = ax.images[0].get_array()
    assert grid.shape == (3, 9)
    assert grid.sum() == len(mentions)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["title", *"01234567"]
    cells = {text.get_position(): text.get_text() for text in ax.texts}
    assert cells == {(0, 0): "1", (2, 0): "2", (0, 1): "1", (8, 2): "1"}
    assert "Most: OTAN, 2 in 1. Un partenariat" in charts.alt_text(ax)


def test_actor_sections_without_title_mentions(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Without a mention in the title there is no column for it."""
    ax = charts.actor_sections(mentions[mentions["section"].notna()], sections)
    assert ax.images[0].get_array().shape == (2, 8)


def test_actor_sections_of_very_many_sections(mentions: pd.DataFrame) -> None:
    """Where cells are narrower than a number, a scale says what the colours mean."""
    ax = charts.actor_sections(mentions, pd.DataFrame({"heading": ["h"] * 60}))
    assert not ax.texts
    assert len(canvas.figure(ax).axes) == 2


def test_first_mentions_are_in_order(mentions: pd.DataFrame) -> None:
    """Actors stand in the order in which they come in, with a mark at that sentence and one at each later mention."""
    ax = charts.first_mentions(mentions)
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert [squeezed(text) for text in labels] == ["OTAN", "Ukraine", squeezed("les alliés de 5 $ <i>d'hier</i>")]
    first = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in "os^D"]
    later = [list(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"]
    assert (first, later) == ([1, 1, 10], [[4, 5], [], []])
    assert "OTAN (sentence 1), Ukraine (sentence 1) and les alliés" in charts.alt_text(ax)


@every_chart
@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_same_chart_same_bytes(draw: Draw, tmp_path: Path, name: str, suffix: str) -> None:
    """The same frame saved twice gives the same file, with the title in the SVG and under 60 kB as PNG."""
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    charts.save(draw(name), first)
    charts.save(draw(name), second)
    assert first.read_bytes() == second.read_bytes()
    if suffix == ".svg":
        assert f"<title>{charts_title(draw(name))}</title>" in first.read_text("utf-8")
    else:
        assert first.stat().st_size < 60_000


def charts_title(ax: Axes) -> str:
    """The title that a chart has."""
    return canvas._WORDS[ax][0]


def test_saving_refuses_other_formats(draw: Draw, tmp_path: Path) -> None:
    """A suffix that is neither SVG nor PNG is refused before anything is written."""
    with pytest.raises(ValueError, match=r"suffix must be '\.svg' or '\.png', not '\.gif'"):
        charts.save(draw("term_bars"), tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []


@every_chart
def test_notebook_shows_the_alternative_text(draw: Draw, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart as a cell's last value, and ``show``, display one PNG that carries its alternative text."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda *data, **options: displayed.append((*data, options)))
    ax = draw(name)
    charts.show(ax)
    data, metadata = ax._repr_mimebundle_(include=None, exclude=None)
    assert displayed == [(data, {"metadata": metadata, "raw": True})]
    assert list(data) == ["image/png"]
    assert metadata == {"image/png": {"alt": charts.alt_text(ax)}}


def test_show_closes_a_pyplot_figure(terms: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart on the caller's pyplot figure is not shown a second time at the end of the cell."""
    import matplotlib.pyplot as plt

    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    figure, ax = plt.subplots()
    charts.show(charts.term_bars(terms, ax=ax))
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize("key", sorted(LABELS))
def test_labels_are_sentences_or_names(key: str) -> None:
    """No label is empty or has stray white space, and its places are named."""
    text = LABELS[key]
    assert text
    assert text == text.strip()
    assert "{}" not in text


def test_every_chart_of_the_sample() -> None:
    """Every public chart function is among the charts of an article, and each draws and describes the sample."""
    article = load_article("otan-zelensky")
    drawn = {name: charts.alt_text(draw()) for name, draw in charts.all_charts(article)}
    functions = {"all_charts", "alt_text", "in_cloud", "save", "section_names", "show"}
    assert set(drawn) == set(charts.__all__) - functions
    assert [name for name, alt in drawn.items() if not alt or alt.startswith("Empty")] == []
