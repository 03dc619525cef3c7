"""Gradients, Jacobian and Hessian matrices, Taylor polynomials."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport

from . import Asked, Row, Said
from .questions import explained

x, y = sp.symbols("x y")
CUBIC, ROSENBROCK = "3*x^2*y+2*x*y^3-5", "100*(y-x^2)^2+(1-x)^2"


def vector(kind: str) -> Asked:
    """The gradient, Jacobian or Hessian matrix of the row's formula, graded too."""

    def ask(row: Row) -> Any:
        question = f"{kind} of {row.formula}"
        answer = json.dumps(row.true).replace('"', "")
        verdict = sc.grade(question, answer, timeout=None)
        assert verdict.status == "correct", verdict.feedback
        assert sc.grade(question, "[[x, x], [x, x]]", timeout=None).status == "incorrect"
        return explained(question)(row)

    return ask


def there(kind: str, formula: str = "") -> Asked:
    """The same at the row's point."""

    def ask(row: Row) -> Any:
        at = {name: value for name, value in row.at.items() if name != "h"}
        return sc.explain(f"{kind} of {formula or row.formula}", at=at).value

    return ask


def partial(name: str, *, at_the_point: bool = False) -> Asked:
    """A partial derivative of the row's formula."""

    def ask(row: Row) -> Any:
        derivation = sc.diff(row.formula, name, at=row.at if at_the_point else None)
        return derivation.value if at_the_point else derivation

    return ask


def partial_definition(row: Row) -> Said:
    """The other variable is held fixed in the difference quotient."""
    text = sc.diff("x^2 y", "x", method="definition").text()
    return Said(text, ("lim_(h→0) (f(x + h) − f(x))/h", "((x + h)² y − x² y)/h"))


def steepest(row: Row) -> Any:
    """The direction -∇f/‖∇f‖."""
    gradient = sc.gradient(row.formula, at=row.at).value
    derivation = sc.directional(row.formula, direction=-gradient, at=row.at)
    return next(step for step in derivation.steps if step.rule == "unit-vector").after.expr


def steepness(row: Row) -> Any:
    """How fast it falls in that direction."""
    gradient = sc.gradient(row.formula, at=row.at).value
    return -sc.directional(row.formula, direction=-gradient, at=row.at).value


def differences(row: Row) -> list[list[Any]]:
    """Central differences of each component by each variable, in exact arithmetic."""
    at = {sp.Symbol(name): sp.Rational(str(value)) for name, value in row.at.items()}
    h = at.pop(sp.Symbol("h"))

    def quotient(f: sp.Expr, v: sp.Symbol) -> sp.Expr:
        ahead, behind = (f.subs(at | {v: at[v] + step}) for step in (h, -h))
        return (ahead - behind) / (2 * h)

    assert sp.Matrix(there("jacobian")(row)) == sp.Matrix(row.true).applyfunc(sp.nsimplify)
    return [[quotient(f, v) for v in at] for f in sc.parse(row.formula)]


def four_points(row: Row) -> Any:
    """The Hessian matrix, from the gradient's central differences in exact arithmetic."""
    at = {sp.Symbol(name): sp.Rational(str(value)) for name, value in row.at.items()}
    h = at.pop(sp.Symbol("h"))
    f = sc.parse(row.formula)

    def second(u: sp.Symbol, v: sp.Symbol) -> sp.Expr:
        total = sp.S.Zero
        for i in (1, -1):
            for j in (1, -1):
                step = dict(at)
                step[u] += i * h
                step[v] += j * h
                total += i * j * f.subs(step)
        return total / (4 * h**2)

    assert there("hessian")(row) == sp.Matrix(row.true).applyfunc(sp.nsimplify)
    return [[second(u, v) for v in at] for u in at]


def determinant(row: Row) -> sp.Expr:
    """2x² - y, which is 16 at (3, 2)."""
    derivation = sc.jacobian("[x^2+y, x*y]", at=row.at)
    general, value = (s.after.expr for s in derivation.steps if s.rule == "determinant")
    assert general == sc.parse(row.formula)
    return value


def shape(row: Row) -> Said:
    """Outputs by inputs."""
    derivation = sc.jacobian("[x y z, x + y + z]")
    assert derivation.answer.shape == (2, 3)
    return Said(
        derivation.text(),
        ("A row for each formula, a column for each variable", "make a matrix of shape 2 × 3."),
    )


def symmetry(row: Row) -> Said:
    """H = Hᵀ."""
    derivation = sc.hessian("x^2 y^3 z")
    assert derivation.answer == derivation.answer.T
    return Said(derivation.text(), ("the mixed ones do not depend on the order of the variables",))


