"""The tables of actors, the network for Gephi, and the switch of forms."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import nbformat
import networkx
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from small_notebooks import code
from support import NAMES, PAGES, SAMPLE, dump
from test_browser import run_all

from helpers import InputError, actors, charts, load_article, switch, terms
from helpers.report import RelireExporter
from helpers.switch import by_form

VIEW = "application/vnd.jupyter.widget-view+json"
TEXT = "Rencontre à Kyiv\n\n" + (
    "Le président ukrainien Volodymyr Zelensky a reçu Jens Stoltenberg, secrétaire général de l'OTAN, mardi. "
    "VOLODYMYR ZELENSKY a remercié l'OTAN. Le président ukrainien s'est tu. Le maire de Lyon est venu aussi.\n"
    "Ensuite Volodymyr Zelensky a parlé de la Russie, et Zelensky est reparti avec Jens Stoltenberg."
)


@pytest.fixture(scope="module")
def article():
    """An article with a nested mention, a name in capitals and an office without a holder."""
    return load_article(text=TEXT, language="fr")


def test_surfaces_unite_what_typography_and_capitals_part(article):
    """A name in capitals counts with the same name in small letters, written as it is written most."""
    rows = actors.variants(article).query("actor == 'Volodymyr Zelensky' and form == 'name'")
    assert dict(zip(rows["surface"], rows["count"], strict=True)) == {"Volodymyr Zelensky": 3, "Zelensky": 1}
    places = actors.actor_places(article, "Volodymyr Zelensky", surface="volodymyr\u00a0zelensky")
    assert places["text"].tolist() == ["Volodymyr Zelensky", "VOLODYMYR ZELENSKY", "Volodymyr Zelensky"]


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_the_tables_add_up(name):
    """Variants and roles share out the mentions of each actor, without a rest and in the order of the actors."""
    article = load_article(dump(name))
    found = actors.variants(article)
    totals = found.groupby("actor", sort=False)["count"].sum()
    assert totals.to_dict() == article.actors["mentions"].to_dict()
    assert list(totals.index) == list(article.actors.index)
    assert found.groupby("actor")["share"].sum().round(9).eq(1).all()
    roles = actors.role_table(article)
    assert roles["count"].sum() == article.actors[["role", "pronominal-description"]].to_numpy().sum()
    described = ["role", "pronominal-description"]
    for row in roles.itertuples():
        assert row.named == (
            article.actors.loc[row.actor].drop(labels=described)[["name", "metonym", "demonym"]].sum() > 0
        )


@pytest.mark.parametrize("forms", [["name"], ["demonym", "metonym"], "role", []])
def test_every_table_follows_the_forms(forms):
    """With some forms, actors, variants, occurrences and pairs are those of these mentions."""
    article = load_article(SAMPLE)
    taken = [forms] if isinstance(forms, str) else forms
    mentions = article.mentions[article.mentions["form"].isin(taken)]
    assert actors.of_forms(article.actors, forms)["mentions"].to_dict() == mentions["actor"].value_counts().to_dict()
    assert actors.variants(article, forms=forms)["count"].sum() == len(mentions)
    assert len(actors.occurrences(article, forms=forms)) == len(mentions)
    pairs = actors.co_mentions(article, forms=forms)
    assert set(pairs["source"]) | set(pairs["target"]) <= set(mentions["actor"])
    assert set(actors.actor_graph(article, forms=forms)) == set(mentions["actor"])


@pytest.mark.parametrize("call", [actors.variants, actors.occurrences, actors.co_mentions, actors.actor_graph])
@pytest.mark.parametrize("form", ["names", 3, None])
def test_a_form_that_there_is_not_is_refused(article, call, form):
    """What is no form is named, with what there is."""
    with pytest.raises(InputError, match="no form of mention is"):
        call(article, forms=["name", form])


def test_an_actor_that_there_is_not_is_refused(article):
    """The nearest actor is proposed."""
    with pytest.raises(KeyError, match="no actor 'Volodymir Zelensky'; did you mean 'Volodymyr Zelensky'"):
        actors.actor_places(article, "Volodymir Zelensky")
    with pytest.raises(KeyError, match="no actor 'Sauron'"):
        actors.co_mention_places(article, "OTAN", "Sauron")


@pytest.mark.parametrize("name", [*NAMES, *PAGES])
def test_positions_are_the_words_of_the_mentions(name):
    """Each mention stands at the word it begins with, counted as the borders of the sections are."""
    article = load_article(dump(name))
    words = article.tokens[article.tokens["is_word"]].reset_index(drop=True)
    found = actors.occurrences(article)
    first = words.iloc[found["position"]]
    assert (first["start"].to_numpy() < found["end"].to_numpy()).all()
    assert (first["end"].to_numpy() > found["start"].to_numpy()).all()
    assert first["section"].reset_index(drop=True).equals(found["section"])
    borders = terms.words_counted(article, with_title=True)
    ends = borders["words"].cumsum()
    for (section, end), (_, begin) in zip(ends.items(), [(None, 0), *ends.items()], strict=False):
        inside = words["section"].iloc[begin:end]
        assert inside.isna().all() if pd.isna(section) else inside.eq(section).all()


def test_a_mention_inside_another_is_not_beside_it(article):
    """An actor named only inside the other's mention shares no sentence with it, unless that is asked for."""
    pairs = {frozenset(pair): at for *pair, at in actors.co_mentions(article)[["source", "target", "sentences"]].values}
    nested = actors.co_mentions(article, nested=True)
    nested = {frozenset(pair): at for *pair, at in nested[["source", "target", "sentences"]].values}
    one, other, third = "Volodymyr Zelensky", "Jens Stoltenberg", "OTAN"
    first, thanks, silent = (
        article.sentences.index[article.sentences["text"].str.contains(word)][0] for word in ("reçu", "remercié", "tu")
    )
    assert frozenset([one, "Ukraine"]) not in pairs
    assert {first, silent} <= set(nested[frozenset([one, "Ukraine"])])
    assert frozenset([other, third]) not in pairs
    assert nested[frozenset([other, third])] == (first,)
    assert pairs[frozenset([one, third])] == (first, thanks)
    assert pairs[frozenset([one, other])][0] == first
    assert all(set(at) <= set(nested[pair]) for pair, at in pairs.items())


