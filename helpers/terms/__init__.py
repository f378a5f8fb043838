"""Terms: which words and expressions an article uses, where, with which others, and compared with what."""

from helpers.terms.counted import COUNTED, FEW
from helpers.terms.expressions import expressions
from helpers.terms.frequencies import frequencies, occurrences, places, words_counted
from helpers.terms.phrases import hapax_share, hapaxes, ngrams, phrase_places, repeated

__all__ = [
    "COUNTED",
    "FEW",
    "expressions",
    "frequencies",
    "hapax_share",
    "hapaxes",
    "ngrams",
    "occurrences",
    "phrase_places",
    "places",
    "repeated",
    "words_counted",
]
