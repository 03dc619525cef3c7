"""One way to call a matrix kernel: from a user's arrays to a computation, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Array, Result, target_array
from symcalc.errors import ShapeError
from symcalc.matrix.compiled.binding import Bound, Lengths, Signature
from symcalc.matrix.compiled.computation import Computation
from symcalc.matrix.term import ONE, Term


class Given(NamedTuple):
    """The arguments of a user's call."""

    args: tuple[ArrayLike, ...]
    named: Mapping[str, ArrayLike]


@dataclass(frozen=True, eq=False)
class Call:
    """What is computed in one call.

    Attributes
    ----------
    inputs : tuple of Term
        Symbols; those of the user first, then tangents or a cotangent.
    roots : tuple of Term
        What is computed.
    like : tuple of str or None
        For each root the input of whose shape it is; None for the value.
    dtype, backend : str
        How it is computed.
    form : str
        What is returned: "one", "tuple", "value and one", "value and tuple".
    """

    inputs: tuple[Term, ...]
    roots: tuple[Term, ...]
    like: tuple[str | None, ...]
    dtype: str
    backend: str
    form: str = "one"

    def nested(self, form: str) -> Call:
        """The same with its results in another form."""
        return replace(self, form=form)

    @cached_property
    def computation(self) -> Computation:
        """What does it."""
        return Computation(self.roots, self.dtype, self.backend)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all inputs."""
        return tuple(term.value for term in self.inputs)

    @cached_property
    def _signature(self) -> Signature:
        return Signature(self.inputs, self.dtype)

    @cached_property
    def _shapes(self) -> dict[Bound, tuple[Lengths, ...]]:
        return {}

    def __call__(self, given: Given, more: Sequence[ArrayLike], out: Any) -> Result:
        """The results, into `out` where that is given."""
        arrays = self._all(given, more)
        bound = self._signature.bound(arrays)
        full = [
            a if a.shape == shape else a.reshape(shape)
            for a, shape in zip(arrays, bound.full, strict=True)
        ]
        inputs = dict(zip(self.names, full, strict=True))
        if out is None:
            shapes = self._returned(bound)
            targets: list[Array | None] = [np.empty(shape, self.dtype) for shape in shapes]
            return self._delivered(self._computed(inputs, bound, targets, targets))
        targets = self._targets(out, self._returned(bound))
        rooms = [self._room(target, arrays) for target in targets]
        return self._delivered(self._computed(inputs, bound, rooms, targets))

    def _computed(
        self,
        inputs: Mapping[str, Array],
        bound: Bound,
        rooms: Sequence[Array | None],
        targets: Sequence[Array | None],
    ) -> list[Any]:
        """The computation's arrays, copied to the targets where these are no rooms for it."""
        shapes = self.computation.shapes(bound.sizes)
        given = [r if r is None else r.reshape(s) for r, s in zip(rooms, shapes, strict=True)]
        results = self.computation(inputs, bound.sizes, given)
        for room, target, result in zip(rooms, targets, results, strict=True):
            if target is not None and room is not target:
                target[...] = result.reshape(target.shape)
        return [
            float(result) if target is None or target.ndim == 0 else target
            for target, result in zip(targets, results, strict=True)
        ]

    def _all(self, given: Given, more: Sequence[ArrayLike]) -> list[Array]:
        """All arrays; those that follow the user's inputs come by position."""
        if not more:
            return self._signature.arrays(given.args, given.named)
        own = len(self.inputs) - len(more)
        named = dict(zip(self.names[own:], more, strict=True))
        return Signature(self.inputs[:own], self.dtype).arrays(given.args, given.named) + Signature(
            self.inputs[own:], self.dtype
        ).arrays((), named)

    def _returned(self, bound: Bound) -> tuple[Lengths, ...]:
        """The shapes that are returned: as given, or a vector's (n,) where all vectors are."""
        found = self._shapes.get(bound)
        if found is None:
            known = dict(zip(self.names, bound.given, strict=True))
            shapes = self.computation.shapes(bound.sizes)
            found = tuple(
                known[name] if name is not None else _plain(shape, root, bound)
                for name, root, shape in zip(self.like, self.roots, shapes, strict=True)
            )
            self._shapes[bound] = found
        return found

    def _targets(self, out: Any, shapes: Sequence[Lengths]) -> list[Array | None]:
        """The arrays of `out=`; None for a float, which cannot be filled."""
        given = self._flat(out)
        targets = [target_array(t, shape) for t, shape in zip(given, shapes, strict=True)]
        real = [t for t in targets if t is not None]
        if any(_overlap(a, b) for i, a in enumerate(real) for b in real[:i]):
            raise ShapeError("the arrays of out= overlap each other", hint="pass separate arrays")
        return targets

    def _flat(self, out: Any) -> list[Any]:
        if self.form == "one":
            return [out]
        parts = list(out) if isinstance(out, tuple | list) else [out]
        if (
            self.form == "value and tuple"
            and len(parts) == 2
            and isinstance(parts[1], tuple | list)
        ):
            parts = [parts[0], *parts[1]]
        if len(parts) != len(self.roots):
            raise ShapeError(
                f"out= takes {len(self.roots)} arrays here",
                where=f"{len(parts)} given",
                hint="pass what the same call returned before",
            )
        return parts

    def _room(self, target: Array | None, inputs: Sequence[Array]) -> Array | None:
        """The target, where it can be computed in."""
        if target is None or target.dtype != self.dtype or not target.flags.carray:
            return None
        return None if any(_may_overlap(target, a) for a in inputs) else target

    def _delivered(self, results: list[Any]) -> Result:
        if self.form == "one":
            return results[0]
        if self.form == "tuple":
            return tuple(results)
        return results[0], results[1] if self.form == "value and one" else tuple(results[1:])


def _overlap(a: Array, b: Array) -> bool:
    return _may_overlap(a, b) and np.shares_memory(a, b)


def _may_overlap(a: Array, b: Array) -> bool:
    if a.base is None and b.base is None:  # each has memory of its own
        return a is b
    return np.may_share_memory(a, b)


def _plain(shape: Lengths, root: Term, bound: Bound) -> Lengths:
    """The shape of a value: a vector is (n,) unless a vector came with two axes."""
    if len(shape) == 2 and ONE in root.shape and bound.plain:
        return (shape[0] * shape[1],)
    return shape
