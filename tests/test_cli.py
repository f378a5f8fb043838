"""cli: one line for what is wrong, an exit status that can be relied on, and nothing left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner
from small_notebooks import code, two_notebooks, write

from helpers import cli
from helpers.cli.frames import FORMULA
from helpers.paths import ROOT

COMMANDS = ["report", "tables", "charts"]
TABLES = (
    "actor_roles actor_variants actors candidates co_mentions cooccurrences decisions diversity expressions hapaxes "
    "keyness lines mentions mentions_set_aside phrases readability sections sentences source terms tokens"
).split()


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """Two small notebooks."""
    return two_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to stand in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(capfd, *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command, in this process."""
    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0), *capfd.readouterr()


def contents(folder: Path) -> list[str]:
    """Every file and folder below."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


BAD = {
    "missing": (None, "no such article"),
    "directory": ("", "is a folder"),
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n\r\n", "only blank lines"),
    "binary": (bytes(range(256)) * 8, "not a text file"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line(here, capfd, command, kind):
    """A dump that cannot be read: its name and what to do in one line, exit status 2, nothing written."""
    content, message = BAD[kind]
    dump = here / f"{kind}.txt"
    if content is None:
        pass
    elif content == "":
        dump.mkdir()
    else:
        dump.write_bytes(content)
    before = contents(here)
    status, out, err = run(capfd, command, dump.name, "-o", "out")
    assert (status, out) == (2, "")
    assert err.startswith("relire: ")
    assert err.count("\n") == 1
    assert dump.name in err
    assert message in err
    assert contents(here) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file")
@pytest.mark.parametrize("command", COMMANDS)
def test_unreadable_input_is_one_line(here, capfd, command):
    """A dump without the right to read it: one line, exit status 2."""
    dump = here / "dump.txt"
    dump.write_text("Un texte.")
    dump.chmod(0)
    status, out, err = run(capfd, command, dump.name, "-o", "out")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "cannot be read" in err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("output", ["file", "file/below", "/proc/nowhere"])
def test_unwritable_output_is_one_line(here, capfd, command, output):
    """Output that is no folder, or where none can be made: one line, exit status 2, nothing written."""
    (here / "file").write_text("mine")
    status, out, err = run(capfd, command, "-o", output)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"relire: {output}: ")
    assert contents(here) == ["file"]
    assert (here / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "--outptu", "x"], "No such option '--outptu'. Did you mean '--output'?"),
        (["report", "-p", "TOPP=3"], "-p TOPP: no notebook has this parameter"),
        (["report", "-p", "TOP"], "-p TOP: write it as NAME=VALUE"),
        (["report", "-p", "ARTICLE=x"], "-p ARTICLE: the article is no parameter here"),
        (["report", "otan-zelenski"], "otan-zelenski: no such article; did you mean 'otan-zelensky'?"),
        (["tables"], "Missing option '-o'"),
        (["reprot"], "reprot: no such command; did you mean 'report'?"),
    ],
)
def test_what_is_not_known_is_refused(here, capfd, arguments, message):
    """An unknown option, parameter, article or command is one line with the nearest match, and nothing runs."""
    status, out, err = run(capfd, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"relire: {message}")
    assert contents(here) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    """Each command has a help text with an example, and explains each option."""
    result = CliRunner().invoke(cli.cli, [command, "--help"])
    assert result.exit_code == 0
    assert f"relire {command} otan-zelensky" in result.output
    options = [p for p in cli.cli.commands[command].params if isinstance(p, click.Option)]
    assert all(option.help or option.hidden for option in options)


def test_version_and_help_come_without_an_article(capfd):
    """The version is the project's, and the bare command shows the help."""
    assert run(capfd, "--version") == (0, "relire, version 0.1.0\n", "")
    status, out, _ = run(capfd)
    assert (status, [name for name in COMMANDS if name in out]) == (0, COMMANDS)


def test_a_report_is_written_and_named(here, capfd, notebooks):
    """The path of each report is printed, the values of -p are read as Python or else as text."""
    options = ["-o", "a/b", "--notebooks", notebooks, "-p"]
    assert run(capfd, "report", "otan-zelensky", *options, "TOP=ten words") == (0, "a/b/otan-zelensky.html\n", "")
    assert contents(here) == ["a", "a/b", "a/b/otan-zelensky.html"]
    assert "TOP = 'ten words'" in text_of(here / "a/b/otan-zelensky.html")


