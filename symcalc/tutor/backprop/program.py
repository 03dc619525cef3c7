"""Formulas as a program of lines: one forward pass, one reverse pass, and what each costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.layers import Line, replaced
from symcalc.matrix.term import Term, ordered, symbols
from symcalc.matrix.written import meaning
from symcalc.reading.names import key
from symcalc.tutor.backprop.cuts import cut_all
from symcalc.tutor.backprop.numbers import Numbers, at_point, shape_of, valued
from symcalc.tutor.backprop.prepared import LARGEST
from symcalc.tutor.backprop.sweep import Graph
from symcalc.tutor.words import backprop as graph_words
from symcalc.tutor.words.modes import FAILS, HINTS

Rates = Mapping[Term, sp.Expr]


@dataclass(frozen=True)
class Program:
    """Formulas cut into lines that they share, with the inputs that are differentiated by.

    Attributes
    ----------
    formulas : tuple of MatrixFormula
        The outputs.
    lines : tuple of Line
        Those of all outputs, each once.
    outputs : tuple of Term
        The names of the outputs.
    wrt : tuple of Term
        The inputs.
    values : mapping of Term to SymPy number, or None
        Every input and line at the point, if there is one.
    """

    formulas: tuple[MatrixFormula, ...]
    lines: tuple[Line, ...]
    outputs: tuple[Term, ...]
    wrt: tuple[Term, ...]
    values: Mapping[Term, sp.Expr] | None = None

    @cached_property
    def graphs(self) -> tuple[Graph, ...]:
        """The graph of each output: the lines that it needs, its own last."""
        return tuple(
            Graph(f, tuple(self._needed(out)), self.wrt)
            for f, out in zip(self.formulas, self.outputs, strict=True)
        )

    def _needed(self, out: Term) -> list[Line]:
        wanted = {out}
        kept: list[Line] = []
        for line in reversed(self.lines):
            if line.name in wanted:
                kept.append(line)
                wanted.update(symbols(line.formula))
        return kept[::-1]

    @cached_property
    def locals(self) -> Mapping[Term, Mapping[Term, Term]]:
        """By line, its local derivative by each name that it uses and that moves."""
        live = set(self.wrt)
        found: dict[Term, Mapping[Term, Term]] = {}
        for line in self.lines:
            targets = [s for s in symbols(line.formula) if s in live]
            names = {line.formula: line.name} if line.formula.args else {}
            swept = adjoints(line.formula, targets) if targets else {}
            found[line.name] = {t: replaced(swept[t], names) for t in targets}
            if targets:
                live.add(line.name)
        return found

    @property
    def known(self) -> dict[sp.Symbol, sp.Expr]:
        """The values by symbol."""
        return {sp.Symbol(n.value): v for n, v in (self.values or {}).items()}

    def rates(self, start: Rates) -> dict[Term, sp.Expr]:
        """One forward pass: how fast every name changes, when the inputs change so."""
        known, found = self.known, dict(start)
        for line in self.lines:
            found[line.name] = sp.Add(
                *(
                    _number(meaning(own), known) * found.get(name, sp.S.Zero)
                    for name, own in self.locals[line.name].items()
                )
            )
        return found

    def sweep(self, k: int) -> Numbers:
        """One reverse pass, of output k."""
        graph = self.graphs[k]
        assert self.values is not None
        return at_point(graph, {s.value: self.values[s] for s in graph.formula.symbols})


def _number(expr: sp.Expr, known: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    value = valued(expr, known)
    if value is None:
        raise UnsupportedError(graph_words.FAILS["no-slope"], hint=graph_words.HINTS["no-value"])
    return value


def prepared(
    formulas: Sequence[MatrixFormula], wrt: Sequence[str], point: Mapping[str, sp.Expr] | None
) -> Program:
    """The lines of all formulas, and their values at the point."""
    terms = [f.term for f in formulas]
    arrays = any(shape_of(value) for value in (point or {}).values())
    if arrays or any(node.shape for node in ordered(*terms)):
        raise UnsupportedError(FAILS["matrix"], hint=HINTS["matrix"])
    count = sum(bool(node.args) for node in ordered(*terms))
    if count > LARGEST:
        told = graph_words.FAILS["large"].format(count=count, most=LARGEST)
        raise TooLargeError(told, hint=graph_words.HINTS["large"])
    inputs = tuple(dict.fromkeys(s for f in formulas for s in f.symbols))
    chosen = tuple(_input(name, inputs) for name in wrt) or inputs
    if not chosen:
        raise UnsupportedError(FAILS["no-input"])
    lines, outputs = cut_all(terms)
    whole = Program(tuple(formulas), lines, outputs, chosen)
    return whole if point is None else _at(whole, inputs, point)


def _input(name: str, inputs: Sequence[Term]) -> Term:
    found = next((s for s in inputs if key(s.value) == key(name)), None)
    if found is None:
        told = graph_words.FAILS["unknown"].format(name=name)
        names = ", ".join(s.value for s in inputs)
        raise UnsupportedError(told, hint=graph_words.HINTS["unknown"].format(names=names))
    return found


def _at(program: Program, inputs: Sequence[Term], point: Mapping[str, sp.Expr]) -> Program:
    given = {_input(name, inputs): value for name, value in point.items()}
    missing = [s.value for s in inputs if s not in given]
    if missing:
        told = FAILS["no-point"].format(names=", ".join(missing))
        raise UnsupportedError(told, hint=graph_words.HINTS["missing"])
    values: dict[Term, sp.Expr] = dict(given)
    known = {sp.Symbol(s.value): v for s, v in given.items()}
    for line in program.lines:
        value = valued(meaning(line.formula), known)
        if value is None:
            told = graph_words.FAILS["no-value"].format(name=line.name.value)
            raise UnsupportedError(told, hint=graph_words.HINTS["no-value"])
        known[sp.Symbol(line.name.value)] = values[line.name] = value
    return Program(program.formulas, program.lines, program.outputs, program.wrt, values)


def counts(program: Program) -> tuple[int, int, int]:
    """Operations of the values alone, of one forward pass, and of all reverse passes."""
    value = sum(operations(line.formula) for line in program.lines)
    forward = value + sum(_locals(own) + max(len(own) - 1, 0) for own in program.locals.values())
    reverse = value
    for graph in program.graphs:
        for arrivals in graph.received.values():
            reverse += len(arrivals) - 1
            for a in arrivals:
                assert a.local is not None
                constant = a.local.op == "number" and abs(a.local.value) == 1
                reverse += operations(a.local) + (a.line.name is not graph.loss and not constant)
    return value, forward, reverse


def _locals(own: Mapping[Term, Term]) -> int:
    """The operations of local derivatives, and a product with the rate for each but ±1."""
    unit = [bool(t.op == "number" and abs(t.value) == 1) for t in own.values()]
    return sum(map(operations, own.values())) + unit.count(False)


def operations(term: Term) -> int:
    """The sums, products and calls of functions in a line; a change of sign counts as none."""
    count = 0
    for node in ordered(term):
        if node.op == "sum":
            count += len(node.args) - 1
        elif node.op == "scale":
            count += len(node.args) - 1 + (abs(node.value) != 1)
        elif node.args:
            count += 1
    return count


def alive(program: Program) -> int:
    """How many values have to be kept at most while the lines are worked out in order."""
    last: dict[Term, int] = {out: len(program.lines) for out in program.outputs}
    for k, line in enumerate(program.lines):
        for name in symbols(line.formula):
            last[name] = max(last.get(name, 0), k)
    alive = {s for f in program.formulas for s in f.symbols}
    most = len(alive)
    for k, line in enumerate(program.lines):
        alive = {name for name in alive if last.get(name, -1) > k} | {line.name}
        most = max(most, len(alive))
    return most
