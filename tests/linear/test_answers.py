"""Answers to questions of linear algebra, as learners write them, and ordinary wording."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

ANGLES = [
    ("(1,0)", "(1,1)", "degrees", "45°", "correct"),
    ("(1,0)", "(1,1)", "degrees", "45", "correct"),
    ("(1,0)", "(1,1)", "degrees", "pi/4", "correct"),
    ("(1,0)", "(1,1)", "degrees", "π/4 rad", "correct"),
    ("(1,0)", "(1,1)", "degrees", "44°", "incorrect"),
    ("(1,0)", "(1,1)", "degrees", "0.7854", "incorrect"),
    ("(1,0)", "(1,1)", "radians", "45°", "correct"),
    ("(1,0)", "(1,1)", "radians", "45", "incorrect"),
    ("(1,0)", "(1,1)", "radians", "0.785", "correct"),
    ("(1,0)", "(0,2)", "degrees", "90°", "correct"),
    ("(1,2,3)", "(4,5,6)", "degrees", "12.93°", "correct"),
    ("(1,2,3)", "(4,5,6)", "degrees", "12.93", "correct"),
    ("(1,2,3)", "(4,5,6)", "degrees", "12.94", "incorrect"),
    ("(1,0)", "(1,2)", "degrees", "arctan(2)", "correct"),
]
GRADED = [
    ("eigenvalues of [[4,2],[2,3]]", "(7±sqrt(17))/2", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "2 ± 1", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "±1", "incorrect"),
    ("eigenvalues of [[0,-1],[1,0]]", "±i", "correct"),
    ("eigenvalues of [[0,-1],[1,0]]", "1j, -1j", "correct"),
    ("eigenvalues of [[0,-1],[1,0]]", "no real eigenvalues", "partial"),
    ("eigenvalues of [[2,1],[1,2]]", "no real eigenvalues", "incorrect"),
    ("eigenvalues of [[2,1],[1,2]]", "3 and 1", "correct"),
    ("eigenvalues of [[1,0],[0,1]]", "1 (twice)", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "λ = 1 with v = [1, −1]; λ = 3 with v = [1, 1]", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "λ = 1 with v = [1, 1]; λ = 3 with v = [1, 1]", "incorrect"),
    ("eigenvectors of [[2,1],[1,2]]", "(1, -1), (1, 1)", "correct"),
    ("Is [[2,1],[1,2]] positive definite?", "yes", "correct"),
    ("Is [[2,1],[1,2]] positive definite?", "no", "incorrect"),
    ("definiteness of [[1,1],[1,1]]", "psd", "correct"),
    ("definiteness of [[a,b],[b,c]]", "a>0 and ac-b^2>0", "correct"),
    ("definiteness of [[a,b],[b,c]]", "c>0 and ac>b^2", "correct"),
    ("definiteness of [[a,b],[b,c]]", "a>0 and c>0", "incorrect"),
    ("definiteness of [[1,a],[a,1]]", "|a|<1", "correct"),
    ("definiteness of [[1,a],[a,1]]", "a<1", "incorrect"),
    ("angle in degrees between u = (1, 1, 0) and v = (0, 1, 1)", "60", "correct"),
    ("angle in degrees between u = (1, 1, 0) and v = (0, 1, 1)", "45", "incorrect"),
    ("nullity of [[1, 2, 1, 0], [2, 4, 0, 2]]", "2", "correct"),
    ("nullity of [[1, 2, 1, 0], [2, 4, 0, 2]]", "1", "incorrect"),
    ("cosine distance between (1, 0) and (1, 1)", "1 - 1/sqrt(2)", "correct"),
    ("cosine distance between (1, 0) and (1, 1)", "1/sqrt(2)", "incorrect"),
    ("value of max(0, x) at x = [-5, 0, 5]", "(0, 0, 5)", "correct"),
    ("value of max(0, x) at x = [-5, 0, 5]", "[0,0,5]", "correct"),
    ("value of max(0, x) at x = [-5, 0, 5]", "0, 0, 5", "correct"),
    ("value of max(0, x) at x = [-5, 0, 5]", "(0, 1, 5)", "incorrect"),
    ("value of max(0, x) at x = [-5, 0, 5]", "(0, 5)", "incorrect"),
    ("value of exp(x) at x = [0, 1]", "(1, 2.718)", "correct"),
    ("value of exp(x) at x = [0, 1]", "(1, 2.719)", "incorrect"),
]
WORDINGS = [
    ("find the eigenvalues and eigenvectors of [[2,1],[1,2]]", (1, 3)),
    ("eigenvectors of [[2,1],[1,2]]", (1, 3)),
    ("What is the angle between (1,0) and (1,1)?", sp.pi / 4),
    ("Is [[2,1],[1,2]] positive definite?", "positive definite"),
    ("length of (3,4)", 5),
    ("‖(3,4)‖", 5),
    ("(1,2)·(3,4)", 11),
    ("inner product of (1,2) and (3,4)", 11),
    ("projection of (2,3) on (1,1)", sp.Matrix([1, 1]) * sp.Rational(5, 2)),
    ("normalize (3,4)", sp.Matrix([3, 4]) / 5),
    ("best rank 1 approximation of [[2,0],[0,1]]", sp.Matrix([[2, 0], [0, 0]])),
]
SAME = [
    ("SVD of [[3,0],[4,5]]", "svd"),
    ("singular values of [[3,0],[4,5]]", "svd"),
    ("PCA of [[1,2],[3,4],[5,7]]", "pca"),
]
LETTERED = [
    ("[[1,a],[a,1]]", ["positive definite for −1 < a < 1", "indefinite for a < −1 or a > 1"]),
    ("[[0,a],[a,0]]", ["indefinite for a < 0 or a > 0", "nowhere positive definite"]),
    ("[[a,0],[0,1]]", ["positive definite for a > 0", "semidefinite for a = 0"]),
    ("[[1,0,0],[0,a,0],[0,0,-1]]", ["indefinite for every a"]),
    ("[[a^2,a b],[a b,b^2]]", ["positive semidefinite for all values"]),
    ("[[a,0],[0,b]]", ["where a > 0 and b > 0", "where a < 0 and b < 0"]),
    ("[[a,1,0],[1,a,1],[0,1,a]]", ["positive definite for a > √2", "for −√2 < a < √2"]),
    ("[[exp(a),0],[0,1]]", ["positive definite for every a"]),
]


@pytest.mark.parametrize(("x", "y", "unit", "answer", "status"), ANGLES)
def test_angles(x: str, y: str, unit: str, answer: str, status: str) -> None:
    assert sc.grade(sc.angle(x, y, unit=unit), answer).status == status


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


@pytest.mark.parametrize(("question", "answer"), WORDINGS)
def test_wordings(question: str, answer: Any) -> None:
    assert sc.explain(question).answer == answer


@pytest.mark.parametrize(("question", "kind"), SAME)
def test_short_names(question: str, kind: str) -> None:
    assert sc.explain(question).question.kind == kind


@pytest.mark.parametrize(("matrix", "told"), LETTERED)
def test_definiteness_with_letters_is_told_in_words(matrix: str, told: list[str]) -> None:
    d = sc.definiteness(matrix)
    assert all(part in d.ending for part in told)
    assert d.check.status == "agrees"


@pytest.mark.parametrize("value", [-3, -1, -0.5, 0, 1, 1.5, 2])
def test_kinds_with_a_letter_are_those_of_numpy(value: float) -> None:
    condition = sc.definiteness("[[2,a,0],[a,3,1],[0,1,1]]").answer
    whole = np.array([[2, value, 0], [value, 3, 1], [0, 1, 1]])
    positive = bool((np.linalg.eigvalsh(whole) > 1e-12).all())
    assert bool(condition.subs(sp.Symbol("a"), sp.Rational(str(value)))) == positive


def test_a_table_is_its_own_answer() -> None:
    d = sc.evaluate("max(0, x)", at={"x": [-5, 0, 5]})
    assert sc.grade(d, d.answer).status == "correct"
