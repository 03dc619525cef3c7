"""`view`: which primitive is this SymPy expression?

SymPy has no quotient, difference, square root or negation; `view` recovers them, and so tutor and
compiler see one formula the way it is written. The parts it answers are made of the expression's
own parts, so a shared graph stays shared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import quoted
from symcalc.primitives.defined import Defined, valued
from symcalc.primitives.refusals import refusal_of
from symcalc.primitives.row import Primitive
from symcalc.primitives.structured import Structured, structured
from symcalc.primitives.table import BY_TYPE, TABLE

# Functions that SymPy writes in terms of others. The compiler wants them all; what is shown to a
# learner has only those that the learner used.
PATTERNS = frozenset({"sigmoid", "softplus", "log1p", "expm1", "relu", "normal-cdf"})


class View(NamedTuple):
    """A primitive and its arguments: `row.formula(*args)` is the expression."""

    row: Primitive
    args: tuple[sp.Basic, ...]


def view(expr: sp.Basic, patterns: frozenset[str] = PATTERNS) -> View:
    """Say which primitive an expression is, and what its arguments are.

    Parameters
    ----------
    expr : sympy.Basic
        Not an atom.
    patterns : frozenset of str
        Which of the functions that SymPy writes in other terms are recognised.

    Raises
    ------
    UnsupportedError
        If no row of the table covers it.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> view(sp.sin(x) / x).row.name, view(-x).row.name, view(sp.sqrt(x)).row.name
    ('quotient', 'negation', 'sqrt')
    """
    if isinstance(expr, Defined):
        return view_defined(expr)
    special = SPECIAL.get(type(expr))
    if special is not None:
        return special(expr, patterns)
    name = BY_TYPE.get(type(expr))
    if name is None:
        raise unsupported(expr)
    return View(TABLE[name], expr.args)


def view_defined(expr: Defined) -> View:
    """A function of the user's own is its formula, a sum of one term, unless partials were given.

    `arrange`, which shows it, does not ask.
    """
    if expr.definition.given:
        return named(valued(expr.definition), expr.meaning, *expr.args)
    return named("sum", expr.meaning)


def unsupported(expr: sp.Basic) -> UnsupportedError:
    """The error for an expression without a row."""
    kind = getattr(expr, "func", type(expr)).__name__
    found = structured(expr) or Structured(kind, expr.args)
    row = refusal_of(found.head, found.parts, expr)
    if row is not None:
        return row.error(found.text, quoted(expr))
    hint = "`symcalc functions` lists what symcalc can differentiate"
    return UnsupportedError(f"{kind} has no derivative rule", where=quoted(expr), hint=hint)


def product_of(factors: Sequence[sp.Expr]) -> sp.Expr:
    """The product of factors that are kept as they are."""
    if len(factors) < 2:
        return factors[0] if factors else sp.S.One
    return sp.Mul._from_args(tuple(factors))


def is_negative(term: sp.Expr) -> bool:
    """Whether a term is written with a minus sign."""
    lead = term.args[0] if term.is_Mul else term
    return bool(lead.is_Number and lead.is_negative)


def negated(term: sp.Expr) -> sp.Expr:
    """The same term with the other sign, for a term written with a minus sign."""
    if term.is_Number:
        return -term
    lead, *rest = term.args
    return product_of(rest if lead == -1 else [-lead, *rest])


def named(name: str, *args: sp.Basic) -> View:
    """A View by the row's name."""
    return View(TABLE[name], args)


def view_sum(expr: sp.Add, patterns: frozenset[str]) -> View:
    """A sum, a difference, e^u - 1, or the normal distribution function."""
    terms = expr.args
    if len(terms) > 2:
        return View(TABLE["sum"], terms)
    first, second = terms
    if first == -1 and isinstance(second, sp.exp) and "expm1" in patterns:
        return named("expm1", second.args[0])
    if first == sp.S.Half and "normal-cdf" in patterns and isinstance(2 * second, sp.erf):
        return named("normal-cdf", sp.sqrt(2) * (2 * second).args[0])
    if is_negative(second) and not is_negative(first):
        return named("difference", first, negated(second))
    if is_negative(first) and not is_negative(second):
        return named("difference", second, negated(first))
    return View(TABLE["sum"], terms)


def view_product(expr: sp.Mul, patterns: frozenset[str]) -> View:
    """A negation, a quotient, an odd root, or a product."""
    if is_negative(expr):
        return named("negation", negated(expr))
    top: list[sp.Expr] = []
    bottom: list[sp.Expr] = []
    for factor in expr.args:
        over, under = fraction(factor, patterns)
        top += over
        bottom += under
    if bottom:
        return named("quotient", product_of(top), product_of(bottom))
    rooted = take_root(top)
    if rooted is None:
        return View(TABLE["product"], tuple(top))
    root, others = rooted
    return root if not others else View(TABLE["product"], (*others, root.row.formula(*root.args)))


