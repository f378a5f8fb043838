"""Multi-word terms: which are listed, how they are counted, and that each count has its places."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from support import NAMES, PAGES, SAMPLE, TYPOGRAPHY, dump

from helpers import load_article, terms
from helpers.terms.counted import counted

COLUMNS = "form count per_1000 low high sections dp rank rare alone pattern log_likelihood".split()

# Language, a term as it is written, its pattern, and two sentences around it.
LISTED = [
    ("fr", "défense aérienne", "A B", "Elle veut une {} solide. Demain, la {} sera prête."),
    ("fr", "licence de fabrication", "A de B", "Une {} coûte cher. Il attend la {} depuis mars."),
    ("fr", "secrétaire général de l'OTAN", "A B de C", "Le {} arrive. Hier, le {} est parti."),
    ("fr", "système de défense aérienne", "A de B C", "Un {} manque ici. Chaque {} coûte cher."),
    ("fr", "droits de l'homme", "A de B", "Les {} avancent. On oublie ici les {} trop souvent."),
    ("fr", "mise en œuvre", "A en B", "La {} tarde. Cette {} prendra du temps."),
    ("fr", "course à pied", "A à B", "La {} lui plaît. Après la {}, il nage."),
    ("fr", "machine à laver", "A à B", "La {} fuit. Une {} neuve arrive."),
    ("fr", "projet de loi sur l'eau", "A de B sur C", "Le {} avance. Ce {} divise."),
    ("fr", "Jens Stoltenberg", "A B", "Hier, {} parlait. Ce soir, {} se tait."),
    ("fr", "marché du travail", "A de B", "Le {} change. On dit que le {} souffre."),
    ("fr", "énergies renouvelables", "A B", "Les {} avancent. Pour les {}, rien ne change."),
    ("fr", "prise en charge", "A en B", "La {} est totale. Une {} rapide aide."),
    ("en", "defense ministry", "A B", "The {} is silent. We asked the {} again."),
    ("en", "freedom of the press", "A of B", "They want {}. For him, {} is sacred."),
    ("de", "öffentlichen Verkehr", "A B", "Wir wollen den {} stärken. Für den {} fehlt Geld."),
    ("es", "centros de deportación", "A de B", "Los {} son caros. Sin los {} no hay nada."),
    ("it", "ministro della difesa", "A di B", "Il {} tace. Ieri il {} parlava."),
    ("pt", "direitos humanos", "A B", "Os {} avançam. Sem os {} não há nada."),
    ("nl", "openbaar vervoer", "A B", "Het {} staakt. Zonder het {} lukt het niet."),
    ("pl", "rynku pracy", "A B", "Na {} jest źle. Mówimy o {} od rana."),
]

# Language, words that stand together twice and are no term.
NOT_LISTED = [
    ("fr", "Le maire renforce défense et police. Il renforce défense et police."),
    ("fr", "Ils veulent renforcer Paris. Ils veulent renforcer Paris encore."),
    ("fr", "C'est utile en cas d'accident. Appelez en cas d'accident."),
    ("fr", "Il viendra lundi matin. Elle viendra lundi matin."),
    ("fr", "Il donne deux millions d'euros. Elle prend deux millions d'euros."),
    ("fr", "Il faut simplement attendre Luc. Nous devons simplement attendre Luc."),
    ("fr", "Il arrive avec la France. Elle arrive avec la France."),
    ("fr", "Le match face au Mali. Un match face au Mali encore."),
    ("fr", "Un chômage au sens du bureau. Le chômage au sens du bureau baisse."),
    ("fr", "Un pont, rouge de loin. Un pont, rouge de près."),
    ("en", "The minister said Monday. The mayor said Monday."),
    ("en", "It cost ten dollars last week. He lost ten dollars last week."),
    ("de", "Wir haben viele Kinder. Sie haben viele Kinder."),
]


def article(text, language="fr"):
    """An article of this text alone."""
    return load_article(text=text, language=language)


@pytest.mark.parametrize(("language", "term", "pattern", "text"), LISTED, ids=[row[1] for row in LISTED])
def test_terms_of_several_words_are_listed(language, term, pattern, text):
    """A term that occurs twice is listed as it is written, with its pattern, and whole."""
    found = terms.expressions(article(text.replace("{}", term), language))
    assert found["form"].tolist() == [term]
    assert found["pattern"].tolist() == [pattern]
    assert found["count"].tolist() == found["alone"].tolist() == [2]


@pytest.mark.parametrize(("language", "text"), NOT_LISTED)
def test_what_is_no_term_is_not_listed(language, text):
    """Verbs with their object, dates, amounts and set phrases are no terms."""
    assert terms.expressions(article(text, language))["form"].tolist() == []


def test_the_sample_speaks_of_air_defence():
    """On the sample the term of the text is listed, and marked as rare."""
    row = terms.expressions(load_article("otan-zelensky")).loc["défense aérien"]
    assert row[["form", "count", "rare"]].tolist() == ["défense aérienne", 2, True]
    assert pd.isna(row["rank"])


@pytest.mark.parametrize("name", NAMES + PAGES)
def test_every_count_has_its_places(name):
    """places gives as many rows as were counted, by key and as written; no term begins or ends in a stop word."""
    read = load_article(dump(name))
    words = counted(read).words
    for term, form, count in terms.expressions(read)[["form", "count"]].itertuples():
        places = terms.places(read, term)
        assert len(places) == len(terms.places(read, form)) == count
        assert form in places["text"].map(read.repaired).tolist()
        ends = words["start"].isin(places["start"]) | words["end"].isin(places["end"])
        assert ends.sum() == 2 * count
        assert not words.loc[ends, "is_stop"].any()


def test_parts_of_a_longer_term_are_not_listed():
    """What occurs within one longer term only is a part of it; what occurs elsewhere too is a term of its own."""
    text = "Le chef d'état-major arrive. Un système de défense aérienne part. Le système de défense aérienne tient."
    assert terms.expressions(article(text))["form"].tolist() == ["système de défense aérienne"]
    found = terms.expressions(article(text + " Cette défense aérienne coûte cher."))
    assert found[["count", "alone"]].T.to_dict("list") == {
        "défense aérien": [3, 1],
        "système de défense aérien": [2, 2],
    }


def test_a_term_of_several_longer_terms_is_listed_without_standing_alone():
    """A term that two longer ones share is listed, with no occurrence of its own."""
    text = "Le système de {0} tient. Un système de {0} part. La zone de {0} brûle. Cette zone de {0} grandit."
    found = terms.expressions(article(text.replace("{0}", "défense aérienne")))
    assert found["alone"].to_dict() == {
        "défense aérien": 0,
        "système de défense aérien": 2,
        "zone de défense aérien": 2,
    }


def _runs(read):
    """The lemmas of each run of words without a mark inside, as NLTK takes them."""
    words = counted(read)
    names = np.array(words.vocabulary)[words.lemmas]
    return [part.tolist() for part in np.split(names, np.flatnonzero(~words.joined)[1:])]


@pytest.mark.parametrize("name", NAMES + PAGES)
def test_log_likelihood_is_that_of_nltk(name):
    """Of two words, the log-likelihood equals NLTK's on the same words."""
    read = load_article(dump(name))
    finder = BigramCollocationFinder.from_documents(_runs(read))
    measure = BigramAssocMeasures()
    for term, value in terms.expressions(read)["log_likelihood"].items():
        if len(pair := term.split()) == 2:
            assert value == pytest.approx(finder.score_ngram(measure.likelihood_ratio, *pair), abs=1e-9)


