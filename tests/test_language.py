"""Languages and their lists."""

from __future__ import annotations

import pytest
from support import CASES, NAMES, gold

from helpers.language import detect_language, every_language, languages, word_list, word_set
from helpers.paths import DATA
from helpers.sources import read_source


@pytest.mark.parametrize("name", NAMES)
def test_labelled_languages(name):
    """The language of each labelled case is right."""
    assert detect_language(read_source(CASES / name / "dump.txt").text) == gold(name)["language"]


@pytest.mark.parametrize("text", ["", "   ", "12 34 56", "Oui.", "a b"])
def test_too_little_text_has_no_language(text):
    """Fewer than three words give None, not a guess."""
    assert detect_language(text) is None


def test_a_missing_list_is_empty():
    """A language or list that is not there gives no entries."""
    assert word_list("xx", "stopwords") == ()
    assert word_list(None, "stopwords") == ()
    assert word_set("fr", "no-such-list") == frozenset()


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "it", "pt", "nl", "pl"])
@pytest.mark.parametrize("name", ["stopwords", "abbreviations", "boilerplate", "months", "bylines"])
def test_each_language_has_the_common_lists(language, name):
    """The lists that every language needs are there and hold no duplicate, and months are twelve."""
    entries = word_list(language, name)
    assert len(entries) == len(set(entries)) > 0
    assert language in languages()
    assert name != "months" or len(entries) == 12


def test_every_language_joins_the_lists():
    """The joined list holds each entry once."""
    joined = every_language("boilerplate")
    assert len(joined) == len(set(joined)) > len(word_list("fr", "boilerplate"))


def test_every_data_file_names_origin_and_licence():
    """The first line of each list says where it comes from and under which licence."""
    files = [p for p in DATA.rglob("*") if p.suffix in {".txt", ".tsv", ".csv"} and p.parent.name != "articles"]
    assert files
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("#"), path
        assert ";" in first, path


def test_what_is_no_language_has_no_code():
    """Letters without a language give None, not a code for their absence."""
    assert detect_language("x " * 300) is None
