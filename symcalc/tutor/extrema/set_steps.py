"""Steps about sets, their words from the table."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.words.sets import SETS


def set_step(rule: str, after: Notation, *, substeps: tuple[Step, ...] = (), **fields: str) -> Step:
    """A step with the fields of its words."""
    row = SETS[rule]
    return Step(
        rule,
        row.title.format(**fields),
        after,
        after,
        row.explanation.format(**fields),
        row.statement,
        "implies",
        hints=(row.hint.format(**fields),),
        substeps=substeps,
    )
