"""Numbers, names, sums, products, quotients, powers and roots."""

from __future__ import annotations

from itertools import pairwise

from symcalc.notation import Notation, number
from symcalc.writing.calls import command, parenthesis, raised_call
from symcalc.writing.writer import (
    ATOM,
    POSTFIX,
    POWER,
    PREFIX,
    PRODUCT,
    QUOTIENT,
    SUM,
    T,
    Writer,
    level_of,
    shape,
)

CONSTANTS = {
    "pi": "π",
    "oo": "∞",
    "reals": "ℝ",
    "integers": "ℤ",
    "naturals": "ℕ",
    "rationals": "ℚ",
    "empty": "∅",
}
WORDS = ("true", "false", "undefined")


@shape("number")
def number_(w: Writer[T], node: Notation) -> T:
    """As it was typed."""
    return w.number(node.text)


@shape("name")
def name(w: Writer[T], node: Notation) -> T:
    """A variable or a parameter."""
    return w.declared(node.text) if is_declared(node) else w.name(node.text)


def is_declared(node: Notation) -> bool:
    """Whether a name was declared with a shape, as a matrix always is."""
    return node.declared or (node.expr is not None and node.expr.is_commutative is False)


@shape("constant")
def constant(w: Writer[T], node: Notation) -> T:
    """π, e, ∞, ℝ; or a word, such as EulerGamma."""
    if node.text in WORDS:
        return w.word(node.text)
    sign = CONSTANTS.get(node.text, node.text)
    return w.sign(sign) if len(sign) == 1 else w.operator(sign)


@shape("sum", level=SUM)
def sum_(w: Writer[T], node: Notation) -> T:
    """u + v − w."""
    first, *rest = node.parts
    pieces = [term(w, first)]
    for part in rest:
        sign, body = ("−", part.parts[0]) if part.head == "negation" else ("+", part)
        pieces += [w.sign(sign), w.inside(body, PREFIX)]
    return w.spaced(*pieces)


@shape("difference", level=SUM)
def difference(w: Writer[T], node: Notation) -> T:
    """u − v."""
    u, v = node.parts
    return w.spaced(term(w, u), w.sign("−"), w.inside(v, PREFIX))


@shape("plus-minus", level=SUM)
def plus_minus(w: Writer[T], node: Notation) -> T:
    """u ± v, or ±v."""
    *first, second = node.parts
    signed = w.sign(node.text), w.inside(second, PREFIX)
    return w.spaced(term(w, first[0]), *signed) if first else w.row(*signed)


def term(w: Writer[T], node: Notation) -> T:
    """The first term of a sum, which may have a sign of its own."""
    return w.inside(node, SUM if node.head == "negation" else PREFIX)


@shape("negation", level=SUM)
def negation(w: Writer[T], node: Notation) -> T:
    """−u."""
    return w.row(w.sign("−"), w.inside(node.parts[0], PREFIX))


def of_product(node: Notation) -> int:
    """One that ends with a sum or a limit reaches as far as that does."""
    last = node.parts[-1]
    return PREFIX if last.head != "derivative" and level_of(last) == PREFIX else PRODUCT


@shape("product", level=of_product)
def product(w: Writer[T], node: Notation) -> T:
    """Factors, with a sign between them or without."""
    written = [
        factor(w, part, following, first=i == 0)
        for i, (part, following) in enumerate(pairwise((*node.parts, None)))
        if part is not None
    ]
    pieces = written[:1]
    for (left, right), (before, after) in zip(pairwise(node.parts), pairwise(written), strict=True):
        pieces += [w.sign(w.between(left, right, before, after)), after]
    return w.row(*pieces)


def factor(w: Writer[T], part: Notation, following: Notation | None, *, first: bool) -> T:
    """One factor; a derivative is enclosed for the eye, the last one too."""
    level = w.level(part)
    last = part.head == "evaluated" and following is None  # 8·[x²]_0^1
    divided = level == QUOTIENT and not first and not last
    if level < PREFIX or divided or part.head in ("product", "derivative"):
        return w.inside(part, ATOM)
    return w.factor(part, following)


@shape("quotient", level=QUOTIENT)
def quotient(w: Writer[T], node: Notation) -> T:
    """u over v; above a bare dx, a product with dy would be a derivative."""
    top, bottom = node.parts
    below = ATOM if bottom.head == "differential" else w.BELOW
    return w.fraction(w.inside(top, w.ABOVE), w.inside(bottom, below))


@shape("power", level=POWER)
def power(w: Writer[T], node: Notation) -> T:
    """u to the v; sin²(x)."""
    base, exponent = node.parts
    call = raised_call(node)
    if call is not None:
        return w.applied(w.raised(command(w, call), exponent), call.parts, call)
    return w.raised(w.inside(base, ATOM), exponent)


def of_exponential(node: Notation) -> int:
    """e^x stands as a power."""
    return ATOM if node.text == "exp" else POWER


@shape("exp", level=of_exponential)
def exponential(w: Writer[T], node: Notation) -> T:
    """exp(u), or e^u."""
    if node.text == "exp":
        return parenthesis(w, node)
    return w.raised(w.sign("e"), node.parts[0])


@shape("sqrt", "cbrt", "root", level=POSTFIX)
def root(w: Writer[T], node: Notation) -> T:
    """A root; √x² would be read as the root of x²."""
    if node.head == "sqrt":
        return w.root(node.parts[0], None)
    degree = node.parts[1] if node.head == "root" else number(3)
    return w.root(node.parts[0], degree)


@shape("factorial", level=POSTFIX)
def factorial(w: Writer[T], node: Notation) -> T:
    """n!."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("!"))


@shape("percent", level=POSTFIX)
def percent(w: Writer[T], node: Notation) -> T:
    """5%."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("%"))


@shape("degrees", level=POSTFIX)
def degrees(w: Writer[T], node: Notation) -> T:
    """30°."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("°"))


FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}


@shape(*FENCES)
def fenced(w: Writer[T], node: Notation) -> T:
    """|u|, ⌊u⌋, ⌈u⌉."""
    left, right = FENCES[node.head]
    return w.fence(left, w.write(node.parts[0]), right)


@shape("binomial")
def binomial(w: Writer[T], node: Notation) -> T:
    """n over k."""
    return w.binomial(node)
