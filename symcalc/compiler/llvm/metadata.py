"""What LLVM is told about a loop: that its accesses are independent."""

from __future__ import annotations

from typing import Any

from llvmlite import ir


class Distinct(ir.values.MDValue):  # type: ignore[misc]
    """A metadata node that is equal to no other, as groups of accesses and loops must be."""

    def __init__(self, module: Any) -> None:
        super().__init__(module, (), name=str(len(module.metadata)))

    def descr(self, buf: list[str]) -> None:
        """Write it."""
        operands = ", ".join(operand.get_reference() for operand in self.operands)
        buf.append(f"distinct !{{ {operands} }}\n")

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


class Independent:
    """One loop whose iterations read and write different places.

    Without the group LLVM compares every pair of pointers at run time, and from eleven outputs on
    it gives up and computes one point at a time.
    """

    def __init__(self, module: Any) -> None:
        self._group = Distinct(module)
        self._loop = Distinct(module)
        accesses = module.add_metadata(["llvm.loop.parallel_accesses", self._group])
        self._loop.operands = (self._loop, accesses)

    def access(self, instruction: Any) -> Any:
        """Mark a load or a store."""
        instruction.set_metadata("llvm.access.group", self._group)
        return instruction

    def latch(self, branch: Any) -> None:
        """Mark the branch that closes the loop."""
        branch.set_metadata("llvm.loop", self._loop)


def plain(branch: Any, module: Any) -> None:
    """Mark the branch that closes a loop which LLVM shall leave as it is, to save its time."""
    loop = Distinct(module)
    no, one = ir.Constant(ir.IntType(1), 0), ir.Constant(ir.IntType(32), 1)
    hints = [
        ["llvm.loop.unroll.disable"],
        ["llvm.loop.vectorize.width", one],
        ["llvm.loop.interleave.count", one],
        ["llvm.loop.vectorize.enable", no],
    ]
    loop.operands = (loop, *(module.add_metadata(hint) for hint in hints))
    branch.set_metadata("llvm.loop", loop)
