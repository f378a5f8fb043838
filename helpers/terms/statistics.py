"""The formulas: arrays or numbers in, arrays out; each names its source.

A contingency table of two words, or of a word and a text, is given by four observed counts::

                     B      not B
        A           both     only_a
        not A      only_b   neither
"""

from __future__ import annotations

from collections.abc import Callable
from math import lgamma, log
from typing import Any

import numpy as np

Values = np.ndarray[Any, Any]
NORMAL_95 = 1.959963984540054  # two-sided 95 % point of the standard normal distribution


def log_likelihood(both: Any, only_a: Any, only_b: Any, neither: Any) -> Values:
    """Log-likelihood ratio G2 of a 2 by 2 table, all four cells counted (Dunning 1993); 0 or more.

    The two-cell figure of Rayson and Garside (2000) leaves out the words that are not the term; it is smaller or equal,
    and nearly the same for rare words. The chi-square approximation of either fails where a cell is expected to hold
    less than 5 (Dunning 1993): hence the exact probabilities of ``specificity``. An empty table gives 0.

    >>> round(float(log_likelihood(110, 2442, 111, 29114)), 1)
    270.7
    """
    cells = np.array(np.broadcast_arrays(both, only_a, only_b, neither), dtype=float)
    rows = np.array([cells[0] + cells[1], cells[0] + cells[1], cells[2] + cells[3], cells[2] + cells[3]])
    columns = np.array([cells[0] + cells[2], cells[1] + cells[3], cells[0] + cells[2], cells[1] + cells[3]])
    with np.errstate(divide="ignore", invalid="ignore"):
        return _g2(cells, rows * columns / cells.sum(axis=0))


def log_likelihood_share(count: Any, size: Any, share: Any) -> Values:
    """G2 of ``count`` among ``size`` words against a known share (likelihood ratio of a proportion, Wilks 1938).

    It is what ``log_likelihood`` tends to as the reference grows: a frequency list gives shares, not counts.

    >>> round(float(log_likelihood_share(10, 1000, 0.001)), 2)
    28.13
    """
    count, size, share = (np.asarray(values, dtype=float) for values in np.broadcast_arrays(count, size, share))
    return _g2(np.array([count, size - count]), np.array([size * share, size * (1 - share)]))


