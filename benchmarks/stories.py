"""A corpus of invented articles in which is known who copied whom: ``python benchmarks/stories.py 1000 --seed 1``.

Originals of about 400 words are drawn word by word from what follows what in the French texts of this repository, so
that unrelated articles share the phrases that articles share; one word in seven comes from the story's own small
vocabulary of coined words, its names. A third of the stories have later versions: equal but for typography, 2 to 20 %
of the words edited, cut to 90 to 50 %, the first paragraph alone, the paragraphs shuffled, a paragraph added. Every
article stands on a host; on most hosts its pages carry the same menu and disclaimer, a quarter of a page. Versions come
some articles after their original. Nothing is downloaded; the same seed gives the same corpus, one article at a time.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 400  # of an original, about
OWN = 1 / 7  # of them, from the story's own vocabulary
VERSIONS = 1 / 3  # of the stories have later versions
DELAY = 300  # articles between an original and its versions, at most
EDITS = (
    "typography", "edit 2 %", "edit 5 %", "edit 10 %", "edit 20 %", "cut to 90 %", "cut to 80 %", "cut to 70 %",
    "cut to 60 %", "cut to 50 %", "lead", "shuffled", "added",
)  # fmt: skip
_MARK = re.compile("⟦([^|⟧]*)[^⟧]*⟧")  # who is named, in the texts of tests/actors
_LETTERS = re.compile(r"[^\W\d_]{5,}")

Text = list[list[str]]  # paragraphs of words, punctuation on them


@dataclass(frozen=True)
class Story:
    """An article: where it stands, what it copies (articles of one ``cluster`` are one story), how it was edited."""

    id: str
    host: str
    date: str
    text: str
    cluster: int
    edit: str  # "original" or one of EDITS


def stories(count: int, seed: int = 0) -> Iterator[Story]:
    """``count`` articles, in the order in which a scraper might bring them."""
    rng = random.Random(f"stories {seed}")
    hosts = [_Host(number, rng) for number in range(max(4, min(200, count // 50)))]
    waiting: list[tuple[int, int, Text, int, str, date]] = []
    clusters = pushed = 0
    for number in range(count):
        if waiting and waiting[0][0] <= number:
            _, _, text, cluster, edit, day = heapq.heappop(waiting)
        else:
            text, cluster, edit = _original(rng), clusters, "original"
            day = date(2025, 1, 1) + timedelta(days=rng.randrange(365))
            clusters += 1
            if rng.random() < VERSIONS:
                for kind in rng.sample(EDITS, min(1 + int(rng.expovariate(0.5)), len(EDITS))):
                    later = (number + rng.randint(1, DELAY), pushed := pushed + 1, edited(text, kind, rng), cluster)
                    heapq.heappush(waiting, (*later, kind, day + timedelta(days=rng.randint(0, 3))))
        host = rng.choice(hosts)
        page = host.page(text, straight=edit == "typography")
        yield Story(f"a{number:06}", host.name, day.isoformat(), page, cluster, edit)


def edited(text: Text, kind: str, rng: random.Random) -> Text:
    """A version of a text."""
    if kind.startswith("edit"):
        return [_edited(paragraph, int(kind.split()[1]) / 100, rng) for paragraph in text]
    if kind.startswith("cut"):
        left = sum(map(len, text)) * int(kind.split()[2]) // 100
        kept: Text = []
        for paragraph in text:
            kept.append(paragraph[:left])
            left -= len(kept[-1])
        return [paragraph for paragraph in kept if paragraph]
    if kind == "lead":
        return text[:1]
    if kind == "shuffled":
        return rng.sample(text, len(text))
    if kind == "added":
        place = rng.randint(1, len(text))
        return [*text[:place], *_original(rng)[:1], *text[place:]]
    return text


def _edited(words: list[str], share: float, rng: random.Random) -> list[str]:
    _, _, all_words = _chain()
    found = []
    for word in words:
        draw = rng.random() / share
        if draw < 0.6:
            found.append(rng.choice(all_words))
        elif draw < 0.8:
            found += [word, rng.choice(all_words)]
        elif draw >= 1:
            found.append(word)
    return found


def _original(rng: random.Random) -> Text:
    """A new story: paragraphs of 45 to 90 words, three or more."""
    following, coinable, all_words = _chain()
    names = [_coined(coinable, rng) for _ in range(40)]
    length = max(150, int(rng.gauss(WORDS, 80)))
    text: Text = []
    word, draw = rng.choice(all_words), rng.random
    while length > 0:
        paragraph = []
        for _ in range(min(length, rng.randint(45, 90))):
            if draw() < OWN:
                paragraph.append(names[int(draw() * draw() * 40)])  # some of them far more often
                word = all_words[int(draw() * len(all_words))]
            else:
                after = following.get(word) or all_words
                word = after[int(draw() * len(after))]
                paragraph.append(word)
        length -= len(paragraph)
        text.append(paragraph)
    return text


def _coined(words: list[str], rng: random.Random) -> str:
    one, other = rng.choice(words), rng.choice(words)
    return one[: rng.randint(2, len(one) - 1)] + other[-rng.randint(2, len(other) - 1) :]


@cache
def _chain() -> tuple[dict[str, list[str]], list[str], list[str]]:
    """What follows each word, the rare words, and all words as often as they occur."""
    paths = [*ROOT.glob("training/pages/f*/dump.txt"), *ROOT.glob("training/pages/h*/dump.txt")]
    paths += [*ROOT.glob("tests/actors/fr/*.txt"), *ROOT.glob("data/articles/sample-fr-*.txt")]
    text = "\n".join(path.read_text("utf-8", "replace") for path in sorted(paths))
    lines = dict.fromkeys(line for line in _MARK.sub(r"\1", text).splitlines() if len(line) > 200)
    following: defaultdict[str, list[str]] = defaultdict(list)
    words: list[str] = []
    for line in lines:
        if "\0" in line or "\ufffd" in line:
            continue
        pieces = line.split()
        words += pieces
        for one, other in pairwise(pieces):
            following[one].append(other)
    counts = Counter(words)
    rare = sorted(word for word, times in counts.items() if times == 1 and _LETTERS.fullmatch(word))
    return dict(following), rare, words


class _Host:
    """A site: what stands on each of its pages."""

    def __init__(self, number: int, rng: random.Random) -> None:
        self.name = f"host{number}.example"
        _, coinable, words = _chain()
        bare = number % 4 == 3  # a quarter of the hosts give the text alone
        menu = [" ".join(_coined(coinable, rng) for _ in range(rng.randint(1, 3))).title() for _ in range(20)]
        notice = " ".join(rng.choice(words) for _ in range(rng.randint(40, 80)))
        self.before, self.after = ([], []) if bare else (menu[:12], [notice, *menu[12:]])

    def page(self, text: Text, *, straight: bool) -> str:
        body = [" ".join(paragraph) for paragraph in text]
        if straight:
            body = [line.replace("’", "'").replace("\u00a0", " ").upper() for line in body]
        return "\n".join([*self.before, *body, *self.after])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=3, help="articles (3)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    for story in stories(args.count, args.seed):
        print(json.dumps(asdict(story), ensure_ascii=False))


if __name__ == "__main__":
    main()
