"""Which actors are mentioned in the same articles, or sentences, and in how many articles."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.actors.network import ENOUGH
from helpers.errors import check_option, whole_number
from helpers.lines import fold
from helpers.story.reading import Story
from helpers.story.tally import Array, place_of
from helpers.terms.statistics import log_likelihood

COLUMNS = "source target source_kind target_kind together expected log_likelihood rare ids".split()
WITHIN = ("article", "sentence")
MOST = 100  # actors that are paired, those in most articles


def actor_network(story: Story, *, within: str = "article", top: int = MOST) -> pd.DataFrame:
    """Pairs of actors that are mentioned in the same articles, or in the same sentence of them; most articles first.

    ``top``: how many actors to pair, those in most articles. An article, or sentence, where all that mentions one lies
    inside mentions of the other does not count, as in ``actors.co_mentions``.

    Columns: source (the one in more articles) target source_kind target_kind together (articles) expected (how many
    there would be by chance, by in how many articles each is) log_likelihood (of that difference, Dunning 1993) rare
    (fewer than two articles) ids (the articles, a list). Raises ValueError for another ``within``.
    """
    check_option("within", within, list(WITHIN))
    whole_number("top", top, 0)
    found = story.actors
    spread = found.spread
    leading = np.lexsort((-found.totals, -spread))[:top].tolist()
    rank = {fold(found.names[code]): at for at, code in enumerate(leading)}
    shared = _shared(story, rank, within)
    total = len(story.counted)
    order = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))
    rows = []
    for one, other in order:
        a, b, ids = leading[one], leading[other], shared[one, other]
        both, in_a, in_b = len(ids), int(spread[a]), int(spread[b])
        strength = float(log_likelihood(both, in_a - both, in_b - both, total - in_a - in_b + both))
        ends = (found.names[a], found.names[b], found.said[a], found.said[b])
        rows.append((*ends, both, in_a * in_b / max(total, 1), strength, both < ENOUGH, ids))
    types = {"together": "int64", "expected": "float64", "log_likelihood": "float64", "rare": "bool", "ids": "object"}
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({name: types.get(name, "str") for name in COLUMNS})
    frame.attrs |= story.about | {"within": within}
    return frame


def _shared(story: Story, rank: dict[str, int], within: str) -> dict[tuple[int, int], list[str]]:
    """The articles of each pair, by the ranks of the two."""
    articles, side = story.counted.index, max(len(rank), 1)
    small = np.min_scalar_type(side**2)
    folded: dict[str, int] = {}
    found = [(np.zeros(0, np.int32), np.zeros(0, small))]
    for frame in story.corpus.parts("mentions", ["article", "actor", "sentence", "start", "end"]):
        for actor in frame["actor"].unique():
            if actor not in folded:
                folded[actor] = rank.get(fold(actor), -1)
        place = place_of(frame["article"], articles)
        columns = (place, frame["actor"].map(folded), frame["sentence"], frame["start"], frame["end"])
        rows = np.stack([np.asarray(column, np.int64) for column in columns])
        place, actor, sentence, start, end = rows[:, (rows[0] >= 0) & (rows[1] >= 0)]
        parts = [place, sentence] if within == "sentence" else [place]
        units, unit = np.unique(np.stack(parts), axis=1, return_inverse=True)
        tied, pairs = _tied(unit.ravel(), actor, start, end, side=side)
        both = np.unique(units[0][tied] * side**2 + pairs)  # an article may hold a pair in several sentences
        found.append(((both // side**2).astype(np.int32), (both % side**2).astype(small)))
    places, pairs = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    order = np.argsort(pairs, kind="stable")
    codes, starts = np.unique(pairs[order], return_index=True)
    groups = np.split(places[order], starts[1:])  # one, and empty, where there is no pair
    names = articles.tolist()
    return {divmod(int(code), side): [names[at] for at in group] for code, group in zip(codes, groups, strict=False)}


def _tied(units: Array, ranks: Array, starts: Array, ends: Array, *, side: int) -> tuple[Array, Array]:
    """Each unit, article or sentence, with the code of each pair in it, but for those of which one lies in the other.

    One lies in the other if all its mentions in the unit lie inside mentions of that one. The code of two ranks, which
    are below ``side``, is the lower times ``side`` and the higher.
    """
    order = np.lexsort((ranks, -ends, starts, units))
    units, ranks, starts, ends = (values[order] for values in (units, ranks, starts, ends))
    in_unit = units * side + ranks
    held = []  # mentions, and the actors inside whose mentions they lie
    outer, step = np.arange(len(units)), 0
    while len(outer):
        step += 1
        outer = outer[outer + step < len(units)]
        inner = outer + step
        is_open = (units[outer] == units[inner]) & (ends[outer] > starts[inner])
        outer, inner = outer[is_open], inner[is_open]
        lies = (ends[outer] >= ends[inner]) & (ranks[outer] != ranks[inner])
        held.append(np.stack([inner[lies], ranks[outer[lies]]]))
    mention, holder = np.unique(np.concatenate(held, axis=1), axis=1) if held else np.zeros((2, 0), np.int64)
    inside, times = np.unique(np.stack([in_unit[mention], holder]), axis=1, return_counts=True)
    here, mentions = np.unique(in_unit, return_counts=True)
    inside = inside[:, times == mentions[np.searchsorted(here, inside[0])]]
    unit, one = np.divmod(here, side)
    sizes = np.unique(unit, return_counts=True)[1]
    left = np.concatenate([np.arange(size - 1, -1, -1) for size in sizes]) if len(sizes) else np.zeros(0, np.int64)
    first = np.repeat(np.arange(len(here)), left)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(left) - left, left)
    pairs = one[first] * side + one[second]
    apart = inside[0] // side * side**2
    low, high = np.sort(np.stack([inside[0] % side, inside[1]]), axis=0)
    kept = ~np.isin(unit[first] * side**2 + pairs, apart + low * side + high)
    return unit[first][kept], pairs[kept]
