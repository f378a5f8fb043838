"""Links from what a chart draws to what it counts, each with a tooltip that says the count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PolyCollection
from matplotlib.figure import Figure

Link = tuple[str, str]  # address and tooltip
MOST = 2000  # parts of a chart that are links, or drawn one by one: nobody could point at one of so many

# matplotlib knows addresses, but no tooltips. Within a figure an address stands for one thing, so that it has one.
_TIPS: WeakKeyDictionary[Figure, dict[str, str]] = WeakKeyDictionary()


def lead(artist: Artist, url: str, tip: str) -> None:
    """Make a drawn thing a link to ``url``, with a tooltip."""
    artist.set_url(url)
    _remember(artist, {url: tip})


def lead_each(artists: Iterable[Artist], links: Iterable[Link | None]) -> None:
    """Make each of them a link, by its address and tooltip; those with none stay as they are."""
    for artist, link in zip(artists, links, strict=True):
        if link:
            lead(artist, *link)


def lead_parts(drawn: Collection, links: Iterable[Link | None]) -> None:
    """Make each part of a collection a link, by its address and tooltip."""
    links = list(links)
    if any(links) and len(links) <= MOST:
        drawn.set_urls([link[0] if link else None for link in links])
        _remember(drawn, dict(link for link in links if link))


def lead_areas(ax: Axes, boxes: Sequence[Sequence[tuple[float, float]]], links: Sequence[Link | None]) -> None:
    """Make areas of the chart links, unseen and over what is drawn there, which is too thin to be pointed at."""
    if len(links) > MOST:
        return
    unseen = PolyCollection(boxes, facecolors=[(0, 0, 0, 0)], linewidths=0, zorder=5, clip_on=False)
    ax.add_collection(unseen, autolim=False)
    lead_parts(unseen, links)


def reach(positions: Sequence[float], most: float) -> list[tuple[float, float]]:
    """From where to where each of the positions, which rise, can be pointed at: halfway to the next, or ``most``.

    >>> reach([10, 12, 40], 5)
    [(5, 11.0), (11.0, 17), (35, 45)]
    """
    between = [(one + other) / 2 for one, other in pairwise(positions)]
    return [
        (max(at - most, before), min(at + most, after))
        for at, before, after in zip(positions, [float("-inf"), *between], [*between, float("inf")], strict=True)
    ]


def names_rows(frame: pd.DataFrame, name: str) -> bool:
    """Whether the index of a frame says which ``name`` each row is; without that its rows have no address."""
    return frame.index.name == name


def box(left: float, right: float, low: float, high: float) -> list[tuple[float, float]]:
    """The corners of an upright rectangle."""
    return [(left, low), (right, low), (right, high), (left, high)]


def tips_of(figure: Figure) -> Mapping[str, str]:
    """The tooltips of a figure, by address."""
    return _TIPS.get(figure, {})


def _remember(artist: Artist, tips: Mapping[str, str]) -> None:
    found = artist.get_figure(root=True)
    if found is None:
        raise ValueError("a link needs a thing that stands in a figure")
    _TIPS.setdefault(found, {}).update(tips)