def taylor_sums(row: Row) -> Any:
    """The polynomial of as many terms as the row says, at its numbers."""
    terms = row.at["terms"]
    degree = 2 * terms - 1 if "sin" in row.formula else terms - 1
    polynomial = sc.taylor(row.formula, degree=degree).answer
    places = row.at["x"] if isinstance(row.at["x"], list) else [row.at["x"]]
    sums = [polynomial.subs(x, sp.Rational(str(place))) for place in places]
    return sums if isinstance(row.at["x"], list) else sums[0]


def taylor_error(row: Row) -> sp.Expr:
    """What the sum leaves out."""
    return sp.exp(row.at["x"]) - taylor_sums(row)


def series(formula: str, degree: int, *lines: str) -> Asked:
    """The known series that a polynomial begins, and its coefficients."""
    return lambda row: Said(sc.taylor(formula, degree=degree).text(), lines)


def orders(row: Row) -> list[CheckReport]:
    """f(a) + f′(a)(x - a), and with f″(a)(x - a)²/2."""
    return [taylor_by_hand("e^x sin(x)", degree) for degree in (1, 2)]


def taylor_by_hand(formula: str, degree: int) -> CheckReport:
    """The polynomial at 1 against the derivatives there."""
    told = sc.taylor(formula, at=1, degree=degree).answer
    slope = [sc.diff(formula, "x", k, at={"x": 1}).value for k in range(1, degree + 1)]
    value = sc.parse(formula).subs(x, 1)
    by_hand = value + sum(s * (x - 1) ** k / k for k, s in enumerate(slope, 1))
    return check_equal(told, by_hand)


def quadratic_model(row: Row) -> Said:
    """f + ∇f·d + ½ dᵀH d."""
    derivation = sc.taylor("e^x cos y", ["x", "y"], degree=2)
    d = sp.Matrix([x, y])
    gradient = sc.gradient("e^x cos y", at={"x": 0, "y": 0}).value
    hessian = sc.hessian("e^x cos y", at={"x": 0, "y": 0}).value
    assert sp.expand(derivation.answer - 1 - (gradient.T * d + d.T * hessian * d / 2)[0]) == 0
    return Said(derivation.text(), ("the terms up to order two are f + g·d + ½ dᵀH d",))


def values_of_vector(row: Row) -> Any:
    """Each component at the row's point, compiled."""
    return sc.compile(row.formula, list(row.at), backend="python")(*map(float, row.at.values()))


def entry_by_entry(row: Row) -> Said:
    """The gradient of a sum over the entries of a vector."""
    at = {"t": [0.5, -1.2, 2]}
    derivation = sc.gradient("sum(t^3 + 2 t)", "t", shapes="t: n", at=at)
    expected = [3 * t**2 + 2 for t in at["t"]]
    assert [float(v) for v in derivation.value] == pytest.approx(expected, rel=1e-12)
    return Said(derivation.text(), ("∂L/∂t = 3t² + 2",))


GRADIENTS = ["001-22-gradient-formula", "001-28-gradient", "002-rosenbrock-grad"]
GRADIENTS += ["004-grad-paraboloid", "004-ex1-grad"]
ROWS: dict[str, Asked] = {
    **dict.fromkeys(GRADIENTS, vector("gradient")),
    **dict.fromkeys(("001-27-jacobian-formula", "004-jac-formula"), vector("jacobian")),
    **dict.fromkeys(("001-28-hessian", "004-hessian"), vector("hessian")),
    **dict.fromkeys(
        ("001-05-gradient-bowl", "001-22-gradient-bowl", "002-rosenbrock-grad-0"),
        there("gradient"),
    ),
    **dict.fromkeys(("001-27-jacobian-at", "004-jac-at"), there("jacobian")),
    "000-quadratic-model": quadratic_model,
    "001-21-definition": partial_definition,
    "001-21-partial-x": partial("x"),
    "001-21-partial-y": partial("y"),
    "001-21-partial-x-at": partial("x", at_the_point=True),
    "001-21-partial-y-at": partial("y", at_the_point=True),
    "001-22-steepest": steepest,
    "001-22-norm": steepness,
    "001-27-jacobian-numeric": differences,
    "001-27-shape": shape,
    "001-27-det": determinant,
    "001-28-hessian-numeric": four_points,
    "001-28-symmetry": symmetry,
    "001-34-series": series(
        "e^x", 3, "The coefficient of x^k is the k-th derivative at x = 0, divided by k!."
    ),
    "001-34-exp-series": series("e^x", 3, "e^x = ∑_(k=0)^∞ x^k/k!"),
    "001-34-sin-series": series("sin x", 3, "sin(x) = ∑_(k=0)^∞ (−1)^k x^(2k + 1)/(2k + 1)!"),
    "001-34-exp-10": taylor_sums,
    "001-34-exp-15": taylor_sums,
    "001-34-sin-10": taylor_sums,
    "001-34-exp-10-error": taylor_error,
    "001-34-orders": orders,
    "002-06-analytic": entry_by_entry,
    "002-rosenbrock-hessian": there("hessian"),
    "004-jac-f": values_of_vector,
}
