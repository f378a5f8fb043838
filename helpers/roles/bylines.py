"""Dates, authors and time stamps: the lines that say who wrote an article and when."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from helpers.language import every_language, languages, word_list
from helpers.lines import fold, normalise
from helpers.roles.phrases import matches

PARTICLES = frozenset("de du des d' la le les von van der den del da di y e et and und i".split())
_TIME = r"\b\d{1,2}\s?(?:[:hH.]|heures?)\s?(?:\d{2})?(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
_ZONE = r"\b(?:UTC|GMT|BST|CES?T|E[SD]T|P[SD]T|HNE|HAE|Uhr)\b|[+-]\d{4}\b"
_NAME = re.compile(r"(?:[LlDd]')?[A-ZÀ-ÖØ-Þ][\w'’.·-]*")


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for code in languages()
        for number, line in enumerate(word_list(code, "months"), 1)
        for name in line.split()
    }


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"""(?xi)
          \b(?P<d1>\d{{1,2}})(?:er|\.|º|st|nd|rd|th)?\s+(?:de\s+)?(?P<m1>{months})\b\.?,?\s+(?:de\s+|del\s+)?(?P<y1>(?:19|20)\d\d)\b
        | \b(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b
        | \b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})(?!\d)
        | \b(?P<d4>\d{{1,2}})[/.-](?P<m4>\d{{1,2}})[/.-](?P<y4>(?:19|20)\d\d)\b
        """
    )


@cache
def _day_words() -> re.Pattern[str]:
    words = {*every_language("days"), *_months()}
    return re.compile(r"(?i)\b(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b\.?")


def find_date(text: str, language: str | None = None) -> str | None:
    """The first full date of a line in ISO form; None when there is none, or when it can be read in two ways.

    >>> find_date("Publié le 1er mars 2026 à 05h30"), find_date("03/04/2026", "fr"), find_date("03/04/2026", "en")
    ('2026-03-01', '2026-04-03', None)
    """
    for found in _dates().finditer(normalise(text)):
        part = {k[0]: v for k, v in found.groupdict().items() if v}
        month = int(part["m"]) if part["m"].isdigit() else _months()[part["m"].lower()]
        day = int(part["d"])
        if found["d4"] and language == "en":
            if day <= 12 and month <= 12 and day != month:
                return None
            day, month = (month, day) if month > 12 else (day, month)
        try:
            return date(int(part["y"]), month, day).isoformat()
        except ValueError:
            continue
    return None


def is_date_line(text: str) -> bool:
    """Whether a line holds a date or a time of day and hardly anything else.

    >>> is_date_line("jeudi 12 févr. 2026, 07:02"), is_date_line("Le 12 mars, tout a changé.")
    (True, False)
    """
    text = normalise(text)
    if len(text) > 90 or not re.search(r"\d", text):
        return False
    rest = _dates().sub(" ", text)
    dated = rest != text
    timed = re.sub(_TIME, " ", rest)
    dated = dated or timed != rest
    rest = re.sub(_ZONE, " ", timed)
    bare = _day_words().sub(" ", rest)
    dated = dated or (bare != rest and bool(re.search(r"\b\d{1,2}\b", rest)))
    bare = re.sub(r"(?i)\b(?:le|à|a|at|on|um|am|el|las|il|alle|às|om|o|date|publié|mis|jour|modifié|the)\b", " ", bare)
    return dated and not re.search(r"[^\W\d_]", bare)


def is_name(text: str) -> bool:
    """Whether a line is nothing but one to three names, as under a headline.

    >>> is_name("Jean de La Villardière et Élise Roux"), is_name("Les riverains inquiets")
    (True, False)
    """
    words = re.sub(r"[,/|·&+]", " ", normalise(text)).split()
    named = [w for w in words if w.lower() not in PARTICLES]
    return (
        2 <= len(named) <= 9 and len(words) <= 14 and all(_NAME.fullmatch(w) for w in named) and not words[0].islower()
    )


def is_byline(text: str, folded: str, words: int) -> bool:
    """Whether a line opens like one that names the author or the date, and goes on like one."""
    if words > 25 or not matches("bylines", folded, 1):
        return False
    rest = strip_openings(text)
    names = re.match(r"(?:l'|la |the )?[A-ZÀ-ÖØ-Þ]", rest) is not None
    if is_date_line(rest) or find_date(text) is not None or (matches("bylines", folded, words) and words == 1):
        return True
    return names and (words <= 10 or is_name(rest)) and (rest != normalise(text) or matches("bylines", folded, 9))


def strip_openings(text: str) -> str:
    """A byline without the words that open it."""
    text = normalise(text)
    openings = sorted(every_language("authors"), key=len, reverse=True)
    return re.sub("^(?:" + "|".join(map(re.escape, openings)) + r")(?:\s+|(?<='))", "", text, flags=re.IGNORECASE)


def _is_job(text: str) -> bool:
    """Whether words after a comma name the author's work: "Court Reporter"."""
    return fold(text).split()[-1] in every_language("jobs")


def find_authors(text: str) -> str | None:
    """The authors or the agency that a byline names, without "Par", place, date.

    >>> find_authors("Par Hélène Vasseur-Mauroy (Corbelin, envoyée spéciale)")
    'Hélène Vasseur-Mauroy'
    >>> find_authors("Rédaction - 23 octobre 2025, 11:04")
    'Rédaction'
    """
    text = normalise(text)
    for piece in re.split(r"\s[|/–—-]\s|\s·\s", text):
        rest = strip_openings(piece)
        opened = matches("bylines", fold(piece), len(piece.split()))
        desk = fold(piece).split()[:1] and fold(piece).split()[0] in every_language("desks")
        told = re.search(r"\d", piece) or not (desk or re.search(r"\s[A-ZÀ-Þ]", piece))  # when, not who
        if is_date_line(piece) or (opened and rest == piece and told and len(piece.split()) > 1 and not is_name(piece)):
            continue
        rest = re.split(r"\s\(|\s(?:le|à|on|am|el)\s(?=.*\d)|[:;]", rest)[0].strip(" .,()")
        rest = re.sub(r"^(?:l'|L')", "", rest)
        parts = rest.split(", ")
        kept = parts[:1] + [p for p in parts[1:] if is_name(p) and not _is_job(p)]
        rest = ", ".join(kept)
        if rest and (rest[0].isupper() or desk) and not re.search(r"\d", rest) and len(rest.split()) <= 12:
            return rest
    return None
