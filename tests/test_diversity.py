"""Lexical diversity: equal to the reference package, careful with short texts, and fast."""

from __future__ import annotations

import importlib
import math
import random
import sys
import types
from time import perf_counter

import numpy as np
import pytest

from helpers import load_article
from helpers.diversity import diversity, hdd, mattr, mtld, running_words
from tests.support import PAGES, SAMPLE, TYPOGRAPHY, dump

LONG = "Le chat voit un chien. Un chien voit le grand chat noir dans la rue. " * 12
NAMES = [SAMPLE, *(dump(name) for name in PAGES[:4])]


@pytest.fixture(scope="module")
def reference():
    """The package lexical-diversity; it asks pkg_resources, which setuptools no longer has, for one file's path."""
    asked = types.ModuleType("pkg_resources")
    asked.resource_filename = lambda package, name: str(importlib.resources.files(package) / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pkg_resources", asked)
        yield importlib.import_module("lexical_diversity.lex_div")


def tokens(seed: int) -> list[str]:
    """A text of 43 to 600 words whose frequencies fall as those of a language do."""
    chance = random.Random(seed)
    types_ = chance.choice([5, 30, 200, 2000])
    weights = [1 / rank for rank in range(1, types_ + 1)]
    return [f"w{n}" for n in chance.choices(range(types_), weights, k=chance.randint(43, 600))]


def ends_with_a_factor(words: list[str], shortest: int = 1) -> bool:
    """Whether the last word of either direction closes a factor, where the package goes on past the whole factor."""
    for way in (words, words[::-1]):
        start = 0
        for end in range(1, len(way) + 1):
            if len(set(way[start:end])) / (end - start) < 0.72 and end - start >= shortest:
                start = end
        if start == len(way):
            return True
    return False


@pytest.mark.parametrize("seed", range(60))
def test_random_texts_equal_the_package(reference, seed):
    """MATTR, MTLD and HD-D are those of lexical-diversity on the same tokens."""
    words = tokens(seed)
    window = min(len(words), 50)
    assert mattr(words, window=window) == pytest.approx(reference.mattr(words, window_length=window), rel=1e-12)
    assert hdd(words) == pytest.approx(reference.hdd(words), rel=1e-9)
    for shortest, least in [(1, 0), (10, 10)]:
        if not ends_with_a_factor(words, shortest):
            assert mtld(words, shortest=shortest) == pytest.approx(reference.mtld(words, min=least), rel=1e-12)


def test_the_package_is_compared_often_enough():
    """Few of the random texts end with a factor, so that most MTLD values are compared."""
    assert sum(ends_with_a_factor(tokens(seed)) for seed in range(60)) < 15


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("by", ["norm", "lemma"])
def test_real_texts_equal_the_package(reference, path, by):
    """The table's values are the package's on the words it says it counts."""
    article = load_article(path)
    words = running_words(article)[by].tolist()
    values = diversity(article, by=by)["value"]
    assert len(words) > 50
    assert values["MATTR"] == pytest.approx(reference.mattr(words))
    assert values["HD-D"] == pytest.approx(reference.hdd(words))
    if not ends_with_a_factor(words):
        assert values["MTLD"] == pytest.approx(reference.mtld(words, min=0))


def test_a_text_that_ends_with_a_factor():
    """A factor that the last word closes counts as one, as McCarthy and Jarvis count.

    The package adds the distance that the ratio has gone beyond the threshold too: (1 - 2/3) / 0.28 = 1.19 factors.
    """
    assert ends_with_a_factor("a b a".split())
    assert mtld("a b a".split()) == 3.0


def test_mtld_by_hand():
    """Of the people by the people: five types in seven words, 0.714, is below 0.72; then one word over."""
    words = "of the people by the people for of".split()
    # forward: 1, 1, 1, 1, .8, .667 < .72: one factor of six words; "for of" is new: no part. 8 / 1 = 8
    # backward: of for people the by people .833, the .714 < .72: one factor of seven; "of" is no part. 8 / 1 = 8
    assert mtld(words) == 8.0


@pytest.mark.parametrize("measure", [mattr, mtld, hdd])
@pytest.mark.parametrize("words", [[], ["un"], [f"w{n}" for n in range(41)]])
def test_what_cannot_be_computed_is_missing(measure, words):
    """Fewer words than a window or sample, or no repeated word, give no value rather than an invented one."""
    assert math.isnan(measure(words))


def test_one_word_repeated():
    """The least varied text of all has the least values there are."""
    words = ["mot"] * 200
    assert mattr(words) == pytest.approx(1 / 50)
    assert mtld(words) == pytest.approx(2.0)
    assert hdd(words) == pytest.approx(1 / 42)


def test_every_word_different():
    """The most varied text has a ratio of 1 and no MTLD."""
    words = [f"w{n}" for n in range(200)]
    assert (mattr(words), hdd(words)) == (1.0, pytest.approx(1.0))
    assert math.isnan(mtld(words))


@pytest.mark.parametrize("text", ["Un mot.", "12 34", "😀", "…"])
def test_short_texts_have_the_same_table(text):
    """A text of no words or few gives three rows, marked as not reliable, without values (an empty one is refused)."""
    table = diversity(load_article(text=text, language="fr"))
    assert list(table.index) == ["MATTR", "MTLD", "HD-D"]
    assert list(table.columns) == "value parameter words types reliable".split()
    assert table["value"].isna().all()
    assert not table["reliable"].any()
    assert diversity(load_article(text=text, language="fr"), parts=True).columns[0] == "section"


def test_under_a_hundred_words_the_value_is_shown_and_marked():
    """A short text has values with a warning; a long one has none."""
    short = diversity(load_article(text=LONG[:400], language="fr"))
    assert short["value"].notna().all()
    assert not short["reliable"].any()
    assert diversity(load_article(text=LONG, language="fr"))["reliable"].all()


def test_counts_have_addresses():
    """Words and types are those of the running words, each of which is a slice of the source."""
    article = load_article(SAMPLE)
    words = running_words(article)
    table = diversity(article)
    assert (table["words"] == len(words)).all()
    assert (table["types"] == words["norm"].nunique()).all()
    assert [article.source.text[a:b] for a, b in zip(words["start"], words["end"], strict=True)] == words[
        "text"
    ].tolist()


def test_sections_are_measured_on_their_own():
    """With parts, each section has the value that its own words give."""
    article = load_article(SAMPLE)
    table, words = diversity(article, parts=True), running_words(article)
    assert table["section"].nunique() == len(article.sections)
    for section, rows in table.groupby("section"):
        own = words.loc[words["section"] == section, "norm"].tolist()
        assert rows.loc["MTLD", "value"] == mtld(own)
        assert (rows["words"] == len(own)).all()


@pytest.mark.parametrize("change", TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_typography_and_a_second_copy_change_nothing(change):
    """Apostrophes, spaces, accents' forms, line ends and a doubled body leave the values as they are."""
    text = SAMPLE.read_text(encoding="utf-8")
    before = diversity(load_article(text=text, language="fr"))
    assert diversity(load_article(text=change(text), language="fr")).equals(before)
    assert diversity(load_article(text=f"{text}\n{text}", language="fr")).equals(before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "lema"}, "by must be 'norm' or 'lemma', not 'lema'; did you mean 'lemma'"),
        ({"window": 0}, "window must be a whole number from 1 on, not 0"),
        ({"sample": 4.5}, "sample must be a whole number from 1 on"),
        ({"threshold": 1}, "threshold must lie between 0 and 1, not 1"),
    ],
)
def test_invalid_options_are_named(options, message):
    """An option out of range says its name, what is allowed and what was given."""
    with pytest.raises(ValueError, match=message):
        diversity(load_article(text=LONG, language="fr"), **options)


def test_a_million_words_take_a_moment():
    """Time grows with the length alone."""
    words = np.random.default_rng(0).zipf(1.3, 1_000_000) % 50_000
    began = perf_counter()
    assert 0 < mattr(words) < 1
    assert mtld(words) > 1
    assert 0 < hdd(words) < 1
    assert perf_counter() - began < 10
