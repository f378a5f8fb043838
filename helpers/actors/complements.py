"""Where a description ends: adjectives and complements after its noun ("adjoint aux finances", "head of news")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.actors.determiners import DEFINITE
from helpers.actors.vocabulary import Vocabulary
from helpers.names.lists import Lists
from helpers.names.organisations import is_adjective
from helpers.names.reading import Found, Line, Word, fold

_ADJECTIVES = 6  # adjectives after one noun at most
_CAPITALS = 15  # words of a charge written with capitals at most
_CHAIN = 3  # complements of one description at most: "chef de la section de l'office du tourisme"
_CLOSING = frozenset(",;:.!?)»”–—")
_INFINITIVE = ("er", "ir", "oir", "dre")
_GENERIC = ("firms", "generic_firms", "institutions", "organisation_heads")


@dataclass(slots=True)
class Tail:
    """What follows the noun: its end, the words of the charge, the states named in it, the name it rests on."""

    end: int
    scope: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    epithets: set[str] = field(default_factory=set)
    years: int | None = None
    plain: bool = True
    generic: bool = False


class Complements:
    """Reads the adjectives and complements of a description."""

    def __init__(
        self,
        lists: Lists,
        vocabulary: Vocabulary,
        starts: Mapping[tuple[int, int], Found],
        inside: set[tuple[int, int]],
    ) -> None:
        self.lists, self.vocabulary, self.starts, self.inside = lists, vocabulary, starts, inside
        self.links, self.articles = vocabulary.links, vocabulary.words["articles"]
        self.portfolios = vocabulary.words["portfolios"]
        self.generic = frozenset[str]().union(*(lists.words[name] for name in _GENERIC))

    def tail(self, line: Line, head_end: int, noun: str) -> Tail:
        """The tail of a description whose noun ends at ``head_end``."""
        tail = Tail(head_end)
        self._adjectives(line, tail)
        chain = self._chain(line, tail, noun, _CHAIN, loose=False)
        words, links = line.words, self.links
        goes_on = tail.end < len(words) and words[tail.end].lower in links
        if not goes_on or chain == _CHAIN or noun in self.vocabulary.words["relations"]:
            return tail
        longer = replace(tail, scope=set(tail.scope), states=set(tail.states), people=set(tail.people))
        self._chain(line, longer, noun, _CHAIN - chain, loose=True)
        closes = longer.end >= len(words) or words[longer.end].text in _CLOSING
        return longer if closes and longer.end > tail.end else tail

    def _chain(self, line: Line, tail: Tail, noun: str, most: int, *, loose: bool) -> int:
        """Read complements as long as there are any; how many there were."""
        return next((n for n in range(most) if not self._one(line, tail, noun, loose=loose)), most)

    def _adjectives(self, line: Line, tail: Tail) -> None:
        words, lists = line.words, self.lists
        for _ in range(_ADJECTIVES if lists.language == "fr" else 0):
            at = tail.end
            if at >= len(words) or not words[at].is_word or (line.index, at) in self.inside:
                return
            if demonym := lists.demonyms.match(words, at, caps=line.caps):
                tail.states.add(demonym[1][0])
                tail.end = demonym[0]
            elif lists.has("role_adjectives", words[at].key) or (
                is_adjective(words[at], lists) and not words[at].key.endswith("s")
            ):
                if words[at].key not in self.vocabulary.words["party_adjectives"]:
                    tail.epithets.add(words[at].key)
                tail.end += 1
            elif (
                at + 1 < len(words)
                and f"{words[at].key} {words[at + 1].key}" in self.vocabulary.words["set_complements"]
            ):
                tail.end += 2
            else:
                return
            tail.plain = False

    def _one(self, line: Line, tail: Tail, noun: str, *, loose: bool) -> bool:
        """Read one complement more; whether there was one."""
        words, at = line.words, tail.end
        if at >= len(words) or not words[at].is_word:
            return False
        beside = self.starts.get((line.index, at))
        if beside and beside.kind == "organisation" and words[at].upper and self.lists.language == "fr":
            return self._named(tail, beside)
        if words[at].key in self.portfolios and at + 1 < len(words) and words[at + 1].lower in self.links:
            inner = Tail(at + 1)
            if self._one(line, inner, words[at].key, loose=loose):
                return self._joined(tail, inner)
            return False
        link = self.links.get(words[at].lower)
        if link is None or (link == "close" and not loose) or self._infinitive(words, at):
            return False
        if years := self._years(line, at):
            tail.end, tail.years, tail.plain = at + 3, years, False
            return True
        free = link == "de" or loose or noun in self.portfolios
        return self._noun_phrase(line, tail, at + 1, free=free, article=words[at].lower in {"du", "des", "au", "aux"})

    def _infinitive(self, words: Sequence[Word], at: int) -> bool:
        """Whether "to" opens what somebody is to do: "called on the owner to sell"."""
        after = words[at + 1] if at + 1 < len(words) else None
        return words[at].lower == "to" and after is not None and not after.cap and after.lower not in DEFINITE

    def _years(self, line: Line, at: int) -> int | None:
        """The age in "de 37 ans"."""
        words = line.words
        if at + 2 < len(words) and words[at + 2].lower == "ans" and words[at + 1].text.isdigit():
            return int(words[at + 1].text[:3])
        return None

    def _noun_phrase(self, line: Line, tail: Tail, at: int, *, free: bool, article: bool) -> bool:
        words, lists = line.words, self.lists
        while at < len(words) and words[at].key in self.articles:
            at, article = at + 1, True
        if at < len(words) and words[at].text.rstrip(".") in lists.titles and not lists.roles.match(words, at):
            at += 1 + (at + 1 < len(words) and words[at + 1].text == ".")
        if at >= len(words) or not words[at].is_word:
            return False
        if named := self.starts.get((line.index, at)):
            return self._named(tail, named)
        if (line.index, at) in self.inside or not (free or (article and words[at].cap)):
            return False
        if words[at].cap and not self.vocabulary.heads.match(words, at):
            return self._capitals(line, tail, at)
        return self._common(line, tail, at)

    def _named(self, tail: Tail, named: Found) -> bool:
        tail.end, tail.plain = named.last, False
        if named.kind == "state":
            tail.states.add(named.actor)
        elif named.kind == "person":
            tail.people.add(named.actor)
        tail.scope.update(_keys(named.actor))
        return True

    def _joined(self, tail: Tail, inner: Tail) -> bool:
        tail.end, tail.plain, tail.generic = inner.end, False, tail.generic or inner.generic
        tail.scope |= inner.scope
        tail.states |= inner.states
        tail.people |= inner.people
        return True

    def _capitals(self, line: Line, tail: Tail, at: int) -> bool:
        """A charge written with capitals: "la Santé", "Affaires étrangères", "l'Agriculture et de la Pêche"."""
        words, stop = line.words[: at + _CAPITALS], at
        while stop < len(words) and words[stop].cap and words[stop].is_word and (line.index, stop) not in self.inside:
            follows = stop + 1 < len(words) and words[stop + 1].cap
            if stop > at and follows and words[stop].key in self.lists.first_names:
                break
            stop += 1
            while stop < len(words) and not words[stop].cap and is_adjective(words[stop], self.lists):
                stop += 1
            if stop + 1 < len(words) and words[stop].lower in {"et", "and"}:
                k = stop + 1
                while k < len(words) and (words[k].key in self.articles or words[k].lower in self.links):
                    k += 1
                if k < len(words) and words[k].cap and (line.index, k) not in self.inside:
                    stop = k
        tail.end, tail.plain = stop, False
        tail.scope.update(w.key for w in words[at:stop] if w.cap or is_adjective(w, self.lists))
        return True

    def _common(self, line: Line, tail: Tail, at: int) -> bool:
        """A complement without capitals: "la défense", "l'hôpital public", "opposition group"."""
        words, lists = line.words, self.lists
        infinitive = words[at - 1].lower in {"de", "d'"} and words[at].key.endswith(_INFINITIVE)
        if infinitive or words[at].text.isdigit() or lists.has("stopwords", words[at].key) or len(words[at].text) < 3:
            return False
        head = self.vocabulary.heads.match(words, at)
        stop = head[0] if head else at + 1
        generic = words[at].key in self.generic
        if generic:
            tail.generic = True
        else:
            tail.scope.add(words[at].key)
        while stop < len(words) and stop - at < 4 and words[stop].is_word and (line.index, stop) not in self.inside:
            demonym = lists.demonyms.match(words, stop)
            more = lists.language == "en" and not (
                words[stop].cap
                or lists.has("stopwords", words[stop].key)
                or lists.has("actor_verbs", words[stop].key)
                or words[stop].key.endswith("ed")
                or words[stop].lower in self.links
            )
            pair = "-" in words[stop].text and not words[stop].cap and lists.language == "fr"
            if not (demonym or more or pair or is_adjective(words[stop], lists)):
                break
            if demonym:
                tail.states.add(demonym[1][0])
            tail.scope.add(words[stop].key)
            stop = demonym[0] if demonym else stop + 1
        body = self.starts.get((line.index, stop))
        if body and body.kind == "organisation" and generic:
            return self._named(tail, body)
        tail.end, tail.plain = stop, False
        return True


def _keys(name: str) -> set[str]:
    """The words of a name by which a charge is compared with another."""
    return {part for part in fold(name).replace("'", " ").replace("-", " ").split() if len(part) > 2}
