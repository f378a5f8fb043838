"""Organisations by a common noun: "la préfecture", "l'association", "le groupe Galatée"."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.actors.determiners import DEFINITE
from helpers.names.lists import Lists
from helpers.names.organisations import head_length, is_adjective
from helpers.names.reading import Found, Line, Timeline, fold

_LITERAL = {"devant", "derrière", "dans", "près", "en", "outside", "inside", "near"}


class BodyFinder:
    """Organisations that a common noun refers to."""

    def __init__(self, lines: Sequence[Line], lists: Lists, taken: Sequence[Found]) -> None:
        self.lines, self.lists = lines, lists
        self.inside = {(f.line, i) for f in taken for i in range(f.first, f.last) if f.form == "name"}
        self.starts = {(f.line, f.first): f for f in taken if f.form == "name"}
        bodies = [f for f in taken if f.kind == "organisation" and f.form == "name"]
        self.timeline = Timeline(bodies)
        self.by_head = {head: Timeline(named) for head, named in self._heads(bodies).items()}
        self.european = any(w.key in ("bruxelles", "europeen", "europeenne") for line in lines for w in line.words)
        self.states = Timeline(f for f in taken if f.kind == "state" and f.form == "name")

    def _heads(self, bodies: Sequence[Found]) -> dict[str, list[Found]]:
        """Organisations by the nouns that may refer back to them."""
        heads: dict[str, list[Found]] = {}
        for f in bodies:
            parts = fold(f.actor).split()
            if len(parts) > 1:
                nouns = set(parts if self.lists.language == "en" else parts[:1])
                for noun in nouns | ({"club"} if self.lists.has("club_prefixes", parts[0]) else set()):
                    heads.setdefault(noun, []).append(f)
        return heads

    def find(self) -> list[Found]:
        """Mentions of form role of organisations, and of form name for "la Région"."""
        found: list[Found] = []
        for line in self.lines:
            for i, word in enumerate(line.words):
                if word.is_word and (line.index, i) not in self.inside and (body := self._body(line, i)):
                    found.append(body)
        return found

    def _body(self, line: Line, i: int) -> Found | None:
        words, lists = line.words, self.lists
        word, det = words[i], words[i - 1] if i else None
        first = i - 1 if det and word.key == "government" and lists.demonyms.match(words, i - 1) else i
        det = words[first - 1] if first else None
        parliament = word.key == "parliament" and not (det and lists.has("role_modifiers", det.key))
        if (det is None or det.lower not in DEFINITE) and not parliament:
            return None
        if i > 1 and words[i - 2].lower in _LITERAL:
            return None
        firm = head_length(words, i, lists, "firms")
        head = head_length(words, i, lists)
        own = head_length(words, i, lists, "institutions")
        state = (
            lists.language == "fr"
            and (word.text == "État" or (line.caps and word.key == "etat"))
            and det is not None
            and det.lower == "l'"
        )
        if not (firm or head or own or state or lists.has("capitalised", word.key)):
            return None
        end = i + max(firm, head, own, 1)
        while (
            end < len(words)
            and lists.language == "fr"
            and (line.index, end) not in self.inside
            and (lists.demonyms.match(words, end, caps=line.caps) or is_adjective(words[end], lists))
        ):
            end += 1
        named = self.starts.get((line.index, end))
        if firm and named and named.kind == "organisation":
            return self._found(line, i, end, named.actor, "organisation", "role", f"names what {word.lower} it is")
        if state or (word.cap and not word.first and not line.caps):
            return self._capitalised(line, i, end, state=state)
        if word.key in {"gouvernement", "executif", "government"}:
            return self._government(line, i, end)
        complement = end < len(words) and words[end].lower in {"de", "du", "des", "d'", "of"}
        plain = end == i + max(firm, head, own, 1)
        if not complement and (plain or word.key == "club" or lists.has("generic_firms", word.key)):
            if (firm or head or own) and (back := self._referent(line.index, i, word.key)):
                return self._found(
                    line, i, end, back.actor, "organisation", "role", f"{word.lower} named as {back.actor}"
                )
            if lists.has("generic_firms", word.key) and (back := self._last_body(line.index, i, word.sentence)):
                return self._found(line, i, end, back.actor, "organisation", "role", "organisation named last")
        if own and not (complement and not self._place_follows(line, end + 1)):
            if lists.has("cautious", word.key) and not (end == i + own and self._speaks(line, i, end)):
                return None
            if word.key == "direction":
                back = self._last_body(line.index, i, None)
                if back is None or complement or (end < len(words) and words[end].cap):
                    return None
                return self._found(
                    line, i, end, back.actor, "organisation", "role", "management of the body named last"
                )
            name = " ".join(w.lower for w in words[i:end])
            if end > i + own:
                name = line.text[words[i].start : words[end - 1].end].lower()
            return self._found(line, i, end, name, "organisation", "role", f"institution: {word.lower}")
        return None

    def _speaks(self, line: Line, i: int, end: int) -> bool:
        words = line.words
        verb = end < len(words) and self.lists.has("actor_verbs", words[end].key)
        return verb or (i > 1 and words[i - 2].lower in {"selon", "par", "by"})

    def _place_follows(self, line: Line, i: int) -> bool:
        words = line.words
        while i < len(words) and words[i].lower in {"la", "l'", "le", "the"}:
            i += 1
        return i < len(words) and words[i].cap

    def _capitalised(self, line: Line, i: int, end: int, *, state: bool) -> Found | None:
        word = line.words[i]
        after = line.words[end] if end < len(line.words) and not line.caps else None
        follows = after is not None and (after.cap or after.lower in {"de", "of"})
        if state and end == i + 1 and not follows:
            return self._found(line, i, i + 1, "État français", "state", "name", "the State, in a French article")
        if end > i + 1 or follows:
            return None
        if back := self._referent(line.index, i, word.key):
            return self._found(line, i, end, back.actor, "organisation", "name", f"short for {back.actor}")
        if word.key == "commission" and self.lists.language == "fr" and self.european:
            return self._found(
                line, i, end, "Commission européenne", "organisation", "name", "short; Brussels is named"
            )
        if self.lists.has("capitalised", word.key) and not state:
            return self._found(line, i, end, word.text, "organisation", "name", "institution written with a capital")
        return None

    def _government(self, line: Line, i: int, end: int) -> Found | None:
        words, lists = line.words, self.lists
        demonym = next((d for k in range(i + 1, end) if (d := lists.demonyms.match(words, k))), None)
        before = lists.demonyms.match(words, i - 1) if i else None
        if lists.language == "en":
            if before:
                name = line.text[words[i - 1].start : words[i].end]
                return self._found(line, i - 1, end, name, "organisation", "role", "government with its demonym")
            near = self.states.before(line.index, i, 1)
            if not near:
                return self._found(line, i, end, "government", "organisation", "role", "government")
            return self._found(
                line, i, end, f"government of {near[0].actor}", "organisation", "role", "state named last before"
            )
        if demonym:
            name = line.text[words[i].start : words[end - 1].end].lower()
            return self._found(line, i, end, name, "organisation", "role", "government with its demonym")
        if end < len(words) and words[end].lower in {"de", "du", "des"} and end > i + 1:
            return None
        here = words[i].sentence
        capital = next(
            (c for k in range(i - 1, max(-1, i - 40), -1) if (c := lists.seats.match(words, k)) and len(c[1][4]) == 2),
            None,
        )
        if capital and capital[1][4] != "EU":
            adjective = lists.adjectives.get(capital[1][0], f"({capital[1][0]})")
            return self._found(line, i, end, f"gouvernement {adjective}", "organisation", "role", "after its capital")
        state = next((f for f in self.states.before(line.index, i, 3) if f.line == line.index), None)
        close = state is not None and here - line.words[state.first].sentence <= 1
        adjective = lists.adjectives.get(state.actor, f"({state.actor})") if state is not None and close else "français"
        why = "state named just before" if close else "no other state near"
        return self._found(line, i, end, f"gouvernement {adjective}", "organisation", "role", why)

    def _referent(self, line: int, i: int, key: str) -> Found | None:
        """The organisation named last before, else first after, whose name has this noun for head."""
        same = self.by_head.get(key)
        if same is None:
            return None
        return next(iter(same.before(line, i) or same.after(line, i)), None)

    def _last_body(self, line: int, i: int, sentence: int | None) -> Found | None:
        for f in self.timeline.before(line, i):
            opens = self.lines[f.line].words[max(0, f.first - 1)].first or self.lines[f.line].words[f.first].first
            if opens or not f.evidence.startswith(("known", "alias", "unexplained")):
                near = sentence is None or sentence - self.lines[f.line].words[f.first].sentence <= 2
                return f if near else None
        return None

    def _found(self, line: Line, i: int, end: int, actor: str, kind: str, form: str, evidence: str) -> Found:
        return Found(line.index, i, end, actor, kind, form, evidence)
