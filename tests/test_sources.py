"""Sources: bytes, paths, URLs and pasted text become text, or one clear line."""

from __future__ import annotations

import gzip
import io
import os
import pickle

import pytest

from helpers import InputError, load_article
from helpers.sources import article_names, find_article, read_source


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "only blank lines"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"a" * 21_000_000, "larger than 20 MB"),
        (gzip.compress(b"bonjour " * 1000), "binary"),
    ],
    ids=["empty", "blank", "PNG", "all bytes", "huge", "gzip"],
)
def test_what_is_no_text_is_refused(tmp_path, raw, message):
    """Empty, blank, binary and huge files give one line that names the file."""
    path = tmp_path / "dump.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=message) as caught:
        read_source(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders_are_refused(tmp_path):
    """A missing file is refused with the nearest match beside it, a folder as a folder."""
    (tmp_path / "article.txt").write_text("Bonjour.")
    with pytest.raises(InputError, match=r"did you mean 'article\.txt'"):
        read_source(tmp_path / "artikle.txt")
    with pytest.raises(InputError, match="did you mean 'otan-zelensky'"):
        find_article("otan-zelenski")
    with pytest.raises(InputError, match="is a folder"):
        read_source(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_unreadable_files_are_refused(tmp_path):
    """A file without read rights is refused in one line."""
    path = tmp_path / "secret.txt"
    path.write_text("Bonjour.")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read_source(path)


def test_an_unreadable_file_is_explained(tmp_path, monkeypatch):
    """What the system says of a file that cannot be opened is passed on in one line."""
    path = tmp_path / "secret.txt"
    path.write_text("Bonjour.")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\)"):
        read_source(path)


def test_the_default_article_is_in_one_place(monkeypatch, tmp_path):
    """None is what RELIRE_ARTICLE names, else the sample, from any working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RELIRE_ARTICLE", raising=False)
    assert find_article(None).name == "otan-zelensky.txt"
    monkeypatch.setenv("RELIRE_ARTICLE", "sample-en-bridge")
    assert find_article(None).name == "sample-en-bridge.txt"


def test_standard_input_is_read(monkeypatch):
    """- reads standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Été.".encode())))
    assert read_source("-").text == "Été."


def test_health_counts_characters():
    """The health count names what spoils naive counts."""
    health = read_source(text="l’un, l'autre\u00a0; mot\u00adtiers\r\n\u00c3\u00a9").health
    assert (health["typographic apostrophes"], health["straight apostrophes"]) == (1, 1)
    assert (health["no-break spaces"], health["soft hyphens"], health["CRLF line ends"]) == (1, 1, 1)
    assert health["mojibake"] == 1


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".htm", ".xhtml"])
def test_articles_are_found_by_name(tmp_path, monkeypatch, suffix):
    """What lies in the articles' folder is listed, and found by its name with and without the suffix."""
    (tmp_path / f"note{suffix}").write_text("<p>Bonjour à tous.</p>", encoding="utf-8")
    (tmp_path / "note.txt.relire.toml").write_text("")
    monkeypatch.setattr("helpers.sources.ARTICLES", tmp_path)
    assert article_names() == ["note" if suffix == ".txt" else f"note{suffix}"]
    assert find_article("note") == find_article(f"note{suffix}") == tmp_path / f"note{suffix}"
    assert bool(read_source("note").hints) == (suffix not in {".txt", ".md"})


def test_plain_text_has_no_hints():
    """Hints and declared facts are of web pages alone."""
    for source in (read_source(text="<html> est une balise."), read_source(b"Une <p> et rien d'autre.")):
        assert (source.hints, source.page, source.url) == ((), {}, None)


def test_sources_can_be_sent_to_another_process():
    """A source survives pickling, and serves as a key."""
    source = read_source(b"<html lang=fr><h1>Titre</h1>")
    assert pickle.loads(pickle.dumps(source)) == source
    assert {source: 1}[source] == 1


def test_halves_of_characters_in_pasted_text_stop_nothing():
    """Two surrogates become the character they stand for, a lone one becomes U+FFFD."""
    assert read_source(text="Un \ud83d\ude00 et \ud83d seul").text == "Un 😀 et \ufffd seul"
    assert load_article(text="Le chat \udfff est parti hier soir vers la rivière.").lines["kept"].sum() == 1
