"""When the dump has changed: its lines are found again by how they begin, and the file is made for the new version."""

from __future__ import annotations

import bisect
import difflib
import heapq
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import InputError
from helpers.lines import fold
from helpers.overrides.reading import Override, check_lines, line_texts, overrides_path, parse, read_text
from helpers.overrides.writing import edit, opening, remove_line, write

NEAR = 50  # lines before and after in which a line whose opening was reworded is looked for
ALIKE = 0.75  # from here on two openings are one, reworded


@dataclass(frozen=True)
class Renewal:
    """What became of the decisions on lines: old number to new, old number to the text that is lost, and so on."""

    path: Path
    moved: dict[int, int] = field(default_factory=dict)
    reworded: list[int] = field(default_factory=list)  # new numbers, as are the next two
    ambiguous: dict[int, int] = field(default_factory=dict)  # and another line that begins alike
    unchecked: list[int] = field(default_factory=list)
    lost: dict[int, str] = field(default_factory=dict)


def renew(article: Path, source: str, sha256: str) -> Renewal:
    """Make the decisions beside ``article`` those of its present text; what finds no line becomes a comment.

    A decision follows the opening of its line. Without one it stays at its number, which is then said.
    Raises InputError when nothing is decided, or the file cannot be read.
    """
    path = overrides_path(article)
    text = read_text(path)
    if text is None:
        raise InputError(f"{path}: there is none, nothing is decided about this article yet")
    texts = line_texts(source)
    lines = parse(text, path).lines
    result, places = _find(lines, texts, Renewal(path))
    for line in result.lost:
        text, piece = remove_line(text, line, path)
        commented = "".join(f"# {row}\n" for row in piece.rstrip().splitlines())
        text = f"{text.rstrip()}\n\n# No line of the dump begins so any more:\n{commented}"
    text = _renumber(text, result.moved)
    changes: list[tuple[tuple[str, ...], object]] = [(("sha256",), sha256)]
    for old, new in places.items():
        if new in result.reworded or not lines[old].text:
            changes.append((("lines", str(new), "text"), opening(texts[new - 1])))
    text = edit(text, changes, path)
    written = parse(text, path).lines
    plain = {new: (lines[old].role, lines[old].keep, lines[old].reason) for old, new in places.items()}
    if {line: (row.role, row.keep, row.reason) for line, row in written.items()} != plain:
        moves = ", ".join(f"{old} is now {new}" for old, new in result.moved.items())
        raise InputError(f"{path}: is written in a way that only you can edit; change its lines by hand: {moves}")
    check_lines(parse(text, path), source)
    write(path, text)
    return result


def _find(lines: Mapping[int, Override], texts: Sequence[str], result: Renewal) -> tuple[Renewal, dict[int, int]]:
    """Where each decided line is now; lines keep their order, so that a copy is not taken for the first occurrence."""
    folded = [fold(text) for text in texts]
    ordered = sorted(range(1, len(texts) + 1), key=lambda n: folded[n - 1])
    places: dict[int, int] = {}
    free = {number for number, text in enumerate(texts, 1) if text.strip()}
    shift, sure = 0, False
    for line in sorted(lines):
        text = fold(lines[line].text)
        if text:
            found = _nearest(text, line + shift, folded, ordered, free)
            if len(found) > 1 and not (sure and found[0] == line + shift):
                result.ambiguous[found[0]] = found[1]
            sure = sure or len(found) == 1
            if not found:
                near = {n for n in range(line + shift - NEAR, line + shift + NEAR + 1) if n in free}
                openings = {folded[n - 1][: len(text)]: n for n in sorted(near, reverse=True)}
                found = [openings[match] for match in difflib.get_close_matches(text, openings, 1, ALIKE)]
                result.reworded.extend(found)
        else:
            found = [line] if line in free else []
            result.unchecked.extend(found)
        if not found:
            result.lost[line] = lines[line].text
            continue
        places[line] = found[0]
        free.discard(found[0])
        if text:
            shift = found[0] - line
        if found[0] != line:
            result.moved[line] = found[0]
    return result, places


def _nearest(text: str, line: int, folded: Sequence[str], ordered: Sequence[int], free: set[int]) -> list[int]:
    """The two free lines nearest to a number that begin with a text; ``ordered`` are the lines by what they say."""
    first = bisect.bisect_left(ordered, text, key=lambda n: folded[n - 1])
    last = bisect.bisect_right(ordered, text, lo=first, key=lambda n: folded[n - 1][: len(text)])
    return heapq.nsmallest(2, (n for n in ordered[first:last] if n in free), key=lambda n: abs(n - line))


def _renumber(text: str, moved: Mapping[int, int]) -> str:
    """The TOML text with the numbers of the lines changed, whether they stand in headers or before "=" or "."."""
    if not moved:
        return text
    pattern = re.compile(
        r"""^([ \t]*(?:\[[ \t]*lines[ \t]*\.[ \t]*|lines[ \t]*\.[ \t]*|)["']?)(\d{1,9})(["']?[ \t]*[].=])""",
        re.MULTILINE,
    )
    return pattern.sub(lambda match: f"{match[1]}{moved.get(int(match[2]), int(match[2]))}{match[3]}", text)
