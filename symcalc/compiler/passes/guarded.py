"""Sums of terms that count only where a condition holds."""

from __future__ import annotations

from symcalc.compiler.ir import Builder

Guard = int | None  # a boolean node, or None for always


class Guarded:
    """For each node a sum of terms, every term under the guard where it counts.

    A derivative that comes along a branch not taken may be infinite or nan. So it is neither
    multiplied by zero nor selected at once (the next factor could make 0·∞ of the zero again): it
    carries its guard along, and a select stands only where terms under different guards meet and
    where the result leaves.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._terms: dict[int, dict[Guard, int]] = {}

    def __contains__(self, node: int) -> bool:
        return node in self._terms

    def add(self, node: int, term: int, guard: Guard = None) -> None:
        """Add `term`, where `guard` holds, to the sum of `node`."""
        terms = self._terms.setdefault(node, {})
        terms[guard] = self._builder.add("sum", terms[guard], term) if guard in terms else term

    def merged(self, node: int) -> tuple[int, Guard]:
        """The sum of `node` as one term, and the guard under which it may be used."""
        terms = self._terms[node]
        if len(terms) > 1:
            total, guard = self._sum(terms), self._any(terms)
            self._terms[node] = terms = {guard: total}
        [(guard, term)] = terms.items()
        return term, guard

    def total(self, node: int) -> int:
        """The sum of `node` as a value that is right everywhere: 0 where no guard holds."""
        return self._sum(self._terms.get(node, {}))

    def both(self, guard: Guard, mask: Guard) -> Guard:
        """The guard that holds where both hold."""
        if guard is None or mask is None:
            return mask if guard is None else guard
        return self._builder.add("and2", guard, mask)

    def _sum(self, terms: dict[Guard, int]) -> int:
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
