"""Ten articles in one call of ``relire report``, against ten calls: waiting time and CPU.

One call imports everything once and works on all cores. CPU is user and system time of the processes and all they
started. The articles are labelled dumps of the tests and one of ``data/articles``.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from report_floor import spent

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 10
RUNS = 3
TARGET = 0.5


def reports(names: list[str], folder: str) -> tuple[float, float]:
    """Seconds of waiting and of CPU that one call on these articles takes."""
    return spent([sys.executable, "-m", "helpers.cli", "report", *names, "-o", folder], folder)


def main() -> None:
    """Print both and their ratios; exit status 1 where one call takes half as long as ten or longer."""
    dumps = [
        *sorted((ROOT / "tests" / "cases").glob("*/dump.txt")),
        *sorted((ROOT / "data" / "articles").glob("s*.txt")),
    ]
    with tempfile.TemporaryDirectory() as folder:
        names = [f"article-{number}.txt" for number in range(ARTICLES)]
        for name, dump in zip(names, dumps, strict=False):
            shutil.copyfile(dump, Path(folder, name))
        reports(names[:1], folder)  # once unmeasured: font cache, bytecode
        together, apart = [], []
        for _ in range(RUNS):
            together.append(reports(names, folder))
            each = [reports([name], folder) for name in names]
            apart.append((sum(wait for wait, _ in each), sum(cpu for _, cpu in each)))
    ratios = [median(t[which] for t in together) / median(a[which] for a in apart) for which in (0, 1)]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{ARTICLES} articles, {cores} cores: {median(t[0] for t in together):.1f} s in one call, ", end="")
    print(f"{median(a[0] for a in apart):.1f} s in {ARTICLES}; CPU ratio {ratios[1]:.2f}")
    print(f"ratio {ratios[0]:.2f} (target below {TARGET}): {'ok' if ratios[0] < TARGET else 'too slow'}")
    raise SystemExit(ratios[0] >= TARGET)


if __name__ == "__main__":
    main()
