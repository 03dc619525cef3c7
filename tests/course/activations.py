"""Activations, losses and softmax: values, slopes, and the formulas of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport

from . import Asked, Row, Said
from .questions import graded, slopes, values

LOGITS = {"z1": 2, "z2": 1, "z3": "0.1"}
TOTAL = "(e^z1 + e^z2 + e^z3)"
SOFTMAX = [f"e^z{i}/{TOTAL}" for i in (1, 2, 3)]
BATCH = ["p1", "p2", "p3"]
SQUARE, ENTROPY = "(p - y)^2", "-y ln(p) - (1 - y) ln(1 - p)"
GELU_TANH = "0.5x(1 + tanh(sqrt(2/pi)(x + 0.044715x^3)))"


def compiled_slopes(formula: str) -> Asked:
    """The derivative that is compiled, with its convention at kinks."""
    kernel = sc.compile(formula, ["x"], backend="python")
    return lambda row: kernel.gradient(np.array(row.at["x"], float))[:, 0]


def mean(formula: str, row: Row) -> str:
    """The mean of a loss of p and y over the three samples of a row."""
    terms = [
        formula.replace("p", f"p{i}").replace("y", f"({y:g})") for i, y in enumerate(row.at["y"], 1)
    ]
    return f"({' + '.join(terms)})/3"


def batch(formula: str) -> Asked:
    """The value of that mean."""
    return lambda row: sc.compile(mean(formula, row), BATCH, backend="python")(*row.at["p"])


def batch_gradient(formula: str) -> Asked:
    """Its gradient by the predictions, by steps."""

    def ask(row: Row) -> Any:
        point = dict(zip(BATCH, map(str, row.at["p"]), strict=True))
        return sc.gradient(mean(formula, row), BATCH, at=point).value

    return ask


def equal(told: Callable[[], Any], truth: str) -> Asked:
    """What symcalc says is this formula, wherever both are defined."""

    def ask(row: Row) -> CheckReport:
        said = told()
        return check_equal(getattr(said, "answer", said), sc.parse(truth))

    return ask


def entry(name: str, truth: str) -> Asked:
    """The derivative of an entry of the catalogue; of a gradient, its first component."""

    def told() -> Any:
        answer = sc.catalogue(name).answer
        return answer[0] if isinstance(answer, sp.MatrixBase) else answer

    return equal(told, truth)


def formula(name: str, truth: str) -> Asked:
    """The formula that an entry of the catalogue is about."""
    return equal(lambda: sc.catalogue(name).question.body.expr, truth)


def softmax_loss(row: Row) -> CheckReport:
    """p - y, where the labels add up to 1."""
    terms = " ".join(f"- y{i} ln({share})" for i, share in enumerate(SOFTMAX, 1))
    gradient = sc.gradient(terms, ["z1", "z2", "z3"]).answer
    return check_equal(
        gradient[1].subs(sp.Symbol("y3"), sc.parse("1 - y1 - y2")), sc.parse(f"{SOFTMAX[1]} - y2")
    )


def softmax_jacobian(row: Row) -> CheckReport:
    """Its first row, each entry with a factor of its own."""
    first, second, third = sc.catalogue("softmax").answer[:3]
    a, b, c = SOFTMAX
    return check_equal(
        first + 2 * second + 5 * third, sc.parse(f"{a} (1 - {a}) - 2 {a} {b} - 5 {a} {c}")
    )


def logits_gradient(row: Row) -> list[sp.Expr]:
    """The gradient of cross-entropy in the logits, at the row's."""
    at = {"y1": 1, "y2": 0, "y3": 0, "z1": 2, "z2": 1, "z3": sp.Rational(1, 10)}
    return [part.subs(at) for part in sc.catalogue("cce-logits").answer]


def gap(row: Row) -> float:
    """The largest difference of the two GELUs on a fine grid."""
    difference = sc.compile("gelu_tanh(x) - gelu(x)", backend="python")
    return float(np.abs(difference(np.linspace(-6, 6, 1_200_001))).max())


def leaky_values(row: Row) -> Any:
    """max(a x, x)."""
    return values("leaky_relu(x)")(row)


def convention(row: Row) -> Said:
    """The slope of ReLU at 0 is a convention, and is told to be one."""
    assert sc.compile("max(0, x)", backend="python").gradient(0.0)[0] == 0
    return Said(
        sc.diff("max(0, x)").text(),
        ("= {1 if x > 0; 0 if x < 0}   for x ≠ 0", "Compiled functions return 0 at x = 0"),
    )


def cubic_of_gelu(row: Row) -> Said:
    """Matching the cubic term of Taylor would need 0.045540, which is not 0.044715."""
    difference = "erf(x/sqrt(2)) - tanh(sqrt(2/pi)(x + c x^3))"
    third = sc.diff(difference, "x", 3, at={"x": 0}, simplify=False).value
    (c,) = sp.solve(third, sp.Symbol("c"))
    return Said(f"{float(c):.6f}", ("0.045540",))


