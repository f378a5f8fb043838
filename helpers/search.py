"""A search field for context lines in JupyterLab, with a table that stays where nobody can type."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers import html, terms
from helpers.frontend import can_type
from helpers.labels import label
from helpers.terms.concordance import SORTS

if TYPE_CHECKING:
    from helpers.article import Article

WIDTHS = (5, 8, 12, 20, "sentence")
KINDS = ("lemma", "form", "regex")


class Search:
    """What ``search`` returns: it shows itself as a field in JupyterLab and as a table everywhere else.

    ``rows`` is the frame of context lines of the query given.
    """

    def __init__(self, article: Article, query: str, options: dict[str, Any], max_rows: int) -> None:
        self.article = article
        self.query = query
        self._options = options
        self._max_rows = max_rows
        self.rows = self._find(query, **options) if query else None

    def _find(self, query: str, **options: Any) -> pd.DataFrame:
        return terms.kwic(self.article, query, **options)

    def __repr__(self) -> str:
        return repr(self._static)

    def _repr_html_(self) -> str:
        return self._static.html

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        view = self.widget._repr_mimebundle_() if can_type() else {}
        return {**view, "text/html": self._static.html, "text/plain": repr(self._static)}

    @cached_property
    def _static(self) -> html.Html:
        return self._shown(self.rows, self.query, self._options, links=True)

    def _shown(self, rows: pd.DataFrame | None, query: str, options: dict[str, Any], *, links: bool) -> html.Html:
        if rows is None:
            return html.sentence(label("search_empty"))
        near = []
        if rows.empty and not options["regex"]:
            chosen = {name: options[name] for name in ("by", "with_title")}
            near = terms.suggestions(self.article, query, **chosen)
        lang = self.article.language
        return html.concordance(rows, query=query, near=near, lang=lang, max_rows=self._max_rows, links=links)

    def answer(self, query: str, **options: Any) -> html.Html:
        """The table for a query that was typed, or one line that says what is wrong with it; it raises nothing.

        ``options`` are those of ``terms.kwic``; the others are as they were given to ``search``.
        """
        options = self._options | options
        if not query.strip():
            return html.sentence(label("search_empty"))
        try:
            # No links: the reading copy is on the page of the report, not in the notebook that is searched.
            return self._shown(self._find(query, **options), query, options, links=False)
        except ValueError as error:
            return html.sentence(label("search_error", reason=error))

    @cached_property
    def widget(self) -> Any:
        """The field, three choices and the table, as ipywidgets; Enter, or leaving the field, searches."""
        import ipywidgets

        def choice(key: str, options: list[tuple[str, Any]], value: Any) -> Any:
            wide = {"description_width": "initial"}
            layout = ipywidgets.Layout(width="auto")
            shown = {"options": options, "value": value, "style": wide, "layout": layout}
            return ipywidgets.Dropdown(description=label(key), **shown)

        field = ipywidgets.Text(
            value=self.query,
            description=label("search_query"),
            placeholder=label("search_hint"),
            continuous_update=False,
            style={"description_width": "initial"},
            layout=ipywidgets.Layout(width="24em", max_width="100%"),
        )
        given = self._options
        kind = "regex" if given["regex"] else given["by"]
        widths = [*sorted({*WIDTHS[:-1], *({given["width"]} - {"sentence"})}), "sentence"]
        kinds = choice("search_by", [(label(f"search_{name}"), name) for name in KINDS], kind)
        width = choice("search_width", [(_width(value), value) for value in widths], given["width"])
        sort = choice("search_sort", [(label(f"search_{name}"), name) for name in SORTS], given["sort"])
        result = ipywidgets.HTML()

        def update(*_: object) -> None:
            by = {"regex": True} if kinds.value == "regex" else {"regex": False, "by": kinds.value}
            result.value = self.answer(field.value, **by, width=width.value, sort=sort.value).html

        for control in (field, kinds, width, sort):
            control.observe(update, names="value")
        update()
        row = ipywidgets.Layout(flex_flow="row wrap")
        return ipywidgets.VBox([ipywidgets.HBox([field, kinds, width, sort], layout=row), result])


def search(
    article: Article,
    query: str | None = None,
    *,
    by: str = "lemma",
    regex: bool = False,
    width: int | str = 8,
    within: str = "paragraph",
    sort: str = "position",
    with_title: bool = False,
    max_rows: int = 50,
) -> Search:
    """A field to search an article's context lines in, with the lines of ``query`` to begin with.

    Without ``query`` it begins with the most frequent term. In JupyterLab the table follows what is typed and chosen;
    in a report, an export, and wherever nobody can type, the table of ``query`` stands alone. ``max_rows`` is how many
    lines the table shows; the other options are those of ``terms.kwic``, and so are the errors raised.

    >>> from helpers import load_article
    >>> search(load_article("otan-zelensky"), "licence", width=2)
    2 occurrences of “licence”
    4                                      Étendre la [licence] de fabrication
    5                                      accords de [licence]. Cette démarche
    """
    options: dict[str, Any] = {"by": by, "regex": regex, "width": width, "within": within, "sort": sort}
    options["with_title"] = with_title
    if query is None:
        found = terms.frequencies(article, top=1, with_title=with_title).index
        query = str(found[0]) if len(found) else ""
    elif not query.strip():
        terms.kwic(article, query, **options)  # raises, and says what to do
    return Search(article, query, options, max_rows)


def _width(value: int | str) -> str:
    return label("search_sentence") if value == "sentence" else label("search_words", count=value)
