"""Promise 4 end to end: from every count of the sample's report to as many passages of the article."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest
from bs4 import BeautifulSoup

from helpers import load_article

COUNTED = ("term", "phrase", "pair", "tie", "actor", "candidate")  # what an address of a list of places begins with
NUMBER = re.compile(r"\d[\d\u202f\u00a0 ,]*")


@pytest.fixture(scope="module")
def article():
    return load_article("otan-zelensky")


@pytest.fixture(scope="module")
def soup(report):
    return BeautifulSoup(Path(url2pathname(urlsplit(report).path)).read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def ids(soup):
    """Every element with an id; no id is given twice."""
    tags = soup.find_all(id=True)
    found = {tag["id"]: tag for tag in tags}
    assert len(found) == len(tags)
    return found


def whole(text):
    return int(re.sub(r"\D", "", text))


def landed(ids, href):
    """What a link leads to."""
    return ids[unquote(href[1:])]


def leads(target):
    """The links to passages that a list of places has: of a whole block, those of its lines of context."""
    lines = [link for li in target.select("li:not(:has(ol))") for link in li.find_all("a", recursive=False)[:1]]
    block = target.name == "section"
    return [link for link in lines if not link.find_parent("ul")] if block else target.find_all("a")


def linked_cells(soup):
    """Every cell of a table that leads to a list of places, with the head of its column."""
    for table in soup.find_all("table"):
        heads = [head.get_text() for head in table.thead.find_all(["th", "td"])]
        for row in table.tbody.find_all("tr"):
            for head, cell in zip(heads, row.find_all(["th", "td"]), strict=False):
                for link in cell.find_all("a"):
                    if unquote(link["href"][1:]).partition("-")[0] in COUNTED:
                        yield head, row, link


def test_every_count_in_a_table_leads_to_as_many_places(soup, ids):
    """Follow each: the list it leads to has that many lines, and sections are told apart as many times."""
    seen = 0
    for head, row, link in linked_cells(soup):
        target = landed(ids, link["href"])
        places = leads(target)
        if head == "sections" and target["id"].startswith("actor-"):
            parts = [part["id"] for part in target.find_all("ol", id=True) if not part["id"].endswith("-section-title")]
            assert len(parts) == whole(link.get_text()), target["id"]
        elif head == "sections":
            sections = {place.find_parent("li")["data-section"] for place in places}
            assert len(sections) == whole(link.get_text()), target["id"]
        elif head in {"seule", "alone"}:
            free = [place for place in places if "within" not in place.find_parent("li").get("class", [])]
            assert len(free) == whole(link.get_text()), target["id"]
        else:
            count = link.get_text() if link.get_text().strip().isdigit() else row.find(["th", "td"]).get_text()
            assert len(places) == whole(count), target["id"]
        seen += 1
    assert seen > 150


def test_no_count_in_a_table_is_without_places(soup):
    """Where one count of a column leads to its places, all do that are not nought."""
    for table in soup.find_all("table"):
        rows = [row.find_all(["th", "td"]) for row in table.tbody.find_all("tr")]
        for column in zip(*[row for row in rows if len(row) == len(rows[0])], strict=True):
            counts = [cell for cell in column if cell.get_text().strip().isdigit() and cell.get_text().strip() != "0"]
            if any(cell.find("a", href=re.compile("^#(?!line-)")) for cell in counts):
                assert all(cell.find("a") for cell in counts), [cell.get_text() for cell in counts]


def test_every_line_of_context_leads_to_its_words(soup, ids):
    """The passage that a line of context leads to, in the reading copy, holds the words the line shows."""
    copy = soup.select_one(".relire.copy")
    lines = [li for li in soup.select(".places li") if li.find("mark") and li.find("a", recursive=False)]
    assert len(lines) > 100
    for li in lines:
        target = landed(ids, li.a["href"])
        assert copy in target.parents
        said = re.sub(r"[’'\s]+", "", target.get_text()).casefold()
        for mark in li.find_all("mark"):
            assert re.sub(r"[’'\s]+", "", mark.get_text()).casefold() in said


def test_every_part_of_a_chart_leads_to_what_it_counts(soup, ids, article):
    """The number that a part of a chart says is the number of places it leads to."""
    links = soup.select("svg a")
    assert len(links) > 250
    lines = article.lines
    for link in links:
        tip, name = link.title.get_text(), unquote(link["href"][1:])
        target, kind = ids[name], name.partition("-")[0]
        if kind == "at":
            assert target.name in {"mark", "span"}
        elif kind == "line":
            number = int(name.partition("-")[2])
            assert whole(NUMBER.findall(tip)[-1]) == len(lines.at[number, "text"])
        elif kind == "sentence":
            row = article.sentences.loc[int(name.partition("-")[2])]
            assert whole(NUMBER.findall(tip)[-1]) == row["words"]
            assert re.sub(r"\s+", " ", target.get_text()) == re.sub(r"\s+", " ", row["text"])
        elif kind == "section":
            shown = [int(tag["data-line"]) for tag in target.select("[data-line]")]
            body = article.tokens[article.tokens["line"].isin(shown) & (article.tokens["role"] == "body")]
            counts = {int(body["is_word"].sum()), body["sentence"].nunique()}
            assert whole(NUMBER.findall(tip)[-1]) in counts
        else:
            assert len(leads(target)) == whole(NUMBER.findall(tip)[-1]), tip


def test_what_was_led_to_leads_back(soup, ids):
    """Each mark leads back to the list of its places, and each list to its charts."""
    backs = soup.select(".copy .back")
    assert len(backs) > 50
    assert all(landed(ids, back["href"]).find_parent(class_="places") for back in backs)
    assert all(landed(ids, block.find("h4").a["href"]).name == "h2" for block in soup.select(".places > section"))
