"""What text and LaTeX are read as: the tree as written, and what it means."""

from __future__ import annotations

import pytest
import sympy as sp

from symcalc.notation import Notation
from symcalc.reading import key, read

LEAVES = ("number", "name", "constant")


def tree(node: Notation) -> str:
    """A formula as written, in one line."""
    if node.head in LEAVES:
        return node.text
    spelled = f"{node.head}:{node.text}" if node.text else node.head
    return f"{spelled}({', '.join(map(tree, node.parts))})"


TREES = [
    # arithmetic, in the order and grouping of the learner
    ("1*x", "product(1, x)"),
    ("2x sin(3x)", "product(2, x, sin(product(3, x)))"),
    ("a+(b+c)", "sum(a, sum(b, c))"),
    ("a + b - c", "sum(a, b, negation(c))"),
    ("a - b", "difference(a, b)"),
    ("-a - b", "sum(negation(a), negation(b))"),
    ("a - (b + c)", "difference(a, sum(b, c))"),
    ("(x y) z", "product(product(x, y), z)"),
    ("-x^2", "negation(power(x, 2))"),
    ("2^-x", "power(2, negation(x))"),
    ("a*-b*c", "product(a, negation(b), c)"),
    ("a/b/c", "quotient(quotient(a, b), c)"),
    ("a b/c d", "product(quotient(product(a, b), c), d)"),
    ("x^2^3", "power(x, power(2, 3))"),
    ("x**2", "power(x, 2)"),
    ("0.10 x", "product(0.10, x)"),
    ("-(-x)", "negation(negation(x))"),
    # functions, with parentheses or without
    ("sin 2x", "sin(product(2, x))"),
    ("sin x cos x", "product(sin(x), cos(x))"),
    ("sin^2 x", "power(sin(x), 2)"),
    ("sin²x", "power(sin(x), 2)"),
    ("sin(x)^2", "power(sin(x), 2)"),
    ("sin^{-1} x", "asin:sin^-1(x)"),
    ("sin^{-2} x", "power(sin(x), negation(2))"),
    ("arctan x", "atan(x)"),
    ("asin(x)", "asin:asin(x)"),
    ("ln x^2", "log(power(x, 2))"),
    ("log_2 x", "log-base(x, 2)"),
    ("log(x, 2)", "log-base(x, 2)"),
    (r"\lg x", "log-base:lg(x, 10)"),
    (r"\log_{10}(x)", "log-base(x, 10)"),
    ("e^(2x)", "exp:e(product(2, x))"),
    ("exp(u)", "exp:exp(u)"),
    ("ln sin x", "log(sin(x))"),
    ("sin -x", "sin(negation(x))"),
    (r"\sin{\left(x \right)}", "sin(x)"),
    ("max(x, 0, y)", "max(x, 0, y)"),
    ("n!", "factorial(n)"),
    ("log1p(x) + expm1(x) + atan2(y, x)", "sum(log1p(x), expm1(x), atan2(y, x))"),
    ("f(x, y)", "apply:f(x, y)"),
    # roots and brackets
    (r"\sqrt[3]{x}", "cbrt(x)"),
    (r"\sqrt[5]{x}", "root(x, 5)"),
    ("√x + ∛x", "sum(sqrt(x), cbrt(x))"),
    (r"\frac12", "quotient(1, 2)"),
    (r"\frac xy", "quotient(x, y)"),
    (r"\frac x2", "quotient(x, 2)"),
    (r"\cos\frac x2", "cos(quotient(x, 2))"),
    (r"\frac{a}x2", "product(quotient(a, x), 2)"),
    (r"\frac{x2}{y2}", "quotient(x2, y2)"),
    (r"\frac12x2", "product(quotient(1, 2), x2)"),
    (r"\sqrt\frac x2", "sqrt(quotient(x, 2))"),
    (r"\frac1x2", "product(quotient(1, x), 2)"),
    ("||x|-1|", "abs(difference(abs(x), 1))"),
    ("|x||y|", "product(abs(x), abs(y))"),
    (r"\left|\left|x\right|-1\right|", "abs(difference(abs(x), 1))"),
    (r"\lfloor x\rfloor", "floor(x)"),
    ("⌈x⌉", "ceil(x)"),
    (r"{x}^{2}", "power(x, 2)"),
    # derivatives
    ("d/dx x^2 sin x + 1", "sum(derivative:d(product(power(x, 2), sin(x)), x), 1)"),
    (r"\frac{d}{dx}\left[x^2\right] y", "product(derivative:d(power(x, 2), x), y)"),
    (r"\frac{\mathrm d}{\mathrm dx} x", "derivative:d(x, x)"),
    ("d^2/dx^2 x^3", "derivative:d(power(x, 3), x, x)"),
    ("dy/dx", "derivative:d(y, x)"),
    ("d(x^2)/dx", "derivative:d(power(x, 2), x)"),
    (r"\frac{d f(x)}{dx}", "derivative:d(apply:f(x), x)"),
    ("∂²f/∂x∂y", "derivative:∂(f, x, y)"),
    (r"\frac{\partial^2}{\partial x\partial y} x y", "derivative:∂(product(x, y), x, y)"),
    ("d/dw_1 w_1^2", "derivative:d(power(w_1, 2), w_1)"),
    ("d/dtheta theta^2", "derivative:d(power(theta, 2), theta)"),
    ("f''(x)", "derivative:'(apply:f(x), x, x)"),
    # relations and cases
    ("x = 2", "relation:=(x, 2)"),
    ("0 < x <= 1", "and(relation:<(0, x), relation:<=(x, 1))"),
    ("x<0 or not x>1", "or(relation:<(x, 0), not(relation:>(x, 1)))"),
    (
        "Piecewise((x, x>0), (0, True))",
        "cases(piece(x, relation:>(x, 0)), piece(0, otherwise()))",
    ),
    (
        "cases(x if x > 0, 0 otherwise)",
        "cases(piece(x, relation:>(x, 0)), piece(0, otherwise()))",
    ),
    (
        r"\begin{cases} x, & \text{if } x>0 \\ 0 & \text{otherwise} \end{cases}",
        "cases(piece(x, relation:>(x, 0)), piece(0, otherwise()))",
    ),
    # vectors and matrices
    ("[a, b]", "vector(a, b)"),
    ("[a, b; c, d]", "matrix(vector(a, b), vector(c, d))"),
    (r"\begin{pmatrix}1\\2\end{pmatrix}", "vector(1, 2)"),
    # names
    ("w0 + w_0 + w₀", "sum(w0, w0, w0)"),
    ("w₀", "w_0"),
    ("x_{ij}", "x_ij"),
    ("ŷ + y_pred", "sum(y_hat, y_hat)"),
    (r"\hat y_1", "y_hat_1"),
    (r"\mathbf{W}_1 x", "product(W_1, x)"),
    (r"\theta_{1}", "theta_1"),
    ("h_{t-1}", "h_{t-1}"),
    ('"rate" t', "product(rate, t)"),
    (r"\mathrm{rate} t", "product(rate, t)"),
    ("2πr", "product(2, pi, r)"),
    ("ｘ＋１", "sum(x, 1)"),  # full width
    ("x − 1", "difference(x, 1)"),
    ("$x^2$.", "power(x, 2)"),
]


