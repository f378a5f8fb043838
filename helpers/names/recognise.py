"""``recognise_names``: people, places and organisations in any text, with their offsets."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.lines import line_spans, repair
from helpers.names.gazetteers import gazetteers
from helpers.names.lists import Lists, load
from helpers.names.reading import Line, read
from helpers.names.rules import find_names
from helpers.names.tagger import Tag, open_model, tag

_KINDS = {"person": "PER", "state": "LOC", "organisation": "ORG"}


def recognise_names(text: str, language: str | None, *, names: str | None = None) -> pd.DataFrame:
    """The names of people, places and organisations in a text.

    ``language`` is an ISO 639-1 code: French has a trained model, other languages rules and lists of names; without a
    language people are found by their first names. ``names`` is a spaCy pipeline to use instead, by name or path.
    Columns: start end (characters of ``text``) label (PER, LOC or ORG), one row per name in reading order, none inside
    another. Raises InputError when ``names`` is not installed.

    >>> found = recognise_names("Mme Dupont a quitté Marseille pour Radio France.", "fr")
    >>> list(found.itertuples(index=False, name=None))
    [(4, 10, 'PER'), (20, 29, 'LOC'), (35, 47, 'ORG')]
    """
    passages = [repair(text[start:end], start) for start, end in line_spans(text)]
    lines, lists = read(passages, language), load(language)
    has_tagger = names is not None or open_model(language) is not None
    tags = tag(lines, lists, names=names) if has_tagger else rule_tags(lines, lists)
    rows = []
    for t in tags:
        words = lines[t.line].words
        rows.append((*passages[t.line].span(words[t.first].start, words[t.last - 1].end), t.label))
    frame = pd.DataFrame(rows, columns=["start", "end", "label"])
    return frame.astype({"start": "int64", "end": "int64", "label": "str"})


def rule_tags(lines: Sequence[Line], lists: Lists) -> list[Tag]:
    """What rules and lists alone take for names."""
    tags = [Tag(f.line, f.first, f.last, _KINDS[f.kind]) for f in find_names(lines, lists).found if f.kind in _KINDS]
    taken = {(t.line, i) for t in tags for i in range(t.first, t.last)}
    places = gazetteers(lists.language).phrases
    for line in lines:
        words, i = line.words, 0
        while i < len(words):
            state = lists.names.match(words, i, caps=line.caps)
            place = None if words[i].first else places.match(words, i, caps=line.caps)
            end = max(
                state[0] if state and state[1][1] == "state" else i,
                place[0] if place and place[1][0] != "body" else i,
            )
            if end > i and not any((line.index, k) in taken for k in range(i, end)):
                tags.append(Tag(line.index, i, end, "LOC"))
            i = max(end, i + 1)
    return sorted(tags, key=lambda t: (t.line, t.first))
