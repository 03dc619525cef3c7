"""Formulas for the tests of writing: one of every head, and strategies that put them together."""

from __future__ import annotations

import sympy as sp
from hypothesis import strategies as st

from symcalc import notation
from symcalc.notation import Notation, number
from symcalc.primitives import TABLE

Formulas = st.SearchStrategy[Notation]


def build(head: str, *parts: Notation, text: str = "") -> Notation:
    """A node as it is written; what it means is left to the reader, who may refuse it."""
    return Notation(head, parts, text)


def name(spelling: str) -> Notation:
    return notation.name(sp.Symbol(spelling))


def constant(text: str, expr: sp.Basic) -> Notation:
    return Notation("constant", text=text, expr=expr)


x, y, a, k, j = map(name, ("x", "y", "a", "k", "j"))
PI, E, INFINITY = constant("pi", sp.pi), constant("e", sp.E), constant("oo", sp.oo)
LETTERS = ("x", "y", "a", "t", "sigma", "gamma", "theta", "varepsilon", "Delta", "Gamma")
WORDS = ("w0", "x_1", "theta_2", "x_max", "y_hat", "Alpha", "omicron", "rate", "y'", "x_{s-1}")
NAMES = st.sampled_from([name(word) for word in (*LETTERS, *WORDS)])
VARIABLES = st.sampled_from([name(word) for word in ("x", "t", "theta", "x_1")])
NUMBERS = st.integers(0, 30).map(number)
DECIMALS = st.sampled_from(["0.5", "2.75"]).map(lambda d: number(sp.Rational(d), d))
ATOMS = NAMES | NUMBERS | DECIMALS | st.sampled_from([PI, E])


def joined(heads: tuple[str, ...], *parts: Formulas) -> Formulas:
    """One of the heads with these parts."""
    return st.builds(build, st.sampled_from(heads), *parts)


def spelled(head: str, texts: tuple[str, ...], *parts: Formulas) -> Formulas:
    """A head with one of its spellings."""
    return st.builds(build, st.just(head), *parts, text=st.sampled_from(texts))


POINTS = st.one_of(
    NUMBERS | DECIMALS | st.sampled_from([PI, E, a]),
    joined(("sum", "quotient"), st.just(PI), st.just(number(2))),
    st.just(build("negation", number(1))),
)

CALLED = sorted(row.name for row in TABLE.values() if row.names and row.arity == 1)
SPELLED = [
    *((head, "") for head in CALLED if head != "exp"),
    *(("exp", "e"), ("exp", "exp"), ("asin", "sin^-1"), ("log", "log"), ("tan", "tg")),
]
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")


def call(pair: tuple[str, str], u: Notation) -> Notation:
    return build(pair[0], u, text=pair[1])


def power(base: Notation, exponent: Notation) -> Notation:
    """e^u is the exponential function."""
    return build("exp", exponent, text="e") if base == E else build("power", base, exponent)


def at(argument: Notation) -> Notation:
    """f′(x) is a derivative; f′(2x) is one at a place."""
    if argument.head != "name":
        return build("derivative-at", argument, text="f''")
    return build("derivative", build("apply", argument, text="f"), argument, argument, text="'")


def arithmetics(inner: Formulas) -> Formulas:
    pair, triple = (inner, inner), (inner, inner, inner)
    return st.one_of(
        st.builds(notation.add, *pair),
        st.builds(notation.add, *triple),
        st.builds(notation.subtract, *pair),
        st.builds(notation.multiply, *pair),
        st.builds(notation.multiply, *triple),
        st.builds(notation.negative, inner),
        joined(("quotient",), *pair),
        st.builds(power, inner, NUMBERS),
        st.builds(power, *pair),
        joined(("percent", "degrees", "factorial"), inner),
    )


def functions(inner: Formulas) -> Formulas:
    return st.one_of(
        st.builds(call, st.sampled_from(SPELLED), inner),
        st.builds(build, st.just("root"), inner, st.integers(4, 9).map(number)),
        st.builds(build, st.just("log-base"), inner, NUMBERS.filter(lambda b: b.expr > 1)),
        st.builds(build, st.just("log-base"), inner, inner),
        st.builds(build, st.just("log-base"), inner, st.just(number(10)), text=st.just("lg")),
        joined(("max", "min", "atan2"), inner, inner),
        joined(("binomial",), NAMES, NAMES | NUMBERS),
        spelled("apply", ("f", "g", "H"), inner),
        spelled("apply", ("f", "h"), inner, inner),
        st.builds(at, inner),
    )


