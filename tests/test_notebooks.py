"""The notebooks: each runs alone in a real kernel, from anywhere, on any article, and shows what the frames hold."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from support import CASES

from helpers import InputError, load_article, terms
from helpers.lines import normalise
from helpers.paths import NOTEBOOKS
from helpers.report import make_report
from helpers.report.run import combine

NAMES = ["1_article", "2_sections", "3_terms", "4_actors"]
IMAGES = {"1_article": 1, "2_sections": 2, "3_terms": 7, "4_actors": 5}


def execute(name, folder, **parameters):
    """The notebook, executed in a folder that is not its own, in English unless it is told otherwise."""
    nb = combine([NOTEBOOKS / f"{name}.ipynb"], {"LANG": "en"} | parameters)
    return NotebookClient(nb, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()


def outputs(nb):
    """Every output of the notebook."""
    return [output for cell in nb.cells for output in cell.get("outputs", [])]


def html(nb):
    """The text of all HTML outputs, parsed."""
    found = "".join(output["data"].get("text/html", "") for output in outputs(nb) if "data" in output)
    return BeautifulSoup(found, "html.parser")


def rows(nb, header):
    """The rows of the table that has a column of that name, as lists of texts."""
    for table in html(nb).find_all("table"):
        head = [th.get_text() for th in table.find("thead").find_all("th")]
        if header in head:
            return head, [[cell.get_text() for cell in tr.find_all(["th", "td"])] for tr in table.tbody.find_all("tr")]
    raise AssertionError(f"no table with a column {header}")


@pytest.fixture(scope="module", params=NAMES)
def run(request, tmp_path_factory):
    """Each notebook on an article that is not the default, named by path, run from an empty folder."""
    where = CASES / "fr03_ars_near_copy" / "dump.txt"
    return request.param, execute(request.param, tmp_path_factory.mktemp("elsewhere"), ARTICLE=str(where))


def test_each_notebook_runs_alone_without_a_word_of_warning(run):
    """No error, no warning, nothing on standard error."""
    name, nb = run
    assert [o for o in outputs(nb) if o.output_type in {"error", "stream"}] == [], name


def test_each_notebook_says_which_article_was_loaded(run):
    """The article asked for is the one that is shown, not the default."""
    _, nb = run
    assert "Légionellose à Montluc" in html(nb).get_text()


def test_each_picture_has_its_alternative(run):
    """The pictures are all there, and each says in words what it shows."""
    name, nb = run
    images = [output for output in outputs(nb) if "image/svg+xml" in output.get("data", {})]
    assert len(images) == IMAGES[name]
    assert all(len(image.metadata["image/svg+xml"]["alt"]) > 40 for image in images)


def test_tables_hold_what_the_frames_hold(run):
    """Counts in the tables are those of an independent load of the article."""
    name, nb = run
    article = load_article(CASES / "fr03_ars_near_copy" / "dump.txt")
    if name == "1_article":
        _, found = rows(nb, "reason")
        aside = article.lines[~article.lines["kept"] & (article.lines["role"] != "blank")]
        assert [int(row[0]) for row in found] == aside.index.tolist()
    elif name == "2_sections":
        head, found = rows(nb, "words")
        assert [int(row[head.index("words")]) for row in found] == article.parts["words"].tolist()
    elif name == "3_terms":
        head, found = rows(nb, "per 1,000")
        counted = terms.frequencies(article, top=20)
        assert [int(row[head.index("count")]) for row in found[:20]] == counted["count"].tolist()
    else:
        head, found = rows(nb, "mentions")
        shown = dict(zip([row[0] for row in found], [row[head.index("mentions")] for row in found], strict=True))
        assert {k: int(v) for k, v in shown.items() if k in article.actors.index} == article.actors["mentions"].head(
            15
        ).to_dict()


def test_the_default_is_the_sample(tmp_path, monkeypatch):
    """Without a parameter a notebook reads the sample."""
    monkeypatch.delenv("RELIRE_ARTICLE", raising=False)
    assert "Stoltenberg" in html(execute("2_sections", tmp_path)).get_text()


def test_the_default_can_be_named_in_one_place(tmp_path, monkeypatch):
    """RELIRE_ARTICLE, which make lab sets, names another default for all notebooks."""
    monkeypatch.setenv("RELIRE_ARTICLE", "sample-en-bridge")
    assert "Border bridge reopens" in html(execute("2_sections", tmp_path)).get_text()


ODD = {
    "no headings": "Le chat noir est parti hier vers la rivière.\nIl est revenu ce matin avec deux belles truites.",
    "one word": "Bonjour.",
    "hostile": "# Titre <script>alert(1)</script>\n"
    "<img src=x onerror=alert(1)> a dit « 5 $ \\hausse 3 $ », ** [lien](javascript:x)."
    "\nUn deuxième paragraphe, avec ses mots et $un_deux^trois$, pour qu'il y ait de quoi lire.",
    "another language": "القط الأسود ذهب مساء أمس إلى النهر ولم يعد حتى الصباح.\nعاد هذا الصباح ومعه سمكتان جميلتان.",
    "many sections": "\n".join(
        f"Une partie numéro {i}\nVoici le texte de la partie {i}, qui parle de la mer et du vent sur une ligne entière."
        for i in range(60)
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_articles_give_a_report(kind, tmp_path, runner):
    """Texts without headings, of one word, hostile, in other languages or with many sections run through."""
    dump = tmp_path / "dump.txt"
    dump.write_text(ODD[kind], encoding="utf-8")
    page = make_report(dump, out_dir=tmp_path / "out", run=runner).read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html.parser")
    assert len(page) < 1_000_000
    assert soup.find("script") is None
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert all(image.get("alt") for image in soup.find_all("img"))
    for line in load_article(dump).lines.query("kept")["text"].head(5):
        assert normalise(line)[:60] in normalise(soup.get_text())


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"REFERENCE": "sample-en-bridge"}, "reference must be in the article's language, 'fr', not 'en'"),
        ({"REFERENCE": "sample-en-brigde"}, "no such article; did you mean 'sample-en-bridge'"),
        ({"QUERY": " "}, "query is empty"),
        ({"FORMS": ["demonyms"]}, "no form of mention is 'demonyms'; did you mean 'demonym'"),
    ],
)
def test_wrong_parameters_of_the_terms_are_the_readers(parameters, said, tmp_path, runner):
    """A reference or a query that cannot be used is refused in one line, and no report is left behind."""
    with pytest.raises(InputError, match=said):
        make_report("otan-zelensky", out_dir=tmp_path / "out", parameters=parameters, run=runner)
    assert not list(tmp_path.rglob("*.html"))


def test_another_article_and_query_are_used(tmp_path):
    """REFERENCE is what keyness compares with, QUERY what the context lines show."""
    nb = execute("3_terms", tmp_path, REFERENCE="sample-fr-eoliennes", QUERY="licence")
    head, found = rows(nb, "reference")
    assert {row[head.index("reference")] for row in found if len(row) == len(head)} == {"article"}
    assert "2 occurrences of “licence”" in html(nb).get_text()


def test_forms_can_be_left_out(tmp_path):
    """FORMS is what the charts count: they say what is missing, and so does the sentence below."""
    nb = execute("4_actors", tmp_path, FORMS=["name", "role"])
    alts = [o.metadata["image/svg+xml"]["alt"] for o in outputs(nb) if "image/svg+xml" in o.get("data", {})]
    assert sum("Left out: metonym (3) and demonym (12)." in alt for alt in alts) == 4
    assert "Counted here: name and role, that is 25 of 40 mentions." in html(nb).get_text()


@pytest.mark.parametrize("name", NAMES)
def test_prose_is_written_to_be_read(name):
    """Between 30 and 110 words of prose go with a code cell, and no code cell is longer than eight lines."""
    nb = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    prose = sum(len(re.findall(r"\w+", cell.source)) for cell in nb.cells if cell.cell_type == "markdown")
    assert 30 <= prose / len(code) <= 110
    assert max(cell.source.count("\n") + 1 for cell in code) <= 8
    assert Path(NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8").endswith("\n")
