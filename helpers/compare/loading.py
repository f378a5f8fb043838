"""The articles of a comparison, from where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.compare.comparing import Comparison, check_number
from helpers.errors import InputError
from helpers.loading import load_article
from helpers.sources import find_article, read_source

if TYPE_CHECKING:
    from helpers.sources import Source

SAMPLES = ("sample-fr-eoliennes", "sample-fr-eoliennes-bis")


def compare(articles: Sequence[str | Path] | None = None, *, allow_private: bool = False) -> Comparison:
    """Two to six articles side by side, the first being the one that the others are compared with.

    articles: what ``load_article`` takes, of each; two sample versions of one story if None
    allow_private: lets a URL lead into this machine or its network

    Raises InputError for what cannot be read, for fewer or more articles, for one that is given twice, and for
    articles in different languages.

    >>> compare()
    <Comparison of A: sample-fr-eoliennes, B: sample-fr-eoliennes-bis>
    >>> compare(["sample-en-bridge", "sample-fr-bulletin"])
    Traceback (most recent call last):
    helpers.errors.InputError: articles in different languages cannot be compared (sample-en-bridge: en,
    sample-fr-bulletin: fr); give articles in one
    """
    given = [articles] if isinstance(articles, (str, Path)) else list(SAMPLES if articles is None else articles)
    check_number(len(given))
    loaded = [load_article(where, allow_private=allow_private) for where in given]
    check_sources([article.source for article in loaded], given)
    return Comparison(loaded)


def read_sources(given: Sequence[str], *, allow_private: bool = False) -> list[Source]:
    """What a comparison is about, read and judged before anything runs; raises what ``compare`` raises of that."""
    check_number(len(given))
    sources = [read_source(find_article(where), allow_private=allow_private) for where in given]
    check_sources(sources, given)
    return sources


def check_sources(sources: Sequence[Source], given: Sequence[str | Path]) -> None:
    """Raise InputError where two sources hold the same bytes: there is nothing to compare."""
    seen: dict[str, str | Path] = {}
    for source, where in zip(sources, given, strict=True):
        if source.sha256 in seen:
            raise InputError(f"{where}: is the same text as {seen[source.sha256]}; give different articles")
        seen[source.sha256] = where
