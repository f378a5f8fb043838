"""Lists of places and the reading copy they lead to: contexts, marks, addresses, and what was set aside."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from support import CASES, NAMES, PAGES, SAMPLE, loaded

from helpers import actors, html, load_article, places, terms
from helpers.anchors import anchor, link, pair
from helpers.html import Html
from helpers.labels import speaking

HOSTILE = ["<script>alert(1)</script>", "a\"b'c", "É t é", "a-b_c=d", "\x00\u202e", "", " ", "#%41", "日本語", "😀"]


def soup(piece: Html) -> BeautifulSoup:
    return BeautifulSoup(piece.html, "html.parser")


@pytest.fixture(scope="module")
def sample():
    return load_article(SAMPLE)


@pytest.mark.parametrize("one", HOSTILE)
def test_no_two_names_share_an_address(one):
    """An id has no space, differs from every other name's, and its link leads to it as a browser decodes it."""
    from urllib.parse import unquote

    id = anchor("term", one)
    assert not re.search(r"\s", id)
    assert unquote(link("term", one)[1:]) == id
    assert [other for other in HOSTILE if anchor("term", other) == id] == [one]
    assert anchor("actor", one, "b") != anchor("actor", f"{one}-b")
    assert link(*pair("tie", one, "x")) == link(*pair("tie", "x", one))


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_contexts_read_as_the_article_does(name):
    """Left, word and right put together stand in the article as it is read, and the word is the place's."""
    article = loaded(name)
    whole = [re.sub(r"\s+", " ", passage.text) for passage in article.passages]
    found = terms.occurrences(article, list(terms.frequencies(article, top=12).index))
    contexts = places.in_context(article, found)
    assert contexts.index.equals(found.index)
    for row, text in zip(contexts.itertuples(), found["text"], strict=True):
        assert row.keyword == article.repaired(text)
        together = re.sub(r"\s+", " ", row.left + row.keyword + row.right)
        assert any(together.strip() in passage for passage in whole)
        assert len(row.left) <= places.WIDTH
        assert len(row.right) <= places.WIDTH


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_every_mark_is_in_the_reading_copy_once(name):
    """Each mention and each occurrence of a term has one element, whose text is the passage of the source."""
    article = loaded(name)
    marks = places.marks(article)
    assert set(marks["kind"]) <= {"person", "organisation", "state", "collective", "term", "word"}
    copy = soup(html.reading_copy(article, marks=marks, aside=True))
    ids = [tag["id"] for tag in copy.find_all(id=True)]
    assert len(ids) == len(set(ids))
    within = marks[marks["end"].map(article.line_of) == marks["start"].map(article.line_of)]
    found = {tag["id"]: tag for tag in copy.find_all(id=True)}
    for start, end in zip(within["start"], within["end"], strict=True):
        tag = found[anchor("at", start, end)]
        assert article.source.text[start:end].startswith(tag.get_text())  # all of it, unless another mark cuts it
    assert {tag for tag in ids if tag.startswith("sentence-")} == {
        anchor("sentence", number) for number in article.sentences.index
    }


def test_the_text_is_not_changed_by_its_marks(sample):
    """Without what is set aside, the copy reads as the kept lines do, marked or not."""
    bare, marked = html.reading_copy(sample), html.reading_copy(sample, marks=places.marks(sample))
    texts = [" ".join(t.get_text() for t in soup(piece).select("[data-line]")) for piece in (bare, marked)]
    assert texts[0] == texts[1]
    assert bare.text == marked.text


def test_what_was_set_aside_stands_where_it_was(sample):
    """Every line that is neither kept nor blank is folded in once, with its number and the reason."""
    copy = soup(html.reading_copy(sample, aside=True))
    shown = [int(item["value"]) for item in copy.select("details.aside li")]
    lines = sample.lines
    assert sorted(shown) == lines.index[~lines["kept"] & (lines["role"] != "blank")].tolist()
    assert all(item.i.get_text() for item in copy.select("details.aside li"))
    assert not copy.select("details[open]")
    assert not soup(html.reading_copy(sample)).select("details")


def test_a_near_copy_shows_what_it_changes():
    """A copy that is not quite the same is folded with the words it leaves out and those it adds."""
    article = load_article(CASES / "fr03_ars_near_copy" / "dump.txt")
    folded = soup(html.reading_copy(article, aside=True)).select("details.aside")
    assert any(part.find("ins") or part.find("del") for part in folded)


def test_kinds_can_be_switched_off(sample):
    """The legend has a box for each kind of mark, ticked, named in words."""
    boxes = soup(html.reading_copy(sample, marks=places.marks(sample))).select(".legend label")
    assert [box.input["name"] for box in boxes] == ["person", "organisation", "state", "collective", "term"]
    assert all(box.input.has_attr("checked") and box.mark.get_text() for box in boxes)


