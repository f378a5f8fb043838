"""The charts of terms, through their artists and their data."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from test_charts import no_warnings, rendered, texts  # noqa: F401 - a fixture

from helpers import charts
from helpers.charts import canvas
from helpers.charts.trend import rolling


@pytest.fixture
def terms() -> pd.DataFrame:
    """Six terms, two of which are written alike."""
    forms = ["OTAN", "l'aide", "suis", "suis", "5 $ à 7 $", "once"]
    lemmas = ["otan", "aide", "être", "suivre", "argent", "une fois"]
    return pd.DataFrame({"form": forms, "count": [9, 6, 4, 3, 2, 1]}, index=pd.Index(lemmas, name="term"))


@pytest.fixture
def measured(terms: pd.DataFrame) -> pd.DataFrame:
    """The same with rates in a text of 500 words, their intervals, dispersion, and what is too rare."""
    rate = terms["count"] * 2.0
    dp = [0.1, 0.25, 0.5, 0.75, None, None]
    return terms.assign(per_1000=rate, low=rate / 2, high=rate * 3, dp=dp, rare=terms["count"] <= 2)


def names_of(ax: Axes) -> list[str]:
    """The names of the rows, unwrapped."""
    return [" ".join(tick.get_text().split()) for tick in ax.get_yticklabels()]


@pytest.mark.parametrize("top", [2, 20])
def test_term_bars_are_the_counts(terms: pd.DataFrame, top: int) -> None:
    """The most frequent terms come first, each with its count; a form that two lemmas share gives way to the lemmas."""
    ax = charts.term_bars(terms.iloc[::-1], top=top)
    assert [bar.get_width() for bar in ax.patches] == [9, 6, 4, 3, 2, 1][:top]
    assert [text.get_text() for text in ax.texts] == ["9", "6", "4", "3", "2", "1"][:top]
    names = ["OTAN", "l'aide", "être", "suivre", "5 $ à 7 $", "once"]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == names[:top]
    assert f"the {min(top, 6)} most frequent of 6 terms. Most frequent: OTAN (9)" in charts.alt_text(ax)


def whiskers(ax: Axes) -> list[list[float]]:
    """From where to where each whisker goes."""
    (drawn,) = ax.containers[1].lines[2]
    return [[float(end[0]) for end in segment] for segment in drawn.get_segments()]


def test_term_bars_show_the_interval_of_the_count(measured: pd.DataFrame) -> None:
    """A whisker goes from the lower to the upper end of the interval, scaled to counts, and lies within the axis."""
    ax = charts.term_bars(measured)
    assert whiskers(ax) == [[count / 2, count * 3] for count in [9, 6, 4, 3, 2]]
    assert ax.get_xlim()[1] >= 27
    assert "Most frequent: OTAN (9, 95 % interval 4.5 to 27.0)" in charts.alt_text(ax)
    assert "95 % interval" in texts(ax)


@pytest.mark.parametrize("column", ["per_1000", "low", "high"])
def test_term_bars_without_interval_have_no_whiskers(measured: pd.DataFrame, column: str) -> None:
    """Where a column of the interval is missing there are bars and no whiskers."""
    ax = charts.term_bars(measured.drop(columns=column))
    assert len(ax.containers) == 1
    assert "interval" not in charts.alt_text(ax)


def test_term_bars_keep_rare_terms_apart(measured: pd.DataFrame) -> None:
    """Rare terms are pale, stand below all others whatever their count, and are counted in legend and words."""
    marked = measured.assign(rare=[True, False, False, False, True, True])
    ax = charts.term_bars(marked)
    assert names_of(ax) == ["l'aide", "être", "suivre", "OTAN", "5 $ à 7 $"]
    colours = [bar.get_facecolor() for bar in ax.patches]
    assert colours == [to_rgba(canvas.BLUE)] * 3 + [to_rgba(canvas.pale(canvas.BLUE))] * 2
    assert "too rare to be ranked (3 in all)" in texts(ax)
    assert "Pale, since too rare to be ranked: 2 of those shown." in charts.alt_text(ax)


def test_term_bars_choose_no_hapax_among_many() -> None:
    """Of terms that occur once none is preferred: they are drawn only where nothing else is."""
    frame = pd.DataFrame({"form": [f"mot{at}" for at in range(300)], "count": 1, "rare": True})
    assert len(charts.term_bars(frame).patches) == 20
    frame.loc[7, "count"] = 2
    assert names_of(charts.term_bars(frame)) == ["mot7"]


def test_term_bars_of_expressions_say_so(measured: pd.DataFrame) -> None:
    """A table of expressions is called one."""
    ax = charts.term_bars(measured.assign(pattern="noun adjective"))
    assert "Most frequent expressions" in texts(ax)
    assert "of 6 expressions" in charts.alt_text(ax)


@pytest.mark.parametrize("rows", [100_000])
def test_term_bars_of_a_huge_table(rows: int) -> None:
    """Of very many terms the most frequent are drawn, in their order."""
    frame = pd.DataFrame({"form": [f"mot{at}" for at in range(rows)], "count": range(rows)})
    ax = charts.term_bars(frame, top=3)
    assert [bar.get_width() for bar in ax.patches] == [rows - 1, rows - 2, rows - 3]


def key_table(**columns: Any) -> pd.DataFrame:
    """Five terms compared with a reference."""
    frame = {
        "form": ["OTAN", "pays", "aide", "peu", "once"],
        "count": [9, 3, 6, 4, 2],
        "log_likelihood": [12.0, 30.0, 40.0, 2.0, 90.0],
        "log_ratio": [3.0, -2.0, 5.0, 0.5, 9.0],
        "q_value": [0.01, 0.001, 0.0, 0.6, 0.0],
        "rare": [False, False, False, False, True],
    }
    return pd.DataFrame(frame | columns, index=["otan", "pays", "aide", "peu", "once"])


def test_keyness_bars_are_the_log_ratios() -> None:
    """Over-used terms stand first, each side by log-likelihood; the bar is the log ratio, the number the likelihood."""
    ax = charts.keyness_bars(key_table())
    assert names_of(ax) == ["aide", "OTAN", "peu", "pays"]
    assert [bar.get_width() for bar in ax.patches] == [5.0, 3.0, 0.5, -2.0]
    assert [text.get_text() for text in ax.texts] == ["40.0", "12.0", "2.0", "30.0", "6", "9", "4", "3"]
    low, high = ax.get_xlim()
    assert low <= -2.0 < 5.0 <= high


def test_keyness_bars_mark_what_is_not_significant() -> None:
    """Bars from a q value of 0.05 are hollow, in legend and words too; rare terms are left out and counted."""
    ax = charts.keyness_bars(key_table(q_value=[0.01, 0.049, 0.0, 0.05, 0.0]))
    hollow = [bar.get_facecolor() == to_rgba("white") for bar in ax.patches]
    assert hollow == [False, False, True, False]
    assert {"not significant (q ≥ 0.05)", "less frequent"} <= set(texts(ax))
    assert "Not significant: 1." in charts.alt_text(ax)
    assert "Left out, since too rare to be compared: 1." in charts.alt_text(ax)
    assert "Under-used: pays (1/4 times as frequent, log-likelihood 30.0)." in charts.alt_text(ax)


def test_keyness_bars_take_the_strongest() -> None:
    """``top`` keeps the terms of the highest log-likelihood, on whichever side they are."""
    assert names_of(charts.keyness_bars(key_table(), top=2)) == ["aide", "pays"]


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_keyness_bars_without_a_ratio(value: float) -> None:
    """A term whose ratio has no value is left out and counted, not drawn as if it had one."""
    ax = charts.keyness_bars(key_table(log_ratio=[value, -2.0, 5.0, 0.5, 9.0]))
    assert names_of(ax) == ["aide", "peu", "pays"]
    assert "Left out, since too rare to be compared: 2." in charts.alt_text(ax)


def test_keyness_bars_abstain_where_all_is_rare() -> None:
    """Terms too rare to be compared give a note, not bars."""
    ax = charts.keyness_bars(key_table(rare=[True] * 5))
    assert not ax.patches
    assert "no term occurs often enough to be compared" in charts.alt_text(ax)


def test_word_cloud_comes_from_the_counts(terms: pd.DataFrame) -> None:
    """The cloud holds the terms that recur, larger where they are more frequent, the same each time."""
    first, second = charts.word_cloud(terms), charts.word_cloud(terms)
    words = {word.get_text(): (word.get_fontsize(), word.get_position()) for word in first.texts}
    assert set(words) == {"OTAN", "l'aide", "être", "suivre", "5 $ à 7 $"}
    assert words["OTAN"][0] > words["suivre"][0]
    assert {word.get_text(): (word.get_fontsize(), word.get_position()) for word in second.texts} == words


def inked(ax: Axes) -> list[Path]:
    """The outline of each word of a cloud, in points."""
    scale = 72 / rendered(ax)[0].dpi
    found = []
    for word in ax.texts:
        path = TextPath((0, 0), word.get_text(), size=word.get_fontsize(), prop=word.get_fontproperties())
        x, y = ax.transData.transform(word.get_position()) * scale
        box = path.get_extents()
        found.append(Affine2D().translate(x - (box.x0 + box.x1) / 2, y).transform_path(path))
    return found


def test_word_cloud_words_do_not_overlap() -> None:
    """No place in the cloud is inked by two words, and each word has the size that its count gives."""
    frame = pd.DataFrame({"form": [f"terme{at}" for at in range(40)], "count": range(60, 20, -1)})
    paths = inked(charts.word_cloud(frame))
    taken: set[tuple[int, int]] = set()
    for path in paths:
        box = path.get_extents()
        grid = [(x, y) for x in range(int(box.x0), int(box.x1)) for y in range(int(box.y0), int(box.y1)) if x % 2]
        mine = {place for place, inside in zip(grid, path.contains_points(grid), strict=True) if inside}
        assert not mine & taken
        taken |= mine
    heights = [path.get_extents().height for path in paths]
    assert len(paths) == 40
    assert heights == pytest.approx(sorted(heights, reverse=True), abs=2)


@pytest.mark.parametrize(("count", "drawn"), [(2, 0), (3, 3)])
def test_word_cloud_abstains_from_too_few(count: int, drawn: int) -> None:
    """Fewer than three terms give a note; a few that occur once are better than none."""
    frame = pd.DataFrame({"form": ["un", "deux", "trois"][:count], "count": [1] * count})
    ax = charts.word_cloud(frame)
    assert ("too few for a cloud" in " ".join(texts(ax))) == (drawn == 0)
    assert len(ax.texts) == max(drawn, 1)


def test_word_cloud_leaves_out_what_is_below_the_minimum(measured: pd.DataFrame) -> None:
    """The minimum is the caller's; what is left out is counted, and grey is what is too rare to be ranked."""
    ax = charts.word_cloud(measured.assign(rare=[False, False, False, True, True, True]))
    assert {word.get_text() for word in ax.texts} == {"OTAN", "l'aide", "être", "suivre", "5 $ à 7 $"}
    grey = {word.get_text() for word in ax.texts if word.get_color() == canvas.MUTED}
    assert grey == {"suivre", "5 $ à 7 $"}
    assert "Left out: 1 that occur fewer than 2 times. Grey, since too rare to be ranked: 2." in charts.alt_text(ax)
    more = charts.word_cloud(measured, minimum=3)
    assert len(more.texts) == 6
    assert "Fewer than 5 terms occur 3 times or more: all are drawn." in charts.alt_text(more)


