"""Charts: tidy frames in, matplotlib Axes out; the Axes shows itself in a notebook, and ``save`` writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from helpers.charts.actor_dispersion import actor_dispersion
from helpers.charts.actor_network import co_mention_graph
from helpers.charts.actors import actor_bars, actor_sections
from helpers.charts.article import section_lengths, section_names, strip
from helpers.charts.canvas import alt_text, save, show
from helpers.charts.cloud import in_cloud, word_cloud
from helpers.charts.cluster_lines import cluster_lines
from helpers.charts.compared import actor_dots, contrast_bars, keyness_between, naming_bars
from helpers.charts.dispersion import dispersion
from helpers.charts.frequency import term_bars
from helpers.charts.group_keyness import group_keyness_bars
from helpers.charts.keyness import keyness_bars
from helpers.charts.network import collocation_graph
from helpers.charts.overlap import overlap_bars, section_bands
from helpers.charts.sentences import sentence_lengths
from helpers.charts.story_network import story_network
from helpers.charts.timeline import story_trends, volume_bars
from helpers.charts.trend import trend
from helpers.charts.variants import variant_bars

if TYPE_CHECKING:
    from helpers.article import Article

__all__ = [
    "actor_bars",
    "actor_dispersion",
    "actor_dots",
    "actor_sections",
    "all_charts",
    "alt_text",
    "cluster_lines",
    "co_mention_graph",
    "collocation_graph",
    "contrast_bars",
    "dispersion",
    "group_keyness_bars",
    "in_cloud",
    "keyness_bars",
    "keyness_between",
    "naming_bars",
    "overlap_bars",
    "save",
    "section_bands",
    "section_lengths",
    "section_names",
    "sentence_lengths",
    "show",
    "story_network",
    "story_trends",
    "strip",
    "term_bars",
    "trend",
    "variant_bars",
    "volume_bars",
    "word_cloud",
]


def all_charts(article: Article) -> Iterator[tuple[str, Callable[..., Axes]]]:
    """Name and drawing function of every chart of the article; each function takes ``ax`` and returns the Axes."""
    import pandas as pd

    from helpers import actors, lengths, terms

    yield "strip", partial(strip, article.lines, number=article.number)
    yield "section_lengths", partial(section_lengths, article.sections)
    counted, expressions = terms.frequencies(article), terms.expressions(article)
    borders = terms.words_counted(article)
    yield "term_bars", partial(term_bars, counted)
    yield "word_cloud", partial(word_cloud, counted)
    yield "dispersion", partial(dispersion, terms.occurrences(article, counted.index[:12]), borders, terms=counted)
    yield "trend", partial(trend, terms.occurrences(article, counted.index[:5]), borders, terms=counted)
    yield "keyness_bars", partial(keyness_bars, terms.keyness(article, also=expressions.index))
    pairs = terms.cooccurrences(article, terms=expressions.index)
    yield "collocation_graph", partial(collocation_graph, pairs, pd.concat([counted, expressions]))
    yield "sentence_lengths", partial(sentence_lengths, lengths.sentence_lengths(article))
    yield "actor_bars", partial(actor_bars, article.actors)
    yield "actor_sections", partial(actor_sections, article.mentions, article.sections)
    whole = terms.words_counted(article, with_title=True)
    yield "actor_dispersion", partial(actor_dispersion, actors.occurrences(article), whole)
    yield "co_mention_graph", partial(co_mention_graph, actors.co_mentions(article), article.actors)
    yield "variant_bars", partial(variant_bars, actors.variants(article))
