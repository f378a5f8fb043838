"""The lists that tell people from bodies in languages that have rules and no trained model."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from helpers.language import word_list
from helpers.names.lists import Lists, Phrases, load
from helpers.names.reading import fold

_FOLDED = (
    "organisation_endings",
    "organisation_endings_weak",
    "organisation_beginnings",
    "enumerating",
    "possessors",
    "clubs",
    "clubs_weak",
    "sports_words",
    "place_bodies",
    "organisation_nouns",
    "person_nouns",
    "possessed_by_bodies",
    "possessed_by_people",
    "person_verbs",
    "place_words",
    "organisation_commands",
    "organisation_stems",
    "surnames",
    "not_names",
    "plain_articles",
    "street_words",
)


@dataclass(slots=True)
class Clues:
    """The lists of one language; sets hold folded words, ``legal`` holds legal forms as they are written."""

    lists: Lists
    first_names: dict[str, str] = field(default_factory=dict)
    legal: frozenset[str] = frozenset()
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    parties: dict[str, str] = field(default_factory=dict)
    stems: tuple[str, ...] = ()
    beginnings_as_written: frozenset[str] = frozenset()
    bodies: Phrases = field(default_factory=Phrases)

    def has(self, name: str, key: str) -> bool:
        """Whether a folded word is in a list."""
        return key in self.words[name]

    def is_first_name(self, key: str) -> bool:
        """Whether a folded word, or the first part of a hyphenated one, is a known first name."""
        return key in self.first_names or ("-" in key and key.split("-")[0] in self.first_names)


@cache
def clues(language: str | None) -> Clues:
    """The lists of a language; empty ones for a language that has none."""
    lists = load(language)
    found = Clues(lists, dict(lists.first_names))
    for entry in word_list(language, "first_names"):
        name, gender = entry.rsplit(" ", 1)
        found.first_names.setdefault(fold(name), gender)
    for name in _FOLDED:
        found.words[name] = frozenset(fold(entry) for entry in word_list(language, name))
    if language == "en":
        found.words["organisation_endings"] |= lists.words["organisation_heads"]
        found.words["organisation_nouns"] |= lists.words["firms"]
        found.words["person_nouns"] |= frozenset(
            fold(form).split()[-1]
            for name in ("roles", "occupations")
            for entry in word_list(language, name)
            for form in entry.split(" / ")
        )
        found.words["person_verbs"] |= lists.words["actor_verbs"]
        found.words["clubs"] |= lists.words["club_prefixes"]
    found.legal = frozenset(word_list(language, "legal_forms"))
    if language != "en":
        found.beginnings_as_written = frozenset(word_list(language, "organisation_beginnings"))
    found.stems = tuple(found.words["organisation_stems"]) or ("\0",)
    found.regions = word_list(language, "regions")
    for entry in word_list(language, "known_bodies"):
        forms = entry.split(" / ")
        for form in forms:
            found.bodies.add(form, (forms[0],), language)
    for entry in word_list(language, "parties"):
        forms = entry.split(" / ")
        found.parties.update((form, forms[0]) for form in forms)
    return found
