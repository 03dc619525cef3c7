"""Does a compiled kernel agree with numeric differentiation of its own formula?"""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.numeric import Array, partial
from symcalc.checking.precise import Precise
from symcalc.checking.relations import DIGITS, TOLERANCE, Sides, judge
from symcalc.checking.report import CheckReport, worst_of
from symcalc.checking.sampling import candidates
from symcalc.compiler.ir import CONSTANT, INPUT, Program, Value
from symcalc.compiler.kernel import Kernel
from symcalc.primitives import TABLE


def check_kernel(kernel: Kernel) -> CheckReport:
    """Compare every partial derivative that a kernel computes with numeric differentiation.

    The derivatives come from the kernel's own backend; what they are compared with comes from the
    values alone, by the reference interpreter. Where doubles differ, mpmath decides at 50 digits.

    Parameters
    ----------
    kernel : Kernel
        With m outputs and n variables to differentiate by.

    Returns
    -------
    CheckReport
        Of the partial derivative that differs most.
    """
    program = kernel.program
    symbols = [sp.Dummy(name) for name in kernel.inputs]
    tried = list(candidates(symbols)) if symbols else [{}]
    columns = [np.array([float(p[s]) for p in tried]) for s in symbols]
    jacobian = np.asarray(kernel.jacobian(*columns), dtype=float)
    table = np.broadcast_to(jacobian, (len(tried), *jacobian.shape[-2:]))
    exprs = restored(program, symbols)
    reports = []
    for row, expr in enumerate(exprs):
        for column, position in enumerate(kernel.wrt_positions):
            slopes = partial(program, columns, position, row)
            got = table[:, row, column]
            x = symbols[position]

            def settle(
                i: int, expr: sp.Expr = expr, x: sp.Symbol = x, got: Array = got
            ) -> Sides | None:
                return _settle(expr, x, tried[i], float(got[i]))

            reports.append(judge(slopes.values, got, tried, settle, slopes.method))
    if not reports:
        return CheckReport("agrees", 0, 0.0, TOLERANCE, None, "nothing: there is no variable")
    return worst_of(reports)


def _settle(
    expr: sp.Expr, x: sp.Symbol, point: dict[sp.Symbol, sp.Rational], got: float
) -> Sides | None:
    """mpmath's derivative of the formula at a point that doubles have exactly."""
    exact = {s: sp.Rational(float(v)) for s, v in point.items()}
    try:
        return float(Precise(DIGITS).slope(expr, (x,), exact)), got
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
            row = TABLE.get(node.op) or TABLE[node.op.rstrip("0123456789")]
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
