"""A quadratic loss in its weights: its matrix of second derivatives, and its own minimum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation, name
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.words.penalties import FAILS, HINTS
from symcalc.writing.text import text

MOST = 4  # weights


@dataclass(frozen=True)
class Loss:
    """f = ½ wᵀHw + gᵀw + constant, with letters in H and g."""

    body: Notation
    wrt: tuple[sp.Symbol, ...]

    @cached_property
    def slopes(self) -> list[Part]:
        """∂f/∂w, one for each weight."""
        return [differentiated(self.body, w, "∂") for w in self.wrt]

    @cached_property
    def matrix(self) -> sp.Matrix:
        """H."""
        return sp.hessian(sp.expand(self.body.expr), list(self.wrt))

    @cached_property
    def linear(self) -> sp.Matrix:
        """g."""
        nothing = dict.fromkeys(self.wrt, 0)
        return sp.Matrix([sp.expand(self.body.expr.diff(w)).subs(nothing) for w in self.wrt])

    @cached_property
    def centre(self) -> sp.Matrix | None:
        """Where f alone is least; None where it is so along a line."""
        if sp.factor(self.matrix.det()) == 0:
            return None
        return self.matrix.LUsolve(-self.linear).applyfunc(tidy)

    @property
    def separate(self) -> bool:
        """Whether each weight stands in terms of its own."""
        return bool(self.matrix.is_diagonal())

    @property
    def letters(self) -> set[sp.Symbol]:
        """The letters that are no weights."""
        return set(self.body.symbols) - set(self.wrt)

    @property
    def growing(self) -> tuple[sp.Symbol, ...]:
        """Letters of the matrix, which are taken to be positive."""
        return natural_order(self.matrix.free_symbols)


def tidy(expr: sp.Expr) -> sp.Expr:
    """The shorter of an expression expanded and factored."""
    return min((sp.expand(expr), sp.factor(expr), sp.cancel(expr)), key=sp.count_ops)


def loss_of(body: Notation, wrt: Sequence[sp.Symbol]) -> Loss:
    """A loss that a penalty can be added to.

    Raises
    ------
    UnsupportedError
        If it is not quadratic, or not convex.
    TooLargeError
        If it has too many weights.
    """
    chosen = tuple(wrt) or weights_in(body)
    written = {"f": text(body), "letters": ", ".join(text(name(w)) for w in chosen)}
    if not chosen or not set(chosen) & body.symbols:
        raise UnsupportedError(FAILS["nothing"].format(**written), hint=HINTS["wrt"])
    if len(chosen) > MOST:
        raise TooLargeError(FAILS["many"].format(count=len(chosen), most=MOST))
    expr = body.expr
    if not (expr.is_polynomial(*chosen) and sp.Poly(expr, *chosen).total_degree() == 2):
        raise UnsupportedError(FAILS["not-quadratic"].format(**written), hint=HINTS["quadratic"])
    loss = Loss(body, chosen)
    _need_convex(loss, written)
    return loss


def weights_in(body: Notation) -> tuple[sp.Symbol, ...]:
    """The letters w, w_1, w_2 …; all letters where there are none."""
    found = natural_order(body.symbols)
    return tuple(s for s in found if s.name.rstrip("0123456789_") == "w") or found


def _need_convex(loss: Loss, written: dict[str, str]) -> None:
    matrix = loss.matrix
    if not matrix.free_symbols:
        if any(sign_of(v) == -1 for v in Form(matrix).eigenvalues):
            raise UnsupportedError(FAILS["not-convex"].format(**written), hint=HINTS["quadratic"])
        return
    positive = {s: sp.Dummy(s.name, positive=True) for s in matrix.free_symbols}
    if not _has_signs(matrix.xreplace(positive)):
        raise UnsupportedError(FAILS["unsure"].format(**written), hint=HINTS["letters"])


def _has_signs(matrix: sp.Matrix) -> bool:
    """Whether SymPy knows of every principal minor that it is not negative."""
    rows = range(matrix.rows)
    chosen = [list(c) for size in range(1, matrix.rows + 1) for c in combinations(rows, size)]
    return all(sp.factor(matrix.extract(c, c).det()).is_nonnegative for c in chosen)
