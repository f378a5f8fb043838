"""People by their function or by a description: "le ministre de la Santé", "its chair", "ce dernier"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.beside import JOINING, Neighbours
from helpers.actors.complements import Complements
from helpers.actors.heads import Nouns
from helpers.actors.openings import Openings
from helpers.actors.vocabulary import Head, Vocabulary, vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Line, Word
from helpers.names.rules import Names


@dataclass(slots=True, kw_only=True)
class Role:
    """A noun phrase that may mean a person.

    ``determiner``: kind of determiner, or "". ``scope``: words of the charge; ``states``, ``people``: named in it;
    ``epithets``: adjectives; ``years``: an age told. ``former``: held before. ``bare``: nothing but the noun;
    ``generic``: its complement is a common noun for a body ("de l'association"); ``complete``: it tells the charge.
    ``opens``: begins a sentence; ``subject``: no preposition before it; ``speaks``: after "», dit".
    ``nested``: inside another description; ``unique``: "le premier", "le seul".
    ``person``: whom the words beside it name; ``how``: what shows it.
    """

    line: int
    first: int
    last: int
    sentence: int
    head: Head
    gender: str
    determiner: str
    scope: frozenset[str]
    states: frozenset[str]
    epithets: frozenset[str]
    people: frozenset[str]
    years: int | None
    former: bool
    bare: bool
    generic: bool
    complete: bool
    opens: bool
    subject: bool
    speaks: bool
    nested: bool
    unique: bool
    person: str | None = None
    how: str = ""

    @property
    def definite(self) -> bool:
        """Whether a particular one is meant."""
        return self.determiner not in ("", "indefinite")

    @property
    def owned(self) -> bool:
        """Whether a possessive stands before it."""
        return self.determiner in ("possessive", "speaker")


class RoleFinder:
    """Finds descriptions of people in all lines."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names) -> None:
        self.lines, self.lists = lines, lists
        self.vocabulary: Vocabulary = vocabulary(lists.language)
        starts = {(f.line, f.first): f for f in names.found}
        ends = {(f.line, f.last): f for f in names.found}
        inside = {(f.line, i) for f in names.found for i in range(f.first, f.last)}
        self.nouns = Nouns(lists, self.vocabulary, inside)
        self.openings = Openings(lists, self.vocabulary, ends)
        self.complements = Complements(lists, self.vocabulary, starts, inside)
        self.neighbours = Neighbours(lists, self.vocabulary, starts, ends)

    def find(self) -> list[Role]:
        """The descriptions in reading order, linked to a person where a name stands beside them."""
        roles: list[Role] = []
        for line in self.lines:
            i, previous = 0, None
            while i < len(line.words):
                found = self._at(line, i, previous)
                if found is None:
                    i += 1
                    continue
                role, i = found
                if role is not None:
                    roles.append(role)
                    previous = role
        return [role for k, role in enumerate(roles) if self._chained(role, roles[k + 1 : k + 3])]

    def _chained(self, role: Role, following: Sequence[Role]) -> bool:
        """Link "son fondateur, l'historien X" by the second description; whether the first counts for anything."""
        words = self.lines[role.line].words
        if role.person is None and role.definite and role.last < len(words):
            for other in following:
                if other.line != role.line or other.how != "name after it" or words[other.last].text in ",(":
                    continue
                again = words[role.last].text == "," and other.definite and other.first - role.last in (1, 2)
                joined = words[role.last].lower in JOINING and not other.determiner and other.first == role.last + 1
                if again or joined:
                    role.person, role.how = other.person, "described again before the name"
        return role.definite or role.person is not None

    def _ends(self, line: Line, last: int, *, plain: bool) -> bool:
        """Whether a description has neither modifiers before its noun nor a complement that could not be read."""
        words = line.words
        goes_on = last < len(words) and self.vocabulary.links.get(words[last].lower) == "de"
        return not goes_on and (plain or self.lists.language == "fr")

    def _sure(self, word: Word, role: Role) -> bool:
        return role.definite and role.bare and self.vocabulary.guess(word, sure=True) is not None

    def _at(self, line: Line, i: int, previous: Role | None) -> tuple[Role | None, int] | None:
        """The description whose noun begins at ``i`` (None if it counts for nothing) and where its noun ends."""
        noun = self.nouns.at(line, i)
        if noun is None:
            return None
        end, head, former = noun
        opening = self.openings.before(line, i)
        determiner, modifiers = opening.determiner, line.words[max(opening.first, opening.det + 1) : i]
        if head.kind == "pronoun" and (end > i + 1 or "-" in line.words[i].text):
            determiner = "this"  # "ce dernier", "celle-ci": the determiner is part of the phrase
        tail = self.complements.tail(line, end, head.lemma)
        listed = any(self.lists.has("role_modifiers", word.key) for word in modifiers)
        role = Role(
            line=line.index,
            first=opening.first,
            last=tail.end,
            sentence=line.words[i].sentence,
            head=head,
            gender=head.gender if opening.gender == "u" else opening.gender,
            determiner=determiner,
            scope=frozenset(tail.scope | self.openings.charge(modifiers)),
            states=frozenset(tail.states | self.openings.states(line.words[opening.first : i])),
            epithets=frozenset(masculine(epithet) for epithet in tail.epithets),
            people=frozenset(tail.people),
            years=tail.years,
            former=former or opening.past,
            bare=tail.plain and determiner != "genitive" and self._ends(line, tail.end, plain=not modifiers),
            generic=tail.generic,
            complete=bool(tail.scope or tail.people) or listed,
            opens=opening.opens,
            subject=opening.subject,
            speaks=opening.speaks,
            nested=previous is not None and previous.last > i,
            unique=opening.unique,
        )
        if not self.nouns.counts(line, role, i, end):
            return None, end
        role.person, role.how = self.neighbours.named(line, role, previous)
        if head.mark == "guess" and role.person is None and role.years is None and not self._sure(line.words[i], role):
            return None
        return role, end


def masculine(adjective: str) -> str:
    """A folded adjective without its feminine ending, to be compared with another: "générale" with "général"."""
    stem = adjective.removesuffix("e")
    return stem[:-1] if stem.endswith(("nn", "ll", "tt")) else stem
