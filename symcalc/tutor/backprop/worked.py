"""Backpropagation: from a formula and a point to a derivation."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.formula import Question
from symcalc.matrix import algebra
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.term import Term, shown
from symcalc.notation import Notation
from symcalc.primitives.table import TABLE
from symcalc.steps import Step
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop import tables
from symcalc.tutor.backprop.claims import Slopes, kinked
from symcalc.tutor.backprop.combined import combined
from symcalc.tutor.backprop.numbers import Numbers
from symcalc.tutor.backprop.prepared import arrays, graph_of, numbers_of
from symcalc.tutor.backprop.sweep import Arrival, Graph
from symcalc.tutor.backprop.through import through
from symcalc.tutor.backprop.told import Backpropagation
from symcalc.tutor.words.backprop import (
    BY,
    COLUMNS,
    FIRST_HINT,
    LAST_HINT,
    PATHS,
    QUESTION,
    REMARKS,
    WHERE,
    WORDS,
)
from symcalc.writing.text import text


def backpropagation(
    formula: MatrixFormula,
    wrt: Sequence[str] = (),
    point: Mapping[str, Any] | None = None,
    last: str = "",
) -> Backpropagation:
    """The forward and the backward pass of a loss, with numbers where there is a point.

    Parameters
    ----------
    formula : MatrixFormula
        The loss; scalar.
    wrt : sequence of str
        What to differentiate by; the parameters if left out.
    point : mapping, optional
        A value for every variable: SymPy numbers where all are scalars, else arrays.
    last : str
        What the user called the loss.

    Raises
    ------
    ShapeError
        If the formula is no number, or an array does not fit.
    UnsupportedError
        If there is nothing to differentiate by, or a value is missing.
    TooLargeError
        If the graph is too large to be shown.
    """
    graph = graph_of(formula, wrt, last)
    numbers = numbers_of(graph, point)
    claim = Slopes(graph, *arrays(graph, point))
    report = claim.check()
    if report.status == "disagrees":
        raise AssertionError(f"backpropagation of {formula.text}: {report.text()}")
    asked = write.formula(graph, formula.term)
    steps = _steps(graph, numbers, asked)
    results = [_result(graph, x, numbers) for x in graph.wrt]
    return Backpropagation(
        Question(
            "backprop",
            asked,
            tuple(sp.Symbol(x.value) for x in graph.wrt),
            _question(graph, asked, point, chosen=bool(wrt)),
        ),
        asked,
        Notation("tuple", tuple(r for r in results), expr=sp.Tuple(*(r.expr for r in results))),
        steps,
        remarks=(*_remarks(graph, numbers, chosen=bool(wrt)), *_left_out(graph, point)),
        value=None if numbers is None else _value(graph, numbers),
        claims=(claim,),
        ending=_ending(graph, results),
        computation=graph,
        numbers=numbers,
    )


def _value(graph: Graph, numbers: Numbers) -> Any:
    """The derivatives at the point, in the order of `wrt`."""
    zeros = {x: np.zeros(np.shape(numbers.values[x])) for x in graph.wrt}
    found = [numbers.adjoints.get(x, zeros[x]) for x in graph.wrt]
    if graph.is_scalar:
        return sp.Tuple(*(v if isinstance(v, sp.Expr) else sp.S.Zero for v in found))
    return tuple(np.asarray(v, dtype=float) for v in found)


def _question(
    graph: Graph, asked: Notation, point: Mapping[str, Any] | None, *, chosen: bool
) -> str:
    """The question in words, as it can be asked again; a point of large arrays is left out."""
    formula = graph.formula
    plain = graph.is_scalar and not formula.definitions and "=" not in formula.text
    given = text(asked) if plain else " ".join(formula.text.split("\n"))
    shapes = ", ".join(f"{name}: {shown(shape)}" for name, shape in formula.shapes.items())
    where = WHERE.format(shapes=shapes) if shapes else ""
    where += COLUMNS if formula.samples == "columns" else ""
    at = "" if point is None else write.point(formula.symbols, point)
    by = BY.format(names=", ".join(x.value for x in graph.wrt)) if chosen else ""
    return QUESTION.format(formula=given, by=by, where=where, at=at)


def _left_out(graph: Graph, point: Mapping[str, Any] | None) -> list[str]:
    """That the question does not tell the point, where it does not."""
    told = point is None or write.point(graph.formula.symbols, point)
    return [] if told else [REMARKS["left-out"]]


def _repeated(graph: Graph) -> Iterator[tuple[str, str]]:
    """Names that are repeated for every sample, each with the line that does it."""
    for name in graph.wrt:
        for arrival in graph.received.get(name, ()):
            repeated = [p.node.args[0] for p in arrival.passed if p.node.op == "broadcast"]
            if name.shape and any(arg in (name, algebra.transpose(name)) for arg in repeated):
                yield text(write.named(name)), text(write.named(arrival.line.name))


def _steps(graph: Graph, numbers: Numbers | None, asked: Notation) -> tuple[Step, ...]:
    forward, backward = tables.forward(graph, numbers), tables.backward(graph, numbers)
    both = tables.beside(forward, backward) if graph.is_scalar else None
    hints = _hints(graph)
    fields = {"loss": graph.loss.value}
    below = through(graph, numbers, asked)
    if both is not None:
        steps = [_step("backpropagation", fields, asked, both, hints, below)]
    else:
        steps = [
            _step("forward-pass", fields, asked, forward, hints[:1]),
            _step("backward-pass", fields, asked, backward, hints[1:], below),
        ]
    return (*steps, *combined(graph), *_paths(graph, numbers, asked))


def _step(
    rule: str,
    fields: Mapping[str, Any],
    asked: Notation,
    table: Any,
    hints: Any,
    below: tuple[Step, ...] = (),
) -> Step:
    words = WORDS[rule]
    told = words.explanation.format(**fields)
    return Step(
        rule,
        words.title,
        asked,
        asked,
        told,
        words.statement,
        "definition",
        substeps=below,
        hints=hints,
        table=table,
    )


def _hints(graph: Graph) -> tuple[str, ...]:
    """Forwards first, then the last line, then one line after the other."""
    first, *_ = graph.lines
    names = list(graph.received)
    opening = FIRST_HINT.format(name=first.name.value) if len(graph.lines) > 1 else ""
    further = [
        LAST_HINT.format(after=after.value, name=name.value)
        for after, name in itertools.pairwise(names)
    ]
    start = WORDS["backward-pass"].hint
    return tuple(filter(None, (WORDS["forward-pass"].hint, opening, start, *further)))


def _paths(graph: Graph, numbers: Numbers | None, asked: Notation) -> list[Step]:
    """Names that are used in several lines: what arrives is added."""
    steps: list[Step] = []
    for name, arrivals in graph.received.items():
        if len(arrivals) > 1:
            words = WORDS["paths"]
            told = _told(graph, name, arrivals, numbers)
            hint = words.hint.format(name=name.value, count=len(arrivals))
            steps.append(
                Step("paths", words.title, asked, asked, told, "", "definition", hints=(hint,))
            )
    return steps


def _told(graph: Graph, name: Term, arrivals: Sequence[Arrival], numbers: Numbers | None) -> str:
    lines = [text(write.named(a.line.name)) for a in reversed(arrivals)]
    fields = {
        "name": text(write.named(name)),
        "lines": ", ".join(lines[:-1]) + f" and {lines[-1]}",
    }
    if numbers is None or not graph.is_scalar:
        return PATHS["one"].format(**fields)
    parts = [
        write.figure(tables.local_number(a, numbers) * float(numbers.adjoints[a.line.name]))
        for a in arrivals
    ]
    total = write.figure(numbers.adjoints[name])
    whole = f"{text(write.summed(parts))} = {text(total)}"
    return PATHS["numbers"].format(**fields, sum=whole)


def _result(graph: Graph, x: Term, numbers: Numbers | None) -> Notation:
    """What one derivative is: its value at the point, else what the last line of it says."""
    arrivals = graph.received.get(x, ())
    if not arrivals:
        return write.figure(0)
    if numbers is None:
        line = tables.line_of(graph, x, arrivals, None)
        return line.parts[-1]
    told = write.array(numbers.adjoints[x])
    if isinstance(told, Notation):
        return told
    return tables.line_of(graph, x, arrivals, None).parts[-1]


def _ending(graph: Graph, results: Sequence[Notation]) -> str:
    pairs = [
        f"{text(write.adjoint(graph, x.value))} = {text(r)}"
        for x, r in zip(graph.wrt, results, strict=True)
    ]
    return ", ".join(pairs)


def _remarks(graph: Graph, numbers: Numbers | None, *, chosen: bool) -> list[str]:
    told = list(graph.formula.remarks)
    loss = text(write.named(graph.loss))
    unused = [x.value for x in graph.wrt if x not in graph.received]
    if unused:
        told.append(REMARKS["unused"].format(loss=loss, names=", ".join(unused)))
    left = [s.value for s in graph.formula.symbols if s not in graph.wrt]
    if left and not chosen:
        which = "target" if graph.is_scalar else "datum" if len(left) == 1 else "data"
        told.append(REMARKS[which].format(name=left[0], names=", ".join(left)))
    told += [REMARKS["batch"].format(name=n, other=o) for n, o in _repeated(graph)][:1]
    if numbers is not None:
        for line, node in kinked(graph, numbers):
            row = TABLE[node.value]
            fields = {
                "line": text(write.named(line)),
                "function": row.names[0] if row.names else row.name,
                "convention": row.convention,
            }
            told.append(REMARKS["kink"].format(**fields))
    return list(dict.fromkeys(told))
