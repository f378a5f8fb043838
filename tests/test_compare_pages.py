"""A comparison as charts, tables, a page and a command: text stays text, and every number leads somewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from small_notebooks import HOSTILE
from support import undated
from test_compare import OTHER, STORY, article

from helpers import InputError, charts, html, places, readings
from helpers.charts.canvas import bundle
from helpers.cli import cli
from helpers.compare import Comparison, compare
from helpers.html.articles import article_card
from helpers.labels import speaking
from helpers.paths import NOTEBOOKS, ROOT
from helpers.report import check_parameters, verify_report
from helpers.report.parameters import article_notebooks, comparison_notebooks
from helpers.versions import versions

RTL = "قالت الوزيرة إن الاتفاق سيوقع يوم الثلاثاء في المدينة بحضور ممثلي الصيادين والنقابات المحلية."
COMPARISONS = {
    "samples": lambda: compare(),
    "three": lambda: Comparison([article(STORY), article([*STORY[1:], *OTHER]), article(OTHER)]),
    "empty": lambda: Comparison([article([]), article([])]),
    "disjoint": lambda: Comparison([article(STORY), article(OTHER)]),
    "hostile": lambda: Comparison(
        [article([HOSTILE, *STORY]), article([*STORY, f"{HOSTILE} dit le ministre à Kiev."])]
    ),
    "right to left": lambda: Comparison([article([RTL] * 2, language="ar"), article([RTL, STORY[0]], language="ar")]),
}


def drawn(comparison: Comparison) -> dict[str, object]:
    """Every chart of the notebook."""
    names = comparison.names
    found = {
        "overlap": charts.overlap_bars(comparison.totals, names=names),
        "dots": charts.actor_dots(comparison.actors, names=names),
        "namings": charts.naming_bars(comparison.namings, names=names),
        "contrasts": charts.contrast_bars(comparison.contrasts, names=names),
    }
    for other, rows in comparison.sections.groupby("other"):
        found[f"bands {other}"] = charts.section_bands(rows, names=names)
    for one, other in comparison.pairs:
        found[f"keyness {other}"] = charts.keyness_between(comparison.keyness(one, other), one=one, other=other)
    return found


def pieces(comparison: Comparison) -> list[html.Html]:
    """Everything of the notebook that is HTML."""
    tables = [html.comparison_card, html.totals_table, html.sections_table, html.changes_table, html.actors_table]
    tables += [html.namings_table, html.contrasts_table, html.side_by_side, html.passage_places]
    tables += [html.contrast_places, html.compared_places]
    return [*(table(comparison) for table in tables), html.reading_copies(comparison, marks=places.marks)]


def said(comparison: Comparison) -> list[str]:
    """Every sentence of the notebook."""
    return [
        readings.read_overlaps(comparison.overlaps),
        readings.read_totals(comparison.totals),
        readings.read_sections_aligned(comparison.sections),
        readings.read_changes(comparison.changes),
        readings.read_keyness_between(comparison),
        readings.read_actors_compared(comparison.actors),
        readings.read_namings(comparison.namings),
        readings.read_contrasts(comparison.contrasts, comparison.language),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMPARISONS)
def test_everything_is_said_and_drawn(name: str, language: str) -> None:
    """Whatever the articles, each chart has its alternative text, each sentence words, and the text stays text."""
    comparison = COMPARISONS[name]()
    with speaking(language):
        for chart in drawn(comparison).values():
            assert len(charts.alt_text(chart)) > 20
        for sentence in said(comparison):
            assert sentence
            assert "{" not in sentence.replace(HOSTILE, "")
        for piece in pieces(comparison):
            page = BeautifulSoup(piece.html, "html.parser")
            assert not page.find_all(["script", "img"])
            assert repr(piece)


@pytest.mark.parametrize("name", COMPARISONS)
def test_every_number_leads_to_its_place(name: str) -> None:
    """Each link of each chart and table has its target on the page, and no two places share an id."""
    comparison = COMPARISONS[name]()
    parsed = [BeautifulSoup(piece.html, "html.parser") for piece in pieces(comparison)]
    ids = [tag["id"] for page in parsed for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {link["href"] for page in parsed for link in page.find_all("a", href=True)}
    for key, chart in drawn(comparison).items():
        if not key.startswith("keyness"):  # a term that an article lacks has no places there
            links |= set(re.findall(r'<a [^>]*href="(#[^"]+)"', bundle(chart)[0]["image/svg+xml"]))
    lost = [link for link in links if link.startswith("#") and unquote(link[1:]) not in ids]
    assert [link for link in lost if "#A.term" not in link and "#B.term" not in link and "#C.term" not in link] == []


def test_the_counts_of_the_sample_are_links() -> None:
    """Words, mentions, wordings and lines: each that is not nought leads somewhere."""
    comparison = compare()
    for table, least in ((html.totals_table, 24), (html.actors_table, 20), (html.namings_table, 10)):
        assert len(BeautifulSoup(table(comparison).html, "html.parser").find_all("a")) >= least
    svg = bundle(charts.overlap_bars(comparison.totals))[0]["image/svg+xml"]
    assert {f"#passages-A-B-{of}-{kind}" for of, kind in (("A", "gone"), ("B", "new"))} <= set(
        re.findall(r'<a [^>]*href="(#[^"]+)"', svg)
    )


def test_side_by_side_can_be_read_without_colour() -> None:
    """What one article lacks is del or ins with a name, and the whole text of both is there once."""
    comparison = Comparison([article(STORY), article([STORY[0].replace("six", "sept"), *STORY[1:], OTHER[0]])])
    page = BeautifulSoup(html.side_by_side(comparison).html, "html.parser")
    assert [tag.get_text() for tag in page.find_all("del")] == ["six"]
    assert [tag.get_text() for tag in page.find_all("ins")] == ["sept", OTHER[0].rstrip(".")]
    assert all(tag["title"] for tag in page.find_all(["del", "ins"]))
    for letter, texts in (("A", STORY), ("B", [STORY[0].replace("six", "sept"), *STORY[1:], OTHER[0]])):
        cells = page.find_all("td", attrs={"data-article": letter})
        found = " ".join(cell.get_text() for cell in cells)
        assert re.sub(r"[\W\d]+", "", found) == re.sub(r"[\W\d]+", "", "Un titre de presse" + "".join(texts))


def test_ids_of_two_articles_differ() -> None:
    """Within the block alone: the ids of a single article stay as they are."""
    assert 'id="line-1"' in html.reading_copy(article(STORY)).html
    copies = html.reading_copies(Comparison([article(STORY), article(OTHER)])).html
    assert 'id="A.line-1"' in copies
    assert 'id="B.line-1"' in copies
    assert 'id="line-1"' not in copies


def test_reports_of_an_article_read_one_article() -> None:
    """They are made of the notebooks that they were made of, and of a reader's own; a comparison of the others."""
    assert [path.stem for path in article_notebooks(NOTEBOOKS)] == ["1_article", "2_sections", "3_terms", "4_actors"]
    assert [path.stem for path in comparison_notebooks(NOTEBOOKS)] == ["5_compare"]
    one, several = (
        versions(tuple(found(NOTEBOOKS)))["notebooks"] for found in (article_notebooks, comparison_notebooks)
    )
    assert one != several
    with pytest.raises(InputError, match="-p ARTICLES"):
        check_parameters({"ARTICLES": ["a"]}, comparison_notebooks(NOTEBOOKS))


