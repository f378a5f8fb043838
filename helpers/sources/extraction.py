"""What trafilatura takes for the main text of a page, and what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from helpers.lines import fold
from helpers.sources.page import Element

WORDS = 4  # words in a row that make a line's passage known again; shorter lines are told by single words
NEAR = 2  # lines within which a short line must have a neighbour that was taken
LARGEST = 5_000_000  # characters, and
MOST_TAGS = 100_000  # tags, from which a page is no article, and trafilatura would take many seconds

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_AUTHORS = ("author", "article:author", "dc.creator")
_DATES = ("article:published_time", "datepublished", "dc.date.issued", "date")


def main_shares(html: str, lines: Sequence[str]) -> list[float]:
    """Of each line, the share (0 to 1) that trafilatura's extraction of the page holds; all 0 where it finds nothing.

    The share is of runs of four words; of single words in shorter lines, and only near a line half of which was taken.
    """
    extracted = _words(_extract(html))
    taken = set(_runs(extracted))
    single = set(extracted)
    split = [_words(line) for line in lines]
    shares = [_share(list(_runs(words)), taken) for words in split]
    long = [number for number, words in enumerate(split) if len(words) >= WORDS]
    near = {beside for number in long if shares[number] >= 0.5 for beside in range(number - NEAR, number + NEAR + 1)}
    for number, words in enumerate(split):
        if len(words) < WORDS and number in near:
            shares[number] = _share(words, single)
    return shares


def page_facts(tree: Element | None) -> dict[str, str]:
    """What the page declares: title, author, date (ISO 8601) and language, each only if it is there.

    Not the visible text: ``og:`` and other ``meta``, JSON-LD, ``title`` and ``html lang``.
    """
    if tree is None:
        return {}
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(key.strip().lower(), []).append(_clean(element.get("content")))
    linked = _linked_data(tree)
    heads = [_clean("".join(title.itertext())) for title in tree.iter("title")][:1]  # a later one is of a picture
    titles = [*meta.get("og:title", []), *linked["title"], *heads]
    authors = [author for key in _AUTHORS for author in meta.get(key, [])]
    dates = [*(date for key in _DATES for date in meta.get(key, [])), *linked["date"]]
    html = next(tree.iter("html"), None)
    language = "" if html is None else html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    facts = {
        "title": next(filter(None, titles), ""),
        "author": ", ".join(dict.fromkeys(linked["author"] or [a for a in authors if a and "://" not in a])),
        "date": next((found[0] for date in dates if (found := _DATE.match(date))), ""),
        "language": language.strip(),
    }
    return {key: value for key, value in facts.items() if value}


def _extract(html: str) -> str:
    if len(html) > LARGEST or html.count("<") > MOST_TAGS:
        return ""
    for name in ("trafilatura", "htmldate", "justext"):  # what they log of odd pages is not for the reader
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        import trafilatura

        return trafilatura.extract(html, include_comments=False, include_tables=True) or ""
    except Exception:  # a hint that cannot be had must not cost the article
        return ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(WORDS)), strict=False)


def _share(parts: Sequence[Any], known: set[Any]) -> float:
    return sum(part in known for part in parts) / len(parts) if parts else 0.0


def _linked_data(tree: Element) -> dict[str, list[str]]:
    """Headline, authors and date of the first article in the page's JSON-LD (schema.org)."""
    found: dict[str, list[str]] = {"title": [], "author": [], "date": []}
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        for item in waiting:  # which grows
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict) and isinstance(item.get("headline"), str):
                found["title"].append(_clean(item["headline"]))
                found["date"].append(_clean(item.get("datePublished")))
                found["author"] += _names(item.get("author"))
                return found  # those after it are of other articles
            elif isinstance(item, dict):
                waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]
    return found


def _names(author: Any) -> list[str]:
    authors = author if isinstance(author, list) else [author]
    names = (_clean(a.get("name") if isinstance(a, dict) else a) for a in authors)
    return [name for name in names if name and "://" not in name]


def _clean(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
