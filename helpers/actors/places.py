"""States by their adjectives and peoples, and capitals and seats that stand for a government."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.actors.shared_names import States
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, fold

_WEST = {"occidental", "occidentale", "occidentaux", "occidentales"}
_EUROPE = {"europeen", "europeenne", "europeens", "europeennes"}
_POLISH_ADJECTIVES = ("ki", "ka", "kie", "kiego", "kiej", "kiemu", "kim", "kich", "kimi")
_GERMANIC_ADJECTIVES = ("ische", "ischen", "ischer", "isches", "ischem", "sche", "schen", "se", "he")
_ARTICLES = {"le", "la", "l'", "les", "the"}
_LANGUAGE = {"le", "l'", "du", "au", "en", "parle", "parlent", "parler", "parlait", "traduit", "traduire", "vers"}
_PEOPLE = re.compile(r"(?:ais|ois|iens|eens|ains|ins|ards|ots)(?:es)?$")
_BETWEEN = {
    "entre",
    "between",
    "avec",
    "with",
    "contre",
    "against",
    "selon",
    "et",
    "and",
    "que",
    "qu'",
    "as",
    "by",
    "par",
    "pour",
}


def demonyms(
    lines: Sequence[Line], lists: Lists, named: Sequence[Found], inside: set[tuple[int, int]], states: States
) -> list[Found]:
    """Adjectives and nouns of countries and peoples outside proper names."""
    towns = {
        fold(part): f.actor
        for f in named
        if f.kind == "organisation" and lists.has("club_prefixes", fold(f.actor.split()[0]))
        for part in f.actor.split()[1:]
        if len(part) > 3
    }
    union = next((f.actor for f in named if f.actor in ("Union européenne", "European Union")), None)
    found = []
    for line in lines:
        words, i = line.words, 0
        while i < len(words):
            word, end = words[i], i + 1
            if (line.index, i) not in inside and word.is_word:
                match = lists.demonyms.match(words, i, caps=line.caps)
                other = lists.names.match(words, i) if word.cap and not line.caps else None
                if other and other[1][1] == "place":
                    end = other[0]
                elif match and not _is_language(line, i, match[0], lists) and not _is_proper(line, i, match[0], lists):
                    end, (actor, kind, form, evidence, _) = match
                    actor, evidence = states.meant(" ".join(w.key for w in words[i:end]), actor, evidence)
                    found.append(Found(line.index, i, end, actor, kind, form, evidence))
                elif lists.language == "fr" and word.key in _WEST and not _is_compass(line, i):
                    found.append(
                        Found(line.index, i, end, "Occidentaux", "collective", "demonym", "the Western powers")
                    )
                elif union and (
                    word.key in _EUROPE or (lists.language == "en" and word.text in ("European", "Europeans"))
                ):
                    found.append(
                        Found(line.index, i, end, union, "organisation", "demonym", f"European, {union} is named")
                    )
                elif not match and "-" in word.text:
                    for start, stop, actor, evidence in states.halves(word):
                        found.append(Found(line.index, i, end, actor, "state", "demonym", evidence, (start, stop)))
                elif club := _club_people(line, i, towns):
                    found.append(Found(line.index, i, end, club, "organisation", "demonym", f"people of {club}"))
            i = end
    return found


def _is_proper(line: Line, i: int, end: int, lists: Lists) -> bool:
    """Whether the case says that a demonym is part of a proper name: "Deutsche Bahn", "Russo" in Italian."""
    words, word = line.words, line.words[i]
    if lists.language in {"fr", "en", None} or line.caps or not word.cap:
        return False
    if lists.language in {"es", "it", "pt"}:
        return True
    if lists.language == "pl":
        return word.key.endswith(_POLISH_ADJECTIVES) and not word.first
    return (
        word.key.endswith(_GERMANIC_ADJECTIVES)
        and not word.first
        and end < len(words)
        and words[end].cap
        and words[end].is_word
    )


def _club_people(line: Line, i: int, towns: dict[str, str]) -> str | None:
    """The club whose town's people are named: "les Lensois" for RC Lens."""
    word = line.words[i]
    if (
        not towns
        or not word.cap
        or not i
        or line.words[i - 1].lower not in {"les", "des", "aux"}
        or not _PEOPLE.search(word.key)
    ):
        return None
    return next(
        (club for town, club in towns.items() if word.key[: max(4, len(town) - 2)] == town[: max(4, len(town) - 2)]),
        None,
    )


