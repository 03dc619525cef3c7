"""What the rows of the table share: SymPy's matrices of ones, and products as they are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.matexpr import MatrixElement

from symcalc import notation
from symcalc.matrix import algebra
from symcalc.matrix.term import Term
from symcalc.notation import Notation
from symcalc.primitives import arrange


def ones(rows: Any, columns: Any) -> sp.MatrixExpr:
    """A matrix of ones."""
    return sp.OneMatrix(rows, columns)


def entry(matrix: sp.MatrixExpr, row: Any = 0, column: Any = 0) -> sp.Expr:
    """One entry, which SymPy does not work out; of c · 1 it is c."""
    if isinstance(matrix, sp.MatMul):
        numbers, rest = matrix.as_coeff_matrices()
        if all(isinstance(one, sp.OneMatrix) and one.shape == SINGLE for one in rest):
            return sp.sympify(numbers, strict=True)
    return MatrixElement(matrix, row, column)


SINGLE = (1, 1)


def each(function: sp.Lambda, matrix: sp.MatrixExpr) -> sp.MatrixExpr:
    """A function of each entry; of a 1 × 1 matrix that of its entry, times a 1 × 1 matrix."""
    if matrix.shape == SINGLE:
        return sp.MatMul(function(entry(matrix)), sp.OneMatrix(1, 1))
    return ElementwiseApplyFunction(function, matrix)


ROW_INDEX, COLUMN_INDEX = sp.symbols("i j", cls=sp.Dummy, integer=True, nonnegative=True)


def whole(term: Term, of_scalars: Callable[..., Any], of_matrices: Callable[..., Any]) -> Any:
    """SymPy's class for scalars, or that for matrices."""
    return of_scalars if term.is_scalar else of_matrices


def product(value: sp.Expr, parts: Sequence[Notation], args: Sequence[Term]) -> Notation:
    """A number times scalars times a matrix, what has a negative power below a line."""
    negative = value.could_extract_minus_sign()
    size = -value if negative else value
    top, bottom = (arrange(part) for part in sp.fraction(size))
    above = [] if notation.is_number(top, 1) else [top]
    below = [] if notation.is_number(bottom, 1) else [bottom]
    for part, arg in zip(parts, args, strict=True):
        reciprocal = inverted(part, arg)
        (above if reciprocal is None else below).append(reciprocal or part)
    made = _joined(above)
    made = Notation("quotient", (made, _joined(below))) if below else made
    return Notation("negation", (made,)) if negative else made


def inverted(part: Notation, arg: Term) -> Notation | None:
    """What stands below the line, where a factor is a scalar to a negative power."""
    if not (arg.is_scalar and arg.op == "map" and arg.value == "power"):
        return None
    exponent = algebra.based(arg)[1]
    if not exponent.is_negative:
        return None
    if part.head == "quotient":
        return part.parts[1]
    base = part.parts[0]
    if exponent == -sp.S.Half:
        return Notation("sqrt", (base,))
    return base if exponent == -1 else Notation("power", (base, arrange(-exponent)))


def _joined(factors: Sequence[Notation]) -> Notation:
    if not factors:
        return notation.number(1)
    return factors[0] if len(factors) == 1 else Notation("product", tuple(factors))
