"""Related rates: how fast a formula changes where its letters change with time."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, replace_nodes
from symcalc.tutor.diff import Points, at_points
from symcalc.tutor.differentiate import closing
from symcalc.tutor.several.chain import chain
from symcalc.tutor.several.parts import names
from symcalc.tutor.worded import worded
from symcalc.tutor.words.several import CHANGING, SEVERAL
from symcalc.writing.text import text


def related_rates(question: Question, points: Points) -> Derivation:
    """Differentiate π r² by t where r changes with t: 2π r(t) r′(t), then what is known of r."""
    (t,) = question.wrt
    rates, values = dict(question.given), dict(question.at)
    inner = {x: moving(x, t) for x in natural_order(question.body.symbols)}
    told = replace(chain(question.body, inner, (t,)), question=question)
    if not rates:
        said = CHANGING.format(letters=names(inner), t=t)
        told = replace(told, remarks=(*told.remarks, said))
    known = {rate(x, t): value for x, value in rates.items()}
    at = {x: arrange(value) for x, value in values.items()}
    plain = {f: notation.name(x) if rates else at.get(x, f) for x, f in inner.items()}
    known |= {f: value for f, value in plain.items() if value != f}
    if not known:
        return told
    numbers = {before: after for before, after in known.items() if after.head != "name"}
    letters = ", ".join(f"{text(before)} = {text(after)}" for before, after in numbers.items())

    def change(part: Notation) -> Notation | None:
        return known.get(part, part if part.head == "derivative" else None)

    filled = replace_nodes(told.result, change)
    step = worded(SEVERAL, "rates", told.result, filled, {"letters": letters}, "definition")
    done = replace(told, steps=(*told.steps, step, *closing(filled, filled)))
    done = replace(done, result=done.steps[-1].after)
    return at_points(done, points) if rates else done


def moving(x: sp.Symbol, t: sp.Symbol) -> Notation:
    """r(t), for a letter r that changes with t."""
    return build("apply", notation.name(t), text=x.name)


def rate(x: sp.Symbol, t: sp.Symbol) -> Notation:
    """r′(t)."""
    return build("derivative", moving(x, t), notation.name(t), text="'")


def in_letters(node: Notation, t: sp.Symbol) -> Notation:
    """2π r r′ for 2π r(t) r′(t), and for 2π r dr/dt."""

    def change(part: Notation) -> Notation | None:
        inner = part.parts[0] if part.parts else part
        slope = part.head == "derivative" and len(part.parts) == 2 and part.parts[1].expr == t
        if slope and inner.head in ("name", "apply"):
            return notation.name(sp.Symbol(f"{inner.text}'"))
        if part.head == "apply" and part.parts == (notation.name(t),):
            return notation.name(sp.Symbol(part.text))
        dotted = part.head == "name" and part.text.endswith("_dot")
        return notation.name(sp.Symbol(f"{part.text[:-4]}'")) if dotted else None

    return replace_nodes(node, change)
