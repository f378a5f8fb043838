"""A few articles side by side: what is repeated, changed, moved, new and gone, who is in which, and by which words."""

from helpers.compare.actors import actors_compared, namings, wide
from helpers.compare.comparing import ENOUGH, MOST, Comparison
from helpers.compare.contrasts import contrasts, has_contrasts
from helpers.compare.loading import SAMPLES, compare, read_sources
from helpers.compare.passages import totals

__all__ = [
    "ENOUGH",
    "MOST",
    "SAMPLES",
    "Comparison",
    "actors_compared",
    "compare",
    "contrasts",
    "has_contrasts",
    "namings",
    "read_sources",
    "totals",
    "wide",
]
