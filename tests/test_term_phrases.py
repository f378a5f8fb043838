"""N-grams, repeated phrases and hapaxes: equal to their definitions, each count with its places."""

from __future__ import annotations

import random
import time
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from support import NAMES, PAGES, SAMPLE, TYPOGRAPHY, dump

from helpers import load_article, terms
from helpers.terms.counted import counted

NGRAM_COLUMNS = "form count per_1000 low high sections rank rare".split()
PHRASE_COLUMNS = "form words count sections first rank rare".split()
HAPAX_COLUMNS = "form section line start end sentence".split()


def article(text, language="fr"):
    """An article of this text alone."""
    return load_article(text=text, language=language)


def runs(read, column="norm"):
    """The words of each sentence, cut at its marks."""
    words = counted(read)
    values = words.words[column].to_numpy(dtype=object)
    return [part.tolist() for part in np.split(values, np.flatnonzero(~words.joined)[1:])]


def count_all(read, length, column="norm"):
    """How often each run of so many words occurs, by the definition."""
    return Counter(" ".join(run[at : at + length]) for run in runs(read, column) for at in range(len(run) - length + 1))


def repeated_by_definition(read, shortest, longest):
    """Phrases that occur twice, and that no phrase longer by a word before or after equals in count."""
    counts = {length: count_all(read, length) for length in range(shortest, longest + 2)}
    listed = {}
    for length in range(shortest, longest + 1):
        longer = [(phrase, count) for phrase, count in counts[length + 1].items() if count > 1]
        after = {(phrase.split(" ", 1)[1], count) for phrase, count in longer}
        before = {(phrase.rsplit(" ", 1)[0], count) for phrase, count in longer} if length < longest else set()
        listed |= {p: n for p, n in counts[length].items() if n > 1 and (p, n) not in before | after}
    return listed


@pytest.mark.parametrize("name", NAMES + PAGES)
@pytest.mark.parametrize(("n", "by"), [(1, "norm"), (2, "norm"), (3, "lemma"), (5, "norm")])
def test_ngrams_are_all_runs_of_n_words(name, n, by):
    """Each run of n words is counted, within a sentence and not across a mark."""
    read = load_article(dump(name))
    found = terms.ngrams(read, n, by=by, least=1)
    assert found["count"].to_dict() == count_all(read, n, by)
    assert found["count"].is_monotonic_decreasing
    assert found.columns.tolist() == NGRAM_COLUMNS


@pytest.mark.parametrize("name", NAMES + PAGES)
def test_every_count_has_its_places(name):
    """phrase_places gives as many rows as were counted, each the slice of the source that the form shows."""
    read = load_article(dump(name))
    shown = [terms.repeated(read, content=0), terms.ngrams(read, 3)]
    for phrase, form, count in pd.concat(shown)[["form", "count"]].itertuples():
        places = terms.phrase_places(read, phrase)
        assert len(places) == count
        assert form.lower() in {read.repaired(text).lower() for text in places["text"]}
    for phrase, count in terms.ngrams(read, 2, by="lemma")["count"].items():
        assert len(terms.phrase_places(read, phrase, by="lemma")) == len(terms.places(read, phrase)) == count


def test_a_mark_or_a_sentence_ends_a_run():
    """Words on both sides of a comma, a full stop or a quotation mark are no n-gram."""
    read = article("La mer, la mer. La mer « bleue » dort ici.")
    assert terms.ngrams(read, 2, least=1).index.tolist() == ["la mer", "dort ici"]
    assert terms.ngrams(read, 4).empty


def test_numbers_written_with_spaces_are_one_word():
    """A key with a number of several groups still leads to its places."""
    read = article("Il paie 1 150 000 euros par an. Elle a 1 150 000 euros aussi, et 150 000 euros de plus.")
    found = terms.ngrams(read, 2)
    assert found["count"].to_dict() == {"1 150 000 euros": 2}
    assert terms.phrase_places(read, "1 150 000 euros")["text"].tolist() == ["1 150 000 euros"] * 2


def test_a_phrase_may_be_given_as_it_is_written():
    """phrase_places takes the key, and the phrase with its elisions and capitals."""
    read = article("Le chef de l’OTAN parle. Un chef de l’OTAN se tait.")
    for phrase in ("chef de l' otan", "chef de l'OTAN", "Chef de l’Otan"):
        assert len(terms.phrase_places(read, phrase)) == 2
    with pytest.raises(KeyError, match="no phrase 'chef de l otan'; did you mean"):
        terms.phrase_places(read, "chef de l otan")


@pytest.mark.parametrize("seed", range(12))
def test_repeated_phrases_are_as_long_as_they_can_be(seed):
    """On random texts of few words, exactly the phrases of the definition are listed, with their counts."""
    rng = random.Random(seed)
    text = " ".join(rng.choice(["mer", "port", "vague", "ciel,", "sable."]) for _ in range(rng.randint(2, 150)))
    read = article(text)
    for longest in (2, 3, 6, 50):
        found = terms.repeated(read, longest=longest, content=0)
        assert found["count"].to_dict() == repeated_by_definition(read, 2, longest)


@pytest.mark.parametrize("name", NAMES + PAGES)
def test_repeated_phrases_of_articles_are_those_of_the_definition(name):
    """On every labelled dump, exactly the phrases of the definition are listed."""
    read = load_article(dump(name))
    found = terms.repeated(read, content=0)
    assert found["count"].to_dict() == repeated_by_definition(read, 2, 50)
    assert found.columns.tolist() == PHRASE_COLUMNS
    assert (found["words"] == [len(terms.phrase_places(read, p)) and len(p.split(" ")) for p in found.index]).all()


