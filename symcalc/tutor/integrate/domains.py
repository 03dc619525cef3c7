"""Where an antiderivative holds, and where its constant may differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.continuous import Break, breaks, period
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.conditions import domain_of_values, simplified, solved
from symcalc.tutor.integrate.kinked import listed
from symcalc.tutor.words.integrals_honest import BETWEEN, BETWEEN_STEPS, EVERYWHERE, JUMPS, WHERE
from symcalc.writing import document
from symcalc.writing.text import text

DEGREE = 8  # of a polynomial whose real zeros are counted
SHOWN = 4  # places that are listed
WAVES = (sp.sin, sp.cos)


def domain_of(body: Notation, x: sp.Symbol) -> tuple[sp.Basic, ...]:
    """Where the integrand has a value: an end of the domain where it has one belongs to it.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> domain_of(arrange(sp.sqrt(x) / (x - 2)), x)
    (x >= 0, Ne(x, 2))
    >>> domain_of(arrange(1 / sp.log(x)), x)
    (x > 0, Ne(x, 1))
    """
    asked = list(dict.fromkeys(c for c in domain_of_values(body, x) if not _always(c, x)))
    strict = [sp.Gt(c.lhs, c.rhs) if _strict(c, asked) else c for c in asked]
    return _within(simplified(d for c in strict for d in _by_roots(c, x)), x)


def _strict(condition: sp.Basic, asked: Sequence[sp.Basic]) -> bool:
    """Whether u ≥ 0 stands beside u ≠ 0."""
    return isinstance(condition, sp.Ge) and sp.Ne(condition.lhs, condition.rhs) in asked


def _by_roots(condition: sp.Basic, x: sp.Symbol) -> list[sp.Basic]:
    """x ≠ 1 and x ≠ -1 for x² - 1 ≠ 0, and -1 < x < 1 for 1 - x² > 0."""
    gap = condition.lhs - condition.rhs if condition.is_Relational else sp.S.Zero
    if gap.free_symbols != {x} or not gap.is_polynomial(x):
        return [condition]
    poly = sp.Poly(gap, x)
    if poly.degree() not in (2, 3) or not all(c.is_Rational for c in poly.all_coeffs()):
        return [condition]
    roots = sorted(r for r in sp.roots(poly) if r.is_Rational)
    if isinstance(condition, sp.Ne):
        whole = len(roots) > 0 and poly.count_roots() == len(roots)
        return [sp.Ne(x, r) for r in roots] if whole else [condition]
    if len(roots) != 2 or poly.degree() != 2 or poly.LC() > 0:
        return [condition]
    above, below = (sp.Gt, sp.Lt) if isinstance(condition, sp.Gt) else (sp.Ge, sp.Le)
    return [above(x, roots[0]), below(x, roots[1])]


def _within(conditions: Sequence[sp.Basic], x: sp.Symbol) -> tuple[sp.Basic, ...]:
    """Without the places that lie outside the bounds anyway."""
    bounds = [c for c in conditions if c.is_Relational and c.lhs == x and c.rhs.is_Rational]
    bounds = [c for c in bounds if not isinstance(c, sp.Ne)]

    def outside(c: sp.Basic) -> bool:
        single = isinstance(c, sp.Ne) and c.lhs == x and c.rhs.is_Rational
        return single and any(b.subs(x, c.rhs) == sp.false for b in bounds)

    return tuple(c for c in conditions if not outside(c))


def _always(condition: sp.Basic, x: sp.Symbol) -> bool:
    """Whether a polynomial, in x or in one sine or cosine, has the sign that is asked for."""
    if not isinstance(condition, sp.Ne | sp.Gt | sp.Ge) or not condition.free_symbols <= {x}:
        return False
    gap = condition.lhs - condition.rhs
    waves = gap.atoms(*WAVES)
    ends: tuple[sp.Expr, ...] = (-sp.oo, sp.oo)
    letter = x
    if len(waves) == 1:
        letter, ends = sp.Dummy(), (sp.Integer(-1), sp.S.One)
        gap = gap.xreplace({next(iter(waves)): letter})
    if gap.free_symbols != {letter} or not gap.is_polynomial(letter):
        return False
    poly = sp.Poly(gap, letter)
    if poly.degree() > DEGREE or not all(c.is_Rational for c in poly.all_coeffs()):
        return False
    if poly.count_roots(*ends) > 0:
        return False
    return isinstance(condition, sp.Ne) or bool(gap.subs(letter, 0) > 0)


def in_words(
    integrand: sp.Expr, conditions: Sequence[sp.Basic], x: sp.Symbol, jumps: str = ""
) -> str:
    """For every real x, or: for x > 0; between the breaks, where there are some without end.

    Where the integrand jumps, no antiderivative has a derivative.

    >>> x = sp.Symbol("x")
    >>> in_words(x, [], x), in_words(1 / x, [sp.Ne(x, 0)], x), in_words(sp.sign(x), [], x)
    ('for every real x', 'for x ≠ 0', 'for x ≠ 0')
    """
    steps = (s.args[0] for s in integrand.atoms(sp.sign) if x in s.free_symbols)
    apart_from = [c for inside in steps for c in solved(sp.Ne(inside, 0))]
    kept = dict.fromkeys(c for c in (*conditions, *apart_from) if c is not sp.false)
    shown = document.listed(tuple(kept), text)
    if any(x in part.free_symbols for part in integrand.atoms(sp.floor, sp.ceiling)):
        return BETWEEN_STEPS + (f", {WHERE.format(conditions=shown)}" if shown else "")
    if not shown and jumps:
        return BETWEEN
    return WHERE.format(conditions=shown) if shown else EVERYWHERE.format(x=text(notation.name(x)))


def apart(
    integrand: Notation, told: sp.Expr, x: sp.Symbol, where: Iterable[sp.Basic]
) -> tuple[tuple[sp.Basic, ...], str]:
    """The places inside the domain where the antiderivative breaks: as conditions, and in words.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> told = -sp.atan(1 / x)
    >>> apart(arrange(1 / (1 + x**2)), told, x, [])[0]
    (Ne(x, 0),)
    """
    found = breaks(integrand.expr, told, x, tuple(where))
    if not found:
        return (), ""
    again, known = period(found), [b.exactly for b in found if b.exactly is not None]
    conditions = () if again is not None else tuple(sp.Ne(x, place) for place in known[:SHOWN])
    said = JUMPS.format(places=_places(found, again, x), f=text(integrand))
    return conditions, said


def _places(found: Sequence[Break], again: sp.Expr | None, x: sp.Symbol) -> str:
    """x = 1 and x = 3, or x = π + 2πk for whole numbers k."""
    exact = [b.exactly for b in found]
    if again is not None:
        first = min((e for e in exact if e is not None and e >= 0), default=exact[-1])
        first_shown = f"{text(arrange(first))} + " if first != 0 else ""
        step = "" if again == 1 else text(arrange(again))
        return f"{x.name} = {first_shown}{step}k for every whole number k"
    if any(e is None for e in exact):
        return (
            f"{x.name} ≈ "
            + ", ".join(in_figures(b.place) for b in found[:SHOWN])
            + (" …" if len(found) > SHOWN else "")
        )
    return listed([f"{x.name} = {text(arrange(e))}" for e in exact[:SHOWN]])
