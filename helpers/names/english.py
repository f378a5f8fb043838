"""English names: where a run of capitalised words begins and stops, and what its own words say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from helpers.names.clues import Clues
from helpers.names.english_words import (
    COMPOUND,
    INITIALS,
    LINKS,
    PARTICLES,
    QUOTES,
    body_words,
    is_party,
    line_text,
    own_votes,
)
from helpers.names.reading import Line, Word
from helpers.names.votes import neighbours

__all__ = ["body_words", "cut_run", "neighbours", "opens", "own_votes", "run_end", "title_case"]


_ADJECTIVES = {"new", "old", "first", "great", "free", "high", "young", "big", "open", "best", "good", "right", "left"}
_KINDS = {"rival", "rivals", "retailer", "insurer", "carmaker", "airline", "developer", "supermarket", "neighbouring"}
_ARABIC = re.compile(r"(?:al|el|as|ar|an|ad|at|az|ash|ul)-[A-Z]")


def title_case(line: Line, clues: Clues) -> bool:
    """Whether capitals say nothing in a line: a headline that sets Nearly Every Word So, or all in capitals."""
    if line.caps:
        return True
    words = [w for w in line.words[1:] if w.is_word and w.text.isalpha() and not clues.lists.has("stopwords", w.key)]
    small = sum(not w.cap for w in words)
    return len(words) >= 4 and small <= len(words) / 8


def capital(word: Word) -> bool:
    """Whether a word is written with a capital, an Arabic article before it or not: al-Nur."""
    return word.cap or ("-" in word.text and bool(_ARABIC.match(word.text)))


def opens(word: Word, clues: Clues) -> bool:
    """Whether a name may begin with a word."""
    lists = clues.lists
    if not (capital(word) and word.is_word) or word.text.rstrip(".") in lists.titles:
        return False
    if lists.has("months", word.key) or lists.has("days", word.key):
        return False
    if word.upper and len(word.text) > 1 and lists.has("not_acronyms", word.key):
        return False
    if COMPOUND.search(word.text) or clues.has("not_names", word.key):
        return False
    if word.text in {"St", "St."}:
        return True
    common = lists.has("openers", word.key) or lists.has("stopwords", word.key)
    return (
        not common
        or (word.key in _ADJECTIVES and not word.first)
        or (word.upper and len(word.text) > 1 and word.key in {"it", "us", "who"})
    )


def run_end(words: Sequence[Word], i: int, clues: Clues) -> int:
    """Where the run of capitalised words stops that begins at ``i``, with the links that are part of a name."""
    lists = clues.lists
    headed = clues.has("organisation_beginnings", words[i].key) and not (words[i].first and words[i].key.endswith("s"))
    end, listing = i + 1, False
    enumerating = clues.has("enumerating", words[i].key)
    while end < len(words):
        word = words[end]
        after = words[end + 1] if end + 1 < len(words) else None
        if capital(word) and word.is_word and not word.first:
            if lists.has("months", word.key) or lists.has("days", word.key) or clues.has("not_names", word.key):
                break
            if word.text.rstrip(".") in lists.titles and not headed and not clues.is_first_name(word.key):
                break
            headed = headed or clues.has("organisation_beginnings", word.key)
            enumerating = enumerating or clues.has("enumerating", word.key)
            end += 1
        elif word.text == "." and after is not None and after.cap and INITIALS.match(words[end - 1].text):
            end += 1
        elif word.text in QUOTES and (next_ := _nickname(words, i, end, clues)):
            end = next_
        elif word.text == "," and _firm_of_three(words, end):
            end += 4
        elif word.text == "&" and after is not None and after.cap:
            end += 2
        elif word.text in {"'", "'s"} and after is not None and after.cap and _possessive(words, i, end, clues):
            end += 1
            headed = True
        elif word.lower in LINKS and headed and (next_ := _linked(words, end, clues)):
            listing = enumerating
            end = next_
        elif listing and word.text in {",", "and"} and (next_ := _listed(words, end, clues)):
            end = next_
        elif word.lower == "and" and after is not None and after.cap and _joined(words, i, end, clues):
            end += 2
        elif i + 1 == end and words[i].text in clues.lists.titles:
            break
        else:
            k = end
            while k < min(end + 2, len(words)) and words[k].lower in PARTICLES and not words[k].cap:
                k += 1
            if end < k < len(words) and words[k].cap and words[k].is_word and not words[k].upper:
                end = k + 1
                continue
            command = end == i + 1 and clues.has("organisation_commands", words[i].key)
            if command and word.lower in {"the", "our"} and after is not None and after.cap and not after.first:
                end, headed = end + 2, True
                continue
            break
    return end


def _firm_of_three(words: Sequence[Word], end: int) -> bool:
    """Whether "Rosen, Tully & Hatch" goes on at its comma."""
    tail = words[end + 1 : end + 4]
    return len(tail) == 3 and tail[0].cap and tail[1].text == "&" and tail[2].cap


def _nickname(words: Sequence[Word], i: int, end: int, clues: Clues) -> int:
    """Where a name goes on after a nickname in quotation marks: Margaret “Peggy” Liddell."""
    if end + 3 >= len(words) or not clues.is_first_name(words[i].key) or words[end + 2].text not in QUOTES:
        return 0
    return end + 4 if words[end + 1].cap and words[end + 3].cap else 0


def _possessive(words: Sequence[Word], i: int, end: int, clues: Clues) -> bool:
    """Whether a genitive is inside a name: "the Harrowvale Supporters' Trust", "St Mary's Hospital"."""
    k = end + 1
    while k < len(words) and words[k].cap and words[k].is_word:
        k += 1
    tail = words[end + 1 : k]
    if not tail or not any(clues.has("organisation_endings", w.key) for w in tail):
        return False
    saint = words[i].lower in {"st", "st.", "saint"} and end - i < 4
    if i + 1 == end and tail[0].lower in {"hospital", "hospice", "college"}:
        return True  # "Guy's Hospital"
    owner = clues.has("possessors", words[end - 1].key) or clues.has("possessors", words[end - 1].key.removesuffix("s"))
    return saint or owner


def _linked(words: Sequence[Word], end: int, clues: Clues) -> int:
    """The end of "of (the) X" after a head noun, up to its first capitalised word; 0 if it names nothing."""
    k = end + 1
    if k < len(words) and words[k].lower == "the":
        k += 1
    if k >= len(words) or not words[k].cap or words[k].first or not words[k].is_word:
        return 0
    if words[end].lower in {"on", "against"} and clues.lists.names.match(words, k):
        return 0
    if clues.lists.has("days", words[k].key) or clues.lists.has("months", words[k].key):
        return 0
    return k + 1


def _listed(words: Sequence[Word], end: int, clues: Clues) -> int:
    """The end of one more item: "Culture, Media and Sport"."""
    k = end + 1
    if k < len(words) and words[end].text == "," and words[k].text == "and":
        k += 1
    while k < len(words) and words[k].cap and words[k].is_word:
        k += 1
    first = words[end + 1] if end + 1 < len(words) else None
    if first is None or not first.cap or first.upper or clues.lists.names.match(words, end + 1):
        return 0
    if clues.is_first_name(first.key) or clues.has("organisation_beginnings", first.key):
        return 0
    if words[end].text == "and":
        return end + 2
    goes_on = k < len(words) and words[k].text in {",", "and"} and k + 1 < len(words) and words[k + 1].cap
    return end + 2 if goes_on else 0


def _joined(words: Sequence[Word], i: int, end: int, clues: Clues) -> bool:
    """Whether "and" is inside a body's name: "the Competition and Markets Authority", "Marsh and Sons"."""
    k = end + 1
    while k < len(words) and words[k].cap and words[k].is_word and not words[k].first:
        k += 1
    tail = words[end + 1 : k]
    if not tail:
        return False
    if tail[-1].text in clues.legal:
        return True
    if end - i > 2 or not i or words[i - 1].lower not in {"the", "'s"}:
        return False
    head = clues.has("organisation_endings", tail[-1].key) and len(tail) > 1
    own = clues.is_first_name(words[i].key) or clues.lists.names.match(words, i) or words[i].upper
    return head and not own and not clues.has("organisation_endings", words[end - 1].key)


