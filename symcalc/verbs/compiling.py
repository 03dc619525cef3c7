"""The verb `compile`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypedDict, Unpack, overload

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Shapes, Variable
from symcalc.compiler.ir import CONSTANT, Program
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import free_symbols, lower
from symcalc.compiler.options import Options
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Formula, natural_order
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.compiled.reading import matrix_kernel
from symcalc.matrix.interpret.formula import has_matrices
from symcalc.notation import Notation
from symcalc.primitives.view import unsupported
from symcalc.reading import read_whole
from symcalc.reading.whole import in_brackets
from symcalc.scope import need_value
from symcalc.structures import PLUS_OR_MINUS
from symcalc.verbs.registry import verb

INSTEAD = {  # what to do with shapes, by the keyword that they exclude
    "data": "give a batch as a matrix, X: (m, n), and name in wrt= what to differentiate by",
    "reduce": "write sum(…) or mean(…) in the formula",
    "parallel": "leave it out: products of matrices take the threads of NumPy's BLAS",
    "names": "declare a number of several letters among the shapes: rate: ()",
}


class Keywords(TypedDict, total=False):
    """The keywords of `compile` that both kinds of kernels take."""

    wrt: Sequence[Variable] | None
    data: Sequence[Variable]
    reduce: str | None
    backend: str
    parallel: bool
    dtype: str
    cache: bool
    names: Iterable[str]
    samples: str


@overload
def compile(  # noqa: A001
    f: Given,
    inputs: Sequence[Variable] | None = ...,
    *,
    shapes: None = ...,
    **options: Unpack[Keywords],
) -> Kernel: ...


@overload
def compile(  # noqa: A001
    f: str,
    inputs: Sequence[Variable] | None = ...,
    *,
    shapes: Shapes,
    **options: Unpack[Keywords],
) -> MatrixKernel: ...


@verb(
    'symcalc compile "x^2 sin y" --inputs x,y --save kernel.py',
    'symcalc compile "x^2 sin y" --emit c',
    'symcalc compile "||W x - y||^2" --shapes "W: (k, n), x: n, y: k"',
)
def compile(  # noqa: A001 - the field's word, as in re.compile
    f: Given,
    inputs: Sequence[Variable] | None = None,
    *,
    wrt: Sequence[Variable] | None = None,
    data: Sequence[Variable] = (),
    reduce: str | None = None,
    backend: str = "cpu",
    parallel: bool = False,
    dtype: str = "float64",
    cache: bool = True,
    names: Iterable[str] = (),
    shapes: Shapes | None = None,
    samples: str = "rows",
) -> Kernel | MatrixKernel:
    """Compile F, and its derivatives, to fast functions.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object, or a sequence of them
        One formula makes a scalar kernel; a sequence, a matrix or text in brackets a vector one.
    inputs : names or symbols
        The order of the arguments; natural order (w2 before w10) if left out.
    wrt : names or symbols
        What to differentiate by; if left out all inputs, or all but the data where there are any.
    data : names or symbols
        Inputs that are arrays of N observations; the others are parameters. Not with `shapes`.
    reduce : {"sum", "mean"}, optional
        Value and derivatives are of the sum or the mean over the data, in one pass. Not with
        `shapes`.
    backend : str
        "cpu" (Numba) or "python" (NumPy, nothing is compiled).
    parallel : bool
        Whether arrays of points are shared out among threads; the results are the same. Not with
        `shapes`.
    dtype : str
        "float64" or "float32".
    cache : bool
        Whether machine code is kept on disk for the next process.
    names : iterable of str
        Names of several letters that are one symbol.
    shapes : text or mapping
        "W: (k, n), x: n", or {"W": ("k", "n")}: a matrix formula, in text.
    samples : {"rows", "columns"}
        How a batch is laid out in a matrix formula.

    Returns
    -------
    Kernel
        Callable; `.gradient`, `.jacobian`, `.hessian` and more compile when first called. Where
        `shapes` are given a `MatrixKernel`, whose gradients have the shapes of the variables.

    Raises
    ------
    UnsupportedError
        If a function has no row in the table, an input is missing, or an option is not for
        formulas with shapes.

    Examples
    --------
    >>> k = compile("x^2 sin(y)", ["x", "y"])
    >>> k(2, 0.5)
    1.917702154416812
    >>> k.gradient(2, 0.5).round(6)
    array([1.917702, 3.51033 ])
    """
    if shapes is not None or has_matrices(f, asking.listed(wrt)):
        _refuse_with_shapes(data=data, reduce=reduce, parallel=parallel, names=names)
        return _of_matrices(f, shapes, samples, inputs, wrt, backend, _dtype(dtype))
    args, by, known = asking.listed(inputs), asking.listed(wrt), asking.listed(data)
    formula = formula_of(f, [*names, *asking.declared(args, by, known)])
    if inputs is not None:
        chosen = tuple(asking.symbol_of(x, formula.inputs) for x in args)
        formula = replace(formula, inputs=chosen)
    if len({x.name for x in formula.inputs}) < len(formula.inputs):
        raise UnsupportedError("two inputs have the same name", hint="give each a name of its own")
    if not formula.outputs:
        raise UnsupportedError("there is no formula to compile", hint='pass one: compile("x^2")')
    over = _positions(formula.inputs, known)
    if reduce is not None and set(_positions(formula.inputs, by)) & set(over):
        raise UnsupportedError(
            "a reduction is not differentiated by its data",
            where=f"wrt={', '.join(str(x) for x in by)}",
            hint="leave the data out of wrt=, or leave out reduce=",
        )
    everything = [x for k, x in enumerate(formula.inputs) if k not in over]
    return Kernel(
        _lowered(formula),
        not formula.vector,
        _positions(formula.inputs, everything if wrt is None else by),
        Options(backend, _dtype(dtype), over, reduce, parallel, cache),
    )


def _refuse_with_shapes(**given: Any) -> None:
    """Refuse what a kernel of numbers takes and one of matrices has another way for."""
    for name, value in given.items():
        if value:
            raise UnsupportedError(
                f"{name}= is for formulas of numbers, and shapes= declares matrices",
                hint=INSTEAD[name],
            )


def _of_matrices(
    f: Given,
    shapes: Shapes | None,
    samples: str,
    inputs: Sequence[Variable] | None,
    wrt: Sequence[Variable] | None,
    backend: str,
    dtype: str,
) -> MatrixKernel:
    """The kernel of a matrix formula."""
    args, by = (
        None if names is None else [str(x) for x in asking.listed(names)] for names in (inputs, wrt)
    )
    return matrix_kernel(f, shapes, samples, inputs=args, wrt=by, backend=backend, dtype=dtype)


def _lowered(formula: Formula) -> Program:
    """The Program of a formula whose numbers are all floats."""
    program = lower(formula.outputs, formula.inputs)
    if any(node.op == CONSTANT and math.isinf(float(node.value or 0.0)) for node in program.nodes):
        raise TooLargeError(
            "a number of the formula is larger than any float, 1.8e308",
            hint="scale the formula, or take its logarithm: loggamma(172) for log(171!)",
        )
    return program


def _dtype(given: Any) -> str:
    """The name of a dtype that may be given as NumPy's own."""
    return given if isinstance(given, str) else str(getattr(given, "__name__", given))


