"""Context lines: every occurrence with the words around it, each with its address in the source."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from support import CASES, NAMES, PAGES, SAMPLE, TYPOGRAPHY, dump

from helpers import html, load_article, terms
from helpers.errors import InputError
from helpers.terms.concordance import COLUMNS, WIDEST

TEXT = """Un titre sur la mer et sur la côte
La mer monte, la côte recule. Les côtés de l’Océan ont eu des vagues : « La mer est très très très haute. » Fin.
Un titre de section
L'océan dort. Il a une côte d'Ivoire, une Zone, un âge, un arbre et un Âge ; la mer avait ses marées.
Le porte-parole parle-t-il de la licence de fabrication, des licences en fabrication ou de 1 150 euros ? Oui, la mer."""


@pytest.fixture(scope="module")
def article():
    """A small article of a title and two sections."""
    return load_article(text=TEXT, language="fr")


def lines(rows: pd.DataFrame) -> list[str]:
    """The context lines as a concordancer prints them."""
    return (rows["left"] + "[" + rows["keyword"] + "]" + rows["right"]).tolist()


def found(article, query, **options) -> list[str]:
    """The occurrences of a query as they are written in the source."""
    return terms.kwic(article, query, **options)["text"].tolist()


@pytest.mark.parametrize(
    ("query", "options", "expected"),
    [
        ("mer", {}, ["mer", "mer", "mer", "mer"]),
        ("MER", {}, ["mer", "mer", "mer", "mer"]),
        ("avoir", {}, ["ont", "eu", "a", "avait"]),
        ("ont", {}, ["ont", "eu", "a", "avait"]),
        ("ont", {"by": "form"}, ["ont"]),
        ("avoir", {"by": "form"}, []),
        ("licences", {}, ["licence", "licences"]),
        ("licences", {"by": "form"}, ["licences"]),
        ("la mer", {"by": "form"}, ["La mer", "La mer", "la mer", "la mer"]),
        ("licence de fabrication", {}, ["licence de fabrication"]),
        ("licence * fabrication", {}, ["licence de fabrication", "licences en fabrication"]),
        ("licence *", {}, ["licence de", "licences en"]),
        ("l'océan", {"by": "form"}, ["l’Océan", "L'océan"]),
        ("l’Océan", {"by": "form"}, ["l’Océan", "L'océan"]),
        ("L\u02bcOCE\u0301AN", {"by": "form"}, ["l’Océan", "L'océan"]),
        ("d'ivoire", {}, ["d'Ivoire"]),
        ("côte d'ivoire", {}, ["côte d'Ivoire"]),
        ("côte", {}, ["côte", "côte"]),
        ("côté", {}, ["côtés"]),
        ("cote", {}, []),
        ("cot*", {}, []),
        ("côt*", {}, ["côte", "côtés", "côte"]),
        ("*an", {}, ["Océan", "océan"]),
        ("l'oc*", {"by": "form"}, ["l’Océan", "L'océan"]),
        ("mar*|oc*", {}, ["Océan", "océan", "marées"]),
        ("mer | la mer", {"by": "form"}, ["La mer", "mer", "La mer", "mer", "la mer", "mer", "la mer", "mer"]),
        ("|mer|", {}, ["mer", "mer", "mer", "mer"]),
        ("très très", {}, ["très très", "très très"]),
        ("porte-parole", {}, ["porte-parole"]),
        ("parle-t-il", {}, ["parle-t-il"]),
        ("-t-il", {}, ["Il", "-t-il"]),
        ("-t-il", {"by": "form"}, ["-t-il"]),
        ("1 150", {}, ["1 150"]),
        ("1\u00a0150 euros", {}, ["1 150 euros"]),
        ("?", {}, ["?"]),
        ("mer monte, la", {}, ["mer monte, la"]),
        ("monte la", {}, []),
        ("vagues mer", {}, []),
        ("dort Il", {}, []),
        ("fin un titre", {}, []),
        ("baleine", {}, []),
        ("titre", {}, ["titre"]),
        ("titre", {"with_title": True}, ["titre", "titre"]),
        (r"\bmer\b", {"regex": True}, ["mer", "mer", "mer", "mer"]),
        (r"LA MER", {"regex": True}, ["La mer", "La mer", "la mer", "la mer"]),
        (r"(?-i:La) mer", {"regex": True}, ["La mer", "La mer"]),
        (r"l’océan", {"regex": True}, ["l’Océan", "L'océan"]),
        (r"dort\. Il", {"regex": True}, ["dort. Il"]),
        (r"marée|licence", {"regex": True}, ["marée", "licence", "licence"]),
        (r"x*", {"regex": True}, []),
        (r"très très", {"regex": True}, ["très très"]),
        (r"sur la mer", {"regex": True, "with_title": True}, ["sur la mer"]),
        (r"sur la mer", {"regex": True}, []),
    ],
)
def test_a_query_finds_what_it_says(article, query, options, expected):
    """Words, sequences, elisions, wildcards, alternatives, forms and expressions find their occurrences, no others."""
    assert found(article, query, **options) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"width": 2}, ["côte d'[Ivoire], une Zone"]),
        ({"width": 1}, ["d'[Ivoire], une"]),
        ({"width": 0}, ["[Ivoire]"]),
        ({"width": 4}, ["a une côte d'[Ivoire], une Zone, un âge"]),
        ({"width": 6}, ["dort. Il a une côte d'[Ivoire], une Zone, un âge, un arbre"]),
        (
            {"width": 99},
            ["L'océan dort. Il a une côte d'[Ivoire], une Zone, un âge, un arbre et un Âge ; la mer avait ses marées."],
        ),
        ({"width": 6, "within": "sentence"}, ["Il a une côte d'[Ivoire], une Zone, un âge, un arbre"]),
        (
            {"width": "sentence"},
            ["Il a une côte d'[Ivoire], une Zone, un âge, un arbre et un Âge ; la mer avait ses marées."],
        ),
    ],
)
def test_context_is_counted_in_words_and_stops_at_its_bounds(article, options, expected):
    """So many words on each side, up to the ends of the paragraph or the sentence, and never beyond the paragraph."""
    assert lines(terms.kwic(article, "ivoire", **options)) == expected


def test_marks_at_the_ends_of_the_text_are_shown(article):
    """Where all words are shown, so are the marks before the first and after the last."""
    rows = terms.kwic(article, "oui", width=20, within="sentence")
    assert lines(rows) == ["[Oui], la mer."]


def test_part_of_a_word_keeps_the_rest_of_it_beside_it(article):
    """An expression that matches inside a word leaves its letters in the context, and has that word's position."""
    rows = terms.kwic(article, "cenc", regex=True, width=1)
    assert lines(rows) == ["la li[cenc]e de", "des li[cenc]es en"]
    assert rows["position"].tolist() == terms.kwic(article, "licence")["position"].tolist()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("position", ["une Zone", "un âge", "un arbre", "un Âge"]),
        ("right", ["un âge", "un Âge", "un arbre", "une Zone"]),
        ("keyword", ["un âge", "un arbre", "un Âge", "une Zone"]),
        ("left", ["un arbre", "un Âge", "une Zone", "un âge"]),
    ],
)
def test_lines_can_be_sorted(article, sort, expected):
    """By the words nearest first, an accent or a capital deciding only between equals, the rest as read."""
    rows = terms.kwic(article, r"\bune? (?=Zone|âge|arbre)", regex=True, sort=sort, width=1)
    assert [k + r.split(" ")[0].strip(",") for k, r in zip(rows["keyword"], rows["right"], strict=True)] == expected


