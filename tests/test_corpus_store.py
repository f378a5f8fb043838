"""A corpus on disk: only what is new or changed is read, and no interruption shows in the result."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import pytest

from helpers import InputError, cli, load_corpus
from helpers.corpus import Corpus, running, workers
from helpers.corpus.finding import Entry
from helpers.corpus.reading import Settings
from helpers.corpus.workers import DIED, read_tasks
from helpers.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
SENTENCES = [
    "La ministre Léa Mauroy a quitté Paris lundi.",
    "Le maire de Lyon, Karim Delorme, attend la réponse de Berlin.",
    "Les syndicats demandent une loi avant la fin de l'année.",
    "« Nous verrons », a dit le président polonais.",
]


def text(number):
    """A short article that no other number has."""
    return f"Article numéro {number}\n{SENTENCES[number % 4]} {SENTENCES[number // 4 % 4]}\n"


@pytest.fixture
def dumps(tmp_path):
    """A folder of forty short articles and two broken ones."""
    where = tmp_path / "dumps"
    where.mkdir()
    for number in range(40):
        (where / f"a{number:03}.txt").write_text(text(number), encoding="utf-8")
    (where / "a007b.txt").write_bytes(b"")
    (where / "a030b.txt").write_bytes(bytes(range(256)) * 40)
    return where


@pytest.fixture
def read(monkeypatch):
    """The ids of what is read in this process, in a list that may be cleared."""
    found, real = [], workers.read_one

    def noted(entry, settings):
        found.append(entry.article)
        return real(entry, settings)

    monkeypatch.setattr(workers, "read_one", noted)
    return found


def files(out):
    """Every file of a result, by name, with its bytes."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def undisturbed(where, tmp_path, **options):
    """The files of a run into a folder of its own."""
    out = tmp_path / "undisturbed"
    shutil.rmtree(out, ignore_errors=True)
    load_corpus(where, **{"out": out, "batch": 4} | options)
    return files(out)


def test_a_second_run_reads_nothing(dumps, tmp_path, read):
    """What is there is not read again, and no file changes."""
    load_corpus(dumps, out=tmp_path / "out", batch=4)
    before = files(tmp_path / "out")
    assert len(read) == 42
    read.clear()
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert (read, len(corpus), corpus.skipped) == ([], 40, 2)
    assert files(tmp_path / "out") == before
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_only_what_changed_is_read(dumps, tmp_path, read):
    """A new, a changed and a repaired file are read, a removed one is gone; the result is that of a fresh run."""
    load_corpus(dumps, out=tmp_path / "out", batch=4)
    before = files(tmp_path / "out")
    read.clear()
    (dumps / "a003.txt").unlink()
    (dumps / "a010.txt").write_text(text(1000), encoding="utf-8")
    (dumps / "a012b.txt").write_text(text(2000), encoding="utf-8")
    (dumps / "a007b.txt").write_text(text(3000), encoding="utf-8")
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert sorted(set(read) - {"a030b.txt"}) == ["a007b.txt", "a010.txt", "a012b.txt"]
    assert len(corpus) == 41
    assert "a003.txt" not in corpus.articles.index
    assert set(corpus.terms["article"]) == set(corpus.articles.index)
    after = files(tmp_path / "out")
    assert len(before.keys() & after.keys()) > len(after) / 3
    assert after == undisturbed(dumps, tmp_path)


def test_decisions_of_the_reader_are_a_change(dumps, tmp_path, read):
    """A table of decisions beside an article has that article read again; one for the folder, all in it."""
    load_corpus(dumps, out=tmp_path / "out", batch=4)
    read.clear()
    (dumps / "a001.actors.csv").write_text("actor;decision\nKarim Delorme;ignore\n", encoding="utf-8")
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert "a001.txt" in read
    assert set(read) <= {"a001.txt", "a007b.txt", "a030b.txt"}
    mine = corpus.mentions[corpus.mentions["article"] == "a001.txt"]
    assert "Karim Delorme" not in mine["actor"].tolist()
    read.clear()
    (dumps / "actors.csv").write_text("actor;becomes\nLéa Mauroy;Mauroy\n", encoding="utf-8")
    load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert len(read) == 42


