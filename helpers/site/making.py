"""The index and the story pages of a corpus: made where what they were made of has changed, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import html
from helpers.labels import label, speaking
from helpers.page_names import page_name
from helpers.paths import NOTEBOOKS
from helpers.provenance import corpus_facts
from helpers.report.card import Card, make_card
from helpers.report.exporter import described, run_date, run_facts
from helpers.report.parameters import CORPUS, check_parameters, corpus_notebooks
from helpers.report.run import exported, of_many
from helpers.site.files import INDEX, Files, held
from helpers.site.linking import ids_of, linked_page, relinked
from helpers.site.reports import check_current, stale_reports
from helpers.site.story_page import first_of, story_notebook, with_list
from helpers.story import Story, cluster_articles, cluster_table, read_story
from helpers.versions import versions

if TYPE_CHECKING:
    from helpers.corpus import Corpus

STORIES = 50  # clusters that have a page of their own
_AT_ONCE = 10  # stories whose articles are in memory together


@dataclass(frozen=True)
class Options:
    """How many clusters have a page, the language (None: that of most articles), and the notebook's parameters."""

    stories: int = STORIES
    lang: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Made(NamedTuple):
    """A site: its first page, whether it was made anew, how many clusters have a page and how many have none, and the
    articles whose reports were removed because what they say had changed."""

    page: Path
    fresh: bool
    stories: int
    left: int
    gone: list[str]


def make_site(
    corpus: Corpus,
    options: Options | None = None,
    *,
    notebooks: Path = NOTEBOOKS,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Write ``index.html`` and ``stories/`` into the folder of a corpus, where they are not there and current.

    Current is what was made of the same parts of the corpus by the same code, word lists and notebooks with the same
    options. Reports of articles that changed are removed. Raises InputError for a corpus that another version of Relire
    read and for a file of the reader's that is in the way, before anything is written, and ReportError when a cell of
    the notebook fails. ``progress`` is called with how many cells, then how many story pages, are done and of how many.
    """
    options = options or Options()
    paths = corpus_notebooks(notebooks)
    check_parameters(options.parameters, paths)
    check_current(corpus)
    with held(corpus.out):
        files = Files.of(corpus.out)
        files.check_free([INDEX])
        key = _key(corpus, options, paths)
        gone = stale_reports(corpus, files, notebooks)
        if files.site.get("key") == key and all(map(files.is_own, files.site["pages"])):
            if gone:
                _unlink(files, gone)
            return Made(corpus.out / INDEX, False, len(files.site["stories"]), files.site["left"], gone)
        reports = {name: of for name, of in files.reports.items() if name not in gone}
        pages = _Pages(corpus, options, paths, notebooks)
        made = pages.made(progress)
        site = {"key": key, "options": asdict(options), "left": pages.left}
        site |= {"stories": pages.names, "pages": list(made)}
        files.site, files.reports = site, reports
        ids = ids_of(made[INDEX])
        kept = [of["file"] for of in reports.values()]
        new = relinked(files, kept, ids)
        new |= {name: linked_page(made[name], name, files, ids, html.PLACES) for name in [*pages.names.values(), INDEX]}
        files.publish(new, drop=[name for name in files.own if name not in new and name not in kept])
        return Made(corpus.out / INDEX, True, len(pages.names), pages.left, gone)


def _unlink(files: Files, gone: list[str]) -> None:
    dropped = [files.reports.pop(name)["file"] for name in gone]
    files.publish(relinked(files, files.pages), drop=dropped)


def _key(corpus: Corpus, options: Options, paths: list[Path]) -> str:
    """A digest of all that the pages depend on."""
    facts = (
        corpus.part_names,
        corpus_facts(corpus),
        corpus.out.resolve().name,
        asdict(options),
        versions(tuple(paths)),
    )
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


class _Pages:
    """The pages of a site while they are made."""

    def __init__(self, corpus: Corpus, options: Options, paths: list[Path], notebooks: Path) -> None:
        self.corpus, self.options = corpus, options
        self.paths, self.notebooks = paths, notebooks
        self.names: dict[str, str] = {}  # of the story pages, by the cluster's number
        self.left = 0

    def made(self, progress: Callable[[int, int], None] | None) -> dict[str, str]:
        """Every page by its name, the index first."""
        given = dict(self.options.parameters) | ({"LANG": self.options.lang} if self.options.lang else {})
        facts = corpus_facts(self.corpus)
        name = facts["source"]["name"]
        real = {CORPUS: str(self.corpus.out.resolve())}
        nb, shown = of_many(self.paths, real, {CORPUS: name}, parameters=given, progress=progress)
        with speaking(described(nb).get("spoken")):
            story = read_story(self.corpus, once=given.get("ONCE", True), period=given.get("PERIOD"))
            clusters = cluster_table(story)
            largest = clusters.head(self.options.stories)
            self.left = len(clusters) - len(largest)
            for row in largest.itertuples():
                self.names[str(int(row.Index))] = f"stories/{page_name(row.representative)}.html"
            if len(largest):
                with_list(nb, html.story_list(largest.itertuples(), self.left))
            card = make_card(run_facts(nb) | facts, run_date().isoformat(), self.notebooks, parameters=shown)
            nb.metadata["relire"] = {"title": label("site_title", name=name), "source": name, "card": card}
            made = {INDEX: exported(nb, name)}
            for name, page in self._stories(story, largest, facts):
                made[name] = page
                if progress:
                    progress(len(made) - 1, len(largest))
        return made

    def _stories(self, story: Story, largest: Any, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        articles = cluster_articles(story)
        rows = list(largest.itertuples())
        for begin in range(0, len(rows), _AT_ONCE):
            some = rows[begin : begin + _AT_ONCE]
            wanted = {row.Index: first_of(story, row) for row in some}
            read = self.corpus.several([name for names in wanted.values() for name in names])
            for row in some:
                own = {name: read[name] for name in wanted[row.Index]}
                nb = story_notebook(story, row, articles[articles["cluster"] == row.Index], own)
                about = {"cluster": int(row.Index), "articles": int(row.size)}
                more = {"story": about}
                card: Card = make_card(dict(facts) | more, run_date().isoformat(), self.notebooks, parameters={})
                nb.metadata["relire"] = {"title": str(row.title), "source": facts["source"]["name"], "card": card}
                yield self.names[str(int(row.Index))], exported(nb, str(row.Index))
