"""What the grammar does not know is read with help, and only where two readers agree on it."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.reading import fallback, grammar, witness
from symcalc.reading.accounting import BEFORE, BETWEEN, LETTERS, MARKS, SYNONYMS, in_own_words

HOSTILE = runpy.run_path(str(Path(__file__).parents[1] / "data" / "hostile_inputs.py"))

a, b, c, k, m, n, p, x, y = sp.symbols("a b c k m n p x y")
ell, ell_1, ell_2, hbar, omega, theta = sp.symbols("ell ell_1 ell_2 hbar omega theta")
lambda_1, lambda_2 = sp.symbols("lambda_1 lambda_2")
EULER, PI = sp.E, sp.pi

RIGHT: list[tuple[str, sp.Basic]] = [
    (r"{n \choose k}", sp.binomial(n, k)),
    (r"{5 \choose 2}", sp.Integer(10)),
    (r"2{n \choose k}+1", 2 * sp.binomial(n, k) + 1),
    (r"{n+1 \choose k}", sp.binomial(n + 1, k)),
    (r"{n \choose k} p^k (1-p)^{n-k}", sp.binomial(n, k) * p**k * (1 - p) ** (n - k)),
    (r"\frac{{n \choose 2}}{2}", sp.binomial(n, 2) / 2),
    (r"{n \choose k}={n \choose n-k}", sp.Eq(sp.binomial(n, k), sp.binomial(n, n - k))),
    (r"\sum_{k=0}^{n} {n \choose k} = 2^n", sp.Eq(sp.Sum(sp.binomial(n, k), (k, 0, n)), 2**n)),
    (r"\tbinom{n}{k}", sp.binomial(n, k)),
    (r"\dbinom{n}{2}x^2", sp.binomial(n, 2) * x**2),
    (r"1+{1 \over x}", 1 + 1 / x),
    (r"{x \over y}+1", x / y + 1),
    (r"{x^2 \over 2} + x", x**2 / 2 + x),
    (r"e^{x \over 2}", sp.exp(x / 2)),
    (r"\sin{x \over 2}", sp.sin(x / 2)),
    (r"\frac{1 \over x}{2}", 1 / (2 * x)),
    (r"\hbar\omega", hbar * omega),
    (r"E=\hbar\omega", sp.Eq(sp.Symbol("E"), hbar * omega)),
    (r"\frac{\hbar^2}{2m}", hbar**2 / (2 * m)),
    (r"-\frac{\hbar}{2} \sin x", -hbar * sp.sin(x) / 2),
    (r"\ell^2+1", ell**2 + 1),
    (r"\ell_1+\ell_2", ell_1 + ell_2),
    (r"2\pi\sqrt{\frac{\ell}{g}}", 2 * PI * sp.sqrt(ell / sp.Symbol("g"))),
    (r"\ln \ell", sp.log(ell)),
    (r"\int_0^1 \ell x\,dx", sp.Integral(ell * x, (x, 0, 1))),
    (r"\frac{d}{dx} \ell x^2", sp.Derivative(ell * x**2, x)),
    (r"\check{x}+1", sp.Symbol("x_check") + 1),
    (r"\breve{x}_1^2", sp.Symbol("x_breve_1") ** 2),
    (r"\gcd(12,18)", sp.Integer(6)),
    (r"\gcd(12, 18, 27)x", 3 * x),
    (r"\frac{1}{\gcd(4,6)}", sp.Rational(1, 2)),
    (r"\operatorname{gcd}\left(12,18\right)", sp.Integer(6)),
    (r"\lcm(4,6)", sp.Integer(12)),
    (r"\operatorname{lcm}(4, 6)+x", 12 + x),
    (r"17 \mod 5", sp.Integer(2)),
    (r"-17 \mod 5", sp.Integer(3)),
    (r"2^{10} \mod 7", sp.Integer(2)),
    (r"(3+4) \mod 5", sp.Integer(2)),
    (r"\frac{17 \mod 5}{4}", sp.Rational(1, 2)),
    (r"\operatorname{rank}\begin{pmatrix}1&2\\2&4\end{pmatrix}", sp.Integer(1)),
    (r"\operatorname{rank}\left(\begin{pmatrix}1&2\\3&4\end{pmatrix}\right)+x", 2 + x),
    (r"\operatorname{diag}(1,2,3)", sp.diag(1, 2, 3)),
    (r"\operatorname{diag}(\lambda_1,\lambda_2)", sp.diag(lambda_1, lambda_2)),
    (r"\lgroup x+1 \rgroup^2", (x + 1) ** 2),
    (r"\exponentialE^{2x}", EULER ** (2 * x)),
]

# latex2sympy2 reads these, and wrongly: what it makes of them stands beside.
MISREAD = [
    (r"{a+b \over c}", "a + b/c, in a set"),
    (r"{a+b \over c}+1", "a + b/c + 1"),
    (r"{1 \over x+1}+1", "1 + 1/x + 1"),
    (r"{\sin x \over x}+1", "sin(x/x) + 1"),
    (r"{1 \over x}", "a set"),
    (r"{1 \over 2}\log x", "a logarithm to base 10"),
    (r"\gcd(a,b)", "1"),
    (r"\gcd(2x,4x)", "2x, of polynomials"),
    (r"\operatorname{rank}\begin{pmatrix}a&1\\2&3\end{pmatrix}", "2, whatever a is"),
    (r"3+7 \mod 5", "3 + (7 mod 5)"),
    (r"17 = 2 \mod 5", "an equation, not a congruence"),
    (r"17 \equiv 2 \mod 5", "an equation, not a congruence"),
    (r"2(3)+\ell", "5 + ell, as if 2(3) were a mixed number"),
    (r"2\frac{1}{2}+\ell", "5/2 + ell"),
    (r"\gamma\hbar", "Euler's constant times hbar"),
    (r"I\hbar", "the imaginary unit times hbar"),
    (r"\ell'", "ell"),
    (r"\ell^T x", "ell x"),
    (r"\ell^\circ", "ell"),
    (r"\hbar \approx 1", "1"),
    (r"\phantom{x}\hbar", "x hbar"),
    (r"\frac{d^2y}{dx^2}+\ell", "a quotient of products with a letter d"),
    (r"\ell \cdot \nabla f", "a product with a letter nabla"),
    (r"\Re(\hbar)", "a function of unknown meaning"),
    (r"\sum_{i=1}^n \ell_i", "ell_i is the same for all i"),
    (r"\lim_{x\to 0}\frac{\ell}{x}", "the limit from the right"),
]

# Read rightly there, but more than a row accounts for.
UNACCOUNTED = [
    r"x \mod 3",
    r"\hbar(x+1)",  # a product, or a function? the two readers agree, but doubtfully
    r"\ell(\theta)",
    r"\overrightarrow{AB}",
    r"\mathring{x}",
    r"\llcorner x \lrcorner",
    r"\operatorname{eye}(3)",
    r"x \not\equiv 2",
    r"\boxed{\ell}^{\wp(2)}",
    r"\rank(x)",
    r"\operatorname{rank}(x)",
    r"\operatorname{diag}(1)",
    r"17 \mod 0",
    r"\gcd(12)",
    r"\gcd 12",
    r"\gcd()",
    r"\gcd(12,18",
    r"\gcd\left(12,18)",
    r"{n \choose k \choose l}",
    r"\check{xy}",
    r"\check x",
    r"\ell}",
    "\\ell\\",
    r"\operatorname",
    "x^2 + ",
    "n \\choose",
    r"x^2 \nonsense",
    r"\ell" + "+x" * 1000,
    r"\ell" + "{" * 300 + "x" + "}" * 300,
]


@pytest.mark.parametrize(("text", "meaning"), RIGHT)
def test_read_with_help(text: str, meaning: sp.Basic) -> None:
    with pytest.raises(SymcalcError):
        grammar.formula(text, (), ())
    node = fallback.read(text, (), ())

    assert node is not None
    assert node.expr == meaning or sp.expand(node.expr - meaning) == 0
    assert node.remarks[-1] == fallback.REMARK
    assert fallback.helped(node)


@pytest.mark.parametrize(("text", "made"), MISREAD)
def test_misreadings_are_not_used(text: str, made: str) -> None:
    assert witness.second_reading(text) is not None, "it would be no witness"
    assert fallback.read(text, (), ()) is None


@pytest.mark.parametrize("text", UNACCOUNTED)
def test_what_no_row_accounts_for_is_not_used(text: str) -> None:
    assert fallback.read(text, (), ()) is None


@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_every_letter(letter: str) -> None:
    node = fallback.read(rf"\{letter}^2 x", (), ())
    assert node is not None
    assert node.expr == sp.Symbol(letter) ** 2 * x


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark(mark: str) -> None:
    node = fallback.read(rf"\{mark}{{x}} y", (), ())
    assert node is not None
    assert node.expr == sp.Symbol(f"x_{mark}") * y


def test_every_row_is_used() -> None:
    """A row of the tables that no formula above needs is not tested."""
    words = {word for text, _ in RIGHT for word in re.findall(r"\\[A-Za-z]+|[a-z]+", text)}
    assert {*BETWEEN, *SYNONYMS, *BEFORE} <= words


def test_symbols_and_names_are_those_of_the_caller() -> None:
    length = sp.Symbol("ell", positive=True)
    node = fallback.read(r"\ell x", (), (length,))
    assert node is not None
    assert node.expr == length * x
    assert fallback.read(r"\ell mass", ("mass",), ()) is None  # there m·a·s·s
    assert fallback.read(r"\ell mass", (), (sp.Symbol("mass"),)) is None
    assert fallback.read("x^2", (), ()) is None  # no LaTeX


def test_it_is_killed_in_time_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(fallback, "SECONDS", 0.0)
        assert fallback.read(r"\ell^2", (), ()) is None
    assert fallback.read(r"\ell^2", (), ()) is not None


@pytest.mark.parametrize(("name", "text", "latex"), HOSTILE["CASES"], ids=lambda v: str(v)[:20])
def test_hostile(name: str, text: str, latex: str) -> None:
    """With a row of the tables in it, so that the text is not refused at once."""
    fallback.read(latex + r"+\ell", (), ())

    mark = Path(HOSTILE["MARK"])
    assert not list(mark.parent.glob(f"{mark.name}*"))
    assert fallback.read(r"\ell^2", (), ()) is not None


TYPED = [*(text for text, _ in RIGHT + MISREAD), *(case[2] for case in HOSTILE["CASES"])]


# A rank is worked out by SymPy, which at times sympifies words of its own on the way.
WATCHED = [text for text in TYPED if len(text) < 200 and "rank" not in text]


@pytest.mark.parametrize("text", WATCHED)
def test_sympify_sees_numbers_only(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """sympify hands what it evaluates to parse_expr; of a typed text, that is digits alone."""
    seen: list[str] = []

    def spy(source: str, *_args: object, **_options: object) -> sp.Basic:
        seen.append(source)
        return sp.Integer(1)

    monkeypatch.setattr("sympy.parsing.sympy_parser.parse_expr", spy)
    witness.second_reading(text)
    assert all(re.fullmatch(r"[0-9]*\.?[0-9]+(E[+-]?[0-9]+)?", source) for source in seen)
    witness.second_reading("3x^{0.5}")
    assert seen[-2:] == ["3", "0.5"]


def test_the_third_party_reader_stays_out_of_this_process() -> None:
    code = "import symcalc.reading.fallback, sys; print('latex2sympy2_extended' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_own_words_are_the_text_where_there_is_nothing_to_put() -> None:
    for text in (r"\frac{1}{2}x", r"\{1, 2\}", r"\text{if } x", r"\left[0, 1\right)"):
        assert in_own_words(text) == (text, frozenset())
