"""Probability: laws, likelihoods, posteriors, expectations and information, as lessons."""

from symcalc.tutor.probability import (
    bounds,
    compared,
    distribution,
    entropies,
    estimators,
    expectation,
    likelihood,
    loss,
    posterior,
)

__all__ = [
    "bounds",
    "compared",
    "distribution",
    "entropies",
    "estimators",
    "expectation",
    "likelihood",
    "loss",
    "posterior",
]
