"""What is worked out: the graph of a formula, what it is differentiated by, and the point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.layers import Line, is_activation, lines_of
from symcalc.matrix.term import Term, ordered, shown, symbols
from symcalc.reading.names import key
from symcalc.tutor.backprop.cuts import cut
from symcalc.tutor.backprop.numbers import Numbers, at_arrays, at_point, fitted, shape_of
from symcalc.tutor.backprop.sweep import Graph
from symcalc.tutor.words.backprop import FAILS, HINTS

LARGEST = 400  # operations of a graph that is shown
TARGETS = ("y", "t")
DATA = ("x", "y", "t", "Y", "X", "T")


def graph_of(formula: MatrixFormula, wrt: Sequence[str] = (), last: str = "") -> Graph:
    """The computational graph of a loss."""
    if formula.term.shape:
        told = FAILS["not-scalar"].format(shape=shown(formula.term.shape))
        raise ShapeError(told, where=formula.text, hint=HINTS["not-scalar"])
    count = sum(bool(node.args) for node in ordered(formula.term))
    if count > LARGEST:
        told = FAILS["large"].format(count=count, most=LARGEST)
        raise TooLargeError(told, hint=HINTS["large"])
    if not formula.symbols:
        raise UnsupportedError(FAILS["constant"], where=formula.text)
    scalar = not any(node.shape for node in ordered(formula.term))
    lines = cut(formula, last) if scalar else lines_of(formula, last, fine=True)
    chosen = tuple(formula.symbol(name) for name in wrt) or parameters(
        formula, lines, scalar=scalar
    )
    return Graph(formula, lines, chosen)


def parameters(formula: MatrixFormula, lines: Sequence[Line], *, scalar: bool) -> tuple[Term, ...]:
    """What is learnt: all names but the target of a scalar loss, and the data of a batch."""
    names = formula.symbols
    network = bool(formula.definitions) or any(map(is_activation, ordered(formula.term)))
    if scalar:
        kept = [s for s in names if not (network and is_target(s, lines))]
        kept.sort(key=lambda s: network and key(s.value) in DATA)
        return tuple(kept) or names
    return tuple(s for s in names if key(s.value) not in DATA) or names


def is_target(name: Term, lines: Sequence[Line]) -> bool:
    """Whether a name is what the output is compared with: it stands in a sum of the last line."""
    *before, last = lines
    if key(name.value) not in TARGETS or any(name in symbols(line.formula) for line in before):
        return False
    return any(n.op == "sum" and name in symbols(n) for n in ordered(last.formula))


def numbers_of(graph: Graph, point: Mapping[str, Any] | None) -> Numbers | None:
    """Both sweeps at the point."""
    if point is None:
        return None
    unknown = [n for n in point if key(n) not in {key(s.value) for s in graph.formula.symbols}]
    if unknown:
        names = ", ".join(s.value for s in graph.formula.symbols)
        told = FAILS["unknown"].format(name=unknown[0])
        raise UnsupportedError(told, hint=HINTS["unknown"].format(names=names))
    values, sizes = arrays(graph, point)
    assert values is not None
    if not graph.is_scalar:
        return finite(graph, at_arrays(graph, values, sizes))
    return at_point(graph, {s.value: value_of(point, s) for s in graph.formula.symbols})


def finite(graph: Graph, numbers: Numbers) -> Numbers:
    """The same numbers; refused where a line or a slope has no value."""
    for line in graph.lines:
        if not np.isfinite(numbers.values[line.name]).all():
            told = FAILS["no-value"].format(name=line.name.value)
            raise UnsupportedError(told, where=graph.formula.text, hint=HINTS["no-value"])
    if not all(np.isfinite(a).all() for a in numbers.adjoints.values()):
        raise UnsupportedError(FAILS["no-slope"], hint=HINTS["no-value"])
    return numbers


def value_of(point: Mapping[str, Any], name: Term) -> Any:
    """The value of a name, however it is spelled in the point."""
    return next(v for n, v in point.items() if key(n) == key(name.value))


def arrays(graph: Graph, point: Mapping[str, Any] | None) -> tuple[Any, Any]:
    """The point as arrays, and the sizes; None and no sizes without one."""
    if point is None:
        return None, {}
    known = {key(n): v for n, v in point.items()}
    spelled = {s.value: known[key(s.value)] for s in graph.formula.symbols if key(s.value) in known}
    return fitted(graph.formula, {n: v if shape_of(v) else float(v) for n, v in spelled.items()})
