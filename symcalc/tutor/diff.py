"""The verbs `diff` and `gradient`: from a question to a Derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.conditions import domain, simplified
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.evaluating import at_each, evaluated
from symcalc.tutor.kinks import Kink, explained, kinks
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words import WORDS
from symcalc.writing.text import text

Points = Sequence[Mapping[sp.Symbol, sp.Expr]]
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


def derivative(
    body: Notation,
    wrt: Sequence[sp.Symbol],
    points: Points = (),
    sign: str = "d",
    *,
    simplify: bool = True,
) -> Derivation:
    """Differentiate once for each variable of `wrt`, from left to right.

    Parameters
    ----------
    body : Notation
        The formula as written.
    wrt : sequence of sympy.Symbol
        One for each order.
    points : sequence of mappings
        Where to evaluate the answer, if anywhere.
    sign : str
        "d", or "∂", which is also taken for several variables.
    simplify : bool
        Whether lines are tidied up.

    Raises
    ------
    UnsupportedError
        If the formula is a vector, or a part of it has no derivative rule.
    """
    sign = "∂" if len(set(wrt)) > 1 else sign
    parts = [differentiated(body, wrt[0], sign, simplify=simplify)]
    for x in wrt[1:]:
        if parts[-1].after.expr == 0:
            break  # as all higher ones are
        parts.append(differentiated(parts[-1].after, x, sign, simplify=simplify))
    steps = parts[0].steps if len(parts) == 1 else tuple(map(_order, range(len(parts)), parts))
    asked = notation.derivative(body, *(notation.name(x) for x in wrt), text=sign)
    told = Derivation(
        Question("derivative", body, tuple(wrt), text(asked)),
        asked,
        parts[-1].after,
        steps,
        claims=(Equal(sp.Derivative(body.expr, *wrt[: len(parts)]), parts[-1].after.expr),),
    )
    named = [_of_order(k, part) for k, part in enumerate(parts)] if len(wrt) > 1 else parts
    return at_points(noted(told, named), points, _deciding(parts) if len({*wrt}) == 1 else ())


def _deciding(parts: Sequence[Part]) -> tuple[Kink, ...]:
    """The kinks that decide whether the last derivative exists: those of an earlier one first."""
    failing = [k for part in parts[:-1] for k in part.kinks if not k.exists]
    lost = {k.at for k in failing}
    return (*failing, *(k for k in parts[-1].kinks if k.at not in lost))


def unchanged(body: Notation, points: Points = ()) -> Derivation:
    """The derivative of order 0, which is the formula itself."""
    need_value(body)
    asked = Question("derivative", body, (), text(body))
    return at_points(
        Derivation(asked, body, body, (), claims=(Equal(body.expr, body.expr),)), points
    )


def _of_order(order: int, part: Part) -> Part:
    """Its remarks say which derivative they are about."""
    said = [f"{ordinal(order + 1)} derivative. {remark}" for remark in part.remarks]
    return part._replace(remarks=tuple(said))


def gradient(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """The vector of partial derivatives, each worked out."""
    parts = [differentiated(body, x, "∂") for x in wrt]
    last = gathered(parts)
    names = ", ".join(text(notation.name(x)) for x in wrt)
    asking = f"gradient of {text(body)} with respect to {names}"
    told = Derivation(
        Question("gradient", body, tuple(wrt), asking),
        last.before,
        last.after,
        (*(partial(part, wrt) for part in parts), last),
        claims=tuple(Equal(p.steps[0].before.expr, p.after.expr) for p in parts),
    )
    return at_points(noted(told, parts), points)


def gathered(parts: Sequence[Part]) -> Step:
    """The partial derivatives as a vector."""
    words = WORDS["gradient"]
    return Step(
        "gradient",
        words.title,
        build("vector", *(part.steps[0].before for part in parts)),
        build("vector", *(part.after for part in parts)),
        words.explanation,
        words.statement,
        hints=(words.hint,),
    )


class Part(NamedTuple):
    """One differentiation: its steps, where it holds, and what is to be said of kinks."""

    x: sp.Symbol
    steps: tuple[Step, ...]
    conditions: tuple[sp.Basic, ...]
    remarks: tuple[str, ...]
    kinks: tuple[Kink, ...]

    @property
    def after(self) -> Notation:
        """What came out."""
        return self.steps[-1].after


def differentiated(body: Notation, x: sp.Symbol, sign: str, *, simplify: bool = True) -> Part:
    """Differentiate once by x."""
    steps = differentiate(body, x, sign, simplify=simplify)
    plain = written_out(body)
    found, open_ = kinks(plain, x)
    conditions = (
        *domain(plain, x),
        *(sp.Ne(crossing.zero, 0) for crossing in open_),
        *(sp.Ne(x, kink.at) for kink in found),
    )
    remarks = [line for kink in found for line in explained(kink, plain, body)]
    remarks += [crossing.sentence() for crossing in open_]
    return Part(x, steps, conditions, tuple(remarks), tuple(found))


def noted(told: Derivation, parts: Sequence[Part]) -> Derivation:
    """With the conditions and the remarks of all its parts, each said once."""
    conditions = simplified(c for part in parts for c in part.conditions)
    body, wrt = told.question.body, told.question.wrt
    written = body.symbols.union(*(formula.symbols for _, formula in told.question.given))
    remarks = [*body.remarks, *(r for part in parts for r in part.remarks)]
    several = body.head in ("vector", "tuple", "matrix")
    nothing = "None of the formulas depends" if several else "The formula does not depend"
    if len(parts) < len(wrt) and told.question.kind == "derivative":
        last = ordinal(len(parts)).lower()
        remarks.append(f"The {last} derivative is 0, and so are all after it.")
    remarks += [
        f"{nothing} on {text(notation.name(x))}, so the derivative is 0."
        for x in wrt
        if x not in written and body.expr != 0
    ]
    if sp.false in conditions:
        remarks.append("The formula has no real value, so this holds for no real number.")
    return replace(told, conditions=conditions, remarks=tuple(dict.fromkeys(remarks)))


def _order(order: int, part: Part) -> Step:
    """The steps of one order under a title of their own."""
    return Step(
        "order",
        f"{ordinal(order + 1)} derivative",
        part.steps[0].before,
        part.after,
        "Differentiate the result once more." if order else "",
        substeps=part.steps,
    )


def ordinal(number: int) -> str:
    """First, Second … 22nd.

    >>> ordinal(2), ordinal(11), ordinal(22)
    ('Second', '11th', '22nd')
    """
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else endings.get(number % 10, 'th')}"


def partial(part: Part, wrt: Sequence[sp.Symbol]) -> Step:
    """The steps of a partial derivative, and what is held constant."""
    words = WORDS["partial"]
    x, others = text(notation.name(part.x)), [text(notation.name(y)) for y in wrt if y != part.x]
    held = f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'} held constant."
    return Step(
        "partial",
        f"{words.title} by {x}",
        part.steps[0].before,
        part.after,
        words.explanation.format(x=x, held=held if others else "").strip(),
        substeps=part.steps,
        hints=(words.hint.format(x=x),),
    )


def at_points(told: Derivation, points: Points, kinks: Sequence[Kink] = ()) -> Derivation:
    """Evaluate the answer at a point, or at each of several, as steps of their own."""
    return at_each(told, points, lambda point: evaluated(told, point, kinks))
