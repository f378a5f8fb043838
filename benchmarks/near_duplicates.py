"""Near-duplicates in a generated corpus: what is found, and how fast, beside rensa and datasketch.

    python benchmarks/near_duplicates.py [5000] [--seed 0]

Recall of pairs by kind of edit (an original and its version), precision of all pairs found. A pair counts as found too
where one of the two equals an article that is paired with the other. Then, in CPU seconds of one process, the best of
five rounds that take turns: ours from the texts to the pairs that are checked; rensa's and datasketch's sketches and
candidates in the same 64 bands, from the same shingles. These come ready-made ("bare"), as sets of strings, and for
rensa also out of the texts by Python ("from texts"): the words found and folded as ``helpers.copies`` does it. What
rensa finds by itself is not checked and holds what pages of a host share, unless told otherwise. Last, the growth of
our time between half, once and twice as many articles. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

for library in ("OMP", "OPENBLAS", "MKL", "RAYON"):  # one core: set before they start their threads
    os.environ[f"{library}_NUM_THREADS"] = "1"

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import pandas as pd  # noqa: E402 - the project is used from its checkout
from rensa import RMinHash, RMinHashLSH  # noqa: E402
from stories import EDITS, stories  # noqa: E402

from helpers.copies.dump import split_words  # noqa: E402
from helpers.corpus.candidates import BAND, PERMUTATIONS  # noqa: E402
from helpers.corpus.near import SHINGLE, THRESHOLD, near_duplicates  # noqa: E402
from helpers.lines import fold  # noqa: E402

GATED = {edit for edit in EDITS if edit not in ("edit 20 %", "lead", "added")}
RECALL, PRECISION = 0.95, 0.98
RENSA, DATASKETCH = 0.8, 3.0  # least ratios of our rate to theirs
GROWTH = 1.05  # most, exponent of time over articles
ROUNDS = 5
SAMPLE = 2000  # articles of datasketch, which is slow: its rate does not depend on how many


def corpus(count: int, seed: int) -> pd.DataFrame:
    """The generated articles, a row each."""
    columns = ("id", "host", "date", "text", "cluster", "edit")
    rows = [[getattr(story, column) for column in columns] for story in stories(count, seed)]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def quality(articles: pd.DataFrame, pairs: pd.DataFrame) -> bool:
    """Print recall by kind and precision; whether the targets are met."""
    copies = pairs[pairs["kind"] == "copy"]
    first = dict(zip(copies["other"], copies["one"], strict=True))
    found = {frozenset(pair) for pair in zip(pairs["one"], pairs["other"], strict=True)}
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for _, story in articles.groupby("cluster"):
        for (a, edit_a), (b, edit_b) in combinations(story["edit"].items(), 2):
            kind = edit_b if edit_a == "original" else edit_a if edit_b == "original" else "two versions"
            pair = frozenset((first.get(a, a), first.get(b, b)))
            wanted[kind] += 1
            got[kind] += len(pair) == 1 or pair in found
    met = True
    for kind in (*EDITS, "two versions"):
        recall = got[kind] / max(wanted[kind], 1)
        met &= kind not in GATED or recall >= RECALL
        print(f"  {kind:14}{recall:7.3f} of {wanted[kind]:6}{'' if kind in GATED else '  (no target)'}")
    cluster = articles["cluster"]
    right = cluster.loc[pairs["one"]].to_numpy() == cluster.loc[pairs["other"]].to_numpy()
    precision = right.mean() if len(pairs) else 0.0
    print(f"  precision     {precision:7.3f} of {len(pairs):6} pairs found")
    return bool(met and precision >= PRECISION)


def token_sets(texts: Sequence[str]) -> list[set[str]]:
    """Shingles as one writes them in Python."""
    found = []
    for text in texts:
        words = split_words(fold(text))
        found.append({" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)})
    return found


def rensa(sets: Sequence[set[str]]) -> Any:
    """The quickest way through rensa's interface to the candidates of each article."""
    sketches = RMinHash.from_token_sets(sets, PERMUTATIONS, 1)
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, PERMUTATIONS // BAND)
    index.insert_many(sketches)
    return index.query_all(sketches)


def datasketch(sets: Sequence[set[str]]) -> Any:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(PERMUTATIONS // BAND, BAND))
    sketches = list(MinHash.generator([[t.encode() for t in s] for s in sets], num_perm=PERMUTATIONS, seed=1))
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch, check_duplication=False)
    return [index.query(sketch) for sketch in sketches]


def spent(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(articles: pd.DataFrame) -> bool:
    """Print the rates and their ratios; whether the targets are met."""
    texts, hosts = dict(articles["text"]), dict(articles["host"])
    contents = list(texts.values())
    sets = token_sets(contents)
    sample = sets[:SAMPLE]
    work: dict[str, tuple[int, Callable[[], Any]]] = {
        "Relire, from texts to checked pairs": (len(texts), lambda: near_duplicates(texts, hosts=hosts)),
        "rensa, bare: shingles ready-made": (len(texts), lambda: rensa(sets)),
        "rensa, from texts": (len(texts), lambda: rensa(token_sets(contents))),
    }
    try:
        import datasketch as _

        work["datasketch, bare: shingles ready-made"] = (len(sample), lambda: datasketch(sample))
    except ImportError:
        print("datasketch is not installed: not compared (.venv/bin/python -m pip install --group bench)")
    near_duplicates(dict(list(texts.items())[:50]))  # tables that are made once
    rounds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, (_, run) in work.items():
            rounds[name].append(spent(run))
    rates = {name: count / min(rounds[name]) for name, (count, _) in work.items()}
    ours, bare, _, *peer = rates.values()
    for name, rate in rates.items():
        print(f"  {name:40}{rate:10,.0f} articles/s   ratio {ours / rate:6.2f}")
    print(f"  targets: {RENSA} of rensa bare, {DATASKETCH:.0f} times datasketch")
    return ours >= RENSA * bare and all(ours >= DATASKETCH * rate for rate in peer)


def growth(articles: pd.DataFrame) -> bool:
    """Print the time for each size; whether it grows as the number of articles does."""
    sizes = [len(articles) // 4, len(articles) // 2, len(articles)]
    parts = [(dict(part["text"]), dict(part["host"])) for part in (articles.iloc[:size] for size in sizes)]
    rounds = [[spent(lambda t=t, h=h: near_duplicates(t, hosts=h)) for t, h in parts] for _ in range(ROUNDS)]
    times = [min(column) for column in zip(*rounds, strict=True)]
    for size, seconds in zip(sizes, times, strict=True):
        print(f"  {size:8,} articles {seconds:8.2f} s")
    exponent = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
    print(f"  growth exponent {exponent:.3f} (at most {GROWTH})")
    return exponent <= GROWTH


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=5000, help="articles (5000)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    articles = corpus(args.count, args.seed)
    print(
        f"{len(articles):,} articles, {articles['text'].str.split().str.len().mean():.0f} words each with their menus"
    )
    met = quality(articles, near_duplicates(articles["text"], hosts=articles["host"]))
    print("without hosts:")
    met &= quality(articles, near_duplicates(articles["text"]))
    met &= speed(articles)
    met &= growth(corpus(2 * args.count, args.seed))
    print("all targets met" if met else "a target is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
