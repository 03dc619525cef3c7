"""Maximum likelihood: the estimates against closed forms and SciPy's optimiser."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc
from symcalc.checking.likelihoods import GreatestLikelihood
from symcalc.errors import SymcalcError

R = sp.Rational
x, i, n, p = sp.IndexedBase("x"), *sp.symbols("i n p")
TOTAL = sp.Sum(sp.Indexed("x", i), (i, 1, n))
DATA = [
    # law                          draws               estimate, by hand
    ("normal(mu, sigma)", [2, 3, 4, 7], (4, sp.sqrt(R(14, 4)))),
    ("normal(mu, 2)", [1, 2, 6], 3),
    ("normal(1, sigma)", [0, 3], sp.sqrt(R(5, 2))),
    ("bernoulli(p)", [1, 0, 1, 1], R(3, 4)),
    ("bernoulli(p)", [1, 1], 1),  # at the edge
    ("binomial(5, p)", [1, 3, 2], R(2, 5)),
    ("categorical", [1, 2, 2, 3, 3, 3], (R(1, 6), R(1, 3), R(1, 2))),
    ("categorical(a, b, c)", [1, 1, 2], (R(2, 3), R(1, 3), 0)),  # a class that was not drawn
    ("exponential(lambda)", [1, 2, 6], R(1, 3)),
    ("exponential(lambda)", [Fraction(1, 3), "2/3"], 2),
    ("poisson(lambda)", [2, 0, 3], R(5, 3)),
    ("geometric(p)", [1, 3, 4], R(3, 8)),
    ("gamma(2, b)", [1, 3], 1),
    ("uniform(a, b)", [1, 2, 5], (1, 5)),
    ("uniform(0, b)", [1, 2, 5], 5),
    ("laplace(mu, b)", [1, 2, 9], (2, R(8, 3))),
    ("theta x^(theta - 1) on [0, 1]", [R(1, 2), R(1, 4)], 2 / sp.log(8)),
]


@pytest.mark.parametrize(("law", "draws", "estimate"), DATA, ids=[f"{r[0]}-{r[1]}" for r in DATA])
def test_estimates(law: str, draws: list, estimate) -> None:
    d = sc.likelihood(law, data=draws)
    wanted = sp.Matrix(estimate) if isinstance(estimate, tuple) else estimate
    assert (
        sp.simplify(d.answer - wanted) == sp.zeros(*wanted.shape)
        if isinstance(wanted, sp.MatrixBase)
        else sp.simplify(d.answer - wanted) == 0
    )
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


LETTERS = [
    ("bernoulli", TOTAL / n),
    ("poisson", TOTAL / n),
    ("exponential", n / TOTAL),
    ("geometric", n / TOTAL),
    ("normal(mu, 3)", TOTAL / n),
    ("gamma(2, b)", 2 * n / TOTAL),
]


@pytest.mark.parametrize(("law", "estimate"), LETTERS)
def test_estimates_in_letters(law: str, estimate: sp.Expr) -> None:
    d = sc.likelihood(law)
    assert sp.simplify(d.answer - estimate) == 0
    assert d.check.status == "agrees"


NUMERIC = [
    ("gamma(a, b)", [1.1, 2.2, 0.7, 3.1], lambda t, v: stats.gamma(v[0], scale=1 / v[1]).logpdf(t)),
    ("beta(a, b)", [0.1, 0.4, 0.6, 0.8], lambda t, v: stats.beta(*v).logpdf(t)),
    ("cauchy(mu, s)", [1, 2, 2.5, 9], lambda t, v: stats.cauchy(*v).logpdf(t)),
]


@pytest.mark.parametrize(("law", "draws", "level"), NUMERIC, ids=[row[0] for row in NUMERIC])
def test_estimates_by_numbers(law: str, draws: list, level) -> None:
    """The slope of SciPy's log-likelihood is zero there, and its value is ours."""
    d = sc.likelihood(law, data=draws)
    at = np.array([float(v) for v in d.answer])
    assert np.isclose(level(draws, at).sum(), float(d.value))
    for step in np.eye(2) * 1e-5:
        slope = (level(draws, at + step).sum() - level(draws, at - step).sum()) / 2e-5
        assert abs(slope) < 1e-6


