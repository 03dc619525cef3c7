"""Other ways to the same derivative: each is a whole derivation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.conditions import simplified
from symcalc.tutor.diff import Points, at_points, derivative
from symcalc.tutor.differentiate import checked
from symcalc.tutor.equations import relation
from symcalc.tutor.logarithmic import apart, logarithmic, step_of, worth_logarithms
from symcalc.writing.text import text

DEGREE = 8  # of a polynomial that is multiplied out
TERMS = 12  # of one that is still worth it


@dataclass(frozen=True)
class Way:
    """Another form of a formula, and the words for it."""

    rule: str
    form: Callable[[Notation, sp.Symbol], Notation | None]


def derived(
    body: Notation,
    wrt: Sequence[sp.Symbol],
    points: Points = (),
    sign: str = "d",
    *,
    simplify: bool = True,
) -> Derivation:
    """The derivative by the rules, with the other ways to it.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> d = derived(arrange((x + 1) * (x - 1)), [x])
    >>> [other.steps[0].rule for other in d.alternatives]
    ['expand-first']
    """
    told = derivative(body, wrt, points, sign, simplify=simplify)
    return replace(told, ways=partial(others, told)) if len(wrt) == 1 else told


def others(told: Derivation) -> tuple[Derivation, ...]:
    """The other ways to a first derivative, with the same answer."""
    body, x = told.question.body, told.question.wrt[0]
    if x not in body.symbols:
        return ()
    found = [rewritten(told, way, form) for way in WAYS if (form := way.form(body, x)) is not None]
    if worth_logarithms(body, x):
        found.append(same_answer(logarithmic(body, x), told))
    return tuple(found)


def by_logarithms(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """The derivative by logarithmic differentiation.

    Raises
    ------
    UnsupportedError
        If a higher derivative is asked for, or logarithms would not help.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> by_logarithms(arrange(x**x), [x]).answer
    x**x*(log(x) + 1)
    """
    if len(wrt) > 1 or not worth_logarithms(body, wrt[0]):
        raise UnsupportedError(
            "logarithms help with the first derivative of a product, a quotient or a power",
            where=text(body),
            hint="leave the method out",
        )
    told = derivative(body, wrt)
    return at_points(same_answer(logarithmic(body, wrt[0]), told), points)


def rewritten(told: Derivation, way: Way, form: Notation) -> Derivation:
    """The derivation of another form of the formula."""
    body, x = told.question.body, told.question.wrt[0]
    bottom = body.parts[-1] if body.parts else body
    power = form.parts[-1] if form.parts else form
    fields = {"f": text(body), "v": text(bottom), "power": text(power), "natural": text(form)}
    other = derivative(form, (x,))
    opening = checked(step_of(way.rule, told.asked, other.asked, fields))
    whole = replace(
        other,
        question=told.question,
        asked=told.asked,
        steps=(opening, *other.steps),
        conditions=simplified((*told.conditions, *other.conditions)),
        claims=told.claims,
    )
    return same_answer(whole, told)


def same_answer(other: Derivation, told: Derivation) -> Derivation:
    """Ending with the answer in the form that the first way gives it."""
    if text(other.result) == text(told.result):
        return replace(other, result=told.result)
    checked(step_of("same-answer", other.result, told.result, {}))
    both = relation(other.result, told.result)
    last = step_of("same-answer", other.result, both, {}, "implies")
    return replace(other, result=told.result, steps=(*other.steps, last))


def _as_product(body: Notation, x: sp.Symbol) -> Notation | None:
    """u/v as u·v⁻¹."""
    if body.head != "quotient" or x not in body.parts[1].symbols:
        return None
    u, v = body.parts
    exponent = sp.Integer(1)
    if v.head == "power" and v.parts[1].expr.is_Rational:
        v, exponent = v.parts[0], v.parts[1].expr
    return notation.multiply(u, notation.power(v, notation.rational(-exponent)))


def _as_quotient(body: Notation, x: sp.Symbol) -> Notation | None:
    """u·v⁻ⁿ as u/vⁿ."""
    if body.head != "product":
        return None
    low = [p for p in body.parts if _is_low(p) and x in p.symbols]
    if not low:
        return None
    top = [p for p in body.parts if p not in low]
    bottom = [notation.power(p.parts[0], notation.rational(-p.parts[1].expr)) for p in low]
    return notation.divide(notation.multiply(*top), notation.multiply(*bottom))


def _is_low(node: Notation) -> bool:
    """A power with a negative number for its exponent."""
    return node.head == "power" and bool(node.parts[1].expr.is_negative)


def _multiplied_out(body: Notation, x: sp.Symbol) -> Notation | None:
    """A polynomial that is written as a product or a power, multiplied out."""
    if body.head not in ("product", "power") or not body.expr.is_polynomial(x):
        return None
    powers = [p.exp for p in body.expr.atoms(sp.Pow) if p.has(x)]
    if any(p > DEGREE for p in powers) or sp.degree(body.expr, x) > DEGREE:
        return None
    whole = sp.expand(body.expr)
    if not whole.is_Add or len(whole.args) > TERMS:
        return None
    return arrange(whole)


def _divided(body: Notation, x: sp.Symbol) -> Notation | None:
    """(a + b)/v as a/v + b/v, where each is a power of x."""
    if body.head != "quotient" or body.parts[0].head not in ("sum", "difference"):
        return None
    u, v = body.parts
    terms = [sp.powsimp(t.expr / v.expr) for t in notation.signed_terms(u)]
    if x not in v.symbols or not all(t.as_coeff_Mul()[1].as_base_exp()[0] in (x, 1) for t in terms):
        return None
    return notation.add(*(_monomial(t, x) for t in terms))


def _monomial(term: sp.Expr, x: sp.Symbol) -> Notation:
    """c·xⁿ, with n as it is: x⁻² rather than 1/x²."""
    c, rest = term.as_coeff_Mul()
    if c.is_negative:
        return notation.negative(_monomial(-term, x))
    exponent = notation.rational(rest.as_base_exp()[1]) if rest != 1 else notation.number(0)
    base = notation.name(x)
    power = notation.number(1) if rest == 1 else notation.power(base, exponent)
    return notation.multiply(notation.rational(c), power)


def _power_of_e(body: Notation, x: sp.Symbol) -> Notation | None:
    """uᵛ as e^(v ln u)."""
    if body.head != "power" or body.parts[0].expr == sp.E:
        return None
    base, exponent = body.parts
    if x not in exponent.symbols:
        return None
    logarithm = build("log", base, text="ln")
    return build("exp", notation.multiply(exponent, logarithm), text="e")


def _root_power(body: Notation, x: sp.Symbol) -> Notation | None:
    """√u as u^(1/2)."""
    if body.head != "sqrt" or x not in body.symbols:
        return None
    return notation.power(body.parts[0], notation.rational(sp.Rational(1, 2)))


def _logarithm_apart(body: Notation, x: sp.Symbol) -> Notation | None:
    """ln of a product, a quotient or a power as a sum."""
    if body.head != "log" or x not in body.symbols:
        return None
    inside = body.parts[0]
    if inside.head not in ("product", "quotient", "power", "sqrt"):
        return None
    if inside.head == "power" and inside.parts[1].expr.is_even:
        return None  # ln x² has a value where 2 ln x has none
    return apart(inside)


WAYS = (
    Way("product-with-power", _as_product),
    Way("quotient-again", _as_quotient),
    Way("expand-first", _multiplied_out),
    Way("divide-first", _divided),
    Way("power-of-e", _power_of_e),
    Way("root-as-power", _root_power),
    Way("logarithm-laws", _logarithm_apart),
)
