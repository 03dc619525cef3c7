"""Far out: the term that grows fastest decides."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, put, replace_nodes
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import (
    becomes,
    ends,
    fields_of,
    limit_step,
    rewritten,
    top_and_bottom,
)
from symcalc.tutor.limits.substitution import continuous
from symcalc.writing.text import text

LARGE = 80
FASTER = "Exponentials grow faster than powers, and powers faster than logarithms. "


def vanishing(ask: Ask, _finder: Finder) -> Found | None:
    """Terms such as 3/x² tend to 0, and the rest is continuous."""
    if not ask.to.is_infinite:
        return None
    gone: list[Notation] = []
    small = notation.name(sp.Dummy("small"))

    def change(node: Notation) -> Notation | None:
        if ask.moves(node) and _fades(node, ask):
            gone.append(node)
            return small
        return None

    rest = replace_nodes(ask.body, change)
    against = [node for node in gone if node.head == "quotient" and ask.moves(node.parts[0])]
    if rest == small and against:
        return None  # growth says more
    if not gone or ask.moves(rest) or not continuous(rest, small.expr, sp.S.Zero):
        return None
    shown = put(rest, {small.expr: notation.number(0)})
    names = [text(node) for node in dict.fromkeys(gone)]
    told = f"{', '.join(names[:-1])} and {names[-1]} tend" if names[1:] else f"{names[0]} tends"
    fields = {
        "terms": told,
        "them": "it" if len(names) == 1 else "them",
        "why": FASTER if against else "",
    }
    rule = "vanishing-whole" if rest == small else "vanishing"
    steps = [limit_step(rule, ask.whole, shown, fields_of(ask, **fields))]
    ended = arrange(shown.expr, like=ask.body)
    if ended != shown:
        steps.append(limit_step("simplify", shown, ended, {}))
    return Found(tuple(steps), shown.expr)


def _fades(node: Notation, ask: Ask) -> bool:
    """c/xⁿ or e^(−x): a constant over what grows, so that it tends to 0."""
    if node.head in ("exp", "power") and not ask.moves(
        notation.number(0) if node.head == "exp" else node.parts[0]
    ):
        simple = node.parts[-1].expr.is_polynomial(ask.x)
        return bool(simple and ask.vanishes(node.expr))
    if node.head == "power" and node.parts[0].head == "name":
        return ask.vanishes(node.expr)
    if node.head != "quotient":
        return False
    top, bottom = node.parts
    if ask.moves(top):
        return _ranked(node.expr, ask) and ask.vanishes(node.expr)
    return all(n.head in POWERS for n in bottom.walk()) and ask.large(bottom.expr)


def _ranked(expr: sp.Expr, ask: Ask) -> bool:
    """Whether an expression is a product of powers, exponentials and logarithms."""
    return None not in (_rank(f, ask) for f in sp.Mul.make_args(expr))


POWERS = ("name", "number", "power", "product", "sqrt", "constant", "root", "cbrt", "quotient")


def dominant(ask: Ask, finder: Finder) -> Found | None:
    """Divide top and bottom by the term of the bottom that grows fastest."""
    pair = top_and_bottom(ask.body)
    if not ask.to.is_infinite or pair is None or sp.count_ops(ask.expr) > LARGE:
        return None
    top, bottom = (p.expr for p in pair)
    terms = sp.Add.make_args(bottom)
    if not (ask.moves(bottom) and (_sums(top, ask) or _sums(bottom, ask))):
        return None
    lead = leader(terms, ask)
    if lead is None:
        return None
    by = _growing_part(lead, ask)
    if not ask.moves(by):
        return None
    above, below = scaled(top, by, ask), scaled(bottom, by, ask)
    if above is None or below is None:
        return None
    line = notation.divide(arrange(above, like=ask.body), arrange(below, like=ask.body))
    return rewritten(ask, finder, "dominant", line, **_named(ask, by, above, below))


def _named(ask: Ask, by: sp.Expr, *scaled_: sp.Expr) -> dict[str, str]:
    rooted = any(p.exp == sp.S.Half for e in scaled_ for p in e.atoms(sp.Pow))
    told = ""
    if rooted and ask.to == -sp.oo and by == ask.x:
        told = f"; since {ask.x.name} < 0, {ask.x.name} = −√({ask.x.name}²)"
    return {"term": text(arrange(by)), "sign": told}


def _sums(expr: sp.Expr, ask: Ask) -> bool:
    """Whether a sum with the variable, or the root of one, stands there."""
    found = [a for a in expr.atoms(sp.Add) if ask.moves(a)]
    return any(a == expr or _rooted(expr, a) for a in found)


def _rooted(expr: sp.Expr, inner: sp.Expr) -> bool:
    return any(p.base == inner and p.exp.is_Rational for p in expr.atoms(sp.Pow))


def leader(terms: Sequence[sp.Expr], ask: Ask) -> sp.Expr | None:
    """The term against which every other one stays bounded."""
    sizes = [(t, _size(t, ask) if ask.moves(t) else sp.S.One) for t in terms]
    for _term, size in sizes:
        if size is not None and all(
            ask.tends(other / size).kind == "finite" or _bounded(other / size, ask)
            for other, _ in sizes
        ):
            return size
    return None


def _bounded(ratio: sp.Expr, ask: Ask) -> bool:
    """Whether a quotient stays within bounds without a limit: sin x / 1."""
    return ask.vanishes(ratio / ask.x) if ratio.has(sp.sin, sp.cos) else False


def _size(term: sp.Expr, ask: Ask) -> sp.Expr | None:
    """The term itself; for the root of a polynomial, the power of x that it grows like."""
    result = sp.S.One
    for factor in sp.Mul.make_args(term):
        if factor.is_Pow and factor.exp.is_Rational and factor.base.is_Add:
            if not factor.base.is_polynomial(ask.x):
                return None
            result *= ask.x ** (sp.degree(factor.base, ask.x) * factor.exp)
        elif factor.has(sp.sin, sp.cos):
            return None
        else:
            result *= factor
    return result


def _growing_part(lead: sp.Expr, ask: Ask) -> sp.Expr:
    """Without its constant factor."""
    return sp.Mul(*(f for f in sp.Mul.make_args(lead) if ask.moves(f)))


def scaled(expr: sp.Expr, by: sp.Expr, ask: Ask) -> sp.Expr | None:
    """The expression over `by`, worked out term by term."""
    if expr.is_Add:
        parts = [scaled(t, by, ask) for t in expr.args]
        return None if None in parts else sp.Add(*parts)
    factors = sp.Mul.make_args(expr)
    roots = [f for f in factors if f.is_Pow and f.exp.is_Rational and f.base.is_Add]
    for root in roots:
        if root.base.is_polynomial(ask.x) and ask.moves(root):
            return _scaled_root(expr, root, by, ask)
    ratio = expr / by
    if ratio.is_rational_function(ask.x):
        return sp.cancel(ratio)
    if ask.to == sp.oo:  # √(x³) is x^(3/2) where x is positive
        ratio = sp.powdenest(ratio, force=True)
    return sp.powsimp(ratio)


def _scaled_root(expr: sp.Expr, root: sp.Expr, by: sp.Expr, ask: Ask) -> sp.Expr | None:
    """√(x² + 1)/x = √(1 + 1/x²), with a minus sign where x is negative."""
    degree = sp.degree(root.base, ask.x) * root.exp
    size = ask.x**degree
    inside = sp.expand(root.base / ask.x ** sp.degree(root.base, ask.x))
    rest = scaled(expr / root, by / size, ask)
    if rest is None or (ask.to == -sp.oo and not degree.is_Integer):
        return None
    negative = ask.to == -sp.oo and degree.is_odd
    return (-1 if negative else 1) * inside**root.exp * rest


def leading_term(ask: Ask, finder: Finder) -> Found | None:
    """∞ − ∞: take out the term that grows fastest."""
    if form(ask) != "∞ − ∞" or not ask.to.is_infinite or sp.count_ops(ask.expr) > LARGE:
        return None
    terms = sp.Add.make_args(ask.expr)
    lead = leader(terms, ask)
    if lead is None:
        return None
    by = _growing_part(lead, ask)
    rest = scaled(ask.expr, by, ask)
    if rest is None or ask.vanishes(rest):
        return None
    line = notation.multiply(arrange(by, like=ask.body), arrange(rest, like=ask.body))
    return rewritten(ask, finder, "leading", line, **_named(ask, by, rest))


def growth(ask: Ask, finder: Finder) -> Found | None:
    """Powers against exponentials and logarithms, far out."""
    del finder
    if not ask.to.is_infinite or not _ranked(ask.expr, ask):
        return None
    top, bottom = sp.fraction(ask.expr)
    if not (ask.moves(top) and ask.moves(bottom)) or ask.near.kind not in ("finite", "infinite"):
        return None
    names = [text(arrange(e, like=ask.body)) for e in (top, bottom)]
    up = ask.near.kind == "infinite"
    if not up and not ask.vanishes(ask.expr):
        return None
    value = sp.Integer(ask.near.value) * sp.oo if up else sp.S.Zero
    faster, slower = names if up else names[::-1]
    fields = {"faster": faster, "slower": slower, "becomes": becomes(value)}
    return ends(ask, "growth", value, fields)


def _rank(factor: sp.Expr, ask: Ask) -> int | None:
    """0 for a constant, 1 for a logarithm, 2 for a power, 3 for an exponential."""
    base, exponent = factor.as_base_exp()
    if not ask.moves(factor):
        return 0
    if base == ask.x and exponent.is_number:
        return 2
    if isinstance(base, sp.log) and base.args[0].is_polynomial(ask.x) and exponent.is_number:
        return 1
    whole = exponent.is_polynomial(ask.x) and sp.degree(exponent, ask.x) >= 1
    return 3 if base.is_number and whole else None
