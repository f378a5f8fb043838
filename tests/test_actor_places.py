"""States by demonym, by role and by capital; capitals and seats that act, and those that are plain places."""

from __future__ import annotations

import pytest

from helpers.actors import Mention, find_mentions
from helpers.lines import repair

FRENCH = {
    "a people, an adjective": (
        "Des frappes russes ont visé les Ukrainiens.",
        [("russes", "Russie"), ("Ukrainiens", "Ukraine")],
    ),
    "a language": ("Il le dit dans un français impeccable, puis en anglais.", []),
    "the West is a collective, the western half of a land is none": (
        "Les Occidentaux se taisent sur le Sahara occidental et la côte occidentale.",
        [("Occidentaux", "Occidentaux")],
    ),
    "by a noun and a demonym": (
        "Le voisin turc et le pouvoir algérien se taisent.",
        [("voisin turc", "Turquie"), ("turc", "Turquie"), ("pouvoir algérien", "Algérie"), ("algérien", "Algérie")],
    ),
    "the country named last": ("La Serbie a voté. Le pays attend.", [("Serbie", "Serbie"), ("pays", "Serbie")]),
    "no country is named": ("Le pays attend. Le royaume aussi.", []),
    "a territory is none": ("La Serbie a voté. Il pleut dans le pays.", [("Serbie", "Serbie")]),
    "the other state": (
        "La Serbie a voté. La Croatie accuse son voisin.",
        [("Serbie", "Serbie"), ("Croatie", "Croatie"), ("voisin", "Serbie")],
    ),
    "a neighbour of somebody else": (
        "La Serbie a voté. La Croatie attend. Son voisin de baraque dort.",
        [("Serbie", "Serbie"), ("Croatie", "Croatie")],
    ),
    "a neighbour by the compass": (
        "La Serbie a voté. La Croatie accuse son voisin du sud.",
        [("Serbie", "Serbie"), ("Croatie", "Croatie"), ("voisin du sud", "Serbie")],
    ),
    "the former colonial power": (
        "La France attend. L'Algérie a rompu avec l'ancienne puissance coloniale.",
        [("France", "France"), ("Algérie", "Algérie"), ("ancienne puissance coloniale", "France")],
    ),
    "in apposition": (
        "La France, ancienne puissance coloniale, attend.",
        [("France", "France"), ("ancienne puissance coloniale", "France")],
    ),
    "the State": ("L'État paiera. L'État de Washington aussi.", [("État", "État français")]),
    "a capital that acts": (
        "Rome l'a soutenu, Berlin, dont on doute, se tait et c'est Madrid qui paie.",
        [("Rome", "Italie"), ("Berlin", "Allemagne"), ("Madrid", "Espagne")],
    ),
    "where one speaks": (
        "À Bercy, on regrette. « Non », dit-on à Alger. Elle vit à Alger.",
        [("Bercy", "ministère de l'Économie"), ("Alger", "Algérie")],
    ),
    "where one goes": ("Il est revenu à Rome, puis s'est rendu à Madrid. Le sommet de Berlin commence.", []),
    "a dateline": ("GENÈVE, 3 mars (AFP) - Rien.", []),
}

ENGLISH = {
    "a language": ("It is written in French.", []),
    "by a demonym and a noun": (
        "The Turkish neighbour waits.",
        [("Turkish neighbour", "Turkey"), ("Turkish", "Turkey")],
    ),
    "the country named last": ("Serbia voted. The country waits.", [("Serbia", "Serbia"), ("country", "Serbia")]),
    "where one flies": ("She wrote to reporters before flying back to Ankara.", []),
    "what comes from a capital": ("A late call from Washington ended it.", [("Washington", "United States")]),
    "a capital that owns or acts": (
        "Nicosia's anger grew. Cairo was told.",
        [("Nicosia", "Cyprus"), ("Cairo", "Egypt")],
    ),
}


def seen(text: str, language: str) -> list[tuple[str, str]]:
    """What is found of states, collectives and seats."""
    found: list[Mention] = find_mentions([repair(text)], language)
    return [(text[m.start : m.end], m.actor) for m in found if m.kind != "person"]


@pytest.mark.parametrize(("text", "expected"), FRENCH.values(), ids=FRENCH)
def test_french(text: str, expected: list[tuple[str, str]]) -> None:
    """French states and seats: exactly these mentions."""
    assert [pair for pair in seen(text, "fr") if pair[0] != "AFP"] == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    """English states and seats: exactly these mentions."""
    assert seen(text, "en") == expected


def test_what_nothing_decides_is_called_ambiguous() -> None:
    """A capital that neither a verb nor a place word decides on says so."""
    found = find_mentions([repair("La Serbie a voté sous le regard noir de Belgrade.")], "fr")
    assert [m.evidence.partition(":")[0] for m in found if m.form == "metonym"] == ["ambiguous"]


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_typography_changes_nothing(mark: str, space: str) -> None:
    """Apostrophes and spaces of any kind give the same mentions."""
    text = "L'État paiera, dit-on à Bercy. L'association d'aide attend l'armée française.".replace("'", mark).replace(
        " ", space
    )
    assert [m.actor for m in find_mentions([repair(text)], "fr")] == [
        "État français", "ministère de l'Économie", "armée française", "France",
    ]  # fmt: skip
