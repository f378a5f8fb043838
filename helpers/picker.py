"""The list of articles to choose from in JupyterLab; a choice holds for all notebooks until JupyterLab is closed."""

from __future__ import annotations

import asyncio
import os
import time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from helpers import html
from helpers.errors import InputError
from helpers.frontend import can_type
from helpers.labels import label
from helpers.loading import load_article
from helpers.paths import ARTICLES
from helpers.sources import find_article, folder_articles, is_url

PATIENCE = 0.5  # seconds for reading titles before the list is shown; the others are read while the kernel is idle
MOST = 300  # articles whose titles are read; those after them are listed by name
LARGEST = 500_000  # bytes; a larger file is listed by name
TITLE = 64  # characters of a title that are shown
_here: dict[str, str] = {}  # the choice where no server is there to share it
_reading: list[asyncio.Task[None]] = []


def chosen(article: str | Path | None = None) -> str | Path:
    """The path or URL to read: ``article`` if it says something, else what was chosen, else what ``find_article`` says.

    Only what somebody chose in JupyterLab counts: a report made meanwhile does not follow it.

    >>> chosen("otan-zelensky").name
    'otan-zelensky.txt'
    """
    if (article is None or not str(article)) and can_type():
        article = _choice()
    return find_article(article)


def pick(article: str | Path | None = None, *, run: bool = True) -> Picker:
    """A list of the articles in ``data/articles`` to choose one from, shown in JupyterLab and nowhere else.

    ``article`` is the notebook's parameter: if it names one, that is read, and there is nothing to choose. ``run``
    offers to run the notebook again after a choice. Titles are read as far as that takes no time.

    >>> pick("sample-en-bridge")
    sample-en-bridge
    """
    return Picker(article, run=run)


class Picker:
    """What ``pick`` returns; ``choose`` is what the list does."""

    def __init__(self, article: str | Path | None, *, run: bool) -> None:
        self.given = article is not None and bool(str(article))
        self.run = run
        self._article = article

    @cached_property
    def place(self) -> str:
        """What is read now: a path or a URL."""
        return str(chosen(self._article))

    def __repr__(self) -> str:
        return _name(self.place)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        view = self.widget._repr_mimebundle_() if can_type() else {}
        return {**view, "text/plain": repr(self)}

    @cached_property
    def widget(self) -> Any:
        """The list, and a line that says what becomes of a choice, as ipywidgets."""
        import ipywidgets

        places = [str(path) for path in folder_articles(ARTICLES)]
        self._places = places if self.place in places else [self.place, *places]
        self._labels = {place: _name(place) for place in self._places}
        self._unread = [place for place in self._places[:MOST] if not is_url(place)]
        if self._unread:  # the first takes longest: models are loaded, which the notebook needs anyway
            self._read_next()
        until = time.monotonic() + PATIENCE
        while self._unread and time.monotonic() < until:
            self._read_next()
        self._list = ipywidgets.Dropdown(
            options=self._options(),
            value=self.place,
            description=label("pick_article"),
            disabled=self.given,
            style={"description_width": "initial"},
            layout=ipywidgets.Layout(width="64em", max_width="100%"),
        )
        self._said = ipywidgets.HTML(self._state().html)
        self._list.observe(self._changed, names="value")
        self._read_on()
        return ipywidgets.VBox([self._list, self._said])

    def choose(self, place: str) -> html.Html:
        """Keep a choice for all notebooks, and say what to do now; what cannot be read is not chosen."""
        try:
            load_article(place).title  # noqa: B018 - read to see whether it can be
            _keep(place)
        except InputError as error:
            return html.sentence(label("pick_refused", reason=error))
        if place == self.place:
            return self._state()
        said = html.sentence(label("pick_other" if self.run else "pick_next", name=_name(place)))
        again = html.button(label("pick_run"), "notebook:run-all-cells").html if self.run else ""
        return html.Html(said.html + again, repr(said))

    def _state(self) -> html.Html:
        return html.sentence(label("pick_given")) if self.given else html.Html("", "")

    def _changed(self, change: Any) -> None:
        if change["new"] is not None and not self._renewing:
            self._said.value = self.choose(change["new"]).html

    _renewing = False

    def _options(self) -> list[tuple[str, str]]:
        return [(self._labels[place], place) for place in self._places]

    def _read_next(self) -> None:
        place = self._unread.pop(0)
        self._labels[place] = _label(Path(place))

    def _read_on(self) -> None:
        """Read the other titles between cells: the kernel's own loop gets to it when there is nothing to run."""
        for task in _reading:
            task.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        _reading[:] = [loop.create_task(self._read_slowly())] if self._unread else []

    async def _read_slowly(self) -> None:
        while self._unread:
            until = time.monotonic() + 2  # a list that changes more often cannot be used
            while self._unread and time.monotonic() < until:
                self._read_next()
                await asyncio.sleep(0.02)
            value, self._renewing = self._list.value, True
            with self._list.hold_trait_notifications():
                self._list.options, self._list.value = self._options(), value
            self._renewing = False


def _name(place: str) -> str:
    """An article's name as ``find_article`` takes it."""
    path = Path(place)
    if is_url(place) or path.parent != ARTICLES:
        return place
    return path.stem if path.suffix == ".txt" else path.name


def _label(path: Path) -> str:
    try:
        state = path.stat()
    except OSError as error:
        return label("pick_broken", name=_name(str(path)), reason=error.strerror)
    if state.st_size > LARGEST:
        return label("pick_large", name=_name(str(path)), size=max(1, round(state.st_size / 1_000_000)))
    return _read_label(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1000)
def _read_label(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - a changed file is read again
    name = _name(str(path))
    try:
        article = load_article(path)
        title, date = article.title, article.date
    except InputError as error:
        reason = str(error).removeprefix(f"{path}: ")
        return label("pick_broken", name=name, reason=_short(reason))
    if not title:
        return name
    return label("pick_dated" if date else "pick_titled", title=_short(title), date=date, name=name)


def _short(text: str) -> str:
    return text if len(text) <= TITLE else text[: TITLE - 1] + "…"


def _choice_file() -> Path | None:
    """Where notebooks of one server leave the choice: beside that server's own file, and for as long as that is there.

    The reader's checkout is left alone, and a JupyterLab started anew begins with what its starter says.
    """
    from jupyter_core.paths import jupyter_runtime_dir

    server = os.environ.get("JPY_PARENT_PID", "")
    folder = Path(jupyter_runtime_dir())
    return folder / f"relire-{server}.txt" if (folder / f"jpserver-{server}.json").is_file() else None


def _choice() -> str | None:
    file = _choice_file()
    if file is None:
        return _here.get("choice")
    try:
        begun = file.with_name(file.name.replace("relire-", "jpserver-")).with_suffix(".json").stat().st_mtime
        place = file.read_text(encoding="utf-8") if file.stat().st_mtime >= begun else ""
    except OSError:
        return None
    return place if is_url(place) or (place and Path(place).is_file()) else None


def _keep(place: str) -> None:
    file = _choice_file()
    if file is None:
        _here["choice"] = place
    else:
        file.write_text(place, encoding="utf-8")
