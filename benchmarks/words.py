"""Speed of tokens, sentences, lemmas and stop words in a frame, beside spaCy and NLTK on the same French text.

Each figure is the best of its rounds; each round is a process of its own, and rounds alternate between the tools, so
that a busy machine hurts all alike. "first" is the first reading of that text in the process, "again" the best of the
next ones, when a tool finds words that it has seen. spaCy is ``spacy.blank("fr")``: a bare ``make_doc`` of the whole
text and of each line, which gives no lemma, no sentence and no frame; and with its sentencizer into a frame of the same
columns, lemmas excepted, which a blank pipeline has none of. NLTK's ``word_tokenize(language="french")`` needs models
that do not come with it: its Treebank and wordpunct tokenisers stand in, after a regular expression for sentences, and
give neither offsets nor a frame. Ours starts from repaired passages; a second row of ours adds reading the lines and
repairing their typography, which the peers do not do. The ratio to reach is that of "again", tokens a second, at both
sizes, against the faster of the two bare rows; that of "first" is printed beside it.

The text is the French dumps of this repository, drawn sentence by sentence with a fixed seed. Drawing again would bring
no new word, and a tool that remembers words would win too easily: so words are replaced by coined ones (the beginning
of one rare word, the end of another) wherever the count of distinct words falls behind Heaps' law, V = K N^b, with K
and b measured on the dumps themselves.

    python benchmarks/words.py [--small]        # --small: 1 MB only
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

for library in ("OMP", "OPENBLAS", "MKL"):  # one core: set before NumPy starts its threads
    os.environ[f"{library}_NUM_THREADS"] = "1"

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

MEGABYTE = 1_000_000
ROUNDS = {1: 3, 20: 1}  # processes per tool, by megabytes
AGAIN = {1: 4, 20: 2}  # readings after the first
TARGET = 4.0  # times spaCy's tokens per second
GROWTH_TARGET = 1.15  # exponent of time over size
ARTICLE_TARGET = 60.0  # milliseconds for all of notebook 3's analysis
ARTICLE_WORDS = 800
LETTERS = re.compile(r"[^\W\d_]{5,}")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")


# The text


def prose() -> list[str]:
    """The sentences of the French dumps, lines of menus among them, as they stand."""
    from helpers.language import detect_language
    from helpers.sources import read_source

    found: list[str] = []
    for path in sorted([*ROOT.glob("training/pages/*/dump.txt"), *ROOT.glob("tests/cases*/*/dump.txt")]):
        text = read_source(path).text
        if detect_language(text) == "fr":
            found += [s for line in dict.fromkeys(text.splitlines()) for s in SENTENCE.split(line.strip()) if s]
    return found


def heaps(sentences: list[str]) -> tuple[float, float]:
    """K and b of V = K N^b, from the sentences in a random order: distinct forms at half of them and at all."""
    words = [w for s in random.Random(0).sample(sentences, len(sentences)) for w in s.split()]
    half = len(words) // 2
    b = math.log2(len(set(words)) / len(set(words[:half]))) / math.log2(len(words) / half)
    return len(set(words)) / len(words) ** b, b


def text_of(size: int, sentences: list[str]) -> str:
    """About ``size`` characters, lines of one to six sentences, its vocabulary growing as that of real text does."""
    rng = random.Random(size)
    k, b = heaps(sentences)
    counts = Counter(w for s in sentences for w in LETTERS.findall(s))
    rare = sorted(w for w, n in counts.items() if n == 1 and w.islower())
    seen: set[str] = set()
    lines, length, words = [], 0, 0
    while length < size:
        line = []
        for sentence in rng.choices(sentences, k=rng.randint(1, 6)):
            pieces = sentence.split()
            words += len(pieces)
            seen.update(pieces)
            if len(seen) < k * words**b:
                free = [i for i, p in enumerate(pieces) if LETTERS.fullmatch(p)]
                for i in rng.sample(free, min(len(free), math.ceil(k * words**b - len(seen)))):
                    one, other = rng.choice(rare), rng.choice(rare)
                    pieces[i] = one[: rng.randint(2, len(one) - 1)] + other[-rng.randint(2, len(other) - 1) :]
                seen.update(pieces)
            line.append(" ".join(pieces))
        lines.append(" ".join(line))
        length += len(lines[-1]) + 1
    return "\n".join(lines)


# The tools: each takes the text, prepares what is not timed, and returns a function that reads and counts tokens.

Reader = Callable[[], int]


def relire(text: str) -> Reader:
    from helpers.lines import line_spans, repair
    from helpers.words.table import WordTable

    spans = line_spans(text)
    passages = [repair(text[start:end], start) for start, end in spans]
    starts = [start for start, _ in spans]

    def frames() -> int:
        table = WordTable(passages, text, starts, "fr")
        tokens, _ = table.tokens(), table.sentences()
        return len(tokens)

    return frames


def relire_repair(text: str) -> Reader:
    """With what comes before in ``Article``: lines, and their typography repaired."""
    return lambda: relire(text)()


def spacy_document(text: str) -> Reader:
    import spacy

    nlp = spacy.blank("fr")
    nlp.max_length = len(text) + 1
    return lambda: len(nlp.make_doc(text))


def spacy_lines(text: str) -> Reader:
    import spacy

    nlp, lines = spacy.blank("fr"), text.splitlines()
    return lambda: sum(len(nlp.make_doc(line)) for line in lines)


def spacy_frame(text: str) -> Reader:
    import pandas as pd
    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    lines = text.splitlines()

    def read() -> int:
        rows, number = [], 0
        for line, doc in enumerate(nlp.pipe(lines), 1):
            for sentence in doc.sents:
                number += 1
                rows += [
                    (number, line, t.idx, t.idx + len(t), t.text, t.norm_, not t.is_punct, t.is_stop) for t in sentence
                ]
        return len(pd.DataFrame(rows, columns="sentence line start end text norm is_word is_stop".split()))

    return read


def nltk_treebank(text: str) -> Reader:
    from nltk.tokenize import TreebankWordTokenizer

    tokenizer, lines = TreebankWordTokenizer(), text.splitlines()
    return lambda: sum(len(tokenizer.tokenize(s)) for line in lines for s in SENTENCE.split(line))


def nltk_wordpunct(text: str) -> Reader:
    from nltk.tokenize import wordpunct_tokenize

    lines = text.splitlines()
    return lambda: sum(len(wordpunct_tokenize(s)) for line in lines for s in SENTENCE.split(line))


TOOLS: dict[str, Callable[[str], Reader]] = {
    "Relire: frame of tokens, lemmas, stops": relire,
    "Relire: the same, typography repaired": relire_repair,
    "spaCy blank fr: make_doc, one text": spacy_document,
    "spaCy blank fr: make_doc, each line": spacy_lines,
    "spaCy blank fr: sentencizer, frame": spacy_frame,
    "NLTK: Treebank after a regex": nltk_treebank,
    "NLTK: wordpunct after a regex": nltk_wordpunct,
}
OURS = "Relire: frame of tokens, lemmas, stops"
BARE = ("spaCy blank fr: make_doc, one text", "spaCy blank fr: make_doc, each line")


def child(name: str, path: Path, again: int) -> None:
    """One tool on one text, in this process; the figures as JSON."""
    text = path.read_text(encoding="utf-8")
    TOOLS[name]("« Une première phrase », dit-il, pour charger ce qu'il faut. Voilà.")()
    read = TOOLS[name](text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent, tokens = [], 0
    for _ in range(again + 1):
        start = time.perf_counter()
        tokens = read()
        spent.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"tokens": tokens, "first": spent[0], "again": min(spent[1:]), "peak": peak * 1024}))


def measure(name: str, path: Path, again: int) -> dict[str, float] | None:
    command = [sys.executable, __file__, "--child", name, "--text", str(path), "--again", str(again)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name:40}not measured: {done.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(done.stdout)


def best(found: list[dict[str, float]]) -> dict[str, float]:
    return {key: min(round_[key] for round_ in found) for key in found[0]}


def compare(size: int, path: Path) -> dict[str, dict[str, float]]:
    """Every tool on a text of ``size`` megabytes: a table of their rates, and the figures."""
    length = len(path.read_text(encoding="utf-8"))
    rounds: dict[str, list[dict[str, float]]] = {}
    missing: set[str] = set()
    for _ in range(ROUNDS[size]):
        for name in TOOLS:
            if name in missing:
                continue
            found = measure(name, path, AGAIN[size])
            if found is None:
                missing.add(name)
            else:
                rounds.setdefault(name, []).append(found)
    print(f"\n{length / MEGABYTE:.1f} million characters")
    print(f"{'':40}{'tokens':>10}{'tokens/s first':>16}{'again':>12}{'MB/s again':>12}{'peak bytes/char':>17}")
    figures = {name: best(found) for name, found in rounds.items()}
    for name, f in figures.items():
        first, again = f["tokens"] / f["first"], f["tokens"] / f["again"]
        rate, peak = length / f["again"] / MEGABYTE, f["peak"] / length
        print(f"{name:40}{f['tokens']:10,.0f}{first:16,.0f}{again:12,.0f}{rate:12.2f}{peak:17.1f}")
    return figures


def ratios(figures: dict[str, dict[str, float]]) -> bool:
    """Our rate over spaCy's best bare one, each against its like; whether the target is met (or no peer is there)."""
    peers = [figures[name] for name in BARE if name in figures]
    if not peers:
        print("spaCy is not installed: no ratio (.venv/bin/python -m pip install --group bench)")
        return True
    met = True
    for state in ("first", "again"):
        ours = figures[OURS]["tokens"] / figures[OURS][state]
        theirs = max(peer["tokens"] / peer[state] for peer in peers)
        faster = min(peer[state] for peer in peers) / figures[OURS][state]
        print(f"ratio to spaCy's best bare rate, {state}: {ours / theirs:.1f} in tokens/s, {faster:.1f} in time")
        met = met and (state == "first" or ours / theirs >= TARGET)
    return met


