"""English names: people, bodies, parties, states that act; what nothing explains is left alone."""

from __future__ import annotations

import time

import pytest

from helpers.lines import repair
from helpers.names.lists import load
from helpers.names.reading import read
from helpers.names.rules import find_names


def named(*texts: str) -> list[tuple[str, str, str]]:
    """Surface, actor and first three letters of the kind of each name."""
    lines = read([repair(text) for text in texts], "en")
    found = find_names(lines, load("en")).found
    return [
        (line.text[line.words[f.first].start : line.words[f.last - 1].end], f.actor, f.kind[:3])
        for f in found
        for line in [lines[f.line]]
    ]


def names(*texts: str) -> list[str]:
    return [f"{surface} {kind}" for surface, _, kind in named(*texts)]


PEOPLE = {
    "first name": ("Yesterday Carol Whitlock left.", ["Carol Whitlock per"]),
    "civility left out": ("Cllr Denzil Akande and Sir Robin Peel met.", ["Denzil Akande per", "Robin Peel per"]),
    "abbreviated office left out": ("Gov. Ruth Pike met Sen. Ed Cho.", ["Ruth Pike per", "Ed Cho per"]),
    "initials": ("It was founded by J.R. Tolliver in 1902.", ["J.R. Tolliver per"]),
    "middle initial and Jr": ("The heir, Samuel T. Pickford Jr., sold it.", ["Samuel T. Pickford Jr. per"]),
    "particle": ("The winger Ruud van der Laan scored.", ["Ruud van der Laan per"]),
    "apostrophe": ("The union's leader, Brona O'Hagan, spoke.", ["Brona O'Hagan per"]),
    "typographic apostrophe": ("The union’s leader, Brona O’Hagan, spoke.", ["Brona O'Hagan per"]),
    "nickname": ("Margaret “Peggy” Liddell died.", ["Margaret “Peggy” Liddell per"]),
    "role in capitals": ("Foreign Minister Ziv Mordak resigned.", ["Ziv Mordak per"]),
    "rank in capitals": ("Inspector Yvonne Achebe asked for help.", ["Yvonne Achebe per"]),
    "unknown first name, who": ("Zebulra Quonset, who kept bees, wept.", ["Zebulra Quonset per"]),
    "unknown first name, an occupation": ("Zebulra Quonset, a retired miner, wept.", ["Zebulra Quonset per"]),
    "an age": ("They charged Zebulra Quonset, 41.", ["Zebulra Quonset per"]),
    "surname that is a trade": ("Then Colin Baker and Judy Carpenter left.", ["Colin Baker per", "Judy Carpenter per"]),
    "a nobility of places": ("Dwight Rosen of Leeds came.", ["Dwight Rosen per"]),
}
BODIES = {
    "head noun last": ("He wrote to the Harborough Rowing Club.", ["Harborough Rowing Club org"]),
    "department of": ("The Department of Fisheries agreed.", ["Department of Fisheries org"]),
    "fields of a department": (
        "The Department for Culture, Media and Sport agreed.",
        ["Department for Culture, Media and Sport org"],
    ),
    "and inside a name": ("The Competition and Markets Authority agreed.", ["Competition and Markets Authority org"]),
    "genitive inside a name": ("The Harborough Supporters' Trust met.", ["Harborough Supporters' Trust org"]),
    "saint": ("She works at St Brannock's Hospital.", ["St Brannock's Hospital org"]),
    "legal form": ("Tarrow Velt Ltd has closed.", ["Tarrow Velt Ltd org"]),
    "ampersand": ("Lawyers at Corran & Bligh agreed.", ["Corran & Bligh org"]),
    "law firm": ("They hired Rosen, Tully & Hatch.", ["Rosen, Tully & Hatch org"]),
    "campaign": ("Save Our Baths gathered 900 names.", ["Save Our Baths org"]),
    "firm's noun before": ("The engineering firm Hallam Locke said no.", ["Hallam Locke org"]),
    "firm's noun after": ("Haber Sabah, a daily close to the palace, agreed.", ["Haber Sabah org"]),
    "said it": ("Velora said its profits had doubled.", ["Velora org"]),
    "what it has": ("In May, Velora's chief executive left.", ["Velora org"]),
    "council": ("Ashby Borough Council agreed.", ["Ashby Borough Council org"]),
    "university with its town": ("He taught at Imperial College London.", ["Imperial College London org"]),
    "court": ("He appeared at Oakhaven Crown Court.", ["Oakhaven Crown Court org"]),
    "newspaper": ("She told the Ashby Gazette.", ["Ashby Gazette org"]),
    "party of a country": ("Scottish Labour said so.", ["Scottish Labour org"]),
    "party's members": (
        "Conservative and Liberal Democrat members left.",
        ["Conservative org", "Liberal Democrat org"],
    ),
    "Arabic article": ("The Islamist group Katiba al-Nur claimed it.", ["Katiba al-Nur org"]),
}
NOBODY = {
    "empty": "",
    "blank": " \u00a0 ",
    "headline in title case": "PM Faces Revolt Over Rail Plan As Backbenchers Sharpen Knives",
    "days, months, feasts": "Last Christmas, on Boxing Day, and every Monday in June, it rained.",
    "sentence openers": "Passengers waited. Experts shrugged. Nobody came. However, Shops closed.",
    "places": "They met in Thornaby, near Whitby, and drove to Kelso.",
    "street called after someone": "The shop in Mill Lane closed.",
    "common words said": "Residents said no. Officials agreed. Management said it would not.",
    "a state that is only a place": "She was born in Kenya.",
    "region that does not act": "They moved to Ohio.",
    "verbs": "He will polish it in may.",
}


