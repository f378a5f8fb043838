"""A spaCy pipeline that the reader has installed, in the place of the model; spaCy is imported only here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.errors import InputError
from helpers.names.reading import Line

if TYPE_CHECKING:
    from helpers.names.tagger import Tag

_LABELS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}


@cache
def _pipeline(name: str) -> Any:
    try:
        import spacy
    except ImportError:
        raise InputError(
            f"names={name!r}: spaCy is not installed; pip install spacy, or leave names out to use Relire's own model"
        ) from None
    try:
        return spacy.load(name)
    except (OSError, ValueError):
        raise InputError(
            f"names={name!r}: no spaCy pipeline of this name or path; python -m spacy download {name}, "
            "or leave names out to use Relire's own model"
        ) from None


def pipeline_tags(lines: Sequence[Line], name: str) -> list[Tag]:
    """The entities that a pipeline finds in the whole document, widened to whole words; other labels are left out."""
    from helpers.names.tagger import Tag

    nlp = _pipeline(name)
    tags: list[Tag] = []
    for block in _blocks(lines, nlp.max_length):
        doc = nlp("\n\n".join(line.text for line in block))
        offset, places = 0, []
        for line in block:
            places.append(offset)
            offset += len(line.text) + 2
        for entity in doc.ents:
            at = bisect_right(places, entity.start_char) - 1
            line, begin = block[at], places[at]
            starts, ends = [w.start for w in line.words], [w.end for w in line.words]
            first = bisect_right(ends, entity.start_char - begin)
            last = bisect_left(starts, entity.end_char - begin)
            label = _LABELS.get(entity.label_)
            if label and first < last and (not tags or (tags[-1].line, tags[-1].last) <= (line.index, first)):
                tags.append(Tag(line.index, first, last, label, "pipeline"))
    return tags


def _blocks(lines: Sequence[Line], size: int) -> Iterator[list[Line]]:
    """The lines in as few blocks as a pipeline can take; a line that is too long for it is left out."""
    block: list[Line] = []
    length = 0
    for line in lines:
        if len(line.text) + 2 > size:
            continue
        if length + len(line.text) + 2 > size:
            yield block
            block, length = [], 0
        block.append(line)
        length += len(line.text) + 2
    if block:
        yield block
