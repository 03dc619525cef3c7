"""What matrix formulas mean: their values against NumPy by hand, and what they say of shapes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from interpret_values import COLUMN_SHAPES, COLUMNS, NUMBERS, SHAPES, TABLE, values_of

from symcalc import errors
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.interpret import CALLED, MatrixFormula, interpreted
from symcalc.matrix.interpret.reading import MEANINGS
from symcalc.matrix.term import ordered
from symcalc.primitives.table import TABLE as FUNCTIONS
from symcalc.reading.calls import SPELLED
from symcalc.reading.matrices import read_matrices, read_shapes
from symcalc.reading.matrices.builder import READ


def flat(values: dict[str, Any], formula: MatrixFormula) -> dict[str, Any]:
    """As NumPy has them: vectors that were declared with one size have one axis."""
    vectors = {s.value for s in formula.symbols if s.is_column and s.value != "tau"}
    return {name: v[:, 0] if name in vectors else v for name, v in values.items()}


def compare(text: str, shapes: str, samples: str, by_hand: Callable[..., Any]) -> None:
    formula = interpreted(text, shapes, samples)
    values = values_of(formula)
    names = inspect.signature(by_hand).parameters
    known = flat(values, formula)
    want = np.asarray(by_hand(*(known[name] for name in names)), dtype=float)
    got = np.asarray(evaluate(formula.term, values, NUMBERS))
    goal = (*want.shape, 1) if want.ndim == 1 else want.shape

    assert got.shape == goal == tuple(int(n.subs(NUMBERS)) for n in formula.term.shape)
    np.testing.assert_allclose(got, want.reshape(goal), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("text", "by_hand"), TABLE, ids=[row[0] for row in TABLE])
def test_value_is_that_of_numpy(text: str, by_hand: Callable[..., Any]) -> None:
    compare(text, SHAPES, "rows", by_hand)


@pytest.mark.parametrize(("text", "by_hand"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_samples_may_be_columns(text: str, by_hand: Callable[..., Any]) -> None:
    compare(text, COLUMN_SHAPES, "columns", by_hand)


@pytest.mark.parametrize("name", SPELLED)
def test_every_function_that_is_read_has_a_meaning(name: str) -> None:
    assert name in CALLED


def test_the_table_is_long() -> None:
    assert len(TABLE) + len(COLUMNS) >= 150


def test_every_head_that_is_read_has_a_meaning() -> None:
    inside = {"keyword", "word", "tuple", "piece", "otherwise", "cases"}  # of calls and of cases
    known = {*MEANINGS, *FUNCTIONS, *inside}

    assert set(READ) <= known


# ---- what does not fit

MISFITS = Path(__file__).parents[1] / "data" / "matrix_misfits.txt"
HEADER, *BLOCKS = MISFITS.read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[1].strip() for block in BLOCKS])
def test_message_and_place(block: str) -> None:
    kind, _, message = block.partition(": ")
    text = message.split("\n")[1].removeprefix("  ")

    with pytest.raises(getattr(errors, kind)) as caught:
        interpreted(text, HEADER.rpartition("Shapes: ")[2])
    assert str(caught.value) == message


def test_there_are_many_misfits() -> None:
    assert len(BLOCKS) >= 40


SHAPELESS = [
    # formula      the letter without a shape, its place, and a shape for it
    ("X^T y", "X is used as a matrix (X^T)", 0, "X: (m, n)"),
    ("1 + x^T x", "x is used as a matrix (x^T)", 4, "x: n"),
    ("||w||^2", "w is used as a matrix (‖w‖)", 2, "w: n"),
    ("log det S", "S is used as a matrix (det(S))", 8, "S: (n, n)"),
    ("tr(A)", "A is used as a matrix (tr(A))", 3, "A: (n, n)"),
    ("softmax(z)", "z is used as a matrix (softmax(z))", 8, "z: n"),
]


@pytest.mark.parametrize(("text", "what", "place", "shape"), SHAPELESS)
def test_a_letter_that_is_used_as_a_matrix_needs_a_shape(
    text: str, what: str, place: int, shape: str
) -> None:
    with pytest.raises(errors.ShapeError) as caught:
        interpreted(text)
    assert caught.value.what == f"{what} and has no shape"
    assert caught.value.position == place
    assert caught.value.hint == f'declare it, as in --shapes "{shape}"'


def test_samples_are_rows_or_columns() -> None:
    with pytest.raises(errors.UnsupportedError, match="samples are not 'sideways'"):
        interpreted("x", "x: n", "sideways")


# ---- remarks

SHORT = "x: n, X: (m, n), A: (n, n), l: m, tau: (m, 1), rho: (1, n)"
REMARKS = [
    # formula             samples    remark, or nothing
    ("X + x", "rows", ()),
    ("X + l", "rows", ("l is repeated for every column: that is where it fits",)),
    ("A + x", "rows", ("x is repeated for every row",)),  # both fit: the samples decide
    ("A + x", "columns", ("x is repeated for every column",)),
    ("X + tau", "rows", ()),  # a column on purpose
    ("tau + rho", "rows", ("a column of m and a row of n make an (m, n) matrix, as in NumPy",)),
    ("A^2", "rows", ("A^2 is a product of matrices; .^ is for the entries",)),
    ("A.^2", "rows", ()),
    ("x^2", "rows", ()),
    ("1/A", "rows", ("a division by A goes entry by entry; its inverse is written ^-1",)),
    ("e^A", "rows", ("e to the power A is taken of each entry, not of the matrix",)),
    ("norm(X)", "rows", ("the norm of a matrix is read as its Frobenius norm",)),
    ("softmax(X)", "rows", ("softmax is taken over each row, axis=1",)),
    ("softmax(X)", "columns", ("softmax is taken over each column, axis=0",)),
    ("softmax(X, axis=0)", "rows", ()),
    ("softmax(x)", "rows", ()),
    ("z = 2x; x", "rows", ("z is not used",)),
    ("prod(x)", "rows", ()),
    ("onehot(l, 3)", "rows", ("labels are counted from 0",)),
]


@pytest.mark.parametrize(("text", "samples", "remarks"), REMARKS)
def test_what_is_doubtful_is_said(text: str, samples: str, remarks: tuple[str, ...]) -> None:
    assert interpreted(text, SHORT, samples).remarks == remarks


def test_a_capital_letter_without_a_shape_is_a_number_and_this_is_said() -> None:
    formula = interpreted("M x", "x: n")

    assert formula.symbol("M").is_scalar
    assert any(remark.startswith("M ") for remark in formula.remarks)


# ---- as written

KEPT = [
    # formula            operations, the arguments first
    ("||W x - y||^2", "symbol symbol matmul symbol scale sum norm number map"),
    ("(W x)^T y", "symbol symbol matmul transpose symbol matmul item"),
    ("A^2", "symbol matmul"),
    ("A^-1 x", "symbol inverse symbol matmul"),
    ("x ⊙ x", "symbol hadamard"),
    ("-(x - x)", "symbol scale sum scale"),
    ("x/u", "symbol symbol number map hadamard"),
    ("tr(A^T)", "symbol transpose trace"),
    ("log det A", "symbol logdet"),
    ("x^2", "symbol number map"),
    ("2 (3 x)", "symbol scale"),
    ("1/n + sqrt(n)", "number"),
]


@pytest.mark.parametrize(("text", "operations"), KEPT)
def test_form_is_that_of_the_user(text: str, operations: str) -> None:
    formula = interpreted(text, "W: (k, n), x: n, u: n, y: k, A: (n, n)")

    assert " ".join(node.op for node in ordered(formula.term)) == operations


def test_lines_keep_their_names() -> None:
    formula = interpreted("z = W x; h = relu(z); sum(h^2)", "W: (k, n), x: n")

    assert [name for name, _ in formula.definitions] == ["z", "h"]
    z, h = (term for _, term in formula.definitions)
    assert h.args == (z,)
    assert h in ordered(formula.term)


def test_variables_are_those_that_occur() -> None:
    formula = interpreted("a x^T x + c", "x: n, unused: m")

    assert [s.value for s in formula.symbols] == ["x", "a", "c"]
    with pytest.raises(errors.UnsupportedError, match="w does not occur"):
        formula.symbol("w")


def test_a_gradient_needs_one_number() -> None:
    with pytest.raises(errors.ShapeError, match=r"this is an \(m, n\) matrix"):
        interpreted("X", "X: (m, n)").scalar()


def test_what_was_read_is_taken_as_well() -> None:
    shapes = read_shapes("W: (k, n), x: n")
    read = read_matrices("sum(W x)", shapes)
    terms = [interpreted(given, shapes).term for given in (read, read.node, "sum(W x)")]

    assert terms[0] is terms[1] is terms[2]
