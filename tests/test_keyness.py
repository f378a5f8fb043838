"""Keyness: what is typical of an article, beside general language, another article, or its other sections."""

from __future__ import annotations

import math
import sys

import numpy as np
import pandas as pd
import pytest

from helpers import load_article, terms
from helpers.terms.counted import counted
from helpers.terms.reference import _lemma_finder, _shares
from helpers.words import LEMMATISED, lemma
from helpers.words.shares import listed_shares
from tests.support import TYPOGRAPHY, dump

COLUMNS = (
    "form count per_1000 reference_count reference_per_1000 expected log_likelihood log_ratio specificity p_value "
    "q_value side rank rare reference"
).split()

MODULE = sys.modules["helpers.terms.keyness"]  # the name helpers.terms.keyness is the function's

SEA = """La mer et le port
La mer monte au port. La mer descend, les mers montent, et les vagues de l'océan montent aussi vers le port.
Les pêcheurs de la côte
Le pêcheur dort. Une vague, deux vagues : la marée et l'océan, encore la mer, dit le pêcheur du port. Le pêcheur rit.
"""
HILL = """La montagne et la neige
La montagne dort sous la neige. Le berger regarde la montagne du port, et la neige tombe encore sur la montagne.
Un chien garde les moutons de la montagne, loin des vagues ; la neige fond enfin."""


@pytest.fixture(scope="module")
def sample():
    """The sample article."""
    return load_article("otan-zelensky")


@pytest.fixture(scope="module")
def grain():
    """A short article in English."""
    return load_article(dump("en01_grain_deal_bom"))


@pytest.fixture(scope="module")
def sea():
    """A small article in two sections."""
    return load_article(text=SEA, language="fr")


@pytest.fixture(scope="module")
def hill():
    """Another small article."""
    return load_article(text=HILL, language="fr")


def modes(article, other):
    """The three comparisons of an article, by name."""
    return {
        "language": terms.keyness(article),
        "article": terms.keyness(article, other),
        "section": terms.keyness(article, section=article.sections.index[-1]),
    }


def test_the_sample_is_about_what_its_key_terms_say(sample):
    """NATO, Ukraine and defence are key; l, d and qu are no terms; twice is too rare to be ranked."""
    found = terms.keyness(sample)
    assert {"otan", "ukraine", "défense", "stoltenberg"} <= set(found.index[found["rank"] <= 8])
    assert not {"l", "d", "qu", "l'", "le"} & set(found.index)
    assert "licence" in found.index
    assert found.loc["licence", "rare"]


@pytest.mark.parametrize("name", ["language", "article", "section"])
def test_every_comparison_has_the_same_columns(sea, hill, name):
    """One frame for the three comparisons, and its types."""
    found = modes(sea, hill)[name]
    assert list(found.columns) == COLUMNS
    assert found.index.name == "term"
    assert not found.index.has_duplicates
    kinds = {column: str(kind) for column, kind in found.dtypes.items()}
    assert {kinds.pop(column) for column in ("form", "side", "reference")} == {"str"}
    assert (kinds.pop("count"), kinds.pop("rare")) == ("int64", "bool")
    assert {kinds.pop(column) for column in ("reference_count", "rank")} == {"Int64"}
    assert set(kinds.values()) == {"float64"}


@pytest.mark.parametrize("name", ["language", "article", "section"])
@pytest.mark.parametrize("pair", ["small", "large"])
def test_rare_terms_and_chance_are_not_ranked(sea, hill, sample, name, pair):
    """A rank needs more than two occurrences and a q value of 0.05; ranked rows come first, rare ones last."""
    found = modes(sea, hill)[name] if pair == "small" else modes(sample, sea)[name]
    ranked = found["rank"].notna()
    assert not (ranked & (found["rare"] | (found["q_value"] > 0.05))).any()
    assert (found["rare"] | (found["count"] > 2) | (found["side"] == "under")).all()
    group = np.where(ranked, 0, np.where(found["rare"], 2, 1))
    assert (np.diff(group) >= 0).all()
    for side in ("over", "under"):
        ranks = found.loc[ranked & (found["side"] == side), "rank"]
        assert ranks.is_monotonic_increasing
        assert ranks.empty or ranks.iloc[0] == 1


def test_counts_are_those_of_places(sea, hill):
    """Every count resolves to places, in the article, the other article, the section, and the other sections."""
    for term, row in terms.keyness(sea).iterrows():
        assert row["count"] == len(terms.places(sea, term))
    beside = terms.keyness(sea, hill)
    for article, column in ((sea, "count"), (hill, "reference_count")):
        for term, count in beside[column].items():
            assert count == len(terms.occurrences(article, [term]))
    inside = terms.keyness(sea, section=1)
    for term, row in inside.iterrows():
        sections = terms.places(sea, term)["section"]
        assert [row["count"], row["reference_count"]] == [(sections == 1).sum(), (sections != 1).sum()]


