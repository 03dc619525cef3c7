"""What is asked about a matrix formula, and how the question is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from symcalc.checking.matrices.samples import DIAGONAL, POSITIVE_DEFINITE
from symcalc.errors import ShapeError, UnsupportedError, shorten
from symcalc.formula import Question
from symcalc.matrix.interpret.formula import MatrixFormula, interpreted
from symcalc.matrix.interpret.functions_of_matrices import refuse_functions_of_matrices
from symcalc.matrix.layers import Line, adjoint_of, lines_of
from symcalc.matrix.term import Shape, Term, same
from symcalc.matrix.tidy import ORTHOGONAL, SUMS_TO_1, SYMMETRIC, Facts
from symcalc.matrix.written import differential_of, meaning, named, written
from symcalc.notation import Notation
from symcalc.reading.matrices import read_matrices
from symcalc.reading.names import key
from symcalc.reading.suggest import close_match
from symcalc.tutor.words.matrices import NOUNS
from symcalc.tutor.words.matrix_fails import FAILS, HINTS
from symcalc.tutor.words.matrix_remarks import FACTS
from symcalc.writing.text import text

# Heads that only matrices have, how their use is told, and a shape to declare.
MATRIX_ONLY = {
    "transpose": ("{name}^T", "(m, n)"),
    "trace": ("tr {name}", "(n, n)"),
    "determinant": ("det {name}", "(n, n)"),
    "inverse": ("inv {name}", "(n, n)"),
}


ONE_HOT = SUMS_TO_1  # by the axis along which the entries of one sample lie
SQUARE_FACTS = (SYMMETRIC, ORTHOGONAL, DIAGONAL, POSITIVE_DEFINITE)
FACT_WORDS = {
    **{fact: fact for fact in SQUARE_FACTS},
    **dict.fromkeys(("one-hot", "onehot", "one hot"), "one-hot"),
    **dict.fromkeys(("spd", "positive-definite"), POSITIVE_DEFINITE),
}
IMPLIED = {DIAGONAL: SYMMETRIC, POSITIVE_DEFINITE: SYMMETRIC}
MATRIX_CALLS = ("call", "hadamard", "hadamard-quotient", "hadamard-power")


@dataclass(frozen=True)
class Asked:
    """A question about a matrix formula.

    Attributes
    ----------
    kind : str
        "gradient", "jacobian", "hessian" or "hvp".
    formula : MatrixFormula
        What it is about.
    wrt : tuple of Term
        By what is differentiated.
    vector : str
        What the direction is called, where there is one.
    facts : mapping from Terms to frozensets of str
        What is assumed of symbols, in words of `symcalc.matrix.tidy`.
    """

    kind: str
    formula: MatrixFormula
    wrt: tuple[Term, ...]
    vector: str = ""
    facts: Facts = field(default_factory=dict, hash=False)

    @property
    def facts_by_name(self) -> dict[str, frozenset[str]]:
        """The facts, for those who check."""
        return {str(symbol.value): found for symbol, found in self.facts.items()}

    @property
    def body(self) -> Notation:
        """The formula as it was written, without dots between matrices."""
        made = undotted(self.formula.written)
        return replace(made, expr=meaning(self.formula.term))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The formula as lines, the last one the loss."""
        return lines_of(self.formula)

    @property
    def loss(self) -> Notation:
        """The name of the loss."""
        return named(str(self.lines[-1].name.value))

    def loss_change(self) -> Notation:
        """dL."""
        return differential_of(self.loss)

    def adjoint_of(self, x: Term) -> Term:
        """∂L/∂x, as a letter."""
        return adjoint_of(x, self.loss.text)

    def adjoint(self, x: Term) -> Notation:
        """∂L/∂x, as it is written."""
        return written(self.adjoint_of(x))

    @property
    def text(self) -> str:
        """The question in words, which `explain` reads again."""
        names = ", ".join(x.value for x in self.wrt)
        said = ", ".join(f"{name}: {spelled(s)}" for name, s in self.formula.shapes.items())
        samples = ", samples as columns" if self.formula.samples == "columns" else ""
        shapes = f", shapes {said}" if said else ""
        way = f" in the direction {self.vector}" if self.vector else ""
        body = self.formula.text.strip()
        said = ", ".join(
            f"{symbol.value} {FACTS[fact]}"
            for symbol, found in self.facts.items()
            for fact in stated(found)
        )
        more = f", assuming {said}" if said else ""
        return f"{NOUNS[self.kind]} of {body} with respect to {names}{way}{shapes}{samples}{more}"

    @property
    def question(self) -> Question:
        """The question, for those who write it."""
        kind = {"hvp": "hessian-product"}.get(self.kind, self.kind)
        wrt = tuple(meaning(x) for x in self.wrt)
        return Question(kind, self.body, wrt, self.text)

    def about(self, kind: str) -> Asked:
        """Another question about the same."""
        return replace(self, kind=kind)

    def along(self, vector: str) -> Asked:
        """The same in a direction.

        Raises
        ------
        UnsupportedError
            If the direction is a name in the formula.
        """
        if key(vector) in {key(s.value) for s in self.formula.symbols}:
            what = FAILS["vector"].format(name=vector)
            raise UnsupportedError(what, hint=HINTS["vector"].format(name=vector + "_1"))
        return replace(self, vector=vector)

    def formula_asked(self) -> Notation:
        """The question as a formula: ∂/∂W of the loss, or of several a tuple of these."""
        names = [named(x.value, x.shape) for x in self.wrt]
        twice = self.kind == "hessian"
        parts = [
            Notation("derivative", (self.body, *([name] * (1 + twice))), "∂") for name in names
        ]
        return parts[0] if len(parts) == 1 else Notation("tuple", tuple(parts))


