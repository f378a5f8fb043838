"""Phrase lists: what a phrase means, and what the shipped lists hold."""

from __future__ import annotations

import re

import pytest

from helpers import language
from helpers.language import every_language, languages, word_list
from helpers.lines import fold
from helpers.roles.phrases import PhraseList, matches
from helpers.roles.units import Unit

LISTS = ("boilerplate", "end", "related", "bylines", "credits", "interviews")
EDGE = ' .:!?*•·-▶►→>|/()[]"'

FURNITURE = """
Cette page peut inclure du contenu de tiers fourni à des fins d'information uniquement.
L'article original peut être consulté sur le site de l'éditeur.
Traduit automatiquement
Avertissement sur les risques : le cours des actifs numériques est volatil.
Avec votre accord, nos 842 partenaires et nous utilisons des cookies pour mesurer l'audience.
Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés.
Cet article est réservé aux abonnés
Temps de lecture : 4 min
Signaler un abus
3 réponses
Trier par
Suivez-nous sur Google Actualités
Rejoignez notre chaîne WhatsApp
Recevez chaque matin l'essentiel de l'actualité
Inscrivez-vous à notre newsletter
La suite après cette publicité
Passer au contenu
Retour en haut
We and our 1,234 partners store and/or access information on a device
Not financial advice
View original
This article was amended on 3 March 2026 to correct a name.
12 comments
4 min read
Diesen Artikel weiterlesen mit einem Probeabo
Lesezeit: 3 Minuten
Wir und unsere 190 Partner verarbeiten personenbezogene Daten.
Zum Inhalt springen
Este contenido es exclusivo para suscriptores
Nosotros y nuestros 800 socios almacenamos información en un dispositivo
Seguí leyendo
Únete a nuestro canal de WhatsApp
Contenuto riservato agli abbonati
È vietata la riproduzione, anche parziale
Iscriviti alla newsletter
Já é assinante? Faça login
Partilhar este artigo
Compartilhe esta notícia
Receba as notícias no seu e-mail todas as manhãs
Dit artikel is exclusief voor abonnees
De tekst gaat verder onder de foto
Meld je aan voor onze nieuwsbrief
Dalsza część artykułu pod materiałem wideo
Ten artykuł jest dostępny tylko dla subskrybentów
Zapisz się na newsletter
""".strip().splitlines()

PROSE = """
Sur ce sujet, le ministre n'a pas souhaité faire de commentaire.
Partager le travail, partager les richesses
Les commentaires du président ont choqué
Réactions en chaîne
Alertes enlèvement : ce que dit la loi
La modération de la hausse des loyers a été votée mardi par les sénateurs.
Les dons ouvrent droit à une réduction d'impôt de 66 %, rappelle le ministère.
Un courriel arrive dans votre boîte mail et réclame un code : n'y répondez pas.
Il vous reste trois jours pour déclarer vos revenus.
Ces chiffres ne reflètent pas nécessairement la réalité du terrain, prévient l'Insee.
Publié dans la revue Nature, l'article décrit une espèce inconnue.
Disponible sur Netflix, la série suit trois générations d'une famille de Roubaix.
La plainte porte sur le dépôt de cookies sans le consentement des internautes.
Il a posté une capture d'écran de la conversation avant de fermer son compte.
PM apologises for offensive comments
Copyright complexity in a fragmented world
Share of homes sold above asking price falls
The ruling does not constitute a precedent, the court said.
The views expressed by the minister surprised his own party.
The winner came courtesy of an own goal in the 89th minute.
Datenschutz: Brüssel plant neue Regeln
Es ergibt sich ein klares Bild: Die Mieten steigen weiter.
Abbonati in calo, ricavi in crescita
Boletín oficial publica la nueva ley
Pidió un crédito: el banco se lo negó dos veces.
Leia mais romances e menos livros sobre negócios.
Delen van Limburg onder water
Ga naar huis, zei de burgemeester tegen de betogers op het plein.
Répondre à l'urgence climatique
Se désinscrire des listes électorales
Jobs at risk as plant closes
Support US sanctions, EU told
Most popular baby names revealed
Jetzt unterstützen auch die Grünen den Antrag der Union im Bundestag.
Últimas noticias de la guerra: nuevos ataques en el este
Etiquetado frontal: qué cambia desde hoy
Nessun commento da Palazzo Chigi sulla vicenda.
Inloggen met DigiD wordt veiliger
Serwis internetowy banku nie działa od rana, klienci skarżą się na opóźnienia.
""".strip().splitlines()


