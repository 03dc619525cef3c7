"""Runs: where they end, against closed forms, hand-made loops and SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import BackendError, SymcalcError
from symcalc.tutor.descent import ask, bounds
from symcalc.tutor.descent.ask import Request, setup_of

BOWL = "x^2 + 10y^2"
ROSENBROCK = "(1 - x)^2 + 100(y - x^2)^2"
BASE = {"x": 1, "y": 1}

# Gradient descent on x² + 10y² multiplies x by 1 - 2 rate and y by 1 - 20 rate at every step.
ENDS = [
    # rate  steps  status       the end
    (0.01, 100, "stopped", [0.98**100, 0.8**100]),
    (0.05, 100, "stopped", [0.9**100, 0.0]),
    (0.05, 200, "converged", [0.9**200, 0.0]),
    (0.1, 100, "oscillates", [0.8**100, 1.0]),  # exactly at the limit of stability
    (0.11, 300, "diverged", None),
    (0.09, 0, "stopped", [1.0, 1.0]),
]


@pytest.mark.parametrize(("rate", "steps", "status", "end"), ENDS)
def test_a_bowl(rate: float, steps: int, status: str, end: list[float] | None) -> None:
    trace = sc.descend(BOWL, BASE, rate=rate, steps=steps)

    assert trace.status == status
    assert np.isfinite(trace.points).all()
    expected = trace.points[-1] if end is None else end
    np.testing.assert_allclose(trace.points[-1], expected, rtol=1e-9, atol=1e-12)
    assert trace.check.status == "agrees"


def test_shapes_of_a_trace() -> None:
    trace = sc.descend(BOWL, BASE, "adam", steps=7)

    assert trace.points.shape == trace.gradients.shape == (8, 2)
    assert trace.values.shape == (8,)
    assert trace.rates.shape == (7,)
    assert {name: kept.shape for name, kept in trace.states.items()} == {"m": (8, 2), "v": (8, 2)}
    assert trace.answer.shape == (2, 1)
    assert list(trace.answer) == trace.points[-1].tolist()


def test_a_tolerance_ends_a_run() -> None:
    trace = sc.descend("x^2 + 100y^2", BASE, rate=2 / 202)

    norms = np.linalg.norm(trace.gradients, axis=1)
    assert len(trace.rates) == 956  # by the closed form (99/101)^k (2, 200) < 1e-6
    assert norms[-1] <= 1e-6 < norms[:-1].min()
    assert trace.status == "converged"


@pytest.mark.parametrize("method", ["newton", "bfgs", "trust-region"])
def test_rosenbrock(method: str) -> None:
    trace = sc.descend(ROSENBROCK, {"x": -1.2, "y": 1}, method)

    assert trace.status == "converged"
    np.testing.assert_allclose(trace.points[-1], [1, 1], atol=1e-5)
    assert trace.check.status == "agrees"
    assert trace.text()


def test_newton_meets_a_saddle() -> None:
    trace = sc.descend("x^2 - y^2", BASE, "newton")
    assert trace.points[-1].tolist() == [0, 0]
    assert "not positive definite" in trace.remarks[-1]


def test_newton_where_the_hessian_is_singular() -> None:
    trace = sc.descend("x^4 + x", {"x": 0}, "newton", steps=5)
    assert trace.status == "stopped"
    assert "singular" in trace.ending


def test_scipy_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symcalc.tutor.descent.external.find_spec", lambda name: None)
    with pytest.raises(BackendError, match="SciPy"):
        sc.descend(BOWL, BASE, "bfgs")


def test_what_grows_is_stopped_and_told() -> None:
    trace = sc.descend(BOWL, BASE, rate=0.5)
    assert trace.status == "diverged"
    assert len(trace.points) < 20
    assert "the rate 0.5 is too large" in trace.ending
    assert "nan" not in trace.text().lower()


def test_what_is_too_large_for_a_float() -> None:
    trace = sc.descend("e^(x^2)", {"x": 5}, rate=0.1)
    assert trace.status == "diverged"
    assert "too large for a floating-point number" in trace.ending


# The partial derivatives have no value at the start; the compiled convention is shown.
TIES = [
    ("max(x, y) + x^2 + y^2", [2.5, 2.5]),
    ("|x| + y", [0.0, 1.0]),
    ("relu(x) - y", [0.0, -1.0]),
]


@pytest.mark.parametrize(("f", "gradient"), TIES)
def test_a_start_at_a_kink(f: str, gradient: list[float]) -> None:
    place = 1 if "max" in f else 0
    trace = sc.descend(f, {"x": place, "y": place}, steps=2)
    assert trace.gradients[0].tolist() == gradient
    assert trace.check.status == "agrees"


def test_steep_formulas_are_checked_in_more_digits() -> None:
    assert sc.descend("x^1000", {"x": 1.01}, steps=1, rate=1e-9).check.status == "agrees"


def test_what_falls_for_ever() -> None:
    trace = sc.descend("-x^2", {"x": 1})
    assert trace.status == "diverged"
    assert "no minimum" in trace.ending


def test_out_of_the_domain() -> None:
    trace = sc.descend("x - log(x)", {"x": 0.1}, rate=-0 + 1, steps=50)
    far = sc.descend("log(x)", {"x": 1}, rate=2)
    assert trace.status == "converged"  # 0.1 - (1 - 10) = 9.1, then back to 1
    assert far.points.ravel().tolist() == [1, -1]
    assert "no value at the point after step 1" in far.ending


def test_mean_over_data_and_its_batches() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=40)
    y = 3 * x - 1
    loss, start, data = "(w x + b - y)^2", {"w": 0, "b": 0}, {"x": x, "y": y}

    whole = sc.descend(loss, start, rate=0.1, data=data, steps=1)
    gradient = [np.mean(2 * (0 - y) * x), np.mean(2 * (0 - y))]
    np.testing.assert_allclose(whole.gradients[0], gradient, rtol=1e-12)
    np.testing.assert_allclose(whole.values[0], np.mean(y**2), rtol=1e-12)

    parts = sc.descend(loss, start, "sgd", rate=0.1, data=data, batch=8, steps=200, seed=7)
    again = sc.descend(loss, start, "sgd", rate=0.1, data=data, batch=8, steps=200, seed=7)
    other = sc.descend(loss, start, "sgd", rate=0.1, data=data, batch=8, steps=200, seed=8)
    np.testing.assert_allclose(parts.points[-1], [3, -1], atol=1e-6)
    assert np.array_equal(parts.points, again.points)
    assert not np.array_equal(parts.points, other.points)


def test_an_epoch_uses_every_row_once() -> None:
    x = np.arange(10.0)
    trace = sc.descend("w x", {"w": 0}, "sgd", data={"x": x}, batch=2, steps=10, rate=1)
    first, second = (trace.gradients[k : k + 5, 0].sum() * 2 for k in (0, 5))
    assert first == second == x.sum()  # the gradient is the mean of two x


def network() -> tuple[str, dict[str, Any], dict[str, Any]]:
    rng = np.random.default_rng(1)
    start = {"W": rng.normal(size=(1, 2)), "b": np.zeros((1, 1))}
    data = {"X": rng.normal(size=(2, 6)), "y": rng.normal(size=(1, 6))}
    return "mean((tanh(W X + b) - y)^2)", start, data


def test_a_network_in_arrays() -> None:
    loss, start, data = network()
    trace = sc.descend(loss, start, rate=0.1, data=data, samples="columns", steps=3)

    w, b = start["W"], start["b"]
    for _ in range(3):  # by hand: d tanh(z) = 1 - tanh²(z)
        a = np.tanh(w @ data["X"] + b)
        delta = 2 * (a - data["y"]) * (1 - a**2) / 6
        w, b = w - 0.1 * delta @ data["X"].T, b - 0.1 * delta.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(trace.answer["W"], w, rtol=1e-12)
    np.testing.assert_allclose(trace.answer["b"], b, rtol=1e-12)
    assert trace.names == ("W_11", "W_12", "b_11")
    assert trace.check.status == "agrees"


def test_a_long_run_of_a_network_is_compiled_on_the_way() -> None:
    loss, start, data = network()
    trace = sc.descend(loss, start, rate=0.1, data=data, samples="columns", steps=2100, shown=0)
    short = sc.descend(loss, start, rate=0.1, data=data, samples="columns", steps=1900, shown=0)
    np.testing.assert_allclose(trace.points[1900], short.points[-1], rtol=1e-12)
    assert trace.values[-1] <= trace.values[1900] + 1e-15


def test_clipping_keeps_the_direction() -> None:
    trace = sc.descend(None, gradients=[[3, 4], [0.3, 0.4]], rate=1, clip=1)
    np.testing.assert_allclose(trace.points[1:], [[-0.6, -0.8], [-0.9, -1.2]], rtol=1e-15)
    assert trace.gradients[0].tolist() == [3, 4]


SCHEDULES = [
    # schedule   settings                  rates of steps 1 to 4 from 0.1
    ("step", {"every": 2}, [0.1, 0.01, 0.01, 0.001]),
    ("exponential", {"k": 0.5}, [0.1 * np.exp(-0.5 * t) for t in range(1, 5)]),
    ("cosine", {}, [0.05 * (1 + np.cos(np.pi * t / 4)) for t in range(1, 5)]),
    ("cosine", {"low": 0.02}, [0.02 + 0.04 * (1 + np.cos(np.pi * t / 4)) for t in range(1, 5)]),
    ("warm-up", {"warmup": 2}, [0.05, 0.1, 0.1, 0.1]),
    ("rate/t", {}, [0.1, 0.05, 0.1 / 3, 0.025]),
    ("1/(t + T)", {}, [1 / 5, 1 / 6, 1 / 7, 1 / 8]),
    ("constant", {}, [0.1] * 4),
]


@pytest.mark.parametrize(("schedule", "settings", "rates"), SCHEDULES)
def test_schedules(schedule: str, settings: dict[str, float], rates: list[float]) -> None:
    trace = sc.descend("x^2", {"x": 1}, rate=0.1, steps=4, schedule=schedule, **settings)
    np.testing.assert_allclose(trace.rates, rates, rtol=1e-12, atol=1e-17)
    slopes = 2 * trace.points[:-1, 0]
    np.testing.assert_allclose(np.diff(trace.points[:, 0]), -trace.rates * slopes, atol=1e-15)


def test_ten_thousand_steps_are_told_in_short() -> None:
    trace = sc.descend("x^2 + 3y^2", {"x": 4, "y": 2}, "adam", steps=10_000)
    assert trace.text().count("\n") < 100
    assert trace.arrives(decimals=4) == 8542  # the course's row 001-26-adam-needed


def test_too_many_numbers() -> None:
    with pytest.raises(SymcalcError, match="more than 30000000"):
        sc.descend("sum(W^2)", {"W": np.ones((100, 100))}, steps=1_000_000)


def test_too_many_rows() -> None:
    """A step goes through all rows: 10^6 steps over 2000 are too many, in mini-batches not."""
    data = {"x": np.linspace(0, 1, 2000)}
    with pytest.raises(SymcalcError, match="1000000 steps over 2000 rows"):
        sc.descend("(w - x)^2", {"w": 0}, rate=0.1, data=data, steps=1_000_000)
    few = bounds.rows(setup_of(Request("(w - x)^2", {"w": 0}, data=data, batch=10)).objective)
    assert few == 10


def test_many_rows_and_no_number_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is said of steps, as many are done as the rows allow."""
    monkeypatch.setattr(ask, "WORK", 60)
    data = {"x": [0.0, 0.5, 1.0]}
    assert sc.descend("(w - x)^2", {"w": 9}, rate=0.01, data=data).steps_taken == 20