def test_french_words_are_sorted_without_regard_to_accents_first():
    """cote, coté, côte and côté stand together, between cosse and coup; œ counts as oe."""
    words = "coup côté œuf cosse cote oeil coté ours côte".split()
    article = load_article(text="Un titre\n\nIl dit " + ", il dit ".join(words) + " !", language="fr")
    rows = terms.kwic(article, "dit", sort="right", width=1)
    assert [r.strip(" !") for r in rows["right"]] == "cosse cote coté côte côté coup oeil œuf ours".split()


def test_sorting_to_the_left_goes_outward():
    """Lines with the same word before are sorted by the word before that."""
    article = load_article(text="Un titre\n\nDe la mer. Et la mer. Sur une mer. À la mer, la mer.", language="fr")
    rows = terms.kwic(article, "mer", sort="left", width=2, within="sentence")
    assert rows["left"].str.strip().tolist() == ["À la", "De la", "Et la", "mer, la", "Sur une"]


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
@pytest.mark.parametrize("query", [("*", {}), (r"\w+\W+\w+", {"regex": True}), (".", {"regex": True, "width": 1})])
def test_every_row_has_its_address(name, query):
    """On every labelled dump a row's text is the slice of the source, and what is read is that slice repaired."""
    article = load_article(dump(name))
    rows = terms.kwic(article, query[0], **query[1], with_title=True)
    source = article.source.text
    assert rows["text"].tolist() == [source[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]
    assert rows["line"].tolist() == [article.line_of(start) for start in rows["start"]]
    shown = [" ".join(text.split()) for text in rows["keyword"]]
    assert shown == [article.repaired(text) for text in rows["text"]]
    sentences = article.sentences
    assert (rows["start"].to_numpy() >= sentences["start"].to_numpy()[rows["sentence"]]).all() or query[0] == "."
    whole = {" ".join(passage.text.split()) for passage in article.passages}
    everything = "\n".join(whole)
    assert all(" ".join(line.split()) in everything for line in (rows["left"] + rows["keyword"] + rows["right"])[::50])


@pytest.mark.parametrize("name", NAMES)
def test_lines_agree_with_the_tables(name):
    """Every term of the table has its places among the context lines; an expression has exactly those."""
    article = load_article(dump(name))
    for term in terms.frequencies(article, top=40).index:
        places, rows = terms.places(article, term), terms.kwic(article, term)
        assert places["start"].isin(rows["start"]).all()
        assert places["position"].isin(rows["position"]).all()
    for query in ["le président", "le mer", "de le"]:
        rows = terms.kwic(article, query)
        assert rows["start"].tolist() == terms.occurrences(article, [query])["start"].tolist()


def without_addresses(article, query: str, **options) -> pd.DataFrame:
    rows = terms.kwic(article, query, **options)
    return rows.assign(text=rows["text"].map(article.repaired)).drop(columns=["line", "start", "end"])


QUERIES = [
    ("l'Ukraine", {}),
    ("défense aérienne", {"sort": "right"}),
    (r"l'\w+ |œ", {"regex": True, "width": "sentence"}),
    ("*", {"sort": "left"}),
]


@pytest.mark.parametrize("kind", TYPOGRAPHY)
@pytest.mark.parametrize(("query", "options"), QUERIES)
def test_typography_changes_no_line(kind, query, options):
    """Apostrophes, spaces, Unicode forms, soft hyphens, line ends and mojibake leave every line as it reads."""
    text = SAMPLE.read_bytes().decode("utf-8")
    plain, other = (load_article(text=t, language="fr") for t in (text, TYPOGRAPHY[kind](text)))
    assert len(without_addresses(plain, query, **options))
    pd.testing.assert_frame_equal(
        without_addresses(plain, query, **options), without_addresses(other, query, **options)
    )


@pytest.mark.parametrize("name", ["fr00_otan_zelensky", "fr13_lettre_72col"])
def test_doubling_changes_no_line(name):
    """A body pasted twice has the same context lines, other than their line numbers and offsets."""
    text = dump(name).read_bytes().decode("utf-8")
    once, twice = load_article(text=text, language="fr"), load_article(text=f"{text}\n{text}", language="fr")
    for query, options in [("*", {"sort": "left"}), (r"\w+ \w+", {"regex": True, "sort": "keyword"})]:
        pd.testing.assert_frame_equal(
            without_addresses(once, query, **options), without_addresses(twice, query, **options)
        )


@pytest.mark.parametrize("query", ["", "  ", "|", " | ", "\u00a0", "\u00ad"])
@pytest.mark.parametrize("regex", [False, True])
def test_an_empty_query_is_refused(article, query, regex):
    """A query without anything in it says what to type."""
    with pytest.raises(InputError, match="query is empty; type a word"):
        terms.kwic(article, query, regex=regex)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("(a", r"^query is no valid regular expression: missing \), .* at character 1 of '\(a'$"),
        ("été[", r"^query is no valid regular expression: unterminated character set at character 4 of 'été\['$"),
        ("*a", "nothing to repeat at character 1"),
        ("a{2,1}", "min repeat greater than max repeat at character 3"),
        ("(?R)", "unknown extension"),
        (r"\p{L}", "bad escape"),
        ("(a{1000}){1000}", "repeats too often"),
        ("(((a{999}){999}){999})", "repeats too often"),
        ("a{99999999999999}", "repeats too often"),
        ("(" * 200 + "a" + ")" * 99, "no valid regular expression"),
        ("a" * 501, "^query has 501 characters, more than 500; shorten it$"),
    ],
)
def test_an_invalid_expression_is_refused_in_one_line(article, query, message):
    """What is no regular expression, or none that can be run, says so, and where."""
    with pytest.raises(InputError, match=message) as error:
        terms.kwic(article, query, regex=True)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("query", ["(a+)+$", "(a|a)*$", "(a|aa)+$", "(a?){50}a{50}$", "(.*a){20}x"])
