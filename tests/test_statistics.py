"""The formulas of terms, each against its paper's worked example, a reference implementation, or exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from nltk.metrics import BigramAssocMeasures

from helpers.terms import statistics as st

# Dunning 1993, table 2: log-likelihood and the four counts of a bigram in 31,777 words.
DUNNING = [
    (270.72, 110, 2442, 111, 29114),  # the swiss
    (263.90, 29, 13, 123, 31612),  # can be
    (256.84, 31, 23, 139, 31584),  # previous year
    (167.23, 10, 0, 3, 31764),  # mineral water
    (157.21, 76, 104, 2476, 29121),  # at the
    (157.03, 16, 16, 51, 31694),  # real terms
    (146.80, 9, 0, 5, 31763),  # natural gas
    (115.02, 16, 0, 865, 30896),  # owing to
    (104.53, 10, 9, 41, 31717),  # health insurance
    (100.96, 8, 2, 27, 31740),  # stiff competition
]
TABLES = [*(row[1:] for row in DUNNING), (1, 0, 0, 99), (3, 7, 7, 3), (5, 5, 5, 5), (1, 99, 99, 9801), (2, 1, 4, 350)]

# Lafon 1980: words of Robespierre's speeches, 61,449 words in all; the indices are those that the R package textometry
# (TXM) prints for its data set ``robespierre``. Occurrences in the speech, its words, occurrences in all, specificity.
LAFON = [
    (14, 6903, 296, -4.1743),  # peuple, fourth speech; Lafon prints the probability 66.937e-6
    (4, 1084, 296, -0.3977),  # peuple, ninth speech
    (45, 8395, 296, 0.6161),  # peuple, first speech
    (35, 8395, 207, 0.9753),  # republique
    (30, 8395, 165, 1.2133),  # ennemi
    (6, 8395, 153, -4.2432),  # patrie
    (464, 8395, 3173, 1.2477),  # de
]
SPEECHES = 61449


@pytest.mark.parametrize(("published", "both", "only_a", "only_b", "neither"), DUNNING)
def test_log_likelihood_is_dunnings(published, both, only_a, only_b, neither):
    """The ten best bigrams of the paper that brought the measure in."""
    assert st.log_likelihood(both, only_a, only_b, neither) == pytest.approx(published, abs=0.01)


@pytest.mark.parametrize("table", TABLES)
def test_log_likelihood_and_pmi_are_nltks(table):
    """The same counts give the same values as NLTK (which keeps zero cells above 0 by adding 1e-20)."""
    both, only_a, only_b, _ = table
    a, b, total = both + only_a, both + only_b, sum(table)
    theirs = BigramAssocMeasures.likelihood_ratio(both, (a, b), total)
    assert st.log_likelihood(*table) == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    assert st.pmi(both, a, b, total) == pytest.approx(BigramAssocMeasures.pmi(both, (a, b), total), rel=1e-12)


@pytest.mark.parametrize(
    ("published", "both", "x", "y"), [(11.3, 12, 111, 621), (11.3, 8, 1105, 44), (10.7, 30, 1105, 241)]
)
def test_pmi_is_church_and_hanks(published, both, x, y):
    """Honorary doctor, doctors dentists, doctors nurses: 15 million words of newswire (1990, table 1)."""
    assert st.pmi(both, x, y, 15_000_000) == pytest.approx(published, abs=0.06)


@pytest.mark.parametrize(("a", "size", "b", "others"), [(120, 5000, 20, 7000), (5, 357, 0, 233), (900, 1000, 300, 900)])
def test_the_two_cells_of_rayson_and_garside_are_a_part_of_ours(a, size, b, others):
    """Ours is theirs plus the same sum over the words that are not the term."""

    def two_cells(one, other):
        share = (one + other) / (size + others)
        pairs = (one, size * share), (other, others * share)
        return 2 * sum(found * math.log(found / expected) for found, expected in pairs if found)

    ours = st.log_likelihood(a, size - a, b, others - b)
    assert ours == pytest.approx(two_cells(a, b) + two_cells(size - a, others - b))
    assert ours >= two_cells(a, b)


@pytest.mark.parametrize(("count", "size", "share"), [(4, 357, 1e-6), (3, 357, 1e-3), (0, 357, 0.01), (10, 1000, 0.02)])
def test_a_known_share_is_the_limit_of_a_large_reference(count, size, share):
    """The four cells, and the exact tails, tend to those of a share as the reference grows."""
    reference = 10**10
    inside = round(reference * share)
    four = st.log_likelihood(count, size - count, inside, reference - inside)
    assert st.log_likelihood_share(count, size, share) == pytest.approx(four, rel=1e-4)
    whole = st.specificity(count, size, inside + count, reference + size)
    assert st.specificity_share(count, size, share) == pytest.approx(whole, rel=1e-4)


@pytest.mark.parametrize(("count", "size", "total", "published"), LAFON)
def test_specificity_is_lafons(count, size, total, published):
    """Robespierre's speeches: the indices of TXM's package, to its four decimals."""
    assert st.specificity(count, size, total, SPEECHES) == pytest.approx(published, abs=5e-5)


def test_specificity_is_the_probability_lafon_prints():
    """The people in the fourth speech: so few or less by chance in 66.937 of a million."""
    assert 10 ** st.specificity(14, 6903, 296, SPEECHES) == pytest.approx(66.937e-6, rel=1e-5)


def exact(counts, weights):
    """The decimal logarithm of a sum of exact fractions."""
    total = sum((weights(k) for k in counts), Fraction(0))
    return math.log10(total.numerator) - math.log10(total.denominator)


@pytest.mark.parametrize(("size", "total", "whole"), [(5, 4, 12), (30, 12, 90), (9, 9, 9), (40, 3, 500), (1, 1, 2)])
def test_specificity_is_exact_for_every_count(size, total, whole):
    """Every possible count of a small table, against sums of fractions."""

    def chance(k):
        return Fraction(math.comb(total, k) * math.comb(whole - total, size - k), math.comb(whole, size))

    least, most = max(0, size + total - whole), min(size, total)
    for count in range(least, most + 1):
        if count * whole >= size * total:
            expected = -exact(range(count, most + 1), chance)
        else:
            expected = exact(range(least, count + 1), chance)
        assert st.specificity(count, size, total, whole) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("size", "share"), [(12, Fraction(1, 10)), (40, Fraction(1, 2)), (357, Fraction(1, 1000))])
def test_specificity_beside_a_share_is_exact_for_every_count(size, share):
    """Every count among so many words, against sums of binomial fractions."""

    def chance(k):
        return math.comb(size, k) * share**k * (1 - share) ** (size - k)

    counts = range(0, size + 1, max(size // 12, 1))
    expected = [
        -exact(range(k, size + 1), chance) if k >= size * share else exact(range(k + 1), chance) for k in counts
    ]
    found = st.specificity_share(np.array(counts), size, float(share))
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-9)


def test_specificity_keeps_the_shape_of_its_input():
    """A number gives a number, a table a table, nothing nothing."""
    assert st.specificity(1, 2, 3, 9).shape == ()
    assert st.specificity([1], 2, 3, 9).shape == (1,)
    assert st.specificity([[1, 0], [2, 1]], [2, 3], [[3], [4]], 9).shape == (2, 2)
    assert st.specificity([], [], [], []).shape == (0,)
    assert st.specificity_share([], 5, 0.1).shape == (0,)


@pytest.mark.parametrize("counts", [(5, 2, 3, 4), (-1, 5, 5, 10), (3, 5, 2, 10), (0, 9, 5, 10)])
def test_impossible_counts_have_no_specificity(counts):
    """More occurrences than words, or than there are in all, are no result."""
    assert np.isnan(st.specificity(*counts))


def test_extreme_shares():
    """A share of 0 or 1 is certain: what agrees is no surprise, what does not is an infinite one."""
    assert st.specificity_share([0, 5, 5, 0], 5, [0, 1, 0, 1]).tolist() == [0, 0, math.inf, -math.inf]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (st.specificity(10**8, 10**9, 2 * 10**8, 2 * 10**9), 0.301),
        (st.specificity(10**9, 10**9, 10**9, 10**9), 0),
        (st.specificity(0, 10**9, 0, 2 * 10**9), 0),
        (st.specificity_share(10**8 + 30000, 10**9, 0.1), 3.106),
        (st.log_likelihood(10**8, 9 * 10**8, 10**8, 9 * 10**8), 0),
        (st.log_likelihood(10**9, 0, 0, 10**9), 4e9 * math.log(2)),
        (st.log_ratio(10**9, 10**9, 1, 10**9), math.log2(10**9)),
        (st.pmi(10**9, 10**9, 10**9, 10**9), 0),
    ],
)
def test_huge_counts(found, expected):
    """A thousand million words give finite, right values."""
    assert found == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (0, 5, 0, 5), (7, 0, 7, 0), (4, 6, 4, 6), (0, 0, 3, 4)])
def test_no_difference_has_no_log_likelihood(table):
    """Empty tables, words that never or always occur, and identical texts give 0, not an error."""
    assert st.log_likelihood(*table) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("ratio", "times"), [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (10, 1024), (-1, 0.5)])
def test_log_ratio_is_hardies_scale(ratio, times):
    """Each point of the scale doubles the ratio of relative frequencies (Hardie 2014)."""
    assert st.log_ratio(times * 20, 10_000, 40, 20_000) == ratio


def test_log_ratio_of_a_word_absent_from_one_text():
    """Hardie's half an occurrence stands for none; a text without words has no ratio."""
    assert st.log_ratio(8, 1000, 0, 1000) == 4
    assert st.log_ratio(0, 1000, 8, 1000) == -4
    assert np.isnan(st.log_ratio([1, 0], [10, 0], [0, 1], [0, 10])).all()