def test_one_mention_beside_the_other_is_enough():
    """A sentence that names an actor both inside and beside another's mention is shared by both."""
    text = "Un titre\n\nLe président ukrainien Volodymyr Zelensky a dit que l'Ukraine tiendra, hier soir à la radio."
    found = actors.co_mentions(load_article(text=text, language="fr"))
    assert {frozenset(pair) for pair in zip(found["source"], found["target"], strict=True)} == {
        frozenset(["Ukraine", "Volodymyr Zelensky"])
    }


@pytest.mark.parametrize("top", [0, 2, 400])
def test_only_the_most_mentioned_are_paired(top):
    """``top`` is how many actors are paired, and pairs come with the most sentences first."""
    article = load_article(SAMPLE)
    pairs = actors.co_mentions(article, top=top)
    assert set(pairs["source"]) | set(pairs["target"]) <= set(article.actors.index[:top])
    assert all(before >= after for before, after in pairwise(pairs["together"]))
    assert pairs["rare"].tolist() == (pairs["together"] < 2).tolist()


def test_an_office_without_a_holder_stays_open(article):
    """A role whose holder the article never names is listed; a role of somebody who is named is not."""
    open_ = actors.unresolved(article)
    assert open_["text"].tolist() == ["maire de Lyon"]
    roles = actors.role_table(article).set_index("surface")["named"]
    assert not roles["maire de Lyon"]
    assert roles["président ukrainien"]


def test_what_the_evidence_calls_ambiguous_stays_open(article, monkeypatch):
    """A mention whose evidence begins so is listed, whatever its kind."""
    marked = article.mentions.copy()
    at = marked.index[marked["actor"] == "OTAN"][0]
    marked.loc[at, "evidence"] = "ambiguous: two bodies of that name"
    monkeypatch.setitem(vars(article), "mentions", marked)
    assert at in actors.unresolved(article).index


@pytest.mark.parametrize("text", ["Bonjour.", "12 34 ! ? …", "القط الأسود ذهب مساء أمس إلى النهر ولم يعد حتى الصباح."])
def test_texts_without_actors_give_empty_tables(text, tmp_path):
    """Every table is there, with its columns and types, and so is the graph."""
    article, full = load_article(text=text), load_article(SAMPLE)
    for table in (actors.variants, actors.role_table, actors.co_mentions, actors.unresolved, actors.occurrences):
        empty = table(article)
        assert len(empty) == 0
        assert empty.dtypes.astype(str).to_dict() == table(full).dtypes.astype(str).to_dict()
    actors.write_gexf(actors.actor_graph(article), tmp_path / "empty.gexf")
    assert len(networkx.read_gexf(tmp_path / "empty.gexf")) == 0


