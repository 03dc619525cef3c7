"""The loop over many points: blocks of structure-of-arrays, whatever the layout outside.

Inside, every input and output is a contiguous run of one block; `columns` says where each is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from llvmlite import ir
from numba.core import cgutils

from symcalc.compiler.ir import Program
from symcalc.compiler.llvm.body import body, kept_in_memory
from symcalc.compiler.llvm.columns import Columns
from symcalc.compiler.llvm.encoding import spellings
from symcalc.compiler.llvm.interpreter import Interpreter
from symcalc.compiler.llvm.loop import Loop, times
from symcalc.compiler.llvm.machine import CONTRACT, FLOATS, WHOLES, Lane, Machine
from symcalc.compiler.llvm.metadata import Independent
from symcalc.compiler.llvm.signatures import LOOP, PLACES

INDEX = ir.IntType(64)
BYTE = ir.IntType(8)
BIT = ir.IntType(1)


@dataclass(frozen=True)
class Layout:
    """What a loop computes.

    Attributes
    ----------
    program : Program
        One point.
    dtype : str
        Of all arrays.
    parameters : tuple of int
        Positions of the inputs that are the same for all points.
    reduced : bool
        Whether each output is summed over a block instead of being stored.
    vector : bool
        Whether functions come from `vecmath`, else from the C library.
    interpreted : bool
        Whether the Program comes as code when it is called, instead of being compiled.
    """

    program: Program
    dtype: str
    parameters: tuple[int, ...] = ()
    reduced: bool = False
    vector: bool = True
    interpreted: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """Positions of the inputs that differ from point to point."""
        fixed = set(self.parameters)
        return tuple(k for k in range(len(self.program.inputs)) if k not in fixed)


def batch(builder: Any, layout: Layout, args: Sequence[Any]) -> None:
    """Write the loop; `args` are LLVM values in the order of `signatures.LOOP`."""
    given = dict(zip(LOOP, args, strict=True))
    given |= _places(builder, layout, given["places"])
    pointer = FLOATS[layout.dtype].as_pointer()
    inputs, always = len(layout.columns), BIT(layout.interpreted)
    streamed = builder.icmp_signed("!=", given["streamed"], INDEX(0))
    columns = Columns(builder, pointer, given, "input", inputs, 0, always)
    count = 0 if layout.reduced and not layout.interpreted else len(layout.program.outputs)
    elsewhere = builder.or_(always, streamed)
    results = Columns(builder, pointer, given, "output", count, inputs, elsewhere)
    write = _interpreted if layout.interpreted else _compiled
    with _blocks(builder, given) as (start, points):
        columns.enter(start, points, copy=True)
        results.enter(start, points, copy=False)
        number = builder.sdiv(start, given["block"])
        sums, doubt = write(builder, layout, points, given, columns, results)
        for k, total in enumerate(sums):
            address = builder.load(builder.gep(given["outputs"], [INDEX(k)]))
            builder.store(total, builder.gep(builder.inttoptr(address, pointer), [number]))
        if not layout.reduced:
            results.leave(start, points, streamed)
        doubtful = builder.icmp_signed("!=", doubt, doubt.type(0))
        builder.store(builder.zext(doubtful, BYTE), builder.gep(given["doubts"], [number]))
    with builder.if_then(streamed):
        builder.fence("seq_cst")  # whoever reads the results next shall find them


def _places(builder: Any, layout: Layout, places: Any) -> dict[str, Any]:
    """Where each part of `places` begins."""
    counts = {"input": len(layout.columns), "output": len(layout.program.outputs)}
    parts, start = dict[str, Any](), 0
    for part, side in PLACES.items():
        parts[part] = builder.gep(places, [INDEX(start)])
        start += counts[side]
    return parts


def _interpreted(
    builder: Any,
    layout: Layout,
    points: Any,
    given: dict[str, Any],
    _columns: Columns,
    results: Columns,
) -> tuple[list[Any], Any]:
    """The interpreter over a block: the sums of the outputs, and whether there is doubt."""
    interpreter = Interpreter(
        builder,
        layout.dtype,
        vector=layout.vector,
        words=given["code"],
        table=given["scratch"],
        numbers=given["parameters"],
    )
    doubt = interpreter.run(spellings(layout.program), points, given["pitch"])
    count = results.count if layout.reduced else 0
    return [interpreter.total(results.run(k), points) for k in range(count)], doubt


def _compiled(
    builder: Any,
    layout: Layout,
    points: Any,
    given: dict[str, Any],
    columns: Columns,
    results: Columns,
) -> tuple[list[Any], Any]:
    """The loop over the points of a block: the sums of the outputs, and whether there is doubt."""
    machine = Machine(builder, layout.dtype, CONTRACT)
    known = _read(machine, given["parameters"], layout.parameters)
    kept = kept_in_memory(layout.program)
    constants = _read(machine, _constants(builder, layout, kept), kept)
    runs = [columns.run(k) for k in range(columns.count)]
    targets = [results.run(k) for k in range(results.count)]
    return _Points(machine, layout, known, constants, runs, targets).loop(points)


@dataclass(frozen=True)
class _Points:
    """What the innermost loop needs: numbers read before it, runs to read from and to fill."""

    machine: Machine
    layout: Layout
    known: dict[int, Lane]
    constants: dict[int, Lane]
    runs: Sequence[Any]
    targets: Sequence[Any]

    def loop(self, count: Any) -> tuple[list[Any], Any]:
        """Compute `count` points; the sums of the outputs, and not 0 where there is doubt."""
        machine, builder, layout = self.machine, self.machine.builder, self.layout
        hints, loop = Independent(builder.module), Loop(builder)
        doubts, zero = loop.carried(WHOLES[layout.dtype](0)), ir.Constant(machine.real, 0.0)
        totals = [loop.carried(zero) for _ in layout.program.outputs if layout.reduced]
        inputs = dict(self.known)
        for position, run in zip(layout.columns, self.runs, strict=True):
            inputs[position] = machine.lane(
                hints.access(builder.load(builder.gep(run, [loop.index])))
            )
        lanes = [inputs[k] for k in range(len(layout.program.inputs))]
        outputs, doubted = body(
            layout.program, machine, lanes, vector=layout.vector, constants=self.constants
        )
        for output, target in zip(outputs, self.targets, strict=False):
            hints.access(builder.store(output.value, builder.gep(target, [loop.index])))
        loop.follows(doubts, builder.or_(doubts, builder.zext(doubted.value, doubts.type)))
        for total, output in zip(totals, outputs, strict=False):
            more = builder.fadd(total, output.value, flags=("reassoc", "contract"))
            loop.follows(total, more)
        hints.latch(loop.close(count))
        return [loop.last[total] for total in totals], loop.last[doubts]


def _read(machine: Machine, address: Any, keys: Sequence[int]) -> dict[int, Lane]:
    """One number for each key, from an address on, read before the loop."""
    builder = machine.builder
    return {
        key: machine.lane(builder.load(builder.gep(address, [INDEX(k)])))
        for k, key in enumerate(keys)
    }


def _constants(builder: Any, layout: Layout, kept: Sequence[int]) -> Any:
    """The address of the numbers that the nodes `kept` are.

    LLVM is not told where it comes from, or it would put the numbers back into the code.
    """
    kind = FLOATS[layout.dtype]
    nodes = layout.program.nodes
    values = [kind(float(nodes[i].value or 0.0)) for i in kept]
    array = ir.ArrayType(kind, len(values))
    table = cgutils.global_constant(builder, "symcalc.constants", ir.Constant(array, values))
    first = builder.bitcast(table, kind.as_pointer())
    unknown = ir.FunctionType(first.type, [first.type])
    return builder.asm(unknown, "", "=r,0", [first], side_effect=False)


@contextmanager
def _blocks(builder: Any, given: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """A loop over the blocks: the first point of each, and how many it has."""
    block, stop = given["block"], given["stop"]
    span = builder.sub(stop, given["start"])
    count = builder.sdiv(builder.add(span, builder.sub(block, INDEX(1))), block)
    with times(builder, count) as k:
        start = builder.add(given["start"], builder.mul(k, block))
        left = builder.sub(stop, start)
        whole = builder.icmp_signed(">=", left, block)
        yield start, builder.select(whole, block, left)
