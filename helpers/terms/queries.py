"""Where a query occurs in the text: words and sequences of words, or a regular expression, as spans of the source."""

from __future__ import annotations

import re
from difflib import get_close_matches

import numpy as np

from helpers.errors import InputError
from helpers.lines import normalise, repair
from helpers.terms.regular import find_expression
from helpers.terms.searched import Array, Hits, Searched, unaccented
from helpers.words import is_stop, lemma, tokenise

ANY = "*"  # in a word: any letters or none; alone: any one word
OR = "|"
LONGEST = 500  # characters of a query that is not itself a word of the text
_JOKER = "\U00012000"  # stands for * while a query is cut into words: a letter without case that no article writes


def find(text: Searched, query: str, *, by: str, regex: bool, with_title: bool) -> Hits:
    """Where a query occurs; raises InputError for one that cannot be searched."""
    query = _readable(query, regex=regex)
    if len(query) > LONGEST and (regex or not _is_written(text, query)):
        raise InputError(f"query has {len(query):,} characters, more than {LONGEST}; shorten it")
    return find_expression(text, query, with_title) if regex else _find_words(text, query, by)


def _readable(query: str, *, regex: bool) -> str:
    """A query with its typography folded as the text's is, or a refusal that says what to do."""
    if not isinstance(query, str):
        raise InputError(f"query must be a text, not {query!r}")
    folded = repair(query).text if regex else normalise(query)
    if not folded.strip(f" {OR}\t\n"):
        raise InputError("query is empty; type a word, several words, or part of one with *, such as ukrain*")
    return folded


def alternatives(text: Searched, query: str) -> list[list[str]]:
    """The sequences of words that a query asks for, cut into words as the text is."""
    if _is_written(text, query):  # a link, say, that holds a | or a *
        return [[query]]
    found = []
    for part in map(str.strip, query.split(OR)):
        whole = _is_written(text, part)
        cut = tokenise(re.sub(r"\*+", _JOKER, part), text.language)
        found.append([part] if whole else [token.text.replace(_JOKER, ANY) for token in cut])
    return [words for words in found if words]


def _is_written(text: Searched, word: str) -> bool:
    return word != ANY and any(word.lower() in names for _, names in text.codes.values())


def _find_words(text: Searched, query: str, by: str) -> Hits:
    starts, lengths = [np.empty(0, dtype="int64")], [np.empty(0, dtype="int64")]
    for words in alternatives(text, query):
        room = len(text.sentence) - len(words) + 1
        if room < 1:
            continue
        match = text.sentence[:room] == text.sentence[len(words) - 1 :]
        for offset, word in enumerate(words):
            match &= _matching(text, word, by)[offset : offset + room]
        starts.append(np.flatnonzero(match))
        lengths.append(np.full(len(starts[-1]), len(words)))
    first, length = np.concatenate(starts), np.concatenate(lengths)
    order = np.lexsort((-length, first))
    first, once = np.unique(first[order], return_index=True)  # of two that begin at one word, the longer
    last = first + length[order][once] - 1
    return Hits(
        start=text.tokens["start"].to_numpy()[first],
        end=text.tokens["end"].to_numpy()[last],
        sentence=text.sentence[first],
        last_sentence=text.sentence[last],
        first_word=text.before[first],
        next_word=text.before[last + 1],
    )


def _matching(text: Searched, word: str, by: str) -> Array:
    """Which tokens a word of the query stands for."""
    norm = word.lower()
    forms, lemmas = text.codes["form"][1], text.codes["lemma"][1]
    if ANY in word and norm not in forms and norm not in lemmas:
        pattern = re.compile(".*".join(map(re.escape, norm.split(ANY))), re.DOTALL)
        match = text.having("form", [code for name, code in forms.items() if pattern.fullmatch(name)])
        if by == "lemma":
            match |= text.having("lemma", [code for name, code in lemmas.items() if pattern.fullmatch(name)])
        return match & text.is_word
    if by == "form":
        return text.having("form", [forms[norm]] if norm in forms else [])
    if norm in lemmas:
        return _of_lemmas(text, norm, [lemmas[norm]])
    if norm in forms:  # a form: all forms of the words that it is read as in this text
        of = np.unique(text.codes["lemma"][0][text.having("form", [forms[norm]])]).tolist()
        return _of_lemmas(text, norm, of) | text.having("form", [forms[norm]])
    known = dict.fromkeys([lemma(word, text.language), lemma(norm, text.language)])
    # A dictionary that reads "defense" as "défense" would make accents matter in some words only.
    read = [name for name in known if unaccented(name) != unaccented(norm)]
    return _of_lemmas(text, norm, [lemmas[name] for name in read if name in lemmas])


def _of_lemmas(text: Searched, word: str, codes: list[int]) -> Array:
    """Which tokens have these lemmas; no function words, unless the word is one: "somme" is not found in "sommes"."""
    match = text.having("lemma", codes)
    return match if is_stop(word, text.language) else match & ~text.is_stop


def nearest_queries(text: Searched, query: str, *, by: str) -> list[str]:
    """The query with words put right that the text does not have: other accents first, then close spellings."""
    names = dict.fromkeys([*text.codes["form"][1], *text.codes["lemma"][1]])
    words = [word for words in alternatives(text, normalise(query))[:1] for word in words]
    mended, changed = [], False
    for word in words:
        if not _matching(text, word, by).any():
            near = _nearest_word(word.lower(), names)
            if near is None:
                return []
            word, changed = near, True
        mended.append(word)
    proposed = re.sub(r"(?<=') ", "", " ".join(mended))
    return [proposed] if changed and len(_find_words(text, proposed, by)) else []


def _nearest_word(word: str, names: dict[str, None]) -> str | None:
    bare = unaccented(word)
    alike = [name for name in names if name[:1] and unaccented(name[:1]) == bare[:1] and abs(len(name) - len(word)) < 3]
    for name in alike:
        if unaccented(name) == bare:
            return name
    return next(iter(get_close_matches(word, alike, n=1)), None)