@pytest.mark.parametrize("scale", [1, 1000])
def test_log_dice_keeps_its_bounds(scale):
    """At most 14, one less when half as often together, whatever the size (Rychlý 2008)."""
    assert st.log_dice(8 * scale, 8 * scale, 8 * scale) == 14
    assert st.log_dice(4 * scale, 8 * scale, 8 * scale) == 13
    assert st.log_dice(0, 8, 8) == -math.inf


def dispersion(counts, sizes):
    """DP of terms that are given by their counts in each part."""
    codes, parts = np.divmod(np.repeat(np.arange(np.size(counts)), np.ravel(counts)), len(sizes))
    return st.dispersion(codes, parts, sizes)


def test_dispersion_is_griess_worked_example():
    """Gries 2008: "a" occurs 1 to 5 times in parts of 9, 10, 10, 10 and 11 words: DP = 0.18."""
    text = "bamnibeup basatbewqn bcagabesta baghabeaat bahaabeaxat".split()
    sizes = [len(part) for part in text]
    counts = {letter: [part.count(letter) for part in text] for letter in "abx"}
    assert counts["a"] == [1, 2, 3, 4, 5]
    found = dict(zip(counts, dispersion(list(counts.values()), sizes), strict=True))
    assert found["a"] == pytest.approx(0.18, abs=1e-9)
    assert found["b"] < 0.08
    assert found["x"] == pytest.approx(1 - 11 / 50)