def calculus(inner: Formulas) -> Formulas:
    terms = inner | st.builds(notation.multiply, st.just(build("indexed", x, k)), inner)
    shifted = build("indexed", name("w"), k, build("sum", j, number(1)))
    terms |= joined(("quotient",), inner, st.just(shifted))
    return st.one_of(
        spelled("derivative", ("d", "∂"), inner, VARIABLES),
        spelled("derivative", ("∂",), inner, VARIABLES, VARIABLES),
        joined(("integral",), inner, VARIABLES),
        joined(("integral",), inner, VARIABLES, inner, inner),
        joined(("summation", "product-over"), terms, st.just(k), inner, inner | st.just(INFINITY)),
        spelled("limit", ("", "+", "-"), inner, VARIABLES, POINTS),
        joined(("limit",), inner, VARIABLES, st.just(INFINITY)),
        joined(("evaluated",), inner, VARIABLES, inner),
        joined(("evaluated",), inner, VARIABLES, inner, inner),
        joined(("gradient", "laplacian"), inner),
        joined(("divergence", "curl"), st.just(name("F"))),
    )


def matrices(inner: Formulas) -> Formulas:
    row = joined(("vector",), inner, inner)
    square = joined(("matrix",), row, row) | st.just(name("A"))
    return st.one_of(
        joined(("determinant", "trace"), square),
        spelled("norm", ("", "2"), row | st.just(name("v"))),
        st.builds(build, st.just("norm"), st.just(name("v")), text=st.sampled_from(("1", "oo"))),
    )


def _values(inner: Formulas) -> Formulas:
    return st.one_of(
        arithmetics(inner), arithmetics(inner), functions(inner), calculus(inner), matrices(inner)
    )


VALUES = st.recursive(ATOMS, _values, max_leaves=8)
SMALL = st.recursive(ATOMS, arithmetics, max_leaves=3)

INTERVALS = spelled("interval", ("[]", "()", "[)", "(]"), SMALL, SMALL)
NUMBER_SETS = [
    *(constant("reals", sp.Reals), constant("integers", sp.Integers)),
    *(constant("naturals", sp.Naturals), constant("rationals", sp.Rationals)),
    constant("empty", sp.EmptySet),
]


def chain(signs: tuple[str, ...], *sides: Notation) -> Notation:
    """u < v < w."""
    u, v, w = sides
    first = build("relation", u, v, text=signs[0])
    return build("and", first, build("relation", v, w, text=signs[1]))


RELATED = spelled("relation", RELATIONS, VALUES, VALUES)
SIMPLE_SETS = INTERVALS | joined(("set",), SMALL) | joined(("set",), SMALL, SMALL)
SETS = st.recursive(
    SIMPLE_SETS | st.sampled_from(NUMBER_SETS),
    lambda inner: joined(("union", "intersection", "set-difference"), inner, inner),
    max_leaves=3,
)
STATED = (
    RELATED
    | spelled("element", ("in", "not in"), SMALL, SETS)
    | st.builds(chain, st.tuples(*[st.sampled_from(("<", "<="))] * 2), SMALL, SMALL, SMALL)
)


def _conditions(inner: Formulas) -> Formulas:
    return st.one_of(
        joined(("and", "or"), inner, inner),
        joined(("and", "or"), inner, inner, inner),
        joined(("not",), inner),
        joined(("implies", "equivalent"), inner, inner),
    )


CONDITIONS = st.recursive(STATED, _conditions, max_leaves=4)
# The reader refuses cases that depend on an integral or a limit.
SIMPLE = SMALL | functions(SMALL)
PIECES = joined(("piece",), SIMPLE, CONDITIONS)
CASES = joined(("cases",), PIECES, joined(("piece",), SIMPLE, st.just(build("otherwise"))))


