"""THE TABLE of origins: for each optimiser the lines that lead to its update, as text.

The update itself is the method's row in the table of methods, or, of what has no row there, the
text in `update`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NAMES = ("rate", "beta", "beta1", "beta2", "eps", "decay", "v_hat", "m_hat", "rho", "KL")


class Line(NamedTuple):
    """A line: `rule` has the words, `kind` says what is claimed.

    "definition": what is on both sides of the sign is a name and its meaning. "equal": both sides
    are, for positive values of the letters in `given`. "slope": the second side is the derivative
    of the first by `given`. "root": the second side is where the first, in the letter `given`, is
    0; `more` is its positive derivative. "mean": the first side, over a standard normal z, has
    the second as its mean; `given` is what that is called.
    """

    rule: str
    kind: str
    left: str
    right: str
    given: str = ""
    more: str = ""


@dataclass(frozen=True)
class Row:
    """An optimiser and its derivation.

    `step` is what its sentence quotes; `letters` are those of `update`.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    method: str = ""
    update: str = ""
    letters: tuple[str, ...] = ("x",)
    step: str = ""
    spellings: tuple[str, ...] = ()


def _average(rule: str, sum_: str, weight: str, what: str) -> Line:
    """The induction step of an average that starts at 0: from t to t + 1."""
    before = f"{weight} {what}*(1 - {weight}^t) + (1 - {weight}) {what}"
    return Line(rule, "equal", before, f"{what}*(1 - {weight}^(t + 1))", sum_)


