"""Optimisers side by side: three rates on a bowl, speed and stability, and Rosenbrock's valley.

    python examples/labs/optimisers.py

Gradient descent, momentum and Adam are written out in NumPy and compared with symcalc's runs. On
the bowl x² + 10y² each step multiplies x and y by fixed numbers, and these tell which rates are
good. In Rosenbrock's valley Newton's method and BFGS are tried too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

BOWL, BOWL_START = "x^2 + 10y^2", {"x": 1, "y": 1}
VALLEY, VALLEY_START = "(1 - x)^2 + 100(y - x^2)^2", {"x": 0, "y": 0}
WELL, WELL_START = "w0^2 + 3w1^2", {"w0": 4, "w1": 2}
RATES = (0.01, 0.05, 0.1)
METHODS = ("gradient", "momentum", "nesterov", "adam")
# What each method is run with in the valley: about the best rate of one digit.
IN_VALLEY = ("gradient(rate 0.001)", "momentum(rate 0.001)", "adam(rate 0.02)", "newton")
BY_HAND = {"gradient": (0.1, 50), "momentum": (0.01, 100), "adam": (0.001, 200)}
OUTCOMES = {"diverged": "diverges", "oscillates": "oscillates", "stopped": "not there yet"}
Runs = Mapping[str, sc.Trace]


def by_hand(method: str, rate: float, steps: int) -> np.ndarray:
    """The end of a run on w0² + 3w1², in plain NumPy; β = 0.9, β1 = 0.9, β2 = 0.999."""
    w, m, v = np.array([4.0, 2]), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = np.array([2.0, 6]) * w
        if method == "gradient":
            w = w - rate * g
        elif method == "momentum":
            v = 0.9 * v + g
            w = w - rate * v
        else:
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            w = w - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def written_out() -> None:
    """The updates, and the three methods by hand against symcalc's."""
    print(f"Three methods by hand, on {WELL} from (4, 2)")
    for method, (rate, steps) in BY_HAND.items():
        trace = sc.descend(WELL, WELL_START, method, rate=rate, steps=steps, shown=0)
        print(f"  {method}")
        print("".join(f"    {update}\n" for update in trace.method.updates), end="")
        end = by_hand(method, rate, steps)
        gap = float(np.abs(end - trace.points[-1]).max())
        told = f"({end[0]:.6g}, {end[1]:.6g})"
        print(f"    {steps} steps at rate {rate:g} end at {told}; gap to descend {gap:.0e}")
    first = sc.descend(None, {"p": 1}, "adam", gradients=[[0.1]], rate=0.001)
    m, v = (float(first.states[name][1, 0]) for name in ("m", "v"))
    print("  Adam's first step from 1, with the gradient 0.1 at rate 0.001")
    print(f"    m = {m:g} and v = {v:g}, corrected {m / (1 - 0.9):g} and {v / (1 - 0.999):g}:")
    end = float(first.points[1, 0])
    print(f"    the gradient and its square. The step is as long as the rate, to {end:.10f}")


def three_rates(steps: int) -> Runs:
    """The bowl at three rates: multipliers, and where they lead."""
    print(f"\nGradient descent on {BOWL} from (1, 1), {steps} steps")
    names = [f"gradient(rate {rate:g})" for rate in RATES]
    traces = sc.compare(BOWL, BOWL_START, names, steps=steps).traces
    print("  rate  multipliers of x and y  end")
    for rate, trace in zip(RATES, traces.values(), strict=True):
        d = sc.convergence(BOWL, rate=rate)
        x, y = map(float, d.multipliers)
        end = ", ".join(f"{part:.4g}" for part in trace.points[-1])
        print(f"  {rate:<4g}  {x:<4g} and {y:<4g}           ({end}): y {d.behaviours[1]}")
    d = sc.convergence(BOWL)
    print(
        f"  The rate has to be below 2/L = {float(d.bound):g}. {RATES[-1]:g} is this limit itself:"
    )
    print("  there y only flips its sign, from 1 to -1 and back.")
    return traces


def outcome(trace: sc.Trace) -> str:
    """The number of steps of a run that converged; else what became of it."""
    return OUTCOMES.get(trace.status, str(trace.steps_taken))


