"""People mentioned by function or by a description: which words, in which form, and of whom."""

from __future__ import annotations

import time

import pytest

from helpers.actors import Mention, find_mentions
from helpers.actors.determiners import DEFINITE, INDEFINITE, determiners
from helpers.actors.vocabulary import vocabulary
from helpers.lines import repair

FRENCH = {
    "close apposition": ("La libraire Anne Roux a souri.", [("libraire", "Anne Roux")]),
    "bare apposition": ("Selon Anne Roux, auxiliaire de vie, rien ne presse.", [("auxiliaire de vie", "Anne Roux")]),
    "fronted apposition": (
        "Avocat de la défense, Me Paul Roux a plaidé.",
        [("Avocat de la défense", "Paul Roux")],
    ),
    "a remark between name and role": (
        "Anne Roux, 43 ans, directrice de l'usine, a souri. Paul Petit (PS), maire de Brive, aussi.",
        [("directrice de l'usine", "Anne Roux"), ("maire de Brive", "Paul Petit")],
    ),
    "a remark between role and name": (
        "Le maire (sans étiquette), Paul Petit, a signé.",
        [("maire", "Paul Petit")],
    ),
    "two roles, one person": (
        "Anne Roux, vice-présidente du club et céréalière dans l'Aube, a signé.",
        [("vice-présidente du club", "Anne Roux"), ("céréalière", "Anne Roux")],
    ),
    "described twice before the name": (
        "Son fondateur, l'historien Paul Petit, a souri.",
        [("fondateur", "Paul Petit"), ("historien", "Paul Petit")],
    ),
    "two nouns before the name": (
        "Le réalisateur et metteur en scène Paul Petit est mort.",
        [("réalisateur", "Paul Petit"), ("metteur en scène", "Paul Petit")],
    ),
    "a demonym in mid-role": (
        "Le ministre bulgare des Affaires étrangères, Ivan Petkov, a signé.",
        [("ministre bulgare des Affaires étrangères", "Ivan Petkov")],
    ),
    "a charge with 'à' and 'de'": (
        "Anne Roux, adjointe aux finances, et Paul Petit, conseiller délégué à la culture, ont voté.",
        [("adjointe aux finances", "Anne Roux"), ("conseiller délégué à la culture", "Paul Petit")],
    ),
    "a predicate": ("Anne Roux reste présidente du jury.", [("présidente du jury", "Anne Roux")]),
    "an indefinite one tells what somebody is": (
        "Jean Lebœuf, un producteur de lait, est venu. Le producteur a souri.",
        [("producteur", "Jean Lebœuf")],
    ),
    "a verb tells the office": (
        "La ligue sera présidée par Anne Roux. Hier, la présidente a souri.",
        [("présidente", "Anne Roux")],
    ),
    "nationality told before the name": (
        "Le Polonais Jan Nowak et Paul Petit ont voté. L'élu polonais a souri.",
        [("élu polonais", "Jan Nowak")],
    ),
    "a verb tells who was tried": (
        "Paul Petit, 34 ans, a été reconnu coupable. Jean Roux a témoigné. Hier, le condamné a pleuré.",
        [("condamné", "Paul Petit")],
    ),
    "two occupations, one person": (
        "L'expert psychiatre, le Dr Paul Petit, a parlé. Jean Roux aussi. Puis l'expert a souri.",
        [("expert psychiatre", "Paul Petit"), ("expert", "Paul Petit")],
    ),
    "the other side of a relation": (
        "Paul Petit a tué son père, Jean Roux. Anne Roux est venue. Elle a parlé à son fils.",
        [("père", "Jean Roux"), ("fils", "Paul Petit")],
    ),
    "no kin where two may be meant": (
        "Paul Petit a vu son père, Jean Roux. Marc Loti a vu son père, Yves Loti. On attend le fils.",
        [("père", "Jean Roux"), ("père", "Yves Loti")],
    ),
    "unnamed, by another description": (
        "Le préfet du Gers a écrit au maire. Hier, le représentant de l'État a signé.",
        [
            ("préfet du Gers", "préfet du Gers"),
            ("maire", "maire"),
            ("représentant de l'État", "préfet du Gers"),
        ],
    ),
    "a counterpart is no president": (
        "Le ministre Paul Petit a vu son homologue allemande, Anne Roux. Hier, la présidente a parlé.",
        [("ministre", "Paul Petit"), ("homologue allemande", "Anne Roux"), ("présidente", "présidente")],
    ),
    "a synonym": (
        "La maire, Anne Roux, a voté. L'édile a souri. L'élue est partie.",
        [("maire", "Anne Roux"), ("édile", "Anne Roux"), ("élue", "Anne Roux")],
    ),
    "gender decides between two": (
        "La procureure, Anne Roux, et l'avocat Paul Petit ont parlé. La magistrate a requis un an.",
        [("procureure", "Anne Roux"), ("avocat", "Paul Petit"), ("magistrate", "Anne Roux")],
    ),
    "a state sets two apart": (
        "Le président turc, Ali Demir, et le président grec, Yannis Pappas, se sont vus. Le président turc est parti.",
        [("président turc", "Ali Demir"), ("président grec", "Yannis Pappas"), ("président turc", "Ali Demir")],
    ),
    "the same office as the owner": (
        "La ministre de la Santé, Anne Roux, a écrit. Le ministre de la Culture, Paul Petit, a téléphoné à son "
        "homologue.",
        [
            ("ministre de la Santé", "Anne Roux"),
            ("ministre de la Culture", "Paul Petit"),
            ("homologue", "Anne Roux"),
        ],
    ),
    "the accused, and the client of a lawyer": (
        "Paul Petit comparaissait hier. Le prévenu a nié. Son avocate, Anne Roux, plaide la relaxe de son client.",
        [("prévenu", "Paul Petit"), ("avocate", "Anne Roux"), ("client", "Paul Petit")],
    ),
    "a relation back to whom it was told of": (
        "Luc Morel, frère de Jean Morel, est sorti. Jean Morel a marqué. Son frère a applaudi.",
        [("frère de Jean Morel", "Luc Morel"), ("frère", "Luc Morel")],
    ),
    "a trade no list holds": (
        "Rozenn Guivarch, rizicultrologue, a parlé. La rizicultrologue a souri.",
        [("rizicultrologue", "Rozenn Guivarch"), ("rizicultrologue", "Rozenn Guivarch")],
    ),
    "named just before without a role": (
        "Alger vise Vincent Roustang. Le ministre de l'Intérieur plaide la fermeté.",
        [("ministre de l'Intérieur", "Vincent Roustang")],
    ),
    "an own actor, and its short form": (
        "Le préfet de l'Orne viendra. Le préfet écoutera.",
        [("préfet de l'Orne", "préfet de l'Orne"), ("préfet", "préfet de l'Orne")],
    ),
}

