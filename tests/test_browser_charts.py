"""Charts as a part of the page, in a real headless Chromium: links, keyboard, tooltips, colours, sizes."""

from __future__ import annotations

import nbformat
import pytest

from helpers import charts, load_article
from helpers.report import RelireExporter

pytestmark = pytest.mark.browser

CONTRASTS = """scheme => {
    const lum = c => c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    const paper = rgb(getComputedStyle(document.body).backgroundColor);
    const ratio = colour => { const [a, b] = [lum(colour), lum(paper)].sort((x, y) => x - y); return (b + .05) / (a + .05); };
    const found = [];
    for (const e of document.querySelectorAll('.drawing path, .drawing text, .drawing use')) {
        const style = getComputedStyle(e);
        if (e.closest('defs')) continue;
        if (e.tagName === 'text') found.push(['text', style.fill, ratio(rgb(style.fill))]);
        else if (e.closest('a')) {
            // a shape is seen by its fill or by its edge
            const seen = [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]]
                .filter(([colour, opacity]) => colour.startsWith('rgb') && Number(opacity) === 1);
            if (seen.length) found.push(['shape', style.fill, Math.max(...seen.map(([colour]) => ratio(rgb(colour))))]);
        }
    }
    return found;
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
    found = page.evaluate(CONTRASTS, scheme)
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
