"""Answers about one critical point in a word, and about a Lagrangian with either sign."""

from __future__ import annotations

import re
from itertools import permutations, product

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.reading import read_strictly

KINDS = {
    "minimum": r"(?:strict )?(?:local |relative )?min(?:imum)?",
    "maximum": r"(?:strict )?(?:local |relative )?max(?:imum)?",
    "saddle point": r"saddle(?:[- ]point)?",
    "inflection point": r"inflection(?: point)?",
    "no critical point": r"(?:no|not a|not) (?:critical|stationary)(?: point)?",
}
SUBJECT = r"(?:(?:it|this|that|the point) is |it's |is )?(?:an? )?"
CRITICAL = ("critical point", "stationary point")
ASKS = re.compile(
    r"\bis\b.*?\b(?:an?)\s+(?:local\s+)?(minimum|maximum|saddle|inflection\s+point|critical\s+point"
    r"|stationary\s+point)\b",
    re.IGNORECASE,
)
ANOTHER = "The point is another kind of point: {kind}."
UNCLEAR = "I cannot tell which kind of point the answer means."
OTHER = "With no choice of signs for the multipliers is this the Lagrangian."
SIGNED = "the multiplier of an inequality stands with the other sign: is it to be negative?"
LEFT = re.compile(r"^\s*(?:\\mathcal\s*\{?\s*)?L\s*\}?\s*(?:\([^()]*\))?\s*=")
MOST = 4  # multipliers


@answer_kind("kind-of-point", rank=1)
def kind_of_point(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """A word, or yes or no."""
    del policy
    if asked.kind != "kind-of-point" or asked.derivation is None:
        return None
    kind, said = str(asked.derivation.answer), plainly(told.typed)
    asks = ASKS.search(asked.question.text)
    if said in ("yes", "no"):
        if asks is None:
            return undecided(UNCLEAR, "unsupported")
        holds = _is(" ".join(asks[1].lower().split()), kind)
        return right(proof="exact") if holds == (said == "yes") else _wrong(kind)
    named = (
        k for k, p in KINDS.items() if re.fullmatch(f"(?:yes,? |no,? )?{SUBJECT}(?:{p})", said)
    )
    word = next(named, "")
    if not word:
        return undecided(UNCLEAR, "unsupported")
    return right(proof="exact") if word == kind else _wrong(kind)


def _is(wanted: str, kind: str) -> bool:
    if wanted in CRITICAL:
        return kind != "no critical point"
    return kind.split()[0] == wanted.split()[0]


def _wrong(kind: str) -> Finding:
    return wrong(ANOTHER.format(kind=kind), proof="exact")


@answer_kind("lagrangian", rank=1)
def lagrangian(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Equal to L with some choice of signs and names for the multipliers."""
    del policy
    if asked.kind != "lagrangian" or asked.derivation is None:
        return None
    whole = asked.derivation.answer
    plain = asked.body.symbols.union(asked.derivation.question.wrt)
    own = [s for s in natural_order(whole.free_symbols) if s not in plain]
    try:
        mine = read_strictly(LEFT.sub("", told.typed), symbols=list(whole.free_symbols)).expr
    except SymcalcError:
        return None
    if not isinstance(mine, sp.Expr) or mine.is_Matrix:
        return None
    theirs = [s for s in natural_order(mine.free_symbols) if s not in plain]
    if len(theirs) != len(own) or len(own) > MOST:
        return wrong(OTHER, proof="exact")
    fitting = [
        signs
        for names in permutations(theirs)
        for signs in product((1, -1), repeat=len(own))
        if _agrees(whole, mine, {s: k * n for s, k, n in zip(own, signs, names, strict=True)})
    ]
    if not fitting:
        return wrong(OTHER, proof="exact")
    below = [k for k, s in enumerate(own) if s.name.startswith("mu")]
    usual = any(all(signs[k] == 1 for k in below) for signs in fitting)
    return right(proof="exact") if usual else undecided(SIGNED)


def _agrees(whole: sp.Expr, mine: sp.Expr, put: dict[sp.Symbol, sp.Expr]) -> bool:
    return bool(sp.expand(whole.xreplace(put) - mine) == 0)
