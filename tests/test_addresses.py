"""Promise 4 for words, terms and actors: every count of every table is the number of its places in the source."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from support import NAMES, PAGES, SAMPLE, loaded, sweep

from helpers import Article, actors, diversity, lengths, load_article, readability, terms

Counted = Iterator[tuple[str, int, pd.DataFrame]]  # what is counted, how often, where


def frequencies(article: Article) -> Counted:
    for term, row in terms.frequencies(article).iterrows():
        places = terms.places(article, term)
        assert row["sections"] == places["section"].nunique()
        yield term, row["count"], places


def expressions(article: Article) -> Counted:
    for term, row in terms.expressions(article).iterrows():
        yield term, row["count"], terms.places(article, term)
        yield f"{term}, as written", row["count"], terms.places(article, row["form"])


def keyness(article: Article) -> Counted:
    for term, row in terms.keyness(article).iterrows():
        yield term, row["count"], terms.places(article, term)


def keyness_of_a_section(article: Article) -> Counted:
    last = article.sections.index[-1]
    for term, row in terms.keyness(article, section=last).iterrows():
        places = terms.places(article, term)
        yield term, row["count"], places[places["section"] == last]
        yield f"{term} elsewhere", row["reference_count"], places[places["section"] != last]


def ngrams(article: Article) -> Counted:
    for n in (1, 2, 3):
        for ngram, row in terms.ngrams(article, n).iterrows():
            yield ngram, row["count"], terms.phrase_places(article, ngram)


def repeated(article: Article) -> Counted:
    for phrase, row in terms.repeated(article, content=0).iterrows():
        yield phrase, row["count"], terms.phrase_places(article, phrase)


def hapaxes(article: Article) -> Counted:
    for term, row in terms.hapaxes(article).iterrows():
        places = terms.places(article, term)
        assert places["start"].tolist() == [row["start"]]
        yield term, 1, places


def collocates(article: Article) -> Counted:
    for term in terms.frequencies(article, top=5).index:
        for window in (3, "sentence"):
            for other, row in terms.collocates(article, term, window=window, least=1).iterrows():
                yield f"{term}, {other}", row["together"], terms.collocate_places(article, term, other, window=window)


def cooccurrences(article: Article) -> Counted:
    also = terms.expressions(article).index
    for window in ("sentence", 4):
        for row in terms.cooccurrences(article, window=window, terms=also).itertuples():
            places = terms.collocate_places(article, row.source, row.target, window=window)
            yield f"{row.source}, {row.target}", row.together, places


def contexts(article: Article) -> Counted:
    for term in terms.frequencies(article, top=10).index:
        rows = terms.kwic(article, term)
        yield term, len(terms.places(article, term)), rows


def words_of_diversity(article: Article) -> Counted:
    words = diversity.running_words(article)
    for measure, row in diversity.diversity(article).iterrows():
        yield measure, row["words"], words


def words_of_sentences(article: Article) -> Counted:
    tokens = article.tokens[article.tokens["is_word"]]
    for sentence, row in lengths.sentence_lengths(article).iterrows():
        yield f"sentence {sentence}", row["words"], tokens[tokens["sentence"] == sentence]


def words_of_readability(article: Article) -> Counted:
    pieces = readability.counted_words(article)
    for formula, row in readability.readability(article).iterrows():
        yield formula, row["words"], pieces[pieces["is_word"]]
        if pd.notna(row["syllables"]):
            assert row["syllables"] == pieces["syllables"].sum()
        if pd.notna(row["long_words"]):
            yield formula, row["long_words"], pieces[pieces["is_long"]]


def candidates(article: Article) -> Counted:
    for row in article.candidates.itertuples():
        places = pd.DataFrame({"start": row.starts, "end": row.ends})
        slices = [article.source.text[a:b] for a, b in zip(row.starts, row.ends, strict=True)]
        yield row.text, row.count, places.assign(text=slices)


def mentions_of_actors(article: Article) -> Counted:
    for actor, row in article.actors.iterrows():
        places = actors.actor_places(article, actor)
        assert row["sections"] == places["section"].nunique()
        yield actor, row["mentions"], places
        for form in actors.FORMS:
            yield f"{actor}, {form}", row[form], actors.actor_places(article, actor, form=form)


def mentions_of_some_forms(article: Article) -> Counted:
    forms = ["name", "role"]
    for actor, row in actors.of_forms(article.actors, forms).iterrows():
        places = actors.actor_places(article, actor)
        yield actor, row["mentions"], places[places["form"].isin(forms)]


def variants(article: Article) -> Counted:
    for row in actors.variants(article).itertuples():
        places = actors.actor_places(article, row.actor, form=row.form, surface=row.surface)
        assert row.lines == tuple(sorted(set(places["line"])))
        assert row.first_line == places["line"].iloc[0]
        yield f"{row.actor}, {row.surface}", row.count, places


def roles(article: Article) -> Counted:
    for row in actors.role_table(article).itertuples():
        places = actors.actor_places(article, row.actor, form=row.form, surface=row.surface)
        assert row.lines == tuple(sorted(set(places["line"])))
        yield f"{row.actor}, {row.surface}", row.count, places


def co_mentions(article: Article) -> Counted:
    for options in ({}, {"nested": True}, {"forms": ["name"]}):
        for row in actors.co_mentions(article, **options).itertuples():
            places = actors.co_mention_places(article, row.source, row.target, **options)
            assert row.sentences == tuple(places.index)
            assert row.lines == tuple(sorted(set(places["line"])))
            yield f"{row.source}, {row.target}", row.together, places


def weights_of_the_graph(article: Article) -> Counted:
    graph = actors.actor_graph(article)
    for actor, mentions in graph.nodes(data="mentions"):
        yield actor, mentions, actors.actor_places(article, actor)
    for one, other, weight in graph.edges(data="weight"):
        yield f"{one}, {other}", weight, actors.co_mention_places(article, other, one)


TABLES = [
    frequencies, expressions, keyness, keyness_of_a_section, ngrams, repeated, hapaxes, collocates, cooccurrences,
    contexts, candidates, words_of_diversity, words_of_sentences, words_of_readability, mentions_of_actors,
    mentions_of_some_forms, variants, roles, co_mentions, weights_of_the_graph,
]  # fmt: skip


# Each table on a third of the cases, each case with a third of the tables; make test-deep tries each on each.
COUNTED = [
    pytest.param(table, *name.values, marks=name.marks)
    for n, table in enumerate(TABLES)
    for name in sweep([*NAMES, *PAGES], every=3, first=n)
]


@pytest.mark.parametrize(("table", "name"), COUNTED)
def test_every_count_has_its_places(table, name):
    """A count is the number of different places, and each place is the slice of the source it says."""
    article = loaded(name)
    text = article.source.text
    if table is keyness_of_a_section and not len(article.sections):
        return
    for what, count, places in table(article):
        assert count == len(places), what
        assert places["text"].tolist() == [text[a:b] for a, b in zip(places["start"], places["end"], strict=True)]
        assert len(places.drop_duplicates([name for name in places if name.endswith(("start", "end"))])) == count, what


def test_the_sample_is_counted_as_it_should_be():
    """Elided words are no terms; what the article is about is listed; what occurs less than three times is marked."""
    article = load_article(SAMPLE)
    counted, several = terms.frequencies(article), terms.expressions(article)
    assert not {"l", "d", "qu", "l'", "d'", "qu'", "le", "de", "que"} & {*counted.index, *counted["form"].str.lower()}
    assert {"OTAN", "Ukraine", "licence"} <= set(counted["form"])
    assert "défense aérienne" in set(several["form"])
    for table in (counted, several):
        assert table["rare"].tolist() == (table["count"] < 3).tolist()
        assert table["rank"].isna().tolist() == table["rare"].tolist()
