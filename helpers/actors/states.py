"""States by what they are called: "le voisin turc", "le pays", "l'État"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.actors.determiners import DEFINITE
from helpers.language import word_set
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Timeline

_NEAR = 3
_REACH = 12
_OF = {"de", "d'", "du", "des", "of", "où", "qui"}


class StateFinder:
    """States that a common noun refers to; ``taken`` = what is named, by name, demonym or capital."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.inside = {(f.line, i) for f in taken if f.form == "name" for i in range(f.first, f.last)}
        self.states = Timeline(f for f in taken if f.kind == "state")
        self.nouns = word_set(lists.language, "state_nouns")
        self.alone = word_set(lists.language, "state_nouns_alone")
        self.ranks = word_set(lists.language, "ranks")

    def find(self) -> list[Found]:
        """Mentions of form role, and of form name for "l'État"."""
        found = []
        for line in self.lines:
            for i, word in enumerate(line.words):
                if not word.is_word or (line.index, i) in self.inside:
                    continue
                if state := self._state(line, i) or self._the_state(line, i):
                    found.append(state)
        return found

    def _state(self, line: Line, i: int) -> Found | None:
        words, lower = line.words, line.words[i].lower
        if lower not in self.nouns and lower not in self.alone:
            return None
        first, last = i, i + 1
        while first and words[first - 1].lower in self.ranks:
            first -= 1
        english = self.lists.language == "en"
        before = first - 1 if english and first and self.lists.demonyms.match(words, first - 1) else first
        if not before or words[before - 1].lower not in DEFINITE | {"ce", "cet", "this"}:
            return None
        if before < first:
            return self._found(line, before, last, self.lists.demonyms.match(words, before), "named by its demonym")
        if last < len(words) and (demonym := self.lists.demonyms.match(words, last, caps=line.caps)):
            return self._found(line, first, demonym[0], demonym, "named by its demonym")
        if last < len(words) and words[last].lower == "coloniale":
            other = self._other(line, first)
            return Found(line.index, first, last + 1, other, "state", "role", "the other state") if other else None
        if lower not in self.alone or first < i or (last < len(words) and words[last].lower in _OF):
            return None
        if before > 1 and words[before - 2].lower in {"dans", "de"} | word_set(self.lists.language, "all_over"):
            return None
        near = self._near(line, first)
        return Found(line.index, first, last, near[0], "state", "role", "the state named last") if near else None

    def _near(self, line: Line, first: int) -> list[str]:
        """The states named in the last few sentences, the last one first."""
        here = line.words[first].sentence
        before = self.states.before(line.index, first, _REACH)
        near = [f for f in before if here - self.lines[f.line].words[f.first].sentence <= _NEAR]
        return list(dict.fromkeys(f.actor for f in near))

    def _other(self, line: Line, first: int) -> str | None:
        """The state that is not the one named in the same sentence: the former colonial power of that one."""
        near = self._near(line, first)
        return near[1] if len(near) > 1 else None

    def _found(self, line: Line, first: int, last: int, match: object, evidence: str) -> Found | None:
        if not isinstance(match, tuple):
            return None
        return Found(line.index, first, last, match[1][0], "state", "role", evidence)

    def _the_state(self, line: Line, i: int) -> Found | None:
        """ "L'État" in a French article: the French state, unless a place or a noun goes on."""
        words = line.words
        written = words[i].text == "État" or (line.caps and words[i].key == "etat")
        if self.lists.language != "fr" or not written or not i or words[i - 1].lower != "l'":
            return None
        after = words[i + 1] if i + 1 < len(words) and not line.caps else None
        if after is not None and (after.cap or after.lower in {"de", "d'"}):
            return None
        if self.lists.demonyms.match(words, i + 1) if i + 1 < len(words) else None:
            return None
        return Found(line.index, i, i + 1, "État français", "state", "name", "the State, in a French article")
