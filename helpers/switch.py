"""A chart of actors with a switch for each form of mention in JupyterLab, and as it is where nobody can choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

from matplotlib.axes import Axes

from helpers import html
from helpers.actors import FORMS, check_forms
from helpers.charts.canvas import VECTOR, bundle
from helpers.frontend import can_type
from helpers.labels import label


class Switch:
    """What ``by_form`` returns: it shows itself as boxes to tick in JupyterLab and as a picture everywhere else."""

    def __init__(self, draw: Callable[..., Axes], forms: Sequence[str] | str | None) -> None:
        self.draw = draw
        self.forms = check_forms(forms)

    def __repr__(self) -> str:
        return str(self._static[1][VECTOR]["alt"])

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = self._static
        view = self.widget._repr_mimebundle_() if can_type() else {}
        return {**view, **data, "text/plain": repr(self)}, metadata

    @cached_property
    def _static(self) -> tuple[dict[str, str], dict[str, Any]]:
        return bundle(self.draw(forms=self.forms))

    def picture(self, forms: Sequence[str]) -> html.Html:
        """The chart of these forms as an image with its alternative text."""
        data, metadata = bundle(self.draw(forms=forms))
        return html.picture(data[VECTOR], metadata[VECTOR]["alt"])

    @cached_property
    def widget(self) -> Any:
        """A box to tick for each form, and the chart, as ipywidgets."""
        import ipywidgets

        narrow = ipywidgets.Layout(width="auto", margin="0 1.5em 0 0")
        boxes = [
            ipywidgets.Checkbox(
                value=form in self.forms, description=label(f"form_{form}"), indent=False, layout=narrow
            )
            for form in FORMS
        ]
        result = ipywidgets.HTML()

        def update(*_: object) -> None:
            result.value = self.picture([form for form, box in zip(FORMS, boxes, strict=True) if box.value]).html

        for box in boxes:
            box.observe(update, names="value")
        update()
        row = [ipywidgets.Label(label("switch_forms")), *boxes]
        return ipywidgets.VBox([ipywidgets.HBox(row, layout=ipywidgets.Layout(flex_flow="row wrap")), result])


def by_form(
    draw: Callable[..., Axes], *frames: Any, forms: Sequence[str] | str | None = None, **options: Any
) -> Switch:
    """A chart of actors with a switch for each form of mention, beginning with ``forms``, all of them if None.

    In JupyterLab a tick leaves a form out or takes it in again; in a report, an export, and wherever nobody can tick,
    the chart of ``forms`` stands alone. ``draw`` is a chart function that takes ``forms``, called with the frames and
    options given. Raises InputError for a form that there is not.

    >>> from helpers import charts, load_article
    >>> repr(by_form(charts.actor_bars, load_article("otan-zelensky").actors, forms=["name"])).partition(". ")[2]
    'Most mentioned: Ukraine (5); least mentioned of those shown: États-Unis (2). Left out: role (5), metonym (3) and
    demonym (12).'
    """
    return Switch(partial(draw, *frames, **options), forms)
