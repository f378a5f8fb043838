"""The search field: typing finds lines in JupyterLab, and where nobody can type the table stands alone."""

from __future__ import annotations

import json

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from small_notebooks import HOSTILE, code, markdown
from test_browser import LOCAL, run_all

from helpers import load_article, terms
from helpers import search as search_module
from helpers.errors import InputError
from helpers.report import RelireExporter
from helpers.search import search

VIEW = "application/vnd.jupyter.widget-view+json"
BODY = "Le ministre a vu la mer et la côte, dit-il aux députés de la commission. " * 2
TEXT = f"Un titre sur la mer\n\n{BODY}\nLa mer monte {HOSTILE} et la mer descend, comme l'a dit le ministre hier soir."


@pytest.fixture(scope="module")
def article():
    """An article with hostile text in it."""
    return load_article(text=TEXT, language="fr")


@pytest.fixture
def typing(monkeypatch):
    """As if a reader sat at the front end."""
    monkeypatch.setattr(search_module, "can_type", lambda: True)


def controls(shown) -> tuple:
    """The field, the three choices and the result of a search."""
    row, result = shown.widget.children
    return (*row.children, result)


def texts(markup: str) -> list[str]:
    """The marked words of a table."""
    return [mark.get_text() for mark in BeautifulSoup(markup, "html.parser").find_all("mark")]


def test_where_nobody_can_type_there_is_the_table_alone(article):
    """Without a front end no widget is made, and the table is that of kwic."""
    shown = search(article, "mer")
    bundle = shown._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/html", "text/plain"}
    assert texts(bundle["text/html"]) == ["mer", "mer", "mer", "mer"] == shown.rows["keyword"].tolist()
    assert "#line-" in bundle["text/html"]
    assert "widget" not in vars(shown)
    assert "[mer]" in bundle["text/plain"] == repr(shown)


@pytest.mark.usefixtures("typing")
def test_in_jupyterlab_the_output_holds_widget_and_table(article):
    """The output carries the view of the widget and, for the export, the table of the first query."""
    bundle = search(article, "mer")._repr_mimebundle_()
    assert set(bundle) == {VIEW, "text/html", "text/plain"}
    assert texts(bundle["text/html"]) == ["mer"] * 4


def test_the_table_follows_what_is_typed_and_chosen(article):
    """Each control changes the table, and the frame of the first query stays."""
    shown = search(article, "mer", width=3)
    field, kind, width, sort, result = controls(shown)
    assert texts(result.value) == ["mer"] * 4
    field.value = "la mer | côte"
    assert texts(result.value) == terms.kwic(article, "la mer | côte")["keyword"].tolist()
    field.value = "dire"
    assert texts(result.value) == ["dit", "dit", "dit"]
    kind.value = "form"
    assert "No occurrence of “dire”" in result.value
    kind.value = "regex"
    field.value = r"m\w+"
    assert "mer" in texts(result.value)
    kind.value = "lemma"
    field.value = "mer"
    width.value = "sentence"
    sort.value = "left"
    assert "commission." in BeautifulSoup(result.value, "html.parser").get_text()
    assert shown.rows["keyword"].tolist() == ["mer"] * 4
    assert "#line-" not in result.value


@pytest.mark.parametrize(
    ("kind", "query", "said"),
    [
        ("regex", "(", "Not searched: query is no valid regular expression: missing ), unterminated subpattern"),
        ("regex", "a" * 501, "Not searched: query has 501 characters"),
        ("lemma", "", "Type a word and press Enter."),
        ("lemma", "  ", "Type a word and press Enter."),
        ("lemma", "|", "Not searched: query is empty"),
        ("lemma", "cotes", "No occurrence of “cotes” in the text that is searched"),
        ("lemma", "cote", "did you mean “côte”?"),
        ("lemma", HOSTILE * 2, "No occurrence of “<img src=x"),
    ],
)
def test_what_is_typed_wrongly_is_answered_in_one_line(article, kind, query, said):
    """No traceback, no table: one sentence, in which what was typed is text."""
    field, kinds, _, _, result = controls(search(article, "mer"))
    kinds.value = kind
    field.value = query
    page = BeautifulSoup(result.value, "html.parser")
    assert said in page.get_text()
    assert page.p is not None
    assert not page.find_all(["table", "img", "script"])


def test_the_first_query_is_the_most_frequent_term(article):
    """Without a query the search begins with the first term of the table."""
    assert search(article).query == terms.frequencies(article).index[0]
    assert "Type a word" in repr(search(load_article(text="12 34")))


def test_options_of_the_code_are_checked_at_once(article):
    """What the notebook itself gives is refused as kwic refuses it."""
    with pytest.raises(InputError, match="query is empty"):
        search(article, " ")
    with pytest.raises(InputError, match="no valid regular expression"):
        search(article, "(", regex=True)
    with pytest.raises(ValueError, match="width must be"):
        search(article, "mer", width="wide")


def test_an_unusual_width_is_among_the_choices(article):
    """The width given in the code is what the field begins with."""
    *_, width, _, result = controls(search(article, "mer", width=3))
    assert width.value == 3
    assert [value for _, value in width.options] == [3, 5, 8, 12, 20, "sentence"]
    assert texts(result.value) == ["mer"] * 4


