"""Posteriors that are answered by the name of a law: beta(5, 3), N(1, 4/7)."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.points.numbers import EXACT, OTHER, ROUNDED, agreement
from symcalc.notation import Notation
from symcalc.reading.arrays import outside
from symcalc.tutor.probability.described import Updated
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.probability.laws import NAMED
from symcalc.writing.text import text

LEAD = re.compile(r"^.*?(?:~|∼|\\sim|:|\bis\b)\s*(?:an?\s+)?", re.S)
FAMILY = "The posterior is no {mine}; it is a {right}."
WRONG = "{mine} is not {name} of the posterior."
VARIANCE = "I read {mine} as the variance, as books write N(μ, σ²)."
DEVIATION = "{mine} is the variance; normal(…) takes the standard deviation, its root."
ROUND = "It is right to the digits that are written; the exact numbers are wanted."
DOUBT = "whether the parameters are those of the posterior."


def by_name(asked: Asked, typed: str) -> Finding | None:
    """The law of a posterior as an answer; None where the answer names no law."""
    right_one = _law(asked)
    if right_one is None or right_one.law is None:
        return None
    mine = _named(LEAD.sub("", typed).strip().rstrip("."), right_one)
    if mine is None or mine.law is None:
        return None
    if mine.law is not right_one.law:
        return wrong(FAMILY.format(mine=mine.law.title, right=right_one.law.title))
    found = [_agree(a, b) for a, b in zip(right_one.parameters, mine.parameters, strict=True)]
    if mine.law.name == "normal" and found[0] != OTHER and found[1] == OTHER:
        squared = _agree(_square(right_one.parameters[1]), mine.parameters[1])
        if squared != OTHER:
            said = text(mine.parameters[1])
            if re.search(r"\bN\s*\(|mathcal", typed):
                return right(VARIANCE.format(mine=said), proof="exact")
            return partly("wrong-form", DEVIATION.format(mine=said), proof="exact")
    return _found(mine, found)


def _found(mine: Distribution, found: list[str]) -> Finding:
    if OTHER in found:
        place = found.index(OTHER)
        meaning = mine.law.meanings[place] if mine.law else ""
        return wrong(WRONG.format(mine=text(mine.parameters[place]), name=meaning))
    if "" in found:
        return undecided(DOUBT)
    return partly("rounded", ROUND) if ROUNDED in found else right(proof="exact")


def _law(asked: Asked) -> Distribution | None:
    if asked.kind != "posterior":
        return None
    try:
        told = asked.derivation
    except SymcalcError:
        return None
    return told.law if isinstance(told, Updated) else None


def _named(typed: str, right_one: Distribution) -> Distribution | None:
    """The law that is typed; two numbers alone are the parameters of the family."""
    typed = re.sub(r"\\(?:mathcal|mathrm|text|operatorname)\{(\w+)\}", r"\1", typed)
    typed = re.sub(r"\\left|\\right", "", typed)
    word = re.match(r"\s*([A-Za-z]*)", typed)
    assert right_one.law is not None
    if word is not None and not word[1] and re.fullmatch(r"[(\[].*[)\]]", typed, re.S):
        if len(outside(typed[1:-1])) != len(right_one.parameters):
            return None
        typed = f"{right_one.law.name}({typed[1:-1]})"
    elif word is None or not ({word[1], word[1].lower()} & NAMED.keys()) or "(" not in typed:
        return None
    try:
        return law_of(typed, x=right_one.x.name)
    except SymcalcError:
        return None


def _square(node: Notation) -> Notation:
    return Notation("number", (), expr=node.expr**2, text="")


def _agree(wanted: Notation, mine: Notation) -> str:
    """How a parameter agrees with the right one; "" where that is not decided."""
    if not (wanted.expr.free_symbols or mine.expr.free_symbols):
        return agreement(wanted.expr, mine)
    if sp.simplify(wanted.expr - mine.expr) == 0:
        return EXACT
    if wanted.expr.has(sp.Sum) or mine.expr.has(sp.Sum):
        return ""
    status = compare(wanted.expr, mine.expr).status
    return {"equal": EXACT, "different": OTHER}.get(status, "")
