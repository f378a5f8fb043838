"""What a corpus says of its own duplicates: the same as the functions do, kept on disk, and never out of date."""

from __future__ import annotations

import os
import stat

import pandas as pd
import pytest

from helpers import InputError, load_corpus
from helpers.corpus import Corpus, clusters, near_duplicates, recurring_lines, wire, wire_clusters
from helpers.corpus.derived import FOLDER
from helpers.paths import DATA

SAMPLE = DATA / "corpus" / "sample.jsonl"
TABLES = ("pairs", "clusters", "wire", "recurring")
STORY = (
    "Le bac qui relie les deux rives du fleuve a sombré dimanche vers midi avec trois camions de coton à son bord. "
    "Les onze passagers ont été repêchés sains et saufs par des pêcheurs venus du village de Tarvonne."
)
OTHER = (
    "La bibliothèque municipale rouvrira lundi après deux ans de travaux et de nombreux retards. Les lecteurs y "
    "trouveront une salle de musique, un jardin d'hiver et quarante mille ouvrages de plus qu'auparavant."
)


def write(path, rows):
    """A CSV table of articles: id, date, outlet, text."""
    pd.DataFrame(rows, columns=["id", "date", "outlet", "text"]).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample corpus, in a folder."""
    return load_corpus(SAMPLE, out=tmp_path_factory.mktemp("corpus") / "out")


def bodies(corpus):
    """The text of each article: its kept body lines."""
    kept = corpus.lines[corpus.lines["kept"] & (corpus.lines["role"] == "body")]
    texts = kept.groupby("article", sort=False)["text"].agg("\n".join)
    return texts.reindex(corpus.articles.index).fillna("")


def test_pairs_and_clusters_are_those_of_the_functions(sample):
    """Read part by part, the corpus finds what the functions find in all texts at once."""
    facts = sample.articles
    pairs = near_duplicates(bodies(sample), hosts=facts["outlet"])
    pd.testing.assert_frame_equal(sample.pairs, pairs, check_dtype=False)
    assert sample.pairs.attrs["too_short"] == pairs.attrs["too_short"] == ["a25"]
    found = clusters(pairs, facts.index, dates=facts["date"], lengths=facts["words"])
    pd.testing.assert_frame_equal(sample.clusters, found, check_dtype=False)


def test_the_sample_has_the_copies_that_were_planted(sample):
    """Agency copy whole, edited and cut, an article printed twice, an edited one: these clusters, and no others."""
    found = sample.clusters[sample.clusters["size"] > 1].groupby("cluster", sort=False)
    assert [sorted(group.index) for _, group in found] == [
        ["a01", "a02", "a03"], ["a04", "a15"], ["a05", "a06"], ["a18", "a19", "a20"], ["a23", "a24"],
    ]  # fmt: skip


def test_recurring_lines_are_those_of_all_lines(sample):
    """Two passes over the parts find what one over all lines finds, and say which lines were kept all the same."""
    lines = sample.lines.assign(host=sample.articles["outlet"].reindex(sample.lines["article"]).to_numpy())
    expected = recurring_lines(lines).rename(columns={"host": "outlet"})
    found = sample.recurring
    pd.testing.assert_frame_equal(found.drop(columns="kept"), expected, check_dtype=False)
    assert found["kept"].tolist() == [0] * len(found)


def test_agency_copy_is_credited_or_shares_a_cluster(tmp_path):
    """An article without a credit is listed beside the one that has it; each credit stands at its place."""
    rows = [
        ("a", "2026-01-01", "x", f"TARVONNE (AFP) – {STORY}"),
        ("b", "2026-01-02", "y", STORY),
        ("c", "", "y", OTHER),
    ]
    corpus = load_corpus(write(tmp_path / "t.csv", rows), out=tmp_path / "out")
    assert corpus.wire.index.tolist() == ["a", "b"]
    assert corpus.wire["agencies"].tolist() == ["AFP", "AFP"]
    assert corpus.wire["agency"].isna().tolist() == [False, True]
    row = corpus.wire.loc["a"]
    assert corpus.article("a").source.text[row["start"] : row["end"]] == row["credit"] == "AFP"
    assert wire(None, f"TARVONNE (AFP) – {STORY}")["agency"].tolist() == ["AFP"]
    credits = pd.DataFrame({"article": ["a"], "agency": ["AFP"]})
    assert wire_clusters(corpus.clusters, credits)["size"].tolist() == [2]


@pytest.mark.parametrize("menu", ["AFP", "© Reuters"])
def test_the_name_of_an_agency_in_a_menu_is_no_credit(tmp_path, menu):
    """A menu that names an agency on each page makes no agency copy of what stands below it."""
    lines = ["Accueil", "Se connecter", "Voir l'original", menu]
    rows = [(str(n), "", "x", "\n".join([*lines[:2], text, *lines[2:]])) for n, text in enumerate([STORY, OTHER])]
    corpus = load_corpus(write(tmp_path / "t.csv", rows))
    aside = corpus.lines[corpus.lines["text"] == menu]
    assert len(corpus.wire) == int((aside["role"] != "boilerplate").sum())


def test_passages_lead_to_both_sources(sample):
    """Each passage begins and ends where it says, in the representative and in the other article."""
    number = int(sample.clusters.at["a05", "cluster"])
    found = sample.passages(number)
    assert set(found["one"]) == {"a05"}
    assert set(found["other"]) == {"a06"}
    for row in found.itertuples():
        for name, start, end, line in (
            (row.one, row.start, row.end, row.line),
            (row.other, row.other_start, row.other_end, row.other_line),
        ):
            article = sample.article(name)
            assert article.source.text[start:end].split() == (row.text if name == row.one else row.other_text).split()
            assert article.line_of(start) == line
    with pytest.raises(InputError, match="no cluster 999"):
        sample.passages(999)


def test_what_is_kept_is_what_would_be_computed(sample):
    """A second object reads from disk exactly what the first computed; so does one that has to compute it again."""
    computed = {name: getattr(sample, name) for name in TABLES}
    again = Corpus(sample.out)
    for name, frame in computed.items():
        pd.testing.assert_frame_equal(getattr(again, name), frame)
    for path in (sample.out / FOLDER).iterdir():
        path.unlink()
    anew = Corpus(sample.out)
    for name, frame in computed.items():
        pd.testing.assert_frame_equal(getattr(anew, name), frame)


@pytest.mark.parametrize("name", TABLES)
def test_a_kept_file_is_read_and_a_broken_one_is_not(tmp_path, name):
    """What is kept is used; where it is damaged the table is computed again."""
    corpus = load_corpus(
        write(tmp_path / "t.csv", [("a", "", "x", STORY), ("b", "", "x", STORY)]), out=tmp_path / "out"
    )
    expected = getattr(corpus, name)
    (path,) = (corpus.out / FOLDER).glob(f"{name}-*.parquet")
    path.write_bytes(b"PAR1 half a file")
    pd.testing.assert_frame_equal(getattr(Corpus(corpus.out), name), expected)


def test_a_new_article_makes_the_kept_tables_old(tmp_path):
    """After a run with one more copy the tables are new ones, and the old files are gone."""
    table = write(tmp_path / "t.csv", [("a", "2026-01-01", "x", STORY), ("c", "2026-01-01", "y", OTHER)])
    before = load_corpus(table, out=tmp_path / "out")
    assert before.clusters["size"].tolist() == [1, 1]
    rows = [("a", "2026-01-01", "x", STORY), ("b", "2026-01-02", "y", STORY), ("c", "2026-01-01", "y", OTHER)]
    after = load_corpus(write(table, rows), out=tmp_path / "out")
    assert after.clusters["size"].tolist() == [2, 2, 1]
    assert after.pairs[["one", "other"]].values.tolist() == [["a", "b"]]
    assert len(list((tmp_path / "out" / FOLDER).glob("clusters-*"))) == 1
    later = load_corpus(write(table, [("a", "2026-01-03", *rows[0][2:]), *rows[1:]]), out=tmp_path / "out")
    assert later.clusters["representative"].tolist() == ["b", "b", "c"], "a date alone has changed"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights as POSIX has them, which root has all")
def test_a_folder_that_cannot_be_written_still_answers(tmp_path):
    """A corpus on a read-only disk has all its tables, and nothing is left there."""
    corpus = load_corpus(
        write(tmp_path / "t.csv", [("a", "", "x", STORY), ("b", "", "x", STORY)]), out=tmp_path / "out"
    )
    corpus.out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert corpus.clusters["size"].tolist() == [2, 2]
        assert not (corpus.out / FOLDER).exists()
    finally:
        corpus.out.chmod(stat.S_IRWXU)


def test_a_file_in_the_place_of_the_folder_does_no_harm(tmp_path):
    """Where nothing can be kept the tables are computed each time."""
    corpus = load_corpus(
        write(tmp_path / "t.csv", [("a", "", "x", STORY), ("b", "", "x", STORY)]), out=tmp_path / "out"
    )
    (corpus.out / FOLDER).write_text("mine", encoding="utf-8")
    assert corpus.clusters["size"].tolist() == [2, 2]
    assert (corpus.out / FOLDER).read_text("utf-8") == "mine"


@pytest.mark.parametrize("text", ["Bref.", "<script>alert(1)</script>", "\u202eمرحبا بالعالم", "x " * 3])
def test_one_article_is_a_corpus(tmp_path, text):
    """A single short article has no pair, a cluster of its own, and is said to be too short."""
    corpus = load_corpus(write(tmp_path / "t.csv", [("a", "", "", text)]))
    assert len(corpus.pairs) == len(corpus.wire) == len(corpus.recurring) == 0
    assert corpus.clusters[["cluster", "size", "judged"]].values.tolist() == [[1, 1, False]]
    assert corpus.passages(1).empty


@pytest.mark.parametrize("kept", [0, 6])
def test_recurring_lines_that_were_kept_are_told(tmp_path, monkeypatch, kept):
    """A notice on each page is set aside; where it was surely text it is counted, and the table says so."""
    if kept:
        monkeypatch.setattr("helpers.judged.SURE", 0.0)
    notice = "Nos lecteurs savent que chaque ligne de ce journal est relue deux fois avant de partir vers l'imprimerie."
    rows = [(str(n), "", "x", f"{STORY} Numéro {n}.\n{notice}") for n in range(6)]
    found = load_corpus(write(tmp_path / "t.csv", rows)).recurring.set_index("text")
    assert found.loc[notice, ["articles", "kept"]].tolist() == [6, kept]
