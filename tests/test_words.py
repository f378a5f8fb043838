"""Tokens, sentences, lemmas and stop words."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from support import NAMES, dump

from helpers import load_article
from helpers.language import languages
from helpers.lines import join, line_spans, repair
from helpers.words import is_stop, lemma, sentences, tokenise, tokens
from helpers.words.table import WordTable

FRENCH = [
    ("l'Ukraine", "l' Ukraine"),
    ("L'OTAN d'armes", "L' OTAN d' armes"),
    ("aujourd'hui", "aujourd'hui"),
    ("jusqu'aujourd'hui", "jusqu' aujourd'hui"),
    ("qu'il lorsqu'on puisqu'elle quoiqu'un", "qu' il lorsqu' on puisqu' elle quoiqu' un"),
    ("quelqu'un", "quelqu' un"),
    ("presqu'île prud'hommes", "presqu'île prud'hommes"),
    ("c'est-à-dire", "c'est-à-dire"),
    ("porte-parole vice-présidente États-Unis", "porte-parole vice-présidente États-Unis"),
    ("a-t-il dit-elle faut-il est-ce", "a -t-il dit -elle faut -il est -ce"),
    ("rendez-vous celui-ci au-delà", "rendez-vous celui-ci au-delà"),
    ("qu'a-t-il", "qu' a -t-il"),
    ("M. Dupont, Mme Roux", "M. Dupont , Mme Roux"),
    ("U.S.A. J.-C.", "U.S.A. J.-C."),
    ("1 150,5 euros", "1 150,5 euros"),
    ("en 2024 100 personnes", "en 2024 100 personnes"),
    ("3-2 90e 1er 15h30", "3-2 90e 1er 15h30"),
    ("12 % ; 3,5 !", "12 % ; 3,5 !"),
    ("l'« Europe »", "l' « Europe »"),
    ("https://a.example/b?c=1.", "https://a.example/b?c=1 ."),
    ("x.y@b.example", "x.y@b.example"),
    ("#crue @mairie", "#crue @mairie"),
    ("fin... puis…", "fin ... puis …"),
    ("", ""),
    ("   ", ""),
    ("😀 日本語", "😀 日本語"),
]


@pytest.mark.parametrize(("text", "tokens"), FRENCH)
def test_french_tokens(text, tokens):
    """Elisions split, words whose apostrophe is their own stay whole, inverted subjects split, numbers stay whole."""
    found = [token.text for token in tokenise(text, "fr")]
    assert " ".join(found) == tokens
    assert all(text[token.start : token.end] == token.text for token in tokenise(text, "fr"))


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Trump's plan isn't it's", "Trump 's plan isn't it's"),
        ("en", "the miller's 'theatre'", "the miller 's ' theatre '"),
        ("it", "l'acqua dell'Italia un po' d'olio", "l' acqua dell' Italia un po' d' olio"),
        ("de", "Handball-Bundesliga z.B. Dr. Roth", "Handball-Bundesliga z.B. Dr. Roth"),
        ("es", "¿Qué? EE. UU.", "¿ Qué ? EE. UU."),
        ("ar", "مرحبا بالعالم", "مرحبا بالعالم"),
        (None, "l'eau", "l'eau"),
    ],
)
def test_tokens_of_other_languages(language, text, tokens):
    """Each language splits by its own lists; an unknown one splits no apostrophe."""
    assert " ".join(token.text for token in tokenise(text, language)) == tokens


def test_elided_words_count_as_words_and_marks_do_not():
    """l' is a word, as in textometry; punctuation is none."""
    assert [(t.norm, t.is_word) for t in tokenise("L'eau !", "fr")] == [("l'", True), ("eau", True), ("!", False)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  ", 0),
        ("Sans point", 1),
        ("Un. Deux. Trois", 3),
        ("M. Dupont et Mme. Roux sont là. Ils parlent.", 2),
        ("J. Martin est venu. Oui.", 2),
        ("Il a dit : « Non. » Puis il est parti.", 2),
        ("« On ne lâchera rien », a-t-elle dit.", 1),
        ("Elle vient… et repart. Vraiment ?! Oui.", 3),
        ("Il coûte 3.5 euros. C'est tout.", 2),
        ("Voir p. 12 et art. 3 du code.", 1),
        ("1. Le bain glacé", 1),
        ("Ils étaient 24. Ils sont 23.", 2),
    ],
)
def test_sentences(text, count):
    """Sentences end at end marks, not after abbreviations, initials or list numbers."""
    found = sentences(text, "fr")
    assert len(found) == count
    assert all(text[a:b].strip() == text[a:b] for a, b in found)


