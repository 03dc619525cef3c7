"""Whether a formula is nowhere negative: factors, squares, discriminants, signs that are known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import sympy as sp

from symcalc.formula import measure
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.roots import exact_roots

LARGEST = 150  # nodes of a formula that is looked at
DEGREE = 10


def nonnegative(expr: sp.Expr) -> bool:
    """Whether a formula is proved to be at least 0 wherever it is defined.

    >>> x, y = sp.symbols("x y")
    >>> nonnegative(x**2 + x * y + y**2), nonnegative(x**2 - 2 * x + 1), nonnegative(x * y)
    (True, True, False)
    """
    if measure(expr)[1] > LARGEST:
        return False
    forms = dict.fromkeys((expr, sp.expand(expr), sp.factor(sp.together(expr)), _tidy(expr)))
    return any(_by_signs(form) or _by_factors(form) for form in forms)


def _tidy(expr: sp.Expr) -> sp.Expr:
    return sp.simplify(expr) if sp.count_ops(expr) < 60 else expr


def _real(expr: sp.Expr) -> sp.Expr:
    """With real letters; those inside a logarithm or a root are positive where it is defined."""
    letters = {s: sp.Dummy(s.name, real=True) for s in expr.free_symbols if s.is_real is None}
    return where_defined(expr).xreplace(letters)


def where_defined(expr: sp.Expr, whole: sp.Expr | None = None) -> sp.Expr:
    """With positive letters for those inside a logarithm or a root, of `whole` if it is given."""
    whole = expr if whole is None else whole
    inside = {a for f in whole.atoms(sp.log) for a in f.args}
    inside |= {p.base for p in whole.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0}
    positive = {s for s in inside if s.is_Symbol and s.is_real is None}
    return expr.xreplace({s: sp.Dummy(s.name, positive=True) for s in positive})


def _by_signs(expr: sp.Expr) -> bool:
    return bool(_real(expr).is_nonnegative)


def _by_factors(expr: sp.Expr) -> bool:
    """A product of factors, each with a sign of its own."""
    sign = 1
    for factor in sp.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        even = exponent.is_Integer and exponent % 2 == 0
        if even or (exponent.is_Rational and not exponent.is_Integer):
            continue  # a square, or a root where it is defined
        own = _sign_of_factor(factor, base if exponent.is_Integer else factor)
        if own is None:
            return False
        sign *= own
    return sign >= 0


def _sign_of_factor(factor: sp.Expr, base: sp.Expr) -> int | None:
    real = _real(factor)
    if real.is_nonnegative:
        return 1
    if real.is_nonpositive:
        return -1
    for sign in (1, -1):
        if _polynomial(sign * base):
            return sign
    return None


def _polynomial(expr: sp.Expr) -> bool:
    """A quadratic form plus a constant, a polynomial in one letter, or even powers alone."""
    letters = sorted(expr.free_symbols, key=str)
    if not letters or not expr.is_polynomial(*letters):
        return False
    poly = sp.Poly(expr, *letters)
    if poly.total_degree() > DEGREE or not all(c.is_number for c in poly.coeffs()):
        return False
    if all(c > 0 and all(k % 2 == 0 for k in m) for m, c in poly.terms()):
        return True
    if len(letters) == 1:
        return _in_one(expr, letters[0])
    return quadratic_form(expr, letters)


def _in_one(expr: sp.Expr, x: sp.Symbol) -> bool:
    """Nonnegative between its zeros: one value in each interval tells."""
    found = exact_roots(expr, x)
    if found is None or found.families:
        return False
    roots = found.listed()
    near = [sp.Rational(str(r.n(20))) for r in roots]
    places = [
        *(a - 1 for a in near[:1]),
        *((a + b) / 2 for a, b in pairwise(near)),
    ]
    places += [near[-1] + 1] if near else [sp.S.Zero]
    return all(expr.subs(x, p) > 0 for p in places)


def quadratic_form(expr: sp.Expr, letters: Sequence[sp.Symbol]) -> bool:
    """x² + xy + y² + c: the matrix of its homogeneous form has no negative eigenvalue."""
    if not expr.is_polynomial(*letters):
        return False
    poly = sp.Poly(expr, *letters)
    if poly.total_degree() != 2 or not all(c.is_number for c in poly.coeffs()):
        return False
    one = sp.Dummy("w")
    whole = sp.expand(poly.homogenize(one).as_expr())
    matrix = sp.Matrix(sp.hessian(whole, [*letters, one]))
    return min(float(v) for v in Form(matrix).eigenvalues) > -1e-12


def semidefinite(matrix: sp.Matrix, whole: sp.Expr | None = None) -> list[sp.Expr] | None:
    """The principal minors, if all are proved to be at least zero where `whole` is defined."""
    n, minors = matrix.rows, []
    for size in range(1, n + 1):
        for rows in combinations(range(n), size):
            minor = matrix.extract(list(rows), list(rows)).det()
            minor = sp.factor(sp.expand(minor)) if size > 1 else minor
            if not nonnegative(minor if whole is None else where_defined(minor, whole)):
                return None
            minors.append(minor)
    return minors
