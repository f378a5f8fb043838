"""The site of a corpus: every link lands, nothing loads, its reports say what the corpus says, no file of the reader's
is touched, and what is there and current is not made again."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from test_accessible import wrong
from test_corpus_store import run

from helpers import InputError, load_corpus
from helpers.corpus import Corpus
from helpers.corpus.again import kept_place
from helpers.page_names import page_name
from helpers.paths import DATA
from helpers.report.verify import read_report
from helpers.site import Options, make_reports, make_site
from helpers.site import files as site_files
from helpers.site.files import CARD, INDEX, Files

SAMPLE = DATA / "corpus" / "sample.jsonl"
MARKUP = "<img src=x onerror=alert(1)> </table></span><script>alert(2)</script> \"' &amp; \u202eabc"
NAMES = [
    "../../etc/passwd", "a/b", "a b", "A b", "É", "e", "..", ".", "con", "x" * 300, "新聞", "'\"", "a?b#c%2e", "-", "",
    "a" * 60,
]  # fmt: skip
TEXT = (
    "Le ministre Karl Abendroth a quitté Vienne dimanche vers midi avec trois conseillers, et sans un mot à la presse. "
    "Il était arrivé la veille pour parler avec le gouvernement du pont sur le fleuve, dont la réparation doit coûter "
    "neuf millions. Les travaux, dit la mairie, commenceront au printemps si le parlement vote les crédits en janvier."
)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def broken(out: Path) -> list[str]:
    """The links and loads of a site that lead nowhere, or out of it."""
    pages = {path.relative_to(out).as_posix(): soup(path) for path in sorted(out.rglob("*.html"))}
    ids = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        found += [
            f"{name}: {tag.name}" for tag in page.find_all(["script", "iframe", "link", "object", "embed", "base"])
        ]
        found += [f"{name}: {tag}" for tag in page.find_all(src=True) if not tag["src"].startswith("data:")]
        found += [f"{name}: {tag}" for tag in page.find_all(True) if any(key.startswith("on") for key in tag.attrs)]
        found += [f"{name}: url()" for style in page.find_all("style") if "url(" in style.text]
        for link in page.find_all(href=True):
            parts = urlsplit(link["href"])
            to = (Path(name).parent / unquote(parts.path)).as_posix() if parts.path else name
            to = re.sub(r"(?:^|/)[^/]+/\.\./", "/", to).lstrip("/") if ".." in to else to
            elsewhere = parts.scheme or parts.netloc or to not in pages
            if elsewhere or (parts.fragment and unquote(parts.fragment) not in ids[to]):
                found.append(f"{name}: {link['href']}")
    return found


def pages(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.html"))}


def corpus_of(rows: list[dict], where: Path, out: Path) -> Corpus:
    pd.DataFrame(rows).to_json(where, orient="records", lines=True, force_ascii=False)
    return load_corpus(where, out=out)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Corpus:
    """The sample with its site and two reports: of a representative, and of one in no cluster."""
    corpus = load_corpus(SAMPLE, out=tmp_path_factory.mktemp("site") / "out")
    made = make_site(corpus)
    assert (made.fresh, made.stories, made.left, made.gone) == (True, 5, 0, [])
    alone = corpus.clusters.index[corpus.clusters["size"] == 1][0]
    assert [type(of).__name__ for _, of in make_reports(corpus, ["a02", alone])] == ["PosixPath"] * 2
    return corpus


def test_every_link_lands(site):
    """Every relative link and fragment of every page leads to a page or an id of the site; nothing is loaded or run."""
    assert broken(site.out) == []
    links = [link["href"] for link in soup(site.out / INDEX).find_all(href=True)]
    assert {link for link in links if link.startswith("stories/")} == {
        f"stories/{path.name}" for path in (site.out / "stories").iterdir()
    }
    assert "reports/a02.html" in links
    assert {place.text for place in soup(site.out / INDEX).select("small [data-story]")} == {" · sa page"}
    for path in (site.out / "stories").iterdir():
        assert any(link["href"].startswith("../index.html#cluster-") for link in soup(path).find_all(href=True))


def test_each_row_leads_to_its_report_or_says_how(site):
    """In the list of articles and on story pages a row has a link: to the report, or to how it is made."""
    table = soup(site.out / INDEX).find(id="articles")
    cells = {row["id"]: row.th for row in table.find_all("tr", id=True)}
    assert len(cells) == 26
    assert cells["article-a02"].find("a", href="reports/a02.html")
    assert all(cell.find("a", href=re.compile("^(reports/|#make-report)")) for cell in cells.values())
    assert "relire corpus out --report ID" in soup(site.out / INDEX).find(id="make-report").text
    story = soup(site.out / Files.of(site.out).site["stories"]["1"])
    assert story.find(id="article-a02").find("a", href="../reports/a02.html")
    assert story.find(id="article-a01").find("a", href="#make-report")


@pytest.mark.parametrize("nth", [0, 1])
def test_a_report_says_what_the_row_says(site, nth):
    """Words, kept lines, title and date of a report are those of the corpus's row."""
    name = list(Files.of(site.out).reports)[nth]
    row = site.articles.loc[name]
    page, card = read_report_of(site.out / "reports" / f"{page_name(name)}.html")
    assert card["lines"]["kept"] == row["kept"]
    assert card["lines"]["all"] == row["lines"]
    assert page.h1.text == row["title"]
    facts = dict(zip((dt.text for dt in page.find_all("dt")), (dd.text for dd in page.find_all("dd")), strict=True))
    assert facts["Mots"] == str(row["words"])
    assert "sample.jsonl" in facts.values()
    assert str(site.out) not in page.text
    assert page.header.find("a", href=f"../index.html#article-{name}").text == "← Retour au corpus"


