"""SymPy's matrix expressions as numbers, at many points at once.

Nothing of `symcalc.matrix` is used, so that it is an oracle for what is computed there. An array
has the points first: (…, rows, columns) for a matrix, (…) for a scalar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalOf
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.slice import MatrixSlice
from sympy.matrices.matrixbase import MatrixBase

from symcalc.checking.matrices.parts import immutable, letter, lowered
from symcalc.compiler.backends.python import evaluate
from symcalc.errors import UnsupportedError, shorten
from symcalc.primitives.holding import stop_gradient

Values = NDArray[Any]
Bound = Mapping[sp.Basic, Values]
SINGULAR = 1e8  # condition number beyond which an inverse has no digits to compare


class Evaluation:
    """The values of expressions where symbols have values.

    Parameters
    ----------
    sizes : mapping from symbols to int
        What the letters in shapes stand for.
    values : mapping from symbols to arrays
        Matrix symbols with (…, rows, columns), scalars with (…); the points broadcast.
    held : Evaluation, optional
        Where `stop_gradient` has its value, if elsewhere.
    """

    def __init__(
        self,
        sizes: Mapping[sp.Basic, int],
        values: Mapping[sp.Basic, Values],
        held: Evaluation | None = None,
    ) -> None:
        self._held = held
        self._sizes = dict(sizes)
        self._values = dict(values)
        self._found: dict[int, tuple[sp.Basic, Values]] = {}  # by identity, as in `walked`

    def value(self, expr: sp.Basic) -> Values:
        """The value of a matrix, or of a scalar."""
        if id(expr) not in self._found:
            matrix = isinstance(expr, (sp.MatrixExpr, MatrixBase))
            found = self._matrix(immutable(expr)) if matrix else self.scalar(expr, {})
            self._found[id(expr)] = expr, found
        return self._found[id(expr)][1]

    def size(self, expr: sp.Expr) -> int:
        """A size in numbers."""
        return int(sp.sympify(expr, strict=True).xreplace(self._sizes))

    def shape(self, matrix: sp.MatrixExpr) -> tuple[int, int]:
        """The rows and columns of a matrix."""
        return self.size(matrix.shape[0]), self.size(matrix.shape[1])

    def _matrix(self, expr: sp.Basic) -> Values:
        if isinstance(expr, sp.MatrixSymbol):
            found: Values = self._values[expr]
            return found
        rule = next((RULES[kind] for kind in type(expr).__mro__ if kind in RULES), None)
        if rule is None:
            raise UnsupportedError(f"no numbers are known for {type(expr).__name__}")
        return rule(self, expr)

    def scalar(self, expr: sp.Basic, bound: Bound) -> Values:
        """A scalar; where something is bound, an array of rows and columns."""
        letters: dict[sp.Basic, sp.Dummy] = {}
        for leaf in _leaves(expr):
            letters.setdefault(leaf, letter(len(letters)))
        plain = expr.xreplace(letters)
        if not letters:
            return np.asarray(float(plain))
        given = [bound[leaf] if leaf in bound else self._leaf(leaf, bound) for leaf in letters]
        result: Values = evaluate(lowered(plain, len(letters)), given)[0]
        return result

    def _leaf(self, leaf: sp.Basic, bound: Bound) -> Values:
        """A symbol, an entry, a trace: what the scalar functions are applied to."""
        if leaf in self._sizes:
            return np.asarray(float(self._sizes[leaf]))
        if isinstance(leaf, MatrixElement):
            return self._entry(leaf, bound)
        if isinstance(leaf, sp.Symbol):
            found = self._values[leaf]
        elif isinstance(leaf, stop_gradient):
            found = (self._held or self).value(leaf.args[0])
        elif isinstance(leaf, sp.Trace):
            found = np.trace(self.value(leaf.arg), axis1=-2, axis2=-1)
        elif isinstance(leaf, sp.Determinant):
            found = np.linalg.det(self.value(leaf.arg))
        else:
            return self._summed(leaf, bound)
        return np.asarray(found[..., None, None] if bound else found)

    def _entry(self, leaf: MatrixElement, bound: Bound) -> Values:
        matrix = self.value(leaf.args[0])
        row, column = (self._index(place, bound) for place in leaf.args[1:])
        found: Values = matrix[..., row, column]
        return found[..., None, None] if bound and found.ndim == matrix.ndim - 2 else found

    def _index(self, place: sp.Expr, bound: Bound) -> Any:
        """Which row or column: a number, or an array of them."""
        here = place.xreplace(self._sizes)
        letters = [letter for letter in bound if here.has(letter)]
        if not letters:
            return int(here)
        if here in bound:
            return bound[here].astype(int)
        grids = np.broadcast_arrays(*(bound[letter] for letter in letters))
        flat = [
            int(here.xreplace(dict(zip(letters, map(int, point), strict=True))))
            for point in zip(*(grid.ravel() for grid in grids), strict=True)
        ]
        return np.array(flat).reshape(grids[0].shape)

    def _summed(self, expr: sp.Basic, bound: Bound) -> Values:
        if not isinstance(expr, sp.Sum) or len(expr.limits) != 1:
            raise UnsupportedError(f"no numbers are known for {shorten(str(expr))}")
        ((letter, first, last),) = expr.limits
        terms = [
            Evaluation({**self._sizes, letter: k}, self._values).scalar(expr.function, bound)
            for k in range(self.size(first), self.size(last) + 1)
        ]
        return sum(terms[1:], terms[0]) if terms else np.asarray(0.0)

    def mapped(self, expr: ElementwiseApplyFunction) -> Values:
        """A function of each entry."""
        function = expr.function
        if isinstance(function.expr, stop_gradient):
            return (self._held or self).value(expr.expr)
        matrix = self.value(expr.expr)
        found = self.scalar(function.expr, {function.variables[0]: matrix})
        points = np.broadcast_shapes(found.shape[:-2], matrix.shape[:-2])
        return np.broadcast_to(found, (*points, *matrix.shape[-2:]))

    def tabled(self, expr: sp.FunctionMatrix) -> Values:
        """A matrix by a formula of its indices."""
        rows, columns = self.shape(expr)
        i, j = expr.lamda.variables
        places = {i: np.arange(rows)[:, None] + 0.0, j: np.arange(columns)[None, :] + 0.0}
        found = self.scalar(expr.lamda.expr, places)
        return np.broadcast_to(found, (*found.shape[:-2], rows, columns))


def _leaves(root: sp.Basic) -> list[sp.Basic]:
    """The symbols and the numbers made of matrices in a scalar, each once."""
    opaque: tuple[type, ...] = (sp.Symbol, MatrixElement, sp.Trace, sp.Determinant, sp.Sum)
    opaque += (sp.MatrixExpr, stop_gradient)
    found: dict[int, sp.Basic] = {}
    seen: set[int] = set()
    stack = [root]
    while stack:
        expr = stack.pop()
        if id(expr) in seen:
            continue
        seen.add(id(expr))
        if isinstance(expr, opaque):
            found[id(expr)] = expr
        else:
            stack += expr.args
    return list(found.values())


def _turned(matrix: Values) -> Values:
    return np.swapaxes(matrix, -1, -2)


def _inverted(matrix: Values) -> Values:
    """The inverse; no numbers where the matrix is as good as singular."""
    fine = np.linalg.cond(matrix) < SINGULAR
    safe = np.where(fine[..., None, None], matrix, np.eye(matrix.shape[-1]))
    return np.where(fine[..., None, None], np.linalg.inv(safe), np.nan)


def _multiplied(e: Evaluation, expr: sp.MatMul) -> Values:
    matrices = [e.value(arg) for arg in expr.args if arg.is_Matrix]
    made = matrices[-1]
    for matrix in reversed(matrices[:-1]):
        made = matrix @ made
    for arg in expr.args:
        if not arg.is_Matrix:
            made = made * e.value(arg)[..., None, None]
    return made


def _added(e: Evaluation, expr: sp.MatAdd) -> Values:
    terms = [e.value(arg) for arg in expr.args]
    return sum(terms[1:], terms[0])


def _entries_multiplied(e: Evaluation, expr: sp.HadamardProduct) -> Values:
    made = np.asarray(1.0)
    for arg in expr.args:
        made = made * e.value(arg)
    return made


def _entries_raised(e: Evaluation, expr: sp.HadamardPower) -> Values:
    base, exponent = expr.args
    power = e.value(exponent)
    return np.asarray(e.value(base) ** (power if exponent.is_Matrix else power[..., None, None]))


def _raised(e: Evaluation, expr: sp.MatPow) -> Values:
    exponent = e.size(expr.exp)
    base = e.value(expr.base)
    return np.linalg.matrix_power(_inverted(base) if exponent < 0 else base, abs(exponent))


def _diagonal_matrix(e: Evaluation, expr: DiagMatrix) -> Values:
    column = e.value(expr.args[0])[..., 0]
    return np.asarray(column[..., None] * np.eye(column.shape[-1]))


def _diagonal(e: Evaluation, expr: DiagonalOf) -> Values:
    return np.diagonal(e.value(expr.args[0]), axis1=-2, axis2=-1)[..., None]


def _blocks(e: Evaluation, expr: sp.BlockMatrix) -> Values:
    grid = expr.blocks
    rows = []
    for i in range(grid.rows):
        row = _same_points([e.value(grid[i, j]) for j in range(grid.cols)])
        rows.append(np.concatenate(row, axis=-1))
    return np.concatenate(_same_points(rows), axis=-2)


def _same_points(arrays: list[Values]) -> list[Values]:
    """Arrays with the points of all of them."""
    points = np.broadcast_shapes(*(array.shape[:-2] for array in arrays))
    return [np.broadcast_to(array, (*points, *array.shape[-2:])) for array in arrays]


def _part(e: Evaluation, expr: MatrixSlice) -> Values:
    rows, columns = (
        slice(*(e.size(edge) for edge in span)) for span in (expr.rowslice, expr.colslice)
    )
    return e.value(expr.parent)[..., rows, columns]


def _explicit(e: Evaluation, expr: MatrixBase) -> Values:
    rows = [[e.value(expr[i, j]) for j in range(expr.cols)] for i in range(expr.rows)]
    return np.stack([np.stack(np.broadcast_arrays(*row), -1) for row in rows], -2)


RULES: dict[type, Callable[[Evaluation, Any], Values]] = {
    sp.MatMul: _multiplied,
    sp.MatAdd: _added,
    sp.Transpose: lambda e, expr: _turned(e.value(expr.arg)),
    sp.Inverse: lambda e, expr: _inverted(e.value(expr.arg)),
    sp.MatPow: _raised,
    sp.HadamardProduct: _entries_multiplied,
    sp.HadamardPower: _entries_raised,
    ElementwiseApplyFunction: lambda e, expr: e.mapped(expr),
    sp.FunctionMatrix: lambda e, expr: e.tabled(expr),
    sp.OneMatrix: lambda e, expr: np.ones(e.shape(expr)),
    sp.ZeroMatrix: lambda e, expr: np.zeros(e.shape(expr)),
    sp.Identity: lambda e, expr: np.eye(e.shape(expr)[0]),
    DiagMatrix: _diagonal_matrix,
    DiagonalOf: _diagonal,
    sp.BlockMatrix: _blocks,
    MatrixSlice: _part,
    MatrixBase: _explicit,
}