def test_a_longer_term_is_as_bound_as_its_weakest_cut():
    """Of three words, the log-likelihood is the lower one of both cuts."""
    read = article("La défense aérienne russe tient. Une défense aérienne russe part. La défense de Kyiv tient bon.")
    words, value = counted(read), terms.expressions(read).loc["défense aérien russe", "log_likelihood"]
    total = len(words)
    cuts = [BigramAssocMeasures.likelihood_ratio(2, (a, b), total) for a, b in ((3, 2), (2, 2))]
    assert value == pytest.approx(min(cuts))


def test_a_pair_that_chance_explains_is_not_listed():
    """Two words that fill the text stand together by chance."""
    assert terms.expressions(article("Paris Lyon Lyon Paris Paris Lyon Lyon Lyon Paris Paris Paris Lyon.")).empty


def test_top_cuts_the_table_and_longest_the_terms():
    """top keeps the first rows, longest counts words."""
    read = load_article(dump("q19_tribune_fil_commentaires"))
    assert len(terms.expressions(read, top=1)) <= 1
    text = "Le secrétaire général de l'OTAN part. Un secrétaire général de l'OTAN arrive."
    assert terms.expressions(article(text), longest=2)["form"].tolist() == ["secrétaire général"]
    with pytest.raises(ValueError, match="longest must be a whole number from 2 on, not 1"):
        terms.expressions(read, longest=1)


@pytest.mark.parametrize("name", NAMES)
def test_a_second_body_changes_nothing(name):
    """The table is the same when the kept lines are pasted a second time."""
    once = load_article(dump(name))
    lines = once.lines[once.lines["kept"] & once.lines["role"].isin(["heading", "body"])]
    twice = load_article(text="\n".join([once.source.text, *lines["text"]]), language=once.language)
    pd.testing.assert_frame_equal(terms.expressions(once), terms.expressions(twice))


@pytest.mark.parametrize("style", TYPOGRAPHY)
def test_typography_changes_nothing(style):
    """The table is the same with other apostrophes, spaces, accents and line ends."""
    text = SAMPLE.read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(
        terms.expressions(load_article(text=text)), terms.expressions(load_article(text=TYPOGRAPHY[style](text)))
    )


@pytest.mark.parametrize(
    "text", ["1", "12 34 12 34", "12 de 12 de 12", "😀 😀", "!!! ???", "\ufeff", "مرحبا بكم مرحبا بكم"]
)
@pytest.mark.parametrize("language", ["fr", "en", "ru", "zh"])
def test_texts_without_terms_give_an_empty_table(text, language):
    """Without terms, or in a language without lists, the table is empty and has its columns and types."""
    found = terms.expressions(article(text, language))
    assert found.empty
    assert found.columns.tolist() == COLUMNS
    assert found.dtypes.equals(terms.expressions(load_article("otan-zelensky")).dtypes)


@pytest.mark.parametrize("unit", ["mer ", "défense aérienne ", "aide de ", "a b c d e f g h "])
def test_a_text_that_repeats_itself_takes_little_time(unit):
    """100,000 words of one kind are read in seconds, and every count has its places."""
    read = article(unit * (100_000 // len(unit.split())))
    read.tokens  # noqa: B018 reading is not what is timed
    begin = time.perf_counter()
    found = terms.expressions(read)
    assert time.perf_counter() - begin < 10
    for term, count in found["count"].items():
        assert len(terms.places(read, term)) == count
