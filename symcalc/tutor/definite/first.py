"""What is looked at before anything else: the limits themselves."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Finder, Found


def equal_limits(ask: Definite, _finder: Finder) -> Found | None:
    """∫_a^a f = 0."""
    if sp.expand(ask.low.expr - ask.high.expr) != 0:
        return None
    return Found((ask.step("equal-limits", sp.S.Zero),), sp.S.Zero)


def zero(ask: Definite, _finder: Finder) -> Found | None:
    """∫ 0 = 0."""
    return Found((ask.step("zero", sp.S.Zero),), sp.S.Zero) if ask.integrand == 0 else None


def reversed_limits(ask: Definite, finder: Finder) -> Found | None:
    """∫_b^a f = −∫_a^b f, where b > a and the integral is improper or has kinks."""
    low, high = ask.ends
    if not (low.is_number and high.is_number and low > high):
        return None
    turned = ask.between(ask.high, ask.low)
    found = finder.find(turned)
    if found is None:
        return None
    after = notation.negative(turned.whole)
    first = ask.step("reversed", after)
    return scaled(found, sp.S.NegativeOne, ask).after(first)


def scaled(found: Found, factor: sp.Expr, ask: Definite) -> Found:
    """The same steps with a constant factor in front of every line."""
    if factor == 1:
        return found
    steps = tuple(_times(step, factor, ask) for step in found.steps)
    value = sp.nan if found.value is sp.nan else sp.expand(factor * found.value)
    ended = ask.written(value)
    if found.converges and steps and steps[-1].after.expr == value and steps[-1].after != ended:
        steps = (*steps, ask.step("simplify", ended, steps[-1].after))
    return Found(steps, value, found.ending, found.remarks, found.conditions)


def _times(step: Step, factor: sp.Expr, ask: Definite) -> Step:
    if step.relation != "equal" or step.rule == "piece":
        return step
    before, after = (times(line, factor, ask) for line in (step.before, step.after))
    return replace(step, before=before, after=after)


def times(line: Notation, factor: sp.Expr, ask: Definite) -> Notation:
    """c · line, as written."""
    put_in = line.head in ("sum", "difference")
    if line.expr.is_number and not put_in and not line.expr.has(sp.Integral, sp.Limit, sp.Subs):
        return ask.written(factor * line.expr)
    sign = factor.is_number and factor.is_negative
    size = -factor if sign else factor
    made = line if size == 1 else notation.multiply(ask.written(size), line)
    return notation.negative(made) if sign else made
