"""The run card: from what a report was made, by what, and what was set aside, for readers and for ``relire verify``."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.errors import InputError
from helpers.labels import label, language_name, series
from helpers.paths import DATA, NOTEBOOKS, ROOT
from helpers.report.parameters import article_notebooks, comparison_notebooks

Card = dict[str, Any]

META = "relire-run"
FORMAT = 1
SHOWN = 16  # digits of a digest that tell versions apart
# What reads, counts, draws and sets: another version of one of them may change what a report says.
PACKAGES = (
    "babel beautifulsoup4 charset-normalizer ipython lxml matplotlib nbconvert networkx numpy pandas pillow py3langid "
    "regex simplemma trafilatura wordcloud wordfreq"
).split()
LISTS = ("actors", "encodings", "languages", "locales", "names")


def make_card(facts: Mapping[str, Any], date: str, notebooks: Path = NOTEBOOKS, **run: Any) -> Card:
    """The card of a report: what its article knows (``helpers.provenance``), the day, and what runs here.

    ``run`` is what only the command knows: ``given``, how the article was named, and ``parameters``.
    """
    made = versions(notebooks, several="others" in facts)
    return {"format": FORMAT, "date": date} | dict(facts) | run | {"versions": made}


@cache
def versions(notebooks: Path = NOTEBOOKS, *, several: bool = False) -> dict[str, str]:
    """The versions of all that makes a report, digests where a number does not tell: code, lists, models, notebooks.

    several: of a report that compares articles
    """
    lists = [*LISTS, "contrasts"] if several else LISTS
    made_of = comparison_notebooks(notebooks) if several else article_notebooks(notebooks)
    own = {
        "relire": __version__,
        "code": digest([*(ROOT / "helpers").rglob("*.py"), *(ROOT / "helpers" / "template").iterdir()], ROOT),
        "word lists": digest([path for name in lists for path in (DATA / name).rglob("*")], DATA),
        "models": digest((DATA / "models").iterdir(), DATA),
        "notebooks": digest(made_of, notebooks),
        "python": platform.python_version(),
    }
    return own | {name: _version(name) for name in PACKAGES}


def digest(files: Iterable[Path], root: Path) -> str:
    """The SHA-256 of files, their names from ``root`` on included, as 16 hexadecimal digits; their order is no matter.

    What programs keep beside them, hidden or in ``__pycache__``, comes and goes and does not count.

    >>> digest([], Path())
    'e3b0c44298fc1c14'
    """
    found = hashlib.sha256()
    named = {path.relative_to(root): path for path in files if path.is_file()}
    for name, path in sorted(
        (name.as_posix(), path) for name, path in named.items() if not any(map(_kept, name.parts))
    ):
        found.update(name.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:SHOWN]


def _kept(part: str) -> bool:
    return part == "__pycache__" or part.startswith(".")


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
    if not all(isinstance(card["source"].get(name), str) for name in ("name", "sha256", "encoding")):
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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return label("card_missing")
