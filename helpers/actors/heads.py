"""The noun of a description: from a list, with a prefix, or by its ending; and whether it is a noun where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.actors.vocabulary import Head, Vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Line, Word, fold

if TYPE_CHECKING:
    from helpers.actors.roles import Role


class Nouns:
    """Finds nouns for people."""

    def __init__(self, lists: Lists, vocabulary: Vocabulary, inside: set[tuple[int, int]]) -> None:
        self.lists, self.vocabulary, self.inside = lists, vocabulary, inside

    def at(self, line: Line, i: int) -> tuple[int, Head, bool] | None:
        """End and head of the noun that begins at word ``i``, and whether a prefix says that it is a former one."""
        if not line.words[i].is_word or (line.index, i) in self.inside:
            return None
        if (found := self._listed(line, i)) is None:
            guessed = self._guessed(line, i)
            return (i + 1, guessed, False) if guessed else None
        return None if self.lists.language == "en" and self._goes_on(line, found[0]) else found

    def _listed(self, line: Line, i: int) -> tuple[int, Head, bool] | None:
        """End and head of a listed noun at ``i``, prefixes apart ("ex-", "vice-"), and whether it is a former one."""
        words, heads = line.words, self.vocabulary.heads
        if match := heads.match(words, i, caps=line.caps):
            end: int = match[0]
            head: Head = match[1][0]
            while self.lists.language == "fr" and (more := self._second(line, end, head)):
                end, head = more
            return end, head, False
        prefix, _, stem = words[i].lower.partition("-")
        if stem == "year-old" and prefix.isdigit():
            return i + 1, Head("year-old", "u", "age", f"{prefix} {prefix}"), False
        effect = self.vocabulary.prefixes.get(prefix)
        if not stem or effect is None:
            return None
        word = Word(stem, 0, 0, stem, fold(stem), False, False, False, 0, True)
        match = heads.match([word, *words[i + 1 : i + 4]], 0)
        if match is None:
            return None
        stemmed: Head = match[1][0]
        if effect == "rank":
            stemmed = replace(stemmed, lemma=f"{prefix}-{stemmed.lemma}")
        return i + match[0], stemmed, effect == "former"

    def _second(self, line: Line, end: int, head: Head) -> tuple[int, Head] | None:
        """End and head of a noun that says more of the one before it: "la première femme présidente du Brésil"."""
        words, vocabulary = line.words, self.vocabulary
        if end >= len(words) or words[end].cap or (line.index, end) in self.inside or head.kind == "pronoun":
            return None
        match = vocabulary.heads.match(words, end)
        if match is None or words[end].key in vocabulary.words["role_adjectives"]:
            return None
        second: Head = match[1][0]
        if head.kind == second.kind == "occupation" and vocabulary.guess(words[end], sure=True):
            return match[0], head  # "l'expert psychiatre"
        if head.kind != "human":
            return None
        usual = second.kind in ("office", "occupation") and second.lemma not in vocabulary.words["participles"]
        return (match[0], second) if usual else None

    def _guessed(self, line: Line, i: int) -> Head | None:
        """A noun that no list holds: a trade by its ending, or who comes from a town or a region ("ce Lyonnais")."""
        word = line.words[i]
        if not word.cap:
            return self.vocabulary.guess(word, sure=False)
        det = line.words[i - 1] if i else None
        if det is None or word.upper or self.lists.demonyms.match(line.words, i):
            return None
        kind, gender = self.vocabulary.determiners.get(det.lower, ("", "u"))
        native = self.vocabulary.native(word)
        if native and (kind == "this" or (kind == "definite" and det.first and self._alone(line, i))):
            return Head(word.key, gender if gender != "u" else native, "human", "native")
        return None

    def _alone(self, line: Line, i: int) -> bool:
        """Whether neither a name nor a complement follows."""
        words = line.words
        return i + 1 < len(words) and not words[i + 1].cap and words[i + 1].lower not in self.vocabulary.links

    def _goes_on(self, line: Line, end: int) -> bool:
        """Whether another noun for people follows at once, of which this one is but a modifier: "vice president"."""
        words = line.words
        if end >= len(words) or (line.index, end) in self.inside:
            return False
        return bool(self.vocabulary.heads.match(words, end))

    def counts(self, line: Line, role: Role, i: int, end: int) -> bool:
        """Whether a noun is one where it stands: no verb, participle, adjective, or part of another description."""
        words, vocabulary = line.words, self.vocabulary
        if not role.determiner:
            title = words[i].cap and not words[i].first and not line.caps and self.lists.language == "fr"
            if title and role.head.kind != "office":
                return False
            if role.nested or self._is_verb(line, end) or role.head.lemma in vocabulary.words["participles"]:
                return False
        follows = words[end] if end < len(words) else None
        if self.lists.language == "fr" and follows is not None and follows.is_word and not follows.cap:
            noun = not (
                follows.lower in vocabulary.links
                or self.lists.has("stopwords", follows.key)
                or self.lists.has("actor_verbs", follows.key)
                or role.last > end
            )
            if noun and words[i].key in vocabulary.words["role_adjectives"]:
                return False
        if self.lists.language == "en" and role.head.kind not in ("office", "relation") and self._modifies(follows):
            return False
        return role.head.kind != "human" or role.head.mark == "native" or not self._set_phrase(words, i)

    def _modifies(self, follows: Word | None) -> bool:
        """Whether an English noun after a noun shows that the first only modifies it: "the patient experience"."""
        if follows is None or not follows.is_word or follows.cap or follows.lower in self.vocabulary.links:
            return False
        verb = follows.key.endswith(("ed", "s", "ly")) or self.lists.has("actor_verbs", follows.key)
        known = self.lists.has("stopwords", follows.key) or follows.key in self.vocabulary.words["finite_verbs"]
        return not (verb or known or follows.key in self.vocabulary.words["adverbs_of_office"])

    def _set_phrase(self, words: Sequence[Word], i: int) -> bool:
        """Whether "homme" stands in a phrase of its own: "droits de l'homme"; or in a title."""
        k = i - 1 if i and words[i - 1].lower in self.vocabulary.determiners else i
        return (words[i].cap and not words[i].first) or (k > 0 and words[k - 1].lower in {"de", "of"})

    def _is_verb(self, line: Line, end: int) -> bool:
        """Whether an object follows what would else be a bare noun: "X, patron des députés, juge le texte"."""
        word = line.words[end].lower if end < len(line.words) else ""
        kind, _ = self.vocabulary.determiners.get(word, ("", "u"))
        return kind not in ("", "genitive") and word not in self.vocabulary.links
