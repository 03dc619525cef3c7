"""A loss with a penalty on its weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.tutor.constrained.quadratic import Loss
from symcalc.tutor.extrema.records import equal


@dataclass(frozen=True)
class Penalised:
    """F = f + λP, P the sum of absolute values ("l1") or of squares ("l2")."""

    loss: Loss
    kind: str
    weight: Notation

    @property
    def wrt(self) -> tuple[sp.Symbol, ...]:
        """The weights of the loss."""
        return self.loss.wrt

    @property
    def factor(self) -> sp.Expr:
        """λ."""
        return self.weight.expr

    @property
    def assumed(self) -> bool:
        """Whether λ is a letter."""
        return bool(self.factor.free_symbols)

    @property
    def positive(self) -> tuple[sp.Symbol, ...]:
        """The letters that are taken to be positive."""
        letter = (self.factor,) if self.assumed else ()
        return tuple(dict.fromkeys((*letter, *self.loss.growing)))

    @cached_property
    def size(self) -> Notation:
        """P."""
        names = [notation.name(w) for w in self.wrt]
        if self.kind == "l1":
            return notation.add(*(build("abs", n) for n in names))
        return notation.add(*(notation.power(n, notation.number(2)) for n in names))

    @cached_property
    def objective(self) -> Notation:
        """F."""
        return notation.add(self.loss.body, notation.multiply(self.weight, self.size))

    def called(self, word: str) -> Notation:
        """F(w)."""
        return build("apply", *(notation.name(w) for w in self.wrt), text=word)

    def line(self, k: int, value: Notation) -> Notation:
        """w_1 = …"""
        return equal(notation.name(self.wrt[k]), value)
