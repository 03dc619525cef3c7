"""The tables of a forward and a backward pass."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import sympy as sp

from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.layers import Line
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term, shown
from symcalc.matrix.written import meaning
from symcalc.notation import Notation
from symcalc.steps import Table
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop.numbers import Numbers, valued
from symcalc.tutor.backprop.sweep import Arrival, Graph
from symcalc.tutor.words.backprop import HEADS, MORE
from symcalc.writing.tables import plain

Cell = str | Notation
Row = tuple[Cell, ...]
WIDE = 108  # characters of two tables side by side
ROWS = 40  # of a table; of a longer one the first and the last are shown


def forward(graph: Graph, numbers: Numbers | None) -> Table:
    """Each line: a name, what it is, its shape, its value."""
    rows = [_forward_row(graph, line, numbers) for line in graph.lines]
    head = [HEADS["forward"]]
    head += [] if graph.is_scalar else [HEADS["shape"]]
    head += [] if numbers is None else [HEADS["value"]]
    return Table(tuple(head), shortened(rows, len(head)))


def _forward_row(graph: Graph, line: Line, numbers: Numbers | None) -> Row:
    sides = write.named(line.name), write.formula(graph, line.formula)
    cells: list[Cell] = [write.equalities(*sides)]
    if not graph.is_scalar:
        cells.append(shape_of(line.name, numbers))
    if numbers is not None:
        cells.append(write.array(numbers.values[line.name]))
    return tuple(cells)


def shape_of(name: Term, numbers: Numbers | None) -> str:
    """The shape of a name, in numbers where there are some."""
    if not name.shape:
        return HEADS["number"]
    sizes = {} if numbers is None else dict(numbers.sizes)
    return shown(tuple(size.xreplace(sizes) for size in name.shape))


def backward(graph: Graph, numbers: Numbers | None) -> Table:
    """Each adjoint: what arrives, by which rule, its shape, its value."""
    rows = [
        _backward_row(graph, name, arrivals, numbers) for name, arrivals in graph.received.items()
    ]
    head: list[Cell] = [HEADS["backward"]]
    head += [] if graph.is_scalar else [HEADS["rule"], HEADS["shape"]]
    head += [] if numbers is None else [HEADS["adjoint"].format(loss=graph.loss.value)]
    return Table(tuple(head), shortened(rows, len(head)))


def _backward_row(
    graph: Graph, name: Term, arrivals: Sequence[Arrival], numbers: Numbers | None
) -> Row:
    cells: list[Cell] = [line_of(graph, name, arrivals, numbers)]
    if not graph.is_scalar:
        cells += [rules(name, arrivals), shape_of(name, numbers)]
    if numbers is not None:
        cells.append(write.array(numbers.adjoints[name]))
    return tuple(cells)


def line_of(
    graph: Graph, name: Term, arrivals: Sequence[Arrival], numbers: Numbers | None
) -> Notation:
    """∂L/∂z = ∂L/∂a · a(1 − a) = −1 · 0.25."""
    left = write.adjoint(graph, name.value)
    if any(a.local is None for a in arrivals):
        short = write.delta(graph, name.value)
        names = [left] if short is None else [short, left]
        return write.equalities(*names, write.amount(graph, arrivals))
    sides = [left, write.summed([_term(graph, name, a) for a in arrivals])]
    constant = all(a.local.op == "number" for a in arrivals if a.local)
    if numbers is not None and (len(arrivals) > 1 or not constant):
        put = [_put(graph, a, numbers) for a in arrivals]
        sides += [] if len(put) == 1 and put[0].head != "dotted" else [write.summed(put)]
    return write.equalities(*sides)


def _term(graph: Graph, name: Term, arrival: Arrival) -> Notation:
    """∂L/∂a · a(1 − a); what the last line sends is its own derivative."""
    own = write.local(graph, name, arrival)
    if arrival.line.name is graph.loss:
        return own
    return write.dotted(write.adjoint(graph, arrival.line.name.value), own)


def _put(graph: Graph, arrival: Arrival, numbers: Numbers) -> Notation:
    """The same with its numbers."""
    own = write.figure(local_number(arrival, numbers))
    if arrival.line.name is graph.loss:
        return own
    return write.dotted(write.figure(numbers.adjoints[arrival.line.name]), own)


def local_number(arrival: Arrival, numbers: Numbers) -> float:
    """The local derivative at the point."""
    assert arrival.local is not None
    if not all(isinstance(value, sp.Expr) for value in numbers.values.values()):
        known = {name.value: value for name, value in numbers.values.items()}
        return float(evaluate(arrival.local, known, numbers.sizes))
    value = valued(
        meaning(arrival.local), {sp.Symbol(n.value): v for n, v in numbers.values.items()}
    )
    return float("nan") if value is None else float(value)


def rules(name: Term, arrivals: Sequence[Arrival]) -> str:
    """The operations that the name goes into."""
    direct = [p.node for a in arrivals for p in a.passed if p.node.args[p.k] is name]
    turned = [n for n in direct if n.op == "transpose"]
    after = [p.node for a in arrivals for p in a.passed if p.node.args[p.k] in turned]
    told = dict.fromkeys(TABLE[n.op].title for n in (*direct, *after) if n.op != "transpose")
    return ", ".join(told)


def shortened(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """The first and the last rows of a long table."""
    if len(rows) <= ROWS:
        return tuple(rows)
    half = ROWS // 2
    between = (MORE.format(count=len(rows) - 2 * half), *[""] * (width - 1))
    return (*rows[:half], between, *rows[-half:])


def beside(left: Table, right: Table) -> Table | None:
    """Two tables side by side, where there is room for both."""
    empty = ("",) * len(left.head), ("",) * len(right.head)
    rows = [(*(a or empty[0]), *(b or empty[1])) for a, b in zip_longest(left.rows, right.rows)]
    both = Table((*left.head, *right.head), tuple(rows))
    widths = [
        max(len(plain(cell)) for cell in column)
        for column in zip(both.head, *both.rows, strict=False)
    ]
    return both if sum(widths) + 2 * len(widths) <= WIDE else None
