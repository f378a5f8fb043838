"""The words and sentences of an article as frames, made column by column from arrays.

A page's chunks are few types: each is cut once, and its tokens are copied from there. Time and memory grow with the
text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.lines import Passage
from helpers.words.lemmas import is_stop, lemma
from helpers.words.rules import GAP, rules
from helpers.words.sentences import ends
from helpers.words.tokens import CLOSING, END, WORD, Piece, flatten, memory

BLOCK = 1 << 19  # characters cut at once: what is in hand stays small however long the text is
SHORT = 4  # characters: a longer word of a sentence in capitals is looked up in lower case ("OTAN" is not)

Array = np.ndarray[Any, Any]


def _blocks(flat: str) -> Iterator[str]:
    start = 0
    while (stop := flat.find(" ", start + BLOCK)) >= 0:
        yield flat[start:stop]
        start = stop + 1
    yield flat[start:]


class _Tokens(NamedTuple):
    """The tokens of a text: the forms that occur, their norms and kinds; of every token its form, start and end."""

    forms: list[str]
    norms: list[str]
    kinds: Array
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
    local = np.zeros(len(known.forms), dtype=np.int32)
    local[used] = np.arange(len(used))
    codes = local[codes]
    forms = [known.forms[number] for number in used.tolist()]
    norms = [known.norms[number] for number in used.tolist()]
    sizes = np.fromiter(map(len, forms), dtype=np.int32, count=len(forms))
    return _Tokens(forms, norms, _numbers(known.kind)[used], codes, starts, starts + sizes[codes])


def _numbers(values: array[int]) -> Array:
    """A copy of an array that may grow meanwhile."""
    return np.frombuffer(values.tobytes(), dtype=values.typecode)


class _Places:
    """The way back to the source from the passages joined, a line end between two."""

    def __init__(self, passages: Sequence[Passage], source: str, line_starts: Sequence[int]) -> None:
        self.passages, self.source = passages, source
        self.line_starts = np.asarray(line_starts, dtype=np.int64)
        self.text = "\n".join([passage.text for passage in passages])
        self.sizes = np.array([len(passage.text) for passage in passages], dtype=np.int64)
        self.begins = np.cumsum(self.sizes + 1) - self.sizes - 1
        self.shifts = [self._shift(passage) for passage in passages]

    def _shift(self, passage: Passage) -> int | None:
        """Where a passage begins that stands in the source as it is read; None if repairs lie between."""
        starts = passage.starts
        if not isinstance(starts, range) or starts.step != 1 or not passage.text:
            return None if passage.text else 0
        return starts.start if self.source.startswith(passage.text, starts.start) else None

    def trace(self, starts: Array, stops: Array, of: Array, texts: pd.Series | None) -> dict[str, Any]:
        """Columns line start end text of spans in the joined text, given their passages in order.

        ``texts`` is the text of each span as it is read, if known.
        """
        shift = np.array([0 if s is None else s for s in self.shifts], dtype=np.int64) - self.begins
        first, last = starts + shift[of], stops + shift[of]
        borders = np.searchsorted(of, np.arange(len(self.passages) + 1))
        raw: list[str] | None = None if texts is not None and None not in self.shifts else []
        for number, passage in enumerate(self.passages):
            low, high = borders[number : number + 2].tolist()
            if low == high:
                continue
            if self.shifts[number] is None:
                begin = int(self.begins[number])
                first[low:high] = [passage.starts[i] for i in (starts[low:high] - begin).tolist()]
                last[low:high] = [passage.ends[i] for i in (stops[low:high] - begin - 1).tolist()]
            if raw is not None:
                spans = zip(first[low:high].tolist(), last[low:high].tolist(), strict=True)
                raw.extend([self.source[a:b] for a, b in spans])
        return {
            "line": np.searchsorted(self.line_starts, first, side="right"),
            "start": first,
            "end": last,
            "text": texts if raw is None else _strings(raw),
        }


def _strings(values: Sequence[str]) -> Any:
    return pd.array(values, dtype="str")


def _column(values: Sequence[str], codes: Array) -> Any:
    """``values[codes]`` as strings; only the values that occur are read."""
    return _strings(values).take(codes)


def word_frames(
    passages: Sequence[Passage], source: str, line_starts: Sequence[int], language: str | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tokens and the sentences of passages, as ``Article.tokens`` and ``Article.sentences`` describe them.

    source: the text that the passages were read from; line_starts: the offset of each of its lines
    """
    places = _Places(passages, source, line_starts)
    forms, norms, kinds, codes, starts, stops = read = _read(places.text, language)
    spans, of = _sentences(places, read, language)
    opening = np.searchsorted(starts, spans[:, 0])
    sentence = np.repeat(np.arange(len(spans)), np.diff(opening, append=len(codes)))
    is_word = (kinds >= WORD)[codes]
    stop = np.array([is_stop(norm, language) for norm in norms], dtype=bool)
    section = _sections(passages)
    roles, role = _factorised([passage.role for passage in passages])
    form = _column(forms, codes)
    tokens = {
        "sentence": sentence,
        "section": section[of[sentence]],
        **places.trace(starts, stops, of[sentence], form),
        "form": form,
        "norm": _column(norms, codes),
        "lemma": _lemmas(forms, norms, codes, _in_capitals(places.text, spans)[sentence], language),
        "is_word": is_word,
        "is_stop": stop[codes],
        "role": _column(roles, role[of[sentence]]),
    }
    traced = places.trace(spans[:, 0], spans[:, 1], of, None)
    counted = np.bincount(sentence[is_word], minlength=len(spans)).astype(np.int64)
    table = {"section": section[of], **traced, "words": counted, "role": _column(roles, role[of])}
    index = pd.RangeIndex(len(spans), name="sentence")
    return pd.DataFrame(tokens, copy=False), pd.DataFrame(table, index=index, copy=False)


