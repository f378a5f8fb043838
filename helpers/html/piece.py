"""A piece of a page: what every function of this package returns, and the simplest of them."""

from __future__ import annotations

import base64
import html as _html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from helpers.labels import label, spoken
from helpers.unseen import visible

DASH = "–"

_TAGS = {"sentence": "span", "word": "span", "elsewhere": "span", "del": "del", "ins": "ins"}

# For JupyterLab, whose own style aligns all cells right; the report drops these for the style of its template.
_CARD_STYLE = """.relire.card div{display:flex;gap:1em}.relire.card dt{flex:0 0 7em;opacity:.75;margin:0}\
.relire.card dd{margin:0}.relire.card{margin:.5em 0}"""


@dataclass(frozen=True)
class Html:
    """A piece of a page: ``str(piece)`` is its plain text, ``_repr_html_`` its HTML.

    ``article`` describes the article it shows (title, language, source…) for the head of the report, ``run`` is what
    its run card says of it (``helpers.provenance``).
    """

    html: str = field(repr=False)
    text: str | Callable[[], str]
    article: Mapping[str, str] | None = None
    run: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        return self.text() if callable(self.text) else self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        about = {"relire": self.article, "relire_run": self.run}
        return {"text/html": self.html}, {name: dict(facts) for name, facts in about.items() if facts}


def escape(text: object) -> str:
    """Text as HTML that shows exactly that text, in element content and in quoted attributes.

    >>> escape("<b> & \\"c\\"")
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return _html.escape(visible(re.sub("[\ud800-\udfff]", "\ufffd", str(text))))


class Span(NamedTuple):
    """A span of a text: offsets, what kind it is, its tooltip, its id, and where it leads back to."""

    start: int
    end: int
    kind: str
    label: str = ""
    id: str = ""
    back: str = ""


def mark(text: str, spans: Iterable[tuple[Any, ...]]) -> str:
    """Escaped text with ``<mark>`` around spans of it; spans may nest and overlap.

    A span is a ``Span``, or its first fields, with offsets into ``text``; where two overlap, the later one is split,
    its first piece with the id, its last with the way back. Of two equal spans, the outer one has the id.

    >>> mark("a < b", [(0, 1, "x", ""), (2, 3, "y", "less")])
    '<mark class="x">a</mark> <mark class="y" title="less">&lt;</mark> b'
    """
    whole = (Span(*span) for span in spans)
    clipped = (_clipped(span, len(text)) for span in whole)
    inside = sorted((span for span in clipped if span.start < span.end), key=lambda span: (span.start, -span.end))
    waiting = inside[::-1]
    out: list[str] = []
    open_: list[Span] = []
    given: set[str] = set()
    position = 0
    for cut in sorted({edge for span in inside for edge in span[:2]}):
        out.append(escape(text[position:cut]))
        position = cut
        ending = next((i for i, span in enumerate(open_) if span.end == cut), len(open_))
        out.extend(closing(span, last=span.end == cut) for span in reversed(open_[ending:]))
        going_on = [span for span in open_[ending:] if span.end > cut]
        starting = []
        while waiting and waiting[-1].start == cut:
            starting.append(waiting.pop())
        for span in going_on + starting:
            fresh = span.id if span.id not in given else ""
            given.add(span.id)
            out.append(opening(span.kind, span.label, fresh))
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


def picture(svg: str, alt: str) -> Html:
    """A drawing in SVG as an image with its alternative text: nothing in it can run, load or be followed.

    >>> picture("<svg/>", 'Two "bars"').html
    '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="Two &quot;bars&quot;" style="max-width:100%">'
    """
    data = base64.b64encode(svg.encode("utf-8", "replace")).decode()
    return Html(f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="max-width:100%">', alt)


def root(kind: str) -> str:
    """Classes of a piece; the last two keep MathJax in JupyterLab away from dollar signs."""
    return f"relire {kind} tex2jax_ignore mathjax_ignore".replace("  ", " ")


def styled(style: str, markup: str) -> str:
    """Markup with the little style it needs in JupyterLab; the report leaves that out."""
    return f"<style>{style}</style>{markup}"


def opening(kind: str, label: str = "", id: str = "") -> str:
    """The tag that opens a mark of this kind."""
    name = f' id="{escape(id)}"' if id else ""
    title = f' title="{escape(label)}"' if label else ""
    return f'<{_tag(kind)} class="{re.sub("[^a-z0-9]+", "-", str(kind).lower()).strip("-")}"{name}{title}>'


def closing(span: Span, *, last: bool) -> str:
    """The tag that closes a piece of a mark; before the last one stands the way back, if there is one."""
    back = f'<a class="back" href="{escape(span.back)}" aria-label="{escape(label("html_back"))}"></a>'
    return f"{back if last and span.back else ''}</{_tag(span.kind)}>"


def _clipped(span: Span, length: int) -> Span:
    """A span as far as it lies in the text: one that begins before has no id here, one that goes on no way back."""
    id = span.id if span.start >= 0 else ""
    back = span.back if span.end <= length else ""
    return span._replace(start=max(0, span.start), end=min(span.end, length), id=id, back=back)


def _tag(kind: str) -> str:
    """Sentences and unmarked words are no marks, but there to be led to; what a version alone has is del or ins."""
    return _TAGS.get(kind, "mark")


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
    known = {name: str(v) for name, v in facts.items() if v}
    return known | {"source": article.source.name, "spoken": spoken()} | which
