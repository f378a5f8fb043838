"""``Article``: one dump's frames, each computed on first use."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.copies import find_copies, similarity
from helpers.decisions import Decisions, read_decisions
from helpers.decisions.adding import find_phrases
from helpers.decisions.applying import Applied, MentionRow, apply_decisions
from helpers.decisions.reading import key
from helpers.facts import article_facts
from helpers.judged import JudgedLine, judged_lines, line_frame
from helpers.language import detect_language
from helpers.lines import Passage, join, line_spans, normalise, repair
from helpers.mentioned import MENTIONS, found_rows, typed
from helpers.mojibake import is_broken
from helpers.overrides import Overrides
from helpers.roles import Judgement, Verdict, judge
from helpers.sections import FIRST, in_reading_order, paragraph_table, section_table
from helpers.sources import Hint, Source
from helpers.words.table import WordTable

if TYPE_CHECKING:
    pass


@lru_cache(maxsize=2)  # each notebook of a report loads its article anew
def _judged(texts: tuple[str, ...], hints: tuple[Hint, ...]) -> tuple[dict[int, tuple[int, float]], Judgement]:
    copies = find_copies(list(texts))
    return copies, judge(list(texts), copies, hints=hints)


_language_of = lru_cache(maxsize=4)(detect_language)


class Article:
    """One article: its source, and tidy frames that lead back to it (columns: see each property).

    ``start`` and ``end`` are offsets into ``source.text`` in every frame, and ``text`` is that raw slice. ``names``
    is a spaCy pipeline that finds names in the place of Relire's own model, as in ``load_article``.
    """

    def __init__(
        self, source: Source, *, language: str | None = None, number: int = 1, names: str | None = None
    ) -> None:
        self.source = source
        self.number = number
        self.names = names
        self._language = language
        self._spans = line_spans(source.text)
        self._starts = [start for start, _ in self._spans]
        self._raw = [source.text[start:end] for start, end in self._spans]
        self.is_mojibake = is_broken(source.text)
        self._repaired = [
            repair(raw, start, broken=self.is_mojibake) for raw, start in zip(self._raw, self._starts, strict=True)
        ]
        self._texts = [passage.text for passage in self._repaired]

    def __repr__(self) -> str:
        which = f" {self.number} of {self.articles}" if self.articles > 1 else ""
        return f"<Article {self.source.name!r}{which}: {self.title or 'no title found'}>"

    def sibling(self, number: int) -> Article:
        """Another article of the same dump; what was judged already is not judged again."""
        other = Article(self.source, language=self._language, number=number, names=self.names)
        other.__dict__["_copies"], other.__dict__["_judgement"] = self._copies, self._judgement
        return other

    @property
    def articles(self) -> int:
        """How many articles the dump holds."""
        return max(len(self._judgement.candidates), 1)

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code of the language that the article's own text is in."""
        if given := self._language or self.overrides.language:
            return given
        text = [line for line, v in zip(self._texts, self._own_verdicts, strict=True) if v.role == "body"]
        return _language_of("\n".join(text)) or _language_of("\n".join(self._texts))

    @cached_property
    def _copies(self) -> dict[int, tuple[int, float]]:
        return _judged(tuple(self._texts), self.source.hints)[0]

    @cached_property
    def _judgement(self) -> Judgement:
        return _judged(tuple(self._texts), self.source.hints)[1]

    @property
    def _verdicts(self) -> list[Verdict]:
        return self._judgement.verdicts

    @property
    def _own_verdicts(self) -> list[Verdict]:
        """The verdicts, lines of other articles in the dump set aside."""
        return [v if v.article == self.number else v._replace(role="boilerplate") for v in self._verdicts]

    @cached_property
    def _facts(self) -> dict[str, str | None]:
        decided = [
            v._replace(role=row.role if v.article == self.number else "boilerplate")
            for v, row in zip(self._verdicts, self.judged_lines, strict=True)
        ]
        declared = self.source.page if self.articles == 1 else {}
        stated = self.overrides if self.number == 1 else replace(self.overrides, title=None, date=None, byline=None)
        return article_facts(self._texts, decided, self.language, overrides=stated, page=declared)

    @property
    def overrides(self) -> Overrides:
        """The reader's decisions, from the file beside the article."""
        return self.source.overrides

    @property
    def title(self) -> str | None:
        """The headline, clean of the site's name, or None."""
        return self._facts["title"]

    @property
    def title_candidates(self) -> pd.DataFrame:
        """The lines that may be the headline, best first, at most three; the first is the title if it is likely enough.

        Columns: line text chance (0 to 1) reason.
        """
        found = self._judgement.candidates[self.number - 1 : self.number]
        frame = pd.DataFrame(found[0] if found else [], columns=["line", "text", "chance", "reason"])
        return frame.set_index("line")

    @property
    def date(self) -> str | None:
        """The date of publication in ISO form, if the page prints or declares a full one."""
        return self._facts["date"]

    @property
    def byline(self) -> str | None:
        """Authors or agency, or None."""
        return self._facts["byline"]

    @cached_property
    def lines(self) -> pd.DataFrame:
        """One row per source line, index ``line`` from 1.

        Columns: start end text role reason confidence (0 to 1) copy_of (line, missing if none) similarity (1 = equal
        after typographic folding) article section (missing outside sections) kept (counted) paragraph (lines of a
        hard-wrapped paragraph share one).
        """
        return line_frame(self.judged_lines)

    @cached_property
    def judged_lines(self) -> list[JudgedLine]:
        """The rows of ``lines``."""
        copies = self._copies | self._repeated_titles()
        given = (self._spans, self._raw, self._texts, self._verdicts, copies, self.overrides)
        return judged_lines(*given, number=self.number, recurring=self.source.recurring)

    def _repeated_titles(self) -> dict[int, tuple[int, float]]:
        titles = [n for n, v in enumerate(self._own_verdicts, 1) if v.role == "title"]
        return {
            n: (titles[0], similarity(self._texts[n - 1], self._texts[titles[0] - 1]))
            for n in titles
            if n not in self._copies and self._verdicts[n - 1].paragraph != self._verdicts[titles[0] - 1].paragraph
        }

    @cached_property
    def passages(self) -> list[Passage]:
        """The kept text in reading order (title, subtitle, then the rest), repaired, one passage per paragraph."""
        groups: dict[tuple[int, str], list[Passage]] = {}
        lines = self.judged_lines
        for place in in_reading_order(
            [row.role for row in lines], [row.section for row in lines], [row.kept for row in lines]
        ):
            row = lines[place]
            passage = replace(self._repaired[place], role=row.role, section=None if row.role in FIRST else row.section)
            groups.setdefault((row.paragraph, row.role), []).append(passage)
        return [join(group) for group in groups.values()]

    def repaired(self, text: str) -> str:
        """A slice of the source as it is meant to be read: typography folded, mojibake undone, spaces collapsed."""
        return normalise(repair(text, broken=self.is_mojibake).text)

    def line_of(self, offset: int) -> int:
        """The number of the line that a source offset lies in."""
        return bisect.bisect_right(self._starts, offset)

    @cached_property
    def words(self) -> WordTable:
        """What ``tokens`` and ``sentences`` are made of."""
        return WordTable(self.passages, self.source.text, self._starts, self.language)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row per token of the kept lines, in reading order.

        Columns: sentence section line start end text form (repaired) norm (its lower case) lemma is_word is_stop role.
        """
        return self.words.tokens()

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence of the kept lines, index ``sentence``.

        Columns: section line start end text words role.
        """
        return self.words.sentences()

    @cached_property
    def sections(self) -> pd.DataFrame:
        """One row per section, index ``section``; 0 is what stands before the first heading.

        Columns: heading (None for 0) first_line last_line words sentences characters (all of body lines) share (of
        the article's words, 0 to 1). An elided word (l\u2019) counts as a word.
        """
        return section_table(self.lines.assign(text=self._texts), self.tokens, self.sentences)

    @cached_property
    def parts(self) -> pd.DataFrame:
        """The sections; the paragraphs, in the same columns, when there is but one section."""
        if len(self.sections) > 1:
            return self.sections
        paragraphs = paragraph_table(self.lines.assign(text=self._texts), self.tokens, self.sentences)
        return paragraphs if len(paragraphs) > 1 else self.sections

    @cached_property
    def decisions(self) -> Decisions:
        """The reader's decisions on actors, from the tables beside the article; see ``helpers.decisions``."""
        return read_decisions(self.source.place, self.number)

    @cached_property
    def found_rows(self) -> list[MentionRow]:
        """The rows of ``found_mentions``."""
        told = (self.language, self.names, self.date)
        return found_rows(self.passages, self.source.text, self._starts, self.words.sentence_starts, *told)

    @cached_property
    def found_mentions(self) -> pd.DataFrame:
        """The mentions as they are found, before the reader's decisions; columns: those of ``mentions``.

        Raises InputError when the article was given a pipeline for ``names`` that is not installed.
        """
        return typed(self.found_rows, MENTIONS)

    def decide(self, decisions: Decisions) -> Applied:
        """What the mentions become by decisions, those beside the article or others."""
        find = partial(find_phrases, tokens=self.tokens, sentences=self.sentences, language=self.language)
        return apply_decisions(self.found_rows, decisions, self.source.text, self.repaired, find)

    @cached_property
    def _applied(self) -> Applied:
        return self.decide(self.decisions)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per mention of an actor in the kept lines, as found and as the reader decided.

        Columns: actor kind (person organisation state collective) form (name role metonym demonym
        pronominal-description) text line start end sentence section evidence (the rule that fired, or "decided in
        FILE, row N: reason").
        """
        return typed(self.mention_rows, MENTIONS) if self.decisions else self.found_mentions

    @property
    def mention_rows(self) -> Sequence[tuple[Any, ...]]:
        """The rows of ``mentions``."""
        return self._applied.mentions if self.decisions else self.found_rows

    @cached_property
    def mentions_set_aside(self) -> pd.DataFrame:
        """One row per mention that the reader's decisions leave out of all counts; columns: those of ``mentions``.

        Also the places of an added phrase inside the name of another actor; ``evidence`` says why.
        """
        return typed(self._applied.set_aside if self.decisions else [], MENTIONS)

    @cached_property
    def actor_decisions(self) -> pd.DataFrame:
        """One row per decision of the reader on actors, those of the article's own table first.

        Columns: file row actor decision only becomes becomes_kind reason mentions (that it decides about here).
        """
        rows = self._applied.table(self.decisions) if self.decisions else []
        return typed(rows, "file row actor decision only becomes becomes_kind reason mentions")

    @cached_property
    def all_candidates(self) -> pd.DataFrame:
        """The candidates, those that the reader decided to ignore too; columns: those of ``candidates``."""
        from helpers.actors.candidates import find_candidates

        taken = pd.concat([self.mentions, self.mentions_set_aside])
        rows = []
        for found in find_candidates(self.passages, self.language, zip(taken["start"], taken["end"], strict=True)):
            spans = [self.passages[number].span(start, end) for number, start, end in found.places]
            starts, ends = [start for start, _ in spans], [end for _, end in spans]
            rows.append((found.text, len(spans), list(map(self.line_of, starts)), starts, ends, found.evidence))
        return pd.DataFrame(rows, columns="text count lines starts ends evidence".split()).astype({"count": "int64"})

    @property
    def candidates(self) -> pd.DataFrame:
        """One row per phrase that may be an actor and that no rule knows: it occurs three times or more.

        Columns: text count lines starts ends (lists, one item per place; offsets into ``source.text``) evidence. Those
        that the reader ignores or adds as actors (see ``helpers.decisions``) are left out.
        """
        ignored = self.decisions.ignored()
        frame = self.all_candidates
        return frame[~frame["text"].map(key).isin(ignored)].reset_index(drop=True)

    @cached_property
    def actors(self) -> pd.DataFrame:
        """One row per actor, index ``actor``; columns: kind mentions, one count per form, first_line sections."""
        from helpers.actors import actor_table

        return actor_table(self.mentions)
