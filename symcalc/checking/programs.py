"""A Program and its derivatives in high precision, from the table's formulas alone.

One loop over the nodes, so depth and sharing cost nothing. Derivatives are differences of values:
the table's partial derivatives, which a check is about, are never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

import sympy as sp
from sympy.logic.boolalg import Boolean

from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.checking.held import cut, held
from symcalc.checking.precise import Precise
from symcalc.compiler.ir import CONSTANT, INPUT, Op, Program
from symcalc.primitives import TABLE

STEP = 30  # the differences are taken over 10⁻³⁰, less where values are large
DIGITS = 30  # beyond those that the differences cancel
LARGEST = 400  # digits before the point of a value that is differentiated
SMOOTH = 1e-6  # how much two differences may differ, relative to max(1, |difference|)
TRUTH: dict[sp.Basic, sp.Basic] = {sp.Integer(1): sp.true, sp.Integer(0): sp.false}
STEPS = (1.0, 1 / 16)  # two of them, to see a jump, a pole or a kink of the slope

Point = Sequence[float]
Along = Callable[[float], Number]  # a value, or a slope, some steps away


@dataclass(frozen=True)
class Figure:
    """A number found in high precision, as a double, and an estimate of its error."""

    value: float
    error: float = 0.0


Figures = list[Figure | None]  # one for each output; None where it has no such number


def exact_values(program: Program, point: Point) -> Figures:
    """The outputs at a point of doubles; None where one is not real and finite."""
    plane = Plane(program, point)
    return plane.figures(lambda i: [plane.at(i, 0.0, 0.0)])


def exact_slopes(program: Program, point: Point, direction: Point) -> Figures:
    """The derivative of each output along a direction; None at a kink, a jump or a pole.

    Examples
    --------
    >>> from symcalc.compiler.lower import lower
    >>> x = sp.Symbol("x")
    >>> program = lower([x**3, sp.Abs(x - 2)], [x])
    >>> slope, kink = exact_slopes(program, [2.0], [1.0])
    >>> slope.value, slope.error < 1e-40, kink
    (12.0, True, None)
    """
    plane = Plane(program, point, direction)
    return plane.figures(
        lambda i: [slope for s in STEPS for slope in plane.slopes(lambda t: plane.at(i, t, 0.0), s)]
    )


def exact_curvatures(program: Program, point: Point, first: Point, second: Point) -> Figures:
    """The derivative along `second` of the derivative along `first`, of each output."""
    plane = Plane(program, point, first, second)

    def bends(i: int, s: float) -> list[Number]:
        def slope(t: float) -> Number:
            return plane.slopes(lambda u: plane.at(i, u, t), s)[-1]

        return plane.slopes(slope, s)

    return plane.figures(lambda i: [bend for s in STEPS for bend in bends(i, s)])


class Plane:
    """The outputs of a Program at x + s·first + t·second, where s and t count small steps."""

    def __init__(self, program: Program, point: Point, *along: Point) -> None:
        self.program, self.point, self.along = program, point, along
        coarse = Precise(DIGITS)
        values = outputs(program, [coarse.context.mpf(x) for x in point], coarse)
        size = max((abs(v) for v in values if v is not None), default=0)
        digits = 0 if size < 1 else int(coarse.context.log10(size)) + 1
        step = STEP + min(digits, LARGEST)  # so that the values, too, change only a little
        self.kind = Precise(DIGITS + 2 * step * (1 + len(along)))
        self.step = self.kind.context.mpf(10) ** -step
        self._hold(held(program))
        self._known: dict[tuple[float, float], list[Number | None]] = {}

    def _hold(self, nodes: tuple[int, ...]) -> None:
        """Let what counts as a constant keep the value that it has at the point."""
        inputs = list(map(self.kind.context.mpf, self.point))
        values = outputs(replace(self.program, outputs=nodes), inputs, self.kind)
        known = [self.kind.context.nan if v is None else v for v in values]
        self.program, self.point = cut(self.program, nodes), [*inputs, *known]
        self.along = tuple([*direction, *[0.0] * len(nodes)] for direction in self.along)

    def at(self, output: int, s: float, t: float) -> Number:
        """One output, some steps away."""
        if (s, t) not in self._known:
            moved = list(map(self.kind.context.mpf, self.point))
            for steps, direction in zip((s, t), self.along, strict=False):
                moved = [x + steps * self.step * v for x, v in zip(moved, direction, strict=True)]
            self._known[s, t] = outputs(self.program, moved, self.kind)
        value = self._known[s, t][output]
        if value is None:
            raise Undefined("no value")
        return value

    def slopes(self, f: Along, s: float) -> list[Number]:
        """The slopes to the left, to the right and over both, of a function of some steps."""
        left, here, right = f(-s), f(0.0), f(s)
        h = s * self.step
        return [(here - left) / h, (right - here) / h, (right - left) / (2 * h)]

    def figures(self, estimates: Callable[[int], list[Number]]) -> Figures:
        """For each output the last of its estimates, if all agree."""
        found: Figures = []
        for i in range(len(self.program.outputs)):
            try:
                found.append(_agreed(estimates(i)))
            except Undefined:
                found.append(None)
        return found


def _agreed(estimates: list[Number]) -> Figure | None:
    best = estimates[-1]
    if max(estimates) - min(estimates) > SMOOTH * max(1, abs(best)):
        return None
    middle = len(estimates) // 2 - 1  # the one over both sides with the first step
    return Figure(float(best), float(abs(best - estimates[max(middle, 0)])))


def outputs(program: Program, inputs: Sequence[Number], kind: Precise) -> list[Number | None]:
    """The outputs of a Program; None where one has no real and finite value.

    A node without a value is no harm unless it is needed: the other branch of a Piecewise.
    """
    values: dict[int, Number] = dict(zip(program.inputs, inputs, strict=True))
    for i, node in enumerate(program.nodes):
        if node.op == INPUT:
            continue
        if node.op == CONSTANT:
            values[i] = kind.context.mpf(node.value)
            continue
        try:
            meaning = _meaning(program.table[node.op])
            known = zip(meaning.letters, node.args, strict=True)
            here = {letter: values[a] for letter, a in known if a in values}
            values[i] = evaluate(meaning.formula, here, kind)
        except Undefined:
            continue
    return [values.get(i) for i in program.outputs]


def restored(program: Program, symbols: Sequence[sp.Symbol]) -> list[sp.Expr]:
    """The SymPy expressions of a Program's outputs."""
    exprs: dict[int, sp.Basic] = dict(zip(program.inputs, symbols, strict=True))
    for i, node in enumerate(program.nodes):
        if node.op == CONSTANT:
            number = float(node.value or 0.0)
            exprs[i] = sp.Rational(number) if isfinite(number) else sp.nan
        elif node.op != INPUT:
            op = program.table[node.op]
            conditions = _meaning(op).conditions
            args = [exprs[a] for a in node.args]
            args = [TRUTH.get(a, a) if k in conditions else a for k, a in enumerate(args)]
            exprs[i] = TABLE[op.row].formula(*args)
    return [exprs[i] for i in program.outputs]


@dataclass(frozen=True)
class Meaning:
    """An operation as a number made of letters, and which letters are conditions: 1 or 0."""

    formula: sp.Expr
    letters: tuple[sp.Dummy, ...]
    conditions: frozenset[int]


def _meaning(op: Op) -> Meaning:
    """What the table says that an operation is."""
    if op.row not in TABLE:
        raise Undefined(op.name)  # a function that was defined in another session
    return _lettered(TABLE[op.row].formula, op.arity)


@lru_cache(maxsize=1024)
def _lettered(formula: Callable[..., sp.Basic], arity: int) -> Meaning:
    letters = tuple(sp.Dummy(f"u{i}") for i in range(arity))
    whole = formula(*letters)
    conditions = {c for piece in whole.atoms(sp.Piecewise) for _, c in piece.args}
    conditions |= {c for joined in whole.atoms(sp.And, sp.Or, sp.Not) for c in joined.args}
    held = frozenset(i for i, u in enumerate(letters) if u in conditions)
    whole = whole.xreplace({letters[i]: sp.Ne(letters[i], 0) for i in held})
    truth = isinstance(whole, Boolean) and not whole.is_Symbol
    return Meaning(sp.Piecewise((1, whole), (0, True)) if truth else whole, letters, held)
