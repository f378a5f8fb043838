"""The table of actors, made anew around what the reader wrote: those cells, their order and all comments stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.actors.frames import FORMS
from helpers.decisions.reading import (
    CANDIDATE,
    KINDS,
    READERS,
    Decision,
    Decisions,
    clean,
    decided,
    key,
    ledger_path,
    parse_ledger,
    shared_path,
)
from helpers.errors import InputError
from helpers.output import replace_file
from helpers.overrides.reading import read_bytes
from helpers.spreadsheet import Sheet, sheet_bytes

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.decisions.rules import Index

SURFACES, LINES, ARTICLES = 30, 20, 10  # as many a cell names
ELSEWHERE = "choose another file with -o"


@dataclass
class Tally:
    """The mentions that a row stands for."""

    kinds: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    surfaces: dict[str, dict[int, None]] = field(default_factory=dict)
    often: Counter[str] = field(default_factory=Counter)
    articles: dict[str, None] = field(default_factory=dict)
    first_line: int = 0

    def add(self, kind: str, form: str, surface: str, line: int, article: str) -> None:
        """Count a mention, or a place of a candidate, whose form is ""."""
        self.kinds[kind] += 1
        self.forms[form] += 1
        surface = clean(surface)
        self.surfaces.setdefault(surface, {})[line] = None
        self.often[surface] += 1
        self.articles[article] = None
        self.first_line = self.first_line or line

    def cells(self, *, shared: bool) -> Iterator[tuple[str, str]]:
        """Columns that are for reading, and what stands in them."""
        names = [name for name, _ in self.often.most_common(SURFACES)]
        shown = [name if shared else f"{name} ({_numbers(list(self.surfaces[name]))})" for name in names]
        yield "surfaces", " | ".join([*shown, *(["…"] if len(self.often) > SURFACES else [])])
        yield "mentions", str(self.forms.total())
        only_candidate = bool(self.forms) and set(self.forms) == {""}
        yield from ((form, "" if only_candidate else str(self.forms[form])) for form in FORMS)
        if shared:
            articles = list(self.articles)
            yield "articles", " | ".join([*articles[:ARTICLES], *(["…"] if len(articles) > ARTICLES else [])])
        else:
            yield "first_line", str(self.first_line or "")


def _numbers(lines: list[int]) -> str:
    return ", ".join(map(str, lines[:LINES])) + (", …" if len(lines) > LINES else "")


@dataclass
class Ledger:
    """A table as it is to be written, and what to say about it: ``raw`` is what the file held, None without one."""

    path: Path
    raw: bytes | None
    sheet: Sheet
    decisions: list[Decision]
    notes: list[str] = field(default_factory=list)
    actors: int = 0
    candidates: int = 0

    def write(self) -> bool:
        """Write the table if it changed; whether it did.

        Raises InputError where the file was changed since it was read, is open elsewhere, or cannot be written.
        """
        new = sheet_bytes(self.sheet)
        if new == self.raw:
            return False
        for lock in (self.path.with_name(f".~lock.{self.path.name}#"), self.path.with_name(f"~${self.path.name}")):
            if lock.exists():
                raise InputError(f"{self.path}: is open in a spreadsheet; close it there, or delete {lock.name}")
        replace_file(self.path, new, instead=ELSEWHERE, unless=lambda now: now != self.raw)
        return True


def make_ledger(articles: Sequence[Article], path: Path | None = None, *, shared: bool = False) -> Ledger:
    """The table of the actors of one article, or of several with ``shared``, around what the reader wrote before.

    ``path`` is where it goes; without one, beside the articles. Raises InputError where none can stand there.
    """
    usual = _usual_path(articles, shared=shared)
    path = path or usual
    if path is None:
        raise InputError(f"{articles[0].source.where}: decisions stand beside a file; save it as one, or give -o FILE")
    raw = read_bytes(path)
    basis = raw if raw is not None or usual is None else read_bytes(usual)
    sheet = parse_ledger(basis, path, shared=shared) if basis is not None else None
    if raw is not None and raw.strip() and sheet is None:
        raise InputError(f"{path}: is another table, not one of decisions on actors; move it, or {ELSEWHERE}")
    columns = ["actor", "kind", *READERS, "surfaces", "mentions", *FORMS, "articles" if shared else "first_line"]
    sheet = sheet or Sheet([columns])
    ledger = Ledger(path, raw, sheet, decided(path, sheet, shared=shared))
    _fill(ledger, articles, shared=shared)
    return ledger


def _usual_path(articles: Sequence[Article], *, shared: bool) -> Path | None:
    places = [article.source.place for article in articles]
    if not shared:
        return places[0] and ledger_path(places[0], articles[0].number)
    folders = {place.parent.resolve(): place.parent for place in places if place}
    if len(folders) > 1:
        raise InputError(f"{' and '.join(map(str, folders.values()))}: a shared table is of one folder; give -o FILE")
    return shared_path(next(iter(folders.values()))) if folders else None


def _fill(ledger: Ledger, articles: Sequence[Article], *, shared: bool) -> None:
    sheet = ledger.sheet
    rows = {row: clean(sheet.cell(row, "actor")) for row in sheet.rows()}
    by_key: dict[str, int] = {}
    for row, cell in rows.items():
        by_key.setdefault(key(cell), row)
    deciding = {d.row - 1: d for d in ledger.decisions}
    old: dict[int, Tally] = {row: Tally() for row in rows}
    new: dict[str, tuple[str, Tally]] = {}
    candidates: dict[str, tuple[str, Tally]] = {}
    found: set[int] = set()
    for article in articles:
        index = _count(article, ledger, {row: cell for row, cell in rows.items() if row not in deciding}, old, new)
        found.update(row for row, cell in rows.items() if index.called(cell) or index.surface(cell))
        for c in article.all_candidates.itertuples(index=False):
            at = by_key.get(key(c.text))
            if at in deciding and deciding[at].verb == "add":
                continue  # counted already
            tally = candidates.setdefault(key(c.text), (c.text, Tally()))[1] if at is None else old[at]
            for line in c.lines:
                tally.add(CANDIDATE, "", c.text, line, article.source.name)
    for number, tally in old.items():
        _refresh(ledger, number, tally, deciding.get(number), shared=shared)
        if number not in found and not tally.forms:
            ledger.notes.append(f"row {number + 1}: “{rows[number]}” is not found; it stays in the table")
    for group in (new, candidates):
        for name, tally in sorted(group.values(), key=lambda pair: -pair[1].forms.total()):
            sheet.records.append([])
            last = len(sheet.records) - 1
            for column in sheet.columns:
                sheet.put(last, column, clean(name) if column == "actor" else "")
            _refresh(ledger, last, tally, None, shared=shared)
    tallies = [*old.values(), *(tally for group in (new, candidates) for _, tally in group.values())]
    ledger.candidates = sum(set(tally.forms) == {""} for tally in tallies)
    ledger.actors = sum(bool(tally.forms) for tally in tallies) - ledger.candidates


def _count(
    article: Article,
    ledger: Ledger,
    undecided: dict[int, str],
    old: dict[int, Tally],
    new: dict[str, tuple[str, Tally]],
) -> Index:
    """Count each mention for the row that decides about it, else for the row of its actor."""
    own = tuple(ledger.decisions)
    applied = article.decide(Decisions(own))
    row_of: dict[str, int | None] = {}
    for number, cell in undecided.items():
        for called in applied.index.called(cell):
            row_of.setdefault(called, number)
    name = article.source.name
    for m, decision in zip(article.found_mentions.itertuples(index=False), applied.deciding, strict=True):
        row = decision.row - 1 if decision else row_of.get(m.actor)
        tally = new.setdefault(key(m.actor), (m.actor, Tally()))[1] if row is None else old[row]
        tally.add(m.kind, m.form, article.repaired(m.text), m.line, name)
    for decision, text, line in applied.added:
        old[decision.row - 1].add(decision.kind, "name", article.repaired(text), line, name)
    return applied.index


def _refresh(ledger: Ledger, row: int, tally: Tally, decision: Decision | None, *, shared: bool) -> None:
    """Fill the columns that are for reading."""
    sheet = ledger.sheet
    kinds: Iterable[tuple[str, Any]] = [(kind, n) for kind, n in tally.kinds.most_common() if kind]
    kind = next((kind for kind, _ in kinds), "")
    written = clean(sheet.cell(row, "kind")).casefold()
    if decision and decision.verb == "add":
        kind = decision.kind or kind
    elif written in KINDS and kind and written != kind and not (decision and decision.kind):
        ledger.notes.append(
            f"row {row + 1}: kind was {written}, found is {kind}; to make it {written}, write that in becomes_kind"
        )
    if kind:
        sheet.put(row, "kind", kind)
    for column, value in tally.cells(shared=shared):
        sheet.put(row, column, value)
