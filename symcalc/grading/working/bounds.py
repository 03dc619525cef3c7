"""∫₀² 2x cos x² dx = ∫₀² cos u du: the bounds are still those of x."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symcalc.grading.working import words
from symcalc.grading.working.tracks import Antiderivatives
from symcalc.grading.working.values import compared
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

if TYPE_CHECKING:
    from symcalc.grading.working.steps import StepWalk

SLUG = "bounds-not-changed"
Causes = tuple[tuple[str, ...], tuple[str, ...]]


def bounds_kept(walk: StepWalk, after: Notation | None) -> Causes:
    """The slug and the sentence, where the line is right with the bounds of the new variable."""
    track, x = walk.track, walk.track.x
    if not isinstance(track, Antiderivatives) or not track.bounds or after is None or x is None:
        return (), ()
    for area in after.expr.atoms(sp.Integral):
        u, *ends = area.limits[0]
        if len(area.limits) != 1 or tuple(ends) != track.bounds or u not in walk.letters.known:
            continue
        meaning = walk.letters.opened(walk.letters.known[u])
        low, high = (meaning.subs(x, end) for end in ends)
        changed = after.expr.xreplace({area: sp.Integral(area.function, (u, low, high))})
        formal = track.start.expr
        right = sp.Integral(formal, (x, *track.bounds))
        if compared(right, walk.letters.opened(changed)):
            said = words.BOUNDS.format(
                x=x.name, u=u.name, low=text(arrange(low)), high=text(arrange(high))
            )
            return (SLUG,), (said,)
    return (), ()
