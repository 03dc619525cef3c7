"""Entropy and cross-entropy while a classifier learns.

    python examples/labs/training_information.py

Entropy says how unsure a prediction is, whatever is true. Cross-entropy with the true class is
−log of the probability that it is given. First come four predictions of one sample, then the
training of a classifier on three clouds of points, a few of them with a wrong label.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

PREDICTIONS = {
    1: (0.3, 0.2, 0.2, 0.15, 0.15),
    10: (0.5, 0.15, 0.15, 0.1, 0.1),
    50: (0.8, 0.07, 0.07, 0.03, 0.03),
    100: (0.95, 0.02, 0.01, 0.01, 0.01),
}
# cross_entropy takes logits; with its own softmax as the target it is the entropy.
LOSS = "mean(cross_entropy(X W + b, Y))"
ENTROPY = "mean(cross_entropy(X W + b, softmax(X W + b)))"
SHAPES = "X: (m, 2), W: (2, 3), b: 3, Y: (m, 3)"
CENTRES = np.array([[0, 0], [2, 0], [1, 1.7]])
WRONG = 3  # points with a wrong label
RATE = 1.0
LEARNED = """\
  The network grows surer of every point, and so all entropies fall. The cross-entropy
  falls where it is right to be sure, and rises where the label says otherwise."""


class Curves(NamedTuple):
    """What is drawn: epochs, entropies and cross-entropies."""

    epochs: list[int]
    entropy: list[float]
    cross_entropy: list[float]


def of_rows(predictions: Any, target: int) -> tuple[list[float], list[float]]:
    """Entropies, and cross-entropies with a class."""
    told = sc.prediction_entropy(predictions, target=target).answer
    entropy, cross_entropy = ([float(value) for value in row] for row in told)
    return entropy, cross_entropy


def four_predictions() -> Curves:
    """One sample of class 0, at four epochs."""
    curves = Curves(list(PREDICTIONS), *of_rows(list(PREDICTIONS.values()), 0))
    print("Four predictions of one sample of class 0")
    print("  epoch  entropy  cross-entropy")
    for epoch, entropy, cross in zip(*curves, strict=True):
        print(f"  {epoch:5}  {entropy:.5f}  {cross:.5f}")
    print("  Both fall as the probability of the right class grows.")
    wrong = PREDICTIONS[100][1:] + PREDICTIONS[100][:1]
    (entropy,), (cross,) = of_rows([wrong], 0)
    told = ", ".join(f"{p:g}" for p in wrong)
    print(f"  A prediction that is sure and wrong, ({told}):")
    print(f"  entropy {entropy:.5f} as before, cross-entropy {cross:.5f}.")
    return curves


def clouds(samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Points around three centres, one after the other, and their classes; the first are wrong."""
    rng = np.random.default_rng(0)
    label = np.arange(samples) % len(CENTRES)
    x = CENTRES[label] + 0.4 * rng.standard_normal((samples, 2))
    label[:WRONG] = (label[:WRONG] + 1) % len(CENTRES)
    return x, label


def train(samples: int, epochs: int) -> tuple[Curves, Curves]:
    """Softmax regression: means over the points with right labels, and over the others."""
    x, label = clouds(samples)
    start = {"W": np.zeros((2, len(CENTRES))), "b": np.zeros(len(CENTRES))}
    y = np.eye(len(CENTRES))[label]
    run = sc.descend(LOSS, start, rate=RATE, steps=epochs, data={"X": x, "Y": y}, shown=0)
    entropy = sc.compile(ENTROPY, shapes=SHAPES)
    cross = sc.compile(LOSS, shapes=SHAPES)
    epochs_shown = sorted({*map(int, np.geomspace(1, epochs, 12)), epochs})
    found = []
    for part in (slice(WRONG, None), slice(WRONG)):
        points = [(run.points[n][:6].reshape(2, 3), run.points[n][6:]) for n in epochs_shown]
        unsure = [float(entropy(X=x[part], W=w, b=b)) for w, b in points]
        costs = [float(cross(X=x[part], Y=y[part], W=w, b=b)) for w, b in points]
        found.append(Curves(epochs_shown, unsure, costs))
    return found[0], found[1]


def remark(right: Curves, wrong: Curves) -> str:
    """What the run shows, if it does."""
    falls = (right.entropy, right.cross_entropy, wrong.entropy)
    if all(curve[-1] < curve[0] for curve in falls) and (
        wrong.cross_entropy[-1] > wrong.cross_entropy[0]
    ):
        return LEARNED
    return "  These are too few points or epochs to tell what is learned."


def main() -> None:
    """Four predictions, then a training run."""
    parser = command_line(__doc__, "training_information.png")
    parser.add_argument("--samples", type=count, default=90, help="4 or more (default: 90)")
    parser.add_argument("--epochs", type=count, default=100, help="default: 100")
    given = parser.parse_args()
    if given.samples <= WRONG:
        parser.error(f"{WRONG} points have wrong labels: there must be more samples than that")
    four = four_predictions()
    right, wrong = train(given.samples, given.epochs)
    print(f"Training on {given.samples} points of three classes, {WRONG} with a wrong label")
    print("         right label             wrong label")
    print("  epoch  entropy  cross-entropy  entropy  cross-entropy")
    for epoch, *values in zip(*right, *wrong[1:], strict=True):
        h, cross, h_wrong, cross_wrong = values
        print(f"  {epoch:5}  {h:7.4f}  {cross:13.4f}  {h_wrong:7.4f}  {cross_wrong:13.4f}")
    print(remark(right, wrong))
    draw(given.out, (12, 3.8), partial(paint, four=four, right=right, wrong=wrong))


def paint(figure: Any, four: Curves, right: Curves, wrong: Curves) -> None:
    """Entropy and cross-entropy against the epoch, three times."""
    titles = ("Four predictions, class 0", "Points with a right label", "Points with a wrong label")
    for axes, curves, title in zip(
        figure.subplots(1, 3), (four, right, wrong), titles, strict=True
    ):
        axes.plot(curves.epochs, curves.entropy, "o-", label="entropy")
        axes.plot(curves.epochs, curves.cross_entropy, "s-", label="cross-entropy")
        axes.set(xlabel="epoch", ylabel="nats", title=title, ylim=(0, None), xscale="log")
        axes.legend()


if __name__ == "__main__":
    main()
