"""How varied the vocabulary is, by measures that depend little on the length of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.errors import check_option, whole_number
from helpers.terms.counted import counted

if TYPE_CHECKING:
    from helpers.article import Article

Codes = np.ndarray[Any, Any]
WINDOW = 50  # words in a window of MATTR
THRESHOLD = 0.72  # type-token ratio that a factor of MTLD keeps up
SAMPLE = 42  # words drawn for HD-D
ENOUGH = 100  # words from which the measures are steady
BY = ("norm", "lemma")
_COLUMNS = "value parameter words types reliable".split()


def diversity(
    article: Article,
    *,
    by: str = "norm",
    window: int = WINDOW,
    threshold: float = THRESHOLD,
    sample: int = SAMPLE,
    with_title: bool = False,
    parts: bool = False,
) -> pd.DataFrame:
    """Lexical diversity of the words of headings and body in reading order, function words and elided ones (l') too.

    by: what makes two words one type: ``"norm"`` (the lower-case form) or ``"lemma"``
    window, threshold, sample: the parameters of MATTR (words), MTLD (a type-token ratio) and HD-D (words)
    with_title: count title, subtitle and captions too
    parts: one row per section and measure instead

    Returns one row per measure, index ``measure``: section (with ``parts`` only) value (MATTR and HD-D: a mean
    type-token ratio, 0 to 1; MTLD: words; missing where there are too few words, or for MTLD no repeated one)
    parameter words types (how many it rests on) reliable (at least 100 words: below, the value is shown, but shifts
    with every few words). The plain type-token ratio is left out: it falls as a text grows, so that it compares
    lengths. Sources: MATTR, Covington and McFall 2010; MTLD and HD-D, McCarthy and Jarvis 2007 and 2010.
    Raises ValueError for another ``by`` or a parameter out of range.

    >>> from helpers import load_article
    >>> diversity(load_article("otan-zelensky"))["value"].round(3).to_dict()
    {'MATTR': 0.806, 'MTLD': 78.138, 'HD-D': 0.812}
    """
    check_option("by", by, BY)
    words = counted(article, with_title=with_title)
    codes, _ = pd.factorize(words.words[by])
    table = partial(_table, window=window, threshold=threshold, sample=sample)
    if not parts:
        return table(codes)
    of, sections = pd.factorize(words.words["section"], use_na_sentinel=False)
    tables = [table(codes[of == number]).assign(section=section) for number, section in enumerate(sections)]
    found = pd.concat(tables) if tables else table(codes).assign(section=pd.NA).iloc[:0]
    return found.astype({"section": "Int64"})[["section", *_COLUMNS]]


def running_words(article: Article, *, with_title: bool = False) -> pd.DataFrame:
    """The words that ``diversity`` rests on: index ``position``; section line start end text norm lemma.

    >>> from helpers import load_article
    >>> running_words(load_article(text="L'eau monte.", language="fr"))["text"].tolist()
    ["L'", 'eau', 'monte']
    """
    words = counted(article, with_title=with_title).words
    return words["section line start end text norm lemma".split()].rename_axis("position")


def _table(codes: Codes, *, window: int, threshold: float, sample: int) -> pd.DataFrame:
    values = {
        "MATTR": (mattr(codes, window=window), window),
        "MTLD": (mtld(codes, threshold=threshold), threshold),
        "HD-D": (hdd(codes, sample=sample), sample),
    }
    frame = pd.DataFrame(values.values(), columns=["value", "parameter"], dtype="float64")
    frame.index = pd.Index(list(values), name="measure", dtype="str")
    return frame.assign(words=len(codes), types=len(np.unique(codes)), reliable=len(codes) >= ENOUGH)


def mattr(words: Sequence[Any] | Codes, *, window: int = WINDOW) -> float:
    """Moving-average type-token ratio: the mean over every run of ``window`` words (Covington and McFall 2010).

    NaN for a text shorter than a window.

    >>> mattr("a b a c".split(), window=2)
    1.0
    >>> mattr("a a b".split(), window=2)
    0.75
    """
    whole_number("window", window, 1)
    codes = _codes(words)
    size = len(codes)
    if size < window:
        return float("nan")
    # A word is a new type in the windows that hold it and not its last occurrence before: count those windows.
    order = np.argsort(codes, kind="stable")
    previous = np.full(size, -1)
    repeated = codes[order[1:]] == codes[order[:-1]]
    previous[order[1:][repeated]] = order[:-1][repeated]
    here = np.arange(size)
    first = np.maximum(np.maximum(previous + 1, here - window + 1), 0)
    new = np.maximum(np.minimum(here, size - window) - first + 1, 0).sum()
    return float(new) / (window * (size - window + 1))


def mtld(words: Sequence[Any] | Codes, *, threshold: float = THRESHOLD, shortest: int = 1) -> float:
    """Measure of textual lexical diversity: the mean length of the runs that keep up a type-token ratio.

    A run (a factor) ends with the word that takes its ratio below ``threshold``; the words left over are the part of a
    factor that their ratio has covered of the way from 1 to the threshold. The text is read in both directions, and
    the mean of both is taken (McCarthy and Jarvis 2010). ``shortest`` is the fewest words of a factor; some programs
    take 10. NaN if no word is repeated: then the ratio never falls.

    >>> mtld("a b a b a b".split(), threshold=0.72)
    3.0
    """
    if not 0 < threshold < 1:
        raise ValueError(f"threshold must lie between 0 and 1, not {threshold!r}")
    whole_number("shortest", shortest, 1)
    listed = _codes(words).tolist()
    ways = [_factors(way, threshold, shortest) for way in (listed, listed[::-1])]
    return sum(len(listed) / factors for factors in ways) / 2 if all(ways) else float("nan")


def _factors(codes: Iterable[int], threshold: float, shortest: int) -> float:
    """How many factors a text has, the last one in part."""
    full, length = 0, 0
    types: set[int] = set()
    for code in codes:
        length += 1
        types.add(code)
        if len(types) / length < threshold and length >= shortest:
            full, length, types = full + 1, 0, set()
    return full + ((1 - len(types) / length) / (1 - threshold) if length else 0.0)


def hdd(words: Sequence[Any] | Codes, *, sample: int = SAMPLE) -> float:
    """HD-D: the type-token ratio to be expected in a random draw of ``sample`` words (McCarthy and Jarvis 2007, 2010).

    The chance of drawing a type at least once is hypergeometric; the sum over the types is divided by the sample's
    size. NaN for a text shorter than the sample.

    >>> round(hdd("a a b".split(), sample=2), 3)
    0.833
    """
    whole_number("sample", sample, 1)
    codes = _codes(words)
    size = len(codes)
    if size < sample:
        return float("nan")
    counts, types = np.unique(np.unique(codes, return_counts=True)[1], return_counts=True)
    drawn = np.arange(sample)
    misses = np.maximum(size - counts[:, None] - drawn, 0) / (size - drawn)
    return float((types * (1 - misses.prod(axis=1))).sum() / sample)


def _codes(words: Sequence[Any] | Codes) -> Codes:
    if isinstance(words, np.ndarray) and words.dtype.kind == "i":
        return words
    return np.asarray(pd.factorize(np.asarray(words, dtype=object))[0])
