"""Which words an article uses most, how sure that is, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.errors import nearest
from helpers.terms.counted import FEW, Words, counted, usual_forms
from helpers.terms.grams import find, parse, read
from helpers.terms.statistics import dispersion, wilson

if TYPE_CHECKING:
    from helpers.article import Article

Array = np.ndarray[Any, Any]
COLUMNS = "form count per_1000 low high sections dp rank rare".split()


def frequencies(article: Article, *, top: int | None = None, with_title: bool = False) -> pd.DataFrame:
    """How often each term occurs, most frequent first; a term is a lemma that is no stop word and has a letter.

    ``top`` keeps the first so many rows; ``with_title`` counts the title, subtitle and captions too, not only
    headings and body. Returns one row per term, index ``term``: form (the most frequent written form) count
    per_1000 (per 1,000 counted words) low high (95 % interval of per_1000, Wilson 1927) sections (how many it occurs
    in: its range) dp (Gries's DP over the sections, or over the paragraphs of an article without sections: 0 = evenly
    spread, near 1 = all in one part; missing for rare terms) rank (terms as frequent share one; missing for rare
    terms) rare (too few occurrences to be ranked).

    >>> from helpers import load_article
    >>> frequencies(load_article("otan-zelensky"), top=3)["count"].to_dict()
    {'défense': 5, 'ukrainien': 4, 'stoltenberg': 4}
    """
    words = counted(article, with_title=with_title)
    chosen = np.flatnonzero(words.is_term)
    frame = tabulate(words, words.lemmas[chosen], chosen, words.vocabulary)
    return frame.head(top) if top is not None else frame


def tabulate(words: Words, codes: Array, first: Array, names: Sequence[str], **more: Any) -> pd.DataFrame:
    """The table of ``frequencies`` for occurrences of anything that is named by a code and begins at a word.

    codes, first: code and first word of each occurrence, in reading order; names: the name of each code.
    ``more`` may hold ``forms``, how each occurrence is written, where that is not its first word alone.
    """
    forms = more.get("forms")
    if forms is None:
        forms = words.words["form"].to_numpy()[first].tolist()
    found, index, counts = np.unique(codes, return_index=True, return_counts=True)
    usual = usual_forms(codes, forms)
    number = np.searchsorted(found, codes)
    low, high = wilson(counts, len(words))
    rare = counts <= FEW
    order = np.lexsort((index, -counts))
    values = {
        "count": counts,
        "per_1000": counts * 1000 / max(len(words), 1),
        "low": low * 1000,
        "high": high * 1000,
        "sections": sections_held(words, number, first, len(found)),
        "dp": np.where(rare | (len(words.sizes) < 2), np.nan, dispersion(number, words.parts[first], words.sizes)),
        "rare": rare,
    }
    columns: dict[str, Any] = {name: of[order] for name, of in values.items()}
    columns["form"] = pd.array([usual[code] for code in found[order].tolist()], dtype="str")
    columns["rank"] = ranks(columns["count"])
    terms = pd.Index([names[code] for code in found[order].tolist()], name="term", dtype="str")
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, index=terms)


def ranks(counts: Array) -> pd.arrays.IntegerArray:
    """Ranks of counts that fall: equal ones share the first; missing for those too few to be ranked.

    >>> ranks(np.array([9, 4, 4, 3, 1]))
    <IntegerArray>
    [1, 2, 2, 4, <NA>]
    Length: 5, dtype: Int64
    """
    return pd.arrays.IntegerArray(np.searchsorted(-counts, -counts) + 1, counts <= FEW)


def sections_held(words: Words, codes: Array, first: Array, number: int) -> Array:
    """In how many sections each of so many codes occurs; ``first`` is where each occurrence begins."""
    sections = words.words["section"].to_numpy(dtype="int64", na_value=-1)[first]
    inside = sections >= 0
    pairs = np.unique(codes[inside] * (sections.max(initial=0) + 1) + sections[inside])
    return np.bincount(pairs // (sections.max(initial=0) + 1), minlength=number)


def places(article: Article, term: str, *, with_title: bool = False) -> pd.DataFrame:
    """Every place a term is counted at: section line start end text sentence position (word number, from 0).

    ``term`` is the index of any table of terms: a lemma, or the lemmas of an expression with spaces between them. It
    may also be given as it is written: ``places(article, "OTAN")``, ``places(article, "défense aérienne")``.
    Raises KeyError with the nearest term when there is none of that name.

    >>> from helpers import load_article
    >>> places(load_article("otan-zelensky"), "otan")["text"].tolist()
    ['OTAN', 'OTAN', 'OTAN', 'OTAN']
    """
    words = counted(article, with_title=with_title)
    return _places(article, words, *resolve(article, term, with_title=with_title))


def resolve(article: Article, term: str, *, with_title: bool = False) -> tuple[Array, int]:
    """Where a term, by its key or as it is written, begins, and how many words it has; KeyError if it is nowhere."""
    words = counted(article, with_title=with_title)
    first, length = locate(words, term)
    if not len(first):
        first, length = locate(words, " ".join(lemma for _, lemma in read(term, article.language)))
    if not len(first):
        known = frequencies(article, with_title=with_title).index
        raise KeyError(f"no term '{term}'{nearest(term.lower(), known)}")
    return first, length


def locate(words: Words, key: str) -> tuple[Array, int]:
    """Where the term of that key begins, and how many words it has."""
    lemmas = [key] if words.code(key) >= 0 else parse(key, lambda lemma: words.code(lemma) >= 0) or []
    first = find(words.lemmas, words.joined, [words.code(lemma) for lemma in lemmas])
    return first[words.is_term[first]] if len(lemmas) == 1 else first, max(len(lemmas), 1)


def _places(article: Article, words: Words, first: Array, lengths: Array | int) -> pd.DataFrame:
    found, text = words.spans(first, lengths), article.source.text
    raw = [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)]
    found.insert(4, "text", pd.array(raw, dtype="str"))
    return found


def occurrences(article: Article, terms: Sequence[str], *, with_title: bool = False) -> pd.DataFrame:
    """The places of several terms in one frame: term section line start end text sentence position.

    ``position`` is the number of the (first) word in the counted text, from 0, whatever its lines are.
    """
    words = counted(article, with_title=with_title)
    first, lengths, named = [np.empty(0, dtype="int64")], [], []
    for term in dict.fromkeys(terms):
        begin, length = locate(words, term)
        first.append(begin)
        lengths += [length] * len(begin)
        named += [term] * len(begin)
    starts, sizes = np.concatenate(first), np.array(lengths, dtype="int64")
    order = np.lexsort((sizes, starts))
    found = _places(article, words, starts[order], sizes[order])
    found.insert(0, "term", pd.array([named[at] for at in order.tolist()], dtype="str"))
    return found


def words_counted(article: Article, *, with_title: bool = False) -> pd.DataFrame:
    """Words counted in each section, index ``section``, column ``words``: the borders of a dispersion chart."""
    words = counted(article, with_title=with_title).words
    return words.groupby("section", dropna=False, sort=False).size().to_frame("words")
