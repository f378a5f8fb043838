"""Train the model of line roles: ``python training/line_roles.py CORPUS`` writes ``data/models/line-roles.npz``.

CORPUS is a folder with ``train.jsonl.gz`` and ``french-silver.jsonl.gz``: rows ``{"id", "source", "host", "lines":
[[text, role], ...]}`` with the roles body, heading, lead, title, byline, date, boiler, unknown. The labelled dumps under
``tests/`` and ``training/pages`` are added. ``--cv`` prints figures by cross-validation instead (page dumps by host,
labelled dumps by dump); ``--without SOURCE`` leaves a source out and scores on it.

Needs PyTorch (2.13, CPU) beside Relire's own packages. Deterministic on one machine: fixed seeds, fixed order.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
import zlib
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers.copies import find_copies  # noqa: E402
from helpers.lines import line_spans, repair  # noqa: E402
from helpers.mojibake import is_broken  # noqa: E402
from helpers.roles.features import NAMES, page_features  # noqa: E402
from helpers.roles.units import first_copies, make_units  # noqa: E402

ROLES = ("boilerplate", "body", "heading", "title", "subtitle", "byline", "caption")
# What a label of the corpora may mean: they know neither captions nor, in most sources, bylines.
MEANS = {
    "boiler": ("boilerplate", "byline", "caption"), "body": ("body",), "heading": ("heading",), "lead": ("subtitle",),
    "title": ("title",), "byline": ("byline",), "date": ("byline",),
} | {role: (role,) for role in ROLES}  # fmt: skip
CONTENT = ("body", "heading", "lead", "subtitle")
HIDDEN, DILATIONS, DROP = 64, (1, 2, 4, 8, 16, 32, 1), 0.15
EPOCHS, RATE, BATCH = 18, 3e-3, 6000
LABELLED = 5.0  # weight of a line labelled by hand
CROPPED = 0.5


def corpus(path):
    for line in gzip.open(path, "rt", encoding="utf-8"):
        row = json.loads(line)
        lines = [(" ".join(text.split()) or ".", role) for text, role in row["lines"]]
        yield {"id": row["id"], "source": row["source"], "host": row.get("host", row["id"]), "lines": lines}


def labelled(root):
    for gold in sorted(Path(root).glob("*/gold.json")):
        facts = json.loads(gold.read_text(encoding="utf-8"))
        encoding = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16"}.get(facts["encoding"], facts["encoding"])
        text = gold.with_name("dump.txt").read_bytes().decode(encoding).lstrip("\ufeff")
        lines = [(text[a:b], g["role"]) for (a, b), g in zip(line_spans(text), facts["lines"], strict=True)]
        yield {"id": gold.parent.name, "source": Path(root).name, "host": gold.parent.name, "lines": lines, "hand": True}


def crop(lines, rng):
    """A reader's dump of a page: cut close to the article, part of the furniture left out."""
    text = [i for i, (_, role) in enumerate(lines) if role in CONTENT]
    if len(text) < 3:
        return None
    top = min([i for i, (_, role) in enumerate(lines) if role == "title" and i > text[0] - 25] + text)
    first, last = top - int(rng.expovariate(1 / 4)), text[-1] + 1 + int(rng.expovariate(1 / 6))
    keep = rng.choice((1.0, 0.6, 0.3))
    boiler = ("boiler", "boilerplate")
    return [x for i, x in enumerate(lines) if first <= i < last and (x[1] not in boiler or rng.random() < keep)]


def prepare(document):
    rng = random.Random(zlib.crc32(document["id"].encode()))
    variants = [document["lines"], crop(document["lines"], rng)]
    if document.get("hand"):
        variants += [crop(document["lines"], rng), crop(document["lines"], rng)]
    found = []
    for number, lines in enumerate(variants):
        if not lines or (number and len(lines) < 5):
            continue
        broken = is_broken("\n".join(text for text, _ in lines))
        texts = [repair(text, broken=broken).text for text, _ in lines]
        units = first_copies(make_units(texts, find_copies(texts)))
        roles = [lines[unit.numbers[0] - 1][1] for unit in units]
        allowed = np.array([[r in MEANS.get(role, ROLES) for r in ROLES] for role in roles], dtype=bool)
        x = page_features(units)
        found.append(document | {"lines": None, "x": x, "roles": roles, "allowed": allowed, "whole": not number})
    return found


