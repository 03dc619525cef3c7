"""Inputs and outputs, whatever their layout, as contiguous runs of one block.

A column whose points do not lie side by side in memory is copied into a block first, a result out
of it afterwards; the others are used where they are. Results too large for the caches are written
to the block as well, and go from there straight to memory: a plain store would first read what it
is about to overwrite (a streaming store; Intel's optimisation manual, "non-temporal stores").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from llvmlite import ir
from numba.core import cgutils

from symcalc.compiler.llvm.loop import times

INDEX = ir.IntType(64)
LINE = 64  # bytes of a line of the cache, which a streaming store writes whole


@dataclass(frozen=True)
class Column:
    """One column in one block: where it lies, and its run in the scratch room."""

    number: Any
    first: Any
    stride: Any
    room: Any


class Columns:
    """The inputs, or the outputs, as runs of one block each.

    `before` runs come first in the scratch room; `copied` puts every run there.
    """

    def __init__(
        self,
        builder: Any,
        pointer: Any,
        given: dict[str, Any],
        side: str,
        count: int,
        before: int,
        copied: Any,
    ) -> None:
        self.builder = builder
        self.pointer = pointer
        self.count = count
        self._copied = copied
        self._addresses = given[f"{side}s"]
        self._strides = given[f"{side}_strides"]
        self._pitch = given["pitch"]
        self._room = builder.gep(given["scratch"], [builder.mul(self._pitch, INDEX(before))])
        self._runs = cgutils.alloca_once(builder, pointer, size=INDEX(max(count, 1)))

    def run(self, k: int) -> Any:
        """The first element of column k in this block."""
        return self.builder.load(self.builder.gep(self._runs, [INDEX(k)]))

    def enter(self, start: Any, points: Any, *, copy: bool) -> None:
        """Point each run at its column, or at the scratch room, filled where `copy` says so."""
        builder = self.builder
        with self._each(start) as column:
            elsewhere = self._elsewhere(column)
            run = builder.select(elsewhere, column.room, column.first)
            builder.store(run, builder.gep(self._runs, [column.number]))
            if copy:
                here, there = (column.first, column.stride), (column.room, INDEX(1))
                with builder.if_then(elsewhere):
                    self._one_by_one(points, here, there)

    def leave(self, start: Any, points: Any, streamed: Any) -> None:
        """Copy the runs that are in the scratch room to where they belong."""
        builder = self.builder
        with self._each(start) as column, builder.if_then(self._elsewhere(column)):
            contiguous = builder.icmp_signed("==", column.stride, INDEX(1))
            with builder.if_else(builder.and_(contiguous, streamed)) as (straight, otherwise):
                with straight:
                    self._streamed(points, column.room, column.first)
                with otherwise:
                    self._one_by_one(points, (column.room, INDEX(1)), (column.first, column.stride))

    def _elsewhere(self, column: Column) -> Any:
        """Whether a column's run is in the scratch room."""
        apart = self.builder.icmp_signed("!=", column.stride, INDEX(1))
        return self.builder.or_(self._copied, apart)

    @contextmanager
    def _each(self, start: Any) -> Iterator[Column]:
        builder = self.builder
        with times(builder, INDEX(self.count)) as k:
            stride = builder.load(builder.gep(self._strides, [k]))
            address = builder.load(builder.gep(self._addresses, [k]))
            column = builder.inttoptr(address, self.pointer)
            first = builder.gep(column, [builder.mul(start, stride)])
            yield Column(k, first, stride, builder.gep(self._room, [builder.mul(k, self._pitch)]))

    def _one_by_one(self, count: Any, source: tuple[Any, Any], target: tuple[Any, Any]) -> None:
        """Copy `count` elements, each side an address and a stride."""
        builder = self.builder
        with times(builder, count) as k:
            here, there = (
                builder.gep(run, [builder.mul(k, stride)]) for run, stride in (source, target)
            )
            builder.store(builder.load(here), there)

    def _streamed(self, count: Any, source: Any, target: Any) -> None:
        """Copy `count` elements past the caches, line by line, and what is left at both ends."""
        builder, kind = self.builder, self.pointer.pointee
        size = 8 if isinstance(kind, ir.DoubleType) else 4
        wide = LINE // size
        beyond = builder.udiv(builder.ptrtoint(target, INDEX), INDEX(size))
        head = builder.and_(builder.neg(beyond), INDEX(wide - 1))
        short = builder.icmp_signed("<", count, head)
        head = builder.select(short, count, head)
        lines = builder.sdiv(builder.sub(count, head), INDEX(wide))
        done = builder.add(head, builder.mul(lines, INDEX(wide)))
        self._one_by_one(head, (source, INDEX(1)), (target, INDEX(1)))
        vector = ir.VectorType(kind, wide).as_pointer()
        with times(builder, lines) as k:
            here, there = (
                builder.bitcast(
                    builder.gep(run, [builder.add(head, builder.mul(k, INDEX(wide)))]), vector
                )
                for run in (source, target)
            )
            store = builder.store(builder.load(here, align=size), there, align=LINE)
            one = builder.module.add_metadata([ir.Constant(ir.IntType(32), 1)])
            store.set_metadata("nontemporal", one)
        rest = [(builder.gep(run, [done]), INDEX(1)) for run in (source, target)]
        self._one_by_one(builder.sub(count, done), *rest)
