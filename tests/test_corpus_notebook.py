"""The notebook on a corpus: it runs on any, in either language, and its page leads from figures to articles."""

from __future__ import annotations

import re
from urllib.parse import unquote

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from helpers import load_corpus
from helpers.labels import prose_of, speaking
from helpers.paths import NOTEBOOKS
from helpers.report.exporter import RelireExporter
from helpers.report.run import combine

NOTEBOOK = NOTEBOOKS / "6_corpus.ipynb"
HOSTILE = "<img src=x onerror=alert(1)> </table><script>alert(2)</script>"
TEXT = (
    "Le ministre Karl Abendroth a quitté Vienne dimanche vers midi avec trois conseillers, et sans un mot à la presse."
)


def executed(folder, **parameters):
    """The notebook and its page."""
    client = NotebookClient(
        combine([NOTEBOOK], parameters), kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    nb = client.execute()
    page, _ = RelireExporter().from_notebook_node(nb, {"metadata": {"name": "6_corpus"}})
    return nb, BeautifulSoup(page, "html.parser")


@pytest.fixture(scope="module", params=["sample", "each", "hostile"])
def run(request, tmp_path_factory):
    """The sample in French, counted each time in English from a finished corpus, and a hostile table."""
    folder = tmp_path_factory.mktemp("elsewhere")
    if request.param == "sample":
        return executed(folder)
    if request.param == "each":
        corpus = load_corpus("data/corpus/sample.jsonl", out=folder / "corpus")
        return executed(folder, CORPUS=str(corpus.out), LANG="en", ONCE=False, PERIOD="week", ACTORS=["Karim Benali"])
    rows = [(f"{HOSTILE}{n}", "2026-03-01", HOSTILE, f"{TEXT} {HOSTILE}") for n in range(7)]
    pd.DataFrame(rows, columns=["id", "date", "outlet", "text"]).to_csv(folder / "hostile.csv", index=False)
    return executed(folder, CORPUS=str(folder / "hostile.csv"), LANG="fr")


def test_it_runs_without_a_word_of_warning(run):
    """No error, no warning, nothing on standard error; six pictures, each said in words."""
    nb, _ = run
    outputs = [output for cell in nb.cells for output in cell.get("outputs", [])]
    assert [output for output in outputs if output.output_type in {"error", "stream"}] == []
    images = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(images) == 6
    assert all(len(image.metadata["image/svg+xml"]["alt"]) > 40 for image in images)


def test_its_page_leads_nowhere_else(run):
    """Every link on the page ends at an id of it; nothing of an article runs."""
    _, page = run
    ids = {tag["id"] for tag in page.find_all(id=True)}
    links = [link["href"] for link in page.find_all("a", href=True)]
    assert [link for link in links if link.startswith("#") and unquote(link[1:]) not in ids] == []
    assert [link for link in links if not link.startswith("#")] == []
    assert len([link for link in links if re.match("#(day|week|outlet|article)-", link)]) > 5
    assert page.find_all(["script", "iframe"]) == []
    assert [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []
    assert [img for img in page.find_all("img") if not img["src"].startswith("data:")] == []


def test_all_its_prose_is_french():
    """Each text that a page shows has a French version."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    prose = [c.source for c in cells if c.cell_type == "markdown" and "notebook-only" not in c.metadata.get("tags", [])]
    with speaking("fr"):
        assert [text[:60] for text in prose if prose_of(text) == text] == []
