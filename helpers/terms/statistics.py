"""The formulas: arrays or numbers in, arrays out; each names its source.

A contingency table of two words, or of a word and a text, is given by four observed counts::

                     B      not B
        A           both     only_a
        not A      only_b   neither
"""

from __future__ import annotations

from typing import Any

import numpy as np

Values = np.ndarray[Any, Any]
NORMAL_95 = 1.959963984540054  # two-sided 95 % point of the standard normal distribution


def log_likelihood(both: Any, only_a: Any, only_b: Any, neither: Any) -> Values:
    """Log-likelihood ratio G2 of a 2 by 2 table, all four cells counted (Dunning 1993); 0 or more.

    >>> round(float(log_likelihood(110, 2442, 111, 29114)), 1)
    270.7
    """
    cells = np.array([both, only_a, only_b, neither], dtype=float)
    rows = np.array([cells[0] + cells[1], cells[0] + cells[1], cells[2] + cells[3], cells[2] + cells[3]])
    columns = np.array([cells[0] + cells[2], cells[1] + cells[3], cells[0] + cells[2], cells[1] + cells[3]])
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = rows * columns / cells.sum(axis=0)
        parts = np.where(cells > 0, cells * np.log(cells / expected), 0.0)
    return np.maximum(2 * parts.sum(axis=0), 0.0)


def pmi(both: Any, a: Any, b: Any, total: Any) -> Values:
    """Pointwise mutual information in bits: log2(both * total / (a * b)) (Church and Hanks 1990).

    >>> float(pmi(4, 8, 8, 64))
    2.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log2(np.asarray(both, dtype=float) * total / (np.asarray(a, dtype=float) * b))


def log_dice(both: Any, a: Any, b: Any) -> Values:
    """logDice: 14 + log2(2 * both / (a + b)) (Rychlý 2008); at most 14, whatever the size of the text.

    >>> float(log_dice(4, 4, 4))
    14.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return 14 + np.log2(2 * np.asarray(both, dtype=float) / (np.asarray(a, dtype=float) + b))


def log_ratio(count: Any, size: Any, reference_count: Any, reference_size: Any) -> Values:
    """Binary logarithm of the ratio of two relative frequencies (Hardie 2014); 1 = twice as frequent.

    A count of 0 is taken as 0.5, as Hardie does, so that the ratio has a value.

    >>> float(log_ratio(8, 100, 4, 200))
    2.0
    """
    first = np.maximum(np.asarray(count, dtype=float), 0.5) / size
    second = np.maximum(np.asarray(reference_count, dtype=float), 0.5) / reference_size
    return np.log2(first / second)


def wilson(count: Any, size: Any, *, z: float = NORMAL_95) -> tuple[Values, Values]:
    """Wilson's score interval of a proportion (Wilson 1927), without continuity correction.

    >>> [round(float(end), 4) for end in wilson(5, 250)]
    [0.0086, 0.046]
    """
    size = max(float(size), 1.0)
    share = np.asarray(count, dtype=float) / size
    middle = share + z * z / (2 * size)
    spread = z * np.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    return np.maximum((middle - spread) / scale, 0.0), np.minimum((middle + spread) / scale, 1.0)


def dispersion(counts: Any, sizes: Any) -> Values:
    """Gries's deviation of proportions DP (Gries 2008): 0 = spread as the parts' sizes are, near 1 = in one part.

    counts: one row per term, one column per part; sizes: the words in each part

    >>> [round(float(value), 2) for value in dispersion([[2, 2], [4, 0]], [50, 50])]
    [0.0, 0.5]
    """
    counts = np.atleast_2d(np.asarray(counts, dtype=float))
    sizes = np.asarray(sizes, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = counts / counts.sum(axis=1, keepdims=True)
    return np.abs(observed - sizes / max(sizes.sum(), 1)).sum(axis=1) / 2


def false_discovery(p_values: Any) -> Values:
    """P values adjusted for how many were tested, step-up (Benjamini and Hochberg 1995).

    >>> [round(float(q), 3) for q in false_discovery([0.01, 0.02, 0.03, 0.5])]
    [0.04, 0.04, 0.04, 0.5]
    """
    values = np.asarray(p_values, dtype=float)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