HOSTILE = [
    "A & B <c> \"d\" 'e'",
    "nul\x00 bell\x07 esc\x1b",
    "]]> <!-- <?x?>",
    "日本 \U0001f642",
    "alone \ud800 \uffff",
    "  a\tb ",
]


def test_the_graph_survives_gexf(tmp_path):
    """Names with marks of XML come back as they were, what XML cannot hold as its picture; numbers and kinds too."""
    graph = networkx.Graph()
    for at, name in enumerate(HOSTILE):
        graph.add_node(name, label=name, kind="person", mentions=at + 1)
    graph.add_edge(HOSTILE[0], HOSTILE[1], weight=3, rare=False)
    actors.write_gexf(graph, tmp_path / "a.gexf")
    back = networkx.read_gexf(tmp_path / "a.gexf")
    labels = [data["label"] for _, data in back.nodes(data=True)]
    assert labels[0] == HOSTILE[0]
    assert labels[1] == "nul\u2400 bell\u2407 esc\u241b"
    assert labels[2:4] == HOSTILE[2:4]
    assert labels[4] == "alone \ufffd \ufffd"
    assert [data["mentions"] for _, data in back.nodes(data=True)] == [1, 2, 3, 4, 5, 6]
    assert {data["kind"] for _, data in back.nodes(data=True)} == {"person"}
    ((one, other, data),) = back.edges(data=True)
    assert ({one, other}, data["weight"], data["rare"]) == ({"0", "1"}, 3, False)
    assert HOSTILE[0] in graph, "the caller's graph is not changed"


def test_the_graph_of_the_sample_in_gexf(tmp_path):
    """The sample's network comes back with its actors, kinds, mentions and weights, twice in the same bytes."""
    article = load_article(SAMPLE)
    graph = actors.actor_graph(article)
    for file in ("a.gexf", "b.gexf"):
        actors.write_gexf(graph, tmp_path / file)
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()
    assert b"lastmodified" not in (tmp_path / "a.gexf").read_bytes()
    back = networkx.relabel_nodes(networkx.read_gexf(tmp_path / "a.gexf"), dict(enumerate(graph)))
    labels = {node: data["label"] for node, data in back.nodes(data=True)}
    assert list(labels.values()) == list(article.actors.index)
    assert {frozenset((labels[a], labels[b])): n for a, b, n in back.edges(data="weight")} == {
        frozenset((a, b)): n for a, b, n in graph.edges(data="weight")
    }


def test_tables_of_a_long_text_take_time_in_proportion():
    """Ten times the text takes little more than ten times as long, a sentence of many actors included."""
    names = "Ukraine, Russie, France, Allemagne, Espagne, Italie, Pologne, Suède, Norvège et Finlande"
    paragraph = f"Le président ukrainien Volodymyr Zelensky a parlé de {names} mardi. Paris et Kyiv se taisent."

    def seconds(times):
        article = load_article(
            text="Un titre\n\n" + "\n".join(f"{at}. {paragraph}" for at in range(times)), language="fr"
        )
        _ = article.mentions, article.actors
        begin = time.process_time()
        for table in (actors.variants, actors.role_table, actors.co_mentions, actors.occurrences):
            table(article)
        return time.process_time() - begin

    seconds(10)
    short, long = seconds(60), seconds(600)
    assert long < 25 * short + 0.5


@pytest.fixture
def typing(monkeypatch):
    """As if a reader sat at the front end."""
    monkeypatch.setattr(switch, "can_type", lambda: True)


def boxes(shown):
    """The boxes by their names, and the picture below."""
    row, result = shown.widget.children
    return {box.description: box for box in row.children[1:]}, result


