"""Pages: HTML becomes its visible lines, each with a hint; hostile HTML too."""

from __future__ import annotations

import logging
import time

import pytest

from helpers import InputError
from helpers.lines import line_spans
from helpers.sources import Hint, read_source, visible_text
from helpers.sources.extraction import main_shares, page_facts
from helpers.sources.page import read_page

BODY = [
    f"Le conseil municipal a voté hier soir le budget numéro {n}, malgré les réserves de l’opposition, selon le maire."
    for n in "un deux trois quatre cinq six sept huit".split()
]
PAGE = f"""<!doctype html><html lang="fr-CA"><head><title>Budget voté - Le Journal</title>
<meta property="og:title" content="Le budget est voté"><meta name="author" content="Zoë Roy">
<meta property="article:published_time" content="2026-03-01T08:00:00+01:00"></head><body>
<header><p>Le Journal</p></header><nav><ul><li>Accueil<li>Politique</ul></nav>
<main><article><header><h1>Le budget est voté</h1><p>Un chapeau bref</p></header>
{"".join(f"<p>{p}</p>" for p in BODY[:4])}<h2>La suite</h2>{"".join(f"<p>{p}</p>" for p in BODY[4:])}
<figure><figcaption>Le maire, hier</figcaption></figure><blockquote><p>C’est fait.</p></blockquote></article></main>
<aside><h2>À lire aussi</h2><p>Autre chose, qui ne regarde en rien le vote de ce budget municipal.</p></aside>
<form><label>Votre courriel</label><button>OK</button></form>
<footer><p>Tous droits réservés, le Journal 2026</p></footer></body></html>"""


def tags(html: str) -> list[tuple[str, str]]:
    return [tuple(line) for line in read_page(html)[0]]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<head><title>x</title></head><script>1</script><ul><li>a</li><li>b</li></ul><p hidden>c</p><p>d <b>e</b></p>",
         "a\nb\nd e"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>un\n  deux\ttrois</p>", "un deux trois"),
        ("<p>l’été&nbsp;: là&#13;bas</p>", "l’été\u00a0: là bas"),
        ("<pre>  a\n\n    b &lt;c&gt;\r\nd</pre>", "  a\n    b <c>\nd"),
        ("<div style='color:red; DISPLAY : none'>x</div><div style=visibility:hidden>y</div>z", "z"),
        ("<template>x</template><noscript>y</noscript><dialog>w</dialog><select><option>v</select>z", "z"),
        ("a<!-- x --><![CDATA[y]]>b<?php z ?>", "ab"),
        ("<table><tr><th>Ville<th>Voix<tr><td><p>Lyon</p><td>12<tr><td><td>3</table>", "Ville\tVoix\nLyon\t12\n3"),
        ("<table><tr><td>Menu<td><h1>Titre</h1></table>", "Menu\nTitre"),
        ("<table><tr><td>Menu<br>Sports<td>Texte</table>", "Menu\nSports\nTexte"),
        ("<table><tr><template></template><p>a</p></tr><tr><div>b</div><td>c<td>d</table>", "a\nb\nc\nd"),
        ("<body style='display:none'><p>a</p>", "a"),
        ("<div style='display:none'><p>attend ses scripts</p></div>", "attend ses scripts"),
        ("<svg><title>x</title><text>y</text></svg><math><mi>x</mi></math>", "x"),
        ("<p>a<p>b<li>c<td>d", "a\nb\nc\nd"),
    ],
)  # fmt: skip
def test_visible_text_is_what_copying_gives(html, text):
    """Blocks and rows of tables are lines; what is hidden, and what is no text, is left out."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<nav><p>x</p></nav>", "nav"),
        ("<div role=navigation><ul><li>x</ul></div>", "nav"),
        ("<div role=complementary><h2>x</h2></div>", "aside"),
        ("<div role=contentinfo>x</div>", "footer"),
        ("<div role=banner><p>x</p></div>", "header"),
        ("<header><ul><li>x</ul></header>", "header"),
        ("<header><h1>x</h1></header>", "h1"),
        ("<article><header><p>x</p></header></article>", "p"),
        ("<article><header>x</header></article>", "header"),
        ("<div role=heading aria-level=3>x</div>", "h3"),
        ("<h2><a><span>x</span></a></h2>", "h2"),
        ("<li><p>x</p></li>", "li"),
        ("<p>par <time>le 3 mars 2026, à midi</time></p>", "time"),
        ("<p>publié à Paris le <time>3 mars</time></p>", "p"),
        ("<figure><figcaption><p>x</p></figcaption></figure>", "figcaption"),
        ("<blockquote><p>x</p></blockquote>", "blockquote"),
        ("<form><p>x</p></form>", "form"),
        ("<form><h1></h1><p>x</p></form>", "p"),
        ("<button>x</button>", "button"),
        ("<table><tr><td>x</table>", "table"),
        ("<table><tr><td><p>x</p></table>", "p"),
        ("<div>x</div>", "other"),
    ],
)
def test_each_line_has_the_most_telling_element(html, tag):
    """Navigation and the like win over what is inside them, headings over paragraphs; a form around all is no form."""
    assert [found for _, found in tags(html)] == [tag]


def test_a_page_gives_hints_line_by_line():
    """There is one hint for each line; the article's lines are the main text, menus and the rest are not."""
    source = read_source(PAGE.encode())
    lines = [source.text[a:b] for a, b in line_spans(source.text)]
    assert len(lines) == len(source.hints)
    hints = dict(zip(lines, source.hints, strict=True))
    assert {hints[line].tag for line in BODY} == {"p"}
    assert min(hints[line].main for line in BODY) > 0.9
    assert [hints[line].tag for line in ("Accueil", "Le budget est voté", "Un chapeau bref")] == ["nav", "h1", "p"]
    assert hints["La suite"] == Hint("h2", 1.0)
    aside = "Autre chose, qui ne regarde en rien le vote de ce budget municipal."
    assert (hints[aside].tag, hints[aside].main < 0.2) == ("aside", True)
    assert hints["Accueil"].main == 0.0


