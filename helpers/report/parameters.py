"""Values given on the command line, and the ``parameters`` cells of the notebooks they go to."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.errors import InputError, nearest

ARTICLE = "ARTICLE"
NUMBER = "NUMBER"  # of the article, in a dump that holds several
ARTICLES = "ARTICLES"  # of a notebook that reads several side by side
CORPUS = "CORPUS"  # of a notebook that reads many


def article_notebooks(folder: Path) -> list[Path]:
    """The notebooks that read one article, in their order: what a report of an article is made of."""
    return [path for path in sorted(folder.glob("[1-9]*.ipynb")) if not {ARTICLES, CORPUS} & _names(path).keys()]


def comparison_notebooks(folder: Path) -> list[Path]:
    """The notebooks that read several articles side by side: those whose parameters name ``ARTICLES``."""
    return [path for path in sorted(folder.glob("[1-9]*.ipynb")) if ARTICLES in _names(path)]


def corpus_notebooks(folder: Path) -> list[Path]:
    """The notebooks that read many articles: those whose parameters name ``CORPUS``."""
    return [path for path in sorted(folder.glob("[1-9]*.ipynb")) if CORPUS in _names(path)]


def _names(notebook: Path) -> dict[str, None]:
    """The names that the notebook's ``parameters`` cells give a value, in their order."""
    found: dict[str, None] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            found.update(dict.fromkeys(assigned_names("".join(cell["source"]))))
    return found


def assigned_names(source: str) -> list[str]:
    """Names that a ``parameters`` cell gives a value.

    >>> assigned_names("ARTICLE = None\\nTOP: int = 20")
    ['ARTICLE', 'TOP']
    """
    names = []
    for statement in ast.parse(source).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def known_parameters(notebooks: Iterable[Path]) -> list[str]:
    """The names that ``-p`` can set, over all notebooks; ``ARTICLE``, ``NUMBER``, ``ARTICLES``, ``CORPUS`` are not."""
    found = {name: None for path in notebooks for name in _names(path)}
    return [name for name in found if name not in {ARTICLE, NUMBER, ARTICLES, CORPUS}]


def check_parameters(parameters: Mapping[str, Any], notebooks: Iterable[Path]) -> None:
    """Raise InputError for a name that no notebook has, or a value that is no plain literal."""
    known = known_parameters(notebooks)
    for name, value in parameters.items():
        if name == ARTICLE:
            raise InputError("-p ARTICLE: the article is no parameter here; name it alone: relire report NAME")
        if name == ARTICLES:
            raise InputError(
                "-p ARTICLES: the articles are no parameter here; name them alone: relire compare ONE OTHER"
            )
        if name == NUMBER:
            raise InputError(
                "-p NUMBER: which article of a dump is no parameter here; say: relire report NAME --article 2"
            )
        if name == CORPUS:
            raise InputError("-p CORPUS: the corpus is no parameter here; name it alone: relire corpus DIR_OR_TABLE")
        if name not in known:
            hint = nearest(name, known) or f"; there are: {', '.join(known) or 'none'}"
            raise InputError(f"-p {name}: no notebook has this parameter{hint}")
        try:
            same = ast.literal_eval(repr(value)) == value
        except (ValueError, SyntaxError):
            same = False
        if not same:
            raise InputError(f"-p {name}: {value!r} is no plain value; give a text, a number, a list, True or False")


def assignments(parameters: Mapping[str, Any]) -> str:
    """The source of a cell that sets them; values are literals, so no text in them can run.

    >>> assignments({"TOP": 5, "WORD": "l'été"})
    'TOP = 5\\nWORD = "l\\'été"'
    """
    return "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
