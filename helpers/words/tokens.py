"""Words, numbers, links and marks of a repaired text.

A text is cut at its white space first. Each chunk between is then cut by pattern and by the language's lists; what a
chunk gives is remembered, for a text repeats its chunks. Only what stands after a chunk that ends in an abbreviation or
an initial is looked at besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from helpers.words.rules import GAP, rules

MARK, END, WORD, CLOSING = range(4)  # a mark, one that ends sentences, a word, an abbreviation that may end one
LONGEST_KEPT = 40  # characters: longer chunks seldom come back
MOST_KEPT = 1 << 17  # chunks remembered per language: some 50 MB, then all are forgotten
END_MARKS = frozenset(".!?…。！？｡؟।॥۔")

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
# Combining marks that are part of a word although no letters, and scripts that are full of them.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0900-\u0963\u0966-\u0eff])"
_WORD = rf"{_LETTER}+(?:['&·\u2010\u2011-]{_LETTER}+)*"
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_DOMAINS = "com|org|net|info|eu|fr|be|ch|uk|nl|pl|pt|edu|gov|io"


class Piece(NamedTuple):
    """One token of a chunk: where it begins in the chunk, its text, and its kind."""

    start: int
    text: str
    kind: int


class Cut(NamedTuple):
    """The tokens of a chunk; ``open`` if a last full stop may belong to the word before it."""

    pieces: tuple[Piece, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``text[start:end]``; ``norm`` is its lower-case form; punctuation is no word."""

    start: int
    end: int
    text: str
    norm: str
    is_word: bool


class Cutter:
    """Cuts the chunks of one language and remembers a bounded number of them."""

    def __init__(self, language: str | None) -> None:
        self.rules = rules(language)
        self._known: dict[str, Cut] = {}
        inclusive = r"[^\W\d_]{3,}\.(?:[nltvf]?e|ère|r?rice|trice|euse)(?:\.?s)?(?!\w)" if language == "fr" else "(?!)"
        self._token = re.compile(
            rf"""
              (?P<link>(?:https?://|www\.)[^\s<>"«»]+[^\s<>"«».,;:!?…)\]'] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
                | [\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})(?![\w'-]|\.\w)(?:/[^\s<>"«».,;:!?…)\]']+)*)
            | (?P<number>\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,:/]\d+)+(?![^\W_]))
            | (?P<dotted>(?:{self.rules.dotted})(?!\w) | (?:[^\W\d_]\.-?){{2,}}(?!\w))
            | (?P<lead>(?:{self.rules.leading})(?![\w'-]))
            | (?P<handle>[@\#]\w+)
            | (?P<inclusive>{inclusive})
            | (?P<word>{_WORD}'?)
            | (?P<other>\.{{2,}} | [\U0001f1e6-\U0001f1ff]{{2}} | {_PICTURE}(?:\u200d{_PICTURE})* | [^\s])
            """,
            re.VERBOSE,
        )

    def cut(self, chunk: str) -> Cut:
        """The tokens of a chunk; a GAP at its end says that its last full stop belongs to the word before."""
        known = self._known.get(chunk)
        if known is None:
            known = self._cut(chunk)
            if len(chunk) <= LONGEST_KEPT:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                self._known[chunk] = known
        return known

    def _cut(self, chunk: str) -> Cut:
        pieces: list[Piece] = []
        position, is_open, closed = 0, False, chunk.endswith(GAP)
        while found := self._token.search(chunk, position):
            start, position = found.span()
            kind = found.lastgroup
            texts, sort = [found[0]], WORD
            if kind == "word":
                if found[0].endswith("'") and not self._keeps_apostrophe(found[0]):
                    position -= 1
                texts = self._parts(chunk[start:position])
                if chunk[position : position + 1] == "." != chunk[position + 1 : position + 2]:
                    sort, is_open = self._abbreviation(texts[-1], chunk[position + 1 :].strip(GAP), closed)
                    if sort:
                        texts[-1] += "."
                        position += 1
            elif kind == "dotted":
                norm = found[0].replace(GAP, " ")
                sort = WORD if self.rules.closing.get(norm) is None and norm in self.rules.abbreviations else CLOSING
            elif kind == "other":
                sort = WORD if found[0].isalnum() else END if found[0][-1] in END_MARKS else MARK
            last = len(texts) - 1
            for number, text in enumerate(texts):
                pieces.append(Piece(start, text.replace(GAP, " "), (sort or WORD) if number == last else WORD))
                start += len(text)
        return Cut(tuple(pieces), is_open and not closed)

    def _keeps_apostrophe(self, word: str) -> bool:
        return word.lower() in self.rules.elisions or word.lower() in self.rules.whole

    def _abbreviation(self, word: str, rest: str, closed: bool) -> tuple[int, bool]:
        """The kind of a word whose full stop is part of it (0: is not), and whether what follows the chunk decides."""
        form = word + "."
        if form in self.rules.abbreviations and form not in self.rules.ambiguous:
            return (CLOSING if form.lower() in self._closing else WORD), False
        if form not in self.rules.ambiguous and not (len(word) == 1 and word.isupper()):
            return 0, False
        return (WORD if closed or rest[:1].isalnum() else 0), not rest

    @property
    def _closing(self) -> set[str]:
        return {form.lower() for form in self.rules.closing}

    def _parts(self, word: str) -> list[str]:
        """A word cut where the language cuts it: elided words, pronouns hung on a verb, the English genitive."""
        of = self.rules
        before: list[str] = []
        while (norm := word.lower()) not in of.whole:
            cut = norm.find("'") + 1
            if not 0 < cut < len(word) or norm[:cut] not in of.elisions:
                break
            before.append(word[:cut])
            word = word[cut:]
        if norm in of.whole:
            return [*before, word]
        if of.language == "en" and norm.endswith("'s") and len(norm) > 2 and norm not in of.stops:
            return [*before, word[:-2], word[-2:]]
        after: list[str] = []
        while of.enclitics and (end := self._enclitic(word)):
            head, tail, word = word[end:].partition("'")[:2], word[end:].partition("'")[2], word[:end]
            after[:0] = ["".join(head), tail] if tail else ["".join(head)]
        return [*before, word, *after]

    def _enclitic(self, word: str) -> int:
        """Where the last pronoun hung on the word begins: the longest that is listed; 0 if there is none."""
        norm = word.lower().replace("\u2010", "-").replace("\u2011", "-")
        last = norm.rfind("-")
        if last <= 0 or norm in self.rules.whole:
            return 0
        before = norm.rfind("-", 0, last)
        if before > 0 and norm[before:] in self.rules.enclitics:
            return before
        return last if norm[last:] in self.rules.enclitics else 0

    def belongs(self, word: str, text: str, end: int) -> bool:
        """Whether the full stop at the end of a chunk belongs to the word before it, by what follows on the line.

        An initial stands before a name; an abbreviation that is also a word, before a figure or a small letter.
        """
        found = _FOLLOWING.match(text, end)
        if not found:
            return False
        if found["initial"]:
            return True
        if word in self.rules.ambiguous:
            return not found[1][0].isupper() and (found[1][0].isalnum() or found[1][0] in ",;:%&)")
        name = found["name"]
        return bool(name) and name[0].isupper() and not self.rules.opens_sentence(name)


