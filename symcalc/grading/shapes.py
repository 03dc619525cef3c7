"""Vectors and matrices as answers: what is compared with what, and how its parts are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange, build

IDENTITY = "I"


def as_vector(told: Notation) -> Notation:
    """(2x, 1) is how many write the vector [2x, 1], and ((2, 0), (0, 2)) a matrix."""
    if told.head != "tuple":
        return told
    if all(_is_scalar(part) for part in told.parts):
        return build("vector", *told.parts)
    widths = {len(part.parts) for part in told.parts if part.head == "tuple"}
    rows = all(part.head == "tuple" and all(map(_is_scalar, part.parts)) for part in told.parts)
    if not rows or len(widths) != 1:
        return told
    return build("matrix", *(build("vector", *part.parts) for part in told.parts))


def with_identity(right: sp.Basic, told: Notation) -> Notation:
    """2I as the matrix that it is, where a square matrix is right that has no letter I.

    >>> from symcalc.reading import read
    >>> with_identity(sp.eye(2), read("2I")).expr
    Matrix([
    [2, 0],
    [0, 2]])
    """
    letter = next((s for s in told.symbols if s.name == IDENTITY), None)
    square = isinstance(right, sp.MatrixBase) and right.rows == right.cols > 1
    if letter is None or not square or not _is_scalar(told) or letter in right.free_symbols:
        return told
    factor = sp.expand(told.expr).coeff(letter)
    if letter in factor.free_symbols or sp.expand(told.expr - factor * letter) != 0:
        return told
    return arrange(factor * sp.eye(right.rows))


def _is_scalar(part: Notation) -> bool:
    return isinstance(part.expr, sp.Expr) and not part.expr.is_Matrix


def paired(right: sp.Basic, told: sp.Basic) -> list[tuple[sp.Expr, sp.Expr]] | None:
    """Component by component; None where the shapes differ.

    A row may stand for a column, and a number for a matrix of one entry.
    """
    right, told = (
        s[0] if isinstance(s, sp.MatrixBase) and len(s) == 1 else s for s in (right, told)
    )
    sides = [list(s) if isinstance(s, sp.MatrixBase) else [s] for s in (right, told)]
    if isinstance(right, sp.MatrixBase) != isinstance(told, sp.MatrixBase):
        return None
    if len(sides[0]) != len(sides[1]) or not _fits(right, told):
        return None
    if not all(isinstance(e, sp.Expr) for e in (*sides[0], *sides[1])):
        return None
    return list(zip(*sides, strict=True))


def _fits(right: sp.Basic, told: sp.Basic) -> bool:
    """Whether the rows and the columns are as many; of vectors, only the components."""
    if not (isinstance(right, sp.MatrixBase) and isinstance(told, sp.MatrixBase)):
        return True
    return right.shape == told.shape or (_is_line(right) and _is_line(told))


def _is_line(matrix: sp.MatrixBase) -> bool:
    return 1 in matrix.shape


def mismatch(right: sp.Basic, told: sp.Basic) -> str:
    """What a learner reads whose answer is another kind of thing, or has another shape."""
    return f"The question asks for {_kind(right)}; this is {_kind(told)}."


def _kind(side: sp.Basic) -> str:
    if isinstance(side, sp.MatrixBase):
        rows, columns = side.shape
        whole = f"a matrix of shape {rows} × {columns}"
        return f"a vector of {len(side)} components" if _is_line(side) else whole
    kinds = ((sp.Expr, "an expression"), (sp.Set, "a set"), (sp.Tuple, "several formulas"))
    return next((name for kind, name in kinds if isinstance(side, kind)), "a statement")


def place(right: sp.Basic, index: int) -> str:
    """What a part of the answer is called: component 2 of a vector, entry (1, 2) of a matrix.

    >>> place(sp.eye(2), 1), place(sp.Matrix([1, 2]), 1), place(sp.Integer(1), 0)
    ('entry (1, 2)', 'component 2', '')
    """
    if not isinstance(right, sp.MatrixBase) or len(right) == 1:
        return ""
    if _is_line(right):
        return f"component {index + 1}"
    row, column = divmod(index, right.shape[1])
    return f"entry ({row + 1}, {column + 1})"


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def ordinal(part: str) -> str:
    """The first component, for component 1; an entry is as it is called.

    >>> ordinal("component 2"), ordinal("entry (1, 2)")
    ('second component', 'entry (1, 2)')
    """
    noun, _, number = part.partition(" ")
    known = number.isdecimal() and int(number) <= len(ORDINALS)
    return f"{ORDINALS[int(number) - 1]} {noun}" if known else part


def places(right: sp.Basic, indices: Sequence[int]) -> str:
    """Component 2 is; entries (1, 2) and (2, 1) are."""
    named = [place(right, index) for index in indices]
    if len(named) == 1:
        return f"{named[0][:1].upper()}{named[0][1:]} is"
    noun = {"component": "Components", "entry": "Entries"}.get(named[0].split(" ")[0], "")
    which = [name.partition(" ")[2] for name in named]
    return f"{noun} {', '.join(which[:-1])} and {which[-1]} are"


BASIS = ("i", "j", "k")


def in_basis(told: Notation, size: int, known: Collection[sp.Symbol]) -> Notation:
    """2x i + 3 j as the vector [2x, 3], where i, j and k are no letters of the question."""
    expr = told.expr
    if not isinstance(expr, sp.Expr) or expr.is_Matrix or not 2 <= size <= len(BASIS):
        return told
    letters = [_unit(expr, name) for name in BASIS[:size]]
    strange = {s for s in expr.free_symbols if s.name.removesuffix("_hat") in BASIS}
    if not strange or strange & set(known) or not strange <= set(letters):
        return told
    expanded = sp.expand(expr)
    if not expanded.is_polynomial(*letters) or expanded.subs(dict.fromkeys(letters, 0)) != 0:
        return told
    parts = [expanded.coeff(letter) for letter in letters]
    if any(part.free_symbols & strange for part in parts):
        return told
    return arrange(sp.ImmutableMatrix(parts))


def _unit(expr: sp.Expr, name: str) -> sp.Symbol:
    """i, or i with a hat."""
    hat = sp.Symbol(f"{name}_hat")
    return hat if hat in expr.free_symbols else sp.Symbol(name)


def domain(given: sp.Basic, right: sp.Basic, index: int) -> sp.Expr | None:
    """The given formula that a part of the answer belongs to; None where all of them count.

    The rows of a Jacobian belong to the formulas of a list, one each.
    """
    if not isinstance(given, sp.MatrixBase):
        return given
    if isinstance(right, sp.MatrixBase) and len(given) == right.shape[0]:
        return given[index // right.shape[1]]
    return None


def is_transposed(right: sp.Basic, told: sp.Basic) -> bool:
    """Whether rows and columns can be exchanged to compare a matrix with the right one."""
    matrices = isinstance(right, sp.MatrixBase) and isinstance(told, sp.MatrixBase)
    return matrices and not _is_line(right) and right.shape == told.shape[::-1]
