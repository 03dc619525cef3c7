"""Is this an antiderivative? Its derivative is taken numerically, by no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport, short
from symcalc.checking.sampling import edges
from symcalc.checking.slopes import UNDECIDED, compared, slope
from symcalc.formula import over_reals

STEPS = (sp.sign, sp.Heaviside, sp.Piecewise)
PROVED = 2  # points at which mpmath is asked in any case
CHECKED = "Checked: the derivative of the answer is {f}{where}"
FIGURES = " ({points} points, largest relative difference {error})."


@dataclass(frozen=True)
class Antiderivative:
    """The derivative of `told` by `x` is `integrand`, wherever that has a value.

    `shown` is the integrand as a reader sees it, `where` the conditions under which it is claimed,
    and `domain` the same in words: "for every x > 0".

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Antiderivative(sp.cos(x), x, sp.sin(x) + 7).check().status
    'agrees'
    >>> Antiderivative(sp.cos(x), x, -sp.sin(x)).check().status
    'disagrees'
    >>> print(Antiderivative(1 / x, x, sp.log(x)).check().note)
    The answer has no real value at x = -1, where the integrand has one.
    """

    integrand: sp.Expr
    x: sp.Symbol
    told: sp.Expr
    shown: str = ""
    where: tuple[sp.Basic, ...] = ()
    domain: str = ""

    def check(self) -> CheckReport:
        """The derivative, taken numerically, and the integrand on every interval of its domain."""
        report = compared(self.integrand, self.told, self.x, self.where, proved=PROVED)
        if report.status != "agrees" or not self.shown:
            return report
        where = f", {self.domain}" if self.domain else ""
        said = CHECKED.format(f=self.shown, where=where)
        figures = FIGURES.format(points=report.points, error=short(report.max_error))
        return replace(report, told=said + figures)


def check_antiderivative(
    integrand: sp.Expr, told: sp.Expr, x: sp.Symbol, where: Sequence[sp.Basic] = ()
) -> str:
    """ "refuted" where numbers speak against an antiderivative, else "borne out" or "undecided"."""
    status = compared(integrand, told, x, tuple(where)).status
    return {"disagrees": "refuted", "agrees": "borne out"}.get(status, status)


def check_up_to_constant(
    before: sp.Expr,
    after: sp.Expr,
    x: sp.Symbol,
    change: Mapping[sp.Symbol, sp.Expr] | None = None,
    where: Sequence[sp.Basic] = (),
) -> CheckReport:
    """Compare two expressions with indefinite integrals in them: do they have the same derivative?

    Parameters
    ----------
    before, after : sympy.Expr
        Linear in integrals by `x`, or, in `after`, by a variable of `change`.
    x : sympy.Symbol
        The variable.
    change : mapping, optional
        What a new variable of `after` is in terms of x.
    where : sequence of conditions
        Where the two are to be compared.

    Examples
    --------
    >>> x, u = sp.symbols("x u")
    >>> inner = sp.Integral(sp.exp(u), u) / 2
    >>> check_up_to_constant(sp.Integral(x * sp.exp(x**2), x), inner, x, {u: x**2}).status
    'agrees'
    """
    sides = slope_of(before, x, {}), slope_of(after, x, change or {})
    if sides[0] is None or sides[1] is None:
        return UNDECIDED
    if after.has(*STEPS):  # the values at the steps themselves do not matter
        where = [*where, *(sp.Ne(edge, 0) for edge in edges([before, after]))]
    if where:
        held = sp.Piecewise((sides[1], sp.And(*where)), (sides[0], True))
        return check_equal(sides[0], held)
    return check_equal(sides[0], sides[1])


def check_step(
    before: sp.Expr, after: sp.Expr, x: sp.Symbol, bindings: Mapping[str, sp.Expr]
) -> CheckReport:
    """The same for a step of a derivation: by the variable that its integrals have, else by x.

    Parameters
    ----------
    bindings : mapping
        What the letters of the step are, such as a new variable on one of its sides.
    """
    running = {v for i in before.atoms(sp.Integral) for v in i.variables}
    change = {sp.Symbol(name): value for name, value in bindings.items()}
    if len(running) == 1:
        (x,) = running
    elif before.free_symbols & change.keys():
        before = _put(before, change)
    return check_up_to_constant(before, after, x, {u: v for u, v in change.items() if u != x})


def slope_of(expr: sp.Expr, x: sp.Symbol, change: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr | None:
    """The derivative by x of an expression that is linear in its indefinite integrals."""
    integrals = [i for i in expr.atoms(sp.Integral) if all(len(lim) == 1 for lim in i.limits)]
    letters = {i: sp.Dummy() for i in integrals}
    shown = expr.xreplace(letters)
    total = slope(_put(shown.xreplace(dict.fromkeys(letters.values(), sp.S.Zero)), change), x)
    for integral, letter in letters.items():
        weight = shown.diff(letter)
        (by,) = integral.limits[0] if len(integral.limits) == 1 else (None,)
        if by is None or _between_steps(weight, x).free_symbols & {x, by, *letters.values()}:
            return None
        inner = slope(change[by], x) if by in change else sp.S.One
        if by != x and by not in change:
            return None
        total += weight * _put(integral.function, change) * inner
    return total


def _put(expr: sp.Expr, change: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Values for letters; where bars, as of |1 + e^(-x)|, become real parts, letters are real."""
    plain = expr.xreplace(dict(change))
    if not plain.has(sp.re, sp.im):
        return plain

    def put(whole: sp.Expr, *parts: sp.Expr) -> sp.Expr:
        return whole.xreplace(dict(zip(parts[::2], parts[1::2], strict=True)))

    return over_reals(put, expr, *(part for pair in change.items() for part in pair))


def _between_steps(weight: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """With letters for signs, steps and constants by cases: their derivative is 0 in between."""

    def steady(part: sp.Basic) -> bool:
        if isinstance(part, sp.Piecewise):
            return not any(x in value.free_symbols for value, _ in part.args)
        return isinstance(part, sp.sign | sp.Heaviside | sp.floor | sp.ceiling)

    return weight.replace(steady, lambda _: sp.Dummy())
