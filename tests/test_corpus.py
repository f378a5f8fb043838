"""Many articles: what lies in a folder or a table is read, told apart, and accounted for."""

from __future__ import annotations

import csv
import json
import os

import pandas as pd
import pytest
from support import CASES, NAMES

from helpers import InputError, load_article, load_articles, load_corpus, terms
from helpers.corpus import Corpus, read_one
from helpers.corpus.batches import batches
from helpers.corpus.columns import choose
from helpers.corpus.finding import Entry, find_entries, iso_day
from helpers.corpus.tables import open_table

posix = pytest.mark.skipif(os.name != "posix", reason="names and files as POSIX has them")
TEXT = "La ministre Léa Mauroy a quitté Paris lundi. Elle reviendra mardi, selon le maire de Lyon."
OTHER = "Le président Karl Abendroth a reçu les syndicats. Les syndicats demandent une loi."


def entries(where, **named):
    """The entries of a folder or table."""
    return list(find_entries(where, named={"text": "text"} | named).entries)


def problems(corpus):
    """Which article has which problem."""
    return dict(zip(corpus.ledger["article"], corpus.ledger["problem"], strict=True))


def write_csv(path, rows, columns="id,text"):
    """A CSV file of raw rows."""
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """A folder of two dumps, one in a folder of its own."""
    where = tmp_path / "dumps"
    (where / "deep" / "er").mkdir(parents=True)
    (where / "one.txt").write_text(TEXT, encoding="utf-8")
    (where / "deep" / "er" / "two.html").write_text(f"<html><h1>Titre</h1><p>{OTHER}</p></html>", encoding="utf-8")
    return where


