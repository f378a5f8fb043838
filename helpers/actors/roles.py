"""People by their function: "le ministre de la Santé", "its chair"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.actors.determiners import DEFINITE, INDEFINITE, possessor
from helpers.names.lists import Lists
from helpers.names.organisations import is_adjective
from helpers.names.reading import Found, Line, Word, fold
from helpers.names.rules import Names

_THIS = {"ce", "cet", "cette", "this"}
_BEFORE_NOUN = {
    "ancien",
    "ancienne",
    "nouveau",
    "nouvelle",
    "nouvel",
    "futur",
    "future",
    "actuel",
    "actuelle",
    "jeune",
    "ex",
    "-",
    "seul",
    "seule",
    "propre",
    "célèbre",
}
_RANKS = {
    "premier",
    "première",
    "deuxième",
    "ancien",
    "ancienne",
    "nouveau",
    "nouvelle",
    "futur",
    "future",
    "haut",
    "haute",
}
_IN_CHARGE = {"chargé", "chargée", "délégué", "déléguée", "responsable"}
_DE = {"de", "du", "des", "d'"}
_ARTICLES = {"le", "la", "l'", "les"}


@dataclass(slots=True)
class Role:
    """A description by function; ``person`` = whom it was linked to."""

    line: int
    first: int
    last: int
    lemma: str
    gender: str
    scope: str
    office: bool
    bare: bool
    this: bool
    person: str | None
    how: str


class RoleFinder:
    """Finds roles in all lines."""

    def __init__(self, lines: Sequence[Line], lists: Lists, names: Names) -> None:
        self.lines, self.lists, self.names = lines, lists, names
        self.starts: dict[tuple[int, int], Found] = {}
        self.ends: dict[tuple[int, int], Found] = {}
        self.inside: set[tuple[int, int]] = set()
        for f in names.found:
            self.starts[f.line, f.first] = f
            self.ends[f.line, f.last] = f
            self.inside.update((f.line, i) for i in range(f.first, f.last))

    def find(self) -> list[Role]:
        """The roles, linked to a person where a name stands beside them."""
        roles: list[Role] = []
        for line in self.lines:
            i = 0
            while i < len(line.words):
                role = self._role_at(line, i, roles[-1] if roles and roles[-1].line == line.index else None)
                if role:
                    roles.append(role)
                    i = role.last
                else:
                    i += 1
        return roles

    def _role_at(self, line: Line, i: int, previous: Role | None) -> Role | None:
        words, lists = line.words, self.lists
        if not words[i].is_word or (line.index, i) in self.inside:
            return None
        modifier = lists.language == "en" and lists.has("role_modifiers", words[i].key) and i + 1 < len(words)
        if modifier and lists.roles.match(words, i + 1):
            return None
        prefix = words[i].key.startswith(("vice-", "ex-", "sous-", "co-"))
        match = lists.roles.match(words, i, caps=line.caps)
        if not match and prefix:
            stem = words[i].lower.split("-", 1)[1]
            word = Word(stem, 0, 0, stem, fold(stem), False, False, False, 0, True)
            match = lists.roles.match([word], 0)
            match = (i + 1, match[1]) if match else None
        if not match:
            return None
        head, (lemma, gender, source) = match
        first = self._first(line, i)
        last = self._adjectives(line, head)
        last, scope = self._complement(line, last)
        det = words[first - 1] if first else None
        lower = det.lower if det else ""
        if gender == "u":
            gender = {"le": "m", "du": "m", "au": "m", "ce": "m", "la": "f", "cette": "f", "une": "f"}.get(lower, "u")
        this: bool = lower in _THIS
        opens = possessor(words, first) if lower in {"'s", "'"} else first
        own = det is not None and lists.has("definite", det.key)
        definite = this or own or (lower in DEFINITE and opens is not None)
        person, how = self._linked(
            line, first if opens is None else opens, last, previous, definite=definite, indefinite=lower in INDEFINITE
        )
        if not definite and (not person or (lemma == "elu" and how == "name before it")):
            return None
        if this and last < len(words) and words[last].lower in {"de", "du"}:
            this = False
        if lemma == "ambassadeur" and last + 1 < len(words) and words[last].lower in {"en", "au", "aux", "à"}:
            post = self.starts.get((line.index, last + 1))
            last = post.last if post and post.kind != "person" else last
        bare = not scope and first == i
        return Role(line.index, first, last, lemma, gender, scope, source == "roles", bare, this, person, how)

    def _first(self, line: Line, i: int) -> int:
        """Where the role begins whose noun stands at ``i``, with what modifies it from before."""
        words, lists = line.words, self.lists
        if lists.language != "en":
            return i - 1 if i and words[i - 1].lower in _RANKS else i
        first = i
        while (
            first
            and words[first - 1].is_word
            and (
                lists.has("role_modifiers", words[first - 1].key)
                or lists.demonyms.match(words, first - 1)
                or (lists.seats.match(words, first - 1) and words[first - 1].cap)
                or ((line.index, first) in self.ends and self.ends[line.index, first].kind in ("state", "organisation"))
            )
        ):
            ended = self.ends.get((line.index, first))
            first = ended.first if ended else first - 1
        return first

    def _adjectives(self, line: Line, end: int) -> int:
        words, lists = line.words, self.lists
        while end < len(words) and words[end].is_word and lists.language == "fr":
            if (line.index, end) in self.inside:
                break
            if demonym := lists.demonyms.match(words, end, caps=line.caps):
                end = demonym[0]
            elif lists.has("role_adjectives", words[end].key) or (
                is_adjective(words[end], lists) and not words[end].key.endswith("s")
            ):
                end += 1
            elif (
                words[end].lower in {"en", "par"}
                and end + 1 < len(words)
                and words[end + 1].lower in {"chef", "intérim", "exercice"}
            ):
                end += 2
            else:
                break
        return end

    def _complement(self, line: Line, end: int, *, depth: int = 0) -> tuple[int, str]:
        """End and key of the complement ("de l'OTAN", "à la Pêche", "of the agency") of a role that ends at ``end``."""
        words, lists = line.words, self.lists
        at = end
        if at >= len(words) or not words[at].is_word:
            return end, ""
        english = lists.language == "en"
        if words[at].lower in _IN_CHARGE and at + 1 < len(words) and depth < 2:
            stop, scope = self._complement(line, at + 1, depth=depth + 1)
            return (stop, scope) if scope else (end, "")
        beside = self.starts.get((line.index, at))
        if beside and beside.kind == "organisation" and words[at].upper and not english:
            return beside.last, beside.actor.lower()
        towards = words[at].lower in {"à", "au", "aux"}
        link = lists.has("name_links", words[at].key) and words[at].lower not in {"y", "e", "en", "i", "und"}
        if not link and words[at].lower not in ({"of", "for"} if english else _DE | {"à", "au", "aux"}):
            return end, ""
        contracted = words[at].lower in {"du", "des", "au", "aux"}
        at += 1
        if at < len(words) and words[at].lower in _ARTICLES | {"the", "leur", "son", "sa", "notre", "its", "their"}:
            at, contracted = at + 1, True
        if at >= len(words) or not words[at].is_word or (towards and not (contracted and words[at].cap)):
            return end, ""
        if words[at].text.rstrip(".") in lists.titles:
            at += 1 + (at + 1 < len(words) and words[at + 1].text == ".")
        named = self.starts.get((line.index, at))
        if named:
            return named.last, named.actor.lower()
        stop = at
        while stop < len(words) and words[stop].cap and words[stop].is_word and (line.index, stop) not in self.inside:
            stop += 1
            if stop + 1 < len(words) and words[stop].lower in {"et", "and"} and words[at].cap:
                k = stop + 1
                while k < len(words) and words[k].lower in _ARTICLES | _DE | {"à", "au", "aux"}:
                    k += 1
                if k < len(words) and words[k].cap and (line.index, k) not in self.inside:
                    stop = k
            elif stop < len(words) and is_adjective(words[stop], lists):
                stop += 1
        if stop == at:
            word = words[at]
            if len(word.text) < 3 or lists.has("stopwords", word.key) or word.text.isdigit():
                return end, ""
            stop = at + 1
            while (
                stop < len(words)
                and stop - at < 3
                and words[stop].is_word
                and not words[stop].cap
                and (
                    is_adjective(words[stop], lists)
                    or (
                        english
                        and not lists.has("stopwords", words[stop].key)
                        and not lists.has("actor_verbs", words[stop].key)
                    )
                )
            ):
                stop += 1
            body = self.starts.get((line.index, stop))
            if body and body.kind == "organisation":
                return body.last, body.actor.lower()
            if depth < 2 and stop < len(words) and words[stop].lower in _DE | {"of"}:
                stop, _ = self._complement(line, stop, depth=depth + 1)
        return stop, " ".join(w.key for w in words[at:stop])

    def _linked(
        self, line: Line, first: int, last: int, previous: Role | None, *, definite: bool, indefinite: bool
    ) -> tuple[str | None, str]:
        """The person named right before or right after a role."""
        words = line.words
        after = last
        comma = after < len(words) and words[after].text == ","
        for start in (after + 1,) if comma else (after,):
            k = start
            while (
                k < len(words)
                and k < start + 3
                and (words[k].text.rstrip(".") in self.lists.titles or (words[k].text == "." and k > start))
            ):
                k += 1
            named = self.starts.get((line.index, k))
            if named and named.kind == "person" and not (comma and not definite) and not indefinite:
                return named.actor, "name after it"
        if indefinite:
            return None, ""
        k = first - 1
        while k >= 0 and words[k].lower in _ARTICLES | _BEFORE_NOUN | {"the", "alors", "également", "aussi", "then"}:
            k -= 1
        while (k > 1 and words[k].text == "," and words[k - 1].lower in {"ans", "old"}) or (
            k > 0 and words[k].text == "," and words[k - 1].text.isdigit()
        ):
            k -= 1
            while k > 0 and words[k].text != ",":
                k -= 1
        if k >= 0 and words[k].text in {",", "(", "–", "—"}:
            named = self.ends.get((line.index, k))
            if named and named.kind == "person":
                return named.actor, "name before it"
        if (
            k >= 0
            and words[k].lower in {"et", "and", ","}
            and previous
            and previous.last == k
            and previous.person
            and (first == k + 1 or words[k].lower == ",")
        ):
            return previous.person, "same person as the role before it"
        return None, ""
