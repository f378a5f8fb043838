"""A piece of a page: what every function of this package returns, and the simplest of them."""

from __future__ import annotations

import html as _html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from helpers.labels import label

DASH = "–"

# For JupyterLab, whose own style aligns all cells right; the report drops these for the style of its template.
_CARD_STYLE = """.relire.card div{display:flex;gap:1em}.relire.card dt{flex:0 0 7em;opacity:.75;margin:0}\
.relire.card dd{margin:0}.relire.card{margin:.5em 0}"""

# Characters that HTML cannot hold, or that a browser would drop without a trace, get the picture Unicode has for them.
_UNSHOWN = {c: 0x2400 + c for c in range(32) if chr(c) not in "\t\n\r"} | {127: 0x2421}


@dataclass(frozen=True)
class Html:
    """A piece of a page: ``str(piece)`` is its plain text, ``_repr_html_`` its HTML.

    ``article`` describes the article it shows (title, language, source…) for the head of the report.
    """

    html: str = field(repr=False)
    text: str | Callable[[], str]
    article: Mapping[str, str] | None = None

    def __repr__(self) -> str:
        return self.text() if callable(self.text) else self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        return {"text/html": self.html}, {"relire": dict(self.article)} if self.article else {}


def escape(text: object) -> str:
    """Text as HTML that shows exactly that text, in element content and in quoted attributes.

    >>> escape("<b> & \\"c\\"")
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return _html.escape(re.sub("[\ud800-\udfff]", "\ufffd", str(text)).translate(_UNSHOWN))


def mark(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """Escaped text with ``<mark>`` around spans of it; spans may nest and overlap.

    A span is ``(start, end, kind, label)``, offsets into ``text``; where two overlap, the later one is split.

    >>> mark("a < b", [(0, 1, "x", ""), (2, 3, "y", "less")])
    '<mark class="x">a</mark> <mark class="y" title="less">&lt;</mark> b'
    """
    clipped = ((max(0, start), min(end, len(text)), kind, label) for start, end, kind, label in spans)
    inside = sorted((s for s in clipped if s[0] < s[1]), key=lambda s: (s[0], -s[1]))
    out: list[str] = []
    open_: list[tuple[int, int, str, str]] = []
    position = 0
    for cut in sorted({edge for span in inside for edge in span[:2]}):
        out.append(escape(text[position:cut]))
        position = cut
        ending = next((i for i, span in enumerate(open_) if span[1] == cut), len(open_))
        out.append("</mark>" * (len(open_) - ending))
        going_on = [span for span in open_[ending:] if span[1] > cut]
        starting = [span for span in inside if span[0] == cut]
        out.extend(opening(kind, label) for _, _, kind, label in going_on + starting)
        open_ = open_[:ending] + going_on + starting
    return "".join(out) + escape(text[position:])


def sentence(text: str) -> Html:
    """A computed sentence as a paragraph.

    >>> sentence("3 < 4")._repr_html_()
    '<p class="relire say tex2jax_ignore mathjax_ignore">3 &lt; 4</p>'
    """
    return Html(f'<p class="{root("say")}">{escape(text)}</p>', text)


def card(pairs: Mapping[str, object] | Iterable[tuple[str, object]], *, article: Any = None) -> Html:
    """A short list of terms and their values; with ``article``, the report takes its title from here.

    >>> card({"Words": 120})
    Words: 120
    """
    items = [(str(term), plain(value)) for term, value in (pairs.items() if isinstance(pairs, Mapping) else pairs)]
    rows = "".join(f"<div><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>" for term, value in items)
    text = "\n".join(f"{term}: {value}" for term, value in items)
    return Html(styled(_CARD_STYLE, f'<dl class="{root("card")}">{rows}</dl>'), text, about(article))


def button(text: str, command: str) -> Html:
    """A button that runs a command of JupyterLab, such as ``notebook:run-all-cells``, and does nothing elsewhere.

    >>> "data-commandlinker-command" in button("Run", "notebook:run-all-cells").html
    True
    """
    kind = "jp-mod-styled jp-mod-accept jp-Button"
    attributes = f'class="{kind}" data-commandlinker-command="{escape(command)}" data-commandlinker-args="{{}}"'
    return Html(f'<button type="button" {attributes}>{escape(text)}</button>', text)


def picture(png: str, alt: str) -> Html:
    """A PNG in base64 as an image with its alternative text.

    >>> picture("iVBORw0KGgo=", 'Two "bars"').html
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Two &quot;bars&quot;" style="max-width:100%">'
    """
    return Html(f'<img src="data:image/png;base64,{escape(png)}" alt="{escape(alt)}" style="max-width:100%">', alt)


def root(kind: str) -> str:
    """Classes of a piece; the last two keep MathJax in JupyterLab away from dollar signs."""
    return f"relire {kind} tex2jax_ignore mathjax_ignore".replace("  ", " ")


def styled(style: str, markup: str) -> str:
    """Markup with the little style it needs in JupyterLab; the report leaves that out."""
    return f"<style>{style}</style>{markup}"


def opening(kind: str, label: str) -> str:
    """The tag that opens a mark of this kind."""
    title = f' title="{escape(label)}"' if label else ""
    return f'<mark class="{re.sub("[^a-z0-9]+", "-", str(kind).lower()).strip("-")}"{title}>'


def missing(value: object) -> bool:
    """Whether a cell holds nothing."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def plain(value: object) -> str:
    """A value as text: missing as a dash, truth as yes or no, lists with commas."""
    if missing(value):
        return DASH
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return label("html_yes") if value else label("html_no")
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(plain(v) for v in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value))
    return str(value)


def about(article: Any) -> dict[str, str] | None:
    """What the head of the report says of an article."""
    if article is None:
        return None
    facts = {name: getattr(article, name, None) for name in ("title", "language", "date", "byline")}
    several = getattr(article, "articles", 1) > 1
    which = {"number": str(article.number), "articles": str(article.articles)} if several else {}
    return {name: str(v) for name, v in facts.items() if v} | {"source": article.source.name} | which
