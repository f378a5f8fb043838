"""The patterns that one chunk of a text, between two spaces, is cut by."""

from __future__ import annotations

import re

from helpers.words.rules import GAP, Rules

# Combining marks that are part of a word although no letters, and scripts that are full of them.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0900-\u0963\u0966-\u0eff"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = rf"{_LETTER}+(?:['&·\u2010\u2011\u2022\u2027-]{_LETTER}+)*"
_INSIDE = r"[^\s<>\"«»“”]"
_LAST = r"[^\s<>\"«»“”.,;:!?…)\]']"
_DOMAINS = "com|org|net|info|eu|fr|be|ch|uk|nl|pl|pt|edu|gov|io"
_UNITS = r"(?:[kcmh]?m|[kmµn]?g|[cdm]?[lL]|t|[kMGT]?Wh?|zł|hab)/(?:h|s|min|j|an|mois|[cdm]?[lL]|[kc]?m[²³]|ha|[km]?g)"
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_BRACKET = r"\((?:s|es|e|ne|le|te|ve|fe|x|aux|trice|rice|ère|euse|a|as|o|os|n|en|in|innen)\)s?"
_INCLUSIVE = {
    "fr": r"|\.(?:e|ère|t?rice|euse|[nltv]e(?=\.?s))(?:\.?s)?",
    "de": r"|(?:[:*]|/-?)in(?:nen)?",
}
_DECADES = {"en", "it", "nl", "es"}  # languages that write '90 for 1990

FIGURES = re.compile(r"[0-9][0-9.,]*(?: [0-9]+)+")  # runs in which numbers may be grouped: quick to find
GROUPED = re.compile(r"(?<![\d.,])(?:0\d(?: \d\d){4}|\d{1,3}(?: \d{3})+)(?!\d)")


def token_pattern(rules: Rules) -> re.Pattern[str]:
    """What one token of a chunk looks like in a language; the name of the group that matches is its sort."""
    decade = r"| '\d\d+s?(?!\w)" if rules.language in _DECADES else ""
    genitive = r"| (?<=\.)'s(?!\w)" if rules.language == "en" else ""
    return re.compile(
        rf"""
          (?P<link>(?:https?://|www\.){_INSIDE}*{_LAST} | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
            | \w[\w-]*(?:\.\w[\w-]*)*\.(?:{_DOMAINS})(?![\w'-]|\.\w)(?:/{_INSIDE}*{_LAST})?)
        | (?P<number>(?:(?<!\S)[+\u2212-])?
            (?: (?:0\d(?:{GAP}\d\d){{4}} | \d{{1,3}}(?:{GAP}\d{{3}})+)(?:[.,]\d+)?
              | \d+h/\d+ | \d+(?:[.,:/\u2013-]\d+)+ | (?<=[+\u2212-])\d+)
            {_LETTER}*(?:-{_LETTER}+)*)
        | (?P<dotted>(?:{rules.dotted})(?!\w) | [^\W\d_]\.-{_LETTER}{{2,}} | (?:[^\W\d_]\.-?){{2,}}
            | (?:[A-Z]\.)+[A-Z](?![\w.]) | {_LETTER}+\.[ºª])
        | (?P<lead>(?i:{rules.leading})(?:-{_WORD})?(?![\w-]) {decade} {genitive})
        | (?P<elided>{rules.elided})
        | (?P<whole>[@\#]\w+ | [^\W\d_]{{2,}}@s?(?!\w) | [nN]°s? | °[CFK](?!\w) | \d*{_UNITS}(?!\w)
            | [^\W\d_]\+\+ | [CF]\#(?!\w) | [^\W\d_]+(?:{_BRACKET}{_INCLUSIVE.get(rules.language or "", "")})(?!\w))
        | (?P<mark>(?:US|CA|AU|NZ|HK|[RAC])\$)
        | (?P<word>{_WORD}'?)
        | (?P<other>\.{{2,}} | [\U0001f1e6-\U0001f1ff]{{2}} | {_PICTURE}(?:\u200d{_PICTURE})* | [^\s])
        """,
        re.VERBOSE,
    )
