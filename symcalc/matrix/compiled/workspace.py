"""One room for one run of a plan: its buffers, and its calls bound to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from math import prod
from typing import Any

import numpy as np

from symcalc.compiler.backends import Executable, Task, aligned, find
from symcalc.compiler.ir import Program
from symcalc.compiler.plain import NONE
from symcalc.errors import UnsupportedError
from symcalc.matrix.compiled import steps
from symcalc.matrix.compiled.plan import BUFFER, CONSTANT, VIEW, Plan, Step

Array = Any
Call = Callable[[], Any]


@lru_cache(maxsize=512)
def executable(program: Program, dtype: str, backend: str) -> Executable:
    """A group made ready to run; equal groups are compiled once."""
    return find(backend).build(Task(program, dtype, (1,) * len(program.outputs)))


class Workspace:
    """Buffers of a plan, and what is called in them; one run at a time uses it."""

    def __init__(self, plan: Plan, dtype: str, backend: str) -> None:
        self._plan, self._dtype, self._backend = plan, dtype, backend
        rooms: dict[int, Array] = {}
        self._slots: list[Array | None] = [None] * len(plan.slots)
        for k, slot in enumerate(plan.slots):
            if slot.kind == BUFFER:
                home, count = plan.homes[k], prod(slot.shape)
                if home not in rooms:
                    rooms[home] = aligned(count, dtype)
                self._slots[k] = rooms[home].reshape(slot.shape)
            elif slot.kind == CONSTANT:
                self._slots[k] = np.array(plan.number(slot.term.value), dtype)
        self._passing = [k for k, array in enumerate(self._slots) if array is None]
        self._calls = [call for step in plan.steps for call in self._bound(step)]
        self._passing = [k for k in self._passing if self._slots[k] is None]

    def __call__(self, inputs: Mapping[str, Array], results: Sequence[Array]) -> None:
        """Fill the results; inputs are arrays of the declared shapes, results contiguous ones."""
        slots = self._slots
        for name, slot in self._plan.inputs.items():
            slots[slot] = inputs[name]
        for slot, array in zip(self._plan.results, results, strict=True):
            slots[slot] = array
        try:
            with np.errstate(all="ignore"):
                for call in self._calls:
                    call()
        except np.linalg.LinAlgError:
            raise UnsupportedError(
                "a matrix whose inverse is needed is singular",
                hint="its determinant is 0 at these numbers",
            ) from None
        finally:
            for slot in self._passing:
                slots[slot] = None

    def _bound(self, step: Step) -> list[Call]:
        if step.program is not None:
            return [self._loop(step, step.program)]
        (out,), slots = step.outs, self._slots
        run = steps.run(step.term, self._plan.slots[out].shape, self._plan.number)
        fixed = all(slots[k] is not None for k in step.ins)
        if self._plan.slots[out].kind == VIEW:
            if not fixed:
                return [partial(_viewed, run, slots, out, step.ins[0])]
            slots[out] = run(slots[step.ins[0]])
            return []
        if fixed and slots[out] is not None:
            return [partial(run, slots[out], *(slots[k] for k in step.ins))]
        return [partial(_called, run, slots, (out, *step.ins))]

    def _loop(self, step: Step, program: Program) -> Call:
        built = executable(program, self._dtype, self._backend)
        points = prod(self._plan.slots[step.outs[0]].shape)
        if hasattr(built, "settled"):
            settled = _Settled(self._slots, step, built, points, self._dtype)
            return settled if settled.moves else settled.run
        return partial(_batch, self._slots, step, built, points)


def _viewed(run: steps.Run, slots: list[Array], out: int, arg: int) -> None:
    slots[out] = run(slots[arg])


def _called(run: steps.Run, slots: list[Array], places: tuple[int, ...]) -> None:
    run(*[slots[k] for k in places])


def _batch(slots: list[Array], step: Step, built: Executable, points: int) -> None:
    """A group over arrays wherever they lie."""
    columns = [slots[k].reshape(-1) for k in step.ins]
    results = [slots[k].reshape(1, -1) for k in step.outs]
    built.batch(columns, results, NONE, points)


class _Settled:
    """A group whose buffers stay where they are; what comes from outside is looked up each time."""

    def __init__(self, slots: list[Array], step: Step, built: Any, points: int, dtype: str) -> None:
        self._slots = slots
        room = aligned(points, dtype)
        columns = [room if (a := slots[k]) is None else a for k in step.ins]
        own = [a if a.flags.c_contiguous else aligned(points, dtype) for a in columns]
        self._copied = [
            (a, b.reshape(a.shape)) for a, b in zip(columns, own, strict=True) if a is not b
        ]
        results = [room if slots[k] is None else slots[k] for k in step.outs]
        places, self.run = built.settled(
            [a.reshape(-1) for a in own], [a.reshape(1, -1) for a in results], points
        )
        self._places, count = places, len(step.ins)
        self._moving = [(i, k) for i, k in enumerate(step.ins) if slots[k] is None]
        self._moving += [(2 * count + i, k) for i, k in enumerate(step.outs) if slots[k] is None]

    @property
    def moves(self) -> bool:
        """Whether anything is looked up or copied."""
        return bool(self._moving or self._copied)

    def __call__(self) -> None:
        kept = []
        for place, k in self._moving:
            array = np.ascontiguousarray(self._slots[k])
            array = array if array.flags.aligned else array.copy()
            kept.append(array)
            self._places[place] = array.__array_interface__["data"][0]
        for array, copy in self._copied:
            np.copyto(copy, array)
        self.run()
