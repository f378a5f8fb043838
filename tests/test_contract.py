"""The tokeniser contract: what is one word and one sentence, language by language, as tables that anyone can read.

The tables in ``tests/contract`` say what linguistics and textometric practice ask for, not what the code happens to do;
``tests/contract/README.md`` gives the rules behind them.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

import pytest

from helpers import load_article
from helpers.language import LANGUAGES, languages, word_list, word_set
from helpers.lines import repair
from helpers.words import lemma, sentences, tokenise

TABLES = Path(__file__).parent / "contract"
APOSTROPHES = {"straight": "'", "typographic": "\u2019", "modifier": "\u02bc"}
NO_BREAK = {"no-break": "\u00a0", "narrow no-break": "\u202f"}
PUNCTUATION_SPACE = re.compile(r"(?<=[«—–]) | (?=[:;!?»%€])|(?<=\d) (?=\d)")


def rows(table: str) -> list[list[str]]:
    """The rows of a table, its header left out."""
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def cases(kind: str, *codes: str) -> list[pytest.param]:
    """One case per row: language, text, wanted pieces; its id is the text."""
    found = []
    for code in codes:
        for text, wanted, _ in rows(f"{kind}-{code}"):
            found.append(pytest.param(code, text, wanted, id=f"{code}: {text}"))
    return found


def others() -> list[pytest.param]:
    """The rows for languages without lists of their own."""
    return [
        pytest.param(None if code == "-" else code, text, wanted, id=f"{code}: {text}")
        for code, text, wanted, _ in rows("tokens-other")
    ]


def check_tokens(language: str | None, raw: str, wanted: list[str]) -> None:
    """The tokens of a source are its exact slices, and nothing but white space lies between them."""
    passage = repair(raw)
    tokens = tokenise(passage.text, language)
    assert all(passage.text[t.start : t.end] == t.text for t in tokens)
    assert all(before.end <= after.start for before, after in itertools.pairwise(tokens))
    spans = [passage.span(t.start, t.end) for t in tokens]
    assert [raw[start:end] for start, end in spans] == wanted
    assert re.sub(r"\s", "", "".join(raw[start:end] for start, end in spans)) == re.sub(r"\s", "", raw)


@pytest.mark.parametrize(("language", "text", "wanted"), [*cases("tokens", *languages()), *others()])
def test_tokens(language, text, wanted):
    """Each expression is cut into the words and marks that its table lists."""
    check_tokens(language, text, wanted.split(" | "))


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
@pytest.mark.parametrize(
    ("language", "text", "wanted"), [case for case in cases("tokens", "fr", "it", "en") if "'" in case.values[1]]
)
def test_apostrophes_cut_alike(language, text, wanted, apostrophe):
    """The kind of apostrophe changes no cut."""
    text, wanted = (piece.replace("'", APOSTROPHES[apostrophe]) for piece in (text, wanted))
    check_tokens(language, text, wanted.split(" | "))


@pytest.mark.parametrize("space", NO_BREAK)
@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [case for case in cases("tokens", "fr", "pl") if PUNCTUATION_SPACE.search(case.values[1])],
)
def test_no_break_spaces_cut_alike(language, text, wanted, space):
    """A no-break space before a mark or inside a number changes no cut."""
    pieces = [PUNCTUATION_SPACE.sub(NO_BREAK[space], piece) for piece in wanted.split(" | ")]
    check_tokens(language, PUNCTUATION_SPACE.sub(NO_BREAK[space], text), pieces)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [case for case in cases("tokens", "fr") if not unicodedata.is_normalized("NFD", case.values[1])],
)
def test_decomposed_accents_cut_alike(language, text, wanted):
    """Accents written as characters of their own change no cut."""
    text, wanted = (unicodedata.normalize("NFD", piece) for piece in (text, wanted))
    check_tokens(language, text, wanted.split(" | "))


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_articles_are_cut_alike(apostrophe):
    """In an article, too, the tokens are those of the contract, and each is the exact slice of the source."""
    sentence = (
        "Lorsqu'on l'interroge, « l'Ukraine », a-t-elle dit hier, n'a qu'1 150,5 drones aujourd'hui\u202f; c'est peu."
    )
    words = (
        "Lorsqu' on l' interroge , « l' Ukraine » , a -t-elle dit hier , n' a qu' 1\u00a0150,5 drones"
        " aujourd'hui ; c' est peu ."
    )
    text = sentence.replace("1 150", "1\u00a0150").replace("'", APOSTROPHES[apostrophe])
    article = load_article(text=f"Le titre de la page\n\n{text}\n\n{text.replace('hier', 'lundi')}\n", language="fr")
    tokens = article.tokens[article.tokens["role"] == "body"]
    wanted = words.replace("'", APOSTROPHES[apostrophe]).split(" ")
    assert tokens["text"].to_list()[: len(wanted)] == wanted
    assert all(article.source.text[t.start : t.end] == t.text for t in tokens.itertuples())


def test_marks_are_no_words():
    """Words, numbers, links and elided words count as words; punctuation, signs and emoji do not."""
    text = "« L'UE a 27 États » : 5 % & plus… 😀 — www.lemonde.fr ! €"
    found = tokenise(text, "fr")
    assert [t.text for t in found if t.is_word] == ["L'", "UE", "a", "27", "États", "5", "plus", "www.lemonde.fr"]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_hyphens_of_other_kinds_count_with_the_plain_one(hyphen):
    """porte-parole is one word whichever hyphen it is written with, and a-t-il is cut alike."""
    raw = f"porte{hyphen}parole a{hyphen}t{hyphen}il"
    assert [t.norm for t in tokenise(repair(raw).text, "fr")] == ["porte-parole", "a", "-t-il"]


@pytest.mark.parametrize(("language", "text", "wanted"), cases("sentences", *languages()))
def test_sentences(language, text, wanted):
    """Each text is cut into the sentences that its table lists, their offsets exact."""
    found = sentences(text, language)
    pieces = [piece.strip() for piece in wanted.split("‖")]
    assert [text[start:end] for start, end in found] == pieces


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
@pytest.mark.parametrize("space", NO_BREAK)
@pytest.mark.parametrize(("language", "text", "wanted"), cases("sentences", "fr"))
def test_french_sentences_in_any_typography(language, text, wanted, space, apostrophe):
    """No-break spaces and the kind of apostrophe change no sentence."""

    def written(piece: str) -> str:
        return PUNCTUATION_SPACE.sub(NO_BREAK[space], piece).replace("'", APOSTROPHES[apostrophe])

    raw = written(text)
    passage = repair(raw)
    spans = [passage.span(start, end) for start, end in sentences(passage.text, language)]
    assert [raw[start:end] for start, end in spans] == [written(piece.strip()) for piece in wanted.split("‖")]


@pytest.mark.parametrize(("code", "least"), [("fr", 140), *((code, 24) for code in languages() if code != "fr")])
def test_tables_are_long_enough_and_sound(code, least):
    """Each table has its rows, none twice, and the wanted pieces lose no character but white space."""
    for kind, fewest, mark in [("tokens", least, " | "), ("sentences", 40 if code == "fr" else 8, "‖")]:
        table = rows(f"{kind}-{code}")
        texts = [text for text, _, _ in table]
        assert len(table) >= fewest
        assert len(set(texts)) == len(texts)
        for text, wanted, note in table:
            assert re.sub(r"\s", "", wanted.replace(mark, "")) == re.sub(r"\s", "", text)
            assert note


def lemma_cases() -> list[pytest.param]:
    """One case per form that must have a given lemma."""
    return [
        pytest.param(code, form, wanted, id=f"{code}: {form}")
        for code in languages()
        for form, wanted in rows(f"lemmas-{code}")
    ]


@pytest.mark.parametrize(("language", "form", "wanted"), lemma_cases())
def test_lemmas(language, form, wanted):
    """A lemma unites a word's singular and plural, masculine and feminine, and no other word's forms."""
    assert lemma(form, language) == wanted


@pytest.mark.parametrize("code", languages())
def test_lemma_lists_are_sound(code):
    """Each line is a form and its lemma, no form twice, and a lemma that is listed as a form keeps to itself."""
    pairs = [line.split() for line in word_list(code, "lemmas")]
    assert all(len(pair) == 2 for pair in pairs)
    lemmas = dict(pairs)
    assert len(lemmas) == len(pairs)
    moved = {form for form in set(lemmas.values()) if lemmas.get(form, form) != form}
    assert not moved


@pytest.mark.parametrize("code", languages())
def test_word_lists_name_their_origin(code):
    """Each list of words begins with where it comes from and its licence, and holds no entry twice."""
    for path in sorted((LANGUAGES / code).glob("*.txt")):
        header, *_ = path.read_text(encoding="utf-8").splitlines()
        assert re.match(r"# .*(CC0|BSD-3-Clause|MIT|public domain)", header), path.name
    for name in ("abbreviations", "elisions", "apostrophe-words", "hyphen-words", "stopwords", "lemmas"):
        entries = word_list(code, name)
        assert len(set(entries)) == len(entries), name


@pytest.mark.parametrize("code", languages())
def test_abbreviations_say_how_they_end(code):
    """An abbreviation is written with its full stop or raised letter, and its mark is one that the rules know."""
    for line in word_list(code, "abbreviations"):
        entry = re.sub(r" (number|end|either)$", "", line)
        assert re.fullmatch(r"(\S*[.ªº]\S* ?)+", entry), line


STOPS = {
    "fr": "l' d' qu' n' s' j' c' jusqu' lorsqu' puisqu' -t-il -elle -ce -le -moi le la est ont été avait sera dans",
    "en": "the isn't it's 's we'll of and was been would",
    "de": "der die das und wurde hätte geworden aber z. b.",
    "es": "el los que fue habían está porque usted",
    "it": "l' dell' un' il che è sono aveva perché c'",
    "pt": "o os que não foi tinha está -se -lhe você",
    "nl": "de het een 't werd hebben zouden omdat niet",
    "pl": "i się nie jest był będzie który żeby",
}
CONTENT = {
    "fr": "état france moyen pouvoir personne avions guerre défense licence ukraine ministre président pays",
    "en": "state war minister police government country",
    "de": "staat krieg weg regierung land",
    "es": "estado guerra gobierno trabajo lugar verdad",
    "it": "stato guerra governo lavoro gente nome",
    "pt": "estado guerra governo trabalho povo verdade",
    "nl": "staat oorlog regering weg land",
    "pl": "państwo wojna rząd rok lat pan",
}


@pytest.mark.parametrize("code", languages())
def test_stop_lists_hold_function_words_only(code):
    """A stop list holds its language's function words as the tokeniser cuts them, and no content word."""
    stops = word_set(code, "stopwords")
    assert not set(STOPS[code].split()) - stops
    assert not set(CONTENT[code].split()) & stops
    assert 400 <= len(stops) <= 700
    assert all(word == word.lower() for word in stops)
