"""Definiteness of a matrix with letters: for which of their values it is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import sympy as sp

from symcalc.formula import natural_order, over_reals
from symcalc.primitives import arrange
from symcalc.tutor.linear.numbers import arranged, tidy
from symcalc.tutor.linear.signs import kind_of, precise
from symcalc.tutor.words.linear_definite import CELLS, KINDS, LETTERED, SAME
from symcalc.writing.text import text

STEEPEST = 6  # degree of a minor in the one letter
ORDER = (
    *("positive definite", "positive semidefinite", "negative definite"),
    *("negative semidefinite", "zero", "indefinite"),
)


@dataclass(frozen=True)
class Kinds:
    """Where a matrix is of which kind.

    Attributes
    ----------
    answer : sympy.Basic or str
        The condition for it to be positive definite, or its kind where that is always the same.
    ending : str
        In words.
    why : str
        What is said of the minors.
    """

    answer: sp.Basic | str
    ending: str
    why: str = ""


def kinds(form: sp.ImmutableMatrix, minors: Sequence[sp.Expr]) -> Kinds:
    """Where a symmetric matrix with real letters is of which kind."""
    letters = natural_order(form.free_symbols)
    zeros = _zeros(form, letters[0]) if len(letters) == 1 else None
    return _lettered(form, minors) if zeros is None else _along(form, letters[0], zeros)


def _zeros(form: sp.ImmutableMatrix, x: sp.Symbol) -> list[sp.Expr] | None:
    """Where principal minors are 0, in order; None where that is not worked out."""
    found: set[sp.Expr] = set()
    for minor in _principal(form):
        if not minor.is_polynomial(x):
            return None
        poly = sp.Poly(minor, x)
        if poly.is_zero or poly.degree() == 0:
            continue
        if poly.degree() > STEEPEST or not all(c.is_Rational for c in poly.all_coeffs()):
            return None
        found |= set(sp.real_roots(poly))
    if any(root.has(sp.CRootOf) for root in found):
        return None
    return sorted(map(tidy, found), key=lambda v: sp.N(v, 30))


def _principal(form: sp.ImmutableMatrix) -> list[sp.Expr]:
    rows = range(form.rows)
    chosen = [c for k in range(1, form.rows + 1) for c in combinations(rows, k)]
    return [sp.expand(form.extract(list(c), list(c)).det()) for c in chosen]


def _along(form: sp.ImmutableMatrix, x: sp.Symbol, zeros: Sequence[sp.Expr]) -> Kinds:
    """By the kind at each zero, and at one point between them."""
    ends = [-sp.oo, *zeros, sp.oo]
    cells = [(sp.Interval.open(ends[0], ends[1]), _between(ends[0], ends[1]))]
    for low, high in list(pairwise(ends))[1:]:
        cells += [(sp.FiniteSet(low), low), (sp.Interval.open(low, high), _between(low, high))]
    places: dict[str, sp.Set] = {}
    for cell, point in cells:
        kind = kind_of(precise(form.xreplace({x: point})).signs)
        places[kind] = sp.Union(places.get(kind, sp.S.EmptySet), cell)
    spelled = ", ".join(text(arranged(z)) for z in zeros)
    why = CELLS.format(zeros=f"{x} = {spelled}") if zeros else SAME
    if len(places) == 1:
        kind = next(iter(places))
        return Kinds(kind, KINDS["every"].format(kind=kind, letters=x), why)
    told = [
        KINDS["places"].format(kind=KINDS.get(kind, kind), places=_spelled(places[kind], x))
        for kind in ORDER
        if kind in places
    ]
    ending = KINDS["told"].format(told=", ".join(told))
    definite = places.get("positive definite")
    if definite is None:
        return Kinds(sp.S.false, f"{ending} {KINDS['nowhere']}", why)
    real = sp.Dummy(real=True)  # which is below ∞
    return Kinds(definite.as_relational(real).xreplace({real: x}), ending, why)


def _between(low: sp.Expr, high: sp.Expr) -> sp.Rational:
    """A fraction between two ends."""
    if low == -sp.oo:
        return sp.Integer(0) if high == sp.oo else sp.floor(high) - 1
    if high == sp.oo:
        return sp.ceiling(low) + 1
    middle, width = sp.N((low + high) / 2, 40), sp.N(high - low, 40)
    return sp.nsimplify(middle, rational=True, tolerance=width / 8)


def _spelled(places: sp.Set, x: sp.Symbol) -> str:
    """−1 < a < 1, or a = 2."""
    parts = places.args if isinstance(places, sp.Union) else (places,)
    alone = [p for p in parts if isinstance(p, sp.FiniteSet)]
    points = [f"{x} = {text(arranged(v))}" for p in alone for v in sorted(p, key=sp.N)]
    stretches = [p for p in parts if isinstance(p, sp.Interval)]
    ordered = sorted(stretches, key=lambda p: sp.N(p.inf) if p.inf != -sp.oo else -sp.oo)
    return " or ".join([*(_stretch(p, x) for p in ordered), *points])


def _stretch(interval: sp.Interval, x: sp.Symbol) -> str:
    low, high = interval.inf, interval.sup
    below, above = ("<" if o else "≤" for o in (interval.left_open, interval.right_open))
    if low == -sp.oo:
        return f"{x} {above} {text(arranged(high))}"
    if high == sp.oo:
        return f"{x} {'>' if interval.left_open else '≥'} {text(arranged(low))}"
    return f"{text(arranged(low))} {below} {x} {above} {text(arranged(high))}"


def _lettered(form: sp.ImmutableMatrix, minors: Sequence[sp.Expr]) -> Kinds:
    """By the signs that the minors are to have."""
    positive, negative = _wanted(minors, 1), _wanted(minors, -1)
    if positive is None and all(_sign(m) in ("+", "0", "+0") for m in _principal(form)):
        return Kinds("positive semidefinite", LETTERED["semi"])
    if not positive and positive is not None:
        letters = " and ".join(map(str, natural_order(form.free_symbols)))
        kind = "positive definite"
        return Kinds(kind, KINDS["every"].format(kind=kind, letters=letters))
    sides = [_side(positive, "positive"), _side(negative, "negative")]
    ending = f"{KINDS['told'].format(told=', and '.join(sides))} {LETTERED['rest']}"
    answer = sp.S.false if positive is None else sp.And(*positive)
    return Kinds(answer, ending)


def _side(wanted: list[sp.Rel] | None, which: str) -> str:
    kind = f"{which} definite"
    if wanted is None:
        return LETTERED["nowhere"].format(kind=kind)
    if not wanted:
        return LETTERED["always"].format(kind=kind)
    conditions = " and ".join(text(arrange(c)) for c in wanted)
    return LETTERED[which].format(conditions=conditions)


def _wanted(minors: Sequence[sp.Expr], side: int) -> list[sp.Rel] | None:
    """What must hold for a definite form; None where it cannot.

    A minor that the one before it divides is replaced by the quotient, whose sign is wanted.
    """
    found: list[sp.Rel] = []
    before = sp.S.One
    for k, minor in enumerate(minors, 1):
        quotient = sp.cancel(minor / before)
        before = minor
        short = quotient.is_polynomial(*quotient.free_symbols)
        value = quotient if short else minor
        wanted = side if short else side**k
        known = _sign(value)
        if known == ("+" if wanted > 0 else "-"):
            continue
        if known in ("0", *(("-", "-0") if wanted > 0 else ("+", "+0"))):
            return None
        condition = sp.Gt(value, 0) if wanted > 0 else sp.Lt(value, 0)
        found += [] if condition in found else [condition]
    return found


def _sign(expr: sp.Expr) -> str:
    """The sign for all real letters: +, −, 0, +0, −0, or "" where it is not known."""
    return str(over_reals(_sign_of, sp.factor(expr)))


def _sign_of(expr: sp.Expr) -> str:
    if expr.is_zero:
        return "0"
    if expr.is_positive or expr.is_negative:
        return "+" if expr.is_positive else "-"
    if expr.is_nonnegative or expr.is_nonpositive:
        return "+0" if expr.is_nonnegative else "-0"
    return ""
