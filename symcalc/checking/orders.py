"""A kernel's value and its derivatives, each beside the same found without the table's rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

import numpy as np

from symcalc.checking.comparison import Comparison, Entry
from symcalc.checking.numeric import Slopes, directional_derivative
from symcalc.checking.programs import Figure
from symcalc.checking.subject import Array, Cell, Direction, Oracle, Subject
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program

FEW = 10  # variables up to which every entry is compared; beyond, products with random directions
PRECISE, TRIED = 3, 12  # points at which second differences are taken, of those tried for them
HUGE = 5_000  # nodes from which none are taken
REFERENCE = "the reference interpreter"
SECOND_DIFFERENCES = "second differences of the value (high precision)"

Table = Mapping[Direction, Slopes]  # derivatives of the values or of the gradient, by direction


def comparisons(subject: Subject, oracle: Oracle) -> Iterator[Comparison]:
    """The value, then what is of order one, then of order two."""
    yield value(subject, oracle)
    if not subject.n:
        return
    ways = directions(subject)
    slopes = {d: subject.slopes(subject.kernel.program, d) for d in {"v", *ways}}
    for name in names_of_first(subject):
        yield first(subject, oracle, name, slopes)
    yield jvp(subject, oracle, slopes)
    yield vjp(subject, oracle, slopes)
    bends = {d: subject.slopes(subject.gradient, d) for d in {"v", *ways}}
    if subject.small(2):
        yield hessian(subject, oracle, bends)
    yield hvp(subject, oracle, bends)
    if len(subject.kernel.program.nodes) < HUGE and (table := curvature(subject, oracle)):
        yield table


def directions(subject: Subject) -> tuple[Direction, ...]:
    """Every variable by itself where there are few, else a random one."""
    return tuple(range(subject.n)) if subject.n <= FEW else ("v",)


def names_of_first(subject: Subject) -> tuple[str, ...]:
    """What gives the first derivatives as a whole, where that is not too large.

    The Jacobian of a number has the gradient's code; beyond a few variables that is checked once.
    """
    if not subject.small(1):
        return ()
    if not subject.kernel.scalar:
        return ("jacobian",)
    return ("gradient", "jacobian") if subject.n <= FEW else ("gradient",)


def value(subject: Subject, oracle: Oracle) -> Comparison:
    """The outputs beside those of the reference interpreter."""
    expected = np.array(evaluate(subject.kernel.program, list(subject.points.T)))
    expected = expected.reshape(subject.m, -1).T
    got = subject.called("__call__")
    cells = [subject.cell(r) for r in range(subject.m)]
    sides = Slopes(expected, np.zeros(expected.shape), REFERENCE)
    return _compared(oracle, "value", cells, sides, got)


def first(subject: Subject, oracle: Oracle, name: str, slopes: Table) -> Comparison:
    """The Jacobian or the gradient, entry by entry or times a random direction."""
    rows = subject.called(name).reshape(-1, subject.m, subject.n)
    cells = [subject.cell(r, d) for r, d in product(range(subject.m), directions(subject))]
    got = np.stack([_times(subject, rows[:, c.output], c.along[0]) for c in cells], axis=1)
    table = _compared(oracle, name, cells, _picked(subject, slopes, cells), got)
    narrow = partial(_narrowed, subject, subject.kernel.program, cells, rows)
    return table if subject.n <= FEW else replace(table, what=f"{name} · v", narrow=narrow)


def jvp(subject: Subject, oracle: Oracle, slopes: Table) -> Comparison:
    """J·v beside the slopes of the values along v."""
    got = subject.called("jvp", subject.v)
    cells = [subject.cell(r, "v") for r in range(subject.m)]
    return _compared(oracle, "jvp", cells, _picked(subject, slopes, cells), got)


def vjp(subject: Subject, oracle: Oracle, slopes: Table) -> Comparison:
    """Jᵀ·w beside the slopes of w·f, entry by entry or times a random direction."""
    rows = subject.called("vjp", subject.weights)
    cells = [subject.cell(None, d) for d in directions(subject)]
    got = np.stack([_times(subject, rows, c.along[0]) for c in cells], axis=1)
    table = _compared(oracle, "vjp", cells, _picked(subject, slopes, cells), got)
    narrow = partial(_narrowed, subject, subject.kernel.program, cells, rows[:, np.newaxis])
    return table if subject.n <= FEW else replace(table, what="vjp · v", narrow=narrow)


def hessian(subject: Subject, oracle: Oracle, bends: Table) -> Comparison:
    """The second derivatives beside slopes of the first, entry by entry or times a direction."""
    m, n = subject.m, subject.n
    rows = subject.called("hessian").reshape(-1, m, n, n)
    entries = list(product(range(m), range(n), directions(subject)))
    cells = [subject.cell(r, a, d) for r, a, d in entries]
    got = np.stack([_times(subject, rows[:, r, a], d) for r, a, d in entries], axis=1)
    table = _compared(oracle, "hessian", cells, _picked(subject, bends, cells), got)
    flat = rows.reshape(-1, m * n, n)
    narrow = partial(_narrowed, subject, subject.gradient, cells, flat)
    return table if n <= FEW else replace(table, what="hessian · v", narrow=narrow)


def hvp(subject: Subject, oracle: Oracle, bends: Table) -> Comparison:
    """H·v beside the slopes of the gradient along v."""
    got = subject.called("hvp", subject.v)
    cells = [subject.cell(r, a, "v") for r in range(subject.m) for a in range(subject.n)]
    return _compared(oracle, "hvp", cells, _picked(subject, bends, cells), got)


def curvature(subject: Subject, oracle: Oracle) -> Comparison | None:
    """u·H·v beside second differences of the values, which know nothing of any gradient.

    At the first few points where these have any; None if there are none.
    """
    found: dict[int, list[Figure]] = {}
    for i in range(min(TRIED, len(subject.points))):
        figures = [oracle.figure(i, r, "u", "v") for r in range(subject.m)]
        if None not in figures:
            found[i] = [figure for figure in figures if figure is not None]
        if len(found) == (1 if subject.large else PRECISE):
            break
    if not found:
        return None
    products = subject.called("hvp", subject.v).reshape(-1, subject.m, subject.n)
    got = np.einsum("ka,kra->kr", subject.u, products)[list(found)]
    expected = np.array([[figure.value for figure in row] for row in found.values()])
    doubts = np.array([[figure.error for figure in row] for row in found.values()])
    cells = [subject.cell(r, "u", "v") for r in range(subject.m)]
    table = _compared(oracle, "u · hvp", cells, Slopes(expected, doubts, SECOND_DIFFERENCES), got)
    return replace(table, rows=tuple(found), least=1)


def _compared(
    oracle: Oracle, what: str, cells: Sequence[Cell], sides: Slopes, got: Array
) -> Comparison:
    """A table whose columns are cells."""
    return Comparison(
        what=what,
        method=sides.method,
        expected=np.broadcast_to(sides.values, got.shape),
        got=got,
        doubts=np.broadcast_to(sides.errors, got.shape),
        exact=lambda i, c: oracle.figure(i, cells[c].output, *cells[c].along),
        rounding=lambda i, c: oracle.rounding(i, cells[c].output, *cells[c].along),
        labels=[(cell.index, cell.name) for cell in cells],
        rows=tuple(range(len(got))),
    )


def _times(subject: Subject, rows: Array, direction: Direction) -> Array:
    """The products of rows of n figures with a direction, a column."""
    if isinstance(direction, int):
        return rows[:, direction]
    return np.asarray(np.sum(rows * getattr(subject, direction), axis=1))


def _picked(subject: Subject, table: Table, cells: Sequence[Cell]) -> Slopes:
    """The columns that cells say, out of derivatives along their last direction."""
    values, errors, method = [], [], ""
    for cell in cells:
        slopes = table[cell.along[-1]]
        method = slopes.method
        if cell.output is None:
            weights = subject.w.T
            values.append(np.sum(weights * slopes.values, axis=0))
            errors.append(np.sum(np.abs(weights) * slopes.errors, axis=0))
        else:
            row = cell.output if len(cell.along) == 1 else cell.entry(subject.n)
            values.append(slopes.values[row])
            errors.append(slopes.errors[row])
    return Slopes(np.stack(values, axis=1), np.stack(errors, axis=1), method)


def _narrowed(
    subject: Subject, program: Program, cells: Sequence[Cell], rows: Array, i: int, c: int
) -> Entry:
    """Which entry of a row of n makes its product with `v` wrong, by halving."""
    cell = cells[c]
    row = 0 if cell.output is None else cell.output
    outputs = row if len(cell.along) < 2 else cell.entry(subject.n)
    weights = subject.w[i] if cell.output is None else np.eye(1, rows.shape[1], outputs)[0]
    got = rows[i, outputs]

    def slope(chosen: Array) -> float:
        tangent = np.zeros(subject.n)
        tangent[chosen] = subject.v[i][chosen]
        way = subject.spread(tangent)
        points = [np.array([x]) for x in subject.points[i]]
        return float(weights @ directional_derivative(program, points, list(way)).values[:, 0])

    chosen = np.arange(subject.n)
    while len(chosen) > 1:
        halves = np.array_split(chosen, 2)
        errors = [abs(slope(h) - got[h] @ subject.v[i][h]) for h in halves]
        chosen = halves[int(np.argmax(errors))]
    j = int(chosen[0])
    told = subject.cell(cell.output, *cell.along[:-1], j)
    return Entry(told.index, told.name, slope(chosen) / subject.v[i][j], float(got[j]))
