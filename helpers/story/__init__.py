"""What a corpus tells: how much was written when, about whom, in which words, and who copied whom.

Every function takes a ``Story``, which says which articles are counted and in which stretches of time. Nothing is
removed: copies are labelled, and each figure says whether they count.
"""

from helpers.story.clusters import cluster_articles, cluster_table, wire_shares
from helpers.story.keyness import group_keyness
from helpers.story.network import actor_network
from helpers.story.opening import open_corpus
from helpers.story.periods import PERIODS
from helpers.story.reading import LEAST, Story, read_story
from helpers.story.trends import actor_trends, term_trends, volume

__all__ = [
    "LEAST",
    "PERIODS",
    "Story",
    "actor_network",
    "actor_trends",
    "cluster_articles",
    "cluster_table",
    "group_keyness",
    "open_corpus",
    "read_story",
    "term_trends",
    "volume",
    "wire_shares",
]
