"""The set-up files agree with one another, with the README and with what is installed."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-cluster.lock"]
START = ROOT / "notebooks" / "0_start_here.ipynb"  # leads to the others, and is no part of a report
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[1-9]*.ipynb"))
TAGS = {"parameters", "article", "copy", "notebook-only", "live", "clusters"}

# The same project under its conda-forge name, without what a script user does not need.
CONDA_NAMES = {"matplotlib-base": "matplotlib", "msgpack-python": "msgpack", "nbconvert-core": "nbconvert"}
FLOORS = {"jupyterlab": "4.6.2", "jupyter-server": "2.20", "nbconvert": "7.17.1"}

# Parts of a direct dependency's own interface: declared with it.
THROUGH = {
    "ipykernel": {"IPython"},
    "jupyter-server": {"jupyter_core"},
    "dask": {"distributed"},
    "matplotlib": {"PIL"},
    "nbconvert": {"jsonschema", "nbformat", "traitlets"},
    "pandas": {"numpy"},
}

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs GNU make: sudo apt install make")
needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the git checkout")


def bounds(lines: list[str]) -> dict[str, str]:
    """Requirement strings as {normalised name: version bounds in a fixed order}."""
    parsed = [Requirement(line) for line in lines]
    return {canonicalize_name(item.name): ",".join(sorted(map(str, item.specifier))) for item in parsed}


DIRECT = bounds(PYPROJECT["project"]["dependencies"])
EXTRA = bounds(PYPROJECT["project"]["optional-dependencies"]["cluster"])
DEV = bounds(PYPROJECT["dependency-groups"]["dev"])
BUILD = bounds(PYPROJECT["dependency-groups"]["build"])
BENCH = bounds(PYPROJECT["dependency-groups"]["bench"])


def pins(lock: str) -> dict[str, list[tuple[str, int]]]:
    """A lock as {name: [(version, number of hashes), …]}; a name has two versions where Pythons differ."""
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text("utf-8")):
        if match := re.match(r"([a-z0-9._-]+)==([^\s;]+)", entry):
            found.setdefault(canonicalize_name(match[1]), []).append((match[2], entry.count("--hash=sha256:")))
    return found


def readme() -> str:
    """The README's text."""
    return (ROOT / "README.md").read_text("utf-8")