def _positions(inputs: Sequence[sp.Symbol], wrt: Sequence[Variable]) -> tuple[int, ...]:
    """Where the variables to differentiate by stand among the inputs."""
    found = [asking.symbol_of(x, inputs) for x in wrt]
    for x in found:
        if x not in inputs:
            raise UnsupportedError(f"{x} is not among the inputs", hint="name it in `inputs` too")
        if found.count(x) > 1:
            raise UnsupportedError(f"{x} is named twice", hint="name each variable once")
    return tuple(inputs.index(x) for x in found)


def formula_of(f: Given, names: Sequence[str] = ()) -> Formula:
    """What is to be compiled, its inputs in natural order."""
    if isinstance(f, list | tuple | sp.Tuple):
        outputs = tuple(e for one in f for e in formula_of(one, names).outputs)
        return Formula(natural_order(free_symbols(outputs)), outputs, vector=True)
    whole = value_of(f, names)
    vector = isinstance(whole, sp.MatrixBase)
    outputs = tuple(whole) if vector else (whole,)
    inputs = natural_order(free_symbols(outputs))
    for part in (*outputs, *inputs):
        if not isinstance(part, sp.Expr) or part == PLUS_OR_MINUS:
            raise unsupported(part)
    return Formula(inputs, outputs, vector)


def value_of(f: Given, names: Sequence[str]) -> sp.Basic:
    """What is to be computed; a SymPy object may be of any size, and `lower` looks through it."""
    if not isinstance(f, str | Notation | Derivation):
        return asking.sympy_of(f)
    if isinstance(f, str) and in_brackets(f.strip()):
        node = read_whole(f, names=names)
    else:
        node = asking.notation_of(f, names)
    need_value(node)
    return node.expr
