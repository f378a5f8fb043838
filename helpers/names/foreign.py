"""Names in German, Spanish, Italian, Dutch, Polish and Portuguese, and what their words and neighbours say of them.

Precision comes first: a run of capitals that neither a list nor a neighbour explains is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from helpers.names.clues import Clues
from helpers.names.english import title_case
from helpers.names.people import civility
from helpers.names.reading import Line, Word
from helpers.names.votes import Votes

__all__ = ["body_words", "cut_run", "neighbours", "opens", "own_votes", "run_end", "title_case"]

_PARTICLES = {
    "de": {"von", "zu", "vom", "zum", "van", "de", "der", "den", "el", "al"},
    "nl": {"van", "de", "der", "den", "ter", "ten", "te", "het", "'t", "el", "von"},
    "es": {"de", "del", "la", "los", "las", "y", "i", "von", "van"},
    "it": {"de", "di", "del", "della", "dello", "dal", "dalla", "da", "lo", "la", "d'", "dell'", "von"},
    "pt": {"de", "da", "do", "das", "dos", "e", "van"},
    "pl": {"von", "de", "van"},
}
_LINKS = {
    "de": {"für", "der", "des", "von", "zur", "am", "gegen", "an"},
    "nl": {"van", "voor", "der", "tegen"},
    "es": {"de", "del", "para", "contra"},
    "it": {"di", "del", "della", "dello", "dei", "degli", "delle", "dell'", "d'", "per", "contro"},
    "pt": {"de", "da", "do", "das", "dos", "para", "contra"},
    "pl": {"dla", "nad", "na", "ds.", "do", "w", "przeciw"},
}
_ARTICLES = {"la", "el", "los", "las", "de", "het", "o", "a", "l'", "der", "die", "das"}
_AND = {"de": "und", "nl": "en", "es": "y", "it": "e", "pt": "e", "pl": "i"}
_OVER_PLACES = {
    "alcalde",
    "alcaldesa",
    "obispo",
    "arzobispo",
    "vecino",
    "vecina",
    "rey",
    "reina",
    "gobernador",
    "sindaco",
}
_OVER_PLACES |= {"sindaca", "vescovo", "arcivescovo", "re", "regina", "prefetto", "burgemeester", "wethouder", "koning"}
_OVER_PLACES |= {
    "koningin",
    "bisschop",
    "bürgermeister",
    "oberbürgermeister",
    "bischof",
    "könig",
    "königin",
    "prefeito",
}
_OVER_PLACES |= {"prefeita", "bispo", "rei", "rainha", "autarca", "burmistrz", "wójt", "biskup", "król", "ministro"}
_OVER_PLACES |= {"ministra", "minister", "ministerin", "consejera", "consejero", "assessore", "assessora", "ministre"}
_ACRONYM_FIRST = re.compile(r"[A-ZÄÖÜŁŚ]{2,}[-+]\w")
_CLUBS = {
    "FC",
    "SV",
    "TSV",
    "VfB",
    "VfL",
    "SC",
    "TuS",
    "FSV",
    "SpVgg",
    "HSV",
    "RC",
    "CD",
    "UD",
    "SD",
    "AC",
    "AS",
    "SSC",
}
_CLUBS |= {"CF", "KS", "GKS", "MKS", "SL", "SK", "VV", "KV", "RSC", "KRC", "BSC", "TSG", "US", "UC", "AZ"}
_CLASSIFIERS = {"gewerkschaft", "partei", "bank", "agentur", "behorde"}
_INITIALS = re.compile(r"(?:[A-ZŁŚŻ]\.)+$|[A-ZŁŚŻ]$")
_DOUBLE = re.compile(r"[A-ZÀ-ÝŁŚŻŹĆ][\w'’]+-[A-ZÀ-ÝŁŚŻŹĆ][\w'’]+$")
_GERMAN_ROLE = re.compile(
    r"[A-ZÄÖÜ][\w-]*(?:minister|ministerin|präsident|präsidentin|sprecher|sprecherin|meister|meisterin|chef|chefin"
    r"|leiter|leiterin|führer|führerin|direktor|direktorin|vorsitzende|vorsitzender|trainer|trainerin|forscher"
    r"|forscherin|sekretär|sekretärin|anwalt|anwältin)$"
)


def opens(word: Word, clues: Clues) -> bool:
    """Whether a name may begin with a word."""
    lists = clues.lists
    if not word.is_word or not (word.cap or word.text in clues.beginnings_as_written):
        return False
    if word.text.rstrip(".") in lists.titles or clues.has("not_names", word.key):
        return False
    if lists.has("months", word.key) or lists.has("days", word.key):
        return False
    if word.upper and lists.has("not_acronyms", word.key):
        return False
    if word.text in clues.beginnings_as_written and not word.first:
        return True
    return word.upper or not (lists.has("stopwords", word.key) or clues.has("person_verbs", word.key))


def run_end(words: Sequence[Word], i: int, clues: Clues) -> int:
    """Where the run that begins at ``i`` stops, with the links and particles that are part of a name."""
    language = clues.lists.language or ""
    links, particles = _LINKS.get(language, set()), _PARTICLES.get(language, set())
    headed = clues.has("organisation_beginnings", words[i].key)
    personal = clues.is_first_name(words[i].key) or civility(words, i, clues.lists) is not None
    end = i + 1
    while end < len(words):
        word = words[end]
        if word.cap and word.is_word and not word.first:
            noble = word.lower in particles and end + 1 < len(words) and words[end + 1].cap
            if not opens(word, clues) and not noble and not (headed and clues.lists.has("stopwords", word.key)):
                break
            personal = personal or (not headed and clues.is_first_name(word.key))
            headed = headed or (not personal and clues.has("organisation_beginnings", word.key))
            end += 1
            continue
        after = words[end + 1] if end + 1 < len(words) else None
        if word.text in {"&", "+"} and after is not None and after.cap:
            end += 2
            continue
        if word.text == "." and after is not None and after.cap and _INITIALS.match(words[end - 1].text):
            end += 1
            continue
        if word.text in clues.legal:
            return end + 1
        if headed and word.lower == _AND.get(language) and _listed(words, end + 1, clues):
            end += 2
            continue
        reach = _through(words, end, links if headed else set(), clues)
        given = clues.is_first_name(words[end - 1].key) or end == i + 1
        if not reach and not headed and given and (personal or (language == "nl" and not words[i].first)):
            reach = _through(words, end, particles, clues)
        if not reach:
            break
        end = reach
    return end


def _listed(words: Sequence[Word], k: int, clues: Clues) -> bool:
    """Whether "and" goes on with one more field of a body, not with another name."""
    if k >= len(words) or words[k - 2].upper or (k + 1 < len(words) and words[k + 1].cap):
        return False
    after = words[k]
    return (
        after.cap
        and after.is_word
        and not after.upper
        and not clues.is_first_name(after.key)
        and not clues.has("organisation_beginnings", after.key)
        and after.key not in clues.lists.names
    )


def _through(words: Sequence[Word], end: int, links: Set[str], clues: Clues) -> int:
    """The end of "de (la) X", its first capitalised word included; 0 if what follows is no part of a name."""
    if end >= len(words) or words[end].lower not in links or words[end].cap:
        return 0
    k = end + 1
    while (
        k < min(end + 3, len(words)) and (words[k].lower in links or words[k].lower in _ARTICLES) and not words[k].cap
    ):
        k += 1
    if k >= len(words) or not words[k].cap or not words[k].is_word or words[k].first:
        return 0
    return k + 1


def body_words(words: Sequence[Word], i: int, j: int, clues: Clues) -> str:
    """What in a run's own words says that it names a body, or nothing."""
    last = words[j - 1]
    if j - i > 1 and (last.text in clues.legal or last.text.rstrip(".") in clues.legal):
        return f"legal form {last.text}"
    german = clues.lists.language == "de"
    if j - i > 1 and words[i].text in _CLUBS:
        return "club"
    if german and words[i].key.endswith("ministerium") and len(words[i].key) > 11:
        return f"head noun {words[i].lower}"
    if j - i > 1 and clues.has("organisation_beginnings", words[i].key):
        return f"head noun {words[i].lower}"
    if german and j - i > 1 and words[i].key.endswith(clues.stems):
        return f"head noun {words[i].lower}"
    if j - i > 1 and clues.has("organisation_endings", last.key):
        return f"head noun {last.lower}"
    if any(w.text == "&" for w in words[i + 1 : j]):
        return "joined by &"
    return ""


