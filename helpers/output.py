"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.errors import InputError


@contextmanager
def whole_files(directory: str | Path, *, instead: str = "choose another with -o") -> Iterator[Path]:
    """A scratch folder whose files move into ``directory`` together once the block ends well.

    When the block fails nothing is left behind, neither files nor the folders made for them, and older files stay.
    Raises InputError when ``directory`` cannot be written to; ``instead`` says what to do then.
    """
    directory = Path(directory)
    made: list[Path] = []
    scratch = None
    done = False
    try:
        with _explained(directory, instead):
            made = _make(directory)
            scratch = Path(tempfile.mkdtemp(prefix=".relire-", dir=directory))
        yield scratch
        with _explained(directory, instead):
            for file in sorted(scratch.iterdir()):
                if (directory / file.name).is_dir():
                    raise InputError(f"{directory / file.name}: is a folder; move it, or {instead}")
            for file in sorted(scratch.iterdir()):
                os.replace(file, directory / file.name)
        done = True
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        if not done:
            for folder in made:
                folder.rmdir()


def replace_file(path: Path, raw: bytes, *, instead: str, unless: Callable[[bytes | None], bool] | None = None) -> None:
    """Replace a file's bytes, whole or not at all; a link stays one, and a file keeps its rights.

    ``unless`` is asked last, with the bytes that are there now (None: no file), and stops the writing where it is true.
    Raises InputError for a file that is protected or cannot be written; ``instead`` says what to do about its folder.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise InputError(f"{path}: is protected against writing; allow it first")
    with whole_files(target.parent, instead=instead) as scratch:
        new = scratch / target.name
        try:
            new.write_bytes(raw)
            if target.exists():
                shutil.copymode(target, new)
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({error.strerror or error})") from None
        if unless and unless(target.read_bytes() if target.is_file() else None):
            raise InputError(f"{path}: changed meanwhile, nothing was written; run the command again")


def check_writable(directory: str | Path) -> None:
    """Raise InputError, before any work is done, when files cannot be written to ``directory``; leave no trace."""
    directory = Path(directory)
    existing = next(p for p in [directory, *directory.absolute().parents] if p.exists() or p.is_symlink())
    with _explained(directory), tempfile.TemporaryDirectory(prefix=".relire-", dir=existing):
        pass


def _make(directory: Path) -> list[Path]:
    """Make a folder and those above it; the new ones, deepest first."""
    missing = [p for p in [directory, *directory.absolute().parents] if not p.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    return missing


@contextmanager
def _explained(directory: Path, instead: str = "choose another with -o") -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"{directory}: is not a folder; {instead}") from None
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{directory}: cannot be written to ({reason}); {instead}") from None
