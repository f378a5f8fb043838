"""Whether two descriptions may be of one person: office past or present, state, field and charge."""

from __future__ import annotations

from helpers.actors.roles import Role, masculine
from helpers.actors.vocabulary import Vocabulary


def same_state(one: Role, other: Role) -> bool:
    """Whether no state sets them apart."""
    return not one.states or not other.states or bool(one.states & other.states)


def same_field(holder: Role, role: Role) -> bool:
    """Whether no adjective sets them apart: the "directrice académique" is not the school's."""
    told = holder.epithets | {masculine(word) for word in holder.scope}
    return not role.epithets or not (told or holder.states) or role.epithets <= told


def alike(holder: Role, role: Role) -> bool:
    """Whether neither state nor field sets them apart."""
    return same_state(holder, role) and same_field(holder, role)


def fits(holder: Role, role: Role, vocabulary: Vocabulary) -> bool:
    """Whether the holder of a role may be meant by another description with the same noun."""
    if holder.former != role.former or not alike(holder, role) or holder.person in role.people:
        return False
    charged = role.head.lemma in vocabulary.words["portfolios"]
    if role.states and not holder.states and holder.scope and not charged:
        return False  # "le président français" is not the "président du Conseil"
    if role.scope and not holder.scope:
        return charged or holder.generic or role.head.kind != "office"
    return not role.scope or bool(holder.scope & role.scope)
