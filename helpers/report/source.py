"""The code of a cell, coloured: keywords, texts, numbers and comments; little that a page would have to hold."""

from __future__ import annotations

import html
import io
import keyword
import token
import tokenize
from itertools import pairwise

_KINDS = {token.STRING: "s", token.NUMBER: "mi", token.COMMENT: "c"}
_KINDS |= {getattr(token, name): "s" for name in dir(token) if name.startswith("FSTRING")}  # from Python 3.12 on


def coloured(source: str) -> str:
    """Python as HTML; what is no Python (a magic, half a statement) is shown as it is.

    >>> coloured("x = 'a' if 1 else None  # <b>").splitlines()[0][:72]
    '<div class="highlight"><pre>x = <span class="s">&#x27;a&#x27;</span> <sp'
    >>> coloured("%run x")
    '<div class="highlight"><pre>%run x</pre></div>'
    """
    return f'<div class="highlight"><pre>{_marked(source)}</pre></div>'


def _marked(source: str) -> str:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    try:
        found = list(tokenize.generate_tokens(io.StringIO(source, newline="").readline))
    except (tokenize.TokenError, SyntaxError):
        return html.escape(source)
    spans = []
    for item in found:
        kind = "k" if item.type == token.NAME and keyword.iskeyword(item.string) else _KINDS.get(item.type)
        if item.type == token.ERRORTOKEN and item.string.strip():
            return html.escape(source)
        if kind and item.end[0] <= len(starts):
            start, end = (starts[row - 1] + column for row, column in (item.start, item.end))
            spans.append((start, end, kind))
    edges = [0, *(edge for span in spans for edge in span[:2]), len(source)]
    if any(first > second for first, second in pairwise(edges)):
        return html.escape(source)
    parts, done = [], 0
    for start, end, kind in spans:
        parts += [html.escape(source[done:start]), f'<span class="{kind}">{html.escape(source[start:end])}</span>']
        done = end
    return "".join(parts) + html.escape(source[done:])
