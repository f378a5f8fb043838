"""One entry of a corpus becomes rows of its tables; nothing that is wrong with it stops the others."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from helpers.corpus.finding import Entry, keyed, numbered
from helpers.corpus.schema import TABLES, Rows, no_rows
from helpers.errors import InputError
from helpers.lines import normalise

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.sources import Source
    from helpers.words.table import WordTable

COUNTED = ("heading", "body")  # roles whose words are terms, as in helpers.terms
CHANGED = "changed while it was read; run again"


class Settings(NamedTuple):
    """How articles are read: ``language`` (ISO 639-1) and ``encoding`` in the place of what is detected.

    ``stamp`` is a digest of these and of Relire's version, word lists and models.
    """

    language: str | None = None
    encoding: str | None = None
    stamp: str = ""


def settings_of(language: str | None, encoding: str | None) -> Settings:
    """The settings, with the stamp of what is installed here."""
    from helpers.versions import versions

    made = {name: value for name, value in versions().items() if name != "notebooks"}
    return Settings(language, encoding, hashlib.sha256(repr((made, language, encoding)).encode()).hexdigest()[:16])


def read_one(entry: Entry, settings: Settings = Settings()) -> Rows:  # noqa: B008 # a tuple
    """The rows of every table (see ``helpers.corpus.schema``) that one file, or one row of a table, gives.

    It never raises what is wrong with the entry: that is a row of ``ledger``. A function of its arguments alone, which
    can be mapped over entries by anything.

    >>> rows = read_one(Entry("a", "a", "table.csv", 2, text="La ministre, Léa Mauroy, quitte Paris."))
    >>> [row[1] for row in rows["mentions"]], read_one(Entry("b", "b", "table.csv", 3, text=" "))["ledger"][0][3]
    (['Léa Mauroy', 'Léa Mauroy'], 'holds only blank lines; give a text dump of a page')
    """
    if entry.problem:
        return skipped(entry, entry.problem)
    try:
        rows = no_rows()
        for article in load_entry(entry, settings):
            _add(rows, article, entry)
    except InputError as error:
        return skipped(entry, _without_place(str(error), entry))
    except Exception as error:  # one article must not cost the others
        return skipped(entry, f"Relire failed, please report it: {type(error).__name__}: {str(error)[:200]}")
    if entry.path and entry.key and keyed(entry, settings.stamp).key != entry.key:
        return skipped(entry, CHANGED)
    rows["ledger"] = noted(entry)
    return rows


def load_entry(entry: Entry, settings: Settings = Settings()) -> list[Article]:  # noqa: B008 # a tuple
    """The articles of a file or of a row of a table; what the table states goes before what is found in the text."""
    from helpers.loading import load_articles
    from helpers.overrides import Overrides
    from helpers.sources import read_source

    if entry.path:
        found = load_articles(entry.path, language=settings.language, encoding=settings.encoding)
        return _siblings(replace(found[0].source, recurring=entry.recurring), settings) if entry.recurring else found
    source = read_source((entry.text or "\n").encode(), encoding="utf-8")
    stated = Overrides(title=entry.title, date=entry.date)
    where = f"{entry.source}, row {entry.row}"
    source = replace(source, name=entry.article, where=where, overrides=stated, url=entry.url)
    return _siblings(replace(source, recurring=entry.recurring), settings)


def _siblings(source: Source, settings: Settings) -> list[Article]:
    from helpers.article import Article

    first = Article(source, language=settings.language)
    return [first, *(first.sibling(number) for number in range(2, first.articles + 1))]


def skipped(entry: Entry, problem: str) -> Rows:
    """The rows of an entry that gave no article."""
    problem = " ".join(problem.split())
    return no_rows() | {"ledger": [(entry.source, entry.row, entry.article or None, problem, True), *noted(entry)]}


def noted(entry: Entry) -> list[tuple[Any, ...]]:
    """What the ledger says of an entry that was read."""
    return [(entry.source, entry.row, entry.article, note, False) for note in entry.notes]


def restamped(rows: Rows, entry: Entry) -> Rows:
    """The rows of an earlier run as this entry's: all that is not told by its key may have changed."""
    columns = list(TABLES["articles"])
    places = {name: columns.index(name) for name in ("article", "id", "source", "row", "number", "outlet", "url")}
    ids, articles = {}, []
    for row in rows["articles"]:
        number = row[places["number"]]
        ids[row[0]] = numbered(entry.article, number)
        values = list(row)
        for name, value in _stamps(entry, number).items():
            values[places[name]] = value
        articles.append(tuple(values))
    found = {name: [(ids[row[0]], *row[1:]) for row in rows[name]] for name in ("lines", "terms", "mentions")}
    return {"articles": articles, **found, "ledger": noted(entry)}


