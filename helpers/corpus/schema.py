"""The tables of a corpus: what stands in each column, and its type in Parquet."""

from __future__ import annotations

from typing import Any

Rows = dict[str, list[tuple[Any, ...]]]  # of each table; a row's values in the order of the table's columns

_TEXT, _NUMBER, _YES_NO = "string", "int64", "bool"
_PLACE = {"line": _NUMBER, "start": _NUMBER, "end": _NUMBER}

TABLES: dict[str, dict[str, str]] = {
    "articles": {
        **dict.fromkeys(("article", "id", "source"), _TEXT),
        **dict.fromkeys(("row", "number"), _NUMBER),
        **dict.fromkeys(("sha256", "date", "outlet", "url", "title", "byline", "language"), _TEXT),
        **dict.fromkeys(("words", "sentences", "characters", "counted_words", "mentions"), _NUMBER),
        **dict.fromkeys(("lines", "kept", "copies", "other_articles", "blank", "byline_lines"), _NUMBER),
        **dict.fromkeys(("boilerplate", "set_aside"), _NUMBER),
        **dict.fromkeys(("recurring", "key"), _TEXT),
    },
    "lines": {
        "article": _TEXT,
        **_PLACE,
        **dict.fromkeys(("text", "role"), _TEXT),
        "kept": _YES_NO,
        **dict.fromkeys(("copy_of", "section", "paragraph"), _NUMBER),
    },
    "terms": {"article": _TEXT, "term": _TEXT, "form": _TEXT, "count": _NUMBER},
    "mentions": {
        **dict.fromkeys(("article", "actor", "kind", "form", "text"), _TEXT),
        **_PLACE,
        **dict.fromkeys(("sentence", "section"), _NUMBER),
        "evidence": _TEXT,
    },
    "ledger": {"source": _TEXT, "row": _NUMBER, "article": _TEXT, "problem": _TEXT, "skipped": _YES_NO},
}


def no_rows() -> Rows:
    """Every table, empty."""
    return {name: [] for name in TABLES}
