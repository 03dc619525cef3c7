"""Normal equations: AᵀA w = Aᵀb, with their numbers, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.linear.augmented import Symbols, System
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.echelon import down_steps, up_steps
from symcalc.tutor.linear.given import numeric
from symcalc.tutor.linear.numbers import tidy
from symcalc.tutor.linear.rows import cell, column, grid
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.least_squares import CHECKS, TOLD
from symcalc.writing.text import text

NEAR = 1e-9  # of least squares in doubles
TAME = 1e6  # condition number up to which NumPy is asked


@dataclass(frozen=True)
class Normal:
    """The normal equations of A w ≈ b, solved."""

    matrix: Matrix
    right: Matrix
    system: System

    @classmethod
    def of(cls, matrix: Matrix, right: Matrix, unknowns: Symbols) -> Normal:
        """Aᵀ times both sides."""
        left = Matrix((matrix.T * matrix).applyfunc(tidy))
        return cls(matrix, right, System.of(left, (matrix.T * right).applyfunc(tidy), unknowns))

    @property
    def solution(self) -> Matrix:
        """All w for which the squares are least."""
        return self.system.solution

    @property
    def fitted(self) -> Matrix:
        """A w, which is the same for all of them."""
        return Matrix((self.matrix * sp.Matrix(self.system.particular)).applyfunc(tidy))

    @property
    def residual(self) -> Matrix:
        """b − A w."""
        return Matrix((self.right - self.fitted).applyfunc(tidy))

    @property
    def squares(self) -> sp.Expr:
        """The sum of the squares of the residuals."""
        return tidy(sp.Add(*(e**2 for e in self.residual)))

    def solving(self) -> list[Step]:
        """Row operations on the augmented matrix, and what is read off."""
        left = self.matrix.cols
        names = ", ".join(text(notation.name(s)) for s in self.system.unknowns)
        worked = self.system.worked
        opening = step("normal-augmented", grid(worked.start, left), unknowns=names)
        return [opening, *down_steps(worked, left), *up_steps(worked, left)]

    def read(self, rule: str) -> Step:
        """The unknowns with their values."""
        system = self.system
        parts = [
            equalities(notation.name(x), cell(v))
            for x, v in zip(system.unknowns, self.solution, strict=True)
        ]
        free = ", ".join(text(notation.name(system.unknowns[j])) for j in system.worked.free)
        told = TOLD["free"].format(names=free) if free else TOLD["one"]
        return step(rule, together(parts), told=told)

    def products(self, name: str = "b") -> list[Step]:
        """AᵀA and Aᵀb with their numbers."""
        a, turned = letter("A"), Notation("transpose", (letter("A"),))
        factors = (
            ("normal-left", a, self.matrix, self.system.matrix),
            ("normal-right", letter(name), self.right, self.system.right),
        )
        return [
            step(
                rule,
                equalities(
                    Notation("product", (turned, label)),
                    Notation("product", (full(self.matrix.T), full(by)), expr=value),
                    full(value),
                ),
                b=name,
            )
            for rule, label, by, value in factors
        ]

    def orthogonal(self, rule: str) -> Step:
        """Aᵀr = 0, with its numbers."""
        image = Matrix((self.matrix.T * self.residual).applyfunc(tidy))
        names = Notation("product", (Notation("transpose", (letter("A"),)), letter("r")))
        put = Notation("product", (full(self.matrix.T), full(self.residual)), expr=image)
        return step(rule, equalities(names, put, full(image)))

    def claim(self) -> Same:
        """The residual is orthogonal to the columns, and NumPy finds the same."""
        image = Matrix((self.matrix.T * self.residual).applyfunc(tidy))
        zeros = Matrix(sp.zeros(self.matrix.cols, 1))
        own = (image, zeros)
        if not numeric(self.matrix) or not numeric(self.right) or self.system.parameters:
            return Same((own,), "the gradient", CHECKS["normal"])
        a = np.array(self.matrix.tolist(), dtype=float)
        b = np.array(list(self.right), dtype=float)
        if np.linalg.cond(a) > TAME:
            return Same((own,), "the gradient", CHECKS["normal"])
        near = Matrix([sp.Float(v) for v in np.linalg.lstsq(a, b, rcond=None)[0].tolist()])
        return Same((own, (self.solution, near)), "NumPy", CHECKS["lstsq"], NEAR)


def full(matrix: sp.MatrixBase) -> Notation:
    """A column as a vector, a single entry as it is, else a matrix."""
    if matrix.shape == (1, 1):
        return cell(matrix[0, 0])
    return column(list(matrix)) if matrix.cols == 1 else grid(matrix)


def together(parts: list[Notation]) -> Notation:
    """Several lines in parentheses; one as it is."""
    return parts[0] if len(parts) == 1 else Notation("tuple", tuple(parts), expr=parts[0].expr)


def coefficients(count: int, *taken: sp.MatrixBase) -> Symbols:
    """Names for the unknowns: w_1, w_2, …, of letters that do not occur."""
    names = {s.name for m in taken for s in natural_order(m.free_symbols)}
    name = next(n for n in ("w", "c", "beta", "theta") if n not in names)
    return tuple(sp.Symbol(f"{name}_{k + 1}" if count > 1 else name) for k in range(count))