def test_figures_are_those_of_the_counts(sea, hill):
    """Each figure can be had from the counts, the words of both sides, and the formulas."""
    found = terms.keyness(sea, hill)
    size, rest = len(counted(sea)), len(counted(hill))
    row = found.loc["montagne"]
    count, more = int(row["count"]), int(row["reference_count"])
    assert (count, row["side"]) == (0, "under")
    assert more > 2
    assert row["reference_per_1000"] == pytest.approx(more * 1000 / rest)
    assert row["expected"] == pytest.approx(more * size / (size + rest))
    assert row["log_ratio"] == pytest.approx(math.log2((0.5 / size) / (more / rest)))
    chance = math.comb(rest, more) / math.comb(size + rest, more)
    assert row["specificity"] == pytest.approx(math.log10(chance))
    assert row["p_value"] == pytest.approx(2 * chance)


def test_general_language_is_a_binomial_of_the_list(sample):
    """Beside the list: expected, log ratio and p value from the share and the count alone."""
    row, size = terms.keyness(sample).loc["otan"], len(counted(sample))
    share = terms.reference_frequencies(["otan"], "fr").loc["otan", "share"]
    assert row["expected"] == pytest.approx(size * share)
    assert row["log_ratio"] == pytest.approx(math.log2(row["count"] / size / share))
    fewer = sum(math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(row["count"], 30))
    assert row["p_value"] == pytest.approx(2 * fewer, rel=1e-6)
    assert pd.isna(row["reference_count"])


def test_a_text_beside_itself_shows_nothing(sea):
    """No difference: no side, no log-likelihood, p value 1, no rank."""
    found = terms.keyness(sea, load_article(text=SEA, language="fr"))
    assert len(found) == len(terms.frequencies(sea))
    assert (found["log_likelihood"] < 1e-9).all()
    assert (found["p_value"] == 1).all()
    assert (found["log_ratio"] == 0).all()
    assert found["side"].isna().all()
    assert found["rank"].isna().all()


def test_the_sides_are_each_others_reverse(sea, hill):
    """What one article uses more the other uses less, as surely."""
    one, two = terms.keyness(sea, hill), terms.keyness(hill, sea)
    both = one.index.intersection(two.index)
    assert len(both) > 3
    for column, sign in (("log_likelihood", 1), ("log_ratio", -1)):
        np.testing.assert_allclose(one.loc[both, column], sign * two.loc[both, column], atol=1e-9)


def test_the_log_ratio_never_points_against_the_side(sample, sea):
    """Half an occurrence may stand for none only where that does not turn the comparison round."""
    text = "Un titre\n" + "La mer dort sous le vent du large. " * 60 + "Un phare veille encore sur le port."
    long = load_article(text=text, language="fr")
    pairs = [(sea, long), (long, sea), (sample, sea), (sample, None)]
    # The lighthouse stands once in the long text: half of one in the short would be ten times as frequent.
    assert terms.keyness(long, sea).loc["phare", "side"] == "over"
    assert np.isnan(terms.keyness(long, sea).loc["phare", "log_ratio"])
    for found in (terms.keyness(one, other) for one, other in pairs):
        sides = found["side"].map({"over": 1, "under": -1}).fillna(0).astype(float)
        assert not (np.sign(found["log_ratio"]) * sides < 0).any()


def test_under_used_terms_are_listed_when_the_reference_has_enough(sea, hill):
    """A term of the other article alone is listed from three occurrences on, and named as it is written there."""
    found = terms.keyness(sea, hill)
    elsewhere = found[found["count"] == 0]
    assert (elsewhere["reference_count"] > 2).all()
    assert "montagne" in elsewhere.index
    assert "berger" not in found.index
    assert found.loc["montagne", "form"] == "montagne"


def test_under_use_rests_on_the_reference(sea):
    """What the article never uses is firm when the other uses it often; what it uses twice itself is not."""
    long = load_article(text="Un titre\n" + "La mer dort sous le vent du large. " * 60, language="fr")
    found = terms.keyness(sea, long)
    assert found.loc["large", ["count", "rank", "rare"]].tolist() == [0, 1, False]
    assert found.loc["océan", ["count", "side", "rare"]].tolist() == [2, "over", True]
    assert pd.isna(found.loc["océan", "rank"])


def test_ties_follow_the_article_before_the_other():
    """Terms alike in both articles stand in the order of the first."""
    one = load_article(text="Un titre\nHier le vent tombait sur la lune. Il fait froid ici.", language="fr")
    two = load_article(text="Un titre\nLa lune monte. Tout est calme, et le vent tombe.", language="fr")
    assert [term for term in terms.keyness(one, two).index if term in ("vent", "lune")] == ["vent", "lune"]
    assert [term for term in terms.keyness(two, one).index if term in ("vent", "lune")] == ["lune", "vent"]


