"""The mentions that were found become those that the reader decided on; nothing is lost on the way."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from helpers.decisions.adding import Occurrence
from helpers.decisions.reading import Decision, Decisions, clean, key
from helpers.decisions.rules import Index, Rules

Find = Callable[[Iterable[tuple[str, str]]], Iterable[Occurrence]]


class MentionRow(NamedTuple):
    """A row of ``Article.mentions``, which says what stands in it."""

    actor: str
    kind: str
    form: str
    text: str
    line: int
    start: int
    end: int
    sentence: int
    section: int | None
    evidence: str


@dataclass
class Applied:
    """Rows like those of ``Article.mentions``: counted ones, and those set aside.

    ``deciding`` holds, for each mention that was found, the row that decides about it, or None; ``added`` the rows that
    added a mention where none was found, with its surface and line.
    """

    mentions: list[tuple[Any, ...]] = field(default_factory=list)
    set_aside: list[tuple[Any, ...]] = field(default_factory=list)
    deciding: list[Decision | None] = field(default_factory=list)
    added: list[tuple[Decision, str, int]] = field(default_factory=list)
    index: Index = field(default_factory=Index)

    def table(self, decisions: Decisions) -> list[tuple[Any, ...]]:
        """Rows like those of ``Article.actor_decisions``: each decision, and how many mentions it is about."""
        counts = Counter(row for row in self.deciding if row) + Counter(row for row, _, _ in self.added)
        return [
            (d.path.name, d.row, d.actor, d.verb, d.asked, d.becomes, d.kind, d.reason, counts[d])
            for d in (*decisions.own, *decisions.shared)
        ]


def apply_decisions(
    found: Sequence[MentionRow], decisions: Decisions, source: str, repaired: Callable[[str], str], find: Find
) -> Applied:
    """Mentions as decided.

    ``found`` are the mentions as the rules found them; ``repaired`` reads a slice of ``source``; ``find`` says where
    phrases stand. Raises InputError for rows that contradict each other.
    """
    surfaces = _Keys(repaired)
    index = Index()
    for m in found:
        index.add(m.actor, m.kind, surfaces[m.text], m.line)
    rules = Rules(decisions.own, decisions.shared, index)
    phrases = rules.phrases()
    places = [] if not phrases else _allowed(find((name, row.actor) for name, row in phrases.items()), phrases)
    added = {(o.start, o.end): phrases[o.phrase] for o in places}
    result = Applied(index=index)
    ends: list[tuple[Any, ...]] = []  # actor, form, the row that decides, and the mention
    for m in found:
        row = rules.row(m.actor, surfaces[m.text], m.line)
        if (m.start, m.end) in added and not (row and row.only):
            row = added[m.start, m.end]
        result.deciding.append(row)
        if row and row.verb == "ignore":
            result.set_aside.append((*m[:-1], f"set aside: {row.evidence}; found as: {m.evidence}"))
            continue
        name = rules.target(row, m.actor) if row and row.verb != "keep" else m.actor
        ends.append((name, "name" if row and row.verb == "add" else m.form, row, m))
    kinds = _kinds(rules, ends)
    result.mentions = [_decided(name, form, row, m, kinds, rules) for name, form, row, m in ends]
    taken = {(m.start, m.end) for m in found}
    _add([o for o in places if (o.start, o.end) not in taken], rules, kinds, source, result)
    for rows in (result.mentions, result.set_aside):
        rows.sort(key=lambda m: (m[7], m[5], -m[6]))
    return result


class _Keys(dict[str, str]):
    """The keys of surfaces, each worked out once."""

    def __init__(self, repaired: Callable[[str], str]) -> None:
        super().__init__()
        self.repaired = repaired

    def __missing__(self, text: str) -> str:
        self[text] = key(self.repaired(text))
        return self[text]


def _allowed(places: Iterable[Occurrence], phrases: Any) -> list[Occurrence]:
    """The places in lines that a row does not leave out."""

    def fits(place: Occurrence) -> bool:
        only = phrases[place.phrase].only
        return not only or any(part.first <= place.line <= part.last for part in only)

    return [place for place in places if fits(place)]


def _kinds(rules: Rules, ends: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    """The kind of each actor: as stated, else that of the actor that was found, else that of most of its mentions."""
    counted: dict[str, Counter[str]] = {}
    for name, _, _, m in ends:
        if name not in rules.index.kinds:
            counted.setdefault(name, Counter())[m.kind] += 1
    kinds = {name: kinds.most_common(1)[0][0] for name, kinds in counted.items()}
    return rules.index.kinds | kinds | {name: row.kind for name, row in rules.kinds.items()}


def _decided(
    name: str, form: str, row: Decision | None, m: Any, kinds: dict[str, str], rules: Rules
) -> tuple[Any, ...]:
    stated = rules.kinds.get(name)
    kept = row is not None and row.verb == "keep"
    kind = m.kind if kept or (row is None and stated is None) else kinds[name]
    if (name, kind, form) == (m.actor, m.kind, m.form):
        return tuple(m)
    why = row or stated
    evidence = f"{why.evidence if why else ''}; found as {m.actor}: {m.evidence}"
    return (name, kind, form, *m[3:-1], evidence)


def _add(places: Sequence[Occurrence], rules: Rules, kinds: dict[str, str], source: str, result: Applied) -> None:
    """Mentions where a phrase stands; inside a name, or across another mention, it is set aside and said so."""
    there = sorted((m[5], m[6], m[2], m[0]) for m in result.mentions)
    longest = max((end - start for start, end, _, _ in there), default=0)
    phrases = rules.phrases()
    for place in places:
        row = phrases[place.phrase]
        name = rules.target(row, clean(row.actor))
        kind = kinds.get(name) or row.kind
        if not kind:
            from helpers.errors import InputError

            raise InputError(f"{row.where}: add: what is {name}? Fill in becomes_kind: person, organisation…")
        mention = (name, kind, "name", source[place.start : place.end], *place[3:4], place.start, place.end)
        in_the_way = None
        for start, end, form, other in there[bisect_left(there, (place.start - longest,)) :]:
            if start >= place.end:
                break
            if end <= place.start or (place.start <= start and end <= place.end):
                continue
            if form == "name" or not (start <= place.start and place.end <= end):
                in_the_way = f"inside the name of {other}" if end >= place.end else f"across a mention of {other}"
        if in_the_way:
            result.set_aside.append((*mention, *place[4:], f"{in_the_way}; {row.evidence}"))
        else:
            result.added.append((row, mention[3], place.line))
            result.mentions.append((*mention, *place[4:], row.evidence))
