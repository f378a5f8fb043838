"""Paths, URLs, pasted text and bytes become a Source: the text as decoded, and what is known of it."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from helpers import mojibake
from helpers.errors import InputError, nearest
from helpers.overrides import Overrides, check_lines, read_overrides
from helpers.paths import ARTICLES, ROOT

DEFAULT_ARTICLE = "otan-zelensky"
DEFAULT_VARIABLE = "RELIRE_ARTICLE"
MAX_BYTES = 20_000_000
TIMEOUT = 20  # seconds for a URL to answer, and between two pieces of its answer

_BOMS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_LATIN9 = re.compile(rb"[A-Za-z\xc0-\xff][\xbc\xbd](?=[a-z\xe0-\xff])|[0-9][ \xa0]?\xa4|\b\xbd(?=[a-z])")


@dataclass(frozen=True)
class Source:
    """What was read: ``text`` is as decoded, nothing changed; ``sha256`` and ``size`` (bytes) are of the raw bytes.

    ``overrides`` is what the reader decided in the file beside it.
    """

    name: str
    text: str = field(repr=False)
    encoding: str
    sha256: str
    size: int
    where: str
    overrides: Overrides = field(default=Overrides(), repr=False)

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
    found = (p for p in ARTICLES.glob("*") if p.suffix in {".txt", ".md", ".html", ".htm"} and p.name != "README.md")
    return sorted(p.stem if p.suffix == ".txt" else p.name for p in found)


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
    places = [given, ROOT / given, ARTICLES / given, ARTICLES / f"{given}.txt"]
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
    overrides: bool = True,
) -> Source:
    """Read one dump.

    ``where`` is a name in ``data/articles``, a path, an ``http(s)`` URL, bytes, or ``"-"`` (standard input);
    ``text`` is pasted text instead. ``encoding`` overrides what is detected.
    ``overrides`` False reads a file as if the reader had decided nothing about it (see ``helpers.overrides``).
    Raises InputError when there is nothing to read, it is no text, or the reader's decisions do not fit it.

    >>> read_source(text="Bonjour").encoding
    'utf-8'
    """
    if (where is None) == (text is None):
        raise TypeError("give either where or text")
    if text is not None:
        raw = text.encode("utf-8", "surrogatepass")
        return _source("pasted-text", text, "utf-8", raw, "pasted text")
    kind = beside = None
    if isinstance(where, bytes):
        raw, name, label = where, "bytes", "bytes"
    elif str(where) == "-":
        raw, name, label = sys.stdin.buffer.read(MAX_BYTES + 1), "standard-input", "standard input"
    else:
        place = find_article(where)
        label = str(place)
        if isinstance(place, str):
            raw, kind, declared = _fetch(place)
            encoding = encoding or declared
            name = _slug(place)
        else:
            raw, name, beside = _read_file(place), place.stem, place
            kind = "html" if place.suffix.lower() in {".html", ".htm", ".xhtml"} else None
    if len(raw) > MAX_BYTES:
        raise InputError(f"{label}: larger than {MAX_BYTES // 1_000_000} MB; give a single article's dump")
    if not raw:
        raise InputError(f"{label}: the file is empty; give a text dump of a page")
    decided = read_overrides(beside, raw) if beside and overrides else Overrides()
    encoding, decoded = _decode(raw, label, encoding or decided.encoding)
    if kind == "html" or re.match(r"\s*<(!doctype html|html)\b", decoded[:500], re.IGNORECASE):
        decoded = visible_text(decoded)
    source = _source(name, decoded, encoding, raw, label)
    check_lines(decided, decoded)
    return replace(source, overrides=decided)


def visible_text(html: str) -> str:
    """The text of a page as select-all and copy would give it: one line for each block.

    >>> visible_text("<title>x</title><h1>Un <em>titre</em></h1><p>Un<br>mot")
    'Un titre\\nUn\\nmot'
    """
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString

    inline = set(
        "a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u "
        "var wbr del tt big acronym label".split()
    )
    unseen = set("head title script style noscript template svg select datalist iframe object".split())
    parts: list[str] = []

    def walk(node: object) -> None:
        for child in node.children:  # type: ignore[attr-defined]
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    parts.append(re.sub(r"\s+", " ", str(child)))
            elif child.name not in unseen and not child.has_attr("hidden"):
                edge = "" if child.name in inline else "\n"
                parts.append(edge)
                walk(child)
                parts.append(edge)

    walk(BeautifulSoup(html, "html.parser"))
    lines = (" ".join(line.split(" ")).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in (re.sub(" +", " ", line) for line in lines) if line)


def _source(name: str, text: str, encoding: str, raw: bytes, label: str) -> Source:
    if not text.strip():
        raise InputError(f"{label}: holds only blank lines; give a text dump of a page")
    return Source(name, text, encoding, hashlib.sha256(raw).hexdigest(), len(raw), label)


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name one of the files in it")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path and its rights") from None


def _slug(url: str) -> str:
    parts = urlsplit(url)
    path = re.sub(r"\.(?:x?html?|php|aspx?|txt)$", "", parts.path)
    return re.sub(r"[^\w.-]+", "-", f"{parts.hostname or 'page'}{path}").strip("-.")[:80]


def _fetch(url: str) -> tuple[bytes, str | None, str | None]:
    """Bytes, ``"html"`` or None, and the encoding that the server declares."""
    import http.client
    import time
    import urllib.error
    import urllib.request

    if urlsplit(url).scheme.lower() not in {"http", "https"}:
        raise InputError(f"{url}: only http and https addresses can be read; save the page and give its path")
    request = urllib.request.Request(url, headers={"User-Agent": "Mozilla/5.0 (compatible; Relire)"})
    deadline = time.monotonic() + 3 * TIMEOUT
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            raw = b""
            while piece := answer.read1(65536):
                raw += piece
                if len(raw) > MAX_BYTES:
                    break
                if time.monotonic() > deadline:
                    raise InputError(f"{url}: took longer than {3 * TIMEOUT} s; save the page and give its path")
            kind = "html" if "html" in answer.headers.get_content_type() else None
            charset = answer.headers.get_content_charset()
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, InputError):
            raise
        reason = " ".join(str(getattr(error, "reason", None) or error).split())
        raise InputError(f"{url}: cannot be fetched ({reason}); check the address, or save the page") from None
    return raw, kind, _known(charset) or _declared(raw)


def _declared(raw: bytes) -> str | None:
    match = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", raw[:4096], re.IGNORECASE)
    return _known(match[1].decode("ascii")) if match else None


def _known(encoding: str | None) -> str | None:
    try:
        return codecs.lookup(encoding).name if encoding else None
    except LookupError:
        return None


def _decode(raw: bytes, label: str, encoding: str | None) -> tuple[str, str]:
    if encoding:
        try:
            return _checked(encoding, raw.decode(encoding), label)
        except LookupError:
            raise InputError(f"{label}: '{encoding}' is no encoding Python knows; try utf-8 or cp1252") from None
        except UnicodeDecodeError as error:
            raise InputError(f"{label}: not {encoding} (byte {error.start}); leave the encoding out") from None
    for found in _candidates(raw):
        try:
            return _checked(found, raw.decode(found), label)
        except UnicodeDecodeError:
            continue
    return _checked("latin-1", raw.decode("latin-1"), label)


def _candidates(raw: bytes) -> list[str]:
    """Encodings to try, likeliest first."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return [name]
    head = raw[:4000]
    if len(head) > 3 and not len(raw) % 2:
        even, odd = head[::2].count(0), head[1::2].count(0)
        half = len(head) / 2
        if odd > 0.3 * half and even < 0.05 * half:
            return ["utf-16-le"]
        if even > 0.3 * half and odd < 0.05 * half:
            return ["utf-16-be"]
    # Windows-1252 uses the bytes 80 to 9F, where ISO-8859-15 has only control characters
    latin9 = not re.search(rb"[\x80-\x9f]", raw) and _LATIN9.search(raw)
    return ["utf-8", "iso8859-15" if latin9 else "cp1252"]


def _checked(encoding: str, text: str, label: str) -> tuple[str, str]:
    controls = sum(n for c, n in Counter(text).items() if unicodedata.category(c) == "Cc" and c not in "\t\n\r\f")
    if "\0" in text or controls > max(2, len(text) // 100):
        raise InputError(f"{label}: not a text file (it holds binary data); give the page's text")
    return encoding, text
