"""Articles side by side: every word in one passage, offsets that lead to the text, moves found as moves."""

from __future__ import annotations

import random
from itertools import pairwise

import pandas as pd
import pytest
from support import NAMES, TYPOGRAPHY, loaded

from helpers import InputError, load_article
from helpers.compare import MOST, SAMPLES, Comparison, compare, contrasts, wide
from helpers.compare.aligning import Text, align

STORY = [
    "La trêve annoncée dimanche soir par Moscou n'a pas tenu six heures, selon le gouverneur de la région.",
    "Dans le port, les grues se sont arrêtées à deux heures et les équipes de nuit ont fini le service dans l'abri.",
    "À Ankara, où doivent se retrouver jeudi les deux délégations, les médiateurs refusent de parler d'échec.",
    "Les primes pour les barges ont doublé en une semaine et trois compagnies refusent les trajets de nuit.",
]
OTHER = [
    "Le festival ouvrira ses portes vendredi sous la halle, avec une programmation réduite à douze concerts.",
    "Les bénévoles manquent cette année, reconnaît la présidente, qui cherche encore deux cuisiniers.",
]
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> $x$ \u202eMoscou a promis\u202c une enquête sur le port."
)


def article(paragraphs: list[str], *, title: str = "Un titre de presse", language: str = "fr"):
    return load_article(text="\n".join([title, *paragraphs]), language=language)


def both(one: list[str], other: list[str]) -> Comparison:
    return Comparison([article(one), article(other)])


def check(comparison: Comparison) -> None:
    """Words add up, offsets lead to the text, and what is in common is so on both sides."""
    frame = comparison.passages
    for one, other in comparison.pairs:
        rows = frame[frame["one"].eq(one) & frame["other"].eq(other)]
        for letter in (one, other):
            own, body = rows[rows["article"].eq(letter)], comparison.articles[letter]
            source = body.source.text
            assert own["words"].sum() == body.sections["words"].sum()
            for row in own.itertuples():
                assert source[row.start : row.end] == row.text
                assert body.line_of(row.start) == row.line
                assert pd.isna(row.other_start) == (row.common == 0)
            spans = own[["start", "end"]].values.tolist()
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
        common = rows.groupby("side")["common"].sum()
        assert common.get("one", 0) == common.get("other", 0)
        changed = comparison.changes
        changed = changed[changed["one"].eq(one) & changed["other"].eq(other)]
        for side, letter, prefix in (("one", one, ""), ("other", other, "other_")):
            of = rows[rows["side"].eq(side) & rows["kind"].isin(["changed", "moved"])]
            assert changed[f"{prefix}words"].sum() == (of["words"] - of["common"]).sum()
            for row in changed.dropna(subset=f"{prefix}start").to_dict("records"):
                text = comparison.articles[letter].source.text
                assert text[row[f"{prefix}start"] : row[f"{prefix}end"]] == row[f"{prefix}text"]


def kinds(comparison: Comparison, letter: str) -> list[str]:
    frame = comparison.passages
    return frame[frame["article"].eq(letter)]["kind"].tolist()


PAIRS = {
    "edited": (STORY, [STORY[0].replace("six heures", "une nuit"), *STORY[1:]]),
    "cut": (STORY, STORY[:2]),
    "longer": (STORY[:2], [*STORY, *OTHER]),
    "reordered": (STORY, [STORY[2], STORY[3], STORY[0], STORY[1]]),
    "on one line": (STORY, [" ".join(STORY)]),
    "disjoint": (STORY, OTHER),
    "empty": (STORY, []),
    "both empty": ([], []),
    "hostile": ([*STORY, HOSTILE], [HOSTILE, *STORY]),
    "repetitive": ([STORY[0]] * 2, [STORY[0]] * 3),
    "wrapped": (STORY, [line for text in STORY for line in (text[:50], text[50:])]),
}


