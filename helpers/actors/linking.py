"""Whom a description means when no name stands beside it: agreement, recency, and what was said of each person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.actors.dossiers import Dossiers
from helpers.actors.roles import Role, masculine
from helpers.actors.vocabulary import vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Timeline
from helpers.names.rules import Names

_LATER = frozenset({"title", "subtitle", "heading", "caption"})
_NEAR = 2  # sentences back to the person that an occupation may mean
_BACK = 3  # sentences back to the person that "ce dernier" may mean
_FAR = 6  # sentences back to the person that "l'intéressé" or an age may mean
_SOME = 8  # holders of one role looked at
Answer = tuple[str, str] | None


class Linker:
    """Links descriptions to the people of an article; what cannot be linked stays its own actor, or is left out."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names) -> None:
        self.lines, self.lists, self.names = lines, lists, names
        self.vocabulary = vocabulary(lists.language)

    def link(self, roles: Sequence[Role]) -> list[Found]:
        """Mentions of form role and pronominal-description."""
        self.dossiers = Dossiers(self.lines, self.names, roles)
        by_lemma: dict[str, list[Role]] = {}
        for role in roles:
            by_lemma.setdefault(role.head.lemma, []).extend([role] if role.person else [])
        self.holders = {lemma: Timeline(held) for lemma, held in by_lemma.items()}
        self.own = Timeline(r for r in roles if not r.person and not r.bare and self._stands_alone(r))
        found, open_ = [], []
        for role in roles:
            if role.how == "said of":
                continue
            self.dossiers.read_to(role.line, role.first)
            if mention := self._resolve(role):
                found.append(mention)
            else:
                open_.append(role)
        return found + [mention for role in open_ if (mention := self._left_open(role))]

    def _resolve(self, role: Role) -> Found | None:
        if role.person:
            self.dossiers.mentioned(role, role.person)
            return self._found(role, role.person, f"role of {role.person}: {role.how}")
        if answer := self._person(role):
            person, evidence = answer
            self.dossiers.mentioned(role, person)
            return self._found(role, person, evidence)
        return None

    def _left_open(self, role: Role) -> Found | None:
        """What the whole article says of a description that could not be linked where it stands."""
        if not self._stands_alone(role):
            return None
        if self.lines[role.line].role in _LATER and (answer := self._only(role)):
            return self._found(role, *answer)
        for later in self.dossiers.resolved.get(role.head.lemma, ()) if not role.owned else ():
            if later.head.kind == "office" and self._fits(later, role):
                return self._found(role, later.person or "", f"found to mean {later.person} elsewhere")
        return self._alone(role)

    def _person(self, role: Role) -> Answer:
        """The person whom a description means, and why."""
        kind = role.head.kind
        if role.determiner == "this":
            return self._latest(role, _BACK)
        if kind in ("pronoun", "age"):
            return (self._of_age(role) if kind == "age" else None) or self._latest(role, _FAR)
        if kind == "relation" or (role.owned and kind != "office"):
            return self._related(role)
        answer = self._holder(role) or self._synonym(role)
        if answer or role.owned or role.determiner == "genitive":
            return answer
        if kind == "office":
            return self._headline(role) or self._introduced(role)
        if kind == "situation":
            return self._latest(role, None if role.head.mark == "trial" else _NEAR)
        if role.bare or role.years:
            return self._latest(role, _NEAR)
        return None if role.scope or role.people or kind == "human" else self._latest(role, 1)

    def _holder(self, role: Role, *, other_than: str | None = None) -> Answer:
        """Who was presented with this very role: the last before, else the first later."""
        held = self.holders.get(role.head.lemma)
        if held is None:
            return None
        before = [
            *self.dossiers.resolved.get(role.head.lemma, [])[-_SOME:],
            *held.before(role.line, role.first)[:_SOME],
        ]
        fit = {r.person for r in before if r.person and r.person != other_than and self._fits(r, role)}
        for person in self.dossiers.recent(role.sentence):
            if person in fit:
                return person, f"the last {role.head.lemma} named is {person}"
        for holder in self._later(held, role):
            if holder.person and holder.person != other_than and self._fits(holder, role):
                return holder.person, f"the first later {role.head.lemma} named is {holder.person}"
        return None

    def _later(self, held: Timeline[Role], role: Role) -> Iterable[Role]:
        if role.head.kind == "office" or self.lines[role.line].role in _LATER:
            return held.after(role.line, role.first)
        return ()

    def _synonym(self, role: Role) -> Answer:
        """Who was presented with a role that this description may stand for, the person spoken of last first."""
        meanings = self.vocabulary.synonyms.get(role.head.lemma, ())
        if not meanings:
            return None
        for person in self.dossiers.recent(role.sentence):
            if not self.dossiers.agrees(person, role.gender):
                continue
            for held in self.dossiers.roles.get(person, ()):
                for lemma, charge in meanings:
                    if held.head.lemma == lemma and charge <= held.scope and self._alike(held, role):
                        return person, f"{role.head.lemma} said of the {held.head.lemma} {person}"
        return None

    def _fits(self, holder: Role, role: Role) -> bool:
        """Whether the holder of a role may be meant by another mention of it."""
        person = holder.person or ""
        if not self.dossiers.agrees(person, role.gender) or holder.former != role.former:
            return False
        if not self._same_state(holder, role) or not self._same_field(holder, role):
            return False
        if role.states and not holder.states and holder.scope and not self._has_charge(role):
            return False  # "le président français" is not the "président du Conseil"
        return not holder.scope or not role.scope or bool(holder.scope & role.scope)

    def _has_charge(self, role: Role) -> bool:
        return role.head.lemma in self.vocabulary.words["portfolios"]

    def _same_field(self, holder: Role, role: Role) -> bool:
        """Whether no adjective sets the two apart: the "directrice académique" is not the school's."""
        told = holder.epithets | {masculine(word) for word in holder.scope}
        return not role.epithets or not (told or holder.states) or role.epithets <= told

    def _only(self, role: Role) -> Answer:
        """The one person of the article whose roles a description in a title or caption may stand for."""
        synonyms, lemma = self.vocabulary.synonyms, role.head.lemma
        direct = {meaning for meaning, charge in synonyms.get(lemma, ()) if not charge}
        fit = {
            person
            for person, said in self.dossiers.roles.items()
            for held in said
            if self.dossiers.agrees(person, role.gender)
            and (held.head.lemma in direct or any(lemma == m for m, _ in synonyms.get(held.head.lemma, ())))
            and self._alike(held, role)
        }
        return (person := fit.pop(), f"the only {lemma} of the article is {person}") if len(fit) == 1 else None

    def _alike(self, held: Role, role: Role) -> bool:
        return self._same_state(held, role) and self._same_field(held, role)

    def _same_state(self, one: Role, other: Role) -> bool:
        return not one.states or not other.states or bool(one.states & other.states)

    def _headline(self, role: Role) -> Answer:
        """Who is interviewed, if the title says so; whom the text opens with, aged, if the title names nobody."""
        at = self.lines[role.line].role
        interviewed, opening = self.dossiers.interviewed, self.dossiers.opening
        if at == "subtitle" and interviewed and role.determiner == "definite":
            if self.dossiers.agrees(interviewed, role.gender) and not self.dossiers.holds_office(interviewed):
                return interviewed, f"the interview of {interviewed}"
        if at == "title" and opening and role.determiner == "definite":
            if self.dossiers.agrees(opening, role.gender) and not self.dossiers.holds_office(opening):
                return opening, f"the text opens with {opening}"
        return None

    def _introduced(self, role: Role) -> Answer:
        """The person named for the first time in the sentence before, of whom no role was told: "… X. Le ministre"."""
        if not role.opens or role.determiner != "definite":
            return None
        for person in self.dossiers.recent(role.sentence, _NEAR):
            new = role.sentence - self.dossiers.introduced[person] in (1, _NEAR)
            if new and person not in self.dossiers.roles and self.dossiers.agrees(person, role.gender):
                return person, f"{person} was named just before without a role"
            return None
        return None

    def _latest(self, role: Role, within: int | None) -> Answer:
        """The person spoken of last who agrees and may be described so."""
        fit = [
            person
            for person in self.dossiers.recent(role.sentence, within)
            if self.dossiers.agrees(person, role.gender) and self._possible(role, person)
        ]
        if not fit or (len(fit) > 1 and self._doubtful(role, fit)):
            return None
        return fit[0], f"last person named before: {fit[0]}"

    def _doubtful(self, role: Role, fit: Sequence[str]) -> bool:
        """Whether somebody else named near may be meant as well as the person named last."""
        close = sum(1 for person in self.dossiers.recent(role.sentence, 1) if person in fit) > 1
        if role.head.kind == "age":
            return role.gender == "u" and close and fit[0] not in self.dossiers.ages
        if role.head.kind != "occupation" or role.determiner == "this":
            return False
        if role.gender == "u" and close and self.lists.language == "fr":
            return True
        return fit[0] in self.dossiers.roles and any(person not in self.dossiers.roles for person in fit[1:])

    def _possible(self, role: Role, person: str) -> bool:
        said = self.dossiers.roles.get(person, ())
        if role.head.mark == "trial":
            return not any(r.head.lemma in self.vocabulary.words["court"] for r in said)
        if role.head.kind == "age":
            age = self.dossiers.ages.get(person)
            return age is None or self._in_years(age, role)
        return True

    def _in_years(self, age: int, role: Role) -> bool:
        first, last = map(int, role.head.mark.split())
        return first <= age <= last

    def _of_age(self, role: Role) -> Answer:
        """The one person whose age the article gives within the years that the description tells."""
        fit = [
            person
            for person, age in self.dossiers.ages.items()
            if self._in_years(age, role) and self.dossiers.agrees(person, role.gender)
        ]
        return (fit[0], f"the only one of that age: {fit[0]}") if len(fit) == 1 else None

    def _related(self, role: Role) -> Answer:
        """Whom a relation means: "son frère" is never the person who has him."""
        owner = next(iter(self.dossiers.recent(role.sentence)), None) if role.owned else None
        if role.head.lemma == "client" and role.owned:
            return self._client(role, owner)
        answer = self._holder(role, other_than=owner)
        if answer and role.head.kind == "occupation":
            near = answer[0] in self.dossiers.recent(role.sentence, _FAR)
            return answer if near and role.determiner == "possessive" else None
        if answer is None and owner and role.head.mark == "mutual":
            return self._peer(role, owner)
        return answer

    def _peer(self, role: Role, owner: str) -> Answer:
        """Who holds the same office as the owner: "son homologue"."""
        lemmas = {held.head.lemma for held in self.dossiers.roles.get(owner, ()) if held.head.kind == "office"}
        for person in self.dossiers.recent(role.sentence):
            said = self.dossiers.roles.get(person, ())
            same = [held for held in said if held.head.lemma in lemmas and self._same_state(held, role)]
            if person != owner and same and self.dossiers.agrees(person, role.gender):
                return person, f"{same[0].head.lemma} like {owner}"
        return None

    def _client(self, role: Role, owner: str | None) -> Answer:
        """Whom a lawyer defends: the only person of the article said to stand trial."""
        tried = self.dossiers.tried - {owner}
        person = next(iter(tried), "")
        fits = len(tried) == 1 and self.dossiers.agrees(person, role.gender)
        return (person, f"the only one said to stand trial: {person}") if fits else None

    def _stands_alone(self, role: Role) -> bool:
        """Whether a description whose holder is not named is an actor of its own."""
        if not role.definite or role.determiner == "this":
            return False
        if role.head.kind == "relation":
            return bool(role.scope or role.states or role.people) and role.determiner in ("definite", "possessive")
        if role.head.kind != "office":
            return False
        return bool(role.scope or role.states) or not self.lists.has("weak_roles", role.head.lemma)

    def _alone(self, role: Role) -> Found:
        surface = self._surface(role)
        if role.bare:
            for full in (*self.own.before(role.line, role.first), *self.own.after(role.line, role.first)):
                if full.head.lemma == role.head.lemma and _agree(full.gender, role.gender):
                    name = _own_name(self._surface(full))
                    return self._found(role, name, f"short for {name}")
        return self._found(role, _own_name(surface), "an office whose holder is not named")

    def _surface(self, role: Role) -> str:
        line = self.lines[role.line]
        return line.text[line.words[role.first].start : line.words[role.last - 1].end]

    def _found(self, role: Role, actor: str, evidence: str) -> Found:
        pronominal = role.head.kind in ("pronoun", "age") or role.determiner == "this"
        pronominal = pronominal or (role.head.kind == "human" and not role.owned)
        form = "pronominal-description" if pronominal else "role"
        return Found(role.line, role.first, role.last, actor, "person", form, evidence)


def _agree(one: str, other: str) -> bool:
    return "u" in (one, other) or one == other


def _own_name(surface: str) -> str:
    return surface.lower() if surface.isupper() else surface[0].lower() + surface[1:]
