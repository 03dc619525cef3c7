"""One integral of several: worked out with the letters of the others held constant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.definite import definite
from symcalc.tutor.integrate import antiderivative
from symcalc.tutor.iterated.ask import Range, listed
from symcalc.tutor.worded import worded
from symcalc.tutor.words.iterated import KNOWN_SIGN, WORDS
from symcalc.writing.text import text

# Functions that are defined by integrals: an answer with one of them is not elementary.
SPECIAL = (
    *(sp.erf, sp.erfc, sp.erfi, sp.Ei, sp.li, sp.Li, sp.Si, sp.Ci, sp.Shi, sp.Chi, sp.expint),
    *(sp.fresnels, sp.fresnelc, sp.polylog, sp.elliptic_f, sp.elliptic_e, sp.elliptic_pi),
    *(sp.uppergamma, sp.lowergamma, sp.hyper, sp.Integral, sp.Float),
)


@dataclass(frozen=True)
class Single:
    """One integral worked out: its steps, and what it comes to; `ending` where that is no value.

    `given` are the signs of outer variables that it rests on.
    """

    whole: Notation
    steps: tuple[Step, ...]
    after: Notation
    ending: str = ""
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    given: tuple[sp.Basic, ...] = ()

    @property
    def elementary(self) -> bool:
        """Whether what comes out has no decimals and no function that an integral defines."""
        return not self.after.expr.has(*SPECIAL)


@dataclass(frozen=True)
class Bounds:
    """What the ranges of the outer variables say of their signs."""

    signs: Mapping[sp.Symbol, int] = field(default_factory=dict)

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> Bounds:
        """The variables that run on one side of 0 only, those of the outermost ranges first."""
        signs: dict[sp.Symbol, int] = {}
        for part in reversed(list(ranges)):
            if part.limits:
                low, high = (_real(end, signs) for end in part.ends)
                if low.is_extended_nonnegative:
                    signs[part.x] = 1
                elif high.is_extended_nonpositive:
                    signs[part.x] = -1
        return cls(signs)

    def simplified(self, expr: sp.Expr) -> sp.Expr:
        """√(x²) and |x| where the sign of x is known; almost everywhere is enough."""
        real = _letters(expr, self.signs)
        found = expr.xreplace(real)
        plain = found.replace(sp.Abs, lambda u: _size(u)).replace(sp.sign, lambda u: _sign(u))
        plain = plain.replace(
            lambda e: e.is_Pow and e.exp.is_Rational and not e.exp.is_Integer,
            lambda e: sp.powdenest(e, force=False),
        )
        back = {letter: symbol for symbol, letter in real.items()}
        return plain.xreplace(back)

    def given(self, expr: sp.Expr) -> tuple[sp.Basic, ...]:
        """x ≥ 0, y ≤ 0."""
        signs = [(x, sign) for x, sign in self.signs.items() if x in expr.free_symbols]
        return tuple(sp.Ge(x, 0) if sign > 0 else sp.Le(x, 0) for x, sign in signs)

    def said(self, expr: sp.Expr) -> str:
        """x is not negative here."""
        words = [
            KNOWN_SIGN[sign].format(u=text(notation.name(x)))
            for x, sign in self.signs.items()
            if x in expr.free_symbols
        ]
        told = listed(words)
        return f"{told}." if told else ""


def _letters(expr: sp.Expr, signs: Mapping[sp.Symbol, int]) -> dict[sp.Symbol, sp.Symbol]:
    kinds = {1: {"positive": True}, -1: {"negative": True}, 0: {"real": True}}
    return {s: sp.Dummy(s.name, **kinds[signs.get(s, 0)]) for s in expr.free_symbols}


def _real(expr: sp.Expr, signs: Mapping[sp.Symbol, int]) -> sp.Expr:
    return expr.xreplace(_letters(expr, signs))


def _size(u: sp.Expr) -> sp.Expr:
    if u.is_extended_nonnegative:
        return u
    return -u if u.is_extended_nonpositive else sp.Abs(u)


def _sign(u: sp.Expr) -> sp.Expr:
    if u.is_extended_positive:
        return sp.S.One
    return sp.S.NegativeOne if u.is_extended_negative else sp.sign(u)


def single(body: Notation, part: Range, outer: Sequence[Range] = ()) -> Single:
    """The integral of `body` over one range, the variables of `outer` held constant.

    Raises
    ------
    NotFoundError
        If no way to it is found.
    """
    whole = part.over(body)
    told = definite(whole) if part.limits else antiderivative(body, part.x)
    return _simplified(_of(whole, told), Bounds.of(outer))


def _of(whole: Notation, told: Derivation) -> Single:
    return Single(
        whole,
        told.steps,
        told.result,
        told.ending,
        told.conditions,
        tuple(told.remarks),
        told.claims,
    )


def _simplified(found: Single, bounds: Bounds) -> Single:
    """With what is known of signs, in a step of its own."""
    known = bounds.simplified(found.after.expr)
    if found.ending or known == found.after.expr:
        return found
    after = arrange(known, like=found.after)
    why = bounds.said(found.after.expr)
    step = worded(WORDS, "signs-known", found.after, after, {"why": why}, "equivalent")
    given = bounds.given(found.after.expr)
    return replace(found, steps=(*found.steps, step), after=after, given=given)