def test_word_cloud_names_what_found_no_room() -> None:
    """A word too long for the cloud does not take the others with it, and is named."""
    frame = pd.DataFrame({"form": ["x" * 150, "un", "deux", "trois", "quatre"], "count": [9, 8, 7, 6, 5]})
    ax = charts.word_cloud(frame)
    assert {word.get_text() for word in ax.texts} == {"un", "deux", "trois", "quatre"}
    assert f"No room was found for {'x' * 150}." in charts.alt_text(ax)
    assert charts.alt_text(ax).startswith("Word cloud of 4 terms")


@pytest.mark.parametrize("count", [20, 60])
def test_word_cloud_sizes_equal_counts_alike(count: int) -> None:
    """Words of one count have one size: none is shrunk to find room."""
    frame = pd.DataFrame({"form": [f"ministre{at:02}" for at in range(count)], "count": [9, 8, *[2] * (count - 2)]})
    sizes = [word.get_fontsize() for word in charts.word_cloud(frame).texts]
    assert len(sizes) == count
    assert max(sizes[2:]) - min(sizes[2:]) < 0.05 * max(sizes[2:])


@pytest.mark.parametrize("forms", [["首相", "日本", "経済", "$5$", "<b>x</b>", "OTAN"]])
def test_word_cloud_of_other_scripts(forms: list[str]) -> None:
    """Words in letters that no font here may have stay apart and within the cloud."""
    ax = charts.word_cloud(pd.DataFrame({"form": forms, "count": range(9, 3, -1)}))
    boxes = [path.get_extents() for path in inked(ax)]
    assert len(boxes) == len(forms)
    assert not any(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[:at])
    figure = canvas.figure(ax)
    width, height = figure.get_size_inches() * 72
    assert all(box.x0 > -2 and box.x1 < width + 2 and box.y0 > -2 and box.y1 < height + 2 for box in boxes)


