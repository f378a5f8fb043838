"""Overrides: what the reader decides, read on every run and never lost."""

from __future__ import annotations

import codecs
import hashlib
import os
import shutil
import stat
import time
import tomllib

import pytest
from support import SAMPLE

from helpers import InputError, load_article
from helpers.overrides import Overrides, overrides_path
from helpers.overrides.renewing import renew
from helpers.overrides.writing import decide

HOSTILE = {
    "escape": "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "right to left": "\u202eabc\u2069 שלום",
    "quotes": "\"\"\" ''' \\ \\u0041 # no comment",
    "table": "x\n[lines.1]\nrole = 'title'",
    "controls": "a\x00b\x7fc\x85d\u2028e",
    "typed in another encoding": "\udce9t\udce9",
}


@pytest.fixture
def dump(tmp_path):
    """The sample in a folder of its own."""
    return shutil.copy(SAMPLE, tmp_path / "dump.txt")


def sha256(dump):
    """The hash of a dump as it is now."""
    return hashlib.sha256(dump.read_bytes()).hexdigest()


def state(dump, text, **options):
    """Write decisions by hand beside the dump, and read it."""
    overrides_path(dump).write_text(f'sha256 = "{sha256(dump)}"\n{text}', encoding="utf-8")
    return load_article(dump, **options)


def write(dump, **decisions):
    """Write decisions as the command does; what the file then says."""
    source = dump.read_bytes().decode("utf-8")
    return decide(dump, source, sha256(dump), **decisions).read_text(encoding="utf-8")


def renewed(dump, text):
    """Change the dump and renew; what became of the decisions."""
    dump.write_text(text, encoding="utf-8", newline="")
    return renew(dump, text, sha256(dump))


# reading


def test_each_line_set_aside_can_be_put_back(dump):
    """Boilerplate and copies alike are counted again when the reader says so (promise 1)."""
    plain = load_article(dump)
    aside = plain.lines.index[~plain.lines["kept"] & (plain.lines["role"] != "blank")]
    article = state(dump, "".join(f'[lines.{line}]\nkeep = true\nreason = "mine"\n' for line in aside))
    assert article.lines.loc[aside, "kept"].all()
    assert (article.lines.loc[aside, "reason"] == "the reader's decision: mine").all()
    assert article.sections["words"].sum() > plain.sections["words"].sum()


def test_roles_can_be_changed(dump):
    """A body line made a heading opens a section; a line set aside is gone from the counts."""
    article = state(dump, '[lines.3]\nrole = "heading"\ntext = "Le point central"\n[lines.5]\nkeep = false\n')
    assert article.lines.at[3, "role"] == "heading"
    assert len(article.sections) == len(load_article(SAMPLE).sections) + 1
    assert not article.lines.at[5, "kept"]


def test_a_title_can_be_chosen(dump):
    """A line made the title, or a title that is written out, is the article's."""
    assert state(dump, '[lines.2]\nrole = "title"\n').title.startswith("Accélérer la stratégie")
    assert state(dump, 'title = """Mon\ntitre"""\n[lines.2]\nrole = "title"\n').title == "Mon titre"


@pytest.mark.parametrize("date", ['"2026-07-06"', "2026-07-06", "2026-07-06T10:00:00", '"20260706"'])
def test_facts_can_be_stated(dump, date):
    """Title, date, byline and language are what the reader says, and an empty one says that there is none."""
    article = state(dump, f'title = "T"\nbyline = "B"\nlanguage = "en"\ndate = {date}\n')
    assert (article.title, article.byline, article.language, article.date) == ("T", "B", "en", "2026-07-06")
    article = state(dump, 'title = ""\nbyline = ""\ndate = ""\n')
    assert (article.title, article.byline, article.date) == (None, None, None)


def test_an_encoding_holds_before_decoding(tmp_path):
    """Bytes are read in the encoding that the reader names."""
    dump = tmp_path / "dump.txt"
    dump.write_bytes("Le chat de l'été dort.\n".encode("cp850"))  # too few words to tell
    assert "été" not in load_article(dump).source.text
    assert "l'été" in state(dump, 'encoding = "cp850"').source.text


