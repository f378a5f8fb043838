"""report: notebooks executed in one process become one page that stands alone, whole or not at all."""

import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from small_notebooks import code, markdown, two_notebooks, write
from support import undated

from helpers.errors import InputError
from helpers.report import RelireExporter, ReportError, check_parameters, make_report
from helpers.report.parameters import assignments

TITLE = "<script>alert(1)</script> & l’“été” $x$ <img src=x onerror=alert(1)>"
LOADING = {"src", "href", "srcset", "poster", "action", "data"}
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """Two small notebooks."""
    return two_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture(scope="module")
def report(tmp_path_factory, notebooks) -> Path:
    """The report of a dump whose title is hostile."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "hostile.txt").write_text(f"{TITLE}\n\nUn texte.\n", encoding="utf-8")
    return make_report(folder / "hostile.txt", out_dir=folder / "out", parameters={"TOP": 5}, notebooks=notebooks)


@pytest.fixture(scope="module")
def page(report) -> BeautifulSoup:
    """The report, parsed."""
    return BeautifulSoup(report.read_text(encoding="utf-8"), "html.parser")


def test_the_head_says_what_it_is(report, page):
    """File name, title, heading, languages and policy are those of the article."""
    assert report.name == "hostile.html"
    assert page.title.get_text() == page.h1.get_text() == TITLE
    assert page.html["lang"] == "en"
    assert page.h1["lang"] == "fr"
    assert page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"].startswith(POLICY)


def test_hostile_text_stays_text(page):
    """A title full of markup makes no element, no event handler and no script."""
    assert not page.find_all("script")
    assert all(image["src"].startswith("data:") for image in page.find_all("img"))
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_nothing_is_loaded(page):
    """No address outside the page stands where a browser would load it."""
    loading = [str(value) for tag in page.find_all(True) for name, value in tag.attrs.items() if name in LOADING]
    assert all(value.startswith(("data:image/", "#")) for value in loading)
    assert not re.search(r"url\(|@import", page.style.get_text())
    assert not page.find_all(["link", "iframe", "object", "embed", "base"])


def test_one_heading_for_the_page_and_one_below_for_each_notebook(page):
    """The page has one h1, each notebook's h1 is an h2, and no level is skipped."""
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels == [1, 2, 3, 2, 3, 2]  # the last is the run card's


def test_links_land(page):
    """Contents, links between notebooks and anchors lead to an id of the page; links to nowhere are unmade."""
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    contents = [link["href"] for link in page.select("nav a")]
    assert contents == ["#the-article", "#chart", "#sections", "#chart-2"]
    assert [link["href"] for link in page.select("main a")] == ["#sections", "#chart"]
    assert {link["href"][1:] for link in page.find_all("a")} <= set(ids)


def test_images_have_their_alternative_text(page):
    """Alternative texts come from the output's metadata, nested or flat, else from the heading above."""
    assert [image["alt"] for image in page.find_all("img")] == [
        'Three "bars" <b>',
        "Two bars",
        "Figure, under the heading “Chart”",
    ]


def test_code_is_folded_and_live_cells_are_left_out(page):
    """All code is there, folded, without prompts; a cell that needs a kernel is not."""
    assert "1 / 0" not in page.get_text()
    assert all(block.find_parent("details") for block in page.select(".highlight"))
    assert [s.get_text() for s in page.find_all("summary")][:3] == ["Parameters", "Parameters given", "Code"]
    assert "In [" not in page.get_text()


def test_parameters_reach_the_notebooks(page):
    """A value given replaces the notebook's own, and the page shows it."""
    assert "TOP = 5" in page.get_text()
    assert [dd.get_text() for dd in page.select(".out dd")] == ["hostile", "5"]


def test_pandas_tables_are_mended(page):
    """A plain frame gets scopes and loses its empty header cell."""
    assert [cell["scope"] for cell in page.select(".dataframe th")] == ["col", "row", "row"]
    assert all(cell.get_text() for cell in page.find_all("th"))


