"""The page of a comparison: the notebooks that read several articles, executed on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.decisions import read_decisions
from helpers.output import check_writable, whole_files
from helpers.paths import NOTEBOOKS
from helpers.provenance import source_facts
from helpers.report.card import make_card, shown_name
from helpers.report.exporter import run_date, run_facts
from helpers.report.parameters import ARTICLES, check_parameters, comparison_notebooks
from helpers.report.run import exported, of_many
from helpers.sources.keep import short

if TYPE_CHECKING:
    from helpers.sources import Source

_LONGEST = 150  # characters of a file's name


def make_comparison(
    articles: Sequence[str],
    sources: Sequence[Source],
    *,
    out_dir: str | Path,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Path = NOTEBOOKS,
    counted: Callable[[str, int], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Execute the notebooks that compare on these articles and write one HTML file, whole or not at all.

    articles: how each was named, the one that the others are compared with first; sources: what
    ``helpers.compare.read_sources`` read for them. The file is called after all of them. ``counted`` is called with the
    name of each dump that holds several articles, and their number. The other arguments are those of ``make_report``,
    and so are the errors raised.
    """
    paths = comparison_notebooks(notebooks)
    check_parameters(parameters or {}, paths)
    check_writable(out_dir)
    for source in sources:
        read_decisions(source.place, 1)  # what is wrong with them is said before anything runs
    names = [source.name for source in sources]
    given = [
        short(source.where) if source.url and source.where != source.url else where  # fetched once
        for where, source in zip(articles, sources, strict=True)
    ]
    named = {ARTICLES: [shown_name(where) for where in given]}
    nb, shown = of_many(paths, {ARTICLES: given}, named, parameters=parameters or {}, progress=progress)
    facts = run_facts(nb)
    counts = [facts.get("articles", 1), *(other.get("articles", 1) for other in facts.get("others", []))]
    first, *others = map(source_facts, sources)
    facts |= {"source": first, "others": others}
    card = make_card(facts, run_date().isoformat(), notebooks, given=None, parameters=shown)
    nb.metadata["relire"] = {"title": " / ".join(names), "source": names[0], "card": card}
    page = exported(nb, " / ".join(names))
    file = "-".join(["compare", *names])[:_LONGEST]
    with whole_files(out_dir) as scratch:
        (scratch / f"{file}.html").write_text(page, encoding="utf-8", errors="replace", newline="\n")
    for name, count in zip(names, counts, strict=False):
        if counted and count > 1:
            counted(name, count)
    return Path(out_dir) / f"{file}.html"
