"""Articles with every mention of an actor marked in the text, and the score of what is found in them.

Format of ``tests/actors/*/NAME.txt`` (invented articles, CC0; the policy is that of the labelled dumps):

    # language: fr
    @ Volodymyr Zelensky | person
    title: Le ⟦président ⟦ukrainien|Ukraine|demonym⟧|Volodymyr Zelensky|role⟧ est parti
    body: …

``#`` lines state facts, ``@`` lines an actor and its kind; every other line is a line of the page with its role before
the colon. A mark is ⟦surface|ACTOR|FORM⟧ and may hold another; ⟦surface|?⟧ is debatable and not scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from helpers import load_article
from helpers.article import Article

MARKED = Path(__file__).parent / "actors"


class Mark(NamedTuple):
    """A gold mention: its line from 1, offset in the line, and words; actor and form are None where not scored."""

    line: int
    start: int
    text: str
    actor: str | None = None
    form: str | None = None

    def touches(self, other: Mark) -> bool:
        """Whether both stand in one line and share a character."""
        near = self.start < other.start + len(other.text) and other.start < self.start + len(self.text)
        return self.line == other.line and near


@dataclass
class Gold:
    """One marked article."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def load(self, text: str | None = None) -> Article:
        """The article, read as a page dump of which only the text is known."""
        return load_article(text=self.text if text is None else text, language=self.facts["language"])


def read_marked(path: Path) -> Gold:
    """A marked article, its marks apart from its text."""
    gold = Gold(f"{path.parent.name}/{path.stem}")
    for raw in path.read_text(encoding="utf-8").split("\n"):
        if raw.startswith("# "):
            fact, _, value = raw[2:].partition(":")
            gold.facts[fact] = value.strip()
        elif raw.startswith("@ "):
            actor, _, kind = raw[2:].rpartition(" | ")
            gold.kinds[actor] = kind
        elif raw.strip():
            role, _, marked = raw.partition(":")
            gold.roles.append(role)
            text, marks = _unmarked(marked.removeprefix(" "), len(gold.roles))
            gold.lines.append(text)
            gold.marks += marks
    return gold


def _unmarked(marked: str, line: int) -> tuple[str, list[Mark]]:
    text, open_, marks = "", [], []
    parts = iter(marked.replace("⟦", "\0⟦").replace("|", "\0|").replace("⟧", "\0⟧").split("\0"))
    labels: list[str] = []
    for part in parts:
        if part.startswith("⟦"):
            open_.append(len(text))
            text += part[1:]
        elif part.startswith("|"):
            labels.append(part[1:])
        elif part.startswith("⟧"):
            start = open_.pop()
            scored = labels if labels != ["?"] else [None, None]
            marks.append(Mark(line, start, text[start:], *scored))
            labels = []
            text += part[1:]
        else:
            text += part
    return text, marks


@dataclass
class Score:
    """Counts over one or more articles; matching follows the project's scorer of labelled dumps."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    kinds: int = 0
    forms: int = 0
    actors: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def precision(self) -> float:
        return self.paired / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.paired / max(self.gold, 1)

    @property
    def f1(self) -> float:
        return 2 * self.paired / max(self.gold + self.found, 1)

    @property
    def actor_f1(self) -> float:
        return 2 * self.actors / max(self.gold + self.found, 1)

    @property
    def kind_accuracy(self) -> float:
        return self.kinds / max(self.paired, 1)

    @property
    def form_accuracy(self) -> float:
        return self.forms / max(self.paired, 1)


def score(gold: Gold, article: Article) -> Score:
    """How the mentions of an article agree with its marks.

    A mention pairs with a mark of the same words, else with one that it overlaps and whose form is the same (or name
    beside role). What overlaps only a debatable mark counts for nothing. An actor is right where its mentions' most
    frequent gold actor is this one, each gold actor claimed once.
    """
    starts = article.lines["start"]
    found = [
        Mark(m.line, m.start - starts[m.line], m.text, m.actor, m.form)
        for m in article.mentions.itertuples(index=False)
    ]
    kinds = list(article.mentions["kind"])
    order = list(gold.kinds)
    wanted = sorted((mark for mark in gold.marks if mark.actor is not None), key=lambda mark: order.index(mark.actor))
    free = [mark for mark in gold.marks if mark.actor is None]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for same in (True, False):
        for i, mark in enumerate(wanted):
            near = (j for j, m in enumerate(found) if i not in pairs and j not in taken and _pairs(m, mark, same=same))
            if (j := next(near, None)) is not None:
                pairs[i] = j
                taken.add(j)
    spare = [j for j, m in enumerate(found) if j not in taken and any(m.touches(mark) for mark in free)]
    owner = _owners((found[j].actor, wanted[i].actor) for i, j in pairs.items())
    return Score(
        len(wanted),
        len(found) - len(spare),
        len(pairs),
        sum(kinds[j] == gold.kinds[wanted[i].actor or ""] for i, j in pairs.items()),
        sum(found[j].form == wanted[i].form for i, j in pairs.items()),
        sum(owner.get(found[j].actor) == wanted[i].actor for i, j in pairs.items()),
    )


def _pairs(mention: Mark, mark: Mark, *, same: bool) -> bool:
    if same:
        return mention[:3] == mark[:3]
    return mention.touches(mark) and (mention.form == mark.form or {mention.form, mark.form} <= {"role", "name"})


def _owners(votes: Iterable[tuple[str | None, str | None]]) -> dict[str | None, str | None]:
    owner: dict[str | None, str | None] = {}
    for (mine, theirs), _ in Counter(votes).most_common():
        if mine not in owner and theirs not in owner.values():
            owner[mine] = theirs
    return owner
