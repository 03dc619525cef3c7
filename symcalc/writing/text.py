"""Notation as one line of Unicode text, which reads back to the same Notation."""

from __future__ import annotations

import re
from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.primitives import TABLE

RELATION, SUM, PRODUCT, PREFIX, POWER, ATOM = range(6)

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RELATIONS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
CONSTANTS = {"pi": "π", "oo": "∞"}
GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau "
    "phi chi psi omega Gamma Delta Theta Lambda Xi Phi Psi Omega"
)
GREEK = dict(zip(GREEK_NAMES.split(), "αβγδεζηθικλμνξρστφχψωΓΔΘΛΞΦΨΩ", strict=True))

LEVELS = {
    "relation": RELATION,
    "and": RELATION,
    "or": RELATION,
    "sum": SUM,
    "difference": SUM,
    "negation": SUM,
    "product": PRODUCT,
    "quotient": PRODUCT,
    "derivative": PREFIX,
    "power": POWER,
    "prime": POWER,
}


def text(node: Notation) -> str:
    """Write a formula as a line of text.

    >>> from symcalc.notation import add, multiply, name, number, power
    >>> import sympy as sp
    >>> x = name(sp.Symbol("x"))
    >>> text(add(multiply(number(2), power(x, number(2))), number(1)))
    '2x² + 1'
    """
    return WRITERS.get(node.head, _call)(node)


def level(node: Notation) -> int:
    """How tightly a formula holds together; e^x stands as a power."""
    if node.head == "exp" and node.text != "exp":
        return POWER
    return LEVELS.get(node.head, ATOM)


def inside(node: Notation, least: int) -> str:
    """Written, in parentheses if it holds together less tightly than `least`."""
    written = text(node)
    return written if level(node) >= least else f"({written})"


def symbol(name: str) -> str:
    """A variable's name as it is typed: Greek letters as such, plain words in quotes."""
    if re.fullmatch(r"[^\W\d_]{2,}", name) and name not in GREEK:
        return f'"{name}"'
    head, bar, tail = name.partition("_")
    return GREEK.get(head, head) + bar + tail


def _leaf(node: Notation) -> str:
    return CONSTANTS.get(node.text, node.text)


def _name(node: Notation) -> str:
    return symbol(node.text)


def _sum(node: Notation) -> str:
    first, *rest = node.parts
    written = inside(first, SUM if first.head == "negation" else PRODUCT)
    for term in rest:
        sign, body = ("−", term.parts[0]) if term.head == "negation" else ("+", term)
        written += f" {sign} {inside(body, PRODUCT)}"
    return written


def _difference(node: Notation) -> str:
    u, v = node.parts
    return f"{inside(u, SUM if u.head == 'negation' else PRODUCT)} − {inside(v, PRODUCT)}"


def _negation(node: Notation) -> str:
    return f"−{inside(node.parts[0], PRODUCT)}"


def _product(node: Notation) -> str:
    written = ""
    for i, factor in enumerate(node.parts):
        closed = factor.head in ("product", "derivative") or (i and factor.head == "quotient")
        word = f"({text(factor)})" if closed else inside(factor, PRODUCT)
        written += (_between(node.parts[i - 1], factor, written, word) if i else "") + word
    return written


def _between(left: Notation, right: Notation, before: str, after: str) -> str:
    """What stands between two factors: nothing, a space or a dot, so that it reads back."""
    heads = {left.head, right.head}
    if after[0].isdigit() or heads & {"derivative", "quotient", "prime"} or heads == {"name"}:
        return "·"
    if after[0] == "(":
        return "" if left.head == "number" or (before[-1] == ")" and before[0] == "(") else "·"
    plain = left.head == "number" and right.head in ("name", "constant", "power")
    if plain and before[-1].isdigit() and after[0].isalpha() and after[0] != '"':
        return ""
    return " "


def _quotient(node: Notation) -> str:
    top, bottom = node.parts
    closed = top.head in ("quotient", "derivative")
    above = f"({text(top)})" if closed else inside(top, PRODUCT)
    return f"{above}/{inside(bottom, POWER)}"