def test_an_expression_that_would_run_for_ever_is_stopped(query):
    """Nested repeats on 50 kB of one letter end after the time given, with an error or a result, not the machine."""
    article = load_article(text=f"Un titre\n\n{'a' * 50_000} b.\n\nUne ligne de texte avec des mots.", language="fr")
    began = time.monotonic()
    try:
        terms.kwic(article, query, regex=True)
    except InputError as error:
        assert "was stopped; avoid a repeat inside a repeat" in str(error)  # noqa: PT017 - a quick answer is as good
    assert time.monotonic() - began < 20


def test_the_time_is_for_the_article_not_for_each_paragraph():
    """Many paragraphs that each take a while do not add up to an hour."""
    lines = [f"{'a' * 24} b est la ligne {n} de ce texte, avec des mots." for n in range(300)]
    article = load_article(text="\n".join(["Un titre", "", *lines]), language="fr")
    began = time.monotonic()
    with pytest.raises(InputError, match="was stopped"):
        terms.kwic(article, "(a|a)*c", regex=True)
    assert time.monotonic() - began < 20


def test_context_of_a_monstrous_word_is_cut():
    """Ten thousand matches inside one word take no quadratic space."""
    article = load_article(text=f"Un titre\n\n{'a' * 10_000} b.\n\nUne ligne de texte avec des mots.", language="fr")
    rows = terms.kwic(article, "[ab]", regex=True)
    assert len(rows) > 10_000
    assert rows["left"].str.len().max() == WIDEST


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "lemme"}, "by must be 'lemma' or 'form', not 'lemme'; did you mean 'lemma'?"),
        ({"sort": "lift"}, "sort must be 'position' or 'left' or 'right' or 'keyword', not 'lift'; "
         "did you mean 'left'?"),
        ({"within": "line"}, "within must be 'paragraph' or 'sentence', not 'line'"),
        ({"width": "sentense"}, "width must be a number of words, 0 or more, or 'sentence', not 'sentense'; "
         "did you mean 'sentence'?"),
        ({"width": -1}, "width must be a number of words, 0 or more, or 'sentence', not -1"),
        ({"width": True}, "width must be a number of words, 0 or more, or 'sentence', not True"),
        ({"width": 2.5}, "width must be a number of words, 0 or more, or 'sentence', not 2.5"),
    ],
)  # fmt: skip
def test_invalid_options_are_named(article, options, message):
    """A wrong option says its name, what is allowed, and what was given."""
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message is compared
        terms.kwic(article, "mer", **options)
    assert str(error.value) == message


