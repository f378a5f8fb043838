"""The actors of an article as tables: where each is mentioned, by which words, as what, and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.actors.frames import FORMS
from helpers.errors import InputError, nearest
from helpers.lines import fold

if TYPE_CHECKING:
    from helpers.article import Article

DESCRIPTIONS = ("role", "pronominal-description")
UNSURE = ("ambiguous", "an office whose holder is not named")  # how the evidence of such a mention begins
_VARIANTS = "actor kind form surface count share first_line lines".split()
_ROLES = "actor kind form surface count lines named evidence".split()


def check_forms(forms: Sequence[str] | str | None) -> tuple[str, ...]:
    """The forms asked for, in their usual order: all of them if None; InputError for one that there is not.

    >>> check_forms(["role", "name"])
    ('name', 'role')
    >>> check_forms("demonyms")
    Traceback (most recent call last):
    helpers.errors.InputError: no form of mention is 'demonyms'; did you mean 'demonym'?
    """
    if forms is None:
        return FORMS
    given = [forms] if isinstance(forms, str) else list(forms)
    for form in given:
        if form not in FORMS:
            hint = nearest(str(form), FORMS) or f"; there are: {', '.join(FORMS)}"
            raise InputError(f"no form of mention is {form!r}{hint}")
    return tuple(form for form in FORMS if form in given)


def of_forms(actors: pd.DataFrame, forms: Sequence[str] | str | None) -> pd.DataFrame:
    """The actors that are mentioned in one of these forms, ``mentions`` being those mentions, in their order.

    actors: one row per actor, with ``mentions`` and one count per form; forms: all if None

    >>> actors = pd.DataFrame({"mentions": [4, 3], "name": [1, 3], "demonym": [3, 0]}, index=["Russie", "OTAN"])
    >>> of_forms(actors, ["name"])["mentions"].to_dict()
    {'OTAN': 3, 'Russie': 1}
    """
    kept = [form for form in check_forms(forms) if form in actors]
    if forms is not None:
        actors = actors.assign(mentions=actors[kept].sum(axis=1).astype("int64"))
    return actors[actors["mentions"].gt(0)].sort_values("mentions", ascending=False, kind="stable")


def occurrences(article: Article, *, forms: Sequence[str] | str | None = None) -> pd.DataFrame:
    """The mentions, each with its place along the text: the columns of ``article.mentions`` and ``position``.

    ``position`` is the number of the word that the mention begins with, from 0, in the title, subtitle, captions,
    headings and body in reading order; ``terms.words_counted(article, with_title=True)`` has the borders of the
    sections in the same words. forms: the forms of mention to take, all if None.

    >>> from helpers import load_article
    >>> occurrences(load_article("otan-zelensky"))[["text", "position"]].values.tolist()[:2]
    [["chef de l'OTAN", 1], ['OTAN', 4]]
    """
    found = article.mentions[article.mentions["form"].isin(check_forms(forms))].reset_index(drop=True)
    words = article.tokens[article.tokens["is_word"]]
    order = np.argsort(words["start"].to_numpy(), kind="stable")
    ends = words["end"].to_numpy()[order]
    at = np.searchsorted(ends, found["start"].to_numpy(), side="right")  # the first word that ends after it begins
    return found.assign(position=order[np.minimum(at, len(order) - 1)].astype("int64"))


def variants(article: Article, *, forms: Sequence[str] | str | None = None) -> pd.DataFrame:
    """By which words each actor is mentioned: one row per actor, form and surface.

    Surfaces that differ in typography or capitals only are one, written as it is written most. Actors stand in the
    order of ``article.actors``, the surfaces of each by their count, then as they appear.

    forms: the forms of mention to take, all if None

    Columns: actor kind form surface count share (of the actor's mentions that are taken, 0 to 1) first_line lines (of
    the source, each once). ``actor_places(article, actor, form=…, surface=…)`` has the places of a row.

    >>> from helpers import load_article
    >>> variants(load_article("otan-zelensky"))[["actor", "form", "surface", "count"]].values.tolist()[:2]
    [['Ukraine', 'name', 'Ukraine', 5], ['Ukraine', 'demonym', 'ukrainien', 2]]
    """
    mentions = article.mentions[article.mentions["form"].isin(check_forms(forms))]
    totals, kinds, lines = Counter(mentions["actor"]), mentions["kind"].tolist(), mentions["line"].tolist()
    rows = []
    for (actor, form, _), (surface, group) in surfaces(article, mentions).items():
        places = [lines[at] for at in group]
        share = len(group) / totals[actor]
        row = (actor, kinds[group[0]], form, surface, len(group), share, places[0], tuple(sorted(set(places))))
        rows.append(row)
    return _by_actor(pd.DataFrame(rows, columns=_VARIANTS).astype(_types(_VARIANTS)), mentions)


def role_table(article: Article) -> pd.DataFrame:
    """Who is called what, and where: one row per actor and surface of form role or pronominal-description.

    Columns: actor kind form surface (united as in ``variants``) count lines (of the source, each once) named (whether
    the article mentions the actor in another form too; if not, the description is all that is known, and the actor
    is called by it) evidence (how the words were given to the actor; several with semicolons between them).

    >>> from helpers import load_article
    >>> role_table(load_article("otan-zelensky"))[["actor", "surface", "named"]].values.tolist()[:2]
    [['Jens Stoltenberg', "chef de l'OTAN", True], ['Jens Stoltenberg', "secrétaire général de l'OTAN", True]]
    """
    mentions = article.mentions
    named = set(mentions["actor"][~mentions["form"].isin(DESCRIPTIONS)])
    described = mentions[mentions["form"].isin(DESCRIPTIONS)]
    kinds, lines, evidence = (described[name].tolist() for name in ("kind", "line", "evidence"))
    rows = []
    for (actor, form, _), (surface, group) in surfaces(article, described).items():
        places = tuple(sorted({lines[at] for at in group}))
        said = "; ".join(dict.fromkeys(evidence[at] for at in group))
        rows.append((actor, kinds[group[0]], form, surface, len(group), places, actor in named, said))
    return _by_actor(pd.DataFrame(rows, columns=_ROLES).astype(_types(_ROLES)), mentions)


def actor_places(article: Article, actor: str, *, form: str | None = None, surface: str | None = None) -> pd.DataFrame:
    """Every mention of an actor, in the columns of ``article.mentions``: what a count in any table of actors counts.

    form: the mentions of this form only; surface: those written so, typography and capitals aside
    Raises KeyError for an actor that there is not, InputError for such a form.

    >>> from helpers import load_article
    >>> actor_places(load_article("otan-zelensky"), "Russie", surface="RUSSES")["line"].tolist()
    [3, 7]
    """
    mentions = article.mentions
    found = mentions[mentions["actor"] == actor]
    if not len(found):
        raise KeyError(f"no actor '{actor}'{nearest(actor, article.actors.index)}")
    if form is not None:
        found = found[found["form"].isin(check_forms(form))]
    if surface is not None:
        same = [fold(article.repaired(text)) == fold(surface) for text in found["text"]]
        found = found[np.array(same, dtype=bool)]
    return found


def unresolved(article: Article) -> pd.DataFrame:
    """The mentions that leave open who is meant, in the columns of ``article.mentions``.

    They are those whose evidence says so, and the descriptions of a person whom the article never names.

    >>> from helpers import load_article
    >>> len(unresolved(load_article("otan-zelensky")))
    0
    """
    mentions = article.mentions
    named = set(mentions["actor"][~mentions["form"].isin(DESCRIPTIONS)])
    nameless = mentions["kind"].eq("person") & ~mentions["actor"].isin(named)
    return mentions[mentions["evidence"].str.startswith(UNSURE) | nameless]


def surfaces(article: Article, mentions: pd.DataFrame) -> dict[tuple[str, str, str], tuple[str, list[int]]]:
    """By actor, form and folded surface, as they appear: how it is written most, and the rows it stands in."""
    written = [article.repaired(text) for text in mentions["text"]]
    groups: dict[tuple[str, str, str], list[int]] = {}
    for at, (actor, form, text) in enumerate(zip(mentions["actor"], mentions["form"], written, strict=True)):
        groups.setdefault((actor, form, fold(text)), []).append(at)
    return {key: (_usual([written[at] for at in group]), group) for key, group in groups.items()}


def _usual(forms: Sequence[str]) -> str:
    """The form written most; of forms as frequent, one that is not all in capitals, then the first.

    >>> _usual(["UKRAINE", "Ukraine"])
    'Ukraine'
    """
    counts = Counter(forms)
    return max(counts, key=lambda form: (counts[form], not form.isupper()))


def _by_actor(rows: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the table of actors, the most frequent first."""
    counts = Counter(mentions["actor"])
    rank = {actor: at for at, actor in enumerate(sorted(counts, key=lambda actor: -counts[actor]))}
    order = np.lexsort((-rows["count"].to_numpy(), rows["actor"].map(rank).to_numpy(dtype="int64")))
    return rows.iloc[order].reset_index(drop=True)


def _types(columns: Sequence[str]) -> dict[str, str]:
    """Types that hold even where there are no rows."""
    known = {"count": "int64", "share": "float64", "first_line": "int64", "named": "bool", "lines": "object"}
    return {name: known.get(name, "str") for name in columns}