def cut_run(words: Sequence[Word], i: int, j: int, clues: Clues, common: Set[str]) -> list[tuple[int, int, str]]:
    """The names inside a run, each with the clue that the run gives: "role" where a noun for a person is before it."""
    if clues.lists.language == "de":
        return list(_german(words, i, j, clues))
    if j - i == 2 and clues.has("organisation_nouns", words[i].key) and words[i + 1].upper:
        return [(i + 1, j, "")]
    if body_words(words, i, j, clues):
        return [(i, j, "")]
    while i < j - 1 and words[i].first and not clues.is_first_name(words[i].key):
        role = clues.has("person_nouns", words[i].key)
        if role:
            return [(i + 1, j, "role")]
        if words[i].key not in common and not clues.is_first_name(words[i + 1].key):
            break
        i += 1
    first = next(
        (k for k in range(i + 1, j - 1) if clues.has("person_nouns", words[k - 1].key) and words[k - 1].cap), 0
    )
    if first and clues.is_first_name(words[first].key):
        return [(first, j, "role")]
    return [(i, j, "")]


def _german(words: Sequence[Word], i: int, j: int, clues: Clues) -> Iterable[tuple[int, int, str]]:
    """German writes every noun with a capital: a name inside a run of nouns needs a sign of its own."""
    k = i
    while k < j:
        word = words[k]
        titled = civility(words, k, clues.lists) is not None
        role = k > 0 and is_role(words[k - 1], clues) and not word.upper
        first = clues.is_first_name(word.key)
        if word.text in _CLUBS and k + 1 < j and words[k + 1].cap:
            yield (k, k + 2, "")
            k += 2
        elif word.upper:
            yield (k, k + 1, "")
            k += 1
        elif legal := next((m for m in range(k + 1, j) if words[m].text in clues.legal), None):
            start = max(k, legal - 3)
            yield (start, legal + 1, "")
            k = legal + 1
        elif k > i and clues.has("organisation_nouns", words[k - 1].key) and not first:
            yield (k, k + 1, "")
            k += 1
        elif (titled or role or first) and (end := _german_person(words, k, j, clues, first=first, titled=titled)):
            yield (k, end, "role" if role else "")
            k = end
        elif clues.has("organisation_nouns", word.key) and not _body_follows(words, k, j, clues):
            k += 1
        elif clues.has("organisation_beginnings", word.key) or word.key.endswith(clues.stems):
            end = _german_body(words, k, j, clues)
            yield (k, end, "")
            k = end
        else:
            k += 1


