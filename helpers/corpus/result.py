"""``Corpus``: the tables of many articles as frames, read from Parquet when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.corpus import duplicates, recurring
from helpers.corpus.again import again
from helpers.corpus.clusters import clusters
from helpers.corpus.derived import derived
from helpers.corpus.reading import Settings, settings_of
from helpers.corpus.schema import TABLES
from helpers.corpus.store import part_paths, read_card
from helpers.errors import InputError, check_option, nearest

if TYPE_CHECKING:
    from helpers.article import Article

REPEATED = {"terms": ["article", "term", "form"]}  # columns of a large table in which few values recur
MAY_MISS = {"row", "copy_of", "section"}  # numbers


class Corpus:
    """Many articles: tables that lie in a folder, and each article again in full.

    ``out`` is the folder. Its files are Parquet, a folder for each table, which pandas and DuckDB read as one (DuckDB
    as ``out/TABLE/*.parquet``). Every frame has ``article``, the id of the article that a row is of, and its rows are
    in the order of the source. ``where``, the folder or table that was read, is needed for ``article()`` alone.
    """

    def __init__(self, out: str | Path, *, where: str | Path | None = None, keep: Any = None) -> None:
        self.out = Path(out)
        self.where = where
        self._card = read_card(self.out)
        self._keep = keep  # a folder that goes with this object
        if not self._card:
            raise InputError(f"{out}: holds no corpus; make one with load_corpus(where, out={str(out)!r})")

    def __len__(self) -> int:
        return int(self._card["articles"])

    def __repr__(self) -> str:
        skipped = f", {self.skipped:,} skipped" if self.skipped else ""
        return f"<Corpus of {len(self):,} article{'s' * (len(self) != 1)}{skipped} in {str(self.out)!r}>"

    @property
    def skipped(self) -> int:
        """How many files or rows gave no article; the ledger says why."""
        return int(self._card["skipped"])

    @property
    def kept(self) -> bool:
        """Whether the result lies in a folder of the reader's, and does not go with this object."""
        return self._keep is None

    @property
    def current(self) -> bool:
        """Whether this Relire, with these word lists and models, read it: another one might read it otherwise."""
        known = Settings(**self._card["settings"])
        return known == settings_of(known.language, known.encoding)

    @property
    def articles(self) -> pd.DataFrame:
        """One row per article, index ``article``.

        Columns: id (as given; else the path from the folder on, or the row) source (that path, or the table's name) row
        (in a table; a CSV's header is row 1) number (in its dump, from 1) sha256 (of the source's bytes) date outlet
        (given, else the site of url) url title byline language; words sentences characters (of the body, as in
        ``Article.sections``) counted_words (of headings and body: what terms are counted in) mentions; lines, and of
        these kept, copies, other_articles, blank, byline_lines, boilerplate and set_aside (any other role); recurring
        (lines of the source, folded, that many articles of its outlet hold: no text of this one, unless they surely
        are); key (of all else that the reading depended on).
        """
        return self.frame("articles").set_index("article")

    @property
    def lines(self) -> pd.DataFrame:
        """One row per line that is not blank: article line start end text role kept copy_of section paragraph.

        The columns are those of ``Article.lines``; ``start`` and ``end`` are offsets into the source's text.
        """
        return self.frame("lines")

    @property
    def terms(self) -> pd.DataFrame:
        """One row per article and term, the most frequent first: article term form count, as ``terms.frequencies``."""
        return self.frame("terms")

    @property
    def mentions(self) -> pd.DataFrame:
        """One row per mention of an actor: article, and the columns of ``Article.mentions``."""
        return self.frame("mentions")

    @property
    def ledger(self) -> pd.DataFrame:
        """One row per problem.

        Columns: source row article (missing for a broken row) problem skipped (True: no article came of it).
        """
        return self.frame("ledger")

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """One row per pair of articles that share a good part of their bodies: the columns of ``near_duplicates``.

        Compared are the kept lines of the body; ``attrs["too_short"]`` has the articles that cannot be judged. This
        table and the three below are kept in the folder, where it can be written, until the corpus changes.
        """
        return derived(self.out, "pairs", self.part_names, lambda: duplicates.find_pairs(self))

    @cached_property
    def clusters(self) -> pd.DataFrame:
        """One row per article: cluster size representative score judged, as ``helpers.corpus.clusters`` says.

        An article that is like no other has a cluster of its own. The earliest of a cluster represents it, of the
        earliest the longest.
        """
        facts = self.frame("articles", ["article", "date", "words"]).set_index("article")
        made = {"dates": facts["date"], "lengths": facts["words"]}
        return derived(self.out, "clusters", self.part_names, lambda: clusters(self.pairs, facts.index, **made))

    @cached_property
    def wire(self) -> pd.DataFrame:
        """One row per article that credits a news agency, or is in a cluster of which one does; index ``article``.

        Columns: cluster agency (which ones it credits itself; missing where it only stands in the cluster) agencies
        (those credited in the cluster) form (see ``helpers.corpus.wire``) credit (its words) line start end (where, in
        the source; missing where only the byline that the article's facts name has it).
        """
        return derived(self.out, "wire", self.part_names, lambda: duplicates.find_wire(self))

    @cached_property
    def recurring(self) -> pd.DataFrame:
        """Lines that stand in five or more articles of an outlet: text outlet articles share kept.

        They are its menus and notices, or its set phrases. The columns are those of ``recurring_lines``, ``outlet``
        being the host, and ``kept``: in how many of these articles the line was taken for text all the same.
        """
        least = recurring.LEAST
        make = partial(duplicates.find_recurring, self, least=least)
        return derived(self.out, "recurring", self.part_names, make, parameters=least)

    def passages(self, cluster: int) -> pd.DataFrame:
        """The passages that each article of a cluster shares with its representative, as ``reused`` has them.

        ``one`` is the representative. Columns besides: ``line``, ``other_line`` (in which a passage begins); ``start``
        to ``other_end`` are offsets into the sources, ``text`` the lines between them with nothing that was set aside.
        Of a very large cluster the first 50 articles are compared; ``attrs["left_out"]`` says how many are not.
        Raises InputError for a cluster that there is not.
        """
        return duplicates.passages(self, cluster)

    @property
    def part_names(self) -> list[str]:
        """The names of the parts of each table, which change with what is in them."""
        return list(self._card["parts"])

    def frame(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A whole table, or some of its columns."""
        return _frame(part_paths(self.out, _known(table), self._card["parts"]), table, columns)

    def parts(
        self, table: str, columns: Sequence[str] | None = None, *, of: Collection[str] | None = None
    ) -> Iterator[pd.DataFrame]:
        """A table in parts of some hundred articles, for what must not be in memory at once; those ``of`` articles."""
        wanted = None if of is None else {self._part_of[article] for article in of if article in self._part_of}
        for name, path in zip(self.part_names, part_paths(self.out, _known(table), self._card["parts"]), strict=True):
            if wanted is None or name in wanted:
                yield _frame([path], table, columns)

    @cached_property
    def _part_of(self) -> dict[str, str]:
        """The part that holds each article."""
        parts = zip(self.part_names, self.parts("articles", ["article"]), strict=True)
        return {article: name for name, frame in parts for article in frame["article"]}

    def article(self, identity: str) -> Article:
        """An article again, in full, from its source.

        Raises InputError for an id that there is not, and for a source that is gone or has changed since.
        """
        made = self.several([identity])[identity]
        if isinstance(made, InputError):
            raise made
        return made

    def several(self, identities: Sequence[str]) -> dict[str, Article | InputError]:
        """Some articles again, by their ids, from one look through the source: each, or what ``article`` would raise.

        >>> from helpers import load_corpus
        >>> list(load_corpus("data/articles").several(["otan-zelensky.txt"]).values())
        [<Article 'otan-zelensky': Le chef de l'OTAN Jens Stoltenberg et Zelensky renforcent le partenariat de défense
        des États-Unis pour l'Ukraine>]
        """
        return again(self, identities, columns=self._card["columns"], settings=Settings(**self._card["settings"]))


def _known(table: str) -> str:
    return check_option("table", table, list(TABLES))


def _frame(paths: Sequence[Path], table: str, columns: Sequence[str] | None) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = list(columns) if columns is not None else list(TABLES[table])
    missing = [name for name in names if name not in TABLES[table]]
    if missing:
        raise ValueError(f"{table} has no column {missing[0]!r}{nearest(missing[0], TABLES[table])}")
    found = pa.concat_tables([pq.read_table(path, columns=names) for path in paths])
    categories = [name for name in REPEATED.get(table, []) if name in names]
    frame = found.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get, categories=categories)
    whole = [name for name in names if TABLES[table][name] == "int64" and name not in MAY_MISS]
    return frame.astype(dict.fromkeys(whole, "int64"))
