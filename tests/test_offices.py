"""Offices: who held what when, asked only where the article tells its date and names nobody."""

from __future__ import annotations

import csv
import itertools
from datetime import date, timedelta

import pytest

from helpers import load_article
from helpers.actors import find_mentions
from helpers.actors.offices import MARGIN, holder
from helpers.lines import repair
from helpers.names.lists import load
from helpers.paths import DATA

LINES = (DATA / "actors" / "offices.csv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES[1:], delimiter=";"))
HORIZON = date.fromisoformat(LINES[0].rpartition("horizon ")[2][:10])


def roles(text: str, day: str | None, language: str = "fr") -> list[tuple[str, str]]:
    found = find_mentions([repair(text)], language, date=day)
    return [(text[m.start : m.end], m.actor) for m in found if m.form == "role" and m.kind == "person"]


@pytest.mark.parametrize(
    ("office", "scope", "day", "person"),
    [
        ("president", "UA", "2024-02-01", "Volodymyr Zelensky"),
        ("secretary general", "OTAN", "2014-09-01", "Anders Fogh Rasmussen"),
        ("prime minister", "DE", "2010-01-01", "Angela Merkel"),
        ("president", "FR", "2017-05-10", "François Hollande"),
        ("president", "FR", "2017-05-14", None),
        ("president", "FR", "2017-05-18", "Emmanuel Macron"),
        ("president", "FR", "1950-01-01", None),
        ("president", "FR", "2100-01-01", None),
        ("president", "GB", "2020-01-01", None),
        ("president", "", "2020-01-01", None),
        ("", "FR", "2020-01-01", None),
        ("president", "FR", None, None),
        ("president", "FR", "", None),
        ("president", "FR", "hier", None),
        ("president", "FR", "2020-02-31", None),
    ],
)
def test_holder_knows_or_abstains(office: str, scope: str, day: str | None, person: str | None) -> None:
    """One holder in the middle of a term; nobody near a change, outside the table, or for a day that is none."""
    found = holder(office, scope, day)
    assert (found.person if found else None) == person


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['office']}-{row['scope']}-{row['from']}")
def test_terms_are_in_order(row: dict[str, str]) -> None:
    """A term has a start before its end, both before the horizon, and a scope and two spellings that exist."""
    start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"] or str(HORIZON))
    assert start < end <= HORIZON
    assert row["person"]
    assert row["person_en"]
    states, names = load("fr").state_names, _bodies()
    assert row["scope"] in (states if len(row["scope"]) == 2 else names)


def _bodies() -> set[str]:
    lines = (DATA / "actors" / "organisations.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {row["fr"].rstrip("?") for row in csv.DictReader(lines, delimiter=";")}


def test_nobody_holds_an_office_beside_another() -> None:
    """The terms of one office do not overlap, and only the last one is open."""
    terms: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in ROWS:
        terms.setdefault((row["office"], row["scope"]), []).append((row["from"], row["to"]))
    wrong = {
        key: spans
        for key, spans in terms.items()
        for (_, end), (start, _) in itertools.pairwise(spans)
        if not end or end > start
    }
    assert wrong == {}


def test_nothing_is_said_after_the_horizon() -> None:
    """The table ends on a day that it tells; an open term says nothing of later days."""
    assert holder("president", "FR", str(HORIZON)) is not None
    assert holder("president", "FR", str(HORIZON + timedelta(days=1))) is None
    assert MARGIN >= 1


D = "2024-02-01"
DATED = [
    ("fr", "Le président ukrainien a parlé.", [("président ukrainien", "Volodymyr Zelensky")]),
    ("fr", "La secrétaire générale de l'OTAN a parlé.", [("secrétaire générale de l'OTAN", "Jens Stoltenberg")]),
    ("fr", "Le chancelier allemand a parlé.", [("chancelier allemand", "Olaf Scholz")]),
    ("fr", "Le Premier ministre du Royaume-Uni a parlé.", [("Premier ministre du Royaume-Uni", "Rishi Sunak")]),
    ("fr", "Le locataire de l'Élysée a parlé.", [("locataire de l'Élysée", "Emmanuel Macron")]),
    ("fr", "Le pape a parlé.", [("pape", "François")]),
    ("fr", "Le président du club ukrainien a parlé.", [("président du club ukrainien", "président du club ukrainien")]),
    ("fr", "Un président ukrainien a parlé.", []),
    ("fr", "Le Premier ministre a parlé.", [("Premier ministre", "premier ministre")]),
    ("en", "The Ukrainian president spoke.", [("Ukrainian president", "Volodymyr Zelensky")]),
    ("en", "The NATO secretary general spoke.", [("NATO secretary general", "Jens Stoltenberg")]),
    ("en", "The US secretary of state spoke.", [("US secretary of state", "Antony Blinken")]),
    ("en", "The Russian president spoke.", [("Russian president", "Vladimir Putin")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), DATED)
def test_a_dated_article_knows_the_holder(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """An office of a known scope gets its holder, in the language's spelling; another stays its own actor."""
    assert [(s, a.lower()) for s, a in roles(text, D, language)] == [(s, a.lower()) for s, a in expected]


@pytest.mark.parametrize("day", [None, "", "2030-01-01", "2019-05-21"])
def test_without_a_sure_day_the_office_is_its_own_actor(day: str | None) -> None:
    """No date, a date after the horizon or near a change of holder: nothing is resolved."""
    assert roles("Le président ukrainien a parlé.", day) == [("président ukrainien", "président ukrainien")]


def test_a_name_in_the_article_wins() -> None:
    """Whoever the article presents with the office holds it, whatever the table says."""
    text = "Le président ukrainien, Bohdan Marchenko, a parlé. Le président ukrainien se tait."
    assert {actor for _, actor in roles(text, D)} == {"Bohdan Marchenko"}


def test_two_offices_of_one_person_are_one_actor() -> None:
    """In an article about France, "le chef de l'État" is "le président français"."""
    text = "La France hésite. Le président français a parlé. Le chef de l'État se tait."
    assert {actor for _, actor in roles(text, D)} == {"Emmanuel Macron"}


def test_the_chief_of_an_untold_state_stays_unknown() -> None:
    """Where France is not what the article is about, "le chef de l'État" is nobody known."""
    assert {actor for _, actor in roles("Le Mali et la France négocient. Le chef de l'État a parlé.", D)} == {
        "chef de l'État"
    }


def test_the_evidence_gives_the_term() -> None:
    """The evidence tells who held the office from when to when."""
    (found,) = (m for m in find_mentions([repair("Le chancelier allemand a parlé.")], "fr", date=D) if m.form == "role")
    assert found.evidence == "office held by Olaf Scholz from 2021-12-08 to 2025-05-06, at the article's date"


def test_an_article_passes_its_date() -> None:
    """The date printed on the page reaches the table."""
    body = (
        "Le chancelier allemand a reçu les ministres à Berlin pour parler du budget de la défense et de l'énergie. " * 3
    )
    article = load_article(text=f"Berlin discute de son budget\nPublié le 1er février 2024\n\n{body}")
    assert article.date == D
    assert "Olaf Scholz" in set(article.mentions["actor"])