@pytest.mark.parametrize("options", [{"language": "en"}, {"encoding": "cp1252"}])
def test_other_settings_are_a_change(dumps, tmp_path, read, options):
    """Another language or encoding has all read again, and leaves nothing of before."""
    load_corpus(dumps, out=tmp_path / "out", batch=4)
    read.clear()
    load_corpus(dumps, out=tmp_path / "out", batch=4, **options)
    assert len(read) == 42
    assert files(tmp_path / "out") == undisturbed(dumps, tmp_path, **options)


def test_another_version_is_a_change(dumps, tmp_path, read, monkeypatch):
    """Other word lists, models or code have all read again."""
    from helpers import versions as made

    load_corpus(dumps, out=tmp_path / "out")
    read.clear()
    monkeypatch.setattr(made, "versions", lambda: {"word lists": "0123"})
    load_corpus(dumps, out=tmp_path / "out")
    assert len(read) == 42


def test_rows_that_move_are_not_read_again(tmp_path, read):
    """A row put in front of a table changes all rows' numbers, and has that row alone read."""
    texts = [text(number) for number in range(60)]
    where = tmp_path / "t.parquet"
    pd.DataFrame({"text": texts}).to_parquet(where)
    load_corpus(where, out=tmp_path / "out", batch=4)
    assert len(read) == 60
    read.clear()
    pd.DataFrame({"text": [text(999), *texts]}).to_parquet(where)
    corpus = load_corpus(where, out=tmp_path / "out", batch=4)
    assert read == ["1"]
    assert corpus.articles.index.tolist() == [str(n) for n in range(1, 62)]
    assert files(tmp_path / "out") == undisturbed(where, tmp_path)


@posix
@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.deep), 2])
def test_killed_it_goes_on_where_it_was(tmp_path, read, jobs):
    """After kill -9 the last result stands, only what is missing is read, and the result is the undisturbed one."""
    where, out = tmp_path / "dumps", tmp_path / "out"
    where.mkdir()
    for number in range(20):
        (where / f"a{number:03}.txt").write_text(text(number), encoding="utf-8")
    load_corpus(where, out=out, batch=4)
    before = files(out)
    for number in range(20, 140):
        (where / f"a{number:03}.txt").write_text(text(number), encoding="utf-8")
    command = [sys.executable, "-m", "helpers.cli", "corpus", str(where), "-o", str(out), "--batch", "4", "--no-site"]
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    done = out / ".unfinished" / "articles"
    while process.poll() is None and len(list(done.glob("part-*"))) < 8:
        time.sleep(0.02)
    process.kill()
    _, said = process.communicate()  # also waits for its workers: they hold the pipe
    assert process.returncode == -signal.SIGKILL, said
    assert {name: raw for name, raw in files(out).items() if not name.startswith(".unfinished")} == before
    assert len(Corpus(out)) == 20
    read.clear()
    ready = sum(len(pd.read_parquet(path)) for path in done.glob("part-*"))
    corpus = load_corpus(where, out=out, batch=4)
    assert len(corpus) == 140
    assert len(read) <= 120 - ready + 20  # the last old batch grew
    assert files(out) == undisturbed(where, tmp_path)


