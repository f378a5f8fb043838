"""The table of actors: what the reader decides in it is obeyed and kept, and refused in one line where it is wrong."""

from __future__ import annotations

import csv
import io
import os
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest
from support import NAMES, SAMPLE, TYPOGRAPHY, assert_same, dump

from helpers import Article, InputError, cli, html, load_article
from helpers.decisions import ledger_path, shared_path
from helpers.decisions.reading import READERS, key
from helpers.decisions.renewing import make_ledger
from helpers.sources import read_source
from helpers.spreadsheet import FORMULA, guarded, unguarded

HEADER = ("actor", "kind", *READERS)


@pytest.fixture
def otan(tmp_path) -> Path:
    """The sample in a folder of its own."""
    return Path(shutil.copy(SAMPLE, tmp_path / "otan.txt"))


def table(*rows: dict[str, str], header: tuple[str, ...] = HEADER, delimiter: str = ";") -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def state(article: Path, *rows: dict[str, str], shared: bool = False) -> Article:
    """Decide, in the article's own table or in that of its folder, and read the article."""
    path = shared_path(article.parent) if shared else ledger_path(article)
    path.write_text(table(*rows), encoding="utf-8")
    return load_article(article)


def written(article: Path) -> list[dict[str, str]]:
    """The rows of the article's own table."""
    text = ledger_path(article).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def run(capfd, *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command, in this process."""
    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0), *capfd.readouterr()


def total(article: Article) -> int:
    """All mentions, counted or set aside."""
    return len(article.mentions) + len(article.mentions_set_aside)


# what decisions do


def test_two_actors_become_one(otan):
    """Merged with another actor, or two with the same new name: the mentions are counted together, and none is lost."""
    plain = load_article(SAMPLE)
    article = state(otan, {"actor": "OTAN", "becomes": "Occidentaux", "reason": "l'Alliance"})
    assert "OTAN" not in article.actors.index
    assert article.actors.at["Occidentaux", "mentions"] == 5 + 4
    assert set(article.mentions.loc[article.mentions["actor"] == "Occidentaux", "kind"]) == {"collective"}
    assert total(article) == len(plain.mentions)
    article = state(
        otan,
        {"actor": "OTAN", "becomes": "Alliés"},
        {"actor": "Occidentaux", "becomes": "Alliés", "becomes_kind": "collective"},
    )
    assert article.actors.loc["Alliés", ["kind", "mentions"]].tolist() == ["collective", 9]


def test_evidence_names_file_row_and_reason(otan):
    """Each mention that a decision changed says which, why, and what was found; the others say what they said."""
    article = state(
        otan, {"actor": "Russie", "becomes": "Moscou"}, {"actor": "OTAN", "becomes": "Alliance", "reason": "usage"}
    )
    changed = article.mentions[article.mentions["actor"] == "Alliance"]
    assert changed["evidence"].unique().tolist() == [
        "decided in otan.actors.csv, row 3: usage; found as OTAN: known organisation OTAN"
    ]
    others = article.mentions[~article.mentions["actor"].isin(["Alliance", "Moscou"])]
    assert not others["evidence"].str.contains("decided").any()


def test_kinds_can_be_changed(otan):
    """An actor is of the kind that the reader states, in all its mentions."""
    article = state(otan, {"actor": "Ukraine", "becomes_kind": "Organisation "})
    assert article.actors.at["Ukraine", "kind"] == "organisation"
    assert set(article.mentions.loc[article.mentions["actor"] == "Ukraine", "kind"]) == {"organisation"}


def test_what_is_ignored_is_set_aside_with_its_reason(otan):
    """Mentions of what is no actor leave all counts, and are listed with the reason (promise 1)."""
    article = state(otan, {"actor": "Russie", "decision": "ignore", "reason": "hors sujet"})
    assert "Russie" not in article.actors.index
    aside = article.mentions_set_aside
    assert aside["text"].tolist() == ["russe", "russes", "russes"]
    assert aside["evidence"].str.startswith("set aside: decided in otan.actors.csv, row 2: hors sujet; found as").all()
    assert total(article) == len(load_article(SAMPLE).mentions)


@pytest.mark.parametrize(
    ("only", "texts"),
    [
        ("Kyiv", ["Kyiv", "Kyiv"]),
        ("KYIV | ukrainiens", ["Kyiv", "ukrainiens", "Kyiv"]),
        ("Kyiv (7)", ["Kyiv"]),
        ("Kyiv (1, 7)", ["Kyiv", "Kyiv"]),
        ("line 7", ["ukrainiens", "Kyiv", "Ukraine"]),
        ("lignes 6-7", ["Ukraine", "ukrainiens", "Kyiv", "Ukraine"]),
        ("(5) | Kyiv (7)", ["ukrainiennes", "Kyiv"]),
    ],
)
def test_an_actor_can_be_split(otan, only, texts):
    """Some surfaces, or the mentions of some lines, go to another actor; the rest stays."""
    article = state(otan, {"actor": "Ukraine", "only": only, "becomes": "Kyiv (gouvernement)"})
    moved = article.mentions[article.mentions["actor"] == "Kyiv (gouvernement)"]
    assert moved["text"].tolist() == texts
    assert article.actors.at["Ukraine", "mentions"] == 11 - len(texts)


def test_the_most_exact_row_decides(otan):
    """Lines go before surfaces, surfaces before actors; what is left follows the actor's row."""
    article = state(
        otan,
        {"actor": "Ukraine", "becomes": "A"},
        {"actor": "Ukraine", "only": "Kyiv", "becomes": "B"},
        {"actor": "Ukraine", "only": "Kyiv (7)", "becomes": "C"},
        {"actor": "Ukraine", "only": "line 5", "decision": "ignore"},
    )
    assert [article.actors["mentions"].get(name, 0) for name in ("A", "B", "C", "Ukraine")] == [8, 1, 1, 0]
    assert article.mentions_set_aside["text"].tolist() == ["ukrainiennes"]


def test_a_phrase_becomes_an_actor_wherever_it_stands(otan):
    """Every place of an added phrase in kept lines is a mention by name, with its offsets."""
    article = state(
        otan, {"actor": "défense aérienne", "decision": "add", "becomes_kind": "collective", "reason": "test"}
    )
    added = article.mentions[article.mentions["actor"] == "défense aérienne"]
    assert added[["kind", "form", "line"]].to_numpy().tolist() == [["collective", "name", 2], ["collective", "name", 3]]
    assert set(added["evidence"]) == {"decided in otan.actors.csv, row 2: test"}
    assert added["text"].tolist() == [
        article.source.text[a:b] for a, b in zip(added["start"], added["end"], strict=True)
    ]
    assert len(article.mentions) == len(load_article(SAMPLE).mentions) + 2
    assert article.mentions["sentence"].is_monotonic_increasing


def test_added_phrases_keep_clear_of_names(tmp_path):
    """Inside another name an added phrase is not counted, and listed as set aside; capitals are asked for."""
    path = tmp_path / "note.txt"
    path.write_text(
        "Le ministère de la Santé a parlé. La Santé compte. Sa santé va. LA SANTÉ D'ABORD, ENCORE.\n", "utf-8"
    )
    article = state(path, {"actor": "Santé", "decision": "add", "becomes_kind": "organisation"})
    assert article.mentions.loc[article.mentions["actor"] == "Santé", "text"].tolist() == ["Santé", "SANTÉ"]
    aside = article.mentions_set_aside
    assert aside["evidence"].str.startswith("inside the name of ministère de la Santé; decided in").tolist() == [True]


def test_an_added_phrase_joins_an_actor(otan):
    """A phrase that becomes an actor that was found is counted for it, and is of its kind."""
    article = state(otan, {"actor": "défense aérienne", "decision": "add", "becomes": "otan"})
    assert article.actors.loc["OTAN", ["kind", "mentions"]].tolist() == ["organisation", 7]


def test_a_merge_follows_a_rename(otan):
    """What becomes an actor that is renamed ends up under the new name."""
    article = state(otan, {"actor": "Russie", "becomes": "OTAN"}, {"actor": "OTAN", "becomes": "Alliance"})
    assert article.actors.loc["Alliance", ["kind", "mentions"]].tolist() == ["organisation", 8]


def test_a_spelling_can_be_changed(otan):
    """A name that differs in case only is a new spelling, not another actor."""
    article = state(otan, {"actor": "OTAN", "becomes": "Otan"}, {"actor": "Russie", "becomes": "OTAN"})
    assert article.actors.at["Otan", "mentions"] == 8


@pytest.mark.parametrize(
    "cell", ["l'OTAN", "l\u2019OTAN", "«\u00a0OTAN\u00a0»", '"otan"', " O\u00adTAN ", "L\u02bcOTAN"]
)
def test_typography_of_cells_does_not_count(otan, cell):
    """However a name is typed, it is found (promise 3)."""
    assert state(otan, {"actor": cell, "becomes": "X"}).actors.at["X", "mentions"] == 5


ROWS = (
    {"actor": "l\u2019OTAN", "becomes": "Alliance de l'Atlantique"},
    {"actor": "États-Unis", "only": "américaine | Washington", "becomes": "Maison-Blanche"},
    {"actor": "défense aérienne", "decision": "add", "becomes_kind": "collective"},
    {"actor": "secrétaire général de l'OTAN", "decision": "ignore"},
)


@pytest.mark.parametrize("change", TYPOGRAPHY)
def test_typography_of_the_text_does_not_count(tmp_path, change):
    """Decisions count the same in any typography of the article (promise 3)."""
    for name, text in (("a", SAMPLE.read_text("utf-8")), ("b", TYPOGRAPHY[change](SAMPLE.read_text("utf-8")))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "otan.txt").write_text(text, encoding="utf-8", newline="")
    one, two = (state(tmp_path / name / "otan.txt", *ROWS) for name in "ab")
    assert one.actors.drop(columns="first_line").equals(two.actors.drop(columns="first_line"))
    assert one.actors.at["Maison-Blanche", "mentions"] == 2
    assert [one.repaired(t) for t in one.mentions_set_aside["text"]] == [
        two.repaired(t) for t in two.mentions_set_aside["text"]
    ]


def test_a_second_copy_changes_nothing(tmp_path, otan):
    """Pasting the body again changes no count, with decisions too (promise 2)."""
    text = otan.read_text("utf-8").rstrip("\n")
    body = "\n".join(text.split("\n")[:7])
    (tmp_path / "twice.txt").write_text(f"{text}\n{body}\n", encoding="utf-8")
    rows = (*ROWS, {"actor": "Ukraine", "only": "Kyiv (7)", "becomes": "Kyiv"})
    one, two = state(otan, *rows), state(tmp_path / "twice.txt", *rows)
    for article in (one, two):  # evidence names the file
        article.mentions["evidence"] = article.mentions["evidence"].str.replace("twice", "otan")
    assert_same(one, two)


@pytest.mark.parametrize("name", NAMES)
def test_every_mention_keeps_its_place(name, tmp_path):
    """Whatever is decided, each mention is the slice of the source it says, and none is lost (promises 1, 4)."""
    path = Path(shutil.copy(dump(name), tmp_path / "dump.txt"))
    plain = load_article(path)
    actors = list(plain.actors.index)
    rows = [{"actor": a, **({"decision": "ignore"} if i % 3 else {"becomes": "Tous"})} for i, a in enumerate(actors)]
    article = state(path, *rows)
    assert total(article) == len(plain.mentions)
    for frame in (article.mentions, article.mentions_set_aside):
        slices = [article.source.text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)]
        assert frame["text"].tolist() == slices
    assert article.actors["mentions"].sum() == len(article.mentions)
    assert article.actor_decisions["mentions"].sum() == len(plain.mentions)


