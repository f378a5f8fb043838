"""``Story``: which articles of a corpus are counted, in which periods, and what each of them mentions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.story.periods import as_date, between, choose_period, key_of
from helpers.story.tally import Tally, tally_actors, tally_terms

if TYPE_CHECKING:
    from helpers.corpus import Corpus

_FACTS = ["article", "date", "outlet", "title", "source", "row", "language", "words"]


@dataclass(frozen=True)
class Story:
    """The articles of a corpus, and which of them are counted.

    ``articles`` has a row per article, index ``article``: date outlet title source row language words (as in
    ``Corpus.articles``; a date that is no day is missing) cluster size representative score judged (as in
    ``Corpus.clusters``) copy (whether another one represents it) counted (all, but without copies where ``once``)
    period (missing without a date). ``period`` is day, week, month or year; ``periods`` has all from the first to the
    last, in the words of ``articles.period``.
    """

    corpus: Corpus
    articles: pd.DataFrame
    once: bool
    period: str
    periods: list[str]

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The articles that are counted."""
        return self.articles[self.articles["counted"]]

    @property
    def left_out(self) -> int:
        """How many copies are not counted."""
        return len(self.articles) - len(self.counted)

    @property
    def undated(self) -> list[str]:
        """The articles without a date that are counted: no time line has them."""
        return self.counted.index[self.counted["period"].isna()].tolist()

    @property
    def language(self) -> str | None:
        """The language of most articles."""
        found = self.articles["language"].mode()
        return str(found.iloc[0]) if len(found) else None

    @property
    def about(self) -> dict[str, Any]:
        """What frames say of how they were counted, in ``attrs``: once period articles left_out undated."""
        numbers = {"articles": len(self.articles), "left_out": self.left_out, "undated": len(self.undated)}
        copies = int(self.articles["copy"].sum())
        return {"once": self.once, "period": self.period, "copies": copies} | numbers

    @cached_property
    def sizes(self) -> pd.Series:
        """How many counted articles there are in each period."""
        return self.counted["period"].value_counts().reindex(self.periods, fill_value=0).astype("int64")

    @cached_property
    def terms(self) -> Tally:
        """How often each term occurs in each counted article."""
        return tally_terms(self.corpus, self.counted.index)

    @cached_property
    def actors(self) -> Tally:
        """How often each actor is mentioned in each counted article."""
        return tally_actors(self.corpus, self.counted.index)


def read_story(corpus: Corpus, *, once: bool = True, period: str | None = None) -> Story:
    """The story that a corpus tells, its duplicates found.

    ``once``: a cluster of copies counts once, through its representative (the earliest; of the earliest the longest);
    without it every article counts. ``period``: ``day``, ``week``, ``month`` or ``year``; chosen by the span of the
    dates if None. Raises ValueError for another period, InputError for one that is too short for the span.

    >>> from helpers import load_corpus
    >>> story = read_story(load_corpus("data/corpus/sample.jsonl"))
    >>> story.period, len(story.articles), story.left_out
    ('day', 26, 7)
    """
    facts = corpus.frame("articles", _FACTS).set_index("article")
    days = {name: as_date(date) for name, date in facts["date"].items()}
    known = [day for day in days.values() if day]
    period = choose_period(known, period)
    facts["date"] = pd.Series({name: day.isoformat() if day else None for name, day in days.items()}, dtype="str")
    frame = facts.join(corpus.clusters)
    frame["copy"] = frame["representative"] != frame.index
    frame["counted"] = ~frame["copy"] if once else True
    frame["period"] = pd.Series(
        {name: key_of(day, period) if day else None for name, day in days.items()}, dtype="str"
    ).reindex(frame.index)
    periods = between(min(known), max(known), period) if known else []
    return Story(corpus, frame, once, period, periods)
