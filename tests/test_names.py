"""Names of people, places and organisations: the model, a reader's pipeline, rules alone; whatever the typography."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time

import numpy as np
import pytest
import spacy

from helpers import load_article
from helpers.actors import find_mentions, recognise_names
from helpers.errors import InputError
from helpers.lines import repair
from helpers.names.model import LABELS, SIZE, best
from helpers.names.reading import read
from helpers.names.tagger import Tag, settle
from tests.support import TYPOGRAPHY, plain

SENTENCE = "Le président ukrainien Volodymyr Zelensky a reçu à Kyiv le chef de l’OTAN, Jens Stoltenberg."


def found(text: str, language: str | None = "fr", **options: str) -> list[tuple[str, str]]:
    """Surfaces and labels."""
    rows = recognise_names(text, language, **options).itertuples()
    return [(text[row.start : row.end], row.label) for row in rows]


def test_people_places_and_organisations_have_their_offsets() -> None:
    assert found(SENTENCE) == [
        ("Volodymyr Zelensky", "PER"),
        ("Kyiv", "LOC"),
        ("OTAN", "ORG"),
        ("Jens Stoltenberg", "PER"),
    ]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Le maire, Pieter van den Berg, est venu.", "Pieter van den Berg"),
        ("La comédienne Anne de La Villardière est venue.", "Anne de La Villardière"),
        ("Le ministre Jean-Baptiste Kervadec est venu.", "Jean-Baptiste Kervadec"),
        ("Le militant Ahmed Al-Mansouri est venu.", "Ahmed Al-Mansouri"),
        ("Le président Mohamed Ould Ghazouani est venu.", "Mohamed Ould Ghazouani"),
    ],
)
def test_particles_and_hyphens_belong_to_the_name(text: str, person: str) -> None:
    assert (person, "PER") in found("Un titre\n\n" + text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "'", "a", "\u00ad", "12 345", "\U0001f600"])
@pytest.mark.parametrize("language", ["fr", "en", "xx", None])
def test_a_text_without_names_gives_an_empty_typed_frame(text: str, language: str | None) -> None:
    frame = recognise_names(text, language)
    assert frame.empty
    assert frame.dtypes.astype(str).to_dict() == {"start": "int64", "end": "int64", "label": "str"}


@pytest.mark.parametrize("change", [c for c in TYPOGRAPHY if c != "mojibake"])
def test_typography_changes_no_name(change: str) -> None:
    title, body = plain("fr00_otan_zelensky")
    text = "\n".join([title, *body])

    def names(written: str) -> list[tuple[str, str]]:
        return [(repair(surface).text, label) for surface, label in found(written)]

    assert names(text)
    assert names(TYPOGRAPHY[change](text)) == names(text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mary Collins flew from Madrid to Kenya.", {("Mary Collins", "PER"), ("Kenya", "LOC")}),
        (
            "de",
            "Gestern sprach Angela Weber in München über Frankreich.",
            {("Angela Weber", "PER"), ("Frankreich", "LOC")},
        ),
        ("es", "Ayer Carmen Ortega viajó de Sevilla a Francia.", {("Carmen Ortega", "PER"), ("Francia", "LOC")}),
        ("it", "Ieri Giulia Conti è partita da Napoli per la Francia.", {("Giulia Conti", "PER"), ("Francia", "LOC")}),
        ("pt", "Ontem Carlos Mendes viajou de Lisboa para a França.", {("Carlos Mendes", "PER"), ("França", "LOC")}),
        (
            "nl",
            "Gisteren reisde Johanna Bakker van Brussel naar Frankrijk.",
            {("Johanna Bakker", "PER"), ("Frankrijk", "LOC")},
        ),
        (
            "pl",
            "Wczoraj Agnieszka Nowak wyjechała, jak podała Francja.",
            {("Agnieszka Nowak", "PER"), ("Francja", "LOC")},
        ),
        (None, "Ieri Giulia Conti.", {("Giulia Conti", "PER")}),
    ],
)
def test_rules_alone_find_people_and_states_in_other_languages(language: str | None, text: str, expected: set) -> None:
    assert expected <= set(found(text, language))


def test_a_surname_is_its_bearers_before_the_full_name_and_after_it() -> None:
    lines = read([repair("Hier, Marseille a parlé."), repair("Le maire Paul Marseille a parlé à Lyon.")], "fr")
    tags = [Tag(0, 2, 3, "LOC"), Tag(1, 2, 4, "PER"), Tag(1, 7, 8, "LOC")]
    assert [t.label for t in settle(tags, lines)] == ["PER", "PER", "LOC"]


def test_a_word_of_another_name_too_is_nobodys_surname() -> None:
    lines = read([repair("Paul Lyon rejoint le Grand Lyon. Il aime Lyon.")], "fr")
    tags = [Tag(0, 0, 2, "PER"), Tag(0, 4, 6, "ORG"), Tag(0, 9, 10, "LOC")]
    assert [t.label for t in settle(tags, lines)] == ["PER", "ORG", "LOC"]


def test_the_more_frequent_label_of_a_name_holds() -> None:
    lines = read([repair("Oria ici, Oria là, Oria partout.")], "fr")
    places = [i for i, word in enumerate(lines[0].words) if word.text == "Oria"]
    tags = [Tag(0, i, i + 1, label) for i, label in zip(places, ("ORG", "LOC", "ORG"), strict=True)]
    assert {t.label for t in settle(tags, lines)} == {"ORG"}


def test_no_name_goes_on_that_has_not_begun() -> None:
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(400, SIZE)).astype(np.float32) * 5
    cuts = [(0, 1), (1, 190), (190, 390), (390, 400)]
    labels = [LABELS[k] for k in best(scores, cuts, np.zeros((SIZE, SIZE), dtype=np.float32))]
    starts = {start for start, _ in cuts}
    for i, label in enumerate(labels):
        if label[0] == "I":
            assert i not in starts
            assert labels[i - 1][2:] == label[2:]


def test_the_best_sequence_is_the_best_of_all() -> None:
    rng = np.random.default_rng(3)
    scores, moves = rng.normal(size=(4, SIZE)).astype(np.float32), rng.normal(size=(SIZE, SIZE)).astype(np.float32)

    def allowed(path: tuple[int, ...]) -> bool:
        names = ["O", *(LABELS[k] for k in path)]
        return all(b[0] != "I" or a[2:] == b[2:] != "" for a, b in itertools.pairwise(names))

    def value(path: tuple[int, ...]) -> float:
        return sum(scores[i, k] for i, k in enumerate(path)) + sum(moves[a, b] for a, b in itertools.pairwise(path))

    paths = [path for path in itertools.product(range(SIZE), repeat=4) if allowed(path)]
    assert tuple(best(scores, [(0, 4)], moves)) == max(paths, key=value)


def test_time_is_linear_in_the_text() -> None:
    recognise_names(SENTENCE, "fr")

    def seconds(text: str) -> float:
        began = time.process_time()
        recognise_names(text, "fr")
        return time.process_time() - began

    small = min(seconds((SENTENCE + "\n") * 200) for _ in range(3))
    assert seconds((SENTENCE + "\n") * 2000) < 25 * small
    assert seconds("Zelensky " * 4000) < 25 * small


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("fr")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Orsenna"},
            {"label": "GPE", "pattern": "Vauclairs"},
            {"label": "ORG", "pattern": "Les Amis du Pont"},
            {"label": "MISC", "pattern": "Tour de France"},
        ]
    )
    path = tmp_path_factory.mktemp("pipeline") / "small"
    nlp.to_disk(path)
    return str(path)


def test_a_pipeline_of_the_readers_own_takes_the_place_of_the_model(pipeline: str) -> None:
    text = "Orsenna a vu le Tour de France.\n\nÀ Vauclairs, Les Amis du Pont l’ont vu. Zelensky aussi."
    assert found(text, names=pipeline) == [("Orsenna", "PER"), ("Vauclairs", "LOC"), ("Les Amis du Pont", "ORG")]


@pytest.mark.parametrize("change", ["typographic apostrophes", "no-break spaces", "decomposed accents", "soft hyphens"])
def test_a_pipeline_reads_repaired_text(pipeline: str, change: str) -> None:
    text = TYPOGRAPHY[change]("À Vauclairs, Les Amis du Pont l’ont vu.")
    assert [label for _, label in found(text, names=pipeline)] == ["LOC", "ORG"]


def test_an_article_takes_names_from_the_pipeline(pipeline: str) -> None:
    text = (
        "Un titre pour voir\n\nHier soir, Orsenna a parlé aux Amis du Pont. Les Amis du Pont, eux, ont écouté Orsenna."
    )
    own, theirs = load_article(text=text, language="fr"), load_article(text=text, language="fr", names=pipeline)
    assert not own.mentions["evidence"].equals(theirs.mentions["evidence"])
    people = theirs.mentions[theirs.mentions["kind"] == "person"]
    assert people["actor"].tolist() == ["Orsenna", "Orsenna"]
    assert "Amis du Pont" in theirs.mentions["actor"].tolist()
    assert theirs.sibling(1).names == pipeline


def test_an_article_says_that_its_pipeline_is_missing() -> None:
    article = load_article(text="Un titre\n\nUn texte.", language="fr", names="fr_no_such_pipeline")
    with pytest.raises(InputError, match="no spaCy pipeline"):
        _ = article.mentions


def test_spacy_is_not_imported_unless_asked_for() -> None:
    code = (
        "import sys; from helpers.actors import recognise_names; "
        "recognise_names('Mme Dupont est venue.', 'fr'); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def mentioned(text: str) -> list[tuple[str, str, str]]:
    """Surface, actor and kind of the mentions by name in a French text."""
    passage = repair(text)
    found = [m for m in find_mentions([passage], "fr") if m.form == "name"]
    return [(passage.text[m.start : m.end], m.actor, m.kind) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ysaline de Kermadec a parlé. Mme de Kermadec a ri.",
            [("Ysaline de Kermadec",) * 2 + ("person",), ("de Kermadec", "Ysaline de Kermadec", "person")],
        ),
        (
            "Le ministre de l'Agriculture et de la Pêche, Paul Martin, a parlé.",
            [("Paul Martin", "Paul Martin", "person")],
        ),
        (
            "M. Boulanger et Mme Petit ont voté.",
            [("Boulanger", "Boulanger", "person"), ("Petit", "Petit", "person")],
        ),
        (
            "L'Agence régionale de santé (ARS) a écrit. L'ARS attend.",
            [
                ("Agence régionale de santé",) * 2 + ("organisation",),
                ("ARS", "Agence régionale de santé", "organisation"),
                ("ARS", "Agence régionale de santé", "organisation"),
            ],
        ),
        (
            "Toulouse FC a gagné. Le public de Toulouse chante.",
            [("Toulouse FC", "Toulouse FC", "organisation")],
        ),
    ],
)
def test_tags_and_rules_agree_on_one_reading(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert mentioned(text) == expected


@pytest.mark.parametrize("name", ["fr_no_such_pipeline", "/nowhere/at/all", ""])
def test_a_pipeline_that_is_missing_is_said_in_one_line(name: str) -> None:
    with pytest.raises(InputError, match=r"names='[^\n]*leave names out[^\n]*$"):
        recognise_names("Un texte.", "fr", names=name)
