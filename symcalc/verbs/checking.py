"""The verbs `check` and `check_gradient`: does it agree with numeric differentiation?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sympy as sp
from numpy.typing import ArrayLike

from symcalc import asking, reading
from symcalc.asking import Given, Variable
from symcalc.checking.gradients import check_user_gradient
from symcalc.checking.kernels import check_kernel
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.compiler.kernel import Kernel
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.matrix.compiled.checked import check_matrix_kernel
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.scope import need_slope, need_value
from symcalc.tutor.answer import variables
from symcalc.verbs.compiling import compile as compile_
from symcalc.verbs.registry import verb


@verb(
    'symcalc check "x^2 sin x" --derivative "2x sin x + x^2 cos x"',
)
def check(
    subject: Given | Kernel | MatrixKernel,
    *,
    derivative: Given | None = None,  # the user's word for what is claimed
    wrt: Variable | None = None,
    names: Iterable[str] = (),
) -> CheckReport:
    """Say whether SUBJECT agrees with numeric differentiation.

    Parameters
    ----------
    subject : Kernel, MatrixKernel, Derivation or formula
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
    if isinstance(subject, Kernel | MatrixKernel | Derivation):
        return _checked(subject, derivative)
    known = [*names, *asking.declared(wrt)]
    if derivative is None:
        return check_kernel(compile_(subject, backend="python", names=known))
    body = asking.notation_of(subject, known)
    among = asking.written_symbols(body)
    by = (asking.symbol_of(wrt, among),) if wrt else variables(body, "check")
    told = (
        reading.read(derivative, names=known, symbols=among)
        if isinstance(derivative, str)
        else asking.notation_of(derivative)
    )
    need_value(body)
    need_slope(body, by)
    need_value(told)
    return check_equal(sp.Derivative(body.expr, *by), told.expr)


def _checked(subject: Kernel | MatrixKernel | Derivation, claim: Given | None) -> CheckReport:
    """A kernel's derivatives, or every step of a derivation."""
    if claim is not None:
        raise UnsupportedError(
            "a claimed derivative is checked against a formula",
            hint='pass the formula itself, as in check("x^2", derivative="2x")',
        )
    if isinstance(subject, MatrixKernel):
        return check_matrix_kernel(subject)
    return check_kernel(subject) if isinstance(subject, Kernel) else subject.verify()


@verb()
def check_gradient(
    fun: Callable[[Any], Any],
    grad: Callable[[Any], Any] | ArrayLike,
    x: ArrayLike,
    *,
    rtol: float = 1e-6,
    atol: float = 1e-12,
    names: Iterable[str] = (),
) -> CheckReport:
    """Say whether GRAD is the gradient of FUN, your own code, at X.

    Central differences with Richardson extrapolation, with an estimate of their error, of the noise
    of `fun` and of kinks: a mismatch is told only where it is the gradient's.

    Parameters
    ----------
    fun : callable
        Of an array of shape (n,), to a number or to m numbers. Called about 24n times for each
        point, with fresh arrays.
    grad : callable or array
        Of the same array, to the gradient (n,) or the Jacobian (m, n); or that itself.
    x : array, shape (n,) or (N, n)
        One point, or several; a number where both are functions of a number.
    rtol, atol : float
        What is allowed beside the error of the method, relative to the entry, and in all.
    names : iterable of str
        What the variables are called; x[0], x[1] … if left out.

    Returns
    -------
    CheckReport
        "agrees", "disagrees", or "undecided" where `fun` is not finite, has a kink, is too noisy or
        is not the same when called again; `note` says which. `worst.index` is the entry.

    Raises
    ------
    ShapeError, UnsupportedError
        If something is not a function, has the wrong shape, is not real, or fails.

    Examples
    --------
    >>> import numpy as np
    >>> def f(x):
    ...     return x[0] ** 2 * np.sin(x[1])
    >>> def g(x):
    ...     return np.array([2 * x[0] * np.sin(x[1]), x[0] ** 2 * np.sin(x[1])])
    >>> report = check_gradient(f, g, [1.0, 2.0])
    >>> report.status, report.worst.index
    ('disagrees', (1,))
    """
    return check_user_gradient(fun, grad, x, rtol, atol, tuple(names))
