"""The plane of a support vector machine: its equation up to a factor, or the pair w, b."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.listed import fits, numbers_in, pieces, read_each
from symcalc.grading.points.numbers import OTHER, ROUNDED, agreement
from symcalc.grading.policy import Policy
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.writing.text import text

PLAIN = ("x", "y", "z")
NUMBERED = re.compile(r"[a-z]_?\{?(\d)\}?")
LEAD = re.compile(
    r"^\s*(?:the\s+)?(?:separating\s+|decision\s+)?(?:line|plane|hyperplane|boundary)\s*(?:is|:)?\s*",
    re.IGNORECASE,
)
NEAR = sp.Rational(1, 10**9)  # relative: what doubles may be off by
HALF = sp.Rational(51, 100)  # of a unit of the last decimal
SAME = "The same plane as {plane}, where the support vectors have the values ±1."
OTHER_PLANE = "That is not the plane that is farthest from the points of both labels."
MARGIN = "That is a plane through support vectors; the one in the middle is asked for."
UNCLEAR = "I cannot tell which letters are the coordinates."


@as_typed("svm")
def hyperplane(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """x + y = 2 for x/2 + y/2 − 1 = 0; (1/2, 1/2), −1 for w and b."""
    del policy
    answer = asked.derivation.answer if asked.derivation else None
    if not isinstance(answer, tuple) or len(answer) != 3:
        return None
    w, b = [sp.sympify(v, strict=True) for v in answer[0]], sp.sympify(answer[1], strict=True)
    spelled = LEAD.sub("", typed)
    if "=" not in spelled:
        return _pair(spelled, [*w, b])
    try:
        node = read_strictly(spelled)
    except SymcalcError:
        return None
    return _plane(node, w, b) if node.head == "relation" and node.text == "=" else None


def _pair(typed: str, wanted: list[sp.Expr]) -> Finding | None:
    """A vector and a number."""
    parts = pieces(typed)
    if len(parts) != 2 or parts[0][:1] not in "([":
        return None
    inner, last = numbers_in(parts[0]), read_each(parts[1:])
    if inner is None or last is None or len(inner) + 1 != len(wanted):
        return None
    found = [agreement(v, node) for v, node in zip(wanted, [*inner, *last], strict=True)]
    if OTHER in found:
        return wrong(OTHER_PLANE, proof="exact")
    return fits("", rounded=ROUNDED in found)


def _plane(node: Notation, w: list[sp.Expr], b: sp.Expr) -> Finding | None:
    gap = node.parts[0].expr - node.parts[1].expr
    letters = natural_order(gap.free_symbols)
    if node.parts[0].head == "name" and node.parts[0].text in ("w", "b"):
        return None
    places = [_place(x.name) for x in letters]
    if not letters or not gap.is_polynomial(*letters):
        return None
    if any(k is None or k >= len(w) for k in places):
        return undecided(UNCLEAR, "unsupported")
    if sp.Poly(gap, *letters).total_degree() != 1:
        return wrong(OTHER_PLANE, proof="exact")
    at = dict(zip(places, letters, strict=True))
    mine = [sp.expand(gap).coeff(at[k]) if k in at else sp.S.Zero for k in range(len(w))]
    fixed = gap.xreplace(dict.fromkeys(letters, sp.S.Zero))
    digits = _decimals(node)
    if _parallel([*mine, fixed], [*w, b], digits):
        own = sum((c * x for c, x in zip(w, _names(letters, len(w)), strict=True)), b)
        same = text(node.parts[0]) == text(arrange(own))
        return right(
            *([] if same else [SAME.format(plane=f"{text(arrange(own))} = 0")]), proof="exact"
        )
    edges = [_parallel([*mine, fixed], [*w, b + side], digits) for side in (1, -1)]
    return wrong(MARGIN if any(edges) else OTHER_PLANE, proof="exact")


def _place(name: str) -> int | None:
    """x and x_1 are the first coordinate."""
    numbered = NUMBERED.fullmatch(name)
    if numbered:
        return int(numbered[1]) - 1
    return PLAIN.index(name) if name in PLAIN else None


def _names(letters: Sequence[sp.Symbol], size: int) -> list[sp.Symbol]:
    """The coordinates as the answer spells them."""
    numbered = any(NUMBERED.fullmatch(x.name) for x in letters)
    named = numbered or size > len(PLAIN)
    return [sp.Symbol(f"x_{k + 1}" if named else PLAIN[k]) for k in range(size)]


def _parallel(mine: list[sp.Expr], wanted: list[sp.Expr], places: int) -> bool:
    """Whether one is a multiple of the other, as far as the decimals that are written tell."""
    k = max(range(len(wanted)), key=lambda i: abs(float(wanted[i])))
    if mine[k] == 0:
        return False
    factor = mine[k] / wanted[k]
    off = [sp.simplify(m - factor * v) for m, v in zip(mine, wanted, strict=True)]
    if all(gap == 0 for gap in off):
        return True
    if not places and not any(value.has(sp.Float) for value in wanted):
        return False
    unit = HALF / 10**places if places else NEAR * abs(factor * wanted[k])
    ratios = [1 + abs(v / wanted[k]) for v in wanted]
    return all(abs(sp.N(gap)) <= unit * ratio for gap, ratio in zip(off, ratios, strict=True))


def _decimals(node: Notation) -> int:
    """How many decimals the longest number has."""
    written = [n.text.partition(".")[2] for n in node.walk() if n.head == "number"]
    return max(map(len, written), default=0)