def test_warnings_look_like_warnings(page):
    """What a cell writes to stderr is set apart."""
    assert page.select_one("pre.warning").get_text().strip() == "careful"


def test_same_input_same_bytes(report, notebooks, tmp_path):
    """A second run, from another folder, writes the same bytes (the run date is a day)."""
    again = make_report(
        report.parent.parent / "hostile.txt", out_dir=tmp_path, parameters={"TOP": 5}, notebooks=notebooks
    )
    assert undated(report) == undated(again)


def test_the_sample_gives_the_same_bytes_twice(tmp_path):
    """The four notebooks on the sample: two runs, the same file, less than a megabyte."""
    first, second = (make_report("otan-zelensky", out_dir=tmp_path / run) for run in ("a", "b"))
    assert undated(first) == undated(second)
    assert len(first) < 1_000_000


@pytest.mark.parametrize("epoch", ["0", "1000000000"])
def test_the_run_date_can_be_set(monkeypatch, epoch):
    """SOURCE_DATE_EPOCH sets the only thing that differs between two runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    html, _ = RelireExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[markdown("# One")]))
    assert {"0": "1 January 1970", "1000000000": "9 September 2001"}[epoch] in html


def test_a_failing_cell_is_named_and_the_old_report_stays(tmp_path):
    """A cell that raises names its notebook and number; the earlier report is as it was, and nothing else is there."""
    folder = write(
        tmp_path / "notebooks",
        _1_first=[markdown("# One"), code("x = 1")],
        _2_second=[markdown("# Two"), markdown("text"), code("x / 0")],
    )
    out = tmp_path / "out"
    out.mkdir()
    (out / "otan-zelensky.html").write_text("old")
    with pytest.raises(ReportError, match=r"^2_second.ipynb, cell 3: ZeroDivisionError: division by zero$"):
        make_report("otan-zelensky", out_dir=out, notebooks=folder)
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("otan-zelensky.html", "old")]


def test_wrong_input_found_by_a_cell_is_the_users_one_line(tmp_path):
    """An InputError in the kernel, or one derived from it, comes out as that error with its message alone."""
    raising = "from helpers.errors import InputError\nraise InputError('dump.txt: not like this; do that')"
    folder = write(tmp_path / "notebooks", _1_first=[code(raising)])
    with pytest.raises(InputError, match=r"^dump.txt: not like this; do that$"):
        make_report("otan-zelensky", out_dir=tmp_path / "out", notebooks=folder)
    assert not (tmp_path / "out").exists()


def test_a_dead_process_is_named(tmp_path):
    """A process that dies says in which cell, instead of waiting for ever."""
    folder = write(tmp_path / "notebooks", _1_first=[code("import os\nos._exit(1)")])
    with pytest.raises(ReportError, match=r"^1_first.ipynb, cell 1: its process died"):
        make_report("otan-zelensky", out_dir=tmp_path / "out", notebooks=folder)


def test_cells_run_in_this_interpreter_and_see_no_module_of_the_folder(tmp_path, monkeypatch):
    """Cells run in sys.executable, and import nothing from the folder where relire is called."""
    (tmp_path / "statistics.py").write_text("raise SystemExit('imported from the reader’s folder')")
    monkeypatch.chdir(tmp_path)
    folder = write(tmp_path / "notebooks", _1_first=[code("import statistics, sys\nprint(sys.executable)")])
    page = make_report("otan-zelensky", out_dir="out", notebooks=folder).read_text(encoding="utf-8")
    assert sys.executable in page


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"TPO": 1}, "-p TPO: no notebook has this parameter; did you mean 'TOP'?"),
        ({"colour": 1}, "-p colour: no notebook has this parameter; there are: TOP"),
        ({"ARTICLE": "x"}, "-p ARTICLE: the article is no parameter here; name it alone: relire report NAME"),
        ({"TOP": object}, "-p TOP: <class 'object'> is no plain value; give a text, a number, a list, True or False"),
    ],
)
def test_unknown_parameters_are_refused(notebooks, tmp_path, parameters, message):
    """A parameter that no notebook has is refused with the nearest match before anything runs."""
    with pytest.raises(InputError) as error:
        make_report("otan-zelensky", out_dir=tmp_path / "out", parameters=parameters, notebooks=notebooks)
    assert str(error.value) == message
    assert not list(tmp_path.iterdir())


def test_every_parameter_of_the_notebooks_is_known(notebooks):
    """The names that the parameters cells assign are accepted."""
    check_parameters({"TOP": 3}, notebooks.glob("*.ipynb"))


@pytest.mark.parametrize("value", ["'; import os #", '"""\n', "\\", "l’été\u2028", None, 1.5, [1, "a"], {"a": True}])
def test_values_arrive_as_they_were(value):
    """An injected cell gives its names exactly the values given, whatever is in them."""
    names: dict[str, object] = {}
    exec(assignments({"TOP": value}), names)
    assert names["TOP"] == value


