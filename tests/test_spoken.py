"""Reports, charts and tables in the language that is asked for, and the catalogues of what they say."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from small_notebooks import code, markdown, write
from support import NAMES, PAGES, dump

from helpers import cli, html, load_article
from helpers.labels import catalogues, label, prose_of, recognised, said, speaking
from helpers.labels.catalogues import LOCALES, messages
from helpers.labels.updating import of_notebooks, prose, updated
from helpers.report import make_report

OTHERS = [code for code in catalogues() if code != "en"]
TEXTS = sorted((Path(__file__).parent / "actors").rglob("*.txt"))
PROSE = prose()
THREE = re.compile(r"\w+\W+\w+\W+\w+")


def translations(code: str) -> dict[str, str]:
    """The prose of a language by the English text."""
    catalogue = read_po((LOCALES / code / "LC_MESSAGES" / "notebooks.po").open("rb"))
    return {message.id: message.string for message in catalogue if message.id and not message.fuzzy}


def shown(page: str) -> str:
    """What a page says, code and the styles left out."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.select("style, .code .highlight, .code pre"):
        tag.decompose()
    alts = [str(tag[name]) for name in ("alt", "aria-label", "title") for tag in soup.find_all(attrs={name: True})]
    return " ".join(" ".join([soup.get_text(" "), *alts]).split())


# what frames hold in English


def unknown(where: Path) -> list[str]:
    """The reasons and the evidence of an article that no catalogue knows."""
    article = load_article(where)
    reasons = [*article.lines["reason"], *article.title_candidates["reason"]]
    evidence = [*article.mentions["evidence"], *article.candidates["evidence"]]
    return sorted({text for text in [*reasons, *evidence] if text and not recognised(text)})


@pytest.mark.parametrize("name", ["fr00_otan_zelensky", "fr06_entretien"])
def test_reasons_and_evidence_are_known(name: str) -> None:
    """Every reason and every evidence that an article gives is a message of the catalogues."""
    assert unknown(dump(name)) == []


@pytest.mark.deep
@pytest.mark.parametrize(
    "where", [*map(dump, [*NAMES, *PAGES]), *TEXTS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_all_reasons_and_evidence_are_known(where: Path) -> None:
    """So are those of every labelled case and of every text with labelled actors."""
    assert unknown(where) == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("body", "texte"),
        ("pronominal-description", "description"),
        ("repeats line 12", "répète la ligne 12"),
        ("capital of United States; subject of a verb", "capitale : États-Unis ; sujet d’un verbe"),
        ("role of Jens Stoltenberg: name before it", "fonction de Jens Stoltenberg : le nom précède"),
        ("surname of Roux, shared with another", "nom de famille : Roux, partagé avec un autre"),
        ("ambiguous: capital of Australia; neither a place word nor a verb decides",
         "ambigu, capitale : Australie ; ni un mot de lieu ni un verbe ne tranche"),
        ("the reader's decision: it is “it”; so: yes", "décision du lecteur : it is “it”; so: yes"),
        ("decided in actors.csv, row 3: mine; found as Kyiv: capital of Ukraine",
         "décidé dans actors.csv, ligne 3 : mine ; trouvé comme Kyiv : capitale : Ukraine"),
        ("shares 11 of its words with the first paragraphs, stands above the text",
         "partage 11 mots avec les premiers paragraphes, au-dessus du texte"),
    ],
)  # fmt: skip
def test_what_a_frame_says_is_said_again(english: str, french: str) -> None:
    """Words and sentences of the frames are recognised, names in them kept, and English is left alone."""
    with speaking("fr"):
        assert said(english).replace("\u00a0", " ").replace("\u202f", " ") == french
    if english != "pronominal-description":
        assert said(english) == english


