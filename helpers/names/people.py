"""What shows that a run of capitalised words is a person's name."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from helpers.names import organisations as org
from helpers.names.lists import Lists
from helpers.names.reading import Line, Word

_PARTICLES = {
    "van",
    "von",
    "der",
    "den",
    "ter",
    "zu",
    "le",
    "la",
    "el",
    "al",
    "ben",
    "bin",
    "ibn",
    "dos",
    "da",
    "di",
    "del",
    "della",
    "dal",
    "de",
    "y",
}
_NOBLE = {"de", "du", "d'", "des", "la", "le"}
_DOUBLE = re.compile(
    r"(?!Saint|Sainte|Sud|Nord|Est-|Ouest|Haute?s?-|Basses?-|Bas-)[A-ZÀ-Ý][a-zà-ÿ]+-[A-ZÀ-Ý][a-zà-ÿ]+$"
)
_COMPANY = {"avec", "selon", "par", "with", "by"}
_DETERMINERS = {"le", "la", "l'", "les", "du", "des", "au", "aux", "un", "une", "the", "a", "an"}


@dataclass(slots=True)
class Person:
    """A person of the article, with every way the name rules know to refer to them."""

    name: str
    words: tuple[str, ...]
    gender: str = "u"
    evidence: str = "full name"

    @property
    def surname(self) -> str:
        """All but the first name; the whole name when there is one word."""
        return " ".join(self.words[1:]) or self.words[0]


def civility(words: Sequence[Word], i: int, lists: Lists) -> tuple[int, str] | None:
    """Start and gender of the civility that ends just before word ``i``."""
    j = i - 1
    if j >= 1 and words[j].text == "." and words[j].start == words[j - 1].end:
        j -= 1
    if j >= 0 and (gender := lists.titles.get(words[j].text.rstrip("."))):
        return j, gender
    return None


def run_end(words: Sequence[Word], i: int, lists: Lists, *, led: bool = False) -> int:
    """Where the run of capitalised words stops that begins at ``i``, particles included."""
    end = i + 1
    first_name = led or lists.first_names.get(words[i].key.split("-")[0]) is not None
    while end < len(words):
        word = words[end]
        if (
            word.text == "."
            and len(words[end - 1].text) == 1
            and end + 1 < len(words)
            and words[end + 1].cap
            and (not words[end + 1].first)
        ):
            end += 1
            continue
        if word.cap and word.is_word and not word.first:
            if word.upper and not (first_name and len(word.text) > 3 and end == i + 1):
                break
            if lists.has("months", word.key) or lists.has("days", word.key):
                break
            end += 1
            continue
        if end > i + 1 and lists.language not in {"fr", "en"}:
            break  # "van", "von", "da" mean "from" there, and stand in a name after its first word only
        k = end
        noble = end == i + 1 and first_name
        while (
            k < len(words)
            and k < end + 2
            and (words[k].lower in _PARTICLES - {"de", "la", "le"} or (noble and words[k].lower in _NOBLE))
        ):
            k += 1
        if end < k < len(words) and words[k].cap and words[k].is_word and not words[k].upper:
            end = k + 1
            continue
        break
    return end


# Evidence that holds whatever the words of a name are; a verb or a colon beside them is weaker.
STRONG_CUES = (
    "after a civility",
    "first name",
    "after the role",
    "double surname",
    "after a role",
    "before a role",
    "before an age",
)
# Evidence that gives way to a model that calls the name a place or an organisation.
WEAK_CUES = ("after the verb", "before ", "after avec", "after selon", "after par", "after with", "after by", "speaker")


class Cues:
    """The neighbours of a name that tell a person from anything else."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists

    def evidence(self, line: Line, i: int, j: int) -> str | None:
        words, lists, size = line.words, self.lists, j - i
        before = words[i - 1] if i else None
        if (
            size > 6
            or size <= 0
            or org.head_length(words, i, lists)
            or words[j - 1].key in (lists.words["organisation_heads"] if lists.language == "en" else ())
        ):
            return None
        if civility(words, i, lists):
            return "after a civility"
        seat = lists.seats.match(words, i)
        if (
            before is not None
            and lists.has("firms", before.key)
            and not before.key.endswith(("eur", "ant", "iel", "cien"))
        ):
            return None
        if size >= 2 and lists.first_names.get(words[i].key.split("-")[0]) and words[i + 1].text != ".":
            return f"first name {words[i].text}"
        if (seat and seat[0] >= j) or (before is not None and before.lower in _DETERMINERS | {"à", "in", "at", "from"}):
            return None
        if before is not None and before.is_word and self.ends_role(words, i):
            return f"after the role {before.lower}"
        if size == 2 and _DOUBLE.match(words[j - 1].text) and not lists.has("openers", words[i].key):
            return "double surname"
        if size == 1:
            return None
        if before is not None and before.text == "," and self._role_before_comma(words, i - 1):
            return "after a role and a comma"
        after = words[j] if j < len(words) else None
        if after is None:
            return None
        if after.text in {",", "("} and self._role_follows(words, j + 1):
            return "before a role in apposition"
        if after.text == "," and j + 1 < len(words) and words[j + 1].text.isdigit():
            return "before an age"
        if after.text == ":" and i == 0:
            return "speaker of what follows"
        if (
            before is not None
            and lists.has("actor_verbs", before.key)
            and before.lower not in {"a", "est", "is", "was"}
        ):
            return f"after the verb {before.lower}"
        if lists.has("actor_verbs", after.key) or after.lower in {"qui", "who"}:
            return f"before {after.lower}"
        if (
            before is not None
            and before.lower in _COMPANY
            and size == 2
            and not after.cap
            and words[i].lower not in _DETERMINERS
        ):
            return f"after {before.lower}"
        return None

    def doubtful(self, run: Sequence[Word], evidence: str, lower: Container[str]) -> bool:
        """Whether only a verb or a colon speaks for a person, and a word of the run is a noun or may be one."""
        if evidence.startswith(STRONG_CUES):
            return False
        return self.lists.language not in {"fr", "en"} or any(word.key in lower for word in run if word.cap)

    def ends_role(self, words: Sequence[Word], i: int) -> bool:
        """Whether a role (with an adjective or a demonym after its noun) ends just before word ``i``."""
        for k in range(max(0, i - 4), i):
            if role := self.lists.roles.match(words, k):
                end = role[0]
                while end < i and (org.is_adjective(words[end], self.lists) or self.lists.demonyms.match(words, end)):
                    end += 1
                if end == i:
                    return True
        return False

    def _role_before_comma(self, words: Sequence[Word], comma: int) -> bool:
        for k in range(comma - 1, max(-1, comma - 12), -1):
            if not words[k].is_word or self.lists.has("actor_verbs", words[k].key):
                return False
            if self.lists.roles.match(words, k) and k and words[k - 1].lower not in {"un", "une", "a", "an"}:
                return True
        return False

    def _role_follows(self, words: Sequence[Word], i: int) -> bool:
        if i < len(words) and words[i].lower in {"le", "la", "l'", "the", "ancien", "ancienne", "un", "une", "a", "an"}:
            i += 1
        for k in range(i, min(i + 4, len(words))):
            if not words[k].is_word:
                return False
            if self.lists.roles.match(words, k):
                return True
            if self.lists.language != "en" and k > i:
                return False
        return False

    def body_role(self, words: Sequence[Word], k: int) -> bool:
        """Whether a role that is held in a body, not over a place, ends just before word ``k``."""
        for start in range(max(0, k - 3), k):
            role = self.lists.roles.match(words, start)
            if role and role[0] <= k and role[1][2] == "roles" and not self.lists.has("place_roles", role[1][0]):
                return all(org.is_adjective(w, self.lists) for w in words[role[0] : k])
        return False
