"""Relire: helpers that load, read and chart scraped news articles."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "InputError", "load_article", "load_articles"]

if TYPE_CHECKING:
    from helpers.article import Article, load_article, load_articles
    from helpers.errors import InputError


def __getattr__(name: str) -> Any:
    # Lazy: the command line must not pay for pandas to say that a file is missing.
    if name == "InputError":
        from helpers.errors import InputError

        return InputError
    if name in {"Article", "load_article", "load_articles"}:
        from helpers import article

        return getattr(article, name)
    raise AttributeError(f"module 'helpers' has no attribute '{name}'")
