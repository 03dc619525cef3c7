"""A linear system with names for its unknowns, and what comes out of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.tutor.linear.echelon import Echelon, eliminated, need_workable
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.rows import cell, is_equal

PARAMETERS = "tsrqpuvw"

Symbols = tuple[sp.Symbol, ...]


@dataclass(frozen=True, repr=False)
class Solution(Derivation):
    """The solutions of a linear system.

    Attributes
    ----------
    unknowns : tuple of Symbol
        In the order of the entries of the answer.
    parameters : tuple of Symbol
        What the free unknowns are called; nothing where there is one solution or none.
    exists : bool
        Whether there is a solution.
    """

    unknowns: Symbols = ()
    parameters: Symbols = ()
    exists: bool = True

    @property
    def named(self) -> dict[sp.Symbol, sp.Expr]:
        """Each unknown with its value; empty where there is no solution."""
        return dict(zip(self.unknowns, self.answer, strict=True)) if self.exists else {}


@dataclass(frozen=True)
class System:
    """A x = b with names for the entries of x."""

    matrix: Matrix
    right: Matrix
    unknowns: Symbols
    worked: Echelon = field(repr=False)

    @classmethod
    def of(cls, matrix: sp.MatrixBase, right: sp.MatrixBase, unknowns: Symbols) -> System:
        """The system, with its row operations done."""
        whole = Matrix(sp.Matrix(matrix).row_join(sp.Matrix(right)))
        need_workable(whole)
        worked = eliminated(whole, matrix.cols)
        return cls(Matrix(matrix), Matrix(right), unknowns, worked)

    @property
    def contradiction(self) -> int | None:
        """The row whose left side is 0 and whose right side is not."""
        last = self.matrix.cols
        below = range(self.worked.rank, self.matrix.rows)
        return next((i for i in below if not is_zero(self.worked.form[i, last])), None)

    @property
    def parameters(self) -> Symbols:
        """New letters for the free unknowns."""
        taken = {s.name for s in self.unknowns}
        taken |= {s.name for s in self.worked.start.free_symbols}
        known = [sp.Symbol(p) for p in PARAMETERS if p not in taken]
        count = len(self.worked.free)
        if count > min(2, len(known)):
            known = [sp.Symbol(f"t_{k + 1}") for k in range(count)]
        return tuple(known[:count])

    @property
    def particular(self) -> list[sp.Expr]:
        """The solution whose free unknowns are 0."""
        entries = [sp.S.Zero] * self.matrix.cols
        for i, pivot in enumerate(self.worked.pivots):
            entries[pivot] = self.worked.reduced[i, self.matrix.cols]
        return entries

    @property
    def directions(self) -> list[Matrix]:
        """One for each free unknown."""
        return [self.worked.direction(j) for j in self.worked.free]

    @property
    def solution(self) -> Matrix:
        """All solutions, with the parameters."""
        whole = sp.Matrix(self.particular)
        for t, way in zip(self.parameters, self.directions, strict=True):
            whole += t * way
        return Matrix(whole)

    def equation(self, row: Sequence[sp.Expr]) -> Notation:
        """2x + y = 5, of a row with its right side; zeros are left out."""
        kept = [(a, x) for a, x in zip(row, self.unknowns, strict=False) if not is_zero(a)]
        whole: Notation | None = None
        for a, x in kept:
            minus = bool(a.could_extract_minus_sign())
            piece = term(-a if minus else a, notation.name(x))
            if whole is None:
                whole = notation.negative(piece) if minus else piece
            else:
                whole = (notation.subtract if minus else notation.add)(whole, piece)
        return is_equal(whole or notation.number(0), cell(row[len(self.unknowns)]))


def term(factor: sp.Expr, unknown: Notation) -> Notation:
    """2x; x alone for 1."""
    return unknown if factor == 1 else notation.arithmetic("product", cell(factor), unknown)
