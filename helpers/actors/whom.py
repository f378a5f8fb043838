"""Who may be meant by a description: by the role told before, by a synonym, by kinship, or as the person named last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.actors.dossiers import Dossiers
from helpers.actors.fitting import alike, fits, same_state
from helpers.actors.roles import Role
from helpers.actors.vocabulary import Vocabulary
from helpers.names.reading import Line, Timeline

LATER = frozenset({"title", "subtitle", "heading", "caption"})  # where a description may come before the name
_NEAR = 2  # sentences back to the person that an occupation may mean
_SOME = 8  # holders of one role looked at
Answer = tuple[str, str] | None


class Searches:
    """The searches; each gives a person and what shows it, or None."""

    def __init__(
        self, lines: Sequence[Line], vocabulary: Vocabulary, dossiers: Dossiers, roles: Sequence[Role]
    ) -> None:
        self.lines, self.vocabulary, self.dossiers = lines, vocabulary, dossiers
        by_lemma: dict[str, list[Role]] = {}
        for role in roles:
            if role.person:
                by_lemma.setdefault(role.head.lemma, []).append(role)
        self.holders = {lemma: Timeline(held) for lemma, held in by_lemma.items()}

    def holder(self, role: Role, *, other_than: str | None = None) -> Answer:
        """Who was presented with this very role: of those before the person spoken of last, else the first later."""
        lemma = role.head.lemma
        held = self.holders.get(lemma)
        before = [*self.dossiers.resolved.get(lemma, [])[-_SOME:]]
        before += held.before(role.line, role.first)[:_SOME] if held else []
        fit = {r.person for r in before if r.person != other_than and self._fits(r, role)}
        for person in self.dossiers.recent(role.sentence) if fit else ():
            if person in fit:
                return person, f"the last {lemma} named is {person}"
        for holder in self._later(held, role) if held else ():
            if holder.person and holder.person != other_than and self._fits(holder, role):
                return holder.person, f"the first later {lemma} named is {holder.person}"
        return None

    def _later(self, held: Timeline[Role], role: Role) -> Iterable[Role]:
        if role.head.kind == "office" or self.lines[role.line].role in LATER:
            return held.after(role.line, role.first, _SOME)
        return ()

    def _fits(self, holder: Role, role: Role) -> bool:
        agrees = self.dossiers.agrees(holder.person or "", role.gender)
        return agrees and fits(holder, role, self.vocabulary)

    def synonym(self, role: Role) -> Answer:
        """Who was presented with a role that this description may stand for, the person spoken of last first."""
        meanings = self.vocabulary.synonyms.get(role.head.lemma)
        if not meanings:
            return None
        for person in self.dossiers.recent(role.sentence, None if role.bare or role.states else 1):
            if not self.dossiers.agrees(person, role.gender) or person in role.people:
                continue
            for held in self.dossiers.roles.get(person, ()):
                for lemma, charge in meanings:
                    if held.head.mark == "mutual" and role.head.lemma not in self.dossiers.by_lemma:
                        continue  # "son homologue" is no president where nobody is
                    if held.head.lemma == lemma and charge <= held.scope and alike(held, role):
                        return person, f"{role.head.lemma} said of the {held.head.lemma} {person}"
        return None

    def only(self, role: Role) -> Answer:
        """The one person of the article whose roles a description in a title or caption may stand for."""
        lemma = role.head.lemma
        meanings = {meaning for meaning, charge in self.vocabulary.synonyms.get(lemma, ()) if not charge}
        fit = {
            held.person
            for meaning in meanings | self.vocabulary.hyponyms.get(lemma, frozenset())
            for held in self.dossiers.by_lemma.get(meaning, ())
            if held.person and self.dossiers.agrees(held.person, role.gender) and alike(held, role)
        }
        person = next(iter(fit), None)
        return (person, f"the only {lemma} of the article is {person}") if person and len(fit) == 1 else None

    def elsewhere(self, role: Role) -> Answer:
        """Whom the same office, in a title the same occupation, was found to mean at another place of the article."""
        kinds = {"office", "occupation"} if self.lines[role.line].role in LATER else {"office"}
        for other in self.dossiers.resolved.get(role.head.lemma, [])[:_SOME] if not role.owned else ():
            if other.person and other.head.kind in kinds and self._fits(other, role):
                return other.person, f"found to mean {other.person} elsewhere"
        return None

    def headline(self, role: Role) -> Answer:
        """Who is interviewed, if the title says so; whom the text opens with, aged, if the title names nobody."""
        where = {"subtitle": self.dossiers.interviewed, "title": self.dossiers.opening}
        person = where.get(self.lines[role.line].role)
        if person is None or role.determiner != "definite" or self.dossiers.holds_office(person):
            return None
        return (person, f"the text is about {person}") if self.dossiers.agrees(person, role.gender) else None

    def introduced(self, role: Role) -> Answer:
        """The person named for the first time in the sentence before, of whom no role was told: "… X. Le ministre"."""
        sole = role.head.lemma in self.vocabulary.words["sole_offices"]
        told = role.complete or bool(role.states)
        if not role.opens or role.determiner != "definite" or not (sole or told):
            return None
        person = next(iter(self.dossiers.recent(role.sentence, _NEAR)), None)
        if role.head.lemma in self.vocabulary.words["local_offices"] and person not in self.dossiers.plain:
            return None
        if person is None or person in self.dossiers.roles or not self.dossiers.agrees(person, role.gender):
            return None
        new = role.sentence - self.dossiers.introduced[person] in range(1, _NEAR + 1)
        return (person, f"{person} was named just before without a role") if new else None

    def latest(self, role: Role, within: int | None, *, common: bool = False) -> Answer:
        """The person spoken of last who agrees and may be described so; ``common`` = no holder of an office."""
        fit = [
            person
            for person in self.dossiers.recent(role.sentence, within)
            if self.dossiers.agrees(person, role.gender)
            and self._possible(role, person)
            and not (common and self.dossiers.holds_office(person))
        ]
        if not fit or (len(fit) > 1 and self._doubtful(role, fit)):
            return None
        return fit[0], f"last person named before: {fit[0]}"

    def described(self, role: Role) -> Answer:
        """Whom an occupation means that was not told before: the subject of a sentence, the person named last."""
        if not role.subject or role.head.lemma in self.vocabulary.words["ambiguous_trades"]:
            return None
        if role.bare or role.years:
            close = role.opens or role.speaks or role.head.mark == "guess"
            return self.latest(role, 1 if close else _NEAR, common=not close) or self.latest(role, _NEAR, common=True)
        told = role.scope or role.people or role.generic or not role.opens
        told = told or (role.states and self.lines[role.line].role in LATER)
        return None if told else self.latest(role, 1, common=True)

    def _doubtful(self, role: Role, fit: Sequence[str]) -> bool:
        """Whether somebody else named near may be meant as well as the person named last."""
        if role.determiner == "this":
            return False
        near = set(self.dossiers.recent(role.sentence, 1))
        close = len(near.intersection(fit)) > 1
        if role.head.kind == "age":
            return role.gender == "u" and close and fit[0] not in self.dossiers.ages
        if role.head.kind != "occupation":
            return False
        if role.gender == "u" and close and self.vocabulary.language == "fr":
            return True
        return fit[0] in self.dossiers.roles and any(person not in self.dossiers.roles for person in fit[1:])

    def _possible(self, role: Role, person: str) -> bool:
        if person in role.people:
            return False
        if role.head.kind == "age":
            age = self.dossiers.ages.get(person)
            return age is None or age in years(role)
        if role.head.kind == "situation":
            court = self.vocabulary.words["court"]
            return not any(said.head.lemma in court for said in self.dossiers.roles.get(person, ()))
        return True

    def on_trial(self, role: Role) -> Answer:
        """Whom a word for the accused means: who was called so before, else who was named last, the court apart."""
        for person in self.dossiers.recent(role.sentence):
            if person in self.dossiers.tried and self.dossiers.agrees(person, role.gender):
                return person, f"{person} stands trial"
        return self.latest(role, None)

    def of_age(self, role: Role) -> Answer:
        """The one person whose age the article gives within the years that the description tells."""
        fit = [
            person
            for year in years(role)
            for person in self.dossiers.of_age.get(year, ())
            if self.dossiers.agrees(person, role.gender)
        ]
        return (fit[0], f"the only one of that age: {fit[0]}") if len(fit) == 1 else None

    def related(self, role: Role) -> Answer:
        """Whom a relation means: "son frère" is never the person who has him."""
        owner = next(iter(self.dossiers.recent(role.sentence)), None) if role.owned else None
        if role.head.lemma == "client" and role.owned:
            tried = self.dossiers.tried
            person = next((p for p in tried if p != owner), "")
            only = len(tried) - (owner in tried) == 1 and self.dossiers.agrees(person, role.gender)
            return (person, f"the only one to stand trial: {person}") if only else None
        answer = self.holder(role, other_than=owner) or self.child(role, owner)
        if answer and role.head.kind == "occupation":
            near = answer[0] in self.dossiers.recent(role.sentence, 2 * _NEAR)
            return answer if near and role.determiner == "possessive" else None
        return answer or (self._peer(role, owner) if owner and role.head.mark == "mutual" else None)

    def child(self, role: Role, owner: str | None = None) -> Answer:
        """Whose father or mother was named: "son père, Jean Petit" makes the owner "le fils"."""
        if role.head.lemma not in self.vocabulary.parents.values():
            return None
        children = self.dossiers.children
        fit = {children[owner]} if owner in children else set(children.values()) - {owner}
        person = next(iter(fit), None)
        sure = person is not None and len(fit) == 1 and self.dossiers.agrees(person, role.gender)
        return (person, f"{role.head.lemma}: the parent of {person} was named") if person and sure else None

    def heading(self, role: Role) -> Answer:
        """The one person of whom a verb says that he or she holds the office: "présidée par"."""
        people = self.dossiers.facts.heads.get(role.head.lemma, [])
        fit = [p for p in people if self.dossiers.agrees(p, role.gender) and p not in role.people]
        if len(fit) != 1 or role.states or role.former or role.determiner == "genitive":
            return None
        return fit[0], f"a verb says that {fit[0]} is {role.head.lemma}"

    def national(self, role: Role) -> Answer:
        """Who was said to come from the state that a vague description tells: "le Polonais X", "l'élu polonais"."""
        if len(role.states) != 1 or role.scope or not role.definite or role.owned:
            return None
        for person in self.dossiers.recent(role.sentence, 2 * _NEAR):
            if self.dossiers.facts.states.get(person) in role.states and self.dossiers.agrees(person, role.gender):
                return person, f"{person} comes from {next(iter(role.states))}"
        return None

    def _peer(self, role: Role, owner: str) -> Answer:
        """Who holds the same office as the owner: "son homologue"."""
        lemmas = {held.head.lemma for held in self.dossiers.roles.get(owner, ()) if held.head.kind == "office"}
        for person in self.dossiers.recent(role.sentence):
            for held in self.dossiers.roles.get(person, ()) if person != owner else ():
                if held.head.lemma in lemmas and same_state(held, role) and self.dossiers.agrees(person, role.gender):
                    return person, f"{held.head.lemma} like {owner}"
        return None


def years(role: Role) -> range:
    """The ages that a description stands for."""
    first, last = map(int, role.head.mark.split())
    return range(first, min(last, 150) + 1)
