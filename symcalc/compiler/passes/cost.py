"""What a Program costs to compute, roughly."""

from __future__ import annotations

from symcalc.compiler.ir import LEAVES, Op, Program

# By row, in multiplications. Measured on vectors of eight float64 numbers, rounded; what is not
# here is a function, by a polynomial.
COSTS = {
    **dict.fromkeys(("sum", "difference", "negation", "product", "abs", "relu"), 1),
    **dict.fromkeys(("less", "less-equal", "greater", "greater-equal", "equal", "not-equal"), 1),
    **dict.fromkeys(("and", "or", "not", "select", "max", "min", "sign", "floor", "ceil"), 1),
    **dict.fromkeys(("quotient", "sqrt"), 8),
    **dict.fromkeys(("sigmoid", "tanh", "cosh", "sinh", "softplus"), 25),
    **dict.fromkeys(("power", "exponential", "general-power"), 40),
}
FUNCTION = 15


def cost(program: Program) -> int:
    """The weighted number of operations: 1 for a multiplication, 8 for a division, 15 for exp."""
    costs = {op.name: operation_cost(op) for op in program.ops}
    return sum(costs[node.op] for node in program.nodes if node.op not in LEAVES)


def operation_cost(op: Op) -> int:
    """What one operation costs."""
    return COSTS.get(op.row or op.name, FUNCTION)