FAR_APART = [0, 0.1, 100, 100.1, 100.2]


@pytest.mark.parametrize(("law", "scale"), [("cauchy(m, 1)", 1), ("cauchy(m, s)", None)])
def test_the_highest_of_several_maxima(law: str, scale: float | None) -> None:
    """No point of a fine grid has a greater likelihood by SciPy."""
    d = sc.likelihood(law, data=FAR_APART)
    scales = [scale] if scale else np.geomspace(0.01, 100, 41)
    grid = [
        stats.cauchy(m, s).logpdf(FAR_APART).sum()
        for m in np.linspace(-5, 105, 2201)
        for s in scales
    ]
    assert float(d.value) >= max(grid)
    assert ("other local maxima" in d.text()) == (scale == 1)


def test_two_equal_maxima() -> None:
    d = sc.likelihood("cauchy(m, 1)", data=[-10, 10])
    assert np.isclose(abs(float(d.answer)), np.sqrt(99))
    assert "as great at m = 9.949874371" in d.text()


def test_every_median_is_an_estimate() -> None:
    d = sc.likelihood("laplace(m, b)", data=[1, 2, 4, 9])
    assert "the same for every m from 2 to 4" in d.text()
    for answer in ("[3, 2.5]", "[2, 2.5]", "(4, 5/2)"):
        assert sc.grade(d, answer).status == "correct"
    for answer in ("[1, 2.5]", "[3, 2]", "[5, 2.5]"):
        assert sc.grade(d, answer).status == "incorrect"


def test_what_a_formula_gives_is_put_in() -> None:
    told = sc.likelihood("gamma(a, b)", data=[1, 2, 4, 9]).text()
    assert "b = a·n/(∑_(i=1)^n x_i)" in told
    assert "With b put in, one equation is left." in told


def test_an_estimate_at_the_edge_has_no_second_derivative() -> None:
    told = sc.likelihood("bernoulli(p)", data=[1, 1, 1]).text()
    assert "the estimate is at the edge, where it has no value" in told
    assert "so this is a maximum" not in told


def test_many_draws() -> None:
    draws = np.random.RandomState(42).normal(5, 2, 100)
    d = sc.likelihood("normal(mu, sigma)", data=draws)
    assert np.allclose([float(v) for v in d.answer], [draws.mean(), draws.std()])
    assert np.isclose(float(d.value), stats.norm(draws.mean(), draws.std()).logpdf(draws).sum())
    assert sc.explain(d.question.text).answer == d.answer


BAD = [
    ("normal", [3, 3, 3], "All draws are equal"),
    ("normal", [3], "There is one draw, 3,"),
    ("gamma(a, b)", [2, 2, 2], "All draws are equal to 2"),
    ("beta(a, b)", [0.3], "There is one draw"),
    ("cauchy(m, s)", [1, 1, 5], "More than half of the draws are 1"),
    ("poisson(lambda)", [0, 0], "grows as λ → 0, which the law does not admit"),
    ("x/theta on [0, 1]", [0.3], "the total mass is 1/(2θ), and that has to be 1"),
    ("uniform", [3, 3], "no maximum"),
    ("laplace", [3, 3], "All draws are equal"),
    ("exponential", [0, 0], "no finite estimate"),
    ("exponential", [1, -2], "cannot give −2"),
    ("poisson", [1.5], "cannot give 1.5"),
    ("bernoulli", [2], "cannot give 2"),
    ("categorical(p_1, p_2)", [3], "cannot give 3"),
    ("normal", [], "no data"),
    ("normal", "", "no data"),
    ("normal", [[1, 2]], "several axes"),
    ("normal", [1, float("nan")], "not finite"),
    ("normal", ["a", "b"], "not a number"),
    ("normal", 3, "axes"),
    ("2x/theta^2 on [0, theta]", [1], "support moves with θ"),
    ("normal(mu, mu)", [1, 2], "the same letter"),
    ("normal(mu^2, 1)", [1, 2], "is a formula"),
    ("uniform(-b, b)", [1, 2], "is a formula"),
    ("normal", [1e300, -1e300], "beyond 10^12"),
    ("normal", [{}], "not a number"),
    ("die(n)", [1, 2], "whole number"),
    ("binomial(n, p)", None, "whole number"),
    ("categorical(p, 0.5, 0.2)", None, "estimated together"),
]


