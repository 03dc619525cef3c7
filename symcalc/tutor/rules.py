"""Which rule a formula calls for, and the line that the rule writes.

The rules themselves are the rows of the table; what stands here is the policy of a textbook: pull
constants out, call a function of a function a chain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import TABLE, Primitive, arrange, build, opened, put, replace_nodes
from symcalc.tutor.setting import Rule, Setting
from symcalc.tutor.tidy import SHORT, written_out
from symcalc.tutor.unknown import unknown
from symcalc.tutor.words import LETTERS
from symcalc.writing.text import text


def choose(node: Notation, setting: Setting) -> Rule:
    """The rule that a textbook would apply to `node`, which contains the variable."""
    if node == setting.x:
        return Rule("identity", notation.number(1))
    return POLICY.get(node.head, _function)(node, setting)


def prime(node: Notation) -> Notation:
    """u', as the statement of a rule writes it."""
    return Notation("prime", (node,), expr=node.expr)


def listed(letters: Mapping[str, Notation]) -> str:
    """u = x², v = sin(3x)."""
    return ", ".join(f"{letter} = {text(part)}" for letter, part in letters.items())


def _law(row: Primitive, *letters: Notation) -> Notation | None:
    """The row's rule, written with letters."""
    if row.line is None:
        return None
    head = "power" if row.name == "general-power" else row.name
    whole = notation.arithmetic(head, *letters)
    return build("relation", prime(whole), row.line(prime, *letters), text="=")


def _termwise(node: Notation, setting: Setting) -> Rule:
    row = TABLE[node.head]
    assert row.line is not None
    letters = [notation.name(sp.Symbol(c)) for c in LETTERS[: min(len(node.parts), 2)]]
    return Rule(node.head, row.line(setting.d, *node.parts), row, law=_law(row, *letters))


def _constant_multiple(node: Notation, setting: Setting) -> Rule | None:
    """c·v with a constant c, however it is written: 3v, v/2, -3v/2."""
    moving = _moving(node, setting)
    if moving is node or (node.head == "negation" and moving is node.parts[0]):
        return None

    def around(middle: Notation) -> Notation:
        def change(part: Notation) -> Notation | None:
            return middle if part is moving else None if setting.contains(part) else part

        return replace_nodes(node, change)

    fields = {"c": text(around(notation.number(1))), "v": text(moving)}
    return Rule("constant-multiple", around(setting.d(moving)), fields=fields)


def _moving(node: Notation, setting: Setting) -> Notation:
    """What is left of a formula without its constant factors."""
    if node.head == "negation":
        return _moving(node.parts[0], setting)
    if node.head == "quotient" and not setting.contains(node.parts[1]):
        return _moving(node.parts[0], setting)
    moving = [p for p in node.parts if setting.contains(p)]
    if node.head == "product" and len(moving) == 1 < len(node.parts):
        return _moving(moving[0], setting)
    return node


def _scaled(rule: Callable[[Notation, Setting], Rule]) -> Callable[[Notation, Setting], Rule]:
    """Constants come out first, before the rule itself."""
    return lambda node, setting: _constant_multiple(node, setting) or rule(node, setting)


def _product(node: Notation, setting: Setting) -> Rule:
    constant = [p for p in node.parts if not setting.contains(p)]
    if constant:
        moving = [p for p in node.parts if setting.contains(p)]
        c, v = notation.multiply(*constant), notation.arithmetic("product", *moving)
        line = notation.arithmetic("product", *constant, setting.d(v))
        return Rule("constant-multiple", line, fields={"c": text(c), "v": text(v)})
    row = TABLE["product"]
    assert row.line is not None
    letters = setting.bind(node.parts)
    names = [setting.letter(i) for i in range(len(node.parts))]
    fields = {"letters": listed(letters), "count": _count(len(node.parts))}
    return Rule(
        "product", row.line(setting.d, *node.parts), row, fields, letters, _law(row, *names)
    )


def _count(number: int) -> str:
    words = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[number - 2] if number < 10 else str(number)


def _quotient(node: Notation, setting: Setting) -> Rule:
    u, v = node.parts
    if not setting.contains(u):
        square = notation.arithmetic("power", v, notation.number(2))
        line = notation.negative(notation.divide(notation.multiply(u, setting.inner(v)), square))
        return Rule("reciprocal", line, fields={"v": text(v)}, letters={setting.letter(1).text: v})
    row = TABLE["quotient"]
    assert row.line is not None
    letters = setting.bind(node.parts)
    law = _law(row, setting.letter(0), setting.letter(1))
    fields = {"letters": listed(letters)}
    return Rule("quotient", row.line(setting.d, u, v), row, fields, letters, law)


def _power(node: Notation, setting: Setting) -> Rule:
    base, exponent = node.parts
    moving = setting.contains(base), setting.contains(exponent)
    name = {(True, False): "power", (False, True): "exponential"}.get(moving, "general-power")
    if name == "exponential" and base.expr.is_nonpositive:
        raise UnsupportedError(
            f"{text(node)} is real only for some values of {setting.x.text}",
            where=text(node),
            hint="the base of a power with a variable exponent must be positive",
        )
    row = TABLE[name]
    assert row.line is not None
    d = setting.d if name == "general-power" else setting.inner
    line = row.line(d, base, exponent)
    if name == "general-power":
        letters = setting.bind(node.parts)
        law = _law(row, setting.letter(0), setting.letter(1))
        return Rule(name, line, row, {}, letters, law)
    part = base if name == "power" else exponent
    law = _power_law(name, row)
    letter = setting.letter(0)
    outer = notation.arithmetic(
        "power", *((letter, exponent) if name == "power" else (base, letter))
    )
    if part == setting.x:
        return Rule(name, line, row, law=law)
    return _chain(line, row, outer, part, setting)


