"""Sums and means over rows of data, in C and in what is C inside."""

from __future__ import annotations

from symcalc.compiler.code.c_functions import Real
from symcalc.compiler.code.identifiers import c_names
from symcalc.compiler.code.straight import Function

RESERVED = ("in", "out", "rows", "at", "of_row", "total", "parts", "whole", "i", "j", "k", "step")
THREADS = 1024  # of a block, at most

LOOP = """\
{qualifier}void {name}({arguments})
{{
    {real} at[{width}], of_row[{room}], total[{room}] = {{0}};
{fixed}
    for (long long i = 0; i < rows; i++) {{
{moving}
        {row}(at, of_row{more});
        for (int k = 0; k < {count}; k++) total[k] += of_row[k];
    }}
    for (int k = 0; k < {count}; k++) out[k] = total[k]{share};
}}"""

KERNEL = """\
/* {name} on one block of at most {threads} threads. */
extern "C" __global__ void {name}_kernel({arguments})
{{
    __shared__ {real} parts[{threads}];
    {real} at[{width}], of_row[{room}], total[{room}] = {{0}};
{fixed}
    for (long long i = threadIdx.x; i < rows; i += blockDim.x) {{
{moving}
        {row}(at, of_row, 1);
        for (int k = 0; k < {count}; k++) total[k] += of_row[k];
    }}
    for (int k = 0; k < {count}; k++) {{
        parts[threadIdx.x] = total[k];
        __syncthreads();
        if (threadIdx.x == 0) {{
            {real} whole = 0;
            for (int j = 0; j < (int)blockDim.x; j++) whole += parts[j];
            out[k] = whole{share};
        }}
        __syncthreads();
    }}
}}"""


def looped(function: Function, real: Real, qualifier: str = "", more: str = "") -> str:
    """One loop over the rows.

    Parameters
    ----------
    qualifier, more : str
        What stands before the type, and what the function of one row takes besides.
    """
    names = _names(function)
    data = ", ".join(names[i] for i in function.data)
    given = ", ".join(names[i] for i in function.parameters) or "nothing"
    numbers = "1 number" if function.count == 1 else f"{function.count} numbers"
    nothing = " A mean of no rows is not a number." if function.reduce == "mean" else ""
    told = f"in: {given}; {data}: `rows` numbers each; out: {numbers}.{nothing}"
    text = _filled(LOOP, function, real, qualifier=qualifier, more=more)
    return f"/* {function.sentence(names)} {told} */\n{text}"


def kernel(function: Function, real: Real) -> str:
    """The rows shared among the threads of a block; the parts are added up in a fixed order."""
    return _filled(KERNEL, function, real, threads=THREADS)


def _names(function: Function) -> list[str]:
    row = function.of_one_row.name
    return c_names(
        function.program.names, [function.name, row, f"{function.name}_kernel", *RESERVED]
    )


def _filled(template: str, function: Function, real: Real, **more: object) -> str:
    names = _names(function)
    columns = "".join(f"const {real.name} *{names[i]}, " for i in function.data)
    fixed = [f"    at[{k}] = in[{j}];" for j, k in enumerate(function.parameters)]
    return template.format(
        name=function.name,
        row=function.of_one_row.name,
        real=real.name,
        arguments=f"const {real.name} *in, {columns}long long rows, {real.name} *out",
        width=len(names),
        room=max(1, function.count),
        count=function.count,
        fixed="\n".join(fixed) or "    (void)in;",
        moving="\n".join(f"        at[{k}] = {names[k]}[i];" for k in function.data),
        share=f" / ({real.name})rows" if function.reduce == "mean" else "",
        **more,
    )
