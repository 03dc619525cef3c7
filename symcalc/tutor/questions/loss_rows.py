"""The losses of numbers, a row each: its names, its term, how terms are put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.reading import read, sentences
from symcalc.tutor.words.losses import FAILS, HINTS

Given = Mapping[str, str]


class Parameter(NamedTuple):
    """A parameter: its names, and what it is unless said; "" must be said, "-" may be left out."""

    names: tuple[str, ...]
    usual: str = ""


class Loss(NamedTuple):
    """A loss: its names, the term of one pair p, y (or of one r), and how terms are put together.

    `targets` are the numbers that a target may be, where this tells it from a prediction.
    """

    names: tuple[str, ...]
    term: Callable[[str, str, Given], str]
    whole: str = "({sum})/{n}"
    targets: frozenset[str] = frozenset()
    parameters: tuple[Parameter, ...] = ()


def _square(p: str, y: str, _: Given) -> str:
    return f"({p} - ({y}))^2"


def _log(p: str, y: str, _: Given) -> str:
    """−ln of the probability of what happened; y between 0 and 1 weighs both."""
    if y in ("0", "1"):
        return f"-ln({p})" if y == "1" else f"-ln(1 - ({p}))"
    return f"(-({y}) ln({p}) - (1 - ({y})) ln(1 - ({p})))"


def _from_logit(z: str, y: str, _: Given) -> str:
    """The same with p = σ(z)."""
    if y in ("0", "1"):
        return f"ln(1 + e^(-({z})))" if y == "1" else f"ln(1 + e^({z}))"
    return f"(ln(1 + e^({z})) - ({y}) ({z}))"


def _entropy(p: str, y: str, _: Given) -> str:
    return {"0": "", "1": f"-ln({p})"}.get(y, f"-({y}) ln({p})")


def _is_near(p: str, y: str, edge: str) -> bool:
    return bool(sp.Abs(read(f"{p} - ({y})").expr) <= read(edge).expr)


def _huber(p: str, y: str, given: Given) -> str:
    """A square near 0 and a line far from it: the case is chosen by the numbers."""
    r, delta = f"|{p} - ({y})|", given["delta"]
    return f"1/2 {r}^2" if _is_near(p, y, delta) else f"({delta}) ({r} - ({delta})/2)"


def _smooth(p: str, y: str, given: Given) -> str:
    """The loss of Huber over β."""
    r, beta = f"|{p} - ({y})|", given["beta"]
    over = "" if beta == "1" else f"/({beta})"
    return f"1/2 {r}^2{over}" if _is_near(p, y, beta) else f"({r} - ({beta})/2)"


def _quantile(p: str, y: str, given: Given) -> str:
    """τ times what is missing, 1 − τ times what is too much."""
    tau = given["tau"]
    return f"max(({tau}) (({y}) - ({p})), (({tau}) - 1) (({y}) - ({p})))"


def _focal(p: str, y: str, given: Given) -> str:
    """−ln of the probability of what happened, with a weight; α weighs 1, and 1 − α weighs 0."""
    hit = p if y == "1" else f"1 - ({p})"
    alpha = given.get("alpha", "")
    weight = "" if not alpha else f"({alpha}) " if y == "1" else f"(1 - ({alpha})) "
    return f"-{weight}(1 - ({hit}))^({given['gamma']}) ln({hit})"


def _insensitive(p: str, y: str, given: Given) -> str:
    return f"max(0, |{p} - ({y})| - ({given['epsilon']}))"


BINARY, SIGNS = frozenset(("0", "1")), frozenset(("-1", "1", "+1", "−1"))
LOSSES = {
    "mse": Loss(("MSE", "mean squared error", "mean square error", "mean-squared error"), _square),
    "mae": Loss(("MAE", "mean absolute error", "L1 loss"), lambda p, y, _: f"|{p} - ({y})|"),
    "sse": Loss(
        ("SSE", "sum of squared errors", "sum of squares", "squared error"), _square, "{sum}"
    ),
    "absolute": Loss(("absolute error",), lambda p, y, _: f"|{p} - ({y})|", "{sum}"),
    "rmse": Loss(
        ("RMSE", "root mean squared error", "root mean square error"),
        _square,
        "sqrt(({sum})/{n})",
    ),
    "bce": Loss(
        ("BCE", "binary cross-entropy", "binary cross entropy", "log loss", "log-loss"),
        _log,
        targets=BINARY,
    ),
    "bce-logits": Loss(
        (
            *("BCEWithLogitsLoss", "BCEWithLogits", "BCE with logits"),
            *("binary cross-entropy with logits", "binary cross entropy with logits"),
        ),
        _from_logit,
        targets=BINARY,
    ),
    "cross-entropy": Loss(
        (
            *("cross-entropy", "cross entropy"),
            *("categorical cross-entropy", "categorical cross entropy"),
        ),
        _entropy,
        "{sum}",
        BINARY,
    ),
    "hinge": Loss(
        ("hinge loss", "hinge"), lambda p, y, _: f"max(0, 1 - ({y}) ({p}))", targets=SIGNS
    ),
    "squared-hinge": Loss(
        ("squared hinge loss", "squared hinge", "square hinge loss"),
        lambda p, y, _: f"max(0, 1 - ({y}) ({p}))^2",
        targets=SIGNS,
    ),
    "logistic": Loss(
        ("logistic loss",), lambda p, y, _: f"ln(1 + e^(-({y}) ({p})))", targets=SIGNS
    ),
    "exponential": Loss(("exponential loss",), lambda p, y, _: f"e^(-({y}) ({p}))", targets=SIGNS),
    "log-cosh": Loss(("log-cosh loss", "log-cosh"), lambda p, y, _: f"ln(cosh({p} - ({y})))"),
    "huber": Loss(("Huber loss", "Huber"), _huber, parameters=(Parameter(("delta", "δ"), "1"),)),
    "smooth-l1": Loss(
        ("smooth L1 loss", "smooth L1", "smooth-L1 loss", "SmoothL1Loss"),
        _smooth,
        parameters=(Parameter(("beta", "β"), "1"),),
    ),
    "insensitive": Loss(
        ("epsilon-insensitive loss", "ε-insensitive loss"),
        _insensitive,
        parameters=(Parameter(("epsilon", "ε", "eps")),),
    ),
    "quantile": Loss(
        ("quantile loss", "pinball loss"),
        _quantile,
        parameters=(Parameter(("tau", "τ", "quantile", "q")),),
    ),
    "focal": Loss(
        ("focal loss",),
        _focal,
        targets=BINARY,
        parameters=(Parameter(("gamma", "γ"), "2"), Parameter(("alpha", "α"), "-")),
    ),
}
NAMES = {name.lower(): kind for kind, loss in LOSSES.items() for name in loss.names}
EACH = [name for row in LOSSES.values() for one in row.parameters for name in one.names]
SETTING = (
    rf"(?:{'|'.join(sorted(EACH, key=len, reverse=True))})\s*(?:=|of\b|is\b)?\s*"
    r"[-−+]?[\d.]+(?:\s*/\s*\d+)?%?"
)
sentences.enter_part("settings", rf"{SETTING}(?:\s*(?:,\s*and\b|,|\band\b)\s*{SETTING})*")
sentences.enter_part("digits", r"\d+")
sentences.enter_part("scalar", r"[-−+]?\s*(?:\d+(?:\.\d+)?|\.\d+)(?:\s*/\s*\d+)?")


def loss_of(name: str) -> str:
    """The row of a loss by one of its names."""
    return NAMES[" ".join(name.lower().split())]


def settings(row: Loss, said: str) -> dict[str, str]:
    """The parameters that are said, or the usual ones, by their first names.

    Raises
    ------
    UnsupportedError
        If the loss has no such parameter, or one is missing.
    """
    found = re.findall(r"([^\W\d]+)\s*(?:=|of\b|is\b)?\s*([-−+]?[\d.]+(?:\s*/\s*\d+)?)", said)
    known = {name: one.names[0] for one in row.parameters for name in one.names}
    given: dict[str, str] = {}
    for name, value in found:
        if name.lower() not in known and name not in ("and", "of", "is"):
            what = FAILS["parameter"].format(loss=row.names[0], parameter=name)
            raise UnsupportedError(what, hint=HINTS["parameter"])
        given[known[name.lower()]] = value
    for one in row.parameters:
        if one.names[0] not in given and not one.usual:
            what = FAILS["missing"].format(loss=row.names[0], parameter=one.names[0])
            raise UnsupportedError(what, hint=HINTS["parameter"])
        if one.names[0] not in given and one.usual != "-":
            given[one.names[0]] = one.usual
    return given
