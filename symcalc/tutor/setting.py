"""What a rule is, and where it is applied: the variable, and the letters that are free."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import Primitive
from symcalc.tutor.words import LETTERS


@dataclass(frozen=True)
class Rule:
    """A rule as it applies to one formula.

    `line` is what it writes, with derivatives still to be worked out standing in it; `fields` fill
    the template of its words; `letters` are the letters of its statement; `outer` is the function
    of a chain, of a letter.
    """

    name: str
    line: Notation
    row: Primitive | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, Notation] = field(default_factory=dict)
    law: Notation | None = None
    outer: Notation | None = None


@dataclass(frozen=True)
class Setting:
    """The variable, and which letters the formula leaves free for the rules.

    `given` are letters that stand for functions of the variable, each with its derivative;
    `simplify` says whether lines are tidied up when the parts are put in.
    """

    x: Notation
    letters: tuple[str, ...]
    sign: str = "d"
    given: Mapping[Notation, Notation] = field(default_factory=dict)
    simplify: bool = True

    @classmethod
    def of(cls, body: Notation, x: sp.Symbol, sign: str = "d") -> Setting:
        """For differentiating `body` with respect to `x`; `sign` is d or ∂."""
        taken = {x.name} | {symbol.name for symbol in body.symbols}
        return cls(notation.name(x), tuple(c for c in LETTERS if c not in taken), sign)

    def contains(self, node: Notation) -> bool:
        """Whether a formula depends on the variable."""
        return any(moving.expr in node.symbols for moving in (self.x, *self.given))

    def d(self, node: Notation) -> Notation:
        """The derivative, still to be worked out.

        Numbers can bear it out where letters are given: it then means ∂/∂x + y′·∂/∂y.
        """
        plain = notation.derivative(node, self.x, text=self.sign)
        more = (sp.Derivative(node.expr, y.expr) * slope.expr for y, slope in self.given.items())
        return replace(plain, expr=sp.Add(plain.expr, *more)) if self.given else plain

    def inner(self, node: Notation) -> Notation:
        """The derivative of what is inside: 1 for the variable itself, 0 for a constant."""
        if node == self.x:
            return notation.number(1)
        return self.d(node) if self.contains(node) else notation.number(0)

    def without(self, used: Collection[str]) -> Setting:
        """The setting for the parts of a formula, where some letters are used already."""
        return replace(self, letters=tuple(c for c in self.letters if c not in used))

    def letter(self, index: int) -> Notation:
        """The letter for the part at `index`."""
        enough = index < len(self.letters)
        return notation.name(sp.Symbol(self.letters[index] if enough else f"u_{index}"))

    def bind(self, parts: tuple[Notation, ...]) -> dict[str, Notation]:
        """Letters for parts: u = x², v = sin(3x)."""
        return {self.letter(i).text: part for i, part in enumerate(parts)}
