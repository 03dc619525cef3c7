"""Logarithms of densities, and sums of formulas over draws, as a person takes them."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import build, put


def logarithm(node: Notation) -> Notation:
    """ln u, taken apart where u is a product, a power or an exponential of positive parts.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> from symcalc.writing.text import text
    >>> text(logarithm(read("1/(s sqrt(2 pi)) e^(-x^2/2)")))
    '−ln(s) − ln(2π)/2 − x²/2'
    """
    if node.head == "product":
        return notation.add(*map(logarithm, node.parts))
    if node.head == "quotient":
        above, below = map(logarithm, node.parts)
        lost = (notation.negative(term) for term in notation.signed_terms(below))
        return notation.add(above, *lost)
    if node.head == "exp":
        return node.parts[0]
    if node.head == "sqrt":
        return notation.divide(logarithm_of_letter(node.parts[0]), notation.number(2))
    if node.head == "power":
        return notation.multiply(node.parts[1], logarithm_of_letter(node.parts[0]))
    if node.head == "cases":
        pieces = (build("piece", logarithm(p.parts[0]), p.parts[1]) for p in node.parts)
        return build("cases", *pieces)
    return logarithm_of_letter(node)


def logarithm_of_letter(node: Notation) -> Notation:
    """ln u, where u is not taken apart."""
    if node.expr == sp.S.One:
        return notation.number(0)
    if node.head == "gamma":
        return build("loggamma", node.parts[0])
    return build("log", node, text="ln")


class Draws:
    """How sums over the draws of a law are written: ∑ x_i from i = 1 to n."""

    def __init__(self, x: sp.Symbol, letters: tuple[sp.Symbol, ...]) -> None:
        taken = {s.name for s in letters}
        self.x = x
        self.count = notation.name(sp.Symbol(next(n for n in ("n", "N", "m") if n not in taken)))
        self.index = notation.name(sp.Symbol(next(i for i in ("i", "j", "k") if i not in taken)))
        drawn = sp.Indexed(x.name, self.index.expr)
        parts = notation.name(sp.Symbol(x.name)), self.index
        self.draw = Notation("indexed", parts, expr=drawn)

    @property
    def n(self) -> sp.Symbol:
        """How many draws there are."""
        return self.count.expr

    def over(self, head: str, body: Notation) -> Notation:
        """The sum or product of a formula over all draws."""
        drawn = put(body, {self.x: self.draw})
        return build(head, drawn, self.index, notation.number(1), self.count)

    def total(self, node: Notation) -> Notation:
        """The sum of a formula over the draws; what is the same for all stands in front."""
        terms = notation.signed_terms(node)
        if len(terms) > 1:
            return notation.add(*map(self.total, terms))
        if node.head == "negation":
            lost = notation.signed_terms(self.total(node.parts[0]))
            return notation.add(*map(notation.negative, lost))
        if self.x not in node.symbols:
            return self._constant(node)
        if node.head == "product":
            return self._factors(node.parts)
        if node.head == "quotient" and self.x not in node.parts[1].symbols:
            return self._factors(
                (notation.divide(notation.number(1), node.parts[1]), node.parts[0])
            )
        return self.over("summation", node)

    def _constant(self, node: Notation) -> Notation:
        if node.head == "quotient":
            return notation.divide(self._constant(node.parts[0]), node.parts[1])
        first = (node, self.count) if node.head == "number" else (self.count, node)
        return notation.multiply(*first)

    def _factors(self, parts: tuple[Notation, ...]) -> Notation:
        front = [p for p in parts if self.x not in p.symbols]
        inside = notation.multiply(*(p for p in parts if self.x in p.symbols))
        if not front:
            return self.over("summation", inside)
        known = [p for p in front if p.head != "quotient"]
        below = [p for p in front if p.head == "quotient"]
        return notation.multiply(*below, *known, self.total(inside))