def read_report_of(path: Path):
    page = soup(path)
    return page, json.loads(page.find("meta", attrs={"name": "relire-run"})["content"])


def test_a_report_of_a_corpus_is_not_verified(site):
    """``relire verify`` says that these pages are made again by relire corpus."""
    for path in (site.out / INDEX, site.out / "reports" / "a02.html"):
        with pytest.raises(InputError, match="relire corpus"):
            read_report(path)


def test_story_pages_say_who_what_and_how_sure(site):
    """A story's page has its articles by date, passages with their places, credits, and the first six side by side."""
    page = soup(site.out / Files.of(site.out).site["stories"]["1"])
    days = [row.find_all("td")[1].text for row in page.select(".members tbody tr")]
    assert days == ["0", "0", "1"]
    assert "2 articles sont du premier jour" in page.text
    shared = site.passages(1)
    assert f"{len(shared)} passages sont partagés avec a02" in page.text
    assert f"{shared['start'].iloc[0]}–{shared['end'].iloc[0]}" in page.text
    assert len(page.select("table.versions")) == 2
    assert "3 articles sur 3 créditent une agence de presse\u00a0: AFP" in page.text


def test_a_second_run_makes_nothing(site, monkeypatch):
    """What is there and current is left as it is, byte for byte, and no cell is executed."""
    before = pages(site.out)
    monkeypatch.setattr("helpers.site.making.of_many", None)
    monkeypatch.setattr("helpers.site.reports.render", None)
    made = make_site(Corpus(site.out, where=SAMPLE))
    assert (made.fresh, made.gone) == (False, [])
    assert dict(make_reports(Corpus(site.out, where=SAMPLE), ["a02"])) == {"a02": site.out / "reports" / "a02.html"}
    assert pages(site.out) == before


def test_its_source_is_found_again(site, monkeypatch):
    """The folder knows where its source lies, from there on, however the folder is written."""
    assert kept_place(site.out) == SAMPLE
    monkeypatch.chdir(site.out.parent)
    assert kept_place(Path(site.out.name)) == SAMPLE
    assert not json.loads((site.out / "source.json").read_text())["source"].startswith("/")


@pytest.fixture
def small(tmp_path) -> Corpus:
    """Three articles, two of them copies, one later."""
    return corpus_of(small_rows(), tmp_path / "t.jsonl", tmp_path / "out")


def small_rows() -> list[dict]:
    return [
        {"id": "one", "text": TEXT, "date": "2026-03-01", "outlet": "Le Pont"},
        {"id": "two", "text": TEXT.replace("dimanche", "lundi"), "date": "2026-03-03", "outlet": "Le Bac"},
        {"id": "three", "text": "Il pleut sur le quai. " * 3, "date": "2026-03-02", "outlet": "Le Bac"},
    ]


