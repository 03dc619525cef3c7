"""Probability: laws, likelihoods, posteriors, expectations and information, as lessons."""

from symcalc.tutor.probability import (
    bounds,
    compared,
    distribution,
    entropies,
    estimators,
    event,
    expectation,
    hypotheses,
    likelihood,
    loss,
    posterior,
    quantiles,
    tabled,
)

__all__ = [
    "bounds",
    "compared",
    "distribution",
    "entropies",
    "estimators",
    "event",
    "expectation",
    "hypotheses",
    "likelihood",
    "loss",
    "posterior",
    "quantiles",
    "tabled",
]
