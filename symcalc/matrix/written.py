"""Terms as they are written, and the SymPy objects that they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import ONE, Shape, Term, ordered, same
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

LOSS = notation.name(sp.Symbol("L"))


def meaning(root: Term) -> sp.Basic:
    """The SymPy object of a term: a matrix expression, or a number."""
    return meanings([root])[root]


def meanings(roots: Sequence[Term]) -> dict[Term, sp.Basic]:
    """The SymPy objects of terms and of all that is below them; what is shared is made once."""
    found: dict[Term, sp.Basic] = {}
    for node in ordered(*roots):
        found[node] = _meaning(node, found)
    return found


def _meaning(node: Term, found: dict[Term, sp.Basic]) -> sp.Basic:
    if node.op == "symbol" and not isinstance(node.value, str):
        plain = told_name(node).replace(" ", "")
        return sp.MatrixSymbol(plain, *node.shape) if node.shape else sp.Symbol(plain)
    return flat(TABLE[node.op].meaning(node, *(found[arg] for arg in node.args)))


def flat(expr: sp.Basic) -> sp.Basic:
    """A product of matrices without products in it: 2*A.T*A rather than 2*(A.T*A)."""
    if not isinstance(expr, sp.MatMul) or not any(isinstance(a, sp.MatMul) for a in expr.args):
        return expr
    return sp.MatMul(
        *(b for a in expr.args for b in (a.args if isinstance(a, sp.MatMul) else (a,)))
    )


def told_name(node: Term) -> str:
    """A symbol as one word: dX for a change, ∂L/∂a_1 for an adjoint."""
    if isinstance(node.value, str):
        return node.value
    kind, of, *_ = node.value
    inner = of if isinstance(of, str) else text(written(of))
    return f"∂L/∂{inner}" if kind == "adjoint" else f"d({inner})"


def written(root: Term) -> Notation:
    """The Notation of a term, each part with its meaning.

    >>> from symcalc.matrix.algebra import matmul, transpose
    >>> from symcalc.matrix.term import symbol
    >>> from symcalc.writing.text import text
    >>> n = sp.Symbol("n")
    >>> A, x = symbol("A", n, n), symbol("x", n, 1)
    >>> text(written(matmul(transpose(x), A, x)))
    'xᵀ A x'
    """
    found: dict[Term, Notation] = {}
    meant: dict[Term, sp.Basic] = {}
    for node in ordered(root):
        meant[node] = _meaning(node, meant)
        parts = [found[arg] for arg in node.args]
        found[node] = replace(_written(node, parts), expr=meant[node])
    return found[root]


def _written(node: Term, parts: Sequence[Notation]) -> Notation:
    own = FORMS.get(node.op)
    made = (own(node, parts) if own else None) or TABLE[node.op].written(node, *parts)
    return replace(made, text="log") if made.head == "log" and not made.text else made


def named(spelled: str, shape: Shape = ()) -> Notation:
    """A variable."""
    meant = sp.MatrixSymbol(spelled, *shape) if shape else sp.Symbol(spelled)
    return Notation("name", text=spelled, expr=meant)


def _symbol(node: Term, _parts: Sequence[Notation]) -> Notation | None:
    """∂L/∂a₁ and dX are no names."""
    if isinstance(node.value, str):
        return None
    kind, of, *loss = node.value
    inner = named(of, node.shape) if isinstance(of, str) else written(of)
    if kind != "adjoint":
        return differential_of(inner)
    return Notation("adjoint", (named(loss[0]) if loss else LOSS, inner))


def differential_of(inner: Notation) -> Notation:
    """dX, d(W x − y); the change of Xᵀ is dXᵀ."""
    if inner.head == "transpose" and inner.parts[0].head == "name":
        return Notation("transpose", (differential_of(inner.parts[0]),))
    return Notation("change", (inner,))


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


def _broadcast(node: Term, parts: Sequence[Notation]) -> Notation:
    """A repeated value is a product with ones."""
    (arg,), (a,) = node.args, parts
    if notation.is_number(a, 0):
        return a
    if arg.is_scalar:
        full = ones_of(node.shape)
        return full if notation.is_number(a, 1) else joined(a, full)
    if arg.shape[1] == ONE and node.shape[1] != ONE:
        return joined(a, Notation("transpose", (column_of_ones(node.shape[1]),)))
    return joined(column_of_ones(node.shape[0]), a)


def _along(node: Term, parts: Sequence[Notation]) -> Notation:
    """A sum along an axis is a product with ones."""
    (arg,), (a,) = node.args, parts
    if node.value:
        return joined(a, column_of_ones(arg.shape[1]))
    return joined(Notation("transpose", (column_of_ones(arg.shape[0]),)), a)


def joined(*factors: Notation) -> Notation:
    """A product of matrices, flat, its sign in front."""
    flat = [f for one in factors for f in (one.parts if one.head == "matmul" else (one,))]
    if flat[0].head == "negation":
        return Notation("negation", (joined(flat[0].parts[0], *flat[1:]),))
    return flat[0] if len(flat) == 1 else Notation("matmul", tuple(flat))


def _sum(node: Term, parts: Sequence[Notation]) -> Notation:
    """A number that is added to every entry stands as the number: 1 − s."""
    pairs = list(zip(node.args, parts, strict=True))
    if all(_is_number_repeated(arg) for arg in node.args):
        return TABLE["sum"].written(node, *parts)
    plain = [written(a.args[0]) if _is_number_repeated(a) else part for a, part in pairs]
    return TABLE["sum"].written(node, *plain)


def _is_number_repeated(arg: Term) -> bool:
    return arg.op == "broadcast" and arg.args[0].op == "number"


def _scaled(node: Term, parts: Sequence[Notation]) -> Notation | None:
    """Factors before a matrix stand like matrices, without dots."""
    return spaced(TABLE["scale"].written(node, *parts), set(map(id, parts)))


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


def _hadamard(node: Term, parts: Sequence[Notation]) -> Notation:
    """Factors entry by entry, what has a negative power below."""
    pairs = list(zip(node.args, parts, strict=True))
    above = [part for arg, part in pairs if _below(arg, part) is None]
    below = [under for arg, part in pairs if (under := _below(arg, part)) is not None]
    if not below:
        return Notation("hadamard", tuple(parts))
    bottom = _entrywise(below)
    return Notation(
        "hadamard-quotient", (_entrywise(above) if above else notation.number(1), bottom)
    )


def _entrywise(parts: Sequence[Notation]) -> Notation:
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


def _map(node: Term, parts: Sequence[Notation]) -> Notation | None:
    """Powers entry by entry; of what is not square there is no other power."""
    if node.value != "power" or node.is_scalar or node.args[1].op != "number":
        return None
    base, exponent = parts[0], node.args[1].value
    square = same(node.shape[:1], node.shape[1:])
    if not exponent.is_negative:
        return Notation("hadamard-power" if square else "power", tuple(parts))
    under = (
        base
        if exponent == -1
        else Notation("hadamard-power" if square else "power", (base, arrange(-exponent)))
    )
    return Notation("quotient", (notation.number(1), under))


def _along_axis(name: str) -> Callable[[Term, Sequence[Notation]], Notation]:
    """A function along an axis; of a matrix whose samples are columns, the axis is said."""

    def form(node: Term, parts: Sequence[Notation]) -> Notation:
        said = node.value == 0 and node.args[0].shape[1] != ONE
        axis = Notation("keyword", (notation.number(0),), "axis")
        return Notation("call", (*parts, axis) if said else tuple(parts), name)

    return form


def _log_softmax(node: Term, parts: Sequence[Notation]) -> Notation:
    return Notation("log", (_along_axis("softmax")(node, parts),), "log")


def _transpose(_node: Term, parts: Sequence[Notation]) -> Notation:
    if parts[0].head == "inverse":
        return Notation("inverse-transpose", parts[0].parts)
    return Notation("transpose", tuple(parts))


def _identity(node: Term, _parts: Sequence[Notation]) -> Notation:
    size = node.shape[0]
    return Notation("name", text=f"I_{size}" if size.is_Symbol or size.is_Integer else "I")


FORMS: dict[str, Callable[[Term, Sequence[Notation]], Notation | None]] = {
    "symbol": _symbol,
    "sum": _sum,
    "broadcast": _broadcast,
    "sum-along": _along,
    "scale": _scaled,
    "hadamard": _hadamard,
    "map": _map,
    "matmul": lambda _node, parts: joined(*parts),
    "transpose": _transpose,
    "identity": _identity,
    "softmax": _along_axis("softmax"),
    "log-softmax": _log_softmax,
    "logsumexp": _along_axis("logsumexp"),
}
