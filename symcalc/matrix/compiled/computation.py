"""Several terms computed in one call: a plan for each combination of sizes, kept with its rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from symcalc.compiler.arguments import Array
from symcalc.matrix.compiled.plan import Plan, Sizes, planned
from symcalc.matrix.compiled.workspace import Workspace
from symcalc.matrix.term import Term

MOST_PLANS = 16  # combinations of sizes that are kept
MOST_ROOMS = 4  # workspaces of one combination that are kept


class Computation:
    """Terms of the same inputs, computed together.

    Several threads may call it: each run has a workspace of its own.
    """

    def __init__(self, roots: Sequence[Term], dtype: str, backend: str) -> None:
        self._roots, self._dtype, self._backend = tuple(roots), dtype, backend
        self._ready: dict[tuple[int, ...], tuple[Plan, list[Workspace]]] = {}

    def plan(self, sizes: Sizes) -> Plan:
        """What is done at these sizes."""
        return self._at(sizes)[0]

    def shapes(self, sizes: Sizes) -> tuple[tuple[int, ...], ...]:
        """The shapes of the results."""
        plan = self._at(sizes)[0]
        return tuple([plan.slots[k].shape for k in plan.results])

    def __call__(
        self, inputs: Mapping[str, Array], sizes: Sizes, targets: Sequence[Array | None]
    ) -> list[Any]:
        """The arrays of the terms, in the shapes of the terms; targets are filled where given."""
        plan, rooms = self._at(sizes)
        results = [
            np.empty(plan.slots[k].shape, self._dtype) if target is None else target
            for k, target in zip(plan.results, targets, strict=True)
        ]
        room = self._room(plan, rooms)
        room(inputs, results)
        if len(rooms) < MOST_ROOMS:
            rooms.append(room)
        return results

    def _room(self, plan: Plan, rooms: list[Workspace]) -> Workspace:
        try:
            return rooms.pop()
        except IndexError:  # all are in use
            return Workspace(plan, self._dtype, self._backend)

    def _at(self, sizes: Sizes) -> tuple[Plan, list[Workspace]]:
        key = tuple(sizes.values())
        found = self._ready.get(key)
        if found is None:
            if len(self._ready) >= MOST_PLANS:
                self._ready.clear()
            found = self._ready[key] = planned(self._roots, sizes), []
        return found
