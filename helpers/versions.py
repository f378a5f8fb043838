"""Which code, word lists, models, notebooks and packages are at work here."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpers import __version__
from helpers.labels import label
from helpers.paths import DATA, ROOT

SHOWN = 16  # digits of a digest that tell versions apart
# What reads, counts, draws and sets: another version of one of them may change what a report says.
PACKAGES = (
    "babel beautifulsoup4 charset-normalizer ipython lxml matplotlib nbconvert networkx numpy pandas pillow py3langid "
    "regex simplemma trafilatura wordcloud wordfreq"
).split()
NO_LISTS = ("articles", "models", "pictures")  # folders of data/; all others hold word lists and catalogues


@cache
def versions(notebooks: Sequence[Path] = ()) -> dict[str, str]:
    """The versions of all that makes a report, digests where a number does not tell: code, lists, models, notebooks.

    ``notebooks`` are those that the report is made of.
    """
    lists = [folder for folder in DATA.iterdir() if folder.name not in NO_LISTS]
    own = {
        "relire": __version__,
        "code": digest([*(ROOT / "helpers").rglob("*.py"), *(ROOT / "helpers" / "template").iterdir()], ROOT),
        "word lists": digest([path for folder in lists for path in folder.rglob("*")], DATA),
        "models": digest((DATA / "models").iterdir(), DATA),
        "notebooks": digest(notebooks, notebooks[0].parent if notebooks else ROOT),
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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return label("card_missing")