def test_no_decisions_change_nothing(otan):
    """A table as it was written, without decisions, and an empty one leave every frame as it was."""
    plain = load_article(SAMPLE)
    make_ledger([load_article(otan)]).write()
    assert_same(plain, load_article(otan))
    for text in ("", "\ufeff", "\n\n", "actor;decision\n", "# rien\nactor;decision;becomes\n"):
        ledger_path(otan).write_text(text, encoding="utf-8")
        assert load_article(otan).mentions.equals(plain.mentions)


def test_the_run_card_tells_of_decisions(otan):
    """What the notebooks show of an article says how many decisions are in force, where, and what they set aside."""
    article = state(otan, {"actor": "Russie", "decision": "ignore"}, {"actor": "OTAN", "becomes": "X"})
    assert "Decisions: 2 on actors, in otan.actors.csv; mentions set aside: 3" in str(html.article_card(article))
    assert "Decisions" not in str(html.article_card(load_article(SAMPLE)))


# the folder's table


def test_a_shared_table_decides_for_every_article(tmp_path, otan):
    """actors.csv in the folder decides about all articles in it, by the actor's name or a surface."""
    other = tmp_path / "autre.txt"
    other.write_text("L'OTAN a parlé. Moscou a répondu à l'OTAN.\n", encoding="utf-8")
    rows = ({"actor": "OTAN", "becomes": "Alliance"}, {"actor": "Zelensky", "becomes": "Z."})
    article = state(otan, *rows, shared=True)
    assert [article.actors.at[name, "mentions"] for name in ("Alliance", "Z.", "Volodymyr Zelensky")] == [5, 2, 2]
    assert load_article(other).actors.at["Alliance", "mentions"] == 2
    assert load_article(other).mentions["evidence"].str.contains("decided in actors.csv, row 2").sum() == 2


