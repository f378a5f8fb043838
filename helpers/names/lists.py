"""The lists of ``data/actors`` and ``data/languages``, read once per language and made ready for look-ups."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from helpers.language import word_list
from helpers.names.demonyms import declined, english_forms, foreign_forms, french_forms
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
        texts = tuple(entry.split()) if entry.replace(" ", "").isalpha() else tuple(pieces(entry, language))
        if texts:
            keys = tuple(fold(t) for t in texts)
            self._entries.setdefault(keys, []).append((texts, payload))
            lengths = self._lengths.setdefault(keys[0], [])
            if len(keys) not in lengths:
                lengths.append(len(keys))
                lengths.sort(reverse=True)

    def __contains__(self, key: str) -> bool:
        return (key,) in self._entries

    def entries(self) -> Iterator[str]:
        """Every entry as it is written, in the order of the first words' keys."""
        for same in self._entries.values():
            yield from (" ".join(texts) for texts, _ in same)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def begins(self) -> frozenset[str]:
        """The folded words that an entry may begin with."""
        return frozenset(self._lengths)

    def match(self, words: Sequence[Word], i: int, *, caps: bool = False) -> tuple[int, Payload] | None:
        """End and payload of the longest entry that begins at word ``i``."""
        lengths = self._lengths.get(words[i].key)
        if lengths is None:
            return None
        for length in lengths:
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


@dataclass(slots=True)
class Lists:
    """What the rules know of one language; payloads are ``(actor, kind, form, evidence, code)``.

    ``shared`` = the states, with their codes, that a name or a demonym may mean (Congolese), the likeliest first;
    ``compounds`` = the code of the state that the first half of a compound adjective means (Franco-German).
    """

    language: str | None
    names: Phrases = field(default_factory=Phrases)
    demonyms: Phrases = field(default_factory=Phrases)
    seats: Phrases = field(default_factory=Phrases)
    roles: Phrases = field(default_factory=Phrases)
    first_names: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    state_names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    collectives: set[str] = field(default_factory=set)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    shared: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    compounds: dict[str, str] = field(default_factory=dict)
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
    "language_cues",
    "name_links",
    "charges",
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
        lists.collectives.update(form.lower() for form in entry.split(" / "))
    _add_roles(lists)
    if language in ("fr", "en"):
        _add_states(lists, language)
        _add_organisations(lists, language)
    elif language:
        _add_foreign_states(lists, language)
        for row in _table("known_abroad.tsv", "\t"):
            if row["language"] == language:
                _add_organisation(lists, row["name"], row["aliases"], language)
    for row in _table("compounds.tsv", "\t"):
        if row["language"] == language:
            lists.compounds[fold(row["form"])] = row["code"]
    for row in _table("not_states.tsv", "\t"):
        if row["language"] == language:
            lists.names.add(row["form"], (row["form"], "place", "name", "a place, an event or a thing", ""), language)
    return lists


def coverage(language: str | None) -> dict[str, bool]:
    """What there are lists and rules for in a language: names (of people), states, demonyms, metonyms, roles,
    collectives, and whether a trained model of names is at hand.

    >>> [what for what, covered in coverage("de").items() if not covered]
    ['metonyms', 'collectives', 'model']
    """
    lists = load(language)
    return {
        "names": bool(lists.titles),
        "states": bool(lists.state_names),
        "demonyms": bool(lists.demonyms),
        "metonyms": bool(lists.seats),
        "roles": bool(lists.roles),
        "collectives": bool(lists.collectives),
        "model": bool(language) and any((DATA / "models").glob(f"names-{language}*")),
    }


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
            _add_state(lists, lists.names, form, "name", row["en"], code)
        demonyms = [d for d in row[f"{language}_demonym"].split("|") if d]
        lists.adjectives[name] = demonyms[0].split("/")[0].rstrip("?") if demonyms else ""
        for demonym in demonyms:
            for form in forms(demonym.rstrip("?")):
                _add_state(lists, lists.demonyms, form + "?" * demonym.endswith("?"), "demonym", row["en"], code)
        for capital in filter(None, row[f"{language}_capital"].split("|")):
            lists.seats.add(capital, (name, "state", "metonym", f"capital of {row['en']}", code), language)
    for row in _table("seats.tsv", "\t"):
        if row["language"] == language:
            actor, form = lists.state_names.get(row["actor"], row["actor"]), row["form"].removesuffix("?")
            code = row["actor"] if row["kind"] == "state" or row["actor"] == "EU" else "seat"
            code = code if form == row["form"] else "town"
            lists.seats.add(form, (actor, row["kind"], "metonym", f"seat of {actor}", code), language)


def _add_state(lists: Lists, phrases: Phrases, form: str, kind: str, english: str, code: str) -> None:
    """A name or a demonym of a state; one that ends in "?" means another state first."""
    name, bare = lists.state_names[code], form.removesuffix("?")
    states = lists.shared.setdefault(fold(bare), [])
    if all(other != code for _, other in states):
        states.insert(len(states) if form.endswith("?") else 0, (name, code))
    if form == bare:
        phrases.add(bare, (name, "state", kind, f"{kind} of {english}", code), lists.language)


def _add_organisations(lists: Lists, language: str) -> None:
    for row in _table("organisations.csv", ";"):
        _add_organisation(lists, row[language], row[f"{language}_aliases"] or "", language)


def _add_organisation(lists: Lists, name: str, aliases: str, language: str) -> None:
    """A known organisation; a form that ends in "?" is a common word or a town as well."""
    actor = name.removesuffix("?")
    for form in filter(None, [name, *aliases.split("|")]):
        bare = form.removesuffix("?")
        evidence = f"known organisation {actor}" if bare == actor else f"alias of {actor}"
        code = "common" if bare != form else ""
        lists.names.add(bare, (actor, "organisation", "name", evidence, code), language)


def _add_foreign_states(lists: Lists, language: str) -> None:
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return
    own = {row["code"]: row for row in _table("peoples.tsv", "\t") if row["language"] == language}
    for row in _table("states.tsv", "\t"):
        code, facts = row["code"], own.get(row["code"], {})
        others = facts.get("names", "")
        names = [territories.get(code, "").replace("\u2019", "'"), *others.removeprefix("*").split("|")]
        names = [name for name in (names[1:] if others.startswith("*") else names) if name]
        if not names:
            continue
        name = lists.state_names[code] = names[0]
        for form in [form for other in names for form in declined(other, language)]:
            _add_state(lists, lists.names, form, "name", row["en"], code)
        for column in ("adjectives", "nouns"):
            for demonym in filter(None, facts.get(column, "").split("|")):
                for form in foreign_forms(demonym, language, adjective=column == "adjectives"):
                    lists.adjectives.setdefault(name, form)
                    _add_state(lists, lists.demonyms, form, "demonym", row["en"], code)
