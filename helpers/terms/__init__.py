"""Terms: which words and expressions an article uses, where, with which others, and compared with what."""

from helpers.terms.collocations import collocate_places, collocates
from helpers.terms.counted import COUNTED, FEW
from helpers.terms.frequencies import frequencies, occurrences, places, words_counted
from helpers.terms.network import cooccurrences, graph, layout

__all__ = [
    "COUNTED",
    "FEW",
    "collocate_places",
    "collocates",
    "cooccurrences",
    "frequencies",
    "graph",
    "layout",
    "occurrences",
    "places",
    "words_counted",
]
