"""The lists of ``data/actors`` and ``data/languages``, read once per language and made ready for look-ups."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from helpers.language import word_list
from helpers.names.reading import Word, fold, pieces
from helpers.paths import DATA

Payload = tuple[Any, ...]


class Phrases:
    """Entries of one or more words, found at a position of a line, the longest first.

    A word that an entry writes with a capital wants a capital in the text, unless the line is all capitals;
    an acronym wants all its capitals.
    """

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], list[tuple[tuple[str, ...], Payload]]] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, entry: str, payload: Payload, language: str | None = None) -> None:
        """Add an entry; of two that differ in payload only, the first is found."""
        texts = tuple(entry.split()) if entry.isalpha() else tuple(pieces(entry, language))
        if texts:
            keys = tuple(fold(t) for t in texts)
            self._entries.setdefault(keys, []).append((texts, payload))
            lengths = self._lengths.setdefault(keys[0], [])
            if len(keys) not in lengths:
                lengths.append(len(keys))
                lengths.sort(reverse=True)

    def __contains__(self, key: str) -> bool:
        return (key,) in self._entries

    def match(self, words: Sequence[Word], i: int, *, caps: bool = False) -> tuple[int, Payload] | None:
        """End and payload of the longest entry that begins at word ``i``."""
        for length in self._lengths.get(words[i].key, ()):
            span = words[i : i + length]
            for texts, payload in self._entries.get(tuple(w.key for w in span), ()):
                if all(_same_case(w, t, caps) for w, t in zip(span, texts, strict=True)):
                    return i + len(span), payload
        return None


def _same_case(word: Word, entry: str, caps: bool) -> bool:
    if entry.isupper() and 1 < len(entry) <= 6:
        return word.upper and not (caps and len(entry) < 3)
    return caps or (word.cap if entry[:1].isupper() else word.lower == entry.lower())


def _table(name: str, delimiter: str) -> list[dict[str, str]]:
    lines = (DATA / "actors" / name).read_text(encoding="utf-8").splitlines()[1:]
    return list(csv.DictReader(lines, delimiter=delimiter))


_ENDINGS: tuple[tuple[tuple[str, ...], Callable[[str], list[str]]], ...] = (
    (("ien", "éen", "yen", "on"), lambda m: [m, m + "s", m + "ne", m + "nes"]),
    (("ais", "ois", "s"), lambda m: [m, m + "e", m + "es"]),
    (("e", "è"), lambda m: [m, m + "s"]),
    (("",), lambda m: [m, m + "s", m + "e", m + "es"]),
)


def french_forms(masculine: str) -> list[str]:
    """Every inflected form of a demonym given in the masculine, or as "masculine/feminine".

    >>> french_forms("ukrainien"), french_forms("grec/grecque")
    (['ukrainien', 'ukrainiens', 'ukrainienne', 'ukrainiennes'], ['grec', 'grecs', 'grecque', 'grecques'])
    """
    if "/" in masculine:
        return [form for part in masculine.split("/") for form in (part, part + "s")]
    return next(make(masculine) for endings, make in _ENDINGS if masculine.endswith(endings))


def english_forms(demonym: str) -> list[str]:
    """A demonym and, where it has one, its plural in -s."""
    plain = demonym.endswith(("sh", "ch", "ese", "s"))
    return (
        [demonym]
        if plain
        else [demonym[:-3] + "men"]
        if demonym.endswith("man") and len(demonym) > 7
        else [demonym, demonym + "s"]
    )


@dataclass(slots=True)
class Lists:
    """What the rules know of one language; payloads are ``(actor, kind, form, evidence, code)``."""

    language: str | None
    names: Phrases = field(default_factory=Phrases)
    demonyms: Phrases = field(default_factory=Phrases)
    seats: Phrases = field(default_factory=Phrases)
    roles: Phrases = field(default_factory=Phrases)
    first_names: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    state_names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    collectives: dict[str, str] = field(default_factory=dict)
    collectives_in_caps: dict[str, str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    stems: tuple[str, ...] = ("\0",)

    def has(self, name: str, key: str) -> bool:
        """Whether a folded word is in one of the plain word lists."""
        return key in self.words[name]


PLAIN = (
    "organisation_heads",
    "denominations",
    "institutions",
    "firms",
    "actor_verbs",
    "metonym_cues",
    "place_cues",
    "not_acronyms",
    "role_adjectives",
    "not_adjectives",
    "not_people",
    "role_modifiers",
    "stopwords",
    "days",
    "months",
    "openers",
    "generic_firms",
    "place_roles",
    "weak_roles",
    "club_prefixes",
    "capitalised",
    "cautious",
    "organisation_openers",
)


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(entry) for entry in entries)


@cache
def load(language: str | None) -> Lists:
    """The lists of a language; a language without its own has state names (from Babel) and first names."""
    lists = Lists(language)
    for name in PLAIN:
        lists.words[name] = _folded(word_list(language, name))
    for row in _table("first_names.tsv", "\t"):
        lists.first_names[fold(row["name"])] = row["gender"]
    lists.stems = tuple(fold(stem) for stem in word_list(language, "recipient_cues")) or lists.stems
    for entry in word_list(language, "titles"):
        title, gender = entry.rsplit(" ", 1)
        lists.titles[title] = gender
    for entry in word_list(language, "collectives"):
        forms = entry.split(" / ")
        lists.collectives.update((form.lower(), forms[0]) for form in forms)
        lists.collectives_in_caps.update((fold(form), forms[0]) for form in forms)
    _add_roles(lists)
    if language in ("fr", "en"):
        _add_states(lists, language)
        _add_organisations(lists, language)
    elif language:
        _add_foreign_states(lists, language)
    return lists


def _add_roles(lists: Lists) -> None:
    for name in ("roles", "occupations"):
        for entry in word_list(lists.language, name):
            forms = [form.strip() for form in entry.split("/")]
            for form, gender in zip(forms, "mf" if len(forms) == 2 else "u", strict=True):
                lists.roles.add(form, (fold(forms[0]), gender, name), lists.language)


def _add_states(lists: Lists, language: str) -> None:
    forms = french_forms if language == "fr" else english_forms
    for row in _table("states.tsv", "\t"):
        code, name = row["code"], row[language]
        lists.state_names[code] = name
        for form in [name, *filter(None, row[f"{language}_other"].split("|"))]:
            lists.names.add(form, (name, "state", "name", f"name of {row['en']}", code), language)
        lists.adjectives[name] = row[f"{language}_demonym"].split("|")[0]
        for demonym in filter(None, row[f"{language}_demonym"].split("|")):
            for form in forms(demonym):
                lists.demonyms.add(form, (name, "state", "demonym", f"demonym of {row['en']}", code), language)
        for capital in filter(None, row[f"{language}_capital"].split("|")):
            lists.seats.add(capital, (name, "state", "metonym", f"capital of {row['en']}", code), language)
    for row in _table("seats.tsv", "\t"):
        if row["language"] == language:
            code = row["actor"] if row["kind"] == "state" or row["actor"] == "EU" else ""
            actor = lists.state_names.get(row["actor"], row["actor"])
            lists.seats.add(row["form"], (actor, row["kind"], "metonym", f"seat of {actor}", code or "seat"), language)


def _add_organisations(lists: Lists, language: str) -> None:
    for row in _table("organisations.csv", ";"):
        name = row[language]
        for form in filter(None, [name, *(row[f"{language}_aliases"] or "").split("|")]):
            evidence = f"known organisation {name}" if form == name else f"alias of {name}"
            lists.names.add(form, (name, "organisation", "name", evidence, ""), language)


def _add_foreign_states(lists: Lists, language: str) -> None:
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return
    others = {forms[0]: forms[1:] for entry in word_list(language, "state_forms") if (forms := entry.split(" / "))}
    for row in _table("states.tsv", "\t"):
        if name := territories.get(row["code"]):
            name = name.replace("\u2019", "'")
            lists.state_names[row["code"]] = name
            for form in [name, *others.get(name, ())]:
                lists.names.add(form, (name, "state", "name", f"name of {row['en']}", row["code"]), language)
