"""How frequent forms are in general language: the lists that the wordfreq library ships (Speer 2022)."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

_LIST = "small"  # the forms that occur once in a million words or more; the large list takes ten times as long to count


@cache
def listed_shares(language: str) -> dict[str, float]:
    """The share of each listed form among all words, by the ISO 639-1 code of a language that wordfreq has.

    They are those of ``wordfreq.get_frequency_dict(language, "small")``, read from the file that it reads: importing
    the library costs half a second, most of it for what only its own tokeniser needs.

    >>> listed_shares("fr")["guerre"] > listed_shares("fr")["drone"]
    True
    """
    found = find_spec("wordfreq")
    assert found
    assert found.origin
    path = Path(found.origin).parent / "data" / f"{_LIST}_{language}.msgpack.gz"
    with gzip.open(path, "rb") as packed:
        header, *bands = msgpack.load(packed, raw=False)  # words as frequent share one: the n-th has 10 ** (-n / 100)
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{path.name}: wordfreq writes another format than 'cB', version 1: {header}")
    return {form: 10 ** (-band / 100) for band, forms in enumerate(bands) for form in forms}
