"""German writes every noun with a capital: a name inside a run of nouns needs a sign of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.names.clues import Clues
from helpers.names.links import CLUBS, LINKS, PARTICLES, is_role
from helpers.names.people import civility
from helpers.names.reading import Word

_CLASSIFIERS = {"gewerkschaft", "partei", "bank", "agentur", "behorde"}


def german_names(words: Sequence[Word], i: int, j: int, clues: Clues) -> Iterable[tuple[int, int, str]]:
    """The names inside a run, each with the clue that the run gives: "role" where a noun for a person is before it."""
    k = i
    while k < j:
        word = words[k]
        titled = civility(words, k, clues.lists) is not None
        role = k > 0 and is_role(words[k - 1], clues) and not word.upper
        first = clues.is_first_name(word.key)
        if word.text in CLUBS and k + 1 < j and words[k + 1].cap:
            yield (k, k + 2, "")
            k += 2
        elif word.upper:
            yield (k, k + 1, "")
            k += 1
        elif legal := next((m for m in range(k + 1, min(j, k + 6)) if words[m].text in clues.legal), None):
            start = max(k, legal - 3)
            yield (start, legal + 1, "")
            k = legal + 1
        elif k > i and clues.has("organisation_nouns", words[k - 1].key) and not first:
            yield (k, k + 1, "")
            k += 1
        elif (titled or role or first) and (end := _person(words, k, j, clues, first=first, titled=titled)):
            yield (k, end, "role" if role else "")
            k = end
        elif clues.has("organisation_nouns", word.key) and not _body_follows(words, k, j, clues):
            k += 1
        elif clues.has("organisation_beginnings", word.key) or word.key.endswith(clues.stems):
            end = _body(words, k, j, clues)
            yield (k, end, "")
            k = end
        else:
            k += 1


def _body_follows(words: Sequence[Word], k: int, j: int, clues: Clues) -> bool:
    """Whether a noun opens a body's name, as in "Gewerkschaft der Polizei", not in "Gewerkschaft Verdi"."""
    linked = k + 2 < j and words[k + 1].lower in LINKS["de"] and words[k + 2].cap
    return clues.has("organisation_beginnings", words[k].key) and (linked or words[k].key not in _CLASSIFIERS)


def _person(words: Sequence[Word], k: int, j: int, clues: Clues, *, first: bool, titled: bool) -> int:
    """Where a German name stops: its first names, a particle, one surname."""
    end = k
    while end < j - 1 and clues.is_first_name(words[end].key) and words[end + 1].cap:
        end += 1
    if first and end == k and not titled:
        tail = end + 1
        while tail < j and words[tail].lower in PARTICLES["de"] and not words[tail].cap:
            tail += 1
        return tail + 1 if end + 1 < tail < j else 0
    if not first and not titled:
        return k + 2 if k + 1 < j and words[k + 1].cap and not words[k + 1].upper and not _noun(words[k], clues) else 0
    while end + 1 < j and words[end].lower in PARTICLES["de"] and not words[end].cap:
        end += 1
    end += 1
    while end < j and words[end].lower in PARTICLES["de"] and not words[end].cap:
        end += 1
        if end < j and words[end].cap:
            end += 1
    return min(end, j)


def _noun(word: Word, clues: Clues) -> bool:
    return is_role(word, clues) or any(
        clues.has(name, word.key) for name in ("organisation_nouns", "organisation_beginnings")
    )


def _body(words: Sequence[Word], k: int, j: int, clues: Clues) -> int:
    """A body and the place or the field it is called after: one name, after a link or not."""
    end, links = k + 1, LINKS["de"]
    while end < j:
        if words[end].cap:
            if clues.is_first_name(words[end].key) and end > k + 1:
                break
            end += 1
            if end < j and words[end].cap:
                break
        elif words[end].lower in links | {"und", ","}:
            end += 1
        else:
            break
    while end > k + 1 and not words[end - 1].cap:
        end -= 1
    return end
