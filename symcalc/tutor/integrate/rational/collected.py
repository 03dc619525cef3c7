"""Terms of an answer that have the same denominator, as one fraction."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

LARGEST = 80  # operations of a term that is looked at


def collected(terms: Sequence[sp.Expr], x: sp.Symbol) -> list[sp.Expr]:
    """The terms, those with the same polynomial below added, where no letters are in them.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> collected([1 / (x**2 + 5), sp.atan(x), (x + 1) / (8 * x**2 + 40)], x)
    [(x + 9)/(8*(x**2 + 5)), atan(x)]
    """
    parts = [part for term in terms for part in sp.Add.make_args(term)]
    groups: dict[sp.Expr, list[sp.Expr]] = {}
    for part in parts:
        groups.setdefault(_below(part, x), []).append(part)
    alike = {key for key, found in groups.items() if key.has(x) and len(found) > 1}
    if not alike:
        return list(terms)
    lines: list[sp.Expr] = []
    for key, found in groups.items():
        lines += [_added(found)] if key in alike else found
    return lines


def _below(part: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The denominator without constants, 1 where there is none or the part is no fraction."""
    if part.free_symbols != {x} or sp.count_ops(part) > LARGEST or part.is_polynomial(x):
        return sp.S.One
    if not part.is_rational_function(x):
        return sp.S.One
    bottom = sp.Poly(sp.fraction(sp.together(part))[1], x)
    return bottom.monic().as_expr()


def _added(parts: Sequence[sp.Expr]) -> sp.Expr:
    top, bottom = sp.fraction(sp.cancel(sp.Add(*parts)))
    constant, rest = bottom.as_content_primitive()
    sign = -1 if top.could_extract_minus_sign() else 1
    return sign / constant * (sign * top / rest)
