"""What comes out of a question about eigenvalues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation


@dataclass(frozen=True)
class Eigen(Derivation):
    """Eigenvalues with their eigenvectors.

    Attributes
    ----------
    values : tuple
        The eigenvalues, as often as they occur, the smallest first; complex ones by their real
        parts.
    vectors : tuple of column matrices
        Independent eigenvectors, in the order of the eigenvalues; fewer than there are
        eigenvalues where the matrix cannot be diagonalised.
    """

    values: tuple[Any, ...] = ()
    vectors: tuple[Any, ...] = ()

    @property
    def Q(self) -> sp.Matrix | None:  # noqa: N802
        """The eigenvectors as columns, None where there are too few."""
        full = len(self.vectors) == len(self.values)
        return sp.Matrix.hstack(*map(sp.Matrix, self.vectors)) if full else None