def _sentences(places: _Places, read: _Tokens, language: str | None) -> tuple[Array, Array]:
    """Start and end of every sentence in the joined text, and its passage."""
    forms, _, kinds, codes, starts, _ = read
    of, kind = rules(language), kinds[codes]
    where = np.flatnonzero((kind == END) | (kind == CLOSING))
    borders = [*np.searchsorted(starts[where], places.begins).tolist(), len(where)]
    at, code = starts[where].tolist(), codes[where].tolist()
    spans: list[tuple[int, int]] = []
    passage: list[int] = []
    for number, (begin, size) in enumerate(zip(places.begins.tolist(), places.sizes.tolist(), strict=True)):
        marks = (Piece(at[i], forms[code[i]], int(kinds[code[i]])) for i in range(borders[number], borders[number + 1]))
        found = ends(places.text, begin, begin + size, marks, of)
        spans.extend(found)
        passage.extend([number] * len(found))
    return np.array(spans, dtype=np.int64).reshape(-1, 2), np.array(passage, dtype=np.int64)


def _in_capitals(text: str, spans: Array) -> Array:
    found = [text[start:end].isupper() for start, end in spans.tolist()]
    return np.array(found, dtype=bool)


def _lemmas(forms: list[str], norms: list[str], codes: Array, capitals: Array, language: str | None) -> Any:
    """The lemmas of tokens; long words of sentences in capitals are looked up in lower case."""
    lemmas = [lemma(form, language) for form in forms]
    long = np.array([len(form) > SHORT for form in forms], dtype=bool)
    lowered = capitals & long[codes]
    if lowered.any():
        numbers, inverse = np.unique(codes[lowered], return_inverse=True)
        codes = codes.copy()
        codes[lowered] = len(lemmas) + inverse
        lemmas += [lemma(norms[number], language) for number in numbers.tolist()]
    return _column(lemmas, codes)


def _sections(passages: Sequence[Passage]) -> Any:
    return pd.array([passage.section for passage in passages], dtype="Int64")


def _factorised(values: Sequence[str]) -> tuple[list[str], Array]:
    kinds = list(dict.fromkeys(values))
    numbers = {value: number for number, value in enumerate(kinds)}
    return kinds, np.array([numbers[value] for value in values], dtype=np.int64)
