"""Mutated dumps and random bytes: each loads with promise 1, or is refused in one line."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CASES

from helpers import Article, InputError, load_article
from helpers.roles import READ, ROLES
from helpers.sources import read_source

DUMPS = sorted(path for name in ("cases", "cases-pages") for path in CASES.with_name(name).glob("*/dump.txt"))
RAW = [path.read_bytes() for path in DUMPS]
TEXTS = [read_source(raw).text for raw in RAW]
DEEP, QUICK = 10_000, 100
TOKENS = 10  # one example in so many has its tokens and sentences checked too
LONGEST = 20_000  # characters of a mutated dump: twice the longest labelled one

CONTROLS = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0))]
SURROGATES = ["\ud800", "\udfff", "\udc80\ud83d", "\ud83d\ude00"]
DIRECTIONS = [*"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
INVISIBLE = [*"\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff\ufffd\ufffe\uffff\u3000\u00a0\u202f\u1680", "\U000e0001"]
LINE_ENDS = ["\n", "\r", "\r\n", "\n\r", "\r\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
PIECES = [
    "<script>alert(1)</script>", "<b>", "</p><p>", "<!--", "-->", "<!doctype html>", "<html><body>", "&amp;&#xD800;",
    "<table><tr><td>a<td>b", "<svg><title>x", "<style>p{display:none}", "<p hidden>", "{{ 1 }}", "<![CDATA[", "<?xml ",
    "Ã©", "â€™", "l\u2019e\u0301te\u0301", "a" + "\u0301" * 300, "ﬁ", "İ", "ß", "ǅ", "ﷺ", "가", "日本語の記事。",
    "مقال عن الماء", "👨‍👩‍👧‍👦", "1/2/2026", "99:99", "31 février 2026", "²³", "٣", "Ⅻ", "…", "...", "«", "»", '"',
    "'" * 50, "- " * 50, ".", "Par ", "©", "Publié le 0 mars 2026", "https://x.fr/" + "a" * 500, "@a", "#", "| | | |",
    " › ", "\t" * 20, " " * 500,
]  # fmt: skip
ENCODINGS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le cp1252 latin-1 iso8859-15 cp1251 cp437 mac-roman "
    "koi8-r shift-jis gb18030 euc-kr utf-7 cp037 ascii"
).split()

LineChange = Callable[[list[str], random.Random], list[str]]
TextChange = Callable[[str, random.Random], str]
ByteChange = Callable[[bytes, random.Random], bytes]


def shuffled(lines: list[str], rng: random.Random) -> list[str]:
    return rng.sample(lines, len(lines))


def part(lines: list[str], rng: random.Random) -> list[str]:
    start = rng.randrange(len(lines))
    return lines[start : start + rng.randint(1, 30)]


def doubled(lines: list[str], rng: random.Random) -> list[str]:
    copied = part(lines, rng)
    place = rng.randint(0, len(lines))
    return [*lines[:place], *copied * rng.randint(1, 4), *lines[place:]]


def thinned(lines: list[str], rng: random.Random) -> list[str]:
    share = rng.random()
    return [line for line in lines if rng.random() < share]


def joined(lines: list[str], rng: random.Random) -> list[str]:
    start = rng.randrange(len(lines))
    end = start + rng.randint(2, 40)
    return [*lines[:start], rng.choice([" ", "", "\t", "\u2028"]).join(lines[start:end]), *lines[end:]]


def cut(lines: list[str], rng: random.Random) -> list[str]:
    return [line[: rng.randint(0, len(line))] if rng.random() < 0.3 else line for line in lines]


def split(lines: list[str], rng: random.Random) -> list[str]:
    width = rng.randint(1, 80)
    return [line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width)][:400]


def strangers(lines: list[str], rng: random.Random) -> list[str]:
    return [*lines, *part(rng.choice(TEXTS).splitlines(), rng)]


LINES: list[LineChange] = [shuffled, part, doubled, thinned, joined, cut, split, strangers]


def inserted(text: str, rng: random.Random, pieces: list[str]) -> str:
    for _ in range(rng.choice([1, 1, 3, 30])):
        place = rng.choice([0, len(text), rng.randint(0, len(text))])
        text = text[:place] + rng.choice(pieces) + text[place:]
    return text


def huge_word(text: str, rng: random.Random) -> str:
    word = rng.choice(["a", "É", "a-", "l'", "A.", "1", "1 ", "1.", "(", '"', "»", "/", "@", "漢", "\u0301", "."])
    return inserted(text, rng, [word * rng.choice([50, 500, 2000])])


def long_line(text: str, rng: random.Random) -> str:
    words = text.split()
    picked = [rng.choice(words) for _ in range(rng.choice([200, 2000]))] if words else []
    return inserted(text, rng, [rng.choice([" ", " | ", ", ", ". ", " - "]).join(picked)])


def replaced(text: str, rng: random.Random) -> str:
    old = rng.choice([" ", "e", "'", ".", "\n", ",", "a"])
    return text.replace(old, rng.choice([*LINE_ENDS, *INVISIBLE, *DIRECTIONS, "", "\t", "x", "»"]))


def as_page(text: str, rng: random.Random) -> str:
    tag = rng.choice(["p", "div", "li", "h2", "td", "br"])
    return f"<html><head><title>{text[:60]}</title></head><body>" + text.replace("\n", f"</{tag}>\n<{tag}>")


CHANGES: list[TextChange] = [
    *((lambda text, rng, f=f: "\n".join(f(text.splitlines() or [""], rng))) for f in LINES),
    *(
        (lambda text, rng, pieces=pieces: inserted(text, rng, pieces))
        for pieces in (CONTROLS, SURROGATES, DIRECTIONS, INVISIBLE, LINE_ENDS, PIECES, PIECES)
    ),
    huge_word,
    long_line,
    replaced,
    lambda text, rng: unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), text),
    lambda text, rng: rng.choice([str.upper, str.lower, str.title, str.swapcase])(text),
    as_page,
    lambda text, rng: text.encode("utf-8", "replace").decode(rng.choice(["cp1252", "latin-1", "cp437"]), "ignore"),
]


def flipped(raw: bytes, rng: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(rng.choice([1, 10, 200]) if raw else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def dented(raw: bytes, rng: random.Random) -> bytes:
    place = rng.randint(0, len(raw))
    return raw[:place] + rng.choice([b"", b"\0", b"\0\0\0", rng.randbytes(20)]) + raw[place + rng.randint(0, 9) :]


BYTES: list[ByteChange] = [
    flipped,
    dented,
    lambda raw, rng: raw[: rng.randint(0, len(raw))],
    lambda raw, rng: raw[rng.randint(0, len(raw)) :],
    lambda raw, rng: rng.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"%PDF"]) + raw,
    lambda raw, rng: raw + rng.choice(RAW),
]

SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """A labelled dump's text, changed up to five times; most are cut short first, to be quick to read."""
    text = draw(st.sampled_from(TEXTS))
    if draw(st.integers(0, 3)):
        text = "\n".join(part(text.splitlines(), random.Random(draw(SEEDS))))
    for change, seed in draw(st.lists(st.tuples(st.sampled_from(CHANGES), SEEDS), max_size=5)):
        text = change(text, random.Random(seed))[:LONGEST]
    return text


