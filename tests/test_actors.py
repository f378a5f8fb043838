"""Actors: what counts as a mention, in which form, of whom; the policy is that of tests/cases/README.md."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from helpers.actors import FORMS, KINDS, Mention, actor_table, find_mentions
from helpers.lines import repair


def mentions(*texts: str, language: str = "fr") -> list[Mention]:
    return find_mentions([repair(text) for text in texts], language)


def marked(*texts: str, language: str = "fr") -> list[tuple[str, str, str]]:
    return [(texts[m.passage][m.start : m.end], m.actor, m.form) for m in mentions(*texts, language=language)]


ELSEWHERE = "L'Irlande et la Russie ont signé."

FRENCH = {
    "full name, then surname": (
        ["Ousmane Sokhna a reconnu un défaut.", "Hier, Sokhna a promis de répondre."],
        [("Ousmane Sokhna", "Ousmane Sokhna", "name"), ("Sokhna", "Ousmane Sokhna", "name")],
    ),
    "surname before the full name": (
        ["Le ton de Zelensky a changé.", "Volodymyr Zelensky a parlé."],
        [("Zelensky", "Volodymyr Zelensky", "name"), ("Volodymyr Zelensky", "Volodymyr Zelensky", "name")],
    ),
    "particles belong to the name": (
        ["Le commissaire à la Pêche, Tomas van der Meulen, a parlé. M. van der Meulen est parti."],
        [
            ("commissaire à la Pêche", "Tomas van der Meulen", "role"),
            ("Tomas van der Meulen", "Tomas van der Meulen", "name"),
            ("van der Meulen", "Tomas van der Meulen", "name"),
        ],
    ),
    "civility decides between two of one surname": (
        ["Magali Vautrin et Ollivier Vautrin négocient. Mme Vautrin attend M. Vautrin."],
        [
            ("Magali Vautrin", "Magali Vautrin", "name"),
            ("Ollivier Vautrin", "Ollivier Vautrin", "name"),
            ("Vautrin", "Magali Vautrin", "name"),
            ("Vautrin", "Ollivier Vautrin", "name"),
        ],
    ),
    "role with its demonym, before a name": (
        ["Le président ukrainien Volodymyr Zelensky a parlé."],
        [
            ("président ukrainien", "Volodymyr Zelensky", "role"),
            ("ukrainien", "Ukraine", "demonym"),
            ("Volodymyr Zelensky", "Volodymyr Zelensky", "name"),
        ],
    ),
    "role after a name, an organisation inside it": (
        ["Jens Stoltenberg, secrétaire général de l'OTAN, a parlé."],
        [
            ("Jens Stoltenberg", "Jens Stoltenberg", "name"),
            ("secrétaire général de l'OTAN", "Jens Stoltenberg", "role"),
            ("OTAN", "OTAN", "name"),
        ],
    ),
    "bare role refers to its last holder of that gender": (
        ["Le ministre, Hugues Valençon, attend la ministre, Odile Carpentier. La ministre hésite."],
        [
            ("ministre", "Hugues Valençon", "role"),
            ("Hugues Valençon", "Hugues Valençon", "name"),
            ("ministre", "Odile Carpentier", "role"),
            ("Odile Carpentier", "Odile Carpentier", "name"),
            ("ministre", "Odile Carpentier", "role"),
        ],
    ),
    "role without a holder is an actor of its own": (
        ["La préfète du Gers promet une réunion."],
        [("préfète du Gers", "préfète du Gers", "role")],
    ),
    "an indefinite role is no mention": (["Un diplomate a parlé à un ministre."], []),
    "an occupation refers to the person just named": (
        ["Magali Vautrin a parlé. La syndicaliste exige un retrait."],
        [("Magali Vautrin", "Magali Vautrin", "name"), ("syndicaliste", "Magali Vautrin", "role")],
    ),
    "pronominal descriptions": (
        ["Nadège Klein a écrit. Cette dernière attend. L'intéressée n'a pas réagi."],
        [
            ("Nadège Klein", "Nadège Klein", "name"),
            ("Cette dernière", "Nadège Klein", "pronominal-description"),
            ("intéressée", "Nadège Klein", "pronominal-description"),
        ],
    ),
    "a decade finds the person of that age": (
        ["Pedro Lisboa, 51 ans, est arrivé avec Yoan Diabaté. Le quinquagénaire part."],
        [
            ("Pedro Lisboa", "Pedro Lisboa", "name"),
            ("Yoan Diabaté", "Yoan Diabaté", "name"),
            ("quinquagénaire", "Pedro Lisboa", "pronominal-description"),
        ],
    ),
    "this and an occupation": (
        ["Marie-Claire Osmont a écrit. Cette infirmière retraitée attend."],
        [
            ("Marie-Claire Osmont", "Marie-Claire Osmont", "name"),
            ("infirmière retraitée", "Marie-Claire Osmont", "pronominal-description"),
        ],
    ),
    "demonyms, also after an indefinite noun": (
        ["Des armes américaines contre les Russes."],
        [("américaines", "États-Unis", "demonym"), ("Russes", "Russie", "demonym")],
    ),
    "a language is no demonym": (["Le texte est écrit en anglais, traduit du russe."], []),
    "a demonym inside a proper name is none": (
        ["L'Office français de la biodiversité (OFB) enquête."],
        [
            ("Office français de la biodiversité", "Office français de la biodiversité", "name"),
            ("OFB", "Office français de la biodiversité", "name"),
        ],
    ),
    "Europeans are the Union only where it is named": (["Les Européens hésitent sur le pont européen."], []),
    "Western allies are one collective": (
        ["Kyiv attend ses alliés occidentaux. Le soutien des alliés tarde."],
        [
            ("Kyiv", "Ukraine", "metonym"),
            ("alliés occidentaux", "Occidentaux", "role"),
            ("alliés", "Occidentaux", "role"),
        ],
    ),
    "a capital that acts": (
        ["Dublin a fait savoir son refus.", "C'est la détermination de Moscou.", ELSEWHERE],
        [
            ("Dublin", "Irlande", "metonym"),
            ("Moscou", "Russie", "metonym"),
            ("Irlande", "Irlande", "name"),
            ("Russie", "Russie", "name"),
        ],
    ),
    "a capital as a place": (
        ["Elle jouera à Berlin, puis dans Londres, près de Moscou.", ELSEWHERE],
        [("Irlande", "Irlande", "name"), ("Russie", "Russie", "name")],
    ),
    "seats of institutions": (
        ["Avenue de Ségur, on hésite. L'Élysée se tait."],
        [
            ("Avenue de Ségur", "ministère de la Santé", "metonym"),
            ("Élysée", "présidence de la République", "metonym"),
        ],
    ),
    "Brussels is the Commission where only that is named": (
        ["Bruxelles a tranché.", "La Commission européenne attend."],
        [("Bruxelles", "Commission européenne", "metonym"), ("Commission européenne", "Commission européenne", "name")],
    ),
    "an acronym takes its expansion's name": (
        ["La Fédération générale du rail (FGR) a parlé.", "Grève : la FGR attend."],
        [
            ("Fédération générale du rail", "Fédération générale du rail", "name"),
            ("FGR", "Fédération générale du rail", "name"),
            ("FGR", "Fédération générale du rail", "name"),
        ],
    ),
    "a denomination stops at its verb": (
        ["L'Union des voyageurs lorrains réclame un geste."],
        [("Union des voyageurs lorrains", "Union des voyageurs lorrains", "name")],
    ),
    "a body's noun refers back to it": (
        ["La Fédération des irrigants associés a protesté. La fédération défend ses membres."],
        [
            ("Fédération des irrigants associés", "Fédération des irrigants associés", "name"),
            ("fédération", "Fédération des irrigants associés", "role"),
        ],
    ),
    "a firm's noun before its name, and the name again": (
        ["Elle appartient au groupe agroalimentaire Galatée. On a parlé à Galatée."],
        [("groupe agroalimentaire", "Galatée", "role"), ("Galatée", "Galatée", "name"), ("Galatée", "Galatée", "name")],
    ),
    "institutions": (
        ["La préfecture se tait. Le gouvernement temporise."],
        [("préfecture", "préfecture", "role"), ("gouvernement", "gouvernement français", "role")],
    ),
    "a town's name and people for its club": (
        ["Le RC Valmagne a perdu. Valmagne jouera à Valmagne. Les Valmagnais attendent."],
        [
            ("RC Valmagne", "RC Valmagne", "name"),
            ("Valmagne", "RC Valmagne", "name"),
            ("Valmagnais", "RC Valmagne", "demonym"),
        ],
    ),
    "groups": (
        ["Les riverains s'impatientent. L'opposition réclame une enquête, selon les syndicats."],
        [("riverains", "riverains", "role"), ("opposition", "opposition", "role"), ("syndicats", "syndicats", "role")],
    ),
    "things are no groups": (["Les compteurs ont tourné, les chantiers avancent."], []),
    "a line in capitals": (
        ["LES IRLANDAIS CONTRE BRUXELLES, DIT ZELENSKY", "L'Union européenne et Volodymyr Zelensky se taisent."],
        [
            ("IRLANDAIS", "Irlande", "demonym"),
            ("BRUXELLES", "Union européenne", "metonym"),
            ("ZELENSKY", "Volodymyr Zelensky", "name"),
            ("Union européenne", "Union européenne", "name"),
            ("Volodymyr Zelensky", "Volodymyr Zelensky", "name"),
        ],
    ),
    "a surname that is a common noun": (
        ["Clémence Pêcheur a promis. Mme Pêcheur ira au port avec un pêcheur."],
        [("Clémence Pêcheur", "Clémence Pêcheur", "name"), ("Pêcheur", "Clémence Pêcheur", "name")],
    ),
    "a prefix and a rank belong to the role": (
        ["La vice-présidente, Leïla Amrouche, a vu sa première adjointe, Hafida Merabet."],
        [
            ("vice-présidente", "Leïla Amrouche", "role"),
            ("Leïla Amrouche", "Leïla Amrouche", "name"),
            ("première adjointe", "Hafida Merabet", "role"),
            ("Hafida Merabet", "Hafida Merabet", "name"),
        ],
    ),
    "a verb that looks like a role without its accent": (
        ["« Il a cédé », accuse Idriss Hachim."],
        [("Idriss Hachim", "Idriss Hachim", "name")],
    ),
    "a government after its capital": (
        ["À Berlin, le gouvernement hésite. À Paris, le gouvernement temporise."],
        [("gouvernement", "gouvernement allemand", "role"), ("gouvernement", "gouvernement français", "role")],
    ),
    "a capital that something is asked of": (
        ["L'Élysée renvoie la balle à Bruxelles.", "L'Union européenne attend."],
        [
            ("Élysée", "présidence de la République", "metonym"),
            ("Bruxelles", "Union européenne", "metonym"),
            ("Union européenne", "Union européenne", "name"),
        ],
    ),
    "what a name is, said after it": (
        ["Une amende contre Medivox, éditeur de logiciels. Medivox conteste."],
        [("Medivox", "Medivox", "name"), ("Medivox", "Medivox", "name")],
    ),
    "a kicker in capitals is no acronym": (["EN DIRECT, tempête Ludivine : on attend."], []),
    "a name at the end of its line": (
        ["Paul Petit et Paul Petit Dupont ont parlé.", "Bonsoir, dit Paul Petit"],
        [
            ("Paul Petit", "Paul Petit", "name"),
            ("Paul Petit Dupont", "Paul Petit Dupont", "name"),
            ("Paul Petit", "Paul Petit", "name"),
        ],
    ),
    "places, days, measures, numerals": (["Lundi 3 mars, à Montluc, la TVA passe à 20 %, dit le chapitre XIV."], []),
}

ENGLISH = {
    "role, name and surname": (
        ["Foreign minister Grace Wanjiru-Otieno signed. The minister left, said Wanjiru-Otieno."],
        [
            ("Foreign minister", "Grace Wanjiru-Otieno", "role"),
            ("Grace Wanjiru-Otieno", "Grace Wanjiru-Otieno", "name"),
            ("minister", "Grace Wanjiru-Otieno", "role"),
            ("Wanjiru-Otieno", "Grace Wanjiru-Otieno", "name"),
        ],
    ),
    "a seat inside a role": (
        ["The Kremlin spokesman, Anatoly Sobolev, said no."],
        [
            ("Kremlin spokesman", "Anatoly Sobolev", "role"),
            ("Kremlin", "Russia", "metonym"),
            ("Anatoly Sobolev", "Anatoly Sobolev", "name"),
        ],
    ),
    "an organisation whose head noun comes last": (
        ["Joseph Mutua, leader of the National Unity Front, wants a vote. The 61-year-old has called a rally."],
        [
            ("Joseph Mutua", "Joseph Mutua", "name"),
            ("leader of the National Unity Front", "Joseph Mutua", "role"),
            ("National Unity Front", "National Unity Front", "name"),
            ("61-year-old", "Joseph Mutua", "pronominal-description"),
        ],
    ),
    "a verb and a demonym need their capitals": (["They polish the turkey in chad."], []),
    "a capital as a place": (["She arrived in Moscow from Nairobi.", "Russia waits."], [("Russia", "Russia", "name")]),
    "an office that one may run for is nobody": (["He is expected to run for president."], []),
    "a possessor's article decides": (
        ["Ruth Harbour, a former miller's accountant."],
        [("Ruth Harbour",) * 2 + ("name",)],
    ),
}


@pytest.mark.parametrize(("texts", "expected"), FRENCH.values(), ids=FRENCH)
def test_french(texts: list[str], expected: list[tuple[str, str, str]]) -> None:
    """The French policy, sentence by sentence: exactly these mentions, nothing else."""
    assert marked(*texts) == expected


@pytest.mark.parametrize(("texts", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_english(texts: list[str], expected: list[tuple[str, str, str]]) -> None:
    """The English policy, sentence by sentence: exactly these mentions, nothing else."""
    assert marked(*texts, language="en") == expected


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [("de", "Deutschland und Frankreich reden.", "Deutschland"), ("es", "Habla España.", "España"),
     ("it", "La Francia tace.", "Francia"), ("pt", "A Alemanha espera.", "Alemanha"),
     ("nl", "Duitsland wacht.", "Duitsland"), ("pl", "Polska czeka.", "Polska")],
)  # fmt: skip
def test_states_in_other_languages(language: str, text: str, actor: str) -> None:
    """Languages without lists of their own know the states by name."""
    assert (actor, "state") in {(m.actor, m.kind) for m in mentions(text, language=language)}


@pytest.mark.parametrize("texts", [[], [""], ["   "], ["…"], ["«»"], ["", "\n"]])
@pytest.mark.parametrize("language", ["fr", "en", "de", "xx", None])
def test_nothing_gives_nothing(texts: list[str], language: str | None) -> None:
    """Empty and blank passages give no mention, in a known language or not."""
    assert find_mentions([repair(text) for text in texts], language) == []


@pytest.mark.parametrize(
    "text",
    ["Le Grand " * 8000, "<script>alert('Jean')</script>" * 2000, "ABC (DEF) " * 4000, "Jean " * 12000,
     "le chef de " * 6000, "le ministre de la " * 4000, "Le maire, Jean Petit, " * 2000, "(" * 20000],
    ids=lambda text: text[:16],
)  # fmt: skip
@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_text_ends_soon(text: str, language: str) -> None:
    """Long runs of whatever a rule looks for cost linear time: seconds, not minutes."""
    begin = time.process_time()
    found = mentions(text, language=language)
    assert time.process_time() - begin < 5
    assert all(0 <= m.start < m.end <= len(text) for m in found)


@pytest.mark.parametrize(
    "text", ["L\u2019Ukraine et l\u2019OTAN", "L'Ukraine et l'OTAN", "L\u02bcUkraine et l\u02bcOTAN"]
)
def test_apostrophes_change_nothing(text: str) -> None:
    """Typographic and straight apostrophes give the same mentions, and offsets lead back to the source."""
    passage = repair(text, offset=7)
    found = find_mentions([passage], "fr")
    assert [m.actor for m in found] == ["Ukraine", "OTAN"]
    spans = [passage.span(m.start, m.end) for m in found]
    assert [text[start - 7 : end - 7] for start, end in spans] == ["Ukraine", "OTAN"]


def test_every_mention_is_in_order_and_says_why() -> None:
    """Mentions come by passage and place, with a known kind and form and a reason."""
    texts = [text for case, _ in FRENCH.values() for text in case]
    found = mentions(*texts)
    assert found == sorted(found, key=lambda m: (m.passage, m.start, -m.end))
    assert all(m.kind in KINDS and m.form in FORMS and m.evidence for m in found)


def test_doubtful_capital_is_kept_only_with_its_state() -> None:
    """A capital that nothing decides is listed as ambiguous where its state is named, and left out elsewhere."""
    doubtful = "Une lettre, Dublin, un silence."
    alone, beside = mentions(doubtful), mentions(doubtful, "L'Irlande attend.")
    assert alone == []
    assert [m.evidence.partition(":")[0] for m in beside if m.form == "metonym"] == ["ambiguous"]


def test_actor_table() -> None:
    """Actors are counted by form, most mentioned first, then by first mention; a missing section is none."""
    rows = [
        ("OTAN", "organisation", "name", 1, None),
        ("Ukraine", "state", "demonym", 1, None),
        ("Ukraine", "state", "name", 4, 0),
        ("Ukraine", "state", "name", 6, 1),
        ("Kenya", "state", "metonym", 7, 1),
    ]
    frame = pd.DataFrame(rows, columns=["actor", "kind", "form", "line", "section"]).astype({"section": "Int64"})
    table = actor_table(frame)
    assert table.index.name == "actor"
    assert list(table.columns) == ["kind", "mentions", *FORMS, "first_line", "sections"]
    assert list(table.index) == ["Ukraine", "OTAN", "Kenya"]
    assert table.loc["Ukraine", ["mentions", "name", "demonym", "first_line", "sections"]].tolist() == [3, 2, 1, 1, 2]
    assert table.loc["OTAN", "sections"] == 0


def test_actor_table_of_nothing() -> None:
    """An article without mentions has an empty table with the same columns."""
    empty = pd.DataFrame({name: [] for name in ("actor", "kind", "form", "line", "section")})
    table = actor_table(empty)
    assert table.empty
    assert list(table.columns) == ["kind", "mentions", *FORMS, "first_line", "sections"]
