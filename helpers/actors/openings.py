"""What stands before the noun of a description: determiner, rank, past, and an English noun's modifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.actors.determiners import possessor
from helpers.actors.vocabulary import Vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Word

_REACH = 6  # words between a determiner and its noun at most

_QUOTED = frozenset(',»”"')  # what stands before the verb of "« … », dit le maire"


@dataclass(slots=True)
class Opening:
    """How a description begins: its first word, the place of its determiner (or -1), and what these words say."""

    first: int
    det: int
    past: bool
    unique: bool
    determiner: str = ""
    gender: str = "u"
    opens: bool = False
    subject: bool = False
    speaks: bool = False


class Openings:
    """Reads to the left of a noun."""

    def __init__(self, lists: Lists, vocabulary: Vocabulary, ends: Mapping[tuple[int, int], Found]) -> None:
        self.lists, self.vocabulary, self.ends = lists, vocabulary, ends

    def before(self, line: Line, i: int) -> Opening:
        """How the description begins whose noun stands at word ``i``."""
        words, opening = line.words, Opening(*self._left(line, i))
        first, det = opening.first, opening.det
        if det >= 0:
            opening.determiner, opening.gender = self.vocabulary.determiners.get(words[det].lower, ("", "u"))
        if opening.determiner == "genitive":
            owner = possessor(words, det + 1)
            opening.first, opening.determiner = (first, "") if owner is None else (owner, "genitive")
        opening.opens = words[opening.first].first or (det >= 0 and words[det].first)
        opening.subject = opening.determiner != "" and self._subject(words, det)
        quoted = det > 1 and words[det - 1].is_word and words[det - 2].text in _QUOTED
        opening.speaks = opening.subject and quoted
        return opening

    def _left(self, line: Line, i: int) -> tuple[int, int, bool, bool]:
        """First word of a description, its determiner's place (or -1), whether it is past, whether the only one."""
        words = line.words
        if self.lists.language == "en":
            return self._left_english(line, i)
        first, k, past, unique = i, i - 1, False, False
        while k >= 0 and i - k < _REACH and (place := self.vocabulary.before.get(words[k].lower)):
            past = past or words[k].key in self.vocabulary.words["former"]
            unique = unique or place.startswith("only")
            if not place.endswith("out") and first == k + 1:
                first = k
            k -= 1
        return first, k, past, unique

    def _left_english(self, line: Line, i: int) -> tuple[int, int, bool, bool]:
        words, lists = line.words, self.lists
        strict = loose = i
        k, sure = i, True
        while k and i - k < _REACH and words[k - 1].is_word:
            word, ended = words[k - 1], self.ends.get((line.index, k))
            if word.lower in self.vocabulary.determiners:
                break
            if ended:
                if ended.kind not in ("state", "organisation"):
                    break
                k = ended.first
            elif (
                lists.has("role_modifiers", word.key)
                or word.lower in self.vocabulary.before
                or lists.demonyms.match(words, k - 1)
                or (word.cap and lists.seats.match(words, k - 1))
            ):
                k -= 1
            elif word.cap or lists.has("stopwords", word.key) or lists.has("actor_verbs", word.key):
                break
            else:
                k, sure = k - 1, False
            loose = k
            strict = k if sure else strict
        det = loose - 1
        first = loose
        if det < 0 or words[det].lower not in self.vocabulary.determiners:
            first, det = strict, strict - 1
        while first < i and (self.vocabulary.before.get(words[first].lower) or "").endswith("out"):
            first += 1
        past = any(w.key in self.vocabulary.words["former"] for w in words[first:i])
        unique = any((self.vocabulary.before.get(w.lower) or "").startswith("only") for w in words[first:i])
        return first, det, past, unique

    def _subject(self, words: Sequence[Word], det: int) -> bool:
        """Whether a description may be the subject of its clause: no preposition stands before it."""
        if det < 0 or words[det].lower in self.vocabulary.links:
            return False
        before = words[det - 1] if det else None
        return before is None or before.key not in self.vocabulary.words["no_subject_after"]

    def charge(self, words: Sequence[Word]) -> set[str]:
        """What an English description says of its charge before the noun: "foreign minister"."""
        if self.lists.language != "en":
            return set()
        return {w.key for w in words if not w.cap and w.key not in self.vocabulary.words["neutral_modifiers"]}

    def states(self, words: Sequence[Word]) -> set[str]:
        """The states whose demonyms or seats stand among these words."""
        found = set()
        for k in range(len(words)):
            for phrases in (self.lists.demonyms, self.lists.seats, self.lists.names):
                if (match := phrases.match(words, k)) and match[1][1] == "state":
                    found.add(match[1][0])
        return found
