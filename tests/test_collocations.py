"""Collocations, co-occurrences and their graph: counts that are right, and that resolve to places."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import networkx
import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from support import NAMES, SAMPLE, TYPOGRAPHY, dump

from helpers import load_article, terms
from helpers.terms.counted import counted

COLUMNS = "form together count expected log_likelihood pmi log_dice rank rare".split()
PAIRS = "source target source_form target_form together expected log_likelihood pmi log_dice rare".split()
WINDOWS = [1, 2, 5, 40, "sentence"]

SEA = """La mer monte près du port. Le phare rouge la mer ; la mer monte.
Le port dort. Une vague passe, une vague lente, vers le phare et vers la côte de granit rose.
Le phare de la côte de granit rose rouge le port."""


def read(text):
    """A French article of this text."""
    return load_article(text=text, language="fr")


@pytest.fixture(scope="module")
def sample():
    """The sample article."""
    return load_article(SAMPLE)


@pytest.fixture(scope="module")
def sea():
    """A small article with lemmas and an expression that repeat."""
    return read(SEA)


def sentences_of(article):
    """The counted words of each sentence as (lemma, can be a term), read off the tokens frame."""
    tokens = article.tokens[article.tokens["is_word"] & article.tokens["role"].isin(["heading", "body"])]
    may = ~tokens["is_stop"] & tokens["norm"].map(lambda norm: len(norm) > 1 and any(map(str.isalpha, norm)))
    rows = zip(tokens["sentence"], tokens["lemma"], may, strict=True)
    found: dict[int, list[tuple[str, bool]]] = {}
    for sentence, lemma, term in rows:
        found.setdefault(sentence, []).append((lemma, term))
    return list(found.values())


def recount(article, node, window):
    """The contingency tables of a lemma and every other, counted word by word: {lemma: (both, node, other, total)}."""
    both, other, near, total = Counter(), Counter(), 0, 0
    for sentence in sentences_of(article):
        nodes = [at for at, word in enumerate(sentence) if word == (node, True)]
        rest = [(at, word) for at, word in enumerate(sentence) if at not in nodes]
        if window == "sentence":
            held = {lemma for _, (lemma, term) in rest if term}
            other.update(held)
            both.update(held if nodes else ())
            near += bool(nodes)
            total += 1
            continue
        for at, (lemma, term) in rest:
            beside = any(abs(at - one) <= window for one in nodes)
            near += beside
            total += 1
            if term:
                other[lemma] += 1
                both[lemma] += beside
    return {lemma: (both[lemma], near, count, total) for lemma, count in other.items()}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["sample", "sea"])
def test_tables_are_those_counted_by_hand_and_scores_are_nltks(name, window, request):
    """Every collocate of every term: counts as counted word by word, log-likelihood and PMI as NLTK computes them."""
    article = request.getfixturevalue(name)
    for node in terms.frequencies(article).index[:20]:
        tables = recount(article, node, window)
        wanted = {lemma for lemma, (both, a, b, total) in tables.items() if both and both * total > a * b}
        found = terms.collocates(article, node, window=window, least=1)
        assert set(found.index) == wanted
        for row in found.itertuples():
            both, a, b, total = tables[row.Index]
            assert (row.together, row.expected) == (both, pytest.approx(a * b / total))
            marginals = (both, (a, b), total)
            if both < total:
                assert row.log_likelihood == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals), abs=1e-6)
            assert row.pmi == pytest.approx(BigramAssocMeasures.pmi(*marginals), abs=1e-9)


@pytest.mark.parametrize("window", [1, 2, 4])
def test_counts_are_those_of_nltks_finder(window):
    """Where no two windows overlap, together is what NLTK's finder counts on the same words, both orders added."""
    text = "chat noir mange souris grise puis dort lion chasse gazelle rapide chien noir dort chat blanc joue souris"
    article = read(f"{text} verte.")
    words = counted(article).words["lemma"].tolist()
    finder = BigramCollocationFinder.from_words(words, window_size=window + 1)
    seen = 0
    for node in ["lion", "chat", "gazelle", "joue"]:
        for lemma, together in terms.collocates(article, node, window=window, least=1)["together"].items():
            assert together == finder.ngram_fd[node, lemma] + finder.ngram_fd[lemma, node]
            seen += together
    assert seen >= 5


