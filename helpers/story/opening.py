"""The corpus that a notebook names: a finished one, a folder of dumps, a table, or the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from helpers.corpus.again import kept_place
from helpers.corpus.store import CARD
from helpers.paths import DATA, ROOT

if TYPE_CHECKING:
    from helpers.corpus import Corpus

SAMPLE = DATA / "corpus" / "sample.jsonl"


def open_corpus(where: str | Path | None = None) -> Corpus:
    """The corpus in the folder that ``relire corpus`` wrote, or one read from a folder of dumps or a table.

    ``None`` stands for ``data/corpus/sample.jsonl``. What is read here is written nowhere: read many articles with
    ``load_corpus(where, out=…)`` first. Raises InputError for what is none of these.

    >>> len(open_corpus())
    26
    """
    from helpers.corpus import Corpus, load_corpus

    if where is None or not str(where):
        return load_corpus(SAMPLE)
    given = Path(where).expanduser()
    found = next((path for path in (given, ROOT / given) if (path / CARD).is_file()), None)
    return Corpus(found, where=kept_place(found)) if found else load_corpus(where)
