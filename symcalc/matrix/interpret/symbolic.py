"""From SymPy's matrix expressions to terms: a function per class of SymPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalOf
from sympy.matrices.expressions.matexpr import MatrixElement

from symcalc.errors import UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.entries import lifted
from symcalc.matrix.interpret.arithmetic import added, entries_to, multiplied, scaled, together
from symcalc.matrix.interpret.reading import Reading
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, symbol
from symcalc.primitives import arrange
from symcalc.primitives.table import TABLE
from symcalc.reading.names import key

# What a formula of numbers may be made of.
LIFTED = {*TABLE, "name", "number", "constant", "cases", "piece", "otherwise", "relation"}

Meaning = Callable[[Reading, sp.Basic], Term]
MEANINGS: dict[type, Meaning] = {}


def of(*classes: type) -> Callable[[Meaning], Meaning]:
    """Register what SymPy's classes mean."""

    def register(meaning: Meaning) -> Meaning:
        MEANINGS.update(dict.fromkeys(classes, meaning))
        return meaning

    return register


def shapes_in(expr: sp.Basic) -> dict[str, Shape]:
    """The shapes of SymPy's matrix symbols, by name."""
    found = sorted(expr.atoms(sp.MatrixSymbol), key=lambda s: str(s.name))
    return {str(one.name): shape_of(one) for one in found}


def shape_of(expr: sp.Basic) -> Shape:
    """The shape of a SymPy matrix, in its own letters."""
    return tuple(sp.sympify(n, strict=True) for n in expr.shape)


def term_of(expr: sp.Basic, reading: Reading) -> Term:
    """What a SymPy expression means.

    Raises
    ------
    UnsupportedError
        If a class of SymPy in it has no meaning here.
    """
    meaning = next((MEANINGS[c] for c in type(expr).__mro__ if c in MEANINGS), None)
    if meaning is not None:
        return meaning(reading, expr)
    if getattr(expr, "is_Matrix", False) or not isinstance(expr, sp.Expr):
        name = type(expr).__name__
        raise UnsupportedError(
            f"{name} of SymPy cannot be read yet", where=str(expr), hint="write it as text"
        )
    return of_number(reading, expr)


def of_number(reading: Reading, expr: sp.Expr) -> Term:
    """A formula of numbers, in which matrices make some: tr(X), det X, x[0, 0]."""
    return applied(reading, expr, {part: term_of(part, reading) for part in numbers_in(expr)})


def applied(
    reading: Reading, expr: sp.Expr, parts: dict[sp.Basic, Term], shape: Shape = SCALAR
) -> Term:
    """A formula of numbers with terms put in for parts of it, entry by entry."""
    whole = expr
    dummies = {part: sp.Dummy() for part in parts}
    expr = expr.xreplace(dummies)
    values = {dummies[part]: term for part, term in parts.items()}
    for letter in expr.free_symbols - set(values):
        if letter not in reading.sizes:
            values[letter] = reading.names.setdefault(key(letter.name), symbol(letter.name))
    node = arrange(expr)
    strange = next((part for part in node.walk() if part.head not in LIFTED), None)
    if strange is not None:
        name = strange.text if strange.head == "apply" else strange.head
        what = f"{name} beside matrices cannot be read yet"
        raise UnsupportedError(what, where=str(whole), hint="write out what it stands for")
    return lifted(node, values, shape)


def numbers_in(expr: sp.Basic) -> Iterator[sp.Basic]:
    """The largest parts that are numbers made of matrices."""
    walk = sp.preorder_traversal(expr)
    for part in walk:
        if type(part) in MEANINGS or is_logdet(part):
            yield part
            walk.skip()


def is_logdet(expr: sp.Basic) -> bool:
    """Whether this is log det X or log |det X|."""
    inner = expr.args[0] if isinstance(expr, sp.log) else None
    inner = inner.args[0] if isinstance(inner, sp.Abs) else inner
    return isinstance(inner, sp.Determinant)


@of(sp.log)
def log(reading: Reading, expr: sp.Basic) -> Term:
    """log det X has a derivative of its own."""
    if is_logdet(expr):
        (sized_one,) = expr.atoms(sp.Determinant)
        of_size = algebra.ABSOLUTE if isinstance(expr.args[0], sp.Abs) else None
        return made("logdet", (term_of(sized_one.args[0], reading),), SCALAR, of_size)
    inner = expr.args[0]
    return applied(reading, expr, {inner: term_of(inner, reading)})


@of(sp.MatrixSymbol)
def of_symbol(reading: Reading, expr: sp.Basic) -> Term:
    """A matrix by name."""
    return reading.names[key(str(expr.name))]


@of(sp.MatAdd)
def of_sum(reading: Reading, expr: sp.Basic) -> Term:
    """A sum of matrices."""
    return added([term_of(arg, reading) for arg in expr.args])


@of(sp.MatMul)
def of_product(reading: Reading, expr: sp.Basic) -> Term:
    """Numbers times a product of matrices."""
    terms = [term_of(arg, reading) for arg in expr.args]
    numbers = [term for term in terms if term.is_scalar]
    matrices = [term for term in terms if not term.is_scalar]
    return scaled(*numbers, multiplied(matrices)) if numbers else multiplied(matrices)