@pytest.mark.parametrize("name", PAIRS)
def test_words_add_up_and_offsets_lead_to_the_text(name: str) -> None:
    """Every word of both bodies stands in one passage, whatever the texts."""
    check(both(*PAIRS[name]))


@pytest.mark.parametrize("name", PAIRS)
def test_the_order_of_two_articles_changes_only_sides(name: str) -> None:
    """A beside B shares the words that B beside A shares; gone becomes new."""
    one, other = (both(*texts) for texts in (PAIRS[name], PAIRS[name][::-1]))
    assert one.overlaps["common"].tolist() == other.overlaps["common"].tolist()
    assert one.overlaps["moved"].tolist() == other.overlaps["moved"].tolist()
    turned = {"gone": "new", "new": "gone"}
    assert [turned.get(kind, kind) for kind in kinds(one, "A")] == kinds(other, "B")
    assert sorted(one.changes["change"].replace({"added": "removed"})) == sorted(
        other.changes["change"].replace({"added": "removed"})
    )


@pytest.mark.parametrize("name", ["sample-fr-eoliennes", "sample-fr-bulletin", "otan-zelensky", "sample-en-bridge"])
def test_an_article_beside_itself_is_repeated(name: str) -> None:
    """All of it, in the same place, and not a word is changed."""
    comparison = Comparison([load_article(name), load_article(name)])
    check(comparison)
    assert set(comparison.passages["kind"]) == {"repeated"}
    assert set(comparison.sections["kind"]) == {"same"}
    assert comparison.sections["score"].eq(1).all()
    assert comparison.changes.empty
    assert comparison.namings["everywhere"].all()
    assert not comparison.contrasts["differs"].any()


@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_changes_nothing(change: str) -> None:
    """Nor does case: an article beside its other spelling is repeated."""
    text = load_article("sample-fr-eoliennes").source.text
    comparison = Comparison([load_article(text=text), load_article(text=TYPOGRAPHY[change](text))])
    check(comparison)
    assert set(comparison.passages["kind"]) == {"repeated"}
    assert comparison.changes.empty


def test_case_changes_nothing() -> None:
    """A text in capitals has the same words."""
    assert set(both(STORY, [text.upper() for text in STORY]).passages["kind"]) == {"repeated"}


def test_doubling_changes_nothing() -> None:
    """Pasting a body twice leaves every table of the comparison as it was, line numbers and offsets aside."""
    once, twice = STORY, ["Un titre de presse", *STORY]
    first = both(STORY, PAIRS["edited"][1])
    second = Comparison([article(once + twice), article(PAIRS["edited"][1])])
    check(second)
    for name in ("overlaps", "totals", "changes", "actors", "contrasts"):
        one, other = getattr(first, name), getattr(second, name)
        places = [c for c in one if "line" in c or c.removeprefix("other_") in {"start", "end"}]
        pd.testing.assert_frame_equal(one.drop(columns=places), other.drop(columns=places))


def test_moved_paragraphs_are_moved() -> None:
    """They are neither gone nor new, each has its place in the other, and the longest chain stays."""
    comparison = both(*PAIRS["reordered"])
    assert set(comparison.passages["kind"]) == {"repeated", "moved"}
    moved = comparison.passages.query("kind == 'moved' and side == 'one'")
    source = comparison.articles["B"].source.text
    for row in moved.itertuples():
        assert source[row.other_start : row.other_end] == row.text


def test_a_moved_passage_may_be_edited() -> None:
    """It is moved all the same, and the edit is listed."""
    edited = STORY[3].replace("doublé", "triplé")
    comparison = both(STORY, [edited, *STORY[:3]])
    assert kinds(comparison, "B")[0] == "moved"
    assert comparison.changes[["change", "text", "other_text"]].values.tolist() == [["replaced", "doublé", "triplé"]]


