"""The only place that makes HTML: text is escaped first, then marked by offsets.

What these functions return shows itself in a notebook and in the report; article text stays text in both.
"""

from helpers.html.articles import article_card, differences, ledger, reading_copy
from helpers.html.concordance import concordance
from helpers.html.piece import Html, button, card, escape, mark, picture, sentence
from helpers.html.tables import table

__all__ = [
    "Html",
    "article_card",
    "button",
    "card",
    "concordance",
    "differences",
    "escape",
    "ledger",
    "mark",
    "picture",
    "reading_copy",
    "sentence",
    "table",
]
