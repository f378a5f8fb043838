"""Phrase lists: what a phrase means, what the shipped lists hold, and how fast a line is looked up."""

from __future__ import annotations

import re
import time

import pytest
from support import CASES, NAMES

from helpers import language
from helpers.language import every_language
from helpers.lines import fold
from helpers.roles.phrases import PhraseList, matches
from helpers.sources import read_source

LISTS = ("boilerplate", "end", "related", "bylines", "credits", "interviews")
EDGE = ' .:!?*•·-▶►→>|/()[]"'


def reference(phrase):
    """What a phrase means, spelt out as one pattern, and whether it holds for long lines."""
    pieces = [fold(piece) if piece.strip() else "" for piece in phrase.split("…")]
    core = [(r"\b" if p[:1].isalnum() else "") + re.escape(p) + (r"\b" if p[-1:].isalnum() else "") for p in pieces]
    words = len(re.findall(r"\w+", " ".join(pieces)))
    return re.compile(".*".join(core)), (not pieces[0] and not pieces[-1]) or words > 1 or pieces[0].endswith(":")


def agrees(entries, lines):
    """Assert that the list finds the same lines as trying every pattern."""
    patterns, found = [reference(entry) for entry in entries], PhraseList(entries)
    for line in lines:
        folded = fold(line)
        for words in (3, 12):
            whole = any(
                (safe or words <= 8) and (p.fullmatch(folded) or p.fullmatch(folded.strip(EDGE)))
                for p, safe in patterns
            )
            assert found.holds(folded, words) == whole, (line, words)


@pytest.mark.parametrize("name", LISTS)
def test_look_up_agrees_with_trying_every_phrase(name):
    """The index finds what the patterns find, one by one: for each phrase filled in, cut off, and in a sentence."""
    entries = [entry for entry in every_language(name)[::17] if "0" not in entry]
    lines = [
        line
        for entry in entries
        for line in (
            entry.replace("…", ""),
            entry.replace("…", " un deux "),
            entry.replace("…", "x"),
            f"« {entry.replace('…', ' 12 ')} »",
            f"Selon lui, {entry} est un mot.",
        )
    ]
    agrees(entries, lines[:600])


def test_look_up_agrees_on_odd_phrases():
    """Underscores, digits, marks at the edges and phrases without a word mean the same in the index."""
    entries = ["_a…", "…b_", "…©…", "…(", "1 € par…", "… / …", "c…d…", "…e f…", "l'ami…", "…", "été…"]
    lines = ["_a b", "x_a b", "a b_", "b_c", "© x", "a (", "1 € par mois", "11 € par", "a / b", "c x d y", "c", "e f"]
    agrees([e for e in entries if e != "…"], [*lines, "the e f g", "l'ami", "l'amie", "e\u0301te\u0301 chaud", "étés"])


def test_zero_stands_for_any_number_in_a_whole_line():
    """ "0 réponses" is "1 204 réponses" too, but not a line that goes on."""
    found = PhraseList(["0 réponses"])
    lines = ("3 réponses", "0 réponses", "1 204 réponses", "(1.204 réponses)")
    assert all(found.holds(fold(line), 2) for line in lines)
    assert not found.holds("3 réponses claires", 3)
    assert not found.holds("sans réponses", 2)


def test_lists_may_be_edited_carelessly(tmp_path, monkeypatch):
    """Comments, empty lines, stray spaces, a byte-order mark, regex characters and a lone "…" do no harm."""
    (tmp_path / "xx").mkdir()
    text = "\ufeff# ours; CC0\n\n  publi… \n# no\n…\n(tard [\na.*b\nFIN DE PAGE\t\r\n"
    (tmp_path / "xx" / "boilerplate.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(language, "LANGUAGES", tmp_path)
    found = PhraseList(language.word_list.__wrapped__("xx", "boilerplate"))
    assert all(found.holds(fold(line), 2) for line in ("Fin de page", "(tard [", "a.*b", "publi du jour"))
    assert not any(found.holds(fold(line), 2) for line in ("une phrase", "axxb", "no", "publier", "tard"))


def test_an_empty_list_holds_nothing():
    """A list without entries, and the empty line, match nothing."""
    assert not PhraseList([]).holds("menu", 1)
    assert not PhraseList(["menu", "voir…", "…©…"]).holds("", 0)
    assert not matches("no-such-list", "menu", 1)


def test_looking_lines_up_is_fast():
    """200 lines against all lists take at most 2 ms once the lists are read."""
    texts = (read_source(CASES / name / "dump.txt").text for name in NAMES)
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    lines = lines[:: max(1, len(lines) // 200)][:200]
    asked = [(name, fold(line), len(line.split())) for line in lines for name in LISTS]
    best = 1.0
    for _ in range(40):
        began = time.perf_counter()
        for name, folded, words in asked:
            matches(name, folded, words)
        best = min(best, time.perf_counter() - began)
    assert best <= 0.002, f"{1000 * best:.2f} ms"