def test_damaged_utf8_can_be_decided_for(tmp_path):
    """UTF-8 is read where it is damaged, whether it is found or named; what is not UTF-8 at all is refused."""
    dump = tmp_path / "dump.txt"
    dump.write_bytes("à l'été, là où déjà le chat dort\n".encode() + b"\xc3")
    assert state(dump, 'encoding = "utf-8"').source.text.endswith("\n\ufffd")
    dump.write_bytes("à l'été, le chat dort.\n".encode("cp850"))
    with pytest.raises(InputError, match="not utf-8"):
        state(dump, 'encoding = "utf-8"')


def test_texts_follow_the_encoding(tmp_path):
    """When the encoding is decided or taken back after a line, the line's opening is written anew."""
    dump = tmp_path / "dump.txt"
    dump.write_bytes("à l'été, le chat dort.\n".encode("cp850"))
    decide(dump, dump.read_bytes().decode("cp1252"), sha256(dump), lines=[1], row={"keep": True})
    decide(dump, dump.read_bytes().decode("cp850"), sha256(dump), facts={"encoding": "cp850"})
    assert load_article(dump).overrides.lines[1].text.startswith("à l'été")
    decide(dump, dump.read_bytes().decode("cp1252"), sha256(dump), clear=["encoding"])
    assert load_article(dump).overrides.lines[1].text.startswith("… l'‚t‚")


def test_arguments_go_before_the_file(dump):
    """What is given to load_article wins over the file."""
    article = state(dump, 'language = "en"\nencoding = "cp1252"', language="de", encoding="utf-8")
    assert (article.language, article.source.encoding) == ("de", "utf-8")


@pytest.mark.parametrize(
    ("phrase", "line", "aside"),
    [
        ("Accélérer la stratégie de déploiement de la défense aérienne", 2, True),
        ("ACCÉLÉRER la stratégie…", 2, True),
        ("accélérer la stratégie...", 2, True),
        ("…défense aérienne", 2, True),
        ("…stratégie…déploiement…", 2, True),
        ("stratégie", 2, False),
        ("…straté…", 2, False),
        ("…" + "a…" * 40, 2, False),
    ],
)
def test_phrases_can_be_ignored(dump, phrase, line, aside):
    """A line that is one of the phrases is boilerplate, "…" standing for any text, and words stay whole."""
    row = state(dump, f'ignore = ["nothing", "{phrase}"]').lines.loc[line]
    assert (row["role"] == "boilerplate", not row["kept"]) == (aside, aside)
    assert (phrase in row["reason"]) == aside


