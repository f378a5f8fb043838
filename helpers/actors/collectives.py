"""Groups that act as one: "les riverains", "l'opposition", "alliés occidentaux"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from helpers.actors.acting import acts
from helpers.actors.determiners import DEFINITE
from helpers.actors.nouns import load_nouns
from helpers.language import word_list, word_set
from helpers.names.lists import Lists, Phrases
from helpers.names.organisations import is_adjective
from helpers.names.reading import Found, Line, fold
from helpers.words.lemmas import is_verb_form, lemma

WESTERN = ("occidental", "occidentale", "occidentaux", "occidentales")
_AGENT = re.compile(r"(?:eurs|euses|iers|ieres|istes|ants|antes|icains|iciens|iciennes)$")
_PLURAL = {"les", "aux", "leurs", "ses", "nos", "vos", "des", "ces", "the", "its", "their", "our", "her", "his", "'s"}
_MASCULINE = {"le", "du", "au"}
_OF = {"de", "d'", "des", "du", "of", "à", "to"}


@dataclass(slots=True)
class Group:
    """A group noun with its adjectives; ``noun`` as listed, ``why`` = what shows that it acts."""

    line: Line
    first: int
    last: int
    noun: str
    why: str
    bare: bool


@cache
def _groups(language: str | None) -> Phrases:
    phrases = Phrases()
    for entry in word_list(language, "collectives"):
        forms = entry.split(" / ")
        for form in forms:
            phrases.add(form, (forms[0],), language)
    return phrases


class CollectiveFinder:
    """Collectives that a group noun refers to."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.inside = {(f.line, i) for f in taken for i in range(f.first, f.last)}
        self.nouns = load_nouns(lists.language)
        self.named = {f.actor for f in taken if f.kind == "organisation"}
        self.groups = _groups(lists.language)
        self.if_acting = word_set(lists.language, "groups_if_acting")
        self.feminine = word_set(lists.language, "groups_feminine")
        self.ranks = word_set(lists.language, "ranks") | word_set(lists.language, "group_ranks")
        self.attitudes = word_set(lists.language, "attitudes")
        self.clauses = word_set(lists.language, "clause_boundaries") | {"as", "before"}
        self.sources = word_set(lists.language, "sources")
        self.dealings = word_set(lists.language, "dealings")
        self.sides = word_set(lists.language, "role_modifiers")

    def find(self) -> list[Found]:
        """Mentions of form role; a group counts if it is seen to act somewhere in the article."""
        groups = [g for line in self.lines for i in range(len(line.words)) if (g := self._group(line, i))]
        sure = {g.noun for g in groups if g.why and not g.bare}
        times = Counter(g.noun for g in groups)
        full: dict[str, str] = {}
        for g in groups:
            surface = " ".join(w.lower for w in g.line.words[g.first : g.last])
            if len(surface) > len(full.get(g.noun, "")):
                full[g.noun] = surface
        reasons: dict[str, str] = {}
        for g in groups:
            if g.why:
                reasons.setdefault(g.noun, g.why)
        found = []
        for g in groups:
            sentence = self._opens(g) and g.why and g.noun not in self.sources
            if g.noun in sure or (g.bare and g.why and times[g.noun] > 1) or sentence:
                found.append(self._found(g, full[g.noun], reasons.get(g.noun, "")))
        return found

    def _opens(self, g: Group) -> bool:
        """Whether a group without an article opens its clause, and not after a comma of a list."""
        words = g.line.words
        return words[g.first].first or (g.bare and g.first < 6 and words[g.first - 1].text == ",")

    def _found(self, g: Group, full: str, why: str) -> Found:
        if any(w in full for w in WESTERN):
            return Found(g.line.index, g.first, g.last, "Occidentaux", "collective", "role", "Western allies")
        party = next((p for p in self.nouns.party_people.get(fold(g.noun), ()) if p in self.named), None)
        if party:
            return Found(g.line.index, g.first, g.last, party, "organisation", "role", f"people of {party}")
        return Found(g.line.index, g.first, g.last, full, "collective", "role", f"group noun {g.noun}: {why}")

    def _group(self, line: Line, i: int) -> Group | None:
        words, lists = line.words, self.lists
        word = words[i]
        if not word.is_word or (line.index, i) in self.inside:
            return None
        match = self.groups.match(words, i, caps=line.caps)
        agent = lists.language == "fr" and not word.cap and _AGENT.search(word.key)
        if not match and (not agent or lists.has("not_people", word.key)):
            return None
        last, noun = (match[0], match[1][0]) if match else (i + 1, word.lower)
        if last < len(words) and words[last].text in {"-", "'", "'s"} and lists.language == "fr":
            return None
        first, det = self._start(line, i)
        plural = words[last - 1].key.endswith(("s", "x")) or det in {"les", "aux", "ces"}
        bare = lists.language == "en" and plural and det not in _PLURAL
        if bare and not self._may_be_bare(line, first):
            return None
        if not bare and det not in (_PLURAL if plural else DEFINITE):
            return None
        if lists.language == "fr" and (det in _MASCULINE and noun in self.feminine):
            return None
        if det == "des" and self._indefinite(line, first - 1):
            return None
        last = self._adjectives(line, last, plural=plural)
        complement = last + 1 < len(words) and words[last].lower in _OF
        if complement and not plural and not self._kind(line, last):
            return None
        if complement and (end := self._kind(line, last)):
            last = end
        return Group(
            line, first, last, noun, self._why(line, first, last, det, plural=plural, listed=bool(match)), bare
        )

    def _start(self, line: Line, i: int) -> tuple[int, str]:
        """Where the group begins, numbers included that stand before it, and its determiner."""
        words, k = line.words, i
        while k and (words[k - 1].lower in self.ranks or words[k - 1].text.isdigit()):
            k -= 1
        first = i
        if k < i and words[k].lower in {"deux", "trois", "two", "three"}:
            first = k
        if self.lists.language == "en":
            while k and first - k < 3 and self._modifies(line, k - 1):
                first = k = k - 1
        return first, words[k - 1].lower if k else ""

    def _modifies(self, line: Line, k: int) -> bool:
        """Whether an English word before a group noun says which group: "Hungarian authorities", "haulage unions"."""
        word, lists = line.words[k], self.lists
        if match := lists.demonyms.match(line.words, k):
            return bool(match[0] == k + 1)
        if (line.index, k) in self.inside or not word.is_word or lists.has("actor_verbs", word.key):
            return False
        small = not word.cap or (word.first and word.key in self.sides)
        plain = word.lower.isalpha() and small and not word.key.endswith(("ed", "ing", "ly", "s"))
        known = lists.has("stopwords", word.key) or word.lower in self.clauses or word.lower in _PLURAL | DEFINITE
        return plain and not known

    def _may_be_bare(self, line: Line, first: int) -> bool:
        before = line.words[first - 1] if first else None
        if before is None or not before.is_word or line.words[first].first:
            return True
        return line.role == "heading" or before.lower in self.clauses

    def _indefinite(self, line: Line, at: int) -> bool:
        """Whether "des" is the plural of "un", not "de les": after a verb, a preposition or nothing."""
        before = line.words[at - 1] if at > 0 else None
        if before is None or not before.is_word or line.words[at].first:
            return True
        if before.lower in word_set("fr", "prepositions") - {"près"} or self.lists.has("actor_verbs", before.key):
            return True
        return not self._noun_like(before.lower) and is_verb_form(before.lower, lemma(before.lower, "fr"), "fr")

    def _noun_like(self, lower: str) -> bool:
        return lower in self.attitudes or self.lists.has("metonym_cues", fold(lower))

    def _adjectives(self, line: Line, last: int, *, plural: bool) -> int:
        words, lists = line.words, self.lists
        while lists.language == "fr" and last < len(words) and (line.index, last) not in self.inside:
            word = words[last]
            demonym = lists.demonyms.match(words, last, caps=line.caps)
            agrees = word.key[-1] in ("sx" if plural else "elanrtx")
            adjective = is_adjective(word, lists) and not word.lower.endswith(("és", "ées"))
            if not (agrees and (word.key in WESTERN or adjective or demonym)):
                break
            last = demonym[0] if demonym else last + 1
        return last

    def _kind(self, line: Line, at: int) -> int | None:
        """Where a bare complement ends that says which group: "de médecins", "de droite"."""
        words = line.words
        noun = words[at + 1]
        if words[at].lower not in {"de", "d'"} or not noun.is_word or noun.cap or self.lists.has("stopwords", noun.key):
            return None
        group = self.groups.match(words, at + 1) or _AGENT.search(noun.key)
        return at + 2 if group else None

    def _why(self, line: Line, first: int, last: int, det: str, *, plural: bool, listed: bool) -> str:
        """What shows that the group acts, or is dealt with as one that may act; empty if nothing does."""
        words, lists = line.words, self.lists
        if why := acts(line, first, last, lists):
            return why
        if not listed:
            return ""
        k = first - 1
        before = words[k - 1] if k > 0 else None
        if any(w.key in WESTERN for w in words[first:last]):
            return "Western allies"
        if not plural and words[first].lower not in self.if_acting:
            return "a body of its own"
        if plural and (words[k].first or before is None):
            return "opens a sentence"
        if line.role == "heading" and det in _PLURAL - {"des"}:
            return "in a heading"
        if before is None:
            return ""
        if det in {"aux", "à"} and (
            cue := next((w for w in words[max(0, k - 5) : k] if w.key.startswith(lists.stems)), None)
        ):
            return f"recipient of '{cue.lower}'"
        if det in _OF | {"aux"} or before.lower in _OF:
            noun = before.lower if det in _OF | {"aux"} else words[max(0, k - 2)].lower
            return f"after '{noun}'" if self._noun_like(noun) or (det == "aux" and noun == "quant") else ""
        if lemma(before.lower, lists.language) in self.dealings:
            return f"object of '{before.lower}'"
        return ""
