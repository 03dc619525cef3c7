"""Elementwise functions, and those of a whole matrix: inverse, determinant, norms, softmax."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.compiler.backends.python import evaluate
from symcalc.matrix import algebra, entries
from symcalc.matrix.operations import forms
from symcalc.matrix.operations.row import Array, At, Operation, operation
from symcalc.matrix.operations.shapes import COLUMN_INDEX, ROW_INDEX, each, entry, inverted, ones
from symcalc.matrix.term import Term
from symcalc.notation import Notation
from symcalc.primitives import arrange


def _applied(term: Term, at: At, *arrays: Array) -> Array:
    given = tuple(
        arg.value if arg.op == "number" and arg.value.is_number else None for arg in term.args
    )
    kept = [np.broadcast_to(a, at.shape) for a, v in zip(arrays, given, strict=True) if v is None]
    return evaluate(entries.program(term.value, given), kept)[0]


def _formula(name: str, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """What a function means; a choice as a sum, since SymPy turns cases in a condition about."""
    if name != "select":
        return entries.formula(name, args)
    holds, chosen, other = args
    return holds * chosen + (1 - holds) * other


def _meant(term: Term, *args: sp.Basic) -> sp.Basic:
    matrices = [k for k, arg in enumerate(term.args) if not arg.is_scalar]
    if not matrices:
        return _formula(term.value, args)
    if len(matrices) == 1:
        u = entries.LETTERS[0]
        scalars = tuple(u if k in matrices else arg for k, arg in enumerate(args))
        function = sp.Lambda(u, _formula(term.value, scalars))
        return each(function, args[matrices[0]])
    i, j = ROW_INDEX, COLUMN_INDEX
    here = tuple(entry(arg, i, j) if k in matrices else arg for k, arg in enumerate(args))
    return sp.FunctionMatrix(*term.shape, sp.Lambda((i, j), _formula(term.value, here)))


SIGNS = {"less": "<", "less-equal": "<=", "greater": ">", "greater-equal": ">=", "equal": "="}
SIGNS["not-equal"] = "!="
OTHERWISE = Notation("otherwise")


def _written(term: Term, *parts: Notation) -> Notation:
    if term.value == "power" and not term.is_scalar and term.args[1].op == "number":
        return forms.entries_raised(term, *parts)
    if term.value == "select" and parts[0].head == "indicator":
        (holds,) = parts[0].parts
        pieces = Notation("piece", (parts[1], holds)), Notation("piece", (parts[2], OTHERWISE))
        return Notation("cases", pieces)
    if term.value in SIGNS:
        return Notation("indicator", (Notation("relation", parts, SIGNS[term.value]),))
    under = inverted(Notation("power", parts), term) if term.is_scalar else None
    if under is not None:
        return Notation("quotient", (notation.number(1), under))
    if term.value in ("power", "exponential", "general-power"):
        return Notation("power" if term.is_scalar else "hadamard-power", parts)
    return Notation(term.value, parts, "log" if term.value == "log" else "")


operation(
    Operation(
        name="map",
        title="Function of each entry",
        says="Each entry is multiplied by the derivative of the function there.",
        statement=r"\mathrm{d}f(X) = f'(X) \circ \mathrm{d}X",
        compute=_applied,
        meaning=_meant,
        written=_written,
        differential=lambda t, k, d: algebra.hadamard(
            entries.partial(t, k), algebra.spread(d, t.shape)
        ),
        builds=lambda t, *args: algebra.mapped(t.value, *args),
    )
)


def inverse(a: Array) -> Array:
    """The inverse; no numbers where there is none."""
    try:
        return np.linalg.inv(a)
    except np.linalg.LinAlgError:
        return np.full_like(a, np.nan)


operation(
    Operation(
        name="inverse",
        title="Inverse",
        says="From X X⁻¹ = I: the differential of the inverse has the inverse on both sides.",
        statement=r"\mathrm{d}(X^{-1}) = -X^{-1}\,\mathrm{d}X\,X^{-1}",
        compute=lambda _t, _at, a: inverse(a),
        meaning=lambda _t, a: sp.Inverse(a),
        written=lambda _t, a: Notation("inverse", (a,)),
        differential=lambda t, _k, d: algebra.negative(algebra.matmul(t, d, t)),
        builds=lambda _t, a: algebra.inverse(a),
    )
)


def _determinant_written(term: Term, a: Notation) -> Notation:
    """Of a diagonal matrix, the product of the entries."""
    if term.args[0].op == "diagonal-matrix":
        return Notation("call", a.parts, "prod")
    return Notation("determinant", (a,))


operation(
    Operation(
        name="det",
        title="Determinant",
        says="Jacobi's formula: relative to the determinant, it changes by the trace of X⁻¹ dX.",
        statement=r"\mathrm{d}\det X = \det X\,\mathrm{tr}(X^{-1}\,\mathrm{d}X)",
        compute=lambda _t, _at, a: np.linalg.det(a),
        meaning=lambda _t, a: sp.Determinant(a),
        written=_determinant_written,
        differential=lambda t, _k, d: algebra.times(
            t, algebra.trace(algebra.matmul(algebra.inverse(t.args[0]), d))
        ),
        builds=lambda _t, a: algebra.det(a),
    )
)


def log_determinant(a: Array, of_size: str | None = None) -> Array:
    """log |det X|, or log det X, which is no number where the determinant is negative."""
    sign, size = np.linalg.slogdet(a)
    return size if of_size or sign >= 0 else np.asarray(np.nan)


def _logdet_meant(term: Term, a: sp.MatrixExpr) -> sp.Expr:
    determinant = sp.Determinant(a)
    return sp.log(sp.Abs(determinant) if term.value else determinant)


def _logdet_written(term: Term, a: Notation) -> Notation:
    determinant = Notation("determinant", (a,))
    return forms.logarithm(Notation("abs", (determinant,)) if term.value else determinant)


operation(
    Operation(
        name="logdet",
        title="Logarithm of the determinant",
        says="It changes by the trace of X⁻¹ dX.",
        statement=r"\mathrm{d}\log\det X = \mathrm{tr}(X^{-1}\,\mathrm{d}X)",
        compute=lambda t, _at, a: log_determinant(a, t.value),
        meaning=_logdet_meant,
        written=_logdet_written,
        differential=lambda t, _k, d: algebra.trace(algebra.matmul(algebra.inverse(t.args[0]), d)),
        builds=lambda t, a: algebra.logdet(a, t.value),
    )
)


def _raised(term: Term, a: Notation) -> Notation:
    """X³, and for inverses X⁻³ and (X⁻³)ᵀ."""
    if a.head not in ("inverse", "inverse-transpose"):
        return Notation("power", (a, arrange(sp.Integer(term.value))))
    power = Notation("power", (a.parts[0], arrange(sp.Integer(-term.value))))
    return power if a.head == "inverse" else Notation("transpose", (power,))


def _power_change(term: Term, _k: int, d: Term) -> Term:
    """The change in the place of each factor in turn."""
    x, count = term.args[0], term.value
    turns = [
        algebra.matmul(algebra.matrix_power(x, i), d, algebra.matrix_power(x, count - 1 - i))
        for i in range(count)
    ]
    return algebra.plus(*turns)


operation(
    Operation(
        name="matrix-power",
        title="Power of a matrix",
        says="The product rule: the change takes the place of each factor in turn.",
        statement=r"\mathrm{d}X^k = \sum_{i=0}^{k-1} X^i\,\mathrm{d}X\,X^{k-1-i}",
        compute=lambda t, _at, a: np.linalg.matrix_power(
            inverse(a) if t.value < 0 else a, abs(t.value)
        ),
        meaning=lambda t, a: sp.MatPow(a, t.value),
        written=_raised,
        differential=_power_change,
        builds=lambda t, a: algebra.matrix_power(a, t.value),
    )
)


def _norm(term: Term, _at: At, a: Array) -> Array:
    return np.abs(a).sum() if term.value == "1" else np.sqrt((a * a).sum())


def _norm_meant(term: Term, a: sp.MatrixExpr) -> sp.Expr:
    if term.value != "1":
        return sp.sqrt(sp.Trace(sp.MatMul(sp.Transpose(a), a)))
    rows, columns = term.args[0].shape
    u = entries.LETTERS[0]
    sizes = each(sp.Lambda(u, entries.formula("abs", (u,))), a)
    return entry(sp.MatMul(ones(1, rows), sizes, ones(columns, 1)))


def _norm_change(term: Term, _k: int, d: Term) -> Term:
    x = term.args[0]
    if term.value == "1":
        return algebra.inner(algebra.mapped("sign", x), d)
    return algebra.times(algebra.power(term, sp.S.NegativeOne), algebra.inner(x, d))


operation(
    Operation(
        name="norm",
        title="Norm",
        says="A norm changes as far as the change points along x.",
        statement=r"\mathrm{d}\lVert x\rVert = \frac{x^\top\,\mathrm{d}x}{\lVert x\rVert}",
        compute=_norm,
        meaning=_norm_meant,
        written=lambda t, a: Notation("norm", (a,), "" if t.value == "2" else t.value),
        differential=_norm_change,
    )
)
