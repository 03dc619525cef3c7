"""Terms with the same root, put together, and fractions within fractions cleared."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.roots.quadratic import size_of
from symcalc.tutor.integrate.rule import Change
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text

LARGEST = 120  # operations of what is tidied
HALF = sp.Rational(1, 2)


@dataclass(frozen=True)
class RootChange(Change):
    """A change of variable after which terms with one root stand, which are put together."""

    @classmethod
    def of(cls, change: Change) -> RootChange:
        """The same change."""
        return cls(**{f: getattr(change, f) for f in Change.__dataclass_fields__})

    def mended(self, question: Integral, line: Notation) -> tuple[Step, ...]:
        """The antiderivative with the terms of each root together."""
        after = tidied(line.expr, question.x, arcsine=_at_ends(question))
        if after == line.expr or sp.count_ops(after) >= sp.count_ops(line.expr):
            return ()
        arcs = _listed(question, line.expr) if after.has(sp.asin) else ""
        made = question.written(after)
        told = worded(WORDS, "root-tidied", line, made, {"arcs": arcs}, "equal-up-to-constant")
        return (told,)


def _listed(question: Integral, before: sp.Expr) -> str:
    """Which arctangents are written as arcsines."""
    ends = _at_ends(question)
    found = before.atoms(sp.atan)
    arcs = [(arc, _arcsine(arc.args[0], question.x, arcsine=ends)) for arc in found]
    shown = [(text(question.written(part)) for part in pair) for pair in arcs if pair[0] != pair[1]]
    return "".join(f" {left} = {right}." for left, right in sorted(map(tuple, shown)))


def _at_ends(question: Integral) -> bool:
    """Whether the two roots of a quotient stand for themselves: a square of them may be 0."""
    return len({p.base for p in radicals(question.integrand, question.x)}) > 1


def tidied(expr: sp.Expr, x: sp.Symbol, *, arcsine: bool = False) -> sp.Expr:
    """An antiderivative whose algebraic terms are put together, where they have one square root.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> root = sp.sqrt(4 - x**2)
    >>> tidied(x * (1 - x**2 / 2) * root / 2 + 2 * x * root, x)
    x*sqrt(4 - x**2)*(10 - x**2)/4
    >>> root = sp.sqrt((1 - x) / (1 + x))
    >>> tidied(4 * root / (2 * (1 - x) / (1 + x) + 2), x)
    sqrt(1 - x**2)
    """
    terms = sp.Add.make_args(expr)
    plain = [t for t in terms if not t.atoms(sp.Function) and t.has(x)]
    rest = sp.Add(*(t for t in terms if t not in plain))
    rest = rest.replace(sp.atan, lambda u: _arcsine(u, x, arcsine=arcsine))
    whole = sp.Add(*plain)
    bases = {p.base for p in radicals(whole, x)}
    if len(bases) != 1 or sp.count_ops(whole) > LARGEST:
        return rest + whole
    base = next(iter(bases))
    parts = _parted(whole, base, x)
    if parts is None:
        return rest + whole
    level, factor = parts
    return sp.Add(rest, _plain(level, x), _rooted(factor, base, x))


def _plain(level: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return level.as_independent(x, as_Add=True)[1]


def _parted(whole: sp.Expr, base: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """A and B with whole = A + B √base, both rational in x."""
    y = sp.Dummy("y")
    powers = radicals(whole, x)
    if any(p.exp.q != 2 for p in powers):
        return None
    shown = whole.xreplace({p: y ** (2 * p.exp) for p in powers})
    if not shown.is_rational_function(x, y):
        return None
    halves = []
    for part in sp.fraction(sp.together(shown)):
        even, odd = sp.S.Zero, sp.S.Zero
        for (k,), c in sp.Poly(part, y).terms():
            part_of = c * base ** (k // 2)
            even, odd = (even, odd + part_of) if k % 2 else (even + part_of, odd)
        halves.append((even, odd))
    (n0, n1), (d0, d1) = halves
    norm = d0**2 - d1**2 * base
    level = sp.cancel((n0 * d0 - n1 * d1 * base) / norm)
    return level, sp.cancel((n1 * d0 - n0 * d1) / norm)


def _rooted(factor: sp.Expr, base: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The rational factor times the root, the factor in the numerator where that is possible."""
    top, below = sp.fraction(base)
    if below.has(x) and _is_positive(top, below, x):
        lower = sp.cancel(factor / below)
        if not sp.fraction(lower)[1].has(x):
            product = sp.expand(top * below)
            shorter = min(product, top * below, key=sp.count_ops)
            return _signed(lower) * sp.sqrt(shorter)
    return _signed(factor) * sp.sqrt(base)


def _signed(factor: sp.Expr) -> sp.Expr:
    """Factored, a minus sign in front taken into a bracket."""
    parts = list(sp.Mul.make_args(sp.factor(factor)))
    constant, *_ = parts
    sums = [p for p in parts if p.is_Add]
    if not (constant.is_number and constant.is_negative and sums):
        return sp.Mul(*parts)
    parts[0], parts[parts.index(sums[-1])] = -constant, sp.expand(-sums[-1])
    return sp.Mul(*parts)


def _is_positive(top: sp.Expr, below: sp.Expr, x: sp.Symbol) -> bool:
    """Whether two linear parts are both positive wherever their quotient is."""
    first, second = linear(top, x), linear(below, x)
    if first is None or second is None or (first / second).free_symbols:
        return False
    ratio = -first / second
    return bool(ratio.is_positive and sp.expand(top + ratio * below).is_positive)


def _arcsine(inside: sp.Expr, x: sp.Symbol, *, arcsine: bool) -> sp.Expr:
    """The arctangent of r/√q as an arcsine, where r² + q is constant: also for q = 0.

    And, where that is asked for, the arctangent of √(p/q), where p + q is constant.
    """
    roots = radicals(inside, x)
    if len(roots) == 1 and roots[0].exp == -HALF:
        side = sp.cancel(inside / roots[0])
        total = sp.expand(side**2 + roots[0].base)
        if not total.has(x) and not side.has(roots[0].base ** HALF):
            return sp.asin(side / size_of(total))
    if not arcsine:
        return sp.atan(inside)
    base, power = inside.as_base_exp()
    top, below = sp.fraction(base)
    if power != HALF or not below.has(x) or not _is_positive(top, below, x):
        return sp.atan(inside)
    total = sp.expand(top + below)
    return sp.atan(inside) if total.has(x) else sp.asin(sp.sqrt(sp.expand(top / total)))
