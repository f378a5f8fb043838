"""Whole-process CPU of ``relire report`` on the sample, against the floor.

The floor is what any report through a kernel pays with the same interpreter: a notebook of one cell that imports
pandas, pyplot and wordcloud and draws one figure, executed by nbclient and exported by nbconvert's own HTMLExporter.
CPU is user and system time of the process and all it started; runs alternate, so that a busy machine hurts both alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
TARGET = 1.6

FLOOR = """
import sys
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

nb = nbformat.v4.new_notebook()
nb.cells = [nbformat.v4.new_code_cell(
    "import pandas\\nimport matplotlib.pyplot as plt\\nimport wordcloud\\n"
    "fig, ax = plt.subplots()\\nax.barh(['a', 'b', 'c'], [3, 1, 2]);")]
NotebookClient(nb, kernel_name="python3").execute()
page, _ = HTMLExporter().from_notebook_node(nb)
open(sys.argv[1], "w", encoding="utf-8").write(page)
"""


def spent(command: list[str], folder: str) -> tuple[float, float]:
    """Seconds of waiting, and of CPU that a command and its children use."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    with open(Path(folder, "log"), "w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            log.seek(0)
            raise SystemExit(f"{' '.join(command[:4])} … failed:\n{log.read()}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print both medians and their ratio; exit status 1 above the target."""
    with tempfile.TemporaryDirectory() as folder:
        report = [sys.executable, "-m", "helpers.cli", "report", "otan-zelensky", "-o", folder]
        floor = [sys.executable, "-c", FLOOR, str(Path(folder, "floor.html"))]
        for command in (floor, report):  # once unmeasured: font cache, bytecode
            spent(command, folder)
        pairs = [(spent(floor, folder)[1], spent(report, folder)[1]) for _ in range(RUNS)]
    floors, reports = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = reports / floors
    verdict = "ok" if ratio <= TARGET else "too slow"
    print(f"report on the sample: {reports:.2f} s CPU, floor {floors:.2f} s, median of {RUNS}")
    print(f"ratio {ratio:.2f} (target at most {TARGET}): {verdict}")
    raise SystemExit(ratio > TARGET)


if __name__ == "__main__":
    main()
