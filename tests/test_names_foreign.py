"""Names in German, Spanish, Italian, Dutch, Polish and Portuguese: what a list or a neighbour explains, and no more."""

from __future__ import annotations

import time

import pytest

from helpers.lines import repair
from helpers.names.inflection import inflect
from helpers.names.lists import load
from helpers.names.reading import read
from helpers.names.rules import find_names


def named(language: str | None, *texts: str) -> list[tuple[str, str, str]]:
    """Surface, actor and first three letters of the kind of each name."""
    lines = read([repair(text) for text in texts], language)
    found = find_names(lines, load(language)).found
    return [
        (line.text[line.words[f.first].start : line.words[f.last - 1].end], f.actor, f.kind[:3])
        for f in found
        for line in [lines[f.line]]
    ]


SENTENCES = [
    ("de", "Landrat Tjark Hegele kam zu spät.", ["Tjark Hegele per"]),
    ("de", "Am Montag sprach Petra von der Heide vor Gericht.", ["Petra von der Heide per"]),
    ("de", "Herr Quastel und Frau Dr. Ziemer warten.", ["Quastel per", "Ziemer per"]),
    ("de", "Die Gewerkschaft Verdi fordert mehr Lohn.", ["Verdi org"]),
    ("de", "Das Sozialministerium prüft den Fall.", ["Sozialministerium org"]),
    ("de", "Die Kreisklinik Wellbach schließt im Sommer.", ["Kreisklinik Wellbach org"]),
    ("de", "Die Müller & Söhne GmbH streicht Stellen.", ["Müller & Söhne GmbH org"]),
    ("de", "Das Amtsgericht Köln und die CDU schweigen.", ["Amtsgericht Köln org", "CDU org"]),
    ("de", "Der FC Wellbach verliert.", ["FC Wellbach org"]),
    ("de", "Russlands Minister lobt Deutschland.", ["Russlands sta", "Deutschland sta"]),
    ("de", "Der Fischer am See, der Bauer und die Nachbarin sehen den Wald.", []),
    ("de", "Viele Menschen gingen am Wochenende in den Park.", []),
    ("es", "Habló Rocío Lasheras, delegada de FSP-Sanidad.", ["Rocío Lasheras per", "FSP-Sanidad org"]),
    ("es", "El gerente del hospital, Nemesio Uría, calla.", ["Nemesio Uría per"]),
    ("es", "La señora Olmo y don Julián de la Fuente viven aquí.", ["Olmo per", "Julián de la Fuente per"]),
    (
        "es",
        "La Consejería de Sanidad y el PSOE negocian.",
        ["Consejería de Sanidad org", "PSOE org"],
    ),
    (
        "es",
        "La Asociación de Vecinos del Arrabal protesta.",
        ["Asociación de Vecinos del Arrabal org"],
    ),
    ("es", "Conservas Ribera S.L. cierra.", ["Conservas Ribera S.L. org"]),
    ("es", "Durante la Semana Santa llovió en la Costa Brava.", []),
    ("it", "Ha parlato l'avvocato Luisa D'Angelo.", ["Luisa D'Angelo per"]),
    (
        "it",
        "Il ministero delle Imprese convoca la Regione Toscana.",
        ["ministero delle Imprese org", "Regione Toscana org"],
    ),
    ("it", "Il gruppo norvegese Nordvik Paper tace.", ["Nordvik Paper org"]),
    ("it", "Il sindaco, Giorgio De Santis, dorme.", ["Giorgio De Santis per"]),
    ("it", "Marco Bentivogli della Fim è scettico.", ["Marco Bentivogli per"]),
    ("it", "Domenica scorsa pioveva nel Mediterraneo.", []),
    ("nl", "Voorzitter Geert van der Veen zweeg.", ["Geert van der Veen per"]),
    ("nl", "Mevrouw De Boer vertrok met dhr. Kuiper.", ["De Boer per", "Kuiper per"]),
    ("nl", "Vakbond FNV en Tata Steel zijn het eens.", ["FNV org", "Tata Steel org"]),
    ("nl", "De provincie Drenthe en de Raad van State wachten.", ["provincie Drenthe org", "Raad van State org"]),
    ("nl", "De boer op het veld en de visser op zee klagen.", []),
    ("pl", "Wiceminister Marek Nguyen-Zieliński milczy.", ["Marek Nguyen-Zieliński per"]),
    ("pl", "Ministerstwo Infrastruktury czeka na Polskę.", ["Ministerstwo Infrastruktury org", "Polskę sta"]),
    (
        "pl",
        "Mówi prezeska Stowarzyszenia Nad Szeszupą.",
        ["Stowarzyszenia Nad Szeszupą org"],
    ),
    ("pl", "W niedzielę dużo ludzi przyszło na Rynek.", []),
    ("pt", "A presidente, Helena Furtado, saiu.", ["Helena Furtado per"]),
    (
        "pt",
        "O Tribunal de Braga condenou Manuel dos Santos Silva.",
        ["Tribunal de Braga org", "Manuel dos Santos Silva per"],
    ),
    (
        "pt",
        "A Câmara Municipal de Vila Ribeira e a CGTP negociam.",
        ["Câmara Municipal de Vila Ribeira org", "CGTP org"],
    ),
    ("pt", "Ontem choveu muito no Minho.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_one_sentence(language: str, text: str, expected: list[str]) -> None:
    """One sentence gives exactly these names, each of its kind."""
    assert [f"{surface} {kind}" for surface, _, kind in named(language, text)] == expected


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        (
            "de",
            ["Thomas Hegele sprach. Hegeles Rede war kurz, sagte Hegele."],
            [("Thomas Hegele",) * 2, ("Hegeles", "Thomas Hegele"), ("Hegele", "Thomas Hegele")],
        ),
        (
            "pl",
            ["Sąd skazał Jana Kowalskiego.", "Adwokat Kowalskiego milczy, Kowalski też."],
            [
                ("Jana Kowalskiego", "Jan Kowalski"),
                ("Kowalskiego", "Jan Kowalski"),
                ("Kowalski", "Jan Kowalski"),
            ],
        ),
        (
            "es",
            ["El Hospital San Telmo cierra. Las urgencias del San Telmo van a la huelga."],
            [("Hospital San Telmo",) * 2, ("San Telmo", "Hospital San Telmo")],
        ),
        (
            "de",
            ["Der Bund für Umwelt und Naturschutz (BUN) klagt. Der BUN wartet."],
            [("Bund für Umwelt und Naturschutz",) * 2] + [("BUN", "Bund für Umwelt und Naturschutz")] * 2,
        ),
        (
            "pl",
            ["Generalna Dyrekcja Wód i Lasów (GDWiL) czeka."],
            [("Generalna Dyrekcja Wód i Lasów",) * 2, ("GDWiL", "Generalna Dyrekcja Wód i Lasów")],
        ),
    ],
)
def test_one_article(language: str, texts: list[str], expected: list[tuple[str, str]]) -> None:
    """Surnames, inflected or not, short names and acronyms refer back."""
    assert [name[:2] for name in named(language, *texts)] == expected