WORDS = [62, 210, 95, 130, 12, 180, 44, 71]


@pytest.fixture
def sections() -> pd.DataFrame:
    """Eight sections."""
    return pd.DataFrame({"words": WORDS}, index=pd.RangeIndex(8, name="section"))


@pytest.fixture
def places() -> pd.DataFrame:
    """Where two terms occur."""
    return pd.DataFrame({"term": ["otan", "aide", "otan"], "position": [3, 70, 500], "section": [0, 1, 5]})


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


def test_dispersion_keeps_terms_written_alike_apart() -> None:
    """Two lemmas that share a form have a row each, under their lemmas: none replaces the other."""
    frame = pd.DataFrame({"term": ["être", "suivre", "être"], "position": [1, 5, 9]})
    ax = charts.dispersion(frame, names={"être": "suis", "suivre": "suis"})
    assert names_of(ax) == ["être", "suivre"]
    assert [len(row.get_paths()) for row in ax.collections] == [2, 1]


def test_dispersion_writes_dp(places: pd.DataFrame, sections: pd.DataFrame, measured: pd.DataFrame) -> None:
    """With a table of terms each row ends in its DP, or says that the term is too rare for one."""
    ax = charts.dispersion(places, sections, terms=measured.assign(dp=[0.123, *[None] * 5]))
    written = {text.get_text() for text in ax.texts}
    assert {"DP 0.12", "too rare"} <= written
    assert names_of(ax) == ["OTAN", "l'aide"]
    assert "OTAN: 2, words 4 to 501, DP 0.12; l'aide: once, word 71." in charts.alt_text(ax)