@pytest.mark.parametrize(
    ("form", "language", "wanted"),
    [
        ("ukrainiennes", "fr", "ukrainien"),
        ("Occidentaux", "fr", "occidental"),
        ("OTAN", "fr", "otan"),
        ("Paris", "fr", "paris"),
        ("qu'", "fr", "que"),
        ("ships", "en", "ship"),
        ("Häuser", "de", "haus"),
        ("xyz", "tr", "xyz"),
        ("2024", "fr", "2024"),
    ],
)
def test_lemmas(form, language, wanted):
    """Lemmas are lower-case dictionary forms; names, numbers and unknown languages keep their form."""
    assert lemma(form, language) == wanted


@pytest.mark.parametrize("language", ["fr", "de", "zh", None])
@pytest.mark.parametrize("piece", ["a", "ab1", "é", "x-y", "https://a.fr/b?"])
def test_what_is_too_long_is_no_word(piece, language):
    """Data between words, however long, is one mark or several; the words beside it are counted as ever."""
    long = piece * 40_000
    tokens = tokenise(f"Le code {long} est faux", language)
    assert [token.text for token in tokens if token.is_word and len(token.text) > 100] == []
    assert [token.text for token in tokens][:2] == ["Le", "code"]
    assert [token.text for token in tokens if token.is_word][-2:] == ["est", "faux"]


@pytest.mark.parametrize("language", languages())
def test_stop_lists(language):
    """Each list holds its language's most common function words, and no stop word is missing for its apostrophe."""
    common = {
        "fr": ["l'", "de", "ont", "qu'", "-t-il"],
        "en": ["the", "isn't"],
        "de": ["und", "der"],
        "es": ["el", "que"],
        "it": ["l'", "che"],
        "pt": ["que", "não"],
        "nl": ["het", "een"],
        "pl": ["nie", "się"],
    }
    assert all(is_stop(word, language) for word in common[language])
    assert not is_stop("défense", language)


@pytest.mark.parametrize(
    "text", ["l'" * 20_000, "M. " * 20_000, "« " * 20_000, "a-" * 20_000, ". " * 20_000, "1 " * 20_000]
)
def test_hostile_runs_are_read_in_one_pass(text):
    """Long runs of what is special neither recurse nor lose a character that is no space."""
    assert "".join(token.text for token in tokenise(text, "fr")).replace(" ", "") == text.replace(" ", "")
    assert sum(end - start for start, end in sentences(text, "fr")) <= len(text)


@pytest.mark.parametrize("apostrophe", "\u2019\u02bc\u2018")
def test_text_that_was_not_repaired_is_cut_alike(apostrophe):
    """The list functions take a text with its typography and give its own slices."""
    plain = "J'ai 1 150,5 \u20ac. C'est aujourd'hui, art. 3 ! Va-t'en."
    raw = plain.replace("'", apostrophe).replace(" ", "\u202f")
    assert [t.norm for t in tokenise(raw, "fr")] == [t.norm for t in tokenise(plain, "fr")]
    assert all(raw[t.start : t.end] == t.text for t in tokenise(raw, "fr"))
    assert sentences(raw, "fr") == sentences(plain, "fr")


TYPES = {
    "sentence": "int64",
    "section": "Int64",
    "line": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "form": "str",
    "norm": "str",
    "lemma": "str",
    "is_word": "bool",
    "is_stop": "bool",
    "role": "str",
}