def test_a_folder_is_read_with_its_folders(folder):
    """Dumps at any depth are articles, by their paths; hidden files, decisions and other files are none."""
    for name in (".hidden.txt", "README.md", "one.txt.relire.toml", "picture.jpg", "actors.csv"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [entry.article for entry in entries(folder)] == ["deep/er/two.html", "one.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_are_those_of_the_article(name):
    """Mentions, terms, lines and sizes are what each article's own frames say."""
    article = load_article(CASES / name / "dump.txt")
    rows = read_one(Entry("a", "a", "dump.txt", path=CASES / name / "dump.txt"))
    from helpers.corpus.schema import TABLES

    frames = {table: pd.DataFrame(rows[table], columns=list(TABLES[table])) for table in TABLES}
    mine = {table: frame[frame["article"] == "a"] for table, frame in frames.items()}
    for column in ("actor", "kind", "form", "text", "line", "start", "end", "sentence", "evidence"):
        assert mine["mentions"][column].tolist() == article.mentions[column].tolist()
    counted = terms.frequencies(article)
    assert mine["terms"]["term"].tolist() == counted.index.tolist()
    assert mine["terms"][["form", "count"]].values.tolist() == counted[["form", "count"]].values.tolist()
    lines = article.lines[article.lines["role"] != "blank"]
    for column in ("start", "end", "text", "role", "kept"):
        assert mine["lines"][column].tolist() == lines[column].tolist()
    (facts,) = mine["articles"].to_dict("records")
    assert [facts[name] for name in ("title", "date", "byline", "language", "lines", "kept")] == [
        article.title, article.date, article.byline, article.language, len(article.lines), article.lines["kept"].sum()
    ]  # fmt: skip
    sizes = article.sections[["words", "sentences", "characters"]].sum()
    assert [facts[name] for name in sizes.index] == sizes.tolist()
    roles = ("kept", "copies", "other_articles", "blank", "byline_lines", "boilerplate", "set_aside")
    assert sum(facts[name] for name in roles) == facts["lines"]


def test_several_articles_of_a_dump_are_told_apart(tmp_path):
    """Each article of a dump has a number, an id and rows of its own."""
    dumps = [CASES / name / "dump.txt" for name in ("es01_vivienda", "fr06_entretien")]
    texts = [load_article(path).source.text.rstrip("\n") for path in dumps]
    (tmp_path / "two.txt").write_text("\n".join(texts), encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.articles["number"].to_dict() == {"two.txt": 1, "two.txt#2": 2}
    assert corpus.articles["language"].tolist() == ["es", "fr"]
    for article in load_articles(tmp_path / "two.txt"):
        identity = "two.txt" if article.number == 1 else "two.txt#2"
        assert (corpus.mentions["article"] == identity).sum() == len(article.mentions)
        again = corpus.article(identity)
        assert (again.number, again.title) == (article.number, article.title)


def test_what_is_broken_is_in_the_ledger_and_stops_nothing(folder):
    """A binary, an empty, a blank, a too large file, a document, and decisions made for another dump, are skipped."""
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "blank.txt").write_text(" \n\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"a" * 20_000_001)
    (folder / "letter.DOCX").write_bytes(b"PK")
    (folder / "old.txt").write_text(TEXT, encoding="utf-8")
    (folder / "old.txt.relire.toml").write_text(f'sha256 = "{"0" * 64}"\ntitle = "Autre"\n', encoding="utf-8")
    corpus = load_corpus(folder)
    assert len(corpus) == 2
    assert corpus.skipped == 6
    assert corpus.ledger["skipped"].all()
    said = problems(corpus)
    assert list(said) == ["binary.txt", "blank.txt", "empty.txt", "large.txt", "letter.DOCX", "old.txt"]
    wanted = [
        "not a text file",
        "only blank lines",
        "the file is empty",
        "larger than 20 MB",
        "a .docx file is not read; save its text as .txt",
        "another version of the dump",
    ]
    for problem, words in zip(said.values(), wanted, strict=True):
        assert words in problem
        assert str(folder) not in problem
        assert "\n" not in problem


@posix
def test_what_is_no_file_is_in_the_ledger(folder, tmp_path):
    """A pipe, a link that leads nowhere and a link to a folder are named, and nothing waits for them."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere")
    (folder / "round").symlink_to(folder)
    corpus = load_corpus(folder)
    assert sorted(corpus.articles.index) == ["deep/er/two.html", "one.txt"]
    said = problems(corpus)
    assert said["pipe.txt"] == "is no file"
    assert "No such file" in said["lost.txt"]
    assert "not followed" in said["round"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.mkdir(), "holds no dumps"),
        (lambda path: (path.mkdir(), (path / "a.csv").write_text("text\nabc")), "such as a.csv"),
        (lambda path: (path.mkdir(), (path / "a.txt").write_bytes(b"")), "holds no article that can be read"),
        (lambda _: None, "no such folder or table"),
        (lambda path: path.write_text("a"), "no table that Relire reads"),
    ],
    ids=["empty", "a table in it", "only broken", "missing", "a file"],
)
def test_nothing_to_read_is_said(tmp_path, make, says):
    """What holds no article at all is refused in one line, and no result is written."""
    make(tmp_path / "where")
    with pytest.raises(InputError, match=says):
        load_corpus(tmp_path / "where", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("where", ["https://example.org/", "-", ""])
def test_addresses_are_no_corpus(where):
    """An address, standard input and nothing are refused."""
    with pytest.raises(InputError, match="no folder or table"):
        load_corpus(where)


ROWS = [
    {"id": "a", "text": TEXT, "date": "2026-07-06", "outlet": "Le Phare", "url": "https://www.phare.example/1"},
    {"id": "b", "text": OTHER + "\nLa loi, dit-il, « attendra ».", "date": None, "outlet": None, "url": "http://x.example/2"},
]  # fmt: skip
WRITERS = {
    "t.csv": lambda frame, path: frame.to_csv(path, index=False),
    "semicolons.csv": lambda frame, path: frame.to_csv(path, index=False, sep=";", encoding="utf-8-sig"),
    "told.csv": lambda frame, path: path.write_text("sep=|\n" + frame.to_csv(index=False, sep="|"), encoding="utf-8"),
    "western.csv": lambda frame, path: frame.to_csv(path, index=False, encoding="cp1252"),
    "wide.csv": lambda frame, path: frame.to_csv(path, index=False, encoding="utf-16"),
    "western.csv.gz": lambda frame, path: frame.to_csv(path, index=False, encoding="cp1252"),
    "t.JSONL.gz": lambda frame, path: frame.to_json(path, orient="records", lines=True),
    "t.tsv": lambda frame, path: frame.to_csv(path, index=False, sep="\t"),
    "t.jsonl": lambda frame, path: frame.to_json(path, orient="records", lines=True),
    "t.ndjson": lambda frame, path: frame.to_json(path, orient="records", lines=True, force_ascii=False),
    "t.parquet": lambda frame, path: frame.to_parquet(path),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_of_any_kind_gives_the_same_articles(tmp_path, name):
    """CSV however Excel saves it, TSV, JSON lines, gzipped or not, and Parquet: same ids, facts, texts, mentions."""
    WRITERS[name](pd.DataFrame(ROWS), tmp_path / name)
    corpus = load_corpus(tmp_path / name)
    assert corpus.articles.index.tolist() == ["a", "b"]
    assert corpus.articles["outlet"].tolist() == ["Le Phare", "x.example"]
    assert corpus.articles["url"].tolist() == ["https://www.phare.example/1", "http://x.example/2"]
    assert corpus.articles["date"].fillna("").tolist() == ["2026-07-06", ""]
    assert corpus.articles["source"].unique().tolist() == [name]
    assert corpus.ledger.empty
    for row in ROWS:
        found = corpus.mentions[corpus.mentions["article"] == row["id"]]
        assert found["actor"].tolist() == load_article(text=row["text"]).mentions["actor"].tolist()
        assert corpus.article(row["id"]).source.text == row["text"]


def test_stated_titles_and_dates_go_first(tmp_path):
    """The title and date of a table are the article's; a date that is no sure day is left out and noted."""
    rows = [
        {"text": TEXT, "title": "Un départ", "date": "Mon, 06 Jul 2026 08:00:00 GMT"},
        {"text": TEXT, "title": None, "date": "06/07/2026"},
    ]
    pd.DataFrame(rows).to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    corpus = load_corpus(tmp_path / "t.jsonl")
    assert corpus.articles["title"].fillna("").tolist()[0] == "Un départ"
    assert corpus.articles["date"].fillna("").tolist() == ["2026-07-06", ""]
    assert corpus.skipped == 0
    assert problems(corpus) == {"2": "date '06/07/2026' is no day such as 2026-07-06, and was left out"}


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13-01", "July 6", "1751760000", "Mon", "２０２６-０７-０６", "9" * 5000, "Mon, 99 Zzz"]
)
def test_no_day_is_guessed(text):
    """What is not surely a day is none."""
    assert iso_day(text) is None


BROKEN = {
    "a.csv": (
        'id,text,x\n1,"{0}",y\n2,{1}\n3,"{1}",y,z\n\n4,"{1}",y\n5,"not closed,y\n6,"{0}",y\n',
        ["1", "4", "6"],
    ),
    "b.jsonl": (
        '{{"id":1,"text":"{0}"}}\n{{"id":2,"te\n[1]\n\n{{"id":3}}\n{{"id":4,"text":7}}\n{{"id":5,"text":"{1}"}}\n',
        ["1", "5"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_costs_itself_alone(tmp_path, name):
    """Rows with too few cells, an open quotation mark or half an object are skipped, each with its place and reason."""
    raw, read = BROKEN[name]
    (tmp_path / name).write_text(raw.format(TEXT, OTHER), encoding="utf-8")
    corpus = load_corpus(tmp_path / name)
    assert corpus.articles["id"].tolist() == read
    assert corpus.skipped == {"a.csv": 3, "b.jsonl": 4}[name]
    assert corpus.ledger["row"].notna().all()
    assert corpus.ledger["problem"].str.len().between(5, 200).all()


def test_what_an_open_quotation_mark_swallowed_is_read_and_doubted(tmp_path):
    """A row that begins inside a broken one is an article, and the ledger says that it may be none."""
    path = write_csv(tmp_path / "t.csv", [f'1,"{TEXT}', f'2,"{OTHER}"', f"3,{OTHER}"])
    corpus = load_corpus(path)
    assert corpus.articles["id"].tolist() == ["2", "3"]
    doubted = corpus.ledger[~corpus.ledger["skipped"]]
    assert doubted["problem"].tolist() == ["begins at line 3, which may be a part of the broken row 2"]


def test_a_table_leaves_the_limits_of_this_process_alone(tmp_path):
    """How long a cell of a CSV may be is the whole process's setting: other readers count on theirs."""
    before = csv.field_size_limit()
    write_csv(tmp_path / "t.csv", [f'1,"{TEXT} {"mot " * 50_000}"'])
    assert len(load_corpus(tmp_path / "t.csv")) == 1
    assert csv.field_size_limit() == before


def test_a_line_that_is_too_long_is_skipped(tmp_path):
    """A row of more than 20 MB is a problem of its own, in CSV and in JSON lines."""
    long = "mot " * 5_000_001
    write_csv(tmp_path / "t.csv", [f"1,{long}", f"2,{OTHER}"])
    lines = [json.dumps({"id": 1, "text": long}), json.dumps({"id": 2, "text": OTHER})]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("t.csv", "t.jsonl"):
        corpus = load_corpus(tmp_path / name)
        assert corpus.articles["id"].tolist() == ["2"]
        assert "larger than 20 MB" in corpus.ledger["problem"].tolist()[0]


def test_a_parquet_file_that_ends_early_is_refused(tmp_path):
    """Half a Parquet file is no table."""
    pd.DataFrame(ROWS).to_parquet(tmp_path / "t.parquet")
    raw = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(InputError, match="no Parquet that can be read"):
        load_corpus(tmp_path / "t.parquet")


@pytest.mark.parametrize("encoding", [None, "utf-8"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_gzipped_table_that_is_cut_off_gives_the_rows_before(tmp_path, kind, encoding):
    """Where it ends too early its rows end, and the ledger says so; what is no gzip at all is refused."""
    where = tmp_path / f"t.{kind}.gz"
    rows = [{"id": f"a{n}", "text": f"{TEXT} {os.urandom(2000).hex()}"} for n in range(200)]
    WRITERS["t.csv" if kind == "csv" else "t.jsonl"](pd.DataFrame(rows), where)
    whole = where.read_bytes()
    where.write_bytes(whole[: len(whole) // 2])
    found = list(find_entries(where, named={"text": "text"}, encoding=encoding).entries)
    assert 50 < len(found) < 150
    assert [entry.id for entry in found[:-1]] == [f"a{n}" for n in range(len(found) - 1)]
    assert not any(entry.problem for entry in found[:-1])
    assert "this row and all after it cannot be read" in found[-1].problem
    where.write_bytes(b"id,text\n1,abc\n")
    with pytest.raises(InputError, match="no gzip that can be read"):
        entries(where)


def test_damage_inside_parquet_ends_the_table_and_is_said(tmp_path):
    """Rows before a damaged place are read; the ledger says which are not."""
    texts = [f"{TEXT} Numéro {n}." for n in range(40)]
    pd.DataFrame({"text": texts}).to_parquet(tmp_path / "t.parquet", row_group_size=20, compression="gzip")
    raw = bytearray((tmp_path / "t.parquet").read_bytes())
    import pyarrow.parquet as pq

    start = pq.read_metadata(tmp_path / "t.parquet").row_group(1).column(0).data_page_offset
    raw[start : start + 200] = b"\xff" * 200
    (tmp_path / "t.parquet").write_bytes(raw)
    found = list(open_table(tmp_path / "t.parquet").rows(["text"]))
    assert [row.cells for row in found[:-1]] == [{"text": text} for text in texts[: len(found) - 1]]
    assert "cannot be read" in found[-1].problem


@pytest.mark.parametrize(
    ("columns", "named", "says"),
    [
        (["txt", "id"], {"text": "text"}, "did you mean 'txt'"),
        (["a", "b"], {"text": "text"}, "there are: 'a', 'b'"),
        (["a", "content"], {"text": "contents"}, "did you mean 'content'"),
        (["content", "body"], {"text": "text"}, "'content', 'body' may each be the text"),
        (["text", "day"], {"text": "text", "date": "jour"}, "no column is called 'jour'"),
        (["text", "Text "], {"text": "TEXT"}, "2 columns are called 'text'"),
        ([], {"text": "text"}, "there are: none"),
        ([f"c{n}" for n in range(1000)], {"text": "text"}, "and 988 more"),
    ],
)
def test_columns_that_are_not_there_are_said(columns, named, says):
    """A missing text column is refused with the columns there are and the nearest name."""
    with pytest.raises(InputError, match=says):
        choose(columns, "t.csv", named)


HOSTILE = [
    "../../etc/passwd", "/abs", "a\nb", "\t", "x" * 5000, "été", "日本", "CON", "nul.txt", "a#2", "a", "a (2)", "a",
    "a", "", "NaN", "\u202egnp", "'; DROP TABLE articles; --", "a\x00b", "..", ".", "*.parquet", "\ud800", "7",
]  # fmt: skip


def test_hostile_ids_are_ids(tmp_path):
    """Any id is kept as given, is unique, and names no file; those that come again are in the ledger."""
    lines = [json.dumps({"id": name, "text": f"{TEXT} Numéro {n}."}) for n, name in enumerate(HOSTILE)]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    corpus = load_corpus(tmp_path / "t.jsonl", out=tmp_path / "out")
    assert corpus.articles.index.is_unique
    wanted = [name if name.strip() else str(n) for n, name in enumerate(HOSTILE, start=1)]
    assert corpus.articles["id"].tolist() == [name.replace("\ud800", "\ufffd") for name in wanted]
    assert corpus.ledger["article"].tolist() == ["a (3)", "a (4)"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "t.jsonl"]
    for identity in corpus.articles.index:
        assert corpus.article(identity).source.sha256 == corpus.articles.loc[identity, "sha256"]


@posix
def test_hostile_names_of_files_are_ids(tmp_path):
    """Names with line ends, of other encodings and alike are articles of their own."""
    names = [b"a\nb.txt", b"caf\xe9.txt", b"caf\xe8.txt", "é".encode() * 100 + b".txt", b"-rf.txt", b"$(x).txt"]
    where = tmp_path / "where"
    where.mkdir()
    for number, name in enumerate(names):
        with open(os.path.join(os.fsencode(where), name), "w", encoding="utf-8") as file:
            file.write(f"{TEXT} Numéro {number}.")
    corpus = load_corpus(where)
    assert len(corpus) == corpus.articles.index.nunique() == len(names)
    for identity in corpus.articles.index:
        assert corpus.article(identity).source.sha256 == corpus.articles.loc[identity, "sha256"]


def test_no_such_article_is_said(folder):
    """An id that is not there, and one whose source has changed, are refused; the nearest is named."""
    corpus = load_corpus(folder)
    with pytest.raises(InputError, match=r"did you mean 'one\.txt'"):
        corpus.article("on.txt")
    (folder / "one.txt").write_text(OTHER, encoding="utf-8")
    with pytest.raises(InputError, match="has changed since"):
        corpus.article("one.txt")


def test_a_folder_without_a_corpus_is_said(tmp_path):
    """What no run wrote is no corpus."""
    with pytest.raises(InputError, match="holds no corpus"):
        Corpus(tmp_path)


def test_bounds_of_batches_depend_on_what_is_in_them():
    """An entry added in front changes one batch or two; no batch is larger than it may be."""
    made = [Entry(str(n), str(n), "t.csv", n, key=f"{n * 2_654_435_761 % 2**32:032x}") for n in range(1000)]
    before, after = ({tuple(batch) for batch in batches(found, 16)} for found in (made, [made[-1], *made[:-1]]))
    assert len(before - after) <= 4
    assert max(map(len, before)) <= 32
    same = [Entry("a", "a", "t.csv", n, key="0" * 32) for n in range(1000)]
    assert min(map(len, batches(same, 16))) == 8


def test_the_reading_of_a_table_is_lazy(tmp_path):
    """The first entry is there before the rest of the table is read."""
    path = write_csv(tmp_path / "t.csv", [f'{n},"{TEXT}"' for n in range(100_000)])
    first = next(find_entries(path, named={"text": "text"}).entries)
    assert (first.article, first.row, first.text) == ("0", 2, TEXT)
