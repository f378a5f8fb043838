"""A second look at each name found: families, parties, regions that act, and names shared by a person and a firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from helpers.names.clues import Clues
from helpers.names.english import opens, title_case
from helpers.names.people import Person, civility
from helpers.names.reading import Found, Line

_PLACE = {"in", "at", "near", "from", "outside", "around", "across", "to", "via", "north", "south", "east", "west"}


def refine(
    found: Sequence[Found],
    lines: Sequence[Line],
    clues: Clues,
    people: Mapping[str, Person],
) -> list[Found]:
    """The names found, those of no actor left out, in reading order."""
    places = _mere_places(found, lines, clues)
    titled = {f.actor for f in found if f.kind == "person" and civility(lines[f.line].words, f.first, clues.lists)}
    surnames: dict[str, str] = {}
    for person in people.values():
        if len(person.words) > 1:
            surnames.setdefault(person.surname, person.name)
    kept = []
    for f in found:
        if f.actor in places:
            continue
        line = lines[f.line]
        words = line.words
        if _dateline(line, f):
            continue
        before = words[f.first - 1] if f.first else None
        if f.evidence.startswith("short for"):
            surname = surnames.get(words[f.first].key) if f.last == f.first + 1 else None
            if surname and (civility(words, f.first, clues.lists) or (surname not in titled and not _firm(line, f))):
                f = replace(f, actor=surname, kind="person", evidence=f"surname of {surname}, not the firm")
            elif before is not None and before.lower in _PLACE - {"at"} and not _firm(line, f):
                continue
        if f.kind == "person" and f.last == f.first + 1 and _inside_other(line, f, clues):
            continue
        after = words[f.last] if f.last < len(words) else None
        family = after is not None and after.lower == "family" and f.kind in {"person", "organisation"}
        if family and before is not None and before.lower == "the" and f.last == f.first + 1:
            name = line.text[words[f.first].start : words[f.last].end]
            f = replace(f, last=f.last + 1, actor=name, kind="collective", evidence="a family")
        kept.append(f)
    inside = {(f.line, k) for f in kept for k in range(f.first, f.last)}
    return sorted([*kept, *_parties(lines, clues, inside), *_regions(lines, clues, inside)], key=_place)


def _dateline(line: Line, f: Found) -> bool:
    """Whether a name in capitals is where a story was filed: "GENEVA (Reuters) - "."""
    words = line.words
    if f.first or line.caps or not all(w.upper for w in words[: f.last]) or len(words[0].text) < 4:
        return False
    start = words[f.last : f.last + 12]
    closing = next((k + 1 for k, w in enumerate(start) if w.text == ")"), 0)
    return closing < len(start) and start[closing].text in {"-", "–", "—"}


def _mere_places(found: Sequence[Found], lines: Sequence[Line], clues: Clues) -> set[str]:
    """States that are only ever places: no demonym, no capital, and each time after "in" or its like."""
    named: dict[str, bool] = {}
    for f in found:
        if f.kind == "state" and f.form == "name":
            words, k = lines[f.line].words, f.first - 1
            while k >= 0 and clues.has("plain_articles", words[k].key):
                k -= 1
            inside = k >= 0 and clues.has("place_words", words[k].key)
            named[f.actor] = inside and named.get(f.actor, True)
    only = {actor for actor, inside in named.items() if inside}
    if not only:
        return only
    for line in lines:
        for i in range(len(line.words)):
            for phrases in (clues.lists.demonyms, clues.lists.seats):
                if match := phrases.match(line.words, i, caps=line.caps):
                    only.discard(match[1][0])
    return only


def _inside_other(line: Line, f: Found, clues: Clues) -> bool:
    """Whether a surname stands inside another name: "Mill Lane", "Baker Street"."""
    words, k = line.words, f.first - 1
    if line.caps or title_case(line, clues):
        return False
    if f.last < len(words) and words[f.last].cap and not words[f.last].first and words[f.last].is_word:
        return clues.has("street_words", words[f.last].key) or clues.has("organisation_endings", words[f.last].key)
    if k < 0 or words[k].first or not opens(words[k], clues) or civility(words, f.first, clues.lists):
        return False
    return (
        not clues.has("person_nouns", words[k].key)
        and not clues.lists.demonyms.match(words, k)
        and not clues.lists.names.match(words, k)
        and not words[k].upper
    )


def _place(f: Found) -> tuple[int, int]:
    return f.line, f.first


def _firm(line: Line, f: Found) -> bool:
    """Whether the neighbours of a name mean a firm: "shares in Wardle", "Wardle's board"."""
    words = line.words
    before = {w.lower for w in words[max(0, f.first - 2) : f.first]}
    after = {w.lower for w in words[f.last : f.last + 3]}
    return bool(before & {"shares", "stake", "takeover", "bought", "owns", "at"} or after & {"board", "shares", "plc"})


def _parties(lines: Sequence[Line], clues: Clues, inside: set[tuple[int, int]]) -> list[Found]:
    """Parties by the words for them and their members: "Conservative and Liberal Democrat members"."""
    if not clues.parties:
        return []
    found = []
    for line in lines:
        words, i = line.words, 0
        while i < len(words):
            if not words[i].cap:
                i += 1
                continue
            two = f"{words[i].text} {words[i + 1].text}" if i + 1 < len(words) else ""
            size = 2 if two in clues.parties else 1
            party = clues.parties.get(two) or clues.parties.get(words[i].text)
            alone = not words[i].first or _party_opens(line, i + size, clues)
            goes_on = i + size < len(words) and words[i + size].cap and words[i + size].is_word
            follows = i > 0 and opens(words[i - 1], clues) and not words[i - 1].first
            if party and not line.caps and alone and not goes_on and not follows and (line.index, i) not in inside:
                found.append(Found(line.index, i, i + size, party, "organisation", "name", f"party: {party}"))
            i += size if party else 1
    return found


def _party_opens(line: Line, end: int, clues: Clues) -> bool:
    """Whether a party's word that opens a sentence is one: what stands after it is a member, a verb or a party."""
    if end >= len(line.words):
        return False
    after = line.words[end]
    key = after.key.removesuffix("s")
    joined = after.lower in {"and", "or"} and end + 1 < len(line.words) and line.words[end + 1].cap
    return joined or clues.has("person_verbs", after.key) or key == "member" or clues.has("person_nouns", key)


def _regions(lines: Sequence[Line], clues: Clues, inside: set[tuple[int, int]]) -> list[Found]:
    """States of a federation where they act: before a verb of saying, or as the party that is sued."""
    found = []
    for line in lines:
        words = line.words
        for i in range(len(words)):
            if not words[i].cap or (line.index, i) in inside:
                continue
            for size in (1, 2, 3):
                if i + size <= len(words) and line.text[words[i].start : words[i + size - 1].end] in clues.regions:
                    before = words[i - 1].lower if i else ""
                    after = words[i + size].key if i + size < len(words) else ""
                    owned = (
                        after == "'s"
                        and i + size + 1 < len(words)
                        and clues.has("person_nouns", words[min(i + size + 2, len(words) - 1)].key)
                    )
                    state_of = before == "of" and i > 1 and words[i - 2].key == "state"
                    acts = clues.has("person_verbs", after) or after == "sued" or owned
                    if (
                        (acts and before not in _PLACE | {"of", "and", "or"})
                        or before in {"sued", "against"}
                        or state_of
                    ):
                        name = line.text[words[i].start : words[i + size - 1].end]
                        found.append(Found(line.index, i, i + size, name, "state", "name", "a state that acts"))
                        break
    return found
