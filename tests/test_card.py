"""Run card and verify: what a report was made from, and whether it still says what its source gives."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from small_notebooks import code, markdown, write
from support import CASES

from helpers import __version__, load_article
from helpers.cli import main
from helpers.decisions import ledger_path
from helpers.errors import InputError
from helpers.overrides import overrides_path
from helpers.provenance import article_facts
from helpers.report import RelireExporter, make_report, verify_report
from helpers.report.card import shown_name
from helpers.report.compare import first_difference
from helpers.versions import digest, versions

SHOWN = """\
from helpers import html, load_article
from helpers.sources import find_article
article = load_article(find_article(ARTICLE), number=NUMBER)
html.article_card(article)"""
TABLE = "html.table(article.sections[['words']].assign(top=TOP), caption='Sections')"


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """One notebook that shows an article's card and a table."""
    cells = [markdown("# One"), code("ARTICLE = None\nNUMBER = 1\nTOP = 3\nREFERENCE = None", "parameters")]
    cells += [code(SHOWN), markdown("## Lengths"), code(TABLE)]
    return write(tmp_path_factory.mktemp("notebooks"), _1_one=cells)


@pytest.fixture(scope="module")
def made(tmp_path_factory, notebooks) -> Path:
    """A dump with decisions of the reader beside it, and its report, in a folder whose name nobody should see."""
    folder = tmp_path_factory.mktemp("made") / "secret-user"
    folder.mkdir()
    path = folder / "article.txt"
    shutil.copyfile(CASES / "fr00_otan_zelensky" / "dump.txt", path)
    sha256 = load_article(path).source.sha256
    overrides_path(path).write_text(f'sha256 = "{sha256}"\n[lines.9]\nrole = "body"\nkeep = true\n', encoding="utf-8")
    ledger_path(path).write_text("actor;decision\nOTAN;ignore\n", encoding="utf-8")
    make_report(path, out_dir=folder / "reports", parameters={"TOP": 5}, notebooks=notebooks)
    return folder


@pytest.fixture
def dump(made, tmp_path) -> Path:
    """A copy of them."""
    return shutil.copytree(made, tmp_path / "secret-user") / "article.txt"


@pytest.fixture
def report(dump) -> Path:
    """Its report."""
    return dump.parent / "reports" / "article.html"


def card(report: Path) -> dict:
    """What the page holds for programs."""
    page = BeautifulSoup(report.read_text("utf-8"), "html.parser")
    return json.loads(page.find("meta", attrs={"name": "relire-run"})["content"])


def test_the_card_says_how_the_report_was_made(report, dump):
    """Source, digest, size, encoding, versions, parameters, decisions and lines set aside: for readers and programs."""
    held, article = card(report), load_article(dump)
    assert held["source"]["sha256"] == article.source.sha256
    assert (held["source"]["file"], held["source"]["bytes"]) == ("article.txt", dump.stat().st_size)
    assert held["versions"]["relire"] == __version__
    assert held["parameters"] == {"TOP": 5}
    assert [(d["file"], d["decisions"]) for d in held["decisions"]] == [
        ("article.txt.relire.toml", 1), ("article.actors.csv", 1),
    ]  # fmt: skip
    lines = held["lines"]
    assert lines["kept"] == int(article.lines["kept"].sum())
    assert lines["all"] == len(article.lines) == sum(n for name, n in lines.items() if name != "all")
    page = BeautifulSoup(report.read_text("utf-8"), "html.parser")
    shown = page.find(id="run-card").find_next("dl")
    terms = {dt.get_text(): dt.find_next("dd").get_text() for dt in shown.find_all("dt")}
    assert article.source.sha256 in terms["SHA-256"]
    assert terms["Parameters given"] == "TOP = 5"
    assert "article.actors.csv: 1" in terms["Your decisions"]
    assert f"copies set aside: {lines['copies']}" in terms["Lines"]


