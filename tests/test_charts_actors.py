"""The charts of actors, through their artists and their data."""
# ruff: noqa: F811 - fixtures of another module are taken by their names

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from test_charts import (  # noqa: F401 - fixtures among them
    actors,
    mentions,
    no_warnings,
    pairs,
    rendered,
    sections,
    squeezed,
    texts,
    variants,
)

from helpers import InputError, charts
from helpers.actors import FORMS
from helpers.charts import canvas

ALLIES = "les alliés de 5 $ <i>d'hier</i>"
LONG = ["Ministère de la Transition écologique et de la Cohésion des territoires", "Anticonstitutionnellement" * 3]


def names_of(ax: Axes) -> list[str]:
    """The names of the rows, unwrapped."""
    return [" ".join(tick.get_text().split()) for tick in ax.get_yticklabels()]


def many(count: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Actors with names of all lengths, and the pairs of those that share sentences, the most first."""
    rng = np.random.default_rng(seed)
    names = [f"{[*LONG, 'OTAN', 'Jens Stoltenberg', '日本の首相', '$x$'][at % 6]} {at}" for at in range(count)]
    table = pd.DataFrame({"kind": [("person", "organisation", "state", "collective")[at % 4] for at in range(count)]})
    table["mentions"] = table["name"] = rng.integers(1, 60, count)
    together = np.sort(rng.integers(1, 9, 3 * count))[::-1]
    ends = {frozenset(pair): None for pair in rng.integers(0, count, (3 * count, 2)).tolist() if pair[0] != pair[1]}
    rows = [(*(names[at] for at in sorted(pair)), n, n < 2) for pair, n in zip(ends, together.tolist(), strict=False)]
    return table.set_axis(names), pd.DataFrame(rows, columns=["source", "target", "together", "rare"])


def test_actor_bars_stack_to_the_mentions(actors: pd.DataFrame) -> None:
    """The pieces of each bar are the counts by form, end to end, with the total after them and the kind by the name."""
    ax = charts.actor_bars(actors)
    pieces = [box for box in ax.containers if isinstance(box, BarContainer)]
    bars = [bar for piece in pieces for bar in piece]
    ends = [max(bar.get_x() + bar.get_width() for bar in bars if bar.get_y() < at < bar.get_y() + bar.get_height())
            for at in ax.get_yticks()]  # fmt: skip
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
    assert ax.collections[0].get_array().sum() == len(mentions)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["title", *"01234567"]
    cells = {text.get_position(): text.get_text() for text in ax.texts}
    assert cells == {(0, 0): "1", (2, 0): "2", (0, 1): "1", (8, 2): "1"}
    assert "Most: OTAN, 2 in 1. Un partenariat" in charts.alt_text(ax)


def test_actor_sections_without_title_mentions(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Without a mention in the title there is no column for it."""
    ax = charts.actor_sections(mentions[mentions["section"].notna()], sections)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [*"01234567"]
    assert ax.collections[0].get_array().tolist() == [2, 1]


def test_actor_sections_of_very_many_sections(mentions: pd.DataFrame) -> None:
    """Where cells are narrower than a number, a scale says what the colours mean."""
    ax = charts.actor_sections(mentions, pd.DataFrame({"heading": ["h"] * 60}))
    assert not ax.texts
    assert len(canvas.figure(ax).axes) == 2


def test_actor_bars_follow_the_forms(actors: pd.DataFrame) -> None:
    """Order and totals are those of the forms counted, nobody without one is drawn, and what is left out is said."""
    actors = actors.assign(mentions=[3, 5, 1], demonym=[0, 4, 0])
    assert names_of(charts.actor_bars(actors))[0] == "Ukraine · state"
    ax = charts.actor_bars(actors, forms=["name", "metonym"])
    assert names_of(ax) == ["OTAN · organisation", "Ukraine · state"]
    assert [text.get_text() for text in ax.texts] == ["3", "1"]
    said = "Left out: role (1) and demonym (4)."
    assert said in charts.alt_text(ax)
    assert said in texts(ax)
    assert "Left out" not in charts.alt_text(charts.actor_bars(actors, forms=FORMS))


@pytest.mark.parametrize("forms", [[], ["demonym"]])
def test_where_no_form_is_counted_that_is_said(
    actors: pd.DataFrame, mentions: pd.DataFrame, sections: pd.DataFrame, forms: list[str]
) -> None:
    """A chart of forms that do not occur says so, and does not claim that there are no actors."""
    drawn = [
        charts.actor_bars(actors, forms=forms),
        charts.actor_sections(mentions, sections, forms=forms),
        charts.actor_dispersion(mentions, sections, forms=forms),
    ]
    assert all("no actor is mentioned in the forms that are counted" in charts.alt_text(ax) for ax in drawn)


def test_a_form_that_there_is_not_is_refused(
    actors: pd.DataFrame, mentions: pd.DataFrame, sections: pd.DataFrame, pairs: pd.DataFrame
) -> None:
    """A misspelt form is named in one line, with what comes near."""
    for draw, frames in (
        (charts.actor_bars, [actors]),
        (charts.actor_sections, [mentions, sections]),
        (charts.actor_dispersion, [mentions, sections]),
        (charts.co_mention_graph, [pairs, actors]),
    ):
        with pytest.raises(InputError, match="no form of mention is 'nam'; did you mean 'name'"):
            draw(*frames, forms=["nam"])


def test_charts_say_how_many_actors_they_leave_out(
    actors: pd.DataFrame, mentions: pd.DataFrame, sections: pd.DataFrame
) -> None:
    """Where not all actors are drawn, small print says so."""
    said = "Drawn: the 2 most mentioned of 3 actors."
    assert said in texts(charts.actor_bars(actors, top=2))
    for ax in (
        charts.actor_sections(mentions, sections, top=2),
        charts.actor_dispersion(mentions, sections, top=2),
    ):
        assert said in " ".join(texts(ax))


def test_actor_sections_leave_forms_out(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Cells hold the mentions of the forms counted."""
    ax = charts.actor_sections(mentions, sections, forms=["name"])
    assert ax.collections[0].get_array().sum() == 3
    assert "Left out: role (1) and metonym (1)." in charts.alt_text(ax)


def marks_of(ax: Axes) -> dict[str, list[tuple[float, float]]]:
    """The marks by form: place along the text, and height."""
    return {
        str(marks.get_label()): [(float(x), float(y)) for x, y in marks.get_offsets()]
        for marks in ax.collections
        if isinstance(marks, PathCollection)
    }


def test_actor_dispersion_places_every_mention(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Rows stand in the order of the first mention, each mark at its word, and each form has its own shape."""
    ax = charts.actor_dispersion(mentions, sections)
    assert names_of(ax) == ["OTAN", "Ukraine", ALLIES]
    marks = marks_of(ax)
    assert {form: [at for at, _ in places] for form, places in marks.items()} == {
        "name": [4.5, 82.5, 9.5], "role": [800.5], "metonym": [80.5]
    }  # fmt: skip
    shapes = [shape.get_paths()[0].vertices for shape in ax.collections if shape.get_label() in marks]
    assert len({tuple(map(tuple, corners.round(3).tolist())) for corners in shapes}) == 3
    ends = [text.get_text() for text in ax.texts if text.get_text() in set("123")][-3:]
    assert ends == ["3", "1", "1"]
    assert "OTAN: 3, words 5 to 83; Ukraine: once, word 10" in charts.alt_text(ax)


def test_mentions_close_together_do_not_hide_each_other() -> None:
    """Three marks at the same words stand on three heights within their row; far ones stand on one line."""
    places = pd.DataFrame({"actor": "Kyiv", "form": "name", "position": [500, 501, 502, 900]})
    ax = charts.actor_dispersion(places, length=1000)
    heights = [height for _, height in marks_of(ax)["name"]]
    assert len(set(heights)) == 3
    assert heights[0] == heights[3]
    low, high = sorted(ax.get_ylim())
    assert all(low < height < high for height in heights)


def test_actor_dispersion_leaves_forms_out(mentions: pd.DataFrame, sections: pd.DataFrame) -> None:
    """Marks, rows and numbers are those of the forms asked for."""
    ax = charts.actor_dispersion(mentions, sections, forms=["name"])
    assert names_of(ax) == ["OTAN", "Ukraine"]
    assert list(marks_of(ax)) == ["name"]
    assert "Left out: role (1) and metonym (1)." in charts.alt_text(ax)


@pytest.mark.parametrize("count", [1, 40])
def test_actor_dispersion_of_a_long_text(count: int) -> None:
    """Every mention of 40 actors in 50,000 words is drawn, within the figure."""
    rng = np.random.default_rng(2)
    places = pd.DataFrame({"actor": rng.integers(0, count, 900), "position": rng.integers(0, 50_000, 900)})
    places["actor"] = [f"{LONG[at % 2]} {at}" for at in places["actor"]]
    places["form"] = rng.choice(FORMS, 900)
    ax = charts.actor_dispersion(places, length=50_000, top=count)
    assert sum(map(len, marks_of(ax).values())) == 900
    figure, renderer = rendered(ax)
    height = figure.canvas.get_width_height()[1]
    boxes = [tick.get_window_extent(renderer) for tick in ax.get_yticklabels()]
    assert all(box.x0 >= -1 and box.y0 >= -1 and box.y1 <= height + 1 for box in boxes)
    assert not [1 for one, other in combinations(boxes, 2) if one.overlaps(other)]


def nodes_of(ax: Axes) -> list[Any]:
    """The collections of nodes, one for each colour and shape."""
    return [drawn for drawn in ax.collections if isinstance(drawn, PathCollection)]


def test_co_mention_graph_shows_counts_and_kinds(pairs: pd.DataFrame, actors: pd.DataFrame) -> None:
    """Pairs of several sentences are joined, widths are their numbers, areas the mentions, colours the kinds."""
    ax = charts.co_mention_graph(pairs, actors, rare=False)
    lines = ax.collections[0]
    assert lines.get_linewidths() == pytest.approx([3.2, 3.2 * 2 / 3])
    assert [style[1] for style in lines.get_linestyles()] == [None, None]
    assert len({tuple(nodes.get_facecolor()[0]) for nodes in nodes_of(ax)}) == 3
    assert [squeezed(text.get_text()) for text in ax.texts] == ["OTAN", "Ukraine", squeezed(ALLIES)]
    alt = charts.alt_text(ax)
    assert alt.startswith("Graph of 3 actors joined by 2 of 2 pairs: organisation 1, state 1 and collective 1.")
    assert "Most often together: OTAN and Ukraine (3 sentences)" in alt
    assert "share one sentence only, and so are left out: 1." in alt
    assert "share one sentence only, and so are left out: 1." in " ".join(texts(ax))


def test_pairs_of_one_sentence_are_dotted(pairs: pd.DataFrame, actors: pd.DataFrame) -> None:
    """Every pair is drawn, those of one sentence dotted and counted in words."""
    ax = charts.co_mention_graph(pairs, actors)
    assert [style[1] is None for style in ax.collections[0].get_linestyles()] == [True, True, False]
    assert "one sentence only" in texts(ax)
    assert "Dotted, since they share one sentence only: 1." in charts.alt_text(ax)
    assert "left out" not in charts.alt_text(ax)


def test_co_mention_graph_abstains_on_too_little(pairs: pd.DataFrame, actors: pd.DataFrame) -> None:
    """Where no pair shares several sentences nothing is drawn, and the number of other pairs is told."""
    ax = charts.co_mention_graph(pairs.tail(1), actors)
    assert not ax.collections
    assert "together in more than one sentence (pairs that share one: 1)" in charts.alt_text(ax)


def test_shapes_of_one_count_have_one_area() -> None:
    """Circles, squares, triangles and diamonds of equal counts cover the same area: a shape makes nobody larger."""
    ring = [f"a{at}" for at in range(4)]
    edges = pd.DataFrame({"source": ring, "target": ring[1:] + ring[:1], "together": 2, "rare": False})
    table = pd.DataFrame({"kind": ["person", "organisation", "state", "collective"], "mentions": 5}, index=ring)
    areas = []
    for nodes in nodes_of(charts.co_mention_graph(edges, table)):
        corners = nodes.get_paths()[0].transformed(Affine2D(nodes.get_transforms()[0])).to_polygons()[0]
        x, y = corners.T
        areas.append(abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2)
    assert areas == pytest.approx([areas[0]] * 4, rel=0.01)


@pytest.mark.parametrize("given", ["own figure", "narrow Axes"])
@pytest.mark.parametrize("count", [2, 8, 40])
def test_names_in_the_graph_are_whole_and_apart(count: int, given: str) -> None:
    """No name runs into another or out of the chart, in a figure of its own and in a small part of another."""
    table, edges = many(count)
    ax = Figure(figsize=(7.2, 6)).subplots(2, 2)[0, 1] if given == "narrow Axes" else None
    ax = charts.co_mention_graph(edges, table, ax=ax)
    _, renderer = rendered(ax)
    boxes = [text.get_window_extent(renderer) for text in ax.texts]
    room = ax.get_window_extent(renderer)
    assert boxes
    for one, other in combinations(boxes, 2):
        assert min(one.x1, other.x1) - max(one.x0, other.x0) < 1 or min(one.y1, other.y1) - max(one.y0, other.y0) < 1
    assert all(box.x0 > room.x0 - 2 and box.x1 < room.x1 + 2 and box.y0 > room.y0 - 2 for box in boxes)


def test_variant_bars_are_the_counts(variants: pd.DataFrame) -> None:
    """Words stand under their actor with their count; what is too much is one bar, who has one wording is told."""
    ax = charts.variant_bars(variants, most=4)
    names = names_of(ax)
    assert names[:4] == ["OTAN", "OTAN", "Bruxelles <b>", "Ukraine"]
    assert names[-1] == "8 other ways"
    assert [text.get_text() for text in ax.texts] == ["2", "1", "1", "1", "1", "1", "8"]
    assert [tick.get_fontweight() == "bold" for tick in ax.get_yticklabels()][:4] == [True, False, False, True]
    bars = [box for box in ax.containers if isinstance(box, BarContainer)]
    assert sum(bar.get_width() for box in bars for bar in box) == variants["count"].sum() - 1
    alt = charts.alt_text(ax)
    assert "OTAN: OTAN (name, 2), Bruxelles <b> (metonym, 1)." in alt
    assert "Always mentioned by the same words, and so not drawn: 1." in alt


def test_variant_bars_abstain_where_nobody_has_two_names(variants: pd.DataFrame) -> None:
    """Actors that are always called the same give nothing to compare."""
    assert "no actor is mentioned in two ways" in charts.alt_text(charts.variant_bars(variants.tail(1)))


def test_variant_bars_say_how_many_actors_they_show() -> None:
    """Of many actors with several names the first are drawn, and the chart says of how many."""
    rows = [(f"{LONG[0]} {at}", form, f"{form} {at}", 2) for at in range(9) for form in ("name", "role")]
    ax = charts.variant_bars(pd.DataFrame(rows, columns=["actor", "form", "surface", "count"]), top=3)
    assert "Drawn: the 3 most mentioned of 9 actors with several ways." in texts(ax)
    assert len(names_of(ax)) == 9


def test_no_text_of_a_full_page_of_actors_is_cut() -> None:
    """Forty actors with long names: every text lies within the figure."""
    table, _ = many(40)
    ax = charts.actor_bars(table, top=40, forms=["name"])
    figure, renderer = rendered(ax)
    width, height = figure.canvas.get_width_height()
    for artist in figure.findobj(lambda one: isinstance(one, Text) and bool(one.get_text()) and one.get_visible()):
        box = artist.get_window_extent(renderer)
        assert box.x0 >= -1
        assert box.x1 <= width + 1
        assert -1 <= box.y0 <= box.y1 <= height + 1
    assert canvas.figure(ax) is figure
