"""One chunk of a text, what stands between two spaces, cut into its tokens.

What is cut follows textometry (TXM, TreeTagger): l' + Ukraine, a + -t-il; tests/contract lists what is one word.
"""

from __future__ import annotations

import re

from helpers.words.patterns import token_pattern
from helpers.words.rules import GAP, normal, rules

MARK, END, WORD, CLOSING = range(4)  # a mark, one that ends sentences, a word, an abbreviation that may end one
END_MARKS = frozenset(".!?…。！？｡؟।॥۔")
MOST_ENCLITICS = 3  # hung on one verb
SUSPENDED = {"de", "nl"}  # languages where "Haupt-" and "Hans'" are words as they stand
ORDINAL = {"de", "pl"}  # languages that write ordinal numbers with a full stop

_FOLLOWING = re.compile(r" +(?:(?P<initial>[^\W\d_a-z]\.)|(?P<name>[^\W\d_]+'?)(?: *(?P<after>\w))?|(?P<other>\S))")
_LAST_WORD = re.compile(r"[^\W_]+\.$")
# What most chunks look like: a word, an elision or a mark before it, marks behind it.
_SIMPLE = re.compile(r"""([«“„"(\[])?([^\W\d_]+')?([^\W_]+(?:-[^\W_]+)*)([.,;:!?…»”")\]]*)""")
_ROMAN = re.compile(r"[IVXLC]+")

Cut = tuple[list[tuple[int, str, int]], bool]  # pieces of a chunk; whether what follows decides about its full stop


