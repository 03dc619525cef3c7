"""Rows about laws, likelihoods and Bayes' rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp

import symcalc as sc

from . import Asked, Row, Said


def _peaks(row: Row) -> list[Any]:
    laws = [f"normal({m}, {s})" for m, s in zip((0, 0, 2), row.at["s"], strict=True)]
    means = [sc.distribution(law).mean for law in laws]
    return [sc.distribution(law, at={"x": m}).value for law, m in zip(laws, means, strict=True)]


def _rates(row: Row) -> list[Any]:
    laws = [f"exponential({rate})" for rate in row.at["lam"]]
    return [sc.distribution(law, at={"x": row.at["x"]}).value for law in laws]


def _drawn(row: Row) -> Any:
    draws = np.random.RandomState(row.at["seed"]).normal(5, 2, 100)
    return sc.likelihood("normal(mu, sigma)", data=draws)


def _formulas(_row: Row) -> Said:
    """The estimate is told as formulas; the mean over n draws is 1/n ∑."""
    d = sc.likelihood("normal(mu, sigma)")
    return Said(
        d.text(),
        ("μ_hat = 1/n ∑_(i=1)^n x_i", "σ_hat = √(1/n ∑_(i=1)^n (x_i − μ_hat)²)"),
    )


def _least_squares(_row: Row) -> Said:
    return Said(sc.loss_from_likelihood("normal(m, s)").text(), ("∑_(i=1)^n (y_i − m_i)²",))


def _cross_entropy(_row: Row) -> Said:
    line = "= −y_1 ln(p_1) − y_2 ln(p_2) − y_3 ln(p_3)"
    return Said(sc.loss_from_likelihood("categorical").text(), (line, "the cross-entropy"))


def _bayes(_row: Row) -> Said:
    steps = sc.posterior("bernoulli(p)", "beta(a, b)").steps
    law = r"p(\theta \mid D) = \frac{p(D \mid \theta)\,p(\theta)}{p(D)}"
    return Said(steps[0].statement, (law,))


ROWS: dict[str, Asked] = {
    "003-lab5-gaussian-nll": lambda _row: sc.loss_from_likelihood("normal(m, s)"),
    "003-lab5-mse": _least_squares,
    "003-lab5-categorical": _cross_entropy,
    "003-lab5-bernoulli": lambda row: sc.grade(sc.loss_from_likelihood("bernoulli(p)"), row.true),
    "003-lab5-bayes": _bayes,
    "004-normal-peak": _peaks,
    "004-bernoulli": lambda row: [sc.distribution(f"bernoulli({p})").variance for p in row.at["p"]],
    "004-categorical": lambda _row: sp.Add(
        *(
            sc.distribution("categorical(0.1, 0.3, 0.4, 0.2)", at={"x": k}).value
            for k in range(1, 5)
        )
    ),
    "004-uniform": lambda _row: sc.distribution("uniform(0, 2)", at={"x": 1}).value,
    "004-exponential": _rates,
    "004-beta-mean": lambda row: [sc.distribution(f"beta({a}, {b})").mean for a, b in row.at["ab"]],
    "004-mle-mu": lambda row: _drawn(row).answer[0],
    "004-mle-sigma": lambda row: _drawn(row).answer[1],
    "004-mle-loglik": lambda row: _drawn(row).value,
    "004-mle-formulas": _formulas,
}
MISPRINTS: dict[str, Asked] = {}
