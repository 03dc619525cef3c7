"""What a Taylor polynomial leaves out: Lagrange's remainder, and a proved bound of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import factorial
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified
from symcalc.tutor.kinks import crossings
from symcalc.tutor.taylor.bounds import has_values, largest, monotonic, never_zero, rounded_up
from symcalc.tutor.taylor.centre import value_at
from symcalc.tutor.taylor.claims import Within
from symcalc.tutor.taylor.orders import Order
from symcalc.tutor.taylor.ordinals import ordinal
from symcalc.tutor.taylor.poles import Gap, gap
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.taylor import WORDS
from symcalc.writing.text import text

Interval = tuple[sp.Expr, sp.Expr]
BETWEEN = ("xi", "eta", "zeta")  # letters for the unknown place
DIGITS = 30  # of a value that is rounded up
bounding = partial(decimal, figures=12, plain=range(-3, 6))  # a bound as it is written
SIMPLE = 3  # operations of a number that is shown as it is


class Setting(NamedTuple):
    """What the remainder is of: the formula, its centre, its polynomial and their letters."""

    body: Notation
    x: sp.Symbol
    at: sp.Expr
    degree: int
    polynomial: Notation

    @property
    def named(self) -> Notation:
        """P_4(x)."""
        return called(f"P_{self.degree}", self.x)

    @property
    def rest(self) -> Notation:
        """R_4(x)."""
        return called(f"R_{self.degree}", self.x)

    @property
    def distance(self) -> Notation:
        """What is left of x - a."""
        return notation.subtract(notation.name(self.x), arrange(self.at))


def called(function: str, *variables: sp.Symbol) -> Notation:
    """P_4(x, y)."""
    return build("apply", *(notation.name(x) for x in variables), text=function)


def remainder(setting: Setting, orders: Sequence[Order], following: Order | None) -> Step:
    """Lagrange's form of the remainder, with the next derivative where it can be written out."""
    fields = {
        "f": text(setting.body),
        "p": text(setting.named),
        "r": text(setting.rest),
        "a": text(arrange(setting.at)),
        "x": text(arrange(setting.x)),
        "power": text(notation.power(setting.distance, notation.number(setting.degree + 1))),
        "factorial": f"{setting.degree + 1}!",
        "top": f"the {ordinal(setting.degree + 1).lower()} derivative",
    }
    if following is None:
        return told("remainder-far", setting, setting.rest, fields)
    if following.after.expr == 0:
        zero = build("relation", setting.rest, notation.number(0), text="=")
        return told("no-remainder", setting, zero, fields)
    fields["where"] = reach([*orders, following], fields["a"])
    place = notation.name(free_letter(setting.body))
    top = put(following.after, {setting.x: place})
    line = build("relation", setting.rest, term(top, setting), text="=")
    return told("remainder", setting, line, fields)


def told(name: str, setting: Setting, after: Notation, fields: dict[str, str]) -> Step:
    """A step in words, whose line is a definition."""
    words = WORDS[name]
    said = words.explanation.format(**fields).strip()
    hints = (words.hint.format(**fields),) if words.hint else ()
    return Step(
        name, words.title, setting.body, after, said, words.statement, "definition", hints=hints
    )


def term(top: Notation, setting: Setting) -> Notation:
    """f⁽ⁿ⁺¹⁾(ξ)/(n+1)! (x - a)ⁿ⁺¹, numbers cancelled."""
    order, t = setting.degree + 1, sp.Dummy("x")
    line = arrange(top.expr * t**order / sp.Integer(factorial(order)), like=top)
    return put(line, {t: setting.distance})


def free_letter(body: Notation) -> sp.Symbol:
    """A letter that the formula does not use, for a place between the centre and x."""
    taken = {symbol.name for symbol in body.symbols}
    return sp.Symbol(next(letter for letter in (*BETWEEN, "xi_0") if letter not in taken))


def reach(orders: Sequence[Order], a: str) -> str:
    """Where the remainder holds, if not everywhere."""
    conditions = simplified(c for order in orders for c in order.part.conditions)
    if not conditions:
        return ""
    shown = " and ".join(text(arrange(c)) for c in conditions)
    return WORDS["reach"].explanation.format(a=a, conditions=shown)


