"""What the readability formulas made for the article's language give for it.

A formula counts words as Flesch told those who count by hand: what stands between two spaces, a contraction or a
compound being one word. So an elided word is part of the next (l'eau is one word), an inverted subject and an English
genitive part of the one before (a-t-il, Trump's), and there are fewer words here than in the tables of terms, where l'
counts. Counted so, French news have about 23 words per sentence and 30 to 32 % long words, as Björnsson's French
newspapers had (23 and 32 %); with l' as a word they would gain 5 points of Kandel and Moles's ease for no reason of
theirs. Headings are no sentences. Figures are words of one syllable. What a formula sees is the length of words and
sentences, and nothing of what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from helpers.language import word_list
from helpers.syllables import LANGUAGES, syllables

if TYPE_CHECKING:
    from helpers.article import Article

ENOUGH = 100  # words of the samples that Flesch and those after him counted
LONG = 6  # letters; a long word of LIX has more
_COUNTS = ["words", "sentences", "syllables", "long_words", "letters"]
_COLUMNS = ["value", "level", "scale", *_COUNTS, "newspapers", "reliable"]


@dataclass(frozen=True)
class Counts:
    """What a formula rests on; ``syllables`` is 0 in a language that has no rules for them."""

    words: int
    sentences: int
    syllables: int
    long_words: int
    letters: int


@dataclass(frozen=True)
class Formula:
    """A readability formula: what it computes, from which counts, and what its author calls the results."""

    value: Callable[[Counts], float]
    uses: tuple[str, ...]
    levels: tuple[tuple[float, str], ...]  # from which value on, ascending
    scale: str

    def level(self, value: float) -> str | None:
        """What the scale calls a value; None for a missing one."""
        return next((name for start, name in reversed(self.levels) if value >= start), None)


def _flesch(constant: float, sentence: float, word: float) -> Callable[[Counts], float]:
    return lambda n: constant - sentence * n.words / n.sentences - word * n.syllables / n.words


_SYLLABIC = ("words", "sentences", "syllables")
_VERY_HARD = (float("-inf"), "very difficult")
_FLESCH = (
    _VERY_HARD,
    (30, "difficult"),
    (50, "fairly difficult"),
    (60, "standard"),
    (70, "fairly easy"),
    (80, "easy"),
    (90, "very easy"),
)
_LIX = Formula(
    lambda n: n.words / n.sentences + 100 * n.long_words / n.words,
    ("words", "sentences", "long_words"),
    ((float("-inf"), "very easy"), (30, "easy"), (40, "medium"), (50, "difficult"), (60, "very difficult")),
    "Björnsson 1968, for Swedish",
)
FORMULAS: dict[str, dict[str, Formula]] = {
    "fr": {"Kandel-Moles": Formula(_flesch(207, 1.015, 73.6), _SYLLABIC, _FLESCH, "Flesch 1949"), "LIX": _LIX},
    "en": {"Flesch": Formula(_flesch(206.835, 1.015, 84.6), _SYLLABIC, _FLESCH, "Flesch 1949"), "LIX": _LIX},
    "de": {"Amstad": Formula(_flesch(180, 1, 58.5), _SYLLABIC, _FLESCH, "Flesch 1949"), "LIX": _LIX},
    "es": {
        "Szigriszt-Pazos": Formula(
            _flesch(206.835, 1, 62.3),
            _SYLLABIC,
            (_VERY_HARD, (40, "fairly difficult"), (55, "standard"), (65, "fairly easy"), (80, "very easy")),
            "INFLESZ, Barrio-Cantalejo 2008",
        ),
        "Fernández Huerta": Formula(_flesch(206.84, 1.02, 60), _SYLLABIC, _FLESCH, "Fernández Huerta 1959"),
    },
    "it": {
        "Gulpease": Formula(
            lambda n: 89 + (300 * n.sentences - 10 * n.letters) / n.words,
            ("words", "sentences", "letters"),
            (
                (float("-inf"), "difficult with upper secondary schooling"),
                (40, "difficult with lower secondary schooling"),
                (60, "difficult with primary schooling"),
                (80, "easy with primary schooling"),
            ),
            "Lucisano and Piemontese 1988",
        )
    },
    "pt": {
        "Martins": Formula(
            _flesch(248.835, 1.015, 84.6),
            _SYLLABIC,
            (_VERY_HARD, (25, "difficult"), (50, "easy"), (75, "very easy")),
            "Martins et al. 1996",
        )
    },
    "nl": {
        "Flesch-Douma": Formula(
            _flesch(206.84, 0.93, 77),
            _SYLLABIC,
            (
                _VERY_HARD,
                (30, "difficult"),
                (45, "fairly difficult"),
                (60, "standard"),
                (70, "fairly easy"),
                (80, "easy"),
                (90, "very easy"),
            ),
            "Douma 1960",
        )
    },
}
_NEWSPAPERS = {"fr": 55, "en": 52, "de": 59}  # mean LIX of newspapers in the language, Björnsson 1983


def readability(article: Article) -> pd.DataFrame:
    """What each readability formula made for the article's language gives for its body.

    With W words, S sentences, Y syllables, L words of more than six letters and C letters:

    - French: Kandel and Moles 1958, 207 - 1.015 W/S - 73.6 Y/W, which is Flesch's formula with his scale, its word
      term rescaled to French (also written 0.736 times the syllables of 100 words).
    - French, English, German: LIX = W/S + 100 L/W (Björnsson 1968; French, English and German studies in Björnsson,
      Readability of newspapers in 11 languages, 1983). His levels are those of Swedish books; ``newspapers`` is the
      mean that he found for newspapers of the language, a better yardstick.
    - English: Flesch 1948, 206.835 - 1.015 W/S - 84.6 Y/W. German: Amstad 1978, 180 - W/S - 58.5 Y/W.
    - Spanish: Szigriszt-Pazos 1993, 206.835 - W/S - 62.3 Y/W, and Fernández Huerta 1959 as corrected by Law 2011,
      206.84 - 1.02 W/S - 60 Y/W. Portuguese: Martins et al. 1996, 248.835 - 1.015 W/S - 84.6 Y/W.
    - Dutch: Douma 1960, 206.84 - 0.93 W/S - 77 Y/W. Italian: Gulpease (Lucisano and Piemontese 1988),
      89 + (300 S - 10 C)/W.

    Syllables are counted as ``helpers.syllables`` says. Each language has its own formulas or none: then the frame is
    empty. Returns one row per formula, index ``formula``: value (LIX: higher is harder; all others: higher is easier,
    about 0 to 100, and not cut off there) level (missing if not reliable) scale (whose levels these are) words
    sentences syllables long_words letters (the counts it rests on; those it does not use are missing) newspapers (LIX
    alone) reliable (at least 100 words). ``value`` is missing for a text without words.

    >>> from helpers import load_article
    >>> readability(load_article("otan-zelensky"))[["value", "words", "sentences"]].round(1)
                  value  words  sentences
    formula
    Kandel-Moles   29.8    301         11
    LIX            74.9    301         11
    """
    counts = count(article)
    formulas = FORMULAS.get(article.language or "", {})
    used = {part: [getattr(counts, part) if part in f.uses else None for f in formulas.values()] for part in _COUNTS}
    values = [f.value(counts) if counts.words else float("nan") for f in formulas.values()]
    enough = counts.words >= ENOUGH
    return pd.DataFrame(
        {
            "value": np.array(values, dtype="float64"),
            "level": pd.array(
                [f.level(v) if enough else None for f, v in zip(formulas.values(), values, strict=True)], dtype="str"
            ),
            "scale": pd.array([f.scale for f in formulas.values()], dtype="str"),
            **{part: pd.array(numbers, dtype="Int64") for part, numbers in used.items()},
            "newspapers": pd.array(
                [_NEWSPAPERS[str(article.language)] if name == "LIX" else None for name in formulas], dtype="Int64"
            ),
            "reliable": np.full(len(formulas), enough),
        },
        index=pd.Index(list(formulas), name="formula", dtype="str"),
    )


def count(article: Article) -> Counts:
    """The counts of the body's sentences that formulas rest on; ``counted_words`` lists what is counted."""
    pieces = _pieces(article)
    return Counts(
        words=sum(pieces.is_word),
        sentences=len({number for number, is_word in zip(pieces.sentence, pieces.is_word, strict=True) if is_word}),
        syllables=sum(pieces.syllables),
        long_words=sum(pieces.is_long),
        letters=sum(pieces.letters),
    )


