"""The run card: from what a report was made, by what, and what was set aside, for readers and for ``relire verify``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.errors import InputError
from helpers.labels import label, language_name, series
from helpers.paths import NOTEBOOKS
from helpers.report.parameters import article_notebooks, comparison_notebooks, corpus_notebooks
from helpers.versions import PACKAGES, SHOWN, versions

Card = dict[str, Any]

META = "relire-run"
FORMAT = 1


def make_card(facts: Mapping[str, Any], date: str, notebooks: Path = NOTEBOOKS, **run: Any) -> Card:
    """The card of a report: what its article knows (``helpers.provenance``), the day, and what runs here.

    ``run`` is what only the command knows: ``given``, how the article was named, and ``parameters``.
    """
    find = article_notebooks
    if "others" in facts or "corpus" in facts:
        find = comparison_notebooks if "others" in facts else corpus_notebooks
    return {"format": FORMAT, "date": date} | dict(facts) | run | {"versions": versions(tuple(find(notebooks)))}


def packed(card: Mapping[str, Any]) -> str:
    """The card as the page holds it for programs: JSON in ASCII, keys in their order."""
    return json.dumps(card, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str, where: object) -> Card:
    """The card that a page holds; InputError, which begins with ``where``, when it is damaged."""
    damaged = InputError(f"{where}: its run card is damaged; nothing can be compared, make the report again")
    try:
        card = json.loads(text)
        known = card["format"] == FORMAT
    except (ValueError, TypeError, KeyError, RecursionError):
        raise damaged from None
    if not known:
        raise InputError(f"{where}: its run card has format {card['format']!r}, this Relire reads format {FORMAT}")
    parts = {"date": str, "source": dict, "versions": dict, "parameters": dict}
    if not all(isinstance(card.get(name), kind) for name, kind in parts.items()):
        raise damaged
    if "corpus" not in card and not all(
        isinstance(card["source"].get(name), str) for name in ("name", "sha256", "encoding")
    ):
        raise damaged
    return card


def rows(card: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The card as terms and their values, for readers."""
    source, versions = card.get("source", {}), card["versions"]
    pairs: dict[str, Any] = {
        "source": source.get("url") or source.get("file") or source.get("name"),
        "sha256": source.get("sha256"),
        "size": label("card_bytes", n=source["bytes"]) if "bytes" in source else None,
        "encoding": source.get("encoding"),
        "compared": series(
            [label("card_other", name=o["file"] or o["name"], sha256=o["sha256"]) for o in card.get("others", [])]
        ),
        "corpus": label("card_of_corpus", **card["corpus"]) if "corpus" in card else None,
        "story": label("card_of_story", **card["story"]) if "story" in card else None,
        "from_corpus": card.get("from_corpus"),
        "date": card["date"],
        "article": card.get("article") if card.get("articles", 1) > 1 else None,
        "language": language_name(card["language"]) if card.get("language") else None,
        "parameters": _parameters(card),
        "lines": series(
            [label("card_line_count", what=card_role(name), n=count) for name, count in card.get("lines", {}).items()]
        ),
        "decisions": _decided(card) if "decisions" in card else None,
        "relire": label("card_versions", **{name.replace(" ", "_"): versions[name] for name in list(versions)[:5]}),
        "python": versions["python"],
        "packages": ", ".join(f"{name} {versions[name]}" for name in PACKAGES if name in versions),
    }
    return [(label(f"card_{name}"), str(value)) for name, value in pairs.items() if value not in (None, "")]


def card_role(name: str) -> str:
    """What stands on the card for lines of this role or kind."""
    own = {"all": "card_all", "kept": "card_kept", "copies": "card_copies", "other articles": "card_others"}
    return label(own.get(name, f"role_{name}"))


def shown_name(value: str) -> str:
    """A path as a card may show it: as given, but of one that says where on a machine it lies the last part alone.

    >>> shown_name("dumps/page.txt"), shown_name("/srv/me/page.txt"), shown_name("C:\\\\me\\\\page.txt")
    ('dumps/page.txt', 'page.txt', 'page.txt')
    """
    parts = value.replace("\\", "/").split("/")
    placed = value.startswith(("/", "~", "\\")) or value[1:3] in {":\\", ":/"} or ".." in parts
    return parts[-1] if placed and "://" not in value else value


def _parameters(card: Mapping[str, Any]) -> str | None:
    if "parameters" not in card:
        return None
    given = ", ".join(f"{name} = {value!r}" for name, value in card["parameters"].items())
    return given or label("card_none")


def _decided(card: Mapping[str, Any]) -> str:
    texts = [
        label("card_decided", file=d["file"], n=d["decisions"], sha256=d["sha256"][:SHOWN]) for d in card["decisions"]
    ]
    return series(texts) or label("card_none")