@pytest.mark.parametrize(("text", "expected"), TREES)
def test_reads_as_written(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


SAME = [
    ("x^2 sin x", r"x^{2}\sin x"),
    ("1/(1+e^(-x))", r"\frac{1}{1+e^{-x}}"),
    ("sqrt(x^2+1)", r"\sqrt{x^2+1}"),
    ("a*b <= c", r"a\cdot b\le c"),
    ("d/dx sin(x)", r"\frac{d}{dx}\sin\left(x\right)"),
    ("alpha_1 + omega", r"\alpha_1+\omega"),
    ("abs(x)", r"\lvert x\rvert"),
]


@pytest.mark.parametrize(("text", "latex"), SAME)
def test_text_and_latex_are_one_formula(text: str, latex: str) -> None:
    assert read(text) == read(latex)


REMARKS = [
    ("1/2x", "(1/2)·x"),
    ("sin x/2", "(sin x)/"),
    ("sin x y", "sin(x y)"),
    ("xy", "x·y"),
    ("xsinx", "x sin x"),
    ("x(x+1)", "x·(…)"),
    ("σ(x)", "sigmoid"),
    ("х^2", "Cyrillic"),
    ("e^2x", "(e^2)·x"),
    ("√2x", "(√2)·x"),
    ("d/dx (x+1)(x-1)", "the derivative of (x+1)(x-1)"),
    (r"2\frac12", "times the fraction"),
    ("1e-3", "power of ten"),
    ("log10(x)", "base 10"),
    ("x_iy_i", "one name"),
    ("y'", "a name of its own"),
]


@pytest.mark.parametrize(("text", "part"), REMARKS)
def test_tells_what_was_ambiguous(text: str, part: str) -> None:
    assert any(part in remark for remark in read(text).remarks)


@pytest.mark.parametrize(
    "text", ["2x sin(3x)", "sin^2 x", r"\frac{x}{2}", "1/(2x)", "1/2 x", "f(x)"]
)
def test_says_nothing_where_nothing_is_ambiguous(text: str) -> None:
    assert read(text).remarks == ()


def test_declared_names_are_whole() -> None:
    assert tree(read("mass*accel", names=["mass", "accel"])) == "product(mass, accel)"
    assert tree(read("xy + x", names=["xy"])) == "sum(xy, x)"
    assert tree(read("e + 1", names=["e"])) == "sum(e, 1)"
    assert read("e", names=["e"]).expr == sp.Symbol("e")


def test_symbols_come_back() -> None:
    w = sp.Symbol("w_0", positive=True)
    assert read("w0^2", symbols=[w]).expr == w**2
    assert read("w₀", symbols=[w]).expr is w


KEYS = [
    ("w_0", "w0"),
    ("w₀", "w0"),
    ("w_{10}", "w10"),
    ("ŷ", "y_hat"),
    ("θ", "theta"),
    ("x_i", "x_i"),
]


@pytest.mark.parametrize(("name", "expected"), KEYS)
def test_key(name: str, expected: str) -> None:
    assert key(name) == expected


def test_x_1_2_is_not_x_12() -> None:
    assert key("x_1_2") != key("x_12")
