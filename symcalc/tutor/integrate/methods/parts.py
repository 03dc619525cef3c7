"""Integration by parts, the factor for u chosen by LIATE."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.parts import INVERSE as INVERSE_FUNCTIONS
from symcalc.tutor.integrate.parts import (
    against,
    choices,
    kind,
    short_antiderivative,
    slope_of,
    tidied,
    told_antiderivative,
)
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.integrate.substitution import beside
from symcalc.tutor.words.integrals_parts import (
    EASY,
    INVERSE,
    LIATE,
    LOGARITHM,
    OTHER,
    PARTS,
    SHORT,
    SIMPLER,
    WORDS,
)
from symcalc.writing.text import text

LARGEST = 60  # operations of an integrand that is looked at
CHOSEN = {"L": (LOGARITHM, EASY), "I": (INVERSE, EASY), "A": ("{u}", SIMPLER)}
PAIRS = (
    ("u", "v"),
    ("f", "g"),
    ("p", "q"),
    ("r", "s"),
    ("F", "G"),
    ("P", "Q"),
)  # letters for the two functions


@integration_rule("parts", example="x ln x", cost=4)
def parts(question: Integral) -> Iterator[Step]:
    """∫ u dv = uv - ∫ v du."""
    _, core = question.split
    if core.is_Add or sp.count_ops(core) > LARGEST:
        return
    for u, dv in choices(core, question.x):
        hard = u.has(sp.log, *INVERSE_FUNCTIONS) or sp.fraction(dv)[1].has(sp.sin, sp.cos)
        v = (told_antiderivative if hard else short_antiderivative)(dv, question.x)
        if v is not None and u.has(question.x):
            yield by_parts(question, u, dv, v, "parts" if dv.has(question.x) else "parts-alone")


@integration_rule("parts-of-quotient", example="x e^x/(x + 1)^2", cost=5.5)
def parts_of_quotient(question: Integral) -> Iterator[Step]:
    """The same with a power in the denominator as dv."""
    _, core = question.split
    if core.is_Add or sp.count_ops(core) > LARGEST or core.is_rational_function(question.x):
        return
    for u, dv in against(core, question.x):
        v = short_antiderivative(dv, question.x)
        if v is not None:
            yield by_parts(question, u, dv, v, "parts-of-quotient")


def by_parts(question: Integral, u: sp.Expr, dv: sp.Expr, v: sp.Expr, rule: str) -> Step:
    """The line uv - ∫ v du, constant factors in front."""
    factor, x = question.split[0], question.x
    rate = slope_of(u, x, dv)
    constant, moving = tidied(v * rate, x).as_independent(x, as_Add=False)
    product = sp.expand_mul(u * v) if v.is_Add and u.as_base_exp()[0] == x else u * v
    line = factor * product - factor * constant * sp.Integral(moving, x)
    letter = kind(sp.Mul.make_args(u)[0], x)
    fields = named(question, u, dv, rate, v)
    why = _why(question, letter, fields)
    step = integral_step(question, WORDS, rule, line, why=why, **fields)
    return replace(step, conditions=_holds(v, x), statement=law(fields))


def _why(question: Integral, letter: str, fields: dict[str, str]) -> str:
    """Why this factor is differentiated, the rule of thumb told where nothing came before."""
    if letter not in CHOSEN:
        return OTHER.format(**fields)
    chosen, because = CHOSEN[letter]
    chosen = chosen.format(**fields)
    capital = chosen if letter == "A" else chosen[:1].upper() + chosen[1:]
    sentence = SHORT if question.taken else LIATE
    return sentence.format(chosen=chosen, capital=capital, because=because)


def law(fields: dict[str, str]) -> str:
    """The statement, in the letters that the step uses."""
    return PARTS.translate(str.maketrans("uv", fields["p"] + fields["q"]))


def _holds(v: sp.Expr, x: sp.Symbol) -> tuple[Notation, ...]:
    """What letters may not be, for v to be what it is: n ≠ -1 for xⁿ⁺¹/(n + 1)."""
    bottom = sp.fraction(v)[1]
    return nonzero(*(f for f in sp.Mul.make_args(bottom) if not f.has(x)))


def named(question: Integral, u: sp.Expr, dv: sp.Expr, rate: sp.Expr, v: sp.Expr) -> dict[str, str]:
    """What the sentences about u and v name."""
    sign = f"d{question.fields['x']}"
    taken = {s.name for s in question.taken | question.body.symbols | {question.x}}
    p, q = next((pair for pair in PAIRS if not taken & set(pair)), PAIRS[0])
    return {
        "p": p,
        "q": q,
        "u": text(question.written(u)),
        "dv": beside(question, dv, sign),
        "du": beside(question, rate, sign),
        "found": text(question.written(v)),
    }
