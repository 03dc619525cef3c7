"""What bears a backward pass out: every adjoint against finite differences of the later lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, isfinite
from typing import Any

import numpy as np

from symcalc.checking.report import CheckReport, Worst
from symcalc.compiler.backends.python import evaluate as computed
from symcalc.compiler.lower import lower
from symcalc.matrix.entries import LETTERS
from symcalc.matrix.evaluate import concrete, evaluate
from symcalc.matrix.layers import replaced
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import Term, ordered, symbol
from symcalc.matrix.term import sizes as sizes_of
from symcalc.primitives.table import TABLE
from symcalc.tutor.backprop.numbers import Numbers, Sizes, Values, at_arrays
from symcalc.tutor.backprop.sweep import Graph

METHOD = "finite differences of the lines after each name"
TOLERANCE = 1e-5
STEPS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
DOUBT = 100  # times what two slopes differ by is not held against an adjoint
ROUNDING = 1e-16  # of a loss, relatively
RANGES = ((0.3, 1.7), (-1.0, 1.0), (0.05, 0.95), (1.2, 3.0), (-2.0, -0.2))
OF_MATRICES = ((-1.0, 1.0), (0.05, 0.95), (0.3, 1.7), (1.2, 3.0))  # sums of many entries
LARGE = 5000  # numbers of a point that is enough by itself
DRAWS = 4  # from each range
WANTED = 2  # points besides the one that was asked about


@dataclass(frozen=True)
class Slopes:
    """Each adjoint is the slope of the loss by its name, along random directions."""

    graph: Graph = field(repr=False)
    values: Values | None = field(default=None, repr=False)
    sizes: Sizes = field(default_factory=dict, repr=False)

    def check(self) -> CheckReport:
        """At the point that was asked about, unless a kink is there, and at random points."""
        worst: tuple[float, Worst | None] = (0.0, None)
        count = 0
        for values, sizes in self._points():
            numbers = at_arrays(self.graph, values, sizes)
            found = compared(self.graph, numbers, np.random.default_rng(count))
            count += 1
            worst = max(worst, found, key=lambda pair: pair[0])
        if not count:
            note = "No point was found where every line has a value."
            return CheckReport("undecided", 0, inf, TOLERANCE, None, METHOD, note=note)
        status = "agrees" if worst[0] <= TOLERANCE else "disagrees"
        shown = worst[1] if status == "disagrees" else None
        return CheckReport(status, count, worst[0], TOLERANCE, shown, METHOD)

    def _points(self) -> Iterator[tuple[Values, Sizes]]:
        if self.values is not None and smooth_at(self.graph, self.values, self.sizes):
            yield self.values, self.sizes
            if sum(np.size(v) for v in self.values.values()) > LARGE:
                return
        yield from drawn(self.graph, WANTED, self.sizes)


def drawn(graph: Graph, count: int, sizes: Sizes) -> Iterator[tuple[Values, Sizes]]:
    """Random points where every line has a value and no kink."""
    letters = sizes_of(graph.formula.term)
    known = dict(sizes) or {letter: 2 + k % 4 for k, letter in enumerate(letters)}
    rng = np.random.default_rng(0)
    ranges = RANGES if graph.is_scalar else OF_MATRICES
    for low, high in [pair for pair in ranges for _ in range(DRAWS)]:
        values = {
            s.value: rng.uniform(low, high, concrete(s.shape, known)) for s in graph.formula.symbols
        }
        if smooth_at(graph, values, known):
            yield values, known
            count -= 1
        if not count:
            return


def smooth_at(graph: Graph, values: Values, sizes: Sizes) -> bool:
    """Whether every line has a value there, and none a kink."""
    numbers = at_arrays(graph, values, sizes)
    arrays = [*numbers.values.values(), *numbers.adjoints.values()]
    finite = all(np.isfinite(np.asarray(a, dtype=float)).all() for a in arrays)
    return finite and not kinked(graph, numbers)


def kinked(graph: Graph, numbers: Numbers) -> list[tuple[Term, Term]]:
    """The lines, and the functions in them, that stand on a kink."""
    known = {name.value: np.asarray(v, dtype=float) for name, v in numbers.values.items()}
    found: list[tuple[Term, Term]] = []
    for line in graph.lines:
        for node in ordered(line.formula):
            row = TABLE.get(node.value) if node.op == "map" else None
            if row is not None and _on_kink(node, row.kinks, known, numbers.sizes):
                found.append((line.name, node))
    return found


def _on_kink(node: Term, kinks: Any, known: Values, sizes: Sizes) -> bool:
    letters = LETTERS[: len(node.args)]
    exprs = [a.value if a.op == "number" else u for u, a in zip(letters, node.args, strict=True)]
    zero = kinks(*exprs)
    if not zero:
        return False
    columns = [np.asarray(evaluate(a, known, sizes), dtype=float) for a in node.args]
    columns = list(np.broadcast_arrays(*columns))
    return any((np.asarray(v) == 0).any() for v in computed(lower(list(zero), letters), columns))


def compared(
    graph: Graph, numbers: Numbers, rng: np.random.Generator
) -> tuple[float, Worst | None]:
    """The largest difference between an adjoint along a direction and the slope there."""
    worst: tuple[float, Worst | None] = (0.0, None)
    for name, adjoint in numbers.adjoints.items():
        if name is graph.loss:
            continue
        here = np.abs(np.asarray(numbers.values[name], dtype=float))
        direction = rng.choice([-1.0, 1.0], size=here.shape) * np.where(here == 0, 1.0, here)
        told = float((np.asarray(adjoint, dtype=float) * direction).sum())
        error, slope = _closest(graph, numbers, name, direction, told)
        if error > worst[0]:
            where = {n.value: float(v) for n, v in numbers.values.items() if not n.shape}
            worst = error, Worst(where, slope, told, component=f"the adjoint of {name.value}")
    return worst


def _closest(
    graph: Graph, numbers: Numbers, name: Term, direction: Any, told: float
) -> tuple[float, float]:
    """How far the slope is from what is told, and the slope.

    The steps grow smaller until two slopes agree; what they differ by is the error of the method,
    as near a pole or where a sigmoid is saturated, and counts for nothing. So does what a large
    loss loses when it is rounded.
    """
    scale = max(1.0, abs(told))
    rounded = ROUNDING * abs(float(numbers.values[graph.loss]))
    slopes: list[tuple[float, float]] = []
    for h in STEPS:
        slope = _slope(graph, numbers, name, direction, h)
        if not isfinite(slope):
            continue
        if abs(slope - told) <= TOLERANCE / 10 * scale:
            return abs(slope - told) / scale, slope
        slopes.append((slope, rounded / h))
    pairs = [(abs(one - other) + lost, other) for (one, _), (other, lost) in pairwise(slopes)]
    doubt, best = min(pairs, default=(inf, told))
    return max(0.0, abs(best - told) - DOUBT * doubt) / scale if pairs else 0.0, best


def _slope(graph: Graph, numbers: Numbers, name: Term, direction: Any, h: float) -> float:
    """The slope of the loss along a direction, by differences of step h."""
    ends = [loss_with(graph, numbers, name, direction * s) for s in (h, -h, 2 * h, -2 * h)]
    return (8 * (ends[0] - ends[1]) - (ends[2] - ends[3])) / (12 * h)


def loss_with(graph: Graph, numbers: Numbers, name: Term, change: Any) -> float:
    """The loss when a name has another value and the lines after it follow."""
    here = {n.value: np.asarray(v, dtype=float) for n, v in numbers.values.items()}
    known = {**here, name.value: here[name.value] + change}
    changed = {name}
    for line in graph.lines:
        if line.name is not name and changed & graph.uses[line.name]:
            formula, held = _held(line.formula, here, numbers.sizes)
            value = evaluate(formula, {**known, **held}, numbers.sizes)
            known[line.name.value] = np.asarray(value, dtype=float)
            changed.add(line.name)
    return float(known[graph.loss.value])


def _held(formula: Term, here: Values, sizes: Sizes) -> tuple[Term, dict[str, Any]]:
    """A line with names for what counts as a constant in it, and their values at the point."""
    nodes = [n for n in ordered(formula) if n.op == "map" and TABLE[n.value].held]
    names = {node: symbol(f"held {k}", *node.shape) for k, node in enumerate(nodes)}
    values = {name.value: evaluate(node, here, sizes) for node, name in names.items()}
    return steadied([replaced(formula, names)])[0], values
