"""Articles of a finished corpus read again from their source, and where that source lies."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.corpus.finding import find_entries, numbered
from helpers.corpus.reading import Settings, load_entry
from helpers.errors import InputError, nearest
from helpers.output import replace_file

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.corpus.result import Corpus

PLACE = "source.json"  # in a corpus's folder
_FACTS = ["article", "id", "source", "row", "number", "recurring", "key"]


def keep_place(out: Path, where: Path) -> None:
    """Write down in a corpus's folder where its source lies: from there on, so that both can be moved together."""
    try:
        place = os.path.relpath(where.resolve(), out.resolve())
    except ValueError:  # on another drive
        place = str(where.resolve())
    text = json.dumps({"source": place.replace(os.sep, "/")}) + "\n"
    with suppress(OSError, InputError):  # without it, a reader says where
        if not (out / PLACE).is_file() or (out / PLACE).read_text("utf-8") != text:
            replace_file(out / PLACE, text.encode(), instead="choose another folder with -o")


def kept_place(out: Path) -> Path | None:
    """Where the source of a corpus lies, if that is known and it is still there."""
    try:
        place = Path(os.path.normpath(out.resolve() / json.loads((out / PLACE).read_bytes())["source"]))
        return place if place.exists() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def again(
    corpus: Corpus, identities: Sequence[str], *, columns: dict[str, str | None], settings: Settings
) -> dict[str, Article | InputError]:
    """See ``Corpus.several``; ``columns`` and ``settings`` are what the corpus was read with."""
    rows = corpus.frame("articles", _FACTS)
    facts = {row.article: row for row in rows[rows["article"].isin(set(identities))].itertuples()}
    keys = {row.key for row in facts.values()}
    first_of: dict[str, list[str]] = {}  # the first articles of the dumps of each key: equal dumps share it
    for article, key in rows.loc[rows["key"].isin(keys) & rows["number"].eq(1), ["article", "key"]].itertuples(
        index=False
    ):
        first_of.setdefault(key, []).append(article)
    made: dict[str, Article | InputError] = {}
    wanted: dict[str, list[str]] = {}
    for name in identities:
        if name not in facts:
            made[name] = InputError(f"{name}: no article has this id{nearest(name, rows['article'].tolist())}")
        elif corpus.where is None:
            made[name] = InputError(f"{name}: which folder or table is it in? Open the corpus with where=…")
        else:
            number = int(facts[name].number)
            same = first_of[facts[name].key]
            wanted.setdefault(next(first for first in same if numbered(first, number) == name), []).append(name)
    entries = _entries(corpus.where, wanted, columns, settings) if wanted else {}
    for first, names in wanted.items():
        for name in names:
            entry, row = entries.get(first), facts[name]
            if entry is None or entry.key != row.key:
                where = corpus.where
                made[name] = InputError(f"{name}: has changed since, or is gone from {where}; run load_corpus again")
                continue
            lines = tuple(row.recurring.splitlines())
            made[name] = load_entry(replace(entry, recurring=lines), settings)[int(row.number) - 1]
    return {name: made[name] for name in identities}


def _entries(
    where: str | Path | None, wanted: dict[str, list[str]], columns: dict[str, str | None], settings: Settings
) -> dict[str, Any]:
    found = find_entries(where or "", named=columns, encoding=settings.encoding, stamp=settings.stamp, only=set(wanted))
    entries = {}
    for entry in found.entries:
        entries[entry.article] = entry
        if len(entries) == len(wanted):
            break
    return entries


def write_pointer(path: Path, corpus: Corpus, identity: str) -> None:
    """Write a file that ``load_article`` takes for that article of the corpus."""
    facts = {"out": str(corpus.out.resolve()), "where": str(Path(corpus.where or "").resolve()), "article": identity}
    path.write_text(json.dumps(facts), encoding="utf-8")


def pointed_at(path: Path) -> Article:
    """The article that such a file names; the notebooks of a report ask for it one after the other."""
    article = _pointed_at(path.read_text(encoding="utf-8"))
    return article.sibling(article.number)


@lru_cache(maxsize=1)
def _pointed_at(text: str) -> Article:
    from helpers.corpus.result import Corpus

    facts = json.loads(text)
    return Corpus(facts["out"], where=facts["where"]).article(facts["article"])
