"""Substitution: a part whose derivative stands beside it becomes the new variable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.integrate.substitution import (
    beside,
    called,
    cancelled,
    candidates,
    divides,
    expressed,
    rates,
    short,
    solved,
    told_by,
)
from symcalc.tutor.words.integrals_substitution import BESIDE, ITSELF, MULTIPLIED, PLAIN, WORDS
from symcalc.writing.text import text

LARGEST = 120  # operations of an integrand that is looked at


@integration_rule("substitution", example="x e^(-x^2)", cost=3)
def substitution(question: Integral) -> Iterator[Step]:
    """∫ f(g(x)) g'(x) dx = ∫ f(u) du, for every part g that leaves no x behind."""
    factor, core = question.split
    if (core.is_Add and factor != 1) or sp.count_ops(core) > LARGEST:
        return
    u = question.letter()
    for inner in candidates(core, question.x):
        for rate in rates(slope(inner, question.x), core):
            rest = expressed(core / rate, inner, u, question.x)
            if rest is not None and not _of_logarithm(core, inner):
                yield _step(question, inner, rate, u, rest)
                break


def _of_logarithm(core: sp.Expr, inner: sp.Expr) -> bool:
    """Whether a power is only the inside of a logarithm in disguise: √x beside ln x."""
    return bool(inner.is_Pow) and any(n.args[0] == inner.base for n in core.atoms(sp.log))


def _step(question: Integral, inner: sp.Expr, rate: sp.Expr, u: sp.Symbol, rest: sp.Expr) -> Step:
    factor, core = question.split
    x = question.x
    constant, moving = rest.as_independent(u, as_Add=False)
    line = factor * constant * sp.Integral(moving, u)
    told: dict[str, Any] = {"u": called(u), "inner": text(question.written(inner)), "x": called(x)}
    told["slope"] = beside(question, rate, f"d{called(x)}")
    k, part = rate.as_independent(x, as_Add=False)
    k, part = _content(k, part)
    if divides(part, core) or divides(part, cancelled(core, x)):
        why = (ITSELF if k == 1 else BESIDE).format(
            inner=told["inner"], slope=text(question.written(rate)), part=_shown(question, part)
        )
        told |= {"why": why, "solved": _solved(question, inner, k, part, u)}
        return change_step(question, WORDS, "substitution", line, u, inner, **told)
    variable, value = solved(inner, u, x)
    if variable is not None and value is not None:
        rate_back = beside(question, slope(value, u), f"d{called(u)}")
        shown = text(question.written(value))
        said = f"{called(x)} = {shown} and d{called(x)} = {rate_back}"
        return change_step(
            question, WORDS, "substitution-of-root", line, u, inner, **told, solved=said
        )
    told["why"] = PLAIN.format(inner=told["inner"], slope=text(question.written(rate)))
    told["solved"] = _unmatched(question, inner, rate, u)
    return change_step(question, WORDS, "substitution", line, u, inner, **told)


def _unmatched(question: Integral, inner: sp.Expr, rate: sp.Expr, u: sp.Symbol) -> str:
    """How dx is put in where no factor of the integrand is the derivative of the new variable."""
    x = question.x
    below = expressed(rate, inner, u, x)
    if below is not None:
        return f", so d{called(x)} = {beside(question, 1 / below, f'd{called(u)}')}"
    k, part = _content(*rate.as_independent(x, as_Add=False))
    left = beside(question, part, f"d{called(x)}")
    right = beside(question, 1 / k, f"d{called(u)}")
    return f", so {left} = {right}" + MULTIPLIED.format(part=_shown(question, part))


def _content(k: sp.Expr, part: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Numbers that all terms of a sum have in common, in front of it."""
    if not part.is_Add:
        return k, part
    content, rest = part.as_content_primitive()
    return k * content, rest


def _solved(question: Integral, inner: sp.Expr, k: sp.Expr, part: sp.Expr, u: sp.Symbol) -> str:
    """How d u is solved for what stands in the integrand, and what else is put in."""
    x = called(question.x)
    said = ""
    if k != 1:
        left = beside(question, part, f"d{x}")
        said = f", so {left} = {beside(question, 1 / k, f'd{called(u)}')}"
    rest, value = told_by(inner, u, question.x)
    if rest is None or value is None:
        return said
    others = question.split[1] / part
    if others.subs(inner, u).has(question.x) and inner.is_Add:
        said += f", and {text(question.written(rest))} = {text(question.written(value))}"
    return said


def _shown(question: Integral, part: sp.Expr) -> str:
    shown = short(question, part)
    return f"({shown})" if part.is_Add else shown
