"""Difference quotients with one h: "central difference of x^3 at x = 2 with h = 0.1"."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import bare_formula, read
from symcalc.steps import Step
from symcalc.tutor.diff import derivative
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.linear.numbers import near
from symcalc.tutor.linear.places import placed
from symcalc.tutor.words.differences import CHECK, FAILS, HINTS, WORDS
from symcalc.writing.text import text

DIGITS = 30
LEAST = sp.Rational(1, 10**1000)  # of an error: what is less is not told from 0


class Scheme(NamedTuple):
    """Weights of f(x + k h) by k, over `below` h to the power `order`, that of the derivative."""

    weights: dict[int, int]
    below: int
    order: int


SCHEMES = {
    "forward": Scheme({1: 1, 0: -1}, 1, 1),
    "backward": Scheme({0: 1, -1: -1}, 1, 1),
    "central": Scheme({1: 1, -1: -1}, 2, 1),
    "second": Scheme({1: 1, 0: -2, -1: 1}, 1, 2),
    "five-point": Scheme({2: -1, 1: 8, -1: -8, -2: 1}, 12, 1),
}
MEANT = {
    "centred": "central",
    "centered": "central",
    "symmetric": "central",
    "two-sided": "central",
    "second central": "second",
    "second-order central": "second",
    "second-order": "second",
    "five point": "five-point",
}
NAMES = "|".join(sorted((*SCHEMES, *MEANT), key=len, reverse=True))
LEAD = f"{{scheme:{NAMES}}}[ finite][ stencil] difference[ quotient][ approximation][ formula]"
STEP = "{word:with|using|for|and}[ a][ step][ size][ width][ of] h = {h}"


@lesson(
    "difference-quotient",
    f"{LEAD} of {{f}} at {{point}} with h = {{h}}",
    f"{LEAD} {{of:of|for}}[ the derivative of][ the function] {{f}} at {{point}} {STEP}",
    f"{LEAD} {{of:of|for}}[ the derivative of] {{f}} at {{point}}, h = {{h}}",
    f"{LEAD} {{of:of|for}}[ the derivative of] {{f}} at {{point}} with[ a] step[ size][ of] {{h}}",
    "{scheme:five-point|five point}[ stencil][ formula] {of:of|for} {f} at {point} with h = {h}",
    f"derivative of {{f}} at {{point}} {{by:by|with|using}}[ the][ a] {LEAD} "
    "{word:with|and} h = {h}",
)
def difference_quotient(scheme: str, f: str, point: str, h: str, **_: str) -> Derivation:
    """A difference quotient in exact numbers, and by how much it is off."""
    said = " ".join(scheme.lower().split())
    kind = MEANT.get(said, said)
    rule, body = SCHEMES[kind], bare_formula(f)
    letters = natural_order(body.symbols)
    if len(letters) != 1:
        raise UnsupportedError(FAILS["letters"], where=f, hint=HINTS["letters"])
    x, step = letters[0], _number(h)
    there = _place(text(body), point, x)
    quotient = _quotient(body, x, there, step, rule)
    worked = evaluate(quotient)
    parts = {"scheme": kind, "f": text(body), "point": f"{x} = {text(arrange(there))}"}
    return Derivation(
        asked("difference-quotient", body=body, **parts, h=text(arrange(step))),
        quotient,
        worked.result,
        (_definition(kind, body, quotient), *worked.steps, *_error(body, x, there, worked, rule)),
        claims=(_by_numbers(body, x, there, step, rule, worked),),
        value=worked.value,
    )


def _number(said: str) -> sp.Expr:
    """A step that is a positive number."""
    expr = read(said).expr
    if not (isinstance(expr, sp.Expr) and expr.is_number and expr.is_positive):
        raise UnsupportedError(FAILS["h"].format(h=said), hint=HINTS["h"])
    return expr


def _place(f: str, point: str, x: sp.Symbol) -> sp.Expr:
    """Where x is."""
    found = placed(f, point)
    if len(found) != 1 or set(found[0]) != {x.name} or isinstance(found[0][x.name], list):
        raise UnsupportedError(FAILS["point"].format(point=point), hint=HINTS["point"])
    value: sp.Expr = found[0][x.name]
    return value


def _quotient(body: Notation, x: sp.Symbol, at: sp.Expr, h: sp.Expr, rule: Scheme) -> Notation:
    """(f(2.1) − f(2))/0.1 with the formula at these numbers."""
    terms = []
    for k, weight in rule.weights.items():
        value = put(body, x, arrange(at + k * h))
        size = notation.number(abs(weight))
        term = value if abs(weight) == 1 else notation.arithmetic("product", size, value)
        terms.append((weight < 0, term))
    first, *rest = sorted(terms, key=lambda term: term[0])  # what is added stands first
    above = first[1]
    for negative, term in rest:
        above = build("difference" if negative else "sum", above, term)
    size = arrange(h)
    power = size if rule.order == 1 else notation.power(size, notation.number(rule.order))
    below = power if rule.below == 1 else build("product", notation.number(rule.below), power)
    return build("quotient", above, below)


def put(node: Notation, x: sp.Symbol, value: Notation) -> Notation:
    """The formula with a number for x, and nothing worked out."""
    if node.head == "name" and node.expr == x:
        return value
    if not node.parts or x in node.running:
        return node
    return build(node.head, *(put(part, x, value) for part in node.parts), text=node.text)


def _definition(kind: str, body: Notation, quotient: Notation) -> Step:
    words = WORDS[kind]
    return Step(
        kind if kind in ("forward", "backward", "central") else "difference-quotient",
        words.title,
        body,
        quotient,
        words.explanation,
        words.statement,
        "definition",
        status="numeric",
        hints=(words.hint,),
    )


def _error(
    body: Notation, x: sp.Symbol, at: sp.Expr, worked: Derivation, rule: Scheme
) -> tuple[Step, ...]:
    """What the derivative is there, and the error of the quotient; nothing where there is none."""
    shown = worked.result
    try:
        Precise(DIGITS).slope(body.expr, (x,) * rule.order, {x: at})
    except Undefined:
        none = WORDS["no-derivative"]
        return (Step("difference-error", none.title, shown, shown, none.explanation),)
    exact = _slope(body, x, at, rule)
    if exact is None:
        return ()
    words = WORDS["error"]
    told = words.explanation.format(
        order="second derivative" if rule.order == 2 else "derivative",
        exact=in_figures(_real(exact), 8),
        error=in_figures(abs(_real(worked.value - exact)), 3),
    )
    return (Step("difference-error", words.title, shown, shown, told, status="numeric"),)


def _slope(body: Notation, x: sp.Symbol, at: sp.Expr, rule: Scheme) -> sp.Expr | None:
    """The derivative by the rules, exactly; None where its formula has no value there."""
    try:
        found = derivative(body, (x,) * rule.order).result.expr.subs(x, at)
    except UnsupportedError:
        return None
    return found if found.is_number and found.is_finite and found.is_real else None


def _real(value: sp.Expr) -> sp.Expr:
    """A number at so many digits; 0 where it is less than the digits that can be had."""
    if value.is_Rational:
        return value
    found = near(value, DIGITS)
    return found if abs(found) > LEAST else sp.S.Zero


def _by_numbers(
    body: Notation, x: sp.Symbol, at: sp.Expr, h: sp.Expr, rule: Scheme, worked: Derivation
) -> Same:
    """The same from values by mpmath."""
    lost = rule.order * max(0, -int(sp.floor(sp.log(h, 10).evalf())))  # values nearly cancel
    digits = DIGITS + lost
    precise = Precise(digits)
    values = [
        weight * sp.Float(precise.at(body.expr, {x: at + k * h}), digits)
        for k, weight in rule.weights.items()
    ]
    other = sp.Add(*values) / (rule.below * h**rule.order)
    unit = worked.value if worked.value != 0 else sp.S.One
    told = CHECK.replace("{digits}", str(digits))
    return Same(((worked.value / unit, other / unit),), "mpmath", told, 1e-10)
