"""The tables of an article, made fit for CSV and Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.decisions import is_ledger, shared_path
from helpers.errors import InputError
from helpers.labels import column, own_words, said, spoken
from helpers.labels.catalogues import ENGLISH
from helpers.spreadsheet import FORMULA

if TYPE_CHECKING:
    import pandas as pd

    from helpers.article import Article

__all__ = ["FORMULA", "frames", "harmless", "in_words", "listed", "spare_decisions", "write_graph"]


def frames(article: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    """Name and frame of every table of an article."""
    import pandas as pd

    from helpers import actors, diversity, readability, terms

    for name in ("lines", "sections", "sentences", "tokens", "mentions", "mentions_set_aside", "actors", "candidates"):
        yield name, getattr(article, name)
    yield "decisions", article.actor_decisions
    yield "actor_variants", actors.variants(article)
    yield "actor_roles", actors.role_table(article)
    yield "co_mentions", actors.co_mentions(article)
    yield "terms", terms.frequencies(article)
    expressions = terms.expressions(article)
    yield "expressions", expressions
    yield "keyness", terms.keyness(article, also=expressions.index)
    yield "cooccurrences", terms.cooccurrences(article, terms=expressions.index)
    yield "phrases", terms.repeated(article)
    yield "hapaxes", terms.hapaxes(article)
    yield "diversity", diversity.diversity(article)
    yield "readability", readability.readability(article)
    source = article.source
    facts = {name: getattr(source, name) for name in ("name", "sha256", "encoding", "size")} | dict(source.health)
    yield "source", pd.DataFrame({"item": list(facts), "value": [str(value) for value in facts.values()]})


def spare_decisions(folder: str) -> None:
    """Raise InputError where the table of actors would replace one that holds the reader's decisions."""
    path = shared_path(Path(folder))
    if is_ledger(path):
        raise InputError(f"{path}: holds your decisions on actors; choose another folder with -o")


def write_graph(article: Article, folder: Path) -> str:
    """Write which actors are mentioned in the same sentences as GEXF; the name of the file."""
    from helpers.actors import actor_graph, write_gexf

    number = f"-{article.number}" if article.number > 1 else ""
    file = f"{article.source.name}{number}-actors.gexf"
    write_gexf(actor_graph(article), folder / file)
    return file


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy whose texts no spreadsheet runs as a formula; lists become words with spaces between."""

    def plain(value: Any) -> Any:
        if isinstance(value, (list, tuple, set, frozenset)):
            value = " ".join(str(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value))
        return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value

    return frame.map(plain).rename(columns=plain)


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy whose heads and words are in the spoken language; a head that two columns would have stays English."""
    if spoken() == ENGLISH:
        return frame
    heads = {name: column(name) for name in frame.columns}
    twice = {head for head, times in Counter(heads.values()).items() if times > 1}
    words = {name: frame[name].map(said, na_action="ignore") for name in own_words(frame.columns) if name in frame}
    words = {name: values for name, values in words.items() if frame[name].dtype.kind not in "iuf"}
    return frame.assign(**words).rename(columns={name: head for name, head in heads.items() if head not in twice})


def listed(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy that Parquet can hold: sets as sorted lists."""
    return frame.map(lambda value: sorted(value) if isinstance(value, (set, frozenset)) else value)
