"""Lines that come again on many pages of a host: evidence that they are its menus and notices."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.errors import InputError, whole_number
from helpers.lines import fold

COLUMNS = ("text", "host", "articles", "share")
LEAST = 5  # articles


def recurring_lines(lines: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """The lines that stand in ``least`` or more articles of one host, those in most articles first.

    ``lines`` has the columns ``article`` (id), ``host`` and ``text``; rows without a host or with a blank text are left
    out. Lines are the same when they differ in typography and case only. Columns: ``text`` (the line as it stands
    first), ``host``, ``articles`` (of that host that hold it), ``share`` (of that host's articles, 0 to 1).

    Raises ``InputError`` where a column is missing, ``ValueError`` where ``least`` is below 2.

    >>> pages = pd.DataFrame({"article": list("aabbc"), "host": ["x.fr"] * 5})
    >>> pages["text"] = ["Lire aussi", "Un pont ferme", "LIRE AUSSI", "Un bac sombre", "Lire\u00a0aussi"]
    >>> recurring_lines(pages, least=3)
             text  host  articles  share
    0  Lire aussi  x.fr         3    1.0
    """
    whole_number("least", least, 2)
    missing = [name for name in ("article", "host", "text") if name not in lines.columns]
    if missing:
        raise InputError(f"the lines have no column {missing[0]!r}: they need article, host and text")
    folded: dict[str, str] = {}
    seen: set[tuple[object, str, str]] = set()
    first: dict[tuple[str, str], str] = {}
    times: Counter[tuple[str, str]] = Counter()
    pages: dict[str, set[object]] = {}
    for article, host, text in zip(lines["article"], lines["host"], lines["text"], strict=True):
        if not isinstance(host, str) or not host or not isinstance(text, str):
            continue
        pages.setdefault(host, set()).add(article)
        key = folded.get(text)
        if key is None:
            key = folded[text] = fold(text)
        if not key or (article, host, key) in seen:
            continue
        seen.add((article, host, key))
        first.setdefault((host, key), text)
        times[host, key] += 1
    often = [(first[host, key], host, count, count / len(pages[host])) for (host, key), count in times.items()]
    rows = sorted((row for row in often if row[2] >= least), key=lambda row: (-row[2], row[1], row[0]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"articles": "int64", "share": "float64"})
