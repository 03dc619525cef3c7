"""The chain rule for f(x(t), y(t)): a total derivative, or one by each of several parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.checking.relations import check_equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build, put
from symcalc.steps import Step
from symcalc.tutor.diff import Part, Points, at_points, differentiated, noted
from symcalc.tutor.differentiate import closing
from symcalc.tutor.several.parts import (
    constants,
    counted,
    frame,
    held,
    letter,
    named,
    names,
    need_few,
)
from symcalc.tutor.worded import worded
from symcalc.tutor.words.several import SEVERAL
from symcalc.writing.text import text

Inner = Mapping[sp.Symbol, Notation]


def chain(
    body: Notation,
    inner: Inner,
    wrt: Sequence[sp.Symbol],
    points: Points = (),
    *,
    sign: str = "d",
) -> Derivation:
    """Differentiate f(x(t), y(t)) by t without putting x(t) and y(t) in first.

    Parameters
    ----------
    body : Notation
        f, in x and y; it may contain t itself.
    inner : mapping from symbols to Notation
        What x and y are in terms of t.
    wrt : sequence of sympy.Symbol
        t, or several parameters: the answer is then a vector with a component for each.
    points : sequence of mappings
        Values of the parameters where to evaluate the answer.
    sign : str
        "∂" where the derivative by one parameter was asked for as a partial one.

    Raises
    ------
    UnsupportedError
        If the inner functions are not of the parameters alone.
    """
    need_few(len(wrt) * (len(inner) + 1), "the chain rule", wrt)
    _refuse_nested(inner, wrt)
    outer = {x: differentiated(body, x, "∂") for x in _through(body, inner, wrt)}
    outside = [_outer(part, body, (*inner, *wrt)) for part in outer.values()]
    single = len(wrt) == 1
    sign = sign if single else "∂"
    works = [_by(body, inner, outer, t, sign) for t in wrt]
    composed = put(body, inner)
    asked = [notation.derivative(composed, notation.name(t), text=sign) for t in wrt]
    answers = [done[-1].after for done, _ in works]
    steps = [step for done, _ in works for step in done]
    steps[1:1] = outside  # after the first tree, which says what is needed
    told = Derivation(
        Question(
            "total-derivative",
            body,
            tuple(wrt),
            _asking(body, inner, wrt),
            given=tuple(inner.items()),
        ),
        asked[0] if single else build("vector", *asked),
        answers[0] if single else build("vector", *answers),
        tuple(steps) if single else (*steps, _gathered(asked, answers, wrt)),
        claims=tuple(Equal(a.expr, b.expr) for a, b in zip(asked, answers, strict=True)),
    )
    parts = [named(p, f"The derivative by {letter(p.x)}") for p in outer.values()]
    parts = [_at_inner(part, inner) for part in parts]
    parts += [part for _, inside in works for part in inside]
    said = noted(told, parts)
    fixed = constants([body, *inner.values()], (*inner, *wrt))
    return at_points(replace(said, remarks=(*fixed, *said.remarks)), points)


def _refuse_nested(inner: Inner, wrt: Sequence[sp.Symbol]) -> None:
    for x, formula in inner.items():
        if formula.symbols & inner.keys():
            raise UnsupportedError(
                f"{letter(x)} is given in terms of {names(formula.symbols & inner.keys())}",
                where=text(formula),
                hint=f"write every variable in terms of {names(wrt)} alone",
            )


def _through(body: Notation, inner: Inner, wrt: Sequence[sp.Symbol]) -> list[sp.Symbol]:
    """The variables through which the value depends on the parameters."""
    return [x for x in (*inner, *wrt) if x in body.symbols]


def _outer(part: Part, body: Notation, wrt: Sequence[sp.Symbol]) -> Step:
    fields = {"x": letter(part.x), "held": held(part.x, body, wrt)}
    return frame(part, SEVERAL["outer"], **fields)


def _by(
    body: Notation, inner: Inner, outer: Mapping[sp.Symbol, Part], t: sp.Symbol, sign: str
) -> tuple[list[Step], list[Part]]:
    """The steps for one parameter: the tree, the inner derivatives, all of it put together."""
    inside = {x: differentiated(inner[x], t, sign) for x in outer if x in inner}
    tried = [_terms(body, part, inside.get(x), t, sign) for x, part in outer.items()]
    lines = [pair for pair in tried if pair is not None]
    asked = notation.derivative(put(body, inner), notation.name(t), text=sign)
    if not lines:
        words = SEVERAL["independent"]
        said = words.explanation.format(t=letter(t))
        return [Step("constant", words.title, asked, notation.number(0), said)], []
    tree = notation.add(*(before for before, _ in lines))
    filled = notation.add(*(after for _, after in lines))
    there = put(filled, inner)
    rest = closing(there, there)
    _bear_out(asked, there)
    letters = ", ".join(f"{letter(x)} = {text(f)}" for x, f in inner.items() if x in filled.symbols)
    fields = {"t": letter(t), "letters": letters}
    steps = [
        _step("chain-tree", asked, tree, t=letter(t), **_ways(outer, inside, t)),
        *(_inner(part, x, inner[x]) for x, part in inside.items()),
        _step("tree-filled", tree, filled),
        *([_step("put-in", filled, there, **fields)] if there != filled else []),
        *rest,
    ]
    return steps, list(inside.values())


def _terms(
    body: Notation, part: Part, inside: Part | None, t: sp.Symbol, sign: str
) -> tuple[Notation, Notation] | None:
    """∂f/∂x · dx/dt, as it is written and as it comes out; of t itself ∂f/∂t."""
    outer = notation.derivative(body, notation.name(part.x), text="∂")
    if inside is None:
        return (outer, part.after) if part.x == t else None
    slope = notation.derivative(inside.steps[0].before.parts[0], notation.name(t), text=sign)
    return notation.multiply(outer, slope), notation.multiply(part.after, inside.after)


def _ways(
    outer: Mapping[sp.Symbol, Part], inside: Mapping[sp.Symbol, Part], t: sp.Symbol
) -> dict[str, str]:
    through = [letter(x) for x in outer if x in inside]
    letters = " and ".join(through)
    direct = t in outer
    ways = counted(len(through) + direct, "term")
    return {"letters": f"{letters}, and directly" if direct else letters, "ways": ways}


def _inner(part: Part, x: sp.Symbol, formula: Notation) -> Step:
    return frame(part, SEVERAL["inner"], x=letter(x), t=letter(part.x), inner=text(formula))


def _step(rule: str, before: Notation, after: Notation, **fields: object) -> Step:
    """A line of the chain rule: equal once x and y are put in, which is checked at the end."""
    return worded(SEVERAL, rule, before, after, fields, "definition")


def _bear_out(asked: Notation, there: Notation) -> None:
    """The chain rule's line with all put in is the derivative, taken numerically."""
    if check_equal(asked.expr, there.expr).status == "disagrees":
        raise AssertionError(f"the chain rule is wrong: {text(asked)} = {text(there)}")


def _gathered(
    asked: Sequence[Notation], answers: Sequence[Notation], wrt: Sequence[sp.Symbol]
) -> Step:
    words = SEVERAL["parameters"]
    before, after = build("vector", *asked), build("vector", *answers)
    return Step(
        "parameters", words.title, before, after, words.explanation.format(names=names(wrt))
    )


def _at_inner(part: Part, inner: Inner) -> Part:
    """A part whose conditions are about x, with x(t) in its place."""
    values = {x: formula.expr for x, formula in inner.items()}
    conditions = tuple(c.subs(values, simultaneous=True) for c in part.conditions)
    return part._replace(conditions=conditions)


def _asking(body: Notation, inner: Inner, wrt: Sequence[sp.Symbol]) -> str:
    where = ", ".join(f"{letter(x)} = {text(f)}" for x, f in inner.items())
    return f"total derivative of {text(body)} with respect to {names(wrt)} where {where}"