@pytest.mark.parametrize(
    ("surname", "language", "gender", "form"),
    [
        ("Kowalski", "pl", "m", "Kowalskiego"),
        ("Kowalska", "pl", "f", "Kowalskiej"),
        ("Nowak", "pl", "m", "Nowaka"),
        ("Dudek", "pl", "m", "Dudka"),
        ("Merkel", "de", "f", "Merkels"),
        ("Veen", "nl", "m", "Veens"),
    ],
)
def test_inflection(surname: str, language: str, gender: str, form: str) -> None:
    """The other forms of a surname are known."""
    assert form in inflect(surname, language, gender)


@pytest.mark.parametrize(
    ("surname", "language", "gender"), [("Nowak", "pl", "f"), ("García", "es", "m"), ("Fuchs", "de", "m")]
)
def test_no_inflection(surname: str, language: str, gender: str) -> None:
    """A surname that does not change has no other form."""
    assert inflect(surname, language, gender) == ()


@pytest.mark.parametrize("language", ["de", "es", "it", "nl", "pl", "pt", "sv", None])
@pytest.mark.parametrize("text", ["", " \u00a0 ", "…", "123 456", "\u202e\u200b"])
def test_nothing_gives_nothing(language: str | None, text: str) -> None:
    """The empty and the blank name nobody, in a known language or not."""
    assert named(language, text) == []


@pytest.mark.parametrize("language", ["sv", None])
def test_unknown_language(language: str | None) -> None:
    """Without lists a full name is found by its first name, and nothing is guessed."""
    assert [name[1] for name in named(language, "Igår träffade Anna Lindqvist Regeringen i Staden.")] in (
        ["Anna Lindqvist"],
        ["Anna Lindqvist Regeringen"],
        [],
    )


@pytest.mark.parametrize("language", ["de", "es", "it", "nl", "pl", "pt"])
@pytest.mark.parametrize(
    "text", ["Ministerium für ", "Hospital de la ", "Jan van der ", "(ABC) ", "Anna i Jan ", "GmbH "]
)
def test_hostile_text_ends_soon(language: str, text: str) -> None:
    """Endless runs of what a name is made of cost linear time."""
    begin = time.process_time()
    named(language, text * 6000)
    assert time.process_time() - begin < 10
