"""Where the updates of the optimisers come from: derivations line by line, each checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation, number
from symcalc.primitives import build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.descent.gaussian_means import Mean
from symcalc.tutor.descent.methods import LIKE, METHODS, plain, unquoted
from symcalc.tutor.descent.origin_rows import NAMES, Line, Row
from symcalc.tutor.descent.origin_rows import ROWS as METHOD_ROWS
from symcalc.tutor.descent.origin_values import substituted, worked_step
from symcalc.tutor.descent.schedule_rows import SCHEDULE_ROWS
from symcalc.tutor.descent.schedules import SCHEDULES, Schedule
from symcalc.tutor.diff import differentiated
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words import descent_updates as words
from symcalc.tutor.words.descent_origins import WORDS
from symcalc.writing.text import text

ROWS = (*METHOD_ROWS, *SCHEDULE_ROWS)
TIMES = {s.name: s for s in SCHEDULES}
UPDATES = {m.name: m for m in METHODS}


@dataclass(frozen=True)
class Origin(Derivation):
    """The derivation of an update.

    Attributes
    ----------
    updates : mapping from names to SymPy objects
        What becomes of each letter in one step, in order.
    """

    updates: Mapping[str, Any] = field(default_factory=dict, compare=False)


@lesson("optimiser", "origin of {name}[ at {point}]")
def optimiser(name: str, point: str = "") -> Origin:
    """Where the update of an optimiser, or a schedule of the rate, comes from.

    Examples
    --------
    >>> optimiser("gradient").answer
    -g*rate + x
    """
    row = row_of(name)
    schedule = TIMES.get(row.name)
    lines = [_worked(line, row) for line in row.lines]
    if schedule is not None:
        last, updates = _scheduled(schedule)
        lines = [(last, []), *lines]
    else:
        last, updates = _update(row)
        lines = [*lines, (last, [])]
    result = _last(row, schedule)
    question = asked("optimiser", result, (), name=name, point=point)
    settings = schedule.settings if schedule else {}
    method = UPDATES.get("" if row.update else row.method)
    if method is None:
        evaluated, value = substituted(result, point, row.name, settings)
    else:
        evaluated, value = worked_step(method, point)
    return Origin(
        question,
        last.before,
        result,
        (*(step for step, _ in lines), *evaluated),
        remarks=words.REMARKS.get(row.name, ()),
        value=value,
        claims=(*(c for _, claims in lines for c in claims), *_evidence(row, result)),
        updates=updates,
    )


def row_of(name: str) -> Row:
    """The row of an optimiser or a schedule, by any of its spellings.

    Raises
    ------
    UnsupportedError
        If there is none; the message says which is meant.
    """
    known = {plain(s): row for row in ROWS for s in (row.name, row.title, *row.spellings)}
    also = [(m.name, m.title, m.spellings) for m in METHODS]
    also += [(s.name, s.title, s.spellings) for s in SCHEDULES]
    for own, title, spellings in also:
        if plain(own) in known:
            known.update({plain(s): known[plain(own)] for s in (title, *spellings)})
    wanted = plain(name)
    if wanted in known:
        return known[wanted]
    if any(wanted in (plain(s) for s in (own, *more)) for own, _, more in also):
        raise UnsupportedError(words.FAILS["no-origin"].format(name=name))
    close = get_close_matches(wanted, known, 1, LIKE)
    names = ", ".join(row.name for row in ROWS)
    hint = words.HINTS["meant"].format(name=close[0]) if close else ""
    told = words.FAILS["unknown"].format(name=name[:40])
    raise UnsupportedError(told, hint=hint or words.HINTS["names"].format(names=names))


def written(formula: str) -> Notation:
    """A formula of the table, its words without quotes."""
    return _read(formula)


@lru_cache(maxsize=256)
def _read(formula: str) -> Notation:
    settings = [name for s in SCHEDULES for name in s.settings]
    return unquoted(read(formula, names=[*NAMES, *settings]))


def _worked(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    """The step of a line, and what it claims."""
    return KINDS[line.kind](line, row)


def _said(line: Line, row: Row, after: Notation, **more: Any) -> Step:
    fields = {"second": text(written(line.more)) if line.more else ""}
    fields |= words.SCHEDULES.get(row.name, {})
    return worded(WORDS, line.rule, after, after, fields, "definition", **more)


def equation(left: Notation, right: Notation) -> Notation:
    """Left = right, as written."""
    return build("relation", left, right, text="=")


def _definition(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    return _said(line, row, equation(written(line.left), written(line.right))), []


def _equal(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    """Both sides have the same value; letters that are positive are squares for the check."""
    left, right = written(line.left), written(line.right)
    positive = line.given.split(", ") if line.rule == "clip-length" else []
    squares = {sp.Symbol(s): sp.Symbol(s) ** 2 for s in positive}
    claim = Equal(left.expr.xreplace(squares), right.expr.xreplace(squares))
    return _said(line, row, equation(left, right)), [borne_out(claim, line)]


def _slope(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    """The steps of the derivative, and its form here."""
    x = sp.Symbol(line.given)
    left, right = written(line.left), written(line.right)
    part = differentiated(left, x, "∂" if len(left.symbols) > 2 and row.name == "natural" else "d")
    after = equation(unquoted(part.steps[0].before), right)
    claim = Equal(part.steps[0].before.expr, right.expr)
    same = Equal(part.after.expr, right.expr)
    borne_out(same, line)
    return _said(line, row, after), [borne_out(claim, line)]


def _root(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    """The place is a root, and the derivative there is what is said to be positive."""
    d, slope, place = sp.Symbol(line.given), written(line.left), written(line.right)
    zero = Equal(slope.expr.subs(d, place.expr), sp.S.Zero)
    second = Equal(sp.Derivative(slope.expr, d), written(line.more).expr)
    asked_ = equation(slope, number(0))
    after = equation(written(line.given), place)
    both = build("tuple", asked_, after)
    return _said(line, row, both), [borne_out(zero, line), borne_out(second, line)]


def _mean(line: Line, row: Row) -> tuple[Step, list[Claim]]:
    claim = Mean(written(line.left).expr, written(line.right).expr)
    after = equation(written(line.given), written(line.right))
    return _said(line, row, after), [borne_out(claim, line)]


KINDS = {
    "definition": _definition,
    "equal": _equal,
    "slope": _slope,
    "root": _root,
    "mean": _mean,
}


def borne_out(claim: Claim, line: Line) -> Claim:
    """The claim itself, once numbers bear it out: a wrong row of the table is our own mistake."""
    if claim.check().status == "disagrees":
        raise AssertionError(f"the line {line.left} = {line.right} is wrong")
    return claim


def _update(row: Row) -> tuple[Step, dict[str, Any]]:
    """The lines of the update: those of the method's row, else its own."""
    method = UPDATES.get(row.method)
    own = written(row.update) if row.update else None
    wholes = [line.whole for line in method.lines] if method is not None else [own]
    fields = {
        "lines": "; ".join(text(w) for w in wholes if w is not None),
        "step": row.step or (text(own) if own is not None else ""),
    }
    after = own if own is not None else wholes[0] if len(wholes) == 1 else build("tuple", *wholes)
    assert after is not None
    updates: dict[str, Any] = (
        {line.letter.name: line.formula.expr for line in method.lines} if method else {}
    )
    if own is not None:
        entries = own.expr if own.expr.is_Matrix else (own.expr,)
        updates = dict(zip(row.letters, entries, strict=True))
    told = words.UPDATES[row.name].format(**fields)
    made = worded(WORDS, "update", after, after, {"told": told}, "definition")
    return made, updates


def _scheduled(schedule: Schedule) -> tuple[Step, dict[str, Any]]:
    told = words.SCHEDULES[schedule.name]["told"]
    after = equation(written("rate_t"), schedule.line)
    made = worded(WORDS, "schedule", after, after, {"told": told}, "definition")
    return made, {"rate": schedule.line.expr}


def _last(row: Row, schedule: Schedule | None) -> Notation:
    """The answer: what becomes of x, or the rate of step t."""
    if schedule is not None:
        return schedule.line
    if row.update:
        return written(row.update)
    return UPDATES[row.method].lines[-1].formula


def _evidence(row: Row, result: Notation) -> list[Claim]:
    """What else is said: g² and f″ of x²; and of a row without lines that it is itself."""
    x = sp.Symbol("x")
    if row.name in ("adam", "rmsprop"):
        return [Equal(sp.Derivative(x**2, x), 2 * x), Equal(sp.Derivative(2 * x, x), sp.Integer(2))]
    return [] if row.lines else [Equal(result.expr, result.expr)]