def test_a_page_declares_facts():
    """Title, author, date and language come from what the page itself says."""
    assert read_source(PAGE.encode()).page == {
        "title": "Le budget est voté",
        "author": "Zoë Roy",
        "date": "2026-03-01T08:00:00+01:00",
        "language": "fr-CA",
    }


@pytest.mark.parametrize(
    ("html", "facts"),
    [
        ("<title> Un\n titre </title><p>x", {"title": "Un titre"}),
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",'
         '"headline": "T", "datePublished": "2026-01-02", "author": [{"name": "A"}, {"name": "B"}]}]}</script><p>x',
         {"title": "T", "date": "2026-01-02", "author": "A, B"}),
        ('<script type="application/ld+json">{"headline": [1], "author": 3</script><p>x', {}),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script><p>x", {}),
        ('<meta name=author content="https://example.org/me"><meta name=date content="hier"><p>x', {}),
        ("<p>x", {}),
    ],
)  # fmt: skip
def test_only_what_is_declared_is_a_fact(html, facts):
    """What a page does not say, or says in nonsense, is not there."""
    assert page_facts(read_page(html)[1]) == facts


def test_a_line_may_repeat_the_declared_title():
    """A line of no telling element that repeats the page's title is known as one."""
    source = read_source("<html><title>L’été meurtrier</title><div>L'été meurtrier</div><div>Texte</div>".encode())
    assert [hint.tag for hint in source.hints] == ["title", "other"]


@pytest.mark.parametrize("found", [None, ""])
def test_without_an_extraction_nothing_is_main(monkeypatch, found):
    """Where trafilatura finds nothing, the text is there all the same, and no line is said to be main."""
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: found)
    assert {hint.main for hint in read_source(PAGE.encode()).hints} == {0.0}


