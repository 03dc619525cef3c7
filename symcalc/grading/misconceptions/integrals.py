"""Integrating a formula with a wrong rule at one place, or at two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.effort import effort, spent
from symcalc.grading.misconceptions.outcomes import (
    Outcomes,
    Wrong,
    combined,
    done_at,
    kept,
    slipped,
)
from symcalc.grading.misconceptions.primitives import STRANGE, primitive_of
from symcalc.grading.misconceptions.rewriting import rewritten
from symcalc.grading.misconceptions.sites import ByParts, Fractions, Integrand, Substitution
from symcalc.notation import Notation, signed_terms
from symcalc.primitives import arrange
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.parts import choices, tidied
from symcalc.tutor.integrate.substitution import candidates, expressed, rates

DEEP = 2  # methods inside one another
CHOICES = 2  # ways to take u and dv, and substitutions
TERMS = 8  # of a sum
WRITTEN_WRONGLY = 40  # integrands with a slip of algebra that are integrated
PART_WRONGLY = 12  # wrong v that by parts goes on with
SECONDS = 0.6  # of searching
LONG = 30  # operations of a term whose antiderivative is searched for
LETTERS = "uvwts"


def integrated(node: Notation, x: sp.Symbol, known: sp.Expr | None = None) -> Outcomes | None:
    """What an antiderivative of a formula may come out as, a constant apart.

    Parameters
    ----------
    node : Notation
        The integrand as written.
    x : sympy.Symbol
        The variable.
    known : sympy.Expr, optional
        An antiderivative, where it is known.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> x = sp.Symbol("x")
    >>> found = integrated(read("x^3"), x)
    >>> found.right
    x**4/4
    >>> x**4 in [one.value for one in found.wrong]
    True
    """
    with effort(SECONDS):
        found = _integrated(node, x, DEEP, known)
        if found is None:
            return None
        return kept(found.right, chain(found.wrong, _of_slips_in_algebra(node, x)))


def _of_slips_in_algebra(node: Notation, x: sp.Symbol) -> Iterator[Wrong]:
    """The integrand rewritten wrongly, and then integrated rightly."""
    once = (one for one in rewritten(node).wrong if len(one.slips) == 1)
    for one in islice(once, WRITTEN_WRONGLY):
        value = None if spent() else primitive_of(one.value, x)
        if value is not None:
            yield Wrong(value, one.slips)


def _integrated(
    node: Notation, x: sp.Symbol, deep: int, known: sp.Expr | None = None
) -> Outcomes | None:
    if node.head == "negation" and len(signed_terms(node.parts[0])) > 1:
        inner = _integrated(node.parts[0], x, deep, None if known is None else -known)
        return None if inner is None else inner.mapped(lambda value: -value)
    terms = signed_terms(node)
    if len(terms) == 1:
        return _term(node, x, deep, known)
    if len(terms) > TERMS:
        return None
    parts = [_integrated(term, x, deep) for term in terms]
    if any(part is None for part in parts):
        return _term(node, x, deep, known)
    return combined(sp.Add, [part for part in parts if part is not None])


def _term(node: Notation, x: sp.Symbol, deep: int, known: sp.Expr | None) -> Outcomes | None:
    found = known if known is not None else primitive_of(node.expr, x, LONG)
    if found is None:
        return None
    right = found
    whole = slipped(lambda: Integrand(node, x, right), (), lambda: right)
    constant, core = node.expr.as_independent(x, as_Add=False)
    if core == 1:
        return whole
    more = []
    if constant != 1:
        inner = _integrated(arrange(core, like=node), x, deep, right / constant)
        more += [inner.mapped(lambda value: constant * value)] if inner else []
    elif deep and not core.has(*STRANGE):
        more = [*_ways(node, core, x, deep - 1)]
    return kept(right, chain(whole.wrong, *(one.wrong for one in more)))


def _ways(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    """What comes out by each of the usual methods."""
    for way in (_left_linear, _by_expanding, _by_fractions, _by_substitution, _by_parts):
        if not spent():
            yield from way(node, core, x, deep)


def _by_expanding(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    for form in _forms(core):
        if form != core and form.is_Add and len(form.args) <= TERMS:
            found = _integrated(arrange(form, like=node), x, deep)
            if found is not None:
                yield found


def _forms(core: sp.Expr) -> Iterator[sp.Expr]:
    yield sp.expand(core)
    squares = core.atoms(sp.Pow)
    if any(isinstance(p.base, sp.sin | sp.cos) and p.exp == 2 for p in squares):
        yield sp.expand(core.replace(_is_square, _by_double_angle))


def _is_square(power: sp.Expr) -> bool:
    return power.is_Pow and power.exp == 2 and isinstance(power.base, sp.sin | sp.cos)


def _by_double_angle(square: sp.Expr) -> sp.Expr:
    sign = -1 if isinstance(square.base, sp.sin) else 1
    return (1 + sign * sp.cos(2 * square.base.args[0])) / 2


def _by_fractions(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    if node.head != "quotient" or core.free_symbols != {x} or not core.is_rational_function(x):
        return
    split = sp.apart(core, x)
    terms = sp.Add.make_args(split)
    parts = [_integrated(arrange(term), x, deep) for term in terms]
    if not 1 < len(terms) <= TERMS or any(part is None for part in parts):
        return
    known = [part for part in parts if part is not None]

    def site(*values: sp.Expr) -> Fractions:
        return Fractions(node, x, terms, sp.Add(*values))

    yield slipped(site, known, sp.Add)


def _by_substitution(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    for u, value, inner in islice(substitutions(core, x), CHOICES):
        below = _integrated(arrange(inner), u, deep)
        if below is not None:
            yield _substituted(node, x, (u, value, inner), below)


def _substituted(
    node: Notation, x: sp.Symbol, change: tuple[sp.Symbol, sp.Expr, sp.Expr], below: Outcomes
) -> Outcomes:
    u, value, inner = change

    def right(primitive: sp.Expr) -> sp.Expr:
        return primitive.subs(u, value)

    def site(primitive: sp.Expr) -> Substitution:
        return Substitution(node, x, u, value, inner, primitive, right(primitive))

    lettered = (_lettered(one, u, value) for one in below.wrong)
    return slipped(site, [Outcomes(below.right, tuple(lettered))], right)


def _lettered(one: Wrong, u: sp.Symbol, value: sp.Expr) -> Wrong:
    """With slips that know what the letter of the substitution stands for."""
    slips = (slip if slip.letter else replace(slip, letter=(u, value)) for slip in one.slips)
    return Wrong(one.value, tuple(slips))


def substitutions(core: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """New variables with what they stand for, and the integrand in terms of each.

    >>> x = sp.Symbol("x")
    >>> next(substitutions(x * sp.cos(x**2), x))
    (u, x**2, cos(u)/2)
    """
    u = _letter(core, x)
    for value in candidates(core, x):
        for steep in rates(derived(value, x), core):
            inner = expressed(core / steep, value, u, x)
            if inner is not None:
                yield u, value, inner
                break


def _letter(f: sp.Expr, x: sp.Symbol) -> sp.Symbol:
    taken = {s.name for s in f.free_symbols | {x}}
    return sp.Symbol(next(letter for letter in LETTERS if letter not in taken))


def _left_linear(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    """What is in u = ax + b, and was not put back."""
    if deep == DEEP - 1:
        for u, value, inner in islice(insides(core, x), CHOICES):
            primitive = primitive_of(inner, u, LONG)
            if primitive is not None:
                site = Substitution(node, x, u, value, inner, primitive, primitive.subs(u, value))
                left = (w for w in done_at(site).wrong if u in w.value.free_symbols)
                yield Outcomes(core, tuple(left))


def _by_parts(node: Notation, core: sp.Expr, x: sp.Symbol, deep: int) -> Iterator[Outcomes]:
    if core.is_rational_function(x):
        return  # nobody would
    for u, dv in islice(choices(core, x), CHOICES):
        v, steep = primitive_of(dv, x), derived(u, x)
        below = None if v is None else _integrated(arrange(tidied(v * steep, x)), x, deep)
        if v is None or below is None:
            continue
        yield _parted(node, x, (u, dv, v), below)
        yield Outcomes(core, tuple(_with_wrong_v(u, dv, steep, x)))


def _parted(
    node: Notation, x: sp.Symbol, taken: tuple[sp.Expr, sp.Expr, sp.Expr], below: Outcomes
) -> Outcomes:
    u, dv, v = taken

    def right(rest: sp.Expr) -> sp.Expr:
        return u * v - rest

    def site(rest: sp.Expr) -> ByParts:
        return ByParts(node, x, u, dv, v, rest, right(rest))

    return slipped(site, [below], right)


def _with_wrong_v(u: sp.Expr, dv: sp.Expr, steep: sp.Expr, x: sp.Symbol) -> Iterator[Wrong]:
    """A wrong antiderivative v, with which all goes on rightly."""
    found = _integrated(arrange(dv), x, 0)
    once: Sequence[Wrong] = [w for w in found.wrong if len(w.slips) == 1] if found else ()
    for one in once[:PART_WRONGLY]:
        rest = primitive_of(one.value * steep, x)
        if rest is not None:
            yield Wrong(u * one.value - rest, one.slips)


def insides(f: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """Like `substitutions`, for what is linear inside: u = 2x + 1."""
    u = _letter(f, x)
    nodes = [n for n in sp.preorder_traversal(f) if isinstance(n, sp.Function | sp.Pow)]
    for value in dict.fromkeys(part for node in nodes for part in node.args):
        steep = None if value == x else linear(value, x)
        inner = None if steep is None else expressed(f / steep, value, u, x)
        if inner is not None:
            yield u, value, inner
