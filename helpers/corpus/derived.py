"""Tables that follow from those of a corpus: computed when first asked for, and kept beside them until these change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers.errors import InputError
from helpers.output import whole_files
from helpers.paths import DATA, ROOT

FOLDER = ".derived"  # of a corpus's folder
_DIGITS = 16


def derived(
    out: Path, name: str, parts: Sequence[str], make: Callable[[], pd.DataFrame], *, parameters: object = ()
) -> pd.DataFrame:
    """The table that ``make`` gives, or the one that an earlier call kept in the corpus's folder ``out``.

    What is kept holds for these ``parts`` of the corpus, these ``parameters`` and this code and these word lists alone;
    that of other parts is removed. It is written whole or not at all; where it cannot be written or read the table is
    computed, and is the same.
    """
    of = _digest(parts, _code())
    path = out / FOLDER / f"{name}-{of}-{_digest(parameters)}.parquet"
    with suppress(OSError, ValueError):
        return pd.read_parquet(path)
    buffer = BytesIO()
    make().to_parquet(buffer, compression="zstd")
    raw = buffer.getvalue()
    with suppress(OSError, InputError):
        with whole_files(path.parent) as scratch:
            (scratch / path.name).write_bytes(raw)
        for old in path.parent.glob(f"{name}-*.parquet"):
            if not old.name.startswith(f"{name}-{of}-"):
                old.unlink(missing_ok=True)
    return pd.read_parquet(BytesIO(raw))


def _digest(*what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()[:_DIGITS]


@cache
def _code() -> str:
    """A digest of what makes these tables: another version of it may make others."""
    from helpers.versions import digest

    files = [*(ROOT / "helpers" / "corpus").glob("*.py"), ROOT / "helpers" / "lines.py", *(DATA / "wire").iterdir()]
    return digest(files, ROOT)
