"""Who is in which article, how often, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers import actors
from helpers.lines import fold

if TYPE_CHECKING:
    from helpers.article import Article

ACTORS = "actor kind article name mentions per_1000 first_line articles".split()
NAMINGS = "actor kind form surface article name written count share lines everywhere".split()


def actors_compared(articles: Mapping[str, Article]) -> pd.DataFrame:
    """How often each actor is mentioned in each article: one row per actor and article, none left out.

    articles: the articles by their letters. Actors are the same if they have the same name, typography and case aside;
    a person whom one article calls by a single word is the one whose name ends with it, if there is but one in all.

    Columns: actor (its longest name) kind article (letter) name (what the article's own tables call it; missing if it
    has no mention) mentions per_1000 (mentions per 1,000 words of title, headings, text and captions) first_line
    (missing if none) articles (how many of the articles mention the actor). The most widely mentioned stand first,
    then the most mentioned.
    """
    same = _same(articles)
    rows = []
    for (actor, kind), names in same.items():
        shared = len(names)
        for letter, article in articles.items():
            name = names.get(letter)
            row = article.actors.loc[name] if name is not None else None
            mentions = 0 if row is None else int(row["mentions"])
            words = int(article.tokens["is_word"].sum())
            first = pd.NA if row is None else int(row["first_line"])
            rows.append((actor, kind, letter, name, mentions, 1000 * mentions / max(words, 1), first, shared))
    frame = _typed(rows, ACTORS)
    totals = frame.groupby(["actor", "kind"], sort=False)["mentions"].transform("sum")
    order = pd.DataFrame({"a": -frame["articles"], "b": -totals, "c": frame.index // max(len(articles), 1)})
    return frame.loc[order.sort_values(["a", "b", "c"], kind="stable").index].reset_index(drop=True)


def wide(compared: pd.DataFrame, letters: Iterable[str]) -> pd.DataFrame:
    """The mentions with a row per actor: actor kind articles, a column per letter of an article, ``name_`` of each."""
    keys = ["actor", "kind", "articles"]
    letters = list(letters)
    counts = compared.pivot(index=keys, columns="article", values="mentions").reindex(columns=letters).reset_index()
    names = compared.pivot(index=keys, columns="article", values="name").reindex(columns=letters)
    names = names.add_prefix("name_").reset_index()
    order = compared[keys].drop_duplicates()
    return order.merge(counts, on=keys, how="left").merge(names, on=keys, how="left")


def namings(articles: Mapping[str, Article], *, compared: pd.DataFrame | None = None) -> pd.DataFrame:
    """By which words each article mentions an actor whom several of them mention: a row per wording and article.

    articles: the articles by their letters; compared: what ``actors_compared`` gives for them, if it is there already
    Wordings that differ in typography or capitals only are one. A wording that an article lacks has a row with count 0.

    Columns: actor kind form surface article name written (actor and wording as that
    article's own tables have them; written is missing where count is 0) count share (of the actor's mentions
    in the article) lines everywhere (whether each of the articles that mention the actor has the wording).
    """
    compared = actors_compared(articles) if compared is None else compared
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    known = compared[compared["articles"].gt(1) & compared["mentions"].gt(0)]
    wordings = {letter: dict(list(actors.variants(article).groupby("actor"))) for letter, article in articles.items()}
    there: dict[str, dict[str, str]] = {}
    kinds = dict(zip(known["actor"], known["kind"], strict=True))
    for actor, letter, name in zip(known["actor"], known["article"], known["name"], strict=True):
        there.setdefault(actor, {})[letter] = name
        for row in wordings[letter][name].itertuples():
            found.setdefault((actor, row.form, fold(row.surface)), {})[letter] = row
    rows: list[tuple[Any, ...]] = []
    for (actor, form, _), by in found.items():
        surface = next(iter(by.values())).surface
        for letter, name in there[actor].items():
            row = by.get(letter)
            counts = (int(row.count), float(row.share), row.lines) if row else (0, 0.0, ())
            written = row.surface if row else None
            everywhere = len(by) == len(there[actor])
            rows.append((actor, kinds[actor], form, surface, letter, name, written, *counts, everywhere))
    return _typed(rows, NAMINGS)


def _same(articles: Mapping[str, Article]) -> dict[tuple[str, str], dict[str, str]]:
    """By the name and kind of each actor, what each article calls it."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for letter, article in articles.items():
        for name, kind in zip(article.actors.index, article.actors["kind"], strict=True):
            groups.setdefault((fold(name), kind), {})[letter] = name
    for (key, kind), names in list(groups.items()):
        if kind == "person" and " " not in key:
            fuller = [other for other in groups if other[1] == kind and other[0].endswith(f" {key}")]
            if len(fuller) == 1 and not groups[fuller[0]].keys() & names.keys():
                groups[fuller[0]] |= names
                del groups[key, kind]
    return {(max(names.values(), key=len), kind): names for (_, kind), names in groups.items()}


def _typed(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    types = {"mentions": "int64", "articles": "int64", "count": "int64", "per_1000": "float64", "share": "float64"}
    types |= {"first_line": "Int64", "lines": "object", "everywhere": "bool"}
    return pd.DataFrame(rows, columns=columns).astype({name: types.get(name, "str") for name in columns})
