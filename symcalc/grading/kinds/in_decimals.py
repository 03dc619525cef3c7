"""Numbers that symcalc itself knows in decimals only: a sum in doubles, the end of a descent."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.figures import in_figures
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rounded import is_figured, numbers_of
from symcalc.grading.points.numbers import EXACT, OTHER, SHORT, agreements
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import ordinal, paired, place
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.tutor.descent.trace import Trace

VALUE = "The {noun} is a number."
SEEN = "Yours is {yours}, the {noun} is {right}."
NEARLY = "The run itself ends beside it, at about {place}."
DIGITS = (4, 9, 12)
CONVERGED, CLOSE = "converged", 1e-6  # what is left of the way where a run ends


@answer_kind("in-decimals", rank=6)
def in_decimals(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """2.667 for a sum that is 2.666668 in doubles: nobody knows it exactly, three figures do."""
    pairs = None if policy.tolerance else paired(_known(asked), told.expr)
    parts = numbers_of(told.node)
    if pairs is None or len(parts) != len(pairs):
        return None
    wanted = [left for left, _ in pairs]
    if not any(w.has(sp.Float) for w in wanted) or not all(w.is_finite for w in wanted):
        return None
    found = agreements(list(zip(wanted, parts, strict=True)))
    if OTHER in found:
        end = _end_of_run(asked, wanted, parts)
        return end or _wrong(asked, found.index(OTHER), parts[found.index(OTHER)].expr, wanted)
    if all(map(is_figured, zip(wanted, parts, strict=True))):
        return right(proof="sampled" if set(found) == {EXACT} else "certified")
    return partly("rounded", SHORT, proof="certified")


def _end_of_run(
    asked: Asked, wanted: Sequence[sp.Expr], parts: Sequence[Notation]
) -> Finding | None:
    """(0, 0) where a descent ends at (4·10⁻⁷, 0): beside the way that it went, that is nothing."""
    run = asked.derivation
    if not isinstance(run, Trace) or not run.points.size:
        return None
    scale = float(abs(run.points[0] - run.points[-1]).max())
    gaps = [value - part.expr for value, part in zip(wanted, parts, strict=True)]
    if not all(gap.is_real and abs(gap) <= CLOSE * scale for gap in gaps):
        return None
    if run.status == CONVERGED:
        shown = ", ".join(in_figures(value, 3) for value in wanted)
        place = f"({shown})" if len(wanted) > 1 else shown
        return right(NEARLY.format(place=place), proof="certified")
    return partly("rounded", SHORT, proof="certified")


def _known(asked: Asked) -> sp.Basic:
    """The right answer, as the doubles that it is where it is shown as the decimals they print."""
    answer = asked.derivation.answer if asked.derivation is not None else None
    decimal = isinstance(answer, sp.Basic | sp.MatrixBase) and answer.has(sp.Float)
    return answer if decimal and not asked.question.at else asked.right.expr


def _wrong(asked: Asked, index: int, mine: sp.Expr, wanted: list[sp.Expr]) -> Finding:
    which = place(asked.right.expr, index)
    noun = f"{ordinal(which)} of the {asked.noun}" if which else asked.noun
    if not mine.is_real:
        return wrong(VALUE.format(noun=noun), proof="certified")
    yours, right_one = told_apart(float(mine), float(wanted[index]))
    return wrong(seen=SEEN.format(yours=yours, noun=noun, right=right_one), proof="certified")


def told_apart(mine: float, wanted: float) -> list[str]:
    """Both with as many digits as tell them apart."""
    shown: list[str] = []
    for digits in DIGITS:
        shown = [in_figures(value, digits) for value in (mine, wanted)]
        if shown[0] != shown[1]:
            break
    return shown