def counted_words(article: Article) -> pd.DataFrame:
    """The pieces of words that the counts rest on, each with its place.

    Columns: section sentence line start end text syllables (0 without rules for the language) letters is_word (it is
    a word on paper: no elided word, inverted subject or genitive, which are part of another) is_long (with the
    pieces that belong to it, it has more than six letters).

    >>> from helpers import load_article
    >>> words = counted_words(load_article(text="L'eau monte, dit-elle.", language="fr"))
    >>> words[["text", "syllables", "is_word"]].values.tolist()
    [["L'", 0, False], ['eau', 1, True], ['monte', 1, True], ['dit', 1, True], ['-elle', 1, False]]
    """
    pieces = _pieces(article)
    return article.tokens.loc[pieces.row, "section sentence line start end text".split()].assign(
        syllables=np.array(pieces.syllables, dtype="int64"),
        letters=np.array(pieces.letters, dtype="int64"),
        is_word=np.array(pieces.is_word, dtype=bool),
        is_long=np.array(pieces.is_long, dtype=bool),
    )


class _Pieces(NamedTuple):
    """The columns of ``counted_words`` as lists, and the rows of the tokens frame they come from."""

    row: list[int]
    sentence: list[int]
    syllables: list[int]
    letters: list[int]
    is_word: list[bool]
    is_long: list[bool]