def test_the_own_table_goes_first_row_by_row(otan):
    """What the article's own table says of an actor holds against the folder's; of others, the folder's holds."""
    state(otan, {"actor": "OTAN", "becomes": "Alliance"}, {"actor": "Russie", "decision": "ignore"}, shared=True)
    article = state(otan, {"actor": "OTAN", "becomes": "Bloc"})
    assert {"Bloc", "Ukraine"} <= set(article.actors.index)
    assert not {"Alliance", "Russie"} & set(article.actors.index)
    article = state(otan, {"actor": "Russie", "decision": "keep"}, {"actor": "OTAN", "decision": "KEEP"})
    assert_same(load_article(SAMPLE), article)


def test_a_shared_table_of_another_kind_is_no_decision(otan, capfd):
    """The table of actors that relire tables writes into the folder decides nothing, and is not overwritten by ours."""
    status, _, _ = run(capfd, "tables", otan, "-o", otan.parent)
    assert status == 0
    assert_same(load_article(SAMPLE), load_article(otan))
    status, _, err = run(capfd, "actors", otan, "--shared")
    assert (status, err.count("\n")) == (2, 1)
    assert "is another table" in err


def test_tables_spare_the_readers_decisions(otan, capfd):
    """relire tables does not write its own actors.csv over the reader's."""
    state(otan, {"actor": "OTAN", "becomes": "Alliance"}, shared=True)
    before = shared_path(otan.parent).read_bytes()
    status, out, err = run(capfd, "tables", otan, "-o", otan.parent)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert shared_path(otan.parent).read_bytes() == before


