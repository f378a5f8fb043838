"""One sentence that reads a chart or a table: computed from the frame, so that it is true of the next article too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.charts.article import section_names
from helpers.labels import label, listing
from helpers.overrides.applying import DECIDED
from helpers.terms import FEW

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.sources import Source

SHORT_TEXT = 100  # words under which shares and ranks say little
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
    return label("reads_lines", lines=len(filled), kept=int(lines["kept"].sum()), rest=rest)


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
    rounded = f"{chance:.0%}"
    return "over 99%" if rounded == "100%" else "under 1%" if rounded == "0%" else rounded


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
    columns = list(found), list(found.values()), [label(f"health_{name}") for name in found]
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
        apostrophes = label("reads_apostrophes", curly=curly, straight=straight, s="s" * (straight != 1))
    else:
        apostrophes = label("reads_even" if curly + straight else "reads_no_apostrophes", count=curly + straight)
    absent = [name for name, count in health.items() if not count and name in LOOKED_FOR]
    parts = [label("reads_encoding", encoding=source.encoding, size=source.size), apostrophes]
    return " ".join(parts + ([label("reads_absent", absent=listing(absent, "or"))] if absent else []))


def read_sections(parts: pd.DataFrame) -> str:
    """The longest and the shortest part, and whether the text is long enough to compare them."""
    if not len(parts):
        return label("reads_no_sections")
    total = int(parts["words"].sum())
    if len(parts) == 1:
        return label("reads_one_section", words=total)
    names = section_names(parts)
    longest, shortest = parts["words"].to_numpy().argmax(), parts["words"].to_numpy().argmin()
    text = label(
        "reads_sections",
        parts=len(parts),
        longest=names[longest],
        most=int(parts["words"].iloc[longest]),
        share=f"{parts['share'].iloc[longest]:.0%}",
        shortest=names[shortest],
        least=int(parts["words"].iloc[shortest]),
    )
    return text if total >= SHORT_TEXT else f"{text} {label('reads_short', words=total)}"


def read_sentences(parts: pd.DataFrame) -> str:
    """How many words a sentence has on average, over all and in the part with the longest sentences."""
    counted = parts[parts["sentences"] > 0]
    if not len(counted):
        return label("reads_no_sections")
    mean = counted["words"].sum() / counted["sentences"].sum()
    if len(counted) == 1:
        return label("reads_sentence", mean=f"{mean:.0f}")
    means = (counted["words"] / counted["sentences"]).to_numpy()
    longest = section_names(counted)[means.argmax()]
    return label("reads_sentences", mean=f"{mean:.0f}", longest=longest, most=f"{means.max():.0f}")


def read_terms(terms: pd.DataFrame) -> str:
    """The terms that lead, ties named together, and how many are too rare to rank."""
    firm = terms[~terms["rare"].astype(bool)]
    if not len(firm):
        return label("reads_no_terms", few=FEW)
    best = firm["count"].max()
    leading = firm[firm["count"] == best]["form"].tolist()
    shown = listing([str(form) for form in leading[:5]])
    if len(leading) > 5:
        shown = label("more", shown=shown, more=len(leading) - 5)
    return label("reads_terms", leading=shown, count=int(best), firm=len(firm), few=FEW)


def contexts(article: Article, places: pd.DataFrame) -> pd.DataFrame:
    """The sentence around each place: section, line, sentence; no rows for no places."""
    if not len(places):
        return pd.DataFrame(columns=["section", "line", "sentence"])
    texts = article.sentences["text"].map(article.repaired).reindex(places["sentence"])
    return places[["section", "line"]].assign(sentence=texts.to_numpy())


def by_count(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms of each count together, most frequent first: columns ``count`` and ``terms``.

    >>> by_count(pd.DataFrame({"form": ["OTAN", "aide", "paix"], "count": [4, 2, 2]})).values.tolist()
    [[4, 'OTAN'], [2, 'aide, paix']]
    """
    ranked = terms.sort_values("count", ascending=False, kind="stable")
    joined = ranked.groupby("count", sort=False)["form"].agg(", ".join)
    return joined.rename("terms").reset_index()


def read_dispersion(places: pd.DataFrame, sections: int, names: pd.Series) -> str:
    """Which of the charted terms occur in every section, and which in one only; ``names`` is the form of each term."""
    if not len(places) or sections < 2:
        return label("reads_no_dispersion")
    spread = places.groupby("term", sort=False)["section"].nunique()
    everywhere = [str(names[term]) for term in spread.index[spread == sections]]
    once = [str(names[term]) for term in spread.index[spread == 1]]
    return label(
        "reads_dispersion",
        everywhere=listing(everywhere) or label("reads_none"),
        sections=sections,
        once=listing(once) or label("reads_none"),
    )


def read_actors(actors: pd.DataFrame) -> str:
    """The most mentioned actor, and how many of its mentions are not its name.

    Counting names alone would miss that share.
    """
    if not len(actors):
        return label("reads_no_actors")
    first = actors.iloc[0]
    total, named = int(actors["mentions"].sum()), int(actors["name"].sum())
    return label(
        "reads_actors",
        actor=str(actors.index[0]),
        count=int(first["mentions"]),
        other=int(first["mentions"] - first["name"]),
        total=total,
        unnamed=f"{(total - named) / max(total, 1):.0%}",
    )


def read_first(mentions: pd.DataFrame) -> str:
    """Who comes first in the article, and who last."""
    if not len(mentions):
        return label("reads_no_actors")
    first = mentions.drop_duplicates("actor").sort_values(["sentence", "start"])
    return label("reads_first", first=str(first["actor"].iloc[0]), last=str(first["actor"].iloc[-1]))


def read_language(article: Article) -> str:
    """Whether the article's language has lists of its own, which roles, stop words and actors rest on."""
    from helpers.language import languages

    if article.language in languages():
        return label("reads_language", language=article.language)
    return label("reads_other_language", language=article.language or "?")
