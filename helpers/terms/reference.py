"""How frequent a term is in general language: the lists of the wordfreq library, counted by lemma."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import pandas as pd

from helpers.language import word_list, word_set
from helpers.words import LEMMATISED, lemma, tokenise
from helpers.words.shares import listed_shares

LISTED, BOUND, BELOW = "list", "bound", "below the list"
_DIGITS = re.compile(r"\d[\d.,]+")


def has_reference(language: str | None) -> bool:
    """Whether there is a reference list for a language, by its ISO 639-1 code.

    >>> has_reference("fr"), has_reference("fi"), has_reference(None)
    (True, False, False)
    """
    return language in LEMMATISED  # the list is counted by lemma


def reference_frequencies(terms: Iterable[str], language: str | None) -> pd.DataFrame:
    """The share of each term among the words of general language, by the list of wordfreq (Speer 2022).

    terms: lemmas, or the lemmas of an expression with spaces between them; language: an ISO 639-1 code.

    Returns one row per term, index ``term``: share (of all words) and reference, what the share is: ``list``, the sum
    over the listed forms that have this lemma or are written like it, forms on the stop list left out as in the counts
    of an article; ``bound``, the share of the rarest part of a compound or expression, which the list does not hold:
    the true share is smaller or equal; ``below the list``, the share of the list's rarest form, one in a million:
    the term is not on it. The list does not tell capitals apart: Paris and paris, a bet, are one.
    A language without a list gives missing shares.

    >>> reference_frequencies(["guerre", "porte-parole", "stoltenberg"], "fr")["reference"].to_dict()
    {'guerre': 'list', 'porte-parole': 'bound', 'stoltenberg': 'below the list'}
    """
    names = list(dict.fromkeys(terms))
    found = [look_up(name, str(language)) if has_reference(language) else (None, None) for name in names]
    frame = pd.DataFrame(found, columns=["share", "reference"], index=pd.Index(names, name="term", dtype="str"))
    return frame.astype({"share": "float64", "reference": "str"})


def look_up(term: str, language: str) -> tuple[float, str]:
    """The share of one term in a language that has a list, and what that share is."""
    by_lemma, listed, least = _shares(language)
    name = _fold(term)
    if (share := by_lemma.get(name)) is not None:
        return share, LISTED
    if (share := listed.get(name)) is not None:  # on the stop list as it stands, yet asked for
        return share, BOUND
    parts = re.findall(r"\w+", name)
    if parts and (parts != [name] or _DIGITS.search(name)):
        return min(_most(part, language) for part in parts), BOUND
    return least, BELOW


def _most(part: str, language: str) -> float:
    """The largest share that a part of a compound can have, whatever form and lemma it stands for."""
    by_lemma, listed, least = _shares(language)
    form = _DIGITS.sub(lambda found: "0" * len(found[0]), part)
    own = _fold(lemma(part, language))
    return max(by_lemma.get(part, 0.0), by_lemma.get(own, 0.0), listed.get(form, 0.0), least)


@cache
def _shares(language: str) -> tuple[dict[str, float], dict[str, float], float]:
    """The shares of lemmas, without forms on the stop list; those of all forms; the smallest of them."""
    listed = listed_shares(language)
    stops, find = word_set(language, "stopwords"), _lemma_finder(language)
    by_lemma: dict[str, float] = defaultdict(float)
    for form, share in listed.items():
        # What an article's tokens split is split here too: the English genitive, Italian articles.
        for part in [form] if "'" not in form else [token.norm for token in tokenise(form, language)]:
            if part in stops:
                continue
            # Names are lower-case in the list, and have no lemma of their own there: they count as written.
            own, name = _fold(find(part)), _fold(part)
            by_lemma[own] += share
            if name != own:
                by_lemma[name] += share
            if language == "de" and "ss" in part:  # written for ß, which the lemmas have
                other = _fold(find(part.replace("ss", "ß")))
                if other not in (own, name):
                    by_lemma[other] += share
    return dict(by_lemma), listed, min(listed.values())


def _lemma_finder(language: str) -> Callable[[str], str]:
    """What ``lemma`` gives, in half the time where the dictionary alone decides: a list holds 30,000 forms and more."""
    from simplemma.strategies import DictionaryLookupStrategy

    known = DictionaryLookupStrategy().get_lemma
    corrected = {entry.split()[0] for entry in word_list(language, "lemmas")}

    def find(form: str) -> str:
        plain = form.isalpha() and form not in corrected
        return (plain and known(form, language)) or lemma(form, language)

    return find


def _fold(text: str) -> str:
    """The spelling that words are looked up by: wordfreq folds case, and has œ as well as oe."""
    return text.lower() if text.isascii() else text.casefold().replace("œ", "oe").replace("æ", "ae")
