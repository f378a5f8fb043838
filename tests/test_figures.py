"""Drawings in the page itself: nothing in them runs, loads or restyles, their links work, their ids are their own."""

from __future__ import annotations

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from helpers import charts, load_article
from helpers.html import Html
from helpers.report import RelireExporter
from helpers.report.figures import drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
HOSTILE = {
    "script": f"{HEAD}><script>alert(1)</script></svg>",
    "handler": f"{HEAD} onload='alert(1)'><path d='M0 0' onclick='alert(1)' onfocus='alert(1)'/></svg>",
    "foreignObject": f"{HEAD}><foreignObject><img src='x' onerror='alert(1)'/></foreignObject></svg>",
    "html": f"{HEAD}><p xmlns='http://www.w3.org/1999/xhtml'>x<img src='https://a.example/x.png'/></p></svg>",
    "link": f"{HEAD}><a href='javascript:alert(1)'><path d='M0 0'/></a></svg>",
    "xlink": f"{HEAD}><a xlink:href='java&#10;script:alert(1)'><path d='M0 0'/></a></svg>",
    "outside": f"{HEAD}><a href='https://a.example/'><path d='M0 0'/></a></svg>",
    "image": f"{HEAD}><image href='https://a.example/x.png'/><image href='data:image/svg+xml,x'/></svg>",
    "use": f"{HEAD}><use href='https://a.example/x.svg#a'/><use xlink:href='data:image/svg+xml,x#a'/></svg>",
    "url": f"{HEAD}><path d='M0 0' fill='url(https://a.example/x#a)' style='fill: url(//a.example/x)'/></svg>",
    "import": f"{HEAD}><style>@import 'https://a.example/x.css'; body {{ display: none }}</style></svg>",
    "escape": f"{HEAD}><path d='M0 0' style='fill: u\\72l(https://a.example/)'/></svg>",
    "restyle": f"{HEAD} class='relire x' style='position: fixed; inset: 0; z-index: 9' tabindex='1'/>",
    "animate": f"{HEAD}><a href='#main'><animate attributeName='href' to='javascript:alert(1)'/></a></svg>",
    "set": f"{HEAD}><set attributeName='onload' to='alert(1)'/><handler>alert(1)</handler></svg>",
    "title": f"{HEAD}><title>&lt;img src=x onerror=alert(1)&gt;</title><text>&lt;/svg&gt;&lt;script&gt;</text></svg>",
    "title's child": f"{HEAD}><title><img src='x' onerror='alert(1)'/></title></svg>",
    "cdata": f"{HEAD}><text><![CDATA[</text><script>alert(1)</script>]]></text></svg>",
    "instruction": f"<?xml-stylesheet href='https://a.example/x.css'?>{HEAD}><!-- --><path d='M0 0'/></svg>",
    "entity": f"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>{HEAD}><text>&a;</text></svg>",
    "font": f"{HEAD} font-family='x;}} body {{ display: none'><text>x</text></svg>",
    "math": f"{HEAD}><math><mtext><script>alert(1)</script></mtext></math></svg>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_from_anywhere_is_harmless(name: str) -> None:
    """What could run, load, restyle or lead outside is left out of a drawing; what is text stays text."""
    found = drawing(HOSTILE[name], "f-")
    assert found
    found.name('Says "what" it is <b>')
    found.finish({"main"})
    markup = str(found)
    tree = etree.fromstring(markup)
    assert {element.tag for element in tree.iter()} <= {"svg", "a", "g", "path", "text", "title", "image", "use"}
    for element in tree.iter():
        assert not [attribute for attribute in element.attrib if attribute.startswith("on") or attribute == "style"]
        assert not [v for v in element.attrib.values() if re.search(r"script:|example|url\(|\\|[{};]", v)]
    assert tree.get("class") is None
    assert tree.get("aria-label") == 'Says "what" it is <b>'
    page = BeautifulSoup(f"<body>{markup}</body>", "html.parser")
    assert not page.find_all(["script", "img", "style", "foreignobject", "math", "p", "animate", "set"])


@pytest.mark.parametrize(
    "source",
    [
        "", " ", "text", "<svg", "<svg onload='alert(1)'/>", "<p>x</p>", f"{HEAD}>" + "<g>" * 5000,
        f"<!DOCTYPE svg [<!ENTITY a '{'x' * 99}'>" + "".join(
            f"<!ENTITY a{n + 1} '{f'&a{n or str()};' * 20}'>" for n in range(9)) + f"]>{HEAD}><text>&a9;</text>",
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_no_part_of_the_page(source: str) -> None:
    """Broken, endless and other markup is not put into the page."""
    assert drawing(source, "f-") is None


def test_foreign_drawings_keep_their_looks() -> None:
    """Colours, patterns and links of matplotlib's own SVG stay, with ids that no other drawing has."""
    source = (
        f'{HEAD} width="9pt"><defs><pattern id="p" width="2" height="2"><path d="M0 0"/></pattern></defs>'
        '<a xlink:href="#here"><path d="M 0 0 L 1 1" style="fill: url(#p); stroke: #ff0000; stroke-width: 0.8"/></a>'
        '<use xlink:href="#m" clip-path="url(#c)" transform="rotate(-90 1.5 2)"/></svg>'
    )
    found = drawing(source, "f2-")
    assert found
    found.finish({"here"})
    markup = str(found)
    assert 'id="f2-p"' in markup
    assert '<path d="M 0 0 L 1 1" fill="url(#f2-p)" stroke="#ff0000" stroke-width="0.8"/>' in markup
    assert '<use href="#f2-m" clip-path="url(#f2-c)" transform="rotate(-90 1.5 2)"/>' in markup
    assert '<a href="#here">' in markup


def page_of(*outputs: nbformat.NotebookNode) -> str:
    """The page of a notebook with these outputs."""
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=list(outputs))])
    return RelireExporter().from_notebook_node(nb)[0]


