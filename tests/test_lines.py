"""Lines, and repaired text that knows its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.lines import fold, join, line_spans, normalise, repair


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n", [""]),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\n\r\nb", ["a", "", "b"]),
        ("a\u2028b\x0bc\x0cd\x85e", ["a\u2028b\x0bc\x0cd\x85e"]),
    ],
)
def test_lines_split_on_three_line_ends_only(text, lines):
    """CRLF, LF and CR end lines, nothing else does, and a final one opens no new line."""
    assert [text[a:b] for a, b in line_spans(text)] == lines


@given(st.text())
def test_repaired_characters_lead_back(raw):
    """Each repaired character stands in the raw text at its offsets, in order."""
    passage = repair(raw, offset=7)
    assert len(passage.starts) == len(passage.ends) == len(passage.text)
    assert all(7 <= a < b <= 7 + len(raw) for a, b in zip(passage.starts, passage.ends, strict=True))
    assert list(passage.starts) == sorted(passage.starts)
    for char, start, end in zip(passage.text, passage.starts, passage.ends, strict=True):
        assert char in repair(raw[start - 7 : end - 7]).text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u02bc", "\u2018"])
def test_repair_folds_typography(form, apostrophe):
    """Apostrophes, no-break spaces, soft hyphens and normal forms give the same text."""
    raw = unicodedata.normalize(form, f"l{apostrophe}été\u00a0: aujourd{apostrophe}hui, dé\u00adfense")
    assert repair(raw).text == "l'été : aujourd'hui, défense"


def test_joined_lines_lead_back_to_each():
    """A paragraph of two lines has a space between them and offsets into both."""
    paragraph = join([repair("Jean", 0), repair("Dupont", 5)])
    assert (paragraph.text, paragraph.span(0, 11), paragraph.span(5, 11)) == ("Jean Dupont", (0, 11), (5, 11))


@pytest.mark.parametrize(
    ("a", "b"), [("«\u00a0Oui\u00a0»", '"Oui"'), ("Qui\u202f?", "qui ?"), ("a – b", "A - b"), ("fin…", "fin...")]
)
def test_fold_makes_typographic_twins_equal(a, b):
    """Lines that differ in quotes, spaces before marks, dashes or case are equal when folded."""
    assert fold(a) == fold(b)


def test_normalise_keeps_case():
    """Normalising is for show: spaces and typography fold, capitals and words stay."""
    assert normalise("  L\u2019OTAN\u00a0! ") == "L'OTAN !"