@pytest.mark.parametrize(("count", "parts"), [(30, 25), (4, 120)])
def test_section_numbers_do_not_run_together(count: int, parts: int) -> None:
    """In a long article the numbers that find room stand apart; every border is there."""
    places = pd.DataFrame({"term": [f"un terme assez long, le {at}" for at in range(count)], "position": range(count)})
    ax = charts.dispersion(places, pd.DataFrame({"words": [40] * parts}))
    _, renderer = rendered(ax)
    boxes = sorted((text.get_window_extent(renderer) for text in ax.texts), key=lambda box: box.x0)
    assert len(boxes) > 8
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))
    borders = {line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1}
    assert borders == {40 * at for at in range(1, parts)}


@pytest.mark.parametrize("window", [1, 7, 50, 199, 200])
def test_rolling_counts_every_window(window: int) -> None:
    """At each place the curve is the number of occurrences in the words around it, counted one window after another."""
    rng = np.random.default_rng(4)
    positions = sorted(rng.choice(200, 25, replace=False).tolist())
    centres, counts = rolling(positions, window, 200)
    for start in range(200 - window + 1):
        at = np.searchsorted(centres, start + window / 2, side="right") - 1
        assert counts[at] == sum(start <= place < start + window for place in positions)
    assert (centres[0], centres[-1]) == (window / 2, 200 - window / 2)


