"""Small notebooks for the tests of the report and the command: real ones, in a real kernel, in little time."""

from pathlib import Path

import nbformat

HOSTILE = "<img src=x onerror=alert(1)> $x^2$ \\\\(y\\\\) <script>document.title='owned'</script>"
CHART = """\
import base64
from IPython.display import display
dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""
NESTED = 'display({"image/png": dot}, raw=True, metadata={"image/png": {"alt": "Three \\"bars\\" <b>"}})'
FLAT = 'display({"image/png": dot}, raw=True, metadata={"alt": "Two bars"})'
NAMELESS = 'display({"image/png": dot}, raw=True)'
ABOUT = """\
from types import SimpleNamespace
from helpers import html
from helpers.sources import find_article, read_source
source = read_source(find_article(ARTICLE))
article = SimpleNamespace(source=source, title=source.text.splitlines()[0], language="fr", date=None, byline=None)
html.card({"Source": source.name, "top": TOP}, article=article)"""


def markdown(source: str) -> nbformat.NotebookNode:
    """A cell of prose."""
    return nbformat.v4.new_markdown_cell(source)


def code(source: str, *tags: str) -> nbformat.NotebookNode:
    """A cell of code."""
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["tags"] = list(tags)
    return cell


def write(folder: Path, **notebooks: list[nbformat.NotebookNode]) -> Path:
    """Write notebooks, ``_1_name`` as ``1_name.ipynb``, and return their folder."""
    folder.mkdir(exist_ok=True)
    for name, cells in notebooks.items():
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"{name.strip('_')}.ipynb")
    return folder


def two_notebooks(folder: Path) -> Path:
    """Two notebooks with everything that the exporter treats in its own way."""
    parameters = code("ARTICLE = None\nTOP = 20", "parameters")
    return write(
        folder,
        _1_article=[
            markdown("# The article\n\nSee the [sections](2_sections.ipynb), [chart](#chart) or [nothing](#nowhere)."),
            parameters,
            code(ABOUT),
            markdown("## Chart"),
            code(CHART + NESTED),
            code(FLAT),
            code(NAMELESS),
            code("1 / 0  # only with a kernel", "live", "raises-exception"),
        ],
        _2_sections=[
            markdown("# Sections\n\n## Chart"),
            parameters,
            code("import pandas as pd\npd.DataFrame({'words': [1, 2]})"),
            code("import sys\nprint('careful', file=sys.stderr)"),
        ],
    )
