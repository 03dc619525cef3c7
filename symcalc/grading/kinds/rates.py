"""For which rates descent converges: an interval, an inequality in other letters, or words."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.kinds.runs import SOME_RATE, is_open, of_convergence, said_of
from symcalc.grading.lettered import bounded
from symcalc.grading.listed import fits
from symcalc.grading.points.numbers import OTHER, ROUNDED, agreement
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.reading import read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.descent.speed import Convergence

NAMES = re.compile(
    r"\\(?:eta|alpha|gamma|tau)\b|[ηαγτ]"
    r"|\b(?:(?:the )?(?:learning rate|step ?size|rates?)|eta|alpha|gamma|tau|lr)\b",
    re.IGNORECASE,
)
BELOW = re.compile(
    r"^(?:it converges )?(?:for |if )?(?:all |any |every )?(?:rate\s*)?(?:is )?"
    r"(?:(?:less|smaller) than|below|under)\s+(?P<high>.+)$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:it |descent )?(?:converges,? )?(?:for |if |when )?(?:all )?(?=rate|0\s*<)", re.IGNORECASE
)
INTERVAL = re.compile(
    r"^(?:rate\s*(?:∈|\\in\b|\bin\b|=)\s*)?(?P<open>[(\[\]])\s*(?P<low>[^,;]+?)\s*[,;]\s*"
    r"(?P<high>[^,;]+?)\s*(?P<close>[)\]\[])$"
)
ABSENT = re.compile(
    r"(?:(?:for |at )?no(?: such)? rates?|none|no|never|there is (?:none|no(?: such)? rate)"
    r"|(?:the )?empty(?: set)?|∅|\{\s*\}|\\emptyset|nowhere|not at all)"
)
ANY = re.compile(r"\s+(?:at|for) (?:any|all|every|whatever|a) rates?$")
# An answer to "does it converge?", and what may follow it.
PLAINLY = re.compile(r"(?P<yes>yes|true|it does|it is)|(?P<no>no|false|not|it does not|it is not)")
FIRST = re.compile(r"(?P<word>yes|no|true|false)\b[\s,;:.]*(?P<rest>.*)")
UPSIDE_DOWN = ("diverge", "unstable")
CLOSED = "At rate = 0 nothing moves: the bound 0 does not belong."
UNSURE = "the Hessian does not decide whether it converges here."


@as_typed("convergence")
def rates(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """(0, 1/25), η < 1/25, or that it does not converge."""
    found = asked.derivation
    if not isinstance(found, Convergence) or policy.tolerance:
        return None
    said = _answered(asked, plainly(typed)) if found.verdict else None
    said = said or said_of(ANY.sub("", plainly(typed)))
    if said:
        return of_convergence(found, said) or undecided(UNSURE)
    if ABSENT.fullmatch(plainly(typed)):
        return _absent(found)
    known = {str(x) for x in asked.letters} | {str(x) for x in found.result.symbols}
    plain = NAMES.sub(lambda m: m[0] if m[0].strip("\\") in known else "rate", typed).strip(" .$")
    return None if found.verdict or is_open(found) else _interval(found, LEAD.sub("", plain), typed)


def _answered(asked: Asked, typed: str) -> set[str] | None:
    """What yes or no says where it is asked whether descent converges; None of other answers."""
    verb = parts_of(asked.kind, asked.question.text).get("verb", "").lower()
    found = FIRST.fullmatch(typed)
    word, rest = (found["word"], found["rest"]) if found else (typed, "")
    answer = PLAINLY.fullmatch(word)
    if not verb or answer is None:
        return None
    more = said_of(ANY.sub("", rest)) if rest else set()
    if rest and not more:
        return None
    yes = bool(answer["yes"]) != (verb in UPSIDE_DOWN)
    return {"near" if yes else "not"} | more


def _absent(found: Convergence) -> Finding:
    if found.verdict == "nowhere":
        return right(proof="exact")
    if is_open(found):
        return undecided(UNSURE)
    if found.verdict:
        return of_convergence(found, {"not"}) or undecided(UNSURE)
    return wrong(SOME_RATE, proof="exact")


def _interval(found: Convergence, plain: str, typed: str) -> Finding | None:
    """0 < rate < bound, however it is written."""
    interval, below = INTERVAL.match(plain), BELOW.match(plain)
    closed = False
    if interval is not None:
        closed = interval["open"] == "["
        last = "≤" if interval["close"] == "]" else "<"
        plain = f"{interval['low']} < rate {last} {interval['high']}"
    elif below is not None:
        plain = f"rate < {below['high']}"
    elif plain == typed.strip(" .$"):
        return None
    try:
        node = read_strictly(plain, names=("rate",))
    except SymcalcError:
        return None
    judged = bounded(found, Told(plain, node))
    if isinstance(judged, Told):
        return _bound(found.result.expr, judged)
    return wrong(CLOSED, proof="exact") if closed and judged.status == "correct" else judged


def _bound(bound: sp.Basic, told: Told) -> Finding | None:
    """The bound alone."""
    node = told.whole
    if not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix or not isinstance(bound, sp.Expr):
        return None
    how = agreement(bound, node)
    return None if how == OTHER else fits("", rounded=how == ROUNDED)
