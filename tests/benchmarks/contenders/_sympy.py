"""Formulas for tools that cannot read SymPy: its derivatives, or code for each operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from workloads import Problem, Workload

INFIX = {sp.StrictLessThan: "<", sp.LessThan: "<=", sp.StrictGreaterThan: ">", sp.GreaterThan: ">="}
# What the code of a formula may call; a tool says what each is.
FUNCTIONS = ("sin", "cos", "exp", "log", "tanh", "sqrt", "erf", "where")


def all_outputs(workload: Workload) -> list[sp.Expr]:
    """What is asked for as expressions, the derivatives by SymPy."""
    problem = workload.problem
    first = [f.diff(x) for f in problem.formulas for x in problem.wrt]
    if workload.asked == "hessian":
        return [g.diff(x) for g in first for x in problem.wrt]
    return [*problem.formulas, *first]


def function_of(problem: Problem, functions: Mapping[str, Any]) -> Callable[..., Any]:
    """The formulas as a Python function of the inputs, in terms of a tool's functions.

    It returns one value, or a tuple of the values of several formulas.
    """
    lines, outputs = statements(problem.formulas, problem.inputs)
    names = [f"x{k}" for k in range(len(problem.inputs))]
    returned = outputs[0] if len(outputs) == 1 else f"({', '.join(outputs)})"
    body = [*lines, f"return {returned}"]
    text = "\n    ".join([f"def formula({', '.join(names)}):", *body])
    space: dict[str, Any] = dict(functions)
    exec(text, space)
    return space["formula"]


def statements(
    formulas: Sequence[sp.Expr], inputs: Sequence[sp.Symbol]
) -> tuple[list[str], list[str]]:
    """One assignment for each different part, and the names of the results."""
    names: dict[sp.Basic, str] = {symbol: f"x{k}" for k, symbol in enumerate(inputs)}
    lines, stack = list[str](), list(reversed(formulas))
    while stack:
        open_ = [part for part in _parts(stack[-1]) if part not in names]
        if open_ and stack[-1] not in names:
            stack += open_
            continue
        expr = stack.pop()
        if expr not in names:
            lines.append(f"v{len(lines)} = {_written(expr, [names[p] for p in _parts(expr)])}")
            names[expr] = f"v{len(lines) - 1}"
    return lines, [names[formula] for formula in formulas]


def _parts(expr: sp.Basic) -> Sequence[sp.Basic]:
    """What must be known before; of a Piecewise value, condition, …, value."""
    if isinstance(expr, sp.Piecewise):
        return [part for pair in expr.args for part in pair.args][:-1]
    return () if expr.is_number else expr.args


def _written(expr: sp.Basic, args: Sequence[str]) -> str:
    match expr:
        case sp.Integer():
            return str(expr)
        case sp.Expr(is_number=True):
            return repr(float(expr))
        case sp.Add():
            return " + ".join(args)
        case sp.Mul():
            return " * ".join(args)
        case sp.Pow(exp=sp.Integer(p=power)) if power < 0:
            return f"1.0 / {args[0]} ** {-power}"
        case sp.Pow(exp=sp.Rational(p=power, q=2)):
            return f"1.0 / sqrt({args[0]})" if power == -1 else f"sqrt({args[0]}) ** {power}"
        case sp.Pow():
            return f"{args[0]} ** {expr.exp if expr.exp.is_Integer else args[1]}"
        case sp.Piecewise():
            return _chosen(args)
        case sp.core.relational.Relational():
            return f" {INFIX[type(expr)]} ".join(args)
    return f"{expr.func.__name__}({', '.join(args)})"


def _chosen(args: Sequence[str]) -> str:
    """Value, condition, …, value as nested `where`."""
    *pairs, text = args
    for value, condition in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
        text = f"where({condition}, {value}, {text})"
    return text
