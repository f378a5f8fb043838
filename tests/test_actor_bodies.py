"""Organisations and groups by a common noun: whom "l'association", "the firm", "les riverains" refer to."""

from __future__ import annotations

import time

import pytest

from helpers.actors import Mention, find_mentions
from helpers.actors.nouns import load_nouns
from helpers.language import word_list
from helpers.lines import repair


def mentions(*texts: str, language: str = "fr") -> list[Mention]:
    return find_mentions([repair(text) for text in texts], language)


def called(*texts: str, language: str = "fr") -> list[tuple[str, str]]:
    """The organisations and groups by another form than their name, each with its actor."""
    kinds = ("organisation", "collective")
    found = [m for m in mentions(*texts, language=language) if m.kind in kinds and m.form == "role"]
    return [(texts[m.passage][m.start : m.end], m.actor) for m in found]


FRENCH = {
    "the noun of the name refers back to it": (
        ["La Fédération des irrigants a protesté. La fédération attend."],
        [("fédération", "Fédération des irrigants")],
    ),
    "a noun of the same class does": (
        ["L'Hôpital du Lac a fermé. L'établissement rouvrira lundi."],
        [("établissement", "Hôpital du Lac")],
    ),
    "a noun of another class does not": (["L'Hôpital du Lac a fermé. La coopérative rouvrira lundi."], []),
    "the one named last goes first": (
        ["La Fondation du Lac a payé. Le Collectif des Berges a gagné. L'association s'en félicite."],
        [("association", "Collectif des Berges")],
    ),
    "between two of one standing nobody decides": (
        ["La Fondation du Lac et la Fondation des Berges ont payé. L'association s'en félicite."],
        [],
    ),
    "an apposition tells what a name is, from then on": (
        ["Le groupe danois Nordlak a cédé. La CGT proteste. Le groupe se tait."],
        [("groupe danois", "Nordlak"), ("groupe", "Nordlak")],
    ),
    "adjectives and a bare complement belong to the description": (
        ["La RAB recrute. L'association d'aide alimentaire attend des bénévoles."],
        [("association d'aide alimentaire", "RAB")],
    ),
    "the head of a phrase takes the apposition, not its complement": (
        ["La Société des aciéries du Lot ferme. Le principal client de la société, la SNCF, se tait."],
        [("principal client", "SNCF"), ("société", "Société des aciéries du Lot")],
    ),
    "a noun within the clause of a name means another": (["La CGT menace le syndicat."], []),
    "an institution stands for itself": (
        ["La préfecture se tait. Le conseil municipal a voté."],
        [("préfecture", "préfecture"), ("conseil municipal", "conseil municipal")],
    ),
    "a town is one actor by all its nouns": (
        ["La municipalité a promis une aide. La commune a ouvert une cagnotte."],
        [("municipalité", "municipalité"), ("commune", "municipalité")],
    ),
    "a town is a place where it does not act": (["Les recettes de la commune baissent. Il vit dans la commune."], []),
    "an institution that only is something does not act": (["Le cabinet est vide."], []),
    "a building is no institution": (["Il attend devant la mairie, dans la préfecture."], []),
    "the army of a state": (["L'armée française a ouvert le feu."], [("armée française", "armée française")]),
    "the management of a firm stands for it": (
        ["Le groupe Galatée ferme son usine. La direction invoque une baisse."],
        [("groupe", "Galatée"), ("direction", "Galatée")],
    ),
    "a name follows that is not known": (["Le collège Jean-Rostand restera fermé."], []),
    "an indefinite one refers to nobody": (
        ["Le groupe Galatée vend. Une entreprise achète, un syndicat proteste."],
        [("groupe", "Galatée")],
    ),
    "groups that act": (
        ["La colère des riverains monte. Les riverains réclament une enquête."],
        [("riverains", "riverains"), ("riverains", "riverains")],
    ),
    "groups that are only spoken of": (["On a vu des médecins. Il parle aux députés, avec les enseignants."], []),
    "des after a verb is no definite article": (
        ["Il attire des éleveurs. Les éleveurs hésitent."],
        [("éleveurs", "éleveurs")],
    ),
    "what a group is of": (
        ["Les syndicats de médecins appellent à la grève. L'opposition de droite proteste."],
        [("syndicats de médecins", "syndicats de médecins"), ("opposition de droite", "opposition de droite")],
    ),
    "the left is no direction": (["Il tire du gauche, puis à droite. La gauche refuse."], [("gauche", "gauche")]),
    "the people of a party stand for it where it is named": (
        ["Le Parti socialiste hésite. Les socialistes voteront contre."],
        [("socialistes", "Parti socialiste")],
    ),
    "a number before a group": (["Les 94 salariés se savent en sursis."], [("salariés", "salariés")]),
}

