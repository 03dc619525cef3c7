"""Answers about matrices: eigenvalues in any order, and the word for a quadratic form."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.reading import read_strictly
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.told import Eigen
from symcalc.writing.text import text

LISTS = ("tuple", "vector", "set", "system", "lines", "or", "and")
KINDS = {
    "positive definite": r"(?:it is |is )?positive[- ]definite",
    "negative definite": r"(?:it is |is )?negative[- ]definite",
    "positive semidefinite": r"(?:it is |is )?positive[- ]semi-?definite",
    "negative semidefinite": r"(?:it is |is )?negative[- ]semi-?definite",
    "indefinite": r"(?:it is |is )?indefinite|(?:it is |is )?neither",
    "zero": r"(?:it is |is )?(?:zero|the zero matrix)",
}
WEAKER = {
    "positive definite": "positive semidefinite",
    "negative definite": "negative semidefinite",
}
NO_EIGENVALUE = "{value} is no eigenvalue: det(A − λI) is not 0 there."
LEFT_OUT = "An eigenvalue is left out."
REPEATED = "The eigenvalues are right; say also how often each occurs."
ANOTHER = "The matrix is not {said}."
WEAK = "That is true; it is more than that, even definite."
UNCLEAR_VALUES = "I cannot tell which numbers the answer lists."
UNCLEAR = "I cannot tell which kind the answer means."


@answer_kind("eigenvalues", rank=1)
def eigenvalues(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """All eigenvalues, in whichever order."""
    del policy
    if asked.kind != "eigenvalues" or not isinstance(asked.derivation, Eigen):
        return None
    values = [sp.sympify(v, strict=True) for v in asked.derivation.values]
    whole = _read(told)
    if whole is None:
        return undecided(UNCLEAR_VALUES, "unsupported")
    mine, left = _listed(whole), list(values)
    for node in mine:
        same = next((v for v in left if _same(node, v)), None)
        if same is not None:
            left.remove(same)
        elif not any(_same(node, v) for v in values):
            return wrong(NO_EIGENVALUE.format(value=text(node)), proof="exact")
    if not left:
        return right(proof="exact")
    if all(any(_same(node, v) for node in mine) for v in left):
        known = len(mine) == len(set(values))
        return right(proof="exact") if known else partly("incomplete", REPEATED, proof="exact")
    return wrong(LEFT_OUT, note="solutions-lost", proof="exact")


def _read(told: Told) -> Notation | None:
    """The list as it was read; 1,1,2 without spaces is one, too."""
    if told.whole.expr is not sp.nan:
        return told.whole
    try:
        return read_strictly(f"({re.sub(r',[ ]*', ', ', told.typed)})")
    except (ReadingError, UnsupportedError, TooLargeError):
        return None


def _listed(node: Notation) -> Sequence[Notation]:
    """The values in a list, λ = 1 and λ = 3 as well."""
    if node.head in LISTS:
        return [value for part in node.parts for value in _listed(part)]
    if node.head == "relation" and node.text == "=":
        return _listed(node.parts[1])
    return [node]


def _same(node: Notation, value: sp.Expr) -> bool:
    """Equal, or a decimal that is rounded from it."""
    if not isinstance(node.expr, sp.Expr) or node.expr.has(sp.nan, sp.oo, sp.zoo):
        return False
    off = node.expr.xreplace({sp.Symbol("i"): sp.I}) - value
    places = [
        len(n.text.partition(".")[2]) for n in node.walk() if n.head == "number" and "." in n.text
    ]
    if places and not off.free_symbols:
        return bool(abs(sp.N(off, 30)) <= sp.Rational(51, 100) / 10 ** max(places))
    return is_zero(off)


@answer_kind("definiteness", rank=1)
def definiteness(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The word for the signs of a quadratic form."""
    del policy
    if asked.kind != "definiteness" or asked.derivation is None:
        return None
    kind = asked.derivation.answer
    if not isinstance(kind, str):
        return None
    said = next(
        (k for k, p in KINDS.items() if re.fullmatch(p, plainly(told.typed).strip(" ."))), None
    )
    if said is None:
        return undecided(UNCLEAR, "unsupported")
    if said == kind:
        return right(proof="exact")
    if WEAKER.get(kind) == said:
        return partly("incomplete", WEAK, proof="exact")
    return wrong(ANOTHER.format(said=said), proof="exact")
