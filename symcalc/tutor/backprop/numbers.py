"""The graph at numbers: what each name is there, and each adjoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from symcalc.errors import ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import Term, shown
from symcalc.matrix.written import meaning
from symcalc.reading.arrays import numbers
from symcalc.tutor.backprop.sweep import Graph, adjoint_of
from symcalc.tutor.words.backprop import FAILS, HINTS

LARGEST = 10**300  # what a double holds
DIGITS = 40  # of a fraction that stays exact
PLACES = 17  # of any other number

Values = Mapping[str, Any]
Sizes = Mapping[sp.Symbol, int]


@dataclass(frozen=True)
class Numbers:
    """Values of every name and of every adjoint, and the sizes of the shapes.

    Scalars of a scalar graph are SymPy numbers, exact where they are fractions; else all are
    arrays.
    """

    values: Mapping[Term, Any]
    adjoints: Mapping[Term, Any]
    sizes: Sizes


def fitted(formula: MatrixFormula, given: Values) -> tuple[dict[str, Any], dict[sp.Symbol, int]]:
    """Arrays in the shapes of their symbols, and the sizes that are read off them.

    Raises
    ------
    UnsupportedError
        If a value is missing, or one is given that does not occur.
    ShapeError
        If an array does not fit its shape, or a size is two numbers.
    """
    wanted = {s.value: s for s in formula.symbols}
    missing = [name for name in wanted if name not in given]
    if missing:
        names = ", ".join(missing)
        raise UnsupportedError(FAILS["missing"].format(names=names), hint=HINTS["missing"])
    values: dict[str, Any] = {}
    sizes: dict[sp.Symbol, tuple[int, str]] = {}
    for name, term in wanted.items():
        values[name] = _shaped(name, term, given[name])
        for size, length in zip(term.shape, values[name].shape, strict=True):
            _agreed(sizes, size, length, name)
    _compound(wanted, values, {letter: length for letter, (length, _) in sizes.items()})
    return values, {letter: length for letter, (length, _) in sizes.items()}


def _shaped(name: str, term: Term, value: Any) -> Any:
    """An array with as many axes as the shape has."""
    array = _floats(name, value)
    if not np.isfinite(array).all():
        raise UnsupportedError(FAILS["not-finite"].format(name=name))
    if array.ndim == 2 and array.shape[1] == 1 and term.shape[:1] == (1,):
        array = array.reshape(-1)
    if term.is_column and array.ndim == 1:
        array = array.reshape(-1, 1)
    if len(term.shape) == 2 and term.shape[0] == 1 and array.ndim == 1:
        array = array.reshape(1, -1)
    if array.size == 1 and all(size == 1 for size in term.shape):
        array = array.reshape((1,) * len(term.shape))
    if array.ndim != len(term.shape):
        told = FAILS["axes"].format(name=name, shape=shown(term.shape), got=tuple(array.shape))
        raise ShapeError(told)
    return array


def _floats(name: str, value: Any) -> Any:
    try:
        return np.array(value.tolist() if isinstance(value, sp.MatrixBase) else value, dtype=float)
    except (TypeError, ValueError):
        return _of_entries(name, value)


def _of_entries(name: str, value: Any) -> Any:
    """Lists that hold text."""
    try:
        return np.array(numbers(value), dtype=float)
    except (ValueError, SymcalcError):
        raise UnsupportedError(
            FAILS["not-numbers"].format(name=name), hint=HINTS["missing"]
        ) from None


def _agreed(sizes: dict[sp.Symbol, tuple[int, str]], size: sp.Expr, length: int, name: str) -> None:
    """A letter of the shapes is one number everywhere."""
    if size.is_Symbol:
        before, where = sizes.setdefault(size, (length, name))
        if before != length:
            raise ShapeError(
                FAILS["sizes"].format(letter=size, one=before, where=where, other=length, name=name)
            )
    elif size.is_Integer and int(size) != length:
        raise ShapeError(FAILS["size"].format(name=name, size=size, other=length))


def _compound(wanted: Mapping[str, Term], values: Values, sizes: Sizes) -> None:
    """Sizes such as 2n fit too."""
    for name, term in wanted.items():
        for size, length in zip(term.shape, values[name].shape, strict=True):
            here = sp.sympify(size.xreplace(dict(sizes)), strict=True)
            if here.is_Integer and int(here) != length:
                raise ShapeError(FAILS["size"].format(name=name, size=size, other=length))


def at_arrays(graph: Graph, values: Values, sizes: Sizes) -> Numbers:
    """Both sweeps in floating point."""
    known: dict[str, Any] = dict(values)
    found: dict[Term, Any] = {s: known[s.value] for s in graph.formula.symbols}
    for line in graph.lines:
        known[line.name.value] = found[line.name] = _computed(line.formula, known, sizes)
    swept: dict[Term, Any] = {graph.loss: np.float64(1)}
    known[adjoint_of(graph.loss).value] = swept[graph.loss]
    for name, arrivals in graph.received.items():
        parts = [np.asarray(evaluate(a.computed, known, sizes)) for a in arrivals]
        swept[name] = known[adjoint_of(name).value] = sum(parts[1:], parts[0])
    return Numbers(found, swept, sizes)


def _computed(formula: Term, known: Values, sizes: Sizes) -> Any:
    with np.errstate(all="ignore"):
        (steady,) = steadied([formula])
        return np.asarray(evaluate(steady, known, sizes), dtype=float)


def at_point(graph: Graph, point: Mapping[str, sp.Expr]) -> Numbers:
    """Both sweeps of a scalar graph, exact as long as all are short fractions.

    Raises
    ------
    UnsupportedError
        If a line has no real value at the point.
    """
    known: dict[sp.Symbol, sp.Expr] = {
        sp.Symbol(s.value): point[s.value] for s in graph.formula.symbols
    }
    found: dict[Term, sp.Expr] = {s: point[s.value] for s in graph.formula.symbols}
    for line in graph.lines:
        value = valued(meaning(line.formula), known)
        if value is None:
            told = FAILS["no-value"].format(name=line.name.value)
            raise UnsupportedError(told, where=graph.formula.text, hint=HINTS["no-value"])
        known[sp.Symbol(line.name.value)] = found[line.name] = value
    swept: dict[Term, sp.Expr] = {graph.loss: sp.S.One}
    for name, arrivals in graph.received.items():
        parts = [local_value(a.local, known) * swept[a.line.name] for a in arrivals]
        swept[name] = short(sp.Add(*parts))
    return Numbers(found, swept, {})


def local_value(local: Term | None, known: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """A local derivative in numbers."""
    assert local is not None
    value = valued(meaning(local), known)
    if value is None:
        raise UnsupportedError(FAILS["no-slope"], hint=HINTS["no-value"])
    return value


def valued(expr: sp.Expr, known: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr | None:
    """A formula at numbers: exact where it is a short fraction; None where it is not real."""
    value = expr.xreplace(dict(known))
    value = value if value.is_Rational else value.doit()
    if not (value.is_number and value.is_finite is not False):
        return None
    number = value if value.is_Rational else sp.N(value, PLACES)
    real = number.is_real and number.is_finite and abs(number) < LARGEST
    return short(number) if real else None


def short(number: sp.Expr) -> sp.Expr:
    """A fraction of many digits as a decimal."""
    if number.is_Rational and len(str(number)) > DIGITS:
        return sp.Float(number, PLACES)
    return number


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of an array; () of a number."""
    if isinstance(value, sp.MatrixBase):
        return (value.rows,) if value.cols == 1 else (value.rows, value.cols)
    if not isinstance(value, list | tuple | np.ndarray):
        return ()
    try:
        return tuple(np.shape(value))
    except ValueError:
        raise UnsupportedError(FAILS["ragged"], hint=HINTS["ragged"]) from None
