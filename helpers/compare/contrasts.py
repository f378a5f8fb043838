"""Words between which news writing chooses for one thing (Kiev or Kyiv), and which article has which."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.decisions.adding import find_phrases
from helpers.paths import DATA

if TYPE_CHECKING:
    from helpers.article import Article

COLUMNS = "contrast wording article count lines starts ends differs".split()


def contrasts(articles: Mapping[str, Article]) -> pd.DataFrame:
    """Which of the words of ``data/contrasts`` each article uses: a row per wording and article, counts of 0 included.

    articles: the articles by their letters, all in one language. Counted are title, headings, text and captions,
    quotations included: that the words occur is all that is said, not who says them nor what they stand for here.

    Columns: contrast (what the words are about) wording article (letter) count lines starts ends (lists; offsets into
    the source) differs (whether the articles that use words of this contrast do not all use the same). A contrast of
    which no article has a word is left out, and so is a wording that none has.

    >>> from helpers import load_article
    >>> texts = {"A": "Kiev attend.", "B": "Kyiv attend."}
    >>> two = {letter: load_article(text=text, language="fr") for letter, text in texts.items()}
    >>> contrasts(two)[["wording", "article", "count", "differs"]].values.tolist()
    [['Kyiv', 'A', 0, True], ['Kyiv', 'B', 1, True], ['Kiev', 'A', 1, True], ['Kiev', 'B', 0, True]]
    """
    language = next((article.language for article in articles.values()), None)
    listed = _listed(language)
    forms = [(f"{at}", form) for at, (_, _, written) in enumerate(listed) for form in written]
    found: dict[int, dict[str, list[Any]]] = {}
    for letter, article in articles.items():
        for place in find_phrases(forms, article.tokens, article.sentences, article.language):
            found.setdefault(int(place.phrase), {}).setdefault(letter, []).append(place)
    used: dict[str, dict[str, set[int]]] = {}
    for at, by in found.items():
        for letter in by:
            used.setdefault(listed[at][0], {}).setdefault(letter, set()).add(at)
    rows = []
    for at in sorted(found):
        contrast, wording, _ = listed[at]
        sets = list(used[contrast].values())
        differs = any(each != sets[0] for each in sets)
        for letter in articles:
            places = found[at].get(letter, [])
            lines = tuple(sorted({place.line for place in places}))
            starts, ends = [place.start for place in places], [place.end for place in places]
            rows.append((contrast, wording, letter, len(places), lines, starts, ends, differs))
    types = {"count": "int64", "lines": "object", "starts": "object", "ends": "object", "differs": "bool"}
    return pd.DataFrame(rows, columns=COLUMNS).astype({name: types.get(name, "str") for name in COLUMNS})


@cache
def _listed(language: str | None) -> list[tuple[str, str, tuple[str, ...]]]:
    """Contrast, wording and forms of each line of the language's list; nothing where there is no list."""
    path = DATA / "contrasts" / f"{language}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [(row["contrast"], row["wording"], tuple(row["forms"].split("|"))) for row in rows]


def has_contrasts(language: str | None) -> bool:
    """Whether there is a list for the language.

    >>> has_contrasts("fr"), has_contrasts("ja")
    (True, False)
    """
    return bool(_listed(language))
