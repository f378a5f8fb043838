"""Who is spoken of: names, roles, demonyms and metonyms of people, organisations, states and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.bodies import BodyFinder
from helpers.actors.collectives import CollectiveFinder
from helpers.actors.demonyms import demonyms
from helpers.actors.frames import FORMS, actor_table
from helpers.actors.linking import Linker
from helpers.actors.network import ENOUGH, actor_graph, co_mention_places, co_mentions, write_gexf
from helpers.actors.offices import Offices
from helpers.actors.places import metonyms
from helpers.actors.roles import RoleFinder
from helpers.actors.shared_names import States
from helpers.actors.states import StateFinder
from helpers.actors.tables import (
    actor_places,
    check_forms,
    occurrences,
    of_forms,
    role_table,
    surfaces,
    unresolved,
    variants,
)
from helpers.lines import Passage
from helpers.names.lists import load
from helpers.names.reading import Found, Line, read
from helpers.names.recognise import recognise_names
from helpers.names.rules import find_names
from helpers.names.tagger import tag

__all__ = [
    "ENOUGH",
    "FORMS",
    "KINDS",
    "Mention",
    "actor_graph",
    "actor_places",
    "actor_table",
    "check_forms",
    "co_mention_places",
    "co_mentions",
    "find_mentions",
    "occurrences",
    "of_forms",
    "recognise_names",
    "role_table",
    "surfaces",
    "unresolved",
    "variants",
    "write_gexf",
]

KINDS = ("person", "organisation", "state", "collective")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a passage that refers to an actor.

    ``start`` and ``end`` are offsets in ``passages[passage].text``; ``evidence`` says which rule and list entry fired.
    """

    passage: int
    start: int
    end: int
    actor: str
    kind: str
    form: str
    evidence: str


def find_mentions(
    passages: Sequence[Passage], language: str | None, *, names: str | None = None, date: str | None = None
) -> list[Mention]:
    """Every mention of an actor, in reading order; spans may nest ("président {ukrainien}").

    ``passages`` are the kept passages in reading order, their text repaired; ``language`` is an ISO 639-1 code. French
    and English have rules for every form; German, Spanish, Italian, Dutch, Polish and Portuguese have names of people,
    organisations and states, and demonyms; any other, full names with a known first name. ``names`` is an installed
    spaCy pipeline, by name or path, whose entities take the place of those of Relire's own model (French has one);
    raises InputError when it is missing. ``date`` (ISO) is the article's: with it, an office whose holder the article
    does not name ("le chancelier allemand") is given to who held it that day, where that is known for sure.

    >>> from helpers.lines import repair
    >>> [(m.actor, m.form) for m in find_mentions([repair("Le président ukrainien Volodymyr Zelensky a parlé.")], "fr")]
    [('Volodymyr Zelensky', 'role'), ('Ukraine', 'demonym'), ('Volodymyr Zelensky', 'name')]
    """
    lists = load(language)
    lines = read(passages, language)
    named = find_names(lines, lists, tag(lines, lists, names=names))
    inside = {(f.line, i) for f in named.found for i in range(f.first, f.last)}
    states = States(lines, lists, named.found)
    named.found = states.settled(named.found)
    peoples = demonyms(lines, lists, named.found, inside, states)
    seats = metonyms(lines, lists, [*named.found, *peoples], inside)
    roles = Linker(lines, lists, named, Offices(lines, lists, named, date)).link(RoleFinder(lines, lists, named).find())
    present = [*named.found, *seats, *peoples]
    called = StateFinder(lines, lists, present).find()
    held = [role for role in roles if role.actor in named.people]
    bodies = BodyFinder(lines, lists, present).find()
    groups = CollectiveFinder(lines, lists, [*named.found, *bodies, *called]).find()
    # A neighbour or partner with a demonym is a state, unless it is said of somebody named.
    return _settled([*named.found, *seats, *held, *called, *roles, *bodies, *groups, *peoples], lines)


def _settled(found: Sequence[Found], lines: Sequence[Line]) -> list[Mention]:
    """Mentions with offsets, in order; a span that crosses another, or repeats it, gives way to the one before it."""
    covering: dict[tuple[int, int], list[Mention]] = {}
    kept: list[Mention] = []
    for f in found:
        words = lines[f.line].words
        start, end = f.part or (words[f.first].start, words[f.last - 1].end)
        new = Mention(f.line, start, end, f.actor, f.kind, f.form, f.evidence)
        places = [covering.setdefault((f.line, i), []) for i in range(f.first, f.last)]
        if not any(_clash(new, old) for place in places for old in place):
            kept.append(new)
            for place in places:
                place.append(new)
    return sorted(kept, key=lambda m: (m.passage, m.start, -m.end))


def _clash(new: Mention, old: Mention) -> bool:
    if (new.start, new.end) == (old.start, old.end):
        return True
    if new.end <= old.start or old.end <= new.start:
        return False
    nested = (new.start <= old.start and old.end <= new.end) or (old.start <= new.start and new.end <= old.end)
    inner = new if new.end - new.start < old.end - old.start else old
    outer = old if inner is new else new
    return not nested or outer.form == "name" or (inner.kind == outer.kind == "collective")
