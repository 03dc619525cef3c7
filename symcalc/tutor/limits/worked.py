"""From a question about a limit to a Derivation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.checking.limits import TendsTo
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.steps import Step, Table
from symcalc.tutor.diff import Points, at_points
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.lines import fields_of, limit_step
from symcalc.tutor.limits.methods import LHOPITAL, METHODS
from symcalc.tutor.limits.sides import NAMES, SIGNS
from symcalc.tutor.limits.values import table
from symcalc.tutor.words.limits import BY, ENDINGS, WORDS
from symcalc.writing.text import text

ONE_SIDE = "{to} is approached from one side only, so no side need be said."
NO_VARIABLE = "The formula does not depend on {x}, so its limit is the formula itself."


def limit(
    body: Notation, x: sp.Symbol, to: sp.Expr, side: str = "", method: str = ""
) -> Derivation:
    """Work a limit out, every step named, explained and checked.

    Parameters
    ----------
    body : Notation
        The formula as written.
    x : sympy.Symbol
        The variable.
    to : sympy.Expr
        Where it goes: a number, another letter, ±oo.
    side : str
        "+", "-", or "" for both.
    method : str
        "lhopital" to take that rule wherever it applies.

    Raises
    ------
    UnsupportedError
        If the point is no real number, or no method is known for the formula.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> limit(arrange((x**2 - 4) / (x - 2)), x, sp.Integer(2)).answer
    4
    """
    need_value(body)
    _sensible(body, x, to)
    remarks = list(body.remarks)
    if to.is_infinite and side:
        remarks.append(ONE_SIDE.format(to=text(arrange(to))))
        side = ""
    if x not in body.symbols:
        remarks.append(NO_VARIABLE.format(x=x.name))
    ask = Ask(body, x, to, side)
    opening, narrowed = _one_side(ask)
    lhopital = method == "lhopital"
    finder = Finder(LHOPITAL if lhopital else METHODS, lhopital)
    found = _without_values(narrowed) or finder.find(narrowed) or _refused(narrowed)
    told = _told(ask, opening, found, narrowed, remarks)
    asked = f"{text(ask.whole)} {BY}" if lhopital else text(ask.whole)
    question = Question("limit", ask.whole, (x,), asked, method=method)
    return replace(told, question=question)


def answered(question: Question, points: Points = ()) -> Derivation:
    """The answer to a question whose body is a limit as written."""
    body, x, to = question.body.parts
    body = with_remarks(body, question.body.remarks)
    told = limit(body, x.expr, to.expr, question.body.text, question.method)
    return at_points(told, points) if told.answer.is_finite is not False else told


def _sensible(body: Notation, x: sp.Symbol, to: sp.Expr) -> None:
    """Refuse what is no limit over the reals."""
    written = text(body)
    if body.expr.is_Matrix:
        raise UnsupportedError(
            "this is not one formula with one value",
            where=written,
            hint="take the limit of its components one at a time",
        )
    if to.has(x):
        raise UnsupportedError(
            f"the point that {x.name} tends to depends on {x.name}", where=written
        )
    wrong = to.has(sp.nan, sp.zoo, sp.I) or (to.is_number and not to.is_extended_real)
    if wrong or (to.has(sp.oo) and not to.is_infinite):
        raise UnsupportedError(
            f"{text(arrange(to))} is not a point that {x.name} can tend to",
            hint="give a real number, oo or -oo",
        )


def _one_side(ask: Ask) -> tuple[tuple[Step, ...], Ask]:
    """Where the formula has values on one side only, the limit is taken from there."""
    if ask.side or ask.to.is_infinite or not ask.moves(ask.body):
        return (), ask
    sides = [replace(ask, side=side) for side in "-+"]
    there = [s for s in sides if s.near.kind != "undefined"]
    if len(there) != 1:
        return (), ask
    (kept,) = there
    where = f"{ask.x.name} {SIGNS[kept.side]} {text(arrange(ask.to))}"
    fields = fields_of(ask, where=where, side=NAMES[kept.side])
    return (limit_step("one-side-only", ask.whole, kept.whole, fields),), kept


def _without_values(ask: Ask) -> Found | None:
    """A formula that has no real values near the point."""
    if ask.near.kind != "undefined":
        return None
    step = limit_step("undefined", ask.whole, arrange(sp.nan), fields_of(ask), relation="implies")
    return Found((step,), sp.nan)


def _refused(ask: Ask) -> Found:
    """What is said where no method applies."""
    near = ask.near
    written = text(ask.whole)
    others = ask.body.symbols - {ask.x}
    names = ", ".join(sorted(s.name for s in others))
    if near.kind == "depends" or (near.kind == "varies" and others):
        raise UnsupportedError(
            f"the limit depends on the sign or the size of {names}",
            where=written,
            hint=f"give {names} a value",
        )
    seen = {
        "finite": f"close to the point the values seem to tend to {in_figures(near.value, 10)}",
        "infinite": "close to the point the values seem to grow without bound",
        "varies": "close to the point the values do not seem to settle",
    }
    if others:  # what numbers seem to tend to is so for one value of theirs
        seen = dict.fromkeys(seen, f"give {names} a value: the limit may depend on it")
    raise UnsupportedError(
        "no method that is known here leads to this limit",
        where=written,
        hint=seen.get(near.kind, "write the formula in another way"),
    )


def _told(
    ask: Ask, opening: tuple[Step, ...], found: Found, narrowed: Ask, remarks: Sequence[str]
) -> Derivation:
    """The derivation, with the table of values and the sentence where there is no number."""
    asked, result = ask.whole, arrange(found.value, like=ask.body)
    steps = (*opening, *found.steps)
    beside = table(narrowed) if ask.moves(ask.body) else None
    if beside is not None and found.exists:
        steps = (*steps, _values(asked, result, beside))
    elif beside is not None and found.steps[-1].rule != "two-sequences":  # these have their own
        steps = (*steps[:-1], replace(steps[-1], table=beside))
    return Derivation(
        Question("limit", asked, (ask.x,), text(asked)),
        asked,
        result,
        steps,
        remarks=tuple(dict.fromkeys(remarks)),
        claims=(TendsTo(asked.expr, found.value),),
        ending=_ending(ask, found),
    )


def _values(asked: Notation, result: Notation, beside: Table) -> Step:
    words = WORDS["values-far" if asked.parts[2].expr.is_infinite else "values"]
    return Step(
        "values",
        words.title,
        result if result.expr.is_finite is not False else asked,  # a number need not be said again
        result,
        words.explanation,
        status="numeric",
        table=beside,
        hints=(words.hint,),
    )


def _ending(ask: Ask, found: Found) -> str:
    """The sentence for a limit that is no number."""
    if found.value in (sp.oo, -sp.oo):
        return ENDINGS["grows" if found.value == sp.oo else "falls"]
    if found.exists:
        return ""
    last = found.steps[-1]
    fields = fields_of(ask)
    if last.rule == "undefined":
        return ENDINGS["undefined"].format(**fields)
    if last.rule == "two-sequences":
        return ENDINGS["oscillates"].format(**fields)
    frames = found.steps[-3:-1]  # one for each side
    left, right = (text(f.after) if f.rule == "one-sided" else "none" for f in frames)
    return ENDINGS["differ"].format(left=left, right=right)
