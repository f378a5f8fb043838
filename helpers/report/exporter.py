"""The nbconvert exporter behind ``relire report`` and JupyterLab's Save and Export Notebook As."""

from __future__ import annotations

import copy
import datetime
import os
from pathlib import Path
from typing import Any

from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import Unicode, default

from helpers.labels import catalogues, day, label, prose_of, speaking, spoken
from helpers.report.card import make_card, packed, rows
from helpers.report.figures import drawing
from helpers.report.fragments import Pages
from helpers.report.source import coloured
from helpers.unseen import visible

FOLDER = Path(__file__).resolve().parent.parent  # holds template/
DROPPED_TAGS = {"live", "notebook-only"}  # interactive cells are empty without a kernel; advice on running helps nobody
COPY_TAG = "copy"  # cells that show the article itself: of several notebooks on one page, the first alone shows it
CARD_TAG = "article"  # the cell that says which article was loaded: a page says so once
PREFERRED = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]


class RelireExporter(HTMLExporter):
    """One HTML file: no script, nothing loaded, code folded, a table of contents, alternative texts.

    An image takes its alternative text from the output's metadata: ``{"image/png": {"alt": "…"}}`` or ``{"alt": "…"}``.
    SVG becomes a part of the page, so that the links in it work.
    Cells tagged ``live`` or ``notebook-only`` are left out, and of cells tagged ``article`` the first alone shows its
    output, and of cells tagged ``copy`` those of the first notebook alone stay. The head of the page describes the
    article that an output names in its metadata (``helpers.html.article_card``).
    """

    export_from_notebook = "Relire report"
    template_name = Unicode("template")  # no config tag: a template set for other exporters does not fit this one

    @default("template_name")
    def _template_name_default(self) -> str:
        return "template"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(FOLDER)]

    def default_filters(self) -> Any:
        """The filters of nbconvert, and code highlighting by class names that the template colours."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "highlight_code", lambda source, **_: coloured(source)

    def from_notebook_node(  # type: ignore[override] # as HTMLExporter's own
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert an executed notebook, in the language that its outputs say was spoken."""
        language = described(nb).get("spoken")
        with speaking(language if language in catalogues() else None):
            return self._page(copy.deepcopy(nb), resources, **kw)

    def _page(self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any) -> tuple[str, dict[str, Any]]:
        nb.cells = [cell for cell in nb.cells if not DROPPED_TAGS.intersection(cell.metadata.get("tags", []))]
        for cell in [cell for cell in nb.cells if CARD_TAG in cell.metadata.get("tags", [])][1:]:
            cell.outputs = []
        nb.cells = _with_one_copy(nb.cells)
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        name = resources.get("metadata", {}).get("name") or "Notebook"
        article = nb.metadata.get("relire", {}) | described(nb)  # of a corpus also its id there
        card = article.pop("card", None)
        if card is None and (facts := run_facts(nb)):
            card = make_card(facts, run_date().isoformat())
        pages = Pages(shift=1 if article.get("title") else 0)
        parsed: list[tuple[NotebookNode, str]] = []  # where the parsed pieces are
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                notebook = cell.metadata.get("relire", {}).get("notebook", name)
                prose = self._markdown(prose_of(cell.source), cell.get("attachments"))
                cell.metadata["relire_html"] = pages.prose(prose, notebook)
                parsed.append((cell.metadata, "relire_html"))
            for output in cell.get("outputs", []):
                parsed += _simplify(output, pages, self._markdown)
            if cell.cell_type == "code":
                cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
        pages.finish(holder[key] for holder, key in parsed)
        _name_images(nb, pages)
        for holder, key in parsed:
            holder[key] = str(holder[key])
        first = pages.headings[0].text if pages.headings else name
        resources["relire"] = {
            "article": article,
            "back": _back(article["identity"]) if "identity" in article else "",
            "title": article.get("title") or first,
            "own_head": pages.shift == 1 or not any(h.level == 1 for h in pages.headings),
            "contents": pages.contents(),
            "date": datetime.date.fromisoformat(card["date"]) if card else run_date(),
            "card": rows(card) if card else [],
            "packed": packed(card) if card else "",
            "day": day,
            "spoken": spoken(),
            "label": label,
        }
        # HTMLExporter's own step would parse the whole page, images and all, a second time
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return visible(page), resources

    def _markdown(self, source: str, attachments: Any = None, *, safe: bool = False) -> str:
        renderer = IPythonRenderer(
            escape=safe, allow_harmful_protocols=False, attachments=attachments, exclude_anchor_links=True
        )
        return MarkdownWithMath(renderer=renderer).render(source)


