"""The words and sentences of an article as frames, made column by column from arrays.

A page's chunks are few types: each is cut once, and its tokens are copied from there. Time and memory grow with the
text.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.language import word_set
from helpers.lines import Passage
from helpers.words.chunks import CLOSING, END, WORD
from helpers.words.lemmas import is_stop, lemma
from helpers.words.places import BLOCK, Array, Places
from helpers.words.rules import GAP, rules
from helpers.words.sentences import ends
from helpers.words.tokens import flatten, memory

SHORT = 4  # characters: a longer word of a sentence in capitals is looked up in lower case ("OTAN" is not)


def _blocks(flat: str) -> Iterator[str]:
    start = 0
    while (stop := flat.find(" ", start + BLOCK)) >= 0:
        yield flat[start:stop]
        start = stop + 1
    yield flat[start:]


class _Tokens(NamedTuple):
    """The tokens of a text: the forms that occur, and for each its norm…; for every token its form, start and end.

    ``plain`` gives the number of a form without its capital, or the same number if that form does not occur.
    """

    forms: list[str]
    norms: list[str]
    lemmas: list[str]
    kinds: Array
    stops: Array
    names: Array
    plain: Callable[[int], int]
    codes: Array
    starts: Array
    ends: Array


def _read(text: str, language: str | None) -> _Tokens:
    known = memory(language)
    flat = flatten(text, language)
    found = [np.array(list(map(known.__getitem__, block.split(" "))), dtype=np.int32) for block in _blocks(flat)]
    chunks = np.concatenate(found)
    chunk_ends = np.cumsum(_numbers(known.length)[chunks] + 1, dtype=np.int64) - 1
    for where in np.flatnonzero(_numbers(known.open)[chunks]).tolist():
        end = int(chunk_ends[where])
        chunk = flat[end - known.length[chunks[where]] : end]
        if known.cutter.belongs(chunk, text, end):
            chunks[where] = known[chunk + GAP]
    count = _numbers(known.count)[chunks]
    before = np.cumsum(count, dtype=np.int64) - count
    pieces = np.arange(int(count.sum())) + np.repeat(_numbers(known.first)[chunks] - before, count)
    starts = np.repeat(chunk_ends - _numbers(known.length)[chunks], count) + _numbers(known.offset)[pieces]
    codes = _numbers(known.form)[pieces]
    used = np.flatnonzero(np.bincount(codes, minlength=1))
    local = np.full(len(known.forms), -1, dtype=np.int32)
    local[used] = np.arange(len(used))
    codes, numbers = local[codes], used.tolist()
    forms = [known.forms[number] for number in numbers]
    norms, lemmas = [known.norms[number] for number in numbers], known.lemmas(numbers)

    def plain(code: int) -> int:
        found = known.word(norms[code])
        here = int(local[found]) if found is not None and found < len(local) else -1
        return code if here < 0 else here

    sizes = np.fromiter(map(len, forms), dtype=np.int32, count=len(forms))
    return _Tokens(
        forms,
        norms,
        lemmas,
        _numbers(known.kind)[used],
        _numbers(known.stop)[used].astype(bool),
        _numbers(known.name)[used].astype(bool),
        plain,
        codes,
        starts,
        starts + sizes[codes],
    )


def _numbers(values: array[int]) -> Array:
    """A copy of an array that may grow meanwhile."""
    return np.frombuffer(values.tobytes(), dtype=values.typecode)


def _strings(values: Sequence[str]) -> Any:
    return pd.array(values, dtype="str")


class Coded(NamedTuple):
    """A column of strings: the strings that occur, and for each row the number of its own."""

    values: Sequence[str]
    codes: Array

    def column(self) -> Any:
        """The column as pandas keeps it."""
        return _strings(self.values).take(self.codes)

    def tolist(self) -> list[str]:
        """The string of each row."""
        return [self.values[code] for code in self.codes.tolist()]


class WordTable:
    """The tokens and the sentences of passages, column by column; as frames, when they are asked for.

    ``passages`` are the kept ones in reading order, ``source`` the text that they were read from, ``line_starts`` the
    offset of each of its lines.
    """

    def __init__(
        self, passages: Sequence[Passage], source: str, line_starts: Sequence[int], language: str | None
    ) -> None:
        self._source = source
        self._places = places = Places(passages, source, line_starts)
        self._read = read = _read(places.text, language)
        self._spans, self._of = spans, of = _sentences(places, read, language)
        opening = np.searchsorted(read.starts, spans[:, 0])
        self.sentence = np.repeat(np.arange(len(spans)), np.diff(opening, append=len(read.codes)))
        self.is_word = (read.kinds >= WORD)[read.codes]
        capitals = _in_capitals(places.text, spans)[self.sentence]
        self.is_stop = _stops(read, capitals, language)
        self.form, self.norm = Coded(read.forms, read.codes), Coded(read.norms, read.codes)
        self.lemma = _lemmas(read, self.sentence, self.is_word, capitals, language)
        roles, numbers = _factorised([passage.role for passage in passages])
        self.sentence_role = Coded(roles, numbers[of])
        self.role = Coded(roles, numbers[of[self.sentence]])
        self.sentence_starts, self._ends = places.trace(spans[:, 0], spans[:, 1], of)

    def tokens(self) -> pd.DataFrame:
        """The columns of ``Article.tokens``."""
        places, read, of = self._places, self._read, self._of[self.sentence]
        first, last = places.trace(read.starts, read.ends, of)
        changed = places.repaired(read.starts, read.ends)
        columns = {
            "sentence": self.sentence,
            "section": places.sections()[of],
            "line": np.searchsorted(places.line_starts, first, side="right"),
            "start": first,
            "end": last,
            "text": _texts(self._source, read.forms, read.codes, first, last, changed).column(),
            **{name: getattr(self, name).column() for name in ("form", "norm", "lemma")},
            "is_word": self.is_word,
            "is_stop": self.is_stop,
            "role": self.role.column(),
        }
        return pd.DataFrame(columns, copy=False)

    def sentences(self) -> pd.DataFrame:
        """The columns of ``Article.sentences``."""
        first, last = self.sentence_starts, self._ends
        columns = {
            "section": self._places.sections()[self._of],
            "line": np.searchsorted(self._places.line_starts, first, side="right"),
            "start": first,
            "end": last,
            "text": _strings([self._source[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]),
            "words": np.bincount(self.sentence[self.is_word], minlength=len(first)).astype(np.int64),
            "role": self.sentence_role.column(),
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(len(first), name="sentence"), copy=False)


def _sentences(places: Places, read: _Tokens, language: str | None) -> tuple[Array, Array]:
    """Start and end of every sentence in the joined text, and its passage."""
    forms, kinds, codes, starts = read.forms, read.kinds, read.codes, read.starts
    of, kind = rules(language), kinds[codes]
    where = np.flatnonzero((kind == END) | (kind == CLOSING))
    borders = [*np.searchsorted(starts[where], places.begins).tolist(), len(where)]
    code = codes[where].tolist()
    marks = list(zip(starts[where].tolist(), [forms[c] for c in code], kinds[codes[where]].tolist(), strict=True))
    spans: list[tuple[int, int]] = []
    passage: list[int] = []
    for number, (begin, size) in enumerate(zip(places.begins.tolist(), places.sizes.tolist(), strict=True)):
        found = ends(places.text, begin, begin + size, marks[borders[number] : borders[number + 1]], of)
        spans.extend(found)
        passage.extend([number] * len(found))
    return np.array(spans, dtype=np.int64).reshape(-1, 2), np.array(passage, dtype=np.int64)


def _texts(source: str, forms: list[str], codes: Array, first: Array, last: Array, repaired: Array) -> Coded:
    """The raw slices of the source: the forms, but for tokens that were repaired."""
    raw = [source[start:end] for start, end in zip(first[repaired].tolist(), last[repaired].tolist(), strict=True)]
    others, numbers = _factorised(raw)
    codes = codes.copy()
    codes[repaired] = len(forms) + numbers
    return Coded([*forms, *others], codes)


def _in_capitals(text: str, spans: Array) -> Array:
    found = [text[start:end].isupper() for start, end in spans.tolist()]
    return np.array(found, dtype=bool)


def _stops(read: _Tokens, capitals: Array, language: str | None) -> Array:
    """Which tokens are stop words; in a sentence in capitals, "US" is one."""
    found = read.stops[read.codes]
    if capitals.any() and word_set(language, "acronyms"):
        plain = np.array([is_stop(norm, language) for norm in read.norms], dtype=bool)
        found = np.where(capitals, plain[read.codes], found)
    return found


def _lemmas(read: _Tokens, sentence: Array, is_word: Array, capitals: Array, language: str | None) -> Coded:
    """The lemmas of tokens, where the sentence has a say in them."""
    words = np.flatnonzero(is_word)
    first = words[np.unique(sentence[words], return_index=True)[1]]
    # The first word of a sentence is the same word without its capital, if the text has that too.
    codes = read.codes.copy()
    codes[first] = [read.plain(code) for code in codes[first].tolist()]
    lemmas = [*read.lemmas, *read.norms]
    inside = np.zeros(len(read.forms), dtype=bool)
    inside[np.delete(codes, first)] = True
    codes = np.where((read.names & inside)[codes] & ~capitals, codes + len(read.forms), codes)
    # Long words of a sentence in capitals are looked up in lower case.
    lowered = capitals & (read.ends - read.starts > SHORT)
    if lowered.any():
        used, inverse = np.unique(read.codes[lowered], return_inverse=True)
        codes[lowered] = len(lemmas) + inverse
        lemmas += [lemma(read.norms[number], language) for number in used.tolist()]
    return Coded(lemmas, codes)


def _factorised(values: Sequence[str]) -> tuple[list[str], Array]:
    kinds = list(dict.fromkeys(values))
    numbers = {value: number for number, value in enumerate(kinds)}
    return kinds, np.array([numbers[value] for value in values], dtype=np.int64)