def test_the_shared_table_sums_articles_up(tmp_path, otan, capfd):
    """relire actors --shared counts each actor over all articles of the folder, and keeps what was decided."""
    (tmp_path / "autre.txt").write_text("L'OTAN a parlé. Moscou a répondu à l'OTAN.\n", encoding="utf-8")
    status, out, err = run(capfd, "actors", tmp_path, "--shared")
    assert (status, err) == (0, "")
    assert "actors.csv" in out
    frame = pd.read_csv(tmp_path / "actors.csv", sep=";", index_col="actor", dtype=str)
    assert frame.loc["OTAN", ["mentions", "articles"]].tolist() == ["7", "autre | otan"]
    assert frame.loc["Ukraine", "mentions"] == "11"
    frame.loc["OTAN", "becomes"] = "Alliance"
    frame.to_csv(tmp_path / "actors.csv", sep=";")
    run(capfd, "actors", tmp_path / "autre.txt", otan, "--shared")
    assert pd.read_csv(tmp_path / "actors.csv", sep=";", index_col="actor", dtype=str).equals(frame)
    assert load_article(otan).actors.at["Alliance", "mentions"] == 5


# what is refused

REFUSED = [
    ([{"actor": "OTAN", "decision": "ignor"}], "row 2: decision: 'ignor' is none; did you mean 'ignore'"),
    ([{"actor": "OTAN", "becomes_kind": "états"}], "row 2: becomes_kind: 'états' is none"),
    ([{"actor": "OTAN", "decision": "kind"}], "row 2: which kind"),
    ([{"actor": "OTAN", "decision": "merge"}], "row 2: merge into what"),
    ([{"actor": "OTAN", "decision": "ignore", "becomes": "X"}], "row 2: ignore goes without becomes"),
    ([{"actor": "OTAN", "decision": "add"}], "row 2: add: what is it"),
    ([{"actor": "OTAN", "decision": "split", "becomes": "X"}], "row 2: split: which mentions"),
    ([{"actor": "OTAN", "only": "OTAN"}], "row 2: what do “OTAN” become"),
    ([{"becomes": "X"}], "row 2: whom does this decide about"),
    ([{"actor": "OTAN", "only": "OTAN (0)", "becomes": "X"}], "row 2: only: '0' is no line"),
    ([{"actor": "OTAN", "only": "lines 9-3", "becomes": "X"}], "row 2: only: '9-3' is no line"),
    ([{"actor": "OTAN", "only": " | ", "becomes": "X"}], "row 2: only: '|' names no surface and no line"),
    ([{"actor": "OTAN", "only": "-12", "becomes": "X"}], "row 2: only: for a line, write: line 12"),
    ([{"actor": "OTAN", "only": "OTAN (1, 3, …)", "becomes": "X"}], "row 2: only: .* leaves lines out"),
    ([{"actor": "A", "becomes": "B"}, {"actor": "B", "becomes": "A"}], "row [23]: .* would become itself"),
    (
        [{"actor": "A", "becomes": "B"}, {"actor": "B", "decision": "ignore"}],
        "row 2: becomes “B”, which row 3 .* ignores",
    ),
    (
        [{"actor": "A", "becomes": "B"}, {"actor": "«A»", "becomes": "C"}],
        "row 3: decides otherwise about “«A»” than row 2",
    ),
    (
        [{"actor": "x", "decision": "add", "becomes": "B"}, {"actor": "x", "decision": "add", "becomes": "C"}],
        "row 3: decides otherwise",
    ),
    (
        [
            {"actor": "A", "becomes": "C", "becomes_kind": "state"},
            {"actor": "B", "becomes": "C", "becomes_kind": "person"},
        ],
        "row 3: “C” is of the kind state by row 2, not person",
    ),
]


