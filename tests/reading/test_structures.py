r"""What is no function: integrals, limits, sums, sets, matrices, lines of working, and their SymPy.

The meaning stands beside each text in SymPy's own words.
"""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.reading import read

x, y, z, t, k, n, i, j, m, r, a, b, c, u, C = sp.symbols("x y z t k n i j m r a b c u C")
h, mu, theta, F, A, B, dx, du, xi = sp.symbols("h mu theta F A B dx du xi")
f, g = sp.Function("f"), sp.Function("g")
oo, Eq, Tuple, Limit, Sum, Subs = sp.oo, sp.Eq, sp.Tuple, sp.Limit, sp.Sum, sp.Subs
Integral, Derivative, Interval, Reals = sp.Integral, sp.Derivative, sp.Interval, sp.S.Reals
X, W, P = sp.IndexedBase("x"), sp.IndexedBase("w"), sp.ImmutableMatrix([[1, 2], [3, 4]])
called = sp.Function
T = sp.Function("transpose")
# Letters that are transposed in a product do not change places.
matrices = {letter: sp.Symbol(letter, commutative=False) for letter in "AXxy"}


def equation(left: sp.Basic, right: sp.Basic) -> sp.Basic:
    return Eq(left, right, evaluate=False)


def commutator(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    return left * right - right * left


INTEGRALS = [
    (r"\int x^2\,dx", Integral(x**2, x)),
    (r"\int xdx", Integral(x, x)),
    (r"\int x \mathrm{d}x", Integral(x, x)),
    (r"\int x \, d x", Integral(x, x)),
    (r"\int \frac{dx}{x}", Integral(1 / x, x)),
    (r"\int\frac{x\,dx}{x^2+1}", Integral(x / (x**2 + 1), x)),
    (r"\int -\frac{dx}{x}", Integral(-1 / x, x)),
    (r"\int dx", Integral(1, x)),
    (r"\int dx\, f(x)", Integral(f(x), x)),
    (r"\int x^2+1\,dx+C", Integral(x**2 + 1, x) + C),
    (r"\int \cos\theta\,d\theta", Integral(sp.cos(theta), theta)),
    (r"\int\limits_0^1 x^2 dx", Integral(x**2, (x, 0, 1))),
    ("int_0^2pi sin(x)^2 dx", Integral(sp.sin(x) ** 2, (x, 0, 2 * sp.pi))),
    ("int_-2pi^2pi x dx", Integral(x, (x, -2 * sp.pi, 2 * sp.pi))),
    ("int_0^3a x dx", Integral(x, (x, 0, 3 * a))),
    ("int_0^1x dx", Integral(x, (x, 0, 1))),  # the variable begins the integrand
    ("int_0^2 pi x dx", Integral(sp.pi * x, (x, 0, 2))),  # so does what stands apart
    ("int_0^1e^x dx", Integral(sp.exp(x), (x, 0, 1))),
    (r"\int_0^2\pi x\,dx", Integral(sp.pi * x, (x, 0, 2))),  # a script of TeX is one character
    (r"\int_{x=0}^{x=1} x^2 dx", Integral(x**2, (x, 0, 1))),
    (r"\int_{-\infty}^{\infty} e^{-x^2} dx", Integral(sp.exp(-(x**2)), (x, -oo, oo))),
    (r"\int_0^1\int_0^x y\,dy\,dx", Integral(y, (y, 0, x), (x, 0, 1))),
    (r"\iint xy\,dx\,dy", Integral(x * y, x, y)),
    (r"\iiint z\,dx\,dy\,dz", Integral(z, x, y, z)),
    (r"2\int x dx - \int 1 dx", 2 * Integral(x, x) - Integral(1, x)),
    ("∫ x² dx", Integral(x**2, x)),
    ("∫₀¹ x² dx", Integral(x**2, (x, 0, 1))),
    ("∫_(a+1)^(2b) x dx", Integral(x, (x, a + 1, 2 * b))),
    ("∫_-1^1 x dx", Integral(x, (x, -1, 1))),
    (r"\int_0^1 2x\,dx", Integral(2 * x, (x, 0, 1))),
    (r"\int_0^1 2 dx", Integral(2, (x, 0, 1))),
    ("∫ dx/(1+x^2)", Integral(1 / (1 + x**2), x)),
    ("int_0^pi sin x dx", Integral(sp.sin(x), (x, 0, sp.pi))),
    ("integral x dx", Integral(x, x)),
    ("∫ e^xdx", Integral(sp.exp(x), x)),
    ("integrate(x^2, x)", Integral(x**2, x)),
    ("integrate(x^2, (x, 0, 1))", Integral(x**2, (x, 0, 1))),
    ("int(x^2, x, 0, 1)", Integral(x**2, (x, 0, 1))),
    ("Integral(x*y, (x, 0, y), (y, 0, 1))", Integral(x * y, (x, 0, y), (y, 0, 1))),
    ("x dx", x * dx),
    ("du = 2x dx", equation(du, 2 * x * dx)),
]
LIMITS = [
    (r"\lim_{x\to0} \frac{\sin x}{x}", Limit(sp.sin(x) / x, x, 0, "+-")),
    (r"\lim_{x \rightarrow \infty} \frac1x", Limit(1 / x, x, oo)),
    (r"\lim_{x\to0^+}\frac1x", Limit(1 / x, x, 0, "+")),
    (r"\lim_{x\to 0^{-}}\frac1x", Limit(1 / x, x, 0, "-")),
    (r"\lim\limits_{h\to 0}\frac{f(x+h)-f(x)}{h}", Limit((f(x + h) - f(x)) / h, h, 0, "+-")),
    (r"\lim_{x\to -\infty} e^x", Limit(sp.exp(x), x, -oo)),
    (r"\lim_{x\to a^2} x", Limit(x, x, a**2, "+-")),
    (r"\lim_{x\to 0} x + 1", Limit(x, x, 0, "+-") + 1),
    (r"2\lim_{x\to 0} x y", 2 * Limit(x * y, x, 0, "+-")),
    ("lim_(x→0-) 1/x", Limit(1 / x, x, 0, "-")),
    ("lim_{x->2+} x", Limit(x, x, 2, "+")),
    ("lim x->0 sin(x)/x", Limit(sp.sin(x) / x, x, 0, "+-")),
    ("lim x->pi/2 cos x", Limit(sp.cos(x), x, sp.pi / 2, "+-")),
    ("lim (x->0) x", Limit(x, x, 0, "+-")),
    ("limit(sin(x)/x, x, 0)", Limit(sp.sin(x) / x, x, 0, "+-")),
]
SUMS = [
    (r"\sum_{k=0}^{\infty}\frac{x^k}{k!}", Sum(x**k / sp.factorial(k), (k, 0, oo))),
    (r"\sum\limits_{k=1}^n k", Sum(k, (k, 1, n))),
    (r"\sum_{1\le k\le n} k", Sum(k, (k, 1, n))),
    (r"\prod_{k=1}^{3} k", sp.Product(k, (k, 1, 3))),
    (r"\sum_{i=1}^n (x_i-\mu)^2", Sum((X[i] - mu) ** 2, (i, 1, n))),
    (r"\sum_{i=1}^n x_{i+1} - x_i", Sum(X[i + 1], (i, 1, n)) - sp.Symbol("x_i")),
    (r"\frac1n\sum_{j=1}^{n} w_{ij}x_j", Sum(W[i, j] * X[j], (j, 1, n)) / n),
    (r"\sum_{i=1}^n\sum_{j=1}^m w_{ij}", Sum(W[i, j], (j, 1, m), (i, 1, n))),
    (r"\sum_{t=1}^n \hat{y}", Sum(sp.Symbol("y_hat"), (t, 1, n))),  # hat is no index
    (r"\sum_{i=1}^n x_{min}", Sum(sp.Symbol("x_min"), (i, 1, n))),
    ("∑_(k=0)^n k²", Sum(k**2, (k, 0, n))),
    ("Σ_{k=1}^n k", Sum(k, (k, 1, n))),
    ("sum(k^2, k, 1, n)", Sum(k**2, (k, 1, n))),
    ("Sum(x_i, (i, 1, n))", Sum(X[i], (i, 1, n))),
    (r"\binom{n}{2}", sp.binomial(n, 2)),
    ("binomial(5, 2)", sp.Integer(10)),
]
VALUES = [
    ("[x^3/3]_0^1", Subs(x**3 / 3, x, 1) - Subs(x**3 / 3, x, 0)),
    (r"\left[x^2\right]_{1}^{a}", Subs(x**2, x, a) - Subs(x**2, x, 1)),
    (r"\left.\frac{x^3}{3}\right|_0^1", Subs(x**3 / 3, x, 1) - Subs(x**3 / 3, x, 0)),
    (r"x^2\Big|_{x=3}", Subs(x**2, x, 3)),
    (r"x^2\big|_0^{2}", Subs(x**2, x, 2) - Subs(x**2, x, 0)),
    (r"[-e^{-x}]_0^\infty", Limit(-sp.exp(-x), x, oo) - Subs(-sp.exp(-x), x, 0)),
    (r"[x y]_{x=0}^{x=1}", Subs(x * y, x, 1) - Subs(x * y, x, 0)),
    ("f'(x)", Derivative(f(x), x)),
    ("f''(x)", Derivative(f(x), x, x)),
    ("f'(2x)", Subs(Derivative(f(xi), xi), xi, 2 * x)),
    ("f''(0)", Subs(Derivative(f(xi), xi, xi), xi, 0)),
    ("diff(x^2, x)", Derivative(x**2, x)),
    ("Derivative(x^3 y, x, 2, y)", Derivative(x**3 * y, x, x, y)),
    (r"\nabla f", called("grad")(sp.Symbol("f"))),
    ("∇(x^2+y^2) + 1", called("grad")(x**2 + y**2) + 1),
    (r"\nabla\cdot F", called("div")(F)),
    (r"\nabla\times\vec F", called("curl")(F)),
    ("∇²f", called("laplacian")(sp.Symbol("f"))),
    ("curl F", called("curl")(F)),
]
SETS = [
    ("(a, b)", Tuple(a, b)),
    ("x=1, y=2", Tuple(Eq(x, 1), Eq(y, 2))),
    ("[0, 1)", Interval.Ropen(0, 1)),
    ("(0, 1]", Interval.Lopen(0, 1)),
    ("]0, 1[", Interval.open(0, 1)),
    ("[0, 1]", sp.ImmutableMatrix([0, 1])),  # several formulas in brackets
    (r"\left[0, 1\right]", Interval(0, 1)),
    ("x ∈ [0, 1]", sp.Contains(x, Interval(0, 1))),
    ("x in (0, oo)", sp.Contains(x, Interval.open(0, oo))),
    (r"x\notin\mathbb{R}", sp.Not(sp.Contains(x, Reals))),
    (r"(-\infty,0)\cup[1,2)", sp.Union(Interval.open(-oo, 0), Interval.Ropen(1, 2))),
    (r"\mathbb{R}\setminus\{0,1\}", sp.Complement(Reals, sp.FiniteSet(0, 1), evaluate=False)),
    (r"\{1,2,3\}", sp.FiniteSet(1, 2, 3)),
    ("{1,}", sp.FiniteSet(1)),
    ("x ∈ {1}", sp.Contains(x, sp.FiniteSet(1), evaluate=False)),
    (r"\{0\} \cup [1, 2]", sp.Union(sp.FiniteSet(0), Interval(1, 2), evaluate=False)),
    ("{x : x > 0}", sp.ConditionSet(x, x > 0)),
    ("{x | |x| < 1}", sp.ConditionSet(x, sp.Abs(x) < 1)),
    (r"\{x\in\mathbb R\mid x^2<2\}", sp.ConditionSet(x, x**2 < 2, Reals)),
    (r"\left\{x \middle| x>0\right\}", sp.ConditionSet(x, x > 0)),
    (r"\emptyset", sp.S.EmptySet),
    (r"2\{x+1\}", 2 * (x + 1)),  # braces that group
]
RELATIONS = [
    (r"x = 1 \pm \sqrt{2}", Tuple(Eq(x, 1 + sp.sqrt(2)), Eq(x, 1 - sp.sqrt(2)))),
    ("±2", Tuple(2, -2)),
    (r"a \pm b \mp c", Tuple(a + b - c, a - b + c)),
    (r"\frac{-b\pm\sqrt{c}}{2a}", Tuple((-b + sp.sqrt(c)) / (2 * a), (-b - sp.sqrt(c)) / (2 * a))),
    ("2x=4 => x=2", sp.Implies(Eq(2 * x, 4), Eq(x, 2))),
    (r"x=1 \iff 2x=2", sp.Equivalent(Eq(x, 1), Eq(2 * x, 2))),
    ("y=x^2; z=2x", Tuple(Eq(y, x**2), Eq(z, 2 * x))),
    (r"\begin{aligned} y &= x^2 \\ &= x x \end{aligned}", Tuple(Eq(y, x**2), equation(x**2, x**2))),
    (r"\begin{align*} y &= x \\ z &= 2 \\ \end{align*}", Tuple(Eq(y, x), Eq(z, 2))),
    (r"\begin{cases}x+y=1\\x-y=2\end{cases}", Tuple(Eq(x + y, 1), Eq(x - y, 2))),
    ("{x+y=1; x-y=2}", Tuple(Eq(x + y, 1), Eq(x - y, 2))),
    (
        r"\left\{\begin{array}{l}x+y=1\\x-y=2\end{array}\right.",
        Tuple(Eq(x + y, 1), Eq(x - y, 2)),
    ),
    (r"\begin{equation} x = 2 \tag{1} \end{equation}", Eq(x, 2)),
    (r"\boxed{x = 2}", Eq(x, 2)),
]
MATRICES = [
    (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", sp.Determinant(P)),
    (r"\left|\begin{matrix}1&2\\3&4\end{matrix}\right|", sp.Determinant(P)),
    (r"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}", sp.Determinant(P)),
    ("det([[1,2],[3,4]])", sp.Determinant(P)),
    ("det(A)", called("det")(A)),
    ("tr([[1,2],[3,4]])", sp.Trace(P)),
    ("[[1,2],[3,4]]^T", sp.Transpose(P)),
    (r"(A+B)^\top", called("transpose")(A + B)),
    ("A^T x", called("transpose")(matrices["A"]) * matrices["x"]),
    ("A A^T - A^T A", matrices["A"] * T(matrices["A"]) - T(matrices["A"]) * matrices["A"]),
    (
        r"(X^TX)^{-1}X^Ty",
        (T(matrices["X"]) * matrices["X"]) ** -1 * T(matrices["X"]) * matrices["y"],
    ),
    ("Aᵀ", called("transpose")(A)),
    ("(1+r)^T", (1 + r) ** sp.Symbol("T")),  # no matrix
    ("[[1,2],[3,4]]^2", sp.MatPow(P, 2)),
    ("[[1,2],[3,4]][1,2]", sp.MatMul(P, sp.ImmutableMatrix([1, 2]))),
    (
        "2[1,2] - [3,x]",
        sp.MatAdd(
            sp.MatMul(2, sp.ImmutableMatrix([1, 2])), sp.MatMul(-1, sp.ImmutableMatrix([3, x]))
        ),
    ),
    (r"\|x\|_2", called("norm_2")(x)),
    ("‖[x, y]‖", sp.sqrt(x**2 + y**2)),
    ("‖[x, y]‖_1", sp.Abs(x) + sp.Abs(y)),
    (r"\langle 1, x\rangle", sp.ImmutableMatrix([1, x])),
]
NUMBERS = [
    ("5%", sp.Rational(1, 20)),
    (r"50\% x", x / 2),
    ("50% x", x / 2),
    ("sin 30°", sp.Rational(1, 2)),
    ("sin 30° x", x / 2),
    (r"x^{\circ}", x * sp.pi / 180),
    ("1,000,000", sp.Integer(1000000)),
    (r"1{,}000", sp.Integer(1000)),
    (r"2\,000", sp.Integer(2000)),
    (r"3{,}14", sp.Rational(314, 100)),
    ("max(1,200)", sp.Integer(200)),
    ("f(1,000)", f(1, 0)),  # a list, since it stands in parentheses
]
TABLE = [*INTEGRALS, *LIMITS, *SUMS, *VALUES, *SETS, *RELATIONS, *MATRICES, *NUMBERS]


@pytest.mark.parametrize(("text", "meaning"), TABLE, ids=[row[0] for row in TABLE])
def test_meaning(text: str, meaning: Any) -> None:
    assert read(text).expr == meaning


REMARKS = [
    ("1,000", "1,000 is read as 1000"),
    ("x dx", "dx is read as the differential of x"),
    ("A^T x", "A^T is read as a transpose"),
    (r"\left[0, 1\right]", "is read as an interval"),
    (r"\lim_{x\to 0} x + 1", "ends before the +"),
    ("x^2|_{x=3}", "the value is read as that of x^2"),
    (r"\langle 1, 2\rangle", "is read as a vector"),
    ("lim x->0 x", "the limit is read as that at 0"),
]


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_what_is_doubtful_is_told(text: str, remark: str) -> None:
    assert any(remark in told for told in read(text).remarks)


MISREADINGS = [
    # typed                      what it must not be, and why
    (r"\mathbb{E}[X^2]-\mathbb{E}[X]^2", "0: an expected value is no product"),
    (r"\vec a\times\vec b", "a*b: a cross product"),
    (r"\mathrm{softmax}(x)", "softmax*x"),
    (r"\operatorname{foo} x", "foo*x"),
    ("3!!", "720: a double factorial is 3"),
    ("max x, y", "a list of x and y"),
    ("0x10", "0: a number to base 16"),
    (r"(f\circ g)(x)", "degrees"),
    (r"20^\circ C", "an angle times C"),
    (r"W^{[1]} x", "W*x"),
    (r"x^{(i)}", "a power"),
    ("A^{-T}", "a power"),
    ("0,5x", "a pair of 0 and 5x"),
    ("x=1,2", "x = 1, and 2"),
    ("∫ x dxdy", "an integral times dy"),
    ("Eq(x, 2)", "E times q(x, 2)"),
    (r"\text{Let } u=x^2", "a product with Let"),
    (r"n\text{th}", "n*th"),
    (r"10 \text{ cm}", "10*cm"),
    (r"\log_1 x", "a division by zero"),
]


@pytest.mark.parametrize(("text", "reason"), MISREADINGS)
def test_refused_rather_than_misread(text: str, reason: str) -> None:
    with pytest.raises(SymcalcError):
        print(read(text).expr, reason)


TOLD = [
    (r"\mathcal{L}(\theta)", "L(…) is read as L·(…), a product"),
    ("x[y+1]", "x[…] is read as x·[…], a product"),
    (r"\sin \frac{x}{2} y", r"\sin \frac{x}{2} y is read as sin(\frac{x}{2} y)"),
    ("|2|x|+1|", "the bars are read as |2| x"),
    (r"e^{x}^2", "e^{x}^2 is read as e^({x}^2)"),
    ("2^3^4", "2^3^4 is read as 2^(3^4)"),
    (r"\vec a\cdot\vec b", "a product of vectors is read as one of numbers"),
    (r"\sqrt[n]{x}", "is read as a power"),
    ("x=+-2", "write ± for both signs"),
    ("n!=1", "!= is read as ≠"),
    ("x^1/2", "write ^(1/2) for a root"),
    ("sin^22x", "the exponent is read as 22"),
    (r"\frac{\Delta y}{\Delta x}", "Delta y is read as one name"),
    (r"\frac{d}{dx}3x^2-2x", "ends before the -"),
    (r"\mathbf{A}\mathbf{B}", "the letters are read as matrices"),
    ("u(x, t)", "a function of several variables"),
    (r"(-\infty,\infty)", "is read as an interval"),
    (r"\{0\}", "is read as a set"),
    ("log x", "log is read as the natural logarithm"),
    ("i^2", "i is read as a name"),
    ("m e + 1", "e is read as Euler's number"),
    ("int_0^2pi sin(x)^2 dx", "the bound 2pi is read as one product"),
    (r"\int_0^2\pi \sin x\,dx", "a script in TeX is one character"),
]


@pytest.mark.parametrize(("text", "remark"), TOLD)
def test_ambiguity_is_told(text: str, remark: str) -> None:
    assert any(remark in told for told in read(text).remarks)


MORE = [
    ("{x if x>0, 0 otherwise}", sp.Piecewise((x, x > 0), (0, True))),
    ("v(t) = 9.8t", equation(called("v")(t), sp.Rational(98, 10) * t)),
    (r"\int \frac{dx}{x} + C", Integral(1 / x, x) + C),
    (r"x^2_1", sp.Symbol("x_1") ** 2),
    (r"f^{(3)}(x)", Derivative(f(x), x, x, x)),
    (r"\frac xy", x / y),
    (r"f{\left(x \right)}", f(x)),
    (r"\frac{d}{d x} f{\left(x \right)}", Derivative(f(x), x)),
    ("xsin2x", x * sp.sin(2 * x)),
    ("sin2xcos3x", sp.sin(2 * x) * sp.cos(3 * x)),
    ("2^xln2", 2**x * sp.log(2)),
    (r"\frac{d}{dx}[x^2]_{x=3}", Subs(Derivative(x**2, x), x, 3)),
    (r"\frac{d}{dx}x^2\Big|_{x=3}", Subs(Derivative(x**2, x), x, 3)),
    (r"\frac{x^3}{3}\Bigr|_0^1", Subs(x**3 / 3, x, 1) - Subs(x**3 / 3, x, 0)),
    ("x|_0^1 - y|_0^1", Subs(x, x, 1) - Subs(x, x, 0) - Subs(y, y, 1) + Subs(y, y, 0)),
    (
        r"\begin{cases} x^2, & x<0, \\[4pt] x, & x\ge 0.\end{cases}",
        sp.Piecewise((x**2, x < 0), (x, True)),
    ),
    (r"\sigma'(x)", Derivative(1 / (1 + sp.exp(-x)), x)),
    (r"\nabla L(k)", called("grad")(called("L")(k))),
    (r"\mathbf{A}\mathbf{x}-\mathbf{x}\mathbf{A}", commutator(matrices["A"], matrices["x"])),
    (r"\lim_{n\to\infty}x_n", Limit(X[n], n, oo)),
    ("3!=6", equation(sp.Integer(6), sp.Integer(6))),
    ("y(0)=1", equation(called("y")(0), sp.Integer(1))),
    ("y'(t)=2t", Eq(Derivative(called("y")(t), t), 2 * t)),
    (r"\frac{dL}{d\hat{y}}", Derivative(sp.Symbol("L"), sp.Symbol("y_hat"))),
    ("(x^2)'", Derivative(x**2, x)),
    (r"\left(\sin x\right)''", Derivative(sp.sin(x), x, x)),
    (r"\partial_x f(x)", Derivative(f(x), x)),
    ("2y'(t)", 2 * Derivative(called("y")(t), t)),
    ("at^2", a * t**2),
    ("ax + by", a * x + sp.Symbol("b") * y),
    ("2Pi r", 2 * sp.pi * r),
    (r"\begin{array}{l}x=1\\y=2\end{array}", Tuple(Eq(x, 1), Eq(y, 2))),
    (r"\sqrt[n]{x}", x ** (1 / n)),
    ("EulerGamma x", sp.EulerGamma * x),
    ("[[1, 2]]", sp.ImmutableMatrix([[1, 2]])),
    (r"\sqrt{\int_0^1 x\,dx}", sp.sqrt(Integral(x, (x, 0, 1)))),
    (r"e^{-\int_0^1 x\,dx}", sp.exp(-Integral(x, (x, 0, 1)))),
    ("f''(0)^2", Subs(Derivative(f(xi), xi, xi), xi, 0) ** 2),
]


@pytest.mark.parametrize(("text", "meaning"), MORE, ids=[row[0] for row in MORE])
def test_more_meanings(text: str, meaning: Any) -> None:
    assert read(text).expr == meaning


def test_a_declared_dx_is_a_name_and_is_read_once() -> None:
    assert read("∫ xdx dt", names=["dx"]).expr == Integral(x * sp.Symbol("d") * x, t)
    assert read("∫ x dx dt", names=["dx"]).expr == Integral(x * dx, t)


def test_a_list_after_double_bars_is_a_list() -> None:
    assert read(r"u(\left\|x\right\|, t)").expr == called("u")(called("norm")(x), t)
