"""Readings: sentences that are true of the frame they read."""

from __future__ import annotations

import pandas as pd
import pytest
from support import CASES, NAMES, SAMPLE

from helpers import actors, charts, load_article, readings, terms
from helpers.labels import label
from helpers.names.lists import coverage


@pytest.mark.parametrize("name", NAMES)
def test_every_case_can_be_read(name):
    """Each reading of each case is one filled sentence or more, with no gap left open."""
    article = load_article(CASES / name / "dump.txt")
    counted = terms.frequencies(article)
    places = terms.occurrences(article, counted.index[:12])
    read = [
        readings.read_lines(article.lines),
        readings.read_health(article.source),
        readings.read_titles(article),
        readings.read_evidence(article.source),
        readings.read_sections(article.parts),
        readings.read_sentences(article.parts),
        readings.read_terms(counted),
        readings.read_dispersion(places, len(terms.words_counted(article)), counted["form"]),
        readings.read_actors(article.actors),
        readings.read_actors(article.actors, ["name", "role"]),
        readings.read_first(article.mentions),
        readings.read_actor_sections(article.mentions, len(article.sections)),
        readings.read_co_mentions(actors.co_mentions(article)),
        readings.read_variants(actors.variants(article)),
        readings.read_roles(actors.role_table(article)),
        readings.read_unresolved(actors.unresolved(article), article.mentions),
        readings.read_candidates(article.candidates, article.mentions_set_aside),
        readings.read_language(article),
    ]
    assert all(text.endswith(".") and "{" not in text and "nan" not in text.lower().split() for text in read)


def test_the_lines_add_up():
    """The parts a reading names are all lines with text."""
    lines = load_article("sample-fr-eoliennes").lines
    numbers = [int(n) for n in readings.read_lines(lines).replace(",", "").replace(";", "").split() if n.isdigit()]
    assert numbers[0] == sum(numbers[1:]) == (lines["role"] != "blank").sum()


def test_sections_name_the_longest_and_the_shortest():
    """The longest and shortest part are those of the frame; short texts say so."""
    parts = pd.DataFrame({"heading": [None, "Suite"], "words": [6, 4], "sentences": [1, 2], "share": [0.6, 0.4]})
    text = readings.read_sections(parts)
    assert "“(before the first heading)” is the longest (6 words, 60%" in text
    assert "With 10 words in all, such differences say little." in text


@pytest.mark.parametrize("parts", [0, 1])
def test_one_part_or_none_is_not_compared(parts):
    """An article of one part has nothing to compare, one of none says so."""
    frame = pd.DataFrame({"heading": ["A"], "words": [6], "sentences": [1], "share": [1.0]}).head(parts)
    assert "longest" not in readings.read_sections(frame)


def test_ties_are_named_together():
    """Terms of the same highest count are all named; a text of rare words ranks none."""
    frame = pd.DataFrame({"form": ["mer", "port", "eau"], "count": [3, 3, 1], "rare": [False, False, True]})
    assert readings.read_terms(frame).startswith("Most frequent: mer and port, 3 times")
    assert "too short to rank" in readings.read_terms(frame.tail(1))


def test_the_cloud_and_its_table_hold_the_same_counts():
    """Every word of the cloud stands in the table under its count, and no other."""
    counted = terms.frequencies(load_article("otan-zelensky"))
    shown = charts.in_cloud(counted)
    table = readings.by_count(shown)
    rows = zip(table["count"], table["terms"], strict=True)
    assert [(form, n) for n, forms in rows for form in forms] == list(zip(shown["form"], shown["count"], strict=True))


def test_contexts_hold_their_term():
    """The sentence of each place holds the text counted there."""
    article = load_article("otan-zelensky")
    places = terms.places(article, "otan")
    found = terms.kwic(article, "otan", width="sentence")
    assert len(found) == len(places)
    sentences = article.sentences["text"].map(article.repaired).reindex(places["sentence"])
    assert (found["left"] + found["keyword"] + found["right"]).tolist() == sentences.tolist()
    assert sentences.str.contains("OTAN").all()
    assert terms.kwic(article, "baleine").empty


def test_the_headline_is_the_candidate_that_is_named():
    """The line said to be the headline is a title line; a text without one says so, with the best chance."""
    article = load_article("otan-zelensky")
    assert f"Line {article.title_candidates.index[0]} is used as the headline" in readings.read_titles(article)
    none = load_article(text="Bonjour à tous et à toutes.")
    assert none.title is None
    assert readings.read_titles(none).startswith("No headline found")


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ('title = "Mon titre"', "“Mon titre”, is the reader's decision"),
        ('title = ""', "no title is the reader's decision"),
        ('[lines.2]\nrole = "title"', "is the reader's decision"),
        ('[lines.10]\nrole = "boilerplate"', "line 10, is none by the reader's decision; the title used: none"),
    ],
)
def test_decisions_on_the_headline_are_said(tmp_path, decisions, said):
    """Where the reader decided about the headline, no chance is claimed."""
    dump = tmp_path / "dump.txt"
    dump.write_bytes(SAMPLE.read_bytes())
    sha256 = load_article(dump).source.sha256
    (tmp_path / "dump.txt.relire.toml").write_text(f'sha256 = "{sha256}"\n{decisions}\n', encoding="utf-8")
    text = readings.read_titles(load_article(dump))
    assert said in text
    assert "%" not in text


def test_a_declared_title_is_said_to_be():
    """Where only the page declares a title, that is said, and that its markup was used."""
    article = load_article(
        "<!doctype html><html><head><meta charset=utf-8><title>Deux bateaux au port</title></head><body>"
        "<p>Un premier alinéa qui raconte ce qui est arrivé hier au port, où deux bateaux se sont heurtés.</p>".encode()
    )
    assert "is what the page declares" in readings.read_titles(article)
    assert "its markup was used as evidence" in readings.read_evidence(article.source)


