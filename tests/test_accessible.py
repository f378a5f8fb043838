"""The report for everybody: WCAG 2.2 AA by axe-core, and what no machine rule sees, in a real headless Chromium."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from support import NAMES, PAGES, dump

from helpers.report import make_report

pytestmark = pytest.mark.browser
# Of everything that can take the focus: how it looks before and with it.
FOCUSED = """() => Array.from(document.querySelectorAll('a[href], summary, button, input, select, [tabindex="0"]'))
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .filter(e => { e.focus({preventScroll: true, focusVisible: true}); const s = getComputedStyle(e);
                   return document.activeElement !== e || s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 })
    .map(e => e.outerHTML.slice(0, 90))"""
HEADINGS = "heads => heads.filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))"
UNNAMED = """tables => tables.filter(t => !(t.caption || document.getElementById(t.getAttribute('aria-labelledby')))
    ?.innerText.trim()).map(t => t.outerHTML.slice(0, 90))"""
HEADLESS = "tables => tables.filter(t => !t.querySelector('th[scope]')).map(t => t.outerHTML.slice(0, 90))"
# The contrast (WCAG 2.2) of what is no text, each against the paper: lines under marks, the outline of the focus.
CONTRASTS = """() => {
    const numbers = c => c.match(/[\\d.]+/g).slice(0, 3).map(n => n / (c.startsWith('color(') ? 1 : 255));
    const light = c => { const [r, g, b] = numbers(c).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                         return .2126 * r + .7152 * g + .0722 * b };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    const against = c => { const l = light(c); return (Math.max(l, paper) + .05) / (Math.min(l, paper) + .05) };
    const link = document.querySelector('nav a'); link.focus({focusVisible: true});
    const marks = Array.from(document.querySelectorAll('mark')).map(m => getComputedStyle(m).borderBottomColor);
    return Array.from(new Set([getComputedStyle(link).outlineColor, ...marks])).map(c => [c, against(c)]) }"""


def wrong(page) -> list[str]:
    """What a reader without a mouse, with a screen reader, or with large type would stumble over."""
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", HEADINGS)
    found = [f"{levels.count(1)} h1"] if levels.count(1) != 1 else []
    found += [f"h{low} before h{high}" for low, high in pairwise(levels) if high > low + 1]
    for landmark in ("header", "main", "footer"):
        count = page.locator(f"body > {landmark}").count()
        found += [f"{count} {landmark}"] if count != 1 else []
    found += [f"no caption, no name: {table}" for table in page.eval_on_selector_all("table", UNNAMED)]
    found += [f"no header cells: {table}" for table in page.eval_on_selector_all("table", HEADLESS)]
    found += [f"no visible focus: {element}" for element in page.evaluate(FOCUSED)]
    languages = page.eval_on_selector_all("[lang]", "all => all.map(e => e.lang)")
    found += [f"lang={code!r}" for code in languages if not re.fullmatch(r"[a-z]{2,3}(-\w+)?", code)]
    return found


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 320),
        ("dark", 1400),
        pytest.param("light", 1400, marks=pytest.mark.deep),
        pytest.param("dark", 320, marks=pytest.mark.deep),
    ],
)
def test_axe_finds_nothing(judged, report, scheme, width):
    """The report of the sample breaks no rule of WCAG 2.2 A and AA, and no good practice, that axe-core knows."""
    assert judged(report, scheme, width) == []


def test_axe_sees_what_is_wrong(judged, tmp_path):
    """The judge is awake: pale text, a picture without words and a page without a language do not pass it."""
    (tmp_path / "wrong.html").write_text("<p style='color:#ccc;background:#fff'>Pale<img src='data:image/png;base64,'>")
    found = " ".join(judged((tmp_path / "wrong.html").as_uri(), "light", 320))
    assert all(rule in found for rule in ("color-contrast", "image-alt", "html-has-lang"))


def test_structure_names_and_focus(page, report):
    """One h1, no level skipped, landmarks, named tables with header cells, valid languages, a focus one can see."""
    page.goto(report)
    assert wrong(page) == []


def test_the_skip_link_skips(page, report):
    """Enter on the first tab stop moves the focus past the contents: the next stop lies in the text."""
    page.goto(report)
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_outlines_can_be_seen(page, report, scheme):
    """What tells kinds of marks apart, and where the focus is, stands out from the paper three to one (WCAG 1.4.11)."""
    page.emulate_media(color_scheme=scheme)
    page.goto(report)
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) >= 4
    assert [pair for pair in contrasts if pair[1] < 3] == []


@pytest.mark.parametrize("width", [320, 640])
def test_enlarged_the_page_does_not_scroll_sideways(page, report, width):
    """1280 pixels enlarged four times and twice, which is what 320 and 640 are, need no second scroll bar (1.4.10)."""
    page.set_viewport_size({"width": width, "height": 256})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_larger_type_is_not_cut_off(page, report):
    """Letters twice as large (WCAG 1.4.4) and farther apart (1.4.12) push nothing out of the page."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(report)
    spread = "font-size:200%;line-height:1.5;letter-spacing:.12em;word-spacing:.16em"
    page.evaluate("style => { document.documentElement.style.cssText = style }", spread)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.deep
@pytest.mark.parametrize("name", NAMES + PAGES)
def test_every_labelled_case_is_accessible(judged, page, name, tmp_path, runner):
    """No report of a labelled dump, in whatever language and of whatever build, breaks a rule."""
    address = make_report(dump(name), out_dir=tmp_path, run=runner).as_uri()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wrong(page) == []
    assert judged(address, "light", 1400) + judged(address, "dark", 320) == []
