"""Which terms lead, where they stand, with which others, and compared with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.labels import label, language_name, listing, share, some
from helpers.terms import FEW, has_reference

if TYPE_CHECKING:
    from helpers.article import Article


def read_terms(terms: pd.DataFrame) -> str:
    """The terms that lead, ties named together, and how many are too rare to rank."""
    firm = terms[~terms["rare"].astype(bool)]
    if not len(firm):
        return label("reads_no_terms", few=FEW)
    best, leading = _leading(firm)
    return label("reads_terms", leading=leading, times=best, count=len(firm), few=FEW)


def read_expressions(expressions: pd.DataFrame) -> str:
    """The multi-word terms that lead, or that each of them is too rare to be ranked.

    >>> read_expressions(pd.DataFrame({"form": ["défense aérienne"], "count": [2], "rare": [True]}))
    'No expression occurs more than 2 times; these occur 2 times: défense aérienne.'
    """
    firm = expressions[~expressions["rare"].astype(bool)]
    if not len(expressions):
        return label("reads_no_expressions")
    best, leading = _leading(firm if len(firm) else expressions)
    key = "reads_expressions" if len(firm) else "reads_expressions_rare"
    return label(key, leading=leading, times=best, count=len(firm), few=FEW)


def _leading(terms: pd.DataFrame) -> tuple[int, str]:
    """The highest count, and the terms that have it."""
    best = terms["count"].max()
    return int(best), some(terms[terms["count"] == best]["form"].tolist())


def by_count(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms of each count together, most frequent first: columns ``count``, ``terms`` (forms) and ``lemmas``.

    >>> by_count(pd.DataFrame({"form": ["OTAN", "aides"], "count": [4, 2]}, index=["otan", "aide"])).values.tolist()
    [[4, ['OTAN'], ['otan']], [2, ['aides'], ['aide']]]
    """
    ranked = terms.sort_values("count", ascending=False, kind="stable")
    named = ranked.assign(lemma=ranked.index).groupby("count", sort=False)
    return named.agg(terms=("form", list), lemmas=("lemma", list)).reset_index()


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


def read_trend(places: pd.DataFrame, length: int, names: pd.Series) -> str:
    """Which of the charted terms stand mostly in the first half of the text, and which in the second.

    places: one row per occurrence, with ``term`` and ``position``; length: words in the text; names: the form of each

    >>> places = pd.DataFrame({"term": ["otan"] * 4, "position": [1, 9, 12, 90]})
    >>> read_trend(places, 100, pd.Series({"otan": "OTAN"}))
    'At least three quarters in the first half: OTAN; in the second: none.'
    """
    first = (places["position"] < length / 2).groupby(places["term"], sort=False).agg(["mean", "size"])
    enough = first[first["size"] > FEW]["mean"]
    if not len(enough):
        return label("reads_no_trend", few=FEW)
    early, late = ([str(names[term]) for term in enough.index[of]] for of in (enough >= 0.75, enough <= 0.25))
    none = label("reads_none")
    return label("reads_trend", early=listing(early) or none, late=listing(late) or none)


def read_keyness(keyness: pd.DataFrame, *, language: str | None = None, reference: Article | None = None) -> str:
    """What sets the article apart from general language, or from another article, and how many terms do.

    >>> from helpers import load_article
    >>> from helpers.terms import keyness
    >>> read_keyness(keyness(load_article(text="Bonjour.", language="ja")), language="ja")
    'There is no list of general word frequencies for the language “Japanese” to compare the article with.'
    """
    against = label("reads_general") if reference is None else label("reads_other", title=_name(reference))
    if not len(keyness):
        missing = reference is None and not has_reference(language)
        return (
            label("reads_no_reference", language=language_name(language or "?"))
            if missing
            else label("reads_no_keyness")
        )
    ranked = keyness[keyness["rank"].notna()]
    if not len(ranked):
        return label("reads_none_key", against=against, count=len(keyness))
    over, under = (ranked[ranked["side"] == side]["form"].tolist() for side in ("over", "under"))
    said = label("reads_keyness", against=against, over=some(over) or label("reads_none"), count=len(keyness))
    said = f"{said} {label('reads_keyness_under', under=some(under))}" if under else said
    return f"{said} {label('reads_keyness_count', count=len(ranked))}"


def _name(article: Article) -> str:
    return article.title or article.source.name


def read_cooccurrences(pairs: pd.DataFrame) -> str:
    """The terms that are bound most, or that no two terms stand together often enough to say so.

    >>> read_cooccurrences(pd.DataFrame({"source_form": ["OTAN"], "target_form": ["chef"], "together": [3],
    ...                                  "rare": [False]}))
    'Bound most: OTAN and chef (together 3 times). Of all pairs, 1 occurs together more than 2 times.'
    """
    firm = pairs[~pairs["rare"].astype(bool)]
    if not len(firm):
        return label("reads_no_pairs", few=FEW)
    first = firm.iloc[0]
    together = int(first["together"])
    bound = label("reads_pair", source=first["source_form"], target=first["target_form"], together=together)
    return f"{bound} {label('reads_pairs', count=len(firm), few=FEW)}"


def read_repeated(phrases: pd.DataFrame) -> str:
    """The longest phrase that returns word for word.

    >>> read_repeated(pd.DataFrame({"form": ["de l'OTAN", "le soutien"], "words": [3, 2], "count": [4, 2]}))
    "Phrases that return word for word: 2. The longest: “de l'OTAN” (3 words, 4 times)."
    """
    if not len(phrases):
        return label("reads_no_phrases")
    longest = phrases.loc[phrases["words"].idxmax()]
    phrase, words, count = longest["form"], int(longest["words"]), int(longest["count"])
    return label("reads_phrases", phrases=len(phrases), longest=phrase, words=words, times=count)


def read_hapaxes(terms: pd.DataFrame) -> str:
    """How many of the terms occur once.

    >>> read_hapaxes(pd.DataFrame({"count": [4, 1, 1]}))
    'Of 3 different terms, 2 occur once (hapaxes, 67%).'
    """
    if not len(terms):
        return label("reads_no_hapaxes")
    once = int((terms["count"] == 1).sum())
    return label("reads_hapaxes", terms=len(terms), count=once, share=share(once / len(terms)))