def notebook() -> nbformat.NotebookNode:
    """A notebook that searches."""
    cells = [
        markdown("# Search"),
        code("from helpers import load_article\nfrom helpers.search import search"),
        code(f"article = load_article(text={TEXT!r})"),
        code("search(article, 'mer')"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def is_static(page: str) -> None:
    """Assert that a report shows the table, and no trace of a widget."""
    soup = BeautifulSoup(page, "html.parser")
    assert [mark.get_text() for mark in soup.select("table.kwic mark")] == ["mer"] * 4
    assert not soup.find_all(["script", "input", "select"])
    for trace in ("Loading widget", "widget-view", "widget-state", "VBox(", "cdn", "unpkg", "jsdelivr"):
        assert trace not in page


def test_executed_unseen_the_notebook_holds_no_widget():
    """nbclient, which the report uses, gets the table alone, and no widget state goes into the notebook."""
    nb = NotebookClient(notebook(), kernel_name="python3").execute()
    assert "widgets" not in nb.metadata
    assert VIEW not in json.dumps(nb)
    is_static(RelireExporter().from_notebook_node(nb)[0])


@pytest.mark.usefixtures("typing")
def test_of_a_widget_the_export_shows_the_table(article):
    """An output saved in JupyterLab, widget state and all, is exported as the table alone."""
    nb = notebook()
    bundle = search(article, "mer")._repr_mimebundle_()
    nb.cells[3].outputs = [nbformat.v4.new_output("execute_result", bundle, execution_count=1)]
    nb.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2}}
    is_static(RelireExporter().from_notebook_node(nb)[0])


@pytest.mark.browser
def test_typing_in_jupyterlab_updates_the_table(workbench, lab):
    """In JupyterLab Enter searches, a choice searches again, a wrong expression is one line, hostile text is text."""
    from playwright.sync_api import expect

    base, token = lab
    content = {"type": "notebook", "format": "json", "content": notebook()}
    answer = workbench.request.put(f"{base}/api/contents/notebooks/search.ipynb?token={token}", data=content)
    assert answer.ok
    saved = run_all(workbench, "search")
    (output,) = saved["cells"][3]["outputs"]
    assert set(output["data"]) == {VIEW, "text/html", "text/plain"}
    panel = workbench.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    marks = panel.locator(".kwic mark")
    field = panel.get_by_label("Find")
    field.wait_for()
    workbench.wait_for_function("() => document.querySelectorAll('.kwic mark').length === 4")

    def search_for(query: str) -> None:
        field.fill(query)
        expect(field).to_have_value(query)  # and not typed elsewhere, had JupyterLab moved the focus
        field.press("Enter")

    search_for("la côte | ministre")
    panel.get_by_text("5 occurrences of “la côte | ministre”").wait_for()
    assert marks.all_inner_texts() == ["ministre", "la côte", "ministre", "la côte", "ministre"]
    field.press("Tab")
    assert workbench.evaluate("document.activeElement.tagName") == "SELECT"
    panel.get_by_label("as", exact=True).select_option("regular expression")
    panel.get_by_text("3 occurrences of “la côte | ministre”").wait_for()
    search_for("(a")
    panel.get_by_text("Not searched: query is no valid regular expression: missing )").wait_for()
    assert marks.count() == 0
    search_for("monte.*descend")
    panel.get_by_text("1 occurrence of").wait_for()
    workbench.wait_for_timeout(1000)  # time for MathJax, were it to start
    assert HOSTILE in marks.first.inner_text()
    assert panel.locator("mjx-container, .kwic img, .kwic script").count() == 0
    assert "owned" not in workbench.title()
    assert {url.split("/")[2].split(":")[0] for url in workbench.asked if url.startswith("http")} <= LOCAL


@pytest.mark.browser
def test_exported_from_jupyterlab_the_table_stays(workbench, lab):
    """Saved and exported as a Relire report, the searched notebook shows the first query's table."""
    base, token = lab
    workbench.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    saved = workbench.request.get(f"{base}/api/contents/notebooks/search.ipynb?token={token}").json()["content"]
    assert "widgets" not in saved["metadata"]
    answer = workbench.request.get(f"{base}/nbconvert/relire/notebooks/search.ipynb?token={token}")
    assert answer.ok
    is_static(answer.text())


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_table_fits_a_telephone(browser, article, width, tmp_path):
    """At 320 pixels nothing sticks out, and a line of context still reads as text."""
    nb = notebook()
    nb.cells[3].outputs = [
        nbformat.v4.new_output("execute_result", search(article, "mer")._repr_mimebundle_(), execution_count=1)
    ]
    (tmp_path / "page.html").write_text(RelireExporter().from_notebook_node(nb)[0], encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
    row = page.locator(".kwic tbody tr").first
    assert " ".join(row.inner_text().split()).endswith("Le ministre a vu la mer et la côte, dit-il aux députés de")
    if width == 320:  # out of sight, yet read aloud
        assert page.locator(".kwic thead").bounding_box()["width"] <= 1
    page.close()
