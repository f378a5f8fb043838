"""Where the phrases stand that the reader adds as actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from helpers.lines import fold
from helpers.words import tokenise

if TYPE_CHECKING:
    import pandas as pd


class Occurrence(NamedTuple):
    """A phrase in the source: ``phrase`` is its key."""

    phrase: str
    start: int
    end: int
    line: int
    sentence: int
    section: object


def find_phrases(
    phrases: Iterable[tuple[str, str]], tokens: pd.DataFrame, sentences: pd.DataFrame, language: str | None
) -> Iterator[Occurrence]:
    """Each place of the phrases (key and text) within a sentence, the longest at each place, none inside another.

    Typography does not count. A word that the phrase writes with a capital wants one in the text, and an acronym
    all of them, unless the sentence is in capitals; a word in small letters is found in any case.
    """
    wanted: dict[str, dict[tuple[str, ...], list[tuple[str, list[str]]]]] = {}
    lengths: dict[str, list[int]] = {}
    for name, text in phrases:
        words = [token.text for token in tokenise(text, language)]
        keys = tuple(map(fold, words))
        if keys:
            wanted.setdefault(keys[0], {}).setdefault(keys, []).append((name, words))
            lengths[keys[0]] = sorted({len(keys), *lengths.get(keys[0], ())}, reverse=True)
    if not wanted:
        return
    folded = {form: fold(form) for form in tokens["form"].unique()}
    forms = tokens["form"].tolist()
    keys_there = [folded[form] for form in forms]
    at = {name: tokens[name].tolist() for name in ("start", "end", "line", "sentence", "section")}
    in_capitals = _InCapitals(sentences)
    i = 0
    while i < len(forms):
        sentence = at["sentence"][i]
        for length in lengths.get(keys_there[i], ()):
            last = i + length - 1
            if last >= len(forms) or at["sentence"][last] != sentence:
                continue
            there = wanted[keys_there[i]].get(tuple(keys_there[i : last + 1]), ())
            capitals = bool(there) and in_capitals[sentence]
            fits = next((n for n, words in there if _written(words, forms[i : last + 1], capitals=capitals)), None)
            if fits is not None:
                yield Occurrence(fits, at["start"][i], at["end"][last], at["line"][i], sentence, at["section"][i])
                i = last
                break
        i += 1


class _InCapitals(dict[int, bool]):
    """Whether a sentence is in capitals, so that they say nothing."""

    def __init__(self, sentences: pd.DataFrame) -> None:
        super().__init__()
        self.sentences = sentences

    def __missing__(self, number: int) -> bool:
        letters = [c for c in self.sentences["text"].iloc[number] if c.isalpha()]
        self[number] = len(letters) > 8 and sum(map(str.isupper, letters)) > 0.75 * len(letters)
        return self[number]


def _written(words: list[str], forms: list[str], *, capitals: bool) -> bool:
    return capitals or all(
        form.isupper() if len(word) > 1 and word.isupper() else form[:1].isupper() or not word[:1].isupper()
        for word, form in zip(words, forms, strict=True)
    )
