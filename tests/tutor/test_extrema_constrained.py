"""Lagrange, KKT and convexity: answers by hand, or by SciPy's SLSQP where the comment says so."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.claims import Equal
from symcalc.checking.extrema import Midpoints
from symcalc.tutor.extrema.convexity import Finding

R = 2**-0.5

LAGRANGE = [
    # formula, constraints, least value, greatest value (None: there is none), one point of the best
    ("x^2 + y^2", ["x + y = 1"], 0.5, None, (0.5, 0.5)),  # course 000-lagrange
    ("x y", ["x^2 + y^2 = 1"], -0.5, 0.5, (R, -R)),
    ("x + y", ["x^2 + y^2 = 1"], -(2**0.5), 2**0.5, (-R, -R)),
    ("x^2 y", ["x^2 + 2y^2 = 6"], -4, 4, (2, -1)),
    ("x^2 + 2y^2", ["x^2 + y^2 = 1"], 1, 2, (1, 0)),
    ("x + y + z", ["x^2 + y^2 + z^2 = 3"], -3, 3, (-1, -1, -1)),
    ("x^2 + y^2 + z^2", ["x + y + z = 3"], 3, None, (1, 1, 1)),
    ("x + 2y + 3z", ["x - y + z = 1", "x^2 + y^2 = 1"], 3 - 29**0.5, 3 + 29**0.5, None),
    ("4x^2 + 10y^2", ["x^2 + y^2 = 4"], 16, 40, (2, 0)),
    ("e^(x y)", ["x^2 + y^2 = 2"], sp.exp(-1), sp.E, (1, -1)),
    ("w1^2 + w2^2", ["w1 + 2 w2 = 5"], 5, None, (1, 2)),
    ("x^4 + y^4", ["x^2 + y^2 = 1"], 0.5, 1, (R, R)),
]


def values_of(answer: Any, kind: str) -> list[float]:
    return [float(value) for _, value, row in answer if row == kind]


@pytest.mark.parametrize(
    ("formula", "constraints", "least", "greatest", "place"), LAGRANGE, ids=[r[0] for r in LAGRANGE]
)
def test_lagrange(formula: str, constraints: list[str], least: Any, greatest: Any, place) -> None:
    d = sc.extrema(formula, subject_to=constraints)

    assert min(values_of(d.answer, "minimum")) == pytest.approx(float(least))
    if greatest is not None:
        assert max(values_of(d.answer, "maximum")) == pytest.approx(float(greatest))
    if place is not None:
        points = [tuple(float(point[s]) for s in sorted(point, key=str)) for point, *_ in d.answer]
        assert any(p == pytest.approx(place) for p in points)
    assert d.verify().status == "agrees"
    assert "Lagrangian" in d.text()


def test_the_multiplier_of_the_course_row() -> None:
    """000-lagrange: the minimiser (1/2, 1/2) with λ = 1."""
    d = sc.extrema("x^2 + y^2", subject_to="x + y = 1")

    meaning = next(s for s in d.steps if s.rule == "multiplier-meaning")
    assert meaning.after.expr == sp.Eq(sp.Symbol("lambda"), 1, evaluate=False)
    x, y = sp.symbols("x y")
    assert d.answer == (
        ({x: sp.Rational(1, 2), y: sp.Rational(1, 2)}, sp.Rational(1, 2), "minimum"),
    )


KKT = [
    ("x^2 + y^2", ["x + y >= 1", "x >= 0"], 0.5, None),
    ("x^2 + y^2", ["x + y <= 1"], 0, None),  # the constraint is slack
    ("x y", ["x^2 + y^2 <= 1"], -0.5, 0.5),
    ("(x - 2)^2 + (y - 1)^2", ["x + y <= 2", "x >= 0", "y >= 0"], 0.5, 5),
    ("x + y", ["x^2 + y^2 <= 2"], -2, 2),
    ("x^2 - 4x + y^2 - 6y", ["x + y <= 3", "y <= 2"], -11, None),  # SLSQP: (1, 2)
    ("3x + 2y", ["x + y <= 4", "x + 3y <= 6", "x >= 0", "y >= 0"], 0, 12),  # a linear program
    ("x^2 + y^2", ["x^2 + 4y^2 <= 4", "x + y = 1"], 0.5, 2.92),
    ("x^2", ["x >= 1", "x <= 3"], 1, 9),
    ("x y z", ["x + y + z <= 3", "x >= 0", "y >= 0", "z >= 0"], 0, 1),
]


@pytest.mark.parametrize(
    ("formula", "constraints", "least", "greatest"), KKT, ids=[f"{r[0]}-{r[1]}" for r in KKT]
)
def test_kkt(formula: str, constraints: list[str], least: Any, greatest: Any) -> None:
    d = sc.extrema(formula, subject_to=constraints)

    assert min(values_of(d.answer, "minimum")) == pytest.approx(least, rel=1e-4)
    if greatest is not None:
        assert max(values_of(d.answer, "maximum")) == pytest.approx(greatest, rel=1e-4)
    assert d.verify().status == "agrees"
    cases = next(s for s in d.steps if s.rule == "kkt-cases")
    assert cases.table is not None


SETS = [
    # formula, constraints, what is said (or, after !, what is not)
    ("x^2 y", ["|x| + |y| <= 1"], "Absolute maximum at (2/3, 1/3): f = 4/27"),
    ("x^2 y", ["|x| + |y| <= 1"], "f = 0 at every point (0, y) that meets the constraints"),
    ("x^2 y", ["|x| + |y| <= 1"], "! infinity"),
    ("x", ["|x| + |y| <= 1"], "Absolute maximum at (1, 0): f = 1"),
    ("x y z", ["x + y + z = 6", "x >= 0", "y >= 0", "z >= 0"],
     "Absolute minimum at every point (0, 6 − z, z) that meets the constraints: f = 0"),
    ("x y z", ["x + y + z = 6", "x >= 0", "y >= 0", "z >= 0"], "! of both signs: an absolute"),
    ("x y", ["x + y <= 2", "x >= 0", "y >= 0"],
     "Absolute minimum at every point (x, 0) that meets the constraints: f = 0"),
    ("x y z", ["x + y + z = 6"], "second derivative −2 and −2"),  # at (2, 2, 2)
    ("x + y + z", ["x^2 + y^2 + z^2 = 3"], "second derivative 1 and 1"),
    ("x y", ["x^2 + y^2 = 1"], "second derivative 2:"),
    # λ is the same with an inequality that is not active
    ("x^2 + y^2", ["x + y = 1", "x <= 5"], "λ = 1"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "constraints", "said"), SETS)
def test_what_is_told_of_a_set(formula: str, constraints: list[str], said: str) -> None:
    d = sc.extrema(formula, subject_to=constraints)

    assert (said[2:] not in d.text()) if said.startswith("!") else (said in d.text())
    assert d.check.status == "agrees"


def test_extrema_that_their_own_check_refutes_are_withdrawn(monkeypatch) -> None:
    module = sys.modules["symcalc.tutor.extrema.kkt"]
    x = sp.Symbol("x")
    monkeypatch.setattr(module, "claims_of", lambda *_: [Equal(x**2, x)])

    d = sc.extrema("x^2", subject_to=["x >= 1", "x <= 3"])

    assert d.answer == ()
    assert "not decided" in d.ending
    assert d.check.status == "agrees"


IN_WORDS = [
    ("x^2 + y^2", ["x^2 + y^2 = -1"], "never met"),
    ("x + y", ["x^2 + y^2 <= -1"], "never met"),
    ("x + y", ["x >= 1", "x <= 0"], "1 ≤ x ≤ 0 is impossible"),
    ("x", ["x + y >= 1", "x + y <= 0"], "1 ≤ x + y ≤ 0 is impossible"),
    ("x^2 + y^2", ["x y = 1"], "Absolute minimum at (1, 1): f = 2"),
    ("x", ["x^2 + y^2 = 0"], "(0, 0)"),  # the gradient of the constraint is zero there
    ("x", ["y^2 = x^3"], "Absolute minimum at (0, 0)"),  # and on this cusp
    ("x + y", ["x y = 0"], "(0, 0)"),
    ("x", ["y = 1"], "no extremum"),
]


@pytest.mark.parametrize(("formula", "constraints", "said"), IN_WORDS)
def test_odd_constraints_are_told_in_words(formula: str, constraints: list[str], said: str) -> None:
    d = sc.extrema(formula, subject_to=constraints)

    assert said in d.ending
    assert d.check.status in ("agrees", "undecided")


CONVEXITY = [
    ("x^2", "convex"),
    ("x^4", "convex"),
    ("|x|", "convex"),
    ("max(0, x)", "convex"),
    ("-x^2 + 3", "concave"),
    ("ln x", "concave"),
    ("sqrt(x)", "concave"),
    ("x ln x", "convex"),
    ("e^x", "convex"),
    ("softplus(x)", "convex"),
    ("2x + 3", "affine"),
    ("x^3", "neither"),
    ("sin x", "neither"),
    ("1/x", "neither"),
    ("-|x|", "concave"),
    ("min(x, 1)", "concave"),
    ("|x - 1| + |x + 1|", "convex"),
    ("x^2 + y^2", "convex"),
    ("x^2 + x y + y^2", "convex"),
    ("x^2 + 3x y + y^2", "neither"),
    ("x y", "neither"),
    ("x^4 + y^4", "convex"),
    ("e^(x + y)", "convex"),
    ("ln(e^x + e^y)", "convex"),
    ("sqrt(x^2 + y^2)", "convex"),
    ("100(y-x^2)^2 + (1-x)^2", "neither"),
    ("(x + 2y - 1)^2", "convex"),
    ("x^2 - y^2", "neither"),
    ("ln x + ln y", "concave"),
    ("x^2 + y^2 + z^2 + x y", "convex"),
    # kinks: the Hessian of the pieces alone would tell most of these wrong
    ("min(x, y)", "concave"),
    ("max(x, y)", "convex"),
    ("|x| - |y|", "neither"),
    ("-|x| - |y|", "concave"),
    ("x^2 + y^2 - |x|", "neither"),
    ("x^2 + y^2 + |x|", "convex"),
    ("|x + 2y| + e^y", "convex"),
    ("e^(|x| + y)", "convex"),
    ("(|x| + |y|)^2", "convex"),
    ("max(x^2, y^2)", "convex"),
    ("min(x, y^2)", "neither"),
    ("|x^2 - y|", "neither"),
    ("cbrt(x^2 + y^2)", "neither"),
    ("ln(min(x, y))", "concave"),
    ("-sqrt(x^2 + y^2 + 2x y)", "concave"),
    ("x log x + (1 - x) log(1 - x)", "convex"),  # f″ = 1/(x(1 − x)) > 0 on (0, 1)
    ("x^2 > 0", "not convex"),  # −1 and 1, but not 0
]


@pytest.mark.parametrize(("formula", "kind"), CONVEXITY)
def test_convexity(formula: str, kind: str) -> None:
    d = sc.convexity(formula)

    assert d.answer == kind
    assert d.verify().status == "agrees"


PROOFS = [
    ("|x|", "At x = 0 the slope jumps up, from −1 to 1"),
    ("|x|", "This holds for x ≠ 0"),
    ("max(x, y)", "a maximum of linear functions"),
    ("sqrt(x^2 + y^2)", "a norm of linear functions"),
    ("x^2/y", "f is convex for y > 0 and f is concave for y < 0"),
    ("x/y", "neither convex nor concave for y > 0"),
    ("x^2 |x|", "At x = 0 there is no jump: the slope is 0 from both sides."),
    ("max(0, x)^2", "At x = 0 there is no jump: the slope is 0 from both sides."),
    ("sqrt(x y)", "The domain of f is not convex"),
    ("x^p", "Points are written (p, x)."),
    ("a x^2", "a and x are all taken as variables"),
    ("y = x^2", "for the set of points on the curve write x² = y"),
]


@pytest.mark.parametrize(("formula", "said"), PROOFS)
def test_the_reason_is_that_of_the_formula(formula: str, said: str) -> None:
    d = sc.convexity(formula)

    assert said in d.text()
    assert d.check.status == "agrees"


def test_a_counterexample_stays_where_the_function_is_defined() -> None:
    """No chord of x/y crosses y = 0."""
    pairs = re.findall(r"Between \((.*?), (.*?)\) and \((.*?), (.*?)\)", sc.convexity("x/y").text())

    assert len(pairs) == 4
    for _, a, _, b in pairs:
        assert a.startswith("−") == b.startswith("−")


def test_a_verdict_that_its_own_check_refutes_is_withdrawn(monkeypatch) -> None:
    x = sp.Symbol("x")
    wrong = Finding("convex", (), (Midpoints(x**3, (x,), "convex"),), "")
    module = sys.modules["symcalc.tutor.extrema.convexity"]
    monkeypatch.setattr(module, "in_one", lambda _: wrong)

    d = sc.convexity("x^3")

    assert d.answer == "undecided"
    assert d.check.status == "agrees"


def test_asked_in_words() -> None:
    assert sc.explain("is x^2 convex?").answer == "convex"
    assert sc.explain("convexity of x^3").answer == "neither"


LAGRANGE_TEXT = """\
extrema of x² + y² subject to x + y = 1

 1  Constraint
    x + y − 1 = 0
 2  Lagrangian
    Each constraint g = 0 comes with a multiplier λ of its own: L has − λg.
    L = x² + y² − λ·(x + y − 1)
 3  Gradient of L
    ∇L = (2x − λ, 2y − λ)
 4  Conditions
    2x − λ = 0, 2y − λ = 0 and x + y − 1 = 0 hold together at (1/2, 1/2).
    {2x − λ = 0; 2y − λ = 0; x + y − 1 = 0}
    (x, y)      λ  f
    (1/2, 1/2)  1  1/2  2x − λ = 0 gives λ = 2x. 2y − 2x = 0 gives x = y. 2y − 1 = 0 gives y = 1/2.
 5  Where the rule does not apply
    ∇g = (1, 1) is not 0 anywhere on the constraint, so the rule finds every extremum.
    (1, 1)
 6  At (1/2, 1/2)
    Along the constraint L has the second derivative 2: positive, an absolute minimum, f = 1/2.
    f(1/2, 1/2) = 1/2
 7  Compare
    f is convex and the constraints are linear, so the minimum is absolute.
    f(x, y) = x² + y²
 8  What the multiplier says
    λ = 1 at (1/2, 1/2): if the right side of x + y = 1 grows by a small ε, the minimum changes by \
about ε.
    λ = 1

    Absolute minimum at (1/2, 1/2): f = 1/2."""


def test_a_whole_derivation_reads_well() -> None:
    d = sc.extrema("x^2 + y^2", subject_to="x + y = 1")
    assert d.text().rpartition("\n\n")[0] == LAGRANGE_TEXT
