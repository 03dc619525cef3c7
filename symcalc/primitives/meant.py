"""Functions that SymPy does not know, and that have the value of another expression."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

import sympy as sp
from mpmath.libmp.libmpf import prec_to_dps

# What SymPy asks about a value, answered from the expression.
ASSUMPTIONS = (
    *("extended_real", "finite", "zero", "integer"),
    *("extended_positive", "extended_negative"),
)


class Meant(sp.Function):  # type: ignore[misc]
    """A function whose value is that of its `meaning`."""

    @property
    @abstractmethod
    def meaning(self) -> sp.Expr:
        """The expression of the same value."""

    def _eval_evalf(self, prec: int) -> sp.Expr:
        return self.meaning.evalf(prec_to_dps(prec))

    def _eval_expand_func(self, **_hints: Any) -> sp.Expr:
        return self.meaning


def _asked(assumption: str) -> Callable[[Meant], bool | None]:
    return lambda self: getattr(self.meaning, f"is_{assumption}")


for _assumption in ASSUMPTIONS:
    setattr(Meant, f"_eval_is_{_assumption}", _asked(_assumption))
