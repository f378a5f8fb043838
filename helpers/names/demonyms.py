"""Inflected forms of demonyms: small rules, one set per language; what follows no rule is listed as it stands."""

from __future__ import annotations

from collections.abc import Callable

_ENDINGS: tuple[tuple[tuple[str, ...], Callable[[str], list[str]]], ...] = (
    (("ien", "éen", "yen", "on"), lambda m: [m, m + "s", m + "ne", m + "nes"]),
    (("ais", "ois", "s"), lambda m: [m, m + "e", m + "es"]),
    (("e", "è"), lambda m: [m, m + "s"]),
    (("",), lambda m: [m, m + "s", m + "e", m + "es"]),
)


def french_forms(masculine: str) -> list[str]:
    """Every inflected form of a demonym given in the masculine, or as "masculine/feminine".

    >>> french_forms("ukrainien"), french_forms("grec/grecque")
    (['ukrainien', 'ukrainiens', 'ukrainienne', 'ukrainiennes'], ['grec', 'grecs', 'grecque', 'grecques'])
    """
    if "/" in masculine:
        return [form for part in masculine.split("/") for form in (part, part + "s")]
    return next(make(masculine) for endings, make in _ENDINGS if masculine.endswith(endings))


def english_forms(demonym: str) -> list[str]:
    """A demonym and, where it has one, its plural; "singular/plural" gives both.

    >>> english_forms("Ukrainian"), english_forms("French"), english_forms("Irishman")
    (['Ukrainian', 'Ukrainians'], ['French'], ['Irishman', 'Irishmen'])
    """
    if "/" in demonym:
        return demonym.split("/")
    if demonym.endswith(("sh", "ch", "ese", "s")):
        return [demonym]
    if demonym.endswith(("shman", "chman", "tsman", "lshwoman", "shwoman", "chwoman", "tswoman")):
        return [demonym, demonym[:-2] + "en"]
    return [demonym, demonym + "s"]


def _german(word: str) -> list[str]:
    if word[0].islower() or word == "US-amerikanisch":
        return [word + ending for ending in ("e", "er", "en", "em", "es")]
    if word == "Deutsche":
        return ["Deutsche", "Deutschen", "Deutscher", "Deutschem"]
    if word.endswith("e"):
        return [word, word + "n", word[:-1] + "in", word[:-1] + "innen"]
    if word.endswith(("in", "innen")):
        return [word]
    if word.endswith(("i", "o")):
        return [word, word + "s"]
    return [word, word + "s", word + "n", word + "en", word + "in", word + "innen"]


_PLAIN = str.maketrans("áéó", "aeo")


def _spanish(word: str) -> list[str]:
    if word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    if word[-1] in "aeí":
        return [word, word + "s", *([word + "es"] if word[-1] == "í" else [])]
    stem = word[:-2] + word[-2:].translate(_PLAIN)
    return [word, *(stem + ending for ending in ("a", "es", "as"))]


def _italian(word: str) -> list[str]:
    if word.endswith(("co", "go")) and word[-3] not in "i":
        return [word, word[:-1] + "a", word[:-1] + "hi", word[:-1] + "he"]
    if word.endswith("co"):
        return [word, word[:-1] + "a", word[:-1] + "i", word[:-1] + "he"]
    if word.endswith("io"):
        return [word, word[:-1] + "a", word[:-1], word[:-1] + "e"]
    endings = {"o": "oaie", "e": "ei", "a": "aie"}.get(word[-1], "")
    return [word[:-1] + ending for ending in endings] or [word]


def _portuguese(word: str) -> list[str]:
    if word.endswith("o") and not word.endswith("ão"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    if word.endswith("ês"):
        return [word[:-2] + ending for ending in ("ês", "esa", "eses", "esas")]
    return [word, word + "s"] if word[-1] in "aei" else [word]


def _dutch_adjective(word: str) -> list[str]:
    return [word, word + "e"] if not word.endswith("ees") else [word, word[:-2] + "se"]


_POLISH_ADJECTIVE = ("i", "a", "ie", "iego", "iej", "iemu", "im", "ich", "imi", "ą")
_POLISH_NOUN: tuple[tuple[tuple[str, ...], int, tuple[str, ...]], ...] = (
    (("anin", "ianin"), 2, ("in", "ina", "inowi", "inem", "inie", "ie", "", "om", "ami", "ach")),
    (("ka",), 2, ("ka", "ki", "ce", "kę", "ką", "ek", "kom", "kami", "kach")),
    (("iec",), 3, ("iec", "ca", "cowi", "cem", "cu", "cy", "ców", "com", "cami", "cach")),
    (("zec",), 2, ("ec", "ca", "cowi", "cem", "cu", "cy", "ców", "com", "cami", "cach")),
    (("yk", "ik", "ak", "ek"), 1, ("k", "ka", "kowi", "kiem", "ku", "cy", "ków", "kom", "kami", "kach")),
    (("",), 0, ("", "a", "owi", "em", "ie", "i", "owie", "ów", "om", "ami", "ach")),
)


def _polish(word: str) -> list[str]:
    if word[0].islower():
        return [word[:-1] + ending for ending in _POLISH_ADJECTIVE] + [word[:-2] + "cy"]
    cut, endings = next((cut, forms) for ends, cut, forms in _POLISH_NOUN if word.endswith(ends))
    stem = word[: len(word) - cut]
    return [stem + ending for ending in endings]


_INFLECT: dict[str, Callable[[str], list[str]]] = {
    "de": _german,
    "es": _spanish,
    "it": _italian,
    "pl": _polish,
    "pt": _portuguese,
}


def foreign_forms(word: str, language: str, *, adjective: bool = False) -> list[str]:
    """Every inflected form of a demonym of ``peoples.tsv``; one that begins with "=" is left as it stands.

    >>> foreign_forms("russo", "it"), foreign_forms("francés", "es"), foreign_forms("=greci", "it")
    (['russo', 'russa', 'russi', 'russe'], ['francés', 'francesa', 'franceses', 'francesas'], ['greci'])
    """
    if word.startswith("="):
        return [word[1:]]
    if language == "nl":
        return _dutch_adjective(word) if adjective else [word]
    return _INFLECT[language](word)


def declined(name: str, language: str) -> list[str]:
    """The cases of a state's name that follow from its nominative: the German genitive, Polish -ia and -ja, -stan.

    >>> declined("Russland", "de"), declined("Francja", "pl")
    (['Russland', 'Russlands'], ['Francja', 'Francji', 'Francję', 'Francją'])
    """
    if language == "de" and " " not in name and not name.endswith(("s", "z", "x")):
        return [name, name + "s"]
    if language == "pl" and " " not in name:
        if name.endswith(("ia", "ja")):
            return [name, *(name[:-1] + ending for ending in ("i", "ę", "ą"))]
        if name.endswith(("stan", "ran", "ban")):
            return [name, *(name + ending for ending in ("u", "owi", "em", "ie"))]
    return [name]
