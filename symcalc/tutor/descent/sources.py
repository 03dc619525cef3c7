"""Objectives that have arrays: the mean of a formula over data, and matrix formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from symcalc.errors import ShapeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.interpret import interpreted
from symcalc.notation import Notation
from symcalc.tutor.descent.methods import Method
from symcalc.tutor.descent.objective import Array, Batches, Layout, OfArrays, OverData
from symcalc.tutor.descent.read import whole_of
from symcalc.tutor.words.descent import FAILS, HINTS
from symcalc.writing.text import text

if TYPE_CHECKING:
    from symcalc.tutor.descent.ask import Request

COUNTED = ("N", "M", "S", *(f"N_{i}" for i in range(9)))  # letters for how many samples there are
ONE = 1  # rows of a mini-batch of stochastic gradient descent where nothing is said


MEAN = re.compile(r"\s*(?:mean|average)\s*\((.*)\)\s*", re.DOTALL | re.IGNORECASE)


def of_one_row(asked: Request) -> Request:
    """The formula of one row of data, where its mean is written out: mean((w x − y)^2)."""
    found = MEAN.fullmatch(asked.f) if isinstance(asked.f, str) else None
    if found is None or any(depth < 0 for depth in _depths(found[1])):
        return asked
    return replace(asked, f=found[1])


def _depths(text: str) -> Iterable[int]:
    return accumulate((letter == "(") - (letter == ")") for letter in text)


def over_data(
    asked: Request,
    body: Notation,
    letters: tuple[sp.Symbol, ...],
    columns: Mapping[str, Array],
) -> OverData:
    """The mean of a formula over columns of the same length.

    Raises
    ------
    ShapeError
        If the lengths differ.
    """
    lengths = {name: a.size for name, a in columns.items() if a.ndim}
    one = next(iter(lengths), "")
    for name, length in lengths.items():
        if length != lengths[one]:
            told = FAILS["rows"].format(one=one, a=lengths[one], other=name, b=length)
            raise ShapeError(told)
    rows = lengths.get(one, 1)
    met = {s.name: s for s in body.symbols}
    data = {met[name]: np.broadcast_to(a, (rows,)).copy() for name, a in columns.items()}
    return OverData(body, letters, data, batches(asked, rows))


def batches(asked: Request, rows: int) -> Batches:
    """Which rows each step uses."""
    usual = ONE if asked.method == "sgd" else rows
    size = usual if asked.batch is None else whole_of("batch", asked.batch, 1, rows)
    return Batches(rows, size, whole_of("seed", asked.seed, 0, 2**31))


def of_arrays(
    asked: Request, method: Method, values: Mapping[str, Array], data: Mapping[str, Array]
) -> tuple[OfArrays, Notation, Array]:
    """A matrix formula: its kernel, how it is written, and the start as one vector.

    Raises
    ------
    UnsupportedError
        If the method needs second derivatives, or a variable has no value.
    """
    if method.kind != "elementwise":
        raise UnsupportedError(FAILS["arrays"].format(title=method.title))
    axis = -1 if asked.samples == "columns" else 0
    sized = [a.shape[axis if a.ndim > 1 else 0] for a in data.values() if a.ndim]
    drawn = batches(asked, max(sized, default=1))
    shapes = asked.shapes
    if shapes is None:
        shapes = {name: a.shape for name, a in values.items()}
        count = next(c for c in COUNTED if c not in (*values, *data))
        shapes |= {name: _shape(a, axis, drawn, count) for name, a in data.items()}
    given = asked.f if isinstance(asked.f, str) else text(asked.f)
    formula = interpreted(given, shapes, asked.samples)
    formula.scalar()
    met = [s.value for s in formula.symbols]
    strange = [name for name in (*values, *data) if name not in met]
    if strange:
        told = FAILS["unknown"].format(name=strange[0])
        raise UnsupportedError(told, hint=HINTS["unknown"].format(names=", ".join(met)))
    missing = [name for name in met if name not in values and name not in data]
    if missing:
        told = FAILS["start"].format(names=" and ".join(missing))
        raise UnsupportedError(told, hint=HINTS["start"])
    order = tuple(s.name for s in natural_order({sp.Symbol(name) for name in met}))
    kernel = MatrixKernel(formula.term, order, tuple(values), backend="python")
    layout = Layout({name: tuple(a.shape) for name, a in values.items()})
    found = OfArrays(kernel, layout, dict(data), drawn, axis, formula)
    point = layout.vector(list(values.values()))
    if not drawn.all:
        _batched(found, point)
    return found, replace(formula.written, remarks=formula.remarks), point


def _shape(array: Array, axis: int, drawn: Batches, count: str) -> tuple[int | str, ...]:
    """The shape of an array of data; a mini-batch has fewer samples, so a letter counts them."""
    shape: list[int | str] = list(array.shape)
    place = axis if array.ndim > 1 else 0
    if not drawn.all and shape and shape[place] == drawn.rows:
        shape[place] = count
    return tuple(shape)


def _batched(found: OfArrays, point: Array) -> None:
    """Refuse a formula that holds for all samples only.

    Raises
    ------
    ShapeError
        If its shapes leave no room for fewer.
    """
    try:
        found.gradient(point, 1)
    except ShapeError as error:
        fields = {"size": found.batches.size, "rows": found.batches.rows}
        told = FAILS["batch-shapes"].format(**fields)
        raise ShapeError(told, hint=HINTS["batch-shapes"]) from error