def test_a_word_near_two_nodes_is_counted_once():
    """NLTK counts the pairs; here the items are words, so that the cells of the table add up."""
    article = read("Le phare rouge le phare. Une vague.")
    found = terms.collocates(article, "phare", least=1)
    assert found["together"].to_dict() == {"rouge": 1}
    # Outside the node: le rouge le | Une vague; three of them near it, one of them the collocate.
    assert found["expected"].tolist() == [pytest.approx(3 * 1 / 5)]


def test_a_table_by_hand():
    """Near the node 2 of 4 words, the collocate 2 times near it and 2 in all: 2 ln(...) worked out on paper."""
    article = read("Phare rouge. Phare rouge. Vague verte.")
    row = terms.collocates(article, "phare", window=1).loc["rouge"]
    # Cells 2, 0, 0, 2 of 4: each expected once; G2 = 2 (2 ln 2 + 2 ln 2) = 8 ln 2.
    assert row["log_likelihood"] == pytest.approx(5.545177444)
    assert (row["together"], row["count"], row["expected"], row["pmi"], row["log_dice"]) == (2, 2, 1, 1, 14)


def test_the_table_over_sentences_by_hand():
    """Of 4 sentences 3 hold the node, 2 the collocate, 2 both."""
    article = read("Le phare voit la vague. Vague, phare, vague. Le phare dort. Rien ici.")
    row = terms.collocates(article, "phare", window="sentence").loc["vague"]
    assert (row["together"], row["count"], row["expected"]) == (2, 3, 1.5)
    assert row["log_dice"] == pytest.approx(14 + math.log2(4 / 5))


def test_log_dice_is_at_most_14():
    """One node with the same collocate three times beside it is one pair: 14 + log2(2 * 1 / (1 + 3))."""
    article = read("Vague, phare, vague, vague. Rien ici.")
    assert terms.collocates(article, "phare").loc["vague", ["together", "log_dice"]].tolist() == [3, 13]


def test_a_window_ends_with_its_sentence():
    """Neither a long window nor a short one reaches into the next sentence, the next line or the title."""
    article = read("Le phare dort. La vague monte.\nUne côte. Le phare brille.")
    for window in (1, 5, 10**30, "sentence"):
        found = set(terms.collocates(article, "phare", window=window, least=1).index)
        assert "vague" not in found
        assert "côte" not in found


