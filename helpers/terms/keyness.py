"""Which terms are typical of an article: against general language, another article, or the rest of the article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.errors import InputError
from helpers.terms.counted import FEW, Words, counted, usual_forms
from helpers.terms.frequencies import locate
from helpers.terms.grams import runs
from helpers.terms.reference import LISTED, has_reference, look_up
from helpers.terms.statistics import (
    false_discovery,
    log_likelihood,
    log_likelihood_share,
    log_ratio,
    specificity,
    specificity_share,
    two_sided,
)

if TYPE_CHECKING:
    from helpers.article import Article

COLUMNS = (
    "form count per_1000 reference_count reference_per_1000 expected log_likelihood log_ratio specificity p_value "
    "q_value side rank rare reference"
).split()
FALSE_DISCOVERIES = 0.05  # the share of ranked terms that may be there by chance
Array = np.ndarray[Any, Any]


def keyness(
    article: Article,
    reference: Article | None = None,
    *,
    section: int | None = None,
    also: Iterable[str] = (),
    with_title: bool = False,
    top: int | None = None,
) -> pd.DataFrame:
    """Which terms an article uses more, or less, than general language, another article, or its other sections do.

    reference: another article in the same language to compare with; without it, general language (see
    ``reference_frequencies``). section: compares this section with the rest of the article instead. also: expressions
    to compare too, as the index of ``expressions`` has them; their words are counted on their own as well.
    with_title: counts the title, subtitle and captions too. top: keeps the first so many rows.

    Returns one row per term, index ``term``: form (the most frequent written form) count per_1000 (per 1,000 counted
    words) reference_count (missing for general language, which has shares only) reference_per_1000 expected (the count
    if there were no difference) log_likelihood (G2, Dunning 1993) log_ratio (Hardie 2014: 1 = twice as frequent, -1 =
    half; a count of 0 taken as 0.5, missing where that would reverse the side) specificity (Lafon 1980, as in TXM:
    the signed decimal logarithm of the exact probability of a count so far from the expected one) p_value (exact,
    two-sided, for the side is chosen by looking) q_value (Benjamini and Hochberg 1995, over all terms compared, the
    rare ones too: to leave them out after counting them would be to choose the tests by their results) side (over or
    under; missing without a difference) rank (within its side, by log_likelihood; terms alike share one; missing for
    rare terms and for a q_value above 0.05) rare (rests on too few occurrences: of the article, or of the reference for
    a term the article uses less) reference (what it is compared with: ``list``, ``bound`` or ``below the list``, see
    ``reference_frequencies``; ``article`` or ``rest``).
    Ranked terms come first, over-used before under-used, rare ones last; alike terms by first appearance.

    Beside a ``bound``, and ``below the list``, the true difference is as large as shown or larger; where the bound is
    above the article's share, nothing is known and the figures say so (no side, p_value 1). Terms that the article does
    not use are listed if the reference article, or the rest, has more than two of them; general language's are not.
    G2's chi-square approximation fails for expected counts under 5, as nearly all are here: hence exact p values. They
    take words as drawn at random, which words of a text never are (Kilgarriff 2005): read the rank and log_ratio
    first, the q_value as a filter.

    Each count is that of ``places(article, term)``, in the section asked for; each reference_count that of
    ``places(reference, term)``, or of the other sections. The table is empty where there is nothing to compare: no
    list for the language (``has_reference``), or no word on one side.
    Raises InputError, a ValueError, for articles in different languages; ValueError for a section that does not exist,
    and for a reference and a section at once.

    >>> from helpers import load_article
    >>> keyness(load_article("otan-zelensky"), top=3)["count"].to_dict()
    {'stoltenberg': 4, 'ukrainien': 4, 'otan': 4}
    """
    words, also = counted(article, with_title=with_title), [also] if isinstance(also, str) else list(also)
    if section is not None:
        if reference is not None:
            raise ValueError("give a reference or a section to keyness, not both")
        part = _in_section(article, words, section)
        found = _beside(_tally(words, part, also), _tally(words, ~part, also), part, "rest")
    elif reference is not None:
        _check_language(article, reference)
        others = counted(reference, with_title=with_title)
        part = np.arange(len(words) + len(others)) < len(words)
        found = _beside(_tally(words, None, also), _tally(others, None, also), part, "article")
    else:
        found = _beside_list(_tally(words, None, also), len(words), article.language)
    frame = _frame(found)
    return frame.head(top) if top is not None else frame


def _in_section(article: Article, words: Words, section: int) -> Array:
    """Which of the counted words stand in a section."""
    known = article.sections.index.tolist()
    if section not in known:
        raise ValueError(f"section must be one of {', '.join(map(str, known)) or 'none at all'}, not {section!r}")
    return (words.words["section"] == section).fillna(False).to_numpy(dtype=bool)


def _check_language(article: Article, reference: Article) -> None:
    language = getattr(reference, "language", "")
    if language == "":
        raise ValueError(f"reference must be an article, as load_article gives it, or None, not {reference!r}")
    if language != article.language:
        raise InputError(
            f"reference must be in the article's language, '{article.language}', not '{language}': "
            "words of two languages cannot be compared"
        )


class _Tally(NamedTuple):
    """Terms, and of each: how it is written most, how often it occurs, the word it occurs at first."""

    terms: list[str]
    forms: list[str]
    counts: list[int]
    first: list[int]


def _tally(words: Words, chosen: Array | None, also: list[str]) -> _Tally:
    """The terms among the chosen words (all of them if None), and the expressions of ``also``, found or not."""
    at = np.flatnonzero(words.is_term if chosen is None else words.is_term & chosen)
    codes, index, counts = np.unique(words.lemmas[at], return_index=True, return_counts=True)
    forms = words.words["form"].tolist()
    usual = usual_forms(words.lemmas[at], [forms[place] for place in at.tolist()])
    found = [words.vocabulary[code] for code in codes.tolist()]
    tally = _Tally(found, [usual[code] for code in codes.tolist()], counts.tolist(), at[index].tolist())
    for name in dict.fromkeys(name for name in also if words.code(name) < 0):
        first, length = locate(words, name)
        first = first if chosen is None else first[chosen[first]]
        written = runs(forms, first, length)
        tally.terms.append(name)
        tally.forms.append(usual_forms(np.zeros(len(first), dtype="int64"), written).get(0, name))
        tally.counts.append(len(first))
        tally.first.append(int(first[0]) if len(first) else len(words))
    return tally


def _beside_list(tally: _Tally, size: int, language: str | None) -> dict[str, Any]:
    """The terms of an article beside their shares in general language."""
    if not has_reference(language):
        tally = _Tally([], [], [], [])
    shares = [look_up(term, str(language)) for term in tally.terms]
    count, share = np.array(tally.counts, dtype="int64"), np.array([share for share, _ in shares], dtype=float)
    # Beside a bound that is above the article's share, the difference may go either way.
    unknown = np.array([kind != LISTED for _, kind in shares], dtype=bool) & (count <= share * size)
    return {
        "term": tally.terms,
        "form": tally.forms,
        "count": count,
        "per_1000": count * 1000 / max(size, 1),
        "reference_count": pd.array([pd.NA] * len(count), dtype="Int64"),
        "reference_per_1000": share * 1000,
        "expected": share * size,
        "log_likelihood": np.where(unknown, 0.0, log_likelihood_share(count, size, share)),
        "log_ratio": np.where(unknown, np.nan, np.log2(np.maximum(count, 0.5) / max(size, 1) / share)),
        "specificity": np.where(unknown, 0.0, specificity_share(count, size, share)),
        "rare": count <= FEW,
        "reference": [kind for _, kind in shares],
        "first": np.array(tally.first, dtype="int64"),
        "listed": np.ones(len(count), dtype=bool),
    }


def _beside(tally: _Tally, others: _Tally, part: Array, name: str) -> dict[str, Any]:
    """The terms of two texts, or of two parts of one; ``part``: which of all the words are the first's."""
    size, total = int(part.sum()), len(part)
    rest = total - size
    terms = list(dict.fromkeys([*tally.terms, *others.terms])) if size and rest else []
    one, two = ({term: n for n, term in enumerate(each.terms)} for each in (tally, others))
    count = np.array([tally.counts[one[term]] if term in one else 0 for term in terms], dtype="int64")
    more = np.array([others.counts[two[term]] if term in two else 0 for term in terms], dtype="int64")
    forms = [tally.forms[one[term]] if term in one else others.forms[two[term]] for term in terms]
    # Of two articles the first is read first; of two parts of one article, what stands first.
    shift = size if name == "article" else 0
    first = [
        min(
            tally.first[one[term]] if term in one else total,
            others.first[two[term]] + shift if term in two else total,
        )
        for term in terms
    ]
    return {
        "term": terms,
        "form": forms,
        "count": count,
        "per_1000": count * 1000 / max(size, 1),
        "reference_count": pd.array(more, dtype="Int64"),
        "reference_per_1000": more * 1000 / max(rest, 1),
        "expected": (count + more) * size / max(total, 1),
        "log_likelihood": log_likelihood(count, size - count, more, rest - more),
        "log_ratio": log_ratio(count, size, more, rest),
        "specificity": specificity(count, size, count + more, total),
        "rare": np.where(count * rest < more * size, more, count) <= FEW,
        "reference": [name] * len(terms),
        "first": np.array(first, dtype="int64"),
        "listed": (count > 0) | (more > FEW),
    }


