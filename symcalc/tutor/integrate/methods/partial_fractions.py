"""Partial fractions, with the whole working, and powers of a single factor."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import build, put
from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.methods.rational_powers import common_step
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction, rational
from symcalc.tutor.integrate.rational.ostrogradsky import is_shorter
from symcalc.tutor.integrate.rational.parts import (
    Decomposition,
    Part,
    decomposed,
    digits,
    primitive,
)
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_rational import NO_C, WORDS
from symcalc.writing.text import text

MOST = 14  # letters of an ansatz
OPEN = 12  # of them that are found by comparing coefficients, at most


@integration_rule("partial-fractions", example="(5x + 3)/((x - 1)(x + 3))", cost=4)
def partial_fractions(question: Integral) -> Step | None:
    """N/D as a sum of fractions over the powers of the factors of D."""
    f = fraction(question)
    if f is None or not f.proper or len(f.powers) < 2 or not _rational(f):
        return None
    if sum(p.degree() * k for p, k in f.powers) > MOST or _common(f):
        return None
    if is_shorter(f):
        return None
    found = decomposed(f)
    if len(found.letters) - len(found.covered) > OPEN:
        return None
    terms = [part.term for part in found.parts if not part.top.is_zero]
    line = sp.Add(*(c * sp.Integral(body, f.x) for c, body in terms))
    fields = {"factored": text(question.written(f.factored)), "shape": _shape(f)}
    step = integral_step(question, WORDS, "partial-fractions", line, **fields)
    below = [sp.fraction(v)[1] for v in found.values.values()]
    return replace(step, substeps=_working(question, found), conditions=nonzero(*below))


def _rational(f: Fraction) -> bool:
    return rational(f.top) and all(rational(p) for p, _ in f.powers)


def _common(f: Fraction) -> bool:
    return any(f.top.to_field().rem(p.to_field()).is_zero for p, _ in f.powers)


def _shape(f: Fraction) -> str:
    """What each factor of this denominator gets."""
    said = []
    if any(p.degree() == 1 for p, _ in f.powers):
        said.append("a linear factor gets a constant above it")
    if any(p.degree() == 2 for p, _ in f.powers):
        said.append("a quadratic factor without rational zeros gets a linear numerator")
    if any(p.degree() > 2 for p, _ in f.powers):
        said.append("a factor of higher degree gets a numerator of lower degree")
    if any(k > 1 for _, k in f.powers):
        said.append("a repeated factor has a fraction for each power")
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _working(question: Integral, found: Decomposition) -> tuple[Step, ...]:
    """The ansatz, the letters one way and the other, the decomposition."""
    f = found.of
    body = question.of(question.split[1]).body
    ansatz = question.written(sp.Add(*(part.ansatz for part in found.parts), evaluate=False))
    fields: dict[str, object] = {"x": f.x.name, "said": _about_c(found), "f": text(body)}
    both = build("relation", body, ansatz, text="=")
    steps = [worded(WORDS, "ansatz", both, both, fields, "definition")]
    if found.covered:
        steps.append(_cover_up(question, found, fields))
    if found.equations:
        steps.append(_compared(question, found, fields))
    return tuple(steps)


def _about_c(found: Decomposition) -> str:
    """Why D follows B."""
    own = sp.Symbol("C") in found.of.bottom.free_symbols | found.of.top.free_symbols
    return NO_C if len(found.letters) > 2 and not own else ""


def _cover_up(question: Integral, found: Decomposition, fields: dict[str, object]) -> Step:
    """The zero of each linear factor, put into the fraction without it."""
    rows = []
    for part in found.covered:
        zero = question.written(_zero(part))
        rest = question.written(_uncovered(found.of, part))
        (letter,) = part.letters
        shown = put(rest, {found.of.x: zero})
        value = question.written(part.values[letter])
        rows.append((letter.name, text(question.written(part.base.as_expr())), zero, shown, value))
    head = "letter", "covered", question.x.name, "what is left", "value"
    factor = text(question.written(found.covered[0].base.as_expr()))
    lines = _system(
        question, {part.letters[0]: part.values[part.letters[0]] for part in found.covered}
    )
    step = worded(WORDS, "cover-up", lines, lines, {**fields, "factor": factor}, "implies")
    return replace(step, table=Table(head, tuple(rows)))


def _zero(part: Part) -> sp.Expr:
    slope, start = part.base.all_coeffs()
    return sp.cancel(-start / slope)


def _uncovered(f: Fraction, part: Part) -> sp.Expr:
    others = [(p, k) for p, k in f.powers if p != part.base]
    return f.top.as_expr() / (f.unit * sp.Mul(*(p.as_expr() ** k for p, k in others)))


def _system(question: Integral, values: dict[sp.Symbol, sp.Expr]) -> Notation:
    told = [_equation(question, a, v) for a, v in values.items()]
    return told[0] if len(told) == 1 else build("and", *told)


def _equation(question: Integral, left: sp.Expr, right: sp.Expr) -> Notation:
    return build("relation", question.written(left), question.written(right), text="=")


def _compared(question: Integral, found: Decomposition, fields: dict[str, object]) -> Step:
    """The equations for the letters that are still open, and what they give."""
    rows = []
    for power, left, right in found.equations:
        rows.append((question.written(power), _equation(question, left, right)))
    covered = {part.letters[0] for part in found.covered}
    values = {a: v for a, v in found.values.items() if a not in covered}
    lines = _system(question, values)
    step = worded(WORDS, "compare-coefficients", lines, lines, fields, "implies")
    return replace(step, table=Table(("power", "equation"), tuple(rows)))


@integration_rule("powers-of-base", example="(x^2 + 3)/(x + 1)^3", cost=2.5)
def powers_of_base(question: Integral) -> Step | None:
    """N/p^k with N written in powers of p."""
    f = fraction(question)
    if f is None or len(f.powers) != 1 or common_step(f) > 1:
        return None
    ((p, k),) = f.powers
    if not f.proper or f.top.degree() < p.degree() or p.is_monomial:
        return None
    pieces = _expanded(f, p, k)
    terms = [(content / f.unit, rest * p.as_expr() ** n) for content, rest, n in pieces]
    written = sp.Add(*(c * rest * p.as_expr() ** (n + k) for c, rest, n in pieces), evaluate=False)
    fields = {
        "base": text(question.written(p.as_expr())),
        "top": text(question.written(f.top.as_expr())),
        "written": text(question.written(written)),
        "bottom": text(question.written(p.as_expr() ** k)),
    }
    line = sp.Add(*(c * sp.Integral(body, f.x) for c, body in terms))
    step = integral_step(question, WORDS, "powers-of-base", line, **fields)
    return replace(step, conditions=nonzero(p.LC()))


def _expanded(f: Fraction, p: sp.Poly, k: int) -> list[tuple[sp.Expr, sp.Expr, int]]:
    """Constant, numerator and exponent of p of each term of N/p^k, the highest first."""
    more = f.top.degree() // p.degree() + 1
    tops = digits(f.top, p, max(more, k))
    exponents = range(-k, len(tops) - k)
    found = [(*primitive(top), n) for top, n in zip(reversed(tops), exponents, strict=True) if top]
    return found[::-1]
