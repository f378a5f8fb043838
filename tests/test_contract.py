"""The tokeniser contract: what is one word and one sentence, language by language, as tables that anyone can read.

The tables in ``tests/contract`` say what linguistics and textometric practice ask for, not what the code happens to do;
``tests/contract/README.md`` gives the rules behind them.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from helpers.language import languages
from helpers.lines import repair
from helpers.words import sentences, tokenise

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
    assert all(before.end <= after.start for before, after in zip(tokens, tokens[1:], strict=False))
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


@pytest.mark.parametrize(
    ("code", "least"), [("fr", 140), *((code, 24) for code in languages() if code != "fr")]
)
def test_tables_are_long_enough_and_sound(code, least):
    """Each table has its rows, none twice, and the wanted pieces lose no character but white space."""
    for kind, fewest, mark in [("tokens", least, " | "), ("sentences", 40 if code == "fr" else 8, "‖")]:
        table = rows(f"{kind}-{code}")
        texts = [text for text, _, _ in table]
        assert len(table) >= fewest and len(set(texts)) == len(texts)
        for text, wanted, note in table:
            assert re.sub(r"\s", "", wanted.replace(mark, "")) == re.sub(r"\s", "", text) and note
