"""Finite differences: what doubles give, what exact arithmetic gives, how large the errors are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

import symcalc as sc

from . import Asked, Row, Said

x, h = sp.symbols("x h")


def table(derivation: sc.Derivation, rule: str) -> dict[float, tuple[float, float]]:
    """Of a rule, from the step h: the quotient in doubles and its error."""
    step = next(step for step in derivation.steps if step.rule == rule)
    rows = [[cell.replace("−", "-") for cell in row[:3]] for row in step.table.rows]
    return {float(size): (float(quotient), float(error)) for size, quotient, error in rows}


def in_doubles(row: Row) -> list[float]:
    """Central differences of x² with the row's h, as doubles give them."""
    lessons = [sc.diff("x^2", method="numeric", at={"x": place}) for place in row.at["x"]]
    return [table(lesson, "central")[row.at["h"]][0] for lesson in lessons]


def exactly(combine: Callable[[sp.Expr], sp.Expr]) -> Asked:
    """A difference of x² in exact arithmetic, from the quotient with h cancelled."""

    def ask(row: Row) -> sp.Expr:
        steps = sc.diff("x^2", method="definition").steps
        forward = next(step.after.expr for step in steps if step.title == "Cancel h")
        return combine(forward).subs({x: row.at["x"], h: sp.Rational(str(row.at["h"]))})

    return ask


def said(*lines: str) -> Asked:
    """What the lesson on numeric differentiation says of sin x at 1."""
    return lambda row: Said(sc.diff("sin x", method="numeric", at={"x": 1}).text(), lines)


def meets(row: Row) -> bool:
    """Whether central differences with 1e-5 are right to 1e-6 at every point of the row."""
    lessons = [sc.diff("t^3 + 2t", method="numeric", at={"t": str(t)}) for t in row.at["t"]]
    return all(table(lesson, "central")[1e-5][1] < 1e-6 for lesson in lessons)


def careless(f: Callable[[Any], Any], at: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """The helper of the course: it changes its argument in place, one item at a time."""
    slopes = np.zeros_like(at)
    for i in range(len(at)):
        before = at[i].copy()
        at[i] = before + eps
        ahead = f(at)
        at[i] = before - eps
        slopes[i] = (ahead - f(at)) / (2 * eps)
        at[i] = before
    return slopes


def helper(row: Row) -> np.ndarray:
    """What that helper makes of the sum of squares, where the gradient is 2t."""
    square = sc.compile("t^2", backend="python")
    point = np.array(row.at["t"])

    def total(t: np.ndarray) -> float:
        return float(np.sum(square(t)))

    flat = point.astype(float).ravel()
    report = sc.check_gradient(total, lambda t: 2 * t, flat)
    assert report.status == "agrees"
    return careless(total, point)


ROWS: dict[str, Asked] = {
    "001-04-numeric-slopes": in_doubles,
    "001-05-forward": exactly(lambda forward: forward),
    "001-05-backward": exactly(lambda forward: forward.subs(h, -h)),
    "001-05-central": exactly(lambda forward: (forward + forward.subs(h, -h)) / 2),
    "001-05-orders": said("which costs about |f″|/2·h", "costs about |f‴|/6·h²"),
    "002-06-central": said("f′(1) ≈ (f(1 + h) − f(1 − h))/(2h)"),
    "003-gradcheck": meets,
    "003-gradcheck-2d": helper,
    "003-gradcheck-int": lambda row: helper(row).item(),
    "004-x2-numeric": lambda row: np.round(in_doubles(row), 6),
}