def test_what_a_kill_may_leave_behind_is_mended(dumps, tmp_path, read):
    """A file half written, parts that moved before the list did, and parts that no list names, show nowhere."""
    out = tmp_path / "out"
    load_corpus(dumps, out=out, batch=4)
    wanted = files(out)
    card = json.loads((out / "corpus.json").read_text())
    (out / ".unfinished" / "articles").mkdir(parents=True)
    name = f"part-{card['parts'][0]}.parquet"
    shutil.move(out / "articles" / name, out / ".unfinished" / "articles" / name)
    shutil.copy(out / "terms" / name, out / "terms" / "part-0123456789abcdef.parquet")
    (out / ".unfinished" / "articles" / ".part-0123456789abcdef.parquet").write_bytes(b"PAR1")
    read.clear()
    load_corpus(dumps, out=out, batch=4)
    assert (read, files(out)) == ([], wanted)


def test_two_processes_give_what_one_gives(dumps, tmp_path):
    """Results do not depend on how many processes read, byte for byte."""
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4, jobs=2)
    assert len(corpus) == 40
    assert files(tmp_path / "out") == undisturbed(dumps, tmp_path)


@posix
def test_a_worker_that_is_killed_costs_nothing(dumps, tmp_path):
    """The articles that a killed process had in hand are read again."""

    def kill():
        while not any(tmp_path.glob("out/.unfinished/articles/part-*")):
            time.sleep(0.05)
        multiprocessing.active_children()[0].kill()

    thread = threading.Thread(target=kill)
    thread.start()
    load_corpus(dumps, out=tmp_path / "out", batch=4, jobs=2)
    thread.join()
    assert files(tmp_path / "out") == undisturbed(dumps, tmp_path)


class Deadly(Entry):
    """An article that ends the process which it is given to."""

    def __reduce__(self):
        return os._exit, (9,)


def test_an_article_that_kills_is_skipped_alone():
    """Of an article whose process dies twice the ledger says so; those beside it are read."""
    given = [Entry(str(n), str(n), "t.csv", n, text=text(n)) for n in range(4)]
    given[2] = Deadly("2", "2", "t.csv", 2)
    answers = dict(read_tasks([(1, given), (2, [Entry("5", "5", "t.csv", 5, text=text(5))])], Settings(), jobs=2))
    assert [len(rows["articles"]) for rows in answers[1]] == [1, 1, 0, 1]
    assert answers[1][2]["ledger"] == [("t.csv", 2, "2", DIED, True)]
    assert [len(rows["articles"]) for rows in answers[2]] == [1]


def test_what_may_pass_is_tried_again(dumps, tmp_path, monkeypatch):
    """An article whose process died is read in the next run, and then the result is the undisturbed one."""
    real = workers.read_one

    def dies(entry, settings):
        return workers.skipped(entry, DIED) if entry.article == "a005.txt" else real(entry, settings)

    monkeypatch.setattr(workers, "read_one", dies)
    out = tmp_path / "out"
    corpus = load_corpus(dumps, out=out, batch=4)
    assert (len(corpus), corpus.skipped) == (39, 3)
    monkeypatch.setattr(workers, "read_one", real)
    assert len(load_corpus(dumps, out=out, batch=4)) == 40
    assert files(out) == undisturbed(dumps, tmp_path)


def test_a_file_that_changes_meanwhile_is_not_half_read(dumps, tmp_path, monkeypatch):
    """Rows never come from other bytes than the key says."""
    from helpers.corpus import reading

    real = reading.load_entry

    def slow(entry, settings):
        found = real(entry, settings)
        if entry.article == "a005.txt":
            (dumps / "a005.txt").write_text(text(5000), encoding="utf-8")
        return found

    monkeypatch.setattr(reading, "load_entry", slow)
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert corpus.ledger.set_index("article").loc["a005.txt", "problem"] == reading.CHANGED
    monkeypatch.setattr(reading, "load_entry", real)
    assert len(load_corpus(dumps, out=tmp_path / "out", batch=4)) == 40


def test_an_error_of_relire_costs_one_article(dumps, tmp_path, monkeypatch):
    """What Relire itself does wrong on one article is told, and the others are read."""
    from helpers.corpus import reading

    real = reading.load_entry

    def fails(entry, settings):
        if entry.article == "a005.txt":
            raise RecursionError("too\ndeep")
        return real(entry, settings)

    monkeypatch.setattr(reading, "load_entry", fails)
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    said = corpus.ledger.set_index("article").loc["a005.txt", "problem"]
    assert said == "Relire failed, please report it: RecursionError: too deep"
    assert len(corpus) == 39


