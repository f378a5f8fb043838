"""The file of decisions becomes ``Overrides``, or one line that says what is wrong with it."""

from __future__ import annotations

import codecs
import datetime
import errno
import hashlib
import re
import shlex
import stat
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from helpers.errors import InputError, nearest
from helpers.language import languages
from helpers.lines import fold, line_spans, repair
from helpers.mojibake import is_broken
from helpers.paths import ARTICLES
from helpers.roles import READ, ROLES

SUFFIX = ".relire.toml"
MAX_BYTES = 20_000_000
FACTS = ("title", "date", "byline", "language", "encoding")
KEYS = ("sha256", *FACTS, "ignore", "lines")
LINE_KEYS = ("role", "keep", "reason", "text")
CHOICES = tuple(role for role in ROLES if role != "blank")
_ENCODINGS = ("utf-8", "cp1252", "latin-1", "iso8859-15", "utf-16", "cp1250", "mac-roman", "cp437", "cp850")


@dataclass(frozen=True, slots=True)
class Override:
    """One decision on a line: ``role`` and ``keep`` are None where it stays as judged; ``text`` is how it begins."""

    role: str | None = None
    keep: bool | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """All decisions on an article; None is "as found", and an empty title, date or byline is "there is none"."""

    path: Path | None = None
    sha256: str | None = None
    title: str | None = None
    date: str | None = None
    byline: str | None = None
    language: str | None = None
    encoding: str | None = None
    ignore: tuple[str, ...] = ()
    lines: Mapping[int, Override] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return bool(self.lines or self.ignore or any(getattr(self, name) is not None for name in FACTS))


def overrides_path(article: Path) -> Path:
    """Where the reader's decisions on an article are looked for.

    >>> overrides_path(Path("dump.txt")).name
    'dump.txt.relire.toml'
    """
    return article.with_name(article.name + SUFFIX)


def command_name(article: Path) -> str:
    """The article as one types it after ``relire``.

    >>> command_name(Path("my dump.txt"))
    "'my dump.txt'"
    """
    if article.parent == ARTICLES:
        return shlex.quote(article.stem if article.suffix == ".txt" else article.name)
    return shlex.quote(f"./{article}" if str(article).startswith("-") else str(article))


def read_overrides(article: Path, raw: bytes) -> Overrides:
    """The decisions beside an article whose bytes are ``raw``; empty ones without a file.

    Raises InputError, naming file and place, for what is no TOML, not known, or made for other bytes.
    """
    path = overrides_path(article)
    found = parse(read_text(path), path)
    if not found:
        return Overrides(path=found.path)
    check_encoding(found, raw)
    renew = f"check it, then run: relire override {command_name(article)} --renew"
    if found.sha256 is None:
        raise InputError(f"{path}: no sha256 says which version of the dump it was made for; {renew}")
    if found.sha256 != hashlib.sha256(raw).hexdigest():
        raise InputError(f"{path}: made for another version of the dump; {renew}")
    return found


def read_text(path: Path) -> str | None:
    """What the file says; None where there is none."""
    raw = read_bytes(path)
    try:
        return None if raw is None else raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it again as UTF-8") from None


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file of decisions; None where there is none."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # a pipe would never end
            raise InputError(f"{path}: is no file; move it away, decisions are kept there")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
            return None
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check its rights") from None
    if len(raw) > MAX_BYTES:
        raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; no reader decides that much")
    return raw


def parse(text: str | None, path: Path) -> Overrides:
    """The decisions that a text states, without a look at the dump."""
    if text is None:
        return Overrides()
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error).rstrip(".")
        raise InputError(f'{path}: not TOML: {said}; texts stand in quotes, as in role = "body"') from None
    _known(table, KEYS, str(path))
    facts = {name: _fact(table, name, f"{path}, {name}") for name in FACTS}
    lines = table.get("lines", {})
    if not isinstance(lines, dict):
        _wrong(f"{path}, lines", "a table for each line, such as [lines.9]", lines)
    return Overrides(
        path=path,
        sha256=_sha256(table, f"{path}, sha256"),
        **facts,
        ignore=_ignore(table.get("ignore", []), f"{path}, ignore"),
        lines={_number(key, f"{path}, lines"): _override(row, f"{path}, [lines.{key}]") for key, row in lines.items()},
    )


