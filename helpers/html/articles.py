"""An article: which it is, what was set aside and why, and where its copies differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.copies import word_diff
from helpers.html.piece import DASH, Html, about, card, escape, missing, root, sentence
from helpers.html.tables import more_rows, table
from helpers.labels import day, label, language_name, listing, number, said, share
from helpers.provenance import article_facts

CONTEXT = 6  # words shown on either side of a difference
SHORT = 90  # characters of a line that the ledger shows
MOST = 500  # lines that the ledger shows; `relire inspect` prints all


def article_card(article: Any, **more: object) -> Html:
    """Which article this is: title, byline, date, language, source, words, lines; ``more`` adds pairs at the end.

    Every notebook shows it once, so that the report knows what it is about.
    """
    facts = about(article) or {}
    pairs: dict[str, object] = {label(f"html_{key}"): facts.get(key) for key in ("title", "byline", "date", "source")}
    pairs[label("html_date")] = day(facts["date"]) if "date" in facts else None
    if "articles" in facts:
        other = 2 if article.number == 1 else 1
        which = {"number": article.number, "articles": article.articles, "other": other}
        pairs[label("html_article")] = label("html_article_number", **which)
    pairs[label("html_language")] = _language_name(article.language)
    pairs[label("html_words")] = number(article.sections["words"].sum())
    pairs[label("html_lines")] = _line_counts(article)
    if article.decisions:
        files = list(dict.fromkeys(article.actor_decisions["file"]))
        n, aside = len(article.actor_decisions), len(article.mentions_set_aside)
        decided = label("html_decisions_on_actors", n=n, files=listing(files), aside=aside)
        pairs[label("html_decisions")] = decided
    return replace(card(pairs | more, article=article), run=article_facts(article))


def _line_counts(article: Any) -> str:
    lines, others = article.lines, _others(article)
    blank = int((lines["role"] == "blank").sum())
    kept = int(lines["kept"].sum())
    copies = int((lines["copy_of"].notna() & ~others).sum())
    aside = len(lines) - kept - blank - int(others.sum())
    counts = label("html_lines_kept", kept=kept, aside=aside, copies=copies, blank=blank)
    return label("html_lines_others", kept=counts, others=int(others.sum())) if others.any() else counts


def _others(article: Any) -> pd.Series:
    """Which lines with text belong to another article of the dump."""
    lines = article.lines
    return lines["article"].ne(article.number) & lines["role"].ne("blank")


def ledger(article: Any) -> Html:
    """The lines that are not kept and not blank: their numbers, roles, reasons, what they copy, and their texts.

    The caption counts all; of very many the first are shown, and the table says how many more there are.
    """
    lines = article.lines
    aside = lines[~lines["kept"].astype(bool) & (lines["role"] != "blank")]
    blank = int((lines["role"] == "blank").sum())
    copies = [_copy_of(line, alike) for line, alike in zip(aside["copy_of"], aside["similarity"], strict=True)]
    reasons = [why_aside(article, row) for row in aside.itertuples()]
    texts = [article.repaired(text) if article.is_mojibake else text.strip() for text in aside["text"]]
    frame = pd.DataFrame(
        {
            label("html_line"): aside.index,
            label("html_role"): [said(role) for role in aside["role"]],
            label("html_reason"): reasons,
            label("html_copy_of"): copies,
            label("html_text"): [shortened(text) for text in texts],
        }
    ).set_index(label("html_line"))
    caption = label("html_set_aside", n=len(aside), total=len(lines), blank=blank)
    return table(frame, caption=caption, lines=[label("html_line")], max_rows=MOST)


def why_aside(article: Any, row: Any) -> str:
    """Why a line of ``article.lines`` is not kept, in the language that is spoken."""
    if row.article == article.number or row.role == "blank":
        return said(row.reason)
    return label("html_other_article", number=int(row.article))


def shortened(text: str, most: int = SHORT) -> str:
    """The beginning of a text that is longer.

    >>> shortened("un deux trois", 8)
    'un deux…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def differences(article: Any) -> Html:
    """Each near copy against the line it repeats: struck out what only the first says, underlined what only the copy.

    Of the words that both share, some on either side of a change are shown.
    """
    lines = article.lines
    near = lines[lines["copy_of"].notna() & (lines["similarity"] < 1) & ~_others(article)]
    items, texts = [], []
    for line, row in near.head(MOST).iterrows():
        first = int(row["copy_of"])
        where = label("html_against", line=int(line), first=first)
        items.append(f"<li>{escape(where)} {compared(article, first, row['text'])}</li>")
        said = (text if kind == "both" else f"[{kind}: {text}]" for kind, text in _changes(article, first, row["text"]))
        texts.append(f"{where} {' '.join(said)}")
    if not items:
        return sentence(label("html_no_differences"))
    if len(near) > MOST:
        items.append(f"<li>{escape(more_rows(len(near) - MOST))}</li>")
    return Html(f'<ul class="{root("diff")}">{"".join(items)}</ul>', "\n".join(texts))


def compared(article: Any, first: int, text: str) -> str:
    """A near copy against the line it repeats, as HTML: ``<del>`` what only the first says, ``<ins>`` only the copy."""
    tags = {"first": "del", "second": "ins", "both": "span"}
    changes = _changes(article, first, text)
    marked = " ".join(f"<{tags[kind]}>{escape(words)}</{tags[kind]}>" for kind, words in changes)
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    return f"<span{lang}>{marked}</span>"


def _changes(article: Any, first: int, text: str) -> list[tuple[str, str]]:
    runs = word_diff(article.repaired(article.lines.at[first, "text"]), article.repaired(text))
    return [(kind, (_around(words) if kind == "both" else words).strip()) for kind, words in runs]


def _around(text: str) -> str:
    """The words next to a change on either side."""
    words = text.split(" ")
    if len(words) <= 2 * CONTEXT + 1:
        return text
    return f"{' '.join(words[:CONTEXT])} … {' '.join(words[-CONTEXT - 1 :])}"


def _copy_of(line: Any, alike: Any) -> str:
    if missing(line):
        return DASH
    near = not missing(alike) and alike < 1
    return label("html_near_copy", line=int(line), share=share(alike)) if near else str(int(line))


def _language_name(code: str | None) -> str | None:
    name = language_name(code) if code else None
    return name if name == code else f"{name} ({code})"