ENGLISH = {
    "the noun of the name refers back to it": (
        ["The Harrow Supporters' Trust has offered a pound. The trust wants a meeting."],
        [("trust", "Harrow Supporters' Trust")],
    ),
    "its modifiers belong to the description": (
        ["Glasgow City Council waited. The local council refused."],
        [("local council", "Glasgow City Council")],
    ),
    "a compound's first half is no mention, save before a spokesman": (
        ["Glasgow City Council waited. The council leader left. A council spokesman said so."],
        [("council", "Glasgow City Council")],
    ),
    "of after a verb is no complement": (
        ["Greece wants peace. Critics accused the government of hiding."],
        [("government", "Greek government")],
    ),
    "an institution stands for itself": (
        ["The scrutiny committee met."],
        [("scrutiny committee", "scrutiny committee")],
    ),
    "groups that act, with and without an article": (
        ["Nobody told the drivers. Residents say they will march."],
        [("drivers", "drivers"), ("Residents", "residents")],
    ),
    "sources are no group": (["Diplomats said the talks had failed."], []),
    "groups that are only spoken of": (["She works with nurses. He writes for farmers."], []),
}


@pytest.mark.parametrize(("texts", "expected"), FRENCH.values(), ids=FRENCH)
def test_french(texts: list[str], expected: list[tuple[str, str]]) -> None:
    """French bodies and groups by a common noun: exactly these."""
    assert called(*texts) == expected


@pytest.mark.parametrize(("texts", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_english(texts: list[str], expected: list[tuple[str, str]]) -> None:
    """English bodies and groups by a common noun: exactly these."""
    assert called(*texts, language="en") == expected


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [("fr", "Fonderies du Lot", "company"), ("fr", "Conseil départemental du Gers", "department"), ("fr", "X", None),
     ("fr", "", None), ("fr", "les", None), ("en", "University of York", "university"), ("en", "Harrow Town", "club"),
     ("xx", "Lycée Jean-Moulin", None), (None, "Lycée Jean-Moulin", None)],
)  # fmt: skip
def test_class_of_a_name(language: str | None, name: str, kind: str | None) -> None:
    """A name's own noun tells its class; a name without one, or a language without lists, tells nothing."""
    assert load_nouns(language).class_of(name) == kind


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_class_can_be_named(language: str) -> None:
    """Each class that a noun refers back to is one that names can have, or one that needs no name."""
    nouns = load_nouns(language)
    classes = {c.strip() for entry in word_list(language, "bodies") for c in entry.partition(":")[2].split(",")}
    assert set(nouns.cues.values()) <= classes
    assert set(nouns.named.values()) <= classes | {"none"}


@pytest.mark.parametrize(
    "text",
    ["la société de " * 5000, "Le groupe, la CGT, " * 3000, "les riverains de la ville et " * 3000,
     "L'association. " * 6000, "le principal client de la fonderie, " * 3000, "The company of the group " * 4000],
    ids=lambda text: text[:16],
)  # fmt: skip
@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_text_ends_soon(text: str, language: str) -> None:
    """Long runs of what these rules look for cost linear time."""
    begin = time.process_time()
    mentions(text, language=language)
    assert time.process_time() - begin < 10
