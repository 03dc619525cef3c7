"""Arrays for the inputs of a matrix formula, and the sizes that their shapes tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import sympy as sp
from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Array, bound
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix.term import ONE, Shape, Term, shown

MOST_KNOWN = 256  # combinations of shapes that are remembered
Lengths = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Bound:
    """What shapes of arrays mean.

    Attributes
    ----------
    given : tuple of tuple of int
        The shapes as they came.
    full : tuple of tuple of int
        The shapes as declared, where a vector is a column.
    sizes : dict
        What the letters stand for.
    plain : bool
        Whether every vector came as (n,).
    """

    given: tuple[Lengths, ...]
    full: tuple[Lengths, ...]
    sizes: Mapping[sp.Symbol, int]
    plain: bool


class Signature:
    """The inputs of a call.

    Parameters
    ----------
    inputs : sequence of Term
        Symbols, in the order of the arguments.
    dtype : str
        Of all arrays.
    """

    def __init__(self, inputs: Sequence[Term], dtype: str) -> None:
        self._inputs, self._dtype = tuple(inputs), np.dtype(dtype)
        self._names = tuple(term.value for term in inputs)
        self._known: dict[tuple[Lengths, ...], Bound] = {}

    def arrays(self, args: Sequence[ArrayLike], named: Mapping[str, ArrayLike]) -> list[Array]:
        """One array for each input, as given.

        Raises
        ------
        UnsupportedError
            For an argument that is missing, unknown, given twice or not real.
        """
        if len(named) + len(args) == len(self._names):
            given = [*args, *(named.get(name) for name in self._names[len(args) :])]
            if all(type(a) is np.ndarray and a.dtype == self._dtype for a in given):
                return cast(list[Array], given)
        arrays = bound(self._names, args, named, str(self._dtype))
        for name, array in zip(self._names, arrays, strict=True):
            if not isinstance(array, np.ndarray | np.generic):
                raise UnsupportedError(
                    f"the value of {name!r} lies on a device", hint="pass a NumPy array"
                )
        return [np.asarray(array) for array in arrays]

    def bound(self, arrays: Sequence[Array]) -> Bound:
        """The sizes that arrays have.

        Raises
        ------
        ShapeError
            Where a shape is not the declared one, or two arrays disagree.
        """
        given = tuple([a.shape for a in arrays])
        found = self._known.get(given)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[given] = self._fitted(given)
        return found

    def _fitted(self, given: Sequence[Lengths]) -> Bound:
        full = tuple(_full(t, shape) for t, shape in zip(self._inputs, given, strict=True))
        sizes: dict[sp.Symbol, int] = {}
        first: dict[sp.Symbol, int] = {}
        for k, (term, lengths) in enumerate(zip(self._inputs, full, strict=True)):
            for letter, length in zip(term.shape, lengths, strict=True):
                if letter.is_Symbol and sizes.setdefault(letter, length) != length:
                    raise self._disagreement(letter, first[letter], k, given, full)
                first.setdefault(letter, k)
        for term, lengths, was in zip(self._inputs, full, given, strict=True):
            _check(term, lengths, was, sizes)
        plain = not any(
            len(was) == 2 and ONE in term.shape
            for term, was in zip(self._inputs, given, strict=True)
        )
        return Bound(tuple(given), full, sizes, plain)

    def _disagreement(
        self,
        letter: sp.Symbol,
        i: int,
        k: int,
        given: Sequence[Lengths],
        full: Sequence[Lengths],
    ) -> ShapeError:
        """Two inputs, or two axes of one, with different sizes for one letter."""
        lengths = [
            [n for x, n in zip(self._inputs[j].shape, full[j], strict=True) if x == letter]
            for j in (i, k)
        ]
        names = [self._names[j] for j in (i, k)]
        if i == k:
            return ShapeError(
                f"{names[0]} is {given[i]}: {letter} is {' and '.join(map(str, lengths[0]))}",
                hint=f"its shape is {_declared(self._inputs[i].shape)}",
            )
        return ShapeError(
            f"{names[0]} is {given[i]}, {names[1]} is {given[k]}: "
            f"{letter} is {lengths[0][0]} in {names[0]} and {lengths[1][0]} in {names[1]}",
            hint=f"{names[0]} has the shape {_declared(self._inputs[i].shape)}, "
            f"{names[1]} the shape {_declared(self._inputs[k].shape)}",
        )


def _declared(shape: Shape) -> str:
    """A shape as it was declared: a column is a vector."""
    return f"({shape[0]},)" if shape[1:] == (ONE,) else shown(shape)


def _full(term: Term, given: Lengths) -> Lengths:
    """The shape with both axes; a vector may leave out its axis of length 1."""
    if len(given) == len(term.shape):
        return given
    if len(given) == 1 and len(term.shape) == 2 and ONE in term.shape:
        return (*given, 1) if term.shape[1] == ONE else (1, *given)
    what = f"the shape {given}" if given else "no axes"
    wanted = f"of shape {_declared(term.shape)}" if term.shape else "a number"
    raise ShapeError(f"{term.value} has {what}, and it is {wanted}")


def _check(term: Term, lengths: Lengths, given: Lengths, sizes: Mapping[sp.Symbol, int]) -> None:
    """The sizes that are no letters, and those that are zero."""
    for size, length in zip(term.shape, lengths, strict=True):
        wanted = size.xreplace({x: sp.Integer(n) for x, n in sizes.items()})
        if wanted != length:
            raise ShapeError(
                f"{term.value} has the shape {given}, and it is of shape {_declared(term.shape)}",
                hint=f"{size} is {wanted}" if size.free_symbols else None,
            )
        if length == 0:
            raise ShapeError(f"{term.value} has the shape {given}: there is nothing in it")
