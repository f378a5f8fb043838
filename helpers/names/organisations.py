"""Names of organisations: head nouns with their complement, acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from helpers.names.lists import Lists
from helpers.names.reading import Line, Word

ROMAN = re.compile(r"[IVXLCDM]+$")
ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Z0-9&]{1,5}(?:-[A-Z]{2,5})?$")
_ADJECTIVE = re.compile(
    r"(?:al|ale|aux|ales|el|elle|els|elles|ique|iques|if|ive|ifs|ives|ien|ienne|iens|iennes|een|eenne|eens|eennes"
    r"|ais|aise|aises|ois|oise|oises|ain|aine|ains|aines|aire|aires|eux|euse|euses|iere|ieres|iers|able|ables|ible"
    r"|ibles|ine|ines|ins|ees|unis|unies|publics|publiques?|libres?|rural|jeunes|civile?s?|ouvrier|solidaires?|vert[es]?)$"
)
_DE = {"de", "du", "des", "d'"}
_OTHER = {"pour", "contre"}
_ARTICLES = {"le", "la", "l'", "les"}
_PURPOSE = {
    "collectif",
    "comite",
    "association",
    "mouvement",
    "ligue",
    "fondation",
    "fonds",
    "coalition",
    "alliance",
    "agence",
    "coordination",
}
FUNCTION_WORDS = (
    _DE
    | _OTHER
    | _ARTICLES
    | {"et", "à", "au", "aux", "en", "sur", "sans", "&", "of", "the", "for", "and", "on", "in", "-"}
)


def is_acronym(word: Word, lists: Lists) -> bool:
    """Two to six capitals that may stand for an organisation."""
    return bool(
        word.upper
        and ACRONYM.match(word.text)
        and not ROMAN.match(word.text)
        and word.key not in lists.words["not_acronyms"]
    )


def is_adjective(word: Word, lists: Lists) -> bool:
    """Whether a lower-case French word reads as an adjective that belongs to the noun before it."""
    return (
        word.is_word
        and not word.cap
        and word.key not in lists.words["not_adjectives"]
        and word.key not in lists.words["actor_verbs"]
        and word.key not in lists.words["stopwords"]
        and (
            bool(_ADJECTIVE.search(word.key))
            or word.lower.endswith("és")
            or word.key in lists.words["role_adjectives"]
            or word.key.removesuffix("s") in lists.words["role_adjectives"]
        )
    )


def expansion(words: Sequence[Word], end: int, acronym: str) -> int | None:
    """Where the expansion of an acronym begins that ends just before word ``end``; None if the letters do not fit."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    i = end
    while letters:
        i -= 1
        if i < 0 or end - i > 14 or not (words[i].is_word or words[i].text in {"&", "-", "'", "'s"}):
            return None
        parts = [part for part in words[i].key.split("-") if part and part not in FUNCTION_WORDS] or [words[i].key]
        for part in reversed(parts):
            if letters and part[0] == letters[-1]:
                letters.pop()
            elif words[i].is_word and words[i].lower not in FUNCTION_WORDS:
                return None
    return i if words[i].lower not in FUNCTION_WORDS else None


@cache
def _first_of_two(listed: frozenset[str]) -> frozenset[str]:
    """The first words of entries of several words."""
    return frozenset(entry.split(" ", 1)[0] for entry in listed if " " in entry)


def head_length(words: Sequence[Word], i: int, lists: Lists, name: str = "organisation_heads") -> int:
    """Number of words of the head noun at ``i`` that a list holds (two before one), or 0."""
    listed = lists.words[name]
    if words[i].key in _first_of_two(listed) and i + 1 < len(words) and f"{words[i].key} {words[i + 1].key}" in listed:
        return 2
    return int(words[i].key in listed)


def french_end(line: Line, i: int, end: int, lists: Lists, people: set[int]) -> int:
    """Where a French denomination stops that begins at ``i`` and whose head noun stops at ``end``."""
    words, head, complements = line.words, line.words[i].key, 0
    while end < len(words):
        word = words[end]
        if not word.is_word or end in people:
            break
        if is_adjective(word, lists) or (word.cap and not word.first and not is_acronym(word, lists)):
            end += 1
            continue
        after = end + 1
        if word.lower == "et" and complements and after < len(words) and words[after].lower in _DE:
            after += 1
        elif not (
            word.lower in _DE
            or (word.lower in {"à", "aux"} and head in {"ministere", "secretariat"})
            or (word.lower in _OTHER and head in _PURPOSE)
        ):
            break
        if after < len(words) and words[after].lower in _ARTICLES:
            after += 1
        bare = after == end + 1 and word.lower in {"de", "d'"}
        if complements == 3 or after >= len(words) or after in people or not _is_noun(words[after], lists, bare=bare):
            break
        end, complements = after + 1, complements + 1
    return end


def _is_noun(word: Word, lists: Lists, *, bare: bool) -> bool:
    if not word.is_word or word.text.isdigit() or word.first:
        return False
    if word.cap:
        return True
    infinitive = bare and len(word.key) > 4 and word.key.endswith(("er", "ir", "oir", "dre"))
    return len(word.key) > 2 and not infinitive and not lists.has("stopwords", word.key)


def french_heads(line: Line, lists: Lists, people: set[int], mid: set[str]) -> list[tuple[int, int, str]]:
    """Spans of denominations that begin with a head noun, capitalised or with a capital in its complement."""
    words, spans, i = line.words, [], 0
    while i < len(words):
        word = words[i]
        size = head_length(words, i, lists)
        lower = head_length(words, i, lists, "denominations") if not word.cap else 0
        end = i
        if word.cap and not word.upper and size and not line.caps and i not in people:
            end = french_end(line, i, i + size, lists, people)
            named = any(w.cap for w in words[i + 1 : end])
            if end == i + size or (word.first and not named and word.key not in mid):
                end = i
        elif (word.key == "ministere" or lower) and not line.caps:
            end = french_end(line, i, i + max(lower, 1), lists, people)
            if not any(w.cap and not w.upper for w in words[i + 1 : end]):
                end = i
        if end > i:
            spans.append((i, end, f"head noun {word.lower}"))
        i = max(end, i + 1)
    return spans


def foreign_heads(line: Line, lists: Lists, people: set[int]) -> list[tuple[int, int, str]]:
    """Capitalised runs that begin with a head noun, linking words inside: "Asociación de Vecinos del Arrabal"."""
    words, spans, i = line.words, [], 0
    while i < len(words):
        end = i + 1
        if words[i].cap and not line.caps and lists.has("organisation_heads", words[i].key) and i not in people:
            while end < len(words) and end not in people:
                link = end
                while link < len(words) and link < end + 2 and lists.has("name_links", words[link].key):
                    link += 1
                if link == len(words) or not (words[link].cap and words[link].is_word) or words[link].first:
                    break
                end = link + 1
            if end > i + 1:
                spans.append((i, end, f"head noun {words[i].lower}"))
        i = end
    return spans
