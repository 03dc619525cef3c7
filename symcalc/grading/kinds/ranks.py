"""Ranks with cases: 2 if k ≠ ±1, else 1."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.finding import Finding, partly, right, wrong
from symcalc.grading.spoken import plainly
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.tutor.linear.rank_cases import Ranked
from symcalc.writing.text import text

WHERE = r"(?:if|for|when|where|at|unless|except(?:\s+(?:for|at|when))?)"
NUMBER = r"(?:(?:the\s+)?(?:rank|r)\s*(?:\(a\)|of\s+a)?\s*(?:=|is|:)?\s*)?(?P<n>\d{1,3})"
CASE = re.compile(rf"{NUMBER}\s*,?\s*(?P<how>{WHERE})\s+(?P<place>.+)")
REST = re.compile(
    rf"(?:(?:else|otherwise)\s*,?\s*{NUMBER}|{NUMBER.replace('<n>', '<m>')}\s*,?\s*"
    r"(?:else|otherwise|generically|in general|in all other cases|for all other \w+))"
)
BARE = NUMBER.replace("?P<n>", "?:")
BETWEEN = re.compile(
    rf"\s*(?:[,;.]\s*|,?\s+and\s+)(?={BARE}\s*,?\s*(?:{WHERE}|else|otherwise|generically|in)\b)"
    rf"|\s*[,;.]?\s+(?=(?:else|otherwise)\b\s*,?\s*{BARE})"
)
NEGATED = ("unless", "except")
BOTH = re.compile(r"(?P<x>\w+)\s*(?P<sign>=|!=|≠)\s*(?:±|\+-|\+/-)\s*(?P<size>[^\s,;]+)")
SEVERAL = re.compile(r"(?P<x>\w+)\s*(?P<sign>=|!=|≠)\s*(?P<values>[^=≠!]+)")
HERE = "At {letter} = {value} the rank is {rank}, not {mine}."
GENERAL = "For most values of {letter} the rank is {rank}, not {mine}."
APART = "That holds for most values of {letter}; at {places} the rank is smaller."
INCOMPLETE = "What there is is right; say the rank at {letter} = {value}, too."
Cases = list[tuple[int, sp.Basic]]


def split(found: Ranked, typed: str) -> Finding | None:
    """A rank for each value of a letter; None where the answer says no cases."""
    rank = int(found.answer)
    (letter,) = {s for c in found.conditions for s in c.free_symbols}
    cases = _cases(typed)
    if cases is None:
        return None
    zeros = [value for value, _ in found.special]
    away = next(v for v in map(sp.Rational, ("7/3", "29/11", "53/17")) if v not in zeros)
    places = [(away, rank), *found.special]
    missing = right(proof="exact")
    for value, wanted in places:
        mine = _at(cases, letter, value)
        fields = {"letter": letter, "value": text(arrange(value)), "rank": wanted, "mine": mine}
        if mine is None:
            missing = partly("incomplete", INCOMPLETE.format(**fields), proof="exact")
        elif mine != wanted:
            return wrong((GENERAL if value is away else HERE).format(**fields), proof="exact")
    return missing


def alone(found: Ranked, mine: int) -> Finding:
    """One number, where the rank depends on a letter."""
    (letter,) = {s for c in found.conditions for s in c.free_symbols}
    if mine != found.answer:
        said = GENERAL.format(letter=letter, rank=found.answer, mine=mine)
        return wrong(said, proof="exact")
    places = " and ".join(f"{letter} = {text(arrange(v))}" for v, _ in found.special)
    return partly("domain-differs", APART.format(letter=letter, places=places), proof="exact")


def _cases(typed: str) -> Cases | None:
    """Ranks with their conditions, in order; None where none are said."""
    try:
        made = read_strictly(typed).expr
    except SymcalcError:
        made = None
    if isinstance(made, sp.Piecewise):
        whole = all(value.is_Integer for value, _ in made.args)
        return [(int(v), c) for v, c in made.args] if whole else None
    told = [_case(part) for part in BETWEEN.split(plainly(typed)) if part.strip()]
    known = [case for case in told if case is not None]
    return known if known and len(known) == len(told) else None


def _case(part: str) -> tuple[int, sp.Basic] | None:
    rest = REST.fullmatch(part.strip(" ,;."))
    if rest is not None:
        return int(rest["n"] or rest["m"]), sp.true
    said = CASE.fullmatch(part.strip(" ,;."))
    if said is None:
        return None
    place = _place(said["place"])
    if place is None:
        return None
    negated = said["how"].startswith(NEGATED)
    return int(said["n"]), sp.Not(place) if negated else place


def _place(said: str) -> sp.Basic | None:
    """k = 1 or −1, k ≠ ±1, k ∈ {1, −1}."""
    both = BOTH.sub(r"\g<x> \g<sign> \g<size>, -(\g<size>)", said)
    listed = SEVERAL.fullmatch(both.strip())
    if listed is None:
        parts = [both]
    else:
        values = re.split(r"\s*(?:,|\bor\b|\band\b)\s*", listed["values"])
        parts = [f"{listed['x']} = {v}" for v in values if v.strip()]
    try:
        made = [read_strictly(part).expr for part in parts]
    except SymcalcError:
        return None
    if not all(isinstance(m, sp.logic.boolalg.Boolean) for m in made):
        return None
    found = sp.Or(*made)
    return sp.Not(found) if listed is not None and listed["sign"] != "=" else found


def _at(cases: Cases, letter: sp.Symbol, value: sp.Expr) -> int | None:
    """What the first condition that holds says."""
    for rank, condition in cases:
        if condition.xreplace({letter: value}).simplify() == sp.true:
            return rank
    return None
