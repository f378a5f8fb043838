"""Article: the frames, and the promises that hold on every dump."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text
from support import CASES, NAMES, PAGES, SAMPLE, TYPOGRAPHY, assert_same_text, gold, kept_frames, loaded, plain, sweep

from helpers import InputError, charts, load_article, terms
from helpers.lines import fold
from helpers.roles import READ, ROLES

TITLE = (
    "Le chef de l'OTAN Jens Stoltenberg et Zelensky renforcent le partenariat de défense des États-Unis pour l'Ukraine"
)


def rebuilt(article):
    """Lines and line ends put together again."""
    lines, text = article.lines, article.source.text
    edges = [*lines["start"], len(text)]
    parts = []
    for start, end, following in zip(lines["start"], lines["end"], edges[1:], strict=True):
        parts += [text[start:end], text[end:following]]
        assert text[end:following] in {"\n", "\r\n", "\r", ""}
    return "".join(parts)


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_nothing_is_lost(name):
    """Lines and line ends rebuild the decoded file, and every line set aside says why (promise 1)."""
    article = loaded(name)
    assert rebuilt(article) == article.source.text
    lines = article.lines
    assert (
        lines["text"] == [article.source.text[a:b] for a, b in zip(lines["start"], lines["end"], strict=True)]
    ).all()
    aside = lines[~lines["kept"] & (lines["role"] != "blank")]
    assert (aside["reason"].str.len() > 0).all()
    assert set(lines["role"]) <= set(ROLES)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=80), max_size=12)
)
@settings(max_examples=40, deadline=None)
def test_any_text_is_rebuilt_with_true_offsets(lines):
    """Whatever is pasted, lines rebuild it and each frame's text is the slice at its offsets."""
    text = "\n".join(lines)
    try:
        article = load_article(text=text)
    except InputError:
        assert not text.strip() or not text.isprintable()
        return
    assert rebuilt(article) == text
    for frame in (article.tokens, article.sentences, article.mentions):
        assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("frame", ["tokens", "sentences", "mentions"])
def test_every_row_leads_back_to_the_source(name, frame):
    """text is the raw slice between start and end, on the line named, in every frame (promise 4)."""
    article = loaded(name)
    rows = getattr(article, frame)
    text = article.source.text
    assert len(rows) or frame == "mentions"
    assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == rows["text"].tolist()
    starts = article.lines["start"]
    assert (starts.loc[rows["line"]].to_numpy() <= rows["start"].to_numpy()).all()
    assert article.lines.loc[rows["line"], "kept"].all()


@pytest.mark.parametrize("name", NAMES)
def test_counts_resolve_to_places(name):
    """Each count of terms, sections and actors is the number of rows that lead to the source (promise 4)."""
    article = loaded(name)
    counted = terms.frequencies(article)
    for term, row in counted.head(30).iterrows():
        places = terms.places(article, term)
        assert len(places) == row["count"]
        assert places["section"].nunique() == row["sections"]
    tokens = article.tokens[(article.tokens["role"] == "body") & article.tokens["is_word"]]
    assert tokens.groupby("section").size().to_dict() == {k: v for k, v in article.sections["words"].items() if v}
    assert article.mentions.groupby("actor").size().to_dict() == article.actors["mentions"].to_dict()
    assert (
        article.lines["kept"].sum()
        == article.lines["role"].isin(READ).sum()
        - (article.lines["role"].isin(READ) & article.lines["copy_of"].notna()).sum()
    )


BETWEEN = ["headline and boilerplate", "headline", "nothing"]
MIDDLES = [
    pytest.param(name, between, marks=() if name in NAMES or between == BETWEEN[0] else pytest.mark.deep)
    for name in [*NAMES, *PAGES]
    for between in BETWEEN
]


def middle_of(between, title):
    """What stands between two copies."""
    return {"nothing": [], "headline": [title], "headline and boilerplate": ["Voir l'original", title]}[between]


@pytest.mark.parametrize(("name", "between"), MIDDLES)
def test_a_second_body_changes_nothing(name, between):
    """The body pasted a second time under a whole dump leaves every table as it was (promise 2)."""
    once = loaded(name)
    lines = once.lines[once.lines["kept"]]
    body = [once.repaired(text) for text in lines.loc[lines["role"].isin(["heading", "body"]), "text"]]
    more = [once.source.text.rstrip("\r\n"), *middle_of(between, once.title), *body]
    assert_same_text(once.source.text, "\n".join(more), once.language)


@pytest.mark.parametrize(("name", "between"), MIDDLES)
def test_doubling_changes_nothing(name, between):
    """A body pasted a second time leaves every table made from kept lines as it was (promise 2)."""
    title, body = plain(name)
    middle = middle_of(between, title)
    assert_same_text("\n".join([title, *body]), "\n".join([title, *body, *middle, *body]), gold(name)["language"])


def test_doubling_the_sample_again_changes_nothing():
    """A third and fourth copy of the sample add nothing (promise 2)."""
    text = loaded(SAMPLE.parent.name).source.text
    assert_same_text(text, text + "\n" + text)