class Block(nn.Module):
    """A gated dilated convolution with a way round it."""

    def __init__(self, dilation):
        super().__init__()
        self.conv = nn.Conv1d(HIDDEN, 2 * HIDDEN, 3, padding=dilation, dilation=dilation)
        self.drop = nn.Dropout(DROP)

    def forward(self, x, mask):
        a, b = self.conv(self.drop(x) * mask).chunk(2, 1)
        return (x + torch.tanh(a) * torch.sigmoid(b)) * mask


class Net(nn.Module):
    """Convolutions along the page; before the last one, four attention-weighted means of the page are added to each."""

    def __init__(self):
        super().__init__()
        self.enter = nn.Conv1d(len(NAMES), HIDDEN, 1)
        self.blocks = nn.ModuleList(Block(d) for d in DILATIONS)
        self.attend = nn.Conv1d(HIDDEN, 4, 1)
        self.page = nn.Linear(4 * HIDDEN, HIDDEN)
        self.leave = nn.Conv1d(HIDDEN, len(ROLES), 1)
        self.drop = nn.Dropout(DROP)

    def forward(self, x, mask):
        x = torch.relu(self.enter(self.drop(x))) * mask
        for block in self.blocks[:-1]:
            x = block(x, mask)
        weight = self.attend(x).masked_fill(mask == 0, -1e9).softmax(2)
        means = torch.einsum("bkt,bht->bkh", weight, x).flatten(1)
        x = (x + torch.tanh(self.page(means))[:, :, None]) * mask
        return self.leave(self.blocks[-1](x, mask))


def batches(documents, rng, size=BATCH):
    order = sorted(range(len(documents)), key=lambda i: len(documents[i]["x"]) + rng.random() * 30)
    found, batch, longest = [], [], 0
    for i in order:
        longest = max(longest, len(documents[i]["x"]))
        if batch and (len(batch) + 1) * longest > size:
            found.append(batch)
            batch, longest = [], len(documents[i]["x"])
        batch.append(i)
    found.append(batch)
    rng.shuffle(found)
    return found


def padded(documents, batch, mean, spread, rng=None):
    longest = max(len(documents[i]["x"]) for i in batch)
    x = np.zeros((len(batch), longest, len(NAMES)), np.float32)
    allowed = np.zeros((len(batch), longest, len(ROLES)), np.float32)
    weight, mask = np.zeros((len(batch), longest), np.float32), np.zeros((len(batch), 1, longest), np.float32)
    gap = NAMES.index("gap")
    for k, i in enumerate(batch):
        document = documents[i]
        n = len(document["x"])
        rows = document["x"]
        if rng is not None and not document.get("hand") and rng.random() < 0.3:
            rows = rows.copy()
            rows[:, gap] = 1.0  # as if blank lines stood between all
        x[k, :n] = np.clip((rows - mean) / spread, -4, 4)
        allowed[k, :n] = document["allowed"]
        weight[k, :n] = ~document["allowed"].all(1) * (LABELLED if document.get("hand") else 1.0)
        weight[k, :n] *= 1.0 if document["whole"] else CROPPED
        mask[k, 0, :n] = 1
    return [torch.from_numpy(a) for a in (x.transpose(0, 2, 1).copy(), allowed, weight, mask)]