def test_disjoint_articles_share_nothing() -> None:
    """Function words and phrases of the language are no shared text."""
    comparison = both(STORY, OTHER)
    assert comparison.overlaps["common"].tolist() == [0]
    assert set(kinds(comparison, "A")) == {"gone"}
    assert set(kinds(comparison, "B")) == {"new"}
    assert set(comparison.sections["kind"]) == {"gone", "new"}
    for one, other in pairwise(name for name in NAMES if name.startswith("fr")):
        assert Comparison([loaded(one), loaded(other)]).overlaps["common"].tolist() == [0]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("six heures", "sept heures", ("replaced", "six", "sept")),
        ("dimanche soir ", "", ("removed", "dimanche soir", None)),
        ("n'a pas tenu", "n'a finalement pas tenu", ("added", None, "finalement")),
        ("selon le gouverneur", "selon l'état-major", ("replaced", "le gouverneur", "l'état-major")),
    ],
)
def test_changes_are_found_word_by_word(old: str, new: str, change: tuple[str, str | None, str | None]) -> None:
    """Replaced, removed and added, an elided word being a word of its own."""
    found = both(STORY, [STORY[0].replace(old, new), *STORY[1:]]).changes
    assert len(found) == 1
    row = found.iloc[0]
    assert row["change"] == change[0]
    assert [None if pd.isna(text) else text for text in (row["text"], row["other_text"])] == list(change[1:])


def test_sections_are_told_by_their_words() -> None:
    """The same under another heading, moved, merged, gone and new."""
    one = article([STORY[0], "Une nuit au port", STORY[1], "Les médiateurs", STORY[2], "Les assureurs", STORY[3]])
    other = article([STORY[0], "Les primes doublent", STORY[3], "Sur les quais", STORY[1], "Le festival", *OTHER])
    frame = Comparison([one, other]).sections
    rows = {(row.one_heading, row.other_heading): row.kind for row in frame.itertuples()}
    rows = {tuple(None if pd.isna(name) else name for name in key): kind for key, kind in rows.items()}
    assert rows[None, None] == "same"
    assert {rows["Une nuit au port", "Sur les quais"], rows["Les assureurs", "Les primes doublent"]} == {
        "same",
        "moved",
    }
    assert rows["Les médiateurs", None] == "gone"
    assert rows[None, "Le festival"] == "new"
    assert frame["one_words"].groupby(frame["one_section"]).first().sum() == one.sections["words"].sum()


def test_split_and_merged_sections_have_a_row_each() -> None:
    """One section of the first article that is two of the second, and the other way round."""
    one = article([STORY[0], "La nuit et les jours", *STORY[1:3]])
    other = article([STORY[0], "La nuit", STORY[1], "Les jours", STORY[2]])
    assert Comparison([one, other]).sections["kind"].tolist() == ["same", "split", "split"]
    assert Comparison([other, one]).sections["kind"].tolist() == ["same", "merged", "merged"]


def test_actors_are_counted_in_each_article() -> None:
    """One row per actor and article, the mentions those of the article's own table."""
    comparison = compare()
    frame = comparison.actors
    assert len(frame) == frame["actor"].nunique() * 2
    for letter, one in comparison.articles.items():
        own = frame[frame["article"].eq(letter) & frame["mentions"].gt(0)]
        assert dict(zip(own["name"], own["mentions"], strict=True)) == one.actors["mentions"].to_dict()
    sides = wide(frame, comparison.articles)
    assert sides["A"].sum() == len(comparison.articles["A"].mentions)
    namings = comparison.namings
    for (actor, letter), rows in namings.groupby(["actor", "article"]):
        mentions = frame[frame["actor"].eq(actor) & frame["article"].eq(letter)]["mentions"].iloc[0]
        assert rows["count"].sum() == mentions