def test_a_source_that_went_away_leaves_the_last_result(dumps, tmp_path):
    """Where nothing can be read any more the result stays as it was."""
    out = tmp_path / "out"
    load_corpus(dumps, out=out)
    before = files(out)
    for path in dumps.iterdir():
        path.write_bytes(b"")
    with pytest.raises(InputError, match=r"holds no article that can be read; the first of 42 problems: a000\.txt"):
        load_corpus(dumps, out=out)
    assert files(out) == before


def test_a_folder_that_is_not_ours_is_left_alone(dumps, tmp_path):
    """Files that no corpus wrote are neither mixed with its own nor removed."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.parquet").write_bytes(b"mine")
    with pytest.raises(InputError, match="is there already, and no corpus made it"):
        load_corpus(dumps, out=tmp_path)
    assert (tmp_path / "articles" / "mine.parquet").read_bytes() == b"mine"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="is not a folder"):
        load_corpus(dumps, out=tmp_path / "file")


@posix
def test_two_runs_at_once_do_not_mix(dumps, tmp_path):
    """A folder that another run writes to is refused."""
    from helpers.corpus.store import Store

    with Store(tmp_path / "out").held(), pytest.raises(InputError, match="another run is writing there"):
        load_corpus(dumps, out=tmp_path / "out")


@pytest.mark.parametrize("raw", ["", "[]", "{}", '{"parts": 1}', '{"format": 99, "parts": []}'])
def test_a_damaged_list_of_parts_is_said(tmp_path, raw):
    """A corpus.json that is none is named."""
    (tmp_path / "corpus.json").write_text(raw)
    with pytest.raises(InputError, match=r"corpus\.json"):
        Corpus(tmp_path)


def test_frames_have_their_types(dumps, tmp_path):
    """Numbers are whole numbers, missing ones are missing; a part, and some columns, are as the whole."""
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    assert corpus.articles["words"].dtype == "int64"
    assert corpus.articles["row"].dtype == "Int64"
    assert corpus.articles["row"].isna().all()
    assert corpus.lines["kept"].dtype == "bool"
    whole = pd.concat(corpus.parts("mentions", ["article", "actor"]), ignore_index=True)
    pd.testing.assert_frame_equal(whole, corpus.mentions[["article", "actor"]])
    with pytest.raises(ValueError, match="did you mean 'mentions'"):
        corpus.frame("mention")
    with pytest.raises(ValueError, match="did you mean 'actor'"):
        corpus.frame("mentions", ["actors"])
    assert repr(corpus) == f"<Corpus of 40 articles, 2 skipped in {str(tmp_path / 'out')!r}>"


def test_without_a_folder_the_result_goes_with_the_corpus(dumps):
    """Nothing is left behind by a corpus that was not given a folder."""
    corpus = load_corpus(dumps)
    out = corpus.out
    assert len(corpus.articles) == 40
    del corpus
    assert not out.exists()


def test_duckdb_reads_it(dumps, tmp_path):
    """One pattern per table is a table in DuckDB, with the numbers that pandas sees."""
    duckdb = pytest.importorskip("duckdb")
    corpus = load_corpus(dumps, out=tmp_path / "out", batch=4)
    tables = {name: f"read_parquet('{tmp_path}/out/{name}/*.parquet')" for name in ("articles", "mentions", "ledger")}
    query = f"select actor, count(*) from {tables['mentions']} m join {tables['articles']} a using (article) group by 1"
    assert dict(duckdb.sql(query).fetchall()) == corpus.mentions["actor"].value_counts().to_dict()
    (skipped,) = duckdb.sql(f"select count(*) from {tables['ledger']} where skipped").fetchall()[0]
    assert skipped == corpus.skipped


def run(capfd, *arguments):
    """Exit status, standard output and standard error of a command, in this process."""
    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0), *capfd.readouterr()


def test_the_command_says_what_it_did(dumps, tmp_path, capfd):
    """The folder goes to standard output, the rest to standard error; 1: something was skipped, 2: wrong input."""
    out = tmp_path / "out"
    status, printed, said = run(capfd, "corpus", dumps, "-o", out, "--no-site", "-j", 1)
    assert (status, printed) == (1, f"{out}\n")
    assert said.splitlines()[0] == f"relire: 40 articles read, 2 skipped, from {dumps}"
    assert said.splitlines()[1] == "relire: a007b.txt: the file is empty; give a text dump of a page"
    for name in ("a007b.txt", "a030b.txt"):
        (dumps / name).unlink()
    status, _, said = run(capfd, "corpus", dumps, "-o", out, "--no-site", "-j", 1)
    assert (status, said) == (0, f"relire: 40 articles read, 0 skipped, from {dumps}\n")
    status, printed, said = run(capfd, "corpus", tmp_path / "nowhere", "-o", tmp_path / "other", "--no-site")
    assert (status, printed, said.count("\n")) == (2, "", 1)
    assert not (tmp_path / "other").exists()


def test_the_command_names_columns(tmp_path, capfd):
    """Columns of any name can be named."""
    path = tmp_path / "t.csv"
    pd.DataFrame({"x": [text(1)], "y": ["first"], "z": ["2026-07-06"]}).to_csv(path, index=False)
    status, *_ = run(
        capfd, "corpus", path, "-o", tmp_path / "out", "--no-site", "-j", 1, "--text", "x", "--id", "y", "--date", "z"
    )
    assert status == 0
    assert Corpus(tmp_path / "out").articles["date"].to_dict() == {"first": "2026-07-06"}
    status, _, said = run(capfd, "corpus", path, "-o", tmp_path / "out", "--no-site", "-j", 1)
    assert status == 2
    assert "no column is called 'text'; there are: 'x', 'y', 'z'" in said


# what recurs in an outlet's articles

SIGNED = "Jean Dupont est journaliste au service politique de La Gazette depuis 2015."
PLACES = "pont bac fleuve port école rivière digue halle marché stade gare forêt".split()


def page(number, *, outlet="x.fr", story=None, line=SIGNED):
    """A row of a table: an article of an outlet with a line that may be its text; those of one story are alike."""
    place, other = PLACES[(story or number) % 12], PLACES[((story or number) * 5 + 3) % 12]
    lines = [f"Le {place} numéro {story or number} rouvre lundi après des mois de travaux, selon le maire de Lyon."]
    lines += [line] * bool(line)
    lines += [f"Les élus ont voté {(story or number) + 3} millions d'euros pour le {other}, a dit Léa Mauroy mardi."]
    lines += [f"La version {number} de ce texte en dit un peu plus."] * (story is not None)
    return {"id": str(number), "outlet": outlet, "text": "\n".join(lines)}


def written(path, rows):
    """A JSON lines file of these rows."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def signed(corpus):
    """Whether the line counts as text, by article."""
    lines = corpus.lines[corpus.lines["text"] == SIGNED]
    return dict(zip(lines["article"], lines["kept"], strict=True))


