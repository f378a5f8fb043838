"""Where an article came from and what was decided about it: the facts of the run card that its frames know."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from helpers.overrides import FACTS
from helpers.sources import Source, is_url
from helpers.versions import SHOWN


def source_facts(source: Source) -> dict[str, Any]:
    """What identifies a source; neither paths nor names of users are among it.

    >>> from helpers.sources import read_source
    >>> source_facts(read_source(text="Bonjour")) | {"sha256": "…"}
    {'name': 'pasted-text', 'file': None, 'url': None, 'sha256': '…', 'bytes': 7, 'encoding': 'utf-8'}
    """
    return {
        "name": source.name,
        "file": source.place.name if source.place else None,
        "url": source.url if is_url(source.url) else None,
        "sha256": source.sha256,
        "bytes": source.size,
        "encoding": source.encoding,
    }


def article_facts(article: Any) -> dict[str, Any]:
    """The source, the article's number, the language, how many lines were set aside as what, and the decisions applied.

    ``decisions`` has for each file its name, the SHA-256 of its bytes, and how many decisions it holds.
    """
    facts = {"source": source_facts(article.source), "article": article.number, "articles": article.articles}
    return facts | {"language": article.language, "lines": _lines(article), "decisions": _decisions(article)}


def corpus_facts(corpus: Any) -> dict[str, Any]:
    """What a corpus was read from, and a digest of what was read: the ids of its articles and all they depend on."""
    facts = corpus.frame("articles", ["article", "key", "recurring"])
    state = hashlib.sha256(repr(facts.to_numpy().tolist()).encode("utf-8", "surrogatepass")).hexdigest()
    where = Path(corpus.where or corpus.out)
    numbers = {"articles": len(corpus), "skipped": corpus.skipped, "state": state[:SHOWN]}
    return {"source": {"name": where.name or where.resolve().name, "file": None, "url": None}, "corpus": numbers}


def _lines(article: Any) -> dict[str, int]:
    lines = article.lines
    blank, kept = lines["role"] == "blank", lines["kept"].astype(bool)
    others = lines["article"].ne(article.number) & ~blank
    copies = lines["copy_of"].notna() & ~others & ~blank
    roles = lines.loc[~kept & ~blank & ~others & ~copies, "role"].value_counts().sort_index()
    counts = {"all": len(lines), "kept": kept.sum(), "blank": blank.sum(), "copies": copies.sum()}
    counts |= {"other articles": others.sum()} | dict(roles)
    return {name: int(count) for name, count in counts.items()}


def _decisions(article: Any) -> list[dict[str, Any]]:
    counts: dict[Path, int] = {}
    overrides = article.overrides
    if overrides and overrides.path:
        stated = [name for name in FACTS if getattr(overrides, name) is not None]
        counts[overrides.path] = len(overrides.lines) + len(overrides.ignore) + len(stated)
    for decision in (*article.decisions.own, *article.decisions.shared):
        counts[decision.path] = counts.get(decision.path, 0) + 1
    return [{"file": path.name, "sha256": _digest(path), "decisions": count} for path, count in counts.items()]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