# All of notebook 3's analysis on one article


def analyse(article: Any) -> None:
    """Every analysis of notebook 3, in its order."""
    from helpers import diversity, lengths, readability, terms

    counted, expressions = terms.frequencies(article), terms.expressions(article)
    terms.occurrences(article, counted.index[:12])
    terms.words_counted(article)
    terms.occurrences(article, counted.index[:5])
    terms.keyness(article, also=expressions.index)
    terms.cooccurrences(article, terms=expressions.index)
    terms.kwic(article, counted.index[0])
    terms.repeated(article, shortest=2, longest=50)
    diversity.diversity(article)
    lengths.sentence_lengths(article)
    readability.readability(article)


def article_text() -> str:
    """A page of about 800 words with sections: the sample's, its body drawn out with other French sentences."""
    rng = random.Random(3)
    sentences = [s for s in prose() if 60 < len(s) < 220 and s[0].isupper() and s[-1] == "."]
    lines, words = ["Une défense aérienne pour l’Ukraine : ce que l’on sait", ""], 0
    while words < ARTICLE_WORDS:
        paragraph = " ".join(rng.sample(sentences, 4))
        words += len(paragraph.split())
        lines += [paragraph, ""] + (["Ce que disent les alliés", ""] if len(lines) % 12 == 0 else [])
    return "\n".join(lines)


