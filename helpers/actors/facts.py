"""What the words right beside a name tell of a person without a description: what he heads, whence, whether tried."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.actors.vocabulary import Vocabulary
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line

_ASIDE = 8  # words between the commas after a name
_VERB = 7  # words to the verb that says that somebody was tried
_BY = frozenset({"par", "by"})


class Facts:
    """``heads``: people by the office that a verb gives them; ``states``: whence people are; ``tried``: the accused."""

    def __init__(self, lines: Sequence[Line], lists: Lists, vocabulary: Vocabulary, people: Sequence[Found]) -> None:
        self.lists, self.vocabulary = lists, vocabulary
        self.heads: dict[str, list[str]] = {}
        self.states: dict[str, str] = {}
        self.tried: set[str] = set()
        for f in people:
            line = lines[f.line]
            if (lemma := self._heads(line, f)) and f.actor not in self.heads.setdefault(lemma, []):
                self.heads[lemma].append(f.actor)
            if state := self._state(line, f):
                self.states.setdefault(f.actor, state)
            if self._stands_trial(line, f):
                self.tried.add(f.actor)

    def _heads(self, line: Line, f: Found) -> str | None:
        """The office in "présidée par Anne Petit", "Anne Petit préside"."""
        words, k = line.words, f.first - 1
        while k > 0 and (words[k].text.rstrip(".") in self.lists.titles or words[k].text == "."):
            k -= 1
        if k > 0 and words[k].lower in _BY:
            return self.vocabulary.heading.get((words[k - 1].lower, "passive"))
        return self.vocabulary.heading.get((words[f.last].lower, "active")) if f.last < len(words) else None

    def _state(self, line: Line, f: Found) -> str | None:
        """The state in "le Polonais Jan Nowak"."""
        words, k = line.words, f.first - 1
        if k < 1 or not words[k].cap or words[k - 1].lower not in self.vocabulary.determiners:
            return None
        match = self.lists.demonyms.match(words, k)
        return match[1][0] if match and match[0] == f.first and match[1][1] == "state" else None

    def _stands_trial(self, line: Line, f: Found) -> bool:
        """Whether a name is followed by "a été condamné", an age or an apposition between commas apart."""
        words, k = line.words, f.last
        if k < len(words) and words[k].text == ",":
            k = next((j + 1 for j in range(k + 1, min(k + _ASIDE, len(words))) if words[j].text == ","), k)
        for word in words[k : k + _VERB]:
            said = self.vocabulary.trial.get(word.lower)
            if said != "through":
                return said == "tried"
        return False
