"""Words and sentences that a frame holds in English, recognised and said in the language that is spoken.

Roles, kinds, forms, reasons and evidence are part of the frames' contract, and so stay English there. The English
catalogue is what they are recognised by: ``evidence_seat``, "seat of {name}", is a pattern with one place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, reduce

from helpers.labels.catalogues import ENGLISH, catalogue, messages
from helpers.labels.language import spoken
from helpers.paths import DATA

_OWN = {"kind", "change", "form", "role", "reason", "evidence", "level", "scale", "reference"}
# Of whole values; the key ends with what the frame has, as in "form_pronominal-description".
KINDS = ("role_", "kind_", "change_", "form_", "level_", "scale_", "reference_")
SENTENCES = ("reason_", "evidence_")
_PLACE = re.compile(r"\\\{([a-z]+)\d?\\\}")
_NARROW = {
    "n": r"[\d,]+",
    "word": r"\S+",
    "share": r"\d+ ?%",
    "lower": r"[^\W\dA-ZÀ-Þ_][\w’'-]*",
    "term": ".*?",
    "why": ".+",
    "phrase": ".+",
    "inner": ".+?",
}
_JOINTS = {"; ": "joint_semicolon", ", ": "joint_comma"}


def own_words(columns: Iterable[object]) -> set[str]:
    """Which columns of a frame hold Relire's own words; a form is one beside actors, and elsewhere the article's word.

    >>> own_words(["term", "form"]), sorted(own_words(["actor", "form", "kind"]))
    (set(), ['form', 'kind'])
    """
    there = set(map(str, columns))
    return there & (_OWN if "actor" in there else _OWN - {"form"})


def said(text: object) -> str:
    """An English word or sentence of a frame in the spoken language; what is not recognised stays as it is.

    >>> from helpers.labels import speaking
    >>> with speaking("fr"):
    ...     said("seat of OTAN; subject of 'annonce'"), said("Un mot de l’article")
    ('siège\\xa0: OTAN\\u202f; sujet de «\\xa0annonce\\xa0»', 'Un mot de l’article')
    """
    text = str(text)
    if spoken() == ENGLISH and text not in _words():
        return text
    return _again(text.strip(), spoken()) or text


def recognised(text: str) -> bool:
    """Whether the catalogues know the word or sentence."""
    return _again(text.strip(), ENGLISH) is not None


@cache
def _again(text: str, language: str) -> str | None:
    if text in _words():
        return catalogue(language).gettext(_words()[text])
    for beginning, pattern, key, places in _patterns():
        if text.startswith(beginning) and (match := _compiled(pattern).fullmatch(text)):
            values = {}
            for place, value in zip(places, match.groups(), strict=True):
                inner = _again(value, language) if place.startswith("inner") else _named(value, language)
                if inner is None:
                    break
                values[place] = inner
            else:
                return catalogue(language).gettext(key).format(**values)
    for joint, key in _JOINTS.items():
        parts = [_again(part, language) for part in text.split(joint)] if joint in text else [None]
        if None not in parts:
            joined = catalogue(language).gettext(key)
            return reduce(lambda first, rest: joined.format(first=first, rest=rest), map(str, parts))
    return None


def _named(name: str, language: str) -> str:
    """A name in the language, where it is that of a state: evidence has its English one."""
    return name if language == ENGLISH else _states(language).get(name, name)


@cache
def _states(language: str) -> dict[str, str]:
    from babel import Locale

    with (DATA / "actors" / "states.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        called = Locale.parse(language).territories
        return {row["en"]: called[row["code"]] for row in rows if row["code"] in called}


@cache
def _words() -> dict[str, str]:
    """The key of each word that stands alone in its cell: roles, kinds and forms by the names that frames have."""
    found: dict[str, str] = {}
    for key, text in messages(ENGLISH).items():
        kind = next((kind for kind in KINDS if key.startswith(kind)), None)
        if kind and "{" not in text:
            found.setdefault(key.removeprefix(kind), key)
    return found


@cache
def _patterns() -> list[tuple[str, str, str, list[str]]]:
    """How each sentence begins, its pattern, its key and its places.

    Those that hold a semicolon come first, then those with most letters of their own.
    """
    found = []
    for key, text in messages(ENGLISH).items():
        if key.startswith(SENTENCES):
            escaped = re.escape(text)
            places = [name.strip("\\{}") for name in re.findall(r"\\\{\w+\\\}", escaped)]
            pattern = _PLACE.sub(lambda place: f"({_NARROW.get(place[1], '[^;:]+?')})", escaped)
            own = len(_PLACE.sub("", escaped))
            found.append(("; " not in text, -own, text.partition("{")[0], pattern, key, places))
    return [(beginning, pattern, key, places) for *_, beginning, pattern, key, places in sorted(found)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)
