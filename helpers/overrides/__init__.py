"""What the reader decided, from the file beside the article: ``otan-zelensky.txt.relire.toml``.

It is read on every run and written by ``relire override`` or by hand::

    sha256 = "c2b0…"       # of the dump that these decisions were made for
    language = "fr"        # this and the next four: instead of what Relire finds
    encoding = "cp1252"
    title = "…"            # an empty title, date or byline says that the page has none; where a dump holds
                           # several articles, these three are of the first
    date = "2026-07-06"
    byline = "…"
    ignore = ["Publicité", "…contenu de tiers…"]  # boilerplate: a whole line; … stands for any text

    [lines.9]
    role = "body"          # title, subtitle, byline, heading, body, caption or boilerplate
    keep = true            # count the line, even if it is a copy; false sets it aside
    reason = "part of the article after all"
    text = "Cette page peut inclure"  # how the line begins: finds it again when the dump changes

A dump that changed, an unknown key and a line that is not there are refused in one line; nothing is half applied.
"""

from helpers.overrides.applying import apply_overrides
from helpers.overrides.reading import (
    FACTS,
    Override,
    Overrides,
    check_lines,
    command_name,
    overrides_path,
    read_overrides,
)

__all__ = [
    "FACTS",
    "Override",
    "Overrides",
    "apply_overrides",
    "check_lines",
    "command_name",
    "overrides_path",
    "read_overrides",
]