def test_trend_is_drawn_on_one_scale(places: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Each term has its row and its curve; the highest of all fills a row, the others are in proportion to it."""
    more = pd.concat([places, pd.DataFrame({"term": "otan", "position": [10, 12]})])
    ax = charts.trend(more, sections, names={"otan": "OTAN"}, window=100)
    assert names_of(ax) == ["OTAN", "aide"]
    curves = {line.get_label(): line for line in ax.lines if line.get_drawstyle() == "steps-post"}
    heights = {term: np.ptp(line.get_ydata()) for term, line in curves.items()}
    assert heights["aide"] == pytest.approx(heights["otan"] / 3)
    assert (curves["otan"].get_xdata()[0], curves["otan"].get_xdata()[-1]) == (50, sum(WORDS) - 50)
    assert {"at most 3", "at most 1"} <= {text.get_text() for text in ax.texts}
    assert "OTAN: 4, at most 3 together" in charts.alt_text(ax)
    assert "3 in the first half, 1 in the second. aide: 1," in charts.alt_text(ax)


def test_trend_names_its_window(places: pd.DataFrame) -> None:
    """The width of the window is told; rare terms are grey, and this too."""
    measured = pd.DataFrame({"form": ["OTAN", "aide"], "rare": [False, True]}, index=["otan", "aide"])
    ax = charts.trend(places, length=800, terms=measured)
    note = next(text for text in texts(ax) if text.startswith("Height:"))
    assert "in the 100 words around" in note
    assert note.endswith("Grey: too rare to be ranked.")
    assert {line.get_label(): line.get_color() for line in ax.lines if line.get_label() in ("otan", "aide")} == {
        "otan": canvas.BLUE,
        "aide": canvas.GREY,
    }


@pytest.mark.parametrize("window", [0, -5, 502, 2.5])
def test_trend_refuses_a_window_that_does_not_fit(places: pd.DataFrame, window: float) -> None:
    """A window wider than the text, or of no words, is refused with what is allowed."""
    with pytest.raises(ValueError, match=rf"window must be a whole number of words from 1 to 501, not {window}"):
        charts.trend(places, window=window)


@pytest.mark.parametrize(("length", "drawn"), [(99, False), (100, True)])
def test_trend_abstains_from_a_short_text(length: int, drawn: bool) -> None:
    """A text without two windows of 50 words has no trend, and the chart says so."""
    ax = charts.trend(pd.DataFrame({"term": ["otan"], "position": [20]}), length=length)
    assert bool(ax.lines) == drawn
    assert ("too few to tell a trend" in charts.alt_text(ax)) != drawn


def graph(count: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pairs of very many terms with names of all lengths, and the terms."""
    rng = np.random.default_rng(seed)
    forms = ["OTAN", "États-Unis", "licence de fabrication d’armes", "日本の首相", "$x$", "<b>gras</b>", "M" * 30]
    names = {f"t{at}": f"{forms[at % len(forms)]} {at}" for at in range(count)}
    pairs = rng.integers(0, count, (3 * count, 2))
    rows = [(f"t{a}", f"t{b}", names[f"t{a}"], names[f"t{b}"]) for a, b in pairs]
    edges = pd.DataFrame(rows, columns=["source", "target", "source_form", "target_form"])
    edges["together"] = rng.integers(1, 9, len(edges))
    edges["log_likelihood"] = rng.random(len(edges)) * 50
    edges["rare"] = edges["together"] <= 2
    return edges, pd.DataFrame({"count": rng.integers(1, 80, count)}, index=list(names))


def boxes_of(ax: Axes) -> tuple[list[Any], list[Any], Any]:
    """The boxes of labels and nodes in pixels, and that of the Axes."""
    _, renderer = rendered(ax)
    nodes = ax.collections[-1]
    scale = canvas.figure(ax).dpi / 72
    circles = []
    for (x, y), area in zip(ax.transData.transform(nodes.get_offsets()), nodes.get_sizes(), strict=True):
        radius = (area / np.pi) ** 0.5 * scale
        circles.append((x - radius, y - radius, x + radius, y + radius))
    labels = [text.get_window_extent(renderer).extents for text in ax.texts if isinstance(text, Text)]
    return [tuple(label) for label in labels], circles, ax.get_window_extent(renderer).extents


def overlap(one: Any, other: Any) -> bool:
    """Whether two boxes share more than a pixel."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


@pytest.mark.parametrize("count", [2, 5, 14, 40])
@pytest.mark.parametrize("given", ["own figure", "narrow Axes"])
def test_graph_labels_are_whole_and_apart(count: int, given: str) -> None:
    """No label runs into another label or a node, or out of the chart, in a figure of its own and in a small part of
    another."""
    edges, terms = graph(count)
    options: dict[str, Any] = {}
    if given == "narrow Axes":
        options["ax"] = Figure(figsize=(7.2, 6)).subplots(2, 2)[0, 1]
    ax = charts.collocation_graph(edges, terms, **options)
    labels, nodes, room = boxes_of(ax)
    boxes = labels + nodes
    assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]
    slack = 1.5
    assert all(box[0] > room[0] - slack and box[2] < room[2] + slack for box in boxes)
    assert all(box[1] > room[1] - slack and box[3] < room[3] + slack for box in boxes)


def test_graph_shows_counts_and_pairs() -> None:
    """Areas are in proportion to counts, widths to meetings; rare pairs are dotted; each pair is drawn once."""
    edges = pd.DataFrame(
        {
            "source": ["a", "b", "b", "c", "d"],
            "target": ["b", "a", "c", "c", "a"],
            "together": [8, 8, 4, 9, 2],
            "log_likelihood": [9.0, 9.0, 5.0, 50.0, 99.0],
            "rare": [False, False, False, False, True],
        }
    )
    terms = pd.DataFrame({"count": [20, 10, 40, 30]}, index=list("abcd"))
    ax = charts.collocation_graph(edges, terms)
    lines, _, nodes = ax.collections  # between them what makes thin lines easy to point at
    assert len(lines.get_segments()) == 3
    assert lines.get_linewidths() == pytest.approx([3.2, 1.6, 0.8])
    assert [style[1] is None for style in lines.get_linestyles()] == [True, True, False]
    assert nodes.get_sizes() == pytest.approx([160, 80, 320, 240])
    assert [text.get_text() for text in ax.texts] == ["a", "b", "c", "d"]
    alt = charts.alt_text(ax)
    assert alt.startswith("Graph of 4 terms joined by 3 of 3 pairs. Strongest: a and b (8 times together), b and c")
    assert "Dotted, since too rare to be ranked: 1." in alt


def test_graph_says_how_many_pairs_it_shows() -> None:
    """Where room is short the weakest pairs are left out, and small print and words count those that are left."""
    edges, terms = graph(40)
    ax = charts.collocation_graph(edges, terms, ax=Figure(figsize=(5, 4)).subplots(2, 2)[1, 0])
    shown = len(ax.collections[0].get_segments())
    assert 0 < shown < 30
    pairs = {frozenset(pair) for pair in zip(edges["source"], edges["target"], strict=True)} - {
        frozenset([term]) for term in terms.index
    }
    assert f"Drawn: {shown} of {len(pairs)} pairs" in " ".join(texts(ax))
    assert f"joined by {shown} of {len(pairs)} pairs" in charts.alt_text(ax)


def test_graph_does_not_rank_rare_pairs() -> None:
    """Pairs too rare to be ranked come last, in the order in which they were given."""
    edges = pd.DataFrame({"source": ["a", "c", "e"], "target": ["b", "d", "f"], "together": [2, 2, 3]})
    edges = edges.assign(log_likelihood=[1.0, 9.0, 4.0], rare=[True, True, False])
    alt = charts.alt_text(charts.collocation_graph(edges))
    assert [alt.index(f"{pair} (") for pair in ("e and f", "a and b", "c and d")] == sorted(
        alt.index(f"{pair} (") for pair in ("e and f", "a and b", "c and d")
    )


def test_graph_is_the_same_each_time() -> None:
    """The same pairs stand in the same places, whatever was drawn before."""
    edges, terms = graph(20)
    first = charts.collocation_graph(edges, terms).collections[-1].get_offsets()
    charts.collocation_graph(*graph(9, seed=7))
    assert (charts.collocation_graph(edges, terms).collections[-1].get_offsets() == first).all()


def lengths(ax: Axes) -> list[float]:
    """The heights of the bars from left to right."""
    bars = [path.get_extents() for shapes in ax.collections[:2] for path in shapes.get_paths()]
    return [float(bar.height) for bar in sorted(bars, key=lambda bar: bar.x0 + bar.x1)]


def test_sentence_lengths_are_the_words() -> None:
    """One bar per sentence with words, borders between sections, the longest marked, median and quartiles told."""
    frame = pd.DataFrame({"words": [9, 31, 12, 0, 7, 22, 45, 18], "section": [None, 0, 0, 0, 1, 1, 2, 2]})
    ax = charts.sentence_lengths(frame.astype({"section": "Int64"}))
    assert lengths(ax) == [9, 31, 12, 7, 22, 45, 18]
    borders = [line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1]
    assert borders == [1.5, 3.5, 5.5]
    assert ax.texts[0].get_text() == "45 words"
    assert ax.texts[0].xy[1] == 45
    assert {"median, 18 words", "middle half, 10.5 to 26.5 words"} <= set(texts(ax))
    assert "Longest: sentence 6, 45 words; shortest: sentence 4, 7 words." in charts.alt_text(ax)
    assert "Median of the first half 12 words, of the second half 20." in charts.alt_text(ax)


@pytest.mark.parametrize("count", [1, 2, 2000])
def test_sentence_lengths_of_any_number(count: int) -> None:
    """One sentence and very many have a bar each; in a long article the longest stays in sight."""
    words = [1 + at * 7 % 40 for at in range(count)]
    words[count // 2] = 60
    ax = charts.sentence_lengths(pd.DataFrame({"words": words, "section": [0] * count}))
    assert lengths(ax) == words
    box = ax.collections[1].get_paths()[0].get_extents()
    left, right = ax.get_xlim()
    assert box.height == 60
    assert box.width / (right - left) >= 1 / 401
    assert ("only sentence, 60 words" in charts.alt_text(ax)) == (count == 1)


@pytest.mark.parametrize("words", [[], [0, 0]])
def test_sentence_lengths_abstain_without_words(words: list[int]) -> None:
    """Sentences without words are none."""
    frame = pd.DataFrame({"words": words, "section": [0] * len(words)}, dtype="int64")
    assert charts.alt_text(charts.sentence_lengths(frame)).startswith("Empty chart")
