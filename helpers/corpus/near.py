"""Pairs of articles of which one repeats the other, whole or in part, nearly or exactly: labels, nothing is removed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.corpus.boilerplate import counted
from helpers.corpus.candidates import candidates
from helpers.corpus.shingles import Hashes, Ints, shingled
from helpers.errors import InputError, whole_number

SHINGLE = 4  # words
THRESHOLD = 0.25  # least containment of a pair
LEAST = 20  # different shingles from which an article can be judged
WHOLE = 0.95  # least containment of an article that is a cut version of a longer one
COMMON = 10  # articles of a host from which on what they share is its boilerplate

COLUMNS = ("one", "other", "kind", "containment", "jaccard", "shared")


def near_duplicates(
    texts: pd.Series | Mapping[Hashable, str],
    *,
    hosts: pd.Series | Mapping[Hashable, str] | None = None,
    threshold: float = THRESHOLD,
    common: int = COMMON,
) -> pd.DataFrame:
    """Pairs of articles that share a good part of their text, the earlier in ``texts`` as ``one``.

    ``texts`` gives each article's text by its id; ``hosts``, where known, the site that each comes from. Compared are
    shingles of four words; typography and case make no difference. Columns: ``one``, ``other`` (ids), ``kind``
    (``copy``: the same words in the same order; ``truncated``: one stands in the other, which is longer, to 95 % or
    more; ``edited``: all others), ``containment`` (share of the shorter one's shingles that stand in the other),
    ``jaccard`` (shared shingles over those of both), ``shared`` (shingles).

    ``threshold`` is the least containment of a pair. At 0.25, of the pairs of ``benchmarks/near_duplicates.py`` an
    original and its version with 10 % of the words edited share 0.66, with 20 % edited 0.41; unrelated articles
    stay below 0.1. Articles that share less than a fifth of all their shingles may be missed whatever the threshold.

    What comes again in more than ``common`` articles of a host (of all, without ``hosts``) is taken for its menus and
    notices in articles that hold other text as well, and does not count. Without ``hosts`` a story in more than
    ``common`` versions, each with much text of its own, looks like that too.

    Of equal articles each is paired with the first alone, and the first stands for all in other pairs; in large groups
    of edited ones each is compared with a few dozen others: ``clusters`` puts them together. Articles of fewer than 20
    different shingles are not judged; their ids are in the frame's ``attrs["too_short"]``.

    Raises ``InputError`` where an id comes twice or a text is no text, ``ValueError`` where an option is out of range.

    >>> story = "Le bac qui relie les deux rives du fleuve a sombré dimanche vers midi avec trois camions de coton à "
    >>> story += "son bord. Les onze passagers ont été repêchés sains et saufs par des pêcheurs venus du village."
    >>> pairs = near_duplicates({"a": story, "b": story.upper(), "c": story + " Le câble a cédé.", "d": "Bref."})
    >>> pairs[["one", "other", "kind", "containment"]]
      one other       kind  containment
    0   a     b       copy          1.0
    1   a     c  truncated          1.0
    >>> pairs.attrs["too_short"]
    ['d']
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be above 0 and at most 1, not {threshold!r}")
    whole_number("common", common, 2)
    ids, contents = _articles(texts)
    shingles = shingled(contents, SHINGLE)
    sites = None if hosts is None else _sites(ids, hosts)
    first = _first_of_equal(shingles.whole)
    own, offsets = counted(shingles, first, sites, common)
    sizes = np.diff(offsets)
    judged = sizes >= LEAST
    alone = np.flatnonzero(judged & (first == np.arange(len(ids))))
    rows = _near(own, offsets, alone, threshold, shingles.words)
    again = np.flatnonzero((first != np.arange(len(ids))) & judged[first])
    copies = pd.DataFrame(
        {"one": first[again], "other": again, "kind": "copy", "containment": 1.0, "jaccard": 1.0}
        | {"shared": sizes[first[again]]}
    )
    found = pd.concat([copies, rows], ignore_index=True).sort_values(["one", "other"], ignore_index=True)
    for column in ("one", "other"):
        found[column] = pd.Series([ids[i] for i in found[column]], dtype=object).infer_objects()
    found.attrs["too_short"] = [ids[i] for i in np.flatnonzero(~judged[first])]
    return found[list(COLUMNS)]


def _articles(texts: pd.Series | Mapping[Hashable, str]) -> tuple[list[Hashable], list[str]]:
    ids, contents = list(texts.keys()), [text for _, text in texts.items()]
    if len(set(ids)) < len(ids):
        twice = pd.Index(ids)[pd.Index(ids).duplicated()][0]
        raise InputError(f"article {twice!r} comes twice: each needs an id of its own")
    for name, text in zip(ids, contents, strict=True):
        if not isinstance(text, str):
            raise InputError(f"article {name!r} has no text but {text!r}: leave it out, or give ''")
    return ids, contents


def _sites(ids: list[Hashable], hosts: pd.Series | Mapping[Hashable, str]) -> Ints:
    """A number for each article's host; those without a host count as of one."""
    known = dict(hosts.items())
    names = [known.get(name) for name in ids]
    return pd.factorize(pd.Series([name if isinstance(name, str) else "" for name in names], dtype=object))[0]


def _first_of_equal(whole: Hashes) -> Ints:
    """For each text the first one of the same words."""
    _, first, inverse = np.unique(whole, return_index=True, return_inverse=True)
    return first[inverse]


def _near(own: Hashes, offsets: Ints, alone: Ints, threshold: float, words: Ints) -> pd.DataFrame:
    """The pairs among the articles ``alone`` whose containment reaches the threshold."""
    starts, ends = offsets[:-1][alone], offsets[1:][alone]
    kept = _slices(own, starts, ends) if len(alone) < len(offsets) - 1 else own
    cuts = np.concatenate(([0], np.cumsum(ends - starts)))
    pairs = candidates(kept, cuts)
    shared = _shared(kept, cuts, pairs)
    sizes = np.diff(cuts)
    one, other = sizes[pairs[:, 0]], sizes[pairs[:, 1]]
    least = np.minimum(one, other)
    containment = shared / np.maximum(least, 1)
    jaccard = shared / np.maximum(one + other - shared, 1)
    good = containment >= threshold
    whole = (containment >= WHOLE) & (least < WHOLE * np.maximum(one, other))
    frame = {
        "one": alone[pairs[:, 0]],
        "other": alone[pairs[:, 1]],
        "kind": np.where(whole, "truncated", "edited"),
        "containment": containment.round(3),
        "jaccard": jaccard.round(3),
        "shared": shared,
    }
    return pd.DataFrame(frame)[good]


def _slices(values: Hashes, starts: Ints, ends: Ints) -> Hashes:
    mask = np.zeros(len(values) + 1, np.int64)
    np.add.at(mask, starts, 1)
    np.add.at(mask, ends, -1)
    return values[np.cumsum(mask[:-1]) > 0]


def _shared(own: Hashes, offsets: Ints, pairs: Ints) -> Ints:
    """How many shingles the articles of each pair have in common; an article's are sorted and each is there once."""
    parts: list[Hashes] = [own[a:b] for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
    found = np.zeros(len(pairs), np.int64)
    for i, (one, other) in enumerate(pairs.tolist()):
        both = np.concatenate((parts[one], parts[other]))
        both.sort()
        found[i] = np.count_nonzero(both[1:] == both[:-1])
    return found
