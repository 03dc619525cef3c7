"""What the answer to a matrix question says, for numbers to bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from symcalc.checking.matrices import check_equal_matrices, check_matrix
from symcalc.checking.report import CheckReport


@dataclass(frozen=True)
class Derived:
    """A gradient of a scalar, or a Jacobian of a column by a column.

    Examples
    --------
    >>> n = sp.Symbol("n")
    >>> x = sp.MatrixSymbol("x", n, 1)
    >>> Derived((x.T * x)[0, 0], x, x).check().status
    'disagrees'
    """

    value: sp.Basic
    wrt: sp.Basic
    told: sp.Basic
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def check(self) -> CheckReport:
        """Against differences of the value, at random sizes."""
        return check_matrix(self.value, self.wrt, self.told, self.facts)


@dataclass(frozen=True)
class Same:
    """Two formulas of matrices that have one value.

    Examples
    --------
    >>> x = sp.MatrixSymbol("x", sp.Symbol("n"), 1)
    >>> Same(x + x, 2 * x).check().status
    'agrees'
    """

    left: sp.Basic
    right: sp.Basic
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def check(self) -> CheckReport:
        """At random points of random sizes."""
        return check_equal_matrices(self.left, self.right, self.facts)
