"""Links from what a chart draws to what it counts, each with a tooltip that says the count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.figure import Figure

# matplotlib knows addresses, but no tooltips. Within a figure an address stands for one thing, so that it has one.
_TIPS: WeakKeyDictionary[Figure, dict[str, str]] = WeakKeyDictionary()


def lead(artist: Artist, url: str, tip: str) -> None:
    """Make a drawn thing a link to ``url``, with a tooltip."""
    artist.set_url(url)
    _remember(artist, {url: tip})


def lead_each(artists: Iterable[Artist], links: Iterable[tuple[str, str] | None]) -> None:
    """Make each of them a link, by its address and tooltip; those with none stay as they are."""
    for artist, link in zip(artists, links, strict=True):
        if link:
            lead(artist, *link)


def lead_parts(drawn: Collection, links: Iterable[tuple[str, str] | None]) -> None:
    """Make each part of a collection a link, by its address and tooltip."""
    links = list(links)
    if any(links):
        drawn.set_urls([link[0] if link else None for link in links])
        _remember(drawn, dict(link for link in links if link))


def tips_of(figure: Figure) -> Mapping[str, str]:
    """The tooltips of a figure, by address."""
    return _TIPS.get(figure, {})


def _remember(artist: Artist, tips: Mapping[str, str]) -> None:
    found = artist.get_figure(root=True)
    if found is None:
        raise ValueError("a link needs a thing that stands in a figure")
    _TIPS.setdefault(found, {}).update(tips)
