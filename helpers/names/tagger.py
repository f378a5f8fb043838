"""Names of people, places and organisations, whoever finds them: a model, the reader's own pipeline, or the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from helpers.names.lists import Lists
from helpers.names.model import Model
from helpers.names.reading import Line, Word
from helpers.paths import DATA

_NEVER_INSIDE = frozenset(';?!:()«»"“”…')
_BETWEEN_PEOPLE = frozenset(",-–—/")
_PARTICLES = frozenset("van von der den ter ten zu el al ben bin ibn ould dos da di del della".split())
_ARTICLE_NAME = re.compile("(?:[ae][lrsntdz]|ash|ould)-[A-ZÀ-Ý]")
MODELS = DATA / "models"


@dataclass(frozen=True, slots=True)
class Tag:
    """Words ``first`` to ``last`` (exclusive) of a line name a person (PER), a place (LOC) or an organisation (ORG).

    ``by`` is who says so: "model" or "pipeline".
    """

    line: int
    first: int
    last: int
    label: str
    by: str = "model"


@cache
def open_model(language: str | None) -> Model | None:
    """The name model of a language, opened once; None where there is none."""
    path = MODELS / f"names-{language}.npz"
    return Model(path, language) if language and path.is_file() else None


def tag(lines: Sequence[Line], lists: Lists, *, names: str | None = None) -> list[Tag]:
    """What a model takes for names, in reading order, none inside another; empty for a language without a model.

    ``names`` is an installed spaCy pipeline, or a path to one, to ask instead of the model.
    """
    if names is not None:
        from helpers.names.pipelines import pipeline_tags

        return settle(pipeline_tags(lines, names), lines)
    model = open_model(lists.language)
    if model is None:
        return []
    return model_tags(lines, model)


def model_tags(lines: Sequence[Line], model: Model) -> list[Tag]:
    """The names that a model finds, after a look at the whole document."""
    return settle(_decoded(lines, model.tags(lines)), lines)


def _decoded(lines: Sequence[Line], labels: Sequence[Sequence[str]]) -> list[Tag]:
    tags = []
    for line, row in zip(lines, labels, strict=True):
        start = 0
        for i in range(len(row) + 1):
            if i == len(row) or row[i][0] != "I":
                if i > start and row[start] != "O":
                    label = row[start][2:]
                    tags += [Tag(line.index, a, b, label) for a, b in _parts(line, start, i, label)]
                start = i
    return tags


def _parts(line: Line, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """A name without the punctuation around it, in two where a mark stands inside that no name has."""
    words = line.words
    first = start
    for i in range(start, end + 1):
        if i == end or words[i].text in _NEVER_INSIDE or (label == "PER" and words[i].text in _BETWEEN_PEOPLE):
            last = i
            while first < last and not words[first].is_word:
                first += 1
            while last > first and not words[last - 1].is_word and words[last - 1].text != ".":
                last -= 1
            if last > first:
                yield first, last
            first = i + 1


def _with_particles(t: Tag, words: Sequence[Word], taken: Container[tuple[int, int]]) -> Tag:
    """A person's name with what follows a particle: "Pieter van den Berg"."""
    if t.label == "PER" and t.last < len(words) and _ARTICLE_NAME.match(words[t.last].text):
        return replace(t, last=t.last + 1)
    end = t.last
    while end < min(len(words), t.last + 2) and words[end].lower in _PARTICLES:
        end += 1
    goes_on = t.last < end < len(words) and words[end].cap and (t.line, end) not in taken
    return replace(t, last=end + 1) if t.label == "PER" and goes_on else t


def settle(tags: Sequence[Tag], lines: Sequence[Line]) -> list[Tag]:
    """The same tags after a look at the whole document: a surname is its bearer's wherever it stands alone.

    A word that ends the full name of one person, and never the name of anything else, is that person's, before the full
    name and after it; a name of which the document has both labels gets the more frequent one.
    """
    surfaces: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    others: set[str] = set()
    taken = {(t.line, i) for t in tags for i in range(t.first, t.last)}
    tags = [_with_particles(t, lines[t.line].words, taken) for t in tags]
    for t in tags:
        words = lines[t.line].words[t.first : t.last]
        surfaces.setdefault(" ".join(w.key for w in words), Counter())[t.label] += 1
        if t.label == "PER" and len(words) > 1 and len(words[-1].key) > 2 and words[-1].cap:
            surnames.add(words[-1].key)
        elif len(words) > 1:
            others.update(w.key for w in words)
    surnames -= others
    out = []
    for t in tags:
        words = lines[t.line].words[t.first : t.last]
        label = t.label
        if len(words) == 1 and words[0].key in surnames:
            label = "PER"
        else:
            count = surfaces[" ".join(w.key for w in words)]
            top, times = count.most_common(1)[0]
            if times * 2 > sum(count.values()):
                label = top
        out.append(replace(t, label=label))
    for line in lines:
        words = line.words
        for i, word in enumerate(words):
            if word.key not in surnames or not word.cap or word.first or line.caps:
                continue
            goes_on = i + 1 < len(words) and words[i + 1].cap
            if not goes_on and not any((line.index, k) in taken for k in (i - 1, i, i + 1)):
                out.append(Tag(line.index, i, i + 1, "PER", tags[0].by))
    return sorted(out, key=lambda t: (t.line, t.first))
