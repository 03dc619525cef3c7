"""Answers to questions about matrix formulas: right in any form, wrong with a witness."""

from __future__ import annotations

import pytest

import symcalc as sc

LEAST_SQUARES = "gradient of ||W x - y||^2 with respect to W, shapes W: (k, n), x: n, y: k"
BY_X = "gradient of ||A x - b||^2 with respect to x, shapes A: (m, n), x: n, b: m"
QUADRATIC = "gradient of x^T A x with respect to x, shapes A: (n, n), x: n"
SYMMETRIC = "gradient of x^T S x with respect to x, shapes S: (n, n), x: n, assuming S symmetric"
BOTH = "gradient of x^T A x with respect to x and A, shapes A: (n, n), x: n"
TRACE = "gradient of tr(A X B) with respect to X, shapes A: (n, n), X: (n, n), B: (n, n)"
LOGDET = "gradient of log(det(X)) with respect to X, shapes X: (n, n)"
ENTROPY = "gradient of -y^T log(softmax(z)) with respect to z, shapes z: n, y: n"
SIGMOID = "gradient of sum(sigmoid(W x)) with respect to W, shapes W: (k, n), x: n"
JACOBIAN = "Jacobian of tanh(W x) with respect to x, shapes W: (k, n), x: n"
HESSIAN = "Hessian of ||A x - b||^2 with respect to x, shapes A: (m, n), x: n, b: m"
PRODUCT = (
    "Hessian-vector product of ||A x||^2 with respect to x in the direction v, "
    "shapes A: (m, n), x: n"
)
LINES = "gradient of r = A x - b; ||r||^2 with respect to x, shapes A: (m, n), x: n, b: m"
NUMBER = "gradient of ||x||^2 + c^2 with respect to c, shapes x: n, c: ()"

PAIRS = [
    (LEAST_SQUARES, "2 (W x - y) x^T", "correct", "correct"),
    (LEAST_SQUARES, "2 W x x^T - 2 y x^T", "correct", "correct"),
    (LEAST_SQUARES, "∂L/∂W = 2 (W x - y) x^T", "correct", "correct"),
    (LEAST_SQUARES, r"2 (W x - y) x^\top", "correct", "correct"),
    (LEAST_SQUARES, "-2 (y - W x) x^T", "correct", "correct"),
    (LEAST_SQUARES, "(2 x (W x - y)^T)^T", "correct", "correct"),
    (LEAST_SQUARES, "(W x - y) x^T", "incorrect", "different"),
    (LEAST_SQUARES, "2 (W x + y) x^T", "incorrect", "different"),
    (LEAST_SQUARES, "2 x (W x - y)^T", "incorrect", "transposed"),
    (LEAST_SQUARES, "x (W x - y)^T", "incorrect", "wrong-shape"),
    (LEAST_SQUARES, "2 (W x - y)", "incorrect", "wrong-shape"),
    (LEAST_SQUARES, "2 (W x - y) x", "incorrect", "wrong-shape"),
    (LEAST_SQUARES, "2", "incorrect", "wrong-shape"),
    (LEAST_SQUARES, "2 (W x - y", "unreadable", "unreadable"),
    (LEAST_SQUARES, "foo", "unreadable", "unreadable"),
    (LEAST_SQUARES, "", "unreadable", "unreadable"),
    (BY_X, "2 A^T (A x - b)", "correct", "correct"),
    (BY_X, "2 A^T A x - 2 A^T b", "correct", "correct"),
    (BY_X, "2 (A x - b)^T A", "incorrect", "transposed"),
    (BY_X, "2 A (A x - b)", "incorrect", "wrong-shape"),
    (BY_X, "A^T (A x - b)", "incorrect", "different"),
    (QUADRATIC, "(A + A^T) x", "correct", "correct"),
    (QUADRATIC, "A x + A^T x", "correct", "correct"),
    (QUADRATIC, "2 A x", "incorrect", "different"),
    (QUADRATIC, "x^T (A + A^T)", "incorrect", "transposed"),
    (SYMMETRIC, "2 S x", "correct", "correct"),
    (SYMMETRIC, "(S + S^T) x", "correct", "correct"),
    (SYMMETRIC, "S x", "incorrect", "different"),
    (BOTH, "(A + A^T) x, x x^T", "correct", "correct"),
    (BOTH, "((A + A^T) x, x x^T)", "correct", "correct"),
    (BOTH, "2 A x, x x^T", "incorrect", "different"),
    (BOTH, "(A + A^T) x", "unreadable", "unreadable"),
    (TRACE, "A^T B^T", "correct", "correct"),
    (TRACE, "(B A)^T", "correct", "correct"),
    (TRACE, "B A", "incorrect", "transposed"),
    (TRACE, "A B", "incorrect", "different"),
    (LOGDET, "inv(X)^T", "correct", "correct"),
    (LOGDET, "X^{-T}", "correct", "correct"),
    (LOGDET, "inv(X)", "incorrect", "transposed"),
    (ENTROPY, "sum(y) softmax(z) - y", "correct", "correct"),
    (ENTROPY, "y - softmax(z)", "incorrect", "different"),
    (SIGMOID, "(sigmoid(W x) .* (1 - sigmoid(W x))) x^T", "correct", "correct"),
    (SIGMOID, "sigmoid(W x) x^T", "incorrect", "different"),
    (JACOBIAN, "diag(1 - tanh(W x) .* tanh(W x)) W", "correct", "correct"),
    (JACOBIAN, "W^T diag(1 - tanh(W x) .* tanh(W x))", "incorrect", "transposed"),
    (HESSIAN, "2 A^T A", "correct", "correct"),
    (HESSIAN, "2 A A^T", "incorrect", "wrong-shape"),
    (PRODUCT, "2 A^T A v", "correct", "correct"),
    (PRODUCT, "2 A^T A x", "incorrect", "different"),
    (LINES, "2 A^T r", "correct", "correct"),
    (LINES, "2 A^T (A x - b)", "correct", "correct"),
    (LINES, "2 r", "incorrect", "wrong-shape"),
    (NUMBER, "2 c", "correct", "correct"),
    (NUMBER, "c", "incorrect", "different"),
]


