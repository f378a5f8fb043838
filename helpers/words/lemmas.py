"""Lemmas and stop words."""

from __future__ import annotations

from functools import cache, lru_cache

from helpers.language import word_list, word_set
from helpers.paths import DATA
from helpers.words.rules import normal, rules

LEMMATISED = ("fr", "en", "de", "es", "it", "pt", "nl", "pl")
# How infinitives end, in languages whose verbs are told by it.
INFINITIVES = {
    "fr": ("er", "ir", "re"),
    "es": ("ar", "er", "ir"),
    "pt": ("ar", "er", "ir", "or"),
    "it": ("are", "ere", "ire"),
    "pl": ("ć",),
}


@cache
def _first_names() -> frozenset[str]:
    lines = (DATA / "actors" / "first_names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))


@cache
def _corrections(language: str | None) -> dict[str, str]:
    """Lemmas that the dictionary gets wrong, from ``lemmas.txt``: a form and its lemma on each line."""
    return dict(line.split(maxsplit=1) for line in word_list(language, "lemmas"))


@lru_cache(maxsize=1 << 16)
def lemma(form: str, language: str | None) -> str:
    """The lower-case dictionary form of a word, through simplemma; of an elided or hung word, the full one.

    ``data/languages/LANGUAGE/lemmas.txt`` goes before the dictionary: its forms as written, then in lower case. A
    language without a dictionary gives the form itself, and so does a capitalised first name (Gilles, Rosa).

    >>> lemma("ukrainiennes", "fr"), lemma("l'", "fr"), lemma("-t-elle", "fr"), lemma("États-Unis", "fr")
    ('ukrainien', 'le', 'elle', 'états-unis')
    """
    of, corrections, norm = rules(language), _corrections(language), normal(form)
    if listed := corrections.get(form) or corrections.get(norm) or of.elisions.get(norm) or of.enclitics.get(norm):
        return listed
    if norm[:1] == "-" and norm[1:] in of.elisions:
        return of.elisions[norm[1:]]
    if language not in LEMMATISED or not norm.replace("-", "").isalpha() or form in _first_names():
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


def is_verb_form(norm: str, lemma: str, language: str | None) -> bool:
    """Whether a form is one of the verb that its lemma names, in languages whose infinitives show it.

    >>> is_verb_form("donne", "donner", "fr"), is_verb_form("ministres", "ministre", "fr")
    (True, False)
    """
    if norm == lemma or not lemma.endswith(INFINITIVES.get(language or "", ())):
        return False
    # No plural or feminine of a noun or adjective that ends like an infinitive (premières, settori).
    nominal = norm in (lemma + "s", lemma + "e", lemma + "es", lemma[:-1] + "i")
    return not nominal and not norm.startswith(lemma[:-2] + "èr")
