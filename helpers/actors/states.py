"""States by what they are called: "le voisin turc", "le pays", "its neighbour", "l'État"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.actors.antecedents import clause_ends
from helpers.actors.determiners import DEFINITE
from helpers.language import word_list, word_set
from helpers.names.lists import Lists, Phrases
from helpers.names.organisations import is_adjective
from helpers.names.reading import Found, Line, Timeline, Word, fold

_NEAR = 5
_REACH = 12
_POSSESSIVE = {"son", "sa", "leur", "its", "their"}
_DE = {"de", "d'", "du", "des"}


class StateFinder:
    """States that a common noun refers to; ``taken`` = what is named, by name, demonym or capital."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.inside = {(f.line, i) for f in taken if f.form == "name" for i in range(f.first, f.last)}
        self.states = Timeline(f for f in taken if f.kind == "state")
        self.ends = {(f.line, f.last): f.actor for f in taken if f.kind == "state" and f.form != "demonym"}
        self.nouns = Phrases()
        for name in ("state_nouns", "state_nouns_alone", "state_nouns_other"):
            for noun in word_list(lists.language, name):
                self.nouns.add(noun, (name,), lists.language)
        self.kinds = {
            name: word_set(lists.language, name) for name in ("state_nouns", "state_nouns_alone", "state_nouns_other")
        }
        self.ranks = word_set(lists.language, "ranks") | word_set(lists.language, "prenominal")
        self.territory = word_set(lists.language, "all_over")

    def find(self) -> list[Found]:
        """Mentions of form role, and of form name for "l'État"."""
        found = []
        for line in self.lines:
            for i, word in enumerate(line.words):
                if word.is_word and (line.index, i) not in self.inside:
                    state = self._the_state(line, i) or self._state(line, i)
                    found += [state] if state else []
        return found

    def _state(self, line: Line, i: int) -> Found | None:
        words = line.words
        match = self.nouns.match(words, i, caps=line.caps)
        if not match:
            return None
        noun = " ".join(w.lower for w in words[i : match[0]])
        first, demonym = self._start(words, i)
        det = words[first - 1].lower if first else ""
        last, after = self._end(line, match[0])
        demonym = demonym or after
        if beside := self._beside(words, line.index, first, det):
            return self._found(line, first, last, beside, "said of the state named before it")
        if det not in DEFINITE | {"ce", "cet", "this"}:
            return None
        if demonym:
            known = noun in self.kinds["state_nouns"] or noun in self.kinds["state_nouns_alone"]
            return self._found(line, first, last, demonym, "named by its demonym") if known else None
        before = words[first - 2].lower if first > 1 else ""
        if before in self.territory or (det == "du" and not self.lists.has("metonym_cues", fold(before))):
            return None
        near, same = self._near(line, first)
        if noun in self.kinds["state_nouns_alone"]:
            return self._found(line, first, last, near[0], "the state named last") if near else None
        others = near if same else near[1:]
        if last + 1 < len(words) and words[last].lower in _DE | {"of"}:
            if words[last + 1].key not in word_set(self.lists.language, "compass"):
                return None
            last += 2
        if noun in self.kinds["state_nouns_other"] and (det in _POSSESSIVE or " " in noun) and others:
            return self._found(line, first, last, others[0], "the other state")
        return None

    def _beside(self, words: Sequence[Word], line: int, first: int, det: str) -> str | None:
        """The state in apposition: "Londres, ancienne puissance coloniale"."""
        comma = first - 1 - (det in DEFINITE)
        return self.ends.get((line, comma)) if comma > 0 and words[comma].text in {",", "("} else None

    def _start(self, words: Sequence[Word], i: int) -> tuple[int, str | None]:
        """Where the description begins, and the state whose demonym stands before the noun."""
        k, state = i, None
        english = self.lists.language == "en"
        while k and i - k < 4:
            demonym = self.lists.demonyms.match(words, k - 1)
            before = words[k - 1]
            plain = before.is_word and not before.cap and not self.lists.has("stopwords", before.key)
            if before.lower not in self.ranks and not (english and (demonym or plain)):
                break
            state = state or (str(demonym[1][0]) if demonym and english else None)
            k -= 1
        while not english and k < i and words[k].lower not in word_set("fr", "ranks"):
            k += 1
        return k, state

    def _end(self, line: Line, end: int) -> tuple[int, str | None]:
        """Where the description ends, and the state whose demonym stands after the noun."""
        words, state = line.words, None
        while self.lists.language == "fr" and end < len(words) and (line.index, end) not in self.inside:
            demonym = self.lists.demonyms.match(words, end, caps=line.caps)
            if demonym:
                state = state or str(demonym[1][0])
            elif not is_adjective(words[end], self.lists):
                break
            end = demonym[0] if demonym else end + 1
        if state is None and end + 1 < len(words) and words[end].lower in _DE and words[end + 1].cap:
            end += 1
            while end < len(words) and (
                words[end].cap or (words[end].lower in _DE | {"l'"} and words[end + 1 : end + 2])
            ):
                end += 1
        return end, state

    def _near(self, line: Line, first: int) -> tuple[list[str], set[str]]:
        """The states named in the last few sentences, the last one first, and apart those of the same clause."""
        here = line.words[first].sentence
        near: dict[str, None] = {}
        same: set[str] = set()
        for f in self.states.before(line.index, first, _REACH):
            distance = here - self.lines[f.line].words[f.first].sentence
            if distance > _NEAR:
                break
            if f.line == line.index and not distance and not clause_ends(line, f.last, first, self.lists.language):
                same.add(f.actor)
            near.setdefault(f.actor)
        return [state for state in near if state not in same], same

    def _found(self, line: Line, first: int, last: int, actor: str, evidence: str) -> Found:
        return Found(line.index, first, last, actor, "state", "role", evidence)

    def _the_state(self, line: Line, i: int) -> Found | None:
        """The French state in a French article: "l'État", unless a place or a demonym goes on."""
        words = line.words
        written = words[i].text == "État" or (line.caps and words[i].key == "etat")
        if self.lists.language != "fr" or not written or not i or words[i - 1].lower != "l'":
            return None
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and not line.caps and (after.cap or after.lower in {"de", "d'"}):
            return None
        if after is not None and self.lists.demonyms.match(words, i + 1):
            return None
        return Found(line.index, i, i + 1, "État français", "state", "name", "the State, in a French article")