@pytest.mark.parametrize(("law", "data", "said"), BAD, ids=[f"{r[0]}-{r[1]}" for r in BAD])
def test_bad_data(law: str, data, said: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.likelihood(law, data=data)
    assert said in str(error.value)


def test_grading() -> None:
    d = sc.likelihood("normal(mu, sigma)", data=[2, 3, 4, 7])
    assert sc.grade(d, "[4, sqrt(14)/2]").status == "correct"
    assert sc.grade(d, "[4, sqrt(14/3)]").status == "incorrect"  # divisor n − 1
    assert sc.grade(d, "mu = 4, sigma = sqrt(3.5)").status == "correct"
    assert sc.grade(d, "mu = 4, sigma = 2").status == "incorrect"


def test_the_picture_ends_with_the_domain() -> None:
    pytest.importorskip("matplotlib")
    curve = sc.likelihood("bernoulli(p)", data=[1, 1, 1]).plot().axes[0].lines[0]
    assert max(curve.get_xdata()) <= 1
    assert max(curve.get_ydata()) <= 0


def test_an_estimate_beside_the_maximum_is_refuted() -> None:
    s = sp.Symbol("s")
    density = sp.exp(-((p - 1) ** 2) / (2 * s**2)) / s
    draws = (0.0, 3.0)
    right = GreatestLikelihood(density, p, draws, ((s, np.sqrt(2.5)),))
    assert right.check().status == "agrees"
    assert GreatestLikelihood(density, p, draws, ((s, 1.5),)).check().status == "disagrees"


WHOLE = """likelihood of exponential(λ) for the data [1, 2, 6]

 1  Likelihood
    The n draws are independent, so their densities multiply.
    ∏_(i=1)^n λ e^(−λ x_i)
 2  Log-likelihood
    The logarithm grows with what it is taken of, so it is greatest at the same place. It turns \
the product into a sum over the draws of ln f = ln(λ) − λ·x.
    n ln(λ) − λ ∑_(i=1)^n x_i
 3  One draw, by λ
    Only the terms of ln f with λ in them count.
    ∂/∂λ (ln(λ) − λ·x) = 1/λ − x
 4  Score in λ
    Sum that over the draws: it is ∂/∂λ of the log-likelihood.
    n/λ − ∑_(i=1)^n x_i
 5  Zero of the score in λ
    At a maximum inside the domain the score is 0. Clear the denominator.
    n − λ ∑_(i=1)^n x_i = 0
 6  Solve for λ
    Write λ_hat for the solution.
    λ_hat = n/(∑_(i=1)^n x_i)
 7  Second-order check
    At λ = λ_hat the second derivative is negative, so this is a maximum.
    −n/λ_hat²
 8  With the data
    The 3 draws are 1, 2, 6.
    1/3
    sum or estimate  value
    ∑_(i=1)^n x_i    9
    λ_hat            1/3
 9  Log-likelihood at the estimate
    ln L = −6.295836866.

    = 1/3

Checked with 3 draws: at none of 4 points around the estimate is their likelihood \
greater."""


def test_a_whole_derivation() -> None:
    assert sc.likelihood("exponential(lambda)", data=[1, 2, 6]).text() == WHOLE


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    two = sc.likelihood("normal", data=[2, 3, 4, 7], truth="normal(4, 2)").plot()
    assert [line.get_label() for line in two.axes[1].lines] == ["fitted density", "true law"]
    one = sc.likelihood("bernoulli", data=[1, 0, 1]).plot()
    assert one.axes[0].get_title() == "log-likelihood"
