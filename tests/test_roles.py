"""Roles: titles, bylines, headings and what is set aside."""

from __future__ import annotations

import pytest

from helpers.copies import find_copies
from helpers.roles import find_authors, find_date, judge
from helpers.roles.bylines import is_date_line, is_name
from helpers.roles.foreign import foreign
from helpers.roles.phrases import matches
from helpers.roles.title import without_known_site, without_site
from helpers.roles.units import make_units

BODY = [
    "Le conseil municipal a voté lundi soir la fermeture de la piscine, après trois heures de débat houleux.",
    "La maire a rappelé que la chaudière date de 1974 et que 340 000 euros manquent pour la remplacer.",
    "Les nageurs, eux, avaient pris place au fond de la salle avec leurs bonnets, et ils ont chanté jusqu'à minuit.",
]


def roles(*lines):
    """Roles of the lines, in order."""
    return [verdict.role for verdict in judge(lines, find_copies(lines)).verdicts]


def test_a_page_is_taken_apart():
    """Menus, title, subtitle, byline, caption, headings, body and footers get their roles."""
    page = {
        "Aller au contenu": "boilerplate",
        "Accueil": "boilerplate",
        "La piscine municipale fermera, a voté le conseil": "title",
        "Trois heures de débat n'y ont rien changé, au grand dam des nageurs.": "subtitle",
        "Par Odile Marchand": "byline",
        "Publié le 12 mai 2026 à 18h40": "byline",
        "La piscine, lundi. © Le Phare": "caption",
        BODY[0]: "body",
        "Une chaudière hors d'âge": "heading",
        BODY[1]: "body",
        "Lire aussi : Dix piscines en sursis": "boilerplate",
        "Qui paiera ?": "heading",
        BODY[2]: "body",
        "Partager": "boilerplate",
        "Les plus lus": "boilerplate",
        "Une chaudière à vendre": "boilerplate",
    }
    assert dict(zip(page, roles(*page), strict=True)) == page


def test_what_stands_between_copies_is_judged():
    """Boilerplate between two copies is set aside, and the headline right above the second one is the title."""
    title = "Le conseil vote la fermeture de la piscine"
    assert roles(*BODY, "Voir l'original", title, *BODY) == ["body"] * 3 + ["boilerplate", "title"] + ["body"] * 3


def test_interview_questions_are_body():
    """In an interview, questions are no headings."""
    lines = [
        "Entretien avec la maire de Montluc",
        BODY[0],
        "Et concrètement ?",
        BODY[1],
        "Pourquoi ?",
        BODY[2],
        "Et après ?",
    ]
    assert set(roles(*lines, BODY[0].replace("lundi", "mardi"))[2:]) == {"body"}


def test_lists_are_body():
    """List items and the line that announces them are body."""
    assert (
        roles(BODY[0], "Trois mesures :", "- un guichet", "- deux lignes", "- trois trains", BODY[1])[1:5]
        == ["body"] * 4
    )


@pytest.mark.parametrize("lines", [[], [""], ["", " ", "\t"], ["Accueil"], ["1", "2"], ["---"], ["Menu"] * 500])
def test_dumps_without_an_article(lines):
    """A dump without text gives a verdict on every line and no title."""
    verdicts = judge(lines).verdicts
    assert len(verdicts) == len(lines)
    assert {v.role for v in verdicts} <= {"blank", "boilerplate", "body"}


