"""Letters that a working introduces: u = x² + 1, so du = 2x dx, and u is put into what follows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.errors import UnsupportedError
from symcalc.formula import over_reals
from symcalc.grading.misconceptions.derived import derived

PRIMES = ("'", "′")


@dataclass(frozen=True)
class Letters:
    """What stands for what.

    Attributes
    ----------
    x : sympy.Symbol or None
        The variable of the question.
    known : mapping
        From a letter to the formula that it was introduced for, as written: y = u³ keeps its u.
    functions : mapping
        The same of f(x) = …: from a name to its variable and its formula.
    slopes : mapping
        Derivatives of letters that were told before the letters themselves: v′ = eˣ.
    """

    x: sp.Symbol | None = None
    known: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    functions: Mapping[str, tuple[sp.Symbol, sp.Expr]] = field(default_factory=dict)
    slopes: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)

    def with_letter(self, letter: sp.Symbol, meaning: sp.Expr) -> Letters:
        """One letter more; as it was where it would stand for itself."""
        known = {**self.known, letter: meaning}
        if letter in replace(self, known=self.known).opened(meaning).free_symbols:
            return self
        return replace(self, known=known)

    def with_function(self, name: str, x: sp.Symbol, meaning: sp.Expr) -> Letters:
        """One function more."""
        return replace(self, functions={**self.functions, name: (x, meaning)})

    def with_slope(self, letter: sp.Symbol, meaning: sp.Expr) -> Letters:
        """The derivative of a letter."""
        return replace(self, slopes={**self.slopes, letter: meaning})

    @property
    def introduced(self) -> frozenset[sp.Symbol]:
        """Every letter that stands for a formula, or that only its derivative is known of."""
        return frozenset(self.known) | frozenset(self.slopes)

    def opened(self, expr: sp.Basic) -> sp.Basic:
        """An expression without the letters that were introduced; its derivatives are taken.

        >>> x, u = sp.symbols("x u")
        >>> Letters(x).with_letter(u, x**2).opened(sp.Integral(sp.cos(u), u))
        Integral(2*x*cos(x**2), x)
        >>> Letters(x).with_letter(u, x**2).opened(sp.sin(u) * sp.Symbol("u'"))
        2*x*sin(x**2)
        """
        return _Opening(self).of(expr, frozenset())

    def slope(self, letter: sp.Symbol) -> sp.Expr | None:
        """The derivative of a letter by the variable; None where nothing is known of it."""
        if letter in self.slopes:
            return self.slopes[letter]
        if letter not in self.known or self.x is None:
            return None
        return slope_of(self.opened(self.known[letter]), self.x)

    def base_of(self, name: str) -> sp.Symbol | None:
        """The letter that a name is the derivative, or the differential, of: u′ and du of u."""
        for letter in self.introduced:
            if name in (f"{letter.name}'", f"{letter.name}′", f"d{letter.name}"):
                return letter
        return None


def slope_of(expr: sp.Basic, *variables: sp.Symbol) -> sp.Basic:
    """A derivative over the reals by the table, and by SymPy of what has no row there.

    >>> x = sp.Symbol("x")
    >>> slope_of(x * sp.Abs(x), x), slope_of(sp.Integral(sp.sin(x), x), x)
    (x**2/Abs(x) + Abs(x), sin(x))
    """
    if isinstance(expr, sp.MatrixBase):
        return expr.applyfunc(lambda e: slope_of(e, *variables))
    for x in variables:
        expr = _slope(expr, x)
    return expr


def _slope(expr: sp.Basic, x: sp.Symbol) -> sp.Basic:
    with suppress(UnsupportedError):
        if isinstance(expr, sp.Expr):
            return derived(expr, x)
    return over_reals(lambda e, v: sp.Derivative(e, v).doit(deep=False), expr, x)


class _Opening:
    """One walk through an expression."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters

    def of(self, expr: sp.Basic, bound: frozenset[sp.Symbol]) -> sp.Basic:
        if isinstance(expr, sp.Symbol):
            return expr if expr in bound else self._letter(expr, bound)
        if isinstance(expr, sp.Derivative):
            return self._derivative(expr, bound)
        if isinstance(expr, sp.Integral):
            return self._integral(expr, bound)
        if isinstance(expr, sp.Subs):
            return self._value(expr, bound)
        if isinstance(expr, AppliedUndef):
            return self._applied(expr, bound)
        if isinstance(expr, sp.MatrixBase):
            return expr.applyfunc(lambda e: self.of(e, bound))
        if not expr.args:
            return expr
        args = [self.of(a, bound) for a in expr.args]
        return expr if tuple(args) == expr.args else expr.func(*args)

    def _applied(self, expr: AppliedUndef, bound: frozenset[sp.Symbol]) -> sp.Basic:
        """f(2) of a function that was introduced, and u(2) of a letter."""
        name, args = expr.func.__name__, expr.args
        letter = sp.Symbol(name)
        if len(args) != 1:
            return expr
        if name in self.letters.functions:
            x, meaning = self.letters.functions[expr.func.__name__]
            return meaning.xreplace({x: self.of(args[0], bound)})
        if letter in self.letters.known and self.letters.x is not None:
            return self._letter(letter, bound).subs(self.letters.x, self.of(args[0], bound))
        return expr

    def _letter(self, letter: sp.Symbol, bound: frozenset[sp.Symbol]) -> sp.Basic:
        if letter in self.letters.known:
            return self.of(self.letters.known[letter], bound)
        base = self.letters.base_of(letter.name)
        slope = None if base is None else self.letters.slope(base)
        if slope is None or self.letters.x is None:
            return letter
        dx = sp.Symbol(f"d{self.letters.x.name}")
        return slope * dx if letter.name.startswith("d") else slope

    def _derivative(self, expr: sp.Derivative, bound: frozenset[sp.Symbol]) -> sp.Basic:
        body, variables = expr.expr, expr.variables
        if isinstance(body, sp.Symbol) and body in self.letters.known:
            raw = self.letters.known[body]
            if any(v in self.letters.known for v in variables):
                return self._by_letter(raw, variables, bound)
        if isinstance(body, sp.Symbol) and variables == (self.letters.x,):
            known = self.letters.slope(body)
            if known is not None:
                return known
        if any(v in self.letters.known for v in variables):
            return self.of(slope_of(body, *variables), bound)
        opened = self.of(body, bound)
        if opened == body and isinstance(body, sp.Symbol | AppliedUndef) and body not in variables:
            return expr  # of a name that nothing is known of
        return slope_of(opened, *variables)

    def _by_letter(
        self, raw: sp.Expr, variables: tuple[sp.Symbol, ...], bound: frozenset[sp.Symbol]
    ) -> sp.Basic:
        """dy/du: of y = u⁵ as it stands; by way of x where y was told by x."""
        x, (u, *others) = self.letters.x, variables
        if others or x is None or u not in self.letters.known or u in raw.free_symbols:
            return self.of(slope_of(raw, *variables), bound)
        inner = slope_of(self._letter(u, bound), x)
        return slope_of(self.of(raw, bound), x) / inner if inner != 0 else sp.S.NaN

    def _integral(self, expr: sp.Integral, bound: frozenset[sp.Symbol]) -> sp.Basic:
        body, limits = expr.function, []
        for v, *ends in expr.limits:
            if not ends and v in self.letters.introduced and self.letters.x is not None:
                slope = self.letters.slope(v)
                body = body * slope
                limits.append((self.letters.x,))
            else:
                bound = bound | {v} if ends else bound
                limits.append((v, *(self.of(end, bound - {v}) for end in ends)))
        return sp.Integral(self.of(body, bound), *limits)

    def _value(self, expr: sp.Subs, bound: frozenset[sp.Symbol]) -> sp.Basic:
        inner = self.of(expr.expr, bound | set(expr.variables))
        point = [self.of(p, bound) for p in expr.point]
        pairs = dict(zip(expr.variables, point, strict=True))
        return inner.subs(pairs) if not inner.has(sp.Integral) else inner.xreplace(pairs)
