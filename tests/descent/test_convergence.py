"""Convergence from the eigenvalues: numbers by hand, by NumPy, and by steps that are taken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.plotting.rates import sizes
from symcalc.reading import read
from symcalc.tutor.descent.curvature import explained, steps_about
from symcalc.tutor.descent.methods import method_of

HALF = sp.Rational(1, 2)
BOWLS = [
    # f                   2/L                 L/mu  2/(mu + L)            (k - 1)/(k + 1)
    ("x^2", 1, 1, HALF, 0),
    ("x^2 + y^2", 1, 1, HALF, 0),
    ("w0^2 + 3 w1^2", sp.Rational(1, 3), 3, sp.Rational(1, 4), HALF),
    ("x^2 + 10y^2", sp.Rational(1, 10), 10, sp.Rational(1, 11), sp.Rational(9, 11)),
    ("x^2 + x y + y^2 - 3x", sp.Rational(2, 3), 3, HALF, HALF),  # eigenvalues 1 and 3
    ("(x + y)^2", HALF, 1, sp.Rational(1, 4), 0),  # flat along (1, -1)
    ("cos x", 2, 1, 1, 0),  # at pi
    ("x + 1/x", 1, 1, HALF, 0),  # at 1, where the second derivative is 2
    ("x log x", 2 / sp.E, 1, 1 / sp.E, 0),
]


@pytest.mark.parametrize(("f", "bound", "condition", "rate", "factor"), BOWLS)
def test_bound_and_best_rate(
    f: str, bound: sp.Expr, condition: sp.Expr, rate: sp.Expr, factor: sp.Expr
) -> None:
    d = sc.convergence(f)
    assert (d.answer, d.condition, d.best_rate, d.best_factor) == (bound, condition, rate, factor)
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer
    assert sc.grade(d, str(bound)).status == "correct"
    assert sc.grade(d, str(2 * bound)).status == "incorrect"


AT_RATE = [
    ("0.01", ("shrinks by 0.98", "shrinks by 0.8")),
    ("0.05", ("shrinks by 0.9", "is zero after one step")),
    ("0.08", ("shrinks by 0.84", "flips sign and shrinks by 0.6")),
    ("0.1", ("shrinks by 0.8", "flips sign for ever")),
    ("0.2", ("shrinks by 0.6", "flips sign and grows by 3")),
    ("2", ("flips sign and grows by 3", "flips sign and grows by 39")),
]


@pytest.mark.parametrize(("rate", "told"), AT_RATE)
def test_what_each_direction_does(rate: str, told: tuple[str, str]) -> None:
    d = sc.convergence("x^2 + 10y^2", rate=rate)
    assert d.behaviours == told
    assert d.answer == sp.Matrix([1 - 2 * sp.Rational(rate), 1 - 20 * sp.Rational(rate)])


@pytest.mark.parametrize("f", ["x^2 + y^2", "x^2 + 100y^2", "x^2 + x y + 4y^2 - x", "3x^2 + y^2"])
@pytest.mark.parametrize("tolerance", [0.1, 1e-6])
def test_steps_are_those_of_a_run(f: str, tolerance: float) -> None:
    """The closed form counts as many steps as a run takes."""
    start = {"x": 1, "y": 2}
    d = sc.convergence(f, start=start, tolerance=tolerance)
    trace = sc.descend(f, start, rate=float(d.best_rate), steps=3000)
    lengths = np.linalg.norm(trace.gradients, axis=1)
    assert d.needed == int(np.argmax(lengths < tolerance))


@pytest.mark.parametrize("rate", [0.01, 0.03, 0.1, 0.18])
@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_momentum_has_the_spectral_radius_of_its_matrix(rate: float, beta: float) -> None:
    """NumPy's eigenvalues of one step (distance, velocity) are the oracle."""
    d = sc.convergence("x^2 + 10y^2", rate=rate, beta=beta)
    for told, curvature in zip(d.multipliers, (2, 20), strict=True):
        step = np.array([[1 - rate * curvature, -rate * beta], [curvature, beta]])
        assert np.isclose(float(told), np.abs(np.linalg.eigvals(step)).max())
    assert d.bound == 2 * (1 + sp.Rational(str(beta))) / 20


def test_letters() -> None:
    d = sc.convergence("a x^2 + b y^2", wrt="x, y")
    x, y, a, b, rate, k = sp.symbols("x y a b rate k")
    assert d.closed_form == sp.Matrix([x * (1 - 2 * a * rate) ** k, y * (1 - 2 * b * rate) ** k])
    assert set(d.conditions) == {a > 0, b > 0}


