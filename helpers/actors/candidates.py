"""What no rule knows but comes back: capitalised words in mid-sentence, and phrases in quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.language import word_list
from helpers.lines import Passage, fold
from helpers.names.lists import Lists, load
from helpers.names.reading import Line, Word, read

LEAST = 3  # occurrences
LONGEST = 6  # words
_OPENING = {"«": "»", "“": "”", "„": "“", '"': '"', "‹": "›"}
_TITLE_CASE = 0.6  # share of a line's longer words from which its capitals say nothing
_NEARLY = 0.75  # share of a run's places in which the same word follows
_SHORT = 3  # letters of a word that title case may leave small


@dataclass(slots=True)
class Candidate:
    """A phrase that may be an actor; ``places`` are passage, start and end in its text."""

    text: str
    evidence: str
    places: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Seed:
    """A phrase that was seen capitalised in mid-sentence, or quoted, and how often."""

    words: tuple[str, ...]
    capital: int = 0
    quoted: int = 0
    forms: Counter[str] = field(default_factory=Counter)


def find_candidates(
    passages: Sequence[Passage], language: str | None, taken: Iterable[tuple[int, int]]
) -> list[Candidate]:
    """Phrases that occur three times or more outside mentions, the most frequent first.

    A phrase begins with a capital in mid-sentence at least once, and goes on with the small word that nearly always
    follows ("Gilets jaunes"), or stands in quotation marks three times. It is no day, month, demonym, state or capital
    that the lists know, nor a word that the text also writes small. ``taken`` are source offsets of mentions.

    >>> from helpers.lines import repair
    >>> text = "Hier les Gilets jaunes. Ici des Gilets jaunes. Ce sont les Gilets jaunes."
    >>> [(c.text, len(c.places)) for c in find_candidates([repair(text)], "fr", [])]
    [('Gilets jaunes', 3)]
    """
    lists = load(language)
    lines = read(passages, language)
    free = _Free(passages, taken)
    finder = _Finder(lines, lists, free)
    return finder.find()


class _Free:
    """Which words of the passages lie outside all mentions."""

    def __init__(self, passages: Sequence[Passage], taken: Iterable[tuple[int, int]]) -> None:
        self.passages = passages
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(taken):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def __call__(self, line: Line, word: Word) -> bool:
        start, end = self.passages[line.index].span(word.start, word.end)
        at = bisect_right(self.starts, end - 1) - 1
        return at < 0 or self.ends[at] <= start


class _Finder:
    def __init__(self, lines: Sequence[Line], lists: Lists, free: _Free) -> None:
        self.lines, self.lists, self.free = lines, lists, free
        self.links = _links(lists.language)
        self.small = {w.lower for line in lines for w in line.words if not w.cap}
        self.seeds: dict[tuple[str, ...], _Seed] = {}

    def find(self) -> list[Candidate]:
        free = [[self.free(line, word) for word in line.words] for line in self.lines]
        for line, unused in zip(self.lines, free, strict=True):
            if not line.caps and not _in_title_case(line):
                for first, last in self._runs(line, unused):
                    self._seed(line, first, last).capital += 1
            for first, last in _quotes(line):
                if all(unused[first:last]):
                    self._seed(line, first, last).quoted += 1
        self._lengthen(free)
        wanted = {
            keys: seed
            for keys, seed in self.seeds.items()
            if self._may_be(seed) and (seed.capital or seed.quoted >= LEAST)
        }
        places = self._places(wanted, free)
        found = [
            Candidate(_usual(wanted[keys]), _evidence(wanted[keys]), at)
            for keys, at in places.items()
            if len(at) >= LEAST
        ]
        return sorted(found, key=lambda c: (-len(c.places), c.places[0]))

    def _runs(self, line: Line, unused: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Capitalised words in mid-sentence, with the links between them."""
        words, i = line.words, 0
        while i < len(words):
            if not self._opens(words[i]) or not unused[i]:
                i += 1
                continue
            end = i + 1
            while end < len(words):
                after = end
                while after < min(end + 3, len(words)) and words[after].lower in self.links:
                    after += 1
                if after < len(words) and self._opens(words[after]) and all(unused[end : after + 1]):
                    end = after + 1
                else:
                    break
            if end - i <= LONGEST:
                yield i, end
            i = end

    def _opens(self, word: Word) -> bool:
        has = self.lists.has
        calendar = any(has(name, w) for name in ("days", "months") for w in (word.lower, word.key))
        opens = word.cap and word.is_word and not word.first and len(word.text) > 1
        return opens and not calendar and word.text not in self.lists.titles

    def _seed(self, line: Line, first: int, last: int) -> _Seed:
        words = line.words[first:last]
        keys = tuple(_key(w) for w in words)
        seed = self.seeds.setdefault(keys, _Seed(keys))
        seed.forms[line.text[words[0].start : words[-1].end]] += 1
        return seed

    def _lengthen(self, free: Sequence[Sequence[bool]]) -> None:
        """A run that one word in small letters nearly always follows goes on with it: "Gilets jaunes"."""
        seeds = {keys: seed for keys, seed in self.seeds.items() if seed.capital >= 1 and len(keys) < LONGEST}
        after: dict[tuple[str, ...], Counter[str]] = {}
        for keys, line, first in self._matches(seeds, free):
            words, last = line.words, first + len(keys)
            follows = words[last] if last < len(words) and free[line.index][last] else None
            gap = follows is None or follows.sentence != words[first].sentence or not self._goes_on(line, follows)
            after.setdefault(keys, Counter())["" if gap or follows is None else _key(follows)] += 1
        for keys, counted in after.items():
            word, times = counted.most_common(1)[0]
            if word and times >= LEAST and times >= _NEARLY * counted.total():
                self.seeds.setdefault((*keys, word), _Seed((*keys, word))).capital += self.seeds[keys].capital

    def _goes_on(self, line: Line, word: Word) -> bool:
        lists = self.lists
        return (
            word.is_word
            and (line.caps or not word.cap)
            and len(word.text) > 2
            and not any(lists.has(name, word.key) for name in ("stopwords", "actor_verbs", "days", "months"))
            and not word.lower.startswith("-")
        )

    def _may_be(self, seed: _Seed) -> bool:
        """Whether a phrase is none that the lists know, and no common word."""
        lists, words = self.lists, seed.words
        if not any(any(map(str.isalpha, word)) for word in words):
            return False
        if all(lists.has("stopwords", word) or lists.has("openers", word) for word in words):
            return False
        if len(words) == 1 and not seed.quoted:
            return lists.language != "de" and words[0] not in self.small  # German writes every noun with a capital
        return True

    def _places(
        self, wanted: dict[tuple[str, ...], _Seed], free: Sequence[Sequence[bool]]
    ) -> dict[tuple[str, ...], list[tuple[int, int, int]]]:
        places: dict[tuple[str, ...], list[tuple[int, int, int]]] = {}
        for keys, line, first in self._matches(wanted, free):
            words = line.words[first : first + len(keys)]
            if self._known(line, first, first + len(keys)):
                continue
            wanted[keys].forms[line.text[words[0].start : words[-1].end]] += 0 if line.caps else 1
            places.setdefault(keys, []).append((line.index, words[0].start, words[-1].end))
        return places

    def _known(self, line: Line, first: int, last: int) -> bool:
        """Whether the lists know the phrase as the name of a place or a people."""
        lists, words = self.lists, line.words
        return any(
            found is not None and found[0] >= last
            for found in (
                phrases.match(words, first, caps=line.caps) for phrases in (lists.seats, lists.demonyms, lists.names)
            )
        )

    def _matches(
        self, wanted: dict[tuple[str, ...], _Seed], free: Sequence[Sequence[bool]]
    ) -> Iterator[tuple[tuple[str, ...], Line, int]]:
        """Every place of the phrases outside mentions, the longest at each, none inside another.

        What was seen with a capital only wants one, unless the line is in capitals.
        """
        lengths: dict[str, list[int]] = {}
        for keys in wanted:
            there = lengths.setdefault(keys[0], [])
            if len(keys) not in there:
                there.append(len(keys))
                there.sort(reverse=True)
        for line, unused in zip(self.lines, free, strict=True):
            words, i = line.words, 0
            keys_there = [_key(w) for w in words]
            while i < len(words):
                for length in lengths.get(keys_there[i], ()):
                    keys = tuple(keys_there[i : i + length])
                    seed = wanted.get(keys)
                    together = len(keys) == length and words[i].sentence == words[i + length - 1].sentence
                    if seed is None or not together or not all(unused[i : i + length]):
                        continue
                    if line.caps or words[i].cap or seed.quoted >= LEAST:
                        yield keys, line, i
                        i += length - 1
                        break
                i += 1


