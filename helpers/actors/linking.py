"""Whom a description means when no name stands beside it, and which descriptions are actors of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.actors.dossiers import Dossiers, agree
from helpers.actors.fitting import alike
from helpers.actors.offices import Offices
from helpers.actors.roles import Role
from helpers.actors.vocabulary import vocabulary
from helpers.actors.whom import LATER, Answer, Searches
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Timeline
from helpers.names.rules import Names

_BACK = 3  # sentences back to the person that "ce dernier" may mean
_FAR = 6  # sentences back to the person that "l'intéressé" or an age may mean


class Linker:
    """Links descriptions to the people of an article; what cannot be linked stays its own actor, or is left out."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names, offices: Offices) -> None:
        self.lines, self.lists, self.names, self.offices = lines, lists, names, offices
        self.vocabulary = vocabulary(lists.language)

    def link(self, roles: Sequence[Role]) -> list[Found]:
        """Mentions of form role and pronominal-description."""
        self.dossiers = Dossiers(self.lines, self.lists, self.names, roles)
        self.search = Searches(self.lines, self.vocabulary, self.dossiers, roles)
        found: list[Found] = []
        left: list[Role] = []
        dropped: list[Role] = []
        for role in roles:
            if role.how == "said of":
                continue
            self.dossiers.read_to(role.line, role.first)
            answer = (role.person, f"role of {role.person}: {role.how}") if role.person else self._person(role)
            if answer:
                self.dossiers.mentioned(role, answer[0])
                found.append(self._found(role, *answer))
            elif self._stands_alone(role):
                left.append(role)
            elif role.head.kind == "occupation" and self.lines[role.line].role in LATER:
                dropped.append(role)
        self.own = Timeline(role for role in left if not role.bare)
        self.known: dict[str, list[Role]] = {}
        for role in left:
            self.known.setdefault(role.head.lemma, []).append(role)
        found += [self._found(role, *answer) for role in dropped if (answer := self.search.elsewhere(role))]
        return found + [self._left(role) for role in left]

    def _person(self, role: Role) -> Answer:
        """The person whom a description means, and why."""
        kind, search = role.head.kind, self.search
        if role.determiner == "this":
            back = 1 if "-" in role.head.lemma and kind == "pronoun" else _BACK  # celui-ci is often a thing
            return search.latest(role, back, common=kind in ("age", "human", "situation"))
        if kind == "pronoun":
            return search.latest(role, _FAR)
        if kind == "age":
            return search.of_age(role) or search.latest(role, _FAR, common=role.head.mark.startswith("1"))
        if kind == "relation" or (role.owned and kind != "office"):
            return search.related(role)
        if kind == "human":
            seen = role.subject and (role.bare or role.years)
            return search.latest(role, 1, common=not (role.opens or role.speaks)) if seen else None
        answer = search.holder(role) or search.synonym(role) or search.heading(role) or search.national(role)
        if answer or role.owned or role.determiner == "genitive" or role.unique:
            return answer
        if kind == "office":
            return search.headline(role) or search.introduced(role)
        if role.head.mark == "trial":
            return search.on_trial(role)
        return search.described(role)

    def _stands_alone(self, role: Role) -> bool:
        """Whether a description whose holder is not named is an actor of its own."""
        if not role.definite or role.determiner == "this" or (role.unique and not role.scope):
            return False
        if role.head.kind == "relation":
            return (role.complete or bool(role.states)) and role.determiner in ("definite", "possessive")
        if role.head.kind != "office" or role.determiner == "speaker" or (role.bare and role.nested):
            return False
        return role.complete or bool(role.states) or not self.lists.has("weak_roles", role.head.lemma)

    def _left(self, role: Role) -> Found:
        """A description that could not be linked where it stands: by what the whole article says, or on its own."""
        answer = self.search.only(role) if self.lines[role.line].role in LATER else None
        if answer := answer or self._titled(role) or self.search.elsewhere(role) or self.offices.answer(role):
            return self._found(role, *answer)
        if other := self._same_office(role):
            return replace(self._left(other), line=role.line, first=role.first, last=role.last)
        surface = self._surface(role)
        if role.bare:
            for full in (*self.own.before(role.line, role.first), *self.own.after(role.line, role.first)):
                if full.head.lemma == role.head.lemma and agree(full.gender, role.gender):
                    name, _ = self.offices.answer(full) or (_own_name(self._surface(full)), "")
                    return self._found(role, name, f"short for {name}")
        return self._found(role, _own_name(surface), "an office whose holder is not named")

    def _titled(self, role: Role) -> Answer:
        return self.search.child(role) if self.lines[role.line].role in LATER else None

    def _same_office(self, role: Role) -> Role | None:
        """The holder of an office that a description stands for, unnamed too: "la représentante de l'État"."""
        for lemma, charge in self.vocabulary.synonyms.get(role.head.lemma, ()):
            for other in self.known.get(lemma, ())[:1]:
                plain = other.head.lemma not in self.vocabulary.synonyms
                if plain and charge <= other.scope and agree(other.gender, role.gender) and alike(other, role):
                    return other
        return None

    def _surface(self, role: Role) -> str:
        line = self.lines[role.line]
        return line.text[line.words[role.first].start : line.words[role.last - 1].end]

    def _found(self, role: Role, actor: str, evidence: str) -> Found:
        pronominal = role.head.kind in ("pronoun", "age") or role.determiner == "this"
        pronominal = pronominal or (role.head.kind == "human" and not role.owned)
        form = "pronominal-description" if pronominal else "role"
        return Found(role.line, role.first, role.last, actor, "person", form, evidence)


def _own_name(surface: str) -> str:
    return surface.lower() if surface.isupper() else surface[0].lower() + surface[1:]
