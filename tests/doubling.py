"""Doubled dumps with their labels: an article, and a second copy of it changed in a known way.

Each paragraph is a list of atoms (a word with the space after it, or one Chinese or Japanese character) that know
which atom of the article they come from; whatever an edit does to the lines, the label of a line of the second copy
is the line of the first that shares most atoms with it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from helpers.lines import fold

Atom = tuple[str, tuple[int, int] | None]  # text; paragraph and place in it, None for what the edit added
Copy = list[list[Atom]]
Edit = Callable[[Copy, random.Random, Sequence[str]], tuple[Copy, Copy]]

MORE = "… Lire la suite"
_ATOM = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\s\u3040-\u30ff\u3400-\u9fff]+\\s*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_STOP = re.compile(r"[.!?。！？][\"'»”’)\]]*\s*$")


@dataclass
class Dump:
    """Lines, and for those that are scored (numbers from 1) the lines they may be called a copy of: none, or some."""

    lines: list[str]
    wanted: dict[int, set[int]] = field(default_factory=dict)


def make(
    text: Sequence[str],
    edit: str,
    rng: random.Random,
    *,
    strangers: Sequence[str],
    between: Sequence[str] = (),
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    free: Sequence[int] = (),
) -> Dump:
    """The article ``text`` twice or more, with other lines before, between and after.

    ``strangers`` are sentences of other texts, for what an edit adds; the lines of ``text`` whose index is in
    ``free`` are not scored in the first copy.
    """
    atoms: Copy = [[(m[0], (p, i)) for i, m in enumerate(_ATOM.finditer(line))] for p, line in enumerate(text)]
    first, *later = EDITS[edit](atoms, rng, strangers)
    dump = Dump(list(before))
    ours = {len(before) + 1 + i: line for i, line in enumerate(first)}
    dump.lines += map(_text, first)
    dump.wanted = {n: set() for i, n in enumerate(ours) if len(first) != len(text) or i not in free}
    for copy in later:
        dump.lines += between
        start = len(dump.lines) + 1
        dump.lines += map(_text, copy)
        for n, line in enumerate(copy, start):
            _label(n, line, ours, dump)
    dump.lines += after
    return dump


def _label(n: int, line: list[Atom], ours: dict[int, list[Atom]], dump: Dump) -> None:
    places = {place for _, place in line if place}
    shared = {o: len(places & {place for _, place in first if place}) for o, first in ours.items()}
    for o, first in ours.items():
        if _text(first).endswith(MORE) and shared[o] >= len(first) - 1 and len(first) < len(line):
            dump.wanted[o], dump.wanted[n] = {n}, set()
            return
    most = max(shared.values(), default=0)
    known = len(places & {place for first in ours.values() for _, place in first}) / len(line)
    if 0.4 <= known <= 0.6 and not _text(line).endswith(MORE):
        return  # half old, half new: either answer is right
    accepted = {o for o, count in shared.items() if count >= 0.8 * most} if known > 0.4 else set()
    texts = {fold(dump.lines[o - 1]) for o in accepted}
    dump.wanted[n] = {o for o in ours if fold(dump.lines[o - 1]) in texts}


def _text(line: list[Atom]) -> str:
    return "".join(text for text, _ in line).strip()


def _sentences(line: list[Atom]) -> list[list[Atom]]:
    found: list[list[Atom]] = [[]]
    for atom in line:
        if found[-1] and _STOP.search(found[-1][-1][0]) and len(found[-1]) > 3:
            found.append([])
        found[-1].append(atom)
    return found


def _spaced(line: list[Atom]) -> list[Atom]:
    """A line that another can follow."""
    *rest, (text, place) = line
    return [*rest, (text if _UNSPACED.match(text) else text.rstrip() + " ", place)]


def _joined(lines: Sequence[list[Atom]]) -> list[Atom]:
    return [atom for line in lines for atom in _spaced(line)]


def _new(text: str) -> list[Atom]:
    return [(m[0], None) for m in _ATOM.finditer(text)]


def _words(share: float) -> Edit:
    def edit(copy: Copy, rng: random.Random, strangers: Sequence[str]) -> tuple[Copy, Copy]:
        pool = [atom for text in strangers for atom, _ in _new(text)]

        def change(line: list[Atom]) -> list[Atom]:
            return [(rng.choice(pool).strip() + " ", at) if rng.random() < share else (word, at) for word, at in line]

        return copy, [change(line) for line in copy]

    return edit


def _mapped(change: Callable[[str, random.Random], str]) -> Edit:
    return lambda copy, rng, _: (copy, [[(change(text, rng), at) for text, at in line] for line in copy])


def _typography(text: str, rng: random.Random) -> str:
    text = text.replace("'", "\u2019") if "'" in text else text.replace("\u2019", "'")
    text = text.replace("«", '"').replace("“", "«").replace("”", "»").replace("...", "…")
    if rng.random() < 0.2:
        text = re.sub(r"(?<=\w{3})(?=\w{3})", "\u00ad", text, count=1)
    return unicodedata.normalize("NFD", text.replace(" ", "\u00a0") if rng.random() < 0.3 else text)


def _numbers(text: str, rng: random.Random) -> str:
    return re.sub(r"\d", lambda _: str(rng.randrange(10)), text)


def _added(copy: Copy, rng: random.Random, strangers: Sequence[str]) -> tuple[Copy, Copy]:
    changed = []
    new = rng.sample(strangers, min(len(copy), len(strangers)))
    for line in copy:
        parts = _sentences(line)
        if len(line) > 12 and new:
            parts.insert(rng.randint(0, len(parts)), _new(new.pop()))
        changed.append(_joined(parts))
    return copy, changed


def _dropped(copy: Copy, rng: random.Random, _: Sequence[str]) -> tuple[Copy, Copy]:
    changed = []
    for line in copy:
        parts = _sentences(line)
        if len(parts) > 1:
            del parts[rng.randrange(len(parts))]
        changed.append(_joined(parts))
    return copy, changed


def _cut(copy: Copy, rng: random.Random) -> Copy:
    long = [i for i, line in enumerate(copy) if len(line) > 14]
    last = rng.choice(long[1:] or long or [len(copy) - 1])
    line = copy[last][: rng.randint(7, max(8, int(0.8 * len(copy[last]))))]
    return [*copy[:last], [*line[:-1], (line[-1][0].rstrip(" .,;:!?"), line[-1][1]), (MORE, line[-1][1])]]


def _reordered(copy: Copy, rng: random.Random, _: Sequence[str]) -> tuple[Copy, Copy]:
    return copy, rng.sample(copy, len(copy))


def _merged(copy: Copy, *_: object) -> tuple[Copy, Copy]:
    return copy, [_joined(copy[i : i + 2]) for i in range(0, len(copy), 2)]


def _split(copy: Copy, *_: object) -> tuple[Copy, Copy]:
    return copy, [part for line in copy for part in _sentences(line)]


def _wrapped(copy: Copy, width: int) -> Copy:
    lines: Copy = []
    for paragraph in copy:
        lines.append([])
        for atom in _spaced(paragraph):
            if lines[-1] and sum(len(text) for text, _ in lines[-1]) + len(atom[0].rstrip()) > width:
                lines.append([])
            lines[-1].append(atom)
    return lines


def _then(edit: Edit, change: Callable[[Copy], Copy]) -> Edit:
    def both(copy: Copy, rng: random.Random, strangers: Sequence[str]) -> tuple[Copy, Copy]:
        first, second = edit(copy, rng, strangers)
        return first, change(second)

    return both


EDITS: dict[str, Callable[..., tuple[Copy, ...]]] = {
    "one copy": lambda copy, *_: (copy,),
    "exact": lambda copy, *_: (copy, copy),
    "typography": _mapped(_typography),
    "words 5 %": _words(0.05),
    "words 10 %": _words(0.1),
    "words 20 %": _words(0.2),
    "numbers": _mapped(_numbers),
    "sentence added": _added,
    "sentence dropped": _dropped,
    "cut off": lambda copy, rng, _: (copy, _cut(copy, rng)),
    "first cut off": lambda copy, rng, _: (_cut(copy, rng), copy),
    "first third": lambda copy, *_: (copy, copy[: max(2, len(copy) // 3)]),
    "reordered": _reordered,
    "merged": _merged,
    "split": _split,
    "split, words 5 %": _then(_words(0.05), lambda copy: [part for line in copy for part in _sentences(line)]),
    "second on one line": lambda copy, *_: (copy, [_joined(copy)]),
    "first on one line": lambda copy, *_: ([_joined(copy)], copy),
    "both on one line": lambda copy, *_: ([_joined(copy)], [_joined(copy)]),
    "one line, words 10 %": lambda copy, rng, new: tuple([_joined(part)] for part in _words(0.1)(copy, rng, new)),
    "wrapped otherwise": lambda copy, *_: (_wrapped(copy, 72), _wrapped(copy, 64)),
    "three copies": lambda copy, rng, new: (copy, _words(0.05)(copy, rng, new)[1], copy),
}