ENGLISH = {
    "before and after the name": (
        "Foreign Minister Nabil Sharkawi met Laurel Finch, the lead attorney for the plaintiffs.",
        [("Foreign Minister", "Nabil Sharkawi"), ("lead attorney for the plaintiffs", "Laurel Finch")],
    ),
    "a genitive": (
        "The state's attorney general, Dale Huxtable, agreed. The attorney general smiled.",
        [("state's attorney general", "Dale Huxtable"), ("attorney general", "Dale Huxtable")],
    ),
    "kin": (
        "Greg Purcell died. His daughter, Jolene Sandoval, spoke.",
        [("daughter", "Jolene Sandoval")],
    ),
    "a synonym": (
        "Rosa Tavares, an attorney, spoke. The lawyer smiled.",
        [("lawyer", "Rosa Tavares")],
    ),
    "two states": (
        "The president of Cyprus, Andreas Loizou, left. The Egyptian president stayed.",
        [("president of Cyprus", "Andreas Loizou"), ("Egyptian president", "egyptian president")],
    ),
}

DESCRIPTIONS = {
    "fr": [
        ("Paul Petit, 54 ans, est venu avec Luc Morel, 31 ans. Le quinquagénaire a souri.", "Paul Petit"),
        ("Anne Roux a écrit à Paul Petit. Ce dernier a répondu.", "Paul Petit"),
        ("Paul Petit a écrit à Anne Roux. L'intéressé s'en amuse.", "Paul Petit"),
        ("Anne Roux a tout perdu. Cette infirmière retraitée attend.", "Anne Roux"),
        ("Anne Roux a tout perdu. Cette Bretonne d'origine attend.", "Anne Roux"),
        ("Paul Petit est venu. L'homme a deux hernies.", "Paul Petit"),
    ],
    "en": [
        ("Paul Petty, 18, scored. The teenager is new.", "Paul Petty"),
        ("Joseph Mutua wants a vote. The 61-year-old has called a rally.", "Joseph Mutua"),
    ],
}

