"""From a question about extrema to a Derivation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.extrema import Around, Stationary, Unbeaten, Zero
from symcalc.checking.feasible import Constraints
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.extrema.records import (
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    listed,
    values_of,
    wanted_first,
)
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

CONSTANTS, VARIABLES = tuple("abcdkmnp"), tuple("xyzuvwst")
RADIUS = 0.05  # of the neighbours that are looked at, at most


@dataclass(frozen=True)
class Optimised(Derivation):
    """Critical points; `bends` are the inflections besides, where f′ is not 0, as in `.answer`.

    `open` tells that there may be points that were not found, `empty` that it is shown that no
    point meets the constraints.
    """

    bends: tuple[Any, ...] = field(default=(), repr=False)
    open: bool = False
    empty: bool = False


def question_of(
    named: Function,
    subject_to: Sequence[Notation] = (),
    kind: str = "extrema",
    *,
    bends: bool = False,
) -> Question:
    """The question in words that are read again."""
    asked = "inflection points" if bends else named.wanted or "extrema"
    lead = {"extrema": f"{asked} of", "convexity": "convexity of"}[kind]
    told = f"{lead} {text(named.body)}"
    letters = named.body.symbols.union(*(node.symbols for node in subject_to))
    free = tuple(x for x in letters if x not in named.wrt)
    if free or any(x not in named.body.symbols for x in named.wrt):
        names = ", ".join(text(notation.name(x)) for x in named.wrt)
        told += f" with respect to {names}"
    between = [node for node in subject_to if node.head == "element"]
    held = [text(node) for node in subject_to if node.head != "element"]
    if held:
        told += f" subject to {', '.join(held)}"
    told += "".join(f" on {bracketed(node.parts[1])}" for node in between)
    held_by = tuple(subject_to)
    return Question(kind, named.body, named.wrt, told, subject_to=held_by, method=named.wanted)


def bracketed(interval: Notation) -> str:
    """[0, 3], which text by itself would be a vector."""
    return f"[{', '.join(map(text, interval.parts))}]"


def derivation(
    named: Function,
    steps: Sequence[Step],
    found: Sequence[Extremum],
    ending: str,
    claims: Sequence[Claim],
    *,
    subject_to: Sequence[Notation] = (),
    remarks: Sequence[str] = (),
    bends: bool = False,
    open_: bool = False,
    empty: bool = False,
) -> Derivation:
    """The whole answer; withdrawn where its own claims do not bear it out.

    An inflection where f′ is not 0 stands in the ending only, unless inflections are asked for.
    """
    found = wanted_first(named, found)
    critical = [e for e in found if bends or not e.sloping]
    told = Optimised(
        question_of(named, subject_to, bends=bends),
        named.equation(),
        values_of(named, critical),
        tuple(steps),
        remarks=tuple(dict.fromkeys((*named.body.remarks, *remarks))),
        claims=tuple(claims),
        told=tuple(e.told for e in critical),
        ending=ending,
        bends=tuple(e.told for e in found if e not in critical),
        open=open_,
        empty=empty,
    )
    return _withdrawn(named, subject_to) if told.check.status == "disagrees" else told


def _withdrawn(named: Function, subject_to: Sequence[Notation]) -> Derivation:
    """The derivatives alone, which are sure."""
    sign = "∂" if len(named.wrt) > 1 else "d"
    parts = [differentiated(named.body, x, sign) for x in named.wrt]
    return Derivation(
        question_of(named, subject_to),
        named.equation(),
        values_of(named, ()),
        tuple(s for part in parts for s in part.steps),
        remarks=named.body.remarks,
        claims=tuple(Equal(p.steps[0].before.expr, p.after.expr) for p in parts),
        told=(),
        ending=SAYS["withdrawn"].format(f=named.name),
    )


def claims_of(
    named: Function,
    found: Sequence[Extremum],
    stationary: Sequence[tuple[sp.Expr, Extremum]],
    constraints: Constraints | None = None,
    *,
    best: bool = True,
) -> list[Claim]:
    """What is claimed of the points that were found, none of them a curve."""
    held = constraints or Constraints()
    points = [e for e in found if not e.free and not parameters(named)]
    claims: list[Claim] = []
    places = tuple((f, e.point) for f, e in stationary if e in points)
    if places:
        claims.append(Stationary(named.wrt, places))
    if constraints is not None and points:
        claims.append(Zero(held, tuple(e.point for e in points)))
    claims += [_around(named, e, points, held) for e in points]
    return claims + (unbeaten(named, points, held, ()) if best else [])


def unbeaten(
    named: Function,
    found: Sequence[Extremum],
    constraints: Constraints | None,
    boxes: tuple[tuple[float, float], ...],
) -> list[Claim]:
    """The absolute extremes, against a random search in boxes, or everywhere."""
    claims: list[Claim] = []
    for kind in (MINIMUM, MAXIMUM):
        best = next((e for e in found if e.kind == kind and e.reach == "absolute"), None)
        if best is not None and not best.value.free_symbols:
            held = constraints or Constraints()
            claims.append(Unbeaten(named.expr, named.wrt, kind, best.value, held, boxes))
    return claims


def all_varied(wrt: Sequence[sp.Symbol]) -> tuple[str, ...]:
    """A remark where letters that mostly stand for constants are variables beside x, y, z."""
    fixed = [text(notation.name(x)) for x in wrt if x.name in CONSTANTS]
    others = any(x.name in VARIABLES for x in wrt)
    letters = listed([text(notation.name(x)) for x in wrt])
    told = SAYS["all-vary"].format(letters=letters, fixed=listed(fixed))
    return (told,) if fixed and others else ()


def parameters(named: Function) -> list[sp.Symbol]:
    """The letters that are no variables."""
    return [s for s in named.body.symbols if s not in named.wrt]


def _around(
    named: Function, one: Extremum, others: Sequence[Extremum], held: Constraints
) -> Around:
    """Neighbours that are nearer than any other point."""
    gaps = [_distance(one, other) for other in others if other is not one]
    radius = min([RADIUS, *(gap / 4 for gap in gaps if gap > 0)])
    return Around(named.expr, named.wrt, one.point, one.kind, radius, held, one.beside)


def _distance(one: Extremum, other: Extremum) -> float:
    pairs = [(decimals(v), decimals(other.point[x])) for x, v in one.point.items()]
    return max(abs(float(a - b)) for a, b in pairs if a is not None and b is not None)


def increasing(values: Sequence[sp.Expr]) -> bool:
    """Whether numbers are in order."""
    near = [decimals(v) or sp.S.Zero for v in values]
    return all(a <= b for a, b in pairwise(near))
