"""Matrix formulas: their structure, where their parts stand, and what is refused."""

from __future__ import annotations

import re

import pytest
import sympy as sp
from matrix_corpus import CORPUS, LINES, SHAPES

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.notation import Notation
from symcalc.reading.matrices import Written, read_matrices, read_shapes, size

SIGNS = {
    "sum": "+",
    "difference": "-",
    "negation": "-",
    "product": "*",
    "quotient": "/",
    "power": "^",
    "transpose": "T",
}
DECLARED = read_shapes(SHAPES)


def read(text: str) -> Written:
    return read_matrices(text, DECLARED)


def lisp(node: Notation) -> str:
    """The structure of a formula, as the corpus writes it."""
    if node.head in ("name", "number", "constant"):
        return node.text
    if node.head == "word":
        return f'"{node.text}"'
    called = {"call": node.text, "relation": node.text, "keyword": f"{node.text}="}
    index = f".{node.text}" if node.head == "norm" and node.text else ""
    head = called.get(node.head) or SIGNS.get(node.head) or node.head + index
    return f"({' '.join([head, *map(lisp, node.parts)])})" if node.parts else head


@pytest.mark.parametrize(
    ("text", "structure"), [(text, made) for made, texts in CORPUS.items() for text in texts]
)
def test_structure(text: str, structure: str) -> None:
    assert lisp(read(text).node) == structure


@pytest.mark.parametrize(("text", "definitions", "name", "structure"), LINES)
def test_lines(
    text: str, definitions: tuple[tuple[str, str], ...], name: str, structure: str
) -> None:
    written = read(text)

    assert tuple((name, lisp(node)) for name, node in written.definitions) == definitions
    assert (written.name, lisp(written.node)) == (name, structure)


# The text, a part by its structure, and the text that stands at its place.
PLACES = [
    ("W x + b", "b", "b"),
    ("W x + b", "(* W x)", "W x + b"),
    ("sum((W x - u)^2)", "(- (* W x) u)", "W x - u)^2)"),
    ("x + y + x", "(+ x y x)", "x + y + x"),
    (r"\frac{x^\top y}{2}", "(T x)", r"x^\top y}{2}"),
    ("z = W x + b; -u^T log(z)", "(log z)", "log(z)"),
    ("z = W x + b; -u^T log(z)", "(+ (* W x) b)", "W x + b; -u^T log(z)"),
    ("x + softmax(A x)", "(softmax (* A x))", "softmax(A x)"),
    ("A (x > 0)", "(indicator (> x 0))", "x > 0)"),
    (r"\|Xw - t\|_2", "(norm.2 (- (* X w) t))", r"\|Xw - t\|_2"),
    ("Wx", "x", "x"),
    ("sum(X, axis=0)", "(axis= 0)", "axis=0)"),
    ("x ⊙ y", "(hadamard x y)", "x ⊙ y"),
    ("X.sum(axis=0)", "(sum X (axis= 0))", "X.sum(axis=0)"),
]


@pytest.mark.parametrize(("text", "part", "there"), PLACES)
def test_places(text: str, part: str, there: str) -> None:
    written = read(text)
    roots = (*(node for _, node in written.definitions), written.node)
    node = next(n for root in roots for n in root.walk() if lisp(n) == part)

    assert text[written.places[id(node)] :] == there


@pytest.mark.parametrize("text", [text for texts in CORPUS.values() for text in texts])
def test_every_part_has_a_place(text: str) -> None:
    written = read(text)
    parts = [n for n in written.node.walk() if n.head not in ("number", "constant")]

    assert all(0 <= written.places[id(part)] <= len(text) for part in parts)


def test_each_occurrence_has_its_place() -> None:
    written = read("x + y + x")
    first, _, last = written.node.parts

    assert (written.places[id(first)], written.places[id(last)]) == (0, 8)


