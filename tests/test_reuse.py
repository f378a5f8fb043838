"""Passages that two texts share are found with their places, through small edits, and dates tell who was first."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from helpers.corpus.reuse import reuse, reused
from helpers.errors import InputError

STORY = (
    "Le bac qui relie les deux rives du fleuve a sombré dimanche vers midi avec trois camions de coton à son bord. "
    "Les onze passagers ont été repêchés sains et saufs par des pêcheurs venus du village voisin, selon le préfet."
)
NEW = "Une réunion de crise se tient mardi à la sous-préfecture pour parler du pont promis depuis huit ans."
OTHER = "Les recettes du festival ont doublé cette année grâce aux concerts donnés sous la halle du marché couvert."


def slices(found: pd.DataFrame, one: str, other: str) -> None:
    """Offsets lead to the raw text, in order and without overlap."""
    end = 0
    for row in found.itertuples():
        assert one[row.start : row.end] == row.text
        assert other[row.other_start : row.other_end] == row.other_text
        assert end <= row.start < row.end
        end = row.end


def test_a_passage_is_found_inside_other_text() -> None:
    """As the raw slice, without what stands around it."""
    one, other = f"{NEW}\n{STORY}", f"{STORY}\n{OTHER}"
    found = reuse(one, other)
    assert found["text"].tolist() == [STORY.rstrip(".")]
    assert found["similarity"].tolist() == [1.0]
    slices(found, one, other)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.upper(),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace("é", "e\u0301"),
        lambda t: t.replace("passagers", "pas\u00adsagers"),
        lambda t: t.replace(". ", ".\r\n\r\n"),
    ],
)
def test_typography_makes_no_difference(change) -> None:
    """Similarity is 1, and the slices are raw on both sides."""
    other = change(STORY)
    found = reuse(STORY, other)
    assert (found["words"].tolist(), found["similarity"].tolist()) == ([len(STORY.split())], [1.0])
    slices(found, STORY, other)


@pytest.mark.parametrize(("old", "new"), [("dimanche vers midi", "lundi"), ("trois", "quatre"), ("de coton ", ""),
                                          ("les deux rives du", "chaque rive du grand")])  # fmt: skip
def test_small_edits_do_not_end_a_passage(old: str, new: str) -> None:
    """One passage, less similar than 1."""
    found = reuse(STORY, STORY.replace(old, new))
    assert len(found) == 1
    assert 0.8 < found.loc[0, "similarity"] < 1
    slices(found, STORY, STORY.replace(old, new))


def test_moved_passages_are_found_each_where_it_went() -> None:
    """In the order of the first text."""
    one, other = f"{STORY} {NEW} {OTHER}", f"{OTHER} {STORY} {NEW}"
    found = reuse(one, other)
    assert found["words"].sum() >= 0.97 * len(one.split())
    assert len(found) == 2
    slices(found, one, other)


@pytest.mark.parametrize("one", ["", " \n", "Un mot", NEW, "\ud800", "東京" * 50, "e\u0301" * 100])
def test_texts_that_share_nothing_share_no_passage(one: str) -> None:
    """The columns are there all the same."""
    found = reuse(one, STORY)
    assert found.empty
    assert list(found.columns) == "start end other_start other_end words text other_text similarity".split()


def test_long_and_repetitive_texts_are_gone_through() -> None:
    """A text that is one sentence a thousand times, and a long one with a passage of another far inside."""
    found = reuse(f"{NEW} " * 1000, f"{NEW} " * 1000)
    slices(found, f"{NEW} " * 1000, f"{NEW} " * 1000)
    assert found["words"].sum() > 1000
    rng = random.Random(1)
    long = " ".join(str(rng.randrange(5000)) for _ in range(20_000))
    one, other = f"{long} {STORY}", f"{STORY} {long[::-1]}"
    found = reuse(one, other)
    assert found["text"].tolist() == [STORY.rstrip(".")]


@pytest.mark.parametrize(
    ("one", "other", "direction"),
    [
        ("2026-03-01", "2026-03-02", "one to other"),
        ("2026-03-02", "2026-03-01", "other to one"),
        ("2026-03-01", "2026-03-01", "unknown"),
        ("2026-03-01T08:00", "2026-03-01T09:00", "one to other"),
        ("2026-03-01T09:00+02:00", "2026-03-01T08:00+00:00", "one to other"),
        ("2026-03-01T08:00", "2026-03-01", "unknown"),
        (None, "2026-03-01", "unknown"),
        ("2026-03-01T23:30", "2026-03-02T00:30+02:00", "one to other"),
        ("2026-03-01T09:00", "2026-03-01T08:00+02:00", "unknown"),
        ("2026-03-01 08:00:00", "2026-03-01T09:00", "one to other"),
        (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02"), "one to other"),
        ("2026", "2026-03-01", "unknown"),
        ("03/04/2026", "2026-03-01", "unknown"),
        ("2026-02-30", "2026-03-01", "unknown"),
        ("hier", "2026-03-01", "unknown"),
        ("", "", "unknown"),
        (float("nan"), "2026-03-01", "unknown"),
    ],
)
def test_direction_is_told_by_dates_alone(one, other, direction: str) -> None:
    """Unknown where dates are missing, equal or no dates."""
    pairs = pd.DataFrame({"one": ["a"], "other": ["b"]})
    found = reused(pairs, {"a": STORY, "b": STORY}, dates={"a": one, "b": other})
    assert found["direction"].tolist() == [direction]
    assert reused(pairs, {"a": STORY, "b": STORY})["direction"].tolist() == ["unknown"]


def test_a_pair_without_text_is_named() -> None:
    """And no pairs give no passages."""
    with pytest.raises(InputError, match="'b' is in a pair but has no text"):
        reused(pd.DataFrame({"one": ["a"], "other": ["b"]}), {"a": STORY})
    assert reused(pd.DataFrame({"one": [], "other": []}), {}).empty
    with pytest.raises(ValueError, match="least must be a whole number from 4 on, not 3"):
        reuse(STORY, STORY, least=3)
