"""From the inside out, one variable at a time; or as a product of integrals over a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.checking.definite import AreaIs
from symcalc.checking.iterated import check_volumes
from symcalc.checking.relations import check_equal
from symcalc.errors import NotFoundError
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
SHARE = sp.Rational(3, 7)  # of its range, at which an outer variable is put
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
        steps += framed(found, asked, k)
        body = found.after
        if found.ending:
            break
    told = _collected("straight", asked, tuple(steps), parts)
    if not told.ending and _breaks_a_condition(asked, told, parts):
        raise NotFoundError("a condition of the inner integral fails", where=text(asked.whole))
    return told


def _breaks_a_condition(asked: Multiple, found: Found, parts: Sequence[Single]) -> bool:
    """Whether numbers refute what rests on a condition on an outer variable."""
    hidden = {x for x in _hidden(asked) for part in parts for c in part.conditions if c.has(x)}
    if not hidden or not asked.definite:
        return False
    return check_volumes(asked.whole.expr, found.after.expr).status == "disagrees"


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
        claims=_at_a_place(last.claims, asked.ranges[len(parts) :]) if last.ending else (),
    )


def _at_a_place(claims: Sequence[Claim], outer: Sequence[Range]) -> tuple[Claim, ...]:
    """Claims about an inner integral, for outer variables somewhere in their ranges."""
    place: dict[sp.Symbol, sp.Expr] = {}
    for part in reversed(outer):
        low, high = (end.xreplace(place) for end in part.ends)
        if not (low.is_number and high.is_number and low.is_finite and high.is_finite):
            return tuple(claims)
        place[part.x] = low + (high - low) * SHARE
    return tuple(
        replace(c, integral=c.integral.subs(place)) if isinstance(c, AreaIs) else c for c in claims
    )


def strongest(conditions: Sequence[sp.Basic]) -> tuple[sp.Basic, ...]:
    """Without n > -2 beside n > -1.

    >>> n = sp.Symbol("n")
    >>> strongest([n > -2, n > -1, n < 5])
    (n > -1, n < 5)
    """
    lower = [c for c in conditions if isinstance(c, sp.StrictGreaterThan) and c.rhs.is_Rational]
    weaker = [c for c in lower if any(c.lhs == d.lhs and c.rhs < d.rhs for d in lower)]
    return tuple(c for c in conditions if c not in weaker)


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


def framed(found: Single, asked: Multiple, k: int) -> tuple[Step, ...]:
    """The steps of one integral under a title of its own; there is no line for no value."""
    part, outer = asked.ranges[k], asked.ranges[k + 1 :]
    between = [text(limit) for limit in part.limits]
    fields = {
        "place": PLACES[len(asked.ranges)][k],
        "x": part.name,
        "between": BETWEEN.format(low=between[0], high=between[1]) if between else "",
        "held": held(outer, part.x, found),
    }
    rule = "outer-integral" if k else "inner-integral"
    if found.after.expr is sp.nan:
        head = worded(WORDS, rule, found.whole, found.whole, fields, "implies")
        return (replace(head, rule=f"{rule}-diverges"), *found.steps)
    relation = "equal" if part.limits else "equal-up-to-constant"
    step = worded(WORDS, rule, found.whole, found.after, fields, relation, found.steps)
    return (under(step, found.given),)


def under(step: Step, given: Sequence[sp.Basic]) -> Step:
    """A line that is equal only where the variables run says so."""
    if not given or check_equal(step.before.expr, step.after.expr).status != "disagrees":
        return step
    return replace(step, relation="implies", conditions=tuple(map(arrange, given)))


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
