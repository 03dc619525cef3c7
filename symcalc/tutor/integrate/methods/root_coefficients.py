"""A rational function over the root of a quadratic: the root is taken out by coefficients."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.roots.form import Rooted, radicals, rooted
from symcalc.tutor.integrate.roots.quadratic import sign_of
from symcalc.tutor.integrate.roots.reduction import Reduction, reduction
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text

LETTERS = "ABDFGHKLMNPQRSTUVWXYZ"


@integration_rule("root-coefficients", example="x^2/sqrt(x^2+x+1)", cost=5.5)
def root_coefficients(question: Integral) -> Step | None:
    """∫ B/√q dx = S √q + λ ∫ dx/√q + ∫ …/√q dx, by undetermined coefficients."""
    return _taken_out(question, circular=False)


@integration_rule("root-coefficients-circular", example="sqrt(9 - x^2)", cost=7.4)
def circular(question: Integral) -> Step | None:
    """The same for xᵐ(a² - x²)^(k/2), where x = a sin θ is more usual."""
    step = _taken_out(question, circular=True)
    return step and replace(step, rule="root-coefficients-circular")


@integration_rule("root-coefficients-linear", example="1/(x^4 (1-x)^(5/2))", cost=8)
def linear(question: Integral) -> Step | None:
    """The same for the root of a linear polynomial, where u = √(ax + b) leads to high powers."""
    step = _taken_out(question, degree=1)
    return step and replace(step, rule="root-coefficients-linear")


def _taken_out(question: Integral, *, circular: bool = False, degree: int = 2) -> Step | None:
    factor, core = question.split
    if not radicals(core, question.x):
        return None
    form = rooted(core, question.x, degree)
    if form is None or form.plain != 0 or is_simple(form):
        return None
    if degree == 2 and is_circular(form) != circular:
        return None
    taken = {s.name for s in question.taken | question.body.symbols}
    pool = [sp.Symbol(name) for name in LETTERS if name not in taken]
    found = reduction(form.over, form.q, pool)
    if found is None or (found.outside == 0 and len(found.inside) < 2):
        return None
    return _step(question, factor, form, found)


def is_circular(form: Rooted) -> bool:
    """Whether x = a sin θ leads to powers of the sine and the cosine."""
    base = form.rational.as_independent(form.q.x, as_Add=False)[1].as_base_exp()[0]
    usual = form.q.b == 0 and sign_of(form.q.a).value < 0
    return usual and form.power is not None and base in (1, form.q.x)


def is_simple(form: Rooted) -> bool:
    """Whether this is a form that nothing is to be taken out of: c/√q, c/((x - p)√q)."""
    top, below = sp.fraction(form.over)
    x = form.q.x
    return not top.has(x) and (not below.has(x) or sp.degree(below, x) == 1) and form.power == -1


def _step(question: Integral, factor: sp.Expr, form: Rooted, found: Reduction) -> Step:
    x, root = question.x, form.root
    integrals = [part_integral(part, root, x) for part in found.inside]
    line = factor * sp.Add(found.outside * root, *integrals)
    if len(integrals) < 2:
        line = sp.expand_mul(line) if found.outside == 0 else factor * found.outside * root
        line += factor * sp.Add(*integrals) if found.outside != 0 else 0
    shown = {"root": text(question.written(root)), "x": text(question.written(x))}
    if found.outside == 0:
        rational = text(question.written(form.over))
        parts = text(question.written(sp.Add(*found.inside)))
        fields = {**shown, "rational": rational, "parts": parts}
        return integral_step(question, WORDS, "root-coefficients-fractions", line, **fields)
    ansatz = sp.Add(found.rational * root, *(sp.Integral(r / root, x) for r in found.over))
    cleared = "" if found.cleared == 1 else f" and by {text(question.written(found.cleared))}"
    values = (f"{k.name} = {text(question.written(v))}" for k, v in found.values.items())
    fields = {
        **shown,
        "ansatz": text(question.written(ansatz)),
        "cleared": cleared,
        "found": ", ".join(values),
    }
    step = integral_step(question, WORDS, "root-coefficients", line, **fields)
    return replace(step, table=_compared(question, found))


def _compared(question: Integral, found: Reduction) -> Table:
    """The coefficients of each power on both sides."""
    x = question.x
    left, right = (sp.Poly(side, x) for side in (found.left, found.right))
    rows = [
        (question.written(x**k) if k else "1", *(question.written(p.nth(k)) for p in (left, right)))
        for k in range(max(left.degree(), right.degree()), -1, -1)
    ]
    return Table(("coefficient of", "left", "right"), tuple(rows))


def part_integral(part: sp.Expr, root: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """∫ part/root dx with the constant factors in front."""
    constant, moving = part.as_independent(x, as_Add=False)
    return constant * sp.Integral(moving / root, x)


@integration_rule("root-conjugate", example="1/(x + sqrt(x^2+1))", cost=6)
def root_conjugate(question: Integral) -> Step | None:
    """f = A + B/√q with rational A and B: no root is left in a denominator with other terms."""
    factor, core = question.split
    if not radicals(core, question.x):
        return None
    form = rooted(core, question.x)
    if form is None or form.power is not None:
        return None
    x, root = question.x, form.root
    parts = [sp.factor_terms(part) for part in (form.plain, form.over)]
    line = part_integral(parts[0], sp.S.One, x) if parts[0] != 0 else sp.S.Zero
    line = factor * (line + part_integral(parts[1], root, x))
    fields = {"root": text(question.written(root))}
    return integral_step(question, WORDS, "root-conjugate", line, **fields)
