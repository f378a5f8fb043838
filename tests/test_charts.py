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
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import charts, load_article
from helpers.charts import canvas
from helpers.labels import label

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
        ("OTAN", "organisation", "name", None, 0, 4),
        ("Ukraine", "state", "name", None, 0, 9),
        ("OTAN", "organisation", "metonym", 1, 3, 80),
        ("OTAN", "organisation", "name", 1, 4, 82),
        ("les alliés de 5 $ <i>d'hier</i>", "collective", "role", 7, 9, 800),
    ]
    frame = pd.DataFrame(rows, columns=["actor", "kind", "form", "section", "sentence", "position"])
    return frame.astype({"section": "Int64"})


@pytest.fixture
def actors() -> pd.DataFrame:
    """The same actors, counted by form."""
    index = pd.Index(["OTAN", "Ukraine", "les alliés de 5 $ <i>d'hier</i>"], name="actor")
    columns = {"kind": ["organisation", "state", "collective"], "mentions": [3, 1, 1]}
    forms = {"name": [2, 1, 0], "role": [0, 0, 1], "metonym": [1, 0, 0], "demonym": [0, 0, 0]}
    return pd.DataFrame(columns | forms | {"pronominal-description": [0, 0, 0]}, index=index)


@pytest.fixture
def pairs() -> pd.DataFrame:
    """Which of them share sentences: two pairs share several, one a single sentence."""
    allies = "les alliés de 5 $ <i>d'hier</i>"
    rows = [("OTAN", "Ukraine", 3, False), ("OTAN", allies, 2, False), ("Ukraine", allies, 1, True)]
    return pd.DataFrame(rows, columns=["source", "target", "together", "rare"])


@pytest.fixture
def variants() -> pd.DataFrame:
    """By which words they are mentioned: one actor in many ways, one in two, one in a single way."""
    rows = [("OTAN", "name", "OTAN", 2), ("OTAN", "metonym", "Bruxelles <b>", 1)]
    rows += [("Ukraine", "demonym", f"ukrainien {'très ' * at}long", 1) for at in range(12)]
    rows.append(("les alliés de 5 $ <i>d'hier</i>", "role", "alliés", 1))
    return pd.DataFrame(rows, columns=["actor", "form", "surface", "count"])


@pytest.fixture
def places() -> pd.DataFrame:
    """Where two terms occur."""
    return pd.DataFrame({"term": ["otan", "aide", "otan"], "position": [3, 70, 500], "section": [0, 1, 5]})


@pytest.fixture
def keyness(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms compared with a reference: over- and under-used, one not significant, one too rare."""
    return terms.assign(
        log_likelihood=[40.1, 12.0, 9.5, 2.0, 8.0, 30.0],
        log_ratio=[6.0, 2.5, -1.5, 0.4, -3.0, 9.0],
        q_value=[0.0, 0.01, 0.02, 0.4, 0.03, 0.001],
        rare=[False] * 5 + [True],
    )


@pytest.fixture
def edges() -> pd.DataFrame:
    """Pairs of terms that occur together, with long and hostile names."""
    rows = [
        ("otan", "aide", "OTAN", "l'aide", 5, 20.0, False),
        ("otan", "argent", "OTAN", "5 $ à 7 $", 4, 11.0, False),
        ("être", "suivre", "suis", "suis", 2, 9.0, True),
        ("balise", "日本", "<b>gras</b>", "日本の首相", 3, 5.0, False),
        ("otan", "long", "OTAN", "Anticonstitutionnellement" * 3, 3, 4.0, False),
    ]
    columns = "source target source_form target_form together log_likelihood rare".split()
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture
def sentences() -> pd.DataFrame:
    """Sentences of the title and of three sections, one of them without a word."""
    frame = pd.DataFrame({"words": [9, 31, 12, 0, 7, 22, 45, 18], "section": [None, 0, 0, 0, 1, 1, 2, 2]})
    return frame.astype({"section": "Int64"})


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
        "trend": ["places", "sections"],
        "keyness_bars": ["keyness"],
        "collocation_graph": ["edges", "terms"],
        "sentence_lengths": ["sentences"],
        "actor_bars": ["actors"],
        "actor_sections": ["mentions", "sections"],
        "actor_dispersion": ["mentions", "sections"],
        "co_mention_graph": ["pairs", "actors"],
        "variant_bars": ["variants"],
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
    "trend",
    "keyness_bars",
    "collocation_graph",
    "sentence_lengths",
    "actor_bars",
    "actor_sections",
    "actor_dispersion",
    "co_mention_graph",
    "variant_bars",
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
    for frame in "lines sections terms places keyness edges sentences actors mentions pairs variants".split():
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
    """A chart as a cell's last value, and ``show``, display one SVG that carries its alternative text."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda *data, **options: displayed.append((*data, options)))
    ax = draw(name)
    charts.show(ax)
    data, metadata = ax._repr_mimebundle_(include=None, exclude=None)
    assert displayed == [(data, {"metadata": metadata, "raw": True})]
    assert list(data) == ["image/svg+xml"]
    assert metadata == {"image/svg+xml": {"alt": charts.alt_text(ax)}}


def test_show_closes_a_pyplot_figure(terms: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart on the caller's pyplot figure is not shown a second time at the end of the cell."""
    import matplotlib.pyplot as plt

    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    figure, ax = plt.subplots()
    charts.show(charts.term_bars(terms, ax=ax))
    assert not plt.fignum_exists(figure.number)


SEVERAL = set(
    """
actor_dots cluster_lines contrast_bars group_keyness_bars keyness_between
naming_bars overlap_bars section_bands story_network story_trends
volume_bars
""".split()
)  # of two articles and more: tests/test_compare.py, tests/test_story.py


def test_every_chart_of_the_sample() -> None:
    """Every public chart function of one article is among its charts, and each draws and describes the sample."""
    article = load_article("otan-zelensky")
    drawn = {name: charts.alt_text(draw()) for name, draw in charts.all_charts(article)}
    functions = {"all_charts", "alt_text", "in_cloud", "save", "section_names", "show"}
    assert set(drawn) == set(charts.__all__) - functions - SEVERAL
    assert [name for name, alt in drawn.items() if not alt or alt.startswith("Empty")] == []
