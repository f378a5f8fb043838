"""Pages from the web are kept beside the other articles, so that what was read can be read again."""

from __future__ import annotations

import datetime
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from helpers.errors import InputError
from helpers.output import whole_files
from helpers.paths import ARTICLES, ROOT

LONGEST = 100  # bytes of a name that come from the address: file systems allow 255 in all


def slug(url: str) -> str:
    """A file's name from an address.

    >>> slug("https://example.org/monde/%C3%A9t%C3%A9.html?id=1")
    'example.org-monde-été'
    """
    parts = urlsplit(url)
    path = re.sub(r"\.(?:x?html?|php|aspx?|txt)$", "", unquote(parts.path))
    name = re.sub(r"[^\w.-]+", "-", f"{parts.hostname or 'page'}{path}").strip("-.")
    return name.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").strip("-.")


def keep_page(url: str, raw: bytes, suffix: str, *, encoding: str | None = None, folder: Path | None = None) -> Path:
    """Where the bytes of a page are kept: ``SLUG.YYYY-MM-DD.HASH8.SUFFIX``, once for the same bytes.

    ``encoding`` is given when the bytes alone would not tell it: it is then noted in a file of the same name with
    ``.relire.toml`` after it. Raises InputError when the folder cannot be written to.
    """
    folder = folder or ARTICLES
    sha256 = hashlib.sha256(raw).hexdigest()
    now = datetime.datetime.now().astimezone()
    path = folder / f"{slug(url)}.{now:%Y-%m-%d}.{sha256[:8]}{suffix}"
    known = [other for other in sorted(folder.glob(f"*.{sha256[:8]}{suffix}")) if other.read_bytes() == raw]
    path = known[0] if known else path
    files = {} if known else {path.name: raw}
    note = path.with_name(f"{path.name}.relire.toml")
    if encoding and not note.exists():
        address = re.sub(r"[^!-~]", "?", url)  # a comment in TOML may hold no control characters
        text = f"# {address}, fetched {now:%Y-%m-%dT%H:%M:%S%z}; its server said the encoding\n"
        files[note.name] = (text + f'sha256 = "{sha256}"\nencoding = "{encoding}"\n').encode()
    if files:
        try:
            with whole_files(folder) as scratch:
                for name, content in files.items():
                    (scratch / name).write_bytes(content)
        except (InputError, OSError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be written to"
            raise InputError(f"{folder}: {reason}; pages from the web are kept there, or pass keep=False") from None
    return path


def short(path: str | Path) -> str:
    """A path as it is named from the checkout, where it lies in it.

    >>> short(ROOT / "data" / "articles" / "page.html")
    'data/articles/page.html'
    """
    path = Path(path)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