def _body_follows(words: Sequence[Word], k: int, j: int, clues: Clues) -> bool:
    """Whether a noun opens a body's name ("Gewerkschaft der Polizei") and does not stand before one ("Gewerkschaft Verdi")."""
    linked = k + 2 < j and words[k + 1].lower in _LINKS["de"] and words[k + 2].cap
    return clues.has("organisation_beginnings", words[k].key) and (linked or words[k].key not in _CLASSIFIERS)


def is_role(word: Word, clues: Clues) -> bool:
    """Whether a word is a noun for a person, a German compound included: "Landesinnenministerin"."""
    if clues.lists.language == "de" and word.cap and _GERMAN_ROLE.match(word.text):
        return True
    return clues.has("person_nouns", word.key)


def _german_person(words: Sequence[Word], k: int, j: int, clues: Clues, *, first: bool, titled: bool) -> int:
    """Where a German name stops: its first names, a particle, one surname."""
    end = k
    while end < j - 1 and clues.is_first_name(words[end].key) and words[end + 1].cap:
        end += 1
    if first and end == k and not titled:
        tail = end + 1
        while tail < j and words[tail].lower in _PARTICLES["de"] and not words[tail].cap:
            tail += 1
        return tail + 1 if end + 1 < tail < j else 0
    if not first and not titled:
        return k + 2 if k + 1 < j and words[k + 1].cap and not words[k + 1].upper and not _noun(words[k], clues) else 0
    while end + 1 < j and words[end].lower in _PARTICLES["de"] and not words[end].cap:
        end += 1
    end += 1
    while end < j and words[end].lower in _PARTICLES["de"] and not words[end].cap:
        end += 1
        if end < j and words[end].cap:
            end += 1
    return min(end, j)


def _noun(word: Word, clues: Clues) -> bool:
    return is_role(word, clues) or any(
        clues.has(name, word.key) for name in ("organisation_nouns", "organisation_beginnings")
    )


def _german_body(words: Sequence[Word], k: int, j: int, clues: Clues) -> int:
    """A body and the place or the field it is called after: one name, after a link or not."""
    end, links = k + 1, _LINKS["de"]
    while end < j:
        if words[end].cap:
            if clues.is_first_name(words[end].key) and end > k + 1:
                break
            end += 1
            if end < j and words[end].cap:
                break
        elif words[end].lower in links | {"und", ","}:
            end += 1
        else:
            break
    while end > k + 1 and not words[end - 1].cap:
        end -= 1
    return end


