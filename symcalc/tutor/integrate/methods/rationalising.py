"""A root becomes the new variable: ⁿ√(ax + b), ⁿ√((ax + b)/(cx + d)), √(1 + √x), √(a + bxⁿ)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.roots.invert import (
    SIZE,
    Root,
    by_inverse,
    by_power,
    neat,
    roots_of,
)
from symcalc.tutor.integrate.roots.ratio import (
    Together,
    of_binomial,
    of_product,
    of_two,
    placed,
)
from symcalc.tutor.integrate.roots.tidying import RootChange
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


@integration_rule("root-substitution", example="x sqrt(x + 1)", cost=3.5)
def root_substitution(question: Integral) -> Iterator[Step]:
    """u = ⁿ√v, where that makes the integrand rational in u."""
    for rational, step in proposed(question):
        if rational:
            yield step


@integration_rule("root-substitution-in-part", example="sqrt(x)*(x+1)^(5/2)", cost=6)
def in_part(question: Integral) -> Iterator[Step]:
    """u = ⁿ√v, where another root is left."""
    for rational, step in proposed(question):
        if not rational:
            yield replace(step, rule="root-substitution-in-part")


def proposed(question: Integral) -> Iterator[tuple[bool, Change]]:
    """For each root whether it is a good choice, and the step."""
    factor, core = question.split
    x = question.x
    if core.as_base_exp()[0] == x or not radicals(core, x) or sp.count_ops(core) > SIZE:
        return
    u = question.letter()
    core = merged(core, x)
    roots = roots_of(core, x)
    for find in (of_two, of_product, of_binomial):
        found = find(core, u, x)
        made = None if found is None else _placed(question, found, u)
        if found is not None and made is not None:
            yield not found.growing, _step(question, found.root, found.value, u, factor, *made)
    for root in roots:
        made = _inverted(question, root, u, core) or _powered(question, root, u, core)
        if made is None:
            continue
        inner, told = made
        shown = neat(inner, u)
        left = {p.base for p in radicals(shown, u)}
        simple = len(roots) == 2 and any(coefficients(base, u, 2) for base in left)
        if len(left) < len(roots):
            yield (
                not left or (simple and not core.is_Add),
                _step(question, root, root.value, u, factor, shown, told),
            )


def merged(core: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The integrand with v for |v|, where a root of v says that it is not negative."""
    bases = {p.base for p in radicals(core, x)}
    sizes = [b for b in bases if isinstance(b, sp.Abs) and b.args[0] in bases]
    signs = {sp.sign(b.args[0]): sp.S.One for b in sizes}
    return core.xreplace({**{b: b.args[0] for b in sizes}, **signs}) if sizes else core


def _placed(
    question: Integral, found: Together, u: sp.Symbol
) -> tuple[sp.Expr, dict[str, str]] | None:
    x = question.x
    made = placed(found, u, x)
    if made is not None:
        inner, place = made
        rate = sp.factor(sp.cancel(derivative(place, u)))
        return neat(inner, u), _told(
            question, u, x, sp.cancel(place), text(question.written(x)), rate
        )
    by_x = by_power(found.integrand, Root(sp.expand(found.root.v), found.root.n, real=False), u, x)
    if by_x is None:
        return None
    inner, kernel, solved = by_x
    return neat(inner, u), _kernel_told(question, u, kernel, solved)


def _inverted(
    question: Integral, root: Root, u: sp.Symbol, core: sp.Expr
) -> tuple[sp.Expr, dict[str, str]] | None:
    found = by_inverse(core, root, u, question.x)
    if found is None:
        return None
    inner, place = found
    solved = sp.cancel(place) if root.v.is_rational_function(question.x) else place
    rate = sp.factor(sp.cancel(derivative(place, u)))
    return inner, _told(question, u, question.x, solved, text(question.written(question.x)), rate)


def _powered(
    question: Integral, root: Root, u: sp.Symbol, core: sp.Expr
) -> tuple[sp.Expr, dict[str, str]] | None:
    found = by_power(core, root, u, question.x)
    if found is None:
        return None
    inner, kernel, solved = found
    return inner, _kernel_told(question, u, kernel, solved)


def _kernel_told(
    question: Integral, u: sp.Symbol, kernel: sp.Expr, solved: sp.Expr
) -> dict[str, str]:
    """x² = u² - 1 and x dx = u du."""
    rate = sp.factor(sp.cancel(derivative(solved, u)))
    c, moving = derivative(kernel, question.x).as_independent(question.x, as_Add=False)
    left = f"{text(question.written(moving))} d{text(question.written(question.x))}".removeprefix(
        "1 "
    )
    told = sp.cancel(solved) if sp.fraction(solved)[1].has(u) else sp.expand(solved)
    return _told(question, u, kernel, told, left, rate / c, bare="")


def _told(
    question: Integral,
    u: sp.Symbol,
    what: sp.Expr,
    solved: sp.Expr,
    left: str,
    rate: sp.Expr,
    bare: str = "d",
) -> dict[str, str]:
    shown = text(question.written(rate))
    shown = f"({shown})" if rate.is_Add else shown
    return {
        "solved": f"{text(question.written(what))} = {text(question.written(solved))}",
        "rates": f"{bare}{left} = {shown} d{text(question.written(u))}".replace(" 1 d", " d"),
    }


def _step(
    question: Integral,
    root: Root,
    value: sp.Expr,
    u: sp.Symbol,
    factor: sp.Expr,
    inner: sp.Expr,
    told: dict[str, str],
) -> Change:
    c, moving = inner.as_independent(u, as_Add=False)
    line = factor * c * sp.Integral(moving, u)
    several = len({p.exp.q for p in radicals(question.integrand, question.x)}) > 1
    why = f" Its powers are all the roots of {text(question.written(root.v))} here."
    fields = {
        "u": text(question.written(u)),
        "root": text(question.written(value)),
        "why": why if several else "",
        **told,
    }
    signed = root.real and value == root.value
    back = tuple((u**k, _power(root, k)) for k in range(12, 1, -1)) if signed else ()
    made = change_step(question, WORDS, "root-substitution", line, u, value, back, **fields)
    return RootChange.of(made)


def _power(root: Root, k: int) -> sp.Expr:
    """A power of the real root of odd n, without a power of a sign."""
    whole, rest = divmod(k, root.n)
    size = sp.Abs(root.v) ** sp.Rational(rest, root.n)
    return root.v**whole * (size * sp.sign(root.v) if rest % 2 else size)
