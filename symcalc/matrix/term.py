"""Term: a matrix formula as a graph of operations with shapes.

Equal terms are one object, so a shared part is found by identity and costs nothing to compare. A
vector is a column, of shape (n, 1); a scalar has shape (). Sizes are SymPy integers or symbols.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import sympy as sp

from symcalc.errors import ShapeError

Shape = tuple[sp.Expr, ...]
SCALAR: Shape = ()
ONE = sp.S.One


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Term:
    """One node of a matrix formula; make it with `term` or with the functions of `algebra`.

    Attributes
    ----------
    op : str
        The name of a row of the table of matrix operations.
    args : tuple of Term
        What it is applied to.
    shape : tuple of sympy.Expr
        () for a scalar, (n, 1) for a column vector, (m, n) for a matrix.
    value : hashable
        What the operation needs besides: the name of a symbol, a number, the name of an
        elementwise function, an axis.
    """

    op: str
    args: tuple[Term, ...]
    shape: Shape
    value: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return made, (self.op, self.args, self.shape, self.value)

    @property
    def is_scalar(self) -> bool:
        """Whether it is a number rather than a matrix."""
        return not self.shape

    @property
    def is_column(self) -> bool:
        """Whether it is a column vector."""
        return len(self.shape) == 2 and self.shape[1] == ONE


_POOL: WeakValueDictionary[Hashable, Term] = WeakValueDictionary()


def made(op: str, args: tuple[Term, ...], shape: Shape, value: Any = None) -> Term:
    """The term of these parts; the same parts give the same object."""
    key = op, args, shape, value
    found = _POOL.get(key)
    if found is None:
        found = _POOL[key] = Term(op, args, shape, value)
    return found


def symbol(name: str, *shape: sp.Expr | int) -> Term:
    """A scalar, a vector or a matrix by name.

    >>> symbol("x", sp.Symbol("n"), 1).is_column
    True
    """
    return made("symbol", (), tuple(sp.sympify(size, strict=True) for size in shape), name)


def number(value: sp.Expr | int) -> Term:
    """An exact number, or a scalar formula without matrices, such as 1/√d of a size d."""
    return made("number", (), SCALAR, sp.sympify(value, strict=True))


def ordered(*roots: Term) -> list[Term]:
    """Every term below `roots`, each once and after what it is applied to."""
    seen: set[Term] = set()
    found: list[Term] = []
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        node, done = stack.pop()
        if done:
            found.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(arg, False) for arg in reversed(node.args)]
    return found


def symbols(*roots: Term) -> tuple[Term, ...]:
    """The symbols in terms, in the order in which they are met."""
    return tuple(node for node in ordered(*roots) if node.op == "symbol")


def depending(roots: Iterable[Term], on: Iterable[Term]) -> set[Term]:
    """The terms below `roots` that depend on one of `on`, those included."""
    found = set(on)
    for node in ordered(*roots):
        if any(arg in found for arg in node.args):
            found.add(node)
    return found


def sizes(*roots: Term) -> tuple[sp.Symbol, ...]:
    """The letters in the shapes of terms, in the order in which they are met."""
    letters: dict[sp.Symbol, None] = {}
    for node in ordered(*roots):
        for size in node.shape:
            letters.update(dict.fromkeys(sorted(size.free_symbols, key=str)))
    return tuple(letters)


def shown(shape: Shape) -> str:
    """A shape for a reader: 3 × n, "a scalar", "a vector of n".

    >>> shown((sp.Symbol("k"), sp.Symbol("n")))
    '(k, n)'
    """
    return f"({', '.join(map(str, shape))})" if shape else "()"


def same(left: Shape, right: Shape) -> bool:
    """Whether two shapes are equal, whatever their letters stand for."""
    return len(left) == len(right) and all(
        a == b or sp.expand(a - b) == 0 for a, b in zip(left, right, strict=True)
    )


def misfit(what: str, *terms: Term) -> ShapeError:
    """The error that names the shapes of terms which do not fit together."""
    told = " and ".join(shown(term.shape) for term in terms)
    return ShapeError(f"the shapes {told} {what}")


def leaves(roots: Iterable[Term]) -> Iterator[Term]:
    """The terms without arguments."""
    return (node for node in ordered(*roots) if not node.args)
