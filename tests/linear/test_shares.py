"""LoRA counts, what an SVD stores, explained variance; by hand and by NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

COUNTS = [
    ("LoRA parameters for d=768, r=8", 8 * 2 * 768),
    ("LoRA parameters for d = 4096, k = 1024, r = 4", 4 * 5120),
    ("number of trainable parameters of LoRA with rank 8 on a 4096 x 4096 matrix", 65536),
    ("low-rank adaptation of a 768 x 768 matrix with rank 8", 12288),
    ("LoRA: W is 1024 x 4096 and r = 16. How many parameters do A and B have?", 16 * 5120),
    ("how many trainable parameters does LoRA with rank 8 add to a 4096 x 4096 matrix?", 65536),
    ("trainable parameters of a rank-16 LoRA on a 4096 x 11008 layer", 16 * 15104),
    ("compression ratio of rank 4 LoRA on 768 x 768", 96),
    ("parameters stored by a rank 20 truncated SVD of 500 x 300", 20 * 801),
    ("how many numbers are stored by a rank 5 SVD of a 100 x 50 matrix", 5 * 151),
    ("compression ratio of a rank 20 SVD of a 500 x 300 matrix", sp.Rational(150000, 16020)),
    (
        "fraction of trainable parameters of LoRA with rank 8 on a 4096 x 4096 matrix",
        sp.Rational(1, 256),
    ),
    (
        "fraction of variance explained by the first component when the eigenvalues are 6, 3, 1",
        sp.Rational(3, 5),
    ),
    ("how many components explain 95% of the variance if the singular values are 10, 5, 2, 1", 2),
    ("how many components are needed for 95 % of the variance if the eigenvalues are 6, 3, 1", 3),
    ("how many components are needed to explain 90% of the variance for eigenvalues 6, 3, 1", 2),
]


@pytest.mark.parametrize(("question", "count"), COUNTS)
def test_counts(question: str, count: object) -> None:
    told = sc.explain(question)
    assert told.answer == count
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == count


def test_explained_variance_agrees_with_numpy() -> None:
    data = np.array([[1, 1], [2, 3], [4, 5]])
    values = np.linalg.eigvalsh(np.cov(data.T))[::-1]
    told = sc.explain("explained variance ratio of [[1, 1], [2, 3], [4, 5]]")
    assert np.allclose(np.array(told.answer, dtype=float).ravel(), values / values.sum())
    points = sc.explain("explained variance ratio of the points (1, 1), (2, 3) and (4, 5)")
    assert points.answer == told.answer
    listed = sc.explain("explained variance ratio for the eigenvalues 6, 3, 1")
    assert listed.answer == sp.Matrix([6, 3, 1]) / 10


def test_points_are_samples() -> None:
    told = sc.explain("principal components of the points (1, 2), (3, 4), (5, 7)")
    assert told.answer == sc.pca([[1, 2], [3, 4], [5, 7]]).answer
    spread = sc.explain("covariance matrix of the data (1, 2), (3, 4), (5, 7)")
    assert spread.answer == sc.covariance_matrix([[1, 2], [3, 4], [5, 7]]).answer


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(sc.UnsupportedError, match="more than"):
        sc.explain("compression ratio of rank 9 LoRA on 4 x 4")
    with pytest.raises(sc.UnsupportedError, match="components"):
        sc.explain("share of variance explained by the first 4 components for eigenvalues 2, 1")
