"""Charts as a part of the page, in a real headless Chromium: links, keyboard, tooltips, colours, sizes."""

from __future__ import annotations

import nbformat
import pytest

from helpers import charts, load_article
from helpers.report import RelireExporter

pytestmark = pytest.mark.browser

# Of each text and of each linked shape its contrast to the page. A shape is seen by its fill or by its edge; what is
# translucent tells nothing by its colour alone: a number stands in it, or a line around it.
CONTRASTS = """() => {
    const part = v => v / 255 <= .04045 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
    const luminance = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number)
        .reduce((sum, v, i) => sum + part(v) * [.2126, .7152, .0722][i], .05);
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    const ratio = colour => Math.max(luminance(colour), paper) / Math.min(luminance(colour), paper);
    const solid = fill => fill.startsWith('url')
        ? getComputedStyle(document.querySelector(`${fill.slice(5, -2)} rect`)).fill : fill;
    return Array.from(document.querySelectorAll('.drawing text, .drawing a path, .drawing a use')).flatMap(e => {
        const style = getComputedStyle(e);
        if (e.tagName === 'text') return [['text', style.fill, ratio(style.fill)]];
        const seen = [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]]
            .filter(([colour, opacity]) => colour !== 'none' && Number(opacity) === 1)
            .map(([colour]) => ratio(solid(colour))).filter(found => found > 1.01);
        return seen.length ? [['shape', style.fill, Math.max(...seen)]] : [];
    });
}"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> str:
    """Address of a page with all charts of the sample, and something where each of their links leads."""
    from urllib.parse import unquote

    from lxml import etree

    outputs, ids = [], []
    for _, draw in charts.all_charts(load_article("otan-zelensky")):
        data, metadata = charts.canvas.bundle(draw())
        outputs.append(nbformat.v4.new_output("display_data", data, metadata=metadata))
        links = etree.fromstring(data["image/svg+xml"]).iterfind(".//{*}a")
        ids += [unquote(link.get("href")[1:]) for link in links]
    targets = "".join(f'<p id="{name}">{name}</p>' for name in dict.fromkeys(ids))
    outputs.append(nbformat.v4.new_output("display_data", {"text/html": targets}))
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=outputs)])
    path = tmp_path_factory.mktemp("charts") / "charts.html"
    path.write_text(RelireExporter().from_notebook_node(nb)[0], encoding="utf-8")
    return path.as_uri()


def test_charts_are_quiet_and_their_links_land(page, drawn):
    """Charts in the page give no error and load nothing; each of their links has a tooltip, a name and a target."""
    page.goto(drawn)
    assert page.complaints == []
    assert page.asked == [drawn]
    links = page.eval_on_selector_all(
        ".drawing a",
        """links => links.map(a => [a.querySelector('title').textContent, a.getAttribute('aria-label'),
            document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))) !== null])""",
    )
    assert len(links) > 500
    assert [link for link in links if link[0] != link[1] or not link[2]] == []


def test_links_in_charts_are_reached_by_keyboard(page, drawn):
    """The Tab key reaches each count of a chart once, with a visible ring, and Enter follows it."""
    page.goto(drawn)
    page.locator(".drawing").nth(1).locator("a").first.focus()
    reached = []
    for _ in range(4):
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")
    assert reached == [f"#section-{at}" for at in range(4)]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#section-3"


def test_a_click_on_a_thin_tick_or_edge_follows_it(page, drawn):
    """What is thin can be clicked beside its middle, and the number in a cell does not hide the cell."""
    page.goto(drawn)
    for figure, kind in ((4, "at-"), (7, "pair-"), (10, "actor-"), (0, "line-")):
        link = page.locator(".drawing").nth(figure).locator(f"a[href^='#{kind}']").last
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')", [x, y])
        assert hit
        assert hit.startswith(f"#{kind}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_stand_out_from_the_page(page, drawn, scheme):
    """Texts of charts have a contrast of 4.5, drawn counts of 3, in light and dark."""
    page.emulate_media(color_scheme=scheme)
    page.goto(drawn)
    found = page.evaluate(CONTRASTS)
    assert {kind for kind, _, _ in found} == {"text", "shape"}
    assert [one for one in found if one[2] < (4.5 if one[0] == "text" else 3)] == []


@pytest.mark.parametrize("family", ["", "Liberation Sans", "serif"])
@pytest.mark.parametrize("width", [320, 1400])
def test_texts_of_charts_do_not_overlap(page, drawn, width, family):
    """In whichever font the machine has, no two texts of a chart meet, and none sticks out of it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(drawn)
    if family:
        page.add_style_tag(content=f".drawing svg {{ font-family: '{family}'; }}".replace("'serif'", "serif"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    overlaps = """Array.from(document.querySelectorAll('.drawing svg')).flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        const texts = Array.from(svg.querySelectorAll('text')).map(t => [t.textContent, t.getBoundingClientRect()]);
        const out = texts.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1).map(([t]) => [t]);
        const met = texts.flatMap(([t, a], i) => texts.slice(i + 1).filter(([, b]) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > .35 * Math.min(a.height, b.height)
        ).map(([u]) => [t, u]));
        return [...out, ...met];
    })"""
    assert page.evaluate(overlaps) == []
