"""What a model's tags add to the rules: people and organisations that no rule and no list knows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import simplemma

from helpers.names.gazetteers import gazetteers
from helpers.names.lists import Lists
from helpers.names.organisations import is_adjective
from helpers.names.people import civility
from helpers.names.reading import Found, Line, Word, goes_on
from helpers.names.tagger import Tag

if TYPE_CHECKING:
    from helpers.names.rules import Recogniser

_ARTICLE = {"person": "a", "organisation": "an"}
_BETWEEN = {"de", "du", "des", "d'", "la", "le", "les", "l'", "à", "au", "aux", "et", ",", "chargé", "chargée"}
_IN = {"à", "en", "vers", "depuis", "dans", "sur", "près", "jusqu'à", "in", "at", "from"}
_DETERMINERS = {"le", "la", "l'", "les", "du", "des", "au", "aux", "un", "une"}
_OPENING = frozenset('«“"')
_LEADING = {"le", "la", "l'", "les", "the"}


def _is_place(t: Tag, words: Sequence[Word], lists: Lists) -> bool:
    """Whether a list or a preposition confirms a tagged place: a model calls much a place that it does not know."""
    known = gazetteers(lists.language).phrases.match(words, t.first)
    listed = known is not None and known[0] >= t.last and known[1][0] != "body"
    state = lists.names.match(words, t.first)
    before = words[t.first - 1].lower if t.first else ""
    return listed or state is not None or before in _IN


def unfound(tags: Sequence[Tag], found: Sequence[Found], lines: Sequence[Line]) -> Iterator[Found]:
    """The people and organisations among the tags where no rule found any name."""
    taken = {(f.line, i) for f in found for i in range(f.first, f.last)}
    for t in tags:
        kind = {"PER": "person", "ORG": "organisation"}.get(t.label)
        if kind and not any((t.line, i) in taken for i in range(t.first, t.last)):
            words = lines[t.line].words
            name = lines[t.line].text[words[t.first].start : words[t.last - 1].end]
            yield Found(t.line, t.first, t.last, name, kind, "name", f"{t.by}: {_ARTICLE[kind]} {kind}")


def _evidence(words: Sequence[Word], lists: Lists, why: str) -> str:
    """Why words name a body: a club by its initials, whoever found it."""
    club = len(words) > 1 and any(lists.has("club_prefixes", w.key) and w.upper for w in words)
    return "club" if club else why


def _is_charge(words: Sequence[Word], i: int, found: Recogniser) -> bool:
    """Whether a capitalised noun is what somebody is in charge of: "ministre de l'Agriculture et de la Pêche"."""
    k = i - 1
    while k >= max(0, i - 12) and (words[k].lower in _BETWEEN or words[k].cap):
        k -= 1
    return 0 <= k < i - 1 and found.lists.has("charges", words[k].key)


def _is_common(word: Word, words: Sequence[Word], i: int, found: Recogniser) -> bool:
    """Whether a capital says little: a dictionary's word that opens a sentence, or has an article before it."""
    if word.upper or not simplemma.is_known(word.lower, lang=found.lists.language or "fr"):
        return False
    return (word.first and word.key not in found.mid) or (i > 0 and words[i - 1].lower in _DETERMINERS)


def _after_firm(words: Sequence[Word], i: int, found: Recogniser) -> bool:
    """Whether the noun of a firm or body stands before word ``i``, adjectives between: "la fonderie Kessler-Voigt"."""
    k = i - 1
    while k > 0 and (words[k].text in _OPENING or is_adjective(words[k], found.lists)):
        k -= 1
    return k >= 0 and not words[k].cap and found.lists.has("firms", words[k].key)


def _is_shouted(tag: Tag, words: Sequence[Word]) -> bool:
    """Whether a name of several words stands in a sentence in capitals, which say nothing there."""
    own = words[tag.first : tag.last]
    beside = [*words[max(0, tag.first - 2) : tag.first], *words[tag.last : tag.last + 2]]
    return len(own) > 1 and all(w.upper or not w.is_word for w in own) and any(w.upper for w in beside)