def _pieces(article: Article) -> _Pieces:
    tokens, language = article.tokens, article.language
    row = np.flatnonzero((tokens["role"] == "body").to_numpy() & tokens["is_word"].to_numpy(dtype=bool)).tolist()
    forms, norms, sentence = (tokens[name].tolist() for name in ("form", "norm", "sentence"))
    sentence = [sentence[n] for n in row]
    quiet = {number for n, number in zip(row, sentence, strict=True) if forms[n] != forms[n].upper()}
    # In a sentence all in capitals no word is an acronym.
    read = [forms[n] if number in quiet else norms[n] for n, number in zip(row, sentence, strict=True)]
    elisions = {line.split()[0] for line in word_list(language, "elisions")}
    before = [form.lower() in elisions for form in read]
    after = [len(form) > 1 and (form[0] == "-" or (language == "en" and form[0] == "'")) for form in read]
    letters = [len(form) if form.isalpha() else sum(map(str.isalpha, form)) for form in read]
    return _Pieces(
        row=row,
        sentence=sentence,
        syllables=[syllables(form, language) for form in read] if language in LANGUAGES else [0] * len(read),
        letters=letters,
        is_word=[not (first or last) for first, last in zip(before, after, strict=True)],
        is_long=_long(letters, before, after),
    )


def _long(letters: list[int], before: list[bool], after: list[bool]) -> list[bool]:
    """Whether each word has more than six letters with the pieces that belong to it; the pieces have none of their own.

    >>> _long([1, 6, 5, 2], before=[True, False, False, False], after=[False, False, False, True])
    [False, True, True, False]
    """
    found = [False] * len(letters)
    host, total, carried = -1, 0, 0
    for index, size in enumerate(letters):
        if before[index]:
            carried += size
            continue
        if after[index]:
            total += size
        else:
            host, total, carried = index, carried + size, 0
        if host >= 0:
            found[host] = total > LONG
    return found