def test_a_surname_alone_is_the_one_person_who_has_it() -> None:
    """And nobody is guessed where two have it."""
    full = "La ministre Anne Delmotte a signé. Anne Delmotte a souri devant la presse."
    short = "Mme Delmotte a signé un accord. Selon M. Tanguy, c'est trop tard."
    frame = both([full], [short]).actors
    assert frame[frame["actor"].str.contains("Delmotte")]["actor"].unique().tolist() == ["Anne Delmotte"]
    two = both([f"{full} Le juge Paul Delmotte a souri. Paul Delmotte est parti."], [short]).actors
    assert "Delmotte" in set(two["actor"])


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [("Kiev dénonce le régime.", "Kyiv dénonce le gouvernement.", True), ("Kiev attend.", "À Kiev, on attend.", False)],
)
def test_contrasts_have_their_places(one: str, other: str, differs: bool) -> None:
    """Each count has as many places, which hold the word."""
    two = {"A": article([one]), "B": article([other])}
    frame = contrasts(two)
    assert frame["differs"].any() == differs
    for row in frame.itertuples():
        assert row.count == len(row.starts) == len(row.ends)
        texts = [two[row.article].source.text[a:b] for a, b in zip(row.starts, row.ends, strict=True)]
        assert all(texts)


@pytest.mark.parametrize("language", ["ja", "de", "pl"])
def test_languages_without_a_list_have_no_contrasts(language: str) -> None:
    """The table is there, and empty."""
    assert contrasts({"A": article(["Kiev, Kyiv."], language=language)}).empty


@pytest.mark.parametrize("count", [0, 1, MOST + 1])
def test_as_many_articles_as_can_be_read(count: int) -> None:
    """One is too few and seven too many, said in one line."""
    with pytest.raises(InputError, match=f"give two to {MOST}"):
        Comparison([article(STORY)] * count)
    with pytest.raises(InputError, match=f"give two to {MOST}"):
        compare([SAMPLES[0]] * count)


def test_what_cannot_be_compared_is_refused(tmp_path) -> None:
    """Two languages, and the same bytes under two names."""
    with pytest.raises(InputError, match="different languages"):
        Comparison([article(STORY), article(STORY, language="en")])
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Un titre\n" + "\n".join(STORY), encoding="utf-8")
    with pytest.raises(InputError, match="is the same text as"):
        compare([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_several_articles_are_compared_with_the_first() -> None:
    """Pairs are A with each other, overlaps all pairs, and dates say which is earlier."""
    comparison = Comparison([article(STORY), article(STORY[:2]), article([*OTHER, STORY[3]])])
    check(comparison)
    assert comparison.pairs == [("A", "B"), ("A", "C")]
    assert comparison.overlaps[["one", "other"]].values.tolist() == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert comparison.overlaps["earlier"].isna().all()
    assert compare().overlaps["earlier"].tolist() == ["A"]


def test_short_texts_have_no_keyness() -> None:
    """Under a hundred words the table is empty, with its columns."""
    found = both(STORY[:1], OTHER).keyness("A", "B")
    assert found.empty
    assert "log_ratio" in found
    assert len(compare().keyness("A", "B"))


@pytest.mark.parametrize("seed", range(5))
def test_alignment_is_one_to_one_and_symmetric(seed: int) -> None:
    """On random edits of random texts no word is used twice, and both directions agree."""
    rng = random.Random(seed)

    def text(words: list[str]) -> Text:
        return Text(words, [n // 9 for n in range(len(words))], [len(word) < 3 for word in words])

    one = [f"w{rng.randrange(60)}" for _ in range(400)]
    blocks = [one[n : n + 40] for n in range(0, 400, 40)]
    rng.shuffle(blocks)
    other = [word for block in blocks for word in block if rng.random() > 0.1]
    pairs = align(text(one), text(other))
    assert len({p.one for p in pairs}) == len({p.other for p in pairs}) == len(pairs)
    assert all(one[p.one] == other[p.other] for p in pairs)
    assert sorted((p.other, p.one, p.moved) for p in align(text(other), text(one))) == sorted(pairs)
    assert len(pairs) > 250
