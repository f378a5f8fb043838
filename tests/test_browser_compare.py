"""A comparison in a real browser: quiet, accessible, fitting on a small screen, every link landing."""

from __future__ import annotations

import pytest

from helpers.compare import SAMPLES, read_sources
from helpers.report import make_comparison

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def comparison(tmp_path_factory) -> str:
    """Address of the page that compares the samples."""
    return make_comparison(SAMPLES, read_sources(SAMPLES), out_dir=tmp_path_factory.mktemp("compared")).as_uri()


def test_it_is_quiet_and_alone(page, comparison):
    """No console error, and nothing asked for but the page itself."""
    page.goto(comparison)
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("data:")] == [comparison]


@pytest.mark.parametrize(("scheme", "width"), [pytest.param("light", 1280, marks=pytest.mark.deep), ("dark", 320)])
def test_it_is_accessible(judged, comparison, scheme, width):
    """axe-core finds nothing to complain of."""
    assert judged(comparison, scheme, width) == []


@pytest.mark.parametrize("width", [320, 768])
def test_it_fits(page, comparison, width):
    """The page does not scroll sideways; on a small screen the versions stand one under the other."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(comparison)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    row = page.locator(".versions tbody tr", has=page.locator("del")).nth(1).locator("td[data-article]")
    tops = [row.nth(n).bounding_box()["y"] for n in (0, 1)]
    assert (tops[0] < tops[1]) == (width < 640)


def test_every_link_lands(page, comparison):
    """Each of many leads to an id of the page."""
    page.goto(comparison)
    links = page.eval_on_selector_all("a[href^='#']", "links => links.map(link => link.getAttribute('href'))")
    assert len(links) > 300
    lands = "href => document.getElementById(decodeURIComponent(href.slice(1))) !== null"
    assert [link for link in set(links) if not page.evaluate(lands, link)] == []