def test_every_verdict_has_a_reason_and_a_confidence():
    """What is no blank line says why, and how sure it is."""
    for verdict in judge(["Accueil", *BODY, "Commentaires", "Un avis de lecteur, long et sans titre."]).verdicts:
        assert verdict.reason
        assert 0 < verdict.confidence <= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Publié le 1er mars 2026 à 05h30", "2026-03-01"),
        ("jeu. 12 févr. 2026 07:02:11 +0100", "2026-02-12"),
        ("Sonntag, 8. März 2026, 21:15 Uhr", "2026-03-08"),
        ("22 ABR 2026 - 13:40 CEST", "2026-04-22"),
        ("September 11, 2025", "2025-09-11"),
        ("5 de mayo de 2024", "2024-05-05"),
        ("2025-10-06", "2025-10-06"),
        ("04/03/2026 18:20", "2026-03-04"),
        ("31/02/2026", None),
        ("mardi à 18h", None),
        ("", None),
    ],
)
def test_dates(text, wanted):
    """Full dates are found in eight languages; impossible and partial ones are not."""
    assert find_date(text, "fr") == wanted


def test_ambiguous_dates_are_left_open():
    """An English 03/04/2026 has two readings, so it is no date (promise 5)."""
    assert find_date("03/04/2026", "en") is None
    assert find_date("13/04/2026", "en") == "2026-04-13"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Par Hélène Vasseur-Mauroy (Corbelin, envoyée spéciale)", "Hélène Vasseur-Mauroy"),
        ("Rédaction - 23 octobre 2025, 11:04", "Rédaction"),
        ("Propos recueillis par Théo Marchetti | 21 janvier 2026", "Théo Marchetti"),
        ("Par Sacha Imbert, Lila Desrosiers et l'Agence Médiane", "Sacha Imbert, Lila Desrosiers et l'Agence Médiane"),
        ("By Abena Quarshie-Holt and Dan Price", "Abena Quarshie-Holt and Dan Price"),
        ("Ainhoa Zubeldia / Madrid", "Ainhoa Zubeldia"),
        ("(avec l'Agence Littoral)", "Agence Littoral"),
        ("Publié le 3 mars 2026", None),
        ("18:42", None),
        ("", None),
    ],
)
def test_authors(text, wanted):
    """Authors stand without Par, place and date."""
    assert find_authors(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("18:42", True), ("Dimanche 5 octobre, 22:10", True), ("12 hommes", False)]
)
def test_date_lines(text, wanted):
    """A line that is nothing but a date or a time is one."""
    assert is_date_line(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("Jean de La Villardière", True), ("Marek Olszewski, Ana Roux", True), ("Une mi-temps", False)]
)
def test_names(text, wanted):
    """A line of names is told from a short line of words."""
    assert is_name(text) is wanted


def test_page_titles_lose_the_site():
    """The site's name goes when a bar sets it off, or when it stands elsewhere on the page."""
    assert without_site("Un titre assez long | Le Phare") == "Un titre assez long"
    assert without_known_site("Un titre assez long - Le Phare", ["Le Phare"]) == "Un titre assez long"
    assert without_known_site("Basket - Ligue B : victoire", ["Menu"]) == "Basket - Ligue B : victoire"


def test_one_word_openings_prove_nothing_on_long_lines():
    """ "Partager" is a button; a sentence that begins with it is text."""
    assert matches("boilerplate", "partager", 1)
    sentence = "partager le pain avec ses voisins, voilà ce que la maire propose aux habitants du quartier."
    assert not matches("boilerplate", sentence, 16)


FOREIGN = {
    "another language": ("This article is also available in English on our international edition page.", True),
    "another script": ("تابعونا على صفحتنا الرسمية لمعرفة آخر الأخبار في المدينة كل يوم.", True),
    "a quotation": (
        "« We will not close this pool, not on my watch », a lancé l'entraîneur britannique aux élus.",
        False,
    ),
    "a name": ("Le groupe The Rolling Stones jouera à Montluc.", False),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_foreign_lines_are_set_aside_unless_quoted(kind):
    """A notice in another language or script is no part of the article; what the article quotes is."""
    line, is_foreign = FOREIGN[kind]
    lines = [*BODY[:2], line, *BODY[2:]]
    assert (judge(lines).verdicts[2].role == "boilerplate") is is_foreign
    units = make_units(lines, {})
    assert (units[2] in foreign(units, [units[0], units[1], units[3]])) is is_foreign
