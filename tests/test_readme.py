"""The README: what it shows can be typed and gives what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from support import CASES

from helpers import InputError, load_article
from helpers.cli import cli
from helpers.paths import ROOT
from helpers.sources import find_article

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.DOTALL)
ALL_COMMANDS = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.startswith(".venv/bin/relire")
]
DECISIONS = [line for line in ALL_COMMANDS if " override my-dump.txt " in line]
LEDGERS = [line for line in ALL_COMMANDS if " actors my-dump.txt" in line]
SEVERAL = [line for line in ALL_COMMANDS if " two-articles.txt" in line]
COMMANDS = [line for line in ALL_COMMANDS if line not in {*DECISIONS, *LEDGERS, *SEVERAL}]


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_each_relire_command_is_understood(command):
    """Each command of the README is there, and takes the options it is given."""
    name, *words = shlex.split(command)[1:]
    assert cli.commands[name].make_context(name, words)


# Making pages takes long, and each such command has tests of its own; make test-deep types those of the README too.
LONG = ("relire report ", "relire compare ", "relire corpus ", "relire charts ")


@pytest.mark.parametrize(
    "command",
    [pytest.param(line, marks=pytest.mark.deep if any(what in line for what in LONG) else ()) for line in COMMANDS],
)
def test_each_relire_command_runs(command, tmp_path, report):
    """Each command of the README ends well; those that write print files that are there."""
    (tmp_path / "reports").mkdir()
    shutil.copy(url2pathname(urlsplit(report).path), tmp_path / "reports")
    words = [sys.executable, "-m", "helpers.cli", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=False)
    assert done.returncode == 0, done.stderr
    printed = done.stdout.split()
    assert printed
    if "-o" in words:
        assert all((tmp_path / name).stat().st_size for name in printed)


def test_the_decisions_can_be_made(tmp_path):
    """The commands that decide about my-dump.txt run one after the other, and each says where that is written."""
    shutil.copy(find_article("otan-zelensky"), tmp_path / "my-dump.txt")
    assert DECISIONS
    for command in DECISIONS:
        words = [sys.executable, "-m", "helpers.cli", *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith("Written to my-dump.txt.relire.toml\n")


def test_the_tables_of_actors_can_be_written(tmp_path):
    """The commands that write a table of actors say where it is, and it is there."""
    shutil.copy(find_article("otan-zelensky"), tmp_path / "my-dump.txt")
    assert LEDGERS
    for command, name in zip(LEDGERS, ["my-dump.actors.csv", "actors.csv"], strict=True):
        words = [sys.executable, "-m", "helpers.cli", *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=True)
        assert f"Written to {name}: 7 rows of actors" in done.stdout
        assert (tmp_path / name).stat().st_size


def test_several_articles_are_reported_as_shown(tmp_path):
    """The commands on a dump of two articles print what is shown."""
    cases = [load_article(CASES / name / "dump.txt").source.text for name in ("es01_vivienda", "fr06_entretien")]
    (tmp_path / "two-articles.txt").write_text("\n".join(cases), encoding="utf-8")
    printed = ""
    for command in SEVERAL:
        words = [sys.executable, "-m", "helpers.cli", *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=True)
        printed += done.stderr + done.stdout
    assert f"```\n{printed}```" in README


def test_the_ledger_shown_is_the_ledger():
    """What the README shows of relire inspect is what it prints at 80 columns."""
    words = [sys.executable, "-m", "helpers.cli", "inspect", "otan-zelensky", "--role", "boilerplate"]
    done = subprocess.run(words, capture_output=True, text=True, env=_environment() | {"COLUMNS": "80"}, check=True)
    assert f"```\n{done.stdout}```" in README


def _environment():
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(
    shutil.which("make") is None or not (ROOT / ".venv" / ".compiled").exists(), reason="needs make and its .venv"
)
def test_make_report_writes_the_readers_own_article(tmp_path):
    """make report ARTICLE=their-own.txt says where the report is, and it is there."""
    own = tmp_path / "their own.txt"
    own.write_text("Le chat noir est parti hier soir vers la rivière, et nul ne l'a revu depuis.", encoding="utf-8")
    done = subprocess.run(
        ["make", "--no-print-directory", "report", f"ARTICLE={own}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = ROOT / done.stdout.splitlines()[-1]
    assert report.name == "their own.html"
    report.unlink()


def test_the_python_example_runs(capsys):
    """The lines of Python in the README run."""
    code = next(block for kind, block in BLOCKS if kind == "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().err == ""


def test_the_error_shown_is_the_error_given():
    """The message that the README shows is the one Relire gives."""
    with pytest.raises(InputError) as caught:
        find_article("otan-zelenski")
    assert f"relire: {caught.value}" in README


def test_links_and_pictures_are_there():
    """Each relative link of the README and its neighbours leads to a file."""
    for name in ["README.md", "data/articles/README.md", "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert "://" in target or (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_the_notebooks_of_the_readme_are_the_notebooks():
    """The table names every notebook, and no other."""
    assert set(re.findall(r"^\| `(\d_\w+)`", README, flags=re.MULTILINE)) == {
        path.stem for path in (ROOT / "notebooks").glob("*.ipynb")
    }