@pytest.mark.parametrize(("rows", "message"), REFUSED)
@pytest.mark.parametrize("shared", [False, True])
def test_wrong_rows_are_refused_at_once(otan, rows, message, shared):
    """A row that makes no sense, or contradicts another, is refused in one line that names file and row."""
    with pytest.raises(InputError, match=message) as caught:
        state(otan, *rows, shared=shared)
    path = shared_path(otan.parent) if shared else ledger_path(otan)
    assert str(caught.value).startswith(f"{path}, row ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [{"actor": "Ukraine", "only": "Kyiv (2)", "becomes": "X"}],
            "line 2 has no mention of “kyiv” of Ukraine; .*: 1, 7",
        ),
        ([{"actor": "OTAN", "becomes": "X"}, {"actor": "l'OTAN", "becomes": "Y"}], "row 3: decides otherwise"),
        (
            [{"actor": "Ukraine", "only": "Kyiv", "becomes": "X"}, {"actor": "Kyiv", "becomes": "Y"}],
            "decides otherwise",
        ),
        ([{"actor": "défense", "decision": "add", "becomes": "X"}], "row 2: add: what is X"),
    ],
)
def test_rows_that_contradict_the_article_are_refused(otan, rows, message):
    """The same surface for two actors, or a line without the mention, is refused when mentions are asked for."""
    with pytest.raises(InputError, match=message):
        _ = state(otan, *rows).mentions


def test_tables_that_contradict_each_other_are_refused(otan):
    """A merge in one table and the opposite one in the other make no circle."""
    state(otan, {"actor": "OTAN", "becomes": "Russie"}, shared=True)
    with pytest.raises(InputError, match="would become itself in the end"):
        _ = state(otan, {"actor": "Russie", "becomes": "OTAN"}).mentions


def test_lines_are_no_part_of_a_shared_table(otan):
    """Lines of one article say nothing about another."""
    with pytest.raises(InputError, match="row 2: only: lines are those of one article"):
        state(otan, {"actor": "OTAN", "only": "line 3", "becomes": "X"}, shared=True)


@pytest.mark.parametrize("command", ["report", "tables", "charts", "actors"])
def test_commands_refuse_wrong_rows_in_one_line(otan, capfd, tmp_path, command):
    """Every command says what is wrong in one line, exits with 2, and writes nothing."""
    ledger_path(otan).write_text(table({"actor": "OTAN", "decision": "nope"}), encoding="utf-8")
    before = sorted(p.name for p in tmp_path.iterdir())
    status, out, err = run(capfd, command, otan, "-o", tmp_path / "out")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "otan.actors.csv, row 2: decision: 'nope' is none" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'actor;becomes\n"OTAN;X\n', "quotation mark"),
        (b'actor;becomes\nOTAN;"X"y\n', "row 2: a quotation mark"),
        (bytes(range(256)) * 8, "is no text; save it as CSV"),
        (b"actor;becomes;decision\nO\x00TAN;X\n", "is no text; save it as CSV"),
        (b"acteur;becomes;decision\nOTAN;X\n", "row 1: no column is called actor"),
        (b"actor;mentions\nOTAN;5\n", "row 1: no column is called decision"),
        (b"actor;decision;becomes;Becomes\nOTAN;;X;Y\n", "row 1: two columns are called becomes"),
        (b"actor;decision;becomes\nOTAN;;" + b"x" * 200_000, "row 2: .*limit"),
    ],
)
def test_what_is_no_table_is_refused(otan, raw, message):
    """A file that is no CSV, or lost its header, is refused: no decision is dropped in silence."""
    ledger_path(otan).write_bytes(raw)
    with pytest.raises(InputError, match=message) as caught:
        load_article(otan)
    assert str(caught.value).startswith(str(ledger_path(otan)))


