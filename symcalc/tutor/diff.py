"""The verbs `diff` and `gradient`: from a question to a Derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation, Value
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step
from symcalc.tutor.conditions import domain, simplified
from symcalc.tutor.differentiate import checked, differentiate
from symcalc.tutor.kinks import explained, kinks
from symcalc.tutor.words import WORDS
from symcalc.writing.text import text

Points = Sequence[Mapping[sp.Symbol, sp.Expr]]
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


def derivative(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """Differentiate once for each variable of `wrt`, from left to right.

    Parameters
    ----------
    body : Notation
        The formula as written.
    wrt : sequence of sympy.Symbol
        One for each order.
    points : sequence of mappings
        Where to evaluate the answer, if anywhere.
    """
    sign = "∂" if len(body.expr.free_symbols | set(wrt)) > 1 and len(set(wrt)) > 1 else "d"
    steps: tuple[Step, ...] = ()
    conditions: list[sp.Basic] = []
    remarks = list(body.remarks)
    current = body
    for order, x in enumerate(wrt):
        one = differentiate(current, x, sign)
        found, notes = where(current, x)
        conditions += found
        remarks += notes
        steps += one if len(wrt) == 1 else (_order(order, one),)
        current = one[-1].after
    asked = notation.derivative(body, *(notation.name(x) for x in wrt), text=sign)
    question = Question("derivative", body, tuple(wrt), text(asked))
    told = Derivation(
        question,
        asked,
        current,
        steps,
        simplified(conditions),
        tuple(dict.fromkeys(remarks)),
        claims=((asked.expr, current.expr),),
    )
    return at_points(told, points)


def gradient(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """The vector of partial derivatives, each worked out."""
    parts, steps = [], []
    conditions: list[sp.Basic] = []
    remarks = list(body.remarks)
    for x in wrt:
        one = differentiate(body, x, "∂")
        found, notes = where(body, x)
        conditions += found
        remarks += notes
        parts.append((one[0].before, one[-1].after))
        steps.append(_partial(x, wrt, one))
    asked, told = (build("vector", *side) for side in zip(*parts, strict=True))
    words = WORDS["gradient"]
    statement, hints = words.statement, (words.hint,)
    last = Step("gradient", words.title, asked, told, words.explanation, statement, hints=hints)
    names = ", ".join(text(notation.name(x)) for x in wrt)
    question = Question(
        "gradient", body, tuple(wrt), f"gradient of {text(body)} with respect to {names}"
    )
    claims = tuple((asked.expr, told.expr) for asked, told in parts)
    conditions_ = simplified(conditions)
    notes_ = tuple(dict.fromkeys(remarks))
    whole = Derivation(question, asked, told, (*steps, last), conditions_, notes_, claims=claims)
    return at_points(whole, points)


def where(body: Notation, x: sp.Symbol) -> tuple[list[sp.Basic], list[str]]:
    """Conditions for the derivative by x, and what is to be said of kinks."""
    found, open_ = kinks(body, x)
    conditions = [*domain(body, x), *open_, *(sp.Ne(x, k.at) for k in found)]
    remarks = [line for k in found for line in explained(k, body)]
    if not any(n.expr == x for n in body.walk() if n.head == "name"):
        remarks.append(f"{x.name} does not occur in the formula, so the derivative is 0.")
    return conditions, remarks


def _order(order: int, steps: tuple[Step, ...]) -> Step:
    """The steps of one order under a title of their own."""
    title = f"{ORDINALS[order] if order < len(ORDINALS) else f'{order + 1}th'} derivative"
    return Step(
        "order",
        title,
        steps[0].before,
        steps[-1].after,
        substeps=steps,
        explanation="Differentiate the result once more." if order else "",
    )


def _partial(x: sp.Symbol, wrt: Sequence[sp.Symbol], steps: tuple[Step, ...]) -> Step:
    words = WORDS["partial"]
    others = [y.name for y in wrt if y != x]
    held = f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'} held constant."
    return Step(
        "partial",
        f"{words.title} by {x.name}",
        steps[0].before,
        steps[-1].after,
        words.explanation.format(x=x.name, held=held if others else "").strip(),
        hints=(words.hint.format(x=x.name),),
        substeps=steps,
    )


def at_points(told: Derivation, points: Points) -> Derivation:
    """Evaluate the answer at a point, or at each of several, as steps of their own."""
    if not points:
        return told
    steps = tuple(evaluated(told, point) for point in points)
    values = tuple(step.after.expr for step in steps)
    value: Value = values[0] if len(values) == 1 else values
    return replace(told, steps=(*told.steps, *steps), value=value)


def evaluated(told: Derivation, point: Mapping[sp.Symbol, sp.Expr]) -> Step:
    """The answer at a point; "undefined" where its conditions fail."""
    place = ", ".join(f"{x.name} = {text(arrange(v))}" for x, v in point.items())
    title, hint = f"At {place}", WORDS["evaluate"].hint.format(at=place)
    if any(c.subs(point) == sp.false for c in told.conditions):
        missing = "The derivative does not exist there."
        return Step("evaluate", title, told.result, arrange(sp.nan), missing, relation="definition")
    value = told.result.expr.subs(point)
    before = put(told.result, {x: arrange(v) for x, v in point.items()})
    after = arrange(value, like=before)
    step = Step("evaluate", title, before, after, _decimals(value), hints=(hint,))
    return step if isinstance(value, sp.MatrixBase) else checked(step)


def _decimals(value: sp.Basic) -> str:
    """The decimals of a number that is not rational."""
    if isinstance(value, sp.MatrixBase) or value.is_Rational or not value.is_number:
        return ""
    return f"≈ {float(value):.10g}".replace("-", "−")
