"""Determinants, inverses, ranks, null spaces: SymPy is the oracle of every one of them."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symcalc as sc
from symcalc.tutor.linear.echelon import eliminated

SQUARE = [
    "[[5, 0], [0, 1/2]]",
    "[[1, 2], [3, 4]]",
    "[[2, 0, 1], [1, 3, 2], [1, 1, 4]]",
    "[[0, 1, 2, 3], [1, 0, 1, 2], [2, 1, 0, 1], [3, 2, 1, 0]]",
    "[[0, 0, 1], [0, 2, 5], [3, 1, 1]]",
    "[[1, 2, 3], [0, 4, 5], [0, 0, 6]]",
    "[[sqrt(2), 1], [1, sqrt(3)]]",
    "[[0.1, 0.2], [0.3, 0.5]]",
]
SINGULAR = [
    "[[1, 2], [2, 4]]",
    "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]",
    "[[0, 0], [0, 0]]",
    "[[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1], [0, 1, 0, 1]]",
    "[[0, 0, 0], [1, 2, 3], [4, 5, 7]]",
]
WIDE = [
    *SQUARE,
    *SINGULAR,
    "[[1, 2, 1, 0], [2, 4, 3, 1]]",
    "[[1], [2]]",
    "[[1, 2], [3, 4], [5, 6]]",
]


def matrix(text: str) -> sp.Matrix:
    found = sp.nsimplify(sp.Matrix(sp.sympify(text)), rational=False)
    return sp.Matrix(found.applyfunc(lambda e: sp.nsimplify(e)))


@pytest.mark.parametrize("text", [*SQUARE, *SINGULAR])
def test_determinants(text: str) -> None:
    d = sc.determinant(text)
    assert sp.simplify(d.answer - matrix(text).det()) == 0
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize("text", SQUARE)
def test_inverses(text: str) -> None:
    d = sc.inverse_matrix(text)
    assert (d.answer - matrix(text).inv()).applyfunc(sp.simplify).is_zero_matrix
    assert d.verify().status == "agrees"


@pytest.mark.parametrize("text", SINGULAR)
def test_a_singular_matrix_shows_a_vector_that_becomes_0(text: str) -> None:
    d = sc.inverse_matrix(text)
    assert d.answer == "singular"
    assert "there is no inverse" in d.text()
    assert d.check.status == "agrees"


@pytest.mark.parametrize("text", WIDE)
def test_ranks_null_spaces_and_reduced_forms(text: str) -> None:
    a = matrix(text)
    d, kernel, form = sc.rank(text), sc.null_space(text), sc.row_reduce(text)
    assert d.answer == a.rank()
    assert len(kernel.answer) == a.cols - a.rank()
    assert all((a * v).applyfunc(sp.simplify).is_zero_matrix for v in kernel.answer)
    assert (form.answer - a.rref()[0]).applyfunc(sp.simplify).is_zero_matrix
    assert {x.verify().status for x in (d, kernel, form)} == {"agrees"}


def test_letters_hold_where_the_pivots_are_not_0() -> None:
    a, b, c, d = sp.symbols("a b c d")
    told = sc.inverse_matrix("[[a, b], [c, d]]")
    assert sp.simplify(told.answer * sp.Matrix([[a, b], [c, d]])) == sp.eye(2)
    assert told.conditions == (sp.Ne(a * d - b * c, 0),)
    assert sc.determinant("[[a, b], [c, d]]").answer == a * d - b * c
    assert sc.rank("[[1, a], [2, 4]]").conditions == (sp.Ne(a, 2),)
    three = sc.inverse_matrix("[[a, 1, 0], [0, b, 1], [1, 0, c]]")
    assert sp.simplify(
        three.answer - sp.Matrix([[a, 1, 0], [0, b, 1], [1, 0, c]]).inv()
    ).is_zero_matrix


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(-5, 5), min_size=4, max_size=4), min_size=3, max_size=3))
def test_each_row_operation_keeps_the_row_space(rows: list[list[int]]) -> None:
    found = eliminated(sp.Matrix(rows))
    reduced, pivots = sp.Matrix(rows).rref()
    assert sp.Matrix(found.reduced) == reduced
    assert found.pivots == pivots
    for stage in (*found.down, *found.up):
        assert sp.Matrix(stage.before).rref()[0] == sp.Matrix(stage.after).rref()[0]
        after = stage.operations[-1].after if stage.operations else stage.before
        assert after == stage.after


def test_every_operation_is_written() -> None:
    told = sc.rank("[[0, 2, 1], [2, 4, 6], [3, 1, 1]]").text("full")
    for sign in ("R1 ↔ R2", "R3 ← R3 − (3/2)·R1", "R3 ← R3 + (5/2)·R2"):
        assert sign in told
    assert "[[2, 4, 6], [0, 2, 1], [3, 1, 1]]" in told
    assert r"\begin{pmatrix}" in sc.rank("[[1, 2], [3, 4]]").latex()
    assert "[[2, 1 | 1, 0], [1, 1 | 0, 1]]" in sc.inverse_matrix("[[2, 1], [1, 1]]").text()


def test_the_whole_of_an_inverse() -> None:
    assert (
        sc.inverse_matrix("[[1, 1], [1, 2]]").text()
        == """inverse matrix of [[1, 1], [1, 2]]

 1  A beside I
    Row operations that turn A into I turn I into the inverse.
    [[1, 1 | 1, 0], [1, 2 | 0, 1]]
 2  Column 1: R2 ← R2 − R1
    Below the pivot 1 the column becomes 0.
    [[1, 1 | 1, 0], [1, 2 | 0, 1]] → [[1, 1 | 1, 0], [0, 1 | −1, 1]]
 3  Column 2, upwards: R1 ← R1 − R2
    Above the pivot the column becomes 0.
    [[1, 1 | 1, 0], [0, 1 | −1, 1]] → [[1, 0 | 2, −1], [0, 1 | −1, 1]]
 4  The inverse
    The left half is I, so the right half is A⁻¹.
    A⁻¹ = [[2, −1], [−1, 1]]
 5  Formula for two rows
    The diagonal changes places, the other entries change their signs, and all is divided by \
