"""A report printed as PDF by a Chromium that is installed anyway; Relire brings none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from helpers.errors import InputError
from helpers.running import kill

VARIABLE = "RELIRE_BROWSER"
SECONDS = 120
PROGRAMS = (
    "chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge microsoft-edge-stable msedge "
    "brave-browser"
).split()
_APPLICATIONS = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
PLACES = {
    "darwin": [
        root / f"{name}.app/Contents/MacOS/{name}"
        for name in _APPLICATIONS
        for root in (Path("/Applications"), Path("~/Applications").expanduser())
    ],
    "win32": [
        Path(os.environ.get(root, "C:/")) / place
        for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        for place in (
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        )
    ],
    "linux": [
        Path("/", "opt", "google", "chrome", "chrome"),
        Path("/snap/bin/chromium"),
        Path("/usr/lib/chromium/chromium"),
    ],
}
# Printing asks for nothing: no updates, no lists, no telemetry, and whatever a page would ask for goes nowhere.
_QUIET = (
    "--headless --disable-gpu --no-first-run --no-default-browser-check --disable-background-networking "
    "--disable-component-update --disable-default-apps --disable-domain-reliability --disable-extensions "
    "--disable-sync --disable-breakpad --metrics-recording-only --mute-audio --no-pings --password-store=basic "
    "--use-mock-keychain --proxy-server=http://127.0.0.1:9 "
    "--generate-pdf-document-outline --export-tagged-pdf --no-pdf-header-footer"
).split()


def find_browser() -> str:
    """The browser that ``RELIRE_BROWSER`` names, else one on the path or in the usual places.

    Raises InputError when there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if found := shutil.which(named):
            return found
        raise InputError(f"{VARIABLE}={named}: no such program; name a Chromium, Chrome or Edge, or leave it unset")
    for program in PROGRAMS:
        if found := shutil.which(program):
            return found
    for place in PLACES.get(sys.platform, []):
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    raise InputError(
        f"--pdf: no Chromium, Chrome or Edge found to print with; install one, or name it in {VARIABLE}, "
        "or print the HTML file from any browser"
    )


def pdf_printer(seconds: float = SECONDS) -> Callable[[str], bytes]:
    """A function that makes a PDF of a page; InputError at once where no browser can."""
    browser = find_browser()
    return lambda page: print_pdf(page, browser, seconds=seconds)


def print_pdf(page: str, browser: str, *, seconds: float = SECONDS) -> bytes:
    """The page as PDF, tagged and with an outline, printed without a network in a profile that is thrown away.

    Raises InputError when the browser takes longer than ``seconds`` or prints nothing.
    """
    with tempfile.TemporaryDirectory(prefix="relire-pdf-", ignore_cleanup_errors=True) as work:
        source, target = Path(work, "page.html"), Path(work, "page.pdf")
        source.write_text(page, encoding="utf-8", errors="replace", newline="\n")
        command = [browser, *_QUIET, f"--user-data-dir={Path(work, 'profile')}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium's sandbox refuses root
            command.append("--no-sandbox")
        said = _run([*command, source.as_uri()], work, seconds, browser)
        raw = target.read_bytes() if target.is_file() else b""
    if not raw.startswith(b"%PDF") or b"%%EOF" not in raw[-1024:]:
        last = said.strip().splitlines()[-1:] or ["it said nothing"]
        raise InputError(f"{browser}: printed no PDF ({last[0]}); name another browser in {VARIABLE}")
    return raw


def _run(command: list[str], home: str, seconds: float, browser: str) -> str:
    environment = os.environ | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise InputError(f"{browser}: cannot be started ({error.strerror or error})") from None
    try:
        return process.communicate(timeout=seconds)[1].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        raise InputError(
            f"{browser}: took longer than {seconds:.0f} seconds to print; name another in {VARIABLE}"
        ) from None
    finally:
        kill(process)