def check_encoding(overrides: Overrides, raw: bytes) -> None:
    """Raise InputError where the dump's bytes are not in the encoding that the reader named."""
    if overrides.encoding:
        if codecs.lookup(overrides.encoding).name == "utf-8":
            return  # UTF-8 is read even where it is damaged
        try:
            raw.decode(overrides.encoding)
        except UnicodeError as error:
            at = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
            raise InputError(
                f"{overrides.path}, encoding: the dump is not {overrides.encoding}{at}; name another, or leave it out"
            ) from None


def check_lines(overrides: Overrides, source: str) -> None:
    """Raise InputError where a decision names a line that the source does not have, or that begins otherwise."""
    if not overrides.lines:
        return
    texts = line_texts(source)
    for line, override in overrides.lines.items():
        where = f"{overrides.path}, [lines.{line}]"
        if line > len(texts):
            raise InputError(f"{where}: the dump has no line {line}; give one from 1 to {len(texts)}")
        if not texts[line - 1].strip():
            raise InputError(f"{where}: line {line} is blank, there is nothing to decide; leave it out")
        if not begins(texts[line - 1], override.text):
            raise InputError(f"{where}: line {line} does not begin with '{override.text}'; correct line or text")


def line_texts(source: str) -> list[str]:
    """The source's lines, mojibake undone."""
    broken = is_broken(source)
    return [repair(source[start:end], broken=broken).text for start, end in line_spans(source)]


def begins(line: str, text: str) -> bool:
    """Whether a line begins with a text; typography and case do not count."""
    return fold(line).startswith(fold(text))


def _known(table: Iterable[str], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise InputError(f"{where}: unknown key '{key}'{nearest(key, keys)}; there are {', '.join(keys)}")


def _wrong(where: str, wanted: str, given: object) -> NoReturn:
    shown = repr(given) if not isinstance(given, bool) else str(given).lower()
    raise InputError(f"{where}: give {wanted}, not {shown if len(shown) <= 60 else shown[:59] + '…'}")


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        _wrong(where, "a text in quotes", value)
    return " ".join(value.split())


def _sha256(table: dict[str, Any], where: str) -> str | None:
    if "sha256" not in table:
        return None
    value = _string(table["sha256"], where).lower()
    if not re.fullmatch("[0-9a-f]{64}", value):
        _wrong(where, "64 hexadecimal digits", value)
    return value


def _fact(table: dict[str, Any], name: str, where: str) -> str | None:
    if name not in table:
        return None
    value = table[name]
    if name == "date":
        return _date(value, where)
    value = _string(value, where)
    if name == "language" and not re.fullmatch("[a-z]{2}", value):
        near = nearest(value.lower()[:2], languages())
        raise InputError(f"{where}: give two letters (ISO 639-1), such as fr, not '{value}'{near}")
    if name == "encoding":
        try:
            b"    ".decode(value)
        except LookupError:
            near = nearest(value.lower(), _ENCODINGS)
            raise InputError(
                f"{where}: '{value}' is no encoding Python knows{near or '; try utf-8 or cp1252'}"
            ) from None
        except UnicodeError:
            pass  # it exists, and four spaces are not written in it
    return value


def _date(value: Any, where: str) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    value = _string(value, where)
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        _wrong(where, "a day such as 2026-07-06", value)


def _ignore(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        _wrong(where, 'a list of phrases, such as ["Publicité"]', value)
    phrases = [_string(phrase, where) for phrase in value]
    for phrase in phrases:
        if not re.search(r"\w", phrase):
            raise InputError(f"{where}: '{phrase}' would be every line; give a phrase with words")
    return tuple(dict.fromkeys(phrases))


def _number(key: str, where: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", key):
        _wrong(where, "a line's number, such as [lines.9]", key)
    return int(key)


def _override(row: Any, where: str) -> Override:
    if not isinstance(row, dict):
        _wrong(where, 'a table, such as role = "body"', row)
    _known(row, LINE_KEYS, where)
    role = _string(row["role"], f"{where} role") if "role" in row else None
    if role is not None and role not in CHOICES:
        raise InputError(f"{where}: unknown role '{role}'{nearest(role, CHOICES)}; one of: {', '.join(CHOICES)}")
    keep = row.get("keep")
    if keep is not None and not isinstance(keep, bool):
        _wrong(f"{where} keep", "true or false, without quotes", keep)
    if keep and role and role not in READ:
        raise InputError(f"{where}: a line of the role {role} is never kept; leave out keep = true, or change the role")
    return Override(
        role, keep, _string(row.get("reason", ""), f"{where} reason"), _string(row.get("text", ""), f"{where} text")
    )