def test_after_a_change_nothing_stale_is_left(small, tmp_path):
    """A report of an article that changed is removed and said; other reports stay; a story's page keeps its name."""
    make_site(small)
    list(make_reports(small, ["one", "two"]))
    (old,) = (small.out / "stories").iterdir()
    before = old.read_bytes()
    assert broken(small.out) == []
    rows = small_rows()
    rows[1]["text"] += " Le maire n’a rien dit."
    again = corpus_of(rows, tmp_path / "t.jsonl", small.out)
    made = make_site(again)
    assert (made.fresh, made.stories, made.gone) == (True, 1, ["two"])
    assert [path.name for path in (small.out / "reports").iterdir()] == ["one.html"]
    assert list((small.out / "stories").iterdir()) == [old]
    assert old.read_bytes() != before
    assert broken(small.out) == []
    rows[1]["text"] = "Un tout autre texte sur la météo du jour, sans rien de commun avec ce qui précède."
    made = make_site(corpus_of(rows, tmp_path / "t.jsonl", small.out))
    assert (made.stories, (small.out / "stories").exists()) == (0, False)
    assert broken(small.out) == []


@pytest.mark.usefixtures("small")
def test_reports_without_a_site_and_after_a_move(tmp_path):
    """--report needs no site, and leads to one when it is made; a folder moved with its source still finds it."""
    (tmp_path / "moved").mkdir()
    for name in ("t.jsonl", "out"):
        (tmp_path / name).rename(tmp_path / "moved" / name)
    out = tmp_path / "moved" / "out"
    assert kept_place(out) == tmp_path / "moved" / "t.jsonl"
    made = dict(make_reports(Corpus(out, where=kept_place(out)), ["one"]))
    assert made == {"one": out / "reports" / "one.html"}
    assert broken(out) == []
    assert not soup(made["one"]).header.find("a")
    make_site(Corpus(out, where=kept_place(out)))
    assert broken(out) == []
    assert soup(made["one"]).header.find("a", href="../index.html#article-one").text == "← Retour au corpus"


