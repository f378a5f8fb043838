"""What each line of a dump is, and why: title, subtitle, byline, heading, body, caption, boilerplate or blank.

A small trained model judges the lines in their order, later copies left out, so that pasting a text twice changes
nothing; lists of phrases, the markup of a web page and the order of a page's parts decide what it leaves open. Nothing
is dropped: a line only gets a role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from helpers.lines import fold, normalise
from helpers.roles.bylines import find_authors, find_date
from helpers.roles.title import Candidate, page_title_heads, without_known_site, without_site
from helpers.roles.units import INITIALS, first_copies, make_units

if TYPE_CHECKING:
    from helpers.sources import Hint

# A wire story's opening: PLACE, date (Agency) -
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,40}(?:,[^()]{1,30})?\s\(([A-ZÀ-Þ][^()]{1,40})\)\s?[-–—]")

ROLES = ("title", "subtitle", "byline", "heading", "body", "caption", "boilerplate", "blank")
READ = frozenset({"title", "subtitle", "heading", "body", "caption"})  # roles whose lines are kept

__all__ = [
    "READ",
    "ROLES",
    "Candidate",
    "Judgement",
    "Verdict",
    "find_authors",
    "find_date",
    "judge",
    "page_facts",
]


class Verdict(NamedTuple):
    """A line's role, the reason in words, how sure it is (0 to 1), its paragraph, and its article within the dump."""

    role: str
    reason: str
    confidence: float
    paragraph: int
    article: int


class Judgement(NamedTuple):
    """The verdict on every line, and the candidates for each article's headline, best first."""

    verdicts: list[Verdict]
    candidates: list[list[Candidate]]


def judge(
    lines: Sequence[str], copies: dict[int, tuple[int, float]] | None = None, *, hints: Sequence[Hint] = ()
) -> Judgement:
    """The verdict on each line, in order; ``copies`` as ``find_copies`` gives them, ``hints`` as a ``Source`` does.

    >>> judged = judge(["Accueil", "Le chat est mort hier soir, tué par un rat qui était très en colère."])
    >>> [verdict.role for verdict in judged.verdicts]
    ['boilerplate', 'body']
    """
    # Here, so that what only needs the names of the roles does not pay for NumPy
    from helpers.roles.deciding import decide
    from helpers.roles.splitting import split_articles

    units = make_units(lines, copies or {}, hints)
    candidates = [decide(part, chances) for part, chances in split_articles(first_copies(units))]
    for unit in units:
        if unit.copy_of is not None:
            first = units[unit.copy_of]
            unit.decide(first.role, f"repeats line {first.numbers[0]}", first.confidence)
            unit.article = first.article
    verdicts = [Verdict("blank", "", 1.0, -1, 1)] * len(lines)
    for unit in units:
        for number in unit.numbers:
            verdicts[number - 1] = Verdict(unit.role, unit.reason, round(unit.confidence, 2), unit.index, unit.article)
    return Judgement(verdicts, candidates)


def page_facts(lines: Sequence[str], verdicts: Sequence[Verdict], language: str | None) -> dict[str, str | None]:
    """Title, date and byline of an article, each None when no line gives it; the verdicts are those of its lines."""
    titles = [
        without_known_site(without_site(normalise(line)), lines)
        for line, v in zip(lines, verdicts, strict=True)
        if v.role == "title"
    ]
    bylines = [line for line, v in zip(lines, verdicts, strict=True) if v.role == "byline"]
    dates = (find_date(line, language) for line in bylines)
    authors = [find_authors(line) for line in bylines]
    opening = next((line for line, v in zip(lines, verdicts, strict=True) if v.role == "body"), "")
    if wire := _DATELINE.match(normalise(opening)):
        authors.append(wire[1])
    return {
        "title": _cleanest(titles),
        "date": next((d for d in dates if d), None),
        "byline": next((a for a in authors if a and not INITIALS.match(a)), next((a for a in authors if a), None)),
    }


def _cleanest(titles: Sequence[str]) -> str | None:
    """The first title, or what of it stands elsewhere without the site's name."""
    if not titles:
        return None
    heads = set(page_title_heads(titles[0]))
    return next((title for title in titles[1:] if fold(title) in heads), titles[0])
