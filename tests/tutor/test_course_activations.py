"""The rows of the course on activations, losses and softmax come out with their true values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal

COURSE = Path(__file__).parent.parent / "data" / "course.json"
ROWS = {row["id"]: row for row in json.loads(COURSE.read_text(encoding="utf-8"))}
TOPICS = ("activation", "loss", "softmax")

LOGITS = {"z1": 2, "z2": 1, "z3": "0.1"}
TOTAL = "(e^z1 + e^z2 + e^z3)"
SOFTMAX = [f"e^z{i}/{TOTAL}" for i in (1, 2, 3)]
BATCH = ["p1", "p2", "p3"]
GELU_TANH = "0.5x(1 + tanh(sqrt(2/pi)(x + 0.044715x^3)))"


def over(formula: str, x: str = "x") -> Callable[[Any], Any]:
    """The formula at the numbers that a row names."""
    return lambda row: sc.compile(formula, [x], backend="python")(np.array(places(row), float))


def slopes(formula: str) -> Callable[[Any], Any]:
    """The derivative by steps at these numbers."""
    return lambda row: np.array(
        [float(sc.diff(formula, "x", at={"x": p}).value) for p in places(row)]
    )


def compiled_slopes(formula: str) -> Callable[[Any], Any]:
    """The derivative that is compiled, with its convention at kinks."""
    return lambda row: sc.compile(formula, ["x"], backend="python").gradient(
        np.array(places(row), float)
    )[:, 0]


def places(row: Any) -> list[float]:
    """What the first variable of a row is to be."""
    first = next(iter(row["at"].values()))
    return first if isinstance(first, list) else [first]


def batch(formula: str) -> Callable[[Any], Any]:
    """The mean of a loss of p and y over the three samples of a row."""

    def ask(row: Any) -> Any:
        return sc.compile(mean(formula, row), BATCH, backend="python")(*row["at"]["p"])

    return ask


def batch_gradient(formula: str) -> Callable[[Any], Any]:
    """The gradient of that mean by the predictions."""

    def ask(row: Any) -> Any:
        point = dict(zip(BATCH, map(str, row["at"]["p"]), strict=True))
        value = sc.gradient(mean(formula, row), BATCH, at=point).value
        return np.array([float(v) for v in value])

    return ask


def mean(formula: str, row: Any) -> str:
    terms = [
        formula.replace("p", f"p{i}").replace("y", f"({y:g})")
        for i, y in enumerate(row["at"]["y"], 1)
    ]
    return f"({' + '.join(terms)})/3"


NUMBERS: dict[str, Callable[[Any], Any]] = {
    "001-02-sigmoid-0": over("sigmoid(x)"),
    "001-02-sigmoid-range": over("sigmoid(x)"),
    "001-02-relu": over("relu(x)"),
    "001-11-max": lambda _: float(sc.diff("sigmoid(x)", at={"x": 0}).value),
    "001-11-values": over("1/(1 + e^(-x))"),
    "001-11-slopes": slopes("sigmoid(x)"),
    "001-11-slope-5": slopes("1/(1 + e^(-x))"),
    "001-11-quarter-10": lambda _: float(sc.diff("sigmoid(x)", at={"x": 0}).value ** 10),
    "001-11-stable": over("sigmoid(x)"),
    "001-12-max": lambda _: float(sc.diff("tanh(x)", at={"x": 0}).value),
    "001-12-values": over("tanh(x)"),
    "001-12-slopes": slopes("tanh(x)"),
    "001-12-slope-3": slopes("tanh(x)"),
    "001-13-relu-values": over("max(0, x)"),
    "001-13-relu-slopes": compiled_slopes("relu(x)"),
    "001-13-leaky-values": over("leaky_relu(x)"),
    "001-13-leaky-slopes": compiled_slopes("leaky_relu(x, 0.01)"),
    "001-13-gelu-tanh": over(GELU_TANH),
    "001-13-gelu-exact": over("x Phi(x)"),
    "001-13-gelu-gap": lambda _: np.abs(
        sc.compile("gelu_tanh(x) - gelu(x)", backend="python")(np.linspace(-6, 6, 1_200_001))
    ).max(),
    "001-14-softmax": lambda _: [
        float(sc.parse(p).subs({"z1": 2, "z2": 1, "z3": sp.Rational(1, 10)})) for p in SOFTMAX
    ],
    "001-14-softmax-sum": lambda _: sc.compile(
        " + ".join(SOFTMAX), ["z1", "z2", "z3"], backend="python"
    )(2.0, 1.0, 0.1),
    "001-14-softmax-ce-grad-values": lambda _: np.array(
        [
            float(v.subs({"y1": 1, "y2": 0, "y3": 0, "z1": 2, "z2": 1, "z3": sp.Rational(1, 10)}))
            for v in sc.catalogue("cce-logits").answer
        ]
    ),
    "001-14-ce-value": lambda _: sc.compile(
        "ln(e^z1 + e^z2 + e^z3) - z1", ["z1", "z2", "z3"], backend="python"
    )(2.0, 1.0, 0.1),
    "001-14-softmax-jacobian-values": lambda _: np.array(
        sc.jacobian(SOFTMAX, ["z1", "z2", "z3"], at=LOGITS).value.evalf(), dtype=float
    ),
    "001-15-mse-value": batch("(p - y)^2"),
    "001-15-bce-value": batch("-y ln(p) - (1 - y) ln(1 - p)"),
    "001-15-mse-grad-value": batch_gradient("(p - y)^2"),
    "001-15-bce-grad-value": batch_gradient("-y ln(p) - (1 - y) ln(1 - p)"),
    "002-02-mse": batch("(p - y)^2"),
    "002-02-mse-grad": batch_gradient("(p - y)^2"),
    "004-ce-losses": over("-ln p", "p"),
}

FORMULAS: dict[str, tuple[Callable[[], Any], str]] = {
    # row                     what symcalc says                        the truth
    "001-10-relu": (lambda: sc.diff("max(0, x)").answer, "{1 if x > 0; 0 if x < 0}"),
    "001-11-derivative": (lambda: sc.diff("sigmoid(x)").answer, "sigmoid(x)(1 - sigmoid(x))"),
    "001-11-derivation": (lambda: sc.catalogue("sigmoid").answer, "e^(-x)/(1 + e^(-x))^2"),
    "001-12-derivative": (lambda: sc.diff("tanh(x)").answer, "1 - tanh(x)^2"),
    "001-12-exp-form": (lambda: sc.parse("tanh(x)"), "(e^x - e^(-x))/(e^x + e^(-x))"),
    "001-12-sigmoid-form": (lambda: sc.parse("tanh(x)"), "2 sigmoid(2x) - 1"),
    "001-13-elu-slope": (
        lambda: sc.diff("al*(e^x - 1)", "x", names=["al"]).answer,
        '"al"*(e^x - 1) + "al"',
    ),
    "001-13-gelu-derivative": (lambda: sc.diff("gelu(x)").answer, "Phi(x) + x phi(x)"),
    "001-14-softmax-def": (lambda: sc.catalogue("softmax").question.body.expr, SOFTMAX[0]),
    "001-15-mse-grad": (lambda: sc.catalogue("mse").answer, "2(p - y)"),
    "001-15-mae-grad": (lambda: sc.catalogue("mae").answer, "sign(p - y)"),
    "001-15-bce-grad": (lambda: sc.catalogue("bce").answer, "(p - y)/(p (1 - p))"),
    "001-15-bce-logit-grad": (lambda: sc.catalogue("bce-logits").answer, "sigmoid(z) - y"),
    "001-15-cce-grad": (lambda: sc.catalogue("cce").answer[0], "-y1/p1"),
    "001-15-huber": (
        lambda: sc.catalogue("huber").question.body.expr,
        "{(p-y)^2/2 if |p-y| <= d; d |p-y| - d^2/2 otherwise}",
    ),
    "001-15-huber-grad": (
        lambda: sc.catalogue("huber").answer,
        "{p - y if |p - y| <= d; d sign(p - y) otherwise}",
    ),
    "001-14-softmax-ce-grad": (
        lambda: sc.gradient(
            f"-y1 ln({SOFTMAX[0]}) - y2 ln({SOFTMAX[1]}) - y3 ln({SOFTMAX[2]})", ["z1", "z2", "z3"]
        ).answer[1],
        f"{SOFTMAX[1]} (y1 + y2 + y3) - y2",  # p - y where y adds up to 1
    ),
    "001-14-softmax-jacobian": (
        lambda: sc.catalogue("softmax").answer[0] + 2 * sc.catalogue("softmax").answer[1],
        f"{SOFTMAX[0]} (1 - {SOFTMAX[0]}) - 2 {SOFTMAX[0]} {SOFTMAX[1]}",
    ),
    "001-07-mean-loss": (
        lambda: sc.diff("((a w - 1)^2 + (b w - 2)^2 + (c w - 3)^2)/3", "w").answer,
        "(2a (a w - 1) + 2b (b w - 2) + 2c (c w - 3))/3",
    ),
    "002-02-sigmoid": (lambda: sc.explain("d/dx sigmoid(x)").answer, "sigmoid(x)(1 - sigmoid(x))"),
    "002-02-bce": (
        lambda: sc.diff("-y ln p - (1-y) ln(1-p)", "p").answer,
        "-y/p + (1 - y)/(1 - p)",
    ),
    "002-02-relu": (lambda: sc.diff("relu(x)").answer, "{1 if x > 0; 0 if x < 0}"),
    "004-nll": (  # the likelihood of one sample is the product of pᵢ^(yᵢ)
        lambda: sc.catalogue("cross-entropy").question.body.expr,
        "-ln(p1^y1 p2^y2 p3^y3)",
    ),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(name: str) -> None:
    row = ROWS[name]
    got, want = np.asarray(NUMBERS[name](row), float), np.asarray(row["true"], float)

    assert np.squeeze(got) == pytest.approx(np.squeeze(want), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas(name: str) -> None:
    ask, truth = FORMULAS[name]

    assert check_equal(ask(), sc.parse(truth)).status == "agrees"


def test_the_slope_of_relu_at_0_is_a_convention() -> None:
    """Row 002-02-relu."""
    told = sc.diff("max(0, x)")

    assert told.conditions == (sp.Ne(sp.Symbol("x"), 0),)
    assert sc.compile("max(0, x)", backend="python").gradient(0.0)[0] == 0


def test_the_cubic_of_gelu_is_no_taylor_coefficient() -> None:
    """Row 001-34-gelu-claim: matching the cubic term would need 0.045540."""
    gap = "erf(x/sqrt(2)) - tanh(sqrt(2/pi)(x + c x^3))"
    third = sc.diff(gap, "x", 3, at={"x": 0}, simplify=False).value
    (c,) = sp.solve(third, sp.Symbol("c"))

    assert float(c) == pytest.approx(0.045540, abs=5e-7)
    assert abs(float(c) - 0.044715) > 8e-4


def test_every_row_of_these_topics_is_asked() -> None:
    rows = {name for name, row in ROWS.items() if row["topic"] in TOPICS}

    assert rows <= {*NUMBERS, *FORMULAS, "001-34-gelu-claim"}
    assert len(rows) >= 52
