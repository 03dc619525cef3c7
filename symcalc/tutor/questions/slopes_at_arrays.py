"""Gradients, Jacobians and Hessians of formulas of matrices at given arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, SymcalcError, UnsupportedError
from symcalc.formula import Question
from symcalc.matrix.evaluate import evaluated
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.term import Term, ordered, symbols
from symcalc.primitives import TABLE
from symcalc.reading.arrays import flat
from symcalc.reading.sentences import LIST, NUMBER, enter_part
from symcalc.tutor.backprop.numbers import fitted
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.given import written
from symcalc.tutor.linear.places import placed
from symcalc.tutor.linear.product_lines import shown_value
from symcalc.tutor.linear.products import by_arrays
from symcalc.tutor.matrices.asked import Asked
from symcalc.tutor.matrices.asked import asked as asked_of
from symcalc.tutor.matrices.inferred import spaced
from symcalc.tutor.matrices.worded import names_in, worked
from symcalc.tutor.words.slopes import FAILS, HINTS

NAME = r"[^\W\d_]\w{0,2}"
NEXT = r"(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+)"
VALUE = rf"(?:{LIST}|{NUMBER})"
# Values of letters, of which one at least is a list: x = (1, 2), y = 3.
ARRAYS = rf"(?:{NAME}\s*=\s*{NUMBER}{NEXT})*{NAME}\s*=\s*{LIST}(?:{NEXT}{NAME}\s*=\s*{VALUE})*"
enter_part("arrays", ARRAYS)
BY = r"{by:with respect to|w.r.t.|wrt|by} {variable}"
WHERE = "{where:at|for|where|when|if|given|with}[ the point]"
KIND = "{what:gradient|Jacobian|Hessian}"
NEAR = 1e-9

Point = Mapping[str, Any]


@lesson(
    "matrix-slope",
    f"{KIND} of {{f}} with respect to {{variable}} at {{arrays:arrays}}",
    f"{KIND}[ matrix] of[ the function] {{f}} {BY}[,] {WHERE} {{arrays:arrays}}",
    f"{KIND}[ matrix] of[ the function] {{f}}[,] {WHERE} {{arrays:arrays}}[,] {BY}",
    f"{KIND}[ matrix] of[ the function] {{f}} {BY}[,] at {{point:arrays}}[,] {WHERE} "
    "{arrays:arrays}",
    f"{KIND}[ matrix] of[ the function] {{f}} at {{point:arrays}}[,] {WHERE} {{arrays:arrays}}",
    f"{KIND}[ matrix] of[ the function] {{f}}[,] {WHERE} {{arrays:arrays}}[,] at {{point:arrays}}",
    f"{KIND}[ matrix] of[ the function] {{f}}[,] {WHERE} {{arrays:arrays}}",
)
def slope_at_arrays(
    what: str, f: str, arrays: str, variable: str = "", point: str = "", **_: str
) -> Derivation:
    """The slope in letters, and what it is with the arrays put in, line by line."""
    own = _values(f, point) if point else {}
    given = {**own, **_values(f, arrays)}
    names = names_in(variable) or _variables(list(own) or list(given), given)
    if len(names) != 1:
        raise UnsupportedError(FAILS["variable"], where=f, hint=HINTS["variable"])
    shapes = {name: _shape(value) for name, value in given.items()}
    formula = spaced(f)
    doubles = {name: _floats(value) for name, value in given.items()}
    question = asked_of(what.lower(), formula, names, shapes)
    _refuse_kinks(question, doubles)
    told = worked(question, doubles)
    return _put_in(told, given, _said(what, f, names, given))


def _refuse_kinks(question: Asked, doubles: Point) -> None:
    """Refuse a point at a kink, as relu has at 0, where there is no derivative."""
    formula = question.formula
    given = {formula.symbol(name).value: value for name, value in doubles.items()}
    numbers = evaluated([formula.term], *fitted(formula, given))
    for node in ordered(formula.term):
        sides = [numbers[arg] for arg in node.args]
        if {*question.wrt} & {*symbols(node)} and _is_at_kink(node, sides):
            what = FAILS["kink"].format(
                name=node.value if node.op == "map" else f"‖·‖_{node.value}"
            )
            raise UnsupportedError(what, where=formula.text, hint=HINTS["kink"])


def _is_at_kink(node: Term, sides: Sequence[Any]) -> bool:
    """Whether a function is asked for where it has a kink; ‖·‖₁ has one where an entry is 0."""
    if node.op == "norm" and node.value == "1":
        return not np.all(sides[0])
    if node.op != "map":
        return False
    letters = [sp.Dummy() for _ in sides]
    points = (dict(zip(letters, map(sp.Float, e), strict=True)) for e in np.broadcast(*sides))
    kinks = TABLE[node.value].kinks(*letters)
    return any(kink.xreplace(at).is_zero for at in points for kink in kinks)


def _said(what: str, f: str, names: Sequence[str], given: Point) -> Question:
    place = ", ".join(f"{name} = {_spelled(value)}" for name, value in given.items())
    noun = what.lower() if what[0] in "gG" else what.capitalize()
    return asked("matrix-slope", what=noun, f=f, variable=", ".join(names), arrays=place)


def _values(f: str, place: str) -> Point:
    """The letters with their values."""
    (found, *more) = placed(f, place)
    if more:
        raise UnsupportedError(FAILS["point"].format(point=place), hint=HINTS["point"])
    for name, value in found.items():
        if any(entry.free_symbols for entry in flat(value)):
            raise UnsupportedError(FAILS["letters"], where=name, hint=HINTS["letters"])
    return found


def _variables(among: Sequence[str], given: Point) -> list[str]:
    """What is differentiated by where that is not said: the only letter, or the only list."""
    lists = [name for name in among if isinstance(given[name], list)]
    return list(among) if len(among) == 1 else lists if len(given) == len(lists) == 1 else []


def _shape(value: Any) -> tuple[int, ...]:
    sizes = np.shape(np.array(value, dtype=object))
    if len(sizes) > 2:
        raise ShapeError(FAILS["axes"], hint=HINTS["letters"])
    return sizes


def _floats(value: Any) -> Any:
    return [_floats(v) for v in value] if isinstance(value, list) else float(value)


def _spelled(value: Any) -> str:
    return written(value) if isinstance(value, list) else str(value)


def _put_in(told: Derivation, given: Point, question: Question) -> Derivation:
    """The same with the answer at the arrays, exactly where that can be."""
    value = told.value
    steps = told.steps[:-1]
    exact = _exact(told.answer, given)
    if exact is None or not _near(exact.answer, value):
        answer = value if isinstance(value, sp.MatrixBase) else sp.S(value)
        result = shown_value(answer)
        return replace(told, question=question, result=result, told=answer, value=None)
    return replace(
        told,
        question=question,
        result=exact.result,
        steps=(*steps, *exact.steps),
        claims=(*told.claims, *exact.claims),
        told=exact.answer,
        value=None,
    )


def _exact(answer: Any, given: Point) -> Derivation | None:
    """The value of the answer with exact numbers; None where its operations have none."""
    try:
        formula = interpreted(answer)
        among = {str(s.value) for s in formula.symbols}
        return by_arrays(answer, {k: v for k, v in given.items() if k in among}, None, "rows")
    except SymcalcError:
        return None


def _near(exact: Any, value: Any) -> bool:
    """Whether exact numbers are those that doubles come to."""
    one, other = (
        np.array(sp.Matrix([side]).evalf(17).tolist(), dtype=float) for side in (exact, value)
    )
    return one.shape == other.shape and bool(np.allclose(one, other, rtol=NEAR, atol=NEAR))
