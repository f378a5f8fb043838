"""Many articles: whole pipeline (load to mentions, into Parquet) on one process and on two, growth, peak memory.

The articles, of about 400 words, are generated with a fixed seed: sentences of the dumps in this repository, shuffled
and drawn anew, under a headline and a menu line of theirs. They lie in a JSON lines file, an article a row. Each figure
is of a run in processes of its own, which import and load what they need in it. CPU seconds are those of all processes
of the run, so that a busy machine changes them little; the exponent is that of CPU time over articles, start-up taken
off: that of a run over eight articles for each process. Peak memory is that of the largest process. A run over a
finished result follows: nothing is read again.

    python benchmarks/corpus.py [--articles 250 500 1000] [--jobs 1 2] [--kill]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

WORDS = 400
GROWTH_TARGET = 1.05
CPU_TARGET = 70.0  # milliseconds an article: 100,000 in an hour on two cores
MEMORY_TARGET = 2e9  # bytes
AT_ONCE = 8  # articles that a process is given, as in helpers.corpus.workers


def pieces() -> tuple[list[str], list[str]]:
    """Headlines and sentences of the French and English dumps of this repository."""
    from helpers import load_article

    titles, sentences = [], []
    paths = [*ROOT.glob("data/articles/*.txt"), *ROOT.glob("tests/cases/fr*/dump.txt")]
    for path in sorted(path for path in paths if path.name.startswith(("otan", "sample-", "dump"))):
        article = load_article(path)
        titles += [article.title] if article.title else []
        for line in article.lines.loc[article.lines["role"] == "body", "text"]:
            sentences += [s for s in re.split(r"(?<=[.!?]) +", line) if len(s) > 30]
    return titles, sentences


def write_articles(path: Path, count: int, seed: int = 1) -> None:
    """``count`` articles as JSON lines."""
    titles, sentences = pieces()
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            lines, words = [f"{rng.choice(titles)} ({number})", "Partager"], 0
            while words < WORDS:
                paragraph = " ".join(rng.sample(sentences, 4))
                lines.append(paragraph)
                words += len(paragraph.split())
            row = {"id": f"{number:07}", "outlet": f"site-{number % 50}.example", "text": "\n".join(lines)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def child(where: str, out: str, jobs: int) -> None:
    """One run; its figures as JSON."""
    from helpers import load_corpus

    start = time.perf_counter()
    corpus = load_corpus(where, out=out, jobs=jobs)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in used)
    peak = 1024 * max(usage.ru_maxrss for usage in used)
    size = sum(path.stat().st_size for path in Path(out).rglob("*.parquet"))
    print(json.dumps({"articles": len(corpus), "seconds": seconds, "cpu": cpu, "peak": peak, "size": size}))


def measure(where: Path, out: Path, jobs: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", str(where), str(out), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def killed(where: Path, out: Path, jobs: int, undisturbed: Path) -> bool:
    """Kill a run with signal 9 when half of it is done, run again, and compare: is the result the undisturbed one?"""
    command = [sys.executable, __file__, "--child", str(where), str(out), "--jobs", str(jobs)]
    total = len(list((undisturbed / "articles").glob("*.parquet")))
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    done = out / ".unfinished" / "articles"
    while process.poll() is None and len(list(done.glob("part-*"))) < total / 2:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    ready = len(list(done.glob("part-*")))
    again = measure(where, out, jobs)
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (undisturbed, out)
    )
    print(
        f"killed when {ready:,} of {total:,} parts were there: the rest took {again['seconds']:.0f} s;"
        f" the result is {'' if one == other else 'NOT '}the undisturbed one"
    )
    return one == other


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[250, 500, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kill", action="store_true", help="kill the last run in the middle, and start it again")
    parser.add_argument("--child", nargs=2, metavar=("WHERE", "OUT"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        child(*args.child, args.jobs[0])
        return 0
    met = True
    print(
        f"{'articles':>9}{'jobs':>6}{'articles/s':>12}{'CPU ms each':>13}{'peak MB':>9}{'kB each':>9}{'again, s':>10}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for jobs in args.jobs:
            spent = []
            few, least = Path(folder) / "few.jsonl", AT_ONCE * jobs  # something to do for each process
            write_articles(few, least)
            base = measure(few, Path(folder) / f"few-{jobs}", jobs)["cpu"]
            for count in args.articles:
                where, out = Path(folder) / f"{count}.jsonl", Path(folder) / f"{count}-{jobs}"
                if not where.exists():
                    write_articles(where, count)
                found, again = measure(where, out, jobs), measure(where, out, jobs)
                each = 1000 * (found["cpu"] - base) / (count - least)
                spent.append(each * count)
                print(
                    f"{count:9,}{jobs:6}{count / found['seconds']:12.1f}{each:13.1f}{found['peak'] / 1e6:9.0f}"
                    f"{found['size'] / count / 1000:9.1f}{again['seconds']:10.1f}",
                    flush=True,
                )
                met &= each <= CPU_TARGET and found["peak"] * jobs <= MEMORY_TARGET
            if args.kill:
                met &= killed(where, Path(folder) / f"killed-{jobs}", jobs, out)
            if len(spent) > 1:
                grown = math.log(spent[-1] / spent[0]) / math.log(args.articles[-1] / args.articles[0])
                met &= grown <= GROWTH_TARGET
                print(f"growth of CPU time, {jobs} process{'es' * (jobs > 1)}: exponent {grown:.3f}")
    print(f"targets: {CPU_TARGET:.0f} ms, {MEMORY_TARGET / 1e9:.0f} GB in all, exponent {GROWTH_TARGET}:", end=" ")
    print("met" if met else "NOT met")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
