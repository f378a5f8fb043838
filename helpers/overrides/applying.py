"""The reader's decisions override the verdicts on the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.lines import fold
from helpers.overrides.reading import Overrides
from helpers.roles import READ, Verdict
from helpers.roles.phrases import compile_phrase, is_line

DECIDED = "the reader's decision"


def apply_overrides(
    verdicts: Sequence[Verdict], copies: Mapping[int, tuple[int, float]], overrides: Overrides, texts: Sequence[str]
) -> tuple[list[Verdict], dict[int, tuple[int, float]], set[int]]:
    """The verdicts with the reader's roles, reasons and confidence; the copies that remain; the lines set aside.

    ``texts`` are the lines, repaired. A decision on a line goes before a phrase to ignore; a line that is kept is no
    copy any more, and body unless it had a role that is kept.
    """
    decided, remaining = list(verdicts), dict(copies)
    for line, phrase in ignored_lines(overrides.ignore, texts).items():
        reason = f"{DECIDED}: ignore “{phrase}”"
        decided[line - 1] = decided[line - 1]._replace(role="boilerplate", reason=reason, confidence=1.0)
    for line, override in overrides.lines.items():
        role = override.role or verdicts[line - 1].role
        role = "body" if override.keep and role not in READ else role
        reason = DECIDED + (f": {override.reason}" if override.reason else "")
        decided[line - 1] = decided[line - 1]._replace(role=role, reason=reason, confidence=1.0)
        if override.keep:
            remaining.pop(line, None)
    return decided, remaining, {line for line, override in overrides.lines.items() if override.keep is False}


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