def lines(first: Notation, more: list[Notation]) -> Notation:
    """y = u, then = v, where u is not written again."""
    found = [first]
    for right in more:
        found.append(build("continued", found[-1].parts[-1], right, text="="))
    return build("lines", *found)


PLAIN = NAMES | NUMBERS
SIGNED = st.one_of(
    spelled("plus-minus", ("±", "∓"), PLAIN),
    spelled("plus-minus", ("±", "∓"), PLAIN, joined(("sqrt", "factorial"), PLAIN)),
)
EQUATIONS = spelled("relation", ("=",), VALUES, VALUES)
ROWS = joined(("vector",), SMALL, SMALL)
GROUPS = st.one_of(
    SIGNED,
    spelled("relation", ("=",), st.just(x), joined(("quotient", "power"), SIGNED, NAMES)),
    joined(("system",), EQUATIONS, EQUATIONS),
    st.builds(lines, EQUATIONS, st.lists(VALUES, min_size=1, max_size=2)),
    joined(("tuple", "vector"), VALUES, VALUES),
    joined(("matrix",), ROWS, ROWS),
    joined(("transpose",), joined(("matrix",), ROWS, ROWS) | st.just(name("A"))),
    joined(("set-builder",), st.just(x), CONDITIONS),
    st.builds(
        lambda u, v: build("relation", u, v, text="="),
        st.just(build("differential", name("u"))),
        st.builds(notation.multiply, SMALL, st.just(build("differential", x))),
    ),
)
FORMULAS = st.one_of(VALUES, VALUES, VALUES, CONDITIONS, SETS, CASES, GROUPS)

