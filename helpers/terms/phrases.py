"""Runs of words as they are written: n-grams, repeated phrases, and the terms that occur once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from helpers.errors import check_option, nearest, whole_number
from helpers.terms.counted import FEW, Words, counted, usual_forms
from helpers.terms.frequencies import ranks, sections_held, tabulate
from helpers.terms.grams import Grams, find, grams, keys, parse, read, runs

if TYPE_CHECKING:
    from helpers.article import Article

Array = np.ndarray[Any, Any]
By = Literal["norm", "lemma"]
SHOWN = 100  # places of a phrase that decide how it is shown, so that a text of one word stays readable in time


def ngrams(article: Article, n: int = 2, *, by: By = "norm", least: int = 2, with_title: bool = False) -> pd.DataFrame:
    """All runs of ``n`` words, most frequent first; a run stands in one sentence, with no mark between its words.

    ``by`` says which runs are one: those with the same ``"norm"`` (letters, whatever their case) or the same
    ``"lemma"``. Stop words count as words. ``least`` is the least count listed; ``with_title`` counts title, subtitle
    and captions too. Returns index ``ngram`` (norms or lemmas with spaces between them; ``phrase_places`` resolves
    it) with the columns of ``frequencies``, without dp: form count per_1000 low high sections rank rare. Raises
    ValueError for a number below 1 or another ``by``.

    >>> from helpers import load_article
    >>> ngrams(load_article("otan-zelensky"), 3).head(2)["count"].to_dict()
    {"de l' otan": 4, "de l' ukraine": 3}
    """
    n, least = whole_number("n", n, 1), whole_number("least", least, 1)
    words = counted(article, with_title=with_title)
    codes, names = _coded(words, by)
    level = next(islice(grams(codes, words.joined, least=least), n - 1, None), None)
    if level is None:
        level = Grams(*(np.empty(0, dtype="int64") for _ in range(3)))
    forms = runs(words.words["form"].tolist(), level.first, n)
    labels = keys([names[code] for code in codes.tolist()], level.begins, n)
    frame = tabulate(words, level.codes, level.first, labels, forms=forms)
    return frame.drop(columns="dp").rename_axis("ngram")


def repeated(
    article: Article,
    *,
    shortest: int = 2,
    longest: int = 50,
    least: int = 2,
    content: int = 1,
    with_title: bool = False,
) -> pd.DataFrame:
    """Phrases that occur again word for word: each as long as it can be without losing an occurrence.

    A phrase is a run of ``shortest`` to ``longest`` words in one sentence, with no mark between them and whatever
    their case, that occurs at least ``least`` times (Salem 1987, segments répétés). It is listed unless one more word
    before or after makes a phrase that occurs as often; one longer than ``longest`` is listed by its first words.
    Occurrences may overlap. ``content`` is the least number of words in it that are no stop words: 0 lists "de la"
    too. Returns index ``phrase`` (norms with spaces between them; ``phrase_places`` resolves it): form (as written
    most in its first 100 places) words count sections (in how many) first (word number of its first place) rank
    (missing for rare ones) rare (two occurrences at most), most frequent first, then longest. Raises ValueError for a
    number that is too small.

    >>> from helpers import load_article
    >>> repeated(load_article("otan-zelensky"), shortest=3)["form"].head(2).tolist()
    ["de l'OTAN", "de l'Ukraine"]
    """
    shortest, least = whole_number("shortest", shortest, 1), whole_number("least", least, 2)
    longest, content = whole_number("longest", longest, shortest), whole_number("content", content, 0)
    words = counted(article, with_title=with_title)
    codes, names = _coded(words, "norm")
    before: Grams | None = None
    whole = np.empty(0, dtype=bool)
    parts = []
    length = 0
    for length, level in enumerate(islice(grams(codes, words.joined, least=least), longest + 1), 1):
        if before is not None:
            # A run is two that are one word shorter; where it occurs as often, these are only parts of it.
            for part in (before.at(level.begins), before.at(level.begins + 1))[length > longest :]:
                whole[part[before.counts[part] == level.counts]] = False
            parts.append((length - 1, before, whole))
        before, whole = level, np.ones(len(level.counts), dtype=bool)
    if before is not None and length <= longest:
        parts.append((length, before, whole))
    norms = [names[code] for code in codes.tolist()]
    chosen = [_chosen(words, *part, content) for part in parts if part[0] >= shortest]
    return _phrases(words, [part for part in chosen if len(part[1].counts)], norms)


def _chosen(words: Words, length: int, level: Grams, whole: Array, content: int) -> tuple[int, Grams]:
    """The phrases of one length that are whole and hold enough terms."""
    terms = np.concatenate([[0], np.cumsum(words.is_term)])
    enough = terms[level.begins + length] - terms[level.begins] >= content
    return length, level.only(whole & enough)


def _phrases(words: Words, parts: list[tuple[int, Grams]], norms: list[str]) -> pd.DataFrame:
    """The table of these phrases, length by length."""
    empty = np.empty(0, dtype="int64")
    forms, labels, written = words.words["form"].tolist(), [], []
    counts, lengths, first, sections = [empty], [empty], [empty], [empty]
    for length, level in parts:
        number = len(level.counts)
        shown = _first_places(level.codes, number)
        usual = usual_forms(level.codes[shown], runs(forms, level.first[shown], length))
        written += [usual[code] for code in range(number)]
        labels += keys(norms, level.begins, length)
        counts.append(level.counts)
        lengths.append(np.full(number, length))
        first.append(level.begins)
        sections.append(sections_held(words, level.codes, level.first, number))
    count, long, begin = np.concatenate(counts), np.concatenate(lengths), np.concatenate(first)
    order = np.lexsort((begin, -long, -count))
    return pd.DataFrame(
        {
            "form": pd.array([written[at] for at in order.tolist()], dtype="str"),
            "words": long[order],
            "count": count[order],
            "sections": np.concatenate(sections)[order],
            "first": begin[order],
            "rank": ranks(count[order]),
            "rare": count[order] <= FEW,
        },
        index=pd.Index([labels[at] for at in order.tolist()], name="phrase", dtype="str"),
    )


def _first_places(codes: Array, number: int) -> Array:
    """Which occurrences are among the first few of their phrase, in reading order."""
    if len(codes) <= SHOWN:
        return np.arange(len(codes))
    order = np.argsort(codes, kind="stable")
    begins = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=number))[:-1]])
    return np.sort(order[np.arange(len(codes)) - begins[codes[order]] < SHOWN])


def phrase_places(article: Article, phrase: str, *, by: By = "norm", with_title: bool = False) -> pd.DataFrame:
    """Every place of an n-gram or a repeated phrase: section line start end text sentence position (word number).

    ``phrase`` is the index of ``ngrams`` or ``repeated``, or the phrase as one writes it ("de l'OTAN"). Raises
    KeyError with the nearest repeated phrase when it does not occur.

    >>> from helpers import load_article
    >>> phrase_places(load_article("otan-zelensky"), "défense aérienne")["line"].tolist()
    [2, 3]
    """
    words = counted(article, with_title=with_title)
    codes, names = _coded(words, by)
    known = {name: code for code, name in enumerate(names)}
    written = [word[by == "lemma"] for word in read(phrase, article.language)]
    for wanted in (parse(phrase, known.__contains__), written):
        first = find(codes, words.joined, [known.get(word, -1) for word in wanted or ()])
        if len(first):
            places = words.spans(first, len(wanted or ()))
            text = [article.source.text[a:b] for a, b in zip(places["start"], places["end"], strict=True)]
            places.insert(4, "text", pd.Series(text, dtype="str"))
            return places
    raise KeyError(f"no phrase '{phrase}'{nearest(phrase, repeated(article, with_title=with_title).index)}")


def hapaxes(article: Article, *, with_title: bool = False) -> pd.DataFrame:
    """The terms that occur once, in reading order, with their place; ``hapax_share`` says how many of all they are.

    Returns index ``term``: form section line start end sentence.

    >>> from helpers import load_article
    >>> hapaxes(load_article("otan-zelensky")).head(3).index.tolist()
    ['récent', 'président', 'volodymyr']
    """
    words = counted(article, with_title=with_title)
    at = np.flatnonzero(words.is_term)
    counts = np.bincount(words.lemmas[at], minlength=len(words.vocabulary))
    once = at[counts[words.lemmas[at]] == 1]
    places = words.spans(once).drop(columns="position")
    places.insert(0, "form", words.words["form"].to_numpy()[once])
    names = [words.vocabulary[code] for code in words.lemmas[once].tolist()]
    return places.astype({"form": "str"}).set_axis(pd.Index(names, name="term", dtype="str"))


def hapax_share(article: Article, *, with_title: bool = False) -> float | None:
    """How many of the different terms occur once: hapaxes / types, 0 to 1; None for a text without terms.

    About half the types of any text are hapaxes, and more in a short one: compare texts of one length only.

    >>> from helpers import load_article
    >>> round(hapax_share(load_article("otan-zelensky")), 2)
    0.74
    """
    words = counted(article, with_title=with_title)
    counts = np.bincount(words.lemmas[words.is_term])
    types = int((counts > 0).sum())
    return float((counts == 1).sum() / types) if types else None


def _coded(words: Words, by: str) -> tuple[Array, list[str]]:
    """Each word as a number, and what the numbers stand for."""
    if check_option("by", by, ("norm", "lemma")) == "lemma":
        return words.lemmas, words.vocabulary
    codes, norms = pd.factorize(words.words["norm"])
    return codes, [str(norm) for norm in norms]
