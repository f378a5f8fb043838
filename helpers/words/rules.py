"""What a language's lists say about where its words and sentences end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers.language import word_list, word_set

GAP = "\x1f"  # stands for a space inside a token while a text is cut at its spaces; itself white space


@dataclass(frozen=True, eq=False)
class Rules:
    """The lists of ``data/languages/LANGUAGE`` that cut a text, read for look-ups.

    elisions: words that end in an apostrophe, with the lemma they stand for
    enclitics: pronouns hung on a verb with a hyphen, with their lemma
    whole: words whose apostrophe or hyphen is their own (lower case)
    abbreviations: words that keep a full stop, as listed and with a capital
    ambiguous: abbreviations that are also words: these only before a figure, a small letter or a mark
    closing: abbreviations that can close a sentence, "any" before every capital, "function-word" before stop words
    stops: the stop words
    particles: stop words that open surnames, so that an initial may stand before them
    """

    language: str | None
    elisions: dict[str, str]
    enclitics: dict[str, str]
    whole: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous: frozenset[str]
    closing: dict[str, str]
    stops: frozenset[str]
    particles: frozenset[str]
    spaced: tuple[re.Pattern[str], ...]
    dotted: str
    leading: str

    def opens_sentence(self, word: str) -> bool:
        """Whether a capitalised word is one that names do not begin with: "Il", not "Le" nor "Martin"."""
        norm = word.lower()
        return norm in self.stops and norm not in self.particles


def _pairs(language: str | None, name: str) -> dict[str, str]:
    return dict(line.rsplit(maxsplit=1) for line in word_list(language, name))


def _either(entries: set[str]) -> str:
    """A pattern that finds the longest of the entries, or nothing."""
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e))) or "(?!)"


@cache
def rules(language: str | None) -> Rules:
    """The rules of one language; without lists, none."""
    ambiguous = word_set(language, "ambiguous-abbreviations")
    closing = _pairs(language, "closing-abbreviations")
    abbreviations = word_set(language, "abbreviations") | ambiguous | closing.keys()
    abbreviations |= {a[0].upper() + a[1:] for a in abbreviations if len(a) > 2}
    whole = word_set(language, "apostrophe-words") | word_set(language, "hyphen-words")
    return Rules(
        language=language,
        elisions=_pairs(language, "elisions"),
        enclitics=_pairs(language, "enclitics"),
        whole=frozenset(word.lower() for word in whole),
        abbreviations=abbreviations,
        ambiguous=ambiguous | {a.capitalize() for a in ambiguous},
        closing=closing,
        stops=word_set(language, "stopwords"),
        particles=word_set(language, "name-particles"),
        spaced=tuple(re.compile(rf"(?<!\w){re.escape(a)}") for a in sorted(abbreviations) if " " in a),
        dotted=_either({a.replace(" ", GAP) for a in abbreviations if "." in a[:-1]}),
        leading=_either({word for word in whole if word.startswith("'")}),
    )
