"""Rows on the training of a small network: XOR, from a hundred seeds at once."""

from __future__ import annotations

from functools import cache

import numpy as np

import symcalc as sc

from . import Asked, Row

POINTS = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}
UNITS = range(1, 5)
EPOCHS, RATE, SEEDS, TRACED = 10_000, 1.0, 100, 42
NAMES = [f"{letter}{j}" for letter in "uvbw" for j in UNITS] + ["c"]


def logit(point: tuple[int, int]) -> str:
    """What the network of two inputs, four ReLUs and one output makes of a point."""
    p, q = point
    return " + ".join(f"w{j} relu(u{j}*{p} + v{j}*{q} + b{j})" for j in UNITS) + " + c"


# Cross-entropy of the logits; the script shows it with 1e-8 inside the logarithms.
LOSS = " + ".join(f"(softplus({logit(p)}) - {y}*({logit(p)}))/4" for p, y in POINTS.items())
ANSWERS = [f"sigmoid({logit(p)})" for p in POINTS]
GUARDED = "-(y ln(a + 1e-8) + (1 - y) ln(1 - a + 1e-8))"


def start(seed: int) -> np.ndarray:
    """Weights of a half times standard normal, biases of zero."""
    rng = np.random.RandomState(seed)
    first = rng.randn(4, 2) * 0.5
    return np.concatenate([first[:, 0], first[:, 1], np.zeros(4), rng.randn(4) * 0.5, [0.0]])


@cache
def trained() -> dict[int, np.ndarray]:
    """The answers of all seeds at every two thousandth epoch, by the gradient of the formula."""
    kernel = sc.compile(LOSS, NAMES)
    forward = sc.compile(ANSWERS, NAMES)
    weights = np.array([start(seed) for seed in range(SEEDS)])
    answers = {}
    for epoch in range(EPOCHS + 1):
        if epoch % 2000 == 0:
            answers[epoch] = forward(*weights.T)
        weights = weights - RATE * kernel.gradient(*weights.T)
    return answers


def shown_loss(epoch: int) -> float:
    """What the script prints at an epoch, for the seed that is traced."""
    kernel = sc.compile(GUARDED, ["a", "y"], backend="python")
    labels = np.array(list(POINTS.values()), float)
    return float(np.mean(kernel(trained()[epoch][TRACED], labels)))


def share(row: Row) -> float:
    """How many of the seeds classify all four points."""
    right = np.round(trained()[EPOCHS]) == list(POINTS.values())
    return float(right.all(axis=1).mean())


ROWS: dict[str, Asked] = {
    "001-32-xor-42": lambda row: trained()[EPOCHS][[TRACED]].round(2),
    "001-32-xor-seeds": share,
    "001-32-xor-loss0": lambda row: shown_loss(0),
    "001-32-xor-loss-trace": lambda row: [shown_loss(epoch) for epoch in row.at["epoch"]],
}
