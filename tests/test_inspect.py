"""relire inspect and relire override: the ledger in a terminal, and the commands that change it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time

import click
import pytest
from support import SAMPLE

from helpers import cli, ledger, load_article
from helpers.overrides import overrides_path
from helpers.paths import ROOT
from helpers.roles import ROLES
from helpers.terminal import cut, plain, width, wrap

ENV = os.environ | {"PYTHONPATH": str(ROOT)}
PROSE = "Le chat noir est parti hier soir vers la rivière, et nul ne l'a revu depuis ce jour-là."


@pytest.fixture
def dump(tmp_path, monkeypatch):
    """The sample in a folder of its own, where one stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return shutil.copy(SAMPLE, tmp_path / "dump.txt")


def run(capfd, *arguments):
    """Exit status, standard output and standard error of a command, in this process."""
    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0), *capfd.readouterr()


def terminal(*arguments, **environment):
    """What a command prints to a terminal."""
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "helpers.cli", *map(str, arguments)]
    running = subprocess.Popen(command, stdout=follower, env=ENV | environment)
    os.close(follower)
    seen = b""
    try:
        while piece := os.read(leader, 65536):
            seen += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    assert running.wait() == 0
    return seen.decode()


@pytest.mark.parametrize("columns", [80, 120, 180])
def test_the_ledger_accounts_for_every_line(dump, capfd, monkeypatch, columns):
    """Each line's number, role, state, confidence and reason are there, in no more columns than there are."""
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, err = run(capfd, "inspect", dump)
    assert (status, err) == (0, "")
    assert "\x1b" not in out
    assert all(width(line) <= columns for line in out.splitlines() if not line.startswith("  relire"))
    said = " ".join(out.split())
    for row in load_article(dump).lines.itertuples():
        state = "kept" if row.kept else "set aside" if row.role == "boilerplate" else f"copy of {row.copy_of}"
        assert re.search(rf"^ +{row.Index}  {row.role} ", out, re.MULTILINE)
        assert f"{state} {row.confidence:.0%}" in said
        assert row.reason in said
    assert "17: 8 kept, 9 set aside (7 of them copies), 0 blank" in said
    assert "8 body, 6 heading, 2 boilerplate, 1 title" in said


def test_the_command_at_the_foot_works(dump, capfd):
    """The last lines give a command that changes a line of this very article."""
    _, out, _ = run(capfd, "inspect", dump)
    command = next(line for line in out.splitlines() if line.startswith("  relire override"))
    before = load_article(dump).lines["kept"]
    assert run(capfd, *shlex.split(command)[1:])[0] == 0
    assert (load_article(dump).lines["kept"] != before).sum() == 1


@pytest.mark.parametrize("role", [*ROLES, None])
def test_the_ledger_can_be_narrowed(dump, capfd, role):
    """--role and --set-aside leave only such lines, and say so when there is none."""
    frame = load_article(dump).lines
    wanted = frame[frame["role"] == role] if role else frame[~frame["kept"]]
    _, out, _ = run(capfd, "inspect", dump, *(["--role", role] if role else ["--set-aside"]))
    assert [int(n) for n in re.findall(r"^ +(\d+)  ", out, re.MULTILINE)] == list(wanted.index)
    assert ("No such lines." in out) == wanted.empty


def test_blank_lines_are_folded(dump, capfd):
    """Blank lines in a row are one row, and are not among those set aside."""
    dump.write_text(f"{PROSE}\n\n\n \n{PROSE[::-1]}\n\n{PROSE} Oui.\n")
    _, out, _ = run(capfd, "inspect", dump)
    assert re.findall(r"^ *([\d–]+)  blank$", out, re.MULTILINE) == ["2–4", "6"]
    assert "  blank" not in run(capfd, "inspect", dump, "--set-aside")[1]


