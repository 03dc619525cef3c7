"""Matrices made, put together and rearranged: ones, eye, concat, reshape, diag, where, clip."""

from __future__ import annotations

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.arithmetic import is_square, together, unrepeated
from symcalc.matrix.interpret.calls import Called, called, is_vector, plain, unpacked
from symcalc.matrix.interpret.functions import chosen, joined
from symcalc.matrix.interpret.reductions import counted, triangle
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, same
from symcalc.notation import Notation
from symcalc.reading.matrices import counting

MINUS_ONE = sp.S.NegativeOne


def sizes_of(call: Called, given: tuple[Notation, ...]) -> tuple[sp.Expr, ...]:
    """Sizes by place or in brackets."""
    found = []
    for part in unpacked(given):
        term = call.reading.term(part)
        value = term.value if term.op == "number" else None
        whole = value is not None and (counting(value).is_integer or value == MINUS_ONE)
        if value is None or not whole:
            hint = f"a size is a whole number or a letter of the shapes, as in {call.name}(n)"
            what = f"{told.label(part) or 'this'} is no size"
            raise call.reading.placed(call.refused(what, hint), part, call.node)
        found.append(value)
    if len(found) > 2:
        what = f"arrays with {len(found)} sizes cannot be read yet"
        raise call.refused(what, "a vector has one size and a matrix two")
    return tuple(found)


def shape_of(call: Called, given: tuple[Notation, ...]) -> Shape:
    """A shape that is given: n entries are a column; without any it is left open."""
    found = sizes_of(call, given)
    if any(counting(size).is_positive is False for size in found):
        raise call.wrong("a size is a whole number above 0")
    if not found:
        return call.reading.open_size(call.node), ONE
    return (found[0], ONE) if len(found) == 1 else found


@called("ones", many=True)
def ones(call: Called, *given: Notation) -> Term:
    """A vector or a matrix of ones."""
    return algebra.filled(1, shape_of(call, given))


@called("zeros", many=True)
def zeros(call: Called, *given: Notation) -> Term:
    """A vector or a matrix of zeros."""
    return algebra.filled(0, shape_of(call, given))


@called("full", many=True)
def full(call: Called, *given: Notation) -> Term:
    """A number in every entry: full((m, n), c)."""
    if len(given) < 2:
        raise call.reading.unread(
            "full takes a shape and a number", call.node, "write full((m, n), c)"
        )
    value = call.reading.term(given[-1])
    if not value.is_scalar:
        raise call.wrong(f"full repeats a number, and this is {told.told(value.shape)}")
    return algebra.spread(value, shape_of(call, given[:-1]))


@called("eye", many=True)
def eye(call: Called, *given: Notation) -> Term:
    """The identity matrix."""
    if not given:
        return algebra.identity(call.reading.open_size(call.node))
    shape = sizes_of(call, given)
    if len(shape) == 2 and not same(shape[:1], shape[1:]):
        raise call.wrong(f"the identity is square, and this is {told.told(shape)}")
    if counting(shape[0]).is_positive is False:
        raise call.wrong("a size is a whole number above 0")
    return algebra.identity(shape[0])


@called("onehot", takes="y", options="num_classes")
def onehot(call: Called, y: Term) -> Term:
    """1 in the place that a label says, counted from 0; a row for each label of a batch."""
    if "num_classes" not in call.options:
        what = "onehot needs the number of classes"
        raise call.reading.unread(what, call.node, "write onehot(y, c)")
    size = call.number("num_classes", 1)
    call.reading.remark("labels are counted from 0")
    if y.is_scalar:
        return algebra.mapped("equal", counted(size), y)
    if not is_vector(y):
        raise call.wrong(f"labels are a vector of numbers, not {told.told(y.shape)}")
    rows = call.reading.samples == "rows"
    labels = y if y.is_column == rows else algebra.transpose(y)
    places = algebra.transpose(counted(size)) if rows else counted(size)
    count = sp.Mul(*y.shape)
    shape = (count, size) if rows else (size, count)
    return algebra.mapped("equal", algebra.spread(labels, shape), algebra.spread(places, shape))


@called("concat", "hstack", "vstack", "stack", options="axis", many=True)
def concat(call: Called, *given: Notation) -> Term:
    """Matrices below one another, or side by side."""
    nodes = unpacked(given)
    terms = [call.reading.term(part) for part in nodes]
    axis = _side(call)
    if call.name == "stack":
        if not all(term.is_scalar or term.is_column for term in terms):
            raise call.refused("stack of matrices has three sizes", "concat puts them together")
        if axis == 0:
            terms = [algebra.transpose(term) for term in terms]
    return joined(call.reading, terms, axis, nodes)


def _side(call: Called) -> int:
    if call.name != "concat" and "axis" not in call.options:
        return 1 if call.name == "hstack" else 0
    given = call.options.get("axis")
    found = {"0": 0, "1": 1, "-1": 1}.get(plain(given)) if given is not None else 0
    if found is None:
        raise call.reading.unread(f"there is no such axis for {call.name}", call.node, "0 or 1")
    return found


