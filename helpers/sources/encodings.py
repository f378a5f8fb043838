"""Which encoding bytes are in, and the text they give."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from helpers.errors import InputError
from helpers.paths import DATA

_BOMS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_LATIN9 = re.compile(rb"[A-Za-z\xc0-\xff][\xbc\xbd](?=[a-z\xe0-\xff])|[0-9][ \xa0]?\xa4|\b\xbd(?=[a-z])")
# What a declared encoding may not be: codecs that are no character sets, and UTF-7, in which ASCII means something else
_NO_CHARSET = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}

_SEQUENCES = re.compile(  # valid ones by RFC 3629
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
MAJORITY = 5  # valid sequences for each broken one, from which bytes are taken for damaged UTF-8

# What charset-normalizer may propose: encodings in which pages were published, not all that Python knows.
_PROPOSED = (
    "big5 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp850 cp852 cp866 cp932 cp949 euc_jp gb18030 iso8859_2 "
    "iso8859_5 iso8859_7 iso8859_9 koi8_r koi8_u mac_cyrillic mac_roman"
).split()
_SINGLE = [name for name in _PROPOSED if name[:2] in {"cp", "is", "ko", "ma"} and name not in {"cp932", "cp949"}]
SAMPLE = 60_000  # bytes of lines beyond ASCII that are judged

# How a character may stand in a word: signs that join words or stand tight beside them in well decoded text
_JOINERS = set("\u00a0\u00ad©®°´`’‘ʼ′‐‑‒–—…·•«»“”\u2009\u200a\u200b\u200c\u200d\u202f\u2060\ufeff\ufffd")
_ODD = re.compile(
    "!"  # a control character of ISO-8859, which nobody writes
    "|[AaEeCc]s(?=[AaEeCc])"  # a sign within a word: "by³a" is Polish, "d‚j…" is DOS
    "|[AaEe]o"  # a sign after a word that only opens one
    "|[ae]x[ae]|[ae]E|cC"  # a capital after a small letter: "lÕŽtŽ" is Macintosh
    "|[AaEe](?=[Cch])|[Cch](?=[AaEe])|[Cc]h|h[Cc]"  # two scripts in one word
    "|s(?=[ec])"  # a sign for a capital: "¶λλη"
    "|[Ee]{3}"  # letters beyond ASCII only: "Ïðèâåò" is Cyrillic
)


class Judgement(NamedTuple):
    """How a text looks beyond ASCII: shares (0 to 1) of odd places among such characters, of letters foreign to the
    language that fits best among such letters, and of such letters among all; how many odd places and letters."""

    odd: float
    foreign: float
    density: float
    places: int
    letters: int

    @property
    def is_plausible(self) -> bool:
        """One odd place, or a few letters of other languages (names, a menu of languages), prove nothing."""
        strange = self.foreign > 0.2 and self.density >= 0.02 and self.letters > 9
        return not strange and (self.odd <= 0.08 or self.places < 2)


def decode(
    raw: bytes, label: str, *, encoding: str | None = None, declared: Iterable[str | None] = ()
) -> tuple[str, str]:
    """The name of the encoding and the text that bytes hold.

    ``encoding`` is an order; ``declared`` is what server and page say, and is believed only where it fits.
    Without either: a byte-order mark, UTF-16, UTF-8 (damaged, if most of its sequences are whole), Windows-1252 or
    ISO-8859-15; only a text that looks wrong in these is tried in what charset-normalizer proposes.
    Raises InputError, which begins with ``label``, for bytes that are no text or not in the encoding ordered.

    >>> decode("déjà".encode("cp1252"), "note")
    ('cp1252', 'déjà')
    """
    if encoding:
        return _ordered(raw, label, encoding)
    for mark, name in _BOMS:
        if raw.startswith(mark):
            try:
                return _checked(name, raw.decode(name), label)
            except UnicodeDecodeError:
                break
    found = _utf16(raw) or _utf8(raw)
    for said in declared if not found else ():
        found = found or _as_declared(raw, known(said))
    return _checked(*(found or _eight_bits(raw)), label)


def declared_in(raw: bytes) -> str | None:
    """The encoding that a page names in its first lines, as Python calls it.

    >>> declared_in(b'<meta charset="windows-1251">')
    'cp1251'
    """
    match = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", raw[:4096], re.IGNORECASE)
    match = match or re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", raw[:400])
    return known(match[1].decode("latin-1")) if match else None


def known(encoding: str | None) -> str | None:
    """Python's name of an encoding that somebody declares, None for what is no character set."""
    try:
        codec = codecs.lookup(encoding) if encoding else None
    except (LookupError, ValueError):
        return None
    # Python marks codecs between bytes and bytes, such as zip, by this name alone
    return codec.name if codec and codec._is_text_encoding and codec.name not in _NO_CHARSET else None


