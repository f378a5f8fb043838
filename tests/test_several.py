"""Several articles in one dump: which one is read is asked and said everywhere."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from support import CASES

from helpers import InputError, charts, cli, html, ledger, load_article, load_articles, readings
from helpers.overrides import overrides_path


def text_of(name):
    """A case's dump as text."""
    return load_article(CASES / name / "dump.txt").source.text.rstrip("\n")


@pytest.fixture
def dump(tmp_path, monkeypatch):
    """A Spanish article with a second copy, and a French interview under it, in a folder where one stands."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "dump.txt"
    path.write_text(f"{text_of('es01_vivienda')}\n{text_of('fr06_entretien')}\n", encoding="utf-8")
    return path


def run(capfd, *arguments):
    """Exit status, standard output and standard error of a command, in this process."""
    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0), *capfd.readouterr()


def test_each_article_is_read_alone(dump):
    """Each has its own language, title and lines; every line with text belongs to one of them."""
    first, second = load_articles(dump)
    assert (first.language, second.language) == ("es", "fr")
    assert second.title.startswith("« La rivière n'est pas un tuyau »")
    assert not (first.lines["kept"] & second.lines["kept"]).any()
    assert load_article(dump, number=2).title == second.title


def test_an_article_that_is_not_there_is_refused(dump, capfd):
    """One clear line, exit status 2, and nothing is written."""
    with pytest.raises(InputError, match=r"holds 2 articles, no number 3; give 1 to 2"):
        load_article(dump, number=3)
    for command in ("report", "tables", "charts"):
        status, out, err = run(capfd, command, dump, "-o", "out", "--article", 3)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "no number 3" in err
    status, _, err = run(capfd, "tables", "otan-zelensky", "-o", "out", "--article", 2)
    assert (status, "holds one article, no number 2" in err) == (2, True)
    assert not (dump.parent / "out").exists()


@pytest.mark.parametrize("given", ["0", "-1", "x", "1.5"])
def test_what_is_no_number_is_refused(dump, capfd, given):
    """The number is an integer from 1 on."""
    status, out, err = run(capfd, "charts", dump, "-o", "out", "--article", given)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--article" in err


def test_a_number_goes_with_one_dump(dump, capfd):
    """With several ARTICLEs it would be unclear which dump is meant."""
    status, _, err = run(capfd, "report", dump, "otan-zelensky", "--article", 2)
    assert (status, "give a single ARTICLE" in err) == (2, True)
    status, _, err = run(capfd, "report", dump, "-p", "NUMBER=2")
    assert (status, "relire report NAME --article 2" in err) == (2, True)


def test_a_report_of_each(dump, capfd):
    """The first is read unless another is asked for, both files stay, and the others are named once."""
    status, out, err = run(capfd, "report", dump, "-o", "out", "--lang", "en")
    assert (status, out) == (0, "out/dump.html\n")
    assert err == "relire: dump holds 2 articles; this is the first; the other: --article 2\n"
    status, out, err = run(capfd, "report", dump, "-o", "out", "--article", 2, "--lang", "en")
    assert (status, out, err) == (0, "out/dump-2.html\n", "")
    first, second = (
        BeautifulSoup((dump.parent / "out" / name).read_text("utf-8"), "html.parser")
        for name in ("dump.html", "dump-2.html")
    )
    assert "El Gobierno limita" in first.h1.get_text()
    assert "La rivière" in second.h1.get_text()
    assert "1 of 2 in this dump" in first.get_text()
    assert "2 of 2 in this dump" in second.get_text()


def test_tables_of_the_second(dump, capfd):
    """The tables are those of the article asked for; without a number the others are named."""
    import pandas as pd

    assert run(capfd, "tables", dump, "-o", "out", "--article", 2)[2] == ""
    written = pd.read_parquet(dump.parent / "out" / "sections.parquet")
    assert written["words"].tolist() == load_article(dump, number=2).sections["words"].tolist()
    assert "the other: --article 2" in run(capfd, "tables", dump, "-o", "out")[2]


@pytest.mark.parametrize("columns", ["80", "180"])
def test_the_ledger_in_a_terminal_says_which(dump, capfd, monkeypatch, columns):
    """The head counts the articles, each line says which it belongs to, and the change offered is of one's own."""
    monkeypatch.setenv("COLUMNS", columns)
    for number in (1, 2):
        status, out, err = run(capfd, "inspect", dump, "--article", number)
        assert (status, err) == (0, "")
        assert f"2 in this dump; this is number {number}; the other: --article {3 - number}" in out
        lines = load_article(dump, number=number).lines
        for own in (1, 2):
            count = (lines["role"].ne("blank") & lines["article"].eq(own)).sum()
            assert len(re.findall(rf" article {own}(?:, (?:kept|set aside|copy of \d+))? +\d+%", out)) == count
        least = int(re.search(r"Least sure: line (\d+)", out)[1])
        assert lines.at[least, "article"] == number
        assert all(len(line) <= int(columns) for line in out.splitlines() if not line.startswith("  relire"))


def test_other_articles_are_named():
    """Few are listed, many are given as a range."""
    assert ledger.other_articles(1, 9) == "the others: --article 2 to 9"
    assert ledger.other_articles(2, 3) == "the others: --article 1, 3"


def test_cards_ledgers_and_charts_keep_them_apart(dump):
    """Lines of the other article are counted as such, and their reason is that."""
    for article in load_articles(dump):
        lines, filled = article.lines, article.lines[article.lines["role"] != "blank"]
        others = int((filled["article"] != article.number).sum())
        assert f"{others} of other articles" in str(html.article_card(article))
        assert str(html.ledger(article)._repr_html_()).count("belongs to article") == others
        read = readings.read_lines(lines, number=article.number)
        numbers = [int(n) for n in re.findall(r"\d+", read)]
        assert numbers[0] == sum(numbers[1:]) == len(filled)
        other = filled["copy_of"].isna() & (filled["article"] != article.number)
        alt = charts.alt_text(charts.strip(lines, number=article.number))
        assert f"Lines of another article: {other.sum()} " in alt


def test_stated_facts_are_those_of_the_first(dump):
    """A stated title, date and byline hold for the first article, decisions on lines for the article they lie in."""
    first, second = load_articles(dump)
    line = int(second.title_candidates.index[0])
    overrides_path(dump).write_text(
        f'sha256 = "{first.source.sha256}"\ntitle = "Mon titre"\n[lines.{line}]\nrole = "body"\n', encoding="utf-8"
    )
    first, second = load_articles(dump)
    assert first.title == "Mon titre"
    assert second.title != "Mon titre"
    assert line in second.lines.query("role == 'body' and kept").index
