"""Whom a role or a description stands for, when no name is beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.actors.roles import Role
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Timeline
from helpers.names.rules import Names

_LATTER = re.compile(r"(?:ce dernier|cette derni[eè]re|celui-ci|celle-ci|l'int[eé]ress[eé]e?)(?!\w)", re.IGNORECASE)
_AGED = re.compile(
    r"(?i)\b(?:le|la|du|au|ce|cette|the)\s+((?:[\w]+-)?(?:trent|quarant|quinquag|sexag|septuag|octog|"
    r"nonag)[eé]naire|[0-9]{1,2}-year-old)\b(?!\s+[a-zà-ÿ]{4,}\s+(?:de|du|who)\b)"
)


_DECADES = ("trent", "quarant", "quinquag", "sexag", "septuag", "octog", "nonag")


class Linker:
    """Links roles to the people of an article; what cannot be linked stays an actor of its own, or is left out."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names) -> None:
        self.lines, self.lists, self.names = lines, lists, names
        self.own: dict[tuple[str, str], str] = {}
        self.persons = Timeline(f for f in names.found if f.kind == "person")

    def link(self, roles: Sequence[Role]) -> list[Found]:
        """Mentions of form role and pronominal-description."""
        for role in roles:
            if role.person and role.gender in "mf" and role.person in self.names.people:
                person = self.names.people[role.person]
                if person.gender == "u":
                    person.gender = role.gender
        by_lemma: dict[str, list[Role]] = {}
        for role in roles:
            by_lemma.setdefault(role.lemma, []).extend([role] if role.person else [])
        holders = {lemma: Timeline(held) for lemma, held in by_lemma.items()}
        for role in roles:
            if not role.person and not role.bare and role.office:
                words = self.lines[role.line].words
                surface = self.lines[role.line].text[words[role.first].start : words[role.last - 1].end]
                self.own.setdefault((role.lemma, role.gender), _own_name(surface))
        return [f for role in roles if (f := self._resolve(role, holders[role.lemma]))] + self._pronominal()

    def _resolve(self, role: Role, held: Timeline[Role]) -> Found | None:
        line = self.lines[role.line]
        surface = line.text[line.words[role.first].start : line.words[role.last - 1].end]
        if role.person:
            return Found(
                role.line, role.first, role.last, role.person, "person", "role", f"role of {role.person}: {role.how}"
            )
        before = next((r for r in held.before(role.line, role.first) if _fits(r, role)), None)
        holder = before or next((r for r in held.after(role.line, role.first) if _fits(r, role)), None)
        form = "pronominal-description" if role.this else "role"
        if holder and holder.person:
            evidence = f"the {'last' if before else 'first later'} {role.lemma} named is {holder.person}"
            return Found(role.line, role.first, role.last, holder.person, "person", form, evidence)
        weak = self.lists.has("weak_roles", role.lemma)
        if role.this or (
            role.bare and (not role.office or role.lemma in {"dirigeant", "responsable", "elu", "patron"})
        ):
            person = self._latest(role.line, role.first, role.gender, sentences=2)
            if person:
                return Found(
                    role.line, role.first, role.last, person, "person", form, f"last person named before: {person}"
                )
            return None
        if not role.office or (weak and not role.scope):
            return None
        name, evidence = _own_name(surface), "an office whose holder is not named"
        if role.bare:
            same = self.own.get((role.lemma, role.gender))
            name, evidence = (same, f"short for {same}") if same else (name, evidence)
        return Found(role.line, role.first, role.last, name, "person", "role", evidence)

    def _latest(self, line: int, first: int, gender: str, *, sentences: int | None = None) -> str | None:
        """The person named last before a place who may have this gender."""
        here = self.lines[line].words[first].sentence
        for f in self.persons.before(line, first):
            if sentences is not None and here - self.lines[f.line].words[f.first].sentence > sentences:
                return None
            person = self.names.people.get(f.actor)
            if person and _agree(person.gender, gender):
                return f.actor
        return None

    def _of_age(self, text: str) -> str | None:
        """The one person whose age the article gives in the decade, or the year, that a description tells."""
        decade = next((n for n, stem in enumerate(_DECADES, 3) if stem in text), None)
        year = re.match(r"\d+", text)
        if decade is None and year is None:
            return None
        fit = set()
        for f in self.names.found:
            line = self.lines[f.line]
            age = re.match(r" ?[,(] ?(\d\d)\b", line.text[line.words[f.last - 1].end :][:8])
            if age and f.kind == "person" and (int(age[1]) // 10 == decade or (year and age[1] == year[0])):
                fit.add(f.actor)
        return fit.pop() if len(fit) == 1 else None

    def _pronominal(self) -> list[Found]:
        found = []
        for line in self.lines:
            spans = [m.span() for m in _LATTER.finditer(line.text)] + [m.span(1) for m in _AGED.finditer(line.text)]
            for start, end in spans:
                inner = [k for k, w in enumerate(line.words) if w.start >= start and w.end <= end]
                text = line.text[start:end].lower()
                if text.startswith("l'"):
                    inner = [k for k in inner if line.words[k].lower != "l'"]
                if not inner:
                    continue
                gender = _gender_of(text, line.text[:start].rstrip().lower())
                person = self._of_age(text) or self._latest(line.index, inner[0], gender, sentences=3)
                if person:
                    found.append(
                        Found(
                            line.index,
                            inner[0],
                            inner[-1] + 1,
                            person,
                            "person",
                            "pronominal-description",
                            f"last person named before: {person}",
                        )
                    )
        return found


def _gender_of(text: str, before: str) -> str:
    if text.startswith(("cette", "celle")) or text.endswith("ée"):
        return "f"
    if text.startswith(("ce ", "celui")) or text.endswith("ssé"):
        return "m"
    return {"le": "m", "du": "m", "au": "m", "ce": "m", "la": "f", "cette": "f"}.get(before.rsplit(" ", 1)[-1], "u")


def _fits(holder: Role, role: Role) -> bool:
    """Whether the holder of a role may be meant by another mention of it."""
    return _agree(holder.gender, role.gender) and (not holder.scope or not role.scope or holder.scope == role.scope)


def _agree(one: str, other: str) -> bool:
    return "u" in (one, other) or one == other


def _own_name(surface: str) -> str:
    return surface.lower() if surface.isupper() else surface[0].lower() + surface[1:]
