"""Governments: of the state that a demonym, a capital or the name before them tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.actors.phrases import NounPhrase
from helpers.language import word_set
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Timeline

_REACH = 12


class Governments:
    """Finds out whose government a noun phrase means."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        states = [f for f in taken if f.kind == "state"]
        self.states = Timeline(states)
        self.counts = Counter(f.actor for f in states)

    def at(self, p: NounPhrase) -> Found | None:
        """The government that a phrase means, by name if its demonym or the states around it tell."""
        line = self.lines[p.line]
        if any(w.key in word_set(self.lists.language, "european") for w in line.words[p.after : p.last]):
            return self._found(p, "Commission européenne", "the European executive")
        if p.state:
            name = line.text[line.words[p.first].start : line.words[p.last - 1].end]
            return self._found(p, _small(name), "government with its demonym")
        if p.complement == "named":
            return None
        state, why = self.state_of(p)
        if not state:
            return self._found(p, p.noun, "government")
        adjective = self.lists.adjectives.get(state, f"({state})")
        name = f"{adjective} {p.noun}" if self.lists.language == "en" else f"gouvernement {adjective}"
        return self._found(p, name, why)

    def state_of(self, p: NounPhrase) -> tuple[str | None, str]:
        """The state whose institution a phrase means, and why."""
        line = self.lines[p.line]
        here = line.words[p.head].sentence
        before = self.states.before(p.line, p.first, _REACH)
        close = next((f for f in before if here - self._sentence(f) <= 1 and f.line == p.line), None)
        if capital := self._capital_before(p, close.last if close and self.lists.language == "en" else 0):
            return capital, "after its capital"
        if close:
            return close.actor, "state named just before"
        most = self.counts.most_common(2)
        home = "France" if self.lists.language == "fr" else None
        if most and (home is None or most[0][0] == home or not self.counts[home]):
            clear = len(most) == 1 or most[0][1] > most[1][1]
            if clear and most[0][1] > 2:
                return most[0][0], "the state most spoken of"
        return home, "no other state near"

    def _capital_before(self, p: NounPhrase, start: int) -> str | None:
        line = self.lines[p.line]
        for k in range(p.first - 1, max(start - 1, p.first - 40), -1):
            capital = self.lists.seats.match(line.words, k, caps=line.caps)
            if capital and len(capital[1][4]) == 2 and capital[1][4] != "EU":
                return str(capital[1][0])
        return None

    def _sentence(self, f: Found) -> int:
        return self.lines[f.line].words[f.first].sentence

    def _found(self, p: NounPhrase, actor: str, evidence: str) -> Found:
        return Found(p.line, p.first, p.last, actor, "organisation", "role", evidence)


def _small(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
