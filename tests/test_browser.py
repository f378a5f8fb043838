"""The report and the notebooks in a real headless Chromium, off line."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from small_notebooks import HOSTILE

from helpers.paths import NOTEBOOKS
from helpers.report import make_report

pytestmark = pytest.mark.browser
NAMES = [path.stem for path in sorted(NOTEBOOKS.glob("[1-9]*.ipynb"))]
LOCAL = {"127.0.0.1", "localhost"}


def test_the_report_is_quiet_and_alone(page, report):
    """The report opens without a console error, and asks for nothing but itself."""
    page.goto(report)
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("data:")] == [report]


def test_a_hostile_article_does_nothing(page, tmp_path, runner):
    """A dump full of markup gives a report that is as quiet, whose title and text are the dump's own."""
    words = " ".join(["Le ministre a répondu aux députés que la loi serait votée avant la fin de l'année."] * 3)
    lines = [f"{HOSTILE} un titre", "", f"{words} {HOSTILE}", "", f"<b>Titre</b> {HOSTILE}", "", f"{HOSTILE} {words}"]
    (tmp_path / "hostile.txt").write_text("\n".join(lines), encoding="utf-8")
    report = make_report(tmp_path / "hostile.txt", out_dir=tmp_path, run=runner).as_uri()
    page.goto(report)
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("data:")] == [report]
    assert page.title() != "owned"
    assert page.locator(".copy").first.inner_text().count(HOSTILE) >= 2


def test_every_link_in_the_report_lands(page, report):
    """Every link within the page leads to something on it."""
    page.goto(report)
    links = page.eval_on_selector_all("a[href^='#']", "links => links.map(link => link.getAttribute('href'))")
    assert len(links) > len(NAMES)
    lands = "href => document.getElementById(decodeURIComponent(href.slice(1))) !== null"
    assert [link for link in set(links) if not page.evaluate(lands, link)] == []


def test_every_image_in_the_report_has_an_alternative_text(page, report):
    """Every chart is drawn and says in words what it shows."""
    page.goto(report)
    drawn = "charts => charts.map(c => [c.getAttribute('aria-label'), c.getBoundingClientRect().height > 0])"
    images = page.eval_on_selector_all("figure svg", drawn)
    assert len(images) > 10
    assert [alt for alt, drawn in images if len(alt) < 20 or not drawn or alt.startswith("Figure, ")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_report_fits(page, report, width, scheme):
    """At no width does the page scroll sideways or text stick out of it."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sticking_out = """Array.from(document.querySelectorAll('main > *, .prose > *, img, dl, p'))
        .filter(e => !e.parentElement.closest('.scroll, figure') && e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(sticking_out) == []


def test_the_report_works_by_keyboard(page, report):
    """The first tab stop skips to the text, and folded code opens with the Enter key."""
    page.goto(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")


def test_the_report_prints(page, report):
    """On paper the code is left out and everything else is there."""
    page.goto(report)
    page.emulate_media(media="print")
    assert page.evaluate("Array.from(document.querySelectorAll('details')).every(d => d.offsetHeight === 0)")
    assert page.pdf().startswith(b"%PDF")


def run_all(workbench, name: str) -> dict:
    """Open a notebook in JupyterLab, choose Run All in the menu, wait for the last cell; the notebook then."""
    opening = f"window.jupyterapp.commands.execute('docmanager:open', {{path: 'notebooks/{name}.ipynb'}})"
    workbench.evaluate(f"{opening}.then(() => null)")
    current = "window.jupyterapp.shell.currentWidget"
    # Notebooks that were open before take the focus when they are ready, so that ours may have to get it once more.
    idle = f"""() => {{
        const shell = window.jupyterapp.shell, open = [...shell.widgets("main")];
        const ours = open.find(widget => widget.title.label === "{name}.ipynb");
        if (!ours || open.some(widget => widget.sessionContext?.isReady === false)) return false;
        if (shell.currentWidget !== ours) {{ shell.activateById(ours.id); return false; }}
        return ours.sessionContext.session?.kernel?.status === "idle";
    }}"""
    workbench.wait_for_function(idle, timeout=60_000)
    workbench.get_by_role("menuitem", name="Run", exact=True).click()
    workbench.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = f"{current}.content.model.sharedModel.toJSON()"
    done = f"() => {cells}.cells.every(c => c.cell_type !== 'code' || !c.source.length || c.execution_count)"
    workbench.wait_for_function(done, timeout=120_000)
    workbench.wait_for_function(idle, timeout=120_000)
    return workbench.evaluate(cells)


@pytest.mark.parametrize("name", ["0_start_here", *NAMES])
def test_run_all_in_jupyterlab(workbench, name):
    """Run All reaches the last cell: no error, warning or pop-up, nothing asked for elsewhere."""
    notebook = run_all(workbench, name)
    assert workbench.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert workbench.complaints == []
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert outputs
    assert [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []
    assert {urlsplit(url).hostname for url in workbench.asked if url.startswith("http")} <= LOCAL


def test_hostile_text_stays_text_in_jupyterlab(workbench):
    """Article text runs nothing in JupyterLab, and its dollar signs are not typeset."""
    run_all(workbench, "hostile")
    shown = workbench.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    outputs = shown.locator(".jp-OutputArea-output")
    outputs.nth(1).wait_for()
    workbench.wait_for_timeout(1000)  # time for MathJax, were it to start
    assert [text.count(HOSTILE) for text in outputs.all_inner_texts()] == [1, 2]
    assert shown.locator("mjx-container").count() == 0
    assert "owned" not in workbench.title()


def test_jupyterlab_exports_our_page(workbench, lab):
    """File, Save and Export Notebook As lists the exporter, and what it gives is our page."""
    base, token = lab
    workbench.get_by_role("menuitem", name="File", exact=True).click()
    workbench.get_by_text("Save and Export Notebook As", exact=True).hover()
    workbench.get_by_text("Relire", exact=True).wait_for()
    workbench.keyboard.press("Escape")
    workbench.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    answer = workbench.request.get(f"{base}/nbconvert/relire/notebooks/hostile.ipynb?token={token}")
    assert answer.ok
    assert "default-src 'none'" in answer.text()
    assert "<script" not in answer.text()
