"""A table of decisions becomes ``Decision`` rows, or one line that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.errors import InputError, nearest
from helpers.lines import fold, normalise
from helpers.overrides.reading import read_bytes
from helpers.spreadsheet import Sheet, read_sheet

KINDS = ("person", "organisation", "state", "collective")
CANDIDATE = "candidate"
VERBS = ("merge", "rename", "kind", "split", "ignore", "add", "keep")
READERS = ("decision", "only", "becomes", "becomes_kind", "reason")
SUFFIX = ".actors.csv"
SHARED = "actors.csv"
REMEMBERED = 1 << 15  # cells whose keys are at hand
_PLACES = re.compile(
    r"(?P<surface>.*?)\s*\((?P<lines>[\d\s,;\u2013-]+)\)|(?:lines?|lignes?|l\.)\s*(?P<only>\d[\d\s,;\u2013-]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some mentions of an actor: those with this surface (any for ""), in these lines (any for 0)."""

    surface: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """One row that decides something; ``row`` is its number in a spreadsheet, ``verb`` what it says or means."""

    path: Path
    row: int
    actor: str
    verb: str
    only: tuple[Part, ...] = ()
    becomes: str = ""
    kind: str = ""
    reason: str = ""
    asked: str = ""  # ``only`` as the reader wrote it

    @property
    def where(self) -> str:
        """The row, as messages name it."""
        return f"{self.path}, row {self.row}"

    @property
    def evidence(self) -> str:
        """The row and its reason, as the evidence of a mention names them."""
        return f"decided in {self.path.name}, row {self.row}" + (f": {self.reason}" if self.reason else "")

    @property
    def effect(self) -> tuple[str, str, str]:
        """What the row does; rows of one effect never contradict each other."""
        return (self.verb if self.verb in ("ignore", "keep") else "", key(self.becomes), self.kind)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided about an article: in its own table, and in that of its folder."""

    own: tuple[Decision, ...] = ()
    shared: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.own or self.shared)

    def ignored(self) -> set[str]:
        """Keys of what is no actor, a candidate for instance."""
        own = {key(row.actor): row.verb for row in self.own}
        verbs = {key(row.actor): row.verb for row in self.shared} | own
        return {name for name, verb in verbs.items() if verb == "ignore"}


def ledger_path(article: Path, number: int = 1) -> Path:
    """Where decisions on the actors of an article are looked for; ``number`` is the article's in its dump.

    >>> ledger_path(Path("dump.txt")).name, ledger_path(Path("page.html"), 2).name
    ('dump.actors.csv', 'page.html.article-2.actors.csv')
    """
    name = article.stem if article.suffix == ".txt" else article.name
    return article.with_name(name + (f".article-{number}" if number > 1 else "") + SUFFIX)


def shared_path(folder: Path) -> Path:
    """Where decisions on the actors of all articles of a folder are looked for."""
    return folder / SHARED


def read_decisions(article: Path | None, number: int = 1) -> Decisions:
    """The decisions on the actors of an article that is a file; none for one that is not.

    Raises InputError, naming file and row, for what cannot be read or makes no sense.
    """
    if article is None:
        return Decisions()
    own, shared = ledger_path(article, number), shared_path(article.parent)
    return Decisions(
        tuple(decided(own, read_ledger(own))),
        tuple(decided(shared, read_ledger(shared, shared=True), shared=True)),
    )


def read_ledger(path: Path, *, shared: bool = False) -> Sheet | None:
    """The table in a file; None where there is none. A ``shared`` file may be another table, as of relire tables."""
    raw = read_bytes(path)
    return None if raw is None else parse_ledger(raw, path, shared=shared)


def parse_ledger(raw: bytes, path: Path, *, shared: bool = False) -> Sheet | None:
    """The table that a file's bytes hold; see ``read_ledger``."""
    sheet = read_sheet(raw, str(path), ("actor", *READERS))
    if sheet is None or (shared and not sheet.columns.keys() & {"decision", "becomes"}):
        return None
    lost = [name for name in ("actor", "decision", "becomes") if name not in sheet.columns]
    if "actor" in lost or len(lost) == 2:
        raise InputError(f"{path}, row {sheet.header + 1}: no column is called {lost[0]}; name it so again")
    return sheet


def is_ledger(path: Path) -> bool:
    """Whether a file holds a reader's decisions, or cannot be told not to."""
    try:
        return read_ledger(path, shared=True) is not None
    except InputError:
        return True


def decided(path: Path, sheet: Sheet | None, *, shared: bool = False) -> list[Decision]:
    """The rows of a table that decide something, each checked on its own and against the others.

    ``shared`` says that the table is of many articles, whose lines differ.
    """
    from helpers.decisions.rules import check_alone

    if sheet is None:
        return []
    rows = [found for row in sheet.rows() if (found := _decision(path, sheet, row, shared=shared))]
    check_alone(rows)
    return rows


