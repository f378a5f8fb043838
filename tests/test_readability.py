"""Readability formulas: by hand, each for its language, on words as their authors counted them."""

from __future__ import annotations

from time import perf_counter

import pytest

from helpers import load_article
from helpers.diversity import diversity
from helpers.lengths import length_summary, sentence_lengths
from helpers.readability import FORMULAS, count, counted_words, readability
from tests.support import PAGES, SAMPLE, TYPOGRAPHY, dump

COLUMNS = "value level scale words sentences syllables long_words letters newspapers reliable".split()


def formulas(text: str, language: str):
    """The values of a text in a language."""
    return readability(load_article(text=text, language=language))["value"]


def test_kandel_and_moles_by_hand():
    """207 - 1.015 words per sentence - 73.6 syllables per word, counted on paper."""
    # Le chat dort.                         3 words   1 + 1 + 1             =  3 syllables
    # L'oiseau chante dans le jardin.       5 words   2 + 1 + 1 + 1 + 2     =  7   (chante: the final e is mute)
    # Les enfants parlent.                  3 words   1 + 2 + 1             =  4   (parlent: -ent is mute)
    #                            3 sentences, 11 words                        14
    # 207 - 1.015 * 11 / 3 - 73.6 * 14 / 11 = 207 - 3.7217 - 93.6727 = 109.6056
    values = formulas("Le chat dort. L'oiseau chante dans le jardin. Les enfants parlent.", "fr")
    assert values["Kandel-Moles"] == pytest.approx(109.6056, abs=1e-4)


def test_kandel_and_moles_by_hand_with_figures_and_acronyms():
    """A figure is a word of one syllable, an acronym is read or spelled, an inverted subject is part of its verb."""
    # En 2024, l'OTAN aide-t-elle la SNCF ?     En 1, 2024 1, l'OTAN 2, aide-t-elle 1 + 1, la 1, SNCF 4: 6 words, 11
    # M. Roux a répondu aujourd'hui.            M. 1, Roux 1, a 1, répondu 3, aujourd'hui 3: 5 words, 9 syllables
    # 207 - 1.015 * 11 / 2 - 73.6 * 20 / 11 = 207 - 5.5825 - 133.8182 = 67.5993
    article = load_article(
        text="En 2024, l'OTAN aide-t-elle la SNCF\u202f? M. Roux a répondu aujourd'hui.", language="fr"
    )
    counts = count(article)
    assert (counts.words, counts.sentences, counts.syllables) == (11, 2, 20)
    assert readability(article).loc["Kandel-Moles", "value"] == pytest.approx(67.5993, abs=1e-4)


def test_lix_by_hand():
    """Words per sentence and the percentage of words of more than six letters."""
    # 11 words, 3 sentences; l'oiseau (7 letters), enfants and parlent (7) are long, chante and jardin (6) are not
    # 11 / 3 + 100 * 3 / 11 = 3.6667 + 27.2727 = 30.9394
    values = formulas("Le chat dort. L'oiseau chante dans le jardin. Les enfants parlent.", "fr")
    assert values["LIX"] == pytest.approx(30.9394, abs=1e-4)


@pytest.mark.parametrize(
    ("language", "text", "formula", "value"),
    [
        # 8 words, 2 sentences, 1+1+1+1 + 1+2+2+1 = 10 syllables
        ("en", "The cat sat down. The children opened doors.", "Flesch", 206.835 - 1.015 * 8 / 2 - 84.6 * 10 / 8),
        # Die 1 Katze 2 schläft 1. Der 1 Hund 1 bellt 1 laut 1: 7 words, 2 sentences, 8 syllables
        ("de", "Die Katze schläft. Der Hund bellt laut.", "Amstad", 180 - 7 / 2 - 58.5 * 8 / 7),
        # El 1 gato 2 duerme 2. La 1 ciudad 2 es 1 grande 2: 7 words, 2 sentences, 11 syllables
        ("es", "El gato duerme. La ciudad es grande.", "Szigriszt-Pazos", 206.835 - 7 / 2 - 62.3 * 11 / 7),
        ("es", "El gato duerme. La ciudad es grande.", "Fernández Huerta", 206.84 - 1.02 * 7 / 2 - 60 * 11 / 7),
        # O 1 gato 2 dorme 2. A 1 cidade 3 não 1 é 1 grande 2: 8 words, 2 sentences, 13 syllables
        ("pt", "O gato dorme. A cidade não é grande.", "Martins", 248.835 - 1.015 * 8 / 2 - 84.6 * 13 / 8),
        # De 1 kat 1 slaapt 1. Het 1 huis 1 is 1 heel 1 mooi 1: 8 words, 2 sentences, 8 syllables
        ("nl", "De kat slaapt. Het huis is heel mooi.", "Flesch-Douma", 206.84 - 0.93 * 8 / 2 - 77 * 8 / 8),
        # L'acqua 6 letters, scende 6. Il 2 gatto 5 dorme 5: 5 words, 2 sentences, 24 letters
        ("it", "L'acqua scende. Il gatto dorme.", "Gulpease", 89 + (300 * 2 - 10 * 24) / 5),
    ],
)
def test_each_language_by_hand(language, text, formula, value):
    """Each formula gives what it gives on paper."""
    assert formulas(text, language)[formula] == pytest.approx(value)


