"""The words and sentences of an article as frames, made column by column from arrays.

A page's chunks are few types: each is cut once, and its tokens are copied from there. Time and memory grow with the
text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.lines import Passage
from helpers.words.lemmas import is_stop, lemma
from helpers.words.rules import GAP, rules
from helpers.words.sentences import ends
from helpers.words.tokens import CLOSING, END, WORD, Cutter, Piece, cutter, flatten, normal

BLOCK = 1 << 19  # characters cut at once: what is in hand stays small however long the text is
SHORT = 4  # characters: a longer word of a sentence in capitals is looked up in lower case ("OTAN" is not)

Array = np.ndarray[Any, Any]


class _Types(dict[str, int]):
    """The chunks of one text, numbered as they come; for each its tokens, as numbers of forms."""

    def __init__(self, known: Cutter) -> None:
        self.known = known
        self.forms: dict[tuple[str, int], int] = {}
        self.length, self.count, self.first, self.open = array("i"), array("i"), array("i"), array("b")
        self.form, self.offset = array("i"), array("i")

    def __missing__(self, chunk: str) -> int:
        cut = self.known.cut(chunk)
        self.length.append(len(chunk) - chunk.endswith(GAP))
        self.count.append(len(cut.pieces))
        self.first.append(len(self.form))
        self.open.append(cut.open)
        for start, text, kind in cut.pieces:
            self.form.append(self.forms.setdefault((text, kind), len(self.forms)))
            self.offset.append(start)
        self[chunk] = len(self)
        return self[chunk]


def _blocks(flat: str) -> Iterator[str]:
    start = 0
    while (stop := flat.find(" ", start + BLOCK)) >= 0:
        yield flat[start:stop]
        start = stop + 1
    yield flat[start:]


def _read(text: str, language: str | None) -> tuple[list[str], Array, Array, Array, Array]:
    """The forms of a text and their kinds; of every token the number of its form, and where it starts and ends."""
    known = cutter(language)
    types = _Types(known)
    flat = flatten(text, language)
    found = [np.array(list(map(types.__getitem__, block.split(" "))), dtype=np.int32) for block in _blocks(flat)]
    chunks = np.concatenate(found)
    ends_at = np.cumsum(np.asarray(types.length)[chunks] + 1, dtype=np.int64) - 1
    for where in np.flatnonzero(np.asarray(types.open)[chunks]).tolist():
        end = int(ends_at[where])
        chunk = flat[end - types.length[chunks[where]] : end]
        if known.belongs(chunk, text, end):
            chunks[where] = types[chunk + GAP]
    count = np.asarray(types.count)[chunks]
    before = np.cumsum(count, dtype=np.int64) - count
    pieces = np.arange(int(count.sum())) + np.repeat(np.asarray(types.first)[chunks] - before, count)
    starts = np.repeat(ends_at - np.asarray(types.length)[chunks], count) + np.asarray(types.offset, dtype="i4")[pieces]
    codes = np.asarray(types.form, dtype="i4")[pieces]
    forms = [form for form, _ in types.forms]
    sizes = np.fromiter(map(len, forms), dtype="i4", count=len(forms))
    kinds = np.array([kind for _, kind in types.forms], dtype="i1")
    return forms, kinds, codes, starts, starts + sizes[codes]


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
    forms, kinds, codes, starts, stops = _read(places.text, language)
    spans, of = _sentences(places, forms, kinds, codes, starts, language)
    opening = np.searchsorted(starts, spans[:, 0])
    sentence = np.repeat(np.arange(len(spans)), np.diff(opening, append=len(codes)))
    is_word = (kinds >= WORD)[codes]
    norms = [normal(form) for form in forms]
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


def _sentences(
    places: _Places, forms: list[str], kinds: Array, codes: Array, starts: Array, language: str | None
) -> tuple[Array, Array]:
    """Start and end of every sentence in the joined text, and its passage."""
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
