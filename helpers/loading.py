"""One dump becomes an ``Article``, or several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpers.article import Article
from helpers.errors import InputError
from helpers.paths import POINTER
from helpers.sources import read_source


def load_article(
    where: str | Path | bytes | None = None,
    *,
    text: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    number: int = 1,
    names: str | None = None,
    allow_private: bool = False,
    keep: bool = True,
) -> Article:
    """Read one page dump; its frames are computed when they are first asked for.

    ``where`` is a name in ``data/articles``, a path, an ``http(s)`` URL, bytes, or ``"-"`` (standard input);
    ``text`` is pasted text instead. ``language`` (ISO 639-1) and ``encoding`` override what is detected.
    ``allow_private`` lets a URL lead into this machine or its network; ``keep`` keeps its page in ``data/articles``.
    The file ``FILE.relire.toml`` beside the article holds the reader's own decisions (see ``helpers.overrides``), which
    give way to what is said here, ``NAME.actors.csv`` those on actors (see ``helpers.decisions``). Of a dump that holds
    several articles, ``number`` (from 1) says which, and ``Article.articles`` how many there are.
    ``names`` is an installed spaCy pipeline, by name ("fr_core_news_lg") or path, that finds names of people, places
    and organisations in the place of Relire's own model; it is loaded when mentions are first asked for, and an
    InputError then says if it is missing.
    Raises InputError when there is nothing to read, with what to do about it.

    >>> article = load_article("otan-zelensky")
    >>> article.language, len(article.lines), int(article.lines["kept"].sum())
    ('fr', 17, 8)
    """
    if isinstance(where, (str, Path)) and str(where).endswith(POINTER):
        from helpers.corpus.again import pointed_at

        return pointed_at(Path(str(where)))
    source = read_source(where, text=text, encoding=encoding, allow_private=allow_private, keep=keep)
    article = Article(source, language=language, number=number, names=names)
    _ = article.decisions  # what is wrong with them is said at once
    if number != 1 and not 1 <= number <= article.articles:
        count = article.articles
        there = f"holds {count} articles" if count > 1 else "holds one article"
        raise InputError(f"{source.where}: {there}, no number {number}; give {f'1 to {count}' if count > 1 else 1}")
    return article


def load_articles(where: str | Path | bytes | None = None, **options: Any) -> list[Article]:
    """Read a dump that may hold several articles, one after the other; all of them, in their order.

    The arguments are those of ``load_article``.

    >>> [article.number for article in load_articles("otan-zelensky")]
    [1]
    """
    first = load_article(where, **options)
    return [first, *(first.sibling(number) for number in range(2, first.articles + 1))]