OUTPUTS = {
    "html": nbformat.v4.new_output(
        "display_data",
        {
            "text/html": "<p onclick=x style='position:fixed'>a<script>b</script><a href='javascript:c'>d</a></p>"
            "<style>*{}</style><meta http-equiv=refresh content='0;url=//x'><form action=//x></form>"
            "<iframe src=//x></iframe><img src=//x onerror=e><a href='https://example.org'>f</a>"
        },
    ),
    "markdown": nbformat.v4.new_output("display_data", {"text/markdown": "<img src=x onerror=b> [c](javascript:d)"}),
    "script": nbformat.v4.new_output("display_data", {"application/javascript": "alert(1)", "text/plain": "<b>plain"}),
    "svg": nbformat.v4.new_output("display_data", {"image/svg+xml": "<svg onload='alert(1)'/>"}),
    "widget": nbformat.v4.new_output("display_data", {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}),
    "error": nbformat.v4.new_output("error", ename="E", evalue="<b>", traceback=["<script>x</script>"]),
}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_outputs_cannot_run_or_restyle(kind):
    """Whatever an output holds, no script, handler, style, form or outside address comes with it."""
    cell = code("x")
    cell.outputs = [OUTPUTS[kind]]
    html, _ = RelireExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    body = BeautifulSoup(html, "html.parser").body
    assert not body.find_all(["script", "style", "meta", "form", "iframe", "svg"])
    assert not [a for tag in body.find_all(True) for a in tag.attrs if a.startswith("on") or a == "style"]
    assert all(image["alt"] for image in body.find_all("img") if image.get("src"))
    assert {str(tag[name])[:19] for name in LOADING for tag in body.find_all(attrs={name: True})} <= {
        "#main",
        "https://example.org",
        "data:image/svg+xml;",
    }


def test_a_single_notebook_keeps_its_own_heading():
    """A notebook that shows no article is exported under its own h1."""
    nb = nbformat.v4.new_notebook(cells=[markdown("# Mine\n\n## Part"), code("1")])
    html, resources = RelireExporter().from_notebook_node(nb, {"metadata": {"name": "file"}})
    page = BeautifulSoup(html, "html.parser")
    assert page.title.get_text() == "Mine"
    assert [(tag.name, tag.get_text()) for tag in page.find_all(["h1", "h2"])] == [("h1", "Mine"), ("h2", "Part")]
    assert resources["output_extension"] == ".html"


def test_the_style_is_small():
    """An empty report weighs less than 15 kB, style included."""
    html, _ = RelireExporter().from_notebook_node(nbformat.v4.new_notebook())
    assert len(html.encode()) < 15_000


@pytest.mark.skipif(os.name != "posix", reason="the Makefile's systems")
def test_the_exporter_is_registered():
    """nbconvert, and so JupyterLab's menu, knows the exporter by name."""
    from nbconvert.exporters import get_exporter

    assert get_exporter("relire") is RelireExporter
