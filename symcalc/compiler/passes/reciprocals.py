"""Divisions by the same number as multiplications by its reciprocal."""

from __future__ import annotations

import math
import sys
from collections import Counter

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered
from symcalc.compiler.passes.uses import deciding

DIVISION = "quotient"


def reciprocals(program: Program) -> Program:
    """Write u/c as u·(1/c), and u/v as u·(1/v) where v divides more than once.

    A quotient is off by at most 1 ulp more. Where the reciprocal of a constant would be subnormal
    or infinite, and under a comparison or a step (see `deciding`), the division stays; a variable
    divisor below 2⁻¹⁰²² gives inf where the quotient would not.
    """
    if not any(node.op == DIVISION for node in program.nodes):
        return program
    divisions = [i for i, node in enumerate(program.nodes) if node.op == DIVISION]
    exact = deciding(program)
    divisors = Counter(program.nodes[i].args[1] for i in divisions if i not in exact)
    builder, here = Folding(program.table), list[int]()
    for i, (op, args, value) in enumerate(program.nodes):
        node = Node(op, tuple([here[a] for a in args]), value)
        inverse = None
        if op == DIVISION:
            inverse = _inverse(builder, node.args[1], divisors[args[1]] if i not in exact else 0)
        if inverse is not None:
            node = Node("product", (node.args[0], inverse))
        here.append(builder.node(node))
    return renumbered(program, builder, here)


def _inverse(builder: Folding, v: int, count: int) -> int | None:
    """The node of 1/v, if the quotients by v that need not be exact are better without division."""
    constant = builder.value(v)
    if constant is None:
        return builder.add(DIVISION, builder.constant(1.0), v) if count > 1 else None
    if not sys.float_info.min <= abs(constant) <= 1.0 / sys.float_info.min:
        return None
    is_power_of_two = abs(math.frexp(constant)[0]) == 0.5
    return builder.constant(1.0 / constant) if count or is_power_of_two else None
