"""The site of a corpus: an index, a page for each large cluster of copies, and reports of articles when asked for.

All of it lies in the corpus's folder and works from there, off line: ``index.html``, ``stories/`` and ``reports/``.
``site.json`` says which files are Relire's own (``helpers.site.files``): no other file is ever replaced or removed.
"""

from helpers.site.making import Made, Options, make_site
from helpers.site.reports import make_reports, stale_reports

__all__ = ["Made", "Options", "make_reports", "make_site", "stale_reports"]
