"""Notation as LaTeX, as a textbook sets it."""

from __future__ import annotations

import re
from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.primitives import TABLE
from symcalc.writing.text import ATOM, GREEK, POWER, PRODUCT, RELATION, SUM, level

RELATIONS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
CONSTANTS = {"pi": r"\pi", "oo": r"\infty", "undefined": r"\text{undefined}"}
SIGNS = {"d": "d", "∂": r"\partial "}


def latex(node: Notation) -> str:
    r"""Write a formula in LaTeX.

    >>> from symcalc.notation import divide, name, number
    >>> import sympy as sp
    >>> print(latex(divide(name(sp.Symbol("x_1")), number(2))))
    \frac{x_{1}}{2}
    """
    return WRITERS.get(node.head, _call)(node)


def inside(node: Notation, least: int) -> str:
    """Written, in parentheses if it holds together less tightly than `least`."""
    written = latex(node)
    return written if level(node) >= least else rf"\left({written}\right)"


def symbol(name: str) -> str:
    """A variable's name: Greek, subscripts and words each as LaTeX has them."""
    base, _, index = name.partition("_")
    found = re.fullmatch(r"([^\W\d_]+)(\d+)", base)
    if found and not index:
        base, index = found.groups()
    if index in ("hat", "bar", "dot", "vec", "tilde"):
        return rf"\{index}{{{symbol(base)}}}"
    word = f"\\{base}" if base in GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}"
    return f"{word}_{{{_index(index)}}}" if index else word


def _index(index: str) -> str:
    if index in GREEK:
        return f"\\{index}"
    return index.replace("_", r"\_")


def _leaf(node: Notation) -> str:
    return CONSTANTS.get(node.text, node.text)


def _name(node: Notation) -> str:
    return symbol(node.text)


def _sum(node: Notation) -> str:
    first, *rest = node.parts
    written = inside(first, SUM if first.head == "negation" else PRODUCT)
    for term in rest:
        sign, body = ("-", term.parts[0]) if term.head == "negation" else ("+", term)
        written += f" {sign} {inside(body, PRODUCT)}"
    return written


def _difference(node: Notation) -> str:
    u, v = node.parts
    return f"{inside(u, SUM if u.head == 'negation' else PRODUCT)} - {inside(v, PRODUCT)}"


def _negation(node: Notation) -> str:
    return f"-{inside(node.parts[0], PRODUCT)}"


def _product(node: Notation) -> str:
    words: list[str] = []
    for factor in node.parts:
        tight = factor.head in ("product", "derivative")
        word = rf"\left({latex(factor)}\right)" if tight else inside(factor, PRODUCT)
        digit = word[0].isdigit() or word.startswith((r"\frac", r"\left(\frac{d"))
        words.append((r"\cdot " if words and digit else "") + word)
    return " ".join(words)


def _quotient(node: Notation) -> str:
    top, bottom = node.parts
    return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"


def _power(node: Notation) -> str:
    base, exponent = node.parts
    raised = f"^{{{latex(exponent)}}}"
    called = WRITERS.get(base.head, _call) is _call and base.head in TABLE
    if called and TABLE[base.head].latex and exponent.head == "number":
        return f"{_command(base)}{raised}{_arguments(base)}"
    root = base.head in ("sqrt", "cbrt", "root")
    return (f"{{{latex(base)}}}" if root else inside(base, ATOM)) + raised


def _exp(node: Notation) -> str:
    if node.text == "exp":
        return _call(node)
    return f"e^{{{latex(node.parts[0])}}}"


def _command(node: Notation) -> str:
    row = TABLE.get(node.head)
    if row and row.latex:
        return row.latex
    word = node.text or (row.names[0] if row and row.names else node.head)
    return rf"\operatorname{{{word}}}"


def _arguments(node: Notation) -> str:
    return rf"\left({', '.join(latex(part) for part in node.parts)}\right)"


def _call(node: Notation) -> str:
    return _command(node) + _arguments(node)


def _apply(node: Notation) -> str:
    return node.text + _arguments(node)


def _fence(left: str, right: str) -> Callable[[Notation], str]:
    return lambda node: rf"\left{left}{latex(node.parts[0])}\right{right}"


def _root(node: Notation) -> str:
    if node.head == "sqrt":
        return rf"\sqrt{{{latex(node.parts[0])}}}"
    index = latex(node.parts[1]) if node.head == "root" else "3"
    return rf"\sqrt[{index}]{{{latex(node.parts[0])}}}"


def _log_base(node: Notation) -> str:
    u, base = node.parts
    return rf"\log_{{{latex(base)}}}\left({latex(u)}\right)"


def _derivative(node: Notation) -> str:
    body, *variables = node.parts
    sign = SIGNS.get(node.text, "d")
    names = [latex(v) for v in variables]
    count = f"^{{{len(names)}}}" if len(names) > 1 else ""
    if len(set(names)) == 1:
        below = f"{sign}{names[0]}{count}"
    else:
        below = " ".join(f"{sign}{n}" for n in names)
    loose = level(body) < PRODUCT
    written = rf"\left({latex(body)}\right)" if loose else latex(body)
    return rf"\frac{{{sign.strip()}{count}}}{{{below}}} {written}"


def _prime(node: Notation) -> str:
    return f"{inside(node.parts[0], POWER + 1)}'"


def _relation(node: Notation) -> str:
    left, right = node.parts
    return f"{inside(left, SUM)} {RELATIONS[node.text]} {inside(right, SUM)}"


def _joined(word: str) -> Callable[[Notation], str]:
    def write(node: Notation) -> str:
        parts = (inside(p, RELATION if p.head == "relation" else SUM) for p in node.parts)
        return rf" {word} ".join(parts)

    return write


def _cases(node: Notation) -> str:
    lines = r" \\ ".join(latex(piece) for piece in node.parts)
    return rf"\begin{{cases}} {lines} \end{{cases}}"


def _piece(node: Notation) -> str:
    value, condition = node.parts
    return f"{latex(value)} & {latex(condition)}"


def _vector(node: Notation) -> str:
    lines = r" \\ ".join(latex(part) for part in node.parts)
    return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"


def _matrix(node: Notation) -> str:
    rows = (" & ".join(latex(entry) for entry in row.parts) for row in node.parts)
    lines = r" \\ ".join(rows)
    return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"


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
    "sqrt": _root,
    "cbrt": _root,
    "root": _root,
    "abs": _fence("|", "|"),
    "floor": _fence(r"\lfloor ", r"\rfloor "),
    "ceil": _fence(r"\lceil ", r"\rceil "),
    "log-base": _log_base,
    "derivative": _derivative,
    "prime": _prime,
    "relation": _relation,
    "and": _joined(r"\land"),
    "or": _joined(r"\lor"),
    "otherwise": lambda _node: r"\text{otherwise}",
    "cases": _cases,
    "piece": _piece,
    "vector": _vector,
    "matrix": _matrix,
}
