"""Decisions are written into the reader's file, whose comments and order stay as they are."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from helpers.errors import InputError, nearest
from helpers.lines import normalise
from helpers.output import replace_file
from helpers.overrides.reading import FACTS, begins, check_lines, line_texts, overrides_path, parse, read_text

OPENING = 60  # characters of a line that are kept to find it again
ELSEWHERE = "decisions stand beside the article: allow it, or copy the article"
_HEADER = re.compile(r"""^[ \t]*\[[ \t]*lines[ \t]*\.[ \t]*(["']?)(\d{1,9})\1[ \t]*\][^\n]*\n?""", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TRAILING = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z", re.MULTILINE)


def decide(
    article: Path,
    source: str,
    sha256: str,
    *,
    lines: Iterable[int] = (),
    row: Mapping[str, str | bool] | None = None,
    facts: Mapping[str, str] | None = None,
    ignore: Sequence[str] = (),
    clear: Sequence[int | str] = (),
) -> Path:
    """Write decisions beside ``article`` and return where; ``source`` is its text, ``sha256`` that of its bytes.

    ``row`` (role, keep, reason) is decided of each of ``lines``; of several lines the blank ones are left out.
    ``facts`` are title, date, byline, language and encoding; phrases to ``ignore`` join those there are. ``clear``
    takes back what was decided about lines and facts. Raises InputError, and writes nothing, for what could not be
    read again.
    """
    path = overrides_path(article)
    old = read_text(path)
    text = old or f"# What the reader decided about {one_line(article.name)}: Relire reads this on every run.\n"
    for item in clear:
        text = remove_line(text, item, path)[0] if isinstance(item, int) else _clear_fact(text, item, path)
    texts = line_texts(source)
    changes: list[tuple[tuple[str, ...], Any]] = [(("sha256",), sha256)]
    changes += [((name,), value) for name, value in (facts or {}).items()]
    changes += [(("ignore",), phrase) for phrase in ignore]
    kept = parse(text, path).lines
    wanted = list(lines)
    for line in wanted:
        blank = line <= len(texts) and not texts[line - 1].strip()
        if not (blank and len(wanted) > 1):
            changes += [(("lines", str(line), name), value) for name, value in (row or {}).items()]
            if line <= len(texts) and (line not in kept or not kept[line].text):
                changes.append((("lines", str(line), "text"), opening(texts[line - 1])))
    if "encoding" in {*(facts or {}), *clear}:
        for line, override in kept.items():
            if line <= len(texts) and not begins(texts[line - 1], override.text):
                changes.append((("lines", str(line), "text"), opening(texts[line - 1])))
    new = edit(text, changes, path)
    try:
        check_lines(parse(new, path), source)
    except InputError as error:  # the file was right before: what was given is wrong, and stands in no file
        raise InputError(str(error).removeprefix(f"{path}, ")) from None
    write(path, new)
    return path


def opening(line: str) -> str:
    """How a line begins, to find it again.

    >>> opening("Cette page peut inclure du contenu de tiers fourni à des fins d'information uniquement.")
    'Cette page peut inclure du contenu de tiers fourni à des'
    """
    text = normalise(line)
    return text if len(text) <= OPENING else text[:OPENING].rpartition(" ")[0] or text[:OPENING]


def one_line(text: str) -> str:
    """Text that can stand in a comment: no line end or other control character."""
    return "".join(c if c.isprintable() else "?" for c in text)


def edit(text: str, changes: Iterable[tuple[tuple[str, ...], Any]], path: Path) -> str:
    """The TOML text with each key set to its value, all else as it was.

    >>> print(edit("# mine\\nlanguage = 'en' # sure\\n", [(("language",), "fr")], Path("x.relire.toml")), end="")
    # mine
    language = "fr" # sure
    """
    plain: dict[str, Any] = tomllib.loads(text)
    old = {line: set(row) for line, row in plain.get("lines", {}).items()}
    added: dict[str, dict[str, Any]] = {}
    document = tomlkit.parse(text)
    for keys, value in changes:
        _set(plain, keys, value)
        if keys[0] == "lines" and keys[2] not in old.get(keys[1], ()):
            added.setdefault(keys[1], {})[keys[2]] = value
        else:
            _set(document, keys, value)
    result = _added(tomlkit.dumps(document), added)
    if not _same(result, plain):  # the lines are inline tables or dotted keys
        for line, row in added.items():
            for name, value in row.items():
                _set(document, ("lines", line, name), value)
        result = tomlkit.dumps(document)
    return checked(result, plain, path)


def _added(text: str, added: Mapping[str, Mapping[str, Any]]) -> str:
    """The text with keys after the last one of a line's table, or in new tables at its end.

    tomlkit would put them behind the comments that introduce the next table, and takes a minute for thousands.
    """
    rest, pieces, position = dict(added), [], 0
    for start, end in _bodies(text):
        if row := rest.pop(_number(text, start), None):
            gap = "" if text[:end].endswith("\n") else "\n"
            pieces += [text[position:end], gap, tomlkit.dumps(row)]
            position = end
    result = "".join([*pieces, text[position:]])
    if not rest:
        return result
    return f"{result.rstrip()}\n" + "".join(f"\n[lines.{line}]\n{tomlkit.dumps(row)}" for line, row in rest.items())


def _bodies(text: str) -> Iterator[tuple[int, int]]:
    """Where each line's table starts, its header included, and where its last key ends."""
    for header in _HEADER.finditer(text):
        following = _TABLE.search(text, header.end())
        end = following.start() if following else len(text)
        trailing = _TRAILING.search(text, header.end(), end)
        yield header.start(), trailing.start() if trailing else end


def _number(text: str, start: int) -> str:
    header = _HEADER.match(text, start)
    return header[2] if header else ""


def checked(text: str, wanted: Mapping[str, Any], path: Path) -> str:
    """The text, if it says what it should: no edit may lose or change another decision."""
    if not _same(text, wanted):
        raise InputError(f"{path}: is written in a way that only you can edit; change it by hand")
    return text


def _same(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return said | {"lines": said.get("lines", {})} == {"lines": {}} | dict(wanted)


def _set(table: MutableMapping[str, Any], keys: tuple[str, ...], value: Any) -> None:
    *parents, last = keys
    for key in parents:
        if key not in table:
            table[key] = _new_table(table, key)
        table = table[key]
    if keys == ("ignore",):
        if "ignore" not in table:
            table["ignore"] = []
        if value not in table["ignore"]:
            table["ignore"].append(value)
    else:
        table[last] = value


def _new_table(table: MutableMapping[str, Any], key: str) -> Any:
    """A table of the kind that its neighbours are."""
    if type(table) is dict:
        return {}
    beside = list(table.values())
    if isinstance(table, InlineTable) or (isinstance(table, Table) and beside and isinstance(beside[-1], InlineTable)):
        return tomlkit.inline_table()
    return tomlkit.table(is_super_table=key == "lines")


def remove_line(text: str, line: int, path: Path) -> tuple[str, str]:
    """The TOML text without what is decided of a line, and that piece of it, comments included.

    A comment after the last key stays: it belongs to what follows.
    """
    plain = tomllib.loads(text)
    if str(line) not in plain.get("lines", {}):
        raise InputError(f"{path}: nothing is decided about line {line}")
    row = plain["lines"].pop(str(line))
    for start, end in _bodies(text):
        if _number(text, start) == str(line) and _same(text[:start] + text[end:], plain):
            return text[:start] + text[end:], text[start:end]
    document: Any = tomlkit.parse(text)  # not a table under a header of its own
    del document["lines"][str(line)]
    return checked(tomlkit.dumps(document), plain, path), f"[lines.{line}]\n{tomlkit.dumps(row)}"


def _clear_fact(text: str, name: str, path: Path) -> str:
    names = (*FACTS, "ignore")
    if name not in names:
        raise InputError(f"{name}: cannot be cleared{nearest(name, names)}; give a line's number or {', '.join(names)}")
    plain = tomllib.loads(text)
    if name not in plain:
        raise InputError(f"{path}: nothing is decided about {name}")
    del plain[name]
    document = tomlkit.parse(text)
    del document[name]
    return checked(tomlkit.dumps(document), plain, path)


def write(path: Path, text: str) -> None:
    """Replace the file by one that says ``text``, whole or not at all; a link, CRLF and a byte-order mark stay."""
    raw = text.encode("utf-8", "replace")  # what was typed in another encoding than the terminal's
    if path.exists():
        old = path.read_bytes()
        raw = raw.replace(b"\n", b"\r\n") if b"\r\n" in old else raw
        raw = codecs.BOM_UTF8 + raw if old.startswith(codecs.BOM_UTF8) else raw
    replace_file(path, raw, instead=ELSEWHERE)
