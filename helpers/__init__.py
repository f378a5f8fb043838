"""Relire: helpers that load, read and chart scraped news articles."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "InputError", "load_article", "load_articles", "load_corpus"]

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.corpus import load_corpus
    from helpers.errors import InputError
    from helpers.loading import load_article, load_articles


def __getattr__(name: str) -> Any:
    # Lazy: the command line must not pay for pandas to say that a file is missing.
    if name == "InputError":
        from helpers.errors import InputError

        return InputError
    if name in {"Article", "load_article", "load_articles"}:
        from helpers import loading

        return getattr(loading, name)
    if name == "load_corpus":
        from helpers.corpus import load_corpus

        return load_corpus
    raise AttributeError(f"module 'helpers' has no attribute '{name}'")
