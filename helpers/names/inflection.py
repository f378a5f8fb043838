"""Surnames in another case than the one they are named in: "Kowalskiego" for Kowalski, "Hegeles" for Hegele."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache

from helpers.language import word_list
from helpers.names.people import Person
from helpers.names.reading import Found, Line

_POLISH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ski", ("skiego", "skiemu", "skim")),
    ("cki", ("ckiego", "ckiemu", "ckim")),
    ("dzki", ("dzkiego", "dzkiemu", "dzkim")),
    ("ska", ("skiej", "ską")),
    ("cka", ("ckiej", "cką")),
    ("dzka", ("dzkiej", "dzką")),
    ("eł", ("ła", "łowi", "łem", "le")),
    ("iec", ("ca", "cowi", "cem", "cu", "iecowi")),
    ("ek", ("ka", "kowi", "kiem", "ku")),
    ("ka", ("ki", "ce", "kę", "ką")),
    ("ga", ("gi", "dze", "gę", "gą")),
    ("a", ("y", "ie", "ę", "ą")),
    ("o", ("i", "y", "ę", "ą")),
    ("k", ("ka", "kowi", "kiem", "ku")),
    ("g", ("ga", "gowi", "giem", "gu")),
    ("", ("a", "owi", "em", "ie", "iem", "u")),
)


def inflect(surname: str, language: str | None, gender: str) -> tuple[str, ...]:
    """The other forms of a surname: the cases of Polish, the genitive of German and Dutch.

    >>> inflect("Kowalski", "pl", "m")
    ('Kowalskiego', 'Kowalskiemu', 'Kowalskim')
    >>> inflect("Hegele", "de", "m"), inflect("Kowal", "pl", "f")
    (('Hegeles',), ())
    """
    if language in {"de", "nl"}:
        return () if surname.endswith(("s", "x", "z", "ß")) else (surname + "s",)
    if language != "pl":
        return ()
    for ending, others in _POLISH:
        if surname.endswith(ending):
            vowel = surname.endswith(("a", "o"))
            if gender == "f" and not vowel:
                return ()
            stem = surname[: len(surname) - len(ending)]
            return tuple(stem + other for other in others)
    return ()


@cache
def _given(language: str) -> dict[str, str]:
    """First names by their other forms: "Jana" for Jan."""
    names = [entry.rsplit(" ", 1) for entry in word_list(language, "first_names")]
    own = {name for name, _ in names}
    return {form: name for name, gender in names for form in inflect(name, language, gender) if form not in own}


def nominative(name: str, seen: Set[str], language: str | None) -> str:
    """A Polish full name in the form it is called by, if the first name is known and the surname stands elsewhere.

    >>> nominative("Jana Kowalskiego", {"Kowalski"}, "pl"), nominative("Jana Bąka", set(), "pl")
    ('Jan Kowalski', 'Jana Bąka')
    """
    parts = name.split()
    given = _given(language).get(parts[0]) if language == "pl" and len(parts) == 2 else None
    if not given:
        return name
    for ending, others in _POLISH:
        for other in others:
            base = parts[1][: len(parts[1]) - len(other)] + ending
            if parts[1].endswith(other) and (base in seen or ending == "ski"):
                return f"{given} {base}"
    return name


def inflected(
    found: Sequence[Found], lines: Sequence[Line], language: str | None, people: Mapping[str, Person]
) -> list[Found]:
    """Mentions of people by an inflected surname, where no other name was found; a shared form is left alone."""
    forms: dict[str, str] = {}
    shared: set[str] = set()
    for person in people.values():
        surname = person.name.split()[-1]
        for form in inflect(surname, language, person.gender):
            if forms.setdefault(form, person.name) != person.name:
                shared.add(form)
    if not forms:
        return []
    inside = {(f.line, k) for f in found for k in range(f.first, f.last)}
    return list(_look(lines, forms, shared, inside))


def _look(
    lines: Sequence[Line], forms: Mapping[str, str], shared: set[str], inside: set[tuple[int, int]]
) -> Iterable[Found]:
    for line in lines:
        for k, word in enumerate(line.words):
            name = forms.get(word.text)
            if not name or word.text in shared or (line.index, k) in inside or line.caps:
                continue
            given = line.words[k - 1].text[:3] == name[:3] if k else False
            yield Found(line.index, k - given, k + 1, name, "person", "name", f"form of {name.split()[-1]}")
