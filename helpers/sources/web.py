"""One page from the web: within limits of size and time, and from public addresses only.

No cookies, no credentials, no proxy: a proxy would look names up itself, and the address check would check nothing.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from helpers.errors import InputError

TIMEOUT = 20.0  # seconds for a server to be reached, and between two pieces of its answer
TOTAL = 60.0  # seconds for everything, redirects included
REDIRECTS = 5
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Relire)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_UNQUOTED = "%/:=&~+!$,;'@()*[]|"
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".xhtml"}
_TEXT = {*_KINDS, "application/xml", "application/json", "application/octet-stream"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits (RFC 6052)


class Fetched(NamedTuple):
    """A page's bytes (decompressed), the suffix its file should have, and the encoding that its server declares."""

    raw: bytes
    suffix: str
    charset: str | None


def fetch(url: str, limit: int, *, allow_private: bool = False) -> Fetched:
    """Fetch a page of at most ``limit`` bytes; ``allow_private`` allows addresses that are not public.

    Raises InputError, in one line, for all that can go wrong.
    """
    deadline = time.monotonic() + TOTAL
    address = url
    for _ in range(REDIRECTS + 1):
        parts = _checked(address)
        connection = None
        try:
            connection = _Connection(parts, deadline, allow_private)
            answer = connection.ask(parts)
            if answer.status not in {301, 302, 303, 307, 308} or not answer.getheader("Location"):
                return _read(answer, address, limit)
            address = urljoin(address, answer.getheader("Location", ""))
        except InputError:
            raise
        except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
            raise _failed(address, _reason(error, deadline)) from None
        finally:
            if connection:
                connection.end()
    raise _failed(url, f"more than {REDIRECTS} redirects")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, not of this machine or its network.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: list[Any] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped:  # older Pythons judge only what is inside it
            return is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast and all(is_public(str(i)) for i in inner if i)


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be fetched."""
    shown = _shown(url)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{shown}: is no web address ({error}); check it") from None
    if parts.scheme not in {"http", "https"}:
        raise InputError(f"{shown}: only http and https addresses can be read; save the page and give its path")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{parts.scheme}://…@{_shown(host or '')}: holds a user name or password; leave it out")
    if not host:
        raise InputError(f"{shown}: is no web address (it names no server); check it")
    return parts


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, each step of it within the deadline."""

    def __init__(self, parts: SplitResult, deadline: float, allow_private: bool) -> None:
        host = parts.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        secure = parts.scheme == "https"
        self.default_port = 443 if secure else 80  # so that Host names the port only where it must
        super().__init__(host, parts.port or self.default_port)
        self._deadline = deadline
        plain = self._reached(parts.geturl(), allow_private)
        try:
            if secure:
                plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise
        self._real = plain
        self.sock = cast("Any", _Guarded(plain, deadline))

    def _reached(self, url: str, allow_private: bool) -> socket.socket:
        # Looked up once, and connected to what was checked: a second look-up could give another address.
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        for *_, place in found:
            if not allow_private and not is_public(str(place[0])):
                raise InputError(
                    f"{_shown(url)}: leads into this machine or its network ({place[0]}); "
                    "--allow-private (in Python allow_private=True) lets it"
                )
        failure: OSError = OSError("no address")
        for family, kind, protocol, _, place in found:
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(_left(self._deadline))
                plain.connect(place)
            except OSError as error:
                plain.close()
                failure = error
            else:
                plain.settimeout(_left(self._deadline))
                return plain
        raise failure

    def ask(self, parts: SplitResult) -> http.client.HTTPResponse:
        path = quote(parts.path or "/", safe=_UNQUOTED)
        if parts.query:
            path += "?" + quote(parts.query, safe=_UNQUOTED + "?")
        self.request("GET", path, headers=_HEADERS)
        return self.getresponse()

    def end(self) -> None:
        self._real.close()


class _Guarded:
    """A socket each of whose reads ends by the deadline, however slowly its pieces drip."""

    def __init__(self, real: socket.socket, deadline: float) -> None:
        self._real, self._deadline = real, deadline

    def sendall(self, data: Any) -> None:
        self._real.settimeout(_left(self._deadline))
        self._real.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._real, self._deadline))

    def close(self) -> None:
        """Nothing: http.client closes a connection while its answer is still to be read."""


class _Reader(io.RawIOBase):
    def __init__(self, real: socket.socket, deadline: float) -> None:
        self._real, self._deadline = real, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._real.settimeout(_left(self._deadline))
        return self._real.recv_into(buffer)


def _left(deadline: float) -> float:
    """Seconds that the next step may take."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, TIMEOUT)


def _read(answer: http.client.HTTPResponse, url: str, limit: int) -> Fetched:
    if answer.status >= 300:
        known = {status.value: status.phrase for status in HTTPStatus}  # not the server's own words
        raise _failed(url, f"its server answers {answer.status} {known.get(answer.status, '')}".strip())
    kind = answer.headers.get_content_type() if answer.getheader("Content-Type") else "text/plain"
    if not kind.startswith("text/") and kind not in _TEXT:
        raise InputError(f"{_shown(url)}: is no page of text ({_shown(kind)}); give the address of an article's page")
    raw = bytearray()
    for piece in _decompressed(answer, limit):
        raw += piece
        if len(raw) > limit:
            raise InputError(f"{_shown(url)}: larger than {limit // 1_000_000} MB; give a single article's page")
    if answer.length:
        raise _failed(url, f"cut off {answer.length} bytes before its end")
    return Fetched(bytes(raw), _KINDS.get(kind, ".txt"), answer.headers.get_content_charset())


def _decompressed(answer: http.client.HTTPResponse, limit: int) -> Iterator[bytes]:
    coding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if coding == "identity":
        yield from iter(lambda: answer.read1(65536), b"")
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise ValueError("it is compressed in a way that was not asked for")
    inflate = None
    got = 0
    while piece := answer.read1(65536):
        got += len(piece)
        if got > limit:
            raise ValueError("its compressed form alone is too large")
        if inflate is None:  # deflate is meant to have a zlib header, and often has none (RFC 9110, 8.4.1.2)
            bare = coding == "deflate" and piece[0] & 0x0F != 8
            inflate = zlib.decompressobj(-15 if bare else 47)
        yield inflate.decompress(piece, limit + 1)  # never more at once than may be read at all
    if inflate and not inflate.eof:
        raise ValueError("its compressed form is cut off")


def _failed(url: str, reason: str) -> InputError:
    return InputError(f"{_shown(url)}: cannot be fetched ({reason}); check the address, or save the page")


def _reason(error: Exception, deadline: float) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "cut off before its end"
    if time.monotonic() >= deadline:
        return f"it took longer than {TOTAL:g} s"
    if isinstance(error, TimeoutError):
        return f"no answer for {TIMEOUT:g} s"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {_shown(error.verify_message)}"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _shown(text)[:200] or type(error).__name__


def _shown(text: str) -> str:
    """What a server may have written, fit for one line of a terminal."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).strip()
