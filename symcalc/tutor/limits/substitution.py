"""Constants, and formulas that are continuous at the point."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.tendency import close
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.lines import fields_of, limit_step

BROKEN = (sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I)


def constant(ask: Ask, _finder: Finder) -> Found | None:
    """A formula without the variable."""
    if ask.moves(ask.body):
        return None
    step = limit_step("constant", ask.whole, ask.body, fields_of(ask))
    return Found((step,), ask.expr)


def substitution(ask: Ask, _finder: Finder) -> Found | None:
    """The value at the point, where every part of the formula is continuous there."""
    if ask.to.is_infinite or not continuous(ask.body, ask.x, ask.to):
        return None
    value = at_point(ask.expr, {ask.x: ask.to})
    near = ask.near
    if near.kind != "finite":
        return None
    if value.is_number and not close(float(value), near.value):
        return None
    shown = put(ask.body, {ask.x: arrange(ask.to)})
    ended = arrange(value, like=ask.body)
    steps = [limit_step("substitution", ask.whole, shown, fields_of(ask))]
    if ended != shown:
        steps = [limit_step("substitution", ask.whole, shown, fields_of(ask))]
        steps.append(limit_step("simplify", shown, ended, {}))
    return Found(tuple(steps), value)


def continuous(body: Notation, x: sp.Symbol, at: sp.Expr) -> bool:
    """Whether the formula is put together from functions that are continuous at the point."""
    return all(_whole(node, x, at) for node in body.walk() if x in node.symbols)


def _whole(node: Notation, x: sp.Symbol, at: sp.Expr) -> bool:
    """Whether one node has a value there, and no jump."""
    if node.head in ("piece", "relation", "and", "or", "not"):
        return True
    if node.head == "cases":
        return False
    value = value_there(node.expr, x, at)
    if value is None:
        return False
    values = [value_there(part.expr, x, at) for part in node.parts]
    return None not in values and not _breaks(node, values)


def _breaks(node: Notation, values: list[sp.Expr | None]) -> bool:
    """Whether a function jumps at these values of its arguments, or has none."""
    if node.head == "quotient":
        return values[1] == 0
    if node.head == "power" and values[0] == 0:
        return not (values[1] is not None and values[1].is_positive)
    if node.head in ("sign", "heaviside"):
        return values[0] == 0
    return node.head in ("floor", "ceil") and values[0] is not None and bool(values[0].is_integer)


def value_there(expr: sp.Expr, x: sp.Symbol, at: sp.Expr) -> sp.Expr | None:
    """The value, None where it is not a finite real number."""
    if x not in expr.free_symbols:
        return expr
    try:
        value = at_point(expr, {x: at})
    except (TypeError, ValueError):  # SymPy's Max refuses what is not real
        return None
    if value.has(*BROKEN) or (value.is_number and not value.is_extended_real):
        return None
    return value
