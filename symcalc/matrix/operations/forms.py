"""How the rows of the table are written: products with brackets where they need them, sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.matrix.operations.shapes import product
from symcalc.matrix.term import ONE, Shape, Term, same
from symcalc.notation import Notation
from symcalc.primitives import arrange


def called(name: str) -> Callable[..., Notation]:
    """How a row is written as a function with this word."""
    return lambda _term, *parts: Notation("call", parts, name)


def logarithm(of: Notation) -> Notation:
    """Log u."""
    return Notation("log", (of,), "log")


# ---- ones


def column_of_ones(size: sp.Expr) -> Notation:
    """A column of ones."""
    return Notation("ones", (arrange(size),), expr=sp.OneMatrix(size, 1))


def ones_of(shape: Shape) -> Notation:
    """A column, a row or a matrix of ones."""
    rows, columns = (column_of_ones(size) for size in shape)
    lying = Notation("transpose", (columns,))
    if shape[1] == ONE:
        return rows
    return lying if shape[0] == ONE else Notation("matmul", (rows, lying))


def repetition(term: Term, part: Notation) -> Notation:
    """A repeated value is a product with ones."""
    (arg,) = term.args
    if notation.is_number(part, 0):
        return part
    if arg.is_scalar:
        full = ones_of(term.shape)
        return full if notation.is_number(part, 1) else joined(held(part, term), full)
    if arg.shape[1] == ONE and term.shape[1] != ONE:
        lying = Notation("transpose", (column_of_ones(term.shape[1]),))
        return joined(part, lying)
    return joined(column_of_ones(term.shape[0]), part)


# ---- products


def joined(*factors: Notation) -> Notation:
    """A product of matrices, flat, its sign in front."""
    flat = [f for one in factors for f in (one.parts if one.head == "matmul" else (one,))]
    if flat[0].head == "negation":
        return Notation("negation", (joined(flat[0].parts[0], *flat[1:]),))
    return flat[0] if len(flat) == 1 else Notation("matmul", tuple(flat))


def held(part: Notation, whole: Term) -> Notation:
    """A number such as aᵀx, in brackets before a matrix: aᵀ x x would be no product."""
    stands = part.head == "matmul" and len(part.parts) > 1 and whole.shape[:1] not in ((), (ONE,))
    return Notation("matmul", (part,)) if stands and _is_product(part) else part


def _is_product(part: Notation) -> bool:
    """Whether its last factor is a matrix, so that a matrix beside it would be multiplied."""
    last = part.parts[-1]
    return last.head not in ("number", "call", "trace", "determinant", "norm")


def multiplied(_term: Term, *parts: Notation) -> Notation:
    """W x."""
    return joined(*parts)


def multiple(term: Term, *parts: Notation) -> Notation:
    """Factors before a matrix stand like matrices, without dots."""
    scalars = [held(part, term) for part in parts[:-1]]
    last = parts[-1] if not term.args[-1].is_scalar else held(parts[-1], term)
    given = (*scalars, last)
    return spaced(product(term.value, given, term.args), set(map(id, given)))


def spaced(node: Notation, kept: set[int]) -> Notation:
    """Products of numbers as products of matrices, but for what is inside the parts `kept`."""
    if id(node) in kept or node.head not in ("product", "quotient", "negation"):
        return node
    parts = tuple(spaced(part, kept) for part in node.parts)
    if node.head == "quotient" and _is_reciprocal(parts[0]):
        return Notation("quotient", (parts[0].parts[0], joined(parts[1], parts[0].parts[1])))
    return joined(*parts) if node.head == "product" else replace(node, parts=parts)


def _is_reciprocal(node: Notation) -> bool:
    return node.head == "quotient" and notation.is_number(node.parts[0], 1)


def entrywise(term: Term, *parts: Notation) -> Notation:
    """Factors entry by entry, what has a negative power below."""
    pairs = list(zip(term.args, parts, strict=True))
    above = [part for arg, part in pairs if _below(arg, part) is None]
    below = [under for arg, part in pairs if (under := _below(arg, part)) is not None]
    if not below:
        return Notation("hadamard", parts)
    top = _by_entries(above) if above else notation.number(1)
    return Notation("hadamard-quotient", (top, _by_entries(below)))


def _by_entries(parts: Sequence[Notation]) -> Notation:
    return parts[0] if len(parts) == 1 else Notation("hadamard", tuple(parts))


def _below(arg: Term, part: Notation) -> Notation | None:
    """What stands below, where a factor is a matrix to a negative power."""
    if arg.op != "map" or arg.value != "power" or arg.args[1].op != "number":
        return None
    exponent = arg.args[1].value
    if not exponent.is_negative:
        return None
    base = part.parts[1] if part.head == "quotient" else part.parts[0]
    if part.head == "quotient" or exponent == -1:
        return base
    return Notation(part.head, (base, arrange(-exponent)))


def entries_raised(term: Term, *parts: Notation) -> Notation:
    """Powers entry by entry; of what is not square there is no other power."""
    base, exponent = parts[0], term.args[1].value
    head = "hadamard-power" if same(term.shape[:1], term.shape[1:]) else "power"
    if not exponent.is_negative:
        return Notation(head, parts)
    under = base if exponent == -1 else Notation(head, (base, arrange(-exponent)))
    return Notation("quotient", (notation.number(1), under))


def transposed(_term: Term, part: Notation) -> Notation:
    """Aᵀ, A⁻ᵀ."""
    if part.head == "transpose":
        return part.parts[0]
    if part.head == "inverse":
        return Notation("inverse-transpose", part.parts)
    return Notation("transpose", (part,))


# ---- sums


def added(term: Term, *parts: Notation) -> Notation:
    """A sum as it is written; a number that is added to every entry stands as the number: 1 − s.

    Beside I the ones are written: I − 1/n would be taken for a multiple of I.
    """
    beside = any(_is_identity(arg) for arg in term.args)
    values = [None if beside else repeated_number(arg) for arg in term.args]
    if None in values:
        pairs = zip(values, parts, strict=True)
        parts = tuple(part if value is None else arrange(value) for value, part in pairs)
    if len(parts) == 2 and parts[1].head == "negation" and parts[0].head != "negation":
        return Notation("difference", (parts[0], parts[1].parts[0]))
    return Notation("sum", parts)


def _is_identity(arg: Term) -> bool:
    """Whether it is a multiple of I."""
    return arg.op == "identity" or (arg.op == "scale" and any(map(_is_identity, arg.args)))


def repeated_number(arg: Term) -> sp.Expr | None:
    """The number that stands in every entry, if it is one that is known."""
    if arg.op == "scale" and len(arg.args) == 1:
        inside = repeated_number(arg.args[0])
        return None if inside is None else arg.value * inside
    known = arg.op == "broadcast" and arg.args[0].op == "number"
    return arg.args[0].value if known else None


def sum_along(term: Term, part: Notation) -> Notation:
    """sum(X, axis=0), a row; the sum of the columns of Xᵀ is that row, standing."""
    if term.value == 1 and part.head == "transpose":
        row = Notation("call", (part.parts[0], said_axis(0)), "sum")
        return Notation("transpose", (row,))
    return Notation("call", (part, said_axis(term.value)), "sum")


def said_axis(axis: int) -> Notation:
    """axis=0."""
    return Notation("keyword", (notation.number(axis),), "axis")


def along_axis(name: str) -> Callable[..., Notation]:
    """A function along an axis; of a matrix whose samples are columns, the axis is said."""

    def form(term: Term, part: Notation) -> Notation:
        said = term.value == 0 and term.args[0].shape[1] != ONE
        return Notation("call", (part, said_axis(0)) if said else (part,), name)

    return form


def identity(term: Term) -> Notation:
    """I with its size."""
    size = term.shape[0]
    return Notation("name", text=f"I_{size}" if size.is_Symbol or size.is_Integer else "I")
