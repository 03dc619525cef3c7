"""How long runs of descent take, in this process.

python tests/benchmarks/descent.py

Derivations of 50 steps, all methods: median, 95th percentile and maximum. Then 10 000 steps in two
variables: the run alone once it is set up, and the whole derivation with its text.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import perf_counter
from typing import Any

import symcalc as sc
from symcalc.tutor.descent.ask import Request, setup_of
from symcalc.tutor.descent.methods import METHODS
from symcalc.tutor.descent.run import run

FORMULAS = {
    "x^2 + 3y^2": {"x": 4, "y": 2},
    "(1 - x)^2 + 100(y - x^2)^2": {"x": -1.2, "y": 1},
    "x^4 - 3x^2 + x": {"x": 2},
    "log(1 + e^(x + 2y)) + x^2 + y^2": {"x": 1, "y": 1},
    "sin(x) cos(y) + x^2/10": {"x": 1, "y": 2},
    "a^2 + 2b^2 + 3c^2 + a b": {"a": 1, "b": 2, "c": 3},
}
STEPS = 10_000


def main() -> None:
    """Print the figures."""
    sc.descend("x^2", {"x": 1}, "bfgs")  # imports
    took = [
        timed(lambda f=f, start=start, m=m: sc.descend(f, start, m.name, steps=50).text())
        for f, start in FORMULAS.items()
        for m in METHODS
    ]
    ordered = sorted(took)
    late = ordered[int(0.95 * len(ordered))]
    median = statistics.median(took)
    print(f"{len(took)} runs of 50 steps, told: ", end="")
    print(f"median {median:.1f} ms, p95 {late:.1f} ms, max {ordered[-1]:.1f} ms")
    for name in ("gradient", "momentum", "adam"):
        request = Request("x^2 + 3y^2", {"x": 4, "y": 2}, name, steps=STEPS)
        setup = setup_of(request)
        alone = timed(lambda setup=setup: run(setup.objective, setup.method, setup.plan))
        told = timed(lambda r=request: sc.descend(r.f, r.x0, r.method, steps=STEPS).text())
        print(f"{STEPS} steps of {name}: {alone:.1f} ms, the derivation {told:.1f} ms")


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
