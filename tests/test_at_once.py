"""Several reports in one call: both cores, the same bytes as separate calls, and a report whole or not at all."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_notebooks import code, markdown, two_notebooks, write
from support import CASES, undated

from helpers.cli import main
from helpers.paths import ROOT
from helpers.report import make_report

posix = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """Two small notebooks."""
    return two_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture
def dumps(tmp_path, monkeypatch) -> list[str]:
    """Four dumps in the folder where the command is called."""
    monkeypatch.chdir(tmp_path)
    names = ["a.txt", "b.txt", "c.txt", "d.txt"]
    for name in names:
        Path(name).write_text(f"Titre {name}\n\nUn texte.\n", encoding="utf-8")
    return names


def run(capfd, *arguments: object) -> tuple[int, str, str]:
    """Exit status, output and messages of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    return (exit_.value.code, *capfd.readouterr())


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_at_once_as_one_by_one(capfd, dumps, notebooks, jobs):
    """However many run at once, the reports come in the order asked for, byte for byte those of separate calls."""
    status, out, err = run(capfd, "report", *dumps, "-o", "out", "--jobs", jobs, "--notebooks", notebooks)
    assert (status, out, err) == (0, "".join(f"out/{name[0]}.html\n" for name in dumps), "")
    for name in dumps:
        alone = make_report(name, out_dir="alone", notebooks=notebooks)
        assert undated(alone) == undated(Path("out") / alone.name)


def test_one_failure_stops_no_other(capfd, dumps, tmp_path):
    """A cell that fails, a process that dies, a source that is none: each is told, and the others are written."""
    bad = "import os\ntext = open(ARTICLE).read()\nassert 'b.txt' not in text\n'c.txt' in text and os._exit(3)"
    folder = write(tmp_path / "nb", _1_one=[markdown("# One"), code("ARTICLE = None", "parameters"), code(bad)])
    status, out, err = run(capfd, "report", *dumps, "none.txt", "-o", "out", "--jobs", 2, "--notebooks", folder)
    assert (status, out) == (1, "out/a.html\nout/d.html\n")
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["none.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_no_jobs_are_refused(capfd, dumps, value):
    """A number of jobs that is none is wrong input."""
    status, _, err = run(capfd, "report", *dumps, "--jobs", value)
    assert status == 2
    assert "--jobs" in err


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_leaves_nothing_behind(dumps, tmp_path, sent):
    """Ctrl-C and a polite kill end all processes and leave no half-written file and no scratch folder."""
    slow = "import os, time\nopen(f'pid-{os.getpid()}', 'w').close()\ntime.sleep(60)"
    folder = write(tmp_path / "nb", _1_one=[code("ARTICLE = None", "parameters"), code(slow)])
    process = start("report", *dumps, "-o", "out", "--jobs", 2, "--notebooks", folder, cwd=tmp_path)
    wait_for(lambda: len(list(tmp_path.glob("pid-*"))) == 2)
    process.send_signal(sent)
    assert process.wait(timeout=30) == {signal.SIGINT: 130, signal.SIGTERM: 143}[sent]
    pids = [int(path.name[4:]) for path in tmp_path.glob("pid-*")]
    wait_for(lambda: not any(map(alive, pids)))
    assert not (tmp_path / "out").exists()


@posix
def test_killed_it_leaves_no_process(dumps, tmp_path):
    """A kill that cannot be caught ends what runs for the command too."""
    slow = "import os, time\nopen(f'pid-{os.getpid()}', 'w').close()\ntime.sleep(60)"
    folder = write(tmp_path / "nb", _1_one=[code("ARTICLE = None", "parameters"), code(slow)])
    for arguments in (dumps[:1], dumps[:2]):
        process = start("report", *arguments, "-o", "out", "--notebooks", folder, cwd=tmp_path)
        wait_for(lambda: len(list(tmp_path.glob("pid-*"))) == len(arguments))  # noqa: B023 - called in this turn
        process.kill()
        process.wait()
        pids = [int(path.name[4:]) for path in tmp_path.glob("pid-*")]
        wait_for(lambda: not any(map(alive, pids)))  # noqa: B023
        for path in tmp_path.glob("pid-*"):
            path.unlink()


@posix
@pytest.mark.deep
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_killed_at_random_it_breaks_no_file(tmp_path, sent):
    """Killed at ten random moments each: the report is the old one or the new one, whole, and never anything else."""
    out = tmp_path / "out"
    out.mkdir()
    began = time.monotonic()
    assert start("report", "otan-zelensky", "-o", out, cwd=tmp_path).wait() == 0
    took = time.monotonic() - began
    report = out / "otan-zelensky.html"
    new = undated(report)
    moments = random.Random(6)
    for _ in range(10):
        report.write_bytes(b"old")
        process = start("report", "otan-zelensky", "-o", out, cwd=tmp_path)
        # a third of the kills around the end, where the file is written
        time.sleep(moments.uniform(0, took) if moments.random() < 0.66 else moments.uniform(0.8, 1.1) * took)
        process.send_signal(sent)
        process.wait()
        assert report.read_bytes() == b"old" or undated(report) == new
        left = [path.name for path in out.iterdir() if path != report]
        assert sent == signal.SIGKILL or left == []
        for path in out.glob(".relire-*"):
            shutil.rmtree(path)
        assert list(out.iterdir()) == [report]


@pytest.mark.deep
def test_cases_at_once_as_one_by_one(tmp_path):
    """The real notebooks on labelled cases, all in one call: the bytes of separate calls."""
    names = ["fr03_ars_near_copy", "fr00_otan_zelensky"]
    for name in names:
        shutil.copyfile(CASES / name / "dump.txt", tmp_path / f"{name}.txt")
    files = [f"{name}.txt" for name in names] + ["sample-en-bridge"]
    assert start("report", *files, "-o", "together", cwd=tmp_path).wait() == 0
    for file in files:
        assert start("report", file, "-o", "alone", cwd=tmp_path).wait() == 0
    together, alone = ({p.name: undated(p) for p in (tmp_path / f).iterdir()} for f in ("together", "alone"))
    assert together == alone
    assert len(alone) == 3


def start(*arguments: object, cwd: Path) -> subprocess.Popen:
    """The command, started."""
    command = [sys.executable, "-m", "helpers.cli", *map(str, arguments)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)}, **quiet)


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:  # one that nobody waited for is none
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def wait_for(happened, seconds: float = 60) -> None:
    """Wait until something happened."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)
