"""Where a formula is continuous: the places where it is not, or the set where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.conditions import (
    NEVER,
    All,
    Any,
    Compare,
    Condition,
    Not,
    Whole,
    value_here,
)
from symcalc.grading.solutions.line import Along, along
from symcalc.grading.solutions.saying import place
from symcalc.grading.solutions.scope import COUNTERS, Scope, Unlike
from symcalc.grading.solutions.statements import stated
from symcalc.grading.spoken import gathered, plainly, solutions_in_words
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.reading import read_strictly

Row = tuple[sp.Expr, str]
# What a learner may call each way to fail.
CLASSES = {
    "hole": r"\bholes?\b|removable|\bgaps?\b",
    "jump": r"\bjumps?\b",
    "infinite": r"infinite|asymptotes?|\bpoles?\b",
    "oscillating": r"oscillat\w+",
}
BAD = re.compile(
    r"discontinu\w+|not\s+continuous|isn't\s+continuous|non-?continuous|except|but\s+not|apart\s+from"
    r"|\bholes?\b|removable|\bjumps?\b|infinite|asymptotes?|\bpoles?\b|oscillat\w+|breaks?|fails?",
    re.IGNORECASE,
)
GOOD = re.compile(r"\bcontinuous\b", re.IGNORECASE)
FILLER = re.compile(
    r"\b(?:discontinu\w+|continuous|not|isn't|except|but|apart|from|holes?|removable|jumps?|infinite"
    r"|asymptotes?|vertical|poles?|oscillat\w+|breaks?|fails?|at|for|on|where|wherever|everywhere"
    r"|function|the|it|is|are|has|have|there|points?|all|every|real|numbers?|other|elsewhere"
    r"|when|if|essential|of|an?|f|f\(x\)|with|whenever)\b",
    re.IGNORECASE,
)
EVERYWHERE = re.compile(
    r"(?:yes,?\s+)?(?:(?:the\s+function|it|f|f\(x\))\s+)?(?:is\s+)?(?:continuous|yes)"
    r"(?:\s+(?:everywhere|on\s+(?:r|ℝ|\\mathbb\{r\}|the\s+(?:whole\s+)?(?:real\s+)?line|all\s+reals)"
    r"|for\s+(?:all|every)\s+(?:real\s+)?(?:x|numbers?)))?"
    r"|none|no(?:where)?\s+discontinu\w+|no\s+(?:points?\s+of\s+)?discontinuit\w+|everywhere"
)
DOMAIN = re.compile(
    r".*continuous\s+(?:on|in|over|throughout|everywhere\s+(?:on|in))\s+its\s+(?:whole\s+)?domain"
)
COUNTED = re.compile(
    r"(?:each\s+|any\s+)?(?:integers?|whole)(?:\s+(?:x|values?|x\s+values?))*|x\s+integer|x\s*∈\s*ℤ|ℤ"
)
UNCLEAR = "I cannot tell where the answer says it is continuous."
ITS_DOMAIN = "It is continuous wherever it has a value; say where it has none."
NOT_THERE = "At {place} it is continuous."
FAILS = "It is not continuous at {place}, and yours leaves that out."
WITHOUT = "At {place} it has no value."
ANOTHER = "The place is right; what happens there is another thing."
SOMEWHERE = "There is a place where it is not continuous."


@answer_kind("continuity", rank=1)
def continuity(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The bad places, or the set where it is continuous."""
    del policy
    if asked.kind != "continuity" or asked.derivation is None:
        return None
    rows: Sequence[Row] = asked.derivation.answer
    x, f = asked.wrt[0], asked.body.expr
    said = plainly(told.typed)
    if "not worked out" in asked.derivation.ending:
        return undecided("not all places were worked out.")
    if DOMAIN.fullmatch(said):
        valued = any(value_here(f, {x: p}) is not None for p, _ in rows)
        return wrong(SOMEWHERE) if valued else right(proof="exact")
    if EVERYWHERE.fullmatch(said):
        return _everywhere(asked, rows)
    if said in ("no", "discontinuous", "not continuous", "it is not continuous"):
        return right(proof="exact") if rows else wrong("It is continuous everywhere it is defined.")
    return _compared(asked, told, rows, x)