def fraction(factor: sp.Expr, patterns: frozenset[str]) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """A factor as what it puts above and below the fraction line."""
    if factor.is_Rational and factor.q != 1:
        return ([] if factor.p == 1 else [sp.Integer(factor.p)]), [sp.Integer(factor.q)]
    if not (factor.is_Pow and factor.exp.is_Number and factor.exp.is_negative):
        return [factor], []
    if factor.exp == -1 and "sigmoid" in patterns and logistic(factor.base) is not None:
        return [factor], []
    upside_down = -factor.exp
    return [], [factor.base if upside_down == 1 else sp.Pow(factor.base, upside_down)]


def take_root(factors: list[sp.Expr]) -> tuple[View, list[sp.Expr]] | None:
    """An odd root sign(u)·|u|^(1/n) among the factors, and the factors without it."""
    signs = {f.args[0]: f for f in factors if isinstance(f, sp.sign)}
    for factor in factors if signs else ():
        if not (factor.is_Pow and isinstance(factor.base, sp.Abs) and factor.exp.is_Rational):
            continue
        u, n = factor.base.args[0], 1 / factor.exp
        if u in signs and n.is_Integer and n.is_odd:
            rest = [f for f in factors if f is not factor and f is not signs[u]]
            return (named("cbrt", u) if n == 3 else named("root", u, n)), rest
    return None


def logistic(base: sp.Expr) -> sp.Expr | None:
    """u where `base` is 1 + e^(-u)."""
    if base.is_Add and len(base.args) == 2 and base.args[0] == 1:
        other = base.args[1]
        if isinstance(other, sp.exp):
            return -other.args[0]
    return None


def view_power(expr: sp.Pow, patterns: frozenset[str]) -> View:
    """A root, a reciprocal, or a power by what is constant in it."""
    base, exponent = expr.args
    if exponent == -1 and "sigmoid" in patterns:
        u = logistic(base)
        if u is not None:
            return named("sigmoid", u)
    if exponent == sp.S.Half:
        return named("sqrt", base)
    if exponent.is_Number and exponent.is_negative:
        upside_down = base if exponent == -1 else sp.Pow(base, -exponent)
        return named("quotient", sp.S.One, upside_down)
    if exponent.is_Number:
        return named("power", base, exponent)
    return named("exponential" if base.is_number else "general-power", base, exponent)


def view_log(expr: sp.log, patterns: frozenset[str]) -> View:
    """A logarithm, ln(1 + u), or softplus."""
    u = expr.args[0]
    if not (u.is_Add and u.args[0] == 1):
        return named("log", u)
    others = u.args[1:]
    if len(others) == 1 and isinstance(others[0], sp.exp) and "softplus" in patterns:
        return named("softplus", others[0].args[0])
    if "log1p" in patterns:
        return named("log1p", others[0] if len(others) == 1 else sp.Add._from_args(others))
    return named("log", u)


def view_max(expr: sp.Max, patterns: frozenset[str]) -> View:
    """Max with a literal 0 is ReLU."""
    others = [a for a in expr.args if a != 0]
    if len(others) == len(expr.args) or "relu" not in patterns:
        return View(TABLE["max"], expr.args)
    return named("relu", others[0] if len(others) == 1 else sp.Max(*others))


def view_piecewise(expr: sp.Piecewise, _patterns: frozenset[str]) -> View:
    """Values and conditions in turn."""
    return View(TABLE["piecewise"], tuple(a for pair in expr.args for a in pair.args))


def view_step(expr: sp.Heaviside, _patterns: frozenset[str]) -> View:
    """The step function with ½ at 0."""
    if expr.args[1] != sp.S.Half:
        raise unsupported(expr)
    return named("heaviside", expr.args[0])


def view_complete(expr: sp.Basic, _patterns: frozenset[str]) -> View:
    """E(m) is E(π/2, m), and K(m) is F(π/2, m)."""
    name = "elliptic-second" if isinstance(expr, sp.elliptic_e) else "elliptic-first"
    return named(name, *(expr.args if len(expr.args) > 1 else (sp.pi / 2, *expr.args)))


SPECIAL: dict[type, Callable[..., View]] = {
    sp.Add: view_sum,
    sp.Mul: view_product,
    sp.Pow: view_power,
    sp.log: view_log,
    sp.Max: view_max,
    sp.Piecewise: view_piecewise,
    sp.Heaviside: view_step,
    sp.elliptic_e: view_complete,
    sp.elliptic_k: view_complete,
}
