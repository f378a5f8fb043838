"""What a model's tags add to the rules: people and organisations that no rule and no list knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from helpers.names.people import civility
from helpers.names.reading import Line, Word
from helpers.names.tagger import Tag

if TYPE_CHECKING:
    from helpers.names.rules import Recogniser

_LEADING = {"le", "la", "l'", "les", "the"}


class Tags:
    """A model's tags, looked up by place and by word."""

    def __init__(self, tags: Sequence[Tag], lines: Sequence[Line]) -> None:
        self.tags, self.lines = tags, lines
        self._at = {(t.line, i): t for t in tags for i in range(t.first, t.last)}
        self._labels: dict[str, set[str]] = {}
        self.lone_people: set[str] = set()
        for t in tags:
            words = lines[t.line].words[t.first : t.last]
            if len(words) == 1:
                self._labels.setdefault(words[0].key, set()).add(t.label)
                if t.label == "PER":
                    self.lone_people.add(words[0].key)

    def label(self, line: Line, i: int, j: int) -> str | None:
        """The label of the tag that covers words ``i`` to ``j``, if one does."""
        t = self._at.get((line.index, i))
        return t.label if t and t.last >= j else None

    def labels_of(self, key: str) -> set[str]:
        """Every label that a word has where it is a name by itself."""
        return self._labels.get(key, set())

    def _spans(self, label: str) -> Iterator[tuple[Line, Tag, Sequence[Word]]]:
        """Tags with a label, the longest first, those in lines of capitals left out."""
        for t in sorted(self.tags, key=lambda t: t.first - t.last):
            if t.label == label and not self.lines[t.line].caps:
                yield self.lines[t.line], t, self.lines[t.line].words[t.first : t.last]

    def add_people(self, found: Recogniser) -> None:
        """People whom no rule found; a name that goes on where the rules stopped takes the place of theirs."""
        lists = found.lists
        for line, t, words in self._spans("PER"):
            taken = found.person_words[line.index]
            inside = [i for i in range(t.first, t.last) if i in taken]
            first = t.first
            while first < t.last - 1 and (not words[first - t.first].is_word or civility(line.words, first + 1, lists)):
                first += 1
            words = line.words[first : t.last]
            if len(inside) == len(words) or not words[-1].is_word:
                continue
            if len(words) == 1 and not inside:
                if self._is_person(words[0], found) and not found.known_person(line, first, t.last):
                    found.add_person(line, first, t.last, "model: a person")
                continue
            if inside and (min(inside) < first or not words[0].cap):
                continue
            if lists.roles.match(line.words, first) or not (words[0].cap and words[0].is_word):
                continue
            if inside:
                short = line.text[line.words[inside[0]].start : line.words[inside[-1]].end]
                if found.people.get(short) and len(inside) < len(words):
                    del found.people[short]
            found.add_person(line, first, t.last, "model: a person")

    def _is_person(self, word: Word, found: Recogniser) -> bool:
        """Whether a word that stands alone may be somebody's name."""
        lists = found.lists
        listed = (
            word.key in lists.names
            or word.key in lists.seats
            or word.key in lists.demonyms
            or lists.has("organisation_heads", word.key)
            or lists.has("months", word.key)
            or lists.has("days", word.key)
        )
        common = word.key in found.lower or (word.first and lists.has("openers", word.key))
        return word.cap and not word.upper and len(word.key) > 2 and not listed and not common

    def add_organisations(self, found: Recogniser) -> None:
        """Organisations that neither head noun nor list shows."""
        counts = Counter(line.text[words[0].start : words[-1].end] for line, _, words in self._spans("ORG"))
        for line, t, words in self._spans("ORG"):
            taken = found.person_words[line.index]
            if any(i in taken for i in range(t.first, t.last)) or not self._is_body(words, line, t, found):
                continue
            name = line.text[words[0].start : words[-1].end]
            club = len(words) > 1 and any(found.lists.has("club_prefixes", w.key) and w.upper for w in words)
            found.runs[name] = max(found.runs[name], counts[name])
            found.add_organisation(line, t.first, t.last, "club" if club else "model: an organisation")

    def _is_body(self, words: Sequence[Word], line: Line, t: Tag, found: Recogniser) -> bool:
        lists = found.lists
        if not words[0].is_word or not words[-1].is_word:
            return False
        if words[0].lower in _LEADING and (not words[0].cap or words[0].first):
            return False
        named = [w for w in words if w.cap and w.is_word]
        if not named or lists.names.match(line.words, t.first):
            return False
        if len(words) == 1:
            word = words[0]
            seat = word.key in lists.seats or word.key in lists.demonyms
            common = word.key in found.lower and word.first
            part = any(name.split()[0] == word.text and " " in name for name in found.organisations)
            generic = lists.has("capitalised", word.key) or lists.has("institutions", word.key)
            head = lists.has("organisation_heads", word.key) or lists.has("denominations", word.key)
            return not (seat or common or part or generic or head) and len(word.key) > 1
        return words[0].cap or lists.has("denominations", words[0].key) or lists.has("organisation_heads", words[0].key)
