"""Which actors are mentioned in the same articles, or sentences, and in how many articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from helpers.actors.network import ENOUGH, by_sentence
from helpers.errors import check_option, whole_number
from helpers.lines import fold
from helpers.story.reading import Story
from helpers.story.tally import place_of
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
    articles = story.counted.index
    names: list[str] = articles.tolist()
    folded: dict[str, int] = {}
    shared: dict[tuple[int, int], list[str]] = {}
    for frame in story.corpus.parts("mentions", ["article", "actor", "sentence", "start", "end"]):
        for actor in frame["actor"].unique():
            if actor not in folded:
                folded[actor] = rank.get(fold(actor), -1)
        frame = frame.assign(place=place_of(frame["article"], articles), actor=frame["actor"].map(folded))
        frame = frame[(frame["place"] >= 0) & (frame["actor"] >= 0)]
        sentences = frame["sentence"].to_numpy() + 1 if within == "sentence" else np.zeros(len(frame), np.int64)
        step = int(sentences.max(initial=0)) + 1
        pairs: dict[tuple[int, tuple[int, int]], None] = {}
        for unit, inside in by_sentence(frame.assign(sentence=frame["place"] * step + sentences)):
            pairs.update(dict.fromkeys((unit // step, pair) for pair in _tied(inside)))
        for place, pair in pairs:
            shared.setdefault(pair, []).append(names[place])
    return shared


def _tied(inside: Mapping[Any, set[Any]]) -> Iterator[tuple[int, int]]:
    """The pairs of one article or sentence, as ranks, but for those of which one lies in mentions of the other."""
    for one, other in combinations(sorted(inside), 2):
        if other not in inside[one] and one not in inside[other]:
            yield one, other