def speed() -> Runs:
    """Steps of four methods at four rates, then a remark; the runs at 0.05."""
    rates = (*RATES, 0.2)
    print(f"\nSteps on {BOWL} from (1, 1) until the gradient is shorter than 1e-6")
    print(f"  {'rate':10}" + "".join(f"{rate:<12g}" for rate in rates).rstrip())
    runs = {r: sc.compare(BOWL, BOWL_START, METHODS, rate=r, tolerance=1e-6).traces for r in rates}
    for method in METHODS:
        cells = [outcome(runs[rate][method]) for rate in rates]
        print(f"  {method:10}" + "".join(f"{cell:12}" for cell in cells).rstrip())
    bound = sc.convergence(BOWL, beta=0.9).bound
    print(f"  Momentum widens the stable rates: with β = 0.9 they end at {float(bound):g}.")
    print("  Adam's steps do not depend on the size of the gradient, and no rate here makes it")
    print("  diverge. Where a rate fits, the plain gradient is faster than Adam on this bowl.")
    return runs[RATES[1]]


def valley() -> Runs:
    """Rosenbrock's function: the gradient, the table of steps, and where BFGS ends."""
    gradient = sc.gradient(VALLEY, ["x", "y"], at=VALLEY_START)
    print(f"\nRosenbrock, {VALLEY}, from (0, 0)")
    told = str(list(gradient.answer)).replace("**", "^")
    print(f"  gradient: {told}, at the start {list(gradient.value)}")
    methods = [*IN_VALLEY, "bfgs"] if find_spec("scipy") else list(IN_VALLEY)
    traces = sc.compare(VALLEY, VALLEY_START, methods).traces
    print("  method                 steps  f at the end  distance to (1, 1)")
    for name, trace in traces.items():
        away = np.linalg.norm(trace.points[-1] - 1)
        note = "" if trace.status == "converged" else f"  {OUTCOMES[trace.status]}"
        print(f"  {name:21}  {trace.steps_taken:<5}  {trace.values[-1]:<12.1e}  {away:.0e}{note}")
    if "bfgs" in traces:
        x, y = traces["bfgs"].points[-1]
        print(f"  The optimum by BFGS: ({x:.6f}, {y:.6f})")
    else:
        print("  BFGS is left out: SciPy is not installed.")
    limit = float(sc.convergence(VALLEY).bound)
    print(f"  Near (1, 1) the plain gradient is stable below {limit:.4f}, 2/L of the steep sides,")
    print("  and along the floor it creeps. Momentum adds up the steps along the floor. Newton")
    print("  and BFGS use the curvature, and need no rate.")
    return traces


def main() -> None:
    """Write out, compare on the bowl, compare in the valley."""
    parser = command_line(__doc__, "optimisers.png")
    parser.add_argument("--steps", type=count, default=100, help="at the rates (default: 100)")
    given = parser.parse_args()
    written_out()
    runs = three_rates(given.steps), speed(), valley()
    draw(given.out, (7.4, 5.4), partial(paint, runs=runs))


def paint(figure: Any, runs: tuple[Runs, Runs, Runs]) -> None:
    """Paths on the bowl and in the valley, and losses against steps."""
    rates, bowl, rosenbrock = runs
    (first, second), (third, fourth) = figure.subplots(2, 2)
    paths(first, BOWL, rates, (-0.2, 1.15, -1.2, 1.2))
    first.set_title("x² + 10y² at three rates")
    losses(second, bowl)
    second.set_title("x² + 10y² at rate 0.05")
    paths(third, VALLEY, rosenbrock, (-0.3, 1.4, -0.3, 1.4))
    third.set_title("Rosenbrock")
    losses(fourth, rosenbrock)
    fourth.set(xscale="log", title="Rosenbrock")


def paths(axes: Any, formula: str, runs: Runs, region: tuple[float, ...]) -> None:
    """Where the runs go, on contours that stand at equal ratios."""
    x, y = np.meshgrid(np.linspace(*region[:2], 200), np.linspace(*region[2:], 200))
    heights = sc.compile(formula, ["x", "y"])(x, y)
    low, high = np.percentile(heights, (1, 99))
    axes.contour(x, y, heights, np.geomspace(low, high, 7), colors="0.8", linewidths=0.8)
    for name, trace in runs.items():
        axes.plot(*trace.points.T, "o-", markersize=2, linewidth=1, label=name)
    axes.plot(*next(iter(runs.values())).points[0], "k*", markersize=10)
    axes.set(xlim=region[:2], ylim=region[2:], xlabel="x", ylabel="y")
    axes.legend(fontsize=7)


def losses(axes: Any, runs: Runs) -> None:
    """Loss against step."""
    for name, trace in runs.items():
        axes.semilogy(trace.values, label=name)
    axes.set(xlabel="step", ylabel="loss", ylim=(1e-14, None))
    axes.legend(fontsize=7, loc="upper right" if len(runs) == len(METHODS) else "lower left")


if __name__ == "__main__":
    main()