def test_a_line_goes_before_a_phrase(dump):
    """What is decided of a line holds against a phrase to ignore."""
    row = state(dump, 'ignore = ["Accélérer…"]\n[lines.2]\nrole = "heading"\n').lines.loc[2]
    assert (row["role"], row["kept"]) == ("heading", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'", "unknown key 'titel'; did you mean 'title'"),
        ("[lines.1]\nrol = 'body'", r"\[lines.1\]: unknown key 'rol'; did you mean 'role'"),
        ("[lines.1]\nrole = 'boddy'", r"\[lines.1\]: unknown role 'boddy'; did you mean 'body'"),
        ("[lines.1]\nrole = 'blank'", "unknown role 'blank'"),
        ("[lines.1]\nrole = 3", "role: give a text in quotes, not 3"),
        ("[lines.1]\nkeep = 'yes'", "keep: give true or false, without quotes, not 'yes'"),
        ("[lines.1]\nkeep = true\nrole = 'byline'", "a line of the role byline is never kept"),
        ("[lines.99]\nrole = 'body'", "no line 99; give one from 1 to 17"),
        ("[lines.0]\nrole = 'body'", "give a line's number, such as"),
        ("[lines.01]\nrole = 'body'", "give a line's number, such as"),
        ("[lines.'²']\nrole = 'body'", "give a line's number, such as"),
        ("[lines.1]\ntext = 'Autre'", "line 1 does not begin with 'Autre'"),
        ("lines = 3", "lines: give a table for each line"),
        ("lines = {1 = 'body'}", r"\[lines.1\]: give a table"),
        ("ignore = 'x'", "ignore: give a list of phrases"),
        ("ignore = [1]", "ignore: give a text in quotes, not 1"),
        ("ignore = ['…']", "would be every line"),
        ("language = 'french'", "two letters .*; did you mean 'fr'"),
        ("encoding = 'utf-9'", "no encoding Python knows"),
        ("encoding = 'cp1525'", "no encoding Python knows; did you mean 'cp1252'"),
        ("encoding = 'rot13'", "no encoding Python knows"),
        ("encoding = 'ascii'", "encoding: the dump is not ascii"),
        ("date = '6.7.2026'", "date: give a day such as 2026-07-06"),
        ("date = true", "give a text in quotes, not true"),
        ("title = [1]", "title: give a text in quotes"),
        ("role = body", "not TOML: .*line 2.*; texts stand in quotes"),
        ("[lines.1]\n[lines.1]", "not TOML: "),
        ("ignore = " + "[" * 5000, "not TOML: "),
        ("title = 'a\\u001b\x1b'", "not TOML: "),
    ],
)
def test_wrong_decisions_are_refused(dump, text, message):
    """A decision that makes no sense is refused in one line that names file and place."""
    with pytest.raises(InputError, match=message) as caught:
        state(dump, text)
    assert "dump.txt.relire.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_blank_line_cannot_be_kept(tmp_path):
    """There is nothing to decide about a blank line."""
    dump = tmp_path / "dump.txt"
    dump.write_text("Un texte.\n\nUn autre.\n")
    with pytest.raises(InputError, match="line 2 is blank"):
        state(dump, "[lines.2]\nkeep = true")


@pytest.mark.parametrize("found", ["", "0" * 64])
def test_decisions_for_another_dump_are_refused(dump, found):
    """Without the dump's hash, or with another one, the file is refused with the command to renew it."""
    overrides_path(dump).write_text((f'sha256 = "{found}"\n' if found else "") + "[lines.9]\nkeep = true\n")
    with pytest.raises(InputError, match=r"version of the dump.*relire override \S+ --renew") as caught:
        load_article(dump)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment\n", f'sha256 = "{"0" * 64}"\n', "[lines]\n", "ignore = []"]
)
def test_a_file_that_decides_nothing_changes_nothing(dump, text):
    """An empty file is no decision, whatever dump it was made for."""
    overrides_path(dump).write_text(text)
    assert not load_article(dump).overrides
    assert load_article(dump).lines.equals(load_article(SAMPLE).lines)


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b"title = '\xe9'", "not UTF-8"), ("title = 'é'".encode("utf-16"), "not UTF-8"), (b"\0", "not TOML")],
)
def test_other_bytes_are_refused(dump, raw, message):
    """A file that is no TOML in UTF-8 is refused in one line."""
    overrides_path(dump).write_bytes(raw)
    with pytest.raises(InputError, match=message):
        load_article(dump)


def test_what_stands_in_the_place_of_the_file_is_refused(dump):
    """A folder, a pipe or a circle of links is refused, not waited for."""
    path = overrides_path(dump)
    path.mkdir()
    with pytest.raises(InputError, match="is no file"):
        load_article(dump)
    path.rmdir()
    path.symlink_to(path.name)
    with pytest.raises(InputError, match="cannot be read"):
        load_article(dump)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(InputError, match="is no file"):
        load_article(dump)


def test_windows_files_are_read(dump):
    """A byte-order mark and CRLF are no matter."""
    text = f'sha256 = "{sha256(dump).upper()}"\r\nlanguage = "en"\r\n'
    overrides_path(dump).write_bytes(codecs.BOM_UTF8 + text.encode())
    assert load_article(dump).language == "en"


def test_without_a_file_nothing_is_decided(dump, monkeypatch):
    """Pasted text, bytes, articles without the file and names too long for one have no decisions."""
    monkeypatch.chdir(dump.parent)
    (dump.parent / "pasted text").write_text("a file of that name")
    (dump.parent / "dump.overrides.csv").write_text("line,role\n1,title\n")
    (dump.parent / ("x" * 250)).write_text("Un texte.")
    for article in [
        load_article(text="Bonjour à tous."),
        load_article(b"Bonjour."),
        load_article(dump),
        load_article("x" * 250),
    ]:
        assert article.overrides == Overrides()


