"""The files of a site: which of those in a corpus's folder are Relire's own, and how they are replaced.

``site.json`` lists its own files with the SHA-256 of their bytes; what it does not list, or what was changed since, is
the reader's. Before files are replaced it lists the new bytes too, so that after an interruption at any moment the next
run knows its own. The index goes in last, and what is not wanted any more goes after that: whoever opens the site
meanwhile finds pages of the old one or of the new one, each whole, and every link leads to a page.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.errors import InputError
from helpers.output import replace_file

CARD = "site.json"
INDEX = "index.html"
FOLDERS = ("stories", "reports")
FORMAT = 1
_OTHER = "choose another folder with -o, or say --no-site"


@dataclass
class Files:
    """What ``site.json`` says.

    ``site`` is what the pages were made of (empty: there are none), ``reports`` has the facts of each report by the
    article's id, ``own`` the digests that each of the site's own files may have.
    """

    out: Path
    site: dict[str, Any] = field(default_factory=dict)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, out: str | Path) -> Files:
        """Read it; InputError where it makes no sense."""
        path = Path(out) / CARD
        try:
            card = json.loads(path.read_bytes())
            if card["format"] != FORMAT:
                raise InputError(f"{path}: has format {card['format']!r}, this Relire reads {FORMAT}; {_OTHER}")
            return cls(Path(out), dict(card["site"]), dict(card["reports"]), dict(card["own"]))
        except FileNotFoundError:
            return cls(Path(out))
        except (OSError, ValueError, TypeError, KeyError):
            raise InputError(f"{path}: is no list of a site's files; move it away, or say --no-site") from None

    def is_own(self, name: str) -> bool:
        """Whether a file is there and is as Relire wrote it."""
        return digest_of(self.out / name) in self.own.get(name, ())

    @property
    def pages(self) -> list[str]:
        """The names of the index and the story pages, the index last."""
        return sorted(self.site.get("pages", []), key=lambda name: name == INDEX)

    def page(self, name: str) -> str:
        """The text of a page."""
        return (self.out / name).read_bytes().decode("utf-8")

    def check_free(self, names: Iterable[str]) -> None:
        """Raise InputError for a file that is the reader's, before anything is written."""
        for name in names:
            place = self.out / name
            if (place.exists() or place.is_symlink()) and not self.is_own(name):
                known = name in self.own
                why = "was changed since Relire wrote it" if known else "is there already, and is none of Relire's"
                raise InputError(f"{place}: {why}; move it away, or {_OTHER}")
        for folder in FOLDERS:
            place = self.out / folder
            if (place.exists() or place.is_symlink()) and not place.is_dir():
                raise InputError(f"{place}: is no folder; move it away, or {_OTHER}")

    def publish(self, pages: Mapping[str, str], *, drop: Iterable[str] = ()) -> None:
        """Write pages, the last of them last, then remove the files of ``drop`` that are still Relire's own."""
        new = {name: page.encode("utf-8", "replace") for name, page in pages.items()}
        self.check_free(new)
        fresh = {name: hashlib.sha256(raw).hexdigest() for name, raw in new.items()}
        with _explained(self.out):
            scratch = Path(tempfile.mkdtemp(prefix=".relire-", dir=self.out))
            try:
                for number, raw in enumerate(new.values()):
                    (scratch / str(number)).write_bytes(raw)
                before = dict(self.own)
                self.own = {name: [*before.get(name, []), *filter(None, [fresh.get(name)])] for name in before | fresh}
                self._write(site=self._written().site, reports=self._written().reports)
                for number, name in enumerate(new):
                    (self.out / name).parent.mkdir(exist_ok=True)
                    os.replace(scratch / str(number), self.out / name)
                for name in drop:
                    if name not in fresh and self.is_own(name):
                        (self.out / name).unlink()
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            gone = set(drop) - set(fresh)
            self.own = {
                name: [fresh[name]] if name in fresh else of for name, of in self.own.items() if name not in gone
            }
            self._write(site=self.site, reports=self.reports)
        for folder in FOLDERS:
            with suppress(OSError):
                (self.out / folder).rmdir()

    def _written(self) -> Files:
        return Files.of(self.out)

    def _write(self, *, site: Mapping[str, Any], reports: Mapping[str, Any]) -> None:
        card = {"format": FORMAT, "site": site, "reports": reports, "own": self.own}
        text = json.dumps(card, indent=1, ensure_ascii=True) + "\n"
        if not ((self.out / CARD).is_file() and (self.out / CARD).read_text("utf-8") == text):
            replace_file(self.out / CARD, text.encode(), instead=_OTHER)


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file's bytes; None where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


@contextmanager
def held(out: Path) -> Iterator[None]:
    """The site for this run alone; InputError where another one is writing it."""
    try:
        import fcntl
    except ImportError:  # a system without such locks
        yield
        return
    folder = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(f"{out}: another run is writing its site; wait for it") from None
        yield
    finally:
        os.close(folder)


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{out}: cannot be written to ({error.strerror or error}); {_OTHER}") from None
