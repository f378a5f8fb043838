"""Whom a description is said of by the name that stands beside it: apposition, coordination, predicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers.actors.vocabulary import Vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line

if TYPE_CHECKING:
    from helpers.actors.roles import Role

_PAUSE = frozenset({",", "(", "–", "—"})
JOINING = frozenset({"et", "and", "puis"})
_REACH = 6  # words between a name and what is said of it
_FRONTED = 12  # words from a fronted description to the comma before the name
_SUBJECT = 20  # words from a subject to its predicate
_NOTHING: tuple[None, str] = (None, "")


class Neighbours:
    """Reads what stands right before and right after a description."""

    def __init__(
        self,
        lists: Lists,
        vocabulary: Vocabulary,
        starts: Mapping[tuple[int, int], Found],
        ends: Mapping[tuple[int, int], Found],
    ) -> None:
        self.lists, self.vocabulary, self.starts, self.ends = lists, vocabulary, starts, ends

    def named(self, line: Line, role: Role, previous: Role | None) -> tuple[str | None, str]:
        """The person that the words beside a description name, and what shows it."""
        if role.head.kind in ("pronoun", "age"):
            return _NOTHING
        indefinite = role.determiner == "indefinite"
        if not indefinite and (person := self._after(line, role)):
            return person, "name after it"
        loose = role.head.kind == "relation" and role.bare and not role.determiner  # "husband and wife" of whom?
        if not loose and (person := self._before(line, role)):
            return (person, "said of") if indefinite else (person, "name before it")
        if indefinite or loose:
            return _NOTHING
        k = role.first - 1
        joined = k >= 0 and line.words[k].lower in JOINING | {","} and previous is not None and previous.last == k
        if joined and previous and previous.person and not role.determiner and previous.how != "said of":
            return previous.person, "same person as the role before it"
        if not role.determiner and (person := self._fronted(line, role)):
            return person, "said of that name in the sentence"
        if role.determiner in ("", "definite") and (person := self._predicate(line, role)):
            return person, "said of that name in the sentence"
        return _NOTHING

    def _person_at(self, line: Line, k: int) -> str | None:
        """The person whose name, with a civility or without, begins at word ``k``."""
        named = self.starts.get((line.index, self._over_title(line, k)))
        return named.actor if named and named.kind == "person" else None

    def _over_title(self, line: Line, k: int) -> int:
        """Where a name would begin at word ``k`` once its civility is passed."""
        words, start = line.words, k
        if k + 1 < len(words) and words[k].key in self.vocabulary.words["articles"] and self._is_title(line, k + 1):
            k = start = k + 1
        while k < len(words) and k < start + 3 and (self._is_title(line, k) or (words[k].text == "." and k > start)):
            k += 1
        return k

    def _is_title(self, line: Line, k: int) -> bool:
        return line.words[k].text.rstrip(".") in self.lists.titles

    def _after(self, line: Line, role: Role) -> str | None:
        words, k = line.words, role.last
        if k >= len(words):
            return None
        if not words[k].is_word and words[k].text in {"(", "["}:
            if role.definite and (person := self._person_at(line, k + 1)):
                return person
            k = next((j + 1 for j in range(k + 1, min(k + 8, len(words))) if words[j].text in {")", "]"}), k)
        if k == role.last and (person := self._person_at(line, k)):
            return person if role.determiner or role.opens or self._led(line, role) else None
        if role.definite and k < len(words) and words[k].key in self.vocabulary.words["holding_verbs"]:
            return self._person_at(line, k + 1)
        if k < len(words) and words[k].text in _PAUSE - {"("} and (role.definite or role.opens):
            return None if self._new_clause(line, role, k + 1) else self._person_at(line, k + 1)
        return None

    def _new_clause(self, line: Line, role: Role, k: int) -> bool:
        """Whether a name after a comma is the subject of what follows: "Selon le maire, Jean Petit est parti"."""
        words, k = line.words, self._over_title(line, k)
        named = self.starts.get((line.index, k))
        begins = role.first > 1 and words[role.first - 2].first and not role.subject
        return begins and named is not None and named.last < len(words) and words[named.last].is_word

    def _led(self, line: Line, role: Role) -> bool:
        """Whether a bare description before a name is a title of its own, not the complement of another noun."""
        k = role.first - 1
        return k < 0 or line.words[k].lower not in self.vocabulary.links or line.words[role.first].cap

    def _before(self, line: Line, role: Role) -> str | None:
        words, k = line.words, role.first - 1
        determiners, adverbs = self.vocabulary.determiners, self.vocabulary.words["adverbs_of_office"]
        while k >= max(0, role.first - _REACH) and (
            words[k].lower in determiners or words[k].key in adverbs or words[k].lower in self.vocabulary.before
        ):
            k -= 1
        k = self._over_remark(line, k)
        if k < 1 or words[k].text not in _PAUSE:
            return None
        named = self.ends.get((line.index, k))
        if named is None or named.kind != "person":
            return None
        after = role.last
        listed = after + 1 < len(words) and words[after].lower in JOINING and role.determiner == "definite"
        if listed and determiners.get(words[after + 1].lower, ("", ""))[0] == "definite":
            return None
        return named.actor

    def _over_remark(self, line: Line, k: int) -> int:
        """The pause before an age or a parenthesis that stands between a name and a description."""
        words = line.words
        if k > 1 and words[k].text == "," and words[k - 1].text == ")":
            return next((j for j in range(k - 2, max(-1, k - 9), -1) if words[j].text == "("), k)
        age = k > 1 and words[k].text == "," and (words[k - 1].lower in {"ans", "old"} or words[k - 1].text.isdigit())
        if age:
            return next((j for j in range(k - 2, max(-1, k - 6), -1) if words[j].text in {",", "("}), k)
        return k

    def _fronted(self, line: Line, role: Role) -> str | None:
        """The subject after a description that opens the sentence: "Médecin à Carhaix, Aïssatou Kerleau siège"."""
        words = line.words
        if not words[role.first].first:
            return None
        for k in range(role.last, min(role.last + _FRONTED, len(words))):
            if words[k].sentence != role.sentence:
                return None
            if words[k].text == ",":
                return self._person_at(line, k + 1)
        return None

    def _predicate(self, line: Line, role: Role) -> str | None:
        """The subject of "restera président du conseil", "is the mayor of"."""
        words, k = line.words, role.first - 1
        if role.head.kind not in ("office", "occupation", "relation") or (role.determiner and role.bare):
            return None
        least = max(0, role.first - _REACH)
        while (
            k >= least and role.determiner and words[k].lower in {*self.vocabulary.determiners, *self.vocabulary.before}
        ):
            k -= 1
        while k >= least and words[k].key in self.vocabulary.words["adverbs_of_office"]:
            k -= 1
        if k < 1 or words[k].key not in self.vocabulary.words["holding_verbs"]:
            return None
        for j in range(k, max(0, k - _SUBJECT), -1):
            if words[j - 1].sentence != role.sentence or words[j - 1].text in {";", ":", "»", "«"}:
                return None
            named = self.ends.get((line.index, j))
            if named and named.kind == "person":
                return named.actor
        return None
