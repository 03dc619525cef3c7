"""A law of probability with its parameters, whatever it was given as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.errors import TooLargeError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.tutor.probability.laws import Law
from symcalc.writing.text import text

MANY = 1000  # values of a discrete law that are listed


@dataclass(frozen=True)
class Distribution:
    """A law with its parameters.

    Attributes
    ----------
    law : Law or None
        Its row; None for a density of the user's own.
    parameters : tuple of Notation
        In the order of the row; the probabilities of a categorical law.
    density : Notation
        In `x`, with the parameters put in; of a discrete law the probability of x.
    x : sympy.Symbol
        The variable of the density.
    support : tuple of two Notations
        The least and the greatest value.
    discrete : bool
        Whether its values are the whole numbers of the support.
    conditions : tuple of sympy.Basic
        What is asked of the letters among the parameters.
    remarks : tuple of str
        How something was read.

    Examples
    --------
    >>> from symcalc.tutor.probability.law import law_of
    >>> d = law_of("exponential(2)")
    >>> text(d.density), d.name
    ('2 e^(−2x)', 'exponential(2)')
    """

    law: Law | None
    parameters: tuple[Notation, ...]
    density: Notation
    x: sp.Symbol
    support: tuple[Notation, Notation]
    discrete: bool = False
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As it is given again: "normal(0, 1)", "2x on [0, 1]"."""
        if self.law is not None:
            return f"{self.law.name}({', '.join(map(text, self.parameters))})"
        low, high = map(text, self.support)
        opened, closed = (
            ("(" if self.ends[0].is_infinite else "["),
            (")" if self.ends[1].is_infinite else "]"),
        )
        return f"{text(self.density)} on {opened}{low}, {high}{closed}"

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """The support as SymPy objects."""
        return self.support[0].expr, self.support[1].expr

    @cached_property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """The letters among the parameters, in natural order."""
        written = self.density.symbols.union(*(end.symbols for end in self.support))
        return natural_order(written - {self.x})

    @cached_property
    def weights(self) -> tuple[tuple[Notation, Notation], ...]:
        """Each value with its probability, where a discrete law has finitely many known ones."""
        low, high = self.ends
        if not (self.discrete and low.is_Integer and high.is_Integer):
            return ()
        if high - low >= MANY:
            what = f"{self.name} has {high - low + 1} values, and more than {MANY} are not listed"
            raise TooLargeError(what, hint="take fewer")
        if self.law is not None and not self.law.parameters:
            return tuple((notation.number(k), p) for k, p in enumerate(self.parameters, 1))
        values = [arrange(sp.Integer(k)) for k in range(int(low), int(high) + 1)]
        return tuple((v, self.at(v)) for v in values)

    def called(self, x: sp.Symbol) -> Distribution:
        """The same law with another letter for what is drawn.

        >>> from symcalc.tutor.probability.law import law_of
        >>> law_of("2x on [0, 1]").called(sp.Symbol("Y")).name
        '2Y on [0, 1]'
        """
        if x == self.x:
            return self
        return replace(self, density=put(self.density, {self.x: notation.name(x)}), x=x)

    def at(self, value: Notation) -> Notation:
        """The density at a value of the support, worked out."""
        return arrange(self.density.expr.xreplace({self.x: value.expr}), like=self.density)