def spelled(shape: Shape) -> str:
    """A shape as it is declared: n, (m, n), ()."""
    if len(shape) == 2 and shape[1] == 1:
        return str(shape[0])
    return f"({', '.join(map(str, shape))})"


def undotted(node: Notation) -> Notation:
    """Products of matrices, which have no dots between them; I_n for eye(n)."""
    if node.head == "call" and node.text == "eye":
        sizes = "".join(f"_{text(part)}" for part in node.parts)
        return replace(node, head="name", parts=(), text=f"I{sizes}")
    parts = tuple(undotted(part) for part in node.parts)
    head = "matmul" if node.head == "product" else node.head
    same = head == node.head and all(a is b for a, b in zip(parts, node.parts, strict=True))
    return node if same else replace(node, head=head, parts=parts)


def asked(
    kind: str, f: Any, wrt: Sequence[Any], shapes: Any, samples: str = "rows", assuming: str = ""
) -> Asked:
    """Read the formula, text or an object of SymPy, and find the variables.

    Raises
    ------
    ReadingError, ShapeError
        If the text is no formula, or shapes do not fit.
    UnsupportedError
        If a variable does not occur in the formula.
    """
    formula = interpreted(f, shapes, samples)
    refuse_functions_of_matrices(formula, value=False)
    known = {*formula.shapes, *(name for name, _ in formula.definitions)}
    if known:
        _refuse(formula.written, known, formula.text)
    names = [x if isinstance(x, str) else getattr(x, "name", str(x)) for x in wrt]
    by = tuple(formula.symbol(name) for name in names)
    if not by:
        by = tuple(s for s in formula.symbols if s.value in formula.shapes) or formula.symbols
    if not by:
        raise UnsupportedError(
            "there is no variable in the formula", where=formula.text, hint="name one"
        )
    facts = facts_of(assuming, formula)
    if kind != "gradient":  # the gradient is differentiated once more, in every direction
        facts = {symbol: found for symbol, found in facts.items() if symbol not in by}
    return Asked(kind, formula, tuple(dict.fromkeys(by)), facts=facts)


def facts_of(assuming: str, formula: MatrixFormula) -> dict[Term, frozenset[str]]:
    """What is assumed: "S symmetric, y one-hot".

    Raises
    ------
    UnsupportedError
        If a name or a word is not known, or the shape does not allow it.
    """
    if not isinstance(assuming, str):
        told = FAILS["assuming"].format(value=shorten(repr(assuming)))
        raise UnsupportedError(told, hint=HINTS["assuming"])
    found: dict[Term, frozenset[str]] = {}
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", assuming))):
        name, _, word = part.partition(" ")
        symbol, spelled_out = formula.symbol(name), word.strip().removeprefix("is ").strip()
        fact = FACT_WORDS.get(spelled_out.lower())
        if fact is None:
            raise _unknown_fact(name, spelled_out or part, assuming)
        if fact in SQUARE_FACTS and not is_square(symbol):
            what = FAILS["not-square"].format(name=name, word=fact)
            hint = HINTS["not-square"].format(shape=spelled(symbol.shape))
            raise UnsupportedError(what, where=assuming, hint=hint)
        axis = 0 if symbol.is_column or formula.samples == "columns" else 1
        fact = fact if fact in SQUARE_FACTS else ONE_HOT[axis]
        more = {IMPLIED[fact]} if fact in IMPLIED else set()
        found[symbol] = found.get(symbol, frozenset()) | {fact} | more
    return found


def is_square(symbol: Term) -> bool:
    """Whether a symbol is a square matrix."""
    return len(symbol.shape) == 2 and same(symbol.shape[:1], symbol.shape[1:])


def stated(facts: Collection[str]) -> list[str]:
    """The facts without those that others imply."""
    implied = {IMPLIED[fact] for fact in facts if fact in IMPLIED}
    return sorted(fact for fact in facts if fact not in implied)


def _unknown_fact(name: str, word: str, where: str) -> UnsupportedError:
    """Nothing that can be assumed, with the nearest word that can."""
    close = close_match(word, list(FACT_WORDS))
    hint = HINTS["close-fact"].format(name=name, word=close) if close else HINTS["fact"]
    return UnsupportedError(FAILS["fact"].format(name=name, word=word), where=where, hint=hint)


def refuse_undeclared(f: str) -> None:
    """Refuse a formula without shapes in which something is used as a matrix.

    Raises
    ------
    ShapeError
        With the place, and how to declare a shape.
    """
    _refuse(read_matrices(f, {}).node, set(), f)


def _refuse(node: Notation, known: Collection[str], where: str) -> None:
    declared = {key(name) for name in known}
    for part in node.walk():
        if part.head not in MATRIX_ONLY:
            continue
        names = [p.text for p in part.parts[0].walk() if p.head == "name"]
        if names and not declared & {key(name) for name in names}:
            used, shape = MATRIX_ONLY[part.head]
            inner = text(part.parts[0])
            raise ShapeError(
                FAILS["no-shape"].format(name=names[0], used=used.format(name=inner)),
                where=where,
                position=max(where.find(names[0]), 0),
                hint=HINTS["no-shape"].format(name=names[0], shape=shape),
            )
    if not declared and any(part.head in MATRIX_CALLS for part in node.walk()):
        raise ShapeError(FAILS["no-shapes"], where=where, hint=HINTS["no-shapes"])


def equation(left: Notation, right: Notation) -> Notation:
    """left = right."""
    return Notation("relation", (left, right), "=")


def chain(*sides: Notation) -> Notation:
    """a = b = c."""
    pairs = [equation(left, right) for left, right in pairwise(sides)]
    return pairs[0] if len(pairs) == 1 else Notation("and", tuple(pairs))
