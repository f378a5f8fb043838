"""Near-duplicates among many articles: found however they were edited, and nothing else."""

from __future__ import annotations

import random
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.copies.dump import split_words
from helpers.corpus.clusters import clusters
from helpers.corpus.near import near_duplicates
from helpers.corpus.recurring import recurring_lines
from helpers.corpus.shingles import word_hashes
from helpers.errors import InputError
from helpers.lines import fold

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))
from stories import stories


@settings(deadline=None)  # the first call makes the table of characters
@given(st.lists(st.text(), max_size=5))
def test_hashed_words_are_the_words_that_copies_are_compared_by(texts: list[str]) -> None:
    """Equal numbers for equal folded words and for no others, as many of them, whatever the characters."""
    hashes, counts = word_hashes(texts)
    words = [word for text in texts for word in split_words(fold(text))]
    assert counts.tolist() == [len(split_words(fold(text))) for text in texts]
    assert len(set(zip(words, hashes.tolist(), strict=True))) == len(set(words)) == len(set(hashes.tolist()))


WORDS = [
    a + b
    for a in "bac pont fleuve maire port quai halle rive champ grue".split()
    for b in "ane ois ure et ille".split()
]


def prose(seed: int, size: int = 200) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choices(WORDS, k=size)) + "."


def edited(text: str, share: float, seed: int = 1) -> str:
    rng = random.Random(seed)
    return " ".join(f"mot{rng.randrange(999)}" if rng.random() < share else word for word in text.split())


def kinds(found: pd.DataFrame) -> dict[tuple[str, str], str]:
    return {(row.one, row.other): row.kind for row in found.itertuples()}


A, B = prose(1), prose(2)


