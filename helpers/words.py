"""Tokens, French elision, sentences, lemmas and stop words, on repaired text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers.language import word_list, word_set

LONGEST_ABBREVIATION = 40  # characters looked at before a full stop
LEMMATISED = ("fr", "en", "de", "es", "it", "pt", "nl", "pl")

_WORD = r"[^\W_]+(?:['-][^\W_]+)*"
_TOKEN = re.compile(
    rf"""
      (?P<link>(?:https?://|www\.)[^\s<>"«»]+[^\s<>"«».,;:!?)\]'] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<number>(?<!\d)\d{{1,3}}(?:\ \d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,:]\d+)+ (?![^\W_]))
    | (?P<initials>(?:[^\W\d_]\.-?){{2,}})
    | (?P<handle>[@\#]\w+)
    | (?P<word>{_WORD}'?)
    | (?P<other>\.{{2,}} | [^\s])
    """,
    re.VERBOSE,
)
_INVERSION = re.compile(r"(?i)(.+?)((?:-t)?-(?:ils?|elles?|on|je|tu|nous|vous|ce))$")
# An end mark, what closes after it, white space, and something that can begin a sentence.
_SENTENCE_END = re.compile(r"""(?<![.!?…])([.!?…]+)((?:\ ?»|["')\]”])*)\s+(?=[«“"'(\[¿¡—–•-]*\ ?[^\W_a-zà-öø-ÿ])""")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``text[start:end]``; ``norm`` is its lower-case form; punctuation is no word."""

    start: int
    end: int
    text: str
    norm: str
    is_word: bool


@cache
def _splitting(language: str | None) -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    elisions = dict(line.split(maxsplit=1) for line in word_list(language, "elisions"))
    whole = word_set(language, "apostrophe-words") | word_set(language, "hyphen-words")
    return elisions, whole, word_set(language, "abbreviations"), word_set(language, "stopwords")


def _parts(word: str, language: str | None) -> list[str]:
    """A word cut where the language cuts it: elided articles and pronouns, inverted subjects, the English genitive."""
    elisions, whole, _, stops = _splitting(language)
    parts = []
    while (norm := word.lower()) not in whole:
        cut = norm.find("'") + 1
        if not 0 < cut < len(word) or norm[:cut] not in elisions:
            break
        parts.append(word[:cut])
        word = word[cut:]
    if norm in whole:
        return [*parts, word]
    if language == "fr" and "-" in word and (found := _INVERSION.fullmatch(word)):
        return [*parts, found[1], found[2]]
    if language == "en" and norm.endswith("'s") and norm not in stops:
        return [*parts, word[:-2], word[-2:]]
    return [*parts, word]


def tokenise(text: str, language: str | None) -> list[Token]:
    """Words, numbers, links and punctuation marks of a repaired text, with their offsets in it.

    An elided word keeps its apostrophe and counts as a word (l' + Ukraine), as in textometry.

    >>> [t.text for t in tokenise("L'Ukraine l'a dit aujourd'hui, a-t-elle redit.", "fr")]
    ["L'", 'Ukraine', "l'", 'a', 'dit', "aujourd'hui", ',', 'a', '-t-elle', 'redit', '.']
    """
    elisions, _, abbreviations, _ = _splitting(language)
    tokens: list[Token] = []
    position = 0
    while found := _TOKEN.search(text, position):
        start, end = found.span()
        kind = found.lastgroup
        pieces = [found[0]]
        if kind == "word":
            if found[0].endswith("'") and found[0].lower() not in elisions and not _ends_open(found[0], language):
                end -= 1
            if text[start : end + 1] in abbreviations:
                pieces, end = [text[start : end + 1]], end + 1
            else:
                pieces = _parts(text[start:end], language)
        for piece in pieces:
            is_word = kind != "other" or piece.isalnum()
            tokens.append(Token(start, start + len(piece), piece, piece.lower(), is_word))
            start += len(piece)
        position = end
    return tokens


def _ends_open(word: str, language: str | None) -> bool:
    return word.lower() in _splitting(language)[1]


def sentences(text: str, language: str | None) -> list[tuple[int, int]]:
    """Start and end of every sentence of a repaired text; a full stop after an abbreviation or initial ends none.

    >>> text = "M. Dupont est venu. « Oui. » Il est reparti à 8 h."
    >>> [text[a:b] for a, b in sentences(text, "fr")]
    ['M. Dupont est venu.', '« Oui. »', 'Il est reparti à 8 h.']
    """
    abbreviations = _splitting(language)[2]
    spans, start = [], len(text) - len(text.lstrip())
    for found in _SENTENCE_END.finditer(text):
        last = re.split(r"[\s«“\"'(\[]", text[max(start, found.end(1) - LONGEST_ABBREVIATION) : found.end(1)])[-1]
        ordinal = re.fullmatch(r"\d{1,2}\.", last) and (language == "de" or found.end(1) == len(last))
        initials = last.isupper() and re.fullmatch(r"(?:[^\W\d_]\.-?)+", last)
        if found[1] == "." and (last in abbreviations or initials or ordinal):
            continue
        end = found.end(2)
        spans.append((start, end))
        start = found.end()
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


@cache
def lemma(form: str, language: str | None) -> str:
    """The lower-case dictionary form of a word, through simplemma; of an elided word, the full one.

    A language without a dictionary gives the form itself.

    >>> lemma("ukrainiennes", "fr"), lemma("l'", "fr"), lemma("États-Unis", "fr")
    ('ukrainien', 'le', 'états-unis')
    """
    elisions = _splitting(language)[0]
    norm = form.lower()
    if norm in elisions:
        return elisions[norm]
    if language not in LEMMATISED or not form.replace("-", "").isalpha():
        return norm
    import simplemma

    return str(simplemma.lemmatize(form, lang=language)).lower()


def is_stop(norm: str, language: str | None) -> bool:
    """Whether a form is on the language's editable stop list, ``data/languages/LANGUAGE/stopwords.txt``."""
    return norm in _splitting(language)[3]