HOSTILE = {
    "escape": "\x1b[2J\x1b[31m",
    "window title": "\x1b]0;pwned\x07",
    "C1 control": "\x9b31m",
    "right to left": "\u202e\u2066\u200f",
    "tab": "\t",
    "separators": "\u2028\x0b\x85\x1c",
    "wide": "日本語の記事" * 30,
    "emoji": "👩‍👩‍👧❤️🇫🇷" * 20,
    "combining": "e" + "\u0301" * 500,
    "long word": "x" * 2000,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("columns", ["80", "180"])
def test_text_is_data(dump, capfd, monkeypatch, kind, columns):
    """No text of an article or of its decisions moves the cursor, colours a row or turns it round."""
    monkeypatch.setenv("COLUMNS", columns)
    dump.write_text("\n".join([f"{PROSE}"] * 300 + [f"Un mot {HOSTILE[kind]} et {PROSE}"]), encoding="utf-8")
    assert run(capfd, "override", dump, 301, "heading", "--reason", HOSTILE[kind][:2000])[0] == 0
    status, out, _ = run(capfd, "inspect", dump)
    assert status == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028]", out)
    assert all(width(line) <= int(columns) for line in out.split("\n") if not line.startswith("  relire"))


def test_errors_are_data_too(dump, capfd):
    """A hostile key in the file of decisions is shown, not obeyed."""
    overrides_path(dump).write_text('"\\u001b[31m" = 1\n')
    status, _, err = run(capfd, "inspect", dump)
    assert (status, err.count("\n")) == (2, 1)
    assert "unknown key '␛[31m'" in err


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("", 5, ""),
        ("  a \n b ", 5, "a b"),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("日本語", 6, "日本語"),
        ("日本語x", 6, "日本…"),
        ("e\u0301" * 6, 6, "e\u0301" * 6),
        ("x y" * 10_000_000, 6, "x yx…"),
        ("a" + "\u0301" * 999, 6, "a" + "\u0301" * 47 + "…"),
    ],
)
def test_texts_are_cut_by_columns(text, room, shown):
    """A wide character counts two columns, a combining mark none."""
    assert cut(text, room) == shown
    assert width(cut(text, room)) <= room


def test_wide_text_is_wrapped_by_columns():
    """No row is wider than it may be, and no character is lost."""
    text = "un titre 日本語の記事は長い " * 5
    rows = wrap(text, 11)
    assert max(map(width, rows)) <= 11
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert wrap("", 11) == [""]


def test_each_character_is_harmless():
    """No code point comes through as a control, a line end or a mark that turns the reading order."""
    shown = plain("".join(map(chr, range(0x11000))))
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown)
    shown.encode("utf-8")


def test_colour_is_for_terminals(dump):
    """A terminal gets colour, unless NO_COLOR is set."""
    assert "\x1b[32mbody" in terminal("inspect", dump)
    assert "\x1b" not in terminal("inspect", dump, NO_COLOR="1")


