"""A kernel that reduces over data, beside the sum of what it is at the points of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from symcalc.checking.comparison import Comparison
from symcalc.checking.laws import calls, cells_of
from symcalc.checking.programs import Figure
from symcalc.checking.subject import Array, Cell, Subject
from symcalc.compiler.kernel import Kernel

TRIED = 8  # choices of the parameters


def pointwise(kernel: Kernel) -> Kernel:
    """The same kernel without its reduction."""
    return replace(kernel, options=replace(kernel.options, data=(), reduce=None))


def reduction(kernel: Kernel, subject: Subject) -> Comparison | None:
    """Every call of a reducing kernel beside the sum, or mean, of the same call point by point.

    Parameters
    ----------
    kernel : Kernel
        The one that reduces.
    subject : Subject
        The same point by point, which is checked by itself.

    Returns
    -------
    Comparison or None
        None where no choice of the parameters has values at two points of the data.
    """
    names = [name for name, *_ in calls(subject)]
    cells = [cell for name in names for cell in cells_of(subject, name)]
    rows: dict[int, tuple[Array, Array, Array]] = {}
    for i in range(min(TRIED, len(subject.points))):
        fixed = _with_parameters(kernel, subject, i)
        terms = np.concatenate([fixed.called(*call) for call in calls(fixed)], axis=1)
        fine = np.flatnonzero(np.all(np.isfinite(terms), axis=1))
        if len(fine) > 1:
            share = 1.0 if kernel.reduce == "sum" else 1.0 / len(fine)
            sums = share * terms[fine].sum(axis=0), share * np.abs(terms[fine]).sum(axis=0)
            rows[i] = *sums, _reduced(kernel, fixed, i, fine)
    return _table(kernel, cells, rows) if rows else None


def _with_parameters(kernel: Kernel, subject: Subject, i: int) -> Subject:
    """The points with the parameters, directions and weights of one of them at all."""
    points = np.tile(subject.points[i], (len(subject.points), 1))
    data = list(kernel.options.data)
    points[:, data] = subject.points[:, data]
    v, u, w = (np.tile(a[i], (len(points), 1)) for a in (subject.v, subject.u, subject.w))
    return replace(subject, points=points, v=v, u=u, w=w)


def _reduced(kernel: Kernel, fixed: Subject, i: int, fine: Array) -> Array:
    """What the kernel itself says of the data, all calls one after another."""
    data = kernel.options.data
    inputs = [
        column[fine] if k in data else float(column[i]) for k, column in enumerate(fixed.points.T)
    ]
    found = []
    for name, *more in calls(fixed):
        method = getattr(kernel, name)
        beside = [a[i] for a in more]
        found.append(np.ravel(method(tuple(inputs), *beside) if more else method(*inputs)))
    return np.concatenate(found)


def _table(
    kernel: Kernel, cells: Sequence[Cell], rows: dict[int, tuple[Array, Array, Array]]
) -> Comparison:
    expected, sizes, got = (np.array(side) for side in zip(*rows.values(), strict=True))
    at = {point: row for row, point in enumerate(rows)}
    return Comparison(
        what=f"{kernel.reduce} over data",
        method=f"the {kernel.reduce} of the points",
        expected=expected,
        got=got,
        doubts=np.zeros(got.shape),
        exact=lambda i, c: Figure(float(expected[at[i], c])),
        rounding=lambda _i, _c: 0.0,
        labels=[(cell.index, cell.name) for cell in cells],
        rows=tuple(rows),
        least=1,
        sizes=sizes,
    )
