"""The lines of a singular value decomposition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation, name
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.structures import structure
from symcalc.tutor.areas.parts import near
from symcalc.tutor.linear.factors import LAMBDA, Factors
from symcalc.tutor.linear.numbers import arranged
from symcalc.tutor.linear.source import (
    SHOWN,
    Array,
    Source,
    equals,
    listed,
    matrix,
    matrix_shown,
    norm,
    transposed,
)
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import Words
from symcalc.tutor.words.svd import (
    ABOUT,
    COMPLETED,
    CONDITION,
    COUNTS,
    HEADS,
    LENGTHS,
    PRODUCT,
    WORDS,
)
from symcalc.writing.text import text

LISTED = 12  # singular values that are shown one by one
AMONG = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def step(
    rule: str,
    fields: Mapping[str, Any],
    before: Notation,
    after: Notation,
    table: Table | None = None,
    status: str = "proved",
    words: Mapping[str, Words] = WORDS,
) -> Step:
    """A line in the words of its rule."""
    said = words[rule]
    title, told, hint = (
        part.format(**fields) for part in (said.title, said.explanation, said.hint)
    )
    more: dict[str, Any] = {"hints": (hint,), "table": table, "status": status}
    return Step(rule, title, before, after, told, said.statement, "definition", **more)


def by_hand(found: Factors, *, thin: bool) -> tuple[Step, ...]:
    """From AᵀA to U, Σ and V."""
    gram = _gram(found)
    lines = [_squares(found, gram), _roots(found, gram), _values(found, gram)]
    lines += [_near(found, gram, k) for k in range(len(found.directions))]
    lines += [_far(found, k) for k in range(found.rank)]
    if found.completion and found.rank < (len(found.values) if thin else found.far.cols):
        lines.append(_completed(found))
    return (*lines, _together(found, thin=thin))


def by_numpy(source: Source, factors: tuple[Array, Array, Array], rank: int) -> tuple[Step, ...]:
    """The values that NumPy finds, their energies, the shapes, and what they tell."""
    u, sigma, v = factors
    rows, columns = source.shape
    values = np.diag(sigma).copy()
    values[rank:] = 0.0  # rounding
    which = listed_ranks(len(values))
    energies = energies_of(values)
    lines = [
        (str(k), in_figures(float(values[k - 1])), in_figures(float(energies[k - 1])))
        for k in which
    ]
    table = Table((HEADS["k"], HEADS["value"], HEADS["energy"]), tuple(lines))
    word = "all" if len(which) == len(values) else "some"
    fields = {"rows": rows, "columns": columns, "count": COUNTS[word].format(count=len(values))}
    first = letter("sigma_1")
    told = [
        step("computed-values", fields, first, equals(first, decimal(values[0])), table, "numeric")
    ]
    shapes = {"a": (rows, columns), "u": u.shape, "s": sigma.shape, "v": v.T.shape}
    said = {k: f"{shape[0]} × {shape[1]}" for k, shape in shapes.items()}
    a = matrix("A", rows, columns)
    whole = equals(a, product(u.shape, v.shape))
    small = max(u.size, v.size, sigma.size) <= SHOWN
    entries = tuple((n, matrix_shown(q)) for n, q in (("U", u), ("Σ", sigma), ("V", v)))
    listing = Table((HEADS["matrix"], HEADS["entries"]), entries) if small else None
    told.append(step("shapes", said, a, whole, listing))
    return (*told, _norms(source, values, rank))


def listed_ranks(count: int) -> list[int]:
    """The numbers k from 1 to `count`, or some of them."""
    if count <= LISTED:
        return list(range(1, count + 1))
    return [*(k for k in AMONG if k < count), count]


def energies_of(values: Array) -> Array:
    """The share of the first k squares in all of them; 1 of nothing."""
    squares = np.cumsum(values**2)
    return squares / squares[-1] if squares[-1] > 0 else np.ones(len(values))


def product(u: tuple[int, ...], v: tuple[int, ...]) -> Notation:
    """U Σ Vᵀ with these shapes."""
    middle = matrix("Σ", u[1], v[1])
    return notation.multiply(matrix("U", *u), middle, transposed(matrix("V", *v)))


def _norms(source: Source, values: Array, rank: int) -> Step:
    last = len(values)
    singular = rank < last
    kappa = {} if singular else {"value": in_figures(float(values[0] / values[-1]))}
    fields = {
        "rank": rank,
        "first": in_figures(float(values[0])),
        "norm": in_figures(float(source.norm)),
        "condition": CONDITION["infinite" if singular else "finite"].format(n=last, **kappa),
    }
    size = norm(matrix("A", *source.shape), "F")
    return step("norms", fields, size, equals(size, decimal(source.norm)), None, "numeric")


def _gram(found: Factors) -> Notation:
    """AᵀA, or AAᵀ."""
    a = matrix("A", *found.a.shape)
    pair = (a, transposed(a)) if found.is_wide else (transposed(a), a)
    return notation.multiply(*pair)


def _squares(found: Factors, gram: Notation) -> Step:
    square, own = ("U Σ Σᵀ Uᵀ", "U") if found.is_wide else ("V Σᵀ Σ Vᵀ", "V")
    fields = {"gram": text(gram), "square": square, "near": own}
    return step("gram", fields, gram, equals(gram, matrix_shown(found.gram)))


def _roots(found: Factors, gram: Notation) -> Step:
    n = found.gram.rows
    inside = notation.subtract(notation.multiply(name(LAMBDA), matrix("I", n, n)), gram)
    determinant = structure("determinant", inside)
    values = [d.value for d in found.directions]
    roots = [f"λ = {text(arranged(root))}" for root in dict.fromkeys(values)]
    split = sp.Mul(*(LAMBDA - value for value in values))
    if found.rational and sp.expand(split - found.polynomial) != 0:
        raise AssertionError(f"{found.polynomial} is not {split}")
    as_product = PRODUCT.format(product=text(arrange(split))) if found.rational and n > 1 else ""
    fields = {"gram": text(gram), "det": text(determinant), "roots": listed(roots)}
    after = equals(determinant, arrange(found.polynomial))
    return step("eigenvalues-of-gram", {**fields, "product": as_product}, determinant, after)


def _values(found: Factors, gram: Notation) -> Step:
    sigma = letter("sigma")
    after = equals(sigma, matrix_shown(sp.ImmutableMatrix(found.values)))
    rounded = [in_figures(float(sp.N(s, 17))) for s in found.values]
    whole = all(s.is_Rational for s in found.values)
    about = "" if whole else ABOUT.format(values=listed(rounded))
    return step("singular-values", {"gram": text(gram), "about": about}, sigma, after)


def _near(found: Factors, gram: Notation, k: int) -> Step:
    """An eigenvector."""
    d = found.directions[k]
    again = k > 0 and found.directions[k - 1].value == d.value
    x = "u" if found.is_wide else "v"
    named = letter(f"{x}_{k + 1}")
    length = "one" if d.square == 1 else "other" if found.rational else "about"
    size = text(_number(found, sp.sqrt(d.square)))
    fields = {
        "gram": text(gram),
        "x": x,
        "value": text(arranged(d.value)),
        "vector": text(matrix_shown(d.vector)),
        "length": LENGTHS[length].format(length=size),
    }
    rule = "same-value" if again else "near-vector"
    return step(rule, fields, named, _told(found, named, d.unit))


def _far(found: Factors, k: int) -> Step:
    """u = A v/σ, or v = Aᵀu/σ."""
    own, far = ("u", "v") if found.is_wide else ("v", "u")
    side, a = ("Right", "Aᵀ") if found.is_wide else ("Left", "A")
    image = sp.ImmutableMatrix(found.tall * found.near[:, k])
    fields = {
        "side": side,
        "a": a,
        "k": k + 1,
        "near": own,
        "far": far,
        "image": text(_vector(found, image)),
        "sigma": text(_number(found, found.values[k])),
        "is": "=" if found.rational else "≈",
    }
    named = letter(f"{far}_{k + 1}")
    return step("far-vector", fields, named, _told(found, named, found.far[:, k]))


def _completed(found: Factors) -> Step:
    far, whole, null = ("v", "V", "A") if found.is_wide else ("u", "U", "Aᵀ")
    names = [letter(f"{far}_{found.rank + i}") for i in range(1, len(found.completion) + 1)]
    pairs = [equals(n, matrix_shown(c)) for n, c in zip(names, found.completion, strict=True)]
    one = len(names) == 1
    fields = {
        "names": listed([text(n) for n in names]),
        "null": null,
        "whole": whole,
        "said": COMPLETED["one" if one else "more"],
    }
    after = pairs[0] if one else build("tuple", *pairs)
    return step("completed-basis", fields, names[0], after)


def _together(found: Factors, *, thin: bool) -> Step:
    """U, Σ, V, and that they give A back."""
    u, sigma, v = found.thin if thin else (found.u, found.sigma, found.v)
    told = (("U", _vector(found, u)), ("Σ", matrix_shown(sigma)), ("V", _vector(found, v)))
    a = matrix("A", *found.a.shape)
    table = Table((HEADS["matrix"], HEADS["entries"]), told)
    return step("put-together", {}, a, equals(a, product(u.shape, v.shape)), table)


def _told(found: Factors, named: Notation, vector: sp.MatrixBase) -> Notation:
    """v = its entries, or ≈ where they are shown in decimals."""
    return (equals if found.rational else near)(named, _vector(found, vector))


def _vector(found: Factors, vector: sp.MatrixBase) -> Notation:
    """Exactly, where the numbers are short."""
    return matrix_shown(vector, in_decimals=not found.rational)


def _number(found: Factors, value: sp.Expr) -> Notation:
    return arrange(value) if found.rational else decimal(float(sp.N(value, 17)))
