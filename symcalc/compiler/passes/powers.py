"""Powers by multiplication and square root."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered

LARGEST = 32  # by multiplication, u**32 is off by at most 16 ulp


def powers(program: Program) -> Program:
    """Write u**n, n whole or half of a whole number and at most `LARGEST`, without `power`.

    Powers of one base share their factors: x², x³ and x⁵ are x·x, x²·x and x³·x². A negative
    exponent takes one division, half of a whole number one square root. This comes after
    differentiation: the derivative of a power is simpler than that of a product. No `power` with
    such an exponent is left. At minus infinity a half power is nan, where `power` is infinite.
    """
    if not any(node.op == "power" for node in program.nodes):
        return program
    builder, here = Folding(program.table), list[int]()
    known: dict[int, dict[int, int]] = {}
    for op, args, value in program.nodes:
        node = Node(op, tuple([here[a] for a in args]), value)
        exponent = builder.value(node.args[1]) if op == "power" else None
        if exponent is None or not _multiplies(builder, exponent):
            here.append(builder.node(node))
        else:
            base = node.args[0]
            have = known.setdefault(base, {1: base})
            here.append(_power(builder, have, exponent))
    return renumbered(program, builder, here)


def _multiplies(builder: Folding, exponent: float) -> bool:
    whole = exponent % 1.0 == 0.0
    half = exponent % 1.0 == 0.5 and "sqrt" in builder.table
    return (whole or half) and abs(exponent) <= LARGEST


def _power(builder: Folding, known: dict[int, int], exponent: float) -> int:
    """The power of the base that `known` holds by whole exponents, the base itself under 1."""
    whole, half = int(abs(exponent)), abs(exponent) % 1.0 > 0.0
    result = _whole(builder, known, whole) if whole else builder.constant(1.0)
    if half:
        result = builder.add("product", result, builder.add("sqrt", known[1]))
    return result if exponent >= 0 else builder.add("quotient", builder.constant(1.0), result)


def _whole(builder: Folding, known: dict[int, int], exponent: int) -> int:
    """A power as the product of two others, known ones if there are such."""
    for n in _needed(known, exponent):
        larger = max(k for k in known if n - k in known)
        known[n] = builder.add("product", known[larger], known[n - larger])
    return known[exponent]


def _needed(known: dict[int, int], exponent: int) -> Sequence[int]:
    """The exponents to make for `exponent`, in order, so that each is the sum of two others."""
    missing, pending, have = list[int](), [exponent], set(known)
    while pending:
        n = pending.pop()
        if n in have or n in missing:
            continue
        missing.append(n)
        if not any(n - k in have for k in have):
            pending += {n // 2, n - n // 2}
    return sorted(missing)