def frames(source: str, language: str | None = "fr") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames of a text, each line a passage."""
    spans = line_spans(source)
    passages = [repair(source[start:end], start) for start, end in spans]
    table = WordTable(passages, source, [start for start, _ in spans], language)
    return table.tokens(), table.sentences()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n\n",
        "L\u2019Ukraine \u00ab\u00a0dit\u00a0\u00bb\u202f: oui. Non\u2026",
        "Le gouver\u00adnement, l\u02bce\u0301te\u0301. Voil\u00e0\u200b.",
        "1\u202f150,5\u00a0\u20ac\nen\t2024\u00a0100 personnes",
        "AUJOURD\u2019HUI LES ALLI\u00c9S PARLENT. Ils parlent.",
        "p. 12\n13 euros, art.\n3 fois. J.\nMartin",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \ufffd \x1f \x0c \u2028 fin.",
    ],
)
def test_frames_say_what_the_lists_say(source):
    """The frames hold the tokens and sentences that tokenise and sentences find in each line, with raw slices."""
    found, units = frames(source)
    assert found.dtypes.astype(str).to_dict() == TYPES
    wanted, cut = [], []
    for start, end in line_spans(source):
        passage = repair(source[start:end], start)
        wanted += [(*passage.span(t.start, t.end), t.text, t.norm, t.is_word) for t in tokenise(passage.text, "fr")]
        cut += [passage.span(*span) for span in sentences(passage.text, "fr")]
    assert list(found[["start", "end", "form", "norm", "is_word"]].itertuples(index=False, name=None)) == wanted
    assert list(units[["start", "end"]].itertuples(index=False, name=None)) == cut
    assert [source[row.start : row.end] for row in found.itertuples()] == found["text"].to_list()
    assert [source[row.start : row.end] for row in units.itertuples()] == units["text"].to_list()
    assert units["words"].sum() == found["is_word"].sum()
    starts = units["start"].to_numpy()[found["sentence"]]
    assert ((found["start"] >= starts) & (found["end"] <= units["end"].to_numpy()[found["sentence"]])).all()


def test_frames_of_hard_wrapped_paragraphs():
    """A sentence that runs over a line end is one, and each of its words stands on its own line."""
    source = "Le maire de\r\nl\u2019Estaque est l\u00e0. Il\r\nparle."
    spans = line_spans(source)
    passage = join([repair(source[start:end], start) for start, end in spans])
    table = WordTable([passage], source, [start for start, _ in spans], "fr")
    found, units = table.tokens(), table.sentences()
    assert found["line"].to_list() == [1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3]
    assert units["text"].to_list() == ["Le maire de\r\nl\u2019Estaque est l\u00e0.", "Il\r\nparle."]


@pytest.mark.parametrize("name", NAMES)
def test_frames_of_the_cases(name):
    """In every labelled case the frames agree with the lists, and lemma and stop word with those of the form."""
    article = load_article(dump(name))
    tokens = article.tokens
    wanted = [t.text for passage in article.passages for t in tokenise(passage.text, article.language)]
    assert tokens["form"].to_list() == wanted
    assert tokens["is_stop"].to_list() == [is_stop(norm, article.language) for norm in tokens["norm"]]
    capitals = article.sentences["text"].str.isupper().reindex(tokens["sentence"]).to_numpy()
    for form, norm, found in tokens.loc[~capitals, ["form", "norm", "lemma"]].itertuples(index=False):
        # A capital may stand for a name, or for the head of a sentence.
        others = (norm, lemma(norm, article.language)) if form[0].isupper() else ()
        assert found in (lemma(form, article.language), *others)


def test_headlines_in_capitals_are_read_in_lower_case():
    """A long word of a sentence in capitals has the lemma that it has in small letters; a short one may be a name."""
    found, _ = frames("LES ALLI\u00c9S DE L\u2019OTAN PARLENT\nLes alli\u00e9s parlent.")
    lemmas = found["lemma"].to_list()
    assert (lemmas[1], lemmas[4], lemmas[5]) == ("alli\u00e9", "otan", "parler")
    assert lemmas[1] == lemmas[7]


def test_what_is_remembered_is_bounded(monkeypatch):
    """Texts of ever new words do not grow the memory for ever, and what is forgotten is cut alike again."""
    monkeypatch.setattr(tokens, "MOST_CHUNKS", 50)
    monkeypatch.setattr(tokens, "_memories", {})
    for number in range(20):
        text = " ".join(f"mot{number}x{i}" for i in range(30)) + " l'Ukraine."
        assert [t.text for t in tokenise(text, "fr")][-3:] == ["l'", "Ukraine", "."]
        assert len(tokens.memory("fr")) <= 50 + 32
    monkeypatch.setattr(tokens, "MOST_CHARACTERS", 100)
    tokenise("a" * 10_000, "fr")
    assert len(tokens.memory("fr")) == 0


def test_threads_may_share_what_is_remembered(monkeypatch):
    """Many threads that read new words at once find what one thread finds."""
    monkeypatch.setattr(tokens, "_memories", {})
    texts = [" ".join(f"mot{i % 700}, l'an{i * 7 % 900}." for i in range(2000 + n)) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: frames(text)[0]["form"].to_list(), texts))
    monkeypatch.setattr(tokens, "_memories", {})
    assert found == [[t.text for t in tokenise(text, "fr")] for text in texts]


@pytest.mark.parametrize(
    "piece",
    [
        "mot{} ",
        "Il a dit\u00a0: \u00ab Non{}. \u00bb Oui. ",
        "l\u2019",
        "a-",
        ". ",
        "1 ",
        '" ',
        "!\u00bb",
        "(a",
        "\u00ad",
        "M. J. ",
    ],
)
def test_time_grows_with_the_text(piece):
    """Four times the text takes four times the time, not sixteen."""
    spent = []
    for count in (5_000, 20_000):
        source = "".join(piece.format(i) for i in range(count))
        best = []
        for _ in range(3):
            start = time.perf_counter()
            frames(source)
            best.append(time.perf_counter() - start)
        spent.append(min(best))
    assert spent[1] < 10 * spent[0] + 0.05


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The US told us that the WHO knows who it is.", ["US", "WHO"]),
        ("THE US TOLD US WHO IT IS.", []),
        ("It is the IT firm.", ["IT"]),
    ],
)
def test_acronyms_are_no_function_words(text, terms):
    """Acronyms of the list are terms, the words that look like them and lines in capitals are not."""
    tokens = load_article(text=f"{text}\nThe firm told the press about the talks.", language="en").tokens
    found = tokens[(tokens["sentence"] == 0) & tokens["is_word"] & ~tokens["is_stop"]]
    assert [form for form in found["form"] if form.isupper() and form != "TOLD"] == terms


def test_a_capital_at_the_head_of_a_sentence_makes_no_name():
    """The first word of a sentence has the lemma of the same word elsewhere; a name keeps its own."""
    text = "Países ricos votaron ayer. Otros países no. Países de Europa hablaron con los Países Bajos."
    tokens = load_article(text=text, language="es").tokens
    found = tokens[tokens["norm"] == "países"]
    assert found["lemma"].tolist() == ["país", "país", "país", "países"]
    alone = load_article(text="Países Bajos votó ayer. Ha hablado el alcalde.", language="es").tokens
    assert alone["lemma"].iloc[0] == "países"


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Hier, Rachida Dati a parlé. Dati est venue. Elle date le texte.", "dati", ["dati", "dati"]),
        ("Le ministre Gilles Rosa a dit : « Salez la soupe. »", "gilles", ["gilles"]),
        ("Le maire a vu Luis et Donna. Donnez la main.", "donna", ["donna"]),
        ("Interrogé par Paul, il donne tout.", "interrogé", ["interroger"]),
        ("LES SALARIÉS DONNENT TOUT. Ils donnent.", "donnent", ["donner", "donner"]),
    ],
)
def test_names_have_no_verb_for_a_lemma(text, name, wanted):
    """A capitalised word inside a sentence is no form of a verb; nor is a first name."""
    tokens = load_article(text=text, language="fr").tokens
    assert tokens.loc[tokens["norm"] == name, "lemma"].tolist() == wanted
