"""Norms of vectors and matrices: lengths, column and row sums, singular values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.conditioning import singular_squares
from symcalc.tutor.linear.given import Given, exact, numeric, written
from symcalc.tutor.linear.numbers import arranged, decimals, rounded, tidy
from symcalc.tutor.linear.vector_lines import length, letter, norm_line, total
from symcalc.tutor.linear.vectors import approx_step, arrows
from symcalc.tutor.words.linear import NORMS
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS

# How the orders are called; of a matrix 2 is the spectral norm, and F that of its entries.
ORDERS = {
    **dict.fromkeys(("1", "1-norm", "l1", "l_1", "l1-norm", "manhattan", "taxicab"), "1"),
    **dict.fromkeys(("2", "2-norm", "l2", "l_2", "l2-norm"), "2"),
    **dict.fromkeys(("oo", "inf", "infinity", "∞", "\\infty", "supremum", "uniform"), "oo"),
    **dict.fromkeys(("f", "fro", "frobenius"), "F"),
    **dict.fromkeys(("spectral", "operator"), "spectral"),
    **dict.fromkeys(("nuc", "nuclear", "trace"), "nuclear"),
    **dict.fromkeys(("max", "maximum"), "max"),
}
OF_VECTORS = {"": "2", "euclidean": "2", "1": "1", "2": "2", "oo": "oo", "max": "oo", "F": "2"}
OF_MATRICES = {"": "F", "F": "F", "1": "1", "oo": "oo", "2": "2", "spectral": "2", "nuclear": "*"}
NUMPY: dict[str, Any] = {"F": "fro", "1": 1, "2": 2, "oo": np.inf, "*": "nuc"}


@lesson(
    "norm",
    "norm of {x}[ of order {order}]",
    "length of[ the vector] {x:list}",
    "magnitude of[ the vector] {x:list}",
    "{order:1|2|oo|∞|l1|l2|l_1|l_2|infinity|inf|max|maximum|euclidean|manhattan|taxicab|supremum"
    "|uniform|frobenius|spectral|operator|nuclear|trace}[-][ ]norm of {x}",
    "‖{x:list}‖",
    "||{x:list}||",
    r"\\|{x:list}\\|",
    "‖{x:list}‖_{order}",
    "||{x:list}||_{order}",
    r"\\|{x:list}\\|_{order}",
)
def norm(x: Given, order: Any = "") -> Derivation:
    """The length of a vector, or another of its norms; of a matrix, its Frobenius norm."""
    found = exact(x)
    is_vector = 1 in found.shape
    kind = (OF_VECTORS if is_vector else OF_MATRICES).get(_order(order), "")
    parts = {"x": written(x), "order": "" if kind in ("F", "") else kind}
    if not kind or (kind != "F" and not is_vector and not numeric(found)):
        raise UnsupportedError(FAILS["norm"].format(kind=order), hint=HINTS["norm"])
    if is_vector:
        parts["order"] = "" if kind == "2" else kind
        return _of_entries(found, "x", kind, parts)
    if kind == "F":
        return _of_entries(found, "A", "2", parts)
    parts["order"] = {"*": "nuclear"}.get(kind, kind)
    return (
        _of_sums(found, kind, parts) if kind in ("1", "oo") else _of_stretches(found, kind, parts)
    )


def _order(order: Any) -> str:
    """The order by its usual name; what is none is itself."""
    said = str(order if order is not None else "").strip().strip("{}").strip().lower()
    return ORDERS.get(said, said)


def _of_entries(
    found: sp.ImmutableMatrix, name: str, order: str, parts: dict[str, str]
) -> Derivation:
    """The norm of the entries, as of one long vector."""
    flat = sp.ImmutableMatrix(list(found))
    last = norm_line(flat, name, order)
    value = length(flat, order)
    rule = "frobenius" if name == "A" else "norm"
    steps = [step(rule, last, name=name, how=NORMS[order]), *approx_step(decimals(value))]
    return _derivation(last.parts[0], value, steps, _by_numpy(flat, value, order), parts, flat)


def _derivation(
    label: Notation,
    value: sp.Expr,
    steps: Sequence[Step],
    claim: Same,
    parts: dict[str, str],
    vector: sp.ImmutableMatrix | None = None,
) -> Derivation:
    picture = None if vector is None else arrows([("x", vector)])
    question = asked("norm", label, **parts)
    result = arranged(value)
    return Derivation(question, label, result, tuple(steps), claims=(claim,), picture=picture)


def _by_numpy(x: sp.MatrixBase, value: sp.Expr, kind: str) -> Same:
    if not numeric(x):
        squares = sp.sqrt(sp.Add(*(e * e for e in x))) if kind == "2" else value
        return Same(((value, squares),), "the definition", CHECKS["letters"])
    size = max(map(sp.Abs, x)) or sp.S.One  # by which no square is too large for a double
    entries = np.array([float(e / size) for e in x])
    told = np.linalg.norm(entries, {"2": 2, "1": 1, "oo": np.inf}[kind])
    return Same(((value / size, sp.Float(told)),), "NumPy", CHECKS["numpy"], 1e-12)


def _of_matrix(matrix: sp.MatrixBase, value: sp.Expr, kind: str) -> Same:
    told = np.linalg.norm(np.array(matrix.tolist(), dtype=float), NUMPY[kind])
    return Same(((value, sp.Float(told)),), "NumPy", CHECKS["numpy"], 1e-12)


def _of_sums(matrix: sp.ImmutableMatrix, kind: str, parts: dict[str, str]) -> Derivation:
    """The largest sum of absolute values in a column, or in a row."""
    count = matrix.cols if kind == "1" else matrix.rows
    lines = [list(matrix[:, k] if kind == "1" else matrix[k, :]) for k in range(count)]
    sums = [tidy(sp.Add(*map(sp.Abs, entries))) for entries in lines]
    value = max(sums, key=float)
    label = Notation("norm", (letter("A"),), kind)
    put = [total([build("abs", arrange(e)) for e in entries]) for entries in lines]
    worked = [build("max", *some) for some in (put, list(map(arrange, sums)))] if count > 1 else put
    rule = "column-sums" if kind == "1" else "row-sums"
    steps = [step(rule, line(label, *worked, arranged(value))), *approx_step(decimals(value))]
    return _derivation(label, value, steps, _of_matrix(matrix, value, kind), parts)


def _of_stretches(matrix: sp.ImmutableMatrix, kind: str, parts: dict[str, str]) -> Derivation:
    """The largest singular value, or the sum of all."""
    label = Notation("norm", (letter("A"),), kind)
    rule = "spectral" if kind == "2" else "nuclear"
    worked = singular_squares(matrix)
    if worked is None:
        near = sp.Float(np.linalg.norm(np.array(matrix.tolist(), dtype=float), NUMPY[kind]))
        steps = [step(rule, line(label, rounded(near)))]
        return _derivation(label, near, steps, _of_matrix(matrix, near, kind), parts)
    first, squares = worked
    roots = [sp.sqrtdenest(sp.sqrt(square)) for square in squares]
    value = tidy(roots[-1] if kind == "2" else sp.Add(*roots))
    terms = [_root(s) for s in squares[::-1] if s != 0] or [notation.number(0)]
    put = terms[0] if kind == "2" else total(terms)
    steps = [*first, step(rule, line(label, put, arranged(value))), *approx_step(decimals(value))]
    return _derivation(label, value, steps, _of_matrix(matrix, value, kind), parts)


def _root(square: sp.Expr) -> Notation:
    return build("sqrt", arranged(square))
