"""Title, date and byline: the reader first, then the text, then what the page declares."""

from __future__ import annotations

import pytest
from support import SAMPLE

from helpers import load_article
from helpers.overrides import overrides_path
from helpers.sources import read_source

TEXT = (
    "Le pont de Cravel ferme pour six mois\n"
    "Par Ida Brunel, le 3 mars 2026\n"
    "Récit de Léa Tran, 4 avril 2026\n"
    "Le pont de Cravel ferme lundi pour six mois, a annoncé la mairie, qui promet une navette gratuite.\n"
    "Les commerçants du quai disent avoir peur de perdre leurs clients, et demandent une aide à la ville.\n"
)


def decided(folder, decisions):
    """The text, with decisions beside it."""
    dump = folder / "dump.txt"
    dump.write_text(TEXT, encoding="utf-8")
    sha256 = read_source(dump, overrides=False).sha256
    overrides_path(dump).write_text(f'sha256 = "{sha256}"\n{decisions}', encoding="utf-8")
    return load_article(dump)


def test_the_text_tells(tmp_path):
    """Without a decision, the byline that is found tells date and author."""
    article = decided(tmp_path, "")
    assert (article.date, article.byline) == ("2026-03-03", "Ida Brunel")


def test_a_line_that_the_reader_marks_tells(tmp_path):
    """A line marked as byline gives date and author, before the lines that were only judged."""
    article = decided(tmp_path, '[lines.3]\nrole = "byline"')
    assert article.date == "2026-04-04"
    assert "Léa Tran" in article.byline


def test_a_marked_line_is_the_author_whatever_it_says(tmp_path):
    """Where a marked line looks like no name and no date, all of it is the byline."""
    article = decided(tmp_path, '[lines.5]\nrole = "byline"')
    assert article.byline.startswith("Les commerçants du quai")
    assert article.date == "2026-03-03"


def test_a_line_that_the_reader_unmarks_is_silent(tmp_path):
    """A byline that the reader says is none, by its number or by a phrase, tells nothing any more."""
    for decision in ('[lines.2]\nrole = "boilerplate"', 'ignore = ["Par Ida Brunel…"]'):
        article = decided(tmp_path, f'{decision}\n[lines.3]\nrole = "body"' if "lines" in decision else decision)
        assert article.byline != "Ida Brunel"
        assert article.date != "2026-03-03"


def test_what_is_stated_goes_first(tmp_path):
    """A stated date and byline go before marked lines; empty ones say that there is none."""
    article = decided(tmp_path, 'date = "2025-01-01"\nbyline = ""\n[lines.2]\nrole = "byline"')
    assert (article.date, article.byline) == ("2025-01-01", None)


def test_a_title_that_is_marked_or_unmarked(tmp_path):
    """A marked title is the title; a headline that is said to be body no longer is."""
    assert decided(tmp_path, '[lines.3]\nrole = "title"').title.startswith("Récit de Léa Tran")
    assert decided(tmp_path, '[lines.1]\nrole = "body"').title is None


BODY = "<p>Un premier alinéa qui raconte ce qui est arrivé hier au port, où deux bateaux se sont heurtés.</p>"
HEAD = (
    '<meta property="og:title" content="Deux bateaux au port | Le Phare du Soir">'
    '<meta property="article:published_time" content="2026-02-01T08:30:00+01:00">'
    '<meta name="author" content="Ida Brunel">'
)


def page(head, body):
    """A web page as bytes."""
    return f"<!doctype html><html lang=fr><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def test_a_page_declares_what_its_text_does_not_tell():
    """Title, date (the day alone) and author come from the page's declarations where the text gives none."""
    article = load_article(page(HEAD, BODY))
    assert (article.title, article.date, article.byline) == ("Deux bateaux au port", "2026-02-01", "Ida Brunel")
    assert load_article(page("", BODY)).date is None


def test_the_text_goes_before_the_declarations():
    """What the text prints is not replaced by what the page declares."""
    printed = f"<h1>Collision dans le port de Cravel hier</h1><p>Par Jean Roux, le 3 mars 2026</p>{BODY}"
    article = load_article(page(HEAD, printed))
    assert (article.date, article.byline) == ("2026-03-03", "Jean Roux")
    assert article.title == "Collision dans le port de Cravel hier"


@pytest.mark.parametrize("where", [SAMPLE, "sample-en-bridge"])
def test_plain_text_declares_nothing(where):
    """A dump of plain text has what its text tells."""
    article = load_article(where)
    assert article.source.page == {}
    assert article.date != ""