# reading what spreadsheets save


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_spreadsheet_may_save_as_it_likes(otan, encoding, delimiter, end):
    """Excel's and LibreOffice's encodings, delimiters and line ends give the same decisions."""
    text = table({"actor": "États-Unis", "becomes": "L’Amérique, «\u00a0à part\u00a0»; né"}, delimiter=delimiter)
    ledger_path(otan).write_bytes(text.replace("\n", end).encode(encoding))
    assert load_article(otan).actors.at["L'Amérique, « à part »; né", "mentions"] == 6


def test_the_separator_line_of_excel_is_known(otan):
    """A first line "sep=," is no row, and stays."""
    ledger_path(otan).write_text(
        "sep=,\r\n" + table({"actor": "OTAN", "becomes": "X"}, delimiter=","), "utf-8", newline=""
    )
    assert load_article(otan).actors.at["X", "mentions"] == 5
    make_ledger([load_article(otan)]).write()
    assert ledger_path(otan).read_bytes().startswith(b"\xef\xbb\xbfsep=,\r\nactor,kind,")
    assert load_article(otan).actors.at["X", "mentions"] == 5


@pytest.mark.parametrize(
    "cell", ["=1+1", "+33 est là", "-x", "@a", "\tx", "\rx", "'=x", "''-x", "'x", "-12", "-1,5", "", "'"]
)
def test_formulas_are_made_harmless_and_undone(cell):
    """No cell that is written runs, numbers stay, and what is read back is what was there."""
    assert unguarded(guarded(cell)) == cell
    number = cell.lstrip("-").replace(",", "").isdigit()
    assert not guarded(cell).startswith(FORMULA) or number


# what is written and kept


def test_the_table_has_a_row_for_each_actor(otan, capfd):
    """relire actors writes actors with surfaces and counts by form, prints them, and says what to do next."""
    status, out, err = run(capfd, "actors", otan)
    assert (status, err) == (0, "")
    assert "Ukraine" in out
    assert "otan.actors.csv" in out
    raw = ledger_path(otan).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfactor;kind;decision;only;becomes;becomes_kind;reason;surfaces;mentions;name;")
    rows = {row["actor"]: row for row in written(otan)}
    actors = load_article(otan).actors
    assert list(rows) == list(actors.index)
    for name, row in actors.iterrows():
        for column in (
            "kind",
            "mentions",
            "name",
            "role",
            "metonym",
            "demonym",
            "pronominal-description",
            "first_line",
        ):
            assert rows[name][column] == str(row[column])
    assert rows["OTAN"]["surfaces"] == "OTAN (10, 1, 3, 5, 7)"
    assert not any(rows["OTAN"][column] for column in READERS)


def test_each_surface_written_can_be_split_by(otan):
    """What the column surfaces says of a surface is what the column only understands."""
    make_ledger([load_article(otan)]).write()
    rows = [(row["actor"], surface) for row in written(otan) for surface in row["surfaces"].split(" | ")]
    article = state(otan, *({"actor": a, "only": s, "becomes": f"X{i}"} for i, (a, s) in enumerate(rows)))
    assert article.actors.index.str.fullmatch(r"X\d+").all()
    assert len(article.actors) == len(rows)


def test_what_the_reader_wrote_stays(otan):
    """Cells, order, comments, unknown columns, blank lines and rows of actors that are gone survive every run."""
    header = ("note", *HEADER, "mentions", "cote")
    rows = [
        {"note": "# à revoir; demain", "actor": "; #"},
        {"note": "=1+1", "actor": "Russie", "decision": "Ignore", "reason": "-- non", "cote": "-5"},
        {"note": 'a "b"\nc', "actor": "Perdu", "becomes": "Loin", "mentions": "7", "cote": "x;y"},
        {"actor": "OTAN", "reason": "rien décidé"},
    ]
    ledger_path(otan).write_text("# mes notes\n\n" + table(*rows, header=header) + "#fin\n", encoding="cp1252")
    ledger = make_ledger([load_article(otan)])
    assert [note for note in ledger.notes if "is not found" in note] == [
        "row 6: “Perdu” is not found; it stays in the table"
    ]
    assert ledger.write()
    text = ledger_path(otan).read_bytes().decode("utf-8-sig")
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert records[0] == ["# mes notes"]
    assert records[1] == []
    assert records[2][: len(header)] == list(header)
    assert records[3][:2] == ["# à revoir; demain", "; #"]
    assert records[4][: len(header)] == ["'=1+1", "Russie", "state", "Ignore", "", "", "", "'-- non", "3", "-5"]
    assert records[5][: len(header)] == ['a "b"\nc', "Perdu", "", "", "", "Loin", "", "", "0", "x;y"]
    assert records[6][:8] == ["", "OTAN", "organisation", "", "", "", "", "rien décidé"]
    assert records[7] == ["#fin"]
    assert [record[1] for record in records[8:]] == [
        name for name in load_article(SAMPLE).actors.index if name not in {"Russie", "OTAN"}
    ]
    once = ledger_path(otan).read_bytes()
    assert not make_ledger([load_article(otan)]).write()
    assert ledger_path(otan).read_bytes() == once


