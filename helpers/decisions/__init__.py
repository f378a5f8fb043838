"""What the reader decided about actors: ``otan-zelensky.actors.csv`` beside the article, ``actors.csv`` for its folder.

``relire actors`` writes these tables, the reader fills in five columns of them, and every run obeys:

========  =========================================================================================================
decision  ``merge``, ``rename``, ``kind``, ``split``: may stay empty, the other cells say it. ``ignore``: no actor, its
          mentions leave all counts. ``add``: this phrase is an actor, wherever it stands. ``keep``: leave it as found,
          whatever the table of the folder says.
only      not all mentions of the actor but these: ``Kyiv``, ``Vautrin (12, 18)`` (in lines 12 and 18), ``lines 3-5``;
          several with | between
becomes   the actor that they are counted for: another one, or a new name; two rows with the same name are one actor
becomes_kind  ``person``, ``organisation``, ``state`` or ``collective``
reason    shown in the evidence of each mention
========  =========================================================================================================

A row is about the actor named in ``actor``; a cell that names no actor of the article is taken for a surface: the words
of mentions, which it then decides about alone. Typography does not count, nor case where one spelling only fits.
The article's own table goes before the folder's, mention by mention. The most exact row decides: lines, then surfaces,
then actors. All other columns are for reading, and made anew by ``relire actors``.
"""

from helpers.decisions.reading import (
    Decision,
    Decisions,
    is_ledger,
    ledger_path,
    read_decisions,
    shared_path,
)

__all__ = [
    "Decision",
    "Decisions",
    "is_ledger",
    "ledger_path",
    "read_decisions",
    "shared_path",
]