def cut_run(words: Sequence[Word], i: int, j: int, clues: Clues, common: Set[str]) -> list[tuple[int, int, str]]:
    """The names inside a run, each with the clue that its neighbour in the run gives ("role", "demonym" or none)."""
    lists = clues.lists
    if body_words(words, i, j, clues):
        while i < j - 1 and words[i].first and words[i].key in common and not lists.demonyms.match(words, i):
            i += 1
        if words[i].first and j - i > 2 and words[i].key in _KINDS and words[i + 1].cap:
            i += 1  # "Rival Fordham Motors"
        return [(i, j, "")]
    parts: list[tuple[int, int, str]] = []
    k, why, start = i, "", i
    while k < j:
        role = lists.roles.match(words, k)
        known = None if role else lists.names.match(words, k)
        people = None if role or known else lists.demonyms.match(words, k)
        surname = role and role[0] == k + 1 and k > start and (why == "role" or clues.is_first_name(words[k - 1].key))
        if role and role[0] <= j and not surname:
            parts.append((start, k, why or ("prefix" if role[0] < j else "")))
            k = start = role[0]
            why = "role"
        elif (
            k == start and j - k > 2 and clues.has("person_nouns", words[k].key) and first_name_at(words, k + 1, clues)
        ):
            k = start = k + 1
            why = "role"
        elif k == start and people and people[0] < j and not is_party(line_text(words, people[0], j), clues):
            k = start = people[0]
            why = "demonym"
        elif k == start and known and known[0] < j and clues.is_first_name(words[known[0]].key) and j - known[0] > 1:
            k = start = known[0]
            why = ""
        elif k == start and words[k].first and k < j - 1 and words[k].key in common and _loose(words, k, j, clues):
            k = start = k + 1
        else:
            k += 1
    parts.append((start, j, why))
    return [(a, b, w) for a, b, w in parts if a < b]


def first_name_at(words: Sequence[Word], k: int, clues: Clues) -> bool:
    """Whether word ``k`` is a known first name."""
    return k < len(words) and clues.is_first_name(words[k].key)


def _loose(words: Sequence[Word], k: int, j: int, clues: Clues) -> bool:
    """Whether the common word that opens a sentence is no part of the name after it."""
    if clues.is_first_name(words[k].key):
        return False
    if j < len(words) and j == k + 2 and clues.has("person_verbs", words[j].key):
        return not clues.lists.names.match(words, k + 1)
    return j - k == 2 or clues.is_first_name(words[k + 1].key) or bool(clues.lists.names.match(words, k + 1))
