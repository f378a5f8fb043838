"""What a corpus tells: totals add up, copies count once where asked, each point leads to its articles."""

from __future__ import annotations

import html as _html
import re
from urllib.parse import unquote

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers import InputError, charts, html, labels, load_corpus, readings
from helpers import story as stories
from helpers.charts.canvas import bundle
from helpers.paths import DATA
from helpers.story import saying

SAMPLE = DATA / "corpus" / "sample.jsonl"
COPY = (
    "Le ministre Karl Abendroth a quitté Vienne dimanche vers midi avec trois conseillers. Il a promis à la maire de "
    "Lyon, Léa Mauroy, de revenir avant la fin du mois pour signer le contrat des nouveaux trains régionaux."
)
HOSTILE = "<script>alert('x')</script> & \"titre\" \u202eمرحبا"


def table(path, rows):
    """A corpus of rows of id, date, outlet, title and text."""
    pd.DataFrame(rows, columns=["id", "date", "outlet", "title", "text"]).to_csv(path, index=False)
    return load_corpus(path)


def filler(n):
    """A text like no other."""
    words = [f"mot{chr(97 + n % 26)}{chr(97 + at)}{chr(97 + n // 26)}" for at in range(26)]
    return f"La commune de Lyon a {' '.join(words)}. Le reste {' '.join(reversed(words))} attend."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The sample corpus."""
    return load_corpus(SAMPLE, out=tmp_path_factory.mktemp("story") / "out")


@pytest.fixture(scope="module", params=[True, False], ids=["once", "each"])
def story(request, corpus):
    """The sample, its copies counted once or each time."""
    return stories.read_story(corpus, once=request.param)


def frames(story):
    """Every frame of the notebook."""
    return {
        "volume": stories.volume(story),
        "actors": stories.actor_trends(story),
        "terms": stories.term_trends(story),
        "ties": stories.actor_network(story),
        "keyness": stories.group_keyness(story),
        "printed": stories.cluster_articles(story),
        "clusters": stories.cluster_table(story),
        "wire": stories.wire_shares(story),
    }


def drawn(found, story):
    """Every chart of the notebook."""
    yield charts.volume_bars(found["volume"])
    yield charts.story_trends(found["actors"])
    yield charts.story_trends(found["terms"])
    yield charts.story_network(found["ties"], story.actors.articles_each)
    yield charts.group_keyness_bars(found["keyness"])
    yield charts.cluster_lines(found["printed"])


def said(found):
    """Every sentence of the notebook."""
    yield readings.read_volume(found["volume"])
    yield readings.read_story_trends(found["actors"])
    yield readings.read_story_trends(found["terms"])
    yield readings.read_story_network(found["ties"])
    yield readings.read_group_keyness(found["keyness"])
    yield readings.read_clusters(found["clusters"])
    yield readings.read_wire(found["wire"])


def places(story, found):
    """The page's lists of articles, parsed."""
    given = {name: found[name] for name in ("actors", "terms", "ties", "keyness", "clusters")}
    return BeautifulSoup(html.story_places(story, **given).html, "html.parser")


def test_totals_add_up(story):
    """Articles on the time line and undated ones are all that are counted; copies and first ones are all."""
    volume = stories.volume(story)
    assert volume["articles"].sum() + len(story.undated) == len(story.counted) == len(story.articles) - story.left_out
    assert volume["first"].sum() + volume["copies"].sum() == story.articles["date"].notna().sum()
    assert len(story.periods) == 10
    trends = stories.actor_trends(story, top=1000)
    assert (trends["articles"] <= trends["counted"]).all()
    per = trends.groupby("name")["articles"].sum()
    mentions = story.corpus.mentions.merge(story.counted["period"], left_on="article", right_index=True)
    dated = mentions.dropna(subset="period").groupby("actor")["article"].nunique()
    assert per[per > 0].to_dict() == dated.to_dict()


def test_counted_once_is_a_count_of_clusters(corpus):
    """With duplicates counted once there are as many articles as clusters; otherwise all."""
    once, each = (stories.read_story(corpus, once=once) for once in (True, False))
    assert len(once.counted) == corpus.clusters["cluster"].nunique() == 19
    assert len(each.counted) == len(corpus) == 26