CANONICAL = [
    # text                              LaTeX
    ("d/dx sin(2x)", r"\frac{d}{dx} \sin 2 x"),
    ("d/dx (x/2)", r"\frac{d}{dx} \frac{x}{2}"),
    ("d/dx [(x + 1)(x − 1)]", r"\frac{d}{dx} [(x + 1)(x - 1)]"),
    ("d²/dx² (x + 1)", r"\frac{d^{2}}{dx^{2}} (x + 1)"),
    ("∂³/∂x²∂y x·y", r"\frac{\partial^{3}}{\partial x^{2}\partial y} x y"),
    ("x²·(d/dx sin(x))", r"x^{2} \cdot \left(\frac{d}{dx} \sin x\right)"),
    ("f′(x) + f′′(2x)", "f'(x) + f''(2 x)"),
    ("∇f + ∇(x² + y²)", r"\nabla f + \nabla(x^{2} + y^{2})"),
    ("∇·F + ∇²f", r"\nabla \cdot F + \nabla^{2} f"),
    ("∇×F", r"\nabla \times F"),
    ("[x²]_(x=a)", r"\left[x^{2}\right]_{x=a}"),
    ("[x²]_0^(1/2)", r"\left[x^{2}\right]_{0}^{\frac{1}{2}}"),
    ("[x² y]_(x=0)^(x=1)", r"\left[x^{2} y\right]_{x=0}^{x=1}"),
    ("du = 2x dx", "du = 2 x dx"),
    ("∫ x² dx", r"\int x^{2} \, dx"),
    ("∫ (x + 1) dx", r"\int (x + 1) \, dx"),
    ("∫ (−x) dx", r"\int (-x) \, dx"),
    ("∫_0^1 2x dx", r"\int_{0}^{1} 2 x \, dx"),
    ("∫_(−1)^(2π) 1/x dx", r"\int_{-1}^{2 \pi} \frac{1}{x} \, dx"),
    ("∫_0^1 ∫_0^x y dy dx", r"\int_{0}^{1} \int_{0}^{x} y \, dy \, dx"),
    ("(∫ x² dx)/2", r"\frac{\int x^{2} \, dx}{2}"),
    ("2 ∫ x sin(x) dx + 1", r"2 \int x \sin x \, dx + 1"),
    ("∑_(k=0)^n k²", r"\sum_{k=0}^{n} k^{2}"),
    ("∑_(k=0)^(n − 1) (k + 1)", r"\sum_{k=0}^{n - 1} (k + 1)"),
    ("∑_(k=0)^∞ x^k/k!", r"\sum_{k=0}^{\infty} \frac{x^{k}}{k!}"),
    ("∏_(k=1)^3 2k", r"\prod_{k=1}^{3} 2 k"),
    ("∑_(i=1)^n x_i x_{i+1}", r"\sum_{i=1}^{n} x_{i} x_{i + 1}"),
    ("∑_(i=1)^n w_{i,j}", r"\sum_{i=1}^{n} w_{i,j}"),
    ("lim_(x→0) sin(x)/x", r"\lim_{x \to 0} \frac{\sin x}{x}"),
    ("lim_(x→0+) 1/x", r"\lim_{x \to 0^{+}} \frac{1}{x}"),
    ("lim_(x→(π/2)-) tan(x)", r"\lim_{x \to \left(\frac{\pi}{2}\right)^{-}} \tan x"),
    ("(lim_(x→∞) 1/x) y", r"\left(\lim_{x \to \infty} \frac{1}{x}\right) y"),
    ("(y lim_(x→0) x)/2", r"\frac{y \lim_{x \to 0} x}{2}"),
    ("n!/(k!·(n − k)!)", r"\frac{n!}{k! (n - k)!}"),
    ("binomial(n, k)", r"\binom{n}{k}"),
    ("5% + 30°", r"5\% + 30^{\circ}"),
    ("x ± √2", r"x \pm \sqrt{2}"),
    ("x = ±2", r"x = \pm 2"),
    ("x ≤ 3", r"x \le 3"),
    ("0 < x ≤ 1", r"0 < x \le 1"),
    ("x > 0 and y ≠ 1", r"x > 0 \land y \ne 1"),
    ("(x > 0 and y > 0) or x < 0", r"(x > 0 \land y > 0) \lor x < 0"),
    ("not (x = 0)", r"\lnot (x = 0)"),
    ("x > 1 ⇒ x² > 1", r"x > 1 \Rightarrow x^{2} > 1"),
    (
        "x² = 1 ⇔ x = 1 or x = −1",
        r"x^{2} = 1 \Leftrightarrow x = 1 \lor x = -1",
    ),
    (
        "{x if x > 0; −x otherwise}",
        r"\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}",
    ),
    ("{x + y = 1; x − y = 2}", r"\begin{cases} x + y = 1 \\ x - y = 2 \end{cases}"),
    ("y = x²; z = 2x", r"\begin{aligned} y &= x^{2} \\ z &= 2 x \end{aligned}"),
    ("y = x²; = 2x", r"\begin{aligned} y &= x^{2} \\ &= 2 x \end{aligned}"),
    ("(a, b)", "(a, b)"),
    ("{1, 2}", r"\{1, 2\}"),
    ("{1/2,}", r"\left\{\frac{1}{2},\right\}"),
    ("{x : x > 0}", r"\{x : x > 0\}"),
    ("x ∈ [0, 1)", r"x \in [0, 1)"),
    ("x ∉ ℝ", r"x \notin \mathbb{R}"),
    ("x ∈ (−∞, 0) ∪ (0, ∞)", r"x \in (-\infty, 0) \cup (0, \infty)"),
    ("ℤ ∖ {0,}", r"\mathbb{Z} \setminus \{0,\}"),
    ("(ℕ ∩ ℚ) ∪ ∅", r"(\mathbb{N} \cap \mathbb{Q}) \cup \emptyset"),
    ("Interval(0, 1)", r"\left[0, 1\right]"),
    ("]0, 1[", r"\left]0, 1\right["),
    ("[0, 1)", r"\left[0, 1\right)"),
    ("[a, b]", r"\begin{pmatrix} a \\ b \end{pmatrix}"),
    ("[[a, b], [c, d]]", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
    ("(Aᵀ)²", r"(A^{\top})^{2}"),
    ("det(A)", r"\det(A)"),
    ("det([[a, b], [c, d]])", r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}"),
    ("tr(A)", r"\operatorname{tr}(A)"),
    ("‖v‖_2² + ‖v‖", r"\left\|v\right\|_{2}^{2} + \left\|v\right\|"),
    ("‖v‖_∞", r"\left\|v\right\|_{\infty}"),
]