def test_ties_follow_the_text(sample):
    """Terms with the same figures stand in the order of their first places."""
    found = terms.keyness(sample)
    position = terms.occurrences(sample, found.index).groupby("term")["position"].min()
    for _, alike in found.groupby(["log_likelihood", "count", "rare"], sort=False):
        assert position[alike.index].is_monotonic_increasing


def test_false_discovery_counts_every_term(sample):
    """The q values are those of all terms, the rare ones too."""
    found = terms.keyness(sample)
    assert len(found) == len(terms.frequencies(sample))
    order = found["p_value"].sort_values()
    assert found.loc[order.index[0], "q_value"] <= order.iloc[0] * len(found)
    assert (found["q_value"] >= found["p_value"]).all()


def test_expressions_are_compared_on_request(sample):
    """An expression has the count of its places and a bound for its share; one that is not there counts 0."""
    found = terms.keyness(sample, also=["défense aérien", "otan", "mot absent"])
    row = found.loc["défense aérien"]
    assert (row["form"], row["reference"]) == ("défense aérienne", "bound")
    assert row["count"] == len(terms.places(sample, "défense aérien"))
    assert found.loc["mot absent", ["count", "rare"]].tolist() == [0, True]
    assert not found.index.has_duplicates
    assert len(terms.keyness(sample, also="défense aérien")) == len(terms.keyness(sample)) + 1


def test_expressions_are_compared_between_sections(sample):
    """The places of an expression in the section and in the others."""
    sections = terms.places(sample, "défense aérien")["section"]
    here = sections.iloc[0]
    row = terms.keyness(sample, section=here, also=["défense aérien"]).loc["défense aérien"]
    assert [row["count"], row["reference_count"]] == [(sections == here).sum(), (sections != here).sum()]


def test_the_title_counts_on_request_only(sea):
    """with_title adds title, subtitle and captions on both sides."""
    assert terms.keyness(sea, with_title=True).loc["mer", "count"] == terms.keyness(sea).loc["mer", "count"] + 1
    inside = terms.keyness(sea, section=1, with_title=True).loc["mer"]
    assert inside["count"] + inside["reference_count"] == terms.frequencies(sea, with_title=True).loc["mer", "count"]


@pytest.mark.parametrize("top", [0, 2, 10_000])
def test_top_cuts_the_table(sample, top):
    """top keeps the first rows of the same table."""
    whole = terms.keyness(sample)
    pd.testing.assert_frame_equal(terms.keyness(sample, top=top), whole.head(top))


@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_changes_nothing(sea, hill, change):
    """Apostrophes, spaces, accents and line ends leave the three tables as they are."""
    altered = load_article(text=TYPOGRAPHY[change](SEA), language="fr")
    for name, found in modes(altered, hill).items():
        pd.testing.assert_frame_equal(found, modes(sea, hill)[name], obj=name)


def test_a_second_copy_changes_nothing(sea, hill):
    """The body pasted twice gives the same three tables."""
    doubled = load_article(text=SEA + SEA.split("\n", 1)[1], language="fr")
    for name, found in modes(doubled, hill).items():
        pd.testing.assert_frame_equal(found, modes(sea, hill)[name], obj=name)


@pytest.mark.parametrize("text", ["12 34", "Le la les et de.", "😀", "Un titre seul"])
def test_texts_without_terms(text, sea):
    """Nothing to count gives an empty table with its columns, on either side."""
    empty = load_article(text=text, language="fr")
    for found in (terms.keyness(empty), terms.keyness(empty, empty)):
        assert list(found.columns) == COLUMNS
    if not len(counted(empty)):
        assert terms.keyness(empty, sea).empty
        assert terms.keyness(sea, empty).empty


@pytest.mark.parametrize("language", ["fi", "ja", None])
def test_a_language_without_a_list_gives_an_empty_table(language):
    """No list, no guess; two articles in that language can be compared all the same."""
    text = "Meri nousee satamaan. Meri laskee, ja meri nousee taas. Meri lepää."
    article = load_article(text=text, language=language or "fi")
    if language is None:
        article = load_article(text="Abc.", language=None)
        assert not terms.has_reference(article.language)
    found = terms.keyness(article)
    assert found.empty
    assert list(found.columns) == COLUMNS
    assert len(terms.keyness(article, article)) == len(terms.frequencies(article))


def test_a_single_section_has_nothing_beside_it():
    """An article of one section gives an empty table, not an error."""
    article = load_article(text="Un titre\nLa mer monte. La mer descend. La mer dort.", language="fr")
    assert terms.keyness(article, section=article.sections.index[0]).empty


