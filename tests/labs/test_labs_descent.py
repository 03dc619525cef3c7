"""The labs on descent at small size: what they print is true."""

from __future__ import annotations

import re
from math import log

import pytest
from lab_helpers import Printed, Run, numbers


def test_optimisers(printed: Printed) -> None:
    told = printed("optimisers", "--steps", "10")
    by_hand, rates, speed, valley = told.split("\n\n")
    written_out(by_hand)
    three_rates(rates)
    (row,) = re.findall(r"^  gradient +(\d+) +(\d+) +oscillates +diverges$", speed, re.M)
    assert [int(n) for n in row] == [steps_of_gradient(0.01), steps_of_gradient(0.05)]
    assert "with β = 0.9 they end at 0.19." in speed  # 2 (1 + β)/L
    rosenbrock(valley)


def written_out(told: str) -> None:
    """Three methods in plain NumPy."""
    # course.json, 001-23-gd-50, 001-25-momentum-100 and 001-26-adam-200
    ends = re.findall(r"end at \((\S+), (\S+)\)", told)
    right = [(4 * 0.8**50, 2 * 0.4**50), (0.01691245487, 0.00873283488), (3.802043, 1.804138)]
    for end, expected in zip(ends, right, strict=True):
        assert [float(part) for part in end] == pytest.approx(expected, rel=1e-5)
    assert max(numbers(r"gap to descend (\S+)", told)) < 1e-12
    assert "The step is as long as the rate, to 0.9990000001" in told  # 003-adam-first-step


def three_rates(told: str) -> None:
    """The bowl at 0.01, 0.05 and 0.1."""
    # labs.json, 004-ex-1: multipliers of (x, y)
    factors = re.findall(r"^  (0\.\d+) +(\S+) +and (\S+) +\((\S+), (\S+)\): y (.*)$", told, re.M)
    assert [tuple(map(float, row[:3])) for row in factors] == [
        (0.01, 0.98, 0.8),
        (0.05, 0.9, 0.0),
        (0.1, 0.8, -1.0),
    ]
    for _, x, y, *end, _ in factors:
        expected = [float(x) ** 10, float(y) ** 10]
        assert [float(part) for part in end] == pytest.approx(expected, rel=1e-3)
    assert [row[-1] for row in factors] == [
        "shrinks by 0.8",
        "is zero after one step",
        "flips sign for ever",
    ]
    assert "below 2/L = 0.1. 0.1 is this limit itself" in told


def steps_of_gradient(rate: float) -> int:
    """Of descent on x² + 10y² from (1, 1), until the gradient is shorter than 1e-6."""
    x, y, steps = 1.0, 1.0, 0
    while (4 * x * x + 400 * y * y) ** 0.5 > 1e-6:
        x, y, steps = x * (1 - 2 * rate), y * (1 - 20 * rate), steps + 1
    return steps


def rosenbrock(told: str) -> None:
    """The gradient in closed form, Newton's two steps, and BFGS."""
    assert "[-400*x*(-x^2 + y) + 2*x - 2, -200*x^2 + 200*y], at the start [-2, 0]" in told
    assert re.search(r"^  newton +2 ", told, re.M)  # (0, 0), (1, 0), (1, 1)
    assert "The optimum by BFGS: (1.000000, 1.000000)" in told
    # 2/L of [[802, -400], [-400, 200]]
    largest = (1002 + (1002**2 - 4 * (802 * 200 - 400**2)) ** 0.5) / 2
    assert numbers(r"stable below (0\.\d+), 2/L", told) == [pytest.approx(2 / largest, abs=5e-5)]


def test_landscape(printed: Printed) -> None:
    told = printed("landscape", "--steps", "300", "--points", "21")
    assert "9 parameters: 300 steps of Adam" in told
    before, after = re.findall(r"loss (\S+) -> (\S+)", told)[0]
    assert float(after) < 0.01 < float(before)
    principal, random = told.split("Along random directions")
    for part in (principal, random):
        assert "  minimum at (" in part
    assert "  saddle point at (" in principal
    assert all(0 <= share < 100 for share in numbers(r"slope: (\S+) %", told))


