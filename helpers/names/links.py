"""The small words inside names of six languages, and nouns for people."""

from __future__ import annotations

import re

from helpers.names.clues import Clues
from helpers.names.reading import Word

PARTICLES = {
    "de": {"von", "zu", "vom", "zum", "van", "de", "der", "den", "el", "al"},
    "nl": {"van", "de", "der", "den", "ter", "ten", "te", "het", "'t", "el", "von"},
    "es": {"de", "del", "la", "los", "las", "y", "i", "von", "van"},
    "it": {"de", "di", "del", "della", "dello", "dal", "dalla", "da", "lo", "la", "d'", "dell'", "von"},
    "pt": {"de", "da", "do", "das", "dos", "e", "van"},
    "pl": {"von", "de", "van"},
}
LINKS = {
    "de": {"für", "der", "des", "von", "zur", "am", "gegen", "an"},
    "nl": {"van", "voor", "der", "tegen"},
    "es": {"de", "del", "para", "contra"},
    "it": {"di", "del", "della", "dello", "dei", "degli", "delle", "dell'", "d'", "per", "contro"},
    "pt": {"de", "da", "do", "das", "dos", "para", "contra"},
    "pl": {"dla", "nad", "na", "ds.", "do", "w", "przeciw"},
}
ARTICLES = {"la", "el", "los", "las", "de", "het", "o", "a", "l'", "der", "die", "das"}
AND = {"de": "und", "nl": "en", "es": "y", "it": "e", "pt": "e", "pl": "i"}
CLUBS = {
    "FC",
    "SV",
    "TSV",
    "VfB",
    "VfL",
    "SC",
    "TuS",
    "FSV",
    "SpVgg",
    "HSV",
    "RC",
    "CD",
    "UD",
    "SD",
    "AC",
    "AS",
    "SSC",
}
CLUBS |= {"CF", "KS", "GKS", "MKS", "SL", "SK", "VV", "KV", "RSC", "KRC", "BSC", "TSG", "US", "UC", "AZ"}
_GERMAN_ROLE = re.compile(
    r"[A-ZÄÖÜ][\w-]*(?:minister|ministerin|präsident|präsidentin|sprecher|sprecherin|meister|meisterin|chef|chefin"
    r"|leiter|leiterin|führer|führerin|direktor|direktorin|vorsitzende|vorsitzender|trainer|trainerin|forscher"
    r"|forscherin|sekretär|sekretärin|anwalt|anwältin)$"
)


def is_role(word: Word, clues: Clues) -> bool:
    """Whether a word is a noun for a person, a German compound included: "Landesinnenministerin"."""
    if clues.lists.language == "de" and word.cap and _GERMAN_ROLE.match(word.text):
        return True
    return clues.has("person_nouns", word.key)
