"""Where a word can stand in a multi-word term, without a tagger: its form, its lemma and lists say what it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from helpers.language import word_list, word_set
from helpers.words.lemmas import INFINITIVES, LEMMATISED, is_verb_form


class Class(NamedTuple):
    """Where a word can stand: first, right after another content word, after a link (de, of), last."""

    first: bool
    beside: bool
    linked: bool
    last: bool


NOWHERE = Class(False, False, False, False)
VERB = Class(False, False, False, True)  # looks like a finite verb: a noun only after a determiner
INFINITIVE = Class(False, False, True, True)  # only after the link that takes one (machine à laver)
MODIFIER = Class(False, True, True, True)  # looks like a participle, which may follow its noun (énergie renouvelée)
PRENOMINAL = Class(True, True, True, False)  # an adjective that stands before its noun
ANYWHERE = Class(True, True, True, True)
TAKES_INFINITIVE = "à"

# Ends of participles. English, German and Dutch have tests of their own below.
_PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "i", "ie", "is", "ies", "ite", "ites"),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    "pt": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    "it": ("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite"),
    "pl": ("ny", "na", "ne", "nego", "nej", "nych", "nym", "nymi", "ty", "ta", "te", "tych", "tego", "tej"),
}
_CONDITIONAL = {"fr": "ait", "es": "ía", "pt": "ia"}
_PLURAL_S = ("fr", "es", "pt")  # languages in which noun and adjective both end in -s or -x in the plural


@cache
def links(language: str | None) -> Mapping[tuple[str, ...], str]:
    """What may stand between two content words of a term: the words, and how a pattern writes them.

    >>> links("fr")["de", "l'"], dict(links("de"))
    ('de', {})
    """
    found = {}
    for line in word_list(language, "term_links"):
        name, _, forms = line.partition(":")
        for form in forms.split(","):
            found[tuple(form.split())] = name.strip()
    return MappingProxyType(found)


def is_known(language: str | None) -> bool:
    """Whether terms of several words can be told in this language."""
    return language in LEMMATISED


class Phrase(NamedTuple):
    """A phrase without its last word; ``ends`` tells that it may end a term (mise en examen)."""

    before: tuple[str, ...]
    ends: bool


@cache
def _set_phrases(language: str | None) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for line in word_list(language, "set_phrases"):
        *before, last = line.removeprefix("+").split()
        found[last] = (*found.get(last, ()), Phrase(tuple(before), line.startswith("+")))
    return MappingProxyType(found)


def set_phrase(norms: Sequence[str], lemmas: Sequence[str], at: int, language: str | None) -> Phrase | None:
    """The phrase that takes a complement and makes no term with it, and ends at this word (en cas | d'accident).

    >>> set_phrase(["en", "cas", "d'", "accident"], ["en", "cas", "de", "accident"], 1, "fr")
    Phrase(before=('en',), ends=False)
    """
    for phrase in _set_phrases(language).get(norms[at], ()):
        begin = at - len(phrase.before)
        if begin >= 0 and all(
            word in (norm, lemma)
            for word, norm, lemma in zip(phrase.before, norms[begin:at], lemmas[begin:at], strict=True)
        ):
            return phrase
    return None


@cache
def word_class(form: str, lemma: str, language: str | None, is_name: bool) -> Class:
    """Where a content word can stand; ``is_name`` tells that it is capitalised, and not because a sentence begins.

    >>> word_class("renforcent", "renforcer", "fr", False) is VERB
    True
    """
    norm = form.lower()
    if norm[0].isdigit() or norm[0] in "-'@#" or "/" in norm or (norm.endswith(".") and norm.count(".") == 1):
        return NOWHERE
    if norm in word_set(language, "not_in_terms") or _is_date(form, norm, language) or _is_adverb(norm, language):
        return NOWHERE
    listed = norm in word_set(language, "not_beside") or norm in word_set(language, "actor_verbs")
    found = ANYWHERE if is_name and not listed and language != "de" else _by_ending(form, norm, lemma, language)
    if norm in word_set(language, "prenominal") and not is_name:
        found = PRENOMINAL
    return found._replace(beside=False) if listed and found is not VERB else found


def agree(form: str, lemma: str, other: str, other_lemma: str, language: str | None) -> bool:
    """Whether two neighbours can be noun and adjective: no plural beside a singular, where both end in -s or -x.

    >>> agree("attaques", "attaque", "aériennes", "aérien", "fr"), agree("attaques", "attaque", "russe", "russe", "fr")
    (True, False)
    """
    if language not in _PLURAL_S or form[0].isupper() or other[0].isupper():
        return True
    first, second = _is_plural(form, lemma), _is_plural(other, other_lemma)
    return first is None or second is None or first == second


def _is_plural(form: str, lemma: str) -> bool | None:
    if not form.endswith(("s", "x", "z")):
        return False
    return None if form.lower() == lemma else True


def _is_date(form: str, norm: str, language: str | None) -> bool:
    if language in ("en", "de") and not form[0].isupper():
        return False
    return len(norm) > 2 and norm in _dates(language)


@cache
def _dates(language: str | None) -> frozenset[str]:
    entries = [entry for name in ("days", "months") for line in word_list(language, name) for entry in line.split()]
    return frozenset(entry.lower() for entry in entries if len(entry) > 3 or entry in ("mai", "mei", "may"))


def _is_adverb(norm: str, language: str | None) -> bool:
    """English -ly after a word, Polish -nie after a consonant, French -ment after a feminine (not loge-ment)."""
    if language == "en" and norm.endswith("ly") and len(norm) > 5:
        return _is_word(norm[:-2], "en")
    if language == "pl":
        superlative = norm.startswith("naj") and norm.endswith("ej")
        return superlative or (norm.endswith("nie") and norm[-4:-3] not in "aeiouyąęó")
    if language != "fr" or not norm.endswith("ment"):
        return False
    stem = norm[:-4]
    base = _lemma(stem, "fr")
    is_verb = base.endswith(INFINITIVES["fr"]) and not stem.endswith(("ère", "ire"))
    return norm.endswith(("amment", "emment")) or (stem.endswith("e") and base != stem and not is_verb)


def _by_ending(form: str, norm: str, lemma: str, language: str | None) -> Class:
    if norm in word_set(language, "nouns_like_verbs"):
        return ANYWHERE
    if language == "en":
        return _english(norm, lemma)
    if language == "de":
        return ANYWHERE if form[0].isupper() else _german(norm, lemma)
    if language == "nl":
        return VERB if norm != lemma and lemma.endswith("en") and not norm.endswith("en") else ANYWHERE
    if language == "fr" and norm.endswith(("ez", "aient", "eront", "iront")) and len(norm) > 4:
        return VERB
    if norm == lemma and lemma.endswith(INFINITIVES.get(language or "", ())):
        return INFINITIVE if _is_infinitive(lemma, language) else ANYWHERE
    if not is_verb_form(norm, lemma, language):
        return ANYWHERE
    return MODIFIER if norm.endswith(_PARTICIPLES[language or ""]) else VERB


def _english(norm: str, lemma: str) -> Class:
    """An irregular past is a verb; a form in -ed may stand before its noun only."""
    if norm in word_set("en", "finite_verbs"):
        return VERB
    return PRENOMINAL._replace(beside=False, linked=False) if norm != lemma and norm.endswith("ed") else ANYWHERE


def _german(norm: str, lemma: str) -> Class:
    """A word without a capital is an adjective before a noun, if it is anything in a term."""
    is_verb = lemma.endswith("n") and not norm.startswith(lemma)
    if norm != lemma and not is_verb and norm.endswith(("e", "en", "er", "es", "em")):
        return PRENOMINAL._replace(beside=False)
    return NOWHERE


def _is_infinitive(lemma: str, language: str | None) -> bool:
    """Whether the dictionary knows the conditional or the present participle that an infinitive would have."""
    if language == "pl":
        return True
    if language == "it":
        conditional = lemma[:-3] + ("erebbe" if lemma.endswith("are") else lemma[-3:-1] + "ebbe")
        return _lemma(conditional, language) == lemma
    stem = lemma[:-1] if lemma.endswith("re") else lemma
    if _lemma(stem + _CONDITIONAL[language or ""], language) == lemma:
        return True
    return language == "fr" and _lemma(lemma[:-2] + "ant", language) == lemma


@cache
def _lemma(word: str, language: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang=language)) if len(word) > 1 else word


@cache
def _is_word(word: str, language: str) -> bool:
    import simplemma

    return len(word) > 2 and bool(simplemma.is_known(word, lang=language))
