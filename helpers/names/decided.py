"""Names in languages with rules and no trained model: every run of capitals is weighed over the whole article."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.names import english, foreign
from helpers.names.clues import clues
from helpers.names.inflection import inflect, inflected, nominative
from helpers.names.lists import Lists
from helpers.names.matching import Matcher
from helpers.names.organisations import expansion, is_acronym
from helpers.names.people import Person, civility
from helpers.names.reading import Found, Line, Word, all_words, fold
from helpers.names.refine import refine
from helpers.names.votes import Votes
from helpers.names.weighing import Tags


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` (exclusive) of a line, capitalised."""

    line: Line
    first: int
    last: int
    cue: str

    @property
    def words(self) -> list[Word]:
        """The words of the run."""
        return self.line.words[self.first : self.last]

    @property
    def text(self) -> str:
        """The run as written."""
        return self.line.text[self.line.words[self.first].start : self.line.words[self.last - 1].end]


def _mixed(text: str) -> bool:
    """Whether a word in parentheses may be an acronym with small letters in it: GDDKiA."""
    return len(text) < 9 and sum(c.isupper() for c in text) > 1


def _initials(words: Sequence[Word], end: int, short: str) -> int | None:
    """Where the words begin whose capitals, read before word ``end``, are an acronym's: "Bund für Umwelt … (BUND)"."""
    letters = short.upper()
    for i in range(end - 1, max(-1, end - 12), -1):
        if not (words[i].is_word or words[i].text == ","):
            return None
        if words[i].cap:
            if not letters.endswith(words[i].text[0].upper()):
                return None
            letters = letters[:-1]
            if not letters:
                return i
    return None


