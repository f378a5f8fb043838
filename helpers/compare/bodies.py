"""The words of two articles' bodies, and which of the one is which of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.compare.aligning import Pair, Text, align
from helpers.lines import fold

if TYPE_CHECKING:
    from helpers.article import Article

REPEATED, CHANGED, MOVED, GONE, NEW = KINDS = ("repeated", "changed", "moved", "gone", "new")


@dataclass(frozen=True, eq=False)
class Body:
    """The words of an article's body, in reading order, one entry per word in every list."""

    article: Article
    text: Text
    lines: list[int]
    starts: list[int]
    ends: list[int]
    sections: list[int]

    @classmethod
    def of(cls, article: Article) -> Body:
        """The body of an article; typography and case are folded in its words."""
        tokens = article.tokens
        words = tokens[tokens["is_word"] & tokens["role"].eq("body")]
        folded = {norm: fold(norm) for norm in words["norm"].unique()}
        text = Text([folded[norm] for norm in words["norm"]], words["sentence"].tolist(), words["is_stop"].tolist())
        lines, starts, ends = (words[name].tolist() for name in ("line", "start", "end"))
        return cls(article, text, lines, starts, ends, words["section"].fillna(0).astype(int).tolist())

    def __len__(self) -> int:
        return len(self.lines)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The numbers of the first word of each sentence and of the one after its last."""
        first = 0
        for at in range(1, len(self) + 1):
            if at == len(self) or self.text.sentences[at] != self.text.sentences[first]:
                yield first, at
                first = at

    def slice(self, first: int, end: int) -> tuple[int, int, str]:
        """Where the words from ``first`` to before ``end`` stand in the source, and the raw text there."""
        start, stop = self.starts[first], self.ends[end - 1]
        return start, stop, self.article.source.text[start:stop]


@dataclass(frozen=True, eq=False)
class Side:
    """One of two bodies beside the other: ``to`` has for each word the other's word (-1: none)."""

    body: Body
    beside: Body
    to: list[int]
    moved: list[bool]
    alone: str  # what a passage is called that the other does not have

    def kind(self, first: int, end: int) -> str:
        """What the sentence of these words is."""
        linked = [at for at in range(first, end) if self.to[at] >= 0]
        if not linked:
            return self.alone
        if 2 * sum(self.moved[at] for at in linked) > len(linked):
            return MOVED
        return REPEATED if self.whole(first, end) and not self.moved[first] else CHANGED

    def whole(self, first: int, end: int) -> bool:
        """Whether these words stand in the other in a row."""
        there = self.to[first:end]
        return there[0] >= 0 and there == list(range(there[0], there[0] + len(there)))


@dataclass(frozen=True, eq=False)
class Aligned:
    """Two bodies and the words that they share."""

    first: Body
    second: Body

    @cached_property
    def pairs(self) -> list[Pair]:
        """The shared words, in the order of the first."""
        return align(self.first.text, self.second.text)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The first beside the second, and the second beside the first."""
        places = [(p.one, p.other, p.moved) for p in self.pairs]
        back = [(there, here, moved) for here, there, moved in places]
        return _side(self.first, self.second, places, GONE), _side(self.second, self.first, back, NEW)


def _side(body: Body, beside: Body, pairs: Sequence[tuple[int, int, bool]], alone: str) -> Side:
    to, moved = [-1] * len(body), [False] * len(body)
    for here, there, elsewhere in pairs:
        to[here], moved[here] = there, elsewhere
    return Side(body, beside, to, moved, alone)