def reference(phrase):
    """What a phrase means, spelt out as one pattern, and whether it holds for long lines."""
    pieces = [fold(piece) if piece.strip() else "" for piece in phrase.split("…")]
    core = [(r"\b" if p[:1].isalnum() else "") + re.escape(p) + (r"\b" if p[-1:].isalnum() else "") for p in pieces]
    words = len(re.findall(r"\w+", " ".join(pieces)))
    return re.compile(".*".join(core)), (not pieces[0] and not pieces[-1]) or words > 1 or pieces[0].endswith(":")


def agrees(entries, lines):
    """Assert that the list finds the same lines as trying every pattern."""
    patterns, found = [reference(entry) for entry in entries], PhraseList(entries)
    for line in lines:
        folded = fold(line)
        for words in (3, 12):
            whole = any(
                (safe or words <= 8) and (p.fullmatch(folded) or p.fullmatch(folded.strip(EDGE)))
                for p, safe in patterns
            )
            assert found.holds(folded, words) == whole, (line, words)


@pytest.mark.parametrize("name", LISTS)
def test_look_up_agrees_with_trying_every_phrase(name):
    """The index finds what the patterns find, one by one: for each phrase filled in, cut off, and in a sentence."""
    entries = [entry for entry in every_language(name)[::17] if "0" not in entry]
    lines = [
        line
        for entry in entries
        for line in (
            entry.replace("…", ""),
            entry.replace("…", " un deux "),
            entry.replace("…", "x"),
            f"« {entry.replace('…', ' 12 ')} »",
            f"Selon lui, {entry} est un mot.",
        )
    ]
    agrees(entries, lines[:600])


def test_look_up_agrees_on_odd_phrases():
    """Underscores, digits, marks at the edges and phrases without a word mean the same in the index."""
    entries = ["_a…", "…b_", "…©…", "…(", "1 € par…", "… / …", "c…d…", "…e f…", "l'ami…", "…", "été…"]
    lines = ["_a b", "x_a b", "a b_", "b_c", "© x", "a (", "1 € par mois", "11 € par", "a / b", "c x d y", "c", "e f"]
    agrees([e for e in entries if e != "…"], [*lines, "the e f g", "l'ami", "l'amie", "e\u0301te\u0301 chaud", "étés"])


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line):
    """What stands around an article is on a list, in each language."""
    assert Unit(0, [1], line).phrase or Unit(0, [1], line).is_byline


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not_furniture(line):
    """Sentences and headlines that share words with menus are not taken for them."""
    unit = Unit(0, [1], line)
    assert (unit.phrase, unit.is_byline, unit.is_caption) == (None, False, False)


def test_zero_stands_for_any_number_in_a_whole_line():
    """ "0 réponses" is "1 204 réponses" too, but not a line that goes on."""
    found = PhraseList(["0 réponses"])
    lines = ("3 réponses", "0 réponses", "1 204 réponses", "(1.204 réponses)")
    assert all(found.holds(fold(line), 2) for line in lines)
    assert not found.holds("3 réponses claires", 3)
    assert not found.holds("sans réponses", 2)


def test_lists_may_be_edited_carelessly(tmp_path, monkeypatch):
    """Comments, empty lines, stray spaces, a byte-order mark, regex characters and a lone "…" do no harm."""
    (tmp_path / "xx").mkdir()
    text = "\ufeff# ours; CC0\n\n  publi… \n# no\n…\n(tard [\na.*b\nFIN DE PAGE\t\r\n"
    (tmp_path / "xx" / "boilerplate.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(language, "LANGUAGES", tmp_path)
    found = PhraseList(language.word_list.__wrapped__("xx", "boilerplate"))
    assert all(found.holds(fold(line), 2) for line in ("Fin de page", "(tard [", "a.*b", "publi du jour"))
    assert not any(found.holds(fold(line), 2) for line in ("une phrase", "axxb", "no", "publier", "tard"))


def test_an_empty_list_holds_nothing():
    """A list without entries, and the empty line, match nothing."""
    assert not PhraseList([]).holds("menu", 1)
    assert not PhraseList(["menu", "voir…", "…©…"]).holds("", 0)
    assert not matches("no-such-list", "menu", 1)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("code", ["fr", "en", "de", "es", "it", "pt", "nl", "pl"])
def test_every_language_has_every_list(code, name):
    """No list is missing or nearly empty, and each entry is there once and in the form in which lines are compared."""
    entries = word_list(code, name)
    assert len(entries) >= 10
    assert len(entries) == len(set(entries))
    assert [e for e in entries if e != e.lower() or e.strip("… ") == ""] == []


def test_months_name_one_number():
    """A month's name or abbreviation means the same month in every language that has it."""
    numbers = {}
    for code in languages():
        for number, line in enumerate(word_list(code, "months"), 1):
            for name in line.split():
                numbers.setdefault(name, set()).add(number)
    assert {name: found for name, found in numbers.items() if len(found) > 1} == {}