def test_the_table_of_mini_batches_has_the_gradient_of_the_whole() -> None:
    """The mean of (w x − y)² has the derivative 2(w x² − x y) in the mean: −8 at w = 0."""
    data = {"x": [1, 2], "y": [2, 3]}
    d = sc.descend("(w x - y)^2", {"w": 0}, "sgd", data=data, rate=0.1, steps=2)

    rows = next(s for s in d.steps if s.rule == "descent-table").table.rows
    whole = [abs(np.mean([2 * (w * 1 - 2), 4 * (w * 2 - 3)])) for w in d.points[:, 0]]
    assert [float(row[-1]) for row in rows] == pytest.approx(whole)


@pytest.mark.parametrize(("method", "g"), [("adagrad", [[0]]), ("adam", [[0]]), ("rmsprop", [[0]])])
def test_nothing_over_nothing_is_no_divergence(method: str, g: list[list[float]]) -> None:
    d = sc.descend(None, gradients=g, method=method, eps=0)

    assert d.status == "stopped"
    assert "no value at step 1" in d.ending


def test_numbers_that_are_not_shown_are_said() -> None:
    f = "+".join(f"{name}^2" for name in "abcdfgh")
    told = sc.descend(f, dict.fromkeys("abcdfgh", 1), steps=1).text()

    assert "3 of the 7 numbers" in told
    assert "\n    …" in told
