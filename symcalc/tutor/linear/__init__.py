"""Vectors, matrices, eigenvalues: lessons that are entered when this package is imported."""

from symcalc.tutor.linear import (
    conditioning,
    definite,
    eigen,
    evaluate,
    lora,
    lowrank,
    pca,
    spectra,
    svd,
    vectors,
)

__all__ = [
    "conditioning",
    "definite",
    "eigen",
    "evaluate",
    "lora",
    "lowrank",
    "pca",
    "spectra",
    "svd",
    "vectors",
]