def _back(identity: str) -> str:
    from helpers import html  # here: it needs pandas, and most pages do not need it

    return html.back_place(identity)


def _with_one_copy(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells, but only the first notebook's reading copy: the others mark a part of what that one does."""
    copies = [cell for cell in cells if COPY_TAG in cell.metadata.get("tags", [])]
    kept = [cell for cell in copies if _notebook(cell) == _notebook(copies[0])]
    return [cell for cell in cells if cell not in copies or cell in kept]


def _notebook(cell: NotebookNode) -> str | None:
    return cell.metadata.get("relire", {}).get("notebook")


def run_date() -> datetime.date:
    """Today, or the day that SOURCE_DATE_EPOCH says (reproducible-builds.org), to make a report again byte for byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch else datetime.date.today()


def described(nb: NotebookNode) -> dict[str, str]:
    """What the first output that knows says about the article."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("relire")
            if about:
                return {str(key): str(value) for key, value in about.items()}
    return {}


def run_facts(nb: NotebookNode) -> dict[str, Any]:
    """What the first output that knows says for the run card (``helpers.provenance.article_facts``)."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            facts = output.get("metadata", {}).get("relire_run")
            if isinstance(facts, dict) and isinstance(facts.get("source"), dict):
                return dict(facts)
    return {}


def _simplify(output: NotebookNode, pages: Pages, markdown: Any) -> list[tuple[NotebookNode, str]]:
    """Leave one kind of data in an output, HTML and SVG parsed; where that stands."""
    kind = next((kind for kind in PREFERRED if kind in output.get("data", {})), None)
    if kind is None:
        if "data" in output:
            output.data = NotebookNode()
        return []
    value = output.data[kind]
    value = "".join(value) if isinstance(value, list) else value
    if kind == "text/markdown":  # an output is data: HTML in it is shown, not obeyed
        kind, value = "text/html", markdown(value, safe=True)
    if kind == "text/html":
        value = pages.output(value)
    if kind == "image/svg+xml" and (figure := drawing(value, f"figure-{pages.figures}-")):
        pages.figures += 1
        output.setdefault("metadata", NotebookNode())
        output.metadata["relire_inline"] = True
        value = figure
    output.data = NotebookNode({kind: value})
    return [] if isinstance(value, str) else [(output.data, kind)]


def _name_images(nb: NotebookNode, pages: Pages) -> None:
    """Set each image's alternative text: its own, else the heading it stands under."""
    heading, ids = pages.headings[0].text if pages.headings else "", {h.id: h.text for h in pages.headings}
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            found = [ids[tag["id"]] for tag in cell.metadata.relire_html.find_all(id=True) if tag["id"] in ids]
            heading = found[-1] if found else heading
        for output in cell.get("outputs", []):
            for kind in output.get("data", {}):
                output.setdefault("metadata", NotebookNode())
                own = output.metadata.get(kind, {})
                own = own.get("alt") if isinstance(own, dict) else None
                own = own or output.metadata.get("alt")
                output.metadata["relire_alt"] = own or label("page_figure", heading=heading)
                if output.metadata.get("relire_inline"):
                    output.data[kind].name(output.metadata["relire_alt"])
                    output.metadata["relire_linked"] = output.data[kind].linked
