"""Paths, URLs, pasted text and bytes become a Source: the text as decoded, and what is known of it."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from helpers import mojibake
from helpers.errors import InputError, nearest
from helpers.lines import fold
from helpers.overrides import Overrides, check_lines, read_overrides
from helpers.paths import ARTICLES, ROOT
from helpers.sources.encodings import declared_in, decode
from helpers.sources.page import read_page, visible_text

__all__ = [
    "DEFAULT_ARTICLE",
    "DEFAULT_VARIABLE",
    "MAX_BYTES",
    "Hint",
    "Source",
    "article_names",
    "find_article",
    "folder_articles",
    "is_url",
    "read_source",
    "visible_text",
]

DEFAULT_ARTICLE = "otan-zelensky"
DEFAULT_VARIABLE = "RELIRE_ARTICLE"
MAX_BYTES = 20_000_000
PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (".txt", ".md", *PAGES)
_UNMARKED = {"p", "header", "other"}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_HALVES = re.compile("[\ud800-\udfff]")  # of a character: damaged JSON leaves them


class Hint(NamedTuple):
    """What a page's HTML says of a line.

    ``tag`` is the most telling element around it: h1 to h6, p, li, figcaption, time, blockquote, nav, header, footer,
    aside, form, button, table; ``title`` where an unmarked line repeats the page's declared title; else ``other``.
    ``main`` is the share (0 to 1) of its words that trafilatura takes for the page's main text.
    """

    tag: str
    main: float


@dataclass(frozen=True)
class Source:
    """What was read: ``text`` is as decoded, nothing changed; ``sha256`` and ``size`` (bytes) are of the raw bytes.

    A lone surrogate in pasted text, which is half a character and no text, is U+FFFD in ``text``.
    ``where`` is the file's path (for a ``url``, where its page was kept). Of an HTML page, ``text`` is what it shows;
    ``hints`` has one ``Hint`` for each of its lines, and ``page`` what it declares: title, author, date (ISO 8601),
    language, each only if it is there. Both are empty for plain text. ``overrides`` is what the reader decided in the
    file beside it. ``place`` is the file that was read, None for what is no file. ``recurring`` are lines, folded, that
    stand in many articles of its outlet: what a corpus knows of it (``helpers.corpus.evidence``).
    """

    name: str
    text: str = field(repr=False)
    encoding: str
    sha256: str
    size: int
    where: str
    url: str | None = None
    hints: tuple[Hint, ...] = field(default=(), repr=False)
    page: Mapping[str, str] = field(default_factory=dict, hash=False)
    overrides: Overrides = field(default=Overrides(), repr=False, hash=False)
    place: Path | None = field(default=None, repr=False)
    recurring: tuple[str, ...] = field(default=(), repr=False)

    @property
    def health(self) -> dict[str, int]:
        """How often each kind of character that spoils naive counts occurs in the text."""
        counts = Counter(self.text)
        return {
            "typographic apostrophes": counts["\u2019"] + counts["\u02bc"],
            "straight apostrophes": counts["'"],
            "no-break spaces": counts["\u00a0"] + counts["\u202f"],
            "soft hyphens": counts["\u00ad"],
            "zero-width characters": sum(counts[c] for c in "\u200b\u200c\u200d\u2060\ufeff"),
            "combining marks": sum(n for c, n in counts.items() if unicodedata.combining(c)),
            "replacement characters": counts["\ufffd"],
            "mojibake": mojibake.count(self.text),
            "CRLF line ends": self.text.count("\r\n"),
            "LF line ends": counts["\n"] - self.text.count("\r\n"),
            "CR line ends": counts["\r"] - self.text.count("\r\n"),
        }


def is_url(where: object) -> bool:
    """Whether this names something on the web rather than a file."""
    return isinstance(where, str) and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", where) is not None


def article_names() -> list[str]:
    """Names of the articles in ``data/articles``, as ``find_article`` takes them."""
    return sorted(p.stem if p.suffix == ".txt" else p.name for p in folder_articles(ARTICLES))


def folder_articles(folder: Path) -> list[Path]:
    """The files of a folder that may be articles, in the order of their names."""
    return sorted(p for p in folder.glob("*") if p.suffix in SUFFIXES and p.name != "README.md")


def find_article(name: str | Path | None = None) -> str | Path:
    """The path, URL or ``"-"`` that a name stands for.

    ``name`` is the name of an article in ``data/articles``, a path, a URL, or ``"-"`` (standard input).
    ``None`` is the default of all notebooks: what ``RELIRE_ARTICLE`` says, else the sample.
    Raises InputError, with the nearest match, when there is no such article.

    >>> find_article("otan-zelensky").name
    'otan-zelensky.txt'
    """
    if name is None or not str(name):
        name = os.environ.get(DEFAULT_VARIABLE) or DEFAULT_ARTICLE
    if is_url(name) or str(name) == "-":
        return str(name)
    given = Path(name).expanduser()
    places = [given, ROOT / given, ARTICLES / given, *(ARTICLES / f"{given}{suffix}" for suffix in SUFFIXES)]
    for place in places:
        if place.is_file():
            return place
    try:
        if given.exists():
            return given  # a directory and the like: reading it says what is wrong
        beside = [p.name for p in given.parent.iterdir()] if given.parent.is_dir() else []
    except OSError:
        beside = []
    near = nearest(str(name), article_names()) or nearest(given.name, beside)
    hint = near or f"; give a path, a URL, or one of: {', '.join(article_names())}"
    raise InputError(f"{name}: no such article{hint}")


def read_source(
    where: str | Path | bytes | None = None,
    *,
    text: str | None = None,
    encoding: str | None = None,
    allow_private: bool = False,
    keep: bool = True,
    overrides: bool = True,
) -> Source:
    """Read one dump or page.

    ``where`` is a name in ``data/articles``, a path, an ``http(s)`` URL, bytes, or ``"-"`` (standard input);
    ``text`` is pasted text instead. ``encoding`` overrides what is detected. A URL must lead to a public address unless
    ``allow_private``, and its page is kept in ``data/articles`` (see ``helpers.sources.keep``) unless not ``keep``.
    ``overrides`` False reads a file as if the reader had decided nothing about it (see ``helpers.overrides``).
    Raises InputError when there is nothing to read, it is no text, or the reader's decisions do not fit it.

    >>> read_source(text="Bonjour").encoding
    'utf-8'
    >>> read_source(b"<html><h1>Titre</h1><p>Texte").hints
    (Hint(tag='h1', main=0.0), Hint(tag='p', main=0.0))
    """
    if (where is None) == (text is None):
        raise TypeError("give either where or text")
    if text is not None:
        raw = text.encode("utf-8", "surrogatepass")
        return _source("pasted-text", text, "utf-8", raw, "pasted text")
    if isinstance(where, bytes):
        return _decoded(where, "bytes", "bytes", encoding=encoding)
    if str(where) == "-":
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        return _decoded(raw, "standard-input", "standard input", encoding=encoding)
    place = find_article(where)
    if isinstance(place, str):
        return _from_web(place, encoding, allow_private, keep)
    raw = _not_empty(_read_file(place), str(place))
    decided = read_overrides(place, raw) if overrides else Overrides()
    suffix, encoding = place.suffix.lower(), encoding or decided.encoding
    source = _decoded(raw, place.stem, str(place), suffix=suffix, encoding=encoding)
    check_lines(decided, source.text)
    return replace(source, overrides=decided, place=place)


def _from_web(url: str, encoding: str | None, allow_private: bool, keep: bool) -> Source:
    from helpers.sources.keep import keep_page, slug
    from helpers.sources.web import fetch

    raw, suffix, charset = fetch(url, MAX_BYTES, allow_private=allow_private)
    source = replace(_decoded(raw, slug(url), url, suffix=suffix, encoding=encoding, charset=charset), url=url)
    if not keep:
        return source
    # What the server alone knew must be kept too, for the page to be read again as it was read now
    told = source.encoding if charset and not encoding and _encoding_of(raw, suffix) != source.encoding else None
    path = keep_page(url, raw, suffix, encoding=told)
    if read_overrides(path, raw):  # it was kept before, and the reader decided about it
        return replace(read_source(path, encoding=encoding), url=url)
    return replace(source, name=path.stem, where=str(path), place=path)


def _encoding_of(raw: bytes, suffix: str) -> str | None:
    try:
        return decode(raw, "", declared=_declared(raw, suffix))[0]
    except InputError:
        return None


def _declared(raw: bytes, suffix: str) -> list[str | None]:
    return [declared_in(raw)] if suffix in PAGES or _PAGE.match(raw[:2000].decode("latin-1")) else []


def _decoded(
    raw: bytes, name: str, label: str, *, suffix: str = "", encoding: str | None = None, charset: str | None = None
) -> Source:
    """The source that bytes hold; ``suffix`` is their file's, ``charset`` what a server said."""
    declared = [charset, *_declared(_not_empty(raw, label), suffix)]
    encoding, text = decode(raw, label, encoding=encoding, declared=declared)
    if suffix not in PAGES and not _PAGE.match(text[:2000]):
        return _source(name, text, encoding, raw, label)
    lines, tree = read_page(text, strict=suffix == ".xhtml")
    if not lines:
        raise InputError(f"{label}: the page shows no text without its scripts; copy its text from a browser")
    from helpers.sources.extraction import main_shares, page_facts

    facts = page_facts(tree)
    title = fold(facts.get("title", ""))
    tags = ["title" if tag in _UNMARKED and fold(line) == title else tag for line, tag in lines]
    shares = main_shares(text, [line for line, _ in lines])
    source = _source(name, "\n".join(line for line, _ in lines), encoding, raw, label)
    return replace(source, hints=tuple(map(Hint, tags, shares)), page=facts)


def _source(name: str, text: str, encoding: str, raw: bytes, label: str) -> Source:
    if not text.strip():
        raise InputError(f"{label}: holds only blank lines; give a text dump of a page")
    if _HALVES.search(text):  # two halves become the character they stand for, a lone one stands for none
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Source(name, text, encoding, hashlib.sha256(raw).hexdigest(), len(raw), label)


def _not_empty(raw: bytes, label: str) -> bytes:
    if len(raw) > MAX_BYTES:
        raise InputError(f"{label}: larger than {MAX_BYTES // 1_000_000} MB; give a single article's dump")
    if not raw:
        raise InputError(f"{label}: the file is empty; give a text dump of a page")
    return raw


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name one of the files in it")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path and its rights") from None