def repository_files() -> list[Path]:
    """Every file that git holds or would hold."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def make(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make as a reader's shell would, without the variables of a make that may run these tests."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    inherited.pop("RELIRE_ARTICLE", None)
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=inherited | environment, check=False)


@pytest.mark.parametrize("group", [DIRECT, DEV, BUILD, BENCH], ids=["direct", "dev", "build", "bench"])
def test_every_dependency_has_both_bounds(group: dict[str, str]) -> None:
    """Each dependency names the oldest version it works with and the next one that may break it."""
    assert group
    assert [name for name, limits in group.items() if not (">=" in limits and "<" in limits.replace("<=", ""))] == []


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_security_floors_hold(name: str, floor: str) -> None:
    """No version with a known hole satisfies the bounds, and none is pinned."""
    lower = re.search(r">=([^,]+)", DIRECT[name])
    assert lower is not None
    assert Version(lower[1]) >= Version(floor)
    assert all(Version(version) >= Version(floor) for lock in LOCKS for version, _ in pins(lock)[name])


def test_conda_environment_repeats_the_dependencies() -> None:
    """A conda user gets the same direct dependencies with the same bounds as a pip user."""
    *pip_section, project = ENVIRONMENT["dependencies"][-1]["pip"]
    conda = bounds([line for line in ENVIRONMENT["dependencies"][:-1] if not line.startswith(("python=", "pip"))])
    conda = {CONDA_NAMES.get(name, name): limits for name, limits in conda.items()}
    assert conda | bounds(pip_section) == DIRECT | BUILD
    assert project == "-e ."


def test_conda_environment_is_pinned_to_one_python() -> None:
    """The environment comes from conda-forge alone and its Python is one that the project supports."""
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]
    (python,) = [line for line in ENVIRONMENT["dependencies"] if str(line).startswith("python=")]
    assert python.removeprefix("python=") in {"3.11", "3.12", "3.13", "3.14"}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_hashes_and_no_address(lock: str) -> None:
    """Every pin has a hash, and no line, comments included, names a host or a place on a disk."""
    assert [name for name, versions in pins(lock).items() if not all(hashes for _, hashes in versions)] == []
    address = re.compile(r"\S*(?:://|@|\.org|\.com|\.net|--index|--find|--extra|(?<!\w)/)\S*")
    assert address.findall((ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [(LOCKS[0], DIRECT | BUILD), (LOCKS[1], DIRECT | EXTRA | BUILD | DEV), (LOCKS[2], DIRECT | EXTRA | BUILD)],
    ids=LOCKS,
)
def test_lock_satisfies_the_bounds(lock: str, wanted: dict[str, str]) -> None:
    """Every direct dependency is pinned, to versions within its bounds."""
    pinned = pins(lock)
    wrong = [
        (name, version)
        for name, limits in wanted.items()
        for version, _ in pinned.get(name, [("0", 0)])
        if version not in Requirement(f"{name}{limits}").specifier
    ]
    assert wrong == []


def test_locks_agree() -> None:
    """Who runs the tests, or reads with a cluster, has exactly the versions that a reader has."""
    reader = pins(LOCKS[0])
    for other in map(pins, LOCKS[1:]):
        assert {name: other.get(name) for name in reader} == reader


def test_build_backend_is_locked() -> None:
    """Installing the project itself resolves nothing anew: its build requirements are the locked ones."""
    assert bounds(PYPROJECT["build-system"]["requires"]) == BUILD


def test_imports_are_direct_dependencies() -> None:
    """What the helpers import is declared, not just present because something else needs it; spaCy is the reader's."""
    providers = metadata.packages_distributions()
    declared, undeclared = {*DIRECT, *EXTRA}, set()
    known = set(sys.stdlib_module_names).union({"helpers"}, *THROUGH.values())
    for path in (ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for top in {name.split(".")[0] for name in names} - known:
                if not declared & {canonicalize_name(name) for name in providers.get(top, [])}:
                    undeclared.add((path.name, top))
    assert undeclared <= {("pipelines.py", "spacy")}
    assert set(THROUGH) <= {*DIRECT, *EXTRA}


@pytest.mark.parametrize("name", [Requirement(line).name for line in PYPROJECT["project"]["dependencies"]])
def test_readme_justifies_each_dependency(name: str) -> None:
    """The README's section "Dependencies" has one line for each, which says what it is for."""
    _, heading, section = readme().partition("\n## Dependencies\n")
    assert heading
    lines = [line for line in section.split("\n## ")[0].splitlines() if f"`{name}`" in line]
    assert len(lines) == 1
    assert len(lines[0].split()) >= 5


@needs_make
def test_readme_names_only_goals_that_exist() -> None:
    """Each `make …` that the README shows is a goal of the Makefile, and `make help` lists every goal."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    goals = set(phony[1].split()) - {"help", "FORCE"}
    shown = set(re.findall(r"(?:^\s*\$?\s*|`)make ([a-z][a-z-]*)", readme(), re.MULTILINE))
    assert {"report", "lab", "test"} <= shown <= goals | {"help"}
    assert goals <= set(re.findall(r"make ([a-z-]+)", make("help").stdout))


@needs_make
@pytest.mark.parametrize(
    "article",
    [
        "mon article.txt",
        'l\'été "ici".txt',
        "https://example.org/?a=1&b=$HOME#fin",
        "$(shell echo run)",
        "`echo run`;*",
        "a\\b",
        ")(",
        "-",
    ],
)
@pytest.mark.parametrize("by_environment", [False, True])
def test_article_names_survive_make(article: str, by_environment: bool) -> None:
    """ARTICLE reaches the command character for character; neither make nor a shell reads it."""
    probe = ["--eval", 'probe:;@printf %s "$$RELIRE_ARTICLE"', "probe"]
    done = make(*probe, ARTICLE=article) if by_environment else make(*probe, f"ARTICLE={article}")
    assert done.stdout == article


@needs_make
@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ('case "$*" in *ensurepip*) exit 1 ;; *print*True*) ;; *version_info*-venv*|*-venv*) echo python3.12-venv ;; '
         "*) echo True ;; esac", "apt install python3.12-venv"),
        ("echo False", "3.11 to 3.14"),
        ("exit 127", "3.11 to 3.14"),
    ],
    ids=["no venv module", "too old", "broken"],
)  # fmt: skip
def test_unsuited_python_is_one_line(tmp_path: Path, answer: str, wanted: str) -> None:
    """A Python that cannot be used ends in one line that says what to do, status 2, and nothing left behind."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{answer}\n")
    python.chmod(0o755)
    done = make("report", f"PYTHON={python}", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert wanted in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "python"]


