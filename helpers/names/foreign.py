"""Names in German, Spanish, Italian, Dutch, Polish and Portuguese: where they begin and stop, what their words say.

Precision comes first: a run of capitals that neither a list nor a neighbour explains is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from helpers.names.clues import Clues
from helpers.names.english import title_case
from helpers.names.foreign_votes import neighbours
from helpers.names.german import german_names
from helpers.names.links import AND, ARTICLES, CLUBS, LINKS, PARTICLES
from helpers.names.people import civility
from helpers.names.reading import Word
from helpers.names.votes import Votes

__all__ = ["body_words", "cut_run", "neighbours", "opens", "own_votes", "run_end", "title_case"]

_ACRONYM_FIRST = re.compile(r"[A-ZÄÖÜŁŚ]{2,}[-+]\w")
_INITIALS = re.compile(r"(?:[A-ZŁŚŻ]\.)+$|[A-ZŁŚŻ]$")
_DOUBLE = re.compile(r"[A-ZÀ-ÝŁŚŻŹĆ][\w'’]+-[A-ZÀ-ÝŁŚŻŹĆ][\w'’]+$")


def opens(word: Word, clues: Clues) -> bool:
    """Whether a name may begin with a word."""
    lists = clues.lists
    if not word.is_word or not (word.cap or word.text in clues.beginnings_as_written):
        return False
    if word.text.rstrip(".") in lists.titles or clues.has("not_names", word.key):
        return False
    if lists.has("months", word.key) or lists.has("days", word.key):
        return False
    if word.upper and lists.has("not_acronyms", word.key):
        return False
    if word.text in clues.beginnings_as_written and not word.first:
        return True
    return word.upper or not (lists.has("stopwords", word.key) or clues.has("person_verbs", word.key))


def run_end(words: Sequence[Word], i: int, clues: Clues) -> int:
    """Where the run that begins at ``i`` stops, with the links and particles that are part of a name."""
    language = clues.lists.language or ""
    links, particles = LINKS.get(language, set()), PARTICLES.get(language, set())
    headed = clues.has("organisation_beginnings", words[i].key)
    personal = clues.is_first_name(words[i].key) or civility(words, i, clues.lists) is not None
    end = i + 1
    while end < len(words):
        word = words[end]
        if word.cap and word.is_word and not word.first:
            noble = word.lower in particles and end + 1 < len(words) and words[end + 1].cap
            if not opens(word, clues) and not noble and not (headed and clues.lists.has("stopwords", word.key)):
                break
            personal = personal or (not headed and clues.is_first_name(word.key))
            headed = headed or (not personal and clues.has("organisation_beginnings", word.key))
            end += 1
            continue
        after = words[end + 1] if end + 1 < len(words) else None
        if word.text in {"&", "+"} and after is not None and after.cap:
            end += 2
            continue
        if word.text == "." and after is not None and after.cap and _INITIALS.match(words[end - 1].text):
            end += 1
            continue
        if word.text in clues.legal:
            return end + 1
        if headed and word.lower == AND.get(language) and _listed(words, end + 1, clues):
            end += 2
            continue
        reach = _through(words, end, links if headed else set())
        given = clues.is_first_name(words[end - 1].key) or end == i + 1
        if not reach and not headed and given and (personal or (language == "nl" and not words[i].first)):
            reach = _through(words, end, particles)
        if not reach:
            break
        end = reach
    return end


def _listed(words: Sequence[Word], k: int, clues: Clues) -> bool:
    """Whether "and" goes on with one more field of a body, not with another name."""
    if k >= len(words) or words[k - 2].upper or (k + 1 < len(words) and words[k + 1].cap):
        return False
    after = words[k]
    return (
        after.cap
        and after.is_word
        and not after.upper
        and not clues.is_first_name(after.key)
        and not clues.has("organisation_beginnings", after.key)
        and after.key not in clues.lists.names
    )


def _through(words: Sequence[Word], end: int, links: Set[str]) -> int:
    """The end of "de (la) X", its first capitalised word included; 0 if what follows is no part of a name."""
    if end >= len(words) or words[end].lower not in links or words[end].cap:
        return 0
    k = end + 1
    while k < min(end + 3, len(words)) and (words[k].lower in links or words[k].lower in ARTICLES) and not words[k].cap:
        k += 1
    if k >= len(words) or not words[k].cap or not words[k].is_word or words[k].first:
        return 0
    return k + 1


def body_words(words: Sequence[Word], i: int, j: int, clues: Clues) -> str:
    """What in a run's own words says that it names a body, or nothing."""
    last = words[j - 1]
    if j - i > 1 and (last.text in clues.legal or last.text.rstrip(".") in clues.legal):
        return f"legal form {last.text}"
    german = clues.lists.language == "de"
    if j - i > 1 and words[i].text in CLUBS:
        return "club"
    if german and words[i].key.endswith("ministerium") and len(words[i].key) > 11:
        return f"head noun {words[i].lower}"
    if j - i > 1 and clues.has("organisation_beginnings", words[i].key):
        return f"head noun {words[i].lower}"
    if german and j - i > 1 and words[i].key.endswith(clues.stems):
        return f"head noun {words[i].lower}"
    if j - i > 1 and clues.has("organisation_endings", last.key):
        return f"head noun {last.lower}"
    if any(w.text == "&" for w in words[i + 1 : j]):
        return "joined by &"
    return ""


def cut_run(words: Sequence[Word], i: int, j: int, clues: Clues, common: Set[str]) -> list[tuple[int, int, str]]:
    """The names inside a run, each with the clue that the run gives: "role" where a noun for a person is before it."""
    if clues.lists.language == "de":
        return list(german_names(words, i, j, clues))
    if j - i == 2 and clues.has("organisation_nouns", words[i].key) and words[i + 1].upper:
        return [(i + 1, j, "")]
    if body_words(words, i, j, clues):
        return [(i, j, "")]
    while i < j - 1 and words[i].first and not clues.is_first_name(words[i].key):
        role = clues.has("person_nouns", words[i].key)
        if role:
            return [(i + 1, j, "role")]
        if words[i].key not in common and not clues.is_first_name(words[i + 1].key):
            break
        i += 1
    first = next(
        (k for k in range(i + 1, j - 1) if clues.has("person_nouns", words[k - 1].key) and words[k - 1].cap), 0
    )
    if first and clues.is_first_name(words[first].key):
        return [(first, j, "role")]
    return [(i, j, "")]


def own_votes(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    """Count what the words of a run say by themselves, once for each run."""
    size = j - i
    if body := body_words(words, i, j, clues):
        votes.add("organisation", 6, body)
        return
    if size > 1 and clues.is_first_name(words[i].key) and not words[i + 1].upper:
        votes.add("person", 4, f"first name {words[i].text}")
    if size > 1 and any(_INITIALS.match(w.text) for w in words[i : j - 1]):
        votes.add("person", 2, "initials")
    if 1 < size < 4 and _DOUBLE.match(words[j - 1].text) and clues.lists.language != "de":
        votes.add("person", 1.5, "double surname")
    if size > 1 and any(not w.cap and w.is_word for w in words[i + 1 : j]):
        votes.add("person", 1, "particle")
    if size == 1 and clues.has("organisation_beginnings", words[i].key):
        votes.add("person", -3, "")
    if _ACRONYM_FIRST.match(words[i].text) and clues.lists.language != "de":
        votes.add("organisation", 1.5, "begins with an acronym")
    if words[i].upper and size == 1 and 2 <= len(words[i].text) <= 6 and words[i].text.isalpha():
        votes.add("organisation", 2.5, "unexplained acronym")