ROWS: tuple[Row, ...] = (
    Row(
        "gradient",
        "gradient descent",
        (
            Line("first-order", "definition", "m", "f0 + g d"),
            Line("penalty", "definition", "q", "f0 + g d + d^2/(2 rate)"),
            Line("model-slope", "slope", "f0 + g d + d^2/(2 rate)", "g + d/rate", "d"),
            Line("lowest", "root", "g + d/rate", "-rate g", "d", "1/rate"),
            Line(
                "fall",
                "equal",
                "f0 + g*(-rate g) + (-rate g)^2/(2 rate)",
                "f0 - rate g^2/2",
            ),
        ),
        "gradient",
    ),
    Row(
        "newton",
        "Newton's method",
        (
            Line("second-order", "definition", "q", "f0 + g d + h d^2/2"),
            Line("model-slope", "slope", "f0 + g d + h d^2/2", "g + h d", "d"),
            Line("lowest", "root", "g + h d", "-g/h", "d", "h"),
            Line("quadratic", "equal", "x - (h x + b)/h", "-b/h"),
        ),
        "newton",
        "x - g/h",
        step="x − g/h",
    ),
    Row(
        "momentum",
        "momentum",
        (
            Line(
                "unrolled",
                "equal",
                "beta (beta g_1 + g_2) + g_3",
                "beta^2 g_1 + beta g_2 + g_3",
            ),
            Line(
                "geometric",
                "equal",
                "(1 - beta^t)/(1 - beta) + beta^t",
                "(1 - beta^(t + 1))/(1 - beta)",
            ),
            Line("steady-velocity", "equal", "beta g/(1 - beta) + g", "g/(1 - beta)"),
            Line("alternating", "equal", "beta g + (-g)", "(beta - 1) g"),
        ),
        "momentum",
    ),
    Row(
        "averaged-momentum",
        "averaged momentum",
        (_average("averaged", "v", "beta", "g"),),
        "averaged-momentum",
    ),
    Row(
        "nesterov",
        "Nesterov's momentum",
        (
            Line(
                "look-ahead",
                "equal",
                "y + rate beta v - rate (beta v + g) - rate beta (beta v + g)",
                "y - rate (g + beta (beta v + g))",
            ),
        ),
        "nesterov",
    ),
    Row(
        "sgd",
        "stochastic gradient descent",
        (
            Line(
                "batches",
                "equal",
                "((g_1 + g_2)/2 + (g_1 + g_3)/2 + (g_2 + g_3)/2)/3",
                "(g_1 + g_2 + g_3)/3",
            ),
        ),
        "sgd",
    ),
    Row(
        "adagrad",
        "AdaGrad",
        (Line("squares", "equal", "rate g/sqrt(t g^2)", "rate*sign(g)/sqrt(t)"),),
        "adagrad",
    ),
    Row(
        "rmsprop",
        "RMSProp",
        (
            _average("average", "s", "rho", "g^2"),
            Line("unit", "equal", "rate g/sqrt(g^2)", "rate*sign(g)"),
        ),
        "rmsprop",
    ),
    Row(
        "adam",
        "Adam",
        (
            _average("first-moment", "m", "beta1", "g"),
            _average("second-moment", "v", "beta2", "g^2"),
            Line("bias", "equal", "g*(1 - beta1^t)/(1 - beta1^t)", "g"),
            Line("bias-squares", "equal", "g^2*(1 - beta2^t)/(1 - beta2^t)", "g^2"),
            Line("first-step", "equal", "rate g/sqrt(g^2)", "rate*sign(g)"),
        ),
        "adam",
    ),
    Row(
        "weight-decay",
        "weight decay",
        (
            Line("l2-penalty", "slope", "decay x^2/2", "decay x", "x"),
            Line("shrunk", "equal", "x - rate (g + decay x)", "(1 - rate decay) x - rate g"),
            Line(
                "not-adam",
                "equal",
                "rate (g + decay x)/sqrt((g + decay x)^2)",
                "rate*sign(g + decay x)",
            ),
        ),
        update="x - rate (g + decay x)",
        spellings=("l2", "l2 penalty", "decay"),
    ),
    Row(
        "adamw",
        "AdamW",
        (
            Line("l2-penalty", "slope", "decay x^2/2", "decay x", "x"),
            Line("shrunk", "equal", "x - rate (g + decay x)", "(1 - rate decay) x - rate g"),
            Line(
                "not-adam",
                "equal",
                "rate (g + decay x)/sqrt((g + decay x)^2)",
                "rate*sign(g + decay x)",
            ),
        ),
        "adamw",
    ),
    Row(
        "natural",
        "the natural gradient on a Gaussian",
        (
            Line(
                "log-density",
                "definition",
                "l",
                "-log(sigma) - log(2 pi)/2 - (x - mu)^2/(2 sigma^2)",
            ),
            Line(
                "score-mean",
                "slope",
                "-log(sigma) - log(2 pi)/2 - (x - mu)^2/(2 sigma^2)",
                "(x - mu)/sigma^2",
                "mu",
            ),
            Line(
                "score-deviation",
                "slope",
                "-log(sigma) - log(2 pi)/2 - (x - mu)^2/(2 sigma^2)",
                "-1/sigma + (x - mu)^2/sigma^3",
                "sigma",
            ),
            Line(
                "standard-score",
                "equal",
                "-1/sigma + (sigma z)^2/sigma^3",
                "(z^2 - 1)/sigma",
            ),
            Line("fisher-mean", "mean", "z^2/sigma^2", "1/sigma^2", "F_11"),
            Line("fisher-both", "mean", "z (z^2 - 1)/sigma^2", "0", "F_12"),
            Line("fisher-deviation", "mean", "(z^2 - 1)^2/sigma^2", "2/sigma^2", "F_22"),
            Line("fisher", "definition", "F", "[[1/sigma^2, 0], [0, 2/sigma^2]]"),
            Line(
                "divergence",
                "mean",
                "((sigma z - d)^2 - (sigma z)^2)/(2 sigma^2)",
                "d^2/(2 sigma^2)",
                "KL",
            ),
            Line(
                "natural-step",
                "root",
                "g_1 + d/(rate sigma^2)",
                "-rate sigma^2 g_1",
                "d",
                "1/(rate sigma^2)",
            ),
        ),
        update="[mu - rate sigma^2 g_1, sigma - rate sigma^2 g_2/2]",
        letters=("mu", "sigma"),
        spellings=("natural gradient", "natural gradient descent", "fisher"),
    ),
    Row(
        "clipping",
        "clipping by norm",
        (Line("clip-length", "equal", "n min(1, c/n)", "min(n, c)", "n, c"),),
        update="g min(1, c/n)",
        letters=("g",),
        step="g·min(1, c/n)",
        spellings=("gradient clipping", "clip", "clipping by norm"),
    ),
)
