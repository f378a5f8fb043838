"""The only place that makes HTML: text is escaped first, then marked by offsets.

What these functions return shows itself in a notebook and in the report; article text stays text in both.
"""

from helpers.html.articles import article_card, differences, ledger
from helpers.html.comparison import (
    actors_table,
    changes_table,
    compared_places,
    comparison_card,
    contrast_places,
    contrasts_table,
    each_article,
    namings_table,
    reading_copies,
    sections_table,
    totals_table,
)
from helpers.html.concordance import concordance
from helpers.html.copy import reading_copy
from helpers.html.passages import passage_places
from helpers.html.piece import Html, button, card, escape, mark, picture, sentence
from helpers.html.places import actor_places, term_places
from helpers.html.site import PLACES, REPORTS, back_place, index_place, linked, members_table, story_list
from helpers.html.story import corpus_card, story_places
from helpers.html.tables import table
from helpers.html.versions import side_by_side

__all__ = [
    "PLACES",
    "REPORTS",
    "Html",
    "actor_places",
    "actors_table",
    "article_card",
    "back_place",
    "button",
    "card",
    "changes_table",
    "compared_places",
    "comparison_card",
    "concordance",
    "contrast_places",
    "contrasts_table",
    "corpus_card",
    "differences",
    "each_article",
    "escape",
    "index_place",
    "ledger",
    "linked",
    "mark",
    "members_table",
    "namings_table",
    "passage_places",
    "picture",
    "reading_copies",
    "reading_copy",
    "sections_table",
    "sentence",
    "side_by_side",
    "story_list",
    "story_places",
    "table",
    "term_places",
    "totals_table",
]
