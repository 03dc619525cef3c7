"""Densities, losses and updates: compared where their letters live; the truth is by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import symcalc as sc
from symcalc.derivation import Derivation

ROWS = [
    ("distribution 3x^2 on [0, 1]", "{3x^2 if 0 <= x <= 1; 0 otherwise}", "correct"),
    ("distribution 3x^2 on [0, 1]", "3x^2 on [0, 1]", "correct"),
    ("distribution 3x^2 on [0, 1]", "3x^2", "correct"),
    ("distribution 3x^2 on [0, 1]", "{3x^2 if 0 <= x <= 2; 0 otherwise}", "incorrect"),
    ("distribution 3x^2 on [0, 1]", "2x", "incorrect"),
    ("distribution uniform(0, 2)", "{1/2 if 0 <= x <= 2; 0 otherwise}", "correct"),
    ("distribution uniform(0, 2)", "1/2 for 0 <= x <= 2", "correct"),
    ("distribution uniform(a, b)", "{1/(b-a) if a <= x <= b; 0 otherwise}", "correct"),
    ("distribution uniform(a, b)", "1/(a-b)", "incorrect"),
    ("distribution exponential(2)", "2e^(-2x) for x >= 0", "correct"),
    ("distribution exponential(2)", "{2e^(-2x) if x >= 0; 0 if x < 0}", "correct"),
    ("distribution exponential(2)", "e^(-2x)", "incorrect"),
    ("distribution bernoulli(p)", "1 - p + (2p-1) x", "correct"),  # at 0 and at 1
    ("distribution bernoulli(p)", "p if x = 1, 1 - p if x = 0", "correct"),
    ("distribution bernoulli(p)", "{p if x = 0; 1 - p if x = 1; 0 otherwise}", "incorrect"),
    ("distribution bernoulli(p)", "p x", "incorrect"),
    ("distribution binomial(n, p)", "n!/(x!(n-x)!) p^x (1-p)^(n-x)", "correct"),
    ("distribution binomial(n, p)", "p^x (1-p)^(n-x)", "incorrect"),
    ("distribution poisson(l)", "l^x e^(-l)/x!", "correct"),
    ("distribution normal(m, s)", "1/sqrt(2pi s^2) e^(-(x-m)^2/(2s^2))", "correct"),
    ("distribution normal(m, s)", "1/sqrt(2pi s) e^(-(x-m)^2/(2s))", "incorrect"),
    ("origin of clipping", "g*c/max(n, c)", "correct"),  # n and c are lengths
    ("origin of clipping", "g*c/min(n, c)", "incorrect"),
    ("origin of warm-up", "min(rate, rate*t/warmup)", "correct"),
    ("origin of warm-up", "max(rate, rate*t/warmup)", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_formulas_on_their_domain(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def normal_loss() -> Derivation:
    """The negative log-density in m, ln s + ln(2π)/2 + (y − m)²/(2s²)."""
    return sc.loss_from_likelihood("normal(m, s)")


def coin() -> Derivation:
    """Three of four: beta(2, 2) becomes beta(5, 3), with 7!/(4! 2!) = 105 before it."""
    return sc.posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1])


DERIVED: list[tuple[Callable[[], Derivation], str, str]] = [
    (normal_loss, "1/2 ln(2 pi s^2) + (y-m)^2/(2 s^2)", "correct"),
    (normal_loss, "ln(s sqrt(2pi)) + (y-m)^2/(2 s^2)", "correct"),
    (normal_loss, "ln(s) + (y-m)^2/(2 s^2)", "partial"),
    (normal_loss, "(y-m)^2", "partial"),
    (normal_loss, "ln(s) + (y-m)^2/s^2", "incorrect"),
    (coin, "105 p^4 (1-p)^2", "correct"),
    (coin, "{105 p^4 (1-p)^2 if 0 <= p <= 1; 0 otherwise}", "correct"),
    (coin, "105 |p|^3 p |1-p|^2", "correct"),
    (coin, "105 p^2 (1-p)^4", "incorrect"),
]


@pytest.mark.parametrize(("asked", "answer", "status"), DERIVED)
def test_of_a_derivation(asked: Callable[[], Derivation], answer: str, status: str) -> None:
    assert sc.grade(asked(), answer, timeout=None).status == status


def test_a_witness_lies_in_the_support() -> None:
    verdict = sc.grade("distribution 3x^2 on [0, 1]", "2x", timeout=None)
    assert verdict.witness is not None
    assert 0 <= verdict.witness.point["x"] <= 1