def _is_language(line: Line, i: int, end: int, lists: Lists) -> bool:
    words = line.words
    if line.caps:
        return False
    before = words[i - 1].lower if i else ""
    after = words[end] if end < len(words) else None
    if lists.language == "en":
        return before in {"in", "speak", "speaks", "into"} and not (
            after and after.is_word and not lists.has("stopwords", after.key)
        )
    if lists.language != "fr":
        return lists.has("language_cues", words[i - 1].key) if i else False
    if words[i].cap:
        return before in {"océan", "mer", "golfe"} or (words[i].first and i == 0 and len(words) < 3)
    return before in _LANGUAGE and not (before in {"le", "l'", "du", "au"} and after is not None and after.cap)


def _is_compass(line: Line, i: int) -> bool:
    """Plain geography: "la côte occidentale"."""
    before = line.words[i - 1].key if i else ""
    return before in {
        "cote",
        "partie",
        "rive",
        "facade",
        "bretagne",
        "afrique",
        "europe",
        "mediterranee",
        "flandre",
        "asie",
    }


def metonyms(lines: Sequence[Line], lists: Lists, named: Sequence[Found], inside: set[tuple[int, int]]) -> list[Found]:
    """Capitals and seats that act; those that may be plain places are kept only if their state is named elsewhere."""
    present = {f.actor for f in named}
    commission, union = _europe(present)
    found = []
    for line in lines:
        i = 0
        while i < len(line.words):
            match = None if (line.index, i) in inside else lists.seats.match(line.words, i, caps=line.caps)
            end = match[0] if match else i + 1
            if match and not any((line.index, k) in inside for k in range(i, end)):
                actor, kind, form, evidence, code = match[1]
                if code == "EU":
                    actor = union if union in present or commission not in present else commission
                    evidence = f"seat of {actor}"
                why = reading(line, i, end, lists)
                institution = evidence.startswith("seat") and code not in ("EU", "town")
                own = actor in ("France",) and lists.language == "fr"
                if why == "" and institution:
                    why = "a seat of power"
                elif why == "" and actor in present and not own:
                    why, evidence = "neither a place word nor a verb decides", f"ambiguous: {evidence}"
                elsewhere = code == "town" and actor not in present
                if why and why != "place" and not elsewhere:
                    found.append(Found(line.index, i, end, actor, kind, form, f"{evidence}; {why}"))
            i = end
    return found


def _europe(present: set[str]) -> tuple[str, str]:
    return (
        ("European Commission", "European Union")
        if "European Commission" in present or "European Union" in present
        else ("Commission européenne", "Union européenne")
    )


def reading(line: Line, i: int, end: int, lists: Lists) -> str:
    """What shows that a capital acts; "place" if something shows that it does not; empty if nothing decides."""
    words = line.words
    k = i - 1
    while k >= 0 and words[k].lower in _ARTICLES:
        k -= 1
    before = words[k] if k >= 0 else None
    after = words[end] if end < len(words) else None
    if (
        i == 0
        and after is not None
        and (after.text in {",", "("} and ("(" in line.text[after.start : after.start + 30]))
    ):
        return "place"
    if after is not None and after.text.isdigit():
        return "place"
    seat_street = words[i].lower in {"avenue", "rue", "place", "quai", "hôtel", "palais"}
    if before is not None and before.lower in {"de", "d'", "du", "des", "of"}:
        noun = words[k - 1] if k else None
        if noun is not None and lists.has("metonym_cues", noun.key):
            return f"after '{noun.lower} {before.lower}'"
        return "place" if noun is None or lists.has("place_cues", noun.key) else ""
    if before is not None and before.lower in {"à", "to"}:
        cue = next((w for w in words[max(0, k - 5) : k] if w.key.startswith(lists.stems)), None)
        return f"recipient of '{cue.lower}'" if cue else "place"
    if (
        before is not None
        and before.is_word
        and before.lower != "a"
        and lists.has("place_cues", before.key)
        and not seat_street
    ):
        return "place"
    if before is not None and before.lower in _BETWEEN:
        return f"after '{before.lower}'"
    if (
        after is not None
        and after.lower in {"et", "and"}
        and end + 1 < len(words)
        and lists.seats.match(words, end + 1)
    ):
        return "joined to another capital"
    if after is not None and (lists.has("actor_verbs", after.key) or after.lower in {"qui", "whose", "'s", "a"}):
        return "subject of a verb"
    if seat_street and (before is None or words[i].first):
        return "opens the clause"
    if (
        words[i].first
        and after is not None
        and after.is_word
        and not after.cap
        and not lists.has("stopwords", after.key)
    ):
        return "subject of a verb"
    if words[i].first and after is not None and after.text == ",":
        return "opens the clause"
    if before is not None and (before.key.endswith("ent") or lists.has("actor_verbs", before.key)):
        return f"after '{before.lower}'"
    return ""
