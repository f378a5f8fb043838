"""Where a number leads: the ids that a page gives to its passages, and the links that charts and tables make to them.

A page has these, each where it shows what is named:

- ``line-N``: line N of the source, in the reading copy; ``at-START-END``: the mark there on a counted passage, by its
  offsets into the source; ``sentence-N``, ``section-N``: by their numbers in ``article.sentences`` and ``.sections``;
- ``term-LEMMA``: every occurrence of a term or an expression in its context;
- ``actor-NAME``: every mention of an actor in its context, and parts of them: ``actor-NAME-section-N`` (``title`` for
  title and subtitle), ``actor-NAME-form-FORM``, ``actor-NAME-form-FORM-words-WORDS`` for a wording;
- ``pair-TERM-TERM`` and ``tie-ACTOR-ACTOR``: the sentences that two of them share, by the names in order;
- ``phrase-WORDS``: a phrase that is said again; ``candidate-WORDS``: one that may be an actor.

These are of one article. On a page with several, all that belongs to one is made within ``of_article``, and its ids
begin with the article's letter and a full stop: ``B.line-N``. Such a page also has

- ``wording-WORDS``: a word of a contrast in its context;
- ``passages-A-B-WHOSE-KIND``: the passages of one of two articles that are repeated, changed, moved, gone or new; the
  letters of both say so themselves, and nothing stands before;
- ``sections-A-B-M-N``: the passages that section M of the one and N of the other have in common.

The page of a corpus has lists of articles instead: ``article-ID`` is the row of one; ``day-2026-03-01``,
``week-2026-03-02`` (by its Monday), ``month-2026-03`` and ``year-2026`` those of a period, ``outlet-NAME`` those of an
outlet (``outlet-NAME-credited``, ``-copied``: agency copy), ``cluster-N`` those of a cluster; ``actor-NAME``,
``term-LEMMA`` and ``tie-ACTOR-ACTOR`` those that mention it, hold it, or mention both; parts of these are
``actor-NAME-day-2026-03-01`` and the like, and ``term-LEMMA-outlet-NAME``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote

_SAFE = "!$&'()*+,;=:@/?-._~"  # what a fragment may hold as it is, but for %
_BEFORE: ContextVar[str] = ContextVar("before", default="")  # all ids of a block, in its thread alone


@contextmanager
def of_article(letter: str) -> Iterator[None]:
    """Ids and links made within the block are those of one of several articles on a page; "" for the page's own.

    >>> with of_article("B"):
    ...     anchor("line", 3), link("line", 3)
    ('B.line-3', '#B.line-3')
    """
    before = _BEFORE.set(f"{letter}." if letter else "")
    try:
        yield
    finally:
        _BEFORE.reset(before)


def anchor(kind: str, *names: object) -> str:
    """The id of a passage: without spaces, and two names never share one.

    >>> anchor("term", "défense aérienne"), anchor("line", 3)
    ('term-défense_aérienne', 'line-3')
    >>> anchor("actor", "États-Unis", "form", "name"), anchor("term", "a_b")
    ('actor-États=2DUnis-form-name', 'term-a=5Fb')
    """
    return _BEFORE.get() + "-".join([kind, *(_written(str(name)) for name in names)])


def _written(name: str) -> str:
    return "".join("_" if c == " " else c if c.isalnum() or c in ".,’" else f"={ord(c):02X}" for c in name)


def link(kind: str, *names: object) -> str:
    """The address of that id on the same page.

    >>> link("term", "défense aérienne")
    '#term-d%C3%A9fense_a%C3%A9rienne'
    """
    return "#" + quote(anchor(kind, *names), safe=_SAFE)


def pair(kind: str, one: object, other: object) -> tuple[str, str, str]:
    """What ``anchor`` and ``link`` are called with for what two names share, in whichever order they are given.

    >>> link(*pair("tie", "Ukraine", "OTAN")) == link(*pair("tie", "OTAN", "Ukraine")) == link("tie", "OTAN", "Ukraine")
    True
    """
    first, second = sorted((str(one), str(other)))
    return kind, first, second
