"""Everything that charts, tables, sentences and reports show, in the language that is spoken.

The words stand in gettext catalogues, ``data/locales/LANGUAGE/LC_MESSAGES/relire.po``: a further language is a further
catalogue. Numbers and dates are written as that language writes them.
"""

from helpers.labels.catalogues import catalogues
from helpers.labels.language import speak, speaking, spoken
from helpers.labels.numbers import day, decimal, formatted, language_name, number, share
from helpers.labels.prose import prose_of
from helpers.labels.saying import column, label, listing, some
from helpers.labels.sentences import own_words, recognised, said

__all__ = [
    "catalogues",
    "column",
    "day",
    "decimal",
    "formatted",
    "label",
    "language_name",
    "listing",
    "number",
    "own_words",
    "prose_of",
    "recognised",
    "said",
    "share",
    "some",
    "speak",
    "speaking",
    "spoken",
]