def _stamps(entry: Entry, number: int) -> dict[str, Any]:
    outlet = entry.outlet or _host(entry.url)
    facts = {"article": numbered(entry.article, number), "id": entry.id, "source": entry.source, "row": entry.row}
    return facts | {"outlet": outlet, "url": entry.url}


def _host(url: str | None) -> str | None:
    """The site that an address belongs to.

    >>> _host("https://www.example.org/monde/1"), _host("http://[oops"), _host(None)
    ('example.org', None, None)
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _without_place(message: str, entry: Entry) -> str:
    """A message without the path of the entry's own file; paths beside it from the corpus's folder on."""
    if entry.path is None:
        return message.removeprefix("bytes: ")
    root = str(entry.path.parents[entry.source.count("/")])
    return message.removeprefix(f"{entry.path}: ").replace(root + os.sep, "")


def _add(rows: Rows, article: Article, entry: Entry) -> None:
    """Put an article's rows into every table."""
    identity = numbered(entry.article, article.number)
    for row in article.judged_lines:
        if row.role != "blank":
            places = (row.copy_of, row.section, row.paragraph)
            rows["lines"].append((identity, row.line, row.start, row.end, row.text, row.role, row.kept, *places))
    terms, words, counted = _terms(article.words)
    rows["terms"] += [(identity, *term) for term in terms]
    rows["mentions"] += [(identity, *row) for row in article.mention_rows]
    body = [row.text for row in article.judged_lines if row.kept and row.role == "body"]
    sizes = {
        "words": words,
        "sentences": article.words.sentence_role.tolist().count("body"),
        "characters": sum(len(normalise(article.repaired(text))) for text in body),
        "counted_words": counted,
        "mentions": len(article.mention_rows),
    }
    facts = {name: getattr(article, name) for name in ("number", "title", "date", "byline", "language")}
    facts |= _stamps(entry, article.number) | sizes | _counts(article)
    facts |= {"sha256": article.source.sha256, "recurring": "\n".join(entry.recurring), "key": entry.key}
    rows["articles"].append(tuple(facts[name] for name in TABLES["articles"]))


def _counts(article: Article) -> dict[str, int]:
    """How many lines there are, and how many were set aside as what."""
    lines = article.judged_lines
    found: Counter[str] = Counter()
    for row in lines:
        if row.kept or row.role == "blank":
            found["kept" if row.kept else "blank"] += 1
        elif row.article != article.number:
            found["other_articles"] += 1
        elif row.copy_of is not None:
            found["copies"] += 1
        else:
            found[{"byline": "byline_lines", "boilerplate": "boilerplate"}.get(row.role, "set_aside")] += 1
    names = ("kept", "copies", "other_articles", "blank", "byline_lines", "boilerplate", "set_aside")
    return {"lines": len(lines)} | {name: found[name] for name in names}


def _terms(table: WordTable) -> tuple[Iterable[tuple[str, str, int]], int, int]:
    """Term, usual form and count, most frequent first, as in ``terms.frequencies``; words of the body, and of all
    that is counted.

    Its arrays would cost a tenth of the time of a short article.
    """
    columns = (
        column.tolist() for column in (table.lemma, table.norm, table.form, table.is_word, table.is_stop, table.role)
    )
    forms: dict[str, dict[str, int]] = {}
    words: Counter[str] = Counter()
    for term, norm, form, is_word, is_stop, role in zip(*columns, strict=True):
        if not is_word or role not in COUNTED:
            continue
        words[role] += 1
        if not is_stop and len(norm) > 1 and any(map(str.isalpha, norm)):
            of = forms.setdefault(term, {})
            of[form] = of.get(form, 0) + 1
    found = [
        (term, max(of, key=lambda form: (of[form], form.islower())), sum(of.values())) for term, of in forms.items()
    ]
    return sorted(found, key=lambda row: -row[2]), words["body"], words.total()
