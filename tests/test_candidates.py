"""Candidates: what no rule knows but comes back three times, with every place."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from support import NAMES, SAMPLE, TYPOGRAPHY, dump

from helpers import html, load_article
from helpers.actors.candidates import find_candidates
from helpers.lines import repair


def offered(*texts: str, language: str = "fr") -> dict[str, int]:
    """Candidates of texts in which nothing is a mention, and how often they occur."""
    found = find_candidates([repair(text) for text in texts], language, [])
    return {candidate.text: len(candidate.places) for candidate in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hier, les Gilets jaunes. Ici, des Gilets jaunes. Vive les Gilets jaunes !", {"Gilets jaunes": 3}),
        ("Les Gilets jaunes. Les Gilets jaunes. Gilets jaunes : acte IV. GILETS JAUNES ICI", {"Gilets jaunes": 4}),
        ("Les Gilets dorment. Ces Gilets jaunes. Des Gilets verts.", {"Gilets": 3}),
        ("Un Collectif des Lilas, le Collectif des Lilas, ce Collectif des Lilas.", {"Collectif des Lilas": 3}),
        ('La «\u00a0grande relève\u00a0», “grande relève”, "grande relève" !', {"grande relève": 3}),
        ("Un «\u00a0Réveil\u00a0», un Réveil, un «\u00a0Réveil\u00a0».", {"Réveil": 3}),
        ("Des Gilets jaunes. Des Gilets jaunes.", {}),  # twice is not enough
        ("Chat gris. Chat noir. Chat blanc. Chat roux.", {}),  # at the start of a sentence only
        ("Ce Lundi, ce Lundi, ce Lundi. En Mai, en Mai, en Mai.", {}),
        ("Le Président parle, un Président, le Président. Un président.", {}),  # also a common word
        ("La ville de Rome, le pape de Rome, les rues de Rome.", {}),  # a place that the lists know
        ("Les Français et les Français et les Français.", {}),
        ("« Oui », dit-il. « On verra bien. » « On verra bien. » « On verra bien. »", {}),  # quoted sentences
        ('«» « « « " " " “ ” »', {}),
        ("", {}),
        ("   \u00a0", {}),
    ],
)
def test_what_comes_back_is_offered(text, wanted):
    """Capitals in mid-sentence and quoted phrases, three times; no calendar, common word, place or people."""
    assert offered(text) == wanted


def test_the_longest_phrase_is_counted_once():
    """Inside a longer candidate a shorter one is not counted again."""
    text = "Un Front Uni, un Front Uni, un Front Uni. Un Front, un Front, un Front."
    assert offered(text) == {"Front Uni": 3, "Front": 3}


def test_headlines_with_many_capitals_prove_nothing():
    """An English headline in title case makes no candidate; words of the text do."""
    headings = [repair("Why The Lost Harbour Matters", role="heading")] * 3
    assert find_candidates(headings, "en", []) == []
    assert offered("We saw Harbourwatch. They met Harbourwatch. Ask Harbourwatch.", language="en") == {
        "Harbourwatch": 3
    }


def test_german_nouns_are_none():
    """German writes every noun with a capital: a single word proves nothing, two may be a name."""
    text = "Ein Hund, der Hund, ein Hund. Die Alte Garde, eine Alte Garde, der Alte Garde."
    assert offered(text, language="de") == {"Alte Garde": 3}


@pytest.mark.parametrize("name", NAMES)
def test_each_place_lies_outside_all_mentions(name):
    """Each place is a slice of the source on the line it says, and no mention touches it (promise 4)."""
    article = load_article(dump(name))
    taken = {i for a, b in zip(article.mentions["start"], article.mentions["end"], strict=True) for i in range(a, b)}
    for row in article.candidates.itertuples():
        assert row.count == len(row.lines) == len(row.starts) == len(row.ends) >= 3
        for line, start, end in zip(row.lines, row.starts, row.ends, strict=True):
            assert article.repaired(article.source.text[start:end]).casefold() == row.text.casefold()
            assert article.line_of(start) == line
            assert not taken & set(range(start, end))


STORY = (
    "La Vague bleue revient\n\nHier matin, la Vague bleue a bloqué l'entrée de la ville pendant deux heures.\n"
    "Selon le maire, la Vague bleue comptait cent voitures, et l'« été noir » n'est pas fini : cet « été noir » dure.\n"
    "Demain, disent-ils, la Vague bleue sera plus longue pour que l'« été noir » s'arrête enfin partout.\n"
)


@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_does_not_count(change):
    """The same candidates as often in any typography (promise 3)."""
    plain, changed = (load_article(text=text).candidates for text in (STORY, TYPOGRAPHY[change](STORY)))
    assert plain["text"].tolist() == ["Vague bleue", "été noir"]
    columns = ["text", "count", "lines", "evidence"]
    pd.testing.assert_frame_equal(plain[columns], changed[columns])


def test_a_second_copy_changes_nothing():
    """Pasting the text again changes no candidate (promise 2)."""
    one, two = load_article(text=STORY).candidates, load_article(text=STORY + STORY).candidates
    pd.testing.assert_frame_equal(one, two)


def test_the_frame_has_its_columns_without_rows():
    """Nothing found is an empty frame with the same columns, which a page can show."""
    frame = load_article(SAMPLE).candidates
    assert list(frame.columns) == ["text", "count", "lines", "starts", "ends", "evidence"]
    assert len(frame) == 0
    assert "<table" in html.table(frame, index=False).html
    shown = html.table(load_article(text=STORY).candidates, columns=["text", "count", "lines"], index=False).html
    assert "Vague bleue" in shown


@pytest.mark.parametrize(
    "text",
    [
        "A " * 20_000,
        "« " * 20_000,
        "Aa Bb " * 20_000,
        '"a" ' * 20_000,
        "«a " * 20_000,
        "X de la " * 10_000,
        "x" * 200_000,
    ],
    ids=["capitals", "openings", "run", "quotes", "never closed", "links", "one word"],
)
def test_hostile_text_ends_soon(text):
    """Time grows with the text, whatever is in it."""
    start = time.process_time()
    find_candidates([repair(text)], "fr", [])
    assert time.process_time() - start < 15