def test_no_machine_path_in_the_page(report):
    """Where a source lies on a machine, and so whose machine it is, stands nowhere in the page."""
    page = report.read_text("utf-8")
    assert "secret-user" not in page
    assert "article.txt" in page


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("dump.txt", "dump.txt"), ("a/b.txt", "a/b.txt"), ("/srv/me/b.txt", "b.txt"), ("~me/b.txt", "b.txt"),
        ("../../me/b.txt", "b.txt"), ("C:\\me\\b.txt", "b.txt"), ("\\\\host\\me\\b.txt", "b.txt"), ("", ""),
        ("https://example.org/a/../b", "https://example.org/a/../b"),
    ],
)  # fmt: skip
def test_paths_lose_what_they_say_of_a_machine(given, shown):
    """A name is shown as given, a path from a root, a home or outwards by its last part."""
    assert shown_name(given) == shown


def test_digests_know_names_and_bytes(tmp_path):
    """A digest changes with a byte and with a name, and not with the order."""
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    before = digest([one, two], tmp_path)
    assert digest([two, one], tmp_path) == before
    two.write_bytes(b"3")
    assert digest([one, two], tmp_path) != before
    assert all(re.fullmatch("[0-9a-f]{16}", versions()[name]) for name in ("code", "word lists", "models", "notebooks"))


@pytest.mark.parametrize("kept", ["fr/__pycache__/list.mo", ".list.csv.swp", ".scratch/list.csv"])
def test_digests_do_not_know_what_is_kept_beside(tmp_path, kept):
    """Whether a catalogue was compiled already, or a list is open in an editor, changes no version."""
    (tmp_path / "list.csv").write_text("a")
    before = digest(tmp_path.rglob("*"), tmp_path)
    (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / kept).write_text("b")
    assert digest(tmp_path.rglob("*"), tmp_path) == before


def test_a_notebook_exported_alone_has_a_card():
    """What JupyterLab exports tells what its output knows: source and lines; not parameters."""
    article = load_article("otan-zelensky")
    cell = code("x")
    data = {"text/html": "<p>x</p>"}
    metadata = {"relire": {"title": "T", "source": "otan-zelensky"}, "relire_run": article_facts(article)}
    cell.outputs = [nbformat.v4.new_output("display_data", data, metadata=metadata)]
    page, _ = RelireExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[markdown("# One"), cell]))
    shown = BeautifulSoup(page, "html.parser")
    assert shown.find(id="run-card")
    assert article.source.sha256 in page
    assert "Parameters given" not in shown.find(id="run-card").find_next("dl").get_text()


def test_a_report_is_the_same(report, notebooks):
    """A report just made is the same, its source and decisions being where they were."""
    assert verify_report(report, notebooks=notebooks) == []