def judge(text: str) -> Judgement:
    """How a decoding looks, from its characters beyond ASCII.

    >>> judge("Nous avons déjà été là.").odd, judge("StraÅ¼acy w £odzi byli tam, pożar by³ du¿y").odd > 0.2
    (0.0, True)
    """
    counts = Counter(text)
    beyond = sum(n for c, n in counts.items() if c > "\x7f")
    if not beyond:
        return Judgement(0.0, 0.0, 0.0, 0, 0)
    odd = len(_ODD.findall(text.translate({ord(c): _kind(c) for c in counts})))
    letters = {c: n for c, n in Counter(text.lower()).items() if c > "\x7f" and c.isalpha()}
    cased = {c: n for c, n in letters.items() if c.upper() != c or unicodedata.category(c) == "Ll"}
    total, every = sum(cased.values()), sum(n for c, n in counts.items() if c.isalpha())
    fits = max((sum(cased.get(c, 0) for c in alphabet) for alphabet in _alphabets()), default=0)
    high = sum(letters.values())
    return Judgement(odd / beyond, (total - fits) / max(high, 1), high / max(every, 1), odd, high)


def _ordered(raw: bytes, label: str, encoding: str) -> tuple[str, str]:
    try:
        if known(encoding) == "utf-8" and (found := _utf8(raw)):
            return _checked(encoding, found[1], label)
        return _checked(encoding, raw.decode(encoding), label)
    except UnicodeDecodeError as error:
        raise InputError(f"{label}: not {encoding} (byte {error.start}); leave the encoding out") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{label}: '{encoding}' is no encoding Python knows; try utf-8 or cp1252") from None


