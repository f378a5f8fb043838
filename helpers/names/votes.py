"""What the neighbours of a capitalised run say of it: a person, a body, or a place. Each clue adds to a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.names.clues import Clues
from helpers.names.people import civility
from helpers.names.reading import Line, Word

KINDS = ("person", "organisation", "place")
_DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "our", "'s", "'"}
_IN = {"in", "near", "outside", "around", "across", "throughout", "inside", "into", "towards", "toward", "downtown"}
_STOPS = {"of", "who", "that", "which", "in", "at", "with", "for", "from", "to", "whose", "on", "and", "by", "close"}
_HELD = {"shares", "stake", "takeover", "acquisition", "member", "members", "subsidiary", "founder", "owner", "owners"}
_HELD |= {"spokesman", "spokeswoman", "spokesperson", "employee", "employees", "customers", "shareholders", "part"}
_OVER_PLACES = {"mayor", "mp", "bishop", "archbishop", "governor", "king", "queen", "sheriff", "resident", "residents"}
_OF_BODIES = {"owned", "bought", "run", "operated", "made", "backed", "funded", "commissioned", "employed", "founded"}
_OWNING = {"owns", "acquired", "acquires", "bought", "buys", "sold", "merged", "owning", "buying", "acquiring", "rival"}
_MOVES = {"rose", "fell", "gained", "lost", "climbed", "jumped", "slipped", "dropped", "added", "slid", "soared"}
_SPOKES = {"spokesman", "spokeswoman", "spokesperson", "executive", "executives", "boss", "bosses", "employee"}
_SPOKES |= {"employees", "shares", "chairman", "ceo", "shareholder", "shareholders"}
_SPEECH = {
    "said",
    "says",
    "told",
    "added",
    "recalled",
    "explained",
    "replied",
    "insisted",
    "joked",
    "laughed",
    "smiled",
}
_PLACE_NOUNS = {"council", "town", "station", "road", "street", "area", "airport", "depot", "plant", "factory", "mine"}
_PLACE_NOUNS |= {"branch", "store", "ground", "stadium", "pitch", "prison", "site", "shop", "valley", "coast", "region"}
_PLACE_NOUNS |= {"harbour", "port", "works", "estate", "village", "suburb", "district", "bridge", "mill"}
_WORK = {"work", "works", "worked", "working", "teaches", "taught", "job", "jobs", "strike", "studied", "staff"}


@dataclass(slots=True)
class Votes:
    """Scores of one run over the whole article, and the clue that weighed most for each kind."""

    scores: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    best: dict[str, tuple[float, str]] = field(default_factory=dict)
    inside: bool = False
    sport: bool = False

    def add(self, kind: str, weight: float, why: str) -> None:
        """Count a clue."""
        self.scores[kind] += weight
        if weight > self.best.get(kind, (0.0, ""))[0]:
            self.best[kind] = (weight, why)

    def winner(self, least: float) -> str | None:
        """The kind that leads by half a point and has ``least``, or None: nothing is guessed."""
        first, second, _ = sorted(self.scores, key=lambda kind: -self.scores[kind])
        lead = self.scores[first] - self.scores[second]
        return first if self.scores[first] >= least and lead >= 0.5 else None

    def why(self, kind: str) -> str:
        """The clue that weighed most for a kind."""
        return self.best.get(kind, (0.0, "context"))[1]


def neighbours(line: Line, i: int, j: int, votes: Votes, clues: Clues) -> None:
    """Count what stands before and after words ``i`` to ``j`` of an English line."""
    _before(line.words, i, j, votes, clues)
    _after(line.words, i, j, votes, clues)


def _before(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    if civility(words, i, clues.lists):
        votes.add("person", 6, "after a civility")
        return
    if not i or words[i].first:
        return
    k = i - 1
    article = words[k].lower in {"the", "a", "an"}
    if article:
        votes.add("person", -4, "")
        k -= 1
        if k < 0:
            return
    before = words[k]
    low = before.lower
    if not article and before.is_word and not before.cap:
        if clues.has("person_nouns", before.key):
            votes.add("person", 2.5 if j - i > 1 else 1, f"after {low}")
        if clues.has("organisation_nouns", before.key) or clues.has("organisation_nouns", before.key.removesuffix("s")):
            votes.add("organisation", 3, f"after {low}")
    if before.text == "," and not article:
        for kind, noun in _noun_before(words, k, clues):
            votes.add(kind, 2.5, f"after {noun} and a comma")
    elif low in _IN:
        votes.add("place", 2, f"after {low}")
    elif low in {"from", "to", "via", "north", "south", "east", "west"}:
        votes.add("place", 1, f"after {low}")
    elif low == "at":
        _at(words, k, votes, clues)
    elif low == "of" and k:
        _of(words[k - 1], article, votes, clues)
    elif low in {"called", "named"} and k:
        for kind, noun in _named_by(words[k - 1], clues):
            votes.add(kind, 3, f"{noun} {low}")
    elif low in _OWNING:
        votes.add("organisation", 2, f"after {low}")
    elif low in {"for", "by", "with", "against", "told", "between", "joined", "sued", "urged", "accused"}:
        weight = (
            2 + article if low == "told" else 2 if (low == "by" and k and words[k - 1].lower in _OF_BODIES) else 0.5
        )
        votes.add("organisation", weight, f"after {low}")
        if not article and j - i > 1:
            votes.add("person", 0.5, f"after {low}")
    elif low in {"said", "says", "added", "warned", "asked", "argued", "told", "recalled"} and not article:
        votes.add("person", 2 if j - i > 1 else 1, f"after {low}")
        votes.add("organisation", 1, f"after {low}")
    if low in {"and", "or"} and k and not article and clues.is_first_name(words[k - 1].key):
        votes.add("person", 1.5, "joined to a first name")


def _named_by(word: Word, clues: Clues) -> list[tuple[str, str]]:
    """The kinds that a common noun may tell: a person, a body, both ("the owner"), or none."""
    lists = {"person": "person_nouns", "organisation": "organisation_nouns"}
    keys = (word.key, word.key.removesuffix("s"))
    return [(kind, word.lower) for kind, name in lists.items() if any(clues.has(name, key) for key in keys)]


def _noun_before(words: Sequence[Word], comma: int, clues: Clues) -> list[tuple[str, str]]:
    """What the noun says that a comma separates from the run, if a definite article or a possessor is before it."""
    told: list[tuple[str, str]] = []
    for k in range(comma - 1, max(-1, comma - 9), -1):
        word = words[k]
        if word.lower in _DETERMINERS - {"a", "an"} or word.text in {"'", "'s"}:
            return told
        if not word.is_word:
            return []
        if word.lower in {"of", "for"}:
            told = []
        elif not told:
            told = _named_by(word, clues)
    return []


def _at(words: Sequence[Word], k: int, votes: Votes, clues: Clues) -> None:
    noun = words[k - 1] if k else None
    people = noun is not None and (
        clues.has("person_nouns", noun.key) or clues.has("person_nouns", noun.key.removesuffix("s"))
    )
    if noun is not None and (people or noun.lower in _WORK or clues.has("possessed_by_bodies", noun.key)):
        votes.add("organisation", 2.5, f"{noun.lower} at")
    else:
        votes.add("place", 1, "after at")


def _of(noun: Word, article: bool, votes: Votes, clues: Clues) -> None:
    if noun.lower in _OVER_PLACES:
        votes.add("place", 1, f"{noun.lower} of")
    elif noun.lower in _HELD or clues.has("possessed_by_bodies", noun.key):
        votes.add("organisation", 2.5, f"{noun.lower} of")
    elif clues.has("person_nouns", noun.key):
        votes.add("organisation", 2 if not article else 1.5, f"{noun.lower} of")
    elif clues.has("possessed_by_people", noun.key):
        votes.add("person", 1.5, f"{noun.lower} of")
    else:
        votes.add("place", 0.5, "after of")


def _after(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    if j >= len(words):
        return
    joined = j - i == 1 and words[j].lower in {"and", "or"} and j + 2 < len(words) and words[j + 2].cap
    if joined and clues.is_first_name(words[i].key) and clues.is_first_name(words[j + 1].key):
        votes.add("person", 1.5, "joined to a full name")
    after = words[j]
    following = words[j + 1] if j + 1 < len(words) else None
    if after.text in {"'s", "'"} and following is not None:
        _owned(words, j + 1, votes, clues)
    elif after.text == "," and following is not None:
        _apposition(words, j + 1, votes, clues)
    elif after.text == "(" and following is not None and following.text.isdigit() and len(following.text) == 2:
        votes.add("person", 2.5, "before an age")
    elif after.lower == "who":
        votes.add("person", 2.5, "before who")
    elif after.lower == "family":
        votes.add("person", 1.5, "a family's name")
    elif after.lower in _SPOKES:
        votes.add("organisation", 2.5, f"before {after.lower}")
    elif after.lower in _PLACE_NOUNS:
        votes.add("place", 1.5, f"before {after.lower}")
    elif after.lower in _MOVES and following is not None and following.text[:1].isdigit():
        votes.add("organisation", 2.5, f"{after.lower} by a number")
    elif clues.has("person_verbs", after.key):
        _subject(words, j, votes, j - i)
        if j - i == 1 and after.lower in {"were", "are", "have"} and not (i and words[i - 1].lower == "the"):
            votes.add("organisation", 3, f"a group: {after.lower}")
    elif not after.cap and clues.has("possessed_by_bodies", after.key):
        votes.add("organisation", 2, f"before {after.lower}")
    elif not after.cap and clues.has("person_nouns", after.key):
        votes.add("organisation", 1.5, f"before {after.lower}")
        votes.add("place", 1, f"before {after.lower}")


def _owned(words: Sequence[Word], k: int, votes: Votes, clues: Clues) -> None:
    """What is owned, the last noun of up to four words: "Karhupak's chief executive"."""
    for m in range(k, min(k + 4, len(words))):
        word = words[m]
        if not word.is_word or word.cap:
            return
        if clues.has("possessed_by_people", word.key):
            votes.add("person", 2, f"before 's {word.lower}")
        if word.lower in _SPOKES or (
            word.lower == "chief" and words[m + 1 : m + 2] and words[m + 1].lower == "executive"
        ):
            votes.add("organisation", 3, f"before 's {word.lower}")
            return
        if clues.has("possessed_by_bodies", word.key) or clues.has("person_nouns", word.key):
            votes.add("organisation", 2, f"before 's {word.lower}")
            return


def _apposition(words: Sequence[Word], k: int, votes: Votes, clues: Clues) -> None:
    first = words[k]
    if first.text.isdigit() and len(first.text) < 3:
        votes.add("person", 3, "before an age")
    elif first.lower in {"who", "aged"}:
        votes.add("person", 2.5, f"before {first.lower}")
    elif first.lower == "which":
        votes.add("organisation", 1.5, "before which")
        votes.add("place", 0.5, "before which")
    else:
        determined = first.lower in _DETERMINERS or first.lower in {"one", "another"}
        told: list[tuple[str, str]] = []
        for m in range(k + determined, min(k + 7, len(words))):
            word = words[m]
            if (
                not word.is_word
                or word.text in clues.lists.titles
                or word.lower in _STOPS
                or clues.has("person_verbs", word.key)
            ):
                break
            told = _named_by(word, clues) or told
        for kind, noun in told:
            votes.add(kind, 3, f"in apposition to {noun}")


def _subject(words: Sequence[Word], j: int, votes: Votes, size: int) -> None:
    verb = words[j].lower
    for word in words[j + 1 : j + 5]:
        if word.lower in {"he", "she", "his", "her"}:
            votes.add("person", 2, f"{verb} {word.lower}")
            break
        if word.lower in {"it", "its"}:
            votes.add("organisation", 2.5, f"{verb} {word.lower}")
            break
    several = 1 < size < 4 and verb in _SPEECH
    votes.add("person", 2 if several else 1, f"before {verb}")
    votes.add("organisation", 1, f"before {verb}")
