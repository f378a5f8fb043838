"""The web: one page, within limits, from public addresses only, and kept for the next time."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import socket
import threading
import time
import tomllib
import zlib
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from small_notebooks import two_notebooks

from helpers import InputError, load_article
from helpers.cli import main
from helpers.overrides import overrides_path
from helpers.sources import read_source, web
from helpers.sources.keep import keep_page, slug
from helpers.sources.web import is_public

PAGE = "<html><body><h1>L’été</h1><p>Été à la mer, déjà.</p></body></html>"
MARKED = b'<html><head><meta charset="windows-1251"></head><p>' + "Вчера в Москве.".encode("cp1251")
HTML = "text/html; charset=utf-8"


@functools.cache
def answers() -> dict[str, tuple[int, dict[str, str], bytes]]:
    """What the server says to each path: status, headers, body."""
    page, russian = PAGE.encode(), "<html><p>Да, да!</p>".encode("cp1251")
    bare = zlib.compressobj(wbits=-15)
    bomb = gzip.compress(b"a" * 30_000_000)
    return {
        "/page.html": (200, {"Content-Type": HTML}, page),
        "/été?q=œ": (200, {"Content-Type": HTML}, page),
        "/plain": (200, {"Content-Type": "text/plain"}, "Été.\nFin.".encode()),
        "/untyped": (200, {}, page),
        "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, "<p>Été à la mer</p>".encode("latin-1")),
        "/no-charset": (200, {"Content-Type": "text/html"}, "<p>Été à la mer</p>".encode("cp1252")),
        "/meta": (200, {"Content-Type": "text/html"}, MARKED),
        "/wrong": (200, {"Content-Type": "text/html; charset=windows-1251"}, PAGE.encode()),
        "/nonsense": (200, {"Content-Type": "text/html; charset=x-no\u00e9"}, PAGE.encode()),
        "/told": (200, {"Content-Type": "text/html; charset=windows-1251"}, russian),
        "/gzip": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(page)),
        "/deflate": (200, {"Content-Type": HTML, "Content-Encoding": "deflate"}, zlib.compress(page)),
        "/bare": (200, {"Content-Type": HTML, "Content-Encoding": "deflate"}, bare.compress(page) + bare.flush()),
        "/bomb": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, bomb),
        "/not-gzip": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, page),
        "/half-gzip": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(page)[:-20]),
        "/br": (200, {"Content-Type": HTML, "Content-Encoding": "br"}, page),
        "/truncated": (200, {"Content-Type": HTML, "Content-Length": "9999"}, page),
        "/empty": (200, {"Content-Type": HTML}, b""),
        "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
        "/binary": (200, {"Content-Type": "text/plain"}, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        "/missing": (404, {"Content-Type": HTML}, b"no"),
        "/refused": (403, {"Content-Type": HTML}, b"no"),
        "/broken": (500, {"Content-Type": HTML}, b"no"),
        "/odd": (799, {"Content-Type": HTML}, b"no"),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/moved": (301, {"Location": "page.html"}, b""),
        "/nowhere": (302, {}, b""),
        "/to-file": (302, {"Location": "file:///etc/hosts"}, b""),
        "/to-private": (302, {"Location": "http://127.0.0.2:1/"}, b""),
        "/to-metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/to-ipv6": (302, {"Location": "http://[::ffff:10.0.0.1]/"}, b""),
        "/to-user": (302, {"Location": "http://user:secret@example.org/"}, b""),
        "/escape": (302, {"Location": "ftp://x/\x1b[31mred"}, b""),
    }


class Handler(http.server.BaseHTTPRequestHandler):
    seen: list[dict[str, str]] = []  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:
        self.seen.append(dict(self.headers))
        misbehave = getattr(self, "do_" + self.path[1:].replace("-", "_"), None)
        if misbehave:
            with suppress(OSError):  # the reader had enough
                misbehave()
            return
        status, headers, body = answers()[unquote(self.path)]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"a")
            time.sleep(0.05)

    def do_drip_headers(self) -> None:
        for _ in range(200):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def do_silent(self) -> None:
        time.sleep(1.5)

    def do_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"abc\n" * 50_000)

    def do_endless_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while True:
            self.wfile.write(b"X-Header: value\r\n" * 100)

    def do_endless_line(self) -> None:
        while True:
            self.wfile.write(b"HTTP/1.0 200 OK" * 1000)

    def do_cut_chunk(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nabc")

    def do_no_http(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\x1b[31m\r\n")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def running():
    """A server in a thread."""
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving.daemon_threads = True
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield serving
    serving.shutdown()
    serving.server_close()


SLOW = ("/drip", "/drip-headers", "/silent")  # what these answer comes too late, whatever the machine does besides


@pytest.fixture
def server(running, monkeypatch):
    """The address of a server that misbehaves; its own address, and no other, counts as public."""
    own = running.server_address[0]
    monkeypatch.setattr(web, "is_public", lambda address: address == own or is_public(address))
    Handler.seen.clear()
    return f"http://{own}:{running.server_port}"


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """The folder in which pages are kept, here a temporary one."""
    folder = tmp_path / "articles"
    monkeypatch.setattr("helpers.sources.keep.ARTICLES", folder)
    return folder


@pytest.mark.parametrize("path", ["/page.html", "/été?q=œ", "/untyped", "/gzip", "/deflate", "/bare", "/moved"])
def test_pages_are_read(server, path):
    """A page is read as its visible text, however it is packed, moved or named."""
    source = read_source(server + path)
    assert source.text == "L’été\nÉté à la mer, déjà."
    assert [hint.tag for hint in source.hints] == ["h1", "p"]
    assert source.url == server + path


@pytest.mark.parametrize(
    ("path", "encoding", "text"),
    [
        ("/latin", "cp1252", "Été à la mer"),
        ("/no-charset", "cp1252", "Été à la mer"),
        ("/meta", "cp1251", "Вчера в Москве."),
        ("/told", "cp1251", "Да, да!"),
        ("/wrong", "utf-8", "L’été\nÉté à la mer, déjà."),
        ("/nonsense", "utf-8", "L’été\nÉté à la mer, déjà."),
        ("/plain", "utf-8", "Été.\nFin."),
    ],
)
def test_a_servers_charset_is_a_hint(server, path, encoding, text):
    """The encoding that a server or page names is used where the bytes fit it; else they are detected."""
    source = read_source(server + path)
    assert (source.encoding, source.text) == (encoding, text)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/missing", r"cannot be fetched \(its server answers 404 Not Found\)"),
        ("/refused", "403 Forbidden"),
        ("/broken", "500 Internal Server Error"),
        ("/odd", "answers 799"),
        ("/image", r"is no page of text \(image/png\)"),
        ("/pdf", r"is no page of text \(application/pdf\)"),
        ("/binary", "holds binary data"),
        ("/empty", "empty"),
        ("/bomb", "larger than 20 MB"),
        ("/endless", "larger than 20 MB|took longer"),
        ("/not-gzip", "cannot be fetched"),
        ("/half-gzip", "cut off"),
        ("/br", "not asked for"),
        ("/truncated", "cut off"),
        ("/cut-chunk", "cut off"),
        ("/drip", r"took longer than 0\.8 s"),
        ("/drip-headers", r"took longer than 0\.8 s"),
        ("/silent", r"no answer for 0\.4 s"),
        ("/endless-headers", "cannot be fetched"),
        ("/endless-line", "cannot be fetched"),
        ("/no-http", "cannot be fetched"),
        ("/loop", "more than 5 redirects"),
        ("/nowhere", "answers 302"),
        ("/to-file", "only http and https"),
        ("/to-private", r"leads into this machine or its network \(127\.0\.0\.2\)"),
        ("/to-metadata", r"its network \(169\.254\.169\.254\)"),
        ("/to-ipv6", "its network"),
        ("/to-user", "holds a user name or password"),
        ("/escape", "only http and https"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(server, kept, path, message, monkeypatch):
    """A server's errors, tricks and delays end soon, in one printable line, and nothing is kept."""
    if path in SLOW:
        monkeypatch.setattr(web, "TIMEOUT", 0.4)
        monkeypatch.setattr(web, "TOTAL", 0.8)
    start = time.monotonic()
    with pytest.raises(InputError, match=message) as caught:
        read_source(server + path)
    assert time.monotonic() - start < 15
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)
    assert not kept.exists()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("javascript://x", "only http and https"),
        ("http://user@example.org/", "user name or password"),
        ("http://:secret@example.org/", "user name or password"),
        ("http://", "names no server"),
        ("http://example.org:port/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("http://exa mple.invalid/", "cannot be fetched"),
        ("http://" + "a" * 70 + ".invalid/", "cannot be fetched"),
        ("http://é" + "é" * 70 + ".invalid/", "cannot be fetched"),
    ],
)
def test_addresses_that_cannot_be_fetched_are_refused(url, message):
    """What is no address of a page is refused before anything is connected to."""
    with pytest.raises(InputError, match=message) as caught:
        read_source(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff0e::1", "::ffff:127.0.0.1",
     "::ffff:192.168.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "2001:db8::1"],
)  # fmt: skip
def test_private_addresses_are_known(address):
    """Loopback, private, link-local, reserved, multicast and unspecified addresses are not public, however written."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "2002:5db8:d70e::"])
def test_public_addresses_are_known(address):
    """An address of the internet is public."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused(running, host):
    """A URL that leads into this machine is refused, whatever its spelling, until that is asked for."""
    with pytest.raises(InputError, match=r"--allow-private|cannot be fetched"):
        read_source(f"http://{host}:{running.server_port}/page.html")
    assert read_source(f"http://127.0.0.1:{running.server_port}/page.html", allow_private=True).text


