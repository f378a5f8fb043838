"""Notebooks, executed, as one HTML file that stands alone."""

import sys

# Beside JupyterLab, jsonschema checks IRIs with rfc3987_syntax, whose import builds some 35 grammars: nearly two
# seconds of every report, for a format that notebooks do not use. Naming it absent makes jsonschema do without.
_hidden = "rfc3987_syntax" not in sys.modules
if _hidden:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
try:
    import jsonschema  # noqa: F401 - for the above; nbformat imports it again
finally:
    if _hidden:
        del sys.modules["rfc3987_syntax"]

from helpers.report.compared import make_comparison  # noqa: E402
from helpers.report.exporter import RelireExporter  # noqa: E402 - after the above
from helpers.report.parameters import check_parameters  # noqa: E402
from helpers.report.pdf import pdf_printer  # noqa: E402
from helpers.report.run import ReportError, make_report, read_article  # noqa: E402
from helpers.report.several import each  # noqa: E402
from helpers.report.verify import verify_report  # noqa: E402

__all__ = [
    "RelireExporter",
    "ReportError",
    "check_parameters",
    "each",
    "make_comparison",
    "make_report",
    "pdf_printer",
    "read_article",
    "verify_report",
]