NOWHERE = [
    ("x^2 - y^2", "along y f bends down"),
    ("-x^2", "along x f bends down"),
    ("x^2 + y", "along (0, −1) it falls for ever with the slope −1"),
    ("3x", "falls for ever with the same slope −3"),
    ("7", "no step moves anything"),
    ("x^4", "slows down more and more"),
]


@pytest.mark.parametrize(("f", "told"), NOWHERE)
def test_no_rate_is_good(f: str, told: str) -> None:
    d = sc.convergence(f)
    assert told in d.ending
    assert d.answer in (sp.S.EmptySet, sp.nan)
    assert (d.answer is sp.nan) == (f == "x^4")  # it converges, and no Hessian tells how fast
    assert d.check.status == "agrees"


def test_near_a_minimum() -> None:
    """Rosenbrock: NumPy's eigenvalues of its Hessian at (1, 1)."""
    d = sc.convergence("(1 - x)^2 + 100(y - x^2)^2")
    low, high = np.linalg.eigvalsh([[802, -400], [-400, 200]])
    assert np.isclose(float(d.bound), 2 / high)
    assert np.isclose(float(d.condition), high / low)
    assert "near (1, 1)" in d.ending
    assert "other minima" in sc.convergence("x^4 - 2x^2").text()


WHOLE = """convergence of descent on x^2 at rate 0.75 from x=1

 1  First derivative
    f′(x) = 2x
 2  Second derivative
    f′′(x) = 2
 3  Minimum
    f has a minimum at x = 0, where the gradient vanishes. Call this place x*.
    x = 0
 4  Eigenvalues
    The second derivative is 2 at every place. With one variable it is both the smallest, μ, and \
the largest, L.
    λ = 2
 5  One step
    A step goes from x to x − rate·f′(x), and f′(x) = λ (x − x*). The distance to x* is multiplied \
by 1 − rate·λ.
    1 − 2rate
 6  Stability
    The distance shrinks where |1 − rate·λ| < 1, that is 0 < rate < 2/λ. Here 2/λ = 1.
    0 < rate < 1
 7  Best rate
    1 − rate·λ is 0 at the rate 1/λ = 1/2: there one step goes straight to x*.
    rate = 1/2
 8  At rate 0.75
    −0.5
    direction  eigenvalue  multiplier  the distance
    x          2           −0.5        flips sign and shrinks by 0.5
 9  After k steps
    The multiplier acts k times on the distance at the start.
    (−0.5)^k

    Gradient descent converges at rate 0.75: the distance flips sign and shrinks by 0.5.
"""


def test_a_direction_that_the_hessian_does_not_decide() -> None:
    """x⁴ + y²: along x descent is slower than any factor, and no step reaches 0."""
    d = sc.convergence("x^4 + y^2", rate=0.1)
    assert d.bound == 1
    assert d.condition == sp.oo
    assert d.behaviours == ("changes more slowly than by any factor", "shrinks by 0.8")
    assert "decides nothing" in d.ending
    assert "does not change" not in d.text()
    assert "one step reaches" not in d.text()
    assert "decides nothing" in sc.convergence("(x - y)^2 + (x + y)^4", beta=0.5).ending
    assert "has a minimum" not in sc.convergence("x^3 + y^2", at={"x": 0, "y": 0}).text()
    xs = sc.descend("x^4 + y^2", {"x": 1, "y": 1}, rate=0.1, steps=1000).points[:, 0]
    assert xs[-1] / xs[-2] > 0.999


NEAR_ONLY = [
    # the Hessian is that of the minimum only, so what it says of sizes is of first order
    ("cos x", {"rate": 2}, "does not decide whether gradient descent converges near x = π"),
    ("cos x", {"rate": 1}, "shrinks faster than by any factor"),
    ("(x + y)^2", {"rate": 0.25}, "one step reaches a minimum"),
    ("x^4 + y^2", {"rate": 3}, "diverges near (0, 0)"),
    ("sqrt(2) x^2", {"rate": "0.353553"}, "≈ 1.10476·10⁻⁶"),
    ("10^300 x^2", {}, "0 < rate < 10⁻³⁰⁰."),
    ("10^300 x^2", {"rate": "0.1"}, "grows by ≈ 2·10²⁹⁹"),
]


@pytest.mark.parametrize(("f", "options", "told"), NEAR_ONLY)
def test_endings(f: str, options: dict[str, object], told: str) -> None:
    assert told in sc.convergence(f, **options).ending


def test_a_run_at_the_limit_of_a_cosine_comes_nearer() -> None:
    """Why the Hessian decides nothing at rate 2: x − 2 sin x near 0 is −x + x³/3."""
    xs = sc.descend("cos x", {"x": 3}, rate=2, steps=200).points[:, 0] - np.pi
    assert abs(xs[-1]) < abs(xs[0]) / 1.5


