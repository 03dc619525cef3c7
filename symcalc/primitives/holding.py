"""The row of the table for a value that differentiation takes for a constant."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.primitives.meant import Meant
from symcalc.primitives.row import Primitive


class stop_gradient(Meant):  # noqa: N801 - SymPy calls functions in small letters
    """The value of u, whose derivative is 0 by definition."""

    nargs = (1,)

    @classmethod
    def eval(cls, u: sp.Expr) -> sp.Expr | None:
        """A number is constant as it is, and what is held once need not be held again."""
        return u if u.is_number or isinstance(u, cls) else None

    @property
    def meaning(self) -> sp.Expr:
        """The argument."""
        return self.args[0]

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        """The derivative that SymPy's own diff asks for."""
        del argindex
        return sp.S.Zero


ROWS = (
    Primitive(
        name="stop-gradient",
        title="derivative of stop_gradient",
        formula=stop_gradient,
        partials=lambda _u: [sp.S.Zero],
        line=lambda _d, _u: notation.number(0),
        says="{f} has the value of {u}, and counts as a constant here.",
        spelling="{0}",
        names=("stop_gradient",),
        held=True,
    ),
)
