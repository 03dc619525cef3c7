"""Powers and products of the circular functions of one angle, and of the hyperbolic ones."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import (
    HIGHEST,
    Function,
    Monomial,
    is_even,
    is_odd,
    linearised,
    monomial,
)
from symcalc.tutor.integrate.trig.telling import (
    derivatives,
    equation,
    line_step,
    said,
    square_of,
    tangent_named,
)

EXPANDED = 6  # of an even power that is written by double angles; above, a reduction formula


@integration_rule("trig-odd-power", example="sin(x)^3 cos(x)^2", cost=2)
def odd_power(question: Integral) -> Step | None:
    """A factor is split off an odd power, and the rest written with the other function.

    Of sines and cosines, or of secant and tangent, cosecant and cotangent: there the factor is
    sec x tan x.
    """
    found = monomial(question.split[1], question.x)
    choice = _split_off(found) if found else None
    if found is None or choice is None:
        return None
    odd, other, split = choice
    square, value = square_of(found.family, odd, found.angle)
    half = (found.powers[odd] - 1) / 2
    rest = sp.Mul(*(f(found.angle) ** k for f, k in found.powers.items() if f != odd))
    rest *= found.at(odd) * value**half
    return line_step(
        question,
        found.family,
        "trig-odd-power",
        question.split[0] * sp.Integral(rest, question.x),
        one=said(question, found.at(odd)),
        split=said(question, split),
        identity=equation(question, square, value),
        other=said(question, found.at(other)),
    )


def _split_off(found: Monomial) -> tuple[Function, Function, sp.Expr] | None:
    """The function with the odd exponent, the one for the rest, and what is split off."""
    family, used = found.family, found.used
    for group, ends in ((family.functions[:2], False), (family.functions[2:], True)):
        if not used <= set(group):
            continue
        pairs = ((group[0], group[1]), (group[1], group[0]))
        if ends:
            pairs = ((family.tangent, family.secant), (family.cotangent, family.cosecant))
        usable = [(f, g) for f, g in pairs if _splits(found, f, g, together=ends)]
        if usable:
            odd, other = min(usable, key=lambda pair: found.powers[pair[0]])
            split = found.at(odd) * (found.at(other) if ends else 1)
            return odd, other, split
    return None


def _splits(found: Monomial, odd: Function, other: Function, *, together: bool) -> bool:
    """Whether the odd function has 3, 5, … and only the other one stands beside it."""
    n = found.exponent(odd)
    if not is_odd(n) or n == 1 or n > HIGHEST or not found.used <= {odd, other}:
        return False
    return found.exponent(other) != 0 if together else True


@integration_rule("trig-even-power", example="tan(x)^2 sec(x)^4", cost=2)
def even_power(question: Integral) -> Step | None:
    """The square of the secant or cosecant is split off, and the rest written with the other."""
    found = monomial(question.split[1], question.x)
    if found is None:
        return None
    family = found.family
    for even, other in ((family.secant, family.tangent), (family.cosecant, family.cotangent)):
        n = found.exponent(even)
        if is_even(n) and 2 < n <= HIGHEST and found.used <= {even, other}:
            square, value = square_of(family, even, found.angle)
            rest = found.at(other) ** found.exponent(other) * square * value ** ((n - 2) / 2)
            return line_step(
                question,
                family,
                "trig-even-power",
                question.split[0] * sp.Integral(rest, question.x),
                one=said(question, found.at(even)),
                split=said(question, square),
                rate=said(question, _rate(found, other)),
                identity=equation(question, square, value),
                other=said(question, found.at(other)),
            )
    return None


@integration_rule("trig-half-angle", example="sin(x)^2", cost=2)
def half_angle(question: Integral) -> Step | None:
    """Even powers of sine and cosine, by the double angle."""
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None or not found.used <= set(found.family.functions[:2]):
        return None
    m, n = found.exponents
    if not all(k == 0 or is_even(k) for k in (m, n)) or max(m, n) > HIGHEST:
        return None
    if m and n:
        told, value = _both(question, found)
    elif m + n > EXPANDED:
        return None
    else:
        told, value = _single(question, found)
    front, rest = value.as_content_primitive()
    line = factor * front * sp.Integral(rest, question.x)
    return line_step(question, found.family, "trig-half-angle", line, identity=told)


def _single(question: Integral, found: Monomial) -> tuple[str, sp.Expr]:
    """One square is half of 1 ± cos 2x; the square of that has one more square in it."""
    family, double = found.family, 2 * found.angle
    (function, n) = next(iter(found.powers.items()))
    cosine = family.cosine(double)
    signed = family.sign * (1 - cosine) if function == family.sine else 1 + cosine
    told = equation(question, found.at(function) ** 2, signed / 2)
    if n == 2:
        return told, signed / 2
    squared = equation(question, cosine**2, (1 + family.cosine(2 * double)) / 2)
    if n == 4:
        return f"{told}; in its square, {squared}", linearised(family, *_mn(found), found.angle)
    return f"{told}; multiply its third power out", sp.expand((signed / 2) ** (n / 2))


def _mn(found: Monomial) -> tuple[int, int]:
    m, n = found.exponents
    return int(m), int(n)


def _both(question: Integral, found: Monomial) -> tuple[str, sp.Expr]:
    """Pairs of a sine and a cosine are half the sine of the double angle."""
    family, double = found.family, 2 * found.angle
    sine, cosine = found.at(family.sine), found.at(family.cosine)
    m, n = _mn(found)
    low = min(m, n)
    value = (family.sine(double) / 2) ** low
    told = equation(question, sine * cosine, family.sine(double) / 2)
    if m == n:
        return told, value
    more = sine if m > n else cosine
    turned = family.cosine(double)
    square = (family.sign * (1 - turned) if m > n else 1 + turned) / 2
    told += f" and {equation(question, more**2, square)}"
    return told, sp.expand(value * square ** (abs(m - n) // 2))


@integration_rule("trig-tangent-power", example="tan(x)^3", cost=2)
def tangent_power(question: Integral) -> Step | None:
    """Powers of tangent and cotangent: the square brings in the derivative.

    tan⁵x = (tan³x - tan x) sec²x + tan x.
    """
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None or len(found.powers) != 1:
        return None
    ((function, n),) = found.powers.items()
    family = found.family
    if function not in family.functions[2:4] or not (n.is_Integer and 1 < n <= HIGHEST):
        return None
    square, value = square_of(family, function, found.angle)
    split = value.atoms(sp.Function).pop() ** 2
    front, constant = value.coeff(split), value.subs(split, 0)
    one, terms, sign = found.at(function), sp.S.Zero, sp.S.One
    for k in range(int(n) - 2, -1, -2):
        terms += sign * front * one**k
        sign *= constant
    last = sign * one ** (n % 2)
    line = sp.Integral(terms * split, question.x)
    if n == 2:
        line = sp.Integral(terms * split + last, question.x)
    else:
        line += sign * sp.Integral(one ** (n % 2), question.x)
    return line_step(
        question,
        family,
        "trig-tangent-power",
        factor * line if factor != 1 else line,
        name=tangent_named(family, function),
        identity=equation(question, square, value),
        one=said(question, one),
        rate=said(question, _rate(found, function)),
    )


def _rate(found: Monomial, function: Function) -> sp.Expr:
    """The derivative of one of the six at the angle."""
    (value, sign), *_ = derivatives(found.family, function, found.angle)
    return sign * found.slope * value


@integration_rule("trig-square-replaced", example="cos(x)^2/sin x", cost=2)
def square_replaced(question: Integral) -> Step | None:
    """An even power beside a negative or an odd one: its squares are replaced."""
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None:
        return None
    family = found.family
    for even, other in (
        *((family.sine, family.cosine), (family.cosine, family.sine)),
        *((family.tangent, family.secant), (family.cotangent, family.cosecant)),
    ):
        n, k = found.exponent(even), found.exponent(other)
        odd_secant = even in family.functions[2:4] and is_odd(k)
        quotient = even in family.functions[:2] and k.is_Integer and k < 0
        if not (found.used == {even, other} and is_even(n) and n <= HIGHEST):
            continue
        if odd_secant or quotient:
            square, value = square_of(family, even, found.angle)
            rest = sp.expand(found.at(other) ** k * sp.expand(value ** (n / 2)))
            line = factor * sp.Integral(rest, question.x)
            told = equation(question, square, value)
            return line_step(question, family, "trig-square-replaced", line, identity=told)
    return None