def chart_output(ax) -> nbformat.NotebookNode:
    """A chart as a notebook holds it."""
    data, metadata = charts.canvas.bundle(ax)
    return nbformat.v4.new_output("display_data", data, metadata=metadata)


def test_charts_stand_in_the_page_with_links_that_land() -> None:
    """A chart is a part of the page, named by its words; links to what the page has stay, others are text."""
    ax = charts.actor_bars(load_article("otan-zelensky").actors)
    target = Html('<p id="actor-Ukraine">x</p><p id="actor-États=2DUnis-form-name">x</p>', "x")
    html = nbformat.v4.new_output("display_data", {"text/html": target.html})
    page = BeautifulSoup(page_of(html, chart_output(ax), chart_output(ax)), "html.parser")
    figures = page.select("figure.drawing > svg.relire")
    assert len(figures) == 2
    for figure in figures:
        assert figure["aria-label"] == charts.alt_text(ax)
        assert figure["role"] == "group"
        assert {a["href"] for a in figure.find_all("a")} == {
            "#actor-Ukraine", "#actor-%C3%89tats=2DUnis-form-name"
        }  # fmt: skip
        assert {a["aria-label"] for a in figure.find_all("a")} == {
            "Ukraine: 11 mentions", "États-Unis, name: 2 mentions"
        }  # fmt: skip
        assert [a.get("tabindex") for a in figure.find_all("a", href="#actor-Ukraine")] == [None, "-1"]
        assert figure.find("title", string="Russie: 3 mentions").parent.name == "g"
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_chart_without_links_is_an_image() -> None:
    """A drawing in which nothing can be reached is one image to a screen reader, which the keyboard can scroll."""
    page = BeautifulSoup(page_of(chart_output(charts.strip(load_article("otan-zelensky").lines))), "html.parser")
    figure = page.select_one("figure.drawing")
    assert figure.svg["role"] == "img"
    assert figure["tabindex"] == "0"


def test_what_is_no_drawing_is_shown_as_an_image() -> None:
    """An SVG output that cannot be read stays an image, in which nothing runs."""
    output = nbformat.v4.new_output("display_data", {"image/svg+xml": "<svg onload='alert(1)'/>"})
    page = BeautifulSoup(page_of(output), "html.parser")
    assert page.body.svg is None
    assert page.body.img["src"].startswith("data:image/svg+xml;base64,")
