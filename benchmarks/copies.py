"""How well repeated lines are found in doubled pages, per kind of edit; and how fast.

With page dumps (gzipped JSON lines: {"id", "host", "lines": [[text, role], ...]}) as arguments: precision and recall
of (line is a copy) and of (line, copy_of) over the lines of the article's first and later copies. Pages are split by
host in two halves: tune on one, report the other. Without arguments: speed alone.

    python benchmarks/copies.py PAGES.jsonl.gz [...] [--half tune|report] [--pages 60] [--kind EDIT] [--show 5]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from doubling import EDITS, Dump, make  # noqa: E402 - the project is used from its checkout

from helpers.copies import find_copies  # noqa: E402
from helpers.lines import fold  # noqa: E402

PROSE = {"body", "lead"}
TEXT = PROSE | {"heading", "title", "byline", "date"}
LONG = 20  # words: a page that repeats so long a line of its article by itself has no known gold
MOST = 600  # lines


class Page:
    """The lines of a page before, inside and after its article."""

    def __init__(self, row: dict) -> None:
        lines, roles = zip(*((text, role) for text, role in row["lines"] if text.strip()), strict=True)
        inside = [i for i, role in enumerate(roles) if role in PROSE]
        self.name, self.language = row["id"], row.get("language", "fr")
        self.host = row.get("host") or ".".join(row["id"].split(".")[:2])
        start, stop = (inside[0], inside[-1] + 1) if inside else (0, 0)
        self.before, self.after = lines[:start], lines[stop:]
        self.text = [text for text, role in zip(lines[start:stop], roles[start:stop], strict=True) if role in TEXT]
        self.free = [i for i, t in enumerate(self.text) if t in set(lines) - set(lines[start:stop])]
        self.title = next((text for text, role in zip(lines, roles, strict=True) if role == "title"), "")
        times = Counter(map(fold, lines))
        self.usable = (
            len(self.text) >= 3
            and len(lines) <= MOST
            and sum(map(len, self.text)) > 400
            and not any(times[fold(t)] > 1 and len(t) > 6 * LONG for t in self.text)
        )

    @property
    def half(self) -> str:
        return ("tune", "report")[zlib.crc32(self.host.encode()) % 2]


def dumps(pages: Sequence[Page], edit: str, count: int) -> Iterator[tuple[Page, Dump]]:
    """One doubled dump of each of ``count`` pages; what stands around the copies varies."""
    rng = random.Random(f"{edit} {len(pages)}")
    for page in rng.sample(pages, min(count, len(pages))):
        near = [p for p in pages if p.language == page.language and p.host != page.host]
        others = rng.sample(near if len(near) > 9 else pages, k=6)
        strangers = sorted({s for other in others for line in other.text for s in line.split(". ") if len(s) > 25})
        inner = [] if rng.random() < 0.3 else [page.title, "Voir l'original"]
        whole = rng.random() < 0.5  # the second copy follows the whole page, or the article alone
        around = [*page.after, *page.before[:20]] if whole else []
        yield (
            page,
            make(
                page.text,
                edit,
                rng,
                strangers=strangers,
                before=page.before if rng.random() < 0.7 else [],
                between=[*around, *filter(None, inner)],
                after=[] if whole else page.after,
                free=page.free,
            ),
        )


def score(dump: Dump, found: dict[int, tuple[int, float]]) -> Counter[str]:
    """Lines wanted, found, both, and both with a right target."""
    tally: Counter[str] = Counter()
    for n, accepted in dump.wanted.items():
        got = found.get(n, (None, 0))[0]
        tally.update(
            lines=1,
            wanted=bool(accepted),
            found=got is not None,
            both=bool(accepted) and got is not None,
            right=got in accepted,
        )
    return tally


def figures(tally: Counter[str], key: str) -> tuple[float, float, float]:
    precision, recall = tally[key] / max(tally["found"], 1), tally[key] / max(tally["wanted"], 1)
    return precision, recall, 2 * tally[key] / max(tally["found"] + tally["wanted"], 1)


def show(page: Page, dump: Dump, found: dict[int, tuple[int, float]], most: int) -> None:
    wrong = [(n, a, found.get(n)) for n, a in dump.wanted.items() if found.get(n, (0, 0))[0] not in (a or {0})]
    if wrong:
        print(f"  {page.host} {page.name[:12]} {page.language}: {len(wrong)} of {len(dump.wanted)} lines")
    for n, accepted, got in wrong[:most]:
        print(f"    {n} wanted {sorted(accepted)[:3]} got {got}: {dump.lines[n - 1][:110]}")
        for o in [*sorted(accepted)[:1], *([got[0]] if got else [])]:
            print(f"       {o}: {dump.lines[o - 1][:110]}")


def quality(pages: Sequence[Page], kinds: Sequence[str], count: int, shown: int) -> None:
    print(f"{'edit':22} line  P     R     F1    pair  P     R     F1     ms/page")
    total: Counter[str] = Counter()
    for kind in kinds:
        tally: Counter[str] = Counter()
        spent = []
        for page, dump in dumps(pages, kind, count):
            start = time.perf_counter()
            found = find_copies(dump.lines)
            spent.append(time.perf_counter() - start)
            tally += score(dump, found)
            if shown:
                show(page, dump, found, shown)
        total += tally
        line, pair = ("  ".join(f"{v:.3f}" for v in figures(tally, key)) for key in ("both", "right"))
        if not tally["wanted"]:
            line = pair = f"{tally['found']} of {tally['lines']} lines".ljust(19)
        print(f"{kind:26}{line}       {pair}   {1000 * statistics.median(spent):6.1f}")
    line, pair = ("  ".join(f"{v:.3f}" for v in figures(total, key)) for key in ("both", "right"))
    print(f"{'all':26}{line}       {pair}")


def speed() -> None:
    rng = random.Random(1)
    words = [f"{a}{b}" for a in "bcdfglmnprst" for b in ("alon", "ertu", "ivant", "ome", "ules")] + ["de", "la", "et"]

    def prose(size: int) -> str:
        return " ".join(rng.choices(words, k=size)) + "."

    article, page = [prose(40) for _ in range(10)], [prose(4) for _ in range(140)]
    body = [prose(40) for _ in range(30)]
    near = [" ".join(w if rng.random() > 0.05 else "autre" for w in line.split()) for line in body]
    for name, lines, runs in (
        ("20 lines, doubled", article * 2, 50),
        ("20 lines, edited", [*body[:10], *near[:10]], 50),
        ("200 lines, doubled", [*page[:70], *body, *page[70:], *body], 20),
        ("200 lines, edited", [*page[:70], *body, *page[70:], *near], 20),
        ("20,000 lines of prose", [prose(12) for _ in range(20_000)], 1),
        ("20,000 lines, doubled", [prose(12) for _ in range(10_000)] * 2, 1),
        ("20,000 equal lines", ["Partager"] * 20_000, 1),
        ("20,000 equal long lines", [body[0]] * 20_000, 1),
        ("20,000 but for a word", [f"{body[0][:60]} {i} {body[0][60:120]}" for i in range(20_000)], 1),
        ("20,000 short, repeated", [f"entrée {i % 50}" for i in range(20_000)], 1),
        ("one line of 2 MB", [" ".join([prose(1000) for _ in range(330)])], 1),
        ("two near lines of 1 MB", [" ".join(map(prose, [1000] * 160)) + end for end in (" fin.", "")] * 2, 1),
    ):
        spent = []
        for _ in range(runs):
            start = time.perf_counter()
            find_copies(lines)
            spent.append(time.perf_counter() - start)
        print(f"{name:26}{1000 * min(spent):10.1f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--pages", type=int, default=60, help="pages per edit")
    parser.add_argument("--kind", default="", help="only the edits whose name contains KIND")
    parser.add_argument("--language", default="", help="only pages in this language")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list N errors of each page")
    args = parser.parse_args()
    if not args.corpus:
        return speed()
    rows = [json.loads(row) for path in args.corpus for row in gzip.decompress(path.read_bytes()).splitlines()]
    pages = [p for p in map(Page, rows) if p.usable and p.half == args.half and args.language in p.language]
    print(f"{len(pages)} pages of the {args.half} half")
    return quality(pages, [kind for kind in EDITS if args.kind in kind], args.pages, args.show)


if __name__ == "__main__":
    main()
