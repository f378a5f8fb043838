"""Word shingles of many texts as 64-bit numbers: words folded and split as ``helpers.copies`` does it, in bulk.

Characters are looked up in a table that is made from ``helpers.lines.fold`` and ``helpers.copies``'s word splitting; a
word is the sum of its characters' numbers times powers of an odd base (Karp and Rabin 1987), a shingle that of its
words'. Two different shingles have the same number about once in 10^17: what is counted over them counts as exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, is_normalized, normalize

import numpy as np
import numpy.typing as npt

from helpers.copies.dump import split_words
from helpers.lines import fold

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

_TABLE_SIZE = 0x20000  # alphabets and emoji; texts with others, or with Chinese characters, take the slow path
_COMPOSING = 0x3400  # below it are all characters that folding changes or drops though they are no letters
_CHINESE = 0xA000  # and between the two the characters each of which is a word
_JAMO = slice(0x1100, 0x1200)  # Korean letters that join
_SPLIT, _SLOW, _DROP = np.uint64(0), np.uint64(1), np.uint64(2)  # what is no number of a character
_BATCH = 100_000  # characters hashed at once: what stays in a processor's cache
_BASE = 0x9E3779B97F4A7C15 | 1
_STEPS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # splitmix64 (Steele, Lea and Flood 2014)


@dataclass(frozen=True, slots=True)
class Shingled:
    """Shingles of texts, in reading order: text ``i`` has ``shingles[offsets[i]:offsets[i + 1]]``, repeats included."""

    shingles: Hashes
    offsets: Ints
    words: Ints  # of each text
    whole: Hashes  # a number of each text's words in their order: equal where the folded words are


def shingled(texts: Sequence[str], size: int) -> Shingled:
    """The shingles of ``size`` words of each text; a text of fewer words has none.

    >>> found = shingled(["L\u2019été, à Paris", "l'ete a paris", "L'ÉTÉ À PARIS !", ""], 3)
    >>> found.words.tolist(), found.offsets.tolist(), bool(found.whole[0] == found.whole[2])
    ([4, 4, 4, 0], [0, 2, 4, 6, 6], True)
    """
    parts, words, wholes = [], [], []
    for batch in _batches(texts):
        hashes, counts = word_hashes(batch)
        ends = np.cumsum(counts)
        wholes.append(_wholes(hashes, counts, ends))
        words.append(counts)
        if len(hashes) < size:
            continue
        total = hashes[: len(hashes) - size + 1].copy()
        for k in range(1, size):
            total *= np.uint64(_BASE)
            total += hashes[k : len(hashes) - size + 1 + k]
        inside = np.ones(len(hashes), bool)
        for k in range(1, size):
            inside[(ends - k)[counts >= k]] = False
        parts.append(total[inside[: len(total)]])
    lengths = np.concatenate(words) if words else np.zeros(0, np.int64)
    offsets = np.concatenate(([0], np.cumsum(np.maximum(lengths - size + 1, 0))))
    return Shingled(
        np.concatenate(parts) if parts else np.zeros(0, np.uint64),
        offsets.astype(np.int64),
        lengths,
        np.concatenate(wholes) if wholes else np.zeros(0, np.uint64),
    )


def joined(parts: Sequence[Shingled]) -> Shingled:
    """The shingles of texts that were read in parts, as if in one.

    >>> both = joined([shingled(["un deux trois"], 3), shingled(["", "quatre cinq six sept"], 3)])
    >>> both.words.tolist(), both.offsets.tolist()
    ([3, 0, 4], [0, 1, 1, 3])
    """
    if not parts:
        return shingled([], 1)
    sizes = [np.diff(part.offsets) for part in parts]
    return Shingled(
        np.concatenate([part.shingles for part in parts]),
        np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64),
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.whole for part in parts]),
    )


def word_hashes(texts: Sequence[str]) -> tuple[Hashes, Ints]:
    """The number of each word of all texts, in order, and how many words each text has.

    >>> hashes, counts = word_hashes(["Été comme été", "", "été"])
    >>> counts.tolist(), len(set(hashes.tolist()))
    ([3, 0, 1], 2)
    """
    numbers, starts = _numbers(texts)
    inside = numbers > _DROP
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    first[starts[starts < len(first)]] = inside[starts[starts < len(first)]]
    begin = np.flatnonzero(first)
    if not len(begin):
        return np.zeros(0, np.uint64), np.zeros(len(texts), np.int64)
    powers, inverse = _powers(1 << max(17, len(numbers).bit_length()))
    sums = np.cumsum(numbers * powers[: len(numbers)])
    hashes = sums[np.append(begin[1:], len(sums)) - 1]
    hashes[1:] -= hashes[:-1].copy()
    hashes *= inverse[begin]
    at = np.searchsorted(begin, np.append(starts, len(numbers)))
    return mixed(hashes), np.diff(at).astype(np.int64)


def mixed(values: Hashes) -> Hashes:
    """Numbers spread over all 64 bits, in place."""
    for shift, step in zip((30, 27), _STEPS, strict=True):
        values ^= values >> np.uint64(shift)
        values *= np.uint64(step)
    values ^= values >> np.uint64(31)
    return values


def _wholes(hashes: Hashes, counts: Ints, ends: Ints) -> Hashes:
    """A number of each text's words in their order."""
    found = mixed(counts.astype(np.uint64))
    full = counts > 0
    if full.any():
        powers, inverse = _powers(1 << max(17, len(hashes).bit_length()))
        begin = (ends - counts)[full]
        found[full] += np.add.reduceat(hashes * powers[: len(hashes)], begin) * inverse[begin]
    return mixed(found)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start, size = 0, 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH:
            yield texts[start : i + 1]
            start, size = i + 1, 0
    if start < len(texts):
        yield texts[start:]


