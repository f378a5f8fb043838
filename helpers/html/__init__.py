"""The only place that makes HTML: text is escaped first, then marked by offsets.

What these functions return shows itself in a notebook and in the report; article text stays text in both.
"""

from helpers.html.articles import article_card, differences, ledger
from helpers.html.concordance import concordance
from helpers.html.copy import reading_copy
from helpers.html.piece import Html, button, card, escape, mark, picture, sentence
from helpers.html.places import actor_places, term_places
from helpers.html.story import corpus_card, story_places
from helpers.html.tables import table

__all__ = [
    "Html",
    "actor_places",
    "article_card",
    "button",
    "card",
    "concordance",
    "corpus_card",
    "differences",
    "escape",
    "ledger",
    "mark",
    "picture",
    "reading_copy",
    "sentence",
    "story_places",
    "table",
    "term_places",
]
