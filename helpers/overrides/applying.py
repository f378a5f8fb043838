"""The reader's decisions override the verdicts on the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.lines import fold
from helpers.overrides.reading import Overrides
from helpers.roles import READ
from helpers.roles.phrases import compile_phrase, is_line

if TYPE_CHECKING:
    import pandas as pd

DECIDED = "the reader's decision"


def apply_overrides(
    frame: pd.DataFrame, copies: Mapping[int, tuple[int, float]], overrides: Overrides, texts: Sequence[str]
) -> tuple[pd.DataFrame, dict[int, tuple[int, float]], list[int]]:
    """The frame with the reader's ``role``, ``reason`` and ``confidence``; the copies that remain; the lines set aside.

    ``frame`` has one row per line, ``texts`` are these lines, repaired. A decision on a line goes before a phrase to
    ignore; a line that is kept is no copy any more, and body unless it had a role that is kept.
    """
    roles, reasons, sure = (frame[name].tolist() for name in ("role", "reason", "confidence"))
    remaining = dict(copies)
    for line, phrase in ignored_lines(overrides.ignore, texts).items():
        roles[line - 1], reasons[line - 1], sure[line - 1] = "boilerplate", f"{DECIDED}: ignore “{phrase}”", 1.0
    for line, override in overrides.lines.items():
        role = override.role or frame["role"].iat[line - 1]
        roles[line - 1] = "body" if override.keep and role not in READ else role
        reasons[line - 1] = DECIDED + (f": {override.reason}" if override.reason else "")
        sure[line - 1] = 1.0
        if override.keep:
            remaining.pop(line, None)
    set_aside = [line for line, override in overrides.lines.items() if override.keep is False]
    return frame.assign(role=roles, reason=reasons, confidence=sure), remaining, set_aside


def ignored_lines(phrases: Sequence[str], texts: Sequence[str]) -> dict[int, str]:
    """The lines, from 1, that a phrase to ignore stands for, with that phrase.

    >>> ignored_lines(["Publicité", "Lire aussi…"], ["PUBLICITÉ", "La publicité paie.", "Lire aussi : le chat"])
    {1: 'Publicité', 3: 'Lire aussi…'}
    """
    patterns = [(phrase, compile_phrase(phrase)) for phrase in phrases]
    found: dict[int, str] = {}
    for line, text in enumerate(texts, 1) if patterns else ():
        folded = fold(text)
        phrase = next((phrase for phrase, pattern in patterns if folded and is_line(pattern, folded)), None)
        if phrase is not None:
            found[line] = phrase
    return found


def unmatched(phrases: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The phrases to ignore that no line is.

    >>> unmatched(["chat", "…chat…"], ["Le chat dort."])
    ['chat']
    """
    return [phrase for phrase in phrases if not ignored_lines([phrase], texts)]
