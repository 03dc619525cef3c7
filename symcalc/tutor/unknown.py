"""Functions without a formula: f(g(x)) has the derivative f′(g(x)) g′(x), whatever they are."""

from __future__ import annotations

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.tutor.setting import Rule, Setting
from symcalc.writing.text import text

PRIME = "'"


def unknown(node: Notation, setting: Setting) -> Rule:
    """f(u), f′(u), f″(u) …: one prime more, times the derivative of u."""
    u, primed = _argument(node), _primed(node)
    fields = {"name": _name(node), "u": text(u)}
    if u == setting.x:
        return Rule("unknown-function", primed, fields=fields)
    line = notation.multiply(primed, setting.inner(u))
    letter = setting.letter(0)
    outer = _of(node, letter)
    fields["outer"] = text(outer)
    return Rule("chain", line, fields=fields, letters={letter.text: u}, outer=outer)


def worked_out(derivative: Notation) -> bool:
    """Whether a derivative is the answer f′(x), and not a question."""
    return derivative.text == PRIME


def _argument(node: Notation) -> Notation:
    return node.parts[1] if node.head == "derivative" else node.parts[0]


def _name(node: Notation) -> str:
    """f, f′, f″ …, as LaTeX and text read it: with straight primes."""
    if node.head == "derivative":
        return node.parts[0].text + PRIME * (len(node.parts) - 1)
    return node.text


def _primed(node: Notation) -> Notation:
    u, name = _argument(node), _name(node) + PRIME
    if u.head != "name":
        return build("derivative-at", u, text=name)
    plain = build("apply", u, text=name.rstrip(PRIME))
    return build("derivative", plain, *[u] * name.count(PRIME), text=PRIME)


def _of(node: Notation, letter: Notation) -> Notation:
    """The same function of a letter."""
    if node.head == "apply":
        return build("apply", letter, text=node.text)
    name = _name(node)
    plain = build("apply", letter, text=name.rstrip(PRIME))
    return build("derivative", plain, *[letter] * name.count(PRIME), text=PRIME)
