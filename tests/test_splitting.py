"""Several articles in one dump are told apart; one article is never cut."""

from __future__ import annotations

import pytest
from support import NAMES, PAGES, dump

from helpers import InputError, load_article, load_articles

LA_PISCINE = [
    "La piscine municipale fermera en septembre",
    "Par Odile Marchand",
    "Publié le 12 mai 2026 à 18h40",
    "Le conseil municipal a voté lundi soir la fermeture de la piscine, après trois heures de débat houleux.",
    "La maire a rappelé que la chaudière date de 1974 et que 340 000 euros manquent pour la remplacer entièrement.",
    "Les nageurs avaient pris place au fond de la salle avec leurs bonnets, et ils ont chanté jusqu'à minuit passé.",
    "Une pétition contre la fermeture du bassin a recueilli 2 100 signatures en une semaine, selon l'association.",
]
LES_LOUPS = [
    "Dans le Vercors, les bergers apprennent à vivre avec les loups",
    "Par Théo Vasseur",
    "Publié le 3 juin 2026 à 07h15",
    "Chaque soir, Lucie Faure rentre ses quatre cents brebis dans un parc électrifié, à deux pas de sa cabane de bois.",
    "Depuis l'arrivée d'une meute en 2021, l'éleveuse a perdu onze bêtes et gagné trois chiens des Abruzzes.",
    "Les éleveurs du massif ont touché l'an dernier 280 000 euros d'indemnités pour leurs troupeaux attaqués.",
    "La chambre d'agriculture forme désormais les apprentis bergers à poser des clôtures et à lire les traces.",
]
FURNITURE = ["Partager", "Imprimer", "Les plus lus"]


def test_two_articles_are_two():
    """Each has its own title, date, byline and text; what stands between belongs to the first."""
    both = load_articles(text="\n".join([*LA_PISCINE, *FURNITURE, *LES_LOUPS]))
    assert [a.title for a in both] == [LA_PISCINE[0], LES_LOUPS[0]]
    assert [a.date for a in both] == ["2026-05-12", "2026-06-03"]
    assert [a.byline for a in both] == ["Odile Marchand", "Théo Vasseur"]
    assert [a.number for a in both] == [1, 2]
    assert both[0].lines["article"].tolist() == [1] * 10 + [2] * 7
    for article, own in zip(both, (LA_PISCINE, LES_LOUPS), strict=True):
        kept = article.lines[article.lines["kept"] & (article.lines["role"] == "body")]
        assert kept["text"].tolist() == own[3:]


def test_the_first_is_read_unless_another_is_asked_for():
    """load_article takes the first, says how many there are, and refuses a number that is not there."""
    text = "\n".join([*LES_LOUPS, *LA_PISCINE])
    first = load_article(text=text)
    assert (first.title, first.articles) == (LES_LOUPS[0], 2)
    assert "1 of 2" in repr(first)
    assert load_article(text=text, number=2).title == LA_PISCINE[0]
    with pytest.raises(InputError, match="no number 3"):
        load_article(text=text, number=3)
    with pytest.raises(InputError, match="no number 0"):
        load_article(text=text, number=0)


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_one_article_is_never_cut(name):
    """Second copies, live entries, teasers and comments make no second article."""
    assert load_article(dump(name)).articles == 1


def test_a_doubled_dump_of_two_is_still_two():
    """Copies of both articles add none."""
    text = [*LES_LOUPS, *FURNITURE, *LA_PISCINE]
    assert [a.title for a in load_articles(text="\n".join([*text, *text]))] == [LES_LOUPS[0], LA_PISCINE[0]]
