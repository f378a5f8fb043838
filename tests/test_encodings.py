"""Encodings: bytes become the text that was meant, or one clear line."""

from __future__ import annotations

import codecs

import pytest
from support import CASES, NAMES, gold

from helpers import InputError
from helpers.lines import LINE_END, line_spans
from helpers.sources import read_source
from helpers.sources.encodings import declared_in, decode, judge, known

TEXT = "L’été dernier, l’œuvre a coûté 5 € à Élise ; déjà vu."
LONG = "Où l’été s’achève, l’œuvre a coûté 5 € à Élise ; déjà très âgée, la forêt brûle. " * 8

FOREIGN = {
    "pl": "Wczoraj w Łodzi strażacy gasili pożar hali. Nikt nie odniósł obrażeń, źródło ognia nie jest znane.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy. Vláda dnes schválila nový zákon, který má začít platit příští rok.",
    "ru": "Вчера в Москве прошла встреча министров. Стороны обсудили вопросы безопасности.",
    "el": "Χθες στην Αθήνα πραγματοποιήθηκε συνάντηση των υπουργών. Οι δύο πλευρές συμφώνησαν.",
    "tr": "Bakanlar geldi. Taraflar güvenlik konularını görüştü, kararı açıkladı. Çığ düşen köyde yağış arttı.",
    "ja": "昨日、東京で外相会談が行われました。双方は安全保障の問題について話し合いました。",
    "zh": "昨天，外交部长会议在北京举行。双方就安全问题进行了讨论，并同意下个月继续谈判。",
    "fr": "L’été dernier, les élèves du collège ont reçu des invités : « C’était drôle », a déclaré Zoë. À la fête !",
    "dos": "L'été dernier, les élèves du collège ont reçu des invités très âgés. Où étaient-ils ? Près de l'hôtel.",
}
WESTERN = {
    "ca": "L'Ajuntament aprovà ahir la proposició; això és només el començament, digué l'alcaldessa.",
    "da": "Regeringen har på et møde i går vedtaget, at færgerne skal sejle året rundt, også på øen Ærø.",
    "de": "Gestern trafen sich die Außenminister in Köln. Über die nächsten Schritte müssen sie später entscheiden.",
    "es": "¿Qué pasó ayer? El niño llegó mañana, según José Muñoz; ¡increíble!, exclamó la señora Ibáñez.",
    "fi": "Hallitus päätti eilen, että työttömyysturvaa leikataan ensi syksynä enemmän kuin on arvioitu.",
    "fr": "Où l’été s’achève, l’œuvre a coûté 5 m³ de sueur à Élise : « Déjà ! », s’écria-t-elle, ¾ plus tôt.",
    "is": "Ríkisstjórnin samþykkti í gær að þingið kæmi saman í næstu viku; það er óvenjulegt, sagði ráðherrann.",
    "it": "Così è andata: la città ha già votato, e perciò nessuno può più tornare indietro, disse Nicolò.",
    "nl": "De coördinator van het café vond het één groot probleem, maar geen ruïne: ‘Eén idee is geen idee.’",
    "pt": "A votação não começou às três; então, João e a mãe saíram à rua, já que não há mais ninguém lá.",
    "quoted": "He said ‚no‘ and „never“ – then “yes”… The fee: £20, ¥300, 5‰; see §4, ¶2; SecureSuite®Pro.",
    "sv": "Regeringen föreslår åtgärder för att få fler åldringar på ön att köra på hösten, säger ministern.",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding):
    """The same text comes out of every encoding, and the encoding's name is right."""
    source = read_source(TEXT.encode(encoding))
    assert source.text == TEXT
    assert codecs.lookup(source.encoding) == codecs.lookup(encoding)


@pytest.mark.parametrize("language", ["ru", "el", "ja", "zh", "pl"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_other_scripts_needs_no_mark(language, encoding):
    """UTF-16 without a byte-order mark is known even where few bytes are zero."""
    text = f"{FOREIGN[language]}\n{FOREIGN[language]}"
    assert decode(text.encode(encoding), "x") == (encoding, text)


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


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "utf-8"])
def test_western_text_needs_no_detection(monkeypatch, language, encoding):
    """Plausible Western text is read as before: the detection library is not even asked."""
    monkeypatch.setattr("helpers.sources.encodings._proposals", lambda _: pytest.fail("asked"))
    raw = WESTERN[language].encode(encoding, "ignore")
    name, text = decode(raw, "x")
    assert name in {"utf-8", "cp1252", "iso8859-15"}
    if encoding != "iso8859-15":
        assert text == raw.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15"])
def test_many_names_are_no_foreign_encoding(encoding):
    """Letters of many languages stay as they are when no other encoding reads better."""
    text = "Players: Søren Åkesson, José Muñoz, Jürgen Groß, João Gonçalves, François Noël and Zoë Brontë."
    assert decode(text.encode(encoding), "x")[1] == text


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("pl", "cp1250"), ("pl", "iso8859-2"), ("cs", "cp1250"), ("cs", "iso8859-2"), ("ru", "cp1251"),
        ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso8859-5"), ("el", "cp1253"), ("tr", "cp1254"),
        ("ja", "shift_jis"), ("ja", "euc_jp"), ("zh", "gb18030"), ("zh", "big5"), ("fr", "mac-roman"), ("dos", "cp850"),
    ],
)  # fmt: skip
def test_other_encodings_are_detected(language, encoding):
    """Text that looks wrong in Windows-1252 is read in what it looks right in."""
    raw = FOREIGN[language].encode(encoding, "ignore")
    assert decode(raw, "x")[1] == raw.decode(encoding)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_cut_character_at_the_end_costs_one_character(cut):
    """A UTF-8 file cut within its last character stays UTF-8; offsets point into the text as decoded."""
    raw = (LONG + "😀").encode()[:-cut]
    source = read_source(raw)
    assert (source.encoding, source.text) == ("utf-8", LONG + "\ufffd")
    assert source.health["replacement characters"] == 1