def bound(
    setting: Setting, orders: Sequence[Order], following: Order | None, on: Interval
) -> tuple[Step, tuple[Within, ...]]:
    """A proved bound of the remainder on an interval, and the claim that it is one."""
    low, high = sp.Min(on[0], setting.at), sp.Max(on[1], setting.at)
    shown = f"[{text(arrange(on[0]))}, {text(arrange(on[1]))}]"
    order = setting.degree + 1
    far = sp.Max(on[1] - setting.at, setting.at - on[0])
    reached = notation.name(sp.Symbol("r"))
    fields = {
        "interval": shown,
        "ordinal": ordinal(order).lower(),
        "where": f"between {text(arrange(low))} and {text(arrange(high))}",
        "x": text(arrange(setting.x)),
        "reach": text(arrange(far)),
        "distance": f"|{text(setting.distance)}|",
        "power": text(notation.power(reached, notation.number(order))),
        "factorial": f"{order}!",
    }
    hole = gap(setting.body, setting.x, low, high)
    if hole is not None:
        return without_value(setting, hole, on, fields), ()
    why = unproved(setting, orders, following, (low, high))
    found = None if why or following is None else most(following.after.expr, setting, (low, high))
    if found is None:
        why = why or "interval arithmetic does not settle it"
        return titled("no-bound", setting, general(setting), {**fields, "why": why}), ()
    size = rounded_up(sp.Rational(found.bound * power_above(far, order)) / factorial(order))
    if found.how == "monotonic":
        fields["where"] = turns(low, setting.at, high)
    fields |= {"m": text(found.shown), "best": text(arrange(found.best)), "pieces": found.pieces}
    line = build("relation", build("abs", setting.rest), bounding(size), text="<=")
    claim = Within(setting.body.expr, setting.polynomial.expr, setting.x, on, size)
    return titled(found.how, setting, line, fields), (claim,)


def without_value(setting: Setting, hole: Gap, on: Interval, fields: dict[str, str]) -> Step:
    """There is no bound where the formula itself has no value, and grows without bound beside."""
    place = arrange(hole.place)
    shown = text(place)
    if not hole.place.is_Rational:
        shown += f" ≈ {in_figures(hole.place, 4)}"
    inside = hole.grows and bool(on[0] <= hole.place) and bool(hole.place <= on[1])
    line = build("relation", arrange(setting.x), place, text="=")
    told = {**fields, "f": text(setting.body), "hole": shown}
    return titled("pole" if inside else "hole", setting, line, told)


class Most(NamedTuple):
    """A bound of the next derivative: how it was proved, the bound itself, and how it is shown."""

    how: str
    bound: sp.Rational
    shown: Notation
    best: sp.Expr = sp.S.Zero
    pieces: str = ""


def turns(*corners: sp.Expr) -> str:
    """Between 0 and 1; between -1 and 0, nor between 0 and 1."""
    ends = [text(arrange(corner)) for corner in dict.fromkeys(corners)]
    return ", nor ".join(f"between {left} and {right}" for left, right in pairwise(ends))


def most(expr: sp.Expr, setting: Setting, within: Interval) -> Most | None:
    """The largest size of an expression: at an end where it does not turn, else by pieces."""
    low, high = within
    corners = list(dict.fromkeys((low, setting.at, high)))
    if all(monotonic(expr, setting.x, *ends) for ends in pairwise(corners)):
        sizes = {place: sp.Abs(value_at(expr, {setting.x: place})) for place in corners}
        best = max(sizes, key=lambda place: sp.N(sizes[place], DIGITS))
        above = above_of(sizes[best])
        if sp.count_ops(sizes[best]) > SIMPLE:
            above = rounded_up(above)
            return Most("monotonic", above, bounding(above), best)
        kind = "monotonic" if expr.has(setting.x) else "constant-bound"
        return Most(kind, above, arrange(sizes[best]), best)
    found = largest(expr, setting.x, low, high)
    if found is None:
        return None
    pieces = "one piece" if found.pieces == 1 else f"{found.pieces} pieces"
    return Most("bound", found.bound, bounding(found.bound), pieces=pieces)


def general(setting: Setting) -> Notation:
    """|R_n(x)| ≤ M·rⁿ⁺¹/(n + 1)!."""
    order = notation.number(setting.degree + 1)
    m, r = (notation.name(sp.Symbol(letter)) for letter in "Mr")
    right = notation.divide(
        notation.multiply(m, notation.power(r, order)), build("factorial", order)
    )
    return build("relation", build("abs", setting.rest), right, text="<=")


def titled(name: str, setting: Setting, after: Notation, fields: dict[str, str]) -> Step:
    """A step whose title, too, speaks of this formula."""
    step = told(name, setting, after, fields)
    return Step(**{**vars(step), "title": step.title.format(**fields)})


def above_of(value: sp.Expr) -> sp.Rational:
    """A rational number that is not smaller, and hardly larger."""
    return value if value.is_Rational else rounded_up(sp.Rational(str(sp.N(value, DIGITS))), 20)


def power_above(far: sp.Expr, order: int) -> sp.Rational:
    """At least farⁿ, as a rational number."""
    return above_of(far) ** order


def unproved(
    setting: Setting, orders: Sequence[Order], following: Order | None, within: Interval
) -> str:
    """Why a bound cannot be proved, if so: something breaks, or is too long to be written."""
    if setting.body.symbols - {setting.x}:
        return "other letters have no value"
    edges = [c.zero for c in crossings(written_out(setting.body), setting.x)]
    if not all(never_zero(edge, setting.x, *within) for edge in edges):
        return f"{text(setting.body)} may have a kink or a jump there"
    if following is None:
        return "it is too long to be written out"
    for expr in (setting.body.expr, *(order.after.expr for order in (*orders, following))):
        if not has_values(expr, setting.x, *within):
            return f"{text(arrange(expr, like=setting.body))} may have no value somewhere there"
    return ""
