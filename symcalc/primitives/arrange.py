"""`arrange`: the one place where a SymPy result becomes Notation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sympy as sp

from symcalc import notation, structures
from symcalc.figures import decimal
from symcalc.notation import RUNNING, Notation
from symcalc.primitives.build import build
from symcalc.primitives.defined import Defined
from symcalc.primitives.structured import chain, structured
from symcalc.primitives.table import TABLE
from symcalc.primitives.view import PATTERNS, is_negative, view

# What a SymPy constant is called; undefined values and truth are written, but not read.
CONSTANTS: dict[sp.Basic, str] = {
    **{meaning: name for name, meaning in structures.CONSTANTS.items()},
    sp.I: "i",
    sp.nan: "undefined",
    sp.zoo: "undefined",
    sp.true: "true",
    sp.false: "false",
}
# What stands behind its constant factors: 1/2 ∫ f dx.
RUNS = (sp.Integral, sp.Sum, sp.Product)
DIGITS = 15  # of a float
DECIMALS = 8  # that a number is written with, at most


@dataclass(frozen=True)
class Habits:
    """How the learner writes: the spelling of functions, the order of terms, decimals.

    `orders` are those of the terms of each of the learner's sums, then of all of them in a row;
    `whole` are the integrals, sums and limits, which stay as they are written.
    """

    spelling: dict[str, str] = field(default_factory=dict)
    orders: tuple[dict[sp.Basic, int], ...] = ()
    decimals: bool = False
    whole: dict[sp.Basic, Notation] = field(default_factory=dict)

    @classmethod
    def of(cls, like: Notation | None) -> Habits:
        """Read them off a formula."""
        nodes = written_in(like) if like else []
        sums = [n for n in nodes if n.head in ("sum", "difference")]
        terms = [[t.expr for t in notation.signed_terms(n)] for n in sums]
        together = [t for one in terms for t in one]  # of several sums, as they follow each other
        return cls(
            {n.head: n.text for n in reversed(nodes) if n.parts},
            tuple({t: i for i, t in reversed(list(enumerate(one)))} for one in (*terms, together)),
            any(n.head == "number" and "." in n.text for n in nodes),
            {n.expr: n for n in reversed(nodes) if n.head in RUNNING},
        )

    @property
    def patterns(self) -> frozenset[str]:
        """The functions SymPy writes in other terms that this learner uses by name."""
        return PATTERNS & self.spelling.keys()


def written_in(like: Notation) -> list[Notation]:
    """The nodes of a formula, and of what the learner defined the functions in it by."""
    nodes = list(like.walk())
    heads = dict.fromkeys(node.head for node in nodes)
    own = [row.definition for head in heads if (row := TABLE.get(head)) and row.definition]
    return [*nodes, *(node for definition in own for node in written_in(definition.formula))]


def arrange(expr: sp.Basic, like: Notation | None = None) -> Notation:
    """Write a SymPy object as a person would.

    Parameters
    ----------
    expr : sympy.Basic
        An expression, a relation, a condition or a matrix.
    like : Notation, optional
        A formula whose spelling of functions and order of terms is kept.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> arrange(sp.cos(x) / x - 1).head
    'difference'
    """
    fixed = expr.as_immutable() if isinstance(expr, sp.MatrixBase) else expr
    return _arrange(fixed, Habits.of(like))


def _arrange(expr: sp.Basic, habits: Habits) -> Notation:
    if expr in CONSTANTS:
        return Notation("constant", text=CONSTANTS[expr], expr=expr)
    if expr in habits.whole:
        return habits.whole[expr]
    found = structured(expr)
    if found is not None:
        write: Callable[..., Notation] = STRUCTURED.get(found.head, _structure)
        return write(found.head, found.parts, found.text, habits)
    if expr.is_Symbol:
        return notation.name(expr)
    if habits.decimals and isinstance(expr, sp.Expr) and is_decimal(expr.as_coeff_Mul()[0]):
        return _with_decimals(expr, habits)
    if expr.is_Rational:
        return notation.rational(expr)
    if expr.is_Number:
        return decimal(expr, DIGITS)
    if isinstance(expr, Defined):
        return _call(expr.definition.head, expr.args, habits)
    row, args = view(expr, habits.patterns)
    arranged: Callable[..., Notation] = ARRANGED.get(row.name) or _call
    return arranged(row.name, args, habits)


def is_decimal(value: sp.Expr) -> bool:
    """Whether a rational number that is not whole has few decimals."""
    return bool(value.is_Rational and value.q != 1 and 10**DECIMALS % value.q == 0)


def _with_decimals(expr: sp.Expr, habits: Habits) -> Notation:
    """0.3 cos x instead of 3 cos(x)/10, for someone who writes decimals."""
    number, rest = expr.as_coeff_Mul()
    if number.is_negative:
        return notation.negative(_arrange(-expr, habits))
    shown = notation.number(number, str(Decimal(int(number.p)) / Decimal(int(number.q))))
    other = _arrange(rest, habits)
    if other.head != "quotient":
        return notation.multiply(shown, other)
    return notation.divide(notation.multiply(shown, other.parts[0]), other.parts[1])


def _call(head: str, args: tuple[sp.Basic, ...], habits: Habits) -> Notation:
    parts = (_arrange(a, habits) for a in args)
    return build(head, *parts, text=habits.spelling.get(head, ""))


def _exp(head: str, args: tuple[sp.Basic, ...], habits: Habits) -> Notation:
    return build(head, _arrange(args[0], habits), text=habits.spelling.get(head, "e"))


def _sum(_head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    """Terms in the learner's order where it is known, in SymPy's printing order otherwise."""
    order = next((o for o in habits.orders if all(t in o for t in args)), None)
    if order is not None:
        ordered = sorted(args, key=lambda t: order[t])
    else:
        ordered = sp.Add(*args, evaluate=False).as_ordered_terms()
        lead = next((t for t in ordered if not is_negative(t)), ordered[0])
        if is_negative(ordered[0]):
            ordered.remove(lead)
            ordered.insert(0, lead)
    return notation.add(*(_arrange(t, habits) for t in ordered))


def _difference(head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    u, v = args
    return _sum(head, (u, sp.Mul(-1, v)), habits)


def _product(_head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    factors = [_arrange(a, habits) for a in sorted(args, key=sp.default_sort_key)]
    factors.sort(key=_place)
    return notation.multiply(*factors)


def _place(factor: Notation) -> tuple[int, str]:
    """Numbers, constants, variables, exponentials, sums, functions: 2 x e^x (x + 1) sin x.

    A sum that calls functions comes last, sin x (1 - cos x), and then what runs over a variable.
    """
    if factor.head in RUNNING:
        return 7, ""
    base = factor.parts[0] if factor.head == "power" else factor
    if base.head in ("number", "quotient"):
        return 0, ""
    if base.head == "constant" or not factor.expr.free_symbols:
        return 1, ""
    if base.head == "name":
        return 2, base.text
    if factor.head == "exp" or (factor.head == "power" and base.head == "constant"):
        return 3, ""
    if base.head not in ("sum", "difference"):
        return 5, ""
    called = any(n.head in TABLE and TABLE[n.head].names for n in base.walk())
    return (6, "") if called else (4, "")


def _power(_head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    return notation.arithmetic("power", *(_arrange(a, habits) for a in args))


def _quotient(_head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    top, bottom = args
    factors = sp.Mul.make_args(top)
    runs = [f for f in factors if f.has(*RUNS)]
    if runs and not bottom.has(*RUNS):
        constant = sp.Mul(*(f for f in factors if f not in runs)) / bottom
        return notation.multiply(_arrange(constant, habits), _arrange(sp.Mul(*runs), habits))
    return notation.divide(_arrange(top, habits), _arrange(bottom, habits))


def _negation(_head: str, args: tuple[sp.Expr, ...], habits: Habits) -> Notation:
    return notation.negative(_arrange(args[0], habits))


def _structure(head: str, parts: tuple[Any, ...], text: str, habits: Habits) -> Notation:
    return build(head, *(_arrange(part, habits) for part in parts), text=text)


def _conditions(head: str, parts: tuple[Any, ...], _text: str, habits: Habits) -> Notation:
    """In the order of their letters, or as one chain 0 < x < 1."""
    written = [_arrange(part, habits) for part in parts]
    return build(head, *(written if chain(parts) else sorted(written, key=repr)))


def _piece(head: str, parts: tuple[Any, ...], _text: str, habits: Habits) -> Notation:
    value, condition = parts
    holds = build("otherwise") if condition == sp.true else _arrange(condition, habits)
    return build(head, _arrange(value, habits), holds)


def _matrix(head: str, rows: tuple[Any, ...], _text: str, habits: Habits) -> Notation:
    vectors = (build("vector", *(_arrange(entry, habits) for entry in row)) for row in rows)
    return build(head, *vectors)


# Structures that are written in another way than part by part.
STRUCTURED: dict[str, Callable[..., Notation]] = {
    "and": _conditions,
    "or": _conditions,
    "equivalent": _conditions,
    "piece": _piece,
    "matrix": _matrix,
}

ARRANGED: dict[str, Callable[..., Notation]] = {
    "sum": _sum,
    "difference": _difference,
    "product": _product,
    "quotient": _quotient,
    "negation": _negation,
    "power": _power,
    "exponential": _power,
    "general-power": _power,
    "exp": _exp,
}
