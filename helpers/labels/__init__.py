"""Everything that charts, tables, sentences and reports show, in the language that is spoken.

The words stand in gettext catalogues, ``data/locales/LANGUAGE/LC_MESSAGES/relire.po``: a further language is a further
catalogue. Numbers and dates are written as that language writes them.
"""

from helpers.labels.catalogues import catalogues
from helpers.labels.language import speak, speaking, spoken
from helpers.labels.numbers import day, decimal, number, share
from helpers.labels.saying import label, listing, some

__all__ = [
    "catalogues",
    "day",
    "decimal",
    "label",
    "listing",
    "number",
    "share",
    "some",
    "speak",
    "speaking",
    "spoken",
]
