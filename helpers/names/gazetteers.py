"""What is known of single words and of place names: first names, surnames, cities, heads of names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.names.lists import Lists, Phrases, load
from helpers.names.reading import fold
from helpers.paths import DATA

# One letter for each class of words; a word of several classes has several letters, in this order.
_PLAIN = {
    "H": "organisation_heads",
    "N": "denominations",
    "I": "institutions",
    "B": "firms",
    "K": "club_prefixes",
    "O": "organisation_openers",
    "V": "actor_verbs",
    "J": "days",
    "M": "months",
    "W": "stopwords",
}
_CLASSES = {"first": "f", "last": "l", "proper": "p"}


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """``flags`` of a folded word, a letter for each class; ``places`` of one or more words."""

    flags: dict[str, str]
    phrases: Phrases


def lines_of(name: str) -> list[str]:
    """The entries of a file of ``data/names``, its first line, the origin, left out; none without such a file."""
    path = DATA / "names" / name
    return path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []


@cache
def gazetteers(language: str | None) -> Gazetteers:
    """The gazetteers of a language; names of people are the same for all."""
    lists = load(language)
    flags: dict[str, set[str]] = {}
    for name, is_own in (("hunspell-fr.tsv", True), ("people.tsv", False)):
        for line in lines_of(name):
            word, classes = line.split("\t")
            letters = {_CLASSES[c].upper() if is_own else _CLASSES[c] for c in classes.split()}
            flags.setdefault(fold(word), set()).update(letters)
    for word in lists.first_names:
        flags.setdefault(word, set()).add("F")
    for letter, name in _PLAIN.items():
        for word in lists.words[name]:
            flags.setdefault(word, set()).add(letter)
    for title in lists.titles:
        flags.setdefault(fold(title), set()).add("T")
    return Gazetteers({word: "".join(sorted(letters)) for word, letters in flags.items()}, _places(lists))


def _places(lists: Lists) -> Phrases:
    """Cities for every language, and areas and bodies where there are lists of them; the longest is found first."""
    phrases = Phrases()
    for kind, entries in (
        ("area", lines_of(f"places-{lists.language}.txt")),
        ("body", lines_of(f"bodies-{lists.language}.txt")),
        ("city", _exemplar_cities(lists.language)),
        ("city", lines_of("cities.txt")),
    ):
        for entry in entries:
            phrases.add(entry, (kind,), lists.language)
    return phrases


def _exemplar_cities(language: str | None) -> list[str]:
    """The cities that stand for the time zones, as the language writes them."""
    from babel import Locale, UnknownLocaleError

    try:
        zones = Locale.parse(language or "-").time_zones.values()
    except (UnknownLocaleError, ValueError):
        return []
    return [city.replace("\u2019", "'") for zone in zones if (city := zone.get("city")) and city[0].isupper()]
