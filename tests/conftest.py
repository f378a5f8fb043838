"""What tests in a real browser share: Chromium, the report of the sample, a JupyterLab begun by ``make lab``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from small_notebooks import HOSTILE, code, markdown

from helpers.labels import speak
from helpers.paths import NOTEBOOKS, ROOT
from helpers.report import make_report
from helpers.running import Runner, runners

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(autouse=True)
def english() -> None:
    """Each test begins in English, whatever language the one before spoke."""
    speak("en")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Chromium; without it the tests are skipped, or fail where RELIRE_REQUIRE_BROWSER=1."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _missing("install Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


def _missing(what: str) -> None:
    if os.environ.get("RELIRE_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """Executes notebooks in processes that share their imports; what it runs sees the environment of its start."""
    with runners(1, NOTEBOOKS) as (run,):
        yield run


@pytest.fixture(scope="session")
def report(tmp_path_factory, runner) -> str:
    """Address of the report of the sample, made once for all tests."""
    return make_report("otan-zelensky", out_dir=tmp_path_factory.mktemp("reports"), run=runner).as_uri()


@pytest.fixture
def page(browser) -> Iterator:
    """A page that keeps what it complains of and what it asks for elsewhere."""
    opened = browser.new_page()
    _listen(opened)
    yield opened
    opened.close()


def _listen(opened) -> None:
    opened.complaints, opened.asked = [], []
    opened.on("console", lambda message: opened.complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def judged(browser, axe) -> Iterator:
    """A function that opens a page and gives what axe-core finds wrong in it."""
    opened = browser.new_context(bypass_csp=True)  # the page forbids scripts, and this one must run in it

    def judge(url: str, scheme: str, width: int) -> list[str]:
        page = opened.new_page()
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        page.evaluate(axe)
        found = page.evaluate(
            "tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)", WCAG
        )
        page.close()
        return [
            f"{rule['impact']} {rule['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for rule in found
            for node in rule["nodes"][:5]
        ]

    yield judge
    opened.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory) -> Iterator[tuple[str, str]]:
    """Address and token of a JupyterLab, as ``make lab`` starts it, on copies of the notebooks, for a new user."""
    if shutil.which("make") is None:
        _missing("install GNU make: apt-get install make")
    home = tmp_path_factory.mktemp("lab")
    shutil.copy(ROOT / "Makefile", home)
    folder = home / "notebooks"
    shutil.copytree(NOTEBOOKS, folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    hostile = [markdown("# Hostile"), code(f"from helpers import html\nhtml.sentence({HOSTILE!r})")]
    hostile.append(code(f"html.table(__import__('pandas').DataFrame({{'text': [{HOSTILE!r}]}}), caption={HOSTILE!r})"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=hostile, metadata=kernel), folder / "hostile.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = "test"
    own = ["CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"]
    settings = {f"JUPYTER_{name}": str(home / name) for name in own} | {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    inherited = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    inherited.pop("RELIRE_ARTICLE", None)
    flags = f"--no-browser --allow-root --expose-app-in-browser --port={port} --ip=127.0.0.1"
    flags += f" --IdentityProvider.token={token} --LabApp.app_settings_dir={home / 'app-settings'}"
    installed = [f"--old-file=.venv/{step}" for step in (".run", ".compiled")]  # the Python of the tests has it all
    command = ["make", "--no-print-directory", "-C", str(home), "lab", *installed, f"BIN={Path(sys.executable).parent}"]
    command += [f"SETTINGS={home / 'app-settings'}", f"LAB_FLAGS={flags}"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=inherited | settings, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/api/status?token={token}", server, home / "log")
        yield base, token
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="module")
def workbench(browser, lab) -> Iterator:
    """JupyterLab in the browser as ``make lab`` opens it; ``complaints`` and ``asked`` as in ``page``."""
    base, token = lab
    opened = browser.new_page(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    _listen(opened)
    opened.goto(f"{base}/?token={token}")
    opened.wait_for_function("() => window.jupyterapp", timeout=60_000)
    opened.evaluate("window.jupyterapp.restored.then(() => null)")
    first = "window.jupyterapp.shell.currentWidget"  # it takes the focus once more when its kernel has come
    opened.wait_for_function(f"() => {first}?.sessionContext?.session?.kernel?.status === 'idle'", timeout=60_000)
    yield opened
    opened.close()
