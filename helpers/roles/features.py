"""What the line model sees of a page: one row of numbers per unit, from its own text and from where it stands.

No feature is a word: what a line is made of (length, signs, capitals, phrases of the lists), how many of its words the
rest of the page shares, and its place in the page's mass of text. So what is learnt from one language serves another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from helpers.language import every_language
from helpers.lines import fold
from helpers.roles.phrases import matches
from helpers.roles.title import page_title_heads
from helpers.roles.units import NUMBERED, Unit

Floats = NDArray[np.float32]

FUNCTION_WORDS = 30  # of a page: the most frequent ones of its long lines
LONG = 12  # words from which a line is a long one
LONGEST = 10  # lines taken for the heart of the text
LEAD = 4  # paragraphs that open the densest run
STEM = 7  # letters by which two words are held to be one

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
_END = re.compile(r"[.!?…。！？]")
_LINK = re.compile(r"https?://|www\.|\w@\w|\.(?:com|fr|org|net)\b")
_SIGNS = re.compile(r"[|»›→▶•·/>#@]")
_CLOCK = re.compile(r"\b\d{1,2}\s?[:h]\s?\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BULLET = re.compile(r"\s*[•*+▪◦‣·–—-]\s")
_QUOTES = '"«“„‘'

OWN = (  # from the unit's own text
    "words chars word_length ends cut colon comma_end upper_first lower_first digit_first bullet quote_first quoted "
    "commas sentences digits capitals capitalised link copyright signs clock year date byline name caption item "
    "numbered question exclamation quotes brackets tab gap end related boilerplate noise prose repeated twin"
).split()
SHARED = "function_words page_words address longest core lead mass page".split()  # words of lists, or held in common
PLACE = (
    "position from_start from_end mass_before before_core after_core in_core since_long until_long "
    "all_units all_words all_long core_words core_share core_units questions interview"
).split()
NAMES = (*OWN, *SHARED, *PLACE)


def page_features(units: Sequence[Unit]) -> Floats:
    """One row per unit, one column per name in ``NAMES``; ``units`` are the page's, later copies left out.

    >>> page_features([]).shape == (0, len(NAMES))
    True
    """
    if not units:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    own = _own(units)
    size = np.array([unit.words for unit in units], dtype=np.float64)
    prose = own[:, OWN.index("prose")] > 0
    weight = np.where(prose, 1.0 + np.minimum(size / 20, 3.0), -0.6)
    weight[own[:, OWN.index("end")] > 0] = -6.0
    core = _heart(weight)
    return np.column_stack([own, _shared(units, size, prose, core), _places(size, core), _interview(units)]).astype(
        np.float32
    )


def _interview(units: Sequence[Unit]) -> Floats:
    """How many of the page's short lines are questions, and whether a line announces an interview."""
    short = [unit for unit in units if unit.words <= 20 and not unit.phrase and not unit.is_noise]
    questions = sum(unit.is_question for unit in short) / max(len(short), 1)
    announced = any(unit.words <= 40 and matches("interviews", unit.folded, unit.words) for unit in units)
    return np.full((len(units), 2), (questions, announced), dtype=np.float32)


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a list over all languages, as the units' folded texts hold them."""
    return frozenset(fold(word)[:STEM] for word in every_language(name))


def _own(units: Sequence[Unit]) -> Floats:
    texts: dict[str, int] = {}
    for unit in units:
        texts[unit.folded] = texts.get(unit.folded, 0) + 1
    headed = {head for unit in units for head in page_title_heads(unit.clean)}
    rows = []
    for unit in units:
        twin = unit.folded in headed or any(head in texts for head in page_title_heads(unit.clean))
        unit.row = unit.row or _own_row(unit)
        rows.append((*unit.row, math.log1p(texts[unit.folded] - 1), twin))
    return np.array(rows, dtype=np.float32)


