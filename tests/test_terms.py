"""Terms: counts that resolve to places."""

from __future__ import annotations

import pytest

from helpers import charts, load_article, terms

TEXT = """Un titre sur la mer
La mer monte. La mer descend, les mers montent encore et les vagues de l'Océan montent aussi.
Un titre de section
L'océan dort. Une vague, deux vagues : la marée et l'océan, encore la mer, dit le pêcheur du port."""


@pytest.fixture(scope="module")
def article():
    """A small article of a title and two sections."""
    return load_article(text=TEXT, language="fr")


def test_terms_are_lemmas_without_stop_words(article):
    """Forms of a word are one term, function words are none, and the usual form is shown."""
    counted = terms.frequencies(article)
    assert counted.loc["mer", "count"] == 4
    assert counted.loc["océan", ["count", "form", "sections"]].tolist() == [3, "océan", 2]
    assert not {"le", "un", "de", "l'", "et"} & set(counted.index)
    assert counted["count"].is_monotonic_decreasing


def test_the_title_counts_on_request_only(article):
    """with_title adds title, subtitle and captions."""
    assert terms.frequencies(article, with_title=True).loc["mer", "count"] == 5


def test_relative_frequency_is_per_thousand_counted_words(article):
    """per_1000 is the count over all words of headings and body."""
    words = terms.words_counted(article)["words"].sum()
    row = terms.frequencies(article).loc["mer"]
    assert row["per_1000"] == pytest.approx(4000 / words)


def test_rare_terms_are_marked(article):
    """What occurs twice at most is marked as rare."""
    counted = terms.frequencies(article)
    assert (counted["rare"] == (counted["count"] <= 2)).all()


def test_top_cuts_the_table(article):
    """top keeps the first rows."""
    assert len(terms.frequencies(article, top=2)) == 2
    assert terms.frequencies(article, top=0).empty


def test_places_are_source_slices(article):
    """Each place is the slice of the source that was counted, with its word position."""
    places = terms.places(article, "mer")
    assert places["text"].tolist() == ["mer", "mer", "mers", "mer"]
    assert [article.source.text[a:b] for a, b in zip(places["start"], places["end"], strict=True)] == places[
        "text"
    ].tolist()
    assert places["position"].is_monotonic_increasing


@pytest.mark.parametrize("written", ["Mer", "mers", "MERS"])
def test_a_term_may_be_given_as_it_is_written(article, written):
    """A form stands for its lemma, whatever its case."""
    assert terms.places(article, written)["text"].tolist() == ["mer", "mer", "mers", "mer"]


def test_an_unknown_term_is_refused_with_the_nearest(article):
    """places says which term may be meant."""
    with pytest.raises(KeyError, match="did you mean 'océan'"):
        terms.places(article, "ocean")


def test_positions_lie_within_the_counted_words(article):
    """The borders of the dispersion chart hold every position, sections in order."""
    places = terms.occurrences(article, terms.frequencies(article).index)
    borders = terms.words_counted(article)["words"].cumsum()
    assert places["position"].max() < borders.iloc[-1]
    for section, border in borders.items():
        assert (places.loc[places["section"] == section, "position"] < border).all()


def test_every_chart_has_a_name_and_an_alternative(article):
    """Every chart of the article can be drawn, and says in words what it shows."""
    drawn = {name: charts.alt_text(draw()) for name, draw in charts.all_charts(article)}
    tools = {"all_charts", "alt_text", "in_cloud", "save", "section_names", "show"}
    of_several = {
        "actor_dots", "cluster_lines", "contrast_bars", "group_keyness_bars", "keyness_between", "naming_bars",
        "overlap_bars", "section_bands", "story_network", "story_trends", "volume_bars",
    }  # fmt: skip
    assert drawn.keys() == set(charts.__all__) - tools - of_several
    assert all(drawn.values())


@pytest.mark.parametrize("text", ["12 34", "Le la les et de.", "😀"])
def test_texts_without_terms(text):
    """A text of stop words or numbers gives an empty table with its columns."""
    counted = terms.frequencies(load_article(text=text, language="fr"))
    assert list(counted.columns) == "form count per_1000 low high sections dp rank rare".split()
    assert counted.empty
