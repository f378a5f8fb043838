"""The line model: how likely each unit of a page is to have each role, from the features of the whole page.

A small convolutional network along the lines (gated dilated convolutions, Oord et al., "WaveNet", 2016), trained by
``training/line_roles.py``; here it is only read and applied, with NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from helpers.paths import DATA
from helpers.roles.features import NAMES, Floats, page_features
from helpers.roles.units import Unit

PATH = DATA / "models" / "line-roles.npz"


class LineModel:
    """The network's weights, and what it makes of a page."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        if tuple(weights["names"]) != NAMES:
            raise ValueError(f"{path.name} was trained on other features; run training/line_roles.py again")
        self.roles = tuple(str(role) for role in weights["roles"])
        self._dilations = [int(d) for d in weights["dilations"]]
        self._weights = {n: w.astype(np.float32) for n, w in weights.items() if w.dtype.kind == "f"}

    def chances(self, units: Sequence[Unit]) -> Floats:
        """One row per unit, one column per role of ``roles``; each row sums to 1."""
        with _threads().limit(limits=1):  # products this small are slower on several cores, far slower on busy ones
            return self._forward(units)

    def _forward(self, units: Sequence[Unit]) -> Floats:
        w = self._weights
        x = np.clip((page_features(units) - w["mean"]) / w["spread"], -4, 4)
        if not len(x):
            return np.zeros((0, len(self.roles)), dtype=np.float32)
        x = np.maximum(x @ w["enter.weight"][:, :, 0].T + w["enter.bias"], 0)
        *before, last = enumerate(self._dilations)
        for number, dilation in before:
            x = self._block(x, number, dilation)
        weight = _softmax((x @ w["attend.weight"][:, :, 0].T + w["attend.bias"]).T)
        x = x + np.tanh(w["page.weight"] @ (weight @ x).ravel() + w["page.bias"])
        x = self._block(x, *last)
        return _softmax(x @ w["leave.weight"][:, :, 0].T + w["leave.bias"])

    def _block(self, x: Floats, number: int, dilation: int) -> Floats:
        kernel, bias = self._weights[f"blocks.{number}.conv.weight"], self._weights[f"blocks.{number}.conv.bias"]
        padded = np.pad(x, ((dilation, dilation), (0, 0)))
        beside = np.hstack([padded[: len(x)], x, padded[2 * dilation :]])
        a, b = np.split(beside @ kernel.transpose(0, 2, 1).reshape(len(kernel), -1).T + bias, 2, axis=1)
        return x + np.tanh(a) / (1 + np.exp(-b))


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _softmax(x: NDArray[np.float32]) -> Floats:
    shifted = np.exp(x - x.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


@cache
def line_model() -> LineModel:
    """The model that ships with Relire, read once."""
    return LineModel(PATH)
