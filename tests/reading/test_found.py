"""Inputs that once crashed the reader, hung it, or were written so that they read back otherwise.

tests/benchmarks/fuzz_reading.py found them; each has to be answered now.
"""

from __future__ import annotations

import pytest

from symcalc.errors import SymcalcError
from symcalc.notation import Notation
from symcalc.reading import read, read_question
from symcalc.writing.latex import latex
from symcalc.writing.pretty import pretty
from symcalc.writing.text import text

FOUND = [
    # crashes
    r"\lim_{x\to\int_0^1 x\,dx0^+}\fracŷ1x",  # the point held the variable, bound
    "lim_(x→0-x^2|_{x=3}) 1/xx",
    "limit of 1/x as x -> 0+[-e^{-x}]_0^\\infty",
    "integrate x^2 sin x dx5%",  # more after the dx
    "f''(0)^１2integrate\\{x\\in\\mathbb R\\mid x^2<2\\} 0",  # SymPy computed f''(0) for ever
    r"\langle 1, x\rangle\frac{lim_(x→0-) 1/x\mathrm{d}y}{\mathrm{d}x}",
    "d\\mathrm{rate} t/ux",
    r"{x |\pm1}",
    "|A A^T - A^T A|x|-1T - A^T A|x|-1|",
    r"\int x\,\mathrm{}x",
    r"\frac{dL}{d\hat{ac{dL}{d\hat{y}}",
    "derivative(x\\mathrm{¹}x)",
    "∂²/∂θ² binomial(25^π, π²⁵)",
    "∫ Heaviside(x) dx",
    # the number under the root was worked out: eight seconds, or minutes
    r"int(x\sum_{k=0}^{\infty}\frac{x^k}{k!}^2, x, 0, 1)",
    r"\sqrt{\int_0^1 \int_0^1 e^{x y^2} dx dy}",
    r"\left|\sum_{k=1}^{\infty} \frac{1}{k^2} - \int_0^\infty \frac{\sin x}{x} dx\right|",
    # written so that they read back otherwise
    r"\mathbb{R}\setminus\{0,1\}",
    r"50\% x",
    r"\begin{pmatrix}2x & y\end{pmatrix}",
    r"\begin{cases} x\le 0\end{cases}",
    "∇(x^2+y^2) det([[1, 2], [3, 4]])^2",
    r"\left|y\left|x\right|-1\right|",
    r"\left\|x\left\|y\right\|\right\|_1",
    "x^y_hat",
    r"\int_0^1 2 dx",
    "x in (0, oo)in (0, oo)",
    "1+x͏ > 2",
    "0<x<϶1",
    "sin(x)^T",
    r"\frac{x\,dy\,dy}{dx}",
]


def answered(typed: str) -> Notation | SymcalcError:
    """What comes of a text, as a question and as a formula."""
    try:
        read_question(typed)
        return read(typed)
    except SymcalcError as error:
        return error


@pytest.mark.parametrize("typed", FOUND)
def test_what_was_found_is_answered(typed: str) -> None:
    answer = answered(typed)

    if isinstance(answer, SymcalcError):
        assert answer.position is not None
        assert 0 <= answer.position <= len(typed)
        return
    pretty(answer)
    latex(answer)
    assert read(text(answer)) == answer