def test_interrupted_while_it_is_made_nothing_changes(small, monkeypatch):
    """A run that ends before its pages are written leaves the old ones, byte for byte, and nothing beside them."""
    make_site(small, Options(lang="en"))
    before = {path.name: path.stat().st_mtime_ns for path in small.out.iterdir()}
    monkeypatch.setattr("helpers.site.making.story_notebook", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_site(small, Options(lang="fr"))
    assert {path.name: path.stat().st_mtime_ns for path in small.out.iterdir()} == before
    assert broken(small.out) == []


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", range(9))
def test_interrupted_while_it_is_written_every_link_lands(tmp_path, monkeypatch, step):
    """Whichever file operation a run ends at, the index is the old or the new one, and what it leads to is there."""
    page = "<title>{0}</title><a href='stories/{0}.html'>{0}</a>"
    old = {"stories/old.html": "old", "reports/gone.html": "gone", INDEX: page.format("old")}
    files = Files(tmp_path)
    files.publish(old)
    (tmp_path / "stories" / "notes.txt").write_text("mine", encoding="utf-8")
    new = {"stories/new.html": "new", "stories/more.html": "more", INDEX: page.format("new")}
    left = iter(range(step))

    def counted(real):
        return lambda *args, **options: interrupted() if next(left, None) is None else real(*args, **options)

    monkeypatch.setattr("helpers.site.files.os.replace", counted(site_files.os.replace))
    monkeypatch.setattr("helpers.site.files.Path.unlink", counted(Path.unlink))
    with suppress(KeyboardInterrupt):
        files.publish(new, drop=old)
    monkeypatch.undo()
    assert (tmp_path / INDEX).read_text(encoding="utf-8") in {old[INDEX], new[INDEX]}
    assert (tmp_path / soup(tmp_path / INDEX).a["href"]).is_file()
    assert not list(tmp_path.glob(".relire-*"))
    again = Files.of(tmp_path)
    again.publish(new, drop=[name for name in again.own if name not in new])
    assert pages(tmp_path) == {name: page.encode() for name, page in new.items()}
    assert sorted(path.name for path in tmp_path.iterdir()) == [INDEX, CARD, "stories"]
    assert (tmp_path / "stories" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", [INDEX, "stories", "reports/one.html"])
def test_what_is_the_readers_is_never_touched(small, name):
    """A file that Relire did not write, or that was changed since, stops it before anything is written."""
    path = small.out / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    before = pages(small.out)
    with pytest.raises(InputError, match=re.escape(str(path))):
        list(make_reports(small, ["one"])) if name.startswith("reports") else make_site(small)
    assert (path.read_text(encoding="utf-8"), pages(small.out)) == ("mine", before)


def test_a_page_that_was_changed_is_the_readers(small):
    """An own page with a note written into it is kept; files beside the pages stay in any case."""
    page = make_site(small).page
    (small.out / "stories" / "notes.txt").write_text("mine", encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "note", encoding="utf-8")
    with pytest.raises(InputError, match="was changed since Relire wrote it"):
        make_site(small, Options(lang="en"))
    page.unlink()
    assert make_site(small, Options(lang="en")).fresh
    assert (small.out / "stories" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("rows", "stories"),
    [
        pytest.param(small_rows()[:1], 0, id="one article"),
        pytest.param([{k: v for k, v in row.items() if k != "date"} for row in small_rows()], 1, id="no dates"),
        pytest.param([{"id": "x", "text": "Bonjour."}, {"id": "y", "text": "שלום עולם, זה מבחן."}], 0, id="tiny"),
        pytest.param([dict(small_rows()[0], id=f"n{n}") for n in range(9)], 1, id="nine copies of one day"),
    ],
)
def test_corpora_with_little_to_tell(tmp_path, rows, stories):
    """One article, no clusters, no dates, nothing but copies: a site all the same, which claims nothing."""
    corpus = corpus_of(rows, tmp_path / "t.jsonl", tmp_path / "out")
    made = make_site(corpus, Options(lang="en"))
    assert (made.stories, made.left) == (stories, 0)
    assert broken(corpus.out) == []
    for path in (corpus.out / "stories").glob("*") if stories else ():
        text = soup(path).text
        if "date" not in rows[0]:
            assert "which is the earliest, nobody can tell" in text
        if len(rows) == 9:
            assert "9 articles stand on the first day" in text
            assert "The first 6 articles are compared here" in text
            assert "3 articles of the cluster are not" in text


def test_hostile_ids_and_titles_stay_text(tmp_path):
    """Markup in ids, titles, outlets and texts is shown; reports of such ids lie in their folder, linked."""
    ids = ["../../up", MARKUP, "é" * 300, "a/b", "x' --report 'y"]
    rows = [{"id": name, "text": f"{TEXT} {MARKUP}", "title": MARKUP, "outlet": MARKUP} for name in ids]
    corpus = corpus_of(rows, tmp_path / "t.jsonl", tmp_path / "out")
    assert make_site(corpus, Options(lang="fr")).stories == 1
    made = dict(make_reports(corpus, ids[:3]))
    assert all(isinstance(path, Path) and path.parent == corpus.out / "reports" for path in made.values()), made
    assert broken(corpus.out) == []
    links = {link["href"] for link in soup(corpus.out / INDEX).find_all(href=True)}
    assert {f"reports/{path.name}" for path in made.values()} <= links
    assert {path.name for path in tmp_path.iterdir()} == {"t.jsonl", "out"}


def test_names_of_pages():
    """Names are safe on any file system, and no two ids share one, whatever their case."""
    names = [page_name(name) for name in NAMES]
    assert len({name.casefold() for name in names}) == len(NAMES)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,80}", name) and name not in {"con", "..", "."} for name in names)
    assert page_name(page_name("É")) != page_name("É")


def test_lines_that_recur_count_in_no_report(tmp_path):
    """Only the corpus knows that a line stands on each page of an outlet; its reports know it too."""
    menu = "La Gazette vous informe chaque matin de ce qui se passe dans la région et ailleurs."
    words = "pont bac fleuve port école rivière digue halle marché stade".split()
    for number, word in enumerate(words):
        lines = [
            f"Le {word} a rouvert",
            f"Le {word} a rouvert lundi après des mois de travaux, dit la mairie. " * 3,
            menu,
        ]
        (tmp_path / "dumps").mkdir(exist_ok=True)
        (tmp_path / "dumps" / f"{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    rows = [
        {"id": str(n), "outlet": "La Gazette", "text": (tmp_path / "dumps" / f"{n}.txt").read_text(encoding="utf-8")}
        for n in range(10)
    ]
    corpus = corpus_of(rows, tmp_path / "t.jsonl", tmp_path / "out")
    told = corpus.frame("articles", ["article", "recurring", "kept"]).set_index("article")
    name = told.index[0]
    (made,) = dict(make_reports(corpus, [name])).values()
    _, card = read_report_of(made)
    assert card["lines"]["kept"] == told.at[name, "kept"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_dump_in_a_folder_with_decisions(tmp_path, number):
    """A report of a dump obeys the file of decisions beside it, as the corpus does."""
    (tmp_path / "dumps" / "été").mkdir(parents=True)
    path = tmp_path / "dumps" / "été" / f"a {number}.txt"
    path.write_text(f"{TEXT}\n\nUne ligne à part.\n", encoding="utf-8")
    status = run_quietly("override", path, "--title", "Titre choisi")
    assert status == 0
    corpus = load_corpus(tmp_path / "dumps", out=tmp_path / "out")
    (made,) = dict(make_reports(corpus, [f"été/a {number}.txt"])).values()
    page, card = read_report_of(made)
    assert page.h1.text == "Titre choisi"
    assert card["lines"]["kept"] == corpus.articles["kept"].iloc[0]


def run_quietly(*arguments: object) -> int:
    from helpers import cli

    with pytest.raises(SystemExit) as done:
        cli.main([str(argument) for argument in arguments])
    return int(done.value.code or 0)


def test_a_source_that_changed_is_not_reported(small, tmp_path):
    """Where the source says something else now, or is gone, there is no report but a reason; story pages say so too."""
    rows = small_rows()
    rows[0]["text"] += " Autre chose."
    pd.DataFrame(rows).to_json(tmp_path / "t.jsonl", orient="records", lines=True, force_ascii=False)
    (error,) = dict(make_reports(small, ["one"])).values()
    assert "has changed since" in str(error)
    assert not (small.out / "reports").exists()
    make_site(small, Options(lang="en"))
    assert "Nothing can be set side by side" in soup(next((small.out / "stories").iterdir())).text


def test_another_version_reads_first(small, monkeypatch):
    """Of a corpus that another Relire read there are neither pages nor reports: their numbers might differ."""
    monkeypatch.setattr(Corpus, "current", False)
    with pytest.raises(InputError, match="another version of Relire read it"):
        make_site(small)
    with pytest.raises(InputError, match="another version of Relire read it"):
        list(make_reports(small, ["one"]))


def test_the_command(tmp_path, capfd):
    """Tables alone, then their site, a report, one that is not there, and what does not go together."""
    pd.DataFrame(small_rows()).to_csv(tmp_path / "t.csv", index=False)
    table, out = tmp_path / "t.csv", tmp_path / "out"
    assert run(capfd, "corpus", table, "-o", out, "-j", 1, "--no-site")[:2] == (0, f"{out}\n")
    assert not (out / INDEX).exists()
    assert run(capfd, "corpus", out, "--lang", "en", "--stories", 0)[:2] == (0, f"{out / INDEX}\n")
    assert not (out / "stories").exists()
    status, printed, said = run(capfd, "corpus", out)
    assert (status, printed, said) == (0, f"{out / INDEX}\n", "relire: the pages are current\n")
    status, printed, _ = run(capfd, "corpus", out, "--report", "one", "--lang", "en")
    assert (status, printed) == (0, f"{out / 'reports' / 'one.html'}\n")
    assert broken(out) == []
    status, _, said = run(capfd, "corpus", out, "--report", "onee")
    assert (status, said) == (2, "relire: onee: no article has this id; did you mean 'one'?\n")
    wrong_ones = [
        ("corpus", out, "--no-site"),
        ("corpus", tmp_path),
        ("corpus", table, "-o", out, "--report", "one"),
        ("corpus", tmp_path, "-o", out),
        ("corpus", table, "-o", out, "-p", "CORPUS=x"),
        ("corpus", table, "-o", out, "-p", "NONE=x"),
        ("corpus", out, "--lang", "xx"),
    ]
    for arguments in wrong_ones:
        status, printed, said = run(capfd, *arguments)
        assert (status, printed, said.count("\n")) == (2, "", 1), arguments
    assert (out / CARD).is_file()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), pytest.param("dark", 1400, marks=pytest.mark.deep)])
def test_axe_finds_nothing_in_the_site(judged, page, site, scheme, width):
    """Index and story pages break no rule of WCAG 2.2 A and AA; structure, names and focus are those of a report."""
    page.set_viewport_size({"width": width, "height": 800})
    for path in [site.out / INDEX, *sorted((site.out / "stories").iterdir())[:2]]:
        assert judged(path.as_uri(), scheme, width) == []
        page.goto(path.as_uri())
        assert wrong(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.asked == [url for url in page.asked if url.startswith("file:")]
    assert page.complaints == []