@pytest.mark.parametrize(("text", "expected"), [*PEOPLE.values(), *BODIES.values()], ids=[*PEOPLE, *BODIES])
def test_one_sentence(text: str, expected: list[str]) -> None:
    """One sentence gives exactly these names, each of its kind."""
    assert names(text) == expected


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_no_name(text: str) -> None:
    """Capitals that name no actor are left alone."""
    assert names(text) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Hannah Wardle left. Wardle wept."],
            [("Hannah Wardle", "Hannah Wardle", "per"), ("Wardle", "Hannah Wardle", "per")],
        ),
        (
            ["Hannah Wardle runs Wardle Metals. Ms Wardle left. Shares in Wardle fell."],
            [
                ("Hannah Wardle", "Hannah Wardle", "per"),
                ("Wardle Metals", "Wardle Metals", "org"),
                ("Wardle", "Hannah Wardle", "per"),
                ("Wardle", "Wardle Metals", "org"),
            ],
        ),
        (
            ["The Union of Lighthouse Keepers (ULK) met. ULK agreed."],
            [
                ("Union of Lighthouse Keepers", "Union of Lighthouse Keepers", "org"),
                ("ULK", "Union of Lighthouse Keepers", "org"),
                ("ULK", "Union of Lighthouse Keepers", "org"),
            ],
        ),
        (
            ["The ULK (Union of Lighthouse Keepers) met."],
            [
                ("ULK", "Union of Lighthouse Keepers", "org"),
                ("Union of Lighthouse Keepers", "Union of Lighthouse Keepers", "org"),
            ],
        ),
        (
            ["The Fisheries Control Agency met. The FCA agreed."],
            [
                ("Fisheries Control Agency", "Fisheries Control Agency", "org"),
                ("FCA", "Fisheries Control Agency", "org"),
            ],
        ),
        (
            ["Brightmoor Capital met. On Friday Brightmoor agreed."],
            [("Brightmoor Capital", "Brightmoor Capital", "org"), ("Brightmoor", "Brightmoor Capital", "org")],
        ),
        (
            ["Thornbeck Borough Council met. People in Thornbeck agreed."],
            [("Thornbeck Borough Council", "Thornbeck Borough Council", "org")],
        ),
        (
            ["Harborough Town won the match. Brakeley Rovers lost the league. The striker scored for Town."],
            [
                ("Harborough Town", "Harborough Town", "org"),
                ("Brakeley Rovers", "Brakeley Rovers", "org"),
                ("Town", "Harborough Town", "org"),
            ],
        ),
        (
            ["Ruth Cobb wept. The Cobb family left."],
            [("Ruth Cobb", "Ruth Cobb", "per"), ("Cobb family", "Cobb family", "col")],
        ),
        (
            ["Louisiana's attorney general sued. They lived in Ohio, then Texas sued Tarrow Inc on Friday."],
            [("Louisiana", "Louisiana", "sta"), ("Texas", "Texas", "sta"), ("Tarrow Inc", "Tarrow Inc", "org")],
        ),
        (
            ["VELORA SACKS WHITLOCK", "Velora said its boss, Carol Whitlock, had left."],
            [
                ("VELORA", "Velora", "org"),
                ("WHITLOCK", "Carol Whitlock", "per"),
                ("Velora", "Velora", "org"),
                ("Carol Whitlock", "Carol Whitlock", "per"),
            ],
        ),
        (
            ["Rudi Patelka told the court. Patelka, the shadow chancellor, wept."],
            [("Rudi Patelka", "Rudi Patelka", "per"), ("Patelka", "Rudi Patelka", "per")],
        ),
    ],
)
def test_one_article(texts: list[str], expected: list[tuple[str, str, str]]) -> None:
    """Later names of a person or a body are its own: surnames, acronyms, short names, families."""
    assert named(*texts) == expected


@pytest.mark.parametrize("change", [("'", "’"), (" ", "\u00a0"), ("'", "ʼ")])
def test_typography_changes_nothing(change: tuple[str, str]) -> None:
    """Another apostrophe or a no-break space gives the same actors."""
    text = "The Harborough Supporters' Trust met Brona O'Hagan at St Brannock's Hospital, Velora's owner said."
    assert [n[1:] for n in named(text.replace(*change))] == [n[1:] for n in named(text)]


@pytest.mark.parametrize(
    "text",
    ["The Department for Culture, " * 4000, "Jean and Joan " * 8000, "Rosen, Tully & " * 6000, "of the " * 12000,
     "St Mary's " * 6000, "Save the " * 9000, "X (XY) " * 8000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_ends_soon(text: str) -> None:
    """Endless runs of what a name is made of cost linear time."""
    begin = time.process_time()
    named(text)
    assert time.process_time() - begin < 10
