"""A loop as LLVM wants it: one block, and values that go from each round to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir

from symcalc.compiler.llvm.metadata import plain

INDEX = ir.IntType(64)


class Loop:
    """A loop over an index from 0 on, which runs once at least."""

    def __init__(self, builder: Any) -> None:
        self.builder = builder
        self._before, self._block = builder.block, builder.append_basic_block("points")
        builder.branch(self._block)
        builder.position_at_end(self._block)
        self.last: dict[Any, Any] = {}
        self.index = self.carried(INDEX(0))

    def carried(self, first: Any) -> Any:
        """A value that begins as `first` and goes from each round to the next."""
        phi = self.builder.phi(first.type)
        phi.add_incoming(first, self._before)
        return phi

    def follows(self, phi: Any, value: Any) -> None:
        """What a carried value is in the next round, and at last."""
        phi.add_incoming(value, self.builder.block)
        self.last[phi] = value

    def close(self, count: Any) -> Any:
        """The branch back, until the index is `count`."""
        following = self.builder.add(self.index, INDEX(1), flags=("nsw",))
        self.follows(self.index, following)
        after = self.builder.append_basic_block("done")
        more = self.builder.icmp_signed("!=", following, count)
        branch = self.builder.cbranch(more, self._block, after)
        self.builder.position_at_end(after)
        return branch


@contextmanager
def times(builder: Any, count: Any) -> Iterator[Any]:
    """A loop over an index from 0 to before `count`, which LLVM leaves as it is."""
    before, head, inside, after = (
        builder.block,
        *(builder.append_basic_block(name) for name in ("times", "round", "over")),
    )
    builder.branch(head)
    builder.position_at_end(head)
    index = builder.phi(INDEX)
    index.add_incoming(INDEX(0), before)
    builder.cbranch(builder.icmp_signed("<", index, count), inside, after)
    builder.position_at_end(inside)
    yield index
    index.add_incoming(builder.add(index, INDEX(1), flags=("nsw",)), builder.block)
    plain(builder.branch(head), builder.module)
    builder.position_at_end(after)
