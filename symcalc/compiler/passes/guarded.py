"""Sums of terms that count only where a condition holds."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from symcalc.compiler.ir import Builder

Guard = int | None  # a boolean node, or None for always
Key = TypeVar("Key", bound=Hashable)


class Guarded(Generic[Key]):
    """For each key a sum of terms, every term under the guard where it counts.

    A derivative that comes along a branch not taken may be infinite or nan. So it is neither
    multiplied by zero nor selected at once (the next factor could make 0·∞ of the zero again): it
    carries its guard along, and a select stands only where terms under different guards meet and
    where the result leaves.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._terms: dict[Key, dict[Guard, int]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._terms

    def add(self, key: Key, term: int, guard: Guard = None) -> None:
        """Add `term`, where `guard` holds, to the sum of `key`."""
        terms = self._terms.get(key)
        if terms is None:
            self._terms[key] = {guard: term}
        else:
            terms[guard] = self._builder.add("sum", terms[guard], term) if guard in terms else term

    def merged(self, key: Key) -> tuple[int, Guard]:
        """The sum of `key` as one term, and the guard under which it may be used."""
        terms = self._terms[key]
        if len(terms) > 1:
            total, guard = self._sum(terms), self._any(terms)
            self._terms[key] = terms = {guard: total}
        [(guard, term)] = terms.items()
        return term, guard

    def total(self, key: Key) -> int:
        """The sum of `key` as a value that is right everywhere: 0 where no guard holds."""
        return self._sum(self._terms[key])

    def both(self, guard: Guard, mask: Guard) -> Guard:
        """The guard that holds where both hold."""
        if guard is None or mask is None:
            return mask if guard is None else guard
        return self._builder.add("and2", guard, mask)

    def _sum(self, terms: dict[Guard, int]) -> int:
        if terms.keys() == {None}:
            return terms[None]
        total = zero = self._builder.constant(0.0)
        for guard, term in terms.items():
            if guard is not None:
                term = self._builder.add("select", guard, term, zero)
            total = self._builder.add("sum", total, term)
        return total

    def _any(self, terms: dict[Guard, int]) -> Guard:
        either = self._builder.constant(0.0)
        for guard in terms:
            if guard is None:
                return None
            either = self._builder.add("or2", either, guard)
        return either
