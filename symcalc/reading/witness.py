"""The second reader: latex2sympy2 reads a text as it was typed, in a process of its own.

It is third-party code on a stranger's text, so it runs in `symcalc.worker`, and only one bit comes
back: whether it means what the grammar read. Of the text it evaluates nothing: SymPy's `sympify`
is reached by numbers alone, which its lexer made of digits, a point and an exponent.
"""

from __future__ import annotations

import re
from typing import Any

import sympy as sp
from latex2sympy2_extended import latex2sympy
from latex2sympy2_extended.latex2sympy2 import ConversionConfig, NormalizationConfig
from latex2sympy2_extended.logic import And
from latex2sympy2_extended.sets import FiniteSet

from symcalc.reading import grammar
from symcalc.reading.names import key

# As it is typed: no letter made small, no box taken out, ∈ kept.
AS_TYPED = ConversionConfig(lowercase_symbols=False, interpret_contains_as_eq=False)
AS_IS = NormalizationConfig(boxed="none")

MARKED = re.compile(r"([a-z]+)\{\\?(\w+)\}(.*)")
KINDS: dict[type, type] = {And: sp.And, FiniteSet: sp.FiniteSet}  # its own, and SymPy's
FONTS = frozenset(("math", "vec", "bm", "boldsymbol"))  # the grammar has no names for these


def respond(request: dict[str, Any]) -> bool:
    """Whether latex2sympy2 reads the text as the grammar reads it in its own words."""
    expected = grammar.formula(request["own"], request["names"], ()).expr
    return bool(plain(expected) == second_reading(request["text"]))


def second_reading(text: str) -> sp.Basic | None:
    """What latex2sympy2 makes of a text, made plain; None where it makes nothing of it.

    >>> second_reading(r"\\frac{1}{2}x")
    x/2
    """
    try:
        made = latex2sympy(text, normalization_config=AS_IS, conversion_config=AS_TYPED)
        return plain(made) if distinct(made) else None
    except Exception:  # noqa: BLE001 - it raises bare Exceptions, and whatever SymPy raises in it
        return None


def distinct(made: Any) -> bool:
    """Whether this is a SymPy object with no two names that are one to the grammar."""
    if not isinstance(made, sp.Basic | sp.MatrixBase):
        return False
    symbols = made.atoms(sp.Symbol)
    return len({spelled(symbol) for symbol in symbols}) == len(symbols)


def spelled(symbol: sp.Symbol) -> str:
    """The identity of a name: hat{y}_{1} is what the grammar calls y_hat_1, or y_hat1.

    >>> spelled(sp.Symbol("hat{y}_{1}")), spelled(sp.Symbol("x_{12}"))
    ('y_hat1', 'x12')
    """
    match = MARKED.fullmatch(symbol.name)
    if match is None:
        return key(symbol.name)
    mark, base, index = match.groups()
    return key(base + index if mark in FONTS else f"{base}_{mark}{index}")


def plain(node: Any) -> Any:
    """An object with SymPy's evaluation, products expanded, and names by their identity."""
    if isinstance(node, sp.Symbol):
        return sp.Symbol(spelled(node))
    if isinstance(node, sp.MatrixBase):
        return node.applyfunc(plain).as_immutable()
    if not node.args:
        return node
    args = [plain(arg) for arg in node.args]
    if isinstance(node, sp.UnevaluatedExpr):
        return args[0]
    if isinstance(node, sp.core.relational.Relational):
        return node.func(*args, evaluate=False)
    made = KINDS.get(node.func, node.func)(*args)
    return sp.expand(made) if isinstance(made, sp.Expr) else made
