"""Progress: a line for whoever waits in JupyterLab, and nothing for anybody else."""

from __future__ import annotations

import time

import IPython.display
import pytest

from helpers import progress


class Slow:
    """An article whose frames take their time."""

    lines = property(lambda _: time.sleep(0.3))
    sections = property(lambda self: time.sleep(self.rest))
    mentions = property(lambda self: 1 / self.divisor)
    rest, divisor = 0.0, 1


class Handle:
    """What ``display`` returns."""

    def __init__(self, said: list[str]) -> None:
        self.update = lambda line: said.append(repr(line))


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What was shown, in order; a reader sits in JupyterLab and waits a tenth of a second."""
    shown: list[str] = []
    monkeypatch.setattr(progress, "can_type", lambda: True)
    monkeypatch.setattr(progress, "PATIENCE", 0.1)
    monkeypatch.setattr(IPython.display, "display", lambda line, **_: shown.append(repr(line)) or Handle(shown))
    monkeypatch.setattr(IPython.display, "clear_output", lambda: shown.append("cleared"))
    return shown


def test_who_waits_is_told_and_nothing_stays(said):
    """The line names the step and its number, follows them, and goes when all is there."""
    article = Slow()
    article.rest = 0.6
    assert progress.follow(article, "mentions") is article
    assert said[0].startswith("Reading the lines: step 1 of 3, 0 s")
    assert said[-2].startswith("Counting words and sentences: step 2 of 3")
    assert said[-1] == "cleared"


def test_the_line_goes_when_reading_fails(said):
    """An error reaches the reader, without a line that pretends to go on."""
    article = Slow()
    article.divisor = 0
    with pytest.raises(ZeroDivisionError):
        progress.follow(article, "mentions")
    assert said[-1] == "cleared"


def test_a_short_article_shows_nothing(said, monkeypatch):
    """What is there within a second is not announced."""
    monkeypatch.setattr(progress, "PATIENCE", 5)
    progress.follow(Slow())
    assert said == []


def test_where_nobody_sits_nothing_is_computed(said, monkeypatch):
    """A report computes frames when they are asked for, as before."""
    monkeypatch.setattr(progress, "can_type", lambda: False)
    article = Slow()
    article.divisor = 0
    progress.follow(article, "mentions")
    assert said == []
