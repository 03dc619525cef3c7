"""D = b² − 4ac on the way to the solutions of a quadratic equation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symcalc.grading.solutions.statements import stated
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.solved import Standing, linked_numbers
from symcalc.grading.working.statements import is_equation
from symcalc.grading.working.values import EQUAL, OTHER, compared
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import structure

if TYPE_CHECKING:
    from symcalc.grading.working.equations import EquationWalk

NAMES = ("D", "Δ", "d", "disc", "discriminant", "Delta", "delta")


def discriminant(walk: EquationWalk, node: Notation, number: int) -> Outcome | None:
    """Whether what is said of D is so; None where nothing is said of it."""
    links = node.parts if node.head == "and" else (node,)
    if not all(link.head == "relation" for link in links) or not is_equation(links[0]):
        return None
    first = links[0].parts[0]
    known = walk.sought.scope.known
    if not (first.head == "name" and first.text in NAMES and first.expr not in known):
        return None
    parts = [links[0].parts[1], *(link.parts[1] for link in links[1:] if is_equation(link))]
    if any(part.symbols for part in parts):
        return None
    found = linked_numbers(parts)
    if found.status != "correct":
        return found
    if any(link.expr.doit() == sp.false for link in links if not link.symbols):
        return Outcome("wrong", "incorrect", "aside", OTHER, node, node)
    walk.exchanged[first.expr] = parts[-1]
    return _compared(walk, first, parts, number)


def _compared(
    walk: EquationWalk, first: Notation, parts: Sequence[Notation], number: int
) -> Outcome:
    told = parts[-1].expr
    quadratics = list(_quadratics(walk))
    right = Outcome("definition" if len(parts) == 1 else "equal", "correct", "aside", EQUAL)
    wanted = [share * q.discriminant() for q in quadratics for share in _shares(q)]
    if not wanted or any(compared(one, told) for one in wanted):
        return Outcome(right.relation, "correct", right.note, EQUAL, counted=False)
    seen = compared(quadratics[-1].discriminant(), told)
    if seen.status != "different":
        return Outcome("undecided", "undecided", "aside", counted=False)
    quadratic, seen = quadratics[-1], replace(seen, what="the discriminant")
    a, b, _ = quadratic.all_coeffs()
    square = arrange(sp.Pow(2 * a * quadratic.gen + b, 2, evaluate=False))
    line = structure("relation", square, arrange(told), text="=")
    walk.stand = Standing(stated(line, walk.sought.scope), line, true=False, number=number)
    return Outcome("wrong", "incorrect", "definition", seen, first, parts[-1])


def _shares(quadratic: sp.Poly) -> tuple[sp.Expr, ...]:
    """Of 2x² …, of x² …, and of the half of p in (p/2)² − q."""
    a = quadratic.LC()
    return sp.S.One, 1 / a**2, 1 / (4 * a**2), sp.Rational(1, 4)


def _quadratics(walk: EquationWalk) -> Iterator[sp.Poly]:
    """The quadratic equations so far, as they stand."""
    (x, *others) = walk.sought.scope.unknowns
    for node in (walk.asked.body, *(one.node for one in walk.said)):
        if others or not is_equation(node) or node.symbols != {x}:
            continue
        gap = node.parts[0].expr - node.parts[1].expr
        if gap.is_polynomial(x) and sp.degree(gap, x) == 2:
            yield sp.Poly(gap, x)