@pytest.mark.parametrize("language", ["pl", "ru", "ja", "sv"])
def test_a_language_without_a_formula_has_none(language):
    """No formula is borrowed: the frame is empty and keeps its columns."""
    table = readability(load_article(text="Kot spał. Pies szczekał cały dzień.", language=language))
    assert table.empty
    assert list(table.columns) == COLUMNS


@pytest.mark.parametrize("language", FORMULAS)
@pytest.mark.parametrize("text", ["…", "😀", "12 34.", "a", "'", "l'", "日本語。"])
def test_texts_of_little_have_the_same_table(language, text):
    """What has no words has no value; what has few is not reliable and has no level."""
    table = readability(load_article(text=text, language=language))
    assert list(table.columns) == COLUMNS
    assert table["value"].isna().eq(count(load_article(text=text, language=language)).words == 0).all()
    assert not table["reliable"].any()
    assert table["level"].isna().all()


@pytest.mark.parametrize(
    ("words", "level"), [(99, None), (100, "very easy")], ids=["under a hundred words", "a hundred words"]
)
def test_reliable_from_a_hundred_words(words, level):
    """Below the size of the authors' samples the value is shown and marked, without a level."""
    row = readability(load_article(text="Le chat dort ici. " * 24 + "Oui " * (words - 96) + ".", language="fr"))
    assert row["value"].notna().all()
    assert row["words"].tolist() == [words, words]
    assert row["reliable"].tolist() == [words >= 100] * 2
    assert (row.loc["Kandel-Moles", "level"] == level) if level else row["level"].isna().all()


def test_a_formula_is_recomputed_from_its_row():
    """The value follows from the counts in the same row, and counts that it does not use are missing."""
    table = readability(load_article(SAMPLE))
    row = table.loc["Kandel-Moles"]
    by_hand = 207 - 1.015 * row["words"] / row["sentences"] - 73.6 * row["syllables"] / row["words"]
    assert row["value"] == pytest.approx(by_hand)
    assert table["long_words"].isna().tolist() == [True, False]
    assert table["syllables"].isna().tolist() == [False, True]
    assert table["letters"].isna().all()


def test_counts_have_addresses():
    """Every counted piece is a slice of the source, and the counts are its sums."""
    article = load_article(SAMPLE)
    words, counts = counted_words(article), count(article)
    assert [article.source.text[a:b] for a, b in zip(words["start"], words["end"], strict=True)] == words[
        "text"
    ].tolist()
    assert (counts.words, counts.syllables) == (words["is_word"].sum(), words["syllables"].sum())
    assert (counts.long_words, counts.letters) == (words["is_long"].sum(), words["letters"].sum())
    assert counts.sentences == len(sentence_lengths(article))


def test_headings_are_not_counted():
    """The formulas see the body alone."""
    article = load_article(SAMPLE)
    roles = article.lines.loc[counted_words(article)["line"].unique(), "role"]
    assert set(roles) == {"body"}
    assert "heading" in set(article.lines["role"])


def test_capitals_do_not_make_acronyms():
    """A sentence all in capitals reads as the same one in small letters."""
    text = "La guerre en Ukraine dure depuis 2022. Les pays cherchent une issue."
    quiet, loud = (readability(load_article(text=t, language="fr")) for t in (text, text.upper()))
    assert quiet["value"].equals(loud["value"])


@pytest.mark.parametrize("change", TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_typography_and_a_second_copy_change_nothing(change):
    """Apostrophes, spaces, accents' forms, line ends and a doubled body leave the table as it is."""
    text = SAMPLE.read_text(encoding="utf-8")
    before = readability(load_article(text=text, language="fr"))
    assert readability(load_article(text=change(text), language="fr")).equals(before)
    assert readability(load_article(text=f"{text}\n{text}", language="fr")).equals(before)


@pytest.mark.parametrize("name", PAGES)
def test_french_pages_are_plausible(name):
    """On whole French pages both formulas stay within what French prose has, and tell the same story."""
    table = readability(load_article(dump(name)))
    assert 20 < table.loc["Kandel-Moles", "value"] < 100
    assert 20 < table.loc["LIX", "value"] < 80


def test_the_three_tables_take_milliseconds():
    """Diversity, sentence lengths and readability of a long article together are fast on the second run."""
    text = " ".join(f"Le chat numéro {n} dort sur le toit de l'école." for n in range(80))
    article = load_article(text=text, language="fr")

    def run() -> float:
        began = perf_counter()
        readability(article)
        diversity(article)
        length_summary(sentence_lengths(article))
        return perf_counter() - began

    run()
    assert min(run() for _ in range(5)) < 0.05