class Tags:
    """A model's tags, looked up by place and by word."""

    def __init__(self, tags: Sequence[Tag], lines: Sequence[Line], lists: Lists) -> None:
        self.lines = lines
        sure = (t for t in tags if not _is_shouted(t, lines[t.line].words))
        self.tags = [t for t in sure if t.label != "LOC" or _is_place(t, lines[t.line].words, lists)]
        tags = self.tags
        self._at = {(t.line, i): t for t in tags for i in range(t.first, t.last)}
        self._labels: dict[str, set[str]] = {}
        self.lone_people: set[str] = set()
        self._longer: dict[str, list[str]] = {}
        self._firsts: set[str] = set()
        self._learnt = 0  # organisations whose words are noted: none goes while tags add others
        for t in tags:
            words = lines[t.line].words[t.first : t.last]
            if len(words) == 1:
                self._labels.setdefault(words[0].key, set()).add(t.label)
                if t.label == "PER":
                    self.lone_people.add(words[0].key)

    def label(self, line: Line, i: int, j: int) -> str | None:
        """The label of the tag that covers words ``i`` to ``j``, if one does."""
        t = self._at.get((line.index, i))
        return t.label if t and t.last >= j else None

    def labels_of(self, key: str) -> set[str]:
        """Every label that a word has where it is a name by itself."""
        return self._labels.get(key, set())

    def _spans(self, label: str) -> Iterator[tuple[Line, Tag, Sequence[Word]]]:
        """Tags with a label, the longest first, those in lines of capitals left out."""
        for t in sorted(self.tags, key=lambda t: t.first - t.last):
            if t.label == label and not self.lines[t.line].caps:
                yield self.lines[t.line], t, self.lines[t.line].words[t.first : t.last]

    def add_people(self, found: Recogniser) -> None:
        """People whom no rule found; a name that goes on where the rules stopped takes the place of theirs."""
        lists = found.lists
        for line, t, words in self._spans("PER"):
            taken = found.person_words[line.index]
            inside = [i for i in range(t.first, t.last) if i in taken]
            first = t.first
            while first < t.last - 1 and (not words[first - t.first].is_word or civility(line.words, first + 1, lists)):
                first += 1
            words = line.words[first : t.last]
            if len(inside) == len(words) or not words[-1].is_word or _after_firm(line.words, first, found):
                continue
            if len(words) == 1 and not inside:
                if self._is_person(words[0], line.words, first, found) and not found.known_person(line, first, t.last):
                    found.add_person(line, first, t.last, f"{t.by}: a person")
                continue
            if inside and (min(inside) < first or not words[0].cap):
                continue
            if lists.roles.match(line.words, first) or not (words[0].cap and words[0].is_word):
                continue
            if inside:
                short = line.text[line.words[inside[0]].start : line.words[inside[-1]].end]
                if found.people.get(short) and len(inside) < len(words):
                    del found.people[short]
            found.add_person(line, first, t.last, f"{t.by}: a person")

    def _is_person(self, word: Word, words: Sequence[Word], i: int, found: Recogniser) -> bool:
        """Whether a word that stands alone may be somebody's name."""
        lists = found.lists
        listed = (
            word.key in lists.names
            or word.key in lists.seats
            or word.key in lists.demonyms
            or lists.has("organisation_heads", word.key)
            or lists.has("months", word.key)
            or lists.has("days", word.key)
        )
        common = (
            word.key in found.lower
            or _is_common(word, words, i, found)
            or (word.first and lists.has("openers", word.key))
        )
        return word.cap and not word.upper and len(word.key) > 2 and not listed and not common

    def add_known_bodies(self, found: Recogniser) -> None:
        """Bodies that the gazetteer knows; single words only where no dictionary and no tag takes them otherwise."""
        lists = found.lists
        phrases, flags = gazetteers(lists.language).phrases, gazetteers(lists.language).flags
        for line in found.lines:
            taken = found.person_words[line.index]
            for i, word in enumerate(line.words):
                match = None if line.caps or not word.cap else phrases.match(line.words, i)
                if match is None or match[1][0] != "body" or any(k in taken for k in range(i, match[0])):
                    continue
                single = match[0] == i + 1
                if word.first and word.lower in _LEADING:  # "L'Union a dit": the paper, or the union
                    continue
                name = (
                    lists.has("not_acronyms", word.key)
                    if word.upper
                    else simplemma.is_known(word.lower, lang="fr") or set("FfLlp") & set(flags.get(word.key, ""))
                )
                other = self.label(line, i, match[0]) in {"PER", "LOC"} or goes_on(line.words, match[0])
                if not lists.names.match(line.words, i) and not (single and name) and not other:
                    found.add_organisation(line, i, match[0], _evidence(line.words[i : match[0]], lists, "known body"))

    def add_organisations(self, found: Recogniser) -> None:
        """Organisations that neither head noun nor list shows."""
        counts = Counter(line.text[words[0].start : words[-1].end] for line, _, words in self._spans("ORG"))
        for line, t, words in self._spans("ORG"):
            taken = found.person_words[line.index]
            if len(words) > 1 and words[0].lower in _LEADING and (words[0].first or not words[0].cap):
                t, words = replace(t, first=t.first + 1), words[1:]
            while len(words) > 1 and not words[0].cap and words[1].cap:  # "agence APS", "association Grandir"
                t, words = replace(t, first=t.first + 1), words[1:]
            charge = _is_charge(line.words, t.first, found)
            if len(words) == 1 and not charge and (whole := self._whole(words[0].text, found)):
                found.organisations.setdefault(words[0].text, (whole, f"short for {whole}"))
                continue
            if charge or any(i in taken for i in range(t.first, t.last)) or not self._is_body(words, line, t, found):
                continue
            name = line.text[words[0].start : words[-1].end]
            found.runs[name] = max(found.runs[name], counts[name])
            found.add_organisation(line, t.first, t.last, _evidence(words, found.lists, f"{t.by}: an organisation"))

    def _whole(self, text: str, found: Recogniser) -> str | None:
        """The only organisation whose name goes on with a word after its first: "Fanal" are the "Éditions du Fanal"."""
        if not text[:1].isupper() or text.isupper():
            return None
        longer = {found.organisations[name][0] for name in self._names(found).get(text, ())}
        return longer.pop() if len(longer) == 1 else None

    def _names(self, found: Recogniser) -> dict[str, list[str]]:
        """The names of organisations by each word after their first; the first words are noted as well."""
        for name in itertools.islice(found.organisations, self._learnt, None):
            first, *rest = name.split()
            if rest:
                self._firsts.add(first)
            for text in set(rest):
                self._longer.setdefault(text, []).append(name)
        self._learnt = len(found.organisations)
        return self._longer

    def _is_body(self, words: Sequence[Word], line: Line, t: Tag, found: Recogniser) -> bool:
        lists = found.lists
        if not words[0].is_word or not words[-1].is_word:
            return False
        named = [w for w in words if w.cap and w.is_word]
        place = gazetteers(lists.language).phrases.match(line.words, t.first)
        if place and place[0] >= t.last and place[1][0] != "body":
            return False
        if not named or lists.names.match(line.words, t.first):
            return False
        if len(words) == 1:
            word = words[0]
            seat = word.key in lists.seats or word.key in lists.demonyms
            common = word.key in found.lower and word.first
            self._names(found)
            part = word.text in self._firsts
            generic = lists.has("capitalised", word.key) or lists.has("institutions", word.key)
            head = lists.has("organisation_heads", word.key) or lists.has("denominations", word.key)
            noun = _is_common(word, line.words, t.first, found)
            generic = generic or lists.has("not_acronyms", word.key)
            return not (seat or common or part or generic or head or noun) and len(word.key) > 1
        return words[0].cap or lists.has("denominations", words[0].key) or lists.has("organisation_heads", words[0].key)
