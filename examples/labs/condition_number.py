"""The condition number, and how many steps descent takes.

    python examples/labs/condition_number.py

On x² + κy² the curvatures are 2 and 2κ, and the condition number is their ratio κ. No rate fits
both: one that is stable along y is slow along x. Descent starts at (1, 1) with the best fixed rate,
and its steps are counted until the gradient is shorter than the tolerance.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

START, TOLERANCE = {"x": 1, "y": 1}, 1e-6
TWO = (1, 100)
MANY = (1, 2, 5, 10, 20, 50, 100, 200, 500)
PATH = 15  # steps that are drawn


def bowl(kappa: int) -> str:
    """A bowl with this condition number."""
    return "x^2 + y^2" if kappa == 1 else f"x^2 + {kappa}y^2"


def descent(kappa: int) -> tuple[Any, sc.Trace]:
    """What the Hessian tells of the bowl, and a run at the best fixed rate."""
    told = sc.convergence(bowl(kappa), start=START, tolerance=TOLERANCE)
    rate = float(told.best_rate)
    return told, sc.descend(bowl(kappa), START, rate=rate, tolerance=TOLERANCE, shown=0)


def two_bowls() -> dict[int, sc.Trace]:
    """A round bowl and a narrow one."""
    print(f"Descent from (1, 1) until the gradient is shorter than {TOLERANCE:g}")
    traces = {}
    for kappa in TWO:
        told, traces[kappa] = descent(kappa)
        low, high = sc.hessian(bowl(kappa)).answer.diagonal()
        print(f"  {bowl(kappa)}")
        print(f"    curvatures {low} and {high}, condition number {told.condition}")
        print(f"    stable below the rate {float(told.bound):g}")
        rate, factor = float(told.best_rate), float(told.best_factor)
        print(f"    best rate {rate:.6g}, where each step leaves {factor:.6g} of the distance")
        print(f"    steps: {told.needed} by that factor, {traces[kappa].steps_taken} of the run")
    return traces


def many_bowls(largest: int) -> list[tuple[int, int]]:
    """Steps against the condition number."""
    print("Steps against κ, at the best rate of each")
    rows = []
    for kappa in (k for k in MANY if k <= largest):
        _, trace = descent(kappa)
        rows.append((kappa, trace.steps_taken))
        newton = sc.descend(bowl(kappa), START, "newton", tolerance=TOLERANCE, shown=0)
        each = f"{trace.steps_taken / kappa:.2f} for each unit of κ"
        print(f"  κ = {kappa:<3}  {trace.steps_taken:4}  {each}; Newton {newton.steps_taken}")
    return rows


def main() -> None:
    """Compare two bowls, then many."""
    parser = command_line(__doc__, "condition_number.png")
    said = "condition number of the last bowl (default: 500)"
    parser.add_argument("--largest", type=count, default=500, help=said)
    given = parser.parse_args()
    traces = two_bowls()
    rows = many_bowls(given.largest)
    print("One step leaves (κ - 1)/(κ + 1) of the distance, about 1 - 2/κ: the steps grow like κ.")
    print("The ratio of the curvatures makes descent slow, not their size: a smaller rate makes up")
    print("for a large curvature, and one rate has to serve both directions.")
    draw(given.out, (12, 3.8), partial(paint, traces=traces, rows=rows))


def paint(figure: Any, traces: dict[int, sc.Trace], rows: list[tuple[int, int]]) -> None:
    """Two paths, and steps against κ."""
    *two, last = figure.subplots(1, 3)
    x, y = np.meshgrid(np.linspace(-1.2, 1.2, 161), np.linspace(-1.2, 1.2, 161))
    for axes, (kappa, trace) in zip(two, traces.items(), strict=True):
        heights = sc.compile(bowl(kappa), ["x", "y"])(x, y)
        axes.contour(x, y, heights, 12, colors="0.8", linewidths=0.8)
        points = trace.points[: PATH + 1]
        axes.plot(*points.T, "o-", markersize=3, linewidth=1)
        axes.plot(0, 0, "k+")
        steps = trace.steps_taken
        shown = "all steps" if steps <= PATH else f"{PATH} of {steps} steps"
        axes.set(xlabel="x", ylabel="y", title=f"{bowl(kappa).replace('^2', '²')}: {shown}")
    last.loglog(*zip(*rows, strict=True), "o-")
    last.set(xlabel="condition number κ", ylabel="steps", title="Steps at the best rate")


if __name__ == "__main__":
    main()