def _own_row(unit: Unit) -> tuple[float, ...]:
    text, phrase, count = unit.clean, unit.phrase, max(unit.words, 1)
    size = max(len(text), 1)
    words = text.split()
    first = text[:1]
    return (
        math.log1p(unit.words),
        math.log1p(size),
        size / count,
        unit.ends,
        text.endswith(("...", "…", "[...]", "[…]")),
        text.endswith(":"),
        text.endswith((",", ";")),
        first.isupper(),
        first.islower(),
        first.isdigit(),
        _BULLET.match(unit.text) is not None,
        first in _QUOTES,
        first in _QUOTES and text[-1:] in '"»”',
        min(text.count(",") / count, 1.0),
        math.log1p(len(_END.findall(text))),
        sum(map(str.isdigit, text)) / size,
        sum(map(str.isupper, text)) / (sum(map(str.isalpha, text)) or 1),
        sum(word[:1].isupper() for word in words) / max(len(words), 1),
        _LINK.search(text) is not None,
        "©" in text,
        len(_SIGNS.findall(text)) / max(len(words), 1),
        _CLOCK.search(text) is not None,
        _YEAR.search(text) is not None,
        unit.is_date,
        unit.is_byline,
        unit.is_name,
        unit.is_caption,
        unit.is_item,
        NUMBERED.match(unit.text) is not None,
        unit.is_question,
        "!" in text,
        any(sign in text for sign in _QUOTES),
        "(" in text,
        "\t" in unit.text.strip(),
        unit.gap,
        phrase == "end",
        phrase == "related",
        phrase == "boilerplate",
        unit.is_noise,
        unit.is_prose,
    )


def _shared(
    units: Sequence[Unit], size: NDArray[np.float64], prose: NDArray[np.bool_], core: tuple[int, int]
) -> Floats:
    """Which part of each unit's words are function words of the page, and which are shared with parts of the page."""
    n = len(units)
    ids: dict[str, int] = {}
    rows = [[ids.setdefault(word[:STEM], len(ids)) for word in _TOKEN.findall(unit.folded)] for unit in units]
    listed = [
        np.fromiter((word in words for word in ids), dtype=bool, count=len(ids))
        for words in (_words("page_words"), _words("address"))
    ]
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=n)
    token = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(lengths.sum()))
    row = np.repeat(np.arange(n), lengths)
    vocabulary = max(len(ids), 1)
    counts = np.bincount(token[size[row] >= LONG], minlength=vocabulary)
    top = np.argsort(-counts, kind="stable")[:FUNCTION_WORDS]
    function = np.zeros(vocabulary, dtype=bool)
    function[top[counts[top] > 1]] = True
    known = [
        np.bincount(row, weights=marked[token], minlength=n) / np.maximum(lengths, 1) for marked in (function, *listed)
    ]

    once = np.unique(token + row * vocabulary)  # each word once per unit
    kind, of = once % vocabulary, once // vocabulary
    content = ~function[kind]
    kind, of = kind[content], of[content]
    kinds = np.maximum(np.bincount(of, minlength=n), 1)

    def shared(weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean weight of the other units that hold a unit's words, at most 1 for each word."""
        total = np.bincount(kind, weights=weight[of], minlength=vocabulary)
        return np.bincount(of, weights=np.minimum(total[kind] - weight[of], 1.0), minlength=n) / kinds

    inside = np.zeros(n)
    inside[core[0] : core[1] + 1] = 1.0
    longest, lead = np.zeros(n), np.zeros(n)
    longest[np.argsort(-size, kind="stable")[:LONGEST]] = 1.0
    lead[np.flatnonzero(prose & (inside > 0))[:LEAD]] = 1.0
    weights = longest, inside, lead, np.minimum(size / 20, 3.0), np.ones(n)
    return np.column_stack([*known, *map(shared, weights)]).astype(np.float32)


def _heart(weight: NDArray[np.float64]) -> tuple[int, int]:
    """First and last unit of the run with the greatest sum."""
    best, top, begin, total = (0, 0), -math.inf, 0, 0.0
    for i, value in enumerate(weight.tolist()):
        if total <= 0:
            begin, total = i, 0.0
        total += value
        if total > top:
            best, top = (begin, i), total
    return best


def _places(size: NDArray[np.float64], core: tuple[int, int]) -> Floats:
    n, place = len(size), np.arange(len(size))
    first, last = core
    mass = np.cumsum(size)
    whole = max(float(mass[-1]), 1.0)
    before, after = np.maximum(first - place, 0), np.maximum(place - last, 0)
    long = size >= LONG
    previous = np.maximum.accumulate(np.where(long, place, -99))
    following = np.minimum.accumulate(np.where(long, place, n + 99)[::-1])[::-1]
    inside = float(size[first : last + 1].sum())
    columns = [
        place / n,
        np.log1p(place),
        np.log1p(n - 1 - place),
        (mass - size) / whole,
        np.log1p(before),
        np.log1p(after),
        np.where((before == 0) & (after == 0), (place - first) / max(last - first, 1), -1.0),
        np.log1p(np.minimum(place - previous, 99)),
        np.log1p(np.minimum(following - place, 99)),
    ]
    page = [math.log1p(n), math.log1p(whole), long.mean(), math.log1p(inside), inside / whole, math.log1p(last - first)]
    return np.column_stack([*columns, *(np.full(n, value) for value in page)]).astype(np.float32)