def _everywhere(asked: Asked, rows: Sequence[Row]) -> Finding:
    x, f = asked.wrt[0], asked.body.expr
    if not rows:
        return right(proof="exact")
    if all(value_here(f, {x: p}) is None and not p.free_symbols - {x} for p, _ in rows):
        return partly("domain-differs", ITS_DOMAIN, proof="exact", domain="where it is defined")
    return wrong(SOMEWHERE, note="solutions-lost")


def _compared(asked: Asked, told: Told, rows: Sequence[Row], x: sp.Symbol) -> Finding:
    bad_words, good_words = BAD.search(told.typed), GOOD.search(told.typed)
    try:
        condition, sets = _read(told.typed, x, asked)
    except (ReadingError, UnsupportedError, TooLargeError, Unlike):
        return undecided(UNCLEAR, "unsupported")
    bad = Any(tuple(_at(x, p) for p, _ in rows)) if rows else NEVER
    f = asked.body.expr
    if bad_words or not (sets or good_words):
        found, negated = along(bad, condition, x), False
    else:
        good = All((Compare(f, f, "="), Not(bad)))
        found, negated = along(good, condition, x), True
    return _said(found, told.typed, rows, x, negated=negated)


def _at(x: sp.Symbol, point: sp.Expr) -> Condition:
    """x is the point; n in it is any whole number."""
    counters = [s for s in point.free_symbols if s.name in COUNTERS]
    if len(counters) == 1 and point.is_polynomial(counters[0]):
        step, start = sp.Poly(point, counters[0]).all_coeffs()
        return Whole((x - start) / step)
    return Compare(x, point, "=")


def _read(typed: str, x: sp.Symbol, asked: Asked) -> tuple[Condition, bool]:
    """What is left without the words, and whether it is a set or an inequality."""
    plain = re.sub(r"\s*[,;:]\s*(?=[,;:]|$)", "", FILLER.sub(" ", typed).strip(" .,;:"))
    if COUNTED.fullmatch(plain):
        return Whole(x), False
    whole = solutions_in_words(plain) if plain else None
    known = frozenset((x, *asked.letters))
    node = (
        arrange(whole)
        if whole is not None
        else gathered(plain, lambda piece: read_strictly(piece, symbols=[x]))
    )
    ranges = any(n.head in ("interval", "union", "constant", "set-difference") for n in node.walk())
    compares = any(n.head == "relation" and n.text != "=" for n in node.walk())
    return stated(node, Scope((x,), known, ranges and isinstance(node.expr, sp.Set))), (
        compares or (isinstance(node.expr, sp.Set) and node.head != "set")
    )


def _said(found: Along, typed: str, rows: Sequence[Row], x: sp.Symbol, *, negated: bool) -> Finding:
    lost, gained = (
        min(side, key=lambda p: (sp.count_ops(p), abs(p)), default=None)
        for side in (found.lost, found.gained)
    )
    if lost is None and gained is None:
        if not found.complete:
            return undecided("the places could not be compared.")
        named = [name for name, words in CLASSES.items() if re.search(words, typed, re.IGNORECASE)]
        if len(named) == 1 and {kind for _, kind in rows} != set(named):
            return wrong(ANOTHER)
        return right(proof="exact")
    causes = []
    if negated:
        lost, gained = gained, lost
    if gained is not None:
        causes.append(NOT_THERE.format(place=place({x: gained}, (x,))))
    if lost is not None:
        causes.append(FAILS.format(place=place({x: lost}, (x,))))
    note = (
        "different"
        if len(causes) > 1
        else "solutions-lost"
        if gained is None
        else "solutions-gained"
    )
    return wrong(*causes, note=note, proof="certified")
