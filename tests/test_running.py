"""running: cells in a process of their own put out what a kernel would, and hurt nobody when they fail."""

import os
import sys
import time

import nbformat
import pytest
from nbclient import NotebookClient
from small_notebooks import code, write

from helpers.running import ProcessDiedError, one_runner, runners

CELLS = [
    "x = 1\nx + 1",
    "print('one')\nprint('two')",
    "import sys\nprint('three', file=sys.stderr)",
    "from IPython.display import display, HTML, Markdown\ndisplay(HTML('<b>x</b>'))\nprint('mid')\nHTML('<i>y</i>')",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "display({'image/png': 'iVBORw0KGgo='}, raw=True, metadata={'image/png': {'alt': 'dots'}})",
    "handle = display(Markdown('*a*'), display_id='one')\nhandle.update(Markdown('*b*'))",
    "x;",
    "%matplotlib inline\nNone",
    "_x = 'ключ — été \\ud83d'\nlen(_x)",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2]);",
    "await __import__('asyncio').sleep(0, 'awaited')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('left')",
    "",
]


def job(tmp_path, *cells, may_fail=()):
    """A job for a runner."""
    sent = [{"source": source, "may_fail": number in may_fail} for number, source in enumerate(cells)]
    return {"cells": sent, "cwd": str(tmp_path), "home": str(tmp_path / "ipython")}


@pytest.fixture
def run():
    """A runner."""
    with one_runner() as found:
        yield found


def plain(outputs):
    """Outputs without what a page never shows."""
    return [{key: value for key, value in output.items() if key != "execution_count"} for output in outputs]


def test_outputs_are_those_of_a_kernel(run, tmp_path):
    """Results, prints in their order, displays and their updates, frames, figures: all as a real kernel gives them."""
    ours = [plain(answer["outputs"]) for answer in run(job(tmp_path, *CELLS))]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    NotebookClient(nb, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    theirs = [plain(cell.outputs) for cell in nb.cells]
    for source, one, two in zip(CELLS, ours, theirs, strict=True):
        assert one == two, source


@pytest.mark.parametrize("at_once", [False, True])
def test_a_failing_cell_ends_the_job(tmp_path, at_once):
    """A cell that fails says how and ends the job, unless it may fail; the next job runs all the same."""
    with runners(1, tmp_path) if at_once else one_runner() as found:
        run = found[0] if at_once else found
        answers = list(run(job(tmp_path, "1 / 0", "2", "y = {}['k']", "3", may_fail={0})))
        assert [answer["error"] and answer["error"]["ename"] for answer in answers] == [None, None, "KeyError"]
        assert answers[0]["outputs"][0]["ename"] == "ZeroDivisionError"
        assert [a["outputs"][0]["data"]["text/plain"] for a in run(job(tmp_path, "4"))] == ["4"]


@pytest.mark.parametrize("at_once", [False, True])
def test_a_dead_process_is_told(tmp_path, at_once):
    """A cell that kills its process is an error at once, and the next job runs all the same."""
    with runners(1, tmp_path) if at_once else one_runner() as found:
        run = found[0] if at_once else found
        with pytest.raises(ProcessDiedError):
            list(run(job(tmp_path, "1", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "3")))
        assert len(list(run(job(tmp_path, "1", "2")))) == 2


def test_no_job_sees_another(tmp_path):
    """Names, settings, modules and warnings of one job are not there in the next."""
    folder = write(tmp_path / "notebooks", _1_one=[code("import math")])
    leave = "import math, warnings, builtins\nbuiltins.left = math.left = secret = 1\nwarnings.warn('once')"
    look = "import math, builtins\n[n for n, o in {'s': globals(), 'b': vars(builtins), 'm': vars(math)}.items()"
    look += " if 'left' in o or 'secret' in o]"
    with runners(1, folder) as (run,):
        first = list(run(job(tmp_path, leave)))
        assert list(run(job(tmp_path, look)))[-1]["outputs"][0]["data"]["text/plain"] == "[]"
        again = list(run(job(tmp_path, leave)))
    assert len(first[0]["outputs"]) == len(again[0]["outputs"]) == 1


def test_a_cell_has_no_standard_input(run, tmp_path):
    """A cell that asks is told that nobody answers, and does not wait."""
    assert next(run(job(tmp_path, "input('?')")))["error"]["ename"] == "EOFError"


@pytest.mark.skipif(os.name != "posix", reason="counts processes as POSIX has them")
def test_leaving_ends_the_processes(tmp_path):
    """What still runs when the loop is left runs no longer."""
    with one_runner() as run:
        first = next(run(job(tmp_path, "import os\nprint(os.getpid())", "import time\ntime.sleep(60)")))
    pid = int(first["outputs"][0]["text"])
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("it still runs")


def test_the_interpreter_is_this_one(run, tmp_path):
    """Cells run in sys.executable, and import nothing from the folder they run in."""
    (tmp_path / "statistics.py").write_text("raise SystemExit('the reader’s')")
    answer = next(run(job(tmp_path, "import statistics, sys\nprint(sys.executable)")))
    assert answer["outputs"][0]["text"].strip() == sys.executable
