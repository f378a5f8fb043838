"""html: article text stays text, and what is shown can be read by everyone."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers import html, load_article
from helpers.decisions.reading import Decisions
from helpers.sources import read_source

HOSTILE = [
    "<script>document.title='owned'</script>",
    '<img src=x onerror="alert(1)">',
    "</p></td></dd><h1>out</h1>",
    "\"><b> ' `code` **bold** [link](javascript:alert(1)) $x$ $$y$$",
    "&lt;i&gt; &amp; &#60;u>",
    "<style>*{display:none}</style><!-- ",
]


def article(*texts: str, language: str | None = "fr") -> SimpleNamespace:
    """An article of a title, body lines, one copy and one blank line."""
    rows, start = [], 0
    for line, text in enumerate([*texts, texts[-1], ""], start=1):
        role = "title" if line == 1 else "blank" if not text else "body"
        copy = len(texts) if line == len(texts) + 1 else None
        rows.append((line, start, start + len(text), text, role, "because", copy, 0.9 if copy else None))
        start += len(text) + 1
    columns = ["line", "start", "end", "text", "role", "reason", "copy_of", "similarity"]
    lines = pd.DataFrame(rows, columns=columns).set_index("line")
    return SimpleNamespace(
        lines=lines.assign(kept=lines.index <= len(texts), paragraph=range(len(lines)), section=0, article=1),
        sections=pd.DataFrame({"words": [7]}),
        source=replace(read_source(text="\n".join(texts) or "?"), name="dump"),
        decisions=Decisions(),
        overrides=None,
        articles=1,
        title=texts[0],
        language=language,
        date=None,
        byline=None,
        is_mojibake=False,
        number=1,
    )


def soup(shown: html.Html) -> BeautifulSoup:
    """What is shown, parsed, without its style."""
    parsed = BeautifulSoup(shown._repr_html_(), "html.parser")
    for style in parsed.find_all("style", string=re.compile(r"^\.relire ?")):
        style.decompose()
    return parsed


def test_differences_show_both_versions():
    """What only one copy says is struck out or underlined, the rest stays; equal copies have nothing to show."""
    page = soup(html.differences(load_article("sample-fr-eoliennes")))
    assert [tag.get_text().strip() for tag in page.find_all("del")] == ["2029.", "douze"]
    assert [tag.get_text().strip() for tag in page.find_all("ins")] == ["2030.", "quinze"]
    assert "Line 38 against line 16:" in page.get_text()
    assert soup(html.differences(load_article("otan-zelensky"))).find(["del", "ins"]) is None


def test_differences_are_text():
    """Markup in either version is shown, not obeyed."""
    body = "Le conseil a voté <b>lundi</b> soir la fermeture de la piscine après trois heures de débat <i>houleux</i>."
    shown = html.differences(load_article(text=f"{body}\n{body.replace('lundi', 'mardi')}\n"))._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;lundi&lt;/b&gt;" in shown


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "show",
    [
        html.sentence,
        lambda text: html.card({text: text}),
        lambda text: html.table(pd.DataFrame({text: [text]}).rename_axis(text), caption=text, lang=text),
        lambda text: html.ledger(article("Titre", text)),
        lambda text: html.reading_copy(article("Titre", text)),
        lambda text: html.article_card(article(text, "corps", language=text)),
        lambda text: html.reading_copy(
            article("Titre", text), marks=pd.DataFrame({"start": [8], "end": [10], "kind": [text], "label": [text]})
        ),
    ],
    ids=["sentence", "card", "table", "ledger", "reading_copy", "article_card", "marks"],
)
def test_text_stays_text(text, show):
    """Hostile text makes no element and no attribute of its own, and reads as written."""
    parsed = soup(show(text))
    assert not parsed.find_all(["script", "img", "b", "i", "u", "style", "h1"])
    assert not [name for tag in parsed.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert text.strip() in parsed.get_text()
    assert all("mathjax_ignore" in tag["class"] for tag in parsed.find_all(True, recursive=False))


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_is_the_text(text):
    """Where no HTML is shown, a sentence is its text."""
    assert repr(html.sentence(text)) == text


def test_characters_that_html_cannot_hold_are_shown():
    """Control characters and halves of a pair become visible signs, and the page can be encoded."""
    assert html.escape("a\x00b\x1b\ud800é\t") == "a␀b␛\ufffdé\t"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "a&lt;cdef"),
        ([(0, 2, "x", "")], '<mark class="x">a&lt;</mark>cdef'),
        ([(0, 6, "x", ""), (1, 2, "y", "")], '<mark class="x">a<mark class="y">&lt;</mark>cdef</mark>'),
        (
            [(0, 3, "x", ""), (2, 5, "y", '"')],
            '<mark class="x">a&lt;<mark class="y" title="&quot;">c</mark></mark>'
            '<mark class="y" title="&quot;">de</mark>f',
        ),
        ([(0, 2, "x", ""), (0, 2, "y", "")], '<mark class="x"><mark class="y">a&lt;</mark></mark>cdef'),
        ([(0, 2, "x", ""), (2, 3, "y", "")], '<mark class="x">a&lt;</mark><mark class="y">c</mark>def'),
        ([(-5, 1, "x", ""), (5, 9, "y", "")], '<mark class="x">a</mark>&lt;cde<mark class="y">f</mark>'),
        ([(3, 3, "z", "")], "a&lt;cdef"),
    ],
    ids=["none", "one", "nested", "overlapping", "same", "touching", "outside", "empty"],
)
def test_marks_are_well_nested(spans, expected):
    """Marks follow offsets into the text as it was before escaping, and nest even where they overlap."""
    assert html.mark("a<cdef", spans) == expected


def test_marks_are_placed_by_source_offsets():
    """A span of the source is marked in its line, the offsets counted from the start of the source."""
    spans = [(8, 12, "organisation", "OTAN"), (15, 99, "state", None)]
    frame = pd.DataFrame(spans, columns=["start", "end", "kind", "actor"])
    marks = soup(html.reading_copy(article("Titre", "L'OTAN & Kiev"), marks=frame)).select("p[data-line] mark")
    assert [(m.get_text(), m["class"]) for m in marks] == [("OTAN", ["organisation"]), ("Kiev", ["state"])]


def test_a_table_can_be_read_aloud():
    """A table has a caption, a scope for every header cell, no empty header, and numbers set apart."""
    frame = pd.DataFrame({"term": ["OTAN", None], "n": [3, 4], "share": [0.5, None]})
    parsed = soup(html.table(frame, caption="Terms", formats={"share": ".0%"}))
    assert parsed.caption.get_text() == "Terms"
    assert all(cell["scope"] in {"col", "row"} and cell.get_text() for cell in parsed.find_all("th"))
    assert [[c.get_text() for c in row.find_all(["th", "td"])] for row in parsed.tbody.find_all("tr")] == [
        ["0", "OTAN", "3", "50%"],
        ["1", "–", "4", "–"],
    ]
    assert [cell.get("class") for cell in parsed.tbody.tr.find_all("td")] == [None, ["n"], ["n"]]


def test_a_table_says_what_it_leaves_out():
    """A cut table says how many rows are missing, an empty one that it is empty."""
    frame = pd.DataFrame({"a": range(5)})
    assert "3 more rows" in soup(html.table(frame, max_rows=2)).get_text()
    assert "no rows" in soup(html.table(frame.head(0))).get_text()


def test_columns_can_be_chosen_and_renamed():
    """Columns come in the order asked for, under the names asked for, and the frame stays as it was."""
    frame = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    parsed = soup(html.table(frame, columns={"c": "see", "a": "ay"}, index=False, lines=["see"]))
    assert [c.get_text() for c in parsed.find_all("th")] == ["see", "ay"]
    assert [a["href"] for a in parsed.find_all("a")] == ["#line-3"]
    assert list(frame.columns) == ["a", "b", "c"]


def test_the_ledger_lists_every_line_set_aside():
    """The ledger holds the lines that are neither kept nor blank, with what they copy, and counts the blank ones."""
    parsed = soup(html.ledger(article("Titre", "corps")))
    cells = [cell.get_text() for cell in parsed.tbody.find_all(["th", "td"])]
    assert cells == ["3", "body", "because", "2 (90% alike)", "corps"]
    assert parsed.caption.get_text() == "1 of 4 lines set aside; 1 more are blank"


def test_the_reading_copy_holds_the_kept_lines_with_their_addresses():
    """The reading copy is the kept text and nothing else, each line with its number and id, in its language."""
    parsed = soup(html.reading_copy(article("Titre", "corps")))
    assert [(t.name, t["id"], t["data-line"], t.get_text()) for t in parsed.select("[data-line]")] == [
        ("h3", "line-1", "1", "Titre"),
        ("p", "line-2", "2", "corps"),
    ]
    assert parsed.div["lang"] == "fr"
    assert parsed.get_text() == "Titrecorps"


def test_the_title_is_read_first():
    """A headline that stands below the body in the source stands above it in the reading copy."""
    dump = article("corps", "Titre")
    dump.lines.loc[[1, 2], "role"] = ["body", "title"]
    assert soup(html.reading_copy(dump)).get_text() == "Titrecorps"


def test_hard_wrapped_lines_are_read_as_one():
    """Lines of one paragraph make one paragraph, and each keeps its own address."""
    dump = article("Titre", "une", "deux")
    dump.lines.loc[[2, 3], "paragraph"] = 1
    parsed = soup(html.reading_copy(dump))
    assert [(p["data-line"], p.get_text()) for p in parsed.find_all("p")] == [("2–3", "une deux")]
    assert [tag["id"] for tag in parsed.find_all(id=True)] == ["line-1", "section-0", "line-2", "line-3"]


def test_the_card_tells_the_report_about_the_article():
    """The article's card carries title, language and source to the head of the report."""
    data, metadata = html.article_card(article("Titre", "corps"))._repr_mimebundle_(include=None, exclude=None)
    assert list(data) == ["text/html"]
    assert metadata["relire"] == {"title": "Titre", "language": "fr", "source": "dump", "spoken": "en"}
    assert metadata["relire_run"]["language"] == "fr"
    assert "French (fr)" in data["text/html"]
