"""Laws as they are given, and what describes them; SciPy is the oracle."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc
from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.probability.laws import LAWS

LISTED = stats.rv_discrete(values=([1, 2, 3], [0.1, 0.3, 0.6]))
SAME = [
    ("normal(1, 2)", stats.norm(1, 2)),
    ("N(1, 2^2)", stats.norm(1, 2)),  # a square is the variance
    ("bernoulli(0.3)", stats.bernoulli(0.3)),
    ("categorical(0.1, 0.3, 0.6)", LISTED),
    ("uniform(1, 4)", stats.uniform(1, 3)),
    ("exponential(2)", stats.expon(scale=0.5)),
    ("beta(2, 5)", stats.beta(2, 5)),
    ("beta(0.5, 0.5)", stats.beta(0.5, 0.5)),
    ("gamma(2, 3)", stats.gamma(2, scale=1 / 3)),
    ("laplace(1, 2)", stats.laplace(1, 2)),
    ("binomial(5, 0.3)", stats.binom(5, 0.3)),
    ("poisson(2.5)", stats.poisson(2.5)),
    ("geometric(0.2)", stats.geom(0.2)),
    ("die(6)", stats.randint(1, 7)),
]

INSIDE = {"uniform(1, 4)": (1.5, 3), "poisson(2.5)": (0, 4), "die(6)": (1, 6)}


@pytest.mark.parametrize(("given", "oracle"), SAME, ids=[row[0] for row in SAME])
def test_density_mean_and_variance(given: str, oracle) -> None:
    law, told = law_of(given), sc.distribution(given)
    density = oracle.pmf if law.discrete else oracle.pdf
    for at in INSIDE.get(given, (1,) if law.discrete else (0.25, 0.8)):
        assert np.isclose(float(law.density.expr.subs(law.x, at)), density(at))
    assert np.isclose(float(told.mean), oracle.mean())
    assert np.isclose(float(told.variance), oracle.var())
    assert told.check.status == "agrees"


LETTERS = [
    # law          mean          variance                    letter, its Fisher information
    ("normal", "mu", "sigma^2", "sigma", "2/sigma^2"),
    ("normal", "mu", "sigma^2", "mu", "1/sigma^2"),
    ("bernoulli", "p", "p(1 - p)", "p", "1/(p(1 - p))"),
    ("uniform", "(a + b)/2", "(b - a)^2/12", None, None),
    ("exponential", "1/lambda", "1/lambda^2", "lambda", "1/lambda^2"),
    ("beta", "a/(a + b)", "a b/((a + b)^2 (a + b + 1))", None, None),
    ("gamma", "a/b", "a/b^2", "b", "a/b^2"),
    ("laplace", "mu", "2 b^2", "b", "1/b^2"),
    ("binomial", "n p", "n p (1 - p)", "p", "n/(p(1 - p))"),
    ("poisson", "lambda", "lambda", "lambda", "1/lambda"),
    ("geometric", "1/p", "(1 - p)/p^2", "p", "1/(p^2 (1 - p))"),
    ("die(n)", "(n + 1)/2", "(n^2 - 1)/12", None, None),
    ("theta x^(theta - 1) on [0, 1]", "theta/(theta + 1)", None, "theta", "1/theta^2"),
]


@pytest.mark.parametrize(("law", "mean", "variance", "letter", "information"), LETTERS)
def test_letters(
    law: str, mean: str, variance: str | None, letter: str | None, information
) -> None:
    d = sc.distribution(law)
    assert sp.simplify(d.mean - sc.parse(mean)) == 0
    assert variance is None or sp.simplify(d.variance - sc.parse(variance)) == 0
    assert letter is None or sp.simplify(d.information[letter] - sc.parse(information)) == 0
    assert d.check.status == "agrees"


@pytest.mark.parametrize("law", LAWS, ids=lambda row: row.name)
def test_every_law_describes_itself(law) -> None:
    """With letters; the score has the mean 0 wherever it is a polynomial, by the means told."""
    d = sc.distribution(law.name)
    assert law.title.split()[0].lower() in law_of(law.name).name.lower() or law.name == "die"
    assert sc.explain(d.question.text).answer == d.answer
    x = law_of(law.name).x
    for score in d.score.values():
        if score.is_polynomial(x) and sp.degree(score, x) == 1 and d.mean is not None:
            assert sp.simplify(score.subs(x, d.mean)) == 0


def test_the_cauchy_law_has_no_mean() -> None:
    d = sc.distribution("cauchy(0, 1)")
    assert (d.mean, d.variance) == (None, None)
    assert "there is no mean" in d.text()


OWN = [
    ("3x on [0, 1]", "total mass is 3/2, not 1. Multiplied by 2/3 it is one"),
    ("e^(-x^2)", "Multiplied by 1/√(π) it is one"),
    ("1/x on [1, oo)", "no constant makes it one: its integral diverges"),
    ("c x^2 on [0, 2]", "a density for c = 3/8"),
]


@pytest.mark.parametrize(("given", "said"), OWN)
def test_what_is_no_density_is_said(given: str, said: str) -> None:
    d = sc.distribution(given)
    assert said in d.ending
    assert d.check.status == "agrees"


def test_a_density_of_ones_own() -> None:
    d = sc.distribution("2x on [0, 1]", at={"x": "1/2"})
    assert (d.mean, d.variance, d.value) == (sp.Rational(2, 3), sp.Rational(1, 18), 1)


BAD = [
    ("norml(0, 1)", "did you mean normal"),
    ("normal(0)", "has 2 parameters: μ, the mean and σ, the standard deviation"),
    ("normal(0, -1)", "needs σ > 0"),
    ("normal(0, 0)", "needs σ > 0"),
    ("bernoulli(1.5)", "needs p ≤ 1"),
    ("uniform(2, 0)", "needs a < b"),
    ("categorical(0.1, 0.2)", "sum to 0.3, not to 1"),
    ("categorical(1.1, -0.1)", "not a probability"),
    ("binomial(2.5, 0.1)", "whole number"),
    ("x^3 on [-1, 1]", "nowhere negative"),
    ("2x on [1, 0]", "is empty"),
    ("2x on [1]", "not an interval"),
    ("N(oo, 1)", "not a parameter"),
    ("normal(mu=1, tau=2)", "no parameter tau"),
    ("poisson(10^9)", "at most 80"),
    ("normal(0, 10^100)", "at most 1000000"),
    ("x on [0, x]", "cannot depend on it"),
    ("foo", "known are normal"),
    ("", "no formula"),
    (7, "not a law"),
    ([0.5, "a", True], "not a probability"),
    ([], "needs the probability"),
    ([0.001] * 1001, "1000"),
    ("die(100000)", "not listed"),
]


@pytest.mark.parametrize(("given", "said"), BAD, ids=[str(row[0])[:20] for row in BAD])
def test_bad_laws(given, said: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.distribution(given)
    assert said in str(error.value)


READ = [
    ("normal", "normal(μ, σ)"),
    ("Gaussian(0, 1)", "normal(0, 1)"),
    ("N(μ, σ²)", "normal(μ, σ)"),
    ("normal(sigma=2, mu=1)", "normal(1, 2)"),
    ("normal law", "normal(μ, σ)"),
    ("U(0, 2)", "uniform(0, 2)"),
    ([0.2, 0.8], "categorical(0.2, 0.8)"),
    ("[1/3, 2/3]", "categorical(1/3, 2/3)"),
    ("e^(-x) on [0, oo)", "e^(−x) on [0, ∞)"),
]


@pytest.mark.parametrize(("given", "name"), READ, ids=[str(row[0]) for row in READ])
def test_names(given, name: str) -> None:
    law = law_of(given)
    assert law.name == name
    assert law_of(law.name).density.expr == law.density.expr


def test_values_at_a_point() -> None:
    assert sc.distribution("normal(0, 2)", at={"x": 0}).value == 1 / sp.sqrt(8 * sp.pi)
    with pytest.raises(UnsupportedError, match="no letter of"):
        sc.distribution("normal(0, 2)", at={"y": 0})
    with pytest.raises(UnsupportedError, match="one point"):
        sc.distribution("normal(0, 2)", at=[{"x": 0}, {"x": 1}])


OUTSIDE = [
    ("exponential(2)", {"x": -1}, "outside the support from 0 to ∞"),
    ("uniform(0, 1)", {"x": 5}, "outside the support from 0 to 1"),
    ("bernoulli(p)", {"x": 2}, "2 is no whole number from 0 to 1"),
    ("bernoulli(0.3)", {"x": 0.5}, "no whole number"),
    ("poisson(3)", {"x": 2.5}, "no whole number from 0 to ∞"),
    ("2x on [0, 1]", {"x": 3}, "outside the support"),
    ("uniform(a, b)", {"x": 3, "a": 0, "b": 2}, "outside the support from 0 to 2"),
]


@pytest.mark.parametrize(("law", "at", "said"), OUTSIDE)
def test_the_density_outside_the_support_is_zero(law: str, at: dict, said: str) -> None:
    d = sc.distribution(law, at=at)
    assert d.value == 0
    assert said in d.text()
    assert sc.explain(d.question.text).value == 0


NO_POINT = [
    ("beta(1/2, 1/2)", {"x": 0}, "grows without bound at x = 0"),
    ("normal(0, 1)", {"x": [0, 1]}, "is to be one real number"),
    ("normal(mu, sigma)", {"x": 0, "mu": 0, "sigma": -1}, "needs σ > 0, and here μ = 0, σ = −1"),
    ("bernoulli(p)", {"p": 2}, "needs p ≤ 1, and here p = 2"),
    ("normal(mu, 1)", {"mu": "abc"}, "is to be one real number"),
]


@pytest.mark.parametrize(("law", "at", "said"), NO_POINT)
def test_points_that_are_none(law: str, at: dict, said: str) -> None:
    with pytest.raises(UnsupportedError) as error:
        sc.distribution(law, at=at)
    assert said in str(error.value)


SAME_DENSITY = [
    ("normal(mu,sigma)", "1/sqrt(2 pi sigma^2) e^(-(x-mu)^2/(2 sigma^2))", "correct"),
    ("normal(mu,sigma)", "1/sqrt(2 pi sigma^2) e^(-(x-mu)^2/(3 sigma^2))", "incorrect"),
    ("laplace(0,b)", "e^(-|x/b|)/(2b)", "correct"),
    ("laplace(0,b)", "e^(-|x/b|)/b", "incorrect"),
]


@pytest.mark.parametrize(("law", "answer", "status"), SAME_DENSITY)
def test_densities_are_graded_where_the_law_has_a_meaning(law, answer, status) -> None:
    """Conditions as sigma > 0 are the question's own."""
    assert sc.grade(sc.distribution(law), answer, timeout=None).status == status