@pytest.mark.parametrize("backend", ["agg", "window"])
def test_landscape_in_a_window(backend: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window is opened where there is a display."""
    pyplot = pytest.importorskip("matplotlib.pyplot")
    opened: list[str] = []
    monkeypatch.setattr(pyplot, "get_backend", lambda: backend)
    monkeypatch.setattr(pyplot, "show", lambda: opened.append(backend))
    done = run("landscape", "--steps", "20", "--points", "11", "--show")
    pyplot.close("all")
    assert done.code == 0, done.err
    assert opened == ([] if backend == "agg" else ["window"])
    assert ("No window" in done.out) == (backend == "agg")


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("landscape", ["--points", "10"], "11 to 201 points"),
        ("landscape", ["--steps", "1"], "two steps or more"),
        ("training_information", ["--samples", "3"], "there must be more samples than that"),
    ],
)
def test_sizes_that_make_no_lab(name: str, options: list[str], said: str, run: Run) -> None:
    done = run(name, *options)
    assert done.code == 2
    assert said in done.err


def test_condition_number(printed: Printed) -> None:
    told = printed("condition_number", "--largest", "20")
    # labs.json, 004-ex-5, and course.json, 004-ex5-best-rate and -iterations
    assert numbers(r"condition number (\d+)\n", told) == [1, 100]
    assert numbers(r"stable below the rate (\S+)", told) == [1.0, 0.01]
    assert numbers(r"best rate (\S+),", told) == pytest.approx([0.5, 2 / 202])
    assert numbers(r"leaves (\S+) of the distance\n", told) == pytest.approx([0, 99 / 101])
    assert re.findall(r"steps: (\d+) by that factor, (\d+) of the run", told) == [
        ("1", "1"),
        ("956", "956"),
    ]
    assert numbers(r"κ = (\d+)", told) == [1, 2, 5, 10, 20]
    steps = numbers(r"κ = \d+ +(\d+)", told)
    assert steps == sorted(steps)


def test_training_information(printed: Printed) -> None:
    told = printed("training_information", "--samples", "30", "--epochs", "20")
    rows = re.findall(r"^ +(\d+)  (\d\.\d{5})  (\d\.\d{5})$", told, re.M)
    predictions = {
        1: (0.3, 0.2, 0.2, 0.15, 0.15),
        10: (0.5, 0.15, 0.15, 0.1, 0.1),
        50: (0.8, 0.07, 0.07, 0.03, 0.03),
        100: (0.95, 0.02, 0.01, 0.01, 0.01),
    }
    for (epoch, p), row in zip(predictions.items(), rows, strict=True):
        entropy = -sum(q * log(q) for q in p)
        assert [float(part) for part in row] == pytest.approx(
            [epoch, entropy, -log(p[0])], abs=6e-6
        )
    assert "entropy 0.26512 as before, cross-entropy 3.91202" in told  # −log 0.02
    table = [list(map(float, line.split())) for line in re.findall(r"^[ \d.]{50,}$", told, re.M)]
    _, entropy, cross, entropy_of_wrong, cross_of_wrong = map(list, zip(*table, strict=True))
    for falling in (entropy, cross, entropy_of_wrong):
        assert falling == sorted(falling, reverse=True)
    assert cross_of_wrong == sorted(cross_of_wrong)
    assert "all entropies fall" in told


def test_training_that_tells_nothing(printed: Printed) -> None:
    told = printed("training_information", "--samples", "4", "--epochs", "1")
    assert "too few points or epochs" in told
    assert "all entropies fall" not in told


def test_derivatives(printed: Printed) -> None:
    told = printed("derivatives", "--points", "3")
    slopes = re.findall(r"^ +(-?\d) +(-?\d+) +(-?\d+\.\d{6})$", told, re.M)
    assert [tuple(map(float, row)) for row in slopes] == [
        (x, 2 * x, 2 * x) for x in (-2, -1, 0, 1, 2, 3)
    ]
    both = re.findall(r"by rules (\S+), numeric (\S+)", told)
    for row, right in zip(both, (300, 0.36319491480172617), strict=True):  # 004-chain-…-at
        assert [float(part) for part in row] == pytest.approx([right, right], rel=1e-6)
    end = re.findall(r"lead to \((\S+), (\S+)\)", told)[0]
    assert [float(part) for part in end] == pytest.approx([1.8 * 0.8**20, 1.5 * 0.8**20], rel=1e-5)
    for line in (
        "by rules [[2*x1, 0], [x2, x1], [0, 2*x2]]",
        "at (2, 3) [[4, 0], [3, 2], [0, 6]], compiled [[4.0, 0.0], [3.0, 2.0], [0.0, 6.0]]",
        "by rules [[2, 4], [4, 2]], compiled [[2.0, 4.0], [4.0, 2.0]]",
        "eigenvalues -2, 6; condition number 3",
        "at (0, 0): saddle.",
        "value 9, d/da 3, d/db 3; backprop (3, 3)",
        "loss 1.043151207\n",  # 002-04-loss
        "dL/dW1, shape (3, 4): [[0.1028, -0.0286, 0.134, 0.3151], [0.0, 0.0, 0.0, 0.0],",
        "dL/dW2, shape (1, 3): [[-0.4305, 0.0, 0.0]]",
    ):
        assert line in told, line
    gaps = re.findall(r"compiled one: (\S+), (\S+)", told)
    assert max(float(gap) for pair in gaps for gap in pair) < 1e-12
    assert numbers(r"float64: largest gap (\S+),", told)[0] < 1e-6
    assert numbers(r"float32: largest gap (\S+),", told)[0] > 1e-3  # 002-06-float32
