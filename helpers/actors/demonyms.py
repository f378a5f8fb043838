"""States by their adjectives and peoples, clubs by their town's people: "ukrainien", "les Lensois"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.actors.shared_names import States
from helpers.language import word_set
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, fold

_PEOPLE = re.compile(r"(?:ais|ois|iens|eens|ains|ins|ards|ots)(?:es)?$")
_POLISH_ADJECTIVES = ("ki", "ka", "kie", "kiego", "kiej", "kiemu", "kim", "kich", "kimi")
_GERMANIC_ADJECTIVES = ("ische", "ischen", "ischer", "isches", "ischem", "sche", "schen", "se", "he")
_UNION = ("Union européenne", "European Union")


def demonyms(
    lines: Sequence[Line], lists: Lists, named: Sequence[Found], inside: set[tuple[int, int]], states: States
) -> list[Found]:
    """Adjectives and nouns of countries and peoples outside proper names."""
    towns = _club_towns(lists, named)
    union = next((f.actor for f in named if f.actor in _UNION), None)
    found: list[Found] = []
    for line in lines:
        i = 0
        while i < len(line.words):
            end, ones = i + 1, list[Found]()
            if (line.index, i) not in inside and line.words[i].is_word:
                if place := _place(line, i, lists):
                    end = place
                elif one := _state(line, i, lists, states) or _powers(line, i, lists, union) or _club(line, i, towns):
                    end, ones = one.last, [one]
                else:
                    ones = _halves(line, i, states)
            found += ones
            i = end
    return found


def _place(line: Line, i: int, lists: Lists) -> int:
    """Where the name of a place ends that begins with a word like a demonym, or 0: "Georgia" the river."""
    match = lists.names.match(line.words, i) if line.words[i].cap and not line.caps else None
    return match[0] if match and match[1][1] == "place" else 0


def _state(line: Line, i: int, lists: Lists, states: States) -> Found | None:
    match = lists.demonyms.match(line.words, i, caps=line.caps)
    if not match or _is_language(line, i, match[0], lists) or _is_proper(line, i, match[0], lists):
        return None
    end, (actor, kind, form, evidence, _) = match
    actor, evidence = states.meant(" ".join(w.key for w in line.words[i:end]), actor, evidence)
    return Found(line.index, i, end, actor, kind, form, evidence)


def _halves(line: Line, i: int, states: States) -> list[Found]:
    """Both states of "franco-allemand", each on its part of the word."""
    word = line.words[i]
    halves = states.halves(word) if "-" in word.text else []
    return [
        Found(line.index, i, i + 1, actor, "state", "demonym", evidence, (start, stop))
        for start, stop, actor, evidence in halves
    ]


def _is_proper(line: Line, i: int, end: int, lists: Lists) -> bool:
    """Whether the case says that a demonym is part of a proper name: "Deutsche Bahn", "Russo" in Italian."""
    words, word = line.words, line.words[i]
    if lists.language in {"fr", "en", None} or line.caps or not word.cap:
        return False
    if lists.language in {"es", "it", "pt"}:
        return True
    if lists.language == "pl":
        return word.key.endswith(_POLISH_ADJECTIVES) and not word.first
    named = end < len(words) and words[end].cap and words[end].is_word
    return word.key.endswith(_GERMANIC_ADJECTIVES) and not word.first and named


def _powers(line: Line, i: int, lists: Lists, union: str | None) -> Found | None:
    """The Western powers, and the European Union where it is named."""
    word = line.words[i]
    lower = word.key if lists.language == "fr" else word.text
    if lower in word_set(lists.language, "western") and not _is_compass(line, i, lists):
        return Found(line.index, i, i + 1, "Occidentaux", "collective", "demonym", "the Western powers")
    if union and lower in word_set(lists.language, "european"):
        return Found(line.index, i, i + 1, union, "organisation", "demonym", f"European, {union} is named")
    return None


def _club_towns(lists: Lists, named: Sequence[Found]) -> dict[str, str]:
    """Clubs by the words of their town's name."""
    return {
        fold(part): f.actor
        for f in named
        if f.kind == "organisation" and lists.has("club_prefixes", fold(f.actor.split()[0]))
        for part in f.actor.split()[1:]
        if len(part) > 3
    }


def _club(line: Line, i: int, towns: dict[str, str]) -> Found | None:
    """The club whose town's people are named: "les Lensois" for RC Lens."""
    word = line.words[i]
    before = line.words[i - 1].lower if i else ""
    if not towns or not word.cap or before not in {"les", "des", "aux"} or not _PEOPLE.search(word.key):
        return None
    for town, club in towns.items():
        stem = max(4, len(town) - 2)
        if word.key[:stem] == town[:stem]:
            return Found(line.index, i, i + 1, club, "organisation", "demonym", f"people of {club}")
    return None


def _is_language(line: Line, i: int, end: int, lists: Lists) -> bool:
    words = line.words
    if line.caps:
        return False
    before = words[i - 1].lower if i else ""
    after = words[end] if end < len(words) else None
    spoken = before in word_set(lists.language, "language_cues")
    if lists.language == "en":
        return spoken and not (after and after.is_word and not lists.has("stopwords", after.key))
    if lists.language != "fr":
        return spoken
    if words[i].cap:
        return before in word_set(lists.language, "seas") or (words[i].first and i == 0 and len(words) < 3)
    if before in {"un", "une"}:
        return i > 1 and words[i - 2].lower in {"dans", "en"}
    return spoken and not (before in {"le", "l'", "du", "au"} and after is not None and after.cap)


def _is_compass(line: Line, i: int, lists: Lists) -> bool:
    """Plain geography: "la côte occidentale", "le Sahara occidental"."""
    word, before = line.words[i], line.words[i - 1] if i else None
    if before is None or word.cap:
        return False
    return before.key in word_set(lists.language, "regions_by_compass") or (before.cap and not before.first)