def test_a_closed_pipe_is_quiet(dump):
    """Nothing is said when the reader, such as head, has seen enough."""
    dump.write_text("\n\nx\n".join(f"{PROSE} {n}" for n in range(1500)))
    command = [sys.executable, "-m", "helpers.cli", "inspect", str(dump)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    assert running.stdout.readline().startswith(b"Title")
    running.stdout.close()
    assert running.stderr.read() == b""
    running.wait()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_will_do(dump, encoding):
    """What the terminal's encoding lacks is shown as a question mark."""
    dump.write_text(f"日本 → {PROSE}", encoding="utf-8")
    command = [sys.executable, "-m", "helpers.cli", "inspect", str(dump)]
    done = subprocess.run(command, capture_output=True, env=ENV | {"PYTHONIOENCODING": encoding}, check=True)
    assert (b"?? ? Le chat" in done.stdout) == (encoding != "utf-8")


def test_twenty_thousand_lines_are_quick(dump):
    """The ledger of a huge dump is laid out in seconds."""
    dump.write_text("\n".join(f"{n} est le numéro de cette ligne." if n % 2 else "" for n in range(400)))
    article = load_article(dump)
    import pandas as pd

    frame = pd.concat([article.lines] * 50, ignore_index=True)
    start = time.monotonic()
    assert len(list(ledger.rows(frame, 180))) == 20_000
    assert time.monotonic() - start < 10


def test_pasted_text_is_told_where_decisions_stand():
    """Text that is no file has a ledger, and the advice to save it first."""
    command = [sys.executable, "-m", "helpers.cli", "inspect", "-"]
    done = subprocess.run(command, input=PROSE.encode(), capture_output=True, env=ENV, check=True)
    assert b"save the dump as a file first" in done.stdout


# relire override


def test_a_line_is_changed_and_shown(dump, capfd):
    """The line is printed as it is now, with the reason, and where that was written."""
    status, out, err = run(capfd, "override", dump, 9, "body", "--keep", "--reason", "part of it")
    assert (status, err) == (0, "")
    assert re.match(r" +9  body +Cette page .*…\n +kept +100%  the reader's decision: part of it\n", out)
    assert out.endswith(f"Written to {overrides_path(dump)}\n")
    assert "Decided   1 line, in" in run(capfd, "inspect", dump)[1]


def test_a_range_is_changed(dump, capfd):
    """Each line of a range is changed."""
    run(capfd, "override", dump, "11-13", "--keep")
    run(capfd, "override", dump, "2–4", "--set-aside")
    frame = load_article(dump).lines
    assert frame.loc[11:13, "kept"].all()
    assert not frame.loc[2:4, "kept"].any()


def test_facts_are_changed_and_shown(dump, capfd):
    """Title, byline, date, language and phrases are printed as they are now."""
    facts = {"title": "Mon titre", "byline": "A. Uteur", "date": "2026-07-06", "language": "en", "encoding": "utf-8"}
    _, out, _ = run(capfd, "override", dump, *(f"--{k}={v}" for k, v in facts.items()), "--ignore", "partenariat")
    assert all(value in out for value in facts.values())
    assert "No line is “partenariat”; ignore “…partenariat…” for lines that hold it." in out
    _, out, _ = run(capfd, "override", dump, "--clear", "title", "--clear", "ignore")
    assert "Decided   date, byline, language, encoding, in" in " ".join(out.split("\n")).replace("  D", "D")


def test_a_changed_dump_is_renewed(dump, capfd):
    """The refusal names the command that renews, the command says what moved, and the dump can be read again."""
    run(capfd, "override", dump, "9-10", "--keep")
    dump.write_text("Neuf\n" + dump.read_text())
    status, out, err = run(capfd, "inspect", dump)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert run(capfd, "override", dump, "1", "body")[0] == 2
    status, out, _ = run(capfd, *shlex.split(err.partition("run: relire ")[2]))
    assert status == 0
    assert "lines 9 to 10: 2 decisions moved by +1" in out
    assert run(capfd, "inspect", dump)[0] == 0
    assert "still there" in run(capfd, "override", dump, "--renew")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dump.txt"], "nothing to decide"),
        (["dump.txt", "9"], "line 9: say what it is"),
        (["dump.txt", "--keep"], "which line?"),
        (["dump.txt", "--reason", "x"], "which line?"),
        (["dump.txt", "9", "boddy"], "unknown role 'boddy'; did you mean 'body'"),
        (["dump.txt", "9", "boilerplate", "--keep"], "is never kept"),
        (["dump.txt", "0", "body"], "0: no line; give a number"),
        (["dump.txt", "12-9", "body"], "12-9: no line; give a number"),
        (["dump.txt", "title", "x"], "or a range such as 9-12; did you mean '--title'"),
        (["dump.txt", "9-99", "body"], "the dump has no line"),
        (["dump.txt", "--clear", "9"], "nothing is decided about line 9"),
        (["dump.txt", "--renew"], "nothing is decided"),
        (["dump.txt", "--renew", "--title", "x"], "--renew: carries over"),
        (["dump.txt", "--encoding", "utf-9"], "no encoding Python knows"),
        (["dump.txt", "--encoding", "ascii"], "not ascii"),
        (["dump.txt", "--date", "demain"], "date: give a day such as"),
        (["dmup.txt", "9", "body"], "no such article; did you mean 'dump.txt'"),
        (["-", "9", "body"], "save it as one first"),
        (["https://example.org/a", "9", "body"], "save it as one first"),
        (["dump.txt", "9", "body", "--titel", "x"], "No such option '--titel'"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_one_line(dump, capfd, arguments, message):
    """A command that cannot be done is refused in one line, with status 2, and writes nothing."""
    status, out, err = run(capfd, "override", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relire: ")
    assert message in err
    assert [path.name for path in dump.parent.iterdir()] == ["dump.txt"]


@pytest.mark.parametrize("command", ["inspect", "override"])
def test_the_commands_explain_themselves(capfd, command):
    """Each has a help text with examples, and explains each option."""
    assert f"relire {command} otan-zelensky" in run(capfd, command, "--help")[1]
    options = [p for p in cli.cli.commands[command].params if isinstance(p, click.Option)]
    assert options
    assert all(option.help for option in options)
