"""Sentence lengths."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import load_article
from helpers.lengths import length_summary, sentence_lengths
from tests.support import SAMPLE, TYPOGRAPHY


def test_each_body_sentence_has_its_length_and_its_place():
    """Rows are the body's sentences in order, each a slice of the source; headings are none."""
    article = load_article(SAMPLE)
    lengths = sentence_lengths(article)
    assert lengths["number"].tolist() == list(range(1, len(lengths) + 1))
    assert lengths["words"].sum() == article.sections["words"].sum()
    assert not lengths["section"].isna().any()
    sentences = article.sentences.loc[lengths.index]
    for (start, end), text in zip(lengths[["start", "end"]].values, sentences["text"], strict=True):
        assert article.source.text[start:end] == text


@pytest.mark.parametrize("text", ["…", "😀", "12 34."])
def test_texts_without_sentences(text):
    """A text of no sentence gives an empty frame with its columns, and a summary without values."""
    lengths = sentence_lengths(load_article(text=text, language="fr")).iloc[:0]
    assert list(lengths.columns) == "number section line start end words".split()
    summary = length_summary(lengths)
    assert summary.loc["all", "sentences"] == 0
    assert summary.drop(columns="sentences").isna().all(axis=None)
    assert length_summary(lengths, parts=True).empty


def test_one_sentence():
    """One sentence has a length and no spread."""
    summary = length_summary(sentence_lengths(load_article(text="Le chat dort sur le toit.", language="fr")))
    row = summary.loc["all"]
    assert (row["sentences"], row["mean"], row["shortest"], row["median"], row["longest"]) == (1, 6, 6, 6, 6)
    assert np.isnan(row["spread"])


def test_the_summary_is_that_of_pandas():
    """Mean, spread and quartiles are those of the lengths, for all and per section."""
    lengths = sentence_lengths(load_article(SAMPLE))
    described = lengths["words"].describe()
    row = length_summary(lengths).loc["all"]
    for ours, theirs in {"mean": "mean", "spread": "std", "lower": "25%", "median": "50%", "upper": "75%"}.items():
        assert row[ours] == pytest.approx(described[theirs])
    by_section = length_summary(lengths, parts=True)
    pd.testing.assert_series_equal(
        by_section["mean"], lengths.groupby("section")["words"].mean(), check_names=False, check_dtype=False
    )


@pytest.mark.parametrize("change", TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_typography_and_a_second_copy_change_no_length(change):
    """Apostrophes, spaces, accents' forms, line ends and a doubled body leave the lengths as they are."""
    text = SAMPLE.read_text(encoding="utf-8")
    columns = ["number", "section", "words"]
    before = sentence_lengths(load_article(text=text, language="fr"))[columns]
    assert sentence_lengths(load_article(text=change(text), language="fr"))[columns].equals(before)
    assert sentence_lengths(load_article(text=f"{text}\n{text}", language="fr"))[columns].equals(before)