@pytest.mark.parametrize("broken", [b"\xe2\x80", b"\xff", b"\xe9", b"\xc3"])
def test_a_few_broken_bytes_are_no_reason_for_mojibake(broken):
    """Damage in the middle of UTF-8 leaves the rest readable, and nothing of it is lost from the lines."""
    raw = (LONG + "\n").encode() + broken + (" fin\r\n" + LONG).encode()
    text = read_source(raw).text
    assert text == raw.decode("utf-8", "replace")
    assert text.startswith(LONG)
    spans = line_spans(text)
    assert [text[a:b] for a, b in spans] == LINE_END.split(text)


@pytest.mark.parametrize("text", ["Voilà", "Ah, l’été… à Québec", "SÃO e Ã", "café â"])
def test_short_windows_text_is_not_damaged_utf8(text):
    """Windows-1252 whose last letter would begin a UTF-8 sequence is no cut file."""
    assert decode(text.encode("cp1252"), "x") == ("cp1252", text)


def test_half_and_half_is_not_utf8():
    """Where as much is broken as whole, the bytes are not taken for UTF-8."""
    raw = "été ".encode() * 9 + "été ".encode("cp1252") * 9
    assert decode(raw, "x")[0] == "cp1252"


def test_mojibake_beside_windows_text_is_left_to_be_repaired():
    """A dump pasted from two encodings is read in Windows-1252, whose mojibake can be undone."""
    raw = "L’été, l’œuvre, où l’âge… ".encode() * 9 + "À l’été — dès l’œuvre ! ".encode("cp1252") * 4
    assert decode(raw, "x") == ("cp1252", raw.decode("cp1252", "replace"))


def test_encoding_can_be_overridden():
    """The reader's encoding wins, and a wrong one is refused in one line."""
    assert read_source("é".encode("mac_roman"), encoding="mac_roman").text == "é"
    assert read_source("é".encode(), encoding="cp1252").text == "Ã©"
    with pytest.raises(InputError, match="not ascii"):
        read_source("é".encode(), encoding="ascii")


@pytest.mark.parametrize("encoding", ["utf-9", "zip", "rot13", "a\0b", "undefined", "é"])
def test_what_is_no_encoding_is_refused(encoding):
    """An encoding that Python does not know, or that is none, gives one line."""
    with pytest.raises(InputError, match="no encoding Python knows"):
        read_source(b"abc", encoding=encoding)


def test_damaged_utf8_can_be_ordered():
    """The encoding that detection names reads the same bytes to the same text when it is ordered."""
    raw = LONG.encode()[:-3] + b"\xe2\x80"
    found = read_source(raw)
    assert read_source(raw, encoding=found.encoding).text == found.text


@pytest.mark.parametrize(
    ("declared", "encoding", "language"),
    [("windows-1251", "cp1251", "ru"), ("shift_jis", "shift_jis", "ja"), ("windows-1250", "cp1250", "pl")],
)
def test_a_fitting_declaration_is_believed(declared, encoding, language):
    """A declared encoding is used where the bytes fit it, even for a few words."""
    text = FOREIGN[language][:12]
    assert decode(text.encode(encoding, "ignore"), "x", declared=[declared])[1] == text.encode(
        encoding, "ignore"
    ).decode(encoding)


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "koi8-r", "shift_jis", "utf-16", "ascii", "utf-7", "no"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_declaration_that_does_not_fit_is_a_hint_only(declared, encoding):
    """Bytes that contradict what was declared are read by detection."""
    assert decode(LONG.encode(encoding), "x", declared=[declared]) == (encoding, LONG)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<META http-equiv=content-type content='text/html; charset=iso-8859-2'>", "iso8859-2"),
        (b'<?xml version="1.0" encoding="windows-1251"?><html>', "cp1251"),
        (b"<meta charset=nonsense>", None),
        (b"<meta charset=idna>", None),
        (b"<p>charset</p>", None),
    ],
)
def test_a_page_declares_its_encoding(raw, encoding):
    """The encoding that a page names is found, by the name Python has for it."""
    assert declared_in(raw) == encoding


@pytest.mark.parametrize("name", ["zip", "unicode_escape", "utf-7", "", None, "x" * 1000, "a\0b"])
def test_only_character_sets_are_believed(name):
    """A server cannot make Python decode with what is no character set."""
    assert known(name) is None


def test_a_judgement_names_what_is_odd():
    """Polish in the wrong encoding looks odd, in the right one it does not."""
    raw = FOREIGN["pl"].encode("cp1250")
    assert judge(raw.decode("cp1252", "replace")).odd > 0.2 > 0.05 > judge(raw.decode("cp1250")).odd


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 20, b"\0" * 64, b"%PDF-1.7\n\0\1\2\3"]
)
def test_binary_data_is_refused(raw):
    """What is no text gives one line that says so."""
    with pytest.raises(InputError, match=r"^x: not a text file \(it holds binary data\)[^\n]*$"):
        decode(raw, "x")
