"""Agencies that an article credits are found in each usual form; a mention in a sentence is no credit."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.corpus.wire import wire, wire_clusters
from helpers.errors import InputError

CREDITS = {
    "PARIS (AFP) - Le président a reçu les maires.": "dateline AFP",
    "PARIS, 3 mars (Reuters) – Le président a reçu les maires.": "dateline Reuters",
    "(Reuters) - Le président a reçu les maires.": "dateline Reuters",
    "(ANSA) - ROMA, 3 MAR - Il presidente ha ricevuto i sindaci.": "dateline ANSA",
    "Berlin (dpa/tmn) - Der Präsident empfing die Bürgermeister.": "dateline dpa",
    "MOSCOW, March 3. /TASS/. The president received the mayors.": "dateline TASS",
    "BEIJING, March 3 (Xinhua) -- The president received the mayors.": "dateline Xinhua",
    "Madrid, 3 mar (EFE).- El presidente recibió a los alcaldes.": "dateline EFE",
    "LONDON (AP) — The president received the mayors.": "dateline AP",
    "Source : Reuters": "source Reuters",
    "Source\u00a0: AFP, Reuters": "source AFP|source Reuters",
    "© AFP": "copyright AFP",
    "© 2026 AFP": "copyright AFP",
    "avec AFP": "with AFP",
    "Le Monde avec AFP": "with AFP",
    "Par Le Figaro avec AFP": "with AFP",
    "Par Le Quotidien du Soir avec AFP": "with AFP",
    "La rédaction, avec AFP et Belga": "with AFP|with Belga",
    "Un premier bilan fait état de deux blessés, selon les secours. (avec Reuters)": "with Reuters",
    "AFP": "signature AFP",
    "Par AFP": "signature AFP",
    "La Presse canadienne": "signature La Presse canadienne",
    "Il n'a pas répondu. (ATS)": "",
    "Il n'a pas répondu. (Belga)": "signature Belga",
    "Keystone-ATS": "signature Keystone-ATS",
}
MENTIONS = [
    "",
    " ",
    "L'AFP a appris que le bac avait sombré.",
    "a-t-il dit à l'AFP.",
    "Le gouvernement signe avec Reuters",
    "Un bateau au port de Sellova, mardi 3 février 2026. IVAR TOMESCU / AFP",
    "Selon l'Agence France-Presse (AFP) : le bac a sombré.",
    "Reuters supprime 200 postes.",
    "Un journaliste de l'AFP (Agence France-Presse) a vu le bac.",
    "Photo : AFP",
    "© Photo AFP",
    "© Jeanne Petit / AFP",
    "Crédit photo : Reuters",
    "PC",
    "MAP",
    "AFPA",
    "Aap (AAP) -",
    "afp",
    "(" * 5000,
    "A" * 5000 + " (AFP",
    "Paris " * 3000,
]


@pytest.mark.parametrize("line", CREDITS)
@pytest.mark.parametrize("typography", [str, lambda text: text.replace(" ", "\u00a0").replace("'", "’")])
def test_a_credit_in_the_text_is_found_where_it_stands(line: str, typography: type[str]) -> None:
    """Agency and form, with offsets that lead to the name in the text as given."""
    text = typography(f"Un titre\r\n{line}\r\nLe bac a sombré.")
    found = wire(None, text)
    assert "|".join(found["form"] + " " + found["agency"]) == CREDITS[line]
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()


@pytest.mark.parametrize("line", MENTIONS)
def test_a_mention_is_no_credit(line: str) -> None:
    """Sentences, pictures, menus and longer words credit nobody."""
    assert wire("", f"{line}\nLe bac a sombré.").empty


@pytest.mark.parametrize(
    ("byline", "agencies"),
    [
        ("Jean Dupont, AFP", ["AFP"]),
        ("AFP", ["AFP"]),
        ("Le Monde avec AFP et Reuters", ["AFP", "Reuters"]),
        ("Par AFP", ["AFP"]),
        ("LeFigaro.fr avec AFP", ["AFP"]),
        ("Jane Doe and Associated Press", ["AP"]),
        ("Reykjavik, 5 mars 2026 (AFP) -", ["AFP"]),
        ("Belga/AFP", ["Belga", "AFP"]),
        ("Marie Reuters", []),
        ("Anne-Sophie Belga-Dumont", []),
        ("Jean Dupont", []),
        ("", []),
        (None, []),
    ],
)
def test_a_byline_credits_the_agencies_that_are_items_of_it(byline: str | None, agencies: list[str]) -> None:
    """A name that is part of a person's credits no agency."""
    found = wire(byline, "")
    assert found["agency"].tolist() == agencies
    assert [(byline or "")[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()


def test_a_cluster_is_wire_copy_when_a_member_credits_an_agency() -> None:
    """With who credits it; clusters that credit nobody are not listed."""
    clustered = pd.DataFrame({"cluster": [1, 1, 2, 1]}, index=pd.Index(list("abcd"), name="article"))
    credits = pd.DataFrame({"article": ["d", "b", "b", "b"], "agency": ["AFP", "AFP", "AFP", "Belga"]})
    found = wire_clusters(clustered, credits)
    assert found.to_dict("index") == {1: {"size": 3, "agencies": "AFP, Belga", "crediting": 2, "by": ["b", "d"]}}
    assert wire_clusters(clustered, credits.iloc[:0]).empty
    with pytest.raises(InputError, match="'x' credits"):
        wire_clusters(clustered, pd.DataFrame({"article": ["x"], "agency": ["AFP"]}))
