"""Which language a text is in, and that language's lists from ``data/languages``."""

from __future__ import annotations

from functools import cache

from helpers.paths import DATA

LANGUAGES = DATA / "languages"


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have lists of their own."""
    return tuple(sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir() and len(p.name) == 2))


@cache
def word_list(language: str | None, name: str) -> tuple[str, ...]:
    """The entries of ``data/languages/LANGUAGE/NAME.txt``, one a line, comments left out; empty without such a file.

    >>> "aujourd'hui" in word_list("fr", "apostrophe-words")
    True
    """
    path = LANGUAGES / (language or "-") / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_set(language: str | None, name: str) -> frozenset[str]:
    """The same entries as a set, for look-ups."""
    return frozenset(word_list(language, name))


def every_language(name: str) -> tuple[str, ...]:
    """The entries of one list over all languages: a dump's menus need not be in the article's language."""
    return tuple(dict.fromkeys(entry for code in languages() for entry in word_list(code, name)))


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language, or None for less than three words, and for what is no language.

    The longest lines decide: menus are often in another language than the article.

    >>> detect_language("Le chat est mort hier soir à Paris.")
    'fr'
    """
    lines = sorted(text.splitlines(), key=len, reverse=True)
    sample = "\n".join(lines[:40])[:6000]
    if sum(any(c.isalpha() for c in word) for word in sample.split()) < 3:
        return None
    import py3langid

    code = str(py3langid.classify(sample)[0])
    return code if len(code) == 2 else None  # zxx: no language at all
