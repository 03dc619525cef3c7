"""The answer at numbers: arrays put in for the symbols."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.figures import decimal
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import Term
from symcalc.matrix.tidy.facts import NOTHING, Facts
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.arrays import numbers
from symcalc.reading.names import key
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.numbers import fitted
from symcalc.tutor.matrices.points import computed, refuse_broken
from symcalc.tutor.words.matrices import MATRICES
from symcalc.tutor.words.matrix_fails import FAILS, HINTS
from symcalc.writing.text import text

LARGEST = 64  # entries of a matrix that is shown

At = Mapping[str, Any]


def at_arrays(
    told: Derivation,
    formula: MatrixFormula,
    answers: Sequence[tuple[Notation, Term]],
    at: Any,
    facts: Facts = NOTHING,
) -> Derivation:
    """The derivation with the values of the answers, by their names, at arrays.

    Raises
    ------
    UnsupportedError
        If a value is missing, is given for no variable, or is no array of numbers; if an
        assumption does not hold at a point, or the formula has no value there.
    ShapeError
        If an array does not fit, or a size has two values.
    """
    points = [] if at is None else list(at) if isinstance(at, Sequence) else [at]
    if not points:
        return told
    found = [_at(formula, answers, point, facts) for point in points]
    steps = tuple(step for step, _ in found)
    values = tuple(value for _, value in found)
    value = values[0] if len(values) == 1 else values
    return replace(told, steps=(*told.steps, *steps), value=value)


def _at(
    formula: MatrixFormula, answers: Sequence[tuple[Notation, Term]], point: Any, facts: Facts
) -> tuple[Step, Any]:
    """The step of one point, and the value of the answer there."""
    if not isinstance(point, Mapping):
        raise UnsupportedError("a point gives each variable a value", hint=HINTS["array"])
    given = {formula.symbol(str(name)).value: array_of(str(name), v) for name, v in point.items()}
    values, sizes = fitted(formula, given)
    refuse_broken(facts, values)
    steady = steadied([answer for _, answer in answers])
    numbers = computed(formula.term, steady, values, sizes, facts)
    exact = tuple(exactly(numbers[answer]) for answer in steady)
    rows = tuple((name, shown(v)) for (name, _), v in zip(answers, exact, strict=True))
    words, place = MATRICES["evaluate"], ", ".join(_told(k, v) for k, v in point.items())
    step = Step(
        rule="evaluate",
        title=f"At {place}",
        before=rows[0][0],
        after=rows[0][1],
        explanation=", ".join(f"{text(left)} = {text(right)}" for left, right in rows),
        relation="definition",
        bindings={str(name): shown(exactly(values[key_in(values, name)])) for name in point},
        hints=(words.hint,),
        table=Table(("gradient", "value"), rows),
    )
    return step, exact[0] if len(exact) == 1 else exact


def key_in(values: Mapping[str, Any], name: Any) -> str:
    """The formula's own spelling of a name."""
    return next(k for k in values if key(k) == key(str(name)))


def _told(name: Any, value: Any) -> str:
    if isinstance(value, str):
        return f"{name} = {value}"
    listed = value.tolist() if hasattr(value, "tolist") else value
    short = json.dumps(listed, default=str)
    return f"{name} = {short}" if len(short) <= LARGEST else f"{name} as given"


def array_of(name: str, value: Any) -> Any:
    """An array from numbers, lists, NumPy or SymPy, or from the text of a list.

    Raises
    ------
    UnsupportedError
        If the text is no array of numbers.
    """
    if not isinstance(value, str):
        return value
    try:
        return np.array(numbers(value), dtype=float)
    except SymcalcError as error:
        what = FAILS["array"].format(name=name, value=value)
        raise UnsupportedError(what, hint=error.hint or HINTS["array"]) from error


def exactly(array: Any) -> Any:
    """Numbers for SymPy: whole numbers as such, others as decimals."""
    full = np.asarray(array)
    entries = [_number(float(v)) for v in full.ravel()]
    return sp.ImmutableMatrix(*full.shape, entries) if full.ndim == 2 else entries[0]


def _number(value: float) -> sp.Expr:
    if np.isnan(value):
        return sp.nan
    return sp.Integer(int(value)) if value.is_integer() else sp.Float(value)


def shown(value: Any) -> Notation:
    """Numbers with a few digits; of a large matrix its shape."""
    if not isinstance(value, sp.MatrixBase):
        return _short(value)
    rows, columns = value.shape
    if len(value) > LARGEST:
        return Notation("name", text=f"({rows}, {columns})", expr=value)
    entries = [[_short(value[i, j]) for j in range(columns)] for i in range(rows)]
    if columns == 1:
        return Notation("vector", tuple(row[0] for row in entries), expr=value)
    lines = tuple(Notation("vector", tuple(row)) for row in entries)
    return Notation("matrix", lines, expr=value)


def _short(number: sp.Expr) -> Notation:
    """A number with six digits."""
    return decimal(number) if number.is_Float else arrange(number)
