"""Numbers that are rounded where the exact value is wanted."""

from __future__ import annotations

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.numbers import EXACT, OTHER, agreement
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.notation import Notation

ROUNDED = "It is right to the digits that are written; the exact value is wanted."
SHORT = "It is right to the digits that are written; more of them are wanted."
FIGURES = 3  # that are enough where the tutor itself gives decimals


@answer_kind("rounded", rank=6)
def rounded(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """0.333 for 1/3, where no tolerance says that it will do."""
    if policy.tolerance or not any("." in n.text for n in told.node.walk() if n.head == "number"):
        return None
    pairs = paired(asked.right.expr, told.expr)
    parts = numbers_of(told.node)
    if pairs is None or len(parts) != len(pairs):
        return None
    if any(wanted.free_symbols or not wanted.is_finite for wanted, _ in pairs):
        return None
    found = {agreement(wanted, part) for (wanted, _), part in zip(pairs, parts, strict=True)}
    if OTHER in found or found == {EXACT}:
        return None
    if _in_decimals(asked) and len(parts) == 1:
        few = _figures(parts[0]) < FIGURES
        return partly("rounded", SHORT) if few else right(proof="certified")
    return partly("rounded", ROUNDED, proof="certified")


def _in_decimals(asked: Asked) -> bool:
    """Whether the tutor itself ends with decimals: H(p) ≈ 0.801819 nats."""
    return asked.derivation is not None and "≈" in asked.derivation.ending


def _figures(node: Notation) -> int:
    """How many figures of a number are written."""
    written = "".join(n.text for n in node.walk() if n.head == "number")
    return len(written.replace(".", "").lstrip("0"))


def numbers_of(node: Notation) -> list[Notation]:
    """The numbers of a vector or a matrix, or the one."""
    if node.head in ("vector", "matrix"):
        return [part for inner in node.parts for part in numbers_of(inner)]
    return [node]
