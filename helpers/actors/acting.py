"""What shows that a noun phrase acts: a verb of which it is the subject, a word such as "selon" before it."""

from __future__ import annotations

from helpers.language import word_set
from helpers.names.lists import Lists
from helpers.names.reading import Line
from helpers.words.lemmas import is_verb_form, lemma

_CONTRACTED = {"du", "des", "au", "aux"}
_ARTICLES = {"le", "la", "l'", "les", "the"}
_CLITICS = {"se", "s'", "ne", "n'", "en", "y", "lui", "leur", "l'", "le", "la", "les", "m'", "nous", "vous", "me", "te"}


def acts(line: Line, first: int, last: int, lists: Lists) -> str:
    """Why the phrase of words ``first`` to ``last`` (its determiner stands before it) is seen to act; empty if not."""
    words = line.words
    k = first - 1 if first else 0
    before = words[k - 1] if k else None
    if before is not None and before.lower in word_set(lists.language, "agent_cues"):
        return f"after '{before.lower}'"
    if lists.language == "fr" and before is not None and before.key.endswith("ent") and _is_verb(before.lower):
        return f"after '{before.lower}'"
    contracted = first > 0 and words[first - 1].lower in _CONTRACTED
    governed = before is not None and before.lower in word_set(lists.language, "prepositions")
    if contracted or governed:
        return ""
    verb = _verb_after(line, last, lists)
    return f"subject of '{verb}'" if verb else ""


def _is_verb(lower: str) -> bool:
    return is_verb_form(lower, lemma(lower, "fr"), "fr")


def _verb_after(line: Line, k: int, lists: Lists) -> str:
    words, skipped = line.words, word_set(lists.language, "between_subject_and_verb")
    k = _complement_end(line, k, lists)
    if k + 2 < len(words) and words[k].lower in word_set(lists.language, "conjunctions"):
        k += 2 + (words[k + 1].lower in _ARTICLES)
    limit = k + 5
    if k + 1 < len(words) and words[k].text == "," and words[k + 1].lower in skipped | {"qui", "who", "which"}:
        k += 1
    while k < min(limit, len(words)) and (
        words[k].lower in skipped or words[k].text == "," or (words[k].key.endswith("ment") and len(words[k].key) > 6)
    ):
        if words[k].text == "," and not (k and words[k - 1].lower in skipped):
            return ""
        k += 1
    clitic = False
    while k < len(words) and lists.language == "fr" and words[k].lower in _CLITICS:
        clitic, k = True, k + 1
    if k >= len(words) or not words[k].is_word:
        return ""
    word = words[k]
    if lists.has("actor_verbs", word.key) or clitic:
        return word.lower
    if lists.language == "fr":
        form = not lists.has("stopwords", word.key) and _is_verb(word.lower)
        finite = word.key.endswith(("ent", "ont", "e", "t", "a", "d")) and not word.lower.endswith(
            ("é", "ée", "és", "ées")
        )
        return word.lower if form and finite else ""
    listed = word.lower in word_set("en", "finite_verbs") | word_set("en", "present_verbs")
    return word.lower if listed or (word.key.endswith("ed") and not word.cap) else ""


def _complement_end(line: Line, k: int, lists: Lists) -> int:
    """Where a complement ends that begins at ``k``: "de Batman et de Diyarbakir", "at the depot"."""
    words, links = line.words, word_set(lists.language, "links")
    joined = word_set(lists.language, "conjunctions")
    limit = k + 12
    while k + 1 < min(limit, len(words)) and words[k].lower in links - _ARTICLES:
        while k < len(words) and words[k].lower in links:
            k += 1
        k += 1
        while k < len(words) and words[k].cap and words[k].is_word:
            k += 1
        if k + 1 < len(words) and words[k].lower in joined and words[k + 1].lower in links:
            k += 1
    return k
