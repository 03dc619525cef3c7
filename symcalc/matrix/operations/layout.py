"""Operations that move entries: diagonals, other shapes, matrices put together, parts of them."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy.matrices.expressions.diagonal import DiagonalOf
from sympy.matrices.expressions.slice import MatrixSlice

from symcalc.matrix import algebra
from symcalc.matrix.operations.forms import called
from symcalc.matrix.operations.row import Array, At, Operation, operation
from symcalc.matrix.operations.shapes import COLUMN_INDEX, ROW_INDEX, entry
from symcalc.matrix.term import ONE, Term
from symcalc.notation import Notation
from symcalc.primitives import arrange

operation(
    Operation(
        name="diagonal-matrix",
        title="Diagonal matrix",
        says="Only the diagonal of what arrives counts.",
        statement=r"\mathrm{d}\,\mathrm{diag}(x) = \mathrm{diag}(\mathrm{d}x)",
        compute=lambda _t, _at, a: np.diagflat(a),
        meaning=lambda _t, a: sp.DiagMatrix(a),
        written=called("diag"),
        transposed=lambda _t, _k, g: algebra.diagonal(g),
        builds=lambda _t, a: algebra.diagonal_matrix(a),
    )
)

operation(
    Operation(
        name="diagonal",
        title="Diagonal",
        says="What arrives goes onto the diagonal.",
        statement=r"\mathrm{d}\,\mathrm{diag}(X) = \mathrm{diag}(\mathrm{d}X)",
        compute=lambda _t, _at, a: np.diag(a).reshape(-1, 1).copy(),
        meaning=lambda _t, a: DiagonalOf(a),
        written=called("diag"),
        transposed=lambda _t, _k, g: algebra.diagonal_matrix(g),
        builds=lambda _t, a: algebra.diagonal(a),
    )
)


def _rearranged(term: Term, at: At, a: Array) -> Array:
    return a.reshape(at.shape, order="C" if term.value == "rows" else "F")


def _rearranged_meant(term: Term, a: sp.MatrixExpr) -> sp.MatrixExpr:
    i, j = ROW_INDEX, COLUMN_INDEX
    (rows, columns), (height, width) = term.shape, term.args[0].shape
    if term.value == "rows":
        place = i * columns + j
        here = entry(a, sp.floor(place / width), sp.Mod(place, width))
    else:
        place = i + j * rows
        here = entry(a, sp.Mod(place, height), sp.floor(place / height))
    return sp.FunctionMatrix(rows, columns, sp.Lambda((i, j), here))


def _rearranged_written(term: Term, a: Notation) -> Notation:
    if term.value == "columns" and term.shape[1] == ONE:
        return Notation("call", (a,), "vec")
    return Notation("call", (a, *map(arrange, term.shape)), "reshape")


operation(
    Operation(
        name="reshape",
        title="Another shape",
        says="What arrives is brought back to the shape that was there.",
        statement=r"\mathrm{d}\,\mathrm{vec}(X) = \mathrm{vec}(\mathrm{d}X)",
        compute=_rearranged,
        meaning=_rearranged_meant,
        written=_rearranged_written,
        transposed=lambda t, _k, g: algebra.reshape(g, t.args[0].shape, t.value),
        builds=lambda t, a: algebra.reshape(a, t.shape, t.value),
    )
)


def _joined_change(term: Term, k: int, d: Term) -> Term:
    """The change where its block stands, and zeros around it."""
    lengths = [arg.shape[term.value] for arg in term.args]
    return algebra.padded(d, term.value, sp.Add(*lengths[:k]), sp.Add(*lengths[k + 1 :]))


def _joined_back(term: Term, k: int, g: Term) -> Term:
    lengths = [arg.shape[term.value] for arg in term.args]
    return algebra.part(g, term.value, sp.Add(*lengths[:k]), sp.Add(*lengths[: k + 1]))


def _blocks(term: Term, *args: sp.MatrixExpr) -> sp.MatrixExpr:
    return sp.BlockMatrix([list(args)] if term.value else [[arg] for arg in args])


operation(
    Operation(
        name="concat",
        title="Matrices put together",
        says="Each block receives the part of what arrives that stands in its place.",
        statement=r"\mathrm{d}[X, Y] = [\mathrm{d}X, \mathrm{d}Y]",
        compute=lambda t, _at, *arrays: np.concatenate(arrays, axis=t.value),
        meaning=_blocks,
        written=lambda t, *parts: Notation("call", parts, "hstack" if t.value else "vstack"),
        differential=_joined_change,
        transposed=_joined_back,
        builds=lambda t, *args: algebra.concat(args, t.value),
    )
)


def _cut(term: Term, at: At, a: Array) -> Array:
    axis, start, stop = term.value
    span = slice(round(at.number(start)), round(at.number(stop)))
    return a[span] if axis == 0 else a[:, span]


def _cut_meant(term: Term, a: sp.MatrixExpr) -> sp.MatrixExpr:
    axis, start, stop = term.value
    rows, columns = term.args[0].shape
    spans = ((start, stop), (0, columns)) if axis == 0 else ((0, rows), (start, stop))
    return MatrixSlice(a, *spans)


def _cut_written(term: Term, a: Notation) -> Notation:
    axis, start, stop = term.value
    return Notation("call", (a, arrange(start), arrange(stop)), "columns" if axis else "rows")


def _cut_back(term: Term, _k: int, g: Term) -> Term:
    axis, start, stop = term.value
    return algebra.padded(g, axis, start, sp.expand(term.args[0].shape[axis] - stop))


operation(
    Operation(
        name="slice",
        title="A part",
        says="The part receives what arrives, and the rest receives 0.",
        statement=r"\mathrm{d}(X_{a:b}) = (\mathrm{d}X)_{a:b}",
        compute=_cut,
        meaning=_cut_meant,
        written=_cut_written,
        transposed=_cut_back,
        builds=lambda t, a: algebra.part(a, *t.value),
    )
)