# What is wrong, and where; a caret stands under the character after the ‸.
BAD = [
    ("W x +‸", ReadingError),
    ("W x ‸)", ReadingError),
    ("‸(W x", ReadingError),
    ("W ‸(x", ReadingError),
    ("softmax‸", ReadingError),
    ("softmax(‸)", ReadingError),
    ("tr‸", ReadingError),
    ("‸||x", ReadingError),
    ("‸foo", ReadingError),
    ("W ‸foo + b", ReadingError),
    ("Wx + ‸bb", ReadingError),
    ("‸softmx(x)", ReadingError),
    (r"x + ‸\mathrm{foo}(x)", ReadingError),
    ("A ‸x_1", ReadingError),
    (r"‸\sum_{i=1}^n (x_i - y_i)^2", UnsupportedError),
    (r"‸\sum_i x_i", UnsupportedError),
    ("‸sum_i x_i", UnsupportedError),
    ("W x ‸= u", UnsupportedError),
    ("x ‸> 0", UnsupportedError),
    ("‸W x; x", ReadingError),
    ("z = W x; ‸z = b; z", ReadingError),
    ("r = z; ‸z = x; r", ReadingError),
    ("‸m = x; m", ReadingError),
    ("x +‸* y", ReadingError),
    ("x ‸⊗ y", UnsupportedError),
    (r"x ‸\otimes y", UnsupportedError),
    ("X‸^+ t", UnsupportedError),
    ("A‸^H x", UnsupportedError),
    ("A^{‸[3]} x", UnsupportedError),
    (r"\|x\|‸_3", UnsupportedError),
    ("norm(x, ‸3)", UnsupportedError),
    ("‸inv(A, B)", ReadingError),
    ("x.‸foo()", ReadingError),
    ("x @‸", ReadingError),
    ("‸@ x", ReadingError),
    ("‸[A, B; A]", ReadingError),
    ("‸[A, B", ReadingError),
    ("‸{A, B}", UnsupportedError),
    ("A ‸± B", UnsupportedError),
    ("‸d/dx x", UnsupportedError),
    (r"\frac{‸\partial x}{\partial y}", UnsupportedError),
    (r"‸\nabla x", UnsupportedError),
    (r"‸\int x dx", UnsupportedError),
    ("relu‸'(x)", UnsupportedError),
    ("A^2‸^3", ReadingError),
    ("A^‸", ReadingError),
    ("softmax(x)‸_1", UnsupportedError),
    ("A‸[0, 1]", UnsupportedError),
    ("softmax(x)‸[0]", UnsupportedError),
    ("‸f(x)", UnsupportedError),
    (r"‸\min_w \|w\|", UnsupportedError),
    ("‸x/0", ReadingError),
    ("‸1[x > 0 or x < 1]", UnsupportedError),
    ("‸", ReadingError),
    ("‸;", ReadingError),
    ("x ‸$ y", ReadingError),
    ("z =‸", ReadingError),
    ("‸= x", ReadingError),
    ('__‸import__("os")', ReadingError),
]


@pytest.mark.parametrize(("marked", "kind"), BAD)
def test_bad_input(marked: str, kind: type[SymcalcError]) -> None:
    place = marked.index("‸")

    with pytest.raises(kind) as raised:
        read(marked.replace("‸", ""))

    assert raised.value.position == place


def test_unknown_word_says_how_to_declare() -> None:
    with pytest.raises(ReadingError) as raised:
        read("W foo")

    assert str(raised.value) == (
        "the word foo is not known\n"
        "  W foo\n"
        "    ^\n"
        '  hint: declare its shape, as in --shapes "foo: n", or "foo: ()" for a number'
    )


# What is said of how a text was read.
REMARKS = [
    ("log|A|", "|A| is read as a determinant; write abs(…) for absolute values"),
    ("|X|", "|X| is read entry by entry; write det(…) for a determinant"),
    ("tr A B", "tr A B is read as tr(A B)"),
    (r"\sum x", r"\sum x is read as the sum of all entries"),
    ("W x ⊙ b", "beside ⊙, W x is one factor"),
    ("C x", "C is not declared, so it is read as a number"),
    ("σ(x)", "σ(…) is read as the sigmoid function"),
]


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_remarks(text: str, remark: str) -> None:
    assert remark in read(text).remarks


@pytest.mark.parametrize("text", ["W x + b", "log det A", "x ⊙ (A y)", "s (x + y)"])
def test_nothing_is_said_of_what_is_clear(text: str) -> None:
    assert [r for r in read(text).remarks if not r.startswith("s(")] == []


# Numbers keep what they mean; the sizes of the shapes are the same symbols as there.
MEANINGS = [
    ("1/2 x", sp.Rational(1, 2)),
    ("sqrt(n) x", sp.sqrt(size("n"))),
    ("0.1 x", sp.Rational(1, 10)),
    ("s^2 x", sp.Symbol("s") ** 2),
    (r"\frac{1}{2m} x", 1 / (2 * size("m"))),
    ("lambda x", sp.Symbol("lambda")),
    ("2^10 x", sp.Integer(1024)),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_numbers_have_their_meaning(text: str, meaning: sp.Expr) -> None:
    assert read(text).node.parts[0].expr == meaning


@pytest.mark.parametrize("text", ["max(x, 0)", "exp(x)", "log x", "tr x"])
def test_functions_are_no_products_of_declared_letters(text: str) -> None:
    letters = read_shapes("m, a, x, e, p, l, o, g, t, r: n")

    assert read_matrices(text, letters).node.head in ("max", "call", "exp", "log", "trace")


# Bounds hold as for plain formulas, and nothing is slow.
LARGE = [
    "(" * 200 + "x" + ")" * 200,
    "x" + " + x" * 7000,
    "relu(" * 90 + "x" + ")" * 90,
    "A " * 30_000,
    "x; " * 500,
    "a" * 200_000,
    "x^T " * 7000 + "x",
]


@pytest.mark.parametrize("text", LARGE, ids=range(len(LARGE)))
def test_large_input(text: str) -> None:
    with pytest.raises(SymcalcError):
        read(text)


def test_deep_network() -> None:
    layers = "; ".join(f"h{i + 1} = tanh(A h{i} + y)" for i in range(1, 40))

    assert len(read(f"h1 = tanh(A x + y); {layers}; sum(h40)").definitions) == 40


def test_plain_reading_is_as_before() -> None:
    """The tables of matrix formulas are copies: in plain ones a prime is no transpose."""
    from symcalc.reading import read as plain

    assert plain("(x^2)'").head == "derivative"
    with pytest.raises(UnsupportedError, match=re.escape("matrix products")):
        plain("x ⊙ y")
