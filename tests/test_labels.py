"""Catalogues, numbers and dates."""

from __future__ import annotations

import ast
import gettext
import re
import string
import threading
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from helpers import labels
from helpers.errors import InputError
from helpers.labels import catalogues
from helpers.labels.catalogues import LOCALES, read_catalogue
from helpers.labels.sentences import KINDS, SENTENCES
from helpers.paths import ROOT

PO = {code: read_po((LOCALES / code / "LC_MESSAGES" / "relire.po").open("rb")) for code in catalogues()}
KEYS = sorted(message.id[0] if message.pluralizable else message.id for message in PO["en"] if message.id)
OTHERS = [code for code in catalogues() if code != "en"]


def said(message) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_messages_are_sentences_or_names(key: str) -> None:
    """No message is empty or has stray white space, its places are named, and `count` alone decides on a plural."""
    message = PO["en"].get(key)
    for text in said(message):
        assert text
        assert text == text.strip()
        assert "{}" not in text
    if message.pluralizable:
        assert message.id[1] == "count"
        assert "count" in places(said(message)[-1])


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_hold_the_same_messages(code: str) -> None:
    """Every catalogue has every message and no other, singular and plural alike."""
    ids = [{message.id for message in PO[of] if message.id} for of in ("en", code)]
    assert ids[0] ^ ids[1] == set()
    assert [message.id for message in PO[code] if message.id and not all(said(message))] == []
    assert [message.id for message in PO[code] if message.fuzzy and message.id] == []


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_have_the_same_places(code: str) -> None:
    """A translation fills the places that the English message fills."""
    for key in KEYS:
        english, other = said(PO["en"].get(key))[-1], said(PO[code].get(key))[-1]
        assert places(other) == places(english), key


def test_every_message_is_said_somewhere() -> None:
    """No catalogue carries a message whose name stands nowhere in the code, whole or as the beginning of a name."""
    code = [p for p in (ROOT / "helpers").rglob("*") if p.suffix in {".py", ".j2"}]
    text = "\n".join(path.read_text("utf-8") for path in code)
    whole = set(re.findall(r"[\"']([\w -]+)[\"']", text))
    started = {*re.findall(r"[\"']([a-z]+_)\{", text), *KINDS, *SENTENCES}
    composed = {f"{kind}_{end}" for kind in ("terms", "expressions") for end in ("title", "alt")}
    unused = [key for key in KEYS if key not in whole | composed and not key.startswith(tuple(started))]
    assert unused == []


def test_french_typography() -> None:
    """French has typographic apostrophes, and no-break spaces where a plain one would let a mark begin a line."""
    found = [
        text
        for message in PO["fr"]
        if message.id
        for text in said(message)
        if re.search(r"'|\"| [:;!?»%]|« |[^\s\u00a0\u202f/]\s?[;!?](?<![\u00a0\u202f][;!?])", text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["0 words", "1 word", "2 words", "1,234 words"]),
        ("fr", ["0 mot", "1 mot", "2 mots", "1\u202f234 mots"]),
    ],
)
def test_plurals_follow_the_language(code: str, expected: list[str]) -> None:
    """Each language decides by its own rule what is one and what is many: nought is singular in French."""
    with labels.speaking(code):
        assert [labels.label("words", count=count) for count in (0, 1, 2, 1234)] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["1,234", "12.50", "12.5", "-1,234,567.9", "12%", "12.5%", "28 November 2026", "a, b or c"]),
        ("fr", ["1\u202f234", "12,50", "12,5", "-1\u202f234\u202f567,9", "12\u202f%", "12,5\u202f%",
                "28 novembre 2026", "a, b ou c"]),
    ],
)  # fmt: skip
def test_numbers_follow_the_language(code: str, expected: list[str]) -> None:
    """Numbers, shares, dates and lists are written as the language writes them."""
    with labels.speaking(code):
        numbers = [labels.number(1234), labels.decimal(12.5, 2), labels.decimal(12.5, 2, padded=False)]
        numbers += [labels.decimal(-1234567.89), labels.share(0.12), labels.share(0.125, 1)]
        written = [*numbers, labels.day("2026-11-28"), labels.listing(["a", "b", "c"], "or")]
    assert [text.replace("\xa0%", "\u202f%") for text in written] == expected


@pytest.mark.parametrize(
    ("asked", "article", "spoken"),
    [(None, "fr", "fr"), (None, "de", "en"), (None, None, "en"), ("en", "fr", "en"), ("fr", None, "fr")],
)
def test_the_language_asked_for_comes_first(asked: str | None, article: str | None, spoken: str) -> None:
    """What is asked for wins over the article's language, and English stands in where there is no catalogue."""
    with labels.speaking(asked, article) as chosen:
        assert chosen == labels.spoken() == spoken
    assert labels.spoken() == "en"


@pytest.mark.parametrize("wrong", ["", "xx", "FR", "fr_FR", "../en", "<b>", 7, "x" * 999])
def test_a_language_without_catalogue_is_refused(wrong: object) -> None:
    """One line names the languages that there are, and nothing changes."""
    with pytest.raises(InputError, match="en or fr"):
        labels.speak(wrong)  # type: ignore[arg-type]
    assert labels.spoken() == "en"


def test_a_block_speaks_for_its_thread_alone() -> None:
    """Two reports made at once do not speak each other's language."""
    heard = []
    with labels.speaking("fr"):
        other = threading.Thread(target=lambda: heard.append(labels.label("html_yes")))
        other.start()
        other.join()
        heard.append(labels.label("html_yes"))
    assert heard == ["yes", "oui"]


def test_an_unknown_message_is_an_error() -> None:
    """A name that no catalogue has is never shown to a reader."""
    with pytest.raises(KeyError), labels.speaking("fr"):
        labels.label("no such message", count=2)


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compiled catalogue is kept beside its text, and a change of the text is heard at once."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    path = tmp_path / "relire.po"
    for word in ("eins", "zwei"):
        path.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "{word}"\n'
        )
        for _ in range(2):
            assert isinstance(read_catalogue(path), gettext.GNUTranslations)
            assert read_catalogue(path).gettext("a") == word
        assert len(list(tmp_path.glob("__pycache__/*"))) == 1


@pytest.mark.parametrize("text", ["msgid", "<html>", "# ; \nbonjour"])
def test_a_broken_catalogue_says_so(tmp_path: Path, text: str) -> None:
    """A file that is no catalogue is named, and nothing is kept of it."""
    (tmp_path / "relire.po").write_text(text)
    with pytest.raises(InputError, match=r"relire\.po: is no gettext catalogue"):
        read_catalogue(tmp_path / "relire.po")


def test_names_of_messages_exist() -> None:
    """Every message that the code names stands in the catalogues."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "helpers").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [node.args[0] for node in calls if getattr(node.func, "id", "") == "label" and node.args]
    assert {arg.value for arg in named if isinstance(arg, ast.Constant)} - set(KEYS) == set()
