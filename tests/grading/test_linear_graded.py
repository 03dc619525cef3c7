"""Answers about matrices; the truth is by hand, by NumPy, or by the definition."""

from __future__ import annotations

import numpy as np
import pytest

import symcalc as sc
from symcalc.derivation import Derivation

EIGEN = "eigenvalues of [[2,1],[1,2]]"
VECTORS = "eigenvectors of [[2,1],[1,2]]"
SVM = "support vector machine on [[0, 0], [2, 2]] with labels [-1, 1]"  # w = (1/2, 1/2), b = −1
SINGULAR = "singular values of [[3,0],[4,5]]"  # AᵀA has 45 and 5
TIE = "best rank-1 approximation of [[1,0],[0,1]]"
PCA = "principal components of [[1,1],[2,2],[3,3]]"  # all of the variance, 2, along (1, 1)
SPREAD = "principal components of [[2,0],[0,1],[-2,-1]]"  # (5 ± √13)/2; the first has 86 %
SIGN = "is [[1,2],[2,1]] positive definite?"  # eigenvalues 3 and −1
ZERO = "is [[0, 1], [-1, 0]] positive semidefinite?"  # the form is 0

CASES = [
    (EIGEN, "x^2 - 4x + 3 = 0", "partial"),  # true, and to be solved
    (EIGEN, "x^2 - 4x + 5 = 0", "incorrect"),
    (EIGEN, r"\lambda \in \{1, 3\}", "correct"),
    (EIGEN, r"\lambda \in \{1, 2\}", "incorrect"),
    (EIGEN, "λ=1: (1,-1); λ=3: (1,1)", "correct"),
    (EIGEN, "λ=1: (1,1); λ=3: (1,1)", "incorrect"),
    (VECTORS, "(1, 1), (1, -1)", "correct"),
    (VECTORS, "(-2, 2) and (3, 3)", "correct"),
    (VECTORS, "v_1 = (0.707, 0.707), v_2 = (0.707, -0.707)", "correct"),
    (VECTORS, "(1, 2), (1, -1)", "incorrect"),
    (VECTORS, "(1, 1), (2, 2)", "partial"),
    (VECTORS, "(0, 0), (1, 1)", "incorrect"),
    (SVM, "x/2 + y/2 - 1 = 0", "correct"),
    (SVM, "x + y = 2", "correct"),
    (SVM, "x_1 + x_2 = 2", "correct"),
    (SVM, "2 - y = x", "correct"),
    (SVM, "(1/2, 1/2), -1", "correct"),
    (SVM, "(1/2, 1/3), -1", "incorrect"),
    (SVM, "x + y = 3", "incorrect"),
    (SVM, "x + y = 4", "incorrect"),  # through the point (2, 2)
    (SINGULAR, "sqrt(5), 3 sqrt(5)", "correct"),
    (SINGULAR, "sigma_1 = 3 sqrt(5), sigma_2 = sqrt(5)", "correct"),
    (SINGULAR, "sqrt(5), 2 sqrt(5)", "incorrect"),
    (SINGULAR, "3 sqrt(5)", "incorrect"),
    ("singular values of [[1,1],[1,1]]", "2", "correct"),
    (TIE, "[[0,0],[0,1]]", "correct"),
    (TIE, "[[1/2,1/2],[1/2,1/2]]", "correct"),
    (TIE, "[[1/3,1/3],[1/3,1/3]]", "incorrect"),
    (TIE, "[[1,0],[0,1]]", "incorrect"),
    (PCA, "(1/sqrt(2), 1/sqrt(2)), (1/sqrt(2), -1/sqrt(2))", "correct"),
    (PCA, "v_1 = (-1/sqrt(2), -1/sqrt(2))", "correct"),
    (PCA, "(1, 2)", "incorrect"),
    (PCA, "(1, -1)", "partial"),
    (PCA, "(2, 0)", "correct"),  # the variances
    (SPREAD, "86%", "correct"),
    (SPREAD, "0.86", "correct"),
    (SPREAD, "90%", "incorrect"),
    (SIGN, "no, it is indefinite", "correct"),
    (SIGN, "no, it is not", "correct"),
    (SIGN, "it is not positive definite", "correct"),
    (SIGN, "no, it is positive semidefinite", "incorrect"),
    (SIGN, "yes, it is positive definite", "incorrect"),
    (ZERO, "yes", "correct"),
    (ZERO, "no", "incorrect"),
    ("definiteness of [[0,1],[-1,0]]", "positive semidefinite", "partial"),
    ("definiteness of [[0,1],[-1,0]]", "positive definite", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), CASES)
def test_status(question: str, answer: str, status: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == status, verdict.feedback


@pytest.mark.parametrize("places", [3, 8])
def test_eigenvalues_in_doubles_in_any_order(places: int) -> None:
    rows = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]
    values = np.linalg.eigvals(rows)

    told = ", ".join(f"{v:.{places}f}" for v in values)
    assert sc.grade(f"eigenvalues of {rows}", told, timeout=None).status == "correct"
    moved = ", ".join(f"{v + 0.1:.{places}f}" for v in values)
    assert sc.grade(f"eigenvalues of {rows}", moved, timeout=None).status == "incorrect"


@pytest.mark.parametrize(
    ("start", "answer"), [(sc.random_spectrum("he"), "2/n"), (sc.random_spectrum("xavier"), "1/n")]
)
def test_the_variance_of_a_start(start: Derivation, answer: str) -> None:
    assert sc.grade(start, answer, timeout=None).status == "correct"
    assert sc.grade(start, "3/n", timeout=None).status == "incorrect"


RANKS = [
    ("2 if k != 1 and k != -1, else 1", "correct"),
    ("1 if k = ±1, else 2", "correct"),
    ("rank 1 if k = 1 or k = -1, rank 2 otherwise", "correct"),
    ("2 for k ≠ ±1 and 1 for k = ±1", "correct"),
    ("2", "partial"),  # not at k = ±1
    ("2 unless k = 1 or k = -1", "partial"),  # and there?
    ("1", "incorrect"),
    ("2 for k != 1, 1 for k = 1", "incorrect"),  # at k = −1
    ("2 when k in {1,-1}", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), RANKS)
def test_a_rank_with_a_letter_wants_its_cases(answer: str, status: str) -> None:
    """det [[1, k], [k, 1]] = 1 − k² is 0 at ±1, where the rows are multiples."""
    assert sc.grade("rank of [[1,k],[k,1]]", answer, timeout=None).status == status
