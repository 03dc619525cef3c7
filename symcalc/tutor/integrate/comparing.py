"""Unknown coefficients: an integrand and the derivative of what is tried, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.polys.domains import QQ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.polyerrors import CoercionFailed, GeneratorsError, PolynomialError
from sympy.polys.rings import PolyElement, PolyRing

from symcalc.tutor.integrate.forms import slope

if TYPE_CHECKING:
    from symcalc.tutor.integrate.recognising import Shape

Exponents = tuple[int, ...]
Rows = list[list[Any]]
UNEQUAL = (CoercionFailed, GeneratorsError, PolynomialError, ValueError)  # no polynomial


def compared(
    shape: Shape,
    generators: Sequence[sp.Expr],
    monomials: Sequence[Exponents],
    shift: int,
    x: sp.Symbol,
) -> tuple[Rows, Any] | None:
    """Linear equations for the coefficients of P in outer · P · Π qᵉ⁺ˢ, and their field.

    With Q = Π q and outer = e^g the derivative, divided by what it has in common with the
    integrand, is P' Q + P (g' Q + Σ (e + s) q' Q/q), and has to be top · Q¹⁻ˢ.
    """
    letters = {g: sp.Dummy(f"g{k}") for k, g in enumerate(generators)}
    whole = sp.Mul(*(q for q, _ in shape.powers))
    parts = [(e + shift) * slope(q, x) * whole / q for q, e in shape.powers]
    growing = slope(sp.log(shape.outer), x) * whole if shape.outer != 1 else sp.S.Zero
    rates = [slope(g, x) for g in generators]
    bottoms = [sp.fraction(sp.together(r))[1] for r in (*rates, growing, *parts)]
    common = sp.Mul(*dict.fromkeys(b for b in bottoms if b != 1))
    plain = [sp.cancel(common * r) if common != 1 else r for r in rates]
    lead = common * sp.Add(growing, *parts)
    right = common * shape.top * whole ** (1 - shift)
    free = {s for e in (whole, shape.top, lead) for s in e.free_symbols} - {x}
    domain = QQ.frac_field(*sorted(free, key=str)) if free else QQ
    ring = PolyRing(list(letters.values()), domain, "lex")
    try:
        made = [_element(e, letters, ring) for e in (whole, sp.expand(sp.cancel(lead)), right)]
        turned = [_element(e, letters, ring) for e in plain]
    except UNEQUAL:
        return None
    columns = [_column(m, made[0], made[1], turned, ring) for m in monomials]
    squares = _squares(generators, ring)
    reduced = [_reduced(c, squares) for c in (*columns, made[2])]
    places = sorted({m for c in reduced for m in c})
    return [[c.get(m, domain.zero) for c in reduced] for m in places], domain


def _element(expr: sp.Expr, letters: dict[sp.Expr, sp.Symbol], ring: PolyRing) -> PolyElement:
    return ring.from_expr(sp.expand(expr).xreplace(letters))


def _column(
    exponents: Exponents,
    whole: PolyElement,
    lead: PolyElement,
    turned: Sequence[PolyElement],
    ring: PolyRing,
) -> PolyElement:
    """What a product of the generators gives: m' Q + m (…), by the product rule."""
    total = ring({exponents: ring.domain.one}) * lead
    for k, n in enumerate(exponents):
        if n:
            lower = tuple(m - (i == k) for i, m in enumerate(exponents))
            total += ring({lower: ring.domain(n)}) * turned[k] * whole
    return total


def _squares(generators: Sequence[sp.Expr], ring: PolyRing) -> dict[int, PolyElement]:
    """What the square of a generator is: sin² = 1 - cos², sinh² = cosh² - 1."""
    found = {}
    for k, g in enumerate(generators):
        if isinstance(g, sp.sin | sp.sinh):
            mate = (sp.cos if isinstance(g, sp.sin) else sp.cosh)(*g.args)
            square = ring.gens[generators.index(mate)] ** 2
            found[k] = 1 - square if isinstance(g, sp.sin) else square - 1
    return found


def _reduced(element: PolyElement, squares: dict[int, PolyElement]) -> PolyElement:
    ring = element.ring
    for k, square in squares.items():
        total = ring.zero
        for exponents, coefficient in element.items():
            n = exponents[k]
            left = (*exponents[:k], n % 2, *exponents[k + 1 :])
            total += ring({left: coefficient}) * square ** (n // 2)
        element = total
    return element


def solved(found: tuple[Rows, Any]) -> list[sp.Expr] | None:
    """A solution of linear equations whose last column is the right side, free unknowns 0."""
    rows, domain = found
    matrix = DomainMatrix(rows, (len(rows), len(rows[0])), domain)
    reduced, pivots = matrix.rref()
    count = len(rows[0]) - 1
    if count in pivots:
        return None
    values = [sp.S.Zero] * count
    entries = reduced.to_list()
    for i, p in enumerate(pivots):
        values[p] = domain.to_sympy(entries[i][count])
    return values