def test_an_empty_dump_is_said_to_be_empty(dump):
    """Of a dump that is empty now, that is said, not that it changed."""
    state(dump, "[lines.9]\nkeep = true")
    dump.write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        load_article(dump)


# writing


def test_what_is_written_is_read(dump):
    """Each kind of decision comes back as it was given, and says how its line begins."""
    facts = {"title": "T", "byline": "B", "date": "2026-07-06", "language": "en", "encoding": "utf-8"}
    write(dump, lines=[9, 10], row={"role": "body", "keep": True, "reason": "mine"}, facts=facts, ignore=["a", "b…"])
    overrides = load_article(dump).overrides
    assert {name: getattr(overrides, name) for name in facts} == facts
    assert overrides.ignore == ("a", "b…")
    assert {line: (o.role, o.keep, o.reason) for line, o in overrides.lines.items()} == {
        9: ("body", True, "mine"),
        10: ("body", True, "mine"),
    }
    assert overrides.lines[9].text.startswith("Cette page peut inclure")


FORMS = {
    "tables": "[lines.9] # nine\n# why\nkeep = true # sure\n# about twelve\n\n[lines.12]\n  role = 'body'  # twelve\n",
    "inline rows": "[lines]\n# rows\n9 = {keep = true} # nine\n12 = { role = 'body' }\n",
    "one inline table": "lines = {9 = {keep = true}, 12 = {role = 'body'}} # all\n",
    "dotted keys": "lines.9.keep = true # nine\nlines.12.role = 'body'\n",
    "quoted keys": '# q\n[ lines . "9" ]\n"keep" = true\n[lines.\'12\']\nrole = """\\\nbody"""\n',
}
HEAD = "# top\nlanguage = 'fr' # mine\nignore = [ # list\n  'a', # first\n  '''b\n[lines.9]''',\n]\n\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_what_the_reader_wrote_stays(dump, form, ends):
    """Comments, order, spaces and ways of writing survive each edit; only what was asked for is added."""
    before = (f'sha256 = "{sha256(dump)}"\n' + FORMS[form]) if "lines." in FORMS[form][:9] else HEAD + FORMS[form]
    overrides_path(dump).write_bytes(before.replace("\n", ends).encode())
    write(dump, lines=[9], row={"reason": "new"})
    write(dump, lines=[11], row={"keep": False}, facts={"date": "2026-07-06"}, ignore=["c"])
    raw = overrides_path(dump).read_bytes().decode()
    assert (raw.count("\r\n") == raw.count("\n")) == (ends == "\r\n")
    after = raw.replace("\r\n", "\n")
    for comment in [part.partition("\n")[0] for part in before.split("#")[1:]]:
        assert f"#{comment}" in after
    old, new = tomllib.loads(before), tomllib.loads(after)
    assert new["lines"]["9"] | {"text": 0} == {"keep": True, "reason": "new", "text": 0}
    assert new["lines"]["12"] == {"role": "body"}
    assert new["lines"]["11"]["keep"] is False
    assert new["ignore"] == [*old.get("ignore", []), "c"]
    write(dump, clear=[11, "date"])
    assert set(load_article(dump).overrides.lines) == {9, 12}