@of(sp.MatPow)
def of_power(reading: Reading, expr: sp.Basic) -> Term:
    """A square matrix to a whole power."""
    base, exponent = term_of(expr.args[0], reading), expr.args[1]
    if not exponent.is_Integer:
        raise UnsupportedError(
            f"the power {exponent} of a matrix cannot be read yet", where=str(expr)
        )
    if exponent == 2:
        return made("matmul", (base, base), base.shape)
    return algebra.matrix_power(base, int(exponent))


@of(sp.Inverse)
def of_inverse(reading: Reading, expr: sp.Basic) -> Term:
    """X⁻¹."""
    term = term_of(expr.args[0], reading)
    return made("inverse", (term,), term.shape)


@of(sp.Transpose)
def of_transpose(reading: Reading, expr: sp.Basic) -> Term:
    """Xᵀ."""
    term = term_of(expr.args[0], reading)
    return term if term.is_scalar else made("transpose", (term,), term.shape[::-1])


@of(sp.Trace)
def of_trace(reading: Reading, expr: sp.Basic) -> Term:
    """tr X."""
    term = term_of(expr.args[0], reading)  # of one row and column it is a number already
    return term if term.is_scalar else made("trace", (term,), SCALAR)


@of(sp.Determinant)
def of_determinant(reading: Reading, expr: sp.Basic) -> Term:
    """det X."""
    return made("det", (term_of(expr.args[0], reading),), SCALAR)


@of(sp.HadamardProduct)
def of_hadamard(reading: Reading, expr: sp.Basic) -> Term:
    """Entry by entry."""
    return together([term_of(arg, reading) for arg in expr.args])


@of(sp.HadamardPower)
def of_hadamard_power(reading: Reading, expr: sp.Basic) -> Term:
    """Each entry to a power."""
    base, exponent = (term_of(arg, reading) for arg in expr.args)
    if exponent.op == "number":
        return entries_to(base, exponent.value)
    return algebra.mapped("general-power", base, exponent)


@of(ElementwiseApplyFunction)
def of_function(reading: Reading, expr: sp.Basic) -> Term:
    """A function of each entry."""
    term = term_of(expr.expr, reading)
    letter = sp.Dummy()
    return applied(reading, expr.function(letter), {letter: term}, term.shape)


@of(MatrixElement)
def of_entry(reading: Reading, expr: sp.Basic) -> Term:
    """X[i, j] at whole numbers; the entry of a 1 × 1 matrix is a number."""
    term, places = term_of(expr.args[0], reading), expr.args[1:]
    if term.is_scalar:
        return term
    if not all(place.is_Integer for place in places):
        hint = "indices are whole numbers; write sums over entries as products of matrices"
        raise UnsupportedError(f"the entry {expr} cannot be read yet", where=str(expr), hint=hint)
    for axis, place in enumerate(places):
        term = algebra.part(term, axis, place, place + 1)
    return algebra.item(term)


@of(sp.Sum)
def of_sum_over(reading: Reading, expr: sp.Basic) -> Term:
    """A sum over indices, which SymPy makes of (xᵀ A x)[0, 0]."""
    entries = sorted(expr.function.atoms(MatrixElement), key=str)
    indices = tuple(limit[0] for limit in expr.limits)
    if entries and all(one.args[1:] in (indices, (*indices, 0)) for one in entries):
        parts = {one: term_of(one.args[0], reading) for one in entries}
        shape = next(iter(parts.values())).shape
        return made("total", (applied(reading, expr.function, parts, shape),), SCALAR)
    try:
        found = sp.MatrixExpr.from_index_summation(expr)
    except ValueError:
        found = expr
    if not entries or found.has(sp.Sum):
        hint = "write it as a product of matrices, or as text"
        raise UnsupportedError("a sum over an index cannot be read yet", where=str(expr), hint=hint)
    return term_of(found, reading)


@of(sp.Identity)
def of_identity(_reading: Reading, expr: sp.Basic) -> Term:
    """I."""
    return algebra.identity(shape_of(expr)[0])


@of(sp.OneMatrix)
def of_ones(_reading: Reading, expr: sp.Basic) -> Term:
    """Ones."""
    return algebra.filled(1, shape_of(expr))


@of(sp.ZeroMatrix)
def of_zeros(_reading: Reading, expr: sp.Basic) -> Term:
    """Zeros."""
    return algebra.filled(0, shape_of(expr))


@of(DiagMatrix)
def of_diagonal_matrix(reading: Reading, expr: sp.Basic) -> Term:
    """diag(x)."""
    term = term_of(expr.args[0], reading)
    column = term if term.is_column else algebra.transpose(term)
    return made("diagonal-matrix", (column,), (column.shape[0], column.shape[0]))


@of(DiagonalOf)
def of_diagonal(reading: Reading, expr: sp.Basic) -> Term:
    """The diagonal of X."""
    term = term_of(expr.args[0], reading)
    return made("diagonal", (term,), (term.shape[0], ONE))


@of(sp.BlockMatrix)
def of_blocks(reading: Reading, expr: sp.Basic) -> Term:
    """Blocks, row by row."""
    rows = expr.blocks.tolist()
    return algebra.concat(
        [algebra.concat([term_of(block, reading) for block in row], 1) for row in rows], 0
    )


@of(sp.ImmutableDenseMatrix, sp.MutableDenseMatrix)
def of_entries(reading: Reading, expr: sp.Basic) -> Term:
    """A matrix whose entries are written out."""
    rows = [
        [algebra.spread(term_of(entry, reading), (ONE, ONE)) for entry in row]
        for row in expr.tolist()
    ]
    return algebra.concat([algebra.concat(row, 1) for row in rows], 0)
