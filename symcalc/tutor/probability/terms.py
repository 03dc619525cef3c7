"""A formula as a sum of terms whose means under a law are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from sympy.functions.combinatorial.numbers import stirling

from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.formula import over_reals
from symcalc.notation import Notation, multiply
from symcalc.primitives import arrange
from symcalc.steps import Table
from symcalc.tutor.areas.parts import integral, is_exact
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.moments import HIGHEST, MOMENTS, is_standard, moment, standard
from symcalc.tutor.words.expectation import BY_INTEGRAL, COMPLETED
from symcalc.writing.text import text


@dataclass(frozen=True)
class Terms:
    """The terms, the law of their variable, and what their means add up to.

    `change` is the old variable in terms of the new one, None where it is not changed.
    """

    change: Notation | None
    base: Distribution
    expanded: Notation
    table: Table
    after: Notation
    why: str


def terms_of(body: Notation, x: sp.Symbol, law: Distribution) -> Terms | None:
    """None where the mean of a term is not known."""
    plain = is_standard(law) or x not in body.symbols
    changed = None if plain else standard(law)
    change, base = changed if changed else (None, law)
    z = base.x if changed else x
    inner = body.expr.subs(x, change.expr) if change is not None else body.expr
    parts = _parts(inner, z, law)
    if parts is None or not _worth(parts, z, law, changed=changed is not None):
        return None
    means = {g: _mean(g, z, base) for g in parts}
    if any(mean is None for mean in means.values()):
        return None
    rows = []
    for g, coefficient in parts.items():
        product = sp.simplify(coefficient * means[g])
        cells = (coefficient * g, means[g], product)
        rows.append(tuple(arrange(cell, like=body) for cell in cells))
    total = shortest(sp.Add(*(coefficient * means[g] for g, coefficient in parts.items())))
    head = ("term", f"mean of its part in {text(arrange(z))}", "together")
    powers = all(_degree(g, z) is not None for g in parts)
    row = MOMENTS.get(base.law.name) if base.law else None
    why = row.why.format(x=text(arrange(z))) if row and powers else ""
    if any(_rate(g, z) is not None for g in parts) and base.name == "normal(0, 1)":
        why = COMPLETED.format(z=text(arrange(z)))
    expanded = arrange(sp.Add(*(g * c for g, c in parts.items())), like=body)
    return Terms(
        change,
        base,
        expanded,
        Table(head, tuple(rows)),
        arrange(total, like=body),
        why or BY_INTEGRAL.format(base=base.name),
    )


def _parts(inner: sp.Expr, z: sp.Symbol, law: Distribution) -> dict[sp.Expr, sp.Expr] | None:
    """Functions of z alone, with their coefficients; the law's conditions tell signs."""
    positive = {c.lhs for c in law.conditions if isinstance(c, sp.Gt) and c.rhs == 0}
    signs = {s: sp.Dummy(s.name, positive=True) for s in positive if s.is_Symbol}
    back = {dummy: s for s, dummy in signs.items()}
    opened = over_reals(_opened, inner.xreplace(signs))
    found: dict[sp.Expr, sp.Expr] = {}
    for term in sp.Add.make_args(opened.xreplace(back)):
        coefficient, g = term.as_independent(z, as_Add=False)
        if g.free_symbols - {z} and _rate(g, z) is None:
            return None
        found[g] = found.get(g, sp.S.Zero) + coefficient
    order = sorted(found, key=lambda g: (_degree(g, z) is None, -(_degree(g, z) or 0), str(g)))
    return {g: found[g] for g in order}


def _opened(expr: sp.Expr) -> sp.Expr:
    """Multiplied out; logarithms of products and powers of positive letters too."""
    return sp.expand(sp.expand_log(sp.expand(expr)))


def _worth(
    parts: dict[sp.Expr, sp.Expr], z: sp.Symbol, law: Distribution, *, changed: bool
) -> bool:
    """Whether terms help: all are powers, or letters leave the integrals."""
    if all(_is_known(g, z, law) for g in parts):
        return law.law is not None and law.law.name in MOMENTS
    return changed and bool(law.letters)


def _is_known(g: sp.Expr, z: sp.Symbol, law: Distribution) -> bool:
    k = _degree(g, z)
    normal = law.law is not None and law.law.name == "normal"
    return (k is not None and k <= HIGHEST) or (normal and _rate(g, z) is not None)


def _rate(g: sp.Expr, z: sp.Symbol) -> sp.Expr | None:
    """a of e^(a z); None of what is no such power."""
    if not isinstance(g, sp.exp):
        return None
    rate = g.args[0] / z
    return None if rate.has(z) else rate


def _degree(g: sp.Expr, z: sp.Symbol) -> int | None:
    if g == 1:
        return 0
    base, exponent = g.as_base_exp()
    return int(exponent) if base == z and exponent.is_Integer and exponent > 0 else None


@lru_cache(maxsize=256)
def _mean(g: sp.Expr, z: sp.Symbol, law: Distribution) -> sp.Expr | None:
    """The mean of a function of z alone."""
    if g == 1:
        return sp.S.One
    k = _degree(g, z)
    row = MOMENTS.get(law.law.name) if law.law else None
    if k is not None and row is not None and row.falling:
        means = [(stirling(k, j), moment(law, j)) for j in range(k + 1)]
        return shortest(sp.Add(*(s * m for s, m in means)))
    if k is not None and row is not None:
        return moment(law, k)
    rate = _rate(g, z)
    if rate is not None and law.name == "normal(0, 1)":
        return sp.exp(rate**2 / 2)
    try:
        told = integral(multiply(arrange(g), law.density), z, *law.ends)
    except (NotFoundError, UnsupportedError):
        return None
    return told.after.expr if not told.ending and is_exact(told.after.expr) else None


def shortest(expr: sp.Expr) -> sp.Expr:
    """The shorter of the sum multiplied out and in factors."""
    forms = [sp.expand(expr)]
    if expr.free_symbols and not expr.has(sp.log):
        forms.append(sp.factor(sp.together(expr)))
        top, bottom = sp.fraction(forms[-1])
        forms += [sp.expand(top) / bottom] if top.could_extract_minus_sign() else []
    return min(forms, key=lambda form: (sp.count_ops(form), str(form)))
