"""``relire verify``: a report made again from the same source, and where it differs."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from helpers.decisions import ledger_path, shared_path
from helpers.errors import InputError
from helpers.labels import label
from helpers.overrides import overrides_path
from helpers.paths import ARTICLES, NOTEBOOKS, ROOT
from helpers.report.card import META, Card, unpacked
from helpers.report.compare import first_difference
from helpers.report.run import read_article, render
from helpers.sources import SUFFIXES, Source, find_article
from helpers.versions import SHOWN

MAX_BYTES = 200_000_000
REFERENCE = "REFERENCE"  # the parameter that names a second article
_END = re.compile(r"</html>\s*\Z")


def verify_report(
    report: Path, *, source: str | Path | None = None, notebooks: Path = NOTEBOOKS, reference: str | None = None
) -> list[str]:
    """Where a report differs from what the same source gives now, a line for each; empty when it is the same.

    ``source`` says where the source lies now, ``reference`` where the article of ``-p REFERENCE`` does. Raises
    InputError for what is no report of Relire, is damaged, or has no source any more.
    """
    page, card = read_report(report)
    place = find_source(card, report, source)
    number = int(card.get("article") or 1)
    with _under_its_name(place, card["source"], number) as (where, read):
        if read.sha256 != card["source"]["sha256"]:
            first, second = (sha256[:SHOWN] for sha256 in (card["source"]["sha256"], read.sha256))
            return [label("verify_source", first=first, second=second)]
        parameters = dict(card["parameters"])
        if reference or parameters.get(REFERENCE):
            parameters[REFERENCE] = str(reference or _reference(parameters[REFERENCE], report, place))
        again = render(where, read, parameters=parameters, notebooks=notebooks, number=number, told=card)
    differing = list(_facts(card, again.card))
    if found := first_difference(page, again.page):
        differing.append(label("verify_page_differs", **found._asdict()))
    elif differing:
        differing.append(label("verify_page_same"))
    return differing


def read_report(path: Path) -> tuple[str, Card]:
    """A report's page and its run card; InputError for what is none."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; give a report that relire report wrote")
        page = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{path}: is no report of Relire; give the HTML file that relire report wrote") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from None
    head = BeautifulSoup(page[: page.find("<style>") if "<style>" in page else 1 << 16], "html.parser")
    if not head.find("meta", attrs={"name": "generator", "content": "Relire"}):
        raise InputError(f"{path}: is no report of Relire; give the HTML file that relire report wrote")
    meta = head.find("meta", attrs={"name": META})
    if not meta:
        raise InputError(f"{path}: has no run card (an older Relire made it); make it again with relire report")
    card = unpacked(str(meta.get("content", "")), path)
    if not _END.search(page):
        raise InputError(f"{path}: is damaged, its end is missing; make it again with relire report")
    if "others" in card:
        hint = "make it again with relire compare"
        raise InputError(f"{path}: compares several articles; relire verify checks reports of one article; {hint}")
    if "corpus" in card:
        hint = "relire corpus makes this page again where it is not current"
        raise InputError(f"{path}: tells of a corpus; relire verify checks reports of one article; {hint}")
    if "from_corpus" in card:
        hint = "make it again with relire corpus CORPUS --report ID"
        raise InputError(f"{path}: is of an article of a corpus, whose other articles tell what is text in it; {hint}")
    if "given" not in card:
        raise InputError(f"{path}: JupyterLab exported it, which knows no parameters; verify what relire report wrote")
    return page, card


def find_source(card: Mapping[str, Any], report: Path, where: str | Path | None = None) -> Path:
    """The file that a report was made from: ``where``, else as it was named, in data/articles, beside the report."""
    if where is not None:
        place = find_article(where)
        if isinstance(place, str) or not place.is_file():
            raise InputError(f"--source {where}: is no file; give the dump or page that the report was made from")
        return place
    source, given = card["source"], card.get("given")
    file = source.get("file")
    if file is None and source.get("url") is None:
        hint = f"relire verify {report} --source PATH"
        raise InputError(f"{report}: was read from standard input; keep that text in a file and say: {hint}")
    names = [name for name in (given, file) if name and Path(name).name not in {"", ".", ".."}]
    folders = [Path(), report.parent, report.parent.parent, ROOT, ARTICLES]
    tries = [folder / f"{name}{suffix}" for name in names for folder in folders for suffix in ("", *SUFFIXES)]
    places = [place for place in tries if place.is_file()]
    if not places:
        raise InputError(f"{report}: its source {file or source['name']} is not here; say where it lies: --source PATH")
    return next((place for place in places if _sha256(place) == source["sha256"]), places[0])


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _under_its_name(place: Path, then: Mapping[str, Any], number: int) -> Iterator[tuple[Path | bytes, Source]]:
    """The source, called as it was called, with the reader's decisions that lie beside it now; in a folder of its own.

    What was read from standard input comes as bytes.
    """
    if then.get("file") is None and not then.get("url"):
        raw = place.read_bytes()
        yield raw, read_article(raw)
        return
    with tempfile.TemporaryDirectory(prefix="relire-") as work:
        own = Path(work, Path(str(then.get("file") or place.name)).name)
        copies = {place: own, overrides_path(place): overrides_path(own)}
        copies |= {ledger_path(place, number): ledger_path(own, number)}
        copies |= {shared_path(place.parent): shared_path(own.parent)}
        for here, there in copies.items():
            if here.is_file():
                shutil.copyfile(here, there)
        yield own, read_article(own)


def _reference(name: str, report: Path, place: Path) -> Path | str:
    for folder in (Path(), report.parent, place.parent):
        if (folder / name).is_file():
            return (folder / name).absolute()
    return find_article(name)


def _facts(then: Card, now: Card) -> Iterator[str]:
    """Where two cards differ, the date aside."""
    for name in dict.fromkeys([*then["versions"], *now["versions"]]):
        first, second = (card["versions"].get(name, "–") for card in (then, now))
        if first != second:
            yield label("verify_version", name=name, first=first, second=second)
    decided = [{d["file"]: d["sha256"] for d in card.get("decisions", [])} for card in (then, now)]
    for file in dict.fromkeys([*decided[0], *decided[1]]):
        if decided[0].get(file) != decided[1].get(file):
            was = [one.get(file, "–")[:SHOWN] for one in decided]
            yield label("verify_decisions", file=file, first=was[0], second=was[1])
    pairs = [(name, then.get(name), now.get(name)) for name in ("language", "articles", "lines")]
    pairs += [(name, then["source"].get(name), now["source"].get(name)) for name in ("encoding", "bytes")]
    for name, first, second in pairs:
        if first != second:
            yield label("verify_card", name=name, first=first, second=second)