ROWS: dict[str, Asked] = {
    **dict.fromkeys(("001-02-sigmoid-0", "001-02-sigmoid-range"), values("sigmoid(x)")),
    **dict.fromkeys(("001-11-values", "001-11-stable"), values("1/(1 + e^(-x))")),
    **dict.fromkeys(("001-11-slopes", "001-11-slope-5"), slopes("1/(1 + e^(-x))")),
    "001-02-relu": values("relu(x)"),
    "001-10-relu": equal(lambda: sc.diff("max(0, x)"), "{1 if x > 0; 0 if x < 0}"),
    "001-11-derivative": equal(lambda: sc.diff("sigmoid(x)"), "sigmoid(x)(1 - sigmoid(x))"),
    "001-11-derivation": entry("sigmoid", "e^(-x)/(1 + e^(-x))^2"),
    "001-12-derivative": equal(lambda: sc.diff("tanh(x)"), "1 - tanh(x)^2"),
    "001-12-exp-form": graded("tanh(x)"),
    "001-12-sigmoid-form": graded("tanh(x)"),
    "001-12-values": values("tanh(x)"),
    **dict.fromkeys(("001-12-slopes", "001-12-slope-3"), slopes("tanh(x)")),
    "001-13-relu-values": values("max(0, x)"),
    "001-13-relu-slopes": compiled_slopes("relu(x)"),
    "001-13-leaky-values": leaky_values,
    "001-13-leaky-slopes": compiled_slopes("leaky_relu(x, 0.01)"),
    "001-13-elu-slope": equal(
        lambda: sc.diff("al*(e^x - 1)", "x", names=["al"]), '"al"*(e^x - 1) + "al"'
    ),
    "001-13-gelu-tanh": values(GELU_TANH),
    "001-13-gelu-exact": values("x Phi(x)"),
    "001-13-gelu-derivative": equal(lambda: sc.diff("gelu(x)"), "Phi(x) + x phi(x)"),
    "001-13-gelu-gap": gap,
    "001-14-softmax-def": formula("softmax", SOFTMAX[0]),
    "001-14-softmax": lambda row: [
        sc.compile(share, ["z1", "z2", "z3"], backend="python")(2.0, 1.0, 0.1) for share in SOFTMAX
    ],
    "001-14-softmax-sum": lambda row: sc.compile(
        " + ".join(SOFTMAX), ["z1", "z2", "z3"], backend="python"
    )(2.0, 1.0, 0.1),
    "001-14-softmax-ce-grad": softmax_loss,
    "001-14-softmax-ce-grad-values": logits_gradient,
    "001-14-ce-value": lambda row: sc.compile(
        "ln(e^z1 + e^z2 + e^z3) - z1", ["z1", "z2", "z3"], backend="python"
    )(2.0, 1.0, 0.1),
    "001-14-softmax-jacobian": softmax_jacobian,
    "001-14-softmax-jacobian-values": lambda row: (
        sc.jacobian(SOFTMAX, ["z1", "z2", "z3"], at=LOGITS).value
    ),
    "001-15-mse-grad": entry("mse", "2(p - y)"),
    "001-15-mae-grad": entry("mae", "sign(p - y)"),
    "001-15-bce-grad": entry("bce", "(p - y)/(p (1 - p))"),
    "001-15-bce-logit-grad": entry("bce-logits", "sigmoid(z) - y"),
    "001-15-cce-grad": entry("cce", "-y1/p1"),
    "001-15-huber": formula("huber", "{(p-y)^2/2 if |p-y| <= d; d |p-y| - d^2/2 otherwise}"),
    "001-15-huber-grad": entry("huber", "{p - y if |p - y| <= d; d sign(p - y) otherwise}"),
    "001-15-mse-value": batch(SQUARE),
    "001-15-bce-value": batch(ENTROPY),
    "001-15-mse-grad-value": batch_gradient(SQUARE),
    "001-15-bce-grad-value": batch_gradient(ENTROPY),
    "001-07-mean-loss": equal(
        lambda: sc.diff("((a w - 1)^2 + (b w - 2)^2 + (c w - 3)^2)/3", "w"),
        "(2a (a w - 1) + 2b (b w - 2) + 2c (c w - 3))/3",
    ),
    "001-34-gelu-claim": cubic_of_gelu,
    "002-02-relu": convention,
    "002-02-bce": equal(lambda: sc.diff("-y ln p - (1-y) ln(1-p)", "p"), "-y/p + (1 - y)/(1 - p)"),
    "002-02-mse": batch(SQUARE),
    "002-02-mse-grad": batch_gradient(SQUARE),
    "004-ce-losses": values("-ln p0", "p0"),
    # The likelihood of one sample is the product of the pᵢ^(yᵢ).
    "004-nll": formula("cross-entropy", "-ln(p1^y1 p2^y2 p3^y3)"),
}
