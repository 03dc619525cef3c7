"""The C library's mathematics, for one point at a time and for what `vecmath` does not have."""

from __future__ import annotations

from collections.abc import Sequence

from llvmlite import ir

from symcalc.compiler.llvm.machine import Lane, Machine

# LLVM knows these and may join the sine and the cosine of one angle.
INTRINSICS = {"sin", "cos", "exp", "log", "pow", "copysign"}
# Python's name for a function, where it is not C's.
NAMES = {"gamma": "tgamma", "power": "pow"}


def external(machine: Machine, name: str, args: Sequence[Lane]) -> Lane:
    """A call of the C library's function for `math.name`."""
    if name in INTRINSICS:
        return machine.intrinsic(name, *args)
    full = NAMES.get(name, name) + ("f" if machine.dtype == "float32" else "")
    module = machine.builder.module
    function = module.globals.get(full)
    if function is None:
        kind = ir.FunctionType(machine.real, [machine.real] * len(args))
        function = ir.Function(module, kind, full)
        function.attributes.add("nounwind")
        function.attributes.add("readnone")  # but for errno, which nobody reads
    return machine.lane(machine.builder.call(function, [a.value for a in args]))
