"""What several test modules share: the labelled cases, and what of an article must not change."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import Article, actors, diversity, lengths, load_article, readability, terms
from helpers.lines import normalise

CASES = Path(__file__).parent / "cases"
PAGE_CASES = Path(__file__).parent / "cases-pages"
NAMES = sorted(path.name for path in CASES.iterdir())
PAGES = sorted(path.name for path in PAGE_CASES.iterdir())
SAMPLE = CASES / "fr00_otan_zelensky" / "dump.txt"


def sweep(names: Sequence[str], *, every: int, first: int = 0) -> list[Any]:
    """Cases as parameters: one of so many, from ``first`` on, for each run, and the others for make test-deep."""
    return [
        pytest.param(name, marks=() if n % every == first % every else pytest.mark.deep) for n, name in enumerate(names)
    ]


def misread(text: str) -> str:
    """The text as UTF-8 bytes look when they are read as Windows-1252."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode("utf-8"))


TYPOGRAPHY = {
    "mojibake": misread,
    "straight apostrophes": lambda text: text.replace("\u2019", "'"),
    "typographic apostrophes": lambda text: text.replace("'", "\u2019"),
    "modifier apostrophes": lambda text: text.replace("\u2019", "\u02bc").replace("'", "\u02bc"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: re.sub(r" (?=[:;!?»])", "\u202f", text),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "composed accents": lambda text: unicodedata.normalize("NFC", text),
    "soft hyphens": lambda text: re.sub(r"(\w{4})(?=\w{3})", "\\1\u00ad", text),
    "CRLF": lambda text: re.sub(r"\r\n|\r|\n", "\r\n", text),
    "CR": lambda text: re.sub(r"\r\n|\r|\n", "\r", text),
    "LF": lambda text: re.sub(r"\r\n|\r|\n", "\n", text),
}


# The day of a run, where a report shows it: in its head, on the run card, and in what the card is for programs.
_DAY = re.compile(rb"<time.*?</time>|&#34;date&#34;:&#34;[0-9-]{10}&#34;|<dd>[0-9]{4}-[0-9]{2}-[0-9]{2}</dd>")


def undated(report: Path) -> bytes:
    """The bytes of a report without the day on which it was made, the only thing in which two runs differ."""
    return _DAY.sub(b"", report.read_bytes())


def dump(name: str) -> Path:
    """The dump of a case, a short one or a whole page."""
    return (CASES if name in NAMES else PAGE_CASES) / name / "dump.txt"


def gold(name: str) -> dict[str, Any]:
    """The labels of a case."""
    return json.loads(dump(name).with_name("gold.json").read_text(encoding="utf-8"))


def plain(name: str) -> tuple[str, list[str]]:
    """Title and body of a case as a clean text: every heading and body line of its first copy."""
    labels = gold(name)
    article = load_article(dump(name))
    texts = article.lines["text"]
    body: list[str] = []
    for section in labels["sections"]:
        body += ([section["heading"]] if section["heading"] else []) + [texts[n].strip() for n in section["lines"]]
    return normalise(labels["title"]), body


def kept_frames(article: Article) -> dict[str, pd.DataFrame]:
    """Every table made from kept lines, without line numbers and offsets, its text repaired."""
    mentions = article.mentions.assign(text=article.mentions["text"].map(article.repaired))
    sections = article.sections.drop(columns=["first_line", "last_line"])
    return (
        {
            "sections": sections,
            "tokens": article.tokens[["sentence", "section", "norm", "lemma", "is_word", "is_stop", "role"]],
            "sentences": article.sentences[["section", "words", "role"]],
            "mentions": mentions.drop(columns=["line", "start", "end"]),
            "actors": article.actors.drop(columns="first_line"),
            "candidates": article.candidates[["text", "count", "evidence"]],
        }
        | actor_frames(article)
        | term_frames(article)
    )


def actor_frames(article: Article) -> dict[str, pd.DataFrame]:
    """Every table made from the mentions, without line numbers and offsets."""
    places = ["line", "start", "end"]
    unresolved, occurrences = actors.unresolved(article), actors.occurrences(article)
    return {
        "variants": actors.variants(article).drop(columns=["first_line", "lines"]),
        "roles": actors.role_table(article).drop(columns="lines"),
        "co-mentions": actors.co_mentions(article).drop(columns="lines"),
        "nested co-mentions": actors.co_mentions(article, nested=True).drop(columns="lines"),
        "unresolved": unresolved.assign(text=unresolved["text"].map(article.repaired)).drop(columns=places),
        "occurrences": occurrences.assign(text=occurrences["text"].map(article.repaired)).drop(columns=places),
        "borders": terms.words_counted(article, with_title=True),
    }


def term_frames(article: Article) -> dict[str, pd.DataFrame]:
    """Every table of words and terms, without line numbers and offsets."""
    counted, expressions = terms.frequencies(article), terms.expressions(article)
    lead = str(counted.index[0]) if len(counted) else "-"
    places = ["line", "start", "end"]
    frames = {
        "terms": counted,
        "expressions": expressions,
        "keyness": terms.keyness(article, also=expressions.index),
        "cooccurrences": terms.cooccurrences(article, terms=expressions.index),
        "bigrams": terms.ngrams(article, 2),
        "phrases": terms.repeated(article),
        "hapaxes": terms.hapaxes(article).drop(columns=places),
        "contexts": terms.kwic(article, lead).drop(columns=[*places, "text"]),
        "diversity": diversity.diversity(article, parts=True),
        "lengths": lengths.sentence_lengths(article).drop(columns=places),
        "readability": readability.readability(article),
    }
    if len(counted):
        frames |= {
            f"collocates, {window}": terms.collocates(article, lead, window=window) for window in (5, "sentence")
        }
    for section in article.sections.index if len(article.sections) > 1 else ():
        frames[f"keyness of section {section}"] = terms.keyness(article, section=section)
    return frames


@cache
def loaded(name: str) -> Article:
    """The article of a case, read once for all tests that only look at it."""
    return load_article(dump(name))


Said = tuple[str | None, dict[str, pd.DataFrame]]  # an article's title, and all its tables made from kept lines


def _said(article: Article) -> Said:
    return article.title, kept_frames(article)


@cache
def _first(text: str, language: str | None) -> Said:
    return _said(load_article(text=text, language=language))


def assert_same(first: Article, second: Article) -> None:
    """Assert that all tables made from kept lines are equal."""
    _assert_same(_said(first), _said(second))


def assert_same_text(first: str, second: str, language: str | None = None) -> None:
    """The same of two texts, the first of which is read once however many are compared with it."""
    _assert_same(_first(first, language), _said(load_article(text=second, language=language)))


def _assert_same(first: Said, second: Said) -> None:
    assert first[0] == second[0]
    for name, frame in first[1].items():
        pd.testing.assert_frame_equal(frame, second[1][name], obj=name)
