"""Groups that act as one: "les riverains", "l'opposition", "alliés occidentaux"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.actors.determiners import DEFINITE
from helpers.names.lists import Lists
from helpers.names.organisations import is_adjective
from helpers.names.reading import Found, Line

_PLURAL = {"les", "aux", "leurs", "ses", "nos", "vos", "des", "the", "its", "their", "our", "her", "his"}
_AGENT = re.compile(r"(?:eurs|euses|iers|ieres|istes|ants|antes|icains|iciens|iciennes)$")
_BEFORE = {"selon", "par", "avec", "contre", "pour", "entre", "aux", "according", "by", "with", "against", "for"}
WESTERN = ("occidental", "occidentale", "occidentaux", "occidentales")


class CollectiveFinder:
    """Collectives that a group noun refers to."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.inside = {(f.line, i) for f in taken for i in range(f.first, f.last)}

    def find(self) -> list[Found]:
        """Mentions of form role; a group counts if it is seen to act somewhere in the article."""
        candidates = [c for line in self.lines for i in range(len(line.words)) if (c := self._candidate(line, i))]
        sure = {noun for _, _, _, noun, strong in candidates if strong}
        full: dict[str, str] = {}
        for line, i, end, noun, _ in candidates:
            surface = " ".join(w.lower for w in line.words[i:end])
            if len(surface) > len(full.get(noun, "")):
                full[noun] = surface
        found = []
        for line, i, end, noun, _ in candidates:
            if noun not in sure:
                continue
            western = any(w in full[noun] for w in WESTERN)
            actor, why = ("Occidentaux", "Western allies") if western else (full[noun], f"group noun {noun}")
            found.append(Found(line.index, i, end, actor, "collective", "role", why))
        return found

    def _candidate(self, line: Line, i: int) -> tuple[Line, int, int, str, bool] | None:
        """A group noun with its adjectives, and whether something shows that it acts."""
        words, lists = line.words, self.lists
        word, det = words[i], words[i - 1] if i else None
        if (
            not word.is_word
            or (line.index, i) in self.inside
            or (word.cap and not line.caps and lists.language == "fr")
        ):
            return None
        known = lists.collectives_in_caps if line.caps else lists.collectives
        listed = known.get(word.key if line.caps else word.lower)
        size = 1
        if i + 1 < len(words) and (
            two := known.get(f"{word.key} {words[i + 1].key}" if line.caps else f"{word.lower} {words[i + 1].lower}")
        ):
            listed, size = two, 2
        agent = lists.language == "fr" and _AGENT.search(word.key) and not lists.has("not_people", word.key)
        if not (listed or agent) or (i + size < len(words) and words[i + size].text in {"-", "'", "'s"}):
            return None
        lower = det.lower if det else ""
        plural = word.key.endswith("s")
        if plural and lists.language == "fr" and lower not in _PLURAL:
            return None
        if not plural and lower not in DEFINITE:
            return None
        end = i + size
        while (
            lists.language == "fr"
            and end < len(words)
            and (line.index, end) not in self.inside
            and (
                words[end].key in WESTERN
                or (
                    (not lists.demonyms.match(words, end) or plural)
                    and is_adjective(words[end], lists)
                    and not words[end].lower.endswith(("és", "ées"))
                    and words[end].key[-1] in ("s" if plural else "elanr") + "x"
                )
            )
        ):
            end += 1
        if lists.language == "en" and plural and lower not in _PLURAL and not word.first:
            return None
        if not plural and end < len(words) and words[end].lower in {"de", "des", "d'", "du", "of", "à", "to"}:
            return None
        strong = self._acts(line, i, end)
        if lower == "des" and not any(w.key in WESTERN for w in words[i:end]):
            strong = False
        elif listed and lists.language == "fr":
            strong = (
                strong
                or words[i - 1].first
                or line.role == "heading"
                or not plural
                or (i > 1 and words[i - 2].lower in _BEFORE)
                or lower in {"ses", "leurs", "nos"}
            )
        elif listed:
            strong = strong or not plural
        return line, i, end, listed or word.key, strong

    def _acts(self, line: Line, i: int, end: int) -> bool:
        words, lists = line.words, self.lists
        starts_clause = (i > 0 and (words[i - 1].first or (i > 1 and not words[i - 2].is_word))) or words[i].first
        for k in range(end, min(end + 3, len(words))):
            if words[k].text in ",;:.":
                if k == end and k + 1 < len(words) and words[k + 1].lower in {"qui", "eux", "elles", "who"}:
                    return starts_clause
                return False
            verb = words[k].key in lists.words["actor_verbs"]
            plural_verb = words[k].key.endswith("ent") and k == end and starts_clause and lists.language == "fr"
            if verb or plural_verb or (words[k].lower in {"vous", "nous", "se", "ne"} and starts_clause):
                return True
        return False