class Cutter:
    """Cuts the chunks of one language."""

    def __init__(self, language: str | None) -> None:
        self.rules = rules(language)
        self._token = token_pattern(self.rules)

    def cut(self, chunk: str) -> Cut:
        """The tokens of a chunk; a GAP at its end says that its last full stop is part of the word before."""
        return self._simple(chunk) or self._any(chunk)

    def _simple(self, chunk: str) -> Cut | None:
        """The tokens of a chunk with one word, an elision or a mark before it and marks behind, if it is no more."""
        simple = _SIMPLE.fullmatch(chunk)
        if not simple:
            return None
        opening, elided, word, marks = simple.groups()
        if ".." in marks or (elided and not self._elides(elided, word)):
            return None
        pieces, start = [], 0
        if opening:
            pieces, start = [(0, opening, MARK)], 1
        if elided:
            pieces.append((start, elided, WORD))
            start += len(elided)
        kind, is_open = WORD, False
        if "-" in word:
            *heads, word = self._parts(word)
            for head in heads:
                pieces.append((start, head, WORD))
                start += len(head)
        if marks and marks[0] == ".":
            found, is_open = self._abbreviation(word, marks[1:], False)
            if found != MARK:
                kind, word, marks = found, word + ".", marks[1:]
        pieces.append((start, word, kind))
        start += len(word)
        for mark in marks:
            pieces.append((start, mark, END if mark in END_MARKS else MARK))
            start += 1
        return pieces, is_open

    def _elides(self, elided: str, word: str) -> bool:
        return elided.lower() in self.rules.elisions and (elided + word).lower() not in self.rules.whole

    def _any(self, chunk: str) -> Cut:
        """The tokens of any chunk."""
        pieces: list[tuple[int, str, int]] = []
        position, is_open, closed = 0, False, chunk.endswith(GAP)
        while found := self._token.search(chunk, position):
            start, position = found.span()
            sort, kind, texts = found.lastgroup, WORD, [found[0]]
            if sort == "word":
                position = self._word_end(chunk, start, position)
                texts = self._parts(chunk[start:position])
                if chunk[position : position + 1] == "." != chunk[position + 1 : position + 2]:
                    kind, is_open = self._abbreviation(texts[-1], chunk[position + 1 :].strip(GAP), closed)
                    if kind != MARK:
                        texts[-1] += "."
                        position += 1
            elif sort == "dotted":
                kind = WORD if self.rules.abbreviations.get(found[0].replace(GAP, " ")) == "" else CLOSING
                texts = found[0].split(GAP)
            elif sort in ("mark", "other"):
                kind = WORD if found[0].isalnum() else END if found[0][-1] in END_MARKS else MARK
            last = len(texts) - 1
            for number, text in enumerate(texts):
                of = max(kind, WORD) if sort == "word" else kind
                pieces.append((start, text.replace(GAP, " "), of if number == last else max(MARK, min(of, WORD))))
                start += len(text) + (sort == "dotted")
        return pieces, is_open

    def _word_end(self, chunk: str, start: int, end: int) -> int:
        """Where a found word ends: a closing quotation mark is not part of it, a last hyphen may be."""
        word, language = chunk[start:end].lower(), self.rules.language
        if word[-1] != "'":
            is_suspended = language in SUSPENDED and chunk[end : end + 1] == "-" and word[-1].isalpha()
            return end + 1 if is_suspended and not chunk[end + 1 : end + 2].isalnum() else end
        if word in self.rules.elisions or word in self.rules.whole:
            return end
        if language in SUSPENDED and word[-2] in "sxzß" and chunk.find("'") == end - 1 and len(word) > 3:
            return end
        if language == "it" and word[-2] in "aeiou" and chunk.find("'") == end - 1:
            return end  # an accent written as an apostrophe: citta'
        return end - 1

    def _abbreviation(self, word: str, rest: str, closed: bool) -> tuple[int, bool]:
        """The kind of a word that keeps the full stop after it (MARK: keeps none), and whether what follows decides."""
        of = self.rules.abbreviations.get(word + ".")
        if of == "number":
            return (WORD if closed or rest[:1].isdigit() else MARK), not rest and not closed
        if of is not None:
            return (CLOSING if of else WORD), False
        if len(word) == 1 and word.isupper():
            return (WORD if closed or rest[:1].isupper() else MARK), not rest and not closed
        if self.rules.language in ORDINAL and word.isdecimal() and len(word) < 4:
            return (WORD if closed else MARK), not rest and not closed
        return MARK, False

    def belongs(self, chunk: str, text: str, end: int) -> bool:
        """Whether the last full stop of an open chunk is part of its last word, by what follows on the line.

        An initial stands before a name; "art." before a number; an ordinal before a noun or a small letter.
        """
        found = _FOLLOWING.match(text, end)
        last = _LAST_WORD.search(chunk)
        if not found or not last:
            return False
        word, name, other = last[0][:-1], found["name"] or "", found["other"] or ""
        if last[0] in self.rules.abbreviations:
            return bool(found["initial"] or other.isdigit() or _ROMAN.fullmatch(name))
        if word.isdecimal():
            is_noun = self.rules.language == "de" and name.lower() not in self.rules.stops
            return name[:1].islower() or (is_noun and bool(name))
        return bool(found["initial"]) or self.rules.is_name(name, found["after"] or "")

    def _parts(self, word: str) -> list[str]:
        """A word cut where the language cuts it: pronouns hung on a verb, the English genitive."""
        of, norm = self.rules, word.lower()
        if of.language == "en" and norm.endswith("'s") and norm not in of.stops and norm not in of.whole:
            return [word[:-2], word[-2:]]
        after: list[str] = []
        while of.enclitics and len(after) < MOST_ENCLITICS and (cut := self._enclitic(word)):
            hung, word = word[cut:], word[:cut]
            inner = hung.find("'") + 1
            after[:0] = [hung[:inner], hung[inner:]] if inner else [hung]
        return [word, *after]

    def _enclitic(self, word: str) -> int:
        """Where the last pronoun hung on the word begins, the longest that is listed; 0 if there is none.

        Names end like pronouns, but in a capital: Shangri-La.
        """
        norm = normal(word)
        last = norm.rfind("-")
        if last <= 0 or norm in self.rules.whole or (word[last + 1 : last + 2].isupper() and not word.isupper()):
            return 0
        before = norm.rfind("-", 0, last)
        if before > 0 and norm[before:] in self.rules.enclitics:
            return before
        return last if norm[last:] in self.rules.enclitics else 0
