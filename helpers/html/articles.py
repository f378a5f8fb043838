"""An article: which it is, what was set aside, and the text that is left to read."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import pandas as pd

from helpers.copies import word_diff
from helpers.html.piece import DASH, Html, about, card, escape, mark, missing, opening, plain, root, sentence, styled
from helpers.html.tables import table
from helpers.labels import label, listing, share
from helpers.lines import repair
from helpers.sections import in_reading_order

CONTEXT = 6  # words shown on either side of a difference
SHORT = 90  # characters of a line that the ledger shows
_COPY_STYLE = """.relire.copy{max-width:46em;padding-left:3.5em;line-height:1.55}.relire.copy>*{position:relative}\
.relire.copy [data-line]::before{content:attr(data-line) / "";position:absolute;left:-3.5em;width:2.5em;\
text-align:right;font:400 11px/2.2 monospace;opacity:.6}.relire .caption{font-style:italic}.relire mark\
{color:inherit;background:rgba(86,180,233,.25);border-bottom:2px solid}.relire .organisation\
{background:rgba(230,159,0,.25);border-bottom-style:dashed}.relire .state{background:rgba(0,158,115,.2);\
border-bottom-style:dotted}.relire .collective{background:rgba(204,121,167,.25);border-bottom:3px double}"""


def article_card(article: Any, **more: object) -> Html:
    """Which article this is: title, byline, date, language, source, words, lines; ``more`` adds pairs at the end.

    Every notebook shows it once, so that the report knows what it is about.
    """
    facts = about(article) or {}
    pairs: dict[str, object] = {label(f"html_{key}"): facts.get(key) for key in ("title", "byline", "date", "source")}
    if "articles" in facts:
        number, articles = article.number, article.articles
        other = 2 if number == 1 else 1
        pairs[label("html_article")] = label("html_article_number", number=number, articles=articles, other=other)
    pairs[label("html_language")] = _language_name(article.language)
    pairs[label("html_words")] = int(article.sections["words"].sum())
    pairs[label("html_lines")] = _line_counts(article)
    if article.decisions:
        files = list(dict.fromkeys(article.actor_decisions["file"]))
        n, aside = len(article.actor_decisions), len(article.mentions_set_aside)
        decided = label("html_decisions_on_actors", n=n, files=listing(files), aside=aside)
        pairs[label("html_decisions")] = decided
    return card(pairs | more, article=article)


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
    """Every line that is not kept and not blank: its number, role, the reason, what it copies, and its text."""
    lines = article.lines
    aside = lines[~lines["kept"].astype(bool) & (lines["role"] != "blank")]
    blank = int((lines["role"] == "blank").sum())
    copies = [_copy_of(line, alike) for line, alike in zip(aside["copy_of"], aside["similarity"], strict=True)]
    foreign = _others(article)[aside.index]
    reasons = [
        label("html_other_article", number=int(number)) if other else reason
        for reason, number, other in zip(aside["reason"], aside["article"], foreign, strict=True)
    ]
    texts = [article.repaired(text) if article.is_mojibake else text.strip() for text in aside["text"]]
    short = [text if len(text) <= SHORT else text[: SHORT - 1] + "…" for text in texts]
    frame = pd.DataFrame(
        {
            label("html_line"): aside.index,
            label("html_role"): aside["role"].to_numpy(),
            label("html_reason"): reasons,
            label("html_copy_of"): copies,
            label("html_text"): short,
        }
    ).set_index(label("html_line"))
    caption = label("html_set_aside", n=len(aside), total=len(lines), blank=blank)
    return table(frame, caption=caption)


def differences(article: Any) -> Html:
    """Each near copy against the line it repeats: struck out what only the first says, underlined what only the copy.

    Of the words that both share, some on either side of a change are shown.
    """
    lines = article.lines
    near = lines[lines["copy_of"].notna() & (lines["similarity"] < 1) & ~_others(article)]
    items, texts = [], []
    for line, row in near.iterrows():
        first, second = (article.repaired(text) for text in (lines.at[row["copy_of"], "text"], row["text"]))
        where = label("html_against", line=int(line), first=int(row["copy_of"]))
        runs = [(kind, _shortened(text) if kind == "both" else text) for kind, text in word_diff(first, second)]
        tags = {"first": "del", "second": "ins", "both": "span"}
        marked = " ".join(f"<{tags[kind]}>{escape(text.strip())}</{tags[kind]}>" for kind, text in runs)
        lang = f' lang="{escape(article.language)}"' if article.language else ""
        items.append(f"<li>{escape(where)} <span{lang}>{marked}</span></li>")
        said = (text.strip() if kind == "both" else f"[{kind}: {text.strip()}]" for kind, text in runs)
        texts.append(f"{where} {' '.join(said)}")
    if not items:
        return sentence(label("html_no_differences"))
    return Html(f'<ul class="{root("diff")}">{"".join(items)}</ul>', "\n".join(texts))


def _shortened(text: str) -> str:
    words = text.split(" ")
    if len(words) <= 2 * CONTEXT + 1:
        return text
    return f"{' '.join(words[:CONTEXT])} … {' '.join(words[-CONTEXT - 1 :])}"


def reading_copy(article: Any, *, marks: pd.DataFrame | None = None) -> Html:
    """The article as kept, title first; paragraphs show their source lines' numbers, lines have the id ``line-N``.

    ``marks`` is a frame with ``start`` and ``end`` (offsets into the source), ``kind``, and if wanted ``label`` (else
    ``actor``, else nothing): mentions, for instance.
    """
    spans = _spans(marks) if marks is not None else []
    parts = []
    kept = in_reading_order(article.lines)
    for (_, role), rows in kept.groupby(["paragraph", "role"], sort=False):
        texts = []
        for row in rows.itertuples():
            own = [span for span in spans if span[0] < row.end and span[1] > row.start]
            texts.append((row.Index, _marked(row.text, row.start, own, broken=article.is_mojibake)))
        (first, inner), *others = texts
        inner += "".join(f' <span id="line-{line}">{text}</span>' for line, text in others)
        numbers = f"{first}{DASH}{others[-1][0]}" if others else first
        tag = {"title": "h3", "heading": "h4"}.get(str(role), "p")
        name = "" if role == "body" else f' class="{role}"'
        parts.append(f'<{tag} id="line-{first}" data-line="{numbers}"{name}>{inner}</{tag}>')
    kinds = list(dict.fromkeys(kind for _, _, kind, _ in spans))
    legend = " ".join(opening(kind, "") + escape(kind) + "</mark>" for kind in kinds)
    legend = f'<p class="legend" lang="en">{escape(label("html_marks"))} {legend}</p>' if kinds else ""
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    markup = f'<div class="{root("copy")}"{lang}>{legend}{"".join(parts)}</div>'
    return Html(styled(_COPY_STYLE, markup), "\n".join(kept["text"]), about(article))


def _marked(text: str, offset: int, spans: list[tuple[int, int, str, str]], *, broken: bool) -> str:
    """A line with its marks; the raw text, unless that is mojibake and nobody could read it."""
    if not broken:
        return mark(text, [(start - offset, end - offset, kind, name) for start, end, kind, name in spans])
    passage = repair(text, offset, broken=True)
    starts = list(passage.starts)
    return mark(
        passage.text, [(bisect_left(starts, s), bisect_left(starts, e), kind, name) for s, e, kind, name in spans]
    )


def _spans(marks: pd.DataFrame) -> list[tuple[int, int, str, str]]:
    column = next((name for name in ("label", "actor") if name in marks), None)
    labels = marks[column] if column else [""] * len(marks)
    found = zip(marks["start"], marks["end"], marks["kind"], labels, strict=True)
    return [(int(start), int(end), str(kind), plain(text)) for start, end, kind, text in found]


def _copy_of(line: Any, alike: Any) -> str:
    if missing(line):
        return DASH
    near = not missing(alike) and alike < 1
    return label("html_near_copy", line=int(line), share=share(alike)) if near else str(int(line))


def _language_name(code: str | None) -> str | None:
    if not code:
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return f"{Locale.parse(code).english_name} ({code})"
    except (UnknownLocaleError, ValueError):
        return code