def own_votes(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues, *, sport: bool) -> None:
    """Count what the words of a run say by themselves, once for each run."""
    size = j - i
    if body := body_words(words, i, j, clues):
        votes.add("organisation", 6, body)
        return
    if size > 1 and clues.is_first_name(words[i].key) and not words[i + 1].upper:
        votes.add("person", 4, f"first name {words[i].text}")
    if size > 1 and any(_INITIALS.match(w.text) for w in words[i : j - 1]):
        votes.add("person", 2, "initials")
    if 1 < size < 4 and _DOUBLE.match(words[j - 1].text) and clues.lists.language != "de":
        votes.add("person", 1.5, "double surname")
    if size > 1 and any(not w.cap and w.is_word for w in words[i + 1 : j]):
        votes.add("person", 1, "particle")
    if size == 1 and clues.has("organisation_beginnings", words[i].key):
        votes.add("person", -3, "")
    if _ACRONYM_FIRST.match(words[i].text) and clues.lists.language != "de":
        votes.add("organisation", 1.5, "begins with an acronym")
    if words[i].upper and size == 1 and 2 <= len(words[i].text) <= 6 and words[i].text.isalpha():
        votes.add("organisation", 2.5, "unexplained acronym")


def neighbours(line: Line, i: int, j: int, votes: Votes, clues: Clues) -> None:
    """Count what stands before and after a run."""
    words = line.words
    if civility(words, i, clues.lists):
        votes.add("person", 6, "after a civility")
        return
    if i and not words[i].first:
        _before(words, i, j, votes, clues)
    if j < len(words):
        _after(words, i, j, votes, clues)


def _before(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    k = i - 1
    article = clues.has("articles", words[k].key)
    if article and k:
        votes.add("person", 0 if clues.is_first_name(words[i].key) else -2, "")
        k -= 1
    before = words[k]
    if not article:
        if is_role(before, clues):
            votes.add("person", 3 if j - i > 1 else 1.5, f"after {before.lower}")
        elif clues.has("organisation_nouns", before.key):
            votes.add("organisation", 3, f"after {before.lower}")
        elif k and before.is_word and clues.has("organisation_nouns", words[k - 1].key) and not before.cap:
            if before.lower not in _AND.values() and not clues.lists.has("stopwords", before.key):
                votes.add("organisation", 2.5, f"after {words[k - 1].lower}")
    if before.text == "," and not article:
        for kind, noun in _noun_before(words, k, clues):
            votes.add(kind, 2.5, f"after {noun} and a comma")
    if k and before.lower in _LINKS.get(clues.lists.language or "", ()) and is_role(words[k - 1], clues):
        if words[k - 1].lower not in _OVER_PLACES:
            votes.add("organisation", 2, f"{words[k - 1].lower} {before.lower}")
    elif clues.has("place_words", before.key):
        votes.add("place", 2, f"after {before.lower}")
    if clues.has("person_verbs", before.key) and not article:
        votes.add("person", 1.5 if j - i > 1 else 0.5, f"after {before.lower}")


def _noun_before(words: Sequence[Word], comma: int, clues: Clues) -> list[tuple[str, str]]:
    """The first noun after the article of the phrase that a comma separates from the run: "La consejera de Sanidad, X"."""
    told: list[tuple[str, str]] = []
    for k in range(comma - 1, max(-1, comma - 8), -1):
        word = words[k]
        if not word.is_word:
            return told
        if is_role(word, clues):
            told = [("person", word.lower)]
        elif clues.has("organisation_nouns", word.key):
            told = [("organisation", word.lower)]
        elif told and clues.has("articles", word.key):
            return told
        elif clues.has("person_verbs", word.key):
            return []
    return told if clues.lists.language == "pl" else []


def _after(words: Sequence[Word], i: int, j: int, votes: Votes, clues: Clues) -> None:
    after = words[j]
    following = words[j + 1] if j + 1 < len(words) else None
    if after.text in {",", "("} and following is not None:
        if following.text.isdigit() and len(following.text) == 2:
            votes.add("person", 2, "before an age")
            return
        for m in range(j + 1, min(j + 5, len(words))):
            word = words[m]
            if not word.is_word or clues.has("person_verbs", word.key):
                break
            if word.cap and clues.lists.language != "de":
                break
            if is_role(word, clues):
                votes.add("person", 3, f"in apposition to {word.lower}")
                break
            if clues.has("organisation_nouns", word.key):
                votes.add("organisation", 3, f"in apposition to {word.lower}")
                break
    elif clues.has("person_verbs", after.key):
        votes.add("person", 1.5 if j - i > 1 else 0.5, f"before {after.lower}")
        votes.add("organisation", 0.5, f"before {after.lower}")
