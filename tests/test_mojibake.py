"""Mojibake: undone for counting and reading, while offsets stay those of the source."""

from __future__ import annotations

import pytest
from support import SAMPLE, misread

from helpers import html, load_article
from helpers.lines import repair
from helpers.mojibake import character, is_broken


@pytest.mark.parametrize("text", ["é", "À", "ç", "’", "«", "œ", "€", "…", "–", "ž", "ß", "😀", "\u00a0"])
def test_each_character_comes_back(text):
    """Every character of Western text is known by its misread form."""
    assert character(misread(text)) == text


@pytest.mark.parametrize(
    "text",
    ["L’été à São Paulo, IRMÃO, Âme", "à\u00a0« l’Est »", "plain", "", "Ã quoi bon", "É, È, Ê", "Citroën ; naïf"],
)
def test_sound_text_is_left_alone(text):
    """What is no mojibake, or too little to tell, stays as it is."""
    assert not is_broken(text)


def test_repaired_characters_lead_back_to_their_sequence():
    """Each repaired character stands for the whole sequence in the source."""
    raw = misread("l’été")
    passage = repair(raw, 5, broken=True)
    assert passage.text == "l'été"
    assert raw[passage.starts[1] - 5 : passage.ends[1] - 5] == misread("’")


def test_a_half_lost_a_is_read():
    """An à whose no-break space became a plain one, or vanished into the next, is read."""
    assert repair("Ã  Paris, dÃ©jÃ  lÃ ", broken=True).text.rstrip() == "à Paris, déjà là"


def test_the_page_shows_what_was_meant():
    """Title, headings, ledger and reading copy of a misread dump can be read, marks included."""
    article = load_article(text=misread(load_article(SAMPLE).source.text))
    shown = html.reading_copy(article, marks=article.mentions)._repr_html_() + html.ledger(article)._repr_html_()
    assert "Ã" not in shown
    assert "Étendre la licence" in shown
    assert article.sections["heading"].iloc[1].startswith("Accélérer la stratégie")
    assert article.source.health["mojibake"] > 100
    assert article.source.text[article.mentions["start"].iloc[0] :].startswith(article.mentions["text"].iloc[0])


@pytest.mark.parametrize("text", ["العربية", "Украина", "Ελλάδα", "日本"])
def test_other_scripts_come_back_with_the_rest(text):
    """Where Western letters show that a text is broken its other scripts are read too; alone they are no proof."""
    whole = f"L’été à Rabat : {text}, déjà."
    assert is_broken(misread(whole))
    assert repair(misread(whole), broken=True).text == whole.replace("’", "'")
    assert not is_broken(misread(text))
