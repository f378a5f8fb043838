"""Organisations by a common noun: "la préfecture", "l'association", "the parent company"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.actors.acting import acts
from helpers.actors.antecedents import Antecedents
from helpers.actors.governments import Governments
from helpers.actors.nouns import CLOSED, load_nouns
from helpers.actors.phrases import NounPhrase, PhraseFinder
from helpers.language import word_list, word_set
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, fold

_ARTICLES = {"le", "la", "l'", "les", "the"}
_BUILDINGS = frozenset("town prefecture school hospital culture church university ministry none".split())
_OF_STATES = frozenset("army police parliament diplomacy prosecution media none".split())
_CLOSING = {",", ")", ".", ";", ":", "»", "!", "?"}


class BodyFinder:
    """Organisations that a common noun refers to."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.nouns = load_nouns(lists.language)
        named = [f for f in taken if f.form in ("name", "metonym")]
        inside = {(f.line, i) for f in named for i in range(f.first, f.last)}
        self.people = {(f.line, f.first) for f in named if f.kind == "person"}
        finder = PhraseFinder(lists, self.nouns, inside)
        self.phrases = [phrase for line in lines for phrase in finder.find(line)]
        self.known = Antecedents(lines, self.nouns, named)
        self.governments = Governments(lines, lists, taken)
        self.weak = tuple(f"'{verb}'" for verb in word_list(lists.language, "copulas"))
        self.literal = word_set(lists.language, "literal_cues")
        self.own: dict[str, str] = {}
        self.beside: dict[int, str] = {}
        for n, phrase in enumerate(self.phrases):
            if actor := self._beside(phrase):
                self.beside[self._whole(n)] = actor
        for n, actor in self.beside.items():
            self.known.describe(actor, self.phrases[n])

    def _whole(self, n: int) -> int:
        """The phrase that a name in apposition describes: all of "le principal client de la fonderie, Renault"."""
        phrase, before = self.phrases[n], self.phrases[n - 1] if n else None
        words = self.lines[phrase.line].words
        if before is None or before.line != phrase.line or before.complement != "named":
            return n
        inner = 0 < phrase.first - before.last < 3 and phrase.last < len(words) and words[phrase.last].text == ","
        return n - 1 if inner else n

    def find(self) -> list[Found]:
        """Mentions of form role of organisations, and of form name for "la Région"."""
        found: list[Found] = []
        for n, phrase in enumerate(self.phrases):
            self.known.advance(phrase.line, phrase.first)
            body = self._body(phrase, self.beside.get(n))
            if body:
                found.append(body)
                self.known.see(body)
        return found

    def _beside(self, p: NounPhrase) -> str | None:
        """The organisation in apposition to a phrase: "le groupe danois Nordlak", "Renault, le constructeur"."""
        words = self.lines[p.line].words
        at = p.last
        comma = at < len(words) and words[at].text == ","
        if comma:
            at += 1
        while at < len(words) and at < p.last + 4 and (words[at].lower in _ARTICLES or "-" in words[at].text[1:]):
            at += 1
        named = self.known.starts.get((p.line, at))
        if named and p.complement != "named":
            closed = self._closed(p.line, named.last)
            if at == p.last or (comma and closed and p.determiner == "definite"):
                return named.actor
        k = p.first
        while k and words[k - 1].lower in _ARTICLES | {"un", "une", "a", "an"}:
            k -= 1
        before = self.known.ends.get((p.line, k - 1)) if k and words[k - 1].text in {",", "(", "–", "—"} else None
        if before and (self._closed(p.line, p.last) or p.complement == "named"):
            return before.actor
        return None

    def _closed(self, line: int, at: int) -> bool:
        words = self.lines[line].words
        return at >= len(words) or words[at].text in _CLOSING or words[at].lower in self.known.boundaries

    def _body(self, p: NounPhrase, beside: str | None) -> Found | None:
        line = self.lines[p.line]
        words = line.words
        if beside:
            ranks = word_set(self.lists.language, "ranks")
            unique = p.first < p.head or p.noun.split()[0] in ranks
            if p.determiner != "definite" and not (p.determiner == "" and unique):
                return None
            return self._found(p, beside, f"names what {p.noun} it is")
        headline = line.role in {"title", "subtitle", "heading"} and self.lists.language == "en"
        bare = p.own in {"parliament", "management"} and self.lists.language == "en"
        speaks = p.last < len(words) and words[p.last].lower in word_set(self.lists.language, "speakers")
        if p.determiner != "definite" and not (headline and p.determiner == "") and not bare and not speaks:
            return None
        if p.last < len(words) and words[p.last].cap and words[p.last].is_word and not line.caps:
            return None
        if p.own in _BUILDINGS and p.first > 1 and words[p.first - 2].lower in self.literal:
            return None
        if words[p.head].cap and not words[p.head].first and not line.caps:
            return self._capitalised(p)
        if p.own == "government":
            return self.governments.at(p)
        if p.own == "management":
            return self._management(p)
        why = acts(line, p.first, p.last, self.lists)
        if self.lists.has("cautious", fold(p.noun)) and not p.state and (not why or why.endswith(self.weak)):
            return None
        if (p.complement == "named" and not self._of_a_person(p)) or (p.complement and p.own in CLOSED):
            return None
        if p.state and p.own in _OF_STATES:
            return self._itself(p, why or "with its demonym")
        if back := self.known.resolve(p):
            return self._found(p, *back)
        return self._itself(p, why)

    def _of_a_person(self, p: NounPhrase) -> bool:
        """Whether the complement is somebody: "la société de Mme Pham" is still the last one named."""
        words = self.lines[p.line].words
        after = words[p.last + 1] if p.last + 1 < len(words) else None
        return after is not None and (after.text in self.lists.titles or (p.line, p.last + 1) in self.people)

    def _management(self, p: NounPhrase) -> Found | None:
        if p.complement:
            return None
        back = self.known.resolve(p)
        return self._found(p, back[0], "management of the body named last") if back else None

    def _itself(self, p: NounPhrase, why: str) -> Found | None:
        """An institution that is known by its noun alone, though no name is given."""
        if not self.lists.has("institutions", fold(p.noun)):
            return None
        line = self.lines[p.line]
        surface = line.text[line.words[p.first].start : line.words[p.last - 1].end].lower()
        if p.own == "town":
            surface = self.own.setdefault(p.own, surface)
        self.known.learn(surface, p.own)
        self.known.heads.setdefault(surface, set()).update((fold(p.noun), fold(p.noun).split()[0]))
        return self._found(p, surface, f"institution: {p.noun}" + (f"; {why}" if why else ""))

    def _capitalised(self, p: NounPhrase) -> Found | None:
        line = self.lines[p.line]
        word = line.words[p.head]
        after = line.words[p.after] if p.after < len(line.words) else None
        if p.last > p.after or (after is not None and (after.cap or after.lower in {"de", "d'", "of"})):
            return None
        if back := self.known.resolve(p):
            return self._found(p, back[0], f"short for {back[0]}", form="name")
        if self.lists.has("capitalised", word.key):
            return self._found(p, word.text, "institution written with a capital", form="name")
        return None

    def _found(self, p: NounPhrase, actor: str, evidence: str, form: str = "role") -> Found:
        return Found(p.line, p.first, p.last, actor, "organisation", form, evidence)