def _frame(found: dict[str, Any]) -> pd.DataFrame:
    """The columns that follow from the others, and the order of the rows."""
    likelihood, rare = found["log_likelihood"], found["rare"]
    side = np.where(likelihood > 0, np.sign(found["count"] - found["expected"]), 0).astype("int64")
    p_value = np.where(side == 0, 1.0, two_sided(found["specificity"]))
    q_value = false_discovery(p_value)
    key = (q_value <= FALSE_DISCOVERIES) & ~rare & (side != 0)
    order = np.lexsort((found["first"], -likelihood, -side, np.select([rare, ~key], [2, 1], 0)))
    order = order[found["listed"][order]]
    ranks = np.zeros(len(side), dtype="int64")
    for sign in (1, -1):
        at = order[key[order] & (side[order] == sign)]
        ranks[at] = np.searchsorted(-likelihood[at], -likelihood[at]) + 1
    return pd.DataFrame(
        {
            "form": pd.array([found["form"][n] for n in order], dtype="str"),
            **{name: found[name][order] for name in COLUMNS[1:6]},
            "log_likelihood": likelihood[order],
            "log_ratio": np.where(np.sign(found["log_ratio"]) * side < 0, np.nan, found["log_ratio"])[order],
            "specificity": found["specificity"][order],
            "p_value": p_value[order],
            "q_value": q_value[order],
            "side": pd.array([{1: "over", -1: "under"}.get(n) for n in side[order].tolist()], dtype="str"),
            "rank": pd.arrays.IntegerArray(ranks[order], ranks[order] == 0),
            "rare": rare[order],
            "reference": pd.array([found["reference"][n] for n in order], dtype="str"),
        },
        index=pd.Index([found["term"][n] for n in order], name="term", dtype="str"),
    )
