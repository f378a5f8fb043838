"""Lemmas and stop words."""

from __future__ import annotations

from functools import cache, lru_cache

from helpers.language import word_list, word_set
from helpers.words.rules import normal, rules

LEMMATISED = ("fr", "en", "de", "es", "it", "pt", "nl", "pl")


@cache
def _corrections(language: str | None) -> dict[str, str]:
    """Lemmas that the dictionary gets wrong, from ``lemmas.txt``: a form and its lemma on each line."""
    return dict(line.split(maxsplit=1) for line in word_list(language, "lemmas"))


@lru_cache(maxsize=1 << 16)
def lemma(form: str, language: str | None) -> str:
    """The lower-case dictionary form of a word, through simplemma; of an elided or hung word, the full one.

    ``data/languages/LANGUAGE/lemmas.txt`` goes before the dictionary: its forms as written, then in lower case. A
    language without a dictionary gives the form itself.

    >>> lemma("ukrainiennes", "fr"), lemma("l'", "fr"), lemma("-t-elle", "fr"), lemma("États-Unis", "fr")
    ('ukrainien', 'le', 'elle', 'états-unis')
    """
    of, corrections, norm = rules(language), _corrections(language), normal(form)
    if listed := corrections.get(form) or corrections.get(norm) or of.elisions.get(norm) or of.enclitics.get(norm):
        return listed
    if norm[:1] == "-" and norm[1:] in of.elisions:
        return of.elisions[norm[1:]]
    if language not in LEMMATISED or not norm.replace("-", "").isalpha():
        return norm
    import simplemma

    # A function word is the same word at the head of a sentence; other capitals may make a name.
    return str(simplemma.lemmatize(norm if norm in of.stops else form, lang=language)).lower()


def is_stop(form: str, language: str | None) -> bool:
    """Whether a form is on the language's editable stop list, ``data/languages/LANGUAGE/stopwords.txt``.

    A pronoun hung on a verb is a stop word, as it is when it stands alone; "US" in ``acronyms.txt`` is none.

    >>> is_stop("Us", "en"), is_stop("US", "en"), is_stop("-t-elle", "fr")
    (True, False, True)
    """
    of, norm = rules(language), normal(form)
    if form in word_set(language, "acronyms"):
        return False
    return norm in of.stops or norm in of.enclitics or (norm[:1] == "-" and norm[1:] in of.elisions)