NOTHING = {
    "fr": [
        "Un diplomate a parlé à Anne Roux.",
        "Anne Roux défend les droits de l'homme.",
        "Patron des députés, Paul Petit juge le texte mauvais.|juge",
        "Anne Roux a été élue en 2014, accusée de fraude.",
        "Jassim Karrar en avait quarante du temps de son père.",
        "Anne Roux, maire de Brive, rit. La cuisinière est en panne depuis deux jours dans la cantine.|cuisinière",
        "Selon le moniteur, Paul Petit est parti.",
        "Paul Petit a eu peur. La version de l'agresseur diffère.",
        "Le télescope est prêt. Celui-ci partira demain.",
    ],
    "en": [
        "A diplomat spoke to Rosa Tavares.",
        "Pauline Bell and Jeremy Bell, husband and wife, left.",
        "Ask your coordinator about Rosa Tavares.",
        "Rosa Tavares improved the patient experience.",
        "The opposition accused Rosa Tavares.",
    ],
}


def people(text: str, language: str = "fr") -> list[tuple[str, Mention]]:
    found = find_mentions([repair(text)], language)
    chosen = [m for m in found if m.kind == "person" and m.form in ("role", "pronominal-description")]
    return [(text[m.start : m.end], m) for m in chosen]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [pytest.param("fr", *case, id=name) for name, case in FRENCH.items()]
    + [pytest.param("en", *case, id=name) for name, case in ENGLISH.items()],
)
def test_roles(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """A description by function is found whole, and means the person that the article lets one infer."""
    found = people(text, language)
    assert [(surface, m.actor) for surface, m in found] == expected
    assert {m.form for _, m in found} == {"role"}
    assert all(m.evidence for _, m in found)


@pytest.mark.parametrize(
    ("language", "text", "actor"), [(k, *case) for k, cases in DESCRIPTIONS.items() for case in cases]
)
def test_pronominal_descriptions(language: str, text: str, actor: str) -> None:
    """Ages, "ce dernier", "cette …" and "l'homme" are pronominal descriptions of the person named before."""
    assert [(m.actor, m.form) for _, m in people(text, language)] == [(actor, "pronominal-description")]


@pytest.mark.parametrize(("language", "text"), [(k, text) for k, texts in NOTHING.items() for text in texts])
def test_what_is_no_mention(language: str, text: str) -> None:
    """Indefinite nouns, verbs, participles, set phrases, things and unnamed others are left out rather than guessed."""
    text, _, word = text.partition("|")
    surfaces = [surface for surface, _ in people(text, language)]
    assert word not in surfaces if word else surfaces == []


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("L'élue", "L’élue"),
        ("L'élue", "Lʼélue"),
        ("élue", "e\u0301lue"),
        ("a voté", "a\u00a0voté"),
        ("maire", "mai\u00adre"),
    ],
)
def test_typography_changes_nothing(plain: str, other: str) -> None:
    """Apostrophes, no-break spaces, decomposed accents and soft hyphens change neither spans nor actors."""
    text = "La maire, Anne Roux, a voté. L'élue est partie avec son frère, Paul Roux."
    wanted = [(m.actor, m.form) for _, m in people(text)]
    passage = repair(text.replace(plain, other))
    found = [m for m in find_mentions([passage], "fr") if m.form == "role"]
    assert len(wanted) == 3
    assert [(m.actor, m.form) for m in found] == wanted