_FOLLOWING = re.compile(r" +((?P<initial>[^\W\d_a-z]\.(?!\w))|(?P<name>[^\W\d_]+'?)|\S)")
_LAST_WORD = re.compile(r"[^\W_]+\.$")


@cache
def cutter(language: str | None) -> Cutter:
    """The cutter of a language, one for the whole process."""
    return Cutter(language)


def flatten(text: str, language: str | None) -> str:
    """The text, as long as it was, cut at spaces alone: GAP inside numbers and abbreviations, a space elsewhere."""
    flat = text.replace(GAP, " ") if GAP in text else text
    flat = _GROUPED.sub(lambda found: found[0].replace(" ", GAP), flat)
    for pattern in rules(language).spaced:
        if pattern.pattern and _literal(pattern) in flat:
            flat = pattern.sub(lambda found: found[0].replace(" ", GAP), flat)
    return flat.replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _literal(pattern: re.Pattern[str]) -> str:
    return pattern.pattern[6:].replace("\\", "")


def last_word(chunk: str) -> str:
    """The word, with its full stop, that ends a chunk."""
    found = _LAST_WORD.search(chunk)
    return found[0] if found else ""


def pieces(text: str, language: str | None) -> Iterator[Piece]:
    """The tokens of a text, with their offsets in it."""
    known = cutter(language)
    start = 0
    for chunk in flatten(text, language).split(" "):
        end = start + len(chunk)
        cut = known.cut(chunk)
        if cut.open and known.belongs(last_word(chunk), text, end):
            cut = known.cut(chunk + GAP)
        for piece in cut.pieces:
            yield Piece(start + piece.start, piece.text, piece.kind)
        start = end + 1


def tokenise(text: str, language: str | None) -> list[Token]:
    """Words, numbers, links and punctuation marks of a repaired text, with their offsets in it.

    An elided word keeps its apostrophe and counts as a word (l' + Ukraine), and a pronoun hung on a verb keeps its
    hyphen (a + -t-il), as in textometry (TXM and TreeTagger cut alike).

    >>> [t.text for t in tokenise("L'Ukraine l'a dit aujourd'hui, a-t-elle redit.", "fr")]
    ["L'", 'Ukraine', "l'", 'a', 'dit', "aujourd'hui", ',', 'a', '-t-elle', 'redit', '.']
    """
    return [
        Token(start, start + len(form), form, normal(form), kind >= WORD)
        for start, form, kind in pieces(text, language)
    ]


def normal(form: str) -> str:
    """The lower-case form, its hyphens plain."""
    return form.lower().replace("\u2010", "-").replace("\u2011", "-")