def test_ci_script_is_sound() -> None:
    """The script that CI calls can be executed, parses, and turns browser skips into failures."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert "RELIRE_REQUIRE_BROWSER=1" in script.read_text("utf-8")


@needs_git
@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("data/articles/mine.txt", True),
        ("data/articles/mine.relire.toml", True),
        ("reports/otan-zelensky.html", True),
        ("data/articles/README.md", False),
        ("data/articles/otan-zelensky.txt", False),
        ("data/articles/sample-port.txt", False),
    ],
)
def test_git_leaves_the_readers_own_files_alone(name: str, ignored: bool) -> None:
    """A reader's dumps and reports are ignored by git; the samples are not."""
    done = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False)
    assert done.returncode == (0 if ignored else 1)


@needs_git
@pytest.mark.parametrize("name", ["data/articles/otan-zelensky.txt", "tests/cases/fr18/dump.txt"])
def test_git_keeps_dumps_byte_for_byte(name: str) -> None:
    """Git changes no line end of a dump on any system."""
    done = subprocess.run(["git", "check-attr", "text", name], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("text: unset")


@needs_git
def test_repository_names_no_machine() -> None:
    """No file names a place on somebody's disk or a package registry's host."""
    pattern = re.compile(
        r"(?<![\w.:/-])/(?:home|root|opt|Users|mnt|work)/\w|\.\./shared|pythonhosted|\bpypi\.|anaconda\.org|npmjs"
    )
    found = []
    for path in repository_files():
        if path == Path(__file__) or path.suffix in {".png", ".gz", ".npz", ".parquet"} or path.name == "dump.txt":
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [(str(path.relative_to(ROOT)), match[0]) for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "data").rglob("*")) if path.suffix in {".txt", ".tsv", ".csv", ".po"}
     and "articles" not in path.parts],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_data_says_where_it_comes_from(path: Path) -> None:
    """The first line of each list in data/ is "# origin; licence"."""
    assert re.fullmatch(r"#\s*\S.*;\s*\S.*", path.read_text("utf-8").split("\n")[0].rstrip())


def test_sample_is_the_labelled_case() -> None:
    """The sample article is byte for byte the dump that the labels describe."""
    (case,) = (ROOT / "tests" / "cases").glob("fr00*/dump.txt")
    assert (ROOT / "data" / "articles" / "otan-zelensky.txt").read_bytes() == case.read_bytes()


def test_the_four_notebooks_are_there() -> None:
    """The story has its four chapters, numbered in reading order."""
    assert [path.stem for path in NOTEBOOKS][:4] == ["1_article", "2_sections", "3_terms", "4_actors"]


@pytest.mark.parametrize("path", [START, *NOTEBOOKS], ids=lambda path: path.stem)
def test_notebook_is_committed_clean(path: Path) -> None:
    """A notebook holds no outputs, no traces of a run, the standard kernel, known tags and its cells' own ids."""
    notebook = json.loads(path.read_text("utf-8"))
    cells = notebook["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info", "title"}
    assert {key for cell in cells for key in cell["metadata"]} <= {"tags"}
    assert {tag for cell in cells for tag in cell["metadata"].get("tags", [])} <= TAGS
    assert len({cell["id"] for cell in cells}) == len(cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_one_parameters_cell(path: Path) -> None:
    """The first code cell, and no other, holds the parameters: plain literals, what is to be read among them."""
    code = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [index for index, cell in enumerate(code) if "parameters" in cell["metadata"].get("tags", [])] == [0]
    names = []
    for statement in ast.parse("".join(code[0]["source"])).body:
        assert isinstance(statement, ast.Assign | ast.AnnAssign)
        assert statement.value is not None
        ast.literal_eval(statement.value)
        target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
        names.append(ast.unparse(target))
    assert len({"ARTICLE", "ARTICLES", "CORPUS"} & set(names)) == 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_cells_are_short(path: Path) -> None:
    """A code cell asks one thing: what needs more than eight lines belongs in helpers/."""
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in cells if len("".join(cell["source"]).strip().splitlines()) > 8] == []
