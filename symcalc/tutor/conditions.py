"""The conditions under which a derivative holds, without those that always do."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import TABLE


def domain(body: Notation, x: sp.Symbol) -> list[sp.Basic]:
    """What the functions in a formula ask of x, for their values and their derivatives."""
    found: list[sp.Basic] = []
    for node in body.walk():
        row = TABLE.get("general-power" if _is_general(node) else node.head)
        if row is None or not node.expr.has(x):
            continue
        exprs = [part.expr for part in node.parts]
        for condition in (row.domain(*exprs), row.smooth_on(*exprs)):
            found += condition.args if isinstance(condition, sp.And) else [condition]
    return found


def _is_general(node: Notation) -> bool:
    """A power whose exponent is not a number: defined for positive bases."""
    return node.head == "power" and not node.parts[1].expr.is_number and node.parts[0].expr != sp.E


def simplified(conditions: Iterable[sp.Basic]) -> tuple[sp.Basic, ...]:
    """Drop what always holds over the reals, given the signs that other conditions tell."""
    unique = [c for c in dict.fromkeys(conditions) if c != sp.true]
    symbols = sorted({s for c in unique for s in c.free_symbols}, key=str)
    real = {s: sp.Dummy(s.name, **_sign(s, unique)) for s in symbols}
    kept = []
    for condition in unique:
        itself = condition.is_Relational and condition.lhs.is_Symbol
        if itself or condition.xreplace(real) != sp.true:
            kept.append(condition)
    weaker = {other(c.lhs, c.rhs) for c in kept for other in WEAKER.get(type(c), ())}
    return tuple(c for c in kept if c not in weaker)


WEAKER: dict[type, tuple[type, ...]] = {
    sp.StrictGreaterThan: (sp.Ge, sp.Ne),
    sp.StrictLessThan: (sp.Le, sp.Ne),
}


def _sign(symbol: sp.Symbol, conditions: list[sp.Basic]) -> dict[str, bool]:
    """What SymPy may assume of a symbol."""
    if sp.Gt(symbol, 0) in conditions:
        return {"positive": True}
    if sp.Ge(symbol, 0) in conditions:
        return {"nonnegative": True}
    return {"real": True}
