"""Lagrange, KKT, support vectors, penalties, convexity, and extrema without constraints."""

from __future__ import annotations

from typing import Any

import sympy as sp

import symcalc as sc

from . import Asked, Row, Said

POINTS, LABELS = [[1, 1], [3, 3]], [-1, 1]


def said(lines: tuple[str, ...], lesson: sc.Derivation) -> Said:
    """The lesson has these lines."""
    return Said(lesson.text(), lines)


def statements(lines: tuple[str, ...], lesson: sc.Derivation) -> Said:
    """The rules themselves, as the steps of a lesson state them."""
    return Said("\n".join(step.statement for step in lesson.steps), lines)


def kinds(*formulas: str) -> list[str]:
    """What the formulas have at their critical points, in words."""
    words = {"minimum": "local minimum", "maximum": "local maximum", "saddle": "saddle point"}
    return [words[kind] for f in formulas for _, _, kind in sc.extrema(f).answer]


def saddle(row: Row) -> dict[str, Any]:
    """The Hessian at the critical point, and its kind."""
    return {
        "hessian": sc.hessian(row.formula, at=row.at).value.tolist(),
        "kind": kinds(row.formula)[0],
    }


def critical(row: Row) -> dict[str, Any]:
    """The only critical point of a formula of x."""
    ((point, _, kind),) = sc.extrema(row.formula).answer
    return {"x": point[sp.Symbol("x")], "kind": kind}


def minimiser(row: Row) -> list[sp.Expr]:
    """The point at which a formula is least."""
    ((point, _, kind),) = sc.extrema(row.formula).answer
    assert kind == "minimum"
    return list(point.values())


def largest_slope(row: Row) -> sp.Expr:
    """The maximum of the slope, which is where the row says."""
    slope = sc.diff(row.formula, "x").answer
    found = sc.extrema(slope).answer
    ((point, value, kind),) = (one for one in found if one[2] != "inflection")
    assert (point[sp.Symbol("x")], kind) == (row.at["x"], "maximum")
    return value


def lagrange(row: Row) -> list[sp.Expr]:
    """The minimiser on x + y = 1, and its multiplier."""
    ((point, multipliers, _),) = sc.kkt(row.formula, subject_to="x + y = 1").answer
    return [*point.values(), *multipliers.values()]


def soft_threshold(row: Row) -> sp.Expr:
    """The minimiser with an L1 penalty on top of (w − a)²/2."""
    squared, penalty = row.formula.split("+lam*")
    assert penalty == "abs(w)"
    lam, told = sp.Symbol("lam"), sc.penalised(squared, penalty="l1").answer
    return told.subs(sp.Symbol("lambda"), lam)


def penalty_gradient(_row: Row) -> sp.Expr:
    """One coordinate of the gradient of λ‖w‖²."""
    return sc.diff("lam w^2", "w", names=["lam"]).answer


ROWS: dict[str, Asked] = {
    "000-saddle": saddle,
    "000-lagrange": lagrange,
    "000-l1-prox": soft_threshold,
    "001-04-critical-point": critical,
    "001-06-l2": penalty_gradient,
    "001-11-max": largest_slope,
    "001-12-max": largest_slope,
    "001-28-kind": lambda _row: kinds("x^2 + y^2", "-x^2 - y^2", "x^2 - y^2"),
    "002-rosenbrock-min": minimiser,
    "004-gd-min": minimiser,
    "004-hessian-kind": lambda row: kinds(row.formula)[0],
    "000-convex": lambda _row: statements(
        (r"H \succeq 0 \Rightarrow \text{convex}",), sc.convexity("x^2 + x y + y^2")
    ),
    "000-convex-def": lambda _row: statements(
        (r"f(t a + (1 - t) b) \le t f(a) + (1 - t) f(b)",), sc.convexity("x^3")
    ),
    "000-lagrangian": lambda _row: said(
        ("L = x² + y² − λ·(x + y − 1)", "{2x − λ = 0; 2y − λ = 0}", "x + y − 1 = 0"),
        sc.kkt("x^2 + y^2", subject_to="x + y = 1"),
    ),
    "000-kkt": lambda _row: statements(
        (r"+ \sum_j \mu_j \nabla h_j", r"h_j \le 0", r"\mu_j \ge 0", r"\mu_j h_j = 0"),
        sc.kkt("x^2 + y^2", subject_to="x + y >= 1"),
    ),
    "000-svm": lambda _row: statements(
        (r"\min_{w, b} \tfrac12\|w\|^2 \text{ subject to } y_i(w \cdot x_i + b) \ge 1",),
        sc.svm(POINTS, LABELS),
    ),
}
