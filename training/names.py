"""Train the model that recognises French names, data/models/names-fr.npz.

Usage: python training/names.py CORPUS [--final] [--held-out FILE]

CORPUS is train.jsonl.gz of WiNER-fr (Yoann Dupont, TALN 2019; annotations CC BY 4.0, texts of Wikinews CC BY 2.5): one
document a line, {"id", "text", "entities": [[start, end, "PER" | "LOC" | "ORG"], ...]}.

Every fifth document is held out (SHA-256 of its id, modulo 5, is 0), and the model trained on the others is judged on
them, with the rules alone beside it. --final trains on all documents and writes the model. --held-out writes what is
held out to a file. Needs python-crfsuite, two cores and some ten minutes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import pycrfsuite

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers.lines import line_spans, repair  # noqa: E402
from helpers.names.features import Features, around, describe, votes  # noqa: E402
from helpers.names.lists import load  # noqa: E402
from helpers.names.model import LABELS, SIZE, Model  # noqa: E402
from helpers.names.reading import read  # noqa: E402
from helpers.names.recognise import rule_tags  # noqa: E402
from helpers.names.tagger import model_tags  # noqa: E402

MODEL = ROOT / "data" / "models" / "names-fr.npz"
FOLDS = 4
kind = lru_cache(maxsize=None)(describe)


class Document:
    """A document's words with their features and their gold labels."""

    def __init__(self, row):
        self.id, self.text, self.entities = row["id"], row["text"], row["entities"]
        self.passages = [repair(self.text[s:e], s) for s, e in line_spans(self.text)]
        self.lines = read(self.passages, "fr")
        self.gold = [self._gold(line) for line in self.lines]

    def _gold(self, line):
        row = []
        passage = self.passages[line.index]
        for word in line.words:
            start, end = passage.span(word.start, word.end)
            hit = next(((s, e, t) for s, e, t in self.entities if s <= start and end <= e), None)
            begins = hit is not None and (hit[0] == start or not row or row[-1] == "O")
            row.append("O" if hit is None else ("B-" if begins else "I-") + hit[2])
        return row

    def rows(self, marks=None):
        """Features of every word, by line; ``marks`` are the labels of a first pass."""
        features = Features(self.lines, "fr")
        voted = votes(self.lines, marks) if marks is not None else {}
        for n, line in enumerate(self.lines):
            kinds = [kind(w.text.capitalize() if line.caps else w.text, "fr") for w in line.words]
            rows, runs = features.context(line, [k for k, _ in kinds])
            for start, end, shared in runs:
                for row in rows[start:end]:
                    row += shared
            for i, row in enumerate(rows):
                row += kinds[i][1][2]
                for at in (1, 2):
                    if i >= at:
                        row += kinds[i - at][1][2 + at]
                    if i + at < len(kinds):
                        row += kinds[i + at][1][2 - at]
                if marks is not None:
                    padded = ["", "", *marks[n], "", ""]
                    row += around(*padded[i : i + 5])
                    row += voted.get(line.words[i].key, ()) if line.words[i].cap or marks[n][i] != "O" else ()
            yield line, rows

    def sentences(self, marks=None):
        """Features and gold of every sentence, with its line and first word."""
        for line, rows in self.rows(marks):
            start = 0
            for i in range(1, len(rows) + 1):
                if i == len(rows) or line.words[i].sentence != line.words[start].sentence:
                    yield line.index, start, rows[start:i], self.gold[line.index][start:i]
                    start = i


def is_held_out(identifier):
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


def fit(documents, marks, c1, iterations, path):
    """Train one pass; ``marks`` are the labels of the pass before it, by document."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for document in documents:
        for _, _, rows, gold in document.sentences(marks and marks[document.id]):
            trainer.append(rows, gold)
    trainer.set_params({"c1": c1, "c2": 0.05, "max_iterations": iterations, "feature.possible_transitions": False})
    trainer.train(str(path))


def label(documents, path):
    """The labels that a first pass gives."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    out = {}
    for document in documents:
        marks = [["O"] * len(line.words) for line in document.lines]
        for line, start, rows, _ in document.sentences():
            marks[line][start : start + len(rows)] = tagger.tag(rows)
        out[document.id] = marks
    return out