def typeset(text):
    """The text with typographic apostrophes, no-break spaces, decomposed accents and soft hyphens at once."""
    for change in ("typographic apostrophes", "no-break spaces", "decomposed accents", "soft hyphens", "CRLF"):
        text = TYPOGRAPHY[change](text)
    return text


# One change at a time on the sample, several at once on all others; make test-deep tries each on each.
TYPESET = [
    pytest.param(name, change, marks=() if SAMPLE.parent.name == name or change == typeset else pytest.mark.deep)
    for name in [*NAMES, *PAGES]
    for change in (typeset, *TYPOGRAPHY.values())
]


@pytest.mark.parametrize(("name", "change"), TYPESET)
def test_typography_changes_nothing(name, change):
    """Apostrophes, spaces, normal form, soft hyphens and line ends leave all counts as they were (promise 3)."""
    text = loaded(name).source.text
    assert_same_text(text, change(text), gold(name)["language"])


@pytest.mark.parametrize("name", sweep([*NAMES, *PAGES], every=4))
def test_no_chart_changes(name):
    """Neither a second body nor typography changes what a chart of kept lines says (promises 2 and 3)."""
    title, body = plain(name)
    once, language = "\n".join([title, *body]), gold(name)["language"]
    variants = [once, "\n".join([title, *body, title, *body]), typeset(once)]
    first, *others = [
        {chart: (charts.alt_text(ax := draw()), sorted(text.get_text() for text in ax.findobj(Text))) for chart, draw in
         charts.all_charts(load_article(text=text, language=language)) if chart != "strip"}
        for text in variants
    ]  # fmt: skip
    assert others == [first, first]


def test_two_loads_are_equal():
    """The same input gives the same frames (promise 8)."""
    one, two = load_article(SAMPLE), load_article(SAMPLE)
    for name, frame in kept_frames(one).items():
        pd.testing.assert_frame_equal(frame, kept_frames(two)[name])
    pd.testing.assert_frame_equal(one.lines, two.lines)


def test_the_sample_is_read_right():
    """Title, boilerplate, copies and sections of the sample are what the issue says."""
    article = load_article("otan-zelensky")
    lines = article.lines
    assert article.title == TITLE
    assert lines["copy_of"].dropna().to_dict() == {11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6, 17: 7}
    assert lines.index[lines["role"] == "boilerplate"].tolist() == [8, 9]
    assert article.sections["heading"].isna().tolist() == [True, False, False, False]
    assert (article.date, article.byline, article.language) == (None, None, "fr")
    assert terms.frequencies(article).loc["otan", "count"] == 4


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_labelled_cases(name):
    """Language, title, date and byline are right and at least 85 % of the roles, on every case and page."""
    article, labels = loaded(name), gold(name)
    assert article.language == labels["language"]
    assert fold(article.title) == fold(labels["title"])
    assert (article.date, article.byline) == (labels.get("date"), labels.get("byline"))
    wanted = {g["n"]: g["role"] for g in labels["lines"] if g["role"] != "blank"}
    right = sum(article.lines.at[n, "role"] == role for n, role in wanted.items())
    assert right / len(wanted) >= 0.85


@pytest.mark.parametrize(
    "text",
    [
        "Un.",
        "\n\n  \nUn mot seul\n\n",
        "1\n2\n3",
        "😀😀😀",
        "a" * 30_000,
        "mot " * 5000,
        "<b>\n" * 300,
        "日本語の記事です。",
    ],
    ids=["one word", "blank around", "numbers", "emoji", "one long word", "one long line", "markup", "Japanese"],
)
def test_odd_texts_give_all_frames(text):
    """Tiny, huge and hostile texts give every frame with its columns."""
    article = load_article(text=text)
    assert rebuilt(article) == text
    for name, frame in kept_frames(article).items():
        assert list(frame.columns), name
    assert set(article.parts.columns) == set(article.sections.columns)


def test_paragraphs_stand_in_for_sections():
    """An article without headings is cut into paragraphs whose words add up to the section's."""
    body = ["Le chat noir est parti hier soir vers la rivière.", "Il est revenu ce matin avec deux belles truites."]
    article = load_article(text="\n".join(body))
    assert article.parts["heading"].tolist() == ["¶ 1", "¶ 2"]
    assert article.parts["words"].sum() == article.sections["words"].sum()
    assert len(load_article(SAMPLE).parts) == 4


def test_where_and_text_exclude_each_other():
    """load_article wants exactly one source."""
    with pytest.raises(TypeError, match="either where or text"):
        load_article()
    with pytest.raises(TypeError, match="either where or text"):
        load_article("otan-zelensky", text="Bonjour.")


def test_hard_wrapped_lines_are_read_as_paragraphs():
    """A sentence that runs over physical lines is one sentence, and a name across a line end one mention."""
    article = load_article(CASES / "fr13_lettre_72col" / "dump.txt")
    found = article.sentences["text"].map(lambda text: re.sub(r"\s+", " ", text)).tolist()
    assert any(text.startswith("Selon lui, l'Institut océanique boréal (IOB)") for text in found)
    body = article.lines[article.lines["kept"] & (article.lines["role"] == "body")]
    assert body["paragraph"].nunique() < len(body)