def test_a_decision_can_be_taken_back(dump):
    """A line's decision goes, the comment on the next one stays; of the last one only the hash is left."""
    overrides_path(dump).write_text(HEAD + FORMS["tables"])
    text = write(dump, clear=[9])
    assert "# about twelve" in text
    assert "# why" not in text
    write(dump, clear=[12, "language", "ignore"])
    assert not load_article(dump).overrides


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"lines": [9], "row": {"role": "bodi"}}, r"^\[lines.9\]: unknown role 'bodi'; did you mean 'body'"),
        ({"lines": [18], "row": {"role": "body"}}, "^.lines.18.: the dump has no line 18"),
        ({"lines": [9], "row": {"role": "boilerplate", "keep": True}}, "is never kept"),
        ({"facts": {"language": "francais"}}, "^language: give two letters"),
        ({"ignore": ["…"]}, "would be every line"),
        ({"clear": [9]}, "nothing is decided about line 9"),
        ({"clear": ["titel"]}, "titel: cannot be cleared; did you mean 'title'"),
        ({"clear": ["title"]}, "nothing is decided about title"),
    ],
)
def test_what_is_refused_is_not_written(dump, decisions, message):
    """A decision that could not be read again leaves no file behind, and names none."""
    with pytest.raises(InputError, match=message):
        write(dump, **decisions)
    assert [path.name for path in dump.parent.iterdir()] == ["dump.txt"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(dump, kind):
    """Whatever is given as reason, title or phrase comes back as one line of text and decides nothing else."""
    text = f"mot {HOSTILE[kind]}"
    write(dump, lines=[9], row={"reason": text}, facts={"title": text}, ignore=[text])
    overrides = load_article(dump).overrides
    wanted = " ".join(text.encode("utf-8", "replace").decode().split())
    assert (overrides.title, overrides.lines[9].reason, overrides.ignore) == (wanted, wanted, (wanted,))
    assert set(overrides.lines) == {9}


def test_a_hostile_name_stays_in_its_comment(tmp_path):
    """A dump whose name holds a line end gets a file that can be read."""
    dump = shutil.copy(SAMPLE, tmp_path / "a\n[lines.1]\x1b.txt")
    write(dump, lines=[9], row={"keep": True})
    assert set(load_article(dump).overrides.lines) == {9}


def test_links_and_rights_stay(dump):
    """A link to the file stays one, the file keeps its rights, and the new one has usual rights."""
    write(dump, lines=[9], row={"keep": True})
    path = overrides_path(dump)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.rename(dump.parent / "elsewhere.toml")
    path.symlink_to("elsewhere.toml")
    path.chmod(0o640)
    write(dump, lines=[10], row={"keep": False})
    assert path.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert set(load_article(dump).overrides.lines) == {9, 10}
    assert sorted(p.name for p in dump.parent.iterdir()) == ["dump.txt", "dump.txt.relire.toml", "elsewhere.toml"]


def test_a_link_to_the_dump_has_decisions_of_its_own(dump):
    """Decisions stand beside the name that is read, not beside what it links to."""
    link = dump.parent / "link.txt"
    link.symlink_to(dump)
    write(link, lines=[9], row={"keep": True})
    assert load_article(link).overrides
    assert not load_article(dump).overrides


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_protected_is_left_alone(dump, what):
    """In a read-only folder, or over a read-only file, nothing is written, and that is one line."""
    if what == "file":
        write(dump, lines=[9], row={"keep": True})
    (dump.parent if what == "folder" else overrides_path(dump)).chmod(0o555)
    try:
        with pytest.raises(InputError, match=r"cannot be written to|is protected against writing"):
            write(dump, lines=[10], row={"keep": True})
    finally:
        dump.parent.chmod(0o755)


def test_a_folder_that_cannot_be_written_to_is_one_line(dump, monkeypatch):
    """An error of the file system is said in one line, and leaves nothing behind."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(InputError, match=r"cannot be written to \(Permission denied\)"):
        write(dump, lines=[10], row={"keep": True})
    assert [path.name for path in dump.parent.iterdir()] == ["dump.txt"]


def test_thousands_of_decisions_take_seconds(tmp_path):
    """Five thousand lines of twenty thousand are decided, read and renewed in seconds."""
    dump = tmp_path / "dump.txt"
    dump.write_text("\n".join(f"ligne numéro {n} du texte" for n in range(20_000)))
    start = time.monotonic()
    write(dump, lines=range(1, 5001), row={"keep": False})
    assert len(renewed(dump, f"tête\n{dump.read_text()}").moved) == 5000
    assert time.monotonic() - start < 30


# renewing


def test_decisions_follow_their_lines(dump):
    """Lines that moved are found by how they begin, comments go along, and the file fits the new dump."""
    overrides_path(dump).write_text(f'sha256 = "{sha256(dump)}"\n' + FORMS["tables"])
    write(dump, lines=[3, 9, 12], row={"reason": "mine"})
    result = renewed(dump, "Neuf\n\n" + dump.read_text())
    assert result.moved == {3: 5, 9: 11, 12: 14}
    assert [result.reworded, result.lost, result.unchecked] == [[], {}, []]
    text = overrides_path(dump).read_text()
    assert "[lines.11] # nine\n# why\n" in text
    assert "# about twelve\n\n[lines.14]" in text
    assert load_article(dump).lines.at[11, "kept"]


def test_a_reworded_line_is_told(dump):
    """A line whose opening was reworded keeps its decision, and that is said."""
    write(dump, lines=[9], row={"keep": True})
    result = renewed(dump, dump.read_text().replace("Cette page peut", "Cette page pourrait"))
    assert (result.reworded, result.moved, result.lost) == ([9], {}, {})
    assert "Cette page pourrait inclure" in overrides_path(dump).read_text()


def test_a_lost_line_becomes_a_comment(dump):
    """A decision whose line is gone is applied to no other line, and stays in the file to be read."""
    write(dump, lines=[9, 10], row={"keep": True, "reason": "two\nlines"})
    lines = dump.read_text().splitlines(keepends=True)
    result = renewed(dump, "".join(lines[:8] + lines[9:]))
    assert result.moved == {10: 9}
    assert list(result.lost) == [9]
    assert "# [lines.9]\n# keep = true\n" in overrides_path(dump).read_text()
    assert set(load_article(dump).overrides.lines) == {9}


def test_a_text_that_stands_twice_is_told(dump):
    """Where another line begins alike, and nothing says which is meant, both are named; with an anchor they are not."""
    write(dump, lines=[11], row={"keep": True})
    assert renewed(dump, dump.read_text().replace("Voir", "Neuf\nVoir", 1)).ambiguous == {12: 1}
    write(dump, lines=[9], row={"keep": True})
    assert renewed(dump, "Tête\n" + dump.read_text()).ambiguous == {}


def test_a_decision_without_text_stays_and_is_told(dump):
    """Written by hand without a text, a decision keeps its number; it is told, and gets a text."""
    state(dump, "[lines.9]\nkeep = true\n[lines.17]\nkeep = true\n")
    result = renewed(dump, "".join(dump.read_text().splitlines(keepends=True)[:10]))
    assert (result.unchecked, list(result.lost)) == ([9], [17])
    assert "Cette page" in overrides_path(dump).read_text()


@pytest.mark.parametrize("form", [form for form in FORMS if form != "one inline table"])
def test_each_way_of_writing_is_renewed(dump, form):
    """However the file is written, its decisions follow their lines."""
    overrides_path(dump).write_text(f'sha256 = "{sha256(dump)}"\n' + FORMS[form])
    write(dump, lines=[9, 12], row={"reason": "mine"})
    renewed(dump, "Neuf\n" + dump.read_text())
    assert set(load_article(dump).overrides.lines) == {10, 13}


def test_what_cannot_be_renewed_is_left_alone(dump):
    """All lines in one inline table are not edited: it is said what is to be changed, and the file stays."""
    overrides_path(dump).write_text(f'sha256 = "{sha256(dump)}"\n' + FORMS["one inline table"])
    before = write(dump, lines=[9, 12], row={"reason": "mine"})
    with pytest.raises(InputError, match="by hand: 9 is now 10, 12 is now 13"):
        renewed(dump, "Neuf\n" + dump.read_text())
    assert overrides_path(dump).read_text() == before


def test_nothing_to_renew_is_said(dump):
    """Without a file there is nothing to renew; for the same dump, nothing changes."""
    with pytest.raises(InputError, match="nothing is decided"):
        renewed(dump, dump.read_text())
    before = write(dump, lines=[9], row={"keep": True})
    result = renewed(dump, dump.read_text())
    assert [result.moved, result.lost, result.reworded, result.unchecked] == [{}, {}, [], []]
    assert overrides_path(dump).read_text() == before