def _power_law(name: str, row: Primitive) -> Notation:
    """d/dx xⁿ = n xⁿ⁻¹, or d/dx aˣ = aˣ ln a."""
    assert row.line is not None
    x, n, a = (notation.name(sp.Symbol(letter)) for letter in "xna")
    pair = (x, n) if name == "power" else (a, x)
    line = row.line(lambda _: notation.number(1), *pair)
    return build("relation", notation.derivative(notation.power(*pair), x), line, text="=")


def _chain(line: Notation, row: Primitive, outer: Notation, u: Notation, setting: Setting) -> Rule:
    plain = row.names and outer.head not in SIGNS
    shown = (outer.text or row.names[0]) if plain else text(outer)
    formula = opened(outer)
    shown = shown if formula is None else f"{text(outer)} = {text(formula)}"
    fields = {"outer": shown, "u": text(u)}
    return Rule("chain", line, row, fields, {setting.letter(0).text: u}, outer=outer)


def _function(node: Notation, setting: Setting) -> Rule:
    """Σ ∂f/∂uᵢ · duᵢ over the arguments that contain the variable."""
    row = TABLE[node.head]
    if row.line is not None:
        return Rule(row.name, row.line(setting.inner, *node.parts), row)
    args = [p.expr if p.head == "number" else sp.Dummy() for p in node.parts]
    written = dict(zip(args, node.parts, strict=True))
    terms, inner = [], []
    for i, (part, partial) in enumerate(zip(node.parts, row.partials(*args), strict=True)):
        if setting.contains(part):
            shown = row.written(*node.parts)[i] if row.written else arrange(partial, like=node)
            terms.append(notation.multiply(put(shown, written), setting.inner(part)))
            inner.append(part)
    line = notation.add(*terms)
    if inner == [setting.x]:
        return Rule(row.rule, line, row)
    letters = [setting.letter(i) for i in range(len(inner))]
    names = iter(letters)
    outer = build(
        node.head, *(next(names) if setting.contains(p) else p for p in node.parts), text=node.text
    )
    return (
        _chain(line, row, outer, inner[0], setting)
        if len(inner) == 1
        else Rule(
            "chain",
            line,
            row,
            {"outer": text(outer), "u": ", ".join(text(p) for p in inner)},
            setting.bind(tuple(inner)),
            outer=outer,
        )
    )


def _maximum(node: Notation, setting: Setting) -> Rule:
    """The larger of 0 and u is ReLU, whatever it is called; that of u and u is u."""
    if len(set(node.parts)) == 1:
        return choose(node.parts[0], setting)
    others = [p for p in node.parts if not notation.is_number(p, 0)]
    if len(others) == 1 < len(node.parts):
        return _function(build("relu", others[0]), setting)
    return _function(node, setting)


def _minimum(node: Notation, setting: Setting) -> Rule:
    if len(set(node.parts)) == 1:
        return choose(node.parts[0], setting)
    return _function(node, setting)


def _unit(node: Notation, setting: Setting) -> Rule:
    """5x% is 5x/100, and x° is πx/180."""
    u, factor = node.parts[0], UNITS[node.head]
    line = notation.multiply(factor, setting.d(u))
    return Rule("constant-multiple", line, fields={"c": text(factor), "v": text(u)})


def _given(node: Notation, setting: Setting) -> Rule:
    """A letter that stands for a function of the variable."""
    return Rule("given-function", setting.given[node])


def _integral(node: Notation, setting: Setting) -> Rule:
    """The fundamental theorem for the bounds, Leibniz's rule for the integrand."""
    f, t, *ends = node.parts
    last, first = (put(f, {t.expr: end}) for end in reversed(ends))
    terms = [notation.multiply(last, setting.inner(ends[1]))]
    terms.append(notation.negative(notation.multiply(first, setting.inner(ends[0]))))
    fields = {"f": text(f), "t": text(t), "a": text(ends[0]), "b": text(ends[1])}
    if not setting.contains(f):
        return Rule("fundamental-theorem", notation.add(*terms), fields=fields)
    inner = notation.derivative(f, setting.x, text="∂")
    return Rule("leibniz", notation.add(*terms, build("integral", inner, t, *ends)), fields=fields)


def _pieces(node: Notation, setting: Setting) -> Rule:
    pieces = (build("piece", setting.d(p.parts[0]), p.parts[1]) for p in node.parts)
    return Rule("piecewise", build("cases", *pieces), TABLE["piecewise"])


# Functions that are written by a sign or a letter, and so are shown with their argument.
SIGNS = ("exp", "sqrt", "cbrt", "abs", "normal-cdf", "normal-density")
UNITS = {"percent": arrange(sp.Rational(1, 100)), "degrees": arrange(sp.pi / 180)}

POLICY: dict[str, Callable[[Notation, Setting], Rule]] = {
    "name": _given,
    "integral": _integral,
    **dict.fromkeys(("apply", "derivative", "derivative-at"), unknown),
    "sum": _termwise,
    "difference": _termwise,
    "negation": _scaled(_termwise),
    "product": _scaled(_product),
    "quotient": _scaled(_quotient),
    "power": _power,
    "cases": _pieces,
    "max": _maximum,
    "min": _minimum,
    **dict.fromkeys(SHORT, lambda node, setting: choose(written_out(node), setting)),
    "percent": _unit,
    "degrees": _unit,
}
