"""Gradient checking: a planted bug is caught, and which checks would have missed it.

    python examples/labs/gradient_checking.py

With a mistake in the backward pass the loss may fall all the same, and stop too high. Central
differences find the mistake, if the point shows it, the error is a relative one, and the checker
itself is sound: it works in double precision, whatever it is given, and moves one entry at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

LOSS = "1/m sum((W2 relu(W1 X) - Y)^2)"
SHAPES = "W1: (h, n), W2: (1, h), X: (n, m), Y: (1, m)"
RIGHT = 1e-6  # relative error below which a gradient is taken as right, in double precision
TINY = 1e-300  # two gradients that are zero agree


@dataclass(frozen=True)
class Network:
    """The second layer and the data; the first layer is what is trained."""

    w2: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def loss(self, w1: np.ndarray) -> float:
        return ((self.w2 @ np.maximum(w1 @ self.x, 0) - self.y) ** 2).mean()

    def gradient(self, w1: np.ndarray, *, bug: bool) -> np.ndarray:
        """dL/dW1 by hand; the bug forgets that a ReLU that is off passes nothing back."""
        z1 = w1 @ self.x
        error = 2 * (self.w2 @ np.maximum(z1, 0) - self.y) / self.y.size
        back = self.w2.T @ error
        return (back if bug else back * (z1 > 0)) @ self.x.T


def central(f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """Central differences, entry by entry, whatever the shape and the type of x."""
    x = np.asarray(x, dtype=float)
    slopes = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        slopes[place] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes


def careless(f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """A checker that changes x in place: integers lose the step, a matrix moves row by row."""
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        before = x[i].copy() if x.ndim > 1 else x[i]
        x[i] = before + h
        up = f(x)
        x[i] = before - h
        down = f(x)
        x[i] = before
        slopes[i] = (up - down) / (2 * h)
    return slopes


def relative(a: np.ndarray, b: np.ndarray) -> float:
    """‖a − b‖ / max(‖a‖, ‖b‖), and 0 for two gradients that are zero."""
    return float(np.linalg.norm(a - b) / max(np.linalg.norm(a), np.linalg.norm(b), TINY))


def verdict(error: float) -> str:
    """An error, and what it says."""
    return f"relative error {error:.0e}: {'right' if error < RIGHT else 'wrong'}"


def made(seed: int, samples: int, hidden: int = 8, size: int = 4) -> tuple[Network, np.ndarray]:
    """A network whose data come from another one, and where its first layer starts."""
    rng = np.random.default_rng(seed)
    x, w2 = rng.normal(size=(size, samples)), rng.normal(size=(1, hidden))
    y = w2 @ np.maximum(rng.normal(size=(hidden, size)) @ x, 0)
    return Network(w2, x, y), rng.normal(size=(hidden, size))


def caught(network: Network, w1: np.ndarray) -> None:
    """The right gradient, the one with the bug, and the compiled one."""
    slopes = central(network.loss, w1)
    print("Against central differences")
    print(f"  by hand:      {verdict(relative(network.gradient(w1, bug=False), slopes))}")
    print(f"  with the bug: {verdict(relative(network.gradient(w1, bug=True), slopes))}")
    kernel = sc.compile(LOSS, wrt="W1", shapes=SHAPES)
    compiled = kernel.gradient(W1=w1, W2=network.w2, X=network.x, Y=network.y)
    print(f"  compiled:     {verdict(relative(compiled, slopes))}")
    report = sc.check_gradient(
        lambda w: float(network.loss(w.reshape(w1.shape))),
        lambda w: network.gradient(w.reshape(w1.shape), bug=True).ravel(),
        w1.ravel(),
    )
    print(f"  check_gradient says of the bug: {report.status}")


def missed(network: Network, w1: np.ndarray) -> None:
    """Checks that let the bug through, and one that accuses the right gradient."""
    print("Checks that go wrong")
    on = Network(network.w2, np.abs(network.x), network.y)
    error = relative(on.gradient(np.abs(w1), bug=True), central(on.loss, np.abs(w1)))
    print(f"  the bug, where every ReLU is on:         {verdict(error)}")
    small = 1e-8 * (network.gradient(w1, bug=True) - network.gradient(w1, bug=False))
    print(
        f"  the bug, loss times 1e-8, absolute gap:  {np.abs(small).max():.0e}, below {RIGHT:.0e}"
    )
    single = Network(*(part.astype("f4") for part in (network.w2, network.x, network.y)))
    slopes = central(lambda w: float(single.loss(w.astype("f4"))), w1)
    error = relative(network.gradient(w1, bug=False), slopes)
    print(f"  by hand, the loss in single precision:   {verdict(error)}")


def checkers() -> None:
    """What a careless checker makes of integers and of matrices."""
    print("The checker itself")
    t = np.array([0.5, -1.2, 2])
    gap = np.abs(central(lambda t: float((t**3 + 2 * t).sum()), t) - (3 * t**2 + 2)).max()
    print(f"  sum(t³ + 2t) at (0.5, -1.2, 2): largest error {gap:.0e}")
    integers, matrix = np.array([3]), np.array([[1.0, 2], [3, 4]])
    squares = careless(lambda t: float((t**2).sum()), integers)
    print(f"  careless with integers: d/dt t² at 3 comes out as {squares[0]}")
    print(
        f"  with care:              {central(lambda t: float((t**2).sum()), integers).round(6)[0]}"
    )
    rows = careless(lambda t: float((t**2).sum()), matrix)
    print(f"  careless with a matrix: sum(t²) gives {rows.round(6).tolist()}")
    entries = central(lambda t: float((t**2).sum()), matrix)
    print(f"  with care:              {entries.round(6).tolist()}")


def train(network: Network, w1: np.ndarray, steps: int, *, bug: bool) -> list[float]:
    """The losses of gradient descent."""
    losses = []
    for _ in range(steps):
        losses.append(float(network.loss(w1)))
        w1 = w1 - 0.02 * network.gradient(w1, bug=bug)
    return losses


def main() -> None:
    """Check a right gradient, a wrong one, and the checkers."""
    parser = command_line(__doc__, "gradient_checking.png")
    parser.add_argument("--seed", type=count, default=42, help="default: 42")
    parser.add_argument("--samples", type=count, default=64, help="default: 64")
    parser.add_argument("--steps", type=count, default=1000, help="of descent (default: 1000)")
    given = parser.parse_args()
    network, w1 = made(given.seed, given.samples)
    caught(network, w1)
    missed(network, w1)
    checkers()
    runs = {bug: train(network, w1, given.steps, bug=bug) for bug in (False, True)}
    print(f"After {given.steps} steps of descent from the loss {runs[False][0]:.2f}")
    print(f"  by hand {runs[False][-1]:.2g}, with the bug {runs[True][-1]:.2g}")
    draw(given.out, (10, 4), partial(paint, runs=runs))


def paint(figure: Any, runs: dict[bool, list[float]]) -> None:
    """The error of central differences against the step, and training with the bug."""
    left, right = figure.subplots(1, 2)
    steps = np.logspace(-12, 0, 60)
    at = np.linspace(-2, 2, 50)
    for kind in (np.float64, np.float32):
        t = at.astype(kind)
        errors = []
        for h in steps.astype(kind):
            slopes = ((t + h) ** 3 + 2 * (t + h) - (t - h) ** 3 - 2 * (t - h)) / (2 * h)
            errors.append(relative(slopes.astype(float), 3 * at**2 + 2))
        left.loglog(steps, errors, label=kind.__name__)
    left.axhline(RIGHT, color="0.5", linewidth=0.8, linestyle="--", label="right below 1e-6")
    left.set(xlabel="step h", ylabel="relative error", title="Central differences of t³ + 2t")
    left.legend()
    right.semilogy(runs[False], label="by hand")
    right.semilogy(runs[True], label="with the bug")
    right.set(xlabel="step", ylabel="loss", title="The loss falls with the bug too")
    right.legend(loc="upper right")


if __name__ == "__main__":
    main()
