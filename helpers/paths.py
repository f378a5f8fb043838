"""Where things lie in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ARTICLES = DATA / "articles"
NOTEBOOKS = ROOT / "notebooks"
POINTER = ".relire-corpus-article"  # the suffix of a file that names one article of a corpus (helpers.corpus.again)