def test_what_is_said_of_a_law() -> None:
    """The second number of N, and entries of the information matrix beside its diagonal."""
    assert "for the variance write N(0, 2²)" in sc.distribution("N(0, 4)").remarks[0]
    assert sc.distribution("N(0, 2²)").variance == 4
    assert not sc.distribution("N(0, 1)").remarks
    assert "the entry −1/b for a and b" in sc.distribution("gamma(a, b)").text()
    assert "Cramér–Rao" not in sc.distribution("normal").text()
    assert "mean 1/b²" in sc.distribution("laplace(m, b)").text()


def test_laws_side_by_side() -> None:
    d = sc.laws("normal(0, 1); beta(2, 2)")
    assert d.answer == ((0, 1), (sp.Rational(1, 2), sp.Rational(1, 20)))
    assert sc.explain(d.question.text).answer == d.answer
    with pytest.raises(UnsupportedError, match="no laws"):
        sc.laws("")
    with pytest.raises(UnsupportedError, match="no density"):
        sc.laws(["3x on [0, 1]"])


WHOLE = """distribution exponential(λ)

  1  Density
     exponential(λ): x runs from 0 to ∞. λ is the rate.
     λ e^(−λ·x)
  2  Total mass
     An antiderivative is −e^(−λ·x). From 0 to ∞ it grows from −1 to 0.
     ∫_0^∞ λ e^(−λ·x) dx = 1
"""


def test_a_whole_beginning() -> None:
    told = sc.distribution("exponential(lambda)").text()
    assert told.startswith(WHOLE)
    assert "−∂²/∂λ² ln f = 1/λ²" in told
    assert "∂/∂λ (ln(λ) − λ·x) = 1/λ − x" in told


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    fig = sc.laws("normal(0, 1); normal(0, 2); poisson(3); beta(0.5, 0.5)").plot()
    assert [len(axes.lines) for axes in fig.axes][:3] == [2, 0, 1]
    assert sc.distribution("gamma").plot().axes
