"""One side at a time: kinks, cases, jumps, and sides that differ."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.nearby import value_beside
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, build, replace_nodes
from symcalc.steps import Step
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.lines import becomes, fields_of, limit_step, rewritten
from symcalc.tutor.words.limits import WORDS
from symcalc.writing.text import text

CLOSE = (sp.Rational(1, 10**6), sp.Rational(3, 10**8), sp.Rational(7, 10**12))
NAMES = {"-": "left", "+": "right"}
SIGNS = {"-": "<", "+": ">"}


def near_the_point(ask: Ask, finder: Finder) -> Found | None:
    """|u| is u or −u close to the point, and of several cases one holds."""
    if not any(_kinked(node, ask) for node in ask.body.walk()):
        return None
    if ask.side or ask.to.is_infinite:
        branch = beside(ask, ask.side)
        return None if branch == ask.body else _told(ask, finder, branch)
    branches = [beside(ask, side) for side in "-+"]
    if branches[0] == branches[1] != ask.body:
        return _told(ask, finder, branches[0])
    return both_sides(ask, finder) if branches != [ask.body] * 2 else None


def _told(ask: Ask, finder: Finder, branch: Notation) -> Found | None:
    pairs = _pairs(ask, ask.side)
    if ask.to.is_infinite:
        where = f"Far out, where {ask.x.name} {'> 0' if ask.to == sp.oo else '< 0'}"
    elif ask.side:
        where = f"For {ask.x.name} {SIGNS[ask.side]} {text(arrange(ask.to))} close by"
    else:
        where = f"Close to {ask.at}"
    kinked = ", ".join(text(node) for node in pairs)
    said = ", ".join(f"{text(node)} is {text(value)}" for node, value in pairs.items())
    return rewritten(ask, finder, "near", branch, where=where, pairs=said, kinked=kinked)


def _kinked(node: Notation, ask: Ask) -> bool:
    """Whether a node is written by cases whose boundary the point may be."""
    if not ask.moves(node):
        return False
    if node.head in ("cases", "floor", "ceil"):
        return True
    row = TABLE.get(node.head)
    return bool(row and row.kinks(*(p.expr for p in node.parts))) if row and node.parts else False


def beside(ask: Ask, side: str) -> Notation:
    """The formula as it is close to the point on one side, or far out."""
    known = _pairs(ask, side)
    return replace_nodes(ask.body, known.get)


def _pairs(ask: Ask, side: str) -> dict[Notation, Notation]:
    """Outermost nodes that are simpler close to the point, and what each is there."""
    found: dict[Notation, Notation] = {}
    places = [-h for h in CLOSE] if side == "-" or ask.to == -sp.oo else list(CLOSE)

    def change(node: Notation) -> Notation | None:
        branch = _branch(node, ask, places) if _kinked(node, ask) else None
        if branch is not None and branch != node:
            found[node] = replace(ask, body=branch).body
        return branch

    replace_nodes(ask.body, change)
    return found


def _branch(node: Notation, ask: Ask, places: list[sp.Rational]) -> Notation | None:
    """What one node is at all of these places; None where they do not tell."""
    if node.head == "cases":
        return _case(node, ask, places)
    if node.head in ("floor", "ceil"):
        return _step(node, ask, places)
    exprs = [p.expr for p in node.parts]
    row = TABLE[node.head]
    for zero, (below, above) in zip(row.kinks(*exprs), row.branches(*exprs), strict=False):
        if not ask.moves(zero) or not (ask.to.is_infinite or ask.vanishes(zero)):
            continue
        signs = {_sign(zero, ask, place) for place in places}
        if signs == {1} or signs == {-1}:
            return arrange(above if signs == {1} else below, like=node)
    return None


def _sign(expr: sp.Expr, ask: Ask, place: sp.Rational) -> int:
    """Of an expression at a distance from the point."""
    value = value_beside(expr, ask.x, ask.to, place)
    return 0 if value is None else int(value > 0) - int(value < 0)


def _case(node: Notation, ask: Ask, places: list[sp.Rational]) -> Notation | None:
    """The one piece that holds at all of the places."""
    held = [_piece(node, ask, place) for place in places]
    return held[0] if held[0] is not None and all(h == held[0] for h in held) else None


def _piece(node: Notation, ask: Ask, place: sp.Rational) -> Notation | None:
    for piece in node.parts:
        holds = sp.Piecewise((sp.S.One, piece.parts[1].expr), (sp.S.Zero, True))
        told = value_beside(holds, ask.x, ask.to, place)
        if told is None:
            return None
        if told == 1:
            return piece.parts[0]
    return None


def _step(node: Notation, ask: Ask, places: list[sp.Rational]) -> Notation | None:
    """⌊u⌋ where it is one number all along."""
    values = [value_beside(node.expr, ask.x, ask.to, place) for place in places]
    whole = {int(v) for v in values if v is not None}
    if None in values or len(whole) != 1 or ask.to.is_infinite:
        return None
    return arrange(sp.Integer(whole.pop()))


def both_sides(ask: Ask, finder: Finder) -> Found | None:
    """From the left and from the right; the limit exists where they agree."""
    if ask.side or ask.to.is_infinite:
        return None
    asked = [replace(ask, side=side) for side in "-+"]
    found = [finder.find(one) for one in asked]
    if None in found:
        return None
    frames = tuple(_frame(one, f) for one, f in zip(asked, found, strict=True) if f is not None)
    left, right = (f.value for f in found if f is not None)
    shown = {"left": side_text("left", left), "right": side_text("right", right)}
    if sp.nan in (left, right) or _apart(left, right):
        return Found((*frames, _differ(ask, left, right, shown)), sp.nan)
    fields = fields_of(ask, value=text(arrange(left)))
    last = limit_step("sides-agree", ask.whole, arrange(left, like=ask.body), fields)
    return Found((*frames, last), left)


def _apart(left: sp.Expr, right: sp.Expr) -> bool:
    return bool(left != right and sp.expand(left - right) != 0) if left.is_finite else left != right


def side_text(side: str, value: sp.Expr) -> str:
    """From the left the limit is −1."""
    if value is sp.nan:
        return f"from the {side} there is no limit"
    if value.is_infinite:
        return f"from the {side} the formula {becomes(value)}"
    return f"from the {side} the limit is {text(arrange(value))}"


def _differ(ask: Ask, left: sp.Expr, right: sp.Expr, shown: dict[str, str]) -> Step:
    """The two values beside each other."""
    values = [arrange(v, like=ask.body) for v in (left, right)]
    after = build("relation", *values, text="!=")
    if sp.nan in (left, right):  # one of them is there, or neither
        known = [(s, v) for s, v in zip("-+", values, strict=True) if v.expr is not sp.nan]
        shown_ = [build("relation", replace(ask, side=s).whole, v, text="=") for s, v in known]
        after = shown_[0] if shown_ else ask.whole
    said = {**shown, "left": shown["left"][0].upper() + shown["left"][1:]}
    return limit_step("sides-differ", ask.whole, after, fields_of(ask, **said), relation="implies")


def _frame(ask: Ask, found: Found) -> Step:
    """The steps of one side under a title of their own."""
    words = WORDS["one-sided"]
    fields = fields_of(ask, side=NAMES[ask.side], sign=SIGNS[ask.side])
    if not found.exists:  # that no limit is no equation
        return limit_step("no-limit", ask.whole, ask.whole, fields, found.steps, "implies", words)
    after = arrange(found.value, like=ask.body)
    return limit_step("one-sided", ask.whole, after, fields, found.steps, words=words)


def differing(ask: Ask, finder: Finder) -> Found | None:
    """Sides that go to different places, seen from the values."""
    if ask.side or ask.to.is_infinite or ask.near.kind != "varies":
        return None
    kinds = [replace(ask, side=side).near.kind for side in "-+"]
    return both_sides(ask, finder) if "varies" not in kinds else None
