"""The list of articles: a choice holds for all notebooks, what cannot be read is not chosen, nothing stalls it."""

from __future__ import annotations

import asyncio
import json
import os
import time

import pytest

from helpers import picker
from helpers.errors import InputError
from helpers.picker import chosen, pick
from helpers.sources import find_article

VIEW = "application/vnd.jupyter.widget-view+json"
TEXT = "Le pont rouvre ce matin\n\nLe pont de la ville rouvre ce matin après dix ans de travaux, dit la mairie.\n"


@pytest.fixture(autouse=True)
def jupyter(monkeypatch, tmp_path):
    """As if a reader sat at a JupyterLab of their own, in whose folder nothing was chosen yet."""
    monkeypatch.setattr(picker, "can_type", lambda: True)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("JPY_PARENT_PID", "1234")
    monkeypatch.delenv("RELIRE_ARTICLE", raising=False)
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "jpserver-1234.json").write_text("{}")
    picker._here.clear()
    return tmp_path / "runtime"


@pytest.fixture
def articles(monkeypatch, tmp_path):
    """A folder of articles with one that is fit to read, one that is empty and one that is huge."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bridge.txt").write_text(TEXT)
    (folder / "empty.txt").write_text("")
    (folder / "huge.txt").write_text(TEXT * 20_000)
    monkeypatch.setattr(picker, "ARTICLES", folder)
    return folder


def labels(shown) -> list[str]:
    """What the list offers."""
    return [text for text, _ in shown.widget.children[0].options]


def test_the_parameter_is_obeyed(articles):
    """What ARTICLE says goes before what was chosen, and then there is nothing to choose."""
    pick().choose(str(articles / "bridge.txt"))
    assert chosen("sample-en-bridge") == find_article("sample-en-bridge")
    shown = pick("sample-en-bridge")
    assert shown.widget.children[0].disabled
    assert "Set it to None to choose here" in shown.widget.children[1].value


def test_a_choice_holds_for_all_notebooks_of_this_jupyterlab(jupyter, articles, monkeypatch):
    """Another kernel of the same server reads what was chosen; one of another server, or started anew, does not."""
    assert chosen() == find_article()
    shown = pick()
    shown.widget.children[0].value = str(articles / "bridge.txt")
    assert chosen() == chosen("") == articles / "bridge.txt"
    assert "“bridge” is chosen. Run all cells" in shown.widget.children[1].value.replace("&quot;", "")
    assert 'data-commandlinker-command="notebook:run-all-cells"' in shown.widget.children[1].value
    assert repr(pick()) == "bridge"
    monkeypatch.setenv("JPY_PARENT_PID", "99")
    assert chosen() == find_article()
    monkeypatch.setenv("JPY_PARENT_PID", "1234")
    os.utime(jupyter / "jpserver-1234.json", (time.time() + 60,) * 2)
    assert chosen() == find_article()


def test_without_a_server_the_choice_is_the_notebooks_own(articles, monkeypatch):
    """Where no server is known, nothing is written, and the choice holds in this kernel."""
    monkeypatch.setenv("JPY_PARENT_PID", "")
    pick().choose(str(articles / "bridge.txt"))
    assert chosen() == articles / "bridge.txt"


def test_a_report_follows_no_choice(articles, monkeypatch):
    """Where nobody can choose, the choice is not looked at and no list is made."""
    pick().choose(str(articles / "bridge.txt"))
    monkeypatch.setattr(picker, "can_type", lambda: False)
    assert chosen() == find_article()
    shown = pick()
    assert set(shown._repr_mimebundle_()) == {"text/plain"}
    assert "widget" not in vars(shown)


def test_what_is_gone_is_no_longer_chosen(articles):
    """A chosen file that was removed leaves the default."""
    pick().choose(str(articles / "bridge.txt"))
    (articles / "bridge.txt").unlink()
    assert chosen() == find_article()


def test_what_cannot_be_read_is_listed_as_such_and_not_chosen(articles):
    """An empty file says so in the list, and choosing it says why it was not chosen."""
    shown = pick()
    assert labels(shown)[1:] == [
        "Le pont rouvre ce matin · bridge",
        "empty (cannot be read: the file is empty; give a text dump of a page)",
        "huge (2 MB)",
    ]
    shown.widget.children[0].value = str(articles / "empty.txt")
    assert "Not chosen: " in shown.widget.children[1].value
    assert chosen() == find_article()


def test_a_hostile_title_is_text(articles):
    """A name full of markup shows as text, in the list and below it."""
    place = articles / "<img src=x onerror=alert(1)>.txt"
    place.write_text(TEXT)
    shown = pick()
    shown.widget.children[0].value = str(place)
    assert "<img" not in shown.widget.children[1].value
    assert json.loads(json.dumps(shown._repr_mimebundle_()[VIEW]))


def test_many_articles_stall_nothing(articles, monkeypatch):
    """Titles that take too long are read later, while the kernel is idle; until then names stand there."""
    for number in range(40):
        (articles / f"dump-{number:02}.txt").write_text(TEXT.replace("ce matin", f"le {number + 1} mai"))
    monkeypatch.setattr(picker, "PATIENCE", 0)

    async def idle() -> tuple[list[str], list[str]]:
        shown = pick()
        before = labels(shown)
        (task,) = picker._reading
        await task
        assert shown.widget.children[0].value == str(chosen())
        assert shown.widget.children[1].value == ""
        return before, labels(shown)

    before, after = asyncio.run(idle())
    assert "dump-07" in before
    assert "Le pont rouvre le 8 mai · dump-07" in after
    assert "huge (2 MB)" in after


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "elsewhere"])
def test_what_lies_elsewhere_heads_the_list(tmp_path, monkeypatch, address):
    """An address or a path that make lab names is on the list too, first and chosen; it is not fetched for a title."""
    if address == "elsewhere":
        (tmp_path / "other.txt").write_text(TEXT)
        address = str(tmp_path / "other.txt")
    monkeypatch.setenv("RELIRE_ARTICLE", address)
    shown = pick()
    assert shown.widget.children[0].value == address
    assert len(labels(shown)) == 4
    assert address in labels(shown)[0]


def test_an_article_that_is_not_there_is_said_at_once():
    """A wrong ARTICLE is refused as everywhere."""
    with pytest.raises(InputError, match="no such article"):
        chosen("no-such")
