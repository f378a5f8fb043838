"""--pdf: printed by a browser that is there, whole or not at all; told at once where there is none."""

import os
import stat
import sys
from pathlib import Path

import pytest
from small_notebooks import two_notebooks

from helpers.cli import main
from helpers.errors import InputError
from helpers.report import pdf, pdf_printer

posix = pytest.mark.skipif(os.name != "posix", reason="a script stands in for the browser")
PAGE = "<!doctype html><html lang=fr><title>Un été</title><h1>Un été</h1><h2>Partie</h2><p>Texte"


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """Two small notebooks."""
    return two_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """A function that puts a script in the browser's place."""

    def make(script: str) -> Path:
        path = tmp_path / "browser"
        path.write_text(f"#!{sys.executable}\nimport sys, time\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(pdf.VARIABLE, str(path))
        return path

    return make


def run(capfd, *arguments: object) -> tuple[int, str, str]:
    """Exit status, output and messages of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    return (exit_.value.code, *capfd.readouterr())


def test_without_a_browser_nothing_runs(capfd, tmp_path, monkeypatch):
    """Where there is no browser one line says so before anything runs, exit status 2."""
    monkeypatch.delenv(pdf.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "PLACES", {})
    status, out, err = run(capfd, "report", "--pdf", "-o", tmp_path / "out")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--pdf: no Chromium, Chrome or Edge found" in err
    assert not (tmp_path / "out").exists()


def test_a_named_browser_must_be_there(monkeypatch):
    """RELIRE_BROWSER that names nothing is told."""
    monkeypatch.setenv(pdf.VARIABLE, "no-such-browser")
    with pytest.raises(InputError, match=r"^RELIRE_BROWSER=no-such-browser: no such program"):
        pdf_printer()


def test_the_usual_places_are_searched(tmp_path, monkeypatch):
    """A browser that is not on the path is found where it is usually put."""
    monkeypatch.delenv(pdf.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", "")
    program = tmp_path / "chrome"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr(pdf, "PLACES", {sys.platform: [tmp_path / "none", program]})
    assert pdf.find_browser() == str(program)


@posix
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("print('broken', file=sys.stderr); sys.exit(1)", r"printed no PDF \(broken\)"),
        ("", r"printed no PDF \(it said nothing\)"),
        ("time.sleep(60)", "took longer than 1 seconds"),
        ("open([a for a in sys.argv if 'to-pdf' in a][0].partition('=')[2], 'w').write('%PDF half')", "printed no PDF"),
    ],
)
def test_a_browser_that_fails_is_told(stand_in, script, message):
    """A browser that fails, hangs or writes half a file is an error in one line."""
    stand_in(script)
    with pytest.raises(InputError, match=message):
        pdf_printer(seconds=1)(PAGE)


@posix
def test_no_report_without_its_pdf(capfd, stand_in, notebooks, tmp_path):
    """Where printing fails, neither file is written, and the older ones stay."""
    stand_in("sys.exit(1)")
    out = tmp_path / "out"
    out.mkdir()
    (out / "otan-zelensky.html").write_text("old")
    status, _, err = run(capfd, "report", "otan-zelensky", "--pdf", "-o", out, "--notebooks", notebooks)
    assert (status, err.count("\n")) == (2, 1)
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("otan-zelensky.html", "old")]


@pytest.mark.browser
def test_the_pdf_has_title_tags_and_outline(capfd, notebooks, tmp_path):
    """NAME.pdf stands beside NAME.html; it is tagged, says its language, and has title and outline."""
    try:
        pdf.find_browser()
    except InputError as error:
        if os.environ.get("RELIRE_REQUIRE_BROWSER") == "1":
            pytest.fail(str(error))
        pytest.skip(str(error))
    status, out, err = run(capfd, "report", "otan-zelensky", "--pdf", "-o", tmp_path, "--notebooks", notebooks)
    assert (status, err) == (0, "")
    assert out == f"{tmp_path}/otan-zelensky.html\n{tmp_path}/otan-zelensky.pdf\n"
    raw = (tmp_path / "otan-zelensky.pdf").read_bytes()
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Outlines", b"/Lang (en", b"/Title"):
        assert mark in raw, mark
    assert b"file:" not in raw  # where it was printed from