def _numbers(texts: Sequence[str]) -> tuple[Hashes, Ints]:
    """A number for each character of all texts, 0 for those between words; and where each text starts."""
    joined = "".join(texts)
    if "ß" in joined:  # the one letter in daily use that folds into two
        texts = [text.replace("ß", "ss") for text in texts]
        joined = "".join(texts)
    numbers = _table().take(_points(joined), mode="clip")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    if not (numbers - _SLOW <= _DROP - _SLOW).any():
        return numbers, ends - lengths
    slow = np.flatnonzero(numbers == _SLOW)
    if len(slow):
        pieces: list[Hashes] = []
        last = 0
        for i in np.unique(np.searchsorted(ends, slow, side="right")).tolist():
            pieces += [numbers[last : ends[i] - lengths[i]], _slowly(texts[i])]
            last = ends[i]
            lengths[i] = len(pieces[-1])
        numbers = np.concatenate([*pieces, numbers[last:]])
        ends = np.cumsum(lengths)
    starts = ends - lengths
    dropped = numbers == _DROP
    starts -= np.concatenate(([0], np.cumsum(dropped)))[starts]
    return numbers[~dropped], starts


def _slowly(text: str) -> Hashes:
    """The numbers of a text's characters where some must be put together first, or are in no table."""
    numbers = _table().take(_points(normalize("NFC", text)), mode="clip")
    if (numbers != _SLOW).all():
        return numbers
    points = _points(" ".join(split_words(fold(text))))
    return np.where(points == ord(" "), _SPLIT, _of_characters(points))


def _points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _of_characters(points: npt.NDArray[np.uint32]) -> Hashes:
    return mixed(points.astype(np.uint64) * np.uint64(_BASE)) | np.uint64(4)  # never one of the three above


@cache
def _table() -> Hashes:
    """The number of each of the first characters of Unicode, and in the last place of all others that they are slow."""
    plain = _of_characters(np.arange(_TABLE_SIZE, dtype=np.uint32))
    table = np.full(_TABLE_SIZE + 1, _SLOW)
    for point in (*range(_COMPOSING), *range(_CHINESE, _TABLE_SIZE)):
        char = chr(point)
        if point >= _COMPOSING:
            letter = char.isalnum() and char.casefold() == char and is_normalized("NFC", char)
            table[point] = plain[point] if letter else _SLOW if char.isalnum() else _SPLIT
            continue
        if combining(char) or not is_normalized("NFC", char):
            continue
        words = split_words(fold(f"a{char}a"))
        if words == ["a", "a"]:
            table[point] = _SPLIT
        elif words == ["aa"]:
            table[point] = _DROP
        elif len(words) == 1 and len(words[0]) == 3 and ord(words[0][1]) < _TABLE_SIZE:
            table[point] = plain[ord(words[0][1])]
    for point in map(ord, _joining()):
        table[point] = _SLOW
    table[_JAMO] = _SLOW
    table.flags.writeable = False
    return table


def _joining() -> str:
    """The characters that may join one before them, marks aside: vowel signs of Indian and other scripts."""
    return "".join(
        parts[1]
        for parts in (normalize("NFD", chr(point)) for point in (*range(0x900, 0x1C00), *range(0x11000, 0x12000)))
        if len(parts) == 2
    )


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base modulo 2^64 and of its inverse."""
    bases = np.array([_BASE, pow(_BASE, -1, 2**64)], np.uint64)
    found = np.ones((2, size), np.uint64)
    done = 1
    while done < size:
        step = min(done, size - done)
        factor = np.array([pow(int(base), done, 2**64) for base in bases], np.uint64)
        found[:, done : done + step] = found[:, :step] * factor[:, None]
        done += step
    return found[0], found[1]
