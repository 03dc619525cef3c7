"""A Task as the text of one CUDA kernel, in Numba's Python.

A kernel takes one array for each input that differs from point to point, of any real type and any
stride; an array of the other inputs; the number of points; and one array for each result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from symcalc.compiler.backends import BLOCK, Task
from symcalc.compiler.code.inlined import inlined
from symcalc.compiler.code.straight import INDENT

THREADS = 256  # in a block; a power of two, for sums by halves

POINTWISE = """\
import math

from numba import cuda
from numba import {dtype} as real


def kernel({arguments}):
    for i in range(cuda.grid(1), points, cuda.gridsize(1)):
{body}


run = cuda.jit(kernel)
"""

# Each block of threads forms the sums over blocks of points, always in the same order, so that a
# result depends neither on the grid nor on the GPU.
REDUCING = """\
import math

from numba import cuda
from numba import {dtype} as real


def kernel({arguments}):
    thread = cuda.threadIdx.x
    shared = cuda.shared.array({threads}, real)
    sums = cuda.local.array({count}, real)
    blocks = (points + {last}) // {block}
    for block in range(cuda.blockIdx.x, blocks, cuda.gridDim.x):
        for k in range({count}):
            sums[k] = 0
        end = min(points, (block + 1) * {block})
        for i in range(block * {block} + thread, end, {threads}):
{body}
        for k in range({count}):
            shared[thread] = sums[k]
            cuda.syncthreads()
            width = {half}
            while width > 0:
                if thread < width:
                    shared[thread] += shared[thread + width]
                cuda.syncthreads()
                width //= 2
            if thread == 0:
                sums[k] = shared[0]
            cuda.syncthreads()
        if thread == 0:
{stored}


run = cuda.jit(kernel)
"""

# The sum of every row times `scale`, in doubles; one block of threads for each row.
TOTALS = f"""\
from numba import cuda, float64


def kernel(sums, scale, totals):
    thread, row = cuda.threadIdx.x, cuda.blockIdx.x
    shared = cuda.shared.array({THREADS}, float64)
    total = float64(0)
    for i in range(thread, sums.shape[1], {THREADS}):
        total += sums[row, i]
    shared[thread] = total
    cuda.syncthreads()
    width = {THREADS // 2}
    while width > 0:
        if thread < width:
            shared[thread] += shared[thread + width]
        cuda.syncthreads()
        width //= 2
    if thread == 0:
        totals[row, 0] = shared[0] * scale


run = cuda.jit(kernel)
"""

# An array of any shape and strides, spread over a batch, into a row. `steps` are the distances
# along the axes of the batch, in numbers, and `first` is where the first one lies.
SPREAD = """\
from numba import cuda


def kernel(memory, first, shape, steps, row):
    for i in range(cuda.grid(1), row.shape[0], cuda.gridsize(1)):
        at, rest = first, i
        for axis in range(shape.shape[0] - 1, -1, -1):
            at += rest % shape[axis] * steps[axis]
            rest //= shape[axis]
        row[i] = memory[at]


run = cuda.jit(kernel)
"""


def kernel_text(task: Task) -> str:
    """The module of a kernel: `kernel` is its Python, `run` what is launched."""
    names = [f"x{k}" for k in range(len(task.program.inputs))]
    lines, outputs = inlined(task.optimised, names)
    read = [f"{name} = real({place})" for name, place in zip(names, _places(task), strict=True)]
    arguments = [
        *(f"c{k}" for k in range(len(names) - len(task.parameters))),
        *("parameters", "points"),
        *(f"r{k}" for k in range(len(task.sizes))),
    ]
    rows = [f"r{r}[{k}, " for r, size in enumerate(task.sizes) for k in range(size)]
    if not task.reduced:
        stored = [f"{row}i] = {output}" for row, output in zip(rows, outputs, strict=True)]
        return POINTWISE.format(
            dtype=task.dtype, arguments=", ".join(arguments), body=_deep([*read, *lines, *stored])
        )
    added = [f"sums[{k}] += {output}" for k, output in enumerate(outputs)]
    return REDUCING.format(
        dtype=task.dtype,
        arguments=", ".join(arguments),
        body=_deep([*read, *lines, *added], 3),
        stored=_deep([f"{row}block] = sums[{k}]" for k, row in enumerate(rows)], 3),
        count=max(1, len(rows)),  # an array of nothing cannot be had
        threads=THREADS,
        half=THREADS // 2,
        block=BLOCK,
        last=BLOCK - 1,
    )


def _places(task: Task) -> list[str]:
    """Where each input of a point is read."""
    columns = count()
    parameters = {position: k for k, position in enumerate(task.parameters)}
    return [
        f"parameters[{parameters[k]}]" if k in parameters else f"c{next(columns)}[i]"
        for k in range(len(task.program.inputs))
    ]


def _deep(lines: Sequence[str], levels: int = 2) -> str:
    return "\n".join(INDENT * levels + line for line in lines) or INDENT * levels + "pass"
