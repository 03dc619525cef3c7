"""From an integral between limits to a Derivation."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.definite import AreaIs, quadrature
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.formula import Question
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import arrange, put
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.conditions import possible, simplified
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.convergence import numeric_step
from symcalc.tutor.definite.derivatives import (
    by_change,
    differentiated_by,
    opening,
    worked_out,
)
from symcalc.tutor.definite.improper import need_values
from symcalc.tutor.definite.letters import conditions_of
from symcalc.tutor.definite.methods import METHODS
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.definite import REMARKS
from symcalc.writing.text import text

HUGE = sp.Integer(10) ** 12
DECIMALS = 10


def definite(whole: Notation) -> Derivation:
    """Work out an integral between limits, every step named, explained and checked.

    Parameters
    ----------
    whole : Notation
        The integral as written: the integrand, the variable and the limits.

    Raises
    ------
    UnsupportedError
        If the integrand has no real values on a part of the interval, or a limit is no real number.
    NotFoundError
        If neither a method nor quadrature leads to a value.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> definite(arrange(sp.Integral(x**2, (x, 0, 2)))).answer
    8/3
    """
    body, x, low, high = whole.parts
    body = with_remarks(body, ())
    primitive = differentiated_by(body, x.expr)
    need_value(primitive or body)
    for end in (low, high):
        need_limit(end)
        need_value(end) if not end.expr.is_infinite else None
    if primitive is not None:
        return _of_derivative(whole, written_out(primitive), Definite(body, x.expr, low, high))
    ask, first = _with_letter_of_its_own(Definite(written_out(body), x.expr, low, high))
    return _told(whole, ask, first, _found(ask))


def _found(ask: Definite) -> Found:
    """By a method, or by quadrature alone."""
    need_values(ask)
    return Finder(METHODS).find(ask) or _numeric(ask)


def _of_derivative(whole: Notation, primitive: Notation, given: Definite) -> Derivation:
    """The integral of d/dx F: the change of F where that is continuous, else of F′ worked out."""
    plain = worked_out(primitive, given)
    if plain.x in plain.low.symbols | plain.high.symbols:
        need_value(given.body)
    need_values(plain)
    found = by_change(primitive, given.whole, plain)
    if found is not None and AreaIs(plain.whole.expr, found.value).check().status != "disagrees":
        return _told(whole, plain, (), found)
    return _told(whole, plain, (opening(given.whole, plain),), _found(plain))


def need_limit(end: Notation) -> None:
    """Refuse a limit that is no real number."""
    value = end.expr
    wrong = value.is_Matrix or value.has(sp.nan, sp.zoo, sp.I)
    wrong = wrong or (value.has(sp.oo) and not value.is_infinite)
    wrong = wrong or (value.is_number and value.is_extended_real is False)
    if wrong:
        raise UnsupportedError(
            f"{text(end)} is not a limit that an integral can have",
            hint="limits are real numbers, letters, oo or -oo",
        )
    if value.is_number and value.is_finite and abs(value) > HUGE:
        raise UnsupportedError(
            "a limit of the integral is too large to compute with",
            where=text(end),
            hint="beyond 10^12 take oo",
        )


def _with_letter_of_its_own(ask: Definite) -> tuple[Definite, tuple[Step, ...]]:
    """∫_0^x x dx is ∫_0^x t dt."""
    if ask.x not in ask.low.symbols | ask.high.symbols:
        return ask, ()
    new = next(s for s in map(sp.Symbol, ("t", *"uvwsz")) if s not in ask.letters | {ask.x})
    body = put(ask.body, {ask.x: notation.name(new)})
    renamed = Definite(body, new, ask.low, ask.high)
    return renamed, (ask.step("renamed", renamed.whole, new=new.name),)


def _numeric(ask: Definite) -> Found:
    """The value by quadrature alone, which no method bears out."""
    step = numeric_step(ask)
    if step is not None:
        return Found((step,), step.after.expr)
    area = quadrature(ask.whole.expr, {}) if ask.numeric else None
    seems = area is not None and area.kind in ("infinite", "varies")
    hint = "give the letters values" if ask.letters else "write the integrand in another way"
    raise NotFoundError(
        "I did not find this integral",
        where=text(ask.whole),
        hint="by quadrature it seems to diverge" if seems else hint,
    )


def _told(whole: Notation, ask: Definite, first: tuple[Step, ...], found: Found) -> Derivation:
    result = ask.written(found.value)
    if found.converges and found.steps and found.steps[-1].after.expr == found.value:
        result = found.steps[-1].after
    asked = conditions_of(ask, found.value, found.conditions) if found.converges else ()
    given = simplified((*asked, *found.conditions))
    if not possible(given):
        hint = "no values of the letters keep the integrand finite between the limits"
        raise NotFoundError("I did not find this integral", where=text(whole), hint=hint)
    return Derivation(
        Question("integral", whole, (ask.x,), text(whole)),
        whole,
        result,
        (*first, *found.steps),
        conditions=given,
        remarks=(*whole.remarks, *found.remarks, *_otherwise(ask, given), *_decimal(found)),
        claims=(AreaIs(ask.whole.expr, found.value, given),),
        ending=found.ending,
    )


def _otherwise(ask: Definite, given: Sequence[sp.Basic]) -> tuple[str, ...]:
    """Where the integral of a power diverges, from its one condition."""
    low, high = ask.ends
    power = ask.integrand.is_Pow or ask.integrand == ask.x
    near = low == 0 and high.is_positive and high.is_finite
    far = low.is_positive and high == sp.oo
    if not (power and (near or far) and len(given) == 1):
        return ()
    base, (asked,) = sp.powdenest(ask.integrand, force=True).as_base_exp()[0], given
    if base != ask.x or not isinstance(asked, sp.StrictGreaterThan | sp.StrictLessThan):
        return ()
    return (REMARKS["p-integral"].format(signs=text(arrange(sp.Not(asked)))),)


def _decimal(found: Found) -> tuple[str, ...]:
    """The value as a decimal, where it is not one already."""
    return decimals(found.value) if found.converges else ()


def decimals(value: sp.Expr) -> tuple[str, ...]:
    """The remark that tells a number as a decimal, where it is not one already."""
    if value.free_symbols or not value.is_finite or value.is_Integer or value.is_Float:
        return ()
    shown = in_figures(value, DECIMALS)
    short = value.is_Rational and decimal(float(value), DECIMALS).expr == value
    return (REMARKS["decimal"].format(value=shown if short else f"about {shown}"),)
