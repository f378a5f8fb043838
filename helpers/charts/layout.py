"""Places for the nodes of a graph: near what they are joined to, and so that no label runs into another."""

from __future__ import annotations

from typing import Any

import numpy as np

Values = np.ndarray[Any, Any]

_STEPS = 150
_APART = 1.5  # how much farther than the longest way two nodes stand that no way joins


def stress_layout(size: int, pairs: list[tuple[int, int]]) -> Values:
    """Places of ``size`` nodes so that their distances are those along the edges, as far as a plane allows.

    Stress majorisation (Gansner, Koren and North 2004) from a circle: no chance, the same edges give the same places.

    >>> places = stress_layout(3, [(0, 1), (1, 2)])
    >>> [round(float(np.hypot(*(places[a] - places[b]))), 1) for a, b in ((0, 1), (1, 2), (0, 2))]
    [1.0, 1.0, 2.0]
    """
    if size < 2:
        return np.zeros((size, 2))
    ideal = _ways(size, pairs)
    weights = ideal**-2.0
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solved = np.linalg.pinv(laplacian)
    # An ellipse of uneven steps: a regular one may hold nodes in a place that is no minimum.
    angle = 2 * np.pi * (np.arange(size) + 0.13 * np.sqrt(np.arange(size))) / size
    places = np.column_stack([1.3 * np.cos(angle), np.sin(angle)]) * size**0.5
    for _ in range(_STEPS):
        apart = places[:, None] - places[None]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        ratio = np.divide(weights * ideal, distance, out=np.zeros_like(distance), where=distance > 1e-9)
        pulled = np.diag(ratio.sum(axis=1)) - ratio
        places = solved @ (pulled @ places)
    return places


def _ways(size: int, pairs: list[tuple[int, int]]) -> Values:
    """The length of the shortest way between each two nodes (Floyd 1962); a little more than the longest if none."""
    ways = np.full((size, size), np.inf)
    np.fill_diagonal(ways, 0)
    for a, b in pairs:
        ways[a, b] = ways[b, a] = 1
    for middle in range(size):
        ways = np.minimum(ways, ways[:, middle, None] + ways[None, middle])
    joined = np.isfinite(ways)
    ways[~joined] = min(ways[joined].max() * _APART, 4.0)
    np.fill_diagonal(ways, 1)
    return ways


def spread(places: Values, halves: Values, room: Values, *, unit: float = 1e6) -> Values:
    """The places, scaled to fill ``room``, each as the middle of a box of two times ``halves``, all within it.

    A distance of 1 becomes ``unit`` at most; places that then need less room stand in the middle of it.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    relative = np.where(high > low, (places - low) / span, 0.5)
    used = np.minimum(room, 2 * halves.max(axis=0) + (high - low) * unit)
    middles = (room - used) / 2 + halves + relative * np.maximum(used - 2 * halves, 0)
    return np.clip(middles, halves, np.maximum(room - halves, halves))


def push_apart(middles: Values, halves: Values, room: Values, *, steps: int = 400) -> tuple[Values, bool]:
    """Move boxes until none overlaps another, along the shorter way out, within ``room``; whether that worked.

    >>> moved, free = push_apart(np.array([[5.0, 5.0], [6.0, 5.0]]), np.full((2, 2), 2.0), np.array([20.0, 20.0]))
    >>> free, bool(abs(moved[0, 0] - moved[1, 0]) >= 4)
    (True, True)
    """
    middles = middles.copy()
    size = len(middles)
    reach = halves[:, None] + halves[None]
    order = np.sign(np.arange(size)[:, None] - np.arange(size)[None])
    for _ in range(steps):
        apart = middles[:, None] - middles[None]
        over = reach - np.abs(apart)
        hit = (over > 1e-6).all(axis=2) & (order != 0)
        if not hit.any():
            return middles, True
        along = over[..., 0] * 0.6 > over[..., 1]  # a text is wide: moving it up or down is the shorter way
        side = np.where(apart != 0, np.sign(apart), order[..., None])
        push = np.where(hit[..., None], side * (over + 0.2) * 0.5, 0.0)
        push[..., 0] = np.where(along, 0.0, push[..., 0])
        push[..., 1] = np.where(along, push[..., 1], 0.0)
        hits = np.maximum(hit.sum(axis=1), 1)[:, None]
        middles = np.clip(middles + push.sum(axis=1) / np.sqrt(hits), halves, np.maximum(room - halves, halves))
    return middles, False
