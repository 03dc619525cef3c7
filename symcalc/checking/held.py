"""Values that differentiation takes for constants: numerically too, they stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import INPUT, LEAVES, Node, Program
from symcalc.primitives import TABLE


def held(program: Program) -> tuple[int, ...]:
    """The nodes whose rows say that they count as constants."""
    rows = {op.name: TABLE.get(op.row) for op in program.ops}
    nodes = (i for i, node in enumerate(program.nodes) if node.op not in LEAVES)
    return tuple(i for i in nodes if (row := rows[program.nodes[i].op]) and row.held)


def cut(program: Program, nodes: Sequence[int]) -> Program:
    """The Program with more inputs, one in the place of each of these nodes."""
    changed = list(program.nodes)
    for i in nodes:
        changed[i] = Node(INPUT, (), f"held{i}")
    return replace(program, nodes=tuple(changed), inputs=(*program.inputs, *nodes))


def hold(program: Program, points: Sequence[Any]) -> tuple[Program, list[Any]]:
    """The Program to be differentiated at points, and the points with the constants' values.

    Examples
    --------
    >>> import sympy as sp
    >>> from symcalc.compiler.lower import lower
    >>> from symcalc.primitives.holding import stop_gradient
    >>> x = sp.Symbol("x")
    >>> program, points = hold(lower([x * stop_gradient(x**2)], [x]), [3.0])
    >>> len(program.inputs), [float(value) for value in points]
    (2, [3.0, 9.0])
    """
    nodes = held(program)
    if not nodes:
        return program, list(points)
    values = evaluate(replace(program, outputs=nodes), points)
    return cut(program, nodes), [*points, *values]
