"""Sums, products, quotients and powers: a function per head, found by its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sympy as sp

from symcalc.errors import ShapeError
from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.reading import Reading, head
from symcalc.matrix.term import ONE, SCALAR, Term, made, number, same, symbol
from symcalc.notation import Notation
from symcalc.reading.names import key
from symcalc.writing.text import text

MINUS_ONE = sp.S.NegativeOne
SINGLE = (ONE, ONE)
HIGHEST = 20  # power of a matrix


@head("name")
def name(reading: Reading, node: Notation) -> Term:
    """A declared name, a size, or a letter that stands for a number."""
    found = reading.names.get(key(node.text))
    if found is not None:
        return found
    size = next((s for s in reading.sizes if key(s.name) == key(node.text)), None)
    if size is not None:
        return number(size)
    return reading.names.setdefault(key(node.text), symbol(node.text))


@head("number", "constant")
def constant(_reading: Reading, node: Notation) -> Term:
    """A number."""
    return number(node.expr)


@head("sum")
def total(reading: Reading, node: Notation) -> Term:
    """Terms of one shape; numbers and biases are repeated."""
    return added(reading.fitted_parts(node, "added"), reading.defined)


@head("difference")
def difference(reading: Reading, node: Notation) -> Term:
    """u − v."""
    left, right = reading.fitted_parts(node, "subtracted")
    minus = scaled(number(-1), right, kept=reading.defined)
    return added([left, minus], reading.defined)


def spliced(terms: Sequence[Term], op: str, kept: Collection[Term]) -> list[Term]:
    """The terms of a sum or a product, flat but for those in `kept`, which have names."""
    return [t for one in terms for t in (one.args if one.op == op and one not in kept else (one,))]


def added(terms: Sequence[Term], kept: Collection[Term] = ()) -> Term:
    """A sum as it is written."""
    if all(algebra.is_number(term) for term in terms):
        return algebra.plus(*terms)
    flat = spliced(terms, "sum", kept)
    return made("sum", tuple(flat), flat[0].shape)


def scaled(*factors: Term, kept: Collection[Term] = ()) -> Term:
    """Numbers times at most one matrix, as it is written."""
    flat = spliced(factors, "scale", kept)
    values = [one.value for one in factors if one.op == "scale" and one not in kept]
    coefficient = sp.Mul(*values, *(f.value for f in flat if f.op == "number"))
    rest = sorted((f for f in flat if f.op != "number"), key=lambda f: not f.is_scalar)
    if not rest:
        return number(coefficient)
    if coefficient == ONE and len(rest) == 1:
        return rest[0]
    return made("scale", tuple(rest), rest[-1].shape, coefficient)


@head("negation")
def negation(reading: Reading, node: Notation) -> Term:
    """−u."""
    return scaled(number(-1), reading.term(node.parts[0]), kept=reading.defined)


@head("product")
def product(reading: Reading, node: Notation) -> Term:
    """Numbers times a product of matrices; what is 1 × 1 is a number."""
    scalars: list[Term] = []
    chain: list[Term] = []
    before: Notation | None = None
    for part in node.parts:
        term = reading.term(part)
        if term.is_scalar or (term.shape == SINGLE and not chain):
            scalars.append(algebra.item(term))
            continue
        if chain and not reading.equal(chain[-1].shape[1], term.shape[0]):
            if (chain[0].shape[0], chain[-1].shape[1]) != SINGLE:
                error = told.no_product(chain[-1], term, before, part)
                raise reading.placed(error, part, before)
            scalars.append(multiplied(chain, reading.defined))
            chain = []
        if chain and before is not None:
            _remark_on_entries(reading, (chain[-1], before), (term, part))
        chain.append(term)
        before = part
    if chain:
        scalars.append(multiplied(chain, reading.defined))
    return scaled(*scalars, kept=reading.defined) if len(scalars) > 1 else scalars[0]


def _remark_on_entries(
    reading: Reading, one: tuple[Term, Notation], other: tuple[Term, Notation]
) -> None:
    """P log(P) of square matrices could mean entry by entry, as its logarithm does."""
    if not (is_square(one[0]) and is_square(other[0])):
        return
    if any(term.op in ("map", "hadamard") for term, _ in (one, other)):
        left, right = text(one[1]), text(other[1])
        told_ = f"{left} times {right} is read as a product of matrices"
        reading.remark(f"{told_}; {left} ⊙ {right} goes entry by entry")


def multiplied(chain: Sequence[Term], kept: Collection[Term] = ()) -> Term:
    """A product of matrices that fit, as it is written; numbers stand in front."""
    flat = spliced(chain, "matmul", kept)
    if len(flat) == 1:
        return algebra.item(flat[0]) if flat[0].shape == SINGLE else flat[0]
    shape = (flat[0].shape[0], flat[-1].shape[1])
    whole = made("matmul", tuple(flat), shape)
    return algebra.item(whole) if shape == SINGLE else whole


@head("hadamard")
def hadamard(reading: Reading, node: Notation) -> Term:
    """Entry by entry."""
    return together(reading.fitted_parts(node, "multiplied entry by entry"), reading.defined)


def together(factors: Sequence[Term], kept: Collection[Term] = ()) -> Term:
    """A product entry by entry of one shape, as it is written; numbers stand in front."""
    flat = spliced(factors, "hadamard", kept)
    if not flat[0].shape:
        return scaled(*flat, kept=kept)
    numbers = [f.args[0] for f in flat if f.op == "broadcast" and f.args[0].is_scalar]
    matrices = [f for f in flat if not (f.op == "broadcast" and f.args[0].is_scalar)]
    if not matrices:
        return algebra.spread(scaled(*numbers), flat[0].shape)
    whole = matrices[0]
    if len(matrices) > 1:
        whole = made("hadamard", tuple(matrices), whole.shape)
    return scaled(*numbers, whole, kept=kept) if numbers else whole


@head("quotient", "hadamard-quotient")
def quotient(reading: Reading, node: Notation) -> Term:
    """By a number, or entry by entry."""
    top, bottom = reading.parts(node)
    if bottom.shape == SINGLE:
        bottom = algebra.item(bottom)
    if is_square(bottom) and node.head == "quotient":
        below = told.label(node.parts[1]) or "a square matrix"
        reading.remark(f"a division by {below} goes entry by entry; its inverse is written ^-1")
    if bottom.is_scalar:
        return scaled(top, _one_over(reading, bottom), kept=reading.defined)
    doing = "divided entry by entry"
    left, right = reading.fitted([top, bottom], doing, node.parts)
    return together([left, _one_over(reading, right)], reading.defined)


def _one_over(reading: Reading, term: Term) -> Term:
    """1/u, in which a u that has a name stays."""
    if term in reading.defined:
        return algebra.mapped("power", term, number(MINUS_ONE))
    return algebra.power(term, MINUS_ONE)


@head("power")
def power(reading: Reading, node: Notation) -> Term:
    """A number to a power; a square matrix as often by itself; other matrices entry by entry."""
    base, exponent = reading.parts(node)
    if base.is_scalar:
        return to_power(reading, base, exponent, node)
    if exponent.op == "number" and exponent.value == MINUS_ONE:
        return inverted(reading, base, node)
    if exponent.op == "number" and is_square(base):
        return of_square(reading, base, exponent.value, node)
    return to_power(reading, base, exponent, node)


def of_square(reading: Reading, base: Term, times: sp.Expr, node: Notation) -> Term:
    """X², X⁻³: products of a square matrix with itself."""
    hint = "write .^ for the entries"
    if not times.is_Integer:
        raise reading.refused(f"the power {times} of a square matrix is not known", node, hint)
    if abs(times) > HIGHEST:
        raise reading.refused(f"a power of a square matrix goes up to {HIGHEST}", node, hint)
    if times > 1:
        reading.remark(
            f"{told.label(node) or 'the power of a square matrix'} is a product of matrices;"
            " .^ is for the entries"
        )
    if times == 2:
        return made("matmul", (base, base), base.shape)
    return algebra.matrix_power(base, int(times))


def is_square(term: Term) -> bool:
    """Whether it is a square matrix, one number apart."""
    return len(term.shape) == 2 and term.shape != SINGLE and same(*map(tuple, _sides(term)))


def _sides(term: Term) -> tuple[tuple[sp.Expr], tuple[sp.Expr]]:
    return (term.shape[0],), (term.shape[1],)


def inverted(reading: Reading, term: Term, node: Notation) -> Term:
    """X⁻¹, of a square matrix."""
    if term.is_scalar or term.shape == SINGLE:
        return algebra.power(algebra.item(term), MINUS_ONE)
    square_only(reading, term, node, "no inverse")
    return term.args[0] if term.op == "inverse" else made("inverse", (term,), term.shape)


HINTS = {
    "no inverse": "1/X goes entry by entry; (X^T X)^-1 X^T is the left inverse of a tall X",
    "no trace": "sum(X) adds all entries",
    "no determinant": "det(X^T X) is that of a square matrix",
    "no diagonal": "of a vector, diag(x) is the matrix with x on its diagonal",
}
OF_VECTORS = {
    "no inverse": "1/x goes entry by entry",
    "no trace": "sum(x) adds the entries",
    "no determinant": "norm(x) is its length",
}


def square_only(reading: Reading, term: Term, node: Notation, lacks: str) -> None:
    """Refuse what is no square matrix."""
    if not term.is_scalar and reading.equal(*term.shape):
        return
    inside = node.parts[0] if node.parts else None
    name = told.label(inside) or "this part"
    vector = ONE in term.shape
    square = "" if vector else ", which is not square"
    what = f"{name} is {told.told(term.shape)}{square}: it has {lacks}"
    raise reading.placed(
        ShapeError(what, hint=OF_VECTORS.get(lacks) if vector else HINTS.get(lacks)), inside, node
    )


@head("hadamard-power")
def raised(reading: Reading, node: Notation) -> Term:
    """Each entry to a power."""
    base, exponent = reading.parts(node)
    return to_power(reading, base, exponent, node)


def to_power(reading: Reading, base: Term, exponent: Term, node: Notation) -> Term:
    """A power of each entry, as it is written."""
    if exponent.shape == SINGLE:
        exponent = algebra.item(exponent)
    if exponent.op == "number":
        return entries_to(base, exponent.value)
    if base.op == "number" and base.value == sp.E:
        return algebra.mapped("exp", exponent)
    terms = [
        unrepeated(t)
        for t in reading.fitted([base, exponent], "base and exponent of one power", node.parts)
    ]
    return algebra.mapped("exponential" if base.op == "number" else "general-power", *terms)


def entries_to(base: Term, exponent: sp.Expr) -> Term:
    """Each entry to a number."""
    if exponent == ONE:
        return base
    if base.op == "number":
        return number(base.value**exponent)
    if base.op == "broadcast" and base.args[0].is_scalar:
        return algebra.spread(entries_to(base.args[0], exponent), base.shape)
    return algebra.mapped("power", base, number(exponent))


def unrepeated(part: Term) -> Term:
    """A number that was repeated, as the number."""
    return part.args[0] if part.op == "broadcast" and part.args[0].shape == SCALAR else part


@head("transpose")
def transposed(reading: Reading, node: Notation) -> Term:
    """Aᵀ."""
    term = reading.term(node.parts[0])
    reading.shaped(node.parts[0], node)
    plain = term.op in ("transpose", "identity") and term not in reading.defined
    if term.is_scalar or plain:
        return algebra.transpose(term)
    return made("transpose", (term,), term.shape[::-1])
