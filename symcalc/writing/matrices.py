"""Products of matrices, products entry by entry, and what else only matrices have."""

from __future__ import annotations

from itertools import pairwise

from symcalc.notation import Notation
from symcalc.writing.calls import MINUS_ONE
from symcalc.writing.names import is_letter, pieces
from symcalc.writing.writer import (
    ATOM,
    POSTFIX,
    POWER,
    PREFIX,
    PRODUCT,
    QUOTIENT,
    RELATION,
    SUM,
    T,
    Writer,
    level_of,
    shape,
)

MARKED = ("transpose", "inverse", "inverse-transpose", "power")  # a letter with a mark


def of_product(node: Notation) -> int:
    """One that ends with a sum reaches as far as that does."""
    return PREFIX if level_of(node.parts[-1]) == PREFIX else PRODUCT


@shape("matmul", level=of_product)
def matmul(w: Writer[T], node: Notation) -> T:
    """W x: a space between matrices, and 2x for a number before a letter."""
    pieces = [w.inside(node.parts[0], POWER)]
    for before, part in pairwise(node.parts):
        close = before.head == "number" and _is_letter(part)
        pieces += [w.sign("" if close else " "), w.inside(part, POWER)]
    return w.row(*pieces)


def _is_letter(node: Notation) -> bool:
    """Whether a factor is a letter, with a mark or without."""
    name = node.parts[0] if node.head in MARKED else node
    return name.head == "name" and is_letter(pieces(name.text).base)


@shape("hadamard", level=QUOTIENT)
def hadamard(w: Writer[T], node: Notation) -> T:
    """u ∘ v: entry by entry; the product of matrices stands in brackets beside it."""
    first, *rest = node.parts
    pieces = [w.inside(first, POWER)]
    for part in rest:
        pieces += [w.sign("∘"), w.inside(part, POWER)]
    return w.spaced(*pieces)


@shape("hadamard-quotient", level=QUOTIENT)
def hadamard_quotient(w: Writer[T], node: Notation) -> T:
    """u ⊘ v: entry by entry."""
    top, bottom = node.parts
    return w.spaced(w.inside(top, POWER), w.sign("⊘"), w.inside(bottom, POWER))


@shape("hadamard-power", level=POWER)
def hadamard_power(w: Writer[T], node: Notation) -> T:
    """Each entry of a square matrix to a power, where X² would be X X."""
    base, exponent = node.parts
    return w.entrywise(w.inside(base, ATOM), exponent)


@shape("entrywise")
def entrywise(w: Writer[T], node: Notation) -> T:
    """∘2, as an exponent."""
    return w.row(w.sign("∘"), w.inside(node.parts[0], ATOM))


@shape("indicator")
def indicator(w: Writer[T], node: Notation) -> T:
    """𝟏[z > 0]."""
    return w.row(w.sign("𝟏"), w.fence("[", w.write(node.parts[0]), "]"))


@shape("inverse", level=POWER)
def inverse(w: Writer[T], node: Notation) -> T:
    """X⁻¹."""
    return w.raised(w.inside(node.parts[0], ATOM), MINUS_ONE)


@shape("inverse-transpose", level=POSTFIX)
def inverse_transpose(w: Writer[T], node: Notation) -> T:
    """X⁻ᵀ."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("⁻ᵀ"))


@shape("ones")
def ones(w: Writer[T], node: Notation) -> T:
    """A column of ones, with its size."""
    return w.ones(node.parts)


@shape("keyword", level=RELATION)
def keyword(w: Writer[T], node: Notation) -> T:
    """axis=0, as an argument."""
    return w.row(w.operator(node.text), w.sign("="), w.inside(node.parts[0], SUM))


@shape("adjoint", level=QUOTIENT)
def adjoint(w: Writer[T], node: Notation) -> T:
    """∂L/∂a₁: what a value receives on the way back."""
    loss, name = node.parts
    return w.fraction(w.row(w.sign("∂"), w.write(loss)), w.row(w.sign("∂"), w.write(name)))


@shape("change")
def change(w: Writer[T], node: Notation) -> T:
    """dW, d(W x − y): how much something changes."""
    (of,) = node.parts
    return w.row(w.sign("d"), w.write(of) if of.head == "name" else w.enclosed(of))
