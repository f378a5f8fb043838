"""Which lines recur in many articles of an outlet, and which only in versions of one story."""

from __future__ import annotations

import pytest

from helpers.corpus.evidence import LEAST, Lines, recurring_of

WORDS = "aube bief côte dune étang falaise golfe havre îlot jetée lande marais".split()


def body(number):
    """A sentence that no other number has."""
    return f"Le {WORDS[number % 12]} {number} a perdu {number + 2} mètres de {WORDS[number // 12 % 12]}."


def found(articles):
    """What recurs, of articles that are given once."""
    return recurring_of(lambda: iter(articles))


@pytest.mark.parametrize("articles", [[], [Lines("a", "x.fr", [])], [Lines("a", "x.fr", ["", "\u00ad", "  "])] * 9])
def test_nothing_recurs_where_nothing_stands(articles):
    """No articles, no lines, and blank lines are no evidence."""
    assert found(articles) == {}


def test_typography_and_case_make_no_difference():
    """A line is the same in every typography, and counts once in each article."""
    forms = ["L’été «\u00a0à la une\u00a0»", 'L\'ÉTÉ "à la une"', "l'e\u0301te\u0301 “à la une”"]
    articles = [Lines(str(n), "x.fr", [body(n), forms[n % 3], forms[0]]) for n in range(LEAST)]
    assert set(found(articles)) == {str(n) for n in range(LEAST)}
    assert len(set(found(articles).values())) == 1


def test_two_articles_of_an_entry_are_one_entry():
    """A dump with two articles is told what recurs in either."""
    articles = [Lines("dump.txt" if n < 2 else str(n), "x.fr", [body(n), f"Suivez-nous {n // 2}"]) for n in range(2)]
    articles += [Lines(f"{n}", "x.fr", [body(n), "Suivez-nous 0"]) for n in range(2, 9)]
    assert found(articles)["dump.txt"] == ("suivez-nous 0",)


@pytest.mark.parametrize("step", [1, 3])
def test_a_story_that_grows_is_one_story(step):
    """Twenty versions that drop a paragraph and add one each share long lines, and lose none."""
    versions = [Lines(str(n), "x.fr", [body(m) for m in range(n * step, n * step + 8)]) for n in range(20)]
    assert found(versions) == {}


def test_in_a_large_outlet_a_line_must_stand_in_one_of_a_hundred():
    """A sentence that six of a thousand articles hold is chance; one that twenty hold is the outlet's."""
    articles = [
        Lines(str(n), "x.fr", [body(n), "Contacté, il se tait." if n < 6 else "Suivez-nous" if n < 26 else ""])
        for n in range(1000)
    ]
    assert set(found(articles)) == {str(n) for n in range(6, 26)}


def test_many_articles_with_one_line_take_linear_time():
    """A menu line of 20,000 articles compares each with its neighbours, and no pair besides."""
    articles = [Lines(str(n), "x.fr", [body(n), "Suivez-nous"]) for n in range(20_000)]
    assert len(found(articles)) == 20_000
