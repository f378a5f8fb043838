"""The lists behind the actors: complete, well formed, and found in a text as they are written."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale

from helpers import load_article
from helpers.actors import Mention, find_mentions
from helpers.language import languages
from helpers.lines import repair
from helpers.names.demonyms import declined, english_forms, foreign_forms, french_forms
from helpers.names.lists import coverage, load
from helpers.names.reading import fold
from helpers.paths import DATA

# ISO 3166 codes of the members of the United Nations, 2024
MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
""".split()
BESIDE = ["PS", "TW", "VA", "XK"]
# States whose capital is called as they are, has a first name, or is the seat of other bodies first
NO_CAPITAL = set("BE DJ KW LU MC PA SC SG SM".split())
SEVERAL = {"fr": {"congolais", "congolaise", "congolaises", "congo", "coree"}, "en": {"congolese", "congo", "korea"}}


def mentions(text: str, language: str) -> list[Mention]:
    return find_mentions([repair(text)], language)


def actors(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.actor) for m in mentions(text, language)]


def test_the_members_are_193() -> None:
    """The independent list is whole."""
    assert len(MEMBERS) == len(set(MEMBERS)) == 193


@pytest.mark.parametrize("language", languages())
def test_no_state_is_missing(language: str) -> None:
    """The 193 members of the United Nations and four more have a name in every language, found as it is written."""
    names = load(language).state_names
    assert set(MEMBERS + BESIDE) <= set(names)
    assert len(set(names.values())) == len(names)
    missing = [n for n in names.values() if n not in {m.actor for m in mentions(f"x {n} y.", language)}]
    assert missing == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_names_agree_with_babel(language: str) -> None:
    """Babel's name of a state is one of ours, so that no row has slipped."""
    lists, territories = load(language), Locale.parse(language).territories
    wrong = {}
    for code in MEMBERS:
        name = territories[code].replace("\u2019", "'").replace("St. ", "Saint ").replace(" & ", " and ")
        name = name.split(" (")[0].removeprefix("Congo-")
        found = {a for _, a in actors(f"x {name} y.", language)}
        if lists.state_names[code] not in found:
            wrong[code] = (name, found)
    assert set(wrong) <= {
        "CD",
        "CG",
        "DM",
        "GD",
        "MU",
        "VC",
    }  # shared, a first name, a town of Spain, spelled otherwise


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_state_has_demonyms_and_a_capital(language: str) -> None:
    """Each member has a demonym, and a capital unless the capital bears the state's name."""
    lists = load(language)
    named = {code for states in lists.shared.values() for _, code in states}
    assert set(MEMBERS + BESIDE) <= named
    without = {code for code in MEMBERS + BESIDE if not lists.adjectives[lists.state_names[code]]}
    assert without <= {"VA", "CG"}
    evidence = {payload[4] for entries in lists.seats._entries.values() for _, payload in entries}
    assert set(MEMBERS) - evidence - NO_CAPITAL == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_shared_forms_are_few_and_known(language: str) -> None:
    """No demonym or name means two states by mistake: the shared ones are marked as such in the table."""
    shared = {key for key, states in load(language).shared.items() if len(states) > 1}
    assert SEVERAL[language] <= shared
    assert all("?" in row for row in _rows_of(shared, language))


def _rows_of(shared: set[str], language: str) -> list[str]:
    rows = (DATA / "actors" / "states.tsv").read_text(encoding="utf-8").splitlines()[2:]
    column = 3 if language == "fr" else 7
    forms = french_forms if language == "fr" else english_forms
    counted: dict[str, list[str]] = {}
    for row in rows:
        cells = row.split("\t")
        for demonym in filter(None, cells[column].split("|")):
            for form in forms(demonym.rstrip("?")):
                counted.setdefault(fold(form), []).append(demonym)
    return ["".join(counted[key]) for key in shared if len(counted.get(key, [])) > 1]