def train(documents, seed=0, epochs=EPOCHS):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    rows = np.concatenate([d["x"] for d in documents[::2]])
    mean, spread = rows.mean(0), rows.std(0) + 1e-3
    net = Net()
    steps = epochs * len(batches(documents, random.Random(1))) + 50
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.15)
    done = 0
    for _ in range(epochs):
        net.train()
        for batch in batches(documents, rng):
            x, allowed, weight, mask = padded(documents, batch, mean, spread, rng)
            chance = torch.softmax(net(x, mask), 1).transpose(1, 2)
            loss = -((chance * allowed).sum(2).clamp_min(1e-6).log() * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            done += 1
            if done < steps:
                schedule.step()
    net.eval()
    return net, mean, spread


def predict(model, documents):
    net, mean, spread = model
    with torch.no_grad():
        for batch in batches(documents, random.Random(0), 20000):
            x, _, _, mask = padded(documents, batch, mean, spread)
            chance = torch.softmax(net(x, mask), 1).numpy()
            for k, i in enumerate(batch):
                documents[i]["chance"] = chance[k, :, : len(documents[i]["x"])].T


def save(model, path):
    net, mean, spread = model
    arrays = {name: value.numpy().astype(np.float16) for name, value in net.state_dict().items()}
    arrays |= {"mean": mean.astype(np.float32), "spread": spread.astype(np.float32)}
    arrays |= {"names": np.array(NAMES), "roles": np.array(ROLES), "dilations": np.array(DILATIONS)}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def content_f1(documents, least=0.5):
    columns = [ROLES.index(role) for role in ("body", "heading", "subtitle")]
    hits, per = np.zeros(3, dtype=int), []
    for d in documents:
        found = d["chance"][:, columns].sum(1) > least
        gold = np.array([r in CONTENT for r in d["roles"]])
        scored = np.array([r in (*CONTENT, "boiler") for r in d["roles"]])
        one = np.array([(found & gold & scored).sum(), (found & ~gold & scored).sum(), (~found & gold & scored).sum()])
        hits += one
        per.append(2 * one[0] / (2 * one[0] + one[1] + one[2]) if one.sum() else 1.0)
    a, b, c = hits
    return f"P {a / max(a + b, 1):.4f}  R {a / max(a + c, 1):.4f}  F1 {2 * a / max(2 * a + b + c, 1):.4f}  per document {np.mean(per):.4f}"


def accuracy(documents):
    pairs = [(g, ROLES[p]) for d in documents for g, p in zip(d["roles"], d["chance"].argmax(1), strict=True)]
    worst = {}
    for g, p in pairs:
        if g != p:
            worst[g, p] = worst.get((g, p), 0) + 1
    top = sorted(worst.items(), key=lambda item: -item[1])[:8]
    return f"{sum(g == p for g, p in pairs) / len(pairs):.4f}  {top}"


def report(documents):
    whole = [d for d in documents if d["whole"]]
    for name in dict.fromkeys(d["source"] for d in whole):
        chosen = [d for d in whole if d["source"] == name]
        print(f"{name:16}", accuracy(chosen) if chosen[0].get("hand") else content_f1(chosen))
    for name, silver in (("page dumps", False), ("french silver", True)):
        chosen = [d for d in whole if not d.get("hand") and d["silver"] == silver]
        if chosen:
            print(f"{name:16}", *(f"\n   at {t}: {content_f1(chosen, t)}" for t in (0.35, 0.4, 0.45, 0.5)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "data" / "models" / "line-roles.npz")
    parser.add_argument("--cv", type=int, default=0, metavar="FOLDS")
    parser.add_argument("--folds", type=int, default=None, help="stop after so many folds")
    parser.add_argument("--without", metavar="SOURCE")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--add", type=Path, action="append", default=[], help="a further folder of labelled dumps")
    args = parser.parse_args()
    torch.set_num_threads(1)  # so that sums come in one order
    torch.set_flush_denormal(True)
    torch.use_deterministic_algorithms(True)
    documents = [d | {"silver": False} for d in corpus(args.corpus / "train.jsonl.gz")]
    documents += [d | {"silver": True} for d in corpus(args.corpus / "french-silver.jsonl.gz")]
    for root in [*(ROOT / folder for folder in ("tests/cases", "tests/cases-pages", "training/pages")), *args.add]:
        documents += [d | {"silver": False} for d in labelled(root)]
    began = time.time()
    with Pool() as pool:
        documents = [variant for found in pool.imap(prepare, documents, chunksize=8) for variant in found]
    print(f"{len(documents)} documents, {sum(len(d['x']) for d in documents)} lines, {time.time() - began:.0f} s")
    if args.without:
        model = train([d for d in documents if d["source"] != args.without], epochs=args.epochs)
        left = [d for d in documents if d["source"] == args.without]
        predict(model, left)
        report(left)
    elif args.cv:
        scored = []
        for fold in range(args.cv)[: args.folds]:
            tests = [d for d in documents if zlib.crc32(d["host"].encode()) % args.cv == fold]
            model = train([d for d in documents if zlib.crc32(d["host"].encode()) % args.cv != fold], epochs=args.epochs)
            predict(model, tests)
            scored += tests
            print(f"fold {fold}: {time.time() - began:.0f} s", flush=True)
        report(scored)
    else:
        save(train(documents, epochs=args.epochs), args.output)
        print(args.output, args.output.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
