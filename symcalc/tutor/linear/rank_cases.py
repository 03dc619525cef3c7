"""The rank of a matrix with one letter, for each value of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.linear.claims import step
from symcalc.tutor.linear.echelon import Echelon, eliminated
from symcalc.tutor.linear.numbers import tidy
from symcalc.tutor.linear.rows import cell, grid
from symcalc.tutor.words.elimination import ENDINGS
from symcalc.writing.text import text

MINORS = 200  # determinants that are looked at
STEEPEST = 6  # degree of the polynomial whose zeros are special


@dataclass(frozen=True)
class Ranked(Derivation):
    """A rank, with the values of a letter at which it is another one.

    Attributes
    ----------
    special : tuple of pairs
        A value of the letter, and the rank there; empty where it is the same for all values.
    """

    special: tuple[tuple[sp.Expr, int], ...] = ()


@dataclass(frozen=True)
class Cases:
    """Where the rank of a matrix is less than for most values of its letter.

    Attributes
    ----------
    letter : sympy.Symbol
        The only one.
    common : sympy.Expr
        What all large determinants have in common: the rank is less where it is 0.
    at : tuple of pairs
        Each zero, and the row echelon form there.
    """

    letter: sp.Symbol
    common: sp.Expr
    at: tuple[tuple[sp.Expr, Echelon], ...]

    @property
    def ranks(self) -> tuple[tuple[sp.Expr, int], ...]:
        """Each zero, and the rank there."""
        return tuple((value, found.rank) for value, found in self.at)

    def steps(self, rank: int) -> list[Step]:
        """Where large determinants are 0, and the matrix at each of these values."""
        zero = equalities(cell(self.common), notation.number(0))
        if not self.at:
            return [step("rank-same", cell(self.common), letter=self.letter, rank=rank)]
        first = step("rank-smaller", zero, rank=rank, places=self._places(*self._smaller))
        return [first, *(self._there(value, found) for value, found in self.at)]

    def _there(self, value: sp.Expr, found: Echelon) -> Step:
        place = f"{self.letter} = {text(cell(value))}"
        return step("rank-there", grid(found.form), place=place, rank=found.rank)

    def ending(self, rank: int) -> str:
        """For k = −1 or k = 1 rank(A) = 1; else rank(A) = 2, and the condition stands behind it."""
        if not self.at:
            return ENDINGS["rank-same"].format(rank=rank, letter=self.letter)
        told = [ENDINGS["rank-at"].format(rank=r, places=self._places(r)) for r in self._smaller]
        return ENDINGS["rank-cases"].format(rank=rank, told="; ".join(told))

    @property
    def _smaller(self) -> list[int]:
        return sorted({rank for _, rank in self.ranks})

    def _places(self, *ranks: int) -> str:
        return " or ".join(f"{self.letter} = {text(cell(v))}" for v, r in self.ranks if r in ranks)


def cases(matrix: Matrix, rank: int) -> Cases | None:
    """The values at which a matrix has a smaller rank; None where they are not worked out.

    >>> k = sp.Symbol("k")
    >>> cases(Matrix([[1, k], [k, 1]]), 2).ranks
    ((-1, 1), (1, 1))
    """
    if len(matrix.free_symbols) != 1 or not rank:
        return None
    (x,) = matrix.free_symbols
    many = comb(matrix.rows, rank) * comb(matrix.cols, rank)
    if many > MINORS or not all(_is_polynomial(e, x) for e in matrix):
        return None
    common = sp.Poly(0, x, domain="QQ")
    for rows in combinations(range(matrix.rows), rank):
        for columns in combinations(range(matrix.cols), rank):
            part = matrix.extract(list(rows), list(columns))
            minor = part.det(method="berkowitz")
            common = sp.gcd(common, sp.Poly(sp.expand(minor), x, domain="QQ"))
    if common.degree() > STEEPEST:
        return None
    zeros = sorted(set(sp.real_roots(common)), key=lambda v: sp.N(v, 30)) if common.gens else []
    if any(zero.has(sp.CRootOf) for zero in zeros):
        return None
    told = tuple((tidy(z), eliminated(matrix.xreplace({x: z}).applyfunc(tidy))) for z in zeros)
    return Cases(x, common.as_expr(), told)


def _is_polynomial(entry: sp.Expr, x: sp.Symbol) -> bool:
    made = entry.as_poly(x)
    return made is not None and all(c.is_Rational for c in made.all_coeffs())