def _power(node: Notation) -> str:
    base, exponent = node.parts
    row = TABLE.get(base.head)
    if exponent.head == "number" and exponent.text.isdigit():
        raised = exponent.text.translate(SUPERSCRIPTS)
        called = row is not None and WRITERS.get(base.head, _call) is _call
        if called and len(base.parts) == 1 and exponent.text != "1":
            return f"{_spelling(base)}{raised}({text(base.parts[0])})"
        return _base(base) + raised
    return f"{_base(base)}^{_raised(exponent)}"


def _base(node: Notation) -> str:
    """What is raised: √x² would be read as the root of x²."""
    return f"({text(node)})" if node.head in ("sqrt", "cbrt") else inside(node, ATOM)


def _raised(exponent: Notation) -> str:
    simple = exponent.head in ("name", "number", "constant") and '"' not in text(exponent)
    return text(exponent) if simple else f"({text(exponent)})"


def _exp(node: Notation) -> str:
    if node.text == "exp":
        return f"exp({text(node.parts[0])})"
    return f"e^{_raised(node.parts[0])}"


def _spelling(node: Notation) -> str:
    row = TABLE.get(node.head)
    usual = row.names[0] if row and row.names else node.head
    return usual if node.text in ("", "sin^-1") or "^" in node.text else node.text


def _call(node: Notation) -> str:
    return f"{_spelling(node)}({', '.join(text(part) for part in node.parts)})"


def _apply(node: Notation) -> str:
    return f"{node.text}({', '.join(text(part) for part in node.parts)})"


def _root(sign: str) -> Callable[[Notation], str]:
    def write(node: Notation) -> str:
        u = node.parts[0]
        simple = u.head == "number" or (u.head == "name" and len(symbol(u.text)) == 1)
        return f"{sign}{text(u)}" if simple else f"{sign}({text(u)})"

    return write


def _abs(node: Notation) -> str:
    return f"|{text(node.parts[0])}|"


def _log_base(node: Notation) -> str:
    u, base = node.parts
    if base.head in ("number", "name"):
        return f"log_{text(base)}({text(u)})"
    return f"log({text(u)}, {text(base)})"


def _derivative(node: Notation) -> str:
    body, *variables = node.parts
    sign = node.text if node.text in ("d", "∂") else "d"
    names = [text(v) for v in variables]
    count = str(len(names)).translate(SUPERSCRIPTS) if len(names) > 1 else ""
    if len(set(names)) == 1:
        below = f"{sign}{names[0]}{count}"
    else:
        below = "".join(f"{sign}{n}" for n in names)
    written = text(body)
    loose = level(body) < PRODUCT or body.head == "quotient"
    return f"{sign}{count}/{below} " + (f"({written})" if loose else written)


def _prime(node: Notation) -> str:
    return f"{inside(node.parts[0], ATOM)}′"


def _relation(node: Notation) -> str:
    left, right = node.parts
    return f"{inside(left, SUM)} {RELATIONS[node.text]} {inside(right, SUM)}"


def _joined(word: str) -> Callable[[Notation], str]:
    def write(node: Notation) -> str:
        parts = (text(p) if p.head == "relation" else f"({text(p)})" for p in node.parts)
        return f" {word} ".join(parts)

    return write


def _cases(node: Notation) -> str:
    return f"{{{'; '.join(text(piece) for piece in node.parts)}}}"


def _piece(node: Notation) -> str:
    value, condition = node.parts
    holds = "otherwise" if condition.head == "otherwise" else f"if {text(condition)}"
    return f"{text(value)} {holds}"


def _list(node: Notation) -> str:
    return f"[{', '.join(text(part) for part in node.parts)}]"


WRITERS: dict[str, Callable[[Notation], str]] = {
    "number": _leaf,
    "constant": _leaf,
    "name": _name,
    "sum": _sum,
    "difference": _difference,
    "negation": _negation,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "exp": _exp,
    "apply": _apply,
    "factorial": lambda node: f"{inside(node.parts[0], ATOM)}!",
    "sqrt": _root("√"),
    "cbrt": _root("∛"),
    "abs": _abs,
    "log-base": _log_base,
    "derivative": _derivative,
    "prime": _prime,
    "relation": _relation,
    "and": _joined("and"),
    "or": _joined("or"),
    "otherwise": lambda _node: "otherwise",
    "cases": _cases,
    "piece": _piece,
    "vector": _list,
    "matrix": _list,
}