det(A) = 1.
    A⁻¹ = 1 [[2, −1], [−1, 1]] = [[2, −1], [−1, 1]]
 6  Test
    A times the inverse is I.
    A A⁻¹ = [[1, 1], [1, 2]] [[2, −1], [−1, 1]] = [[1, 0], [0, 1]]

    = [[2, −1], [−1, 1]]

Checked: A A⁻¹ = I and A⁻¹ A = I; difference 0."""
    )


BAD = [
    (sc.determinant, "[[1, 2, 3], [4, 5, 6]]", "2 × 3 matrix has no determinant"),
    (sc.inverse_matrix, "[[1, 2, 3], [4, 5, 6]]", "2 × 3 matrix has no inverse"),
    (sc.rank, np.ones((20, 30)), "more than 100 entries"),
    (sc.determinant, [[sp.Symbol(f"a{i}{j}") for j in range(5)] for i in range(5)], "too large"),
    (sc.rank, "[[1, 2], [3]]", "different lengths"),
]


@pytest.mark.parametrize(("verb", "given_", "told"), BAD)
def test_bad_input(verb: object, given_: object, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        verb(given_)  # type: ignore[operator]


ASKED = [
    ("det([[1,2],[3,4]])", -2),
    ("|[[1,2],[3,4]]|", -2),
    (r"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}", -2),
    ("Let A = [[2,1],[1,3]]. Find det A.", 5),
    ("find det(A) for A = [[2,1],[1,3]]", 5),
    ("please compute the determinant of the matrix [1, 2; 3, 4]", -2),
    ("What is the rank of [[1,2,3],[4,5,6]]?", 2),
    ("[[2,1],[1,1]]^-1", sp.Matrix([[1, -1], [-1, 2]])),
    ("how do I find the inverse of [[2,1],[1,1]]?", sp.Matrix([[1, -1], [-1, 2]])),
    ("Is [[1,2],[2,4]] invertible?", "singular"),
    ("rref of [[1,2],[3,4]]", sp.eye(2)),
    ("basis for the null space of [[1,2],[2,4]]", (sp.Matrix([2, -1]),)),
]


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_sentences(question: str, answer: object) -> None:
    assert sc.explain(question).answer == answer


@pytest.mark.parametrize("question", ["inverse of x^3", "rank of x", "det A", "|x|"])
def test_what_is_no_matrix_is_refused(question: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.explain(question)


def test_the_inverse_function_is_another_question() -> None:
    assert sc.explain("derivative of the inverse of x^3 + x at 2").answer == sp.Rational(1, 4)


GRADED = [
    ("determinant of [[1,2],[3,4]]", "4 - 6", "correct"),
    ("determinant of [[1,2],[3,4]]", "2", "incorrect"),
    ("inverse of [[1,2],[3,4]]", "-1/2 [[4,-2],[-3,1]]", "correct"),
    ("inverse of [[1,2],[3,4]]", "[[-2,1],[1.5,-0.5]]", "correct"),
    ("inverse of [[1,2],[3,4]]", "[[-2,1],[1,-0.5]]", "incorrect"),
    ("inverse of [[1,2],[3,4]]", "singular", "incorrect"),
    ("inverse of [[1,2],[2,4]]", "no inverse", "correct"),
    ("inverse of [[1,2],[2,4]]", "[[1,2],[2,4]]", "incorrect"),
    ("Is [[1,2],[2,4]] invertible?", "no", "correct"),
    ("Is [[1,2],[2,4]] singular?", "no", "incorrect"),
    ("rank of [[1,2],[2,4]]", "rank(A) = 1", "correct"),
    ("rank of [[1,2],[2,4]]", "2", "incorrect"),
    ("null space of [[1,2],[2,4]]", "span{(-4,2)}", "correct"),
    ("null space of [[1,2],[2,4]]", "(1,1)", "incorrect"),
    ("null space of [[1,2,1],[2,4,2]]", "(2,-1,0)", "partial"),
    ("null space of [[1,2],[2,5]]", "{0}", "correct"),
    ("null space of [[1,2],[2,4]]", "foo(", "unreadable"),
    ("rref of [[1,2],[3,4]]", "[[1,0],[0,1]]", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


def test_rank_with_one_letter_is_told_for_each_value() -> None:
    """SymPy's rank at each special value, and at values beside them, is the oracle."""
    k = sp.Symbol("k")
    for rows in ([[1, k, 1], [k, 1, 1], [1, 1, k]], [[1, 2, k], [2, 4, 3]], [[k, 0], [0, k]]):
        told = sc.rank(rows)
        assert dict(told.special) == {v: sp.Matrix(rows).subs(k, v).rank() for v, _ in told.special}
        assert told.conditions == tuple(sp.Ne(k, v) for v, _ in told.special)
        others = [v for v in range(-3, 4) if sp.Integer(v) not in dict(told.special)]
        assert {sp.Matrix(rows).subs(k, v).rank() for v in others} == {told.answer}
    assert sc.rank([[k, 1], [1, 0]]).ending == "rank(A) = 2 for every k"


def test_a_rotation_is_turned_back_by_its_transpose() -> None:
    """No cosine stands below a line: there is an inverse at π/2, too."""
    turn = "[[cos(t), -sin(t)], [sin(t), cos(t)]]"
    t = sp.Symbol("t")
    found = sc.inverse_matrix(turn)
    assert found.answer == sp.Matrix([[sp.cos(t), sp.sin(t)], [-sp.sin(t), sp.cos(t)]])
    assert found.conditions == ()
    assert found.remarks == ()
    values = sc.eigenvalues(turn)
    assert values.answer == (sp.cos(t) - sp.I * sp.sin(t), sp.cos(t) + sp.I * sp.sin(t))
    assert any("complex" in remark for remark in values.remarks)
