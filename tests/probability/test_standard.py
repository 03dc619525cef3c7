"""z-scores, standard errors, intervals and means of draws; SciPy is the oracle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

import symcalc as sc
from symcalc.errors import SymcalcError

Z = stats.norm
INTERVAL = "95% confidence interval for the mean with sample mean 20, standard deviation 6, n = 36"
ASKED = [
    # question, value
    ("P(-1.96 <= Z <= 1.96)", 1 - 2 * Z.sf(1.96)),
    ("P(Z > 1.64) for a standard normal Z", Z.sf(1.64)),
    ("P(|Z| < 2)", 1 - 2 * Z.sf(2)),
    ("P(Z > 2 | Z > 1)", Z.sf(2) / Z.sf(1)),
    ("P(X < 70) for a normal with mean 64 and standard deviation 4", Z.cdf(1.5)),
    ("P(X < 70) for a normal X with mean 64 and standard deviation 4", Z.cdf(1.5)),
    ("P(|X - mu| < 2 sigma) for X ~ N(mu, sigma^2)", 1 - 2 * Z.sf(2)),
    ("z-score of 85 with mean 70 and standard deviation 6", 2.5),
    ("z-score of 85 when the mean is 70 and the standard deviation is 6", 2.5),
    ("z-score of 61 if mu = 70 and variance = 36", -1.5),
    ("Phi^{-1}(0.975)", Z.ppf(0.975)),
    ("value z with P(Z <= z) = 0.8", Z.ppf(0.8)),
    ("find z such that P(Z > z) = 0.05", Z.ppf(0.95)),
    ("What z-score cuts off the top 5% of a standard normal?", Z.ppf(0.95)),
    ("standard error with standard deviation 12 and n = 64", 1.5),
    ("standard error of the mean of 64 draws with variance 144", 1.5),
    (
        "standard error of a Monte Carlo estimate with sample standard deviation 3 and 900 samples",
        0.1,
    ),
    ("standard error of 2, 4, 4, 6", stats.sem([2, 4, 4, 6])),
    ("variance of the sample mean of 25 independent draws with variance 4", 0.16),
    (
        "probability that the average of 100 draws from a law with mean 10 and variance 25"
        " exceeds 11",
        Z.sf(2),
    ),
    ("P(mean of 100 draws > 11) for mean 10 and standard deviation 5", Z.sf(2)),
    (
        "probability that the sum of 100 draws with mean 10 and standard deviation 5"
        " is at most 1050",
        Z.cdf(1),
    ),
    ("sample size for a Monte Carlo error of 0.02 with variance 9", 22500),
]


@pytest.mark.parametrize(("question", "value"), ASKED)
def test_values(question: str, value: float) -> None:
    told = sc.explain(question)

    assert math.isclose(float(told.answer), value, rel_tol=1e-9)
    assert told.verify().status == "agrees"
    assert math.isclose(float(sc.explain(told.question.text).answer), value, rel_tol=1e-9)


def test_interval() -> None:
    told = sc.explain(INTERVAL)
    ends = Z.interval(0.95, 20, 1)

    assert np.allclose(np.array(told.answer, dtype=float).ravel(), ends)
    assert told.verify().status == "agrees"


REFUSED = [
    "z-score of 85 with mean 70 and standard deviation 0",
    "standard error with standard deviation 12 and n = 0",
    "120% confidence interval for the mean with sample mean 20, standard deviation 6, n = 36",
    "standard error of the data 3",
]


@pytest.mark.parametrize("question", REFUSED)
def test_refusals(question: str) -> None:
    with pytest.raises(SymcalcError):
        sc.explain(question)


GRADED = [
    (INTERVAL, "(18.04, 21.96)", "correct"),
    (INTERVAL, "(8.24, 31.76)", "incorrect"),
    ("P(mean of 100 draws > 11) for mean 10 and standard deviation 5", "0.0228", "correct"),
    ("P(mean of 100 draws > 11) for mean 10 and standard deviation 5", "0.4207", "incorrect"),
    ("z-score of 85 with mean 70 and standard deviation 6", "-2.5", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
