"""Who is mentioned most, where, with whom, by which words, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.actors import ENOUGH, check_forms, of_forms
from helpers.labels import label, language_name, listing, share, some


def read_actors(actors: pd.DataFrame, forms: Sequence[str] | None = None) -> str:
    """The actors mentioned most, how many of all mentions are no names, and which forms are counted if not all.

    Counting names alone would miss that share.

    >>> actors = pd.DataFrame({"mentions": [4, 3], "name": [1, 3], "demonym": [3, 0]}, index=["Russie", "OTAN"])
    >>> read_actors(actors, ["name"])
    'OTAN is mentioned most, 3 times, 0 of them without its name. Counted here: name, that is 4 of 7 mentions.'
    """
    counted = of_forms(actors, forms)
    if not len(counted):
        return label("reads_none_counted" if len(actors) else "reads_no_actors")
    best, total = int(counted["mentions"].iloc[0]), int(counted["mentions"].sum())
    names = counted["name"] if "name" in check_forms(forms) else counted["name"] * 0
    tied = [str(actor) for actor in counted.index[counted["mentions"] == best]]
    if best == 1:
        said = [label("reads_actors_once")]
    elif len(tied) == 1:
        said = [label("reads_actors", actor=tied[0], times=best, other=best - int(names.iloc[0]))]
    else:
        said = [label("reads_actors_tied", actors=some(tied), times=best)]
    if forms is None or len(check_forms(forms)) == len(check_forms(None)):
        return " ".join([*said, label("reads_actors_all", count=total, unnamed=share(1 - int(names.sum()) / total))])
    named = listing([label(f"form_{form}") for form in check_forms(forms)])
    said.append(label("reads_actors_forms", forms=named, total=total, count=int(actors["mentions"].sum())))
    return " ".join(said)


def read_first(mentions: pd.DataFrame) -> str:
    """Who comes first in the article, and who last."""
    if not len(mentions):
        return label("reads_no_actors")
    first = mentions.sort_values(["sentence", "start"], kind="stable").drop_duplicates("actor")["actor"]
    if len(first) == 1:
        return label("reads_first_only", first=first.iloc[0])
    return label("reads_first", first=str(first.iloc[0]), last=str(first.iloc[-1]))


def read_actor_sections(mentions: pd.DataFrame, sections: int) -> str:
    """Which actors are mentioned in every section, and which more than once in one only.

    >>> mentions = pd.DataFrame({"actor": ["OTAN", "OTAN", "Kyiv", "Kyiv", "ONU"], "section": [0, 1, 1, 1, 1]})
    >>> read_actor_sections(mentions, 2)
    'Mentioned in each of the 2 sections: OTAN; more than once, but in one only: Kyiv.'
    """
    if not len(mentions):
        return label("reads_no_actors")
    if sections < 2:
        return label("reads_few_sections")
    held = mentions.dropna(subset="section").groupby("actor", sort=False)["section"].agg(["nunique", "size"])
    everywhere = [str(actor) for actor in held.index[held["nunique"] == sections]]
    once = [str(actor) for actor in held.index[held["nunique"].eq(1) & held["size"].gt(1)]]
    none = label("reads_none")
    parts = {"everywhere": some(everywhere) or none, "once": some(once) or none}
    return label("reads_actor_sections", sections=sections, **parts)


def read_co_mentions(pairs: pd.DataFrame) -> str:
    """Which actors share most sentences, and how many pairs share several or one.

    >>> pairs = {"source": ["OTAN", "OTAN"], "target": ["Kyiv", "ONU"], "together": [3, 1], "rare": [False, True]}
    >>> read_co_mentions(pd.DataFrame(pairs)).partition(". ")[0]
    'Most often together: OTAN with Kyiv (3 sentences)'
    """
    if not len(pairs):
        return label("reads_no_ties")
    firm = pairs[~pairs["rare"].astype(bool)]
    if not len(firm):
        return label("reads_ties_rare", enough=ENOUGH, pairs=len(pairs))
    best = int(firm["together"].max())
    leading = firm[firm["together"] == best]
    ends = zip(leading["source"], leading["target"], strict=True)
    names = [label("tie", source=source, target=target) for source, target in ends]
    counts = label("reads_ties_count", enough=ENOUGH, firm=len(firm), rare=len(pairs) - len(firm))
    return f"{label('reads_ties', pairs=some(names), count=best)} {counts}"


def read_variants(variants: pd.DataFrame) -> str:
    """Which actors are mentioned in most ways, and how many actors are always mentioned by the same words.

    >>> variants = {"actor": ["Kyiv", "Kyiv", "ONU"], "surface": ["Kyiv", "kiévien", "ONU"], "count": [3, 1, 1]}
    >>> read_variants(pd.DataFrame(variants)).partition(". ")[0]
    'Kyiv is mentioned in most ways: 2, most often as “Kyiv” (3 of 4)'
    """
    if not len(variants):
        return label("reads_no_actors")
    ways = variants.groupby("actor", sort=False).agg(ways=("surface", "size"), total=("count", "sum"))
    same = label("reads_variants_same", same=int(ways["ways"].eq(1).sum()), actors=len(ways))
    most = int(ways["ways"].max())
    leading = [str(actor) for actor in ways.index[ways["ways"] == most]]
    if most == 1:
        return same
    if len(leading) > 1:
        return f"{label('reads_variants_tied', actors=some(leading), ways=most)} {same}"
    actor = leading[0]
    usual = variants[variants["actor"] == actor].iloc[0]
    counts = {"ways": most, "times": int(usual["count"]), "total": int(ways["total"][actor])}
    return f"{label('reads_variants', actor=actor, surface=str(usual['surface']), **counts)} {same}"


def read_roles(roles: pd.DataFrame) -> str:
    """How many roles and descriptions there are, and which actors are known by theirs alone."""
    if not len(roles):
        return label("reads_no_roles")
    counts = {"mentions": int(roles["count"].sum()), "surfaces": len(roles), "actors": roles["actor"].nunique()}
    alone = [str(actor) for actor in roles["actor"][~roles["named"].astype(bool)].drop_duplicates()]
    said = [label("reads_roles", **counts)]
    return " ".join([*said, label("reads_roles_alone", alone=some(alone))] if alone else said)


def read_unresolved(unresolved: pd.DataFrame, mentions: pd.DataFrame) -> str:
    """How many of the mentions leave open who is meant."""
    if not len(mentions):
        return label("reads_no_actors")
    if not len(unresolved):
        return label("reads_all_resolved", total=len(mentions))
    return label("reads_unresolved", total=len(mentions), open=len(unresolved))


def read_coverage(coverage: Mapping[str, bool], language: str | None) -> str:
    """What kinds of mention can be found in the article's language, what cannot, and whether a model finds names.

    coverage: what ``helpers.names.lists.coverage`` returns

    >>> read_coverage({"names": True, "roles": False, "model": False}, "de").partition(". ")[2]
    'Not covered, and so missing from all counts here: roles. Names are found by rules and lists alone, without a
    trained model.'
    """
    kinds = {name: has for name, has in coverage.items() if name != "model"}
    covered, missing = ([label(f"covers_{name}") for name, has in kinds.items() if has == of] for of in (True, False))
    name = language_name(language) if language else label("reads_unknown_language")
    said = [label("reads_covered" if covered else "reads_covers_nothing", language=name, covered=listing(covered))]
    if missing:
        said.append(label("reads_not_covered", missing=listing(missing)))
    if coverage.get("names"):
        said.append(label("covers_by_model" if coverage.get("model") else "covers_by_rules"))
    return " ".join(said)


def read_candidates(candidates: pd.DataFrame, set_aside: pd.DataFrame) -> str:
    """How many phrases come back that no rule knows, and how many mentions the reader's decisions leave out.

    >>> read_candidates(pd.DataFrame({"text": ["Gilets jaunes"]}), pd.DataFrame())
    'Phrases that come back and that no rule knows: 1. Mentions set aside by decisions: 0.'
    """
    return label("reads_candidates", candidates=len(candidates), aside=len(set_aside))
