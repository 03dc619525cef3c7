"""CUDA C++ for nvcc and NVRTC: a device function and a grid-stride kernel for each function."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.compiler.code.c_functions import REALS
from symcalc.compiler.code.c_reductions import kernel
from symcalc.compiler.code.languages.c import Style, parts
from symcalc.compiler.code.straight import Function

STYLE = Style("__device__ ", "__device__ ", "{0} * step", ", long long step", ", 1")

# NVRTC has no INFINITY and NAN, and no <math.h> to take them from.
CONSTANTS = """\
#ifndef INFINITY
#define INFINITY __int_as_float(0x7f800000)
#endif
#ifndef NAN
#define NAN __int_as_float(0x7fffffff)
#endif"""

KERNEL = """\
/* {name} at many points; entry k of point i is in[k * points + i] and out[k * points + i]. */
extern "C" __global__ void {name}_kernel(const {real} *in, {real} *out, long long points)
{{
    const long long first = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    for (long long i = first; i < points; i += (long long)gridDim.x * blockDim.x) {{
        {name}(in + i, out + i, points);
    }}
}}"""


def text(functions: Sequence[Function], dtype: str) -> str:
    """A file that needs nothing.

    In the device functions, entry k of an array is `step` times k numbers away; a kernel takes
    any grid, and inputs and outputs with one contiguous row each. A kernel that reduces takes the
    parameters, an array for each input of data, and one block.
    """
    real = REALS[dtype]
    kernels = [
        kernel(f, real) if f.reduce else KERNEL.format(name=f.name, real=real.name)
        for f in functions
    ]
    return "\n\n".join([CONSTANTS, *parts(functions, dtype, STYLE), *kernels]) + "\n"
