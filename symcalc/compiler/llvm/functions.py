"""Machine code from Programs, through Numba: it runs LLVM, wraps the result and keeps it on disk.

What writes instructions is imported only where there is something to write: what lies on disk is
loaded twice as fast without.

Numba sees one function of one line; its body comes from an intrinsic whose instructions we write.
So nothing is inferred or lowered statement by statement, and the time to compile is LLVM's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from numba import types

from symcalc.compiler.backends import Task, cache
from symcalc.compiler.ir import Program
from symcalc.compiler.llvm.encoding import spellings
from symcalc.compiler.llvm.signatures import LOOP, SURVEY
from symcalc.compiler.passes.optimise import optimise

Write = Callable[[Any, Any, Any, Sequence[Any]], Any]  # Numba's context, builder, signature, args

MODULE = """\
from numba import njit
from numba.extending import intrinsic


@intrinsic
def formula(context, {arguments}):
    return SIGNATURE, WRITE


@njit([SIGNATURE], error_model="numpy", nogil={nogil}, cache=CACHE)
def run({arguments}):
    return formula({arguments})
"""


def point(task: Task, *, packed: bool) -> Callable[..., Any]:
    """The function of one point: numbers (or one array of them), then the arrays to fill."""
    kind = getattr(types, task.dtype)
    array = types.Array(kind, 1, "C")
    count = len(task.program.inputs)
    inputs = [types.Array(kind, 1, "C", readonly=True)] if packed else [kind] * count
    arrays = [array] * (len(task.sizes) - task.number)
    result = kind if task.number else types.void

    def write(context: Any, builder: Any, signature: Any, args: Sequence[Any]) -> Any:
        from symcalc.compiler.llvm.point import loaded, stored, values

        data = _data(context, builder, signature, args)
        numbers = loaded(builder, data[0], count) if packed else data[:count]
        outputs = values(builder, task.optimised, task.dtype, numbers)
        targets = data[len(inputs) :]
        stored(builder, task.dtype, outputs[task.number :], targets, task.sizes[task.number :])
        return outputs[0] if task.number else context.get_dummy_value()

    signature = result(*inputs, *arrays)
    return _entry(
        _function(
            f"point {task.sizes} {task.number}",
            digest(task.program),
            task.dtype,
            signature,
            write,
            task.cache,
        )
    )


def batch(task: Task, *, vector: bool, interpreted: bool) -> Callable[..., None]:
    """The function of many points, with the arguments of `signatures.LOOP`."""

    def write(context: Any, builder: Any, signature: Any, args: Sequence[Any]) -> Any:
        from symcalc.compiler.llvm import loops

        layout = loops.Layout(
            task.optimised, task.dtype, task.parameters, task.reduced, vector, interpreted
        )
        loops.batch(builder, layout, _data(context, builder, signature, args))
        return context.get_dummy_value()

    own = getattr(types, task.dtype)
    kinds = {
        kind: types.Array(getattr(types, kind), 1, "C") for kind in ("int64", "int32", "uint8")
    }
    kinds |= {"own": types.Array(own, 1, "C"), "count": types.int64}
    signature = types.void(*[kinds[kind] for kind in LOOP.values()])
    kind = f"batch {vector=} {interpreted=} {task.parameters} reduced={task.reduced}"
    what = digest(task.program)
    if interpreted:  # one interpreter for all Programs of the same operations and as many columns
        sizes = len(task.program.inputs), len(task.program.outputs)
        what = repr((*sizes, spellings(task.optimised)))
    return _entry(_function(kind, what, task.dtype, signature, write, task.cache, nogil=True))


def survey(*, cached: bool) -> Callable[..., int]:
    """The function that finds where arrays are, with the arguments of `signatures.SURVEY`."""

    def write(context: Any, builder: Any, signature: Any, args: Sequence[Any]) -> Any:
        from symcalc.compiler.llvm.survey import survey as written

        return written(builder, _data(context, builder, signature, args))

    kinds = {"count": types.int64, "int64": types.Array(types.int64, 1, "C")}
    signature = types.int64(*[kinds[kind] for kind in SURVEY.values()])
    return _entry(_function("survey", "", "", signature, write, cached))


def jit(program: Program, dtype: str, *, scalar: bool, cached: bool) -> Any:
    """The formula as a Numba function: numbers in, a number or a tuple out."""
    kind = getattr(types, dtype)
    result = kind if scalar else types.UniTuple(kind, len(program.outputs))

    def write(context: Any, builder: Any, signature: Any, args: Sequence[Any]) -> Any:
        from symcalc.compiler.llvm.point import values

        outputs = values(builder, optimise(program), dtype, args)
        if scalar:
            return outputs[0]
        return context.make_tuple(builder, signature.return_type, outputs)

    signature = result(*[kind] * len(program.inputs))
    return _function("jit", digest(program), dtype, signature, write, cached)


def _data(context: Any, builder: Any, signature: Any, args: Sequence[Any]) -> list[Any]:
    """The addresses of the first elements of arrays; numbers as they are."""
    return [
        context.make_array(kind)(context, builder, arg).data
        if isinstance(kind, types.Array)
        else arg
        for kind, arg in zip(signature.args, args, strict=True)
    ]


def _function(
    kind: str,
    what: str,
    dtype: str,
    signature: Any,
    write: Write,
    cached: bool,  # noqa: FBT001
    *,
    nogil: bool = False,
) -> Any:
    """A Numba function whose body is what `write` writes, from the cache where it is there."""
    arguments = ", ".join(f"a{k}" for k in range(len(signature.args)))
    text = MODULE.format(arguments=arguments, nogil=nogil)
    key = f"{kind} {dtype} {signature} {what}"
    return cache.load(text, key, {"SIGNATURE": signature, "WRITE": write}, stored=cached).run


def _entry(function: Any) -> Callable[..., Any]:
    """The compiled code itself, called without looking at the types of what is passed."""
    [compiled] = function.overloads.values()
    return compiled.entry_point  # type: ignore[no-any-return]


def digest(program: Program) -> str:
    """The SHA-256 of what a Program computes."""
    used = {node.op for node in program.nodes}
    spellings = {op.name: op.spelling for op in program.ops if op.name in used}
    text = repr((program.nodes, program.inputs, program.outputs, sorted(spellings.items())))
    return sha256(text.encode()).hexdigest()