def test_a_name_is_looked_up_once(server, monkeypatch):
    """What is connected to is the address that was checked: a name cannot change its meaning in between."""
    own, port = server.removeprefix("http://").split(":")
    found = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, int(port)))] for a in (own, "127.0.0.3")]
    asked = []

    def look_up(*arguments, **_):
        asked.append(arguments)
        return found[len(asked) - 1]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert read_source(f"http://rebind.example:{port}/page.html").text
    assert len(asked) == 1
    with pytest.raises(InputError, match=r"127\.0\.0\.3"):
        read_source(f"http://rebind.example:{port}/page.html")


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    """A name that stands for public and private addresses is not tried at all."""
    places = [("93.184.215.14", 80), ("10.0.0.1", 80)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", place) for place in places])
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        read_source("http://both.example/")


def test_no_cookies_and_no_proxies(server, monkeypatch):
    """Nothing of the reader's is sent along, and a proxy in the environment changes nothing."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.9:1")
    read_source(f"{server}/page.html")
    assert {"cookie", "authorization", "referer"}.isdisjoint(name.lower() for name in Handler.seen[0])


def test_a_page_is_kept_once(server, kept):
    """The bytes are kept under a telling name, once, and where they lie is said."""
    first, again = read_source(f"{server}/page.html"), read_source(f"{server}/page.html")
    (file,) = kept.iterdir()
    assert file.read_bytes() == PAGE.encode()
    assert first.where == again.where == str(file)
    assert first.name == file.stem
    assert (
        file.name == f"127.0.0.1-page.{time.strftime('%Y-%m-%d')}.{hashlib.sha256(PAGE.encode()).hexdigest()[:8]}.html"
    )


@pytest.mark.parametrize("path", ["/page.html", "/plain", "/gzip", "/latin", "/meta", "/wrong", "/untyped"])
def test_a_kept_page_gives_the_same_again(server, kept, path):
    """Read from its file, a page gives the source that it gave from the web, and needs no note for it."""
    online = read_source(server + path)
    (file,) = kept.iterdir()
    offline = read_source(file)
    assert (offline.text, offline.hints, offline.page) == (online.text, online.hints, online.page)
    names = ("name", "encoding", "sha256", "size", "where")
    assert [getattr(offline, name) for name in names] == [getattr(online, name) for name in names]


def test_an_encoding_that_only_the_server_knew_is_noted(server, kept):
    """Where the bytes alone would be read otherwise, their encoding is kept beside them."""
    online = read_source(f"{server}/told")
    page, note = sorted(kept.iterdir())
    assert note.name == f"{page.name}.relire.toml"
    text = note.read_text("utf-8")
    assert tomllib.loads(text) == {"sha256": hashlib.sha256(page.read_bytes()).hexdigest(), "encoding": "cp1251"}
    assert text.startswith(f"# {server}/told, fetched {time.strftime('%Y-')}")
    assert read_source(page, overrides=False).encoding != online.encoding
    assert read_source(page).text == online.text
    assert load_article(page).overrides.encoding == "cp1251"


def test_decisions_hold_for_an_address_too(server, kept):
    """What the reader decided beside a kept page holds when its address is read again."""
    page = Path(read_source(f"{server}/page.html").where)
    assert page.parent == kept
    overrides_path(page).write_text(
        f'sha256 = "{hashlib.sha256(page.read_bytes()).hexdigest()}"\ntitle = "Mon titre"\n'
    )
    again = load_article(f"{server}/page.html")
    assert (again.title, again.source.url, again.source.where) == ("Mon titre", f"{server}/page.html", str(page))


def test_a_readers_note_is_left_alone(server, kept):
    """A note that is there already is not written over."""
    read_source(f"{server}/told")
    note = next(kept.glob("*.toml"))
    note.write_text("# mine")
    read_source(f"{server}/told")
    assert note.read_text() == "# mine"


def test_keeping_can_be_switched_off(server, kept):
    """With keep=False nothing is written, and the source names the address."""
    article = load_article(f"{server}/page.html", keep=False)
    assert (article.source.where, article.source.name) == (f"{server}/page.html", "127.0.0.1-page")
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_to_is_explained(server, kept):
    """Where a page cannot be kept, one line says so."""
    kept.write_text("a file")
    with pytest.raises(InputError, match=r"keep=False") as caught:
        read_source(f"{server}/page.html")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org/a/b.html?id=3#x", "example.org-a-b"),
        ("https://example.org/../../etc/passwd", "example.org-..-..-etc-passwd"),
        ("https://example.org/%2e%2e%2fx%00y%0a", "example.org-..-x-y"),
        ("https://example.org/" + "é" * 300, "example.org-" + "é" * 44),
    ],
)
def test_names_are_fit_for_files(url, name):
    """No address makes a name that leaves the folder or is too long for it."""
    assert slug(url) == name


def test_the_note_holds_no_more_than_a_comment(tmp_path):
    """An address cannot write keys of its own into the note."""
    path = keep_page('http://x/\nencoding = "utf-8"\n\u2028', b"a", ".txt", encoding="cp1252", folder=tmp_path)
    note = path.with_name(f"{path.name}.relire.toml").read_text("utf-8")
    assert tomllib.loads(note)["encoding"] == "cp1252"
    assert len(note.splitlines()) == 3


@pytest.mark.parametrize("command", ["report", "tables", "charts"])
def test_commands_refuse_private_addresses(running, capfd, tmp_path, command):
    """The commands read this machine's addresses only with --allow-private."""
    with pytest.raises(SystemExit) as caught:
        main([command, f"http://127.0.0.1:{running.server_port}/page.html", "-o", str(tmp_path / "out")])
    assert caught.value.code == 2
    assert "--allow-private" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_command_says_where_a_page_was_kept(running, capfd, tmp_path, kept):
    """One line on standard error names the file to read the page from again."""
    url = f"http://127.0.0.1:{running.server_port}/page.html"
    with pytest.raises(SystemExit) as caught:
        main(["tables", url, "-o", str(tmp_path / "out"), "--allow-private"])
    assert not caught.value.code
    assert capfd.readouterr().err == f"kept as {next(kept.iterdir())}\n"


def without_card(report):
    """The page but for its run card, which says where the source came from."""
    soup = BeautifulSoup(report.read_bytes(), "html.parser")
    soup.find("meta", attrs={"name": "relire-run"}).decompose()
    soup.find("section", class_="run").decompose()
    return str(soup)


def test_a_report_can_be_made_again_without_the_web(running, monkeypatch, capfd, tmp_path, kept):
    """A report of an address runs on the page that was kept: the same notebooks as a report of its file."""
    monkeypatch.setattr("helpers.report.run.execute", lambda *_: None)
    options = ["--notebooks", str(two_notebooks(tmp_path / "notebooks")), "-o"]
    for name, article in (("web", f"http://127.0.0.1:{running.server_port}/page.html"), ("file", "")):
        with pytest.raises(SystemExit) as caught:
            main(["report", article or str(next(kept.iterdir())), "--allow-private", *options, str(tmp_path / name)])
        assert not caught.value.code
    (page,) = kept.iterdir()
    web, file = (without_card(tmp_path / name / f"{page.stem}.html") for name in ("web", "file"))
    assert web == file
    assert capfd.readouterr().err == f"kept as {page}\n"


def test_a_server_that_speaks_no_tls_is_said_in_one_line(server):
    """What goes wrong before a secure page can be asked for is one line too."""
    with pytest.raises(InputError, match="cannot be fetched") as caught:
        read_source(server.replace("http:", "https:") + "/page.html")
    assert str(caught.value).isprintable()
