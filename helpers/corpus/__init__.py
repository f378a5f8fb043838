"""Many articles: a folder of dumps or a table becomes tables of articles, lines, terms and mentions, in Parquet.

``load_corpus`` reads each article as ``load_article`` does. What is broken stands in the corpus's own ledger and is
skipped. A second run into the same folder reads only what is new or has changed: bytes or text, the reader's decisions
beside it, the settings, or Relire's version, word lists and models.

What is said again is labelled, never removed: ``near_duplicates`` and ``clusters`` work on any texts, and ``Corpus``
has them for its own, with ``wire``, ``recurring`` and ``passages``.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from helpers.corpus.again import keep_place
from helpers.corpus.batches import SIZE
from helpers.corpus.cluster import cluster_of
from helpers.corpus.clusters import clusters
from helpers.corpus.finding import find_entries, find_place
from helpers.corpus.near import near_duplicates
from helpers.corpus.reading import read_one, settings_of
from helpers.corpus.recurring import recurring_lines
from helpers.corpus.result import Corpus
from helpers.corpus.reuse import reuse, reused
from helpers.corpus.running import run
from helpers.corpus.store import Store
from helpers.corpus.wire import wire, wire_clusters
from helpers.errors import whole_number

__all__ = [
    "Corpus",
    "clusters",
    "load_corpus",
    "near_duplicates",
    "read_one",
    "recurring_lines",
    "reuse",
    "reused",
    "wire",
    "wire_clusters",
]


def load_corpus(
    where: str | Path,
    *,
    out: str | Path | None = None,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    batch: int = SIZE,
) -> Corpus:
    """Read many articles, into the folder ``out``; what is there already and has not changed is not read again.

    ``where`` is a folder of dumps (.txt, .md, .html, .htm, .xhtml, in folders in it too; hidden ones are left out), or
    a CSV, TSV, JSONL, NDJSON or Parquet file with an article a row, gzipped or not. ``text`` names its column of texts,
    ``id``, ``date``, ``outlet``, ``url`` and ``title`` further columns; columns of a usual name are found without (see
    ``data/corpus/columns.txt``). ``title`` and ``date`` (ISO 8601) of a table go before what the text says.
    ``language`` (ISO 639-1) and ``encoding`` are as in ``load_article``; the latter is the table's.
    Without ``out`` the result lies in a temporary folder, and goes with the Corpus.
    ``jobs`` is how many processes read at once; in a script that is more than one only under
    ``if __name__ == "__main__":``. ``cluster`` is the address of a Dask scheduler ("tcp://host:8786") whose workers
    read instead, or "local" for ``jobs`` workers of a cluster on this machine; they need the same Relire, and a folder
    of dumps under the same path. ``batch`` is about how many articles one file of the result holds.

    An article's id is the one given, else its path from the folder on, else its row; an id that comes again gets a
    number, "a (2)", as do further articles of a dump, "dump.txt#2". Interrupted, a run leaves the last result as it
    was; the next one goes on where it ended. Raises InputError where nothing can be read at all.

    >>> corpus = load_corpus("data/articles")
    >>> corpus.articles.loc[["otan-zelensky.txt"], ["language", "words", "mentions"]]
                      language  words  mentions
    article
    otan-zelensky.txt       fr    325        40
    """
    whole_number("jobs", jobs, 1)
    whole_number("batch", batch, 1)
    columns = {"text": text, "id": id, "date": date, "outlet": outlet, "url": url, "title": title}
    settings = settings_of(language, encoding)
    opened = None
    if cluster:
        opened, where = cluster_of(cluster), Path(where).absolute()  # workers may have another working directory
    find = partial(find_entries, where, named=columns, encoding=encoding, stamp=settings.stamp)
    temporary = tempfile.TemporaryDirectory(prefix="relire-corpus-") if out is None else None
    store = Store(temporary.name if temporary else Path(out or ""))
    card = {"columns": columns, "settings": settings._asdict()}
    run(find, store, settings, card, jobs=jobs, size=batch, opened=opened)
    place = find_place(where)
    if temporary is None:
        keep_place(store.out, place)
    return Corpus(store.out, where=place, keep=temporary)
