"""How lines, adjoints and numbers of a graph are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.matrix import algebra
from symcalc.matrix.term import Term, ordered
from symcalc.matrix.written import one_written, written
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.primitives.table import TABLE
from symcalc.reading.names import key
from symcalc.tutor.backprop.sweep import ADJOINT, Arrival, Graph
from symcalc.tutor.words.backprop import AT
from symcalc.writing.text import text

DELTA = re.compile(r"z_?\d*")  # names whose adjoint is called δ
FIGURES = 6  # of a number in a table
SHORT = 4  # of an entry of a matrix
DIGITS = (15, 16, 17)  # of a float as it was typed, or as it came out of a computation
SMALL = 12  # entries of a matrix that is written out
LONGEST = 200  # characters of a point in a question


def named(term: Term) -> Notation:
    """A name as a formula."""
    return notation.name(sp.Symbol(term.value))


def adjoint(graph: Graph, name: str) -> Notation:
    """∂L/∂z."""
    parts = named(graph.loss), notation.name(sp.Symbol(name))
    return Notation("adjoint", parts, expr=sp.Symbol(f"d{parts[0].text}_d{name}"))


def delta(graph: Graph, name: str) -> Notation | None:
    """δ₁, the short name for ∂L/∂z₁ in a network of matrices."""
    lines = {line.name.value for line in graph.lines[:-1]}
    taken = any(key(s.value).startswith("delta") for s in graph.formula.symbols)
    if taken or name not in lines or not DELTA.fullmatch(name):
        return None
    return notation.name(sp.Symbol("delta" + name[1:]))


def formula(graph: Graph, term: Term) -> Notation:
    """A term in names of both sweeps, as a textbook writes it."""
    return tidied(graph, written(term) if graph.is_scalar else as_names(term))


def as_names(root: Term) -> Notation:
    """A term as it is written, without what it means to SymPy, which no table of matrices needs."""
    found: dict[Term, Notation] = {}
    for node in ordered(root):
        found[node] = one_written(node, [found[arg] for arg in node.args])
    return found[root]


def tidied(graph: Graph, node: Notation) -> Notation:
    """Names of adjoints, reciprocals below a line, powers as powers."""
    if node.head == "name" and node.text.startswith(ADJOINT):
        of = node.text.removeprefix(ADJOINT)
        return (None if graph.is_scalar else delta(graph, of)) or adjoint(graph, of)
    parts = tuple(tidied(graph, part) for part in node.parts)
    change = HEADS.get(node.head)
    if change is not None and graph.is_scalar:
        return replace(change(*parts), expr=node.expr)
    return replace(node, parts=parts)


def _power(base: Notation, exponent: Notation) -> Notation:
    if exponent.head != "negation":
        return notation.arithmetic("power", base, exponent)
    below = notation.power(base, exponent.parts[0])
    return notation.divide(notation.number(1), below)


def _product(*factors: Notation) -> Notation:
    return notation.arithmetic("product", *factors)


HEADS: dict[str, Callable[..., Notation]] = {
    "power": _power,
    "general-power": _power,
    "exponential": _power,
    "matmul": _product,
    "hadamard": _product,
}


def local(graph: Graph, name: Term, arrival: Arrival) -> Notation:
    """A local derivative; of what chooses between values, as the table of functions has it."""
    assert arrival.local is not None
    whole = arrival.line.formula
    if any(n.value == "select" for n in ordered(arrival.local)) and whole.op == "map":
        exprs = [
            a.value if a.op == "number" else sp.Symbol(a.value)
            for a in whole.args
            if a.op in ("number", "symbol")
        ]
        if len(exprs) == len(whole.args):
            partials = TABLE[whole.value].partials(*exprs)
            own = [p for p, a in zip(partials, whole.args, strict=True) if a is name]
            return arrange(sp.Add(*own))
    return formula(graph, arrival.local)


def dotted(*factors: Notation) -> Notation:
    """Factors with dots between them."""
    return Notation("dotted", factors, expr=sp.Mul(*(f.expr for f in factors)))


def equalities(*sides: Notation) -> Notation:
    """What is equal, from left to right."""
    kept = [side for k, side in enumerate(sides) if not k or side != sides[k - 1]]
    if len(kept) == 2:
        return Notation("relation", tuple(kept), "=", sp.Symbol(text(kept[0])))
    return Notation("equalities", tuple(kept), expr=sp.Symbol(text(kept[0])))


def summed(terms: Sequence[Notation]) -> Notation:
    """A sum of products, as they are."""
    if len(terms) == 1:
        return terms[0]
    return Notation("sum", tuple(terms), expr=sp.Add(*(t.expr for t in terms)))


def figure(value: Any) -> Notation:
    """A number with the figures that a table has room for."""
    return decimal(float(value), FIGURES)


def array(value: Any) -> Notation | str:
    """A number; a small matrix with its entries; of a larger one the norm."""
    numbers = np.asarray(value, dtype=float)
    if numbers.ndim == 0:
        return figure(numbers)
    if numbers.size > SMALL:
        return f"‖·‖ = {in_figures(float(np.sqrt((numbers**2).sum())), SHORT)}"
    rows = [[decimal(float(v), SHORT) for v in row] for row in numbers]
    if numbers.shape[1] == 1:
        return build("vector", *(row[0] for row in rows))
    return build("matrix", *(build("vector", *row) for row in rows))


def amount(graph: Graph, arrivals: Sequence[Arrival]) -> Notation:
    """What arrives at a name, in names of both sweeps."""
    return formula(graph, algebra.plus(*(a.amount for a in arrivals)))


def point(names: Sequence[Term], values: Mapping[str, Any]) -> str:
    """A point in words: at w = 0.5, x = [1, 2]; nothing where arrays make it too long."""
    known = {key(name): value for name, value in values.items()}
    if any(np.size(value) > SMALL for value in known.values()):
        return ""
    pairs = [f"{text(named(s))} = {_given(_flat(s, known[key(s.value)]))}" for s in names]
    told = ", ".join(pairs)
    return AT.format(point=told) if len(told) <= LONGEST else ""


def _flat(name: Term, value: Any) -> Any:
    """An array as lists, a vector as one list."""
    rows = value.tolist() if hasattr(value, "tolist") else value
    upright = name.is_column and np.ndim(rows) == 2
    return [row[0] for row in rows] if upright else rows


def _given(value: Any) -> str:
    """A number, or an array by rows, with all its figures."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_given, value))}]"
    near = digits(float(value))
    exact = isinstance(value, sp.Expr) and near.expr != value
    return text(exactly(value) if exact else near)


def exactly(value: Any) -> Notation:
    """A number as a decimal where that is exact, else as it is."""
    expr = sp.sympify(value, strict=True)
    told = figure(expr)
    return told if told.expr == expr else arrange(expr)


def digits(value: float) -> Notation:
    """A float by a decimal that is this float and no other."""
    told = (decimal(value, count) for count in (FIGURES, *DIGITS))
    return next(one for one in told if float(one.expr) == value)