def test_one_more_copy_changes_no_number(tmp_path):
    """Where duplicates count once, a later copy leaves every figure but those about copies as it was."""
    rows = [(str(n), f"2026-03-{1 + n % 3:02}", "xy"[n % 2], f"Titre {n}", filler(n)) for n in range(12)]
    rows.append(("a", "2026-03-02", "x", "Le départ", COPY))
    copy = ("b", "2026-03-03", "y", "Le départ", COPY)
    found = [
        frames(stories.read_story(table(tmp_path / f"{n}.csv", given))) for n, given in enumerate([rows, [*rows, copy]])
    ]
    for name in ("actors", "terms", "ties", "keyness"):
        pd.testing.assert_frame_equal(found[0][name], found[1][name], obj=name)
    assert found[0]["volume"]["articles"].tolist() == found[1]["volume"]["articles"].tolist()
    assert found[1]["volume"]["copies"].tolist() == [0, 0, 1]
    each = frames(stories.read_story(table(tmp_path / "each.csv", [*rows, copy]), once=False))
    assert each["volume"]["articles"].sum() == 14


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_chart_and_sentence_says_how_copies_count(story, lang):
    """Whether duplicates count once stands under every chart that counts, in its alternative text and sentence."""
    with labels.speaking(lang):
        found = frames(story)
        how = saying.counting(story.about)
        texts = [charts.alt_text(ax) for ax in list(drawn(found, story))[:4]]
        texts += [readings.read_volume(found["volume"]), readings.read_story_network(found["ties"])]
        texts += [readings.read_group_keyness(found["keyness"])]
        assert [text for text in texts if how not in text] == []
        assert ("7" if story.once else "26") in how


def test_every_point_leads_to_articles(story):
    """All links of charts and tables end at an id of the page, and each list has as many articles as it says."""
    found = frames(story)
    page = places(story, found)
    ids = {tag["id"] for tag in page.find_all(id=True)}
    pieces = [bundle(ax)[0]["image/svg+xml"] for ax in drawn(found, story)]
    pieces.append(html.table(found["clusters"], links="clusters").html)
    pieces.append(html.table(found["wire"], links="wire").html)
    pieces.append(html.table(found["ties"], links="ties").html)
    pieces.append(html.table(found["keyness"], links="key terms of outlets").html)
    targets = {unquote(_html.unescape(to)) for piece in pieces for to in re.findall(r'<a [^>]*href="#([^"]+)"', piece)}
    assert len(targets) > 100
    assert targets - ids == set()
    inner = {unquote(link["href"][1:]) for link in page.find_all("a", href=True) if link["href"].startswith("#")}
    assert inner - ids == set()
    for section in page.find_all("section"):
        if section.h3 and not section.find("ol"):
            assert len(section.find_all("li")) == int(re.search(r"\d+", section.small.get_text())[0])


def test_links_lead_to_what_is_counted(story):
    """The bar of an actor in a period leads to a list of exactly so many articles."""
    trends = stories.actor_trends(story, top=5)
    page = places(story, frames(story))
    for row in trends[trends["articles"] > 0].itertuples():
        place = page.find(id=saying.period_anchor(row.period, story.period, "actor", row.name))
        assert len(place.ul.find_all("li")) == row.articles


@pytest.mark.parametrize(
    ("dates", "period", "count"),
    [
        (["2026-03-01", "2026-03-31"], "day", 31),
        (["2026-03-01", "2026-04-15"], "week", 8),
        (["2024-01-31", "2026-04-15"], "month", 28),
        (["0001-01-01", "2026-04-15"], "year", 2026),
        (["2026-03-01", "no date"], "day", 1),
        (["", ""], "day", 0),
    ],
)
def test_periods_fit_the_span(tmp_path, dates, period, count):
    """The period follows from the span, and those without an article are there too; what is no date is undated."""
    story = stories.read_story(
        table(tmp_path / "t.csv", [(str(n), d, "x", "T", filler(n)) for n, d in enumerate(dates)])
    )
    assert (story.period, len(story.periods)) == (period, count)
    assert len(stories.volume(story)) == count
    assert stories.volume(story)["articles"].sum() + len(story.undated) == 2


def test_a_period_that_cannot_be_read_is_refused(tmp_path, corpus):
    """A wrong period is named, and one that would make thousands of bars is not drawn."""
    with pytest.raises(ValueError, match="period must be 'day'"):
        stories.read_story(corpus, period="hour")
    wide = table(
        tmp_path / "t.csv", [("a", "1990-01-01", "x", "T", filler(1)), ("b", "2026-01-01", "x", "T", filler(2))]
    )
    with pytest.raises(InputError, match="more than 400"):
        stories.read_story(wide, period="day")


