"""XOR by a network of two layers, samples as columns: which seeds stall, and why.

    python examples/labs/xor.py --seeds 100

The network is 2-4-1, ReLU then sigmoid, trained with binary cross-entropy by full-batch gradient
descent at rate 1; the gradients come from the formula. Most runs that stall have every ReLU off
for two points with different labels. Both get the same answer, and neither sends a gradient to the
first layer. Only the other points can still move it, and they stop once they are fitted. A few
runs stall because each ReLU is on for all four points or for none: no line parts these labels.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

FORWARD = "z1 = W1 X + b1; a1 = relu(z1); z2 = W2 a1 + b2"
# Cross-entropy of the logits: softplus(z) − y z is −y log σ(z) − (1 − y) log(1 − σ(z)).
LOSS = f"{FORWARD}; 1/m sum(softplus(z2) - Y ⊙ z2)"
SHAPES = "X: (2, m), Y: (1, m), W1: (4, 2), b1: 4, W2: (1, 4), b2: 1"
NAMES = ("W1", "b1", "W2", "b2")
X = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
Y = np.array([[0.0, 1, 1, 0]])
TRACED = 42
RATE = 1.0
Parameters = dict[str, np.ndarray]


@dataclass(frozen=True)
class Kind:
    """What can become of a run, and its colour in the picture."""

    told: str
    least: float  # the loss cannot be below it while the run is of this kind
    colour: str


RIGHT = Kind("all four points right", 0, "C0")
EVEN = Kind("stalled: every ReLU is off for two points of different labels", np.log(2) / 2, "C1")
ODD = Kind("stalled: every ReLU is off for three points", np.log(3) * 3 / 4 - np.log(2) / 2, "C3")
DEAD = Kind("stalled: every ReLU is dead (off for all four points)", np.log(2), "C5")
LINEAR = Kind("stalled: each ReLU is dead or on for all four points", np.log(2), "C4")
MORE = Kind("not yet right: it may need more epochs", 0, "0.6")


@dataclass(frozen=True)
class Run:
    """What became of a seed: the parameters at the end, and the loss before each epoch."""

    seed: int
    p: Parameters
    losses: np.ndarray

    @property
    def off(self) -> list[int]:
        """The points for which every ReLU is off."""
        return [k for k in range(4) if (hidden(self.p)[:, k] <= 0).all()]

    @property
    def kind(self) -> Kind:
        if (np.round(predictions(self.p)) == Y[0]).all():
            return RIGHT
        on = hidden(self.p) > 0
        found = MORE
        if 0 < sum(Y[0, self.off]) < len(self.off):  # labels differ
            found = {2: EVEN, 3: ODD, 4: DEAD}[len(self.off)]
        elif (on.all(axis=1) | ~on.any(axis=1)).all():
            found = LINEAR
        # Above its least loss a run may still turn a ReLU on.
        return found if self.losses[-1] < 1.01 * found.least else MORE


def start(seed: int) -> Parameters:
    """Weights of a half times standard normal, biases of zero."""
    rng = np.random.RandomState(seed)
    first = rng.randn(4, 2) * 0.5
    return {"W1": first, "b1": np.zeros(4), "W2": rng.randn(1, 4) * 0.5, "b2": np.zeros(1)}


def train(kernel: Any, p: Parameters, epochs: int) -> tuple[Parameters, list[float]]:
    """Gradient descent: the parameters at the end, and the loss before each epoch."""
    losses = []
    for _ in range(epochs):
        loss, gradients = kernel.value_and_gradient(X=X, Y=Y, **p)
        losses.append(loss)
        p = {name: p[name] - RATE * g for name, g in zip(NAMES, gradients, strict=True)}
    return p, losses


def hidden(p: Parameters) -> np.ndarray:
    """The arguments of the ReLUs, a row per unit and a column per point."""
    return p["W1"] @ X + p["b1"][:, None]


def predictions(p: Parameters) -> np.ndarray:
    """What the network says of each point."""
    logits = p["W2"] @ np.maximum(hidden(p), 0) + p["b2"][:, None]
    return 1 / (1 + np.exp(-logits[0]))


def guarded(p: Parameters, small: float = 1e-8) -> float:
    """The loss as many scripts write it, with a small number against log(0)."""
    a, y = predictions(p), Y[0]
    return float(-(y * np.log(a + small) + (1 - y) * np.log(1 - a + small)).mean())


def points(which: list[int]) -> str:
    """Points as text: (0, 0) and (0, 1)."""
    *most, last = [f"({X[0, k]:.0f}, {X[1, k]:.0f})" for k in which]
    return f"{', '.join(most)} and {last}" if most else last


def told(run: Run) -> str:
    """What became of a run, in one line."""
    where = f": {points(run.off)}" if run.kind in (EVEN, ODD) else ""
    ends = f"loss {run.losses[0]:.3f} -> {run.losses[-1]:.5f}"
    return f"seed {run.seed:3}: {ends}  {run.kind.told}{where}"


def trace(kernel: Any, epochs: int) -> None:
    """The loss of one seed at five epochs, exactly and with a guard."""
    print(f"Seed {TRACED}\n  epoch   loss                with log(a + 1e-8)")
    p, leg = start(TRACED), max(epochs // 5, 1)
    for epoch in range(0, epochs, leg):
        at = p
        p, losses = train(kernel, p, leg)
        print(f"{epoch:7}   {losses[0]:.16f}  {guarded(at):.16f}", flush=True)
    print(f"At the end the answers are {predictions(p).round(2).tolist()}.", flush=True)


def explain(kernel: Any, run: Run) -> None:
    """Why a run stalls: what each point does to the first layer."""
    sizes = []
    for k in range(4):
        largest = np.abs(kernel.gradient(X=X[:, [k]], Y=Y[:, [k]], **run.p)[0]).max()
        sizes.append(f"{points([k])} {largest:.0e}" if largest else f"{points([k])} 0")
    answer = predictions(run.p)[run.off[0]]
    print(f"\nWhy seed {run.seed} stalls:")
    print(f"  The arguments of its ReLUs at {points([0, 1, 2, 3])} are")
    for row in hidden(run.p):
        print("   ", *(f"{z:6.2f}" for z in row), "" if (row > 0).any() else " dead")
    print(f"  None is positive for {points(run.off)}: the answer is sigmoid(b2) = {answer:.2f},")
    print(f"  and the labels are {', '.join(f'{v:.0f}' for v in Y[0, run.off])}.")
    print(f"  The largest entry of dL/dW1, from each point alone: {', '.join(sizes)}.")


def summary(runs: list[Run]) -> None:
    """How many runs are right, and where the others stall."""
    times = Counter(run.kind for run in runs)
    print(f"\n{times[RIGHT]} of {len(runs)} seeds classify all four points.")
    for kind in (EVEN, ODD, DEAD, LINEAR, MORE):
        least = f"; the loss is {kind.least:.4f} or more" if kind.least else ""
        if times[kind]:
            print(f"{times[kind]:4} {kind.told}{least}")
    if times[LINEAR]:
        print("     Such a network is linear at the four points, and no line parts the labels.")


def main() -> None:
    """Train from several seeds and say what became of each."""
    parser = command_line(__doc__, "xor.png")
    parser.add_argument("--seeds", type=count, default=13, help="seeds 0, 1, … (default: 13)")
    parser.add_argument("--epochs", type=count, default=10_000, help="default: 10000")
    given = parser.parse_args()
    kernel = sc.compile(LOSS, wrt=NAMES, shapes=SHAPES, samples="columns")
    trace(kernel, given.epochs)
    print()
    runs = []
    for seed in range(given.seeds):
        p, losses = train(kernel, start(seed), given.epochs)
        runs.append(Run(seed, p, np.array(losses)))
        print(told(runs[-1]), flush=True)
    summary(runs)
    stalled = [run for run in runs if run.kind in (EVEN, ODD, DEAD)]
    if stalled:
        explain(kernel, stalled[0])
    draw(given.out, (10, 4), partial(paint, runs=runs, shown=(stalled or runs)[0]))


def paint(figure: Any, runs: list[Run], shown: Run) -> None:
    """The losses of all runs, and the plane as one run sees it."""
    left, right = figure.subplots(1, 2, width_ratios=[3, 2])
    for run in runs:
        epochs = np.arange(1, len(run.losses) + 1)
        left.loglog(epochs, run.losses, run.kind.colour, linewidth=1)
    for kind in dict.fromkeys(run.kind for run in runs):
        left.plot([], [], kind.colour, label=kind.told)
    left.set(
        xlabel="epoch, from 1", ylabel="binary cross-entropy", title=f"XOR from {len(runs)} seeds"
    )
    left.legend(fontsize=8, loc="lower left")
    plane(right, shown)


def plane(axes: Any, run: Run) -> None:
    """Where no ReLU is on, where each one turns on, and the points."""
    side = np.linspace(-0.5, 1.5, 200)
    u, v = np.meshgrid(side, side)
    z = run.p["W1"] @ np.stack([u.ravel(), v.ravel()]) + run.p["b1"][:, None]
    off = (z <= 0).all(axis=0).reshape(u.shape)
    axes.contourf(u, v, off, levels=[0.5, 1.5], colors=["0.85"])
    for k, row in enumerate(z):
        if row.min() < 0 < row.max():
            axes.contour(u, v, row.reshape(u.shape), levels=[0], colors=[f"C{k}"], linewidths=1)
    for label, marker in ((0, "o"), (1, "s")):
        x = X[:, Y[0] == label]
        axes.plot(*x, "k" + marker, ms=9, mfc="w" if label == 0 else "k", label=f"label {label}")
    axes.set(xlabel="x1", ylabel="x2", aspect="equal")
    axes.set_title(f"Seed {run.seed}: grey where every ReLU is off", fontsize=10)
    axes.legend(loc="upper right", fontsize=8)


if __name__ == "__main__":
    main()
