"""What is asked of an integral: the ground on which every method stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.writing.text import text

ANY = sp.Dummy("x")  # stands for the variable where two integrals are compared


@dataclass(frozen=True)
class Integral:
    """The indefinite integral of `body` by `x`.

    `taken` are letters that mean something further out, so that no substitution takes them again.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Integral(arrange(sp.cos(x)), x).whole.expr
    Integral(cos(x), x)
    """

    body: Notation
    x: sp.Symbol
    taken: frozenset[sp.Symbol] = field(default=frozenset(), compare=False)

    @property
    def integrand(self) -> sp.Expr:
        """What the integrand means."""
        return self.body.expr

    @cached_property
    def whole(self) -> Notation:
        """The integral as a formula."""
        return build("integral", self.body, notation.name(self.x))

    @property
    def key(self) -> sp.Expr:
        """The integrand without its constant factors, whatever its variable is called."""
        return self.split[1].xreplace({self.x: ANY})

    @cached_property
    def split(self) -> tuple[sp.Expr, sp.Expr]:
        """The constant factors of the integrand, and what is left."""
        constant, moving = self.integrand.as_independent(self.x, as_Add=False)
        return constant, moving

    @property
    def fields(self) -> dict[str, str]:
        """What most sentences name: the integrand and the variable."""
        return {"f": text(self.body), "x": text(notation.name(self.x))}

    def moves(self, part: sp.Basic | Notation) -> bool:
        """Whether something depends on the variable."""
        return self.x in (part.symbols if isinstance(part, Notation) else part.free_symbols)

    def of(self, body: Notation | sp.Expr, x: sp.Symbol | None = None) -> Integral:
        """The integral of something else, by the same variable or another."""
        node = body if isinstance(body, Notation) else self.written(body)
        return replace(self, body=node, x=x or self.x, taken=self.taken | {self.x})

    def written(self, expr: sp.Basic) -> Notation:
        """An expression as a person would write it, in the habits of the integrand.

        It keeps its form: of 2(x + 1), which SymPy has, no 2x + 2 is made.
        """
        return replace(arrange(expr, like=self.body), expr=expr)

    def in_order(self, terms: Sequence[sp.Expr]) -> Notation:
        """A sum with its terms in this order, unless some of them cancel or are collected."""
        total = sp.Add(*terms)
        kept = sum(len(sp.Add.make_args(term)) for term in terms)
        if len(sp.Add.make_args(total)) != kept:
            return self.written(total)
        return notation.add(*map(self.written, terms))

    @property
    def terms(self) -> list[sp.Expr]:
        """The terms of the integrand as they are written, or as SymPy has them."""
        written = [term.expr for term in notation.signed_terms(self.body)]
        as_written = len(written) == len(sp.Add.make_args(self.integrand))
        return written if as_written else list(self.integrand.as_ordered_terms())

    def letter(self, *wanted: str) -> sp.Symbol:
        """The first of these letters, else of u, v, w …, that means nothing yet."""
        taken = {s.name for s in self.taken | self.body.symbols | {self.x}}
        tried = (*wanted, *"uvwtszpq", *(f"u_{k}" for k in range(1, 100)))
        return sp.Symbol(next(name for name in tried if name not in taken))
