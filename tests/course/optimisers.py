"""Where updates come from, how fast descent converges, schedules, and two claims about Adam."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

import symcalc as sc

from . import Asked, Row, Said

# The course's letters, and ours.
LETTERS = {
    "w": "x",
    "a": '"rate"',
    "a0": '"rate"',
    "amax": '"rate"',
    "lr": '"rate"',
    "p": "x",
    "amin": '"low"',
    "N": '"warmup"',
    "lam": '"decay"',
    "eps": '"eps"',
    "beta": "beta",
    "mhat": "m_hat",
    "vhat": "v_hat",
    "b1": "beta1",
    "b2": "beta2",
    "e": "t",
    "rho": "rho",
}


def ours(formula: str, letters: Mapping[str, str] = LETTERS) -> str:
    """A formula of the course in our letters."""
    return re.sub(r"[A-Za-z]\w*", lambda found: letters.get(found[0], found[0]), formula)


def update(name: str, row: Row, **put: str) -> sc.Verdict:
    """The verdict on each line of a row: what it says of a letter is our update of it."""
    origin = sc.optimiser(name)
    verdict = None
    for line in row.true.split(";"):
        left, _, right = line.rpartition("=")
        letter = ours(left.replace("_new", "").strip() or "w")
        new = right.replace("v_new", "v") if letter == "x" else right
        for old, meaning in put.items():
            new = re.sub(rf"\b{old}\b", meaning, new)
        verdict = sc.grade(origin.updates[letter.strip('"')], ours(new))
        if verdict.status != "correct":
            break
    assert verdict is not None
    return verdict


def adam_rule(row: Row) -> sc.Verdict:
    """The true value has m_hat and v_hat worked out: so are ours."""
    updates = sc.optimiser("adam").updates
    names = {sp.Symbol(n): updates[n] for n in ("m_hat", "v_hat")}
    return sc.grade(updates["x"].subs(names), ours(row.true))


def bias(_row: Row) -> list[Any]:
    """Adam's corrected moments of the first step: from m = (1 - beta1) g at t = 1."""
    updates = sc.optimiser("adam").updates
    t, m, v, zero = sp.Symbol("t"), sp.Symbol("m"), sp.Symbol("v"), sp.S.Zero
    first = {m: updates["m"].subs(m, zero), v: updates["v"].subs(v, zero)}
    return [sp.simplify(updates[n].subs(first).subs(t, 1)) for n in ("m_hat", "v_hat")]


def schedule(name: str, row: Row, **put: Any) -> sc.Verdict:
    """The verdict on a schedule, with numbers for some of its letters."""
    formula = sc.optimiser(name).answer.subs({sp.Symbol(k): v for k, v in put.items()})
    return sc.grade(formula, ours(row.true))


def values(name: str, row: Row) -> Any:
    names = {"a0": "rate", "e": "t", "amax": "rate", "amin": "low"}
    return sc.optimiser(name, at={names.get(k, k): v for k, v in row.at.items()}).value


def multipliers(row: Row) -> list[Any]:
    return [sc.convergence("x^2 + 10y^2", rate=rate).multipliers for rate in row.at["rate"]]


def in_y(row: Row) -> list[str]:
    """What the distance along y does, as the row says it."""
    told = [sc.convergence("x^2 + 10y^2", rate=r).behaviours[1] for r in row.at["rate"]]
    return [word.removeprefix("is ") for word in told]


def bowls(**options: Any) -> list[Any]:
    return [sc.convergence(f, **options) for f in ("x^2 + y^2", "x^2 + 100y^2")]


def iterations(row: Row) -> list[Any]:
    start = dict(zip("xy", row.at["start"], strict=True))
    return [d.needed for d in bowls(start=start, tolerance=row.at["tol"])]


def closed_form(row: Row) -> sc.Verdict:
    """Coordinate by coordinate: c w²."""
    formula = sc.convergence("c_i*w_i^2", "w_i").closed_form
    return sc.grade(formula, ours(row.true.replace("rate", '"rate"'), {}))


def not_second_order(_row: Row) -> Said:
    lines = ("v averages squared first derivatives. It is no second derivative",)
    return Said(sc.optimiser("adam").text(), lines)


def second_derivative_is_squared_gradient(_row: Row) -> sc.Verdict:
    """On x² at x = 10: what Adam averages, graded as the second derivative."""
    squared = sc.diff("x^2", at={"x": 10}).value ** 2
    return sc.grade(sc.diff("x^2", "x", "x", at={"x": 10}), str(squared))


def not_newton(_row: Row) -> Said:
    lines = ("Nor is it a step with the inverse of the Hessian's diagonal",)
    return Said(sc.optimiser("adam").text(), lines)


def adam_is_newton(_row: Row) -> sc.Verdict:
    """Where Adam's first step leads to on x², graded as where Newton's does."""
    adam, newton = (sc.descend("x^2", {"x": 10}, m, steps=1) for m in ("adam", "newton"))
    return sc.grade(newton, str(float(adam.points[1, 0])))


ROWS: dict[str, Asked] = {
    "000-adagrad": partial(update, "adagrad"),
    "000-rmsprop": partial(update, "rmsprop"),
    "000-adamw": partial(update, "adamw"),
    "000-newton-1d": lambda _row: sc.grade(sc.optimiser("newton"), "x - g/h"),
    "001-01-update-rule": lambda row: sc.grade(
        sc.optimiser("gradient"), ours(row.true.replace("dL/dw", "g"))
    ),
    "001-23-gd-closed-form": closed_form,
    "001-24-step-decay": partial(schedule, "step", factor=sp.Rational(1, 10), every=30),
    "001-24-step-decay-values": partial(values, "step"),
    "001-24-exponential": partial(schedule, "exponential"),
    "001-24-cosine": partial(schedule, "cosine"),
    "001-24-cosine-values": partial(values, "cosine"),
    "001-24-warmup": partial(schedule, "warm-up"),
    "001-24-stability": lambda row: sc.convergence(row.formula).bound,
    "001-25-momentum-rule": partial(update, "momentum"),
    "001-26-adam-rule": adam_rule,
    "001-28-newton": lambda _row: Said(
        sc.optimiser("newton").text(), ("so the update is x − H⁻¹ ∇f",)
    ),
    "001-34-adam-claim": not_second_order,
    "002-clip": lambda row: sc.grade(sc.optimiser("clipping"), row.true.replace("norm(g)", "n")),
    "003-adam-bias": bias,
    "003-lab2-sgd": partial(update, "sgd"),
    "003-lab2-momentum": partial(update, "momentum"),
    "004-ex1-factors": multipliers,
    "004-ex1-verdict": in_y,
    "004-ex5-limit": lambda _row: [d.bound for d in bowls()],
    "004-ex5-best-rate": lambda _row: [[d.best_rate, d.best_factor] for d in bowls()],
    "004-ex5-iterations": iterations,
    "004-iv-adam-hessian": not_newton,
}
MISPRINTS: dict[str, Asked] = {
    "001-34-adam-claim": second_derivative_is_squared_gradient,
    "004-iv-adam-hessian": adam_is_newton,
}