def test_phrases_of_stop_words_are_left_out_by_default():
    """content is the least number of words in a phrase that are no stop words."""
    read = article("Il vient de la mer bleue. Elle parle de la mer rouge. On sort de la ville.")
    assert terms.repeated(read).index.tolist() == ["de la mer"]
    assert terms.repeated(read, content=0).index.tolist() == ["de la", "de la mer"]
    assert terms.repeated(read, content=2).empty


def test_a_text_of_one_word_has_a_phrase_of_each_length():
    """100,000 times one word: each length occurs once less than the one before, and it takes seconds."""
    read = article("mer " * 100_000)
    read.tokens  # noqa: B018 reading is not what is timed
    begin = time.perf_counter()
    found = terms.repeated(read)
    assert time.perf_counter() - begin < 20
    assert found["words"].tolist() == list(range(2, 51))
    assert found["count"].tolist() == [100_001 - words for words in range(2, 51)]
    assert len(terms.phrase_places(read, "mer mer mer")) == 99_998


@pytest.mark.parametrize("mark", ["", "."])
def test_a_phrase_said_a_thousand_times_is_one_phrase(mark):
    """A phrase of 50 words, 1000 times with or without a full stop: one row, not its thousands of parts."""
    phrase = " ".join(f"Mot{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}" for n in range(50))
    read = article(f"{phrase}{mark} " * 1000)
    found = terms.repeated(read)
    assert found[["form", "words", "count"]].to_numpy().tolist() == [[phrase, 50, 1000]]


def test_a_phrase_longer_than_the_longest_is_listed_by_its_first_words():
    """A repeated sentence of more words than longest gives one row, not one for each window on it."""
    sentence = "Le grand chat noir du voisin dort sur le toit de la maison blanche."
    read = article(f"{sentence} Rien ne bouge. {sentence}")
    assert terms.repeated(read, longest=5)["form"].tolist() == ["Le grand chat noir du"]


def test_hapaxes_are_the_terms_counted_once():
    """They are those of the table of frequencies, in reading order, each with its place."""
    read = load_article(dump("fr00_otan_zelensky"))
    found, counts = terms.hapaxes(read), terms.frequencies(read)["count"]
    assert set(found.index) == set(counts[counts == 1].index)
    assert found.columns.tolist() == HAPAX_COLUMNS
    assert found["start"].is_monotonic_increasing
    assert [read.repaired(read.source.text[a:b]) for a, b in zip(found["start"], found["end"], strict=True)] == found[
        "form"
    ].tolist()
    assert terms.hapax_share(read) == pytest.approx((counts == 1).mean())
    assert all(len(terms.places(read, term)) == 1 for term in found.index)


@pytest.mark.parametrize("name", NAMES)
def test_a_second_body_changes_nothing(name):
    """The tables are the same when the kept lines are pasted a second time."""
    once = load_article(dump(name))
    lines = once.lines[once.lines["kept"] & once.lines["role"].isin(["heading", "body"])]
    twice = load_article(text="\n".join([once.source.text, *lines["text"]]), language=once.language)
    for table in (terms.ngrams, terms.repeated):
        pd.testing.assert_frame_equal(table(once), table(twice))
    assert terms.hapaxes(once).index.tolist() == terms.hapaxes(twice).index.tolist()


@pytest.mark.parametrize("style", TYPOGRAPHY)
def test_typography_changes_nothing(style):
    """The tables are the same with other apostrophes, spaces, accents and line ends."""
    text = SAMPLE.read_text(encoding="utf-8")
    one, other = load_article(text=text), load_article(text=TYPOGRAPHY[style](text))
    for table in (terms.ngrams, terms.repeated):
        pd.testing.assert_frame_equal(table(one), table(other))
    assert terms.hapaxes(one).index.tolist() == terms.hapaxes(other).index.tolist()


@pytest.mark.parametrize("text", ["1", "!!! ???", "😀 😀", "\ufeff"])
def test_texts_without_phrases_give_empty_tables(text):
    """Without a phrase the tables are empty and have their columns and types."""
    read, full = article(text), load_article("otan-zelensky")
    for table in (terms.ngrams, terms.repeated):
        assert table(read).empty
        assert table(read).dtypes.equals(table(full).dtypes)
    assert terms.hapaxes(read).dtypes.equals(terms.hapaxes(full).dtypes)
    assert terms.hapax_share(read) is None


@pytest.mark.parametrize("phrase", ["", " ", "🙂", "mer " * 2000, "\x00", "a" * 100_000])
def test_a_phrase_that_does_not_occur_is_refused(phrase):
    """Whatever is asked for, the answer is places or a KeyError."""
    read = load_article("otan-zelensky")
    with pytest.raises(KeyError, match="no phrase"):
        terms.phrase_places(read, phrase)
    with pytest.raises(KeyError, match="no term"):
        terms.places(read, phrase)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: terms.ngrams(a, 0), "n must be a whole number from 1 on, not 0"),
        (lambda a: terms.ngrams(a, 2.0), "n must be a whole number from 1 on, not 2.0"),
        (lambda a: terms.ngrams(a, least=0), "least must be a whole number from 1 on, not 0"),
        (lambda a: terms.ngrams(a, by="lemmas"), "by must be 'norm' or 'lemma', not 'lemmas'; did you mean 'lemma'"),
        (lambda a: terms.repeated(a, least=1), "least must be a whole number from 2 on, not 1"),
        (lambda a: terms.repeated(a, shortest=5, longest=3), "longest must be a whole number from 5 on, not 3"),
        (lambda a: terms.repeated(a, content=-1), "content must be a whole number from 0 on, not -1"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(call, message):
    """The message names the option, what is allowed and what was given."""
    with pytest.raises(ValueError, match=message):
        call(load_article("otan-zelensky"))
