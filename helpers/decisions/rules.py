"""Which row decides about a mention, and what becomes of its actor; rows that contradict each other are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.decisions.reading import Decision, Part, bare, key
from helpers.errors import InputError

_ARTICLE = re.compile(r"(?:l'|l[ae] |les |the )\s*(?=\S)")


@dataclass
class Index:
    """The actors found in an article and the surfaces of their mentions, by what cells may call them."""

    actors: dict[str, list[str]] = field(default_factory=dict)  # key: names
    kinds: dict[str, str] = field(default_factory=dict)  # name: kind
    surfaces: dict[str, dict[str, None]] = field(default_factory=dict)  # key: names of actors
    lines: dict[tuple[str, str], dict[int, None]] = field(default_factory=dict)  # name, surface or "": lines

    def add(self, name: str, kind: str = "", surface: str = "", line: int = 0) -> None:
        """Add an actor, or another mention of it; ``surface`` is a key."""
        if name not in self.kinds:
            self.kinds[name] = kind
            self.actors.setdefault(key(name), []).append(name)
        if surface:
            self.surfaces.setdefault(surface, {})[name] = None
            for which in (surface, ""):
                self.lines.setdefault((name, which), {})[line] = None

    def called(self, cell: str) -> list[str]:
        """The actors that a cell names: the one written so, else those that differ in typography or case."""
        for wanted in _keys(cell):
            if names := self.actors.get(wanted):
                return [name for name in names if bare(name) == bare(cell)] or names
        return []

    def surface(self, cell: str) -> str:
        """The surface that a cell names, as a key; "" for none."""
        return next((wanted for wanted in _keys(cell) if wanted in self.surfaces), "")


def _keys(cell: str) -> Iterator[str]:
    wanted = key(cell)
    yield wanted
    if article := _ARTICLE.match(wanted):  # "l'OTAN" where the actor is OTAN
        yield wanted[article.end() :]


class Table:
    """The rows of one table, by the mentions of one article that they decide about."""

    def __init__(self, rows: Iterable[Decision], index: Index) -> None:
        self.parts: dict[tuple[str, str, int], Decision] = {}
        self.surfaces: dict[str, Decision] = {}
        self.actors: dict[str, Decision] = {}
        self.phrases: dict[str, Decision] = {}
        self.rows = list(rows)
        for row in self.rows:
            self._place(row, index)
        for (_, surface, line), row in self.parts.items():
            if surface and not line:
                _check(row, self.surfaces.get(surface))

    def _place(self, row: Decision, index: Index) -> None:
        names, surface = index.called(row.actor), index.surface(row.actor)
        if row.verb == "add":
            _put(self.phrases, key(row.actor), row)
        elif row.only:
            for name in names or list(index.surfaces.get(surface, {})):
                for part in row.only:
                    limited = part if names else Part(surface, part.first, part.last)
                    for line in _lines(row, limited, name, index):
                        _put(self.parts, (name, limited.surface, line), row)
        elif names:
            for name in names:
                _put(self.actors, name, row)
        elif surface:
            _put(self.surfaces, surface, row)

    def row(self, name: str, surface: str, line: int) -> Decision | None:
        """The row that decides about a mention: the most exact one."""
        for slot in ((name, surface, line), (name, "", line), (name, surface, 0)):
            if slot in self.parts:
                return self.parts[slot]
        return self.surfaces.get(surface) or self.actors.get(name)


def _lines(row: Decision, part: Part, name: str, index: Index) -> list[int]:
    """The lines that a part names and the actor is mentioned in; [0] for any."""
    if not part.first:
        return [0]
    there = index.lines.get((name, part.surface), {})
    found = [line for line in there if part.first <= line <= part.last]
    if there and not found:
        span = f"line {part.first} has" if part.first == part.last else f"lines {part.first}-{part.last} have"
        known = ", ".join(map(str, list(there)[:12])) + (", …" if len(there) > 12 else "")
        what = f"“{part.surface}” of {name}" if part.surface else name
        raise InputError(f"{row.where}: only: {span} no mention of {what}; there are in: {known}")
    return found


def _put(table: dict[Any, Decision], slot: Any, row: Decision) -> None:
    _check(row, table.setdefault(slot, row))


def _check(row: Decision, other: Decision | None) -> None:
    if other is not None and other.effect != row.effect:
        raise InputError(f"{row.where}: decides otherwise about “{row.actor}” than row {other.row}; keep one of them")


class Rules:
    """The article's own table before that of its folder, and the names that actors end up with."""

    def __init__(self, own: Iterable[Decision], shared: Iterable[Decision], index: Index) -> None:
        self.index = index
        self.own, self.shared = Table(own, index), Table(shared, index)
        self._spelt: dict[str, str] = {}
        for row in (*self.own.rows, *self.shared.rows):
            if row.becomes or row.verb == "add":
                self._spelt.setdefault(key(row.becomes or row.actor), row.becomes or row.actor)
        self._ends: dict[str, str] = {}
        self.kinds = self._stated_kinds()

    def row(self, name: str, surface: str, line: int) -> Decision | None:
        """The row that decides about a mention."""
        return self.own.row(name, surface, line) or self.shared.row(name, surface, line)

    def phrases(self) -> Mapping[str, Decision]:
        """The phrases that are added as actors, by their keys."""
        return self.shared.phrases | self.own.phrases

    def target(self, row: Decision, name: str) -> str:
        """The actor that mentions end up with which a row decides about; ``name`` is the one found."""
        wanted = row.becomes or name
        if row.becomes and row.verb != "add" and not row.only and name in self.index.called(row.becomes):
            return row.becomes  # the same name, spelt otherwise
        return self._end(wanted, row)

    def _end(self, wanted: str, asked: Decision) -> str:
        """Follow the rows about an actor, and about what it becomes, to the last name."""
        passed: dict[str, Decision] = {}
        while True:
            names = self.index.called(wanted)
            if not names:
                end = self._spelt.get(key(wanted), wanted)
                break
            name = names[0]
            if name in self._ends:
                end = self._ends[name]
                break
            row = self.own.actors.get(name) or self.shared.actors.get(name)
            if row is not None and row.verb == "ignore":
                raise InputError(f"{asked.where}: becomes “{name}”, which row {row.row} of {row.path.name} ignores")
            if row is None or not row.becomes:
                end = name
                break
            if name in self.index.called(row.becomes):
                end = row.becomes
                break
            if name in passed:
                rows = ", ".join(f"{r.path.name} row {r.row}" for r in passed.values())
                raise InputError(f"{row.where}: “{name}” would become itself in the end ({rows}); clear one of them")
            passed[name] = row
            wanted = row.becomes
        self._ends.update(dict.fromkeys(passed, end))
        return end

    def _stated_kinds(self) -> dict[str, Decision]:
        """The kinds that rows state, by the names that actors end up with; own rows go before those of the folder."""
        kinds: dict[str, Decision] = {}
        for table in (self.shared, self.own):
            stated: dict[str, Decision] = {}
            for row in table.rows:
                for name in self._about(row):
                    shadowed = table is self.shared and not row.only and name in self.own.actors
                    if row.verb not in {"ignore", "keep"} and not shadowed:
                        end = self.target(row, name)
                        other = stated.setdefault(end, row) if row.kind else row
                        if other.kind != row.kind:
                            raise InputError(
                                f"{row.where}: “{end}” is of the kind {other.kind} by row {other.row}, not {row.kind}"
                            )
            kinds |= stated
        return kinds

    def _about(self, row: Decision) -> list[str]:
        """The actors of this article that a row is about."""
        if row.verb == "add":
            return [row.actor]
        return self.index.called(row.actor) or list(self.index.surfaces.get(self.index.surface(row.actor), ()))


def check_alone(rows: Iterable[Decision]) -> None:
    """Raise InputError for rows of one table that contradict each other, whatever the article."""
    rows = list(rows)
    index = Index()
    for row in rows:
        if row.verb != "add" and not row.only:
            index.add(bare(row.actor))
    Rules(rows, (), index)
