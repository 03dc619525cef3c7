"""The value of a formula of matrices at arrays: one line for each operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix.evaluate import evaluated
from symcalc.matrix.interpret import MatrixFormula, interpreted
from symcalc.matrix.interpret.functions_of_matrices import refuse_functions_of_matrices
from symcalc.matrix.term import Term, ordered
from symcalc.primitives import TABLE as FUNCTIONS
from symcalc.primitives import arrange
from symcalc.tutor.backprop.numbers import fitted
from symcalc.tutor.backprop.shown import as_names
from symcalc.tutor.lessons import asked
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.linear.given import written
from symcalc.tutor.linear.numbers import near, tidy
from symcalc.tutor.linear.product_lines import (
    SMALL,
    from_array,
    is_large,
    large,
    operation_line,
    shown_value,
)
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

LINES = 40  # operations that are shown
SILENT = ("item", "broadcast", "number", "symbol")
Exact = Any  # a SymPy number or matrix


def by_arrays(formula: Any, point: Mapping[str, Any], shapes: Any, samples: str) -> Derivation:
    """The value, by operations on matrices.

    Raises
    ------
    ShapeError
        If shapes do not fit.
    UnsupportedError
        If a letter has no value, or an entry of the result is no finite number.
    """
    arrays = {name: np.array(value, dtype=object) for name, value in point.items()}
    told = shapes or {name: a.shape for name, a in arrays.items() if a.ndim}
    for name, a in arrays.items():
        if a.ndim > 2 or not a.size or any(isinstance(e, list) for e in a.ravel()):
            raise ShapeError(FAILS["no-array"].format(name=name), hint=HINTS["matrix"])
    read = interpreted(formula, told, samples)
    refuse_functions_of_matrices(read, value=True)
    given = {read.symbol(name).value: a.astype(float) for name, a in arrays.items()}
    values, sizes = fitted(read, given)
    with np.errstate(all="ignore"):
        numbers = evaluated([read.term], values, sizes)
    result = numbers[read.term]
    _need_inverses(read.term, numbers)
    exact = _all_exact(read, arrays, numbers)
    beyond = not np.isfinite(result).all() and read.term in exact  # of the range of doubles
    if beyond:
        result = as_doubles(exact[read.term], np.shape(result))
    if not np.isfinite(result).all():
        raise UnsupportedError(FAILS["no-value"], where=read.text, hint=HINTS["no-value"])
    value = exact.get(read.term, result)
    answer = value if isinstance(value, sp.Basic) else from_array(value)
    lines = _told_lines(read.term)
    steps = [operation_line(node, numbers, exact) for node in lines[-LINES:]]
    place = ", ".join(f"{name} = {_spelled(v)}" for name, v in point.items())
    declared = shapes if isinstance(shapes, str) else ""
    body = as_names(read.term)
    by, check = ("mpmath", "value") if beyond else ("NumPy", "numpy")
    return Derivation(
        asked("value", formula=" ".join(read.text.split()), point=place, shapes=declared),
        body,
        shown_value(answer),
        tuple(steps),
        remarks=read.remarks,
        claims=(Same(((answer, from_array(result)),), by, CHECKS[check], 1e-9),),
        ending=f"{text(body)} is {large(answer)}." if is_large(answer) else "",
        told=sp.Matrix(answer) if isinstance(answer, sp.MatrixBase) else answer,
    )


def _need_inverses(root: Term, numbers: Mapping[Term, Any]) -> None:
    """Refuse the inverse of a singular matrix in so many words."""
    for node in ordered(root):
        inner = numbers[node.args[0]] if node.op == "inverse" else None
        if inner is None or not np.isfinite(inner).all() or np.isfinite(numbers[node]).all():
            continue
        name = text(as_names(node.args[0]))
        what = FAILS["singular"].format(name=name)
        raise UnsupportedError(what, where=name, hint=HINTS["singular"])


def _spelled(value: Any) -> str:
    return written(value) if isinstance(value, list) else text(arrange(value))


def _told_lines(root: Term) -> list[Term]:
    """The operations that are shown; the transpose of a bias that is only repeated is not."""
    nodes = ordered(root)
    repeated = {n.args[0] for n in nodes if n.op == "broadcast"}
    used = {arg for n in nodes if n.op != "broadcast" for arg in n.args}
    quiet = {n for n in repeated - used if n.op == "transpose"}
    return [n for n in nodes if n.op not in SILENT and n not in quiet and _is_told(n, root)]


def _is_told(node: Term, root: Term) -> bool:
    """A change of sign and a reciprocal inside a line are part of that line."""
    if node is root:
        return True
    inside = node.op == "scale" and abs(node.value) == 1 and len(node.args) == 1
    below = node.op == "map" and node.value == "power" and node.args[1].op == "number"
    return not inside and not (below and node.args[1].value == -1)


def _all_exact(
    read: MatrixFormula, arrays: Mapping[str, Any], numbers: Mapping[Term, Any]
) -> dict[Term, Exact]:
    """Every operation with exact numbers, as far as they are small and the table below goes."""
    known = {read.symbol(name).value: a for name, a in arrays.items()}
    found: dict[Term, Exact] = {}
    for node in ordered(read.term):
        shape = np.shape(numbers[node])
        if int(np.prod(shape)) > SMALL:
            continue
        if node.op == "symbol":
            found[node] = _matrix(known[node.value], shape)
        elif node.op == "number":
            if node.value.is_number:
                found[node] = node.value
        elif node.op in EXACT and all(arg in found for arg in node.args):
            made = EXACT[node.op](node, shape, *(found[arg] for arg in node.args))
            if made is not None and _fits(made, numbers[node]):
                found[node] = made
    return found


def _fits(exact: Exact, array: Any) -> bool:
    """Whether exact numbers are those that NumPy finds; they are told only then."""
    entries = list(exact) if isinstance(exact, sp.MatrixBase) else [exact]
    told = np.asarray(array, dtype=float).ravel().tolist()
    return len(entries) == len(told) and all(
        abs(complex(near(e, 17)) - v) <= 1e-9 * max(1.0, abs(v)) if np.isfinite(v) else _is_real(e)
        for e, v in zip(entries, told, strict=True)
    )


def _is_real(entry: sp.Expr) -> bool:
    """Whether a number is real and finite, where doubles are too small or too large for it."""
    found = near(entry, 17)
    return bool(found.is_real and found.is_finite)


def as_doubles(exact: Exact, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Exact numbers as an array."""
    entries = list(exact) if isinstance(exact, sp.MatrixBase) else [exact]
    return np.array([float(near(e, 17)) for e in entries]).reshape(shape)


