"""Articles that pairs put together, and which of them stands for the others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from helpers.errors import InputError

COLUMNS = ("cluster", "size", "representative", "score", "judged")


def clusters(
    pairs: pd.DataFrame,
    ids: Iterable[Hashable],
    *,
    dates: pd.Series | Mapping[Hashable, str] | None = None,
    lengths: pd.Series | Mapping[Hashable, int] | None = None,
) -> pd.DataFrame:
    """The clusters that chains of ``pairs`` make, a row per article of ``ids``, in their order; nothing is removed.

    ``pairs`` comes from ``near_duplicates``. Index ``article``; columns: ``cluster`` (number, from 1 in the order of
    ``ids``; an article alone has one of its own), ``size`` (articles in it), ``representative`` (the one with the
    earliest of ``dates``, which are ISO 8601 and of which those missing come last; then the longest by ``lengths``,
    words or characters; then the first of ``ids``), ``score`` (containment of the article's pair with it; 1 for itself
    and equal ones; missing where the two are no pair but linked through others), ``judged`` (False where an article is
    too short to tell whether it is a copy). Two articles of one cluster need not be alike: A may share one half with B
    and B the other half with C.

    Raises ``InputError`` where an id comes twice or a pair names an article that is not among ``ids``.

    >>> pairs = pd.DataFrame({"one": ["a", "b"], "other": ["b", "d"], "containment": [0.9, 0.4]})
    >>> clusters(pairs, "abcd", dates={"b": "2026-03-01", "a": "2026-03-02"})
             cluster  size representative  score  judged
    article
    a              1     3              b    0.9    True
    b              1     3              b    1.0    True
    c              2     1              c    1.0    True
    d              1     3              b    0.4    True
    """
    articles = list(ids)
    place = {article: number for number, article in enumerate(articles)}
    if len(place) < len(articles):
        twice = next(article for number, article in enumerate(articles) if place[article] != number)
        raise InputError(f"article {twice!r} comes twice: each needs an id of its own")
    unknown = [name for column in ("one", "other") for name in pairs[column] if name not in place]
    if unknown:
        raise InputError(f"article {unknown[0]!r} is in a pair but not among the ids: give all articles compared")
    parent = list(range(len(articles)))
    for one, other in zip(pairs["one"], pairs["other"], strict=True):
        a, b = root_of(parent, place[one]), root_of(parent, place[other])
        parent[max(a, b)] = min(a, b)
    roots = [root_of(parent, number) for number in range(len(articles))]
    members: dict[int, list[int]] = {}
    for number, root in enumerate(roots):
        members.setdefault(root, []).append(number)
    day, length = _known(dates), dict((lengths if lengths is not None else {}).items())
    first = {
        root: min(group, key=lambda n: (day.get(articles[n], "~"), -length.get(articles[n], 0), n))
        for root, group in members.items()
    }
    score = {}
    for one, other, value in zip(pairs["one"], pairs["other"], pairs["containment"], strict=True):
        score[one, other] = score[other, one] = float(value)
    like = first_of_equal(pairs)
    numbers = {root: number for number, root in enumerate(members, 1)}
    unjudged = set(pairs.attrs.get("too_short", ()))
    rows = [
        (
            numbers[root],
            len(members[root]),
            articles[first[root]],
            _score(score, *(like.get(articles[at], articles[at]) for at in (number, first[root]))),
            articles[number] not in unjudged,
        )
        for number, root in enumerate(roots)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(articles, name="article"))
    return frame.astype({"score": "float64"})


def first_of_equal(pairs: pd.DataFrame) -> dict[Hashable, Hashable]:
    """For each exact copy the article that it is a copy of, which stands for it in other pairs."""
    if "kind" not in pairs:
        return {}
    copies = pairs[pairs["kind"] == "copy"]
    return dict(zip(copies["other"], copies["one"], strict=True))


def _score(score: Mapping[tuple[Hashable, Hashable], float], one: Hashable, other: Hashable) -> float | None:
    return 1.0 if one == other else score.get((one, other))


def root_of(parent: list[int], number: int) -> int:
    """The first of the group that a number is in; ``parent`` leads from each number to one before it."""
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _known(dates: pd.Series | Mapping[Hashable, str] | None) -> dict[Hashable, str]:
    """The dates that are there, as text."""
    given = {} if dates is None else dict(dates.items())
    return {name: str(day) for name, day in given.items() if not pd.isna(day) and str(day)}