def test_a_line_of_many_articles_is_no_text_of_any(tmp_path):
    """What stands in eight articles of an outlet counts in none of them, and numbers are those of pages without it."""
    corpus = load_corpus(written(tmp_path / "t.jsonl", [page(n) for n in range(1, 9)]))
    bare = load_corpus(written(tmp_path / "bare.jsonl", [page(n, line="") for n in range(1, 9)]))
    assert not any(signed(corpus).values())
    columns = ["title", "words", "sentences", "counted_words", "mentions", "kept"]
    pd.testing.assert_frame_equal(corpus.articles[columns], bare.articles[columns])
    assert corpus.articles["recurring"].unique().tolist() == [SIGNED.casefold()]
    article = corpus.article("3")
    assert len(article.mentions) == corpus.articles.loc["3", "mentions"]
    assert "many articles" in article.lines.loc[article.lines["text"] == SIGNED, "reason"].item()


@pytest.mark.parametrize(
    "rows",
    [
        [page(n) for n in range(1, 5)],
        [page(n, outlet=None) for n in range(1, 9)],
        [page(n, outlet=f"{n}.fr") for n in range(1, 9)],
        [page(n, story=7) for n in range(1, 9)],
    ],
    ids=["four", "no outlet", "eight outlets", "one story"],
)
def test_a_line_of_few_articles_or_of_one_story_stays(tmp_path, rows):
    """Few articles, articles of no or of different outlets, and versions of one story are no evidence."""
    corpus = load_corpus(written(tmp_path / "t.jsonl", rows))
    assert all(signed(corpus).values())
    assert set(corpus.articles["recurring"]) == {""}