@st.composite
def mutated_bytes(draw: st.DrawFn) -> bytes:
    """A labelled dump as it is, or its changed text in some encoding; then its bytes are changed too."""
    if draw(st.booleans()):
        raw = draw(st.sampled_from(RAW))
    else:
        text, encoding = draw(mutated_texts()), draw(st.sampled_from(ENCODINGS))
        try:
            raw = text.encode(encoding, draw(st.sampled_from(["replace", "surrogatepass"])))
        except UnicodeEncodeError:
            raw = text.encode("utf-8", "surrogatepass")
    for change, seed in draw(st.lists(st.tuples(st.sampled_from(BYTES), SEEDS), max_size=3)):
        raw = change(raw, random.Random(seed))
    return raw


INPUTS = st.one_of(
    mutated_texts(),
    mutated_texts(),
    mutated_bytes(),
    mutated_bytes(),
    st.text(max_size=400),
    st.lists(st.sampled_from([*PIECES, *LINE_ENDS, *CONTROLS, "mot", " "]), max_size=60).map("".join),
    st.binary(max_size=400),
)


def check(given: str | bytes, *, deep: bool) -> None:
    """Assert what promise 1 says of one input; ``deep`` checks its tokens and sentences too."""
    try:
        article = load_article(text=given) if isinstance(given, str) else load_article(given)
    except InputError as error:
        one_line = len(str(error).splitlines()) == 1
        assert one_line, error  # noqa: PT017 - most inputs load, and then nothing is raised
        return
    text, lines = article.source.text, article.lines
    if isinstance(given, str):
        assert text == given or any("\ud800" <= c <= "\udfff" for c in given)
    starts, ends = lines["start"].tolist(), lines["end"].tolist()
    assert starts[0] == 0
    assert lines["text"].tolist() == [text[a:b] for a, b in zip(starts, ends, strict=True)]
    between = [text[a:b] for a, b in zip(ends, [*starts[1:], len(text)], strict=True)]
    assert set(between[:-1]) <= {"\n", "\r\n", "\r"}
    assert between[-1] in {"\n", "\r\n", "\r", ""}
    assert "".join(a + b for a, b in zip(lines["text"], between, strict=True)) == text

    assert set(lines["role"]) <= set(ROLES)
    assert lines["confidence"].between(0, 1).all()
    assert (lines["reason"].str.len() > 0).where(lines["role"] != "blank", True).all()
    kept, copies = lines[lines["kept"]], lines["copy_of"].dropna()
    assert set(kept["role"]) <= READ
    assert kept["copy_of"].isna().all()
    assert set(copies) <= set(lines.index)
    assert (copies != copies.index).all()
    assert lines.loc[copies.index, "similarity"].between(0, 1).all()
    if deep:
        check_frames(article, set(kept.index))


def check_frames(article: Article, kept: set[int]) -> None:
    """Assert that tokens and sentences are slices of the source, on kept lines, and that sections count them."""
    text, lines = article.source.text, article.lines
    for frame in (article.tokens, article.sentences):
        assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()
        assert set(frame["line"]) <= kept
        assert (frame["start"] >= lines["start"].reindex(frame["line"]).to_numpy()).all()
    sections = article.sections
    assert set(sections["first_line"]) | set(sections["last_line"]) <= set(lines.index)
    assert (sections["first_line"] <= sections["last_line"]).all()
    counted = article.tokens["is_word"] & (article.tokens["role"] == "body")
    assert sections["words"].sum() == counted.sum()


def trial(examples: int) -> Callable[[str | bytes, int], None]:
    """The check on so many inputs, the same ones each time."""

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(INPUTS, st.integers(0, TOKENS - 1))
    def run(given: str | bytes, lot: int) -> None:
        check(given, deep=lot == 0)

    return run


def test_a_hundred_odd_inputs_lose_nothing():
    """Lines rebuild whatever is read, and those set aside say why; else it is refused in one line (promise 1)."""
    trial(QUICK)()


@pytest.mark.deep
def test_ten_thousand_odd_inputs_lose_nothing():
    """The same, on ten thousand inputs (promise 1)."""
    trial(DEEP)()
