"""Capitals and seats that stand for a government or an institution: "Kyiv", "l'Élysée", "Brussels"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.language import word_list, word_set
from helpers.names.lists import Lists
from helpers.names.reading import Found, Line, Word, fold

_UNIONS = {"fr": ("Commission européenne", "Union européenne"), "en": ("European Commission", "European Union")}
_OF = {"de", "d'", "du", "des", "of"}
_TO = {"à", "to"}
_HOME = {"fr": "France"}
_WINDOW = 5


def metonyms(lines: Sequence[Line], lists: Lists, named: Sequence[Found], inside: set[tuple[int, int]]) -> list[Found]:
    """Capitals and seats that act; those that may be plain places are kept only if their state is named elsewhere."""
    present = {f.actor for f in named}
    found = []
    for line in lines:
        i = 0
        while i < len(line.words):
            match = None if (line.index, i) in inside else lists.seats.match(line.words, i, caps=line.caps)
            end = match[0] if match else i + 1
            if match and not any((line.index, k) in inside for k in range(i, end)):
                actor, kind, form, evidence, code = match[1]
                if code == "EU":
                    commission, union = _UNIONS[lists.language or "fr"]
                    actor = union if union in present or commission not in present else commission
                    evidence = f"seat of {actor}"
                seat_town = fold(line.words[i].text) in map(fold, word_set(lists.language, "seat_towns"))
                institution = evidence.startswith("seat") and code not in ("EU", "town") and not seat_town
                why = reading(line, i, end, lists)
                if not why and institution:
                    why = "a seat of power"
                elif not why and actor in present and actor != _HOME.get(lists.language or ""):
                    why, evidence = "neither a place word nor a verb decides", f"ambiguous: {evidence}"
                elsewhere = code == "town" and actor not in present
                if why and why != "place" and not elsewhere:
                    found.append(Found(line.index, i, end, actor, kind, form, f"{evidence}; {why}"))
            i = end
    return found


def reading(line: Line, i: int, end: int, lists: Lists) -> str:
    """What shows that a capital acts; "place" if something shows that it does not; empty if nothing decides."""
    words = line.words
    k = i - 1
    while k >= 0 and words[k].lower in word_set(lists.language, "articles"):
        k -= 1
    before = words[k] if k >= 0 else None
    after = words[end] if end < len(words) else None
    if after is not None and (after.text.isdigit() or _is_dateline(line, i, after)):
        return "place"
    if _one_speaks(words, k, end):
        return "where one speaks"
    street = words[i].lower in word_set(lists.language, "streets")
    if before is not None and before.is_word:
        if why := _governed(words, k, lists, street=street):
            return "" if why == "open" else why
        if before.lower in word_set(lists.language, "beside_actors"):
            return f"after '{before.lower}'"
    if why := _subject(line, i, end, lists, street=street, opens=before is None or words[i].first):
        return why
    if before is not None and (before.key.endswith("ent") or lists.has("actor_verbs", before.key)):
        return f"after '{before.lower}'"
    return ""


def _is_dateline(line: Line, i: int, after: Word) -> bool:
    """A town that opens a line before the agency or the date: "GENÈVE (AFP)", "Bruxelles, 12 mai (Reuters)"."""
    return i == 0 and after.text in {",", "("} and "(" in line.text[after.start : after.start + 30]


def _one_speaks(words: Sequence[Word], k: int, end: int) -> bool:
    """ "À Bercy, on regrette", "glisse-t-on à Alger": somebody there speaks for the whole."""
    if k < 0 or words[k].lower != "à":
        return False
    follows = end + 1 < len(words) and words[end].text == "," and words[end + 1].lower in {"on", "l'on"}
    return follows or (k > 0 and words[k - 1].lower.endswith("-on"))


def _governed(words: Sequence[Word], k: int, lists: Lists, *, street: bool) -> str:
    """What the preposition before a capital tells; "open" if it leaves the reading open."""
    before, noun = words[k], words[k - 1] if k else None
    cue = noun is not None and lists.has("metonym_cues", noun.key)
    if before.lower in _OF:
        if noun is not None and cue:
            return f"after '{noun.lower} {before.lower}'"
        return "place" if noun is None or lists.has("place_cues", noun.key) else "open"
    if before.lower in _TO:
        return _recipient(words, k, lists)
    if before.lower == "from" and noun is not None and cue:
        return f"after '{noun.lower} from'"
    if before.lower == "est" and noun is not None and noun.lower == "c'":
        return ""
    if lists.has("place_cues", before.key) and not street:
        return "place"
    return ""


def _recipient(words: Sequence[Word], k: int, lists: Lists) -> str:
    """Whether something is given or said to a capital, or somebody goes there."""
    motion = tuple(fold(stem) for stem in word_list(lists.language, "motion_cues"))
    for word in reversed(words[max(0, k - _WINDOW) : k]):
        if word.text in {".", ";", ":"} or word.key.startswith(motion):
            return "place"
        if word.key.startswith(lists.stems) and not lists.has("days", word.key):
            return f"recipient of '{word.lower}'"
    return "place"


def _subject(line: Line, i: int, end: int, lists: Lists, *, street: bool, opens: bool) -> str:
    words = line.words
    after = words[end] if end < len(words) else None
    if after is None:
        return ""
    joined = after.lower in word_set(lists.language, "conjunctions") and end + 1 < len(words)
    if joined and lists.seats.match(words, end + 1):
        return "joined to another capital"
    if lists.has("actor_verbs", after.key) or after.lower in word_set(lists.language, "subject_signs"):
        return "subject of a verb"
    then = words[end + 1] if end + 1 < len(words) else None
    relative = after.text == "," and then is not None and then.lower in word_set(lists.language, "relatives")
    clitic = after.lower in word_set(lists.language, "object_clitics") and then is not None
    if relative or (clitic and then is not None and lists.has("actor_verbs", then.key)):
        return "subject of a verb"
    if street and opens:
        return "opens the clause"
    if words[i].first and after.is_word and not after.cap and not lists.has("stopwords", after.key):
        return "subject of a verb"
    return "opens the clause" if words[i].first and after.text == "," else ""
