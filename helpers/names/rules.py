"""Names of people and organisations, by rules and by what a model or the reader's own pipeline takes for names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.names import organisations as org
from helpers.names.decided import Weigher
from helpers.names.lists import Lists
from helpers.names.matching import Matcher
from helpers.names.people import WEAK_CUES, Cues, Person, civility, run_end
from helpers.names.reading import Found, Line, Word, all_words, fold, goes_on
from helpers.names.tagger import Tag
from helpers.names.weighing import Tags, unfound

_SPEECH = {"micro", "antenne", "colonnes", "aupres"}
_CAMEL = re.compile(r"(?!M[ac]c?[A-Z]|De[A-Z]|L[ae][A-Z]|O'|Van|Di[A-Z])[A-Z][a-zà-ÿ]+[A-Z][A-Za-zà-ÿ]+$")
_TOLD = {"chez"}
_SHORTENED = ("after ", "what ", "named ", "head noun", "model", "pipeline")  # evidence of names that texts shorten


@dataclass(slots=True)
class Names:
    """What ``find_names`` found: the mentions by name, and the people of the article."""

    found: list[Found]
    people: dict[str, Person]


class Recogniser:
    """Gathers the people and organisations of an article, line by line, before ``Matcher`` finds every mention."""

    def __init__(self, lines: Sequence[Line], lists: Lists, tags: Sequence[Tag]) -> None:
        self.lines, self.lists, self.cues = lines, lists, Cues(lists)
        self.tags = Tags(tags, lines, lists)
        self.mid = {w.key for line in lines if not line.caps for w in line.words if w.cap and not w.first}
        self.lower = {w.key for w in all_words(lines) if not w.cap}
        self.people: dict[str, Person] = {}
        self.places: set[str] = set()
        self.known: set[str] = set()
        self.runs: Counter[str] = Counter()
        self.organisations: dict[str, tuple[str, str]] = {}
        self.person_words: dict[int, set[int]] = {}
        self.seen: Counter[str] = Counter(w.text for line in lines if not line.caps for w in line.words if w.cap)

    def run(self) -> Names:
        later: list[tuple[Line, int, int]] = []
        for line in self.lines:
            self.person_words[line.index] = set()
            if not line.caps:
                later += self._people(line)
        self.tags.add_people(self)
        for line, i, j in later:
            if not self.known_person(line, i, j):
                self._single_organisation(line, i, j)
        for line in self.lines:
            self._bodies(line)
        for line, i, j in later:
            self._coordinated(line, i, j)
        self.tags.add_known_bodies(self)
        self.tags.add_organisations(self)
        self._short_names()
        gathered = (self.people, self.organisations, self.person_words, self.tags)
        found = Matcher(self.lines, self.lists, *gathered).find()
        return Names(found, self.people)

    def _people(self, line: Line) -> list[tuple[Line, int, int]]:
        words, lists, rest, i = line.words, self.lists, [], 0
        while i < len(words):
            word = words[i]
            start = i
            if not (word.cap and word.is_word and (not word.upper or len(word.text) == 1)) or (
                len(word.text) < 2
                and (
                    word.text == "X"
                    or not (
                        i + 2 < len(words) and words[i + 1].text == "." and words[i + 2].cap and not words[i + 2].first
                    )
                )
            ):
                i += 1
                continue
            if (
                (self._skipped(word) and word.key not in lists.first_names)
                or word.text in lists.titles
                or (lists.has("months", word.key) or lists.has("days", word.key))
            ):
                i += 1
                continue
            known = lists.names.match(words, i)
            named_so = known and known[1][4] != "common"  # Ford is a surname too, and Jordan a first name
            if known and named_so and not (word.key in lists.first_names and goes_on(words, known[0])):
                i = (
                    run_end(words, i, lists)
                    if known[1][0] == "France" and words[known[0] - 1].key not in lists.first_names
                    else known[0]
                )
                continue
            if role := lists.roles.match(words, i):
                i = role[0]
                continue
            end = run_end(words, i, lists, led=civility(words, i, lists) is not None or self.cues.ends_role(words, i))
            while start < end - 1 and (
                lists.has("role_modifiers", words[start].key) or lists.demonyms.match(words, start)
            ):
                start += 1
            if lists.language == "de":
                start = next((k for k in range(start, end - 1) if words[k].key in lists.first_names), start)
            if (
                start == i
                and word.first
                and end - start > 1
                and word.key not in lists.first_names
                and not lists.has("organisation_openers", word.key)
                and (words[i + 1].key in lists.first_names or word.key in self.lower)
            ):
                start += 1
            if words[end - 1].text == "France" and end - start > 1 and words[start].key not in lists.first_names:
                self.add_organisation(line, start, end, "named with France")
            elif end - start > 1 and lists.has("organisation_openers", words[start].key):
                self.add_organisation(line, start, end, f"named {words[start].text}")
            elif end == start + 1 and _CAMEL.match(words[start].text):
                self.add_organisation(line, start, end, "written like a brand")
            elif (
                (evidence := self.cues.evidence(line, start, end))
                and not self.cues.doubtful(words[start:end], evidence, self.lower)
                and not (evidence.startswith(WEAK_CUES) and self.tags.label(line, start, end) in {"LOC", "ORG"})
            ):
                self.add_person(line, start, end, evidence)
            else:
                rest.append((line, start, end))
                self.runs[line.text[words[start].start : words[end - 1].end]] += 1
                before = words[start - 1].lower if start else ""
                if before in {"à", "in", "at", "from", "near"} or self.tags.label(line, start, end) == "LOC":
                    self.places.add(words[start].key)
            i = end
        return rest

    def _skipped(self, word: Word) -> bool:
        return word.first and (self.lists.has("openers", word.key) or self.lists.has("stopwords", word.key))

    def add_person(self, line: Line, i: int, j: int, evidence: str) -> None:
        words = line.words[i:j]
        name = line.text[words[0].start : words[-1].end]
        keys = tuple(w.key for w in words if w.text != ".")
        gender = self.lists.first_names.get(keys[0].split("-")[0], "u") if len(keys) > 1 else "u"
        if (title := civility(line.words, i, self.lists)) and title[1] != "u":
            gender = title[1]
        person = self.people.setdefault(name, Person(name, keys, gender, evidence))
        if person.gender == "u":
            person.gender = gender
        self.person_words[line.index].update(range(i, j))

    def known_person(self, line: Line, i: int, j: int) -> bool:
        if not self.known:
            for p in self.people.values():
                self.known.update((p.surname, p.words[-1], p.words[0], " ".join(p.words)))
        return " ".join(w.key for w in line.words[i:j]) in self.known

    def _single_organisation(self, line: Line, i: int, j: int) -> None:
        """A capitalised run that only its neighbours show to be an organisation."""
        words, lists = line.words, self.lists
        if i == 0 or lists.seats.match(words, i) or lists.demonyms.match(words, i) or words[i].key == "etat":
            return
        k = i - 1
        evidence = None
        article = words[k].lower in {"the", "l'", "la", "le"}
        if article and k:
            k -= 1
        noun = i - 1
        while noun > 0 and (org.is_adjective(words[noun], lists) or lists.demonyms.match(words, noun)):
            noun -= 1
        before = {w.key for w in words[max(0, k - 3) : k + 1]}
        if lists.has("firms", words[noun].key) and not words[noun].cap:
            evidence = f"after {words[noun].lower}"
            while lists.language == "fr" and j < len(words) and org.is_adjective(words[j], lists):
                j += 1
        elif self._firm_follows(words, j):
            evidence = "before what it is"
        elif words[i].text in {"Le", "La", "Les"} and words[i - 1].lower in {"par", "selon", "dans", "à", "avec", "de"}:
            evidence, j = "a title with its article", org.french_end(line, i, j, lists, set())
        elif words[i].key in self.places or self.tags.label(line, i, j) == "PER":
            return
        elif words[k].lower in _TOLD or (before & _SPEECH and words[k].lower in {"de", "du", "d'", "de la"}):
            evidence = f"after {words[k].lower}"
        elif words[k].lower in {"de", "d'", "du", "of"} and self.cues.body_role(words, k):
            evidence = "what a role is held in"
        if evidence:
            self.add_organisation(line, i, j, evidence)

    def _firm_follows(self, words: Sequence[Word], j: int) -> bool:
        """Whether an apposition says that the name is a firm's: "Medivox, éditeur de logiciels"."""
        if j + 2 >= len(words) or words[j].text != ",":
            return False
        article = words[j + 1].lower in {"l'", "le", "la", "the", "a", "an", "un", "une"}
        return self.lists.has("firms", words[j + 1 + article].key)

    def add_organisation(self, line: Line, i: int, j: int, evidence: str) -> None:
        name = line.text[line.words[i].start : line.words[j - 1].end]
        self.organisations.setdefault(name, (name, evidence))

    def _bodies(self, line: Line) -> None:
        people = self.person_words[line.index]
        if self.lists.language == "fr":
            spans = org.french_heads(line, self.lists, people, self.mid)
        else:
            spans = org.foreign_heads(line, self.lists, people)
        words = line.words
        for i, j, evidence in spans:
            self.add_organisation(line, i, j, evidence)
        for i in range(len(words) - 1):
            if (
                self.lists.has("club_prefixes", words[i].key)
                and (words[i].upper or (len(words[i].key) > 4 and words[i].cap and i and words[i - 1].lower != "au"))
                and goes_on(words, i + 1)
                and not line.caps
            ):
                j = run_end(words, i + 1, self.lists)
                self.add_organisation(line, i, j, "club")
        for k in range(len(words) - 2):
            if words[k].text != "(" or words[k + 2].text not in {")", ","} or line.caps:
                continue
            short = words[k + 1]
            if not (org.is_acronym(short, self.lists) or (short.cap and any(j == k for _, j, _ in spans))):
                continue
            start = org.expansion(words, k, short.text) if short.upper else None
            if start is None:
                start = next((i for i, j, _ in spans if j == k and words[i].key[0] == short.key[0]), None)
            if start is not None and (len(short.text) > 2 or words[start].cap):
                name = line.text[words[start].start : words[k - 1].end]
                inner = [n for n in self.organisations if n != name and (name.startswith(n) or n.startswith(name))]
                for other in inner:
                    del self.organisations[other]
                self.organisations[name] = (name, f"expansion of {short.text}")
                self.organisations[short.text] = (name, f"acronym of {name}")

    def _short_names(self) -> None:
        """The first word of a firm's name, or the town in a club's, where it stands alone elsewhere."""
        for name, (actor, evidence) in list(self.organisations.items()):
            parts = name.split()
            club = evidence == "club" and (parts[0].isupper() or parts[-1].isupper())
            if len(parts) < 2 or not (club or evidence.startswith(_SHORTENED)):
                continue
            short = parts[0] if not club else " ".join(parts[1:] if parts[0].isupper() else parts[:-1])
            key = fold(short)
            if not club and (
                self.seen[short] <= self.runs[name]
                or key in self.lower
                or key in self.lists.first_names
                or self.lists.has("organisation_heads", key)
                or self.lists.has("openers", key)
                or key in self.lists.demonyms
                or key in self.lists.names
                or key in self.lists.seats
            ):
                continue
            self.organisations.setdefault(short, (actor, f"short for {actor}"))

    def _coordinated(self, line: Line, i: int, j: int) -> None:
        """A run joined by "et (de)" to an organisation is one as well."""
        words = line.words
        k = i - 1
        while k > 0 and words[k].lower in {"de", "du", "d'", "l'", "la", "le"}:
            k -= 1
        if k < 1 or words[k].lower not in {"et", "and"} or j - i < 2 or words[i].key in self.places:
            return
        before = words[k - 2] if words[k - 1].text == ")" and k > 1 else words[k - 1]
        if org.is_acronym(before, self.lists) and not self.known_person(line, i, j):
            self.add_organisation(line, i, j, f"joined to {before.text}")


def find_names(lines: Sequence[Line], lists: Lists, tags: Sequence[Tag] = ()) -> Names:
    """Names of people, organisations and states, in reading order, none inside another.

    ``tags`` are what a model takes for names (``helpers.names.tagger.tag``): evidence beside that of the rules.
    """
    if lists.language != "fr":
        names = Names(*Weigher(lines, lists).run())
        names.found += unfound(tags, names.found, lines)
        return names
    return Recogniser(lines, lists, tags).run()
