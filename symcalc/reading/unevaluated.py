"""Functions of integrals, sums and limits that are numbers: SymPy must not work those out.

SymPy asks for the sign of what stands under a root, and of a number it finds it by computing it:
sqrt(∫…) would take as long as the integral. So the function is made with a letter in its place, and
the number put back into what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

KINDS = (sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Subs)
FLAT = (sp.Add, sp.Mul, sp.Tuple, sp.MatrixBase)  # these ask nothing of their parts


def numbers_in(expr: sp.Basic) -> set[sp.Basic]:
    """The integrals, sums and limits in an expression that are numbers.

    >>> x, a = sp.symbols("x a")
    >>> numbers_in(sp.Integral(x, (x, 0, 1)) + sp.Integral(x, (x, 0, a)))
    {Integral(x, (x, 0, 1))}
    """
    return {part for part in expr.atoms(*KINDS) if not part.free_symbols}


def without_values(make: Callable[..., sp.Basic], exprs: Sequence[sp.Basic]) -> sp.Basic:
    """What `make` makes of expressions, without working out the numbers in them.

    >>> x = sp.Symbol("x")
    >>> without_values(sp.sqrt, [sp.Integral(x, (x, 0, 1))])
    sqrt(Integral(x, (x, 0, 1)))
    """
    letters = {part: sp.Dummy() for expr in exprs for part in numbers_in(expr)}
    made = make(*(expr.xreplace(letters) for expr in exprs))
    return _put_back(made, {letter: part for part, letter in letters.items()})


def _put_back(expr: sp.Basic, parts: Mapping[sp.Basic, sp.Basic]) -> sp.Basic:
    if expr in parts:
        return parts[expr]
    if not expr.free_symbols & parts.keys():
        return expr
    args = [_put_back(arg, parts) for arg in expr.args]
    return expr.func(*args) if isinstance(expr, FLAT) else expr.func(*args, evaluate=False)
