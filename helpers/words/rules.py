"""What a language's lists say about where its words and sentences end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers.language import word_list, word_set

GAP = "\x1f"  # stands for a space inside a token while a text is cut at its spaces; itself white space
KINDS = ("number", "end", "either")  # marks behind an entry of abbreviations.txt


@dataclass(frozen=True, eq=False)
class Rules:
    """The lists of ``data/languages/LANGUAGE`` that cut a text, read for look-ups.

    elisions: words that end in an apostrophe, with the lemma they stand for
    enclitics: pronouns hung on a word with a hyphen, with their lemma
    whole: words whose apostrophe or hyphen is their own (lower case)
    abbreviations: words that keep a full stop, each with its mark: "" never ends a sentence, "number" is one before a
        number only, "end" ends a sentence before any capital, "either" before a capitalised function word
    stops: the stop words
    particles: stop words that open surnames, so that an initial may stand before them
    spaced: the abbreviations with a space inside
    dotted, leading, elided: patterns of abbreviations with a full stop or space inside, of words that begin with an
        apostrophe, of elided words where no word begins whose apostrophe is its own
    """

    language: str | None
    elisions: dict[str, str]
    enclitics: dict[str, str]
    whole: frozenset[str]
    abbreviations: dict[str, str]
    stops: frozenset[str]
    particles: frozenset[str]
    spaced: tuple[str, ...]
    dotted: str
    leading: str
    elided: str

    def is_name(self, word: str, after: str) -> bool:
        """Whether an initial may stand before this word: a name, or a particle with a capitalised word after it."""
        norm = word.lower()
        if norm in self.particles:
            return after[:1].isupper() or norm.endswith("'")
        return word[:1].isupper() and norm not in self.stops


def _pairs(language: str | None, name: str) -> dict[str, str]:
    return dict(line.split(maxsplit=1) for line in word_list(language, name))


def _abbreviations(language: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in word_list(language, "abbreviations"):
        entry, _, kind = line.rpartition(" ")
        found.update([(entry, kind)] if kind in KINDS else [(line, "")])
    capitals = {entry[0].upper() + entry[1:]: kind for entry, kind in found.items() if len(entry) > 2}
    return capitals | found


def _either(entries: set[str]) -> str:
    """A pattern that finds the longest of the entries, or nothing."""
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e))) or "(?!)"


@cache
def rules(language: str | None) -> Rules:
    """The rules of one language; without lists, none."""
    abbreviations = _abbreviations(language)
    elisions = _pairs(language, "elisions")
    whole = word_set(language, "apostrophe-words") | word_set(language, "hyphen-words")
    own = _either({word for word in whole if "'" in word[1:]})
    return Rules(
        language=language,
        elisions=elisions,
        enclitics=_pairs(language, "enclitics"),
        whole=frozenset(word.lower() for word in whole),
        abbreviations=abbreviations,
        stops=word_set(language, "stopwords"),
        particles=word_set(language, "name-particles"),
        spaced=tuple(sorted(entry for entry in abbreviations if " " in entry)),
        dotted=_either({entry.replace(" ", GAP) for entry in abbreviations if "." in entry[:-1]}),
        leading=_either({word for word in whole if word.startswith("'")}),
        elided=rf"(?<![^\W_])(?!(?i:{own})(?![\w'-]))(?i:{_either(set(elisions))})",
    )


def normal(form: str) -> str:
    """The lower-case form of a token, its hyphens plain.

    >>> normal("Porte\u2011parole")
    'porte-parole'
    """
    norm = form.lower()
    return norm if norm.isascii() else norm.replace("\u2010", "-").replace("\u2011", "-")