def _g2(observed: Values, expected: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    return np.maximum(2 * parts.sum(axis=0), 0.0)


def pmi(both: Any, a: Any, b: Any, total: Any) -> Values:
    """Pointwise mutual information in bits: log2(both * total / (a * b)) (Church and Hanks 1990).

    Minus infinity for a pair that never occurs, missing where a word does not occur at all.

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

    A count of 0 is taken as 0.5, as Hardie does, so that the ratio has a value; missing where a text has no words.

    >>> float(log_ratio(8, 100, 4, 200))
    2.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(np.asarray(size) > 0, np.maximum(np.asarray(count, dtype=float), 0.5) / size, np.nan)
        second = np.maximum(np.asarray(reference_count, dtype=float), 0.5) / reference_size
        return np.log2(first / np.where(np.asarray(reference_size) > 0, second, np.nan))


def specificity(count: Any, size: Any, total: Any, total_size: Any) -> Values:
    """Specificity of a word in a part of a text (Lafon 1980), as TXM shows it: signed decimal logarithm, exact.

    count, size: occurrences and words in the part; total, total_size: in the whole, the part included. Positive: so
    many or more are drawn by chance with probability 10 ** -specificity (hypergeometric); negative: so few or less
    with 10 ** specificity. Missing where the counts contradict each other.

    >>> round(float(specificity(14, 6903, 296, 61449)), 4)  # "peuple" in the fourth speech, Lafon 1980
    -4.1743
    """
    (count, size, total, total_size), shape = _flat(count, size, total, total_size)
    rest = total_size - total
    over = count * total_size >= size * total
    # Few of the word are drawn when many of the others are: the lower tail is the upper tail of the rest.
    drawn, white, black = np.where(over, count, size - count), np.where(over, total, rest), np.where(over, rest, total)
    possible = (count >= 0) & (count <= size) & (count <= total) & (size - count <= rest)
    first = _log_choose(white, drawn) + _log_choose(black, size - drawn) - _log_choose(total_size, size)

    def ratio(at: Values, k: Values) -> Values:
        w, b, n = white[at, None], black[at, None], size[at, None]
        return (w - k) * (n - k) / ((k + 1) * (b - n + k + 1))

    return _signed(first, drawn, ratio, over, possible).reshape(shape)


def specificity_share(count: Any, size: Any, share: Any) -> Values:
    """The same index where the reference is a share known beforehand: the exact tail of the binomial distribution.

    It is what ``specificity`` tends to as the whole grows beyond the part.

    >>> round(float(specificity_share(3, 3, 0.1)), 4)
    3.0
    """
    (count, size, share), shape = _flat(count, size, share)
    over = count >= size * share
    drawn = np.where(over, count, size - count)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(share), np.log1p(-share)
        inside, outside = np.where(over, logs[0], logs[1]), np.where(over, logs[1], logs[0])
        powers = np.where(drawn > 0, drawn * inside, 0) + np.where(size > drawn, (size - drawn) * outside, 0)
        odds = np.where(size > drawn, np.exp(inside - outside), 0)

    def ratio(at: Values, k: Values) -> Values:
        return (size[at, None] - k) / (k + 1) * odds[at, None]

    possible = (count >= 0) & (count <= size) & (share >= 0) & (share <= 1)
    return _signed(_log_choose(size, drawn) + powers, drawn, ratio, over, possible).reshape(shape)


def two_sided(specificities: Any) -> Values:
    """P values of specificities: twice the smaller tail, at most 1, for the side was not chosen beforehand.

    >>> two_sided([-2.0, 0.1]).tolist()
    [0.02, 1.0]
    """
    return np.minimum(2 * 10.0 ** -np.abs(np.asarray(specificities, dtype=float)), 1.0)


def _signed(
    first: Values, count: Values, ratio: Callable[[Values, Values], Values], over: Values, possible: Values
) -> Values:
    """The signed logarithm of a tail, from the probability of its first count and the ratio of each to the next."""
    summed, last = np.ones(len(count)), np.ones(len(count))
    active, done, block = np.flatnonzero(possible), 0, 32
    while len(active):
        terms = last[active, None] * np.cumprod(ratio(active, count[active, None] + done + np.arange(block)), axis=1)
        summed[active] += terms.sum(axis=1)
        last[active] = terms[:, -1]
        active = active[last[active] > summed[active] * 1e-17]
        done, block = done + block, min(2 * block, 4096)
    tail = np.maximum(-(first + np.log(summed)) / log(10), 0.0)
    return np.where(possible, np.where(over, tail, -tail), np.nan)


def _flat(*values: Any) -> tuple[list[Values], tuple[int, ...]]:
    """The values as float arrays of one dimension and equal length, and the shape that they have together."""
    arrays = np.broadcast_arrays(*values)
    return [array.ravel().astype(float) for array in arrays], arrays[0].shape


def _log_choose(n: Values, k: Values) -> Values:
    """The natural logarithm of the number of ways to choose k out of n; 0 where there is none."""
    pairs = zip(n.tolist(), k.tolist(), strict=True)
    return np.array([lgamma(a + 1) - lgamma(b + 1) - lgamma(a - b + 1) if 0 <= b <= a else 0.0 for a, b in pairs])


def wilson(count: Any, size: Any, *, z: float = NORMAL_95) -> tuple[Values, Values]:
    """Wilson's score interval of a proportion (Wilson 1927), without continuity correction; 0 to 1 for no words.

    >>> [round(float(end), 4) for end in wilson(5, 250)]
    [0.0086, 0.046]
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    some = np.maximum(size, 1.0)
    share = count / some
    middle = share + z * z / (2 * some)
    spread = z * np.sqrt(np.maximum(share * (1 - share), 0) / some + z * z / (4 * some * some))
    scale = 1 + z * z / some
    low, high = np.maximum((middle - spread) / scale, 0.0), np.minimum((middle + spread) / scale, 1.0)
    return np.where((size > 0) & (count > 0), low, 0.0), np.where((size > 0) & (count < size), high, 1.0)


def dispersion(codes: Any, parts: Any, sizes: Any) -> Values:
    """Gries's deviation of proportions DP (Gries 2008): 0 = spread as the parts' sizes are, near 1 = in one part.

    codes, parts: the term (a number from 0 on) and the part (likewise) of each occurrence; sizes: the words in each
    part. The most it can reach is 1 minus the share of the smallest part (Lijffijt and Gries 2012 divide by that).
    One value per term, missing for a number that does not occur.

    >>> [round(float(value), 2) for value in dispersion([0, 0, 1, 1], [0, 1, 0, 0], [50, 50])]
    [0.0, 0.5]
    """
    codes, parts = np.asarray(codes, dtype="int64"), np.asarray(parts, dtype="int64")
    shares = np.asarray(sizes, dtype=float) / max(np.sum(sizes), 1)
    totals = np.bincount(codes)
    # Only parts that hold the term are looked at: each other one adds its share, and all shares are 1.
    pairs, counts = np.unique(codes * max(len(shares), 1) + parts, return_counts=True)
    of, part = np.divmod(pairs, max(len(shares), 1))
    beyond = np.abs(counts / totals[of] - shares[part]) - shares[part]
    found = (1 + np.bincount(of, weights=beyond, minlength=len(totals))) / 2
    return np.where(totals > 0, np.maximum(found, 0.0), np.nan)


def false_discovery(p_values: Any) -> Values:
    """P values adjusted for how many were tested, step-up (Benjamini and Hochberg 1995).

    Missing ones were not tested: they stay missing and do not count.

    >>> [round(float(q), 3) for q in false_discovery([0.01, 0.02, 0.03, 0.5])]
    [0.04, 0.04, 0.04, 0.5]
    """
    values = np.asarray(p_values, dtype=float)
    adjusted = np.full_like(values, np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    order = tested[np.argsort(values[tested], kind="stable")]
    scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
