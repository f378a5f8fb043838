"""JupyterLab as ``make lab`` opens it for a new user: what they see, choose, sort, wait for and send on."""

from __future__ import annotations

import nbformat
import pytest
from small_notebooks import HOSTILE, code, markdown
from test_accessible import wrong
from test_browser import run_all

from helpers.paths import ARTICLES

pytestmark = pytest.mark.browser
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
POP_UPS = ".jp-Dialog, .Toastify__toast"
SLOW = """\
import time
from helpers.progress import follow
class Slow:
    lines = property(lambda _: time.sleep(2.5))
    sections = 1
follow(Slow()) and None"""
TABLE = """\
import pandas as pd
from helpers import html
words = ["été", "mer", "<b>", "10", "9", "Zoé", "an", None, "Été"]
html.table(pd.DataFrame({"word": words, "n": [1234, 5, 7.5, 10, 2, 3, None, 4, 6]}), index=False, lines=["n"][1:])"""


def put(workbench, lab, name: str, *cells: nbformat.NotebookNode) -> None:
    """Leave a notebook beside the others."""
    base, token = lab
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    content = {"type": "notebook", "format": "json", "content": nbformat.v4.new_notebook(cells=cells, metadata=kernel)}
    assert workbench.request.put(f"{base}/api/contents/notebooks/{name}.ipynb?token={token}", data=content).ok


def test_the_first_screen(workbench):
    """The notebook to start with is open, and no question, news or tour lies over it."""
    workbench.locator(PANEL).get_by_role("heading", name="Start here").wait_for()
    workbench.wait_for_timeout(2000)  # time for a pop-up, were there one
    assert workbench.locator(POP_UPS).count() == 0
    assert workbench.evaluate("window.jupyterapp.shell.currentWidget.title.label") == "0_start_here.ipynb"
    assert workbench.complaints == []


def test_another_article_is_chosen_without_touching_code(workbench):
    """A choice and one click run the notebook on another article, and the other notebooks read that one too."""
    run_all(workbench, "2_sections")
    panel = workbench.locator(PANEL)
    articles = panel.get_by_label("Article")
    articles.locator("option", has_text="Border bridge reopens").wait_for(state="attached")
    try:
        articles.select_option(index=_position(articles, "sample-en-bridge"))
        panel.locator("button[data-commandlinker-command]").click()
        panel.locator(".relire.card", has_text="Border bridge reopens").wait_for(timeout=60_000)
        run_all(workbench, "1_article")
        assert workbench.locator(PANEL).locator(".relire.card", has_text="Border bridge").count() == 1
    finally:
        again = workbench.locator(PANEL).get_by_label("Article")
        again.select_option(index=_position(again, "otan-zelensky"))
        workbench.wait_for_timeout(500)
    assert workbench.locator(POP_UPS).count() == 0


def _position(articles, name: str) -> int:
    texts = articles.locator("option").all_text_contents()
    assert len(texts) >= len(list(ARTICLES.glob("*.txt")))
    return next(number for number, text in enumerate(texts) if text.endswith(name))


def test_tables_are_sorted_and_filtered(workbench, lab):
    """A click on a head sorts numbers as numbers and words as words; typing filters; nothing of it reaches the code."""
    put(workbench, lab, "table", markdown("# Table"), code(TABLE))
    before = run_all(workbench, "table")
    panel = workbench.locator(PANEL)
    rows = panel.locator("table.relire tbody tr:visible td:first-child")
    start = ["été", "mer", "<b>", "10", "9", "Zoé", "an", "–", "Été"]
    assert rows.all_inner_texts() == start
    number, word = panel.get_by_role("button", name="n", exact=True), panel.get_by_role("button", name="word")
    number.click()
    assert rows.all_inner_texts() == ["été", "10", "<b>", "Été", "mer", "–", "Zoé", "9", "an"]
    assert panel.locator("th[aria-sort=descending]").inner_text().startswith("n")
    word.focus()
    workbench.keyboard.press("Enter")
    assert rows.all_inner_texts()[1:4] == ["9", "10", "an"]
    assert rows.all_inner_texts()[-1] == "–"
    word.click()
    word.click()
    assert rows.all_inner_texts() == start
    panel.get_by_label("Filter").press_sequentially("ete")
    assert rows.all_inner_texts() == ["été", "Été"]
    panel.get_by_label("Filter").press_sequentially("dd")  # in command mode two d delete a cell
    assert rows.count() == 0
    after = workbench.evaluate("window.jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()")
    assert after["cells"] == before["cells"]


def test_who_waits_sees_why(workbench, lab):
    """What takes longer than a second says what it does, and leaves nothing in the notebook."""
    put(workbench, lab, "slow", markdown("# Slow"), code(SLOW))
    workbench.evaluate("""() => {
        window.said = [];
        const note = () => document.querySelectorAll('.jp-OutputArea .say').forEach(l => window.said.push(l.innerText));
        new MutationObserver(note).observe(document.body, {subtree: true, childList: true}) }""")
    saved = run_all(workbench, "slow")
    assert any(line.startswith("Reading the lines: step 1 of 2") for line in workbench.evaluate("window.said"))
    assert saved["cells"][1]["outputs"] == []


@pytest.mark.parametrize("name", ["2_sections", pytest.param("4_actors", marks=pytest.mark.deep)])
def test_the_menu_exports_our_page(workbench, page, judged, tmp_path, name):
    """File, Save and Export gives a page like the report: no script, no list or filter, as accessible, as narrow."""
    run_all(workbench, name)
    workbench.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    with workbench.expect_download(timeout=60_000) as download:
        workbench.get_by_role("menuitem", name="File", exact=True).click()
        workbench.get_by_text("Save and Export Notebook As", exact=True).hover()
        workbench.get_by_text("Relire", exact=True).click()
    file = tmp_path / "page.html"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    for trace in ("<script", "<select", "commandlinker", "relire-filter", "pick(", "widget-view"):
        assert trace not in text
    assert HOSTILE not in text
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(file.as_uri())
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("data:")] == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wrong(page) == []
    assert judged(file.as_uri(), "light", 320) == []
