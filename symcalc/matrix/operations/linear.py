"""Operations that are linear in each argument: sums, products, transposes, traces."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.operations import forms
from symcalc.matrix.operations.row import Array, Operation, operation
from symcalc.matrix.operations.shapes import entry, ones, whole
from symcalc.matrix.term import ONE, Term, number
from symcalc.notation import Notation

operation(
    Operation(
        name="sum",
        title="Sum rule",
        says="Each term passes on what arrives.",
        statement=r"\mathrm{d}(X + Y) = \mathrm{d}X + \mathrm{d}Y",
        compute=lambda _t, _at, *arrays: sum(arrays[1:], arrays[0]),
        meaning=lambda t, *args: whole(t, sp.Add, sp.MatAdd)(*args),
        written=forms.added,
        differential=lambda _t, _k, d: d,
        transposed=lambda _t, _k, g: g,
        builds=lambda _t, *args: algebra.plus(*args),
    )
)


def _multiplied(first: Array, *others: Array) -> Array:
    made = first
    for array in others:
        made = made * array
    return made


def _without(term: Term, k: int) -> Term:
    """The product of all factors but one."""
    return algebra.times(number(term.value), *(a for i, a in enumerate(term.args) if i != k))


def _scale_back(term: Term, k: int, g: Term) -> Term:
    rest = _without(term, k)
    if term.args[k].is_scalar and not rest.is_scalar:
        return algebra.inner(g, rest)
    return algebra.times(rest, g)


operation(
    Operation(
        name="scale",
        title="Multiple",
        says="A factor that is a number stays in front.",
        statement=r"\mathrm{d}(c\,X) = \mathrm{d}c\,X + c\,\mathrm{d}X",
        compute=lambda t, at, *arrays: _multiplied(at.number(t.value), *arrays),
        meaning=lambda t, *args: whole(t, sp.Mul, sp.MatMul)(t.value, *args),
        written=forms.multiple,
        transposed=_scale_back,
        builds=lambda t, *args: algebra.times(number(t.value), *args),
    )
)


def _matmul_back(term: Term, k: int, g: Term) -> Term:
    left = [algebra.transpose(a) for a in reversed(term.args[:k])]
    right = [algebra.transpose(a) for a in reversed(term.args[k + 1 :])]
    return algebra.matmul(*left, g, *right)


def _chain(_term: Term, _at: Any, *arrays: Array) -> Array:
    made = arrays[-1]
    for array in reversed(arrays[:-1]):
        made = array @ made
    return made


operation(
    Operation(
        name="matmul",
        title="Product of matrices",
        says="The matrix on the left goes over to the left, transposed; that on the right, to the "
        "right.",
        statement=r"Y = P X Q \Rightarrow \bar X = P^\top \bar Y\, Q^\top",
        compute=_chain,
        meaning=lambda _t, *args: sp.MatMul(*args),
        written=forms.multiplied,
        transposed=_matmul_back,
        builds=lambda _t, *args: algebra.matmul(*args),
    )
)


operation(
    Operation(
        name="transpose",
        title="Transpose",
        says="What arrives is transposed.",
        statement=r"\mathrm{d}(X^\top) = (\mathrm{d}X)^\top",
        compute=lambda _t, _at, a: a.T,
        meaning=lambda _t, a: sp.Transpose(a),
        written=forms.transposed,
        transposed=lambda _t, _k, g: algebra.transpose(g),
        builds=lambda _t, a: algebra.transpose(a),
    )
)


def _hadamard_back(term: Term, k: int, g: Term) -> Term:
    others = [a for i, a in enumerate(term.args) if i != k]
    return algebra.hadamard(g, *others)


operation(
    Operation(
        name="hadamard",
        title="Product entry by entry",
        says="Each factor is multiplied, entry by entry, by the other.",
        statement=r"\mathrm{d}(X \circ Y) = \mathrm{d}X \circ Y + X \circ \mathrm{d}Y",
        compute=lambda _t, _at, *arrays: _multiplied(*arrays),
        meaning=lambda _t, *args: sp.HadamardProduct(*args),
        written=forms.entrywise,
        transposed=_hadamard_back,
        builds=lambda _t, *args: algebra.hadamard(*args),
    )
)

operation(
    Operation(
        name="total",
        title="Sum of the entries",
        says="Every entry counts once, so each receives the same.",
        statement=r"\mathrm{d}\,\textstyle\sum X = \textstyle\sum \mathrm{d}X",
        compute=lambda _t, _at, a: a.sum(),
        meaning=lambda t, a: entry(
            sp.MatMul(ones(1, t.args[0].shape[0]), a, ones(t.args[0].shape[1], 1))
        ),
        written=forms.called("sum"),
        transposed=lambda t, _k, g: algebra.spread(g, t.args[0].shape),
        builds=lambda _t, a: algebra.total(a),
    )
)

operation(
    Operation(
        name="sum-along",
        title="Sum along an axis",
        says="Every entry of a line receives what its sum receives.",
        statement=r"\mathrm{d}(X \mathbf{1}) = \mathrm{d}X\,\mathbf{1}",
        compute=lambda t, _at, a: a.sum(axis=t.value, keepdims=True),
        meaning=lambda t, a: (
            sp.MatMul(a, ones(t.args[0].shape[1], 1))
            if t.value
            else sp.MatMul(ones(1, t.args[0].shape[0]), a)
        ),
        written=forms.sum_along,
        transposed=lambda t, _k, g: algebra.spread(g, t.args[0].shape),
        builds=lambda t, a: algebra.along(a, t.value),
    )
)


def _gathered(term: Term, _k: int, g: Term) -> Term:
    """The sum over the axes along which something was repeated."""
    arg = term.args[0]
    if arg.is_scalar:
        return algebra.total(g)
    for axis in (0, 1):
        if arg.shape[axis] == ONE:
            g = algebra.along(g, axis)
    return g


def _repeated(t: Term, a: sp.Basic) -> sp.Basic:
    rows, columns = t.shape
    if t.args[0].is_scalar:
        return sp.MatMul(a, ones(rows, columns)) if a != ONE else ones(rows, columns)
    left = ones(rows, 1) if t.args[0].shape[0] == ONE and rows != ONE else None
    right = ones(1, columns) if t.args[0].shape[1] == ONE and columns != ONE else None
    return sp.MatMul(*(p for p in (left, a, right) if p is not None))


operation(
    Operation(
        name="broadcast",
        title="Repetition",
        says="What is repeated receives the sum over its copies.",
        statement=r"\mathrm{d}(b\,\mathbf{1}^\top) = \mathrm{d}b\,\mathbf{1}^\top",
        compute=lambda _t, at, a: np.broadcast_to(a, at.shape),
        meaning=_repeated,
        written=forms.repetition,
        transposed=_gathered,
        builds=lambda t, a: algebra.spread(a, t.shape),
    )
)

operation(
    Operation(
        name="item",
        title="A 1 × 1 matrix as a number",
        says="A 1 × 1 matrix and its entry are the same.",
        compute=lambda _t, _at, a: a[0, 0],
        meaning=lambda _t, a: entry(a),
        written=lambda _t, a: a,
        transposed=lambda _t, _k, g: algebra.spread(g, (ONE, ONE)),
        builds=lambda _t, a: algebra.item(a),
    )
)

operation(
    Operation(
        name="trace",
        title="Trace",
        says="The trace adds the diagonal, so the identity stands in its adjoint.",
        statement=r"\mathrm{d}\,\mathrm{tr}\,X = \mathrm{tr}\,\mathrm{d}X",
        compute=lambda _t, _at, a: np.trace(a),
        meaning=lambda _t, a: sp.Trace(a),
        written=lambda _t, a: Notation("trace", (a,)),
        transposed=lambda t, _k, g: algebra.times(g, algebra.identity(t.args[0].shape[0])),
        builds=lambda _t, a: algebra.trace(a),
    )
)
