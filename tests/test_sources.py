"""Sources: bytes, paths, URLs and pasted text become text, or one clear line."""

from __future__ import annotations

import codecs
import gzip
import http.server
import io
import os
import threading

import pytest
from support import CASES, NAMES, gold

from helpers import InputError, load_article
from helpers.sources import find_article, read_source, visible_text

TEXT = "L’été dernier, l’œuvre a coûté 5 € à Élise ; déjà vu."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding):
    """The same text comes out of every encoding, and the encoding's name is right."""
    source = read_source(TEXT.encode(encoding))
    assert source.text == TEXT
    assert codecs.lookup(source.encoding) == codecs.lookup(encoding)


def test_latin9_is_told_from_windows():
    """The euro and œ of ISO-8859-15 are not read as the signs Windows-1252 has there."""
    text = "L'œuvre a coûté 5 € au musée, rien de plus, et déjà l'été s'achève."
    assert read_source(text.encode("iso8859-15")).text == text


@pytest.mark.parametrize("name", NAMES)
def test_labelled_encodings(name):
    """Each labelled case is decoded as its labels say."""
    wanted = gold(name)["encoding"]
    raw = (CASES / name / "dump.txt").read_bytes()
    assert read_source(raw).text == raw.decode(wanted)


def test_encoding_can_be_overridden():
    """The reader's encoding wins, and a wrong one is refused in one line."""
    assert read_source("é".encode("mac_roman"), encoding="mac_roman").text == "é"
    with pytest.raises(InputError, match="no encoding Python knows"):
        read_source(b"abc", encoding="utf-9")
    with pytest.raises(InputError, match="not ascii"):
        read_source("é".encode(), encoding="ascii")


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


def test_html_gives_its_visible_lines():
    """Blocks become lines; scripts, styles and hidden parts do not."""
    html = "<html><head><title>x</title></head><body><script>1</script><ul><li>a</li><li>b</li></ul>"
    html += "<p hidden>c</p><p>d <b>e</b></p></html>"
    assert visible_text(html) == "a\nb\nd e"


@pytest.fixture
def server():
    """A local web server that serves one page, one loop of redirects and one missing page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            pages = {"/a.html": ("text/html; charset=iso-8859-1", "<p>Été à la mer</p><p>Fin.</p>".encode("latin-1"))}
            if self.path == "/loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
                self.end_headers()
                return
            kind, body = pages.get(self.path, (None, b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


def test_urls_are_read_with_their_encoding(server):
    """A page is read as its visible text in the encoding its server names."""
    article = load_article(f"{server}/a.html")
    assert article.source.text == "Été à la mer\nFin."
    assert article.source.name == "127.0.0.1-a"


@pytest.mark.parametrize("path", ["/missing", "/loop"])
def test_urls_that_fail_give_one_line(server, path):
    """A missing page or an endless redirect is refused with the address and what to do."""
    with pytest.raises(InputError, match="cannot be fetched") as caught:
        read_source(server + path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/hosts", "javascript://x"])
def test_other_schemes_are_refused(url):
    """Only http and https addresses are read."""
    with pytest.raises(InputError, match="only http and https"):
        read_source(url)