@pytest.mark.parametrize("section", [7, -1, "deux", None.__class__])
def test_unknown_sections_are_refused(sea, section):
    """The message names the sections there are."""
    with pytest.raises(ValueError, match=r"section must be one of .*1.*, not"):
        terms.keyness(sea, section=section)


def test_references_that_cannot_be_compared_are_refused(sea, grain, hill):
    """Another language, a section beside a reference, and what is no article."""
    with pytest.raises(ValueError, match="'fr', not 'en'"):
        terms.keyness(sea, grain)
    with pytest.raises(ValueError, match="not both"):
        terms.keyness(sea, hill, section=1)
    with pytest.raises(ValueError, match="reference must be an article"):
        terms.keyness(sea, "fr")


def test_a_bound_above_the_share_says_nothing(monkeypatch, sea):
    """Where the bound of the reference is above the article's share the difference is unknown, not negative."""
    monkeypatch.setattr(MODULE, "look_up", lambda _term, _language: (0.9, "bound"))
    found = terms.keyness(sea)
    assert found["side"].isna().all()
    assert found["log_ratio"].isna().all()
    assert (found["p_value"] == 1).all()
    assert found["rank"].isna().all()


def test_a_listed_share_above_the_articles_is_under_use(monkeypatch, sea):
    """Where the list does hold the term, less than expected is under-use."""
    monkeypatch.setattr(MODULE, "look_up", lambda _term, _language: (0.9, "list"))
    found = terms.keyness(sea)
    assert (found["side"] == "under").all()
    assert (found["log_ratio"] < 0).all()


@pytest.mark.parametrize(
    ("language", "term", "forms"),
    [
        ("fr", "guerre", ["guerre", "guerres"]),
        ("fr", "œuvre", ["œuvre", "oeuvre"]),
        ("fr", "paris", ["paris"]),
        ("en", "government", ["government", "governments", "government's"]),
        ("de", "straße", ["strasse", "strassen"]),
        ("it", "italia", ["italia", "dell'italia"]),
    ],
)
def test_the_reference_sums_the_forms_of_a_lemma(language, term, forms):
    """Inflected, elided and otherwise spelt forms of the list count for their lemma."""
    from wordfreq import get_frequency_dict

    listed = get_frequency_dict(language, wordlist="small")
    row = terms.reference_frequencies([term], language).loc[term]
    assert row["reference"] == "list"
    assert row["share"] >= sum(listed[form] for form in forms) * (1 - 1e-12)


@pytest.mark.parametrize(
    ("term", "reference", "parts"),
    [
        ("porte-parole", "bound", ["porte", "parole"]),
        ("défense aérien", "bound", ["défense", "aérien"]),
        ("covid-19", "bound", ["covid"]),
        ("90e", "bound", []),
        ("@otan", "bound", ["otan"]),
        ("zelensky", "below the list", []),
        ("xqzw", "below the list", []),
        ("", "below the list", []),
        ("...", "below the list", []),
        ("été", "bound", []),
    ],
)
def test_what_the_list_does_not_hold_is_bounded(term, reference, parts):
    """A compound is at most as frequent as its rarest part; an unknown word at most as the rarest of the list."""
    found = terms.reference_frequencies([term, *parts], "fr")["share"]
    assert terms.reference_frequencies([term], "fr").loc[term, "reference"] == reference
    least = _shares("fr")[2]
    assert least == pytest.approx(1e-6, rel=0.05)
    if reference == "below the list":
        assert found[term] == least
    else:
        assert least <= found[term] < 0.01
        assert all(found[term] >= min(found[part] for part in parts) for part in parts[:1])


def test_stop_forms_are_left_out_of_the_reference_as_of_the_counts():
    """ "Été" is on the stop list, so the summer and the participle add nothing to their lemmas."""
    from wordfreq import get_frequency_dict

    assert terms.reference_frequencies(["être"], "fr").loc["être", "share"] < get_frequency_dict("fr")["est"]


@pytest.mark.parametrize("language", ["fi", None, "xx"])
def test_no_list_gives_missing_shares(language):
    """A language without a list has no shares, and says so."""
    found = terms.reference_frequencies(["a", "b", "a"], language)
    assert found.index.tolist() == ["a", "b"]
    assert found["share"].isna().all()
    assert not terms.has_reference(language)


@pytest.mark.parametrize("language", LEMMATISED)
def test_every_language_has_its_list(language):
    """The list of each of the eight languages is read as wordfreq itself reads it."""
    from wordfreq import get_frequency_dict

    assert terms.has_reference(language)
    assert listed_shares(language) == get_frequency_dict(language, wordlist="small")


@pytest.mark.parametrize("language", ["fr", "en", "de", "it"])
def test_lemmas_of_the_list_are_those_of_the_words(language):
    """The short way to a lemma gives what the words of an article get, for every form of a list."""
    find = _lemma_finder(language)
    assert [form for form in listed_shares(language) if find(form).lower() != lemma(form, language)] == []
