"""Whole powers by multiplication."""

from __future__ import annotations

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered

LARGEST = 32  # by squaring, u**32 is off by at most 16 ulp


def powers(program: Program) -> Program:
    """Write u**n, n whole and not larger than `LARGEST`, as multiplications and one reciprocal.

    This comes after differentiation: the derivative of a power is simpler than that of a product.
    No `power` with such an exponent is left.
    """
    builder, here = Folding(program.table), dict[int, int]()
    for i, node in enumerate(program.nodes):
        args = tuple(here[a] for a in node.args)
        exponent = builder.value(args[1]) if node.op == "power" else None
        if exponent is None or exponent % 1.0 != 0.0 or abs(exponent) > LARGEST:
            here[i] = builder.node(Node(node.op, args, node.value))
        else:
            here[i] = _by_squaring(builder, args[0], int(exponent))
    return renumbered(program, builder, here)


def _by_squaring(builder: Folding, base: int, exponent: int) -> int:
    result, left = builder.constant(1.0), abs(exponent)
    while left:
        if left % 2:
            result = builder.add("product", result, base)
        left //= 2
        if left:
            base = builder.add("product", base, base)
    return result if exponent >= 0 else builder.add("quotient", builder.constant(1.0), result)