def test_the_same_on_another_day_and_by_another_name(report, dump, notebooks, monkeypatch, tmp_path):
    """Neither the day nor where the source lies now matters."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    moved = tmp_path / "moved"
    dump.parent.rename(moved)
    (moved / "article.txt").rename(moved / "other.txt")
    (moved / "article.txt.relire.toml").rename(moved / "other.txt.relire.toml")
    (moved / "article.actors.csv").rename(moved / "other.actors.csv")
    moved_report = moved / "reports" / report.name
    with pytest.raises(InputError, match=r"its source article.txt is not here; say where it lies: --source PATH"):
        verify_report(moved_report, notebooks=notebooks)
    assert verify_report(moved_report, source=moved / "other.txt", notebooks=notebooks) == []


def test_a_changed_number_is_told_with_its_place(report, notebooks):
    """A number changed by hand in a table is told: heading, table, row and column, and both values."""
    page = report.read_text("utf-8")
    cells = list(re.finditer(r"<td[^>]*>(\d+)</td>", page[page.index("Sections</caption>") :]))
    at = page.index("Sections</caption>") + cells[0].start(1)
    report.write_text(page[:at] + "9" + page[at:], encoding="utf-8")
    (told,) = verify_report(report, notebooks=notebooks)
    number = cells[0][1]
    assert told.startswith("the page first differs under “Lengths”, table “Sections”, row “0”, column “words”:")
    assert f"“9{number}” in the report, “{number}” now" in told


@pytest.mark.parametrize("where", ["<dd>5,526", "relire-run"])
def test_a_changed_card_is_told(report, notebooks, where):
    """The card is held to what it says, where readers see it and where programs do."""
    page = report.read_text("utf-8")
    if where == "relire-run":
        changed = page.replace("&#34;bytes&#34;:", "&#34;bytes&#34;:1", 1)
    else:
        changed = re.sub(r"<dd>([\d,]+) bytes", r"<dd>1\1 bytes", page)
    assert changed != page
    report.write_text(changed, encoding="utf-8")
    assert any("bytes" in line for line in verify_report(report, notebooks=notebooks))


def test_what_changed_around_it_is_told(report, dump, notebooks):
    """Changed decisions are told by their file, a changed source by its digests, another version by its name."""
    page = report.read_text("utf-8")
    report.write_text(page.replace("&#34;pandas&#34;:&#34;", "&#34;pandas&#34;:&#34;0.", 1), encoding="utf-8")
    told = verify_report(report, notebooks=notebooks)
    assert told[0].startswith("pandas: version 0.")
    report.write_text(page, encoding="utf-8")
    ledger_path(dump).write_text("actor;decision\nOTAN;ignore\nRussie;ignore\n", encoding="utf-8")
    assert verify_report(report, notebooks=notebooks)[0].startswith("decisions in article.actors.csv: ")
    dump.write_text("Autre titre\n\nUn autre texte.\n", encoding="utf-8")
    overrides_path(dump).unlink()
    (told,) = verify_report(report, notebooks=notebooks)
    assert told.startswith("the source changed: SHA-256 ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda page: page[: len(page) // 2], "is damaged, its end is missing"),
        (lambda page: page.replace('name="relire-run"', 'name="x"'), "has no run card"),
        (lambda page: page.replace("&#34;format&#34;:1", "&#34;format&#34;:99"), "has format 99"),
        (lambda page: page.replace("{&#34;format", "{{&#34;format"), "its run card is damaged"),
        (lambda page: page.replace("&#34;sha256&#34;", "&#34;sha&#34;"), "its run card is damaged"),
        (lambda _: "<html><p>Another page</html>", "is no report of Relire"),
        (lambda _: "", "is no report of Relire"),
        (lambda _: "[" * 100_000, "is no report of Relire"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(report, notebooks, change, message):
    """What Relire did not write, or not whole, is refused in one line that says what it is."""
    report.write_text(change(report.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(InputError, match=message) as error:
        verify_report(report, notebooks=notebooks)
    assert "\n" not in str(error.value)


def test_standard_input_is_found_with_source(dump, notebooks, tmp_path):
    """What came from standard input has no file; --source says where the text is."""
    raw = dump.read_bytes()
    report = make_report(raw, out_dir=tmp_path, notebooks=notebooks)
    with pytest.raises(InputError, match=r"was read from standard input; .*--source PATH$"):
        verify_report(report, notebooks=notebooks)
    kept = tmp_path / "kept.txt"
    kept.write_bytes(raw)
    assert verify_report(report, source=kept, notebooks=notebooks) == []


def test_the_command_says_same(report, notebooks, capfd):
    """relire verify prints "same" and exits 0; what differs is printed and exits 1; wrong input exits 2."""
    for path, status, out in ((report, 0, "same\n"), (report.with_name("none.html"), 2, "")):
        with pytest.raises(SystemExit) as exit_:
            main(["verify", str(path), "--notebooks", str(notebooks)])
        assert (exit_.value.code, capfd.readouterr().out) == (status, out)
    report.write_text(report.read_text("utf-8").replace("Lengths", "Widths"), encoding="utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["verify", str(report), "--notebooks", str(notebooks)])
    assert exit_.value.code == 1
    assert "“Widths”" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("<h2>A</h2><p>x</p>", "<h2>A</h2><p>y</p>", "under “A”"),
        ("<p>x</p>", "", "at its beginning"),
        ("<img alt='1'>", "<img alt='2'>", "at its beginning"),
        ("<p>a  b</p>", "<p>a b</p>", "in its markup, line 1"),
        ("<html><head><title>a</title></head>", "<html><head><title>b</title></head>", "in its head"),
    ],
)
def test_first_difference(first, second, place):
    """The first difference is placed, whatever it is."""
    assert first_difference(first, second).place == place
