"""The form in which a book leaves an antiderivative: constants that C takes in are dropped."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import over_reals
from symcalc.tutor.integrate.bars import without_bars

LARGE = 120  # operations of what a logarithm is of; larger ones are left as they are


def book_form(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """An antiderivative without constant terms, and without constant factors in its logarithms.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> book_form(sp.log(sp.Abs(sp.sqrt(x**2 + 9) / 3 + x / 3)) + 7, x)
    log(x + sqrt(x**2 + 9))
    >>> book_form(sp.log(sp.exp(x) * 5), x)
    x
    """
    return without_bars(over_reals(_book_form, expr, x))


def _book_form(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    terms = [t for whole in sp.Add.make_args(expr) for t in multiplied_in(whole, x)]
    return sp.Add(*(_term(t, x) for t in terms if x in t.free_symbols))


def multiplied_in(term: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    """A constant times a sum, as the terms that it has without the bracket."""
    factor, core = term.as_independent(x, as_Add=False)
    return tuple(factor * t for t in core.args) if core.is_Add else (term,)


def _term(term: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """A term; a logarithm of c·u differs from that of u by a constant."""
    factor, core = term.as_independent(x, as_Add=False)
    if not isinstance(core, sp.log):
        return term
    (inside,) = core.args
    bars = isinstance(inside, sp.Abs)
    bare = inside.args[0] if bars else inside
    if sp.count_ops(bare) > LARGE:
        return term
    joined = sp.factor_terms(sp.together(bare)) if bare.has(sp.Add) else bare
    shorter = min(joined, bare, key=sp.count_ops)
    constant, kept = shorter.as_independent(x, as_Add=False)
    if not (bars or constant.is_nonnegative):
        return term
    return factor * sp.log(sp.Abs(kept) if bars else kept)
