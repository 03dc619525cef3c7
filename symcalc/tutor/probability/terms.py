"""A formula as a sum of terms whose means under a law are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from sympy.functions.combinatorial.numbers import stirling

from symcalc.errors import NotFoundError, TooLargeError, UnsupportedError
from symcalc.formula import over_reals
from symcalc.notation import Notation, multiply
from symcalc.primitives import arrange
from symcalc.steps import Table
from symcalc.tutor.areas.parts import integral, is_exact
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.moments import (
    HIGHEST,
    MOMENTS,
    STANDARD,
    Moments,
    is_standard,
    moment,
    standard,
)
from symcalc.tutor.words.expectation import BY_INTEGRAL, CONSTANT, FAILS, HINTS, LOGARITHMIC
from symcalc.writing.text import text


@dataclass(frozen=True)
class Terms:
    """The terms, the law of their variable, and what their means add up to.

    `change` is the old variable in terms of the new one, None where it is not changed;
    `conditions` are what letters must fulfil so that the means are finite.
    """

    change: Notation | None
    base: Distribution
    expanded: Notation
    table: Table
    after: Notation
    why: str
    conditions: tuple[sp.Basic, ...] = ()


def terms_of(body: Notation, x: sp.Symbol, law: Distribution) -> Terms | None:
    """None where the mean of a term is not known.

    Raises
    ------
    TooLargeError
        If the formula is a polynomial of a degree that takes too long.
    """
    if law.law is not None and law.law.name in MOMENTS and _size(body.expr, x) > HIGHEST:
        what = FAILS["degree"].format(f=text(body), most=HIGHEST)
        raise TooLargeError(what, hint=HINTS["degree"])
    plain = is_standard(law) or x not in body.symbols
    changed = None if plain else standard(law)
    change, base = changed if changed else (None, law)
    z = base.x if changed else x
    inner = body.expr.subs(x, change.expr) if change is not None else body.expr
    parts = _parts(inner, z, law)
    if parts is None or not _worth(parts, z, law, base):
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
    expanded = arrange(sp.Add(*(g * c for g, c in parts.items())), like=body)
    return Terms(
        change,
        base,
        expanded,
        Table(head, tuple(rows)),
        arrange(total, like=body),
        " ".join(dict.fromkeys(_why(g, z, base) for g in parts if g != 1)) or CONSTANT,
        tuple(c for c in (_limit(g, z, base) for g in parts) if c != sp.true),
    )


def _size(expr: sp.Expr, x: sp.Symbol) -> int:
    """The degree in x of a polynomial, before anything is multiplied out; else of its largest."""
    sizes = [_size(part, x) for part in expr.args]
    if expr.is_Pow and expr.exp.is_Integer:
        return max(0, int(expr.exp)) * sizes[0]
    if expr.is_Mul:
        return sum(sizes)
    return int(expr == x) if not sizes else max(sizes)


def _row(law: Distribution) -> Moments | None:
    return MOMENTS.get(law.law.name) if law.law else None


def _why(g: sp.Expr, z: sp.Symbol, base: Distribution) -> str:
    """How the mean of a term is known."""
    row, x = _row(base), text(arrange(z))
    if row is not None and _kind(g, z, base) == "log":
        return LOGARITHMIC
    if row is not None and _kind(g, z, base) == "exp":
        return row.exponential_why.format(x=x)
    if row is not None and _kind(g, z, base):
        return row.why.format(x=x)
    return BY_INTEGRAL.format(base=base.name)


def _kind(g: sp.Expr, z: sp.Symbol, law: Distribution) -> str:
    """Which mean of the law's row a function of z needs; nothing where the row has none."""
    row, k = _row(law), _degree(g, z)
    if row is None or law.law is None:
        return ""
    own = law.law.name not in STANDARD or is_standard(law)
    values = tuple(p.expr for p in law.parameters)
    if k is not None:
        return "power" if own else ""
    if row.exponential and own and _rate(g, z) is not None:
        return "exp"
    if row.real and g.is_Pow and g.base == z and g.exp.is_Rational:
        return "real"
    if row.logarithm and isinstance(g, sp.log) and row.logarithm(g.args[0], z, values) is not None:
        return "log"
    return ""


def _limit(g: sp.Expr, z: sp.Symbol, law: Distribution) -> sp.Basic:
    """What makes the mean of a function of z finite; true where it always is."""
    row, kind = _row(law), _kind(g, z, law)
    values = tuple(p.expr for p in law.parameters)
    if row is None or kind not in ("exp", "real"):
        return sp.true
    if kind == "real":
        return sp.Gt(values[0], -g.exp)
    if row.below is None:
        return sp.true
    top, bottom = sp.fraction(_rate(g, z))
    return sp.Lt(top, row.below(values) * bottom)  # letters below are rates and positive


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
    parts: dict[sp.Expr, sp.Expr], z: sp.Symbol, law: Distribution, base: Distribution
) -> bool:
    """Whether terms help: the means of all are known, or letters leave the integrals."""
    if any(_limit(g, z, base) == sp.false for g in parts):
        return False
    if all(g == 1 or _kind(g, z, base) for g in parts):
        return _row(law) is not None
    return base is not law and bool(law.letters)


def _rate(g: sp.Expr, z: sp.Symbol) -> sp.Expr | None:
    """a of e^(a z), and a log c of c^(a z); None of what is no such power."""
    if not (isinstance(g, sp.exp) or (g.is_Pow and g.base.is_positive)):
        return None
    base, exponent = g.as_base_exp()
    rate = sp.expand(exponent / z) * sp.log(base)
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
    k, row, kind = _degree(g, z), _row(law), _kind(g, z, law)
    values = tuple(p.expr for p in law.parameters)
    if row is not None and row.exponential and kind == "exp":
        return row.exponential(_rate(g, z), values)
    if row is not None and row.real and kind == "real":
        return row.real(g.exp, values)
    if row is not None and row.logarithm and kind == "log":
        return row.logarithm(g.args[0], z, values)
    if k is not None and row is not None and row.falling:
        means = [(stirling(k, j), moment(law, j)) for j in range(k + 1)]
        return shortest(sp.Add(*(s * m for s, m in means)))
    if k is not None and row is not None:
        return moment(law, k)
    try:
        told = integral(multiply(arrange(g), law.density), z, *law.ends)
    except (NotFoundError, UnsupportedError, TypeError):  # SymPy compares a NaN
        return None
    return told.after.expr if not told.ending and is_exact(told.after.expr) else None


def shortest(expr: sp.Expr) -> sp.Expr:
    """The shorter of the sum multiplied out and in factors."""
    forms = [sp.powsimp(sp.expand(expr), combine="exp")]
    if expr.free_symbols and not expr.has(sp.log):
        forms.append(_from_one(sp.factor(sp.together(expr))))
        top, bottom = sp.fraction(forms[-1])
        if top.could_extract_minus_sign():
            turned = [sp.expand(-top) / sp.expand(-bottom)] if bottom.is_Add else []
            forms = [*turned, *forms, sp.expand(top) / bottom]
    return min(forms, key=lambda form: (sp.count_ops(form), form.is_Add, str(form)))


def _from_one(expr: sp.Expr) -> sp.Expr:
    """p (1 − p) instead of −p (p − 1)."""
    whole = sp.Dummy("whole")
    for p in expr.free_symbols:
        expr = expr.xreplace({p - 1: -whole}).xreplace({whole: 1 - p})
    return expr