def article_time() -> float:
    """Milliseconds for the frames of one article and every analysis of notebook 3, best of the runs after the first."""
    from helpers import load_article

    text, spent = article_text(), []
    for _ in range(8):
        start = time.perf_counter()
        article = load_article(text=text)
        _ = (article.passages, article.language)
        loaded = time.perf_counter()
        frames = (article.tokens, article.sentences)
        read = time.perf_counter()
        analyse(article)
        done = time.perf_counter()
        spent.append((done - start, loaded - start, read - loaded, done - read, len(frames[0])))
    whole, load, frame, analysis, tokens = min(spent[1:])
    parts = f"load {1000 * load:.1f}, frames {1000 * frame:.1f}, analysis {1000 * analysis:.1f}"
    print(f"\none article of {tokens} tokens, second run: {1000 * whole:.1f} ms ({parts})")
    return 1000 * whole


def contract_holds() -> bool:
    """Whether every row of the tokeniser contract passes in this very build."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(ROOT / "tests" / "test_contract.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()
    print(f"the tokeniser contract: {said[-1] if said and done.returncode else 'every row holds'}")
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="the text of 1 MB only")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--again", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        child(args.child, args.text, args.again)
        return 0
    sentences = prose()
    k, b = heaps(sentences)
    count = sum(len(s.split()) for s in sentences)
    print(f"{len(sentences):,} French sentences of the repository, {count:,} words; Heaps' law: V = {k:.1f} N^{b:.2f}")
    met, figures = contract_holds(), {}
    with tempfile.TemporaryDirectory() as folder:
        for size in (1,) if args.small else (1, 20):
            path = Path(folder) / f"{size}.txt"
            path.write_text(text_of(size * MEGABYTE, sentences), encoding="utf-8")
            figures[size] = compare(size, path)
            met = ratios(figures[size]) and met
    if 20 in figures:
        small, large = figures[1][OURS], figures[20][OURS]
        growth = {s: math.log(large[s] / small[s]) / math.log(20) for s in ("first", "again", "peak")}
        print("\nfrom 1 to 20 MB, exponent of growth: " + ", ".join(f"{s} {g:.2f}" for s, g in growth.items()))
        met = met and max(growth.values()) <= GROWTH_TARGET
    met = article_time() <= ARTICLE_TARGET and met
    print("targets met" if met else "a target is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
