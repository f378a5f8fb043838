"""Pairs of articles of which one repeats the other, whole or in part, nearly or exactly: labels, nothing is removed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.corpus.boilerplate import boilerplate
from helpers.corpus.candidates import candidates
from helpers.corpus.shingles import Hashes, Ints, Shingled, shingled
from helpers.errors import InputError, whole_number

SHINGLE = 4  # words
THRESHOLD = 0.25  # least containment of a pair
LEAST = 20  # different shingles from which an article can be judged
_FIRST = 64  # shingles in which most articles show that they have so many
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

    ``threshold`` is the least containment of a pair. In 5,000 articles of ``benchmarks/stories.py`` an original and its
    version with 10 % of the words edited have 0.69 (median), with 20 % edited 0.45; two unrelated articles had 0.15 at
    most: 0.25 stands between. Articles that share less than a fifth of all their shingles may be missed whatever the
    threshold: three in four short leads were found beside the whole article.

    What comes again in more than ``common`` articles of a host (of all, without ``hosts``) is taken for its menus and
    notices in articles that hold other text as well, and does not count. Without ``hosts`` a story in more than
    ``common`` versions, each with much text of its own or with one word in five edited, looks like that too: such
    versions are missed, and one pair in 300 shares no more than a menu; so give ``hosts`` where they are known.
    Articles without a host count as of one host.

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
    ids, contents = _articles(texts)
    return pairs_of(ids, shingled(contents, SHINGLE), hosts=hosts, threshold=threshold, common=common)


def pairs_of(
    ids: Iterable[Hashable],
    found: Shingled,
    *,
    hosts: pd.Series | Mapping[Hashable, str] | None = None,
    threshold: float = THRESHOLD,
    common: int = COMMON,
) -> pd.DataFrame:
    """What ``near_duplicates`` gives for texts whose shingles of ``SHINGLE`` words are ``found``, in the order of ids.

    >>> pairs_of(["a", "b"], shingled(["un deux", "trois"], SHINGLE)).attrs["too_short"]
    ['a', 'b']
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be above 0 and at most 1, not {threshold!r}")
    whole_number("common", common, 2)
    ids = list(ids)
    first = _first_of_equal(found.whole)
    alone = np.flatnonzero(first == np.arange(len(ids)))
    shingles, offsets = _only(found.shingles, found.offsets, alone)
    del found  # of all that is large one copy is held at a time
    sites = None if hosts is None else _sites([ids[i] for i in alone], hosts)
    kept = ~boilerplate(shingles, offsets, sites, common)
    before = np.zeros(len(kept) + 1, np.int32 if len(kept) < 2**31 else np.int64)
    np.cumsum(kept, out=before[1:])
    shingles, offsets = shingles[kept], before[offsets].astype(np.int64)
    del kept, before
    sizes = dict(zip(alone.tolist(), np.diff(offsets).tolist(), strict=True))
    enough = _enough(shingles, offsets)
    judged = np.zeros(len(ids), bool)
    judged[alone[enough]] = True
    shingles, offsets = _only(shingles, offsets, np.flatnonzero(enough))
    rows = _near(shingles, offsets, alone[enough], threshold)
    again = np.flatnonzero((first != np.arange(len(ids))) & judged[first])
    copies = {"one": first[again], "other": again, "kind": "copy", "containment": 1.0, "jaccard": 1.0}
    copies |= {"shared": [sizes[i] for i in first[again].tolist()]}
    pairs = pd.concat([pd.DataFrame(copies), rows]).sort_values(["one", "other"], ignore_index=True)
    for column in ("one", "other"):
        pairs[column] = pd.Series([ids[i] for i in pairs[column]], index=pairs.index)
    pairs = pairs[list(COLUMNS)]
    pairs.attrs["too_short"] = [ids[i] for i in np.flatnonzero(~judged[first])]
    return pairs


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


def _only(shingles: Hashes, offsets: Ints, articles: Ints) -> tuple[Hashes, Ints]:
    """The shingles of some of the articles, and the offsets of these in them."""
    sizes = np.diff(offsets)
    if len(articles) == len(sizes):
        return shingles, offsets
    wanted = np.zeros(len(sizes), bool)
    wanted[articles] = True
    return shingles[np.repeat(wanted, sizes)], np.concatenate(([0], np.cumsum(sizes[articles])))


def _enough(shingles: Hashes, offsets: Ints) -> npt.NDArray[np.bool_]:
    """Which articles have enough different shingles to be judged; the first ones of most show that they have."""
    found = np.diff(offsets) >= LEAST
    long = np.flatnonzero(np.diff(offsets) >= _FIRST)
    first = np.sort(shingles[offsets[long][:, None] + np.arange(_FIRST)], axis=1)
    few = long[1 + np.count_nonzero(first[:, 1:] != first[:, :-1], axis=1) < LEAST]
    for i in (*few.tolist(), *np.flatnonzero(found & (np.diff(offsets) < _FIRST)).tolist()):
        found[i] = len(np.unique(shingles[offsets[i] : offsets[i + 1]])) >= LEAST
    return found


def _near(shingles: Hashes, offsets: Ints, numbers: Ints, threshold: float) -> pd.DataFrame:
    """The pairs among the articles of these ``numbers`` whose containment reaches the threshold."""
    pairs = candidates(shingles, offsets)
    one, other, shared = _compared(shingles, offsets, pairs)
    shorter, longer = np.minimum(one, other), np.maximum(one, other)
    containment = shared / np.maximum(shorter, 1)
    truncated = (containment >= WHOLE) & (shorter < WHOLE * longer)
    frame = {
        "one": numbers[pairs[:, 0]],
        "other": numbers[pairs[:, 1]],
        "kind": np.where(truncated, "truncated", "edited"),
        "containment": containment.round(3),
        "jaccard": (shared / np.maximum(one + other - shared, 1)).round(3),
        "shared": shared,
    }
    return pd.DataFrame(frame)[containment >= threshold]


def _compared(shingles: Hashes, offsets: Ints, pairs: Ints) -> tuple[Ints, Ints, Ints]:
    """Of each pair, how many different shingles the one has, the other has, and both have."""
    sets: dict[int, Hashes] = {}
    for i in np.unique(pairs).tolist():
        ordered = np.sort(shingles[offsets[i] : offsets[i + 1]])
        new = ordered[1:] != ordered[:-1]
        sets[i] = ordered if new.all() else ordered[np.append(True, new)]
    found = np.zeros((3, len(pairs)), np.int64)
    for place, (i, j) in enumerate(pairs.tolist()):
        both = np.concatenate((sets[i], sets[j]))
        both.sort(kind="stable")  # merges the two, which are in order
        found[:, place] = len(sets[i]), len(sets[j]), np.count_nonzero(both[1:] == both[:-1])
    return found[0], found[1], found[2]