@pytest.mark.parametrize("kind", ["actors", "terms"])
def test_a_name_that_is_not_there_is_refused(corpus, kind):
    """A misspelt name is no empty row, but a hint."""
    story = stories.read_story(corpus)
    with pytest.raises(InputError, match="no counted article has"):
        (stories.actor_trends if kind == "actors" else stories.term_trends)(story, **{kind: ["Karim Benaly"]})
    named = stories.actor_trends(story, actors=["Karim Benali"])
    assert named["name"].unique().tolist() == ["Karim Benali"]


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "2026-03-01", "x", HOSTILE, COPY)],
        [("a", "", "", "", "Bref.")],
        [(str(n), "", "x", "T", COPY) for n in range(3)],
        [(str(n), "2026-03-01", "x", "T", COPY) for n in range(30)],
        [(str(n), f"2026-03-{n + 1:02}", "un seul", "T " * 200, filler(n)) for n in range(12)],
        [(HOSTILE + str(n), "2026-03-01", HOSTILE + str(n % 2), HOSTILE, COPY * (1 + n % 2)) for n in range(14)],
    ],
    ids=["one", "one without facts", "undated copies", "one cluster of thirty", "one outlet, long titles", "hostile"],
)
@pytest.mark.parametrize("once", [True, False])
def test_little_and_hostile_corpora_are_told(tmp_path, rows, once):
    """Every frame, chart, sentence and list is made of any corpus; text stays text, and little text is said to be."""
    story = stories.read_story(table(tmp_path / "t.csv", rows), once=once)
    found = frames(story)
    assert all(said(found))
    for ax in drawn(found, story):
        assert "<script" not in bundle(ax)[0]["image/svg+xml"]
        assert charts.alt_text(ax)
    page = places(story, found)
    assert page.find_all("script") == []
    markup = html.story_places(story, clusters=found["clusters"]).html + html.corpus_card(story).html
    assert "<script>" not in markup
    if HOSTILE in rows[0][3]:
        assert "&lt;script&gt;" in markup


def test_a_share_of_few_articles_is_not_given(tmp_path):
    """Fewer than five articles of a period or an outlet have no share; a group of them is not compared."""
    rows = [
        (
            str(n),
            "2026-03-01" if n < 7 else "2026-03-02",
            "x" if n < 7 else "y",
            "T",
            f"{filler(n)} Le président Karl Abendroth a quitté Vienne.",
        )
        for n in range(10)
    ]
    story = stories.read_story(table(tmp_path / "t.csv", rows))
    trends = stories.actor_trends(story)
    assert trends.groupby("period")["share"].apply(lambda of: of.isna().all()).tolist() == [False, True]
    assert stories.wire_shares(story)["share"].isna().tolist() == [False, True]
    keyness = stories.group_keyness(story)
    assert keyness.attrs["groups"] == []
    assert set(keyness.attrs["too_few"]) == {"x", "y"}
    assert "too few" in readings.read_group_keyness(keyness) or "enough" in readings.read_group_keyness(keyness)


def test_one_article_makes_no_key_term(tmp_path):
    """A word said fifty times in one article is key to no outlet; one that stands in each of its articles is."""
    rows = [(str(n), "2026-03-01", "xy"[n % 2], "T", filler(n)) for n in range(40)]
    rows[0] = (*rows[0][:4], f"{filler(0)} {'hippopotame ' * 50}")
    rows = [row if row[2] == "y" else (*row[:4], f"{row[4]} Le girafeau dort.") for row in rows]
    keyness = stories.group_keyness(stories.read_story(table(tmp_path / "t.csv", rows))).set_index("term")
    key = keyness[keyness["rank"].notna()]
    assert "girafeau" in key.index
    assert key.at["girafeau", "articles"] == 20
    assert "hippopotame" not in key.index
    assert keyness["q_value"].between(0, 1).all()


def test_a_notice_on_each_page_is_no_key_term(tmp_path, monkeypatch):
    """Words of a line that an outlet prints under each article, and that was text, are set apart and told."""
    monkeypatch.setattr("helpers.judged.SURE", 0.0)
    notice = "Nos lecteurs savent que le girafeau de ce journal est relu deux fois avant de partir vers l'imprimerie."
    rows = [(str(n), "2026-03-01", "xy"[n % 2], "T", filler(n) + (f"\n{notice}" if n % 2 else "")) for n in range(40)]
    story = stories.read_story(table(tmp_path / "t.csv", rows))
    keyness = stories.group_keyness(story).set_index("term")
    assert keyness.at["girafeau", "recurring"]
    assert pd.isna(keyness.at["girafeau", "rank"])


