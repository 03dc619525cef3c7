"""What stands before the sign of equality in an answer: a name for it, the question, a chain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided, wrong
from symcalc.grading.kinds.rounded import numbers_of
from symcalc.grading.points.numbers import EXACT, ROUNDED, agreements
from symcalc.grading.points.numbers import OTHER as APART
from symcalc.grading.shapes import as_vector, paired
from symcalc.grading.told import NAMING, Told
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.lessons import is_lesson
from symcalc.writing.text import text

LETTER = "{letter} is a letter of the question: it cannot name the answer."
CONSTANT = "C is the constant of integration: it cannot name the answer."
FALSE = "{left} is not {right}."
OTHER = "The left side, {left}, is not what was asked for."
PLACE = "That is the derivative at {told}; the question asks for it at {asked}."
ORDER = "{left} is another derivative than the one that is asked for."
UNCHECKED = "{left} = {right} is a step that I could not check."
NOT_THERE = "The {noun} does not exist."
OPERATIONS = ("derivative", "integral", "limit", "evaluated", "derivative-at")
OWN = (
    *("inverse", "implicit", "parametric", "total-derivative", "directional-derivative"),
    "related-rates",
)


def unnamed(asked: Asked, told: Told) -> tuple[Told, Finding | None, Finding | None]:
    """The answer alone; a finding that settles it; one that holds if the answer is right."""
    if asked.wants != "formula" or asked.kind == "tangent":
        return told, None, None
    node = chosen(asked, told.whole)
    chain = members(node)
    if len(chain) < 2:
        return Told(told.typed, node), _no_limit(asked, node), None
    found = left_side(asked, chain[0])
    if isinstance(found, Finding):
        return told, found, None
    return _last(told, chain[1:] if found else chain)


def _last(told: Told, chain: Sequence[Notation]) -> tuple[Told, Finding | None, Finding | None]:
    """The end of a chain whose links are true; of 6/13 = 0.4615 the number that is not rounded."""
    doubt, end = None, chain[0]
    for left, right in pairwise(chain):
        equal = _equal(left, right)
        if equal == "different":
            return told, wrong(FALSE.format(left=text(left), right=text(right))), None
        if equal not in ("equal", "rounded"):
            doubt = undecided(UNCHECKED.format(left=text(left), right=text(right)))
        end = end if equal == "rounded" else right
    return Told(told.typed, end), None, doubt


def members(node: Notation) -> list[Notation]:
    """a, b and c of a = b = c; the formula alone where it is no such chain."""
    links = node.parts if node.head == "and" else (node,)
    if not all(link.head == "relation" and link.text == "=" for link in links):
        return [node]
    if any(a.parts[1].expr != b.parts[0].expr for a, b in pairwise(links)):
        return [node]
    return [links[0].parts[0], *(link.parts[1] for link in links)]


def left_side(asked: Asked, left: Notation) -> Finding | bool:
    """Whether it only names the answer; a finding where it names something else."""
    if left.head == "name":
        letters = {n.expr for n in asked.body.walk() if n.head == "name"} | asked.letters
        if left.expr in letters and not is_lesson(asked.kind):
            return wrong(LETTER.format(letter=text(left)))
        return wrong(CONSTANT) if left.text == "C" or str(left.expr) == "C" else True
    if left.head == "tuple" and is_lesson(asked.kind):
        return [part.expr for part in left.parts] == list(asked.question.wrt)
    if left.head in ("derivative-at", "evaluated"):
        return placed(asked, left)
    if left.head == asked.body.head and left.head in ("limit", "integral"):
        return _operation(left, asked.body)
    if left.head == "derivative" and asked.kind == "derivative":
        return _same_body(left, asked.body)
    if left.head == "limit":
        return wrong(OTHER.format(left=text(left)))
    return left.head in NAMING or (asked.kind == "taylor" and left.expr == asked.body.expr)


def _operation(left: Notation, asked: Notation) -> Finding | bool:
    """A limit or an integral: at the same place, of the same formula, or of f."""
    ends = [[part.expr for part in node.parts[1:]] for node in (left, asked)]
    if ends[0] != ends[1] or left.text not in ("", asked.text):
        return wrong(OTHER.format(left=text(left)))
    return _same_body(left, asked.parts[0])


def _same_body(left: Notation, asked: Notation) -> Finding | bool:
    body = left.parts[0]
    if body.head in ("apply", "name", "derivative", "integral") or body.expr == asked.expr:
        return True
    scalar = isinstance(body.expr, sp.Expr) and isinstance(asked.expr, sp.Expr)
    other = scalar and compare(asked.expr, body.expr).status == "different"
    return wrong(OTHER.format(left=text(left))) if other else True


def placed(asked: Asked, left: Notation) -> Finding | bool:
    """f'(2), or dy/dx between a bar and x = 2: is it the place that is asked for?"""
    if left.head == "evaluated" and left.parts[0].head != "derivative":
        return False
    if not asked.question.at or asked.kind in OWN:
        return bool(asked.question.at)
    where = asked.question.at[0][1]
    there = left.parts[-1].expr
    if len(asked.question.at) == 1 and sp.simplify(there - where) != 0:
        return wrong(PLACE.format(told=text(left.parts[-1]), asked=text(arrange(where))))
    order = left.text.count("'") or 1
    wanted = len(asked.question.wrt) or 1
    if left.head == "derivative-at" and order != wanted and asked.kind == "derivative":
        return undecided(ORDER.format(left=text(left)))
    return True


