"""Words, numbers, links and marks of a repaired text.

A text is cut at its spaces first. Each chunk between two is then cut by pattern and by the language's lists; what it
gives is remembered, for a text repeats its chunks. Only where a chunk ends in what may be an abbreviation, an initial
or an ordinal number does the next one decide besides. What is cut follows textometry (TXM, TreeTagger).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from helpers.lines import APOSTROPHES, SPACES
from helpers.words.chunks import MARK, WORD, Cutter
from helpers.words.lemmas import is_stop, is_verb_form, lemma
from helpers.words.patterns import FIGURES, GROUPED
from helpers.words.rules import GAP, normal, rules

MOST_CHUNKS, MOST_CHARACTERS = 1 << 18, 1 << 22  # remembered per language: some 60 MB; then all are forgotten
LONGEST = 100  # characters of a word: what is longer (data, a key, a chain of parameters) was not written to be read


class Piece(NamedTuple):
    """One token: where it begins, its text, and its kind."""

    start: int
    text: str
    kind: int


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``text[start:end]``; ``norm`` is its lower-case form; a mark is no word, nor is what is too long."""

    start: int
    end: int
    text: str
    norm: str
    is_word: bool


class Memory(dict[str, int]):
    """The chunks cut so far, numbered as they came, and their tokens, as numbers of forms.

    Of chunk i: ``length[i]`` characters, ``count[i]`` tokens from number ``first[i]`` on, ``open[i]``; of such a token
    the number of its ``form`` and its ``offset`` in the chunk; of a form its text in ``forms``, ``norms``, ``kind``,
    ``stop``, and, once its lemma is known, whether it is a ``name`` inside a sentence.
    """

    def __init__(self, language: str | None) -> None:
        self.language, self.cutter = language, Cutter(language)
        self.length, self.count, self.first, self.open = array("i"), array("i"), array("i"), array("b")
        self.form, self.offset = array("i"), array("i")
        self.kind, self.stop, self.name = array("b"), array("b"), array("b")
        self.forms: list[str] = []
        self.norms: list[str] = []
        self._lemmas: list[str] = []
        self.characters = 0
        self._numbers: list[dict[str, int]] = [{}, {}, {}, {}]  # one for each kind
        self._lock = Lock()

    def __missing__(self, chunk: str) -> int:
        pieces, is_open = self.cutter.cut(chunk)
        with self._lock:
            if (known := self.get(chunk)) is not None:
                return known
            number = len(self.length)
            self.length.append(len(chunk) - chunk.endswith(GAP))
            self.count.append(len(pieces))
            self.first.append(len(self.form))
            self.open.append(is_open)
            for start, text, sort in pieces:
                kind = sort if len(text) <= LONGEST else MARK
                form = self._numbers[kind].get(text)
                self.form.append(self._new(text, kind) if form is None else form)
                self.offset.append(start)
            self.characters += len(chunk)
            self[chunk] = number
        return number

    def _new(self, text: str, kind: int) -> int:
        number = self._numbers[kind][text] = len(self.forms)
        self.forms.append(text)
        self.norms.append(normal(text))
        self.kind.append(kind)
        self.stop.append(is_stop(text, self.language))
        self.name.append(False)
        self._lemmas.append("")
        return number

    def word(self, form: str) -> int | None:
        """The number of a word, if it came by."""
        return self._numbers[WORD].get(form)

    def lemmas(self, forms: list[int]) -> list[str]:
        """The lemmas of these forms; each is looked up once."""
        return [self._lemmas[number] or self._look_up(number) for number in forms]

    def _look_up(self, number: int) -> str:
        form = self.forms[number]
        found = lemma(form, self.language)
        # A capitalised word that has a verb's lemma (Dati) is that verb at the head of a sentence only.
        verb = form[0].isupper() and form[1:].islower() and is_verb_form(self.norms[number], found, self.language)
        self.name[number], self._lemmas[number] = verb, found
        return found

    @property
    def is_full(self) -> bool:
        """Whether so much is remembered that a new memory should begin."""
        return len(self) > MOST_CHUNKS or self.characters > MOST_CHARACTERS


_memories: dict[str | None, Memory] = {}


def memory(language: str | None) -> Memory:
    """The memory of a language: the last one, or a new one when that is full."""
    known = _memories.get(language)
    if known is None or known.is_full:
        known = _memories[language] = Memory(language)
    return known


def flatten(text: str, language: str | None) -> str:
    """The text, as long as it was, to be cut at its spaces: GAP within numbers and abbreviations, no line ends."""
    flat = text.replace(GAP, " ") if GAP in text else text
    flat = FIGURES.sub(lambda run: GROUPED.sub(lambda found: found[0].replace(" ", GAP), run[0]), flat)
    for entry in rules(language).spaced:
        if entry in flat:
            flat = re.sub(rf"(?<!\w){re.escape(entry)}", entry.replace(" ", GAP), flat)
    return flat.replace("\n", " ").replace("\t", " ").replace("\r", " ")


def even(text: str) -> str:
    """The text with its apostrophes and spaces made plain, one character for one: repaired text stays as it is."""
    for folded, by in [*((mark, "'") for mark in APOSTROPHES), *((space, " ") for space in SPACES)]:
        if folded in text:
            text = text.replace(folded, by)
    return text


def pieces(text: str, language: str | None) -> Iterator[Piece]:
    """The tokens of a text, with their offsets in it."""
    text, known = even(text), memory(language)
    start = 0
    for chunk in flatten(text, language).split(" "):
        end = start + len(chunk)
        number = known[chunk]
        if known.open[number] and known.cutter.belongs(chunk, text, end):
            number = known[chunk + GAP]
        first = known.first[number]
        for piece in range(first, first + known.count[number]):
            form = known.form[piece]
            yield Piece(start + known.offset[piece], known.forms[form], known.kind[form])
        start = end + 1


def tokenise(text: str, language: str | None) -> list[Token]:
    """Words, numbers, links and punctuation marks of a text, with their offsets in it.

    An elided word keeps its apostrophe and counts as a word (l' + Ukraine); a pronoun hung on a verb keeps its hyphen
    (a + -t-il, dis + -le + -moi, donne + -m' + en), as in textometry.

    >>> [t.text for t in tokenise("L'Ukraine l'a dit aujourd'hui, a-t-elle redit.", "fr")]
    ["L'", 'Ukraine', "l'", 'a', 'dit', "aujourd'hui", ',', 'a', '-t-elle', 'redit', '.']
    """
    return [
        Token(start, start + len(form), text[start : start + len(form)], normal(form), kind >= WORD)
        for start, form, kind in pieces(text, language)
    ]
