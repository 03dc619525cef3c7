"""Where the truth of a condition may change along a line: every such place, and maybe more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy as sp

from symcalc.formula import UNEVALUATED, measure
from symcalc.grading.solutions.conditions import Compare, Condition, Whole, atoms
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import Roots

LARGEST = 200  # nodes of a formula whose zeros are looked for
SPLITS = 4  # absolute values and the like, which are two formulas each
ROOTS = 3  # roots that are eliminated
DEGREE = 12

SPLIT = (sp.Abs, sp.sign, sp.Max, sp.Min)
# Functions that are continuous where they have a value.
CONTINUOUS = (
    *(sp.log, sp.exp, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.asin, sp.acos, sp.atan),
    *(sp.sinh, sp.cosh, sp.tanh, sp.asinh, sp.acosh, sp.atanh, *SPLIT),
)


@lru_cache(maxsize=2048)
def changes(condition: Condition, x: sp.Symbol) -> Roots | None:
    """Where the truth of a condition in x alone may change; None where not all of it is known."""
    found = Roots()
    for atom in atoms(condition):
        part = _of_count(atom, x) if isinstance(atom, Whole) else _of_comparison(atom, x)
        if part is None:
            return None
        found = found.joined(part)
    return None if found.families and found.period is None else found


def _of_count(atom: Whole, x: sp.Symbol) -> Roots | None:
    """x = a + k·p: a, with the period p."""
    if not atom.count.is_polynomial(x) or sp.degree(atom.count, x) != 1:
        return None
    scale, shift = sp.Poly(atom.count, x).all_coeffs()
    return Roots(families=((-shift / scale, abs(1 / scale)),))


def _of_comparison(atom: Compare, x: sp.Symbol) -> Roots | None:
    found = Roots()
    for formula in dict.fromkeys(_watched(atom)):
        if x not in formula.free_symbols:
            continue
        part = superset(formula, x)
        if part is None:
            return None
        found = found.joined(part)
    return found


def _watched(atom: Compare) -> Iterator[sp.Expr]:
    """What is zero wherever the comparison may change, or a side begins to have a value."""
    yield atom.gap
    yield from atom.below
    for side in (atom.left, atom.right):
        for part in sp.preorder_traversal(side):
            yield from _edges(part)


def _edges(part: sp.Basic) -> Iterator[sp.Expr]:
    if part.is_Pow and part.base.free_symbols:
        if not (part.exp.is_Integer and part.exp > 0):
            yield part.base
        if not part.exp.is_number:
            yield part.exp
    elif isinstance(part, sp.Piecewise):
        yield from (
            r.lhs - r.rhs for _, c in part.args for r in c.atoms(sp.core.relational.Relational)
        )
    elif isinstance(part, sp.Function):
        u = part.args[0]
        yield from {
            sp.log: (u,),
            sp.asin: (u - 1, u + 1),
            sp.acos: (u - 1, u + 1),
            sp.atanh: (u - 1, u + 1),
            sp.acosh: (u - 1,),
            sp.tan: (sp.cos(u),),
            sp.sec: (sp.cos(u),),
            sp.cot: (sp.sin(u),),
            sp.csc: (sp.sin(u),),
            sp.Abs: (u,),
            sp.sign: (u,),
        }.get(part.func, ())


@lru_cache(maxsize=4096)
def superset(formula: sp.Expr, x: sp.Symbol) -> Roots | None:
    """Places that contain every real zero of a formula; None where they are not worked out."""
    if measure(formula)[1] > LARGEST or not _known(formula):
        return None
    found = Roots()
    for piece in _pieces(formula):
        part = Roots() if piece == 0 else _zeros(piece, x)
        if part is None:
            return None
        found = found.joined(part)
    return Roots(found.alone, found.families)


def _known(formula: sp.Expr) -> bool:
    if formula.has(*UNEVALUATED, sp.Derivative):
        return False
    return all(isinstance(f, (*CONTINUOUS, sp.Piecewise)) for f in formula.atoms(sp.Function))


def _pieces(formula: sp.Expr) -> list[sp.Expr]:
    """The formulas that it is one of: |u| is u or −u."""
    calls = [f for f in formula.atoms(*SPLIT, sp.Piecewise) if f.free_symbols]
    calls = sorted(calls, key=sp.count_ops)
    if len(calls) > SPLITS:
        return [formula]
    found = [formula]
    for call in calls:
        found = [f.subs(call, v) for f in found for v in _choices(call)]
        if any(f.has(call) for f in found):
            return [formula]
    return list(dict.fromkeys(found))


def _choices(call: sp.Expr) -> list[sp.Expr]:
    if isinstance(call, sp.Piecewise):
        return [value for value, _ in call.args]
    if isinstance(call, sp.sign):
        return [sp.S.NegativeOne, sp.S.Zero, sp.S.One]
    return [call.args[0], -call.args[0]] if isinstance(call, sp.Abs) else list(call.args)


def _zeros(formula: sp.Expr, x: sp.Symbol) -> Roots | None:
    found: Roots | None = exact_roots(formula, x)
    found = _of_power(formula, x) if found is None else found
    for way in (_without_logarithms, _without_roots):
        if found is None:
            plain = way(formula, x)
            found = None if plain is None else exact_roots(plain, x)
    return Roots() if found is not None and found.everywhere else found


def _of_power(formula: sp.Expr, x: sp.Symbol) -> Roots | None:
    """a·xⁿ + c = 0, with any numbers."""
    if not formula.is_polynomial(x):
        return None
    terms = sp.Poly(formula, x).terms()
    if len(terms) != 2 or terms[1][0] != (0,) or sp.Poly(formula, x).degree() > DEGREE:
        return None
    ((n,), a), (_, c) = terms
    size = sp.root(sp.Abs(c / a), n)
    return Roots((size, -size))


def _without_logarithms(formula: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """ln u + ln v − c is zero only where u·v − e^c is."""
    logs = sorted((f for f in formula.atoms(sp.log) if f.has(x)), key=str)
    letters = [sp.Dummy() for _ in logs]
    plain = sp.expand(formula.xreplace(dict(zip(logs, letters, strict=True))))
    if not logs or plain.has(x) or not plain.is_polynomial(*letters):
        return None
    poly = sp.Poly(plain, *letters)
    if poly.total_degree() != 1:
        return None
    counts = [poly.coeff_monomial(letter) for letter in letters]
    scaled = [sp.nsimplify(c / counts[0]) for c in counts]
    if not all(c.is_Rational for c in scaled):
        return None
    lcm = sp.ilcm(*(c.q for c in scaled)) if scaled[1:] else 1
    powers = [int(c * lcm) for c in scaled]
    if sum(map(abs, powers)) > DEGREE:
        return None
    rest = sp.exp(sp.expand(-poly.coeff_monomial(1) / counts[0] * lcm))
    whole = sp.Mul(*(log.args[0] ** n for log, n in zip(logs, powers, strict=True)))
    return sp.fraction(sp.together(whole - sp.powsimp(sp.expand_log(rest, force=True))))[0]


def _without_roots(formula: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """Each root r of u is eliminated with rⁿ = u."""
    powers = [p for p in formula.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q != 1 and p.has(x)]
    bases = sorted({p.base for p in powers}, key=str)
    if not 0 < len(bases) <= ROOTS or any(not b.is_polynomial(x) for b in bases):
        return None
    plain, relations = formula, []
    for base in bases:
        letter, own = sp.Dummy(), [p for p in powers if p.base == base]
        n = int(sp.ilcm(*(p.exp.q for p in own))) if own[1:] else int(own[0].exp.q)
        plain = plain.xreplace({p: letter ** int(p.exp * n) for p in own})
        relations.append((letter, letter**n - base))
    top = sp.fraction(sp.together(plain))[0]
    if not top.is_polynomial(x, *(letter for letter, _ in relations)):
        return None
    for letter, relation in relations:
        top = sp.resultant(top, relation, letter)
    return None if top == 0 else top
