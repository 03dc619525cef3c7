"""Gradient accumulation and stop_gradient: what adds up, and what no longer arrives.

    python examples/labs/accumulation.py

Gradients of small batches, weighted by their sizes, add up to the gradient of the whole batch. A
framework that adds each backward pass to what is stored gives twice the gradient after two of them.
stop_gradient leaves every value as it is and cuts a path of the backward pass.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

LOSS = "1/m sum((relu(X W1) W2 - Y)^2)"
FROZEN = "1/m sum((stop_gradient(relu(X W1)) W2 - Y)^2)"
SHAPES = "X: (m, 3), W1: (3, 8), W2: (8, 1), Y: (m, 1)"
# The value q of a state that pays r and leads to itself, with the discount g.
MOVING = "(q - (r + g q))^2"
STOPPED = "(q - stop_gradient(r + g q))^2"
PAYS = {"r": 2, "g": "9/10"}
Arrays = dict[str, np.ndarray]


def made(samples: int) -> tuple[Arrays, Arrays]:
    """Random data and weights."""
    rng = np.random.default_rng(1)
    data = {"X": rng.normal(size=(samples, 3)), "Y": rng.normal(size=(samples, 1))}
    return data, {"W1": rng.normal(size=(3, 8)), "W2": rng.normal(size=(8, 1))}


def pieces(samples: int, count: int) -> list[slice]:
    """The batch in pieces of unequal sizes, about in the ratio 1 : 2 : … : count."""
    edges = np.cumsum([0, *range(1, count + 1)]) * samples // sum(range(count + 1))
    return [slice(a, b) for a, b in pairwise(edges) if b > a]


def of(kernel: Any, data: Arrays, w: Arrays, part: Any) -> np.ndarray:
    """dL/dW1 over a part of the samples."""
    return kernel.gradient(**{name: rows[part] for name, rows in data.items()}, **w)


def gap(found: np.ndarray, right: np.ndarray) -> float:
    """The largest difference, in units of the largest entry."""
    return float(np.abs(found - right).max() / np.abs(right).max())


def accumulate(kernel: Any, data: Arrays, w: Arrays) -> None:
    """The whole gradient from pieces, in a right and in two wrong ways."""
    samples = len(data["X"])
    whole = of(kernel, data, w, slice(None))
    parts = pieces(samples, 7)
    sizes = [part.stop - part.start for part in parts]
    gradients = [of(kernel, data, w, part) for part in parts]
    weighted = sum(size / samples * g for size, g in zip(sizes, gradients, strict=True))
    print(f"{samples} samples in batches of {', '.join(map(str, sizes))}")
    print(f"  weighted by size / {samples}:  gap {gap(weighted, whole):.0e}")
    print(f"  averaged without weights: gap {gap(sum(gradients) / len(parts), whole):.0e}")
    stored = np.zeros_like(whole)
    for _ in range(2):
        stored += of(kernel, data, w, slice(None))
    ratio = float(np.linalg.norm(stored) / np.linalg.norm(whole))
    print(f"  two passes without setting to zero: {ratio:g} times the gradient")


def stop(data: Arrays, w: Arrays) -> None:
    """What stop_gradient changes: a product, a frozen layer, a target that must not move."""
    print("stop_gradient, at x = 3")
    for formula in ("x x", "x stop_gradient(x)"):
        print(f"  {formula:18}  value 9, derivative {sc.diff(formula, 'x', at={'x': 3}).value}")
    print("A frozen first layer, stop_gradient(relu(X W1))")
    free, frozen = (
        sc.compile(loss, wrt=["W1", "W2"], shapes=SHAPES).value_and_gradient(**data, **w)
        for loss in (LOSS, FROZEN)
    )
    print(f"  the loss: {free[0]:.4f} and {frozen[0]:.4f}")
    sizes = [[float(np.linalg.norm(g)) for g in gradients] for _, gradients in (free, frozen)]
    for k, name in enumerate(("W1", "W2")):
        print(f"  |dL/d{name}|: {sizes[0][k]:.4g}, frozen {sizes[1][k]:.4g}")
    print("A target r + g q that must not move, at q = 1, r = 2, g = 0.9")
    for formula in (MOVING, STOPPED):
        print(f"  {formula:30}  by q: {sc.diff(formula, 'q', at={'q': 1, **PAYS}).value}")


def values(formula: str, steps: int, rate: float = 0.05) -> list[float]:
    """q under gradient descent from 0."""
    kernel = sc.compile(formula, ["q", "r", "g"], wrt="q")
    q = [0.0]
    for _ in range(steps):
        q.append(q[-1] - rate * float(kernel.gradient(q[-1], 2.0, 0.9)[0]))
    return q


def main() -> None:
    """Accumulate in several ways, then stop a gradient."""
    parser = command_line(__doc__, "accumulation.png")
    parser.add_argument("--samples", type=count, default=100, help="default: 100")
    parser.add_argument("--steps", type=count, default=1000, help="of descent (default: 1000)")
    given = parser.parse_args()
    data, w = made(given.samples)
    kernel = sc.compile(LOSS, wrt="W1", shapes=SHAPES)
    accumulate(kernel, data, w)
    stop(data, w)
    runs = {formula: values(formula, given.steps) for formula in (MOVING, STOPPED)}
    ends = ", with stop_gradient ".join(f"{q[-1]:.2f}" for q in runs.values())
    print(f"  after {given.steps} steps of descent q is {ends}")
    draw(given.out, (10, 4), partial(paint, distances=spread(kernel, data, w), runs=runs))


def spread(kernel: Any, data: Arrays, w: Arrays, draws: int = 200) -> dict[int, float]:
    """By batch size: how far gradients of random batches are from the whole one, relatively."""
    rng = np.random.default_rng(2)
    samples = len(data["X"])
    whole = of(kernel, data, w, slice(None))
    found = {}
    for size in sorted({max(1, samples * share // 100) for share in (1, 2, 5, 10, 20, 50, 75)}):
        picks = [rng.choice(samples, size, replace=False) for _ in range(draws)]
        squares = [np.sum((of(kernel, data, w, pick) - whole) ** 2) for pick in picks]
        found[size] = float(np.sqrt(np.mean(squares)) / np.linalg.norm(whole))
    return found


def paint(figure: Any, distances: dict[int, float], runs: dict[str, list[float]]) -> None:
    """Batches against the whole, and q with a target that moves and one that does not."""
    left, right = figure.subplots(1, 2)
    far = {size: distance for size, distance in distances.items() if distance > 0}
    if far:
        left.loglog(list(far), list(far.values()), "o-")
        left.set_xticks(list(far), labels=list(map(str, far)))
        left.minorticks_off()
    else:
        left.text(0.5, 0.5, "Each batch is the whole", ha="center", transform=left.transAxes)
    left.set(xlabel="samples in a batch", ylabel="distance / length of the whole gradient")
    left.set_title("How far gradients of random batches are off")
    for (_, q), name in zip(runs.items(), ("target moves", "stop_gradient"), strict=True):
        right.plot(q, label=name)
    right.axhline(20, color="0.5", linewidth=0.8, linestyle="--", label="r/(1 − g) = 20")
    right.set(xlabel="step", ylabel="q", title="Descent on (q − (r + g q))²")
    right.legend()


if __name__ == "__main__":
    main()
