"""Every later mention of the people and organisations that an article names: surnames, acronyms, short names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import simplemma

from helpers.names import organisations as org
from helpers.names.gazetteers import gazetteers
from helpers.names.lists import Lists, Phrases
from helpers.names.people import Person, civility
from helpers.names.reading import Found, Line, Word, all_words, fold, goes_on
from helpers.names.weighing import Tags


class Matcher:
    """Finds in all lines what the name rules found somewhere; names never overlap."""

    def __init__(
        self,
        lines: Sequence[Line],
        lists: Lists,
        people: Mapping[str, Person],
        organisations: Mapping[str, tuple[str, str]],
        person_words: Mapping[int, set[int]],
        tags: Tags | None = None,
    ) -> None:
        self.lines, self.lists, self.people, self.organisations = lines, lists, people, organisations
        self.person_words, self.tags = person_words, tags or Tags((), lines, lists)
        self.lower = {w.key for w in all_words(lines) if not w.cap}
        everyone = people.values()
        self._last_words = {p.words[-1] for p in everyone}
        self._ends = Counter(key for p in everyone for key in {p.surname, p.words[-1]})
        self._bearers = Counter(key for p in everyone for key in set(p.words))
        self._families: dict[str, list[Person]] = {}
        for person in everyone:
            if len(person.words) > 1:
                self._families.setdefault(person.surname, []).append(person)

    def find(self) -> list[Found]:
        """The mentions by name, in reading order."""
        phrases = Phrases()
        lists = self.lists
        states = set(lists.state_names.values())
        given = Counter(p.words[0] for p in self.people.values())
        for name, (actor, evidence) in self.organisations.items():
            if actor not in states and name not in states:
                phrases.add(name, (actor, "organisation", "name", evidence), lists.language)
                if self._is_headed(name):  # "les éditions du Fanal" are the Éditions du Fanal
                    phrases.add(name[0].lower() + name[1:], (actor, "organisation", "name", evidence), lists.language)
        for person in sorted(self.people.values(), key=lambda p: -len(p.words)):
            if len(person.words) == 1 and self._ends[person.words[0]] > 1:
                continue
            phrases.add(person.name, (person.name, "person", "name", person.evidence), lists.language)
            if len(person.words) > 1 and " " in person.name:
                raw = person.name.split(" ", 1)[1]
                evidence = f"surname of {person.name}" if len(self._families[person.surname]) == 1 else "shared surname"
                phrases.add(raw, (person.name, "person", "name", evidence), lists.language)
                self._add_last_word(person, phrases)
                alone = person.words[0] in lists.first_names or person.words[0] in self.tags.lone_people
                alone = alone or self._is_first_name(person.words[0])
                if given[person.words[0]] == 1 and alone:
                    first = person.name.split(" ", 1)[0]
                    phrases.add(first, (person.name, "person", "name", f"first name of {person.name}"), lists.language)
        found: list[Found] = []
        last: dict[str, Person] = {}
        for line in self.lines:
            i = 0
            while i < len(line.words):
                i = self._match_at(line, i, phrases, found, last)
        return found

    def _is_first_name(self, key: str) -> bool:
        """Whether the first word of a full name may stand for it: a first name, or a word that is nothing else."""
        known = gazetteers(self.lists.language)
        if "f" in known.flags.get(key, "").lower():
            return True
        other = key in known.phrases or key in self.lists.names or key in self.lower
        return not other and not simplemma.is_known(key, lang=self.lists.language or "fr")

    def _is_headed(self, name: str) -> bool:
        """Whether a name begins with a common noun and has a capital after it."""
        head, _, rest = name.partition(" ")
        lists = ("organisation_heads", "organisation_openers", "denominations")
        return rest != rest.lower() and not head.isupper() and any(self.lists.has(n, fold(head)) for n in lists)

    def _add_last_word(self, person: Person, phrases: Phrases) -> None:
        """The words of a long name that stand alone, if nobody else bears them: "al-Jubouri", "Teixeira"."""
        texts = person.name.split()
        for text in texts[1:]:
            key = fold(text)
            alone = key in self.tags.lone_people or (text == texts[-1] and texts[-2][:1].isupper())
            if len(texts) > 2 and self._bearers[key] == 1 and alone and len(key) > 3 and key not in self.lists.names:
                evidence = f"surname of {person.name}"
                phrases.add(text, (person.name, "person", "name", evidence), self.lists.language)

    def _match_at(self, line: Line, i: int, phrases: Phrases, found: list[Found], last: dict[str, Person]) -> int:
        words, lists = line.words, self.lists
        own = phrases.match(words, i, caps=line.caps)
        known = lists.names.match(words, i, caps=line.caps)
        if own and line.caps and own[0] == i + 1 and (words[i].key in self.lower or len(words[i].text) < 3):
            own = None
        if own and (not known or own[0] >= known[0]):
            end, (actor, kind, form, evidence) = own
            club = self.organisations.get(actor, ("", ""))[1] == "club"
            weak = kind == "organisation" and evidence.startswith(("short for", "model", "pipeline")) and not club
            if weak and self.tags.label(line, i, end) in {"LOC", "PER"}:
                return end
            if kind == "person" and evidence.startswith("first name of") and goes_on(words, end):
                return end
            if (
                evidence.startswith("short for")
                and i
                and words[i - 1].lower in {"à", "in", "at", "near", "de"}
                and (self.organisations.get(actor, ("", ""))[1] == "club")
            ):
                return end
            if kind == "person":
                actor, evidence = self._choose(line, i, actor, evidence, last)
            if not line.caps and not words[i].cap and not words[i].is_word:
                return i + 1
            found.append(Found(line.index, i, end, actor, kind, form, evidence))
            return end
        if known:
            end, (actor, kind, form, evidence, code) = known
            if kind == "place" or (code == "common" and self._is_common(line, i)):
                return end if kind == "place" else i + 1
            if kind == "state" and not line.caps and goes_on(words, end) and end in self.person_words[line.index]:
                return i + 1
            if actor == "France" and not line.caps and goes_on(words, end) and end not in self.person_words[line.index]:
                while goes_on(words, end):
                    end += 1
                actor, kind = line.text[words[i].start : words[end - 1].end], "organisation"
                evidence = "named with France"
            elif kind == "organisation" and not line.caps and self._branch(line, end):
                end += 1
                actor = line.text[words[i].start : words[end - 1].end]
                evidence = f"branch of {known[1][0]}"
            first = i + (kind == "state" and words[i].lower == "la")
            found.append(Found(line.index, first, end, actor, kind, form, evidence))
            return end
        if lists.words["not_acronyms"] and not line.caps and self._is_unknown_acronym(words, i):
            found.append(Found(line.index, i, i + 1, words[i].text, "organisation", "name", "unexplained acronym"))
        return i + 1

    def _is_common(self, line: Line, i: int) -> bool:
        """Whether a firm's name that is a common word as well ("Orange") may be that word, or a town, here."""
        word, before = line.words[i], line.words[i - 1].lower if i else ""
        return line.caps or word.first or before in {"à", "in", "at", "near"}

    def _is_unknown_acronym(self, words: Sequence[Word], i: int) -> bool:
        """Whether capitals are an acronym, and not a stop word or part of a kicker in capitals."""
        lists = self.lists
        if not org.is_acronym(words[i], lists):
            return False
        beside = [words[k] for k in (i - 1, i + 1) if 0 <= k < len(words)]
        shouted = any(w.upper and not lists.names.match([w], 0) for w in beside)
        stop = lists.has("stopwords", words[i].key) or lists.has("openers", words[i].key)
        elsewhere = self.tags.labels_of(words[i].key)
        place = elsewhere == {"LOC"}
        return not shouted and not stop and not place

    def _branch(self, line: Line, end: int) -> bool:
        """Whether one capitalised word goes on a known organisation's name: "Solidaires Lorraine"."""
        words = line.words
        return (
            goes_on(words, end)
            and not goes_on(words, end + 1)
            and not words[end].first
            and words[end].key not in self.lists.first_names
            and end not in self.person_words[line.index]
            and words[end].key not in self._last_words
        )

    def _choose(self, line: Line, i: int, actor: str, evidence: str, last: dict[str, Person]) -> tuple[str, str]:
        """The person meant where a surname is shared: by civility, else the one named last."""
        person = self.people[actor]
        title = civility(line.words, i, self.lists)
        if evidence == "shared surname":
            genders = (title[1], "u") if title and title[1] != "u" else ("m", "f", "u")
            latest, family = last.get(person.surname), self._families[person.surname]
            if latest is None or latest.gender not in genders:
                person = next((p for p in family if p.gender in genders), latest or family[0])
            else:
                person = latest
            evidence = f"surname of {person.name}, shared with another"
        elif title and person.gender == "u":
            person.gender = title[1]
        last[person.surname] = person
        return person.name, evidence