def fold(job):
    """Labels of the documents of one fold by a first pass that has not seen them."""
    rows, number, c1, iterations = job
    documents = [Document(row) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first"
        fit([d for i, d in enumerate(documents) if i % FOLDS != number], None, c1, iterations * 2 // 3, path)
        return label([d for i, d in enumerate(documents) if i % FOLDS == number], path)


def fit_all(rows, marks, c1, iterations, path):
    fit([Document(row) for row in rows], marks, c1, iterations, path)


def train(rows, settings, path):
    """Both passes, the second on the cross-validated labels of the first, into one archive."""
    jobs = [(rows, number, settings.c1, settings.iterations) for number in range(FOLDS)]
    with ProcessPoolExecutor(settings.workers) as pool, tempfile.TemporaryDirectory() as folder:
        folds = [pool.submit(fold, job) for job in jobs]
        first = pool.submit(fit_all, rows, None, settings.c1, settings.iterations, Path(folder) / "first")
        marks = {identifier: labels for part in folds for identifier, labels in part.result().items()}
        fit_all(rows, marks, settings.c1_second, settings.iterations, Path(folder) / "second")
        first.result()
        write([Path(folder) / "first", Path(folder) / "second"], path)


def write(passes, path):
    """Both passes' weights as one archive of half-precision numbers."""
    names, weights, transitions = {}, [], np.zeros((2, SIZE, SIZE), dtype=np.float16)
    for number, model in enumerate(passes):
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        info = tagger.info()
        for (one, two), weight in info.transitions.items():
            transitions[number, LABELS.index(one), LABELS.index(two)] = weight
        for (name, tag), weight in info.state_features.items():
            weights.append((names.setdefault(name, len(names)), number * SIZE + LABELS.index(tag), weight))
    order = {name: i for i, name in enumerate(sorted(names))}
    moved = np.array([order[name] for name in names])
    table = np.zeros((len(names), 2 * SIZE), dtype=np.float16)
    for row, column, weight in weights:
        table[moved[row], column] = weight
    text = np.frombuffer("\n".join(order).encode(), dtype=np.uint8)
    np.savez_compressed(path, names=text, weights=table, transitions=transitions)


def spans(document, tags):
    """Tags as source offsets and label."""
    for tag in tags:
        words = document.lines[tag.line].words
        start, end = document.passages[tag.line].span(words[tag.first].start, words[tag.last - 1].end)
        yield document.id, start, end, tag.label


def f1(gold, got):
    return round(2 * len(gold & got) / max(1, len(gold) + len(got)), 4)


def score(gold, got):
    figures = {"strict": f1(gold, got)}
    for kind in ("PER", "LOC", "ORG"):
        figures[kind] = f1({g for g in gold if g[-1] == kind}, {g for g in got if g[-1] == kind})
    return figures | {"span": f1({g[:-1] for g in gold}, {g[:-1] for g in got})}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--c1", type=float, default=0.1)
    parser.add_argument("--c1-second", type=float, default=0.1)
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    settings = parser.parse_args()
    with gzip.open(settings.corpus, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    held = [row for row in rows if is_held_out(row["id"])]
    if settings.held_out:
        with gzip.open(settings.held_out, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in held)
    if settings.final:
        train(rows, settings, settings.out)
        print(settings.out.name, settings.out.stat().st_size, "bytes")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = settings.out if settings.out != MODEL else Path(folder) / "held-out.npz"
        train([row for row in rows if not is_held_out(row["id"])], settings, path)
        model = Model(path, "fr")
        print(len(held), "documents held out;", path.stat().st_size, "bytes")
        documents, lists = [Document(row) for row in held], load("fr")
        gold = {(document.id, *entity) for document in documents for entity in document.entities}
        began = time.perf_counter()
        got = {span for document in documents for span in spans(document, model_tags(document.lines, model))}
        words = sum(len(line.words) for document in documents for line in document.lines)
        print("model     ", score(gold, got), round(words / (time.perf_counter() - began)), "words/s")
        by_rules = {span for document in documents for span in spans(document, rule_tags(document.lines, lists))}
        print("rules only", score(gold, by_rules))


if __name__ == "__main__":
    main()
