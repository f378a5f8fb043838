"""Mentions and actors on marked articles: how many are found, and that promises 2 to 4 hold in each.

The floors are a little under what was measured when they were set. Only ``frc*`` and ``enb*`` were never looked at
while the rules were made; the floors of the others say that nothing got worse, not how well unseen articles are read.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import add

import pytest
from marked import MARKED, Gold, Score, read_marked, score
from support import TYPOGRAPHY

from helpers import Article

PATHS = {f"{path.parent.name}/{path.stem}": path for path in sorted(MARKED.glob("*/*.txt"))}
FLOORS = {  # mentions F1, actor F1, kind and form accuracy
    "fr/fra": (0.93, 0.86, 0.98, 0.98),
    "fr/frb": (0.93, 0.88, 0.98, 0.97),
    "fr/frc": (0.90, 0.85, 0.97, 0.98),
    "fr/frd": (0.88, 0.78, 0.94, 0.98),
    "en/en_": (0.92, 0.87, 0.98, 0.98),
    "en/enb": (0.87, 0.79, 0.97, 0.97),
    "others/": (0.75, 0.70, 0.97, 0.96),
}
QUICK = ["fr/fra05_france_algerie", "fr/frb02_maternite_brecigny", "en/en_us_court_solvents", "others/pl_most"]


@cache
def gold(name: str) -> Gold:
    return read_marked(PATHS[name])


@cache
def article(name: str) -> Article:
    return gold(name).load()


def everywhere(quick: list[str]) -> list[object]:
    """All marked articles; those that are not quick are left to the long run."""
    return [pytest.param(name, marks=() if name in quick else pytest.mark.deep) for name in PATHS]


@pytest.mark.parametrize("group", FLOORS)
def test_mentions_and_actors_are_found(group: str) -> None:
    """Mentions, their kind and form, and the actor they are counted for agree with the marks."""
    names = [name for name in PATHS if name.startswith(group)]
    total = reduce(add, (score(gold(name), article(name)) for name in names), Score())
    reached = (total.f1, total.actor_f1, total.kind_accuracy, total.form_accuracy)
    assert len(names) >= 8
    assert all(got >= floor for got, floor in zip(reached, FLOORS[group], strict=True)), (reached, total)


@pytest.mark.parametrize("name", PATHS)
def test_every_mention_has_its_place(name: str) -> None:
    """Each mention is the slice of the source that it says, in the line that it says, and says why (promise 4)."""
    loaded = article(name)
    for m in loaded.mentions.itertuples():
        line = loaded.lines.loc[m.line]
        assert loaded.source.text[m.start : m.end] == m.text
        assert line["start"] <= m.start < m.end <= line["end"]
        assert m.evidence
    assert loaded.actors["mentions"].sum() == len(loaded.mentions)


def counted(loaded: Article) -> list[tuple[str, ...]]:
    """The mentions in reading order, without places; words as repaired."""
    words = loaded.mentions["text"].map(loaded.repaired)
    return list(zip(loaded.mentions["actor"], loaded.mentions["kind"], loaded.mentions["form"], words, strict=True))


@pytest.mark.parametrize("variant", TYPOGRAPHY)
@pytest.mark.parametrize("name", everywhere(QUICK[:2]))
def test_typography_changes_no_mention(name: str, variant: str) -> None:
    """Apostrophes, spaces, accents, soft hyphens and line ends change nothing (promise 3)."""
    assert counted(gold(name).load(TYPOGRAPHY[variant](gold(name).text))) == counted(article(name))


@pytest.mark.parametrize("name", everywhere(QUICK))
def test_a_second_copy_changes_no_mention(name: str) -> None:
    """The whole article pasted again below changes nothing (promise 2)."""
    text = gold(name).text
    assert counted(gold(name).load(f"{text}\n\n{text}")) == counted(article(name))
