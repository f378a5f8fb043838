"""Noun phrases whose head is a noun for a body: "le groupe danois", "the parent company"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.determiners import DEFINITE, INDEFINITE
from helpers.actors.nouns import Nouns
from helpers.language import word_set
from helpers.names.lists import Lists
from helpers.names.organisations import is_adjective
from helpers.names.reading import Line, Word

_DE = {"de", "d'", "du", "des"}
_ARTICLES = {"la", "l'", "le", "les"}
_PLURAL = {"les", "aux", "des", "ces", "nos", "vos", "leurs", "ses", "mes"}
_THIS = {"ce", "cet", "cette", "this", "that"}
_INFINITIVE = re.compile(r"(?:er|ir|oir|[eo]ndre|[aeo]indre|ttre|[aiu]ire|ivre)$")


@dataclass(slots=True)
class NounPhrase:
    """Words ``first`` to ``last`` (exclusive) of a line with a body's noun for head.

    ``head`` and ``after`` frame the noun itself; ``determiner`` is "definite", "indefinite" or "" (none);
    ``complement`` is "" (none), "plain" ("d'aide à domicile") or "named" (a name follows: another body, or a place's).
    """

    line: int
    first: int
    last: int
    head: int
    after: int
    noun: str
    own: str
    classes: frozenset[str]
    determiner: str
    complement: str
    state: str | None


class PhraseFinder:
    """Finds the noun phrases of a line, one at most at each noun."""

    def __init__(self, lists: Lists, nouns: Nouns, inside: set[tuple[int, int]]) -> None:
        self.lists, self.nouns, self.inside = lists, nouns, inside
        self.ranks = word_set(lists.language, "ranks")
        self.small = word_set(lists.language, "prenominal")
        self.verbs = word_set(lists.language, "finite_verbs") | word_set(lists.language, "present_verbs")
        self.speakers = word_set(lists.language, "speakers")

    def find(self, line: Line) -> list[NounPhrase]:
        """The phrases of a line, in order, none inside another."""
        phrases: list[NounPhrase] = []
        i = 0
        while i < len(line.words):
            phrase = self._at(line, i)
            if phrase:
                phrases.append(phrase)
            i = phrase.last if phrase else i + 1
        return phrases

    def _at(self, line: Line, i: int) -> NounPhrase | None:
        words = line.words
        if not words[i].is_word or (line.index, i) in self.inside:
            return None
        match = self.nouns.bodies.match(_lowered(words, i) if words[i].cap else words, 0 if words[i].cap else i)
        if not match:
            return None
        after, (noun, own, classes) = match
        if words[i].cap:
            after += i
        if self.lists.language == "en":
            first, determiner = self._english_start(line, i)
            if not self._ends_english(line, after):
                return None
            last, complement = after, "named" if self._owned(words, after) else ""
        else:
            first, determiner = self._french_start(words, i)
            last, complement = self._french_end(line, after)
        state = next(
            (m[1][0] for k in range(first, last) if (m := self.lists.demonyms.match(words, k, caps=line.caps))), None
        )
        return NounPhrase(line.index, first, last, i, after, noun, own, classes, determiner, complement, state)

    def _french_start(self, words: Sequence[Word], i: int) -> tuple[int, str]:
        first = k = i
        while k and (words[k - 1].lower in self.ranks or words[k - 1].lower in self.small):
            k -= 1
            first = k if words[k].lower in self.ranks else first
        return first, _determiner(words, k)

    def _french_end(self, line: Line, end: int) -> tuple[int, str]:
        words = line.words
        end, complement = self._adjectives(line, end), ""
        for _ in range(2):
            if end + 1 >= len(words) or words[end].lower not in _DE | {"en"}:
                break
            at = end + 1
            while at < len(words) and words[at].lower in _ARTICLES:
                at += 1
            if at >= len(words) or not words[at].is_word:
                break
            noun, bare = words[at], at == end + 1 and words[end].lower in {"de", "d'", "en"}
            if (
                noun.cap
                or noun.text.isdigit()
                or (line.index, at) in self.inside
                or noun.text.rstrip(".") in self.lists.titles
            ):
                return end, complement or ("" if words[end].lower == "en" or noun.text.isdigit() else "named")
            verbal = bare and _INFINITIVE.search(noun.lower) and len(noun.key) > 3
            other = not bare and (noun.key in self.nouns.bodies or self.lists.roles.match(words, at))
            if len(noun.key) < 3 or self.lists.has("stopwords", noun.key) or verbal or words[end].lower == "en":
                break
            if other:
                return end, complement or "named"
            end, complement = self._adjectives(line, at + 1), "plain"
            if end + 1 < len(words) and words[end].lower == "à" and words[end + 1].key == "domicile":
                end += 2
        return end, complement

    def _adjectives(self, line: Line, end: int) -> int:
        words = line.words
        while end < len(words) and (line.index, end) not in self.inside:
            if match := self.lists.demonyms.match(words, end, caps=line.caps):
                end = match[0]
            elif is_adjective(words[end], self.lists):
                end += 1
            else:
                break
        return end

    def _english_start(self, line: Line, i: int) -> tuple[int, str]:
        words, lists, k = line.words, self.lists, i
        while k and i - k < 4:
            word = words[k - 1]
            if word.lower in DEFINITE | INDEFINITE | _THIS or not word.is_word:
                break
            if lists.has("stopwords", word.key) and word.lower not in self.ranks:
                break
            if lists.has("actor_verbs", word.key) or (line.index, k - 1) in self.inside:
                break
            k -= 1
        return (k, found) if (found := _determiner(words, k)) else (self._bare_start(line, k, i), "")

    def _bare_start(self, line: Line, k: int, i: int) -> int:
        opens = k == 0 or not line.words[k - 1].is_word
        return k if opens else i

    def _owned(self, words: Sequence[Word], after: int) -> bool:
        """Whether "of" and what follows belong to the noun, and not to a verb ("accused the council of hiding")."""
        if after + 1 >= len(words) or words[after].lower != "of":
            return False
        return words[after + 1].is_word and not words[after + 1].key.endswith("ing")

    def _ends_english(self, line: Line, after: int) -> bool:
        """Whether the noun is the head, not the first half of a compound ("company car")."""
        words, lists = line.words, self.lists
        if after >= len(words) or not words[after].is_word or (line.index, after) in self.inside:
            return True
        word = words[after]
        if word.cap and not line.caps:
            return True
        if (
            lists.has("stopwords", word.key)
            or lists.has("actor_verbs", word.key)
            or word.key in self.speakers | self.verbs
        ):
            return True
        if lists.roles.match(words, after) or word.lower in lists.collectives:
            return False
        return word.key.endswith(("ed", "ly", "s"))


def _lowered(words: Sequence[Word], i: int) -> list[Word]:
    """The words from ``i`` on that one noun may span, the first one without its capital."""
    head = words[i]
    small = Word(
        head.lower, head.start, head.end, head.lower, head.key, False, False, head.first, head.sentence, head.is_word
    )
    return [small, *words[i + 1 : i + 5]]


def _determiner(words: Sequence[Word], k: int) -> str:
    lower = words[k - 1].lower if k else ""
    if lower in DEFINITE | _THIS | _PLURAL:
        return "definite"
    return "indefinite" if lower in INDEFINITE | {"deux", "trois", "two", "three"} else ""
