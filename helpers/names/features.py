"""What the name model looks at: a word, its neighbours, the run of capitals it is in, its other places in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import simplemma

from helpers.names.gazetteers import Gazetteers, gazetteers
from helpers.names.lists import Lists, load
from helpers.names.reading import Line, Word, fold
from helpers.words.shares import listed_shares

_DIGIT = re.compile(r"\d")
_LINKS = frozenset("de du des d' la le les l' van von der den el al ben bin - .".split())
_ARTICLES = {"le", "la", "l'", "les", "un", "une", "ancien", "ancienne"}
_LEFT = {"à", "en", "vers", "depuis", "dans", "sur"}


class Kind(NamedTuple):
    """What a word type is by itself, wherever it stands."""

    shape: str
    lower: str
    flags: str


def _shape(text: str) -> str:
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in text[:24]]
    out = kinds[0] if kinds else ""
    for kind, previous in zip(kinds[1:], kinds, strict=False):
        if kind != previous:
            out += kind
    return out + ("1" if len(text) == 1 else "2" if len(text) == 2 and out == "X" else "")


def describe(text: str, language: str) -> tuple[Kind, tuple[list[str], ...]]:
    """A word type, and its features for the words at -2, -1, 0, +1 and +2 from it, in this order."""
    lower = _DIGIT.sub("0", text.lower())[:30]
    shape = _shape(text)
    flags = gazetteers(language).flags.get(fold(text), "")
    share = listed_shares(language).get(lower, 0.0)
    common = "0" if not share else "1" if share < 1e-5 else "2" if share < 1e-4 else "3"
    known = ("k" if simplemma.is_known(lower, lang=language) else "u") if lower[:1].isalpha() else ""
    own = [f"w={lower}", f"s={shape}", f"z={common}{known}{shape}", f"G={flags}", *(f"g={x}" for x in flags)]
    if (len(lower) > 3 and lower.isalpha()) or "-" in lower:
        own += [f"2={lower[-2:]}", f"3={lower[-3:]}", f"4={lower[-4:]}", f"p={lower[:3]}", f"q={lower[:4]}"]
    far = [f"w={lower}", f"s={shape}", f"G={flags}"]
    near = [*far, f"3={lower[-3:]}"]
    seen = (("++", far), ("+", near), ("", own), ("-", near), ("--", far))
    return Kind(shape, lower, flags), tuple([side + f for f in features] for side, features in seen)


@cache
def _begins(language: str) -> frozenset[str]:
    """The words that a listed phrase begins with: only there is one looked for."""
    lists, known = load(language), gazetteers(language)
    return frozenset().union(*(p.begins() for p in (lists.names, known.phrases, lists.roles, lists.demonyms)))


class Features:
    """Features of every word of a document, sentence by sentence."""

    def __init__(self, lines: Sequence[Line], language: str) -> None:
        self.lines, self.language = lines, language
        self.lists: Lists = load(language)
        self.known: Gazetteers = gazetteers(language)
        self.document = _document(lines, self.known)
        self.begins = _begins(language)

    def context(self, line: Line, kinds: Sequence[Kind]) -> tuple[list[list[str]], list[tuple[int, int, list[str]]]]:
        """What the types of a word and its neighbours do not say: features of each word, and of stretches of words."""
        words = line.words
        phrases = self._phrases(line)
        last = len(words) - 1
        rows: list[list[str]] = []
        for i, word in enumerate(words):
            shape = kinds[i].shape
            row = list(self.document.get(word.key, ()))
            if i:
                row.append(f"-ws={kinds[i - 1].lower}|{shape}")
                if phrases[i - 1]:
                    row.append("-ph=" + phrases[i - 1])
            if i > 1:
                row.append(f"-ww={kinds[i - 2].lower}|{kinds[i - 1].lower}")
            if i < last:
                row.append(f"+ws={kinds[i + 1].lower}|{shape}")
                if phrases[i + 1]:
                    row.append("+ph=" + phrases[i + 1])
            if phrases[i]:
                row.append("ph=" + phrases[i])
            if word.first:
                row.append("first=" + shape)
            if line.index == 0:
                row.append("title")
            rows.append(row)
        return rows, list(self._runs(line, kinds, phrases, rows))

    def _phrases(self, line: Line) -> list[str]:
        """The list, if any, that has an entry of which the word is part, and whether it begins the entry."""
        words = line.words
        tags = [""] * len(words)
        listings = (
            ("", self.lists.names),
            ("", self.known.phrases),
            ("role", self.lists.roles),
            ("demonym", self.lists.demonyms),
        )
        i = 0
        while i < len(words):
            word = words[i]
            if word.key not in self.begins or not word.is_word:
                i += 1
                continue
            end, kind = i, ""
            for label, listed in listings:
                if (match := listed.match(words, i, caps=line.caps)) and match[0] > end:
                    end = match[0]
                    kind = label or str(match[1][1] if listed is self.lists.names else match[1][0])
            if end == i:
                i += 1
                continue
            for k in range(i, end):
                tags[k] = ("B" if k == i else "I") + kind
            i = end
        return tags

    def _runs(
        self, line: Line, kinds: Sequence[Kind], phrases: Sequence[str], rows: list[list[str]]
    ) -> Iterator[tuple[int, int, list[str]]]:
        """What stands around each run of capitals; the place of a word in its run is added to ``rows``."""
        words = line.words
        i = 0
        while i < len(words):
            if not (words[i].cap and words[i].is_word):
                i += 1
                continue
            end = i + 1
            while end < len(words) and words[end].sentence == words[i].sentence:
                if words[end].cap and words[end].is_word:
                    end += 1
                    continue
                k = end
                while k < len(words) and k < end + 2 and words[k].lower in _LINKS:
                    k += 1
                if end < k < len(words) and words[k].cap:
                    end = k + 1
                    continue
                break
            common = [f"rn={min(end - i, 6)}", f"r0={kinds[i].lower}", f"r9={kinds[end - 1].lower}"]
            common += [f"rG={kinds[i].flags}", f"rz={kinds[end - 1].flags}"]
            left = self._content(words, i - 1, -1)
            right = self._content(words, end, 1)
            if left is not None:
                common += [f"cl={kinds[left].lower}", f"cL={kinds[left].flags}"]
            if right is not None:
                common += [f"cr={kinds[right].lower}", f"cR={kinds[right].flags}"]
            if led := _led_by(words, phrases, i):
                common.append(f"led={led}")
            if end + 1 < len(words) and words[end].text in {",", "("}:
                after = end + 1 + (words[end + 1].lower in _ARTICLES)
                if after < len(words) and phrases[after]:
                    common.append(f"then={words[end].text}{phrases[after]}")
            for k in range(i, end):
                rows[k].append(f"rp={min(k - i, 3)}{min(end - k, 3)}")
            yield i, end, common
            i = end

    def _content(self, words: Sequence[Word], i: int, step: int) -> int | None:
        """The nearest word on one side, function words and adjectives of origin left out, at most six away."""
        for k in range(i, i + 6 * step, step):
            if not 0 <= k < len(words):
                return None
            if words[k].is_word and not self.lists.has("stopwords", words[k].key):
                return k
        return None


def _led_by(words: Sequence[Word], phrases: Sequence[str], i: int) -> str:
    """The kind of listed phrase that ends before word ``i``, adjectives left out: "le ministre italien Paolo"."""
    for k in range(i - 1, max(-1, i - 5), -1):
        if phrases[k] and not phrases[k].endswith("demonym"):
            return phrases[k][1:]
        if not words[k].is_word or words[k].cap or words[k].lower in _LINKS:
            return ""
    return ""


def _document(lines: Sequence[Line], known: Gazetteers) -> dict[str, tuple[str, ...]]:
    """What the whole document says of a capitalised word: features by folded word."""
    mid: set[str] = set()
    lower: set[str] = set()
    led: dict[str, set[str]] = {}
    for line in lines:
        if line.caps:
            continue
        words = line.words
        for i, word in enumerate(words):
            if not word.is_word:
                continue
            if not word.cap:
                lower.add(word.key)
                continue
            if not word.first:
                mid.add(word.key)
            if i:
                before = words[i - 1]
                if before.cap and "F" in known.flags.get(before.key, ""):
                    led.setdefault(word.key, set()).add("D=first")
                elif "T" in known.flags.get(before.key, ""):
                    led.setdefault(word.key, set()).add("D=title")
                elif before.lower in _LEFT:
                    led.setdefault(word.key, set()).add("D=in")
                elif before.text == "(" and word.upper:
                    led.setdefault(word.key, set()).add("D=bracket")
    return {
        key: (
            *sorted(led.get(key, ())),
            "D=" + ("both" if key in mid and key in lower else "mid" if key in mid else "low"),
        )
        for key in mid | (led.keys()) | lower
        if key in mid or key in led or key in lower
    }


def votes(lines: Sequence[Line], tags: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """What a first reading of the whole document says of a word, for a second reading: features by folded word."""
    seen: dict[str, Counter[str]] = {}
    ends: dict[str, set[str]] = {}
    for line, row in zip(lines, tags, strict=True):
        last = len(row) - 1
        for i, (word, tag) in enumerate(zip(line.words, row, strict=True)):
            if word.cap or tag != "O":
                seen.setdefault(word.key, Counter())[tag] += 1
                if tag[0] == "I" and (i == last or row[i + 1][0] != "I"):
                    ends.setdefault(word.key, set()).add("end=" + tag[2:])
    return {key: [*_vote(count), *sorted(ends.get(key, ()))] for key, count in seen.items()}


def around(before2: str, before: str, tag: str, after: str, after2: str) -> list[str]:
    """What a first reading says of a word and its neighbours, for a second reading."""
    return [
        *(f"y={tag}", f"y-={before}", f"y+={after}", f"y--={before2}", f"y++={after2}"),
        *(f"y-y={before}|{tag}", f"y+y={tag}|{after}"),
    ]


def _vote(count: Counter[str]) -> list[str]:
    kinds: Counter[str] = Counter()
    for tag, n in count.items():
        kinds[tag[2:] or "O"] += n
    total = sum(kinds.values())
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    share = "all" if len(ranked) == 1 else "most" if ranked[0][1] * 3 >= total * 2 else "half"
    size = "1" if total == 1 else "2" if total == 2 else "3"
    often = max(sorted(count), key=count.__getitem__)
    return [f"v={ranked[0][0]}{share}{size}", f"vs={'+'.join(sorted(kinds))}", f"vt={often}"]
