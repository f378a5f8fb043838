"""People by their function or by a description: "le ministre de la Santé", "its chair", "ce dernier"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.beside import Neighbours
from helpers.actors.complements import Complements
from helpers.actors.determiners import possessor
from helpers.actors.vocabulary import Head, Vocabulary, vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Word, fold
from helpers.names.rules import Names

_REACH = 6  # words between an English determiner and its noun


@dataclass(slots=True)
class Role:
    """A noun phrase that may mean a person; ``person`` = whom the words beside it name, ``how`` = what shows it."""

    line: int
    first: int
    last: int
    sentence: int
    head: Head
    gender: str
    determiner: str
    scope: frozenset[str]
    states: frozenset[str]
    epithets: frozenset[str]
    people: frozenset[str]
    years: int | None
    former: bool
    bare: bool
    opens: bool
    person: str | None = None
    how: str = ""

    @property
    def definite(self) -> bool:
        """Whether a particular one is meant."""
        return self.determiner not in ("", "indefinite")

    @property
    def owned(self) -> bool:
        """Whether a possessive stands before it."""
        return self.determiner in ("possessive", "speaker")


class RoleFinder:
    """Finds descriptions of people in all lines."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names) -> None:
        self.lines, self.lists = lines, lists
        self.vocabulary: Vocabulary = vocabulary(lists.language)
        self.ends: dict[tuple[int, int], Found] = {}
        self.inside: set[tuple[int, int]] = set()
        starts: dict[tuple[int, int], Found] = {}
        for f in names.found:
            starts[f.line, f.first] = f
            self.ends[f.line, f.last] = f
            self.inside.update((f.line, i) for i in range(f.first, f.last))
        self.complements = Complements(lists, self.vocabulary, starts, self.inside)
        self.neighbours = Neighbours(lists, self.vocabulary, starts, self.ends)

    def find(self) -> list[Role]:
        """The descriptions in reading order, linked to a person where a name stands beside them."""
        roles: list[Role] = []
        for line in self.lines:
            i, previous = 0, None
            while i < len(line.words):
                found = self._at(line, i, previous)
                if found is None:
                    i += 1
                    continue
                role, i = found
                if role is not None:
                    roles.append(role)
                    previous = role
        return [role for k, role in enumerate(roles) if self._chained(role, roles[k + 1 : k + 3])]

    def _chained(self, role: Role, following: Sequence[Role]) -> bool:
        """Link "son fondateur, l'historien X" by the second description; whether the first counts for anything."""
        words = self.lines[role.line].words
        if role.person is None and role.definite and role.last < len(words) and words[role.last].text == ",":
            for other in following:
                beside = other.line == role.line and other.first - role.last in (1, 2) and other.definite
                if beside and other.how == "name after it" and words[other.last].text not in ",(":
                    role.person, role.how = other.person, "described again before the name"
        return role.definite or role.person is not None

    def _at(self, line: Line, i: int, previous: Role | None) -> tuple[Role | None, int] | None:
        """The description whose noun begins at ``i`` (None if it counts for nothing) and where its noun ends."""
        words = line.words
        if not words[i].is_word or (line.index, i) in self.inside:
            return None
        listed = self._listed(line, i)
        guessed = None if listed else self._guessed(line, i)
        if listed is None and guessed is None:
            return None
        end, head, former = listed or (i + 1, guessed, False)
        assert head is not None
        if self.lists.language == "en" and self._goes_on(line, end):
            return None
        first, det, past = self._left(line, i)
        kind, gender = self.vocabulary.determiners.get(words[det].lower, ("", "u")) if det >= 0 else ("", "u")
        opens = first
        if head.kind == "pronoun" and (end > i + 1 or "-" in words[i].text):
            kind = "this"
        if kind == "genitive":
            owner = possessor(words, det + 1)
            opens, kind = (first, "") if owner is None else (owner, kind)
        tail = self.complements.tail(line, end, head.lemma)
        if gender == "u":
            gender = head.gender
        role = Role(
            line.index,
            opens if kind == "genitive" else first,
            tail.end,
            words[i].sentence,
            head,
            gender,
            kind,
            frozenset(tail.scope | self._charge(words[first:i])),
            frozenset(tail.states | self._states(words[first:i])),
            frozenset(masculine(e) for e in tail.epithets),
            frozenset(tail.people),
            tail.years,
            former or past,
            tail.plain and first == i and kind != "genitive",
            words[opens].first or (det >= 0 and words[det].first),
        )
        inside = previous is not None and previous.last > i
        if not kind and (inside or self._is_verb(line, end)):
            return None, end
        role.person, role.how = self.neighbours.named(line, role, previous)
        if head.mark == "guess" and role.person is None and not self._sure(words[i], role):
            return None
        return role, end

    def _is_verb(self, line: Line, end: int) -> bool:
        """Whether an object follows what would else be a bare noun: "X, patron des députés, juge le texte"."""
        word = line.words[end].lower if end < len(line.words) else ""
        kind, _ = self.vocabulary.determiners.get(word, ("", "u"))
        return kind not in ("", "genitive") and word not in self.vocabulary.links

    def _sure(self, word: Word, role: Role) -> bool:
        return role.definite and role.bare and self.vocabulary.guess(word, sure=True) is not None

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

    def _listed(self, line: Line, i: int) -> tuple[int, Head, bool] | None:
        """End and head of a listed noun at ``i``, prefixes apart ("ex-", "vice-"), and whether it is a former one."""
        words, heads = line.words, self.vocabulary.heads
        if match := heads.match(words, i, caps=line.caps):
            return match[0], match[1][0], False
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
        head: Head = match[1][0]
        if effect == "rank":
            head = Head(f"{prefix}-{head.lemma}", head.gender, head.kind, head.mark)
        return i + match[0], head, effect == "former"

    def _goes_on(self, line: Line, end: int) -> bool:
        """Whether another noun for people follows at once, of which this one is but a modifier: "vice president"."""
        words = line.words
        return end < len(words) and bool(self.vocabulary.heads.match(words, end)) and not words[end].cap

    def _left(self, line: Line, i: int) -> tuple[int, int, bool]:
        """First word of a description whose noun stands at ``i``, its determiner's place (or -1), and if it is past."""
        words = line.words
        if self.lists.language == "en":
            return self._left_english(line, i)
        first, k, past = i, i - 1, False
        while k >= 0 and (place := self.vocabulary.before.get(words[k].lower)):
            past = past or words[k].key in self.vocabulary.words["former"]
            if place != "out" and first == k + 1:
                first = k
            k -= 1
        return first, k, past

    def _left_english(self, line: Line, i: int) -> tuple[int, int, bool]:
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
            elif lists.has("role_modifiers", word.key) or lists.demonyms.match(words, k - 1):
                k -= 1
            elif word.cap and lists.seats.match(words, k - 1):
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
        while first < i and self.vocabulary.before.get(words[first].lower) == "out":
            first += 1
        past = any(w.key in self.vocabulary.words["former"] for w in words[first:i])
        return first, det, past

    def _charge(self, words: Sequence[Word]) -> set[str]:
        """What an English description says of its charge before the noun: "foreign minister"."""
        if self.lists.language != "en":
            return set()
        return {w.key for w in words if not w.cap and w.key not in self.vocabulary.words["neutral_modifiers"]}

    def _states(self, words: Sequence[Word]) -> set[str]:
        """The states whose demonyms or seats stand among these words."""
        found = set()
        for k in range(len(words)):
            for phrases in (self.lists.demonyms, self.lists.seats, self.lists.names):
                if (match := phrases.match(words, k)) and match[1][1] == "state":
                    found.add(match[1][0])
        return found


def masculine(adjective: str) -> str:
    """A folded adjective without its feminine ending, to be compared with another: "générale" with "général"."""
    stem = adjective.removesuffix("e")
    return stem[:-1] if stem.endswith(("nn", "ll", "tt")) else stem
