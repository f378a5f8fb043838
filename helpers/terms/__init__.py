"""Terms: which words and expressions an article uses, where, with which others, and compared with what."""

from helpers.terms.collocations import collocate_places, collocates
from helpers.terms.concordance import kwic, suggestions
from helpers.terms.counted import COUNTED, FEW
from helpers.terms.expressions import expressions
from helpers.terms.frequencies import frequencies, occurrences, places, words_counted
from helpers.terms.keyness import keyness
from helpers.terms.network import cooccurrences, graph
from helpers.terms.phrases import hapax_share, hapaxes, ngrams, phrase_places, repeated
from helpers.terms.reference import has_reference, reference_frequencies

__all__ = [
    "COUNTED",
    "FEW",
    "collocate_places",
    "collocates",
    "cooccurrences",
    "expressions",
    "frequencies",
    "graph",
    "hapax_share",
    "hapaxes",
    "has_reference",
    "keyness",
    "kwic",
    "ngrams",
    "occurrences",
    "phrase_places",
    "places",
    "reference_frequencies",
    "repeated",
    "suggestions",
    "words_counted",
]
