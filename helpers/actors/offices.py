"""Who held an office on a day: a dated table, asked only where an article tells its date and names nobody."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from helpers.actors.roles import Role
from helpers.language import word_list
from helpers.names.lists import Lists
from helpers.names.reading import Line, fold, pieces
from helpers.names.rules import Names
from helpers.paths import DATA

#: Days around a change of holder on which nothing is said: news may be older than its date.
MARGIN = 3
_SMALL = frozenset("le la l' les du de d' des au aux the of a an 's '".split())


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office; ``end`` is None where the table knows of no end."""

    person: str
    office: str
    scope: str
    start: date
    end: date | None

    @property
    def evidence(self) -> str:
        """The term, as evidence of a mention."""
        term = f"from {self.start}" + (f" to {self.end}" if self.end else ", no end known")
        return f"office held by {self.person} {term}, at the article's date"


@cache
def _table() -> tuple[date, dict[tuple[str, str], list[tuple[str, str, date, date | None]]]]:
    """The horizon of the table, and its terms by office and scope: person in French, in English, start, end."""
    head, *lines = (DATA / "actors" / "offices.csv").read_text(encoding="utf-8").splitlines()
    found = re.search(r"horizon (\d{4}-\d\d-\d\d)", head)
    assert found, "offices.csv tells no horizon"
    terms: dict[tuple[str, str], list[tuple[str, str, date, date | None]]] = {}
    for row in csv.DictReader(lines, delimiter=";"):
        start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else None
        terms.setdefault((row["office"], row["scope"]), []).append((row["person"], row["person_en"], start, end))
    return date.fromisoformat(found[1]), terms


def holder(office: str, scope: str, day: str | None, *, language: str | None = "fr") -> Holder | None:
    """Who held an office on a day (ISO); None without a day, near a change of holder, and where nothing sure is known.

    ``office`` as in ``data/actors/offices.csv`` ("prime minister"); ``scope``, the code of a state or the French name
    of an organisation; names are spelled as in ``language``.

    >>> holder("secretary general", "OTAN", "2024-02-01").person
    'Jens Stoltenberg'
    >>> holder("secretary general", "OTAN", "2024-10-02"), holder("president", "FR", "2031-01-01")
    (None, None)
    """
    try:
        when = date.fromisoformat(day or "")
    except ValueError:
        return None
    horizon, terms = _table()
    margin = timedelta(days=MARGIN)
    if when > horizon:
        return None
    for person, english, start, end in terms.get((office, scope), ()):
        if start + margin <= when and (end is None or when <= end - margin):
            return Holder(english if language == "en" else person, office, scope, start, end)
    return None


@dataclass(frozen=True, slots=True)
class _Meaning:
    offices: tuple[str, ...]
    state: str | None
    home: bool


@cache
def _meanings(language: str | None) -> dict[frozenset[str], _Meaning]:
    """The offices that a description may mean, by its words."""
    meanings: dict[frozenset[str], _Meaning] = {}
    for entry in word_list(language, "office_words"):
        words, _, rest = entry.partition(" = ")
        parts = [part.strip() for part in rest.split(",")]
        offices = tuple(part for part in parts if part[0] not in "@~")
        state = next((part[1:] for part in parts if part[0] == "@"), None)
        keys = frozenset(fold(w) for w in pieces(words, language)) - _SMALL
        meanings.setdefault(keys, _Meaning(offices, state, "~" in parts))
    return meanings


@cache
def _bodies(language: str | None) -> dict[str, str]:
    """The French name of an organisation by its name in a language."""
    lines = (DATA / "actors" / "organisations.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = csv.DictReader(lines, delimiter=";")
    return {row[language]: row["fr"].removesuffix("?") for row in rows if language in ("fr", "en") and row[language]}


class Offices:
    """The offices of one article: whom a description means that the article names nowhere."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names, day: str | None) -> None:
        self.lines, self.lists, self.names, self.day = lines, lists, names, day
        self.starts = {(f.line, f.first): f for f in names.found}
        self.codes = {name: code for code, name in lists.state_names.items()}

    def answer(self, role: Role) -> tuple[str, str] | None:
        """The holder at the article's date, as the article names him or her, and the evidence."""
        if not self.day or role.former or role.owned:
            return None
        words, states, bodies = self._parts(role)
        meaning = _meanings(self.lists.language).get(words)
        if meaning is None or len(states) + len(bodies) > 1:
            return None
        scope = next(iter(states | bodies), None) or meaning.state or (self._home if meaning.home else None)
        if scope is None or (meaning.state and scope != meaning.state):
            return None
        for office in meaning.offices:
            if found := holder(office, scope, self.day, language=self.lists.language):
                return self._named(found.person), found.evidence
        return None

    def _parts(self, role: Role) -> tuple[frozenset[str], set[str], set[str]]:
        """The words of a description that tell the office, and the states and organisations among the others."""
        line, rest = self.lines[role.line], set()
        states: set[str] = set()
        bodies: set[str] = set()
        i = role.first
        while i < role.last:
            demonym = self.lists.demonyms.match(line.words, i, caps=line.caps)
            named = self.starts.get((role.line, i))
            body = _bodies(self.lists.language).get(named.actor) if named else None
            if named and body and named.last <= role.last:
                bodies.add(body)
                i = named.last
            elif named and named.kind == "state":
                states.add(self.codes.get(named.actor, named.actor))
                i = named.last
            elif demonym:
                states.add(demonym[1][4])
                i = demonym[0]
            else:
                if line.words[i].is_word:
                    rest.add(line.words[i].key)
                i += 1
        return frozenset(rest - _SMALL), states, bodies

    @cached_property
    def _home(self) -> str | None:
        """The state that a French article is about, if it is France: "le chef de l'État" of another is not known."""
        if self.lists.language != "fr":
            return None
        counts: Counter[str] = Counter()
        for line in self.lines:
            for i in range(len(line.words)):
                for phrases in (self.lists.demonyms, self.lists.names, self.lists.seats):
                    match = phrases.match(line.words, i)
                    if match and match[1][1] == "state":
                        counts[match[1][4]] += 1
        (top, most), *others = [*counts.most_common(2), ("", 0)]
        return top if top == "FR" and most > others[0][1] else None

    def _named(self, person: str) -> str:
        """The person as the article names him or her, if it does: by the full name, or by the surname alone."""
        surname = fold(person).split(" ", 1)[-1]
        for known in self.names.people.values():
            if fold(known.name) in (fold(person), surname):
                return known.name
        return person
