"""The benchmarks work: on a few points, what is timed computes what it should; no times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import oracle
import pytest
import sympy as sp
from contenders import everyone, split
from measure import Timing, measure
from report import markdown, merged
from results import Results
from workloads import TABLE, Problem, Workload, square, uniform

FEW = 12
CONTENDERS = {
    name: row
    for name, row in everyone().items()
    if name in ("symcalc", "c", "lambdify") and not row.missing
}


def pair() -> Problem:
    """Two formulas."""
    x, y = sp.symbols("x y")
    return Problem((x * y, sp.sin(x)), (x, y), (x, y), uniform(1, 2, 2))


def fit() -> Problem:
    """A sum over data."""
    x, p = sp.symbols("x p")
    columns = uniform(1, 2, 1)
    return Problem(
        (sp.exp(-p * x),), (x, p), (p,), lambda chance, n: [*columns(chance, n), 0.5], data=(x,)
    )


WORKLOADS = [
    Workload("pair", "value and Jacobian", FEW, "jacobian", pair),
    Workload("fit", "a sum over data", FEW, "gradient", fit),
    TABLE["i"].sized(FEW),  # a kink
    TABLE["j"].sized(FEW),  # a Hessian
    Workload("call", "one call", 1, "gradient", square),
]


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
def test_contenders_compute_the_same(workload: Workload) -> None:
    timed = measure(workload, CONTENDERS, rounds=1, seconds=1e-4)

    assert {n: t.failure for n, t in timed.items()} == dict.fromkeys(timed, "")
    assert all(max(t.errors) < 1e-12 and len(t.rounds) == 1 for t in timed.values())


def test_a_wrong_contender_gets_no_time() -> None:
    def wrong(workload):  # the derivative is off in its eighth digit
        run = CONTENDERS["lambdify"].build(workload)
        call, rows = run.start()
        off = np.array([[1.0], [1.0 + 1e-8]])
        return replace(run, start=lambda: (call, lambda: split(workload, np.vstack(rows()) * off)))

    cheat = replace(CONTENDERS["lambdify"], name="cheat", build=wrong)
    timed = measure(TABLE["a"].sized(FEW), {"cheat": cheat}, rounds=1, seconds=1e-4, say=str)

    assert timed["cheat"].failure.startswith("WrongResult")
    assert timed["cheat"].rounds == ()


def test_the_oracle_sees_a_wrong_digit() -> None:
    workload = TABLE["b"].sized(FEW)
    _, (value, gradient) = oracle.exact(workload)
    right = np.array(value, dtype=float), np.array(gradient, dtype=float)

    assert max(oracle.errors(workload, right)) < 3e-16
    assert oracle.errors(workload, (right[0], right[1] * (1 + 1e-13)))[1] > 9e-14


def test_a_ratio_is_the_median_over_rounds() -> None:
    """A round in which the machine was slow for both counts as any other."""
    ours, theirs = Timing(rounds=(1.0, 30.0, 2.0)), Timing(rounds=(2.0, 40.0, 4.0))

    assert ours.against(theirs) == 0.5


def test_the_report_names_what_is_missing() -> None:
    timings = {"a": {"symcalc": Timing(rounds=(1e-3,)), "c": Timing(failure="OSError: no gcc")}}
    page = markdown(Results([], {"symcalc": "symcalc", "c": "C"}, 1, timings))

    assert "| **a** sin(x²)·e^(−x/3) + log(1 + x²) | 1,000,000 | 1.00 |" in page
    assert "- a, C: OSError: no gcc" in page
    assert "| a: time over C's | 1 × | not measured |  |" in page


NETWORKS = {
    "": {"float64": {"symcalc, out=": {"least": 1e-3, "median": 1.2e-3, "NumPy by hand": 1.05}}},
    "Haswell": {"float64": {"symcalc, out=": {"least": 2e-3, "median": 2e-3, "JAX": 2.0}}},
}


def test_a_network_is_put_into_the_page() -> None:
    """Once or twice: everything else stays, and the goals have its rows."""
    timings = {"a": {"symcalc": Timing(rounds=(1e-3,))}}
    page = markdown(Results([], {"symcalc": "symcalc"}, 1, timings))
    once = merged(page, Results([], {}, matrices=NETWORKS, day="1 May 2026"))
    twice = merged(once, Results([], {}, matrices=NETWORKS, day="2 May 2026"))

    assert twice == once.replace("1 May", "2 May")
    assert "batch 128, float64: over NumPy by hand | 1.1 × | 1.05 × | yes |" in once
    assert "batch 128, float64: over JAX | 1.1 × | not measured |" in once
    assert "| symcalc, out=, float64 | 1,200 | 1.05 |  |" in once
    assert "| OPENBLAS_CORETYPE=Haswell | microseconds |" in once
    assert all(line in once for line in page.splitlines() if "network 784" not in line)
