"""What the questions about areas, averages and volumes have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.iterated import check_volumes, volume
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.areas import letters
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.iterated.ask import Range
from symcalc.tutor.iterated.single import Single, single
from symcalc.tutor.worded import worded
from symcalc.tutor.words.areas import WORDS
from symcalc.writing.text import text

SURE = 1e-8  # of quadrature, relative to max(1, |value|)
DECIMALS = 8

step_of = partial(worded, WORDS)


def checked(step: Step) -> Step:
    """A step with integrals in it, once quadrature bears it out.

    A step that is wrong is our own mistake, and never shown: it raises AssertionError.
    """
    if check_volumes(step.before.expr, step.after.expr).status == "disagrees":
        raise AssertionError(f"the step {step.rule} is wrong: {text(step.before)}")
    return step


def integral(body: Notation, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Single:
    """One definite integral, worked out; by numbers where no method leads to it.

    Raises
    ------
    NotFoundError
        If numbers do not tell either.
    """
    part = Range(x, arrange(low), arrange(high))
    try:
        return single(body, part)
    except (NotFoundError, UnsupportedError):
        told = _by_numbers(part.over(body))
        if told is None:
            raise
        return told


def _by_numbers(whole: Notation) -> Single | None:
    if whole.expr.free_symbols:
        return None
    value, doubt = volume(whole.expr)
    if not doubt <= SURE * max(1.0, abs(value)):
        return None
    after = decimal(sp.Float(value), DECIMALS)
    line = near(whole, after)
    step = worded(WORDS, "numeric-value", whole, line, {}, "implies")
    return Single(whole, (replace(step, status="numeric"),), after)


def near(left: Notation, right: Notation) -> Notation:
    """left ≈ right."""
    return Notation("relation", (left, right), "≈", sp.Eq(left.expr, right.expr, evaluate=False))


def equal(left: Notation, right: Notation) -> Notation:
    """An equation."""
    return build("relation", left, right, text="=")


def as_equation(step: Step) -> Step:
    """The step with both of its sides in its line."""
    return replace(step, after=equal(step.before, step.after), relation="implies")


def summed(before: Notation) -> Notation:
    """A sum worked out; where one of its terms is rounded, as a decimal."""
    if is_exact(before.expr):
        return arrange(before.expr, like=before)
    return decimal(sp.Float(before.expr.evalf()), DECIMALS)


def is_exact(expr: sp.Expr) -> bool:
    """Whether no decimals stand in it."""
    return not expr.has(sp.Float)


def steps_in(body: Notation) -> bool:
    """Whether a function that jumps stands in the formula; its integral has claims of its own."""
    return bool(body.expr.has(sp.floor, sp.ceiling, sp.sign, sp.Heaviside))


def near_value(value: Notation) -> str:
    """≈ 2.35, where decimals stand in the value."""
    return "" if is_exact(value.expr) else f"≈ {text(value)}"


def framed(rule: str, part: Single, **fields: object) -> Step:
    """The steps of an integral under a title."""
    relation = "equal" if is_exact(part.after.expr) else "implies"
    return step_of(rule, part.whole, part.after, fields, relation, part.steps)


def interval_of(low: sp.Expr | None, high: sp.Expr | None, x: sp.Symbol) -> tuple[Notation, ...]:
    """x ∈ [a, b] as a constraint, or nothing."""
    if low is None or high is None:
        return ()
    ends = build("interval", arrange(low), arrange(high), text="[]")
    return (build("element", notation.name(x), ends, text="in"),)


def limits_of(constraints: Sequence[Notation]) -> tuple[sp.Expr | None, sp.Expr | None]:
    """The ends of x ∈ [a, b]."""
    for node in constraints:
        if node.head == "element" and node.parts[1].head == "interval":
            low, high = (part.expr for part in node.parts[1].parts)
            return low, high
    return None, None


def need_order(low: sp.Expr, high: sp.Expr, what: str) -> tuple[sp.Expr, sp.Expr]:
    """Two limits in order.

    Raises
    ------
    UnsupportedError
        If they are no real numbers, or the same.
    """
    for end in (low, high):
        if not end.free_symbols and end.is_extended_real is not True and sign_of(end) is None:
            raise UnsupportedError(
                f"{text(arrange(end))} is not a number",
                hint=f"{what} is worked out between numbers, or letters that are positive",
            )
    gap = sp.oo if sp.oo in (high, -low) else -sp.oo if sp.oo in (low, -high) else high - low
    sign = (1 if gap == sp.oo else -1) if gap.is_infinite else letters.sign(gap)
    if sign is None:
        raise UnsupportedError(
            f"which of {text(arrange(low))} and {text(arrange(high))} is larger depends on letters",
            hint=f"{what} is worked out between limits in order: put numbers in",
        )
    if sign == 0:
        raise UnsupportedError(
            f"both limits are {text(arrange(low))}", hint=f"{what} needs two different limits"
        )
    return (low, high) if sign == 1 else (high, low)