def test_a_failing_extraction_breaks_nothing(monkeypatch):
    """An error inside trafilatura costs the hints only."""

    def fail(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.extract", fail)
    assert {hint.main for hint in read_source(PAGE.encode()).hints} == {0.0}


def test_short_lines_count_only_near_the_main_text(monkeypatch):
    """Words of a short line prove nothing where no passage beside it was taken."""
    monkeypatch.setattr("helpers.sources.extraction._extract", lambda _: "La suite est longue et bien connue de tous")
    lines = ["La suite", "x", "y", "rien de ce qui est ici", "La suite", "La suite est longue et bien connue"]
    assert main_shares("", lines) == [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]


def test_xhtml_is_read_as_xml(tmp_path):
    """A script that closes itself does not swallow an XHTML page; one that is no XML is read as HTML."""
    path = tmp_path / "page.xhtml"
    path.write_text(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a"/></head><body><p>un</p></body></html>'
    )
    assert read_source(path).text == "un"
    path.write_text("<html><body><p>un<p>deux&nbsp;</body></html>")
    assert read_source(path).text == "un\ndeux"


def test_xhtml_entities_load_and_multiply_nothing(tmp_path):
    """A page cannot read files of the reader's, nor grow without end, through its entities."""
    (tmp_path / "secret").write_text("SECRET")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "page.xhtml"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY e0 "x">{bomb}<!ENTITY f SYSTEM "{tmp_path / "secret"}">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>un &f; &e11;</p></body></html>'
    )
    text = read_source(path).text
    assert "SECRET" not in text
    assert len(text) < 1000


DEEP = {
    "div": "<div>" * 50_000 + "fond" + "</div>" * 50_000 + "<p>après",
    "b": "<b>" * 100_000 + "fond<p>après",
    "list": "<ul><li>" * 50_000 + "fond" + "</ul>" * 50_000 + "<p>après",
    "table": "<table><tr><td>" * 3_000 + "fond" + "</table>" * 3_000 + "<p>après",
    "form": "<form><div>" * 20_000 + "fond<h1>après",
}


@pytest.mark.parametrize("html", DEEP.values(), ids=DEEP)
def test_deep_pages_keep_their_text(html):
    """However deep a page is nested, what stands at the bottom and after it has its line."""
    assert read_source(f"<html><body>{html}".encode()).text.splitlines() == ["fond", "après"]


HOSTILE = {
    "unclosed": "<p>x" + "<p><i>" * 5_000,
    "attribute": f"<p title='{'x' * 5_000_000}'>x",
    "open tags": "x" + "<a " * 300_000,
    "open comment": "x<!--" + "<!--" * 300_000,
    "less-than": "x " + "<" * 300_000,
    "end tags": "x" + "</p>" * 300_000,
    "CDATA": "x<![CDATA[" * 50_000,
    "entities": "x &#0; &#xD800; &#x110000; &nosuch; &amp" * 100,
    "paragraphs": "<p>un mot et un autre mot</p>" * 5_000,
    "rows": "<table>" + "<tr><td>a<td>b" * 5_000,
    "titles": "<title>x</title>" * 20_000 + "x",
    "page in a page": "<html><body>" * 5_000 + "x",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_give_text(html, capfd, caplog):
    """Malformed and monstrous pages give their text, in seconds, with nothing written to the terminal."""
    start = time.monotonic()
    with caplog.at_level(logging.CRITICAL):
        source = read_source(f"<html>{html}".encode())
    assert "x" in source.text or "mot" in source.text or "a\tb" in source.text
    assert len(source.hints) == len(line_spans(source.text))
    assert time.monotonic() - start < 10
    assert capfd.readouterr() == ("", "")


def test_a_page_is_known_by_its_first_tag():
    """Comments may come before a page's first tag; however many, what is no page stays text."""
    assert read_source(b"<!-- a --> <!-- b -->\n<HTML><p>x").text == "x"
    raw = b"<!---->" * 2_000 + b"x"
    assert read_source(raw).text == raw.decode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"<html></html>", "shows no text"),
        (b"<!doctype html><body></body>", "shows no text"),
        (b"<html><!-- x --><script>y</script><noscript>z</noscript>", "shows no text"),
        (b"<html><p>a\0b</p>" * 10, "binary"),
        (b"<html>" + b"<b>" * 50_000, "shows no text"),
    ],
    ids=["empty", "empty body", "scripts only", "null bytes", "deep and empty"],
)
def test_pages_without_text_are_refused(raw, message):
    """A page that shows nothing gives one line that says what to do."""
    with pytest.raises(InputError, match=message) as caught:
        read_source(raw)
    assert "\n" not in str(caught.value)
