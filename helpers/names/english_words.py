"""What the own words of an English run say: a body, a club, a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.names.clues import Clues
from helpers.names.reading import Word
from helpers.names.votes import Votes

INITIALS = re.compile(r"(?:[A-Z]\.)+$|[A-Z]$")
PARTICLES = {"van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "la", "le", "al", "el", "bin", "ibn"}
PARTICLES |= {"ben", "ter", "ten", "zu", "y", "ap", "du", "mac"}
QUOTES = {"“", "”", '"', "‘", "’", "'"}
COMPOUND = re.compile(r"-(?:[a-z]{3,}ed|born|led|run|style|wide|era|made|bound|speaking|only|held|wing|owning|led)$")
LINKS = {"of", "for", "on", "against"}
_SEATED = {"university", "college", "hospital", "infirmary", "academy", "council", "trust", "school", "institute"}
_SURNAME = re.compile(
    r"(?:Mc|O')[A-Z]|Mac[A-Z]|(?:.{3,}(?:opoulos|enko|ovich|ović|ović|ski|ska|wicz|ová|sson|dóttir|yan|ez|escu|idis|akis|shvili))$"
)
_DOUBLE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+-[A-ZÀ-Ý][a-zà-ÿ]+$")
_CAMEL = re.compile(r"(?!M[ac]c?[A-Z]|De[A-Z]|L[ae][A-Z]|O'|Van|Di[A-Z]|Fitz)[A-Z][a-zà-ÿ]+[A-Z][A-Za-zà-ÿ]+$")


def line_text(words: Sequence[Word], i: int, j: int) -> str:
    """Words joined by spaces."""
    return " ".join(w.text for w in words[i:j])


def is_party(text: str, clues: Clues) -> bool:
    """Whether a word after a demonym is a party: "Scottish Labour"."""
    return text in clues.parties


def body_words(words: Sequence[Word], i: int, j: int, clues: Clues) -> str:
    """What in a run's own words says that it names a body, or nothing."""
    last = words[j - 1]
    if last.text.rstrip(".") in clues.legal and j - i > 1:
        return f"legal form {last.text}"
    if j - i > 1 and clues.has("organisation_endings", last.key):
        return f"head noun {last.lower}"
    if j - i > 2 and words[j - 2].lower in _SEATED and last.cap and last.is_word:
        return f"head noun {words[j - 2].lower}"
    for k in range(i, j - 1):
        linked = words[k + 1].lower in LINKS and k + 2 < j
        if linked and clues.has("organisation_beginnings", words[k].key):
            return f"head noun {words[k].lower}"
        if words[k].text == "&" and k > i:
            return "joined by &"
    if words[i].key in clues.words["organisation_commands"] and j - i > 1 and words[i + 1].lower in {"our", "the"}:
        return f"opens with {words[i].lower}"
    if j - i > 1 and clues.lists.has("organisation_openers", words[i].key) and not clues.is_first_name(words[i].key):
        return f"opens with {words[i].lower}"
    return ""


def own_votes(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    """Count what the words of a run say by themselves, once for each run."""
    size, last = j - i, words[j - 1]
    if body := body_words(words, i, j, clues):
        votes.add("organisation", 6, body)
    if size == 1 and clues.is_first_name(words[i].key):
        votes.add("person", 1, "a first name")
    place = clues.has("street_words", last.key) and not clues.has("surnames", last.key)
    if (
        size > 1
        and clues.is_first_name(words[i].key)
        and not place
        and (words[i + 1].cap or words[i + 1].text in QUOTES)
    ):
        votes.add("person", 4, f"first name {words[i].text}")
    if size > 1 and INITIALS.match(words[i].text) and not clues.lists.names.match(words, i):
        votes.add("person", 2.5, "initials")
    if size > 2 and any(INITIALS.match(w.text) for w in words[i + 1 : j - 1]):
        votes.add("person", 2.5, "an initial")
    if size > 1 and _SURNAME.match(last.text):
        votes.add("person", 2, "form of the surname")
    if 1 < size < 4 and clues.has("surnames", last.key):
        votes.add("person", 1, "a common surname")
    if 1 < size < 4 and _DOUBLE.match(last.text):
        votes.add("person", 2, "double surname")
    if size > 1 and any(w.lower in PARTICLES and not w.cap for w in words[i:j]):
        votes.add("person", 2, "particle")
    if size > 1 and clues.has("organisation_endings_weak", last.key):
        votes.add("organisation", 1.5, f"ends with {last.lower}")
    if size > 1 and clues.has("clubs", last.key):
        votes.add("organisation", 5, "club")
    if size > 1 and votes.sport and clues.has("clubs_weak", last.key):
        votes.add("organisation", 4, "club")
    if size > 1 and any(clues.has("possessors", w.key) for w in words[i : j - 1]):
        votes.add("organisation", 3, "a group's noun in the name")
    if size > 1 and clues.lists.demonyms.match(words, i) and is_party(line_text(words, i + 1, j), clues):
        votes.add("organisation", 4, "party of a country")
    if COMPOUND.search(last.text):
        votes.add("place", 9, "an adjective")
    if _CAMEL.match(last.text) or (size > 1 and _CAMEL.match(words[i].text)):
        votes.add("organisation", 3, "written like a brand")
    if size > 1 and last.upper and len(last.text) > 1:
        votes.add("organisation", 1.5, "ends with an acronym")
    if size > 1 and clues.lists.has("club_prefixes", words[i].key):
        votes.add("organisation", 5, "club")
    known = clues.lists.names.match(words, j - 1)
    if size > 1 and known and known[1][1] == "state" and not clues.is_first_name(words[i].key):
        votes.add("organisation", 2.5, f"named with {known[1][0]}")
