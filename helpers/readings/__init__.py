"""One sentence that reads a chart or a table: computed from the frame, so that it is true of the next article too."""

from helpers.readings.actors import read_actors, read_first
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
from helpers.readings.terms import by_count, contexts, read_dispersion, read_terms

__all__ = [
    "by_count",
    "contexts",
    "health_table",
    "percent",
    "read_actors",
    "read_dispersion",
    "read_evidence",
    "read_first",
    "read_health",
    "read_language",
    "read_lines",
    "read_sections",
    "read_sentences",
    "read_terms",
    "read_titles",
]
