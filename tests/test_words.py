"""Tokens, sentences, lemmas and stop words."""

from __future__ import annotations

import pytest

from helpers.language import languages
from helpers.words import is_stop, lemma, sentences, tokenise

FRENCH = [
    ("l'Ukraine", "l' Ukraine"),
    ("L'OTAN d'armes", "L' OTAN d' armes"),
    ("aujourd'hui", "aujourd'hui"),
    ("jusqu'aujourd'hui", "jusqu' aujourd'hui"),
    ("qu'il lorsqu'on puisqu'elle quoiqu'un", "qu' il lorsqu' on puisqu' elle quoiqu' un"),
    ("quelqu'un", "quelqu' un"),
    ("presqu'île prud'hommes", "presqu'île prud'hommes"),
    ("c'est-à-dire", "c'est-à-dire"),
    ("porte-parole vice-présidente États-Unis", "porte-parole vice-présidente États-Unis"),
    ("a-t-il dit-elle faut-il est-ce", "a -t-il dit -elle faut -il est -ce"),
    ("rendez-vous celui-ci au-delà", "rendez-vous celui-ci au-delà"),
    ("qu'a-t-il", "qu' a -t-il"),
    ("M. Dupont, Mme Roux", "M. Dupont , Mme Roux"),
    ("U.S.A. J.-C.", "U.S.A. J.-C."),
    ("1 150,5 euros", "1 150,5 euros"),
    ("en 2024 100 personnes", "en 2024 100 personnes"),
    ("3-2 90e 1er 15h30", "3-2 90e 1er 15h30"),
    ("12 % ; 3,5 !", "12 % ; 3,5 !"),
    ("l'« Europe »", "l' « Europe »"),
    ("https://a.example/b?c=1.", "https://a.example/b?c=1 ."),
    ("x.y@b.example", "x.y@b.example"),
    ("#crue @mairie", "#crue @mairie"),
    ("fin... puis…", "fin ... puis …"),
    ("", ""),
    ("   ", ""),
    ("😀 日本語", "😀 日本語"),
]


@pytest.mark.parametrize(("text", "tokens"), FRENCH)
def test_french_tokens(text, tokens):
    """Elisions split, words whose apostrophe is their own stay whole, inverted subjects split, numbers stay whole."""
    found = [token.text for token in tokenise(text, "fr")]
    assert " ".join(found) == tokens
    assert all(text[token.start : token.end] == token.text for token in tokenise(text, "fr"))


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Trump's plan isn't it's", "Trump 's plan isn't it's"),
        ("en", "the miller's 'theatre'", "the miller 's ' theatre '"),
        ("it", "l'acqua dell'Italia un po' d'olio", "l' acqua dell' Italia un po' d' olio"),
        ("de", "Handball-Bundesliga z.B. Dr. Roth", "Handball-Bundesliga z.B. Dr. Roth"),
        ("es", "¿Qué? EE. UU.", "¿ Qué ? EE. UU."),
        ("ar", "مرحبا بالعالم", "مرحبا بالعالم"),
        (None, "l'eau", "l'eau"),
    ],
)
def test_tokens_of_other_languages(language, text, tokens):
    """Each language splits by its own lists; an unknown one splits no apostrophe."""
    assert " ".join(token.text for token in tokenise(text, language)) == tokens


def test_elided_words_count_as_words_and_marks_do_not():
    """l' is a word, as in textometry; punctuation is none."""
    assert [(t.norm, t.is_word) for t in tokenise("L'eau !", "fr")] == [("l'", True), ("eau", True), ("!", False)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  ", 0),
        ("Sans point", 1),
        ("Un. Deux. Trois", 3),
        ("M. Dupont et Mme. Roux sont là. Ils parlent.", 2),
        ("J. Martin est venu. Oui.", 2),
        ("Il a dit : « Non. » Puis il est parti.", 2),
        ("« On ne lâchera rien », a-t-elle dit.", 1),
        ("Elle vient… et repart. Vraiment ?! Oui.", 3),
        ("Il coûte 3.5 euros. C'est tout.", 2),
        ("Voir p. 12 et art. 3 du code.", 1),
        ("1. Le bain glacé", 1),
        ("Ils étaient 24. Ils sont 23.", 2),
    ],
)
def test_sentences(text, count):
    """Sentences end at end marks, not after abbreviations, initials or list numbers."""
    found = sentences(text, "fr")
    assert len(found) == count
    assert all(text[a:b].strip() == text[a:b] for a, b in found)


@pytest.mark.parametrize(
    ("form", "language", "wanted"),
    [
        ("ukrainiennes", "fr", "ukrainien"),
        ("Occidentaux", "fr", "occidental"),
        ("OTAN", "fr", "otan"),
        ("Paris", "fr", "paris"),
        ("qu'", "fr", "que"),
        ("ships", "en", "ship"),
        ("Häuser", "de", "haus"),
        ("xyz", "tr", "xyz"),
        ("2024", "fr", "2024"),
    ],
)
def test_lemmas(form, language, wanted):
    """Lemmas are lower-case dictionary forms; names, numbers and unknown languages keep their form."""
    assert lemma(form, language) == wanted


@pytest.mark.parametrize("language", languages())
def test_stop_lists(language):
    """Each list holds its language's most common function words, and no stop word is missing for its apostrophe."""
    common = {
        "fr": ["l'", "de", "ont", "qu'", "-t-il"],
        "en": ["the", "isn't"],
        "de": ["und", "der"],
        "es": ["el", "que"],
        "it": ["l'", "che"],
        "pt": ["que", "não"],
        "nl": ["het", "een"],
        "pl": ["nie", "się"],
    }
    assert all(is_stop(word, language) for word in common[language])
    assert not is_stop("défense", language)


@pytest.mark.parametrize(
    "text", ["l'" * 20_000, "M. " * 20_000, "« " * 20_000, "a-" * 20_000, ". " * 20_000, "1 " * 20_000]
)
def test_hostile_runs_are_read_in_one_pass(text):
    """Long runs of what is special neither recurse nor lose a character that is no space."""
    assert "".join(token.text for token in tokenise(text, "fr")).replace(" ", "") == text.replace(" ", "")
    assert sum(end - start for start, end in sentences(text, "fr")) <= len(text)