@pytest.mark.parametrize("text", ["...", "12 34", "😀", "Le chat.", "https://a.org/?a|b*c est un lien vers une page."])
@pytest.mark.parametrize(("query", "options"), [("baleine", {}), ("x+y", {"regex": True}), ("a b c d e f", {})])
def test_nothing_found_is_an_empty_frame(text, query, options):
    """A search without a result, on any text, has its columns and their types."""
    article = load_article(text=text, language="fr")
    rows = terms.kwic(article, query, **options)
    assert list(rows.columns) == COLUMNS
    assert rows.empty
    assert str(rows["section"].dtype) == "Int64"
    assert str(rows["start"].dtype) == "int64"
    assert terms.kwic(article, query, sort="left", **options).empty


def test_a_link_is_found_as_it_is_written():
    """A | or a * in a link that the text holds is no operator."""
    article = load_article(text="Un titre\n\nVoir https://a.org/?a|b*c pour en lire plus sur la mer.", language="fr")
    assert found(article, "https://a.org/?a|b*c") == ["https://a.org/?a|b*c"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cote", ["côte"]),
        ("ocean", ["océan"]),
        ("l'ocean", ["l'océan"]),
        ("liscence de fabrication", ["licence de fabrication"]),
        ("mer", []),
        ("mer océan", []),
        ("xylophone", []),
        ("qqq*", []),
    ],
)
def test_suggestions_occur(article, query, expected):
    """A query that finds nothing is put right, accents first, and what is proposed finds something."""
    assert terms.suggestions(article, query) == expected
    assert all(found(article, near) for near in expected)


