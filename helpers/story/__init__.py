"""What a corpus tells: how much was written when, about whom, in which words, and who copied whom.

Every function takes a ``Story``, which says which articles are counted and in which stretches of time. Nothing is
removed: copies are labelled, and each figure says whether they count.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.story.clusters import cluster_articles, cluster_table, wire_shares
    from helpers.story.keyness import group_keyness
    from helpers.story.network import actor_network
    from helpers.story.opening import open_corpus
    from helpers.story.reading import Story, read_story
    from helpers.story.trends import actor_trends, term_trends, volume

__all__ = [
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

# Lazy: charts and readings of a single article must not pay for what many need.
_MODULES = {
    "clusters": ("cluster_articles", "cluster_table", "wire_shares"),
    "keyness": ("group_keyness",),
    "network": ("actor_network",),
    "opening": ("open_corpus",),
    "reading": ("Story", "read_story"),
    "trends": ("actor_trends", "term_trends", "volume"),
}


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"helpers.story.{module}"), name)
    raise AttributeError(f"module 'helpers.story' has no attribute '{name}'")
