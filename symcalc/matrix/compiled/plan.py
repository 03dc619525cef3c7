"""The straight line of calls that computes several terms at given sizes, and where it stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import sympy as sp

from symcalc.compiler.ir import Program
from symcalc.errors import ShapeError
from symcalc.matrix.compiled.fuse import fused
from symcalc.matrix.compiled.prepare import prepared
from symcalc.matrix.compiled.stages import Group, staged
from symcalc.matrix.compiled.steps import is_view
from symcalc.matrix.term import Shape, Term, made

Sizes = Mapping[sp.Symbol, int]
INPUT, BUFFER, VIEW, RESULT, CONSTANT = "input", "buffer", "view", "result", "constant"


@dataclass(frozen=True)
class Slot:
    """An array of a plan.

    Attributes
    ----------
    kind : str
        Whether the user gives it, the workspace holds it, it is part of another, or is returned.
    shape : tuple of int
        In numbers.
    term : Term
        What it holds.
    """

    kind: str
    shape: tuple[int, ...]
    term: Term


@dataclass(frozen=True)
class Step:
    """A call: a term by NumPy, or a Program over entries; `term` is what is computed first."""

    term: Term
    ins: tuple[int, ...]
    outs: tuple[int, ...]
    program: Program | None = None


@dataclass(frozen=True)
class Plan:
    """What is computed at given sizes.

    Attributes
    ----------
    slots : tuple of Slot
        All arrays.
    steps : tuple of Step
        In order.
    inputs : dict of names to slots
        Those that are needed.
    results : tuple of int
        The slots of what is returned.
    homes : dict of slots to int
        Which room of the workspace a buffer has; what is no longer needed gives its room away.
    sizes : dict of symbols to int
        What the letters in shapes stand for.
    """

    slots: tuple[Slot, ...]
    steps: tuple[Step, ...]
    inputs: Mapping[str, int]
    results: tuple[int, ...]
    homes: Mapping[int, int]
    sizes: Sizes

    def number(self, value: sp.Expr) -> float:
        """A number with letters of sizes."""
        return number_at(value, self.sizes)


def number_at(value: sp.Expr, sizes: Sizes) -> float:
    """A number with letters of sizes, at these sizes."""
    told = value.xreplace({letter: sp.Integer(n) for letter, n in sizes.items()})
    if not told.is_number or not told.is_finite or not told.is_real:
        letters = ", ".join(f"{letter} = {sizes[letter]}" for letter in value.free_symbols)
        raise ShapeError(f"{value} is no number where {letters}")
    return float(told)


def planned(roots: Sequence[Term], sizes: Sizes) -> Plan:
    """How terms are computed at these sizes."""
    replacing = {letter: sp.Integer(n) for letter, n in sizes.items()}

    def concrete(shape: Shape) -> tuple[int, ...]:
        return tuple(int(size.xreplace(replacing)) for size in shape)

    ready = prepared(
        roots, lambda term: prod(concrete(term.shape)), lambda size: int(size.xreplace(replacing))
    )
    ready, units = staged(ready)
    planning = _Planning(concrete)
    for unit in units:
        planning.unit(unit)
    results = planning.finished(ready)
    homes = _homes(planning)
    return Plan(
        tuple(planning.slots), tuple(planning.steps), planning.inputs, results, homes, dict(sizes)
    )


class _Planning:
    """The slots and steps, while they are found."""

    def __init__(self, concrete: Callable[[Shape], tuple[int, ...]]) -> None:
        self._concrete = concrete
        self.slots: list[Slot] = []
        self.steps: list[Step] = []
        self.inputs: dict[str, int] = {}
        self.bases: dict[int, int] = {}  # of views
        self._slot_of: dict[Term, int] = {}

    def unit(self, unit: Term | Group) -> None:
        """The steps of an operation or of a group."""
        if isinstance(unit, Group):
            self._group(unit)
        elif unit.op not in ("broadcast", "number"):  # these where they are needed
            self.slot(unit)

    def slot(self, term: Term) -> int:
        """Where a term is, computed if it is not yet there."""
        if term not in self._slot_of:
            self._slot_of[term] = self._computed(term)
        return self._slot_of[term]

    def _computed(self, term: Term) -> int:
        if term.op == "symbol":
            self.inputs[term.value] = self._new(INPUT, term)
            return self.inputs[term.value]
        if term.op == "number":
            return self._new(CONSTANT, term)
        ins = tuple(self.slot(arg) for arg in term.args)
        made_ = self._new(VIEW if is_view(term) else BUFFER, term)
        if is_view(term):
            self.bases[made_] = self.base(ins[0])
        self.steps.append(Step(term, ins, (made_,)))
        return made_

    def _group(self, group: Group) -> None:
        program, inputs = fused(group)
        full = [self._full(term, group.shape) for term in inputs]
        ins = tuple(self.slot(term) for term in full)
        outs = tuple(self._new(BUFFER, term) for term in group.outputs)
        self._slot_of.update(zip(group.outputs, outs, strict=True))
        self.steps.append(Step(group.outputs[0], ins, outs, program))

    def _full(self, term: Term, shape: Shape) -> Term:
        return made("broadcast", (term,), shape) if term.is_scalar and shape else term

    def _new(self, kind: str, term: Term) -> int:
        self.slots.append(Slot(kind, self._concrete(term.shape), term))
        return len(self.slots) - 1

    def base(self, slot: int) -> int:
        """What a slot is a view of."""
        return self.bases.get(slot, slot)

    def finished(self, roots: Sequence[Term]) -> tuple[int, ...]:
        """The slots of the results; what lies elsewhere is copied."""
        found: list[int] = []
        for root in roots:
            slot = self.slot(root)
            if self.slots[slot].kind != BUFFER:
                copy = made("broadcast", (root,), root.shape)
                slot, before = self._new(RESULT, copy), slot
                self.steps.append(Step(copy, (before,), (slot,)))
            self.slots[slot] = Slot(RESULT, self.slots[slot].shape, self.slots[slot].term)
            found.append(slot)
        return tuple(found)


def _homes(planning: _Planning) -> dict[int, int]:
    """A room for each buffer; those of one size use it one after another."""
    last: dict[int, int] = {}
    for k, step in enumerate(planning.steps):
        for slot in (*step.ins, *step.outs):
            last[planning.base(slot)] = k
    homes: dict[int, int] = {}
    free: dict[int, list[int]] = {}
    count = 0
    for k, step in enumerate(planning.steps):
        for slot in step.outs:
            if planning.slots[slot].kind == BUFFER:
                rooms = free.get(prod(planning.slots[slot].shape))
                homes[slot] = rooms.pop() if rooms else count
                count = max(count, homes[slot] + 1)
        for slot in {planning.base(s) for s in (*step.ins, *step.outs)}:
            if slot in homes and last[slot] == k:
                free.setdefault(prod(planning.slots[slot].shape), []).append(homes[slot])
    return homes
