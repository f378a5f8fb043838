"""``Comparison``: a few articles side by side, the first being what the others are compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from string import ascii_uppercase
from typing import TYPE_CHECKING

import pandas as pd

from helpers import terms
from helpers.compare.actors import actors_compared, namings
from helpers.compare.bodies import Aligned, Body
from helpers.compare.contrasts import contrasts
from helpers.compare.passages import changes, passages, totals
from helpers.compare.sections import sections_aligned
from helpers.corpus.reuse import direction
from helpers.errors import InputError

if TYPE_CHECKING:
    from helpers.article import Article

MOST = 6  # articles that can be read side by side
ENOUGH = 100  # words of each article from which on their vocabularies are compared
_OVERLAPS = "one other common moved one_words other_words one_share other_share earlier".split()


class Comparison:
    """Two to six articles in one language, by letters in the order in which they are given.

    The first, A, is the reference: every table of pairs compares it with each other article (A with B, A with C…),
    whatever their dates; only ``overlaps`` has all pairs. Frames are computed when they are first asked for.

    Raises InputError for fewer or more articles and for articles in different languages.

    >>> from helpers import load_article
    >>> two = Comparison([load_article("sample-fr-eoliennes"), load_article("sample-fr-eoliennes-bis")])
    >>> two.overlaps[["one", "other", "earlier"]].values.tolist()
    [['A', 'B', 'A']]
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        check_number(len(articles))
        languages = [article.language for article in articles]
        if len(set(languages)) > 1:
            said = ", ".join(f"{article.source.name}: {article.language or '?'}" for article in articles)
            raise InputError(f"articles in different languages cannot be compared ({said}); give articles in one")
        self.articles: Mapping[str, Article] = dict(zip(ascii_uppercase, articles, strict=False))
        self.language = languages[0]
        self._aligned: dict[tuple[str, str], Aligned] = {}

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(f'{k}: {v.source.name}' for k, v in self.articles.items())}>"

    @property
    def names(self) -> dict[str, str]:
        """What the articles' sources are called, by their letters."""
        return {letter: article.source.name for letter, article in self.articles.items()}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The letters of the pairs that are compared: the first article with each other."""
        first, *others = self.articles
        return [(first, other) for other in others]

    def aligned(self, one: str, other: str) -> Aligned:
        """The words that two of the articles share."""
        if (one, other) not in self._aligned:
            self._aligned[one, other] = Aligned(self._bodies[one], self._bodies[other])
        return self._aligned[one, other]

    @cached_property
    def _bodies(self) -> dict[str, Body]:
        return {letter: Body.of(article) for letter, article in self.articles.items()}

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        """How much text each two articles share: one row per pair, all pairs.

        Columns: one other (letters) common (words that both have) moved (of them, those that stand in another order
        than the rest) one_words other_words (of the bodies) one_share other_share (common words over those of each, 0
        to 1; missing without words) earlier (the letter of the earlier one by its date, missing
        where that is not known).
        """
        rows = []
        for one, other in combinations(self.articles, 2):
            pairs = self.aligned(one, other).pairs
            sizes = len(self._bodies[one]), len(self._bodies[other])
            shares = [len(pairs) / size if size else None for size in sizes]
            first, second = self.articles[one].date, self.articles[other].date
            earlier = {"one to other": one, "other to one": other}.get(direction(first, second))
            rows.append((one, other, len(pairs), sum(pair.moved for pair in pairs), *sizes, *shares, earlier))
        types = dict.fromkeys(_OVERLAPS[2:6], "int64") | dict.fromkeys(_OVERLAPS[6:8], "float64")
        return pd.DataFrame(rows, columns=_OVERLAPS).astype({name: types.get(name, "str") for name in _OVERLAPS})

    def _each(self, table: Callable[[Aligned], pd.DataFrame]) -> pd.DataFrame:
        return _joined((one, other, table(self.aligned(one, other))) for one, other in self.pairs)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """Which section of A is which of the others: one other (letters), then as in ``sections_aligned``."""
        return self._each(sections_aligned)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Every word of each pair in one passage: one other (letters) article (whose text), then as in ``passages``."""
        frame = self._each(passages)
        frame.insert(2, "article", frame["one"].where(frame["side"].eq("one"), frame["other"]))
        return frame

    @cached_property
    def totals(self) -> pd.DataFrame:
        """How much of each article is repeated, changed, moved, gone or new: one other article, as in ``totals``."""
        frame = _joined((one, other, totals(self._of(one, other))) for one, other in self.pairs)
        frame.insert(2, "article", frame["one"].where(frame["side"].eq("one"), frame["other"]))
        return frame

    def _of(self, one: str, other: str) -> pd.DataFrame:
        return self.passages[self.passages["one"].eq(one) & self.passages["other"].eq(other)]

    @cached_property
    def changes(self) -> pd.DataFrame:
        """What was changed word by word inside passages: one other (letters), then as in ``changes``."""
        return self._each(changes)

    def keyness(self, one: str, other: str) -> pd.DataFrame:
        """Which terms article ``other`` uses more, or less, than article ``one``, as ``terms.keyness`` has them.

        The table is empty where one of both has fewer than 100 words of text and headings: too few to tell anything.
        """
        first, second = self.articles[one], self.articles[other]
        found = terms.keyness(second, reference=first)
        few = min(int(terms.words_counted(article)["words"].sum()) for article in (first, second)) < ENOUGH
        return found.head(0) if few else found

    @cached_property
    def actors(self) -> pd.DataFrame:
        """How often each actor is mentioned in each article; see ``actors_compared``."""
        return actors_compared(self.articles)

    @cached_property
    def namings(self) -> pd.DataFrame:
        """By which words each article mentions the actors that they share; see ``namings``."""
        return namings(self.articles, compared=self.actors)

    @cached_property
    def contrasts(self) -> pd.DataFrame:
        """Which words of the lists of contrasts each article uses; see ``contrasts``."""
        return contrasts(self.articles)


def check_number(count: int) -> None:
    """Raise InputError for fewer articles than two, or more than can be read side by side.

    >>> check_number(1)
    Traceback (most recent call last):
    helpers.errors.InputError: one article alone cannot be compared; give two to 6
    """
    if count < 2:
        what = "one article alone cannot be compared" if count else "there is nothing to compare"
        raise InputError(f"{what}; give two to {MOST}")
    if count > MOST:
        raise InputError(f"{count} articles are too many to read side by side; give two to {MOST}")


def _joined(tables: Iterator[tuple[str, str, pd.DataFrame]]) -> pd.DataFrame:
    frames = []
    for one, other, frame in tables:
        frame = frame.copy()
        frame.insert(0, "one", pd.array([one] * len(frame), dtype="str"))
        frame.insert(1, "other", pd.array([other] * len(frame), dtype="str"))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)
