"""What a derivation claims, each in a form that can be checked without its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import sympy as sp

from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport


class Claim(Protocol):
    """Something that is said to be true."""

    def check(self) -> CheckReport:
        """Bear it out, or refute it, by numbers."""


@dataclass(frozen=True)
class Equal:
    """Question and answer are equal wherever both are defined; derivatives are taken numerically.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Equal(sp.Derivative(x**2, x), 3 * x).check().status
    'disagrees'
    """

    asked: sp.Expr
    told: sp.Expr

    def check(self) -> CheckReport:
        """Both sides at points of their common domain."""
        return check_equal(self.asked, self.told)