@pytest.mark.parametrize(("question", "answer", "status", "note"), PAIRS)
def test_verdicts(question: str, answer: str, status: str, note: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.note) == (status, note), verdict.feedback
    assert verdict.feedback
    assert (verdict.proof == "sampled") == (status == "correct")
    assert (verdict.witness is not None) == (note == "different")


def test_what_a_learner_reads() -> None:
    def said(answer: str) -> str:
        return sc.grade(LEAST_SQUARES, answer, timeout=None).feedback

    assert said("2 x (W x - y)^T") == (
        "Incorrect. It is the transpose of the gradient, which has the shape (k, n), not (n, k)."
    )
    assert said("2 (W x - y)") == (
        "Incorrect. The answer has the shape (k, 1), and the gradient has the shape (k, n)."
    )
    assert said("(W x - y) x^T").startswith("Incorrect. For k = 3, n = 2 entry (")


def test_in_a_worker_and_of_a_derivation() -> None:
    assert sc.grade(LEAST_SQUARES, "2 (W x - y) x^T", timeout=20).status == "correct"
    told = sc.gradient("||x||^2", "x", shapes="x: n")
    assert sc.grade(told, "2x", timeout=20).status == "correct"
    assert sc.grade(told, "x", timeout=None).status == "incorrect"


@pytest.mark.parametrize(
    "question",
    [
        "gradient of W x with respect to W, shapes W: (k, n), x: n",
        "gradient of ||W x||^2 with respect to W, shapes W: (k, n), x: m",
        "gradient of ||W x||^2 with respect to Q, shapes W: (k, n), x: n",
    ],
)
def test_questions_that_have_no_answer(question: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.grade(question, "x", timeout=None)


def test_forms_are_not_looked_at() -> None:
    assert sc.grade(LEAST_SQUARES, "2", form="expanded", timeout=None).status == "undecided"