def _utf16(raw: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: it has zero bytes, which text in other encodings never has."""
    head = raw[:4000]
    if len(raw) % 2 or len(head) < 4 or b"\0" not in head:
        return None
    half = len(head) / 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        tried = ["utf-16-le"]
    elif even > 0.3 * half and odd < 0.05 * half:
        tried = ["utf-16-be"]
    else:  # few letters below U+0100: its spaces and line ends tell
        tried = ["utf-16-le", "utf-16-be"]
    for name in tried:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        kinds = Counter(unicodedata.category(c) for c in text[:2000] if c not in "\t\n\r")
        if len(tried) == 1 or (not kinds.keys() & {"Cc", "Cn", "Co"} and re.search(r"[ \n\u3001\u3002]", text)):
            return name, text
    return None


def _utf8(raw: bytes) -> tuple[str, str] | None:
    try:
        return "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
    # Damage is a cut at the end, or here and there a broken sequence; each becomes U+FFFD, and the rest stays readable
    whole, rest = len(_SEQUENCES.findall(raw)), len(re.findall(rb"[\x80-\xff]+", _SEQUENCES.sub(b" ", raw)))
    if whole >= (1 if cut else MAJORITY * rest):
        return "utf-8", raw.decode("utf-8", "replace")
    return None


def _as_declared(raw: bytes, declared: str | None) -> tuple[str, str] | None:
    """The text, unless the bytes contradict what is declared.

    Pages said to be Latin-1 or ASCII are in fact in Windows-1252 (WHATWG, Encoding Standard), or in ISO-8859-15.
    """
    if declared is None or declared in {"ascii", "iso8859-1", "utf-8", "cp1252"} or declared.startswith("utf-16"):
        return None
    try:
        text = raw.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None
    said, else_ = judge(_sample(text)), judge(_sample(_western(raw)[1]))
    return (declared, text) if said.odd <= max(0.05, else_.odd) else None


def _western(raw: bytes) -> tuple[str, str]:
    # Windows-1252 uses the bytes 80 to 9F, where ISO-8859-15 has only control characters
    latin9 = not re.search(rb"[\x80-\x9f]", raw) and _LATIN9.search(raw)
    for name in ("iso8859-15" if latin9 else "cp1252", "latin-1"):
        try:
            return name, raw.decode(name)
        except UnicodeDecodeError:  # five bytes stand for nothing in Windows-1252
            continue
    raise AssertionError("latin-1 reads every byte")


def _eight_bits(raw: bytes) -> tuple[str, str]:
    name, text = _western(raw)
    western = judge(_sample(text))
    if name != "latin-1" and western.is_plausible:
        return name, text
    if 2 * len(b"".join(_SEQUENCES.findall(raw))) > len(re.sub(rb"[\x00-\x7f]+", b"", raw)):
        return name, text  # as much of it is UTF-8 as is not: helpers.mojibake repairs that part
    # The longest lines are prose, which tells languages apart better than menus do
    sample = b"\n".join(sorted((line for line in raw.splitlines() if not line.isascii()), key=len)[::-1][:40])[:SAMPLE]
    best = (western.odd + western.foreign) / 2.5  # better than plausible is not enough: it must be much better
    for proposed in _proposals(sample):
        try:
            read = raw.decode(proposed)
        except UnicodeDecodeError:
            continue
        found = judge(_sample(read))
        if found.odd <= 0.2 and found.odd + found.foreign < best - 0.005:
            name, text, best = codecs.lookup(proposed).name, read, found.odd + found.foreign
    return name, text


def _proposals(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_PROPOSED, enable_fallback=False)
    found = found or from_bytes(sample, cp_isolation=_PROPOSED, enable_fallback=False, threshold=0.6)
    return list(dict.fromkeys([match.encoding for match in found] + _SINGLE))


def _sample(text: str) -> str:
    lines = (line for line in text.splitlines() if not line.isascii())
    taken: list[str] = []
    size = 0
    for line in lines:
        taken.append(line)
        size += len(line)
        if size > SAMPLE:
            break
    return "\n".join(taken)[: 2 * SAMPLE]


def _kind(c: str) -> str:
    """One sign for what a character is: letter (ASCII a, Latin e, other c h x), sign s, opener o, control."""
    if c <= "\x7f":
        return c if not c.isalpha() else "A" if c.isupper() else "a"
    if c in _JOINERS:
        return " "
    if "\x80" <= c <= "\x9f":
        return "!"
    if c in "¿¡‚„":
        return "o"
    script = unicodedata.name(c, "").split(" ")[0]
    if script in {"ARABIC", "HEBREW"}:
        return "h"
    if not c.isalpha():
        plain = c.isalnum() and c not in "¹²³¼½¾"
        return " " if plain or unicodedata.category(c)[0] in "MZ" else "s"
    if c in "ªº":
        return " "
    if c.isupper():
        return "E" if script == "LATIN" else "C"
    return ("e" if script == "LATIN" else "c") if c.islower() else "x"


@cache
def _alphabets() -> tuple[str, ...]:
    lines = (DATA / "encodings" / "letters.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.split()[1] for line in lines if line and not line.startswith("#"))


def _checked(encoding: str, text: str, label: str) -> tuple[str, str]:
    controls = sum(n for c, n in Counter(text).items() if unicodedata.category(c) == "Cc" and c not in "\t\n\r\f")
    if "\0" in text or controls > max(2, len(text) // 100):
        raise InputError(f"{label}: not a text file (it holds binary data); give the page's text")
    return encoding, text
