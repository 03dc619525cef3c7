"""Posteriors against Bayes' rule by quadrature, and losses from likelihoods."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy import integrate, stats

import symcalc as sc
from symcalc.errors import SymcalcError

CASES = [
    ("bernoulli(p)", "beta(2, 2)", [1, 0, 1, 1], "beta(5, 3)", (0, 1), stats.bernoulli),
    ("binomial(5, p)", "beta(1, 1)", [3, 2], "beta(6, 6)", (0, 1), lambda t: stats.binom(5, t)),
    ("geometric(p)", "beta(1, 1)", [3, 2], "beta(3, 4)", (0, 1), stats.geom),
    ("poisson(lambda)", "gamma(2, 1)", [3, 1, 2], "gamma(8, 4)", (0, 40), stats.poisson),
    (
        *("exponential(lambda)", "gamma(2, 1)", [3, 1], "gamma(4, 5)", (0, 40)),
        lambda t: stats.expon(scale=1 / t),
    ),
    (
        *("normal(mu, 2)", "normal(0, 1)", [1, 2, 4], "normal(1, 2 √7/7)", (-9, 9)),
        lambda t: stats.norm(t, 2),
    ),
]


@pytest.mark.parametrize(("law", "prior", "data", "name", "ends", "oracle"), CASES)
def test_posteriors(law: str, prior: str, data: list, name: str, ends, oracle) -> None:
    d = sc.posterior(law, prior, data=data)
    assert d.ending == f"The posterior is {name}."
    (theta,) = d.question.wrt
    before = sp.lambdify(sp.Symbol("x"), sc.distribution(prior).answer)

    def weight(t: float) -> float:
        drawn = oracle(t)
        chances = drawn.pmf(data) if drawn.dist.name in DISCRETE else drawn.pdf(data)
        return float(before(t) * np.prod(chances))

    mass, _ = integrate.quad(weight, *ends, limit=200)
    for t in (0.3, 0.7):
        assert np.isclose(float(d.answer.subs(theta, t)), weight(t) / mass, rtol=1e-6)
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


DISCRETE = ("bernoulli", "binom", "geom", "poisson")
LETTERS = [(row[0].replace("2)", "sigma)"), row[1].split("(")[0]) for row in CASES]


@pytest.mark.parametrize(("law", "prior"), LETTERS)
def test_posteriors_in_letters(law: str, prior: str) -> None:
    given = {"normal": "normal(m, s)"}.get(prior, prior)
    d = sc.posterior(law, given)
    assert d.check.status == "agrees"
    assert "n" in {s.name for s in d.answer.free_symbols}


BAD = [
    ("normal(mu, 1)", "beta(1, 1)", None, "no law with a name"),
    ("bernoulli(0.3)", "beta(1, 1)", None, "no letter"),
    ("bernoulli(p)", "beta(1, 1)", [2], "cannot give 2"),
    ("bernoulli(p)", "beta(p, 1)", None, "is to be a law of p"),
    ("bernoulli(p)", None, None, "needs a prior"),
    ("bernoulli(p)", "bta(1, 1)", None, "did you mean beta"),
]


@pytest.mark.parametrize(("law", "prior", "data", "said"), BAD)
def test_bad_posteriors(law: str, prior, data, said: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.posterior(law, prior, data=data)
    assert said in str(error.value)


y, m, s, q = sp.symbols("y m s p")
LOSSES = [
    ("normal(m, s)", (y - m) ** 2 / (2 * s**2) + sp.log(s) + sp.log(2 * sp.pi) / 2, "squared"),
    ("bernoulli(p)", -y * sp.log(q) - (1 - y) * sp.log(1 - q), "binary cross-entropy"),
    ("laplace(m, 1)", sp.log(2) + sp.Abs(y - m), "mean absolute error"),
    ("exponential(p)", q * y - sp.log(q), "negative log-likelihood"),
]


@pytest.mark.parametrize(("law", "loss", "said"), LOSSES)
def test_losses(law: str, loss: sp.Expr, said: str) -> None:
    d = sc.loss_from_likelihood(law)
    assert sp.simplify(d.answer - loss) == 0
    assert said in d.text()
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize("observation", ["m", "2y", ""])
def test_names_that_an_observation_cannot_have(observation: str) -> None:
    with pytest.raises(SymcalcError, match="observation"):
        sc.loss_from_likelihood("normal(m, s)", observation=observation)


ANSWERS = [
    ("beta(5, 3)", "correct"),
    ("(5, 3)", "correct"),
    ("105 p^4 (1-p)^2", "correct"),
    ("beta(3, 5)", "incorrect"),
    ("normal(5, 3)", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), ANSWERS)
def test_a_posterior_is_answered_by_its_law(answer: str, status: str) -> None:
    d = sc.posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1])
    assert sc.grade(d, answer).status == status


NORMAL = [
    ("normal(1, sqrt(4/7))", "correct"),
    ("N(1, 4/7)", "correct"),  # the variance, as books write it
    ("normal(1, 4/7)", "partial"),
    ("normal(1, 2)", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), NORMAL)
def test_the_spread_of_a_normal_posterior(answer: str, status: str) -> None:
    d = sc.posterior("normal(mu, 2)", "normal(0, 1)", data=[1, 2, 4])
    assert sc.grade(d, answer).status == status


SQUARES = [
    ("(y - m)^2/(2 s^2) + ln(s) + ln(2 pi)/2", "correct"),
    ("(y - m)^2", "partial"),
    ("(m - y)^2/2 + 7", "partial"),
    ("-(y - m)^2", "incorrect"),
    ("|y - m|", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), SQUARES)
def test_the_squared_error_is_the_loss_but_for_constants(answer: str, status: str) -> None:
    assert sc.grade(sc.loss_from_likelihood("normal(m, s)"), answer).status == status


def test_the_categorical_loss_is_the_cross_entropy() -> None:
    d = sc.loss_from_likelihood("categorical(a, b)")
    told = -sum(sc.parse(f"y_{k} ln({p})") for k, p in ((1, "a"), (2, "b")))
    assert sp.simplify(d.answer - told) == 0
    with pytest.raises(SymcalcError, match="no letter"):
        sc.loss_from_likelihood("normal(0, 1)")


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    (axes,) = sc.posterior("normal(mu, 2)", "normal(0, 1)", data=[1, 2, 4]).plot().axes
    assert len(axes.lines) == 3
    for line in axes.lines:  # each has area one
        t, v = line.get_data()
        assert np.isclose(np.sum((v[1:] + v[:-1]) / 2 * np.diff(t)), 1, atol=0.02)
