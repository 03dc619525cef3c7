"""What a run of descent does, in words: it diverges, it oscillates, there is no step."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.tutor.descent.speed import Convergence
from symcalc.tutor.descent.trace import Trace

SUBJECT = re.compile(
    r"^(?:yes,? |no,? )?(?:it |they |this |(?:gradient )?descent |newton's method |newton "
    r"|the (?:run|method|iterations?|iterates|points?|descent|steps?|sequence) )?"
    r"(?:just |simply |always |only )?(?:is |are )?"
)
PARTS = re.compile(r"\s*(?:,|;|\band\b|\bwith\b|\(|\))\s*")
WORDS = {
    "not": r"(?:does not|doesn't|do not|don't|never|fails? to|cannot) (?:ever )?converges?"
    r"|not converg(?:ent|ing)|no convergence",
    "far": r"diverg(?:es?|ent|ing|ence)|blows up|explodes|grows without bound|unbounded"
    r"|runs away|(?:goes|tends|diverges) to (?:[-+−±]|plus |minus )?(?:infinity|∞|oo)",
    "swings": r"oscillat(?:es?|ing|ion)(?: (?:between|around|for ?ever|without) .*)?"
    r"|jumps (?:back and forth|there and back)|bounces.*|flips.*|alternates.*|cycles.*",
    "near": r"converg(?:es?|ent|ing|ence)",
    "none": r"undefined|not defined|does not exist|doesn't exist|dne|singular(?: hessian)?"
    r"|no (?:such )?step|no (?:next )?point|impossible|division by (?:zero|0)|fails"
    r"|breaks down|not possible|(?:the )?hessian (?:is )?singular|f'' ?= ?0",
}
DOES = {"diverged": "diverges", "oscillates": "oscillates", "converged": "converges"}
STAYS = "It does not converge; the points stay as far out, they jump there and back."
WHERE = "It converges; say where to."
NOT_SO = "The run {does}."
NO_STEP = "There is no step from the start: the Hessian matrix is singular there."
DEFINED = "Every step of this run is defined."
STOPPED = "the run was stopped after {count} steps, and what it does later is not asked."
DOUBTFUL = "whether the points jump to and fro on their way."
RATES = "It converges for some rates; say for which."
NOWHERE = "There is no rate at which it converges."
SOME_RATE = "There are rates at which it converges."
AT_RATE = "At this rate it {does}."
EDGE = "does not converge: the distance stays as large as it is"


def said_of(typed: str) -> set[str]:
    """Which of the words of `WORDS` an answer is made of; nothing where there are others.

    >>> sorted(said_of("It oscillates and diverges")), said_of("2.5")
    (['far', 'swings'], set())
    """
    found: set[str] = set()
    whole = SUBJECT.sub("", plainly(typed))
    if re.fullmatch(WORDS["swings"], whole):
        return {"swings"}
    for part in PARTS.split(plainly(typed)):
        plain = SUBJECT.sub("", part)
        names = [k for k, p in WORDS.items() if part and re.fullmatch(p, plain)]
        if part and not names:
            return set()
        found |= set(names)
    return found


@as_typed("descent", "minimise", "minimize")
def run(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Words beside the status of the run."""
    del policy
    trace = asked.derivation
    if not isinstance(trace, Trace):
        return None
    said = said_of(typed)
    broken = trace.end in ("singular", "undefined", "no-step")
    if not said:
        return wrong(NO_STEP, proof="exact") if _is_nowhere(trace) else None
    if said == {"none"}:
        return right(proof="exact") if broken else wrong(DEFINED, proof="exact")
    if trace.status == "stopped":
        return undecided(STOPPED.format(count=trace.steps_taken))
    return _of_run(trace, said)


def _is_nowhere(trace: Trace) -> bool:
    return trace.end == "singular" and not trace.steps_taken


def _of_run(trace: Trace, said: set[str]) -> Finding:
    does = NOT_SO.format(does=DOES[trace.status])
    if trace.status == "converged":
        return partly("incomplete", WHERE, proof="exact") if said == {"near"} else wrong(does)
    if "near" in said:
        return wrong(does, proof="exact")
    if trace.status == "diverged":
        return undecided(DOUBTFUL) if said == {"swings"} else right(proof="exact")
    only = said == {"far"}
    return partly("incomplete", STAYS, proof="exact") if only else right(proof="exact")


def of_convergence(found: Convergence, said: set[str]) -> Finding | None:
    """What is said of a method in general, or at the rate that is asked for."""
    if found.verdict == "nowhere":
        return wrong(NOWHERE, proof="exact") if "near" in said else right(proof="exact")
    if found.verdict:
        return _at_rate(found.verdict, said)
    if found.multipliers or is_open(found):
        return None
    if said == {"near"}:
        return partly("incomplete", RATES, proof="exact")
    return wrong(SOME_RATE, proof="exact")


def is_open(found: Convergence) -> bool:
    """Whether the Hessian does not decide whether it converges."""
    return bool(found.bound == 0) or sp.nan in (found.bound, found.best_rate)


def _at_rate(verdict: str, said: set[str]) -> Finding:
    if verdict == "limit":
        does = AT_RATE.format(does=EDGE)
        if "near" in said:
            return wrong(does, proof="exact")
        far = "far" in said and "swings" not in said
        return partly("incomplete", does) if far else right(proof="exact")
    wanted = {"converges": {"near"}, "diverges": {"far", "not"}}[verdict]
    if said == {"swings"}:
        return undecided(DOUBTFUL)
    fits = said <= wanted | {"swings"}
    return right(proof="exact") if fits else wrong(AT_RATE.format(does=verdict), proof="exact")