def test_the_same_actor_is_one_across_articles(tmp_path):
    """Names that differ in typography alone are one actor; its articles are counted together."""
    rows = [
        ("a", "2026-03-01", "x", "T", "Le président Karl O’Brien a quitté Paris lundi pour Lyon, dit-on."),
        ("b", "2026-03-02", "x", "T", "Le président Karl O'Brien est revenu à Lyon mardi matin, dit-on."),
    ]
    found = stories.read_story(table(tmp_path / "t.csv", rows)).actors
    names = [name for name in found.names if "Brien" in name]
    assert len(names) == 1
    assert sorted(found.articles_of(names[0])) == ["a", "b"]


def test_ties_count_articles(corpus):
    """A pair's number is that of its articles, all of which mention both; sentences tie fewer than articles do."""
    story = stories.read_story(corpus)
    ties, close = (stories.actor_network(story, within=within) for within in ("article", "sentence"))
    mentioned = story.corpus.mentions.groupby("article")["actor"].agg(set)
    for row in ties.itertuples():
        assert row.together == len(row.ids) == len(set(row.ids))
        assert all({row.source, row.target} <= mentioned[name] for name in row.ids)
    assert {*zip(close["source"], close["target"], strict=True)} <= {*zip(ties["source"], ties["target"], strict=True)}
    with pytest.raises(ValueError, match="within must be 'article'"):
        stories.actor_network(story, within="page")


def test_clusters_are_told_in_order(corpus):
    """The table of clusters has its articles by date, and each one's lag from the first."""
    story = stories.read_story(corpus)
    clusters, printed = stories.cluster_table(story), stories.cluster_articles(story)
    assert clusters["size"].sum() == len(printed) == 12
    assert clusters["size"].is_monotonic_decreasing
    again = clusters.loc[corpus.clusters.at["a04", "cluster"]]
    assert (again["lag"], again["copies"], again["outlets"]) == (4, 1, ["La Gazette du littoral"])
    cut = clusters.loc[corpus.clusters.at["a05", "cluster"]]
    assert (cut["truncated"], cut["agencies"]) == (1, "AFP")
    total = clusters[["copies", "edited", "truncated"]].sum(axis=1) + 1
    assert total.tolist() == clusters["size"].tolist()


def test_lists_of_thousands_are_cut_and_say_so(tmp_path, monkeypatch):
    """A list and the table show so many articles, and how many more there are."""
    monkeypatch.setattr("helpers.html.story.MOST", 5)
    monkeypatch.setattr("helpers.html.story.ROWS", 8)
    rows = [(str(n), "2026-03-01", "x", "T", filler(n)) for n in range(12)]
    story = stories.read_story(table(tmp_path / "t.csv", rows))
    page = BeautifulSoup(html.story_places(story).html, "html.parser")
    day = page.find(id="day-2026-03-01")
    assert [item.get_text() for item in day.find_all("li")][-1] == "and 7 more"
    assert page.find(id="articles").find_all("tr")[-1].get_text() == "and 4 more"
    assert len(page.find_all(id=re.compile("^article-"))) == 8


def test_charts_draw_on_axes_of_the_caller(story):
    """Each chart takes Axes and returns them."""
    found = frames(story)
    calls = [
        lambda ax: charts.volume_bars(found["volume"], ax=ax),
        lambda ax: charts.story_trends(found["actors"], ax=ax),
        lambda ax: charts.story_network(found["ties"], story.actors.articles_each, ax=ax),
        lambda ax: charts.group_keyness_bars(found["keyness"], ax=ax),
        lambda ax: charts.cluster_lines(found["printed"], ax=ax),
    ]
    for draw in calls:
        figure, ax = plt.subplots()
        assert draw(ax) is ax
        plt.close(figure)


def test_a_finished_corpus_is_opened_as_it_is(tmp_path, corpus):
    """The folder of a finished corpus is read, a table is read anew, and None is the sample."""
    assert stories.open_corpus(corpus.out).out == corpus.out
    assert len(stories.open_corpus()) == len(stories.open_corpus(SAMPLE)) == 26
    with pytest.raises(InputError, match="no such folder or table"):
        stories.open_corpus(tmp_path / "none")
