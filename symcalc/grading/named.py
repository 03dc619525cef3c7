"""Wrong answers that have a name of their own: another letter, the question itself …"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.constants import CONSTANT
from symcalc.grading.shapes import is_transposed, paired
from symcalc.notation import Notation, number
from symcalc.primitives import build, replace_nodes
from symcalc.tutor.integrate.forms import slope

TEN, SHOWN = 10, 3
ANGLES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
UNKNOWN = "The question has no letter {letters}."
NO_CONSTANT = "Without {letter} it is right: the {noun} has no constant of integration."
MEANT = " Did you mean {letter}?"


@dataclass(frozen=True)
class Named:
    """A wrong answer that has a name, and what is said of it: {noun} is what was asked for."""

    note: str
    says: str
    applies: Callable[[Asked, Notation], bool]


def named(asked: Asked, told: Notation) -> tuple[str, str]:
    """The name of a wrong answer, and its cause in words; "different" where it has none."""
    unknown = natural_order(told.symbols - asked.letters - asked.right.symbols)
    if unknown and all(CONSTANT.fullmatch(c.name) for c in unknown):
        if _integrated(asked, told):
            return INTEGRATED.note, INTEGRATED.says.format(noun=asked.noun)
        if same(asked.right.expr, told.expr.xreplace(dict.fromkeys(unknown, sp.S.Zero))):
            return "unknown-variable", NO_CONSTANT.format(noun=asked.noun, letter=unknown[0].name)
    if unknown:
        return "unknown-variable", strange(unknown, asked.letters)
    found = ((d.note, d.says.format(noun=asked.noun)) for d in NAMED if d.applies(asked, told))
    return next(found, ("different", ""))


def strange(unknown: Sequence[sp.Symbol], known: Collection[sp.Symbol]) -> str:
    """That a letter is not one of the question, and which one may have been meant.

    >>> strange([sp.Symbol("Y")], [sp.Symbol("y")])
    'The question has no letter Y. Did you mean y?'
    """
    letters = {s.name.casefold(): s.name for s in known}
    like = letters.get(unknown[0].name.casefold(), "")
    said = UNKNOWN.format(letters=" or ".join(s.name for s in unknown[:SHOWN]))
    return said + (MEANT.format(letter=like) if like else "")


def natural(node: Notation) -> Notation | None:
    """A formula with ln for every log₁₀; None where it has none."""

    def change(part: Notation) -> Notation | None:
        tens = part.head == "log-base" and part.parts[1].expr == TEN
        return build("log", replace_nodes(part.parts[0], change)) if tens else None

    found = replace_nodes(node, change)
    return None if found is node else found


def common(node: Notation) -> Notation | None:
    """A formula with log₁₀ for every ln; None where it has none."""

    def change(part: Notation) -> Notation | None:
        if part.head != "log":
            return None
        return build("log-base", replace_nodes(part.parts[0], change), number(TEN))

    found = replace_nodes(node, change)
    return None if found is node else found


def in_degrees(expr: sp.Expr) -> sp.Expr:
    """A formula whose angles are degrees, as one of radians."""

    def change(part: sp.Basic) -> sp.Basic:
        return part.func(part.args[0] * sp.pi / 180)

    return expr.replace(lambda e: isinstance(e, ANGLES), change)


def _base(asked: Asked, told: Notation) -> bool:
    """Whether it would be right with the other logarithm, in the question or in the answer."""
    if same(asked.right.expr, _or(natural(told), told).expr):
        return True
    if asked.given is None or len(asked.wrt) != 1:
        return False
    others = [change(asked.given) for change in (natural, common)]
    return any(node is not None and _is_slope(asked, node.expr, told.expr) for node in others)


def _or(node: Notation | None, other: Notation) -> Notation:
    return other if node is None else node


def _is_slope(asked: Asked, body: sp.Basic, told: sp.Basic) -> bool:
    if not isinstance(body, sp.Expr) or asked.kind != "derivative":
        return False
    try:
        return same(slope(body, asked.wrt[0]), told)
    except SymcalcError:
        return False


def _degrees(asked: Asked, told: Notation) -> bool:
    """Whether it is the derivative where the angles are degrees."""
    if asked.given is None or len(asked.wrt) != 1 or not asked.given.expr.has(*ANGLES):
        return False
    body = in_degrees(asked.given.expr)
    return told.expr.has(sp.pi) and _is_slope(asked, body, in_degrees(told.expr))


def _echoed(asked: Asked, told: Notation) -> bool:
    return asked.given is not None and same(asked.given.expr, told.expr)


def _integrated(asked: Asked, told: Notation) -> bool:
    if asked.given is None or len(asked.wrt) != 1 or not isinstance(told.expr, sp.Expr):
        return False
    try:
        return same(asked.given.expr, slope(told.expr, asked.wrt[0]))
    except SymcalcError:
        return False


def same(left: sp.Basic, right: sp.Basic) -> bool:
    """Whether two formulas are equal, part by part, as far as numbers tell."""
    pairs = paired(left, right)
    return pairs is not None and all(compare(a, b).status == "equal" for a, b in pairs)


def _transposed(asked: Asked, told: Notation) -> bool:
    if not is_transposed(asked.right.expr, told.expr):
        return False
    return same(asked.right.expr, told.expr.T)


INTEGRATED = Named(
    "integrated-instead",
    "This is an antiderivative of the given formula; the question asks for its {noun}.",
    _integrated,
)
NAMED = (
    Named(
        "transposed",
        "Rows and columns are exchanged: a row belongs to a formula, a column to a variable.",
        _transposed,
    ),
    Named(
        "question-echoed",
        "This is the given formula itself; the question asks for its {noun}.",
        _echoed,
    ),
    INTEGRATED,
    Named(
        "log-base-10",
        "This mixes up the natural logarithm ln with the one to base 10: log₁₀ u = ln u/ln 10.",
        _base,
    ),
    Named(
        "degrees",
        "Angles are in radians here: no factor of π/180 is needed.",
        _degrees,
    ),
)
