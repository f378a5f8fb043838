"""Syllables, against lists counted by hand."""

from __future__ import annotations

import pytest

from helpers.syllables import LANGUAGES, syllables
from tests.syllables import ACRONYMS, FRENCH, OTHERS, pairs

LISTS = OTHERS | {"fr": FRENCH + ACRONYMS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_counted_by_hand(language):
    """The rules and their exceptions give the number that was counted by hand, word for word."""
    listed = pairs(LISTS[language])
    assert len(listed) >= (80 if language == "fr" else 15)
    assert [(word, syllables(word, language)) for word, _ in listed] == listed


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("2024", 1),
        ("1 150,5", 1),
        ("90e", 1),
        ("Covid-19", 3),
        ("M.", 1),
        ("J.-C.", 2),
        ("U.S.A.", 3),
        ("https://a.example/b?c=1", 1),
        ("x.y@b.example", 1),
        ("#crue", 1),
        ("km", 1),
        ("日本語", 1),
        ("😀", 1),
        ("", 1),
    ],
)
def test_what_is_no_plain_word(word, count):
    """Figures, abbreviations, links and symbols are one syllable; initials are spelled."""
    assert syllables(word, "fr") == count


@pytest.mark.parametrize(
    ("verb", "noun"), [("parlent", "talent"), ("estiment", "moment"), ("permettent", "client"), ("voient", "orient")]
)
def test_the_mute_ending_of_french_verbs(verb, noun):
    """-ent is mute in a verb and spoken in a noun."""
    stem = syllables(verb[:-3], "fr")
    assert syllables(verb, "fr") == stem
    assert syllables(noun, "fr") == 2


@pytest.mark.parametrize("word", ["quelqu\u2019un", "quelqu'un", "QUELQU'UN", "Quelqu\u02bcun"])
def test_spelling_of_the_apostrophe_and_case(word):
    """The kind of apostrophe and capitals do not change the count."""
    assert syllables(word, "fr") == 2


def test_decomposed_accents_are_accents():
    """NFD and NFC are one word."""
    assert syllables("re\u0301alite\u0301", "fr") == 4


def test_a_language_without_rules_is_refused():
    """The error names the languages that have rules."""
    with pytest.raises(ValueError, match="language must be one of 'fr', 'en', 'de', 'es', 'pt', 'nl', not 'pl'"):
        syllables("mowa", "pl")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["a", "e", "i", "ui", "ill", "ent", "-", "'", "gue", "b", "oe"])
def test_hostile_words_take_a_moment(language, unit):
    """A word of 5,000 repeated pieces is counted in a moment, and has at least one syllable or is elided."""
    assert syllables(unit * 5000, language) >= 0
