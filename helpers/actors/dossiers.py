"""What an article has said so far of each person: names, descriptions, ages, and who was spoken of last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from helpers.actors.facts import Facts
from helpers.actors.roles import Role
from helpers.actors.vocabulary import vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line
from helpers.names.rules import Names

_AGE = re.compile(r" ?[,(] ?(\d{1,3})(?= ans\b|[,)]| years)")
_TOLD = re.compile(r"(?:âgée?|à l'âge|mort|morte|décédée?) (?:de|à) (?:l'âge de )?(\d{1,3}) ans|aged (\d{1,3})\b")
_MOST = 12  # people looked back at: who was spoken of before them is no antecedent


class Dossiers:
    """Read in step with the article: ``read_to`` takes in the names before a place."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names, roles: Sequence[Role]) -> None:
        self.people = names.people
        self._lines = lines
        self._parents = vocabulary(lists.language).parents
        self._named = sorted((f for f in names.found if f.kind == "person"), key=lambda f: (f.line, f.first))
        self._next = 0
        self._last: dict[str, int] = {}
        self.introduced: dict[str, int] = {}
        self.roles: dict[str, list[Role]] = {}
        self.by_lemma: dict[str, list[Role]] = {}
        self.ages: dict[str, int] = {}
        self.of_age: dict[int, list[str]] = {}
        self.plain: set[str] = set()
        self.facts = Facts(lines, lists, vocabulary(lists.language), self._named)
        self.tried: set[str] = set(self.facts.tried)
        self.children: dict[str, str] = {}
        self.resolved: dict[str, list[Role]] = {}
        for role in roles:
            if role.person:
                self._describe(role, role.person)
        for f in self._named:
            line = lines[f.line]
            if age := _AGE.match(line.text, line.words[f.last - 1].end):
                self._aged(f.actor, int(age[1]))
        self._told_ages()
        self.interviewed, self.opening = self._headliners()

    def _told_ages(self) -> None:
        """Ages told away from the name ("mort à 86 ans", "who has died aged 86"), of the person named last before."""
        by_line: dict[int, list[Found]] = {}
        for f in self._named:
            by_line.setdefault(f.line, []).append(f)
        for index, named in by_line.items():
            line = self._lines[index]
            starts = [line.words[f.first].start for f in named]
            for told in _TOLD.finditer(line.text):
                if at := bisect_left(starts, told.start()):
                    self._aged(named[at - 1].actor, int(told[1] or told[2]))

    def _headliners(self) -> tuple[str | None, str | None]:
        """Who is interviewed ("NAME : « … »" in the title), and whom the text opens with, the title naming nobody."""
        title = next((line for line in self._lines if line.role == "title"), None)
        first = self._named[0] if self._named else None
        if title is None or first is None or first.first > 0:
            return None, None
        line = self._lines[first.line]
        if first.line == title.index:
            colon = first.last < len(line.words) and line.words[first.last].text == ":"
            return (first.actor if colon else None), None
        aged = _AGE.match(line.text, line.words[first.last - 1].end)
        return None, (first.actor if aged and first.line <= title.index + 2 else None)

    def _describe(self, role: Role, person: str) -> None:
        self._keep(role, person)
        known = self.people.get(person)
        if known and known.gender == "u" and role.gender in "mf":
            known.gender = role.gender
        if role.years:
            self._aged(person, role.years)

    def _keep(self, role: Role, person: str) -> None:
        """Add a role to what is known of a person, unless it says nothing new."""
        said = self.roles.setdefault(person, [])
        new = all((old.head.lemma, old.scope, old.states) != (role.head.lemma, role.scope, role.states) for old in said)
        if new and len(said) < _MOST:
            said.append(role)
            if len(self.by_lemma.setdefault(role.head.lemma, [])) < _MOST:
                self.by_lemma[role.head.lemma].append(role)

    def _aged(self, person: str, age: int) -> None:
        if person not in self.ages:
            self.ages[person] = age
            if len(self.of_age.setdefault(age, [])) < _MOST:
                self.of_age[age].append(person)

    def read_to(self, line: int, first: int) -> None:
        """Take in every name that begins before a place."""
        while self._next < len(self._named):
            f = self._named[self._next]
            if (f.line, f.first) >= (line, first):
                return
            self._next += 1
            if f.actor not in self.introduced and self._plain(f):
                self.plain.add(f.actor)
            self._touch(f.actor, self._sentence(f))

    def _plain(self, f: Found) -> bool:
        """Whether nothing is said of a person right after the name: no apposition, no parenthesis, no "qui"."""
        words = self._lines[f.line].words
        return f.last >= len(words) or words[f.last].lower not in {",", "(", "–", "—", "qui", "who"}

    def _sentence(self, f: Found) -> int:
        return self._lines[f.line].words[f.first].sentence

    def _touch(self, person: str, sentence: int) -> None:
        self._last.pop(person, None)
        self._last[person] = sentence
        self.introduced.setdefault(person, sentence)

    def mentioned(self, role: Role, person: str) -> None:
        """Take in that a description was found to mean a person."""
        owner = next((p for p in self.recent(role.sentence) if p != person), None) if role.owned else None
        self._touch(person, role.sentence)
        if owner and role.determiner == "possessive" and role.head.lemma in self._parents:
            self.children[person] = owner
        if role.head.mark == "trial":
            self.tried.add(person)
        if role.person is None and role.determiner != "this":
            role.person = person
            if any(said.head.lemma == role.head.lemma for said in self.roles.get(person, ())):
                return
            self._keep(role, person)
            self.resolved.setdefault(role.head.lemma, []).append(role)

    def recent(self, sentence: int, within: int | None = None) -> Iterator[str]:
        """The people spoken of last, latest first, at most ``within`` sentences back."""
        for count, (person, last) in enumerate(reversed(self._last.items())):
            if count == _MOST or (within is not None and sentence - last > within):
                return
            yield person

    def holds_office(self, person: str) -> bool:
        """Whether an office was said of a person."""
        return any(role.head.kind == "office" for role in self.roles.get(person, ()))

    def agrees(self, person: str, gender: str) -> bool:
        """Whether a person may have a grammatical gender."""
        known = self.people.get(person)
        return known is not None and agree(known.gender, gender)


def agree(one: str, other: str) -> bool:
    """Whether two genders may be one; ``u`` may be either."""
    return "u" in (one, other) or one == other
