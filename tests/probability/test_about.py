"""Which letter is drawn, which parameter is estimated, and what follows from known means."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import sympy as sp
from scipy import integrate, stats

import symcalc as sc
from symcalc.errors import UnsupportedError

a, rate, theta, p, m, b, n = sp.symbols("a lambda theta p m b n")
EXACT = [
    # the letter of a density need not be that of the question
    ("E[X] for X ~ 2x on [0, 1]", sp.Rational(2, 3)),
    ("E[X^2] for X ~ 2x on [0, 1]", sp.Rational(1, 2)),
    ("Var(X) for X ~ 3x^2 on [0, 1]", sp.Rational(3, 80)),
    ("Var(Y) for Y ~ 2y on [0, 1]", sp.Rational(1, 18)),
    ("E[X] for X ~ a/x^(a+1) on [1, oo)", a / (a - 1)),
    ("E[X] for X ~ lambda e^(-lambda x) on [0, oo)", 1 / rate),
    ("E[X] for the density 3x^2 on [0, 1]", sp.Rational(3, 4)),
    ("E[X] for X with density f(x) = 3x^2 for 0 < x < 1", sp.Rational(3, 4)),
    ("E[X] if X has density e^(-x) for x > 0, and 0 otherwise", 1),
    ("P(|X| < 0.5) for the density 3/4 (1 - x^2) on [-1, 1]", sp.Rational(11, 16)),
    ("variance of 2x on [0, 1]", sp.Rational(1, 18)),
    ("median of 2x on [0, 1]", sp.sqrt(2) / 2),
    ("median of 3x^2 on [0, 1]", 2 ** sp.Rational(-1, 3)),
    ("E[-log p(X)] for X ~ N(0, 1)", sp.log(2 * sp.pi * sp.E) / 2),
    ("E[theta^2] for theta ~ Beta(2, 2)", sp.Rational(3, 10)),
    ("E[X^2] for X ~ U[0, 4]", sp.Rational(16, 3)),
    ("CDF of exponential(0.5) at x = 3", 1 - sp.exp(-sp.Rational(3, 2))),
    ("first quartile of exponential(2)", sp.log(sp.Rational(4, 3)) / 2),
    # one estimate of several, and functions of them
    ("MLE of mu for a normal sample 4, 6, 8, 10", 7),
    ("MLE of sigma for a normal sample 4, 6, 8, 10", sp.sqrt(5)),
    ("MLE of sigma^2 for a normal sample 4, 6, 8, 10", 5),
    ("MLE of the variance for a normal sample 4, 6, 8, 10", 5),
    ("MLE of the mean for exponential with data 1, 2, 6", 3),
    ("MLE of p for 13 successes in 20 trials", sp.Rational(13, 20)),
    ("MLE for 7 heads and 3 tails", sp.Rational(7, 10)),
    ("MLE of theta for 3 heads in 5 tosses", sp.Rational(3, 5)),
    ("MLE of lambda for exponential(lambda) from 1.1, 3.4, 2.7", sp.Rational(5, 12)),
    ("MLE of lambda for poisson(lambda) with observations 1, 2, 6", 3),
    (
        "MLE of theta for the density theta x^(theta-1) on [0,1] with data 0.5, 0.7, 0.9",
        -3 / sp.log(sp.Rational(63, 200)),
    ),
    ("likelihood of exponential(lambda) with data 1, 2, 6", sp.Rational(1, 3)),
    # information, at values and from several draws
    ("Fisher information of poisson(lambda) at lambda = 4", sp.Rational(1, 4)),
    ("Fisher information of bernoulli(p) at p = 0.2", sp.Rational(25, 4)),
    ("Fisher information of laplace(m, b) in m", b**-2),
    ("Fisher information of beta(a, 1)", a**-2),
    ("Fisher information of n draws from bernoulli(p)", n / (p * (1 - p))),
    ("Fisher information of theta for the density theta x^(theta-1) on [0, 1]", theta**-2),
    ("score of normal(mu, 2) in mu at x = 3, mu = 1", sp.Rational(1, 2)),
    ("Cramér–Rao bound of normal(mu, 3) from 12 draws", sp.Rational(3, 4)),
    # posteriors in other words
    ("posterior mean with a uniform prior after 3 heads in 4 tosses", sp.Rational(2, 3)),
    ("posterior variance with a beta(2, 2) prior after 3 heads in 4 tosses", sp.Rational(5, 192)),
    (
        "posterior mean of mu for a normal(0, 3) prior and normal data 2, 3 with variance 4",
        sp.Rational(45, 22),
    ),
    # the likelihood itself, and gradients of means
    (
        "log-likelihood of poisson(2) for the data 1, 3, 2",
        5 * sp.log(2) - sp.log(6) - 6,
    ),
    ("log-likelihood of exponential(lambda) with data 1, 2, 6", 3 * sp.log(rate) - 9 * rate),
    ("likelihood of bernoulli(0.4) for the data 1, 0, 1", sp.Rational(12, 125)),
    (
        "negative log-likelihood of normal(1, 2) at 4",
        sp.Rational(9, 8) + sp.log(2 * sp.sqrt(2 * sp.pi)),
    ),
    ("gradient of E[x^2] in mu for x ~ N(mu, 1) at mu = 3", 6),
    # what follows from known means
    ("E[X^2] if Var(X) = 4 and E[X] = 3", 13),
    ("Var(X) if E[X^2] = 13 and E[X] = 3", 4),
    ("E[X Y] if E[X] = 2, E[Y] = 3 and Cov(X, Y) = 1", 7),
    ("E[XY] if E[X] = 2, E[Y] = 3 and X and Y are independent", 6),
    ("Cov(X, Y) if E[XY] = 5, E[X] = 1 and E[Y] = 2", 3),
    ("Var(X + Y) for independent X and Y with variances 3 and 5", 8),
    ("Var(X + Y) if Var(X) = 4, Var(Y) = 9 and corr(X, Y) = 0.5", 19),
    ("Corr(X, Y) if Var(X) = 4, Var(Y) = 9 and Cov(X, Y) = 3", sp.Rational(1, 2)),
    ("Var(X) given E[X(X-1)] = 6 and E[X] = 2", 4),
    ("Cov(X, X^2) for X ~ Uniform(0, 1)", sp.Rational(1, 12)),
    ("standard deviation of Binomial(100, 0.5)", 5),
    ("SD(X) for X ~ Exponential(2)", sp.Rational(1, 2)),
]


@pytest.mark.parametrize(("question", "expected"), EXACT)
def test_answers(question: str, expected: Any) -> None:
    told = sc.explain(question)
    assert sp.simplify(sp.expand_log(told.answer - expected, force=True)) == 0
    assert told.check.status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


REFUSED = [
    ("E[Y] for X ~ N(0, 1)", "the law is that of X"),
    ("Var(Y) for X ~ N(0, 1)", "the law is that of X"),
    ("P(Y > 1) for X ~ N(0, 1)", "the law is that of X"),
    ("E[X Y] for X ~ N(0, 1)", "about Y too"),
    ("E[X + Y] for X ~ Poisson(2)", "about Y too"),
    ("E[q(X)] for X ~ binomial(3, 0.1)", "a density or a product"),
    ("MLE of theta for a normal sample 4, 6, 8, 10", "no function of the parameters"),
    ("Fisher information of uniform(0, theta)", "the support depends on θ"),
    ("Fisher information of binomial(n, p) in n", "n is a whole number"),
    ("E[X^2] if E[X] = 3", "it is not said what E"),
    ("Var(X) if E[X^2] = 1 and E[X] = 3", "a variance would be negative"),
]


@pytest.mark.parametrize(("question", "reason"), REFUSED)
def test_refused(question: str, reason: str) -> None:
    with pytest.raises(UnsupportedError, match=reason):
        sc.explain(question)


def test_a_law_in_the_letter_of_the_formula() -> None:
    """Verbs take any letter, too; a letter that is also a parameter is refused."""
    assert sc.expectation("y^2", "2x on [0, 1]").answer == sp.Rational(1, 2)
    assert sc.variance("X", "3x^2 on [0, 1]").answer == sp.Rational(3, 80)
    told = sc.expectation_gradient("X^2", "theta x^(theta-1) on [0, 1]")
    assert sp.simplify(told.answer - 2 / (theta + 2) ** 2) == 0
    with pytest.raises(UnsupportedError, match="a parameter of"):
        sc.expectation("x^2", "normal(x, 1)")


def test_estimates_are_graded_by_what_is_asked() -> None:
    question = "MLE of sigma^2 for a normal sample 4, 6, 8, 10"
    assert sc.grade(question, "5", timeout=None).status == "correct"
    assert sc.grade(question, "sqrt(5)", timeout=None).status == "incorrect"
    assert sc.grade(question.replace("sigma^2", "mu"), "7", timeout=None).status == "correct"


def test_a_mean_without_a_variance() -> None:
    mean, _ = integrate.quad(lambda x: 2 / x**2, 1, math.inf)
    told = sc.moments("2/x^3 on [1, oo)")
    assert float(told.answer[0]) == pytest.approx(mean)
    assert told.answer[1] == sp.oo
    assert told.ending == "mean 2, variance infinite"


@pytest.mark.parametrize(
    ("law", "letter", "value", "oracle"),
    [
        ("poisson(lambda)", rate, 2.5, lambda t: stats.poisson(t).logpmf),
        ("geometric(p)", p, 0.3, lambda t: stats.geom(t).logpmf),
        ("binomial(6, p)", p, 0.3, lambda t: stats.binom(6, t).logpmf),
    ],
)
def test_information_by_differences(law: str, letter: sp.Symbol, value: float, oracle: Any) -> None:
    """The variance of the score, by differences of SciPy's logarithms."""
    k = np.arange(0 if "geom" not in law else 1, 7 if "binom" in law else 200)
    score = (oracle(value + 1e-5)(k) - oracle(value - 1e-5)(k)) / 2e-5
    told = sc.fisher_information(law)
    expected = float(np.sum(np.exp(oracle(value)(k)) * score**2))
    assert float(told.answer.subs(letter, value)) == pytest.approx(expected, rel=1e-6)


def test_the_check_is_about_the_answer() -> None:
    assert "square of the score" in sc.fisher_information("normal(mu, 4)").check.told
    assert "has the slope" in sc.expectation_gradient("x^2", "normal(mu, 1)").check.told
    assert "0.125" in sc.moments("exponential(4)").check.told
    assert sc.fisher_information("geometric(p)").conditions == (p > 0, p < 1)
