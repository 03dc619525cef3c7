"""How answers to a question are looked at: as they are, or up to a constant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.fingerprints import Prints, prints
from symcalc.grading.named import same


@dataclass(frozen=True)
class Ground:
    """The letters of the answers, and of these the variables of an antiderivative.

    Where there are such `moving` letters, two answers are the same if they differ by a constant,
    bars around what a logarithm is taken of left aside. `foreign` are letters that the question
    does not have: a learner may call the u of a substitution w.
    """

    symbols: tuple[sp.Symbol, ...]
    moving: tuple[sp.Symbol, ...] = ()
    foreign: tuple[sp.Symbol, ...] = ()

    @classmethod
    def of(cls, asked: Asked, values: Iterable[sp.Basic]) -> Ground:
        """What the wrong answers to a question are compared on."""
        known = asked.letters | asked.right.symbols | set(asked.wrt)
        letters = frozenset().union(*(value.free_symbols for value in values))
        foreign = natural_order(letters - known)
        moving = (*asked.wrt, *foreign) if antiderivatives(asked) else ()
        return cls(natural_order(letters | known), moving, foreign)

    def shown(self, told: sp.Basic) -> sp.Basic:
        """An answer in these letters, as it is compared."""
        strange = told.free_symbols - set(self.symbols)
        if len(strange) == 1 and len(self.foreign) == 1:
            told = told.xreplace({strange.pop(): self.foreign[0]})
        return with_bars(told) if self.moving and isinstance(told, sp.Expr) else told

    def prints(self, values: Sequence[sp.Basic]) -> Prints:
        """The prints of answers as they are shown."""
        return prints([self.shown(value) for value in values], self.symbols, self.moving)

    def same(self, left: sp.Basic, right: sp.Basic) -> bool:
        """Whether two answers are the same, as far as numbers tell."""
        left, right = self.shown(left), self.shown(right)
        return (
            all(same(derived(left, x), derived(right, x)) for x in self.moving)
            if self.moving
            else same(left, right)
        )


def antiderivatives(asked: Asked) -> bool:
    """Whether the answers are antiderivatives by one variable."""
    body = asked.body
    return asked.kind == "integral" and len(body.parts) == 2 and body.parts[0].head != "integral"


def with_bars(expr: sp.Expr) -> sp.Expr:
    """ln|u| for every ln u.

    >>> with_bars(sp.log(sp.Symbol("x")))
    log(Abs(x))
    """
    found = {u: u.args[0] for u in expr.atoms(sp.log) if not isinstance(u.args[0], sp.Abs)}
    moving = {u: sp.log(sp.Abs(inside)) for u, inside in found.items() if inside.free_symbols}
    return expr.xreplace(moving) if moving else expr
