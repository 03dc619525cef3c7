"""Does a compiled kernel agree with numeric differentiation of its own formula?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.numeric import Array, partial_derivative
from symcalc.checking.precise import Precise
from symcalc.checking.relations import DIGITS, Sides, judge
from symcalc.checking.report import CheckReport, worst_of
from symcalc.checking.sampling import Point, candidates
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import CONSTANT, INPUT, Program, Value
from symcalc.compiler.kernel import Kernel
from symcalc.primitives import TABLE


def check_kernel(kernel: Kernel) -> CheckReport:
    """Compare what a kernel computes with numeric differentiation of its formula.

    Values and derivatives come from the kernel's own backend. Every partial derivative is compared
    with numeric differentiation of the values that the reference interpreter computes, and the
    values with that interpreter. Where doubles differ, mpmath decides at 50 digits.

    Parameters
    ----------
    kernel : Kernel
        With m outputs and n variables to differentiate by.

    Returns
    -------
    CheckReport
        Of the value or partial derivative that differs most.
    """
    samples = Samples.of(kernel)
    told, slopes = kernel.value_and_jacobian(*samples.columns)
    count, m, n = len(samples.points), len(samples.exprs), len(kernel.wrt_positions)
    rows = np.size(told) // m  # one, where no input is used
    values = np.broadcast_to(np.reshape(told, (rows, m)), (count, m))
    table = np.broadcast_to(np.reshape(slopes, (rows, m, n)), (count, m, n))
    reports = [samples.value(row, values[:, row]) for row in range(m)]
    reports += [
        samples.slope(row, position, table[:, row, column])
        for row in range(m)
        for column, position in enumerate(kernel.wrt_positions)
    ]
    return worst_of(reports)


@dataclass(frozen=True)
class Samples:
    """A kernel's formula at points, computed in other ways."""

    program: Program
    symbols: list[sp.Symbol]
    exprs: list[sp.Expr]
    points: list[Point]
    columns: list[Array]

    @classmethod
    def of(cls, kernel: Kernel) -> Samples:
        """Choose the points, none but one where there is no variable."""
        symbols = [sp.Dummy(name) for name in kernel.inputs]
        exprs = restored(kernel.program, symbols)
        points: list[Point] = list(candidates(symbols, exprs)) if symbols else [{}]
        columns = [np.array([float(p[s]) for p in points]) for s in symbols]
        return cls(kernel.program, symbols, exprs, points, columns)

    def value(self, row: int, got: Array) -> CheckReport:
        """One output against the reference interpreter."""
        expected = np.broadcast_to(evaluate(self.program, self.columns)[row], got.shape)
        expr = self.exprs[row]
        settle = partial(self._settle, expr, got)
        return judge(expected, got, self.points, settle, "the reference interpreter")

    def slope(self, row: int, position: int, got: Array) -> CheckReport:
        """One partial derivative against numeric differentiation."""
        slopes = partial_derivative(self.program, self.columns, position, row)
        expr = sp.Derivative(self.exprs[row], self.symbols[position])
        settle = partial(self._settle, expr, got)
        return judge(slopes.values, got, self.points, settle, slopes.method, slopes.errors)

    def _settle(self, expr: sp.Expr, got: Array, i: int) -> Sides | None:
        """mpmath's value at a point that doubles have exactly."""
        exact = {s: sp.Rational(float(v)) for s, v in self.points[i].items()}
        try:
            return float(Precise(DIGITS).at(expr, exact)), float(got[i])
        except Undefined:
            return None


def restored(program: Program, symbols: list[sp.Symbol]) -> list[sp.Expr]:
    """The SymPy expressions of a Program's outputs, from the table's own formulas."""
    inputs = dict(zip(program.inputs, symbols, strict=True))
    exprs: list[sp.Basic] = []
    for i, node in enumerate(program.nodes):
        if node.op == INPUT:
            exprs.append(inputs[i])
        elif node.op == CONSTANT:
            exprs.append(_constant(node.value))
        else:
            row = TABLE[program.table[node.op].row]
            exprs.append(row.formula(*_arguments(row.name, [exprs[a] for a in node.args])))
    return [exprs[i] for i in program.outputs]


def _constant(value: Value) -> sp.Expr:
    """The rational number that a double is, exactly."""
    number = float(value or 0.0)
    return sp.Rational(number) if np.isfinite(number) else sp.nan


def _arguments(name: str, args: list[sp.Basic]) -> list[sp.Basic]:
    """The conditions of pieces are numbers in a Program: 1 is true and 0 is false."""
    if name not in ("piecewise", "select", "and", "or", "not"):
        return args
    truth = {sp.Integer(1): sp.true, sp.Integer(0): sp.false}
    places = (
        range(1, len(args), 2)
        if name == "piecewise"
        else range(1 if name == "select" else len(args))
    )
    return [truth.get(a, a) if i in places else a for i, a in enumerate(args)]
