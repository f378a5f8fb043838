"""What the rules know of nouns for people: heads, their gender and kind, synonyms, what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from helpers.actors.determiners import determiners
from helpers.language import word_list
from helpers.names.lists import Phrases
from helpers.names.reading import Word, fold

KINDS = {
    "relations": "relation",
    "roles": "office",
    "situations": "situation",
    "occupations": "occupation",
    "ages": "age",
    "humans": "human",
    "pronominals": "pronoun",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that means a person.

    ``kind``: office (one holds it), occupation, relation (of somebody else), situation, human (sex or age only), age
    or pronoun. ``mark``: "mutual" (each is it to the other), "trial" (before a court), or the years of an age.
    """

    lemma: str
    gender: str
    kind: str
    mark: str = ""


@dataclass(slots=True)
class Vocabulary:
    """The lists of one language; keys are folded, determiners and links lower case."""

    language: str | None
    heads: Phrases = field(default_factory=Phrases)
    determiners: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    endings: tuple[tuple[str, str, bool], ...] = ()
    tails: tuple[str, ...] = ()
    native_endings: tuple[tuple[str, str], ...] = ()
    synonyms: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)
    hyponyms: dict[str, frozenset[str]] = field(default_factory=dict)
    heading: dict[tuple[str, str], str] = field(default_factory=dict)
    trial: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def guess(self, word: Word, *, sure: bool) -> Head | None:
        """A head that no list holds, by its ending: "toxicologue"; ``sure`` = only endings that mean little else."""
        if not word.key.endswith(self.tails) or len(word.key) < 6 or word.key in self.words["not_roles"]:
            return None
        for ending, gender, certain in self.endings:
            if word.key.endswith(ending) and len(word.key) > len(ending) + 2 and (certain or not sure):
                return Head(word.key, gender, "occupation", "guess")
        return None

    def native(self, word: Word) -> str | None:
        """The gender of a noun for who comes from somewhere, by its ending: "Lyonnaise" (f)."""
        if word.key in self.words["role_adjectives"]:
            return "u"
        return next((gender for ending, gender in self.native_endings if word.key.endswith(ending)), None)


_PLAIN = (
    "portfolios",
    "holding_verbs",
    "adverbs_of_office",
    "not_roles",
    "former",
    "court",
    "articles",
    "set_complements",
    "neutral_modifiers",
    "role_adjectives",
    "party_adjectives",
    "participles",
    "no_subject_after",
    "finite_verbs",
    "ambiguous_trades",
    "sole_offices",
    "local_offices",
)


def _forms(entry: str) -> tuple[list[str], str]:
    """Masculine and feminine of an entry, and the mark after it."""
    forms = [form.strip() for form in entry.split(" / ")]
    last, _, mark = forms[-1].rpartition(" ")
    if mark in ("mutual", "trial"):
        return [*forms[:-1], last], mark
    return forms, ""


def _add_heads(vocabulary: Vocabulary, name: str, kind: str) -> set[str]:
    lemmas = set()
    for entry in word_list(vocabulary.language, name):
        if name == "ages":
            noun, first, last = entry.split()
            forms, mark, genders = [noun], f"{first} {last}", "u"
        elif name == "pronominals":
            noun, _, genders = entry.rpartition(" ")
            forms, mark = [noun], ""
        else:
            forms, mark = _forms(entry)
            genders = "mf" if len(forms) == 2 else "u"
        lemma = fold(forms[0])
        lemmas.add(lemma)
        for form, gender in zip(forms, genders, strict=True):
            vocabulary.heads.add(form, (Head(lemma, gender, kind, mark),), vocabulary.language)
    return lemmas


def _meaning(entry: str, lemmas: set[str]) -> tuple[str, frozenset[str]]:
    """A role of the list of synonyms: its lemma, and the words that its charge must hold."""
    words = fold(entry.strip()).split()
    for size in range(len(words), 0, -1):
        if (lemma := " ".join(words[:size])) in lemmas:
            return lemma, frozenset(words[size:])
    return " ".join(words), frozenset()


@cache
def vocabulary(language: str | None) -> Vocabulary:
    """The vocabulary of a language; empty for one without lists.

    >>> vocabulary("fr").synonyms["edile"][0], vocabulary("sv").links
    (('maire', frozenset()), {})
    """
    made = Vocabulary(language, determiners=determiners(language))
    lemmas: set[str] = set()
    for name, kind in KINDS.items():
        lemmas |= (added := _add_heads(made, name, kind))
        made.words[name] = frozenset(added)
    for name in _PLAIN:
        made.words[name] = frozenset(fold(entry) for entry in word_list(language, name))
    made.before = dict(entry.split() for entry in word_list(language, "before_roles"))
    made.links = dict(entry.split() for entry in word_list(language, "complement_links"))
    made.prefixes = dict(entry.split() for entry in word_list(language, "role_prefixes"))
    verbs = (entry.split() for entry in word_list(language, "heading_verbs"))
    made.heading = {(verb, voice): fold(office) for verb, voice, office in verbs}
    made.trial = dict(entry.split() for entry in word_list(language, "trial_verbs"))
    made.parents = {fold(one): fold(other) for one, other in map(str.split, word_list(language, "parents"))}
    rows = [[*entry.split(), ""][:3] for entry in word_list(language, "trade_endings")]
    made.endings = tuple((fold(ending), gender, bool(sure)) for ending, gender, sure in rows)
    made.tails = tuple(ending for ending, _, _ in made.endings)
    natives = (entry.split() for entry in word_list(language, "native_endings"))
    made.native_endings = tuple((fold(ending), gender) for ending, gender in natives)
    for entry in word_list(language, "role_synonyms"):
        description, _, roles = entry.partition(" = ")
        meanings = [_meaning(role, lemmas) for role in roles.split(",")]
        made.synonyms[fold(description)] = meanings
        for lemma, _ in meanings:
            made.hyponyms[lemma] = made.hyponyms.get(lemma, frozenset()) | {fold(description)}
    return made
