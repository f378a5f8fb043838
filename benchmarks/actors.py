"""Speed of names, mentions and actors: one article, growth to 5 MB, and spaCy's EntityRuler on the same lists.

The text is that of benchmarks/words.py: the French dumps of this repository, drawn sentence by sentence with a fixed
seed, new words coined so that the vocabulary grows as that of real text does. An article of about 800 words is read
whole (loading, frames, mentions, actors) and the mentions alone, best of the runs after the first; a figure of the
first run in a new process stands beside it. The growth is that of one text read as one article, 50 kB to 5 MB. All
times are CPU time, so that a busy machine changes them little; texts up to 500 kB are read four times and the best
counts, so that words seen before are remembered, and longer ones once.

spaCy is ``spacy.blank("fr")`` with an EntityRuler that holds our names of states and organisations, demonyms, seats,
roles, nouns for groups, first names, places and known bodies: it finds the entries of lists, and neither resolves a
surname nor a role. Both read the same lines, each in a process of its own, one core, list loading not timed.

    python benchmarks/actors.py [--small]        # --small: up to 500 kB
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from words import article_text, prose, text_of  # sets one core, and the path of helpers

ARTICLE_TARGET = 80.0  # milliseconds for the mentions of one article
GROWTH_TARGET = 1.15  # exponent of time over size
SIZES = (50_000, 500_000, 5_000_000)
AGAIN = 4

Reader = Callable[[], int]


def relire(text: str) -> Reader:
    from helpers.actors import find_mentions
    from helpers.lines import line_spans, repair

    passages = [repair(text[start:end], start) for start, end in line_spans(text)]
    return lambda: len(find_mentions(passages, "fr"))


def relire_names(text: str) -> Reader:
    from helpers.actors import recognise_names

    return lambda: len(recognise_names(text, "fr"))


def spacy_ruler(text: str) -> Reader:
    import spacy

    from helpers.names.gazetteers import gazetteers
    from helpers.names.lists import load

    lists = load("fr")
    nlp = spacy.blank("fr")
    ruler = nlp.add_pipe("entity_ruler")
    labels = ("names", "demonyms", "seats", "roles")
    entries = [(label, entry) for label in labels for entry in getattr(lists, label).entries()]
    entries += [("places", entry) for entry in gazetteers("fr").phrases.entries()]
    entries += [("collectives", form) for form in lists.collectives]
    entries += [("first_names", name.capitalize()) for name in lists.first_names]
    ruler.add_patterns([{"label": label, "pattern": entry} for label, entry in entries])
    lines = text.splitlines()
    return lambda: sum(len(doc.ents) for doc in nlp.pipe(lines))


TOOLS: dict[str, Callable[[str], Reader]] = {
    "Relire: mentions, every form": relire,
    "Relire: names alone": relire_names,
    "spaCy blank fr: EntityRuler, our lists": spacy_ruler,
}
OURS, PEER = "Relire: mentions, every form", "spaCy blank fr: EntityRuler, our lists"


def child(name: str, path: Path, again: int) -> None:
    """One tool on one text, in this process; the figures as JSON."""
    text = path.read_text(encoding="utf-8")
    TOOLS[name]("La ministre, Léa Mauroy, quitte Paris.")()
    read = TOOLS[name](text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent, found = [], 0
    for _ in range(again):
        start = time.process_time()
        found = read()
        spent.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"found": found, "first": spent[0], "best": min(spent), "peak": peak * 1024}))


def measure(name: str, text: str, again: int) -> dict[str, float] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, __file__, "--child", name, "--text", str(path), "--again", str(again)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name:42}not measured: {done.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(done.stdout)


def article() -> bool:
    """One article of 800 words: whole, and its mentions alone."""
    from helpers import load_article

    text, spent = article_text(), []
    for _ in range(8):
        start = time.process_time()
        loaded = load_article(text=text)
        _ = (loaded.passages, loaded.language, loaded.sentences)
        ready = time.process_time()
        mentions = len(loaded.mentions)
        found = time.process_time()
        actors = len(loaded.actors)
        done = time.process_time()
        spent.append((found - ready, ready - start, done - found))
    ours, load, table = (1000 * part for part in min(spent[1:]))
    words = int(loaded.tokens["is_word"].sum())
    print(f"one article of {words} words, {mentions} mentions, {actors} actors: mentions {ours:.1f} ms")
    print(f"  beside it: loading and frames {load:.1f} ms, table of actors {table:.1f} ms", end="")
    print(f"; mentions on the first run in a process {1000 * spent[0][0]:.0f} ms")
    return ours <= ARTICLE_TARGET


def growth(sizes: tuple[int, ...]) -> bool:
    """Every tool on texts that grow: seconds, characters a second, exponent over the last step, ratio to spaCy."""
    sentences = prose()
    texts = [text_of(size, sentences) for size in sizes]
    rates: dict[str, list[float]] = {}
    met = True
    print(f"\n{'':42}{'characters':>12}{'found':>9}{'seconds':>9}{'kchars/s':>10}{'bytes/char':>12}")
    for name in TOOLS:
        found = [measure(name, text, AGAIN if len(text) < 1_000_000 else 1) for text in texts]
        for text, figures in zip(texts, found, strict=True):
            if figures:
                rate = len(text) / figures["best"] / 1000
                rates.setdefault(name, []).append(rate)
                row = f"{figures['found']:9,.0f}{figures['best']:9.2f}{rate:10,.0f}{figures['peak'] / len(text):12.0f}"
                print(f"{name:42}{len(text):12,}{row}")
        if all(found):
            step = math.log(len(texts[-1]) / len(texts[0]))
            exponent = math.log(found[-1]["best"] / found[0]["best"]) / step
            print(f"{'':42}time grows with exponent {exponent:.2f}")
            met = met and (name == PEER or exponent <= GROWTH_TARGET)
    if PEER in rates and OURS in rates:
        print(f"ratio to spaCy's EntityRuler at the largest size: {rates[OURS][-1] / rates[PEER][-1]:.2f}")
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="texts up to 500 kB only")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--again", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        child(args.child, args.text, args.again)
        return 0
    fast, linear = article(), growth(SIZES[:2] if args.small else SIZES)
    print(f"\ntargets: mentions of an article ≤ {ARTICLE_TARGET:.0f} ms: {'met' if fast else 'MISSED'}", end="; ")
    print(f"exponent ≤ {GROWTH_TARGET}: {'met' if linear else 'MISSED'}")
    return 0 if fast and linear else 1


if __name__ == "__main__":
    sys.exit(main())
