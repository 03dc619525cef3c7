"""Absolute values of what cannot be negative: |1 + √x| is 1 + √x, |x + √(x² + 1)| is that."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import over_reals

LARGE = 60  # operations of what bars are around; larger ones are left as they are


def without_bars(expr: sp.Expr) -> sp.Expr:
    """The same without the bars that nothing needs, wherever it has a value.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> without_bars(sp.log(sp.Abs(x**2 + 1)))
    log(x**2 + 1)
    >>> without_bars(sp.log(sp.Abs(1 + sp.sqrt(2 * x + 1))))
    log(sqrt(2*x + 1) + 1)
    >>> without_bars(sp.log(sp.Abs(x + sp.sqrt(x**2 + 9))))
    log(x + sqrt(x**2 + 9))
    >>> without_bars(sp.log(sp.Abs(x + sp.sqrt(x**2 - 9))))
    log(Abs(x + sqrt(x**2 - 9)))
    """
    return over_reals(_without, expr) if expr.has(sp.Abs) else expr


def _without(expr: sp.Expr) -> sp.Expr:
    sizes = {size: size.args[0] for size in expr.atoms(sp.Abs) if _not_negative(size.args[0])}
    return expr.xreplace(sizes) if sizes else expr


def _not_negative(inside: sp.Expr) -> bool:
    """Whether an expression is never below 0 where it has a value."""
    if sp.count_ops(inside) > LARGE:
        return False
    roots = [p for p in inside.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0]
    if not roots:
        return bool(inside.is_nonnegative)
    known = {p: sp.Dummy(nonnegative=True) for p in roots}
    shown = inside.xreplace(known)
    return bool(shown.is_nonnegative) or any(_outweighs(inside, p) for p in roots)


def _outweighs(inside: sp.Expr, root: sp.Pow) -> bool:
    """Whether it is a + k√b with k > 0 and k²b ≥ a²."""
    if root.exp != sp.S.Half or not inside.is_Add:
        return False
    k = inside.coeff(root)
    rest = sp.expand(inside - k * root)
    if rest.has(root) or not k.is_positive:
        return False
    return bool(sp.expand(k**2 * root.base - rest**2).is_nonnegative)
