"""The characteristic polynomial det(A − λI) and its roots, with steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.linear.claims import line, step
from symcalc.tutor.linear.given import as_notation, numeric
from symcalc.tutor.linear.numbers import arranged, is_zero, sign, tidy
from symcalc.tutor.several.determinant import expanded
from symcalc.tutor.words.linear import ROOTS
from symcalc.writing.text import text

LAMBDA = sp.Symbol("lambda")
EXPANDED = 3  # rows of a determinant that a person expands


@dataclass(frozen=True)
class Polynomial:
    """det(A − λI) with its steps, and its roots with how often each occurs, in order."""

    expr: sp.Expr
    steps: tuple[Step, ...]
    roots: tuple[tuple[sp.Expr, int], ...]


def characteristic(matrix: sp.ImmutableMatrix, name: str = "A") -> Polynomial | None:
    """The polynomial of a matrix of this name and its roots; None where no exact form is short."""
    expr, unknown, steps = begun(matrix, name)
    found = _roots(matrix, expr, unknown, triangular=_is_triangular(matrix))
    if found is None:
        return None
    told, roots = found
    return Polynomial(expr, (*steps, *told), _ordered(roots))


def begun(
    matrix: sp.ImmutableMatrix, name: str = "A"
) -> tuple[sp.Expr, sp.Symbol, tuple[Step, ...]]:
    """det(A − λI), its unknown, and how it is found."""
    n = matrix.rows
    unknown = LAMBDA if LAMBDA not in matrix.free_symbols else sp.Symbol("mu")
    rows = [[_entry(matrix[i, j], unknown, diagonal=i == j) for j in range(n)] for i in range(n)]
    expr = _expanded(matrix, unknown)
    label = _label(name, unknown)
    first = step(
        "shifted",
        equalities(label.parts[0], as_notation(rows)),
        unknown=text(notation.name(unknown)),
        name=name,
    )
    more = _determinant(label, rows, expr, unknown, triangular=_is_triangular(matrix))
    return expr, unknown, (first, *more)


def _is_triangular(matrix: sp.ImmutableMatrix) -> bool:
    return bool(matrix.is_upper or matrix.is_lower)


def _expanded(matrix: sp.ImmutableMatrix, unknown: sp.Symbol) -> sp.Expr:
    """det(A − λI), multiplied out."""
    if _is_triangular(matrix):
        return sp.expand(sp.Mul(*(e - unknown for e in matrix.diagonal())))
    made = sp.Matrix(matrix).charpoly(unknown)
    factors = [tidy(c) if c.has(sp.sin, sp.cos) else c for c in made.all_coeffs()]
    return sp.expand((-1) ** matrix.rows * sp.Poly(factors, unknown).as_expr())


def _entry(value: sp.Expr, unknown: sp.Symbol, *, diagonal: bool) -> Notation:
    """a − λ on the diagonal."""
    if not diagonal:
        return arranged(value)
    return (
        notation.subtract(arranged(value), notation.name(unknown))
        if value != 0
        else notation.negative(notation.name(unknown))
    )


def _label(name: str, unknown: sp.Symbol) -> Notation:
    """det(A − λI)."""
    shifted = Notation("product", (notation.name(unknown), notation.name(sp.Symbol("I"))))
    return Notation(
        "determinant", (Notation("difference", (notation.name(sp.Symbol(name)), shifted)),)
    )


def _determinant(
    label: Notation,
    rows: Sequence[Sequence[Notation]],
    expr: sp.Expr,
    unknown: sp.Symbol,
    *,
    triangular: bool,
) -> list[Step]:
    n = len(rows)
    end = polynomial(expr, unknown)
    if triangular:
        return [
            step(
                "triangular",
                line(label, notation.arithmetic("product", *(rows[i][i] for i in range(n)))),
            )
        ]
    if n <= EXPANDED:
        rule = "two-by-two" if n == 2 else "first-row"
        return [step(rule, line(label, expanded(rows), end))]
    return [step("expanded", line(label, end), n=n)]


def polynomial(expr: sp.Expr, unknown: sp.Symbol) -> Notation:
    """A polynomial by descending powers: λ² − 7λ + 10."""
    found = sp.Poly(expr, unknown)
    terms = []
    for (degree,), factor in found.terms():
        power = (
            notation.power(notation.name(unknown), notation.number(degree))
            if degree
            else notation.number(1)
        )
        terms.append(_term(factor, power))
    return notation.add(*terms)


def _term(factor: sp.Expr, power: Notation) -> Notation:
    if factor.could_extract_minus_sign():
        return notation.negative(notation.multiply(arranged(-factor), power))
    return notation.multiply(arranged(factor), power)


Roots = dict[sp.Expr, int]


def _roots(
    matrix: sp.ImmutableMatrix, expr: sp.Expr, unknown: sp.Symbol, *, triangular: bool
) -> tuple[list[Step], Roots] | None:
    """Each root with its multiplicity, and how they are found."""
    if triangular:
        found: Roots = {}
        for value in matrix.diagonal():
            found[value] = found.get(value, 0) + 1
        told = ", ".join(text(arranged(v)) for v in found)
        return [step("on-diagonal", _all_roots(found, unknown), values=told)], found
    if matrix.rows == 2:
        return _quadratic(expr, unknown)
    if not numeric(matrix) or not all(c.is_Rational for c in sp.Poly(expr, unknown).all_coeffs()):
        return None
    return _factored(expr, unknown)


def _quadratic(expr: sp.Expr, unknown: sp.Symbol) -> tuple[list[Step], Roots]:
    """By the formula for quadratic equations, with its numbers."""
    monic = sp.Poly(expr, unknown).monic()
    _, p, q = monic.all_coeffs()
    inside = tidy(p**2 - 4 * q)
    root = _root(inside)
    values = [tidy((-p + s * root) / 2) for s in (-1, 1)]
    found: Roots = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    written = notation.add(
        notation.power(arranged(p), notation.number(2)),
        _term(sp.Integer(-4), arranged(q)) if q != 0 else notation.number(0),
    )
    under = line(notation.name(sp.Symbol("D")), written, arranged(inside))
    key = (
        "double"
        if is_zero(inside)
        else "letters"
        if not inside.is_number
        else "real"
        if sign(inside) > 0
        else "complex"
    )
    sum_, product = text(arranged(tidy(-p))), text(arranged(q))
    how = ROOTS[key].format(sum=sum_, product=product)
    return [
        step("discriminant", under),
        step("quadratic", _all_roots(found, unknown), how=how),
    ], found


def _root(inside: sp.Expr) -> sp.Expr:
    """A number whose square it is; with ± before it, either will do."""
    if not inside.is_number:
        root = sp.powdenest(sp.sqrt(sp.factor(inside)), force=True)
        return root.replace(sp.Abs, lambda u: u) if root.is_Mul or root.func == sp.Abs else root
    return sp.sqrt(inside) if sign(inside) >= 0 else sp.I * sp.sqrt(-inside)


def _factored(expr: sp.Expr, unknown: sp.Symbol) -> tuple[list[Step], Roots] | None:
    """By rational roots; what is left must be quadratic."""
    constant, factors = sp.factor_list(expr, unknown)
    if any(sp.Poly(f, unknown).degree() > 2 for f, _ in factors):
        return None
    found: Roots = {}
    for factor, times in factors:
        for value in _solved(sp.Poly(factor, unknown)):
            found[value] = found.get(value, 0) + times
    parts = [notation.power(polynomial(f, unknown), notation.number(k)) for f, k in factors]
    size = [] if abs(constant) == 1 else [arranged(abs(constant))]
    product = notation.arithmetic("product", *size, *parts) if size or parts[1:] else parts[0]
    product = notation.negative(product) if constant < 0 else product
    tried = [v for v in found if v.is_Rational]
    rule = "factors" if len(factors) > 1 or factors[0][1] > 1 else "irreducible"
    values = ", ".join(text(arranged(v)) for v in tried)
    told = ROOTS["rational" if len(tried) == 1 else "rationals"].format(values=values)
    first = step(rule, line(polynomial(expr, unknown), product), told=told)
    return [first, step("roots", _all_roots(found, unknown))], found


def _solved(factor: sp.Poly) -> list[sp.Expr]:
    if factor.degree() == 1:
        a, b = factor.all_coeffs()
        return [-b / a]
    a, b, c = factor.all_coeffs()
    root = sp.sqrt(b**2 - 4 * a * c)
    return [tidy((-b + s * root) / (2 * a)) for s in (-1, 1)]


def _all_roots(found: Roots, unknown: sp.Symbol) -> Notation:
    """λ = 2 or λ = 6, and numbered: λ_1 = 2, λ_2 = 6."""
    ordered = _ordered(found)
    names = [sp.Symbol(f"{unknown.name}_{k}") for k in range(1, len(ordered) + 1)]
    if len(ordered) == 1:
        return equalities(notation.name(unknown), arranged(ordered[0][0]))
    pairs = [
        equalities(notation.name(n), arranged(v)) for n, (v, _) in zip(names, ordered, strict=True)
    ]
    return Notation("tuple", tuple(pairs))


def _ordered(found: Roots) -> tuple[tuple[sp.Expr, int], ...]:
    """The smallest first; complex roots by their real parts; letters as they come."""
    if any(v.free_symbols for v in found):
        return tuple(found.items())
    return tuple(sorted(found.items(), key=lambda pair: _place(pair[0])))


def _place(value: sp.Expr) -> tuple[float, float]:
    near = complex(sp.N(value, 20))
    return round(near.real, 15), near.imag
