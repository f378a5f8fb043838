"""How many syllables a word has when it is read aloud with care: small rules for each language, and its exceptions.

A rule turns the spelling into one in which every run of vowels is one syllable; then those runs are counted. What the
rules get wrong stands in the editable list ``data/languages/LANGUAGE/syllables.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from helpers.errors import nearest
from helpers.language import word_list
from helpers.words import lemma
from helpers.words.lemmas import INFINITIVES

# Rewriting steps of each language, applied in turn; | parts two syllables that would run together, j is no vowel.
_STEPS = {
    "fr": [
        ("œ(?=u|i)|oe(?=u|il)", "e"),
        ("œ", "e"),
        ("æ", "é"),
        ("qu", "q"),
        ("gu(?=[eéèêëiîïy])", "g"),
        ("ge(?=[aâoôu])", "j"),
        ("(?<=p)ay(?=s)|(?<=abb)ay(?=e)", "a|y"),  # pays, abbaye
        ("eoi", "oi"),  # asseoir
        ("o(?:ê|e(?=ll))", "oi"),  # poêle, moelle
        ("ouh(?=ai)", "ou"),  # souhait
        ("coo(?=[pr])", "co|o"),  # coopération
        (r"^(.*[aeiouyàâéèêëîïôöûùü].*?)es?$", r"\1"),  # the final e is mute unless it is the only vowel
        ("(?<=[aâeou])(?:ill|ils?$)", "j"),  # travail, feuille
        ("(?<=[aeiouéèàâô])[yï](?=[aeiouéèêâô])|^y(?=[aeiouéè])", "j"),  # moyen, païen, yeux
        ("(?<=[aeiouyéèêîôûâ])e(?=[^aeiouyàâéèêëîïôöûùü][aeiouyàâéèêëîïôöûùü])", ""),  # paiement, jouera
        ("([bcdfgptv][lr](?:i|y|u|ou))(?=[aeéèêoâà]|(?<=ou)i)", r"\1|"),  # client, ouvrier; not bruit
    ],
    "en": [
        ("qu", "q"),
        ("(?<=[sd])n't$", "|ent"),
        ("'(?:re|ve|ll|d|s|m)$|n't$", ""),
        ("(?<=[aeou])y(?=[aeiou])|^y(?=[aeiou])", "j"),
        ("^(some|there|where|here|every|home|life|time|base|house|white|safe|note|side)(?=[^aeiou]..)", r"\1|"),
        ("(?<=[^aeiouy])e(?=(?:ly|ty|ment|ments|ful|fully|less|ness)$|\\|)", ""),
        ("(?<=[^aeiouyl]l)e[ds]$", "e"),  # settled, tables
        (r"^(.*[aeiouy].*?)(?:(?<=[^td])ed|(?<=[^sxzcg])(?<!ch)(?<!sh)es|(?<![^aeiouy]l)e)$", r"\1"),
        ("(?<=[aeouy])(?=ing)", "|"),
        ("(?<=[aeiouy].)ea(?=s?$)|(?<=^id)ea|(?<=^cr)ea(?=t)|^rea(?=ct|li)|(?<=[pr])ea(?=ns?$)", "e|a"),
        ("(?<![tcsgxz])(?<!ll)(?<!n)i(?=[ao]|um)", "i|"),
        ("(?<=n)i(?=a$|als?$|ans?$)", "i|"),
        ("([aeiouy][^aeiouy]+)ier(?=s?$)", r"\1i|er"),
        ("(?<![tcsgx])ie(?=t|n[ct])|(?<=^sc)ie|(?<=^soc)ie", "i|e"),
        ("(?<![gp])eo", "e|o"),
        ("(?<!g)ua(?=l|r|t)", "u|a"),
        ("(?<![gq])ue(?=l|n[ct])", "u|e"),
        ("sm$|sms$", "s|em"),
        ("^coo(?=[pr])|^coa(?=li)", "co|o"),
        ("eum(?=s?$)", "e|um"),
    ],
    "de": [
        ("qu", "q"),
        ("^y(?=[aeiouäöü])", "j"),
        ("(?<=[aeiouäöü].)ien$", "i|en"),  # Italien
        ("eum(?=s?$)", "e|um"),
        ("(aa|ee|oo|ie|ei|ai|au|eu|äu|oi|ey|ay|[aeiouyäöü])", r"\1|"),
    ],
    "es": [
        ("qu", "q"),
        ("gu(?=[eéií])", "g"),
        ("y(?=[aeiouáéíóú])", "j"),
        ("([iuüy]?[aeoáéó][iuüy]?|[iuü]y|[iuüyíú]{2}|[iuüyíú])", r"\1|"),
    ],
    "pt": [
        ("qu", "q"),
        ("gu(?=[eéêi])|gu(?=[aáâ])", "g"),
        ("^(.*[áâãéêíóôõú].*[^aeiouáâãéêíóôõú])[iu](?=[ao]s?$)", r"\1"),  # história, but economi|a
        ("(?<=[aeou])i(?=nh|[nmrlz](?:[^aeiouáâãéêíóôõú]|$))", "|i"),  # rainha, ainda, juiz
        ("(ão|ãe|õe|[aeoáâéêóô][iu](?!\\|)|ui|iu|[aeiouáâãéêíóôõúü])", r"\1|"),
    ],
    "nl": [
        ("qu", "q"),
        ("^y(?=[aeiou])", "j"),
        ("eum(?=s?$)", "e|um"),
        ("(?<=[aeiou].)ioneel|ioneel", "i|oneel"),
        ("iee(?=l)", "i|ee"),
        ("(eau|aai|ooi|oei|ieu|eeu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|ai|oi|[aeiouyëïöüéè])", r"\1|"),
    ],
}
# One syllable, after the steps: in French with the glide before it (nuit, lieu, Louis).
_NUCLEUS = {
    "fr": r"(?:ou|[iuy])?(?:eau|aoû|[ae]u|eû|o[uùû]|[oae][iî]|[aeou]y|ea|ee|oo|[aàâeéèêëiîïyoôöuùûü])",
    "en": "[aeiouy]+",
    "de": "[aeiouyäöü]+",
    "es": "[aeiouyáéíóúü]+",
    "pt": "[aeiouáâãéêíóôõúü]+",
    "nl": "[aeiouyjëïöüéè]+",
}
LANGUAGES = tuple(_STEPS)
_LONG_LETTERS = {  # names of letters that have more than one syllable
    "fr": {"w": 3, "y": 2},
    "en": {"w": 3},
    "de": {"y": 3},
    "es": dict.fromkeys("fhjlmnñrsxz", 2) | {"w": 3},
    "pt": dict.fromkeys("fhjlmnrs", 2) | {"w": 3},
    "nl": {},
}
_SPOKEN_E = re.compile("(?i)([rsl](?:[bcdfgptv]|qu)|[bcdfgptv][lr])es?-(?=[^aeiouyhéèêàâîôû])")  # quatre-vingts
_READ = re.compile("(?i)[^aeiouy]{0,2}[aeiouy]+(?:[^aeiouy]{1,2}[aeiouy]+)*[^aeiouy]?")  # NATO; not RATP
KNOWN = 50_000  # words whose syllables are remembered
LONGEST = 80  # characters of a word; what is longer is a symbol


def syllables(word: str, language: str) -> int:
    """How many syllables a word has, read aloud with care; ``language`` is one of ``LANGUAGES``.

    French: a final mute e is not counted (ville: 1, table: 1) and an inner one is (gouvernement: 4), i u ou before a
    vowel are glides (nation: 2) but after two consonants (client: 2), and the ending -ent of a verb is mute, which its
    lemma decides (ils parlent: 1, un talent: 2; a form that is both is taken as the noun). An elided word without a
    vowel has none of its own (l', qu'). Acronyms are read as words where they can be (OTAN: 2) and spelled where they
    cannot or have three letters at most (SNCF: 4). Figures, abbreviations with a full stop, symbols and links are one
    syllable, as in Flesch (How to Write Plain English, 1979). Raises ValueError for another language.

    >>> [syllables(word, "fr") for word in ["gouvernement", "Ukraine", "aujourd'hui", "l'", "SNCF", "2024"]]
    [4, 2, 3, 0, 4, 1]
    """
    if language not in LANGUAGES:
        allowed = ", ".join(map(repr, LANGUAGES))
        raise ValueError(f"language must be one of {allowed}, not {language!r}{nearest(str(language), LANGUAGES)}")
    return _syllables(word, language) if len(word) <= LONGEST else 1


@lru_cache(maxsize=KNOWN)
def _syllables(word: str, language: str) -> int:
    word = unicodedata.normalize("NFC", word).replace("\u2019", "'").replace("\u02bc", "'").lstrip("#@")
    known = _exceptions(language)
    if (found := known.get(word.lower())) is not None:
        return found
    letters = [char for char in word if char.isalpha()]
    if not letters or "/" in word or "@" in word or word.lower().startswith("www."):
        return 1
    if "." in word:
        return len(letters) if word.isupper() and len(letters) > 1 else 1
    if len(letters) == len(word) > 1 and word.isupper() and (len(word) < 4 or not _READ.fullmatch(word)):
        return sum(_LONG_LETTERS[language].get(letter, 1) for letter in word.lower())
    if language == "en" and "'" in word:
        return max(sum(_count(part, language) for part in word.lower().split("-")), int(word[0] != "'"))
    if language == "fr":
        word = _SPOKEN_E.sub(r"\1é-", word)
    parts = [part for part in re.split("[-']", word) if part]
    total = sum(known.get(part.lower(), _part(part, language)) for part in parts)
    return total or int(not word.endswith("'"))


def _part(part: str, language: str) -> int:
    if any(map(str.isdigit, part)):
        return 1
    lower = part.lower()
    if language == "fr" and lower.endswith("ent") and len(lower) > 4 and _mute_ending(part):
        lower = lower[:-3]
    return _count(lower, language)


def _mute_ending(form: str) -> bool:
    """Whether -ent is the mute ending of a French verb: not in a noun, nor in vient or convient."""
    if form.endswith(("aient", "oient")):
        return True
    base = lemma(form, "fr")
    nasal = (form.endswith("ient") and base.endswith("enir")) or form.lower() + "ir" == base  # convient, consent
    return base.endswith(INFINITIVES["fr"]) and base != form.lower() and not nasal


def _count(part: str, language: str) -> int:
    steps, nucleus = _rules(language)
    for pattern, instead in steps:
        part = pattern.sub(instead, part)
    return len(nucleus.findall(_plain(part, nucleus)))


def _plain(part: str, nucleus: re.Pattern[str]) -> str:
    """Accented vowels that the language does not know, without their accent."""
    if part.isascii():
        return part
    return "".join(c if nucleus.match(c) else unicodedata.normalize("NFD", c)[0] for c in part)


@cache
def _rules(language: str) -> tuple[list[tuple[re.Pattern[str], str]], re.Pattern[str]]:
    steps = [(re.compile(pattern), instead) for pattern, instead in _STEPS[language]]
    return steps, re.compile(_NUCLEUS[language])


@cache
def _exceptions(language: str) -> dict[str, int]:
    entries = (line.split() for line in word_list(language, "syllables"))
    return {word: int(count) for word, count in entries}
