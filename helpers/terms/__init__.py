"""Terms: which words and expressions an article uses, where, with which others, and compared with what."""

from helpers.terms.concordance import kwic, suggestions
from helpers.terms.counted import COUNTED, FEW
from helpers.terms.frequencies import frequencies, occurrences, places, words_counted

__all__ = ["COUNTED", "FEW", "frequencies", "kwic", "occurrences", "places", "suggestions", "words_counted"]
