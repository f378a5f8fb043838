"""Hostile text: in a report and in JupyterLab nothing of an article runs, loads or restyles anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from small_notebooks import code, markdown, write

from helpers import html, load_article
from helpers.cli.frames import FORMULA, frames, harmless
from helpers.decisions import ledger_path
from helpers.paths import ROOT
from helpers.report import make_report

OWN = "document.title='owned';document.body.dataset.owned=1;fetch('http://127.0.0.1:9/x')"
PAYLOADS = {
    "script": f"<script>{OWN}</script>",
    "closing script": f"</script></style></title></textarea><script>{OWN}</script>",
    "handler": f'<img src=x onerror="{OWN}"><body onload="{OWN}">',
    "attribute": f"\" onmouseover=\"{OWN}\" x='' autofocus onfocus='{OWN}'",
    "link": f'<a href="javascript:{OWN}">ici</a> [là](javascript:{OWN}) java&#10;script:{OWN}',
    "svg": f"<svg onload=\"{OWN}\"><script>{OWN}</script><a xlink:href='javascript:{OWN}'><text>x</text></a></svg>",
    "math": f'<math><maction actiontype="statusline#http://x" xlink:href="javascript:{OWN}">x</maction></math>',
    "css": "</style><style>*{display:none!important}</style><p style='position:fixed;inset:0;background:url(//x)'>",
    "base": '<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    "frame": f'<iframe srcdoc="<script>{OWN}</script>" src="//x"></iframe><object data="//x"></object>',
    "form": '<form action="http://127.0.0.1:9/"><input autofocus name=q><button formaction="//x">envoyer</button>',
    "comment": "<!-- --!> <![CDATA[ ]]> <?xml-stylesheet href='//x'?>",
    "bidi": "abc \u202egnirts desrever\u2066 xyz \u2069\u202c",
    "mathematics": "$x^2$ $$\\int_0^1$$ \\(y\\) \\[z\\] \\begin{equation}1\\end{equation}",
    "ansi": "\x1b[31mrouge\x1b[0m \x1b]8;;http://127.0.0.1:9/\x07lien\x1b]8;;\x07 \x9b31m",
    "magic": "%run evil.py !touch OWNED ?print %%bash {{7*7}} {% include '/etc/passwd' %}",
    "formula": "=cmd|' /C calc'!A0 +1+cmd @SUM(1) -2+3 =HYPERLINK(\"http://127.0.0.1:9/\")",
    "entity": "&lt;script&gt; &#60;script&#62; &nbsp; &amp;lt;",
    "controls": "nul \x00 del \x7f nel \u0085 ls \u2028 bom \ufeff tag \U000e0041",
}
SENTENCE = "Le ministre a répondu aux députés que la loi serait votée avant la fin de l’année à Paris."
SHOW = """\
from helpers import html, load_article, readings
from helpers.sources import find_article
article = load_article(find_article(ARTICLE))
html.article_card(article)"""


def article_text(payload: str) -> str:
    """A dump whose title, body, heading and boilerplate all hold the payload."""
    body = f"{SENTENCE} {payload} {SENTENCE}"
    lines = [f"Une loi votée à Paris {payload}", "", f"{SENTENCE} {SENTENCE}", body, "", f"Un titre {payload}", body]
    return "\n".join([*lines, f"Cookies {payload}", body, payload]) + "\n"


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    """One notebook that shows an article in every way that the tables and the text allow."""
    cells = [markdown("# One"), code("ARTICLE = None\nQUERY = None", "parameters"), code(SHOW), markdown("## Two")]
    cells += [code(f"html.{name}(article)") for name in ("ledger", "differences", "reading_copy")]
    cells += [code("html.table(article.title_candidates, caption=article.title)"), code("print(article.source.text)")]
    cells += [code("html.sentence(article.title or str())"), code("article.source.text"), code("html.escape(QUERY)")]
    return write(tmp_path_factory.mktemp("notebooks"), _1_one=cells)


def check(page, address: str) -> None:
    """Assert that the page, its content-security policy taken out, neither runs nor loads nor restyles anything."""
    page.goto(address)
    page.wait_for_timeout(100)
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith(("data:", "file:"))] == []
    assert page.asked[0] == address
    assert page.evaluate("document.body.dataset.owned") is None
    assert page.title() != "owned"
    counts = """() => ({
        barred: document.querySelectorAll(
            'script, iframe, object, embed, base, form, input:not([type=checkbox]), math, body style').length,
        handlers: [...document.querySelectorAll('*')].filter(
            e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
        links: [...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length,
        hidden: getComputedStyle(document.querySelector('main, div')).display === 'none',
        svg: [...document.querySelectorAll('svg script, svg foreignObject')].length})"""
    assert page.evaluate(counts) == {"barred": 0, "handlers": 0, "links": 0, "hidden": False, "svg": 0}


def without_policy(report: Path) -> str:
    """The address of a copy of the report that nothing guards but its own markup."""
    page = report.read_text("utf-8")
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert bare != page
    copy = report.with_name("bare.html")
    copy.write_text(bare, encoding="utf-8")
    return copy.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_nothing_of_an_article_runs(page, notebooks, tmp_path, suffix):
    """All payloads in one dump and in one page: with and without the policy, the report is quiet and itself."""
    text = article_text("\n".join(PAYLOADS.values()))
    if suffix == ".html":
        text = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
        raw = "".join(PAYLOADS[name] for name in ("script", "handler", "svg", "math", "css", "base", "frame", "form"))
        text = f"<!doctype html><html lang='fr'><title>Une loi {html.escape(PAYLOADS['script'])}</title>{text}{raw}"
    dump = tmp_path / f"hostile{suffix}"
    dump.write_text(text.replace("\x00", ""), encoding="utf-8")  # with a NUL it would be no text
    report = make_report(dump, out_dir=tmp_path, parameters={"QUERY": PAYLOADS["attribute"]}, notebooks=notebooks)
    check(page, report.as_uri())
    page.asked.clear()
    check(page, without_policy(report))
    shown = BeautifulSoup(report.read_text("utf-8"), "html.parser").get_text()
    for payload in ("handler", "frame", "mathematics", "magic") if suffix == ".txt" else ():
        assert PAYLOADS[payload] in shown


@pytest.mark.browser
def test_names_decisions_and_parameters_run_nothing(page, notebooks, tmp_path):
    """File name, stated title, reasons, names of actors and parameters are text like the article's own."""
    payload = "<img src=x onerror=fetch('http:%2f%2f127.0.0.1:9')><svg onload=alert(1)>\u202e"
    dump = tmp_path / f"{payload.replace('/', '')}.txt"
    dump.write_text(article_text("Ursula Dupont"), encoding="utf-8")
    sha256 = load_article(dump).source.sha256
    title = payload.replace("'", "")
    decided = f"sha256 = '{sha256}'\ntitle = '{title}'\nbyline = '{title}'\n"
    decided += f"[lines.3]\nrole = 'body'\nkeep = true\nreason = '{title}'\n"
    dump.with_name(f"{dump.name}.relire.toml").write_text(decided, encoding="utf-8")
    ledger_path(dump).write_text(f"actor;becomes;reason\nParis;{title};{title}\n", encoding="utf-8")
    report = make_report(dump, out_dir=tmp_path, parameters={"QUERY": f"</code></pre>{payload}"}, notebooks=notebooks)
    check(page, report.as_uri())
    page.asked.clear()
    check(page, without_policy(report))
    written = report.read_text("utf-8")
    assert "\u202e" not in written
    assert "⟦RLO⟧" in written


@pytest.mark.browser
@pytest.mark.parametrize("payload", [name for name in PAYLOADS if name != "controls"])
def test_what_cells_show_runs_nothing_by_itself(page, tmp_path, payload):
    """Each piece of HTML, in a page without a policy, as JupyterLab has none: text stays text."""
    article = load_article(text=article_text(PAYLOADS[payload]))
    pieces = [html.article_card(article), html.ledger(article), html.differences(article), html.sentence(article.title)]
    pieces += [html.reading_copy(article, marks=article.mentions), html.table(article.lines, caption=article.title)]
    pieces.append(html.card({PAYLOADS[payload]: PAYLOADS[payload]}))
    shown = "".join(re.sub(r"<style>.*?</style>", "", piece._repr_html_()) for piece in pieces)
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>t</title><div>{shown}</div>", encoding="utf-8")
    check(page, file.as_uri())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_tables_hold_no_formula(payload):
    """No cell of any table, nor any name of a column, is a formula for a spreadsheet."""
    text = "\n".join([article_text(PAYLOADS[payload]), *PAYLOADS["formula"].split(" ")])
    for name, frame in list(frames(load_article(text=text.replace("\x00", ""))))[:9]:
        for column, cells in harmless(frame.reset_index()).items():
            bad = [cell for cell in cells if isinstance(cell, str) and cell.startswith(FORMULA)]
            assert bad == [], (name, column)


@pytest.mark.parametrize("payload", ["magic", "ansi"])
def test_nothing_is_executed_for_an_article(notebooks, tmp_path, payload, monkeypatch):
    """Magics, shell commands and templates in text, title and parameters are text; no escape reaches the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evil.py").write_text("open('OWNED', 'w')")
    text = article_text(PAYLOADS[payload]) + f"{SENTENCE}\n" * 50  # with more controls than text it would be no text
    (tmp_path / "dump.txt").write_text(text, encoding="utf-8")
    report = make_report("dump.txt", out_dir="out", parameters={"QUERY": "!touch OWNED"}, notebooks=notebooks)
    page = report.read_text("utf-8")
    assert not (tmp_path / "OWNED").exists()
    assert "\x1b" not in page
    assert "root:" not in page


BIG = {
    "a line of 5 MB": lambda: "Un titre sur une seule ligne\n\n" + "Le président a parlé à Paris de la loi. " * 125_000,
    "a word of 5 MB": lambda: "Un titre sur un seul mot\n\n" + "a" * 5_000_000,
    "100,000 lines": lambda: "\n".join(f"La ligne {n} dit que le président a parlé à Paris." for n in range(100_000)),
    "100,000 copies": lambda: "Le président a parlé à Paris de la loi sur les ponts.\n" * 100_000,
    "100,000 blank lines": lambda: "Un titre\n" + "\n" * 100_000 + "Un texte à Paris.\n",
}


@pytest.mark.deep
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX has it")
@pytest.mark.parametrize("name", BIG)
def test_the_huge_is_bounded(tmp_path, name):
    """A huge dump gives a page of at most 20 MB, or one clear line, in ten minutes and less than 4 GB."""
    (tmp_path / "huge.txt").write_text(BIG[name](), encoding="utf-8")
    command = [sys.executable, "-m", "helpers.cli", "report", "huge.txt", "-o", "out"]
    began = time.monotonic()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    said = (tmp_path / "log").read_text("utf-8")
    print(name, f"{time.monotonic() - began:.0f} s, {usage.ru_maxrss >> 10} MB", status, said[:300])
    assert time.monotonic() - began < 600
    if status == 0:
        assert (tmp_path / "out" / "huge.html").stat().st_size < 20_000_000
    else:
        assert re.fullmatch(r"relire: [^\n]{10,300}\n", said)
