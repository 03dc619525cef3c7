"""Who needs a node, and what for."""

from __future__ import annotations

from collections import Counter

from symcalc.compiler.ir import LEAVES, Program
from symcalc.compiler.passes.cost import FUNCTION, operation_cost


def uses(program: Program) -> Counter[int]:
    """How often each node is an argument or an output."""
    counts = Counter(program.outputs)
    for _, args, _ in program.nodes:
        counts.update(args)
    return counts


def deciding(program: Program) -> set[int]:
    """The results of arithmetic alone on which a comparison, a floor or a sign depends.

    There one ulp may become a whole step: floor(x/49) at 49 is 1, floor(x*(1/49)) is 0.
    """
    table = program.table
    steps = {
        name: [k for k, partial in enumerate(op.partials) if partial is None]
        for name, op in table.items()
    }
    found = set[int]()
    for i in range(len(program.nodes) - 1, -1, -1):
        op, args, _ = program.nodes[i]
        if i in found:
            found.update(args)
        elif steps.get(op):
            found.update(args[k] for k in steps[op])
    return found - _inexact(program) if found else found


def _inexact(program: Program) -> set[int]:
    """The nodes that a function other than the square root goes into: they are rounded anyway."""
    functions = {op.name for op in program.ops if operation_cost(op) >= FUNCTION}
    found = set[int]()
    for i, (op, args, _) in enumerate(program.nodes):
        if op not in LEAVES and (op in functions or not found.isdisjoint(args)):
            found.add(i)
    return found