@pytest.mark.parametrize("name", NAMES)
def test_rows_account_for_all_mentions(name, tmp_path):
    """Whatever is decided, the rows of the table sum up to the mentions found, and to those added."""
    path = Path(shutil.copy(dump(name), tmp_path / "dump.txt"))
    article = load_article(path)
    make_ledger([article]).write()
    rows = written(path)
    assert sum(int(row["mentions"]) for row in rows if row["kind"] != "candidate") == len(article.mentions)
    for i, row in enumerate(rows):
        row |= {"decision": "add", "becomes_kind": "person"} if row["kind"] == "candidate" else {}
        row |= {} if row["decision"] or i % 2 else {"decision": "ignore"}
    ledger_path(path).write_text(table(*rows, header=tuple(rows[0])) if rows else "", encoding="utf-8")
    article = load_article(path)
    make_ledger([article]).write()
    found = sum(int(row["mentions"]) for row in written(path))
    inside = article.mentions_set_aside["evidence"].str.startswith(("inside", "across")).sum()
    assert found == total(article) - inside


def test_candidates_stand_last_and_can_be_decided_on(tmp_path):
    """A candidate is a row without a decision; added it is an actor, ignored it is offered no more."""
    path = tmp_path / "note.txt"
    path.write_text(
        "Hier, la Vague bleue a salué l'Ukraine. Ici, une Vague bleue. Cette Vague bleue, encore.\n", "utf-8"
    )
    make_ledger([load_article(path)]).write()
    *_, last = written(path)
    assert [last[column] for column in ("actor", "kind", "mentions", "name", "decision")] == [
        "Vague bleue", "candidate", "3", "", "",
    ]  # fmt: skip
    row = {column: last[column] for column in HEADER}
    article = state(path, row | {"decision": "add", "becomes_kind": "collective"})
    assert article.actors.loc["Vague bleue", ["kind", "mentions"]].tolist() == ["collective", 3]
    assert not len(article.candidates)
    article = state(path, {"actor": "vague bleue", "decision": "ignore"})
    assert not len(article.candidates)
    assert "Vague bleue" not in article.actors.index


