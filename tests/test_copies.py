"""Copies: exact, edited, cut off; and what only looks like one."""

from __future__ import annotations

import pytest
from support import CASES, NAMES, gold

from helpers import load_article
from helpers.copies import find_copies, similarity

BODY = [
    "Le conseil municipal a voté lundi soir la fermeture de la piscine, après trois heures de débat houleux.",
    "Une décision attendue",
    "La maire, Odile Ferrand, a rappelé que la chaudière date de 1974 et que 340 000 euros manquent pour la remplacer.",
    "« Nous fermons pour ne pas mentir », a-t-elle dit devant une salle pleine, où les nageurs avaient pris place.",
    "Une pétition circule déjà.",
]


def test_an_exact_second_body_is_found():
    """Each line of a second body points at its first, short ones too."""
    copies = find_copies([*BODY, "Voir l'original", "Un titre", *BODY])
    assert copies == {8 + i: (1 + i, 1.0) for i in range(5)}


def test_edits_are_near_copies():
    """A changed figure, word or added sentence gives a similarity below one."""
    edited = [line.replace("340 000", "430 000").replace("lundi", "mardi") for line in BODY]
    edited[3] += " La séance a été levée à minuit."
    copies = find_copies([*BODY, *edited])
    assert {n: of for n, (of, _) in copies.items()} == {6: 1, 7: 2, 8: 3, 9: 4, 10: 5}
    assert all((copies[n][1] < 1) == (n in {6, 8, 9}) for n in copies)


def test_a_third_copy_points_at_the_first():
    """Copies of copies point at the first occurrence, edited in between or not."""
    second = [line.replace("340 000", "430 000") for line in BODY]
    copies = find_copies([*BODY, *second, *BODY])
    assert {of for of, _ in copies.values()} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("end", ["…", " […]", "... Lire la suite", "…\u00a0Lire la suite"])
def test_a_cut_off_line_is_the_copy(end):
    """The whole line is kept, whether the one that ends in an ellipsis comes before or after it."""
    teaser = BODY[2][:60].rsplit(" ", 1)[0] + end
    assert set(find_copies([*BODY, teaser])) == {6}
    assert {n: of for n, (of, _) in find_copies([teaser, *BODY]).items()} == {1: 4}


@pytest.mark.parametrize(
    "lines",
    [
        ["Et concrètement ?", "Tout a changé.", "Et concrètement ?", "Rien n'a changé.", "Et concrètement ?"],
        ["Partager"] * 40,
        [
            "- 6 carottes",
            "- 1 oignon",
            "Mixez dix minutes.",
            "Le gratin",
            "- 6 carottes",
            "- 2 œufs",
            "Mixez dix minutes.",
        ],
        ["Oui."] * 3,
        [],
        ["", " ", ""],
    ],
    ids=["repeated question", "button", "recipes", "answers", "empty", "blank"],
)
def test_refrains_are_no_copies(lines):
    """What a text repeats by itself stays."""
    article = load_article("otan-zelensky").lines["text"].tolist()[:9]
    found = find_copies([*article, *lines])
    assert found == {} or len(set(lines)) == 1  # forty equal buttons may be copies: no text of theirs is read
    assert not [n for n in found if n <= 9]


def test_a_pull_quote_repeats_its_paragraph():
    """A quotation set apart under the paragraph that holds it is a copy of that paragraph."""
    quote = "« Nous fermons pour ne pas mentir, dit-elle devant une salle pleine. »"
    assert find_copies(["Elle l'a dit. " + quote[:-2] + ", et elle est partie. »", quote])[2][0] == 1


@pytest.mark.parametrize("name", NAMES)
def test_labelled_copies(name):
    """On each labelled case at least 95 % of the article's copies are found, and nothing else is one."""
    labels = gold(name)
    lines = load_article(CASES / name / "dump.txt").lines
    scored = {g["n"]: g["copy_of"] for g in labels["lines"] if g["role"] not in {"boilerplate", "blank"}}
    found = {n: of for n, of in lines["copy_of"].dropna().items() if n in scored}
    wanted = {n: of for n, of in scored.items() if of is not None}
    repeats = [set(group) for group in labels.get("genuine_repeats", [])]
    wrong = {n for n, of in found.items() if wanted.get(n) != of and not any({n, of} <= g for g in repeats)}
    assert not wrong
    assert sum(found.get(n) == of for n, of in wanted.items()) >= 0.95 * len(wanted)


@pytest.mark.parametrize(
    ("a", "b", "least", "most"), [("a b c", "A B C", 1, 1), ("a b c d", "a b x d", 0.5, 0.99), ("a", "b", 0, 0)]
)
def test_similarity(a, b, least, most):
    """Similarity is one for typographic twins, and the share of common words else."""
    assert least <= similarity(a, b) <= most


def test_time_grows_with_the_lines():
    """A dump of ten thousand equal short lines and one of ten thousand different ones are done."""
    assert find_copies(["Partager"] * 10_000) is not None
    assert find_copies([f"ligne {i} sans rien de commun {i * 31}" for i in range(10_000)]) == {}
