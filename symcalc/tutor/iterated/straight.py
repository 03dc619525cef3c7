"""From the inside out, one variable at a time; or as a product of integrals over a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, replace_nodes
from symcalc.steps import Step
from symcalc.tutor.iterated.ask import Multiple, Range, listed
from symcalc.tutor.iterated.found import Found, checked
from symcalc.tutor.iterated.single import Single, single
from symcalc.tutor.worded import worded
from symcalc.tutor.words.iterated import (
    BETWEEN,
    DIVERGES_INSIDE,
    HELD,
    HELD_ONE,
    PLACES,
    WORDS,
)
from symcalc.writing.text import text

LARGEST = 60  # operations of an integrand that is taken for a product
C = sp.Symbol("C")


def straight(asked: Multiple) -> Found:
    """Each integral in turn, the innermost first.

    Raises
    ------
    NotFoundError
        If no way is found for one of them.
    """
    body = asked.body
    steps: list[Step] = []
    parts: list[Single] = []
    for k, part in enumerate(asked.ranges):
        outer = asked.ranges[k + 1 :]
        found = single(body, part, outer)
        if not part.limits:
            found = _renamed(found, body, asked, k)
        parts.append(found)
        steps.append(_frame(found, asked, k))
        body = found.after
        if found.ending:
            break
    return _collected("straight", asked, tuple(steps), parts)


def _collected(
    way: str, asked: Multiple, steps: tuple[Step, ...], parts: Sequence[Single]
) -> Found:
    last = parts[-1]
    place = PLACES[len(asked.ranges)][len(parts) - 1].lower()
    inside = last.ending and len(parts) < len(asked.ranges)
    conditions = tuple(c for part in parts for c in part.conditions)
    return Found(
        way,
        steps,
        last.after,
        DIVERGES_INSIDE.format(place=place) if inside else last.ending,
        tuple(c for c in conditions if not c.free_symbols & set(_hidden(asked))),
        last.remarks,
        special=not all(part.elementary for part in parts),
        claims=last.claims if last.ending else (),
    )


def _hidden(asked: Multiple) -> tuple[sp.Symbol, ...]:
    """The variables that do not stand in the answer."""
    return tuple(part.x for part in asked.ranges if part.limits)


def _renamed(found: Single, body: Notation, asked: Multiple, k: int) -> Single:
    """With the constant called C_1, C_2 … where there are several."""
    own = next(s for s in found.after.symbols - body.symbols if s.name.startswith("C"))
    so_far = [part for part in asked.ranges[: k + 1] if not part.limits]
    several = sum(not part.limits for part in asked.ranges) > 1
    new = sp.Symbol(f"C_{len(so_far)}") if several else C

    def change(node: Notation) -> Notation | None:
        return notation.name(new) if node.expr == own else None

    after = replace_nodes(found.after, change)
    *before, last = found.steps
    return replace(found, steps=(*before, replace(last, after=after)), after=after)


def _frame(found: Single, asked: Multiple, k: int) -> Step:
    """The steps of one integral under a title of its own."""
    part, outer = asked.ranges[k], asked.ranges[k + 1 :]
    between = [text(limit) for limit in part.limits]
    fields = {
        "place": PLACES[len(asked.ranges)][k],
        "x": part.name,
        "between": BETWEEN.format(low=between[0], high=between[1]) if between else "",
        "held": held(outer, part.x, found),
    }
    rule = "outer-integral" if k else "inner-integral"
    relation = "equal" if part.limits else "equal-up-to-constant"
    return worded(WORDS, rule, found.whole, found.after, fields, relation, found.steps)


def held(outer: Sequence[Range], x: sp.Symbol, found: Single) -> str:
    """Which letters are constant meanwhile."""
    names = [part.name for part in outer if part.x != x and part.x in found.whole.symbols]
    if not names:
        return ""
    return (HELD_ONE if len(names) == 1 else HELD).format(letters=listed(names))


def separated(asked: Multiple) -> tuple[sp.Expr, ...] | None:
    """The factors of the integrand in each variable, the constants with the first; else None."""
    if not asked.boxed or len(set(asked.variables)) < len(asked.ranges):
        return None
    expr = asked.body.expr
    moving = [x for x in asked.variables if x in expr.free_symbols]
    if len(moving) < 2 or sp.count_ops(expr) > LARGEST:
        return None
    split = sp.separatevars(expr, symbols=list(asked.variables), dict=True)
    if split is None:
        return None
    constant, *factors = (split["coeff"], *(split[x] for x in asked.variables))
    sides = [constant * factors[0], *factors[1:]]
    return tuple(sides)


def product(asked: Multiple) -> Found | None:
    """An integral over a box, as the product of integrals in one variable each."""
    factors = separated(asked)
    if factors is None:
        return None
    pairs = list(zip(reversed(asked.ranges), reversed(factors), strict=True))
    bodies = [arrange(factor, like=asked.body) for _, factor in pairs]
    parts = [single(body, part) for body, (part, _) in zip(bodies, pairs, strict=True)]
    if any(part.ending for part in parts):
        return None
    line = notation.multiply(*(part.whole for part in parts))
    first = checked(_split(asked, line, bodies))
    frames = [
        worded(
            WORDS,
            "factor-integral",
            part.whole,
            part.after,
            {"x": where.name},
            substeps=part.steps,
        )
        for part, (where, _) in zip(parts, pairs, strict=True)
    ]
    before = notation.multiply(*(part.after for part in parts))
    value = arrange(sp.Mul(*(part.after.expr for part in parts)), like=before)
    last = checked(worded(WORDS, "multiply", before, value, {}))
    found = _collected("product", asked, (first, *frames, last), parts)
    return replace(found, after=value, remarks=())


def _split(asked: Multiple, line: Notation, bodies: Sequence[Notation]) -> Step:
    names = [part.name for part in reversed(asked.ranges)]
    fields = {
        "factors": listed([text(body) for body in bodies], "times"),
        "x": names[0],
        "y": names[-1],
    }
    return worded(WORDS, "product-of-integrals", asked.whole, line, fields)
