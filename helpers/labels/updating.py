"""Catalogues brought up to date with what they translate: ``make catalogues``.

``relire.po`` of each language follows the English one, ``notebooks.po`` the notebooks' prose. New messages are added
empty, changed ones keep their old translation and are marked fuzzy, dropped ones become comments: a translator finds
them in the file, and whoever runs this in what it prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from helpers.labels.catalogues import ENGLISH, LOCALES, catalogues
from helpers.paths import NOTEBOOKS

_UNSEEN = {"notebook-only"}  # cells that no report shows


def prose(notebooks: Path = NOTEBOOKS) -> list[tuple[str, str]]:
    """The texts of the notebooks that a report shows, each with the name of its notebook."""
    return [
        (path.name, "".join(cell["source"]).strip())
        for path in sorted(notebooks.glob("[1-9]*.ipynb"))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "markdown" and not _UNSEEN.intersection(cell["metadata"].get("tags", []))
    ]


def of_notebooks(texts: Iterable[tuple[str, str]]) -> Any:
    """What a catalogue of the notebooks has to hold."""
    from babel.messages.catalog import Catalog

    template: Any = Catalog()
    for notebook, text in texts:
        template.add(text, locations=[(notebook, None)])
    return template


def updated(path: Path, template: Any) -> tuple[str, list[str]]:
    """The text of a catalogue once it is up to date with the template, and the messages that need a translator."""
    from babel.messages.pofile import read_po, write_po

    text = path.read_text("utf-8")
    head = text[: text.index("\n\n") + 2]  # as its author wrote it; Babel would add the time of day
    catalogue = read_po(BytesIO(text.encode()))
    catalogue.update(template)
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_previous=True)
    open_ = [message for message in catalogue if message.id and (message.fuzzy or not all(_strings(message)))]
    names = [f"{'changed' if message.fuzzy else 'new'}: {_name(message)}" for message in open_]
    dropped = [f"dropped: {_name(message)}" for message in catalogue.obsolete.values()]
    return head + written.getvalue().decode().strip("\n") + "\n", names + dropped


def _strings(message: Any) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


def _name(message: Any) -> str:
    first = message.id[0] if message.pluralizable else message.id
    return str(first).partition("\n")[0][:80]


def main() -> int:
    """Bring every catalogue up to date, and say what is left to translate: 1 if there is anything."""
    from babel.messages.pofile import read_po

    left = 0
    for language in catalogues():
        if language == ENGLISH:
            continue
        folder = LOCALES / language / "LC_MESSAGES"
        english = read_po((LOCALES / ENGLISH / "LC_MESSAGES" / "relire.po").open("rb"))
        for file, template in (("relire.po", english), ("notebooks.po", of_notebooks(prose()))):
            path = folder / file
            if path.is_file():
                text, names = updated(path, template)
                path.write_text(text, "utf-8")
                left += len(names)
                for name in names:
                    print(f"{path.relative_to(LOCALES.parent.parent)}: {name}")
    return min(left, 1)


if __name__ == "__main__":
    sys.exit(main())