def text_of(page: Path) -> str:
    """What a page says."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()


def test_standard_input_is_read(here, notebooks):
    """A dash reads standard input."""
    command = [sys.executable, "-m", "helpers.cli", "report", "-", "-o", "out", "--notebooks", str(notebooks)]
    done = subprocess.run(command, input=b"Un titre\n\nUn texte.\n", capture_output=True, check=False, env=ENV)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"out/standard-input.html"], b"")
    assert "Un titre" in text_of(here / "out/standard-input.html")


def test_one_that_fails_does_not_stop_the_others(here, capfd, tmp_path):
    """Of three articles the second fails in a cell: the others are written, it is named at the end, exit status 1."""
    folder = write(
        tmp_path / "notebooks",
        _1_first=[code("ARTICLE = None", "parameters"), code("if 'bad' in ARTICLE:\n    1 / 0")],
    )
    for name in ("one", "bad", "two"):
        (here / f"{name}.txt").write_text("Un texte.")
    status, out, err = run(capfd, "report", "one.txt", "bad.txt", "two.txt", "-o", "out", "--notebooks", folder)
    assert (status, out.split()) == (1, ["out/one.html", "out/two.html"])
    assert err == "relire: bad.txt: 1_first.ipynb, cell 2: ZeroDivisionError: division by zero\n"
    assert contents(here / "out") == ["one.html", "two.html"]


def test_bad_input_among_several_does_not_stop_the_others(here, capfd, notebooks):
    """A missing, an empty and a binary file among others: each is named at the end, the others are written."""
    (here / "good.txt").write_text("Un texte.")
    (here / "empty.txt").touch()
    (here / "binary.txt").write_bytes(b"\0\1\2" * 99)
    names = ["empty.txt", "good.txt", "godo.txt", "binary.txt"]
    status, out, err = run(capfd, "report", *names, "-o", "out", "--notebooks", notebooks)
    assert (status, out) == (1, "out/good.html\n")
    assert [line.split(": ")[1].removeprefix(f"{here}/") for line in err.splitlines()] == [
        "empty.txt",
        "godo.txt",
        "binary.txt",
    ]
    assert "did you mean 'good.txt'" in err


def test_two_articles_of_one_name_are_refused(here, capfd):
    """Two articles whose reports would have the same name are refused, both named."""
    for folder in ("a", "b"):
        (here / folder).mkdir()
        (here / folder / "dump.txt").write_text("Un texte.")
    status, _, err = run(capfd, "report", "a/dump.txt", "b/dump.txt", "-o", "out")
    assert (status, err) == (2, "relire: a/dump.txt and b/dump.txt would both become dump.html; give each its own -o\n")
    assert not (here / "out").exists()


ENV = os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupted_run_leaves_the_old_report(here, tmp_path, name, status):
    """Stopped in the middle of a cell: the old report stays as it was, nothing else is left, and it is quiet."""
    import signal

    folder = write(tmp_path / "notebooks", _1_first=[code("open('started', 'w')\nimport time\ntime.sleep(60)")])
    (here / "out").mkdir()
    (here / "out" / "otan-zelensky.html").write_text("old")
    command = [sys.executable, "-m", "helpers.cli", "report", "-o", "out", "--notebooks", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    deadline = time.monotonic() + 30
    while not (here / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(getattr(signal, name))
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.strip()) == (status, b"", b"")
    assert contents(here) == ["out", "out/otan-zelensky.html", "started"]
    assert (here / "out" / "otan-zelensky.html").read_text() == "old"


@pytest.mark.usefixtures("here")
def test_the_parent_of_a_report_stays_light(notebooks):
    """`relire report` imports neither pandas nor matplotlib in its own process, nor the slow check of IRIs."""
    script = (
        "import sys\nfrom helpers import cli\n"
        f"try:\n    cli.main(['report', '--notebooks', {str(notebooks)!r}])\n"
        "finally:\n    print([m for m in ('pandas', 'matplotlib', 'rfc3987_syntax') if sys.modules.get(m)])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=ENV)
    assert done.stdout.splitlines() == ["reports/otan-zelensky.html", "[]"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> Path:
    """The tables of a dump full of would-be formulas."""
    folder = tmp_path_factory.mktemp("tables")
    lines = ["=1+1 est un titre", "", '@SUM(A1) « été », dit-il, "oui"; non.', "+33 est là."]
    (folder / "formulas.txt").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        cli.main(["tables", str(folder / "formulas.txt"), "-o", str(folder / "out")])
    assert not done.value.code
    return folder / "out"


def test_every_table_comes_in_both_formats(tables):
    """Each frame is there as CSV and as Parquet, the graph of actors as GEXF, and nothing else is."""
    both = [f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")]
    assert contents(tables) == sorted(["formulas-actors.gexf", *both])


@pytest.mark.parametrize("name", TABLES)
def test_tables_say_the_same_in_both_formats(tables, name):
    """CSV and Parquet have the same rows and columns; CSV begins with the mark that Excel needs."""
    csv = pd.read_csv(tables / f"{name}.csv")
    parquet = pd.read_parquet(tables / f"{name}.parquet")
    named = parquet.reset_index() if parquet.index.name else parquet
    assert list(csv.columns) == list(named.columns)
    assert len(csv) == len(named)
    assert (tables / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_a_formula(tables, name):
    """No text cell of a CSV begins as a formula does; Parquet holds the text unchanged."""
    csv = pd.read_csv(tables / f"{name}.csv", dtype=str, keep_default_na=False)
    starts = {value[:1] for column in csv.columns for value in csv[column] if not value.lstrip("-").isdigit()}
    assert not starts & set(FORMULA)
    if name == "lines":
        assert csv["text"].tolist()[::2] == ["'=1+1 est un titre", '\'@SUM(A1) « été », dit-il, "oui"; non.']
        assert pd.read_parquet(tables / "lines.parquet")["text"].iloc[0].startswith("=1+1")


def test_older_files_stay_when_a_table_fails(here, monkeypatch):
    """A failure halfway leaves the earlier tables as they were."""
    (here / "out").mkdir()
    (here / "out" / "lines.csv").write_text("old")
    monkeypatch.setattr(pd.DataFrame, "to_parquet", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cli.main(["tables", "otan-zelensky", "-o", "out"])
    assert [(name, (here / "out" / name).read_text()) for name in contents(here / "out")] == [("lines.csv", "old")]


def test_every_chart_comes_in_both_formats(here, capfd):
    """Each chart of the article is there as SVG and as PNG, and each path is printed."""
    from helpers import load_article
    from helpers.charts import all_charts

    status, out, _ = run(capfd, "charts", "otan-zelensky", "-o", "out")
    expected = [f"{name}.{kind}" for name, _ in all_charts(load_article("otan-zelensky")) for kind in ("svg", "png")]
    assert (status, out.split()) == (0, [f"out/{name}" for name in expected])
    assert contents(here / "out") == sorted(expected)
    assert all((here / "out" / name).stat().st_size > 1000 for name in expected)
