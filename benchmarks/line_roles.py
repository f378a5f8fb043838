"""Speed of ``load_article(text=…).lines`` on one core, beside jusText, trafilatura and boilerpy3 on the same pages.

Each figure is CPU of one process that has read a page before; runs alternate between the tools, so that a busy machine
hurts all alike. The peers want HTML and get each line as a <p>; one that is not installed is named and skipped (all
are there after ``.venv/bin/python -m pip install --group bench``). Longer pages are the labelled ones, repeated with
other words. Hostile shapes are read once each, for as long as they take.
"""

from __future__ import annotations

import html
import logging
import math
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):  # one core: set before NumPy starts its threads
    os.environ[f"{library}_NUM_THREADS"] = "1"

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers import load_article  # noqa: E402
from helpers.lines import fold  # noqa: E402
from helpers.roles.phrases import matches  # noqa: E402
from helpers.sources import read_source  # noqa: E402

RUNS = 9
SIZES = (1_000, 5_000, 20_000)
SAMPLE_TARGET, PAGE_TARGET = 15.0, 40.0  # milliseconds
GROWTH_TARGET = 1.15  # exponent: time grows with lines to this power
LISTS = ("boilerplate", "end", "related", "bylines", "credits", "interviews")
LISTS_TARGET = 2.0  # milliseconds
HOSTILE_TARGET = 10.0  # seconds

Reader = Callable[[str], object]


def relire(text: str) -> object:
    """The lines of a dump."""
    return load_article(text=text).lines


def peers() -> dict[str, Reader]:
    """The tools that are installed, each as a function of HTML."""
    found: dict[str, Reader] = {}
    try:
        import justext

        stops = justext.get_stoplist("French")
        found["jusText"] = lambda page: justext.justext(page.encode(), stops, encoding="utf-8")
    except ImportError:
        print("jusText: not installed, skipped")
    try:
        import trafilatura

        logging.getLogger("trafilatura").addHandler(logging.NullHandler())
        found["trafilatura"] = lambda page: trafilatura.extract(page)
    except ImportError:
        print("trafilatura: not installed, skipped")
    try:
        from boilerpy3 import extractors

        extractor = extractors.ArticleExtractor(raise_on_failure=False)
        found["boilerpy3"] = lambda page: extractor.get_content(page)
    except ImportError:
        print("boilerpy3: not installed, skipped")
    return found


def looked_up(text: str) -> None:
    """The lines of a dump against every list of phrases."""
    for folded, words in [(fold(line), len(line.split())) for line in text.splitlines()]:
        for name in LISTS:
            matches(name, folded, words)


def as_html(text: str) -> str:
    """A dump as the simplest page that shows it."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<!doctype html><html lang='fr'><head><meta charset='utf-8'></head><body>\n{paragraphs}\n</body></html>"


def page_of(length: int) -> str:
    """So many lines: the labelled pages one after the other, their words told apart at each repetition."""
    folder = ROOT / "tests" / "cases-pages"
    pages = [read_source(path.read_bytes()).text.splitlines() for path in sorted(folder.glob("*/dump.txt"))]
    lines: list[str] = []
    lap = 0
    while len(lines) < length:
        for page in pages:
            lines += [re.sub(r"(\w{5,})", rf"\1{_letters(lap)}", line) for line in page] if lap else page
        lap += 1
    return "\n".join(lines[:length])


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def medians(text: str, tools: dict[str, Reader], runs: int = RUNS) -> dict[str, float]:
    """Milliseconds of CPU that Relire and each tool need for a dump, median of the runs after one unmeasured."""
    page = as_html(text)
    work = {"Relire": (relire, text)} | {name: (read, page) for name, read in tools.items()}
    times: dict[str, list[float]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, (read, given) in work.items():
            spent = seconds(read, given)
            if run:
                times[name].append(1000 * spent)
    return {name: statistics.median(spent) for name, spent in times.items()}


def seconds(read: Reader, given: str) -> float:
    """CPU of one call."""
    start = time.process_time()
    read(given)
    return time.process_time() - start


def compared(found: dict[str, float]) -> str:
    """The peers' times, and Relire's in proportion."""
    own = found["Relire"]
    others = (f"{name} {ms:,.1f} ms, ratio {own / ms:.1f}" for name, ms in found.items() if name != "Relire")
    return "; ".join(others) or "no peer installed"


def verdict(value: float, target: float) -> str:
    return "ok" if value <= target else "too slow"


def hostile() -> dict[str, str]:
    """Dumps that no page gives, but a mistake or malice does."""
    return {
        "20,000 equal lines": "Le préfet a reconnu hier soir un défaut d'information grave.\n" * 20_000,
        "20,000 one-word lines": "\n".join(f"mot{_letters(n)}" for n in range(20_000)),
        "a line of 1 MB of words": "mot de la fin " * 75_000,
        "a line of 1 MB of bars and dashes": "mot - fin | " * 83_000,
        "a word of 100,000 characters": "a" * 100_000,
        "40 signs in a row": "#" * 40 + " un deux trois",
        "1,000 dots before a sentence": "Le chat " + "." * 1000 + " est parti hier soir vers la rivière",
    }


def main() -> None:
    """Print all figures; exit status 1 if one misses its target."""
    tools = peers()
    missed = []
    relire(read_source("otan-zelensky").text)  # model and lists are read once
    for label, text, target in (
        ("sample", read_source("otan-zelensky", overrides=False).text, SAMPLE_TARGET),
        ("200-line page", page_of(200), PAGE_TARGET),
    ):
        found = medians(text, tools)
        said = verdict(found["Relire"], target)
        print(f"{label}: {found['Relire']:.1f} ms CPU, median of {RUNS} (target at most {target:.0f}): {said}")
        print(f"  {compared(found)}")
        missed.append(said != "ok")
    lines = page_of(200)
    once = 1000 * min(seconds(looked_up, lines) for _ in range(RUNS))
    said = verdict(once, LISTS_TARGET)
    print(f"200 lines against {len(LISTS)} lists: {once:.1f} ms (target at most {LISTS_TARGET:.0f}): {said}")
    missed.append(said != "ok")
    spent = []
    for size in SIZES:
        found = medians(page_of(size), tools, runs=1)
        spent.append(found["Relire"])
        own = found["Relire"]
        print(f"{size:,} lines: {own:,.0f} ms, {1000 * own / size:.0f} µs a line\n  {compared(found)}", flush=True)
    growth = math.log(spent[-1] / spent[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"growth exponent {growth:.2f} (target at most {GROWTH_TARGET}): {verdict(growth, GROWTH_TARGET)}")
    missed.append(growth > GROWTH_TARGET)
    for label, text in hostile().items():
        once = seconds(relire, text)
        said = verdict(once, HOSTILE_TARGET)
        print(f"{label}: {once:.2f} s (target at most {HOSTILE_TARGET:.0f}): {said}", flush=True)
        missed.append(once > HOSTILE_TARGET)
    raise SystemExit(any(missed))


if __name__ == "__main__":
    main()