def test_another_place_can_be_chosen(otan, capfd, tmp_path):
    """-o FILE leaves the article's folder alone, and starts from what is decided beside the article."""
    state(otan, {"actor": "OTAN", "becomes": "X"})
    before = ledger_path(otan).read_bytes()
    status, _, err = run(capfd, "actors", otan, "-o", tmp_path / "deep" / "mine.csv")
    assert (status, err) == (0, "")
    assert ledger_path(otan).read_bytes() == before
    assert "OTAN;organisation;;;X;" in (tmp_path / "deep" / "mine.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("source", ["text", "bytes", "-"])
def test_what_is_no_file_has_no_table_beside(source, tmp_path, monkeypatch):
    """Pasted text, bytes and standard input are refused in one line that names the way out; -o FILE is one."""
    text = "L'OTAN a parlé."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    options = {"text": {"text": text}, "bytes": {"where": text.encode()}, "-": {"where": "-"}}
    article = load_article(**options[source])
    with pytest.raises(InputError, match="save it as one, or give -o FILE"):
        make_ledger([article])
    assert make_ledger([article], tmp_path / "mine.csv").write()
    assert not article.decisions


def test_articles_of_one_dump_have_a_table_each():
    """The second article of a dump has a name of its own, which no other dump is likely to have."""
    names = {ledger_path(Path(p), n).name for p, n in [("a.txt", 1), ("a.txt", 2), ("a.html", 1), ("a-2.txt", 1)]}
    assert names == {
        "a.actors.csv",
        "a.txt.article-2.actors.csv".replace(".txt", ""),
        "a.html.actors.csv",
        "a-2.actors.csv",
    }


def test_a_file_that_changed_meanwhile_is_not_overwritten(otan):
    """What was saved between reading and writing stays."""
    state(otan, {"actor": "OTAN", "becomes": "X"})
    ledger = make_ledger([load_article(otan)])
    ledger_path(otan).write_text(table({"actor": "OTAN", "becomes": "Y"}), encoding="utf-8")
    with pytest.raises(InputError, match="changed meanwhile, nothing was written"):
        ledger.write()
    assert load_article(otan).actors.at["Y", "mentions"] == 5
    assert sorted(p.name for p in otan.parent.iterdir()) == ["otan.actors.csv", "otan.txt"]


@pytest.mark.parametrize("lock", [".~lock.otan.actors.csv#", "~$otan.actors.csv"])
def test_a_file_open_in_a_spreadsheet_is_not_overwritten(otan, capfd, lock):
    """The lock files of LibreOffice and Excel are heeded."""
    (otan.parent / lock).write_text("me")
    status, out, err = run(capfd, "actors", otan)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "is open in a spreadsheet" in err
    assert not ledger_path(otan).exists()


def test_links_rights_and_protection_hold(otan, capfd, tmp_path):
    """A linked table stays a link, its rights stay, and a protected one is refused."""
    target = tmp_path / "elsewhere.csv"
    target.write_text(table({"actor": "OTAN", "becomes": "X"}), encoding="utf-8")
    target.chmod(0o640)
    ledger_path(otan).symlink_to(target)
    assert run(capfd, "actors", otan)[0] == 0
    assert ledger_path(otan).is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "Ukraine" in target.read_text("utf-8-sig")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_table_is_refused(otan, capfd):
    """A table that may not be written is refused in one line."""
    state(otan, {"actor": "OTAN", "becomes": "X"})
    ledger_path(otan).chmod(0o400)
    status, out, err = run(capfd, "actors", otan)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "protected against writing" in err


def test_an_edited_kind_is_told_where_to_go(otan):
    """The column kind is made anew; whoever changed it is told which column decides."""
    ledger_path(otan).write_text(table({"actor": "Ukraine", "kind": "organisation"}), encoding="utf-8")
    assert make_ledger([load_article(otan)]).notes == [
        "row 2: kind was organisation, found is state; to make it organisation, write that in becomes_kind"
    ]


# hostile


def test_ten_thousand_rows_take_no_time(otan):
    """Reading, obeying and renewing grow with the rows, chains and all."""
    rows = [{"actor": f"a{i}", "becomes": f"a{i + 1}"} for i in range(4000)]
    rows += [{"actor": f"phrase numéro {i}", "decision": "add", "becomes_kind": "person"} for i in range(3000)]
    rows += [{"actor": f"b{i}", "only": f"b (1-{i + 1})", "becomes": "=cmd|' /C calc'!A0"} for i in range(3000)]
    start = time.process_time()
    article = state(otan, *rows)
    assert len(article.mentions) == 40
    assert len(article.actor_decisions) == 10_000
    ledger = make_ledger([article])
    assert len(ledger.notes) == 10_000
    ledger.write()
    assert time.process_time() - start < 20
    assert not make_ledger([load_article(otan)]).write()


HOSTILE = [
    "a;b",
    'say "x"',
    "two\nlines",
    "a|b",
    "=SUM(A1)",
    "\x1b[31mred",
    "\u202eabc",
    "#MeToo",
    "|",
    "(12)",
    "…",
    "'",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_can_be_given(otan, name):
    """Separators, quotes, line ends and controls in a name change nothing else, and come back as they were."""
    article = state(otan, {"actor": "OTAN", "becomes": name, "reason": "x"}, {"actor": name, "decision": "keep"})
    given = article.mentions.loc[article.mentions["text"] == "OTAN", "actor"].unique()
    assert len(given) == 1
    assert str(given[0]).isprintable()
    assert key(str(given[0])) == key(name)
    assert article.actors.at[given[0], "mentions"] == 5
    make_ledger([article]).write()
    rows = written(otan)
    assert [unguarded(rows[0]["becomes"]), unguarded(rows[1]["actor"])] == [name, name]
    assert load_article(otan).actors.equals(article.actors)


def test_a_terminal_is_not_obeyed(otan, capfd):
    """Control characters in cells are shown, not sent."""
    state(otan, {"actor": "OTAN", "becomes": "\x1b[31mred\x07"})
    status, out, _ = run(capfd, "actors", otan)
    assert status == 0
    assert "\x1b" not in out
    assert "\x07" not in out


def test_decisions_of_the_encoding_kept_page_are_found(tmp_path):
    """A source knows the file that it was read from, and text does not."""
    path = tmp_path / "a.txt"
    path.write_text("L'OTAN.", encoding="utf-8")
    assert read_source(path).place == path
    assert read_source(text="x").place is None
