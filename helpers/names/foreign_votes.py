"""What the neighbours of a run say of it in German, Spanish, Italian, Dutch, Polish and Portuguese."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.names.clues import Clues
from helpers.names.links import LINKS, is_role
from helpers.names.people import civility
from helpers.names.reading import Line, Word
from helpers.names.votes import Votes


def neighbours(line: Line, i: int, j: int, votes: Votes, clues: Clues) -> None:
    """Count what stands before and after a run."""
    words = line.words
    if civility(words, i, clues.lists):
        votes.add("person", 6, "after a civility")
        return
    if i and not words[i].first:
        _before(words, i, j, votes, clues)
    if j < len(words):
        _after(words, i, j, votes, clues)


def _before(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    k = i - 1
    article = clues.has("plain_articles", words[k].key)
    if article and k:
        votes.add("person", 0 if clues.is_first_name(words[i].key) else -2, "")
        k -= 1
    before = words[k]
    if not article:
        if is_role(before, clues):
            votes.add("person", 3 if j - i > 1 else 1.5, f"after {before.lower}")
        elif clues.has("organisation_nouns", before.key):
            votes.add("organisation", 3, f"after {before.lower}")
        elif k and _describes(before, clues) and clues.has("organisation_nouns", words[k - 1].key):
            votes.add("organisation", 2.5, f"after {words[k - 1].lower}")
    if before.text == "," and not article:
        for kind, noun in _noun_before(words, k, clues):
            votes.add(kind, 2.5, f"after {noun} and a comma")
    if k and before.lower in LINKS.get(clues.lists.language or "", ()) and is_role(words[k - 1], clues):
        if not clues.lists.has("place_roles", words[k - 1].key):
            votes.add("organisation", 2, f"{words[k - 1].lower} {before.lower}")
    elif clues.has("place_words", before.key):
        votes.add("place", 2, f"after {before.lower}")
    if clues.has("person_verbs", before.key) and not article:
        votes.add("person", 1.5 if j - i > 1 else 0.5, f"after {before.lower}")


def _describes(word: Word, clues: Clues) -> bool:
    """Whether a word may be the adjective between a noun and a name: "il gruppo norvegese Nordvik"."""
    return word.is_word and not word.cap and not clues.lists.has("stopwords", word.key)


def _noun_before(words: Sequence[Word], comma: int, clues: Clues) -> list[tuple[str, str]]:
    """The first noun of the phrase that a comma separates from the run: "La consejera de Sanidad, X"."""
    told: list[tuple[str, str]] = []
    for k in range(comma - 1, max(-1, comma - 8), -1):
        word = words[k]
        if not word.is_word:
            return told
        if is_role(word, clues):
            told = [("person", word.lower)]
        elif clues.has("organisation_nouns", word.key):
            told = [("organisation", word.lower)]
        elif told and clues.has("plain_articles", word.key):
            return told
        elif clues.has("person_verbs", word.key):
            return []
    return told if clues.lists.language == "pl" else []


def _after(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    after = words[j]
    following = words[j + 1] if j + 1 < len(words) else None
    if after.text in {",", "("} and following is not None:
        if following.text.isdigit() and len(following.text) == 2:
            votes.add("person", 2, "before an age")
            return
        for m in range(j + 1, min(j + 5, len(words))):
            word = words[m]
            if not word.is_word or clues.has("person_verbs", word.key):
                break
            if word.cap and clues.lists.language != "de":
                break
            if is_role(word, clues):
                votes.add("person", 3, f"in apposition to {word.lower}")
                break
            if clues.has("organisation_nouns", word.key):
                votes.add("organisation", 3, f"in apposition to {word.lower}")
                break
    elif clues.has("person_verbs", after.key):
        votes.add("person", 1.5 if j - i > 1 else 0.5, f"before {after.lower}")
        votes.add("organisation", 0.5, f"before {after.lower}")
