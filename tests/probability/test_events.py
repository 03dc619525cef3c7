"""Probabilities of events and quantiles against SciPy, and what is said of odd ones."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc
from symcalc.tutor.probability.event_claims import Divided, Integrated

IQ, GAMMA = stats.norm(100, 15), stats.gamma(2, scale=1 / 3)
# event                       law                    what SciPy has for it
EVENTS: list[tuple[str, str, Any]] = [
    ("X > 130", "normal(100, 15)", IQ.sf(130)),
    ("X > 130", "N(100, 15^2)", IQ.sf(130)),  # a square is the variance
    ("90 < X <= 110", "normal(100, 15)", IQ.cdf(110) - IQ.cdf(90)),
    ("|X - 100| > 30", "normal(100, 15)", 2 * IQ.sf(130)),
    ("X > 10", "normal(0, 1)", stats.norm.sf(10)),  # no digit is lost far out
    ("X^2 < 4", "normal(0, 1)", stats.norm.cdf(2) - stats.norm.cdf(-2)),
    ("X = 3", "binomial(10, 0.3)", stats.binom(10, 0.3).pmf(3)),
    ("at least 3", "binomial(10, 0.3)", stats.binom(10, 0.3).sf(2)),
    ("X > 200", "binomial(500, 0.4)", stats.binom(500, 0.4).sf(200)),
    ("at most 2", "poisson(3)", stats.poisson(3).cdf(2)),
    ("X >= 4", "poisson(3)", stats.poisson(3).sf(3)),
    ("X > 3", "geometric(0.2)", stats.geom(0.2).sf(3)),
    ("2 <= X < 5", "geometric(0.2)", stats.geom(0.2).cdf(4) - stats.geom(0.2).cdf(1)),
    ("X > 1", "exponential(2)", stats.expon(scale=0.5).sf(1)),
    ("X < 1 or X > 5", "exponential(1)", stats.expon.cdf(1) + stats.expon.sf(5)),
    ("X < 3", "uniform(2, 8)", 1 / 6),
    ("X > 0.5", "beta(2, 3)", stats.beta(2, 3).sf(0.5)),
    ("X > 0.5", "beta(5, 1/3)", stats.beta(5, 1 / 3).sf(0.5)),  # the density is infinite at 1
    ("1 < X < 3", "gamma(2, 3)", GAMMA.cdf(3) - GAMMA.cdf(1)),
    ("X > 1", "cauchy(0, 1)", stats.cauchy.sf(1)),
    ("X > 3", "laplace(1, 2)", stats.laplace(1, 2).sf(3)),
    ("X < 1/2", "2x on [0, 1]", 0.25),
    ("X > 4", "die", 1 / 3),
    ("X > 2", "{1: 0.2, 3: 0.8}", 0.8),
    ("X > 5 | X > 3", "exponential(2)", stats.expon(scale=0.5).sf(2)),  # it has no memory
    ("X = 2 | X > 1", "die", 1 / 5),
    ("X > 110 | X > 100", "normal(100, 15)", 2 * IQ.sf(110)),
    ("X >= 2 | X >= 1", "poisson(3)", stats.poisson(3).sf(1) / stats.poisson(3).sf(0)),
    # what cannot be, and what is sure
    ("X > 7", "die", 0),
    ("X < -1", "exponential(1)", 0),
    ("X = 3", "normal(0, 1)", 0),
    ("X > -1", "exponential(1)", 1),
    ("X > 2 | X < 1", "normal(0, 1)", 0),
]


@pytest.mark.parametrize(("event", "law", "expected"), EVENTS)
def test_probabilities_agree_with_scipy(event: str, law: str, expected: float) -> None:
    told = sc.probability(event, law)
    assert float(sp.N(told.answer, 25)) == pytest.approx(float(expected), rel=1e-10)
    assert told.check.status == "agrees"
    assert told.hints


def normal_tail(z: int) -> Any:
    """P(X > z), from 60 digits of erfc."""
    with mpmath.workdps(60):
        return mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2)) / 2


# far out: no double has these
TAILS: list[tuple[str, str, Any]] = [
    ("X > 39", "normal(0, 1)", normal_tail(39)),
    ("40 < X < 50", "normal(0, 1)", normal_tail(40) - normal_tail(50)),
    ("-50 < X < -40", "normal(0, 1)", normal_tail(40) - normal_tail(50)),
    ("X > 1001 | X > 1000", "normal(0, 1)", normal_tail(1001) / normal_tail(1000)),
    ("X > 200", "exponential(1)", mpmath.exp(-200)),
    ("X > 800", "exponential(1)", mpmath.exp(-800)),
    ("X >= 90", "binomial(100, 0.1)", stats.binom(100, 0.1).sf(89)),
]


@pytest.mark.parametrize(("event", "law", "expected"), TAILS)
def test_far_tails_keep_their_digits(event: str, law: str, expected: Any) -> None:
    told = sc.probability(event, law)
    assert abs(mpmath.mpmathify(sp.N(told.answer, 25)) / expected - 1) < 1e-10
    assert told.check.status == "agrees"
    assert "≈ 0" not in told.ending
    front, _, power = told.ending.partition("≈ ")[2].partition("·10")
    exponent = int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
    assert abs(mpmath.mpf(front) * mpmath.mpf(10) ** exponent / expected - 1) < 1e-5


def test_a_check_of_a_tail_is_relative() -> None:
    x = sp.Symbol("x")
    wrong = sp.exp(-200) * sp.Rational(10001, 10000)
    claim = Integrated(sp.exp(-x), x, ((sp.Integer(200), sp.oo),), wrong)
    assert claim.check().status == "disagrees"


def test_a_condition_is_checked_with_its_division() -> None:
    told = str(sc.probability("X > 1 | X > 3", "exponential(2)").check)
    assert told.startswith("Checked, P(X > 3): ")
    assert "The first over the second is 1;" in told
    x = sp.Symbol("x")
    claim = Integrated(sp.exp(-x), x, ((sp.Integer(3), sp.oo),), sp.exp(-3))
    parts = (("X > 3", (claim,)),)
    quotient = Divided(parts, sp.exp(-3), sp.exp(-2), sp.exp(-2))
    assert quotient.check().status == "disagrees"


DIGITS_OF_QUANTILES = [
    ("beta(2, 2)", 0.5, 0.5),
    ("gamma(1/2, 1)", 0.01, stats.gamma(0.5).ppf(0.01)),  # the density is infinite at 0
]


@pytest.mark.parametrize(("law", "level", "expected"), DIGITS_OF_QUANTILES)
def test_a_quantile_has_all_digits(law: str, level: float, expected: float) -> None:
    assert float(sc.quantile(law, level).answer) == pytest.approx(expected, rel=4e-16)


t, lam, k, p, n = sp.symbols("t lambda k p n")
LETTERED = [
    ("X > t", "exponential(lambda)", sp.exp(-lam * t)),
    ("X = k", "poisson(lambda)", lam**k * sp.exp(-lam) / sp.factorial(k)),
    ("X >= 1", "binomial(5, p)", 1 - (1 - p) ** 5),
    ("X = 0", "binomial(n, p)", (1 - p) ** n),
    ("X > 3", "geometric(p)", (1 - p) ** 3),
]


@pytest.mark.parametrize(("event", "law", "expected"), LETTERED)
def test_letters_stay(event: str, law: str, expected: sp.Expr) -> None:
    told = sc.probability(event, law)
    assert sp.simplify(told.answer - expected) == 0
    assert told.check.status == "agrees"


SAID = [
    ("P(X > 130) if X ~ N(100, 15)", "probability of X > 130 under normal(100, 15)"),
    ("If X ~ N(100, 15), find P(X > 130)", "probability of X > 130 under normal(100, 15)"),
    (
        "probability that a normal with mean 100 and standard deviation 15 exceeds 130",
        "probability of X > 130 under normal(100, 15)",
    ),
    ("P(X<=2) for X~Poisson(3)", "probability of X ≤ 2 under poisson(3)"),
    ("probability of at least 3 heads in 5 tosses", "probability of X ≥ 3 under binomial(5, 1/2)"),
    (
        "What is the probability of exactly 2 heads in 3 tosses of a fair coin?",
        "probability of X = 2 under binomial(3, 1/2)",
    ),
    (
        "probability of at least 3 successes in 10 trials with p = 0.3",
        "probability of X ≥ 3 under binomial(10, 0.3)",
    ),
    (
        "probability of at least 2 sixes in 4 rolls of a die",
        "probability of X ≥ 2 under binomial(4, 1/6)",
    ),
    ("P(X is between 2 and 4) under die", "probability of 2 ≤ X ≤ 4 under die"),
    (
        "probability that X > 2 if X is exponential with rate 3",
        "probability of X > 2 under exponential(3)",
    ),
    ("median of exponential(2)", "quantile of exponential(2) at 1/2"),
    ("95th percentile of N(100, 15)", "quantile of normal(100, 15) at 19/20"),
    ("variance of the uniform distribution on [2, 8]", "variance of x under uniform(2, 8)"),
    ("E[X^2] for X ~ N(0, 1)", "expectation of X² under normal(0, 1)"),
    ("Var(X) for X ~ binomial(20, 0.3)", "variance of X under binomial(20, 0.3)"),
    (
        "expectation of a binomial with n=10, p=0.3",
        "expectation of x under binomial(10, 0.3)",
    ),
    ("expected value of a fair die", "expectation of x under a fair die"),
    ("KL divergence between N(0,1) and N(1,2)", "KL divergence of normal(0, 1) from normal(1, 2)"),
    ("KL divergence from N(0,1) to N(1,2)", "KL divergence of normal(1, 2) from normal(0, 1)"),
    (
        "cross-entropy between (0.7, 0.3) and (0.5, 0.5)",
        "cross-entropy of (0.7, 0.3) relative to (0.5, 0.5)",
    ),
    (
        "MLE of theta for a Poisson sample 2, 3, 1, 4",
        "likelihood of poisson(θ) for the data [2, 3, 1, 4]",
    ),
    (
        "maximum likelihood estimate of p for Bernoulli data 1,0,1,1",
        "likelihood of bernoulli(p) for the data [1, 0, 1, 1]",
    ),
    (
        "posterior for a Beta(2,2) prior after 2 heads and 1 tails",
        "posterior of bernoulli(p) under the prior beta(2, 2) for the data [1, 1, 0]",
    ),
    ("density of N(1, 2) at 3", "density of normal(1, 2) at x = 3"),
    ("pdf of exponential(2)", "distribution exponential(2)"),
    ("negative log-likelihood of normal(m, s)", "loss from the likelihood of normal(m, s) at y"),
    ("mean and variance of binomial(20, 0.3)", "mean and variance of binomial(20, 0.3)"),
    # what is no law is still a function
    ("mean of x^2 on [0, 3]", "average value of x² from x = 0 to x = 3"),
]


@pytest.mark.parametrize(("sentence", "question"), SAID)
def test_sentences(sentence: str, question: str) -> None:
    assert sc.explain(sentence).question.text == question


def test_how_n_is_read_is_said() -> None:
    assert any("standard deviation" in r for r in sc.explain("P(X > 1) if X ~ N(0, 2)").remarks)


def test_which_way_a_divergence_goes_is_said() -> None:
    found = sc.explain("KL divergence from (0.5, 0.5) to (0.9, 0.1)")
    assert float(found.answer) == pytest.approx(float(stats.entropy([0.9, 0.1], [0.5, 0.5])))
    assert "outcomes come from the second" in found.remarks[0]


# law               level   SciPy's value
QUANTILES = [
    ("normal(100, 15)", 0.95, IQ.ppf(0.95)),
    ("exponential(2)", 0.9, stats.expon(scale=0.5).ppf(0.9)),
    ("uniform(2, 8)", 0.25, 3.5),
    ("laplace(1, 2)", 0.9, stats.laplace(1, 2).ppf(0.9)),
    ("cauchy(0, 1)", 0.75, 1),
    ("beta(2, 5)", 0.5, stats.beta(2, 5).median()),
    ("gamma(2, 3)", 0.5, stats.gamma(2, scale=1 / 3).median()),
    ("binomial(10, 0.3)", 0.9, stats.binom(10, 0.3).ppf(0.9)),
    ("poisson(3)", 0.5, stats.poisson(3).ppf(0.5)),
    ("geometric(0.1)", 0.9, stats.geom(0.1).ppf(0.9)),
    ("2x on [0, 1]", 0.25, 0.5),
    ("die", 0.5, 3),
]


@pytest.mark.parametrize(("law", "level", "expected"), QUANTILES)
def test_quantiles_agree_with_scipy(law: str, level: float, expected: float) -> None:
    told = sc.quantile(law, level)
    assert float(told.answer) == pytest.approx(float(expected), rel=1e-9)
    assert told.check.status == "agrees"


REFUSED = [
    ("P(X > 1 | X < 0) for X ~ exponential(1)", "has probability 0"),
    ("P(X > 1) for X ~ (0.2, 0.8)", "values"),
    ("P(X >= 1) for X ~ binomial(n, p)", "depends on a letter"),
    ("probability of at least 3 successes in 10 trials", "how likely a success is"),
    ("quantile of N(0, 1) at 2", "level between 0 and 1"),
    ("probability of banana under die", "no event"),
]


@pytest.mark.parametrize(("sentence", "what"), REFUSED)
def test_refusals(sentence: str, what: str) -> None:
    with pytest.raises(sc.SymcalcError, match=what):
        sc.explain(sentence)


GRADED = [
    ("P(X > 130) if X ~ N(100, 15)", "0.0228", "correct"),
    ("P(X > 130) if X ~ N(100, 15)", "1 - Phi(2)", "correct"),
    ("P(X > 130) if X ~ N(100, 15)", "2.28%", "correct"),
    ("P(X > 130) if X ~ N(100, 15)", "0.9772", "incorrect"),
    ("P(X > t) for X ~ exponential(lambda)", "e^(-lambda t)", "correct"),
    ("median of exponential(2)", "0.3466", "correct"),
    ("quantile of N(0, 1) at 0.975", "1.96", "correct"),
    ("density of N(1, 2) at 3", "0.121", "correct"),
    ("density of N(1, 2) at 3", "0.1995", "incorrect"),
    ("mean and variance of exponential(2)", "(1/2, 1/4)", "correct"),
    ("mean and variance of exponential(2)", "(1/2, 1/2)", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=10).status == status
