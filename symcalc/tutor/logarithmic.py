"""Logarithmic differentiation: of powers with variable exponents, and of many factors."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.checking.relations import check_equal
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.tutor.conditions import domain, simplified
from symcalc.tutor.differentiate import checked, derive
from symcalc.tutor.equations import relation
from symcalc.tutor.setting import Setting
from symcalc.tutor.tidy import tidy
from symcalc.tutor.worded import worded
from symcalc.tutor.words.alternatives import BY, SIGNS, WORDS
from symcalc.writing.text import text

MANY = 3  # factors from which logarithms are worth their while
FREE = ("y", "z", "w", "v")  # names for the function, as far as they are free


step_of = partial(worded, WORDS)


def worth_logarithms(body: Notation, x: sp.Symbol) -> bool:
    """Whether a textbook would take logarithms: x^x, or three factors and more.

    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> worth_logarithms(arrange(x**x), x), worth_logarithms(arrange(x * sp.sin(x)), x)
    (True, False)
    """
    if body.head == "power" and all(x in part.symbols for part in body.parts):
        return True
    return len(factors(body, x)) >= MANY


def factors(body: Notation, x: sp.Symbol) -> list[Notation]:
    """The factors of a product or a quotient that contain the variable."""
    if body.head in ("product", "quotient"):
        return [f for part in body.parts for f in factors(part, x)]
    return [body] if x in body.symbols else []


def logarithmic(body: Notation, x: sp.Symbol) -> Derivation:
    """Differentiate by way of the logarithm.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> d = logarithmic(arrange(x**x), x)
    >>> [step.rule for step in d.steps][:2], d.check.status
    (['take-logarithms', 'apart'], 'agrees')
    """
    taken = {s.name for s in body.symbols} | {x.name}
    y = notation.name(sp.Symbol(next((c for c in FREE if c not in taken), "y_1")))
    slope = notation.name(sp.Symbol(y.text + "'"))
    fields = {"y": y.text, "slope": text(slope), "f": text(body), "x": x.name}
    logarithm = ln(body)
    taken_apart = apart(body)
    steps = [
        step_of("take-logarithms", body, relation(ln(y), logarithm), fields, "implies"),
    ]
    if taken_apart != logarithm:
        checked(step_of("apart", logarithm, taken_apart, fields))
        steps.append(
            step_of("apart", steps[0].after, relation(ln(y), taken_apart), fields, "equivalent")
        )
    setting = replace(Setting.of(body, x), given={y: slope})
    sides = relation(notation.divide(slope, y), Setting.of(taken_apart, x).d(taken_apart))
    assert derive(ln(y), setting)[-1].after.expr == sides.parts[0].expr
    steps.append(step_of("both-sides", steps[-1].after, sides, fields, "implies"))
    below = derive(taken_apart, Setting.of(taken_apart, x))
    steps.append(checked(step_of("side", sides.parts[1], below[-1].after, fields, "equal", below)))
    product = notation.multiply(body, below[-1].after)
    answer = tidy(product)
    assert check_equal(sp.Derivative(body.expr, x), product.expr).status != "disagrees"
    steps.append(step_of("multiply-by-y", sides, relation(slope, product), fields, "implies"))
    if answer != product:
        steps.append(checked(step_of("tidy", product, answer, fields)))
    asked = notation.derivative(body, notation.name(x))
    return Derivation(
        Question("derivative", body, (x,), f"{text(asked)} {BY}", method="logarithmic"),
        asked,
        answer,
        tuple(steps),
        simplified(domain(body, x)),
        (*body.remarks, *((SIGNS,) if body.head != "power" else ())),
        claims=(Equal(asked.expr, answer.expr),),
    )


def ln(node: Notation) -> Notation:
    """The natural logarithm."""
    return build("log", node, text="ln")


def apart(node: Notation) -> Notation:
    """The logarithm of a formula, taken apart by the laws.

    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> text(apart(arrange(x**2 * sp.sqrt(x + 1))))
    '2 ln(x) + ln(x + 1)/2'
    """
    if node.head == "product":
        return notation.add(*map(apart, node.parts))
    if node.head == "quotient":
        return notation.add(apart(node.parts[0]), *_negatives(apart(node.parts[1])))
    if node.head == "power":
        return notation.multiply(node.parts[1], apart(node.parts[0]))
    if node.head == "sqrt":
        return notation.divide(apart(node.parts[0]), notation.number(2))
    if node.head == "exp":
        return node.parts[0]
    return notation.number(0) if node.expr == 1 else ln(node)


def _negatives(node: Notation) -> list[Notation]:
    return [notation.negative(term) for term in notation.signed_terms(node)]