HEADLINES = {
    "named in the text": ["La ministre des Sports démissionne", "La ministre, Anne Roux, part."],
    "named by a synonym": ["La Première ministre renonce", "La cheffe du gouvernement, Anne Roux, a parlé."],
    "the text opens with an age": ["L'ex-trésorière du club condamnée", "Anne Roux, 58 ans, avait détourné la caisse."],
}


@pytest.mark.parametrize("texts", HEADLINES.values(), ids=HEADLINES)
def test_headline(texts: list[str]) -> None:
    """A role in the title waits for the name in the text."""
    title, body = texts
    found = find_mentions([repair(title, role="title"), repair(body)], "fr")
    assert {m.actor for m in found if m.form == "role" and m.kind == "person"} == {"Anne Roux"}


def test_interview() -> None:
    """A role in the standfirst of an interview means who is interviewed, unless the gender forbids it."""
    title, she, he = "Anne Roux : « Je reste »", "La députée du Finistère répond.", "Le député du Finistère répond."
    for text, actor in ((she, "Anne Roux"), (he, "député du Finistère")):
        found = find_mentions([repair(title, role="title"), repair(text, role="subtitle")], "fr")
        assert [m.actor for m in found if m.form == "role"] == [actor]


def test_a_trade_of_no_list_with_an_age() -> None:
    """An age makes a person of a noun that only its ending gives away."""
    text = "Anne Roux a parlé. Cette mareyeuse de 61 ans a souri."
    found = [(text[m.start : m.end], m.actor) for m in find_mentions([repair(text)], "fr")]
    assert found[1:] == [("mareyeuse de 61 ans", "Anne Roux")]


@pytest.mark.parametrize("language", ["fr", "en", "de", None])
@pytest.mark.parametrize("text", ["", "   ", "le", "Le maire", "the mayor", "ex-", "'s chief", "ce dernier", "l'"])
def test_fragments(text: str, language: str | None) -> None:
    """Fragments never fail, and a description without anybody before it means nobody named."""
    assert all(m.actor != "" and m.start < m.end for _, m in people(text, language or "xx"))


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        (
            "fr",
            "Le maire Jean Dupont, président du club, rit. L'élue et son frère Paul Martin, 54 ans. Le sexagénaire. ",
        ),
        ("fr", "le maire maire président "),
        ("fr", "le directeur de la "),
        ("en", "the big foreign minister's head of the "),
    ],
)
def test_time_is_linear(language: str, unit: str) -> None:
    """Four times the text costs about four times the time, however dense its descriptions are."""

    def cost(times: int) -> float:
        passages = [repair(unit * times)]
        begin = time.process_time()
        find_mentions(passages, language)
        return time.process_time() - begin

    cost(10)
    assert cost(2000) < 12 * cost(500) + 0.2


def test_determiners() -> None:
    """No determiner is both definite and indefinite, and genders are told where the word tells them."""
    assert not DEFINITE & INDEFINITE
    assert determiners("fr")["sa"] == ("possessive", "f")
    assert determiners("sv") == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lists_agree(language: str) -> None:
    """Every synonym begins with a noun that the lists hold, so that no line of the list is dead."""
    words = vocabulary(language)
    nouns = {
        lemma for kind in ("roles", "occupations", "relations", "situations", "humans") for lemma in words.words[kind]
    }
    assert [lemma for lemma in words.synonyms if lemma not in nouns] == []
