"""The parts of SymPy's expressions, and the programs of scalar ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import sympy as sp
from sympy.matrices.matrixbase import MatrixBase

from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower


def walked(*roots: sp.Basic) -> Iterator[sp.Basic]:
    """Every part of expressions, a shared one once.

    Parts are told apart as objects: to compare equal ones takes SymPy exponential time.
    """
    seen: set[int] = set()
    stack = [immutable(root) for root in roots]
    while stack:
        expr = stack.pop()
        if id(expr) not in seen:
            seen.add(id(expr))
            yield expr
            stack += [arg for arg in expr.args if isinstance(arg, sp.Basic)]


@cache
def letter(k: int) -> sp.Dummy:
    """What stands for the k-th part that a scalar formula is made of."""
    return sp.Dummy(f"u{k}")


@lru_cache(maxsize=1000)
def lowered(plain: sp.Basic, count: int) -> Program:
    """The program of a scalar formula in so many letters."""
    return lower([plain], [letter(k) for k in range(count)])


def immutable(expr: sp.Basic) -> sp.Basic:
    """An expression that can be looked up: an explicit matrix as one that stays."""
    return expr.as_immutable() if isinstance(expr, MatrixBase) else expr