@pytest.mark.parametrize(
    ("jobs", "batch", "counts"),
    [
        (1, 4, (4, 5, 9, 4, 0, 8)),
        pytest.param(1, 1, (9, 4, 9, 3), marks=pytest.mark.deep),
        pytest.param(1, 50, (8, 8, 4), marks=pytest.mark.deep),
        (2, 4, (4, 5)),
    ],
)
def test_what_recurs_does_not_depend_on_what_was_read_before(tmp_path, jobs, batch, counts):
    """Articles added and taken away one by one leave what a single run would have found."""
    where, out = tmp_path / "t.jsonl", tmp_path / "out"
    others = [page(n, outlet=f"{n}.fr", line="") for n in range(20, 40)]
    for count in counts:
        written(where, [*others, *(page(n) for n in range(1, count + 1))])
        corpus = load_corpus(where, out=out, batch=batch, jobs=jobs)
        assert sum(signed(corpus).values()) == (count if count < 5 else 0)
        assert files(out) == undisturbed(where, tmp_path, batch=batch)


def test_only_articles_with_what_recurs_are_read_again(tmp_path, read):
    """The fifth article of an outlet has the other four read once more, and nothing else; then nothing is read."""
    where, out = tmp_path / "t.jsonl", tmp_path / "out"
    others = [page(n, outlet=f"{n}.fr") for n in range(20, 40)]
    load_corpus(written(where, [*others, *(page(n) for n in range(1, 5))]), out=out, batch=4)
    read.clear()
    load_corpus(written(where, [*others, *(page(n) for n in range(1, 6))]), out=out, batch=4)
    assert sorted(read) == ["1", "2", "3", "4", "5", "5"]
    read.clear()
    load_corpus(where, out=out, batch=4)
    assert read == []


@pytest.mark.parametrize(
    ("typing", "terminal", "wanted"), [(True, False, "tqdm_notebook"), (False, True, "tqdm"), (False, False, None)]
)
def test_progress_is_shown_where_somebody_looks(monkeypatch, typing, terminal, wanted):
    """In JupyterLab and on a terminal; a pipe, and notebooks that are run unseen, hold nothing of it."""
    import IPython  # noqa: F401

    monkeypatch.setattr(running, "can_type", lambda: typing)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert getattr(running._bar(), "__name__", None) == wanted


def test_an_id_that_ends_like_a_further_article_is_its_own(tmp_path):
    """What recurs is told to the entry that holds it, whatever its id looks like."""
    rows = [page(n) | {"id": f"{n}#1"} for n in range(1, 9)]
    corpus = load_corpus(written(tmp_path / "t.jsonl", rows))
    assert corpus.articles["id"].tolist() == [f"{n}#1" for n in range(1, 9)]
    assert not any(signed(corpus).values())