@pytest.mark.parametrize(("window", "near"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_the_window_counts_words_not_marks(window, near):
    """Stop words lie between node and collocate, punctuation does not."""
    article = read("Le phare, « à la ! » côte. Rien d'autre ici.")
    assert len(terms.collocate_places(article, "phare", "côte", window=window)) == near


def test_a_term_is_not_its_own_collocate(sea):
    """The node near itself is no collocation, and has no places as one."""
    for window in WINDOWS:
        assert "mer" not in terms.collocates(sea, "mer", window=window, least=1).index
    with pytest.raises(ValueError, match="other must be another term than 'mer'"):
        terms.collocate_places(sea, "mer", "mer")


def test_stop_words_are_no_collocates(sea):
    """Function words take room in a window, and are not listed."""
    assert not {"le", "de", "un", "et"} & set(terms.collocates(sea, "phare", least=1).index)


def test_an_expression_can_be_the_node(sea):
    """Its own words are no collocates of it, and the distance is measured from its ends."""
    found = terms.collocates(sea, "côte de granit rose", least=1, window=2)
    assert not {"côte", "granit", "rose"} & set(found.index)
    assert found["together"].to_dict() == {"rouge": 1}
    pd.testing.assert_frame_equal(terms.collocates(sea, "Côte de granit rose", least=1, window=2), found)
    places = terms.collocate_places(sea, "côte de granit rose", "rouge", window=1)
    assert places["text"].tolist() == ["côte de granit rose rouge"]


def test_words_shared_by_two_terms_belong_to_the_longer(sea):
    """A word never occurs together with the expression it stands in."""
    for window in WINDOWS:
        assert terms.collocate_places(sea, "granit", "côte de granit rose", window=window).empty
        assert terms.collocate_places(sea, "côte de granit", "granit rose", window=window).empty
    twice = read("Le granit de la côte de granit rose. Une côte de granit rose.")
    for pair in [("granit", "granit rose"), ("granit rose", "granit")]:
        assert terms.collocate_places(twice, *pair)["text"].tolist() == ["granit de la côte de granit rose"]


def test_rare_rows_are_marked_last_and_unranked(sample):
    """What stands together twice or less is marked; the others are ranked by log-likelihood, equals alike."""
    found = terms.collocates(sample, "défense", window="sentence")
    assert (found["rare"] == (found["together"] <= terms.FEW)).all()
    assert found["rare"].is_monotonic_increasing
    assert found["rank"].isna().equals(found["rare"])
    assert found.loc[~found["rare"], "rank"].tolist() == [1, 1, 1]
    assert terms.collocates(sample, "défense")["rare"].all()  # five words around five occurrences are too little


def test_least_is_the_smallest_count_listed(sample):
    """least = 3 leaves only what is not rare."""
    assert terms.collocates(sample, "défense", window="sentence", least=3)["together"].min() == 3


@pytest.mark.parametrize("name", NAMES)
def test_every_count_has_its_places(name):
    """In every labelled case each ``together``, of collocates and of pairs, is so many rows with right offsets."""
    article = load_article(dump(name))
    text, expressions = article.source.text, _expressions(article)
    for window in (5, "sentence"):
        pairs = [
            (node, other, together)
            for node in [*terms.frequencies(article).index[:2], *expressions[:1]]
            for other, together in terms.collocates(article, node, window=window, least=1)["together"].items()
        ]
        paired = terms.cooccurrences(article, window=window, terms=expressions).head(40)
        pairs += zip(paired["source"], paired["target"], paired["together"], strict=True)
        for node, other, together in pairs:
            places = terms.collocate_places(article, node, other, window=window)
            assert len(places) == together
            for row in places.itertuples():
                assert text[row.start : row.end] == row.text
                ends = sorted([row.node_start, row.node_end, row.other_start, row.other_end])
                assert (row.start, row.end) == (ends[0], ends[-1])
            one, two = terms.places(article, node), terms.places(article, other)
            assert set(zip(places["node_start"], places["node_end"], strict=True)) <= set(_ends(one))
            assert set(zip(places["other_start"], places["other_end"], strict=True)) <= set(_ends(two))
            key = "sentence" if window == "sentence" else "other_start"
            assert places[key].is_unique


def _ends(places):
    return zip(places["start"], places["end"], strict=True)


def _expressions(article):
    """Pairs of words that follow each other twice or more: keys of expressions."""
    lemmas = counted(article)
    names = [lemmas.vocabulary[code] for code in lemmas.lemmas]
    found = Counter(
        (names[at - 1], names[at])
        for at in range(1, len(names))
        if lemmas.joined[at] and lemmas.is_term[at] and lemmas.is_term[at - 1]
    )
    return [" ".join(pair) for pair, count in found.items() if count > 1]


def test_places_stand_in_the_article(sample):
    """Section, line, sentence and position are those of the span's first word."""
    places = terms.collocate_places(sample, "aérien", "défense")
    tokens = sample.tokens.set_index("start")
    for row in places.itertuples():
        token = tokens.loc[row.start]
        assert (row.section, row.line, row.sentence) == (token["section"], token["line"], token["sentence"])
    assert places["position"].is_monotonic_increasing
    assert list(places.columns) == (
        "section line start end sentence position node_start node_end other_start other_end text".split()
    )


def test_the_nearest_node_is_the_one_shown():
    """A collocate between two nodes is shown with the nearer; of two as near, with the first."""
    article = read("Le phare rouge voit phare. Le phare, la vague, le phare.")
    assert terms.collocate_places(article, "phare", "rouge")["text"].tolist() == ["phare rouge"]
    assert terms.collocate_places(article, "phare", "vague")["text"].tolist() == ["phare, la vague"]


def test_a_sentence_is_one_place_however_often_both_occur(sea):
    """mer twice and phare once in a sentence: one place, the two that stand nearest."""
    places = terms.collocate_places(sea, "mer", "phare", window="sentence")
    assert places["text"].tolist() == ["phare rouge la mer"]
    assert len(terms.collocate_places(sea, "phare", "mer")) == 2  # in a window each mer counts


@pytest.mark.parametrize("call", [terms.collocates, lambda a, t: terms.collocate_places(a, "phare", t)])
def test_an_unknown_term_is_refused_with_the_nearest(sea, call):
    """As terms.places does, whatever the case it is written in; a stop word is no term."""
    with pytest.raises(KeyError, match="no term 'VAGEU'; did you mean 'vague'"):
        call(sea, "VAGEU")
    for unknown in ("le", "", "mer monte vite", "🙂"):
        with pytest.raises(KeyError, match="no term"):
            call(sea, unknown)


@pytest.mark.parametrize("window", [0, -1, 2.5, True, None, "sentance", "words", "", [5]])
def test_an_invalid_window_is_refused(sea, window):
    """The message says what is allowed and what was given."""
    calls = [
        lambda: terms.collocates(sea, "mer", window=window),
        lambda: terms.collocate_places(sea, "mer", "port", window=window),
        lambda: terms.cooccurrences(sea, window=window),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"window must be a number of words \(1 or more\) or 'sentence', not "):
            call()


def test_a_window_that_is_nearly_right_is_suggested(sea):
    """The voice of invalid options."""
    with pytest.raises(ValueError, match="not 'sentance'; did you mean 'sentence'"):
        terms.collocates(sea, "mer", window="sentance")


@pytest.mark.parametrize("bad", [{"least": 0}, {"least": 1.5}, {"top": -1}, {"top": None}])
def test_invalid_numbers_are_refused(sea, bad):
    """Whole numbers, and no smaller than makes sense."""
    with pytest.raises(ValueError, match=f"{next(iter(bad))} must be a whole number"):
        terms.cooccurrences(sea, **bad)


@pytest.mark.parametrize("text", ["12 34", "Le la les et de.", "😀", "Un phare."])
@pytest.mark.parametrize("window", [5, "sentence"])
def test_texts_without_pairs(text, window):
    """An article without terms, or with one, gives empty tables with their columns, and an empty graph."""
    article = read(text)
    pairs = terms.cooccurrences(article, window=window, least=1)
    assert list(pairs.columns) == PAIRS
    assert pairs.empty
    graph = terms.graph(pairs, terms.frequencies(article))
    assert len(graph) == 0
    with pytest.raises(KeyError, match="no term 'mer'"):
        terms.collocates(article, "mer")
    if "phare" in text:
        found = terms.collocates(article, "phare", window=window, least=1)
        assert list(found.columns) == COLUMNS
        assert found.empty


def tables(article):
    """What must not change: collocates, pairs, and the graph."""
    found = {"pairs": terms.cooccurrences(article), "near": terms.cooccurrences(article, window=5)}
    for node in terms.frequencies(article).index[:5]:
        for window in (5, "sentence"):
            found[f"{node} {window}"] = terms.collocates(article, node, window=window, least=1)
    graph = terms.graph(found["pairs"], terms.frequencies(article))
    found["graph"] = pd.DataFrame([(node, *data.values()) for node, data in graph.nodes(data=True)])
    return found


def assert_same(one, two):
    """The same tables, rows in the same order."""
    assert one.keys() == two.keys()
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, two[name], obj=name)


@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_changes_nothing(sample, change):
    """Apostrophes, spaces, accents and line ends leave every count, form and order as they are."""
    assert_same(tables(sample), tables(load_article(text=TYPOGRAPHY[change](sample.source.text))))


def test_doubling_changes_nothing(sea):
    """The body pasted twice gives the same tables."""
    lines = SEA.splitlines()
    assert_same(tables(sea), tables(read("\n".join([*lines, *lines]))))


@pytest.mark.parametrize("window", [1, 3, 5, "sentence"])
@pytest.mark.parametrize("name", ["sample", "sea"])
def test_pairs_are_the_collocates_of_their_sources(name, window, request):
    """A pair's row says what ``collocates`` says of its source, number for number; no pair is missing."""
    article = request.getfixturevalue(name)
    ranked = terms.frequencies(article)
    limit = ranked["count"].iloc[:30].min()
    names = ranked.index[ranked["count"] >= limit]
    pairs = terms.cooccurrences(article, window=window, top=30, least=1).set_index(["source", "target"])
    wanted = {
        (node, other): row
        for node in names
        for other, row in terms.collocates(article, node, window=window, least=1).iterrows()
        if other in names and list(names).index(node) < list(names).index(other)
    }
    assert set(pairs.index) == set(wanted)
    shared = ["together", "expected", "log_likelihood", "pmi", "log_dice", "rare"]
    for pair, row in wanted.items():
        assert pairs.loc[pair, shared].tolist() == pytest.approx(row[shared].tolist())


def test_each_pair_has_one_row(sample):
    """A pair is unordered: the more frequent term is the source."""
    pairs, counts = terms.cooccurrences(sample), terms.frequencies(sample)["count"]
    assert len({frozenset(pair) for pair in zip(pairs["source"], pairs["target"], strict=True)}) == len(pairs)
    assert all(counts[a] >= counts[b] for a, b in zip(pairs["source"], pairs["target"], strict=True))


def test_pairs_are_marked_and_sorted(sample):
    """Pairs met once or twice are rare and come last; the others by log-likelihood."""
    pairs = terms.cooccurrences(sample)
    assert (pairs["rare"] == (pairs["together"] <= terms.FEW)).all()
    assert pairs["rare"].is_monotonic_increasing
    assert pairs.loc[~pairs["rare"], "log_likelihood"].round(9).is_monotonic_decreasing


def test_top_takes_ties_in():
    """Terms as frequent as the last one come along."""
    article = read("Phare vague. Phare vague. Phare vague côte. Côte port. Port. Rien ici. Rien là.")
    assert set(terms.cooccurrences(article, top=1, least=1)["source"]) == {"phare"}
    assert terms.cooccurrences(article, top=1, least=1)["target"].tolist() == ["vague"]
    assert terms.cooccurrences(article, top=0).empty


def test_expressions_are_paired_on_request():
    """An expression is a term like others, and a lemma that occurs in it alone gives way to it."""
    article = read("Le granit rose de la côte. Granit rose, côte. Une côte de sable gris. Rien. Rien encore.")
    pairs = terms.cooccurrences(article, terms=["granit rose"], window="sentence")
    names = set(pairs["source"]) | set(pairs["target"])
    assert names == {"côte", "granit rose"}
    assert pairs["target_form"].tolist() == ["granit rose"]
    assert len(terms.collocate_places(article, "côte", "granit rose", window="sentence")) == pairs["together"].item()
    pd.testing.assert_frame_equal(terms.cooccurrences(article, terms=["Granit  rose", "granit rose"]), pairs)
    with pytest.raises(KeyError, match="no term 'granit bleu'"):
        terms.cooccurrences(article, terms=["granit bleu"])


@pytest.mark.parametrize("window", WINDOWS)
def test_pairs_of_expressions_are_the_collocates_of_their_sources(window):
    """Nested and overlapping expressions: each pair's numbers are those of its source's collocates and places."""
    article = read(f"{SEA} Rose est la côte de granit rose. Le granit de la côte. Granit rose, rose, côte. Phare.")
    keys = ["côte de granit rose", "côte de granit", "granit rose"]
    pairs = terms.cooccurrences(article, window=window, terms=keys, least=1)
    for row in pairs.itertuples():
        assert len(terms.collocate_places(article, row.source, row.target, window=window)) == row.together
        if " " in row.source and " " not in row.target:
            found = terms.collocates(article, row.source, window=window, least=1).loc[row.target]
            assert (found["together"], found["expected"]) == (row.together, pytest.approx(row.expected))
            assert found["log_likelihood"] == pytest.approx(row.log_likelihood)
    listed = {frozenset(pair) for pair in zip(pairs["source"], pairs["target"], strict=True)}
    assert frozenset(keys[:2]) not in listed
    assert frozenset(keys[1:]) not in listed


def test_the_title_counts_on_request_only(sample):
    """with_title looks at the words of the title too, and its places are found."""
    more = terms.collocates(sample, "otan", window="sentence", with_title=True)["together"]
    assert more["stoltenberg"] == terms.collocates(sample, "otan", window="sentence")["together"]["stoltenberg"] + 1
    places = terms.collocate_places(sample, "otan", "stoltenberg", window="sentence", with_title=True)
    assert len(places) == more["stoltenberg"]
    assert places["section"].isna().sum() == 1
    assert len(terms.cooccurrences(sample, with_title=True)) > 0


def test_many_sentences_are_counted_in_parts(monkeypatch, sample):
    """Counting a few sentences at a time gives what counting all at once gives."""
    whole = terms.cooccurrences(sample)
    monkeypatch.setattr("helpers.terms.network.CHUNK", 3)
    pd.testing.assert_frame_equal(terms.cooccurrences(sample), whole)


def test_hundreds_of_ties_are_left_out(monkeypatch):
    """A text in which all terms are as frequent is not paired term by term."""
    article = read("Phare vague côte port. Phare vague côte port. Phare.")
    assert len(terms.cooccurrences(article, top=2, window=1)) > 0
    monkeypatch.setattr("helpers.terms.network.MOST", 3)
    assert terms.cooccurrences(article, top=2, window=1).empty


def test_the_graph_holds_the_pairs(sample):
    """Nodes in the order of the terms with form and count, edges with their scores, no node alone."""
    pairs, ranked = terms.cooccurrences(sample), terms.frequencies(sample)
    graph = terms.graph(pairs, ranked)
    assert graph.number_of_edges() == len(pairs)
    assert [n for n in ranked.index if n in graph] == list(graph)
    assert dict(graph.nodes(data="count")) == ranked["count"].reindex(list(graph)).to_dict()
    assert graph.nodes["otan"]["form"] == "OTAN"
    assert not list(networkx.isolates(graph))
    for row in pairs.itertuples():
        edge = graph.edges[row.source, row.target]
        assert (edge["together"], edge["log_likelihood"]) == (row.together, row.log_likelihood)
        assert (edge["pmi"], edge["log_dice"], edge["rare"]) == (row.pmi, row.log_dice, row.rare)


def test_the_backbone_connects_the_same_terms(sample):
    """A maximum spanning tree of each part: no ring is left, and no connection is lost."""
    graph = terms.graph(terms.cooccurrences(sample), terms.frequencies(sample))
    tree = terms.graph(terms.cooccurrences(sample), terms.frequencies(sample), backbone=True)
    assert networkx.is_forest(tree)
    assert list(tree) == list(graph)
    assert list(map(set, networkx.connected_components(tree))) == list(map(set, networkx.connected_components(graph)))
    for a, b in set(graph.edges) - set(tree.edges):
        weakest = min(tree.edges[edge]["log_likelihood"] for edge in pairwise(networkx.shortest_path(tree, a, b)))
        assert graph.edges[a, b]["log_likelihood"] <= weakest


def test_a_pair_without_its_term_is_refused(sample):
    """graph needs the counts of all terms it draws."""
    with pytest.raises(KeyError, match="terms has no row"):
        terms.graph(terms.cooccurrences(sample), terms.frequencies(sample, top=3))


def test_the_frames_given_are_not_changed(sample):
    """graph reads its tables."""
    pairs, ranked = terms.cooccurrences(sample), terms.frequencies(sample)
    before = pairs.copy(), ranked.copy()
    terms.graph(pairs, ranked, backbone=True)
    pd.testing.assert_frame_equal(pairs, before[0])
    pd.testing.assert_frame_equal(ranked, before[1])


def test_a_long_text_without_a_full_stop():
    """Ten thousand words in one sentence: counted in a moment, together at most as often as the collocate occurs."""
    article = read("phare rouge vague noire " * 2500)
    found = terms.collocates(article, "phare", window=1)
    assert found["together"].to_dict() == {"rouge": 2500, "noir": 2499}
    assert (found["log_dice"] <= 14).all()
    assert (terms.cooccurrences(article, window=2)["together"] <= 2500).all()
