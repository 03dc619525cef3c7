"""The verbs `compile` and `check`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import asking, reading
from symcalc.asking import Given, Variable
from symcalc.checking.kernels import check_kernel
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.compiler.kernel import Kernel, kernel
from symcalc.compiler.lower import free_symbols, lower
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Formula, natural_order
from symcalc.notation import Notation
from symcalc.primitives.view import unsupported
from symcalc.scope import need_slope, need_value
from symcalc.structures import PLUS_OR_MINUS
from symcalc.tutor.answer import variables
from symcalc.verbs.registry import verb


@verb(
    'symcalc compile "x^2 sin y" --inputs x,y --save kernel.py',
)
def compile(  # noqa: A001 - the field's word, as in re.compile
    f: Given,
    inputs: Sequence[Variable] | None = None,
    *,
    wrt: Sequence[Variable] | None = None,
    backend: str = "cpu",
    dtype: str = "float64",
    names: Iterable[str] = (),
) -> Kernel:
    """Compile F, and its derivatives, to fast functions.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object, or a sequence of them
        One formula makes a scalar kernel; a sequence, a matrix or text in brackets a vector one.
    inputs : names or symbols
        The order of the arguments; natural order (w2 before w10) if left out.
    wrt : names or symbols
        What to differentiate by; all inputs if left out.
    backend : str
        "cpu" (Numba) or "python" (NumPy, nothing is compiled).
    dtype : str
        "float64" or "float32".
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Kernel
        Callable; `.gradient`, `.jacobian`, `.hessian` and more compile when first called.

    Raises
    ------
    UnsupportedError
        If a function has no row in the table, or an input is missing.

    Examples
    --------
    >>> k = compile("x^2 sin(y)", ["x", "y"])
    >>> k(2, 0.5)
    1.917702154416812
    >>> k.gradient(2, 0.5).round(6)
    array([1.917702, 3.51033 ])
    """
    args, by = asking.listed(inputs), asking.listed(wrt)
    formula = formula_of(f, [*names, *asking.declared(args, by)])
    if inputs is not None:
        chosen = tuple(asking.symbol_of(x, formula.inputs) for x in args)
        formula = replace(formula, inputs=chosen)
    if len({x.name for x in formula.inputs}) < len(formula.inputs):
        raise UnsupportedError("two inputs have the same name", hint="give each a name of its own")
    return kernel(
        lower(formula.outputs, formula.inputs),
        scalar=not formula.vector,
        wrt=_positions(formula.inputs, formula.inputs if wrt is None else by),
        backend=backend,
        dtype=dtype,
    )


def _positions(inputs: Sequence[sp.Symbol], wrt: Sequence[Variable]) -> tuple[int, ...]:
    """Where the variables to differentiate by stand among the inputs."""
    found = [asking.symbol_of(x, inputs) for x in wrt]
    for x in found:
        if x not in inputs:
            raise UnsupportedError(f"{x} is not among the inputs", hint="name it in `inputs` too")
    return tuple(inputs.index(x) for x in found)


def formula_of(f: Given, names: Sequence[str] = ()) -> Formula:
    """What is to be compiled, its inputs in natural order."""
    if isinstance(f, list | tuple):
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
    node = asking.notation_of(f, names)
    need_value(node)
    return node.expr


@verb(
    'symcalc check "x^2 sin x" --derivative "2x sin x + x^2 cos x"',
)
def check(
    subject: Given | Kernel,
    *,
    derivative: Given | None = None,  # the user's word for what is claimed
    wrt: Variable | None = None,
    names: Iterable[str] = (),
) -> CheckReport:
    """Say whether SUBJECT agrees with numeric differentiation.

    Parameters
    ----------
    subject : Kernel, Derivation or formula
        What is checked: a kernel's derivatives, every step of a derivation, or the compiled
        derivatives of a formula.
    derivative : formula, optional
        Check this against numeric differentiation of the formula instead.
    wrt : str or Symbol
        The variable for `derivative`; may be left out when there is just one.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    CheckReport
        With the point where the two differ most.

    Examples
    --------
    >>> import symcalc as sc
    >>> check(sc.diff("x^x")).status
    'agrees'
    >>> report = check("x^2", derivative="3x")
    >>> report.status, report.worst.expected == 2 * report.worst.point["x"]
    ('disagrees', True)
    """
    if isinstance(subject, Kernel | Derivation):
        return _checked(subject, derivative)
    known = [*names, *asking.declared(wrt)]
    if derivative is None:
        return check_kernel(compile(subject, backend="python", names=known))
    body = asking.notation_of(subject, known)
    among = asking.written_symbols(body)
    by = (asking.symbol_of(wrt, among),) if wrt else variables(body, "derivative")
    told = (
        reading.read(derivative, names=known, symbols=among)
        if isinstance(derivative, str)
        else asking.notation_of(derivative)
    )
    need_value(body)
    need_slope(body, by)
    need_value(told)
    return check_equal(sp.Derivative(body.expr, *by), told.expr)


def _checked(subject: Kernel | Derivation, claim: Given | None) -> CheckReport:
    """A kernel's derivatives, or every step of a derivation."""
    if claim is not None:
        raise UnsupportedError(
            "a claimed derivative is checked against a formula",
            hint='pass the formula itself, as in check("x^2", derivative="2x")',
        )
    return check_kernel(subject) if isinstance(subject, Kernel) else subject.verify()