@pytest.mark.parametrize(
    "text", ["", " ", "Une phrase du lecteur.", "{0} {name} %s", "<b>", "x" * 100_000, "a; " * 2000]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    """What no catalogue knows is shown as it stands, however long or odd."""
    with speaking("fr"):
        assert said(text) == text


def test_tables_are_said_and_frames_are_not() -> None:
    """Heads, words and numbers are French, the frame itself is not touched, and columns of others stay as they are."""
    frame = pd.DataFrame({"actor": ["Kyiv"], "form": ["demonym"], "count": [1234], "share": [0.125], "Preis": [1.5]})
    before = frame.copy()
    with speaking("fr"):
        cells = BeautifulSoup(html.table(frame, index=False, formats={"share": ".1%"}, lang="de").html, "html.parser")
        found = [cell.get_text() for cell in cells.find_all(["th", "td"])]
    assert found[:5] == ["acteur", "forme", "occurrences", "part", "Preis"]
    assert [text.replace("\xa0", "\u202f") for text in found[5:]] == [
        "Kyiv",
        "gentilé",
        "1\u202f234",
        "12,5\u202f%",
        "1,50",
    ]
    assert [cell.get("lang") for cell in cells.find_all("td")] == ["de", None, None, None, None]
    pd.testing.assert_frame_equal(frame, before)


def test_a_form_of_a_term_is_the_articles_word() -> None:
    """A table of terms never translates a word of the article that happens to be one of ours."""
    with speaking("fr"):
        found = html.table(pd.DataFrame({"form": ["name", "title"]}).rename_axis("term")).html
    assert "name" in found
    assert "title" in found


# reports


def test_the_report_is_in_the_articles_language(report: str) -> None:
    """The report of the French sample is French throughout: prose, headings, charts, tables, sentences, page."""
    page = Path(unquote(urlsplit(report).path)).read_text(encoding="utf-8")
    text = shown(page)
    pieces = [piece for said in messages("en").values() for piece in re.split(r"\{\w+\}", said)]
    pieces += [line for _, english in PROSE for line in english.splitlines()]
    assert [piece for piece in pieces if THREE.search(piece) and " ".join(piece.split()) in text] == []
    assert '<html lang="fr">' in page
    assert re.search(r"Relu le .*\d+ \w+ \d{4}", text)


SPEAKS = """\
from helpers import html, load_article
from helpers.labels import speak
from helpers.sources import find_article
article = load_article(find_article(ARTICLE))
speak(LANG, article.language)
html.article_card(article)"""
TELLING = [markdown("My own remark."), code("LANG = None\nARTICLE = None", "parameters"), code(SPEAKS)]


@pytest.mark.parametrize(
    ("article", "lang", "spoken"),
    [("sample-en-bridge", None, "en"), ("sample-fr-bulletin", None, "fr"), ("sample-en-bridge", "fr", "fr"),
     ("sample-fr-bulletin", "en", "en")],
)  # fmt: skip
def test_a_report_speaks_the_language_asked_for(tmp_path: Path, article: str, lang: str | None, spoken: str) -> None:
    """`LANG` wins, else the article's language; the page around the cells follows what was spoken in them."""
    write(tmp_path, _2_sections=TELLING)
    given = {} if lang is None else {"LANG": lang}
    page = make_report(article, out_dir=tmp_path / "out", parameters=given, notebooks=tmp_path).read_text("utf-8")
    with speaking(spoken):
        assert f'<html lang="{spoken}">' in page
        assert label("page_skip") in page
        assert label("page_footer") in page
    assert "My own remark." in page


def test_prose_without_translation_stays() -> None:
    """A cell that nobody translated, and an empty one, are shown as they are."""
    with speaking("fr"):
        assert [prose_of(text) for text in ("", " \n", "# Mine", "x" * 10**6)] == ["", " \n", "# Mine", "x" * 10**6]
        assert prose_of(PROSE[0][1] + "\n").startswith("# 1 · L’article")


# the catalogue of the notebooks' prose


@pytest.mark.parametrize("code", OTHERS)
def test_all_prose_is_translated(code: str) -> None:
    """Every text of the notebooks that a report shows has its translation, and no translation is of another text."""
    there = translations(code)
    assert {text for _, text in PROSE} ^ set(there) == set()
    assert [text for text, other in there.items() if not other] == []


@pytest.mark.parametrize("code", OTHERS)
def test_prose_keeps_its_shape(code: str) -> None:
    """A translation has as many paragraphs, headings, items and links, the same commands, and columns as heads say."""
    with speaking(code):
        heads = {text for key, text in messages(code).items() if key.startswith(("column_", "form_"))}
    for english, other in translations(code).items():
        for shape in (r"^#+ ", r"^- ", r"\n\n", r"\]\([^)]+\)"):
            marks = [re.findall(shape, text, re.MULTILINE) for text in (english, other)]
            assert marks[0] == marks[1], english[:60]
        spans = [re.findall(r"`([^`]+)`", text) for text in (english, other)]
        same = set(spans[0]) & set(spans[1])
        assert len(spans[0]) == len(spans[1]), english[:60]
        assert [span for span in spans[1] if span not in same and span not in heads] == [], english[:60]


def test_french_prose_is_set_as_french() -> None:
    """No straight apostrophe but the one that is shown as such, and no plain space before a high mark."""
    for other in translations("fr").values():
        plain = re.sub(r"`[^`]*`|\*l'Ukraine\*|\]\([^)]*\)", "", other)
        assert re.findall(r"['\"]|.{9} [:;!?»%]|« ", plain) == []


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_are_up_to_date(code: str) -> None:
    """`make catalogues` finds nothing to do."""
    folder = LOCALES / code / "LC_MESSAGES"
    english = read_po((LOCALES / "en" / "LC_MESSAGES" / "relire.po").open("rb"))
    for file, template in (("relire.po", english), ("notebooks.po", of_notebooks(PROSE))):
        text, names = updated(folder / file, template)
        assert names == []
        assert text == (folder / file).read_text("utf-8"), f"run make catalogues: {file}"


def test_updating_says_what_is_left(tmp_path: Path) -> None:
    """New, changed and dropped texts are named, and an old translation is kept for the translator."""
    path = tmp_path / "notebooks.po"
    head = '# French, by hand; CC0\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    old = {"The old cat is black.": "Le vieux chat est noir.", "Something that goes away": "Ce qui s’en va"}
    path.write_text(head + "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in old.items()), "utf-8")
    texts = [("1.ipynb", "The old cat is black!"), ("1.ipynb", "Quite another matter, 5 < 6")]
    text, names = updated(path, of_notebooks(texts))
    assert names == [
        "changed: The old cat is black!",
        "new: Quite another matter, 5 < 6",
        "dropped: Something that goes away",
    ]
    assert text.startswith(head)
    assert "Le vieux chat est noir." in text


# the command line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--lang", "xx"], "no catalogue for the language 'xx'; choose en or fr"),
        (["report", "-p", "LANG=xx"], "no catalogue for the language 'xx'; choose en or fr"),
        (["report", "--lang", "fr", "-p", "LANG=en"], "--lang fr and -p LANG=en say two languages; give one of them"),
        (["charts", "otan-zelensky", "-o", "x", "--lang", ""], "no catalogue for the language ''"),
        (["tables", "otan-zelensky", "-o", "x", "--lang", "French"], "did you mean 'fr'?"),
    ],
)
def test_a_wrong_language_is_refused(tmp_path, monkeypatch, capfd, arguments: list[str], said: str) -> None:
    """One line, exit status 2, before anything is read or written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as done:
        cli.main(arguments)
    out, err = capfd.readouterr()
    assert (done.value.code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def quiet() -> None:
    """Commands choose the language of the process: afterwards it is English again."""
    yield
    from helpers.labels import speak

    speak(None)


@pytest.mark.usefixtures("quiet")
def test_tables_are_english_unless_told(tmp_path: Path) -> None:
    """CSV heads and words follow --lang; without it, and in Parquet always, they are those of the frames."""
    dumped = tmp_path / "dump.txt"
    dumped.write_text("Le président ukrainien Volodymyr Zelensky parle à Kyiv. L’Ukraine attend.", "utf-8")
    for lang, head in (([], "actor"), (["--lang", "fr"], "acteur")):
        with pytest.raises(SystemExit):
            cli.main(["tables", str(dumped), "-o", str(tmp_path / "out"), *lang])
        mentions = pd.read_csv(tmp_path / "out" / "mentions.csv")
        assert mentions.columns[0] == head
        assert ("demonym" in mentions.iloc[:, 2].tolist()) == (not lang)
        assert pd.read_parquet(tmp_path / "out" / "mentions.parquet").columns[0] == "actor"
