"""Where the counts of each kind of table lead: to the places they count, on the same page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from helpers.actors import FORMS
from helpers.anchors import link, pair

To = Callable[[Any], str | list[str]]  # from a row, as ``itertuples`` gives it, to an address, or one for each value


def _each_term(row: Any) -> list[str]:
    return [link("term", lemma) for lemma in row.lemmas]


def _term(row: Any) -> str:
    return link("term", row.Index)


def _phrase(row: Any) -> str:
    return link("phrase", row.Index)


def _pair(row: Any) -> str:
    return link(*pair("pair", row.source, row.target))


def _tie(row: Any) -> str:
    return link(*pair("tie", row.source, row.target))


def _actor(row: Any) -> str:
    return link("actor", row.Index)


def _form(form: str) -> To:
    return lambda row: link("actor", row.Index, "form", form)


def _wording(row: Any) -> str:
    return link("actor", row.actor, "form", row.form, "words", row.surface)


def _candidate(row: Any) -> str:
    return link("candidate", row.text)


def _sentence(row: Any) -> str:
    return link("sentence", row.Index)


def _part(row: Any) -> str:
    """A section by its number; a paragraph, which is a part too, by its first line."""
    return link("section", row.Index) if not str(row.heading).startswith("¶") else link("line", row.first_line)


def _cluster(row: Any) -> str:
    return link("cluster", row.Index)


def _keyed(row: Any) -> str:
    return link("term", row.term, "outlet", row.group)


def _outlet(*part: str) -> To:
    return lambda row: link("outlet", row.Index, *part)


KINDS: Mapping[str, Mapping[str, To]] = {
    "terms": {"count": _term, "sections": _term},
    "terms by count": {"terms": _each_term},
    "expressions": {"count": _term, "alone": _term, "sections": _term},
    "pairs": {"together": _pair},
    "phrases": {"count": _phrase, "sections": _phrase},
    "parts": {"words": _part, "sentences": _part, "characters": _part},
    "sentences": {"words": _sentence},
    "actors": {"mentions": _actor, "sections": _actor} | {form: _form(form) for form in FORMS},
    "ties": {"together": _tie},
    "wordings": {"count": _wording},
    "candidates": {"count": _candidate},
    "clusters": dict.fromkeys(("size", "copies", "edited", "truncated"), _cluster),
    "key terms of outlets": {
        **dict.fromkeys(("articles", "count"), _keyed),
        "group_articles": lambda row: link("outlet", row.group),
        "reference_articles": lambda row: link("term", row.term),
        "reference_group": lambda _: link("articles"),
    },
    "recurring lines": dict.fromkeys(("articles", "kept"), lambda row: link("outlet", row.outlet)),
    "wire": {"articles": _outlet(), "credited": _outlet("credited"), "copied": _outlet("copied")},
}