@called("reshape", options="shape order", many=True)
def reshape(call: Called, *given: Notation) -> Term:
    """The same entries in another shape, row by row as in NumPy; one size may be −1."""
    if not given:
        raise call.reading.unread("reshape needs a matrix", call.node, "write reshape(X, m, n)")
    x = call.reading.term(given[0])
    x = algebra.spread(x, (ONE, ONE)) if x.is_scalar else x
    said = call.options.get("shape")
    sizes = sizes_of(call, (said,) if said is not None else given[1:])
    if not sizes:
        raise call.reading.unread("reshape needs a shape", call.node, "write reshape(X, m, n)")
    count = sp.Mul(*x.shape)
    known = sp.Mul(*(size for size in sizes if size != -1))
    sizes = tuple(sp.cancel(count / known) if size == -1 else size for size in sizes)
    shape = (sizes[0], ONE) if len(sizes) == 1 else sizes
    if not same((sp.Mul(*shape),), (count,)):
        name = told.label(given[0]) or "this"
        what = f"{name} is {told.told(x.shape)} and has not as many entries as {told.told(shape)}"
        raise call.wrong(what, f"{sp.Mul(*shape)} and {count} differ; one size may be -1")
    order = plain(call.options["order"]) if "order" in call.options else "C"
    return algebra.reshape(x, shape, "columns" if order == "F" else "rows")


@called("vec")
def vec(call: Called, x: Term) -> Term:
    """The columns below one another."""
    if x.is_scalar or x.is_column:
        return x
    if not is_vector(x):
        call.reading.remark("vec puts the columns below one another")
    return algebra.vec(x)


@called("flatten")
def flatten(call: Called, x: Term) -> Term:
    """The rows one after another, as NumPy does it."""
    if x.is_scalar or x.is_column:
        return x
    if not is_vector(x):
        call.reading.remark(f"{call.name} goes row by row; vec goes column by column")
    return algebra.reshape(x, (sp.Mul(*x.shape), ONE))


@called("squeeze", options="axis")
def squeeze(_call: Called, x: Term) -> Term:
    """A row or a 1 × 1 matrix without its sizes of 1."""
    if x.shape == (ONE, ONE):
        return algebra.item(x)
    return algebra.transpose(x) if x.shape and x.shape[0] == ONE else x


@called("diag", options="k")
def diag(call: Called, x: Term) -> Term:
    """The matrix with a vector on its diagonal, or the diagonal of a square matrix."""
    if call.number("k", 0) != 0:
        raise call.refused("a diagonal beside the main one cannot be read yet")
    if x.is_scalar:
        raise call.wrong("diag is of a vector or a square matrix, and this is a number")
    if is_vector(x):
        column = x if x.is_column else algebra.transpose(x)
        size = column.shape[0]
        return made("diagonal-matrix", (column,), (size, size))
    if not is_square(x):
        name = told.label(call.node.parts[0]) or "this part"
        what = f"{name} is {told.told(x.shape)}, which is not square: it has no diagonal"
        raise call.wrong(what, "of a vector, diag(x) is the matrix with x on its diagonal")
    return made("diagonal", (x,), (x.shape[0], ONE))


@called("tril", "triu", options="k")
def triangular(call: Called, x: Term) -> Term:
    """The entries on one side of a diagonal, and 0 on the other."""
    if x.is_scalar or is_vector(x):
        raise call.wrong(f"{call.name} is of a matrix, and this is {told.told(x.shape)}")
    relation = "greater-equal" if call.name == "tril" else "less-equal"
    return together([triangle(x.shape, relation, call.number("k", 0)), x], call.reading.defined)


@called("logdet", "slogdet")
def logdet(call: Called, x: Term) -> Term:
    """log det X; NumPy's slogdet is log |det X|."""
    if not is_square(x):
        name = told.label(call.node.parts[0]) or "this part"
        what = f"{name} is {told.told(x.shape)}, which is not square: it has no determinant"
        raise call.wrong(what, "logdet(X^T X) is that of a square matrix")
    return made("logdet", (x,), SCALAR, algebra.ABSOLUTE if call.name == "slogdet" else None)


@called("where", takes="c, a, b")
def where(call: Called, c: Term, a: Term, b: Term) -> Term:
    """The second where the first holds, the third elsewhere."""
    return chosen(call.reading, [c, a, b], call.node.parts)


@called("clip", takes="x, low, high")
def clip(call: Called, x: Term, low: Term, high: Term) -> Term:
    """Each entry, but none below `low` or above `high`."""
    fitted = call.reading.fitted([x, low, high], "the parts of one clip", call.node.parts)
    entries, least, most = map(unrepeated, fitted)
    return algebra.mapped("min", algebra.mapped("max", entries, least), most)