def _matrix(array: Any, shape: tuple[int, ...]) -> Exact:
    entries = [sp.sympify(e, strict=True) for e in np.ravel(array).tolist()]
    return sp.ImmutableMatrix(*shape, entries) if len(shape) == 2 else entries[0]


def _entries(value: Exact, count: int) -> list[sp.Expr]:
    """The entries; a scalar goes with every one."""
    return list(value) if isinstance(value, sp.MatrixBase) else [value] * count


def _each(shape: tuple[int, ...], apply: Callable[..., sp.Expr], *args: Exact) -> Exact:
    count = int(np.prod(shape))
    lists = [_entries(arg, count) for arg in args]
    made = [tidy(_as_number(apply(*entries))) for entries in zip(*lists, strict=True)]
    return sp.ImmutableMatrix(*shape, made) if shape else made[0]


def _as_number(value: Any) -> sp.Expr:
    """1 for a comparison that holds, 0 for one that does not."""
    return sp.Integer(value == sp.true) if value in (sp.true, sp.false) else sp.S(value)


def _product(_node: Term, shape: tuple[int, ...], *args: Exact) -> Exact:
    made = args[0]
    for arg in args[1:]:
        made = made * arg
    made = sp.ImmutableMatrix(made.applyfunc(tidy)) if isinstance(made, sp.MatrixBase) else made
    return made if shape else made[0, 0] if isinstance(made, sp.MatrixBase) else made


def _mapped(node: Term, shape: tuple[int, ...], *args: Exact) -> Exact:
    return _each(shape, FUNCTIONS[node.value].formula, *args)


def _softmax(node: Term, shape: tuple[int, ...], z: Exact) -> Exact | None:
    if shape[1] != 1 or node.value != 0:
        return None
    powers = [sp.exp(e) for e in z]
    return sp.ImmutableMatrix([p / sp.Add(*powers) for p in powers])


# Operations with exact numbers: (term, shape, *arguments); NumPy tells all others.
EXACT: dict[str, Callable[..., Exact | None]] = {
    "matmul": _product,
    "sum": lambda _n, shape, *args: _each(shape, sp.Add, *args),
    "hadamard": lambda _n, shape, *args: _each(shape, sp.Mul, *args),
    "scale": lambda n, shape, *args: _each(shape, lambda *e: sp.Mul(n.value, *e), *args),
    "map": _mapped,
    "softmax": _softmax,
    "transpose": lambda _n, _s, a: a.T if isinstance(a, sp.MatrixBase) else a,
    "total": lambda _n, shape, a: None if shape else tidy(sp.Add(*a)),
    "trace": lambda _n, _s, a: tidy(a.trace()),
    "det": lambda _n, _s, a: tidy(a.det()),
    "inverse": lambda _n, _s, a: (
        sp.ImmutableMatrix(a.inv().applyfunc(tidy)) if a.rows < 5 else None
    ),
    "matrix-power": lambda n, _s, a: sp.ImmutableMatrix((a ** int(n.value)).applyfunc(tidy)),
    "identity": lambda _n, shape: sp.ImmutableMatrix(sp.eye(shape[0])),
    "item": lambda _n, _s, a: a[0, 0] if isinstance(a, sp.MatrixBase) else a,
    "norm": lambda n, _s, a: sp.sqrt(sp.Add(*(e**2 for e in a))) if n.value in ("2", "F") else None,
    "broadcast": lambda _n, shape, a: _spread(shape, a),
}


def _spread(shape: tuple[int, ...], a: Exact) -> Exact:
    """A row or a number, repeated."""
    if not isinstance(a, sp.MatrixBase):
        return sp.ImmutableMatrix(*shape, [a] * int(np.prod(shape)))
    return sp.ImmutableMatrix(*shape, lambda i, j: a[i % a.rows, j % a.cols])
