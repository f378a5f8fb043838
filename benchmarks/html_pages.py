"""Relire beside trafilatura on web pages: ``python benchmarks/html_pages.py PAGES GOLD``, two folders.

PAGES holds NAME.html, GOLD the article's text as NAME.txt; a page without a gold text is left out. Compared are the
bags of words (a character each in scripts without spaces) of the gold text, of Relire's kept body, heading and subtitle
lines, and of what trafilatura extracts. Pages are other people's: none is shipped. Newspaper4k's source distribution
has such folders: tests/data/html and tests/data/txt.
"""

from __future__ import annotations

import logging
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from helpers import InputError, load_article  # noqa: E402
from helpers.lines import fold  # noqa: E402

TEXT = ("body", "heading", "subtitle")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")

Score = tuple[float, float, float]  # precision, recall, F1


def words(text: str) -> Counter[str]:
    """How often each word occurs, typography and case aside."""
    return Counter(_WORD.findall(fold(text)))


def score(found: str, gold: str) -> Score:
    """Precision, recall and F1 of a text's bag of words."""
    a, b = words(found), words(gold)
    common = (a & b).total()
    precision, recall = common / max(a.total(), 1), common / max(b.total(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def relire(page: Path) -> str:
    """The text that Relire keeps of a page."""
    try:
        lines = load_article(page).lines
    except InputError as error:
        print(error)
        return ""
    return "\n".join(lines.loc[lines["kept"] & lines["role"].isin(TEXT), "text"])


def extracted(page: Path) -> str:
    """The text that trafilatura takes out of a page, comments left out, which the gold texts leave out too."""
    return trafilatura.extract(page.read_bytes(), include_comments=False) or ""


def main() -> None:
    """Print each page's figures and the means; exit status 1 if Relire's mean F1 is the lower one."""
    if len(sys.argv) != 3:
        print("html_pages: needs a folder of pages and one of gold texts (python benchmarks/html_pages.py PAGES GOLD)")
        return
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    pages, golds = map(Path, sys.argv[1:])
    scores: list[tuple[Score, Score]] = []
    print(f"{'page':32}  Relire: P    R     F1     trafilatura: P    R     F1")
    for page in sorted(pages.glob("*.html")):
        gold = golds / f"{page.stem}.txt"
        if gold.is_file():
            text = gold.read_text("utf-8")
            scores.append((score(relire(page), text), score(extracted(page), text)))
            print(row(page.stem, *scores[-1]))
    if not scores:
        raise SystemExit("html_pages: no page has a gold text of the same name")
    own, others = (tuple(map(statistics.mean, zip(*part, strict=True))) for part in zip(*scores, strict=True))
    print(row("mean", own, others))
    as_good = sum(a[2] >= b[2] - 0.001 for a, b in scores)
    ratio = own[2] / max(others[2], 1e-9)
    print(f"as good or better on {as_good} of {len(scores)} pages; ratio of mean F1 {ratio:.3f}")
    raise SystemExit(own[2] < others[2])


def row(name: str, own: Score, other: Score) -> str:
    return f"{name:32}  {'  '.join(f'{x:5.3f}' for x in own):>26}  {'  '.join(f'{x:5.3f}' for x in other):>24}"


if __name__ == "__main__":
    main()
