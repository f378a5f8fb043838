"""One sentence that reads a chart or a table: computed from the frame, so that it is true of the next article too."""

from helpers.readings.actors import (
    read_actor_sections,
    read_actors,
    read_candidates,
    read_co_mentions,
    read_coverage,
    read_first,
    read_roles,
    read_unresolved,
    read_variants,
)
from helpers.readings.dump import (
    health_table,
    percent,
    read_evidence,
    read_health,
    read_language,
    read_lines,
    read_titles,
)
from helpers.readings.sections import read_sections, read_sentences
from helpers.readings.style import read_diversity, read_lengths, read_readability
from helpers.readings.terms import (
    by_count,
    read_cooccurrences,
    read_dispersion,
    read_expressions,
    read_hapaxes,
    read_keyness,
    read_repeated,
    read_terms,
    read_trend,
)

__all__ = [
    "by_count",
    "health_table",
    "percent",
    "read_actor_sections",
    "read_actors",
    "read_candidates",
    "read_co_mentions",
    "read_cooccurrences",
    "read_coverage",
    "read_dispersion",
    "read_diversity",
    "read_evidence",
    "read_expressions",
    "read_first",
    "read_hapaxes",
    "read_health",
    "read_keyness",
    "read_language",
    "read_lengths",
    "read_lines",
    "read_readability",
    "read_repeated",
    "read_roles",
    "read_sections",
    "read_sentences",
    "read_terms",
    "read_titles",
    "read_trend",
    "read_unresolved",
    "read_variants",
]
