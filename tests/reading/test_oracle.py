"""latex2sympy2 as the oracle: where both readers read an input, they agree, or a row says who errs.

The inputs are `latex_inputs.json` and `latex_homework.txt`. latex2sympy2 reads here alone, as a
witness that knows nothing of our grammar; neither reading is expected from the other.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.reading import grammar
from symcalc.reading.witness import plain, second_reading

DATA = Path(__file__).parents[1] / "data"
GIVEN = [row["latex"] for row in json.loads((DATA / "latex_inputs.json").read_text("utf-8"))]
HOMEWORK = (DATA / "latex_homework.txt").read_text("utf-8").splitlines()
TEXTS = list(dict.fromkeys(GIVEN + [line for line in HOMEWORK if line and line[0] != "#"]))
POINTS = (sp.Rational(3, 7), sp.Rational(5, 3), sp.Rational(11, 4))

OURS, THEIRS, TASTE = "symcalc is right", "latex2sympy2 is right", "both can be meant"
LOGARITHM = (TASTE, "log is natural in calculus, of base 10 there; a base is what settles it")
TRANSPOSE = (OURS, "the T is a transpose, there it is dropped without a word")
PRIME = (OURS, "the prime is dropped there without a word")
ORDER = (OURS, "a derivative of second order, there a quotient of products with a letter d")
SIGNS = (TASTE, "± as a pair of formulas, upper sign first; there a set of two values")
INDEX = (OURS, "the indexed letter runs with the index, there it is a constant")
NABLA = (OURS, "an operator on a field, there the product with a letter")
CONDITIONS = (OURS, "conditions that are joined; there a set of them")
DEGREES = (OURS, "a degree is π/180, there the sign is dropped without a word")

DIFFERENCES: dict[str, tuple[str, str]] = {
    r"\log x": LOGARITHM,
    r"\log(x)": LOGARITHM,
    r"\log x^2": LOGARITHM,
    r"x\log x": LOGARITHM,
    r"\log x y": LOGARITHM,
    r"\mathbf{A}^T\mathbf{x}": TRANSPOSE,
    r"\mathbf{w}^T\mathbf{x}": TRANSPOSE,
    "X^TX": TRANSPOSE,
    r"\hat{y}=\sigma(w^Tx+b)": TRANSPOSE,
    r"\frac{d^2y}{dx^2}": ORDER,
    r"\frac{d^2}{dx^2}\sin x": ORDER,
    r"\frac{d^2 f}{dx^2}": ORDER,
    "y'": PRIME,
    "x'": PRIME,
    "f'(x)": PRIME,
    "f''(x)": PRIME,
    r"x_{n+1}=x_n-\frac{f(x_n)}{f'(x_n)}": PRIME,
    r"\nabla f": NABLA,
    r"\nabla\cdot F": NABLA,
    r"\nabla^2 f": NABLA,
    r"\nabla \times F": NABLA,
    r"x>0 \text{ and } x<1": CONDITIONS,
    r"x=1 \text{ or } x=2": CONDITIONS,
    "x=1, y=2": (TASTE, "a list of two equations in order; there a set of them"),
    "6/2(1+2)": (TASTE, "from left to right, and said so; there the product binds tighter than /"),
    "1/2x": (TASTE, "from left to right, and said so; there the product binds tighter than /"),
    r"2\frac{1}{2}": (TASTE, "a product, and said so; there a mixed number"),
    r"\sin x/x": (OURS, "(sin x)/x, and said so; there sin(x/x)"),
    r"I_0 e^{-\mu x}": (OURS, "I_0 is a name; there the imaginary unit, without its index"),
    "I+1": (TASTE, "a name; there the imaginary unit, although the letter i is none"),
    r"\gamma x": (OURS, "γ is a letter, in learning a discount; there Euler's constant"),
    "f(2x+1)": (OURS, "f is applied; there it is multiplied, although f(x) is applied"),
    "x(t)": (TASTE, "a product, and said so; there a function of t"),
    r"\lim_{x \to 0}\frac{|x|}{x}": (OURS, "from both sides, so none; there from the right"),
    r"\sum_{i=1}^n x_i^2": INDEX,
    r"\frac{1}{n}\sum_{i=1}^{n}(y_i-x_i)^2": INDEX,
    r"\sum_{i=1}^{n}\sum_{j=1}^{m} a_{ij}": INDEX,
    r"\prod_{i=1}^n x_i^2": INDEX,
    r"x=\pm 2": SIGNS,
    r"\pm 3": SIGNS,
    "2(3)": (OURS, "a product; there 2 + 3, as if it were a mixed number"),
    "(2)(3)": (OURS, "a product; there 2 + 3, as if it were a mixed number"),
    r"\sin\pi/2": (TASTE, "(sin π)/2, and said so; there sin(π/2)"),
    r"\mathrm{e}^{x}": (OURS, "e upright is Euler's number; there a letter"),
    r"\frac{d}{dx} x^2 \cdot \sin x": (TASTE, "of the whole product; there of x² alone"),
    r"\lim_{x\to 0} \frac{1}{x} + 1": (OURS, "from both sides, so there is none; there ∞"),
    r"\sigma(x)=\frac{1}{1+e^{-x}}": (TASTE, "σ is the sigmoid function; there any function"),
    "A(t)": (TASTE, "a product, and said so; there a function of t"),
    "v(t)=9.8t": (OURS, "9.8 is exact; there the nearest binary fraction"),
    r"\zeta(2)": (THEIRS, "a function is applied; here it is a factor, and said so"),
    r"\mathcal{L}(\theta)": (THEIRS, "a function is applied; here it is a factor, and said so"),
    "|2|x|+1|": (THEIRS, "bars inside bars; here |2|·x·|1|, and said so"),
    "(0,1)": (TASTE, "a point; there an open interval"),
    r"90^\circ": DEGREES,
    r"\sin 30^\circ": DEGREES,
}


def our_reading(text: str) -> Any:
    """What the grammar reads, made plain; None where it refuses."""
    try:
        return plain(grammar.formula(text, (), ()).expr)
    except SymcalcError:
        return None


def close(u: sp.Expr, v: sp.Expr) -> bool:
    """Equal at points."""
    names = sorted(u.free_symbols | v.free_symbols, key=str)
    at = [{n: p + sp.Rational(i, 5) for i, n in enumerate(names)} for p in POINTS]
    return all(abs(complex((u - v).subs(point))) < 1e-10 for point in at)


def same(u: Any, v: Any) -> bool:
    """Equal as SymPy objects, once worked out, or at points; what has no value is not equal."""
    if u == v:
        return True
    with suppress(TypeError, ValueError, AttributeError):
        worked = plain(u.doit()), plain(v.doit())
        return bool(worked[0] == worked[1]) or close(*worked)
    return False


@pytest.mark.parametrize("text", TEXTS)
def test_both_agree_or_a_row_says_who_errs(text: str) -> None:
    ours, theirs = our_reading(text), second_reading(text)
    both = ours is not None and theirs is not None

    assert (both and not same(ours, theirs)) == (text in DIFFERENCES)


def test_every_row_is_an_input() -> None:
    assert set(DIFFERENCES) <= set(TEXTS)


def test_the_oracle_sees_enough() -> None:
    """How many inputs both read; without this, refusing everything would pass."""
    both = [t for t in TEXTS if our_reading(t) is not None and second_reading(t) is not None]
    assert len(both) >= 270
