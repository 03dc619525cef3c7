"""One point: straight through, by the C library, results in registers or in given arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llvmlite import ir

from symcalc.compiler.ir import Program
from symcalc.compiler.llvm.body import body
from symcalc.compiler.llvm.machine import CONTRACT, FLOATS, Machine

INDEX = ir.IntType(64)


def values(builder: Any, program: Program, dtype: str, args: Sequence[Any]) -> list[Any]:
    """Write the outputs of `program` at `args`, LLVM values of the type `dtype`."""
    machine = Machine(builder, dtype, CONTRACT)
    lanes, _ = body(program, machine, [machine.lane(a) for a in args], vector=False)
    return [lane.value for lane in lanes]


def loaded(builder: Any, address: Any, count: int) -> list[Any]:
    """The first `count` elements from an address on."""
    return [builder.load(builder.gep(address, [INDEX(k)])) for k in range(count)]


def stored(
    builder: Any, dtype: str, outputs: Sequence[Any], addresses: Sequence[Any], sizes: Sequence[int]
) -> None:
    """Store the outputs one after another, `sizes[i]` of them from `addresses[i]` on."""
    start = 0
    for address, size in zip(addresses, sizes, strict=True):
        first = builder.bitcast(address, FLOATS[dtype].as_pointer())
        for k, value in enumerate(outputs[start : start + size]):
            builder.store(value, builder.gep(first, [INDEX(k)]))
        start += size
