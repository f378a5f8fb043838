"""Overrides: what the reader decides about lines."""

from __future__ import annotations

import shutil

import pytest
from support import SAMPLE

from helpers import InputError, load_article
from helpers.overrides import overrides_path


@pytest.fixture
def dump(tmp_path):
    """The sample in a folder of its own."""
    return shutil.copy(SAMPLE, tmp_path / "dump.txt")


def decide(dump, text):
    """Write the decisions beside the dump, and read it."""
    overrides_path(dump).write_text(text, encoding="utf-8")
    return load_article(dump)


def test_each_line_set_aside_can_be_put_back(dump):
    """Boilerplate and copies alike are counted again when the reader says so (promise 1)."""
    plain = load_article(dump)
    aside = plain.lines.index[~plain.lines["kept"] & (plain.lines["role"] != "blank")]
    rows = "".join(f"{line},,yes,mine\n" for line in aside)
    article = decide(dump, "line,role,keep,reason\n" + rows)
    assert article.lines.loc[aside, "kept"].all()
    assert (article.lines.loc[aside, "reason"] == "the reader's decision: mine").all()
    assert article.sections["words"].sum() > plain.sections["words"].sum()


def test_roles_can_be_changed(dump):
    """A body line made a heading opens a section; a line made boilerplate is gone from the counts."""
    article = decide(dump, "line,role,keep,reason,text\n3,heading,,,Le point central\n5,,no,,\n")
    assert article.lines.at[3, "role"] == "heading"
    assert len(article.sections) == len(load_article(SAMPLE).sections) + 1
    assert not article.lines.at[5, "kept"]


def test_a_title_can_be_chosen(dump):
    """The reader's title is the article's."""
    assert decide(dump, "line,role\n2,title\n").title.startswith("Accélérer la stratégie")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("line,roel\n1,body\n", "unknown column 'roel'; did you mean 'role'"),
        ("line,role\n1,boddy\n", "row 2: unknown role 'boddy'; did you mean 'body'"),
        ("line,role\n99,body\n", "'99' is no line of the article; give a number from 1 to 17"),
        ("line,role\nx,body\n", "'x' is no line"),
        ("line,keep\n1,maybe\n", "keep is yes, no or empty"),
        ("line,role,keep,reason,text\n1,body,,,Autre\n", "was the dump changed"),
    ],
)
def test_wrong_decisions_are_refused(dump, text, message):
    """A decision that makes no sense is refused in one line that names file and row."""
    with pytest.raises(InputError, match=message) as caught:
        _ = decide(dump, text).lines
    assert "dump.overrides.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_csv_is_refused(dump):
    """Bytes that are no UTF-8 are refused in one line."""
    overrides_path(dump).write_bytes(b"line,role\n1,\xff\n")
    with pytest.raises(InputError, match="not a CSV file"):
        _ = load_article(dump).lines


def test_without_a_file_nothing_is_decided():
    """Pasted text and articles without the file have no decisions."""
    assert load_article(text="Bonjour à tous.").overrides == {}
    assert load_article(SAMPLE).overrides == {}
