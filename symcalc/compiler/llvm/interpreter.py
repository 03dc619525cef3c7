"""An interpreter that computes each operation over a whole block before the next one.

LLVM's time to make vectors of one very long loop grows faster than the loop. Here it compiles a
short loop for each kind of operation, and no more, however long the Program is. Values pass through
memory, so a compiled loop is faster where it can be had.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llvmlite import ir

from symcalc.compiler.llvm.encoding import COPY, END, FILL, FIRST
from symcalc.compiler.llvm.loop import INDEX, Loop
from symcalc.compiler.llvm.machine import BOOL, CONTRACT, FLOATS, WHOLES, Lane, Machine
from symcalc.compiler.llvm.metadata import Independent
from symcalc.compiler.llvm.spelled import Speller

WORD = ir.IntType(32)


class Interpreter:
    """Writes the interpreter.

    Attributes
    ----------
    builder : llvmlite.ir.IRBuilder
        Where it is written.
    dtype : str
        Of all values.
    words, table, numbers : LLVM values
        The code; the rows of values, `width` apart; what FILL takes its numbers from.
    """

    def __init__(
        self, builder: Any, dtype: str, *, vector: bool, words: Any, table: Any, numbers: Any
    ) -> None:
        self.builder = builder
        self.dtype = dtype
        self.vector = vector
        self.words = words
        self.table = table
        self.numbers = numbers

    def run(self, operations: Sequence[tuple[str, int]], points: Any, width: Any) -> Any:
        """Write the loop over the code; whether there is doubt about one of the points."""
        builder = self.builder
        names = ("before", "next", "done")
        before, head, after = (builder.append_basic_block(f"interpreter.{n}") for n in names)
        builder.branch(before)
        builder.position_at_end(before)
        builder.branch(head)
        builder.position_at_end(head)
        at, doubt = builder.phi(INDEX), builder.phi(BOOL)
        at.add_incoming(INDEX(0), before)
        doubt.add_incoming(BOOL(0), before)
        switch = builder.switch(self._word(at, 0), after)
        switch.add_case(WORD(END), after)
        kinds = [(FILL, "fill", 1), (COPY, "{0}", 1)]
        kinds += [(FIRST + k, text, arity) for k, (text, arity) in enumerate(operations)]
        for opcode, spelling, arity in kinds:
            case = builder.append_basic_block("interpreter.case")
            switch.add_case(WORD(opcode), case)
            builder.position_at_end(case)
            more = self._case(at, spelling, arity, points, width)
            following = builder.add(at, INDEX(2 + arity))
            reason = builder.or_(doubt, more)
            at.add_incoming(following, builder.block)
            doubt.add_incoming(reason, builder.block)
            builder.branch(head)
        builder.position_at_end(after)
        return doubt

    def _case(self, at: Any, spelling: str, arity: int, points: Any, width: Any) -> Any:
        """One operation over all points of a block; whether there is doubt about one of them."""
        builder = self.builder
        target = self._row(at, 1, width)
        if spelling == "fill":
            index = builder.sext(self._word(at, 2), INDEX)
            constant = builder.load(builder.gep(self.numbers, [index]))
            return self._loop(points, target, [], lambda _, __: constant)
        sources = [self._row(at, 2 + k, width) for k in range(arity)]

        def compute(speller: Speller, lanes: Sequence[Lane]) -> Any:
            return speller.machine.number(speller.spelled(spelling, lanes)).value

        return self._loop(points, target, sources, compute)

    def _loop(self, points: Any, target: Any, sources: Sequence[Any], compute: Any) -> Any:
        builder, whole = self.builder, WHOLES[self.dtype]
        hints, loop = Independent(builder.module), Loop(builder)
        doubt = loop.carried(whole(0))
        speller = Speller(Machine(builder, self.dtype, CONTRACT), vector=self.vector)
        lanes = [hints.access(builder.load(builder.gep(s, [loop.index]))) for s in sources]
        value = compute(speller, [speller.machine.lane(lane) for lane in lanes])
        hints.access(builder.store(value, builder.gep(target, [loop.index])))
        loop.follows(doubt, builder.or_(doubt, builder.zext(speller.doubt().value, whole)))
        hints.latch(loop.close(points))
        return builder.icmp_signed("!=", loop.last[doubt], whole(0))

    def total(self, row: Any, points: Any) -> Any:
        """The sum of a row."""
        loop = Loop(self.builder)
        total = loop.carried(ir.Constant(FLOATS[self.dtype], 0.0))
        value = self.builder.load(self.builder.gep(row, [loop.index]))
        more = self.builder.fadd(total, value, flags=("reassoc",))
        loop.follows(total, more)
        loop.close(points)
        return more

    def _word(self, at: Any, offset: int) -> Any:
        return self.builder.load(
            self.builder.gep(self.words, [self.builder.add(at, INDEX(offset))])
        )

    def _row(self, at: Any, offset: int, width: Any) -> Any:
        row = self.builder.sext(self._word(at, offset), INDEX)
        return self.builder.gep(self.table, [self.builder.mul(row, width)])