def test_a_readers_own_notebook_is_part_of_a_report(tmp_path: Path) -> None:
    """Whether it has parameters or not."""
    for name, source in (("6_own", "ARTICLE = None"), ("7_bare", ""), ("8_many", "ARTICLES = None")):
        cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": [source]}
        (tmp_path / f"{name}.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert [path.stem for path in article_notebooks(tmp_path)] == ["6_own", "7_bare"]
    assert [path.stem for path in comparison_notebooks(tmp_path)] == ["8_many"]


def relire(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command, run in a folder."""
    words = [sys.executable, "-m", "helpers.cli", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(cwd), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def stories(tmp_path_factory) -> Path:
    """A folder with two versions of a story, a copy of the first, and one in English."""
    folder = tmp_path_factory.mktemp("stories")
    edited = [STORY[0].replace("six", "sept"), f"{HOSTILE} {STORY[1]}", *STORY[2:]]
    for name, texts in (("one", STORY), ("two", edited), ("copy", STORY)):
        (folder / f"{name}.txt").write_text("\n".join(["Un titre de presse", *texts]), encoding="utf-8")
    english = [
        "The harbour was quiet again on Monday, the governor of the region said in a statement to reporters."
    ] * 2
    (folder / "english.txt").write_text("\n".join(["A headline", *english]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "there is nothing to compare"),
        (("one.txt",), "one article alone cannot be compared; give two to 6"),
        (("one.txt",) * 7, "7 articles are too many"),
        (("one.txt", "one.txt"), "one.txt: is the same text as one.txt; give different articles"),
        (("one.txt", "copy.txt"), "copy.txt: is the same text as one.txt"),
        (("one.txt", "english.txt"), "different languages"),
        (("one.txt", "missing.txt"), "missing"),
        (("one.txt", "-"), "standard input"),
        (("one.txt", "two.txt", "-p", "TOP=3"), "no notebook has this parameter"),
        (("one.txt", "two.txt", "--lang", "xx"), "no catalogue"),
    ],
)
def test_wrong_input_is_one_line(
    stories: Path, tmp_path: Path, monkeypatch, arguments: tuple[str, ...], message: str
) -> None:
    """It is said in one line, and nothing is left behind."""
    monkeypatch.chdir(stories)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        cli.main(["compare", *arguments, "-o", str(tmp_path / "out")], standalone_mode=False)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("*.html"))


def test_wrong_input_has_exit_status_2(stories: Path, tmp_path: Path) -> None:
    """As with every command."""
    done = relire("compare", "one.txt", "copy.txt", "-o", str(tmp_path), cwd=stories)
    said = "relire: copy.txt: is the same text as one.txt; give different articles\n"
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")


def test_the_command_writes_one_file_that_stands_alone(stories: Path, tmp_path: Path) -> None:
    """In the articles' language, the same bytes again, no script, each link with its target, and both on the card."""
    pages = []
    for folder in ("first", "second"):
        done = relire("compare", "one.txt", "two.txt", "-o", str(tmp_path / folder), cwd=stories)
        assert (done.returncode, done.stderr) == (0, "")
        pages.append(tmp_path / folder / "compare-one-two.html")
        assert done.stdout.strip() == str(pages[-1])
    assert undated(pages[0]) == undated(pages[1])
    page = BeautifulSoup(pages[0].read_text(encoding="utf-8"), "html.parser")
    assert page.html["lang"] == "fr"
    assert not page.find_all(["script", "iframe", "link"])
    assert str(stories) not in str(page)
    ids = {tag["id"] for tag in page.find_all(id=True)}
    lost = [a["href"] for a in page.find_all("a", href=True) if unquote(a["href"][1:]) not in ids]
    assert lost == []
    card = page.find("section", class_="run").get_text()
    assert "one.txt" in card
    assert "two.txt" in card
    assert page.find("h1").get_text() == "Comparaison\u00a0: one / two"
    with pytest.raises(InputError, match="relire verify checks reports of one article"):
        verify_report(pages[0])


def test_cards_of_one_article_are_as_they_were() -> None:
    """A comparison adds nothing to what a report of one article says."""
    assert "others" not in article_card(article(STORY)).run
