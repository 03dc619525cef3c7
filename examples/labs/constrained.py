"""Constraints: multipliers of Lagrange, active sets, a support vector machine, balls.

    python examples/labs/constrained.py

At an extremum on a curve the gradients are parallel, and the multiplier tells what moving the
constraint is worth. The widest street between two labels rests on a few points. A penalty on
weights is a ball that they must not leave; the L1 ball has corners, where weights are 0.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import sympy as sp
from lab import command_line, count, draw

import symcalc as sc

ON_CIRCLE = "x + 2y"
INSIDE = "x^2 + y^2"
POINTS = [[0, 0], [1, 0], [0, 1], [1, 2], [2, 3], [3, 1], [3, 3], [4, 2]]
LABELS = [-1, -1, -1, -1, 1, 1, 1, 1]
CORNERS = [[0, 0], [1, 1], [0, 1], [1, 0]]
LOSS = "(w1 - 3)^2 + (w2 - 1/2)^2"
CENTRE = (3, 0.5)


def lagrange() -> None:
    """The greatest value on a circle, its multiplier, and what that foretells."""
    print(f"Lagrange: {ON_CIRCLE} on the circle x² + y² = 5")
    found = sc.extrema(ON_CIRCLE, subject_to="x^2 + y^2 = 5")
    print(f"  {found.ending}")
    ((_, multipliers, value),) = sc.kkt(ON_CIRCLE, subject_to="x^2 + y^2 = 5").answer
    ((_, _, moved),) = sc.kkt(ON_CIRCLE, subject_to="x^2 + y^2 = 5.1").answer
    (multiplier,) = multipliers.values()
    print(f"  At the minimum the multiplier is {multiplier}. With 5.1 for 5 the minimum moves by")
    foretold = float(multiplier) * 0.1
    print(f"  {float(moved - value):.5f}, and the multiplier times 0.1 is {foretold:.5f}.")


def inequalities() -> None:
    """A minimum where one of two inequalities is active."""
    print(f"Karush, Kuhn, Tucker: {INSIDE} where x + y ≥ 1 and x ≥ 0")
    found = sc.kkt(INSIDE, subject_to=["x + y >= 1", "x >= 0"])
    print(f"  {found.ending}")
    ((_, multipliers, value),) = found.answer
    ((_, _, moved),) = sc.kkt(INSIDE, subject_to=["x + y >= 1.01", "x >= 0"]).answer
    print("  x ≥ 0 is not active, and its multiplier is 0. With 1.01 for 1 the minimum rises by")
    foretold = float(multipliers[sp.Symbol("mu_1")]) * 0.01
    print(f"  {float(moved - value):.5f}, and μ_1 times 0.01 is {foretold:.5f}.")
    table = next(step.table for step in found.steps if step.table is not None)
    print(f"  {len(table.rows)} active sets were tried:")
    for row in table.rows:
        told = [part if isinstance(part, str) else sc.text(part) for part in row]
        print("    " + "  ".join(part for part in told if part))


def machine() -> tuple[np.ndarray, float, np.ndarray]:
    """The widest street between two labels, and points that no line separates."""
    print(f"A support vector machine on {len(POINTS)} points")
    found = sc.svm(POINTS, LABELS)
    w, b, multipliers = found.answer
    print(f"  {found.ending}")
    print("  point    label  α     y (w·x + b)")
    for point, label, alpha in zip(POINTS, LABELS, multipliers, strict=True):
        margin = label * (w.dot(sp.Matrix(point)) + b)
        print(f"  {point!s:7}  {label:5}  {alpha!s:4}  {margin}")
    pulls = [a * y for a, y in zip(multipliers, LABELS, strict=True)]
    both = sum((c * sp.Matrix(p) for c, p in zip(pulls, POINTS, strict=True)), sp.zeros(2, 1))
    primal, dual = w.dot(w) / 2, sum(multipliers) - both.dot(both) / 2
    told = "no line does better" if primal == dual else "a better line may be there"
    print(f"  ‖w‖²/2 is {primal}, and the dual reaches {dual}: {told}.")
    print(f"  The corners of a square, as in XOR: {sc.svm(CORNERS, [1, 1, -1, -1]).answer}")
    weights = np.array([float(v) for v in w])
    return weights, float(b), np.array([float(v) for v in multipliers])


def balls(steps: int) -> dict[str, list[tuple[float, float]]]:
    """How two weights shrink under both penalties, and the ball with the same solution."""
    print(f"Penalties on the weights of {LOSS}")
    print("  weight λ    L1: w1, w2      L2: w1, w2")
    paths: dict[str, list[tuple[float, float]]] = {"l1": [CENTRE], "l2": [CENTRE]}
    for k in range(1, steps + 1):
        weight = sp.Rational(k, 2)
        for penalty, path in paths.items():
            w = sc.penalised(LOSS, penalty=penalty, weight=weight).answer
            path.append((float(w[0]), float(w[1])))
        told = "    ".join(f"{path[-1][0]:.4f}, {path[-1][1]:.4f}" for path in paths.values())
        print(f"  {float(weight):<9g}  {told}")
    zeros = {name: sum(w[1] == 0 for w in path) for name, path in paths.items()}
    print(f"  w2 is 0 in {zeros['l1']} of {steps} under L1, in {zeros['l2']} under L2.")
    inside = "w1^2 + w2^2 <= 37/36"
    ((point, multipliers, _),) = sc.kkt(LOSS, subject_to=inside).answer
    told = ", ".join(f"{x} = {value}" for x, value in point.items())
    print(f"  With λ = 2, L2 gives {sc.penalised(LOSS, penalty='l2', weight=2).ending}")
    print(
        f"  In the ball {inside}: {told}, with the multiplier {next(iter(multipliers.values()))}."
    )
    return paths


def main() -> None:
    """Solve four constrained problems, and draw them."""
    parser = command_line(__doc__, "constrained.png")
    parser.add_argument("--steps", type=count, default=8, help="weights λ (default: 8)")
    given = parser.parse_args()
    lagrange()
    inequalities()
    street = machine()
    paths = balls(given.steps)
    draw(given.out, (8.8, 6.8), partial(paint, street=street, paths=paths))


def paint(figure: Any, street: Any, paths: dict[str, list[tuple[float, float]]]) -> None:
    """The four problems in the plane."""
    (circle, region), (labels, shrunk) = figure.subplots(2, 2)
    on_circle(circle)
    in_region(region)
    between(labels, *street)
    x, y = np.meshgrid(np.linspace(-2.2, 4, 80), np.linspace(-2.2, 2.2, 80))
    loss = (x - CENTRE[0]) ** 2 + (y - CENTRE[1]) ** 2
    shrunk.contour(x, y, loss, [0.5, 1.25, 3, 37 / 9, 7, 11], colors="0.75", linewidths=0.8)
    angle = np.linspace(0, 2 * np.pi, 200)
    radius = (37 / 36) ** 0.5
    shrunk.plot([2, 0, -2, 0, 2], [0, 2, 0, -2, 0], "C0", label="L1 ball, λ = 2")
    shrunk.plot(radius * np.cos(angle), radius * np.sin(angle), "C1", label="L2 ball, λ = 2")
    for k, (name, path) in enumerate(paths.items()):
        shrunk.plot(*zip(*path, strict=True), f"C{k}.--", label=f"weights, {name.upper()}")
    shrunk.set(xlabel="w1", ylabel="w2", aspect="equal", title="penalties and their balls")
    shrunk.legend(fontsize=8, loc="lower right")


def on_circle(axes: Any) -> None:
    """Level lines of f, the circle, and the two parallel gradients."""
    x, y = np.meshgrid(np.linspace(-3.5, 3.5, 60), np.linspace(-3.5, 3.5, 60))
    axes.contour(x, y, x + 2 * y, 13, colors="0.75", linewidths=0.8)
    angle = np.linspace(0, 2 * np.pi, 200)
    axes.plot(5**0.5 * np.cos(angle), 5**0.5 * np.sin(angle), "C0")
    for px, py in ((1, 2), (-1, -2)):
        axes.plot(px, py, "ko")
        for tip, colour, width in (
            ((1.6 * px, 1.6 * py), "C0", 3.0),
            ((px + 0.4, py + 0.8), "C1", 1.6),
        ):
            arrow = {"arrowstyle": "-|>", "color": colour, "lw": width, "shrinkA": 0}
            axes.annotate("", tip, (px, py), arrowprops=arrow)
    axes.plot([], [], "C1", label="gradient of f")
    axes.plot([], [], "C0", label="circle and its gradient")
    axes.set(aspect="equal", title="x + 2y on a circle")
    axes.legend(fontsize=8, loc="upper left")


def in_region(axes: Any) -> None:
    """The allowed points, level lines, and the minimum."""
    x, y = np.meshgrid(np.linspace(-1, 2, 80), np.linspace(-1, 2, 80))
    allowed = (x + y >= 1) & (x >= 0)
    axes.contourf(x, y, allowed, levels=[0.5, 1.5], colors=["0.88"])
    axes.contour(x, y, x**2 + y**2, [0.1, 0.25, 0.5, 1, 2, 3], colors="0.6", linewidths=0.8)
    axes.plot([-1, 2], [2, -1], "C0", label="x + y = 1, active")
    axes.axvline(0, color="C1", linestyle="--", label="x = 0, not active")
    axes.plot(0.5, 0.5, "ko", label="minimum")
    axes.set(aspect="equal", title="x² + y² on the grey set")
    axes.legend(fontsize=8, loc="upper right")


def between(axes: Any, w: np.ndarray, b: float, multipliers: np.ndarray) -> None:
    """The line, its margins, and the points that they rest on."""
    x = np.linspace(-0.5, 4.5, 2)
    for level, style in ((0, "-"), (1, "--"), (-1, "--")):
        axes.plot(x, (level - b - w[0] * x) / w[1], f"k{style}", linewidth=1)
    for label, marker in ((-1, "o"), (1, "s")):
        chosen = np.array([p for p, its in zip(POINTS, LABELS, strict=True) if its == label])
        axes.plot(*chosen.T, marker, label=f"label {label}")
    resting = np.array(POINTS)[multipliers > 0]
    axes.plot(*resting.T, "o", mfc="none", mec="k", ms=14, label="support vectors")
    axes.set(aspect="equal", xlim=(-0.5, 6.5), ylim=(-0.5, 4.2), title="the widest street")
    axes.legend(fontsize=8, loc="upper right")


if __name__ == "__main__":
    main()
