"""What the dump is made of, what the roles of its lines rest on, and what would have spoilt counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.labels import label, language_name, listing, share
from helpers.overrides.applying import DECIDED

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.sources import Source

SURE = 0.6  # chance under which a headline is said to be doubtful
LOOKED_FOR = ("no-break spaces", "soft hyphens", "zero-width characters", "replacement characters", "mojibake")


def read_lines(lines: pd.DataFrame, *, number: int = 1) -> str:
    """What the dump is made of: lines kept, copies, boilerplate, lines of other articles than that ``number``.

    >>> from helpers import load_article
    >>> read_lines(load_article("otan-zelensky").lines)
    'Of 17 lines with text, 8 are read; 7 repeat earlier lines and 2 are boilerplate.'
    """
    filled = lines[lines["role"] != "blank"]
    own = filled[filled["article"] == number]
    others = len(filled) - len(own)
    copies = int(own["copy_of"].notna().sum())
    single = own[own["copy_of"].isna()]
    boilerplate = int((single["role"] == "boilerplate").sum())
    bylines = int((single["role"] == "byline").sum())
    parts = [label("reads_copies", count=copies)] if copies else []
    parts += [label("reads_boilerplate", count=boilerplate)] if boilerplate else []
    parts += [label("reads_bylines", count=bylines)] if bylines else []
    parts += [label("reads_others", count=others)] if others else []
    rest = listing(parts) or label("reads_nothing_aside")
    return label("reads_lines", lines=len(filled), count=int(lines["kept"].sum()), rest=rest)


def read_titles(article: Article) -> str:
    """Which line is used as the headline and how sure that is, or that there is none.

    >>> from helpers import load_article
    >>> read_titles(load_article(text="Bonjour."))
    'No headline found: no line of the text looks like one.'
    """
    candidates, title = article.title_candidates, article.title
    stated = article.number == 1 and article.overrides.title is not None
    own = article.lines[article.lines["article"] == article.number]
    decided = own[own["reason"].str.startswith(DECIDED)]
    if stated or (decided["role"] == "title").any():
        return label("reads_title_stated", title=title) if title else label("reads_title_none_stated")
    if len(candidates) and candidates.index[0] in decided.index:
        return label("reads_title_refused", line=int(candidates.index[0]), title=title or label("reads_none"))
    if len(candidates) and own["role"].get(candidates.index[0]) == "title":
        first = candidates.iloc[0]
        sure = label("reads_title_sure" if first["chance"] >= SURE else "reads_title_unsure")
        return label("reads_title", line=int(first.name), chance=percent(first["chance"]), sure=sure)
    key = "reads_title_declared" if title else "reads_title_weak" if len(candidates) else "reads_title_nothing"
    best = percent(candidates["chance"].iloc[0]) if len(candidates) else ""
    return label(key, title=title, chance=best)


def percent(chance: float) -> str:
    """A chance in words that do not claim certainty.

    >>> percent(0.994), percent(0.9999), percent(0.002)
    ('99%', 'over 99%', 'under 1%')
    """
    if f"{chance:.0%}" == "100%":
        return label("chance_over", share=share(0.99))
    return label("chance_under", share=share(0.01)) if f"{chance:.0%}" == "0%" else share(chance)


def read_evidence(source: Source) -> str:
    """What the roles of the lines rest on: a page's markup, where there is one, or the text alone.

    >>> from helpers import load_article
    >>> read_evidence(load_article("otan-zelensky").source)
    'The dump is plain text: the roles rest on the lines themselves and on what stands around them.'
    """
    if not source.hints:
        return label("reads_evidence_text")
    marked = sum(hint.tag not in {"other", "p"} for hint in source.hints)
    main = sum(hint.main >= 0.5 for hint in source.hints)
    return label("reads_evidence_page", lines=len(source.hints), marked=marked, main=main)


def health_table(source: Source) -> pd.DataFrame:
    """What a dump holds that would spoil naive counts, one row for each kind that occurs.

    Columns: ``in the dump`` (what), ``count`` (how often), ``here`` (what Relire does about it).
    """
    found = {name: count for name, count in source.health.items() if count}
    columns = (
        [label(f"holds_{name}") for name in found],
        list(found.values()),
        [label(f"health_{name}") for name in found],
    )
    return pd.DataFrame(dict(zip(("in the dump", "count", "here"), columns, strict=True)))


def read_health(source: Source) -> str:
    """The encoding, whether apostrophes are of one kind, and what was looked for and not found.

    >>> from helpers import load_article
    >>> read_health(load_article(text="L’un, l'autre.\u00a0").source).partition(". ")[2].partition(". ")[0]
    'The text mixes 1 typographic and 1 straight apostrophe; both count alike here'
    """
    health = source.health
    curly, straight = health["typographic apostrophes"], health["straight apostrophes"]
    if curly and straight:
        apostrophes = label("reads_apostrophes", curly=curly, count=straight)
    else:
        apostrophes = label("reads_even" if curly + straight else "reads_no_apostrophes", count=curly + straight)
    absent = [label(f"holds_{name}") for name, count in health.items() if not count and name in LOOKED_FOR]
    parts = [label("reads_encoding", encoding=source.encoding, count=source.size), apostrophes]
    return " ".join(parts + ([label("reads_absent", absent=listing(absent, "or"))] if absent else []))


def read_language(article: Article) -> str:
    """Whether the article's language has lists of its own, which roles, stop words and actors rest on."""
    from helpers.language import languages

    if article.language in languages():
        return label("reads_language", language=language_name(article.language))
    return label("reads_other_language", language=language_name(article.language or "?"))
