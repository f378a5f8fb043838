"""A figure as the bytes of a picture; drawing it changes nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from typing import Any

import numpy as np
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from helpers.charts.links import MOST

_MOST_CORNERS = 5 * MOST  # rectangles close where they begin


def as_png(figure: Figure, *, dpi: float) -> bytes:
    """The figure as a PNG with a palette."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    # savefig would draw twice, and encode a file that is only decoded again.
    with _drawn_at(figure, dpi):
        drawn = FigureCanvasAgg(figure)
        drawn.draw()  # type: ignore[no-untyped-call]
    # A chart has few colours: a palette makes the file three times smaller and looks the same.
    image = Image.fromarray(np.asarray(drawn.buffer_rgba())[:, :, :3])  # type: ignore[no-untyped-call]
    image = image.quantize(128, dither=Image.Dither.NONE)
    packed = BytesIO()
    image.save(packed, format="png", dpi=(dpi, dpi))
    return packed.getvalue()


def as_svg(figure: Figure, *, dpi: float) -> str:
    """The figure as matplotlib writes SVG, texts of several lines marked by how they are aligned.

    What has very many corners is a picture of pixels in it.

    dpi: of what is drawn in pixels
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    drawn = StringIO()
    for text in figure.findobj(Text):
        if "\n" in text.get_text() and text.get_gid() is None:
            text.set_gid(f"aligned-{text.get_horizontalalignment()}")
    for artist in figure.findobj(lambda artist: isinstance(artist, (Collection, Line2D))):
        if _corners(artist) > _MOST_CORNERS:
            artist.set_rasterized(True)
    with _drawn_at(figure, dpi):
        FigureCanvasSVG(figure).print_svg(drawn, metadata={"Date": None})  # type: ignore[no-untyped-call]
    return drawn.getvalue()


def _corners(artist: Any) -> int:
    if isinstance(artist, Line2D):
        return len(np.asarray(artist.get_xdata()))
    return max(sum(len(path.vertices) for path in artist.get_paths()), len(artist.get_offsets()))


@contextmanager
def _drawn_at(figure: Figure, dpi: float) -> Iterator[None]:
    before, canvas = figure.dpi, figure.canvas
    figure.dpi = dpi
    try:
        yield
    finally:
        figure.dpi = before
        figure.set_canvas(canvas)