def test_where_nobody_can_tick_there_is_the_picture_alone(article):
    """Without a front end no widget is made, and the picture is that of the forms given."""
    shown = by_form(charts.actor_bars, article.actors, forms=["name"])
    data, metadata = shown._repr_mimebundle_(include=None, exclude=None)
    assert set(data) == {"image/svg+xml", "text/plain"}
    assert (
        metadata["image/svg+xml"]["alt"]
        == charts.alt_text(charts.actor_bars(article.actors, forms=["name"]))
        == repr(shown)
    )
    assert "widget" not in vars(shown)


@pytest.mark.usefixtures("typing")
def test_a_tick_changes_the_picture(article):
    """Each box leaves its form out or takes it in again; the static picture stays that of the forms given."""
    shown = by_form(charts.actor_bars, article.actors, forms=["name", "role"])
    data, _ = shown._repr_mimebundle_()
    assert set(data) == {VIEW, "image/svg+xml", "text/plain"}
    ticks, result = boxes(shown)
    assert {name for name, box in ticks.items() if box.value} == {"name", "role"}

    def alt():
        return BeautifulSoup(result.value, "html.parser").img["alt"]

    assert alt() == repr(shown)
    ticks["role"].value = False
    assert alt() == charts.alt_text(charts.actor_bars(article.actors, forms=["name"]))
    for box in ticks.values():
        box.value = True
    assert "Left out" not in alt()
    for box in ticks.values():
        box.value = False
    assert "no actor is mentioned in the forms that are counted" in alt()
    assert "Left out: demonym" in repr(shown)


def test_a_switch_of_an_unknown_form_is_refused(article):
    """What the notebook gives is checked at once."""
    with pytest.raises(InputError, match="no form of mention is 'nom'"):
        by_form(charts.actor_bars, article.actors, forms=["nom"])


def test_the_export_shows_the_picture_with_its_alternative():
    """Executed unseen, the notebook holds no widget, and its report shows the picture with the words for it."""
    lines = ["from helpers import charts, load_article", "from helpers.switch import by_form"]
    lines.append("by_form(charts.actor_bars, load_article('otan-zelensky').actors, forms=['name'])")
    nb = NotebookClient(nbformat.v4.new_notebook(cells=[code("\n".join(lines))]), kernel_name="python3").execute()
    assert VIEW not in json.dumps(nb)
    soup = BeautifulSoup(RelireExporter().from_notebook_node(nb)[0], "html.parser")
    (drawing,) = soup.select("figure svg")
    assert "Left out: role (5), metonym (3) and demonym (12)." in drawing["aria-label"]
    assert not soup.find_all(["script", "input"])


@pytest.mark.usefixtures("typing")
def test_of_a_widget_the_export_shows_the_picture(article):
    """An output saved in JupyterLab is exported as the picture alone."""
    data, metadata = by_form(charts.actor_bars, article.actors)._repr_mimebundle_()
    nb = nbformat.v4.new_notebook(cells=[code("by_form(…)")])
    nb.cells[0].outputs = [nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)]
    page = RelireExporter().from_notebook_node(nb)[0]
    assert BeautifulSoup(page, "html.parser").svg["aria-label"] == metadata["image/svg+xml"]["alt"]
    assert "widget" not in page


@pytest.mark.browser
def test_ticking_in_jupyterlab_draws_again(workbench, lab):
    """In JupyterLab a box ticked off leaves its form out of the chart, whose words say so."""
    base, token = lab
    source = "from helpers import charts, load_article\nfrom helpers.switch import by_form\n"
    source += "by_form(charts.actor_bars, load_article('otan-zelensky').actors)"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    nb = nbformat.v4.new_notebook(cells=[code(source)], metadata=kernel)
    content = {"type": "notebook", "format": "json", "content": nb}
    assert workbench.request.put(f"{base}/api/contents/notebooks/forms.ipynb?token={token}", data=content).ok
    saved = run_all(workbench, "forms")
    (output,) = saved["cells"][0]["outputs"]
    assert set(output["data"]) == {VIEW, "image/svg+xml", "text/plain"}
    panel = workbench.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    image = panel.locator(".jp-OutputArea-output img")
    image.wait_for()
    assert image.count() == 1
    assert image.evaluate("img => img.complete && img.naturalWidth > 500")
    assert "Left out" not in image.get_attribute("alt")
    panel.get_by_label("demonym").uncheck()
    panel.locator("img[alt*='Left out: demonym (12).']").wait_for()
    panel.get_by_label("demonym").check()
    panel.locator("img:not([alt*='Left out'])").wait_for()
