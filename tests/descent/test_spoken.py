"""Runs and schedules in people's words; the truth is worked out beside, in NumPy or by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import symcalc as sc

Slope = Callable[[np.ndarray], np.ndarray]


def gone(slope: Slope, start: list[float], rates: list[float]) -> list[float]:
    """Plain descent."""
    x = np.array(start)
    for rate in rates:
        x = x - rate * slope(x)
    return list(x)


def rms(x: float, rate: float, rho: float, steps: int) -> list[float]:
    """RMSProp on x²."""
    s = 0.0
    for _ in range(steps):
        s = rho * s + (1 - rho) * (2 * x) ** 2
        x -= rate * 2 * x / (math.sqrt(s) + 1e-8)
    return [x]


def adam(x: float, rate: float, steps: int, first: float, second: float) -> list[float]:
    """Adam on x²."""
    m = v = 0.0
    for t in range(1, steps + 1):
        m, v = first * m + (1 - first) * 2 * x, second * v + (1 - second) * 4 * x * x
        x -= rate * m / (1 - first**t) / (math.sqrt(v / (1 - second**t)) + 1e-8)
    return [x]


SQUARE: Slope = lambda x: 2 * x  # noqa: E731
BOWL: Slope = lambda p: np.array([2 * (p[0] - 2), 6 * (p[1] - 1)])  # noqa: E731
RUNS = [
    ("RMSprop on x^2 from x = 1, lr = 0.1, alpha = 0.9, 2 steps", rms(1, 0.1, 0.9, 2)),
    ("RMSprop on x^2 from x = 1, alpha = 0.9, lr = 0.1, 2 steps", rms(1, 0.1, 0.9, 2)),
    (r"gradient descent on x^2 from x = 1 with \eta = 0.25, 1 step", [0.5]),
    (r"gradient descent on x^2 from x = 1 with step size \alpha = 0.1 for 2 steps", [0.64]),
    (r"two steps of gradient descent on \theta^2 from \theta_0 = 1 with rate 0.1", [0.64]),
    ("two steps of gradient descent on x^2 from x0 = 2 with learning rate 0.1", [1.28]),
    (
        "one gradient descent step on (w - 2)^2 + 3(b - 1)^2 from (4, 2) with learning rate 0.1",
        gone(BOWL, [4, 2], [0.1]),
    ),
    ("one SGD step on 1/2 (w x - y)^2 at w = 1, x = 2, y = 5 with learning rate 0.1", [1.6]),
    ("one SGD step on 1/2 (w x - y)^2 with x = 2, y = 5 from w = 1, learning rate 0.1", [1.6]),
    (
        "gradient descent on x^2 from x = 1 with learning rate 0.4 halved every 2 steps, 4 steps",
        gone(SQUARE, [1], [0.4, 0.4, 0.2, 0.2]),
    ),
    (
        "gradient descent on x^2 from x = 1 with learning rate 0.4/t, 3 steps",
        gone(SQUARE, [1], [0.4, 0.2, 0.4 / 3]),
    ),
    (
        "gradient descent on x^2 from x = 1 with learning rate 0.1/sqrt(t) for 3 steps",
        gone(SQUARE, [1], [0.1 / math.sqrt(t) for t in (1, 2, 3)]),
    ),
    ("gradient descent on x^2 from x = 4 with learning rate 0.1 clipped at 1, 2 steps", [3.8]),
    (
        "gradient descent on x^2 from x = 4 with learning rate 0.1 with gradient clipping at "
        "norm 1, 2 steps",
        [3.8],
    ),
    (
        "Adam: m = 0.1, v = 0.01, gradient 0.3, t = 2, learning rate 0.001, w = 0.5; the new w",
        [0.5 - 0.001 * (0.12 / 0.19) / (math.sqrt(0.01008 / (1 - 0.999**2)) + 1e-8)],
    ),
    (
        "two AdaGrad steps from w = 1 with gradients 0.5 and 0.5, learning rate 0.1",
        [1 - 0.1 - 0.1 / math.sqrt(2)],
    ),
    (
        "two Adam steps on x^2 from x = 1 with learning rate 0.1 and betas = (0.8, 0.9)",
        adam(1, 0.1, 2, 0.8, 0.9),
    ),
    (
        "two Adam steps on x^2 from x = 1 with learning rate 0.1 with bias correction",
        adam(1, 0.1, 2, 0.9, 0.999),
    ),
    ("one AdamW step on w^2 from w = 2 with learning rate 0.01 and lambda = 0.01", [1.9898]),
    ("one SGD step on w^2 from w = 2 with learning rate 0.1 and weight decay 0.1", [1.58]),
    ("SGD with weight decay 0.1: w = 2, gradient 0.5, learning rate 0.1", [1.93]),
    ("Nesterov accelerated gradient on x^2 from x = 1, rate 0.1, momentum 0.9, 1 step", [0.62]),
    ("heavy ball method on x^2 from x = 1, step size 0.05, momentum 0.5, 2 steps", [0.76]),
    ("update the weights (0.5, -0.2) with gradient (0.1, 0.4) and rate 0.01", [0.499, -0.204]),
]
REGRESSION = (
    "one gradient descent step for linear regression y = w x + b on data (1,2), (2,3), (3,5), "
    "(4,4) from w = 0, b = 0 with learning rate 0.05"
)
X, Y = np.array([1, 2, 3, 4]), np.array([2, 3, 5, 4])
RUNS += [
    (end, [0.1 * np.mean(X * Y), 0.1 * np.mean(Y)]) for end in (REGRESSION, f"{REGRESSION} and MSE")
]
RATES = [
    ("step decay from 0.1 by 0.5 every 10 epochs at epoch 35", 0.0125),
    (
        "step decay: initial learning rate 0.1, halved every 10 epochs; learning rate at epoch 35",
        0.0125,
    ),
    ("exponential decay from 0.5 by 0.9 per epoch at epoch 3", 0.5 * 0.9**3),
    ("polynomial decay of power 2 from 0.1 to 0.01 over 100 steps at step 50", 0.0325),
    ("polynomial decay from 0.1 to 0.01 over 100 steps at step 50", 0.0325),
    ("inverse time decay 0.2/(1 + 0.1 t) at t = 15", 0.08),
    ("learning rate after 20 epochs of exponential decay lr = 0.01 e^(-0.05 t)", 0.01 / math.e),
    (
        "cosine decay from 0.1 to 0 over 200 steps, learning rate at step 50",
        0.05 * (1 + math.cos(math.pi / 4)),
    ),
    (
        "linear warmup over 500 steps to a peak learning rate of 0.001: learning rate at step 100",
        0.0002,
    ),
]
REFUSED = [
    ("momentum on x^2 from x = 1 with learning rate 0.1, alpha 0.9, 2 steps", "rate"),
    ("gradient descent on x^2 from x = 1 with learning rate 0.1 and step size 0.2", "rate"),
    ("two steps of gradient descent on x^2 from x = 1 with rate 0.1 for 3 steps", "steps"),
    ("descent on x^2 from x = 1 with rate 0.1; rate 0.2 for 3 steps", "rate"),
]


@pytest.mark.parametrize(("question", "end"), RUNS)
def test_run(question: str, end: list[float]) -> None:
    trace = sc.explain(question)

    assert list(trace.points[-1]) == pytest.approx(end, rel=1e-9)
    assert trace.verify().status == "agrees"
    assert list(sc.explain(trace.question.text).points[-1]) == pytest.approx(end, rel=1e-9)


@pytest.mark.parametrize(("question", "rate"), RATES)
def test_rate(question: str, rate: float) -> None:
    d = sc.explain(question)

    assert float(d.answer) == pytest.approx(rate, rel=1e-12)
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize(("question", "name"), REFUSED)
def test_two_values_are_refused(question: str, name: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=f"two values for {name}"):
        sc.explain(question)


def test_the_order_of_a_start_is_told() -> None:
    f = "(w - 2)^2 + 3(b - 1)^2"

    assert "for w, b" in sc.explain(f"one step of gradient descent on {f} from (4, 2)").remarks[0]
    assert "for b, w" in sc.descend(f, [4, 2], steps=1).remarks[0]
    assert sc.descend(f, [4, 2], steps=1).question.text.startswith(
        "descent on (w − 2)² + 3(b − 1)² from b = 4, w = 2"
    )


def test_data_are_told() -> None:
    trace = sc.explain("one SGD step on 1/2 (w x - y)^2 at w = 1, x = 2, y = 5 with rate 0.1")

    assert trace.names == ("w",)
    assert "only w changes" in trace.remarks[0]


def test_the_end_of_the_domain_is_no_large_number() -> None:
    trace = sc.explain("gradient descent on log(x) from x = 1 with learning rate 1, 1 step")

    assert trace.end == "undefined"
    assert "left its domain" in trace.ending