@pytest.mark.parametrize(
    ("version", "kind"),
    [
        (A.upper(), "copy"),
        (A.replace(" ", "\u00a0"), "copy"),
        (A.replace(" ", "\r\n"), "copy"),
        (unicodedata.normalize("NFD", A), "copy"),
        (A.replace("fleuve", "fleu\u00adve"), "copy"),
        (edited(A, 0.05), "edited"),
        (edited(A, 0.1), "edited"),
        (edited(A, 0.2), "edited"),
        (A[: len(A) // 2], "truncated"),
        (A + " " + B, "truncated"),
        (A[: len(A) // 3], "truncated"),
        (" ".join(A.split()[100:] + A.split()[:100]), "edited"),
        (A[: len(A) // 2] + " " + B, "edited"),
    ],
)
def test_versions_are_paired_with_what_was_done_to_them(version: str, kind: str) -> None:
    """Whichever comes first, and other articles stay out."""
    found = near_duplicates({"a": A, "c": prose(3), "v": version})
    assert kinds(found) == {("a", "v"): kind}
    assert kinds(near_duplicates({"v": version, "c": prose(3), "a": A})) == {("v", "a"): kind}
    row = found.loc[0]
    assert 0.25 <= row["containment"] <= 1
    assert row["jaccard"] <= row["containment"]
    assert (row["containment"] == 1) >= (kind == "copy")


def test_figures_are_those_of_the_sets_of_shingles() -> None:
    """As they are counted word by word."""
    version = edited(A, 0.1)
    row = near_duplicates({"a": A, "v": version}).loc[0]
    one, other = (
        {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        for words in (split_words(fold(text)) for text in (A, version))
    )
    shared = len(one & other)
    assert row["shared"] == shared
    assert row["containment"] == round(shared / min(len(one), len(other)), 3)
    assert row["jaccard"] == round(shared / len(one | other), 3)


@pytest.mark.parametrize("text", ["", " \n", "Bref.", "…", "un mot " * 500, "\ud800", "🔥" * 30, prose(5, 22)])
def test_too_short_or_too_uniform_a_text_is_not_judged(text: str) -> None:
    """Not even with its equal; its ids say so."""
    found = near_duplicates({"a": text, "b": text, "c": A})
    assert found.empty
    assert found.attrs["too_short"] == ["a", "b"]


@pytest.mark.parametrize("texts", [{}, {"a": A}, {"a": ""}, pd.Series([], dtype=object), {"a": A, "b": B}])
def test_nothing_alike_gives_an_empty_frame(texts) -> None:
    """With its columns."""
    found = near_duplicates(texts)
    assert found.empty
    assert list(found.columns) == ["one", "other", "kind", "containment", "jaccard", "shared"]


def test_many_equal_articles_give_one_pair_each() -> None:
    """Not the square of their number; an edited version is paired with the first of them."""
    texts = dict.fromkeys(range(10_000), A) | {10_000: edited(A, 0.05)}
    found = near_duplicates(texts)
    assert len(found) == 10_000
    assert set(found["one"]) == {0}
    assert found["kind"].value_counts().to_dict() == {"copy": 9_999, "edited": 1}


def test_many_versions_of_one_article_make_one_cluster() -> None:
    """Without comparing each with each."""
    texts = {number: edited(A, 0.1, number) for number in range(1000)}
    found = near_duplicates(texts, hosts={number: f"{number}.fr" for number in texts})
    assert len(found) < 64 * 1000
    assert clusters(found, texts)["size"].eq(1000).all()
    assert clusters(near_duplicates(texts), texts)["size"].max() >= 990  # a few look like pages of one host


@pytest.mark.parametrize("known", [True, False])
def test_what_the_pages_of_a_host_share_pairs_none_of_them(known: bool) -> None:
    """Menu and notice, half of each page; a copied article among them is found, on its own host or another."""
    notice = prose(77, 150)
    texts = {f"p{n}": f"{notice[:400]}\n{prose(n, 150)}\n{notice[400:]}" for n in range(20, 60)}
    texts["copy"] = texts["p30"].upper()
    texts["version"] = f"{notice[:400]}\n{edited(prose(31, 150), 0.1)}\n{notice[400:]}"
    texts["abroad"] = prose(32, 150)
    hosts = {name: "y.fr" if name == "abroad" else "x.fr" for name in texts} if known else None
    found = near_duplicates(texts, hosts=hosts)
    assert kinds(found) == {("p30", "copy"): "copy", ("p31", "version"): "edited", ("p32", "abroad"): "edited"}


def test_a_story_that_many_hosts_carry_is_no_boilerplate() -> None:
    """Thirty sites print it with a paragraph of their own: with their hosts known all are found."""
    texts = {f"s{n}": f"{A}\n{prose(100 + n, 60)}" for n in range(30)}
    found = near_duplicates(texts, hosts={name: f"{name}.fr" for name in texts})
    assert clusters(found, texts)["size"].eq(30).all()


def test_the_same_input_gives_the_same_frame_and_order_makes_no_difference() -> None:
    """The clusters are the same from the last article to the first."""
    texts = {s.id: s.text for s in stories(300, seed=4)}
    found, again = near_duplicates(texts), near_duplicates(texts)
    pd.testing.assert_frame_equal(found, again)
    back = near_duplicates(dict(reversed(texts.items())))
    assert len(found) == len(back)
    one, other = (clusters(pairs, texts)["cluster"] for pairs in (found, back))
    assert one.nunique() == other.nunique() == pd.concat([one, other], axis=1).drop_duplicates().shape[0]


def test_generated_stories_keep_their_promise() -> None:
    """Recall 0.95 of edits to 10 %, cuts to half and shuffled paragraphs, precision 0.98."""
    rows = [(s.id, s.host, s.text, s.cluster, s.edit) for s in stories(1500, seed=9)]
    articles = pd.DataFrame(rows, columns=["id", "host", "text", "cluster", "edit"]).set_index("id")
    found = near_duplicates(articles["text"], hosts=articles["host"])
    cluster = articles["cluster"]
    right = cluster.loc[found["one"]].to_numpy() == cluster.loc[found["other"]].to_numpy()
    assert right.mean() >= 0.98
    pairs = {frozenset(pair) for pair in zip(found["one"], found["other"], strict=True)}
    original = {row.cluster: row.Index for row in articles.itertuples() if row.edit == "original"}
    wanted = articles[~articles["edit"].isin(["original", "edit 20 %", "lead", "added"])]
    got = [frozenset((original[row.cluster], row.Index)) in pairs for row in wanted.itertuples()]
    assert len(got) > 200
    assert np.mean(got) >= 0.95


def test_the_same_seed_gives_the_same_stories() -> None:
    """And more of them begin as fewer do."""
    assert list(stories(100, seed=2)) == list(stories(100, seed=2))
    assert list(stories(100, seed=2)) != list(stories(100, seed=3))
    assert len({story.id for story in stories(100)}) == 100


@pytest.mark.parametrize("threshold", [0, -1, 1.1, float("nan")])
def test_a_threshold_that_is_none_is_refused(threshold: float) -> None:
    """With what is allowed."""
    with pytest.raises(ValueError, match="threshold must be above 0 and at most 1"):
        near_duplicates({"a": A}, threshold=threshold)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (pd.Series([A, B], index=["a", "a"]), "article 'a' comes twice"),
        ({"a": None}, "article 'a' has no text but None"),
        ({"a": float("nan")}, "article 'a' has no text but nan"),
        ({"a": b"x"}, "article 'a' has no text"),
    ],
)
def test_what_is_no_corpus_is_refused(texts, message: str) -> None:
    """In one line that names the article."""
    with pytest.raises(InputError, match=message):
        near_duplicates(texts)


def test_the_representative_is_the_earliest_then_the_longest_then_the_first() -> None:
    """And the score is that of the pair with it, missing where there is none."""
    pairs = pd.DataFrame({"one": ["a", "b"], "other": ["b", "c"], "containment": [0.5, 0.75]})
    found = clusters(pairs, ["a", "b", "c", "d"])
    assert found["cluster"].tolist() == [1, 1, 1, 2]
    assert found["representative"].tolist() == ["a", "a", "a", "d"]
    assert found["score"].fillna(-1).tolist() == [1, 0.5, -1, 1]
    assert clusters(pairs, "abcd", lengths={"c": 9, "a": 3})["representative"].tolist() == ["c", "c", "c", "d"]
    dates = {"b": "2026-01-02", "c": None, "a": "2026-01-03"}
    assert clusters(pairs, "abcd", dates=dates, lengths={"c": 9})["representative"].tolist() == ["b", "b", "b", "d"]
    assert clusters(pairs.iloc[:0], []).empty
    with pytest.raises(InputError, match="'c' is in a pair but not among the ids"):
        clusters(pairs, "ab")
    with pytest.raises(InputError, match="'a' comes twice"):
        clusters(pairs, "aabc")


def test_articles_that_were_not_judged_say_so_in_their_cluster() -> None:
    """They stand alone."""
    texts = {"a": A, "b": "", "c": A}
    found = clusters(near_duplicates(texts), texts)
    assert found["judged"].tolist() == [True, False, True]
    assert found["size"].tolist() == [2, 1, 2]


def test_lines_recur_by_host_once_per_article() -> None:
    """Typography aside; blank lines and rows without a host do not count."""
    rows = [(n, "x.fr", text) for n in range(6) for text in ("Lire aussi", "LIRE\u00a0AUSSI", "", f"Ligne {n}")]
    rows += [(n, "y.fr", "Lire aussi") for n in range(10, 14)] + [(n, None, "Lire aussi") for n in range(20, 30)]
    lines = pd.DataFrame(rows, columns=["article", "host", "text"])
    found = recurring_lines(lines)
    assert found.to_dict("records") == [{"text": "Lire aussi", "host": "x.fr", "articles": 6, "share": 1.0}]
    assert len(recurring_lines(lines, least=4)) == 2
    assert recurring_lines(lines.iloc[:0]).empty
    with pytest.raises(InputError, match="no column 'host'"):
        recurring_lines(lines[["article", "text"]])