@pytest.mark.parametrize(
    ("text", "actor", "certain"),
    [
        ("Brazzaville refuse. Le président congolais se tait.", "Congo", True),
        ("La RDC refuse. L'armée congolaise avance.", "République démocratique du Congo", True),
        ("La RDC refuse. Le Congo attend.", "République démocratique du Congo", True),
        ("L'armée congolaise avance.", "République démocratique du Congo", False),
        (
            "La RDC et le Congo-Brazzaville signent. L'armée congolaise avance.",
            "République démocratique du Congo",
            False,
        ),
        ("Pyongyang refuse. Les soldats coréens avancent.", "Corée du Nord", True),
        ("Les soldats coréens avancent.", "Corée du Sud", False),
    ],
)
def test_a_shared_demonym_means_the_state_that_is_named(text: str, actor: str, certain: bool) -> None:
    """Of two states that share a word it is the one named otherwise, else the evidence says so."""
    last = mentions(text, "fr")[-1]
    assert last.actor == actor
    assert last.evidence.startswith("ambiguous") is not certain


COMPOUNDS = [
    ("fr", "un sommet franco-allemand", [("franco", "France"), ("allemand", "Allemagne")]),
    ("fr", "la guerre russo-ukrainienne", [("russo", "Russie"), ("ukrainienne", "Ukraine")]),
    ("fr", "des manœuvres américano-sud-coréennes", [("américano", "États-Unis"), ("sud-coréennes", "Corée du Sud")]),
    ("fr", "un élu pro-russe", [("russe", "Russie")]),
    ("fr", "un musicien afro-américain", []),
    ("fr", "un bloc sud-coréen", [("sud-coréen", "Corée du Sud")]),
    ("fr", "un traité-cadre, un porte-avions", []),
    ("en", "the Franco-German summit", [("Franco", "France"), ("German", "Germany")]),
    ("en", "the Israeli-Palestinian conflict", [("Israeli", "Israel"), ("Palestinian", "Palestine")]),
    ("en", "the US-Iranian talks", [("US", "United States"), ("Iranian", "Iran")]),
    ("en", "an Anglo-Saxon hoard", []),
    ("de", "der US-Präsident", [("US", "Vereinigte Staaten")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), COMPOUNDS)
def test_a_compound_adjective_mentions_both_states(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """Each half of a compound is a mention with offsets of its own; a half that is no state makes none."""
    states = set(load(language).state_names.values())
    assert [(s, a) for s, a in actors(f"x {text}.", language) if a in states] == expected


FORMS = [
    (french_forms, "ukrainien", "ukrainien ukrainiens ukrainienne ukrainiennes"),
    (french_forms, "français", "français française françaises"),
    (french_forms, "russe", "russe russes"),
    (french_forms, "turc/turque", "turc turcs turque turques"),
    (french_forms, "letton", "letton lettons lettonne lettonnes"),
    (french_forms, "espagnol", "espagnol espagnols espagnole espagnoles"),
    (french_forms, "malgache", "malgache malgaches"),
    (french_forms, "émirati", "émirati émiratis émiratie émiraties"),
    (french_forms, "burkinabè", "burkinabè burkinabès"),
    (english_forms, "Ukrainian", "Ukrainian Ukrainians"),
    (english_forms, "Chinese", "Chinese"),
    (english_forms, "German", "German Germans"),
    (english_forms, "Frenchwoman", "Frenchwoman Frenchwomen"),
    (english_forms, "Dutchman", "Dutchman Dutchmen"),
    (english_forms, "Englishman", "Englishman Englishmen"),
]


@pytest.mark.parametrize(("forms", "demonym", "expected"), FORMS)
def test_demonyms_are_inflected(forms: object, demonym: str, expected: str) -> None:
    """A demonym is found in every gender and number."""
    assert callable(forms)
    assert forms(demonym) == expected.split()


FOREIGN = [
    ("de", "Die russischen Truppen und ein ukrainischer Soldat.", ["Russland", "Ukraine"]),
    ("de", "Die Franzosen und eine Chinesin warten.", ["Frankreich", "China"]),
    ("de", "Der Sprecher der Deutschen Bahn sprach auf Deutsch.", []),
    ("de", "Russlands Angriff und Großbritanniens Antwort.", ["Russland", "Vereinigtes Königreich"]),
    ("es", "El presidente ruso, la canciller alemana y los franceses.", ["Rusia", "Alemania", "Francia"]),
    ("es", "Habla español y lo dijo en francés.", []),
    ("it", "Le truppe greche e i soldati tedeschi, polacchi e turchi.", ["Grecia", "Germania", "Polonia", "Turchia"]),
    ("it", "Ieri Matteo Russo parlava francese.", []),
    ("nl", "De Russische president en de Oekraïners.", ["Rusland", "Oekraïne"]),
    ("nl", "De brief is in het Frans.", []),
    ("pl", "Ukraińscy żołnierze zaatakowali Rosję.", ["Ukraina", "Rosja"]),
    ("pl", "Ministrowie niemieccy i Ukraińcy wobec Stanów Zjednoczonych.", ["Niemcy", "Ukraina", "Stany Zjednoczone"]),
    ("pl", "Mówi po rosyjsku.", []),
    ("pt", "O presidente russo, as alemãs e os franceses.", ["Rússia", "Alemanha", "França"]),
    ("pt", "Ele fala francês.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOREIGN)
def test_other_languages_know_states_in_every_form(language: str, text: str, expected: list[str]) -> None:
    """Names in their cases and demonyms in their genders; a language, a surname or a firm is no state."""
    assert [m.actor for m in mentions(text, language) if m.kind == "state"] == expected


@pytest.mark.parametrize("language", [code for code in languages() if code not in ("fr", "en")])
def test_sixty_states_have_demonyms_in_the_other_languages(language: str) -> None:
    """At least the sixty states most often in the news have demonyms, each its own."""
    lists = load(language)
    states = {payload[4] for entries in lists.demonyms._entries.values() for _, payload in entries}
    assert len(states) >= 60
    twice = {key for key, states in lists.shared.items() if len(states) > 1}
    assert twice == set()


@pytest.mark.parametrize("language", ["de", "es", "it", "nl", "pl", "pt"])
@pytest.mark.parametrize("word", ["x", "="])
def test_forms_of_the_hostile(language: str, word: str) -> None:
    """A form of one letter, or none, has forms and raises nothing."""
    assert all(isinstance(form, str) for form in foreign_forms(word, language) + declined(word, language))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "place",
    [line.split("\t") for line in (DATA / "actors" / "not_states.tsv").read_text(encoding="utf-8").splitlines()[2:]],
    ids=lambda place: place[1],
)
def test_a_place_that_holds_a_state_is_none(language: str, place: list[str]) -> None:
    """The Gulf of Mexico, Lake Chad and the French Open are no states."""
    if place[0] == language:
        assert [m for m in mentions(f"x {place[1]} y.", language) if m.kind == "state"] == []


@pytest.mark.parametrize("name", sorted(p.name for p in (DATA / "actors").iterdir()))
def test_every_list_tells_its_origin(name: str) -> None:
    """The first line gives origin and licence, the second the columns; no row is short, none stands twice."""
    lines = (DATA / "actors" / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[0].count(";") >= 1
    delimiter = ";" if name.endswith(".csv") else "\t"
    width = lines[1].count(delimiter)
    assert [line for line in lines[2:] if line.count(delimiter) != width] == []
    assert [line for line, count in Counter(lines[2:]).items() if count > 1] == []


COVERED = ("names", "states", "demonyms", "metonyms", "roles", "collectives", "model")


@pytest.mark.parametrize("language", [*languages(), "sv", "xx", "", None])
def test_coverage_says_what_is_there(language: str | None) -> None:
    """Every language has an answer to each question; an unknown one covers nothing but what Babel knows."""
    covered = coverage(language)
    assert tuple(covered) == COVERED
    if language in ("fr", "en"):
        assert all(covered[what] for what in COVERED if what != "model")
    if language in ("xx", "", None):
        assert not any(covered.values())
    if language == "sv":
        assert [what for what in COVERED if covered[what]] == ["states"]


@pytest.mark.parametrize(
    ("inclusive", "masculine"),
    [
        ("Les Ukrainien·ne·s ont manifesté.", "Les Ukrainiens ont manifesté."),
        ("Les député·es américain·es ont voté.", "Les députés américains ont voté."),
        ("Les agriculteur·rice·s russes sont parti·es.", "Les agriculteurs russes sont partis."),
    ],
)
def test_both_genders_in_one_word_mean_the_same_actor(inclusive, masculine):
    """A demonym or a group written for both genders is that of the masculine."""
    one, other = (load_article(text=text, language="fr").mentions for text in (inclusive, masculine))
    assert one[["actor", "kind", "form"]].equals(other[["actor", "kind", "form"]])
