"""The name model: weights of two passes over a document, and the best sequence of labels under them.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), read a second time with what the first
reading said of each word in the whole document (Krishnan and Manning 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers.names.features import Features, Kind, around, describe, votes
from helpers.names.reading import Line

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
SIZE = len(LABELS)
_LONGEST = 200  # words of a sentence that are labelled together: a longer one is cut
_REMEMBERED = 30_000  # word types
_AROUND = 2  # neighbours on each side that a word's type says something about
Floats = NDArray[np.float32]


class Model:
    """Weights of features for each label, those of the first and of the second pass side by side."""

    def __init__(self, path: Path, language: str) -> None:
        self.language = language
        with np.load(path) as archive:
            names = archive["names"].tobytes().decode("utf-8").split("\n")
            self._weights: Floats = archive["weights"].astype(np.float32)
            self._transitions: Floats = archive["transitions"].astype(np.float32)
        self._index = {name: i for i, name in enumerate(names)}
        self._types: dict[str, tuple[Kind, Floats]] = {}
        self._places: dict[tuple[str, ...], Floats] = {}

    def tags(self, lines: Sequence[Line]) -> list[list[str]]:
        """A label for each word of each line."""
        features = Features(lines, self.language)
        scores = [self._line(line, features) for line in lines]
        sizes = [len(line.words) for line in lines]
        cuts = _sentences(lines)
        total = np.concatenate([*scores, np.zeros((0, 2 * SIZE), dtype=np.float32)])
        first = _split(best(total[:, :SIZE], cuts, self._transitions[0]), sizes)
        second = total[:, SIZE:] + self._second(lines, first)
        return _split(best(second, cuts, self._transitions[1]), sizes)

    def _second(self, lines: Sequence[Line], tags: Sequence[Sequence[str]]) -> Floats:
        """What the first reading adds to the scores of the second."""
        voted = votes(lines, tags)
        votes_of = dict(zip(voted, self._sums(list(voted.values())), strict=True))
        rows: list[Floats] = []
        for line, row in zip(lines, tags, strict=True):
            padded = ["", "", *row, "", ""]
            for i, word in enumerate(line.words):
                place = tuple(padded[i : i + 5])
                if (score := self._places.get(place)) is None:
                    score = self._places[place] = self._sums([around(*place)])[0]
                rows.append(score + votes_of[word.key] if word.cap or padded[i + 2] != "O" else score)
        return np.array(rows, dtype=np.float32).reshape(-1, 2 * SIZE)[:, SIZE:]

    def _line(self, line: Line, features: Features) -> Floats:
        known = [self._type(w.text.capitalize() if line.caps else w.text) for w in line.words]
        rows, runs = features.context(line, [kind for kind, _ in known])
        scores = self._sums(rows)
        for (start, end, _), score in zip(runs, self._sums([run for *_, run in runs]), strict=True):
            scores[start:end] += score
        if not known:
            return scores
        by_type = np.stack([score for _, score in known])
        for at in range(2 * _AROUND + 1):
            shift = at - _AROUND  # the words that stand so far behind a type get its scores for that distance
            if abs(shift) >= len(known):
                continue
            source = slice(max(0, -shift), len(known) - max(0, shift))
            target = slice(max(0, shift), len(known) - max(0, -shift))
            scores[target] += by_type[source, at]
        return scores

    def _type(self, text: str) -> tuple[Kind, Floats]:
        if (known := self._types.get(text)) is None:
            if len(self._types) >= _REMEMBERED:
                self._types.clear()
            kind, parts = describe(text, self.language)
            known = self._types[text] = (kind, self._sums(parts))
        return known

    def _sums(self, rows: Sequence[Sequence[str]]) -> Floats:
        """For each row of features the sum of their weights."""
        index, found, places = self._index, [], []
        for place, row in enumerate(rows):
            for feature in row:
                if (at := index.get(feature)) is not None:
                    found.append(at)
                    places.append(place)
        sums = np.zeros((len(rows), 2 * SIZE), dtype=np.float32)
        np.add.at(sums, places, self._weights[found])
        return sums


def _sentences(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Sentences as stretches of all words, numbered through; long ones in pieces."""
    cuts, start, place = [], 0, 0
    for line in lines:
        before = None
        for word in line.words:
            if place > start and (word.sentence != before or place - start >= _LONGEST):
                cuts.append((start, place))
                start = place
            before = word.sentence
            place += 1
        if place > start:
            cuts.append((start, place))
            start = place
    return cuts


def _split(labels: NDArray[np.int8], sizes: Sequence[int]) -> list[list[str]]:
    out, place = [], 0
    for size in sizes:
        out.append([LABELS[k] for k in labels[place : place + size]])
        place += size
    return out


def _impossible() -> Floats:
    """What forbids an entity to go on that has not begun."""
    barred = np.zeros((SIZE, SIZE), dtype=np.float32)
    for j, label in enumerate(LABELS):
        if label[0] == "I":
            barred[:, j] = -1e4
            barred[j - 1, j] = barred[j, j] = 0.0
    return barred


def best(scores: Floats, cuts: Sequence[tuple[int, int]], transitions: Floats) -> NDArray[np.int8]:
    """The best sequence of labels of every sentence (Viterbi 1967), all sentences at once."""
    labels = np.zeros(len(scores), dtype=np.int8)
    if not cuts:
        return labels
    moves = transitions + _impossible()
    order = sorted(cuts, key=lambda cut: cut[0] - cut[1])
    starts = np.array([start for start, _ in order])
    sizes = np.array([end - start for start, end in order])
    reached = scores[starts] + _impossible()[0]
    back: list[NDArray[np.int8]] = []
    lasting = np.searchsorted(-sizes, -np.arange(int(sizes[0])), side="left").tolist()
    for step in range(1, int(sizes[0])):
        going = lasting[step]  # sentences longer than step words come first
        paths = reached[:going, :, None] + moves
        came = paths.argmax(axis=1)
        reached[:going] = paths.max(axis=1) + scores[starts[:going] + step]
        back.append(came.astype(np.int8))
    state = reached.argmax(axis=1)
    for step in range(int(sizes[0]) - 1, 0, -1):
        came = back[step - 1]
        labels[starts[: len(came)] + step] = state[: len(came)]
        state[: len(came)] = came[np.arange(len(came)), state[: len(came)]]
    labels[starts] = state
    return labels