def test_dispersion_is_its_definition():
    """Half the sum, over all parts, of how far the term's share is from the part's share."""
    rng = np.random.default_rng(5)
    counts, sizes = rng.poisson(0.7, (40, 12)) + np.eye(40, 12, dtype="int64"), rng.integers(5, 90, 12)
    counts[:, 0] += counts.sum(axis=1) == 0
    shares = counts / counts.sum(axis=1, keepdims=True)
    wanted = np.abs(shares - sizes / sizes.sum()).sum(axis=1) / 2
    assert dispersion(counts, sizes) == pytest.approx(wanted, abs=1e-12)


def test_the_most_dispersion_can_be():
    """All in the smallest part is 1 minus its share, which DPnorm divides by (Lijffijt and Gries 2012)."""
    sizes = np.array([9, 10, 10, 10, 11])
    assert dispersion([[7, 0, 0, 0, 0]], sizes) == pytest.approx(1 - 0.18)
    assert np.isnan(st.dispersion([1], [0], [5, 5])).tolist() == [True, False]
    assert dispersion([[3]], [50]).tolist() == [0]
    assert st.dispersion([], [], [5]).tolist() == []


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_newcombes_table(count, size, low, high):
    """The four cases of Newcombe 1998, table I, method 3."""
    assert [float(end) for end in st.wilson(count, size)] == pytest.approx([low, high], abs=5e-5)


def test_wilson_at_its_ends():
    """Nothing of nothing may be any share; none and all keep 0 and 1 exactly; arrays of sizes are taken."""
    assert [float(end) for end in st.wilson(0, 0)] == [0, 1]
    assert float(st.wilson(0, 7)[0]) == 0
    assert float(st.wilson(7, 7)[1]) == 1
    low, high = st.wilson([1, 2], [10, 0])
    assert (low < high).all()
    assert [len(end) for end in st.wilson([], 5)] == [0, 0]


# Benjamini and Hochberg 1995, section 3.2: fifteen p values, of which the first four are discoveries at 0.05.
BENJAMINI = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
BENJAMINI += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


@pytest.mark.parametrize("order", [range(15), range(14, -1, -1), [7, 3, 11, 0, 14, 5, 9, 1, 12, 2, 10, 4, 13, 6, 8]])
def test_false_discovery_is_benjamini_and_hochbergs_example(order):
    """Four of the fifteen are kept, in whatever order they come; the fourth has 15 / 4 of its p value."""
    adjusted = st.false_discovery([BENJAMINI[n] for n in order])
    by_test = dict(zip(order, adjusted, strict=True))
    assert sorted(n for n, q in by_test.items() if q <= 0.05) == [0, 1, 2, 3]
    assert by_test[3] == pytest.approx(0.0095 * 15 / 4)
    assert [by_test[n] for n in range(15)] == sorted(by_test.values())


def test_false_discovery_of_missing_values():
    """What was not tested stays missing and does not count; no values give none."""
    found = st.false_discovery([np.nan, 0.01, np.nan, 0.04])
    assert found[[1, 3]].tolist() == st.false_discovery([0.01, 0.04]).tolist()
    assert np.isnan(found[[0, 2]]).all()
    assert len(st.false_discovery([])) == 0


@pytest.mark.parametrize(("index", "p"), [(3, 0.002), (-3, 0.002), (0.1, 1), (0, 1), (math.inf, 0), (400, 0)])
def test_two_sided_p_values(index, p):
    """Twice the smaller tail, never above 1, 0 where it is smaller than any number."""
    assert float(st.two_sided(index)) == pytest.approx(p, abs=1e-12)
