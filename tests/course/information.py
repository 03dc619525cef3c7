"""Expectations, entropies and divergences of the course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import symcalc as sc

from . import Asked, Row, Said

P, Q = (0.7, 0.2, 0.1), (0.5, 0.3, 0.2)  # of the rows whose names begin with 004
UNIT = "In bits: 0.122806. One nat is 1/log 2 = 1.4427 bits."


def divergence(row: Row) -> sc.Derivation:
    """The divergence of the row's p from its q."""
    return sc.kl(row.at["p"], row.at["q"])


def over_training(row: Row) -> Any:
    """Entropies of predictions, or their cross-entropies with class 0."""
    if "p" in row.at:
        return sc.prediction_entropy(row.at["p"]).answer
    rest: Sequence[tuple[float, float]] = [(p, round(1 - p, 10)) for p in row.at["p0"]]
    return sc.prediction_entropy(rest, target=0).answer[1]


ROWS: dict[str, Asked] = {
    "001-20-expectation": lambda _: Said(
        sc.expectation("x^2", "normal(0, 1)").text(),
        ("The mean of x² is the integral of it times the density of normal(0, 1).",),
    ),
    "001-20-normalise": lambda _: sc.expectation("1", "normal(mu, sigma)"),
    "001-20-die-mean": lambda _: sc.expectation("x", "die"),
    "001-20-die-var": lambda _: sc.variance("x", "die"),
    "001-20.5-marginal": lambda _: Said(
        sc.integrate("x + y", ("y", 0, 1)).text(), ("∫_0^1 (x + y) dy", "= x + 1/2")
    ),
    "001-20-kl-def": lambda _: Said(
        sc.kl("2x on [0, 1]", "3x^2 on [0, 1]").text(),
        ("log(2x) − log(3x²) = log(2) − log(x) − log(3)", "is the integral of it"),
    ),
    "001-20-kl": divergence,
    "001-20-elbo": lambda _: Said(
        sc.elbo((0.5, 0.5), (0.9, 0.2), (0.8, 0.2)).text(),
        ("ELBO = E_q[log p(x|z)] − KL(q‖p(z)): the fit less the price.",),
    ),
    "003-lab5-identity": lambda _: Said(
        sc.cross_entropy((0.7, 0.3), (0.5, 0.5)).text(), ("H(p, q) = H(p) + KL(p‖q):",)
    ),
    "004-entropy": lambda row: sc.entropy(row.at["p"]),
    "004-cross-entropy": lambda row: sc.cross_entropy(row.at["p"], row.at["q"]),
    "004-kl": divergence,
    "004-kl-unit": lambda _: Said(sc.kl(P, Q).text(), ("≈ 0.0851228 nats", UNIT)),
    "004-kl-nonneg": lambda _: sc.kl("(p, 1 - p)", "(p, 1 - p)"),
    "004-entropy-def": lambda _: Said(
        sc.entropy((0.7, 0.2, 0.1)).text(), ("Entropy   −∑_(i=1)^n p_i log(p_i)",)
    ),
    "004-ce-def": lambda _: Said(
        sc.cross_entropy((0.7, 0.3), (0.5, 0.5)).text(),
        ("Cross-entropy   −∑_(i=1)^n p_i log(q_i)",),
    ),
    "004-ex4-entropy": over_training,
    "004-ex4-ce": over_training,
}

MISPRINTS: dict[str, Asked] = {
    "001-20-kl": lambda row: sc.grade(divergence(row), str(row.printed)),
    "004-kl-unit": lambda _: sc.grade(sc.kl(P, Q, base=2), "0.0851228"),  # the number, in bits
}