def test_health_shows_what_occurs_and_names_what_does_not():
    """Kinds that occur are rows with what is done about them; those looked for in vain stand in the sentence."""
    source = load_article(text="L’un, l'autre.\u00a0Un mot\u00adtiers.\r\nFin.").source
    table = readings.health_table(source)
    assert table["count"].tolist() == [source.health[name] for name in table["in the dump"]]
    assert (table["count"] > 0).all()
    assert table["here"].str.len().gt(0).all()
    read = readings.read_health(source)
    assert "1 typographic and 1 straight apostrophe;" in read
    assert "It has no zero-width characters, replacement characters or mojibake." in read


def test_every_kind_of_character_has_its_label():
    """Whatever the health count finds, the table says what becomes of it."""
    health = load_article(text="Bonjour.").source.health
    assert all(label(f"health_{name}") for name in health)


def actor_rows(**counts):
    """A table of actors with so many names each, and a demonym more for the first."""
    names = list(counts.values())
    frame = pd.DataFrame({"mentions": names, "name": names, "demonym": 0}, index=list(counts))
    frame.iloc[0] += [1, 0, 1]
    return frame


def test_the_actors_mentioned_most_are_named_together():
    """Actors with the same highest count are all named; a text that mentions each once ranks none."""
    assert readings.read_actors(actor_rows(OTAN=2, Kyiv=3)).startswith("Mentioned most: OTAN and Kyiv, 3 times each.")
    assert readings.read_actors(actor_rows(OTAN=2, Kyiv=1)).startswith(
        "OTAN is mentioned most, 3 times, 1 of them without"
    )
    single = actor_rows(OTAN=0, Kyiv=1)
    assert readings.read_actors(single).startswith("No actor is mentioned more than once.")
    assert readings.read_actors(single.head(0)) == "No actor was found in this article."


def test_what_is_left_out_of_the_actors_is_said():
    """With some forms only, their names and their share of all mentions are told, and the order is theirs."""
    rows = actor_rows(OTAN=2, Kyiv=3)
    said = readings.read_actors(rows, ["name"])
    assert said.startswith("Kyiv is mentioned most, 3 times, 0 of them without its name.")
    assert said.endswith("Counted here: name, that is 5 of 6 mentions.")
    assert readings.read_actors(rows, []) == "No actor is mentioned in the forms that are counted."


def test_first_and_last_to_enter():
    """Who comes first is who stands in the first sentence, wherever that is in the source; one is the only one."""
    mentions = pd.DataFrame({"actor": ["ONU", "OTAN", "ONU"], "sentence": [3, 0, 4], "start": [5, 90, 40]})
    assert readings.read_first(mentions) == "OTAN comes first; the last to enter is ONU."
    assert readings.read_first(mentions.iloc[[0, 2]]) == "ONU is the only actor."


def test_pairs_that_met_once_are_not_ranked():
    """Where no pair shares several sentences none is named."""
    pairs = pd.DataFrame({"source": ["OTAN"], "target": ["ONU"], "together": [1], "rare": [True]})
    assert readings.read_co_mentions(pairs).startswith("No two actors share 2 sentences; pairs that share one")
    assert readings.read_co_mentions(pairs.head(0)) == "No two actors stand in the same sentence."


def test_roles_without_a_name_are_told():
    """Actors known by their description alone are named."""
    roles = {"actor": ["Anne", "maire de Lyon"], "count": [2, 1], "named": [True, False]}
    said = readings.read_roles(pd.DataFrame(roles))
    assert "by a role or a description: 3" in said
    assert said.endswith("Known by their description alone: maire de Lyon.")


@pytest.mark.parametrize(
    ("coverage", "language", "said"),
    [
        (
            {"names": True, "roles": True},
            "fr",
            "For “French” there are lists and rules of: names and roles. Names are found",
        ),
        ({"names": True, "model": True}, "fr", "Names are found by a trained model, with rules and lists."),
        ({"names": False, "model": False}, None, "For “unknown language” there are no lists and rules of actors. Not"),
        ({"states": True, "roles": False}, "ja", "missing from all counts here: roles."),
    ],
)
def test_what_a_language_does_not_cover_is_told(coverage, language, said):
    """What is covered is listed, and so is what is missing."""
    assert said in readings.read_coverage(coverage, language)


def test_a_missing_model_is_not_called_a_missing_kind():
    """Without a model names are still found: only how is told."""
    said = readings.read_coverage({"names": True, "model": False}, "fr")
    assert "Not covered" not in said
    assert said.endswith("by rules and lists alone, without a trained model.")


@pytest.mark.parametrize("language", ["fr", "en", "de", "ja", None])
def test_every_kind_that_a_language_may_cover_has_its_label(language):
    """Whatever the lists say they cover can be told."""
    assert readings.read_coverage(coverage(language), language).endswith(".")


def test_actors_with_as_many_names_are_told_together():
    """Of several actors with the most wordings none is preferred; where each has one, only that is told."""
    rows = {"actor": ["A", "A", "B", "B", "C"], "surface": list("abcde"), "count": [2, 1, 1, 1, 1]}
    said = readings.read_variants(pd.DataFrame(rows))
    assert said == "Mentioned in most ways: A and B, 2 each. Always mentioned by the same words: 1 of 3 actors."
    alone = readings.read_variants(pd.DataFrame(rows).iloc[[0, 2]])
    assert alone == "Always mentioned by the same words: 2 of 2 actors."
