"""Which organisation a noun refers back to: the one whose class fits, named lately and often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.nouns import CLOSED, Nouns
from helpers.actors.phrases import NounPhrase
from helpers.language import word_set
from helpers.names.reading import Found, Line, fold

_STOPS = frozenset(',;:()«»“”"—–…')
_SHORT = frozenset({"school", "culture"})
_REACH = 16
_NEAR = 3
_AHEAD = 60
_FAR = 8
_SAME_NOUN, _KNOWN, _UNKNOWN, _OFTEN, _SUBJECT, _STEP = 3.0, 2.0, 1.0, 0.8, 0.3, 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation was spoken of last; ``subject`` = as the first one of its sentence."""

    line: int
    last: int
    sentence: int
    subject: bool


def clause_ends(line: Line, start: int, end: int, language: str | None) -> bool:
    """Whether a clause ends between two places of a line: within one clause a noun means another actor."""
    boundaries = word_set(language, "clause_boundaries")
    return any(w.lower in boundaries or w.text in _STOPS for w in line.words[start:end])


class Antecedents:
    """The organisations of an article in the order in which they were spoken of, and what each of them is."""

    def __init__(self, lines: Sequence[Line], nouns: Nouns, named: Sequence[Found]) -> None:
        self.lines, self.nouns = lines, nouns
        self.named = sorted((f for f in named if f.kind == "organisation"), key=lambda f: (f.line, f.first))
        self.starts = {(f.line, f.first): f for f in self.named}
        self.ends = {(f.line, f.last): f for f in self.named}
        self.counts = Counter(f.actor for f in self.named)
        self.most = max(self.counts.values(), default=1)
        self.classes: dict[str, set[str]] = {}
        self.heads: dict[str, set[str]] = {}
        self.recent: dict[str, Place] = {}
        self.joined: dict[str, str] = {}
        self.next = 0
        self.and_ = word_set(nouns.language, "conjunctions")
        self.links = word_set(nouns.language, "links")
        self.boundaries = word_set(nouns.language, "clause_boundaries")
        for f in self.named:
            self._learn_from_name(f)
        for f in self.named:
            self._learn_from_cue(f)

    def _learn_from_name(self, f: Found) -> None:
        surface = " ".join(w.text for w in self.lines[f.line].words[f.first : f.last])
        for name in (f.actor, surface):
            if kind := self.nouns.class_of(name):
                self.learn(f.actor, kind)
            parts = fold(name).split()
            if len(parts) > 1:
                heads = parts if self.nouns.language == "en" else [parts[0], " ".join(parts[:2])]
                self.heads.setdefault(f.actor, set()).update(heads)

    def _learn_from_cue(self, f: Found) -> None:
        words, k = self.lines[f.line].words, self._before(f)
        if k >= 0 and not self.classes.get(f.actor) and (kind := self.nouns.cues.get(words[k].key)):
            self.learn(f.actor, kind)

    def _before(self, f: Found) -> int:
        """The word before a name and what links it: "délégué" in "délégué de la CGT"."""
        words, k = self.lines[f.line].words, f.first - 1
        while k > f.first - 4 and k >= 0 and words[k].lower in self.links:
            k -= 1
        return k

    def learn(self, actor: str, kind: str) -> None:
        """An organisation is of a class; what is of a closed class is nothing else."""
        known = self.classes.setdefault(actor, set())
        if kind != "none" and not known & CLOSED and not (known and kind in CLOSED):
            known.add(kind)

    def describe(self, actor: str, phrase: NounPhrase) -> None:
        """An organisation is called so beside its name: the noun alone means it from now on."""
        self.learn(actor, phrase.own)
        self.heads.setdefault(actor, set()).add(fold(phrase.noun))

    def see(self, f: Found) -> None:
        """An organisation is spoken of here."""
        sentence = self.lines[f.line].words[f.first].sentence
        last = next(iter(reversed(self.recent.values())), None)
        subject = last is None or last.sentence != sentence
        self.recent.pop(f.actor, None)
        self.recent[f.actor] = Place(f.line, f.last, sentence, subject)

    def advance(self, line: int, first: int) -> None:
        """Take note of what is named before a place."""
        while self.next < len(self.named) and (self.named[self.next].line, self.named[self.next].first) < (line, first):
            f = self.named[self.next]
            self.see(f)
            self.joined.pop(f.actor, None)
            words, k = self.lines[f.line].words, self._before(f)
            before = self.ends.get((f.line, k)) if k > 0 and words[k].lower in self.and_ else None
            if before and before.actor != f.actor:
                self.joined[f.actor], self.joined[before.actor] = before.actor, f.actor
            self.next += 1

    def resolve(self, phrase: NounPhrase) -> tuple[str, str] | None:
        """The organisation that a phrase refers back to and why, or nothing where none fits or two fit alike."""
        best, actor, why = 0.0, None, ""
        for name, place in list(self.recent.items())[: -_REACH - 1 : -1]:
            score, reason = self._score(name, place, phrase)
            if score > best:
                best, actor, why = score, name, reason
        if actor is None:
            return self._later(phrase)
        other = self.joined.get(actor)
        if other and not self._same_noun(actor, phrase) and self._alike(actor, other, phrase):
            return None
        if not self.classes.get(actor):
            self.learn(actor, phrase.own)
        return actor, why

    def _score(self, actor: str, place: Place, phrase: NounPhrase) -> tuple[float, str]:
        """How well an organisation fits, and why; 0 if it does not."""
        line = self.lines[phrase.line]
        here = line.words[phrase.head].sentence
        distance = max(0, here - place.sentence)
        if (
            place.line == phrase.line
            and distance == 0
            and not clause_ends(line, place.last, phrase.first, self.nouns.language)
        ):
            return 0.0, ""
        known = self.classes.get(actor, set())
        if self._same_noun(actor, phrase) and not (known and not known & phrase.classes and phrase.own not in known):
            base, why = _SAME_NOUN, f"{phrase.noun} named as {actor}"
        elif known & phrase.classes:
            base, why = _KNOWN, f"the last {phrase.own} named"
        elif not known and distance <= self._reach(phrase):
            base, why = _UNKNOWN, "the organisation named last"
        else:
            return 0.0, ""
        opens = phrase.first < 2 or line.words[phrase.first - 1].first
        bonus = _SUBJECT if opens and place.subject else 0.0
        if distance > 1:
            bonus += _OFTEN * max(0, self.counts[actor] - 1) / self.most
        return max(0.01, base + bonus - _STEP * min(distance, _FAR)), why

    def _reach(self, phrase: NounPhrase) -> int:
        """How many sentences back a body of an unknown class may be meant; -1 where it cannot be."""
        if phrase.own in CLOSED:
            return -1
        return 1 if phrase.complement or phrase.own in _SHORT else _NEAR

    def _alike(self, actor: str, other: str, phrase: NounPhrase) -> bool:
        known, others = self.classes.get(actor, set()), self.classes.get(other, set())
        return bool(others & phrase.classes) if known & phrase.classes else not others

    def _later(self, phrase: NounPhrase) -> tuple[str, str] | None:
        """What a headline means is named after it; in the text only a name with the very noun is."""
        ahead = self.lines[phrase.line].role in {"title", "subtitle", "heading"}
        for f in self.named[self.next : self.next + _AHEAD]:
            if self._same_noun(f.actor, phrase) or (ahead and self.classes.get(f.actor, set()) & phrase.classes):
                return f.actor, f"the first {phrase.own} named after it"
        return None

    def _same_noun(self, actor: str, phrase: NounPhrase) -> bool:
        heads, noun = self.heads.get(actor, set()), fold(phrase.noun)
        return noun in heads or f"{noun}s" in heads
