"""Near-duplicates among many articles: found however they were edited, and nothing else."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.copies.dump import split_words
from helpers.corpus.shingles import shingled, word_hashes
from helpers.lines import fold


@settings(deadline=None)  # the first call makes the table of characters
@given(st.lists(st.text(), max_size=5))
def test_hashed_words_are_the_words_that_copies_are_compared_by(texts: list[str]) -> None:
    """Equal numbers for equal folded words and for no others, as many of them, whatever the characters."""
    hashes, counts = word_hashes(texts)
    words = [word for text in texts for word in split_words(fold(text))]
    assert counts.tolist() == [len(split_words(fold(text))) for text in texts]
    assert len(set(zip(words, hashes.tolist(), strict=True))) == len(set(words)) == len(set(hashes.tolist()))