def _key(word: Word) -> str:
    return fold(word.text) if not word.text.isascii() else word.lower


def _links(language: str | None) -> frozenset[str]:
    """The words that may join two capitalised ones, as "de" and "la" do."""
    joins = [entry.partition(":")[2] for entry in word_list(language, "term_links") if entry.startswith(("de:", "of:"))]
    pieces = " ".join(joins).replace(",", " ").replace("l'", "l' ").split()
    return frozenset(pieces)


def _in_title_case(line: Line) -> bool:
    """Whether most longer words of a line have a capital, as in English headlines."""
    if line.role not in {"title", "subtitle", "heading"}:
        return False
    long = [w for w in line.words if w.is_word and len(w.text) > _SHORT and not w.first]
    return len(long) > 2 and sum(w.cap for w in long) > _TITLE_CASE * len(long)


def _quotes(line: Line) -> Iterator[tuple[int, int]]:
    """What stands between two quotation marks, if it is short and no sentence."""
    words, i = line.words, 0
    while i < len(words):
        closing = _OPENING.get(words[i].text)
        if closing:
            for end in range(i + 1, min(i + LONGEST + 2, len(words))):
                if words[end].text == closing:
                    if end > i + 1 and all(w.is_word for w in words[i + 1 : end]):
                        yield i + 1, end
                        i = end
                    break
        i += 1


def _usual(seed: _Seed) -> str:
    """The form that occurs most; of two as frequent ones, the first."""
    return seed.forms.most_common(1)[0][0] if seed.forms else " ".join(seed.words)


def _evidence(seed: _Seed) -> str:
    said = [f"capital in mid-sentence {_times(seed.capital)}"] if seed.capital else []
    said += [f"in quotation marks {_times(seed.quoted)}"] if seed.quoted else []
    return ", ".join(said)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
