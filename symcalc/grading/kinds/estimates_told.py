"""Estimates in the words of the data: the mean, 1/n ∑ xᵢ, the largest draw."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.policy import Policy
from symcalc.reading import read_strictly

COUNTS = (3, 4)  # draws that the sums are written out for
LABEL = re.compile(
    r"^\s*(?:\\(?:wide)?hat\s*\{?\s*\\?\w+\}?(?:_\{?\w+\}?)?|\\?\w+)\s*(?:=|is)\s*(?=\S)"
)
OF_DATA = r"(?:\s+of\s+(?:all\s+)?(?:the\s+)?(?:data|draws|samples?|values|observations|x_?i|x))?"
MEAN = re.compile(
    rf"\\(?:bar|overline)\s*\{{?\s*x\s*\}}?|x̄|\bx_?bar\b|\bmean\s*\(\s*x(?:_i)?\s*\)"
    rf"|\b(?:the\s+)?(?:sample\s+|arithmetic\s+)?(?:mean|average)\b{OF_DATA}",
    re.IGNORECASE,
)
MOST = re.compile(
    rf"\\?\bmax(?:imum)?\b(?:_\{{?i\}}?)?\s*(?:\(\s*x(?:_i)?\s*\)|x_i)|\bx_\(n\)"
    rf"|\b(?:the\s+)?(?:sample\s+)?(?:max(?:imum)?|largest(?:\s+(?:draw|value))?)\b{OF_DATA}",
    re.IGNORECASE,
)
LEAST = re.compile(
    rf"\\?\bmin(?:imum)?\b(?:_\{{?i\}}?)?\s*(?:\(\s*x(?:_i)?\s*\)|x_i)|\bx_\(1\)"
    rf"|\b(?:the\s+)?(?:sample\s+)?(?:min(?:imum)?|smallest(?:\s+(?:draw|value))?)\b{OF_DATA}",
    re.IGNORECASE,
)
BOUNDS = r"(?:\s*_\s*(?:\{[^{}]*\}|\([^()]*\)|i|k))?(?:\s*\^\s*(?:\{[^{}]*\}|n|\([^()]*\)))?"
SUM = re.compile(rf"(?:\\sum|\bsum|∑|Σ)(?:\\limits)?{BOUNDS}(?:\s+of\s+(?:the\s+)?)?\s*")
TERM = re.compile(r"\\?\w*x_\{?[ik]\}?(?:\s*\^\s*(?:\{?\d\}?))?")
POWER = re.compile(r"\s*\^\s*\{?\d\}?")
DRAW = re.compile(r"x_\{?[ik]\}?(?![\w])")
OTHER = "With the draws {draws} yours is not the estimate."
UNSURE = "the estimate could not be compared for all draws."


@as_typed("likelihood")
def estimate(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Compare with the sums written out for a few draws."""
    found = asked.derivation
    if found is None or policy.tolerance:
        return None
    wanted = found.result.expr
    extremes = {sp.Symbol("x_max"), sp.Symbol("x_min")}
    if not isinstance(wanted, sp.Expr) or not (
        wanted.has(sp.Sum) or wanted.free_symbols & extremes
    ):
        return None
    spelled = LABEL.sub("", typed)
    seen = [_at(wanted, spelled, count) for count in COUNTS]
    if None in seen:
        return None
    if "different" in seen:
        return wrong(OTHER.format(draws="x₁, x₂, x₃"), proof="sampled")
    return right(proof="sampled") if set(seen) == {"equal"} else undecided(UNSURE)


def _at(wanted: sp.Expr, spelled: str, count: int) -> str | None:
    """How the two compare for so many draws; None where the answer cannot be read so."""
    opened = written_out(spelled, count)
    if opened is None:
        return None
    try:
        mine = read_strictly(opened).expr
    except SymcalcError:
        return None
    if not isinstance(mine, sp.Expr) or mine.is_Matrix:
        return None
    n = sp.Symbol("n")
    whole = wanted.xreplace({n: sp.Integer(count)}).doit()
    named = {x: sp.Symbol(f"x_{x.indices[0]}") for x in whole.atoms(sp.Indexed)}
    return compare(whole.xreplace(named), mine.xreplace({n: sp.Integer(count)})).status


def written_out(spelled: str, count: int) -> str | None:
    """Sums and means over the draws, term by term.

    >>> written_out("1/n sum x_i", 3)
    '1/n (x_1 + x_2 + x_3)'
    """
    draws = " + ".join(f"x_{k}" for k in range(1, count + 1))
    spelled = MEAN.sub(f"(({draws})/{count})", spelled)
    spelled = LEAST.sub("x_min", MOST.sub("x_max", spelled))
    while (sign := SUM.search(spelled)) is not None:
        end = _end(spelled, sign.end())
        if end is None:
            return None
        term = spelled[sign.end() : end]
        terms = [DRAW.sub(f"x_{k}", term) for k in range(1, count + 1)]
        if terms[0] == term:
            return None
        spelled = f"{spelled[: sign.start()]}({' + '.join(terms)}){spelled[end:]}"
    return None if DRAW.search(spelled) else spelled


def _end(spelled: str, start: int) -> int | None:
    """Where the term of a sum ends: a bracket with its power, or xᵢ with its own."""
    if spelled[start : start + 1] != "(":
        plain = TERM.match(spelled, start)
        return plain.end() if plain else None
    depth = 0
    for place in range(start, len(spelled)):
        depth += (spelled[place] == "(") - (spelled[place] == ")")
        if not depth:
            power = POWER.match(spelled, place + 1)
            return power.end() if power else place + 1
    return None