def test_lists_of_places_count_and_lead(sample):
    """A term's list has a line for each occurrence, which leads to its mark."""
    counted = terms.frequencies(sample)
    page = soup(html.term_places(sample, counted.index))
    for term, count in counted["count"].items():
        block = page.find(id=anchor("term", term))
        assert len(block.select("li")) == count
        wanted = [link("at", start, end) for start, end in terms.places(sample, term)[["start", "end"]].values]
        assert [item.a["href"] for item in block.select("li")] == wanted


def test_lists_of_mentions_are_told_apart_by_form_wording_and_section(sample):
    """An actor's mentions stand once in their context, and again under each form and wording."""
    page = soup(html.actor_places(sample, sample.actors.index, ties=actors.co_mentions(sample)))
    for actor, row in sample.actors.iterrows():
        block = page.find(id=anchor("actor", actor))
        assert len(block.select("ol li:not(:has(ol))")) == row["mentions"]
        for form in actors.FORMS:
            part = page.find(id=anchor("actor", actor, "form", form))
            assert (len(part.select("a")) if part else 0) == row[form]
    for row in actors.variants(sample).itertuples():
        part = page.find(id=anchor("actor", row.actor, "form", row.form, "words", row.surface))
        assert len(part.select("a")) == row.count


@pytest.mark.parametrize(
    "text", ["Un.", "12 34", "<b>Titre</b>\n\nLe « <script> » d'OTAN & Cie a dit « non » à l'Ukraine."]
)
def test_odd_texts_have_places_too(text):
    """Short and hostile texts give pieces without an element of their own."""
    article = load_article(text=text, language="fr")
    names = terms.frequencies(article).index
    pieces = [html.term_places(article, names), html.actor_places(article, article.actors.index)]
    pieces.append(html.reading_copy(article, marks=places.marks(article), aside=True))
    for piece in pieces:
        assert not soup(piece).find_all(["script", "b"])


def test_a_long_list_is_cut_and_a_long_text_marked_in_part(monkeypatch):
    """Of very many places the first are shown, and the heading still says how many there are."""
    article = load_article(
        text="La mer monte et la mer descend.\n" * 3 + "\n".join(f"La mer {n} bleue." for n in range(300))
    )
    block = soup(html.term_places(article, ["mer"])).section
    count = int(terms.frequencies(article).at["mer", "count"])
    assert count > 200
    assert len(block.select("li")) == 200
    assert str(count) in block.h3.get_text()
    phrases = terms.repeated(article, shortest=2, longest=2).head(1)
    again = soup(html.term_places(article, [], phrases=phrases)).section
    assert str(phrases["count"].iloc[0]) in again.h3.get_text()
    assert len(again.select("li")) == min(phrases["count"].iloc[0], 200)
    monkeypatch.setattr(places, "MOST", count)
    assert places.term_marks(article)["address"].unique().tolist() == ["#term-mer"]


def test_very_many_lines_set_aside_are_counted_and_shown_in_part(monkeypatch):
    """The ledger and the fold show the first of them, say how many there are in all, and how many are not shown."""
    body = "Le conseil a voté lundi soir la fermeture de la piscine après trois heures de débat entre les élus."
    article = load_article(text="\n".join([body] * 40), language="fr")
    for module in ("articles", "copy"):
        monkeypatch.setattr(f"helpers.html.{module}.MOST", 10)
    ledger, fold = soup(html.ledger(article)), soup(html.reading_copy(article, aside=True)).details
    assert "39" in ledger.caption.get_text()
    assert len(ledger.select("tbody tr")) == 11
    assert len(fold.select("li")) == 10
    assert "39" in fold.summary.get_text()
    for shown in (ledger, fold):
        assert "29 more rows" in shown.get_text()


def test_nothing_counted_is_an_empty_frame(sample):
    """No places give no contexts, with the columns."""
    nothing = pd.DataFrame({"start": [], "end": []}, dtype="int64")
    assert places.in_context(sample, nothing).columns.tolist() == ["left", "keyword", "right"]


@pytest.mark.parametrize("most", [3, 20_000])
def test_what_is_too_much_to_mark_is_told(monkeypatch, most):
    """The reading copy of a very long text says beside its legend how many places are counted and not marked."""
    monkeypatch.setattr(places, "MOST", most)
    article = load_article("otan-zelensky")
    marks = places.marks(article)
    counted = pd.concat([terms.frequencies(article), terms.expressions(article)])["count"]
    wanted = len(article.mentions) + counted[~counted.index.duplicated()].sum()
    assert len(marks) + marks.attrs["unmarked"] == wanted
    said = f"{marks.attrs['unmarked']} more places are counted"
    with speaking("en"):
        assert (said in html.reading_copy(article, marks=marks).html) == (most == 3)
