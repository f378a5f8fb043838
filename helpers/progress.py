"""How far the reading of a long article is, in JupyterLab; short ones, and reports, show nothing of it."""

from __future__ import annotations

import time
from threading import Event, Thread
from types import TracebackType
from typing import TYPE_CHECKING

from helpers import html
from helpers.frontend import can_type
from helpers.labels import label

if TYPE_CHECKING:
    from helpers.article import Article

PATIENCE = 1.0  # seconds before anything is shown
FRAMES = ("lines", "sections")  # what every notebook asks for first


def follow(article: Article, *more: str) -> Article:
    """Compute the first frames of an article now, and those named; returns the article.

    In JupyterLab a line says what is being computed once it takes longer than a second; it goes when all is there.
    Elsewhere nothing is shown or computed: frames come when they are asked for.

    >>> from helpers import load_article
    >>> follow(load_article("otan-zelensky"), "mentions").language
    'fr'
    """
    if can_type():
        frames = (*FRAMES, *more)
        with _Line(len(frames)) as line:
            for number, frame in enumerate(frames, start=1):
                line.step = (number, frame)
                getattr(article, frame)
    return article


class _Line:
    """The line, shown and renewed from a thread of its own: computing a frame does not come back to say how it goes."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.step = (1, FRAMES[0])
        self._begun = time.monotonic()
        self._done = Event()
        self._shown = False
        self._thread = Thread(target=self._show, daemon=True)

    def __enter__(self) -> _Line:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from IPython.display import clear_output

        self._done.set()
        self._thread.join()
        if self._shown:
            clear_output()  # type: ignore[no-untyped-call] # IPython annotates half

    def _show(self) -> None:
        from IPython.display import display

        handle, pause = None, PATIENCE
        while not self._done.wait(pause):
            number, frame = self.step
            seconds = round(time.monotonic() - self._begun)
            what = label(f"progress_{frame}")
            line = html.sentence(label("progress", what=what, number=number, total=self.total, seconds=seconds))
            if handle:
                handle.update(line)
            else:
                handle = display(line, display_id=True)  # type: ignore[no-untyped-call]
            self._shown, pause = True, 0.5