def test_the_picture(tmp_path: Path) -> None:
    for k, options in enumerate(({}, {"rate": 0.1}, {"beta": 0.9})):
        sc.convergence("x^2 + 10y^2", **options).plot(tmp_path / f"{k}.png")
    sc.convergence("x^4 + y^2").plot(tmp_path / "flat.png")
    assert len(list(tmp_path.iterdir())) == 4
    assert np.allclose(sizes(np.array([0.5, 3.0]), 0.0), [0.5, 2])
    step = np.array([[1 - 0.3, -0.9], [0.3, 0.9]])  # (distance, rate·velocity)
    assert np.isclose(sizes(np.array([0.3]), 0.9)[0], np.abs(np.linalg.eigvals(step)).max())


def test_the_whole_text() -> None:
    text = sc.convergence("x^2", rate=0.75, start={"x": 1}).text()
    assert text.rpartition("\nChecked")[0] == WHOLE


BAD = [
    ("|x|", {}, "kinks"),
    ("a x^2", {"rate": 0.1, "wrt": "x"}, "letters"),
    ("a x^2 + x y", {"wrt": "x, y"}, "letters"),
    ("x^2", {"rate": "fast"}, "word"),
    ("x^2", {"rate": "y"}, "not a number"),
    ("x^2", {"beta": 1.5}, "0 <= beta < 1"),
    ("x^2", {"tolerance": -1, "start": {"x": 1}}, "positive"),
    ("x^2", {"start": {"y": 1}}, "start needs a value"),
    ("x^4 - 2x^2", {"at": {"x": 0.5}}, "gradient there is"),
    ("1/x", {}, "its derivative is nowhere 0"),
    ("e^x", {}, "e^x has no minimum: its derivative is nowhere 0"),
    ("e^x + e^y", {}, "its gradient is nowhere 0"),
    ("x^3", {}, "no minimum of"),
    ("[x, x^2]", {}, ""),
    ("a b + c d + p q + r s", {}, "8 variables"),
    ("x^2 +", {}, ""),
]


@pytest.mark.parametrize(("f", "options", "told"), BAD)
def test_bad_questions(f: str, options: dict[str, object], told: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.convergence(f, **options)
    assert told in str(error.value)


def test_a_trace_is_told_why() -> None:
    x = sp.Symbol("x")
    (why,) = steps_about(read("x^2"), [x], {x: 0}, method_of("gradient"), 1.5, {})
    assert "flips sign and grows by 2" in why.explanation
    assert steps_about(read("x^2"), [x], {x: 0}, method_of("adam"), 1.5, {}) == ()
    assert explained(read("|x|"), [x], read("0.1")) == ()
    assert "negative eigenvalue" not in "".join(explained(read("x^2"), [x], read("0.1")))


WHY = [
    # a run, and what its step "Why it goes so" says; None where there is none
    ("e^x", {"x": 0}, {"rate": 0.1, "steps": 5}, None),  # it has no minimum
    ("log(1 + e^(-x))", {"x": 0}, {"rate": 0.1, "steps": 5}, None),
    ("x^3", {"x": 1}, {"rate": 0.1, "steps": 5}, None),
    ("x^4", {"x": 1}, {"rate": 0.1, "steps": 5}, None),  # f″ is 0 at the minimum
    ("x^4", {"x": 1}, {"rate": 0.5, "steps": 6}, None),  # 1, −1, 1, …
    ("x^2 + y", {"x": 1, "y": 0}, {"rate": 0.1, "steps": 5}, None),
    ("x^4 + y^2", {"x": 1, "y": 1}, {"rate": 0.1, "steps": 500}, None),
    ("cos x", {"x": 1}, {"rate": 0.1}, "near it for rates between 0 and ≈ 2."),
    ("cos x", {"x": 1}, {"rate": 0.1, "steps": 3}, None),  # still far from π
    ("x^4 - 2x^2", {"x": 0.5}, {"rate": 0.1}, "x = 1, near the end of the run, is 8"),
    ("x^2 - y^2", {"x": 1, "y": 0}, {"rate": 0.1}, "this is a saddle point, no minimum"),
    ("x^2 - y^2", {"x": 1, "y": 0.1}, {"rate": 0.1, "steps": 5}, "runs away along y"),
    ("cos x", {"x": 0}, {"rate": 0.1}, "this is a maximum, no minimum"),
    ("x^2 - y^2", {"x": 0, "y": 0}, {"rate": 0.1}, "The gradient has no part along y"),
]


@pytest.mark.parametrize(("f", "start", "options", "told"), WHY)
def test_why_a_run_goes_so(f: str, start: object, options: dict, told: str | None) -> None:
    found = [s.explanation for s in sc.descend(f, start, **options).steps if s.rule == "why-so"]
    assert told in found[0] if told else not found
