"""Title, date and byline of an article: what the reader states, what the text prints, what the page declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.lines import normalise
from helpers.overrides import Overrides
from helpers.roles import Verdict, find_authors, find_date, page_facts
from helpers.roles.title import without_known_site, without_site


def article_facts(
    lines: Sequence[str],
    verdicts: Sequence[Verdict],
    language: str | None,
    *,
    overrides: Overrides = Overrides(),  # noqa: B008 # frozen
    page: Mapping[str, str] | None = None,
) -> dict[str, str | None]:
    """``title``, ``date`` (ISO 8601) and ``byline``, each None where nothing tells it.

    ``verdicts`` are those of the article's lines, the reader's decisions included; ``overrides`` are these decisions,
    ``page`` what a web page declares of itself. What the reader stated goes first, then the lines that the reader
    marked, then those that were judged, then what the page declares.

    >>> article_facts(["Un titre"], [Verdict("body", "", 1, 0, 1)], "fr", page={"date": "2026-07-06T08:00"})["date"]
    '2026-07-06'
    """
    marked = _marked(lines, verdicts, overrides, language)
    found = page_facts(lines, verdicts, language)
    declared = _declared(lines, page or {})
    facts = {name: marked.get(name) or found[name] or declared[name] or None for name in ("title", "date", "byline")}
    stated = {name: getattr(overrides, name) for name in facts}
    return {name: fact if stated[name] is None else normalise(stated[name]) or None for name, fact in facts.items()}


def _marked(
    lines: Sequence[str], verdicts: Sequence[Verdict], overrides: Overrides, language: str | None
) -> dict[str, str]:
    """What the lines say that the reader marked as title or byline; the first line that tells a fact gives it."""
    found: dict[str, str] = {}
    for number, override in sorted(overrides.lines.items()):
        text = lines[number - 1]
        if override.role != verdicts[number - 1].role:  # of another article in the dump
            continue
        if override.role == "title":
            found.setdefault("title", normalise(text))
        elif override.role == "byline":
            date = find_date(text, language)
            authors = find_authors(text) or (None if date else normalise(text))  # the reader knows who that is
            found |= {name: fact for name, fact in (("date", date), ("byline", authors)) if fact and name not in found}
    return found


def _declared(lines: Sequence[str], page: Mapping[str, str]) -> dict[str, str]:
    title = page.get("title", "")
    return {
        "title": title and without_known_site(without_site(normalise(title)), lines),
        "date": page.get("date", "")[:10],
        "byline": normalise(page.get("author", "")),
    }