@lru_cache(REMEMBERED)
def key(text: str) -> str:
    """What two names have in common that differ in typography, case or the quotation marks around them only.

    >>> key("« l\u2019OTAN\u00a0»") == key("L'Otan")
    True
    """
    folded = fold(clean(text))
    return folded.strip('"').strip() or folded


def clean(text: str) -> str:
    """A cell as one line: typography folded, no control characters."""
    return normalise(text if text.isprintable() else "".join(map(_shown, text)))


@lru_cache(REMEMBERED)
def bare(text: str) -> str:
    """A name without the quotation marks around it, its case as it is."""
    cleaned = clean(text)
    return cleaned.strip('"«»“”„‹› ') or cleaned


def _shown(c: str) -> str:
    """No control characters, nor what is invisible, but for the joiners that shape scripts and emoji."""
    if c.isprintable() or c in "\u200c\u200d":
        return c
    return "" if unicodedata.category(c) == "Cf" else " "


def _decision(path: Path, sheet: Sheet, row: int, *, shared: bool) -> Decision | None:
    where = f"{path}, row {row + 1}"
    actor, verb, asked, becomes, kind, reason = (clean(sheet.cell(row, name)) for name in ("actor", *READERS))
    verb, kind = verb.casefold(), kind.casefold()
    if not (verb or becomes or kind or asked):
        return None
    if verb and verb not in VERBS:
        raise InputError(f"{where}: decision: '{verb}' is none{nearest(verb, VERBS)}; one of: {', '.join(VERBS)}")
    if verb == "add" and not kind:
        kind = clean(sheet.cell(row, "kind")).casefold()
        kind = kind if kind in KINDS else ""
    if kind and kind not in KINDS:
        raise InputError(f"{where}: becomes_kind: '{kind}' is none{nearest(kind, KINDS)}; one of: {', '.join(KINDS)}")
    if not actor:
        raise InputError(f"{where}: whom does this decide about? Fill in actor")
    if verb in {"ignore", "keep"} and (becomes or kind):
        raise InputError(f"{where}: {verb} goes without becomes and becomes_kind; clear them, or the decision")
    if verb == "kind" and not kind:
        raise InputError(f"{where}: which kind? Fill in becomes_kind: {', '.join(KINDS)}")
    if verb in {"merge", "rename"} and not becomes:
        raise InputError(f"{where}: {verb} into what? Fill in becomes")
    if verb == "add" and not (becomes or kind):
        raise InputError(f"{where}: add: what is it? Fill in becomes_kind: {', '.join(KINDS)}")
    if verb == "split" and not asked:
        raise InputError(f"{where}: split: which mentions? Fill in only, as in: Vautrin (12, 18)")
    only = tuple(_parts(asked, where)) if asked else ()
    if asked and not only:
        raise InputError(f"{where}: only: '{asked}' names no surface and no line")
    if shared and any(part.first for part in only):
        raise InputError(f"{where}: only: lines are those of one article; decide this in its own table")
    if verb == "add" and any(part.surface for part in only):
        raise InputError(f"{where}: only: an added phrase can be limited to lines, as in: lines 12, 18")
    if asked and verb not in {"ignore", "add", "keep"} and not becomes:
        raise InputError(f"{where}: what do “{asked}” become? Fill in becomes, or decide: ignore")
    return Decision(path, row + 1, actor, verb or _meant(asked, becomes), only, becomes, kind, reason, asked)


def _meant(asked: str, becomes: str) -> str:
    return "split" if asked else "rename" if becomes else "kind"


def _parts(asked: str, where: str) -> Iterator[Part]:
    """What "Kyiv | Vautrin (12, 18) | lines 3-5" stands for."""
    for piece in filter(None, map(str.strip, asked.split("|"))):
        if re.fullmatch(r"[-\d.,\s]+", piece):  # what is left of "(12)" in Excel is -12
            raise InputError(f"{where}: only: for a line, write: line {piece.strip('-')}")
        if piece.endswith(("…)", "...)")):
            raise InputError(f"{where}: only: '{piece}' leaves lines out; write them all, or none for all of them")
        match = _PLACES.fullmatch(piece)
        if not match:
            yield Part(key(piece))
            continue
        surface = key(match["surface"]) if match["surface"] else ""
        lines = re.sub(r"\s*[-\u2013]\s*", "-", match["lines"] or match["only"])
        for numbers in filter(None, re.split(r"[,;\s]+", lines)):
            span = re.fullmatch(r"([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?", numbers, re.ASCII)
            first, last = (int(span[1]), int(span[2] or span[1])) if span else (1, 0)
            if last < first:
                raise InputError(f"{where}: only: '{numbers}' is no line; give lines such as 12, 18 or 3-5")
            yield Part(surface, first, last)