def test_a_text_without_word_lists_is_searched_too():
    """A language that Relire has no lists for is searched by form."""
    text = "عنوان\n\nالقط الأسود ذهب مساء أمس إلى النهر ولم يعد حتى الصباح.\nعاد هذا الصباح ومعه سمكتان جميلتان."
    assert found(load_article(text=text), "النهر") == ["النهر"]


# ---- the table ----


def soup(shown: html.Html) -> BeautifulSoup:
    return BeautifulSoup(shown._repr_html_(), "html.parser")


def test_the_table_can_be_read_aloud_and_followed(article):
    """Caption, header cells with scope, the text's language, marked keywords, and links to the lines."""
    page = soup(html.concordance(terms.kwic(article, "mer"), query="mer", lang="fr"))
    assert page.caption.get_text() == "4 occurrences of “mer”"
    assert [th.get_text() for th in page.find_all("th", scope="col")] == ["line", "before", "found", "after"]
    assert page.tbody["lang"] == "fr"
    assert [mark.get_text() for mark in page.find_all("mark")] == ["mer"] * 4
    assert [a["href"] for a in page.find_all("a")] == ["#line-2", "#line-2", "#line-4", "#line-5"]
    assert soup(html.concordance(terms.kwic(article, "mer"), links=False)).find("a") is None


def test_a_row_without_style_reads_as_the_text_does(article):
    """The cells of a row put together are the text, spaces included."""
    rows = terms.kwic(article, "océan", width=3)
    shown = soup(html.concordance(rows)).tbody.find_all("tr")
    assert ["".join(td.get_text() for td in tr.find_all("td")[1:]) for tr in shown] == [
        "Les côtés de l'Océan ont eu des"[4:],
        "L'océan dort. Il a",
    ]


def test_the_table_says_what_it_leaves_out(article):
    """A cut table counts the rows left out, and its caption all of them."""
    page = soup(html.concordance(terms.kwic(article, "mer"), max_rows=3))
    assert page.caption.get_text() == "4 occurrences"
    assert page.tfoot.get_text() == "1 more row"
    assert len(page.tbody.find_all("tr")) == 3


def test_nothing_found_is_said_and_a_near_query_proposed(article):
    """No occurrence: the query is named, and what may be meant."""
    rows = terms.kwic(article, "cote")
    shown = soup(html.concordance(rows, query="cote", near=terms.suggestions(article, "cote")))
    assert shown.get_text() == "No occurrence of “cote” in the text that is searched; did you mean “côte”?"
    assert soup(html.concordance(rows, query="<b>")).get_text() == (
        "No occurrence of “<b>” in the text that is searched."
    )


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror="alert(1)">', "</td></table>$x$"])
def test_text_and_query_stay_text(text):
    """Hostile text and queries make no element and no attribute of their own."""
    rows = pd.DataFrame({"line": [1], "left": [text], "keyword": [text], "right": [text]})
    page = soup(html.concordance(rows, query=text, lang=text))
    assert page.table.get_text().count(text) == 4
    assert not page.find_all(["script", "img"])
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert "mathjax_ignore" in page.table["class"]
    assert not soup(html.concordance(rows.head(0), query=text, near=[text])).find_all(["script", "img", "td"])


def test_arabic_lines_run_from_right_to_left():
    """For a language written from the right, what stands before is on the right."""
    rows = pd.DataFrame({"line": [1], "left": ["a "], "keyword": ["b"], "right": [" c"]})
    assert soup(html.concordance(rows, lang="ar")).table["dir"] == "rtl"
    assert "dir" not in soup(html.concordance(rows, lang="fr")).table.attrs


def test_a_hard_wrapped_paragraph_is_searched_as_one():
    """A sequence broken over two lines is found, its text holding the line end and its keyword a space."""
    article = load_article(CASES / "fr13_lettre_72col" / "dump.txt")
    rows = terms.kwic(article, r"\w+ \w+ \w+", regex=True)
    broken = rows[rows["text"].str.contains("\n")]
    assert len(broken)
    assert not broken["keyword"].str.contains("\n").any()
