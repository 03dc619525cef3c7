"""Densities: the constant that makes one, and a posterior up to such a factor."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, wrong
from symcalc.grading.kinds.registry import answer_kind, as_typed
from symcalc.grading.listed import fits, numbers_in
from symcalc.grading.points.numbers import OTHER, ROUNDED, agreement
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told

CONSTANT = "With it the density is complete."
NOT_IT = "With {name} = {mine} the total mass is not 1."
FACTOR = "It is right up to a factor: a density has the total mass 1."


@as_typed("distribution")
def constant(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """c = 1/9, where the density of c·x² is asked for."""
    found = asked.derivation
    mine = numbers_in(typed)
    if found is None or policy.tolerance or not mine or len(mine) != 1 or asked.question.at:
        return None
    given, told = found.asked.expr, found.result.expr
    if not isinstance(given, sp.Expr) or not isinstance(told, sp.Expr):
        return None
    letters = given.free_symbols - told.free_symbols - set(found.question.wrt)
    if len(letters) != 1:
        return None
    (c,) = letters
    value = sp.simplify(told / given.coeff(c)) if given.coeff(c) != 0 else sp.nan
    if not value.is_number or not value.is_finite:
        return None
    how = agreement(value, mine[0])
    if how != OTHER:
        return fits(CONSTANT, rounded=how == ROUNDED)
    named = "=" in typed and typed.split("=")[0].strip() == c.name
    said = NOT_IT.format(name=c.name, mine=typed.split("=")[-1].strip())
    return wrong(said, proof="exact") if named else None


@answer_kind("kernel", rank=5)
def kernel(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """p⁴(1 − p)², which is the posterior without its factor."""
    mine, wrt = told.expr, asked.wrt
    if asked.kind != "posterior" or policy.tolerance or len(wrt) != 1:
        return None
    right = asked.right.expr
    if not isinstance(mine, sp.Expr) or not isinstance(right, sp.Expr) or mine.is_Matrix:
        return None
    if not mine.has(wrt[0]) or mine.free_symbols != {wrt[0]}:
        return None
    place = {wrt[0]: sp.Rational(1, 3)}
    factor = right.xreplace(place) / mine.xreplace(place) if mine.xreplace(place) else sp.S.Zero
    if not factor.is_finite or not factor.is_positive or factor == 1:
        return None
    support = sp.sqrt(wrt[0] * (1 - wrt[0]))  # of a probability; wider ones are compared there, too
    if compare(right, factor * mine, on=support).status != "equal":
        return None
    return partly("incomplete", FACTOR, proof="sampled")
