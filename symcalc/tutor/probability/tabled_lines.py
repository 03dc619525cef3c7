"""What the ways to ask about a joint table have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.event_lines import written
from symcalc.tutor.probability.joint import Joint
from symcalc.tutor.worded import worded
from symcalc.tutor.words.tables import CHECKED, WORDS
from symcalc.writing.text import text


@dataclass(frozen=True)
class Told:
    """What comes out, with its steps."""

    after: Notation
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...] = ()
    told: Any = None
    ending: str = ""


def step(rule: str, after: Notation, **fields: object) -> Step:
    """A step whose line stands by itself."""
    return worded(WORDS, rule, after, after, fields, "implies")


def entry_table(joint: Joint) -> Table:
    """The entries with the sums of rows and columns."""
    head = ("X \\ Y", *(text(arrange(y)) for y in joint.ys), "p(x)")
    rows: list[tuple[str | Notation, ...]] = [
        (text(arrange(x)), *map(written, joint.table.row(i)), written(joint.px[i]))
        for i, x in enumerate(joint.xs)
    ]
    rows.append(("p(y)", *map(written, joint.py), written(sp.Add(*joint.py))))
    return Table(head, tuple(rows))


def same(sentence: str, *pairs: tuple[object, object], what: str = "") -> Claim:
    """Two ways to the same numbers, and how that is said."""
    told = CHECKED[sentence].replace("{what}", what)
    return Same(tuple(pairs), "another way", told)
