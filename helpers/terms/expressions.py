"""Multi-word terms: words that stand together more often than by chance, in the shapes that terms have."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.errors import whole_number
from helpers.language import word_set
from helpers.terms.counted import Words, counted
from helpers.terms.frequencies import tabulate
from helpers.terms.grams import Grams, grams, keys, runs
from helpers.terms.statistics import log_likelihood
from helpers.terms.word_classes import (
    ANYWHERE,
    INFINITIVE,
    MODIFIER,
    NOWHERE,
    PRENOMINAL,
    TAKES_INFINITIVE,
    VERB,
    agree,
    is_known,
    links,
    set_phrase,
    word_class,
)

if TYPE_CHECKING:
    from helpers.article import Article

Array = np.ndarray[Any, Any]
LEAST = 2  # occurrences from which words together are listed
CHANCE = 3.84  # log-likelihood up to which they may be together by chance: 5 % point of chi-squared with 1 degree
INSIDE = 0.9  # of its occurrences inside one longer term: then an expression is only a part of that term
ADJECTIVE_LAST = ("fr", "es", "it", "pt")  # languages in which most adjectives follow their noun
LONGEST_ACRONYM = 4  # letters; longer words in capitals may be headings


@dataclass(frozen=True, eq=False)
class _Shape:
    """Which words can begin or end a term, and which stand in one chain of content words and links."""

    first: Array
    last: Array
    chain: Array
    links: dict[int, str]


def expressions(
    article: Article, *, top: int | None = None, longest: int = 12, with_title: bool = False
) -> pd.DataFrame:
    """Multi-word terms (défense aérienne, secrétaire général de l'OTAN) that occur at least twice, most frequent first.

    A term is a run of at most ``longest`` words in one sentence, without a mark inside, that begins and ends with a
    content word; between two of those stands nothing, or a link of the language (de, of). No tagger is used: forms,
    lemmas and lists under ``data/languages`` keep out finite verbs, adverbs, dates, quantities and phrases like "en
    cas de", at least half the times that the run occurs. Its words stand together more often than by chance:
    log-likelihood over 3.84 at the weakest place to cut it in two. A part of a longer term is listed too if it occurs
    outside it: fewer than 9 in 10 of its occurrences may be inside any one longer term (after the C-value of Frantzi
    and Ananiadou 2000). ``top`` keeps the first so many; ``with_title`` counts title, subtitle and captions too.

    Returns index ``term`` (lemmas with spaces between them; ``places`` resolves it) with the columns of
    ``frequencies`` and: alone (of count, not inside a longer term that is listed) pattern (A and B are content
    words: A B, A de B) log_likelihood (Dunning 1993, of two words as in NLTK; of more, at the weakest cut). Empty in
    a language other than fr en de es it pt nl pl. Raises ValueError for a ``longest`` below 2.

    >>> from helpers import load_article
    >>> expressions(load_article("otan-zelensky"))[["form", "count", "pattern"]].to_dict("list")
    {'form': ['défense aérienne', 'armes américaines'], 'count': [2, 2], 'pattern': ['A B', 'A B']}
    """
    whole_number("longest", longest, 2)
    words = counted(article, with_title=with_title)
    levels = list(islice(grams(words.lemmas, words.joined, least=LEAST), longest))
    shape = _shape(words, article.language)
    within = [np.zeros(len(level.counts), dtype="int64") for level in levels]
    found = []
    for length in range(len(levels), 1, -1):
        level = levels[length - 1]
        shown = _candidates(level, length, shape, words)
        shown = shown[within[length - 1][level.at(shown)] < INSIDE * level.counts[level.at(shown)]]
        likelihood = _weakest_split(levels, length, shown, len(words))
        shown, likelihood = shown[likelihood > CHANCE], likelihood[likelihood > CHANCE]
        _contain(levels, length, shown, within)
        found.append((length, shown, likelihood))
    frame = _table(words, levels, found, shape)
    return frame.head(top) if top is not None else frame


def _shape(words: Words, language: str | None) -> _Shape:
    """What each word can be, read word by word; a chain goes on over a link, or to a neighbour that agrees."""
    norms, forms = words.words["norm"].tolist(), words.words["form"].tolist()
    lemmas = [words.vocabulary[code] for code in words.lemmas.tolist()]
    first, last = np.zeros(len(words), dtype=bool), np.zeros(len(words), dtype=bool)
    chain = np.zeros(len(words), dtype="int64")
    shape = _Shape(first, last, chain, {})
    between, nouns, verbs = links(language), word_set(language, "noun_signs"), word_set(language, "verb_signs")
    run, joined = np.cumsum(~words.joined).tolist(), words.joined.tolist()
    previous, after = -1, NOWHERE
    for at in np.flatnonzero(words.is_term & is_known(language)).tolist():
        form, before = forms[at], norms[at - 1] if joined[at] else ""
        is_name = joined[at] and form[0].isupper() and not (len(form) > LONGEST_ACRONYM and form.isupper())
        of = word_class(form, lemmas[at], language, is_name)
        if before in nouns and of in (VERB, INFINITIVE, MODIFIER):
            of = ANYWHERE
        phrase = set_phrase(norms, lemmas, at, language)
        beside = linked = False
        if after != NOWHERE and run[previous] == run[at] and at - previous < 4:
            gap = tuple(norms[previous + 1 : at])
            goes_on = phrase is None or phrase.ends
            beside = goes_on and not gap and of.beside
            beside = beside and agree(forms[previous], lemmas[previous], form, lemmas[at], language)
            linked = goes_on and of.linked and gap in between
            linked = linked and (of != INFINITIVE or between[gap] == TAKES_INFINITIVE)
            if linked:
                shape.links[at] = between[gap]
        chain[at] = chain[previous] + (not beside and not linked) if previous >= 0 else 1
        last[at] = of.last
        # An adjective after its noun begins no term: (intervention) russe en Ukraine.
        cut = beside and after != PRENOMINAL and form.islower() and language in ADJECTIVE_LAST
        first[at] = of.first and not cut and before not in verbs and phrase is None
        previous, after = at, of
    return shape


def _candidates(level: Grams, length: int, shape: _Shape, words: Words) -> Array:
    """Where the runs that have the shape of a term, at least half the times they occur, have it for the first time."""
    begin, end = level.first, level.first + length - 1
    fits = shape.first[begin] & shape.last[end] & (shape.chain[begin] == shape.chain[end])
    fits &= words.lemmas[begin] != words.lemmas[end]
    codes, shown, votes = np.unique(level.codes[fits], return_index=True, return_counts=True)
    return begin[fits][shown[2 * votes >= level.counts[codes]]]


def _weakest_split(levels: list[Grams], length: int, first: Array, total: int) -> Array:
    """Log-likelihood of the two halves of each run, of the cut at which they are bound least; 0 if they repel."""
    weakest = np.full(len(first), np.inf)
    if not len(first):
        return weakest
    together = levels[length - 1].counts[levels[length - 1].at(first)]
    for cut in range(1, length):
        left, right = levels[cut - 1], levels[length - cut - 1]
        a, b = left.counts[left.at(first)], right.counts[right.at(first + cut)]
        bound = log_likelihood(together, a - together, b - together, np.maximum(total - a - b + together, 0))
        weakest = np.minimum(weakest, np.where(together * total > a * b, bound, 0.0))
    return weakest


def _contain(levels: list[Grams], length: int, first: Array, within: list[Array]) -> None:
    """Note for every shorter run how often the most frequent of these terms that hold it occurs."""
    if not len(first):
        return
    counts = levels[length - 1].counts[levels[length - 1].at(first)]
    for shorter in range(2, length):
        for offset in range(length - shorter + 1):
            np.maximum.at(within[shorter - 1], levels[shorter - 1].at(first + offset), counts)


def _table(words: Words, levels: list[Grams], found: list[tuple[int, Array, Array]], shape: _Shape) -> pd.DataFrame:
    """The table of frequencies for these runs, with what only expressions have."""
    empty = np.empty(0, dtype="int64")
    places = [(empty, empty, empty)]
    names: list[str] = []
    patterns: list[str] = []
    lemmas = [words.vocabulary[code] for code in words.lemmas.tolist()]
    for length, shown, _ in found:
        level = levels[length - 1]
        numbers = np.full(len(level.counts), -1)
        numbers[level.at(shown)] = np.arange(len(shown)) + len(names)
        of = numbers[level.codes]
        begin = level.first[of >= 0]
        places.append((begin, begin + length - 1, of[of >= 0]))
        names += keys(lemmas, shown, length)
        patterns += [_pattern(shape, at, length) for at in shown.tolist()]
    begin, end, codes = (np.concatenate(column) for column in zip(*places, strict=True))
    order = np.lexsort((end, begin))
    begin, end, codes = begin[order], end[order], codes[order]
    frame = tabulate(words, codes, begin, names, forms=runs(words.words["form"].tolist(), begin, end - begin + 1))
    outside = ~_inside(begin, end, len(words))
    at = pd.Index(names).get_indexer(frame.index)
    frame["alone"] = np.bincount(codes[outside], minlength=len(names)).astype("int64")[at]
    frame["pattern"] = pd.array([patterns[number] for number in at.tolist()], dtype="str")
    frame["log_likelihood"] = np.concatenate([np.empty(0), *(likelihood for *_, likelihood in found)])[at]
    return frame


def _pattern(shape: _Shape, first: int, length: int) -> str:
    """The shape of a term in letters and links: A B, A de B."""
    text, letter = "A", "A"
    for at in range(first + 1, first + length):
        if shape.chain[at]:
            letter = chr(ord(letter) + 1)
            text += f" {shape.links[at]} {letter}" if at in shape.links else f" {letter}"
    return text


def _inside(first: Array, last: Array, size: int) -> Array:
    """Whether each run lies within a longer one of them."""
    ends = np.full(size + 1, -1)
    np.maximum.at(ends, first, last)
    before = np.concatenate([[-1], np.maximum.accumulate(ends)])[first]
    return (before >= last) | (ends[first] > last)