def _equal(left: Notation, right: Notation) -> str:
    """Whether a link of a chain is true: "equal", "different", or "" where that is not known.

    It is "rounded" where the right side is the left one, or each of its numbers, rounded.
    """
    left, right = as_vector(left), as_vector(right)
    pairs, parts = paired(left.expr, right.expr), numbers_of(right)
    if pairs is not None and len(pairs) == len(parts):
        found = agreements([(a, b) for (a, _), b in zip(pairs, parts, strict=True)])
        if ROUNDED in found and APART not in found:
            return "rounded"
        if set(found) == {EXACT}:
            return "equal"
    sides = [_worked(side) for side in (left, right)]
    if any(side is None for side in sides):
        return ""
    return compare(*sides).status


def _worked(side: Notation) -> sp.Expr | None:
    """A formula with its limits put in; None where an operation is left."""
    expr = side.expr
    if not isinstance(expr, sp.Expr) or expr.is_Matrix:
        return None
    if side.head == "evaluated" and side.parts[0].head not in OPERATIONS:
        expr = expr.doit()
    return None if expr.has(sp.Derivative, sp.Integral, sp.Limit, sp.Subs) else expr


def _no_limit(asked: Asked, node: Notation) -> Finding | None:
    """Several values, or an interval, where there is no limit."""
    scalar = isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix
    if asked.kind != "limit" or scalar or asked.right.expr is not sp.nan:
        return None
    return wrong(NOT_THERE.format(noun=asked.noun))


def chosen(asked: Asked, node: Notation) -> Notation:
    """The answer of a list: with the condition beside it, or the parts of a gradient by name."""
    if node.head != "tuple":
        return node
    first, *rest = node.parts
    if rest and all(_is_condition(part) for part in rest):
        formula = members(first)[-1]
        if isinstance(formula.expr, sp.Expr) and not formula.expr.is_Matrix:
            under = sp.And(*(part.expr for part in rest))
            made = arrange(sp.Piecewise((formula.expr, under)))
            left = members(first)
            return build("relation", left[0], made, text="=") if len(left) == 2 else made
    if asked.kind == "gradient" and len(asked.wrt) == len(node.parts):
        return _by_name(asked, node)
    return node


def _is_condition(part: Notation) -> bool:
    links = part.parts if part.head == "and" else (part,)
    plain = all(link.head == "relation" and link.text != "=" for link in links)
    return plain and bool(part.symbols)


def _by_name(asked: Asked, node: Notation) -> Notation:
    """f_x = 2xy, f_y = x^2 as a vector."""
    named = {}
    for part in node.parts:
        if part.head != "relation" or part.text != "=" or part.parts[0].head != "name":
            return node
        named[str(part.parts[0].expr).partition("_")[2]] = part.parts[1]
    if set(named) != {x.name for x in asked.wrt}:
        return node
    return as_vector(build("vector", *(named[x.name] for x in asked.wrt)))