class Weigher:
    """Reads the runs of an article, weighs them, and says whom and what it names."""

    def __init__(self, lines: Sequence[Line], lists: Lists) -> None:
        self.lines, self.lists, self.clues = lines, lists, clues(lists.language)
        self.grammar = english if lists.language == "en" else foreign
        self.lower = {w.key for w in all_words(lines) if not w.cap}
        self.inside = {w.key for line in lines if not line.caps for w in line.words if w.cap and not w.first}
        self.capitals = {w.text for line in lines for w in line.words if w.cap}
        keys = Counter(w.key for w in all_words(lines))
        self.sport = sum(key in self.clues.words["sports_words"] for key in keys) >= 3
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, tuple[str, str]] = {}
        self.person_parts: set[str] = set()
        self.inflected: set[str] = set()
        self.organisation_parts: set[str] = set()
        self.learnt = 0
        self.person_words: dict[int, set[int]] = {line.index: set() for line in lines}
        self.votes: dict[str, Votes] = {}

    def run(self) -> tuple[list[Found], dict[str, Person]]:
        """The mentions by name, and the people."""
        runs = [run for line in self.lines if not self.grammar.title_case(line, self.clues) for run in self._runs(line)]
        places: dict[str, list[Run]] = {}
        for run in runs:
            places.setdefault(run.text, []).append(run)
        for text, same in places.items():
            self.votes[text] = self._weigh(same)
        self._lend(places)
        for text, same in sorted(places.items(), key=lambda item: -len(item[1][0].words)):
            self._decide(text, same)
        self._acronyms(runs)
        self._short_names(places)
        tags = Tags((), self.lines, self.lists)  # no model
        found = Matcher(self.lines, self.lists, self.people, self.organisations, self.person_words, tags).find()
        found += inflected(found, self.lines, self.lists.language, self.people)
        return refine(found, self.lines, self.clues, self.people), self.people

    def _runs(self, line: Line) -> Iterable[Run]:
        words, i = line.words, 0
        while i < len(words):
            before_name = words[i].cap and i + 1 < len(words) and words[i + 1].cap
            titled = (
                before_name and words[i].text.rstrip(".") not in self.lists.titles and civility(words, i, self.lists)
            )
            if not titled and not self.grammar.opens(words[i], self.clues):
                i += 1
                continue
            end = self.grammar.run_end(words, i, self.clues)
            body = self.clues.bodies.match(words, i)
            if (
                body
                and (body[0] == end or (self.lists.language != "en" and body[0] > i + 1))
                and self._sure(line, i, body[0])
            ):
                end = body[0]
                self.organisations.setdefault(body[1][0], (body[1][0], "known organisation"))
                name = line.text[words[i].start : words[end - 1].end]
                self.organisations.setdefault(name, (body[1][0], f"known organisation {body[1][0]}"))
                i = end
                continue
            for first, last, cue in self.grammar.cut_run(words, i, end, self.clues, self.lower):
                if cue == "prefix" and not self.grammar.body_words(words, first, last, self.clues):
                    continue
                known = self.lists.names.match(words, first)
                if not (known and known[0] >= last):
                    yield Run(line, first, last, cue)
            i = end

    def _sure(self, line: Line, i: int, end: int) -> bool:
        """Whether a well-known body is meant: one word that opens a sentence needs its capital elsewhere as well."""
        word = line.words[i]
        return end > i + 1 or not word.first or word.upper or word.key in self.inside or word.key not in self.lower

    def _weigh(self, same: list[Run]) -> Votes:
        votes = Votes(sport=self.sport)
        first = same[0]
        self.grammar.own_votes(first.line.words, first.first, first.last, votes, self.clues)
        for run in same:
            if run.cue == "role":
                votes.add("person", 3, "after a role")
            elif run.cue == "":
                self.grammar.neighbours(run.line, run.first, run.last, votes, self.clues)
            votes.inside = votes.inside or not run.line.words[run.first].first
        return votes

    def _lend(self, places: dict[str, list[Run]]) -> None:
        """What is said of a surname alone is said of the full name that ends with it."""
        for text, same in places.items():
            words = same[0].words
            alone = self.votes.get(words[-1].text) if 1 < len(words) < 4 else None
            if alone and alone.best.get("person", (0.0, ""))[0] >= 2.5 and not self._kind_of_body(same[0]):
                self.votes[text].add("person", 2.5, alone.why("person"))

    def _kind_of_body(self, run: Run) -> bool:
        return bool(self.grammar.body_words(run.line.words, run.first, run.last, self.clues))

    def _decide(self, text: str, same: list[Run]) -> None:
        votes, words = self.votes[text], same[0].words
        kind = votes.winner(2.5)
        if kind in (None, "place") or len(words) > 9 or text in self.clues.regions or text in self.clues.parties:
            return
        if len(words) == 1:
            key = words[0].key
            if (
                key in self.person_parts
                or text in self.inflected
                or key in self.lower
                or self.lists.seats.match(words, 0)
                or self.lists.demonyms.match(words, 0)
            ):
                return
            if not votes.inside and (votes.scores[kind] < 3 or self._common(key)):
                return
            self._learn_parts()
            if text in self.organisation_parts:
                return
        if kind == "person":
            self._add_person(same)
        else:
            self.organisations.setdefault(text, (text, votes.why("organisation")))

    def _learn_parts(self) -> None:
        """Take note of the words of the organisations that are new: while runs are decided none goes."""
        for name in itertools.islice(self.organisations, self.learnt, None):
            self.organisation_parts.update(name.split())
        self.learnt = len(self.organisations)

    def _common(self, key: str) -> bool:
        """Whether a word that only opens sentences is in the dictionary: "Management said"."""
        from simplemma import is_known

        return self.lists.language is None or is_known(key, self.lists.language)

    def _add_person(self, same: list[Run]) -> None:
        text, words = same[0].text, same[0].words
        keys = tuple(w.key for w in words if w.text != ".")
        gender = self.clues.first_names.get(keys[0].split("-")[0], "u") if len(keys) > 1 else "u"
        for run in same:
            title = civility(run.line.words, run.first, self.lists)
            gender = title[1] if title and title[1] != "u" else gender
            self.person_words[run.line.index].update(range(run.first, run.last))
        why = self.votes[text].why("person")
        if (name := nominative(text, self.capitals, self.lists.language)) != text:
            text, keys, gender = name, tuple(fold(part) for part in name.split()), "m"
        person = self.people.setdefault(text, Person(text, keys, gender, why))
        self.person_parts.update((person.surname, person.words[-1], person.words[0]))
        self.inflected.update(inflect(person.name.split()[-1], self.lists.language, person.gender))

    def _acronyms(self, runs: Sequence[Run]) -> None:
        """Acronyms beside what they stand for, in either order, and those made of a body's initials."""
        for line in self.lines:
            words = line.words
            for k in range(1, len(words) - 2):
                short = words[k + 1]
                enclosed = words[k].text == "(" and words[k + 2].text in {")", ","} and not line.caps
                if enclosed and (is_acronym(short, self.lists) or _mixed(short.text)):
                    self._before_parenthesis(line, k, runs)
        initials: dict[str, str] = {}
        for name, (actor, _) in self.organisations.items():
            parts = [part for part in name.replace("'s", "").split() if part[:1].isupper()]
            if name == actor and len(parts) > 1:
                initials.setdefault("".join(part[0] for part in parts), name)
        for word in all_words(self.lines):
            if word.text in initials and is_acronym(word, self.lists):  # whoever else may be known by these letters
                self.organisations[word.text] = (initials[word.text], f"initials of {initials[word.text]}")
        for run in runs:
            text = run.text
            plain = text.replace(".", "")
            if text.count(".") > 2 and len(run.words) == 1 and plain in initials:
                self.organisations[text] = (initials[plain], f"initials of {initials[plain]}")
            before = run.line.words[run.first - 2 : run.first]
            if len(before) == 2 and before[1].text == "(" and is_acronym(before[0], self.lists):
                letters = "".join(w.text[0] for w in run.words if w.cap)
                if letters == before[0].text:
                    self.organisations[text] = (text, f"expansion of {letters}")
                    self.organisations[letters] = (text, f"acronym of {text}")

    def _before_parenthesis(self, line: Line, k: int, runs: Sequence[Run]) -> None:
        short = line.words[k + 1].text
        start = expansion(line.words, k, short)
        if start is None and self.lists.language != "en":
            start = _initials(line.words, k, short)
        run = next((r for r in runs if r.line is line and r.last == k), None)
        if start is None and run and run.text in self.organisations:
            start = run.first
        if start is None:
            return
        name = line.text[line.words[start].start : line.words[k - 1].end]
        for other in [n for n in self.organisations if n != name and (name.startswith(n) or name.endswith(" " + n))]:
            del self.organisations[other]
        self.people.pop(name, None)
        self.organisations[name] = (name, f"expansion of {short}")
        self.organisations[short] = (name, f"acronym of {name}")

    def _short_names(self, places: dict[str, list[Run]]) -> None:
        """A firm's or a club's name without its last words, where that stands alone elsewhere."""
        if self.lists.language != "en":
            self._without_head(places)
            return
        for name, (actor, evidence) in list(self.organisations.items()):
            parts = name.split()
            if name != actor or len(parts) < 2 or any(part.islower() for part in parts):
                continue
            while len(parts) > 1 and parts[-1].rstrip(".") in self.clues.legal:
                parts.pop()
            if len(parts) > 1 and parts[-1] == "&":
                continue
            plain = " ".join(parts)
            if plain != name and plain in self.organisations:
                self.organisations[plain] = (actor, f"short for {actor}")
            club = evidence == "club" or (self.sport and fold(parts[-1]) in self.clues.words["clubs_weak"])
            if not club and any(self.clues.has("place_bodies", fold(part)) for part in parts[1:]):
                continue
            shorts = {" ".join(parts[:n]) for n in range(1, len(parts) + 1)} - {name}
            if club:
                shorts.add(parts[-1])
            for short in shorts:
                self._short_name(short, actor, places, club=club)

    def _without_head(self, places: dict[str, list[Run]]) -> None:
        """What a body's head noun leaves, where that stands alone: "el San Telmo" for "Hospital San Telmo"."""
        for name, (actor, _) in list(self.organisations.items()):
            parts = name.split()
            while len(parts) > 2 and (parts[-1] in self.clues.legal or parts[-1].rstrip(".") in self.clues.legal):
                parts.pop()
            if " ".join(parts) != name and " ".join(parts) in self.organisations:
                self.organisations[" ".join(parts)] = (actor, f"short for {actor}")
            k = 0
            while k < len(parts) and self.clues.has("organisation_beginnings", fold(parts[k])):
                k += 1
            if not k or k == len(parts) or self.clues.has("place_bodies", fold(parts[0])):
                continue
            while k < len(parts) and parts[k].islower():
                k += 1
            short = " ".join(parts[k:])
            if not short or short not in places or short in self.organisations or short in self.people:
                continue
            if self.votes[short].scores["place"] <= 0 and fold(short) not in self.lower:
                self.organisations[short] = (actor, f"short for {actor}")

    def _short_name(self, short: str, actor: str, places: dict[str, list[Run]], *, club: bool) -> None:
        votes, key = self.votes.get(short), fold(short)
        lists = self.lists
        if votes is None or short in self.organisations or short in self.clues.regions:
            return
        listed = key in lists.demonyms or key in lists.names or key in lists.seats or lists.has("openers", key)
        inside = votes.inside or len(places[short]) > 1
        if listed or not inside or (key in self.lower and not club) or self.clues.has("organisation_endings", key):
            return
        actors = max(votes.scores["person"], 0) + votes.scores["organisation"]
        if club or actors > votes.scores["place"]:
            self.organisations[short] = (actor, f"short for {actor}")
            self.people.pop(short, None)
