"""Lists of data, combinations and small measures against NumPy and SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp
from scipy import stats
from scipy.spatial.distance import jensenshannon

import symcalc as sc

X, Y = [2, 4, 4, 5.5], [1, 3, 2, 7]
SINGLE = [
    ("mean", np.mean(X)),
    ("median", np.median(X)),
    ("variance", np.var(X, ddof=1)),
    ("population variance", np.var(X)),
    ("standard deviation", np.std(X, ddof=1)),
    ("population standard deviation", np.std(X)),
]


@pytest.mark.parametrize(("what", "expected"), SINGLE)
def test_one_list(what: str, expected: float) -> None:
    told = sc.statistic(what, X)
    assert float(told.answer) == pytest.approx(float(expected))
    assert told.check.status == "agrees"


def test_two_lists() -> None:
    assert float(sc.statistic("covariance", X, Y).answer) == pytest.approx(np.cov(X, Y)[0, 1])
    found = float(sc.statistic("correlation", X, Y).answer)
    assert found == pytest.approx(float(stats.pearsonr(X, Y).statistic))
    assert sc.statistic("correlation", [1, 2], [3, 1]).answer == -1


def test_z_scores() -> None:
    found = np.array(sc.statistic("z-scores", X).answer, dtype=float).ravel()
    assert np.allclose(found, stats.zscore(X, ddof=1))


def test_both_divisors_are_said() -> None:
    told = sc.explain("variance of 2, 4, 4, 5")
    assert told.answer == sp.Rational(19, 12)
    assert "Divided by n = 4" in told.remarks[0]
    assert "1.1875" in told.remarks[0]


SAID = [
    ("mean of 3, 5, 8", sp.Rational(16, 3)),
    ("What is the mean of the numbers 1.5, 2.5 and 5?", 3),
    ("median of 3, 1, 2, 10", sp.Rational(5, 2)),
    ("covariance of (1,2,3) and (2,4,7)", sp.Rational(5, 2)),
    ("correlation between (1,2,3) and (2,4,6)", 1),
    ("variance of 3X + 2 if Var(X) = 4", 36),
    ("Var(2X - 3Y) if Var(X) = 4, Var(Y) = 9, Cov(X, Y) = 1", 85),
    ("E[3X + 2] if E[X] = 4", 14),
    ("Cov(2X + 1, 3Y - X) if Cov(X, Y) = 2, Var(X) = 4", 4),
    ("standard deviation of 3X + 2 if Var(X) = 2", 3 * sp.sqrt(2)),
    ("perplexity of (0.5, 0.25, 0.25)", 2 * sp.sqrt(2)),
    ("perplexity of a fair die", 6),
    ("perplexity of tokens with probabilities (0.5, 0.125)", 4),
    ("Jensen-Shannon divergence between (1, 0) and (0, 1) in bits", 1),
    ("sample size for a Monte Carlo error of 0.01 with standard deviation 1", 10_000),
    ("sample size for an error of 0.03 with standard deviation 0.5 at 95%", 1068),
    ("posterior mean for a Beta(2,2) prior after 7 heads and 3 tails", sp.Rational(9, 14)),
    ("MAP estimate for a Beta(2,2) prior after 7 heads in 10 tosses", sp.Rational(2, 3)),
    ("MAP of p for a Beta(1,1) prior after 3 heads in 3 tosses", 1),
    ("Fisher information of a Poisson distribution", 1 / sp.Symbol("lambda")),
]


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_sentences(sentence: str, expected: sp.Expr) -> None:
    told = sc.explain(sentence)
    assert sp.simplify(told.answer - expected) == 0
    assert told.check.status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


def test_a_combination_against_the_covariance_matrix() -> None:
    told = sc.combination("variance", "X - 2Y + 3Z", "Var(X)=1, Var(Y)=2, Var(Z)=3, Cov(X,Z)=1/2")
    a, sigma = np.array([1, -2, 3]), np.array([[1, 0, 0.5], [0, 2, 0], [0.5, 0, 3]])
    assert float(told.answer) == pytest.approx(a @ sigma @ a)


def test_jensen_shannon_and_perplexity_agree_with_scipy() -> None:
    p, q = (0.5, 0.3, 0.2), (0.1, 0.2, 0.7)
    assert float(sc.jensen_shannon(p, q).answer) == pytest.approx(jensenshannon(p, q) ** 2)
    assert float(sc.perplexity(p).answer) == pytest.approx(math.exp(stats.entropy(p)))


def test_label_smoothing() -> None:
    found = np.array(sc.smooth((0, 1, 0), 0.1).answer, dtype=float).ravel()
    assert np.allclose(found, 0.9 * np.array([0, 1, 0]) + 0.1 / 3)


def test_the_mode_of_a_posterior_is_scipys() -> None:
    told = sc.map_estimate("poisson(lambda)", "gamma(2, 1)", data=[3, 1, 2])
    grid = np.linspace(0.01, 6, 2000)
    best = grid[np.argmax(stats.gamma(8, scale=1 / 4).pdf(grid))]
    assert float(told.answer) == pytest.approx(best, abs=0.01)


REFUSED = [
    ("variance of 3X + 2 if Var(X) = -4", "not negative"),
    ("Var(X + Y) if Var(X) = 1, Var(Y) = 1, Cov(X, Y) = 3", "no two variables"),
    ("variance of X^2 if Var(X) = 4", "it is not said what E"),
    ("variance of X + Y if Var(X) = 4", "variance of Y"),
    ("correlation of (1,2,3) and (2,4)", "3 and 2 numbers"),
    ("z-scores of 3, 3", "all the same"),
    ("MAP of p for a Beta(1,1) prior after 0 heads in 0 tosses", "0 tosses"),
    ("Fisher information of normal(mu, sigma)", "several letters"),
    ("perplexity of tokens with probabilities (0.5, 0)", "above 0"),
]


@pytest.mark.parametrize(("sentence", "what"), REFUSED)
def test_refusals(sentence: str, what: str) -> None:
    with pytest.raises(sc.SymcalcError, match=what):
        sc.explain(sentence)


GRADED = [
    ("variance of 2, 4, 4, 5", "1.58", "correct"),
    ("variance of 2, 4, 4, 5", "19/12", "correct"),
    ("variance of 2, 4, 4, 5", "1.1875", "incorrect"),
    ("correlation of (1,2,3) and (2,4,7)", "0.993", "correct"),
    ("perplexity of (0.5, 0.25, 0.25)", "2.83", "correct"),
    ("variance of 3X + 2 if Var(X) = 4", "14", "incorrect"),
    ("label smoothing of (0, 1, 0) with epsilon 0.1", "(1/30, 14/15, 1/30)", "correct"),
    ("MAP estimate for a Beta(2,2) prior after 7 heads and 3 tails", "0.667", "correct"),
    ("z-scores of 1, 2, 4", "(-0.873, -0.218, 1.09)", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=10).status == status
