"""Nouns for bodies and the classes of what they name, as the lists of a language tell them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache

from helpers.language import word_list
from helpers.names.lists import Phrases
from helpers.names.reading import fold, pieces
from helpers.paths import DATA

#: Classes whose names say what they are: nothing of an unknown class is taken for one of them.
CLOSED = frozenset(
    "court council town intercommunal department region prefecture ministry administration police army prosecution"
    " parliament government chamber church university committee management hospital diplomacy none".split()
)
_SEATED = frozenset({"university", "college", "hospital", "school", "council"})  # "Imperial College London"


@dataclass(slots=True)
class Nouns:
    """The nouns of one language; payloads of ``bodies`` are ``(noun, own class, all classes)``."""

    language: str | None
    bodies: Phrases = field(default_factory=Phrases)
    named: dict[str, str] = field(default_factory=dict)
    cues: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    party_people: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def class_of(self, name: str) -> str | None:
        """The class that a name tells by its own noun: "Lycée Jean-Moulin", "Glasgow City Council"."""
        if listed := self.known.get(name):
            return listed
        words = [fold(w) for w in pieces(name, self.language) if w[0].isalnum()]
        while words and words[0] in ("les", "le", "la", "l'", "the"):
            words = words[1:]
        runs = [words[:n] for n in (3, 2, 1)]
        if self.language == "en":
            runs = [words[-n:] for n in (3, 2, 1)] + runs
        for run in runs:
            if found := self.named.get(" ".join(run)):
                return found
        inner = words[1:-1] if self.language == "en" else ()
        return next((self.named.get(word) for word in inner if word in _SEATED), None)


def _pairs(language: str | None, name: str) -> list[tuple[str, str]]:
    pairs = (entry.partition(":") for entry in word_list(language, name))
    return [(left.strip(), right.strip()) for left, _, right in pairs]


@cache
def load_nouns(language: str | None) -> Nouns:
    """The nouns of a language; a language without lists has none.

    >>> load_nouns("fr").class_of("Lycée Jean-Moulin"), load_nouns("en").class_of("Glasgow City Council")
    ('school', 'council')
    """
    nouns = Nouns(language)
    for noun, classes in _pairs(language, "bodies"):
        kinds = tuple(c.strip() for c in classes.split(","))
        nouns.bodies.add(noun, (noun, kinds[0], frozenset(kinds)), language)
        nouns.named.setdefault(fold(noun), kinds[0])
    for noun, kind in _pairs(language, "name_classes"):
        nouns.named[fold(noun)] = kind
    nouns.cues.update((fold(noun), kind) for noun, kind in _pairs(language, "class_cues"))
    for people, names in _pairs(language, "party_people"):
        nouns.party_people[fold(people)] = tuple(name.strip() for name in names.split("|"))
    nouns.known.update(_known_classes(language))
    return nouns


def _known_classes(language: str | None) -> dict[str, str]:
    """Classes of known organisations, where their table has that column."""
    lines = (DATA / "actors" / "organisations.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = csv.DictReader(lines, delimiter=";")
    return {row[language]: row["class"] for row in rows if language in row and row.get("class")}
