"""Which state a name or a demonym means that several share, and the states of compound adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from helpers.names.lists import Lists, Payload
from helpers.names.reading import Found, Line, Word, fold

_STANCE = {"pro", "anti", "ex", "non", "post"}


class States:
    """The states of one article: a word that may mean two of them means the one that is named otherwise."""

    def __init__(self, lines: Sequence[Line], lists: Lists, named: Sequence[Found]) -> None:
        self.lines, self.lists, self.named = lines, lists, named

    @cached_property
    def _sure(self) -> set[str]:
        """The states named in full or by their capital."""
        sure = {f.actor for f in self.named if f.kind == "state" and len(self._readings(self._key(f))) < 2}
        for line in self.lines:
            for i, word in enumerate(line.words):
                capital = self.lists.seats.match(line.words, i) if word.cap else None
                if capital and capital[1][3].startswith("capital"):
                    sure.add(capital[1][0])
        return sure

    def _key(self, f: Found) -> str:
        words = self.lines[f.line].words
        return fold(self.lines[f.line].text[words[f.first].start : words[f.last - 1].end])

    def _readings(self, key: str) -> list[str]:
        return [name for name, _ in self.lists.shared.get(key, ())]

    def settled(self, found: Iterable[Found]) -> list[Found]:
        """The mentions, each name that states share ("Congo") resolved or said to be ambiguous."""
        return [self._settle(f) if f.kind == "state" else f for f in found]

    def _settle(self, f: Found) -> Found:
        actor, evidence = self.meant(self._key(f), f.actor, f.evidence)
        return replace(f, actor=actor, evidence=evidence)

    def meant(self, key: str, actor: str, evidence: str) -> tuple[str, str]:
        """The state that a form means, and why."""
        readings = self._readings(key)
        if len(readings) < 2:
            return actor, evidence
        fit = [name for name in readings if name in self._sure]
        if len(fit) == 1:
            return fit[0], f"{evidence.split()[0]} of {fit[0]}, named in the article"
        by_name = next((f.actor for f in self.named if f.actor in readings), readings[0])
        return by_name, f"ambiguous: {evidence.split()[0]} of {' or '.join(readings)}"

    def halves(self, word: Word) -> list[tuple[int, int, str, str]]:
        """The states that the parts of a hyphenated word mean: (start, end, actor, evidence) of each.

        Both of "franco-allemand", the second of "pro-russe"; nothing where a part is no state ("afro-américain").
        """
        parts, at, start = word.text.split("-"), 0, word.start
        if len(parts) < 2 or len(parts) > 4:
            return []
        if self.lists.language == "de":
            return [(start, start + 2, self.lists.state_names["US"], f"US, in {word.text}")] if parts[0] == "US" else []
        found: list[tuple[int, int, str, str]] = []
        while at < len(parts):
            for size in (2, 1):
                piece = "-".join(parts[at : at + size])
                payload = self._part(piece, last=at + size >= len(parts)) if at + size <= len(parts) else None
                if payload:
                    break
            if payload is None and (at or fold(piece) not in _STANCE):
                return []
            if payload:
                actor, evidence = self.meant(fold(piece), payload[0], payload[3])
                found.append((start, start + len(piece), actor, f"{evidence}, in {word.text}"))
            at, start = at + size, start + len(piece) + 1
        return found

    def _part(self, piece: str, *, last: bool) -> Payload | None:
        lists, key = self.lists, fold(piece)
        if not last and (code := lists.compounds.get(key)):
            name = lists.state_names[code]
            return name, "state", "demonym", f"demonym of {name}", code
        word = Word(piece, 0, len(piece), piece.lower(), key, piece[:1].isupper(), piece.isupper(), False, 0, True)
        match = lists.demonyms.match([word], 0) or (lists.names.match([word], 0) if piece.isupper() else None)
        return match[1] if match and match[1][1] == "state" else None
